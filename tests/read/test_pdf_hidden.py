"""Text that nobody sees is no fact, and text that is seen is not lost for what is painted around it."""

from __future__ import annotations

import pytest

from extract.model import Result
from extract.pipeline import read
from extract.read import _mupdf
from extract.read.pdf_hidden import clipped_words
from tests.bench.bombs import Object, one_page
from tests.read.pdf_pages import STATEMENT, Paper, body, grids, print_statement

SENTENCE = b"BT /F 9 Tf 1 0 0 1 72 500 Tm (Revenue was 777 million yen in fiscal 2007.) Tj ET "
BOX = b" 60 490 400 30 re f "
PICTURE = b"q 400 0 0 30 60 490 cm /Im Do Q "
OBJECTS: dict[int, Object] = {
    9: ("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>", b""),
    30: ("<</Type/OCG/Name(off)>>", b""),
    31: ("<</Type/OCG/Name(on)>>", b""),
    32: ("<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>", b"\x40"),
    33: ("<</Type/XObject/Subtype/Form/BBox[0 0 800 800]/Length 27>>", b"1 1 1 rg 60 490 400 30 re f"),
}
RESOURCES = (
    "/Resources<</Font<</F 9 0 R>>/ExtGState<</G<</ca 0.4>>/A<</ca 0>>/M<</BM/Multiply>>>>"
    "/Properties<</P0 30 0 R/P1 31 0 R>>/XObject<</Im 32 0 R/Fm 33 0 R>>>>"
)
LAYERS = b"/Type/Catalog/OCProperties<</OCGs[30 0 R 31 0 R]/D<</OFF[30 0 R]/ON[31 0 R]>>>>"


def result(content: bytes, *, layers: bool = False) -> Result:
    data = one_page(content, page=RESOURCES, more=OBJECTS)
    return read(data.replace(b"/Type/Catalog", LAYERS) if layers else data, name="page.pdf")


HIDDEN = {
    "drawn invisibly": SENTENCE.replace(b"BT", b"BT 3 Tr"),
    "drawn as a clip": SENTENCE.replace(b"BT", b"BT 7 Tr"),
    "white on white": b"1 g " + SENTENCE,
    "nearly white on white": b"0.97 g " + SENTENCE,
    "blue on blue": b"0.2 0.3 0.6 rg" + BOX + SENTENCE,
    "black on black": b"0 g" + BOX + b"0.01 g " + SENTENCE,
    "covered by a white box": SENTENCE + b"1 g" + BOX,
    "covered by a blue box": SENTENCE + b"0 0 1 rg" + BOX,
    "covered by a path": SENTENCE + b"1 g 60 490 m 460 490 l 460 520 l 60 520 l h f",
    "covered by a form": SENTENCE + b"/Fm Do",
    "covered by a picture": SENTENCE + PICTURE,
    "transparent": b"/A gs " + SENTENCE,
    "clipped away": b"q 0 0 10 10 re W n " + SENTENCE + b"Q",
    "tiny": SENTENCE.replace(b"/F 9 Tf", b"/F 1 Tf"),
}
SEEN = {
    "plain": SENTENCE,
    "under a transparent box": SENTENCE + b"/G gs 1 1 0 rg" + BOX,
    "marked": SENTENCE + b"/M gs 1 1 0 rg" + BOX,
    "on a picture": PICTURE + SENTENCE,
    "white on a picture": PICTURE + b"1 g " + SENTENCE,
    "white on blue": b"0 0 1 rg" + BOX + b"1 g " + SENTENCE,
    "within a clip": b"q 0 0 612 792 re W n " + SENTENCE + b"Q",
    "under a box of another place": SENTENCE + b"1 g 60 300 400 30 re f",
    "drawn again over the box": SENTENCE + b"1 g" + BOX + b"0 g " + SENTENCE,
    "black where a clip keeps a black box away": b"q 0 0 10 10 re W n 0 g" + BOX + b"Q " + SENTENCE,
}


