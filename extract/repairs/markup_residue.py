"""Tags, entities and emphasis marks left in cells: `<u>9,156</u>` → `9,156`."""

from __future__ import annotations

import msgspec

from extract.lex.markup import drop_markup, set_in_as
from extract.model import Grid, Repair


def markup_residue(grid: Grid) -> Grid:
    """Drop what is markup and not print."""
    cells, touched = [], []
    for cell in grid.cells:
        text = cell.text
        if "<" in text or "&" in text or "*" in text or "\\" in text:
            span = set_in_as(cell.span, drop_markup(cell.span))
            if span.text != text:
                touched.append((cell.row, cell.column))
                cell = msgspec.structs.replace(cell, span=span)
        cells.append(cell)
    if not touched:
        return grid
    return grid.with_cells(
        cells, repair=Repair(rule="markup_residue", cells=tuple(touched), why="tags or emphasis marks around the print")
    )
