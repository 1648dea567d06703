"""Rows whose cells do not stand in the same places: cells of one column are found by their order.

What turns into what: rows of cells → one label and one cell a column. A converter that forgets how many columns a cell
covered writes `Cash| $| 6,601 | | | $| 4,236 |` above `Debt| 915 | | | 1,860 |`: the second figures of both rows are
of one column though the places differ. Rows with as many cells as there are columns are read in order; a shorter row
is placed by the number of its empty cells, where that leaves one way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import regex as re

from extract.lex.fold import fold_figures as fold
from extract.lex.markup import drop_markup
from extract.lex.numbers import VALUE_KINDS, is_year, read_cell
from extract.lex.periods import find_periods
from extract.model import Cell, Form, Grid, Span

MONEY = re.compile(r"(?:US|HK|NT|[ACSR])?[$¥€£₩]")
OPENS = re.compile(r"(?:(?:US|HK|NT|[ACSR])?[$¥€£₩])?\s?\(?")
CLOSES = re.compile(r"\)\s?%?|%\s?\)?")
_DAY = re.compile(r"\d{1,2},")
# How far the empty cells of a missing column may be from those of a column that is there.
_DRIFTS = (-1, 0, 1)


class Item(NamedTuple):
    """A cell with its signs, and how many empty cells of its row stand behind it."""

    span: Span
    behind: int


class Row(NamedTuple):
    """A row of cells: what stands before its first figure, by place, and what stands from there on, in order."""

    stub: tuple[tuple[int, Span], ...]
    items: tuple[Item, ...]
    start: int
    """The place of the first figure, or of its sign."""
    length: int


def is_value(text: str) -> bool:
    """Whether a cell holds a figure or a dash; a bare year is no value, nor the middle of a date (`29,`)."""
    plain = drop_markup(Span(text)).text.strip()
    return read_cell(plain).kind in VALUE_KINDS and not is_year(plain) and _DAY.fullmatch(plain) is None


def cells_to_row(cells: Sequence[Span]) -> Row:
    """Cells to a row whose signs stand with their figures.

    >>> row = cells_to_row([Span(t) for t in ("Loss", "", "$", "(915", ")", "", "—", "")])
    >>> [(at, span.text) for at, span in row.stub], [(item.span.text, item.behind) for item in row.items]
    ([(0, 'Loss')], [('$ (915)', 3), ('—', 1)])
    """
    found: list[tuple[int, Span, int]] = []
    sign: tuple[int, Span] | None = None
    empty = 0
    for at, cell in enumerate(cells):
        span = cell.strip()
        text = fold(span.text)
        if not text:
            empty += 1
            continue
        last = found[-1] if found else None
        if CLOSES.fullmatch(text) and last is not None and last[2] == empty and is_value(last[1].text):
            # A bracket or percent sign fills what is an empty cell behind a figure that has none.
            found[-1] = (last[0], Span.join([last[1], span], ""), empty)
            empty += 1
            continue
        if sign is not None:
            if is_value(span.text):
                at, span = sign[0], Span.join([sign[1], span], " ")
            else:
                found.append((*sign, empty))
            sign = None
        elif at and OPENS.fullmatch(text):
            sign = (at, span)
            continue
        found.append((at, span, empty))
    if sign is not None:
        found.append((*sign, empty))
    first = next((n for n, (at, span, _) in enumerate(found) if at and is_value(span.text)), len(found))
    items = tuple(Item(span, empty - before) for _, span, before in found[first:])
    start = found[first][0] if items else len(cells)
    return Row(tuple((at, span) for at, span, _ in found[:first]), items, start, len(cells))


def ragged_to_grid(form: Form, rows: Sequence[Row], *, drawn: bool = False) -> Grid | None:
    """Rows to a grid of one cell a column; None when the rows do not agree on a number of columns. `drawn`: headings
    that stand in one place stand over one column, whatever place the figures below have.

    Figures that may stand in more than one column are kept as noise behind the columns: told, never placed.
    """
    data = [n for n, row in enumerate(rows) if row.items]
    width = columns_of([rows[n] for n in data])
    if width is None:
        return None
    width = _headed_width([rows[n] for n in data], rows[: data[0]], width)
    pattern = _pattern([rows[n] for n in data], width)
    stub = 1 + max((at for n in data for at, _ in rows[n].stub), default=0)
    lead = Counter(rows[n].start for n in data if len(rows[n].items) == width).most_common(1)[0][0]
    heads = rows[: data[0]]
    places = _places(heads, width) if drawn else {}
    sure = all(_columns_by_place(row, places) or _finds_columns(row, width, lead, stub) for row in heads)
    basis = None if sure else "preference"
    cells: list[Cell] = []
    again = _again(heads, width) if drawn else set[int]()
    for n, row in enumerate(rows):
        if n < data[0] or (not row.items and len(row.stub) == stub + width):
            by_place = _over_sets(row, again, places, width)
            by_place = by_place or [(c, span, 1) for c, span in _columns_by_place(row, places)]
            cells += [Cell(row=n, column=0, span=span) for at, span in row.stub if by_place and at == 0]
            cells += [Cell(row=n, column=stub + c, span=span, column_span=wide) for c, span, wide in by_place]
            cells += [] if by_place else _head_cells(n, row, stub, width, lead, sure=sure)
            continue
        taken = min(stub, 1 + max((at for at, _ in row.stub), default=0))
        cells += [Cell(row=n, column=min(at, stub - 1), span=span) for at, span in _apart(row.stub, taken)]
        where = placed(row, width, pattern)
        behind = stub + width
        if where is None:
            cells += [Cell(row=n, column=behind + at, span=i.span, role="noise") for at, i in enumerate(row.items)]
        else:
            cells += [
                Cell(row=n, column=stub + c, span=i.span, basis=basis) for c, i in zip(where, row.items, strict=True)
            ]
    columns = max([stub + width, *(c.column + c.column_span for c in cells)])
    ordered = tuple(sorted(cells, key=lambda c: (c.row, c.column)))
    return Grid(form=form, rows=len(rows), columns=columns, cells=ordered)


def _places(heads: Sequence[Row], width: int) -> dict[int, int]:
    """The column of each place at which a line of as many headings as columns has one; none where two lines differ."""
    full = {tuple(at for at, _ in row.stub if at > 0) for row in heads if not row.items}
    full = {places for places in full if len(places) == width}
    return {at: column for column, at in enumerate(next(iter(full)))} if len(full) == 1 else {}


def _again(heads: Sequence[Row], width: int) -> set[int]:
    """In how many sets of columns the headings come again: `2031 | 2030 | 2031 | 2030` in two."""
    lines = ([span.text for at, span in row.stub if at > 0] for row in heads)
    full = [texts for texts in lines if len(texts) == width]
    sets = range(2, width // 2 + 1)
    return {n for n in sets if not width % n and any(texts == texts[: width // n] * n for texts in full)}


def _over_sets(row: Row, again: set[int], places: dict[int, int], width: int) -> list[tuple[int, Span, int]]:
    """(column, heading, columns covered) of a line of one heading for each set of columns whose headings come again,
    the first of them over the first column, wherever the others were moved to; none for other lines."""
    heads = [(at, span) for at, span in row.stub if at > 0]
    if row.items or len(heads) not in again or places.get(heads[0][0]) != 0:
        return []
    wide = width // len(heads)
    return [(n * wide, span, wide) for n, (_, span) in enumerate(heads)]


def _columns_by_place(row: Row, places: dict[int, int]) -> list[tuple[int, Span]]:
    """The column of each heading of a line; none where one stands in a place that is no column's."""
    found = [(places.get(at), span) for at, span in row.stub if at > 0]
    return [(c, span) for c, span in found if c is not None] if all(c is not None for c, _ in found) else []


