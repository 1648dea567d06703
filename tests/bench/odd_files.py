"""Odd files of every syntax, for the fuzzer: what no writer should make and some do.

Text cut within its encoding, nests deeper than a stack, spans wider than a table, ends of lines of four kinds, tags of
inline XBRL that nothing declares, PDFs whose list of places lies, layouts in JSON of the wrong types, saved pages and
submissions whose parts never end. Each is small, and follows from the randomness it is given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any

from tests.bench.bombs import FONT, FONT_OF_PAGE, Object, at, pdf
from tests.fuzzed import EVIL, HEADINGS, LABELS, PROSE, VALUES, as_html, as_tabs, document, grid, mutant

_HEAD = "Results for the Year Ended March 31, 2024\n\n(JPY million)\n\n"
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "shift_jis", "euc_jp", "iso2022_jp",
              "cp1252", "gb18030", "utf-7", "cp500")  # fmt: skip
_ODD_NUMBERS: tuple[Any, ...] = (
    *(0, -1, 1, 2, 7, 10**6, 10**18, -(10**9), 0.5, 1e308, -1e308, 1e-320, float("nan"), float("inf")),
    *(None, True, False, "", "3", "1,234", "x", [], [[]], {}, [None], {"a": None}),
)


def encoded(random: Random) -> bytes:
    """A text of any encoding whose bytes are cut, doubled, or of two encodings."""
    text = _HEAD + as_tabs(grid(random), random) + "\n\n" + random.choice(PROSE)
    codes = random.choice(_ENCODINGS), random.choice(_ENCODINGS)
    one, other = (text.encode(code, "replace") for code in codes)
    cut = random.randrange(len(one) + 1)
    return random.choice(
        (
            one[:cut],
            one[: cut | 1],
            one[random.choice((1, 2, 3)) :],
            one[:cut] + other[cut:],
            one[:cut] + b"\xff\xfe" + one[cut:],
            one[:cut] + b"\xed\xa0\x80\xc0\x80\xf8\x88" + one[cut:],
            b"\xef\xbb\xbf" * 3 + one,
            one[:cut] + b"\x00" * random.choice((1, 2, 3, 900)) + one[cut:],
            b'<?xml version="1.0" encoding="%s"?><html>' % codes[1].encode() + one,
            b'<html><meta charset="%s"><body>' % codes[1].encode() + one,
        )
    )


_NESTED = (
    *("<table><tr><td>{0}", "<div>{0} ", "<ul><li>{0}", "<b>{0}<i>", "<sup>{0}", "<span style='color:red'>{0} ",
    "<p>{0}"),
    *("> {0} ", "  - {0}\n", "({0} ", "[{0}](", "**{0} ", "`{0} ", "| {0} ", "<td>{0}<tr>", "<td>{0}<table>",
    "</td>{0}"),
    *("<select><option>{0}", "<svg><text>{0}", "<math><mn>{0}", "<template>{0}", "<details><summary>{0}",
    "<dl><dt>{0}"),
    *("<pre>{0}\n", "<textarea>{0}", "<title>{0}", "<![CDATA[{0}", "<?a {0}", "<!a {0}", "<a\n{0}=", "<a x='{0}"),
)  # fmt: skip


def nested(random: Random) -> bytes:
    """One or two things within themselves, up to thousands of times, mostly without an end."""
    pieces = [random.choice(_NESTED) for _ in range(random.choice((1, 1, 2, 3)))]
    times = random.choice((3, 30, 300, 2_000))
    cells = [*VALUES, *LABELS]
    inner = "".join(random.choice(pieces).format(random.choice(cells)) for _ in range(times))
    after = random.choice(("", "</table>" * times, "</div>" * times, ")" * times, "</html>"))
    page = inner + as_html(grid(random), random) + after + as_tabs(grid(random), random)
    head = random.choice(("<!DOCTYPE html><html><body>", "<html>", "", _HEAD))
    return (head + page).encode()


_SPANS = ("0", "-1", "1", "2", "3", "17", "999", "65535", "1000000", "99999999999999999999", "1e3", "2.5", "", "x", "٣",
          "２", "½", " 2 ", "+2", "0x10", "1_000", "²")  # fmt: skip


def spanned(random: Random) -> bytes:
    """A table of HTML whose cells span what they like, in parts that come in any order."""
    rows = []
    for row in grid(random):
        cells = []
        for cell in row:
            spans = "".join(
                f" {name}={quote}{random.choice(_SPANS)}{quote}"
                for name in ("colspan", "rowspan", "COLSPAN", "span")
                for quote in (random.choice(('"', "'", "")),)
                if random.random() < 0.3
            )
            cells.append(f"<{random.choice(('td', 'td', 'th', 'TD', 'caption', 'col', 'tr'))}{spans}>{cell}")
        rows.append("<tr>" + "".join(cells))
        if random.random() < 0.2:
            rows.append(
                random.choice(("<thead>", "<tbody>", "<tfoot>", "<colgroup><col span=9999>", "</table>", "<table>"))
            )
    return f"<!DOCTYPE html><html><body><p>(JPY million)</p><table>{chr(10).join(rows)}</table></body></html>".encode()


def broken_lines(random: Random) -> bytes:
    """A document whose lines end in every way there is, with NULs and marks of no width strewn in."""
    ends = ["\n", "\r", "\r\n", "\n\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00", "\r\r\n", "\x1a"]
    chosen = random.sample(ends, random.choice((2, 3, len(ends))))
    text = document(random.randrange(1 << 40)).decode("utf-8", "replace")
    text = re.sub("\n", lambda _: random.choice(chosen), text)
    strewn = random.choice(("", "\x00", "\u200b", "\ufeff", "\u00ad", "\x7f", "\u0300", "\U000e0020", "\ue000"))
    rate = random.choice((0.0, 0.02, 0.3))
    return "".join(c + strewn if random.random() < rate else c for c in text).encode("utf-8", "replace")


_IX_NAMES = (
    "jppfs_cor:NetSales",
    "us-gaap:Revenues",
    "ifrs-full:Revenue",
    "x:",
    ":",
    "",
    "NetSales",
    "a:b:c",
    "売上高",
)
_IX_FORMATS = ("ixt:numdotdecimal", "ixt:num-dot-decimal", "ixt:numcommadecimal", "ixt:fixed-zero", "ixt:nocontent",
        "ixt:x",
               "x", "", ":", "ixt-sec:numwordsen", "ixt:dateyearmonthdaycjk")  # fmt: skip
_IX_SCALES = ("6", "3", "0", "-2", "", "x", "99", "-999", "1e9", "6.5", "２", "+6")
_IX_DAYS = ("2024-03-31", "2023-04-01", "2024-02-30", "2024-13-01", "0000-00-00", "9999-12-31", "2024-03-31T00:00:00",
        "",
            "令和6年3月31日", "-2024-03-31")  # fmt: skip


def tagged(random: Random) -> bytes:
    """Inline XBRL whose prefixes, contexts, units, scales and signs are undeclared, wrong, or lead in circles."""

    def some(*each: str) -> str:
        return random.choice(each)

    def context(n: int) -> str:
        days = (
            f"<xbrli:instant>{some(*_IX_DAYS)}</xbrli:instant>",
            f"<xbrli:startDate>{some(*_IX_DAYS)}</xbrli:startDate><xbrli:endDate>{some(*_IX_DAYS)}</xbrli:endDate>",
            "<xbrli:forever/>",
            "<xbrli:startDate>",
            "",
        )
        member = f'<xbrldi:explicitMember dimension="{some(*_IX_NAMES)}">{some(*_IX_NAMES)}</xbrldi:explicitMember>'
        return (
            f'<xbrli:context id="{some(f"c{n}", "c0", "")}"><xbrli:entity><xbrli:identifier scheme="x">{n}'
            f"</xbrli:identifier>{some('', member, member * 3)}</xbrli:entity>"
            f"<xbrli:period>{some(*days)}</xbrli:period>" + some("</xbrli:context>", "")
        )

    def unit(n: int) -> str:
        measure = some("iso4217:JPY", "iso4217:XXXX", "xbrli:shares", "pure", "", ":", "iso4217:usd")
        told = f"<xbrli:measure>{measure}</xbrli:measure>"
        divided = f"<xbrli:divide><xbrli:unitNumerator>{told}</xbrli:unitNumerator><xbrli:unitDenominator>{told * 2}"
        return f'<xbrli:unit id="u{n}">{some(told, told * 2, divided, "")}' + some("</xbrli:unit>", "")

    def tag(text: str, deep: int = 0) -> str:
        names = {
            "name": some(*_IX_NAMES), "contextRef": some("c0", "c1", "c9", "", "CurrentYearDuration",
            "Prior1YearInstant"),
            "unitRef": some("u0", "u1", "u9", "", "JPY", "USDPerShares"), "scale": some(*_IX_SCALES),
            "sign": some("-", "+", ""),
            "decimals": some("-6", "INF", "x", "", "0"), "format": some(*_IX_FORMATS), "xsi:nil": some("true",
            "false", "x"),
            "continuedAt": some("k0", "k1"), "id": some("k0", "k1", "f"), "tupleRef": "t",
        }  # fmt: skip
        given = " ".join(f'{key}="{value}"' for key, value in names.items() if random.random() < 0.7)
        kind = some(*["ix:nonFraction"] * 4, "ix:nonNumeric", "ix:fraction", "ix:continuation", "IX:NONFRACTION",
        "nonFraction",
                    "a:nonfraction", "ix:exclude", "ix:tuple", "ix:")  # fmt: skip
        inner = tag(text, deep + 1) if deep < 4 and random.random() < 0.2 else text
        return f"<{kind} {given}>{inner}" + some(f"</{kind}>", f"</{kind}>", "</ix:nonFraction>", "")

    rows = [[cell if random.random() < 0.4 else tag(cell) for cell in row] for row in grid(random)]
    body = "<ix:header><ix:hidden>" + tag("7") + "</ix:hidden><ix:resources>"
    body += (
        "".join(context(n) for n in range(3))
        + "".join(unit(n) for n in range(2))
        + some("</ix:resources></ix:header>", "")
    )
    body += as_html(rows, random) + tag(random.choice(PROSE))
    head = some(
        '<?xml version="1.0" encoding="UTF-8"?>', '<?xml version="1.0" encoding="utf-16"?>', "<?xml",
        "<!DOCTYPE html [<!ENTITY"
        ' a "&b;"><!ENTITY b "&a;">]>&a;', ""
    )  # fmt: skip
    spaces = some(
        "", 'xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"', 'xmlns:ix=""', 'xmlns="x" xmlns:ix="&ix;"', "xmlns:="
    )
    return f"{head}<html {spaces}><body><p>(JPY million)</p>{body}</body></html>".encode()


_BOXES = ("[0 0 612 792]", "[0 0 0 0]", "[612 792 0 0]", "[0 0 612 0]", "[0 0 1e-9 1e-9]", "[-9e9 -9e9 9e9 9e9]",
        "[0 0 612]",
          "[(a) 0 612 792]", "[null null null null]", "[]", "3", "99 0 R", "[0 0 612 792 1 2]", "[nan 0 inf 792]",
          "")  # fmt: skip
_PAGES = ("", "/Rotate 90", "/Rotate 91", "/Rotate -90", "/Rotate (x)", "/Rotate 4 0 R", "/UserUnit 0", "/UserUnit -3",
          "/UserUnit 1e9", "/CropBox[900 900 999 999]", "/CropBox[0 0 1 1]", "/Annots[3 0 R]", "/Annots 7",
          "/Group 3 0 R",
          "/StructParents -1", "/B[3 0 R]", "/Parent 3 0 R", "/Contents[4 0 R 4 0 R 3 0 R]", "/Contents null",
          "/Type/Font",
          "/Resources 3 0 R", "/Resources null")  # fmt: skip
_TRAILERS = ("/Encrypt<<>>", "/Encrypt 4 0 R", "/Prev 0", "/Prev 9", "/XRefStm 1", "/Size -1", "/Size 0",
        "/Size 99999999",
             "/Root 3 0 R", "/Root null", "/Info 1 0 R", "/ID[()]",
             "/Encrypt<</Filter/Standard/V 5/R 6/O()/U()/P -1>>")  # fmt: skip


def wrong_places(random: Random) -> bytes:
    """A PDF whose boxes, trailer, lengths and list of places are not what they ought to be."""
    content = b"".join(
        at(72 + 110 * c, 700 - 14 * r, random.choice(VALUES if c else LABELS).encode("ascii", "replace").decode())
        for r in range(random.choice((1, 4, 12)))
        for c in range(random.choice((1, 2, 4)))
    )
    length = random.choice((len(content),) * 4 + (0, -1, 7, 10**9))
    box, more = random.choice(_BOXES), random.choice(_PAGES)
    page = f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Contents 4 0 R{FONT_OF_PAGE}{more}>>"
    root = random.choice(("", "", "/Pages 1 0 R", "/OCProperties 4", "/Outlines 2 0 R"))
    coded = random.choice(("", "", "", "/Filter/FlateDecode", "/Filter[/ASCIIHexDecode/None]"))
    kids = random.choice(("3 0 R", "3 0 R", "3 0 R 3 0 R", "2 0 R 3 0 R", "null 3 0 R", "9 0 R 3 0 R", "(x) 3 0 R", ""))
    count = random.choice(("1", "1", "0", "-1", "999", "(x)", "4 0 R", "1e9"))
    objects: dict[int, Object] = {
        1: (f"<</Type/Catalog/Pages 2 0 R{root}>>", b""),
        2: (f"<</Type/Pages/Kids[{kids}]/Count {count}>>", b""),
        3: (page, b""),
        4: (f"<</Length {length}{coded}>>", content),
        **FONT,
    }
    data = pdf(objects)
    for _ in range(random.choice((0, 1, 1, 2, 4))):
        what = random.randrange(8)
        if what == 0:
            size = len(data) + 99
            data = re.sub(rb"\d{10} 00000 n", lambda _, size=size: b"%010d 00000 n" % random.randrange(size), data)
        elif what == 1:
            data = re.sub(rb"startxref\n\d+", b"startxref\n%d" % random.choice((0, 1, 10**9, len(data) - 9)), data)
        elif what == 2:
            data = data.replace(
                b"/Root 1 0 R", random.choice(_TRAILERS).encode() + random.choice((b"/Root 1 0 R", b""))
            )
        elif what == 3:
            data = data.replace(b"xref\n0 ", random.choice((b"", b"xref\n-5 ", b"xref\n7 ", b"xref 0 0\n")), 1)
        elif what == 4:
            data = data.replace(
                random.choice((b"endobj", b"endstream", b"stream\n", b"%%EOF", b"trailer")), b"", random.choice((1, 9))
            )
        elif what == 5:
            data = random.choice((b"x" * 1_500, b"\n", b"%PDF-9.9\n", b"\x00\xff")) + data
        elif what == 6:
            data += data[random.randrange(len(data)) :]
        else:
            data = data.replace(
                b"/F 9 Tf", random.choice((b"/G 9 Tf", b"/F 0 Tf", b"/F nan Tf", b"", b"/F 9 Tf 0 0 0 0 0 0 cm"))
            )
    return data


def _span(text: str, x: float, y: float) -> dict[str, Any]:
    box = [x, y - 8, x + 5.0 * len(text), y + 2]
    chars = [
        {"c": c, "origin": [x + 5 * n, y], "bbox": [x + 5 * n, y - 8, x + 5 * n + 5, y + 2]} for n, c in enumerate(text)
    ]
    return {
        "size": 9.0,
        "flags": 0,
        "color": 0,
        "font": "F",
        "text": text,
        "origin": [x, y],
        "bbox": box,
        "chars": chars,
    }


def _page(rows: list[list[str]]) -> dict[str, Any]:
    lines = [
        {"dir": [1.0, 0.0], "wmode": 0, "spans": [_span(text, 60 + 110.0 * c, 100 + 14.0 * r)], "bbox": [0, 0, 9, 9]}
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    picture = {"type": 1, "bbox": [0, 0, 9, 9], "ext": "png", "image": "AAAA"}
    return {
        "width": 595.0,
        "height": 842.0,
        "blocks": [{"type": 0, "number": 0, "bbox": [0, 0, 9, 9], "lines": lines}, picture],
    }


def _docling(rows: list[list[str]]) -> dict[str, Any]:
    box = {"l": 60, "t": 700, "r": 140, "b": 690, "coord_origin": "BOTTOMLEFT"}
    prov = [{"page_no": 1, "bbox": box, "charspan": [0, 5]}]
    cells = [
        {"text": text, "start_row_offset_idx": r, "end_row_offset_idx": r + 1, "start_col_offset_idx": c, "row_span": 1,
         "end_col_offset_idx": c + 1, "col_span": 1, "column_header": r == 0, "row_header": c == 0, "bbox": box}
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]  # fmt: skip
    return {
        "schema_name": "DoclingDocument", "version": "1.5.0", "name": "results",
        "body": {"self_ref": "#/body", "children": [{"$ref": "#/texts/0"}, {"$ref": "#/groups/0"}]},
        "groups": [{"self_ref": "#/groups/0", "children": [{"$ref": "#/tables/0"}, {"$ref": "#/groups/0"}]}],
        "texts": [{"self_ref": "#/texts/0", "label": "text", "level": 1, "prov": prov, "text": _HEAD}],
        "tables": [{"self_ref": "#/tables/0", "label": "table", "prov": prov,
                    "data": {"num_rows": len(rows), "num_cols": 3, "table_cells": cells}}],
        "pages": {"1": {"page_no": 1, "size": {"width": 595.0, "height": 842.0}}},
    }  # fmt: skip


def _mistyped(value: Any, random: Random, rate: float) -> Any:
    """The same JSON, with some of its values of another type, and some of its keys gone."""
    if random.random() < rate:
        return random.choice((*_ODD_NUMBERS, random.choice(EVIL)))
    if isinstance(value, dict):
        return {key: _mistyped(each, random, rate) for key, each in value.items() if random.random() > rate / 2}
    if isinstance(value, list):
        return [_mistyped(each, random, rate) for each in value]
    return value


def mistyped_layout(random: Random) -> bytes:
    """A layout of PyMuPDF or of docling in which values have types, sizes and references that none should have."""
    page = _page(grid(random))
    shape: Any = random.choice((page, [page, page], {"pages": [page]}, _docling(grid(random))))
    value = _mistyped(shape, random, random.choice((0.0, 0.003, 0.02, 0.1)))
    data = json.dumps(value, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")
    return mutant(data, random) if random.random() < 0.3 else data


_TYPES = ("text/html", "TEXT/HTML", "multipart/related", "multipart/alternative", "text/plain", "application/pdf",
        "image/png",
          "", "/", "text", "message/rfc822")  # fmt: skip


def saved_parts(random: Random) -> bytes:
    """A saved page whose parts are nested, unended, named twice or not at all, and coded in ways that do not decode."""

    def part(deep: int) -> str:
        kind, mark = random.choice(_TYPES), random.choice(("b", "b", "c", "", '"', "b b", "b" * 300))
        coding = random.choice(("8bit", "quoted-printable", "base64", "binary", "x-none", ""))
        lines = [f"Content-Type: {kind}; charset={random.choice(('utf-8', 'utf-16', 'x', ''))}; boundary={mark}"]
        lines += [
            f"Content-Transfer-Encoding: {coding}",
            random.choice(("", "Content-Location: \x1b[1m..", " folded", ":", "\x00")),
        ]
        body = random.choice(
            (as_html(grid(random), random), "=\n=3D=ZZ=e5", "QUJD=RA", _HEAD + as_tabs(grid(random), random))
        )
        if deep < 6 and (kind.startswith("multipart") or random.random() < 0.2):
            body = "".join(f"\n--{mark}\n{part(deep + 1)}" for _ in range(random.choice((0, 1, 2)))) + random.choice(
                ("", f"\n--{mark}--")
            )
        return "\n".join(lines) + random.choice(("\n\n", "\n", "\r\n\r\n")) + body

    inner = "".join(f"\n------b\n{part(0)}" for _ in range(random.choice((0, 1, 3)))) + random.choice(
        ("\n------b--\n", "", "\n------b")
    )
    kind = random.choice(('multipart/related; type="text/html"; boundary="----b"', "multipart/related",
    "multipart/related; boundary=",
                          'multipart/related; boundary="----b"; boundary="c"', "text/html"))  # fmt: skip
    head = f"From: <Saved by Blink>\nSnapshot-Content-Location: x\nMIME-Version: 1.0\nContent-Type: {kind}\n\n"
    return (head + inner).encode("utf-8", "surrogatepass")


_SGML = ("<DOCUMENT>", "</DOCUMENT>", "<TEXT>", "</TEXT>", "<TYPE>10-Q", "<TYPE>EX-99.1", "<TYPE>GRAPHIC", "<TYPE>",
        "<SEQUENCE>1",
         "<SEQUENCE>x", "<FILENAME>a.htm", "<FILENAME>../\x1b[1m.txt", "<FILENAME>", "<DESCRIPTION>&#0;", "<PDF>",
         "</PDF>", "<XBRL>",
         "<SEC-DOCUMENT>", "</SEC-DOCUMENT>", "<SEC-HEADER>", "</SEC-HEADER>", "<PAGE>", "<S> <C> <C>", "<TABLE>",
         "<CAPTION>",
         "</TABLE>", "begin 644 a.pdf", "M_]C_X``02D9)1@`!`0", "`", "end", "<SUBMISSION>", "<IMS-HEADER>",
         "-----BEGIN PRIVACY"
         "-ENHANCED MESSAGE-----")  # fmt: skip


def unended(random: Random) -> bytes:
    """A submission of EDGAR whose documents, headers and tables begin and end where they like."""
    lines = [random.choice(("<SEC-DOCUMENT>0001-24-1.txt : 20240515", "<SUBMISSION>", "<SEC-HEADER>", "<DOCUMENT>"))]
    for _ in range(random.choice((2, 8, 30))):
        lines.append(
            random.choice(_SGML)
            if random.random() < 0.7
            else random.choice((as_tabs, as_html))(grid(random), random)
            if random.random() < 0.5
            else random.choice((*PROSE, *HEADINGS))
        )
    return random.choice(("\n", "\r\n", "\n\n")).join(lines).encode("utf-8", "replace")


ODD: dict[str, tuple[str, Callable[[Random], bytes]]] = {
    "encoded": ("a.txt", encoded),
    "nested": ("a.html", nested),
    "nested-text": ("a.md", nested),
    "spanned": ("a.html", spanned),
    "lines": ("a.txt", broken_lines),
    "tagged": ("a.htm", tagged),
    "places": ("a.pdf", wrong_places),
    "layout": ("a.json", mistyped_layout),
    "parts": ("a.mht", saved_parts),
    "unended": ("a.txt", unended),
}
