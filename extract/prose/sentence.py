"""One passage of prose to statements: every number with its subject, unit, sign, period and comparison.

A sentence is read from left to right. Each number is a level, an earlier level (`compared to JPY 478 million`) or a
change; its subject is the phrase before it, or the one that held so far. What the words leave open stays open.
"""

from __future__ import annotations

from bisect import bisect_left

import regex as re

from extract.prose.amounts import is_figure, set_rate
from extract.prose.dating import set_periods, settled
from extract.prose.each import share_direction
from extract.prose.figure_signs import is_negative_in_brackets, set_sign
from extract.prose.labels import masked
from extract.prose.numbers import Number, find_numbers
from extract.prose.passages import Passage, only_period, speaks_of_results
from extract.prose.period_claims import said_by
from extract.prose.period_places import PeriodClaim, nearest
from extract.prose.planned import is_of_earlier_plan, is_past, is_planned, without_direction
from extract.prose.roles import set_role
from extract.prose.sections import Section
from extract.prose.subject_claims import set_subject
from extract.prose.told import Memory, Sentence, Told, Voice
from extract.prose.unit_claims import Measured, claims_of_unit, in_scale_of, settle_unit, speaks_of_shares
from extract.prose.words import qualifier_after, qualifier_before

_ABBREVIATIONS = (
    r"Inc|Ltd|Co|Corp|No|Nos|Approx|approx|vs|etc|Dr|Mr|Ms|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|ca|max|Max"
    r"|i\.e|e\.g"
)
# `SEK 665.8 M.` ends a sentence, `J. Smith` does not.
_STOP = re.compile(
    rf"(?<!(?<!\d\s?)\b[A-Z])(?<!\b(?:{_ABBREVIATIONS}))[.!?][\"')]*\s+(?=[\"'(]*[A-Z])|(?<=。)(?![)」])"
)
_LEAST_WHOLE = 1_000  # an amount below is told in units of money where all others are told in millions by mistake only
_LONGEST_SENTENCE, _THOUSANDS = 1_200, 3
_PAUSE = re.compile(r"[、,;]\s*")
_CONTINUES = re.compile(r"^\s*(?:\(|->|→|⇒|[+△▲]\s?[\d$¥A-Z])")
_NOTHING_BETWEEN = re.compile(r"\s*(?:(?:of|were|was|is|are|:)\s*)?")
_RANGE = re.compile(r"\s*(?:to|-|~|から)\s*", re.IGNORECASE)


def tell(passage: Passage, section: Section, memory: Memory, voice: Voice) -> list[Told]:
    """The statements of one passage, left to right."""
    text = passage.text
    taken = [(d.mention.start, d.mention.end) for d in passage.dated]
    numbers = find_numbers(text, taken, voice.whole)
    if not numbers:
        return []
    blotted = masked(text, taken)
    told: list[Told] = []
    last = memory.last if _CONTINUES.match(text) else None
    current = settled(last) if last is not None else None
    for start, end in _sentences(text):
        sentence = Sentence(
            passage=passage,
            section=section,
            memory=memory,
            voice=voice,
            text=blotted,
            start=start,
            end=end,
            numbers=tuple(numbers[_at(numbers, start) : _at(numbers, end)]),
            per_share=speaks_of_shares(text[start:end]),
            dated=passage.dated[_dated_at(passage, start) : _dated_at(passage, end)],
        )
        statements = _read(sentence, told[-1] if told else last, current)
        told += statements
        levels = (s for s in statements if s.role == "level" and not s.aside)
        level = next((s for s in levels if s.explicit or s.left_open), None)
        current = settled(level) if level is not None else current
        if not statements and speaks_of_results(text[start:end]):
            # `… today reported results for the third quarter ended June 30, 2006. Net sales rose …`
            spans = [d for d in sentence.dated if d.period.kind == "duration"]
            only = only_period(spans)
            told_of = nearest(spans, only, start) if only is not None else None
            current = said_by(sentence, told_of) if told_of is not None else current
    return told


def _at(numbers: list[Number], position: int) -> int:
    return bisect_left(numbers, position, key=lambda number: number.start)


def _dated_at(passage: Passage, position: int) -> int:
    return bisect_left(passage.dated, position, key=lambda dated: dated.mention.start)


