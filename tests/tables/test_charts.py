"""Charts of filled boxes: the printed values come back where the lengths bear them out, and nowhere else."""

from __future__ import annotations

import importlib

import pytest

import extract
from tests.read.pdf_pages import Paper, grids, print_statement, rows_of

BLUE, GREY, RED = (0.1, 0.25, 0.6), (0.6, 0.6, 0.65), (0.8, 0.2, 0.2)
QUARTERS = ("1Q06", "2Q06", "3Q06", "4Q06", "1Q07")
SERIES = {"Connectivity": (52, 55, 61, 70, 78), "Integration": (40, 44, 39, 51, 58)}


def legend(paper: Paper, names: tuple[str, ...], colors: tuple[tuple[float, float, float], ...]) -> None:
    for k, (name, color) in enumerate(zip(names, colors, strict=True)):
        paper.box(600, 100 + 20 * k, 608, 108 + 20 * k, color)
        paper.text(614, 107 + 20 * k, name)


def columns(paper: Paper, *, stacked: bool, base: float = 400.0, scale: float = 1.8, start: float = 0.0) -> None:
    for k, quarter in enumerate(QUARTERS):
        x, foot = 80.0 + 95 * k, base
        for s, (values, color) in enumerate(zip(SERIES.values(), (BLUE, GREY), strict=True)):
            left = x if stacked else x + 26 * s
            high = scale * (values[k] - start)
            paper.box(left, foot - high, left + 26, foot, color)
            label = str(values[k])
            y = foot - high / 2 + 3 if stacked else foot - high - 3
            paper.text(left + 13 - paper.width(label, 9, "helv") / 2, y, label)
            if stacked:
                foot -= high
        paper.text(x + (13 if stacked else 26) - paper.width(quarter, 9, "helv") / 2, base + 14, quarter)


@pytest.mark.parametrize("stacked", (True, False))
def test_columns_stacked_and_clustered(stacked: bool) -> None:
    paper = Paper(720, 540)
    columns(paper, stacked=stacked)
    legend(paper, tuple(SERIES), (BLUE, GREY))
    (grid,) = grids(paper.pdf())
    assert (grid.form, grid.score) == ("chart", 1.0)
    assert rows_of(grid)[0] == ("", *QUARTERS)
    assert {row[0]: tuple(map(int, row[1:])) for row in rows_of(grid)[1:]} == SERIES


def test_an_axis_that_does_not_begin_at_zero_is_even_steps() -> None:
    paper = Paper(720, 540)
    columns(paper, stacked=False, scale=3.0, start=30.0)
    legend(paper, tuple(SERIES), (BLUE, GREY))
    (grid,) = grids(paper.pdf())
    assert {row[0]: tuple(map(int, row[1:])) for row in rows_of(grid)[1:]} == SERIES


def test_bars_that_lie_on_their_side() -> None:
    paper = Paper(720, 540)
    shares = {"Japan": "62.1%", "Europe": "18.3%", "Americas": "11.4%", "Asia": "8.2%"}
    for k, (name, share) in enumerate(shares.items()):
        long = 5.0 * float(share.rstrip("%"))
        paper.box(160, 100 + 40 * k, 160 + long, 122 + 40 * k, BLUE)
        paper.text(160 + long + 4, 114 + 40 * k, share)
        paper.right(154, 114 + 40 * k, name)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == [("", *shares), ("", *shares.values())]


def test_labels_that_the_lengths_refute_are_tokens_and_no_values() -> None:
    paper = Paper(720, 540)
    for k, (high, label) in enumerate(((50, "90"), (120, "12"), (80, "300"), (60, "5"), (70, "77"))):
        paper.box(80 + 60 * k, 400 - high, 110 + 60 * k, 400, RED)
        paper.text(88 + 60 * k, 396 - high, label)
        paper.text(84 + 60 * k, 414, QUARTERS[k])
    (grid,) = grids(paper.pdf())
    assert (grid.form, grid.drawn) == ("chart", None)
    assert not [fact for fact in extract.read(paper.pdf(), name="page.pdf").facts if fact.value is not None]


def test_shaded_cells_of_a_table_are_no_bars() -> None:
    paper = Paper()
    for r in range(4):
        for c in range(4):
            paper.box(60 + 80 * c, 100 + 20 * r, 139 + 80 * c, 119 + 20 * r, (0.85, 0.9, 1.0))
            text = f"Item {r}" if c == 0 else f"{(r + 1) * (c + 3) * 7}"
            paper.right(132 + 80 * c, 113 + 20 * r, text)
    (grid,) = grids(paper.pdf())
    assert grid.form != "chart" and grid.rows == 4


def test_bars_without_labels_give_nothing() -> None:
    paper = Paper(720, 540)
    for k in range(5):
        paper.box(80 + 60 * k, 400 - 30 * (k + 1), 110 + 60 * k, 400, RED)
        paper.text(84 + 60 * k, 414, QUARTERS[k])
    assert grids(paper.pdf()) == []


def test_shaded_rows_of_a_table_are_seen_to_be_no_chart_before_any_text_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = importlib.import_module("extract.tables.charts.page")
    asked = []
    real = page.layout_to_chunks
    monkeypatch.setattr(page, "layout_to_chunks", lambda layout: asked.append(1) or real(layout))
    paper = Paper()
    print_statement(paper, style="stripes")
    assert [grid.form for grid in grids(paper.pdf())] != ["chart"] and not asked
    paper = Paper(720, 540)
    columns(paper, stacked=True)
    assert grids(paper.pdf()) and asked
