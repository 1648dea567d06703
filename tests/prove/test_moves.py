"""Figures that stand in each other's lines are in conflict, and only they."""

from __future__ import annotations

import pytest

from tests.prove.builders import table
from tests.prove.test_repair import fact_at, judged

YEARS = [
    ("2016-04-01/2017-03-31", "JPY", "amount"),
    ("2015-04-01/2016-03-31", "JPY", "amount"),
    ("2014-04-01/2015-03-31", "JPY", "amount"),
]
RESULTS = [
    ("Products", ["12,311", "11,872", "11,402"]),
    ("Services", ["7,067", "6,425", "6,108"]),
    ("Total revenues", ["19,378", "18,297", "17,510"]),
    ("Cost of revenues", ["14,132", "13,520", "13,044"]),
    ("Gross profit", ["5,246", "4,777", "4,466"]),
    ("Selling expenses", ["3,015", "2,966", "2,871"]),
    ("Operating income", ["2,231", "1,811", "1,595"]),
]


def results(order: list[int]):  # type: ignore[no-untyped-def]
    """The table with the figures of its first column in another order."""
    rows = [(label, [RESULTS[order[row]][1][0], *cells[1:]]) for row, (label, cells) in enumerate(RESULTS)]
    return table(rows, columns=YEARS)


def statuses(order: list[int]) -> list[str]:
    result = judged(results(order))
    assert {fact_at(result, row, column).status for row in range(len(RESULTS)) for column in (1, 2)} == {"verbatim"}
    return [fact_at(result, row, 0).status for row in range(len(RESULTS))]


def test_an_undamaged_table_has_no_conflict() -> None:
    assert statuses(list(range(7))) == ["verbatim"] * 7


@pytest.mark.parametrize(
    ("order", "moved"),
    [
        ([0, 1, 3, 2, 4, 5, 6], {2, 3}),
        ([0, 1, 2, 4, 3, 5, 6], {3, 4}),
        ([0, 1, 3, 4, 2, 5, 6], {2, 3, 4}),
        ([0, 1, 2, 3, 5, 6, 4], {4, 5, 6}),
    ],
)
def test_figures_moved_across_a_total_are_in_conflict(order: list[int], moved: set[int]) -> None:
    found = statuses(order)
    assert {row for row, status in enumerate(found) if status == "conflict"} >= moved
    assert found[0] == "verbatim"


def test_the_explanation_names_the_figure_that_would_do() -> None:
    fact = fact_at(judged(results([0, 1, 2, 4, 3, 5, 6])), 3, 0)
    assert fact.value == "5246000000"
    assert "14132000000" in [candidate.value for candidate in fact.candidates]
    assert "stand in each other's lines" in (fact.explanation or "")
