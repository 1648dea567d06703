"""Headers of several columns in one cell: `**1Q07** 1Q06` → `1Q07` and `1Q06`, each over its column."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import regex as re

from extract.model import Cell, Grid, Repair, Span
from extract.terms.shape import Shape, periods_of
from extract.terms.units import find_units


def header_fused(grid: Grid) -> Grid:
    """Spread header cells that hold several periods or units over the value columns beside them.

    The pieces go over neighbouring value columns of one kind of content that have no header of their own in
    this row; of several such places the nearest is taken, and two equally near ones are left alone.
    """
    if grid.form == "ruled" or any(c.column_span > 1 and grid.form == "html" for c in grid.cells):
        return grid
    shape = Shape(grid)
    cells = dict(grid.slots)
    touched: list[tuple[int, int]] = []
    for row in shape.header_rows:
        for cell in shape.row_cells(row):
            pieces = _pieces(cell)
            if len(pieces) < 2 or cell.column_span > 1:
                continue
            columns = _place(shape, cell, len(pieces))
            if columns is None:
                continue
            cells.pop((row, cell.column), None)
            for column, span in zip(columns, pieces, strict=True):
                cells[row, column] = msgspec.structs.replace(cell, column=column, span=span, split=True)
                touched.append((row, column))
    if not touched:
        return grid
    why = "several headers stand in one cell beside columns without header"
    return grid.with_cells(cells.values(), repair=Repair(rule="header_fused", cells=tuple(touched), why=why))


# An amount and its share, the two headers that stand side by side under a period.
_PAIR = re.compile(r"^\s*(Amount|金額)\s+(\S.*[%％].*|構成比.*)$|^\s*(%[^()]*?)\s+(Amount|金額)\s*$", re.I)


def _pieces(cell: Cell) -> list[Span]:
    """The header texts of a fused cell: cut before each further period, or unit, it holds."""
    found = [m for m in periods_of(cell.text) if m.year is not None or m.finish is not None or m.part is not None]
    starts = [m.start for m in found]
    if len(starts) < 2:
        starts = [m.start for m in find_units(cell.text)] if "ousand" in cell.text or "illion" in cell.text else []
    if len(starts) < 2:
        pair = _PAIR.match(cell.text)
        starts = [0, pair.start(2) if pair[2] else pair.start(4)] if pair else []
    if len(starts) < 2:
        return []
    starts[0] = 0
    cuts = [*starts, len(cell.text)]
    return [cell.span.cut(a, b).strip() for a, b in pairwise(cuts)]


def _place(shape: Shape, cell: Cell, count: int) -> list[int] | None:
    columns = shape.value_columns
    own = {c.column for c in shape.row_cells(cell.row) if c is not cell and c.column in columns}
    best: list[tuple[int, list[int]]] = []
    for i in range(len(columns) - count + 1):
        run = columns[i : i + count]
        kinds = {shape.content(c) for c in run}
        if any(c in own for c in run) or (len(kinds) > 1 and not _PAIR.match(cell.text)):
            continue
        best.append((abs(run[0] - cell.column), run))
    best.sort()
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return best[0][1]
