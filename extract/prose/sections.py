"""Prose in its sections: which heading a block stands under, and what that heading says for it.

Text conversions lose the levels of headings, so a section ends at the next line that can be a title. What a
section says of period, unit and scenario holds for its blocks only; a numbered part (`II. ... for 1Q FY2011`)
holds for its chapters (`II-2. Revenues`). Nothing is carried further than that.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import takewhile

import msgspec
import regex as re

from extract import model
from extract.calendar.dating import resolve
from extract.lex.dates import first_day, fold, last_day, months_between
from extract.lex.mention import PARTS
from extract.lex.periods import Mention, find_periods
from extract.lex.units import find_units
from extract.prose.words import comparisons, is_base, is_target
from extract.prose.years import next_of, of_the_report
from extract.sheet.running_text import relative_periods
from extract.sheet.wording import relative_key


class Dated(msgspec.Struct, frozen=True):
    """A period as a block names it, with its dates, and whether something is only compared with it. `lent` says that
    the dates stand elsewhere in the document."""

    mention: Mention
    period: model.Period
    base: bool
    lent: bool = False


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A text block, its folded text and its periods. `extra` marks words that were cut out of a table."""

    block: model.TextBlock
    text: str
    dated: tuple[Dated, ...]
    title: bool = False
    extra: bool = False


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Passages under one heading. `path` holds the headings, outermost first; `of_a_day`: its period is the day of one
    of its balances, and no heading says so."""

    path: tuple[str, ...]
    passages: tuple[Passage, ...]
    period: model.Period | None = None
    quarter: model.Period | None = None
    unit: str | None = None
    scale: int = 0
    target: bool = False
    balance: bool = False
    of_a_day: bool = False


class _Chapter(msgspec.Struct, kw_only=True):
    """Sections under one numbered title: what it says holds for all of them."""

    period: model.Period | None = None
    target: bool = False
    numbered: bool = False
    balance: bool = False
    groups: list[tuple[tuple[str, ...], list[Passage]]] = []


_NUMBERED_PART = re.compile(r"^\W*(?P<part>[IVX]{1,4})\s*[.．)]\s+\S")
_NUMBERED_CHAPTER = re.compile(r"^\W*(?P<part>[IVX]{1,4})\s*-\s*\d{1,2}\s*[.．)]")
_CHAPTER = re.compile(r"^\W*(?:[IVX]{1,4}|\d{1,2})?\s*-?\s*\d{1,2}\s*[.．]\s*[^\W\d]")
_VALUE = re.compile(
    r"[¥$€£]\s*\d|(?<![A-Za-z])(?:JPY|USD|EUR)\s*[+-]?\d|\d\s*(?:%|円|万|億|[GM]bps)|:\s*[~+-]?\d[\d,.]*\s*\)?$|^[(+-]?\d|\d{1,3}(?:,\d{3})+"
)
# `CLEVELAND, October 19, 2023 – Lakeshore Bancorp …`: where and when a release is issued.
_PLACE = re.compile(r"[\s*_]*(?:[A-Z][\w.'’&() -]{0,30},\s*){0,4}")
_STORY_BEGINS = re.compile(r"[\s*_)]*(?:-{1,2}|[–—:/]|\()\s*(?=\S)")
_ENDED = re.compile(r"\bend(?:ed|ing)\s*(?:on\s*)?$", re.IGNORECASE)
_WHOLE = re.compile(r"100\s?%")  # "100% owned" says which, not how much
_NO_TITLE = re.compile(r"^\s*(?:[-–—>→•·*○●◎■□◆◇♦▶►➤➢≻(<(\[]|\d+[.)]\s)|[.;,:。、]\s*$|->")
_STORY = re.compile(r"[.]\s+[A-Z]|。\s*\S")
_RESULTS = re.compile(r"\bresults?\b|\bearnings\b|決算|業績|経営成績", re.IGNORECASE)
_BALANCE = re.compile(r"\bbalance sheets?\b|\bfinancial position\b|貸借対照表|財政状態", re.IGNORECASE)
_OF_EARLIER_FIGURE = re.compile(
    r"(?:compared (?:to|with)|versus|against|from)\s+[^.;\d]{0,60}\d[\d,.]*[^.;\d]{0,24}$", re.IGNORECASE
)
_ARROW = re.compile(r"->|→|⇒")
_AND = re.compile(r"\band\b|&|及び|並びに|・", re.IGNORECASE)
_LONGEST_TITLE, _MOST_WORDS, _MOST_SECTIONS, _FAR = 90, 12, 12, 200


def to_sections(
    reading: model.Reading, profile: model.Profile, extra: Iterable[model.TextBlock]
) -> tuple[Section, ...]:
    """The prose of the document in order, and the blocks cut out of tables as sections of their own."""
    years = relative_periods(reading, profile)
    passages = [_passage(block, profile, years) for block in reading.blocks if isinstance(block, model.TextBlock)]
    marked = sum(p.block.kind == "heading" for p in passages)
    groups = _grouped(passages, marked >= 3, _directly_below(reading))
    parts = _parts(passages)
    sections = [
        _section(path, group, chapter, profile)
        for chapter in _chapters(groups, parts)
        for path, group in chapter.groups
    ]
    for block in extra:
        passage = msgspec.structs.replace(_passage(block, profile, years), extra=True)
        sections.append(Section(path=(), passages=(passage,)))
    return tuple(sections)


def _is_range(mention: Mention) -> bool:
    """`from Sep 2010 to March 2011` is a period, not what something is compared with."""
    return mention.begin is not None and mention.label is None


_EVENT = re.compile(
    r"(?:established|founded|incorporated|announced|introduced|opened|launched|completed|signed|listed|acquired|disclosed|since|effective|filed"
    r"|dated|resolved|until|will end|ends|begin \w+ \w+|began|started)\s*(?:on|in|from)?\s*$|設立|開始|締結|発表",
    re.IGNORECASE,
)


_IS_NEXT = re.compile(r"(?:次|来)(?:期|年度|連結会計年度|事業年度)$")
_OF_NEXT = re.compile(r"\s*(?:の|における|は|につ|[(、:)]|$)")
_DAY_JA = re.compile(r"\d\s*[月日]$")
_OF_A_BALANCE_JA = re.compile(
    r"\s*(?:末|現在|時点|の(?!「)(?:(?!により|による|によって|ため|に伴)[^、。()「]){1,20}?(?:は|が|\d)|における|は|[):])"
)


def _happens(mention: Mention, text: str) -> bool:
    """`2021年４月、譲渡を完了し`: a Japanese day is of a figure only where it is the day of a balance."""
    return _DAY_JA.search(mention.printed) is not None and not _OF_A_BALANCE_JA.match(text, mention.end)


def _passage(block: model.TextBlock, profile: model.Profile, years: dict[str, model.Period]) -> Passage:
    text = fold(block.span.text)
    dated: list[Dated] = []
    for mention in find_periods(block.span.text):
        before = text[max(0, mention.start - 80) : mention.start]
        dateline = (
            mention.end < 120 and _PLACE.fullmatch(text[: mention.start]) and _STORY_BEGINS.match(text, mention.end)
        )
        if mention.kind == "instant" and (dateline or _EVENT.search(before) or _happens(mention, text)):
            continue  # the day of an event is no period of a figure; it stays out of the numbers all the same
        base = is_base(before, text[mention.end : mention.end + 12]) and not _is_range(mention)
        period = _resolved(mention, before, profile)
        if _IS_NEXT.match(mention.printed) and period.end is None and _OF_NEXT.match(text, mention.end):
            period = next_of(profile.document.period) or period
        # A sentence that looks ahead speaks of another year than the one it names.
        ahead = bool(period.end) or is_target(text)
        lent = None if ahead else _dated_elsewhere(mention, text, years, profile.document.period)
        if lent is not None:
            period = lent
            base = base or (mention.relative == "prior" and not _TOPIC.match(text, mention.end))
        if mention.year is None and mention.finish is None and period.end is not None:
            period = _beside_others(mention, period, dated, text, profile)
        dated.append(Dated(mention, period, base, lent is not None))
    return Passage(block=block, text=text, dated=tuple(dated), title=_is_title(block, text))


# What makes an earlier year the one a sentence tells of, and not what it compares with or explains by: its statements,
# what was shown in it, or a figure right behind it.
_TOPIC = re.compile(
    r"末?(?:の?(?:連結)?(?:財務諸表|貸借対照表|損益計算書|包括利益計算書|キャッシュ・フロー計算書|株主資本等変動計算書)"
    r"|において、?[「『]|については?、?[^、。\d]{0,20}\d|は、?[^、。\d]{0,14}\d|の[^、。\d]{1,20}は、?[^、。\d]{0,30}\d"
    r"|(?=\d)|[)）])"
)
_STATEMENT_OF_A_DAY = re.compile(r"\s*(?:末|の?(?:連結)?貸借対照表)")


def _dated_elsewhere(
    mention: Mention, text: str, years: dict[str, model.Period], reported: model.Period | None
) -> model.Period | None:
    """`前連結会計年度の連結損益計算書`: the year that the document dates elsewhere or reports on, or its last day."""
    if mention.relative is None or mention.finish is not None or mention.year is not None:
        return None
    key = relative_key(mention.printed)
    year, day = years.get(f"{key}/duration"), years.get(f"{key}/instant")
    if mention.kind == "instant" or mention.printed.endswith("末") or _STATEMENT_OF_A_DAY.match(text, mention.end):
        period = day or (year and msgspec.structs.replace(year, kind="instant", start=None))
        period = period or of_the_report(mention.relative, "instant", reported)
    else:
        period = year or of_the_report(mention.relative, "duration", reported)
    return period and msgspec.structs.replace(period, printed=mention.printed or None, label=mention.label)


def _resolved(mention: Mention, before: str, profile: model.Profile) -> model.Period:
    """The period of a mention, with what its words and the document add.

    An interim period that ends in the middle of the fiscal year is its first half; `for April 2011` is a month;
    a quarter without a year lies in the fiscal year of the document's period.
    """
    calendar = profile.calendar
    period = resolve(mention, calendar)
    if period.end is None:
        return _in_document_year(mention, period, profile)
    end = date.fromisoformat(period.end)
    if period.kind == "instant":
        if _ENDED.search(before):
            # `fiscal year (52 weeks) ended February 1, 2025`: how long it was, the words do not say here.
            return msgspec.structs.replace(period, kind="duration", start=None, end=None)
        over = re.search(r"\b(?:for|in|during)\s*(?:the month of\s*)?$", before, re.IGNORECASE)
        over = over or re.match(r"(?:for|in|during)\b", mention.printed, re.IGNORECASE)
        if mention.part == "M" and over:
            return msgspec.structs.replace(period, kind="duration", start=first_day(end, 1).isoformat())
        return period
    if (
        period.start is None
        and calendar.end_month is not None
        and re.search(r"interim", mention.printed, re.IGNORECASE)
    ) and (end.month - calendar.end_month) % 12 == 6:
        return msgspec.structs.replace(period, start=first_day(end, 6).isoformat())
    return period


def _beside_others(
    mention: Mention, period: model.Period, earlier: list[Dated], text: str, profile: model.Profile
) -> model.Period:
    """A part without a year beside a year (`2023年３月期における通期業績予想`), or in a forecast, may be"
    " another year's."""
    undated = resolve(mention, profile.calendar)
    named = [entry for entry in earlier if entry.mention.year is not None and entry.period.end is not None]
    if named and mention.relative is None:
        last = named[-1]
        return last.period if mention.part == "FY" and last.mention.part == "FY" else undated
    document = profile.document.period
    over = document is not None and document.end is not None and (period.end or "") <= document.end
    return undated if over and mention.relative is None and is_target(text) else period


