"""Tables over several pages: rows, headings and halves of rows that a page break has parted are of one table."""

from __future__ import annotations

import pytest

from extract.model import TextBlock
from tests.read.pdf_pages import Paper, body, grids, reading, rows_of

ROWS = (
    ("Berth fees", "4,120", "3,987", "4,004"),
    ("Pilotage", "2,310", "2,256", "2,199"),
    ("Storage", "1,810", "1,731", "1,702"),
    ("Towage", "640", "610", "598"),
    ("Total", "8,880", "8,584", "8,503"),
)
EDGES = (300.0, 380.0, 460.0)


def new_page(paper: Paper) -> None:
    paper.page = paper.document.new_page(width=595, height=842)


def print_rows(paper: Paper, rows: tuple[tuple[str, ...], ...], top: float, pitch: float = 14) -> float:
    for r, (label, *values) in enumerate(rows):
        paper.text(60, top + pitch * r, label)
        for edge, value in zip(EDGES, values, strict=True):
            paper.right(edge, top + pitch * r, value)
    return top + pitch * len(rows)


def boxed(
    paper: Paper, rows: tuple[tuple[str, ...], ...], top: float, *, start: bool = True, end: bool = True
) -> float:
    """Rows in drawn cells; where they do not start or end on the page its edge cuts the cells."""
    bottom = top + 18 * len(rows)
    xs = (55, *(edge - 60 for edge in EDGES), EDGES[-1] + 6)
    for r in range(len(rows) + 1):
        if (r or start) and (r < len(rows) or end):
            paper.line(xs[0], top + 18 * r, xs[-1], top + 18 * r)
    for x in xs:
        paper.line(x, top - (0 if start else 8), x, bottom + (0 if end else 8))
    print_rows(paper, rows, top + 12, 18)
    return bottom


def test_headings_at_the_foot_of_a_page_stand_over_the_rows_of_the_next() -> None:
    paper = Paper()
    paper.text(60, 100, "The port was open on all days of the three years.")
    paper.text(60, 760, "Harbour dues")
    for edge, year in zip(EDGES, ("2031", "2030", "2029"), strict=True):
        paper.right(edge, 780, year)
    new_page(paper)
    print_rows(paper, ROWS, 60)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[0] == ("", "2031", "2030", "2029")
    assert body(grid) == list(ROWS)
    assert [part.location.page for cell in grid.row(0) for part in cell.span.parts] == [1, 1, 1]


def test_words_at_the_foot_of_a_page_that_head_no_columns_stay_there() -> None:
    paper = Paper()
    paper.text(60, 760, "All amounts are those of the port alone and were not looked at by anybody else.")
    new_page(paper)
    print_rows(paper, ROWS, 60)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == list(ROWS)


def test_a_last_row_that_stands_alone_on_the_next_page_is_of_its_table() -> None:
    paper = Paper()
    for edge, year in zip(EDGES, ("2031", "2030", "2029"), strict=True):
        paper.right(edge, 700, year)
    print_rows(paper, ROWS[:4], 714)
    new_page(paper)
    print_rows(paper, ROWS[4:], 60)
    paper.text(60, 110, "The dues of 2031 are those of a full year of trade in all of the basins of the port.")
    (grid,) = grids(paper.pdf())
    assert body(grid) == list(ROWS)
    assert {part.location.page for cell in grid.row(5) for part in cell.span.parts} == {2}


def test_headings_printed_again_in_one_frame_begin_another_table() -> None:
    paper = Paper()
    heads = (("Basin", "Ships", "Boats", "Rafts"),)
    boxed(paper, (*heads, *ROWS[:3], *heads, *ROWS[3:]), 100)
    first, second = grids(paper.pdf())
    assert rows_of(first) == [*heads, *ROWS[:3]]
    assert rows_of(second) == [*heads, *ROWS[3:]]


def test_a_label_cut_by_the_end_of_a_page_is_whole_again() -> None:
    paper = Paper()
    heads = (("Basin", "Ships", "Boats", "Rafts"),)
    last = ("Storage of goods that", "1,810", "1,731", "1,702")
    boxed(paper, (*heads, *ROWS[:2], last), 700, end=False)
    new_page(paper)
    boxed(paper, (("wait for customs", "", "", ""), *ROWS[3:]), 60, start=False)
    (grid,) = grids(paper.pdf())
    assert [row[0] for row in body(grid)] == [
        "Berth fees", "Pilotage", "Storage of goods that wait for customs", "Towage", "Total",
    ]  # fmt: skip


def test_a_line_printed_in_part_on_both_pages_is_one_row() -> None:
    paper = Paper()
    for edge, year in zip(EDGES, ("2031", "2030", "2029"), strict=True):
        paper.right(edge, 700, year)
    print_rows(paper, (*ROWS[:3], ("Towage", "1 640", "1 610", "1 598")), 714)
    new_page(paper)
    print_rows(paper, (("Towage", "1,640", "1,610", "1,598"), ROWS[4]), 40)
    read = reading(paper.pdf())
    (grid,) = grids(paper.pdf())
    assert [row[1] for row in body(grid)] == ["4,120", "2,310", "1,810", "1,640", "8,880"]
    hidden = " ".join(piece.text for piece in read.pages[0].printed if piece.aside == "hidden")
    assert hidden == "1 640 1 610 1 598"


def test_widely_spaced_rows_are_a_table() -> None:
    paper = Paper()
    for edge, year in zip(EDGES, ("2031", "2030", "2029"), strict=True):
        paper.right(edge, 80, year)
    print_rows(paper, ROWS, 112, 33)
    (grid,) = grids(paper.pdf())
    assert body(grid) == list(ROWS)


