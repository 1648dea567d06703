"""Columns of a whole year below a line on a part of it, and terms that name a day."""

from __future__ import annotations

import extract

FORECAST = """2032年２月期 第２四半期 連結業績

| | 2032年２月期 第２四半期累計 | 通期予想 |
|---|---|---|
| 営業収益（百万円） | 84,330 | 172,000 |
| 期末店舗数（店） | 1,231 | 1,250 |
"""
BALANCES = """| 科目 | 第30期 (2030年３月31日) | 第31期 (2031年３月31日) |
|---|---|---|
| | 金額（千円） | 金額（千円） |
| 流動資産 | 4,120 | 4,330 |
"""


def periods(page: str) -> dict[str, tuple[str | None, str | None]]:
    facts = extract.read(page.encode(), name="a.md").facts
    return {f.printed or "": (f.period.start, f.period.end) for f in facts if f.period is not None}


def test_a_forecast_of_the_year_is_not_of_the_part_that_the_title_names() -> None:
    found = periods(FORECAST)
    assert found["84,330"] == ("2031-03-01", "2031-08-31")
    assert found["172,000"] == ("2031-03-01", "2032-02-29")
    assert found["1,250"] == (None, "2032-02-29")


def test_a_term_with_a_day_is_what_stood_on_it() -> None:
    found = periods(BALANCES)
    assert found["4,120"] == (None, "2030-03-31") and found["4,330"] == (None, "2031-03-31")
