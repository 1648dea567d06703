"""Tables whose layout is lost: cells on lines, cells glued, single blanks; what heads them, and what fits no column."""

from __future__ import annotations

import pytest

from extract import read
from extract.model import GridBlock, Settings
from extract.read.text import lines_to_blocks
from extract.tables.text.atoms import lines_to_atoms
from extract.tables.text.stream import Poured, poured_tables

ROWS = ["Costs", "7.3", "8.4", "Income", "9.5", "1.6", "Tax", "-", "2.3", "Net", "(1.5)", "2.7"]


def poured(lines: list[str]) -> list[Poured]:
    return poured_tables(list(enumerate(lines, start=1)))


def rows(lines: list[str]) -> list[list[tuple[int, str]]]:
    (table,) = poured(lines)
    return [[(c.column, c.text) for c in table.grid.row(r)] for r in range(table.grid.rows)]


def heads(lines: list[str]) -> list[list[tuple[int, int, str]]]:
    (table,) = poured(lines)
    return [[(c.column, c.column_span, c.text) for c in table.grid.row(r)] for r in range(table.grid.headers or 0)]


def test_labels_with_as_many_figures_each_are_rows() -> None:
    assert rows(["2007", "2006", *ROWS]) == [
        [(1, "2007"), (2, "2006")],
        [(0, "Costs"), (1, "7.3"), (2, "8.4")],
        [(0, "Income"), (1, "9.5"), (2, "1.6")],
        [(0, "Tax"), (1, "-"), (2, "2.3")],
        [(0, "Net"), (1, "(1.5)"), (2, "2.7")],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["(EUR million)", "2007", "", "2006", "", "Costs", "$", "7.3", "$", "8.4", "Tax", "(2.3", ")", "(1.1", ")"],
        ["2007 2006", "Costs $7.3 $8.4", "Tax (2.3) (1.1)"],
        ["20072006Costs$7.3 $8.4 Tax(2.3)(1.1)Income9.5 1.6"],
        ["Year ended June 30,20072006Costs$7.3$8.4Tax(2.3)(1.1)Income9.5 1.6 "],
    ],
)
def test_separators_do_not_matter(lines: list[str]) -> None:
    (table,) = poured(lines)
    cells = {c.text: c.column for c in table.grid.cells}
    assert {t: cells[t] for t in ("Costs", "$7.3", "$8.4", "Tax", "(2.3)", "(1.1)")} == {
        "Costs": 0, "$7.3": 1, "$8.4": 2, "Tax": 0, "(2.3)": 1, "(1.1)": 2,
    }  # fmt: skip
    assert all(c.basis is None for c in table.grid.cells)


def test_no_headings_no_trust() -> None:
    (table,) = poured(ROWS)
    assert {c.basis for c in table.grid.cells if c.column > 0} == {"preference"}


def test_pieces_of_headings_come_column_by_column_or_row_by_row() -> None:
    expected = [
        [(1, 2, "Three Months Ended"), (3, 2, "Six Months Ended")],
        [(1, 1, "May 3, 2020"), (2, 1, "May 5, 2019"), (3, 1, "May 3, 2020"), (4, 1, "May 5, 2019")],
    ]
    spanners, body = expected[0], []
    for label in ("Sales", "Costs", "Profit"):
        body += [label, "1,234", "2,345", "3,456", "4,567"]
    over = [text for _, _, text in spanners]
    by_column = ["May 3,", "2020", "May 5,", "2019"] * 2
    by_row = ["May 3,", "May 5,"] * 2 + ["2020", "2019"] * 2
    assert heads([*over, *by_column, *body]) == expected
    assert heads([*over, *by_row, *body]) == expected
    # One of the headings is lost: which columns the other stands over, nobody knows.
    assert heads([over[0], *by_column, *body]) == []


def test_headings_of_units_and_of_rows_stand_beside_periods() -> None:
    lines = ["決算年月", "2022年３月", "2023年３月"]
    for label in ("売上高", "経常利益", "総資産額"):
        lines += [label, "(百万円)", "12,345", "23,456"]
    assert rows(["回次", "第41期", "第42期", *lines]) == [
        [(2, "第41期"), (3, "第42期")],
        [(0, "決算年月"), (2, "2022年３月"), (3, "2023年３月")],
        *([(0, label), (1, "(百万円)"), (2, "12,345"), (3, "23,456")] for label in ("売上高", "経常利益", "総資産額")),
    ]


def test_a_lone_header_covers_years_that_cover_repeated_units() -> None:
    three = ["Costs", "1", "2", "3", "Income", "4", "5", "6", "Tax", "7", "8", "9", "Net", "1", "2", "3"]
    lines = [
        "Three months ended March 31,",
        "2019",
        "2018",
        "Billions of yen",
        "Billions of dollars",
        "Billions of yen",
    ]
    assert heads([*lines, *three]) == [
        [(1, 3, "Three months ended March 31,")],
        [(1, 2, "2019"), (3, 1, "2018")],
        [(1, 1, "Billions of yen"), (2, 1, "Billions of dollars"), (3, 1, "Billions of yen")],
    ]


