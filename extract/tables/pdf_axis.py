"""Axes of charts: evenly spaced numbers in even steps. What has one is a chart and no table."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extract.tables.pdf_lines import Line

_LEAST_TICKS = 5


def number_of(text: str) -> float | None:
    """A tick label as a number; only used to compare steps, never as a value.

    >>> [number_of(t) for t in ("1,200", "30%", "(5)", "2007", "x")]
    [1200.0, 30.0, -5.0, 2007.0, None]
    """
    bare = text.strip().rstrip("%％").replace(",", "").replace("−", "-").replace("–", "-")
    negative = (bare.startswith("(") and bare.endswith(")")) or bare[:1] in ("△", "▲")
    bare = bare.strip("()$¥€£△▲ ")
    try:
        value = float(bare)
    except ValueError:
        return None
    return -value if negative else value


def is_axis(ticks: Sequence[tuple[float, str]]) -> bool:
    """Whether labels at positions make a value axis: even steps, of place and of value, zero among them.

    >>> is_axis([(10, "0%"), (20, "10%"), (30, "20%"), (40, "30%"), (50, "40%")])
    True
    >>> is_axis([(10, "2003"), (20, "2004"), (30, "2005"), (40, "2006"), (50, "2007")])
    False
    """
    if len(ticks) < _LEAST_TICKS:
        return False
    numbers = [number_of(text) for _, text in ticks]
    if any(n is None for n in numbers):
        return False
    values = [n for n in numbers if n is not None]
    places = [place for place, _ in ticks]
    step, pace = values[1] - values[0], places[1] - places[0]
    if not step or not pace or not any(abs(v) < 1e-9 for v in values):
        return False
    even = all(abs(b - a - step) <= 1e-6 * abs(step) for a, b in itertools.pairwise(values))
    return even and all(abs(b - a - pace) <= 0.12 * abs(pace) for a, b in itertools.pairwise(places))


def has_axis(lines: Sequence[Line]) -> bool:
    """Whether some line, or some column of numbers, is a value axis."""
    columns: dict[int, list[tuple[float, str]]] = {}
    for line in lines:
        if is_axis([(c.middle, c.text) for c in line.chunks if c.kind == "value"]):
            return True
        for chunk in line.chunks:
            if chunk.kind == "value":
                columns.setdefault(round(chunk.x1 / 3), []).append((line.base, chunk.text))
    for key, ticks in columns.items():
        near = ticks + columns.get(key + 1, [])
        near.sort()
        values = [number_of(text) for _, text in near]
        if is_axis(near) and values[0] != 0 and abs((values[1] or 0) - (values[0] or 0)) != 1:
            return True
    return False
