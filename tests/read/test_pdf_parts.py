"""A table of which two finders have each taken a part, or a page its end: one table."""

from __future__ import annotations

from extract.model import GridBlock
from extract.model.layout import Layout, Word
from extract.read.pdf import Story, layout_to_page
from extract.repairs.captions import captions
from extract.tables.pdf_grid import Found, Slot
from tests.read.pdf_pages import rows_of


def word(x1: float, base: float, text: str) -> Word:
    wide = 5.0 * len(text)
    return Word(x1 - wide, base - 8, x1, base + 2, text, 9.0, base)


def part(rows: list[tuple[str, ...]], top: float, headers: int, form: str) -> Found:
    slots = [
        Slot(r, c, [word((120, 300, 400)[c], top + 14 * r, text)])
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    ]
    bottom = top + 14 * (len(rows) - 1) + 2
    return Found((60, top - 8, 400, bottom), form, "", len(rows), 3, slots, headers)  # type: ignore[arg-type]


def grids(gap: float, between: str = "") -> list[list[tuple[str, ...]]]:
    first = part([("", "2031", "2030"), ("Rents", "4,120", "3,987"), ("Upkeep", "2,310", "2,256")], 100, 1, "aligned")
    second = part([("Result", "1,810", "1,731"), ("Taxes", "410", "390")], 128 + gap, 0, "ruled")
    title = word(200, 80, "Thousands")
    words = [title, *first.words, *second.words, *([word(160, 128 + gap / 2, between)] if between else [])]
    page = layout_to_page(Layout(1, 595, 842, words, [], [], [], [], []), [first, second], Story({}))
    blocks = [block.grid for block in captions(list(page.blocks)) if isinstance(block, GridBlock)]
    return [[(*row, " ".join(span.text for span in grid.caption)) for row in rows_of(grid)] for grid in blocks]


def test_the_part_right_below_is_of_the_table_above() -> None:
    (whole,) = grids(16)
    assert [row[:3] for row in whole][::3] == [("", "2031", "2030"), ("Result", "1,810", "1,731")]
    assert "Thousands" in whole[0][3]


def test_a_table_further_below_or_behind_words_has_its_own() -> None:
    assert grids(60)[1][0][:3] == ("Result", "1,810", "1,731")
    assert grids(28, "Segments")[1][0][:3] == ("Result", "1,810", "1,731")
