"""Column and bar charts drawn as filled boxes → grids of the values printed on them, with the lengths as witness.

A chart is taken only if what is printed on its bars agrees with how long they are drawn: values are in proportion to
lengths, or rise with them in even steps where an axis does not begin at zero. Nothing is ever measured into a value:
a bar without a printed label gives no cell. Bars that lie on their side are read with x and y exchanged.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

import msgspec

from extract.model import Box
from extract.model.layout import Fill, Layout, Word
from extract.tables.pdf_axis import number_of
from extract.tables.pdf_grid import Found, Slot
from extract.tables.pdf_lines import Chunk, is_year, words_to_chunked

_LEAST_BARS = 3
_MOST_BARS = 400
_EDGE_PT = 1.6
_LEAST_AGREE = 0.8
_FIT_SHARE = 0.03
_FIT_PT = 1.3
_LEAST_SPREAD_PT = 6.0


class Bar(msgspec.Struct):
    """A bar: its span across (`low`, `high`), and along the values where it begins (at the base) and ends."""

    low: float
    high: float
    begin: float
    end: float
    color: int
    label: Chunk | None = None

    @property
    def length(self) -> float:
        return self.end - self.begin

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


class Flat(msgspec.Struct):
    """A chunk with its box along and across the bars, so that standing and lying charts are read alike."""

    low: float
    high: float
    near: float
    far: float
    chunk: Chunk

    @property
    def across(self) -> float:
        return (self.low + self.high) / 2

    @property
    def along(self) -> float:
        return (self.near + self.far) / 2


def find_charts(layout: Layout) -> list[Found]:
    """The charts of a page whose labels and lengths agree."""
    if not len(layout.fills) >= _LEAST_BARS or len(layout.words) < 4:
        return []
    candidates = [(bars, ly) for ly in (False, True) for bars in fills_to_charts(layout.fills[:_MOST_BARS], ly, layout)]
    if not candidates:
        return []
    chunks = [c for line in words_to_chunked(layout.words) for c in line.chunks]
    found: list[Found] = []
    for bars, lying in candidates:
        chart = bars_to_found(bars, chunks, layout, lying)
        if chart is not None and not any(clash(chart, other) for other in found):
            found.append(chart)
    return found


def clash(one: Found, other: Found) -> bool:
    mine = {id(w) for w in one.words}
    return any(id(w) in mine for w in other.words)


def fills_to_charts(fills: Sequence[Fill], lying: bool, layout: Layout) -> list[list[Bar]]:
    """Bars of one breadth that stand on one base, with those stacked upon them."""
    boxes = [fill_to_bar(f, lying, layout) for f in fills]
    bars = [b for b in boxes if b.high - b.low > 3 and b.length > 0.8 and b.high - b.low < 0.4 * layout.width]
    bases: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda b: b.begin):
        for group in bases:
            if (
                abs(group[0].begin - bar.begin) <= _EDGE_PT
                and abs(width(group[0]) - width(bar)) < 0.1 * width(bar) + 0.5
            ):
                group.append(bar)
                break
        else:
            bases.append([bar])
    charts = []
    for group in bases:
        spans = {round(b.middle) for b in group}
        if len(spans) < _LEAST_BARS:
            continue
        whole = list(group)
        for bar in group:
            whole.extend(stacked_on(bar, bars))
        if len({round(bar.length) for bar in whole}) >= _LEAST_BARS and spread(whole) >= _LEAST_SPREAD_PT:
            charts.append(whole)
    return charts


def spread(bars: Sequence[Bar]) -> float:
    """How much the longest bar is longer than the shortest; cells of a table are all of one height."""
    return max(b.length for b in bars) - min(b.length for b in bars)


def width(bar: Bar) -> float:
    return bar.high - bar.low


def fill_to_bar(fill: Fill, lying: bool, layout: Layout) -> Bar:
    """A box as a bar that grows upwards (its y counted from the foot of the page) or to the right."""
    if lying:
        return Bar(fill.y0, fill.y1, fill.x0, fill.x1, fill.color)
    return Bar(fill.x0, fill.x1, layout.height - fill.y1, layout.height - fill.y0, fill.color)


def stacked_on(bar: Bar, bars: Sequence[Bar]) -> list[Bar]:
    """The layers on top of a bar, each beginning where the one below ends."""
    out: list[Bar] = []
    top = bar.end
    seen = {id(bar)}
    while len(out) < 20:
        layer = next(
            (
                b
                for b in bars
                if id(b) not in seen
                and abs(b.begin - top) <= _EDGE_PT
                and abs(b.low - bar.low) <= _EDGE_PT
                and abs(b.high - bar.high) <= _EDGE_PT
            ),
            None,
        )
        if layer is None:
            return out
        seen.add(id(layer))
        out.append(layer)
        top = layer.end
    return out


def chunk_to_flat(chunk: Chunk, lying: bool, page_height: float) -> Flat:
    top, foot = chunk.base - 0.75 * chunk.size, chunk.base + 0.05 * chunk.size
    if lying:
        return Flat(top, foot, chunk.x0, chunk.x1, chunk)
    return Flat(chunk.x0, chunk.x1, page_height - foot, page_height - top, chunk)


def bars_to_found(bars: list[Bar], chunks: Sequence[Chunk], layout: Layout, lying: bool) -> Found | None:
    """The grid of a chart: a row for each colour, a column for each category."""
    flats = [chunk_to_flat(c, lying, layout.height) for c in chunks]
    labelled = label_bars(bars, [f for f in flats if f.chunk.kind == "value" and not is_year(f.chunk.text)])
    if len(labelled) < _LEAST_BARS or agreement(labelled) < _LEAST_AGREE:
        return None
    groups = bars_to_groups(bars)
    names = [category_of(group, bars, flats) for group in groups]
    if sum(name is not None for name in names) < 0.6 * len(groups):
        return None
    colors = sorted({b.color for b in labelled}, key=lambda c: -max(b.end for b in bars if b.color == c))
    legend = {color: legend_of(color, layout.fills, chunks) for color in colors}
    if len(colors) > 1 and any(legend[color] is None for color in colors):
        return None
    return grid_of(bars, groups, names, colors, legend, agreement(labelled))


def label_bars(bars: Sequence[Bar], values: Sequence[Flat]) -> list[Bar]:
    """Bars with the value printed in them or right beyond their end; a value that fits two bars labels none."""
    for flat in values:
        inside = [b for b in bars if b.low - 2 <= flat.across <= b.high + 2 and b.begin <= flat.along <= b.end]
        if len(inside) == 1 and inside[0].label is None:
            inside[0].label = flat.chunk
    for flat in values:
        if any(b.label is flat.chunk for b in bars):
            continue
        size = flat.chunk.size
        beyond = [
            b
            for b in bars
            if b.label is None
            and b.low - 0.6 * size <= flat.across <= b.high + 0.6 * size
            and -1 <= flat.near - b.end < 1.2 * size
        ]
        if len(beyond) == 1 and not any(
            o.begin >= beyond[0].end - _EDGE_PT and o.low == beyond[0].low for o in bars if o is not beyond[0]
        ):
            beyond[0].label = flat.chunk
    return [b for b in bars if b.label is not None]


def agreement(bars: Sequence[Bar]) -> float:
    """The share of labels that their bars' lengths bear out, in proportion, or else in even steps from some start."""
    pairs = [(b.length, n) for b in bars if b.label and (n := number_of(b.label.text)) is not None]
    if len(pairs) < _LEAST_BARS or len({round(n, 6) for _, n in pairs}) < 2:
        return 0.0
    lengths = [length for length, _ in pairs]
    kinds = len({round(length) for length in lengths})
    flat = max(lengths) - min(lengths) < max(_LEAST_SPREAD_PT, 0.1 * max(lengths))
    if flat or kinds < max(_LEAST_BARS, 0.6 * len({n for _, n in pairs})):
        return 0.0  # cells of a table are boxes of one height; only lengths that differ can bear anything out
    scale = median(n / length for length, n in pairs)
    if scale <= 0:
        return 0.0
    straight = sum(fits(length, n, 0.0, scale) for length, n in pairs) / len(pairs)
    if straight >= _LEAST_AGREE or len(pairs) < _LEAST_BARS + 2:
        return straight
    (short, least), (long, most) = min(pairs), max(pairs)
    if long - short < 8:
        return straight
    slope = (most - least) / (long - short)
    return max(straight, sum(fits(length, n, least - slope * short, slope) for length, n in pairs) / len(pairs))


