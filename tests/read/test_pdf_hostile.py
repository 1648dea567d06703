"""PDF files made to harm, in small: each says what is wrong, stays within its bounds and leaves its siblings alone.

The large ones are in `tests/bench/bombs.py`, for `python -m tests.bench.batch hostile`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.model import GridBlock, Result, Settings
from extract.pipeline import read
from extract.prose.numbers import find_numbers
from extract.read.pdf_paint import lettered_pt2, painted_pt2
from tests.bench import bombs
from tests.read.pdf_pages import Paper, print_statement, reading

OFF = Settings(ocr="off")
PDFS = Path(__file__).parents[1] / "pdfs"


def result(data: bytes) -> Result:
    return read(data, name="page.pdf", settings=OFF)


def codes(data: bytes) -> set[str]:
    return {problem.code for problem in result(data).problems}


SAID: dict[str, tuple[Callable[[], bytes], str]] = {
    "a page tree that leads back to itself": (bombs.page_loop, "binary_document"),
    "brackets without end": (bombs.nested_arrays, "binary_document"),
    "a page of ten million points": (bombs.vast_page, "empty_document"),
    "a page far down in the tree": (lambda: bombs.deep_tree(300), "empty_document"),
    "states that are never given back": (lambda: bombs.deep_state(100_000), "empty_document"),
    "a picture of a hundred million points": (lambda: bombs.huge_picture(10_000), "page_without_text"),
    "numbers that the file contradicts": (lambda: bombs.said_flood(200), "two_readings"),
    "words under a clip": (lambda: bombs.clip_flood(600), "two_readings"),
    "white letters as large as the page": (lambda: bombs.huge_letters(9), "hidden_text"),
    "white words on white": (lambda: bombs.pale_flood(30, 0), "hidden_text"),
}


@pytest.mark.parametrize("case", SAID)
def test_what_is_wrong_is_said_and_nothing_is_a_fact(case: str) -> None:
    make, code = SAID[case]
    found = result(make())
    assert code in {problem.code for problem in found.problems}
    assert not [fact for fact in found.facts if fact.value is not None]


READ: dict[str, Callable[[], bytes]] = {
    "one line up and down and to and fro": lambda: bombs.long_line(20_000),
    "layers beside the text": lambda: bombs.layer_flood(50),
}


@pytest.mark.parametrize("case", READ)
def test_what_can_be_read_on_such_a_page_is_read(case: str) -> None:
    assert [fact.value for fact in result(READ[case]()).facts] == ["7000000"]


def test_a_page_of_many_lines_keeps_its_table() -> None:
    (page,) = reading(bombs.level_lines(2_000)).pages
    (grid,) = [block.grid for block in page.blocks if isinstance(block, GridBlock)]
    assert {f"{k},234" for k in range(1, 9)} <= {cell.text.strip() for cell in grid.cells}


def test_more_drawings_than_are_read_are_said_and_the_table_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.import_module("extract.read.pdf_layout"), "MAX_DRAWINGS", 500)
    found = result(bombs.line_flood(600))
    assert "too_large" in {problem.code for problem in found.problems}
    assert len(found.tables) == 1


def test_a_page_two_hundred_inches_wide_is_one_table() -> None:
    found = result(bombs.wide_page())
    assert len(found.tables) == 1
    assert len({fact.row for fact in found.facts}) == 20


def test_a_page_that_is_painted_too_often_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    data = bombs.pale_flood(40, 60)
    assert codes(data).isdisjoint({"too_large", "hidden_text"})
    limits = importlib.import_module("extract.read.pdf_paint")
    monkeypatch.setattr(limits, "MAX_PAINTED_PIXELS", 20_000_000)

    def never(*_: object) -> None:
        raise AssertionError("the page was drawn")

    for name in ("pixels", "grey_pixels", "layout_boxes"):
        monkeypatch.setattr(importlib.import_module("extract.read._mupdf"), name, never)
    assert "too_large" in codes(data)


@pytest.mark.parametrize("auto", ("auto", "off"))
def test_a_picture_too_costly_to_draw_is_a_problem(monkeypatch: pytest.MonkeyPatch, auto: str) -> None:
    monkeypatch.setattr(importlib.import_module("extract.read.pdf_paint"), "MAX_PAINTED_PIXELS", 100_000)
    found = read(bombs.huge_picture(50), name="page.pdf", settings=Settings(ocr=auto))
    assert {"ocr_failed", "page_without_text"} & {problem.code for problem in found.problems}
    assert found.status == "partial"


def test_covered_words_on_a_page_of_many_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound every word is a suspect, and the page as it looks still tells which are seen."""
    monkeypatch.setattr(importlib.import_module("extract.read.pdf_hidden"), "_MOST_LOOKS", 10)
    shown = bombs.at(72, 300, "Revenue was JPY7 million.")
    for cover, value in ((b"1 g 60 290 400 30 re f\n", []), (b"1 g 60 490 400 30 re f\n", ["7000000"])):
        found = result(bombs.text_page(shown + bombs.at(72, 500, "beside") * 20 + cover * 9 + b"0 g "))
        assert [fact.value for fact in found.facts] == value


def test_paint_is_counted_as_often_as_it_is_laid() -> None:
    assert painted_pt2([(0, 0, 10, 10)] * 3, 500) == 300
    assert painted_pt2([(-90, -90, 10, 10), (700, 700, 900, 900)], 500) == 100
    assert lettered_pt2([(0, 0, 5, 10, "1234")], 500) == pytest.approx(4 * lettered_pt2([(0, 0, 5, 10, "1")], 500))


def test_a_number_is_a_whole_run_of_digits_and_commas() -> None:
    texts = ("1,234,567,", "1,234,567,,8", "1,234,5678", "1,234,567.5")
    assert [[f"{n.value:f}" for n in find_numbers(f"{text} yen", (), frozenset())] for text in texts[::3]] == [
        ["1234567"],
        ["1234567.5"],
    ]
    assert not [n for text in texts[1:3] for n in find_numbers(f"{text} yen", (), frozenset()) if n.value == 1234567]


def test_a_hostile_file_leaves_the_rest_of_its_batch_alone() -> None:
    paper = Paper()
    print_statement(paper)
    data = paper.pdf()
    alone = result(data)
    for make in (bombs.page_loop, lambda: bombs.deep_forms(300), lambda: bombs.flate_bomb(2)):
        result(make())
        assert result(data) == alone


@pytest.mark.parametrize("lost", [9, 40])
def test_a_file_whose_first_bytes_are_lost_is_read_as_what_it_is(lost: int) -> None:
    whole = (PDFS / "borderless.pdf").read_bytes()
    found = result(whole[lost:])
    assert "file_repaired" in {problem.code for problem in found.problems}
    assert [fact.printed for fact in found.facts] == [fact.printed for fact in result(whole).facts]


def test_a_text_that_tells_of_objects_is_a_text() -> None:
    text = b"Results for the Year Ended March 31, 2024\n\nSales were JPY 5 million, of 3 0 obj << no more endobj.\n"
    assert result(text).source.media_type == "text/plain"
