"""Lines of a page → series of points: polylines put together from pieces, their corners or markers as points."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import msgspec

from extract.model.layout import Layout, Path

_MOST_LINES = 60
_MOST_POINTS = 120
_JOIN_PT = 0.6
_MARKER_PT = (1.5, 16.0)
_ON_PT = 1.2
_LEAST_WIDE_PT = 30.0

Point = tuple[float, float]


class Polyline(msgspec.Struct, gc=False):
    """A line that runs from left to right, by its points on the page."""

    points: list[Point]
    color: int


def layout_to_polylines(layout: Layout) -> list[Polyline]:
    """The lines of charts: drawn, not filled, bent or slanted, no point left of the one before."""
    pieces: dict[tuple[int, int], list[list[Point]]] = {}
    for path in layout.paths:
        if path.stroke is None or path.stroke == 0xFFFFFF or len(path.points) > 4 * _MOST_POINTS:
            continue
        if path.fill is not None and path.fill != 0xFFFFFF and len(path.points) > 2 and not is_open(path.points):
            continue
        points = path.points if path.points[0][0] <= path.points[-1][0] else path.points[::-1]
        if all(b[0] >= a[0] - 0.05 for a, b in itertools.pairwise(points)):
            key = (path.stroke, round(path.width * 4))
            pieces.setdefault(key, []).append(corners(points) if path.bends else list(points))
    markers = layout_to_markers(layout)
    lines: list[Polyline] = []
    for (color, _), runs in pieces.items():
        if len(runs) > 2_000:
            continue
        for run in joined(runs):
            if run[-1][0] - run[0][0] < _LEAST_WIDE_PT:
                continue
            points = at_markers(run, markers.get(color, ())) or without_repeats(run)
            slanted = max(p[1] for p in points) - min(p[1] for p in points) > 1
            if 2 <= len(points) <= _MOST_POINTS and (slanted or at_markers(run, markers.get(color, ()))):
                lines.append(Polyline(points, color))
    return lines if len(lines) <= _MOST_LINES else []


def is_open(points: Sequence[Point]) -> bool:
    return abs(points[0][0] - points[-1][0]) + abs(points[0][1] - points[-1][1]) > 1


def corners(points: Sequence[Point]) -> list[Point]:
    """The ends of the pieces of a bent line; each curve was taken as four."""
    return [points[0], *points[4::4]] if len(points) % 4 == 1 else list(points)


def joined(runs: Sequence[list[Point]]) -> list[list[Point]]:
    """Runs that begin where another ends, put together."""
    out: list[list[Point]] = []
    for run in sorted(runs, key=lambda r: (r[0][0], r[0][1])):
        home = next(
            (
                o
                for o in reversed(out[-24:])
                if abs(o[-1][0] - run[0][0]) <= _JOIN_PT and abs(o[-1][1] - run[0][1]) <= _JOIN_PT
            ),
            None,
        )
        if home is None:
            out.append(list(run))
        else:
            home.extend(run[1:])
    return out


def without_repeats(points: Sequence[Point]) -> list[Point]:
    out: list[Point] = []
    for point in points:
        if not out or point[0] - out[-1][0] > 0.5:
            out.append(point)
    return out


def layout_to_markers(layout: Layout) -> dict[int, list[Point]]:
    """The middles of small closed drawings, by colour of paint and of pen."""
    found: dict[int, list[Point]] = {}
    for path in layout.paths:
        if len(path.points) < 4:
            continue
        box = bounds(path)
        wide, high = box[2] - box[0], box[3] - box[1]
        if not (_MARKER_PT[0] <= wide <= _MARKER_PT[1] and 0.6 * wide <= high <= 1.6 * wide):
            continue
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        for color in {path.fill, path.stroke} - {None}:
            assert color is not None
            found.setdefault(color, []).append(middle)
    return found


def bounds(path: Path) -> tuple[float, float, float, float]:
    """The box around a path."""
    xs, ys = [p[0] for p in path.points], [p[1] for p in path.points]
    return min(xs), min(ys), max(xs), max(ys)


def at_markers(run: Sequence[Point], markers: Sequence[Point]) -> list[Point]:
    """The markers that sit on a line, in order; none if there are fewer than two."""
    if not markers or len(run) * len(markers) > 40_000:
        return []
    on = sorted(m for m in markers if touches(run, m))
    return without_repeats(on) if len(on) >= 2 else []


def touches(run: Sequence[Point], marker: Point) -> bool:
    """Whether a line goes through the middle of a marker."""
    x, y = marker
    for (ax, ay), (bx, by) in itertools.pairwise(run):
        if ax - _ON_PT <= x <= bx + _ON_PT:
            share = 0.0 if bx - ax < 1e-6 else min(1.0, max(0.0, (x - ax) / (bx - ax)))
            if abs(ay + share * (by - ay) - y) <= _ON_PT:
                return True
    return False
