"""Pages that are pictures: which they are, who reads them, and what is said when nobody can."""

from __future__ import annotations

import pytest

from extract.model import GridBlock
from extract.model.layout import Layout, Word
from extract.read import scan
from extract.read._image import Piece
from extract.read.engine import EngineError
from extract.read.pdf import read_pdf
from extract.read.scan_words import seen_once
from tests.bench.scans import Settings, scanned
from tests.read.pdf_pages import Paper, print_statement
from tests.read.scans import picture_of, result_of, with_readers, without_engines

HEADINGS = ("(Millions of yen)", "June 30, 2007", "June 30, 2006")


def statement() -> bytes:
    paper = Paper()
    paper.text(60, 80, "Consolidated Statements of Income, three months ended June 30, 2007 and 2006", size=11)
    print_statement(paper, style="grid", headings=HEADINGS)
    return paper.pdf()


def values(result: object) -> dict[str, tuple[str, str | None]]:
    return {fact.printed: (fact.status, fact.value) for fact in result.facts if fact.printed}  # type: ignore[attr-defined]


def word(text: str) -> Word:
    return Word(10, 10, 50, 20, text, 9, 18)


@pytest.mark.parametrize(
    ("words", "images", "curves", "scanned", "read"),
    [
        ([], [(0, 0, 595, 842)], [], False, True),
        ([], [(0, 0, 100, 100)], [], False, False),
        ([], [], [(0, 0, 5, 5)] * 50, False, True),
        ([], [], [], False, False),
        ([word("page 3")], [(0, 0, 595, 842)], [], False, True),
        ([word("words")] * 40, [(0, 0, 595, 842)], [], False, False),
        ([word("words")] * 40, [(0, 0, 595, 842)], [], True, True),
        ([word("\ufffd\ufffd,\ufffd")] * 40, [], [], False, True),
    ],
)
def test_pages_that_are_read(words: list[Word], images: list, curves: list, scanned: bool, read: bool) -> None:
    layout = Layout(1, 595, 842, words, [], [], [], images, curves, scanned=scanned)
    assert (scan.why_to_read(layout) is not None) is read


def test_without_an_engine_the_page_says_what_to_install_and_its_sibling_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_engines(monkeypatch)
    library = Paper().library
    both = library.open(stream=picture_of(statement()), filetype="pdf")
    both.insert_pdf(library.open(stream=statement(), filetype="pdf"))
    result = result_of(both.tobytes())
    (problem,) = [p for p in result.problems if p.code == "page_without_text"]
    assert problem.location.page == 1 and "ir-extract[ocr]" in problem.message and "tesseract-ocr" in problem.message
    assert result.status == "partial"
    assert {fact.location.page for fact in result.facts} == {2} and values(result)["13,696"][0] == "verbatim"


def test_ocr_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    with_readers(monkeypatch, statement())
    result = result_of(picture_of(statement()), ocr="off")
    assert not result.facts and "--ocr" in next(p.message for p in result.problems if p.code == "page_without_text")


def test_no_more_pages_are_read_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    library = Paper().library
    two = library.open(stream=statement(), filetype="pdf")
    two.insert_pdf(library.open(stream=statement(), filetype="pdf"))
    with_readers(monkeypatch, two.tobytes())
    result = result_of(picture_of(two.tobytes()), max_ocr_pages=1)
    assert {fact.location.page for fact in result.facts} == {1}
    assert [p.location.page for p in result.problems if p.code == "too_large"] == [2]


def test_an_engine_that_fails_is_a_problem_of_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    with_readers(monkeypatch, statement())

    def fails(*given: object) -> list[scan.Seen]:
        raise EngineError("not enough memory")

    monkeypatch.setattr(scan, "first_reading", fails)
    result = result_of(picture_of(statement()))
    assert "not enough memory" in next(p.message for p in result.problems if p.code == "ocr_failed")


def test_what_two_engines_read_alike_is_verbatim_with_basis_ocr_and_engines_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_readers(monkeypatch, statement(), second={})
    result = result_of(picture_of(statement()))
    facts = [fact for fact in result.facts if fact.value is not None]
    assert len(facts) == 15 and {(fact.status, fact.basis) for fact in facts} == {("verbatim", "ocr")}
    (told,) = [p for p in result.problems if p.code == "read_by_ocr"]
    assert told.severity == "info" and told.data["engines"].startswith("rapidocr 0, tesseract 0")


