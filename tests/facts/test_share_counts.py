"""Shares and amounts per share in tables whose amounts are scaled, as US filings print them."""

from __future__ import annotations

import pytest

import extract
from extract.lex.share_scale import scales_of_shares
from extract.lex.units import find_units
from extract.model import Fact
from extract.pipeline import read
from tests.facts.test_forms import facts_of

BODY = """
\tSix months ended June 30, 2023\tSix months ended June 30, 2022
Revenue\t5,120,300\t4,100,200
Net income\t120,300\t100,200
Earnings per share:\t\t
  Basic\t1.47\t1.29
  Diluted\t1.46\t1.28
Shares used in computing earnings per share:\t\t
  Basic\t81,837\t77,674
  Diluted\t82,100\t78,100
"""


UNPROVED = BODY.replace("1.47", "9.99").replace("1.29", "9.98").replace("1.46", "9.97").replace("1.28", "9.96")


def facts(caption: str, body: str = BODY) -> list[Fact]:
    text = f"Condensed consolidated statements of operations\n\n{caption}\n{body}\n"
    return list(read(text.encode(), name="page.txt").facts)


def under(found: list[Fact], heading: str) -> list[Fact]:
    return [fact for fact in found if any(heading in part for part in fact.label)]


def test_basic_and_diluted_under_a_heading_per_share_are_not_scaled() -> None:
    found = under(facts("(US$ in thousands, except share and per share data)"), "Earnings per share")[:4]
    assert [(f.value, f.unit) for f in found] == [
        (value, "USD_per_share") for value in ("1.47", "1.29", "1.46", "1.28")
    ]


@pytest.mark.parametrize(
    ("caption", "value"),
    [
        ("(In thousands, except per share amounts)", "81837000"),
        ("(In thousands, except share and per share data)", "81837"),
        ("(In millions, except number of shares, which are reflected in thousands, and per-share amounts)", "81837000"),
        ("(Thousands of yen)", "81837"),
    ],
)
def test_shares_take_the_scale_that_the_declaration_leaves_them(caption: str, value: str) -> None:
    shares = under(facts(caption), "Shares used")
    assert [(f.value, f.unit) for f in shares][:1] == [(value, "count")]


def test_a_scale_of_which_nothing_says_whether_shares_have_it_gives_two_readings() -> None:
    shares = under(facts("(US$ in thousands, except per share data)", UNPROVED), "Shares used")
    assert [f.status for f in shares] == ["unresolved"] * 4
    assert [c.value for c in shares[0].candidates] == ["81837000", "81837"]


def test_income_and_the_amount_per_share_prove_the_scale_of_the_shares() -> None:
    shares = under(facts("(US$ in thousands, except per share data)"), "Shares used")
    assert [(f.status, f.value) for f in shares][:2] == [("verbatim", "81837000"), ("verbatim", "77674000")]


def test_a_class_of_stock_is_an_amount_whatever_its_label_says_of_shares() -> None:
    body = (
        "\tJune 30, 2023\tJune 30, 2022\n"
        "Preferred stock, par value $0.001 per share; 900 shares authorized\t1,200\t1,100\n"
        "Common stock, $0.01 par value: 50,400 shares authorized; 15,061 shares issued\t73,812\t64,849\n"
        "Total equity\t75,012\t65,949\n"
    )
    found = facts("(US$ in thousands, except per share data)", body)
    amounts = [f for f in found if f.printed in ("1,200", "73,812")]
    assert [(f.value, f.unit) for f in amounts] == [("1200000", "USD"), ("73812000", "USD")]


def test_shares_told_in_a_label_have_the_scale_of_shares() -> None:
    body = (
        "\tJune 30, 2023\tJune 30, 2022\n"
        "Cash\t200\t100\n"
        "Common stock, $0.01 par value: 50,400 shares authorized\t73,812\t64,849\n"
        "Total equity\t74,012\t64,949\n"
    )
    found = facts("(In thousands, except number of shares, which are reflected in thousands, and par value)", body)
    assert [f.value for f in found if f.printed == "50,400 shares"] == ["50400000"] * 2


