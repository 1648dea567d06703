"""Columns and bars, stacked, clustered, above and below zero → plots.

Bars begin at the line of zero unless their labels or axis say otherwise; a layer is worth its own length, a tower of
layers their sum. Labels are matched by `match`: nothing is a value that the lengths do not bear out.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from extract.tables.charts.axis import Category, Ticks, flats_to_categories
from extract.tables.charts.bars import Bar, Stand, Tower
from extract.tables.charts.match import Choice, Spot, exact, labels_to_spots, thousandths
from extract.tables.charts.page import ChartPage
from extract.tables.charts.plot import Measured, Plot, Series, ticks_to_fixed
from extract.tables.charts.texts import Flat, Label, View

_EDGE_PT = 1.2
_SLACK_PT = 0.35
_LEAST_SPREAD_PT = 6.0


def stand_to_plots(page: ChartPage, stand: Stand, lying: bool) -> list[Plot]:
    """The charts on one base; several may stand side by side on it."""
    view = page.view(lying)
    plots = []
    for towers in side_by_side(stand.towers):
        if len(towers) < 2 or not may_be_chart(towers, stand.base):
            continue
        flats = page.flats(lying)
        spans = [(t.low - 1, t.high + 1, t.near, t.far) for t in towers]
        inside = {id(f) for f in flats if stands_within(f.across, f.along, spans)}
        inside |= {id(f) for axis in page.ticks(lying) for f in axis.flats}
        outside = [f for f in flats if id(f) not in inside and id(f.chunk) not in page.named]
        categories = (
            names_beside(outside, towers, stand.base)
            if lying
            else flats_to_categories(
                outside, [t.middle for t in towers], foot_of(towers), min(t.near for t in towers), pitch_of(towers)
            )
        )
        plot = None
        if categories is not None:
            plot = towers_to_plot(page, stand.base, towers, categories, view)
        plot = plot or unnamed_plot(page, stand.base, towers, view)
        if plot is not None:
            plots.append(plot)
    return plots


def may_be_chart(towers: Sequence[Tower], base: float) -> bool:
    """Whether towers differ in length and lie clear of each other and of the base; the shaded rows of a table do not.

    Looked at before any text, for most pages have boxes and few have charts.
    """
    lengths = set()
    for tower in towers:
        if tower.tangled:
            return False
        for bar in tower.bars:
            side = side_of(bar, base)
            if not side:
                return False
            lengths.add(round(side * bar.length))
    return len(lengths) > 1


def unnamed_plot(page: ChartPage, base: float, towers: Sequence[Tower], view: View) -> Plot | None:
    """Bars whose figures are theirs by their lengths, but whose names could not be told: none of them is a value."""
    categories = [Category(t.middle, []) for t in towers]
    plot = towers_to_plot(page, base, towers, categories, view, named=False)
    if plot is None or not any(m.matched is not None and m.matched.agree >= 3 for m in plot.measured):
        return None
    plot.boxes = [s.box for one in plot.series for s in one.spots]
    plot.measured = []
    return plot


def stands_within(across: float, along: float, spans: Sequence[tuple[float, float, float, float]]) -> bool:
    """Whether the middle of a text stands within one of the towers, given by their sides, near and far ends."""
    return any(low <= across <= high and near <= along <= far for low, high, near, far in spans)


def foot_of(towers: Sequence[Tower]) -> float:
    """Where names may begin below a chart: at the base, or beside bars that hang from it."""
    return max(t.near for t in towers)


def pitch_of(towers: Sequence[Tower]) -> float:
    """The usual distance between neighbouring towers."""
    steps = [b.middle - a.middle for a, b in itertools.pairwise(towers)]
    return median(steps) if steps else 1.0


def side_by_side(towers: list[Tower]) -> list[list[Tower]]:
    """Towers parted where the gap is far wider than is usual among them."""
    steps = [b.middle - a.middle for a, b in itertools.pairwise(towers)]
    if not steps:
        return [towers]
    usual = median(steps)
    wide = max(2.6 * usual, usual + 4 * towers[0].breadth) if len(steps) > 2 else 1e9
    parts: list[list[Tower]] = [[towers[0]]]
    for step, tower in zip(steps, towers[1:], strict=True):
        if step > wide:
            parts.append([])
        parts[-1].append(tower)
    return parts


def names_beside(flats: Sequence[Flat], towers: Sequence[Tower], base: float) -> list[Category] | None:
    """The names of lying bars: the texts that end right before them, those on several lines together."""
    near = min(t.near for t in towers)
    before = [f for f in flats if f.far <= near + 3 and f.chunk.kind == "text"]
    if not before:
        return None
    edge = max(f.far for f in before)
    size = median(f.size for f in before)
    if near - edge > 60:
        return None
    slots: list[list[Tower]] = []
    gaps = [b.low - a.high for a, b in itertools.pairwise(towers)]
    clustered = bool(gaps) and max(gaps) > 2.2 * max(min(gaps), 0.5)
    for k, tower in enumerate(towers):
        if k and clustered and gaps[k - 1] < (max(gaps) + min(gaps)) / 2:
            slots[-1].append(tower)
        else:
            slots.append([tower])
    names: list[Category] = []
    for slot in slots:
        low, high = slot[0].low, slot[-1].high
        room = max(0.0, min([g for g in gaps if g > 0] or [0.0]) / 2)
        mine = [f for f in before if low - room <= f.across <= high + room and near - f.far < 60 + 4 * size]
        reach = max((f.far for f in mine), default=0.0)
        mine = [f for f in mine if reach - f.far < 2.5 * size or abs(f.across - (low + high) / 2) > 2]
        mine = [f for f in mine if f.far > reach - 0.6 * size or len(mine) > 1]
        if mine:
            names.append(Category((low + high) / 2, sorted(mine, key=lambda f: (f.across, f.near))))
    return names if len(names) >= max(2, 0.6 * len(slots)) else None


def towers_to_plot(
    page: ChartPage, base: float, towers: Sequence[Tower], categories: list[Category], view: View, named: bool = True
) -> Plot | None:
    """The plot of some towers under their names; None where layers lie over each other or do not reach the base.

    With `named`, series of several colours must be named by a legend.
    """
    spots: list[Spot] = []
    colors: list[int] = []
    towers_of: list[tuple[Tower, list[Spot], Spot | None]] = []
    usual = pace_of(categories)
    for tower in towers:
        g = min(range(len(categories)), key=lambda i: abs(categories[i].across - tower.middle))
        if abs(categories[g].across - tower.middle) > 0.62 * usual or tower.tangled:
            return None
        layers = [layer_to_spot(bar, base, g, view) for bar in tower.bars]
        if any(spot is None for spot in layers):
            return None
        mine = [spot for spot in layers if spot is not None]
        whole = None
        if len(mine) > 1 and all(s.at > 0 for s in mine):
            whole = Spot(-1, g, tower.far - base, tower.low, tower.high, base, tower.far, mine[0].box)
            whole.box = view.box(tower.low, tower.high, base, tower.far)
        spots.extend(mine)
        colors.extend(bar.color for bar in tower.bars)
        towers_of.append((tower, mine, whole))
    if len({round(s.at) for s in spots}) < 2:
        return None
    wholes = [w for _, _, w in towers_of if w is not None]
    series = colors_to_series(page, spots, colors, wholes) if named else [Series([*spots, *wholes])]
    if series is None:
        return None
    measured, choices = with_labels(page, base, towers_of, series, categories, view)
    plot = Plot("bars", categories, [measured], lying=view.lying)
    plot.labels = [c.label for c in choices]
    plot.aside = [f for axis in ticks_beside(page, towers_of, view) for f in axis.flats]
    return plot


def pace_of(categories: Sequence[Category]) -> float:
    """The least distance between names."""
    places = sorted(c.across for c in categories)
    return min((b - a for a, b in itertools.pairwise(places)), default=1e9)


def side_of(bar: Bar, base: float) -> int:
    """1 for a bar beyond the base, -1 for one before it, 0 for one that lies across it."""
    if bar.near < base - _EDGE_PT and bar.far > base + _EDGE_PT:
        return 0
    return 1 if bar.far > base + 0.01 and bar.near >= base - _EDGE_PT else -1


def layer_to_spot(bar: Bar, base: float, category: int, view: View) -> Spot | None:
    """A layer by its own length, negative below the base; None if it lies across the base."""
    side = side_of(bar, base)
    if not side:
        return None
    box = view.box(bar.low, bar.high, bar.near, bar.far)
    return Spot(0, category, side * bar.length, bar.low, bar.high, bar.near, bar.far, box)


def colors_to_series(
    page: ChartPage, spots: Sequence[Spot], colors: Sequence[int], totals: list[Spot]
) -> list[Series] | None:
    """Marks by colour, named by the legend; one series if each category has one bar. None if names are missing."""
    boxes = [s.box for s in spots]
    around = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    kinds = list(dict.fromkeys(colors))
    names = {color: page.name_of(color, around) for color in kinds}
    single = len({s.category for s in spots}) == len(spots)
    if single and sum(n is not None for n in names.values()) < 2:
        return [Series(list(spots), kinds[0], next((n for n in names.values() if n is not None), None))]
    if len(kinds) > 12:
        return None
    series = []
    for color in kinds:
        mine = [s for s, c in zip(spots, colors, strict=True) if c == color]
        if len({s.category for s in mine}) != len(mine):
            return None
        series.append(Series(mine, color, names[color]))
    if len({id(s.name) for s in series if s.name is not None}) != len(series):
        return None
    series.sort(key=lambda s: -max(spot.far for spot in s.spots))
    if totals and len({s.category for s in totals}) == len(totals):
        series.append(Series(totals, None, None, total=True))
    return series


def with_labels(
    page: ChartPage,
    base: float,
    towers: Sequence[tuple[Tower, list[Spot], Spot | None]],
    series: list[Series],
    categories: Sequence[Category],
    view: View,
) -> tuple[Measured, list[Choice]]:
    """The figures at the bars, by the one scale most of them agree with; and all figures that stand there."""
    ticks = ticks_beside(page, towers, view)
    stacked = any(len(layers) > 1 for _, layers, _ in towers)
    labels = free_labels(page, categories, view)
    choices = [c for n in labels if (c := label_to_choice(n, towers)) is not None]
    spots = [spot for one in series for spot in one.spots]
    best: Measured | None = None
    kept: list[Label | None] = []
    for origin, axis in options(ticks, stacked):
        for percent in (False, True):
            some = [c for c in choices if c.label.percent == percent]
            fixed = ticks_to_fixed(axis, base, _SLACK_PT) + ([exact(0.0, 0, _SLACK_PT)] if origin else [])
            least = 1 if axis is not None else 2 if origin else 4
            for spot in spots:
                spot.label = None
            matched = labels_to_spots(some, fixed, thousandths(_SLACK_PT), least) if some else None
            if matched is not None and (best is None or best.matched is None or matched.agree > best.matched.agree):
                best = Measured(series, base, origin, axis, _SLACK_PT, matched)
                kept = [spot.label for spot in spots]
        if best is not None:
            break
    for spot, label in itertools.zip_longest(spots, kept):
        spot.label = label
    if best is not None:
        best.series = [s for s in series if not s.total or any(spot.label is not None for spot in s.spots)]
        return best, choices
    axis = ticks[0] if len(ticks) == 1 else None
    if axis is not None and stacked and not starts_at_zero(axis, base):
        axis = None
    plain = [s for s in series if not s.total]
    return Measured(plain, base, stacked or axis is None, axis, _SLACK_PT, None), choices


def starts_at_zero(ticks: Ticks, base: float) -> bool:
    """Whether the label of zero stands at the base."""
    return any(v == 0 and abs(p - base) < 2 for p, v in zip(ticks.places, ticks.values, strict=True))


def free_labels(page: ChartPage, categories: Sequence[Category], view: View) -> list[Label]:
    """The figures of a page that are no names, no labels of axes and no words of a legend."""
    used = {id(f.chunk) for c in categories for f in (*c.flats, *([c.above] if c.above else []))}
    used |= {id(f.chunk) for axis in page.ticks(view.lying) for f in axis.flats}
    used |= page.named
    return [n for f in page.flats(view.lying) if id(f.chunk) not in used and (n := page.label_of(f)) is not None]


def options(ticks: Sequence[Ticks], stacked: bool) -> list[tuple[bool, Ticks | None]]:
    """The scales that are tried, in order: from zero at the base, by the labels of an axis, from nowhere known."""
    if stacked:
        return [(True, None)]
    return [(True, None), *((False, axis) for axis in ticks), (False, None)]


def ticks_beside(page: ChartPage, towers: Sequence[tuple[Tower, list[Spot], Spot | None]], view: View) -> list[Ticks]:
    """The value axes beside these towers: level with them, and nearer to them than the chart is wide."""
    low, high = towers[0][0].low, max(t.high for t, _, _ in towers)
    near, far = min(t.near for t, _, _ in towers), max(t.far for t, _, _ in towers)
    found = []
    for ticks in page.ticks(view.lying):
        level = ticks.places[0] <= near + 0.5 * (far - near) and ticks.places[-1] >= near + 0.5 * (far - near)
        gap = max(low - ticks.across, ticks.across - high)
        if level and gap < max(60.0, 0.35 * (high - low)) and (gap > -1 or view.lying):
            found.append(ticks)
    return found


def label_to_choice(label: Label, towers: Sequence[tuple[Tower, list[Spot], Spot | None]]) -> Choice | None:
    """The bars a figure may belong to: the layer it stands in, or those it stands right beyond or beside."""
    flat, spots = label.flat, []
    size = flat.size
    for tower, layers, whole in towers:
        within = tower.low - 1 <= flat.across <= tower.high + 1
        over = tower.low - 0.6 * size <= flat.across <= tower.high + 0.6 * size
        if within:
            spots += [(0, s) for s in layers if s.near <= flat.along <= s.far]
        if over:
            ends = [s for s in layers if -2 <= flat.near - s.far < 1.3 * size and s.far >= tower.far - _EDGE_PT]
            ends += [s for s in layers if -2 <= s.near - flat.far < 1.3 * size and s.near <= tower.near + _EDGE_PT
                     and s.at < 0]  # fmt: skip
            rank = 1 if within else 3
            spots += [(rank, s) for s in ends if not any(s is o for _, o in spots)]
            if whole is not None and -2 <= flat.near - whole.far < 1.6 * size:
                spots.append((rank, whole))
        if not over and max(tower.low - flat.high, flat.low - tower.high) < 1.0 * size and len(layers) > 1:
            spots += [(4, s) for s in layers if s.near - 2 <= flat.along <= s.far + 2]
    return Choice(label, spots) if spots else None


def varied(plot: Plot) -> bool:
    """Whether marks differ so much that only values can be the reason. Shaded cells of a table abut on each other, and
    the first cell of each row is as long as that of the next."""
    if plot.kind != "bars":
        return True
    first: dict[float, Spot] = {}
    for spot in (s for one in plot.series for s in one.spots if not one.total):
        here = first.get(round(spot.low))
        if here is None or abs(spot.near) < abs(here.near):
            first[round(spot.low)] = spot
    lengths = [abs(s.at) for s in first.values()] or [0.0]
    spans = sorted((s.low, s.high) for s in first.values())
    apart = [b[0] - a[1] for a, b in itertools.pairwise(spans)]
    several = len({round(n) for n in lengths}) >= max(3, 0.5 * len(lengths))
    return several and max(lengths) - min(lengths) >= _LEAST_SPREAD_PT and bool(apart) and median(apart) > 2.0
