"""Figures in brackets on the line below those they stand beside → one row, under the whole label.

`従業員数 | 3,534 | 3,635` over `（外、平均臨時雇用者数） | (349) | (309)`: a cell of two lines. Only where the lower
label says in brackets what stands in brackets, and nothing else; what is a part (`（うち非支配株主持分）`) is a row.
"""

from __future__ import annotations

import msgspec
import regex as re

from extract.lex.asides import in_brackets, is_aside
from extract.lex.numbers import read_cell
from extract.model import Cell, Grid, Repair, Span
from extract.tables.ragged import is_value
from extract.tables.shape import shape_of

_PART = re.compile(r"\W*(?:うち|内)")


def aside_torn(grid: Grid) -> Grid:
    """Join rows of figures in brackets to the rows above them."""
    shape = shape_of(grid)
    cells = grid.slots
    touched: list[tuple[int, int]] = []
    for row in range(shape.first_data_row + 1, grid.rows):
        below = shape.row_cells(row)
        above = {cell.column: cell for cell in shape.row_cells(row - 1)}
        if not _stands_beside(below, above):
            continue
        for cell in below:
            upper = above[cell.column]
            cells.pop((row, cell.column))
            whole = Span.join([upper.span, cell.span], "\n")
            cells[row - 1, cell.column] = msgspec.structs.replace(upper, span=whole, split=True)
            touched.append((row - 1, cell.column))
    if not touched:
        return grid
    why = "figures in brackets, named so in brackets, stand beside those of the row above"
    return grid.with_cells(cells.values(), repair=Repair(rule="aside_torn", cells=tuple(touched), why=why))


def _stands_beside(below: list[Cell], above: dict[int, Cell]) -> bool:
    """Whether a row names an aside and holds only figures in brackets, each below a figure that has none."""
    if len(below) < 2 or not is_aside(below[0].text) or _PART.match(below[0].text):
        return False
    if any(cell.column not in above for cell in below):
        return False
    if any(cell.row_span > 1 for cell in (*below, *above.values())):
        return False
    figures = [cell for cell in below[1:] if is_value(cell.text)]
    return bool(figures) and all(
        in_brackets(cell.text)
        and not in_brackets(above[cell.column].text)
        and read_cell(above[cell.column].text).kind == "figure"
        for cell in figures
    )
