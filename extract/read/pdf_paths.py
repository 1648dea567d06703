"""Vector paths of a page → outlines with colours, as the page is displayed: what charts are read from."""

from __future__ import annotations

from typing import Any

from extract.model.layout import Path
from extract.read.pdf_rules import packed
from extract.read.pdf_words import Matrix

Point = tuple[float, float]

MOST_PATHS = 12_000
MOST_POINTS = 120_000
_BEND = (0.25, 0.5, 0.75, 1.0)
_TOUCH_PT = 0.05
_SEEN = 0.02
_SAMPLE_PT = (5.0, 45.0)


def drawings_to_paths(drawings: list[dict[str, Any]], matrix: Matrix) -> list[Path]:
    """Everything that is filled, or drawn with more than one level line; nothing of a page too crowded for charts."""
    paths: list[Path] = []
    points = 0
    plain = matrix[0] == 1 and matrix[1] == 0 and matrix[4] == 0 and matrix[5] == 0
    for drawing in drawings:
        kind = drawing["type"]
        if kind in ("clip", "group"):
            continue
        fill = packed(drawing.get("fill")) if "f" in kind and (drawing.get("fill_opacity") or 1) > _SEEN else None
        shown = "s" in kind and (drawing.get("stroke_opacity") or 1) > _SEEN
        stroke = packed(drawing.get("color")) if shown else None
        if fill is None and stroke is None:
            continue
        pen = drawing.get("width") or 0.5
        for run, bends in items_to_runs(drawing["items"]):
            if len(run) == 2 and (stroke is None or is_rule(run)):
                continue
            paths.append(Path(run if plain else [moved(p, matrix) for p in run], fill, stroke, pen, bends))
            points += len(run)
        if len(paths) > MOST_PATHS or points > MOST_POINTS:
            return []
    return paths


def items_to_runs(items: list[Any]) -> list[tuple[list[Point], tuple[tuple[int, int], ...]]]:
    """The outlines of one drawing, each a run of points that hang together, and the stretches of it that are curves."""
    runs: list[tuple[list[Point], tuple[tuple[int, int], ...]]] = []
    run: list[Point] = []
    bends: list[tuple[int, int]] = []
    for item in items:
        shape = item[0]
        if shape in ("re", "qu"):
            if shape == "re":
                x0, y0, x1, y1 = item[1]
                box = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
            else:
                a, b, c, d = item[1]
                box = [tuple(a), tuple(b), tuple(d), tuple(c), tuple(a)]
            runs.append((box, ()))
            continue
        start, pieces = tuple(item[1]), line_or_bend(item)
        if not run or abs(run[-1][0] - start[0]) + abs(run[-1][1] - start[1]) > _TOUCH_PT:
            if run:
                runs.append((run, tuple(bends)))
            run, bends = [start], []
        if shape == "c":
            first = len(run) - 1
            if bends and bends[-1][1] == first:
                first = bends.pop()[0]
            bends.append((first, len(run) - 1 + len(pieces)))
        run.extend(pieces)
    if run:
        runs.append((run, tuple(bends)))
    return runs


def line_or_bend(item: Any) -> list[Point]:
    """The points a piece of a path leads to: its end, or four on the way for a curve."""
    if item[0] == "l":
        return [tuple(item[2])]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = item[1:5]
    out = []
    for t in _BEND:
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        out.append((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy))
    return out


def is_rule(run: list[Point]) -> bool:
    """Whether a single line runs down, or across for longer than the sample of a legend; such lines are rules."""
    (x0, y0), (x1, y1) = run
    return abs(x0 - x1) <= 1.0 or (abs(y0 - y1) <= 1.0 and not _SAMPLE_PT[0] <= abs(x0 - x1) <= _SAMPLE_PT[1])


def moved(point: Point, matrix: Matrix) -> Point:
    """A point of the page as drawn on the page as displayed."""
    a, b, c, d, e, f = matrix
    return point[0] * a + point[1] * c + e, point[0] * b + point[1] * d + f
