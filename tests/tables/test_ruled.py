"""Drawn lines and filled boxes → cells."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model.layout import Fill, Layout, Rule, Word
from extract.tables.pdf_columns import place_chunks
from extract.tables.pdf_headings import share_out
from extract.tables.pdf_lattice import (
    Patch,
    Region,
    clustered,
    fills_to_rules,
    lattice_to_patches,
    region_to_lattice,
    rules_to_regions,
    visible_boxes,
)
from extract.tables.pdf_lines import words_to_chunked
from extract.tables.ruled import find_ruled, one_by_one
from tests.read.pdf_pages import Paper, body, grids, rows_of


def word(x: float, y: float, text: str) -> Word:
    return Word(x, y - 8, x + 5 * len(text), y + 2, text, 9.0, y)


def layout(words: list[Word], across: list[Rule], down: list[Rule], fills: list[Fill] | None = None) -> Layout:
    return Layout(1, 595.0, 842.0, words, across, down, fills or [], [], [])


def test_rules_that_touch_are_one_region_and_others_another() -> None:
    across = [Rule(0, 0, 100), Rule(20, 0, 100), Rule(200, 0, 100), Rule(230, 0, 100)]
    down = [Rule(0, 0, 20), Rule(100, 0, 20), Rule(50, 200, 230)]
    assert [region.box for region in rules_to_regions(across, down)] == [(0, 0, 100, 20), (0, 200, 100, 230)]


def test_a_border_that_is_not_drawn_merges_two_cells() -> None:
    region = Region(
        (0, 0, 90, 40),
        [Rule(0, 0, 90), Rule(20, 30, 90), Rule(40, 0, 90)],
        [Rule(0, 0, 40), Rule(30, 0, 40), Rule(60, 20, 40), Rule(90, 0, 40)],
    )
    lattice = region_to_lattice(region, [(15, 10), (45, 10), (75, 30), (45, 30)])
    assert lattice_to_patches(lattice) == [Patch(0, 0, 1, 0), Patch(0, 1, 0, 2), Patch(1, 1, 1, 1), Patch(1, 2, 1, 2)]


def test_double_rules_part_two_rows_not_three() -> None:
    region = Region(
        (0, 0, 60, 43),
        [Rule(0, 0, 60), Rule(20, 0, 60), Rule(23, 0, 60), Rule(43, 0, 60)],
        [Rule(0, 0, 43), Rule(30, 0, 43), Rule(60, 0, 43)],
    )
    assert region_to_lattice(region, [(15, 10), (15, 33)]).rows == 2


def test_shading_within_a_shaded_cell_draws_no_border() -> None:
    cell, paragraph = Fill(0, 0, 80, 30, 0xCCDDEE), Fill(5, 8, 75, 22, 0xCCDDEE)
    assert visible_boxes([cell, paragraph], 595, 842) == [cell]
    assert len(fills_to_rules([cell, paragraph], 595, 842)[0]) == 2


def test_white_boxes_on_white_paper_draw_no_border() -> None:
    assert visible_boxes([Fill(0, 0, 80, 30, 0xFFFFFF)], 595, 842) == []


def test_a_frame_of_prose_is_no_table() -> None:
    words = [word(20 + 60 * (k % 8), 30 + 12 * (k // 8), "sentences") for k in range(64)]
    across, down = [Rule(10, 10, 520), Rule(140, 10, 520)], [Rule(10, 10, 140), Rule(520, 10, 140)]
    assert find_ruled(layout(words, across, down))[0] == []


def test_values_below_each_other_in_one_drawn_cell_are_rows() -> None:
    paper = Paper()
    for r, (label, one, two) in enumerate(
        (("Austria", "80", "170"), ("Belgium", "90", "135"), ("Denmark", "42", "44"))
    ):
        paper.text(64, 130 + 12 * r, label)
        paper.right(190, 130 + 12 * r, one)
        paper.right(250, 130 + 12 * r, two)
    paper.text(64, 112, "Country")
    paper.text(165, 112, "1993")
    paper.text(225, 112, "1994")
    for y in (102, 118, 160):
        paper.line(60, y, 260, y)
    for x in (60, 140, 200, 260):
        paper.line(x, 102, x, 160)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == [
        ("Country", "1993", "1994"),
        ("Austria", "80", "170"),
        ("Belgium", "90", "135"),
        ("Denmark", "42", "44"),
    ]
    assert (grid.form, grid.headers) == ("ruled", 1)


def test_wrapped_text_in_a_drawn_cell_is_one_cell() -> None:
    paper = Paper()
    rows = ((("Number of shares", "outstanding"), "87,789"), (("Net assets",), "138,971"))
    y = 100.0
    for label, value in rows:
        high = 12 * len(label) + 6
        for k, part in enumerate(label):
            paper.text(64, y + 11 + 12 * k, part)
        paper.right(250, y + 11, value)
        paper.line(60, y, 260, y)
        y += high
    paper.line(60, y, 260, y)
    for x in (60, 180, 260):
        paper.line(x, 100, x, y)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == [("Number of shares outstanding", "87,789"), ("Net assets", "138,971")]


def test_a_cell_over_two_rows_spans_them() -> None:
    paper = Paper()
    paper.text(64, 122, "1996")
    for k, (name, value) in enumerate((("Men", "9.5"), ("Women", "5.5"))):
        paper.text(124, 112 + 18 * k, name)
        paper.right(250, 112 + 18 * k, value)
    for y, x in ((100, 60), (118, 120), (136, 60)):
        paper.line(x, y, 260, y)
    for x in (60, 120, 190, 260):
        paper.line(x, 100, x, 136)
    (grid,) = grids(paper.pdf())
    spans = [(c.text, c.row, c.row_span) for c in grid.cells if c.column == 0]
    assert spans == [("1996", 0, 2)]


def test_clusters_keep_their_distance() -> None:
    values = [1.0, 1.5, 9.0, 10.0, 30.0]
    assert clustered(values) == [1.25, 9.5, 30.0]


def test_text_that_runs_upwards_or_downwards_stands_in_its_cell() -> None:
    paper = Paper()
    for y, x in ((100, 60), (150, 90), (200, 60), (250, 90), (300, 60)):
        paper.line(x, y, 260, y)
    for x in (60, 90, 190, 260):
        paper.line(x, 100, x, 300)
    paper.page.insert_text((80, 175), "Assets", fontsize=9, rotate=90)
    for k, letter in enumerate("流動負債"):
        paper.text(70, 225 + 14 * k, letter)
    for k, (label, value) in enumerate((("Cash", "1,000"), ("Bonds", "2,000"), ("Notes", "300"), ("Loans", "40"))):
        paper.text(95, 130 + 50 * k, label)
        paper.right(255, 130 + 50 * k, value)
    (grid,) = grids(paper.pdf())
    assert [(c.text, c.row, c.row_span) for c in grid.cells if c.column == 0] == [("Assets", 0, 2), ("流動負債", 2, 2)]
    assert [row[1:] for row in rows_of(grid)][1] == ("Bonds", "2,000")


def test_stripes_with_cells_of_indentation_are_the_rows_of_one_table() -> None:
    paper = Paper()
    rows = [("Operating activities", "", ""), *((f"Item {k}", f"{k},100", f"{k},200") for k in range(1, 6))]
    rows += [("Investing activities", "", ""), *((f"Thing {k}", f"{k},300", f"{k},400") for k in range(1, 6))]
    paper.right(330, 100, "FY2005")
    paper.right(450, 100, "FY2006")
    for r, (label, *values) in enumerate(rows):
        y = 120 + 14 * r
        if r % 2 == 0:
            indent = 0 if not values[0] else 13
            for x0, x1 in ((50, 50 + indent), (50 + indent, 250), (250, 340), (340, 460)):
                if x1 > x0:
                    paper.box(x0, y - 10.5, x1, y + 3.5, (0.8, 0.9, 1.0))
        paper.text(54 if not values[0] else 66, y, label)
        for edge, text in zip((330, 450), values, strict=True):
            if text:
                paper.right(edge, y, text)
    (grid,) = grids(paper.pdf())
    assert body(grid) == [tuple(row) for row in rows]


def test_the_first_line_of_a_columns_heading_is_no_spanner_of_its_neighbours() -> None:
    walls = [0.0, 90.0, 140.0, 190.0, 240.0, 290.0, 340.0, 390.0]
    upper = words_to_chunked([word(150, 50, "Outer"), word(300, 50, "Outer")], walls)[0]
    texts = ((100, "Ferry"), (200, "Total"), (250, "Ferry"), (350, "Total"))
    below = words_to_chunked([word(x, 58, t) for x, t in texts], walls)[0]
    place_chunks([upper, below], walls)
    assert not share_out(upper, below)
    assert [(c.first, c.last) for c in upper.chunks] == [(2, 2), (5, 5)]


BOXED: tuple[tuple[str, ...], ...] = (
    ("Passengers", "1,210", "1,180", "2.5%"),
    ("Yield", "14.10", "13.60", "3.7%"),
    ("Load factor", "81.3%", "80.1%", "1.2pt"),
)


def print_box(paper: Paper, left: float, head: str, heads: tuple[str, ...], labels: bool, wide: float = 50) -> None:
    """A box with a shaded band for one heading, rules between its rows and none between its columns."""
    edge = left + (90 if labels else 0)
    right = edge + wide * len(heads)
    paper.box(left, 90, right, 104, (0.85, 0.85, 0.85))
    for y in (90, 104, *(118 + 14 * k for k in range(len(BOXED) + 1))):
        paper.line(left, y, right, y)
    for x in (left, right):
        paper.line(x, 90, x, 118 + 14 * len(BOXED))
    middles = [edge + wide * (k + 0.5) for k in range(len(heads))]
    size = 8.0

    def centred(x: float, y: float, text: str) -> None:
        paper.text(x - paper.width(text, size, "helv") / 2, y, text, size=size)

    centred((edge + right) / 2, 100, head)
    for x, text in zip(middles, heads, strict=True):
        centred(x, 114, text)
    for k, (label, *values) in enumerate(BOXED):
        if labels:
            paper.text(left + 4, 128 + 14 * k, label, size=size)
        for x, text in zip(middles, values, strict=False):
            centred(x, 128 + 14 * k, text)


def test_a_box_without_labels_goes_on_from_the_box_left_of_it() -> None:
    paper = Paper()
    print_box(paper, 40, "Third Quarter", ("2031", "2030", "Change"), labels=True)
    print_box(paper, 292, "Nine Months", ("2031", "2030", "Change"), labels=False)
    (grid,) = grids(paper.pdf())
    assert [(c.text, c.column, c.column_span) for c in grid.row(0)] == [("Third Quarter", 1, 3), ("Nine Months", 4, 3)]
    assert body(grid) == [(*row, *row[1:]) for row in BOXED]


def test_boxes_that_each_have_labels_are_two_tables() -> None:
    paper = Paper()
    print_box(paper, 40, "Domestic", ("2031", "2030"), labels=True)
    print_box(paper, 242, "Overseas", ("2031", "2030"), labels=True)
    assert [body(grid) for grid in grids(paper.pdf())] == [[row[:3] for row in BOXED]] * 2


def test_a_box_whose_figures_stand_beside_no_labels_stays_by_itself() -> None:
    left = Region((0, 0, 100, 60), [Rule(0, 0, 100), Rule(60, 0, 100)], [Rule(0, 0, 60), Rule(100, 0, 60)])
    right = Region((110, 0, 200, 60), [Rule(0, 110, 200), Rule(60, 110, 200)], [Rule(110, 0, 60), Rule(200, 0, 60)])
    labels = [word(5, y, text) for y, text in ((20, "Land"), (35, "Cash"), (50, "Debt"))]
    beside = [word(120, y, "1,200") for y in (20, 35, 50)]
    between = [word(120, y, "1,200") for y in (27, 42, 57)]
    assert [len(one_by_one([left, right], labels + figures)) for figures in (beside, between)] == [1, 2]


def test_a_label_that_breaks_within_its_bracket_is_one_row_with_its_asides() -> None:
    paper = Paper()
    for x in (50, 200, 290, 380):
        paper.line(x, 80, x, 140)
    for y in (80, 100, 140):
        paper.line(50, y, 380, y)
    for x, text in ((280, "2031"), (370, "2030")):
        paper.right(x, 94, text)
    for y, text in ((112, "Dividend a share"), (122, "(of it interim"), (132, "dividend)")):
        paper.text(56, y, text)
    for y, values in ((117, ("12.00", "10.00")), (129, ("(5.00)", "(4.00)"))):
        for x, text in zip((280, 370), values, strict=True):
            paper.right(x, y, text)
    (grid,) = grids(paper.pdf())
    assert body(grid) == [("Dividend a share (of it interim dividend)", "12.00 (5.00)", "10.00 (4.00)")]


def framed(lines: Sequence[tuple[float, float, str]], height: float) -> Paper:
    """A row of headings and one of cells, in which texts stand where it is said: (x, y in the row, text)."""
    paper = Paper()
    for x in (50, 180, 230, 330, 430):
        paper.line(x, 80, x, 120 + height)
    for y in (80, 100, 100 + height, 120 + height):
        paper.line(50, y, 430, y)
    for right, year in ((326, "2031"), (426, "2030")):
        paper.right(right, 94, year)
        paper.right(right, 114 + height, "1,204")
    paper.text(56, 114 + height, "Lorries")
    for x, y, text in lines:
        paper.text(x, 100 + y, text)
    return paper


def test_a_unit_broken_around_the_line_of_its_figures_is_one_cell() -> None:
    texts = [(56, 12, "Issued shares"), (62, 32, "ordinary"), (192, 27, "(thou-"), (192, 37, "sand)")]
    texts += [(290, 32, "320,443"), (390, 32, "320,485"), (62, 50, "preferred"), (290, 50, "2,000"), (390, 50, "2,000")]
    (grid,) = grids(framed(texts, 60).pdf())
    rows = {row[0].strip(): row[1:] for row in rows_of(grid)}
    assert (rows["ordinary"][0], rows["ordinary"][1]) == ("(thou-sand)", "320,443")


def test_figures_in_brackets_below_others_are_asides_where_the_label_has_one() -> None:
    texts = [(56, 14, "Drivers"), (56, 32, "[besides, temporary]"), (192, 22, "No.")]
    texts += [(290, 14, "3,796"), (390, 14, "3,219"), (290, 32, "[383]"), (390, 32, "[325]")]
    (grid,) = grids(framed(texts, 40).pdf())
    assert rows_of(grid)[1] == ("Drivers [besides, temporary]", "No.", "3,796 [383]", "3,219 [325]")


def test_a_figure_in_a_wide_cell_that_stands_in_line_with_one_column_is_of_that_column() -> None:
    """A cell that is shaded over the years, where no amount is told: the figure is that of the last column."""
    paper = Paper()
    xs = (50, 170, 240, 310, 390)
    for y in (100, 118, 136, 154):
        paper.line(50, y, 390, y)
    for x in xs:
        paper.line(x, 100, x, 118)
        paper.line(x, 136, x, 154)
    for x in (50, 170, 390):
        paper.line(x, 118, x, 136)
    for edge, text in zip(xs[2:], ("2031", "2030", "% Change"), strict=True):
        paper.right(edge - 8, 112, text)
    paper.text(55, 130, "Organic sales")
    paper.right(382, 130, "6.1%")
    paper.text(55, 148, "Net sales")
    for edge, text in zip(xs[2:], ("4,120", "3,987", "3.3%"), strict=True):
        paper.right(edge - 8, 148, text)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[1:] == [("Organic sales", "", "", "6.1%"), ("Net sales", "4,120", "3,987", "3.3%")]
