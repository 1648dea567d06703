"""Results for other programs: workbooks for people who calculate, xBRL-JSON and flat rows for those that load."""
