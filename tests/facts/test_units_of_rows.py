"""Units that stand in a column of their own, with their scale before them; and labels of prose that hold figures."""

from __future__ import annotations

import extract

UNITS = b"""Operating statistics, years ended 30 June

| | Unit | 2031 | 2030 |
|---|---|---|---|
| Containers handled | '000 TEU | 1,204 | 1,150 |
| Cement sold | million tonnes | 12.4 | 11.9 |
| Crew | persons | 41 | 39 |
"""
PLAN = b"""Guidance for the fiscal year ending March 31, 2032 (billions of yen)

| | Previous | Revised | Change | FY2030 results |
|---|---|---|---|---|
| Net sales | 512.0 | 530.0 | 18.0 | 498.2 |
| Operating income | 41.0 | 44.5 | 3.5 | 39.9 |
| Net income per share (yen) | 120.50 | 131.20 | %s | 118.30 |
"""


def test_a_scale_before_what_it_is_of_is_part_of_the_unit() -> None:
    found = {f.printed: (f.value, f.unit) for f in extract.read(UNITS, name="a.md").facts}
    assert found["1,204"] == ("1204000", "teu")
    assert found["12.4"] == ("12400000", "tonne")
    assert found["41"] == ("41", "count")


def test_what_a_column_compares_in_its_amounts_it_compares_in_amounts_per_share() -> None:
    codes = [problem.code for problem in extract.read(PLAN % b"10.70", name="a.md").problems]
    assert "check_fails" not in codes
    codes = [problem.code for problem in extract.read(PLAN % b"12.70", name="a.md").problems]
    assert "check_fails" in codes


def test_a_label_of_prose_that_holds_figures_of_its_own_names_nothing() -> None:
    text = (
        b"Results for the half year ended June 30, 2031 (in millions of euros)\n"
        b"Net income, Group share 88.0 79.9 +10.1%\n"
    )
    for fact in extract.read(text, name="a.txt").facts:
        if fact.printed == "+10.1":
            assert not fact.trusted


def test_what_stands_under_the_name_of_a_balance_sheet_is_of_a_day() -> None:
    page = (
        b"Selected data, years ended December 31 (USD thousands)\n\n| | 2031 | 2030 |\n|---|---|---|\n"
        b"| Statement of operations data: | | |\n| Revenue | 120,455 | 118,002 |\n"
        b"| Balance sheet data (at year end): | | |\n| Cash and cash equivalents | 44,120 | 40,118 |\n"
    )
    found = {f.printed: f.period for f in extract.read(page, name="a.md").facts}
    cash, revenue = found["44,120"], found["120,455"]
    assert cash is not None and (cash.start, cash.end) == (None, "2031-12-31")
    assert revenue is not None and (revenue.start, revenue.end) == ("2031-01-01", "2031-12-31")


def test_money_for_each_of_something_that_was_sold_is_money() -> None:
    page = (
        b"Production and costs, year ended 31 December 2031\n\n| | Gold produced (koz) | AISC (US$/oz sold) |\n"
        b"|---|---|---|\n| Redwater | 61.2 | 1,204 |\n"
    )
    found = {f.printed: (f.value, f.unit, f.trusted) for f in extract.read(page, name="a.md").facts}
    assert found == {"61.2": ("61.2", "koz", True), "1,204": ("1204", "USD", True)}


def test_standards_beside_a_unit_are_no_scale() -> None:
    page = "(K-IFRS, {} in billions)\n\n| | 2031 |\n|---|---|\n| Revenue | 4.1 |\n"
    (fact,) = extract.read(page.format("KRW").encode(), name="a.md").facts
    assert (fact.value, fact.unit) == ("4100000000", "KRW")
    (fact,) = extract.read(page.format("RMB").replace("K-IFRS", "PRC GAAP").encode(), name="a.md").facts
    assert (fact.value, fact.unit) == ("4100000000", "CNY")


def test_dollars_of_a_unit_of_receipts_are_no_money_of_the_table() -> None:
    page = (
        b"Results, year ended 31 December 2031 (in millions of NT$)\n\n| | 2031 |\n|---|---|\n"
        b"| Net revenue | 81,204 |\n| Diluted EPS (US$ per ADR unit) | 0.66 |\n"
    )
    found = {f.printed: (f.value, f.unit) for f in extract.read(page, name="a.md").facts}
    assert found == {"81,204": ("81204000000", "TWD"), "0.66": ("0.66", "USD_per_share")}
