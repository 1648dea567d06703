"""Lines of a chart → series of points over categories, of a plot of bars or of their own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from extract.tables.charts.axis import Category, Ticks, flats_to_categories
from extract.tables.charts.columns import free_labels, pace_of
from extract.tables.charts.lines import Polyline
from extract.tables.charts.match import Choice, Matched, Spot, labels_to_spots, thousandths
from extract.tables.charts.page import ChartPage
from extract.tables.charts.plot import Measured, Plot, Series, ticks_to_fixed
from extract.tables.charts.texts import Label, View
from extract.tables.pdf_lines import Chunk

_SLACK_PT = 0.35
_NEAR = 1.9
_LEAST_POINTS = 3
_NAMES_BELOW_PT = 260.0  # points may hang high above the axis their names stand at


def lines_over(page: ChartPage, plot: Plot, lines: Sequence[Polyline]) -> list[Polyline]:
    """The lines whose points stand over the categories of a plot of bars, level with it."""
    boxes = [s.box for series in plot.series for s in series.spots]
    low, high = min(b[0] for b in boxes), max(b[2] for b in boxes)
    top, foot = min(b[1] for b in boxes), max(b[3] for b in boxes)
    reach = 1.2 * (foot - top) + 40
    mine = []
    for line in lines:
        level = line.points[0][0] > low - 5 and line.points[-1][0] < high + 5
        level = level and all(top - reach < y < foot + 5 for _, y in line.points)
        if level and line_to_spots(line, plot.categories, page.view(False)) is not None:
            mine.append(line)
    return mine


def line_to_spots(line: Polyline, categories: Sequence[Category], view: View) -> list[Spot] | None:
    """The points of a line by category; None if most stand over none."""
    pace = pace_of(categories)
    spots: dict[int, Spot] = {}
    for x, y in line.points:
        g = min(range(len(categories)), key=lambda i: abs(categories[i].across - x))
        if abs(categories[g].across - x) > 0.25 * pace:
            continue
        if g in spots:
            return None
        up = view.height - y
        spots[g] = Spot(0, g, up, x, x, up, up, (x - 2, y - 2, x + 2, y + 2))
    if len(spots) < 2 or len(spots) < 0.7 * len(line.points):
        return None
    return [spots[g] for g in sorted(spots)]


def lines_to_plots(page: ChartPage, lines: Sequence[Polyline]) -> list[Plot]:
    """Charts of lines alone: lines whose points stand over the same names belong together."""
    if not any(len(line.points) >= _LEAST_POINTS for line in lines):
        return []  # before any text is looked at
    view = page.view(False)
    axes = {id(f) for axis in page.ticks(False) for f in axis.flats}
    flats = [f for f in page.flats(False) if id(f.chunk) not in page.named and id(f) not in axes]
    left = list(lines)
    plots: list[Plot] = []
    while left:
        first = max(left, key=lambda n: len(n.points))
        low, high = first.points[0][0], first.points[-1][0]
        mine = [n for n in left if n.points[0][0] > low - 30 and n.points[-1][0] < high + 30 and level(n, first)]
        left = [n for n in left if all(n is not m for m in mine)]
        middles = [x for x, _ in first.points]
        if len(middles) < _LEAST_POINTS:
            continue
        pitch = median(b - a for a, b in itertools.pairwise(middles))
        foot = view.height - max(y for n in mine for _, y in n.points)
        categories = flats_to_categories(flats, middles, foot, foot, pitch, _NAMES_BELOW_PT)
        plot = Plot("lines", categories or [Category(x, []) for x in middles], [])
        attach(page, plot, mine)
        if categories is None:  # the figures are theirs by their heights, but nothing names the points
            proved = any(m.matched is not None and m.matched.agree >= 3 for m in plot.measured)
            plot.boxes = [s.box for one in plot.series for s in one.spots]
            plot.measured = []
            if not proved:
                continue
        if plot.measured or plot.labels:
            plots.append(plot)
    return plots


def level(one: Polyline, other: Polyline) -> bool:
    """Whether two lines may stand in one plot: not far above or below each other."""
    a, b = [y for _, y in one.points], [y for _, y in other.points]
    gap = max(min(a) - max(b), min(b) - max(a))
    return gap < 150


def attach(page: ChartPage, plot: Plot, lines: Sequence[Polyline]) -> None:
    """Give a plot its lines as series, on one scale if their labels share one, else each on its own."""
    view = page.view(False)
    series: list[Series] = []
    for line in lines:
        spots = line_to_spots(line, plot.categories, view)
        if spots is not None:
            box = (line.points[0][0], min(y for _, y in line.points), line.points[-1][0],
                   max(y for _, y in line.points))  # fmt: skip
            series.append(Series(spots, line.color, page.name_of(line.color, box) or name_at_end(page, line)))
    if not series:
        return
    held = {id(s.label.flat.chunk) for one in plot.series for s in one.spots if s.label is not None}
    labels = [n for n in free_labels(page, plot.categories, view) if id(n.flat.chunk) not in held]
    ticks = ticks_near(page, plot, series, view)
    plot.aside += [f for axis in ticks for f in axis.flats if not any(f is o for o in plot.aside)]
    whole = measured_lines(series, labels, ticks)
    bare = not any(choice_of(n, series) is not None for n in labels)
    if whole is not None or bare or len(series) == 1:
        plot.measured.append(whole or without_labels(series, ticks, plot))
    else:
        for one in series:
            alone = measured_lines([one], labels, ticks)
            plot.measured.append(alone or without_labels([one], ticks, plot))
    plot.labels += [n for n in labels if choice_of(n, series) is not None]


def name_at_end(page: ChartPage, line: Polyline) -> Chunk | None:
    """The text right of the last point of a line and level with it, if it is there alone."""
    x, y = line.points[-1]
    beside = [
        c
        for c in page.chunks
        if c.kind == "text" and 0 <= c.x0 - x < 3 * c.size and abs(c.base - 0.36 * c.size - y) < 0.7 * c.size
    ]
    return beside[0] if len(beside) == 1 else None


def without_labels(series: list[Series], ticks: Sequence[Ticks], plot: Plot) -> Measured:
    """Lines that only an axis can measure: the one there is, if bars have none of their own."""
    axis = ticks[0] if len(ticks) == 1 and plot.kind == "lines" else None
    return Measured(series, 0.0, False, axis, _SLACK_PT, None)


def measured_lines(series: list[Series], labels: Sequence[Label], ticks: Sequence[Ticks]) -> Measured | None:
    """The labels of lines by the one scale most of them share."""
    spots = [s for one in series for s in one.spots]
    best: tuple[Matched, Ticks | None, list[Label | None]] | None = None
    for percent in (False, True):
        choices = [c for n in labels if n.percent == percent and (c := choice_of(n, series)) is not None]
        if len(choices) < 2:
            continue
        for axis in (*ticks, None):
            for spot in spots:
                spot.label = None
            fixed = ticks_to_fixed(axis, 0.0, _SLACK_PT)
            matched = labels_to_spots(choices, fixed, thousandths(_SLACK_PT), 2 if axis is not None else 3)
            if matched is not None and (best is None or matched.agree > best[0].agree):
                best = (matched, axis, [spot.label for spot in spots])
    for spot in spots:
        spot.label = None
    if best is None:
        return None
    for spot, label in zip(spots, best[2], strict=True):
        spot.label = label
    return Measured(series, 0.0, False, best[1], _SLACK_PT, best[0])


def choice_of(label: Label, series: Sequence[Series]) -> Choice | None:
    """The points right below, above or left of a figure; those of the figure's own colour first."""
    flat, size = label.flat, label.flat.size
    spots: list[tuple[int, Spot]] = []
    color = flat.chunk.words[0].color
    alike = sum(one.color == color for one in series) == 1
    for one in series:
        for spot in one.spots:
            over = flat.low - 0.6 * size <= spot.low <= flat.high + 0.6 * size
            beside = -0.5 * size <= flat.low - spot.low < 1.4 * size
            gap = max(flat.near - spot.far, spot.near - flat.far)
            if (over and gap < _NEAR * size) or (beside and gap < 0.3 * size):
                spots.append((0 if alike and one.color == color else 1, spot))
    return Choice(label, spots) if spots else None


def ticks_near(page: ChartPage, plot: Plot, series: Sequence[Series], view: View) -> list[Ticks]:
    """The value axes beside the categories of a plot."""
    low, high = plot.categories[0].across, plot.categories[-1].across
    ups = [s.at for one in series for s in one.spots]
    out = []
    for ticks in page.ticks(view.lying):
        gap = max(low - ticks.across, ticks.across - high)
        pace = ticks.places[1] - ticks.places[0]
        if (
            -1 < gap < max(60.0, 0.35 * (high - low))
            and ticks.places[0] - pace < min(ups)
            and max(ups) < (ticks.places[-1] + pace)
        ):
            out.append(ticks)
    return out
