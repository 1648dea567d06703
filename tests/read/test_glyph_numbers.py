"""Numbers of glyphs in a text: which characters they are, and when figures of them count."""

from __future__ import annotations

import extract
from extract.read.glyph_numbers import with_characters


def glyphs(text: str, of: str = "0123456789") -> str:
    return "".join(f"(cid:{ord(c) - 29})" if c in of else c for c in text)


ROWS = [
    ("Revenue", "9,416", "8,870"), ("Costs", "(7,002)", "(6,913)"), ("Gross profit", "2,414", "1,957"),
    ("Taxes", "(614)", "(507)"), ("Profit", "1,800", "1,450"),
]  # fmt: skip
HEAD = ["Orbel SA", "(EUR million)", " " * 46 + "Year ended May 31, 2023         Year ended May 31, 2022"]


def document(rows: list[tuple[str, str, str]]) -> bytes:
    lines = [f"{label:20}{glyphs(a):>50}{glyphs(b):>50}" for label, a, b in rows]
    return "\n".join([*HEAD, *lines]).encode()


def test_glyphs_are_numbered_as_characters_are() -> None:
    ((_, text),), places = with_characters([(1, f"Net {glyphs('Sales, 5%', of='Sales, 5%')} up")])
    assert text.split() == ["Net", "Sales,", "5%", "up"]
    assert [(where.line, where.start) for where in places] == [(1, 4)]
    odd = [(1, "(cid:27) and (cid:412)")]
    assert with_characters(odd) == (odd, ())


def test_figures_read_so_are_candidates() -> None:
    result = extract.read(document(ROWS), name="a.txt")
    found = {(f.label[-1], f.value, f.status, f.candidates[0].value) for f in result.facts}
    assert ("Costs", None, "unresolved", "-7002000000") in found and len(found) == 10
    assert not any(f.trusted for f in result.facts)
    assert "text_without_unicode" in {p.code for p in result.problems}
