"""What a quarter of a year means is proved by the days on which the document closes it, and by no custom."""

from __future__ import annotations

import pytest

from extract import model, read

RELEASE = """Harbinger Mills Inc. Reports {quarter} Quarter 2031 Results

Revenue was $120.4 million in the {quarter} quarter of 2031.

It was $111.0 million in the {quarter} quarter of 2030.

"""
STATEMENT = """| | Three Months Ended March 31, | |
|---|---|---|
| | 2031 | 2030 |
| Employees | 1,120 | 1,011 |
"""


def periods(text: str) -> dict[str, str]:
    return {fact.printed: span_of(fact) for fact in read(text.encode(), name="r.md").facts if fact.unit == "USD"}


def span_of(fact: model.Fact) -> str:
    period = fact.period
    return "?" if period is None or period.start is None else f"{period.start}/{period.end}"


def test_the_heading_of_a_statement_closes_the_quarter() -> None:
    before = "Revenue was $118.3 million in the fourth quarter of 2030.\n\n"
    result = read((RELEASE.format(quarter="First") + before + STATEMENT).encode(), name="r.md")
    found = {fact.printed: (span_of(fact), fact.trusted) for fact in result.facts if fact.unit == "USD"}
    assert found == {
        "120.4": ("2031-01-01/2031-03-31", True),
        "111.0": ("2030-01-01/2030-03-31", True),
        "118.3": ("2030-10-01/2030-12-31", True),
    }
    (said,) = [each for each in result.definitions if each.of == "period"]
    assert (said.term, said.value) == ("First Quarter 2031", "2031-01-01/2031-03-31")
    assert "Three Months Ended March 31" in said.printed


def test_the_quarter_with_which_it_is_compared_may_be_named_more_often() -> None:
    again = "Costs were $90 million in the first quarter of 2030, and debt rose in the first quarter of 2030.\n\n"
    assert periods(RELEASE.format(quarter="First") + again + STATEMENT)["120.4"] == "2031-01-01/2031-03-31"


@pytest.mark.parametrize(
    "balances",
    [
        "Cash was $33 million as of March 31, 2031 and $30 million as of December 31, 2030.",
        "Debt was $9 million at March 31, 2031. The dividend for the second quarter of 2031 is $0.10 per share.",
    ],
)
def test_balances_close_it_where_the_year_before_closed_on_one_as_well(balances: str) -> None:
    found = periods(RELEASE.format(quarter="First") + balances)
    known = "December" in balances
    assert found["120.4"] == ("2031-01-01/2031-03-31" if known else "?")


def test_a_quarter_in_a_year_that_does_not_end_in_december_is_not_taken_for_the_calendars() -> None:
    text = RELEASE.format(quarter="Second") + STATEMENT
    assert periods(text)["120.4"] in ("?", "2031-01-01/2031-03-31")
    result = read(text.encode(), name="r.md")
    assert result.document.fiscal_year_end == "09-30"


def test_nothing_is_proved_by_spans_that_end_amid_a_month() -> None:
    text = RELEASE.format(quarter="First") + STATEMENT.replace("March 31,", "March 30,")
    assert periods(text)["120.4"] == "?"


def test_a_quarter_of_which_only_the_outlook_speaks_is_not_the_one_reported() -> None:
    outlook = "We expect revenue of $130 million in the second quarter of 2031.\n\n"
    found = periods(RELEASE.format(quarter="First") + outlook * 3 + STATEMENT)
    assert found["120.4"] == "2031-01-01/2031-03-31"


TWO_QUARTERS = """# Harbinger Mills Inc. {title}

| | Three months ended June 30, 2031 | Three months ended September 30, 2031 |
|---|---|---|
| Revenue (USD million) | 412.1 | 398.2 |

| USD million | 1Q 2031 | 1Q 2030 |
|---|---|---|
| Orders received | 120.4 | 111.0 |
"""


def test_a_quarter_named_in_a_table_alone_is_not_the_last_of_two_that_are_dated() -> None:
    assert periods(TWO_QUARTERS.format(title="report"))["120.4"] == "?"
    assert (
        periods(TWO_QUARTERS.format(title="results for the first quarter of 2031"))["120.4"] == "2031-07-01/2031-09-30"
    )
