"""Pictures of pages: how they are straightened, wiped and cut."""

from __future__ import annotations

import pytest

from extract.read import _image, _mupdf
from tests.read.pdf_pages import Paper, print_statement

SCALE = 300 / 72


def page(style: str = "grid") -> _image.Array:
    paper = Paper()
    print_statement(paper, style=style)
    return drawn(paper)


def drawn(paper: Paper) -> _image.Array:
    return _image.grey(*_mupdf.grey_pixels(paper.document[0], 300))


@pytest.mark.parametrize("angle", [-2.1, -0.7, 0.0, 0.4, 1.6])
@pytest.mark.parametrize("style", ["grid", "plain"])
def test_the_angle_of_a_scan_is_found(angle: float, style: str) -> None:
    assert _image.skew_of(_image.turned(page(style), -angle)) == pytest.approx(angle, abs=0.08)


def test_an_empty_page_is_straight() -> None:
    assert _image.skew_of(drawn(Paper())) == 0.0


def test_rules_are_found_and_wiped_and_letters_stay() -> None:
    strokes, wiped = _image.strokes_of(page(), SCALE)
    assert sum(s.across for s in strokes) == 11 and sum(not s.across for s in strokes) == 4
    plain = page("plain")
    ink, there = (wiped < 128).sum(), (plain < 128).sum()
    assert abs(int(ink) - int(there)) < 0.03 * there
    assert _image.strokes_of(plain, SCALE)[0] == []


def pieces(*texts: tuple[float, float, str]) -> list[_image.Piece]:
    paper = Paper()
    for x, size, text in texts:
        paper.text(x, 100 - (3 if size < 7 else 0), text, size=size)
    return _image.line_to_pieces(drawn(paper), (200, 360, 1600, 440))


def test_a_mark_beside_a_number_is_cut_off() -> None:
    found = pieces((60, 6, "5"), (66, 10, "264"))
    assert [piece.raised for piece in found] == [True, False]


def test_a_mark_right_behind_a_number_is_cut_off() -> None:
    found = pieces((60, 10, "1,264"), (84.6, 5.5, "3"))
    assert [piece.raised for piece in found] == [False, True]


def test_words_and_their_base() -> None:
    first, second = pieces((60, 10, "Net"), (90, 10, "13,696"))
    assert first.base == pytest.approx(100 * SCALE, abs=2) and second.base == pytest.approx(100 * SCALE, abs=2)
    assert second.tall == pytest.approx(7.1 * SCALE, abs=2)


def test_a_box_that_cuts_a_number_is_widened() -> None:
    paper = Paper()
    end = paper.text(60, 100, "33,333", size=10)
    cut = (int(72 * SCALE), 370, int(end * SCALE) + 4, 425)
    assert _image.widened(drawn(paper), cut, [])[0] <= 60.8 * SCALE


def test_lone_dashes_are_found() -> None:
    paper = Paper()
    paper.text(60, 100, "Other", size=10)
    paper.text(300, 100, "-", size=10)
    words = [(240, 370, 400, 430)]
    (dash,) = _image.dashes_of(drawn(paper), words, 7.2 * SCALE)
    assert dash[0] >= 300 * SCALE and dash[2] <= 304 * SCALE


def test_a_rule_in_the_box_of_a_line_closes_no_gap() -> None:
    """Neither between the words of the line, nor between it and what stands beside it."""
    paper = Paper()
    paper.text(60, 100, "497,436", size=10)
    end = paper.text(160, 100, "507,797", size=10)
    paper.line(50, 104, 380, 104, 1.2)
    page = drawn(paper)
    assert len(_image.line_to_pieces(page, (200, 360, 1600, 440))) == 2
    box = (int(160 * SCALE), 370, int(end * SCALE), 440)
    assert _image.widened(page, box, [])[2] <= box[2] + 8


def test_a_line_is_cut_where_a_rule_stands_in_a_gap_and_not_where_it_runs_through_a_word() -> None:
    paper = Paper()
    paper.text(60, 100, "(1-3)", size=10)
    end = paper.text(90, 100, "(4-6)", size=10)
    for x in (87, 100):
        paper.line(x, 80, x, 130)
    page = drawn(paper)
    strokes, wiped = _image.strokes_of(page, SCALE)
    box = (int(59 * SCALE), 370, int(end * SCALE) + 4, 430)
    assert len([s for s in strokes if not s.across]) == 2
    (_, _, first, _), (second, _, _, _) = _image.cut_at_rules(wiped, box, strokes)
    assert abs(first - 87 * SCALE) < 4 and abs(second - 87 * SCALE) < 6
