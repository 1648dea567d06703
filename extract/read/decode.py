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
        try:
            return Decoded(data.decode("iso2022_jp"), "iso2022_jp", 0)
        except UnicodeDecodeError:
            pass
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
    return _japanese(data) or Decoded(data.decode("cp1252", "replace"), "cp1252", 0)


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace").removeprefix("\ufeff")
    return Decoded(text, encoding, text.count("\ufffd"))


def _without_mark(sample: bytes) -> str | None:
    """UTF-16 without byte order mark shows as zero bytes in every other place of its Latin and digits."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if len(sample) < 4 or max(even, odd) < half * 0.2 or min(even, odd) > half * 0.02:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_binary(sample: bytes) -> bool:
    if b"\x00" in sample:
        return True
    control = len(_CONTROL.findall(sample.decode("latin-1")))
    return control > max(8, len(sample) // 50)


def _declared(data: bytes, name: str) -> Decoded | None:
    try:
        label = codecs.lookup({"shift_jis": "cp932", "x-sjis": "cp932", "shift-jis": "cp932"}.get(name.lower(), name))
        text = data.decode(label.name, "replace")
    except (LookupError, ValueError):
        return None
    replaced = text.count("\ufffd")
    return Decoded(text, label.name, replaced) if replaced <= max(2, len(text) // 2000) else None


def _japanese(data: bytes) -> Decoded | None:
    """Shift_JIS or EUC-JP, when what it decodes to stands in runs as Japanese does.

    CP1252 quotation marks (0x93 and the like) also decode as Shift_JIS, but to lone characters among Latin.
    """
    best: tuple[float, Decoded] | None = None
    for encoding in ("cp932", "euc_jp"):
        text = data.decode(encoding, "replace")
        replaced = text.count("\ufffd")
        head = text[:_SAMPLE]
        foreign = [c for c in head if ord(c) > 0x7F and c != "\ufffd"]
        if not foreign or replaced > max(2, len(foreign) // 50):
            continue
        in_runs = sum(len(run) for run in _WIDE_RUN.findall(head)) / (len(foreign) + head.count("\ufffd"))
        half_width = sum(1 for c in foreign if "\uff61" <= c <= "\uff9f") / len(foreign)
        score = in_runs - 2 * half_width - replaced / len(foreign)
        if score > 0.5 and (best is None or score > best[0]):
            best = (score, Decoded(text, encoding, replaced))
    return best[1] if best else None
