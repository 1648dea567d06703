"""Pages as pictures, with boxes where the words are."""

from __future__ import annotations

import pytest

from extract.errors import ExtractError
from extract.read import _mupdf
from extract.read.render import COLOURS, Overlay, page_to_overlay, render_page
from tests.read.pdf_pages import Paper, print_statement, reading


def pixel(picture: bytes, x: float, y: float, dpi: int) -> tuple[int, ...]:
    pixmap = _mupdf.library().Pixmap(picture)
    return tuple(pixmap.pixel(int(x * dpi / 72), int(y * dpi / 72)))[:3]


@pytest.mark.parametrize("rotation", (0, 90, 180, 270))
def test_a_box_is_drawn_where_the_page_shows_it(rotation: int) -> None:
    paper = Paper(rotation=rotation)
    picture = render_page(paper.pdf(), 1, [Overlay((100, 200, 180, 240), "table")], dpi=144)
    red = tuple(round(part * 255) for part in COLOURS["table"])
    assert pixel(picture, 140, 200, 144) == pytest.approx(red, abs=3)
    assert pixel(picture, 140, 220, 144) == (255, 255, 255)


def test_tables_headers_and_values_are_marked() -> None:
    paper = Paper()
    print_statement(paper)
    marks = [overlay.mark for overlay in page_to_overlay(reading(paper.pdf()).pages[0])]
    assert (marks[0], marks.count("header"), marks.count("value")) == ("table", 2, 16)


def test_a_huge_page_is_drawn_smaller() -> None:
    picture = _mupdf.library().Pixmap(render_page(Paper(14_400, 14_400).pdf(), 1, dpi=300))
    assert picture.width * picture.height <= 40_000_000


def test_a_page_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ExtractError, match="has 1 pages"):
        render_page(Paper().pdf(), 2)
