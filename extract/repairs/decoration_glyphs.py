"""Bullets, squares and circles that a deck draws around values and labels: `○○106 ○` → `106`."""

from __future__ import annotations

import msgspec

from extract.lex.markup import drop_decoration
from extract.model import Grid, Repair


def decoration_glyphs(grid: Grid) -> Grid:
    """Drop glyphs that mean nothing by themselves. A cell of nothing but glyphs keeps them: it may be a key."""
    cells, touched = [], []
    for cell in grid.cells:
        span = drop_decoration(cell.span)
        if span.text and span.text != cell.text:
            touched.append((cell.row, cell.column))
            cell = msgspec.structs.replace(cell, span=span)
        cells.append(cell)
    if not touched:
        return grid
    return grid.with_cells(
        cells, repair=Repair(rule="decoration_glyphs", cells=tuple(touched), why="decoration around the print")
    )
