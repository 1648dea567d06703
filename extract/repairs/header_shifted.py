"""Headers that stand beside their columns: over a label, over an empty column, or one column off.

When a row has as many headers as the table has value columns, they go over them in order. When it has fewer,
each is moved only as far as needed, never over another, and percent headers only over percentages.
"""

from __future__ import annotations

import msgspec
import regex as re

from extract.model import Cell, Grid, Repair
from extract.terms.periods import read_header_period
from extract.terms.shape import Shape, header_term, periods_of

_PERCENT = re.compile(r"%|％|ratio|率|比", re.I)


def header_shifted(grid: Grid) -> Grid:
    """Put the headers of the last header row over the value columns they belong to."""
    spans = any(c.column_span > 1 and grid.form == "html" for c in grid.cells)
    if grid.form == "ruled" or spans or not grid.cells:
        return grid
    shape = Shape(grid)
    columns = shape.value_columns
    rows = [r for r in shape.header_rows if any(_is_header(c) for c in shape.row_cells(r))]
    if not columns or not rows:
        return grid
    row = rows[-1]
    heads = [c for c in shape.row_cells(row) if _is_header(c) and c.column_span == 1 and c.row_span == 1]
    corner = grid.at(row, 0)
    if corner is not None and corner not in heads and len(heads) + 1 == len(columns):
        # `Millions of yen` in the corner and over a column as well: it heads a column, not the table.
        heads = [corner, *heads] if any(c.text == corner.text for c in heads) else heads
    heads = [c for c in heads if c.column > 0] or heads if len(heads) != len(columns) else heads
    if len(heads) == 1 and heads[0].column == 0 and len(columns) > 1:
        return grid
    stray = [c for c in heads if c.column not in columns and not _over_words(shape, c)]
    if not stray or len(heads) > len(columns):
        return grid
    placed = _assign(shape, heads, columns)
    if placed is None:
        return grid
    cells = [c for c in grid.cells if not (c.row == row and any(c is h for h in heads))]
    occupied = {(c.row, c.column) for c in cells}
    touched = []
    for head, column in zip(heads, placed, strict=True):
        if (row, column) in occupied:
            return grid
        if column != head.column:
            touched.append((row, column))
        cells.append(msgspec.structs.replace(head, column=column, split=head.split or column != head.column))
    if not touched:
        return grid
    why = "headers stand beside the columns of values; put over them in order"
    return grid.with_cells(cells, repair=Repair(rule="header_shifted", cells=tuple(touched), why=why))


def _is_header(cell: Cell) -> bool:
    """In the label column only a period moves; words there are the corner."""
    if cell.column > 0:
        return header_term(cell.text)
    return len(cell.text) < 60 and (bool(periods_of(cell.text)) or read_header_period(cell.text) is not None)


def _over_words(shape: Shape, cell: Cell) -> bool:
    """Whether the column below holds words of its own (notes, reasons): then the header is theirs."""
    rows = shape.data_rows
    words = sum(1 for r in rows if shape.kind(r, cell.column) == "text" and cell.column > 0)
    return words * 2 > len(rows) and cell.column not in shape.label_columns


def _assign(shape: Shape, heads: list[Cell], columns: list[int]) -> list[int] | None:
    """The order-preserving placing of headers over columns with least displacement; None when two are equal."""
    if len(heads) == len(columns):
        return columns
    best: list[tuple[int, list[int]]] = [(0, [])]
    for head in heads:
        grown = []
        for cost, placed in best:
            for column in columns:
                if placed and column <= placed[-1]:
                    continue
                percent = bool(_PERCENT.search(head.text)) and not periods_of(head.text)
                content = shape.content(column)
                clash = 4 if percent != (content == "percent") and content != "mixed" else 0
                grown.append((cost + abs(column - head.column) + clash, [*placed, column]))
        grown.sort()
        best = grown[:64]
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return best[0][1]
