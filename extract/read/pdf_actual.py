"""Text that a file says stands in the place of its glyphs (ActualText), against the glyphs it draws.

A PDF may say of drawn glyphs which text they stand for: a ligature, a hyphen that only parts a word, glyphs of a font
without Unicode. It may also say 999 where 666 is drawn. Contract: where both give the same numbers, or the glyphs do
not say what they are, the file's word is taken. Where numbers differ, what is drawn is kept and the other reading goes
with it (`rivals`), so that no number of it is a fact. A replacement by nothing replaces nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from extract.read.pdf_glyphs import UNKNOWN

Raw = Sequence[tuple[Any, ...]]

_MOST_WORDS = 4_000
_LONGEST = 60
_NUMBERS = re.compile(r"[(△▲+-]?[0-9]+(?:[.,]+[0-9]+)*\)?%?")
_GAPS = re.compile(f"({UNKNOWN}+)")
_DIGIT = re.compile(r"\d")
_MOST_A_GLYPH = 4  # letters that one glyph may stand for: a ligature
_MINUS = str.maketrans("−‐‑–—", "-----")


def rivals_of(said: Raw, drawn: Raw) -> dict[int, str]:
    """For each drawn word whose numbers are not those the file says, by its place among them, what the file says.

    Empty when all numbers agree; "" stands for a number in whose place the file says nothing. A page of very many
    words that differ is compared word by word.

    >>> rivals_of([(0, 0, 9, 9, "Total"), (9, 0, 20, 9, "999")], [(0, 0, 9, 9, "Total"), (9, 0, 20, 9, "666")])
    {1: '999'}
    """
    if len(said) == len(drawn) and all(a[4] == b[4] for a, b in zip(said, drawn, strict=True)):
        return {}
    one = [plain(item[4]) for item in said]
    other = [plain(item[4]) for item in drawn]
    if one == other:
        return {}
    out: dict[int, str] = {}
    for start, end, first, last in stretches(one, other):
        words = "".join(one[start:end])
        if agrees(words, "".join(other[first:last])):
            continue
        told = set(numbers_of(words))
        text = " ".join(item[4] for item in said[start:end])[:_LONGEST]
        for k in range(first, last):
            mine = numbers_of(other[k])
            if any(number not in told for number in mine) or (not mine and first == last - 1):
                out[k] = text
    return out


def stretches(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Where two lists of words differ: from, to in the first and from, to in the second."""
    if len(one) > _MOST_WORDS or len(other) > _MOST_WORDS:
        every = range(max(len(one), len(other)))
        return [(k, k + 1, k, min(k + 1, len(other))) for k in every if one[k : k + 1] != other[k : k + 1]]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [(a, b, c, d) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]


def agrees(said: str, drawn: str) -> bool:
    """Whether a text said can stand for one that is drawn: the same numbers, or unknown characters filled in.

    >>> agrees("1,234", "1,2\ufffd4"), agrees("office 5", "o\ufffdce 5"), agrees("999", "666"), agrees("5", "•")
    (True, True, False, False)
    """
    if UNKNOWN not in drawn:
        return numbers_of(said) == numbers_of(drawn)
    text, at, gap = said.replace(" ", ""), 0, 0
    pieces = _GAPS.split(drawn.replace(" ", ""))
    for k, piece in enumerate(pieces):
        if k % 2:
            gap = len(piece)
            continue
        last = k == len(pieces) - 1
        start = text.find(piece, at, at + _MOST_A_GLYPH * gap + len(piece)) if piece or not last else len(text)
        if last and piece:
            start = len(text) - len(piece) if text.endswith(piece) else -1
        if not at <= start <= at + _MOST_A_GLYPH * gap or (_DIGIT.search(text, at, start) and start - at != gap):
            return False
        at, gap = start + len(piece), 0
    return at == len(text)


def numbers_of(text: str) -> list[str]:
    """The numbers of a text with their signs, brackets and percent signs."""
    return _NUMBERS.findall(text)


def plain(text: str) -> str:
    """A text as it is compared: compatibility forms folded, all dashes alike, nothing of no width."""
    folded = unicodedata.normalize("NFKC", text).translate(_MINUS)
    return "".join(c for c in folded if c not in "\u00ad\u200b\u200c\u200d\ufeff")
