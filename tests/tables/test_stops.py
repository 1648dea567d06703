"""Tables that text browsers draw: columns flush left, cells of one column at one place or only in one order."""

from __future__ import annotations

import pytest

from extract.model import Grid, GridBlock, Settings
from extract.read.text import lines_to_blocks
from extract.tables.fixed import fixed_to_grid


def table(grid: Grid | None) -> list[list[tuple[int, str]]]:
    assert grid is not None
    return [[(c.column, " ".join(c.text.split())) for c in grid.row(r)] for r in range(grid.rows) if grid.row(r)]


CASES = {
    "heads of two lines over columns flush left": (
        """\
                              Six Months Ended
in thousands                  June 30,      January
                              2024          31,
                                            2024
Fees                          $    4,631    $   4,128
Rents                         96            12,126
Loss from sales               (163)         (9)
Total revenue                 4,564         16,245""",
        [
            [(1, "Six Months Ended")],
            [(0, "in thousands"), (1, "June 30, 2024"), (2, "January 31, 2024")],
            [(0, "Fees"), (1, "$ 4,631"), (2, "$ 4,128")],
            [(0, "Rents"), (1, "96"), (2, "12,126")],
            [(0, "Loss from sales"), (1, "(163)"), (2, "(9)")],
            [(0, "Total revenue"), (1, "4,564"), (2, "16,245")],
        ],
    ),
    "one blank between full cells, rows of several lines": (
        """\
                      令和５年度       令和６年度
                      中間連結会計期間 中間連結会計期間
                      （自 令和５年    （自 令和６年
                      ４月１日         ４月１日
                      至 令和５年      至 令和６年
                      ９月30日）       ９月30日）

経常収益       百万円 10,790           9,109

親会社に帰属す 百万円 -                15,263
る利益

総資産額       百万円 421,603          △509

自己資本比率   ％     51.03            7""",
        [
            [(2, "令和５年度 中間連結会計期間"), (3, "令和６年度 中間連結会計期間")],
            [
                (2, "（自 令和５年 ４月１日 至 令和５年 ９月30日）"),
                (3, "（自 令和６年 ４月１日 至 令和６年 ９月30日）"),
            ],
            [(0, "経常収益"), (1, "百万円"), (2, "10,790"), (3, "9,109")],
            [(0, "親会社に帰属す る利益"), (1, "百万円"), (2, "-"), (3, "15,263")],
            [(0, "総資産額"), (1, "百万円"), (2, "421,603"), (3, "△509")],
            [(0, "自己資本比率"), (1, "％"), (2, "51.03"), (3, "7")],
        ],
    ),
    "cells of one column at two places, in one order": (
        """\
                  March 31,               March 31,
                  2024                    2023
Fees              $            631                  $  4,428
Rents             96                      126
Loss from sales   (163)                   (79)
Interest          8                       1,390
Total revenue     $            572                  $  5,865""",
        [
            [(1, "March 31, 2024"), (2, "March 31, 2023")],
            [(0, "Fees"), (1, "$ 631"), (2, "$ 4,428")],
            [(0, "Rents"), (1, "96"), (2, "126")],
            [(0, "Loss from sales"), (1, "(163)"), (2, "(79)")],
            [(0, "Interest"), (1, "8"), (2, "1,390")],
            [(0, "Total revenue"), (1, "$ 572"), (2, "$ 5,865")],
        ],
    ),
}


@pytest.mark.parametrize("name", list(CASES))
def test_stops(name: str) -> None:
    text, cells = CASES[name]
    assert table(fixed_to_grid(list(enumerate(text.split("\n"), start=1)))) == cells


def test_headings_set_to_the_left_by_a_forgotten_width_stand_over_the_figures() -> None:
    text = """\
               前中間期      当中間期
               （自 ５年     （自 ６年
               ４月１日）    ４月１日）
経常収益       百万円        10,790        9,109
経常利益       百万円        8,761         646
総資産額       百万円        421,603       472,765
自己資本比率   ％            51.03         46.32"""
    grid = fixed_to_grid(list(enumerate(text.split("\n"), start=1)))
    assert table(grid)[:3] == [
        [(2, "前中間期"), (3, "当中間期")],
        [(2, "（自 ５年 ４月１日）"), (3, "（自 ６年 ４月１日）")],
        [(0, "経常収益"), (1, "百万円"), (2, "10,790"), (3, "9,109")],
    ]


def test_blank_lines_part_rows_of_several_lines_where_they_part_all() -> None:
    text = """\
従業員数                      (人)     1,310        1,204
(外、臨時従業員数)                     (88)         (91)

総資産額                      (百万円) 72,310       69,204

１株当たり配当額
(うち中間配当額)

普通株式                      (円)     3.00         6.00

利益率                        (％)     4.10         3.20"""
    grid = fixed_to_grid(list(enumerate(text.split("\n"), start=1)))
    assert [[cell for _, cell in row] for row in table(grid)][:3] == [
        ["従業員数 (外、臨時従業員数)", "(人)", "1,310 (88)", "1,204 (91)"],
        ["総資産額", "(百万円)", "72,310", "69,204"],
        ["１株当たり配当額 (うち中間配当額)"],
    ]


