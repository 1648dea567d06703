"""Figures that seem to belong to other rows: what a relation along the row bears out stays as sure as it was."""

from __future__ import annotations

from extract import read
from extract.model import Fact

TABLE = """Results for the year ended March 31, 2021

{sentence}

(JPY million)

| | FY2020 | FY2019 | YoY |
|---|---|---|---|
| Revenues | 2,218 | 2,000 | 10.9% |
| Costs | 1,364 | 1,200 | 13.7% |
| Gross profit | 854 | 800 | 6.8% |
| Operating income | 166 | 300 | (44.7%) |
"""


def rates(sentence: str) -> dict[str, Fact]:
    facts = read(TABLE.format(sentence=sentence).encode(), name="a.txt").facts
    return {fact.label[-1]: fact for fact in facts if fact.table and fact.unit == "percent"}


def test_a_sentence_that_errs_is_alone_in_doubt() -> None:
    told = "Operating income increased by 10.9% from the previous year."
    assert {name: fact.trusted for name, fact in rates(told).items()} == {
        "Revenues": True,
        "Costs": True,
        "Gross profit": True,
        "Operating income": True,
    }
    sentence = [f for f in read(TABLE.format(sentence=told).encode(), name="a.txt").facts if f.table is None]
    assert not any(fact.trusted for fact in sentence if fact.unit == "percent")


PER_SHARE = """Consolidated statements of income
For the three months ended June 30, 2021

| | Thousands of U.S. Dollars | Thousands of Yen |
|---|---|---|
| Revenues | 10,000 | 1,100,000 |
| Costs | 9,000 | 990,000 |
| Net income | 1,000 | 110,000 |
| Basic net income per share | 22.51 | 2,476 |
"""


def test_yen_per_share_beside_dollars_per_share_has_no_decimals() -> None:
    facts = read(PER_SHARE.encode(), name="a.txt").facts
    told = {fact.unit: (fact.value, fact.status) for fact in facts if (fact.unit or "").endswith("_per_share")}
    assert told == {"USD_per_share": ("22.51", "verbatim"), "JPY_per_share": ("2476", "verbatim")}


FLOWS = """Results for the year ended March 31, 2021

In the year ended March 31, 2021, the change in receivables amounted to $1.4 billion.

(USD billion)

| | FY2020 | FY2019 |
|---|---|---|
| Net income | 1.6 | 1.7 |
| Depreciation | 0.8 | 0.9 |
| {first} | 1.4 | 0.6 |
| {second} | 0.5 | 1.3 |
"""


def test_a_short_figure_told_of_the_row_beside_it_is_in_doubt() -> None:
    for first, second, doubt in (
        ("Share-based compensation", "Change in receivables", True),
        ("Change in receivables", "Change in payables", False),
    ):
        facts = read(FLOWS.format(first=first, second=second).encode(), name="a.md").facts
        doubted = [f.printed for f in facts if f.table and "facts_disagree" in f.doubts]
        assert doubted == (["1.4", "0.5"] if doubt else [])
