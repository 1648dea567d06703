"""A row that is one value short stands where it does by preference, unless identities bear it out."""

from __future__ import annotations

import pytest

import extract
from extract.emit import result_from_json, result_to_json
from extract.model import Judgement
from extract.pipeline import read
from tests.prove.builders import table
from tests.prove.test_repair import fact_at, judged

COLUMNS = [
    ("2017-03-31", "JPY", "amount"),
    ("2016-03-31", "JPY", "amount"),
    ("2017-03-31", "percent", "change"),
]
DEBT = [
    ("Trade payables", ["412", "398", "3.5%"]),
    ("Short-term debt", ["131", "150", "-12.7%"]),
    ("Bonds", ["300", "250", "20.0%"]),
    ("Leases", ["88", "93", "-5.4%"]),
    ("Pensions", ["57", "61", "-6.6%"]),
]


def bases(result: Judgement, row: int) -> list[str | None]:
    return [f.basis for f in result.statement.facts if f.row == row and f.value is not None]


def with_row(*cells: str | None):  # type: ignore[no-untyped-def]
    return judged(table([*DEBT, ("Long-term debt", list(cells))], columns=COLUMNS))


def test_a_percentage_among_amounts_and_nothing_behind_it() -> None:
    result = with_row("61", "6.8%", None)
    assert bases(result, 5) == ["preference", "preference"]
    assert all(bases(result, row) == [None, None, None] for row in range(5))
    assert "one value short" in (fact_at(result, 5, 1).explanation or "")


@pytest.mark.parametrize(
    "cells", [("61", "57", None), ("23.5%", "24.0%", None), (None, "57", "6.8%"), ("61", "—", None)]
)
def test_what_fits_its_own_columns_stays(cells: tuple[str | None, ...]) -> None:
    assert set(bases(with_row(*cells), 5)) <= {None}


YEARS = [("2017-03-31", "JPY", "amount"), ("2016-03-31", "JPY", "amount")]
ASSETS = [
    ("Cash", ["12,311", "11,872"]),
    ("Receivables", ["7,067", "6,425"]),
    ("Inventories", ["5,246", "4,777"]),
    ("Goodwill", ["3,015", "2,966"]),
    ("Software", ["1,020", "1,140"]),
    ("Deposits", ["877", "902"]),
]


@pytest.mark.parametrize(("total", "basis"), [("30,204", None), ("29,871", "preference")])
def test_a_sum_bears_a_figure_out(total: str, basis: str | None) -> None:
    rows = [*ASSETS, ("Land", ["668", None]), ("Total assets", [total, "28,082"])]
    assert bases(judged(table(rows, columns=YEARS)), 6) == [basis]


def test_nothing_is_inferred_from_a_row_that_may_have_moved() -> None:
    quarters = [("1Q05", "JPY", "amount"), ("2Q05", "JPY", "amount"), ("3Q05", "JPY", "amount")]
    columns = [*quarters, ("4Q05", "JPY", "amount"), ("FY2005", "JPY", "amount")]
    rows = [
        ("Connectivity", ["3,445,570", "3,377,764", "3,227,255", "3,248,487", "13,299,076"]),
        ("Corporate", ["2,899,273", "2,844,659", "2,711,736", "2,723,650", "11,179,318"]),
        ("IP Service", ["2,166,078", "2,121,083", "1,987,448", "2,015,813", "8,290,422"]),
        ("Fiber", ["461,044", "494,460", "505,298", "1,907,271", None]),
        ("Home", ["546,297", "533,105", "515,519", "524,837", "2,119,758"]),
    ]
    result = judged(table(rows, columns=columns, scale=3))
    assert [f.status for f in result.statement.facts if f.row == 3 and f.column == 4 and f.value] == []
    assert set(bases(result, 3)) == {"preference"}


WIDE = [
    ("2017-03-31", "count", "count"),
    ("2016-03-31", "count", "count"),
    ("2017-03-31", "count", "change"),
    ("2017-03-31", "percent", "change"),
]
STAFF = [
    ("Drivers", ["10,636", "10,852", "-216", "-2.0%"]),
    ("Mechanics", ["4,120", "4,011", "109", "2.7%"]),
    ("Clerks", ["2,215", "2,310", "-95", "-4.1%"]),
    ("Trainees", ["318", "305", "13", "4.3%"]),
]


@pytest.mark.parametrize(
    ("cells", "out_of_place"),
    [
        ([None, "758", "486", None], {"758", "486"}),
        ([None, "758", "—", "—"], set()),
        (["758", None, None, None], set()),
        (["12.1%", "11.8%", None, None], set()),
    ],
)
def test_a_row_that_slid(cells: list[str | None], out_of_place: set[str]) -> None:
    """A change of which one side is missing, in a row that ends early."""
    result = judged(table([*STAFF, ("Stores", cells)], columns=WIDE, scale=0))
    found = {fact.printed for fact in result.statement.facts if fact.basis or fact.doubts or fact.status == "conflict"}
    assert found == out_of_place


def test_a_percentage_among_changes_in_money() -> None:
    text = """
# Example Corp. results for the three months ended June 30, 2017

(In millions of yen)

| | Three months ended June 30, 2017 | Three months ended June 30, 2016 | Change | % change |
|---|---|---|---|---|
| Roads | 8,466 | 8,544 | (78) | (0.9%) |
| Houses | 6,182 | 6,683 | (501) | (7.5%) |
| Bridges | 5,699 | 6,425 | (11.3%) | |
| Tunnels | 4,120 | 4,011 | 109 | 2.7% |
| Total | 24,467 | 25,663 | (1,196) | (4.7%) |
"""
    facts = read(text.encode(), name="a.md").facts
    assert [fact.printed for fact in facts if fact.basis == "preference"] == ["(11.3%)"]


