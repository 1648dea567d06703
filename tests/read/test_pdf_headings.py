"""Heading blocks of PDF tables: what stands over the columns becomes the box head, each over its own columns."""

from __future__ import annotations

from extract.model import TextBlock
from extract.tables.pdf_headings import spread_upper
from extract.tables.pdf_lines import Chunk, Line
from tests.read.pdf_pages import Paper, grids, reading, rows_of

ROWS = (("Net sales", "4,120", "3,987"), ("Cost of sales", "2,310", "2,256"), ("Gross profit", "1,810", "1,731"))


def print_rows(
    paper: Paper, rows: tuple[tuple[str, ...], ...] = ROWS, *, top: float, edges: tuple[float, ...], sign: str = ""
) -> None:
    for r, (label, *values) in enumerate(rows):
        paper.text(60, top + 15 * r, label)
        for edge, value in zip(edges, values, strict=True):
            if sign:
                paper.text(edge - 62, top + 15 * r, sign)
            paper.right(edge, top + 15 * r, value)


def centred(paper: Paper, x: float, y: float, text: str) -> None:
    wide = paper.width(text, 9, "japan" if any(ord(c) > 0x2FFF for c in text) else "helv")
    paper.text(x - wide / 2, y, text)


def test_a_spanner_over_a_rule_drawn_in_pieces_takes_all_its_columns() -> None:
    paper = Paper()
    centred(paper, 350, 100, "Six Months Ended")
    for low, high in ((264, 346), (354, 436)):
        paper.line(low, 105, high, 105)
    centred(paper, 305, 118, "July 1, 2023")
    centred(paper, 395, 118, "June 25, 2022")
    centred(paper, 350, 134, "(In millions)")
    print_rows(paper, top=150, edges=(340, 430), sign="$")
    (grid,) = grids(paper.pdf())
    assert [(c.row, c.column, c.column_span, c.text) for c in grid.cells if c.row < (grid.headers or 0)] == [
        (0, 1, 2, "Six Months Ended"),
        (1, 1, 1, "July 1, 2023"),
        (1, 2, 1, "June 25, 2022"),
        (2, 1, 2, "(In millions)"),
    ]


def test_a_unit_over_all_columns_is_not_cut_where_columns_part() -> None:
    paper = Paper()
    for edge, text in zip((230, 310, 390, 470), ("2023", "2022", "2021", "2020"), strict=True):
        centred(paper, edge - 15, 100, text)
    centred(paper, 335, 116, "(In thousands, except data per share)")
    rows = tuple((label, a, b, b, a) for label, a, b in ROWS)
    print_rows(paper, rows, top=132, edges=(230, 310, 390, 470))
    (grid,) = grids(paper.pdf())
    (unit,) = [cell for cell in grid.cells if "thousands" in cell.text]
    assert (unit.text, unit.column, unit.column_span) == ("(In thousands, except data per share)", 1, 4)


def test_years_far_above_the_first_figures_are_headings_and_no_table() -> None:
    paper = Paper()
    for x, day, year in ((320, "March 30,", "2024"), (410, "December 30,", "2023")):
        centred(paper, x, 100, day)
        centred(paper, x, 112, year)
    centred(paper, 365, 130, "(In millions, except par value)")
    centred(paper, 160, 148, "ASSETS")
    print_rows(paper, top=166, edges=(345, 435))
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[0] == ("", "March 30, 2024", "December 30, 2023")
    assert rows_of(grid)[-3:] == list(ROWS)


