"""Two neighbouring rows' figures exchanged: both are in conflict where rows tell, and no other figure is."""

from __future__ import annotations

import pytest

from extract.model import Judgement
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
