"""Arithmetic that the rows of a table have in common, tried on rows in which it fails: two rows' figures exchanged.

    Grocery            8,684    8,011    16,695
    Furnishings        5,052    5,050    16,255       5,052 + 5,050 = 10,102
    Membership fees    7,748    8,507    10,102       7,748 + 8,507 = 16,255

A row that does not do what the others do may just be another kind of row, so its failing is no evidence. That two
neighbouring rows fail, and that both hold with the figures of one column exchanged, is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import log2

import msgspec

from extract.prove.evidence import bits_of
from extract.prove.identity import Identity, linear
from extract.prove.state import State
from extract.prove.view import View

_MOST = 24
_WIDEST = 12
_ENOUGH = 12

Rows = Mapping[str, list["Habit"]]


class Habit(msgspec.Struct, frozen=True):
    """An identity along a row, by its columns, and one row in which it holds."""

    columns: tuple[int, ...]
    example: Identity

    def on(self, row: Mapping[int, int]) -> Identity | None:
        """The same identity over another row's nodes; None where it lacks one."""
        if any(column not in row for column in self.columns):
            return None
        return msgspec.structs.replace(self.example, nodes=tuple(row[column] for column in self.columns))


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
    """What rows of figures often do: the last of a run is its sum, or the difference of the two before it."""
    forms: list[Habit] = []
    for end in range(2, min(len(columns), _WIDEST)):
        for start in range(end - 1):
            run = tuple(columns[start : end + 1])
            forms.append(Habit(run, linear("", [*((column, 1) for column in run[:-1]), (run[-1], -1)])))
        earlier, later, result = columns[end - 2 : end + 1]
        for sign in (-1, 1):
            terms = [(earlier, 1), (later, -1), (result, sign)]
            forms.append(Habit((earlier, later, result), linear("", terms)))
    return tuple(forms)


def exchanges(
    view: View, state: State, habits: Sequence[Habit], upper: Mapping[int, int], lower: Mapping[int, int]
) -> Iterator[int]:
    """Columns in which two rows' figures must be exchanged for both rows to do what the others do, or rows often do."""
    both = tuple(sorted(upper.keys() & lower.keys()))
    tried = (*habits, *_plain_forms(both))
    now = [
        habit
        for habit in tried
        if _may_hold(view, habit, upper, lower) and _fails(state, habit.on(upper)) and _fails(state, habit.on(lower))
    ]
    enough = _ENOUGH + log2(len(tried) * len(both) + 1)
    for column in both if now else ():
        first, second = upper[column], lower[column]
        a, b = view.nodes[first], view.nodes[second]
        if a.value == b.value or a.fact.unit != b.fact.unit:
            continue
        turned = {first: state.at(second), second: state.at(first)}
        if any(column in habit.columns and _told(view, state, habit, turned, upper, lower) >= enough for habit in now):
            yield column


def _may_hold(view: View, habit: Habit, upper: Mapping[int, int], lower: Mapping[int, int]) -> bool:
    """Whether an exchange can put both rows right: it leaves the sum of their residuals as it is."""
    if habit.example.form != "linear":
        return True
    off = room = 0
    for column, coefficient in zip(habit.columns, habit.example.coefficients, strict=True):
        if column not in upper or column not in lower:
            return False
        for node in (view.nodes[upper[column]], view.nodes[lower[column]]):
            off += coefficient * (node.value or 0)
            room += abs(coefficient) * node.last * 2
    return abs(off) <= room


def _fails(state: State, identity: Identity | None) -> bool:
    seen = state.outcome_given(identity, {}) if identity is not None else None
    return seen is not None and seen.verdict == "fails"


def _told(
    view: View, state: State, habit: Habit, turned: dict[int, int], upper: Mapping[int, int], lower: Mapping[int, int]
) -> float:
    """How many bits tell that the habit holds in both rows once figures are turned; 0 when it does not."""
    bits = 0.0
    for identity in (habit.on(upper), habit.on(lower)):
        seen = state.outcome_given(identity, turned) if identity is not None else None
        if identity is None or seen is None or seen.verdict == "fails":
            return 0.0
        bits += bits_of(view, identity)
    return bits
