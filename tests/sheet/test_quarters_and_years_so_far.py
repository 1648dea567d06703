"""Headings of quarters over bare days, titles that call their figures quarterly, and years of which no end is said."""

from __future__ import annotations

import pytest

import extract
from extract.lex.heading_pieces import text_to_pieces
from extract.model import Fact


def facts_of(text: str) -> dict[str, Fact]:
    return {f.printed or "": f for f in extract.read(text.encode(), name="a.md").facts}


def span(fact: Fact) -> tuple[str | None, str | None]:
    return (fact.period.start, fact.period.end) if fact.period is not None else (None, None)


@pytest.mark.parametrize(
    ("text", "months"),
    [("Quarter Ended 2031", 3), ("3 months\nended 2031", 3), ("Nine months ended 2031 (unaudited)", 9)],
)
def test_a_length_and_its_year_are_one_piece(text: str, months: int) -> None:
    assert [(p.months, p.bare) for p in text_to_pieces(text)] == [(months, 2031)]


QUARTERS = """# Brannholm Properties LP

Selected quarterly information for the years ended December 31, 2031 and 2030 (in thousands of US dollars,
except per unit amounts)

| | Quarter Ended 2031 | | |
|---|---|---|---|
| | December 31 | September 30 | June 30 |
| Rental revenues | 229,111 | 218,222 | 221,333 |
| Weighted average Common Units | 154,914 | 154,604 | 154,425 |
"""


def test_the_last_quarter_under_its_year_is_no_whole_year() -> None:
    facts = facts_of(QUARTERS)
    assert span(facts["229,111"]) == ("2031-10-01", "2031-12-31") and facts["229,111"].trusted
    assert span(facts["221,333"]) == ("2031-04-01", "2031-06-30")
    assert facts["154,914"].unit == "count"


QUARTERLY = """# Skarv Insurance plc

{title}

| USD thousand | March 31, 2031 | June 30, 2031 | September 30, 2031 |
|---|---|---|---|
| Net written premiums | 243,111 | 190,222 | 188,333 |
| Net investment income | 11,258 | 15,777 | 13,597 |
| Total deposits | 4,511 | 4,522 | 4,533 |
"""


def test_what_is_called_quarterly_flowed_in_three_months() -> None:
    facts = facts_of(QUARTERLY.format(title="Summary of Quarterly Financial Data"))
    assert span(facts["190,222"]) == ("2031-04-01", "2031-06-30") and facts["190,222"].trusted
    assert span(facts["4,522"]) == (None, "2031-06-30")


@pytest.mark.parametrize("title", ["Summary of Financial Data", "Quarterly report", "Our quarterly results call"])
def test_other_titles_leave_flows_at_days_open(title: str) -> None:
    fact = facts_of(QUARTERLY.format(title=title))["190,222"]
    assert span(fact) == (None, "2031-06-30") and "period_open" in fact.doubts


SO_FAR = """# Norvik Air plc

Results for the third quarter ended September 30, 2031

| EUR million | 2031 | 2030 |
|---|---|---|
| Third quarter | | |
| Revenue | 411 | 381 |
| Year-to-date | | |
| Revenue | 1,211 | 1,081 |

YEAR TO DATE

| | 2031 | 2030 |
|---|---|---|
| Load factor, % | 81.5 | 80.2 |

Months

| EUR million | 2031 | 2030 |
|---|---|---|
| Year to date | 1,212 | 1,082 |
"""


def test_until_when_a_year_so_far_runs_a_bare_year_does_not_say() -> None:
    facts = facts_of(SO_FAR)
    assert span(facts["411"]) == ("2031-07-01", "2031-09-30") and facts["411"].trusted
    for printed in ("1,211", "1,081", "81.5", "1,212"):
        assert span(facts[printed]) == (None, None) and not facts[printed].trusted


OF_WEEKS = """# Pannholm Restaurants Inc.

Selected financial data for each quarter of fiscal 2030 and 2029 are set forth below (USD thousand):

| | Fiscal Year Ended December {day}, 2030 | |
|---|---|---|
| | First Quarter | Fourth Quarter |
| Restaurant sales | 81,030 | 81,092 |

| | Fiscal Year Ended December {before}, 2029 | |
|---|---|---|
| | First Quarter | Fourth Quarter |
| Restaurant sales | 94,163 | 81,733 |
"""


def test_a_quarter_of_a_year_of_weeks_ends_with_no_month() -> None:
    facts = facts_of(OF_WEEKS.format(day=25, before=26))
    assert span(facts["81,030"])[1] is None and "period_open" in facts["81,030"].doubts
    assert span(facts["81,092"]) == ("2030-09-26", "2030-12-25")
    facts = facts_of(OF_WEEKS.format(day=31, before=31))
    assert span(facts["81,030"]) == ("2030-01-01", "2030-03-31") and facts["81,030"].trusted
