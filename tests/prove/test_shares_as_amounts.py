"""Percentages under the heading of amounts: in conflict where the column beside them tells, and no other figure is."""

from __future__ import annotations

import pytest

from extract.pipeline import read

EN = """
# Example Corp. results for the nine months ended June 30, 2016

(In thousands of U.S. dollars)

| | Nine months ended June 30, 2016 | |
| | Amount | % of total |
|---|---|---|
| Container shipping | {} |
| Warehousing | {} |
| Customs brokerage | {} |
| Total revenues | {} |
| Cost of revenues | {} |
"""
JA = """
# 株式会社例示 2016年3月期 決算短信（連結）

（単位：億円）

| | 2016年3月期 | |
| | 金額 | 構成比(%) |
|---|---|---|
| 書籍 | {} |
| 雑誌 | {} |
| 文具 | {} |
| 売上高合計 | {} |
| 売上原価 | {} |
"""
AMOUNTS = ["9,088,394", "5,158,668", "8,483,527", "22,730,589", "14,579,394"]
FINE = ["7,052.0", "5,043.2", "5,844.7", "17,939.9", "12,561.0"]
SHARES = ["40.0", "22.7", "37.3", "100.0", "64.1"]
FINE_SHARES = ["39.3", "28.1", "32.6", "100.0", "70.0"]


@pytest.mark.parametrize(("form", "amounts", "shares"), [(EN, AMOUNTS, SHARES), (JA, FINE, FINE_SHARES)])
def test_shares_in_the_column_of_amounts(form: str, amounts: list[str], shares: list[str]) -> None:
    whole = read(form.format(*map(" | ".join, zip(amounts, shares, strict=True))).encode(), name="a.md")
    assert not [fact.id for fact in whole.facts if fact.status == "conflict"]
    crossed = read(form.format(*map(" | ".join, zip(shares, amounts, strict=True))).encode(), name="a.md")
    assert not [fact.printed for fact in crossed.facts if fact.trusted and fact.printed in shares]


def test_amounts_that_are_no_shares_of_each_other() -> None:
    orders = ["5,100,200", "9,830,100", "7,800,289", "22,730,589", "14,579,394"]
    rows = list(map(" | ".join, zip(SHARES, orders, strict=True)))
    result = read(EN.replace("% of total", "Orders").format(*rows).encode(), name="a.md")
    assert not [fact.id for fact in result.facts if fact.status == "conflict"]


def test_an_amount_per_share_has_no_share_of_a_total() -> None:
    text = """
# Example Corp. results for the year ended March 31, 2019

(In millions of yen)

| | Year ended March 31, 2019 | |
| | Amount | % of total |
|---|---|---|
| Revenue | 4,120 | 100.0 |
| Net loss | (391) | (9.5) |
| Basic loss per share (yen) | | (1.90) |
"""
    facts = [fact for fact in read(text.encode(), name="a.md").facts if fact.printed == "(1.90)"]
    assert [fact.trusted for fact in facts] == [False]


def test_amounts_under_the_heading_of_shares_beside_printed_percentages() -> None:
    shares = [f"{share}%" for share in FINE_SHARES]
    crossed = read(JA.format(*map(" | ".join, zip(shares, FINE, strict=True))).encode(), name="a.md")
    assert not [fact.printed for fact in crossed.facts if fact.trusted and fact.printed in FINE]


def test_two_years_of_small_figures_are_no_shares_of_each_other() -> None:
    text = """
# Example Corp. results for the year ended March 31, 2019

(In millions of U.S. dollars)

| | Year ended March 31, 2018 | Year ended March 31, 2019 |
|---|---|---|
| Net income | 15 | 13 |
| Depreciation | 3 | 2 |
| Stock-based compensation | 4 | 3 |
| Change in inventories | 2 | 3 |
| Change in payables | 4 | 3 |
| Proceeds from borrowings | 10 | 10 |
| Cash at beginning of year | 63 | 84 |
| Cash at end of year | 84 | 103 |
"""
    assert not [fact.printed for fact in read(text.encode(), name="a.md").facts if fact.status == "conflict"]
