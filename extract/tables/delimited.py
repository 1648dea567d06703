"""Tables whose cells a converter set apart by tabs or by pipes."""

from __future__ import annotations

import regex as re

from extract.model import Cell, Form, Grid, Settings, Span

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
    """Rows of spans to a grid; white space around them goes, except that a label keeps its indentation."""
    cells = []
    for r, row in enumerate(rows):
        for c, span in enumerate(row):
            trimmed = span.strip()
            if trimmed.text:
                cells.append(Cell(row=r, column=c, span=trimmed))
    width = max((len(row) for row in rows), default=0)
    return Grid(form=form, rows=len(rows), columns=width, cells=tuple(cells), headers=headers)
