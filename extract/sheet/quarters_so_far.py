"""The column of a year so far beside the quarters of that year: the sum of those that have figures says until when.

       FY2031
Q1     Q2     Q3    Q4   YTD
382    408    424        1,214      three quarters
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from extract.lex.mention import PeriodPart
from extract.lex.numbers import CellReading

_SO_FAR: tuple[PeriodPart, ...] = ("Q1", "H1", "9M")
_FEWEST = 2  # rows that add up


def part_so_far(
    readings: Mapping[tuple[int, int], CellReading], rows: Iterable[int], quarters: Sequence[int], so_far: int
) -> PeriodPart | None:
    """The part of the year that a column tells, by those of its quarters that have figures, from the first on: none is
    left out, and in rows of whole figures they add up to it, more often than not."""
    rows = tuple(rows)
    filled = [any((row, column) in readings and _figure(readings, row, column) is not None for row in rows)
              for column in quarters]  # fmt: skip
    count = sum(filled)
    if not 1 < count <= len(_SO_FAR) or not all(filled[:count]):
        return None
    told = [_adds_up(readings, row, quarters[:count], so_far) for row in rows]
    holds, fails = told.count(True), told.count(False)
    return _SO_FAR[count - 1] if holds >= _FEWEST and holds > fails else None


def _figure(readings: Mapping[tuple[int, int], CellReading], row: int, column: int) -> Decimal | None:
    reading = readings.get((row, column))
    if reading is None or reading.kind != "figure" or reading.figure.percent:
        return None
    return reading.figure.value


def _adds_up(
    readings: Mapping[tuple[int, int], CellReading], row: int, quarters: Sequence[int], so_far: int
) -> bool | None:
    """Whether whole figures of quarters add up, but for rounding; None where a row has no such figures."""
    values = [_figure(readings, row, column) for column in (*quarters, so_far)]
    whole = [value for value in values if value is not None and value == value.to_integral_value()]
    if len(whole) < len(values) or all(abs(value) < len(values) for value in whole):
        return None
    return abs(sum(whole[:-1], Decimal(0)) - whole[-1]) <= len(quarters)
