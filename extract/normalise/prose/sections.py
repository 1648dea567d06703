"""Prose in its sections: which heading a block stands under, and what that heading says for it.

Text conversions lose the levels of headings, so a section ends at the next line that can be a title. What a
section says of period, unit and scenario holds for its blocks only; a numbered part (`II. ... for 1Q FY2011`)
holds for its chapters (`II-2. Revenues`). Nothing is carried further than that.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec
import regex as re

from extract import model
from extract.terms.dates import first_day, fold, months_between
from extract.terms.periods import Mention, find_periods, resolve
from extract.normalise.prose.words import comparisons, is_base, is_target
from extract.terms.units import find_units


class Dated(msgspec.Struct, frozen=True):
    """A period as a block names it, with its dates, and whether something is only compared with it."""

    mention: Mention
    period: model.Period
    base: bool


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A text block, its folded text and its periods. `extra` marks words that were cut out of a table."""

    block: model.TextBlock
    text: str
    dated: tuple[Dated, ...]
    title: bool = False
    extra: bool = False


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Passages under one heading. `path` holds the headings, outermost first."""

    path: tuple[str, ...]
    passages: tuple[Passage, ...]
    period: model.Period | None = None
    last_quarter: model.Period | None = None
    unit: str | None = None
    scale: int = 0
    target: bool = False


_NUMBERED_PART = re.compile(r"^\W*(?P<part>[IVX]{1,4})\s*[.．)]\s+\S")
_NUMBERED_CHAPTER = re.compile(r"^\W*(?P<part>[IVX]{1,4})\s*-\s*\d{1,2}\s*[.．)]")
_CHAPTER = re.compile(r"^\W*(?:[IVX]{1,4}|\d{1,2})?\s*-?\s*\d{1,2}\s*[.．]\s*[^\W\d]")
_VALUE = re.compile(r"[¥$€£]\s*\d|(?<![A-Za-z])(?:JPY|USD|EUR)\s*[+-]?\d|\d\s*(?:%|円|万|億|[GM]bps)|:\s*[~+-]?\d[\d,.]*\s*\)?$|^[(+-]?\d|\d{1,3}(?:,\d{3})+")
_NO_TITLE = re.compile(r"^\s*(?:[-–—>→•·*○●◎■□◆◇♦▶►➤➢≻(<(\[]|\d+[.)]\s)|[.;,:。、]\s*$|->")
_STORY = re.compile(r"[.。]\s+\S")
_RESULTS = re.compile(r"\bresults?\b|\bearnings\b|決算|業績|経営成績", re.IGNORECASE)
_LONGEST_TITLE, _MOST_WORDS = 90, 12


def to_sections(
    reading: model.Reading, profile: model.Profile, extra: Iterable[model.TextBlock]
) -> tuple[Section, ...]:
    """The prose of the document in order, and the blocks cut out of tables as sections of their own."""
    passages = [_passage(block, profile) for block in reading.blocks if isinstance(block, model.TextBlock)]
    marked = sum(p.block.kind == "heading" for p in passages)
    groups = _grouped(passages, marked >= 3)
    parts = _parts(passages)
    sections = [_section(path, group, parts, profile) for path, group in groups]
    for block in extra:
        passage = msgspec.structs.replace(_passage(block, profile), extra=True)
        sections.append(Section(path=(), passages=(passage,)))
    return tuple(sections)


def _passage(block: model.TextBlock, profile: model.Profile) -> Passage:
    text = fold(block.span.text)
    mentions = find_periods(block.span.text)
    dated = tuple(
        Dated(
            mention,
            resolve(mention, profile.calendar),
            is_base(text[max(0, mention.start - 80) : mention.start], text[mention.end : mention.end + 12]),
        )
        for mention in mentions
    )
    return Passage(block=block, text=text, dated=dated, title=_is_title(block, text))


def _is_title(block: model.TextBlock, text: str) -> bool:
    if block.kind == "heading":
        return True
    if block.kind != "paragraph" or not 2 <= len(text.strip()) <= _LONGEST_TITLE:
        return False
    if _CHAPTER.match(text) or _NUMBERED_PART.match(text):
        return True
    if _NO_TITLE.search(text) or _STORY.search(text) or _VALUE.search(text):
        return False
    return len(text.split()) <= _MOST_WORDS and re.search(r"[^\W\d_]", text) is not None and not _is_note(text)


_NOTE = re.compile(r"^\W*(?:unit|note|source|単位|注|出所|copyright|©)|^\s*etc|^\s*\(", re.IGNORECASE)


def _is_note(text: str) -> bool:
    return _NOTE.search(text) is not None


def _grouped(passages: list[Passage], marked: bool) -> list[tuple[tuple[str, ...], list[Passage]]]:
    """Passages by section. In a document with marked headings only those open one; levels give the path."""
    groups: list[tuple[tuple[str, ...], list[Passage]]] = [((), [])]
    stack: list[tuple[int, str]] = []
    for passage in passages:
        opens = passage.block.kind == "heading" if marked else passage.title
        if not opens:
            groups[-1][1].append(passage)
            continue
        level = passage.block.level or 9
        title = re.sub(r"\s+", " ", passage.block.span.text).strip(" *_")
        stack = [entry for entry in stack if entry[0] < level] + [(level, title)]
        groups.append((tuple(text for _, text in stack[-3:]), [passage]))
    return [group for group in groups if group[1]]


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


def _section(
    path: tuple[str, ...], group: list[Passage], parts: dict[str, model.Period], profile: model.Profile
) -> Section:
    titled = group[0].title
    first = group[0]
    document = profile.document.period
    chapter = _NUMBERED_CHAPTER.match(first.text) if titled else None
    period = only_period(first.dated) if titled else None
    period = period or (parts.get(chapter["part"]) if chapter else None)
    quarter = _last_quarter(document) if any(_names_quarter(p.text) for p in group) else None
    if period is None:
        period = _unique(group) or quarter
    if period is None and (_speaks_of_results(first.text, titled) or _one_story(profile.document.kind)):
        period = document
    unit, scale = _declared(group)
    target = titled and is_target(first.text)
    return Section(
        path=path, passages=tuple(group), period=period, last_quarter=quarter, unit=unit, scale=scale, target=target
    )


def _speaks_of_results(text: str, titled: bool) -> bool:
    """A heading over results without a period of its own speaks of the results that the document reports."""
    return titled and _RESULTS.search(text) is not None and not is_target(text)


def _one_story(kind: model.DocumentKind | None) -> bool:
    """Releases and reports tell of one period unless they say otherwise; decks change it from slide to slide."""
    return kind in ("results_release", "summary_report", "annual_report")


def _names_quarter(text: str) -> bool:
    return any(comparison.name == "QoQ" for comparison in comparisons(text))


def _last_quarter(document: model.Period | None) -> model.Period | None:
    """Only a quarter can be compared with the quarter before: the last one of the period reported on."""
    if document is None or document.kind != "duration" or document.start is None or document.end is None:
        return None
    start, end = date.fromisoformat(document.start), date.fromisoformat(document.end)
    months = months_between(start, end)
    if months == 3:
        return document
    if months is None or months % 3 or (end + timedelta(days=1)).day != 1:
        return None
    return model.Period(kind="duration", start=first_day(end, 3).isoformat(), end=document.end)


def _unique(group: list[Passage]) -> model.Period | None:
    """The one period that the prose of a section speaks of, when earlier ones are only compared with."""
    current = []
    for passage in group:
        for index, dated in enumerate(passage.dated):
            after = passage.text[dated.mention.end :]
            following = passage.dated[index + 1].mention.start - dated.mention.end if index + 1 < len(passage.dated) else None
            arrow = re.search(r"->|→|⇒", after[:following] if following is not None else after[:60])
            nested = _inside_brackets(passage.text, dated.mention.start)
            if not dated.base and not (arrow and following is not None) and not nested:
                current.append(dated)
        if passage.text.lstrip().startswith(("->", "→", "⇒")) and len(current) > 1:
            current = current[-1:]
    return only_period(tuple(current))


def _inside_brackets(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)


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
