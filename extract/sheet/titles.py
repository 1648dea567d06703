"""What a table is called: a title row in the grid, or the words before it.

What turns into what: a sheet's header cells and caption → the texts that may name it, and the one that does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.model import Cell, Span
from extract.sheet.wording import UNIT_LINE, bare_period, is_unit_only, may_title, only_units, shown

if TYPE_CHECKING:
    from extract.sheet.sheet import Sheet


def texts_that_may_name(sheet: Sheet) -> list[Span]:
    """Texts that may name the table, the most likely first: a title row in the grid, then what stands before."""
    spans = _title_rows(sheet)
    heads = max((c.row for c in sheet.header_cells if c.column > 0 and c.column not in sheet.label_columns), default=0)
    # Words in the label column below the last header row, or before a colon, head rows and not the table.
    spans += [
        c.span
        for c in sheet.header_cells
        if c.column == 0
        and c.row <= heads
        and c.row not in sheet.rows_of_events
        and 0 not in sheet.value_columns
        and c.span not in spans
        and not c.text.endswith((":", "："))
    ]
    for span in reversed(sheet.grid.caption):
        text = shown(span)
        if len(text) <= 160 and not is_unit_only(text) and any(map(str.isalpha, text)):
            spans.append(span)
    return [*spans, *_name_over_columns(sheet)]


def _name_over_columns(sheet: Sheet) -> list[Span]:
    """The first row of the grid where it holds nothing but one text, over columns that each have headings below it:
    `Results by Segment, Year ended June 30, 2018`."""
    rows: dict[int, list[Cell]] = {}
    for cell in sheet.header_cells:
        if cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    first = rows.pop(0, [])
    parted = any(sum(c.column not in sheet.label_columns for c in row) > 1 for row in rows.values())
    alone = len(first) == 1 and parted and bare_period(first[0].text) is None  # a period heads columns and names none
    return [c.span for c in first if alone and c.column not in sheet.label_columns]


def _title_rows(sheet: Sheet) -> list[Span]:
    """The first row of the grid where it holds words over the labels, and over the columns units at most."""
    row = [c for c in sheet.header_cells if c.row == 0 and c.row not in sheet.rows_of_events]
    return [c.span for c in row[:1] if c.column == 0 and (len(row) == 1 or only_units(row[1:]))]


def title_of(sheet: Sheet) -> str | None:
    """The first text that may be a name; with no words before the table, the title of the one above."""
    return own_title(sheet) or (None if sheet.grid.caption else sheet.title_above)


def own_title(sheet: Sheet) -> str | None:
    """The first text of the table or before it that may be its name."""
    texts = [shown(s) for s in sheet.title_spans]
    texts = [t for t in texts if t not in sheet.running and not UNIT_LINE.match(t)]
    return next((t for t in texts if may_title(t)), None)
