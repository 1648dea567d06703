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
    "words in capitals, words with blanks that must not break, and two words of which the second fills its line": (
        """\
+------------+---------+------------+------------+
|            |         | March 31,  | March 31,  |
|            |         | 2031       | 2030       |
+------------+---------+------------+------------+
|            |         | (In milli  | (In milli  |
|            |         | ons, excep | ons, excep |
|            |         | t par valu | t par valu |
|            |         | e amounts) | e amounts) |
+------------+---------+------------+------------+
| L          |         |            |            |
| IABILITIES |         |            |            |
+------------+---------+------------+------------+
| Net        |         | 81         | 79         |
| borrowings |         |            |            |
+------------+---------+------------+------------+
| Acquisiti  |         | 12         | 9          |
| on-related |         |            |            |
| i          |         |            |            |
| ntangibles |         |            |            |
+------------+---------+------------+------------+""".replace("ons, excep", "ons,\N{NO-BREAK SPACE}excep")
        .replace("t par valu", "t\N{NO-BREAK SPACE}par\N{NO-BREAK SPACE}valu")
        .replace("(In milli", "(In\N{NO-BREAK SPACE}milli")
        .replace("e amounts", "e\N{NO-BREAK SPACE}amounts"),
        [
            [(1, "March 31, 2031"), (2, "March 31, 2030")],
            [(1, "(In millions, except par value amounts)"), (2, "(In millions, except par value amounts)")],
            [(0, "LIABILITIES")],
            [(0, "Net borrowings"), (1, "81"), (2, "79")],
            [(0, "Acquisition-related intangibles"), (1, "12"), (2, "9")],
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
    "a word of labels of counts, broken where it had no room above": (
        """\
+------------+--------+--------+
|            | 2024   | 2023   |
+============+========+========+
| Own shares | (812)  | (790)  |
| (44 and 39 |        |        |
| shares,    |        |        |
| res        |        |        |
| pectively) |        |        |
+------------+--------+--------+
| Equity net | 7,215  | 5,004  |
| of minor   |        |        |
| net        |        |        |
| investment |        |        |
+------------+--------+--------+""",
        [
            [(1, "2024"), (2, "2023")],
            [(0, "Own shares (44 and 39 shares, respectively)"), (1, "(812)"), (2, "(790)")],
            [(0, "Equity net of minor net investment"), (1, "7,215"), (2, "5,004")],
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
