"""Tables drawn with blanks: columns by where figures end, labels before them, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extract
from extract.model import GridBlock, Settings
from extract.read.text import lines_to_blocks
from extract.tables.fixed import end_of_fixed, fixed_to_grid, is_fixed


def rows(text: str) -> list[list[tuple[int, str]]]:
    grid = fixed_to_grid(list(enumerate(text.split("\n"), start=1)))
    assert grid is not None
    return [[(c.column, c.text) for c in grid.row(r)] for r in range(grid.rows)]


CASES = {
    "headings in the middle over a sign and its narrow figures are over their column": (
        f"""\
{"":50}Three Months Ended{"":36}Nine Months Ended
{"":41}March 1,{"":22}March 2,{"":18}March 1,{"":19}March 2,
{"":45}2023{"":28}2022{"":19}2023{"":25}2022
Net income{"":26}$               1,403       $                   1,136    $              3,945       ${"":15}3,580
Gains on available-for-sale
securities{"":47}5{"":27}(6){"":23}19{"":24}(35)""",
        [
            [(1, "Three Months Ended"), (3, "Nine Months Ended")],
            [(1, "March 1,\n2023"), (2, "March 2,\n2022"), (3, "March 1,\n2023"), (4, "March 2,\n2022")],
            [(0, "Net income"), (1, "$ 1,403"), (2, "$ 1,136"), (3, "$ 3,945"), (4, "$ 3,580")],
            [(0, "Gains on available-for-sale")],
            [(0, "securities"), (1, "5"), (2, "(6)"), (3, "19"), (4, "(35)")],
        ],
    ),
    "sentences over the page break are no headings, and the nearest one dates": (
        """\
        Revenue by area for the three months ended March 1, 2023 and March 2, 2022 was as follows:
        Cash and short-term investments consisted of the following as of March 1, 2023:
                                                     12
                                                 KILN INC.
        Cash and short-term investments consisted of the following as of December 2, 2022:
                                      Amortized        Estimated
                                           Cost       Fair Value

Cash                                 $      657      $       657
Time deposits                                61               60
Money market funds                        3,479            3,479""",
        [
            [(1, "Amortized"), (2, "Estimated")],
            [(1, "Cost"), (2, "Fair Value")],
            [(0, "Cash"), (1, "$ 657"), (2, "$ 657")],
            [(0, "Time deposits"), (1, "61"), (2, "60")],
            [(0, "Money market funds"), (1, "3,479"), (2, "3,479")],
        ],
    ),
    "headings over even sets of columns, and such that come again where figures were pushed aside": (
        """\
                      For Three Months Ended                 For Six Months Ended
                      2023                2022               2023                2022
Home                  $ 715        16 %    $ 577        11  %    $ 1,270      14 %    $ 1,071       11  %
Abroad                1,820        40      2,751        53       3,651        41      5,299         52
Total                 $ 4,531      100 %    $ 5,212      100  %    $ 8,910      100 %    $ 10,117      100  %""",
        [
            [(1, "For Three Months Ended"), (5, "For Six Months Ended")],
            [(1, "2023"), (3, "2022"), (5, "2023"), (7, "2022")],
            [
                (0, "Home"),
                (1, "$ 715"),
                (2, "16 %"),
                (3, "$ 577"),
                (4, "11%"),
                (5, "$ 1,270"),
                (6, "14 %"),
                (7, "$ 1,071"),
                (8, "11%"),
            ],
            [
                (0, "Abroad"),
                (1, "1,820"),
                (2, "40"),
                (3, "2,751"),
                (4, "53"),
                (5, "3,651"),
                (6, "41"),
                (7, "5,299"),
                (8, "52"),
            ],
            [
                (0, "Total"),
                (1, "$ 4,531"),
                (2, "100 %"),
                (3, "$ 5,212"),
                (4, "100%"),
                (5, "$ 8,910"),
                (6, "100 %"),
                (7, "$ 10,117"),
                (8, "100%"),
            ],
        ],
    ),
    "signs and brackets hang over": (
        """\
                          1Q07      1Q06    Change
