"""Tiles of a slide: which figure is named by what, and which change belongs to it."""

from __future__ import annotations

import pytest

from extract.pipeline import read
from tests.read.pdf_pages import Paper, grids, rows_of

TILES = (("Net revenue", "$2,190M", "+4.1%"), ("Gross margin", "61.2%", "-0.8pt"), ("Free cash flow", "$310.5M", "+9%"),
         ("Dealers", "1,207", ""))  # fmt: skip


def slide(since: tuple[str, ...], *, touching: bool = False, first: bool = False) -> Paper:
    """A slide of tiles, two in a row, each with what its change is measured against."""
    paper = Paper(720, 405)
    paper.text(40, 40, "Year ended June 30, 2031 in brief", size=16)
    for k, (name, figure, change) in enumerate(TILES):
        x, y = 40 + (240 if not touching else 230) * (k % 2), 80 + (120 if not touching else 110) * (k // 2)
        paper.box(x, y, x + 230, y + 110, (0.9, 0.92, 1.0))
        paper.text(x + 12, y + 24, name)
        paper.text(x + 12, y + 60, figure, size=22)
        if change:
            words = (since[k % len(since)], change) if first else (change, since[k % len(since)])
            paper.text(x + 12, y + 92, " ".join(words).strip())
    return paper


def test_each_tile_is_a_row_and_what_all_changes_are_since_heads_them() -> None:
    (grid,) = grids(slide(("YoY",)).pdf())
    assert rows_of(grid) == [("", "", "YoY"), *TILES]


def test_what_a_change_is_since_may_stand_before_it() -> None:
    (grid,) = grids(slide(("YoY",), first=True).pdf())
    assert rows_of(grid) == [("", "", "YoY"), *TILES]


@pytest.mark.parametrize("since", [("YoY", "QoQ"), ("",)])
def test_changes_since_different_days_keep_their_words(since: tuple[str, ...]) -> None:
    (grid,) = grids(slide(since).pdf())
    rows = [(n, f, f"{c} {since[k % len(since)]}".strip() if c else "") for k, (n, f, c) in enumerate(TILES)]
    assert rows_of(grid) == rows


def test_the_facts_of_tiles_have_the_period_of_the_slide_and_the_name_of_their_tile() -> None:
    facts = {f.printed: f for f in read(slide(("YoY",)).pdf(), name="slide.pdf").facts}
    said = {p: (f.label[-1], f.unit, f.measure, f.trusted) for p, f in facts.items()}
    assert said["$2,190M"] == ("Net revenue", "USD", "amount", True)
    assert said["-0.8pt"] == ("Gross margin", "percentage_point", "change", True)
    assert {f.period.end if f.period else None for f in facts.values()} == {"2031-06-30"}


def test_boxes_that_touch_are_cells_and_no_tiles() -> None:
    assert all(grid.columns != 3 for grid in grids(slide(("YoY",), touching=True).pdf()))
