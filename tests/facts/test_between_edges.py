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


def columns_of(heads: list[str], rows: list[tuple[str, ...]], caption: str) -> list[Fact]:
    top = "".join(f"<td>{head}</td>" for head in ("", *heads))
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<p>{caption}</p><table><tr>{top}</tr>{body}</table>"
    return list(read(page.encode(), name="a.html").facts)


AS_OF = "Contractual obligations as of June 30, 2024 (USD million)"


def test_the_years_in_which_amounts_fall_due_are_no_periods_of_theirs() -> None:
    heads = ["2025", "2026", "2027", "Thereafter"]
    rows = [("Purchase obligations", "410", "320", "250", "97"), ("Finance leases", "41", "32", "25", "9")]
    found = columns_of(heads, rows, AS_OF)
    assert {f.period.end if f.period else None for f in found} <= {"2024-06-30", None}
    assert all(f.period is None or f.period.kind == "instant" for f in found)


def test_rows_of_the_years_in_which_amounts_fall_due() -> None:
    rows = [("2025", "410"), ("2026", "320"), ("2027", "250"), ("Thereafter", "97"), ("Total", "1,077")]
    found = columns_of(["Operating leases"], rows, AS_OF)
    assert {f.period.end if f.period else None for f in found} <= {"2024-06-30", None}


def test_years_without_a_rest_are_periods() -> None:
    found = columns_of(["2022", "2023"], [("Net sales", "410", "320")], "Years ended December 31 (USD million)")
    assert {f.period.end for f in found if f.period} == {"2022-12-31", "2023-12-31"}


def test_an_account_to_which_its_opening_balance_leads_stands_on_the_last_day() -> None:
    rows = [
        ("Beginning balance", "4,100"),
        ("Hedging", "210"),
        ("Hedging reserve", "4,310"),
        ("Beginning balance", "900"),
        ("Pensions", "(80)"),
        ("Of which reclassified", "(20)"),
        ("Pension reserve", "820"),
        ("Beginning balance", "70"),
        ("Purchases", "5"),
        ("Treasury account", "75"),
    ]
    found = facts(rows, "Three months ended June 30, 2024")
    kinds = {value: (p.kind if (p := found[value].period) else None) for _, value in rows if value in found}
    assert [kinds[v] for v in ("4,310", "820", "75")] == ["instant"] * 3
    assert [kinds[v] for v in ("210", "(80)", "5")] == ["duration"] * 3


@pytest.mark.parametrize("label", ["Dilutive effect of stock options", "Shares of common stock repurchased"])
def test_shares_that_are_counted(label: str) -> None:
    found = unit_of_label(label)
    assert found is not None and (found.unit, found.noun) == ("count", "shares")


@pytest.mark.parametrize(
    "label",
    [
        "Total Heron common shareholders’ equity",
        "Dividends declared but not paid",
        "Restricted cash, included in Other",
    ],
)
def test_what_is_owed_or_held_stands_on_the_last_day(label: str) -> None:
    found = as_balance(Period(kind="duration", start="2024-04-01", end="2024-06-30"), label)
    assert found == Period(kind="instant", end="2024-06-30")


def test_a_month_over_figures_that_may_flow_or_stand_is_open() -> None:
    """`Jan 2024` over bookings is the month, over assets its last day; over what may be either nothing says which."""
    page = """<html><body><h2>Monthly figures</h2><p>(USD million)</p>
<table><tr><td></td><td>Jan 2024</td><td>Feb 2024</td></tr>
<tr><td>Bookings</td><td>5,120</td><td>5,300</td></tr>
<tr><td>Total assets</td><td>1,120</td><td>1,300</td></tr></table>"""
    found = read(page.encode(), name="a.html").facts
    assert [(f.trusted, f.period.kind if f.period else None) for f in found] == [
        (False, "duration"),
        (False, "duration"),
        (True, "instant"),
        (True, "instant"),
    ]


@pytest.mark.parametrize(("moved", "kind"), [("(260)", "instant"), ("", None)])
def test_the_last_row_before_the_next_opening_balance_is_no_flow_where_no_sum_tells(
    moved: str, kind: str | None
) -> None:
    rows = [
        ("Beginning balance", "4,100"),
        ("Additions", "210"),
        ("Reclassified", moved),
        ("Translation of foreign currency", "4,050"),
        ("Beginning balance", "7,300"),
        ("Additions", "77"),
        ("Hedges of cash flows", "7,377"),
    ]
    found = facts(rows, "Three Months Ended June 30, 2034")
    period = found["4,050"].period
    assert (period.kind if period is not None else None) == kind
    hedges = found["7,377"].period
    assert hedges is not None and hedges.kind == "instant"
