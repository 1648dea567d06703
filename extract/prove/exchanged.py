"""Neighbouring rows' figures exchanged or moved on by one, as sums, signs and decimals or the other columns show.

    Employees          6,511    86,152     6,402
    Units shipped     84,937     6,433    85,211

A column foots either way; but each of the two figures is what the other row has in the other columns, and not what its
own has. Nothing proves that they are exchanged, so both are conflicts. A figure that an identity along its row bears
out (a change, a growth rate, a sum of quarters), or another table, stands where it belongs. One other column says
nothing: figures do change places in the order of their sizes from one year to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import log
from statistics import median

import regex as re

from extract.model import Fact
from extract.prove.decision import Decision, Option
from extract.prove.identity import Identity
from extract.prove.row_habits import moved_figures, row_habits
from extract.prove.said_signs import COSTS
from extract.prove.state import State
from extract.prove.view import Sheet, View
from extract.prove.words import figure, name_of

# How far apart two rows must be to be told apart, at the least and for each step that figures of the table usually make
# from column to column; and how much of that a figure may be off from the other row's.
_APART = log(1.25)
_APART_BY_MOVEMENT = 4
_NEAR = 1 / 3
_LEAST = 2
_WIDEST = 24
_DAYS = 20

# Lines of a cash flow statement that bring in cash, as others cost some: the words say the sign.
_BRINGS = re.compile(r"^(?:proceeds|receipts?|collections?|cash received)\b|\breceived$|(?:収入|受取額)$", re.I)
_MOVED = "put back, they make their rows do the sums that the other rows of the table do"
_DECIMALS = re.compile(r"\d(?:\.(\d+))?(?!.*\d)")

Row = dict[int, int]


def exchanged(view: View, identities: Sequence[Identity], state: State) -> list[Decision]:
    """Conflicts for figures of one column that fit each other's row and not their own."""
    found: dict[int, tuple[int, str]] = {}
    borne = _borne(identities, view, state)
    habits = row_habits(view, identities, state)
    for sheet in view.sheets.values():
        rows = _rows(view, sheet)
        apart = max(_APART, _APART_BY_MOVEMENT * _movement(view, rows))
        for upper, lower in _neighbours(view, rows):
            for column, why in _crossed(view, apart, upper, lower):
                pair = upper[column], lower[column]
                if not borne & {*pair}:
                    for index, other in (pair, pair[::-1]):
                        found.setdefault(index, (other, why))
        for source in moved_figures(view, state, habits.get(sheet.id, ()), rows):
            if not borne & source.keys():
                for index, other in source.items():
                    found.setdefault(index, (other, _MOVED))
    return [_decision(view, state, index, *seen) for index, seen in sorted(found.items())]


def _decision(view: View, state: State, index: int, other: int, why: str) -> Decision:
    return Decision(
        node=index,
        status="conflict",
        value=state.at(index),
        options=(Option(state.at(other), f"as {name_of(view, other)} is printed, if the two are exchanged"),),
        explanation=(
            f"{name_of(view, index)}: printed {figure(view, index)}, and {name_of(view, other)} {figure(view, other)}; "
            f"{why}. They may stand in each other's rows, and no sum of the column tells"
        ),
    )


def _borne(identities: Sequence[Identity], view: View, state: State) -> set[int]:
    """Figures that an identity bears out which reaches beyond their column."""
    borne: set[int] = set()
    for identity in identities:
        if len({(view.facts[i].table, view.facts[i].column) for i in identity.nodes}) > 1:
            seen = state.outcome(identity)
            if seen is not None and seen.verdict != "fails":
                borne.update(identity.nodes)
    return borne


def _rows(view: View, sheet: Sheet) -> list[Row]:
    """The figures of each row as printed, one for a column."""
    rows = [{k: found[0] for k in sheet.columns if len(found := sheet.at.get((row, k), [])) == 1} for row in sheet.rows]
    return [{k: i for k, i in row.items() if view.nodes[i].value and _printed(view.facts[i])} for row in rows]


