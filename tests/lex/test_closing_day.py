"""Fiscal years that close within a month."""

from __future__ import annotations

import extract

PAGE = """<html><body><p>2022年11月期 第２四半期決算短信</p>
<table><tr><td>（単位：百万円）</td><td>前連結会計年度<br>(2021年11月20日)</td><td>当第２四半期連結会計期間<br>(2022年５月20日)</td></tr>
<tr><td>資産合計</td><td>1,000</td><td>1,100</td></tr></table>
<table><tr><td>（単位：百万円）</td><td>前第２四半期連結累計期間<br>(自 2020年11月21日 至 2021年５月20日)</td>
<td>当第２四半期連結累計期間<br>(自 2021年11月21日 至 2022年５月20日)</td></tr>
<tr><td>売上高</td><td>500</td><td>510</td></tr></table>
<p>（単位：百万円）</p>
<table><tr><td></td><td>2021年11月期</td><td>2022年11月期（予想）</td></tr><tr><td>営業利益</td><td>60</td><td>70</td></tr></table>
</body></html>"""


def test_a_year_named_by_its_month_ends_on_the_day_the_company_closes() -> None:
    result = extract.read(PAGE.encode(), name="a.html")
    assert result.document.fiscal_year_end == "11-20"
    periods = {f.printed: f.period and (f.period.start, f.period.end) for f in result.facts if f.table}
    assert periods["60"] == ("2020-11-21", "2021-11-20")
    assert periods["70"] == ("2021-11-21", "2022-11-20")
    assert periods["510"] == ("2021-11-21", "2022-05-20")


def test_the_year_in_the_headers_is_that_of_the_report() -> None:
    page = """<html><body><p>（１）経営成績</p><p>当年度の売上収益は100億円となりました。</p>
<table><tr><td>（単位：百万円）</td><td>前年度<br>(自 2020年４月１日 至 2021年３月31日)</td>
<td>当年度<br>(自 2021年４月１日 至 2022年３月31日)</td></tr>
<tr><td>売上収益</td><td>9,000</td><td>10,000</td></tr></table>
</body></html>"""
    result = extract.read(page.encode(), name="a.html")
    period = result.document.period
    assert period is not None and (period.start, period.end) == ("2021-04-01", "2022-03-31")
