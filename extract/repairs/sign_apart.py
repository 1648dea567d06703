"""A sign in a cell of its own beside its figure: `$ | (14,204 | )` → `$ (14,204)`.

Filings in HTML set currency signs, closing brackets and percent signs in narrow columns, so that the digits of a
column end under each other. The sign belongs to the figure it touches: a currency sign to the next one, a bracket
or percent sign to the one before.
"""

from __future__ import annotations

import msgspec
import regex as re

from extract.lex.fold import fold_figures as fold
from extract.lex.numbers import is_year, read_cell
from extract.lex.torn import torn_piece
from extract.lex.unit_words import words
from extract.model import Cell, Grid, Repair, Span
from extract.tables.unit_columns import unit_columns
from extract.vocab import Vocabulary, made_of_words


@made_of_words
def _money(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A currency as it stands before figures: a sign, or a code."""
    return re.compile(words().sign)


_MINUS = re.compile(r"[-–△]")
_LEAST_SIGNS = 2
_CLOSING = re.compile(r"\)\s?%?|%\s?\)?|\)?\s?(?:pts?|pp|bps|x)\.?|[)%]{1,2}\s?(?:pts?|pp)", re.I)
_OPENED = re.compile(r"\([^()]*$")


def sign_apart(grid: Grid) -> Grid:
    """Join each lone sign with the figure it stands beside; other cells stay as they are."""
    cells: list[Cell] = []
    touched: list[tuple[int, int]] = []
    signs, units = minus_columns(grid), unit_columns(grid)
    for row in range(grid.rows):
        line = list(grid.row(row))
        n = 0
        while n < len(line):
            cell = line[n]
            leads = n + 1 < len(line) and (
                cell.column in signs or (cell.column not in units and _leads(cell, line[n + 1]))
            )
            if cell.column > 0 and leads and (cell.column not in signs or _MINUS.fullmatch(fold(cell.text).strip())):
                cell, n = _joined(cell, line[n + 1], line[n + 1]), n + 1
                touched.append((row, cell.column))
            while n + 1 < len(line) and cell.column > 0 and _closes(cell, line[n + 1]):
                cell, n = _joined(cell, line[n + 1], cell), n + 1
                touched.append((row, cell.column))
            cells.append(cell)
            n += 1
    if not touched:
        return grid
    why = "currency signs, minus signs, brackets and percent signs stand in cells of their own"
    repair = Repair(rule="sign_apart", cells=tuple(dict.fromkeys(touched)), why=why)
    return grid.with_cells(cells, repair=repair)


def minus_columns(grid: Grid) -> frozenset[int]:
    """The columns that hold nothing but minus signs, each right before an unsigned figure, and blanks.

    A dash is a minus there and no nil: the column has no heading beside that of the figures behind it, and figures
    without a dash before them stand in the column behind it as well.
    """
    found = set()
    for column in range(1, grid.columns - 1):
        cells = [cell for cell in grid.cells if cell.column == column and cell.text.strip()]
        dashes = [cell for cell in cells if _MINUS.fullmatch(fold(cell.text).strip())]
        if len(dashes) < _LEAST_SIGNS:
            continue
        first = dashes[0].row
        behind = [cell for cell in grid.cells if cell.column == column + 1 and cell.text.strip()]
        headed = any(c.row < first and c.column_span == 1 for c in behind if is_year(c.text) or _is_text(c.text))
        over = [cell for cell in cells if cell not in dashes]
        if any(cell.row > first or (headed and cell.column_span == 1 and not torn_piece(cell.text)) for cell in over):
            continue
        figures = {cell.row for cell in behind if _is_unsigned(cell.text)}
        if {cell.row for cell in dashes} < figures:
            found.add(column)
    return frozenset(found)


def _is_text(text: str) -> bool:
    return read_cell(text).kind == "text"


def _is_unsigned(text: str) -> bool:
    reading = read_cell(text)
    return reading.kind == "figure" and reading.figure.value >= 0 and not reading.figure.signed and not is_year(text)


def _leads(sign: Cell, figure: Cell) -> bool:
    """Whether a cell is a currency sign and the next one, right behind it, its figure or dash."""
    if not _money().fullmatch(fold(sign.text).strip()) or figure.column > sign.column + sign.column_span + 1:
        return False
    reading = read_cell(figure.text)
    if reading.kind == "nil":
        return True
    return reading.kind == "figure" and reading.figure.currency is None and not is_year(figure.text)


def _closes(figure: Cell, sign: Cell) -> bool:
    """Whether a cell closes what the figure right before it opens, or is the percent sign that it lacks."""
    text = fold(sign.text).strip()
    if not _CLOSING.fullmatch(text) or sign.column > figure.column + figure.column_span + 1:
        return False
    reading = read_cell(figure.text)
    opened = _OPENED.search(fold(figure.text)) is not None
    if opened != text.startswith(")") and opened != text.endswith(")"):
        return False
    if reading.kind == "nil":
        return not opened
    plain = reading.kind == "figure" and not reading.figure.percent and reading.figure.word is None
    return plain and not is_year(figure.text)


def _joined(first: Cell, second: Cell, stays: Cell) -> Cell:
    """One cell of two neighbours, where the figure stands."""
    return msgspec.structs.replace(stays, span=Span.join([first.span, second.span], " " if first is not stays else ""))
