"""Axes of a chart: the names of its categories, and the labels that say what a length is worth."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

import msgspec

from extract.model.layout import Layout
from extract.tables.charts.texts import Flat, View, text_to_label
from extract.tables.pdf_lines import is_year, run_to_chunk

_LEAST_TICKS = 3
_FAR_PT = 90.0
_LINE = 0.4
_YEAR = re.compile(r"(?:FY)?\s?(?:19|20)\d\d(?:年度?)?", re.I)


class Ticks(msgspec.Struct, gc=False):
    """The labels of one axis with the places along they stand for. `slack` is how far those may be off."""

    flats: list[Flat]
    places: list[float]
    values: list[Decimal]
    percent: bool
    slack: float
    across: float


class Category(msgspec.Struct, gc=False):
    """A name under the bars: its texts from the outermost to the innermost, and its middle across."""

    across: float
    flats: list[Flat]
    above: Flat | None = None


def flats_to_ticks(flats: Sequence[Flat], layout: Layout, view: View) -> list[Ticks]:
    """Value axes: columns of numbers in even steps of place and of value."""
    numbers = [f for f in flats if f.chunk.kind == "value"]
    values = {id(f): label.value for f in numbers if (label := text_to_label(f, f.text)) is not None}
    found: list[Ticks] = []
    used: set[int] = set()
    for edge in ("high", "low", "across") if not view.lying else ("across",):
        columns: dict[int, list[Flat]] = {}
        for flat in numbers:
            if id(flat) not in used:
                columns.setdefault(round(getattr(flat, edge) / 1.5), []).append(flat)
        for key in sorted(columns):
            column = columns[key] + columns.get(key + 1, [])
            column = [f for f in column if id(f) not in used]
            column.sort(key=lambda f: f.along)
            for run in even_runs([(f, values[id(f)]) for f in column if id(f) in values]):
                ticks = run_to_ticks(run, layout, view)
                if ticks is not None:
                    used.update(id(f) for f in run)
                    found.append(ticks)
    return found


def even_runs(read: Sequence[tuple[Flat, Decimal]]) -> list[list[Flat]]:
    """Stretches of a column of numbers, with their values, whose places and values rise in even steps."""
    runs: list[list[Flat]] = []
    start = 0
    while start + _LEAST_TICKS <= len(read):
        end = start + 2
        pace = read[start + 1][0].along - read[start][0].along
        step = read[start + 1][1] - read[start][1]
        while end < len(read):
            on = abs(read[end][0].along - read[end - 1][0].along - pace) <= 0.06 * abs(pace) + 0.4
            if not on or read[end][1] - read[end - 1][1] != step:
                break
            end += 1
        if end - start >= _LEAST_TICKS and step > 0 and pace > 4:
            runs.append([f for f, _ in read[start:end]])
            start = end
        else:
            start += 1
    return runs


def run_to_ticks(run: list[Flat], layout: Layout, view: View) -> Ticks | None:
    """An axis out of its labels. Years in steps of one are no values."""
    labels = [text_to_label(f, f.text) for f in run]
    values = [label.value for label in labels if label is not None]
    if all(is_year(f.text) for f in run) and values[1] - values[0] <= 5:
        return None
    if [int(v) for v in values] == list(range(1, len(values) + 1)) and len(values) < 13:
        return None  # numbered rows
    places = [digits_middle(f, view) for f in run]
    rules = layout.down if view.lying else layout.across
    marks = [r.at if view.lying else view.height - r.at for r in rules]
    exact = [min((m for m in marks if abs(m - p) < 0.35 * f.size), key=lambda m: abs(m - p), default=None)
             for p, f in zip(places, run, strict=True)]  # fmt: skip
    drawn = [m for m in exact if m is not None]
    if len(drawn) == len(places) and even(drawn):
        places, slack = drawn, 0.35
    else:
        slack = 0.12 * run[0].size
    return Ticks(run, places, values, bool(labels[0] and labels[0].percent), slack, median(f.across for f in run))


def digits_middle(flat: Flat, view: View) -> float:
    """The middle of the digits along the values: figures are about 0.72 of the type high."""
    if view.lying or not flat.chunk.words[0].upright:
        return flat.along
    return view.height - flat.chunk.base + 0.36 * flat.size


def even(places: Sequence[float]) -> bool:
    """Whether places follow each other in even steps."""
    steps = [b - a for a, b in itertools.pairwise(places)]
    return max(steps) - min(steps) < 0.8


def flats_to_categories(
    flats: Sequence[Flat], middles: Sequence[float], foot: float, floor: float, pitch: float, far_pt: float = _FAR_PT
) -> list[Category] | None:
    """The names of categories: the line of texts right below the foot that stands under most of the middles.

    `middles` are those of bars or points across, `pitch` the distance of neighbours; the names stand below `foot` and
    no more than `far_pt` below `floor`, the lowest mark. What is wrapped below a name goes with it; a line of fewer
    names below, each in the middle of a run of them, is a heading of theirs. Figures with commas or
    decimals name nothing.
    """
    if not middles:
        return None
    first, last = min(middles), max(middles)
    below = [f for f in flats if f.far <= foot + 3 and floor - f.far < far_pt and
             first - pitch < f.across < last + pitch]  # fmt: skip
    lines: list[list[Flat]] = []
    for flat in sorted(below, key=lambda f: -f.far):
        if lines and abs(lines[-1][0].far - flat.far) <= _LINE * flat.size:
            lines[-1].append(flat)
        else:
            lines.append([flat])
    for k, line in enumerate(lines[:40]):
        if any(is_amount(f) for f in line):
            continue
        for names in (line, in_words(line)):
            names.sort(key=lambda f: f.across)
            if len(names) >= 2 and stands_under(names, middles):
                return with_lower_lines([Category(f.across, [f]) for f in names], lines[k + 1 : k + 4])
    return None


def is_amount(flat: Flat) -> bool:
    """Whether a text is a figure as values are printed, and not a year, a month or a range."""
    return flat.chunk.kind == "value" and any(c in ",.%％()△-−" for c in flat.text) and "-" not in flat.text[1:]


def in_words(line: Sequence[Flat]) -> list[Flat]:
    """Texts taken apart into their words: names that stand so close that they read as one piece."""
    return [
        Flat(w.x0, w.x1, f.near, f.far, run_to_chunk([w])) if len(f.chunk.words) > 1 else f
        for f in line
        for w in f.chunk.words
    ]


def stands_under(line: Sequence[Flat], middles: Sequence[float]) -> bool:
    """Whether texts stand under the middles, or under the middles of groups of them."""
    pace = min(b.across - a.across for a, b in itertools.pairwise(line))
    if pace <= 1:
        return False
    homes: dict[int, list[float]] = {}
    for middle in middles:
        k = min(range(len(line)), key=lambda i: abs(line[i].across - middle))
        if abs(line[k].across - middle) < 0.55 * pace:
            homes.setdefault(k, []).append(middle)
    held = sum(len(h) for h in homes.values())
    true = sum(abs((min(h) + max(h)) / 2 - line[k].across) < 0.3 * pace for k, h in homes.items())
    return held >= 0.6 * len(middles) and true >= 0.7 * len(homes) and len(homes) >= 0.5 * len(line)


def with_lower_lines(names: list[Category], lines: Sequence[Sequence[Flat]]) -> list[Category]:
    """Names with what is wrapped below them, and with the headings that several of them share."""
    for line in lines:
        before = names[0].flats[-1]
        if before.near - line[0].far > 1.2 * before.size:
            break
        if years_from_first(names, sorted(line, key=lambda f: f.across)):
            break
        homes = [[n for n in names if abs(n.across - f.across) < 0.25 * f.size + 1] for f in line]
        if all(len(h) == 1 for h in homes) and len({id(h[0]) for h in homes}) == len(line):
            for flat, home in zip(line, homes, strict=True):
                home[0].flats.append(flat)
            continue
        shared_heading(names, sorted(line, key=lambda f: f.across))
        break
    return names


def years_from_first(names: list[Category], line: Sequence[Flat]) -> bool:
    """`2024` below the first of `1Q 2Q 3Q 4Q` and `2025` below the next `1Q`: each year is of the names from its own
    to the next year's. Says whether the line is such a one: the names begin again under each of its years."""
    if not 2 <= len(line) < len(names) or not all(_YEAR.fullmatch(f.text.strip()) for f in line):
        return False
    homes = [min(range(len(names)), key=lambda k: abs(names[k].across - f.across)) for f in line]
    pitch = (names[-1].across - names[0].across) / (len(names) - 1)
    off = max(abs(names[k].across - f.across) for k, f in zip(homes, line, strict=True))
    begins_again = len({"".join(f.text for f in names[k].flats) for k in homes}) == 1
    if homes[0] or homes != sorted(set(homes)) or off > 0.3 * pitch or not begins_again:
        return False
    for flat, first, end in zip(line, homes, [*homes[1:], len(names)], strict=True):
        for name in names[first:end]:
            name.above = flat
    return True


def shared_heading(names: list[Category], line: Sequence[Flat]) -> None:
    """`FY2007` below `1Q 2Q 3Q 4Q`: each heading in the middle of as many names as the next."""
    if not line or len(line) >= len(names) or len(names) < 2:
        return
    pitch = (names[-1].across - names[0].across) / (len(names) - 1)
    homes: list[Flat] = []
    for name in names:
        homes.append(min(line, key=lambda f: abs(f.across - name.across)))
    for flat in line:
        mine = [n.across for n, h in zip(names, homes, strict=True) if h is flat]
        if not mine or abs((mine[0] + mine[-1]) / 2 - flat.across) > 0.3 * pitch:
            return
    for name, home in zip(names, homes, strict=True):
        name.above = home