def _sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences stand. One that never ends is cut at its pauses, so that reading stays linear."""
    bounds, at = [], 0
    for stop in [*(match.end() for match in _STOP.finditer(text)), len(text)]:
        while stop - at > _LONGEST_SENTENCE:
            pause = _PAUSE.search(text, at + _LONGEST_SENTENCE // 2, stop)
            cut = pause.end() if pause is not None and pause.end() - at <= _LONGEST_SENTENCE else at + _LONGEST_SENTENCE
            bounds.append((at, cut))
            at = cut
        if at < stop:
            bounds.append((at, stop))
        at = stop
    return bounds


def _read(sentence: Sentence, last: Told | None, current: PeriodClaim | None) -> list[Told]:
    leads_on = _CONTINUES.match(sentence.text[sentence.start : sentence.end]) is not None
    previous = last if leads_on else None
    statements: list[Told] = []
    at = phrase = sentence.start
    for index, number in enumerate(sentence.numbers):
        following = sentence.numbers[index + 1].start if index + 1 < len(sentence.numbers) else sentence.end
        counted = previous is not None and previous.number.kind == "count"
        if not (counted and _NOTHING_BETWEEN.fullmatch(sentence.text[at : number.start])):
            phrase = at  # else `Loss from 4 new subsidiaries JPY453 million`: the count stands inside the subject
        before, after = sentence.text[phrase : number.start], sentence.text[number.end : following]
        told = _statement(sentence, number, before, after, previous)
        if told is None:
            continue
        at = number.end + max(told.reach, told.basis_reach)
        _set_bounds(sentence, told, statements)
        statements.append(told)
        previous = told
    for told in statements:
        _open_lost_scale(sentence, told, statements)
    share_direction(sentence, statements)
    set_periods(sentence, statements, current)
    for told in statements:
        told.target = told.target and not is_past(sentence, told)
    return statements


def _statement(sentence: Sentence, number: Number, before: str, after: str, previous: Told | None) -> Told | None:
    qualifier, cut = qualifier_before(before)
    words = before[:cut]
    told = Told(number=number, role="level", before=before, after=after, qualifier=qualifier or qualifier_after(after))
    lead = sentence.plain[sentence.start : number.start]
    told.negative = is_negative_in_brackets(sentence, number)
    told.aside = lead.count("(") > lead.count(")") and not told.negative
    if told.negative:
        words = words.rstrip().removesuffix("(")
    if number.beside and previous is not None:
        told.role, told.subject, told.noun, told.outer = (
            previous.role,
            previous.subject,
            previous.noun,
            previous.subject,
        )
        told.mark, told.run_in, told.word = previous.mark, previous.run_in, previous.word
        told.named_by = previous.named_by
    else:
        set_role(sentence, told, words, previous)
        set_subject(sentence, told, words, previous)
        set_rate(sentence, told)
        if not is_figure(sentence, told):
            return None
    settle_unit(told, claims_of_unit(Measured(sentence, told, previous)))
    if number.kind == "bare" and told.unit is None:
        return None
    told.previous = is_of_earlier_plan(sentence, told, previous)
    told.target = told.previous or sentence.memory.scenario is not None or is_planned(sentence, told)
    set_sign(sentence, told)
    return told


def _set_bounds(sentence: Sentence, told: Told, earlier: list[Told]) -> None:
    """`$1.025 billion to $1.035 billion`: two ends of one range."""
    before = earlier[-1] if earlier else None
    compared = before is not None and before.role == "base" and before.unit == told.unit and len(earlier) > 1
    if compared and earlier[-2].bound == "upper" and _RANGE.fullmatch(without_direction(told.before)) is not None:
        told.role = "base"  # `raised guidance to $236 million to $240 million from $230 million to $236 million`
        return
    ends = before is not None and (
        _RANGE.fullmatch(without_direction(told.before)) is not None
        or (told.before.strip().lower() == "and" and before.before.rstrip().lower().endswith("between"))
    )
    if before is not None and ends:
        _take_unit_of_range(before, told)
    if before is None or not ends or before.unit != told.unit or before.role != told.role:
        return
    if before.role != "base" and before.bound is None:
        before.bound, told.bound = "lower", "upper"
        scale, amounts = told.number.scale, before.number.kind == told.number.kind == "money"
        smaller = before.value and told.value and abs(before.value.scaleb(scale)) <= abs(told.value)
        if amounts and before.number.scale == 0 < scale and smaller:
            in_scale_of(before, sentence, told, "scale_of_range")  # `$186 - $189 million`


def _take_unit_of_range(lower: Told, upper: Told) -> None:
    """`revenue of $145 to $146 million and income per share of $0.15`: that the sentence speaks of shares says nothing
    of the lower end of a range in millions."""
    scaled = upper.number.kind == lower.number.kind == "money" and upper.number.scale > 0 and lower.number.scale == 0
    guessed = any(claim.rule == "per_share_of_sentence" for claim in lower.measured_by)
    if scaled and guessed and lower.unit == f"{upper.unit}_per_share":
        settle_unit(lower, tuple(claim for claim in lower.unit_claims if claim.rule != "per_share_of_sentence"))


def _open_lost_scale(sentence: Sentence, told: Told, statements: list[Told]) -> None:
    """`$7.0 million compared to $1.1`: whether the second is in millions too, the sentence does not say."""
    number = told.number
    plain = number.kind == "money" and number.scale == 0 and not number.per_share and told.value is not None
    if not plain or told.value is None or (told.unit or "").endswith("_per_share") or told.rate:
        return
    beside = (
        other
        for other in statements
        if other is not told and other.number.kind == "money" and other.unit == told.unit and other.role == "level"
    )
    scaled = next((other for other in beside if other.number.scale >= _THOUSANDS), None)
    if told.role == "base" and scaled is not None and abs(told.value) < _LEAST_WHOLE:
        in_scale_of(told, sentence, scaled, "scale_compared_with", or_whole=True)
