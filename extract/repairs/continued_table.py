"""A table that a blank line or a page break cut in two → one table.

The second piece has rows of values and no header; its value columns are those of the first, and no words stand
between the two. In a web page nothing but the foot of a printed page does: its number, `Table of Contents`.
"""

from __future__ import annotations

import msgspec
import regex as re

from extract.lex.units import find_units
from extract.model import Block, Cell, Grid, GridBlock, Repair
from extract.tables.shape import periods_of, shape_of

_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?[A-Z]?-?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\W*", re.I)
_CONTENTS = re.compile(r"\W*(?:(?:back|return) to )?(?:table of )?contents?\W*", re.I)
_MOST_LINES = 5
"""Lines between the two parts at most, and the part itself."""


def continued_table(blocks: list[Block]) -> list[Block]:
    """Neighbouring grids that are one table become one grid."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        begun = _before_page_break(joined) if isinstance(block, GridBlock) else None
        if isinstance(block, GridBlock) and isinstance(last, GridBlock) and _continues(last.grid, block.grid):
            joined[-1] = GridBlock(_append(last.grid, block.grid))
        elif isinstance(block, GridBlock) and begun is not None and _goes_on(begun[1], block.grid):
            joined[begun[0]] = GridBlock(_append(begun[1], block.grid))
        else:
            joined.append(block)
    return joined


def _before_page_break(joined: list[Block]) -> tuple[int, Grid] | None:
    """The table of a web page behind which nothing stands but the foot of a printed page, and its place."""
    numbered = False
    for index in range(len(joined) - 1, max(-1, len(joined) - 1 - _MOST_LINES), -1):
        block = joined[index]
        if isinstance(block, GridBlock):
            return (index, block.grid) if numbered and block.grid.form == "html" else None
        text = block.span.text.strip()
        if not (_PAGE_NUMBER.fullmatch(text) or _CONTENTS.fullmatch(text)):
            return None
        numbered = numbered or _PAGE_NUMBER.fullmatch(text) is not None
    return None


def _goes_on(first: Grid, second: Grid) -> bool:
    """Whether a table goes on behind a page break: rows without headings over columns of the same content."""
    if second.form != "html" or second.headers or second.columns != first.columns:
        return False
    above, below = shape_of(first), shape_of(second)
    if not above.header_rows or len(above.value_columns) < 2 or below.value_columns != above.value_columns:
        return False
    if below.label_columns != above.label_columns:
        return False
    before = [c for row in range(below.first_data_row) for c in below.row_cells(row) if c.text.strip()]
    if any(c.column not in below.label_columns or periods_of(c.text) or find_units(c.text) for c in before):
        return False  # it has headings, or a declaration, of its own
    return all(above.content(c) == below.content(c) for c in above.value_columns)


def _continues(first: Grid, second: Grid) -> bool:
    if first.form != second.form or second.headers or first.form in ("html", "tokens"):
        return False
    above, below = shape_of(first), shape_of(second)
    if below.first_data_row != 0 or not below.value_columns or not above.value_columns or not above.header_rows:
        return False
    if not below.label_columns or below.label_columns[0] != 0:
        return False
    same = below.value_columns == above.value_columns
    within = set(below.value_columns) <= set(above.value_columns) and second.columns <= first.columns
    return same or (within and len(below.value_columns) > 1)


def _append(first: Grid, second: Grid) -> Grid:
    moved: list[Cell] = [msgspec.structs.replace(c, row=c.row + first.rows) for c in second.cells]
    why = "rows without header follow over the same columns, with nothing between"
    repair = Repair(rule="continued_table", cells=((first.rows, 0),), why=why)
    whole = msgspec.structs.replace(first, rows=first.rows + second.rows, after=second.after)
    return whole.with_cells([*first.cells, *moved], repair=repair)
