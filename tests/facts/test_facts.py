"""Small documents through the real stages up to the facts: unit, period, measure, sign and status of every figure."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

import extract
from extract.facts.statement import normalise
from extract.model import Fact, Settings, Statement
from extract.pipeline import profile_of
from extract.read import read_pages
from extract.repairs import repair_grids

SETTINGS = Settings(fiscal_year_end="03-31")
HEAD = "Results for the First Quarter of the Fiscal Year Ending March 31, 2008\n\n"
HEAD_JA = "平成20年3月期 第1四半期決算短信\n\n"
COLUMNS = "\t1Q07\t1Q06\n"
YEN = "Unit: JPY million\n\n"


def statement_of(text: str) -> Statement:
    reading, _ = read_pages(text.encode(), "x.txt", SETTINGS)
    reading, _ = repair_grids(reading, SETTINGS)
    profile, _ = profile_of(reading, SETTINGS)
    statement, _ = normalise(reading, profile, SETTINGS)
    for fact in statement.facts:
        where = fact.location
        assert where.line is not None
        assert reading.lines[where.line - 1][where.start : where.end] == fact.printed
    return statement


def facts_of(text: str) -> list[Fact]:
    return [fact for fact in statement_of(text).facts if fact.table is not None]


def values(text: str) -> list[tuple[str | None, str | None]]:
    return [(fact.value, fact.unit) for fact in facts_of(text)]


ROW = "Revenues\t13,696\t12,437\n"
MILLIONS = [("13696000000", "JPY"), ("12437000000", "JPY")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "(JPY million)\n\n" + COLUMNS + ROW, MILLIONS),
        (HEAD + "Unit: millions of yen\n\n" + COLUMNS + ROW, MILLIONS),
        (HEAD + "(JPY million)" + COLUMNS + ROW, MILLIONS),
        (HEAD + "\t1Q07\t1Q06\n\tJPY million\tJPY million\n" + ROW, MILLIONS),
        (HEAD + COLUMNS + "Revenues (JPY million)\t13,696\t12,437\n", MILLIONS),
        (HEAD + COLUMNS + "Revenues\tJPY 13,696 million\tJPY 12,437 million\n", MILLIONS),
        (HEAD_JA + "（単位：百万円）\n\n" + COLUMNS + "売上高\t13,696\t12,437\n", MILLIONS),
        (HEAD_JA + COLUMNS + "売上高（百万円）\t13,696\t12,437\n", MILLIONS),
        (HEAD_JA + COLUMNS + "売上高\t13,696百万円\t12,437百万円\n", MILLIONS),
        (HEAD_JA + "\t1Q07\t1Q06\n\t百万円\t百万円\n売上高\t13,696\t12,437\n", MILLIONS),
        (HEAD + "(in thousands of yen)\n\n" + COLUMNS + ROW, [("13696000", "JPY"), ("12437000", "JPY")]),
        (
            HEAD_JA + "（単位：千円）\n\n" + COLUMNS + "売上高\t13,696\t12,437\n",
            [("13696000", "JPY"), ("12437000", "JPY")],
        ),
        (
            HEAD + "(JPY billion)\n\n" + COLUMNS + "Revenues\t13.7\t12.4\n",
            [("13700000000", "JPY"), ("12400000000", "JPY")],
        ),
    ],
)
def test_units_in_every_place(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize("label", ["Net income per share", "Basic EPS", "Net income per share (yen)", "EPS (JPY)"])
@pytest.mark.parametrize("unit", ["(JPY million)", "(Millions of yen, except per share data)"])
def test_rows_per_share_do_not_take_the_scale_of_the_table(label: str, unit: str) -> None:
    text = HEAD + unit + "\n\n" + COLUMNS + ROW + f"{label}\t1,234.50\t(12.30)\n"
    assert values(text) == [*MILLIONS, ("1234.5", "JPY_per_share"), ("-12.3", "JPY_per_share")]


def test_yen_and_sen() -> None:
    text = HEAD_JA + "（単位：百万円）\n\n" + COLUMNS + "1株当たり四半期純利益\t12円50銭\t△3円40銭\n"
    assert values(text) == [("12.5", "JPY_per_share"), ("-3.4", "JPY_per_share")]


def test_yen_in_the_label_under_a_heading_per_share_are_yen_per_share() -> None:
    rows = "１株当たり当期純利益\n　基本的（円）\t13.57\t11.54\n"
    assert values(HEAD_JA + YEN + COLUMNS + ROW + rows) == [
        *MILLIONS,
        ("13.57", "JPY_per_share"),
        ("11.54", "JPY_per_share"),
    ]


def test_two_currencies_side_by_side() -> None:
    text = HEAD + "\tJune 30, 2007\tJune 30, 2007\n\tThousands of Yen\tThousands of U.S. Dollars\nCash\t13,696\t112\n"
    assert values(text) == [("13696000", "JPY"), ("112000", "USD")]
    assert values(HEAD + YEN + COLUMNS + "Revenues\t13,696\t5 EUR\n") == [("13696000000", "JPY"), ("5", "EUR")]


def test_percentages_and_amounts_in_columns() -> None:
    text = HEAD + YEN + "\t1Q07\t% of revenues\t1Q06\tYoY\tYoY (%)\nRevenues\t13,696\t100.0\t12,437\t1,259\t10.1\n"
    shown = [(f.value, f.unit, f.measure) for f in facts_of(text)]
    assert shown == [
        ("13696000000", "JPY", "amount"), ("100", "percent", "share"), ("12437000000", "JPY", "amount"),
        ("1259000000", "JPY", "change"), ("10.1", "percent", "change"),
    ]  # fmt: skip


def test_a_change_is_of_the_newer_period() -> None:
    text = HEAD + YEN + "\t1Q06\t1Q07\tYoY\nRevenues\t12,437\t13,696\t1,259\n"
    ends = [f.period.end if f.period else None for f in facts_of(text)]
    assert ends == ["2006-06-30", "2007-06-30", "2007-06-30"]


def test_a_change_between_years_that_nothing_dates_has_no_date_of_the_caption() -> None:
    text = HEAD + YEN + "\tFY2007 Target\tFY2006 Actual\tChange\nRevenues\t67,000\t57,100\t9,900\n"
    assert [f.period.end if f.period else None for f in facts_of(text)] == [None, None, None]


def test_targets() -> None:
    text = HEAD + YEN + "\tFY2007 Target\tFY2006 Actual\nRevenues\t67,000\t57,100\n"
    assert [(f.measure, f.dimensions.get("scenario")) for f in facts_of(text)] == [
        ("target", "target"),
        ("amount", None),
    ]


def test_periods_as_rows() -> None:
    text = HEAD + YEN + "\tRevenues\tCosts\n1Q06\t12,437\t11,000\n1Q07\t13,696\t12,000\n"
    ends = [f.period.end if f.period else None for f in facts_of(text)]
    assert ends == ["2006-06-30", "2006-06-30", "2007-06-30", "2007-06-30"]


def test_relative_years_in_japanese_are_dated_by_the_document() -> None:
    text = (
        HEAD_JA
        + "（単位：百万円）\n\n\t当連結会計年度（自 2007年4月1日 至 2008年3月31日）\n売上高\t5,000\n費用\t4,000\n\n"
        + "# 内訳\n（単位：百万円）\n\n\t当連結会計年度\n売上高\t3,000\n費用\t2,000\n"
    )
    periods = [(f.period.start, f.period.end) if f.period else None for f in facts_of(text)]
    assert periods == [("2007-04-01", "2008-03-31")] * 4


@pytest.mark.parametrize(
    ("printed", "english", "japanese"),
    [
        ("(45)", "-45000000", "45000000"),
        ("△45", "-45000000", "-45000000"),
        ("(△45)", "-45000000", "-45000000"),
        ("(+45)", "45000000", "45000000"),
        ("-45", "-45000000", "-45000000"),
    ],
)
def test_brackets_are_a_sign_in_english_only(printed: str, english: str, japanese: str) -> None:
    assert values(HEAD + YEN + COLUMNS + f"Gain\t{printed}\t46\n")[0] == (english, "JPY")
    body = HEAD_JA + "（単位：百万円）\n\n" + COLUMNS + f"（うち特別利益）\t{printed}\t46\n売上高\t5,000\t4,000\n"
    assert values(body)[0] == (japanese, "JPY")


@pytest.mark.parametrize(
    ("printed", "candidates"),
    [
        ("1,234)", ["-1234000000", "1234000000"]),
        ("(1,234", ["-1234000000", "1234000000"]),
        ("±3", ["3000000"]),
        ("<5", ["5000000"]),
        ("— 5", ["5000000"]),
        ("{7}", ["7000000"]),
        ("5 6", ["5000000"]),
    ],
)
def test_damaged_print_is_never_a_value(printed: str, candidates: list[str]) -> None:
    fact = facts_of(HEAD + YEN + COLUMNS + ROW + f"Income\t{printed}\t46\n")[2]
    assert (fact.status, fact.value, [c.value for c in fact.candidates]) == ("unresolved", None, candidates)


@pytest.mark.parametrize(("printed", "value"), [("3.2%減", "-3.2"), ("3.2％増", "3.2"), ("(down 3.2%)", "-3.2")])
def test_words_of_direction_are_signs(printed: str, value: str) -> None:
    fact = facts_of(HEAD + YEN + "\t1Q07\t1Q06\n" + ROW + f"Costs\t{printed}\t46\n")[2]
    assert (fact.value, fact.unit, fact.measure) == (value, "percent", "change")


def test_a_unit_lost_is_shown_by_equal_figures() -> None:
    text = (
        HEAD + "Sales\n(JPY million)\n\n" + COLUMNS + ROW + "\n# Other\n\n" + COLUMNS + ROW + "Costs\t12,555\t11,111\n"
    )
    assert values(text)[2:] == [*MILLIONS, ("12555000000", "JPY"), ("11111000000", "JPY")]


def test_a_unit_nobody_declares_leaves_values_open() -> None:
    facts = facts_of(HEAD + COLUMNS + "Things\t13,696\t12,437\n")
    assert [(f.status, f.value, f.unit) for f in facts] == [("unresolved", None, None)] * 2


def test_a_dash_is_nil_and_an_empty_slot_a_blank() -> None:
    statement = statement_of(HEAD + YEN + COLUMNS + ROW + "Costs\t—\t5\nTax\t\t6\n")
    assert [(f.printed, f.status, f.value) for f in statement.facts if f.row == 2] == [
        ("—", "nil", None), ("5", "verbatim", "5000000")
    ]  # fmt: skip
    assert [(b.label[-1], b.column, b.value) for b in statement.blanks] == [("Tax", 1, None)]


def test_a_table_of_contents_gives_no_facts() -> None:
    statement = statement_of(HEAD + "Revenues ..........\t3\nCosts ..........\t5\nIncome ..........\t9\n")
    assert ([f for f in statement.facts if f.table], [t.kind for t in statement.tables]) == ([], ["contents"])


def test_every_figure_of_a_table_is_a_fact_or_a_blank_or_told() -> None:
    text = HEAD + YEN + COLUMNS + ROW + "Odd\t1,907,27\t5 6 7\nNote\tsee 8\t(9\n"
    statement = statement_of(text)
    shown = [f.printed for f in statement.facts if f.table] + [b.printed for b in statement.blanks]
    assert {"1,907,27", "5", "6", "7", "(9"} <= set(shown)


def test_the_work_grows_with_the_rows_only() -> None:
    def work(rows: int) -> int:
        reading, _ = read_pages((HEAD + YEN + COLUMNS + "Sales\t5\t—\nCosts\t1.2\t\n" * rows).encode(), "x", SETTINGS)
        profile, _ = profile_of(reading, SETTINGS)
        count = 0

        def note(frame: FrameType, event: str, argument: object) -> Callable[..., object]:
            nonlocal count
            count += 1
            return note

        before = sys.gettrace()
        sys.settrace(note)
        try:
            normalise(reading, profile, SETTINGS)
        finally:
            sys.settrace(before)
        return count

    work(5)
    assert work(200) < 6 * work(50)


def test_dates_in_a_column_of_their_own_heading_date_no_figures() -> None:
    page = """<table><tr><td>銘柄</td><td>発行時期</td><td>償還期限</td><td>帳簿価額</td></tr>
