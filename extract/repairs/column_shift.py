"""A row pushed to the right, its last value out of the table: `Rent | 73 |  | 470 | 81` under three headers.

As many values as columns have one place each, whatever gap stands between them.
"""

from __future__ import annotations

import msgspec

from extract.model import Grid, Repair
from extract.tables.shape import VALUES, Shape, shape_of


def column_shift(grid: Grid) -> Grid:
    """Put the values of such rows back under the headers, in their order."""
    shape = shape_of(grid)
    columns = [c for c in shape.value_columns if c in shape.headed]
    if len(columns) < 2 or grid.form == "ruled":
        return grid
    cells = grid.slots
    touched: list[tuple[int, int]] = []
    beyond = [r for r in shape.data_rows if any(c.column > columns[-1] for c in shape.row_cells(r))]
    for row in beyond if 4 * len(beyond) <= len(shape.data_rows) else ():
        line = [c for c in shape.row_cells(row) if c.column >= columns[0]]
        if len(line) != len(columns) or any(c.column_span > 1 for c in line):
            continue
        if any(shape.kind(row, c.column) not in VALUES for c in line) or not _fits(shape, row, columns):
            continue
        for cell in line:
            del cells[row, cell.column]
        for cell, column in zip(line, columns, strict=True):
            moved = column != cell.column
            cells[row, column] = msgspec.structs.replace(cell, column=column, split=cell.split or moved)
            touched += [(row, column)] if moved else []
    if not touched:
        return grid
    why = "a row reaches beyond the last header and has as many values as there are columns"
    return grid.with_cells(cells.values(), repair=Repair(rule="column_shift", cells=tuple(touched), why=why))


def _fits(shape: Shape, row: int, columns: list[int]) -> bool:
    """Whether each value is of the kind of the column it comes to stand in."""
    line = [c for c in shape.row_cells(row) if c.column >= columns[0]]
    for cell, column in zip(line, columns, strict=True):
        reading = shape.readings[row, cell.column]
        if reading.kind == "nil":
            continue
        if reading.kind != "figure":
            return False
        percents = [f.percent for r in shape.data_rows if r != row and (d := shape.readings.get((r, column)))
                    for f in d.figures]  # fmt: skip
        if percents and percents.count(reading.figure.percent) * 2 <= len(percents):
            return False
    return True
