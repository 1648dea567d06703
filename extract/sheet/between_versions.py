"""Columns that say by how much two versions of one period differ: `As reported | Adjustments | Restated`.

Its figures say it: each is what the column behind it has more, or less, than the column before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import regex as re

from extract.lex.numbers import CellReading

_BEFORE = re.compile(
    r"\b(?:reported|published|original(?:ly)?|previous(?:ly)?|initial(?:ly)?)\b|\bbefore\b"
    r"|(?:修正|訂正|組替|調整|適用|変更)前|当初",
    re.I,
)
_AFTER = re.compile(
    r"\b(?:restated|revised|recast|corrected|adjusted|reclassified)\b|\bafter\b|(?:修正|訂正|組替|調整|適用|変更)後",
    re.I,
)
ADJUSTS = re.compile(r"\b(?:adjust|restate|correct|reclassif|effects?\b|impacts?\b)|修正|訂正|組替|調整|影響", re.I)
"""Words over a column that say what made the two differ."""
_FEWEST = 2


def are_versions(one: str, other: str) -> bool:
    """Whether two headings name one thing before and after it was put right.

    >>> are_versions("2030 as reported", "2030 (restated)"), are_versions("Total", "Consolidated")
    (True, False)
    """
    return any(_BEFORE.search(a) and _AFTER.search(b) for a, b in ((one, other), (other, one)))


def differ_by(
    readings: Mapping[tuple[int, int], CellReading], rows: Iterable[int], column: int, sides: tuple[int, int]
) -> bool:
    """Whether the figures of a column are what one of two others has more than the other, in every row that has all
    three and in two at the least."""
    differences = []
    for row in rows:
        read = [readings.get((row, index)) for index in (*sides, column)]
        if any(reading is None or reading.kind != "figure" for reading in read):
            continue
        one, other, told = (reading.figure.value for reading in read if reading is not None)
        differences.append((other - one, told))
    told_some = sum(told != 0 for _, told in differences) >= _FEWEST
    return told_some and any(all(sign * by == told for by, told in differences) for sign in (1, -1))
