"""Vector paths of a page → rules across and down, and filled boxes, as the page is displayed."""

from __future__ import annotations

from typing import Any

from extract.model.layout import Fill, Rule
from extract.read.pdf_strokes import Segment, is_ornament, lines_to_runs, strokes_to_curves
from extract.read.pdf_words import Matrix, turned_box

_THIN_PT = 3.2
_LEVEL_PT = 1.0
_SHORT_PT = 2.0
_JOIN_PT = 3.0
_SNAP_PT = 1.2
_MOST_CURVES = 3_000
_MOST_STROKES = 20_000

Box = tuple[float, float, float, float]


class Marks:
    """Rules and fills as they are gathered, and the boxes of drawings with slanted or bent lines."""

    def __init__(self) -> None:
        self.across: list[Rule] = []
        self.down: list[Rule] = []
        self.fills: list[Fill] = []
        self.slim: list[Fill] = []
        self.curves: list[Box] = []
        self.strokes: list[list[Segment]] = []
        self.slants: list[Segment] = []
        self.bent = 0

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float, soft: bool = False) -> None:
        if abs(y1 - y0) <= _LEVEL_PT < abs(x1 - x0):
            self.across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1), width, soft))
        elif abs(x1 - x0) <= _LEVEL_PT < abs(y1 - y0):
            self.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1), width, soft))
        elif abs(x1 - x0) > _LEVEL_PT:
            self.bent += 1
            self.slants.append((x0, y0, x1, y1))

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: int | None, stroked: bool, width: float) -> None:
        wide, high = x1 - x0, y1 - y0
        if fill is not None and fill != 0xFFFFFF and min(wide, high) <= _THIN_PT:
            if max(wide, high) > _SHORT_PT:
                self.slim.append(Fill(x0, y0, x1, y1, fill))
            return
        if fill is not None:
            self.fills.append(Fill(x0, y0, x1, y1, fill))
        if stroked:
            self.line(x0, y0, x1, y0, width)
            self.line(x0, y1, x1, y1, width)
            self.line(x0, y0, x0, y1, width)
            self.line(x1, y0, x1, y1, width)


def drawings_to_marks(drawings: list[dict[str, Any]], matrix: Matrix, width: float, height: float) -> Marks:
    """Rules and fills that lie on the page; dashes of one line are one rule."""
    marks = Marks()
    plain = matrix[0] == 1 and matrix[1] == 0 and matrix[4] == 0 and matrix[5] == 0
    for drawing in drawings:
        kind = drawing["type"]
        if kind == "clip" or kind == "group":
            continue
        fill = packed(drawing.get("fill")) if "f" in kind and drawing.get("fill_opacity", 1) > 0.02 else None
        stroked = "s" in kind and drawing.get("stroke_opacity", 1) > 0.02 and packed(drawing.get("color")) != 0xFFFFFF
        if fill is None and not stroked:
            continue
        pen = drawing.get("width") or 0.5
        items = drawing["items"]
        marks.bent, marks.slants = 0, []
        if fill is not None and not stroked and items[0][0] == "l":
            outline_to_marks(drawing, items, fill, matrix, plain, marks)
        else:
            items_to_marks(items, fill, stroked, pen, matrix, plain, (width, height), marks)
        if marks.bent and fill is None and is_plain(items, marks) and len(marks.strokes) < _MOST_STROKES:
            marks.strokes.extend(lines_to_runs(marks.slants))
        elif marks.bent and not is_rounded(items) and len(marks.curves) < _MOST_CURVES:
            marks.curves.append(drawing["rect"] if plain else turned_box(drawing["rect"], matrix))
        elif marks.bent and fill is not None and fill != 0xFFFFFF:
            x0, y0, x1, y1 = drawing["rect"] if plain else turned_box(drawing["rect"], matrix)
            marks.fills.append(Fill(x0, y0, x1, y1, fill))
    for slim in without_shading(marks.slim, marks.fills):
        if slim.x1 - slim.x0 >= slim.y1 - slim.y0:
            marks.across.append(Rule((slim.y0 + slim.y1) / 2, slim.x0, slim.x1, max(slim.y1 - slim.y0, 0.1)))
        else:
            marks.down.append(Rule((slim.x0 + slim.x1) / 2, slim.y0, slim.y1, max(slim.x1 - slim.x0, 0.1)))
    marks.curves += strokes_to_curves(marks.strokes)[: _MOST_CURVES - len(marks.curves)]
    marks.across = joined(marks.across, width, height)
    marks.down = joined(marks.down, height, width)
    return marks


def without_shading(slim: list[Fill], fills: list[Fill]) -> list[Fill]:
    """Slim boxes less those that go on a box of their colour, as high or as wide as it: the gaps of a shaded row.

    >>> without_shading([Fill(50, 0, 51.5, 12, 7), Fill(0, 20, 90, 21, 7)], [Fill(0, 0, 50, 12, 7)])
    [Fill(x0=0, y0=20, x1=90, y1=21, color=7)]
    """
    ends: set[tuple[bool, int, int, int, int]] = set()
    for fill in fills:
        ends |= {(*key, round(end / _JOIN_PT)) for key, *span in sides_of(fill) for end in span}
    return [
        box
        for box in slim
        if not any(
            (*key, round(end / _JOIN_PT) + step) in ends
            for key, *span in sides_of(box)
            for end in span
            for step in (-1, 0, 1)
        )
    ]


