"""Figures in the labels of rows are of the periods over the columns, in their order."""

from __future__ import annotations

import pytest

import extract
from extract.model import Fact

PAGE = """<html><body><h1>Example Corp.</h1><h2>Condensed consolidated balance sheets</h2><p>({unit})</p>
<table><tr><td></td><td>{first}</td><td>{second}</td></tr>
<tr><td>Inventories</td><td>$ 4,210</td><td>$ 4,004</td></tr>
<tr><td>{label}</td><td>1,816</td><td>1,702</td></tr>
<tr><td>Total assets</td><td>$ 6,026</td><td>$ 5,706</td></tr></table>{more}</body></html>"""

DAYS = {"first": "June 30, 2023", "second": "December 31, 2022"}


def told(label: str, unit: str = "in millions, except per share data", more: str = "") -> list[Fact]:
    page = PAGE.format(label=label, unit=unit, more=more, **DAYS)
    facts = extract.read(page.encode(), name="a.html").facts
    return [fact for fact in facts if fact.table is None]


@pytest.mark.parametrize(
    ("label", "figures"),
    [
        ("Trade receivables, net of allowances of $18 and $23",
         [("18000000", "2023-06-30"), ("23000000", "2022-12-31")]),
        ("Trade receivables, less allowance $18 and $23, respectively",
         [("18000000", "2023-06-30"), ("23000000", "2022-12-31")]),
        ("Common stock; 456 and 462 shares outstanding", [("456000000", "2023-06-30"), ("462000000", "2022-12-31")]),
        ("Common stock, $0.25 par value", [("0.25", "2023-06-30"), ("0.25", "2022-12-31")]),
        ("Common stock; issued, 4,995,591,433 and 5,083,466,045 shares",
         [("4995591433", "2023-06-30"), ("5083466045", "2022-12-31")]),
    ],
)  # fmt: skip
def test_in_the_order_of_the_columns(label: str, figures: list[tuple[str, str]]) -> None:
    found = told(label)
    assert [(fact.value, fact.period.end if fact.period else None) for fact in found] == figures
    assert all(fact.trusted for fact in found)


def test_three_figures_over_two_columns_are_nobodys() -> None:
    assert not any(fact.trusted for fact in told("Receivables, net of allowances of $18, $23 and $25"))


def test_an_amount_far_larger_than_its_row_may_be_in_another_scale() -> None:
    found = told("Trade receivables, net of allowances of $412,345 and $398,120")
    assert [fact.status for fact in found] == ["unresolved"] * 2


def test_an_amount_where_no_scale_is_declared_is_open() -> None:
    found = told("Trade receivables, net of allowances of $18 and $23", unit="unaudited")
    assert not any(fact.trusted for fact in found)


INCOME = """<h2>Statements of income</h2><p>({unit})</p><table><tr><td></td><td>Six months ended June 30, 2023</td></tr>
<tr><td>Net income</td><td>$ 1,403</td></tr><tr><td>Net income per share</td><td>$ 3.07</td></tr>
<tr><td>Shares used to compute net income per share</td><td>{shares}</td></tr></table>"""


@pytest.mark.parametrize(
    ("unit", "shares", "value"),
    [
        ("in millions, except per share data", "457", "456000000"),
        ("in millions, except share data", "457,003,000", None),
    ],
)
def test_the_scale_that_amounts_per_share_bear_out(unit: str, shares: str, value: str | None) -> None:
    """`In millions` alone leaves the scale of shares open; elsewhere it is proved, or shares are printed in full."""
    found = told(
        "Common stock; 456 and 462 shares outstanding", unit="in millions", more=INCOME.format(unit=unit, shares=shares)
    )
    outstanding = next(fact for fact in found if fact.label[-1] == "shares outstanding")
    assert outstanding.value == value


def test_what_was_paid_for_shares_is_no_count_of_them() -> None:
    page = """<html><body><h2>Statements of stockholders' equity</h2><table>
<tr><td>in millions of dollars</td><td>Six months ended June 30, 2023</td></tr>
<tr><td>Paid-in capital:</td><td></td></tr><tr><td>Balance at beginning of period</td><td>$ 12,584</td></tr>
<tr><td>Shares issued under employee plans</td><td>154</td></tr>
<tr><td>Balance at end of period</td><td>12,738</td></tr></table></body></html>"""
    facts = extract.read(page.encode(), name="a.html").facts
    # and here the balances around it show that it is an amount
    assert [(fact.unit, fact.value) for fact in facts if fact.printed == "154"] == [("USD", "154000000")]


def test_what_amounts_per_share_are_made_of_is_none_of_them() -> None:
    """Under `Basic EPS` stand columns of income, shares and amounts per share."""
    page = """<html><body><h2>Earnings per share</h2><table>
<tr><td></td><td colspan="3">Six months ended June 30, 2023</td></tr>
<tr><td></td><td>Net income</td><td>Shares</td><td>EPS</td></tr>
<tr><td>Basic EPS:</td><td></td><td></td><td></td></tr>
<tr><td>Income allocated to common stock</td><td>$ 1,713</td><td>908</td><td>$ 1.89</td></tr>
<tr><td>Diluted EPS:</td><td></td><td></td><td></td></tr>
<tr><td>Income allocated to common stock</td><td>$ 1,714</td><td>916</td><td>$ 1.87</td></tr></table></body></html>"""
    facts = extract.read(page.encode(), name="a.html").facts
    assert {f.printed for f in facts if f.trusted and f.unit == "USD_per_share"} == {"$ 1.89", "$ 1.87"}


@pytest.mark.parametrize(("unit", "trusted"), [("in millions, except share data", True), ("unaudited", False)])
def test_shares_in_a_label_are_in_ones_only_where_the_table_says_so(unit: str, trusted: bool) -> None:
    """A note of the document declares millions; a table that declares nothing may count in them as well."""
    lease = "<tr><td></td><td>June 30, 2023</td></tr><tr><td>Rent</td><td>77</td></tr>"
    more = f"<p>Leases (in millions)</p><table>{lease}</table>"
    found = [
        fact
        for fact in told("Preferred stock ($0.01 par value; 500 shares authorized)", unit, more)
        if fact.unit == "count"
    ]
    assert found and all(fact.trusted is trusted for fact in found)


NOTE = """<table><tr><td></td><td>Three months ended June 30, 2023</td><td>Three months ended June 30, 2022</td></tr>
<tr><td>Inventories written off</td><td>$ 4,210</td><td>$ 4,004</td></tr>
<tr><td>Before reclassification, net of taxes of {taxes}</td><td>118</td><td>(260)</td></tr></table>"""


@pytest.mark.parametrize(
    ("taxes", "values"), [("$(12) and $32", ["-12000000", "32000000"]), ("$(12,345) and $32,210", [None, None])]
)
def test_the_scale_of_a_table_that_was_found_by_equal_figures_is_that_of_its_labels(
    taxes: str, values: list[str | None]
) -> None:
    found = [fact for fact in told("Trade receivables", more=NOTE.format(taxes=taxes)) if "taxes" in fact.label[-1]]
    assert [fact.value for fact in found] == values
    assert [fact.trusted for fact in found] == [value is not None for value in values]