def test_japanese_headings_wrapped_within_a_date_stand_over_their_own_columns() -> None:
    paper = Paper()
    for x, lines in ((250, ("前中間会計期間", "(自　令和６年４月１", "日", "至　令和６年９月30", "日)")),
                     (354, ("当中間会計期間", "(自　令和７年４月１", "日", "至　令和７年９月30", "日)"))):  # fmt: skip
        for k, line in enumerate(lines):
            paper.text(x, 100 + 15 * k, line, size=10)
    for r, (label, *values) in enumerate((("売上高", "316,934", "323,609"), ("売上原価", "232,829", "234,801"))):
        paper.text(60, 180 + 18 * r, label, size=10)
        for x, value in zip((250, 354), values, strict=True):
            paper.text(x, 180 + 18 * r, value, size=10)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[: grid.headers] == [
        (
            "",
            "前中間会計期間 (自　令和６年４月１日至　令和６年９月30日)",
            "当中間会計期間 (自　令和７年４月１日至　令和７年９月30日)",
        )
    ]


def test_a_mark_before_a_figure_does_not_part_a_table() -> None:
    paper = Paper()
    for r, (label, *values) in enumerate(
        (
            ("売上高", "316,934", "323,609"),
            ("売上原価", "※１ 232,829", "※１ 234,801"),
            ("売上総利益", "84,105", "88,808"),
        )
    ):
        paper.text(60, 100 + 18 * r, label, size=10)
        for x, value in zip((250, 370), values, strict=True):
            paper.text(x, 100 + 18 * r, value, size=10)
    (grid,) = grids(paper.pdf())
    assert [row[1:] for row in rows_of(grid)] == [("316,934", "323,609"), ("232,829", "234,801"), ("84,105", "88,808")]


def test_a_row_with_gaps_stays_in_the_table_whose_headings_it_stands_under() -> None:
    paper = Paper()
    for edge, text in zip((260, 340, 420), ("FY2023", "FY2022", "FY2021"), strict=True):
        paper.right(edge, 100, text)
    rows = (("Europe", "", "", "1,204"), ("Americas", "2,305", "", "1,177"), ("Asia", "", "1,999", ""),
            ("Japan", "3,108", "3,017", "2,944"))  # fmt: skip
    print_rows(paper, rows, top=116, edges=(260, 340, 420))
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == [("", "FY2023", "FY2022", "FY2021"), *rows]


def test_a_heading_block_between_rules_goes_into_the_shaded_table_below() -> None:
    paper = Paper()
    centred(paper, 300, 40, "Aldermoor Stores, Inc.")
    centred(paper, 300, 52, "Statements of Income (In thousands)")
    centred(paper, 430, 90, "13 Weeks Ended")
    paper.line(330, 94, 540, 94)
    for x, day, year in ((380, "April 29,", "2023"), (485, "April 30,", "2022")):
        centred(paper, x, 104, day)
        centred(paper, x, 116, year)
        centred(paper, x, 132, "(Unaudited)")
        paper.line(x - 50, 120, x + 50, 120)
    for r, (label, *values) in enumerate(ROWS):
        y = 150 + 12 * r
        if r % 2 == 0:
            paper.box(60, y - 9, 540, y + 3, (0.8, 0.9, 1.0))
        paper.text(60, y, label)
        for edge, value in zip((420, 525), values, strict=True):
            paper.right(edge, y, value)
    (grid,) = grids(paper.pdf())
    heads = [(c.row, c.column, c.column_span, c.text) for c in grid.cells if c.row < (grid.headers or 0)]
    assert heads[0] == (0, 1, 2, "13 Weeks Ended")
    assert [text for *_, text in heads[1:]] == ["April 29, 2023 (Unaudited)", "April 30, 2022 (Unaudited)"]
    assert [span.text for span in grid.caption] == ["Aldermoor Stores, Inc. Statements of Income (In thousands)"]


