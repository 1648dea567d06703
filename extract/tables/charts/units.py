"""Units of charts: what stands in the corners of a plot, and which of its scales that speaks of.

With two scales in one plot a unit is given to a series only where the print ties them together: the sign on its own
figures, words in its name, or an axis on its side. Series whose unit could be either's are left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.lex.units import find_units
from extract.tables.charts.page import ChartPage
from extract.tables.charts.plot import Measured, Plot
from extract.tables.pdf_lines import Chunk

_AROUND_PT = 45.0


def with_units(page: ChartPage, plot: Plot) -> bool:
    """Tie the units printed around a plot to its scales; False if no scale is left that can be read."""
    nameless = [s for s in plot.series if s.name is None and not s.total]
    if len([s for s in plot.series if not s.total]) > 1 and nameless and plot.kind != "pie":
        for measured in plot.measured:
            measured.series = [s for s in measured.series if s.name is not None or s.total]
        plot.measured = [m for m in plot.measured if any(not s.total for s in m.series)]
    if not plot.measured:
        return False
    corners = units_around(page, plot)
    kinds = {(m.unit, m.scale) for c in corners for m in find_units(c.text)}
    amounts = [m for m in plot.measured if not all_percent(m)]
    if len(kinds) == 1 and (len(plot.measured) == 1 or (len(amounts) == 1 and ("percent", 0) not in kinds)):
        plot.unit = corners[0]
        return True
    if len(plot.measured) > 1 or len(kinds) > 1:
        plot.measured = [m for m in plot.measured if own_unit(m, corners, plot)]
    return bool(plot.measured)


def units_around(page: ChartPage, plot: Plot) -> list[Chunk]:
    """The texts near a plot that are a unit and nothing else."""
    boxes = [s.box for one in plot.series for s in one.spots]
    boxes += [(f.chunk.x0, f.chunk.y0, f.chunk.x1, f.chunk.y1) for f in plot.aside]
    left, top = min(b[0] for b in boxes) - _AROUND_PT, min(b[1] for b in boxes) - 2 * _AROUND_PT
    right, foot = max(b[2] for b in boxes) + _AROUND_PT, max(b[3] for b in boxes) + _AROUND_PT
    return [c for c in page.chunks if left < c.middle < right and top < (c.y0 + c.y1) / 2 < foot and is_unit(c.text)]


def is_unit(text: str) -> bool:
    """Whether a text declares a unit and says nothing else.

    >>> is_unit("(¥ million)"), is_unit("単位：百万円"), is_unit("%"), is_unit("52%"), is_unit("Sales (¥ million)")
    (True, True, True, False, False)
    """
    mentions = [m for m in find_units(text) if m.declared and not m.garbled]
    if not mentions:
        return False
    rest = "".join(c for i, c in enumerate(text) if c.isalnum() and not any(m.start <= i < m.end for m in mentions))
    return rest in ("", "単位", "unit", "Unit", "in", "In")


def own_unit(measured: Measured, corners: Sequence[Chunk], plot: Plot) -> bool:
    """Whether the unit of a scale is sure; a unit on the side of its axis is written to its series."""
    labels = [s.label for one in measured.series for s in one.spots if s.label is not None]
    if labels and all(n.percent or has_sign(n.flat.text) for n in labels):
        return True
    if all(s.total or (s.name is not None and find_units(s.name.text)) for s in measured.series):
        return True
    if len(plot.measured) == 1 and not corners:
        return True
    amounts = [m for m in plot.measured if not all_percent(m)]
    signs = [c for c in corners if any(m.unit != "percent" for m in find_units(c.text))]
    if len(amounts) == 1 and amounts[0] is measured and len(corners) == len(signs) <= 1:
        return set_unit(measured, signs)
    if measured.ticks is None:
        return False
    side = [c for c in corners if abs(c.middle - measured.ticks.across) < 60]
    return len(side) == 1 and set_unit(measured, side)


def set_unit(measured: Measured, corners: Sequence[Chunk]) -> bool:
    """Write the one unit to all series of a scale; without one the words before the chart may say it."""
    for series in measured.series:
        series.unit = corners[0] if corners else None
    return True


def all_percent(measured: Measured) -> bool:
    """Whether all labels of a scale carry a percent sign."""
    labels = [s.label for one in measured.series for s in one.spots if s.label is not None]
    return bool(labels) and all(n.percent for n in labels)


def has_sign(text: str) -> bool:
    """Whether a figure carries a unit of its own."""
    return any(c in "%％$€£¥￥円倍" for c in text)
