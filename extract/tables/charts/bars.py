"""Boxes of a page → columns and bars: towers of one breadth that stand on one base, each with its layers."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import msgspec

from extract.tables.charts.shapes import Block
from extract.tables.charts.texts import View

_EDGE_PT = 0.8
_TOUCH_PT = 1.6
_LEAST_BREADTH_PT = 2.0
_MOST_SHARE = 0.4
_MOST_TOWERS = 400
_MOST_STANDS = 24


class Bar(msgspec.Struct, gc=False):
    """A box along the values: its span across and along, and its colour."""

    low: float
    high: float
    near: float
    far: float
    color: int

    @property
    def length(self) -> float:
        return self.far - self.near

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


class Tower(msgspec.Struct, gc=False):
    """Bars on top of each other that hang together, from near to far."""

    bars: list[Bar]

    @property
    def low(self) -> float:
        return self.bars[0].low

    @property
    def high(self) -> float:
        return self.bars[0].high

    @property
    def breadth(self) -> float:
        return self.high - self.low

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    @property
    def near(self) -> float:
        return self.bars[0].near

    @property
    def far(self) -> float:
        return max(b.far for b in self.bars)

    @property
    def tangled(self) -> bool:
        """Whether bars lie over each other, so that none of them need begin where the one before ends."""
        return any(b.near < a.far - _TOUCH_PT for a, b in itertools.pairwise(self.bars))


class Stand(msgspec.Struct, gc=False):
    """Towers of one breadth that stand on (or hang from) one base."""

    base: float
    towers: list[Tower]


def blocks_to_stands(blocks: Sequence[Block], view: View, page_across: float) -> list[Stand]:
    """The charts of bars that a page may hold, before any text is looked at."""
    bars = []
    for block in blocks:
        low, high, near, far = view.span(block.box)
        if _LEAST_BREADTH_PT <= high - low <= _MOST_SHARE * page_across and far - near > 0.15:
            bars.append(Bar(low, high, near, far, block.color))
    towers = bars_to_towers(bars)
    if len(towers) > _MOST_TOWERS:
        return []
    stands: list[Stand] = []
    for family in by_breadth(towers):
        stands.extend(towers_to_stands(family))
    stands.sort(key=lambda s: -len(s.towers))
    return stands[:_MOST_STANDS]


def bars_to_towers(bars: Sequence[Bar]) -> list[Tower]:
    """Bars with one span across, cut where they do not touch."""
    columns: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda b: (b.low, b.high)):
        home = None
        for column in reversed(columns[-12:]):
            if abs(column[0].low - bar.low) <= _EDGE_PT and abs(column[0].high - bar.high) <= _EDGE_PT:
                home = column
                break
        if home is None:
            columns.append([bar])
        else:
            home.append(bar)
    towers: list[Tower] = []
    for column in columns:
        column.sort(key=lambda b: (b.near, b.far))
        run: list[Bar] = []
        reach = 0.0
        for bar in column:
            if run and bar.near > reach + _TOUCH_PT:
                towers.append(Tower(run))
                run = []
            reach = max(reach, bar.far) if run else bar.far
            run.append(bar)
        towers.append(Tower(run))
    return towers


def by_breadth(towers: Sequence[Tower]) -> list[list[Tower]]:
    """Towers of nearly one breadth together."""
    families: list[list[Tower]] = []
    for tower in sorted(towers, key=lambda t: t.breadth):
        if families and tower.breadth <= families[-1][0].breadth * 1.06 + 0.5:
            families[-1].append(tower)
        else:
            families.append([tower])
    return families


def towers_to_stands(family: Sequence[Tower]) -> list[Stand]:
    """The towers by the base they share: the place at which most of them have an edge, the nearest if several do."""
    left = list(family)
    stands: list[Stand] = []
    while len(left) >= 2 and len(stands) < 12:
        base = common_edge(left)
        if base is None:
            return stands
        mine = [t for t in left if any(abs(e - base) <= _EDGE_PT for b in t.bars for e in (b.near, b.far))]
        left = [t for t in left if all(t is not m for m in mine)]
        stands.append(Stand(base, sorted(mine, key=lambda t: t.low)))
    return stands


def common_edge(towers: Sequence[Tower]) -> float | None:
    """The place along at which most towers, two at the least, have an edge."""
    edges = sorted(
        (edge, k) for k, t in enumerate(towers) for edge in {e for b in t.bars for e in (b.near, b.far)}
    )  # fmt: skip
    best: tuple[int, float] | None = None
    end = 0
    count: dict[int, int] = {}
    for start, (place, owner) in enumerate(edges):
        while end < len(edges) and edges[end][0] <= place + _EDGE_PT:
            count[edges[end][1]] = count.get(edges[end][1], 0) + 1
            end += 1
        if best is None or len(count) > best[0]:
            inside = [e for e, _ in edges[start:end]]
            best = (len(count), inside[len(inside) // 2])
        count[owner] -= 1
        if not count[owner]:
            del count[owner]
    return best[1] if best is not None and best[0] >= 2 else None
