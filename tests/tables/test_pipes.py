"""Tables of pipes that a converter left without frame, with cells over several lines, or with places that differ."""

from __future__ import annotations

import pytest

from extract.model import Grid, GridBlock, Settings, Span
from extract.read.text import lines_to_blocks
from extract.tables.ragged import cells_to_row, ragged_to_grid


def grids(text: str) -> list[Grid]:
    blocks = lines_to_blocks(list(enumerate(text.split("\n"), start=1)), Settings())
    return [block.grid for block in blocks if isinstance(block, GridBlock)]


def table(grid: Grid) -> list[list[tuple[int, str]]]:
    return [[(c.column, c.text.replace("\n", " ")) for c in grid.row(r)] for r in range(grid.rows) if grid.row(r)]


CASES = {
    "a frame, and rows indented by empty cells that take the headings out of their places": (
        """\
| | | | | | | (千円) |
| | | | | | 前期末 (2021年3月31日) | 当四半期末 (2021年6月30日) |
資産の部 | | |
| 流動資産 | | |
| | 預金 | 5,120 | 6,040 |
| | 売掛金 | 3,310 | 2,905 |
| | 流動資産合計 | 8,430 | 8,945 |
| 固定資産 | | |
| | | 機械 | 7,700 | 7,150 |
| | | | 償却累計額 | △1,200 | △1,350 |
| | | 土地 | 2,000 | 2,000 |
| | 固定資産合計 | 8,500 | 7,800 |
| 資産合計 | 16,930 | 16,745 |""",
        [
            [(4, "(千円)")],
            [(4, "前期末 (2021年3月31日)"), (5, "当四半期末 (2021年6月30日)")],
            [(0, "資産の部")],
            [(0, "流動資産")],
            [(1, "預金"), (4, "5,120"), (5, "6,040")],
            [(1, "売掛金"), (4, "3,310"), (5, "2,905")],
            [(1, "流動資産合計"), (4, "8,430"), (5, "8,945")],
            [(0, "固定資産")],
            [(2, "機械"), (4, "7,700"), (5, "7,150")],
            [(3, "償却累計額"), (4, "△1,200"), (5, "△1,350")],
            [(2, "土地"), (4, "2,000"), (5, "2,000")],
            [(1, "固定資産合計"), (4, "8,500"), (5, "7,800")],
            [(0, "資産合計"), (4, "16,930"), (5, "16,745")],
        ],
    ),
    "cells whose width is forgotten, dates on two lines": (
        """\
| | | | | | | | | | |
---|---|---|---|---|---|---|---|---|---|---
| May 31,
2024| | August 31,
2023
| (Unaudited)| | (*)
ASSETS| | |
Current assets:|  | |
Cash| $| 7,215 | | | $| 5,004 |
Receivables| 812 | | | 1,790 |
Loss reserve| (31)| | | (28)|
Deposits| | | 44 |
Total assets| $| 7,996 | | | $| 6,810 |""",
        [
            [(1, "May 31, 2024"), (2, "August 31, 2023")],
            [(1, "(Unaudited)"), (2, "(*)")],
            [(0, "ASSETS")],
            [(0, "Current assets:")],
            [(0, "Cash"), (1, "$ 7,215"), (2, "$ 5,004")],
            [(0, "Receivables"), (1, "812"), (2, "1,790")],
            [(0, "Loss reserve"), (1, "(31)"), (2, "(28)")],
            [(0, "Deposits"), (2, "44")],
            [(0, "Total assets"), (1, "$ 7,996"), (2, "$ 6,810")],
        ],
    ),
    "percent signs in cells of their own, a heading over each column in pieces": (
        """\
| | | | | | | | |
---|---|---|---|---|---|---|---|---
| | March 3,
2024| | Share
of sales| | March 5,
2023| | Share
of sales
Sales| | $| 25,530 | | | 100.0 | %| | $| 24,020 | | | 100.0 | %
Costs| | 8,212 | | | 32.2 | | | 7,919 | | | 33.0 |
Interest| | (369)| | | (1.5)| | | (64)| | | (0.3)|""",
        [
            [(1, "March 3, 2024"), (2, "Share of sales"), (3, "March 5, 2023"), (4, "Share of sales")],
            [(0, "Sales"), (1, "$ 25,530"), (2, "100.0%"), (3, "$ 24,020"), (4, "100.0%")],
            [(0, "Costs"), (1, "8,212"), (2, "32.2"), (3, "7,919"), (4, "33.0")],
            [(0, "Interest"), (1, "(369)"), (2, "(1.5)"), (3, "(64)"), (4, "(0.3)")],
        ],
    ),
    "rows without frame and without delimiter row": (
        """\
回次 | 第41期 | 第42期 | |
会計期間 | 自 2022年4月1日 至 2022年9月30日 | 自 2023年4月1日 至 2023年9月30日 | |
売上高 | (百万円) | 61,352 | 70,494 |
営業利益 | (百万円) | 6,084 | △1,176 |""",
        [
            [(0, "回次"), (1, "第41期"), (2, "第42期")],
            [(0, "会計期間"), (1, "自 2022年4月1日 至 2022年9月30日"), (2, "自 2023年4月1日 至 2023年9月30日")],
            [(0, "売上高"), (1, "(百万円)"), (2, "61,352"), (3, "70,494")],
            [(0, "営業利益"), (1, "(百万円)"), (2, "6,084"), (3, "△1,176")],
        ],
    ),
    "a figure and the one in brackets below it": (
        """\
回次 |  第61期 |  第62期
---|---|---
売上高 |  (百万円) |  2,546 |  8,632
配当額 |  (円) |  12.00
(5.00) |  10.00
(－)
純資産 |  (百万円) |  81,290 |  98,045
総資産 |  (百万円) |  86,829 |  94,251""",
        [
            [(0, "回次"), (2, "第61期"), (3, "第62期")],
            [(0, "売上高"), (1, "(百万円)"), (2, "2,546"), (3, "8,632")],
            [(0, "配当額"), (1, "(円)"), (2, "12.00 (5.00)"), (3, "10.00 (－)")],
            [(0, "純資産"), (1, "(百万円)"), (2, "81,290"), (3, "98,045")],
            [(0, "総資産"), (1, "(百万円)"), (2, "86,829"), (3, "94,251")],
        ],
    ),
}


