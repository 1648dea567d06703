"""Tables that name parts of a year and no year, in documents that say on their cover what they report on."""

from __future__ import annotations

import pytest

from extract import read

_COVER = """# 2031年度 第3四半期 決算説明資料

株式会社北見商店

2032年1月8日

## 期間の表示

上期(3-8月)

3Q(9-11月)
"""


def _dates(table: str, cover: str = _COVER) -> dict[str, tuple[str | None, str | None, bool]]:
    facts = read(f"{cover}\n{table}\n".encode(), name="deck.md").facts
    return {
        fact.printed: (fact.period.start, fact.period.end, fact.trusted) if fact.period else (None, None, fact.trusted)
        for fact in facts
    }


def test_a_part_of_a_year_has_the_year_reported_and_is_not_trusted_for_it() -> None:
    found = _dates(
        "## 3Q累計 連結業績\n\n（百万円）\n\n| | 金額 |\n|---|---|\n| 売上高 | 80,509 |\n| 営業利益 | 3,250 |"
    )
    assert found["80,509"] == ("2031-03-01", "2031-11-30", False)


def test_months_have_the_year_reported_and_are_not_trusted_for_it() -> None:
    table = "## 地域別売上高(6月-11月)\n\n（百万円）\n\n| | 金額 |\n|---|---|\n| 東日本 | 8,509 |\n| 西日本 | 3,251 |"
    assert _dates(table)["8,509"] == ("2031-06-01", "2031-11-30", False)


@pytest.mark.parametrize(
    "columns",
    [
        "| | 1Q | 2Q | 3Q | 4Q | 1Q | 2Q |\n|---|---|---|---|---|---|---|\n"
        "| 売上高 | 811 | 822 | 833 | 844 | 855 | 866 |",
        "| | 1Q | 2Q | 3Q | 4Q |\n|---|---|---|---|---|\n| 売上高 | 811 | 822 | 833 | 844 |",  # one still to come
    ],
)
def test_columns_of_two_years_are_of_neither(columns: str) -> None:
    assert _dates(f"## 四半期推移\n\n（百万円）\n\n{columns}")["811"][:2] == (None, None)


def test_a_year_that_is_named_is_not_the_one_reported() -> None:
    table = "## 3Q累計 業績\n\n（百万円）\n\n| | 2030年度 | 2031年度 |\n|---|---|---|\n| 売上高 | 8,101 | 8,202 |"
    found = _dates(table)
    assert found["8,101"][:2] == ("2030-03-01", "2030-11-30")
    assert found["8,202"][:2] == ("2031-03-01", "2031-11-30")


def test_without_a_day_on_the_cover_the_year_is_open() -> None:
    cover = _COVER.replace("2032年1月8日\n", "").replace("上期(3-8月)", "上期").replace("3Q(9-11月)", "3Q")
    table = "## 3Q累計 業績\n\n（百万円）\n\n| | 金額 |\n|---|---|\n| 売上高 | 8,101 |\n| 営業利益 | 325 |"
    assert _dates(table, cover)["8,101"] == (None, None, False)


def test_percent_of_the_plan_before_is_a_comparison() -> None:
    table = (
        "## 2031年度 連結業績予想の修正\n\n単位：億円、％\n\n| | 修正前 | 修正後 | 修正前比 | 修正額 |\n"
        "|---|---|---|---|---|\n"
        "| 売上高 | 105,600 | 107,712 | 102.0 | 2,112 |\n| 営業利益 | 4,040 | 4,121 | 102.0 | 81 |"
    )
    facts = read(f"{_COVER}\n{table}\n".encode(), name="deck.md").facts
    ratio = next(fact for fact in facts if fact.printed == "102.0")
    assert (ratio.unit, ratio.value, ratio.measure) == ("percent", "102", "change")
    assert ratio.dimensions["scenario"] == "forecast:revised"


