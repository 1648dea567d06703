"""Figures that were read from numbers of glyphs: candidates and no values, for only custom says which they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from extract.model import Candidate, Fact, Location


def with_supposed_characters(facts: Sequence[Fact], supposed: Sequence[Location]) -> tuple[Fact, ...]:
    """The facts, those at places whose characters were supposed without their values."""
    lines: dict[int | None, list[tuple[int, int]]] = {}
    for where in supposed:
        lines.setdefault(where.line, []).append((where.start or 0, where.end or 0))
    return tuple(
        _open(fact) if _stands_at(fact.location, lines.get(fact.location.line, [])) else fact for fact in facts
    )


def _stands_at(where: Location, places: Sequence[tuple[int, int]]) -> bool:
    """Whether a figure meets one of the places of its line, which stand in order."""
    if where.start is None or where.end is None:
        return False
    n = bisect_right(places, (where.end, 0)) - 1
    return n >= 0 and places[n][1] > where.start


def _open(fact: Fact) -> Fact:
    if fact.value is None:
        return fact
    why = "its characters stand as numbers of glyphs, read in the order in which most fonts have them"
    return msgspec.structs.replace(
        fact, status="unresolved", value=None, candidates=(Candidate(value=fact.value, why=why),)
    )
