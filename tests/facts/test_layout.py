"""A grid as a person reads it: title, declared units, headers of columns, headings of rows."""

from __future__ import annotations

import pytest

from extract.model import Calendar, GridBlock, Location, Settings
from extract.read.text import lines_to_blocks
from extract.repairs.captions import captions
from extract.sheet.sheet import Sheet

CALENDAR = Calendar(end_month=3, end_day=31, label="start")


def sheet_of(text: str) -> Sheet:
    blocks = captions(lines_to_blocks(list(enumerate(text.split("\n"), start=1)), Settings()))
    (grid,) = [block.grid for block in blocks if isinstance(block, GridBlock)]
    return Sheet(grid, CALENDAR)


def test_title_unit_columns_and_rows() -> None:
    sheet = sheet_of(
        "Consolidated Balance Sheets\n(JPY million)\n\n\tJune 30, 2007\tMarch 31, 2007\nASSETS\t\t\nCash\t5\t6"
    )
    assert sheet.title == "Consolidated Balance Sheets"
    assert [(d.mention.unit, d.mention.scale) for d in sheet.declared] == [("JPY", 6)]
    assert [(c.path, c.period.end if c.period else None) for c in sheet.columns.values()] == [
        (("June 30, 2007",), "2007-06-30"), (("March 31, 2007",), "2007-03-31")
    ]  # fmt: skip
    assert [row.path for row in sheet.rows.values()] == [("ASSETS", "Cash")]


def test_headings_end_where_their_total_stands() -> None:
    sheet = sheet_of("\t1Q07\nCURRENT ASSETS:\t\nCash\t5\nTotal current assets\t5\nLand\t7")
    paths = [row.path for row in sheet.rows.values()]
    assert paths == [("CURRENT ASSETS", "Cash"), ("CURRENT ASSETS", "Total current assets"), ("Land",)]
    assert [row.kind for row in sheet.rows.values()] == ["item", "total", "item"]


@pytest.mark.parametrize(
    ("header", "change", "share", "scenario"),
    [
        ("1Q07", False, False, None),
        ("YoY", True, False, None),
        ("増減率", True, False, None),
        ("前年同期比", True, False, None),
        ("% of revenues", False, True, None),
        ("構成比", False, True, None),
        ("FY2007 Target", False, False, "target"),
        ("FY2007 Revised Target", False, False, "target:revised"),
        ("2008年3月期 予想", False, False, "forecast"),
        ("FY2006 Actual", False, False, None),
    ],
)
def test_what_a_column_measures(header: str, change: bool, share: bool, scenario: str | None) -> None:
    column = sheet_of(f"\t{header}\t1Q06\nSales\t5\t6\nCosts\t7\t8").columns[1]
    assert (column.change, column.share, column.scenario) == (change, share, scenario)


def test_a_period_over_three_rows() -> None:
    sheet = sheet_of("\tThree Months Ended\tThree Months Ended\n\tJune 30,\tJune 30,\n\t2007\t2006\nSales\t5\t6")
    periods = [(c.period.start, c.period.end) if c.period else None for c in sheet.columns.values()]
    assert periods == [("2007-04-01", "2007-06-30"), ("2006-04-01", "2006-06-30")]


def test_a_table_of_contents() -> None:
    assert sheet_of("Sales .....\t3\nCosts .....\t5\nIncome .....\t9").is_contents
    assert not sheet_of("Sales\t3\nCosts\t5\nIncome\t9").is_contents
    assert not sheet_of("Sales .....\t9\nCosts .....\t5\nIncome .....\t3").is_contents


def test_a_day_said_to_be_that_of_the_table_dates_it_and_a_bare_day_does_not() -> None:
    rows = "区分\t平均年齢（歳）\t平均年間給与（円）\n全社\t33.9\t6,313,937\n"
    for line, end in (("2024年４月30日現在", "2024-04-30"), ("2024年４月30日", None)):
        columns = sheet_of(f"従業員の状況\n{line}\n\n{rows}").columns.values()
        assert [c.period.end if c.period else None for c in columns] == [end, end]


def test_amounts_per_share_of_one_table_are_in_one_currency() -> None:
    sheet = sheet_of("\t1Q07\t1Q06\n１株当たり純資産額（円）\t150.94\t169.63\n１株当たり配当額\t6.50\t17.00\n")
    assert [row.unit.unit if row.unit else None for row in sheet.rows.values()] == ["JPY_per_share", "JPY_per_share"]


def test_days_under_a_corner_that_names_a_length_are_periods() -> None:
    sheet = sheet_of("Fiscal year ended\tNet sales\tIncome\nMarch 31, 2024\t5\t6\nMarch 31, 2023\t7\t8")
    periods = [
        sheet.periods.of_figure(row, sheet.columns[1], "duration", Location()).period for row in sheet.rows.values()
    ]
    assert [(p.start, p.end) for p in periods if p is not None] == [
        ("2023-04-01", "2024-03-31"), ("2022-04-01", "2023-03-31")
    ]  # fmt: skip


def test_parts_of_the_one_period_that_the_title_names_twice() -> None:
    sheet = sheet_of(
        "Forecast for the Fiscal Year Ending March 31, 2025 (April 1, 2024 to March 31, 2025)\n\n"
        "\tNet sales\tIncome\nFirst half\t5\t6\nFull year\t7\t8"
    )
    periods = [
        sheet.periods.of_figure(row, sheet.columns[1], "duration", Location()).period for row in sheet.rows.values()
    ]
    assert [(p.start, p.end) for p in periods if p is not None] == [
        ("2024-04-01", "2024-09-30"), ("2024-04-01", "2025-03-31")
    ]  # fmt: skip


def test_bare_yen_over_dividends_are_per_share_and_over_their_total_not() -> None:
    sheet = sheet_of(
        "Dividends\n\n\tYear-end\tTotal dividends\n\tYen\tYen\n"
        "March 31, 2024\t20.00\t5,000\nMarch 31, 2023\t22.00\t6,000"
    )
    assert [c.unit.unit for c in sheet.columns.values() if c.unit is not None] == ["JPY_per_share", "JPY"]


def test_percentages_that_a_note_calls_changes() -> None:
    sheet = sheet_of(
        "Results (% indicates changes from the previous corresponding period.)\n\n"
        "\tNet sales\t\nYear ended\tMillion yen\t%\nMarch 31, 2024\t123\t5.6\nMarch 31, 2023\t116\t2.1"
    )
    assert [c.change for c in sheet.columns.values()] == [False, True]
