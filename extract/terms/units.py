"""Unit expressions."""

from extract.normalise.units import UnitMention, find_units, scale_word, unit_of_label

__all__ = ["UnitMention", "find_units", "scale_word", "unit_of_label"]
