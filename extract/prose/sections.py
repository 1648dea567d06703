"""Prose in its sections: which heading a block stands under, and what that heading says for it.

Text conversions lose the levels of headings, so a section ends at the next line that can be a title. What a
section says of period, unit and scenario holds for its blocks only; a numbered part (`II. ... for 1Q FY2011`)
holds for its chapters (`II-2. Revenues`). Nothing is carried further than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise, takewhile
from typing import NamedTuple

import msgspec
import regex as re

from extract import model
from extract.calendar.dating import resolve
from extract.calendar.page_calendar import calendars_of_pages
from extract.lex.dates import first_day, months_between
from extract.lex.units import find_units
from extract.prose.detached import is_figure_alone
from extract.prose.measures import names_money
from extract.prose.passages import (
    CHAPTER,
    LONGEST_TITLE,
    NUMBERED_PART,
    PARTS_OF_YEAR,
    Passage,
    anchored,
    dates_of,
    months_named,
    only_period,
    speaks_of_results,
    to_passage,
)
from extract.prose.relative import length_of
from extract.prose.words import comparisons, is_target
from extract.sheet.dated_headings import dated_notes
from extract.sheet.running_text import known_to, page_furniture, relative_periods, running_heads
from extract.sheet.wording import shown


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Passages under one heading. `path` holds the headings, outermost first; `of_a_day`: its period is the day of one
    of its balances, and no heading says so; `period_at`: where its period is told outside of it."""

    path: tuple[str, ...]
    passages: tuple[Passage, ...]
    period: model.Period | None = None
    quarter: model.Period | None = None
    unit: str | None = None
    scale: int = 0
    unit_at: model.Span | None = None
    target: bool = False
    balance: bool = False
    of_a_day: bool = False
    period_at: model.Span | None = None


_Told = tuple[model.Period, model.Span]  # a period, and where it is told


class _Group(NamedTuple):
    """Passages under one heading, and the passages of the marked headings around it, outermost first."""

    path: tuple[str, ...]
    passages: list[Passage]
    over: tuple[Passage, ...] = ()


class _Chapter(msgspec.Struct, kw_only=True):
    """Sections under one numbered title: what it says holds for all of them."""

    period: model.Period | None = None
    target: bool = False
    numbered: bool = False
    balance: bool = False
    groups: list[_Group] = []


_NUMBERED_CHAPTER = re.compile(r"^\W*(?P<part>[IVX]{1,4})\s*-\s*\d{1,2}\s*[.．)]")
_BALANCE = re.compile(r"\bbalance sheets?\b|\bfinancial position\b|貸借対照表|財政状態", re.IGNORECASE)
_FLOWS_AS_WELL = re.compile(r"\bresults?\b|\bcash flows?\b|\bincome\b|経営成績|業績|キャッシュ", re.IGNORECASE)
_OF_EARLIER_FIGURE = re.compile(
    r"(?:compared (?:to|with)|versus|against|from)\s+[^.;\d]{0,60}\d[\d,.]*[^.;\d]{0,24}$", re.IGNORECASE
)
_ARROW = re.compile(r"->|→|⇒")
_AND = re.compile(r"\band\b|&|及び|並びに|・", re.IGNORECASE)
_MOST_SECTIONS, _FAR, _NEAR_FIGURE = 12, 200, 30


def to_sections(
    reading: model.Reading, profile: model.Profile, extra: Iterable[model.TextBlock]
) -> tuple[Section, ...]:
    """The prose of the document in order, and the blocks cut out of tables as sections of their own."""
    years = relative_periods(reading, profile)
    blocks = (block for block in reading.blocks if isinstance(block, model.TextBlock))
    known = known_to(reading, profile, years)
    of_page = _profiles_of_pages(reading, profile)
    read = (to_passage(block, of_page.get(block.span.location.page, profile), years, known) for block in blocks)
    heights = {page.number: page.height_pt for page in reading.pages}
    kept = _without_furniture(read, running_heads(reading), page_furniture(reading), heights)
    passages = anchored(kept, profile.document.period)
    marked = sum(p.block.kind == "heading" for p in passages)
    groups = _grouped(passages, marked >= 3, _directly_below(reading))
    parts = _parts(passages)
    notes = {
        place: (resolve(mention, profile.calendar), line) for place, (mention, line) in dated_notes(reading).items()
    }
    sections = [
        _section(group, chapter, notes, of_page.get(group.passages[0].block.span.location.page, profile))
        for chapter in _chapters(groups, parts)
        for group in chapter.groups
    ]
    for block in extra:
        passage = msgspec.structs.replace(to_passage(block, profile, years, known), extra=True)
        sections.append(Section(path=(), passages=(passage,)))
    return tuple(sections)