def test_a_declaration_without_scale_leaves_none() -> None:
    (mention, *_) = find_units("(yen)")
    assert scales_of_shares(mention) == (0,) and scales_of_shares(None) == (0,)


def test_shares_beside_amounts_whose_scale_is_not_printed_are_proved_or_open() -> None:
    """The note prints the amounts of the statement, which is in millions; of its shares nothing says so."""
    page = """<html><body><h2>Statements of income</h2><p>(In millions of US dollars)</p>
<table><tr><td></td><td>Six months ended June 30, 2023</td></tr><tr><td>Revenue</td><td>8,910</td></tr>
<tr><td>Net income</td><td>3,430</td></tr><tr><td>Income allocated to common stock</td><td>3,413</td></tr></table>
<h2>Earnings per share</h2><table><tr><td></td><td colspan="3">Six months ended June 30, 2023</td></tr>
<tr><td></td><td>Net income</td><td>Shares</td><td>EPS</td></tr>
<tr><td>Net income</td><td>3,430</td><td></td><td></td></tr>
<tr><td>Income allocated to common stock</td><td>3,413</td><td>907</td><td>$ 3.76</td></tr>
<tr><td>Restricted units</td><td></td><td>{other}</td><td></td></tr></table></body></html>"""
    found = {f.printed: f for f in read(page.format(other="8").encode(), name="a.html").facts if f.unit == "count"}
    assert found["907"].value == "907000000"
    assert found["8"].value == "8000000"
    assert found["8"].explanation is not None


INCOME = """
    # Quillon Systems, Inc.

    Statements of operations (in thousands of dollars, except per share data)

    | | Year ended June 30, 2031 | Year ended June 30, 2030 |
    |---|---|---|
    | Revenue | 61,640 | 58,112 |
    | Net income before others' interests | {income} | 7,420 |
    | Earnings per share, basic | 0.52 | 0.44 |
    | Weighted average shares outstanding, basic | {shares} | 15,904 |
    """


@pytest.mark.parametrize(
    ("income", "shares", "value"),
    [
        ("9,114", "16,240", "16240000"),  # off by others' interests, and of no other size
        ("9,114", "16,240,118", None),  # thousands would be sixteen billions
        ("914", "16,240", None),  # 1.8 million would be as near to the one as to the other
    ],
)
def test_amounts_per_share_that_do_not_come_out_still_tell_the_scale_of_shares(
    income: str, shares: str, value: str | None
) -> None:
    found = [f for f in facts_of(INCOME.format(income=income, shares=shares)) if "Weighted" in f.label[-1]]
    assert found[0].value == value
    assert found[0].trusted is (value is not None)


def test_shares_in_millions_over_a_table_is_the_scale_of_its_counts() -> None:
    text = (
        "Kiln Inc.\n\nshares in millions\n\n|  | January 29, 2023 | January 30, 2022 |\n|---|---|---|\n"
        "| Shares outstanding | 1,795 | 1,793 |\n| Treasury shares | 788 | 764 |\n"
    )
    facts = extract.read(text.encode(), name="a.md").facts
    assert {fact.printed: fact.value for fact in facts}["1,795"] == "1795000000"


def test_a_mark_of_a_note_leaves_diluted_a_part_of_its_heading() -> None:
    page = """<html><body><h1>Example Corp.</h1><p>Results (Dollars in millions except per share data)</p>
    <table><tr><td></td><td>Year ended June 30, 2023</td><td>Year ended June 30, 2022</td></tr>
    <tr><td>Profit 1</td><td>$ 922</td><td>$ 673</td></tr>
    <tr><td>Weighted-average common shares outstanding (millions)</td><td></td><td></td></tr>
    <tr><td>- Basic (a)</td><td>512.9</td><td>531.0</td></tr>
    <tr><td>- Diluted 2</td><td>515.0</td><td>534.3</td></tr></table></body></html>"""
    found = {fact.printed: (fact.unit, fact.value) for fact in extract.read(page.encode(), name="a.html").facts}
    assert found["512.9"] == ("count", "512900000") and found["515.0"] == ("count", "515000000")
