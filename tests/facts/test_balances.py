"""What stands on a day under the header of a period, and what does not."""

from __future__ import annotations

import pytest

import extract
from extract.model import Period
from extract.sheet.balances import as_balance, names_balance, reconciles_balances
from tests.facts.test_facts import HEAD_JA, facts_of

YEAR = Period(kind="duration", start="2006-04-01", end="2007-03-31")


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Number of employees, FTE",
            "Nonperforming loans",
            "Total deposits",
            "Order backlog",
            "純資産額",
            "総資産額(百万円)",
            "資産合計",
            "負債純資産合計",
            "資本金",
            "資本金残高",
            "１株当たり純資産額",
            "自己資本比率",
        ),
        *("発行済株式総数", "従業員数", "セグメント資産", "当期末残高", "Total assets", "Shareholders' equity ratio"),
        *("Total liabilities and net assets", "Net assets per share", "Number of employees"),
    ],
)
def test_balances(label: str) -> None:
    assert names_balance(label)
    assert as_balance(YEAR, label) == Period(kind="instant", end="2007-03-31")


@pytest.mark.parametrize(
    "label",
    [
        *(
            "売上高",
            "売掛金",
            "資本金増減額",
            "期中平均株式数",
            "平均臨時雇用者数",
            "その他の資産の増減額",
            "総資産利益率",
        ),
        *("Inventories", "Increase in total assets", "Average number of employees", "Return on assets", "資産除去債務"),
    ],
)
def test_flows_and_names_that_may_mean_either_keep_their_period(label: str) -> None:
    assert as_balance(YEAR, label) is YEAR


def test_the_beginning_is_the_day_before_and_a_comparison_keeps_the_period() -> None:
    begin = as_balance(YEAR, "当期首残高")
    assert begin is not None
    assert (begin.kind, begin.end) == ("instant", "2006-03-31")
    assert as_balance(YEAR, "純資産額", compares=True) is YEAR


def test_key_figures_of_a_year() -> None:
    text = HEAD_JA + "（単位：百万円）\n\n回次\t第23期\t第24期\n決算年月\t平成18年3月\t平成19年3月\n"
    text += "売上高\t10,000\t12,000\n純資産額\t4,000\t5,000\n"
    kinds = [(f.label[-1], f.period.kind, f.period.end) for f in facts_of(text) if f.period]
    assert kinds[1::2] == [("売上高", "duration", "2007-03-31"), ("純資産額", "instant", "2007-03-31")]


def test_rows_that_are_periods_have_the_quantity_over_them() -> None:
    text = HEAD_JA + "\t資本金増減額（百万円）\t資本金残高（百万円）\n平成18年４月１日～平成19年３月31日\t50\t1,150\n"
    kinds = [f.period.kind for f in facts_of(text) if f.period]
    assert kinds == ["duration", "instant"]


def test_the_note_on_cash_and_the_balance_sheet() -> None:
    note = "現金及び現金同等物の期末残高と連結貸借対照表に掲記されている科目の金額との関係"
    assert reconciles_balances(note)
    text = f"{HEAD_JA}（単位：百万円）\n\n{note}\n\n\t2006年3月期\t2007年3月期\n現金及び預金勘定\t46,741\t26,137\n"
    assert {f.period.kind for f in facts_of(text) if f.period} == {"instant"}