@pytest.mark.parametrize("case", HIDDEN)
def test_what_nobody_sees_is_no_fact_and_is_said(case: str) -> None:
    read_so = result(HIDDEN[case])
    assert read_so.facts == ()
    assert [p.data.get("words") for p in read_so.problems if p.code == "hidden_text"] == ["8"]


@pytest.mark.parametrize("case", SEEN)
def test_what_is_seen_is_read(case: str) -> None:
    read_so = result(SEEN[case])
    assert "777000000" in [fact.value for fact in read_so.facts]
    assert "hidden_text" not in [p.code for p in read_so.problems]


def test_a_layer_that_is_off_is_not_read_and_it_is_said() -> None:
    off = result(b"/OC /P0 BDC " + SENTENCE + b" EMC", layers=True)
    on = result(b"/OC /P1 BDC " + SENTENCE + b" EMC", layers=True)
    assert (off.facts, [fact.value for fact in on.facts]) == ((), ["777000000"])
    assert [p.data for p in off.problems if p.code == "hidden_text"] == [{"layers": "1"}]


def test_a_number_of_which_a_clip_leaves_a_part_gives_no_value() -> None:
    paper = Paper()
    print_statement(paper)
    whole = paper.pdf()
    paper.page.clean_contents()
    (contents,) = paper.page.get_contents()
    drawn = paper.document.xref_stream(contents)
    # the last column ends at 420: its figures lose their last digit
    paper.document.update_stream(contents, b"q 0 0 414 842 re W n\n" + drawn + b"\nQ")
    cut = read(paper.pdf(), name="page.pdf")
    assert "two_readings" in [p.code for p in cut.problems]
    for fact in cut.facts:
        if fact.location.box is not None and fact.location.box[2] > 415 and fact.printed != "-":
            assert fact.value is None and fact.status in ("unresolved", "nil")
    assert [row[1] for row in body(grids(whole)[0])] == [row[1] for row in STATEMENT]


def test_a_number_that_runs_off_the_page_gives_no_value() -> None:
    content = SENTENCE.replace(b"72 500", b"550 500").replace(b"777 million", b"JPY7 million 777")
    assert [fact.value for fact in result(content).facts if fact.value] == []


@pytest.mark.parametrize("rotation", (0, 90, 180, 270))
def test_a_covered_column_is_found_on_a_turned_page(rotation: int) -> None:
    paper = Paper(842, 842, rotation=rotation)
    print_statement(paper)
    paper.box(370, 100, 430, 260, (1, 1, 1))
    words = [word for row in body(grids(paper.pdf())[0]) for word in row] if grids(paper.pdf()) else []
    assert not {row[2] for row in STATEMENT if len(row[2]) > 3} & set(words)


def test_words_printed_twice_in_one_place_are_one() -> None:
    paper = Paper()
    print_statement(paper)
    once = body(grids(paper.pdf())[0])
    print_statement(paper, left=60.6, edges=(330.6, 420.6), top=120.5)
    assert body(grids(paper.pdf())[0]) == once


def test_parts_that_a_clip_leaves() -> None:
    raw = [(0, 0, 9, 9, "a"), (9, 0, 30, 9, "777"), (40, 0, 60, 9, "888")]
    assert clipped_words(raw, raw) == {}
    assert clipped_words(raw, [raw[0], (9, 0, 16, 9, "7")]) == {1: "7", 2: ""}


@pytest.mark.parametrize(("said", "looks"), ((b"7", 1), (b"9", 3)))
def test_one_look_tells_that_neither_tags_nor_clips_change_a_page(
    monkeypatch: pytest.MonkeyPatch, said: bytes, looks: int
) -> None:
    seen = []
    monkeypatch.setattr(_mupdf, "raw_words", lambda *a, real=_mupdf.raw_words, **k: seen.append(k) or real(*a, **k))
    number = b"/Span <</ActualText(" + said + b")>> BDC BT /F 9 Tf 1 0 0 1 72 400 Tm (7) Tj ET EMC "
    read_so = result(b"q 0 0 612 792 re W n " + SENTENCE + number + b"Q")
    assert len(seen) == looks
    assert ("two_readings" in {p.code for p in read_so.problems}) is (looks > 1)