@pytest.mark.parametrize(
    ("printed", "figures"),
    [
        ("Net sales75,18338,798", ["75,183", "38,798"]),
        ("Tax643614", ["643", "614"]),
        ("Costs9,9901,001", ["9,990", "1,001"]),
        ("Sundry9801,021", None),  # 980 and 1,021, or 9 and 801,021
        ("Sundry97112", None),
    ],
)
def test_glued_figures_part_where_they_can_in_one_way_only(printed: str, figures: list[str] | None) -> None:
    lines = ["Year ended May 31, 2021", "Year ended May 31, 2020", "Sales84,18073,618", "Rent11,8398,984", printed]
    (table,) = poured([*lines, "Profit44,18033,618"])
    row = next(c.row for c in table.grid.cells if c.column == 0 and c.text == printed.rstrip("0123456789,"))
    cells = [c for c in table.grid.row(row) if c.column > 0]
    if figures is None:
        assert all(c.basis == "preference" and c.column > 2 for c in cells) and cells
    else:
        assert [c.text for c in cells] == figures and all(c.split and c.basis is None for c in cells)


def test_digits_of_a_label_go_back_to_it() -> None:
    lines = ["2021", "2020", "Level 1 3,400 3,500", "Bonds due 2031 1,200 1,300", "Net sales3 4,100 4,200"]
    assert [row[0][1] for row in rows(lines)[1:]] == ["Level 1", "Bonds due 2031", "Net sales3"]


def test_a_row_that_lost_a_figure_has_no_columns() -> None:
    (table,) = poured(["2007", "2006", *ROWS, "Other", "4.4", *ROWS])
    (lone,) = [c for c in table.grid.cells if c.text == "4.4"]
    assert lone.basis == "preference" and lone.column > 2


def test_a_label_wrapped_behind_its_figures() -> None:
    lines = ["2021 2020", "Provision for losses on 175 96", "contracts with customers", "Profit before tax and 51 49"]
    found = rows([*lines, "other charges", "A sentence that ends the table."])
    assert [row[0][1] for row in found[1:]] == [
        "Provision for losses on contracts with customers",
        "Profit before tax and other charges",
    ]


def test_two_tables_in_one_stream() -> None:
    first = ["2021", "2020", "Sales", "1,234", "987", "Costs", "800", "700", "Profit", "434", "287"]
    second = ["Headcount by country", "2021", "2020", "2019", "Norway", "10", "20", "30", "Chile", "11", "21", "31"]
    assert [t.grid.columns for t in poured([*first, *second])] == [3, 4]


@pytest.mark.parametrize(
    "lines",
    [
        ROWS[:6],
        ["Cupertino, California", "95014", "(408) 996-1010", "Telephone", "94-2404110", "Number"],
        ["We sold 12 units in 2007 and 13 in 2008.", "Sales rose 3% to $5.2 billion and 4% to 1.1 billion."],
        ["当期の売上高は1,234億5,600万円（前期比3.2％減）、損失は12億3,400万円、純損失は8億9,000万円でした。"],
        ["AA Corp1.375% Notes due 2024BB Corp0.875% Notes due 2025CC Corp1.625% Notes due 2026DD Corp"],
    ],
)
def test_no_table_is_seen_where_none_is(lines: list[str]) -> None:
    assert poured(lines) == []


def test_each_cell_is_at_its_place() -> None:
    lines = ["2007", "2006", *("  " + line for line in ROWS), "Costs7.3 8.4 Income9.5 1.6 Tax4.4 5.5 Net1.5 2.7"]
    for table in poured(lines):
        for cell in table.grid.cells:
            where = cell.span.location
            assert where.line is not None and lines[where.line - 1][where.start : where.end] == cell.text


def test_labels_that_stand_elsewhere_leave_their_figures_in_their_columns() -> None:
    head = ["May 31,", "", "August 31,", "", "2021", "", "2020", ""]
    body = ["Cash", "", "1,234", "", "2,345", "", "Stock", "", "345", "", "456", "", "1,579", "", "2,801", ""]
    rest = ["Tools", "", "77", "", "88", "", "Land", "", "99", "", "11", "", "Total"]
    (table,) = poured([*head, *body, *rest])
    grid = table.grid
    assert [c.text for c in grid.row(0)] == ["May 31, 2021", "August 31, 2020"]
    row = next(c.row for c in grid.cells if c.text == "1,579")
    assert [(c.column, c.text, c.basis) for c in grid.row(row)] == [
        (1, "1,579", "preference"),
        (2, "2,801", "preference"),
    ]


def test_figures_of_several_rows_between_their_labels_are_not_believed() -> None:
    lines = ["2021", "2020", "Cash", "1,234", "Stock", "2,345", "345", "456", "1,579", "2,801"]
    (table,) = poured([*lines, "Tools", "77", "88", "Land", "99", "11", "Total tools and land", "176", "99"])
    cells = {c.text: c for c in table.grid.cells}
    assert [(cells[t].column, cells[t].basis) for t in ("1,234", "2,345", "77")] == [
        (1, "preference"),
        (2, "preference"),
        (1, None),
    ]


@pytest.mark.parametrize("headed", [True, False])
def test_a_column_of_notes_is_no_column_of_figures(headed: bool) -> None:
    lines = ["Note"] if headed else []
    lines += ["2021", "2020", "Cash", "5", "1,234", "2,345", "Stock", "345", "456", "Land", "11", "99", "98"]
    (table,) = poured([*lines, "Sum", "1,678", "2,899", "Debt", "12", "77", "88", "Tax", "5", "6", "Rest", "41", "42"])
    rows = {r[0].text: r[1:] for r in (table.grid.row(n) for n in range(table.grid.rows)) if r and r[0].column == 0}
    assert [c.text for c in rows["Cash"] if c.role != "note"] == ["1,234", "2,345"]
    assert [c.text for c in rows["Stock"]] == ["345", "456"] and [c.text for c in rows["Tax"]] == ["5", "6"]
    assert {c.column for name in ("Cash", "Stock", "Debt") for c in rows[name] if c.role != "note"} == {2, 3}


