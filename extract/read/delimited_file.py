"""Files of tables, `.csv` and the like: rows of cells, some of them between quotation marks, to blocks.

Revenue,"4,318","4,027"     →  three cells, each with its line and characters
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Block, Cell, Grid, GridBlock, Page, Reading, Settings, Source, Span, TextBlock
from extract.read.text import lines_to_print, split_lines

_DELIMITERS = ",;|\t"
_LOOKED_AT = 200
Row = list[Span]


def delimiter_of(lines: list[str]) -> str | None:
    """The sign that parts the cells of most lines into the same number, or None when there is none."""
    best: tuple[int, str] | None = None
    for sign in _DELIMITERS:
        counts = [n for line in lines[:_LOOKED_AT] if (n := len(cells_of(line, 1, sign))) > 1]
        alike = max((counts.count(n) for n in set(counts)), default=0)
        if alike > (best[0] if best else 0):
            best = (alike, sign)
    return best[1] if best else None


def cells_of(line: str, number: int, delimiter: str) -> Row:
    """The cells of one line. A quotation mark that opens a cell holds what parts cells until it closes.

    >>> [cell.text for cell in cells_of('Sales,"4,318",,"a, b"', 1, ",")]
    ['Sales', '4,318', '', 'a, b']
    """
    cells: Row = []
    at = 0
    while at <= len(line):
        begin = at + len(line[at:]) - len(line[at:].lstrip(" ")) if line[at : at + 1] == " " else at
        if line[begin : begin + 1] == '"' and (close := _closing(line, begin + 1)) >= 0:
            end = line.find(delimiter, close)
            cells.append(Span.of(line[begin + 1 : close], line=number, start=begin + 1))
        else:
            end = line.find(delimiter, at)
            cells.append(Span.of(line[at : end if end >= 0 else len(line)], line=number, start=at).strip())
        if end < 0:
            break
        at = end + 1
    return cells


def _closing(line: str, at: int) -> int:
    """Where the quotation mark closes; two in a row are one of the text. -1 when it does not."""
    while (found := line.find('"', at)) >= 0:
        if line[found + 1 : found + 2] != '"':
            return found
        at = found + 2
    return -1


def read_delimited(text: str, delimiter: str, source: Source, encoding: str, settings: Settings) -> Reading:
    """A decoded file of tables to a reading of one page."""
    lines = [line[: settings.max_line_chars] for line in split_lines(text)]
    rows = [cells_of(line, number, delimiter) for number, line in enumerate(lines, start=1)]
    blocks = tuple(rows_to_blocks(rows, settings))
    page = Page(blocks=blocks, printed=tuple(lines_to_print(list(enumerate(lines, start=1)))))
    return Reading(source=source, pages=(page,), lines=tuple(lines), encoding=encoding)


def rows_to_blocks(rows: list[Row], settings: Settings) -> Iterator[Block]:
    """Rows that follow each other are a table; empty rows part tables, and lone cells before a table head it."""
    table: list[Row] = []
    for row in [*rows, []]:
        filled = [cell for cell in row if cell.text]
        if len(filled) > 1 or (filled and table):
            table.append(row)
            continue
        yield from _table(table, settings)
        table = []
        if filled:
            yield TextBlock("paragraph", filled[0])


def _table(rows: list[Row], settings: Settings) -> Iterator[Block]:
    while rows and sum(bool(cell.text) for cell in rows[-1]) < 2:
        tail = rows.pop()  # a note below the table
        yield from (TextBlock("paragraph", cell) for cell in tail if cell.text)
    if not rows:
        return
    width = settings.max_columns
    cells = tuple(
        Cell(row=r, column=c, span=span)
        for r, row in enumerate(rows)
        for c, span in enumerate(_within(row, width))
        if span.text
    )
    yield GridBlock(Grid(form="tab", rows=len(rows), columns=max(min(len(row), width) for row in rows), cells=cells))


def _within(row: Row, width: int) -> Row:
    """A row of at most so many cells; what is beyond stands in the last one."""
    return row if len(row) <= width else [*row[: width - 1], Span.join(row[width - 1 :])]
