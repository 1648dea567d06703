"""One row that breaks its sums in every column: misread alike, exchanged, or printed in the next column."""

from __future__ import annotations

import pytest

from extract.pipeline import read
from tests.prove.test_bracket_gained import HEAD, INCOME, Rows

ASSETS = [
    ("Cash", "15,731", "78,724"),
    ("Trade receivables", "11,955", "65,375"),
    ("Inventories", "89,353", "9,023"),
    ("Total current assets", "117,039", "153,122"),
    ("Equipment", "75,590", "23,708"),
    ("Goodwill", "92,743", "88,434"),
    ("Software", "87,937", "51,946"),
    ("Total non-current assets", "256,270", "164,088"),
    ("Total assets", "373,309", "317,210"),
]
MISREAD = {"0": "8", "1": "7", "2": "7", "3": "8", "4": "9", "5": "6", "6": "8", "7": "1", "8": "3", "9": "4"}


def head(rows: Rows) -> str:
    """Balances stand at a day."""
    return HEAD.replace("Year ended ", "") if rows is ASSETS else HEAD


def wrong_and_trusted(rows: Rows, damaged: Rows) -> list[tuple[str, str | None]]:
    text = head(rows) + "".join(f"| {' | '.join(row)} |\n" for row in damaged)
    facts = read(text.encode(), name="a.md").facts
    assert sum(fact.trusted for fact in facts) >= len(rows) // 2
    own = {
        (name, column, figure.replace(",", "") + "000")
        for name, *figures in rows
        for column, figure in enumerate(figures, 1)
    }
    return [(f.label[-1], f.value) for f in facts if f.trusted and (f.label[-1], f.column, f.value) not in own]


def with_row(rows: Rows, at: int, first: str, second: str) -> Rows:
    return [*rows[:at], (rows[at][0], first, second), *rows[at + 1 :]]


@pytest.mark.parametrize(("rows", "at"), [(INCOME, 1), (INCOME, 4), (ASSETS, 0), (ASSETS, 3), (ASSETS, 5), (ASSETS, 8)])
def test_a_row_of_which_both_figures_are_misread_at_one_place(rows: Rows, at: int) -> None:
    _, *figures = rows[at]
    first, second = (figure[:-3] + MISREAD[figure[-3]] + figure[-2:] for figure in figures)
    assert wrong_and_trusted(rows, with_row(rows, at, first, second)) == []


@pytest.mark.parametrize(("rows", "at"), [(INCOME, 0), (INCOME, 2), (INCOME, 7), (ASSETS, 1), (ASSETS, 4), (ASSETS, 7)])
def test_a_row_of_which_both_figures_are_exchanged(rows: Rows, at: int) -> None:
    _, first, second = rows[at]
    assert wrong_and_trusted(rows, with_row(rows, at, second, first)) == []


@pytest.mark.parametrize(("rows", "at"), [(INCOME, 1), (INCOME, 3), (ASSETS, 2), (ASSETS, 5), (ASSETS, 7)])
def test_a_figure_in_the_next_column_and_a_blank_behind_it(rows: Rows, at: int) -> None:
    assert wrong_and_trusted(rows, with_row(rows, at, "", rows[at][1])) == []


def test_a_total_of_other_lines_is_no_broken_one() -> None:
    rows = [row for row in ASSETS if row[0] != "Goodwill"]
    text = head(ASSETS) + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    assert all(fact.trusted for fact in read(text.encode(), name="a.md").facts)
