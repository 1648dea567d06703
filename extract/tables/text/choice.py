"""Cuttings of one piece of text to the one that its own words bear out.

What turns into what: `Depreciation 1,831  1,789` above `Deferred taxes (582) (618)`, cut by blanks and cut by its
figures → the cutting in which more figures stand alone behind a label and below a heading. Separators are evidence and
not syntax: a cutting in which figures stand in labels, before labels or several in a cell has misread them.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import regex as re

from extract.lex.numbers import is_year, read_cell
from extract.model import Cell, Grid
from extract.tables.text.heads import sort_of

_LETTER = re.compile(r"\p{L}{2}|\p{Han}")
_DIGIT = re.compile(r"\d")
# A label that ends with a figure: `Stock-based compensation 657`, `Deferred income taxes (582) (618)`. A small number
# in brackets is the mark of a note as well.
_WITH_FIGURE = re.compile(r"\p{L}[^\d(]{0,4}\d[\d,.]*$|\p{L}[^\d]{0,4}\(\d[\d,.]{2,}\)$|\d\)?\s\(?\d[\d,.]*\)?$")


class Agreement(msgspec.Struct, frozen=True, order=True):
    """How a cutting explains its figures: how much speaks for them less what speaks against, and how many there are."""

    points: int = 0
    figures: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(self.points + other.points, self.figures + other.figures)

    def beats(self, drawn: Agreement) -> bool:
        """Whether this cutting explains the text clearly better than another, to which the places of figures speak as
        well. What it leaves out speaks against it."""
        left_out = max(0, drawn.figures - self.figures)
        return self.points - left_out > drawn.points + drawn.figures // _MARGIN

    @property
    def whole(self) -> bool:
        """Whether nothing speaks against any figure: no other cutting can explain more."""
        return self.points == _MOST * self.figures


# A tie is the cutting's that places bear out: so many figures to a point.
_MARGIN = 3
# Alone in its cell, behind a label of its row, below a heading.
_MOST = 3


def agreement(grids: Sequence[Grid], first: int = 0) -> Agreement:
    """What speaks for the figures of some grids, those of lines above `first` left out."""
    return sum((_of_grid(grid, first) for grid in grids), Agreement())


def _of_grid(grid: Grid, first: int) -> Agreement:
    points = figures = 0
    headed: set[int] = set()
    for row in range(grid.rows):
        cells = grid.row(row)
        labelled, held = False, 0
        for cell in cells:
            if cell.aside:
                continue
            if not _DIGIT.search(cell.text):
                labelled = labelled or (not held and _LETTER.search(cell.text) is not None)
                continue
            count = _count(cell)
            if not count:
                labelled = labelled or not held
                continue
            held += count
            here = (cell.span.parts[0].location.line or 0) >= first
            if not here:
                continue
            figures += count
            if count > 1 or not labelled:
                points -= count
            elif cell.basis is not None:
                points += 1
            else:
                points += 2 + (cell.column in headed)
        if not held:
            headed |= {c for cell in cells for c in range(cell.column, cell.column + cell.column_span) if _heads(cell)}
    return Agreement(points, figures)


def _count(cell: Cell) -> int:
    """How many figures a cell holds: those of a label are the one that ends it."""
    if is_year(cell.text) or sort_of(cell.text):
        return 0
    reading = read_cell(cell.text)
    if reading.kind in ("figure", "figures"):
        return max(1, len(reading.figures))
    return int(_WITH_FIGURE.search(cell.text) is not None)


def _heads(cell: Cell) -> bool:
    """Whether a cell is words over columns."""
    return cell.column > 0 and bool(cell.text.strip())
