"""Spacer columns, and columns of signs, folded into the columns of figures."""

from __future__ import annotations

import pytest

from extract.model import Cell, Grid, GridBlock, Settings, Span
from extract.tables.folding import fold_columns
from extract.tables.markup import markup_to_blocks


def grid(*rows: list[tuple[int, int, str]]) -> Grid:
    cells = [
        Cell(row=r, column=column, column_span=span, span=Span(text))
        for r, row in enumerate(rows)
        for column, span, text in row
    ]
    width = max(c.column + c.column_span for c in cells)
    return Grid(form="html", rows=len(rows), columns=width, cells=tuple(cells))


def drawn(found: Grid) -> list[list[tuple[int, int, str]]]:
    return [[(c.column, c.column_span, c.text) for c in found.row(r)] for r in range(found.rows)]


CASES = {
    "signs and spacers": (
        [
            [(3, 9, "Three Months Ended"), (15, 9, "Nine Months Ended")],
            [(3, 3, "2024"), (9, 3, "2023"), (15, 3, "2024"), (21, 3, "2023")],
            [(0, 3, "Fees"), (3, 1, "$"), (4, 1, "631"), (9, 1, "$"), (10, 1, "428"), (15, 1, "$"), (16, 1, "1,321"),
             (21, 1, "$"), (22, 1, "1,156")],
            [(0, 3, "Loss"), (3, 2, "(96"), (5, 1, ")"), (9, 2, "126"), (15, 2, "(346"), (17, 1, ")"), (21, 2, "417")],
        ],
        [
            [(1, 2, "Three Months Ended"), (3, 2, "Nine Months Ended")],
            [(1, 1, "2024"), (2, 1, "2023"), (3, 1, "2024"), (4, 1, "2023")],
            [(0, 1, "Fees"), (1, 1, "$ 631"), (2, 1, "$ 428"), (3, 1, "$ 1,321"), (4, 1, "$ 1,156")],
            [(0, 1, "Loss"), (1, 1, "(96)"), (2, 1, "126"), (3, 1, "(346)"), (4, 1, "417")],
        ],
    ),
    "labels in several columns stay, a column of words keeps its place": (
        [
            [(4, 2, "Due"), (6, 2, "2024")],
            [(0, 4, "Loans"), (6, 2, "3,120")],
            [(1, 3, "Bank"), (4, 1, "2031"), (6, 1, "¥"), (7, 1, "1,100")],
            [(2, 2, "of which fixed"), (4, 1, "2029 to 2031"), (6, 2, "900")],
        ],
        [
            [(3, 1, "Due"), (4, 1, "2024")],
            [(0, 3, "Loans"), (4, 1, "3,120")],
            [(1, 2, "Bank"), (3, 1, "2031"), (4, 1, "¥ 1,100")],
            [(2, 1, "of which fixed"), (3, 1, "2029 to 2031"), (4, 1, "900")],
        ],
    ),
    "a figure over two columns keeps both": (
        [
            [(1, 2, "East"), (3, 2, "West")],
            [(0, 1, "Sales"), (1, 2, "12"), (3, 2, "14")],
            [(0, 1, "Costs"), (1, 2, "7"), (3, 2, "8")],
            [(0, 1, "Shared"), (1, 4, "5")],
        ],
        [
            [(1, 1, "East"), (2, 1, "West")],
            [(0, 1, "Sales"), (1, 1, "12"), (2, 1, "14")],
            [(0, 1, "Costs"), (1, 1, "7"), (2, 1, "8")],
            [(0, 1, "Shared"), (1, 2, "5")],
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(CASES))
def test_fold_columns(name: str) -> None:
    rows, expected = CASES[name]
    assert drawn(fold_columns(grid(*rows))) == expected


def test_folding_twice_changes_nothing() -> None:
    once = fold_columns(grid(*CASES["signs and spacers"][0]))
    assert fold_columns(once) == once


def test_html_tables_are_read_folded() -> None:
    html = (
        "<table><tr><td></td><td colspan=3>March 31, 2024</td></tr>"
        "<tr><td>Cash</td><td>$</td><td>7,215</td><td></td></tr>"
        "<tr><td>Overdraft</td><td colspan=2>(812</td><td>)</td></tr></table>"
    )
    (block,) = markup_to_blocks(html, Settings())
    assert isinstance(block, GridBlock)
    assert drawn(block.grid) == [
        [(1, 1, "March 31, 2024")],
        [(0, 1, "Cash"), (1, 1, "$ 7,215")],
        [(0, 1, "Overdraft"), (1, 1, "(812)")],
    ]