def test_dates_broken_over_lines_are_whole() -> None:
    lines = ["前期末", "（2022年３月31", "日）", "当期末", "（2023年３月31", "日）"]
    for label in ("現金", "商品", "合計"):
        lines += [label, "1,234", "2,345"]
    assert rows(lines)[0] == [(1, "前期末 （2022年３月31日）"), (2, "当期末 （2023年３月31日）")]


LABELS = ["Sales", "Costs", "Gross profit", "Rent", "Operating profit"]


def test_columns_poured_one_after_the_other() -> None:
    figures = ["900", "(500)", "400", "(150)", "250", "800", "(450)", "350", "(160)", "190"]
    found = rows(["(EUR million)", *LABELS, "Year ended May 31, 2021", "Year ended May 31, 2020", *figures])
    assert found[0] == [(1, "Year ended May 31, 2021"), (2, "Year ended May 31, 2020")]
    assert found[1:4] == [
        [(0, "Sales"), (1, "900"), (2, "800")],
        [(0, "Costs"), (1, "(500)"), (2, "(450)")],
        [(0, "Gross profit"), (1, "400"), (2, "350")],
    ]


def test_a_line_of_the_head_of_notes_and_of_periods_is_cut_at_each() -> None:
    lines = ["EUR thousand", "Note 1.1.-30.6.2023 1.1.-30.6.2022", "Revenue 3 48,212 44,907", "Costs 4 -31,448 -29,016"]
    assert [(1, "1.1.-30.6.2023"), (2, "1.1.-30.6.2022")] in [[c for c in r if c[0]] for r in rows(lines)]


def test_years_that_follow_each_other_without_a_blank_are_headings() -> None:
    lines = [
        "(USD million)",
        "Year ended May 31,",
        "20222021",
        "Sales412,087388,120",
        "Costs(96,415)(71,208)",
        "Rent(6,204)(7,115)",
    ]
    assert [(1, "2022"), (2, "2021")] in rows(lines)


def test_amounts_with_their_money_and_changes_that_say_so_need_no_headings() -> None:
    lines = [
        "Sales",
        "",
        "EUR 2,318.4 million",
        "",
        "up",
        "",
        "6.2",
        "",
        "%",
        "",
        "Net income",
        "",
        "EUR 140.9 million",
        "",
    ]
    told = poured([*lines, "down", "", "3.7", "", "%", "", "Tax", "", "EUR 41.2 million", "", "up", "", "1.1", "", "%"])
    assert not any(c.basis for t in told for c in t.grid.cells)
    bare = [
        "Sales",
        "",
        "2,318.4",
        "",
        "6.2",
        "",
        "%",
        "",
        "Income",
        "",
        "140.9",
        "",
        "3.7",
        "",
        "%",
        "",
        "Tax",
        "",
        "4.1",
    ]
    assert all(c.basis for t in poured([*bare, "", "1.1", "", "%"]) for c in t.grid.cells if c.column > 0)


def test_columns_apart_whose_one_sum_is_of_large_figures() -> None:
    figures = ["412.6", "1,204.8", "1,617.4", "640.2", "300.0", "388.0", "1,118.3", "1,506.3", "655.7", "300.0"]
    lines = ["(USD million)", "Cash", "Stock", "Current assets", "Payables", "Debt", "May 31, 2021", "May 31, 2020"]
    assert rows([*lines, *figures])[1:3] == [
        [(0, "Cash"), (1, "412.6"), (2, "388.0")],
        [(0, "Stock"), (1, "1,204.8"), (2, "1,118.3")],
    ]


def test_signs_of_money_begin_the_columns() -> None:
    heads = ["(in millions)", "Cash", "Debt", "Equity", "May 31, 2021", "May 31, 2020"]
    found = rows([*heads, "$ 41.6", "20.8", "17.4", "$ 38.0", "18.3", "55.3"])
    assert found[2] == [(0, "Debt"), (1, "20.8"), (2, "18.3")]
    for unsure in (["41.6", "20.8", "17.4", "38.0", "18.3", "55.3"], ["$41.6", "$20.8", "17.4", "38.0", "18.3", "5.3"]):
        assert all(c.basis for t in poured([*heads, *unsure]) for c in t.grid.cells if c.text in unsure)


def test_numbers_of_notes_before_the_columns_are_none_of_their_figures() -> None:
    figures = ["48,212", "-31,448", "16,764", "-6,210", "10,554", "44,907", "-29,016", "15,891", "-5,988", "9,903"]
    lines = ["Statement of Income", *LABELS, "Note", "1.1.-30.6.2023", "1.1.-30.6.2022", "EUR thousand", "3", "4", "5"]
    found = rows([*lines, *figures])
    assert [(0, "Gross profit"), (1, "16,764"), (2, "15,891")] in found and [(0, "EUR thousand")] in found


def test_columns_apart_that_fit_either_way_stay_open() -> None:
    figures = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]
    lines = ["(EUR million)", *LABELS, "Year ended May 31, 2021", "Year ended May 31, 2020", *figures]
    assert all(c.basis == "preference" for t in poured(lines) for c in t.grid.cells if c.text in figures)


def test_labels_shifted_by_one_are_not_believed() -> None:
    lines = ["2021", "", "2020", "", "Fixed assets", "", "30", "", "40", "", "Software", "", "11", "", "12", ""]
    lines += [
        "Other",
        "",
        "41",
        "",
        "52",
        "",
        "Total fixed assets",
        "",
        "Loans",
        "",
        "7",
        "",
        "8",
        "",
        "9",
        "",
        "1",
        "",
    ]
    (table,) = poured([*lines, "Cash", "", "5", "", "6", ""])
    assert all(c.basis == "preference" for c in table.grid.cells if c.column > 0 and c.row > 0)


