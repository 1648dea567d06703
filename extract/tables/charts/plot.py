"""A plot on its way to a table: categories, series of marks, the figures printed at them, and what proves those."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from extract.model import Box
from extract.model.drawn import Bridge, ChartKind, Drawn, Mark, Scale, Tick
from extract.model.layout import Word
from extract.tables.charts.axis import Category, Ticks
from extract.tables.charts.match import Matched, Spot, thousandths
from extract.tables.charts.proportion import Sighting
from extract.tables.charts.texts import Flat, Label
from extract.tables.pdf_grid import Found, Slot
from extract.tables.pdf_lines import Chunk


class Series(msgspec.Struct, gc=False):
    """A row of the chart: its name, its colour, its marks; `total` of stacked bars, which has no name of its own."""

    spots: list[Spot]
    color: int | None = None
    name: Chunk | None = None
    total: bool = False
    unit: Chunk | None = None


class Measured(msgspec.Struct, gc=False):
    """Series along one scale, measured from `base`: `zero` says that zero is there, `ticks` are the axis' labels."""

    series: list[Series]
    base: float
    zero: bool
    ticks: Ticks | None
    slack: float
    matched: Matched | None


class Plot(msgspec.Struct, gc=False):
    """Everything of one chart. `labels` are the figures that stand at its marks, `stray` those that fit none;
    `aside`, texts of axes, which are no values; `boxes`, where marks are drawn; `ends`, both ends of a waterfall, whose
    steps are its one series."""

    kind: ChartKind
    categories: list[Category]
    measured: list[Measured]
    unit: Chunk | None = None
    labels: list[Label] = []
    stray: list[Flat] = []
    aside: list[Flat] = []
    lying: bool = False
    boxes: list[Box] = []
    ends: list[Spot] = []

    @property
    def series(self) -> list[Series]:
        return [s for m in self.measured for s in m.series]


def ticks_to_fixed(ticks: Ticks | None, base: float, slack: float) -> list[Sighting]:
    """The labels of an axis as sure places, measured from a base."""
    if ticks is None:
        return []
    return [
        Sighting(thousandths(place - base), Fraction(value), Fraction(value), thousandths(max(ticks.slack, slack)))
        for place, value in zip(ticks.places, ticks.values, strict=True)
    ]


def plot_to_found(plot: Plot) -> Found | None:
    """The table of a chart: categories over the columns, series before the rows, figures and marks in the slots."""
    slots: list[Slot] = []
    headers = 1
    above = [c.above for c in plot.categories]
    if any(above):
        headers = 2
        slots.extend(heading_slots(above))
    for g, category in enumerate(plot.categories):
        words = [w for f in category.flats for w in f.chunk.words]
        slots.append(Slot(headers - 1, g + 1, words))
    if plot.unit is not None:
        slots.append(Slot(0, 0, list(plot.unit.words)))
    scales: list[Scale] = []
    totals: list[int] = []
    rows: dict[int, int] = {}
    for measured in plot.measured:
        marks: list[Mark] = []
        for series in measured.series:
            new = id(series.name if plot.kind == "pie" else series) not in rows
            row = rows.setdefault(id(series.name if plot.kind == "pie" else series), headers + len(rows))
            if series.name is not None and new:
                words = list(series.name.words)
                slots.append(Slot(row, 0, words + (list(series.unit.words) if series.unit is not None else [])))
            if series.total:
                totals.append(row)
            if not slots_of(series, row, slots, marks):
                return None
        scales.append(scale_of(measured, marks))
    slots.extend(slot for spot in plot.ends if (slot := label_slot(headers, spot)) is not None)
    row = headers + len(rows)
    labels = [s.label for series in plot.series for s in series.spots if s.label is not None]
    words = [w for s in slots for w in s.words]
    if not words:
        return None
    boxes = [s.box for series in plot.series for s in series.spots] + [(w.x0, w.y0, w.x1, w.y1) for w in words]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    share = agreement(plot)
    found = Found(box, "chart", plot.kind, row, len(plot.categories) + 1, slots, headers, share)
    bridge = Bridge(headers, tuple(range(1, len(plot.categories) + 1))) if plot.ends else None
    found.drawn = Drawn(kind=plot.kind, scales=tuple(scales), totals=tuple(totals), bridge=bridge)
    found.aside = [w for f in plot.aside for w in f.chunk.words]
    stray_slots(plot.stray, found)
    return found if labels or any(s.ticks for s in scales) else None


