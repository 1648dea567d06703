"""Shaded rows of PDF tables, painted cell by cell with the gaps between: one table with its head, and no chart."""

from __future__ import annotations

import pytest

from tests.read.pdf_pages import Paper, grids, rows_of

BLUE = (0.8, 0.93, 1.0)
EDGES = ((60.0, 230.0), (230, 240), (240, 300), (300, 301.5), (301.5, 308), (308, 318), (318, 378), (378, 379.5))
ROWS = (
    ("Ticket sales", "61,204", "58,330"),
    ("Season passes", "9,871", "9,120"),
    ("Parking", "(412)", "(398)"),
    ("Total admissions", "70,663", "67,052"),
    ("Food and drink", "14,020", "13,560"),
    ("Total sales of all parks and gates", "84,683", "80,612"),
)


def print_row(paper: Paper, base: float, row: tuple[str, str, str], *, signs: bool) -> None:
    label, *values = row
    end = paper.text(60, base, label)
    for x, right, value in zip((max(231.0, end + 5) if end < 235 else end + 5, 309.0), (298, 376), values, strict=True):
        if signs:
            paper.text(x, base, "$")
        paper.right(right, base, value)


def shade(paper: Paper, base: float, cells: tuple[tuple[float, float], ...] = EDGES) -> None:
    """A shaded row as browsers print it: a box for each cell, and one for each gap between two."""
    for x0, x1 in cells:
        paper.box(x0, base - 11, x1, base + 5, BLUE)


def test_gaps_of_shaded_rows_that_are_shaded_too_draw_no_columns() -> None:
    paper = Paper()
    for x, year in ((270, "2031"), (345, "2030")):
        paper.text(x, 112, year)
    for r, row in enumerate(ROWS):
        base = 130 + 16 * r
        if r % 2 == 0 or row[0].startswith("Total"):
            shade(paper, base)
        if row[0].startswith("Total"):
            paper.line(60, base - 11, 379.5, base - 11)
            paper.line(60, base + 5, 379.5, base + 5)
        print_row(paper, base, row, signs=r in (0, 5))
    (grid,) = grids(paper.pdf())
    assert grid.form != "chart"
    assert rows_of(grid)[0] == ("", "2031", "2030")
    assert [tuple(t.replace("$ ", "") for t in row) for row in rows_of(grid)[1:]] == list(ROWS)


@pytest.mark.parametrize("gap", [3.5, 5.0])
def test_a_sign_near_the_end_of_a_label_is_of_the_first_figure_as_those_of_the_others_are_of_theirs(gap: float) -> None:
    paper = Paper()
    for right, year in ((298, "2031"), (376, "2030")):
        paper.right(right, 112, year)
    for r, (label, *values) in enumerate(ROWS[3:]):
        end = paper.text(60, 130 + 16 * r, label)
        for x, right, value in zip((end + gap if r == 2 else 231, 318.0), (298, 376), values, strict=True):
            paper.text(x, 130 + 16 * r, "$")
            paper.right(right, 130 + 16 * r, value)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[-1] == ("Total sales of all parks and gates", "$ 84,683", "$ 80,612")


def test_headings_above_shaded_figures_whose_labels_are_not_shaded_stand_over_their_columns() -> None:
    paper = Paper()
    for right, lines in ((298, ("NORTH", "AMERICA")), (376, ("GREATER", "CHINA"))):
        for k, line in enumerate(lines):
            paper.right(right + 2, 90 + 12 * k, line, bold=True)
    paper.text(60, 102, "(Dollars in millions)")
    for r, (label, *values) in enumerate((("Sales by:", "", ""), *ROWS[:-1])):
        base = 122 + 16 * r
        shade(paper, base, EDGES[1:])
        paper.line(60, base + 5, 379.5, base + 5)
        print_row(paper, base, (label, values[0], values[1]), signs=r == 1)
    (grid,) = grids(paper.pdf())
    heads = {(c.column, c.column_span): c.text for c in grid.cells if c.row < (grid.headers or 0)}
    assert (heads[1, 1], heads[2, 1]) == ("NORTH AMERICA", "GREATER CHINA")
    assert rows_of(grid)[1:3] == [("Sales by:", "", ""), ("Ticket sales", "$ 61,204", "$ 58,330")]
