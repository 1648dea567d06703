"""Charts poured onto lines: which figures are bars, and which are marks of the axis."""

from __future__ import annotations

from itertools import permutations

import pytest

import extract
from extract.tables.text.stream import poured_tables

BARS, YEARS = ["12.3", "14.1", "17.8"], ["FY2022", "FY2023", "FY2024"]
AXIS = ["0", "5", "10", "15", "20"]


def bars(lines: list[str]) -> list[tuple[int, str]] | None:
    tables = poured_tables(list(enumerate(["Net sales (EUR million)", *lines], start=1)))
    assert len(tables) < 2
    return [(c.column, c.text) for c in tables[0].grid.row(1)] if tables else None


@pytest.mark.parametrize("order", list(permutations((BARS, YEARS, AXIS))))
def test_blocks_in_any_order(order: tuple[list[str], ...]) -> None:
    lines = [line for block in order for line in block]
    assert bars(lines) == [(0, "Net sales (EUR million)"), *enumerate(BARS, start=1)]


@pytest.mark.parametrize(
    "lines",
    [
        [*BARS, *YEARS],  # no axis: what the figures are, is not told
        [*BARS, *YEARS, "0", "5", "10", "15"],  # a bar beyond the axis
        [*BARS, *YEARS, "5", "10", "15", "20"],  # steps without nought
        [*BARS, *YEARS[:2], *AXIS],  # a category is lost
        ["0", "10", "20", *YEARS, *AXIS],  # either may be the axis
        [*BARS, *YEARS[:2], "FY2023", *AXIS],  # a category twice
    ],
)
def test_what_may_be_something_else_is_no_chart(lines: list[str]) -> None:
    assert bars(lines) is None


def test_marks_of_the_axis_are_no_facts() -> None:
    text = "\n".join(["オーベル株式会社", "売上高（億円）", "2023年3月期", "2024年3月期", "2025年3月期", *AXIS, *BARS])
    result = extract.read(text.encode(), name="a.txt")
    assert [(f.printed, f.value, f.period and f.period.end) for f in result.facts] == [
        ("12.3", "1230000000", "2023-03-31"), ("14.1", "1410000000", "2024-03-31"), ("17.8", "1780000000", "2025-03-31")
    ]  # fmt: skip
    assert result.coverage["unread"] == 0