@pytest.mark.parametrize("name", list(CASES))
def test_pipes(name: str) -> None:
    text, cells = CASES[name]
    (grid,) = grids(text)
    assert table(grid) == cells


def test_an_outer_heading_covers_an_equal_share_of_the_columns() -> None:
    (grid,) = grids("""\
| | | | |
---|---|---|---|---
| Three Months Ended| | Nine Months Ended
| 2024| | 2023| | 2024| | 2023
Sales| $| 4,631 | | | $| 4,128 | | | $| 13,521 | | | $| 12,156 |
Costs| 96 | | | 126 | | | 346 | | | 417 |""")
    spans = [(c.text, c.column, c.column_span) for c in grid.row(1)]
    assert spans == [("Three Months Ended", 1, 2), ("Nine Months Ended", 3, 2)]


def test_figures_that_may_stand_in_two_columns_are_told_and_not_placed() -> None:
    (grid,) = grids("""\
| 2024| 2023| 2022
---|---|---|---
Sales| 4,631| 4,128| 3,521
Costs| 1,996| 1,926| 1,346
Other| 77| 12
Total| 2,635| 2,202| 2,175""")
    assert [(c.role, c.text) for c in grid.row(3)] == [("unknown", "Other"), ("noise", "77"), ("noise", "12")]


def test_a_delimiter_row_further_down_begins_another_table() -> None:
    first, second = grids("""\
Sales| 2024| 2023
---|---|---
Goods| 631| 128
Staff| 2024| 2023
---|---|---
Women| 31| 28""")
    assert (first.rows, second.rows) == (2, 2)