def fits(length: float, value: float, start: float, scale: float) -> bool:
    return abs(start + scale * length - value) <= max(_FIT_SHARE * abs(value), _FIT_PT * abs(scale))


def bars_to_groups(bars: Sequence[Bar]) -> list[list[Bar]]:
    """Bars that stand together over one category: those whose gap is small beside the gaps between groups."""
    spans = sorted({(round(b.low, 1), round(b.high, 1)) for b in bars})
    gaps = [b[0] - a[1] for a, b in itertools.pairwise(spans)]
    clustered = bool(gaps) and max(gaps) > 2.2 * max(min(gaps), 0.5) and len({b.color for b in bars}) > 1
    limit = (max(gaps) + min(gaps)) / 2 if clustered else -1e9
    groups: list[list[tuple[float, float]]] = []
    for k, span in enumerate(spans):
        if k and gaps[k - 1] <= limit:
            groups[-1].append(span)
        else:
            groups.append([span])
    return [[b for b in bars if (round(b.low, 1), round(b.high, 1)) in group] for group in groups]


def category_of(group: Sequence[Bar], bars: Sequence[Bar], flats: Sequence[Flat]) -> list[Chunk] | None:
    """The text at the foot of a group: nearest to the base, and what is wrapped below it."""
    low, high = min(b.low for b in group), max(b.high for b in group)
    base = min(b.begin for b in bars)
    taken = {id(b.label) for b in bars if b.label is not None}
    slack = 0.4 * (high - low)
    under = [
        f
        for f in flats
        if id(f.chunk) not in taken
        and low - slack <= f.across <= high + slack
        and -1.0 <= base - f.far < 3.2 * f.chunk.size
    ]
    under.sort(key=lambda f: (-f.far, f.low))
    return [f.chunk for f in under[:3]] or None


