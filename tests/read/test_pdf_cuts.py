"""Words that are the contents of several cells are parted; what sticks out of its cell is not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract.model.layout import Rule, Word
from extract.read.pdf_cuts import figures_of, words_to_cells
from tests.read.pdf_pages import STATEMENT, Paper, body, grids, rows_of


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("(33,273)(47,024)", ["(33,273)", "(47,024)"]),
        ("(341)(773)", ["(341)", "(773)"]),
        ("19,44835,553", ["19,448", "35,553"]),
        ("1,234,567", ["1,234,567"]),
        ("12(a)", ["12(a)"]),
        ("2023(2022)", ["2023(2022)"]),
        ("(1)(2)(3)", ["(1)", "(2)", "(3)"]),
        ("1,234(5)", ["1,234", "(5)"]),
    ],
)
def test_figures_that_touch(text: str, pieces: list[str]) -> None:
    cuts = [0, *figures_of(text), len(text)]
    assert [text[a:b] for a, b in pairwise(cuts)] == pieces


@pytest.mark.parametrize(
    ("text", "at", "pieces"),
    [
        ("令和６年４月令和７年３月", 60, ["令和６年４月", "令和７年３月"]),
        ("令和６年４月令和７年３月", 65, ["令和６年４月令和７年３月"]),  # through a letter
        ("1234567890", 50, ["1234567890"]),  # within a number
        ("Otherlongname", 50, ["Otherlongname"]),
    ],
)
def test_a_rule_through_a_word(text: str, at: float, pieces: list[str]) -> None:
    word = Word(0.0, 0.0, 120.0 if len(text) == 12 else 100.0, 12.0, text, 10.0, 10.0)
    out = words_to_cells([word], [Rule(at, -50.0, 50.0), Rule(at, 300.0, 400.0)])
    assert [w.text for w in out] == pieces
    assert (out[0].x0, out[-1].x1) == (word.x0, word.x1)


@pytest.mark.parametrize("size", (9.0, 8.0))
def test_columns_that_touch_are_columns(size: float) -> None:
    paper = Paper()
    rows = (("Sales", "52,721", "82,577"), ("Cost", "(33,273)", "(47,024)"), ("Margin", "19,448", "35,553"),
            ("Tax", "8,614", "(341)"), ("Other", "(570)", "12,241"))  # fmt: skip
    left = paper.width("(33,273)", size, "helv")
    for edge, text in ((300, "FY2024"), (300 + left, "FY2023")):
        paper.right(edge, 100, text, size=size)
    for r, (label, *values) in enumerate(rows):
        paper.text(60, 116 + 14 * r, label, size=size)
        for edge, value in zip((300, 300 + left), values, strict=True):
            paper.right(edge, 116 + 14 * r, value, size=size)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == [("", "FY2024", "FY2023"), *rows]


def test_units_beside_the_labels_of_one_drawn_column_are_a_column() -> None:
    paper = Paper()
    rows = (("売上高", "百万円", "310,595"), ("経常利益", "百万円", "7,329"), ("従業員数", "人", "3,716"))
    for r, (label, unit, value) in enumerate(rows):
        y = 116 + 30 * r
        paper.line(56, y - 15, 420, y - 15)
        paper.text(60, y, label)
        if unit == "人":
            paper.text(160, y, f"({unit})")
        else:  # wrapped, beside the middle of the label
            paper.text(160, y - 5, f"({unit[:2]}")
            paper.text(164, y + 5, f"{unit[2:]})")
        paper.right(400, y, value)
    paper.line(56, 116 + 75, 420, 116 + 75)
    for x in (56, 200, 420):
        paper.line(x, 101, x, 191)
    (grid,) = grids(paper.pdf())
    assert rows_of(grid) == [(label, f"({unit})", value) for label, unit, value in rows]


def test_a_heading_over_headings_in_one_drawn_cell_is_a_level_of_its_own() -> None:
    paper = Paper()
    for x0, x1, text in ((60, 150, ""), (150, 350, "Three Months Ended June 30"), (350, 550, "Year Ended June 30")):
        if text:
            wide = paper.width(text, 9, "helv")
            paper.text((x0 + x1 - wide) / 2, 96, text)
        for k, name in enumerate(("Rigid", "Flexible", "Total") if text else ()):
            paper.right(x0 + 60 * (k + 1), 118, name, size=8)
    for r, row in enumerate(STATEMENT[1:5]):
        y = 140 + 14 * r
        paper.text(62, y, row[0])
        for k, edge in enumerate((210, 270, 330, 410, 470, 530)):
            paper.right(edge, y, row[1 + k % 2])
    for y in (82, 126, 190):
        paper.line(58, y, 550, y)
    for x in (58, 350, 550):
        paper.line(x, 82, x, 190)
    (grid,) = grids(paper.pdf())
    heads = [(c.row, c.column, c.column_span, c.text) for c in grid.cells if c.row < (grid.headers or 0)]
    assert heads[:2] == [(0, 1, 3, "Three Months Ended June 30"), (0, 4, 3, "Year Ended June 30")]
    assert [text for _, _, _, text in heads[2:]] == ["Rigid", "Flexible", "Total"] * 2
    assert len(body(grid)) == 4