def test_cells_shaded_one_by_one_with_the_sign_in_a_cell_of_its_own_are_a_table_with_its_head() -> None:
    paper = Paper()
    centred(paper, 480, 90, "THREE MONTHS ENDED MAY 31,")
    paper.line(420, 95, 560, 95)
    paper.text(60, 107, "(In millions)")
    for x, year in ((450, "2023"), (530, "2022")):
        centred(paper, x, 107, year)
    paper.line(58, 112, 560, 112)
    for r, (label, *values) in enumerate(ROWS):
        y = 124 + 16 * r
        paper.text(60, y, label)
        for left, edge, value in ((420, 487, values[0]), (492, 558, values[1])):
            if left == 420:
                for x0, x1 in ((420, 427), (427, 489)) if r == 0 else ((420, 489),):
                    paper.box(x0, y - 12, x1, y + 4, (0.95, 0.95, 0.9))
            if r == 0:
                paper.text(left + 1, y, "$")
            paper.right(edge, y, value)
        paper.line(58, y + 4, 560, y + 4)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[: grid.headers] == [("", "THREE MONTHS ENDED MAY 31,", ""), ("(In millions)", "2023", "2022")]
    assert [tuple(t.replace("$ ", "") for t in row) for row in rows_of(grid)[grid.headers or 0 :]] == list(ROWS)


def test_a_line_of_years_and_words_beside_a_stub_head_is_a_line_of_headings() -> None:
    paper = Paper()
    for x, text in ((310, "2022"), (380, "2021"), (450, "Reported")):
        centred(paper, x, 104, text)
    paper.text(60, 104, "ORAL CARE SEGMENT")
    rows = (
        ("US", "164", "159", "3.1%"),
        ("International", "207", "246", "-15.9%"),
        ("Worldwide", "371", "405", "-8.4%"),
    )
    print_rows(paper, rows, top=120, edges=(320, 390, 460))
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[grid.headers or 0 :] == list(rows)
    assert rows_of(grid)[(grid.headers or 0) - 1] == ("ORAL CARE SEGMENT", "2022", "2021", "Reported")


def test_a_spanner_over_years_that_stand_right_of_the_labels_is_no_title() -> None:
    paper = Paper()
    centred(paper, 367, 60, "Nine Months Ended")
    paper.line(300, 65, 436, 65)
    for x, day, year in ((320, "May 1,", "2031"), (410, "April 30,", "2030")):
        centred(paper, x, 78, day)
        centred(paper, x, 91, year)
    print_rows(paper, top=108, edges=(340, 430))
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[0] == ("", "Nine Months Ended", "")


def test_a_line_between_two_pages_heads_no_column_of_the_table_below_it() -> None:
    paper = Paper()
    for top, day in ((90, "May 1, 2031"), (190, "August 1, 2030")):
        centred(paper, 370, top, day)
        for x, text in ((320, "Cost"), (410, "Value")):
            paper.right(x + 20, top + 14, text)
        print_rows(paper, top=top + 30, edges=(340, 430))
    centred(paper, 250, 172, "Cedar Mills Corp | Q1 2031 Form 10-Q | 12")
    first, second = grids(paper.pdf())
    assert [row[1] for row in rows_of(second)[:2]] == ["August 1, 2030", "Cost"]
    assert "Form" not in "".join(cell.text for cell in (*first.cells, *second.cells))


def test_a_mark_set_by_itself_above_the_base_line_hangs_on_its_word() -> None:
    paper = Paper()
    for k, text in enumerate(("Level 1", "Notes", "Total")):
        end = paper.text(60, 120 + 15 * k, text)
        paper.text(end + 0.5, 117 + 15 * k, f"({k + 1})", size=5.5)
        paper.right(340, 120 + 15 * k, f"{k + 3},400")
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == [(f"{t} ({k + 1})", f"{k + 3},400") for k, t in enumerate(("Level 1", "Notes", "Total"))]


def test_a_unit_without_brackets_beside_the_years_is_the_head_of_the_labels() -> None:
    paper = Paper()
    for x, day, year in ((320, "May 1,", "2031"), (410, "April 30,", "2030")):
        centred(paper, x, 96, day)
        centred(paper, x, 108, year)
    paper.text(60, 108, "in millions, except per share data")
    print_rows(paper, top=126, edges=(340, 430))
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[: grid.headers] == [("in millions, except per share data", "May 1, 2031", "April 30, 2030")]