def test_a_column_that_few_rows_fill_stands_beside_those_of_the_figures() -> None:
    text = """\
                       Notes   2025       2024
Sales                          △16,522    △19,400
Sales of land                  296        584
Loans granted                  △1,070     △8,145
Loans repaid           7       △5,600     -
Bonds                          3,324      5,802
Shares                 9       5,092      4,126"""
    grid = fixed_to_grid(list(enumerate(text.split("\n"), start=1)))
    assert table(grid)[1] == [(0, "Sales"), (2, "△16,522"), (3, "△19,400")]
    assert table(grid)[4] == [(0, "Loans repaid"), (1, "7"), (2, "△5,600"), (3, "-")]


def test_a_word_that_meets_the_place_of_figures_goes_on_in_its_heading() -> None:
    text = """\
                               前中間会計期間       当中間会計期間
                               (自 令和７年４月１日   (自 令和８年４月１日
                               至 令和７年９月30日)  至 令和８年９月30日)
売上高                316,934       323,609
売上原価               232,829       234,801
売上総利益              84,105        88,808
                 受取利息            1,680         1,475
                 受取配当金           441           486
                 支払利息            10,648        10,008"""
    grid = fixed_to_grid(list(enumerate(text.split("\n"), start=1)))
    assert grid is not None
    heads = [" ".join(c.text.split()) for c in grid.cells if "至" in c.text]
    assert [head[head.index("至") :] for head in heads] == ["至 令和７年９月30日)", "至 令和８年９月30日)"]
    assert not any(c.basis for c in grid.cells)


def test_figures_at_the_margin_below_a_label_that_ends_its_line_are_its_row() -> None:
    lines = """\
                       June 30,    March 31,
   (In thousands)
   2024                            2024
   Trade receivables   $ 14,120    $ 3,870
   Other receivables   310         1,295
   Inventories         5,310       87
   Tax                 98          1,204
   Advances to
   512                             4,488
   Total               $ 20,350    $ 10,944"""
    found = table(fixed_to_grid(list(enumerate(lines.splitlines(), start=1))))
    assert [(0, "Advances to"), (1, "512"), (2, "4,488")] in found
    assert any([text for _, text in row][-2:] == ["2024", "2024"] or "June 30, 2024" in str(row) for row in found)


def test_headings_one_blank_apart_stand_over_a_column_each() -> None:
    lines = """\
                     前連結会計年度 当連結会計年度
                     (自 令和３年10月１ (自 令和４年10月１
                     日            日
                        至 令和４年９月30 至 令和５年９月30
                     日)           日)
営業収益             15,104        16,220
営業原価             9,871         10,334
営業総利益           5,233         5,886
販売費               4,020         4,377
支払利息             98            1,102"""
    found = table(fixed_to_grid(list(enumerate(lines.splitlines(), start=1))))
    assert [(1, "前連結会計年度"), (2, "当連結会計年度")] in found
    assert [
        (1, "(自 令和３年10月１ 日 至 令和４年９月30 日)"),
        (2, "(自 令和４年10月１ 日 至 令和５年９月30 日)"),
    ] in found


def test_as_many_headings_as_columns_stand_over_one_each_wherever_they_begin() -> None:
    lines = """\
                         Group              Parent
                         EUR       USD             EUR
Fees                     5,957  38,517          6,526
Rents                    503    584             668
Licences                 5,439  35,167          395
Interest                 99     23,919          3,699
Total revenue            20,597 133,187         21,289"""
    found = table(fixed_to_grid(list(enumerate(lines.splitlines(), start=1))))
    assert [text for _, text in found[1]] == ["EUR", "USD", "EUR"]
    assert [column for column, _ in found[1]] == [column for column, _ in found[2][1:]]


def test_the_heading_of_a_second_column_of_names_stands_over_it() -> None:
    text = """\
                              Shares
Holder        Address                      Share of all (%)
                              (thousands)

Aster Bank    Harbour St 42   181,731      10.14

Brook Trust   Mill Lane 7     88,707       4.95

Cedar Life    Old Road 11     8,141        0.92
"""
    grid = fixed_to_grid(list(enumerate(text.split("\n"), start=1)))
    assert grid is not None
    assert {c.text: c.column for c in grid.cells if c.text in ("Address", "Mill Lane 7", "88,707")} == {
        "Address": 1, "Mill Lane 7": 1, "88,707": 2,
    }  # fmt: skip


DRAWN_TO_A_WIDTH = """\
                                     Three months ended May 31         Six months ended May 31
{blank}
  OTHER COMPREHENSIVE INCOME (LOSS) (OCI){fill}
  (In millions)                      2031        2030                        2031  2030
{blank}
{blank}
{blank}
{blank}
Opening balance                      $           (3,505)         $   (4,746)     $     (5,893)    $  (4,569)
  OCI before taxes                   67          (760)               220         (941)
  Taxes                              27          15                  62          14
OCI                                  95          (760)               281         (941)
Less minorities                      (2)         6                   (3)         2
Closing balance                      $           (3,409)         $   (5,512)     $     (3,409)    $  (5,512)
"""


def test_headings_whose_extent_was_forgotten_stand_over_the_sets_that_come_again() -> None:
    text = DRAWN_TO_A_WIDTH.format(blank=" " * 100, fill=" " * 60)
    blocks = lines_to_blocks(list(enumerate(text.split("\n"), start=1)), Settings())
    [grid] = [block.grid for block in blocks if isinstance(block, GridBlock)]
    heads = [[(c.column, c.column_span, c.text) for c in grid.row(r) if c.column] for r in range(3)]
    assert heads == [
        [(1, 2, "Three months ended May 31"), (3, 2, "Six months ended May 31")],
        [],
        [(1, 1, "2031"), (2, 1, "2030"), (3, 1, "2031"), (4, 1, "2030")],
    ]
