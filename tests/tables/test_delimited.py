"""Tables of tabs and pipes: one row a line, one column a mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Settings
from extract.tables.delimited import is_piped, is_rule, is_tabbed, tabs_to_grid
from extract.tables.pipes import pipes_to_grids


def tabs(*lines: str) -> list[tuple[int, int, str]]:
    grid = tabs_to_grid(list(enumerate(lines, start=1)), Settings())
    return [(c.row, c.column, c.text) for c in grid.cells]


def pipes(*lines: str) -> tuple[list[tuple[int, int, str]], int | None]:
    (grid,) = pipes_to_grids(list(enumerate(lines, start=1)))
    return [(c.row, c.column, c.text) for c in grid.cells], grid.headers


def test_tabs() -> None:
    assert tabs("\t1Q07\t\t1Q06", "Sales\t 5 \t\t6") == [
        (0, 1, "1Q07"), (0, 3, "1Q06"), (1, 0, "Sales"), (1, 1, "5"), (1, 3, "6")
    ]  # fmt: skip


def test_beyond_the_limit_the_rest_stands_in_the_last_cell() -> None:
    grid = tabs_to_grid([(1, "a\tb\tc\td")], Settings(max_columns=2))
    assert [c.text for c in grid.cells] == ["a", "b", "c\td"]


@pytest.mark.parametrize(
    ("lines", "cells", "headers"),
    [
        (["| a | 1 |"], [(0, 0, "a"), (0, 1, "1")], None),
        (["|  | 1 |", "| - | - |"], [(0, 1, "1"), (1, 0, "-"), (1, 1, "-")], None),
        (["| a | b |", "|---|:-:|", "| c | 1 |"], [(0, 0, "a"), (0, 1, "b"), (1, 0, "c"), (1, 1, "1")], 1),
        (["a | b", "--- | ---", "c | 1"], [(0, 0, "a"), (0, 1, "b"), (1, 0, "c"), (1, 1, "1")], 1),
        (["| a \\| b | 1 |"], [(0, 0, "a \\| b"), (0, 1, "1")], None),
        (["||1||2|"], [(0, 1, "1"), (0, 3, "2")], None),
    ],
)
def test_pipes(lines: list[str], cells: list[tuple[int, int, str]], headers: int | None) -> None:
    assert pipes(*lines) == (cells, headers)


def test_which_lines_are_rows() -> None:
    assert is_tabbed("a\tb") and not is_tabbed("\tindented prose") and not is_tabbed("a")
    assert is_piped("| a |") and not is_piped("a | b") and not is_piped("|")
    assert is_rule("|---|---|") and is_rule("--- | :-:") and not is_rule("----") and not is_rule("| - 5 | - 6 |")


@given(st.lists(st.text(alphabet="ab1,5 |\t-", max_size=20), min_size=1, max_size=5))
def test_every_digit_stands_once_and_at_its_place(lines: list[str]) -> None:
    numbered = list(enumerate(lines, start=1))
    for grid in (tabs_to_grid(numbered, Settings()), *pipes_to_grids(numbered)):
        assert sum(c.isdigit() for cell in grid.cells for c in cell.text) == sum(c.isdigit() for c in "".join(lines))
        for cell in grid.cells:
            for part in cell.span.parts:  # a cell may go on on the next line
                where = part.location
                assert where.line is not None
                assert lines[where.line - 1][where.start : where.end] == cell.text[part.start : part.end]
            assert cell.row < grid.rows and cell.column < grid.columns
