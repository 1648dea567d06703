"""Headings that no repair put right: what is doubted, what stays open then, and what is told."""

from __future__ import annotations

import pytest

from extract import Result, read

UNIT = "Sales\n(JPY million)\n\n"


def result_of(table: str) -> Result:
    return read(("The fiscal year ends on March 31.\n\n" + UNIT + table).encode(), name="table.txt")


def periods(result: Result) -> list[tuple[str | None, str | None]]:
    return [(f.printed, f.period.end if f.period else None) for f in result.facts if f.table]


def codes(result: Result) -> set[str]:
    return {p.code for p in result.problems}


def test_whole_headings_are_trusted() -> None:
    result = result_of("\tJune 30, 2007\tJune 30, 2006\nCash\t5,100\t6,200\nBonds\t1,100\t2,200\n")
    assert [end for _, end in periods(result)] == ["2007-06-30", "2006-06-30"] * 2
    assert not codes(result) & {"header_lost", "header_contradicts_period", "header_rebuilt"}


def test_two_headings_in_one_cell_that_could_go_either_way_date_nothing() -> None:
    table = "\t\tJune 30, 2007 June 30, 2006\t\nCash\t5,100\t6,200\t7,300\nBonds\t1,100\t2,200\t3,300\n"
    result = result_of(table)
    assert {end for _, end in periods(result)} == {None}
    (lost,) = [p for p in result.problems if p.code == "header_lost"]
    assert len(lost.facts) == 6 and lost.location is not None


def test_a_column_without_heading_among_dated_ones_gets_neither_period_nor_unit() -> None:
    table = "\tJune 30, 2007\tJune 30, 2006\t\nCash\t5,100\t6,200\t7.3\nBonds\t1,100\t2,200\t8.4\n"
    result = result_of(table)
    bare = [f for f in result.facts if f.column == 3]
    assert [(f.unit, f.value, f.period, f.status) for f in bare] == [(None, None, None, "unresolved")] * 2
    assert [f.unit for f in result.facts if f.column == 1] == ["JPY", "JPY"]
    assert "header_lost" in codes(result)


def test_without_any_heading_columns_with_decimals_have_no_unit() -> None:
    result = result_of("Cash\t5,100\t6.2\nBonds\t1,100\t2.4\nLand\t3,300\t4.5\n")
    assert [f.unit for f in result.facts if f.column == 1] == ["JPY"] * 3
    assert [(f.unit, f.value) for f in result.facts if f.column == 2] == [(None, None)] * 3
    assert "header_lost" in codes(result)


def test_names_over_the_labels_and_none_over_the_last_column_are_doubted() -> None:
    table = "June 30, 2007\nEast\tWest\tSouth\t\nSales\t5,100\t6,200\t7,400\nCosts\t1,100\t2,200\t3,100\n"
    result = result_of(table)
    assert {f.header for f in result.facts if f.column} == {()}
    assert "header_lost" in codes(result)


@pytest.mark.parametrize("corner", ["Items", "科目"])
def test_a_word_for_the_labels_is_no_shifted_heading(corner: str) -> None:
    table = f"{corner}\tWest\tSouth\t\nSales\t5,100\t6,200\t7,400\nCosts\t1,100\t2,200\t3,100\n"
    assert {f.header for f in result_of(table).facts if f.column == 1} == {("West",)}


def test_one_heading_twice_over_amounts_dates_neither() -> None:
    table = "\tJune 30, 2007\tJune 30, 2007\tMarch 31, 2007\nCash\t5,100\t6,200\t7,300\nBonds\t1,100\t2,200\t3,300\n"
    assert [end for _, end in periods(result_of(table))] == [None, None, "2007-03-31"] * 2


ROWS = "Cash\t5,100\t6,200\t{0}\nBonds\t1,100\t2,500\t{1}\nLand\t3,000\t4,700\t{2}\n"


def test_changes_that_take_the_older_from_the_newer_period_the_wrong_way_round_are_told() -> None:
    head = "\tJune 30, 2006\tJune 30, 2007\tChange\n"
    right = result_of(head + ROWS.format("1,100", "1,400", "1,700"))
    assert "header_contradicts_period" not in codes(right)
    wrong = result_of(head + ROWS.format("(1,100)", "(1,400)", "(1,700)"))
    assert "header_contradicts_period" in codes(wrong)
    assert {end for _, end in periods(wrong)} == {None}


CASH = "Operating\t300\t200\nInvesting\t(100)\t(50)\nCash at beginning of year\t{0}\nCash at end of year\t{1}\n"


def test_a_year_that_begins_with_the_end_of_the_next_is_told() -> None:
    head = "\tYear ended March 31, 2008\tYear ended March 31, 2007\n"
    right = result_of(head + CASH.format("1,150\t1,000", "1,350\t1,150"))
    assert "header_contradicts_period" not in codes(right)
    wrong = result_of(head + CASH.format("1,000\t1,200", "1,200\t1,350"))
    assert "header_contradicts_period" in codes(wrong)
    assert {end for _, end in periods(wrong)} == {None}


def test_half_a_bracket_is_a_piece_of_a_period() -> None:
    table = "\t2007年3月31日）\t（自2007年4月1日 至2008年3月31日）\n売上高\t5,100\t6,200\n原価\t1,100\t2,200\n"
    ends = [end for _, end in periods(result_of(table))]
    assert ends == [None, "2008-03-31"] * 2