Net sales ...........   13,696    12,437     10.1%
Cost of sales           12,000   (11,000)     (9.1)%
Operating income         1,696     1,437      --
Net loss               $  (161)   $   45     n.m.""",
        [
            [(1, "1Q07"), (2, "1Q06"), (3, "Change")],
            [(0, "Net sales"), (1, "13,696"), (2, "12,437"), (3, "10.1%")],
            [(0, "Cost of sales"), (1, "12,000"), (2, "(11,000)"), (3, "(9.1)%")],
            [(0, "Operating income"), (1, "1,696"), (2, "1,437"), (3, "--")],
            [(0, "Net loss"), (1, "$ (161)"), (2, "$ 45"), (3, "n.m.")],
        ],
    ),
    "a row that leaves one blank between its figures, and a line of names that does": (
        """\
                  通信 計測 産業 計 合計
外部売上高        109,851 152,607 40,358 302,816 316,934
内部売上高          2,161      －      －   2,161   2,161
利益                5,684  11,243     878  17,805  18,772
負債               70,500  97,842  20,500 188,842 188,842""",
        [
            [(1, "通信"), (2, "計測"), (3, "産業"), (4, "計"), (5, "合計")],
            [(0, "外部売上高"), (1, "109,851"), (2, "152,607"), (3, "40,358"), (4, "302,816"), (5, "316,934")],
            [(0, "内部売上高"), (1, "2,161"), (2, "－"), (3, "－"), (4, "2,161"), (5, "2,161")],
            [(0, "利益"), (1, "5,684"), (2, "11,243"), (3, "878"), (4, "17,805"), (5, "18,772")],
            [(0, "負債"), (1, "70,500"), (2, "97,842"), (3, "20,500"), (4, "188,842"), (5, "188,842")],
        ],
    ),
    "a dash one blank before a figure is a cell of its own": (
        """\
              East     West    South     Total
Investments  2,400    2,141    － 4,541
Depreciation 7,492    5,798   3,348   16,638
Sales        9,400    9,141   9,100   27,641""",
        [
            [(1, "East"), (2, "West"), (3, "South"), (4, "Total")],
            [(0, "Investments"), (1, "2,400"), (2, "2,141"), (3, "－"), (4, "4,541")],
            [(0, "Depreciation"), (1, "7,492"), (2, "5,798"), (3, "3,348"), (4, "16,638")],
            [(0, "Sales"), (1, "9,400"), (2, "9,141"), (3, "9,100"), (4, "27,641")],
        ],
    ),
    "blanks between thousands in columns set flush left": (
        """\
                      30 June    31 Dec
                      2031       2030
Goodwill              490        417
Other intangibles     5 256      3 713
Plant                 12 401     11 288
Deferred tax          79         77
                      18 226     15 495""",
        [
            [(1, "30 June"), (2, "31 Dec")],
            [(1, "2031"), (2, "2030")],
            [(0, "Goodwill"), (1, "490"), (2, "417")],
            [(0, "Other intangibles"), (1, "5\u00a0256"), (2, "3\u00a0713")],
            [(0, "Plant"), (1, "12\u00a0401"), (2, "11\u00a0288")],
            [(0, "Deferred tax"), (1, "79"), (2, "77")],
            [(1, "18\u00a0226"), (2, "15\u00a0495")],
        ],
    ),
    "an empty slot stays empty": (
        """\
Net sales     1,234     5,678
Costs           234
Other                      78
Total         1,468     5,756""",
        [
            [(0, "Net sales"), (1, "1,234"), (2, "5,678")],
            [(0, "Costs"), (1, "234")],
            [(0, "Other"), (2, "78")],
            [(0, "Total"), (1, "1,468"), (2, "5,756")],
        ],
    ),
    "rules and tags are no rows": (
        """\
<TABLE>
<S>            <C>     <C>
Sales          1,000     900
             -------   -----
Total          1,000     900
             =======   =====
</TABLE>""",
        [[(0, "Sales"), (1, "1,000"), (2, "900")], [(0, "Total"), (1, "1,000"), (2, "900")]],
    ),
    "a last column of words": (
        """\
                    Shares held   Reason
