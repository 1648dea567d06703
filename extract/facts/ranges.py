"""Two ends of one range in a cell: `$410 to $430 million`, `14.5% - 15.5%`, `約100～120億円`."""

from __future__ import annotations

import msgspec
import regex as re

from extract.lex.fold import fold_figures as fold
from extract.lex.numbers import Figure, said_of
from extract.lex.unit_words import words
from extract.vocab import Vocabulary, made_of_words


@made_of_words
def _between(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:[-–—~−]|\bto\b|\band\b|から|ないし|乃至)\s*(?:{words().sign})?\s*(?:approximately|約)?\s*", re.I
    )


_SIGN = re.compile(r"^[-–—−~\s]+")
_MINUS = re.compile(r"\s+[-–−]\S*")


def range_of(text: str, figures: tuple[Figure, ...]) -> tuple[Figure, Figure] | None:
    """The lower and the upper end, the scale, percent sign and currency of one lent to the other; None for two figures
    that are no range: a dash that touches only the figure behind it is its minus.

    >>> from extract.lex.numbers import read_cell
    >>> cell = "$410 - $430 million"
    >>> [(str(f.value), f.currency, f.word) for f in range_of(cell, read_cell(cell).figures)]
    [('410', '$', 'million'), ('430', '$', 'million')]
    >>> range_of("-356 -1.8", read_cell("-356 -1.8").figures) is None
    True
    """
    if len(figures) != 2:
        return None
    lower, upper = figures
    plain = fold(text)
    digits = next((i for i in range(upper.start, upper.end) if plain[i].isdigit() or plain[i] == "("), upper.start)
    between = plain[lower.end : digits]
    if not _between().fullmatch(between) or _MINUS.fullmatch(between):
        return None
    sign = _SIGN.match(plain[upper.start : upper.end])
    if sign is not None:
        start = upper.start + sign.end()
        printed = upper.printed[sign.end() :]
        upper = msgspec.structs.replace(upper, start=start, printed=printed, value=abs(upper.value), signed=False)
    if lower.percent != upper.percent and lower.percent:
        return None
    word = lower.word or upper.word
    if lower.word is not None and upper.word is None and not upper.percent:
        return None
    currency = lower.currency or upper.currency
    said = said_of(word, currency)
    lower = msgspec.structs.replace(lower, percent=upper.percent, word=word, currency=currency, said=said)
    currency = upper.currency or lower.currency
    upper = msgspec.structs.replace(upper, currency=currency, said=said_of(upper.word, currency))
    same = lower.word == upper.word and lower.currency == upper.currency
    return (lower, upper) if same and lower.value < upper.value else None
