"""What a text says of a period, before any calendar is asked."""

from __future__ import annotations

from typing import Literal

import msgspec

PeriodPart = Literal["Q1", "Q2", "Q3", "Q4", "H1", "H2", "9M", "FY", "CY", "LTM", "M"]
Relative = Literal["current", "prior", "next"]

PARTS: dict[str, tuple[int, int]] = {
    "Q1": (0, 3), "Q2": (3, 3), "Q3": (6, 3), "Q4": (9, 3), "H1": (0, 6), "H2": (6, 6), "9M": (0, 9), "FY": (0, 12),
}  # fmt: skip
"""Months before a part within the fiscal year, and months in it."""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A period as the text names it: `text[start:end] == printed`.

    `begin` and `finish` are the dates the text itself gives (an instant has `finish` only). `year` is the printed
    year, `part` the part of it. `names_year_end`: the form itself names the year by its last day (2025年3月期).
    `contradicts`: label and dates inside the mention disagree (the dates win). `torn`: a piece is missing that
    another cell may hold; `month`, `day` then say the end and `months` the length, as far as printed.
    `relative`: the year is named from where the document stands (当期). `cumulative`: the form says it runs from
    the first day of the fiscal year. `term`: the number of a business term (第75期). `in_year`: nothing calls the year
    fiscal (`first half of 2023`), so that it may be the calendar's.
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
    relative: Relative | None = None
    month: int | None = None
    day: int | None = None
    months: int | None = None
    cumulative: bool = False
    term: int | None = None
    in_year: bool = False