def _in_document_year(mention: Mention, period: model.Period, profile: model.Profile) -> model.Period:
    document, calendar = profile.document.period, profile.calendar
    plain = mention.part in PARTS and mention.year is None and mention.term is None and not mention.torn
    if not plain or mention.relative not in (None, "current"):
        return period
    if document is None or document.end is None or calendar.end_month is None or calendar.end_day is None:
        return period
    last = date.fromisoformat(document.end)
    while last.month != calendar.end_month:
        last = last_day_of_month(last, 1)
    before, months = PARTS[mention.part or "FY"]
    finish = last_day_of_month(last, before + months - 12)
    if calendar.end_day < last_day(2001, calendar.end_month):
        finish = finish.replace(day=min(finish.day, calendar.end_day))  # years that close within a month
    if mention.kind == "instant":
        return msgspec.structs.replace(period, end=finish.isoformat())
    return msgspec.structs.replace(period, start=first_day(finish, months).isoformat(), end=finish.isoformat())


def last_day_of_month(day: date, later: int) -> date:
    """The last day of the month so many months later.

    >>> last_day_of_month(date(2008, 9, 30), 6).isoformat()
    '2009-03-31'
    """
    months = day.year * 12 + day.month + later
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def _is_title(block: model.TextBlock, text: str) -> bool:
    if block.kind == "heading":
        return True
    if block.kind != "paragraph" or not 2 <= len(text.strip()) <= _LONGEST_TITLE:
        return False
    if _CHAPTER.match(text) or _NUMBERED_PART.match(text):
        return True
    if (
        re.search(r":\s*\S|=", text)
        or _NO_TITLE.search(text)
        or _STORY.search(text)
        or _VALUE.search(_WHOLE.sub("", text))
    ):
        return False
    return len(text.split()) <= _MOST_WORDS and re.search(r"[^\W\d_]", text) is not None and not is_note(text)


