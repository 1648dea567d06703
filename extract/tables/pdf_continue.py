"""Tables that go on over the page: the header printed on the page before stands over the columns of the next."""

from __future__ import annotations

from extract.tables.pdf_grid import Found, Slot
from extract.tables.pdf_lines import kind_of

_EDGE_PT = 8.0


def continues(above: Found, below: Found) -> bool:
    """Whether a table without header stands in the columns of the last table of the page before."""
    if has_headings(below) or not above.headers or above.columns != below.columns or above.columns < 2:
        return False
    first, second = edges(above), edges(below)
    shared = first.keys() & second.keys()
    return bool(shared) and len(shared) >= len(second) and all(abs(first[c] - second[c]) <= _EDGE_PT for c in shared)


def has_headings(table: Found) -> bool:
    """Whether something stands over a column of values; words over the labels are the end of a label that broke off."""
    return any(slot.row < (table.headers or 0) and slot.column + slot.column_span > 1 for slot in table.slots)


def edges(table: Found) -> dict[int, float]:
    """The right edge of the values of each column."""
    out: dict[int, float] = {}
    for slot in table.slots:
        if slot.column and slot.words and slot.row >= (table.headers or 0) and kind_of(slot.text) == "value":
            right = max(word.x1 for word in slot.words)
            out[slot.column] = max(out.get(slot.column, 0.0), right)
    return out


def with_header(above: Found, below: Found, page: int) -> Found:
    """The table with the header of the page before on top; those cells keep the page on which they are printed."""
    headers = above.headers or 0
    head = [
        Slot(s.row, s.column, s.words, min(s.row_span, headers - s.row), s.column_span, [], s.page or page)
        for s in above.slots
        if s.row < headers
    ]
    for slot in below.slots:
        slot.row += headers
    below.slots = head + below.slots
    below.rows += headers
    below.headers = headers
    return below
