"""Equity rolled forward over a balance sheet, an income statement and cash flows."""

from __future__ import annotations

from decimal import Decimal

from extract.model import Fact
from extract.pipeline import read

TEXT = """# Some Corporation: consolidated statements, thousands of yen

## Consolidated Balance Sheets

| (Thousands of yen) | As of June 30, 2007 | As of March 31, 2007 |
|---|---|---|
| Common stock | 16,833,847 | 16,833,847 |
| Additional paid-in capital | 27,611,753 | {capital} |
| Accumulated deficit | (24,006,479) | {deficit} |
| Accumulated other comprehensive income | 638,105 | 949,709 |
| Total shareholders' equity | {equity} | 20,112,004 |

## Consolidated Statements of Income

| (Thousands of yen) | Three months ended June 30, 2007 |
|---|---|
| Operating income | 691,538 |
| Income tax expense | 120,782 |
| Net income | 570,756 |

## Consolidated Statements of Cash Flows

| (Thousands of yen) | Three months ended June 30, 2007 |
|---|---|
| Repayments of borrowings | (1,200,000) |
| Payment of dividends | (306,450) |
| Acquisition of a subsidiary through share exchanges | 1,012,520 |
"""


def rolled(
    capital: str = "26,599,233", deficit: str = "(24,270,785)", equity: str = "21,077,226"
) -> tuple[list[str], dict[str, Fact]]:
    """The roll-forwards that hold, in words, and the facts of March by label."""
    result = read(TEXT.format(capital=capital, deficit=deficit, equity=equity).encode(), name="statements.md")
    march = {f.label[-1]: f for f in result.facts if f.period is not None and f.period.end == "2007-03-31"}
    checks = [c for c in result.checks if c.identity == "roll_forward"]
    assert all(check.verdict == "holds" for check in checks)
    return [str(len(check.terms)) for check in checks], march


def test_what_was_earned_paid_and_issued_is_the_change_in_equity() -> None:
    checks, march = rolled()
    assert sorted(checks) == ["3", "4", "7"]
    assert {f.status for f in march.values()} == {"verbatim"}


def test_lost_balances_follow_from_those_a_quarter_later() -> None:
    _, march = rolled(capital=", ,", deficit=", ,")
    for label, value in (("Additional paid-in capital", 26_599_233_000), ("Accumulated deficit", -24_270_785_000)):
        fact = march[label]
        assert fact.status == "inferred"
        assert abs(Decimal(fact.value or 0) - value) <= Decimal(fact.tolerance or 0) <= 10_000


def test_equity_that_does_not_close_proves_nothing_of_its_parts() -> None:
    checks, march = rolled(capital=", ,", deficit=", ,", equity="21,177,226")
    assert checks == []
    assert {march[label].status for label in ("Additional paid-in capital", "Accumulated deficit")} == {"unresolved"}
