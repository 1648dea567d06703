"""The number of a note that hangs on a figure: `46,7701` over a note `1 Restated.` → `46,770`."""

from __future__ import annotations

import msgspec
import regex as re

from extract.lex.fold import fold_figures
from extract.model import Cell, Grid, Repair, Span

_GROUPED = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:'\d{3})+"
_FORMS = (
    # A last group of three digits with one or two behind it: no figure is grouped so. `46,7701`, `46,7701)`
    re.compile(rf"[^\d\p{{L}}()]{{0,3}}(?:{_GROUPED})(?P<mark>[1-9]\d?\s?\)?)"),
    re.compile(rf"[^\d\p{{L}}(]{{0,2}}\([^\d\p{{L}}]?(?:{_GROUPED})(?P<mark>[1-9]\d?)\s?[)%]{{1,2}}"),
    # behind a closing bracket or a sign of percent: `(1,234)2`, `5.3%2`
    re.compile(r"[^\d\p{L}]{0,3}\d[\d,.']*\s?(?:[)%]{1,2}|%\))(?P<mark>[1-9]\d?\)?)"),
    # a letter: `1,234a`, `(1,234)b)`; behind decimals it may be a unit, `1.5b`, `12.5c`
    re.compile(r"[^\d\p{L}]{0,3}\d[\d,']*\s?[)%]{0,2}(?P<mark>[a-jr]\)?)"),
)
# Marks in brackets of their own, a blank before them: `84,310 (1)`, `(8,120) (1)(2)`, `12.4% (3), (4)`. They look like
# amounts, so one of them must be told of below the table; then they are marks in all its cells.
_APART = re.compile(
    r"[^\d\p{L}()]{0,3}\(?[^\d\p{L}()]{0,2}\d[\d,.']*\s?[)%]{0,2}(?P<gap>\s+)(?P<mark>(?:\((?P<number>[1-9]|[12]\d|[a-j])\)[\s,、;]*)+)"
)
# `1 Restated`, `(1) Restated`, `*1: Restated`, `Note 1. Restated`, `a) Restated`, `注1 組替後`
_NOTE = re.compile(
    r"\W*(?:[Nn]otes?|注記?)?[\s(]*(?P<mark>\d{1,2}|[a-jr])[).:]*(?:\s+|(?<=[).:])|(?<=\d)(?=\p{Han}))\p{L}"
)


def mark_behind_figure(grid: Grid) -> Grid:
    """Set the marks of notes that hang on figures into a last column of notes, where print tells them apart: the groups
    of the figure do not allow for more digits, or they stand in brackets behind it, and a note of that number stands
    below the table."""
    noted = {found["mark"] for span in grid.after if (found := _NOTE.match(fold_figures(span.text)))}
    apart = {
        (cell.row, cell.column): found
        for cell in grid.cells
        if noted
        and cell.column
        and cell.role != "note"
        and (found := _APART.fullmatch(fold_figures(cell.text))) is not None
    }
    if not any(number in noted for found in apart.values() for number in found.captures("number")):
        apart = {}
    cells, marks = list[Cell](), dict[int, list[Span]]()
    touched: list[tuple[int, int]] = []
    for cell in grid.cells:
        plain = fold_figures(cell.text) if noted and cell.column else ""
        found = next((m for form in _FORMS if plain and (m := form.fullmatch(plain)) is not None), None)
        if found is not None and found["mark"].rstrip(") ") not in noted:
            found = None
        found = found or apart.get((cell.row, cell.column))
        if found is not None:
            start, end = found.span("mark")
            before = found.start("gap") if "gap" in found.groupdict() else start
            figure = Span.join([cell.span.cut(0, before), cell.span.cut(end, len(cell.text))], "")
            marks.setdefault(cell.row, []).append(cell.span.cut(start, end))
            cell = msgspec.structs.replace(cell, span=figure, split=True)
            touched.append((cell.row, cell.column))
        cells.append(cell)
    if not touched:
        return grid
    cells += [
        Cell(row=row, column=grid.columns, span=Span.join(spans), role="note") for row, spans in sorted(marks.items())
    ]
    why = "the number of a note below the table hangs on a figure"
    return grid.with_cells(cells, repair=Repair(rule="mark_behind_figure", cells=tuple(touched), why=why))
