"""Columns of shares and changes that stand under a part of a year, between columns with days of their own."""

from __future__ import annotations

import pytest

import extract

PAGE = """<html><body><h2>Statements of earnings</h2><p>(Millions of US dollars)</p><table>
<tr><td></td><td colspan="4">{spanner}</td></tr>
<tr><td></td><td>July 2, 2023</td><td>{between}</td><td>July 3, 2022</td><td>{last}</td></tr>
<tr><td>Net sales</td><td>25,530</td><td>100.0%</td><td>24,020</td><td>100.0%</td></tr>
<tr><td>Cost of sales</td><td>8,212</td><td>32.2</td><td>7,919</td><td>33.0</td></tr></table></body></html>"""


@pytest.mark.parametrize("words", ["Percent to Sales", "% of net sales", "Per cent of revenue"])
@pytest.mark.parametrize("spanner", ["13 weeks ended", "Three months ended"])
def test_a_share_is_of_the_period_before_it(words: str, spanner: str) -> None:
    page = PAGE.format(spanner=spanner, between=words, last=words)
    facts = extract.read(page.encode(), name="a.html").facts
    cost = [(f.printed, f.unit, f.period.end) for f in facts if f.label == ("Cost of sales",) and f.period]
    assert cost == [
        ("8,212", "USD", "2023-07-02"),
        ("32.2", "percent", "2023-07-02"),
        ("7,919", "USD", "2022-07-03"),
        ("33.0", "percent", "2022-07-03"),
    ]


def test_a_change_under_two_years_is_of_the_later() -> None:
    page = """<html><body><h2>Segments</h2><p>(Millions of US dollars)</p><table>
<tr><td></td><td colspan="3">Three months ended June 30</td></tr>
<tr><td></td><td>2023</td><td>2022</td><td>V %</td></tr>
<tr><td>Engines</td><td>7,860</td><td>6,127</td><td>28%</td></tr>
<tr><td>Turbines</td><td>3,849</td><td>3,099</td><td>24%</td></tr></table></body></html>"""
    facts = extract.read(page.encode(), name="a.html").facts
    assert [f.period.end for f in facts if f.unit == "percent" and f.period] == ["2023-06-30"] * 2
