"""Glyphs without Unicode and texts that a file says stand in the place of glyphs: no number of them is guessed."""

from __future__ import annotations

import pytest

from extract.model import Fact, Result
from extract.pipeline import read
from extract.read.pdf_actual import agrees, rivals_of
from tests.bench.bombs import Object, one_page

ROWS = (("Sales", "1,111", "1,000"), ("Cost", "500", "400"), ("Rent", "234", "300"), ("Tax", "30", "20"))
TOP = 700


def statement(marks: dict[str, bytes], *, unit: str = "(Millions of yen)") -> bytes:
    """A table as drawing commands; `marks` replaces what draws a text by other commands."""
    out = [text(72, TOP + 40, "Statements of income"), text(72, TOP + 28, unit)]
    for x, period in ((300, "FY2007"), (400, "FY2006")):
        out.append(text(x, TOP + 12, period))
    for k, (label, *values) in enumerate(ROWS):
        out.append(text(72, TOP - 14 * k, label))
        for x, value in zip((300, 400), values, strict=True):
            drawn = text(x, TOP - 14 * k, value)
            out.append(marks[value].replace(b"DRAWN", drawn) if value in marks else drawn)
    return b"\n".join(out)


def text(x: float, y: float, words: str, font: str = "F") -> bytes:
    words = words.replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} 9 Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET".encode()


def printed(content: bytes, more: dict[int, Object] | None = None, fonts: str = "") -> Result:
    """The result for one page of these commands; font F is Helvetica."""
    usual: dict[int, Object] = {
        9: ("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>", b""),
        **(more or {}),
    }
    return read(one_page(content, page=f"/Resources<</Font<</F 9 0 R{fonts}>>>>", more=usual), name="page.pdf")


def facts_of(result: Result, label: str) -> list[Fact]:
    return [fact for fact in result.facts if fact.label and fact.label[-1] == label]


def codes(result: Result) -> list[str]:
    return [problem.code for problem in result.problems]


def said(words: str) -> bytes:
    return b"/Span <</ActualText(" + words.encode() + b")>> BDC DRAWN EMC"


def test_another_number_said_in_place_of_a_drawn_one_gives_no_value() -> None:
    result = printed(statement({"234": said("999")}))
    disputed, other = facts_of(result, "Rent")
    assert (disputed.value, disputed.status, disputed.printed) == (None, "unresolved", "234")
    assert [c.value for c in disputed.candidates] == ["234000000", "999000000"]
    assert (other.value, other.status) == ("300000000", "verbatim")
    (told,) = [p for p in result.problems if p.code == "two_readings"]
    assert told.data == {"words": "1", "drawn": "234", "other": "999"}


@pytest.mark.parametrize("words", ("234", "\\376\\377\\377\\022\\377\\023\\377\\024"))
def test_a_text_that_says_what_is_drawn_changes_nothing(words: str) -> None:
    result = printed(statement({"234": said(words)}))
    assert [f.value for f in facts_of(result, "Rent")] == ["234000000", "300000000"]
    assert "two_readings" not in codes(result)


@pytest.mark.parametrize("words", ("\\(234\\)", "234%", "2.34", "235", "23"))
def test_a_sign_a_point_or_a_digit_more_is_another_number(words: str) -> None:
    result = printed(statement({"234": said(words)}))
    assert facts_of(result, "Rent")[0].value is None and "two_readings" in codes(result)


def test_nothing_said_replaces_nothing() -> None:
    result = printed(statement({"234": said("")}))
    assert facts_of(result, "Rent")[0].printed == "234"


def test_a_number_in_prose_that_the_file_contradicts_gives_no_value() -> None:
    sentence = text(72, 500, "Revenue was 1,234 million yen in fiscal 2007.")
    disputed = sentence.replace(
        b"(Revenue was 1,234", b"(Revenue was ) Tj " + said("9,999").replace(b"DRAWN", b"(1,234) Tj") + b" ("
    )
    (plain,) = printed(sentence).facts
    (fact,) = printed(disputed).facts
    assert (plain.value, plain.status) == ("1234000000", "verbatim")
    assert (fact.value, fact.status, fact.printed) == (None, "unresolved", "1,234")


def test_the_tag_tree_may_contradict_as_well() -> None:
    content = statement({"234": b"/Span <</MCID 0>> BDC DRAWN EMC"})
    plain = one_page(content, page="/StructParents 0/Resources<</Font<</F 9 0 R>>>>", more={
        9: ("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>", b""),
        10: ("<</Type/StructTreeRoot/K 11 0 R/ParentTree<</Nums[0[11 0 R]]>>>>", b""),
        11: ("<</Type/StructElem/S/Span/P 10 0 R/Pg 3 0 R/K 0/ActualText(999)>>", b""),
    })  # fmt: skip
    tagged = plain.replace(b"/Type/Catalog", b"/Type/Catalog/StructTreeRoot 10 0 R/MarkInfo<</Marked true>>")
    result = read(tagged, name="page.pdf")
    assert facts_of(result, "Rent")[0].value is None