def _profiles_of_pages(reading: model.Reading, profile: model.Profile) -> dict[int | None, model.Profile]:
    """What holds on pages whose year is not the document's: their own calendar, and not the period of the document."""
    document = msgspec.structs.replace(profile.document, period=None)
    return {
        number: msgspec.structs.replace(profile, calendar=calendar, document=document)
        for number, calendar in calendars_of_pages(
            reading.pages, profile.calendar, profile.document.issuer.name
        ).items()
    }


def _without_furniture(
    passages: Iterable[Passage],
    running: frozenset[int],
    between: frozenset[str],
    heights: Mapping[int | None, float | None],
) -> Iterator[Passage]:
    """Passages in their order; a running head opens no section where it stands again, nor does what stands `between`
    the pages of a text, and is no passage at all in the margin of its page: nothing that goes on over the page ends
    there."""
    for index, passage in enumerate(passages):
        if passage.title and shown(passage.block.span) in between:
            passage = msgspec.structs.replace(passage, title=False)
        if index in running:
            where = passage.block.span.location
            height = heights.get(where.page)
            if where.box is not None and height and not _MARGIN < where.box[1] / height < 1 - _MARGIN:
                continue
            block = msgspec.structs.replace(passage.block, kind="paragraph", level=0)
            passage = msgspec.structs.replace(passage, title=False, block=block)
        yield passage


_MARGIN = 0.08


def _grouped(passages: list[Passage], marked: bool, follows: frozenset[int]) -> list[_Group]:
    """Passages by section. In a document with marked headings only those open one; levels give the path.

    `follows` holds the passages that stand directly below the one before: a title there is a subtitle.
    """
    groups = [_Group((), [])]
    stack: list[tuple[int, str, Passage]] = []
    first = next((passage for passage in passages if passage.block.kind == "heading"), None)
    lone: Passage | None = None
    for index, passage in enumerate(passages):
        opens = passage.block.kind == "heading" if marked else passage.title
        if opens and passage.block.kind != "heading" and groups[-1].passages and _names_figure_below(passages, index):
            opens = False  # the label of a figure on the next line
        only_titles = all(each.title for each in groups[-1].passages) and groups[-1].passages
        if not opens or (only_titles and index in follows and not marked and not CHAPTER.match(passage.text)):
            groups[-1].passages.append(passage)
            continue
        level = passage.block.level or 9
        title = re.sub(r"\s+", " ", passage.block.span.text).strip(" *_")
        stack = [entry for entry in stack if entry[0] < level]
        last = groups[-1].passages
        if len(last) == 1 and last[0].title and last[0] is not first:
            lone = last[0]  # a title with nothing but other titles below it
        elif passage.dated:
            lone = None
        if lone is not None and not any(each is lone for _, _, each in stack):
            groups.append(_Group((title,), [passage], (lone,)))
            stack.append((level, title, passage))
            continue
        over = tuple(each for _, _, each in stack if each is not first)  # the title of all says less of each part
        stack.append((level, title, passage))
        groups.append(_Group(tuple(text for _, text, _ in stack[-3:]), [passage], over))
    return [group for group in groups if group.passages]


def _names_figure_below(passages: list[Passage], index: int) -> bool:
    below = passages[index + 1] if index + 1 < len(passages) else None
    named = names_money(passages[index].text) and not passages[index].dated
    return below is not None and named and is_figure_alone(below)


_NEAR = 2


def _directly_below(reading: model.Reading) -> frozenset[int]:
    """Which text blocks, counted from 0, follow another text block with at most one empty line between."""
    found, count, before = set(), 0, None
    for block in reading.blocks:
        if not isinstance(block, model.TextBlock):
            before = None
            continue
        where = block.span.location
        if before is not None and _is_near(before, where):
            found.add(count)
        before, count = where, count + 1
    return frozenset(found)


