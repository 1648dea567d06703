"""Tables whose cells a converter set apart by tabs or by pipes."""

from __future__ import annotations

from collections import Counter

import regex as re

from extract.lex.numbers import VALUE_KINDS, is_year, read_cell
from extract.model import Cell, Form, Grid, Settings, Span
from extract.tables.placed_by_totals import columns_by_totals

_RULE = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
PIPE = re.compile(r"(?<!\\)\|")

Numbered = tuple[int, str]


def is_tabbed(line: str) -> bool:
    """A line of tab-separated cells. Tabs that only indent prose do not count."""
    return "\t" in line.lstrip()


def is_piped(line: str) -> bool:
    """A line of cells between pipes, framed on the left."""
    stripped = line.strip()
    return stripped.startswith("|") and stripped.count("|") >= 2


def is_rule(line: str) -> bool:
    """The line of dashes under the header of a markdown table. Single dashes alone may be a row without values."""
    return "|" in line and ("--" in line or ":-" in line or "-:" in line) and bool(_RULE.match(line))


def tabs_to_grid(lines: list[Numbered], settings: Settings) -> Grid:
    """`[(line number, text)]` to a grid, one row a line, one column a tab stop.

    >>> grid = tabs_to_grid([(7, "Cash\\t13,555\\t13,727")], Settings())
    >>> [(c.column, c.text, c.span.location.start) for c in grid.cells]
    [(0, 'Cash', 0), (1, '13,555', 5), (2, '13,727', 12)]
    """
    rows = []
    for number, text in lines:
        cells, at = [], 0
        for piece in text.split("\t", settings.max_columns):
            cells.append(Span.of(piece, line=number, start=at))
            at += len(piece) + 1
        rows.append(cells)
    return spans_to_grid("tab", rows)


def spans_to_grid(form: Form, rows: list[list[Span]], *, headers: int | None = None) -> Grid:
    """Rows of spans to a grid; white space around them goes, except that a label keeps its indentation.

    Where rows are short of cells and neither marks nor totals say which are missing, what cannot be given its column is
    noise.
    """
    trimmed = [[span.strip() for span in row] for row in rows]
    unplaced, short = _unplaced(trimmed, trailing_kept=form != "tab")
    cells = []
    width = max((len(row) for row in rows), default=0)
    for r, row in enumerate(trimmed):
        told = columns_by_totals([[s.text for s in line] for line in trimmed], r, width) if r in short else None
        columns = told if r in unplaced or told != tuple(range(1, len(row))) else None
        for c, span in enumerate(row):
            if span.text and columns is not None and c:
                cells.append(Cell(row=r, column=columns[c - 1], span=span, split=True))
            elif span.text:
                cells.append(Cell(row=r, column=c, span=span, role="noise" if c and r in unplaced else "unknown"))
    return Grid(form=form, rows=len(rows), columns=width, cells=tuple(cells), headers=headers)


def _unplaced(rows: list[list[Span]], *, trailing_kept: bool) -> tuple[set[int], set[int]]:
    """The rows whose cells are of no column that is known, and those short of cells. Where blanks at the end of a row
    may have been left out, a short row stands as it is printed, unless totals tell otherwise.

    A heading of more cells than every row below it has: no figure's column is known, and the heading is noise. One row
    with fewer cells than all others, among rows without a blank cell: any of its cells may be the missing one.
    """
    data = [r for r, row in enumerate(rows) if _figures(row)]
    if len(data) < 2 or not data[0] or any(not span.text for r in data for span in rows[r][1:]):
        return set(), set()
    lengths = Counter(len(rows[r]) for r in data)
    (common, times), heading = lengths.most_common(1)[0], data[0] - 1
    heads = [span for span in rows[heading][1:] if span.text]
    if len(lengths) == 1 and len(heads) > common - 1 > 1:
        return {heading}, {heading}
    short: set[int] = set()
    if times * 2 > len(data) and len(heads) == common - 1:
        short = {r for r in data if 1 < len(rows[r]) < common}
    return (short if trailing_kept else set()), short


def _figures(row: list[Span]) -> bool:
    return any(read_cell(span.text).kind in VALUE_KINDS and not is_year(span.text) for span in row[1:])
