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


POURED = """\
Issuer / (this year) / (last year) / Why they / are / held / Held /
Shares / Shares / Amount / (JPY million) / Amount / (JPY million) /
Adler KK / 4,100,200 / 3,900,100 / trade / 無 / 72 / 51 / Birk KK / 9,100,300 / - / trade / yes / 84 / - /
Issuer / (this year) / (last year) / Why they / are / held / Held /
Shares / Shares / Amount / (JPY million) / Amount / (JPY million) /
Cedar KK / 1,100,700 / 1,200,100 / trade / yes / 15 / 18"""

DRAWN = """\
              (this year)    (last year)
                                           Why they    Held
Issuer        Shares         Shares        are
                                           held
              Amount         Amount
              (JPY million)  (JPY million)

              4,100,200      3,900,100
Adler KK                                   trade       無
              72             51

              9,100,300      -
Birk KK                                    trade       yes
              84             -

               (this year)   (last year)
                                            Why they    Held
Issuer         Shares        Shares         are
                                            held
               Amount        Amount
               (JPY million) (JPY million)

               1,100,700     1,200,100
Cedar KK                                    trade       yes
               15            18"""

LINES = {
    "one cell to a line": POURED.replace(" /\n", "\n").replace(" / ", "\n"),
    "one cell to a line, blank lines between": POURED.replace(" /\n", "\n")
    .replace("\n", "\n\n")
    .replace(" / ", "\n\n"),
    "drawn with the name in the middle": DRAWN,
}


@pytest.mark.parametrize("name", list(LINES))
def test_lines_of_records_that_no_pipe_parts_are_rows(name: str) -> None:
    [grid] = grids(LINES[name])
    rows = [[word for cell in row for word in cell.split()] for row in table(grid)]
    assert rows == [
        ["Issuer", "(this", "year)", "(last", "year)", "Why", "they", "are", "held", "Held"],
        ["Shares", "Amount", "(JPY", "million)"] * 2,
        ["Adler", "KK", "4,100,200", "72", "3,900,100", "51", "trade", "無"],
        ["Birk", "KK", "9,100,300", "84", "-", "-", "trade", "yes"],
        ["Cedar", "KK", "1,100,700", "15", "1,200,100", "18", "trade", "yes"],
    ]
    assert [(c.column, c.column_span) for c in grid.row(0)][:3] == [(0, 1), (1, 2), (3, 2)]


@pytest.mark.parametrize("name", list(LINES))
def test_a_heading_that_says_different_things_of_its_columns_heads_no_records(name: str) -> None:
    text = LINES[name].replace("Shares", "Shares held", 1)
    assert all(grid.headers != 2 for grid in grids(text.split("Cedar")[0]))
