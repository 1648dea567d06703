"""Bytes to text: every encoding that filings come in, by its marks, its declaration or its looks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read.decode import decode

ENGLISH = "Results for the First Quarter ended June 30, 2007\n\tRevenues\t13,696\n"
JAPANESE = "売上高は前年同期に比べ増加しました。\n売上高 13,696 百万円\n営業利益\t△1,234\n"
TEXTS = {
    "english": ENGLISH,
    "japanese": JAPANESE,
    "kanji only": "売上高営業利益経常利益当期純利益\n" * 3,
    "full width": "１２３，４５６\n",
    "a few words": ENGLISH * 5 + "※単位:百万円\n",
    "short": "売上高 5\n",
}
WITH_MARK = ["utf-8-sig", "utf-16", "utf-32"]
WITHOUT = ["utf-8", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "iso2022_jp"]


@pytest.mark.parametrize("encoding", WITH_MARK + WITHOUT)
@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_every_encoding_gives_the_text(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None and (decoded.text, decoded.replaced) == (text, 0)


@pytest.mark.parametrize("text", ["△1,234\n▲5\n", "売上ﾃﾞｰﾀ 5\n"])
def test_shift_jis_with_nothing_but_signs_or_half_width(text: str) -> None:
    # `△` is 0x81 0xA2: as CP1252 its first byte is undefined, and the sign of the figure would be lost.
    decoded = decode(text.encode("cp932"))
    assert decoded is not None and (decoded.text, decoded.encoding) == (text, "cp932")


def test_signs_alone_in_euc_jp() -> None:
    decoded = decode("△1,234\n".encode("euc_jp"))
    assert decoded is not None and decoded.text == "△1,234\n"


@pytest.mark.parametrize(
    "text", ["Résultats – “x” 5\n", "“Net sales” 5\n", "£5 and €6 – 7% “up” ‘x’ …\n", "ÄÖÜäöüß 5 m\n", "®™ © 12 x\n"]
)
def test_western_text_is_not_taken_for_japanese(text: str) -> None:
    decoded = decode(text.encode("cp1252"))
    assert decoded is not None and (decoded.text, decoded.encoding, decoded.replaced) == (text, "cp1252", 0)


def test_bytes_that_no_encoding_has_are_counted() -> None:
    decoded = decode(b"net \x81 sales \x8d caf\xe9 1,234 x")
    assert decoded is not None and (decoded.replaced, decoded.text.count("\ufffd")) == (2, 2)


def test_one_damaged_byte_does_not_change_the_encoding() -> None:
    utf8 = JAPANESE.encode()
    decoded = decode(utf8[:40] + b"\xff" + utf8[40:])
    assert decoded is not None and decoded.encoding == "utf-8" and 0 < decoded.replaced < 5
    decoded = decode(JAPANESE.encode("iso2022_jp")[:-4] + b"\xff\n")
    assert decoded is not None and decoded.encoding == "iso2022_jp" and decoded.text.startswith("売上高")
    for encoding in ("utf-8", "cp932", "euc_jp"):
        cut = decode((JAPANESE * 3).encode(encoding)[:-3])
        assert cut is not None and cut.text.startswith(JAPANESE), encoding


def test_a_declaration_decides_where_the_bytes_allow_it() -> None:
    head = '<html><head><meta charset="{}"></head><body>'
    decoded = decode((head.format("iso-8859-2") + "Łódź 1,234").encode("iso-8859-2"))
    assert decoded is not None and "Łódź" in decoded.text
    decoded = decode((head.format("x-sjis") + "①売上高").encode("cp932"))
    assert decoded is not None and "①売上高" in decoded.text


@pytest.mark.parametrize("declared", ["utf-16", "unicode", "nonsense", "utf-7", "rot13", "idna"])
def test_a_declaration_that_cannot_be_true_is_ignored(declared: str) -> None:
    decoded = decode(f'<html><meta charset="{declared}"><body>café ü 1,234 x'.encode("cp1252"))
    assert decoded is not None and "café ü 1,234" in decoded.text


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\x7fELF\x02\x01\x01" + bytes(64), b"\x01\x02\x03" * 50])
def test_binary_is_no_text(data: bytes) -> None:
    assert decode(data) is None


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    decoded = decode(data)
    assert decoded is None or decoded.replaced <= decoded.text.count("\ufffd")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\x1b\ufeff", exclude_categories=["Cc"])))
def test_valid_utf8_is_read_as_it_stands(text: str) -> None:
    decoded = decode(text.encode())
    assert decoded is not None and decoded.text == text
