"""White space → columns and rows, on printed pages and as a property of any statement."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model.layout import Word
from extract.pipeline import read
from extract.tables.pdf_lines import kind_of, run_to_chunk, without_notes, words_to_chunked
from tests.read.pdf_pages import STATEMENT, Paper, Row, body, grids, print_statement, rows_of

WORDS = ("Revenue", "Income", "Cost", "of", "sales", "other", "net", "assets", "total", "deferred", "tax", "from")
LABELS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join).map(str.capitalize)
VALUES = st.one_of(
    st.integers(-99_999, 999_999).map(lambda n: f"({-n:,})" if n < 0 else f"{n:,}"),
    st.decimals(0, 99, places=1).map(lambda d: f"{d}%"),
    st.just("-"),
)


def statements(columns: int) -> st.SearchStrategy[list[Row]]:
    row = st.tuples(LABELS, *[VALUES] * columns)
    return st.lists(row, min_size=3, max_size=14, unique_by=lambda r: r[0])


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    rows=statements(3),
    style=st.sampled_from(("plain", "grid", "booktabs", "stripes", "signs", "leaders")),
    pitch=st.sampled_from((11, 13, 18)),
    size=st.sampled_from((7, 9, 10)),
)
def test_any_statement_comes_back_as_printed(rows: list[Row], style: str, pitch: float, size: float) -> None:
    paper = Paper()
    headings = ("", "FY2005", "FY2006", "Change")
    print_statement(paper, rows, headings, style=style, pitch=pitch, size=size, edges=(290, 380, 470))
    (grid,) = grids(paper.pdf())
    texts = [tuple(text.removeprefix("$ ") for text in row) for row in rows_of(grid)]
    assert texts == [headings, *rows]


def test_ranges_pairs_and_units_are_values_and_words_are_not() -> None:
    values = ("1,234", "(53)", "△161", "12.5%", "0.5から1.2%", "63 (18.5%)", "15,218百万円", "¥ 1,960,466", "$ (72)")
    assert {kind_of(text) for text in values} == {"value"}
    assert {kind_of(text) for text in ("Note 3", "平成25年３月", "FY2005", "1Q07", "Q4'23", "A-1")} == {"text"}
    assert {kind_of(text) for text in ("-", "–", "－", "n.a.", "N/A")} == {"nil"}


def test_prose_between_two_tables_parts_them() -> None:
    paper = Paper()
    end = print_statement(paper, [("Land", "121", "130"), ("Other", "90", "77"), ("Total", "211", "207")])
    paper.text(60, end + 18, "The table below shows what was pledged for these loans at the end of each year.")
    print_statement(paper, [("Cash", "10", "12"), ("Bonds", "30", "35")], top=end + 40)
    assert [len(body(grid)) for grid in grids(paper.pdf())] == [3, 2]


def test_two_columns_of_prose_with_numbers_are_no_table() -> None:
    paper = Paper()
    for r in range(20):
        paper.text(60, 80 + 12 * r, f"Revenue rose by {r}% to {r + 3} billion yen in the year")
        paper.text(320, 82 + 12 * r, f"while costs of {r + 1} billion were {2 * r}% above it")
    assert grids(paper.pdf()) == []


def test_a_total_below_a_short_rule_stays_in_its_table() -> None:
    paper = Paper()
    rows = [
        ("Cash", "10", "12"),
        ("Bonds", "30", "35"),
        ("Total assets", "40", "47"),
        ("Loans", "22", "25"),
        ("Equity", "18", "22"),
    ]
    print_statement(paper, rows, style="underlines")
    (grid,) = grids(paper.pdf())
    assert body(grid) == rows


def test_a_table_of_contents_is_no_table() -> None:
    paper = Paper()
    for r, (title, page) in enumerate(
        (("Overview", 1), ("Business", 3), ("Risks", 7), ("Results", 12), ("Shares", 20))
    ):
        end = paper.text(60, 100 + 14 * r, title)
        paper.text(end + 3, 100 + 14 * r, "." * 60)
        paper.right(400, 100 + 14 * r, str(page))
    assert grids(paper.pdf()) == []


def test_two_values_without_label_under_their_headings_are_a_table() -> None:
    paper = Paper()
    paper.text(60, 60, "Research and development costs in general expenses were as follows.")
    for edge, heading, value in ((280, "FY2015", "1,086"), (460, "FY2016", "1,178")):
        paper.right(edge, 90, heading)
        paper.right(edge, 106, value)
    paper.line(60, 94, 470, 94)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == [("FY2015", "FY2016"), ("1,086", "1,178")]


def test_the_words_of_one_period_are_no_columns() -> None:
    paper = Paper()
    for x, year in ((300, 27), (430, 28)):
        paper.text(x, 100, "（自", size=9)
        paper.text(x + 27, 100, f"平成{year}年４月１日", size=9)
        paper.text(x + 9, 110, "至", size=9)
        paper.text(x + 27, 110, f"平成{year + 1}年３月31日）", size=9)
    paper.text(60, 128, "取引高")
    paper.right(390, 128, "42百万円")
    paper.right(520, 128, "2,081百万円")
    (grid,) = grids(paper.pdf())
    assert grid.columns == 3
    assert [text.replace(" ", "")[:11] for text in rows_of(grid)[0]] == [
        "",
        "（自平成27年４月１日",
        "（自平成28年４月１日",
    ]


def test_currency_signs_stand_before_their_numbers_also_where_they_touch_the_column_before() -> None:
    """`842 $` `875` is `842` and `$ 875`, and a share in the column before may stand over the sign."""
    paper = Paper()
    rows = (("Revenue", "842,744", "875,363"), ("Cost", "(117,297)", "(52,983)"), ("Growth", "54 %", "48 %"))
    for r, (label, *values) in enumerate(rows):
        paper.text(60, 100 + 14 * r, label)
        for k, value in enumerate(values):
            edge = 240 + 62 * k
            paper.right(edge + (8 if "%" in value else 0), 100 + 14 * r, value)
            if r == 0:
                paper.text(edge - 52, 100, "$")
    for k, year in enumerate((2021, 2022)):
        paper.right(240 + 62 * k, 84, f"FY{year}")
    (grid,) = grids(paper.pdf())
    assert [tuple(text.removeprefix("$ ") for text in row) for row in body(grid)] == list(rows)


def test_a_rule_below_several_headings_is_the_own_rule_of_none() -> None:
    paper = Paper()
    for k, (day, year) in enumerate((("March 31,", 2022), ("June 30,", 2022), ("September 30,", 2022))):
        paper.right(300 + 90 * k, 84, day)
        paper.right(300 + 90 * k, 93, str(year))
        for r in range(4):
            paper.right(300 + 90 * k, 112 + 14 * r, f"{k + r + 1},{120 + r}")
    paper.line(240, 95.5, 485, 95.5)
    for r, label in enumerate(("Revenue", "Cost", "Gross profit", "Other")):
        paper.text(60, 112 + 14 * r, label)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[0] == ("", "March 31, 2022", "June 30, 2022", "September 30, 2022")


SHEET: tuple[Row, ...] = (("Cash", "1,358", "9,563"), ("Receivables", "4,210", "3,998"), ("Total", "5,568", "13,561"))


def test_a_unit_over_the_last_column_is_no_heading_of_it() -> None:
    paper = Paper()
    paper.right(470, 70, "(Millions of yen)")
    print_statement(paper, SHEET, ("", "FY2005", "FY2006"), top=84, edges=(380, 470))
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[0] == ("", "FY2005", "FY2006")


def test_headings_a_space_apart_are_parted_where_their_columns_part() -> None:
    paper = Paper()
    print_statement(paper, SHEET, ("", "Bakery", "Subtotal"), edges=(400, 436))
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == [("", "Bakery", "Subtotal"), *SHEET]


def test_the_second_line_of_a_heading_over_two_columns_takes_them_too() -> None:
    paper = Paper()
    for y, text in ((92, "Nine months ended"), (103, "December 31, 2008")):
        paper.text(385 - paper.width(text, 9, "helv") / 2, y, text)
    paper.line(300, 106, 470, 106)
    print_statement(paper, SHEET, ("", "Domestic", "Overseas"), edges=(380, 460))
    (grid,) = grids(paper.pdf())
    (heading,) = (cell for cell in grid.cells if cell.row == 0)
    assert (" ".join(heading.text.split()), heading.column_span) == ("Nine months ended December 31, 2008", 2)


def test_a_title_with_headings_below_it_begins_another_table() -> None:
    paper = Paper()
    end = print_statement(paper, SHEET, ("", "FY2005", "FY2006"))
    paper.text(60, end + 24, "Liabilities of the parent company")
    other = (("Loans", "22", "25"), ("Equity", "18", "22"), ("Total", "40", "47"))
    print_statement(paper, other, ("", "FY2007", "FY2008"), top=end + 38)
    assert [body(grid) for grid in grids(paper.pdf())] == [list(SHEET), list(other)]


def test_prose_beside_a_table_is_not_in_its_rows() -> None:
    paper = Paper(720, 405)
    print_statement(paper, STATEMENT, edges=(250, 330))
    for k, text in enumerate(("Receivables rose with sales to the", "two largest customers of the year")):
        paper.text(420, 139 + 14 * k, text)
    (grid,) = grids(paper.pdf())
    assert body(grid) == list(STATEMENT)


def test_a_day_stands_over_all_the_years_that_complete_it() -> None:
    paper = Paper()
    paper.text(300, 104, "Year ended March 31,")
    print_statement(paper, SHEET, ("", "2020", "2019"), edges=(336, 430))
    (grid,) = grids(paper.pdf())
    assert [(c.text, c.column, c.column_span) for c in grid.cells if c.row == 0] == [("Year ended March 31,", 1, 2)]


def words(*texts: str, gap: float = 5.4, raised: str = "") -> list[Word]:
    """Words of one line in type of one width, `gap` points apart."""
    out, x = [], 60.0
    for text in texts:
        out.append(Word(x, 92.0, x + 5.4 * len(text), 101.0, text, 9.0, 100.0, mark=text == raised))
        x += 5.4 * len(text) + gap
    return out


def test_a_day_and_its_year_in_type_of_one_width_are_one_text() -> None:
    (line,) = words_to_chunked(words("December", "31,", "2019"))
    assert [chunk.text for chunk in line.chunks] == ["December 31, 2019"]
    (line,) = words_to_chunked(words("31,", "2019", gap=18))
    assert [chunk.text for chunk in line.chunks] == ["31,", "2019"]


def test_a_raised_note_behind_a_dash_is_no_figure() -> None:
    chunk = without_notes(run_to_chunk(words("-", "(1)", gap=0.2, raised="(1)")))
    assert (chunk.text, [word.text for word in chunk.notes]) == ("-", ["(1)"])
    assert without_notes(run_to_chunk(words("-", "(1)", gap=0.2))).notes == []


def test_a_second_line_of_dates_begins_a_second_table() -> None:
    paper = Paper()
    at = 84
    for days in (("March 31,", "June 30,"), ("September 30,", "December 31,")):
        for k, day in enumerate(days):
            paper.right(330 + 90 * k, at, day)
            paper.right(330 + 90 * k, at + 9, "2022")
        for r, label in enumerate(("Revenue", "Cost", "Gross profit")):
            paper.text(60, at + 24 + 14 * r, label)
            for k in range(2):
                paper.right(330 + 90 * k, at + 24 + 14 * r, f"{k + r + 1},{120 + r}")
        at += 76
    first, second = grids(paper.pdf())
    assert rows_of(first)[0] == ("", "March 31, 2022", "June 30, 2022")
    assert rows_of(second)[0] == ("", "September 30, 2022", "December 31, 2022")


def two_boxes() -> bytes:
    """Two values at the feet of their boxes, the periods at the heads, and no label but the words above."""
    paper = Paper()
    paper.text(60, 60, "Research and development costs in general expenses")
    for x, year in ((120, 2022), (360, 2023)):
        paper.text(x, 80, "Year ended")
        paper.text(x, 90, f"March 31, {year}")
    paper.right(290, 108, "1,086百万円")
    paper.right(530, 108, "1,178百万円")
    paper.text(60, 140, "The costs of the year are those of the services business and of the Company itself.")
    return paper.pdf()


def test_a_date_at_the_head_of_a_box_is_of_the_value_at_its_foot() -> None:
    (grid,) = grids(two_boxes(), second=True)
    assert rows_of(grid) == [
        ("Year ended March 31, 2022", "Year ended March 31, 2023"),
        ("1,086百万円", "1,178百万円"),
    ]


def test_the_title_of_a_table_names_its_only_row_where_no_label_does() -> None:
    facts = read(two_boxes(), name="note.pdf").facts
    said = [(fact.label, fact.value, fact.period and fact.period.end) for fact in facts]
    label = ("Research and development costs in general expenses",)
    assert said == [(label, "1086000000", "2022-03-31"), (label, "1178000000", "2023-03-31")]


def test_figures_behind_marks_of_different_width_are_of_one_column() -> None:
    paper = Paper()
    for x, text in ((240, "March 31, 2030"), (380, "Sept. 30, 2030")):
        paper.text(x, 100, text)
    rows = (("Buildings", "*1, *2", "*1, *2"), ("Vehicles", "*1", "*1, *2"), ("Land", "", ""), ("Rights", "", "*1"))
    for k, (label, *marks) in enumerate(rows):
        paper.text(60, 118 + 16 * k, label)
        for x, mark in zip((240, 380), marks, strict=True):
            end = paper.text(x, 118 + 16 * k, mark) + 18 if mark else x
            paper.text(end, 118 + 16 * k, f"{7 - k}4,877")
    (grid,) = grids(paper.pdf())
    assert (grid.columns, [row[1:] for row in body(grid)]) == (3, [(f"{7 - k}4,877",) * 2 for k in range(4)])


def quarters(headings: tuple[str, ...], at: tuple[int, ...]) -> list[tuple[str, ...]]:
    """The headings of a page whose columns hold figures right above 300, 360, 480, and whose headings stand over `at`;
    the last of them a little higher than the others."""
    paper = Paper()
    for heading, x in zip(headings, at, strict=True):
        paper.right(x, 96 if heading == headings[-1] else 100, heading)
    for n, label in enumerate(("Grain", "Flour", "Bread", "Cakes")):
        y = 116 + 13 * n
        paper.text(60, y, label)
        for k, x in enumerate((300, 360, 480)):
            paper.right(x, y, f"{1234 + 457 * n + 71 * k:,}")
    return [row[1:] for row in rows_of(grids(paper.pdf())[0])][:1]


def test_a_quarter_without_figures_keeps_its_heading() -> None:
    assert quarters(("Q2", "Q3", "Q4", "Total"), (296, 356, 416, 478)) == [("Q2", "Q3", "Q4", "Total")]


def test_words_beside_a_heading_are_no_column_of_their_own() -> None:
    assert all("Q4" not in row for row in quarters(("Q2", "Q3", "half", "Total"), (296, 356, 376, 478)))