UNNAMED = (
    "<</Type/Font/Subtype/Type1/BaseFont/Odd/FirstChar 33/LastChar 34/Widths[500 500]/FontDescriptor 21 0 R"
    "/Encoding<</Type/Encoding/Differences[33/NAME/OTHER]>>>>"
)


def unnamed_font(name: str, other: str = "g17") -> dict[int, Object]:
    """A font of two glyphs that says of neither which character it is, save by their names."""
    font = cff_font((name, other))
    return {
        20: (UNNAMED.replace("NAME", name).replace("OTHER", other), b""),
        21: (
            "<</Type/FontDescriptor/FontName/Odd/Flags 4/FontBBox[0 0 500 700]/ItalicAngle 0/Ascent 700/Descent 0"
            "/CapHeight 700/StemV 80/FontFile3 22 0 R>>",
            b"",
        ),
        22: (f"<</Subtype/Type1C/Length {len(font)}>>", font),
    }


def cff_font(names: tuple[str, ...]) -> bytes:
    """A compact font whose glyphs are boxes."""
    pytest.importorskip("fontTools")
    import io

    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.ttLib import TTFont

    order = [".notdef", *names]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({})
    drawings = {}
    for name in order:
        pen = T2CharStringPen(500, None)
        pen.moveTo((50, 0))
        for point in ((450, 0), (450, 700), (50, 700)):
            pen.lineTo(point)
        pen.closePath()
        drawings[name] = pen.getCharString()
    builder.setupCFF("Odd", {}, drawings, {})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (500, 0)))
    builder.setupHorizontalHeader(ascent=700, descent=0)
    builder.setupOS2()
    builder.setupPost()
    file = io.BytesIO()
    builder.save(file)
    return bytes(TTFont(io.BytesIO(file.getvalue())).getTableData("CFF "))


def signs(glyph: str) -> dict[str, bytes]:
    """Draws the glyph of a code at the left of each figure of the first row, a column's width away."""
    return {value: text(x - 30, TOP, glyph, "O") + b" DRAWN" for value, x in (("1,111", 300), ("1,000", 400))}


def test_a_currency_sign_is_known_by_the_name_its_font_gives_it() -> None:
    content = statement(signs("!"), unit="(In millions)")
    result = printed(content, unnamed_font("dollarsign"), "/O 20 0 R")
    assert [(f.value, f.unit) for f in facts_of(result, "Sales")] == [("1111000000", "USD"), ("1000000000", "USD")]
    assert "text_without_unicode" not in codes(result)
    assert result.document.currency == "USD"


def test_a_glyph_whose_name_tells_nothing_stays_unknown_and_its_figures_are_flagged() -> None:
    content = statement(signs('"'), unit="(In millions of yen)")
    result = printed(content, unnamed_font("dollarsign"), "/O 20 0 R")
    assert [f.status for f in facts_of(result, "Sales")] == ["unresolved", "unresolved"]
    assert [f.status for f in facts_of(result, "Cost")] == ["verbatim", "verbatim"]
    assert "text_without_unicode" in codes(result)


@pytest.mark.parametrize("name", ("digit7", "g17", "a55", "G37", "a7"))
def test_no_digit_is_made_of_a_name(name: str) -> None:
    content = statement({"1,111": text(290, TOP, "!", "O") + b" DRAWN"})
    result = printed(content, unnamed_font(name), "/O 20 0 R")
    assert {f.value for f in facts_of(result, "Sales") if f.printed and "1,111" in f.printed} == {None}


def test_what_the_file_says_of_unknown_glyphs_is_taken() -> None:
    glyph = text(300, TOP - 28, "!!!", "O")
    content = statement({"234": b"/Span <</ActualText(567)>> BDC " + glyph + b" EMC"})
    result = printed(content, unnamed_font("digit", "odd"), "/O 20 0 R")
    assert [f.value for f in facts_of(result, "Rent") if f.printed == "567"] == ["567000000"]


def test_rivals_of_words_that_are_split_otherwise() -> None:
    def words(*texts: str) -> list[tuple[object, ...]]:
        return [(9.0 * k, 0, 9.0 * k + 8, 9, t) for k, t in enumerate(texts)]

    assert rivals_of(words("Total", "1,234"), words("Total", "1", ",234")) == {}
    assert rivals_of(words("Total", "1,234"), words("Total", "1", ",235")) == {1: "1,234", 2: "1,234"}
    assert rivals_of(words("Total"), words("Total", "5")) == {1: ""}
    assert rivals_of(words("決算年月", "5"), words("決算年⽉", "5")) == {}
    assert rivals_of(words("offi", "ce"), words("o", "ce")) == {}
    assert rivals_of(words("x", "12", "y"), words("x", "y")) == {}


@pytest.mark.parametrize(
    ("one", "other", "right"),
    [
        ("1,234", "1,2\ufffd4", True),
        ("1,2345", "1,2\ufffd4", False),
        ("1,2345", "1,234\ufffd\ufffd", False),
        ("12", "\ufffd\ufffd", True),
        ("123", "\ufffd", False),
        ("ffice", "\ufffdce", True),
        ("", "\ufffd", True),
    ],
)
def test_unknown_characters_are_filled_one_for_one_with_digits(one: str, other: str, right: bool) -> None:
    assert agrees(one, other) is right
