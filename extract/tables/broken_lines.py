"""Cells of several lines → one column for each line: where every cell of a column holds a figure for each line of its
heading.

    Name    | Shares⏎Amount (millions)            Name    | Shares  | Amount (millions)
    A Corp. | 482,100⏎2,031                →      A Corp. | 482,100 | 2,031
    B Corp. | 913,400⏎846                         B Corp. | 913,400 | 846
"""

from __future__ import annotations

import msgspec

from extract.model import Cell, Grid, Span
from extract.tables.ragged import is_value

_MOST_LINES = 4
_LEAST_RECORDS = 2


def without_broken_lines(grid: Grid) -> Grid:
    """The grid with a column for each line of such cells, or as it is."""
    counts = {column: _lines_of(grid, column) for column in range(1, grid.columns)}
    if not any(counts.values()):
        return grid
    starts, at = list[int](), 0
    for column in range(grid.columns + 1):
        starts.append(at)
        at += counts.get(column) or 1
    cells: list[Cell] = []
    for cell in grid.cells:
        left, wide = starts[cell.column], starts[cell.column + cell.column_span] - starts[cell.column]
        lines = _lines(cell.span)
        if counts.get(cell.column) and cell.column_span == 1 and len(lines) == wide and wide > 1:
            cells += [msgspec.structs.replace(cell, column=left + n, span=line) for n, line in enumerate(lines)]
        else:
            cells.append(msgspec.structs.replace(cell, column=left, column_span=wide))
    return msgspec.structs.replace(grid, columns=starts[-1], cells=tuple(cells))


def _lines_of(grid: Grid, column: int) -> int:
    """How many lines the cells of a column have, a figure or a dash each, below a heading of as many names; 0 where
    they are not alike."""
    inside = sorted((c for c in grid.cells if c.column == column and c.text.strip()), key=lambda c: c.row)
    first = next((n for n, cell in enumerate(inside) if _is_broken(cell)), len(inside))
    records = inside[first:]
    if not first or len(records) < _LEAST_RECORDS or any(c.column_span > 1 or not _is_broken(c) for c in records):
        return 0
    head = _lines(inside[first - 1].span)
    names = {line.text for line in head if any(c.isalpha() for c in line.text) and not is_value(line.text)}
    alike = {len(_lines(cell.span)) for cell in records} == {len(head)} == {len(names)}
    return len(head) if alike and inside[first - 1].column_span == 1 else 0


def _is_broken(cell: Cell) -> bool:
    """Whether a cell holds several figures, one in each of its lines."""
    lines = _lines(cell.span)
    return 1 < len(lines) <= _MOST_LINES and all(is_value(line.text) for line in lines)


def _lines(span: Span) -> list[Span]:
    """The lines of a text that are not blank."""
    found, at = list[Span](), 0
    for line in span.text.split("\n"):
        lead = len(line) - len(line.lstrip())
        if line.strip():
            found.append(span.cut(at + lead, at + len(line.rstrip())))
        at += len(line) + 1
    return found