def _is_near(above: model.Location, below: model.Location) -> bool:
    """At most one empty line apart, or two heights of a line on a page."""
    if above.line is not None and below.line is not None:
        return below.line - above.line <= _NEAR
    if above.box is None or below.box is None or above.page != below.page:
        return False
    return 0 <= below.box[1] - above.box[3] <= _NEAR * (below.box[3] - below.box[1])


def _parts(passages: list[Passage]) -> dict[str, model.Period]:
    """Numbered parts whose titles name one period."""
    found: dict[str, model.Period] = {}
    open_parts: set[str] = set()
    for passage in passages:
        match = NUMBERED_PART.match(passage.text)
        if match is None or len(passage.text) > LONGEST_TITLE:
            continue
        period = only_period(passage.dated)
        part = match["part"]
        if period is None:
            continue
        if part in found and dates_of(found[part]) != dates_of(period):
            open_parts.add(part)
        found[part] = period
    return {part: period for part, period in found.items() if part not in open_parts}


def _chapters(groups: list[_Group], parts: dict[str, model.Period]) -> list[_Chapter]:
    chapters = [_Chapter()]
    for group in groups:
        first = group.passages[0]
        numbered = _NUMBERED_CHAPTER.match(first.text) or NUMBERED_PART.match(first.text)
        if first.title and (numbered or CHAPTER.match(first.text)):
            period = only_period(first.dated) or (parts.get(numbered["part"]) if numbered else None)
            chapters.append(
                _Chapter(
                    period=period,
                    target=_heads_targets(first.text),
                    numbered=True,
                    balance=_heads_balances(first.text),
                )
            )
        chapters[-1].groups.append(group)
    return chapters


def _heads_balances(title: str) -> bool:
    """Whether what stands below a title stands at a day: below `財政状態及び経営成績` may stand either."""
    return _BALANCE.search(title) is not None and _FLOWS_AS_WELL.search(title) is None


def _heads_targets(title: str) -> bool:
    return is_target(title) and not _AND.search(title)


def _section(
    grouped: _Group, chapter: _Chapter, notes: Mapping[model.Location, _Told], profile: model.Profile
) -> Section:
    document, group = profile.document.period, grouped.passages
    alone = not chapter.numbered or len(chapter.groups) > _MOST_SECTIONS
    whole = [] if alone else [passage for each in chapter.groups for passage in each.passages]
    quarter = _last_quarter(document, group if alone else whole)
    titles = list(takewhile(lambda passage: passage.title, group))
    headed = only_period(entry for title in titles for entry in title.dated) or chapter.period or quarter
    if headed is not None and any(is_joined_to_part(title, headed) for title in titles):
        # `2031-10-21 January - September`: the day of the report; `Fourth quarter and fiscal year ended May 31, 2031`
        headed = None
    elif headed is not None:
        headed = next((said for title in titles if (said := of_both(title, headed)) != headed), headed)
    announced = _announced(group) if headed is None else None
    noted = {notes.get(p.block.span.location) for p in group if not p.title and re.search(r"\d", p.text)}
    if len(noted) == 1 and (told := noted.pop()) is not None and not any(title.dated for title in titles):
        announced = told  # notes below a table of one of two periods
    period, period_at = announced or (headed or _unique(group), None)
    target = chapter.target or any(_heads_targets(title.text) for title in titles)
    if headed is None and any(_names_open_part(title) or _names_two(title) for title in titles):
        period = model.Period(kind="duration")  # nothing dates it, and nothing else is lent over it
    elif period is None and not target and (around := _told_around(grouped, chapter)) is not None:
        period, period_at = around
    elif period is None and (
        any(speaks_of_results(title.text) for title in titles) or _one_story(profile.document.kind)
    ):
        period = document
    declared = _declared(group)
    if declared is None and not alone:
        declared = _declared(whole)
    unit, scale, unit_at = declared or (None, 0, None)
    return Section(
        path=grouped.path,
        passages=tuple(group),
        period=period,
        quarter=quarter,
        unit=unit,
        scale=scale,
        unit_at=unit_at,
        target=target,
        balance=chapter.balance or any(_heads_balances(title.text) for title in titles),
        of_a_day=headed is None and period is not None and period.kind == "instant",
        period_at=period_at,
    )


