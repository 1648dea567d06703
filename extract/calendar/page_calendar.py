"""Pages that say of their parts of the year other months than the document's year has: slides on a subsidiary.

    3Q累計業績（SUB）   上期(1-6月)  3Q(7-9月)      in the deck of a company whose year begins in March
    施策の進捗（SUB）   2025年度予想                 a slide that its title says to be on the same part of the group

Their `2Q` is not the document's. The months of a part of the year tell when the year of the page begins, and so do
those on another page whose title names the same part of the group: in brackets, or as a company (`7 Bakers, Inc.` over
`Q1 Jan.-Mar.`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import regex as re

from extract.lex.calendar_words import MONTH, month_named
from extract.lex.company_names import companies_in
from extract.lex.dates import last_day
from extract.lex.fold import fold
from extract.lex.mention import PARTS, PeriodPart
from extract.lex.periods import find_periods
from extract.model import Calendar, GridBlock, Page, TextBlock

_MONTHS = re.compile(
    r"(?:(?P<half>[上下])半?期|第?\s?(?P<quarter>[1-4１-４])\s?(?:[QＱ]|四半期))\s?[(（]\s?"
    r"(?P<first>\d{1,2})月?\s?[-－–~～〜]\s?(?P<last>\d{1,2})月\s?[)）]"
)
# `Q1 Jan.-Mar.`, and what has run since the year began: `Q2累 Jan.-Jun.`
_OF_COLUMN = re.compile(
    rf"(?:Q(?P<q>[1-4])|(?P<n>[1-4])Q)\W{{0,2}}(?:累計?|YTD)?\s?[(]?\s?(?P<first>{MONTH})\.?\s?[-–~]\s?(?P<last>{MONTH})\b",
    re.I,
)
_NAMED_LAST = re.compile(r"[(（]\s*([^()（）]{1,40}?)\s*[)）]\s*$")
# What stands in such brackets and is no part of a group.
_NO_PART = re.compile(
    r"続き|つづき|参考|補足|再掲|抜粋|連結|単体|個別|実績|計画|予想|見通し|全社|グループ|合計|概要|"
    r"\b(?:cont(?:inued|'d|\.)?|consolidated|group|actual|forecast|plan|outlook|appendix|reference|total|unaudited)",
    re.I,
)
_YEAR, _LONGEST_TITLE, _LONGEST_HEADING, _HEADINGS = 12, 120, 60, 4


def calendars_of_pages(
    pages: Iterable[Page], calendar: Calendar, issuer: str | None = None
) -> Mapping[int | None, Calendar]:
    """The pages whose parts of the year are not the document's, by number, each with the calendar by which they are
    dated: that of the months it names, or none where these agree on no year. A company is a part of the group of the
    `issuer` if most pages are not on it."""
    pages = tuple(pages)
    if calendar.end_month is None:
        return {}
    own: dict[int | None, frozenset[int]] = {}
    ends_of: dict[str, set[int]] = {}
    companies = {page.number: _companies(page, issuer) for page in pages}
    often = Counter(name for names in companies.values() for name in names)
    names: dict[int | None, set[str]] = {}
    for page in pages:
        told = [found for piece in page.printed for found in _MONTHS.finditer(piece.text)]
        ends = {end for found in told for end in _ends(found)}
        named = {name for name in companies[page.number] if 2 * often[name] <= len(pages)}
        if named:
            ends.update(_ends_of_columns(page))
        title = _part_of_group(page)
        names[page.number] = named | ({title} if title is not None else set())
        for name in names[page.number]:
            ends_of.setdefault(name, set()).update(ends)
        if (told or ends) and calendar.end_month not in ends:
            own[page.number] = frozenset(ends)
    for number, parts in names.items():
        told_of = {end for name in parts for end in ends_of[name]}
        if number not in own and told_of and calendar.end_month not in told_of:
            own[number] = frozenset(told_of)
    return {number: _calendar(ends, calendar) for number, ends in own.items()}


def _calendar(ends: frozenset[int], calendar: Calendar) -> Calendar:
    """The calendar of years that end with a month, if it is one and the document names its years by the first of their
    calendar years: then a year that begins some months before or after is named by that too. Which of two years that
    end within the document's is meant, nothing says; and what the document calls its own periods is not theirs."""
    bare = Calendar(month_first=calendar.month_first, short_years=calendar.short_years)
    if len(ends) != 1 or calendar.label != "start":
        return bare
    (month,) = ends
    return Calendar(
        month_first=calendar.month_first, short_years=calendar.short_years, label="start", end_month=month,
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


def _companies(page: Page, issuer: str | None) -> frozenset[str]:
    """The companies that the first headings of a page name, without the one that issues the document."""
    headings = [b for b in page.blocks if isinstance(b, TextBlock) and b.kind in ("heading", "bullet")][:_HEADINGS]
    texts = [block.span.text for block in headings if len(block.span.text) <= _LONGEST_TITLE]
    found = {name for text in texts for name in companies_in(fold(text))}
    return frozenset(name for name in found if issuer is None or (name not in issuer and issuer not in name))


def _ends_of_columns(page: Page) -> Iterator[int]:
    """The months with which the year ends by the headings over the columns of the tables of a page."""
    for block in page.blocks:
        if not isinstance(block, GridBlock):
            continue
        for cell in block.grid.cells:
            found = _OF_COLUMN.search(fold(cell.text)) if len(cell.text) <= _LONGEST_HEADING else None
            first, last = (month_named(found[name]) for name in ("first", "last")) if found else (None, None)
            if found is None or first is None or last is None:
                continue
            quarter = int(found["q"] or found["n"])
            months = (last - first) % _YEAR + 1
            if months == 3 * quarter:
                yield (first - 2) % _YEAR + 1
            elif months == 3:
                yield (last - 3 * quarter - 1) % _YEAR + 1


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
