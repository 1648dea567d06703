"""Several rows of a table drawn as one, their lines stacked inside the cells → one row a line.

| Domestic⏎Overseas | 120⏎80 | 110⏎75 | → two rows. Only where every cell of the row has the same number of lines, and
each line of a value cell is one figure or a dash: then line n of one cell belongs to line n of the others.
"""

from __future__ import annotations

import msgspec

from extract.lex.asides import is_aside
from extract.lex.numbers import read_cell
from extract.model import Cell, Grid, Repair, Span


def rows_fused(grid: Grid) -> Grid:
    """Split rows whose cells hold the same number of lines."""
    by_row: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    counts = {row: _lines(cells) for row, cells in by_row.items()}
    if not any(count > 1 for count in counts.values()):
        return grid
    shift, moved, touched = 0, [], []
    for row in range(grid.rows):
        count = counts.get(row, 1)
        for cell in by_row.get(row, []):
            if count == 1:
                moved.append(msgspec.structs.replace(cell, row=row + shift))
                continue
            for n, span in enumerate(_split(cell.span)):
                moved.append(msgspec.structs.replace(cell, row=row + shift + n, span=span, split=True))
                touched.append((row + shift + n, cell.column))
        shift += count - 1
    why = "the cells of one row hold as many lines each: as many rows were drawn as one"
    taller = msgspec.structs.replace(grid, rows=grid.rows + shift)
    return taller.with_cells(moved, repair=Repair(rule="rows_fused", cells=tuple(touched), why=why))


def _split(span: Span) -> list[Span]:
    spans, at = [], 0
    for line in span.text.split("\n"):
        spans.append(span.cut(at, at + len(line)).strip())
        at += len(line) + 1
    return spans


def _lines(cells: list[Cell]) -> int:
    """How many rows a row holds; 1 where the cells disagree, span rows, or hold a line that is no value."""
    if len(cells) < 2 or any(cell.row_span > 1 for cell in cells):
        return 1
    counts = {cell.text.count("\n") + 1 for cell in cells}
    if len(counts) != 1 or counts == {1}:
        return 1
    if any(is_aside(line) for cell in cells for line in cell.text.split("\n")[1:]):
        return 1  # `3,534⏎(349)` beside `従業員数⏎（外、臨時従業員数）`
    values = 0
    for cell in cells:
        kinds = [read_cell(line).kind for line in cell.text.split("\n")]
        if all(kind in ("figure", "nil") for kind in kinds):
            values += 1
        elif any(kind in ("figure", "figures", "fragment") for kind in kinds):
            return 1
    return counts.pop() if values else 1