Listed stocks ....        1,293   To keep up dealings
Other                        62   For a joint study   (see page 3)
Total                     1,355   -""",
        [
            [(1, "Shares held"), (2, "Reason")],
            [(0, "Listed stocks"), (1, "1,293"), (2, "To keep up dealings")],
            [(0, "Other"), (1, "62"), (2, "For a joint study (see page 3)")],
            [(0, "Total"), (1, "1,355"), (2, "-")],
        ],
    ),
    "titles stand before the table, periods over it": (
        """\
                    ACME, INC.
             STATEMENTS OF OPERATIONS
       (In millions, except per share amounts)
                         Three Months Ended
                           September 30,
                          2023       2022
Net sales             $  980.1   $  870.2
Net income per share of common stock, as adjusted:
  Basic               $   1.00   $   0.64""",
        [
            [(1, "Three Months Ended")],
            [(1, "September 30,")],
            [(1, "2023"), (2, "2022")],
            [(0, "Net sales"), (1, "$ 980.1"), (2, "$ 870.2")],
            [(0, "Net income per share of common stock, as adjusted:")],
            [(0, "Basic"), (1, "$ 1.00"), (2, "$ 0.64")],
        ],
    ),
    "labels without figures and rows of dashes": (
        """\
Opening balance                              2,340     10,005
Changes in the year
Dividends
Profit of the year
Other changes
Total of changes in the year                     -          -
Closing balance                              2,340     10,005""",
        [
            [(0, "Opening balance"), (1, "2,340"), (2, "10,005")],
            [(0, "Changes in the year")],
            [(0, "Dividends")],
            [(0, "Profit of the year")],
            [(0, "Other changes")],
            [(0, "Total of changes in the year"), (1, "-"), (2, "-")],
            [(0, "Closing balance"), (1, "2,340"), (2, "10,005")],
        ],
    ),
    "wide characters": (
        """\
売上高        1,234     5,678
営業利益        234        78
経常利益       △23       △45""",
        [
            [(0, "売上高"), (1, "1,234"), (2, "5,678")],
            [(0, "営業利益"), (1, "234"), (2, "78")],
            [(0, "経常利益"), (1, "△23"), (2, "△45")],
        ],
    ),
    "one blank between two columns": (
        """\
Net sales     1,234 5,678
Costs           234   999
Income          100   200""",
        [
            [(0, "Net sales"), (1, "1,234"), (2, "5,678")],
            [(0, "Costs"), (1, "234"), (2, "999")],
            [(0, "Income"), (1, "100"), (2, "200")],
        ],
    ),
    "a blank before the percent sign": (
        """\
Revenue     10.5 %   1,234
Costs       (3.2)%    (234)
Net          7.3 %   1,000""",
        [
            [(0, "Revenue"), (1, "10.5 %"), (2, "1,234")],
            [(0, "Costs"), (1, "(3.2)%"), (2, "(234)")],
            [(0, "Net"), (1, "7.3 %"), (2, "1,000")],
        ],
    ),
}


@pytest.mark.parametrize("name", list(CASES))
def test_fixed(name: str) -> None:
    text, cells = CASES[name]
    assert rows(text) == cells


def test_which_lines_are_rows() -> None:
    assert is_fixed("Net sales      1,234") and is_fixed("Sales ..... 5") and is_fixed("Net  -  5")
    assert not is_fixed("We sold 12 units in 2007") and not is_fixed("      1,234") and not is_fixed("a  b")
    assert not is_fixed("Sales\t1,234  5")


def test_two_blank_lines_or_prose_end_a_table() -> None:
    table = ["Sales      5", "Costs      6"]
    for after in (["", "", "", "", "x"], ["A long sentence of prose. " * 4, "B " * 50], ["# Head"], ["a\tb"]):
        lines = list(enumerate([*table, *after, "Other      7"], start=1))
        assert end_of_fixed(lines, 0) == 2, after
    assert end_of_fixed(list(enumerate([*table, "", "Other      7"], start=1)), 0) == 4
    assert end_of_fixed([(1, table[0]), (2, "x")], 0) == 0


PIECE = st.sampled_from(
    ["Sales", "5", "1,234", "(7)", "10%", "$", "—", " ", "  ", "     ", "....", "2007", "△8", "売上", "%", ")"]
)


@given(st.lists(st.lists(PIECE, max_size=9).map("".join), min_size=2, max_size=6))
def test_every_digit_stands_once_and_at_its_place(lines: list[str]) -> None:
    grid = fixed_to_grid(list(enumerate(lines, start=1)))
    if grid is None:
        return
    found = [
        (part.location.line, part.location.start + i)
        for span in (*grid.caption, *(cell.span for cell in grid.cells))
        for part in span.parts
        for i, c in enumerate(span.text[part.start : part.end])
        if c.isdigit() and part.location.start is not None
    ]
    expected = [(n, i) for n, line in enumerate(lines, start=1) for i, c in enumerate(line) if c.isdigit()]
    assert sorted(found) == expected


@pytest.mark.parametrize("sign", ("$", "£", "€", "¥", "₩"))
def test_a_last_row_with_currency_signs_stays_in_the_table(sign: str) -> None:
    lines = [
        "                                2018         2019",
        "                            --------     --------",
        "Gross profit ..........         21.5         23.5",
        "Other income ..........          1.5          2.5",
        f"Operating income ......        {sign}7.5         {sign}8.3",
        "                            ========     ========",
    ]
    result = extract.read("\n".join(lines).encode(), name="a.txt")
    assert [f.printed for f in result.facts if f.table and f.label[-1] == "Operating income"] == [
        f"{sign}7.5",
        f"{sign}8.3",
    ]


def test_figures_a_little_out_of_their_column_make_none_of_their_own() -> None:
    text = """\
                                  Three Months Ended            Six Months Ended
                                May 31,        May 31,       May 31,       May 31,
                                 2024           2023          2024          2023
