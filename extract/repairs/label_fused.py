"""The end of one label and the begin of the next in one cell: `Total current assets INVESTMENTS IN AND ADVANCES TO`.

A change from mixed case to capitals inside a label, two capital words at the least, is where a heading begins.
The words go to the row they begin.
"""

from __future__ import annotations

import msgspec
import regex as re

from extract.model import Cell, Grid, Repair, Span
from extract.tables.shape import Shape

# Mixed-case words, then at least two words of capitals up to the end.
_SEAM = re.compile(
    r"^(?P<own>.*?[a-z)][^A-Z]*?)\s+(?P<next>(?:[A-Z][A-Z'’&/-]+|AND|IN|OF|TO)(?:[\s,]+[A-Z][A-Z'’&/:-]*)+:?)$"
)


def _opens_heading(tail: str, below: str) -> bool:
    """Whether capitals begin a heading, and are no name (`IIJ DSL/F`): they end with a colon, or go on below."""
    words = re.findall(r"[A-Z]{3,}", tail)
    return len(words) >= 2 and (tail.endswith(":") or bool(re.match(r"[A-Z]{3,}\b", below)))


def label_fused(grid: Grid) -> Grid:
    """Move the capital heading at the end of a label to the next row; drop a heading before a label apart."""
    shape = Shape(grid)
    if not shape.label_columns:
        return grid
    column = shape.label_columns[0]
    cells: dict[tuple[int, int], Cell] = grid.slots
    touched: list[tuple[int, int]] = []
    for row in range(shape.first_data_row, grid.rows):
        cell = cells.get((row, column))
        found = _SEAM.match(cell.text) if cell is not None else None
        if cell is None or found is None or len(found["own"].split()) < 1:
            continue
        tail = cell.span.cut(found.start("next"), found.end("next"))
        below = cells.get((row + 1, column))
        if row + 1 >= grid.rows or not _opens_heading(tail.text, below.text if below is not None else ""):
            continue
        cells[row, column] = msgspec.structs.replace(cell, span=cell.span.cut(0, found.end("own")), split=True)
        joined = Span.join([tail, below.span]) if below is not None else tail
        cells[row + 1, column] = Cell(row=row + 1, column=column, span=joined, split=True)
        touched += [(row, column), (row + 1, column)]
    if not touched:
        return grid
    why = "a label in mixed case runs on in capitals: the next label begins there"
    return grid.with_cells(cells.values(), repair=Repair(rule="label_fused", cells=tuple(touched), why=why))
