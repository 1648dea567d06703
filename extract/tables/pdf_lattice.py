"""Rules → regions → lattice → merged cells: what the drawn lines of a page say, before any word is read.

Every step is a function of its own, so that a page can be drawn with what each of them saw.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from extract.model import Box
from extract.model.layout import Fill, Rule

TOUCH_PT = 3.0
SNAP_PT = 2.6
_DOUBLE_PT = 5.0
_MOST_FILLS = 600
_STRIP_PT = 4.0  # of a white strip between two parts of a band
_BAND_PT = (5.0, 40.0)
_MOST_STRIPS = 100
_STRIPE_PT = 42.0
_MOST_TAIL = 3
_INDENT_PT = 24.0


class Region(msgspec.Struct):
    """Rules that hang together, and the box they take."""

    box: Box
    across: list[Rule]
    down: list[Rule]
    stripes: int = 1


class Lattice(msgspec.Struct):
    """Borders of columns and rows, and which piece of each border is drawn.

    `over[i][j]` is the border above row i of column j, `before[i][j]` the one left of it.
    """

    xs: list[float]
    ys: list[float]
    over: list[list[bool]]
    before: list[list[bool]]

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        return len(self.xs) - 1


class Patch(msgspec.Struct, frozen=True):
    """A merged cell: rows `top` to `bottom` and columns `left` to `right`, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def fills_to_rules(fills: Sequence[Fill], width: float, height: float) -> tuple[list[Rule], list[Rule]]:
    """The edges of filled boxes, which part cells as rules do; backgrounds of pages and hair lines do not count."""
    across: list[Rule] = []
    down: list[Rule] = []
    for fill in visible_boxes(fills, width, height):
        wide, high = fill.x1 - fill.x0, fill.y1 - fill.y0
        if wide < 8 or high < 5 or high > 0.5 * height or wide * high > 0.4 * width * height:
            continue
        across.append(Rule(fill.y0, fill.x0, fill.x1, 0.0, True))
        across.append(Rule(fill.y1, fill.x0, fill.x1, 0.0, True))
        down.append(Rule(fill.x0, fill.y0, fill.y1, 0.0, True))
        down.append(Rule(fill.x1, fill.y0, fill.y1, 0.0, True))
    return across, down


def parts_of_bands(fills: Sequence[Fill]) -> list[Rule]:
    """The lower edges of the parts into which white strips part a shaded band of headings: each part is one heading's.

    >>> parts_of_bands([Fill(100, 10, 300, 26, 0xD9D9D9), Fill(199, 10, 201, 90, 0xFFFFFF)])[0].high
    199
    """
    strips = [f for f in fills if is_white(f.color) and f.x1 - f.x0 <= _STRIP_PT][:_MOST_STRIPS]
    out: list[Rule] = []
    for band in fills[:_MOST_FILLS] if strips else ():
        if is_white(band.color) or not _BAND_PT[0] <= band.y1 - band.y0 <= _BAND_PT[1]:
            continue
        over = [s for s in strips if s.y0 <= band.y0 + 1 and s.y1 >= band.y1 - 1]
        inner = sorted((s.x0, s.x1) for s in over if s.x0 > band.x0 + _STRIP_PT and s.x1 < band.x1 - _STRIP_PT)
        starts, ends = [band.x0, *(x1 for _, x1 in inner)], [*(x0 for x0, _ in inner), band.x1]
        if inner:
            out.extend(Rule(band.y1, *ends_of, 0.0, True, True) for ends_of in zip(starts, ends, strict=True))
    return out


def visible_boxes(fills: Sequence[Fill], width: float, height: float) -> list[Fill]:
    """Fills less those that lie on a fill of their own colour, as the shading of a paragraph in a shaded cell."""
    boxes = [f for f in fills if (f.x1 - f.x0) * (f.y1 - f.y0) < 0.5 * width * height][:_MOST_FILLS]
    alike: dict[int, list[tuple[int, Fill]]] = {}
    for k, fill in enumerate(boxes):
        alike.setdefault(fill.color, []).append((k, fill))
    out = []
    for k, fill in enumerate(boxes):
        area = (fill.x1 - fill.x0) * (fill.y1 - fill.y0)
        for i, other in alike[fill.color]:
            if (
                i != k
                and other.x0 - 1 <= fill.x0
                and fill.x1 <= other.x1 + 1
                and other.y0 - 1 <= fill.y0
                and fill.y1 <= other.y1 + 1
                and (i < k or (other.x1 - other.x0) * (other.y1 - other.y0) > area)
            ):
                break
        else:
            if not is_white(fill.color) or any(
                holds(other, fill) for other in fills[:_MOST_FILLS] if other is not fill
            ):
                out.append(fill)
    return out


