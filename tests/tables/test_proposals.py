"""Choosing between readings of a page: arithmetic first, then structure; the costly proposer only when unsure."""

from __future__ import annotations

from extract.model import Grid
from extract.model.layout import Layout, Word
from extract.read import _mupdf
from extract.read.pdf_layout import page_to_layout
from extract.tables.pdf_grid import Found, Slot
from extract.tables.pdf_score import arithmetic_score, structure_score
from extract.tables.proposals import choose, doubts, layout_to_tables
from tests.read.pdf_pages import STATEMENT, Paper, print_statement


def table(rows: list[tuple[str, ...]], by: str = "rules") -> Found:
    slots = [
        Slot(r, c, [Word(100.0 * c, 20.0 * r, 100.0 * c + 50, 20.0 * r + 9, text, 9.0, 20.0 * r + 8)])
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    ]
    return Found((0, 0, 300, 20 * len(rows)), "aligned", by, len(rows), 3, slots, 0)


FOOTS = [("Cash", "10", "12"), ("Bonds", "30", "35"), ("Total", "40", "47")]
SHIFTED = [("Cash", "10", "12"), ("Bonds", "35", "30"), ("Total", "40", "47")]


def test_what_adds_up_beats_what_does_not() -> None:
    good, bad = table(FOOTS), table(SHIFTED)
    assert arithmetic_score(good) > arithmetic_score(bad) == 0
    assert choose([bad], [good], 1, None) == [good]
    assert choose([good], [bad], 1, None) == [good]


def test_a_judge_from_outside_has_the_last_word() -> None:
    good, bad = table(FOOTS), table(SHIFTED)

    def likes_the_shifted(grid: Grid) -> float:
        return float(any(cell.text == "35" and cell.column == 1 for cell in grid.cells))

    assert choose([good], [bad], 1, likes_the_shifted) == [bad]


def test_a_value_fused_to_its_label_costs_structure() -> None:
    fused = table([("Cash 1,010", "12"), ("Bonds 3,300", "35"), ("Total 4,310", "47")])
    assert structure_score(fused) < structure_score(table(FOOTS))


def test_several_values_in_one_cell_cost_structure() -> None:
    crowded = table(FOOTS)
    crowded.slots += [Slot(r, 1, [Word(110, 20.0 * r, 140, 20.0 * r + 9, "77", 9.0, 20.0 * r + 8)]) for r in range(3)]
    assert structure_score(crowded) < structure_score(table(FOOTS))


def layout_of(paper: Paper) -> Layout:
    document = _mupdf.open_pdf(paper.pdf(), "page.pdf")
    return page_to_layout(document, document[0], 1)[0]


def test_a_sure_page_asks_nobody() -> None:
    paper = Paper()
    print_statement(paper)

    def never() -> list[tuple[float, float, float, float]]:
        raise AssertionError("asked")

    found, reasons = layout_to_tables(layout_of(paper), never)
    assert len(found) == 1 and reasons == []


def test_an_unsure_page_takes_the_boxes_it_is_given_and_text_from_its_own_words() -> None:
    paper = Paper()
    for r, (label, one, two) in enumerate(STATEMENT[1:]):
        y = 100 + 60 * r  # too far apart for rows of one table
        paper.text(60, y, label)
        paper.right(330, y, one)
        paper.right(420, y, two)
    layout = layout_of(paper)
    alone, reasons = layout_to_tables(layout)
    assert alone == [] and reasons
    (found,), _ = layout_to_tables(layout, lambda: [(50, 80, 430, 700)])
    assert [s.text for s in found.slots if s.column == 1] == [row[1] for row in STATEMENT[1:]]


def test_no_doubt_about_a_page_of_prose() -> None:
    paper = Paper()
    for r in range(30):
        paper.text(60, 80 + 12 * r, "Revenue rose by 3% to 13.7 billion yen, of which 7.8 billion came from services.")
    assert doubts(layout_of(paper), [], []) == []