def test_the_number_of_the_page_below_a_table_is_no_row_of_it() -> None:
    paper = Paper()
    print_rows(paper, top=120, edges=(340, 430))
    paper.text(60, 170, "Fiscal Q2 2031 Form 10-Q", size=8)
    paper.right(340, 170, "12", size=8)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == list(ROWS)


def test_a_centred_line_between_lines_at_the_margin_is_no_part_of_their_paragraph() -> None:
    paper = Paper()
    paper.text(60, 100, "Annual report pursuant to the act on companies whose shares are listed on an exchange")
    centred(paper, 300, 112, "For the year ended June 30, 2031")
    paper.text(60, 124, "Transition report pursuant to the act on companies whose shares are listed there")
    texts = [block.span.text for block in reading(paper.pdf()).blocks if isinstance(block, TextBlock)]
    assert texts[1] == "For the year ended June 30, 2031"


def test_a_rule_tells_the_columns_of_a_spanner_also_over_headings_that_repeat() -> None:
    paper = Paper()
    edges = (200, 260, 320, 380, 440, 500)
    for middle, low, high, year in ((245, 172, 320, "2031"), (425, 352, 500, "2030")):
        centred(paper, middle, 84, year)
        paper.line(low, 88, high, 88)
    for k, (upper, lower) in enumerate((("Harbour", "North"), ("Harbour", "South"), ("", "Total")) * 2):
        centred(paper, edges[k] - 13, 98, upper)
        centred(paper, edges[k] - 13, 109, lower)
    rows = tuple((label, a, b, a, b, a, b) for label, a, b in ROWS)
    print_rows(paper, rows, top=126, edges=edges)
    (grid,) = grids(paper.pdf())
    assert [(c.text, c.column, c.column_span) for c in grid.row(0)] == [("2031", 1, 3), ("2030", 4, 3)]


def test_a_spanner_with_a_rule_below_is_not_cut_where_columns_part() -> None:
    paper = Paper()
    centred(paper, 345, 84, "For Six Months Ended June 30,")
    paper.line(230, 88, 460, 88)
    for x, year in ((290, "2031"), (400, "2030")):
        centred(paper, x, 98, year)
    for k, text in enumerate(("Income", "Shares", "Income", "Shares")):
        paper.right(260 + 65 * k, 110, text)
    rows = tuple((label, a, b, b, a) for label, a, b in ROWS)
    print_rows(paper, rows, top=126, edges=(260, 325, 390, 455))
    (grid,) = grids(paper.pdf())
    assert [(c.text, c.column, c.column_span) for c in grid.row(0)] == [("For Six Months Ended June 30,", 1, 4)]


def test_a_day_that_breaks_off_below_its_month_is_no_figure() -> None:
    paper = Paper()
    centred(paper, 285, 84, "Three months ended June")
    centred(paper, 285, 96, "30")
    centred(paper, 410, 96, "Six months ended June 30")
    for k, year in enumerate(("2031", "2030") * 2):
        paper.right(270 + 60 * k, 109, year)
    paper.text(60, 109, "(In millions)")
    rows = tuple((label, a, b, b, a) for label, a, b in ROWS)
    print_rows(paper, rows, top=126, edges=(270, 330, 390, 450))
    (grid,) = grids(paper.pdf())
    heads = [(c.text, c.column, c.column_span) for c in grid.row(0)]
    assert heads == [("Three months ended June 30", 1, 2), ("Six months ended June 30", 3, 2)]


