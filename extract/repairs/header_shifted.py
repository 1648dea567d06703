"""Headers that stand beside their columns: over a label, over an empty column, or one column off.

A row that begins over the labels and leaves the last column bare has lost the empty cell of its corner: it moves one
column to the right, when its first cell is a heading like the others, or when the columns headed as totals are sums
only there. Else, when the last row has as many headers as the table has value columns, they go over them in order;
when it has fewer, each is moved only as far as needed, never over another, and percent headers only over percentages.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec
import regex as re

from extract.lex.headings import heading_kind
from extract.lex.numbers import is_year
from extract.lex.periods import read_header_period
from extract.model import Cell, Grid, Repair
from extract.tables.shape import Shape, header_term, periods_of, shape_of

_PERCENT = re.compile(r"%|％|ratio|率|比", re.I)


_TOTAL = re.compile(r"^(?:sub-?\s?)?total\b|^consolidated\b|^(?:小|合|総)?計$|^連結(?:計|合計)?$", re.I)


def header_shifted(grid: Grid) -> Grid:
    """Put headers over the value columns they belong to: whole rows one to the right, then the last row's."""
    if grid.form == "ruled" or not grid.cells:
        return grid
    shape = shape_of(grid)
    cornerless = [row for row in shape.header_rows if _lost_its_corner(shape, row)]
    if not cornerless:
        return _beside(grid)
    cells = [
        msgspec.structs.replace(c, column=c.column + 1, split=True) if c.row in cornerless else c for c in grid.cells
    ]
    touched = tuple((c.row, c.column) for c in cells if c.row in cornerless)
    why = "the empty cell over the labels is lost; the headers stand one column to the left"
    return grid.with_cells(cells, columns=grid.columns, repair=Repair(rule="header_shifted", cells=touched, why=why))


def _lost_its_corner(shape: Shape, row: int) -> bool:
    """Whether a row of headers begins over the labels, ends before the last value column, and belongs one further."""
    columns, line = shape.value_columns, shape.row_cells(row)
    if len(line) == 1 and _length_over_years(shape, row):
        return True
    covered = {k for c in line for k in range(c.column, c.column + c.column_span)}
    if len(line) < 2 or 0 not in covered or shape.label_columns != [0] or max(covered) + 1 != columns[-1]:
        return False
    if any(c.row_span > 1 for c in line) or not {k + 1 for k in covered} <= set(columns):
        return False
    kinds = [heading_kind(c.text) for c in line]
    if kinds[0] in (None, "unit") and any(c.text == line[0].text for c in line[1:]):
        return True  # `Millions of yen` in the corner declares the table's unit, unless it heads a column as well
    if kinds[0] == "unit":
        return False
    if kinds[0] is not None:
        return all(kinds) or kinds.count(kinds[0]) > 1
    totals = [c.column for c in line if _TOTAL.match(c.text.strip()) and c.column_span == 1]
    return bool(totals) and all(_is_sum(shape, c + 1) for c in totals) and not all(_is_sum(shape, c) for c in totals)


_LENGTH = re.compile(r"\b(?:months|years?)\s+end(?:ed|ing)\b", re.I)


def _length_over_years(shape: Shape, row: int) -> bool:
    """Whether a row holds only the length of a period, over the labels (`Six months ended June 30,`), and the years
    stand over the columns below it."""
    cell = shape.row_cells(row)[0]
    below = next((shape.row_cells(r) for r in shape.header_rows if r > row), [])
    years = [c.column for c in below if c.column in shape.value_columns and is_year(c.text)]
    if cell.column != 0 or not years or any(c.column == 0 for c in below) or not _LENGTH.search(cell.text):
        return False
    fits = cell.column + cell.column_span <= shape.value_columns[-1] and 1 in shape.value_columns
    return fits and not any(m.year is not None or m.finish for m in periods_of(cell.text))


def _is_sum(shape: Shape, column: int) -> bool:
    """Whether the figures of a column are the sum of those before it, from one and the same column on, in all rows."""
    before = [c for c in shape.value_columns if c < column]
    rows = [r for r in shape.data_rows if shape.kind(r, column) == "figure"]
    if len(rows) < 2 or column not in shape.value_columns:
        return False
    return any(all(_adds_up(shape, r, before[n:], column) for r in rows) for n in range(len(before) - 1))


def _adds_up(shape: Shape, row: int, parts: list[int], column: int) -> bool:
    found = [shape.readings.get((row, c)) for c in (*parts, column)]
    if any(reading is None or reading.kind not in ("figure", "nil") for reading in found):
        return False
    figures = [reading.figures[0] if reading and reading.kind == "figure" else None for reading in found]
    values = [figure.value if figure is not None else Decimal(0) for figure in figures]
    last = max(Decimal(1).scaleb(-figure.digits) for figure in figures if figure is not None)
    return abs(sum(values[:-1], Decimal(0)) - values[-1]) <= last * len(parts)


def _beside(grid: Grid) -> Grid:
    """Headers of the last header row that stand beside their columns → over them."""
    if any(c.column_span > 1 and grid.form == "html" for c in grid.cells):
        return grid
    shape = shape_of(grid)
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
    above = {c.column for r in rows[:-1] for c in shape.row_cells(r)}
    if len(heads) == 1 and len(columns) > 1 and (heads[0].column == 0 or above.issuperset(columns)):
        return grid  # `Current assets` below the headings of all columns heads rows
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
