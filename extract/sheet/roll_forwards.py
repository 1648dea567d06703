"""Roll-forwards in a table: an opening balance, what moved it, and the closing balance, whatever its row is called.

`Beginning balance`, `Purchases`, `Dispositions`, `Common stock held in treasury`: the last is the balance at the end of
the period, for in every column the opening balance and what follows it make it up.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

import msgspec
import regex as re

from extract.sheet.balances import names_closing, names_opening

_LESS = re.compile(r"\W*less\b", re.I)
_PART = re.compile(r"\W*(?:of\s+which|thereof|うち|内、)", re.I)
_SLACK = 2
"""Last places by which a sum of rounded figures may miss its total."""
Figures = Mapping[int, Decimal]


class RollForward(msgspec.Struct, frozen=True):
    """Rows of a table: the opening balance, what moved it, and the closing balance."""

    opening: int
    between: tuple[int, ...]
    closing: int


def roll_forwards(rows: Mapping[int, str], figures: Mapping[int, Figures]) -> tuple[RollForward, ...]:
    """The roll-forwards of a table, by the labels of its rows and their figures by column.

    The closing balance is the row that the opening one and all between add up to, else the first that is named so.

    >>> rows = {1: "Beginning balance", 2: "Purchases", 3: "Sales", 4: "Treasury stock"}
    >>> figures = {1: {1: Decimal(80)}, 2: {1: Decimal(9)}, 3: {1: Decimal(-4)}, 4: {1: Decimal(85)}}
    >>> roll_forwards(rows, figures)[0].closing
    4
    """
    openings = [index for index, label in rows.items() if names_opening(label)]
    found = []
    for opening, following in zip(openings, (*openings[1:], None), strict=False):
        group = [r for r in rows if r > opening and (following is None or r < following)]
        closing = _sum_of_all_before(opening, group, rows, figures)
        if closing is None:
            closing = next((r for r in group if names_closing(rows[r])), None)
        if closing is not None:
            found.append(RollForward(opening, tuple(r for r in group if r < closing), closing))
    return tuple(found)


def may_close(rows: Mapping[int, str], figures: Mapping[int, Figures]) -> frozenset[int]:
    """The rows that may be closing balances, though neither a sum nor their name says so: the last before the next
    opening balance, where something between was not read.

    >>> rows = {1: "Beginning balance", 2: "Purchases", 3: "Treasury stock", 4: "Beginning balance"}
    >>> figures = {row: {1: Decimal(9)} for row in rows}
    >>> sorted(may_close(rows, figures))
    [3]
    """
    closed = {flow.opening for flow in roll_forwards(rows, figures)}
    openings = [index for index, label in rows.items() if names_opening(label)]
    last = {opening: max(r for r in rows if r < below) for opening, below in pairwise(openings)}
    return frozenset(row for opening, row in last.items() if opening not in closed and row != opening)


def _sum_of_all_before(
    opening: int, group: list[int], rows: Mapping[int, str], figures: Mapping[int, Figures]
) -> int | None:
    """The first row of which every figure is the opening one plus all between, without their own subtotals."""
    start = figures[opening]
    moved = dict.fromkeys(start, Decimal(0))
    for n, row in enumerate(group):
        own = figures[row]
        whole = len(own) > 0 and own.keys() == start.keys()
        if whole and any(moved.values()) and _agree(own, {c: start[c] + moved[c] for c in start}):
            return row
        if (n and whole and _agree(own, moved)) or _PART.match(rows[row]):
            continue  # a subtotal of what moved, or a part of it
        sign = -1 if _LESS.match(rows[row]) else 1
        moved = {c: total + sign * own.get(c, Decimal(0)) for c, total in moved.items()}
    return None


def _agree(a: Figures, b: Figures) -> bool:
    """Whether two rows are equal up to rounding, and in some column altogether."""
    off = [abs(a[c] - b[c]) for c in a]
    places = [Decimal(1).scaleb(int(a[c].as_tuple().exponent)) for c in a]
    return all(o <= _SLACK * p for o, p in zip(off, places, strict=True)) and any(not o for o in off)