def test_a_percent_sign_and_the_currency_of_the_next_figure_part() -> None:
    paper = Paper()
    for k, (label, *values) in enumerate(
        (("North", "715", "16", "577", "11"), ("South", "4,210", "84", "4,631", "89"))
    ):
        y = 120 + 15 * k
        paper.text(60, y, label)
        for edge, value in zip((250, 285, 345, 380), values, strict=True):
            paper.right(edge, y, value)
        if not k:
            for x, sign in ((215, "$"), (287, "%"), (298, "$"), (382, "%")):
                paper.text(x, y, sign)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[0] == ("North", "$ 715", "16 %", "$ 577", "11 %")


def test_the_head_of_the_labels_and_that_of_the_first_column_part_at_the_bracket() -> None:
    paper = Paper()
    end = paper.text(60, 100, "(dollars in millions)")
    paper.text(end + 3, 100, "Aerospace")
    paper.right(270, 100, "Engines")
    print_rows(paper, top=116, edges=(end + 44, 270))
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[0] == ("(dollars in millions)", "Aerospace", "Engines")


def test_the_edge_of_a_band_parts_two_headings_over_the_same_columns() -> None:
    paper = Paper()
    centred(paper, 305, 86, "SALES ($MM)")
    for low, high, text in ((230, 380, "THIRD QUARTER"), (390, 540, "NINE MONTHS")):
        paper.box(low, 89, high, 100, (0.8, 0.8, 0.8))
        centred(paper, (low + high) / 2, 97, text)
    for k, year in enumerate(("2031", "2030") * 2):
        centred(paper, 265 + 80 * k, 110, year)
    rows = tuple((label, a, b, b, a) for label, a, b in ROWS)
    print_rows(paper, rows, top=126, edges=(280, 360, 440, 520))
    (grid,) = grids(paper.pdf())
    assert [[c.text for c in grid.row(r)] for r in (0, 1)] == [["SALES ($MM)"], ["THIRD QUARTER", "NINE MONTHS"]]


def test_a_heading_that_laps_over_long_labels_is_of_the_column_it_is_flush_with() -> None:
    paper = Paper()
    for edge, text in ((290, "Year ended March 31, 2031"), (430, "Year ended March 31, 2030")):
        paper.right(edge, 100, text)
    rows = (*ROWS[:2], ("Selling, general and administrative costs", "1,810", "1,731"))
    print_rows(paper, rows, top=116, edges=(290, 430))
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[0] == ("", "Year ended March 31, 2031", "Year ended March 31, 2030")


def test_a_unit_below_the_title_is_a_line_of_its_own() -> None:
    paper = Paper()
    paper.text(60, 100, "Results of the company for the year ended March 31, 2031")
    paper.text(60, 112, "GBP million")
    assert [block.span.text for block in reading(paper.pdf()).blocks if isinstance(block, TextBlock)][
        1
    ] == "GBP million"


def test_words_below_a_whole_period_are_the_first_line_of_the_heading_below_them() -> None:
    paper = Paper()
    edges = (230.0, 290.0, 350.0, 430.0, 490.0, 550.0)
    for low, year in ((200, "2031"), (400, "2030")):
        centred(paper, low + 75, 100, f"Three Months Ended June 30, {year}")
        centred(paper, low + 75, 112, "Rigid")
        for k, name in enumerate(("Flexibles", "Packaging", "Total")):
            centred(paper, low + 15 + 60 * k, 121, name)
    rows = tuple((label, a, b, a, b, a, b) for label, a, b in ROWS)
    print_rows(paper, rows, top=140, edges=edges)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[1] == ("", *("Flexibles", "Rigid Packaging", "Total") * 2)
    assert [(c.column, c.column_span) for c in grid.row(0)] == [(1, 3), (4, 3)]


def test_a_heading_that_ends_a_hair_before_the_next_figures_parts_no_columns_there() -> None:
    paper = Paper()
    heading = "Twelve Months Ended June 30,"
    end = 558 - paper.width("4,120", 9, "helv") - 1
    paper.text(end - paper.width(heading, 9, "helv"), 100, heading)
    for right, year in ((end - 90, "2030"), (end - 7, "2031")):
        paper.right(right, 112, year)
    print_rows(paper, top=130, edges=(474, 558))
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[: grid.headers] == [("", "Twelve Months Ended June 30,", ""), ("", "2030", "2031")]


