"""Roll-forwards from the beginning of the year to a bare day over the column."""

from __future__ import annotations

from extract.calendar.fiscal_year import infer_calendar
from extract.pipeline import read

PAGE = """<html><body><p>Lindqvist Insurance Group plc</p><p>{told}</p>
<p>Claims provisions (in millions of euros)</p>
<table><tr><td></td><td>June 30, 2031</td><td>June 30, 2030</td></tr>
<tr><td>Balance, beginning of {span}</td><td>4,812</td><td>4,377</td></tr>
<tr><td>Interest accrued</td><td>113</td><td>98</td></tr>
<tr><td>Claims paid</td><td>(640)</td><td>(505)</td></tr>
<tr><td>Balance, end of period</td><td>4,285</td><td>3,970</td></tr></table></body></html>"""
YEAR_ENDS = "The financial year ends on December 31."


def spans(told: str, span: str) -> list[tuple[str | None, str | None]]:
    facts = read(PAGE.format(told=told, span=span).encode(), name="note.html").facts
    return [(f.period.start, f.period.end) for f in facts if f.period is not None and f.table is not None][::2]


def test_what_leads_from_the_beginning_of_the_year_to_a_day_is_of_the_year_until_then() -> None:
    assert spans(YEAR_ENDS, "year") == [
        (None, "2030-12-31"),
        ("2031-01-01", "2031-06-30"),
        ("2031-01-01", "2031-06-30"),
        (None, "2031-06-30"),
    ]


def test_what_leads_from_the_beginning_of_a_period_has_no_first_day() -> None:
    assert spans(YEAR_ENDS, "period")[1] == (None, "2031-06-30")


def test_without_the_end_of_the_year_its_first_day_is_open() -> None:
    assert spans("", "year")[:2] == [(None, None), (None, "2031-06-30")]


def test_half_a_year_since_a_balance_has_run_since_the_year_began() -> None:
    half = ["Six months ended September 30, 2031", "As of September 30, 2031", "As of March 31, 2031"]
    assert infer_calendar(half)[0].end_month == 3
    assert infer_calendar(half[:2])[0].end_month is None
