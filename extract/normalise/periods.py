"""Period expressions: found in text, read into symbols, resolved into dates by the fiscal calendar.

Contract: `find_periods` never takes a bare number for a period; every mention stands at `text[start:end]`.
Dates are ISO 8601. What the text and the calendar leave open stays None; nothing is guessed.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from extract import model

PeriodPart = Literal["Q1", "Q2", "Q3", "Q4", "H1", "H2", "9M", "FY", "CY", "LTM", "M"]


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A period as the text names it. `text[start:end] == printed`.

    `begin`/`finish` are dates the text itself gives (an instant has `finish` only). `year` is the printed year,
    `part` the part of it. `names_year_end`: the form itself names the year by its last day (2025年3月期).
    `month`, `day`: the day of an end whose year may be missing (`torn`). `months`: length, where printed.
    """

    start: int
    end: int
    printed: str
    kind: Literal["instant", "duration"]
    label: str | None = None
    begin: str | None = None
    finish: str | None = None
    year: int | None = None
    part: PeriodPart | None = None
    names_year_end: bool = False
    contradicts: bool = False
    torn: bool = False
    relative: Literal["current", "prior"] | None = None
    month: int | None = None
    day: int | None = None
    months: int | None = None
    cumulative: bool = False
    term: int | None = None


def find_periods(text: str) -> tuple[Mention, ...]:
    """All period expressions of a text, left to right, none overlapping."""
    return ()


def read_header_period(text: str) -> Mention | None:
    """The one period a header cell names; also bare years. None if there is none, two, or only a torn piece."""
    return None


def resolve(mention: Mention, calendar: model.Calendar) -> model.Period:
    """Real dates where text and calendar decide them; else a period without dates, kind, print and label kept."""
    return model.Period(kind=mention.kind, printed=mention.printed, label=mention.label)


def combine(outer: Mention, inner: Mention) -> Mention | None:
    """A header over a header: `FY2005` over `1Q` is 1Q05. None if the two do not fit into one period."""
    return None
