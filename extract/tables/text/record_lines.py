"""Records of several lines whose heading has a line for each, poured cell by cell or drawn with the name in the middle.

What turns into what:

    Issuer / This year / Last year / Purpose / Shares / Shares / Amount / (mn) / Amount / (mn)     one cell to a line
    A Corp. / 4,100 / 3,900 / trade / 72 / 51
    B Corp. / 9,100 / 9,100 / trade / 84 / 79

             This year   Last year
    Issuer   Shares      Shares      Purpose
             Amount      Amount
             (mn)        (mn)

             4,100       3,900
    A Corp.                          trade
             72          51

→ a row for each record: `A Corp. | 4,100 | 72 | 3,900 | 51 | trade`, below `This year` over `Shares` and `Amount`. What
the lines of a record are is known because the heading says one thing of all columns, line by line, and periods stand
over the columns; where it does not, there is no table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from extract.model import Grid, Span
from extract.tables.chunks import Chunk, line_to_chunks, screen_columns
from extract.tables.delimited import Numbered
from extract.tables.ragged import is_value
from extract.tables.records import Line, grid_of_records
from extract.tables.text.heads import sort_of

_MOST_COLUMNS, _MOST_STOREYS, _LEAST_RECORDS = 6, 4, 2
# In so many lines may a heading be, a name, and the words between two lines of figures.
_HEADING, _NAME, _WORDS = 3, 2, 8
# So many lines has a heading that is drawn.
_HEADING_LINES = 12
# So many lines may lie between the periods and what stands below them.
_BETWEEN = 16
_PERIODS = ("year", "day", "date", "name", "length")
# How far apart cells of one column may begin on two lines.
_ASKEW = 2

Found = tuple[int, int, Grid]


class _Cell(NamedTuple):
    """A line that is a cell: which, its text, and whether it is a figure or a dash."""

    line: int
    span: Span
    value: bool


class _Head(NamedTuple):
    """The lines of a heading as records have them, and the cells it is made of."""

    lines: list[Line]
    first: int
    after: int
    worded: bool


# -- one cell to a line ------------------------------------------------------------------------------------
def tables_of_record_lines(lines: list[Numbered]) -> Iterator[Found]:
    """The tables of records poured one cell to a line: (index of the first line, index after the last, grid)."""
    cells: list[_Cell] = []
    for n, (number, text) in enumerate(lines):
        span = Span.of(text, line=number).strip()
        if span.text:
            cells.append(_Cell(n, span, _is_figure(span.text)))
    free = i = 0
    while i < len(cells):
        width = _figures(cells, i)
        found = _poured_at(cells, free, i, width) if i > free and 1 < width <= _MOST_COLUMNS else None
        if found is None:
            i += max(width, 1)
            continue
        first, after, grid = found
        yield cells[first].line, cells[after - 1].line + 1, grid
        free = i = after


def _is_figure(text: str) -> bool:
    """Whether a cell holds digits or a dash: `無` in a column of words says no, and no nil."""
    return is_value(text) and (any(map(str.isdigit, text)) or not any(map(str.isalpha, text)))


def _figures(cells: Sequence[_Cell], i: int) -> int:
    """How many figures follow each other from a cell on."""
    end = i
    while end < len(cells) and cells[end].value:
        end += 1
    return end - i


def _poured_at(cells: Sequence[_Cell], free: int, i: int, width: int) -> Found | None:
    """The table whose first record has its first figures at cell `i`, as cells."""
    head = _poured_head(cells, free, i - 1, width)
    if head is None:
        return None
    records: list[Sequence[Line]] = []
    texts = [cell.span.text for cell in cells[head.first : head.after]]
    at, after = i - 1, i
    while (record := _poured_record(cells, at, width, len(head.lines) - 1)) is not None:
        if (len(record[0][0]) > width + 1) != head.worded:
            break
        records.append(record[0])
        at = after = record[1]
        if [cell.span.text for cell in cells[at : at + len(texts)]] == texts:
            at += len(texts)  # the heading again, on another page
    if len(records) < _LEAST_RECORDS:
        return None
    return head.first, after, grid_of_records("tokens", head.lines, records, width)


def _poured_record(cells: Sequence[_Cell], at: int, width: int, storeys: int) -> tuple[list[Line], int] | None:
    """The lines of the record whose name begins at a cell, and the cell after it."""
    i = at
    while i < len(cells) and not cells[i].value and i - at <= _NAME:
        i += 1
    name, words, figures = cells[at:i], list[Span](), list[Line]()
    if not 0 < len(name) <= _NAME:
        return None
    while len(figures) < storeys:
        begun = i
        while i < len(cells) and not cells[i].value and i - begun <= _WORDS:
            i += 1
        words += [cell.span for cell in cells[begun:i]]
        if i - begun > _WORDS or _figures(cells, i) < width:
            return None
        figures.append([cell.span for cell in cells[i : i + width]])
        i += width
    if i < len(cells) and cells[i].value:
        return None
    behind = [Span.join(words, "\n")] if words else []
    return [[Span.join([cell.span for cell in name], "\n"), *figures[0], *behind], *figures[1:]], i


def _poured_head(cells: Sequence[_Cell], free: int, end: int, width: int) -> _Head | None:
    """The heading that ends before a cell: the name of the names, a period for each column, words, and lines that say
    one thing of all columns."""
    storeys: list[Line] = []
    at = end
    while len(storeys) < _MOST_STOREYS and (alike := _alike(cells, free, at, width)) is not None:
        if storeys and _text(storeys[0][0]) == _text(alike[0][0]):
            break
        storeys.insert(0, alike[0])
        at = alike[1]
    if len(storeys) < 2:
        return None
    for top in range(at, max(free + width, at - _BETWEEN), -1):
        periods = cells[top - width : top]
        if all(sort_of(cell.span.text) in _PERIODS for cell in periods):
            lead = cells[top - width - 1]
            words = [cell.span for cell in cells[top:at]]
            if lead.value or any(cell.value for cell in cells[top:at]):
                return None
            over = [lead.span, *(cell.span for cell in periods), *([Span.join(words, "\n")] if words else [])]
            return _Head([over, *storeys], top - width - 1, end, bool(words))
    return None


def _alike(cells: Sequence[_Cell], free: int, end: int, width: int) -> tuple[Line, int] | None:
    """A line of a heading that ends before a cell, and the cell it begins at: the same words for each column, in as
    many pieces."""
    for size in range(1, _HEADING + 1):
        start = end - size * width
        if start < free:
            return None
        parts = [cells[start + n * size : start + (n + 1) * size] for n in range(width)]
        said = [[_text(cell.span) for cell in part] for part in parts]
        if all(texts == said[0] for texts in said) and not any(cell.value for part in parts for cell in part):
            return [Span.join([cell.span for cell in part], "\n") for part in parts], start
    return None


def _text(span: Span) -> str:
    return "".join(span.text.split())


# -- drawn, the name in the middle ---------------------------------------------------------------------------
def drawn_records_at(lines: list[Numbered], i: int) -> tuple[int, Grid] | None:
    """(index after the table, its grid) of the records drawn below a heading that begins at line `i`, behind a blank
    line; None when there are none."""
    if i and lines[i - 1][1].strip():
        return None
    head, below, *_ = [*islice(_groups(lines, i), 2), (i, i), (i, i)]
    if head[1] - head[0] > _HEADING_LINES or not _holds_figures_alone(lines[slice(*below)]):
        return None
    tries = (_drawn_at(lines, i, ambiguous) for ambiguous in (1, 2, 0))
    return next((found for found in tries if found is not None), None)


def _groups(lines: list[Numbered], start: int) -> Iterator[tuple[int, int]]:
    """Lines between blank ones, from a line on: (first, after the last)."""
    for n in range(start, len(lines) + 1):
        if n == len(lines) or not lines[n][1].strip():
            if n > start:
                yield start, n
            start = n + 1


def _holds_figures_alone(group: Sequence[Numbered]) -> bool:
    """Whether the first line of some is figures set apart, behind a gap for names."""
    first = group[0][1] if group else ""
    return len(group) > 2 and first[:1] == " " and len(first.split()) > 1 and all(map(is_value, first.split()))


def _drawn_at(lines: list[Numbered], i: int, ambiguous: int) -> tuple[int, Grid] | None:
    def cut(line: Numbered) -> list[Chunk]:
        return line_to_chunks(*line, ambiguous)

    above, below = islice(_groups(lines, i), 2)
    first = _drawn_record([cut(line) for line in lines[slice(*below)]])
    if first is None:
        return None
    width, storeys = len(first[1]), len(first[0])
    head = _drawn_head([cut(line) for line in lines[slice(*above)]], first, ambiguous)
    if head is None:
        return None
    texts = [[_text(span) for span in line] for line in head]
    records: list[Sequence[Line]] = []
    end = below[1]
    for group in _groups(lines, below[0]):
        rows = [cut(line) for line in lines[slice(*group)]]
        record = _drawn_record(rows)
        if record is None:
            again = _drawn_head(rows, None, ambiguous)
            if again is not None and [[_text(span) for span in line] for line in again] == texts:
                continue  # the heading again, on another page
            break
        if len(record[0]) != storeys or len(record[1]) != width:
            break
        records.append(record[0])
        end = group[1]
    if len(records) < _LEAST_RECORDS:
        return None
    return end, grid_of_records("fixed", head, records, width)


Drawn = tuple[list[Line], list[int], list[int]]
"""The lines of a record, the places at which its figures begin, and those of the words behind them."""


def _drawn_record(rows: Sequence[Sequence[Chunk]]) -> Drawn | None:
    """A record of lines of figures, begun alike, and one line among them of its name and words."""
    names = [row for row in rows if row and not _is_figure(row[0].span.text)]
    figures = [row for row in rows if row and all(_is_figure(chunk.span.text) for chunk in row)]
    if len(names) != 1 or len(names) + len(figures) != len(rows) or not 1 < len(figures) <= _MOST_STOREYS:
        return None
    name, *words = names[0]
    starts = [chunk.start for chunk in figures[0]]
    if not 1 < len(starts) <= _MOST_COLUMNS or name.end >= starts[0]:
        return None
    alike = all(
        len(row) == len(starts) and all(abs(c.start - s) <= _ASKEW for c, s in zip(row, starts, strict=True))
        for row in figures
    )
    if not alike or any(_is_figure(chunk.span.text) or chunk.start <= starts[-1] for chunk in words):
        return None
    leading = [name.span, *(chunk.span for chunk in figures[0]), *(chunk.span for chunk in words)]
    lines: list[Line] = [leading, *([chunk.span for chunk in row] for row in figures[1:])]
    return lines, starts, [chunk.start for chunk in words]


def _drawn_head(rows: Sequence[Sequence[Chunk]], record: Drawn | None, ambiguous: int) -> list[Line] | None:
    """The lines of the heading over a record: over each column of figures pieces that gaps part, a period and one for
    each line of the record. Without a record the places are those of the first line, and of what begins beside them."""
    chunks = [(r, chunk) for r, row in enumerate(rows) for chunk in row]
    if not chunks or any(_is_figure(chunk.span.text) for _, chunk in chunks):
        return None
    if record is None:
        starts = [chunk.start for chunk in rows[0] if sort_of(chunk.span.text) in _PERIODS]
        words = sorted({chunk.start for _, chunk in chunks if starts and chunk.start > starts[-1] + _ASKEW})
    else:
        _, starts, words = record
    if len(starts) < 2:
        return None
    stub: list[Span] = []
    over: dict[int, list[tuple[int, Span]]] = {start: [] for start in (*starts, *words)}
    pieces = [(r, part) for r, chunk in chunks for part in _at_places(chunk, list(over), ambiguous)]
    for r, chunk in pieces:
        place = next((start for start in over if abs(chunk.start - start) <= _ASKEW), None)
        if place is not None:
            over[place].append((r, chunk.span))
        elif chunk.end < starts[0]:
            stub.append(chunk.span)
        else:
            return None
    columns = [_pieces(over[start]) for start in starts]
    storeys = len(columns[0]) - 1
    told = all(len(column) == storeys + 1 and sort_of(column[0].text) in _PERIODS for column in columns)
    said = [[_text(piece) for piece in column[1:]] for column in columns]
    if not stub or not told or storeys < 2 or any(texts != said[0] for texts in said):
        return None
    if record is not None and storeys != len(record[0]):
        return None
    behind = [Span.join([span for _, span in over[start]], "\n") for start in words if over[start]]
    top: Line = [Span.join(stub), *(column[0] for column in columns), *behind]
    return [top, *([column[n] for column in columns] for n in range(1, storeys + 1))]


def _at_places(chunk: Chunk, places: Sequence[int], ambiguous: int) -> list[Chunk]:
    """A chunk cut where a word begins at a place of a column: a heading may leave one blank before the next."""
    text = chunk.span.text
    at = screen_columns(text, ambiguous)
    begins = (n for n, before in enumerate(text[:-1], start=1) if before == " " and chunk.start + at[n] in places)
    bounds = [0, *begins, len(text)]
    return [Chunk(chunk.span.cut(a, b).strip(), chunk.start + at[a], chunk.start + at[b]) for a, b in pairwise(bounds)]


def _pieces(lines: Sequence[tuple[int, Span]]) -> list[Span]:
    """What stands over a column in pieces, each of lines that follow each other."""
    pieces: list[list[Span]] = []
    last = -2
    for r, span in lines:
        if r != last + 1:
            pieces.append([])
        pieces[-1].append(span)
        last = r
    return [Span.join(piece, "\n") for piece in pieces]
