"""Records that take as many lines as their heading get a column for each line."""

from __future__ import annotations

from extract.model import Cell, Grid, GridBlock, Settings, Span
from extract.read.text import lines_to_blocks
from extract.tables.storeys import without_storeys

Slot = tuple[int, int, int, int, str]


def grid(rows: int, columns: int, *slots: Slot) -> Grid:
    cells = tuple(Cell(row=r, column=c, row_span=h, column_span=w, span=Span(text)) for r, c, h, w, text in slots)
    return Grid(form="html", rows=rows, columns=columns, cells=cells)


HEAD: tuple[Slot, ...] = (
    (0, 0, 3, 1, "Issuer"), (0, 1, 1, 1, "This year"), (0, 2, 1, 1, "Last year"), (0, 3, 3, 1, "Purpose"),
    (1, 1, 1, 1, "Shares"), (1, 2, 1, 1, "Shares"), (2, 1, 1, 1, "Amount"), (2, 2, 1, 1, "Amount"),
)  # fmt: skip
ONE: tuple[Slot, ...] = (
    (3, 0, 2, 1, "Adler AG"), (3, 1, 1, 1, "400"), (3, 2, 1, 1, "300"), (3, 3, 2, 1, "trade"),
    (4, 1, 1, 1, "72"), (4, 2, 1, 1, "51"),
)  # fmt: skip
TWO: tuple[Slot, ...] = (
    (5, 0, 2, 1, "Birk AG"), (5, 1, 1, 1, "910"), (5, 2, 1, 1, "-"), (5, 3, 2, 1, "trade"), (6, 1, 1, 1, "84"),
)  # fmt: skip


def test_each_storey_gets_a_column() -> None:
    out = without_storeys(grid(7, 4, *HEAD, *ONE, *TWO))
    assert (out.rows, out.columns, out.headers) == (4, 6, 2)
    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in out.cells] == [
        (0, 0, 2, 1, "Issuer"), (0, 1, 1, 2, "This year"), (0, 3, 1, 2, "Last year"), (0, 5, 2, 1, "Purpose"),
        (1, 1, 1, 1, "Shares"), (1, 2, 1, 1, "Amount"), (1, 3, 1, 1, "Shares"), (1, 4, 1, 1, "Amount"),
        (2, 0, 1, 1, "Adler AG"), (2, 1, 1, 1, "400"), (2, 2, 1, 1, "72"), (2, 3, 1, 1, "300"), (2, 4, 1, 1, "51"),
        (2, 5, 1, 1, "trade"),
        (3, 0, 1, 1, "Birk AG"), (3, 1, 1, 1, "910"), (3, 2, 1, 1, "84"), (3, 3, 1, 1, "-"), (3, 5, 1, 1, "trade"),
    ]  # fmt: skip


def test_names_over_several_rows_without_a_heading_for_each_line_stay_as_they_are() -> None:
    one_line_head = tuple(s for s in HEAD if s[0] != 1)
    block = grid(7, 4, *one_line_head, *ONE, *TWO)
    assert without_storeys(block) == block


def test_a_table_with_a_row_that_is_no_record_stays_as_it_is() -> None:
    table = grid(8, 4, *HEAD, *ONE, *TWO, (7, 0, 1, 1, "Total"), (7, 1, 1, 1, "1,310"))
    assert without_storeys(table) == table


def test_a_cell_that_spans_storeys_keeps_the_table_as_it_is() -> None:
    table = grid(7, 4, *HEAD, *ONE, *(s for s in TWO if s[1] != 2), (5, 2, 2, 1, "none"))
    assert without_storeys(table) == table


PLAIN = """\
| Issuer | This year | Last year | Purpose |
|  | Shares | Shares |  |
|  | Amount (millions of yen) | Amount (millions of yen) |  |
| Adler KK | 4,100 | 3,900 | trade |
|  | 72 | 51 |  |
| Birk KK | 9,100 | 9,100 | trade |
|  | 84 | 79 |  |"""


def read(text: str) -> list[Grid]:
    blocks = lines_to_blocks(list(enumerate(text.split("\n"), start=1)), Settings())
    return [block.grid for block in blocks if isinstance(block, GridBlock)]


def test_names_without_spans_head_the_lines_up_to_the_next() -> None:
    (out,) = read(PLAIN)
    assert [[c.text for c in out.row(r)] for r in range(out.rows)] == [
        ["Issuer", "This year", "Last year", "Purpose"],
        ["Shares", "Amount (millions of yen)", "Shares", "Amount (millions of yen)"],
        ["Adler KK", "4,100", "72", "3,900", "51", "trade"],
        ["Birk KK", "9,100", "84", "9,100", "79", "trade"],
    ]


def test_lines_without_a_heading_each_stay_lines() -> None:
    lines = PLAIN.split("\n")
    (out,) = read("\n".join([*lines[:2], *lines[3:]]))
    assert (out.rows, out.columns) == (6, 4)


def test_the_heading_again_heads_nothing_new() -> None:
    lines = PLAIN.split("\n")
    found = read("\n".join([*lines, *lines[:3], *lines[3:]]))
    assert [(out.rows, out.columns) for out in found] == [(6, 6)]
