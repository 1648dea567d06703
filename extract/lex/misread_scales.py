"""Words of scale with letters misread: `thoucana` for thousand."""

from __future__ import annotations

from extract.lex.unit_words import words

LONG = ("thousand", "thousands", "million", "millions", "billion", "billions")
# No other word is like `thousand`; `billings` is like `billions`, `missions` like `millions`.
SHORT = 3
# Letters and signs that are taken for one another when print is read.
_SHAPES = (("rn", "m"), ("cl", "d"), ("0", "o"), ("1", "l"))


def near_scale(word: str, most: int = 2) -> int | None:
    """The scale of a word at most so many letters from a long scale word, when only one is nearest."""
    if len(word) < 6:
        return None
    for printed, meant in _SHAPES:
        word = word.replace(printed, meant)
    away = {name: _distance(word, name) for name in LONG if abs(len(name) - len(word)) <= most}
    near = {
        words().scales[n]
        for n in away
        if away[n] == min(away.values()) and away[n] <= min(most, 2 if len(n) >= 8 else 1)
    }
    return near.pop() if len(near) == 1 else None


def _distance(a: str, b: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]