_NOTE = re.compile(r"^\W*(?:unit|note|source|単位|注|出所|copyright|©)|^\s*[※*＊]|^\s*etc|^\s*\(", re.IGNORECASE)


def is_note(text: str) -> bool:
    return _NOTE.search(text) is not None


def _grouped(
    passages: list[Passage], marked: bool, follows: frozenset[int]
) -> list[tuple[tuple[str, ...], list[Passage]]]:
    """Passages by section. In a document with marked headings only those open one; levels give the path.

    `follows` holds the passages that stand directly below the one before: a title there is a subtitle.
    """
    groups: list[tuple[tuple[str, ...], list[Passage]]] = [((), [])]
    stack: list[tuple[int, str]] = []
    for index, passage in enumerate(passages):
        opens = passage.block.kind == "heading" if marked else passage.title
        only_titles = all(each.title for each in groups[-1][1]) and groups[-1][1]
        if not opens or (only_titles and index in follows and not marked and not _CHAPTER.match(passage.text)):
            groups[-1][1].append(passage)
            continue
        level = passage.block.level or 9
        title = re.sub(r"\s+", " ", passage.block.span.text).strip(" *_")
        stack = [entry for entry in stack if entry[0] < level] + [(level, title)]
        groups.append((tuple(text for _, text in stack[-3:]), [passage]))
    return [group for group in groups if group[1]]


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
        match = _NUMBERED_PART.match(passage.text)
        if match is None or len(passage.text) > _LONGEST_TITLE:
            continue
        period = only_period(passage.dated)
        part = match["part"]
        if period is None:
            continue
        if part in found and dates_of(found[part]) != dates_of(period):
            open_parts.add(part)
        found[part] = period
    return {part: period for part, period in found.items() if part not in open_parts}


