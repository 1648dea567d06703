"""Words that are painted and that nobody sees: off the page, tiny, in the colour of what is behind them, painted over,
clipped away.

Contract: geometry names the suspects, and the page as it looks decides: a suspect in whose place the page shows more
than one colour is seen. Clipped letters leave no trace in that place, so a word of which only a part is left keeps the
whole of its print and has that part as its rival: no number of it is a fact.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from extract.model.layout import Fill, Word
from extract.read.pdf_rules import packed

Box = tuple[float, float, float, float]

_PALE = 0xE6
_SAME = 16
_LEAST_CONTRAST = 24
LEAST_SIZE_PT = 2.0
_DPI = 100
_MOST_PIXELS = 6_000_000
_COVER_PT = 3.0
_TOUCH_PT = 0.3
_MOST_NEIGHBOURS = 200
_MOST_LOOKS = 3_000_000
_TALLEST_PT = 400
_REPEAT = 0.18  # of the size: no two words that a person tells apart stand so close

Picture = tuple[int, int, bytes]


def words_to_visible(
    words: Sequence[Word],
    fills: Sequence[Fill],
    images: Sequence[Box],
    width: float,
    height: float,
    covered: Sequence[int] = (),
    boxes: Sequence[Fill] = (),
    picture: Callable[[int], Picture] | None = None,
) -> tuple[list[Word], list[Word]]:
    """Words on the page that can be told from what is behind and before them, and the others.

    `covered` holds the places of words that something opaque is painted over, `boxes` the filled boxes that are one box
    each; `picture` gives the page as displayed at a resolution. Without a picture geometry alone decides.
    """
    suspects = set(covered)
    hidden_for_sure = set()
    work = 0
    painted = {box.color for box in boxes}
    close = {color: any(is_close(other, color) for other in painted) for color in {w.color for w in words}}
    for k, word in enumerate(words):
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        off = not (0 <= x <= width and 0 <= y <= height)
        behind = fills if is_pale(word.color) else boxes if close[word.color] else None
        if off or word.x1 <= word.x0 or word.y1 <= word.y0 or word.size < LEAST_SIZE_PT:
            hidden_for_sure.add(k)
        elif (behind is not None and (work := work + len(behind)) > _MOST_LOOKS) or (
            behind is not None and not within_any(x, y, images) and is_close(backdrop(x, y, behind), word.color)
        ):
            suspects.add(k)
    seen = seen_words(words, suspects - hidden_for_sure, width, height, picture)
    hidden = hidden_for_sure | (suspects - seen)
    return (
        [word for k, word in enumerate(words) if k not in hidden],
        [word for k, word in enumerate(words) if k in hidden],
    )


def seen_words(
    words: Sequence[Word],
    suspects: set[int],
    width: float,
    height: float,
    picture: Callable[[int], Picture] | None,
) -> set[int]:
    """The suspects in whose place the page shows more than one colour."""
    if not suspects or picture is None:
        return set()
    dpi = min(_DPI, int(72 * (_MOST_PIXELS / max(1.0, width * height)) ** 0.5))
    if dpi < 36:
        return set()
    wide, high, samples = picture(dpi)
    return {k for k in suspects if contrast(words[k], dpi / 72, wide, high, samples) > _LEAST_CONTRAST}


def contrast(word: Word, scale: float, wide: int, high: int, samples: bytes) -> int:
    """The greatest difference of a colour's parts in the middle of a word's box, from 0 to 255."""
    tall, long = word.y1 - word.y0, word.x1 - word.x0
    top, bottom = int((word.y0 + 0.3 * tall) * scale), int((word.y1 - 0.3 * tall) * scale) + 1
    left, right = int((word.x0 + 0.03 * long) * scale), int((word.x1 - 0.03 * long) * scale) + 1
    left, right, top, bottom = max(0, left), min(wide, right), max(0, top), min(high, bottom)
    low, most = [255] * 3, [0] * 3
    for y in range(top, bottom):
        row = samples[3 * (y * wide + left) : 3 * (y * wide + right)]
        for part in range(3) if row else ():
            low[part], most[part] = min(low[part], min(row[part::3])), max(most[part], max(row[part::3]))
    return max((b - a for a, b in zip(low, most, strict=True)), default=0)


class Painted:
    """Words by their height on the page, to find those that a box holds."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.middles = [((w.x0 + w.x1) / 2, (w.y0 + w.y1) / 2) for w in words]
        self.order = sorted(range(len(words)), key=lambda k: self.middles[k][1])
        self.heights = [self.middles[k][1] for k in self.order]

    def within(self, box: Box) -> list[int]:
        """The words whose middle lies in a box."""
        first, last = bisect_left(self.heights, box[1]), bisect_left(self.heights, box[3])
        return [k for k in self.order[first:last] if box[0] <= self.middles[k][0] <= box[2]]


def opaque_boxes(drawings: Sequence[dict[str, Any]]) -> list[tuple[int, Fill]]:
    """Filled boxes through which nothing is seen, with their place in the order of painting.

    The place is -1 where nothing but paths was painted before: such a box lies over no word.
    """
    out = []
    paths = 0
    for drawing in drawings:
        at, kind = drawing["seqno"], drawing["type"]
        place = -1 if at <= paths else at
        paths += len(kind)
        if "f" not in kind or (drawing.get("fill_opacity") or 0) < 0.98:
            continue
        x0, y0, x1, y1 = drawing["rect"]
        if min(x1 - x0, y1 - y0) < _COVER_PT or not is_box(drawing["items"]):
            continue
        color = packed(drawing.get("fill"))
        if color is not None:
            out.append((place, Fill(x0, y0, x1, y1, color)))
    return out


