"""A month beside the months that end with it tells what happened in it."""

from __future__ import annotations

import extract

PAGE = """Monthly traffic

| | Nov 2031 | Jan\u2013Nov 2031 | % CER |
|---|---|---|---|
| Load factor | 83.0% | 83.8% | 4% |
| Total assets (USD million) | 412 | 412 | 1% |
"""


def test_the_month_is_one_and_no_day_at_its_end() -> None:
    result = extract.read(PAGE.encode(), name="a.md")
    month = next(f.period for f in result.facts if f.printed == "83.0%")
    assert month is not None and (month.start, month.end) == ("2031-11-01", "2031-11-30")
    balance = next(f.period for f in result.facts if f.printed == "412")
    assert balance is not None and (balance.start, balance.end) == (None, "2031-11-30")


def test_growth_at_constant_rates_is_a_change() -> None:
    assert {f.measure for f in extract.read(PAGE.encode(), name="a.md").facts if f.header == ("% CER",)} == {"change"}
