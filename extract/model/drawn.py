"""How a chart is drawn: the geometry that bears its printed values out, or lets one measure what is not printed.

All measures are whole thousandths of a point (of a degree for pies), so that arithmetic on them is exact.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from extract.model.place import Box

ChartKind = Literal["bars", "lines", "pie"]


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A bar, a layer of it, a point of a line or a slice, in the slot of the grid that its value belongs to.

    `at` is how far it reaches along its scale, negative below the line of zero; `box` is where it is drawn.
    """

    row: int
    column: int
    at: int
    box: Box


class Tick(msgspec.Struct, frozen=True, gc=False):
    """A label of an axis: `value`, a decimal string in the unit of the axis as printed, stands at `at`."""

    at: int
    value: str


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """Marks measured along one axis: value = (at - origin) x some factor.

    `origin` is where zero is, None where nothing says so; `slack` is how far a drawn edge may be off; `percent` says
    that the labels of the axis are percentages.
    """

    marks: tuple[Mark, ...]
    origin: int | None = None
    ticks: tuple[Tick, ...] = ()
    slack: int = 350
    percent: bool = False


class Bridge(msgspec.Struct, frozen=True, gc=False):
    """A waterfall: what the first of its columns holds in its row, and the steps in those between, lead to what the
    last one holds. The scale of the steps says nothing of both ends, whose bars may be broken off below."""

    row: int
    columns: tuple[int, ...]


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """The drawing behind a chart's grid. `totals` are the rows that hold the totals of stacked bars."""

    kind: ChartKind
    scales: tuple[Scale, ...]
    totals: tuple[int, ...] = ()
    bridge: Bridge | None = None
