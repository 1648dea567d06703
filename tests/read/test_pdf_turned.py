"""Tables set sideways, headings set upright, and lines that strike cells out: a table is read as a reader reads it."""

from __future__ import annotations

import pytest

from extract.model import Part, TextBlock
from extract.read.pdf_strokes import is_ornament, strokes_to_curves
from tests.read.pdf_pages import HEADINGS, STATEMENT, Paper, body, grids, print_statement, reading, rows_of


def turn_over(paper: Paper, turn: int, into: Paper) -> None:
    """Prints a page on another, its text running upwards (90), upside down (180) or downwards (270)."""
    width, height = paper.page.rect.width, paper.page.rect.height
    for block in paper.page.get_text("dict")["blocks"]:
        for line in block["lines"]:
            for span in line["spans"]:
                x, y = span["origin"]
                place = {90: (y, width - x), 180: (width - x, height - y), 270: (height - y, x)}[turn]
                into.page.insert_text(place, span["text"], fontsize=span["size"], fontname="helv", rotate=turn)


def boxes(parts: tuple[Part, ...]) -> list[tuple[float, float, float, float]]:
    return [part.location.box for part in parts if part.location.box is not None]


@pytest.mark.parametrize("turn", (90, 180, 270))
def test_a_table_set_sideways_is_read(turn: int) -> None:
    upright, paper = Paper(842, 595), Paper(595, 842) if turn != 180 else Paper(842, 595)
    upright.text(60, 80, "Condensed statements of income", size=12)
    print_statement(upright)
    turn_over(upright, turn, paper)
    (grid,) = grids(paper.pdf())
    assert body(grid) == list(STATEMENT)
    assert rows_of(grid)[: grid.headers] == [HEADINGS]
    assert [span.text for span in grid.caption] == ["Condensed statements of income"]
    figure = next(cell for cell in grid.cells if cell.text == "13,696")
    (box,) = boxes(figure.span.parts)
    (there,) = [word for word in paper.page.get_text("words") if word[4] == "13,696"]
    assert box == pytest.approx(there[:4], abs=0.1)


def test_a_table_set_sideways_under_a_running_head_is_read_beside_it() -> None:
    upright, paper = Paper(842, 595), Paper()
    print_statement(upright)
    turn_over(upright, 90, paper)
    paper.text(250, 30, "Quarterly report 2007")
    paper.text(290, 825, "17")
    (grid,) = grids(paper.pdf())
    assert body(grid) == list(STATEMENT)
    texts = [block.span.text for block in reading(paper.pdf()).blocks if isinstance(block, TextBlock)]
    assert texts == ["Quarterly report 2007", "17"]


@pytest.mark.parametrize("style", ("plain", "grid"))
@pytest.mark.parametrize("turn", (90, 270))
def test_headings_set_upright_are_headings_of_their_columns(style: str, turn: int) -> None:
    paper = Paper()
    print_statement(paper, STATEMENT[1:], headings=("", "", ""), style=style, top=220)
    if style == "grid":  # one more row on top, as high as its headings are long
        for x in (56, 265, 355, 426):
            paper.line(x, 110, x, 210)
        paper.line(56, 110, 426, 110)
    for edge, text in zip((330, 420), ("Nine months 2007", "Nine months 2006"), strict=True):
        paper.page.insert_text((edge - 20, 205 if turn == 90 else 135), text, fontsize=9, rotate=turn)
    (grid,) = grids(paper.pdf())
    assert [row for row in rows_of(grid)[: grid.headers] if any(row)] == [("", "Nine months 2007", "Nine months 2006")]
    assert body(grid) == list(STATEMENT[1:])


def test_a_line_of_text_set_upright_in_the_margin_is_one_paragraph() -> None:
    paper = Paper()
    print_statement(paper)
    paper.page.insert_text((30, 500), "Management discussion and analysis", fontsize=9, rotate=90)
    texts = [block.span.text for block in reading(paper.pdf()).blocks if isinstance(block, TextBlock)]
    assert texts == ["Management discussion and analysis"]


def struck_out(paper: Paper) -> None:
    """One line through an empty column."""
    paper.line(366, 110, 420, 236)


def cell_by_cell(paper: Paper) -> None:
    """A line through each empty cell."""
    for r in range(9):
        paper.line(357, 124 + 14 * r, 424, 110 + 14 * r)


def hatched(paper: Paper) -> None:
    """Parallel lines over the empty column."""
    for k in range(12):
        paper.line(357 + 5 * k, 236, 362 + 5 * k, 110)


def arrow(paper: Paper) -> None:
    """A block arrow from one box to another, and a thin one."""
    corners = [(360, 150), (400, 150), (400, 140), (420, 160), (400, 180), (400, 170), (360, 170)]
    paper.page.draw_polyline([*corners, corners[0]], color=None, fill=(0.5, 0.5, 0.9), closePath=True)
    paper.line(360, 200, 420, 230)
    paper.page.draw_polyline([(412, 230), (420, 230), (416, 222)], color=(0, 0, 0))


@pytest.mark.parametrize("strike", (struck_out, cell_by_cell, hatched, arrow))
@pytest.mark.parametrize("style", ("plain", "grid", "booktabs"))
def test_lines_through_empty_cells_are_decoration(strike: object, style: str) -> None:
    assert callable(strike)
    rows = [(label, first, "") for label, first, _ in STATEMENT]
    paper = Paper()
    print_statement(paper, rows, style=style)
    strike(paper)
    (grid,) = grids(paper.pdf())
    assert [row[:2] for row in body(grid)] == [row[:2] for row in rows]


def test_a_line_of_three_points_is_the_stuff_of_charts_and_a_dashed_strike_is_not() -> None:
    assert strokes_to_curves([[(0, 0, 30, 30)], [(30, 30, 60, 10)]]) == [(0, 0, 60, 30)]
    assert strokes_to_curves([[(0, 0, 30, 30)], [(30, 30, 60, 60)]]) == []
    assert strokes_to_curves([[(0, 0, 5, 5)], [(5, 5, 10, 0)]]) == []
    assert not is_ornament([(0, 0), (10, 40), (50, 30), (90, 60), (90, 0)])
