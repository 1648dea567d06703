"""A rendered page as an array of grey: straightened, its drawn rules found and wiped out, its lines cut at gaps.

The only door to OpenCV and NumPy outside of the engines. Arrays are (height, width) of bytes, 0 is black; boxes are
(left, top, right, bottom) in pixels. Nothing here knows what is written.
"""

from __future__ import annotations

import importlib
import math
from collections.abc import Sequence
from typing import Any

import msgspec

Pixels = tuple[int, int, int, int]
Array = Any

_MOST_SKEW = 3.0
_LEAST_SKEW = 0.06
_SMALL_PX = 1_000
_RULE_ACROSS_PT = 30.0
_RULE_DOWN_PT = 24.0
_THICK_PT = 3.0
GAP = 0.47
GAP_OF_WIDE_LETTERS = 0.9
GAP_AFTER_COMMA = 0.8
_LEAST_INK_PX = 6
_LONG_RULE, _FLAT_RULE = 3.0, 0.3
_AIR_AT_RULE = 0.12


class Stroke(msgspec.Struct, frozen=True):
    """A drawn rule: its box in pixels, and whether it runs across."""

    box: Pixels
    across: bool


class Piece(msgspec.Struct, frozen=True):
    """Ink that stands together on one line. `base` is the y on which its figures stand, `tall` their height; `raised`
    says that it is a small mark beside them."""

    box: Pixels
    base: float
    tall: float
    raised: bool = False


def numpy() -> Any:
    """NumPy, imported when the first picture comes."""
    return importlib.import_module("numpy")


def cv2() -> Any:
    """OpenCV on one thread: its results do not depend on it, but workers share the machine."""
    library = importlib.import_module("cv2")
    library.setNumThreads(1)
    return library


def grey(samples: bytes, width: int, height: int, stride: int) -> Array:
    """The bytes of a grey picture as an array."""
    flat = numpy().frombuffer(samples, dtype="uint8").reshape(height, stride)
    return flat[:, :width]


def ink_of(page: Array) -> Array:
    """255 where something darker than its surroundings is printed, else 0."""
    cv = cv2()
    return cv.adaptiveThreshold(page, 255, cv.ADAPTIVE_THRESH_MEAN_C, cv.THRESH_BINARY_INV, 51, 18)


def skew_of(page: Array) -> float:
    """By how many degrees the lines of a page sink to the right (negative: rise); 0.0 for a page without lines.

    The angle at which rows of pixels differ most: on it lines of text and the gaps between them do not mix.
    """
    cv = cv2()
    scale = min(1.0, _SMALL_PX / max(page.shape))
    ink = ink_of(page)
    small = cv.resize(ink, None, fx=scale, fy=scale, interpolation=cv.INTER_AREA)
    if not small.any():
        return 0.0
    best, step = 0.0, 0.25
    angles = [k * step for k in range(-int(_MOST_SKEW / step), int(_MOST_SKEW / step) + 1)]
    for finer in (0.25, 0.05, 0.02):
        best = max(angles, key=lambda angle: (sharpness(small, angle), -abs(angle)))
        angles = [best + k * finer / 5 for k in range(-5, 6)]
    return 0.0 if abs(best) < _LEAST_SKEW else best


def sharpness(ink: Array, angle: float) -> float:
    """How much neighbouring rows differ when the page is turned back by an angle."""
    rows = turned(ink, angle, 0).sum(axis=1, dtype="float64")
    steps = rows[1:] - rows[:-1]
    return float((steps * steps).sum())


def turned(page: Array, angle: float, paper: int = 255) -> Array:
    """The page turned about its middle so that lines that sink by `angle` degrees become level."""
    cv = cv2()
    height, width = page.shape
    matrix = cv.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv.warpAffine(page, matrix, (width, height), flags=cv.INTER_CUBIC, borderValue=paper)


def turned_back(x: float, y: float, angle: float, width: float, height: float) -> tuple[float, float]:
    """Where a point of the straightened page lies on the page as displayed.

    >>> x, y = turned_back(100, 50, 90, 100, 100)
    >>> round(x), round(y)
    (50, 100)
    """
    turn = math.radians(angle)
    x, y = x - width / 2, y - height / 2
    return (
        x * math.cos(turn) - y * math.sin(turn) + width / 2,
        x * math.sin(turn) + y * math.cos(turn) + height / 2,
    )


