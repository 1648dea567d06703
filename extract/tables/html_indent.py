"""How far the words of a cell stand in, as its markup sets them: margins, paddings and blanks before the first word.

What turns into what: the styles of a cell and of the elements inside it → points; the points of a column of labels →
levels, which lead their text as blanks, two a level.

    <td style="padding:2px 1pt 2px 12.25pt">Cash</td>   12.25
    <td><p style="margin-left:18pt">Cash</p></td>       18
    <td>&#160;&#160;&#160;Cash</td>                      9
"""

from __future__ import annotations

from collections.abc import Mapping

import regex as re

from extract.model import Span

_LENGTH = re.compile(r"(-?\d{0,4}(?:\.\d{0,60})?)(pt|px|em|rem|ex|in|cm|mm|%)?$")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "rem": 10.0, "ex": 5.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "%": 3.0}
_WIDTHS = {"\u3000": 10.0, "\u00a0": 3.0, "\u2002": 5.0, "\u2003": 10.0}
_STEP = 2.5  # points: what stands in less than this beside its neighbour is set at the same edge
_DEEPEST, _LONGEST_STYLE = 8, 2000


class Setting:
    """The elements that are open in a cell and how far each sets its words in, until the first word comes."""

    def __init__(self, style: str | None) -> None:
        self.open: list[tuple[str, float, float | None]] = []
        self.depth = 0.0
        self.begun = False
        self.enter("td", style)

    def enter(self, tag: str, style: str | None) -> None:
        """An element begins inside the cell."""
        if not self.begun and len(self.open) < 40:
            self.open.append((tag, *_left(style or "")))

    def leave(self, tag: str) -> None:
        """An element ends."""
        if not self.begun and len(self.open) > 1 and self.open[-1][0] == tag:
            self.open.pop()

    def hear(self, text: str) -> None:
        """Words or blanks of the cell; the first word fixes how far the cell stands in."""
        if self.begun:
            return
        for character in text:
            if not character.isspace():
                self.begun = True
                first_line = next((own for _, _, own in reversed(self.open) if own is not None), 0.0)
                self.depth += sum(left for _, left, _ in self.open) + first_line
                return
            self.depth += _WIDTHS.get(character, 0.0)


def _left(style: str) -> tuple[float, float | None]:
    """What a style sets its element in by, and its first line in or out by, in points."""
    left, first = 0.0, None
    for declaration in style[:_LONGEST_STYLE].lower().split(";"):
        name, _, value = declaration.partition(":")
        name, lengths = name.strip(), value.replace("!important", "").split()
        if name in ("padding", "margin") and lengths:
            left += _points(lengths[3] if len(lengths) > 3 else lengths[min(1, len(lengths) - 1)])
        elif name in ("padding-left", "margin-left") and lengths:
            left += _points(lengths[0])
        elif name == "text-indent" and lengths:
            first = _points(lengths[0])
    return left, first


def _points(length: str) -> float:
    """A length in points; nothing for what is none.

    >>> _points("12.25pt"), _points("27.333333333333333333333333333px"), _points("auto")
    (12.25, 20.5, 0.0)
    """
    found = _LENGTH.match(length)
    if found is None or not found[1].strip("-."):
        return 0.0
    return round(float(found[1]) * _POINTS[found[2] or "px"], 3)


def levels(depths: Mapping[int, float]) -> dict[int, int]:
    """The edges at which the labels of a column stand, counted from the left; none where they are no levels.

    >>> levels({1: 1.5, 2: 13.5, 3: 13.4, 4: 25.0, 5: 1.5})
    {1: 0, 2: 1, 3: 1, 4: 2, 5: 0}
    """
    edges: list[float] = []
    for depth in sorted(depths.values()):
        if not edges or depth - edges[-1] > _STEP:
            edges.append(depth)
    if not 1 < len(edges) <= _DEEPEST:
        return {}
    return {row: sum(1 for edge in edges[1:] if depth >= edge - 0.01) for row, depth in depths.items()}


def set_in(span: Span, level: int) -> Span:
    """A label led by two blanks for each level, outside of every part."""
    return Span.join([Span("  " * level), span], "") if level else span