<tr><td>無担保普通社債</td><td>2015年６月</td><td>2022年６月～2045年６月</td><td>1,860億円</td></tr>
<tr><td>無担保普通社債</td><td>2016年９月</td><td>2031年10月</td><td>4,660億円</td></tr></table>
<table><tr><td>名称</td><td>借入時期</td><td>帳簿価額</td></tr><tr><td>ローン</td><td>2016年４月</td><td>2,000億円</td></tr>
<tr><td>〃</td><td>2017年４月</td><td>1,135億円</td></tr></table>"""
    result = extract.read(f"<html><body>{page}</body></html>".encode(), name="a.html")
    assert [f.period for f in result.facts if "億円" in f.printed] == [None] * 4


def test_the_closing_day_beside_a_quarter_is_the_day_of_a_balance() -> None:
    heads = "\tFY2005\t\n\t1Q (as of 2005/6/30)\t2Q (as of 2005/9/30)\n"
    facts = facts_of(HEAD + heads + "Contracts (number)\t107\t112\nLines (number)\t51\t70\n")
    assert [(f.period.start, f.period.end) for f in facts[:2] if f.period] == [
        (None, "2005-06-30"),
        (None, "2005-09-30"),
    ]


def test_a_row_that_is_a_period_speaks_before_its_column() -> None:
    heads = "\tRevenues (2007/4-2007/9)\tNet income (2007/4-2007/9)\n"
    facts = facts_of(HEAD + YEN + heads + "1st half\t33,000\t2,300\nYear ended March 31, 2008\t69,000\t5,600\n")
    assert [f.period and f.period.end for f in facts[2:]] == ["2008-03-31", "2008-03-31"]


def test_years_that_may_be_named_by_their_first_or_last_year_are_told() -> None:
    table = "| | FY2006 | FY2007 |\n|---|---|---|\n| Revenues | 1,000 | 1,100 |\n"
    page = f"The fiscal year ends on March 31.\n\n(millions of yen)\n\n{table}"
    result = extract.read(page.encode(), name="a.md")
    told = [p for p in result.problems if p.code == "fiscal_year_label_unknown"]
    assert len(told) == 1
    assert set(told[0].facts) == {f.id for f in result.facts if f.table}


def test_a_percentage_is_not_printed_in_thousands() -> None:
    page = (
        "| | 2017 | 2018 |\n|---|---|---|\n| Capacity utilisation (%) | 70.5 | 10,244 |\n| Margin (%) | 10.5 | 10.2 |\n"
    )
    facts = extract.read(page.encode(), name="a.md").facts
    assert {f.printed: f.status for f in facts} == {
        "70.5": "verbatim", "10,244": "unresolved", "10.5": "verbatim", "10.2": "verbatim",
    }  # fmt: skip
