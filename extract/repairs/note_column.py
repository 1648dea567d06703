"""A column that refers to the notes: small numbers under `Note` measure nothing."""

from __future__ import annotations

import msgspec
import regex as re

from extract.lex.headings import folded
from extract.lex.numbers import find_figures
from extract.model import Grid, Repair
from extract.tables.shape import shape_of

_HEADING = re.compile(
    r"\W*(?:foot)?notes?(?:\s*(?:no|nos|number|ref)\.?)?\W*|\W*ref\.?\W*|注\s?記?\s?(?:番号|事項)?|脚注", re.I
)
_MAY_NAME_DEBT = re.compile(r"\W*notes\W*", re.I)
_ONE = r"[*※注]{0,2}\s?\d{1,2}(?:\.\d{1,2})?\s?(?:[a-z]|\([a-z0-9]{1,4}\))?"
_NUMBERS = re.compile(rf"\(?{_ONE}(?:\s?(?:[,、・;&/]|and|to|-)\s?{_ONE})*\)?", re.I)


_MOST_OTHER = 0.25  # of the cells of such a column: one into which a figure of its row has slid


def note_column(grid: Grid) -> Grid:
    """Mark the cells of such a column as notes; they stay in the table and are no figures."""
    shape = shape_of(grid)
    heads = [
        c
        for r in shape.header_rows
        for c in shape.row_cells(r)
        if c.column > 0 and c.column_span == 1 and _HEADING.fullmatch(folded(c.text))
    ]
    found: set[tuple[int, int]] = set()
    for head in heads:
        below = [c for c in grid.cells if c.column == head.column and c.row > head.row and c.role != "noise"]
        numbers = [c for c in below if _NUMBERS.fullmatch(folded(c.text))]
        debt = _MAY_NAME_DEBT.fullmatch(folded(head.text)) is not None
        most = 0 if debt else int(len(below) * _MOST_OTHER)
        if not numbers or len(below) - len(numbers) > most:
            continue
        if not debt or not _may_measure(grid, head.column, {c.row for c in below}, head.row):
            found |= {(head.row, head.column), *((c.row, c.column) for c in numbers)}
    found -= {(c.row, c.column) for c in grid.cells if c.role == "note"}
    if not found:
        return grid
    cells = [msgspec.structs.replace(c, role="note") if (c.row, c.column) in found else c for c in grid.cells]
    repair = Repair(rule="note_column", cells=tuple(sorted(found)), why="the column names notes and holds no values")
    return grid.with_cells(cells, repair=repair)


def _may_measure(grid: Grid, column: int, numbered: set[int], head: int) -> bool:
    """Whether small numbers under `Notes` may be amounts of notes (`Bonds | Notes | Loans`).

    They stand between amounts, or every row has one and others as small stand beside it.
    """
    beside = [
        c for c in grid.cells if c.row > head and c.column not in (0, column) and not c.aside and find_figures(c.text)
    ]
    sides = {c.column - column for c in beside}
    between = -1 in sides and any(side > 0 for side in sides)
    return between or ({c.row for c in beside} <= numbered and any(_NUMBERS.fullmatch(folded(c.text)) for c in beside))
