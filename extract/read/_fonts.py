"""What the fonts of an open PDF say of their glyphs, as plain data. Like `_mupdf`, it lets nothing of the library out.

The library gives each glyph a Unicode, and where the file has no table for it, it goes by the glyph's name. A name like
`/g17` says nothing: the library takes the number in it for a place in a list, and gives a letter or digit all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from extract.read import _mupdf

_NUMBER_OF_GLYPH = 65536  # a character without Unicode comes as the number of its glyph in the font
_IS_NUMBER_OF_GLYPH = 256
_MOST_UNNAMED = 20_000
_MOST_GLYPHS = 4_000
_REFERENCE = re.compile(r"(\d+) \d+ R")
_CODE_OR_NAME = re.compile(r"(\d+)|/([^\s/\[\]<>()]+)")
# The forms of name whose number the library takes for a character: `g1A` and `G1A` (hexadecimal), `a52` (decimal).
_NUMBERED = re.compile(r"(?:(?P<hex>[gG])(?P<digits16>[0-9A-Fa-f]{1,4})|a(?P<digits10>\d{2,}))(?:[._].*)?")

Known = dict[int, bool]


def names_of_glyphs(document: Any, page: Any) -> list[str]:
    """The names that the embedded fonts give the glyphs of which no Unicode is known, in the order of the text.

    A glyph without a name, or with two, has "". One entry for each U+FFFD of `raw_text`.
    """

    def read() -> list[str]:
        pymupdf = _mupdf.library()
        pymupdf.TOOLS.set_subset_fontnames(True)
        try:
            text = page.get_textpage(flags=_mupdf.TEXT_FLAGS | _NUMBER_OF_GLYPH).extractRAWDICT()
        finally:
            pymupdf.TOOLS.set_subset_fontnames(False)
        glyphs = [
            (span["font"], ord(char["c"]))
            for block in text["blocks"]
            for line in block["lines"]
            for span in line["spans"]
            if span["char_flags"] & _IS_NUMBER_OF_GLYPH
            for char in span["chars"]
        ]
        if len(glyphs) > _MOST_UNNAMED:
            return []
        fonts: dict[str, list[Any]] = {}
        for xref, extension, _, name, *_ in page.get_fonts(full=True):
            if any(name == font for font, _ in glyphs) and extension not in ("n/a", "", None):
                fonts.setdefault(name, []).append(pymupdf.Font(fontbuffer=document.extract_font(xref)[3]))
        return [name_of_glyph(fonts.get(font, []), number) for font, number in glyphs]

    return _mupdf.guarded(read)


def name_of_glyph(fonts: Sequence[Any], number: int) -> str:
    """The one name that fonts give a glyph; "" when they give none, or several."""
    names = set()
    for font in fonts:
        if not 0 < number < font.glyph_count:
            return ""
        names.add(str(_mupdf.library().mupdf.fz_get_glyph_name2(font.this, number)))
    return names.pop() if len(names) == 1 else ""


def has_guessed_font(document: Any, page: Any, known: Known) -> bool:
    """Whether a font of the page has names from which the library guesses; `known` keeps what was found out."""
    return any(is_guessed(document, xref, known) for xref in fonts_of(document, page))


def characters_guessed(document: Any, page: Any, known: Known, *, as_drawn: bool = False) -> list[bool]:
    """For each character of the page's text but white space, in order, whether the library guessed it from a name."""

    def read() -> list[bool]:
        names = {font[3] for font in page.get_fonts(full=True) if is_guessed(document, font[0], known)}
        _mupdf.library().TOOLS.set_subset_fontnames(True)
        try:
            blocks = _mupdf.raw_text(page, as_drawn=as_drawn)[1]
        finally:
            _mupdf.library().TOOLS.set_subset_fontnames(False)
        spans = [span for block in blocks for line in block["lines"] for span in line["spans"]]
        return [
            span["font"] in names and character != "\ufffd"
            for span in spans
            for character in "".join(span["text"].split())
        ]

    return _mupdf.guarded(read)


def fonts_of(document: Any, page: Any) -> list[int]:
    """The objects of the fonts a page may use; those of its forms as well."""

    def read() -> list[int]:
        kind, value = document.xref_get_key(page.xref, "Resources/Font")
        if kind == "xref":
            value = document.xref_object(int(value.split()[0]), compressed=True)
        if kind in ("xref", "dict") and not page.get_xobjects():
            return [int(number) for number in _REFERENCE.findall(value)]
        return [font[0] for font in page.get_fonts(full=True)]

    return _mupdf.guarded(read)


def is_guessed(document: Any, xref: int, known: Known) -> bool:
    """Whether a font has no table of its characters, and a name of a glyph that says a number other than its code."""
    if xref not in known:
        try:
            known[xref] = xref > 0 and guesses(document, xref)
        except Exception:
            known[xref] = True
    return known[xref]


def guesses(document: Any, xref: int) -> bool:
    """`is_guessed`, found out from the file."""
    if document.xref_get_key(xref, "ToUnicode")[0] not in ("null", ""):
        return False
    kind, value = document.xref_get_key(xref, "Encoding")
    if kind == "xref":
        kind, value = "dict", document.xref_object(int(value.split()[0]), compressed=True)
    if kind == "dict":
        kind, differences = document.xref_get_key(xref, "Encoding/Differences")
        if kind == "xref":
            differences = document.xref_object(int(differences.split()[0]), compressed=True)
        return kind in ("array", "xref") and any(tells_nothing(name, code) for code, name in coded(differences))
    if kind == "null" and document.xref_get_key(xref, "Subtype")[1] == "/Type1":
        file = document.extract_font(xref)[3]
        if file:
            font = _mupdf.library().Font(fontbuffer=file)
            names = (name_of_glyph([font], k) for k in range(1, min(font.glyph_count, _MOST_GLYPHS)))
            return any(tells_nothing(name, -1) for name in names)
    return False


def coded(differences: str) -> list[tuple[int, str]]:
    """The codes and names of an encoding's differences.

    >>> coded("[33/dollar/g17 52/four]")
    [(33, 'dollar'), (34, 'g17'), (52, 'four')]
    """
    out: list[tuple[int, str]] = []
    code = 0
    for number, name in _CODE_OR_NAME.findall(differences):
        if number:
            code = int(number)
        else:
            out.append((code, name))
            code += 1
    return out


def tells_nothing(name: str, code: int) -> bool:
    """Whether the library would make a character of the number in a name, and nothing else says it is that one.

    >>> tells_nothing("g17", 34), tells_nothing("a52", 52), tells_nothing("seven", 34)
    (True, False, False)
    """
    found = _NUMBERED.fullmatch(name)
    if found is None:
        return False
    return int(found["digits16"] or found["digits10"], 16 if found["hex"] else 10) != code
