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
from extract.model import Cell, Form, Grid, Span

MONEY = re.compile(r"(?:US|HK|NT|[ACSR])?[$¥€£₩]")
_OPENS = re.compile(r"(?:(?:US|HK|NT|[ACSR])?[$¥€£₩])?\s?\(?")
_CLOSES = re.compile(r"\)\s?%?|%\s?\)?")
# How far the empty cells of a missing column may be from those of a column that is there.
_DRIFTS = (0, 1, -1, 2, -2, 3, -3)


class Item(NamedTuple):
    """A cell with its signs, and how many empty cells of its row stand before it."""

    span: Span
    before: int


class Row(NamedTuple):
    label: Span | None
    items: tuple[Item, ...]
    empty: int
    """Empty cells in all."""


def is_value(text: str) -> bool:
    """Whether a cell holds a figure or a dash; a bare year is no value."""
    plain = drop_markup(Span(text)).text.strip()
    return read_cell(plain).kind in VALUE_KINDS and not is_year(plain)


def cells_to_row(cells: Sequence[Span]) -> Row:
    """The first cell as the label, the others with the signs that stand in cells of their own.

    >>> row = cells_to_row([Span(t) for t in ("Loss", "$", "(915", ")", "", "—", "")])
    >>> row.label.text, [(i.span.text, i.before) for i in row.items], row.empty
    ('Loss', [('$ (915)', 0), ('—', 2)], 3)
    """
    label = cells[0].strip() if cells and cells[0].text.strip() else None
    items: list[Item] = []
    sign: Span | None = None
    empty = 0
    for cell in cells[1:]:
        span = cell.strip()
        text = fold(span.text)
        if not text:
            empty += 1
            continue
        if _CLOSES.fullmatch(text) and items and items[-1].before == empty and is_value(items[-1].span.text):
            # A bracket or percent sign fills what is an empty cell behind a figure that has none.
            items[-1] = Item(Span.join([items[-1].span, span], ""), empty)
            empty += 1
            continue
        if sign is not None:
            if is_value(span.text):
                span = Span.join([sign, span], " ")
            else:
                items.append(Item(sign, empty))
            sign = None
        elif _OPENS.fullmatch(text):
            sign = span
            continue
        items.append(Item(span, empty))
    if sign is not None:
        items.append(Item(sign, empty))
    return Row(label, tuple(items), empty)


class Pattern(NamedTuple):
    """How many empty cells stand before each column in a row that has them all, and in all."""

    before: tuple[int, ...]
    empty: int


def ragged_to_grid(form: Form, rows: Sequence[Row]) -> Grid | None:
    """Rows to a grid of one cell a column; None when the rows do not agree on a number of columns.

    Figures that may stand in more than one column are kept as noise behind the columns: told, never placed.
    """
    data = [n for n, row in enumerate(rows) if any(is_value(item.span.text) for item in row.items)]
    width = columns_of([rows[n] for n in data])
    if width is None:
        return None
    pattern = _pattern([rows[n] for n in data], width)
    worded = _worded([rows[n] for n in data], width)
    cells: list[Cell] = []
    for n, row in enumerate(rows):
        if row.label is not None:
            cells.append(Cell(row=n, column=0, span=row.label))
        if n < data[0]:
            cells += _head_cells(n, row, width, pattern, worded)
            continue
        where = placed(row, width, pattern)
        if where is None:
            cells += [
                Cell(row=n, column=width + 1 + at, span=item.span, role="noise") for at, item in enumerate(row.items)
            ]
        else:
            cells += [
                Cell(row=n, column=1 + column, span=item.span) for column, item in zip(where, row.items, strict=True)
            ]
    columns = max([width + 1, *(c.column + c.column_span for c in cells)])
    ordered = tuple(sorted(cells, key=lambda c: (c.row, c.column)))
    return Grid(form=form, rows=len(rows), columns=columns, cells=ordered)