def test_engines_that_disagree_leave_both_readings_as_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    with_readers(monkeypatch, statement(), first={"735": "785"}, second={})
    fact = next(f for f in result_of(picture_of(statement())).facts if f.printed == "785")
    assert (fact.status, fact.value) in {("unresolved", None), ("repaired", "735000000")}
    if fact.status == "unresolved":
        assert [c.value for c in fact.candidates] == ["785000000", "735000000"]


def test_a_misread_total_is_never_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    with_readers(monkeypatch, statement(), first={"13,696": "13,698"})
    result = result_of(picture_of(statement()))
    (fact,) = [f for f in result.facts if f.printed == "13,698"]
    assert fact.value in (None, "13696000000")
    assert {p.location.page for p in result.problems if p.code == "ocr_unconfirmed"} == {1}


def test_one_engine_alone_is_believed_where_sums_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    with_readers(monkeypatch, statement())
    result = result_of(picture_of(statement()))
    seen = values(result)
    assert seen["7,841"] == ("verbatim", "7841000000") and seen["13,696"] == ("verbatim", "13696000000")
    lone = next(p for p in result.problems if p.code == "ocr_unconfirmed") if "unresolved" in str(seen) else None
    assert lone is None or set(lone.facts) <= {f.id for f in result.facts if f.status == "unresolved"}


def test_two_prints_of_one_misreading_do_not_confirm_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper()
    paper.text(60, 80, "Consolidated results, three months ended June 30, 2007", size=11)
    rows = (("Revenues", "33,333"), ("Number of stores", "17"))
    print_statement(paper, rows, ("(Millions of yen)", "2007"), edges=(330,))
    print_statement(paper, rows, ("(Millions of yen)", "2007"), edges=(330,), top=300)
    with_readers(monkeypatch, paper.pdf(), first={"33,333": "3,333"})
    result = result_of(picture_of(paper.pdf()))
    assert {f.value for f in result.facts if f.printed == "3,333"} == {None}


def test_places_are_those_of_the_page_as_scanned(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that was turned is read straight, but its boxes lie where the print lies on the scan."""
    with_readers(monkeypatch, statement())
    straight = {f.printed: f.location.box for f in result_of(picture_of(statement())).facts}
    with_readers(monkeypatch, statement())
    turned = {f.printed: f.location.box for f in result_of(scanned(statement(), 100, 1.5, 0)).facts}
    box, there = straight["13,696"], turned["13,696"]
    assert there[1] - box[1] == pytest.approx((box[0] + box[2] - 595) / 2 * 0.0262, abs=0.8)
    assert there[0] - box[0] == pytest.approx((842 - box[1] - box[3]) / 2 * 0.0262, abs=0.8)


def test_the_layer_of_another_reader_is_no_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """Invisible words over a picture were left there by some OCR: sums must bear them out."""
    without_engines(monkeypatch)
    paper = Paper()
    picture = paper.library.Pixmap(paper.library.csRGB, (0, 0, 8, 8))
    picture.clear_with(255)
    paper.page.insert_image((0, 0, 595, 842), pixmap=picture)
    for x, y, text in ((60, 100, "Three months ended June 30, 2007"), (60, 120, "Revenues were JPY 1,234 million.")):
        paper.text(x, y, text, render_mode=3)
    result = result_of(paper.pdf())
    assert [f.value for f in result.facts if f.printed and "1,234" in f.printed] == [None]


def test_rules_of_a_scan_make_a_ruled_table(monkeypatch: pytest.MonkeyPatch) -> None:
    with_readers(monkeypatch, statement())
    reading, _ = read_pdf(picture_of(statement(), 150), "page.pdf", Settings(), second_opinions=False)
    grids = [block.grid for block in reading.blocks if isinstance(block, GridBlock)]
    assert [grid.form for grid in grids] == ["ruled"] and reading.pages[0].origin == "ocr"


def seen(text: str, x0: int, x1: int) -> scan.Seen:
    return scan.Seen(Piece((x0, 100, x1, 130), 128.0, 26.0), text, 1.0)


def test_a_part_of_a_line_that_is_found_twice_is_one_word() -> None:
    words = [seen("Cash", 10, 80), seen("29,965", 100, 220), seen("9,965", 122, 220), seen("23,646", 300, 420)]
    assert [(w.text, w.doubted) for w in seen_once(words)] == [("Cash", False), ("29,965", False), ("23,646", False)]
    words[2].text = "9,985"
    assert [(w.text, w.doubted) for w in seen_once(words)][1] == ("29,965", True)