def test_an_amount_and_a_percentage_share_their_heading() -> None:
    body = [
        "Peru",
        "$700",
        "70%",
        "$500",
        "62%",
        "Chile",
        "200",
        "20%",
        "200",
        "25%",
        "Cuba",
        "100",
        "10%",
        "100",
        "13%",
    ]
    assert heads(["Year ended June 30,", "2021", "2020", *body]) == [
        [(1, 4, "Year ended June 30,")],
        [(1, 2, "2021"), (3, 2, "2020")],
    ]


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        (
            "Three Months Ended June 30,Six Months Ended June 30,",
            ["Three Months Ended June 30,", "Six Months Ended June 30,"],
        ),
        ("Six Months Endedin millionsJune 30,2021June 30,2020", ["Six Months Ended", "June 30,2021", "June 30,2020"]),
        ("June 30,2021June 30,2020eCharge", ["June 30,2021", "June 30,2020"]),
    ],
)
def test_glued_headings_part_at_their_dates(glued: str, parts: list[str]) -> None:
    words = [a.text for a in lines_to_atoms([(1, glued + "Sales1,234 2,345 Tax(67)(89)Profit1,167 2,256 ")])]
    assert [part for part in parts if part in words] == parts


def test_a_day_on_the_next_line_belongs_to_its_month() -> None:
    lines = ["Three months ended June", "30", "Six months ended June 30", "2021", "2020", "2021", "2020"]
    for label in ("Sales", "Costs", "Profit"):
        lines += [label, "1,234", "2,345", "3,456", "4,567"]
    assert heads(lines)[0] == [(1, 2, "Three months ended June 30"), (3, 2, "Six months ended June 30")]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("<small>9.5</small>", "9.5"),
        ('<font color="red">9.5</font>', "9.5"),
        ("<div>9.5</div>", "9.5"),
        ("<mark>(9.5)</mark>", "(9.5)"),
        ("[9.5](#f12)", "9.5"),
        (r"\$9.5", "$9.5"),
    ],
)
def test_a_figure_in_markup_of_its_own_is_a_cell(printed: str, text: str) -> None:
    assert rows(["2007", "2006", *(printed if line == "9.5" else line for line in ROWS)])[2] == [
        (0, "Income"), (1, text), (2, "1.6")
    ]  # fmt: skip


def test_a_sign_of_percent_on_a_line_of_its_own_heads_a_column() -> None:
    lines = ["Year ended 31.3.2007", "%", "Year ended 31.3.2006", "%"]
    lines += ["Sales", "9.5", "100.0", "8.4", "100.0", "Costs", "(7.3)", "76.8", "(6.0)", "71.4"]
    lines += ["Profit", "2.2", "23.2", "2.4", "28.6"]
    assert [(column, text) for column, _, text in heads(lines)[0]] == list(enumerate(lines[:4], start=1))
    assert all(cell.basis is None for cell in poured(lines)[0].grid.cells)


@pytest.mark.parametrize(
    ("line", "headings", "label"),
    [
        (
            "Results for 1H22 FY22 Revised Forecast Net sales USD 4.1 million up 3.0 % YoY USD 9.0 million up"
            " 2.0 % YoY Profit USD 1.1 million down 4.0 % YoY USD 2.0 million up 1.0 % YoY",
            [(1, 2, "Results for 1H22"), (3, 2, "FY22 Revised Forecast")],
            "Net sales",
        ),
        (
            "2024年3月期実績 2025年3月期予想 売上高 1,234百万円 3.1% 1,300百万円 5.0%"
            " 営業利益 120百万円 2.0% 130百万円 8.3%",
            [(1, 2, "2024年3月期実績"), (3, 2, "2025年3月期予想")],
            "売上高",
        ),
        (
            "Key figures 2Q22 2Q21 Net sales 1,234 1,100 Operating income 100 90 Net income 50 40 Assets 5,600 5,500",
            [(1, 1, "Key figures 2Q22"), (2, 1, "2Q21")],
            "Net sales",
        ),
    ],
)
def test_headings_run_into_the_first_label(line: str, headings: list[tuple[int, int, str]], label: str) -> None:
    assert heads([line])[0] == headings
    assert rows([line])[1][0] == (0, label)


def test_periods_with_words_between_are_part_of_a_label() -> None:
    line = (
        "From March 31, 2023 to June 30, 2023 USD 4.1 million 3.0 % Profit USD 1.1 million 4.0 % Tax USD 1 million 2 %"
    )
    assert all(table.grid.headers is None for table in poured([line]))


def test_two_rows_whose_figures_say_their_units_are_a_table_without_headings() -> None:
    lines = ["Sales", "USD 6.0 million", "up", "4.1", "%", "Profit", "USD 1.4 million", "up", "9.5", "%"]
    assert rows(lines)[1] == [(0, "Profit"), (1, "USD 1.4 million"), (2, "up 9.5%")]
    assert all(cell.basis == "preference" for cell in poured(lines)[0].grid.cells if cell.column)


