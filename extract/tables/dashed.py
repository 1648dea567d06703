"""Tables between rulers of dashes, one run of dashes a column: where every cell stands is drawn.

What turns into what: lines → the screen columns of a ruler → rows, each cell with all its lines → grid.

      ------------- ---- -------
      Fees from     $    1,310            Fees from other partners | $ 1,310
      other partners              →       Costs                    | (380)

      Costs         (380
                    )
      ------------- ---- -------

A row is a line; or, where blank lines part rows, the lines between two of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

import regex as re

from extract.model import Cell, Grid, Span
from extract.tables.chunks import screen_columns
from extract.tables.delimited import Numbered
from extract.tables.folding import fold_columns
from extract.tables.ragged import is_value
from extract.tables.stops import between_blank_lines
from extract.tables.storeys import without_storeys

_RULER = re.compile(r" *(?:-{2,}|={2,})(?: +(?:-+|=+))+ *")
_BAR = re.compile(r" *-{9,} *")
_RUN = re.compile(r"-+|=+")
# A heading has no more lines, a table neither.
_MOST_HEADING, _MOST_LINES = 16, 2_000
# How wide characters such as △ may be in the drawing.
_WIDTHS = (1, 2, 0)


def end_of_dashed(lines: list[Numbered], first: int) -> int:
    """The index after the ruler that closes the table which a ruler, or a bar over its heading, opens at `first`;
    `first` when none does."""
    opens = lines[first][1]
    ruler = _ruler_of(lines, first)
    if ruler is None:
        return first
    closes = opens.strip()
    starts = _starts(lines[ruler][1])
    for end in range(ruler + 1, min(len(lines), ruler + _MOST_LINES)):
        text = lines[end][1]
        if text.strip() == closes:
            inside = lines[first + 1 : ruler] + lines[ruler + 1 : end]
            return end + 1 if any(line.strip() for _, line in inside) else first
        if not _keeps(text, starts):
            return first
    return first


def _ruler_of(lines: list[Numbered], first: int) -> int | None:
    """The index of the ruler: the line itself, or below it, if it is a bar, behind the lines of a heading."""
    if _RULER.fullmatch(lines[first][1]):
        return first
    if _BAR.fullmatch(lines[first][1]):
        for n in range(first + 2, min(len(lines), first + _MOST_HEADING)):
            if _RULER.fullmatch(lines[n][1]):
                return n
            if _BAR.fullmatch(lines[n][1]):
                return None
    return None


def _starts(ruler: str) -> list[int]:
    return [found.start() for found in _RUN.finditer(ruler)]


def _keeps(text: str, starts: Sequence[int]) -> bool:
    """Whether no word of a line stands before the first column or over the gap between two."""
    return any(_gaps_free(text, screen_columns(text, ambiguous), starts) for ambiguous in _WIDTHS)


def _gaps_free(text: str, at: Sequence[int], starts: Sequence[int]) -> bool:
    gaps = {start - 1 for start in starts}
    return not any(at[n] in gaps or at[n] < starts[0] for n, c in enumerate(text) if c != " ")


def dashed_to_grid(lines: list[Numbered]) -> Grid | None:
    """The lines of a table, its rulers included, to its grid."""
    ruler = next(n for n, (_, text) in enumerate(lines) if _RULER.fullmatch(text))
    starts = _starts(lines[ruler][1])
    fits = (w for w in _WIDTHS if all(_gaps_free(text, screen_columns(text, w), starts) for _, text in lines[1:-1]))
    ambiguous = next(fits, 1)
    heading = [_cells(number, text, starts, ambiguous) for number, text in lines[1:ruler]]
    body = [_cells(number, text, starts, ambiguous) for number, text in lines[ruler + 1 : -1]]
    rows = [*_joined(heading), *_rows(body)] if any(heading) else _rows(body)
    cells = [Cell(row=r, column=c, span=span) for r, row in enumerate(rows) for c, span in sorted(row.items())]
    if not cells or not any(cell.column == 0 for cell in cells):
        return None
    headers = 1 if any(heading) else None
    grid = Grid(form="pipe", rows=len(rows), columns=len(starts), cells=tuple(cells), headers=headers)
    return without_storeys(fold_columns(grid))


def _cells(number: int, text: str, starts: Sequence[int], ambiguous: int) -> dict[int, Span]:
    """The cells of a line by column."""
    at = screen_columns(text, ambiguous)
    bounds = [*(bisect_left(at, start) for start in starts), len(text)]
    found = (Span.of(text[a:b], line=number, start=a).strip() for a, b in pairwise(bounds))
    return {column: span for column, span in enumerate(found) if span.text}


def _joined(group: Sequence[dict[int, Span]]) -> list[dict[int, Span]]:
    """Lines of cells as one row."""
    row: dict[int, Span] = {}
    for cells in group:
        for column, span in cells.items():
            row[column] = Span.join([row[column], span], "\n") if column in row else span
    return [row] if row else []


def _rows(lines: Sequence[dict[int, Span]]) -> list[dict[int, Span]]:
    """Lines of cells to rows: the lines between two blank ones, if no column has figures on several of them; rows of
    one figure a column are what most of such a table is."""
    groups = between_blank_lines(lines)
    several = [_has_rows(group) for group in groups]
    if len(groups) < 3 or sum(several) * 10 > len(groups):
        return [cells for cells in lines if cells]
    return [row for group, rows in zip(groups, several, strict=True) for row in (group if rows else _joined(group))]


def _has_rows(group: Sequence[dict[int, Span]]) -> bool:
    """Whether a column holds figures on more lines than one."""
    figures = [c for cells in group for c, span in cells.items() if c and is_value(span.text)]
    return len(figures) > len(set(figures))
