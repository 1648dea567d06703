"""Amounts and their shares in one cell, under one heading of both."""

from __future__ import annotations

from extract.pipeline import read

PAGE = """# Tannberg AG

EUR million and % of sales

| | Year ended June 30, 2022 % of sales | Year ended June 30, 2021 % of sales |
|---|---|---|
| Sales | 188.0 100.0% | 176.5 100.0% |
| Cost of sales | 120.3 64.0% | 113.9 64.5% |
| Gross margin | 36.0% 67.7 | 35.5% 62.6 |
"""


def test_the_year_of_a_heading_holds_for_the_amount_and_for_its_share() -> None:
    facts = read(PAGE.encode(), name="a.md").facts
    assert len(facts) == 12 and all(fact.trusted for fact in facts)
    assert {(f.label[-1], f.unit, f.value) for f in facts if f.period is not None and f.period.end == "2022-06-30"} == {
        ("Sales", "EUR", "188000000"), ("Sales", "percent", "100"), ("Cost of sales", "EUR", "120300000"),
        ("Cost of sales", "percent", "64"), ("Gross margin", "EUR", "67700000"), ("Gross margin", "percent", "36"),
    }  # fmt: skip
