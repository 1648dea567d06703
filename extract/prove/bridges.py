"""Waterfalls as witnesses: what the first bar stands for and the steps lead to what the last one stands for.

The lengths of the steps bear out their figures (`prove.geometry`), and say nothing of both ends, which are often broken
off below. start + steps = end does, up to the rounding of each figure, or the cutting off of its last places.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from extract.model import Bridge, Candidate, Check, Fact, Judgement, Problem, Problems
from extract.problems import problem
from extract.prove.geometry import last_place, rounded

NAME = "bridge"
_PRINTED = ("verbatim", "split")


def judge_bridges(judgement: Judgement, problems: Problems) -> tuple[Judgement, Problems]:
    """A judged document with the waterfalls of its charts added up: figures of one that does not lead to its end are
    unresolved."""
    facts, checks, notes = list(judgement.statement.facts), list(judgement.checks), list(problems)
    for table, drawn in judgement.statement.drawn.items():
        if drawn.bridge is None:
            continue
        places = _places(table, drawn.bridge, facts)
        if places is None:
            continue
        check = _check(f"c{len(checks) + 1}", [facts[index] for index in places])
        checks.append(check)
        for index in places:
            fact = facts[index]
            facts[index] = (
                msgspec.structs.replace(fact, proof=(*fact.proof, check.id))
                if check.verdict == "holds"
                else _doubted(fact, check.explanation or "")
            )
        if check.verdict == "fails":
            notes.append(_told(check, [facts[index] for index in places]))
    statement = msgspec.structs.replace(judgement.statement, facts=tuple(facts))
    return msgspec.structs.replace(judgement, statement=statement, checks=tuple(checks)), tuple(notes)


def _places(table: str, bridge: Bridge, facts: Sequence[Fact]) -> list[int] | None:
    """The facts of a waterfall from its first bar to its last; None where one is not read, or of another unit."""
    at: dict[int, list[int]] = {column: [] for column in bridge.columns}
    for index, fact in enumerate(facts):
        if fact.table == table and fact.row == bridge.row and fact.column in at:
            at[fact.column].append(index)
    if any(len(found) != 1 for found in at.values()):
        return None
    places = [found[0] for found in at.values()]
    read = all(facts[i].value is not None and facts[i].status in _PRINTED for i in places)
    return places if read and len({facts[i].unit for i in places}) == 1 else None


def _check(id: str, facts: Sequence[Fact]) -> Check:
    factors = [*([1] * (len(facts) - 1)), -1]
    off = sum((n * Fraction(f.value or 0) for n, f in zip(factors, facts, strict=True)), Fraction(0))
    room = sum((last_place(fact) for fact in facts), Fraction(0)) / 2
    cut = _cut_off(factors, facts)
    holds = abs(off) <= room or cut
    said = "the steps of the waterfall lead from its first value to its last"
    return Check(
        id=id, identity=NAME, terms=tuple((f.id, str(n)) for n, f in zip(factors, facts, strict=True)),
        residual=rounded(off, room), allowance=rounded(max(room, abs(off)) if holds else room, room),
        verdict="holds" if holds else "fails",
        explanation=said if holds else said.replace("lead", "do not lead"),
    )  # fmt: skip


def _cut_off(factors: Sequence[int], facts: Sequence[Fact]) -> bool:
    """Whether it adds up if the last places of all figures were cut off towards zero, as yen are."""
    if any(fact.unit != "JPY" for fact in facts):
        return False
    low = high = Fraction(0)
    for factor, fact in zip(factors, facts, strict=True):
        value, last = Fraction(fact.value or 0), last_place(fact)
        ends = (value, value + last) if value > 0 else (value - last, value)
        low += min(factor * end for end in ends)
        high += max(factor * end for end in ends)
    return low <= 0 <= high


def _doubted(fact: Fact, why: str) -> Fact:
    candidate = Candidate(value=fact.value or "", why=f"as printed; {why}")
    return msgspec.structs.replace(fact, status="unresolved", value=None, explanation=why, candidates=(candidate,))


def _told(check: Check, facts: Sequence[Fact]) -> Problem:
    return problem(
        "check_fails", check.explanation or "", location=facts[0].location, facts=tuple(fact.id for fact in facts),
        data={"check": check.id, "printed": facts[-1].printed or "", "drawn": ""},
    )  # fmt: skip
