"""Columns that are called by the edge of a period at which balances stand, under a caption of one day."""

from __future__ import annotations

import extract

SHEET = (
    "# Lam Steel plc\n\nConsolidated balance sheet as at 30 June 2031\n\nCurrency: EUR million\n\n"
    "| Code | ASSETS | {} | {} |\n|---|---|---|---|\n"
    "| 110 | Cash | 512,330 | 480,118 |\n| 140 | Inventories | 2,101 | 1,990 |\n"
    "| 270 | Total assets | 9,330 | 8,890 |\n"
)


def test_what_stood_when_a_period_began_does_not_stand_on_its_last_day() -> None:
    facts = extract.read(SHEET.format("Ending balance", "Beginning balance").encode(), name="a.md").facts
    opening = [fact for fact in facts if fact.header == ("Beginning balance",)]
    assert [fact.printed for fact in opening] == ["480,118", "1,990", "8,890"]
    assert not any(fact.trusted for fact in opening)
    assert not {"110", "140", "270"} & {fact.printed for fact in facts}


def test_days_over_columns_date_the_balances_beside_codes() -> None:
    facts = extract.read(SHEET.format("30 June 2031", "31 December 2030").encode(), name="a.md").facts
    assert [f.period.end for f in facts if f.period] == ["2031-06-30", "2030-12-31"] * 3
    assert all(fact.trusted for fact in facts)
