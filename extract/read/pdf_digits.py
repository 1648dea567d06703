"""Digits of fonts whose table says another digit than the one they draw, or a private character: what is drawn counts.

A font with a standard encoding draws `3` for code 51 whatever its ToUnicode table says of it. Where the table says
nothing that can be read, the digit drawn is taken; where it says another digit, the figure has two readings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from extract.read import _fonts, _mupdf

_STANDARD = ("/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding")
_SIMPLE = ("/Type1", "/TrueType", "/MMType1")
_PAIR = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4})>")
_MOST_BYTES = 200_000

Digits = dict[str, str]


def digits_drawn(document: Any, page: Any, known: _fonts.Known) -> dict[str, Digits]:
    """By the name of a font, the characters that stand for another digit than they say; `known` keeps, under the
    negative number of its object, whether a font has any."""
    out: dict[str, Digits] = {}
    for font in _mupdf.guarded(lambda: page.get_fonts(full=True)) if may_exchange(document, page, known) else ():
        if known.get(-font[0]):
            out[font[3]] = exchanged(document, font[0])
    return out


def may_exchange(document: Any, page: Any, known: _fonts.Known) -> bool:
    """Whether a font of the page has such a table."""
    found = False
    for xref in _fonts.fonts_of(document, page):
        if -xref not in known:
            try:
                known[-xref] = xref > 0 and bool(exchanged(document, xref))
            except Exception:
                known[-xref] = False
        found = found or known[-xref]
    return found


def exchanged(document: Any, xref: int) -> Digits:
    """The characters that a font's table says for the codes of digits, where they are not these digits."""
    if document.xref_get_key(xref, "Encoding")[1] not in _STANDARD:
        return {}
    kind, value = document.xref_get_key(xref, "ToUnicode")
    if kind != "xref" or document.xref_get_key(xref, "Subtype")[1] not in _SIMPLE:
        return {}
    table = (document.xref_stream(int(value.split()[0])) or b"")[:_MOST_BYTES]
    pairs = [(int(code, 16), int(said, 16)) for code, said in _PAIR.findall(table)]
    return {chr(said): chr(code) for code, said in pairs if chr(code) in "0123456789" and said != code}


def as_drawn(
    page: Any, raw: Sequence[tuple[Any, ...]], blocks: list[dict[str, Any]], fonts: dict[str, Digits]
) -> tuple[list[tuple[Any, ...]], dict[int, str]]:
    """The words with the digits that are drawn, and by word what the file says where that is another number."""
    pymupdf = _mupdf.library()
    pymupdf.TOOLS.set_subset_fontnames(True)
    try:
        named = _mupdf.raw_text(page)[1]
    finally:
        pymupdf.TOOLS.set_subset_fontnames(False)
    spans = [span for block in named for line in block["lines"] for span in line["spans"]]
    drawn = [fonts.get(span["font"], {}).get(c, c) for span in spans for c in "".join(span["text"].split())]
    if len(drawn) != sum(len("".join(item[4].split())) for item in raw):
        return list(raw), {}
    for span, other in zip((s for b in blocks for ln in b["lines"] for s in ln["spans"]), spans, strict=False):
        digits = fonts.get(other["font"], {})
        span["text"] = "".join(digits.get(c, c) for c in span["text"])
    words: list[tuple[Any, ...]] = []
    rivals: dict[int, str] = {}
    at = 0
    for k, item in enumerate(raw):
        text = "".join(c if c.isspace() else drawn[at + n] for n, c in enumerate(item[4]))
        at += len("".join(item[4].split()))
        if any(c.isdigit() and c != d for c, d in zip(item[4], text, strict=True)):
            rivals[k] = item[4]
        words.append((*item[:4], text, *item[5:]))
    return words, rivals
