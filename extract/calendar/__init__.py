"""Periods into dates: the fiscal year, eras, cumulative quarters, years that close on a day within a month."""
