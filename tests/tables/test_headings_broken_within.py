"""Headings of rows whose cells follow each other with a blank between, broken only where a cell of theirs is."""

from __future__ import annotations

import pytest

import extract
from extract.tables.text.stream import poured_tables

ROWS = ["Sales of pumps $ 5,310  $ 4,204", "Cost of pumps (2,120) (1,985)", "Gross profit 3,190  2,219"]
FOUR = [
    "Sales of pumps $ 5,310  $ 4,204  $ 10,318  $ 8,111",
    "Cost of pumps 2,120  1,985  4,301  3,902",
    "Gross profit 3,190  2,219  6,017  4,209",
]


def heads(lines: list[str]) -> list[list[tuple[int, int, str]]]:
    (table,) = poured_tables(list(enumerate(lines, start=1)))
    return [[(c.column, c.column_span, c.text) for c in table.grid.row(r)] for r in range(table.grid.headers or 0)]


def test_days_and_years_of_two_cells_behind_a_declaration() -> None:
    assert heads(["in millions, except per share data May 3,", "2031 February 1,", "2031", "Assets", *ROWS]) == [
        [(0, 1, "in millions, except per share data")],
        [(1, 1, "May 3, 2031"), (2, 1, "February 1, 2031")],
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Three Months Ended", "June 30, Six Months Ended", "June 30,", "(in millions) 2031 2030 2031 2030"],
        ["Three Months Ended June 30, Six Months Ended June 30,", "2031 2030 2031 2030"],
        ["Three Months Ended", "June 30, Six Months Ended", "June 30,", "2031 2030 2031 2030"],
    ],
)
def test_lengths_and_days_of_two_cells_over_years(lines: list[str]) -> None:
    *_, over, years = heads([*lines, *FOUR])
    assert over == [(1, 2, "Three Months Ended June 30,"), (3, 2, "Six Months Ended June 30,")]
    assert years == [(1, 1, "2031"), (2, 1, "2030"), (3, 1, "2031"), (4, 1, "2030")]


def test_the_head_of_the_labels_before_days_stays_with_the_labels() -> None:
    lines = ["For Three Months Ended For Six Months Ended", "Statements of Income June 30, June 30,"]
    assert heads([*lines, "(In millions, except per-share amounts) 2031 2030 2031 2030", *FOUR])[1:] == [
        [(1, 2, "For Three Months Ended"), (3, 2, "For Six Months Ended")],
        [(0, 1, "Statements of Income"), (1, 2, "June 30,"), (3, 2, "June 30,")],
        [(1, 1, "2031"), (2, 1, "2030"), (3, 1, "2031"), (4, 1, "2030")],
    ]


@pytest.mark.parametrize(
    "stub",
    ["(dollars in millions, except per share amounts; shares in thousands)", "In millions", "Dollars in millions"],
)
def test_a_declaration_and_the_years_behind_it_are_apart(stub: str) -> None:
    assert heads([f"{stub} 2031 2030", *ROWS])[-1] == [(1, 1, "2031"), (2, 1, "2030")]


def test_days_by_their_numbers_are_cut_where_they_touch() -> None:
    line = "12 Weeks Ended36 Weeks Ended 9/9/20319/3/20309/9/20319/3/2030Net Revenue$23,453 $21,971 $63,621 $58,396 "
    line += "Cost of sales10,675 10,308 28,784 27,156 Gross profit12,778 11,663 34,837 31,240 "
    assert heads([line]) == [
        [(1, 2, "12 Weeks Ended"), (3, 2, "36 Weeks Ended")],
        [(1, 1, "9/9/2031"), (2, 1, "9/3/2030"), (3, 1, "9/9/2031"), (4, 1, "9/3/2030")],
    ]


def test_a_span_with_a_name_over_it_in_each_column() -> None:
    lines = ["前連結会計期間", "（自  2030年４月１日", "至  2031年３月31日）", "当連結会計期間"]
    lines += ["（自  2031年４月１日", "至  2032年３月31日）", "営業活動によるキャッシュ・フロー"]
    rows = ["当期利益", "6,052", "9,420", "減価償却費", "31,263", "27,493", "その他", "△2,353", "△3,105"]
    (row,) = heads(["（単位：百万円）", *lines, *rows])
    assert row == [
        (1, 1, "前連結会計期間 （自  2030年４月１日 至  2031年３月31日）"),
        (2, 1, "当連結会計期間 （自  2031年４月１日 至  2032年３月31日）"),
    ]


def test_a_balance_at_a_day_is_no_heading() -> None:
    lines = ["(in millions) 2031 2030", "Balance at June 30, $ 310  $ 204", *ROWS]
    assert heads(lines)[-1] == [(1, 1, "2031"), (2, 1, "2030")]


def test_figures_below_such_headings_are_dated() -> None:
    text = "\n".join(["ACME PUMPS, INC.", "Consolidated Statements of Income", "", "Three Months Ended",
                      "June 30, Six Months Ended", "June 30,", "(in millions) 2031 2030 2031 2030", *FOUR])  # fmt: skip
    facts = {f.printed: f for f in extract.read(text.encode()).facts}
    assert [(facts[p].period.start, facts[p].period.end) for p in ("$ 5,310", "$ 8,111")] == [
        ("2031-04-01", "2031-06-30"),
        ("2030-01-01", "2030-06-30"),
    ]
    assert facts["$ 8,111"].trusted


def test_a_length_whose_last_word_a_narrow_column_broke_off() -> None:
    lines = ["Three Months", "Ended", "June 30,", "Six Months Ended", "June 30,", "2031", "2030", "2031", "2030"]
    assert heads([*lines, *FOUR])[0] == [
        (1, 2, "Three Months Ended June 30,"),
        (3, 2, "Six Months Ended June 30,"),
    ]


def test_a_day_in_the_line_of_its_length_beside_one_below() -> None:
    lines = ["Three Months Ended", "July 31,", "Six Months Ended July", "31,", "(in millions)", "2031", "2030"]
    assert heads([*lines, "2031", "2030", *FOUR])[1:] == [
        [(1, 2, "Three Months Ended July 31,"), (3, 2, "Six Months Ended July 31,")],
        [(1, 1, "2031"), (2, 1, "2030"), (3, 1, "2031"), (4, 1, "2030")],
    ]
