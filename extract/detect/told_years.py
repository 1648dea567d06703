"""What a user says of an issuer's fiscal years (`Settings`), and where a document says otherwise.

What turns into what: `fiscal_year_end="03-31"`, `fiscal_year_label="start"` → what the calendar goes by where the
document is silent, and a problem where it is not.
"""

from __future__ import annotations

import re

from extract.calendar.fiscal_year import Told
from extract.lex.dates import last_day
from extract.model import Calendar, Problem, Settings
from extract.problems import problem

_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")


def month_and_day(text: str) -> tuple[int, int] | None:
    """The last day of a fiscal year as settings write it; None for what is no day of every year.

    >>> month_and_day("03-31"), month_and_day("02-29"), month_and_day("31.3."), month_and_day("04-31")
    ((3, 31), (2, 28), None, None)
    """
    found = _MONTH_DAY.fullmatch(text)
    if found is None or not 1 <= (month := int(found[1])) <= 12:
        return None
    day = 28 if text == "02-29" else int(found[2])
    return (month, day) if 1 <= day <= last_day(2001, month) else None


def told_years(settings: Settings) -> Told:
    """What the settings say."""
    end = month_and_day(settings.fiscal_year_end) if settings.fiscal_year_end is not None else None
    return Told(end=end, label=settings.fiscal_year_label)


def said_otherwise(told: Told, calendar: Calendar) -> tuple[Problem, ...]:
    """Problems where the document, by which the calendar goes, contradicts what was told."""
    found = []
    if told.end is not None and calendar.end_month not in (None, told.end[0]):
        day = f"{calendar.end_month:02}-{calendar.end_day:02}" if calendar.end_day else f"{calendar.end_month:02}"
        message = f"the settings say that fiscal years end on {told.end[0]:02}-{told.end[1]:02}, the document {day}"
        found.append(problem("fiscal_year_contradicted", f"{message}; the document was taken"))
    if told.label is not None and calendar.label not in (None, told.label) and calendar.end_month != 12:
        message = f"the settings name fiscal years by their {told.label}, the document by their {calendar.label}"
        found.append(problem("fiscal_year_contradicted", f"{message}; the document was taken"))
    return tuple(found)