def _apart(stub: Sequence[tuple[int, Span]], width: int) -> list[tuple[int, Span]]:
    """The pieces of a stub by place; those behind its last column stand in it."""
    kept = [(at, span) for at, span in stub if at < width]
    beyond = [span for at, span in stub if at >= width]
    if beyond:
        last = [span for at, span in kept if at == width - 1]
        kept = [(at, span) for at, span in kept if at < width - 1]
        kept.append((width - 1, Span.join([*last, *beyond])))
    return kept


def columns_of(rows: Sequence[Row]) -> int | None:
    """How many cells the rows of figures have from their first on: the number most of the fuller ones agree on; where
    most rows leave cells empty, the number of which most rows say in which columns theirs stand."""
    counts = Counter(len(row.items) for row in rows)
    enough = max(1, len(rows) // 10)
    often = {n: times for n, times in counts.items() if n > 0 and times >= enough}
    if not often:
        return None
    width = max(often)
    fuller = sum(times for n, times in counts.items() if n > width)
    if fuller * 5 <= len(rows) and often[width] * 3 >= len(rows):
        return width
    return max(often, key=lambda n: (_explained(rows, n), often[n], n))


def _explained(rows: Sequence[Row], width: int) -> int:
    """Of how many rows the cells have one place each among so many columns."""
    pattern = _pattern(rows, width)
    return sum(placed(row, width, pattern) is not None for row in rows)


def _headed_width(rows: Sequence[Row], headings: Sequence[Row], width: int) -> int:
    """The number of columns where most rows leave some of them empty: that of the fullest rows, if a line of headings
    has one for each. `Shares | Amount | Shares | Amount` over four figures here and there, and two in most rows, which
    are then placed by the empty cells around them."""
    counts = Counter(len(row.items) for row in rows)
    heads = {sum(at > 0 for at, _ in row.stub) for row in headings}
    fuller = [n for n, times in counts.items() if n > width and n in heads and times > 1]
    return max(fuller, default=width)


def _pattern(rows: Sequence[Row], width: int) -> tuple[int, ...] | None:
    """How many empty cells stand behind each column in full rows, where most agree on it."""
    found = Counter(tuple(item.behind for item in row.items) for row in rows if len(row.items) == width)
    if not found:
        return None
    pattern, times = found.most_common(1)[0]
    return pattern if times * 2 >= sum(found.values()) else None


def placed(row: Row, width: int, pattern: tuple[int, ...] | None) -> list[int] | None:
    """The column of each cell of a row; None when the row has too many or they may stand in several ways."""
    if len(row.items) == width:
        return list(range(width))
    if not row.items:
        return []
    if pattern is None or len(row.items) > width:
        return None
    ways = {way for drift in _DRIFTS for way in _ways(row, width, pattern, drift)}
    return list(next(iter(ways))) if len(ways) == 1 else None


def _ways(row: Row, width: int, pattern: tuple[int, ...], drift: int) -> set[tuple[int, ...]]:
    """The columns of a row's cells if each missing column leaves `drift` empty cells more than one that is there: the
    leftmost and the rightmost way, which are one where there is no other."""
    count = len(row.items)
    fits = [
        [
            c
            for c in range(width)
            if (missing := (width - c) - (count - n)) >= 0 and pattern[c] + missing * (1 + drift) == item.behind
        ]
        for n, item in enumerate(row.items)
    ]
    left: list[int] = []
    for columns in fits:
        left += [c for c in columns if c > (left[-1] if left else -1)][:1]
    right: list[int] = []
    for columns in reversed(fits):
        right += [c for c in reversed(columns) if c < (right[-1] if right else width)][:1]
    return {tuple(left), tuple(reversed(right))} if len(left) == len(right) == count else set()


def _finds_columns(row: Row, width: int, lead: int, stub: int) -> bool:
    """Whether the headings of a line are as many as the columns, or stand over sets of them of one size. `Stock |
    Surplus | Earnings` above `Shares | Cost | Shares | Cost` over seven columns do not: how many each covered is lost,
    and the figures below are given and not trusted."""
    heads = [(at, span) for at, span in row.stub if at > 0]
    over = len(row.stub) - _has_label(row) - width
    if row.items or over == 0 or (over == 1 and len(heads) == width) or _behind_labels(row, width, stub):
        return True
    return len(heads) < width and _covering(heads, row.length, width, lead) is not None


def _behind_labels(row: Row, width: int, stub: int) -> bool:
    """Whether a line has one heading for each column behind those of several columns of labels: `In millions | Line of
    the balance sheet | 2031 | 2030` over rows of two labels and two figures."""
    return sum(at >= stub for at, _ in row.stub) == width and len(row.stub) - width <= stub


def _has_label(row: Row) -> bool:
    """Whether what begins a line of headings is the label of the line: `Statements of Cash Flows | June 30,`, where
    all but the first name a period. `Shares | Amount`, `2023 | 2022` are headings all, whatever place they begin at."""
    if len(row.stub) < 2 or row.stub[0][0] > 0:
        return False
    first, *others = (span.text for _, span in row.stub)
    return not _names_period(first) and all(map(_names_period, others))


def _names_period(text: str) -> bool:
    """Whether a heading is a period or a piece of one."""
    return is_year(text.strip()) or bool(find_periods(text))


def _head_cells(n: int, row: Row, stub: int, width: int, lead: int, *, sure: bool) -> list[Cell]:
    """The cells of a heading: one for each column with what is over in the stub, or as many columns each as its place
    among empty cells says, where no other line of the heading belies it."""
    texts = [span for _, span in row.stub]
    over = len(texts) - _has_label(row) - width
    if over >= 0 and (sum(at > 0 for at, _ in row.stub) <= width or _behind_labels(row, width, stub)):
        before = _apart(row.stub[: len(texts) - width], stub)
        placed = [(stub + c, span, 1) for c, span in enumerate(texts[len(texts) - width :])]
    else:
        before = [(at, span) for at, span in row.stub if at == 0]
        heads = [(at, span) for at, span in row.stub if at > 0]
        covering = _covering(heads, row.length, width, lead) if sure or len(heads) < 2 else None
        placed = [(stub + c, span, wide) for c, span, wide in covering or ()]
        if covering is None:  # nothing says which columns: it stands before all of them
            before = [(0, Span.join([span for _, span in row.stub]))]
    cells = [Cell(row=n, column=at, span=span) for at, span in before]
    return cells + [Cell(row=n, column=c, span=span, column_span=wide) for c, span, wide in placed]


def _covering(
    heads: Sequence[tuple[int, Span]], length: int, width: int, lead: int
) -> list[tuple[int, Span, int]] | None:
    """(column, heading, columns covered) of fewer headings than columns, by the slots that its row has: with a spacer
    between two, or without. Every slot covers as many columns as the others; None where they do not say."""
    if not heads:
        return []
    start = min(lead, heads[0][0])
    for step in (2, 1):
        slots = -(-(length - start) // step)
        if width % slots == 0 and all((at - start) % step == 0 for at, _ in heads):
            wide = width // slots
            return [((at - start) // step * wide, span, wide) for at, span in heads]
    if width % len(heads) == 0:
        wide = width // len(heads)
        return [(n * wide, span, wide) for n, (_, span) in enumerate(heads)]
    return None