Net sales                   $    2,916     $    3,792    $    8,173    $    8,700
Cost of sales                    1,759          1,309         5,459         5,072
Interest                           (41)              (2)          (74)            (5)
Profit                      $    1,116     $    2,481    $    2,640    $    3,623"""
    grid = fixed_to_grid(list(enumerate(text.split("\n"), start=1)))
    assert grid is not None and grid.columns == 5
    assert [(c.column, c.text.replace("\n", " ")) for c in grid.row(1)] == [
        (1, "May 31, 2024"), (2, "May 31, 2023"), (3, "May 31, 2024"), (4, "May 31, 2023")
    ]  # fmt: skip
    assert [(c.column, c.text) for c in grid.row(4)] == [
        (0, "Interest"),
        (1, "(41)"),
        (2, "(2)"),
        (3, "(74)"),
        (4, "(5)"),
    ]


def test_headings_of_one_line_divided_by_one_blank_stand_one_a_column() -> None:
    text = """\
                     （自 2023年４月 （自 2024年４月
                       至 2023年９月）  至 2024年９月）
売上高                       10,790         9,109
営業利益                        790           △19
経常利益                        421            51"""
    grid = fixed_to_grid(list(enumerate(text.split("\n"), start=1)))
    assert grid is not None
    assert [(c.column, " ".join(c.text.split())) for c in grid.row(0)] == [
        (1, "（自 2023年４月 至 2023年９月）"), (2, "（自 2024年４月 至 2024年９月）")
    ]  # fmt: skip


def test_blank_lines_between_rows_that_end_in_the_same_places_do_not_end_a_table() -> None:
    lines = ["Total assets        76,387    76,445", "", "Liabilities and equity", "Current liabilities:", "",
             "Payables            12,104    11,443", "", "", "", "Other                2,022     1,991"]  # fmt: skip
    assert end_of_fixed(list(enumerate(lines)), 0) == len(lines)


@pytest.mark.parametrize(
    "label",
    ("Selling, general and administrative expenses", "Frais commerciaux et administratifs", "販売費及び一般管理費"),
)
def test_a_figure_one_blank_behind_a_long_label_stands_in_its_column(label: str) -> None:
    wide = sum(2 if c > "\u2e80" else 1 for c in label)
    gap = " " * wide
    lines = [
        f"{gap}    FY2024      FY2023",
        f"Revenue{gap[7:]}  22,560      36,398",
        f"Gross{gap[5:]}   7,595      12,562",
        f"{label} (5,289)     (6,951)",
        f"Profit{gap[6:]}   2,306       5,611",
    ]
    assert rows("\n".join(lines))[3] == [(0, label), (1, "(5,289)"), (2, "(6,951)")]


@pytest.mark.parametrize(
    ("heading", "pieces"),
    [
        (
            "Three months ended June 30 Six months ended June 30",
            ["Three months ended June 30", "Six months ended June 30"],
        ),
        ("第２四半期連結会計期間 第２四半期連結累計期間", ["第２四半期連結会計期間", "第２四半期連結累計期間"]),
        ("Revenue and profit for the six months ended June 30", None),
    ],
)
def test_periods_in_one_heading_stand_over_as_many_columns_each(heading: str, pieces: list[str] | None) -> None:
    lines = [
        " " * 24 + heading,
        "                           2024       2023        2024       2023",
        "Revenue                  83,322     59,378      62,452     25,778",
        "Cost of sales           (54,379)   (35,417)    (37,332)   (15,173)",
        "Gross profit             28,943     23,961      25,120     10,605",
    ]
    grid = fixed_to_grid(list(enumerate(lines, start=1)))
    assert grid is not None
    heads = [(c.column, c.column_span, c.text) for c in grid.row(0)]
    assert heads == [(1 + 2 * n, 2, piece) for n, piece in enumerate(pieces or [])] or (
        pieces is None and len(heads) == 1
    )


def test_a_last_row_grouped_by_apostrophes_stays_in_the_table() -> None:
    lines = ["               2024        2023", "Umsatz       67'967      23’358", "Gewinn        5'997       1’711"]
    assert end_of_fixed(list(enumerate(lines)), 1) == 3


def test_a_first_row_of_damaged_figures_is_no_heading() -> None:
    text = """\
                  2024        2023
