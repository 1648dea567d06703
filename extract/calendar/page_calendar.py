"""Pages that say of their parts of the year other months than the document's year has: slides on a subsidiary.

    3Q累計業績（SUB）   上期(1-6月)  3Q(7-9月)      in the deck of a company whose year begins in March
    施策の進捗（SUB）   2025年度予想                 a slide that its title says to be on the same part of the group

Their `2Q` is not the document's. The months of a part of the year tell when the year of the page begins, and so do
those on another page whose title names the same part of the group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import regex as re

from extract.lex.dates import last_day
from extract.lex.fold import fold
from extract.lex.mention import PARTS, PeriodPart
from extract.lex.periods import find_periods
from extract.model import Calendar, Page, TextBlock

_MONTHS = re.compile(
    r"(?:(?P<half>[上下])半?期|第?\s?(?P<quarter>[1-4１-４])\s?(?:[QＱ]|四半期))\s?[(（]\s?"
    r"(?P<first>\d{1,2})月?\s?[-－–~～〜]\s?(?P<last>\d{1,2})月\s?[)）]"
)
_NAMED_LAST = re.compile(r"[(（]\s*([^()（）]{1,40}?)\s*[)）]\s*$")
# What stands in such brackets and is no part of a group.
_NO_PART = re.compile(
    r"続き|つづき|参考|補足|再掲|抜粋|連結|単体|個別|実績|計画|予想|見通し|全社|グループ|合計|概要|"
    r"\b(?:cont(?:inued|'d|\.)?|consolidated|group|actual|forecast|plan|outlook|appendix|reference|total|unaudited)",
    re.I,
)
_YEAR, _LONGEST_TITLE = 12, 120


def calendars_of_pages(pages: Iterable[Page], calendar: Calendar) -> Mapping[int | None, Calendar]:
    """The pages whose parts of the year are not the document's, by number, each with the calendar by which they are
    dated: that of the months it names, or none where these agree on no year."""
    if calendar.end_month is None:
        return {}
    own: dict[int | None, frozenset[int]] = {}
    names: dict[int | None, str] = {}
    ends_of: dict[str, set[int]] = {}
    for page in pages:
        told = [found for piece in page.printed for found in _MONTHS.finditer(piece.text)]
        ends = frozenset(end for found in told for end in _ends(found))
        name = _part_of_group(page)
        if name is not None:
            names[page.number] = name
            ends_of.setdefault(name, set()).update(ends)
        if told and calendar.end_month not in ends:
            own[page.number] = ends
    for number, name in names.items():
        if number not in own and ends_of[name] and calendar.end_month not in ends_of[name]:
            own[number] = frozenset(ends_of[name])
    return {number: _calendar(ends, calendar) for number, ends in own.items()}


def _calendar(ends: frozenset[int], calendar: Calendar) -> Calendar:
    """The calendar of years that end with a month, if it is one; how such years are named is said for none but those
    of the calendar, and what the document calls its own periods is not theirs."""
    bare = Calendar(month_first=calendar.month_first, short_years=calendar.short_years)
    if len(ends) != 1:
        return bare
    (month,) = ends
    return Calendar(
        month_first=calendar.month_first, short_years=calendar.short_years, end_month=month,
        end_day=last_day(2001, month),
    )  # fmt: skip


def _part_of_group(page: Page) -> str | None:
    """The name in brackets that ends the title of a page, `3Q累計業績（SUB）`: which part of the group it is on."""
    title = next((block for block in page.blocks if isinstance(block, TextBlock)), None)
    if title is None or title.kind != "heading" or len(title.span.text) > _LONGEST_TITLE:
        return None
    named = _NAMED_LAST.search(fold(title.span.text))
    if named is None or any(c.isdigit() for c in named[1]) or _NO_PART.search(named[1]) or find_periods(named[1]):
        return None
    return " ".join(named[1].split())


def _ends(found: re.Match[str]) -> list[int]:
    """The month with which the year ends of which months are a part; none where they are not as many as the part.

    >>> _ends(_MONTHS.search("上期(3-8月)")), _ends(_MONTHS.search("3Q(7-9月)")), _ends(_MONTHS.search("2Q(4-8月)"))
    ([2], [12], [])
    """
    half = {"上": "H1", "下": "H2"}.get(found["half"] or "")
    part: PeriodPart = half or f"Q{int(found['quarter'])}"  # type: ignore[assignment]
    before, months = PARTS[part]
    first, last = int(found["first"]), int(found["last"])
    if (last - first) % _YEAR + 1 != months or not (1 <= first <= _YEAR and 1 <= last <= _YEAR):
        return []
    return [(last - before - months - 1) % _YEAR + 1]
