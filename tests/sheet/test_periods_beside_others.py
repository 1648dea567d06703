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


def months_after_quarters(*months: str) -> dict[str, tuple[str | None, str | None]]:
    """First and last days of growth by month, in a table whose quarters the months go on from."""
    names = ("1Q", "2Q", "3Q", "4Q", "1Q", "2Q", *months)
    heads = "".join(f"<th>{name}</th>" for name in names)
    figures = "".join(f"<td>{n}.5</td>" for n in range(1, len(names) + 1))
    page = (
        "<html><body><h1>2030年度 第３四半期 決算説明資料</h1><p>2030年度（2030年３月１日から2031年２月28日まで）</p>"
        "<h2>既存店伸び率（％）</h2><table>"
        f"<tr><th></th><th colspan=4>2029</th><th colspan={len(names) - 4}>2030</th></tr>"
        f"<tr><th></th>{heads}</tr><tr><td>客数伸び率</td>{figures}</tr><tr><td>客単価伸び率</td>{figures}</tr>"
        "</table></body></html>"
    )
    facts = [f for f in extract.read(page.encode(), name="a.html").facts if f.label[-1] == "客数伸び率"]
    return {f.header[-1]: (f.period.start, f.period.end) if f.period else (None, None) for f in facts}


def test_months_that_go_on_from_quarters_are_spans() -> None:
    found = months_after_quarters("９月", "10月", "11月")
    assert found["10月"] == ("2030-10-01", "2030-10-31") and found["11月"] == ("2030-11-01", "2030-11-30")


def test_a_month_of_the_next_year_of_the_calendar_is_not_dated_by_the_name_of_its_fiscal_year() -> None:
    assert months_after_quarters("12月", "１月")["１月"][0] is None


def test_months_that_do_not_follow_each_other_may_be_days() -> None:
    assert months_after_quarters("９月", "12月")["12月"][0] is None


STRIP = """# 決算説明資料

当社の事業年度は2030年３月１日から2031年２月28日まで（2030年度）です。

## 営業利益の増減要因

（単位：億円、％）

| | 2029年度 | 国内 | 海外 | 消去 | 2030年度 |
|---|---|---|---|---|---|
| 金 額 | 3,154 | 1,985 | {abroad} | ▲260 | 3,250 |
| 前 年 比 | 76.9 | 97.6 | 97.5 | 102.4 | 103.1 |
"""


def strip(abroad: str) -> dict[tuple[tuple[str, ...], str], extract.model.Fact]:
    facts = extract.read(STRIP.format(abroad=abroad).encode(), name="a.md").facts
    return {(fact.label, fact.header[-1]): fact for fact in facts if fact.label and fact.header}


def test_parts_that_add_up_to_the_last_column_are_given_its_time_and_not_trusted() -> None:
    """The figures were cut off, so that their sum misses by a last place."""
    found = strip("1,524")
    for row in ("金 額", "前 年 比"):
        fact = found[("営業利益", row), "国内"]
        assert fact.period is not None and fact.period.end == "2031-02-28"
        assert fact.doubts == ("period_hinted",) and not fact.trusted


def test_parts_that_add_up_to_neither_column_have_no_time() -> None:
    assert strip("1,401")[("営業利益", "金 額"), "国内"].period is None


def test_a_row_called_by_the_base_of_its_comparison_is_of_percent_where_the_table_declares_it() -> None:
    """And neither it nor `金額` says what is measured: the title does."""
    last = strip("1,524")[("営業利益", "前 年 比"), "2030年度"]
    assert (last.value, last.unit, last.measure, last.trusted) == ("103.1", "percent", "change", True)
    assert last.dimensions["comparison"] == "前 年 比"


SO_FAR = """# Ordna Bakers: quarters of the year

The fiscal year 2031 runs from January 1, 2031 to December 31, 2031.

(in millions of dollars)

| | FY2031 | | | |
|---|---|---|---|---|
| | Q1 | Q2 | Q3 | YTD |
| Net sales | 382 | 408 | 424 | {total} |
| Operating income | 41 | 52 | 47 | {second} |
"""


@pytest.mark.parametrize(
    ("total", "second", "dated"),
    [
        ("1,214", "140", ("2031-01-01", "2031-09-30")),
        ("1,215", "140", ("2031-01-01", "2031-09-30")),  # rounded
        ("790", "93", (None, None)),  # of two quarters, or of other figures
        ("1,214", "99", (None, None)),
    ],
)
def test_a_year_so_far_is_as_long_as_the_quarters_that_add_up_to_it(
    total: str, second: str, dated: tuple[str | None, str | None]
) -> None:
    assert days(SO_FAR.format(total=total, second=second))["Net sales", "YTD"] == dated
