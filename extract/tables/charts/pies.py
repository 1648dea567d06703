"""Pies and rings → plots: slices by the arc they take, with the figures and names in and around them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from fractions import Fraction

import msgspec

from extract.lex.numbers import find_figures
from extract.model.layout import Path
from extract.tables.charts.axis import Category
from extract.tables.charts.match import Choice, Matched, Spot, labels_to_spots, thousandths
from extract.tables.charts.page import ChartPage
from extract.tables.charts.plot import Measured, Plot, Series
from extract.tables.charts.proportion import Sighting
from extract.tables.charts.texts import Flat, Label, text_to_label
from extract.tables.pdf_lines import Chunk

_LEAST_RADIUS_PT = 15.0
_MOST_SLICES = 40
_ROUND = 0.012
_SLACK_PT = 0.5
_FULL_TURN = 360.0

Point = tuple[float, float]


class Slice(msgspec.Struct, gc=False):
    """A slice: the centre and radius of its outer arc, where the arc begins and how far it goes, in degrees."""

    x: float
    y: float
    radius: float
    start: float
    sweep: float
    color: int

    def holds(self, angle: float) -> bool:
        """Whether a direction from the centre lies within the slice."""
        return (angle - self.start) % _FULL_TURN <= self.sweep


def page_to_pies(page: ChartPage) -> list[Plot]:
    """The pies of a page whose slices make a full turn."""
    slices = [s for p in page.layout.paths if p.fill is not None and (s := path_to_slice(p)) is not None]
    if not 2 <= len(slices) <= 400:
        return []
    plots = []
    for pie in slices_to_pies(slices):
        plot = pie_to_plot(page, pie)
        if plot is not None:
            plots.append(plot)
    return plots


def path_to_slice(path: Path) -> Slice | None:
    """A filled path whose longest bend lies on one circle that its other points lie within."""
    if not 6 <= len(path.points) <= 800 or (not path.bends and len(path.points) < 10):
        return None
    xs, ys = [p[0] for p in path.points], [p[1] for p in path.points]
    if max(max(xs) - min(xs), max(ys) - min(ys)) < _LEAST_RADIUS_PT:
        return None
    arcs = [a for bend in path.bends for a in arcs_of(path.points[bend[0] : bend[1] + 1])]
    arcs = arcs if path.bends else runs_on_circles(path.points)
    best = max(arcs, key=lambda a: a[2], default=None)
    if best is None or best[2] < _LEAST_RADIUS_PT:
        return None
    x, y, radius, arc = best
    if any(math.hypot(px - x, py - y) > radius * 1.02 for px, py in path.points):
        return None
    angles = [math.degrees(math.atan2(py - y, px - x)) for px, py in arc]
    turns = [(b - a + 180) % _FULL_TURN - 180 for a, b in itertools.pairwise(angles)]
    sweep = sum(turns)
    if abs(sweep) < 0.5 or abs(sweep) > 361 or any(t * sweep < 0 and abs(t) > 0.5 for t in turns):
        return None
    start = angles[0] if sweep > 0 else angles[-1]
    return Slice(x, y, radius, start % _FULL_TURN, abs(sweep), path.fill or 0)


def arcs_of(bend: Sequence[Point]) -> list[tuple[float, float, float, list[Point]]]:
    """A bend as the arc of a circle; where an outer and an inner arc touch, as two."""
    thirds = (bend[0], bend[len(bend) // 3], bend[2 * len(bend) // 3])
    circle = circle_through(*thirds)
    if circle is not None and all(on_circle(p, circle) for p in bend):
        return [(*circle, list(bend))]
    return runs_on_circles(bend) if len(bend) > 8 else []


def runs_on_circles(points: Sequence[Point]) -> list[tuple[float, float, float, list[Point]]]:
    """Stretches of an outline that lie on a circle each, with its centre and radius."""
    ring = list(points)
    if math.dist(ring[0], ring[-1]) < 0.05:
        ring = ring[:-1]
    count = len(ring)
    corner = sharpest(ring)
    ring = ring[corner:] + ring[:corner] + [ring[corner]]
    runs = []
    start = 0
    while start < count - 2:
        step, next_step = (math.dist(ring[k], ring[k + 1]) for k in (start, start + 1))
        alike = max(step, next_step) < 3 * min(step, next_step)  # an arc goes on in like steps, a corner does not
        circle = circle_through(ring[start], ring[start + 1], ring[start + 2]) if alike else None
        end = start + 3
        while (
            circle is not None
            and end <= count
            and math.dist(ring[end - 1], ring[end]) < 3 * step
            and on_circle(ring[end], circle)
        ):
            circle = circle_through(ring[start], ring[(start + end) // 2], ring[end]) or circle
            end += 1
        if circle is not None and end - start >= 5:
            runs.append((*circle, ring[start:end]))
            start = end - 1
        else:
            start += 1
    return runs


def sharpest(ring: Sequence[Point]) -> int:
    """The corner at which an outline turns most; where none is sharp, any point will do."""
    best, at = -1.0, 0
    for k, here in enumerate(ring):
        before, after = ring[k - 1], ring[(k + 1) % len(ring)]
        one = math.atan2(here[1] - before[1], here[0] - before[0])
        two = math.atan2(after[1] - here[1], after[0] - here[0])
        turn = abs((two - one + math.pi) % (2 * math.pi) - math.pi)
        if turn > best + 1e-6:
            best, at = turn, k
    return at


def circle_through(a: Point, b: Point, c: Point) -> tuple[float, float, float] | None:
    """Centre and radius of the circle through three points; None for points on a line."""
    d = 2 * (a[0] * (b[1] - c[1]) + b[0] * (c[1] - a[1]) + c[0] * (a[1] - b[1]))
    if abs(d) < 1e-6:
        return None
    aa, bb, cc = (p[0] ** 2 + p[1] ** 2 for p in (a, b, c))
    x = (aa * (b[1] - c[1]) + bb * (c[1] - a[1]) + cc * (a[1] - b[1])) / d
    y = (aa * (c[0] - b[0]) + bb * (a[0] - c[0]) + cc * (b[0] - a[0])) / d
    radius = math.dist((x, y), a)
    return (x, y, radius) if radius < 2_000 else None


def on_circle(point: Point, circle: tuple[float, float, float]) -> bool:
    """Whether a point lies on a circle, as far as curves drawn in pieces do."""
    return abs(math.dist(point, circle[:2]) - circle[2]) <= max(0.15, _ROUND * circle[2])


def slices_to_pies(slices: Sequence[Slice]) -> list[list[Slice]]:
    """Slices around one centre that make a full turn without lying over each other."""
    groups: list[list[Slice]] = []
    for one in slices:
        home = next((g for g in groups if abs(g[0].radius - one.radius) < 0.06 * one.radius and
                     math.dist((g[0].x, g[0].y), (one.x, one.y)) < 0.2 * one.radius), None)  # fmt: skip
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    pies = []
    for group in groups:
        distinct = {(round(s.start / 2), round(s.sweep / 2)): s for s in group}
        pie = sorted(distinct.values(), key=lambda s: s.start)
        if 2 <= len(pie) <= _MOST_SLICES and abs(sum(s.sweep for s in pie) - _FULL_TURN) < 2.5:
            pies.append(pie)
    return pies


def pie_to_plot(page: ChartPage, pie: Sequence[Slice]) -> Plot | None:
    """A row for each slice with its share; a second column for amounts, where both are printed."""
    x, y, radius = pie[0].x, pie[0].y, max(s.radius for s in pie)
    near = [f for f in page.flats(False) if math.dist(place(f.chunk), (x, y)) < 2.6 * radius + 2 * f.size]
    spots = [slice_to_spot(s, k) for k, s in enumerate(pie)]
    names: list[Chunk | None] = [page.name_of(s.color, (x - radius, y - radius, x + radius, y + radius)) for s in pie]
    labels: list[tuple[Label, int]] = []
    for flat in near:
        label = label_of(flat)
        k = slice_at(pie, flat)
        if label is not None and k is not None:
            labels.append((label, k))
    by_text(names, near, pie, labels)
    slack = thousandths(max(0.3, math.degrees(_SLACK_PT / radius)))
    measured = []
    for percent in (True, False):
        some = [(n, k) for n, k in labels if n.percent == percent]
        mine = [msgspec.structs.replace(s, category=int(not percent)) for s in spots]
        matched = matched_slices(some, mine, slack, percent)
        if matched is not None:
            measured.append((percent, mine, matched))
    plot = Plot("pie", [], [], labels=[n for n, _ in labels])
    if not measured or any(name is None for name in names) or len({id(n) for n in names}) != len(names):
        plot.categories = [Category(x, [])]
        plot.measured = []
        return plot if labels else None
    return pie_rows(plot, names, measured, slack)


def pie_rows(
    plot: Plot, names: Sequence[Chunk | None], measured: list[tuple[bool, list[Spot], Matched]], slack: int
) -> Plot:
    """The slices as rows; percents before amounts."""
    del slack
    plot.categories = [Category(0.0, []) for _ in measured]
    for column, (_, spots, matched) in enumerate(measured):
        series = []
        for spot, name in zip(spots, names, strict=True):
            spot.category = column
            series.append(Series([spot], None, name))
        plot.measured.append(Measured(series, 0.0, True, None, 0.5, matched))
    return plot


def matched_slices(some: Sequence[tuple[Label, int]], spots: list[Spot], slack: int, percent: bool) -> Matched | None:
    """Labels of slices that are in proportion to the slices' arcs; a full turn is a hundred percent."""
    if not some:
        return None
    fixed = [Sighting(0, Fraction(0), Fraction(0), slack)]
    if percent:
        fixed.append(Sighting(360_000, Fraction(100), Fraction(100), slack))
    choices = [Choice(n, [(0, spots[k])]) for n, k in some]
    return labels_to_spots(choices, fixed, slack, 1 if percent else 2)


