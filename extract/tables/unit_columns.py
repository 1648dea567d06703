"""Columns that tell row by row in which unit their figures are: `Revenue | ₹ crore | 4,120`, `EPS | ₹ | 12.84`.

A bare sign there is the unit of its whole row, and not the sign of the one figure beside it.
"""

from __future__ import annotations

from extract.lex.fold import fold_figures as fold
from extract.lex.numbers import is_year, read_cell
from extract.lex.units import find_units
from extract.model import Grid


def unit_columns(grid: Grid) -> frozenset[int]:
    """The columns behind the labels in which money stands with its scale before a figure of the next column."""
    at = {(cell.row, cell.column): cell.text for cell in grid.cells}
    return frozenset(
        column
        for (row, column), text in at.items()
        if column > 0 and _is_figure(at.get((row, column + 1), "")) and _is_scaled_money(text)
    )


def _is_figure(text: str) -> bool:
    return read_cell(text).kind == "figure" and not is_year(text)


def _is_scaled_money(text: str) -> bool:
    """Whether a text is a unit that no figure bears as its sign: `S$'000`, `百万円`, `pence`."""
    bare = fold(text).strip(" ()[]")
    found = next((m for m in find_units(bare) if m.end - m.start == len(bare)), None)
    return found is not None and found.unit is not None and found.scale != 0
