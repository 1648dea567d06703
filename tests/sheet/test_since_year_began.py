"""Roll-forwards from the beginning of the year to a bare day over the column."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    ("heads", "begin"),
    [
        (("Balance 12/31/2030", "Acquisitions", "Amortization", "Balance 6/30/2031"), "2031-01-01"),
        (("2031年1月1日残高", "増加", "減少", "2031年6月30日残高"), "2031-01-01"),
        (("Balance at 31 March 2031", "Additions", "Impairment", "Balance at 30 June 2031"), "2031-04-01"),
    ],
)
def test_columns_between_two_balances_are_of_the_time_between_them(heads: tuple[str, ...], begin: str) -> None:
    cells = "".join(f"<td>{head}</td>" for head in ("", *heads))
    page = f"""<html><body><p>Tarn Foods plc</p><p>Intangible assets (in millions of euros)</p><table><tr>{cells}</tr>
    <tr><td>Brands</td><td>2,510</td><td>37</td><td>(20)</td><td>2,527</td></tr>
    <tr><td>Goodwill</td><td>4,115</td><td>112</td><td>—</td><td>4,227</td></tr></table></body></html>"""
    facts = read(page.encode(), name="note.html").facts
    spans = [(f.period.start, f.period.end) for f in facts if f.label == ("Brands",) and f.period is not None]
    assert spans[1:3] == [(begin, "2031-06-30")] * 2
    assert [spans[0][0], spans[3]] == [None, (None, "2031-06-30")]