def strokes_of(page: Array, scale: float) -> tuple[list[Stroke], Array]:
    """The drawn rules of a page, and the page without them. `scale` is pixels per point."""
    cv, np = cv2(), numpy()
    ink = ink_of(page)
    found: list[Stroke] = []
    wiped = page.copy()
    for across, length_pt in ((True, _RULE_ACROSS_PT), (False, _RULE_DOWN_PT)):
        length = int(length_pt * scale)
        joint = max(2, int(0.5 * scale))
        close = cv.getStructuringElement(cv.MORPH_RECT, (joint, 1) if across else (1, joint))
        long = cv.getStructuringElement(cv.MORPH_RECT, (length, 1) if across else (1, length))
        mask = cv.morphologyEx(cv.morphologyEx(ink, cv.MORPH_CLOSE, close), cv.MORPH_OPEN, long)
        # a line that sinks by a pixel is cut in two: a little thickness joins its parts
        thick = cv.dilate(mask, np.ones((3, 3), dtype="uint8"))
        count, _, stats, _ = cv.connectedComponentsWithStats(thick, connectivity=8)
        for x, y, wide, high, _ in stats[1:count]:
            if (high if across else wide) > _THICK_PT * scale + 2:
                mask[y : y + high, x : x + wide] = 0  # a filled box, or a picture
                continue
            box = (int(x) + 1, int(y) + 1, int(x + wide) - 1, int(y + high) - 1)
            found.append(Stroke(box, across))
        wiped[cv.dilate(mask, np.ones((5, 5), dtype="uint8")) > 0] = 255
    return sorted(found, key=lambda s: (not s.across, s.box)), wiped


def cut_at_rules(page: Array, line: Pixels, strokes: Sequence[Stroke]) -> list[Pixels]:
    """The box of a line, cut where a rule runs down through a gap in it: an engine reads the cells of a row as one.

    A heading that a rule is drawn through, between two of its letters, stays whole.
    """
    x0, y0, x1, y1 = line
    high = y1 - y0
    out = []
    for left, top, right, bottom in sorted(s.box for s in strokes if not s.across):
        through = min(bottom, y1) - max(top, y0) > 0.8 * high
        if not through or left <= x0 + 0.3 * high or right >= x1 - 0.3 * high:
            continue
        air = int(_AIR_AT_RULE * high)
        around = line_ink(page, line)[:, max(0, left - air - line[0]) : right + air - line[0]]
        if around.size and not around.any():
            out.append((x0, y0, left - 1, y1))
            x0 = right + 1
    return [*out, (x0, y0, x1, y1)]


def crop_of(page: Array, box: Pixels) -> Array:
    x0, y0, x1, y1 = box
    return page[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)]


def line_ink(page: Array, box: Pixels) -> Array:
    """What is printed in the box of a line, 255 on 0; light print on a dark ground as well."""
    cv = cv2()
    crop = crop_of(page, box)
    if not crop.size:
        return crop
    _, ink = cv.threshold(crop, 0, 255, cv.THRESH_BINARY_INV + cv.THRESH_OTSU)
    if int(crop.max()) - int(crop.min()) < 40:
        return ink * 0
    return without_rules(255 - ink if (ink > 0).mean() > 0.5 else ink)


def without_rules(ink: Array) -> Array:
    """The ink of a line without what is long and flat: a rule, or the edge of a stripe, that its box has caught.

    It would close every gap between the words.
    """
    cv = cv2()
    high = ink.shape[0]
    if ink.shape[1] < _LONG_RULE * high:
        return ink
    flat = cv.getStructuringElement(cv.MORPH_RECT, (int(_LONG_RULE * high), 1))
    mask = cv.morphologyEx(ink, cv.MORPH_OPEN, flat)
    count, _, stats, _ = cv.connectedComponentsWithStats(mask, connectivity=8)
    kept = ink.copy()
    for x, y, wide, tall, _ in stats[1:count]:
        if tall <= _FLAT_RULE * high:
            kept[y : y + tall, x : x + wide] = 0
    return kept


