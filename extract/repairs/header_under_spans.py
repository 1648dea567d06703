"""Headings below spanning ones that begin over the labels: the row has lost the cells that the row above fills.

A converter without spans writes the second row of

    |        | Capital | Surplus |       |       |
    | Legal  | Other   | Total   |       |       |        `Legal`, `Other`, `Total` are the columns of `Surplus`

from its left edge on, though the corner and `Capital` reach down into it. As many headings as the spans cover go over
the columns of the spans, in their order.
"""

from __future__ import annotations

from itertools import pairwise

import msgspec

from extract.lex.numbers import is_year
from extract.model import Grid, Repair
from extract.tables.shape import Shape, shape_of
from extract.tables.text.heads import sort_of

_FORMS = ("ruled", "html")  # their spans are drawn, or said


def header_under_spans(grid: Grid) -> Grid:
    """Put a row of headings that begins over the labels under the spans of the row above it."""
    if grid.form in _FORMS or not grid.cells:
        return grid
    shape = shape_of(grid)
    moved: dict[tuple[int, int], int] = {}
    for upper, lower in pairwise(shape.header_rows):
        placed = _placed(shape, upper, lower, grid.columns)
        moved |= {(lower, before): after for before, after in enumerate(placed)}
    if not moved:
        return grid
    cells = [
        msgspec.structs.replace(c, column=moved[c.row, c.column], split=True) if (c.row, c.column) in moved else c
        for c in grid.cells
        if c.text.strip() or c.row not in {row for row, _ in moved}
    ]
    touched = tuple((row, column) for (row, _), column in moved.items())
    why = "the cells that the row above fills are lost; the headings stand under its spans"
    return grid.with_cells(
        cells, columns=grid.columns, repair=Repair(rule="header_under_spans", cells=touched, why=why)
    )


def _placed(shape: Shape, upper: int, lower: int, columns: int) -> list[int]:
    """The columns under spans over which the headings of the lower row go; none where it has not lost its beginning."""
    heads = sorted(c.column for c in shape.row_cells(upper) if c.column > 0 and c.text.strip())
    below = sorted(c.column for c in shape.row_cells(lower) if c.text.strip())
    if not heads or len(below) < 2 or below != list(range(len(below))) or lower != upper + 1:
        return []
    if any(c.column_span > 1 or c.row_span > 1 for r in (upper, lower) for c in shape.row_cells(r)):
        return []
    if any(shape.kind(lower, c.column) == "figure" and not is_year(c.text) for c in shape.row_cells(lower)):
        return []
    if len({bool(sort_of(c.text)) for c in shape.row_cells(lower) if c.text.strip()}) > 1:
        return []  # the head of the labels, or the title, beside a piece of a date
    ends = (*heads[1:], columns)
    under = [k for head, end in zip(heads, ends, strict=True) if end - head > 1 for k in range(head, end)]
    return under if len(under) == len(below) and under != below else []