@pytest.mark.parametrize(
    ("lines", "alone"),
    [
        (("(1) Dues by basin and quay of the port", "For the year ended March 31, 2031"), True),
        (("３．区画ごとの使用料に関する情報", "当連結会計年度（自2030年４月１日 至2031年３月31日）"), True),
        (("The dues of the port grew in all of its basins and on all of its quays, as those of", "2031."), False),
    ],
)  # fmt: skip
def test_a_period_on_a_line_of_its_own_is_no_part_of_the_title_above(lines: tuple[str, ...], alone: bool) -> None:
    paper = Paper()
    paper.text(60, 100, "Trade in the port was brisk and more ships than ever before came in and went out again.")
    for k, line in enumerate(lines):
        paper.text(60, 140 + 12 * k, line)
    texts = [block.span.text for block in reading(paper.pdf()).blocks if isinstance(block, TextBlock)]
    assert (lines[1] in texts) is alone


def test_headings_printed_again_on_the_next_page_are_those_of_one_table() -> None:
    paper = Paper()
    for top, some in ((700, ROWS[:3]), (60, ROWS[3:])):
        if top == 60:
            new_page(paper)
        for edge, year in zip(EDGES, ("2031", "2030", "2029"), strict=True):
            paper.right(edge, top, year)
        print_rows(paper, some, top + 14)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == [("", "2031", "2030", "2029"), *ROWS]


def test_what_a_page_break_leaves_of_the_last_row_is_no_line_of_the_next_page() -> None:
    paper = Paper()
    for edge, year in zip(EDGES, ("2031", "2030", "2029"), strict=True):
        paper.right(edge, 700, year)
    end = print_rows(paper, (*ROWS[:3], ("Towage (net)", "(1,640)", "(1,610)", "(1,598)")), 714)
    assert end < 800
    new_page(paper)
    paper.text(60 + paper.width("Towage ", 9, "helv"), 40, "(")
    for edge, value in zip(EDGES, ("(1,640)", "(1,610)", "(1,598)"), strict=True):
        paper.text(edge - paper.width(value, 9, "helv"), 40, "(")
    print_rows(paper, ROWS[4:], 56)
    (grid,) = grids(paper.pdf())
    assert [row[1] for row in body(grid)] == ["4,120", "2,310", "1,810", "(1,640)", "8,880"]


def test_the_line_of_a_page_between_two_tables_of_one_width_parts_them() -> None:
    paper = Paper()
    top = 80.0
    for name in ("Cash", "Result"):
        paper.line(55, top + 4, 470, top + 4)
        for edge, year in zip(EDGES, ("2031", "2030", "2029"), strict=True):
            paper.right(edge, top, year)
        top = print_rows(paper, tuple((f"{name} {label}", *values) for label, *values in ROWS), top + 16)
        paper.line(55, top - 10, 470, top - 10)
        paper.text(380, top + 4, "2031 2Q FORM 10-Q 21")
        top += 22
    assert [body(grid)[0][0] for grid in grids(paper.pdf())] == ["Cash Berth fees", "Result Berth fees"]


def test_the_number_in_a_label_does_not_hide_that_signs_stand_before_their_figures() -> None:
    paper = Paper()
    for edge, year in zip(EDGES, ("2031", "2030", "2029"), strict=True):
        paper.right(edge, 100, year)
    print_rows(paper, ROWS[:2], 114)
    paper.text(60, 142, "Cash at June 30")
    for edge, value in zip(EDGES, ("13,514", "13,231", "12,980"), strict=True):
        paper.text(edge - 73, 142, "$")
        paper.right(edge, 142, value)
    (grid,) = grids(paper.pdf())
    assert body(grid)[-1] == ("Cash at June 30", "$ 13,514", "$ 13,231", "$ 12,980")


def test_headings_of_two_lines_that_begin_anew_below_rows_begin_another_table() -> None:
    """`Full Year` over the headings that stood below `Q4`: the years in them are no figures."""
    paper = Paper()
    edges = (250, 330, 410, 490)
    for top, part, rows in (
        (100, "Q4", (("Home", "4,120", "3,987", "3.3%", "3.3"), ("Abroad", "2,310", "2,256", "2.4%", "3.5"))),
        (190, "Full Year", (("Home", "16,020", "15,411", "4.0%", "4.0"), ("Abroad", "9,240", "9,102", "1.5%", "2.6"))),
    ):
        paper.text(60, top, part)
        paper.right(460, top, "% Change")
        paper.text(60, top + 14, "(USD millions)")
        for edge, head in zip(edges, ("2031", "2030", "Reported", "Organic"), strict=True):
            paper.right(edge, top + 14, head)
        for r, (label, *figures) in enumerate(rows):
            paper.text(60, top + 32 + 14 * r, label)
            for edge, figure in zip(edges, figures, strict=True):
                paper.right(edge, top + 32 + 14 * r, figure)
    first, second = grids(paper.pdf())
    assert [row[0] for row in rows_of(first)] == ["Q4", "(USD millions)", "Home", "Abroad"]
    assert rows_of(second)[1:] == [
        ("(USD millions)", "2031", "2030", "Reported", "Organic"),
        ("Home", "16,020", "15,411", "4.0%", "4.0"),
        ("Abroad", "9,240", "9,102", "1.5%", "2.6"),
    ]
    assert second.headers == 2
