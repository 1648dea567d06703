"""Rows that hold totals in some columns and means in others."""

from __future__ import annotations

import extract

PAGE = """Property portfolio as at 30 June 2031

| Property | Ownership | GLA (m²) | Occupancy (%) | WALE (years) | Valuation (A$m) |
|---|---|---|---|---|---|
| Harbour House | 100% | 24,110 | 98.2 | 5.1 | 412.0 |
| Eastgate Centre | 50% | 31,204 | 99.0 | 4.4 | 198.5 |
| Logistics Park | 100% | 81,002 | 100.0 | 7.8 | 240.1 |
| Total / weighted average | | 136,316 | 99.4 | 5.8 | 850.6 |
"""


def test_shares_of_ownership_occupancy_and_terms_add_up_to_nothing() -> None:
    result = extract.read(PAGE.encode(), name="a.md")
    assert all(fact.printed is not None for fact in result.facts)  # nothing is inferred where nothing stood
    assert {problem.code for problem in result.problems}.isdisjoint({"check_fails", "facts_disagree", "inferred"})
    assert len(result.checks) == 2 and all(check.verdict == "holds" for check in result.checks)
    assert all(fact.trusted for fact in result.facts)


def test_shares_of_one_whole_do() -> None:
    page = "| Region, 2031 | % |\n|---|---|\n| North | 41.2 |\n| South | 38.8 |\n| West | 20.0 |\n| Total | 100.0 |\n"
    (check,) = extract.read(page.encode(), name="a.md").checks
    assert (check.identity, check.verdict) == ("footing", "holds")
