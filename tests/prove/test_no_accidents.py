"""Sums that real filings seem to have and do not: what is off there is no fault of the figures."""

from __future__ import annotations

from collections import Counter

from extract.pipeline import read
from tests.prove.builders import table
from tests.prove.test_repair import judged

NONE = "—"


def verdicts(rows, columns, scale=6):  # type: ignore[no-untyped-def]
    result = judged(table(rows, columns=columns, scale=scale))
    assert {f.status for f in result.statement.facts} <= {"verbatim", "nil"}
    return Counter(check.verdict for check in result.checks)


def test_changes_in_equity_hold_without_the_capital_and_balances_do_not() -> None:
    rows = [
        ("Balance at beginning", ["6,100", "23,678", "32,146", "(244)", "61,680"]),
        ("Dividends", [NONE, NONE, "(1,667)", NONE, "(1,667)"]),
        ("Net income", [NONE, NONE, "3,827", NONE, "3,827"]),
        ("Purchase of own shares", [NONE, NONE, NONE, "(2)", "(2)"]),
        ("Disposal of own shares", [NONE, NONE, "4", "56", "60"]),
        ("Total changes", [NONE, NONE, "2,164", "54", "2,218"]),
        ("Balance at end", ["6,100", "23,678", "34,310", "(190)", "63,898"]),
    ]
    assert not verdicts(rows, [("1Q07", "JPY", "amount")] * 5)["fails"]


def test_segments_of_two_years_are_added_up_within_each_year() -> None:
    """Row by row old + old = old and new + new = new; eliminations between the segments are left out of the rows."""
    segment = [("1Q06", "JPY", "amount"), ("1Q07", "JPY", "amount")]
    rows = [
        ("Income", ["24,013", "81,306", "298,355", "251,408", "283,210", "291,376"]),
        ("Depreciation", ["6,243", "6,377", "171,679", "239,094", "177,922", "245,471"]),
        ("Policy costs", ["15,042", "26,826", NONE, NONE, "15,042", "26,826"]),
        ("Securities", [NONE, NONE, "(742)", "21,197", "(742)", "21,197"]),
        ("Receivables", ["(11,256)", "(7,183)", "(60,778)", "(33,625)", "(74,204)", "(37,200)"]),
        ("Inventories", [NONE, NONE, "(120,542)", "(176,257)", "(120,542)", "(176,257)"]),
        ("Investments", ["(317,798)", "(439,608)", NONE, NONE, "(317,798)", "(439,608)"]),
        ("Other", ["33,734", "6,873", "(209,134)", "(379,017)", "(175,213)", "(372,352)"]),
        ("Equipment", ["(5,580)", "(7,121)", "(87,941)", "(99,929)", "(93,521)", "(106,968)"]),
    ]
    assert not verdicts(rows, segment * 3)["fails"]


def test_a_sum_begins_where_it_comes_out_in_every_column() -> None:
    """Purchases stand above the dividends: without them two columns are off by more than rounding."""
    rows = [
        ("Comprehensive income", ["47,144", "106,560", "117,762"]),
        ("Purchase of own shares", [NONE, "(7)", "(7)"]),
        ("Disposal of own shares", [NONE, "0", "0"]),
        ("Dividends", [NONE, "(17,544)", "(21,265)"]),
        ("Transactions with owners", [NONE, "1,439", "1,439"]),
        ("Changes of interests", [NONE, "(9,454)", "(22,793)"]),
        ("Transfer to retained earnings", ["(328)", NONE, NONE]),
        ("Transfer to non-financial assets", ["26", "26", "26"]),
        ("Share-based payment", [NONE, "259", "259"]),
        ("Held for sale", ["718", NONE, NONE]),
        ("Others", [NONE, "1", "353"]),
        ("Total transactions with owners", ["416", "(25,278)", "(41,987)"]),
    ]
    assert not verdicts(rows, [("1Q07", "JPY", "amount")] * 3)["fails"]


def test_a_figure_added_and_taken_away_is_no_part_of_a_sum() -> None:
    rows = [
        ("Total current assets", ["5,542", "4,442"]),
        ("Trademark", ["12", "17"]),
        ("Software", ["12", "11"]),
        ("Total fixed assets", ["727,329", "727,332"]),
        ("Total assets", ["732,871", "731,775"]),
    ]
    assert not verdicts(rows, [("1Q07", "JPY", "amount"), ("1Q06", "JPY", "amount")])["fails"]


