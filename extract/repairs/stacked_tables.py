"""Tables poured into one grid, one under the other, each with a header of its own → one grid each."""

from __future__ import annotations

import msgspec
import regex as re

from extract.lex.units import find_units
from extract.model import Cell, Grid, Repair
from extract.tables.shape import Shape, shape_of, shown

_UNIT = re.compile(r"[(（［\[][^()（）\d]{1,40}[)）］\]]")

_NUMBER = re.compile(r"\d")
_UNIT_BEHIND = re.compile(r"\p{L}[^\d()（）]*[(（][^()（）\d]{1,20}[)）]")


def stacked_tables(grid: Grid) -> tuple[Grid, ...]:
    """The tables of a grid; the grid itself when it holds one.

    A new table begins where, after rows with values, a row of headers comes; a title row just above it (words
    in the label column, no values) belongs to the new table with the unit declared above it, and so do headings over
    several columns (`Six Months Ended` above `June 30, | June 30,`), of which there may be one only.
    """
    shape = shape_of(grid)
    starts = [0]
    seen_data = False
    for row in range(shape.first_data_row, grid.rows):
        if shape.is_data_row(row):
            seen_data = True
        elif seen_data and _begins(shape, row):
            start = row
            while start - 1 > starts[-1] and _stands_over(shape, start - 1):
                start -= 1
            if start - 1 > starts[-1] and _is_title(shape, start - 1):
                start -= 1
            while start - 1 > starts[-1] and _is_declaration(shape, start - 1):
                start -= 1
            starts.append(start)
            seen_data = False
    if len(starts) == 1:
        return (grid,)
    ends = [*starts[1:], grid.rows]
    parts: list[Grid] = []
    for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
        part = _part(grid, start, end, first=n == 0)
        parts.append(_under_same_heads(parts[-1], part) if parts else part)
    return tuple(parts)


def _under_same_heads(above: Grid, below: Grid) -> Grid:
    """The lower table under the outer headers of the upper one, when its own headers are the upper one's inner ones."""
    upper, lower = shape_of(above), shape_of(below)
    if len(upper.header_rows) < 2 or len(lower.header_rows) != 1 or lower.value_columns != upper.value_columns:
        return below
    inner = {c.column: shown(c) for c in upper.row_cells(upper.header_rows[-1]) if c.column in upper.value_columns}
    own = {c.column: shown(c) for c in lower.row_cells(lower.header_rows[0]) if c.column in lower.value_columns}
    if not inner or inner != own:
        return below
    lent = [c for r in upper.header_rows[:-1] for c in upper.row_cells(r) if c.column > 0]
    rows = len(upper.header_rows) - 1
    moved = [msgspec.structs.replace(c, row=c.row + rows) for c in below.cells]
    lent = [msgspec.structs.replace(c, row=n) for n, r in enumerate(upper.header_rows[:-1]) for c in lent if c.row == r]
    why = "the inner headers are those of the table above: its outer headers hold here too"
    repair = Repair(rule="stacked_tables", cells=tuple((c.row, c.column) for c in lent), why=why)
    taller = msgspec.structs.replace(below, rows=below.rows + rows, headers=None)
    return taller.with_cells([*lent, *moved], repair=repair)


def _begins(shape: Shape, row: int) -> bool:
    """A header row over values: at least two speaking cells, or one for a table with one value column, or one that
    names what is counted in which unit beside the head of the labels: `Segment | Employees (persons)`."""
    if not shape.is_header_like(row):
        return False
    over = [c for c in shape.row_cells(row) if c.column > 0]
    need = 1 if len(shape.value_columns) <= 1 or _heads_with_unit(shape, row) else 2
    if len(over) < need:
        return False
    below = [r for r in range(row + 1, min(row + 4, shape.grid.rows)) if shape.is_data_row(r)]
    return bool(below)


def _heads_with_unit(shape: Shape, row: int) -> bool:
    cells = shape.row_cells(row)
    if len(cells) != 2 or cells[0].column != 0 or shape.kind(row, 0) != "text" or _NUMBER.search(cells[0].text):
        return False
    text = shown(cells[1])
    return _UNIT_BEHIND.fullmatch(text) is not None and any(unit.declared for unit in find_units(text))


def _stands_over(shape: Shape, row: int) -> bool:
    """Whether a row is nothing but headings over columns of values."""
    cells = shape.row_cells(row)
    return bool(cells) and all(c.column > 0 for c in cells) and not shape.is_data_row(row)


def _is_title(shape: Shape, row: int) -> bool:
    cells = shape.row_cells(row)
    return bool(cells) and not shape.is_data_row(row) and all(shape.kind(row, c.column) == "text" for c in cells)


def _is_declaration(shape: Shape, row: int) -> bool:
    """Whether a row declares a unit and says nothing else: `(%)` above the title of the table below."""
    texts = [shown(cell) for cell in shape.row_cells(row)]
    return bool(texts) and all(_UNIT.fullmatch(text) and any(m.declared for m in find_units(text)) for text in texts)


def _part(grid: Grid, start: int, end: int, *, first: bool) -> Grid:
    cells: list[Cell] = [
        msgspec.structs.replace(cell, row=cell.row - start) for cell in grid.cells if start <= cell.row < end
    ]
    headers = grid.headers if first else None
    why = "a row of headers stands below rows of values: another table begins"
    repair = Repair(rule="stacked_tables", cells=((0, 0),), why=why)
    part = msgspec.structs.replace(grid, rows=end - start, headers=headers, after=())
    return part.with_cells(cells, repair=repair)
