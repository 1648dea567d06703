"""Characters of which a font does not say which they are: what can be known of them, and what stays unknown.

A PDF draws glyphs; that glyph 33 is a dollar is said by a table in the font, and some files lack it. Then the library
gives U+FFFD, or a private character that only the maker of the font understands. Contract: no digit, bracket or minus
is ever made of such a glyph, only a sign of currency or a percent sign, and only when the embedded font has a name for
it (`/dollarsign`). Whatever stays unknown is U+FFFD, beside which no reader of numbers takes a figure for whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

UNKNOWN = "\ufffd"
_NAMES = {
    "dollar": "$", "dollarsign": "$", "sterling": "£", "sterlingsign": "£", "poundsterling": "£", "yen": "¥",
    "yensign": "¥", "euro": "€", "eurosign": "€", "won": "₩", "wonsign": "₩", "rupee": "₹", "indianrupee": "₹",
    "rupeesign": "₹", "percent": "%", "percentsign": "%",
}  # fmt: skip
# Bullets of the symbol fonts that word processors take, by their usual code.
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf06e": "■", "\uf06c": "●", "\uf075": "◆"}
_OF_NUMBERS = frozenset("0123456789.,()+-−–%$£¥€△▲▼")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


def name_to_sign(name: str) -> str:
    """The sign of currency or percent that a font's name for a glyph stands for, else U+FFFD.

    >>> name_to_sign("dollarsign"), name_to_sign("Euro.tnum"), name_to_sign("seven"), name_to_sign("g17")
    ('$', '€', '\ufffd', '\ufffd')
    """
    return _NAMES.get(name.partition(".")[0].lower(), UNKNOWN)


def without_private(text: str) -> str:
    """A text whose private characters are U+FFFD; the usual bullets of symbol fonts are bullets.

    >>> without_private("\uf0b7 12"), without_private("\uf02d234")
    ('• 12', '\ufffd234')
    """
    return text if text.isascii() else _PRIVATE.sub(lambda found: _BULLETS.get(found[0], UNKNOWN), text)


def plain_words(raw: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The library's words without private characters."""
    return [item if item[4].isascii() else (*item[:4], without_private(item[4]), *item[5:]) for item in raw]


def plain_blocks(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The library's blocks without private characters."""
    for block in blocks:
        for line in block["lines"]:
            for span in line["spans"]:
                span["text"] = without_private(span["text"])
    return blocks


def has_unknown(raw: Sequence[tuple[Any, ...]]) -> bool:
    """Whether the library gave U+FFFD anywhere."""
    return any(UNKNOWN in item[4] for item in raw)


def with_signs(
    raw: Sequence[tuple[Any, ...]], blocks: list[dict[str, Any]], names: Sequence[str]
) -> tuple[list[tuple[Any, ...]], list[dict[str, Any]]]:
    """Words and blocks in which glyphs with a telling name are the signs they draw.

    Nothing is changed unless the names are as many as the unknown characters of the words and of the blocks.
    """
    signs = [name_to_sign(name) for name in names]
    spans = [span for block in blocks for line in block["lines"] for span in line["spans"]]
    in_words = sum(item[4].count(UNKNOWN) for item in raw)
    if in_words != len(signs) or sum(span["text"].count(UNKNOWN) for span in spans) != len(signs):
        return list(raw), blocks
    of_words, of_spans = iter(signs), iter(signs)
    words = [(*item[:4], filled(item[4], of_words), *item[5:]) for item in raw]
    for span in spans:
        span["text"] = filled(span["text"], of_spans)
    return words, blocks


def without_guesses(
    raw: Sequence[tuple[Any, ...]], blocks: list[dict[str, Any]], guessed: Sequence[bool]
) -> tuple[list[tuple[Any, ...]], list[dict[str, Any]]]:
    """Words and blocks in which characters of a number that were guessed from a meaningless name are unknown.

    `guessed` says of each character but white space whether it was; when it is of another length, all of them are.
    """
    spans = [span for block in blocks for line in block["lines"] for span in line["spans"]]
    total = sum(len("".join(item[4].split())) for item in raw)
    if len(guessed) != total:
        guessed = [True] * max(total, sum(len(span["text"]) for span in spans))
    of_words, of_spans = iter(guessed), iter(guessed)
    words = [(*item[:4], doubted(item[4], of_words), *item[5:]) for item in raw]
    for span in spans:
        span["text"] = doubted(span["text"], of_spans)
    return words, blocks


def doubted(text: str, guessed: Iterator[bool]) -> str:
    """The text with what may be part of a number and was guessed as U+FFFD."""
    return "".join(c if c.isspace() or not next(guessed, True) or c not in _OF_NUMBERS else UNKNOWN for c in text)


def filled(text: str, signs: Iterator[str]) -> str:
    """The text with its unknown characters taken from `signs`, in order."""
    return "".join(next(signs) if c == UNKNOWN else c for c in text) if UNKNOWN in text else text
