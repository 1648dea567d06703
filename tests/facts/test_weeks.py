"""Years of 52 and 53 weeks: first days are told only where the table tells them."""

from __future__ import annotations

import pytest

import extract
from extract.pipeline import read


def starts(*heads: str, row: str = "Net sales") -> list[tuple[str | None, str | None]]:
    text = "Statements of Operations (In millions)\n\n" + "| | " + " | ".join(heads) + " |\n|---" * 1
    text += "|---" * len(heads) + "|\n"
    for k, label in enumerate((row, "Cost of sales", "Gross margin")):
        text += f"| {label} | " + " | ".join(f"{k + 3}{j},{100 + j}" for j in range(len(heads))) + " |\n"
    facts = [f for f in read(text.encode(), name="table.txt").facts if f.label[-1] == row]
    return [(f.period.start, f.period.end) if f.period else (None, None) for f in facts]


def test_a_year_of_weeks_begins_after_the_year_before_and_its_quarter_is_open() -> None:
    found = starts(
        "Three Months Ended September 30, 2023",
        "Twelve Months Ended September 30, 2023",
        "Twelve Months Ended September 24, 2022",
    )
    assert found == [(None, "2023-09-30"), ("2022-09-25", "2023-09-30"), (None, "2022-09-24")]


def test_years_of_months_begin_on_the_first() -> None:
    found = starts("Three Months Ended September 30, 2023", "Twelve Months Ended September 30, 2022")
    assert found == [("2023-07-01", "2023-09-30"), ("2021-10-01", "2022-09-30")]


def test_cash_at_the_beginning_of_a_year_whose_first_day_is_open_is_undated() -> None:
    found = starts(
        "Twelve Months Ended September 30, 2023",
        "Twelve Months Ended September 24, 2022",
        row="Cash, beginning balances",
    )
    assert found == [(None, "2022-09-24"), (None, None)]


HALF_YEAR = """<html><body><p>Quarterly report of Example Stores Inc. for the quarterly period ended {now}</p>
<h2>Balance sheets</h2><table><tr><td>in millions of U.S. dollars</td><td>{now}</td><td>{closing}</td></tr>
<tr><td>Inventories</td><td>22,110</td><td>24,886</td></tr>
<tr><td>Total assets</td><td>73,120</td><td>76,445</td></tr></table>
<h2>Statements of earnings</h2><table>
<tr><td></td><td colspan="2">Three Months Ended</td><td colspan="2">Six Months Ended</td></tr>
<tr><td>in millions of U.S. dollars</td><td>{now}</td><td>{before}</td><td>{now}</td><td>{before}</td></tr>
<tr><td>Net sales</td><td>4,290</td><td>4,370</td><td>8,010</td><td>8,270</td></tr>
<tr><td>Cost of sales</td><td>2,875</td><td>2,930</td><td>5,340</td><td>5,500</td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("now", "before", "closing", "starts"),
    [
        # Sundays nearest to the end of January, which are the last of the month as well
        ("July 30, 2023", "July 31, 2022", "January 29, 2023",
         ["2023-05-01", "2022-05-02", "2023-01-30", "2022-01-31"]),
        # Fridays nearest to the end of November: none is the last of its month
        ("June 2, 2023", "June 3, 2022", "December 2, 2022", ["2023-03-04", "2022-03-05", "2022-12-03", "2021-12-04"]),
        # a half year of 27 weeks: which of its quarters is the long one is not said
        ("April 1, 2023", "March 26, 2022", "September 24, 2022", [None, "2021-12-26", "2022-09-25", "2021-09-26"]),
        # the last Saturday of the year, or the one nearest to its end: 25 weeks before are no half year
        ("July 1, 2023", "June 25, 2022", "December 31, 2022",
         ["2023-04-02", "2022-03-27", "2023-01-01", "2021-12-26"]),
        # the same, and both fit: 26 weeks after January 1, or 27 after December 25
        ("July 1, 2023", "July 2, 2022", "December 31, 2022", ["2023-04-02", None, "2023-01-01", None]),
    ],
)  # fmt: skip
def test_the_day_on_which_one_year_closed_tells_where_the_year_before_began(
    now: str, before: str, closing: str, starts: list[str | None]
) -> None:
    page = HALF_YEAR.format(now=now, before=before, closing=closing)
    facts = extract.read(page.encode(), name="a.html").facts
    sales = [fact for fact in facts if fact.label == ("Net sales",)]
    assert [fact.period.start for fact in sales if fact.period] == starts
    assert [fact.trusted for fact in sales] == [start is not None for start in starts]


def quarter(sentence: str) -> tuple[str | None, str | None]:
    """The three months of a report whose nine months were of forty weeks, with a sentence below its table."""
    heads = "Three Months Ended June 29, 2024 | Nine Months Ended June 29, 2024"
    rows = "".join(f"| {label} | {k}1,100 | {k}3,101 |\n" for k, label in enumerate(("Net sales", "Wages", "Rent"), 3))
    text = f"Statements of Operations (In millions)\n\n| | {heads} |\n|---|---|---|\n{rows}\n"
    text += "Balance Sheets (In millions)\n\n| | June 29, 2024 | September 23, 2023 |\n|---|---|---|\n"
    text += f"| Total assets | 90,100 | 91,101 |\n| Cash | 20,100 | 21,101 |\n\n{sentence}\n"
    fact = next(f for f in read(text.encode(), name="table.txt").facts if f.printed == "31,100")
    return (fact.period.start, fact.period.end) if fact.period else (None, None)


FILL = " The amounts were recognized as the services to which they belong were rendered to customers over that time."


def test_a_day_on_which_a_sentence_says_that_a_balance_stood_begins_a_quarter_of_weeks() -> None:
    said = "Net sales include $3 billion that was included in deferred revenue as of March 30, 2024, and $2 billion"
    assert quarter(said + " that was billed later." + FILL) == ("2024-03-31", "2024-06-29")


def test_the_day_of_an_event_begins_none() -> None:
    said = "Net sales include $3 billion of a business that was acquired from another owner on March 30, 2024, and more"
    assert quarter(said + " that was billed later." + FILL) == (None, "2024-06-29")
