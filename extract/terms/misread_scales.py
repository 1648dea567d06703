"""Words of scale with letters misread: `thoucana` for thousand."""

from __future__ import annotations

from extract.terms.unit_words import SCALES


def near_scale(word: str) -> int | None:
    """The scale of a word at most two letters from a long scale word, when only one is that near."""
    if len(word) < 6:
        return None
    near = {
        SCALES[name]
        for name in ("thousand", "thousands", "million", "millions", "billion", "billions")
        if _distance(word, name) <= (2 if len(name) >= 8 else 1)
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
