"""A table or chart poured out upside down: values first, their headers last → top down again.

Where the headers kept their place and only the rows are upside down, the headings among them tell: each stands below
what it heads, and below the total that bears its name.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec
import regex as re

from extract.lex.units import find_units
from extract.model import Cell, Grid, Repair
from extract.tables.shape import VALUES, Shape, header_term, periods_of


def reading_order_bottom_up(grid: Grid) -> Grid:
    """Turn a grid over whose header rows are its last ones and stand over every column of values.

    What stands above the values may name their unit, but no column.
    """
    if grid.form in ("ruled", "chart") or grid.rows < 3:
        return grid
    # A pipe table calls its first row a header, whatever stands in it.
    grid = msgspec.structs.replace(grid, headers=None) if grid.headers and Shape(grid).is_data_row(0) else grid
    shape = Shape(grid)
    if not shape.value_columns or not shape.data_rows:
        return grid
    first, last = shape.data_rows[0], shape.data_rows[-1]
    heads = [row for row in range(last + 1, grid.rows) if any(c.column > 0 for c in shape.row_cells(row))]
    if _headings_stand_below(shape):
        return _turned(grid, first)
    if not heads or not _stand_over(shape, heads) or not all(_names_no_column(c) for r in range(first)
                                                             for c in shape.row_cells(r)):  # fmt: skip
        return grid
    body = [row for row in range(first, grid.rows) if row not in heads]
    at = {row: n for n, row in enumerate((*range(first), *_outer_first(shape, heads), *reversed(body)))}
    cells = [msgspec.structs.replace(c, row=at[c.row]) for c in grid.cells]
    why = "headers stand below the values, none above: the table was read from the bottom"
    return grid.with_cells(cells, repair=Repair(rule="reading_order_bottom_up", cells=((0, 0),), why=why))


def _turned(grid: Grid, first: int) -> Grid:
    """The rows from `first` on in the opposite order."""
    cells = [
        msgspec.structs.replace(c, row=c.row if c.row < first else grid.rows - 1 + first - c.row) for c in grid.cells
    ]
    why = "headings stand below what they head and below the totals of their names: the rows were read from the bottom"
    return grid.with_cells(cells, repair=Repair(rule="reading_order_bottom_up", cells=((first, 0),), why=why))


_TOTAL = re.compile(r"^\s*(?:sub)?total\b|[合小]?計$", re.I)
_OF_TOTAL = re.compile(r"\btotal\b|[合小]?計$|[^\p{L}]", re.I)
_LEAST_PARTS = 2


def _headings_stand_below(shape: Shape) -> bool:
    """Whether a total stands above the rows that add up to it and their heading below them, and the heading bears its
    name or is the last row, where it heads nothing. A table that opens with a heading is as it should be."""
    if not shape.value_columns:
        return False
    rows = [row for row in range(shape.first_data_row, shape.grid.rows) if _label(shape, row)]
    kinds = [_kind(shape, row) for row in rows]
    if not kinds or kinds[0] == "heading" or "heading" not in kinds:
        return False
    total = None
    for n, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
        if kind == "heading" and total is not None and n - total > _LEAST_PARTS:
            names = [_OF_TOTAL.sub("", _label(shape, r)).casefold() for r in (row, rows[total])]
            if (names[0] == names[1] or n == len(rows) - 1) and _add_up(shape, rows[total], rows[total + 1 : n]):
                return True
        total = n if kind == "total" else None if kind == "heading" else total
    return False


def _label(shape: Shape, row: int) -> str:
    return " ".join(c.text.strip() for c in shape.row_cells(row) if c.column < shape.value_columns[0]).strip()


def _kind(shape: Shape, row: int) -> str:
    if not any(shape.kind(row, column) in VALUES for column in shape.value_columns):
        return "heading"
    return "total" if _TOTAL.search(_label(shape, row)) else "item"


def _add_up(shape: Shape, total: int, parts: list[int]) -> bool:
    """Whether parts make a total in each column of amounts, up to the last places of its figures."""
    columns = [c for c in shape.value_columns if all(shape.kind(r, c) == "figure" for r in (total, *parts))]
    sums = [c for c in columns if shape.content(c) == "amount"]
    return bool(sums) and all(_off(shape, c, total, parts) <= _slack(shape, c, (total, *parts)) for c in sums[:1])


def _off(shape: Shape, column: int, total: int, parts: list[int]) -> Decimal:
    figures = [shape.readings[row, column].figure.value for row in parts]
    return abs(shape.readings[total, column].figure.value - sum(figures, Decimal(0)))


def _slack(shape: Shape, column: int, rows: tuple[int, ...]) -> Decimal:
    places = max(shape.readings[row, column].figure.digits for row in rows)
    return Decimal(1).scaleb(-places) * len(rows)


def _stand_over(shape: Shape, heads: list[int]) -> bool:
    """Whether rows hold nothing but headers, at least one of them over each column of values."""
    cells = [cell for row in heads for cell in shape.row_cells(row)]
    if any(shape.kind(c.row, c.column) in VALUES and not periods_of(c.text) and not header_term(c.text)
           for c in cells if c.column > 0):  # fmt: skip
        return False
    over = {n for c in cells for n in range(c.column, c.column + c.column_span)}
    if not set(shape.value_columns) <= over:
        return False
    return any(map(shape.is_header_like, heads)) or _names_each(shape, heads)


def _names_each(shape: Shape, heads: list[int]) -> bool:
    """Whether one row holds a name for each value column and none for itself (the segments of a company)."""
    cells = shape.row_cells(heads[0])
    return len(heads) == 1 and [c.column for c in cells] == shape.value_columns and len(cells) > 1


def _names_no_column(cell: Cell) -> bool:
    """Whether a cell above the values is a title or a unit, not the header of a column."""
    return cell.column == 0 or bool(find_units(cell.text)) or not header_term(cell.text)


def _outer_first(shape: Shape, heads: list[int]) -> list[int]:
    """Header rows with those that span columns on top; as printed where that does not tell."""
    widest = [max(c.column_span for c in shape.row_cells(row)) for row in heads]
    return heads[::-1] if widest[-1] > widest[0] else heads