def sides_of(box: Fill) -> tuple[tuple[tuple[bool, int, int, int], float, float], ...]:
    """What a box shares with one that goes on from it sideways, and up or down; and where it ends that way."""
    return (
        ((True, round(box.y0), round(box.y1), box.color), box.x0, box.x1),
        ((False, round(box.x0), round(box.x1), box.color), box.y0, box.y1),
    )


def is_plain(items: list[Any], marks: Marks) -> bool:
    """Whether nothing but slanted lines is drawn, or boxes and level lines that do not go on from them."""
    if len(marks.slants) != marks.bent or any(item[0] not in ("l", "re") for item in items):
        return False
    return all(
        len(run) == 1 or not is_mixed(run) for run in lines_to_runs([(*i[1], *i[2]) for i in items if i[0] == "l"])
    )


def is_mixed(run: list[Segment]) -> bool:
    """Whether a line drawn without lifting the pen is slanted in some places and level in others."""
    level = [abs(x1 - x0) <= _LEVEL_PT or abs(y1 - y0) <= _LEVEL_PT for x0, y0, x1, y1 in run]
    return any(level) and not all(level)


def is_rounded(items: list[Any]) -> bool:
    """Whether a path is a box with rounded corners: four or eight bends, all other lines level."""
    bends = sum(item[0] == "c" for item in items)
    return bends in (4, 8) and all(
        item[0] == "c" or (item[0] == "l" and (abs(item[1][0] - item[2][0]) < 1 or abs(item[1][1] - item[2][1]) < 1))
        for item in items
    )


def items_to_marks(
    items: list[Any],
    fill: int | None,
    stroked: bool,
    pen: float,
    matrix: Matrix,
    plain: bool,
    page: tuple[float, float],
    marks: Marks,
) -> None:
    """The lines and boxes of one path."""
    width, height = page
    for item in items:
        shape = item[0]
        if shape == "l":
            (x0, y0), (x1, y1) = item[1], item[2]
            if not plain:
                x0, y0, x1, y1 = turned_line(x0, y0, x1, y1, matrix)
            if stroked:
                marks.line(x0, y0, x1, y1, pen)
        elif shape == "re":
            x0, y0, x1, y1 = item[1] if plain else turned_box(item[1], matrix)
            if x1 >= 0 and y1 >= 0 and x0 <= width and y0 <= height:
                marks.box(x0, y0, x1, y1, fill, stroked, pen)
        elif shape == "qu":
            points = item[1]
            xs = [p[0] for p in points]
            ys = [p[1] for p in points]
            box = (min(xs), min(ys), max(xs), max(ys))
            x0, y0, x1, y1 = box if plain else turned_box(box, matrix)
            marks.box(x0, y0, x1, y1, fill, stroked, pen)
        else:
            marks.bent += 1


def outline_to_marks(
    drawing: dict[str, Any], items: list[Any], fill: int, matrix: Matrix, plain: bool, marks: Marks
) -> None:
    """A filled outline of straight lines: a box if every side is level, otherwise the stuff of charts."""
    level = all(
        item[0] == "l" and (abs(item[1][0] - item[2][0]) < _LEVEL_PT or abs(item[1][1] - item[2][1]) < _LEVEL_PT)
        for item in items
    )
    if not level or len(items) > 6:
        straight = all(item[0] == "l" for item in items)
        if not straight or not is_ornament([(item[1][0], item[1][1]) for item in items]):
            marks.bent += len(items)
        return
    x0, y0, x1, y1 = drawing["rect"] if plain else turned_box(drawing["rect"], matrix)
    marks.box(x0, y0, x1, y1, fill, False, 0.5)


def packed(color: Any) -> int | None:
    """A colour of components from 0 to 1 as 0xRRGGBB.

    >>> hex(packed((1.0, 0.5, 0.0)))
    '0xff8000'
    """
    if color is None:
        return None
    if len(color) == 1:
        color = (color[0],) * 3
    red, green, blue = (round(max(0.0, min(1.0, part)) * 255) for part in color[:3])
    return int(red << 16 | green << 8 | blue)


def turned_line(x0: float, y0: float, x1: float, y1: float, matrix: Matrix) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = matrix
    return x0 * a + y0 * c + e, x0 * b + y0 * d + f, x1 * a + y1 * c + e, x1 * b + y1 * d + f


def joined(rules: list[Rule], length: float, breadth: float) -> list[Rule]:
    """Rules on one line that touch or nearly touch become one; what lies off the page goes.

    >>> joined([Rule(10, 0, 50), Rule(10.5, 51, 90)], 100, 100)[0].high
    90
    """
    kept = sorted(
        (r for r in rules if -1 <= r.at <= breadth + 1 and r.high >= 0 and r.low <= length), key=lambda r: r.at
    )
    out: list[Rule] = []
    start = 0
    for i in range(1, len(kept) + 1):
        if i < len(kept) and kept[i].at - kept[i - 1].at <= _SNAP_PT and kept[i].at - kept[start].at <= 2 * _SNAP_PT:
            continue
        line = sorted(kept[start:i], key=lambda r: r.low)
        current = line[0]
        at = current.at
        low, high, pen = current.low, current.high, current.width
        for rule in line[1:]:
            if rule.low <= high + _JOIN_PT:
                high, pen = max(high, rule.high), max(pen, rule.width)
            else:
                out.append(Rule(at, max(low, 0.0), min(high, length), pen))
                at, low, high, pen = rule.at, rule.low, rule.high, rule.width
        out.append(Rule(at, max(low, 0.0), min(high, length), pen))
        start = i
    return out