Net sales      46,7705     74,7505
Costs          (27,921)    (46,730)
Profit          18,849      28,020"""
    found = extract.read(text.encode(), name="a.txt").facts
    assert {f.printed: f.label[-1] for f in found if f.printed in ("46,7705", "(46,730)")} == {
        "46,7705": "Net sales",
        "(46,730)": "Costs",
    }


_ANEW = """\
                          QUARTER ENDED JUNE 30,
(In millions)             2025      2024
Fees                     1,310     1,204
Income                     410       380

                         JUNE 30,  MARCH 31,
(In millions)            2025      2025
Receivables                512       498
Stocks                      77        81"""


def test_days_of_their_own_over_columns_begin_another_table() -> None:
    lines = list(enumerate(_ANEW.split("\n")))
    assert end_of_fixed(lines, 2) == 4
    again = _ANEW.replace("JUNE 30,  MARCH 31,", "    2025       2024").split("\n")
    del again[6]
    assert end_of_fixed(list(enumerate(again)), 2) == len(again)


def test_a_row_that_ends_in_dashes_behind_money_signs_is_a_row() -> None:
    assert is_fixed("Cash              $ 5,310     $ —        $ —  ")
    assert not is_fixed("Level 1              $ —     $ —  ")


def test_headings_between_blank_lines_do_not_end_a_table_whose_figures_begin_in_the_same_places() -> None:
    text = """\
  現金            1    78,030       95,278
  流動資産合計          213,175      191,211



  固定資産

    建物           13   107,883      95,089

    土地                5,574        6,775"""
    lines = list(enumerate(text.split("\n")))
    assert end_of_fixed(lines, 0) == len(lines)


def test_ranges_of_percentages_and_years_are_one_cell() -> None:
    text = """\
                            Maturity     Stated rate     Effective rate      2023      2022
2014 notes               2024 - 2044   3.80% - 4.95%      3.90% - 5.12%     4,000     4,000
2017 notes               2024 - 2057   2.80% – 5.20%      2.95% – 4.33%    16,000    15,000
Other                                                                       1,042       972"""
    assert rows(text)[1] == [
        (0, "2014 notes"), (1, "2024 - 2044"), (2, "3.80% - 4.95%"), (3, "3.90% - 5.12%"), (4, "4,000"), (5, "4,000")
    ]  # fmt: skip
    assert rows(text)[3] == [(0, "Other"), (4, "1,042"), (5, "972")]


def test_columns_of_a_writer_who_counts_characters() -> None:
    text = """\
                            前期        当期
