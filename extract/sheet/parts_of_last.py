"""Columns between two of different times that are parts of the last one: the strip of figures below a waterfall.

    2030年度   North   South   Online   Other   2031年度
    Amount       3,154   1,785   1,529     175    −239      3,250       1,785 + 1,529 + 175 − 239 = 3,250

No heading says of when the parts are. That they add up to the last column, and not to the first, only hints at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from extract.lex.numbers import CellReading

_LEAST = 2  # parts
_SIZE = 20  # times what rounding may be off: smaller totals are hit by chance


def are_parts_of_last(
    readings: Mapping[tuple[int, int], CellReading], rows: Iterable[int], first: int, parts: Sequence[int], last: int
) -> bool:
    """Whether in every row of whole figures the parts add up to the last column as far as their last places allow, and
    not to the first; in one row at the least."""
    told = [_leads_to_last(readings, row, first, parts, last) for row in rows]
    return any(told) and all(each is not False for each in told)


def _leads_to_last(
    readings: Mapping[tuple[int, int], CellReading], row: int, first: int, parts: Sequence[int], last: int
) -> bool | None:
    """Whether a row's parts make up its last figure and not its first; None where it has no such figures."""
    at = {index: readings.get((row, index)) for index in (first, *parts, last)}
    if any(at[end] is None for end in (first, last)):
        return None
    figures = {i: r.figure for i, r in at.items() if r is not None and r.kind == "figure" and not r.figure.percent}
    held = [i for i in parts if i in figures]
    if first not in figures or last not in figures or len(held) < _LEAST:
        return None
    total = sum((figures[i].value for i in held), Decimal(0))
    room = sum((Decimal(1).scaleb(-figures[i].digits) for i in (*held, last)), Decimal(0))
    ends = figures[first].value, figures[last].value
    if abs(ends[1]) < _SIZE * room:
        return None
    return abs(total - ends[1]) <= room < abs(total - ends[0])
