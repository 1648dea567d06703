"""Slanted lines and outlines of a page: which of them are the stuff of charts, and which are decoration.

A line through a cell that does not apply, hatching, an arrow between boxes: none of them makes a table a chart.

    a slanted line that meets no other: strikes out a cell, or is one of many in a hatching
    lines that meet end to end:         the line of a chart
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from extract.model import Box

Segment = tuple[float, float, float, float]
Point = tuple[float, float]

_MEET_PT = 1.0
_SMALL_PT = 12.0  # the head of an arrow, a tick
_MOST_SIDES = 12
_SAME_PT = 1.0


def strokes_to_curves(runs: Sequence[Sequence[Segment]]) -> list[Box]:
    """The boxes of slanted lines that go on from one another; each run is drawn without lifting the pen.

    A line alone says nothing, nor does what is no larger than the head of an arrow.

    >>> strokes_to_curves([[(0, 0, 90, 40)], [(0, 50, 90, 90)]])
    []
    >>> strokes_to_curves([[(0, 0, 50, 40)], [(50, 40, 90, 20)]])
    [(0, 0, 90, 40)]
    """
    root = list(range(len(runs)))

    def find(k: int) -> int:
        while root[k] != k:
            root[k] = root[root[k]]
            k = root[k]
        return k

    ends: dict[tuple[int, int], int] = {}
    for k, run in enumerate(runs):
        for x, y in ((run[0][0], run[0][1]), (run[-1][2], run[-1][3])):
            for cell in cells_near(x, y):
                if cell in ends:
                    root[find(k)] = find(ends[cell])
            ends.setdefault((round(x / _MEET_PT), round(y / _MEET_PT)), k)
    chains: dict[int, list[Segment]] = {}
    for k, run in enumerate(runs):
        chains.setdefault(find(k), []).extend(run)
    hulls = [hull_of(chain) for chain in chains.values() if not is_straight(chain)]
    return [box for box in hulls if max(box[2] - box[0], box[3] - box[1]) > _SMALL_PT]


def is_straight(chain: Sequence[Segment]) -> bool:
    """Whether lines that meet are one: a line through several cells, drawn cell by cell."""
    x0, y0, x1, y1 = chain[0]
    length = math.hypot(x1 - x0, y1 - y0)
    return all(
        abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) <= _MEET_PT * length
        for a, b, c, d in chain[1:]
        for x, y in ((a, b), (c, d))
    )


def cells_near(x: float, y: float) -> list[tuple[int, int]]:
    """The squares of a grid about a point."""
    column, row = round(x / _MEET_PT), round(y / _MEET_PT)
    return [(column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]


def hull_of(segments: Sequence[Segment]) -> Box:
    """The box about lines."""
    xs = [x for s in segments for x in (s[0], s[2])]
    ys = [y for s in segments for y in (s[1], s[3])]
    return min(xs), min(ys), max(xs), max(ys)


def lines_to_runs(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Lines of one path as runs drawn without lifting the pen."""
    runs: list[list[Segment]] = []
    for segment in segments:
        last = runs[-1][-1] if runs else None
        if last is not None and abs(last[2] - segment[0]) < _MEET_PT and abs(last[3] - segment[1]) < _MEET_PT:
            runs[-1].append(segment)
        else:
            runs.append([segment])
    return runs


def is_ornament(corners: Sequence[Point]) -> bool:
    """Whether a filled outline is an arrow, a triangle, a diamond: small, or the same on both sides of its middle.

    >>> is_ornament([(0, 10), (30, 10), (30, 0), (50, 20), (30, 40), (30, 30), (0, 30)])
    True
    >>> is_ornament([(0, 90), (0, 40), (40, 20), (80, 50), (80, 90)])
    False
    """
    if not corners or len(corners) > _MOST_SIDES:
        return False
    xs, ys = [p[0] for p in corners], [p[1] for p in corners]
    if max(max(xs) - min(xs), max(ys) - min(ys)) <= _SMALL_PT:
        return True
    across, down = min(xs) + max(xs), min(ys) + max(ys)
    return is_among([(across - x, y) for x, y in corners], corners) or is_among(
        [(x, down - y) for x, y in corners], corners
    )


def is_among(points: Sequence[Point], corners: Sequence[Point]) -> bool:
    """Whether each of some points is a corner."""
    return all(any(abs(x - a) < _SAME_PT and abs(y - b) < _SAME_PT for a, b in corners) for x, y in points)