NOTE = """<html><body><p>前連結会計年度（自 2022年５月１日 至 2023年４月30日）</p>
<p>当連結会計年度（自 2023年５月１日 至 2024年４月30日）</p>
<p>{caption}</p><table><tr><td>(単位：千円)</td><td>前連結会計年度</td><td>当連結会計年度</td></tr>
<tr><td>{label}</td><td>301,731</td><td>414,565</td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("caption", "label", "start"),
    [
        ("資産から直接控除した引当金", "求償債権", None),
        ("当連結会計年度の連結財務諸表に計上した金額", "投資有価証券", None),
        ("当連結会計年度の連結財務諸表に計上した金額", "減損損失", "2023-05-01"),
        ("販売費及び一般管理費の主なもの", "貸倒引当金繰入額", "2023-05-01"),
    ],
)
def test_below_a_year_without_dates_an_account_is_its_balance(caption: str, label: str, start: str | None) -> None:
    page = NOTE.format(caption=caption, label=label)
    fact = next(f for f in extract.read(page.encode(), name="a.html").facts if f.printed == "414,565")
    assert fact.period is not None
    assert (fact.period.start, fact.period.end) == (start, "2024-04-30")


def test_a_dividend_at_the_end_of_the_year_is_of_the_year() -> None:
    assert as_balance(YEAR, "Cash dividend per share (end of year)") == YEAR
    ending = as_balance(YEAR, "Cash at end of year")
    assert ending is not None and (ending.kind, ending.end) == ("instant", "2007-03-31")


def of_a_day(*labels: str) -> list[tuple[str | None, str | None, str]]:
    """The periods of rows below two bare days, each with figures of its own."""
    text = "Position (In millions)\n\n| | June 30, 2031 | December 31, 2030 |\n|---|---|---|\n"
    text += "".join(f"| {label} | {n}1,205 | {n}2,305 |\n" for n, label in enumerate(labels, 1))
    found = {f.label[-1]: f for f in extract.read(text.encode(), name="a.md").facts if f.printed.endswith("1,205")}
    periods = [found[label].period for label in labels]
    return [(p.start, p.end, p.kind) if p is not None else (None, None, "") for p in periods]


def test_a_row_between_both_totals_of_a_balance_sheet_stands_at_a_day_whatever_its_name() -> None:
    rows = ("Cash", "Total assets", "Customer loyalty sales", "Total liabilities and equity")
    assert of_a_day(*rows) == [(None, "2031-06-30", "instant")] * 4


def test_a_flow_beside_total_assets_alone_keeps_its_span_open() -> None:
    assert of_a_day("Net sales", "Total assets")[0] == (None, "2031-06-30", "duration")


@pytest.mark.parametrize(
    "label", ["Unearned revenue", "Earnings reinvested in the business", "Unpaid losses", "Allowance for loan loss"]
)
def test_what_is_not_yet_earned_or_paid_is_no_flow(label: str) -> None:
    assert of_a_day("Cash", "Total assets", label)[2] == (None, "2031-06-30", "instant")


MOVES = """<html><body><h1>Example Corp.</h1><h2>Statements of equity</h2><p>(in millions)</p>
<table><tr><td>Six months ended June 30, 2023</td><td>Retained earnings</td><td>Total equity</td></tr>
{first}<tr><td>Dividends declared</td><td>(116)</td><td>(117)</td></tr>
<tr><td>Other</td><td>12</td><td>18</td></tr></table></body></html>"""


def test_what_moves_an_account_is_of_the_span_though_the_column_is_named_by_the_account() -> None:
    page = MOVES.format(first="<tr><td>Net income</td><td>$ 4,210</td><td>$ 4,211</td></tr>")
    periods = {fact.printed: fact.period for fact in extract.read(page.encode(), name="a.html").facts}
    found = [periods[printed] for printed in ("(116)", "(117)", "12", "18")]
    assert [(p.start, p.end) for p in found if p is not None] == [("2023-01-01", "2023-06-30")] * 4


BETWEEN_DAYS = """<html><body><h1>Example Corp.</h1><h2>Owners' equity</h2><p>(In millions except per share data)</p>
<table><tr><td></td><td>Total</td><td>Earnings kept</td></tr>
<tr><td>Three Months Ended June 30, 2023</td><td></td><td></td></tr>
<tr><td>March 31, 2023</td><td>$27,100</td><td>$72,400</td></tr>
<tr><td>Dividends (per share — $0.46)</td><td>(1,989)</td><td>(1,988)</td></tr>
<tr><td>June 30, 2023</td><td>$28,000</td><td>$73,005</td></tr></table></body></html>"""


def test_a_day_below_the_span_that_it_closes_is_of_its_balances() -> None:
    found = {fact.printed: fact for fact in extract.read(BETWEEN_DAYS.encode(), name="a.html").facts}
    periods = [found[printed].period for printed in ("$27,100", "(1,989)", "$28,000")]
    dates = [(p.start, p.end) for p in periods if p is not None]
    assert dates == [(None, "2023-03-31"), ("2023-04-01", "2023-06-30"), (None, "2023-06-30")]


def test_the_amount_per_share_told_in_brackets_is_not_the_unit_of_the_row() -> None:
    found = {fact.printed: fact for fact in extract.read(BETWEEN_DAYS.encode(), name="a.html").facts}
    assert (found["(1,988)"].unit, found["(1,988)"].value) == ("USD", "-1988000000")


def test_an_edge_below_a_heading_is_of_what_the_heading_names() -> None:
    """The last lines of a cash flow name only when; those of dividends name what was paid for the second half."""
    text = """# Larkfield Mills, Inc.: Statements of cash flows, years ended June 30

| Dollars in millions | 2032 | 2031 |
|---|---|---|
| Net cash provided by operations | 786 | 1,276 |
| Cash, cash equivalents and restricted cash: | | |
| Net decrease | (138) | (555) |
| Beginning of year | 324 | 879 |
| End of year | $ 186 | $ 324 |
| Non-cash financing activities: | | |
| Dividends declared and accrued, but not paid | 14 | 156 |

Dividends, years ended June 30

| Yen | 2032 | 2031 |
|---|---|---|
| Dividends per share: | | |
| Interim | 10 | 9 |
| End of year | 13 | 11 |
"""
    found = {f.printed.strip("$ "): f.period for f in extract.read(text.encode(), name="a.md").facts}
    days = {printed: p.end for printed, p in found.items() if p is not None and p.kind == "instant"}
    assert days == {
        **{"324": "2031-06-30", "879": "2030-06-30", "186": "2032-06-30"},
        **{"14": "2032-06-30", "156": "2031-06-30"},
    }
