"""Units that are printed once, with the first figures of a table, and hold for the bare figures below them.

`15,218百万円 | 16,538百万円` over `1,666 | 2,318`, or `152,004 | 千円` over `200,301`: the custom of notes in
Japanese reports. It is read so only where every column of the first row of values says the same unit of money and no
later row says another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex as re

from extract.lex.numbers import VALUE_KINDS, Figure, unit_first
from extract.lex.units import UnitMention, find_units
from extract.model import Cell, Grid, Location
from extract.sheet.wording import bare_unit, units_said
from extract.tables.shape import Readings

Said = tuple[UnitMention, Location]

_MONEY = re.compile(r"(?:兆|億|百万|千万|万|千)?円(?=\s*[)）]?\s*$)")


def units_of_first_row(grid: Grid, readings: Readings, first: int, columns: Sequence[int]) -> dict[int, Said]:
    """The unit of each value column whose first figure alone carries it; empty where the columns disagree."""
    rows = sorted({row for row, column in readings if row >= first and column in columns})
    head = next((r for r in rows if any(readings[r, c].kind in VALUE_KINDS for c in columns)), -1)
    said: dict[int, Said] = {}
    for column in columns:
        cell = grid.at(head, column)
        if cell is None or readings[head, column].kind not in VALUE_KINDS:
            continue
        unit = money_of(cell) or money_of(grid.at(head, column + 1), alone=column + 1 not in columns)
        if unit is None:
            return {}
        said[column] = unit
    if len({(unit.unit, unit.scale) for unit, _ in said.values()}) != 1 or contradicted(grid, head, said, columns):
        return {}
    return said


def money_of(cell: Cell | None, *, alone: bool | None = None) -> Said | None:
    """The unit of money at the end of a cell; with `alone`, only of a cell that is nothing else."""
    if cell is None or alone is False or (alone and not bare_unit(cell.text)):
        return None
    found = _MONEY.search(cell.text)
    if found is None:
        return None
    mention = next((m for m in find_units(f"({found[0]})") if m.unit is not None), None)
    return None if mention is None else (mention, cell.span.cut(found.start(), found.end()).location)


def contradicted(grid: Grid, head: int, said: Mapping[int, Said], columns: Sequence[int]) -> bool:
    """Whether a cell below says a unit of its own that is another."""
    (unit, _) = next(iter(said.values()))
    for cell in grid.cells:
        if cell.row <= head or cell.column < min(columns):
            continue
        own = [m for m in units_said(cell.text) if (m.unit, m.scale) != (unit.unit, unit.scale)]
        other = money_of(cell)
        if own or (other is not None and (other[0].unit, other[0].scale) != (unit.unit, unit.scale)):
            return True
    return False


def unit_before_first_figure(grid: Grid, readings: Readings, rows: Sequence[int], column: int) -> Said | None:
    """`百万円 79,300` in the first row of values: the unit stands once, before the column's first figure."""
    for row in rows:
        cell = grid.at(row, column)
        if cell is None or cell.aside:
            continue
        if said := unit_first(cell.text):
            mentions = units_said(said[0]) or [m for m in find_units(f"({said['word']})") if m.unit is not None]
            if mentions:
                return mentions[0], cell.span.cut(said.start("word"), said.end("word")).location
        if readings[row, column].figures:
            break
    return None


def signs_sometimes(readings: Readings, column: int, first_row: int) -> bool:
    """Whether some amounts of a column have a currency sign and others none: `$ 1,943` over `2,456`.

    The habit of statements; the sign then tells the currency and not the scale.
    """
    cells = (r for (row, c), r in readings.items() if c == column and row >= first_row)
    figures = [f for reading in cells for f in reading.figures if not f.percent and not f.word]
    return 0 < sum(f.currency is not None for f in figures) < len(figures)


def percents_sometimes(readings: Readings, column: int, first_row: int) -> int | None:
    """The first row in which a figure of a column has its `%`, where others have none, and nothing that a rate could
    not have: `4.33%` over `7.01` and, in the total, `5.32%`. The habit of tables of balances and what they yield."""
    rows = sorted(row for row, c in readings if c == column and row >= first_row)
    figures = [(row, figure) for row in rows for figure in readings[row, column].figures]
    bare = [f for _, f in figures if not f.percent]
    if not bare or any(f.currency or f.word or "," in f.printed for f in bare):
        return None
    return next((row for row, f in figures if f.percent), None)


def never_signed(readings: Readings, column: int, columns: Sequence[int], first_row: int) -> bool:
    """Whether a column has no currency sign in the rows in which most other columns have theirs.

    `Balances | 601 | $ 9,868 | $ 28,319 | (139) | $ (23,843)`: what is set without a sign beside them is no amount; the
    heading that said what it is has got lost, for it counts shares.
    """
    found = 0
    for row in sorted({row for row, c in readings if c == column and row >= first_row}):
        figures = {c: f for c in columns if (f := _amount_at(readings, row, c)) is not None}
        mine = figures.get(column)
        signed = sum(f.currency is not None for f in figures.values())
        if mine is None or signed < _FEW or signed < _FEW * (len(figures) - signed):
            continue
        if mine.currency is not None:
            return False
        found += 1
    return found >= _FEW


_FEW = 2


def _amount_at(readings: Readings, row: int, column: int) -> Figure | None:
    """The figure of a cell that may be an amount."""
    reading = readings.get((row, column))
    figure = reading.figure if reading is not None and reading.kind == "figure" else None
    return figure if figure is not None and not figure.percent and not figure.word else None
