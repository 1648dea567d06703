"""Waterfalls: bars at different heights, each of which begins where the one before it ends.

          ┌──┐
       ┌──┤  │          a first bar stands on the base, steps lead up and down from its top,
    ┌──┤  └──┼──┐       and the last bar stands on the base again and is as high as they lead
    │  │     │  │

What is printed beside the bars is kept under the names below them. None of it is taken for a value yet: the axis is
often broken below the bars.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from extract.tables.charts.axis import flats_to_categories
from extract.tables.charts.bars import Bar
from extract.tables.charts.columns import free_labels
from extract.tables.charts.page import ChartPage
from extract.tables.charts.plot import Plot

_MEET_PT = 1.2
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
            yield Plot(kind="bars", categories=categories, measured=[], labels=labels, boxes=boxes)


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
