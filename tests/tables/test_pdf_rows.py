"""Lines → rows of aligned tables: labels wrapped around their figures, columns of blanks, prose beside a table."""

from __future__ import annotations

import pytest

from tests.read.pdf_pages import HEADINGS, STATEMENT, Paper, body, grids, print_statement, rows_of
from tests.tables.test_aligned import SHEET


@pytest.mark.parametrize("last", [("Repayment of loans", ""), ("Repayment of loans", "payable to banks")])
def test_between_two_rules_a_label_wrapped_around_its_figures_is_one_row(last: tuple[str, str]) -> None:
    paper = Paper()
    labels = (
        ("Purchases of property", "and equipment"),
        ("Proceeds from the sale", "of securities"),
        last,
    )
    for r, (head, rest) in enumerate(labels):
        paper.text(60, 100 + 30 * r, head)
        paper.text(68, 112 + 30 * r, rest) if rest else None
        for k in range(2):
            paper.right(260 + 80 * k, 106 + 30 * r, f"{r + 1},{k}00")
        paper.line(55, 117 + 30 * r, 350, 117 + 30 * r)
    paper.right(260, 84, "FY2005")
    paper.right(340, 84, "FY2006")
    paper.line(55, 88, 350, 88)
    (grid,) = grids(paper.pdf())
    assert [(" ".join(row[0].split()), *row[1:]) for row in body(grid)] == [
        (" ".join(label).strip(), f"{r + 1},000", f"{r + 1},100") for r, label in enumerate(labels)
    ]


def test_the_rest_of_the_last_label_hangs_from_it_below_its_figures() -> None:
    paper = Paper()
    rows = [*SHEET, ("Cash and cash equivalents", "1,272", "743")]
    end = print_statement(paper, rows, ("", "FY2005", "FY2006"), pitch=22)
    paper.text(68, end - 0.3 * 22 + 13, "At the end of the year")
    paper.text(60, end + 40, "Restated for the new standard")
    (grid,) = grids(paper.pdf())
    assert " ".join(body(grid)[-1][0].split()) == "Cash and cash equivalents At the end of the year"


def test_a_column_of_blanks_has_its_heading_to_itself() -> None:
    paper = Paper()
    print_statement(paper, SHEET[:2], ("", "FY2005", "FY2006"), edges=(330, 420))
    paper.right(510, 120, "Change (%)")
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[0] == ("", "FY2005", "FY2006", "Change (%)")


def test_japanese_prose_beside_a_table_on_a_slide_is_not_in_its_header() -> None:
    paper = Paper(720, 405)
    print_statement(paper, STATEMENT, edges=(250, 330))
    for k, text in enumerate(
        ("法人向け接続サービスの契約数が増加し売上高は前期を上回りました", "費用の増加は回線の増強によるものです", "。")
    ):
        paper.text(380, 95 + 14 * k, text)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid)[0] == HEADINGS


def test_two_tables_on_the_same_base_lines_with_labels_and_headings_of_their_own_are_two() -> None:
    paper = Paper(720, 405)
    other = [("Stores", "708", "487"), ("Units", "114", "122"), ("Vehicles", "724", "458"), *SHEET]
    print_statement(paper, STATEMENT, edges=(250, 320), left=30)
    print_statement(paper, other, ("", "FY2013", "FY2014"), edges=(560, 630), left=390)
    paper.text(390, 300, "Six stores were opened and two were closed in the year under review.")
    left, right = grids(paper.pdf())
    assert body(left) == list(STATEMENT)
    assert body(right) == other


@pytest.mark.parametrize("second", ["Other", "Advertising"])
def test_a_heading_as_wide_as_the_labels_over_rows_set_in_is_no_part_of_the_first_of_them(second: str) -> None:
    paper = Paper()
    rows = (
        ("", "Restaurant expenses", "2,091", "1,769"),
        ("", "Selling, general and administrative expenses", "", ""),
        ("  ", "Depreciation and amortization", "95", "93"),
        ("  ", second, "567", "611"),
        ("", "Total", "2,753", "2,473"),
    )
    for edge, year in ((330, "2031"), (420, "2030")):
        paper.right(edge, 84, year)
    for r, (indent, label, *values) in enumerate(rows):
        paper.text(60 + 6 * len(indent), 100 + 14 * r, label)
        for edge, value in zip((330, 420), values, strict=True):
            paper.right(edge, 100 + 14 * r, value) if value else None
    (grid,) = grids(paper.pdf())
    assert [tuple(t.strip() for t in row) for row in body(grid)] == [row[1:] for row in rows]


@pytest.mark.parametrize(("step", "rows"), [(10, 1), (16, 2)])
def test_a_label_that_breaks_off_before_a_number_is_one_and_a_heading_over_years_is_none(step: int, rows: int) -> None:
    paper = Paper()
    for edge, year in ((360, "2031"), (450, "2030")):
        paper.right(edge, 84, year)
    y = 100.0
    for label, *values in (("Lent", "1,787", "1,664"), ("Owed", "243", "131"), ("Kept", "32", "41")):
        paper.text(60, y, label)
        for edge, value in zip((360, 450), values, strict=True):
            paper.right(edge, y, value)
        y += 16
    paper.text(60, y, "Ordinary shares; issued:")
    paper.text(60, y + step, "1,651 and 1,645; held: 14 and 12" if step < 16 else "2031")
    for edge in (360, 450):
        paper.right(edge, y + step, "16")
    (grid,) = grids(paper.pdf())
    assert len(body(grid)) == 3 + rows