def heads(text: str) -> list[list[tuple[int, int, str]]]:
    (grid,) = grids(text)
    found = [[(c.column, c.column_span, " ".join(c.text.split())) for c in grid.row(r)] for r in range(grid.rows)]
    return [row for row in found if row and not any(text[:1].isdigit() and "," in text for _, _, text in row)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            """\
| | | | | | | | |
---|---|---|---|---|---|---|---|---
| Six Months Ended
in thousands| June 30,
2024| | June 30,
2023
Fees| 4,631 | | | 4,128 |
Rents| 5,096 | | | 3,926 |
Loss| $| (1,812 | ) | | $| (1,790 | )""",
            [[(1, 2, "Six Months Ended")], [(0, 1, "in thousands"), (1, 1, "June 30, 2024"), (2, 1, "June 30, 2023")]],
            id="a unit line begins a row of its own",
        ),
        pytest.param(
            """\
（単位：百万円） |  |  前中間連結会計期間
(自 2023年４月１日
至 2023年９月30日) |  当中間連結会計期間
(自 2024年４月１日
至 2024年９月30日)
---|---|---|---
経常収益 |  23,109  |  30,525
|  資金運用収益 |  9,028  |  16,634
|  その他経常収益 |  14,081  |  13,891
経常費用 |  12,463  |  15,262""",
            [
                [
                    (0, 1, "（単位：百万円）"),
                    (2, 1, "前中間連結会計期間 (自 2023年４月１日 至 2023年９月30日)"),
                    (3, 1, "当中間連結会計期間 (自 2024年４月１日 至 2024年９月30日)"),
                ]
            ],
            id="one row above the delimiter row, labels in two columns",
        ),
        pytest.param(
            """\
Fleet| Ships| | Crew
---|---|---|---|---
| Owned| | Leased| | Total| | Hired
North| 1,112| | 1,034| | 2,146| | 1,077|
South| 1,008| | 1,021| | 2,029| | 1,055|
East| 1,500| | 1,200| | 2,700| |""",
            [[(0, 1, "Fleet"), (1, 2, "Ships"), (3, 2, "Crew")],
             [(1, 1, "Owned"), (2, 1, "Leased"), (3, 1, "Total"), (4, 1, "Hired")]],
            id="spacers between the columns",
        ),
    ],
)  # fmt: skip
def test_headings_stand_over_their_columns(text: str, expected: list[list[tuple[int, int, str]]]) -> None:
    assert heads(text)[: len(expected)] == expected


def test_pipes_on_lines_of_their_own_are_cells_of_rows() -> None:
    (grid,) = grids("""\
|
|
|
Half year ended May 31, |
|
2024 |
|
2023 |
|
Fees |
$ 1,696 |
|
$ 4,572 |
|
Rents |
3,509 |
|
927 |
|
Profit |
187 |
|
(645) |
|
Sales tax |
12 |
|
9 |
|""")
    cells = [[(c.column, c.column_span, c.text) for c in grid.row(r)] for r in range(grid.rows)]
    assert cells[:4] == [
        [(1, 2, "Half year ended May 31,")],
        [(1, 1, "2024"), (2, 1, "2023")],
        [(0, 1, "Fees"), (1, 1, "$ 1,696"), (2, 1, "$ 4,572")],
        [(0, 1, "Rents"), (1, 1, "3,509"), (2, 1, "927")],
    ]


def test_blank_lines_between_pipes_are_empty_cells() -> None:
    stream = (
        "/注記/前期/当期/売上収益/4,5/605,209/629,013/売上原価//△339,118/△389,544/営業費用//△61/△38/営業利益/6/205/201"
    )
    (grid,) = grids("|\n" + "\n|\n".join(stream.split("/")) + "\n|")
    assert table(grid)[:3] == [
        [(1, "注記"), (2, "前期"), (3, "当期")],
        [(0, "売上収益"), (1, "4,5"), (2, "605,209"), (3, "629,013")],
        [(0, "売上原価"), (2, "△339,118"), (3, "△389,544")],
    ]


