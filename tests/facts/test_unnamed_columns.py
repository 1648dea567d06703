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


BOUGHT = """<p>2031年11月30日現在</p><table>
<tr><td>区分</td><td>株式数(株)</td></tr>
<tr><td>取締役会(2031年5月12日)での決議状況 (取得期間2031年5月15日~2032年3月29日)</td><td>5,000,000</td></tr>
<tr><td>報告月における取得自己株式(取得日) 11月13日</td><td>41,500</td></tr>
<tr><td>報告月末現在の累計取得自己株式</td><td>3,069,700</td></tr></table>"""


def test_a_row_that_names_another_day_is_not_of_the_day_of_its_table() -> None:
    facts = {fact.printed: fact for fact in read(BOUGHT.encode(), name="a.html").facts}
    assert facts["3,069,700"].period is not None and facts["3,069,700"].period.end == "2031-11-30"
    assert not facts["41,500"].trusted and not facts["5,000,000"].trusted
