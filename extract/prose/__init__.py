"""Prose to facts: amounts, shares, changes and counts in headings, paragraphs, bullets and notes in labels."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import msgspec
import regex as re

from extract import model
from extract.faults import contained
from extract.lex.fold import fold
from extract.lex.measure_names import names_measure
from extract.model.claim import Rank
from extract.model.grounds import grounds_of
from extract.problems import problem
from extract.prose.contradictions import contradictions
from extract.prose.detached import detached_labels, may_label
from extract.prose.heading_period import heading_period
from extract.prose.label_doubts import Labelled, doubts_of
from extract.prose.measures import flows
from extract.prose.numbers import whole_scales
from extract.prose.passages import (
    PARTS_OF_YEAR,
    Dated,
    Passage,
    is_note,
    is_part_in_brackets,
    months_named,
    only_period,
    speaks_of_results,
    tells,
)
from extract.prose.period_places import PeriodClaim, claim_of_heading
from extract.prose.sections import Section, of_both, to_sections
from extract.prose.sentence import tell
from extract.prose.told import Memory, Told, Voice
from extract.prose.where_told import places_told, plan_told
from extract.prose.words import brackets_are_prior, plans_before
from extract.sheet.entity_parts import entity_of_sentences
from extract.sheet.reigning_units import reigning_units
from extract.sheet.rival_readings import with_rivals

_DOLLARS = ("AUD", "CAD", "HKD", "SGD", "NZD", "TWD")
_MARKS = " :*_<>-–—◆●■▶➤◇♦•·"


def prose_facts(
    reading: model.Reading,
    profile: model.Profile,
    settings: model.Settings,
    extra: tuple[model.TextBlock, ...] = (),
) -> tuple[tuple[model.Fact, ...], model.Problems]:
    """Every number of the prose that states something, in reading order, with its place.

    `extra` are text blocks that the caller cut out of tables (notes inside row labels). Ids are `p1`, `p2`, ...;
    the caller renames them. A number that no unit, noun or label explains is no fact.

    `Operating income JPY1,005 million (down 44.6% YoY)` gives an amount of 1005000000 and a change of -44.6.
    """
    voice = _voice(reading, profile, extra)
    facts: list[model.Fact] = []
    problems: list[model.Problem] = []
    for section in to_sections(reading, profile, extra):
        memory = Memory()
        detached = detached_labels(section.passages)
        for index, passage in enumerate(section.passages):
            if len(facts) >= settings.max_facts:
                return tuple(facts), tuple(problems)
            if index in detached:
                memory.local_at = detached[index]
                memory.local = _as_label(memory.local_at.text if memory.local_at is not None else None)
            with contained(problems, "a passage", passage.block.span.location):
                _tell(passage, section, memory, voice, facts, problems)
    return tuple(facts), tuple(problems)


def _tell(
    passage: Passage,
    section: Section,
    memory: Memory,
    voice: Voice,
    facts: list[model.Fact],
    problems: list[model.Problem],
) -> None:
    if memory.local is not None and is_part_in_brackets(memory.local) and _OF_ALL.search(passage.text):
        memory.local, memory.local_at = None, None
    told = tell(passage, section, memory, voice)
    _name_by_bullet_above(memory, passage, told)
    for statement in told:
        times = [(statement.period, statement.dated_by), (statement.second, statement.second_by)]
        for period, said in times[: 1 if statement.second is None else 2]:
            fact = _fact(
                f"p{len(facts) + 1}", statement, period, said, passage, section, memory, voice.document.issuer.name
            )
            facts.append(_not_yet(_of_whom(fact, passage, voice), voice))
        if statement.value is None:
            problems.append(_unread(statement, facts[-1]))
    problems += contradictions(told, passage)
    _remember(memory, passage, told, section)


def _name_by_bullet_above(memory: Memory, passage: Passage, told: list[Told]) -> None:
    """Gives the figures of a list the name of the part with which the point above it begins: below `Kilns: Revenue rose
    to £48m`, `Operating profit was £2m` is that of Kilns. A point of the same level, or what is none, ends it."""
    if passage.block.kind != "bullet":
        memory.points = ()
        return
    level = passage.block.level
    memory.points = tuple(point for point in memory.points if point[0] < level)
    above = next((name for _, name in reversed(memory.points) if name is not None), None)
    for each in told:
        if above is not None and each.run_in is None and above.casefold() not in (each.subject or "").casefold():
            each.run_in = above
    named = _NAME_OF_POINT.match(passage.text)
    name = named["name"].strip() if named is not None and not names_measure(named["name"]) else None
    memory.points = (*memory.points, (level, name))


_NAME_OF_POINT = re.compile(r"\W*(?P<name>\p{Lu}[^:.;,()\d]{1,40}?)\s*:\s+(?=\S)")
# What is told of the whole company, and of no part whose name in brackets stands above.
_OF_ALL = re.compile(
    r"^\s*(?:当|前)?(?:第\s?[1-4一二三四]\s?四半期|中間)?連結(?:会計期間|会計年度|累計期間)末"
    r"|^[^。、]{0,30}(?:通期|連結)の?(?:連結)?業績(?:予想|見通し)|^\s*以上の結果|^\s*当社グループの(?:連結|全体)"
)


def _voice(reading: model.Reading, profile: model.Profile, extra: Iterable[model.TextBlock]) -> Voice:
    currency = profile.document.currency
    blocks = [block for block in (*reading.blocks, *extra) if isinstance(block, model.TextBlock)]
    return Voice(
        currency=currency,
        dollar=currency if currency in _DOLLARS else "USD",
        whole=whole_scales(fold(block.span.text) for block in blocks),
        period=profile.document.period,
        document=profile.document,
        brackets_prior=any(brackets_are_prior(fold(block.span.text)) for block in blocks),
        of_sections=reigning_units(reading, profile.document).texts,
    )


def _remember(memory: Memory, passage: Passage, told: list[Told], section: Section) -> None:
    """A short passage without numbers names what the next ones speak of; one with numbers is what they go on from."""
    if told:
        memory.last = told[-1] if told[-1].role != "base" else next((t for t in told if t.role != "base"), told[-1])
        levels = [t for t in told if t.role == "level"]
        if levels:
            memory.last = levels[-1]
        memory.part = _part_told(passage, told) or memory.part
        return
    text = passage.block.span.text.strip()
    memory.last = None if not re.match(r"^\W*$|^etc", text) else memory.last
    if passage is section.passages[0] and passage.title:
        return
    period, level = heading_period(passage) or _lead_period(passage), passage.block.level
    if period is not None or may_label(passage):
        memory.part = None
    if period is not None:
        memory.heading, memory.heading_level = claim_of_heading(passage, of_both(passage, period)), level
    elif level <= memory.heading_level and may_label(passage):
        memory.heading = None
    if plans_before(text) is not None:
        memory.scenario = plans_before(text)
    elif may_label(passage) and not is_note(passage.text):
        memory.heads_results = not passage.dated and speaks_of_results(text)
        memory.local, memory.local_at = _as_label(text), passage.block.span


def _part_told(passage: Passage, told: list[Told]) -> Dated | None:
    """The part of a year that the sentences of a passage name last, if it is of what they tell and not of what they
    compare it with: the quarter of `Revenue in the second quarter was 1,245.` It is of no more than an insertion where
    what stands behind it is dated from afar."""
    named = [d for d in passage.dated if not d.base and d.relative is None and d.mention.kind == "duration"]
    parts = [d for d in named if months_named(d) in PARTS_OF_YEAR]
    last = next((t for t in reversed(told) if t.role != "base"), None)
    from_afar = last is None or (last.dated_by is not None and last.dated_by.rank >= Rank.HEADING)
    return parts[-1] if tells(passage) and parts and not from_afar else None


def _lead_period(passage: Passage) -> model.Period | None:
    """`… today announced its results for the three months ended June 30, 2024.`: what the story after it is of."""
    if not speaks_of_results(passage.text):
        return None
    return only_period(dated for dated in passage.dated if dated.period.kind == "duration")


def _as_label(text: str | None) -> str | None:
    """A line as the label of the figures below it."""
    return None if text is None else re.sub(r"\s+", " ", text).strip(_MARKS)


def _fact(
    number: str,
    told: Told,
    period: model.Period | None,
    said: PeriodClaim | None,
    passage: Passage,
    section: Section,
    memory: Memory,
    issuer: str | None,
) -> model.Fact:
    span = passage.block.span.cut(told.number.at, told.number.to)
    value = None if told.value is None else told.value * told.sign
    places = places_told(told, passage, section, memory)
    if said is not None and period is not None and period.end is not None:
        places |= grounds_of(period=(said,))
    if told.unit is not None:
        places |= grounds_of(unit=told.measured_by)
    label = _label(told, section, memory)
    fact = model.Fact(
        id=number,
        label=label,
        dimensions=_dimensions(told, plan_told(told, passage, section, memory)),
        measure=_measure(told),
        period=period,
        unit=told.unit,
        value=None if value is None else _written(value, told.unit),
        decimals=told.decimals,
        printed=span.text,
        status="verbatim" if value is not None else "unresolved",
        candidates=tuple(
            model.Candidate(value=_written(reading * told.sign, told.unit), why=why) for reading, why in told.readings
        )
        if value is None
        else (),
        grounds=places,
        doubts=tuple(doubts_of(Labelled(told, label, passage, section, memory, "label" in places, issuer))),
        explanation="printed without a sign; 'used' says that the cash went out" if told.outflow else None,
        location=span.location,
    )
    return with_rivals(fact, span)


def _of_whom(fact: model.Fact, passage: Passage, voice: Voice) -> model.Fact:
    """The fact with the company it is of, where its sentences name no other than the issuer."""
    whom = entity_of_sentences(passage.text, voice.document)
    return msgspec.structs.replace(fact, entity=whom.value, grounds=fact.grounds | grounds_of(entity=whom.grounds))


def _not_yet(fact: model.Fact, voice: Voice) -> model.Fact:
    """A flow of a time that begins when what is reported on is over, and the report is out: it was not reached, and
    where no words say that it is planned, that is open."""
    document, period = voice.document, fact.period
    reported = document.period.end if document.period is not None else None
    if reported is None or period is None or period.start is None:
        return fact
    if period.start <= max(reported, document.published or ""):
        return fact
    if "scenario" in fact.dimensions or not fact.label or not flows(fact.label[-1]):
        return fact
    return msgspec.structs.replace(fact, doubts=tuple(dict.fromkeys((*fact.doubts, "scenario_open"))))


def _label(told: Told, section: Section, memory: Memory) -> tuple[str, ...]:
    """Heading, bullet above, words before a first colon, subject, noun, part and basis; each once."""
    path: list[str] = []
    for part in (*section.path[-1:], memory.local, told.run_in, told.subject, told.noun, told.part, told.basis):
        if part and not (path and part.casefold() == path[-1].casefold()):
            path.append(part)
    return tuple(path)


def _dimensions(told: Told, plan: tuple[str, model.Ground] | None) -> dict[str, str]:
    dimensions = {
        "comparison": told.comparison if told.role == "change" or told.is_ratio else None,
        "base": told.base if told.role == "change" or told.is_ratio else None,
        "qualifier": told.qualifier,
        "bound": told.bound,
        "scenario": plan[0] if plan is not None else None,
        "per": told.rate_of,
    }
    return {key: value for key, value in dimensions.items() if value}


def _measure(told: Told) -> model.Measure:
    unit = told.unit or ""
    if told.role == "change":
        return "change"
    whole = told.number.kind == "money" and told.number.scale == 0
    if told.rate_of or (whole and re.search(r"\brates?\b", told.before[-40:])):
        return "rate"
    if unit.endswith("_per_share") or (not unit and told.number.per_share):
        return "per_share"
    if unit in ("percent", "times", "percentage_point", "basis_point"):
        return "ratio"
    if unit == "count":
        return "count"
    return "amount" if len(unit) == 3 or (not unit and told.number.kind == "money") else "other"


def _written(value: Decimal, unit: str | None) -> str:
    """A decimal without exponent: shares and rates with the digits printed, whole amounts without a point."""
    if (unit is not None and len(unit) == 3 and value == value.to_integral_value()) or unit == "count":
        return f"{value:.0f}" if value == value.to_integral_value() else f"{value:f}"
    return f"{value:f}"


def _unread(told: Told, fact: model.Fact) -> model.Problem:
    readings = " or ".join(candidate.value for candidate in fact.candidates) or "nothing"
    return problem(
        "unreadable_value",
        f"«{fact.printed}» is no plain figure; it may stand for {readings}",
        location=fact.location,
        data={"printed": fact.printed or ""},
    )
