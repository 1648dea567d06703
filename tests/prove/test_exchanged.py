"""Neighbouring rows' figures exchanged or moved on: all are in conflict where rows tell, and no other figure is."""

from __future__ import annotations

import pytest

from extract.model import Judgement
from extract.pipeline import read
from tests.prove.builders import table
from tests.prove.test_repair import judged

DAYS = [(day, "JPY", "amount") for day in ("2017-03-31", "2016-03-31", "2015-03-31")]
YEARS = [("2016-04-01/2017-03-31", "JPY", "amount"), ("2015-04-01/2016-03-31", "JPY", "amount")]
QUARTERS = [
    ("2016-04-01/2016-06-30", "JPY", "amount"),
    ("2016-07-01/2016-09-30", "JPY", "amount"),
    ("2016-04-01/2016-09-30", "JPY", "amount"),
]
CHANGES = [*(day for day in DAYS[:2]), ("2017-03-31", "JPY", "change")]


def conflicts(result: Judgement) -> set[tuple[int | None, int | None]]:
    return {(f.row, f.column) for f in result.statement.facts if f.status == "conflict"}


def found(rows: list[tuple[str, list[str]]], columns: list[tuple[str, str, str]]) -> set[tuple[int | None, int | None]]:
    return conflicts(judged(table(rows, columns=columns)))


@pytest.mark.parametrize(
    ("land", "machines", "expected"),
    [
        (["23,122", "24,005", "22,870"], ["43,384", "41,960", "44,102"], set()),
        (["23,122", "41,960", "22,870"], ["43,384", "24,005", "44,102"], {(0, 1), (1, 1)}),
        (["23,122", "31,960", "22,870"], ["43,384", "34,005", "44,102"], set()),
        (["23,122", "-41,960", "22,870"], ["43,384", "24,005", "44,102"], set()),
    ],
)
def test_each_with_the_size_of_the_other_row(
    land: list[str], machines: list[str], expected: set[tuple[int, int]]
) -> None:
    assert found([("Land", land), ("Machines", machines)], DAYS) == expected


def test_of_two_columns_neither_tells() -> None:
    assert found([("Land", ["23,122", "41,960"]), ("Machines", ["43,384", "24,005"])], YEARS) == set()


def test_the_sum_of_its_quarters_bears_a_figure_out() -> None:
    sums = [("Books", ["8,684", "6,011", "14,695"]), ("Rooms", ["6,052", "8,550", "14,602"])]
    assert found(sums, QUARTERS) == set()
    crossed = [("Books", ["8,684", "6,011", "14,602"]), ("Rooms", ["6,052", "8,550", "14,695"])]
    assert found(crossed, QUARTERS) == {(0, 2), (1, 2)}


def test_changes_that_hold_with_the_figures_exchanged() -> None:
    rows = [("Stores", ["93,404", "5,986", "525"]), ("Plants", ["6,511", "86,152", "7,252"])]
    assert found(rows, CHANGES) == {(0, 0), (1, 0)}
    plain = [("Stores", ["6,511", "5,986", "525"]), ("Plants", ["93,404", "86,152", "7,252"])]
    assert found(plain, CHANGES) == set()


@pytest.mark.parametrize(
    ("brings", "costs"),
    [
        ("Proceeds from borrowings", "Repayment of borrowings"),
        ("有形固定資産の売却による収入", "有形固定資産の取得による支出"),
    ],
)
def test_what_brings_in_cash_is_positive(brings: str, costs: str) -> None:
    assert found([(brings, ["12,426", "10,434"]), (costs, ["-9,100", "-8,700"])], YEARS) == set()
    assert found([(brings, ["12,426", "-8,700"]), (costs, ["-9,100", "10,434"])], YEARS) == {(0, 1), (1, 1)}
    assert found([(brings, ["12,426", "-8,700"]), ("Other, net", ["-9,100", "10,434"])], YEARS) == set()


def test_each_with_the_decimals_of_the_other_row() -> None:
    plain = [("Points", ["70.6", "71.2", "72.4"]), ("Stores", ["577", "872", "901"])]
    assert found(plain, DAYS) == set()
    crossed = [("Points", ["70.6", "872", "72.4"]), ("Stores", ["577", "71.2", "901"])]
    assert found(crossed, DAYS) == {(0, 1), (1, 1)}


DRIFTED = [
    ("Cargo", ["18,812", "15,950", "34,762"]),
    ("Ferries", ["19,764", "21,344", "41,108"]),
    ("Terminals", ["23,756", "25,979", "49,735"]),
    ("Chartering", ["18,240", "17,953", "36,193"]),
]


@pytest.mark.parametrize("places", [(1, 2, 0, 3), (2, 0, 1, 3), (1, 2, 3, 0), (3, 0, 1, 2), (0, 2, 3, 1)])
def test_a_run_of_figures_moved_on_by_one_is_told_by_the_sums_of_its_rows(places: tuple[int, ...]) -> None:
    """The column foots as before, so that only the quarters beside it tell."""
    rows = [(label, [DRIFTED[place][1][0], *cells[1:]]) for place, (label, cells) in zip(places, DRIFTED, strict=True)]
    assert found(rows, QUARTERS) == {(row, 0) for row, place in enumerate(places) if row != place}


def test_rows_that_do_other_sums_are_not_moved() -> None:
    assert found(DRIFTED, QUARTERS) == set()
    others = [
        ("Staff", ["18,812", "15,950", "17,381"]),
        ("Ships", ["912", "921", "930"]),
        ("Ports", ["43", "44", "45"]),
    ]
    assert found([*DRIFTED, *others], QUARTERS) == set()


def test_growth_rates_moved_on_by_one() -> None:
    text = """
# Example Corp. results for the year ended March 31, 2024

(In millions of yen)

| | FY2024 | FY2023 | YoY change |
|---|---|---|---|
| Cargo | 15,950 | 18,812 | (15.2%) |
| Ferries | 21,344 | 19,764 | 9.4% |
| Terminals | 25,979 | 23,756 | (1.6%) |
| Chartering | 17,953 | 18,240 | 5.4% |
| Towage | 17,702 | 16,795 | 8.0% |
| Total | 98,928 | 97,367 | 1.6% |
"""
    facts = [fact for fact in read(text.encode(), name="a.md").facts if "%" in (fact.printed or "")]
    assert [fact.printed for fact in facts if fact.status == "conflict"] == ["9.4%", "(1.6%)", "5.4%", "8.0%"]
