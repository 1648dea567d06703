"""A label cut in two cells, its values one column on: `Total li | abilities and equity | 26,100 | 28,374`.

Only where the row then has as many figures as the table has value columns, in order: nothing else fits.
"""

from __future__ import annotations

import msgspec

from extract.model import Cell, Grid, Repair, Span
from extract.terms.shape import Shape


def label_split(grid: Grid) -> Grid:
    """Join the label and move the row's values back under their headers."""
    if grid.form in ("html", "ruled"):
        return grid
    shape = Shape(grid)
    heads = {c for cell in grid.cells if cell.row < shape.first_data_row
             for c in range(cell.column, cell.column + cell.column_span)}  # fmt: skip
    columns, labels = [c for c in shape.value_columns if c in heads], shape.label_columns
    if not columns or labels != [0]:
        return grid
    cells = grid.slots
    touched: list[tuple[int, int]] = []
    for row in range(shape.first_data_row, grid.rows):
        line = shape.row_cells(row)
        words = [c for c in line if shape.kind(row, c.column) == "text" and not shape.readings[row, c.column].figures]
        values = [c for c in line if shape.kind(row, c.column) in ("figure", "nil")]
        if len(words) < 2 or len(words) + len(values) != len(line) or len(values) != len(columns):
            continue
        if [c.column for c in words] != list(range(len(words))) or [c.column for c in values] == columns:
            continue
        for cell in line:
            cells.pop((row, cell.column))
        joint = "" if words[1].text[:1].islower() and not _whole(words[0].text) else " "
        cells[row, 0] = msgspec.structs.replace(words[0], span=Span.join([c.span for c in words], joint), split=True)
        for cell, column in zip(values, columns, strict=True):
            cells[row, column] = msgspec.structs.replace(cell, column=column, split=True)
        touched += [(row, c) for c in (0, *columns)]
    if not touched:
        return grid
    why = "a label stands in two cells and pushes its values on; they are as many as the columns"
    return _trimmed(grid.with_cells(cells.values(), repair=Repair(rule="label_split", cells=tuple(touched), why=why)))


def _whole(text: str) -> bool:
    """Whether a piece ends at the end of a word, as far as its length tells."""
    last = text.split()[-1] if text.split() else ""
    return len(last) > 3


def _trimmed(grid: Grid) -> Grid:
    """Without the columns that nothing stands in any more."""
    cells: tuple[Cell, ...] = grid.cells
    width = max((c.column + c.column_span for c in cells), default=0)
    return msgspec.structs.replace(grid, columns=min(grid.columns, width))
