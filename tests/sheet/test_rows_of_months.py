"""Rows that are months: a month of what flows where the table says so, and open where it does not."""

from __future__ import annotations

from extract import read

TABLE = """{title} (CHF million)

| {corner} | {first} | {second} |
|---|---|---|
| October 2022 | 18.4 | 15.1 |
| November 2022 | 22.7 | 16.9 |
"""


def starts(title: str, corner: str, first: str = "Order intake", second: str = "Billings") -> list[str | None]:
    text = TABLE.format(title=title, corner=corner, first=first, second=second)
    return [fact.period.start if fact.period else None for fact in read(text.encode(), name="a.md").facts]


def test_the_head_of_the_labels_or_a_title_calls_them_months() -> None:
    whole = ["2022-10-01", "2022-10-01", "2022-11-01", "2022-11-01"]
    assert starts("Aare Tunnelbau AG", "Month") == whole
    assert starts("Order intake by month", "") == whole


def test_a_year_that_ends_with_the_month_of_a_row_is_none_of_it() -> None:
    rows = "|  | 全店 |\n|---|---|\n| 2022年10月 | 184 |\n| 2022年11月 | 227 |\n"
    text = f"月次売上高 2022年11月期（単位：百万円）\n\n{rows}"
    facts = read(text.encode(), name="a.md").facts
    assert [f.period.start for f in facts if f.period] == ["2022-10-01", "2022-11-01"]


def test_where_nothing_says_so_or_balances_stand_beside_it_is_open() -> None:
    assert starts("Aare Tunnelbau AG", "") == [None] * 4
    assert starts("Aare Tunnelbau AG", "Month", second="Inventories at month end")[:1] == [None]
