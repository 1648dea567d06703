"""A share and an amount fused in one cell: `80.6% 46.0` → `80.6%` and `46.0` in columns of their own."""

from __future__ import annotations

import msgspec
import regex as re

from extract.lex.numbers import CellReading, Figure
from extract.model import Cell, Grid, Repair, Span
from extract.tables.shape import Shape, periods_of, shape_of

_SHARE = re.compile(
    r"%\s*(?:of|to)\b[^()\d]*?(?=\s+(?:FY|CY|[1-4]Q|[12]H|Q[1-4]|\d|[A-Z][a-z]+\s\d{1,2},)|\s*$|\()"
    r"|(?:構成比|売上高?比率?|百分比)率?(?:\s*[(（][%％][)）])?"
)


def percent_amount_fused(grid: Grid) -> Grid:
    """Split every column in which a percent and a plain figure share cells into two."""
    shape = shape_of(grid)
    columns = [c for c in shape.value_columns if _pairs(shape, c)]
    if not columns:
        return grid
    moved = {c: c + sum(1 for other in columns if other < c) for c in range(grid.columns + 1)}
    cells: list[Cell] = []
    touched: list[tuple[int, int]] = []
    for cell in grid.cells:
        column = moved[cell.column]
        widened = cell.column_span + sum(1 for c in columns if cell.column <= c < cell.column + cell.column_span)
        if cell.column not in columns or cell.column_span > 1:
            cells.append(msgspec.structs.replace(cell, column=column, column_span=widened))
            continue
        pieces = _split(shape.readings.get((cell.row, cell.column)), cell, cell.row >= shape.first_data_row)
        for offset, span, split in pieces:
            cells.append(msgspec.structs.replace(cell, column=column + offset, span=span, split=split or cell.split))
            touched.append((cell.row, column + offset))
    why = "a percentage and an amount stand in one cell, column by column"
    return msgspec.structs.replace(grid, columns=grid.columns + len(columns)).with_cells(
        cells, repair=Repair(rule="percent_amount_fused", cells=tuple(touched), why=why)
    )


def _pair(reading: CellReading | None) -> tuple[Figure, Figure] | None:
    """(percent, amount) of a cell that holds exactly the two. `1269 (19.9%)` is an amount with an aside, as printed."""
    if reading is None or reading.kind != "figures" or len(reading.figures) != 2 or reading.fragments:
        return None
    first, second = reading.figures
    if first.percent == second.percent or (second.percent and second.printed[:1] in "(（[［"):
        return None
    return (first, second) if first.percent else (second, first)


def _pairs(shape: Shape, column: int) -> bool:
    """Whether pairs are the habit of the column: at least two, in the same order or under a heading that names shares.

    `79.8% 49.8` over `6.1 9.8%` in one column: each figure says which of the two it is, and the heading says what the
    percentages are. Without such a heading a change of order may be a change of what is printed.
    """
    orders = []
    for row in shape.data_rows:
        reading = shape.readings.get((row, column))
        if _pair(reading) is not None and reading is not None:
            orders.append(reading.figures[0].percent)
    return len(orders) >= 2 and (len(set(orders)) == 1 or _names_shares(shape, column))


def _names_shares(shape: Shape, column: int) -> bool:
    cells = (shape.grid.at(row, column) for row in range(shape.first_data_row))
    return any(cell is not None and _SHARE.search(cell.text) for cell in cells)


def _split(reading: CellReading | None, cell: Cell, data: bool) -> list[tuple[int, Span, bool]]:
    """(offset 0 percent / 1 amount, span, was fused) for one cell of a split column."""
    pair = _pair(reading) if data else None
    if pair is not None:
        percent, amount = pair
        return [
            (0, cell.span.cut(percent.start, percent.end), True),
            (1, cell.span.cut(amount.start, amount.end), True),
        ]
    if data:
        figures = reading.figures if reading else ()
        return [(0 if figures and figures[0].percent else 1, cell.span, False)]
    found = _SHARE.search(cell.text)
    if found is None:
        return [(0, cell.span, False), (1, cell.span, False)]
    rest = cell.span.cut(found.end(), len(cell.text)).strip()
    before = cell.span.cut(0, found.start()).strip()
    amount_header = rest if periods_of(rest.text) or not before.text else Span.join([before, rest])
    pieces = [(0, cell.span, True)]
    if amount_header.text:
        pieces.append((1, amount_header, True))
    return pieces
