"""Words as an engine sees them on a picture: said once, and the pieces of one number put together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from extract.read._image import Piece, Pixels

_PART = re.compile(r"[0-9０-９][,，.．]$")
_REST = re.compile(r"[0-9０-９]")
_END = re.compile(r"[0-9０-９]$")
_TAIL = re.compile(r"[,，.．][0-9０-９]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])")
_THREE = re.compile(r"[0-9０-９]{3}(?![0-9０-９])")
_MOST = 0.7


class Seen(msgspec.Struct):
    """A word as the first engine reads it, where its ink stands, and what the second reads there.

    What is `doubted` may be a part of a number only: no second reading confirms it.
    """

    piece: Piece
    text: str
    score: float
    second: str | None = None
    doubted: bool = False


def seen_once(words: Sequence[Seen]) -> list[Seen]:
    """Words without those that stand in another one: an engine gave a line and a part of it. `$ 9,965` and `965`.

    Where the part is read otherwise than the whole, the whole is doubted.
    """
    order = sorted(range(len(words)), key=lambda k: words[k].piece.box[0] - words[k].piece.box[2])
    kept: list[int] = []
    for k in order:
        box = words[k].piece.box
        over = next((j for j in kept if inside(box, words[j].piece.box)), None)
        if over is None:
            kept.append(k)
        elif words[k].text not in words[over].text:
            words[over].doubted = True
    return [words[k] for k in sorted(kept)]


def inside(box: Pixels, other: Pixels) -> bool:
    """Whether most of a box lies in another one."""
    wide, high = min(box[2], other[2]) - max(box[0], other[0]), min(box[3], other[3]) - max(box[1], other[1])
    return wide > _MOST * (box[2] - box[0]) and high > _MOST * (box[3] - box[1])


def digits_in(text: str) -> str:
    """The figures of a text, whatever their width."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isdigit())


def joined_numbers(pieces: Sequence[Seen]) -> list[Seen]:
    """Pieces of one number put together again: three figures after a comma, figures after a point.

    `2,049,` and `203` are `2,049,203`; `30,` and `2021` stay apart.
    """
    out: list[Seen] = []
    for seen in pieces:
        last = out[-1] if out else None
        if last is not None and _END.search(last.text) and _TAIL.match(seen.text):
            seen.doubted = last.doubted = True
        elif last is not None and _PART.search(last.text) and _REST.match(seen.text):
            if (last.text[-1] in ",，") == bool(_THREE.match(seen.text)):
                x0, y0, _, y1 = last.piece.box
                box = (x0, min(y0, seen.piece.box[1]), seen.piece.box[2], max(y1, seen.piece.box[3]))
                piece = msgspec.structs.replace(last.piece, box=box)
                out[-1] = Seen(piece, last.text + seen.text, min(last.score, seen.score))
                continue
            seen.doubted = last.doubted = last.text[-1] in ".．" or not _YEAR.match(seen.text)
        out.append(seen)
    return out


def is_spaced_out(pieces: Sequence[Piece], text: str) -> bool:
    """Whether the letters of a line stand apart, each by itself and about as far as the next (`1 , 2 3 4`)."""
    letters = [c for c in text if not c.isspace() and c not in ".,"]
    if len(pieces) < 3 or len(pieces) < 0.75 * len(letters) or any(piece.raised for piece in pieces):
        return False
    steps = sorted(b.box[0] - a.box[0] for a, b in pairwise(pieces))
    return steps[-1] <= 2.2 * steps[len(steps) // 2]
