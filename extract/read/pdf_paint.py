"""What it costs to draw a page: paint laid over paint thousands of times takes minutes, whatever stands in the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from extract.read import _mupdf

Box = tuple[float, float, float, float]

MAX_PAINTED_PIXELS = 4_000_000_000  # at 100 dpi; about four seconds
MAX_LOGGED_BYTES = 20_000_000
_OF_LETTER = 0.3  # of the square of a line's height
_PIXELS_PER_PT2 = (100 / 72) ** 2


def is_costly(
    page: Any, drawings: Sequence[dict[str, Any]] | None, words: Sequence[Any], images: Sequence[Box], size: int
) -> bool:
    """Whether a page would take too long to be drawn.

    `drawings` are None where they were not read for the size of the page's commands, given in bytes; then what is
    painted is looked up in another way, and where there is too much even for that the page is held to be costly.
    """
    if drawings is None and size > MAX_LOGGED_BYTES:
        return True
    width, height = page.rect.width, page.rect.height
    side = max(width, height)  # a turned page is as wide as it is high
    most = MAX_PAINTED_PIXELS / _PIXELS_PER_PT2
    if drawings is None:
        return painted_pt2((box for kind, box in _mupdf.paint_log(page) if kind.startswith("fill")), side) > most
    total = lettered_pt2(words, side)
    if total + (len(drawings) + len(images)) * side * side > most:
        total += painted_pt2((drawing["rect"] for drawing in drawings if "f" in drawing["type"]), side)
        total += painted_pt2(images, side)
        return total > most
    return False


def painted_pt2(boxes: Iterable[Box], side: float) -> float:
    """How much of a square page is painted by what fills these boxes, in square points; what is painted twice counts
    twice.

    >>> painted_pt2([(0, 0, 10, 10), (5, 5, 99, 99)], 20)
    325
    """
    return sum(max(0, min(x1, side) - max(x0, 0)) * max(0, min(y1, side) - max(y0, 0)) for x0, y0, x1, y1 in boxes)


def lettered_pt2(words: Iterable[Any], side: float) -> float:
    """How much is painted by words, whose letters may all stand in one place.

    >>> lettered_pt2([(0, 0, 99, 10, "8")], 500)
    30.0
    """
    total = 0.0
    for word in words:
        total += len(word[4]) * min(side, word[3] - word[1]) ** 2
    return _OF_LETTER * total