_TO_DATE = """## 四半期推移

（百万円） （前期比 %）

| | 2030年度 | 2030年度 | 2030年度 | 2031年度 | 2031年度 | 2031年度 |
|---|---|---|---|---|---|---|
| | 1Q | 2Q | 通期 | 1Q | 2Q | 累計 |
| 売上高 | 4,281 | 4,912 | 18,421 | 4,361 | 4,522 | 12,981 |
| 前期実績との比較 | 103.0 | 110.3 | 103.7 | 101.8 | 90.5 | 93.1 |
| 営業利益 | 591 | 1,277 | 4,209 | 650 | 1,433 | 3,250 |
| 同上 | 72.4 | 80.2 | 78.8 | 109.7 | 112.3 | 103.2 |
"""


def test_the_year_so_far_is_told_from_the_cover() -> None:
    found = _dates(_TO_DATE)
    assert found["12,981"][:2] == ("2031-03-01", "2031-11-30")
    assert found["18,421"][:2] == ("2030-03-01", "2031-02-28")


def test_rows_of_ratios_stand_below_those_of_amounts() -> None:
    facts = {fact.printed: fact for fact in read(f"{_COVER}\n{_TO_DATE}".encode(), name="deck.md").facts}
    assert [(facts[p].unit, facts[p].measure) for p in ("4,361", "101.8")] == [("JPY", "amount"), ("percent", "change")]
    assert facts["1,433"].value == "1433000000"


def test_months_are_no_years_under_the_name_of_a_year() -> None:
    table = (
        "## 連結貸借対照表\n\n（百万円）\n\n| | 2031年度 | 2031年度 |\n|---|---|---|\n| | 2031年5月 | 2031年8月 |\n"
        "| 現金及び預金 | 344,128 | 394,513 |\n| 資産合計 | 944,128 | 994,513 |"
    )
    facts = {fact.printed: fact for fact in read(f"{_COVER}\n{table}\n".encode(), name="deck.md").facts}
    period = facts["994,513"].period
    assert period is not None and (period.kind, period.end) == ("instant", "2031-08-31")


def test_a_year_that_was_not_over_is_no_period_of_results() -> None:
    table = (
        "## 業績\n\n（百万円）\n\n| | 2030年度 | 2031年度 |\n|---|---|---|\n"
        "| 売上高 | 8,101 | 8,202 |\n| 利益 | 81 | 82 |"
    )
    found = _dates(table)
    assert found["8,101"][2] and not found["8,202"][2]


_COMPARED = """## 連結損益計算書

（百万円） （前期比 %）

| | 2030年度 | 2030年度 | 2030年度 | 2031年度 | 2031年度 | 2031年度 | 2031年度 | 2031年度 | 2031年度 |
|---|---|---|---|---|---|---|---|---|---|
| | 1Q | 2Q | 通期 | 1Q | 2Q | 累計 | 前期比 | 通期予想 | 前期比 |
| 売上高 | 4,281 | 4,912 | 18,421 | 4,361 | 4,522 | 12,981 | 93.1 | 19,120 | 103.8 |
| 営業利益 | 591 | 1,277 | 4,209 | 650 | 1,433 | 3,250 | 103.2 | 4,410 | 104.8 |
"""


def test_a_comparison_under_a_year_is_of_the_column_left_of_it() -> None:
    facts = {fact.printed: fact for fact in read(f"{_COVER}\n{_COMPARED}".encode(), name="deck.md").facts}
    found = _dates(_COMPARED)
    assert found["93.1"] == found["12,981"] == ("2031-03-01", "2031-11-30", True)
    assert found["103.8"] == found["19,120"] == ("2031-03-01", "2032-02-29", True)
    assert facts["103.8"].dimensions["scenario"] == "forecast"


def test_a_comparison_of_what_nobody_can_date_is_open() -> None:
    found = _dates(
        _COMPARED.replace("| 累計 |", "| ? 年累計 |").replace("2Q | 累計", "2Q | 期間累計"), "# 決算データ\n"
    )
    assert found["93.1"][2] is False


