"""Documents made to harm: they ask for ever more time or memory. Each is a few kilobytes.

The forms are those that readers of PDFs fall over: nested form objects, compression upon compression, page trees that
lead to themselves, page counts that are lies, nesting without end.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

Object = tuple[str, bytes]


def make_bombs(folder: Path) -> list[Path]:
    """Writes all of them into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in BOMBS.items():
        (folder / name).write_bytes(make())
    return sorted(folder.iterdir())


def pdf(objects: dict[int, Object]) -> bytes:
    """A PDF of these objects, number -> (dictionary, stream); 1 is the catalogue."""
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, (dictionary, stream) in objects.items():
        places[number] = out.tell()
        out.write(f"{number} 0 obj\n{dictionary}\n".encode())
        if stream:
            out.write(b"stream\n" + stream + b"\nendstream\n")
        out.write(b"endobj\n")
    start = out.tell()
    out.write(f"xref\n0 {max(objects) + 1}\n0000000000 65535 f \n".encode())
    for number in range(1, max(objects) + 1):
        out.write(f"{places.get(number, 0):010} 00000 n \n".encode())
    out.write(f"trailer\n<</Size {max(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def one_page(
    content: bytes,
    *,
    extra: str = "",
    more: dict[int, Object] | None = None,
    page: str = "",
    size: tuple[int, int] = (612, 792),
) -> bytes:
    """A PDF of one page with this content."""
    box = f"[0 0 {size[0]} {size[1]}]"
    return pdf(
        {
            1: ("<</Type/Catalog/Pages 2 0 R>>", b""),
            2: ("<</Type/Pages/Kids[3 0 R]/Count 1>>", b""),
            3: (f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Contents 4 0 R{page}>>", b""),
            4: (f"<</Length {len(content)}{extra}>>", content),
            **(more or {}),
        }
    )


def billion_laughs() -> bytes:
    """Form objects that draw each other, ten times each: 10^12 drawings."""
    forms: dict[int, Object] = {}
    for level in range(12):
        call = b"/F Do " * 10 if level < 11 else b"0 0 m 9 9 l S BT /A 9 Tf (1) Tj ET "
        inner = f"/Resources<</XObject<</F {11 + level} 0 R>>>>" if level < 11 else ""
        forms[10 + level] = (f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]{inner}/Length {len(call)}>>", call)
    return one_page(b"/F Do " * 10, more=forms, page="/Resources<</XObject<</F 10 0 R>>>>")


def flate_bomb(mib: int = 2048) -> bytes:
    """Two gigabytes of blanks, compressed twice."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 2**20) for _ in range(mib)) + packer.flush()
    return one_page(zlib.compress(once, 9), extra="/Filter[/FlateDecode/FlateDecode]")


def path_flood(count: int = 10_000_000) -> bytes:
    """A page of ten million lines, a hundred and forty megabytes of path operators."""
    return one_page(zlib.compress(b"0 0 m 9 9 l S\n" * count, 9), extra="/Filter/FlateDecode")


def word_flood() -> bytes:
    """Millions of words on one page."""
    return one_page(zlib.compress(b"BT 1 0 0 1 9 9 Tm (1,234) Tj ET\n" * 3_000_000, 9), extra="/Filter/FlateDecode")


def page_loop() -> bytes:
    """A page tree that holds itself and claims two thousand million pages."""
    return pdf(
        {
            1: ("<</Type/Catalog/Pages 2 0 R>>", b""),
            2: ("<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000/Parent 2 0 R>>", b""),
        }
    )


def nested_arrays() -> bytes:
    """Half a million brackets."""
    return pdf({1: ("<</Type/Catalog/Pages 2 0 R>>", b""), 2: ("[" * 500_000, b"")})


def vast_page() -> bytes:
    """A page of ten million points each way."""
    return one_page(b"0 0 m 9999999 9999999 l S", size=(9_999_999, 9_999_999))


def long_text() -> bytes:
    """Forty megabytes of table, with no end of a line in sight of a repair."""
    return b"Unit: JPY million\n" + b"Total\t1,234\t5,678\t(9)\n" * 1_800_000


def bracket_text() -> bytes:
    """Text that makes careless patterns backtrack for ever."""
    return (b"(" * 50_000 + b"1,2,3.4.5 " * 50_000 + b"\n") * 3


def zip_bomb() -> bytes:
    """A gigabyte of blanks in an archive, in an archive."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as file:
        for _ in range(1024):
            file.write(b" " * 2**20)
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../inner.zip", inner.getvalue())
        archive.writestr("../../escape.txt", "Revenues\t1,234\n")
    return outer.getvalue()


FONT: dict[int, Object] = {
    9: ("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>", b""),
}
FONT_OF_PAGE = "/Resources<</Font<</F 9 0 R>>>>"


def text_page(content: bytes, *, width: int = 612, height: int = 792) -> bytes:
    """A PDF of one page of text in font F, with the content compressed."""
    packed = zlib.compress(content, 9)
    return one_page(packed, extra="/Filter/FlateDecode", more=FONT, page=FONT_OF_PAGE, size=(width, height))


def at(x: float, y: float, words: str) -> bytes:
    """Words from x on the base line y."""
    return f"BT /F 9 Tf 1 0 0 1 {x:.1f} {y:.1f} Tm ({words}) Tj ET\n".encode()


SHEET_PT = 12_000


def sheet(count: int, words: str, before: str = "", after: str = "") -> bytes:
    """So many words, each in a place of its own on a sheet of 12,000 points each way."""
    cells = ((40 * (k % 300), 12 * (k // 300)) for k in range(count))
    return b"".join(before.encode() + at(x, y, words) + after.encode() for x, y in cells)


def line_flood(count: int = 1_000_000) -> bytes:
    """A million lines on one page, with a table among them."""
    table = b"".join(at(72, 700 - 14 * k, f"Item {k}") + at(300, 700 - 14 * k, f"{k},234") for k in range(9))
    return text_page(table + b"0 0 m 9 9 l S\n" * count)


def long_line(count: int = 400_000) -> bytes:
    """One line of hundreds of thousands of pieces, up and down and to and fro."""
    return text_page(at(72, 500, "Revenue was JPY7 million.") + b"0 0 m" + b" 9 0 l 0 0 l" * (count // 2) + b" S")


def level_lines(count: int = 90_000) -> bytes:
    """Tens of thousands of level and upright lines that cross each other, and words between them."""
    half = count // 2
    lines = b"".join(f"0 {k / half * 792:.2f} m 612 {k / half * 792:.2f} l S\n".encode() for k in range(half))
    lines += b"".join(f"{k / half * 612:.2f} 0 m {k / half * 612:.2f} 792 l S\n".encode() for k in range(half))
    table = b"".join(at(72, 700 - 14 * k, f"Item {k}") + at(300, 700 - 14 * k, f"{k},234") for k in range(9))
    return text_page(lines + table)


def fill_flood(words: int = 20_000, boxes: int = 90_000) -> bytes:
    """Thousands of words in one line, and thousands of boxes painted over that line."""
    return text_page(b"".join(at(k % 600, 500, "1,234") for k in range(words)) + b"0 490 600 30 re f\n" * boxes)


def pale_flood(words: int = 20_000, boxes: int = 90_000) -> bytes:
    """Thousands of white words upon thousands of boxes, each as large as the page."""
    white = b"".join(at(k % 600, 100 + k // 40, "1,234") for k in range(words))
    return text_page(b"1 0 0 rg\n" + b"0 90 600 600 re f\n" * boxes + b"1 g\n" + white)


def clip_flood(count: int = 90_000) -> bytes:
    """Thousands of words that a clip takes away, or of which it leaves a part."""
    clip = f"q 0 0 {SHEET_PT // 3 + 15} {SHEET_PT} re W n\n".encode()
    return text_page(clip + sheet(count, "1,234,567") + b"Q", width=SHEET_PT, height=SHEET_PT)


def said_flood(count: int = 90_000) -> bytes:
    """Thousands of numbers in whose place the file says others."""
    content = sheet(count, "1,234", "/Span <</ActualText(5,678)>> BDC ", "EMC\n")
    return text_page(content, width=SHEET_PT, height=SHEET_PT)


def long_said(count: int = 300) -> bytes:
    """Numbers in whose place the file says numbers of a hundred thousand digits."""
    content = sheet(count, "1,234", f"/Span <</ActualText({'7' * 100_000})>> BDC ", "EMC\n")
    return text_page(content, width=SHEET_PT, height=SHEET_PT)


def number_sheet(count: int = 90_000) -> bytes:
    """A table of tens of thousands of numbers on one page."""
    return text_page(sheet(count, "1,234"), width=SHEET_PT, height=SHEET_PT)


def repeated_words(count: int = 90_000) -> bytes:
    """One word printed tens of thousands of times in one place."""
    return text_page(at(72, 500, "1,234") * count)


def huge_letters(count: int = 20_000) -> bytes:
    """Thousands of letters as large as the page, white upon white."""
    return text_page(b"1 g\n" + at(10, 10, "8").replace(b"/F 9 Tf", b"/F 1000 Tf") * count)


def huge_picture(side: int = 60_000) -> bytes:
    """A picture of 60,000 by 60,000 points of grey, compressed twice, all over the page."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b"\x40" * side) for _ in range(side)) + packer.flush()
    twice = zlib.compress(once, 9)
    picture = (
        f"<</Type/XObject/Subtype/Image/Width {side}/Height {side}/ColorSpace/DeviceGray/BitsPerComponent 8"
        f"/Filter[/FlateDecode/FlateDecode]/Length {len(twice)}>>"
    )
    content = b"q 612 0 0 792 0 0 cm /Im Do Q"
    return one_page(content, more={9: (picture, twice)}, page="/Resources<</XObject<</Im 9 0 R>>>>")


def deep_state(count: int = 2_000_000) -> bytes:
    """Two million saved states of drawing, none given back."""
    return text_page(b"q " * count + at(72, 500, "Revenue was JPY7 million."))


def deep_tree(levels: int = 20_000) -> bytes:
    """A page that stands twenty thousand levels down in the page tree."""
    nodes: dict[int, Object] = {
        10 + k: (f"<</Type/Pages/Parent {9 + k if k else 2} 0 R/Kids[{11 + k} 0 R]/Count 1>>", b"")
        for k in range(levels)
    }
    last = 10 + levels
    return pdf(
        {
            1: ("<</Type/Catalog/Pages 2 0 R>>", b""),
            2: ("<</Type/Pages/Kids[10 0 R]/Count 1>>", b""),
            **nodes,
            last: (f"<</Type/Page/Parent {last - 1} 0 R/MediaBox[0 0 612 792]>>", b""),
        }
    )


def tag_flood(count: int = 100_000) -> bytes:
    """A tree of tags that leads back to itself, over a page of marked words."""
    content = b"".join(b"/P <</MCID %d>> BDC " % k + at(k % 500, 20 + k // 130, "1") + b"EMC\n" for k in range(count))
    kids = "[" + " 11 0 R" * 1_000 + "]"
    data = one_page(
        zlib.compress(content, 9),
        extra="/Filter/FlateDecode",
        more={
            **FONT,
            10: (f"<</Type/StructTreeRoot/K{kids}>>", b""),
            11: (f"<</Type/StructElem/S/P/P 10 0 R/Pg 3 0 R/ActualText(9)/K{kids}>>", b""),
        },
        page=FONT_OF_PAGE + "/StructParents 0",
    )
    return data.replace(b"/Type/Catalog", b"/Type/Catalog/MarkInfo<</Marked true>>/StructTreeRoot 10 0 R")


def layer_flood(count: int = 20_000) -> bytes:
    """Tens of thousands of layers, all switched off."""
    layers: dict[int, Object] = {10 + k: (f"<</Type/OCG/Name(layer {k})>>", b"") for k in range(count)}
    names = " ".join(f"{number} 0 R" for number in layers)
    content = at(72, 500, "Revenue was JPY7 million.")
    data = one_page(content, more={**FONT, **layers}, page=FONT_OF_PAGE)
    switches = f"/Type/Catalog/OCProperties<</OCGs[{names}]/D<</OFF[{names}]>>>>"
    return rebuilt(data, b"/Type/Catalog", switches.encode())


def rebuilt(data: bytes, old: bytes, new: bytes) -> bytes:
    """A file with something changed, without its list of places: whoever opens it has to look for the objects."""
    return data.replace(old, new, 1).replace(b"xref\n0 ", b"lost\n0 ")


def unicode_flood(count: int = 60_000) -> bytes:
    """A font whose table of Unicode has tens of thousands of lines, each a hundred letters for one glyph."""
    lines = b"".join(b"<%04X> <%s>\n" % (k % 65_536, b"0031" * 100) for k in range(count))
    table = zlib.compress(b"1 beginbfchar\n" + lines + b"endbfchar\n", 9)
    more: dict[int, Object] = {
        9: (
            "<</Type/Font/Subtype/Type0/BaseFont/None/Encoding/Identity-H/DescendantFonts[10 0 R]/ToUnicode 12 0 R>>",
            b"",
        ),
        10: (
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/None/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            "/Supplement 0>>/FontDescriptor 11 0 R/DW 500>>",
            b"",
        ),
        11: ("<</Type/FontDescriptor/FontName/None/Flags 4/FontBBox[0 0 1000 1000]/Ascent 800/Descent -200"
             "/ItalicAngle 0/CapHeight 700/StemV 80>>", b""),
        12: (f"<</Length {len(table)}/Filter/FlateDecode>>", table),
    }  # fmt: skip
    content = b"".join(b"BT /F 9 Tf 1 0 0 1 %d %d Tm <%04X> Tj ET\n" % (k % 500, k // 90, k) for k in range(count))
    return one_page(zlib.compress(content, 9), extra="/Filter/FlateDecode", more=more, page=FONT_OF_PAGE)


def deep_forms(levels: int = 3_000) -> bytes:
    """Forms within forms, three thousand deep, with a word in the last."""
    forms: dict[int, Object] = dict(FONT)
    for level in range(levels):
        call = b"/F Do" if level < levels - 1 else b"BT /A 9 Tf 72 500 Td (1,234) Tj ET"
        inner = f"<</XObject<</F {11 + level} 0 R>>>>" if level < levels - 1 else "<</Font<</A 9 0 R>>>>"
        forms[10 + level] = (
            f"<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources{inner}/Length {len(call)}>>",
            call,
        )
    return one_page(b"/F Do", more=forms, page="/Resources<</XObject<</F 10 0 R>>>>")


def many_pages(count: int = 2_500) -> bytes:
    """Two thousand and five hundred pages of one line each."""
    content = at(72, 500, "Revenue was JPY7 million.")
    pages = {10 + k: ("<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
                      + FONT_OF_PAGE + ">>", b"") for k in range(count)}  # fmt: skip
    kids = " ".join(f"{number} 0 R" for number in pages)
    return pdf(
        {
            1: ("<</Type/Catalog/Pages 2 0 R>>", b""),
            2: (f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>", b""),
            4: (f"<</Length {len(content)}>>", content),
            **FONT,
            **pages,
        }
    )


def wide_page() -> bytes:
    """A page two hundred inches wide, its table spread over all of it."""
    cells = b"".join(
        at(x, 500 - 14 * k, f"{k + 1},{x % 900 + 100}" if x else f"Item {k}")
        for k in range(20)
        for x in range(0, 14_300, 300)
    )
    return text_page(cells, width=14_400)


def long_word(count: int = 2_000_000) -> bytes:
    """One word of two million digits."""
    return text_page(at(10, 500, "1" * count))


BOMBS: dict[str, Callable[[], bytes]] = {
    "billion-laughs.pdf": billion_laughs,
    "bracket-text.txt": bracket_text,
    "clip-flood.pdf": clip_flood,
    "deep-forms.pdf": deep_forms,
    "deep-state.pdf": deep_state,
    "deep-tree.pdf": deep_tree,
    "fill-flood.pdf": fill_flood,
    "flate-bomb.pdf": flate_bomb,
    "huge-letters.pdf": huge_letters,
    "huge-picture.pdf": huge_picture,
    "layer-flood.pdf": layer_flood,
    "level-lines.pdf": level_lines,
    "line-flood.pdf": line_flood,
    "long-line.pdf": long_line,
    "long-said.pdf": long_said,
    "long-text.txt": long_text,
    "long-word.pdf": long_word,
    "many-pages.pdf": many_pages,
    "nested-arrays.pdf": nested_arrays,
    "number-sheet.pdf": number_sheet,
    "page-loop.pdf": page_loop,
    "pale-flood.pdf": pale_flood,
    "path-flood.pdf": path_flood,
    "repeated-words.pdf": repeated_words,
    "said-flood.pdf": said_flood,
    "tag-flood.pdf": tag_flood,
    "unicode-flood.pdf": unicode_flood,
    "vast-page.pdf": vast_page,
    "wide-page.pdf": wide_page,
    "word-flood.pdf": word_flood,
    "zip-bomb.zip": zip_bomb,
}
