"""Period expressions."""

from extract.normalise.periods import Mention, combine, find_periods, read_header_period, resolve

__all__ = ["Mention", "combine", "find_periods", "read_header_period", "resolve"]
