"""Records of several lines whose names span them, where the source forgot the spans → one row a record.

    Issuer     This year  Last year  Purpose          Issuer  | This year       | Last year       | Purpose
    Shares     Shares                                         | Shares | Amount | Shares | Amount |
    Amount     Amount                            →    A Corp. | 4,100  | 72     | 3,900  | 51     | trade
    A Corp.    4,100      3,900      trade            B Corp. | 9,100  | 84     | 9,100  | 79     | trade
    72         51
    B Corp.    9,100      9,100      trade
    84         79

The lower lines begin where the names do, one place too far to the left. They are known by their number: every name is
followed by as many lines, each with as many figures as stand behind the name, and the heading has a line for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.model import Cell, Grid, Span
from extract.model.grid import Form
from extract.tables.ragged import is_value

Line = Sequence[Span]
"""The cells of a line that have text, from left to right."""

_MOST_STOREYS = 4
_LEAST_RECORDS = 2


def records_to_grid(form: Form, lines: Sequence[Line]) -> Grid | None:
    """Lines to the grid of their records; None where they hold no such records, or others beside them."""
    names = [n for n, line in enumerate(lines) if width_of(line)]
    if len(names) < _LEAST_RECORDS:
        return None
    first, width, storeys = names[0], width_of(lines[names[0]]), _storeys(lines, names[0])
    heads = lines[:first]
    if not 1 < storeys <= _MOST_STOREYS or len(heads) <= storeys or not _head_storeys(heads[-storeys:], width):
        return None
    records: list[Sequence[Line]] = []
    n = first
    while n < len(lines):
        if _same_texts(lines[n : n + len(heads)], heads):
            n += len(heads)  # the heading again, on another page
            continue
        record = lines[n : n + storeys]
        if (
            width_of(record[0]) != width
            or _storeys(lines, n) != storeys
            or any(len(line) != width for line in record[1:])
        ):
            return None
        records.append(record)
        n += storeys
    if len(records) < _LEAST_RECORDS:
        return None
    return grid_of_records(form, heads, records, width)


def width_of(line: Line) -> int:
    """How many figures stand behind the name that begins a line; 0 where it begins with none, or words follow figures
    and figures these."""
    if len(line) < 2 or is_value(line[0].text):
        return 0
    kinds = [is_value(span.text) for span in line[1:]]
    width = kinds.index(False) if False in kinds else len(kinds)
    return 0 if any(kinds[n] and any(map(str.isdigit, line[1 + n].text)) for n in range(width, len(kinds))) else width


def _storeys(lines: Sequence[Line], name: int) -> int:
    """How many lines a record has: the name's and those of figures alone."""
    end = name + 1
    while end < len(lines) and end - name <= _MOST_STOREYS and lines[end] and all(is_value(s.text) for s in lines[end]):
        end += 1
    return end - name


def _head_storeys(heads: Sequence[Line], width: int) -> bool:
    """Whether each line of a heading says one thing of all columns, and no two say the same."""
    if width < 2 or any(len(line) != width for line in heads):
        return False
    return all(map(is_alike, heads)) and len({_text(line[0]) for line in heads}) == len(heads)


def is_alike(line: Line) -> bool:
    """Whether a line says one thing over and over: `Shares`, `Shares`."""
    return len({_text(span) for span in line}) == 1


def _same_texts(some: Sequence[Line], others: Sequence[Line]) -> bool:
    return [[_text(s) for s in line] for line in some] == [[_text(s) for s in line] for line in others]


def _text(span: Span) -> str:
    return "".join(span.text.split())


def grid_of_records(form: Form, heads: Sequence[Line], records: Sequence[Sequence[Line]], width: int) -> Grid:
    """The grid of records of several lines, `width` figures on each, below the lines of their heading: titles, one over
    the names and columns, and one for each line of a record."""
    storeys = len(records[0])
    titles, top, below = heads[: -storeys - 1], heads[-storeys - 1], heads[-storeys:]
    last = 1 + width * storeys
    cells: list[Cell] = []
    lead = top[:1] if len(top) > width else ()
    cells += [Cell(row=0, column=0, span=span) for span in lead]
    over = top[len(lead) :]
    cells += [
        Cell(row=0, column=1 + n * storeys, column_span=storeys, span=span) for n, span in enumerate(over[:width])
    ]
    cells += [Cell(row=0, column=last + n, span=span) for n, span in enumerate(over[width:])]
    for n in range(width):
        cells += [Cell(row=1, column=1 + n * storeys + s, span=line[n]) for s, line in enumerate(below)]
    for row, (first, *rest) in enumerate(records, start=2):
        cells.append(Cell(row=row, column=0, span=first[0]))
        for n in range(width):
            figures = [first[1 + n], *(line[n] for line in rest)]
            cells += [Cell(row=row, column=1 + n * storeys + s, span=span) for s, span in enumerate(figures)]
        cells += [Cell(row=row, column=last + n, span=span) for n, span in enumerate(first[1 + width :])]
    columns = max(cell.column + cell.column_span for cell in cells)
    caption = tuple(Span.join(line) for line in titles)
    return Grid(form=form, rows=2 + len(records), columns=columns, cells=tuple(cells), headers=2, caption=caption)


def blank_lines_to_rows(lines: Sequence[Line]) -> list[Line]:
    """Lines of words between two blank ones that have as many cells each as one line; of others the fullest leads."""
    rows: list[Line] = []
    starts = [0, *(n + 1 for n, line in enumerate(lines) if not line)]
    for start, end in pairwise([*starts, len(lines) + 1]):
        group = lines[start : end - 1]
        if not group:
            continue
        if any(is_value(span.text) for line in group for span in line) or len(group) == 1:
            rows += group
            continue
        fullest = max(group, key=len)
        if len({len(line) for line in group}) == 1:
            rows.append([Span.join(spans, "\n") for spans in zip(*group, strict=True)])
        else:
            rest = [span for line in group if line is not fullest for span in line]
            rows.append([*fullest[:-1], Span.join([fullest[-1], *rest])])
    return rows
