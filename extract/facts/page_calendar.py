"""A page that says of its parts of the year other months than the document's year has: a slide on a subsidiary.

    上期(1-6月)  3Q(7-9月)      in the deck of a company whose year begins in March

Its `2Q` is not the document's, and when it was nothing says: the years of the page are left undated.
"""

from __future__ import annotations

import regex as re

from extract.lex.mention import PARTS, PeriodPart
from extract.model import Calendar, Page

_MONTHS = re.compile(
    r"(?:(?P<half>[上下])半?期|第?\s?(?P<quarter>[1-4１-４])\s?(?:[QＱ]|四半期))\s?[(（]\s?"
    r"(?P<first>\d{1,2})月?\s?[-－–~～〜]\s?(?P<last>\d{1,2})月\s?[)）]"
)


def calendar_of_page(page: Page, calendar: Calendar) -> Calendar:
    """The calendar by which the parts of a year on a page are dated: the document's, or none where the page names the
    months of its parts and none of these are the document's."""
    if calendar.end_month is None:
        return calendar
    told = [found for piece in page.printed for found in _MONTHS.finditer(piece.text)]
    if not told or any(_agrees(found, calendar.end_month) for found in told):
        return calendar
    return Calendar(month_first=calendar.month_first, short_years=calendar.short_years, terms=calendar.terms)


def _agrees(found: re.Match[str], end_month: int) -> bool:
    """Whether months are those of their part in a year that ends with a month.

    >>> said = _MONTHS.search("上期(3-8月)")
    >>> [_agrees(said, month) for month in (2, 12)]
    [True, False]
    """
    half = {"上": "H1", "下": "H2"}.get(found["half"] or "")
    part: PeriodPart = half or f"Q{int(found['quarter'])}"  # type: ignore[assignment]
    before, months = PARTS[part]
    last = (end_month + before + months - 1) % 12 + 1
    return (int(found["first"]) - last + months - 1) % 12 == 0 and int(found["last"]) == last