def test_figures_that_blanks_part_badly_are_read_without_their_places() -> None:
    text = """\
     Three Months Ended Six Months Ended
     July 5,
   2025 July 6,
   2024 July 5,
   2025 July 6,
   2024
     (In millions, except per share amounts)
   Net revenue $ 5,310  $ 4,204  $ 9,712  $ 8,437
   Cost of sales 2,704  2,115  5,393  3,998
   Fees (8) (6) (18) (89)
   Operating income (20) 526  (165) 477
   Interest 46  (4) 89  (46)"""
    (grid,) = [
        b.grid
        for b in lines_to_blocks(list(enumerate(text.split("\n"), start=1)), Settings())
        if isinstance(b, GridBlock)
    ]
    rows = [[(c.column, c.column_span, " ".join(c.text.split())) for c in grid.row(r)] for r in range(grid.rows)]
    assert [(1, 2, "Three Months Ended"), (3, 2, "Six Months Ended")] in rows
    assert [(n, 1, f"July {5 + 1 - n % 2}, {2024 + n % 2}") for n in range(1, 5)] in rows
    assert [(0, 1, "Operating income"), (1, 1, "(20)"), (2, 1, "526"), (3, 1, "(165)"), (4, 1, "477")] in rows


def test_a_period_broken_over_the_lines_of_its_cell_heads_one_column() -> None:
    lines = [
        "回次", "第41期中", "第42期中", "会計期間",
        "自令和３年", "10月１日", "至令和４年", "３月31日", "自令和４年", "10月１日", "至令和５年", "３月31日",
        "売上高（百万円）", "8,120", "9,340", "経常利益（百万円）", "512", "604",
        "総資産額（百万円）", "20,115", "21,870",
    ]  # fmt: skip
    assert [text for _, _, text in heads(lines)[-1]] == [
        "会計期間", "自令和３年10月１日 至令和４年３月31日", "自令和４年10月１日 至令和５年３月31日",
    ]  # fmt: skip


def test_beginnings_in_one_row_and_ends_in_the_next_join_no_neighbours() -> None:
    lines = ["自令和３年10月１日", "自令和４年10月１日", "至令和４年３月31日", "至令和５年３月31日"]
    assert [a.text for a in lines_to_atoms(list(enumerate(lines, start=1)))] == lines


@pytest.mark.parametrize(
    "lines", [["売上原価", "※１", "3,412", "※１", "3,655"], ["売上原価", "※１ 3,412", "※１、※３ 3,655"]]
)
def test_marks_of_notes_belong_to_the_figures_behind_them(lines: list[str]) -> None:
    table = rows(["2023", "2022", "売上高", "5,002", "5,310", *lines, "売上総利益", "1,590", "1,655"])
    assert [column for column, _ in table[2]] == [0, 1, 2] and table[2][0] == (0, "売上原価")


def test_a_unit_of_percent_in_brackets_is_no_sign_torn_off_its_figure() -> None:
    lines = ["2023", "2022", "売上高", "(百万円)", "5,002", "5,310", "自己資本比率", "(％)", "38.1", "39.4"]
    (table,) = poured(lines)
    assert all(cell.basis is None for cell in table.grid.cells)


def test_a_length_that_ran_into_the_first_day_heads_its_columns() -> None:
    line = (
        "Three Months EndedNine Months Ended March 31,2024March 31,2023March 31,2024March 31,2023 (In thousands)"
        "Fees$5,120 $4,870 $15,210 $14,030 Rents612 540 1,802 1,633 Total$5,732 $5,410 $17,012 $15,663 "
    )
    assert heads([line])[-2:] == [
        [(1, 2, "Three Months Ended"), (3, 2, "Nine Months Ended")],
        [(1, 1, "March 31,2024"), (2, 1, "March 31,2023"), (3, 1, "March 31,2024"), (4, 1, "March 31,2023")],
    ]


def test_figures_before_their_labels_are_not_believed() -> None:
    lines = [
        "前連結会計年度", "当連結会計年度", "(令和４年９月30日)", "(令和５年９月30日)", "流動資産", "4,120",
        "3,870", "現金及び預金", "1,310", "1,295", "売掛金", "820", "799", "棚卸資産", "6,250", "5,964",
        "流動資産合計", "固定資産",
        "2,010", "2,104", "土地", "8,260", "8,068", "資産合計",
    ]  # fmt: skip
    cells = [cell for table in poured(lines) for cell in table.grid.cells if cell.column]
    assert all(cell.basis is not None for cell in cells if "," in cell.text and "月" not in cell.text)


def test_the_mark_of_a_note_behind_a_label_shifts_no_figures() -> None:
    (table,) = poured(["2024", "2023", "Goods", "$", "4,120", "$", "3,870", "Parts", "310", "295",
                       "TOTAL STOCKS", "(1)", "$", "4,430", "$", "4,165", "(1)"])  # fmt: skip
    assert [(c.column, c.text) for c in table.grid.row(table.grid.rows - 1) if not c.aside] == [
        (0, "TOTAL STOCKS"), (2, "$4,430"), (3, "$4,165"),
    ]  # fmt: skip


def test_a_label_goes_on_below_in_brackets_or_with_its_figures() -> None:
    table = rows(["2024", "2023", "Stock issued:", "1,651 and 1,645; held: 37", "4,120", "3,870",
                  "従業員数", "(外、臨時従業員数)", "3,310", "3,295", "Net", "310", "295"])  # fmt: skip
    assert [text for row in table for column, text in row if column == 0] == [
        "Stock issued: 1,651 and 1,645; held: 37", "従業員数 (外、臨時従業員数)", "Net",
    ]  # fmt: skip


def test_names_of_columns_that_lack_one_head_none() -> None:
    lines = ["July 1, 2023", "December 31, 2022", "Cost", "Gains", "Losses", "Fair", "Value", "Cost", "Gains", "Losses",
             "Fair", "Value", "Bonds", *"12345678", "Bills", *"87654321", "Notes", "21", *"7654321"]  # fmt: skip
    assert all(not heads_of_table for heads_of_table in [t.grid.headers for t in poured(lines)])


