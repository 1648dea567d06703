"""Quarters and years that a sentence names by where it stands: `the current quarter`, `the prior year quarter`.

Which quarter that is, the nearest place says that names one: earlier in the same passage, the headings over it, the
last heading before it, the period that the document reports on. Without such a place it stays open; a quarter never
takes the dates of a year.

    ## Fourth Quarter 2022 Financial Highlights
    Net revenues of $871 million in the current quarter compared to $804 million in the prior year quarter
                                    2022-10-01/2022-12-31                           2021-10-01/2021-12-31
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

import msgspec
import regex as re

from extract.calendar.week_years import months_of_weeks
from extract.lex.calendar_words import MONTH
from extract.lex.dates import first_day, months_between
from extract.model import Period
from extract.prose.years import year_moved

Which = Literal["current", "year_before", "before", "reported", "other"]


class Relative(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that names a period of so many months by its distance from another; 0 months: as long as the
    one that it is compared with. `reported` is what the document reports on (`revenues for the period`); `other` is one
    that no other dates (`on a year-to-date basis`)."""

    start: int
    end: int
    months: int
    which: Which


_LEAD = r"(?<![A-Za-z])(?:(?:in|for|during)\s+)?(?:the\s+|our\s+|its\s+)?"
_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_ONE = r"quarter(?!s|ly|-)"
_QUARTER = rf"(?:(?:fiscal\s+|{_ORDINAL}\s+)?{_ONE})"
_SAME = (
    r"(?:(?:same|corresponding|comparable|equivalent)(?:\s+(?:prior|previous|preceding|last)[- ]year(?:['’]s)?)?"
    r"|year[- ](?:ago|earlier)|(?:prior|previous|preceding|last)[- ]year(?:['’]s)?)"
)
_LAST_YEAR = (
    r"(?:(?:of\s+|in\s+|from\s+)?(?:the\s+)?(?:last|prior|previous|preceding)\s+(?:fiscal\s+)?year"
    r"|(?:a|one)\s+year\s+(?:ago|earlier|before))"
)
_THAT_YEAR = r"(?:of|in)\s+(?:fiscal\s+)?(?:year\s+)?(?:19|20)\d\d(?!\d|[.,]\d)"

_PATTERNS: tuple[tuple[Which, int, str], ...] = (
    (
        "other",
        0,
        r"(?:on\s+an?\s+)?(?:year[- ]to[- ]date|trailing[- ](?:twelve|12)[- ]months?)(?:\s+basis)?(?![A-Za-z])",
    ),
    ("year_before", 0, rf"{_SAME}\s+(?:fiscal\s+)?period(?!s|-)(?:\s+(?:{_LAST_YEAR}|{_THAT_YEAR}))?"),
    ("year_before", 0, r"(?:a|one)\s+year\s+(?:ago|earlier)(?![A-Za-z])"),
    ("year_before", 3, rf"{_SAME}\s+(?:{_QUARTER}|three[- ]month\s+period)(?:\s+(?:{_LAST_YEAR}|{_THAT_YEAR}))?"),
    ("year_before", 3, rf"{_QUARTER}\s+{_LAST_YEAR}"),
    ("before", 3, rf"(?:prior|previous|preceding|last|linked)\s+(?:fiscal\s+)?{_ONE}"),
    ("current", 3, rf"(?:current|reported|reporting|latest|present|just[- ]ended)\s+(?:fiscal\s+)?{_ONE}"),
    (
        "reported",
        0,
        r"(?<=(?:in|for|during|over)\s+)the\s+(?:reporting\s+|interim\s+)?period"
        r"(?!s|-|\s+(?:of|end(?:ed|ing)?|from|through|between|in|last|under|before|after|until|when|where|since|that"
        rf"|which|immediately|commencing|beginning|covered|to\s+(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH})\b|\s+\d)",
    ),
    ("current", 3, rf"(?:(?<=(?:in|for|during|of)\s+the\s+)|this\s+){_ONE}(?!\s+(?:of|ended|ending|end\b|\d))"),
)
_FORMS = tuple(
    (which, months, re.compile(("" if which == "reported" else _LEAD) + words, re.IGNORECASE))
    for which, months, words in _PATTERNS
)

_MAY_NAME = re.compile(r"quarter|three[- ]month|period|year|trailing", re.IGNORECASE)


def find_relative(text: str) -> list[Relative]:
    """The quarters of a folded text that are named by where they stand, left to right, none inside another.

    >>> [(r.which, "of $804 million in the prior year quarter"[r.start : r.end])
    ...  for r in find_relative("of $804 million in the prior year quarter")]
    [('year_before', 'in the prior year quarter')]
    """
    if not _MAY_NAME.search(text):
        return []
    matches = [
        (rank, match.start(), Relative(start=match.start(), end=match.end(), months=months, which=which))
        for rank, (which, months, pattern) in enumerate(_FORMS)
        for match in pattern.finditer(text)
    ]
    found: list[Relative] = []
    for _, _, each in sorted(matches, key=lambda entry: (entry[1], entry[0])):
        if not found or found[-1].end <= each.start:
            found.append(each)
    return found


def dated_by(relative: Relative, anchor: Period | None) -> Period | None:
    """The dates of a relative quarter, from the quarter that it is told from.

    >>> fourth = Period(kind="duration", start="2022-10-01", end="2022-12-31")
    >>> dated_by(Relative(start=0, end=1, months=3, which="before"), fourth).end
    '2022-09-30'
    """
    if anchor is None or anchor.start is None or relative.months == 0:
        return None
    if relative.which == "current":
        return anchor
    if relative.which == "year_before":
        return year_moved(anchor, -1)
    last = date.fromisoformat(anchor.start) - timedelta(days=1)
    months = months_between(date.fromisoformat(anchor.start), date.fromisoformat(anchor.end or ""))
    start = first_day(last, months).isoformat() if months is not None else None
    return Period(kind="duration", start=start, end=last.isoformat())


def latest_of_its_kind(quarters: Iterable[Period]) -> Period | None:
    """The latest of these periods, if all others are the same one of earlier years; None if they name two.

    >>> june, before = (Period(kind="duration", start=f"{y}-04-01", end=f"{y}-06-30") for y in (2001, 2000))
    >>> march = Period(kind="duration", start="2001-01-01", end="2001-03-31")
    >>> latest_of_its_kind([june, before]).end, latest_of_its_kind([june, before, march])
    ('2001-06-30', None)
    """
    known = sorted(quarters, key=lambda period: period.end or "")
    if not known:
        return None
    latest = date.fromisoformat(known[-1].end or "")
    years = ((latest - date.fromisoformat(period.end or "")).days / _YEAR for period in known)
    return known[-1] if all(abs(year - round(year)) * _YEAR <= _SHIFT for year in years) else None


# A year, and by how many days the end of one of weeks may differ from that of another.
_YEAR, _SHIFT = 365.25, 6


def length_of(period: Period | None) -> int | None:
    """The whole months of a duration, those of a year of weeks among them; None for anything else.

    >>> length_of(Period(kind="duration", start="2022-05-02", end="2022-07-31"))
    3
    """
    if period is None or period.start is None or period.end is None:
        return None
    first, last = date.fromisoformat(period.start), date.fromisoformat(period.end)
    return months_between(first, last) or months_of_weeks(first, last)


def only_of_length(periods: Iterable[Period], months: int) -> Period | None:
    """The one period of so many months among these; None without one, and where they name two."""
    found = {(p.start, p.end): p for p in periods if p.kind == "duration" and length_of(p) == months}
    return next(iter(found.values())) if len(found) == 1 else None
