"""A table that a blank line or a page break cut in two → one table.

The second piece has rows of values and no header; its value columns are those of the first, and no words stand
between the two.
"""

from __future__ import annotations

import msgspec

from extract.model import Block, Cell, Grid, GridBlock, Repair
from extract.tables.shape import Shape


def continued_table(blocks: list[Block]) -> list[Block]:
    """Neighbouring grids that are one table become one grid."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, GridBlock) and isinstance(last, GridBlock) and _continues(last.grid, block.grid):
            joined[-1] = GridBlock(_append(last.grid, block.grid))
        else:
            joined.append(block)
    return joined


def _continues(first: Grid, second: Grid) -> bool:
    if first.form != second.form or second.headers or first.form in ("html", "tokens"):
        return False
    above, below = Shape(first), Shape(second)
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
