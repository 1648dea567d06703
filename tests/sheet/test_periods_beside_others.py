"""What columns without a period take from those beside them, and plans beside what was reached."""

from __future__ import annotations

import pytest

import extract


def days(text: str) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    """First and last day of each figure of a text, by its row and its innermost heading."""
    facts = extract.read(text.encode(), name="a.md").facts
    spans = {(f.label[-1], f.header[-1]): f.period for f in facts if f.label and f.header}
    return {at: (period.start, period.end) if period else (None, None) for at, period in spans.items()}


RECONCILED = """# Reconciliation

(in millions of dollars)

| | {first} | Amortization | Litigation | Restructuring | {last} |
|---|---|---|---|---|---|
| Cost of products sold | 7,765 | (1,060) | (12) | (33) | 6,660 |
| Net earnings | 3,520 | 896 | 288 | 119 | 4,823 |
"""
QUARTER = ("2031-01-01", "2031-03-31")


def test_columns_between_two_of_one_period_are_of_it() -> None:
    heads = "Three Months Ended March 31, 2031 GAAP", "Three Months Ended March 31, 2031 Non-GAAP"
    found = days(RECONCILED.format(first=heads[0], last=heads[1]))
    assert {found["Net earnings", name] for name in ("Amortization", "Litigation", "Restructuring")} == {QUARTER}


def test_columns_between_two_periods_are_of_neither() -> None:
    heads = "Three Months Ended March 31, 2031", "Three Months Ended March 31, 2030"
    found = days(RECONCILED.format(first=heads[0], last=heads[1]))
    assert {found["Net earnings", name] for name in ("Amortization", "Litigation")} == {(None, None)}


PLANNED = """# 2031年２月期 第３四半期 決算説明資料

当社の事業年度は2030年３月１日から2031年２月28日まで（2030年度）です。

## {title}

（単位：百万円）

| | {plan} | 2030年度 実績 | {other} |
|---|---|---|---|
| 営業利益 | 3,199 | 3,250 | 101.6 |
| 経常利益 | 3,010 | 3,105 | 103.2 |
"""


@pytest.mark.parametrize(
    ("title", "plan", "other", "dated"),
    [
        ("第３四半期累計 連結業績", "2030年度 予想", "予想比(%)", (None, None)),
        ("第３四半期累計 連結業績", "2030年度 予想", "進捗率(%)", ("2030-03-01", "2031-02-28")),
        ("通期 連結業績予想", "2030年度 予想", "予想比(%)", ("2030-03-01", "2031-02-28")),
    ],
)
def test_a_plan_of_a_year_beside_what_was_reached_of_it_in_a_part(
    title: str, plan: str, other: str, dated: tuple[str | None, str | None]
) -> None:
    """`2030年度 予想` beside what `第３四半期累計` reached may be the plan of that part."""
    found = days(PLANNED.format(title=title, plan=plan, other=other))
    assert found["営業利益", plan] == dated
