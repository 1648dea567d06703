"""Habits of American quarterly reports: what a figure is when its heading or its sign stands elsewhere."""

from __future__ import annotations

import pytest

import extract
from extract.model import Fact

HEAD = "FORM 10-Q\n\nFor the quarterly period ended September 30, 2031\n\nVerrill Works Inc.\n\n"


def facts(text: str) -> list[Fact]:
    return list(extract.read((HEAD + text).encode(), name="a.md").facts)


def row(found: list[Fact], label: str) -> list[Fact]:
    return [fact for fact in found if fact.label and fact.label[-1] == label]


def spans(found: list[Fact]) -> list[tuple[str | None, str | None]]:
    return [(fact.period.start, fact.period.end) if fact.period else (None, None) for fact in found]


BANK = """Average balances and rates (in millions, except rates)

| | Three months ended September 30, 2031 | | |
|---|---|---|---|
| | Average balance | Interest | Rate (annualized) |
| Deposits with banks | $ 471,706 | $ 5,153 | 4.33% |
| Loans | 1,310,059 | 23,145 | 7.01 |
| Total interest-earning assets | $ 3,331,728 | $ 44,677 | 5.32% |
"""


def test_a_rate_without_its_sign_is_no_amount_of_millions() -> None:
    """The sign of a column of rates stands in its first row and in the total."""
    rates = [fact for fact in facts(BANK) if fact.header[-1:] == ("Rate (annualized)",)]
    assert [(fact.printed, fact.unit) for fact in rates] == [
        ("4.33%", "percent"),
        ("7.01", "percent"),
        ("5.32%", "percent"),
    ]
    bare = rates[1].grounds["unit"][0]
    assert (bare.printed, bare.location.line) == ("%", rates[0].location.line)  # the figure that has the sign says so
    assert all(fact.unit == "USD" for fact in facts(BANK) if fact.header[-1:] == ("Interest",))


INCOME = """Statements of income (in millions, except per share data)

| | Three Months Ended September 30, 2031 | Three Months Ended September 30, 2030 |
|---|---|---|
| Net sales | $ 54,239 | $ 50,937 |
| Net income | $ 1,466 | $ 1,299 |
{heading}| Diluted | $ 3.30 | $ 2.92 |
"""


def test_diluted_alone_is_no_amount_of_millions() -> None:
    found = row(facts(INCOME.format(heading="")), "Diluted")
    assert len(found) == 2
    assert not any(fact.trusted for fact in found)


@pytest.mark.parametrize("name", ["Diluted", "Diluted income/(loss)", "Basic income/(loss)"])
def test_what_is_diluted_below_words_on_shares_is_per_share(name: str) -> None:
    text = INCOME.format(heading="| EARNINGS/(LOSS) PER SHARE | | |\n").replace("Diluted", name)
    assert [(fact.unit, fact.trusted) for fact in row(facts(text), name)] == [("USD_per_share", True)] * 2


def test_a_year_between_a_day_and_a_part_is_that_of_the_day() -> None:
    html = """<p>FORM 10-Q</p><p>For the quarterly period ended September 30, 2031</p><p>Verrill Works Inc.</p>
    <p>Consolidated income statements (in millions)</p><table>
    <tr><td></td><td colspan="4">For the periods ended September 30,</td></tr>
    <tr><td></td><td>2030</td><td>2031</td><td>2030</td><td>2031</td></tr>
    <tr><td></td><td colspan="2">Third Quarter</td><td colspan="2">First Nine Months</td></tr>
    <tr><td>Total revenues</td><td>$ 39,392</td><td>$ 43,801</td><td>$ 114,000</td><td>$ 130,100</td></tr></table>"""
    found = list(extract.read(html.encode(), name="a.html").facts)
    assert spans(found) == [
        ("2030-07-01", "2030-09-30"),
        ("2031-07-01", "2031-09-30"),
        ("2030-01-01", "2030-09-30"),
        ("2031-01-01", "2031-09-30"),
    ]


COUNTS = """Operating data (dollars in thousands)

| | Three months ended September 30, 2031 | Three months ended September 30, 2030 | % change |
|---|---|---|---|
| Food revenue | $ 2,954,111 | $ 2,497,002 | 18.3% |
| Number of restaurants as of September 30 | 3,530 | 3,268 | 8.0% |
"""