@pytest.mark.parametrize(
    ("piece", "ends"),
    [("As of March", [None, None] * 2), ("March 31, 2018", ["2018-03-31", "2019-03-31"] * 2)],
)
def test_a_piece_of_a_heading_over_one_column_casts_doubt_on_the_others(piece: str, ends: list[str | None]) -> None:
    table = f"\t{piece}\tMarch 31, 2019\nCash\t5,100\t6,200\nBonds\t1,100\t2,200\n"
    assert [end for _, end in periods(result_of(table))] == ends


def test_a_date_over_the_labels_beside_other_dates_is_one_column_off() -> None:
    units = "\tMillions of yen\tMillions of yen\tThousands of dollars\n"
    rows = "Cash\t5,100\t6,200\t71\nBonds\t1,100\t2,200\t23\n"
    wrong = "March 31, 2018\tMarch 31, 2019\t\t\n"
    assert {end for _, end in periods(result_of(wrong + units + rows))} == {None}
    right = "March 31, 2019\tMarch 31, 2018\tMarch 31, 2019\tMarch 31, 2019\n"
    assert None not in {end for _, end in periods(result_of(right + units + rows))}


def test_days_of_two_months_over_one_column_of_balances_date_nothing() -> None:
    table = "\tMarch 31,\t\n\tJune 30,\tMarch 31,\n\t2019\t2019\nCash\t5,100\t6,200\nBonds\t1,100\t2,200\n"
    assert [end for printed, end in periods(result_of(table)) if printed in ("5,100", "1,100")] == [None, None]


def test_the_first_day_of_a_period_dates_no_balance() -> None:
    head = "\t(自 2017年4月1日\t(自 2018年4月1日 至\n\t2019年3月31日)\t2020年3月31日)\n"
    table = head + "売上高\t5,100\t6,200\n原価\t1,100\t2,200\n"
    ends = {end for printed, end in periods(result_of(table)) if printed in ("5,100", "1,100")}
    assert ends == {None}


def test_a_piece_that_the_dates_below_it_complete_is_no_damage() -> None:
    table = "\tAs of\tAs of\n\tMarch 31, 2018\tMarch 31, 2019\nCash\t5,100\t6,200\nBonds\t1,100\t2,200\n"
    result = result_of(table)
    assert [end for _, end in periods(result)] == ["2018-03-31", "2019-03-31"] * 2
    assert "header_lost" not in codes(result)


def test_half_a_unit_is_no_unit() -> None:
    table = "Thousands of\t2019\t2018\n\tyen\tdollars\nCash\t5,100\t6,200\nBonds\t1,100\t2,200\n"
    result = read(("The fiscal year ends on March 31.\n\n" + table).encode(), name="table.txt")
    assert {f.value for f in result.facts if f.table} == {None}


def test_a_rebuilt_header_is_told() -> None:
    result = result_of("1Q07\t1Q06\t\nSales\t5,100\t6,200\nCosts\t1,100\t2,200\n")
    assert [p.severity for p in result.problems if p.code == "header_rebuilt"] == ["info"]


def test_a_label_of_another_year_than_its_dates_is_told_and_the_dates_win() -> None:
    table = "\tFY2003 (2006/4-2007/3)\tFY2005 (2005/4-2006/3)\nSales\t5,100\t6,200\nCosts\t1,100\t2,200\n"
    result = result_of(table)
    (told,) = [p for p in result.problems if p.code == "header_contradicts_period"]
    assert len(told.facts) == 2 and "FY2003" in told.message
    assert periods(result)[0] == ("5,100", "2007-03-31")


@pytest.mark.parametrize(
    "heads",
    [
        ["前期31\t（令和８年３月", "（令和７年３月\t当期31", "日）\t日）"],
        [
            "当期\t前期",
            "（自 令和６年４月１日\t（自 令和７年４月１日 （自 令和６年４月１日",
            "至 令和７年３月31日）\t至 令和８年３月31日）",
        ],
    ],
)
def test_pieces_of_several_headings_over_one_column_date_nothing(heads: list[str]) -> None:
    table = "\n".join("\t" + line for line in heads) + "\n現金\t5,100\t6,200\n社債\t1,100\t2,200\n"
    result = read(("貸借対照表\n（単位：百万円）\n\n" + table).encode(), name="table.txt")
    assert not [f for f in result.facts if f.column == 2 and f.trusted]


def test_first_and_last_days_of_one_column_on_four_lines_are_whole() -> None:
    table = (
        "\t（自 令和６年\t（自 令和７年\n\t４月１日\t４月１日\n\t至 令和７年\t至 令和８年\n\t３月31日）\t３月31日）\n"
    )
    result = read(
        ("（単位：百万円）\n\n" + table + "売上高\t5,100\t6,200\n経費\t1,100\t2,200\n").encode(), name="a.txt"
    )
    assert [end for _, end in periods(result)] == ["2025-03-31", "2026-03-31"] * 2


def test_a_length_without_its_day_over_one_column_casts_doubt_on_the_others() -> None:
    heads = "\t30 June 2031\tAudited year to\t31 December 2030\n"
    rows = "Trading profit\t222\t214\t403\nTax\t59\t58\t109\n"
    text = f"Karoo plc\n\nIncome statements (ZAR million)\n\n\tSix months to\t\t\n{heads}{rows}"
    facts = read(text.encode(), name="a.txt").facts
    assert [fact.printed for fact in facts] == ["222", "214", "403", "59", "58", "109"]
    assert not any(fact.trusted for fact in facts)
