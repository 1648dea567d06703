"""Rows that tell the difference of the rows above them: changes, and no plans."""

from __future__ import annotations

import pytest

from extract import Fact, read

TABLE = """Consolidated forecast for the fiscal year ending March 31, 2032 (millions of yen)

| | Net sales | Profit |
|---|---|---|
| Previous forecast (A) | 84,000 | 4,100 |
| Revised forecast (B) | 80,500 | 4,300 |
| {label} | (3,500) | 200 |
"""


def told(label: str) -> dict[str, Fact]:
    return {f.printed or "": f for f in read(TABLE.format(label=label).encode(), name="page.md").facts}


@pytest.mark.parametrize(
    "label",
    [
        "Change (B-A)",
        "Difference (B) - (A)",
        "Amount of change (B-A)",
        "Increase/decrease (B-A)",
        "増減額（B－A）",
        "修正額",
    ],
)
def test_the_difference_of_two_rows_is_a_change(label: str) -> None:
    found = told(label)
    assert found["(3,500)"].measure == "change"
    assert found["200"].measure == "change"
    assert found["80,500"].measure == "amount"


@pytest.mark.parametrize("label", ["Change in inventories", "Difference", "Revision surgery", "Increase in capital"])
def test_what_only_begins_like_a_change_is_none(label: str) -> None:
    assert told(label)["200"].measure == "amount"


def test_a_year_over_columns_of_months_is_none_of_them() -> None:
    table = "| | 30/8 | 31/2 | 31/8 |\n|---|---|---|---|\n| | Aug. 2030 | Feb. 2031 | Aug. 2031 |\n"
    table += "| Bonds | 120 | 130 | 100 |\n"
    head = "Marsh Stores, results for the fiscal year ended August 31, 2031\n\nFunds (100 million yen)\n\n"
    for fact in read((head + table).encode(), name="page.md").facts:
        if fact.printed == "100" and fact.table is not None:
            assert fact.value == "10000000000"
            assert fact.period is None or fact.period.start is None or not fact.trusted


@pytest.mark.parametrize("label", ["Net cash", "Net cash / (net debt)", "Net (debt)/cash"])
def test_net_cash_stands_on_a_day(label: str) -> None:
    table = f"The financial year ends on 31 July.\n\n| £m | H1 31 | H1 30 |\n|---|---|---|\n| {label} | 86.3 | 77.1 |\n"
    head = "Results for the half year ended 31 January 2031\n\n"
    found = {f.printed: f.period for f in read((head + table).encode(), name="page.md").facts}
    period = found["77.1"]
    assert period is not None
    assert (period.kind, period.end) == ("instant", "2030-01-31")


def test_net_cash_from_an_activity_runs_over_the_year() -> None:
    table = "| £m | 2031 | 2030 |\n|---|---|---|\n| Net cash from operations | 86.3 | 77.1 |\n"
    head = "Cash flows for the years ended 31 July 2031 and 2030\n\n"
    found = {f.printed: f.period for f in read((head + table).encode(), name="page.md").facts}
    period = found["77.1"]
    assert period is not None
    assert (period.start, period.end) == ("2029-08-01", "2030-07-31")
