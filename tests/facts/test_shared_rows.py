"""Columns of a table without headings, dated by a row that a dated table prints as well."""

from __future__ import annotations

from textwrap import dedent

from extract.model import Fact
from extract.pipeline import read

FILING = """
    <html><body><p>Ostrava Rail plc</p><p>Balance sheets (in millions of euros)</p>
    <table><tr><td></td><td>30 June 2031</td><td>31 December 2030</td></tr>
    <tr><td>Current borrowings</td><td>1,241</td><td>877</td></tr>
    <tr><td>Long-term borrowings</td><td>8,630</td><td>7,954</td></tr>
    <tr><td>Total liabilities</td><td>14,208</td><td>13,117</td></tr></table>
    <p>Borrowings consist of the following:</p><p>14</p>
    <table>{rows}</table></body></html>
    """
ROWS = """<tr><td>3.25% bonds due 2036</td><td>4,500</td><td>4,500</td></tr>
    <tr><td>Bank loans</td><td>5,371</td><td>4,331</td></tr>
    <tr><td>Total borrowings</td><td>9,871</td><td>8,831</td></tr>
    <tr><td>Less: current portion</td><td>{now}</td><td>{then}</td></tr>
    <tr><td>Long-term borrowings, net of current portion</td><td>8,630</td><td>7,954</td></tr>"""


def facts_of(rows: str) -> tuple[Fact, ...]:
    return read(dedent(FILING.format(rows=rows)).encode(), name="filing.html").facts


def days(facts: tuple[Fact, ...], label: str) -> list[str | None]:
    return [fact.period.end if fact.period is not None else None for fact in facts if label in " ".join(fact.label)]


def test_a_row_of_the_balance_sheet_dates_a_table_without_headings() -> None:
    facts = facts_of(ROWS.format(now="1,241", then="877"))
    assert days(facts, "Bank loans") == ["2031-06-30", "2030-12-31"]
    assert all(fact.trusted for fact in facts if "Bank loans" in fact.label)
    rates = [(fact.value, fact.period.end) for fact in facts if fact.unit == "percent" and fact.period is not None]
    assert rates == [("3.25", "2031-06-30"), ("3.25", "2030-12-31")]


def test_rows_that_disagree_date_nothing() -> None:
    facts = facts_of(
        """<tr><td>Bank loans</td><td>5,371</td><td>4,331</td></tr>
        <tr><td>Long-term borrowings</td><td>8,630</td><td>7,954</td></tr>
        <tr><td>Total liabilities</td><td>13,117</td><td>14,208</td></tr>"""
    )
    assert days(facts, "Bank loans") == [None, None]


def test_figures_that_are_equal_under_other_words_date_nothing() -> None:
    facts = facts_of(
        """<tr><td>Bank loans</td><td>5,371</td><td>4,331</td></tr>
        <tr><td>Passengers carried</td><td>8,630</td><td>7,954</td></tr>"""
    )
    assert days(facts, "Bank loans") == [None, None]


def test_a_flow_by_its_name_takes_no_day() -> None:
    facts = facts_of(
        ROWS.format(now="1,241", then="877") + "<tr><td>Interest expense</td><td>310</td><td>288</td></tr>"
    )
    assert days(facts, "Interest expense") == [None, None]


def test_a_balance_takes_no_span_from_a_shared_row() -> None:
    flows = """<html><body><p>(In thousands of euros)</p><table>
        <tr><td></td><td colspan="2">Six months ended June 30,</td></tr>
        <tr><td></td><td>2031</td><td>2030</td></tr>
        <tr><td>Net income</td><td>13,117</td><td>14,208</td></tr></table>
        <p>Retained earnings</p><table><tr><td>Balance, beginning of period</td><td>20,310</td><td>18,288</td></tr>
        <tr><td>Net income</td><td>13,117</td><td>14,208</td></tr>
        <tr><td>Balance, end of period</td><td>33,427</td><td>32,496</td></tr></table></body></html>"""
    facts = read(flows.encode(), name="flows.html").facts
    assert not any(f.trusted and f.period and f.period.start for f in facts if "Balance" in " ".join(f.label))


SPANS = """<html><body><p>(In thousands of euros)</p><table>
    <tr><td></td><td colspan="2">Three months ended June 30,</td><td colspan="2">Six months ended June 30,</td></tr>
    <tr><td></td><td>2031</td><td>2030</td><td>2031</td><td>2030</td></tr>
    <tr><td>Net income</td><td>13,117</td><td>14,208</td><td>25,310</td><td>23,990</td></tr></table>
    <p>Equity</p><table><tr><td>Founders' stock</td><td>40</td><td>45</td><td>40</td><td>45</td></tr>
    <tr><td>Beginning balance</td><td>20,310</td><td>18,288</td><td>8,117</td><td>8,506</td></tr>
    <tr><td>Net income</td><td>13,117</td><td>14,208</td><td>25,310</td><td>23,990</td></tr>
    <tr><td>Surplus</td><td>33,427</td><td>32,496</td><td>33,427</td><td>32,496</td></tr></table></body></html>"""


EDGES = ("Surplus", "Beginning balance")


def test_what_an_opening_balance_leads_to_stands_on_the_last_day_of_a_shared_span() -> None:
    facts = read(SPANS.encode(), name="flows.html").facts
    edges = {n: [(f.period.kind, f.period.end) for f in facts if f.label[-1] == n and f.period] for n in EDGES}
    assert edges["Surplus"] == [("instant", day) for day in ("2031-06-30", "2030-06-30")] * 2
    openings = ("2031-03-31", "2030-03-31", "2030-12-31", "2029-12-31")
    assert edges["Beginning balance"] == [("instant", day) for day in openings]


def test_what_a_longer_span_tells_no_more_of_takes_no_span_from_a_shared_row() -> None:
    facts = read(SPANS.encode(), name="flows.html").facts
    stock = [f for f in facts if "Founders' stock" in f.label]
    assert len(stock) == 4
    assert not any(f.trusted for f in stock)
