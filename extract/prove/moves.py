"""Figures that stand in each other's lines: a run of a column moved on by one, two rows' figures exchanged.

    Revenues        14,132              Revenues        19,378
    Cost             5,246   instead of Cost            14,132
    Gross profit    19,378              Gross profit     5,246

A *move* takes a run of figures that stand one below the other and moves each by one line, the last to the other end;
of two figures that is an exchange. It is what a reader suspects where identities fail that all hold once the figures
are moved back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log2
from operator import mul

import msgspec

from extract.prove.decision import Decision, Option
from extract.prove.evidence import bits_of
from extract.prove.identity import DETECT, Identity
from extract.prove.state import State
from extract.prove.view import Sheet, View
from extract.prove.words import figure, name_of, said

LONGEST = 6
"""Lines that one move takes at most."""
_ENOUGH = 12


def moves(length: int, longest: int = LONGEST) -> Iterator[tuple[int, ...]]:
    """The moves of a run of so many lines, those of fewest figures first: where each line's figure comes from.

    >>> list(moves(2)), list(moves(3))
    ([(1, 0)], [(1, 2, 0), (2, 0, 1)])
    """
    if length == 2:
        yield (1, 0)
    elif 2 < length <= longest:
        yield (*range(1, length), 0)
        yield (length - 1, *range(length - 1))


def move_holds(terms: Mapping[int, int], printed: Sequence[int | None], residual: int, room: int) -> int:
    """In how many tries a move was found that brings the residual of a sum (coefficients by line) within `room`.

    0 when none does. Lines without a value are not moved.

    >>> move_holds({0: 1, 1: -1, 2: -1}, [5246, 19378, 14132], 5246 - 19378 - 14132, 1)
    1
    """
    tried = 0
    for length in range(2, LONGEST + 1):
        for start in range(max(0, min(terms) - length + 1), min(len(printed), max(terms) + length) - length + 1):
            window = [figure for figure in printed[start : start + length] if figure is not None]
            weights = [terms.get(line, 0) for line in range(start, start + length)]
            if len(window) < length or len(set(weights)) == 1:
                continue
            now = sum(map(mul, weights, window))
            for move in moves(length):
                tried += 1
                then = sum(weight * window[source] for weight, source in zip(weights, move, strict=True))
                if then != now and abs(residual + then - now) <= room:
                    return tried
    return 0


class Move(msgspec.Struct, frozen=True):
    """Figures put back: the value each node had, and the failing identities that hold then."""

    values: dict[int, int]
    holds: tuple[Identity, ...]


class _Bound:
    """Identities by node: those that are believed, and those that fail, of whatever support."""

    def __init__(self, identities: Sequence[Identity], state: State) -> None:
        self.state = state
        self.believed: dict[int, list[Identity]] = defaultdict(list)
        self.failing: dict[int, list[Identity]] = defaultdict(list)
        for identity in identities:
            seen = state.outcome(identity)
            if seen is None:
                continue
            for index in identity.nodes:
                if identity.support >= DETECT:
                    self.believed[index].append(identity)
                if seen.verdict == "fails":
                    self.failing[index].append(identity)

    def held(self, values: Mapping[int, int]) -> tuple[Identity, ...]:
        """The failing identities that hold with these values; none when one that is believed does not."""
        wrong = {id(i): i for index in values for i in self.failing.get(index, ()) if self._holds(i, values)}
        believed = {id(i): i for index in values for i in self.believed.get(index, ())}
        if not wrong or not all(key in wrong or self._holds(i, values) for key, i in believed.items()):
            return ()
        return tuple(wrong.values())

    def _holds(self, identity: Identity, values: Mapping[int, int]) -> bool:
        seen = self.state.outcome_given(identity, values)
        return seen is not None and seen.verdict != "fails"


def moved(view: View, identities: Sequence[Identity], state: State) -> list[Decision]:
    """Conflicts for figures that stand in each other's lines, as far as identities that fail tell.

    Nothing is moved back: the sums tell that figures are exchanged, seldom whether figures or labels were.
    """
    bound = _Bound(identities, state)
    found: list[Move] = []
    for sheet in view.sheets.values() if bound.failing else ():
        for run in _runs(view, state, sheet):
            if any(index in bound.failing for index in run):
                found += _found_in(view, run, bound)
    return _decisions(view, state, found)


def _runs(view: View, state: State, sheet: Sheet) -> Iterator[list[int]]:
    """Figures of one unit that stand one below the other in a column, without a gap."""
    for column in sheet.columns:
        run: list[int] = []
        for row in sheet.rows:
            here = sheet.at.get((row, column), ())
            index = here[0] if len(here) == 1 else -1
            printed = index >= 0 and state.value[index] is not None and not view.nodes[index].nil
            if printed and run and view.nodes[run[-1]].fact.unit != view.nodes[index].fact.unit:
                yield run
                run = []
            if printed:
                run.append(index)
            elif run:
                yield run
                run = []
        if run:
            yield run


def _found_in(view: View, run: list[int], bound: _Bound) -> list[Move]:
    """The moves within a run of which all believed identities hold afterwards.

    Where only identities of little support fail, a move must put right more of them than chance would.
    """
    found: list[Move] = []
    tried = 0
    for length in range(2, LONGEST + 1):
        for start in range(len(run) - length + 1):
            window = run[start : start + length]
            figures = [bound.state.at(index) for index in window]
            if not any(index in bound.failing for index in window) or _alike(figures):
                continue
            for move in moves(length):
                tried += 1
                values = {index: figures[source] for index, source in zip(window, move, strict=True)}
                holds = bound.held(values)
                if holds:
                    found.append(Move(values, holds))
    return [move for move in found if _told(view, move, tried)]


def _alike(figures: Sequence[int]) -> bool:
    return any(first == second for first, second in pairwise(figures))


def _told(view: View, move: Move, tried: int) -> bool:
    """Whether an identity that is believed calls for the move, or the others do by what they and the move tell."""
    if any(identity.support >= DETECT for identity in move.holds):
        return True
    return sum(identity.support + bits_of(view, identity) for identity in move.holds) - log2(tried) >= _ENOUGH


def _decisions(view: View, state: State, found: list[Move]) -> list[Decision]:
    """Conflicts for the figures of all moves: several may do, as parts of a sum may change places freely."""
    decided: dict[int, Decision] = {}
    for move in found:
        why = "; ".join(said(view, i, {n: move.values.get(n, state.at(n)) for n in i.nodes}) for i in move.holds[:3])
        for index, value in move.values.items():
            decided.setdefault(
                index,
                Decision(
                    node=index,
                    status="conflict",
                    value=state.at(index),
                    options=(Option(value, "the figure of the line next to it"),),
                    explanation=(
                        f"{name_of(view, index)}: printed {figure(view, index)}, where {figure(view, index, value)} "
                        f"would satisfy; {len(move.values)} figures stand in each other's lines: {why}"
                    ),
                ),
            )
    return [decided[index] for index in sorted(decided)]
