"""Units printed once, with the first figures: taken for the figures below only where nothing speaks against it."""

from __future__ import annotations

import pytest

from tests.facts.test_facts import COLUMNS, HEAD, HEAD_JA, values

MILLION = ["15218000000", "16538000000", "1666000000", "2318000000"]


@pytest.mark.parametrize(
    "rows",
    [
        "給料\t15,218百万円\t16,538百万円\n賞与\t1,666\t2,318\n",
        "給料\t15,218百万円\t16,538百万円\n賞与\t1,666百万円\t2,318\n",
        "給料\t百万円 15,218\t百万円 16,538\n賞与\t1,666\t2,318\n",
    ],
)
def test_the_first_figures_say_it_for_all(rows: str) -> None:
    assert values(HEAD_JA + COLUMNS + rows) == [(value, "JPY") for value in MILLION]


def test_a_cell_of_its_own_says_it() -> None:
    rows = "\t1Q07\t\t1Q06\t\n支払手数料\t152,004\t千円\t160,110\t千円\n販売促進費\t200,301\t\t337,787\t\n"
    assert values(HEAD_JA + rows) == [(v, "JPY") for v in ("152004000", "160110000", "200301000", "337787000")]


def test_dashes_with_a_unit_are_nil_and_say_it_too() -> None:
    assert values(HEAD_JA + COLUMNS + "給料\t－百万円\t5,126百万円\n賞与\t－\t537\n") == [
        (None, "JPY"), ("5126000000", "JPY"), (None, "JPY"), ("537000000", "JPY"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        "給料\t15,218百万円\t16,538千円\n賞与\t1,666\t2,318\n",  # the columns disagree
        "給料\t15,218百万円\t16,538\n賞与\t1,666\t2,318\n",  # one column says nothing
        "給料\t15,218百万円\t16,538百万円\n賞与\t1,666\t2,318\n手当\t9,000千円\t8,000千円\n",  # another one below
        "社員\t15,218人\t16,538人\n賞与\t1,666\t2,318\n",  # no money
    ],
)
def test_what_speaks_against_it_leaves_the_bare_figures_open(rows: str) -> None:
    assert values(HEAD_JA + COLUMNS + rows)[2:4] == [(None, None), (None, None)]


def test_the_row_of_a_ghost_above_the_first_figure_says_no_unit() -> None:
    """The figures of a row that was read twice stand aside; the column's first figure is the one below them."""
    rows = "\tIntake\tOutput\tStock\nGears\t*\t417\t5,318\n\t*\t0,000,706\t63,010\nBelts\t8,327\t9,853,706\t63,918\n"
    found = values(HEAD + "(JPY thousand)\n\n" + rows + "Chains\t2,114\t1,107\t4,226\n")
    assert ("8327000", "JPY") in found and ("9853706000", "JPY") in found and ("706000", "JPY") not in found