@pytest.mark.parametrize(
    "label",
    [["１株当たり純資産", "額"], ["営業活動によるキャッ", "シュ・フロー"], ["現金及び現金同等物の期", "末残高"]],
)
def test_a_label_broken_within_its_words_is_whole_where_it_is_known(label: list[str]) -> None:
    table = rows(
        ["2024年3月期", "2023年3月期", "売上高", "4,120", "3,870", *label, "310", "295", "受取利息", "12", "9"]
    )
    assert (0, "".join(label)) in [cell for row in table for cell in row]


@pytest.mark.parametrize(
    ("label", "whole"),
    [
        (["投資活動による", "キャッシュ・フロ", "ー"], "投資活動によるキャッシュ・フロー"),
        (["潜在株式調整後１", "株当たり当期純利益"], "潜在株式調整後１株当たり当期純利益"),
    ],
)
def test_a_label_broken_before_the_end_of_a_word_is_whole_where_its_unit_follows(label: list[str], whole: str) -> None:
    table = rows(["2024年3月期", "2023年3月期", "売上高", "(百万円)", "4,120", "3,870", *label, "(百万", "円)", "310",
                  "295", "リース", "ー", "9"])  # fmt: skip
    assert (0, whole) in [cell for row in table for cell in row]
    assert [(0, "リース"), (2, "ー"), (3, "9")] in table


def test_the_sign_of_a_figure_that_stands_elsewhere_heads_no_column() -> None:
    lines = ["Three Months Ended June 30,", "2024", "Fees", "$", "2023", "4,120", "3,870", "8,110", "7,990",
             "Costs", "2,010", "1,905", "4,002", "3,811", "Profit", "2,110", "1,965", "4,108", "4,179",
             "Tax", "310", "295", "620", "604"]  # fmt: skip
    for table in poured(lines):
        assert all(cell.basis is not None for cell in table.grid.cells if cell.column and "," in cell.text)


def test_rows_of_single_figures_within_a_table_part_it_not() -> None:
    lines = ["回次", "第41期中", "第42期中", "第41期", "決算年月", "2022年9月", "2023年9月", "2023年3月"]
    lines += ["経常収益", "百万円", "4,120", "3,870", "8,110", "経常利益", "百万円", "310", "295", "620"]
    lines += ["資本金", "百万円", "500", "500", "500", "発行済株式総数", "千株"]
    lines += [text for _ in range(3) for text in ("普通株式", "2,564,895", "優先株式", "49,251")]
    lines += ["純資産額", "百万円", "6,042", "7,394", "9,301", "総資産額", "百万円", "25,971", "27,352", "31,847"]
    lines += ["預金残高", "百万円", "9,203", "11,304", "10,330"]
    table = rows(lines)
    assert [text for _, text in table[-2]][-3:] == ["25,971", "27,352", "31,847"]
    assert any([text for _, text in row][-3:] == ["4,120", "3,870", "8,110"] for row in table)


def test_a_unit_below_a_label_is_its_end_where_labels_end_with_theirs() -> None:
    lines = ["決算年月", "2031年3月", "2032年3月"]
    for label, one, two in (
        ("売上高（百万円）", "8,056", "9,409"),
        ("経常利益（百万円）", "1,240", "1,354"),
        ("親会社株主に帰属する包括利益\n（百万円）", "784", "940"),
        ("純資産額（百万円）", "7,784", "9,409"),
    ):
        lines += [*label.split("\n"), one, two]
    assert rows(lines)[3] == [(0, "親会社株主に帰属する包括利益（百万円）"), (1, "784"), (2, "940")]


@pytest.mark.parametrize("third", [["Third Quarter"], ["Third", "Quarter"]])
def test_a_year_below_headings_of_quarters_is_over_the_rows_that_follow(third: list[str]) -> None:
    lines = ["First Quarter", "Second Quarter", *third, "Fourth Quarter", "(in thousands)", "2031"]
    for label in ("Sales", "Income", "Tax"):
        lines += [label, "$", "597,810", "$", "333,888", "$", "325,548", "$", "(477,654", ")"]
    assert [text for _, _, text in heads(lines)[-1]] == [
        "First Quarter",
        "Second Quarter",
        "Third Quarter",
        "Fourth Quarter",
    ]
    assert rows(lines)[2:4] == [
        [(0, "2031")],
        [(0, "Sales"), (1, "$597,810"), (2, "$333,888"), (3, "$325,548"), (4, "$(477,654)")],
    ]


def test_spans_broken_over_lines_over_columns_of_amounts_with_their_own_unit() -> None:
    lines = [
        "前連結会計年度",
        "(2030年4月1日から",
        "2031年3月31日まで)",
        "当連結会計年度",
        "(2031年4月1日から",
        "2032年3月31日まで)",
    ]
    lines += ["区分", "注記", "番号", "金額(千円)", "金額(千円)", "Ⅰ 営業活動によるキャッシュ・フロー"]
    for label, *figures in (
        ("税金等調整前当期純利益", "991,389", "1,219,712"),
        ("役員退職慰労引当金の", "増加額", "7,921", "19,185"),
        ("支払利息", "2,295", "1,549"),
        ("減損損失", "1,495"),
        ("小計", "1,191,436", "1,411,010"),
    ):
        lines += [label, *figures]
    dates = [text for _, _, text in heads(lines)[-2]]
    assert dates == [
        "前連結会計年度 (2030年4月1日から 2031年3月31日まで)",
        "当連結会計年度 (2031年4月1日から 2032年3月31日まで)",
    ]
    body = rows(lines)
    assert [(0, "役員退職慰労引当金の 増加額"), (1, "7,921"), (2, "19,185")] in body
    assert [(0, "減損損失"), (3, "1,495")] in body  # of which year is open


