"""Arithmetic that the rows of a table have in common, tried on rows in which it fails: figures in each other's rows.

    Grocery            8,684    8,011    16,695
    Furnishings        5,052    5,050    16,255       5,052 + 5,050 = 10,102
    Membership fees    7,748    8,507    10,102       7,748 + 8,507 = 16,255

A row that does not do what the others do may just be another kind of row, so its failing is no evidence. That
neighbouring rows fail, and that all of them hold with the figures of one column exchanged, or moved on by one, is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from math import log2

import msgspec

from extract.prove.evidence import bits_of, grows_by_size
from extract.prove.identity import DETECT, Identity, linear
from extract.prove.moves import LONGEST, moves
from extract.prove.state import State
from extract.prove.view import PERCENT, View

_MOST = 24
_WIDEST = 12
_ENOUGH = 12

Rows = Mapping[str, list["Habit"]]


class Habit(msgspec.Struct, frozen=True):
    """An identity along a row, by its columns, and one row in which it holds."""

    columns: tuple[int, ...]
    example: Identity

    def on(self, view: View, row: Mapping[int, int]) -> Identity | None:
        """The same identity over another row's nodes; None where it lacks one, or where their units cannot do it."""
        if any(column not in row for column in self.columns):
            return None
        nodes = tuple(row[column] for column in self.columns)
        result, *units = (view.facts[index].unit for index in nodes)
        fits = result in units if self.example.form == "linear" else self.example.form != "growth" or result in PERCENT
        if not fits or len(set(units)) > 1:
            return None
        identity = msgspec.structs.replace(self.example, nodes=nodes)
        return None if grows_by_size(view, identity) else identity


def row_habits(view: View, identities: Sequence[Identity], state: State) -> Rows:
    """The identities along rows that hold somewhere in each table, those that hold in most rows first."""
    held: dict[str, dict[tuple[object, ...], list[Identity]]] = defaultdict(lambda: defaultdict(list))
    for identity in identities:
        facts = [view.facts[index] for index in identity.nodes]
        one_row = len({(fact.table, fact.row) for fact in facts}) == 1 and facts[0].table is not None
        columns = tuple(fact.column for fact in facts)
        if not one_row or len(set(columns)) < len(columns):
            continue
        seen = state.outcome(identity)
        if seen is not None and seen.verdict != "fails" and bits_of(view, identity) > 0:
            key = (columns, identity.form, identity.coefficients, identity.divisor)
            held[facts[0].table or ""][key].append(identity)
    return {
        table: [
            Habit(tuple(view.facts[index].column or 0 for index in alike[0].nodes), alike[0])
            for alike in sorted(by_key.values(), key=len, reverse=True)[:_MOST]
        ]
        for table, by_key in held.items()
    }


@lru_cache(maxsize=64)
def _plain_forms(columns: tuple[int, ...]) -> tuple[Habit, ...]:
    """What rows of figures often do: the last of a run is its sum, or the difference of the two before it, or their
    growth in percent."""
    forms: list[Habit] = []
    for end in range(2, min(len(columns), _WIDEST)):
        for start in range(end - 1):
            run = tuple(columns[start : end + 1])
            forms.append(Habit(run, linear("", [*((column, 1) for column in run[:-1]), (run[-1], -1)])))
        earlier, later, result = columns[end - 2 : end + 1]
        for sign in (-1, 1):
            terms = [(earlier, 1), (later, -1), (result, sign)]
            forms.append(Habit((earlier, later, result), linear("", terms)))
        for pair in ((earlier, later), (later, earlier)):
            forms.append(Habit((result, *pair), Identity("", "growth", (result, *pair), (1, 100, 1))))
    return tuple(forms)


def moved_figures(
    view: View, state: State, habits: Sequence[Habit], rows: Sequence[Mapping[int, int]]
) -> Iterator[dict[int, int]]:
    """Figures of one column that must stand in each other's rows for these to do what the others do, or rows often do:
    each with the figure that belongs in its place. Rows without figures part the rows."""
    for filled, group in groupby(rows, key=bool):
        block = list(group) if filled else []
        shared = Counter(column for row in block for column in row)
        columns = tuple(sorted(column for column, count in shared.items() if count > 1))
        forms = _plain_forms(columns)
        ways = len(columns) * LONGEST
        tried = [(habit, DETECT + log2(ways + 1)) for habit in habits]  # what other rows do is no guess
        tried += [(form, _ENOUGH + log2((len(habits) + len(forms)) * ways + 1)) for form in forms]
        for habit, enough in tried if len(block) > 1 else ():
            yield from _moved_in(view, state, habit, [habit.on(view, row) for row in block], enough)


def _moved_in(
    view: View, state: State, habit: Habit, block: Sequence[Identity | None], enough: float
) -> Iterator[dict[int, int]]:
    """The moves within neighbouring rows that all fail to do the habit, after which all of them do it."""
    seen = [state.outcome_given(identity, {}) if identity is not None else None for identity in block]
    rooms = [_room(view, identity) if identity is not None else 0 for identity in block]
    linear_form = habit.example.form == "linear"
    for start in range(len(block)):
        off = room = 0
        for end in range(start, min(start + LONGEST, len(block))):
            identity, outcome = block[end], seen[end]
            if identity is None or outcome is None or outcome.verdict != "fails":
                break
            off, room = off + outcome.residual, room + rooms[end]
            if end > start and (not linear_form or abs(off) <= room):
                window = [each for each in block[start : end + 1] if each is not None]
                yield from _moves_that_hold(view, state, window, enough)


def _room(view: View, identity: Identity) -> int:
    return sum(2 * abs(c) * view.nodes[i].last for i, c in zip(identity.nodes, identity.coefficients, strict=True))


def _moves_that_hold(view: View, state: State, window: Sequence[Identity], enough: float) -> Iterator[dict[int, int]]:
    """The moves of one column of a few rows with which the identities of all of them hold, and tell enough."""
    for column in zip(*(identity.nodes for identity in window), strict=True):
        if len({state.value[i] for i in column}) < len(column) or len({view.facts[i].unit for i in column}) > 1:
            continue
        for move in moves(len(column)):
            source = {index: column[place] for index, place in zip(column, move, strict=True)}
            turned = {index: state.at(other) for index, other in source.items()}
            hold = all(
                (seen := state.outcome_given(identity, turned)) is not None and seen.verdict != "fails"
                for identity in window
            )
            if hold and sum(bits_of(view, identity) for identity in window) >= enough:
                yield source
