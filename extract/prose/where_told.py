"""Where a figure of prose was told what it is: the words that settled its label and its plan. Of its period and its
unit the claims that settled them tell (see `period_claims`, `unit_claims`).

Net sales in 1Q07 were JPY 692 million.
label   Net sales   sentence
"""

from __future__ import annotations

from extract import model
from extract.lex.scenarios import plan_words, spoken_plans
from extract.prose.passages import Passage
from extract.prose.printed_words import place_of_words
from extract.prose.sections import Section
from extract.prose.told import Memory, Told

Grounds = dict[str, tuple[model.Ground, ...]]


def places_told(told: Told, passage: Passage, section: Section, memory: Memory) -> Grounds:
    """The place of each aspect but the period that is settled; an aspect that is open has none."""
    found = {
        "label": _label(told, passage, section, memory),
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
        own = place_of_words(told.subject, passage, told.number.start)
        if own is not None:
            memory.subjects[told.subject] = own
            return _ground("sentence", told.named_by or "subject_of_clause", own)
        return None if held is None else _ground("paragraph", "subject_that_holds", held)
    if memory.local and memory.local_at is not None:
        return _ground("heading", "line_above", memory.local_at)
    if told.run_in and (own := place_of_words(told.run_in, passage, told.number.start)) is not None:
        return _ground("sentence", "words_before_colon", own)
    if told.noun and (own := place_of_words(told.noun, passage, told.number.start)) is not None:
        return _ground("sentence", "noun_of_figure", own)
    if section.path and section.passages:
        return _ground("heading", "heading_of_section", section.passages[0].block.span)
    return None
