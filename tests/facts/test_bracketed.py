"""A figure in brackets beside the value of a cell: kept apart, named where a label names it, else left open."""

from __future__ import annotations

import pytest

from extract.facts.bracketed import value_and_aside
from extract.lex.asides import name_of_aside
from extract.lex.numbers import read_cell
from extract.model import Fact, Settings
from extract.pipeline import read
from tests.read.pdf_pages import Paper

PROSE = (
    "当社グループの従業員の状況は、次のとおりであります。従業員数は就業人員であり、臨時雇用者数は含んでおりません。" * 3
)
HEAD = f"<html><body><p>平成20年3月期 第1四半期決算短信</p><p>{PROSE}</p><table>"


def facts_of(rows: str) -> list[Fact]:
    result = read((HEAD + rows + "</table></body></html>").encode(), name="x.html", settings=Settings())
    return [fact for fact in result.facts if fact.table]


def test_the_value_is_given_and_what_nothing_names_is_left_open() -> None:
    rows = "<tr><td>区分</td><td>従業員数（人）</td></tr><tr><td>開発</td><td>58<br/>(1)</td></tr>"
    found = [(f.printed, f.value, f.status) for f in facts_of(rows)]
    assert found == [("58", "58", "split"), ("(1)", None, "unresolved")]


def test_a_label_that_names_the_bracket_names_the_figure() -> None:
    rows = (
        "<tr><td></td><td>第1四半期</td></tr><tr><td>従業員数（人）（外、平均臨時雇用者数）</td><td>58 〔1〕</td></tr>"
    )
    found = [(f.value, f.status, f.dimensions.get("qualifier")) for f in facts_of(rows)]
    assert found == [("58", "split", None), ("1", "split", "外、平均臨時雇用者数")]


def test_two_amounts_of_money_in_a_converted_text_are_not_parted() -> None:
    text = f"平成20年3月期 第1四半期決算短信\n\n{PROSE}\n\n（単位：百万円）\n\n\t1Q07\t1Q06\n売上高\t144 (28,524)\t5\n"
    found = [f.status for f in read(text.encode(), name="x.txt").facts if f.table]
    assert found[:2] == ["unresolved", "unresolved"]


@pytest.mark.parametrize("text", ["58 1", "(58) (1)", "58 (△1)", "58 (1) (2)", "12.5% (1)"])
def test_other_pairs_are_left_alone(text: str) -> None:
    from extract.model import Grid

    assert value_and_aside(Grid(form="html", rows=1, columns=1, cells=()), text, read_cell(text)) is None


def test_the_name_must_be_one() -> None:
    assert name_of_aside(("従業員数(外、平均臨時雇用者数)", "人数")) == "外、平均臨時雇用者数"
    assert name_of_aside(("(うち中間配当)", "(うち特別配当)")) is None


def test_a_label_whose_bracket_closes_on_the_next_row_is_one() -> None:
    paper = Paper()
    paper.text(60, 80, "2024年4月期 決算短信")
    for x, text in ((300, "2023年4月期"), (400, "2024年4月期")):
        paper.right(x, 110, text)
    paper.text(60, 128, "従業員数（人）")
    paper.right(300, 128, "214")
    paper.right(400, 128, "226")
    paper.text(60, 142, "（外、平均臨時")
    paper.text(60, 156, "雇用者数）（人）")
    paper.right(300, 156, "4")
    paper.right(400, 156, "6")
    facts = [f for f in read(paper.pdf(), name="x.pdf").facts if f.table]
    assert facts[-1].label[-1].replace(" ", "") == "（外、平均臨時雇用者数）（人）"


SHARES = """Alder Foods Inc.
Sales by product, year ended June 30, 2023 (USD million)

|  | 2023 | 2022 |
|---|---|---|
| Bread | 412.0 (41.2%) | 390.4 ({first}%) |
| Cakes | 588.0 (58.8%) | 566.4 ({second}%) |
| Total | 1,000.0 (100.0%) | 956.8 (100.0%) |
"""


def read_shares(first: str, second: str) -> dict[str, tuple[str | None, bool]]:
    facts = read(SHARES.format(first=first, second=second).encode(), name="a.md", settings=Settings()).facts
    return {fact.printed or "": (fact.value, fact.trusted) for fact in facts}


def test_an_amount_and_its_share_in_one_cell_are_told_apart_by_arithmetic() -> None:
    found = read_shares("40.8", "59.2")
    assert found["390.4"] == ("390400000", True) and found["(40.8%)"] == ("40.8", True)


def test_what_is_no_share_may_be_a_change_of_either_sign() -> None:
    found = read_shares("2.2", "7.9")
    assert found["390.4"] == ("390400000", True) and found["(2.2%)"] == (None, False)
    assert found["(41.2%)"] == ("41.2", True)


def test_a_heading_of_shares_in_brackets_makes_no_minus_of_theirs() -> None:
    text = "Lonsdale Motors\nYear ended March 31, 2023\n\n\tRevenue (GBP million)\t(% of total)\t(Change in %)\n"
    text += "UK\t318.4\t(52.1)\t(4.0)\nEurope\t292.9\t(47.9)\t(1.1)\n"
    facts = read(text.encode(), name="a.txt", settings=Settings()).facts
    found = {fact.printed: fact.value for fact in facts}
    assert (found["(52.1)"], found["(4.0)"]) == ("52.1", "-4")


def test_a_minus_inside_of_brackets_says_that_brackets_are_none() -> None:
    text = "Alder Foods\nYear ended June 30, 2023\n\n\tSales (USD million)\tGrowth (%)\nBread\t412.0\t({bread})\n"
    text += "Cakes\t588.0\t(-3.8)\n"
    for bread, value in (("5.5", "5.5"), ("-5.5", "-5.5")):
        facts = read(text.format(bread=bread).encode(), name="a.txt", settings=Settings()).facts
        assert next(fact.value for fact in facts if fact.printed == f"({bread})") == value
