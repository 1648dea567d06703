"""Cells of several lines → one column for each line: where every cell of a column holds a figure for each line of its
heading.

    Name    | Shares⏎Amount (millions)            Name    | Shares  | Amount (millions)
    A Corp. | 482,100⏎2,031                →      A Corp. | 482,100 | 2,031
    B Corp. | 913,400⏎846                         B Corp. | 913,400 | 846
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import regex as re

from extract.model import Cell, Grid, Span
from extract.tables.ragged import is_value

_MOST_LINES = 4
_LEAST_RECORDS = 2


def without_broken_lines(grid: Grid) -> Grid:
    """The grid with a column for each line of such cells, or as it is."""
    broken = {column: found for column in range(1, grid.columns) if (found := _broken(grid, column)) is not None}
    if not broken:
        return grid
    starts, at = list[int](), 0
    for column in range(grid.columns + 1):
        starts.append(at)
        at += broken[column].lines if column in broken else 1
    cells: list[Cell] = []
    for cell in grid.cells:
        left, wide = starts[cell.column], starts[cell.column + cell.column_span] - starts[cell.column]
        found = broken.get(cell.column)
        if found is None or cell.column_span > 1 or cell.row < found.head or not cell.text.strip():
            cells.append(msgspec.structs.replace(cell, column=left, column_span=wide))
            continue
        lines = _lines(cell.span)
        over = lines[: -found.lines] if cell.row == found.head else []
        for n, line in enumerate(lines[-found.lines :]):
            cells.append(msgspec.structs.replace(cell, column=left + n, span=Span.join([*over, line], "\n")))
    return msgspec.structs.replace(grid, columns=starts[-1], cells=tuple(cells))


class _Broken(NamedTuple):
    """A column of such cells: how many lines they have, and the row of its heading."""

    lines: int
    head: int


def _broken(grid: Grid, column: int) -> _Broken | None:
    """The lines of a column whose cells hold a figure or a dash in each, below a heading of as many names; what stands
    above these in the heading, a period, is of all of them. None where the cells are not alike."""
    inside = sorted((c for c in grid.cells if c.column == column and c.text.strip()), key=lambda c: c.row)
    first = next((n for n, cell in enumerate(inside) if _is_broken(cell)), len(inside))
    records = inside[first:]
    if not first or len(records) < _LEAST_RECORDS or any(c.column_span > 1 or not _is_broken(c) for c in records):
        return None
    head = inside[first - 1]
    counts = {len(_lines(cell.span)) for cell in records}
    lines = max(counts)
    names = [line.text for line in _lines(head.span)][-lines:]
    named = len(set(names)) == lines and not any(is_value(name) or not _LETTERS.search(name) for name in names)
    above = len(_lines(head.span)) - lines
    return _Broken(lines, head.row) if len(counts) == 1 and named and above <= 1 and head.column_span == 1 else None


_LETTERS = re.compile(r"\p{L}{2}")


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