def _told_around(grouped: _Group, chapter: _Chapter) -> tuple[model.Period, model.Span] | None:
    """The span of time that the nearest heading around a section names, or a sentence of its numbered chapter that
    announces the results: `当中間連結会計期間（…）の経営成績は次のとおりです。`"""
    for passage in reversed(grouped.over):
        if is_target(passage.text):
            return None
        if (told := _span_told(passage)) is not None:
            return told
        if passage.dated:
            return None
    if not chapter.numbered or len(chapter.groups) > _MOST_SECTIONS:
        return None
    return _announced(chapter.groups[0].passages)


def _announced(passages: Iterable[Passage]) -> tuple[model.Period, model.Span] | None:
    """The one period of which a sentence says that its results follow, and where."""
    announced = [told for p in passages if _ANNOUNCES.search(p.text) and (told := _span_told(p)) is not None]
    return announced[0] if len(announced) == 1 else None


def _span_told(passage: Passage) -> tuple[model.Period, model.Span] | None:
    period = only_period(passage.dated)
    if period is None or period.kind != "duration":
        return None
    named = next(each.mention for each in passage.dated if dates_of(each.period) == dates_of(period))
    return period, passage.block.span.cut(named.start, named.end)


_ANNOUNCES = re.compile(
    r"(?:業績|経営成績|決算)[^。\d]{0,30}(?:以下|次)の(?:とおり|通り)|\bresults?\b[^.\d]{0,60}\b(?:as follows|below)\b",
    re.I,
)


def is_joined_to_part(title: Passage, headed: model.Period) -> bool:
    """Whether what a heading says of a time may be of the part of a year that a title leaves undated: it is a day, or
    an `and` joins it to that part."""
    if _names_two(title):
        return True  # `Second and Third Quarter 2031 Results`
    if not _names_open_part(title):
        return False
    pairs = pairwise(title.dated)
    joined = ((a, b) for a, b in pairs if _JOINED.fullmatch(title.text[a.mention.end : b.mention.start]))
    return headed.kind == "instant" or any(
        {a.period.end, b.period.end} == {None, headed.end} for a, b in joined if not (a.base or b.base)
    )


def _names_two(title: Passage) -> bool:
    return any(_OF_TWO.search(title.text, 0, each.mention.start) for each in title.dated)


_OF_TWO = re.compile(r"\b(?:first|second|third|fourth)\s*(?:and|&|/)\s*(?:the\s+)?$", re.IGNORECASE)


def of_both(title: Passage, headed: model.Period) -> model.Period:
    """The period of a title, its first day open where that names a shorter span that ends on the same day: `the
    quarter and the year ended March 31, 2031`. Of which of both a figure is, nothing says."""
    spans = (d.mention.start for d in title.dated if dates_of(d.period) == dates_of(headed))
    if headed.kind == "duration" and any(_SHORTER_AND.search(title.text, 0, at) for at in spans):
        return model.Period(kind="duration", end=headed.end, printed=headed.printed)
    return headed


_SHORTER_AND = re.compile(r"\b(?:quarter|half(?:[\s-]year)?|months)\s*(?:and|&|/)\s*(?:the\s+)?$", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:,?\s*(?:and|&)|,|及び|および|・)\s*(?:the\s+)?", re.IGNORECASE)


def _names_open_part(title: Passage) -> bool:
    """Whether a title names a part of a year that nothing dates: `Third quarter`, `January - September`."""
    open_ones = [d.mention for d in title.dated if d.period.end is None and not d.base and d.relative is None]
    parts = (mention.part not in (None, "FY") or mention.months for mention in open_ones if mention.kind == "duration")
    return any(parts)


def _one_story(kind: model.DocumentKind | None) -> bool:
    """Releases and reports tell of one period unless they say otherwise; decks change it from slide to slide."""
    return kind in ("results_release", "summary_report", "annual_report")


def compares_quarters(passage: Passage, quarter: model.Period) -> bool:
    """Whether a passage sets this quarter against the one before it, or against the same one a year ago."""
    if any(comparison.name == "QoQ" for comparison in comparisons(passage.text)):
        return True
    end = date.fromisoformat(quarter.end or "")
    for dated in passage.dated:
        if dated.base and dated.period.start and dated.period.end:
            start, finish = date.fromisoformat(dated.period.start), date.fromisoformat(dated.period.end)
            apart = (end.year - finish.year) * 12 + end.month - finish.month
            if months_between(start, finish) == 3 and apart in (3, 12):
                return True
    return False


