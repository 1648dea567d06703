"""A header torn over cells: `As of` + `June 30, 2007` → one cell over both columns."""

from __future__ import annotations

import msgspec

from extract.model import Cell, Grid, Repair, Span
from extract.terms.shape import Shape, periods_of


def header_torn(grid: Grid) -> Grid:
    """Join neighbouring header cells whose text is one period only together."""
    if grid.form in ("html", "ruled"):
        return grid
    shape = Shape(grid)
    cells = dict(grid.slots)
    touched: list[tuple[int, int]] = []
    for row in shape.header_rows:
        i, line = 0, [c for c in shape.row_cells(row) if c.column > 0 or not shape.label_columns]
        while i + 1 < len(line):
            left, right = line[i], line[i + 1]
            joined = _joined(left, right)
            if joined is None:
                i += 1
                continue
            span = right.column + right.column_span - left.column
            whole = msgspec.structs.replace(left, span=joined, column_span=span, split=True)
            cells.pop((row, right.column), None)
            cells[row, left.column] = whole
            line[i : i + 2] = [whole]
            touched.append((row, left.column))
    if not touched:
        return grid
    why = "pieces of one period stand in neighbouring cells"
    return grid.with_cells(cells.values(), repair=Repair(rule="header_torn", cells=tuple(touched), why=why))


def _joined(left: Cell, right: Cell) -> Span | None:
    """Both texts as one when they say a period together that neither says alone."""
    if left.row_span != right.row_span:
        return None
    alone = [_dated(left.text), _dated(right.text)]
    if all(alone):
        return None
    for joint in (" ", ""):
        span = Span.join([left.span, right.span], joint)
        found = periods_of(span.text)
        seam = len(left.text)
        for mention in found:
            crosses = mention.start < seam < mention.end
            whole = mention.finish is not None or mention.year is not None
            if crosses and whole and len(found) == 1:
                return span
    return None


def _dated(text: str) -> bool:
    """Whether a header cell already names a period of a year."""
    found = periods_of(text)
    return any(m.finish is not None or m.year is not None for m in found) and not text.rstrip().endswith(",")