def test_a_spanner_in_the_frame_of_the_labels_does_not_stand_over_them() -> None:
    paper = Paper()
    for y in (80, 112, 160):
        paper.line(55, y, 560, y)
    for x in (55, 380, 560):
        paper.line(x, 80, x, 160)
    for middle, year in ((300, "2030"), (470, "2031")):
        centred(paper, middle, 92, f"Year Ended June 30, {year}")
        for off, name in ((-30, "EBITDA"), (40, "EBIT")):
            centred(paper, middle + off, 108, name)
    rows = tuple((label, a, b, b, a) for label, a, b in ROWS)
    print_rows(paper, rows, top=124, edges=(285, 355, 455, 525))
    (grid,) = grids(paper.pdf())
    spanners = [(c.column, c.column_span, c.text) for c in grid.cells if "Year" in c.text]
    assert spanners == [(1, 2, "Year Ended June 30, 2030"), (3, 2, "Year Ended June 30, 2031")]


def test_a_title_centred_over_labels_and_figures_is_no_heading_however_narrow_it_is() -> None:
    paper = Paper()
    for k, line in enumerate(("Quarrington Mills", "Growth of single lines", "(in millions, unaudited)")):
        centred(paper, 280, 80 + 12 * k, line)
    for edge, year in zip((260, 340, 420, 500), ("2031", "2030", "2029", "2028"), strict=True):
        paper.right(edge, 124, year)
    print_rows(paper, tuple((r, a, b, b, a) for r, a, b in ROWS), top=140, edges=(260, 340, 420, 500))
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[0] == ("", "2031", "2030", "2029", "2028")


QUARTERS = ("Q1", "Q2", "Q3", "Q4", "Full year")


def shaded_years() -> list[tuple[int, int, int, str]]:
    """Headings over two years of quarters in one shaded band, whose parts a white strip keeps apart."""
    paper = Paper(width=842)
    paper.box(200, 90, 800, 106, (0.85, 0.85, 0.85))
    paper.box(498, 90, 500, 160, (1, 1, 1))
    centred(paper, 300, 101, "FY2030")
    centred(paper, 600, 101, "FY2031")
    edges = tuple(250 + 58 * k for k in range(10))
    for edge, name in zip(edges, (*QUARTERS, *QUARTERS), strict=True):
        paper.right(edge, 120, name)
    rows = tuple((label, *(a, b) * 5) for label, a, b in ROWS)
    print_rows(paper, tuple((*row[:-2], "", row[-1]) for row in rows), top=136, edges=edges)
    (grid,) = grids(paper.pdf())
    return [(c.row, c.column, c.column_span, c.text) for c in grid.cells if c.text.startswith("FY")]


def test_headings_in_a_shaded_band_take_the_columns_below_their_part_of_it() -> None:
    assert shaded_years() == [(0, 1, 5, "FY2030"), (0, 6, 5, "FY2031")]


def dates_left_of_figures(headings: tuple[str, ...]) -> list[tuple[int, str]]:
    """Headings that begin where the sign of their column would stand, over short figures set flush right."""
    paper = Paper()
    for x, name in ((265, "Revenue Mix"), (487, "Comparable Sales")):
        centred(paper, x, 78, name)
        centred(paper, x, 89, "Three Months Ended")
    for low, high in ((170, 370), (390, 589)):
        paper.line(low, 92, high, 92)
    for x, text in zip((191, 301, 410, 520), headings, strict=True):
        paper.text(x, 100, text, size=8)
    rows = (("Garden", "41", "42", "(6.4)", "(16.6)"), ("Kitchen", "30", "30", "(5.7)", "(14.7)"),
            ("Toys", "29", "28", "9.0", "(9.2)"))  # fmt: skip
    for r, (label, *values) in enumerate(rows):
        paper.text(60, 115 + 12 * r, label, size=8)
        for edge, value in zip((261, 370, 480, 589), values, strict=True):
            paper.right(edge, 115 + 12 * r, value + " %", size=8)
    (grid,) = grids(paper.pdf())
    return [(c.column, c.text) for c in grid.cells if c.row < (grid.headers or 0)]


