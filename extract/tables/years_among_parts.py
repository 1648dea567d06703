"""Headings that name parts of years and no years: where among them one year ends and the next begins.

| FY2030    | FY2031       |
| 3Q  | 4Q  | 1Q | 2Q | 3Q      the first quarter is the next year's, wherever a name comes again
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.lex.heading_pieces import text_to_pieces
from extract.lex.mention import PARTS


def years_among_parts(texts: Sequence[str]) -> list[list[int]]:
    """Where years begin, for each order in which the parts may run: the first on the left, then the last. What names
    no part (`YoY`, `Total`) goes with the part before it. Nothing where fewer than half of the headings name a part, or
    one says its year itself.

    >>> years_among_parts(["3Q", "4Q", "1Q", "2Q", "3Q", "YoY"]), years_among_parts(["Q2", "Q1", "Q4"])
    ([[0, 2], [0, 1, 3, 4]], [[0, 1], [0, 2]])
    >>> years_among_parts(["1Q", "YoY", "Total"]), years_among_parts(["Q1 2031", "Q2 2031"])
    ([], [])
    """
    if any(piece.has_year for text in texts for piece in text_to_pieces(text)):
        return []
    named = [(n, part) for n, part in enumerate(map(_part_of, texts)) if part is not None]
    if len(named) < 2 or 2 * len(named) < len(texts):
        return []
    found: list[list[int]] = []
    for sign in (1, -1):
        starts, seen, before = [0], set[str](), None
        for n, part in named:
            end = sign * sum(PARTS[part])
            if before is not None and (end < before or part in seen):
                starts.append(n)
                seen = set()
            seen.add(part)
            before = end
        if starts not in found:
            found.append(starts)
    return found


def _part_of(text: str) -> str | None:
    """The part of a year that a heading names and nothing else; None where it names none, or a month besides."""
    pieces = {(piece.part, piece.month) for piece in text_to_pieces(text)}
    if len(pieces) != 1:
        return None
    part, month = pieces.pop()
    return part if part in PARTS and month is None else None
