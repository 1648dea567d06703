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


def test_a_row_tells_that_its_quarters_run_from_the_first_day() -> None:
    page = (
        "| | 2032年３月期3Q | 2031年３月期3Q |\n|---|---|---|\n| 期中平均株式数（四半期累計） | 40,090株 | 40,310株 |\n"
    )
    periods = {f.printed: f.period for f in extract.read(page.encode(), name="a.md").facts}
    period = periods["40,090株"]
    assert period is not None and (period.start, period.end) == ("2031-04-01", "2031-12-31")


def test_the_end_of_a_year_to_come_is_no_day_of_publication() -> None:
    page = (
        "Diluted EPS, fiscal 2032 outlook\n\n| | Low | High |\n|---|---|---|\n| Diluted EPS | $3.10 | $3.30 |\n\n"
        "Fiscal 2032 ends June 30, 2032.\n"
    )
    result = extract.read(page.encode(), name="a.md")
    assert result.document.published is None
    assert {fact.dimensions.get("scenario") for fact in result.facts} == {"forecast"}
