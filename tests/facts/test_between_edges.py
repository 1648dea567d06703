"""Tables that lead from an opening balance to a closing one, and labels that mention what their figures are not."""

from __future__ import annotations

import pytest

from extract.lex.label_units import mentions_per_share, unit_of_label
from extract.model import Fact, Period
from extract.pipeline import read
from extract.sheet.balances import as_balance


def facts(rows: list[tuple[str, str]], column: str, caption: str = "(In millions)") -> dict[str, Fact]:
    body = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
    page = f"<p>{caption}</p><table><tr><td></td><td>{column}</td></tr>{body}</table>"
    return {fact.printed or "": fact for fact in read(page.encode(), name="a.html").facts}


def test_what_leads_from_one_balance_to_the_next_is_no_balance_under_a_day() -> None:
    rows = [
        ("Balance, beginning of year", "4,100"),
        ("Interest accrual", "210"),
        ("Claims paid", "(180)"),
        ("Balance, end of period", "4,130"),
        ("Reinsurance ceded", "77"),
    ]
    found = facts(rows, "June 30, 2024")
    kinds = {label: period.kind if (period := found[value].period) else None for label, value in rows}
    assert kinds["Interest accrual"] == kinds["Claims paid"] == "duration"
    assert kinds["Balance, end of period"] == "instant"
    opening = found["4,100"].period
    assert opening is None or opening.end is None  # a year began somewhere, and nothing says when


@pytest.mark.parametrize(
    ("label", "end"),
    [("Balance, beginning of year", None), ("Balance, beginning of period", "2024-03-31")],
)
def test_the_year_does_not_begin_with_its_second_quarter(label: str, end: str | None) -> None:
    quarter = Period(kind="duration", start="2024-04-01", end="2024-06-30")
    found = as_balance(quarter, label, year_end=12)
    assert found is not None and (found.kind, found.end) == ("instant", end)


@pytest.mark.parametrize(
    "label", ["Foreign exchange contracts", "Universal life insurance contracts (b)", "Interest rate contracts"]
)
def test_contracts_that_are_worth_money_are_not_counted(label: str) -> None:
    assert unit_of_label(label) is None


@pytest.mark.parametrize("label", ["New contracts", "Maintenance contracts", "Number of insurance contracts"])
def test_contracts_that_are_counted(label: str) -> None:
    found = unit_of_label(label)
    assert found is not None and found.unit == "count"


def test_an_amount_per_share_in_a_label_is_not_that_of_its_figures() -> None:
    assert mentions_per_share("Cash dividends ($1.06 per share)")
    rows = [("Dividends ($1.06 per share)", "1,871"), ("Total Heron Corp. shareholders’ equity", "61,204")]
    found = facts(rows, "Year ended December 31, 2023", "(USD in millions, except share and per share data)")
    assert {found[value].unit for _, value in rows} == {"USD"}
    assert found["1,871"].value == "1871000000"