def test_as_many_dates_as_columns_are_one_for_each() -> None:
    days = ("July 29, 2031", "July 30, 2030", "July 29, 2031", "July 30, 2030")
    assert dates_left_of_figures(days)[-4:] == [*enumerate(days, 1)]


def test_a_rule_below_a_spanner_tells_its_columns_though_its_band_is_shaded_over_the_labels_too() -> None:
    paper = Paper()
    paper.box(50, 90, 480, 106, (0.86, 0.86, 0.86))
    paper.text(60, 102, "Q4")
    centred(paper, 375, 102, "% Change")
    paper.line(285, 106.4, 480, 106.4)
    heads = ("2031", "2030", "Reported", "Currency", "Organic")
    edges = (210, 270, 340, 405, 470)
    paper.text(60, 120, "($ in Millions)")
    for edge, head in zip(edges, heads, strict=True):
        paper.right(edge, 120, head)
    paper.line(50, 125, 480, 125)
    rows = (("Home", "4,120", "3,987", "3.3%", "-", "3.3"), ("Abroad", "2,310", "2,256", "2.4%", "(1.1)", "3.5"),
            ("All", "6,430", "6,243", "3.0%", "(0.4)", "3.4"))  # fmt: skip
    print_rows(paper, rows, top=140, edges=edges)
    (grid,) = grids(paper.pdf())
    spanner = next(cell for cell in grid.cells if cell.text == "% Change")
    assert (spanner.row, spanner.column, spanner.column_span) == (0, 3, 3)


def test_a_title_that_begins_with_its_period_is_one_line_whatever_blanks_part_its_words() -> None:
    paper = Paper(720, 405)
    paper.text(40, 40, "2031年3月期　第2四半期　連結業績", size=20)
    for k, text in enumerate(("2029年度", "2030年度", "2031年度予想")):
        paper.text(40 + 90 * k, 300, text, size=12)
    for k in range(6):
        paper.text(40, 100 + 20 * k, "売上は増加しました。", size=12)
    texts = [b.span.text for b in reading(paper.pdf()).blocks if isinstance(b, TextBlock)]
    assert "".join(texts[0].split()) == "2031年3月期第2四半期連結業績"
    assert "2029年度" in texts


def stack(*texts: str) -> list[Line]:
    """Lines of one heading each, all of them centred in column 3, ten points apart."""
    lines = []
    for n, text in enumerate(texts):
        wide, base = 4.0 * len(text), 90.0 + 10 * n
        chunk = Chunk(300 - wide / 2, base - 8, 300 + wide / 2, base, base, 9.0, [], text, "text", 3, 3)
        lines.append(Line(base - 8, base, base, 9.0, [chunk]))
    return lines


def test_a_heading_of_many_lines_is_over_its_column_alone() -> None:
    ground = [(60.0, 120.0), (200.0, 230.0), (245.0, 275.0), (292.0, 322.0), (325.0, 355.0)]
    beside = [Chunk(x - 15, 94, x + 15, 102, 102, 9.0, [], "Paid", "text", k, k) for k, x in ((2, 260), (4, 340))]
    for words, columns in ((("Retained", "other", "compre-", "hensive"), (3, 3)), (("Reserves", "Of", "x"), (2, 4))):
        first, second, *others = stack(*words)
        header = [first, second, Line(94, 102, 102, 9.0, beside), *others]
        spread_upper(header, ground, [40, 160, 240, 285, 323, 360], [])
        assert (first.chunks[0].first, first.chunks[0].last) == columns
