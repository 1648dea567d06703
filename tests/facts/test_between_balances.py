"""Rows between two dated balances are of the time from the one to the other."""

from __future__ import annotations

import extract

STATEMENT = """Consolidated Statements of Changes in Equity
(in millions of dollars)

| | Capital | Retained earnings | Total |
|---|---|---|---|
| Balance at December 31, 2021 | 100 | 400 | 500 |
| Cumulative effect of a new standard | - | (10) | (10) |
| Net income | - | 60 | 60 |
| Dividends | - | (20) | (20) |
| Balance at December 31, 2022 | 100 | 430 | 530 |
| Net income | - | 70 | 70 |
| Balance at December 31, 2023 | 100 | 500 | 600 |
"""


def test_flows_are_of_the_year_between_the_balances() -> None:
    facts = extract.read(STATEMENT.encode(), name="a.md").facts
    periods = {(f.label[-1], f.printed): f.period and (f.period.start, f.period.end) for f in facts}
    assert periods["Net income", "60"] == ("2022-01-01", "2022-12-31")
    assert periods["Net income", "70"] == ("2023-01-01", "2023-12-31")
    assert periods["Dividends", "(20)"] == ("2022-01-01", "2022-12-31")
    assert periods["Balance at December 31, 2022", "430"] == (None, "2022-12-31")
    assert periods["Cumulative effect of a new standard", "(10)"] is None


def test_a_balance_of_the_first_day_opens_the_time_with_it() -> None:
    page = """（単位：百万円）

| | 資本金 | 合計 |
|---|---|---|
| 2021年4月1日残高 | 100 | 500 |
| 当期利益 | － | 70 |
| 2022年3月31日残高 | 100 | 570 |
"""
    facts = extract.read(page.encode(), name="a.md").facts
    assert {(f.period.start, f.period.end) for f in facts if f.label[-1] == "当期利益" and f.period} == {
        ("2021-04-01", "2022-03-31")
    }
