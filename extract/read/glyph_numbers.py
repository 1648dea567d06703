"""Numbers of glyphs in place of characters: `(cid:27)(cid:27),(cid:22)` → `88,3`.

A converter writes them where a font does not say which characters it draws. Most fonts number their glyphs in the order
of the characters, from the blank as the third: `(cid:19)` to `(cid:28)` are `0` to `9`. That is custom, no word of the
document, so what was read so is told with its places: its figures are candidates, and none of them is a value.
"""

from __future__ import annotations

import regex as re

from extract.model import Location
from extract.tables.delimited import Numbered

_GLYPH = re.compile(r"\(cid:(\d{1,5})\)")
_RUN = re.compile(r"\S+")
# The blank is the third glyph, `~` the 97th.
_FIRST, _LAST, _BEHIND = 3, 97, 29


def with_characters(lines: list[Numbered]) -> tuple[list[Numbered], tuple[Location, ...]]:
    """Lines with characters in place of numbers of glyphs, and where these stand; as they are where a number is none of
    a character. What is read ends where the print ends, so that columns set flush right stay so."""
    numbers = {int(n) for _, text in lines if "(cid:" in text for n in _GLYPH.findall(text)}
    if not numbers or min(numbers) < _FIRST or max(numbers) > _LAST:
        return lines, ()
    read: list[Numbered] = []
    places: list[Location] = []
    for number, text in lines:
        if "(cid:" in text:
            found = [match.span() for match in _RUN.finditer(text) if _GLYPH.search(match[0])]
            places += [Location(line=number, start=start, end=end) for start, end in found]
            text = _RUN.sub(lambda run: _characters(run[0]).rjust(len(run[0])), text)
        read.append((number, text))
    return read, tuple(places)


def _characters(run: str) -> str:
    return _GLYPH.sub(lambda glyph: chr(int(glyph[1]) + _BEHIND), run)