def test_names_units_and_figures_of_a_summary_on_lines_of_their_own() -> None:
    lines = ["親会社株主に帰属する", "売上高", "営業利益", "経常利益", "四半期純利益", *["百万円", "%"] * 4]
    lines += ["31年3月期第3四半期", "27,226 △10.7", "△1,041", "-", "△928", "-", "△720", "-"]
    lines += ["30年3月期第3四半期", "30,504", "3.1", "825 △28.2", "942 △30.5", "597 △33.8"]
    assert heads(lines)[0] == [
        (1, 2, "売上高"),
        (3, 2, "営業利益"),
        (5, 2, "経常利益"),
        (7, 2, "親会社株主に帰属する四半期純利益"),
    ]
    figures = [[text for _, text in row[1:]] for row in rows(lines)[2:]]
    assert figures == [
        ["27,226", "△10.7", "△1,041", "-", "△928", "-", "△720", "-"],
        ["30,504", "3.1", "825", "△28.2", "942", "△30.5", "597", "△33.8"],
    ]


def test_names_of_another_form_over_units_on_lines_are_not_put_in_order() -> None:
    lines = ["店舗数", "受注高", "百万円", "百万円", "31年3月期", "27,226", "1,041", "30年3月期", "30,504", "825"]
    assert not [cell for table in poured(lines) for cell in table.grid.cells if cell.text == "受注高" and cell.column]


def test_a_year_stands_over_no_years() -> None:
    """`2023`, `2022`, `V`, `%` twice over six columns: one name too many in each set, and nothing says which."""
    over = ["Three months ended June 30", "Six months ended June 30", *["2023", "2022", "V", "%"] * 2]
    body = ["Kilns", "7,860", "6,127", "28", "14,841", "11,730", "27", "Glazes", "3,849", "3,099", "24", "6,687",
            "5,970", "12", "Total", "11,709", "9,226", "27", "21,528", "17,700", "22"]  # fmt: skip
    assert heads([*over, *body]) == []


def test_the_end_of_a_label_before_a_sign_that_other_figures_have_alone() -> None:
    line = "(In millions)2031203020312030Net sales:Aster U.S.$6,114 $5,683 $11,098 $10,145 Aster Overseas1,190 1,045 "
    line += "2,354 1,815 Total$7,304 $6,728 $13,452 $11,960 "
    found = [(atom.kind, atom.whole.text) for atom in lines_to_atoms([(1, line)])]
    assert found[found.index(("words", "Aster U.S.")) + 1] == ("figure", "$6,114")
    paid = [atom.whole.text for atom in lines_to_atoms([(1, "Loans U.S.$6,114 U.S.$5,683")])]
    assert paid[1:] == ["U.S.$6,114", "U.S.$5,683"]


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Operating income (loss):", "Data systems"),
        ("Cash flows from investing activities", "Capital expenditures"),
        ("CASH FLOWS FROM FINANCING ACTIVITIES", "Dividends to shareholders"),
    ],
)
@pytest.mark.parametrize("blank", [" ", "\u00a0\u00a0"])
def test_a_heading_of_rows_ends_before_the_first_of_them_where_a_table_is_one_line(
    heading: str, label: str, blank: str
) -> None:
    line = f"20312030{heading}{blank}{label}$147 $295 Tools 472 899 Less: Share of partners 12 14 Total$607 $1,180 "
    words = [atom.text for atom in lines_to_atoms([(1, line)]) if atom.kind == "words"]
    assert words[2:] == [heading, label, "Tools", "Less: Share of partners", "Total"]


def test_a_figure_behind_a_comma_and_before_more_words_is_of_the_label() -> None:
    line = "20312030Assets$147 $295 Retained profit472 899 Treasury stock, 872,791,028 Class A shares(75)(74)"
    line += "Reserves607 1,180 Equity$607 $1,180 "
    found = [(atom.kind, atom.text) for atom in lines_to_atoms([(1, line)])]
    at = found.index(("words", "Treasury stock, 872,791,028 Class A shares"))
    assert found[at + 1 : at + 3] == [("figure", "(75)"), ("figure", "(74)")]


def test_digits_that_are_not_grouped_as_all_others_may_be_of_two_cells() -> None:
    line = "20312030Assets$14,700 $29,500 Retained profit47,200 89,900 Gains, net of taxes of $13667 7,600 "
    line += "Reserves60,700 11,800 Equity$60,700 $11,800 "
    for text, doubted in ((line, {"$13667", "7,600"}), (line.replace("13667", "13,667"), set())):
        [grid] = [poured.grid for poured in poured_tables([(1, text)])]
        assert {cell.text for cell in grid.cells if cell.basis == "preference"} == doubted


_DRAWN_FROM = [
    ("Operating leases, assets", "Right-of-use assets", "7,139", "6,941"),
    ("Financed assets (1)", "Property and equipment", "2,881", "2,899"),
    ("Total leased assets", "", "10,020", "9,840"),
    ("Operating leases due", "Other current liabilities", "1,011", "945"),
    ("Financed leases due", "Instalments of debt", "252", "231"),
]


def test_a_column_of_words_between_labels_and_figures_is_one_where_its_head_stands_behind_the_unit() -> None:
    lines = ["in millions", "Line of the balance sheet", "June 30, 2031", "June 30, 2030"]
    lines += [text.replace(" (1)", "") for row in _DRAWN_FROM for text in row if text]
    [grid] = [poured.grid for poured in poured_tables(list(enumerate(lines, 1)))]
    words = {(cell.column, cell.text) for cell in grid.cells if cell.column < 2}
    assert {(0, row[0].replace(" (1)", "")) for row in _DRAWN_FROM} <= words
    assert {(1, row[1]) for row in _DRAWN_FROM if row[1]} | {(1, "Line of the balance sheet")} <= words
    [bare] = [poured.grid for poured in poured_tables(list(enumerate([lines[0], *lines[2:]], 1)))]
    assert (0, "Right-of-use assets") in {(cell.column, cell.text) for cell in bare.cells}


