"""Cells of several storeys → one column for each: where each record takes as many lines as its heading does.

    Name      | This year        | Last year            Name    | This year           | Last year
              | Shares           | Shares                       | Shares  | Amount    | Shares  | Amount
              | Amount           | Amount        →      A Corp. | 482,100 | 2,031     | 476,300 | 2,127
    A Corp.   | 482,100          | 476,300              B Corp. | 913,400 | 846       | 905,800 | 791
              | 2,031            | 2,127
    B Corp.   | 913,400          | 905,800
              | 846              | 791

The lines of a record are known by its name, which spans them all, or stands in the first of them where the source
draws no spans.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from extract.model import Cell, Grid
from extract.tables.ragged import is_value

_MOST_STOREYS = 4
_LEAST_RECORDS = 2
_Slots = Mapping[tuple[int, int], Cell]


def without_storeys(grid: Grid) -> Grid:
    """The grid with a column for each storey, or as it is when its records have none."""
    drawn = _with_spans(grid)
    first, storeys = records_of(drawn)
    if not storeys:
        return grid
    slots = drawn.slots
    body = range(first, grid.rows)
    columns = [c for c in range(1, grid.columns) if is_storeyed(slots, c, first, storeys, body)]
    loose = [cell for cell in drawn.cells if cell.column not in columns and cell.row >= first]
    if drawn is not grid and not _headed_alike(slots, columns, first, storeys):
        return grid
    if not columns or any((cell.row - first) % storeys or cell.row_span != storeys for cell in loose):
        return grid
    starts: list[int] = []
    at = 0
    for c in range(grid.columns + 1):
        starts.append(at)
        at += storeys if c in columns else 1
    heads = first - storeys + 1
    cells = [moved(cell, starts, first, storeys, cell.column in columns, heads) for cell in drawn.cells]
    cells.sort(key=lambda c: (c.row, c.column))
    rows = heads + (grid.rows - first) // storeys
    return msgspec.structs.replace(grid, rows=rows, columns=starts[-1], cells=tuple(cells), headers=heads)


def _with_spans(grid: Grid) -> Grid:
    """The grid with the names of its records over all their lines, and what has one line beside them too; as it is
    where spans are drawn, or names do not follow each other at one distance."""
    if any(cell.row_span > 1 for cell in grid.cells):
        return grid
    figures = {cell.row for cell in grid.cells if cell.column and is_value(cell.text)}
    names = [cell.row for cell in grid.cells if not cell.column and cell.row in figures]
    storeys = grid.rows - names[-1] if names else 0
    first = len(names)
    while first and (names[first] if first < len(names) else grid.rows) - names[first - 1] == storeys:
        first -= 1
    records = names[first:]
    body = set(range(records[0], grid.rows)) if records else set[int]()
    if not 1 < storeys <= _MOST_STOREYS or len(records) < _LEAST_RECORDS or figures != body:
        return grid
    lower = {cell.column for cell in grid.cells if cell.row > records[0] and cell.row not in records}
    cells = [
        msgspec.structs.replace(cell, row_span=storeys) if cell.row in records and cell.column not in lower else cell
        for cell in grid.cells
    ]
    return msgspec.structs.replace(grid, cells=tuple(cells))


def records_of(grid: Grid) -> tuple[int, int]:
    """The first row of the records and how many lines each of them takes; (0, 0) if the table does not consist of
    such records."""
    names = [cell for cell in grid.cells if not cell.column]
    first = next((k for k, name in enumerate(names) if name.row and 1 < name.row_span <= _MOST_STOREYS), len(names))
    records = names[first:]
    if len(records) < _LEAST_RECORDS:
        return 0, 0
    top, storeys = records[0].row, records[0].row_span
    whole = all(name.row == top + k * storeys and name.row_span == storeys for k, name in enumerate(records))
    if not whole or top + len(records) * storeys != grid.rows or top < storeys:
        return 0, 0
    return top, storeys


def is_storeyed(slots: _Slots, column: int, first: int, storeys: int, body: range) -> bool:
    """Whether a column has a heading for each storey, and its cells take one line each."""
    heads = [slots.get((row, column)) for row in range(first - storeys, first)]
    texts = {head.text for head in heads if head is not None and head.row_span == head.column_span == 1}
    inside = [cell for row in body if (cell := slots.get((row, column))) is not None]
    single = all(cell.row_span == cell.column_span == 1 for cell in inside)
    return len(texts) == storeys and bool(inside) and single


def _headed_alike(slots: _Slots, columns: list[int], first: int, storeys: int) -> bool:
    """Whether each storey has one heading over all its columns, two at least: `Shares | Shares`, and no period."""
    heads = [{slots[row, c].text for c in columns} for row in range(first - storeys, first)]
    return len(columns) > 1 and all(len(texts) == 1 for texts in heads)


def moved(cell: Cell, starts: list[int], first: int, storeys: int, storeyed: bool, heads: int) -> Cell:
    """A cell at its place in the wider table."""
    column = starts[cell.column]
    wide = starts[cell.column + cell.column_span] - column
    if cell.row >= first:
        record, storey = divmod(cell.row - first, storeys)
        row = heads + record
        if storeyed:
            return msgspec.structs.replace(cell, row=row, column=column + storey, row_span=1, column_span=1)
        return msgspec.structs.replace(cell, row=row, column=column, row_span=1, column_span=wide)
    if storeyed and cell.row >= first - storeys:
        storey = cell.row - (first - storeys)
        return msgspec.structs.replace(cell, row=heads - 1, column=column + storey, row_span=1, column_span=1)
    row = min(cell.row, heads - 1)
    high = max(1, min(cell.row_span, heads - row))
    return msgspec.structs.replace(cell, row=row, column=column, row_span=high, column_span=wide)
