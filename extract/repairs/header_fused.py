"""Headers of several columns in one cell: `**1Q07** 1Q06` → `1Q07` and `1Q06`, each over its column."""

from __future__ import annotations

import msgspec

from extract.lex.headings import Kind, heading_kind, headings_of
from extract.model import Cell, Grid, Repair, Span
from extract.tables.shape import Shape, periods_of, shape_of

_OF_PERCENTS = frozenset({"growth", "share"})


def header_fused(grid: Grid) -> Grid:
    """Spread header cells that hold several whole headings over the value columns beside them.

    The pieces go over neighbouring value columns that have no header of their own in this row, in order: over all of
    these where they are as many, else over those among which the cell stands. A heading of percentages never goes
    over amounts, nor one of periods over percentages beside it; where two places are left, the cell stays as it is.
    """
    if grid.form == "ruled":
        return grid
    shape = shape_of(grid)
    cells = dict(grid.slots)
    touched: list[tuple[int, int]] = []
    for row in shape.header_rows:
        for cell in shape.row_cells(row):
            pieces = _pieces(cell)
            if len(pieces) < 2 or cell.column_span > 1:
                continue
            columns = _place(shape, cell, pieces)
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


def _pieces(cell: Cell) -> list[Span]:
    """The header texts of a fused cell: its whole headings, or else cut before each further period of a year."""
    found = headings_of(cell.text)
    if found:
        return [cell.span.cut(a, b) for a, b in found]
    starts = [m.start for m in periods_of(cell.text) if m.year is not None or m.finish is not None]
    if len(starts) < 2:
        return []
    ends = [*starts[1:], len(cell.text)]
    return [cell.span.cut(a, b).strip() for a, b in zip([0, *starts[1:]], ends, strict=True)]


def _place(shape: Shape, cell: Cell, pieces: list[Span]) -> list[int] | None:
    columns = shape.value_columns
    others = [c for c in shape.row_cells(cell.row) if c is not cell]
    own = {k for c in others for k in range(c.column, c.column + c.column_span)}
    free = [c for c in columns if c not in own]
    kinds = [heading_kind(piece.text) for piece in pieces]
    runs = [columns[i : i + len(pieces)] for i in range(len(columns) - len(pieces) + 1)]
    runs = [run for run in runs if not own & set(run) and _fits(shape, run, kinds)]
    if len(free) != len(pieces) and cell.column in columns:
        runs = [run for run in runs if cell.column in run]
    elif len(free) != len(pieces) and cell.column > 0:
        away = [abs(run[0] - cell.column) for run in runs]
        runs = [run for run, distance in zip(runs, away, strict=True) if distance == min(away)]
    return runs[0] if len(runs) == 1 else None


def _fits(shape: Shape, run: list[int], kinds: list[Kind | None]) -> bool:
    """Whether the headings may stand over these columns: percentages under the one kind, amounts under the other."""
    contents = [shape.content(c) for c in run]
    if not any(kind in _OF_PERCENTS for kind in kinds):
        return len(set(contents)) == 1
    for column, content, kind in zip(run, contents, kinds, strict=True):
        if kind in _OF_PERCENTS and content == "amount" and _grouped(shape, column):
            return False
        if kind not in _OF_PERCENTS and content == "percent":
            return False
    return True


def _grouped(shape: Shape, column: int) -> bool:
    """Whether figures of the column have thousands separators: no percentages."""
    readings = (shape.readings.get((row, column)) for row in shape.data_rows)
    return any("," in figure.printed for reading in readings if reading for figure in reading.figures)