def test_a_mark_that_touches_the_next_column_of_words_is_of_the_label() -> None:
    line = "in millionsLine of the balance sheetJune 30, 2031June 30, 2030"
    line += "".join(f"{label}{words}{a} {b} " for label, words, a, b in _DRAWN_FROM)
    [grid] = [poured.grid for poured in poured_tables([(1, line)])]
    cells = {(cell.row, cell.column): cell.text for cell in grid.cells}
    [row] = [row for (row, _), text in cells.items() if text == "Financed assets (1)"]
    assert [cells[row, n] for n in range(1, 4)] == ["Property and equipment", "2,881", "2,899"]


def test_the_unit_before_the_first_heading_and_years_of_two_calendar_years() -> None:
    lines = ["MSEK Apr-Jun", "2031", "Jul-Jun", "2030/2031", "Jan-Dec", "2030"]
    lines += ["Net sales 14,336 52,985 52,233", "Costs -12,777 -47,669 -47,045", "Profit 1,559 5,316 5,188"]
    named = heads(lines)
    assert [text for _, _, text in named[-1]] == ["Apr-Jun 2031", "Jul-Jun 2030/2031", "Jan-Dec 2030"]
    assert any(text == "MSEK" for level in named[:-1] for _, _, text in level)


def test_the_currency_before_the_first_of_several_figures_is_of_the_row() -> None:
    lines = ["2031", "2030", "Net sales 14,336 13,453", "Profit 1,559 1,415", "Earnings per share, SEK 2.33 1.94"]
    assert rows(lines)[-1] == [(0, "Earnings per share, SEK"), (1, "2.33"), (2, "1.94")]
    lines = ["2031", "2030", "Net sales JPY 14,336 JPY 13,453", "Profit JPY 1,559 JPY 1,415"]
    assert rows(lines)[-1] == [(0, "Profit"), (1, "JPY 1,559"), (2, "JPY 1,415")]


def test_months_of_a_year_by_their_numbers_head_columns() -> None:
    table = "| MEUR | 4-6/2031 | 1-6/2031 | 2030 |\n|---|---|---|---|\n| Net sales | 1,152 | 2,034 | 4,725 |\n"
    table += "| Operating result | 119 | 198 | 552 |\n| Earnings/share, EUR | 0.39 | 0.76 | 1.72 |\n"
    facts = read(("Interim report January – June 2031\n\n" + table).encode(), name="report.md").facts
    assert [(f.value, f.unit, f.period and f.period.start) for f in facts if f.printed in ("1,152", "0.39")] == [
        ("1152000000", "EUR", "2031-04-01"),
        ("0.39", "EUR_per_share", "2031-04-01"),
    ]


def test_a_figure_that_looks_like_a_year_is_not_lost() -> None:
    lines = ["Mar 2031", "Dec 2030", "Sep 2030", "Net Sales", "68111.2", "87203.5", "93303.5", "Tax", "1951", "1661.4"]
    lines += ["2192.7", "Profit", "5560.3", "4240.30", "6046.60"]
    assert rows(lines)[2] == [(0, "Tax"), (1, "1951"), (2, "1661.4"), (3, "2192.7")]
    (table,) = poured(lines)
    assert {cell.basis for cell in table.grid.row(2)[1:]} == {"preference"}
    assert {cell.basis for cell in table.grid.row(1)[1:]} == {None}


def test_one_cell_a_line_behind_its_pipe() -> None:
    lines = "|2031 |First;Quarter |Second;Quarter |Interest;income |$ |83,858 |$ |114,927 |Expense |19,524 |13,413 |Net"
    text = "\n".join(lines.replace(";", "\n").split(" ")) + "\n|64,334\n|101,514\n"
    (grid,) = [block.grid for block in lines_to_blocks(list(enumerate(text.split("\n"), 1)), Settings())
               if isinstance(block, GridBlock)]  # fmt: skip
    assert [[cell.text for cell in grid.row(r)] for r in range(2)] == [["2031"], ["First Quarter", "Second Quarter"]]
    assert [cell.text for cell in grid.row(grid.rows - 1)] == ["Net", "64,334", "101,514"]


def test_a_minus_of_another_encoding_stays_at_its_figure() -> None:
    text = "Results for the year ended 31 December 2031 (EUR million)\n2031 2030\nSales 9.6 8.4\nCosts âˆ’8.1 âˆ’7.4\n"
    found = {f.label[-1]: (f.value, f.trusted) for f in read((text + "EBIT âˆ’0.5 1.0\n").encode(), name="a.txt").facts
             if f.column == 1}  # fmt: skip
    assert found["Costs"][0] == "-8100000"
    assert found["EBIT"][0] == "-500000"


@pytest.mark.parametrize("name", ["科目", "区分", "Item", "Particulars"])
def test_the_name_of_the_labels_parts_from_the_periods_beside_it(name: str) -> None:
    lines = [
        f"{name} 2030年６月期 2031年６月期",
        "売上高 48,216 51,907",
        "売上原価 33,402 35,118",
        "売上総利益 14,814 16,789",
    ]
    assert rows(lines)[0] == [(1, "2030年６月期"), (2, "2031年６月期")]
