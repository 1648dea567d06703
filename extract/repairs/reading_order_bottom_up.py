"""A table or chart poured out upside down: values first, their headers last → top down again."""

from __future__ import annotations

import msgspec

from extract.lex.units import find_units
from extract.model import Cell, Grid, Repair
from extract.tables.shape import VALUES, Shape, header_term, periods_of, shape_of


def reading_order_bottom_up(grid: Grid) -> Grid:
    """Turn a grid over whose header rows are its last ones and stand over every column of values.

    What stands above the values may name their unit, but no column.
    """
    if grid.form in ("ruled", "chart") or grid.rows < 3:
        return grid
    # A pipe table calls its first row a header, whatever stands in it.
    grid = msgspec.structs.replace(grid, headers=None) if grid.headers and shape_of(grid).is_data_row(0) else grid
    shape = shape_of(grid)
    if not shape.value_columns or not shape.data_rows:
        return grid
    first, last = shape.data_rows[0], shape.data_rows[-1]
    heads = [row for row in range(last + 1, grid.rows) if any(c.column > 0 for c in shape.row_cells(row))]
    if not heads or not _stand_over(shape, heads) or not all(_names_no_column(c) for r in range(first)
                                                             for c in shape.row_cells(r)):  # fmt: skip
        return grid
    body = [row for row in range(first, grid.rows) if row not in heads]
    at = {row: n for n, row in enumerate((*range(first), *_outer_first(shape, heads), *reversed(body)))}
    cells = [msgspec.structs.replace(c, row=at[c.row]) for c in grid.cells]
    why = "headers stand below the values, none above: the table was read from the bottom"
    return grid.with_cells(cells, repair=Repair(rule="reading_order_bottom_up", cells=((0, 0),), why=why))


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