def _chapters(groups: list[tuple[tuple[str, ...], list[Passage]]], parts: dict[str, model.Period]) -> list[_Chapter]:
    chapters = [_Chapter()]
    for path, group in groups:
        first = group[0]
        numbered = _NUMBERED_CHAPTER.match(first.text) or _NUMBERED_PART.match(first.text)
        if first.title and (numbered or _CHAPTER.match(first.text)):
            period = only_period(first.dated) or (parts.get(numbered["part"]) if numbered else None)
            chapters.append(
                _Chapter(
                    period=period,
                    target=_heads_targets(first.text),
                    numbered=True,
                    balance=_BALANCE.search(first.text) is not None,
                )
            )
        chapters[-1].groups.append((path, group))
    return chapters


def _heads_targets(title: str) -> bool:
    return is_target(title) and not _AND.search(title)


def _section(path: tuple[str, ...], group: list[Passage], chapter: _Chapter, profile: model.Profile) -> Section:
    document = profile.document.period
    alone = not chapter.numbered or len(chapter.groups) > _MOST_SECTIONS
    whole = [] if alone else [passage for _, passages in chapter.groups for passage in passages]
    quarter = _last_quarter(document, group if alone else whole)
    titles = list(takewhile(lambda passage: passage.title, group))
    headed = only_period(entry for title in titles for entry in title.dated) or chapter.period or quarter
    period = headed or _unique(group)
    if period is None and (any(speaks_of_results(title.text) for title in titles) or _one_story(profile.document.kind)):
        period = document
    unit, scale = _declared(group)
    if unit is None and not alone:
        unit, scale = _declared(whole)
    target = chapter.target or any(_heads_targets(title.text) for title in titles)
    return Section(
        path=path,
        passages=tuple(group),
        period=period,
        quarter=quarter,
        unit=unit,
        scale=scale,
        target=target,
        balance=chapter.balance or any(_BALANCE.search(title.text) for title in titles),
        of_a_day=headed is None and period is not None and period.kind == "instant",
    )


