"""Where a figure of prose was told what it is: the words that settled its label, its unit and its plan. Of its period
the claim that settled it tells (see `period_claims`).

Net sales in 1Q07 were JPY 692 million.
label   Net sales   sentence     unit   JPY 692 million   figure
"""

from __future__ import annotations

import msgspec
import regex as re

from extract import model
from extract.lex.scenarios import plan_words, spoken_plans
from extract.prose.passages import Passage
from extract.prose.sections import Section
from extract.prose.told import Memory, Told

Grounds = dict[str, tuple[model.Ground, ...]]


def places_told(told: Told, passage: Passage, section: Section, memory: Memory) -> Grounds:
    """The place of each aspect but the period that is settled; an aspect that is open has none."""
    label = _label(told, passage, section, memory)
    found = {
        "label": label,
        "unit": _unit(told, passage, section, label) if told.unit is not None else None,
        "scenario": plan[1] if (plan := plan_told(told, passage, section, memory)) is not None else None,
    }
    return {aspect: (ground,) for aspect, ground in found.items() if ground is not None}


def plan_told(told: Told, passage: Passage, section: Section, memory: Memory) -> tuple[str, model.Ground] | None:
    """The plan that a figure is of, and the words that say so: those of its sentence, else of the headings over it.

    `We expect sales of JPY 5 million`: `forecast`; `raised from our previous guidance of $5`: `guidance:previous`.
    """
    if not told.target:
        return None
    version = ":previous" if told.previous else ":revised" if memory.scenario == "later" else ""
    text, number, span = passage.text, told.number, passage.block.span
    start = max(0, number.start - _FAR)
    before = list(spoken_plans(text[start : number.start]))
    if before:
        at, to, kind = before[-1]
        return kind + version, _ground("sentence", "plan_of_sentence", span.cut(start + at, start + to))
    for at, to, kind in spoken_plans(text[number.end : number.end + _FAR]):
        ground = _ground("sentence", "plan_of_sentence", span.cut(number.end + at, number.end + to))
        return kind + version, ground
    for title in reversed([p for p in section.passages if p.title]):
        said = plan_words(title.text)
        if said is not None and said.plan is not None:
            return said.plan.partition(":")[0] + version, _ground("heading", "plan_of_heading", title.block.span)
    above = " ".join(filter(None, (memory.local, *section.path)))
    said = plan_words(above)
    kind = said.plan.partition(":")[0] if said is not None and said.plan is not None else "forecast"
    return kind + version, model.Ground(rank="heading", rule="plan_of_heading", printed=above or None)


_FAR = 240


def _ground(rank: str, rule: str, span: model.Span) -> model.Ground:
    cut = span.strip()
    return model.Ground(rank=rank, rule=rule, printed=cut.text or None, location=cut.location)


def _label(told: Told, passage: Passage, section: Section, memory: Memory) -> model.Ground | None:
    """Where a figure's label is printed; None for words that stand nowhere as they are, which no place vouches for."""
    if told.subject:
        held = memory.subjects.get(told.subject)
        own = _words_of(told.subject, passage, told.number.start)
        if own is not None:
            memory.subjects[told.subject] = own
            return _ground("sentence", "subject_of_clause", own)
        return None if held is None else _ground("paragraph", "subject_that_holds", held)
    if memory.local and memory.local_at is not None:
        return _ground("heading", "line_above", memory.local_at)
    if told.run_in and (own := _words_of(told.run_in, passage, told.number.start)) is not None:
        return _ground("sentence", "words_before_colon", own)
    if told.noun and (own := _words_of(told.noun, passage, told.number.start)) is not None:
        return _ground("sentence", "noun_of_figure", own)
    if section.path and section.passages:
        return _ground("heading", "heading_of_section", section.passages[0].block.span)
    return None


def _words_of(subject: str, passage: Passage, before: int) -> model.Span | None:
    """Where the words of a subject stand in a passage: before the figure the last time, else behind it. What stands
    between them is no part of it; a subject of two parts (`Sales: Europe`) stands where its last
    part does."""
    span, text = passage.block.span, passage.text
    at = text.rfind(subject, 0, before)
    at = at if at >= 0 else text.find(subject, before)
    if at >= 0:
        return span.cut(at, at + len(subject))
    if (found := _in_order(subject.split(), text, before)) is not None:
        return span.cut(*found)
    part = re.split(r":\s", subject)[-1]
    return _words_of(part, passage, before) if part != subject else None


def _in_order(words: list[str], text: str, before: int) -> tuple[int, int] | None:
    """Where words follow each other with little between: a period, words in brackets, the figure itself (`a payment of
    $5 million for taxes`). The last time that they begin before the figure, else the first."""
    if len(words) < 2:
        return None
    found: list[tuple[int, int]] = []
    at = text.find(words[0])
    while at >= 0 and len(found) < _MOST_PLACES:
        end = at + len(words[0])
        for word in words[1:]:
            next_at = text.find(word, end, end + len(word) + _BETWEEN)
            if next_at < 0:
                break
            end = next_at + len(word)
        else:
            found.append((at, end))
        at = text.find(words[0], at + 1)
    nearest = [each for each in found if each[0] < before]
    return nearest[-1] if nearest else next(iter(found), None)


_BETWEEN, _MOST_PLACES = 60, 50


def _unit(told: Told, passage: Passage, section: Section, label: model.Ground | None) -> model.Ground:
    """Where a figure's unit is printed; of a bare number that counts things, the words that name them."""
    number = told.number
    beside = _ground("figure", "unit_beside_figure", passage.block.span.cut(number.start, number.end))
    if told.declared:
        assert section.unit_at is not None
        return _ground("caption", "unit_of_section", section.unit_at)
    if number.unit is None and told.unit == "count":
        counted = label or model.Ground(rank="sentence", rule="counted_subject", printed=told.subject)
        return msgspec.structs.replace(counted, rule="counted_subject")
    if number.unit is None:
        return model.Ground(rank="document", rule="currency_of_document", printed=told.unit)
    return beside