def test_a_framed_row_ends_its_table_where_no_row_follows() -> None:
    first, second = grids("""\
| Form 10-Q |  | iii |
PART I
BALANCE SHEETS
| in millions | May 31, 2024 | May 31, 2023 |
| Cash | 814 | 757 |""")
    assert (first.rows, second.rows) == (1, 2)


def test_a_heading_with_more_cells_than_all_rows_is_over_no_column() -> None:
    (grid,) = grids("\t1Q24\t2Q24\t3Q24\nHosting\t537\t641\nSystems\t1,044\t1,683")
    assert [c.role for c in grid.row(0)] == ["noise"] * 3


def test_one_row_short_of_a_cell_is_not_placed() -> None:
    (grid,) = grids("""\
| | Spring | Summer | Autumn |
|---|---|---|---|
| East | 318 | 406 | 571 |
| West | 207 | 389 |
| South | 118 | 231 | 340 |""")
    assert [c.role for c in grid.row(2)] == ["unknown", "noise", "noise"]
    assert {c.role for c in grid.row(3)} == {"unknown"}


def test_more_headings_than_columns_behind_an_empty_cell_stand_over_none() -> None:
    rows = [
        ("", "2023", "2022", "V", "%", "Note"),
        ("Kilns", "$", "7,860", "", "$ 6,127", "28"),
        ("Glazes", "3,849", "", "3,099", "", "24"),
        ("Total", "11,709", "9,226", "", "26"),
    ]
    grid = ragged_to_grid("pipe", [cells_to_row([Span(text) for text in row]) for row in rows])
    assert grid is not None and [(c.column, c.text) for c in grid.row(0)] == [(0, "2023 2022 V % Note")]
    assert {c.basis for c in grid.row(1) if c.column} == {"preference"}


def test_a_line_of_empty_cells_goes_on_in_no_other() -> None:
    text = """\
| | | | |
---|---|---|---|---
| | |
STATEMENT OF CASH FLOWS| Six months ended May 31|
(In millions)| 2024| 2023|
| | |
Net earnings| $| 4,531 | | $| 5,212 | |
Depreciation| 621 | | 587 | |
Deferred taxes| (21)| | 87 | |"""
    first, second = [found for found in heads(text) if found][:2]
    assert first == [(0, 1, "STATEMENT OF CASH FLOWS"), (1, 2, "Six months ended May 31")]
    assert second == [(0, 1, "(In millions)"), (1, 1, "2024"), (2, 1, "2023")]


def test_a_length_and_the_label_below_it_are_two_rows_of_a_heading() -> None:
    text = """\
| For Three Months Ended| | For Six Months Ended
Statements of income| May 31,| | May 31,
(In millions)| 2024| | 2023| | 2024| | 2023
Fees| $| 4,531 | | | $| 5,212 | | | $| 8,910 | | | $| 9,117 |
Costs| 1,621 | | | 1,587 | | | 3,137 | | | 3,050 |"""
    first, second = heads("| | |\n---|---|---\n" + text)[:2]
    assert first == [(1, 2, "For Three Months Ended"), (3, 2, "For Six Months Ended")]
    assert second == [(0, 1, "Statements of income"), (1, 2, "May 31,"), (3, 2, "May 31,")]


def test_signs_in_cells_of_their_own_stand_in_the_columns_of_the_figures() -> None:
    (grid,) = grids("""\
|  | | | 2025 | | |  | | | 2024 | | |
|---|---|---|---|---|---|---|---|---|---|---|---|
| Fees | | | $ | 5,310 |  |  | | | $ | 4,204 |  |
| Costs | | | 4,900 | |  |  | | | (380 | | ) |""")
    assert [[c.text for c in grid.row(r)] for r in range(3)] == [
        ["2025", "2024"], ["Fees", "$ 5,310", "$ 4,204"], ["Costs", "4,900", "(380)"]
    ]  # fmt: skip
    assert grid.columns == 3