def agreement(plot: Plot) -> float:
    """The share of labels that the drawing bears out."""
    given = sum(m.matched.given for m in plot.measured if m.matched is not None)
    agree = sum(m.matched.agree for m in plot.measured if m.matched is not None)
    return agree / given if given else 0.5


def slots_of(series: Series, row: int, slots: list[Slot], marks: list[Mark]) -> bool:
    """The slots and marks of a series; False if two marks claim one category."""
    seen: set[int] = set()
    for spot in series.spots:
        if spot.category in seen:
            return False
        seen.add(spot.category)
        marks.append(Mark(row, spot.category + 1, thousandths(spot.at), spot.box))
        if (slot := label_slot(row, spot)) is not None:
            slots.append(slot)
    return True


def label_slot(row: int, spot: Spot) -> Slot | None:
    """The slot of the figure that is printed at a mark."""
    return None if spot.label is None else Slot(row, spot.category + 1, list(spot.label.flat.chunk.words))


def heading_slots(above: Sequence[Flat | None]) -> list[Slot]:
    """Headings over runs of categories, each over the columns it is shared by."""
    slots: list[Slot] = []
    for g, flat in enumerate(above):
        if flat is None:
            continue
        if g and above[g - 1] is flat:
            slots[-1].column_span += 1
        else:
            slots.append(Slot(0, g + 1, list(flat.chunk.words)))
    return slots


def scale_of(measured: Measured, marks: Sequence[Mark]) -> Scale:
    """The scale of some series as the grid carries it."""
    base = measured.base
    ticks: tuple[Tick, ...] = ()
    if measured.ticks is not None:
        ticks = tuple(
            Tick(thousandths(place - base), format(value, "f"))
            for place, value in zip(measured.ticks.places, measured.ticks.values, strict=True)
        )
    slack = measured.slack if measured.ticks is None else max(measured.slack, measured.ticks.slack)
    labels = [s.label for series in measured.series for s in series.spots if s.label is not None]
    percent = (
        all(label.percent for label in labels) if labels else measured.ticks is not None and measured.ticks.percent
    )
    return Scale(
        marks=tuple(marks),
        origin=0 if measured.zero else None,
        ticks=ticks,
        slack=thousandths(slack),
        percent=percent,
    )


def stray_slots(stray: Sequence[Flat], found: Found) -> None:
    """Figures that stand in the plot and at no mark: kept in rows of their own, as noise."""
    for k, flat in enumerate(stray):
        found.slots.append(Slot(found.rows, 1 + k % max(1, found.columns - 1), list(flat.chunk.words), noise=True))
        if k % max(1, found.columns - 1) == found.columns - 2:
            found.rows += 1
    if stray:
        found.rows += 1


def tokens_to_found(plot: Plot, labels: Sequence[Label]) -> Found:
    """A chart that was not understood: its figures under the names nearest to them, none of them taken for a value."""
    slots: list[Slot] = []
    categories = plot.categories
    for g, category in enumerate(categories):
        if category.flats:
            slots.append(Slot(0, g + 1, [w for f in category.flats for w in f.chunk.words]))
    rows: dict[int, int] = {}
    for label in sorted(labels, key=lambda n: -n.flat.along):
        g = min(range(len(categories)), key=lambda i: abs(categories[i].across - label.flat.across), default=0)
        rows[g] = rows.get(g, 0) + 1
        slots.append(Slot(rows[g], g + 1, list(label.flat.chunk.words)))
    words: list[Word] = [w for s in slots for w in s.words]
    box = (min(w.x0 for w in words), min(w.y0 for w in words), max(w.x1 for w in words), max(w.y1 for w in words))
    found = Found(box, "chart", plot.kind, max(rows.values(), default=0) + 1, len(categories) + 1, slots, 1, 0.0)
    found.aside = [w for f in plot.aside for w in f.chunk.words]
    return found