def is_white(color: int) -> bool:
    return color & 0xFF >= 0xFC and color >> 8 & 0xFF >= 0xFC and color >> 16 >= 0xFC


def holds(outer: Fill, inner: Fill) -> bool:
    """Whether a box of another colour lies behind a box."""
    return (
        outer.color != inner.color
        and outer.x0 - 1 <= inner.x0
        and inner.x1 <= outer.x1 + 1
        and outer.y0 - 1 <= inner.y0
        and inner.y1 <= outer.y1 + 1
    )


def rules_to_regions(across: Sequence[Rule], down: Sequence[Rule]) -> list[Region]:
    """Rules that touch or cross, together; rules that touch none make a region of their own only in `lone_rules`."""
    root = list(range(len(across) + len(down)))

    def find(k: int) -> int:
        while root[k] != k:
            root[k] = root[root[k]]
            k = root[k]
        return k

    order = sorted(range(len(down)), key=lambda k: down[k].at)
    ats = [down[k].at for k in order]
    for i, rule in enumerate(across):
        left, right = bisect_left(ats, rule.low - TOUCH_PT), bisect_right(ats, rule.high + TOUCH_PT)
        for k in order[left:right]:
            if down[k].low - TOUCH_PT <= rule.at <= down[k].high + TOUCH_PT:
                root[find(len(across) + k)] = find(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(across):
        groups.setdefault(find(i), ([], []))[0].append(rule)
    for k, rule in enumerate(down):
        groups.setdefault(find(len(across) + k), ([], []))[1].append(rule)
    regions = [Region(hull_of(a, d), a, d) for a, d in groups.values() if a and d]
    return nested(regions)


def is_drawing(box: Box, curves: Sequence[Box]) -> bool:
    """Whether slanted or bent lines of some size cross a region: then it is a chart, not a table."""
    wide, high = max(1.0, box[2] - box[0]), max(1.0, box[3] - box[1])
    crossing = [
        c
        for c in curves
        if c[0] < box[2] and c[2] > box[0] and c[1] < box[3] and c[3] > box[1] and max(c[2] - c[0], c[3] - c[1]) > 6
    ]
    reach = max((max((c[2] - c[0]) / wide, (c[3] - c[1]) / high) for c in crossing), default=0.0)
    return len(crossing) >= 3 or reach > 0.2


def stacked(regions: list[Region], words: Sequence[Box]) -> list[Region]:
    """Regions below each other with the same borders of columns are one: the shaded rows of a striped table.

    Words between them must keep to the columns; `words` are their boxes.
    """
    out: list[Region] = []
    lasts: list[float] = []
    for region in sorted(regions, key=lambda r: r.box[1]):
        xs = without_indent(region)
        for k, above in enumerate(out):
            x0, _, x1, y1 = above.box
            gap = region.box[1] - y1
            if not (-2 < gap < _STRIPE_PT and abs(region.box[0] - x0) < 4 and abs(region.box[2] - x1) < 4):
                continue
            borders = without_indent(above)
            if min(region.box[3] - region.box[1], lasts[k]) > _STRIPE_PT or not is_soft(region):
                continue
            if not xs or len(xs) != len(borders) or any(abs(a - b) > 3 for a, b in zip(xs, borders, strict=True)):
                continue
            between = [w for w in words if y1 < (w[1] + w[3]) / 2 < region.box[1] and w[2] > x0 and w[0] < x1]
            if not between or any(w[0] + 1 < b < w[2] - 1 for w in between for b in borders):
                continue
            across, down = above.across + region.across, above.down + region.down
            out[k] = Region(hull_of(across, down), across, down, above.stripes + 1)
            lasts[k] = region.box[3] - region.box[1]
            break
        else:
            out.append(region)
            lasts.append(region.box[3] - region.box[1])
    return out


def is_soft(region: Region) -> bool:
    """Whether no rule is drawn down in the region: its columns are edges of fills only."""
    return all(rule.soft for rule in region.down)


def inner_borders(region: Region) -> list[float]:
    """The x of the rules down that do not lie on the edges of the region."""
    return [
        x
        for x in clustered([r.at for r in region.down])
        if x - region.box[0] > TOUCH_PT and region.box[2] - x > TOUCH_PT
    ]


def without_indent(region: Region) -> list[float]:
    """The inner borders less those of strips at the left that do no more than indent the label of their row."""
    return [x for x in inner_borders(region) if x - region.box[0] > _INDENT_PT]


def extended(region: Region, across: Sequence[Rule], words: Sequence[Box]) -> Region:
    """A region with the rules of its own width that stand not far above and below, and what lies between.

    So a header between a heavy rule and the first shaded row, or a last row above the closing rule, comes in.
    """
    borders = inner_borders(region)
    if not borders:
        return region
    mine = list(region.across)
    x0, y0, x1, y1 = region.box
    alike = [r for r in across if abs(r.low - x0) < 4 and abs(r.high - x1) < 4 and not y0 - 1 <= r.at <= y1 + 1]
    for rule in sorted(alike, key=lambda r: min(abs(r.at - y0), abs(r.at - y1))):
        top, bottom = (rule.at, y0) if rule.at < y0 else (y1, rule.at)
        between = [w for w in words if top < (w[1] + w[3]) / 2 < bottom and w[2] > x0 and w[0] < x1]
        wide = sum(any(w[0] + 1 < b < w[2] - 1 for b in borders) for w in between)
        filled = {sum(b < (w[0] + w[2]) / 2 for b in borders) for w in between}
        if bottom - top > _STRIPE_PT * 1.6 or len(filled) < 2 or wide:
            continue
        mine.append(rule)
        y0, y1 = min(y0, rule.at), max(y1, rule.at)
    if is_soft(region):
        y0, y1 = reach(y0, y1, (x0, x1), borders, words)
    return Region((x0, y0, x1, y1), mine, region.down)


def reach(
    y0: float, y1: float, sides: tuple[float, float], borders: list[float], words: Sequence[Box]
) -> tuple[float, float]:
    """Where a region ends when lines right below it that keep to its columns, and fill several, are taken in."""
    x0, x1 = sides
    for _ in range(_MOST_TAIL):
        below = [w for w in words if y1 < (w[1] + w[3]) / 2 and w[2] > x0 - 30 and w[0] < x1 + 30]
        if not below:
            break
        first = min(below, key=lambda w: w[3])
        high = first[3] - first[1]
        line = [w for w in below if abs(w[3] - first[3]) < 0.3 * high]
        rest = [w for w in below if w[3] > first[3] + 0.3 * high]
        filled = {sum(b < (w[0] + w[2]) / 2 for b in borders) for w in line}
        crossed = any(w[0] + 1 < b < w[2] - 1 for w in line for b in borders)
        out = any(w[0] < x0 - 3 or w[2] > x1 + 3 for w in line)
        near = min((w[1] - first[3] for w in rest), default=1e9)
        if first[1] - y1 > 0.9 * high or crossed or out or len(filled) <= len(borders) or near < 0.15 * high:
            break
        y1 = first[3] + 0.3 * high
    return y0, y1


def hull_of(across: Sequence[Rule], down: Sequence[Rule]) -> Box:
    """The box that rules take together."""
    xs = [r.low for r in across] + [r.high for r in across] + [r.at for r in down]
    ys = [r.at for r in across] + [r.low for r in down] + [r.high for r in down]
    return min(xs), min(ys), max(xs), max(ys)


def nested(regions: list[Region]) -> list[Region]:
    """Regions that lie within another go into it."""
    regions.sort(key=lambda r: -(r.box[2] - r.box[0]) * (r.box[3] - r.box[1]))
    out: list[Region] = []
    for region in regions:
        for outer in out:
            if (
                outer.box[0] - 2 <= region.box[0]
                and region.box[2] <= outer.box[2] + 2
                and outer.box[1] - 2 <= region.box[1]
                and region.box[3] <= outer.box[3] + 2
            ):
                outer.across.extend(region.across)
                outer.down.extend(region.down)
                break
        else:
            out.append(region)
    return sorted(out, key=lambda r: (r.box[1], r.box[0]))


def clustered(values: Sequence[float], snap: float = SNAP_PT) -> list[float]:
    """Values nearer than `snap` to each other as their mean.

    >>> clustered([10.0, 11.0, 50.0])
    [10.5, 50.0]
    """
    out: list[list[float]] = []
    for value in sorted(values):
        if out and value - out[-1][0] <= snap:
            out[-1].append(value)
        else:
            out.append([value])
    return [sum(group) / len(group) for group in out]


def region_to_lattice(region: Region, centres: Sequence[tuple[float, float]]) -> Lattice:
    """Borders and their drawn pieces; bands in which no word stands, as between double rules, are dropped."""
    x0, y0, x1, y1 = region.box
    xs = clustered([*(r.at for r in region.down)])
    ys = clustered([*(r.at for r in region.across)])
    if not xs or xs[0] - x0 > 2 * TOUCH_PT:
        xs.insert(0, x0)
    if x1 - xs[-1] > 2 * TOUCH_PT:
        xs.append(x1)
    if not ys or ys[0] - y0 > 2 * TOUCH_PT:
        ys.insert(0, y0)
    if y1 - ys[-1] > 2 * TOUCH_PT:
        ys.append(y1)
    xs = without_slivers(xs, [c[0] for c in centres])
    ys = without_slivers(ys, [c[1] for c in centres])
    rows, columns = len(ys) - 1, len(xs) - 1
    over = [[i in (0, rows)] * columns for i in range(rows + 1)]
    before = [[j in (0, columns) for j in range(columns + 1)] for _ in range(rows)]
    for rule in region.across:
        row = nearest(ys, rule.at)
        if row is None:
            continue
        for j in range(columns):
            quarter = (xs[j + 1] - xs[j]) / 4
            if rule.low <= xs[j] + quarter and rule.high >= xs[j + 1] - quarter:
                over[row][j] = True
    for rule in region.down:
        column = nearest(xs, rule.at)
        if column is None:
            continue
        for i in range(rows):
            quarter = (ys[i + 1] - ys[i]) / 4
            if rule.low <= ys[i] + quarter and rule.high >= ys[i + 1] - quarter:
                before[i][column] = True
    return Lattice(xs, ys, over, before)


def nearest(borders: Sequence[float], at: float) -> int | None:
    """The border a rule lies on; double rules lie on one."""
    k = min(range(len(borders)), key=lambda i: abs(borders[i] - at), default=None)
    return k if k is not None and abs(borders[k] - at) <= _DOUBLE_PT + SNAP_PT else None


def without_slivers(borders: list[float], centres: Sequence[float]) -> list[float]:
    """Borders less those that part off a band too narrow to hold a word and holding none."""
    ordered = sorted(centres)
    out: list[float] = borders[:1]
    for border in borders[1:]:
        empty = bisect_left(ordered, out[-1]) == bisect_left(ordered, border)
        if border - out[-1] < _DOUBLE_PT and empty:
            continue
        out.append(border)
    return out if len(out) > 1 else borders


def lattice_to_patches(lattice: Lattice) -> list[Patch]:
    """Merged cells: slots with no drawn border between them, where they make a rectangle."""
    rows, columns = lattice.rows, lattice.columns
    seen = [[False] * columns for _ in range(rows)]
    patches: list[Patch] = []
    for i in range(rows):
        for j in range(columns):
            if seen[i][j]:
                continue
            slots = flood(lattice, i, j)
            top, left = min(s[0] for s in slots), min(s[1] for s in slots)
            bottom, right = max(s[0] for s in slots), max(s[1] for s in slots)
            if len(slots) == (bottom - top + 1) * (right - left + 1):
                patches.append(Patch(top, left, bottom, right))
            else:
                patches.extend(rectangles(lattice, slots))
            for a, b in slots:
                seen[a][b] = True
    return sorted(patches, key=lambda p: (p.top, p.left))


def rectangles(lattice: Lattice, slots: set[tuple[int, int]]) -> list[Patch]:
    """Slots that make no rectangle as merged cells parted where most rows are, else as runs of one row each.

    Where a page ends within a cell, the border beside it is drawn no further than its words reach.
    """
    usual = frozenset(j for j in range(1, lattice.columns) if 2 * sum(row[j] for row in lattice.before) > lattice.rows)
    left = set(slots)
    out: list[Patch] = []
    while left:
        part = flood(lattice, *min(left), usual)
        top, first = min(s[0] for s in part), min(s[1] for s in part)
        bottom, last = max(s[0] for s in part), max(s[1] for s in part)
        if len(part) != (bottom - top + 1) * (last - first + 1):
            return runs(lattice, slots)
        out.append(Patch(top, first, bottom, last))
        left -= part
    return out


def flood(lattice: Lattice, row: int, column: int, borders: frozenset[int] = frozenset()) -> set[tuple[int, int]]:
    """Every slot that can be reached without crossing a drawn border, or one of `borders` between columns."""
    out = {(row, column)}
    todo = [(row, column)]
    while todo:
        i, j = todo.pop()
        steps = (
            (i, j + 1, j + 1 < lattice.columns and not lattice.before[i][j + 1] and j + 1 not in borders),
            (i, j - 1, j > 0 and not lattice.before[i][j] and j not in borders),
            (i + 1, j, i + 1 < lattice.rows and not lattice.over[i + 1][j]),
            (i - 1, j, i > 0 and not lattice.over[i][j]),
        )
        for a, b, free in steps:
            if free and (a, b) not in out:
                out.add((a, b))
                todo.append((a, b))
    return out


def runs(lattice: Lattice, slots: set[tuple[int, int]]) -> list[Patch]:
    """Slots that make no rectangle, as runs of one row each."""
    out: list[Patch] = []
    for i in sorted({s[0] for s in slots}):
        line = sorted(j for a, j in slots if a == i)
        start = line[0]
        for k, j in enumerate(line):
            end = k + 1 == len(line) or line[k + 1] != j + 1 or lattice.before[i][j + 1]
            if end:
                out.append(Patch(i, start, i, j))
                if k + 1 < len(line):
                    start = line[k + 1]
    return out
