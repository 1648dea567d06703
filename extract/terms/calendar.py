"""The fiscal calendar of an issuer."""

from extract.normalise.calendar import infer_calendar

__all__ = ["infer_calendar"]