def _last_quarter(document: model.Period | None, group: list[Passage]) -> model.Period | None:
    """The last quarter of the period reported on, if the passages compare quarters: no other can be meant."""
    if document is None or document.kind != "duration" or document.start is None or document.end is None:
        return None
    start, end = date.fromisoformat(document.start), date.fromisoformat(document.end)
    months = months_between(start, end)
    if months is None or months % 3 or (end + timedelta(days=1)).day != 1:
        return None
    quarter = document
    if months != 3:
        quarter = model.Period(kind="duration", start=first_day(end, 3).isoformat(), end=document.end)
    if any(_compares_longer(passage) for passage in group):
        return None
    return quarter if any(compares_quarters(passage, quarter) for passage in group) else None


def _compares_longer(passage: Passage) -> bool:
    """Whether a passage sets a half or a year against an earlier one."""
    return any(
        (months_between(date.fromisoformat(d.period.start), date.fromisoformat(d.period.end)) or 0) > 3
        for d in passage.dated
        if d.base and d.period.start and d.period.end
    )


def _unique(group: list[Passage]) -> model.Period | None:
    """The one period that the figures of a section are given for; earlier ones, left of an arrow, do not count."""
    current = []
    for passage in group:
        if passage.title or not re.search(r"\d", passage.text):
            continue
        for index, dated in enumerate(passage.dated):
            before = passage.text[max(0, dated.mention.start - _FAR) : dated.mention.start]
            after = passage.text[dated.mention.end : dated.mention.end + _FAR]
            label = re.match(r"\s*:", after)
            if dated.base or dated.lent or _inside_brackets(passage.text, dated.mention.start):
                continue
            if dated.period.kind == "duration" and length_of(dated.period) in (1, 2):
                continue  # what is told of a month is told in its sentence only
            if _ARROW.search(after) and index + 1 < len(passage.dated):
                continue
            if label and not _ARROW.search(before):
                continue
            if _OF_EARLIER_FIGURE.search(before):
                continue
            if label or _beside_figure(passage, index):
                current.append(dated)
    period = only_period(tuple(current))
    # `in the September quarter … in the September 2023 quarter`: the first may be of another year.
    told = (each for passage in group if not passage.title for each in passage.dated if not each.base)
    named = (each for each in told if each.period.end is None and each.relative is None and not each.lent)
    alike = any(months_named(each) == length_of(period) for each in named if months_named(each) in PARTS_OF_YEAR)
    return None if alike else period


def _beside_figure(passage: Passage, index: int) -> bool:
    """`JPY 7,402 million in FY06`, `in 2Q08: JPY 13,379 million`: the figure, no date, is given for the period."""
    text, dated = passage.text, passage.dated
    mention = dated[index].mention
    opens = max(mention.start - _NEAR_FIGURE, dated[index - 1].mention.end if index else 0)
    closes = dated[index + 1].mention.start if index + 1 < len(dated) else len(text)
    before, after = text[opens : mention.start], text[mention.end : min(mention.end + _NEAR_FIGURE, closes)]
    return bool(re.search(r"\d[\d,.]*\s*[^\d.;。]{0,24}$", before) or re.match(r"[^\d.;。]{0,24}\d", after))


def _inside_brackets(text: str, at: int) -> bool:
    start = max(0, at - _FAR)
    return text.count("(", start, at) > text.count(")", start, at)


def _declared(group: list[Passage]) -> tuple[str, int, model.Span] | None:
    """The one unit of money that a short line of the section declares for its bare figures, its scale and its place."""
    found: dict[tuple[str, int], model.Span] = {}
    for passage in group:
        if len(passage.text) > LONGEST_TITLE:
            continue
        for mention in find_units(passage.block.span.text):
            if mention.declared and mention.unit is not None and len(mention.unit) == 3 and mention.unit.isupper():
                place = passage.block.span.cut(mention.start, mention.end)
                found.setdefault((mention.unit, mention.scale), place)
    return next(((*key, place) for key, place in found.items()), None) if len(found) == 1 else None
