"""Units that a heading of rows bears, and scales that say nothing of what was counted."""

from __future__ import annotations

import pytest

import extract

HEAD = "Key figures, year ended 31 December 2031 (EUR million)\n\n| | 2031 | 2030 |\n|---|---|---|\n"
OPERATING = """| Revenue (EUR million) | | |
| North | 4,120 | 4,001 |
| Subscribers (thousands) | | |
| North | 5,204 | 5,101 |
| Investment (% of revenue) | | |
| North | 14.1 | 15.5 |
| Output, kt | | |
| North | 24.1 | 25.5 |
| Unit cost (EUR/t) | | |
| North | 44.1 | 45.5 |
| Wells | | |
| Employees | | |
| North | 441 | 455 |
"""
IN_COLUMNS = """Operating data

| | | 1Q31 | 2Q31 |
|---|---|---|---|
| Customers | ('000) | | |
| Postpaid | | 4,120 | 4,150 |
| ARPU | (EUR/month) | | |
| Postpaid | | 24.1 | 24.3 |
| Churn | (% per month) | 1.2 | 1.1 |
| Capex | (EUR m) | 120 | 131 |

Financial year = calendar year.
"""


def read(text: str) -> dict[str, extract.Fact]:
    return {fact.printed: fact for fact in extract.read(text.encode(), name="a.md").facts}


@pytest.mark.parametrize(
    ("printed", "value", "unit", "heading"),
    [
        ("4,120", "4120000000", "EUR", "Revenue (EUR million)"),
        ("5,204", "5204000", "count", "Subscribers (thousands)"),
        ("14.1", "14.1", "percent", "Investment (% of revenue)"),
        ("24.1", "24.1", "kt", "Output, kt"),
        ("44.1", "44.1", "EUR", "Unit cost (EUR/t)"),
    ],
)
def test_a_unit_behind_the_name_over_rows_is_theirs(printed: str, value: str, unit: str, heading: str) -> None:
    fact = read(HEAD + OPERATING)[printed]
    assert (fact.value, fact.unit, fact.label) == (value, unit, (heading, "North"))
    assert fact.trusted


def test_what_is_counted_by_a_heading_is_no_amount_of_the_table() -> None:
    fact = read(HEAD + OPERATING)["441"]
    assert fact.label == ("Employees", "North")
    assert fact.value is None and not fact.trusted


def test_units_in_a_column_beside_headings_are_of_the_rows_below() -> None:
    found = read(IN_COLUMNS)
    assert (found["4,120"].value, found["4,120"].unit) == ("4120000", "count")
    assert (found["24.1"].value, found["24.1"].unit) == ("24.1", "EUR")
    assert (found["120"].value, found["120"].unit) == ("120000000", "EUR")
    assert (found["1.2"].value, found["1.2"].unit) == ("1.2", "percent")


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Mobile customers (thousands)", "5204000"),
        ("Passengers carried (000s)", "5204000"),
        ("ASK (thousands)", None),
        ("Net revenue (thousands)", "5204000"),
    ],
)
def test_a_scale_alone_is_no_scale_of_money(label: str, value: str | None) -> None:
    fact = read(f"{HEAD}| Revenue | 4,120 | 4,001 |\n| {label} | 5,204 | 5,101 |\n")["5,204"]
    assert fact.value == value
    assert (fact.unit == "EUR") == ("revenue" in label)
    assert fact.trusted == (value is not None)


@pytest.mark.parametrize(
    "label",
    [
        "Wafers shipped (kpcs, 12-inch)",
        "Steam (TJh)",
        "Gas sold (mmscf/d)",
        "Lumber sold (MMfbm)",
        "Cases sold (9L, millions)",
    ],
)
def test_a_unit_that_is_not_known_is_no_money(label: str) -> None:
    fact = read(f"{HEAD}| Revenue | 4,120 | 4,001 |\n| {label} | 812 | 790 |\n")["812"]
    assert fact.unit is None and not fact.trusted


def test_a_heading_with_a_unit_heads_totals_too() -> None:
    rows = "| For the year (millions of yen): | | |\n| Net sales | 4,120 | 4,001 |\n"
    rows += "| At year-end (millions of yen): | | |\n| Total assets | 5,204 | 5,101 |\n"
    rows += "| Per share (yen): | | |\n| Dividends | 12.5 | 12.0 |\n| Number of employees | 441 | 455 |\n"
    found = read(HEAD.replace("EUR million", "unaudited") + rows)
    assert found["5,204"].label == ("At year-end (millions of yen)", "Total assets")
    assert (found["5,204"].value, found["5,204"].unit) == ("5204000000", "JPY")
    assert found["441"].label == ("Number of employees",)


BESIDE = """Operating data, year ended 31 December 2031

| | Unit | 2031 |
|---|---|---|
| Revenue | EUR million | 4,120 |
| Subscribers | '000 | 5,204 |
| ASK | million | 6,480 |
"""


def test_a_scale_in_the_column_of_units_is_of_what_its_row_counts() -> None:
    found = read(BESIDE)
    assert (found["5,204"].value, found["5,204"].unit) == ("5204000", "count")
    assert found["6,480"].value is None and not found["6,480"].trusted
    assert extract.read(BESIDE.encode(), name="a.md").coverage["unread"] == 0


def test_bookings_are_money_as_often_as_a_number() -> None:
    fact = read(HEAD.replace("EUR million", "unaudited") + "| Gross bookings (in millions) | $ 4,120 | $ 3,550 |\n")[
        "$ 4,120"
    ]
    assert (fact.value, fact.unit) == ("4120000000", "USD")


PURCHASES = """Share repurchase activity
                                   Shares        Average
                                 repurchased    price paid
                                (thousands)     per share
July 1 - July 31, 2031               412         $ 41.20
August 1 - August 31, 2031           380           42.10
September 1 - September 30, 2031     305           43.90
"""


def test_a_scale_below_what_a_column_counts_is_its_own() -> None:
    found = {f.printed: f for f in extract.read(PURCHASES.encode(), name="a.txt").facts}
    assert (found["412"].value, found["412"].unit) == ("412000", "count")
    assert (found["$ 41.20"].value, found["$ 41.20"].unit) == ("41.2", "USD_per_share")


def test_a_row_that_prints_its_own_unit_is_not_of_that_over_it_though_nobody_knows_it() -> None:
    head = "Key figures, year ended 31 December 2031\n\n| | 2031 | 2030 |\n|---|---|---|\n"
    rows = (
        "| Growth of volume (%) | | |",
        "| Volume a day | 4.1 | 5.2 |",
        "| Price (crowns per gallon) | 3.32 | 3.58 |",
    )
    facts = read(head + "\n".join(rows) + "\n")
    assert (facts["4.1"].unit, facts["4.1"].trusted) == ("percent", True)
    assert facts["3.32"].unit != "percent" and not facts["3.32"].trusted


METRICS = """Customer metrics (in thousands), December 31, 2031

| | 2031 | 2030 |
|---|---|---|
| Postpaid phone customers | 81,204 | 80,120 |
| Postpaid phone ARPU | $ 48.91 | $ 48.80 |
| Revenue per employee | $ 412 | $ 398 |
| Total revenue | $ 81,330 | $ 80,118 |
"""


def test_customers_and_amounts_for_each_are_not_in_the_scale_of_the_money() -> None:
    found = read(METRICS)
    for printed in ("81,204", "$ 48.91", "$ 412"):
        assert not found[printed].trusted and found[printed].value is None
    assert found["$ 81,330"].value == "81330000"
