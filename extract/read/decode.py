"""Bytes to text: which encoding, and is it text at all.

Source of the signatures: Unicode 15 §23.8 (byte order marks); WHATWG Encoding for the labels.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

import regex as re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_\-:]{2,20})""", re.I)
_WIDE_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# What Japanese and English filings are written in: Latin, marks of currency and text, kana, kanji, full width.
_FILING = re.compile(
    r"[\t\n\r\x0c\x20-\x7e\xa0-\xff\u2010-\u2044\u20a0-\u20bf\u2103-\u2193\u2460-\u2473\u25a0-\u2606\u3000-\u30ff\u3220-\u33ff"
    r"\u4e00-\u9fff\uff01-\uffef]"
)
# Signs and full-width figures stand alone in Japanese tables; kanji and kana do not.
_SIGNS = re.compile(r"[\u25a0-\u25ff\u3000-\u303f\uff01-\uff5e\u203b\u2015\u2212]")
# Encodings in which the declaration itself could not be read, and codecs that are none of a document.
_NOT_DECLARED = re.compile(
    r"utf.?(?:16|32|7)|ucs|unicode|idna|punycode|escape|hex|rot|zip|zlib|bz2|base64|uu|quopri", re.I
)
_SAMPLE = 1 << 20


class Decoded(NamedTuple):
    """Text, the encoding it was read in, and how many bytes had to be replaced."""

    text: str
    encoding: str
    replaced: int


def decode(data: bytes) -> Decoded | None:
    """The text of a document, or None when the bytes are no text in any encoding filings come in.

    A byte order mark decides; then valid UTF-8; then a declaration in the head of the document; then UTF-16
    without mark, Shift_JIS, EUC-JP, ISO-2022-JP and CP1252 by what their characters look like.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replacing(data, encoding)
    sample = data[:_SAMPLE]
    wide = _without_mark(sample)
    if wide:
        return _replacing(data, wide)
    if _is_binary(sample):
        return None
    if b"\x1b$" in sample or b"\x1b(J" in sample:
        text = data.decode("iso2022_jp", "replace")
        if text.count("\ufffd") <= max(2, len(text) // 50):
            return Decoded(text, "iso2022_jp", text.count("\ufffd"))
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError as error:
        broken = error
    declared = _DECLARED.search(sample[:4096])
    if declared:
        found = _declared(data, declared[1].decode("ascii"))
        if found is not None:
            return found
    # A single damaged byte does not make a UTF-8 text another encoding.
    lenient = data.decode("utf-8", "replace")
    replaced = lenient.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    multibyte = sum(1 for c in lenient[:_SAMPLE] if ord(c) > 0x7F) - replaced
    if replaced <= multibyte // 8 or (broken.start >= len(data) - 3 and replaced <= 1):
        return Decoded(lenient, "utf-8", replaced)
    western = data.decode("cp1252", "replace")
    undefined = western.count("\ufffd")
    japanese = _japanese(data, undefined > 0)
    if japanese is None and multibyte and replaced < undefined:
        return Decoded(lenient, "utf-8", replaced)
    return japanese or Decoded(western, "cp1252", undefined)


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    return Decoded(text, encoding, text.count("\ufffd"))


def _without_mark(sample: bytes) -> str | None:
    """UTF-16 without byte order mark shows as zero bytes in every other place of its Latin and digits."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if len(sample) < 4 or not even + odd or min(even, odd) > half * 0.02:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) >= half * 0.2:
        return encoding
    # Japanese has few zero bytes; its characters tell.
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    return encoding if len(_FILING.findall(text)) >= 0.95 * len(text) else None


def _is_binary(sample: bytes) -> bool:
    if b"\x00" in sample:
        return True
    control = len(_CONTROL.findall(sample.decode("latin-1")))
    return control > max(8, len(sample) // 50)


def _declared(data: bytes, name: str) -> Decoded | None:
    if _NOT_DECLARED.search(name):
        return None
    try:
        label = codecs.lookup({"shift_jis": "cp932", "x-sjis": "cp932", "shift-jis": "cp932"}.get(name.lower(), name))
        text = data.decode(label.name, "replace")
    except (LookupError, ValueError):
        return None
    replaced = text.count("\ufffd")
    return Decoded(text, label.name, replaced) if replaced <= max(2, len(text) // 2000) else None


def _japanese(data: bytes, no_western: bool) -> Decoded | None:
    """Shift_JIS or EUC-JP, when what it decodes to stands in runs as Japanese does.

    CP1252 quotation marks (0x93 and the like) also decode as Shift_JIS, but to lone characters among Latin.
    `no_western` says that the bytes are no CP1252: then even lone characters are Japanese.
    """
    best: tuple[float, Decoded] | None = None
    for encoding in ("cp932", "euc_jp"):
        text = data.decode(encoding, "replace")
        replaced = text.count("\ufffd")
        head = text[:_SAMPLE]
        foreign = [c for c in head if ord(c) > 0x7F and c != "\ufffd"]
        if not foreign or replaced > max(2, len(foreign) // 50):
            continue
        placed = sum(len(run) for run in _WIDE_RUN.findall(head)) + len(_SIGNS.findall(_WIDE_RUN.sub("", head)))
        in_runs = placed / (len(foreign) + head.count("\ufffd"))
        half_width = sum(1 for c in foreign if "\uff61" <= c <= "\uff9f") / len(foreign)
        score = in_runs - 2 * half_width - replaced / len(foreign)
        if score > (-2.0 if no_western and not replaced else 0.5) and (best is None or score > best[0]):
            best = (score, Decoded(text, encoding, replaced))
    return best[1] if best else None
