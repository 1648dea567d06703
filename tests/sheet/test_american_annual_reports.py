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
