"""A table or chart poured out upside down: values first, their headers last → top down again."""

from __future__ import annotations

import msgspec

from extract.model import Grid, Repair
from extract.terms.shape import Shape


def reading_order_bottom_up(grid: Grid) -> Grid:
    """Turn a grid over whose only header row is its last one and stands over every column of values."""
    if grid.form in ("html", "ruled", "chart") or grid.headers or grid.rows < 3:
        return grid
    shape = Shape(grid)
    last = grid.rows - 1
    while last > 0 and not shape.row_cells(last):
        last -= 1
    if shape.first_data_row != 0 or not shape.value_columns or not shape.is_header_like(last):
        return grid
    heads = {c.column for c in shape.row_cells(last)}
    if not set(shape.value_columns) <= heads or len(shape.data_rows) < last:
        return grid
    cells = [msgspec.structs.replace(c, row=last - c.row) for c in grid.cells]
    why = "headers stand below the values, none above: the table was read from the bottom"
    return grid.with_cells(cells, repair=Repair(rule="reading_order_bottom_up", cells=((0, 0),), why=why))
