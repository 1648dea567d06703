"""Headings that stand apart from their table, behind a rule or above shaded rows, become the head of its box.

     13 Weeks Ended            between two rules: a table of headings alone
January 28,  January 29,
   2023         2022
------------------------
Net sales   $ 2,418   $ 2,106       the table they stand over
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.model.layout import Layout, Rule, Word
from extract.tables.pdf_columns import part_headings, place_chunks
from extract.tables.pdf_grid import Found, Slot
from extract.tables.pdf_headings import one_for_each, ruled_headings, spread_headers
from extract.tables.pdf_lines import Line, is_year, kind_of, words_to_chunked
from extract.tables.pdf_rows import header_to_rows, never
from extract.tables.pdf_runs import header_start, starts_run
from extract.tables.ragged import CLOSES, OPENS

_EDGE_PT = 3.0
_MOST_HEAD_ROWS = 8
_NEAR_LINES = 3.0


def with_heads(tables: Sequence[Found], layout: Layout) -> list[Found]:
    """The tables, those without a head with the headings above them; tables of nothing but headings go into them."""
    heads = [t for t in tables if is_head(t)]
    gone: set[int] = set()
    for table in tables:
        if table.form == "chart" or not table.xs or not table.ys or any(table is h for h in heads):
            continue
        over = [h for h in heads if id(h) not in gone and is_right_above(h, table)]
        if not over and (has_headings(table) or table.by != "rules"):
            continue
        taken = {id(w) for t in tables if t is not table and all(t is not h for h in over) for w in t.words}
        lines, first = lines_over(table, tables, over, [w for w in layout.words if id(w) not in taken])
        head = head_of(lines, first, layout.across)
        if head:
            add_head(table, head, lines[first:], layout.across)
            held = {id(w) for w in table.words}
            gone |= {id(h) for h in over if all(id(w) in held for w in h.words)}
    return [t for t in tables if id(t) not in gone]


def is_head(table: Found) -> bool:
    """Whether a table holds no figure but years: its rows are headings."""
    values = [s for s in table.slots if kind_of(s.text) != "text"]
    return table.form != "chart" and table.rows <= _MOST_HEAD_ROWS and all(is_year(s.text) for s in values)


def has_headings(table: Found) -> bool:
    """Whether something stands over a column of values; words over the labels are the end of a label that broke off."""
    return any(slot.row < (table.headers or 0) and slot.column + slot.column_span > 1 for slot in table.slots)


def is_right_above(head: Found, table: Found) -> bool:
    """Whether headings end where a table begins."""
    size = max((w.size for w in head.words), default=10.0)
    gap = table.box[1] - head.box[3]
    return -size < gap < _NEAR_LINES * size and head.box[0] < table.box[2] and head.box[2] > table.box[0]


def lines_over(
    table: Found, tables: Sequence[Found], over: Sequence[Found], words: Sequence[Word]
) -> tuple[list[Line], int]:
    """The lines of a table with those above it, from the next table on; and which is the table's first."""
    x0, y0, x1, y1 = table.box
    others = [t for t in tables if t is not table and all(t is not h for h in over)]
    roof = min((h.box[1] - _EDGE_PT for h in over), default=0.0) or max(
        (t.box[3] for t in others if t.box[3] <= y0 + 1 and t.box[0] < x1 and t.box[2] > x0), default=0.0
    )
    inside = [
        w for w in words if x0 - _EDGE_PT < (w.x0 + w.x1) / 2 < x1 + _EDGE_PT and roof < w.base - 0.3 * w.size < y1 + 1
    ]
    lines = words_to_chunked(inside)
    return lines, next((k for k, line in enumerate(lines) if line.base > y0), 0)


def head_of(lines: Sequence[Line], first: int, across: Sequence[Rule]) -> list[Line]:
    """The lines above a table that stand over its columns of values."""
    anchor = next((k for k in range(first, len(lines)) if starts_run(lines[k])), None)
    if not first or anchor is None:
        return []
    last = max(k for k in range(anchor, len(lines)) if starts_run(lines[k]))
    top = header_start(lines, anchor, last, 0, across)
    return list(lines[top:first])


def add_head(table: Found, head: list[Line], body: Sequence[Line], across: Sequence[Rule]) -> None:
    """Sets headings over the columns of a table, as its first rows."""
    starts = [*figure_columns(table), table.columns]
    walls = [*(table.xs[k] for k in starts[:-1]), table.xs[-1]]
    place_chunks(head, walls)
    place_chunks(body, walls)
    part_headings(head, body, walls, ruled_headings(head, body, walls, across))
    one_for_each(head, body, len(walls) - 1)
    spread_headers(head, body, walls, across)
    rows = header_to_rows(head, never, across)
    if not has_headings(table):
        table.headers = 0  # `Revenues by:` in a band of its own heads rows, now that the columns have headings
    for slot in table.slots:
        slot.row += len(rows)
    cells: dict[tuple[int, int, int], Slot] = {}
    for r, row in enumerate(rows):
        for chunk in (c for line in row for c in line.chunks):
            key = next((k for k in cells if k[0] == r and k[1] <= chunk.last and chunk.first <= k[2]), None)
            if key is None:
                key = (r, chunk.first, chunk.last)
                cells[key] = Slot(r, starts[chunk.first], [], 1, starts[chunk.last + 1] - starts[chunk.first])
            cells[key].words.extend(chunk.words)
            cells[key].notes = cells[key].notes + chunk.notes
    table.slots = [*cells.values(), *table.slots]
    table.rows += len(rows)
    table.headers = len(rows) + (table.headers or 0)
    top = min(line.y0 for line in head)
    table.ys = (top, *(max(line.y1 for line in row) for row in rows[:-1]), *table.ys)
    table.box = (table.box[0], min(top, table.box[1]), table.box[2], table.box[3])


def figure_columns(table: Found) -> list[int]:
    """The columns of a table, those of nothing but signs as part of the column of their figures.

    `$` `1,234` `)` in three shaded cells are one column with one heading.
    """
    held: dict[int, list[str]] = {}
    for slot in table.slots:
        if slot.words and slot.row >= (table.headers or 0) and slot.column_span == 1:
            held.setdefault(slot.column, []).append(slot.text)
    opening, closing = (
        {k for k, texts in held.items() if k and all(sign.fullmatch(text) for text in texts)}
        for sign in (OPENS, CLOSES)
    )
    return [k for k in range(table.columns) if k - 1 not in opening and (k not in closing or k - 1 not in held)]