def line_to_pieces(page: Array, box: Pixels, gap: float = GAP, after_comma: float = GAP) -> list[Piece]:
    """The ink of a line, cut where a gap is wider than one between the letters of a word, from left to right.

    `gap` counts in heights of a figure; Japanese letters are as wide as they are high and need a wider one. After a
    comma or a point it may be wider, for figures of one width (`1, 234`).
    """
    cv = cv2()
    ink = line_ink(page, box)
    if not ink.size:
        return []
    count, _, stats, _ = cv.connectedComponentsWithStats(ink, connectivity=8)
    marks = sorted(
        (int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, area in stats[1:count] if area >= _LEAST_INK_PX
    )
    if not marks:
        return []
    tall = usual_height(marks)
    marks = [m for m in marks if max(m[3] - m[1], m[2] - m[0]) >= 0.12 * tall]
    base = usual_base(marks, tall)
    groups: list[list[Pixels]] = []
    edge = 0
    for mark in marks:
        most = max(gap, after_comma) if groups and is_comma(groups[-1][-1], base, tall) else gap
        if groups and mark[0] - edge <= most * tall:
            groups[-1].append(mark)
        else:
            groups.append([mark])
        edge = max(edge, mark[2]) if len(groups[-1]) > 1 else mark[2]
    parts = [part for group in groups for part in with_marks_apart(group, base, tall)]
    return [
        Piece(
            (part_box[0] + box[0], part_box[1] + box[1], part_box[2] + box[0], part_box[3] + box[1]),
            base + box[1],
            tall,
            raised,
        )
        for part, raised in parts
        for part_box in [hull_of(part)]
    ]


def usual_height(marks: list[Pixels]) -> float:
    """The height of figures, capitals and Japanese letters: that of the highest marks, brackets and bars left aside."""
    broad = [m[3] - m[1] for m in marks if m[2] - m[0] >= 0.35 * (m[3] - m[1])]
    heights = sorted(broad or [m[3] - m[1] for m in marks], reverse=True)
    top = heights[min(len(heights) - 1, len(heights) // 10)]
    high = sorted(m[3] - m[1] for m in marks if 0.88 * top <= m[3] - m[1] <= 1.1 * top)
    return float(high[len(high) // 2])


def usual_base(marks: list[Pixels], tall: float) -> float:
    feet = sorted(m[3] for m in marks if m[3] - m[1] >= 0.75 * tall) or sorted(m[3] for m in marks)
    return float(feet[len(feet) // 2])


def is_comma(mark: Pixels, base: float, tall: float) -> bool:
    """Whether a mark is small and stands on the base of its line or below."""
    small = mark[3] - mark[1] <= 0.45 * tall and mark[2] - mark[0] <= 0.4 * tall
    return small and mark[1] >= base - 0.35 * tall


def with_marks_apart(group: list[Pixels], base: float, tall: float) -> list[tuple[list[Pixels], bool]]:
    """A group with the small marks raised at its ends as groups of their own (`Profit³`, `※²1,234`)."""
    if 0.3 * tall <= max(m[3] - m[1] for m in group) <= 0.8 * tall:
        return [(group, True)]
    small = [0.3 * tall <= m[3] - m[1] <= 0.78 * tall and m[3] <= base - 0.2 * tall for m in group]
    first = next(k for k, is_small in enumerate(small) if not is_small)
    last = len(small) - next(k for k, is_small in enumerate(reversed(small)) if not is_small)
    out = [(group[:first], True), (group[first:last], False), (group[last:], True)]
    for left, right in ((out[0][0], out[1][0]), (out[1][0], out[2][0])):
        if left and right and max(m[2] for m in left) > min(m[0] for m in right):
            return [(group, False)]  # a stroke of a letter, not a mark beside it
    return [(part, raised) for part, raised in out if part]


def hull_of(marks: list[Pixels]) -> Pixels:
    return (min(m[0] for m in marks), min(m[1] for m in marks), max(m[2] for m in marks), max(m[3] for m in marks))


def widened(page: Array, box: Pixels, others: list[Pixels]) -> Pixels:
    """The box of a line, longer where its ink goes on beyond it: an engine that cuts off a digit must not be believed.

    It grows by steps of a letter, until a gap, another line's box or four letters.
    """
    x0, y0, x1, y1 = box
    high = y1 - y0
    step = max(4, int(0.6 * high))
    band = line_ink(page, (max(0, x0 - 4 * step), y0, x1 + 4 * step, y1))
    if not band.size:
        return box
    left = min(x0, 4 * step)
    columns = band.any(axis=0)
    start, end = left, left + (x1 - x0)
    gap = max(2, int(0.28 * high))
    while start > 0 and columns[max(0, start - gap) : start + 1].any():
        start -= 1
    while end < len(columns) and columns[max(0, end - 1) : end + gap].any():
        end += 1
    wide = (x0 - left + start, y0, x0 - left + end, y1)
    for other in others:
        if other[1] < y1 - 0.3 * high and other[3] > y0 + 0.3 * high:
            if other[0] >= x1 - 2:
                wide = (wide[0], y0, min(wide[2], max(x1, other[0])), y1)
            elif other[2] <= x0 + 2:
                wide = (max(wide[0], min(x0, other[2])), y0, wide[2], y1)
    return wide


def dashes_of(page: Array, boxes: list[Pixels], tall: float) -> list[Pixels]:
    """Dashes that stand alone, as for a value that is nil: engines pass over them.

    A dash is flat, about as wide as a figure is high, outside of every box and with white around it.
    """
    cv = cv2()
    ink = ink_of(page)
    count, _, stats, _ = cv.connectedComponentsWithStats(ink, connectivity=8)
    found: list[Pixels] = []
    for x, y, wide, high, area in stats[1:count]:
        if not (0.25 * tall <= wide <= 1.8 * tall and high <= max(3, 0.22 * tall) and wide >= 2.2 * high):
            continue
        if area < 0.7 * wide * high:
            continue
        box = (int(x), int(y), int(x + wide), int(y + high))
        if any(b[0] < box[2] and b[2] > box[0] and b[1] < box[3] and b[3] > box[1] for b in boxes):
            continue
        air, side = int(0.45 * tall), int(1.2 * tall)
        around = crop_of(ink, (box[0] - side, box[1] - air, box[2] + side, box[3] + air))
        if (around > 0).sum() <= (crop_of(ink, box) > 0).sum():
            found.append(box)
    return found