@pytest.mark.parametrize(
    ("cells", "out_of_place"),
    [
        (("62,118", "(4,204)", "(6.3%)", None), {"62,118", "(4,204)", "(6.3%)"}),
        (("62,118", "66,322", "(6.3%)", None), {"(6.3%)"}),
        (("62,118", "66,322", "(4,204)", "(6.3%)"), set()),
    ],
    ids=["an amount is lost", "the change is lost", "whole"],
)
def test_a_short_row_of_a_table_with_a_row_that_has_no_changes(
    cells: tuple[str | None, ...], out_of_place: set[str]
) -> None:
    """Two percentages are enough of a column; growth says which figure of the short row is lost."""
    text = f"""
# Example Corp. results for the three months ended June 30, 2017

| | June 30, 2017 | March 31, 2017 | Change | % change |
|---|---|---|---|---|
| Parcels sent | 81,440 | 84,975 | (3,535) | (4.2%) |
| Stores open at period end | {" | ".join(cell or "" for cell in cells)} |
| Vans in fleet | 40,917 | 39,006 | 1,911 | 4.9% |
| Load factor (%) | 71.4 | 70.2 | | |
"""
    facts = read(text.encode(), name="a.md").facts
    assert {fact.printed for fact in facts if fact.row == 2 and not fact.trusted} == out_of_place


@pytest.mark.parametrize(("cells", "out_of_place"), [(("62,118", "(6.3%)", None), {"62,118", "(6.3%)"}),
                                                      (("62,118", "66,322", "(6.3%)"), set())])  # fmt: skip
def test_a_percentage_in_a_column_of_amounts_and_ratios(cells: tuple[str | None, ...], out_of_place: set[str]) -> None:
    """The column has no habit of decimals, for a ratio stands in it, and one of percent signs."""
    text = f"""
# Example Corp. results for the three months ended June 30, 2017

| | June 30, 2017 | March 31, 2017 | % change |
|---|---|---|---|
| Stores open at period end | {" | ".join(cell or "" for cell in cells)} |
| Parcels sent | 81,440 | 84,975 | (4.2%) |
| Vans in fleet | 40,917 | 39,006 | 4.9% |
| Load factor (%) | 71 | 70.2 | |
"""
    facts = read(text.encode(), name="a.md").facts
    assert {fact.printed for fact in facts if fact.row == 1 and not fact.trusted} == out_of_place


CONTRADICTED = """# Tamarack Stores, Inc. Reports Second Quarter Results

## Results for the Six Months Ended June 30, 2031

(In thousands of U.S. dollars)

|  | 2031 | % of sales | 2030 | % of sales |
|---|---:|---:|---:|---:|
| Total sales | 1,097,839 | 100.0% | 1,158,223 | 100.0% |
| Segment profit (loss) | | | | |
| Grocery | 20,201 | 1.8% | 19,550 | 1.7% |
| Apparel | (-) | (2.1%) | (20,652) | (1.8%) |
| Home furnishings | 18,007 | 1.6% | 21,077 | 1.8% |
| Membership fees | 14,044 | 1.3% | 14,871 | 1.3% |
| Total segment profit | 29,532 | 2.7% | 34,846 | 3.0% |
"""


def test_a_dash_that_is_contradicted_is_open_and_has_no_value() -> None:
    """What the sums say against is no nil, and nothing tells what stood there."""
    result = extract.read(CONTRADICTED.encode(), name="a.md")
    (dash,) = (fact for fact in result.facts if fact.printed == "(-)")
    assert (dash.status, dash.value, dash.trusted) == ("unresolved", None, False)
    assert result_from_json(result_to_json(result)).facts == result.facts


INSURER = """# Castellane Insurance Group Inc.

Underwriting results for the six months ended June 30, 2031 (dollars in millions)

|  | 2031 | % | 2030 | % |
|---|---:|---:|---:|---:|
| Premiums written | $ 21,400 | | $ 19,870 | |
| Premiums earned | $ 20,400 | 100.0 | $ 19,310 | 100.0 |
| Losses and loss adjustment expenses | 14,701 | 72.1 | 16,330 | 84.6 |
| Underwriting expenses | 2,090 | 10.2 | 1,890 | 9.8 |
| Pre-tax underwriting earnings | $ 3,609 | | $ 1,090 | |
| Combined ratio | | 82.3 | | 94.4 |
"""


def test_what_no_column_of_a_kind_gives_for_a_row_was_not_lost_in_each() -> None:
    facts = extract.read(INSURER.encode(), name="a.md").facts
    assert not [fact for fact in facts if fact.printed is None]


def test_a_liability_is_no_concept_of_a_span_and_an_amount_none_of_a_percentage() -> None:
    facts = extract.read(INSURER.encode(), name="a.md").facts
    named = {(fact.label[-1], fact.unit): fact.concept for fact in facts}
    assert named["Premiums earned", "USD"] == "PremiumsEarnedNet"
    assert named["Premiums earned", "percent"] is None
    assert named["Losses and loss adjustment expenses", "USD"] is None
