"""A value torn from its row onto a line of its own: `Long-term debt | 6,003 |` over `| | 5,800`.

A row without label whose figures stand exactly where the row above has none belongs to that row.
"""

from __future__ import annotations

import msgspec

from extract.model import Grid, Repair
from extract.tables.shape import VALUES, shape_of


def pair_torn(grid: Grid) -> Grid:
    """Move the figures of such rows up."""
    shape = shape_of(grid)
    if not shape.label_columns or len(shape.value_columns) < 2 or grid.form in ("html", "ruled"):
        return grid
    cells = grid.slots
    touched: list[tuple[int, int]] = []
    for row in range(shape.first_data_row + 1, grid.rows):
        line = shape.row_cells(row)
        if not line or any(shape.kind(row, c.column) not in VALUES or c.column in shape.label_columns for c in line):
            continue
        above = {c.column for c in shape.row_cells(row - 1) if shape.kind(row - 1, c.column) in VALUES}
        labelled = any(c.column in shape.label_columns for c in shape.row_cells(row - 1))
        blank = set(shape.value_columns) - above
        if not labelled or not above or {c.column for c in line} != blank:
            continue
        for cell in line:
            cells.pop((row, cell.column))
            cells[row - 1, cell.column] = msgspec.structs.replace(cell, row=row - 1, split=True)
            touched.append((row - 1, cell.column))
    if not touched:
        return grid
    why = "figures without label fill exactly the gaps of the row above"
    return grid.with_cells(cells.values(), repair=Repair(rule="pair_torn", cells=tuple(touched), why=why))
