"""Waterfalls: bars at different heights, each of which begins where the one before it ends.

          ┌──┐
       ┌──┤  │          a first bar stands on the base, steps lead up and down from its top,
    ┌──┤  └──┼──┐       and the last bar stands on the base again and is as high as they lead
    │  │     │  │

The axis is often broken below the bars, so that both ends say nothing of the scale. A waterfall is understood when one
figure stands at each of its bars, the steps are as long as theirs say, and nothing parts its names by time: then what
the first bar stands for and the steps lead to the last (see `prove.bridges`). All else that is printed beside bars is
kept under the names below them, and none of it is taken for a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import regex as re

from extract.lex.periods import find_periods
from extract.tables.charts.axis import flats_to_categories
from extract.tables.charts.bars import Bar
from extract.tables.charts.columns import free_labels
from extract.tables.charts.match import Choice, Spot, exact, labels_to_spots, thousandths
from extract.tables.charts.page import ChartPage
from extract.tables.charts.plot import Measured, Plot, Series
from extract.tables.charts.texts import Label, View

_MEET_PT = 1.2
_SLACK_PT = 0.35
_LEAST_STEPS = 2
_PLAIN = re.compile(r"[-+−－＋▲△±(（]?\s?\d[\d,，]*(?:[.．]\d+)?[)）]?")
_LEAST_BREADTH_PT = 4.0
_MOST_SHARE = 0.3
_LEAST_BARS = 3
_MOST_BARS = 60
_ALIKE_PT = 0.8


def page_to_waterfalls(page: ChartPage) -> Iterator[Plot]:
    """The waterfalls of a page, under their names."""
    view = page.view(False)
    bars = [
        Bar(low, high, near, far, block.color)
        for block in page.blocks
        for low, high, near, far in (view.span(block.box),)
        if _LEAST_BREADTH_PT <= high - low <= _MOST_SHARE * page.layout.width
    ]
    for family in of_one_breadth(bars):
        for run in chains(family):
            middles = [bar.middle for bar in run]
            base = run[0].near
            pitch = median(b - a for a, b in pairwise(middles))
            outside = [f for f in page.flats(False) if f.far <= base + 3 and id(f.chunk) not in page.named]
            categories = flats_to_categories(outside, middles, base, base, pitch)
            if categories is None:
                continue
            boxes = [view.box(bar.low, bar.high, bar.near, bar.far) for bar in run]
            low, high, top = run[0].low, run[-1].high, max(bar.far for bar in run)
            labels = [
                label
                for label in free_labels(page, categories, view)
                if low < label.flat.across < high and base < label.flat.along < top + 2 * label.flat.size
            ]
            plot = Plot(kind="bars", categories=categories, measured=[], labels=labels, boxes=boxes)
            within = [f for f in page.flats(False) if low < f.across < high and base < f.along < top]
            if len(categories) == len(run) and not any(find_periods(f.text) for f in within):
                understand(plot, run, view)
            yield plot


def understand(plot: Plot, bars: Sequence[Bar], view: View) -> None:
    """Give each bar of a waterfall its figure, and the steps their scale; leave the plot as it is where that fails."""
    names = ["".join(f.text for f in category.flats) for category in plot.categories]
    found = [figures_at(bar, plot.labels, last in (0, len(bars) - 1)) for last, bar in enumerate(bars)]
    if len(set(names)) < len(names) or not all(names) or any(len(labels) != 1 for labels in found):
        return
    labels = [label for (label,) in found]
    if len({id(label) for label in labels}) < len(labels) or len(bars) < _LEAST_STEPS + 2:
        return
    spots = []
    level = bars[0].far
    for g, (bar, label) in enumerate(zip(bars, labels, strict=True)):
        up = g == 0 or abs(bar.near - level) <= abs(bar.far - level)
        if bar.length <= 2 * _MEET_PT:
            up = label.value > 0  # the bar is too thin to tell
        level = bar.far if up else bar.near
        at = bar.length if up else -bar.length
        spots.append(
            Spot(0, g, at, bar.low, bar.high, bar.near, bar.far, view.box(bar.low, bar.high, bar.near, bar.far))
        )
    steps, ends = spots[1:-1], [spots[0], spots[-1]]
    choices = [Choice(labels[spot.category], [(0, spot)]) for spot in steps]
    matched = labels_to_spots(choices, [exact(0.0, 0, _SLACK_PT)], thousandths(_SLACK_PT), _LEAST_STEPS)
    if matched is None or matched.agree < len(steps) or any(spot.label is None for spot in steps):
        return
    for spot in ends:
        spot.label = labels[spot.category]
    plot.measured = [Measured([Series(steps)], 0.0, True, None, _SLACK_PT, matched)]
    plot.ends = ends


def figures_at(bar: Bar, labels: Sequence[Label], whole: bool) -> list[Label]:
    """The figures without a unit of their own that stand in a bar, right above it or, at a step, right below."""
    found = []
    for label in labels:
        flat = label.flat
        if not bar.low - flat.size < flat.across < bar.high + flat.size or not _PLAIN.fullmatch(flat.text):
            continue
        over = -2 <= flat.near - bar.far < 1.6 * flat.size
        under = not whole and -2 <= bar.near - flat.far < 1.6 * flat.size
        if over or under or bar.near <= flat.along <= bar.far:
            found.append(label)
    return found


def of_one_breadth(bars: Sequence[Bar]) -> list[list[Bar]]:
    """Bars of one breadth, three at least, from left to right."""
    families: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda b: b.high - b.low):
        if families and bar.high - bar.low <= families[-1][0].high - families[-1][0].low + _ALIKE_PT:
            families[-1].append(bar)
        else:
            families.append([bar])
    sized = [sorted(f, key=lambda b: (b.low, b.near)) for f in families if len(f) >= _LEAST_BARS]
    return [family[:_MOST_BARS] for family in sized]


def chains(bars: Sequence[Bar]) -> Iterator[list[Bar]]:
    """Runs of bars that lead from one on the base to another on it, as high as the steps between lead.

    >>> bars = [Bar(0, 9, 0, 50, 1), Bar(20, 29, 50, 70, 2), Bar(40, 49, 60, 70, 3), Bar(60, 69, 0, 60, 1)]
    >>> [len(run) for run in chains(bars)], [len(run) for run in chains([bars[0], bars[3], bars[3]])]
    ([4], [])
    """
    start = 0
    while start + _LEAST_BARS <= len(bars):
        run = chain_from(bars[start:])
        if run:
            yield run
        start += max(1, len(run))


def chain_from(bars: Sequence[Bar]) -> list[Bar]:
    """The waterfall that begins with the first of some bars, or nothing."""
    base, level = bars[0].near, bars[0].far
    run = [bars[0]]
    for bar in bars[1:]:
        if bar.low < run[-1].high - 1:
            return []
        if len(run) + 1 >= _LEAST_BARS and abs(bar.near - base) <= _MEET_PT and abs(bar.far - level) <= _MEET_PT:
            return [*run, bar]
        if abs(bar.near - level) <= _MEET_PT:
            level = bar.far
        elif abs(bar.far - level) <= _MEET_PT and bar.near > base + _MEET_PT:
            level = bar.near
        else:
            return []
        run.append(bar)
    return []