def test_a_comparison_behind_quarters_is_not_of_the_last_of_them() -> None:
    found = _dates(_COMPARED.replace("| 累計 |", "| 3Q |"))
    assert found["12,981"][:2] == ("2031-09-01", "2031-11-30") and found["93.1"][2] is False


def test_to_date_said_twice_is_said_once() -> None:
    table = _TO_DATE.replace("| 累計 |\n", "| 累計 |\n| | Q1 | Q2 | Full Year | Q1 | Q2 | YTD |\n")
    assert _dates(table)["12,981"][:2] == ("2031-03-01", "2031-11-30")


def test_a_full_year_is_no_part_of_the_year_that_another_column_names() -> None:
    table = (
        "## 業績\n\n（百万円）\n\n| | 2031年度3Q累計 | 通期予想 |\n|---|---|---|\n"
        "| 売上高 | 8,101 | 9,202 |\n| 営業利益 | 81 | 92 |"
    )
    assert _dates(table)["9,202"][:2] != ("2031-03-01", "2031-11-30")


_RATIOS = """<h2>四半期推移</h2><p>（百万円）</p><table>
<tr><td>決算概要</td><td colspan="3">（前期比 %）</td></tr>
<tr><td></td><td>2031年度 1Q</td><td>2031年度 2Q</td><td>2031年度 3Q</td></tr>
<tr><td>売上高</td><td>4,361</td><td>4,522</td><td>4,098</td></tr>
<tr><td>Net sales</td><td>101.8</td><td>90.5</td><td>87.0</td></tr>
<tr><td>営業利益</td><td>650</td><td>1,433</td><td>1,167</td></tr>
<tr><td>Operating income</td><td>109.7</td><td>112.3</td><td>99.9</td></tr></table>"""


def test_the_line_that_declares_ratios_below_amounts_declares_no_unit_of_these() -> None:
    facts = {fact.printed: fact for fact in read(f"<p>{_COVER}</p>{_RATIOS}".encode(), name="deck.html").facts}
    assert [(facts[p].unit, facts[p].measure) for p in ("4,361", "101.8")] == [("JPY", "amount"), ("percent", "change")]
    assert facts["1,433"].value == "1433000000"


BLOCKS = """<html><body><h1>Example Corp.</h1><p>FORM 10-Q</p><p>For the quarterly period ended June 30, 2023</p>
<p>Segments are as follows. (Millions of dollars)</p><table><tr><td colspan="5">Three Months Ended June 30</td></tr>
<tr><td></td><td>Net sales</td><td>Segment profit</td><td>{third}</td><td>Capital expenditures</td></tr>
<tr><td>2023</td><td></td><td></td><td></td><td></td></tr>
<tr><td>Dredgers</td><td>$ 7,116</td><td>$ 1,803</td><td>$ 5,500</td><td>$ 65</td></tr>
<tr><td>2022</td><td></td><td></td><td></td><td></td></tr>
<tr><td>Dredgers</td><td>$ 6,005</td><td>$ 989</td><td>$ 5,300</td><td>$ 46</td></tr></table></body></html>"""


def of_blocks(third: str) -> dict[str, tuple[str | None, str | None, bool]]:
    found = read(BLOCKS.format(third=third).encode(), name="a.html").facts
    return {
        f.printed: (f.period.start if f.period else None, f.period.end if f.period else None, f.trusted) for f in found
    }


@pytest.mark.parametrize("third", ["Segment assets at June 30", "Depreciation"])
def test_one_column_of_balances_leaves_the_others_the_length_over_the_table(third: str) -> None:
    found = of_blocks(third)
    assert found["$ 7,116"] == ("2023-04-01", "2023-06-30", True)
    assert found["$ 46"] == ("2022-04-01", "2022-06-30", True)


def test_beside_two_columns_of_days_the_others_name_their_own() -> None:
    found = of_blocks("Assets at June 30</td><td>Assets at March 31")
    assert not any(trusted for start, _, trusted in found.values() if start is None)
    assert ("2022-01-01", "2022-12-31", True) not in found.values()
