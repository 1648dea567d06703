"""A cell merged over rows whose value the converter printed on one of them: `100%` beside six companies.

Only in tables of words with one column of percentages, where every row but the merged ones shows its own. Rows
without value go to the neighbouring value that is merged already; where that leaves a choice, nothing is spread.
Nothing proves the extent of a merged cell: the copies carry the basis "preference".
"""

from __future__ import annotations

import msgspec

from extract.model import Cell, Grid, Repair
from extract.tables.shape import Shape, shape_of


def merged_cell_printed_once(grid: Grid) -> Grid:
    """Spread a merged percentage over the rows it covers."""
    if grid.form in ("html", "ruled"):
        return grid
    shape = shape_of(grid)
    if len(shape.value_columns) != 1:
        return grid
    column = shape.value_columns[0]
    rows = [r for r in range(grid.rows) if r not in shape.header_rows[:1] and _has_words(shape, r, column)]
    printed = {r: grid.at(r, column) for r in rows if shape.kind(r, column) == "figure"}
    if len(printed) < 2 or len(printed) == len(rows) or shape.content(column) != "percent":
        return grid
    owners = _owners(rows, sorted(printed))
    if owners is None:
        return grid
    copies: list[Cell] = []
    for row, owner in owners.items():
        cell = printed[owner]
        if cell is not None and row not in printed:
            copies.append(msgspec.structs.replace(cell, row=row, split=True, basis="preference"))
    why = "one value stands for the merged rows around it; how far is not printed"
    touched = tuple((c.row, c.column) for c in copies)
    return grid.with_cells(
        [*grid.cells, *copies], repair=Repair(rule="merged_cell_printed_once", cells=touched, why=why)
    )


def _has_words(shape: Shape, row: int, column: int) -> bool:
    return sum(1 for c in shape.row_cells(row) if c.column != column and shape.kind(row, c.column) == "text") >= 2


def _owners(rows: list[int], printed: list[int]) -> dict[int, int] | None:
    """For each row the row whose printed value covers it; None when two could."""
    above = {row: max((p for p in printed if p <= row), default=None) for row in rows}
    below = {row: min((p for p in printed if p >= row), default=None) for row in rows}
    merged = {below[r] for r in rows if above[r] is None} | {above[r] for r in rows if below[r] is None}
    owners: dict[int, int] = {}
    for row in rows:
        up, down = above[row], below[row]
        if up == down and up is not None:
            owners[row] = up
        elif up is None or down is None:
            only = up if down is None else down
            if only is None:
                return None
            owners[row] = only
        elif (up in merged) != (down in merged):
            owners[row] = up if up in merged else down
        else:
            return None
    return owners