def test_a_count_as_of_a_day_stands_on_that_day() -> None:
    found = row(facts(COUNTS), "Number of restaurants as of September 30")
    assert spans(found)[:2] == [(None, "2031-09-30"), (None, "2030-09-30")]
    assert spans(found)[2][0] == "2031-07-01"  # what changed did so between two days


OPTIONS = """The following table summarizes option activity for the nine months ended September 30, 2031:

| | Number of Options (in thousands) | Weighted-Average Exercise Price | Aggregate Intrinsic Value (in millions) |
|---|---|---|---|
| Balance as of December 31, 2030 | 4,120 | $ 31.55 | $ 210 |
| Exercised | (620) | $ 22.14 | |
| Balance as of September 30, 2031 | 3,766 | $ 37.66 | $ 301 |
"""


def test_options_are_counted_in_the_scale_of_their_heading_and_priced_per_share() -> None:
    found = row(facts(OPTIONS), "Balance as of September 30, 2031")
    assert [(fact.unit, str(fact.value)) for fact in found] == [
        ("count", "3766000"),
        ("USD_per_share", "37.66"),
        ("USD", "301000000"),
    ]


BALANCE = """Consolidated balance sheets (in millions)

| | September 30, 2031 | December 31, 2030 |
|---|---|---|
| Total liabilities | $ 123,509 | $ 109,120 |
| Commitments and contingencies (Note 9) | | |
| Preferred stock | 10 | 10 |
| Retained earnings | 205,647 | 195,563 |
| Total stockholders' equity | $ 205,657 | $ 195,573 |
"""


def test_what_has_no_amount_heads_no_rows() -> None:
    assert [fact.label for fact in facts(BALANCE) if fact.label[-1] == "Retained earnings"] == [
        ("Retained earnings",)
    ] * 2


FEES = """Statements of income (in millions)

| | Three Months Ended September 30, 2031 | Three Months Ended September 30, 2030 |
|---|---|---|
| REVENUE | | |
| Net sales | $ 54,239 | $ 50,937 |
| Membership fees | 1,027 | 967 |
| Total revenue | 55,266 | 51,904 |
"""


def test_fees_among_revenues_are_none_that_were_paid() -> None:
    assert {fact.concept for fact in row(facts(FEES), "Membership fees")} == {None}


NOTES = """Notes payable (in millions)

| | September 30, 2031 | December 31, 2030 |
|---|---|---|
| 2.40% senior notes due September 2035 | $ 2,500 | $ 2,500 |
| Term loan maturing March 15, 2033 | 1,000 | 1,000 |
"""


def test_a_rate_does_not_stand_on_the_day_on_which_a_note_is_paid_back() -> None:
    rates = [fact for fact in facts(NOTES) if fact.label[-1] == "interest rate"]
    assert spans(rates) == [(None, "2031-09-30"), (None, "2030-12-31")]


CLASSES = """Statements of income (dollars in millions except per share amounts)

| | Three Months Ended September 30, 2031 | Three Months Ended September 30, 2030 |
|---|---|---|
| Net earnings | $ 30,348 | $ 35,912 |
| Net earnings per average equivalent Class A share | $ 21,122 | $ 24,775 |
| Loss per weighted average common share outstanding | $ (0.10) | $ (0.12) |
"""


def test_whatever_stands_between_per_and_share_it_is_per_share() -> None:
    assert [fact.unit for fact in facts(CLASSES)] == ["USD"] * 2 + ["USD_per_share"] * 4


RECONCILED = """Reconciliations (in thousands, except per share data)

| | Three Months Ended September 30, 2031 | Three Months Ended September 30, 2030 |
|---|---|---|
| GAAP operating loss | $ (365,458) | $ (260,612) |
| Adjustments: | | |
| Stock-based compensation | 391,123 | 318,109 |
| Amortization of intangibles | 25,002 | 15,400 |
| Non-GAAP operating income | $ 50,667 | $ 72,897 |
| Non-GAAP net income per share—diluted | $ 0.20 | $ 0.25 |
"""


def test_what_adjustments_lead_to_is_none_of_them() -> None:
    labels = {fact.label for fact in facts(RECONCILED)}
    assert ("Adjustments", "Stock-based compensation") in labels
    assert ("Non-GAAP operating income",) in labels
    assert ("Non-GAAP net income per share—diluted",) in labels
