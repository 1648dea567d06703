"""Several values of a row, or of a row and the next, poured into one cell.

`(144) (28,524)` over a row whose value here is `(28,524)`: the second belongs to the next row and stands there.
`3,222,885 3,292,554 3,307,353 3,385,218` beside empty slots: values of the row run together; when the row's
figures in order are as many as its columns, each has one place.
"""

from __future__ import annotations

import msgspec
import regex as re

from extract.lex.numbers import CellReading, Figure
from extract.model import Cell, Grid, Repair
from extract.tables.shape import Shape, shape_of


def merged_cells(grid: Grid) -> Grid:
    """Give each fused value its own slot where only one placing is possible."""
    shape = shape_of(grid)
    if len(shape.value_columns) < 1:
        return grid
    cells = dict(grid.slots)
    touched: list[tuple[int, int]] = []
    reasons: list[str] = []
    for row in shape.data_rows:
        fused = [c for c in shape.value_columns if len(_plain(shape.readings.get((row, c)))) > 1]
        if not fused:
            continue
        placed = _with_next_row(shape, row, fused) or _along_row(shape, row)
        if placed is None:
            continue
        moved, why = placed
        for column in shape.value_columns:
            cells.pop((row, column), None)
        for cell in moved:
            cells[cell.row, cell.column] = cell
        touched += [(row, c.column) for c in moved if c.split]
        reasons.append(why)
    if not touched:
        return grid
    why = "; ".join(sorted(set(reasons)))
    return grid.with_cells(cells.values(), repair=Repair(rule="merged_cells", cells=tuple(touched), why=why))


def _plain(reading: CellReading | None) -> tuple[Figure, ...]:
    """The figures of a cell that hold no percent/amount pair (that is another damage)."""
    if reading is None or reading.kind != "figures":
        return ()
    kinds = {figure.percent for figure in reading.figures}
    return reading.figures if len(kinds) == 1 else ()


def _with_next_row(shape: Shape, row: int, fused: list[int]) -> tuple[list[Cell], str] | None:
    """Every fused cell holds this row's value and the next row's, as at least one of them shows to the digit."""
    if any(len(_plain(shape.readings[row, c])) != 2 for c in fused):
        return None
    proved = False
    for column in fused:
        below = shape.readings.get((row + 1, column))
        second = shape.readings[row, column].figures[1]
        if below is not None and below.kind == "figure" and below.figure.value == second.value:
            proved = True
    if not proved:
        return None
    moved = []
    for column in shape.value_columns:
        cell = shape.grid.at(row, column)
        if cell is None:
            continue
        if column in fused:
            figure = shape.readings[row, column].figures[0]
            cell = msgspec.structs.replace(cell, span=cell.span.cut(figure.start, figure.end), split=True)
        moved.append(cell)
    return moved, "the second value of the cell stands in the next row as well"


# `6.6–9.0`: a dash or a word from one figure to the other makes a range of them. Cells that lost their border stand
# side by side.
_RANGE = re.compile(r"\d\s?%?(?:[-‐‑‒–—−]|\s[-‐‑‒–—−~]\s|\s?[~〜～]\s?|\s(?:to|and)\s|から)\s?[\d$¥€£]")


def _along_row(shape: Shape, row: int) -> tuple[list[Cell], str] | None:
    """The row's figures in order, repetitions of the left neighbour and cut repetitions left out, fill its columns."""
    pieces: list[tuple[Cell, Figure, bool]] = []
    doubled = False
    for column in shape.value_columns:
        cell = shape.grid.at(row, column)
        if cell is None:
            continue
        reading = shape.readings[row, column]
        if reading.kind == "nil":
            return None
        if not reading.figures or reading.fragments or _RANGE.search(cell.text):
            return None
        for n, figure in enumerate(_in_order(shape, column, reading.figures)):
            last = pieces[-1][1] if pieces else None
            if n == 0 and len(reading.figures) > 1 and last is not None and figure.printed == last.printed:
                doubled = True
                continue
            if n > 0 and last is not None and _cut_repetition(last.printed, figure.printed):
                doubled = True
                continue
            pieces.append((cell, figure, len(reading.figures) > 1))
    if len(pieces) != len(shape.value_columns):
        return None
    if not all(shape.fits(c, figure) for c, (_, figure, _) in zip(shape.value_columns, pieces, strict=True)):
        return None
    moved = []
    for column, (cell, figure, several) in zip(shape.value_columns, pieces, strict=True):
        span = cell.span.cut(figure.start, figure.end) if several else cell.span
        split = several or column != cell.column
        moved.append(msgspec.structs.replace(cell, column=column, span=span, split=split))
    why = "the row's values in order are as many as its columns"
    return moved, why + (", a repetition left out" if doubled else "")


def _in_order(shape: Shape, column: int, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Two figures of a cell the other way round, where only so each fits its column (`60.0 45,377` under Amount, %)."""
    columns = shape.value_columns
    here = columns.index(column)
    if len(figures) != 2 or here + 1 >= len(columns):
        return figures
    after = columns[here + 1]
    as_is = shape.fits(column, figures[0]) and shape.fits(after, figures[1])
    turned = shape.fits(column, figures[1]) and shape.fits(after, figures[0])
    return (figures[1], figures[0]) if turned and not as_is else figures


def _cut_repetition(whole: str, piece: str) -> bool:
    """`2,045` after `2,045,908`: the same value begun again and cut off."""
    return len(piece) >= 3 and whole != piece and whole.startswith(piece)
