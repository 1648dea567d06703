"""Columns of which only units and times are left are not named by the title of their table."""

from __future__ import annotations

from extract import read

LOST = """<table><caption>Equity of the group</caption>
<tr><td></td><td>million yen</td><td>million yen</td><td>%</td></tr>
<tr><td>May 31, 2031</td><td>12,566</td><td>1,986</td><td>8.4</td></tr>
<tr><td>February 28, 2031</td><td>12,341</td><td>1,970</td><td>8.1</td></tr></table>"""

EMPLOYEES = """<table><tr><td>決算年月</td><td>2030年3月</td><td>2031年3月</td></tr>
<tr><td>従業員数（名）<br>（外、平均臨時雇用者数）</td><td>2,973<br>(384)</td><td>3,042<br>(397)</td></tr>
<tr><td>売上高（百万円）</td><td>5,947</td><td>6,649</td></tr></table>"""


def test_a_title_does_not_name_one_of_several_columns_that_lost_their_names() -> None:
    facts = read(LOST.encode(), name="a.html").facts
    assert len(facts) == 6 and not any(fact.trusted for fact in facts)


def test_employees_are_counted_at_a_day_and_those_on_average_beside_them_are_not() -> None:
    facts = {fact.printed: fact for fact in read(EMPLOYEES.encode(), name="a.html").facts}
    day, year = facts["3,042"].period, facts["(397)"].period
    assert day is not None and (day.kind, day.end) == ("instant", "2031-03-31")
    assert year is None or year.kind == "duration"
