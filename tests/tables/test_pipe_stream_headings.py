"""Cells behind a pipe each, on lines of their own, where the labels have no heading and a section follows the days."""

from __future__ import annotations

import pytest

import extract
from extract.model import Fact

ROWS = (("Total assets", ("€ 4,111", "€ 3,922", "€ 3,733")), ("Total liabilities", ("2,112", "2,023", "1,954")),
        ("Total equity", ("1,999", "1,899", "1,779")))  # fmt: skip
DAYS = ("Dec. 31, 2031", "Dec. 31, 2030", "Dec. 31, 2029")


def page(*heads: str, days: tuple[str, ...] = DAYS, more: str = "") -> dict[str, Fact]:
    lines = ["|", "Balance Sheets - EUR (€)", "€ in Thousands", *heads]
    lines += [line for day in days for line in ("|", day)]
    lines += ["|Statement of Financial Position"]
    for label, figures in ROWS:
        lines += [f"|{label}", *(f"|{figure}" for figure in figures)]
    result = extract.read(("\n".join(lines) + more + "\n").encode(), name="a.txt")
    return {fact.printed or "": fact for fact in result.facts}


@pytest.mark.parametrize("heads", [(), ("|12 Months Ended",)])
def test_each_day_is_over_its_figures(heads: tuple[str, ...]) -> None:
    facts = page(*heads)
    ends = [facts[printed].period for printed in ("€ 4,111", "2,023", "1,779")]
    assert [end and end.end for end in ends] == ["2031-12-31", "2030-12-31", "2029-12-31"]
    assert all(facts[printed].trusted and facts[printed].decimals == -3 for printed in ("2,112", "1,899", "1,954"))


def test_one_day_more_than_figures_dates_none_of_them() -> None:
    more = "\n|Investments\n|811\n|711\n|611\n|511\n|Loans\n|82\n|72\n|62\n|Other\n|9\n|8\n|7"
    facts = page("|12 Months Ended", days=(*DAYS, "Dec. 31, 2028"), more=more)
    assert not any(fact.trusted for fact in facts.values())
    assert all(fact.period is None or fact.period.end is None for fact in facts.values())
