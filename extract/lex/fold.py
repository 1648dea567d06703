"""One form of each character, one character for one, so that offsets stay those of the print.

Every lexer folds with this table, so that `％` and `%` are one sign everywhere. Figures keep apart a few characters
that words take for one: a long dash beside a figure is no minus, and `〔12〕` is an aside, no bracket.
"""

from __future__ import annotations

import unicodedata

import regex as re

_FOLDS = {
    "〜": "~", "～": "~", "∼": "~", "˜": "~", "〰": "~", "⁓": "~",
    "–": "-", "—": "-", "‒": "-", "−": "-", "‐": "-", "‑": "-", "―": "-", "﹣": "-", "－": "-",
    "’": "'", "‘": "'", "′": "'", "ʼ": "'", "´": "'", "“": '"', "”": '"', "〝": '"', "〟": '"',
    "【": "(", "】": ")", "〔": "(", "〕": ")", "▲": "△",
    **{chr(code): sign for code, sign in zip(range(0x91, 0x98), "\'\'\"\"•--", strict=True)},
    "\t": " ", "\n": " ", "\r": " ", "\u200b": " ", "\\": " ",
}  # fmt: skip
# A footnote mark must not lengthen the number before it, nor may a circled number become one.
_MARKS = dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", " ")
_ENDLESS_FROM = 80
_ENDLESS = re.compile(r"\d{80,}+")
_POWER = re.compile(r"(?<=(?<![a-z])[kcm]?m)[²³](?![A-Za-z0-9])")
# What figures keep apart; the dashes of cp1252 that were taken for Latin-1 are the long ones they were.
_KEPT = {**{character: character for character in "–—‒―〔〕【】"}, "\x96": "–", "\x97": "—"}
# Dashes of UTF-8 that were taken for cp1252 or Latin-1: three characters for one.
_TAKEN_FOR_LATIN = re.compile("â€[“”]|âˆ’|â\x80[\x93\x94]|â\x88\x92")
# So many of the three stand before the one that is folded to the dash.
MOJIBAKE_BEFORE = 2


class _Table(dict[int, str]):
    """What each character is folded to, found when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _FOLDS.get(character) or _MARKS.get(character)
        if folded is None:
            folded = character if "①" <= character <= "⓿" else unicodedata.normalize("NFKC", character)
        self[code] = folded if len(folded) == 1 else character
        return self[code]


_WORDS = _Table()
_FIGURES = _Table({ord(character): kept for character, kept in _KEPT.items()})


def fold(text: str) -> str:
    """Full-width forms, dashes, tildes, quotes and brackets made plain; marks of notes made blanks.

    >>> fold("第１四半期（４～６月）"), fold("売上高²　１，２３４ m²")
    ('第1四半期(4~6月)', '売上高  1,234 m2')
    """
    return _mended(text).translate(_WORDS)


def fold_figures(text: str) -> str:
    """The same, but for the characters that mean something of their own beside a figure.

    >>> fold_figures("１２－３４"), fold_figures("— 〔１２〕")
    ('12-34', '— 〔12〕')
    """
    return _mended(text).translate(_FIGURES)


def mojibake_at(text: str, start: int) -> bool:
    """Whether a dash of another encoding begins here, three characters for one.

    >>> mojibake_at("EBIT âˆ’23.5", 5), mojibake_at("EBIT ’23.5", 5)
    (True, False)
    """
    return _TAKEN_FOR_LATIN.match(text, start) is not None


def _mended(text: str) -> str:
    """`m²` as `m2`, for the two of a square metre is no mark of a note; `â€“731` as `  –731`.

    Runs of digits longer than any number lose their meaning, so that no lexer tries each digit of one as a beginning.
    """
    if len(text) >= _ENDLESS_FROM:
        text = _ENDLESS.sub(lambda run: "□" * len(run[0]), text)
    if text.isascii():
        return text
    if "â" in text:
        text = _TAKEN_FOR_LATIN.sub("  –", text)
    if not ("²" in text or "³" in text):
        return text
    return _POWER.sub(lambda power: "2" if power[0] == "²" else "3", text)