def speaks_of_results(title: str) -> bool:
    """A heading over results without a period of its own speaks of the results that the document reports."""
    return _RESULTS.search(title) is not None and not is_target(title)


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
            if _ARROW.search(after) and index + 1 < len(passage.dated):
                continue
            if label and not _ARROW.search(before):
                continue
            if _OF_EARLIER_FIGURE.search(before):
                continue
            if label or _beside_figure(passage.text, dated.mention):
                current.append(dated)
    return only_period(tuple(current))


def _beside_figure(text: str, mention: Mention) -> bool:
    """`JPY 7,402 million in FY06`, `in 2Q08: JPY 13,379 million`: the figure is given for the period."""
    before, after = text[max(0, mention.start - 30) : mention.start], text[mention.end : mention.end + 30]
    return bool(re.search(r"\d[\d,.]*\s*[^\d.;]{0,24}$", before) or re.match(r"[^\d.;]{0,24}\d", after))


def _inside_brackets(text: str, at: int) -> bool:
    start = max(0, at - _FAR)
    return text.count("(", start, at) > text.count(")", start, at)


def only_period(dated: Iterable[Dated]) -> model.Period | None:
    """The period all mentions agree on; None if they name none with dates, or two."""
    found: dict[tuple[str | None, str | None], model.Period] = {}
    for entry in dated:
        if not entry.base and entry.period.end is not None:
            found.setdefault(dates_of(entry.period), entry.period)
    return next(iter(found.values())) if len(found) == 1 else None


def dates_of(period: model.Period) -> tuple[str | None, str | None]:
    return period.start, period.end


def _declared(group: list[Passage]) -> tuple[str | None, int]:
    """The one unit of money that a short line of the section declares for its bare figures."""
    found = set()
    for passage in group:
        if len(passage.text) > _LONGEST_TITLE:
            continue
        for mention in find_units(passage.block.span.text):
            if mention.declared and mention.unit is not None and len(mention.unit) == 3 and mention.unit.isupper():
                found.add((mention.unit, mention.scale))
    return next(iter(found)) if len(found) == 1 else (None, 0)
