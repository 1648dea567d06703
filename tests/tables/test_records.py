"""Records of several lines whose names lost the lines they span."""

from __future__ import annotations

import pytest

from extract.model import Grid, GridBlock, Settings
from extract.read.text import lines_to_blocks


def grids(text: str) -> list[Grid]:
    blocks = lines_to_blocks(list(enumerate(text.split("\n"), start=1)), Settings())
    return [block.grid for block in blocks if isinstance(block, GridBlock)]


def table(grid: Grid) -> list[list[str]]:
    return [[" ".join(c.text.split()) for c in grid.row(r)] for r in range(grid.rows)]


FORMS = {
    "set in columns by a converter that forgets spans": """\
Issuer        (this year)    (last year)    Purpose   Held

Shares    Shares

Amount      Amount
(JPY million)  (JPY million)

Adler KK      4,100,200  3,900,100  trade     yes

72      51

Birk KK       9,100,300  9,100,300  trade     no

84      79

Cedar KK      1,100,700  1,200,100  trade     no

15      18     """,
    "pipes around every row": """\
| Issuer | (this year) | (last year) | Purpose | Held |
| Shares | Shares |
| Amount (JPY million) | Amount (JPY million) |
| Adler KK | 4,100,200 | 3,900,100 | trade | yes |
| 72 | 51 |
| Birk KK | 9,100,300 | 9,100,300 | trade | no |
| 84 | 79 |
| Issuer | (this year) | (last year) | Purpose | Held |
| Shares | Shares |
| Amount (JPY million) | Amount (JPY million) |
| Cedar KK | 1,100,700 | 1,200,100 | trade | no |
| 15 | 18 |""",
    "pipes between cells of several lines": """\
Issuer | (this year) | (last year) | Purpose | Held
---|---|---|---|---
Shares | Shares
Amount
(JPY million) | Amount
(JPY million)
Adler KK | 4,100,200 | 3,900,100 | trade | yes
72 | 51
Birk KK | 9,100,300 | 9,100,300 | trade | no
84 | 79
Cedar KK | 1,100,700 | 1,200,100 | trade | no
15 | 18""",
}


@pytest.mark.parametrize("name", list(FORMS))
def test_each_record_is_a_row(name: str) -> None:
    rows = [row for grid in grids(FORMS[name]) for row in table(grid)]
    assert rows[:4] == [
        ["Issuer", "(this year)", "(last year)", "Purpose", "Held"],
        ["Shares", "Amount (JPY million)"] * 2,
        ["Adler KK", "4,100,200", "72", "3,900,100", "51", "trade", "yes"],
        ["Birk KK", "9,100,300", "84", "9,100,300", "79", "trade", "no"],
    ]
    assert rows[-1] == ["Cedar KK", "1,100,700", "15", "1,200,100", "18", "trade", "no"]


def test_lines_without_a_heading_of_their_own_are_no_records() -> None:
    text = "\n".join(line for line in FORMS["pipes around every row"].split("\n") if not line.startswith("| Shares"))
    assert all(grid.headers != 2 for grid in grids(text))