固定資産の取得による支出             △16,522    △19,400
貸付けによる支出                  △2,890     △7,178
貸付金の回収による収入                3,324      5,802
子会社の取得による支出        7      △5,600         －
その他                        △239       △788"""
    table = rows(text)
    assert table[1] == [(0, "固定資産の取得による支出"), (2, "△16,522"), (3, "△19,400")]
    assert table[4] == [(0, "子会社の取得による支出"), (1, "7"), (2, "△5,600"), (3, "－")]


def test_a_table_goes_on_below_headings_of_rows_where_figures_stand_in_its_columns() -> None:
    text = """\
                                              June 30,           March 31,

(In thousands)                                     2024               2024

Assets

Current assets:

  Cash                                   $        4,120     $        3,870

  Deposits                                          310              1,295


Commitments

EQUITY

Holders of the parent:

  Preferred stock                        $            —     $            —

  Common stock                                      292                292

  Total                                  $        4,722     $        5,457"""
    blocks = lines_to_blocks(list(enumerate(text.splitlines(), start=1)), Settings())
    (grid,) = (block.grid for block in blocks if isinstance(block, GridBlock))
    assert {cell.text for cell in grid.cells if cell.column == 1} >= {"$ 4,120", "310", "$ —", "292", "$ 4,722"}


def test_headings_that_come_again_over_columns_side_by_side_stay() -> None:
    """Columns without headings behind them are no part of the second pair."""
    head, *body = rows(
        """\
                  2023    2022    2023    2022
Home             1,493   1,706   2,850   3,276     140     150     141     151
Abroad           3,038   3,506   6,060   6,841     160     170     161     171
Total            4,531   5,212   8,910  10,117     300     320     302     322"""
    )
    assert head == [(1, "2023"), (2, "2022"), (3, "2023"), (4, "2022")] and len(body) == 3


def test_a_percent_sign_may_stand_apart_from_the_last_figure() -> None:
    assert is_fixed("Total revenue                      $ 4,531  100  % $ 5,212  100  %  $ 8,910  100  %")


def test_a_raised_mark_on_the_line_above_belongs_to_the_label_it_stands_behind() -> None:
    text = """\
                            2031         2030
Pumps                      1,310        1,204
         (b)
Other                        175          192
               (1)
Eliminations                 (631)       (664)
Total                        854          732"""
    assert [row[0] for row in rows(text)[1:]] == [
        (0, "Pumps"),
        (0, "Other(b)"),
        (0, "Eliminations(1)"),
        (0, "Total"),
    ]


def test_a_bracketed_figure_under_its_heading_is_no_mark_of_the_row_below() -> None:
    text = """\
                            2031         2030
Pumps                      1,310        1,204
                             (1)
Other                        175          192
Total                      1,484        1,396"""
    assert (0, "Other") in rows(text)[-2]


def test_names_in_a_second_column_stand_apart_from_the_labels() -> None:
    text = """\
Lease             Line of the balance sheet             2031         2030
Assets:
Operating leases  Right-of-use assets                  7,139        6,941
Finance leases    Property and equipment               2,881        2,899
Short leases      Other current assets                    82           79
Total leases                                          10,102        9,919"""
    assert rows(text)[2:] == [
        [(0, "Operating leases"), (1, "Right-of-use assets"), (2, "7,139"), (3, "6,941")],
        [(0, "Finance leases"), (1, "Property and equipment"), (2, "2,881"), (3, "2,899")],
        [(0, "Short leases"), (1, "Other current assets"), (2, "82"), (3, "79")],
        [(0, "Total leases"), (2, "10,102"), (3, "9,919")],
    ]
    facts = {fact.printed: fact for fact in extract.read(text.encode()).facts}
    assert facts["2,881"].label[-1] == "Finance leases"


def test_units_behind_labels_are_no_second_names() -> None:
    text = """\
                                      2031         2030
売上高            （百万円）          7,139        6,941
経常利益          （百万円）          2,881        2,899
純資産額          （百万円）            820          790"""
    assert {cell[0] for row in rows(text)[1:] for cell in row} == {0, 1, 2}


def test_names_below_the_rows_are_headings_where_the_tag_closes_the_table_below_them() -> None:
    text = """\
Segments for the year ended March 31, 2031

<TABLE>
<CAPTION>
                    (In millions of dollars)

