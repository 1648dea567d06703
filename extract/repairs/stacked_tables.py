"""Tables poured into one grid, one under the other, each with a header of its own → one grid each."""

from __future__ import annotations

import msgspec

from extract.model import Cell, Grid, Repair
from extract.terms.shape import Shape


def stacked_tables(grid: Grid) -> tuple[Grid, ...]:
    """The tables of a grid; the grid itself when it holds one.

    A new table begins where, after rows with values, a row of headers comes; a title row just above it (words
    in the label column, no values) belongs to the new table.
    """
    shape = Shape(grid)
    starts = [0]
    seen_data = False
    for row in range(shape.first_data_row, grid.rows):
        if shape.is_data_row(row):
            seen_data = True
        elif seen_data and _begins(shape, row):
            start = row
            if row - 1 > starts[-1] and _is_title(shape, row - 1):
                start = row - 1
            starts.append(start)
            seen_data = False
    if len(starts) == 1:
        return (grid,)
    ends = [*starts[1:], grid.rows]
    return tuple(_part(grid, start, end, first=n == 0) for n, (start, end) in enumerate(zip(starts, ends, strict=True)))


def _begins(shape: Shape, row: int) -> bool:
    """A header row over values: at least two speaking cells, or one for a table with one value column."""
    if not shape.is_header_like(row):
        return False
    over = [c for c in shape.row_cells(row) if c.column > 0]
    need = 1 if len(shape.value_columns) <= 1 else 2
    if len(over) < need:
        return False
    below = [r for r in range(row + 1, min(row + 4, shape.grid.rows)) if shape.is_data_row(r)]
    return bool(below)


def _is_title(shape: Shape, row: int) -> bool:
    cells = shape.row_cells(row)
    return bool(cells) and not shape.is_data_row(row) and all(shape.kind(row, c.column) == "text" for c in cells)


def _part(grid: Grid, start: int, end: int, *, first: bool) -> Grid:
    cells: list[Cell] = [
        msgspec.structs.replace(cell, row=cell.row - start) for cell in grid.cells if start <= cell.row < end
    ]
    headers = grid.headers if first else None
    why = "a row of headers stands below rows of values: another table begins"
    repair = Repair(rule="stacked_tables", cells=((0, 0),), why=why)
    part = msgspec.structs.replace(
        grid, rows=end - start, headers=headers, caption=grid.caption if first else (), after=()
    )
    return part.with_cells(cells, repair=repair)