def test_a_heading_again_below_figures_begins_another_table() -> None:
    first, second = grids("""\
| Region | 2025 | 2024 |
|---|---|---|
| East | 318 | 406 |
| West | 207 | 389 |
| Region | 2025 | 2024 |
| North | 525 | 662 |
| South | 118 | 231 |""")
    assert [c.text for c in first.row(2)] == ["West", "207", "389"]
    assert [c.text for c in second.row(0)] == ["Region", "2025", "2024"]


def test_what_stands_over_a_heading_that_comes_again_is_of_the_table_below() -> None:
    """`Six Months Ended` in one cell above `2031 | 2030`, though that row stands alike in the table above."""
    first, second = grids(
        """\
|  | Three Months Ended June 30, |  |
|  | 2031 | 2030 |
| Pumps | 1,310 | 1,204 |
| Valves | 520 | 485 |
|  | Six Months Ended June 30, |  |
|  | 2031 | 2030 |
| Pumps | 2,718 | 2,511 |
| Valves | 1,101 | 1,002 |"""
    )
    assert [row[0][1] for row in table(second)] == ["Six Months Ended June 30,", "2031", "Pumps", "Valves"]
    assert "Six" not in " ".join(c.text for c in first.cells)


def test_empty_cells_on_both_sides_of_a_line_break_do_not_join_rows_of_a_heading() -> None:
    text = """\
| | | | | | | | | | | |
---|---|---|---|---|---|---|---|---|---|---|---
STATEMENT OF CASH FLOWS (UNAUDITED) |
| | | | | | | | |
| | Quarters Ended| | Six Months Ended|
| | June 30,| | June 30,|
In millions| | 2031| | 2030| | 2031| | 2030|
Net income| | $| 1,210.4 | | | $| 988.0 | | | $| 2,112.7 | | | $| 1,792.4 | |
Depreciation| | 292.2 | | | 262.2 | | | 582.7 | | | 541.9 | |
Other| | (46.4)| | | 34.2 | | | (77.2)| | | 36.2 | |"""
    heads = [
        [(c.column, c.column_span, c.text) for c in grid.row(r) if c.column]
        for grid in grids(text)
        for r in range(grid.rows)
        if any(word in "".join(c.text for c in grid.row(r)) for word in ("Ended", "June", "millions"))
    ]
    assert heads == [
        [(1, 2, "Quarters Ended"), (3, 2, "Six Months Ended")],
        [(1, 2, "June 30,"), (3, 2, "June 30,")],
        [(1, 1, "2031"), (2, 1, "2030"), (3, 1, "2031"), (4, 1, "2030")],
    ]


def test_a_heading_over_part_of_the_columns_leaves_the_row_below_it_whole() -> None:
    text = """\
| | | | | | | |
---|---|---|---|---|---|---|---
| (Unaudited)| |
| 9/12/2031| | 12/27/2030
ASSETS| | |
Cash| $| 1,017 | | | $| 954 |
Receivables| 266 | | | 394 |
Inventories| 2,456 | | | 2,366 | """
    [grid] = grids(text)
    assert [(c.column, c.text) for r in (1, 2) for c in grid.row(r)] == [
        (1, "(Unaudited)"),
        (1, "9/12/2031"),
        (2, "12/27/2030"),
    ]
    assert not any(cell.basis for cell in grid.cells)


def test_headings_of_two_columns_of_labels_stand_over_them() -> None:
    text = """\
| | | | | | | | |
---|---|---|---|---|---|---|---|---
In millions| Line of the Balance Sheet| May 3,
2031| | February 1,
2031
Assets:| | |
Operating leases| Right-of-use assets| $| 7,139 | | | $| 6,941 |
Finance leases| Property and equipment| 2,881 | | | 2,899 |
Total| | $| 10,020 | | | $| 9,840 | """
    [grid] = grids(text)
    assert table(grid)[0] == [
        (0, "In millions"),
        (1, "Line of the Balance Sheet"),
        (2, "May 3, 2031"),
        (3, "February 1, 2031"),
    ]
    assert not any(cell.basis for cell in grid.cells)
