"""Habits of American annual reports: three years side by side, balances led to the next, notes under one heading."""

from __future__ import annotations

import extract
from extract.model import Fact

HEAD = "FORM 10-K\n\nFor the fiscal year ended September 30, 2031\n\nTarnholm Corporation\n\n"


def facts(text: str) -> list[Fact]:
    return list(extract.read((HEAD + text).encode(), name="a.md").facts)


def row(found: list[Fact], label: str) -> list[Fact]:
    return [fact for fact in found if fact.label and fact.label[-1] == label]


def spans(found: list[Fact]) -> list[tuple[str | None, str | None]]:
    return [(fact.period.start, fact.period.end) if fact.period else (None, None) for fact in found]


CASH = """CONSOLIDATED STATEMENTS OF CASH FLOWS

Years ended September 30

| Dollars in millions | 2031 | 2030 |
|---|---|---|
| Net cash provided by operations | $ 812 | $ 743 |
| Net increase in cash, cash equivalents and restricted cash | 112 | 43 |
| Cash, cash equivalents and restricted cash: | | |
| Beginning of year | 240 | 197 |
| End of year | $ 352 | $ 240 |
| Non-cash financing activities: | | |
| Cash dividends declared and accrued, but not paid | 14 | 16 |
"""


def test_an_edge_of_the_year_alone_below_an_account_is_its_balance() -> None:
    found = facts(CASH)
    assert spans(row(found, "Beginning of year")) == [(None, "2030-09-30"), (None, "2029-09-30")]
    assert spans(row(found, "End of year")) == [(None, "2031-09-30"), (None, "2030-09-30")]
    assert spans(row(found, "Net cash provided by operations"))[0] == ("2030-10-01", "2031-09-30")


def test_what_is_accrued_and_not_paid_is_owed_on_a_day() -> None:
    owed = row(facts(CASH), "Cash dividends declared and accrued, but not paid")
    assert spans(owed) == [(None, "2031-09-30"), (None, "2030-09-30")]


COMPONENTS = """Changes in accumulated other comprehensive loss were as follows for the fiscal years ended September 30:

| Dollars in millions | Currency translation | Pension | Total |
|---|---|---|---|
| Balance September 30, 2029 | $ (114) | $ (65) | $ (179) |
| Other comprehensive loss | (36) | 5 | (31) |
| Balance September 30, 2030 | (150) | (60) | (210) |
| Other comprehensive income | 10 | 7 | 17 |
| Balance September 30, 2031 | $ (140) | $ (53) | $ (193) |
"""


def test_a_balance_with_its_day_takes_no_length_from_the_caption() -> None:
    found = facts(COMPONENTS)
    assert spans(row(found, "Balance September 30, 2030")) == [(None, "2030-09-30")] * 3
    assert spans(row(found, "Other comprehensive income")) == [("2030-10-01", "2031-09-30")] * 3


NOTES = """NOTES TO CONSOLIDATED FINANCIAL STATEMENTS

Tarnholm Corporation

(Dollars in millions, except per share data)

NOTE 1. LIABILITIES

Accrued liabilities consisted of the following as of September 30:

| | 2031 | 2030 |
|---|---|---|
| Payroll | $ 91 | $ 84 |
| Taxes | 17 | 12 |
| Total | $ 108 | $ 96 |

NOTE 2. DIVIDENDS (Continued)

Dividends were as follows for the fiscal years ended September 30:

| | 2031 | 2030 |
|---|---|---|
| Dividends per share paid | $ 1.64 | $ 1.44 |
| Dividends paid | 71 | 63 |

The fair values of derivatives as of September 30, 2031 were as follows:

| | Level of inputs | Fair value |
|---|---|---|
| Commodity contracts | 2 | $ 13 |
| Currency contracts | 2 | 5 |
"""


def test_the_title_of_the_notes_declares_the_unit_of_their_tables() -> None:
    found = facts(NOTES)
    paid = row(found, "Dividends paid")
    assert [(fact.value, fact.unit, fact.trusted) for fact in paid] == [
        ("71000000", "USD", True),
        ("63000000", "USD", True),
    ]
    assert [(g.rule, g.printed) for g in paid[0].grounds["unit"]] == [("unit_of_section", "Dollars in millions")]


def test_what_is_per_share_and_what_prints_no_sign_of_money_is_left_out() -> None:
    found = facts(NOTES)
    assert [(f.value, f.unit) for f in row(found, "Dividends per share paid")] == [
        ("1.64", "USD_per_share"),
        ("1.44", "USD_per_share"),
    ]
    levels = [fact for fact in found if fact.header[-1:] == ("Level of inputs",)]
    assert [fact.printed for fact in levels] == ["2", "2"]
    assert not any(fact.trusted or fact.unit == "USD" for fact in levels)


def test_a_part_ends_where_another_one_begins() -> None:
    item = "ITEM 9. OTHER INFORMATION\n\n"
    found = facts(NOTES.replace("NOTE 2. DIVIDENDS (Continued)\n\n", item))
    assert row(found, "Taxes")[0].trusted
    assert not row(found, "Dividends paid")[0].trusted


def test_the_funded_status_of_a_plan_stands_on_a_day() -> None:
    plan = """Pension plans as of and for the fiscal years ended September 30 (in millions):

| | 2031 | 2030 |
|---|---|---|
| Contributions | $ 15 | $ 14 |
| Accrued benefit cost, net funded status | $ (101) | $ (115) |
"""
    found = facts(plan)
    assert spans(row(found, "Accrued benefit cost, net funded status")) == [(None, "2031-09-30"), (None, "2030-09-30")]
    assert spans(row(found, "Contributions"))[0] == ("2030-10-01", "2031-09-30")


AWARDS = """Stock option activities are summarized below:

| | Number of Shares (In thousands) | Intrinsic Value (in millions) |
|---|---|---|
| Options outstanding as of September 30, 2030 | 4,020 | $ 179 |
| Granted | 669 | |
| Exercised | (317) | |
| Options outstanding as of September 30, 2031 | 4,372 | $ 49 |
| Options vested as of September 30, 2031 | 2,861 | $ 49 |
"""


def test_what_is_outstanding_as_of_a_day_stands_on_it_and_leads_to_the_next() -> None:
    found = facts(AWARDS)
    assert {f.period.end for f in row(found, "Options outstanding as of September 30, 2030") if f.period} == {
        "2030-09-30"
    }
    vested = row(found, "Options vested as of September 30, 2031")
    assert spans(vested)[0] == (None, "2031-09-30")
    assert spans(row(found, "Granted"))[0] == ("2030-10-01", "2031-09-30")


def test_the_plans_of_pensioners_are_no_targets() -> None:
    words = (
        "The net cost of the retirement income and health care plans for the years ended September 30 (in millions):"
    )
    found = facts(
        f"{words}\n\n| | 2031 | 2030 |\n|---|---|---|\n| Service cost | $ 15 | $ 16 |\n| Interest cost | 9 | 8 |\n"
    )
    assert [(f.value, f.trusted, f.dimensions.get("scenario")) for f in row(found, "Interest cost")] == [
        ("9000000", True, None),
        ("8000000", True, None),
    ]