def _worded(rows: Sequence[Row], width: int) -> int:
    """How many columns behind the labels hold words."""
    full = [row.items for row in rows if len(row.items) == width]
    column = 0
    while column < width - 1 and sum(is_value(items[column].span.text) for items in full) * 4 < len(full):
        column += 1
    return column


def columns_of(rows: Sequence[Row]) -> int | None:
    """How many cells the rows of figures have beside their label: the number most of the fuller ones agree on."""
    counts = Counter(len(row.items) for row in rows)
    if not counts:
        return None
    enough = max(1, len(rows) // 10)
    often = {n: times for n, times in counts.items() if n > 0 and times >= enough}
    if not often:
        return None
    width = max(often)
    fuller = sum(times for n, times in counts.items() if n > width)
    return (
        width if fuller * 5 <= len(rows) and often[width] * 3 >= len(rows) else max(often, key=lambda n: (often[n], n))
    )


def _pattern(rows: Sequence[Row], width: int) -> Pattern | None:
    """The empty cells of full rows, where most agree on them."""
    found = Counter(
        Pattern(tuple(item.before for item in row.items), row.empty) for row in rows if len(row.items) == width
    )
    if not found:
        return None
    pattern, times = found.most_common(1)[0]
    return pattern if times * 2 >= sum(found.values()) else None


def placed(row: Row, width: int, pattern: Pattern | None) -> list[int] | None:
    """The column of each cell of a row; None when the row has too many or they may stand in several ways."""
    if len(row.items) == width:
        return list(range(width))
    if len(row.items) > width:
        return None
    if not row.items:
        return []
    if pattern is None:
        return None
    ways = {way for drift in _DRIFTS for way in _ways(row, width, pattern, drift)}
    return list(next(iter(ways))) if len(ways) == 1 else None


def _ways(row: Row, width: int, pattern: Pattern, drift: int) -> set[tuple[int, ...]]:
    """The columns of a row's cells if each missing column leaves `drift` empty cells more than one that is there: the
    leftmost and the rightmost way, which are one where there is no other."""
    if row.empty != pattern.empty + (width - len(row.items)) * (1 + drift):
        return set()
    fits = [
        [c for c in range(width) if pattern.before[c] + (c - n) * (1 + drift) == item.before]
        for n, item in enumerate(row.items)
    ]
    left: list[int] = []
    for columns in fits:
        left += [c for c in columns if c > (left[-1] if left else -1)][:1]
    right: list[int] = []
    for columns in reversed(fits):
        right += [c for c in reversed(columns) if c < (right[-1] if right else width)][:1]
    return {tuple(left), tuple(reversed(right))} if len(left) == len(right) == len(fits) else set()


def _head_cells(n: int, row: Row, width: int, pattern: Pattern | None, worded: int) -> list[Cell]:
    """The cells of a heading over the columns: one each, an equal share of them each, or where its empty cells say."""
    items = row.items
    if not items:
        return []
    if len(items) >= width:
        return [Cell(row=n, column=1 + c, span=item.span) for c, item in enumerate(items)]
    if len(items) == width - worded and row.label is not None:
        # The label's heading covers the columns of words behind it: a unit for each row, a note.
        return [Cell(row=n, column=1 + worded + c, span=item.span) for c, item in enumerate(items)]
    lead = pattern.before[0] if pattern is not None else 0
    slots = [item.before + at - lead for at, item in enumerate(items)]
    total = row.empty + len(items) - lead
    for step in (2, 1):
        # A cell a column, with or without a spacer between.
        if total in (step * width, step * width - step + 1) and all(s >= 0 and s % step == 0 for s in slots):
            return [Cell(row=n, column=1 + s // step, span=item.span) for s, item in zip(slots, items, strict=True)]
    if width % len(items) == 0:
        wide = width // len(items)
        return [Cell(row=n, column=1 + at * wide, span=item.span, column_span=wide) for at, item in enumerate(items)]
    return [Cell(row=n, column=1 + c, span=item.span) for c, item in enumerate(items)]