def is_box(items: Sequence[Any]) -> bool:
    """Whether a path is one box, or level lines that may be one."""
    if len(items) == 1:
        return items[0][0] in ("re", "qu")
    return len(items) <= 5 and all(
        item[0] == "l" and (abs(item[1][0] - item[2][0]) < 0.1 or abs(item[1][1] - item[2][1]) < 0.1) for item in items
    )


def covered_words(
    words: Sequence[Word],
    boxes: Sequence[tuple[int, Fill]],
    pictures: Sequence[Box],
    log: Callable[[], Sequence[tuple[str, Box]]],
) -> list[int]:
    """The places of words over whose middle an opaque box or picture is painted after them.

    All boxes are of the page as displayed; `log` gives what is painted in order, asked only where it matters. On a
    page with very many boxes over very many words all words are named: how the page looks decides.
    """
    painted = Painted(words)
    over: list[tuple[int, list[int]]] = []
    work = 0
    for at, fill in boxes:
        inside = painted.within((fill.x0, fill.y0, fill.x1, fill.y1)) if at >= 0 else []
        work += len(inside)
        if work > _MOST_LOOKS:
            return list(range(len(words)))
        if inside:
            over.append((at, inside))
    if not over and not any(painted.within(box) for box in pictures):
        return []
    last = [-1] * len(words)
    for at, (kind, box) in enumerate(log()):
        if "text" in kind:
            for k in painted.within((box[0], box[1] - _TOUCH_PT, box[2], box[3] + _TOUCH_PT)):
                last[k] = at
        elif kind == "fill-image" and any(near(box, picture) for picture in pictures):
            over.append((at, painted.within(box)))
    return sorted({k for at, inside in over for k in inside if last[k] < at})


def near(one: Box, other: Box) -> bool:
    """Whether two boxes are the same but for rounding."""
    return all(abs(a - b) < 1 for a, b in zip(one, other, strict=True))


def without_repeats(words: Sequence[Word]) -> list[Word]:
    """The words without those that are printed again in the same place, as a shadow or to look bold: the last stays."""
    groups: dict[str, list[tuple[float, int]]] = {}
    for k, word in enumerate(words):
        groups.setdefault(word.text, []).append((word.x0, k))
    gone: set[int] = set()
    for group in groups.values():
        if len(group) > 1:
            group.sort()
            gone.update(repeats([k for _, k in group], words))
    return [word for k, word in enumerate(words) if k not in gone] if gone else list(words)


def repeats(group: Sequence[int], words: Sequence[Word]) -> set[int]:
    """Of words of one text, from left to right, those that another is printed over later."""
    gone = set()
    for n, k in enumerate(group):
        word = words[k]
        reach = _REPEAT * word.size
        for j in group[n + 1 : n + _MOST_NEIGHBOURS]:
            other = words[j]
            if other.x0 - word.x0 > reach:
                break
            if other.x0 - word.x0 + abs(other.y0 - word.y0) < reach:
                gone.add(min(j, k))
    return gone


def clipped_words(raw: Sequence[tuple[Any, ...]], left: Sequence[tuple[Any, ...]]) -> dict[int, str]:
    """For each word of which a clip leaves a part or nothing, by its place: the part that is left.

    >>> clipped_words([(0, 0, 9, 9, "a"), (9, 0, 30, 9, "777")], [(0, 0, 9, 9, "a"), (9, 0, 16, 9, "7")])
    {1: '7'}
    """
    if len(raw) == len(left) and all(a[4] == b[4] for a, b in zip(raw, left, strict=True)):
        return {}
    whole = {(item[4], round(item[0]), round(item[1])) for item in left}
    lines: dict[int, list[tuple[float, float, str]]] = {}
    for x0, y0, x1, y1, text, *_ in left:
        lines.setdefault(round((y0 + y1) / 2), []).append(((x0 + x1) / 2, (y0 + y1) / 2, text))
    for line in lines.values():
        line.sort()
    out = {}
    for k, (x0, y0, x1, y1, text, *_) in enumerate(raw):
        if (text, round(x0), round(y0)) in whole:
            continue
        parts = []
        for line in (lines[y] for y in range(round(y0), min(round(y1), round(y0) + _TALLEST_PT) + 1) if y in lines):
            first = bisect_left(line, (x0 - 1,))
            near = line[first : first + _MOST_NEIGHBOURS]
            parts += [piece for x, y, piece in near if x < x1 + 1 and y0 < y < y1]
        out[k] = "".join(parts)
    return out


def within_any(x: float, y: float, boxes: Sequence[Box]) -> bool:
    """Whether a point lies in one of the boxes."""
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in boxes)


def is_pale(color: int) -> bool:
    return (color >> 16) >= _PALE and (color >> 8 & 255) >= _PALE and (color & 255) >= _PALE


def is_close(one: int, other: int) -> bool:
    return all(abs((one >> shift & 255) - (other >> shift & 255)) <= _SAME for shift in (0, 8, 16))


def backdrop(x: float, y: float, fills: Sequence[Fill]) -> int:
    """The colour painted last at a point; white where nothing is painted."""
    for fill in reversed(fills):
        if fill.x0 <= x <= fill.x1 and fill.y0 <= y <= fill.y1:
            return fill.color
    return 0xFFFFFF