Operating profit      27,600     47,257     74,857
Inside sales           7,117      7,629     14,746
Outside sales         92,712     12,838    105,550
                   =========  =========  =========
                       Rails     Canals        All
</TABLE>

Key figures

<TABLE>
<CAPTION>
                      2031           2030
<S>                    <C>            <C>
Stations             6,758          7,401
Boats                5,698          5,718
</TABLE>
"""
    facts = {fact.printed: fact for fact in extract.read(text.encode(), name="a.txt").facts}
    assert facts["47,257"].header == ("Canals",) and facts["47,257"].unit == "USD"
    assert facts["92,712"].header == ("Rails",) and facts["92,712"].value == "92712000000"
    assert facts["5,698"].header == ("2031",)


def test_a_unit_alone_above_the_columns_is_that_of_all() -> None:
    text = """\
                        (In thousands)
Outside sales         92,712     12,838    105,550
Inside sales           7,117      7,629     14,746"""
    grid = fixed_to_grid(list(enumerate(text.split("\n"), start=1)))
    assert grid is not None and [span.text for span in grid.caption] == ["(In thousands)"]


def test_digits_that_are_no_number_head_no_column() -> None:
    text = """\
(In millions of dollars)

                         Year ended March 31, 2031    Year ended March 31, 2030
Sales to customers
                                             0,00
Rails ................                      630.5                        626.3
Canals ...............                      655.0                        653.3
Total sales ..........                    1,285.5                      1,279.6
Segment profit
Rails ................                       25.5                         25.2
Canals ...............                       20.5                         22.6
Total segment profit..                       46.0                         47.8
"""
    found = extract.read(text.encode(), name="a.txt").facts
    assert {f.label for f in found if f.printed in ("630.5", "653.3")} == {
        ("Sales to customers", "Rails"), ("Sales to customers", "Canals")
    }  # fmt: skip
    assert not any("0,00" in part for f in found for part in f.header)


def test_a_word_torn_by_leaders_is_one() -> None:
    text = """\
                                                                 2031     2030
Net increase in cash ............                               6,994    8,734
Cash at beg .....................        inning of period      48,682   57,417
Cash at end of period ...........                              55,676   66,151"""
    assert (0, "Cash at beginning of period") in rows(text)[2]


def test_marks_of_several_notes_are_one_cell() -> None:
    text = f"""\
{"":28}Notes       2031        2030
Revenue{"":23}3       318,406     296,115
Cost of sales{"":15}4, 6     (214,930)   (203,418)
Other costs{"":19}12       (41,207)    (38,960)"""
    assert rows(text)[2] == [(0, "Cost of sales"), (1, "4, 6"), (2, "(214,930)"), (3, "(203,418)")]


def test_two_japanese_headings_one_blank_apart_are_each_a_column_s() -> None:
    text = """\
     株主名                          所有株式数 議決権の
                                     （千株） 割合（％）
北浜信託銀行                          181,731    10.14
堂島生命保険                           53,228     2.97
中之島製作所                           44,828     2.50"""
    assert rows(text)[:2] == [
        [(0, "株主名"), (1, "所有株式数"), (2, "議決権の")],
        [(1, "（千株）"), (2, "割合（％）")],
    ]
    facts = {fact.printed: fact for fact in extract.read(text.encode()).facts}
    assert (facts["53,228"].value, facts["2.97"].unit) == ("53228000", "percent")


def test_a_length_over_periods_in_the_middle_of_a_table_begins_another() -> None:
    text = f"""\
{"":44}For Three Months Ended May 31,
{"":44}2031            2030
Net income{"":34}1,722           2,291
Allocated to units{"":26}(9)             (10)
Allocated to shares{"":25}1,713           2,281
{"":44}For Six Months Ended May 31,
{"":44}2031            2030
Net income{"":34}3,430           4,492
Allocated to units{"":26}(17)            (19)
Allocated to shares{"":25}3,413           4,473"""
    lines = list(enumerate(text.split("\n"), start=1))
    blocks = [block.grid for block in lines_to_blocks(lines, Settings()) if isinstance(block, GridBlock)]
    assert [[c.text for c in grid.row(0)] for grid in blocks] == [
        ["For Three Months Ended May 31,"],
        ["For Six Months Ended May 31,"],
    ]
