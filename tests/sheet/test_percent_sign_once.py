"""Shares of amounts whose `%` is printed with the first figure, and with the total, of their column."""

from __future__ import annotations

import pytest

from extract.pipeline import read

PAGE = """<html><body><p>Kestrel Semiconductors, Inc.</p><p>Sales by region (in millions of US dollars)</p><table>
<tr><td></td><td colspan="2">Year ended June 30, 2031</td></tr>
<tr><td>Americas</td><td>$ 640</td><td>{first}</td></tr>
<tr><td>Asia</td><td>1,280</td><td>{asia}</td></tr>
<tr><td>Europe</td><td>960</td><td>30</td></tr>
<tr><td>Other</td><td>320</td><td>10</td></tr>
<tr><td>Total</td><td>$ 3,200</td><td>{total}</td></tr></table></body></html>"""


def units(first: str, asia: str, total: str) -> list[str | None]:
    facts = read(PAGE.format(first=first, asia=asia, total=total).encode(), name="note.html").facts
    return [f.unit for f in facts if f.printed in (first, asia, "30", "10", total)]


@pytest.mark.parametrize("total", ["100%", "100"])
def test_figures_below_a_percentage_are_shares_if_their_amounts_say_so(total: str) -> None:
    assert units("20%", "40", total) == ["percent"] * 5


def test_what_is_no_share_of_its_amount_takes_no_percent_from_the_first_figure() -> None:
    assert "percent" not in units("20%", "70", "100%")[1:4]
    assert units("20%", "70", "100%")[1:4] == [None] * 3


FORCED = """<html><body><p>Kestrel Semiconductors, Inc.</p><p>Statement of income (in millions of US dollars)</p><table>
<tr><td></td><td colspan="2">Year ended June 30, 2031</td></tr>
<tr><td>Net sales</td><td>$ 2,000</td><td>100.0%</td></tr>
<tr><td>Cost of sales</td><td>1,101</td><td>55.0</td></tr>
<tr><td>Gross profit</td><td>899</td><td>45.0</td></tr>
<tr><td>Selling expense</td><td>420</td><td>21.0</td></tr>
<tr><td>Research expense</td><td>233</td><td>11.7</td></tr>
<tr><td>Interest expense</td><td>29</td><td>{interest}</td></tr>
<tr><td>Income taxes</td><td>62</td><td>3.1</td></tr>
<tr><td>Net income</td><td>$ 155</td><td>7.8%</td></tr></table></body></html>"""


@pytest.mark.parametrize(("interest", "unit"), [("1.4", "percent"), ("1.6", "percent"), ("1.9", None)])
def test_one_share_of_many_may_be_rounded_so_that_they_add_up(interest: str, unit: str | None) -> None:
    facts = read(FORCED.format(interest=interest).encode(), name="note.html").facts
    assert {f.unit for f in facts if f.printed in (interest, "45.0", "11.7")} == {unit}