def slice_to_spot(one: Slice, k: int) -> Spot:
    """A slice with its arc for its measure, in degrees."""
    del k
    box = (one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius)
    return Spot(0, 0, one.sweep, one.start, one.start + one.sweep, 0.0, one.radius, box)


def place(chunk: Chunk) -> Point:
    """The middle of a text."""
    return chunk.middle, chunk.base - 0.36 * chunk.size


def slice_at(pie: Sequence[Slice], flat: Flat) -> int | None:
    """The slice in whose direction a text stands, if it is well within it or alone there."""
    cx, cy = place(flat.chunk)
    x, y, radius = pie[0].x, pie[0].y, pie[0].radius
    away = math.dist((cx, cy), (x, y))
    if away > 2.1 * radius + flat.size or away < 0.12 * radius:
        return None
    if away > radius:
        cx = min(max(x, flat.chunk.x0), flat.chunk.x1)  # outside, the nearest part of the text points at its slice
        cx = (cx + place(flat.chunk)[0]) / 2
    angle = math.degrees(math.atan2(cy - y, cx - x)) % _FULL_TURN
    return next((k for k, s in enumerate(pie) if s.holds(angle)), None)


def label_of(flat: Flat) -> Label | None:
    """The figure of a text at a slice, alone or behind its name: `62.1%`, `Japan 62.1%`."""
    figures = find_figures(flat.text)
    if len(figures) == 1:
        return text_to_label(flat, flat.text[figures[0].start : figures[0].end])
    return text_to_label(flat, flat.text) if flat.chunk.kind == "value" else None


