"""Who says what about the figures of a sheet: one rule a file, each a function of one name that yields claims."""
