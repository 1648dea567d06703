"""Tables whose cells stand on lines of their own, with the pipes between them.

What turns into what: `Revenue |` / `$ 696 |` / `|` / `$ 572 |` / `|` / `Costs |` … → a stream of cells → rows, all as
long as the way from one label to the next → grid.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import regex as re

from extract.lex.headings import heading_kind
from extract.model import Cell, Grid, Span
from extract.tables.delimited import PIPE, Numbered
from extract.tables.folding import fold_columns
from extract.tables.ragged import is_value
from extract.tables.text.heads import sort_of

_LONGEST = 160
# So many lines are looked at, and so many of them are a pipe alone, where cells are poured out.
_AHEAD, _ALONE = 16, 4
# or so many have one pipe, before their only cell or behind it: `|Interest income` / `|$` / `|83,858`.
_ONE_EACH = 8
_MOST_COLUMNS = 60
_WORD = re.compile(r"[^\W\d_]{2}")
_UNIT_CELL = re.compile(r"円|株|倍|口|[%％]")


def end_of_stream(lines: list[Numbered], first: int) -> int:
    """The index after the last pipe of cells poured out on lines of their own; `first` when none are."""
    if lines[first][1].count("|") == 0:
        return first
    ahead = [text.strip() for _, text in lines[first : first + _AHEAD] if text.strip()]
    alone = sum(text == "|" for text in ahead)
    one_each = sum(text.count("|") == 1 and text[0] == "|" for text in ahead)
    closed = sum(text.count("|") == 1 and text[-1] == "|" for text in ahead)
    if (alone < _ALONE and max(one_each, closed) < _ONE_EACH) or any(_rows_of(text) for text in ahead[1:]):
        return first
    last, i = first + 1, first + 1
    while i < len(lines) and i - last < 4:
        text = lines[i][1]
        if len(text) > _LONGEST or _rows_of(text):
            break
        if "|" in text:
            last = i + 1
        i += 1
    return last


def _rows_of(text: str) -> bool:
    """Whether a line holds several cells with text: a row, and no cell."""
    return sum(bool(cell.strip()) for cell in PIPE.split(text)) > 1


def stream_to_grid(lines: list[Numbered]) -> Grid | None:
    """The lines of a stream to its grid; None where labels do not follow each other at one distance."""
    cells = _stream(lines)
    return _cells_to_grid(cells) or _cells_to_grid(_with_units(cells))


def _cells_to_grid(cells: list[Span]) -> Grid | None:
    labels = _labels(cells)
    gaps = Counter(after - before for before, after in pairwise(labels))
    if not gaps:
        return None
    width, times = gaps.most_common(1)[0]
    if times < 2 or not 2 <= width <= _MOST_COLUMNS or times * 2 < gaps.total():
        return None
    while cells and not cells[-1].text:
        cells = cells[:-1]
    if len(cells) > labels[-1] + width:
        return None  # the last row has more cells than there are columns
    rows = _heading_rows(cells[: labels[0]], width, units=_units_behind(cells, labels))
    for start, end in zip(labels, [*labels[1:], labels[-1] + width], strict=True):
        row = cells[start:end]
        if len(row) % width and end != labels[-1] + width:
            return None  # cells are missing, and nothing says which
        rows += [row[n : n + width] for n in range(0, len(row), width)]
    placed = [Cell(row=r, column=c, span=span) for r, row in enumerate(rows) for c, span in enumerate(row) if span.text]
    heads = len(rows) - len(labels)
    placed = [_over_all(cell, rows, width) if cell.row < heads else cell for cell in placed]
    return fold_columns(Grid(form="pipe", rows=len(rows), columns=width, cells=tuple(placed)))


def _with_units(cells: list[Span]) -> list[Span]:
    """Units in cells of their own behind their figures, joined to them: `93.66` | `円` → `93.66円`."""
    out: list[Span] = []
    for cell in cells:
        if out and _UNIT_CELL.fullmatch(cell.text) and is_value(out[-1].text):
            out[-1] = Span.join([out[-1], cell], "")
        else:
            out.append(cell)
    return out


def without_pipes(lines: list[Numbered]) -> list[Numbered]:
    """Lines of a stream whose rows agree on no distance, the pipes blotted out in place.

    Empty cells are left out by some converters, and kept as one cell where a row has fewer than others: then the pipes
    say where cells part, and the reader of tables without layout finds the rows.

    >>> without_pipes([(1, "|"), (2, "Interest expense"), (3, "|2,077"), (4, "|4,034")])
    [(1, ' '), (2, 'Interest expense'), (3, ' 2,077'), (4, ' 4,034')]
    """
    return [(number, PIPE.sub(" ", text)) for number, text in lines]


def _over_all(cell: Cell, rows: list[list[Span]], width: int) -> Cell:
    """A heading that stands alone in its row covers all columns."""
    if cell.column == 0 or sum(bool(span.text) for span in rows[cell.row]) > 1:
        return cell
    return Cell(row=cell.row, column=1, column_span=width - 1, span=cell.span)


def _stream(lines: list[Numbered]) -> list[Span]:
    """The cells between the pipes; a cell may stand on several lines."""
    cells: list[list[Span]] = [[]]
    for number, text in lines:
        at = 0
        for cut in [*(found.start() for found in PIPE.finditer(text)), len(text)]:
            span = Span.of(text[at:cut], line=number, start=at).strip()
            if span.text:
                cells[-1].append(span)
            if cut < len(text):
                cells.append([])
            at = cut + 1
    joined = [Span.join(pieces, "\n") if pieces else Span("") for pieces in cells]
    return joined[1:] if not joined[0].text else joined


def _labels(cells: list[Span]) -> list[int]:
    """Where words stand before figures: the first cells of rows."""
    found: list[int] = []
    label: int | None = None
    for n, cell in enumerate(cells):
        if is_value(cell.text):
            if label is not None:
                found.append(label)
            label = None
        elif _WORD.search(cell.text) and not (label == n - 1 and _is_unit(cell)):
            label = n
    return found


def _is_unit(cell: Span) -> bool:
    """`(百万円)` behind a label: the unit of its row, and no label."""
    return heading_kind(cell.text) == "unit"


def _units_behind(cells: list[Span], labels: list[int]) -> bool:
    """Whether a unit stands behind every label, in a column of its own."""
    return all(n + 1 < len(cells) and _is_unit(cells[n + 1]) for n in labels)


def _heading_rows(cells: list[Span], width: int, *, units: bool) -> list[list[Span]]:
    """The cells before the first label, cut from their end into rows. Where units have a column of their own, the head
    of the labels may stand over both: then the rows of headings are a cell shorter."""
    rows = []
    if units and len(cells) % (width - 1) == 0 and len(cells) % width:
        parts = [cells[n : n + width - 1] for n in range(0, len(cells), width - 1)]
        return [[part[0], Span(""), *part[1:]] for part in parts]
    end = len(cells)
    while _begins_over_labels(cells[max(0, end - width) : end]):
        end -= 1
        rows.append([cells[end], *[Span("")] * (width - 1)])
    while end > 0:
        row = cells[max(0, end - width) : end]
        rows.append([Span("")] * (width - len(row)) + row)
        end -= width
    return [row for row in reversed(rows) if any(span.text for span in row)]


_TIMES = ("date", "year", "day")


def _begins_over_labels(row: list[Span]) -> bool:
    """Whether a row of headings would begin over the labels and end in words of no such kind: `Dec. 31, 2031`,
    `Dec. 31, 2030`, `Balance sheet`. The corner has no cell, and the words head the rows below."""
    sorts = [sort_of(span.text) for span in row if span.text]
    words = next((n for n, sort in enumerate(reversed(sorts)) if sort), 0)
    times = sorts[: len(sorts) - words]
    return words > 0 and row[0].text != "" and len(times) > 1 and times[0] in _TIMES and set(times) == {times[0]}
