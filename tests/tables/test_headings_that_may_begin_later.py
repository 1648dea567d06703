"""Cells on lines of their own, with a title and a unit before the headings of the columns."""

from __future__ import annotations

import extract

PAGE = """Adjusted
€ in millions
Q2 2031 as reported
IFRS adjustments
Q2 2031 non-IFRS
Q2 2030 non-IFRS
{one}
{two}
Cloud
3,120
12
3,132
2,510
24
27
Licenses
310
4
314
366
-15
-13
Total
3,430
16
3,446
2,876
19
22
The fiscal year is the calendar year.
"""


def test_changes_in_percent_are_the_last_headings() -> None:
    text = PAGE.format(one="∆ in %", two="∆ in % constant currency")
    found = {f.printed: (f.header[-1], f.measure) for f in extract.read(text.encode(), name="a.txt").facts}
    assert found["3,132"] == ("Q2 2031 non-IFRS", "amount")
    assert found["27"] == ("∆ in % constant currency", "change")


def test_where_title_and_unit_may_be_headings_none_is_taken() -> None:
    text = PAGE.format(one="Reported", two="Organic")
    assert not any(fact.trusted for fact in extract.read(text.encode(), name="a.txt").facts)
