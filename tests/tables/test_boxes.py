"""Tables drawn as boxes."""

from __future__ import annotations

import pytest

from extract.model import GridBlock, Settings
from extract.read.text import lines_to_blocks

CASES = {
    "cells of several lines, words broken by a narrow box, signs in columns of their own": (
        """\
+------------+---+----------+---+----------+
| in         |   | May 31,  |   | January  |
| thousands  |   | 2024     |   | 31,      |
|            |   |          |   | 2024     |
+============+===+==========+===+==========+
| Cash and   | $ | 7,215    | $ | 5,004    |
| cash       |   |          |   |          |
| e          |   |          |   |          |
| quivalents |   |          |   |          |
+------------+---+----------+---+----------+
| Debt       |   | (812)    |   | (1,790)  |
+------------+---+----------+---+----------+""",
        [
            [(0, "in thousands"), (1, "May 31, 2024"), (2, "January 31, 2024")],
            [(0, "Cash and cash equivalents"), (1, "$ 7,215"), (2, "$ 5,004")],
            [(0, "Debt"), (1, "(812)"), (2, "(1,790)")],
        ],
    ),
    "a word broken on two lines is whole where the table prints it whole elsewhere": (
        """\
+-----------+-------+
| Net cash  | (812) |
| from      |       |
| financing |       |
| a         |       |
| ctivities |       |
+-----------+-------+
| Net cash  | 7,215 |
| from all  |       |
| activities|       |
+-----------+-------+""",
        [
            [(0, "Net cash from financing activities"), (1, "(812)")],
            [(0, "Net cash from all activities"), (1, "7,215")],
        ],
    ),
    "a line is a row where rules stand around the body only": (
        """\
+--------+------+------+
| Region | 2024 | 2023 |
+--------+------+------+
| North  |  112 |  104 |
| South  |   88 |   91 |
+--------+------+------+""",
        [
            [(0, "Region"), (1, "2024"), (2, "2023")],
            [(0, "North"), (1, "112"), (2, "104")],
            [(0, "South"), (1, "88"), (2, "91")],
        ],
    ),
    "drawn with lines, wide characters": (
        """\
┌──────────┬────────┬────────┐
│          │ 前期   │ 当期   │
├──────────┼────────┼────────┤
│ 売上高   │ 10,790 │ 9,109  │
├──────────┼────────┼────────┤
│ 営業利益 │ 790    │ △19    │
└──────────┴────────┴────────┘""",
        [
            [(1, "前期"), (2, "当期")],
            [(0, "売上高"), (1, "10,790"), (2, "9,109")],
            [(0, "営業利益"), (1, "790"), (2, "△19")],
        ],
    ),
}


@pytest.mark.parametrize("name", list(CASES))
def test_boxes(name: str) -> None:
    text, expected = CASES[name]
    (block,) = lines_to_blocks(list(enumerate(text.split("\n"), start=1)), Settings())
    assert isinstance(block, GridBlock)
    grid = block.grid
    assert [[(c.column, " ".join(c.text.split())) for c in grid.row(r)] for r in range(grid.rows)] == expected