def by_text(
    names: list[Chunk | None], near: Sequence[Flat], pie: Sequence[Slice], labels: Sequence[tuple[Label, int]]
) -> None:
    """Names that a legend does not give: the one text in the direction of a slice."""
    if all(name is not None for name in names):
        return
    beside: dict[int, list[Chunk]] = {}
    for flat in near:
        k = slice_at(pie, flat)
        if flat.chunk.kind == "text" and k is not None and any(map(str.isalpha, flat.text)):
            beside.setdefault(k, []).append(flat.chunk)
    for k in range(len(names)):
        mine = beside.get(k, [])
        own = [c for c in mine if any(at == k and close_by(c, label.flat.chunk) for label, at in labels)]
        own = own or [c for c in mine if math.dist(place(c), (pie[k].x, pie[k].y)) < 1.7 * pie[k].radius]
        if names[k] is None and len(own) == 1:
            names[k] = own[0]


def close_by(name: Chunk, figure: Chunk) -> bool:
    """Whether a name stands right over or under a figure, in the middle or at the same edge."""
    near = 0 < abs(name.base - figure.base) < 1.7 * max(name.size, figure.size)
    in_line = min(abs(name.middle - figure.middle), abs(name.x0 - figure.x0), abs(name.x1 - figure.x1))
    return near and in_line < 0.6 * figure.size
