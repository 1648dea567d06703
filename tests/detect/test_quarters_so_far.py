"""Quarters that run from the first day of their year, as the headings of a summary without its title page show."""

from __future__ import annotations

import pytest

import extract

PAGE = """1. 2032年３月期第２四半期の連結業績（{days}）

| | 基本的１株当たり四半期利益 |
|---|---|
| | 円 銭 |
| 2032年３月期第２四半期 | 41.20 |
"""


@pytest.mark.parametrize(
    ("days", "start"),
    [("2031年４月１日～2031年９月30日", "2031-04-01"), ("2031年７月１日～2031年９月30日", "2031-07-01")],
)
def test_the_days_of_a_heading_tell_where_its_quarter_begins(days: str, start: str) -> None:
    (fact,) = extract.read(PAGE.format(days=days).encode(), name="a.md").facts
    assert fact.period is not None
    assert (fact.period.start, fact.period.end) == (start, "2031-09-30")