def test_an_equity_ratio_is_not_taken_of_net_assets_with_minority_interests() -> None:
    text = """
| | FY2019 | FY2020 | FY2021 | FY2022 | FY2023 |
|---|---|---|---|---|---|
| Total assets (JPY million) | 4,800,000 | 5,000,000 | 5,500,000 | 6,000,000 | 7,535,957 |
| Net assets (JPY million) | 1,492,800 | 1,605,000 | 1,848,000 | 2,094,000 | 2,598,561 |
| Equity ratio (%) | 31.1 | 32.1 | 33.6 | 34.9 | 34.3 |
"""
    checks = [check for check in read(text.encode(), name="summary.md").checks if check.identity == "margin"]
    assert [check.verdict for check in checks] == ["holds"] * 4


def test_a_return_on_equity_is_not_taken_of_the_equity_at_the_end() -> None:
    text = """
# Example Corp.: five years to March 31, 2024

(In millions of yen)

| | FY2020 | FY2021 | FY2022 | FY2023 | FY2024 |
|---|---|---|---|---|---|
| Net income | 442 | 1,241 | 2,139 | 5,810 | 10,190 |
| Net assets | 78,930 | 79,079 | 79,786 | 80,917 | 85,274 |
| Return on equity (%) | 0.56 | 1.57 | 2.76 | 7.18 | 11.95 |
"""
    result = read(text.encode(), name="summary.md")
    assert {fact.status for fact in result.facts} == {"verbatim"}
    assert not [check for check in result.checks if check.verdict == "fails"]


def test_a_statement_of_changes_leaves_out_what_has_not_changed() -> None:
    """The row of the restated opening prints the columns that are restated, and no others."""
    text = """
連結株主資本等変動計算書（2023年4月1日～2024年3月31日）

（単位：百万円）

| | 資本金 | 資本剰余金 | 利益剰余金 | 自己株式 | 株主資本合計 |
|---|---|---|---|---|---|
| 当期首残高 | 44,500 | 51,100 | 160,838 | △3,828 | 252,610 |
| 会計方針の変更による累積的影響額 | | | △7,584 | | △7,584 |
| 会計方針の変更を反映した当期首残高 | | | 153,254 | | 245,026 |
| 当期変動額 | | | | | |
| 剰余金の配当 | | | △3,098 | | △3,098 |
| 親会社株主に帰属する当期純利益 | | | 7,558 | | 7,558 |
| 自己株式の取得 | | | | △342 | △342 |
| 当期変動額合計 | | | 4,460 | △342 | 4,118 |
| 当期末残高 | 44,500 | 51,100 | 157,714 | △4,170 | 249,144 |
"""
    result = read(text.encode(), name="equity.md")
    assert not [fact.label for fact in result.facts if fact.status in ("inferred", "repaired")]


def test_a_half_of_this_year_and_one_of_the_last_are_no_year() -> None:
    page = (
        "<p>Half-year report (EUR thousand)</p><table>"
        "<tr><td></td><td>January - June 2022</td><td>January - June 2021</td><td>January - December 2021</td></tr>"
        "<tr><td>Net sales</td><td>8,114</td><td>7,906</td><td>16,020</td></tr>"
        "<tr><td>EBIT</td><td>1,207</td><td>1,119</td><td>2,333</td></tr></table>"
    )
    result = read(page.encode(), name="a.html")
    assert all(fact.trusted for fact in result.facts) and not result.checks


def test_halves_of_a_year_are_that_year() -> None:
    page = (
        "<p>Half-year report (EUR thousand)</p><table>"
        "<tr><td></td><td>January - June 2021</td><td>July - December 2021</td><td>January - December 2021</td></tr>"
        "<tr><td>Net sales</td><td>8,114</td><td>7,906</td><td>16,020</td></tr>"
        "<tr><td>EBIT</td><td>1,207</td><td>1,119</td><td>2,326</td></tr></table>"
    )
    assert [check.verdict for check in read(page.encode(), name="a.html").checks] == ["holds", "holds"]