def _neighbours(view: View, rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs of rows that stand one under the other in one group."""
    for upper, lower in pairwise(rows):
        if upper and lower:
            one, two = (view.facts[next(iter(row.values()))] for row in (upper, lower))
            if one.label[:-1] == two.label[:-1] and one.label != two.label:
                yield upper, lower


def _movement(view: View, rows: Sequence[Row]) -> float:
    """By how much figures of this table usually change from column to column, two rows left out: as a logarithm."""
    moves = []
    for row in rows:
        changes = [
            abs(log(a / b))
            for one, two in pairwise(row.values())
            if _comparable(view.facts[one], view.facts[two])
            and (a := view.nodes[one].value or 0) * (b := view.nodes[two].value or 0) > 0
        ]
        if changes:
            moves.append(max(changes))
    return median(sorted(moves)[:-2]) if len(moves) > _LEAST else 0.0


def _printed(fact: Fact) -> bool:
    return fact.status == "verbatim" and bool(fact.label)


def _crossed(view: View, apart: float, upper: Row, lower: Row) -> Iterator[tuple[int, str]]:
    """Columns in which two rows' figures fit each other's row and not their own, each with what shows it."""
    both = sorted(upper.keys() & lower.keys())[:_WIDEST]
    decimals = _decimals_crossed(view, upper, lower, both)
    for column in both:
        first, second = upper[column], lower[column]
        if _against_words(view, first, second) or _against_words(view, second, first):
            yield column, "what brings in cash is negative, and what costs some is positive"
        elif column == decimals:
            yield column, "each has the decimals of the other row"
        elif len(both) > _LEAST and _sizes_crossed(view, apart, upper, lower, column, both):
            yield column, "each has the size of the other row in the other columns"


def _against_words(view: View, brings: int, costs: int) -> bool:
    one, two = view.nodes[brings], view.nodes[costs]
    return (
        (one.value or 0) < 0 < (two.value or 0)
        and one.fact.measure == two.fact.measure == "amount"
        and bool(_BRINGS.search(one.fact.label[-1].strip()))
        and bool(COSTS.search(two.fact.label[-1].strip()))
    )


def _decimals_crossed(view: View, upper: Row, lower: Row, both: Sequence[int]) -> int | None:
    """The one column in which each row has the decimals that the other has in all other columns; None if none."""
    above, below = ([_decimals(view.facts[row[k]]) for k in both] for row in (upper, lower))
    if len(both) <= _LEAST:
        return None
    usual, other = (max(sorted(set(counts)), key=counts.count) for counts in (above, below))
    odd = [n for n, counts in enumerate(zip(above, below, strict=True)) if counts != (usual, other)]
    crossed = usual != other and len(odd) == 1 and (above[odd[0]], below[odd[0]]) == (other, usual)
    return both[odd[0]] if crossed else None


def _decimals(fact: Fact) -> int:
    match = _DECIMALS.search(fact.printed or "")
    return len(match[1] or "") if match else 0


def _sizes_crossed(view: View, least: float, upper: Row, lower: Row, column: int, both: Sequence[int]) -> bool:
    """Whether each figure is near those of the other row, and far from its own, in all columns of like periods."""
    if not _alike(view, upper[column], lower[column]):
        return False
    others = [
        k for k in both
        if k != column and _alike(view, upper[k], lower[k])
        and _comparable(view.facts[upper[k]], view.facts[upper[column]])
    ]  # fmt: skip
    return len(others) >= _LEAST and all(
        _crosswise(view, least, (upper[column], lower[column], upper[k], lower[k])) for k in others
    )


def _alike(view: View, first: int, second: int) -> bool:
    """Whether two rows hold the same kind of figures in a column."""
    one, two = view.nodes[first], view.nodes[second]
    same = one.fact.unit == two.fact.unit and one.fact.measure == two.fact.measure and one.period == two.period
    return same and one.period is not None and one.fact.measure in ("amount", "count", "other")


def _comparable(one: Fact, two: Fact) -> bool:
    """Two periods of one length, and not the same."""
    a, b = one.period, two.period
    if a is None or b is None or a.kind != b.kind or a.end is None or b.end is None or a.end == b.end:
        return False
    return one.unit == two.unit and abs(_days(a.start, a.end) - _days(b.start, b.end)) <= _DAYS


def _days(start: str | None, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days if start else 0


def _crosswise(view: View, least: float, square: tuple[int, int, int, int]) -> bool:
    """Whether two figures are far from those beside them and near to each other's; all have one sign."""
    a, b, own, other = (view.nodes[i].value or 0 for i in square)
    if len({a < 0, b < 0, own < 0, other < 0}) > 1:
        return False
    apart = abs(log(own / other))
    return apart >= least and max(abs(log(a / other)), abs(log(b / own))) <= apart * _NEAR