def legend_of(color: int, fills: Sequence[Fill], chunks: Sequence[Chunk]) -> Chunk | None:
    """The text beside a small box of a series' colour."""
    for fill in fills:
        wide, high = fill.x1 - fill.x0, fill.y1 - fill.y0
        if fill.color != color or not (2 <= wide <= 30 and 2 <= high <= 16):
            continue
        beside = [
            c
            for c in chunks
            if c.kind == "text"
            and -1 <= c.x0 - fill.x1 < 1.6 * c.size
            and fill.y0 - 0.5 * c.size < c.base - 0.35 * c.size < fill.y1 + 0.5 * c.size
        ]
        if beside:
            return min(beside, key=lambda c: c.x0)
    return None


def grid_of(
    bars: Sequence[Bar],
    groups: Sequence[Sequence[Bar]],
    names: Sequence[list[Chunk] | None],
    colors: Sequence[int],
    legend: dict[int, Chunk | None],
    score: float,
) -> Found:
    """Slots: categories as headings, series as labels, printed values as cells."""
    slots: list[Slot] = []
    for g, chunks in enumerate(names):
        if chunks:
            slots.append(Slot(0, g + 1, [w for c in chunks for w in c.words]))
    for r, color in enumerate(colors):
        name = legend[color]
        if name is not None:
            slots.append(Slot(r + 1, 0, list(name.words)))
        for g, group in enumerate(groups):
            labels = [b.label for b in group if b.color == color and b.label is not None]
            if len(labels) == 1:
                slots.append(Slot(r + 1, g + 1, list(labels[0].words)))
    words: list[Word] = [w for s in slots for w in s.words]
    box: Box = (min(w.x0 for w in words), min(w.y0 for w in words), max(w.x1 for w in words), max(w.y1 for w in words))
    return Found(box, "chart", "bars", len(colors) + 1, len(groups) + 1, slots, 1, score)
