"""Painted boxes of a page as bars that stand or lie: strips put together, shadows and twins taken out."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

import msgspec

from extract.model import Box
from extract.model.layout import Layout, Path

_MOST_BLOCKS = 3_000
_FULL = 0.9
_WHITE = 0xFFFFFF
_LEAST_STRIPS = 5
_LEAST_CELLS = 3
_TOUCH_PT = 0.4


class Block(msgspec.Struct, gc=False):
    """A painted box with its colour, in the order of painting. `hollow` boxes have an outline only."""

    x0: float
    y0: float
    x1: float
    y1: float
    color: int
    hollow: bool = False

    @property
    def box(self) -> Box:
        return (self.x0, self.y0, self.x1, self.y1)

    @property
    def wide(self) -> float:
        return self.x1 - self.x0

    @property
    def high(self) -> float:
        return self.y1 - self.y0


def layout_to_blocks(layout: Layout) -> list[Block]:
    """The boxes of a page that may be bars or swatches; none of a page that has too many."""
    blocks = [b for p in layout.paths if (b := path_to_block(p)) is not None]
    area = layout.width * layout.height
    blocks = [b for b in blocks if b.wide * b.high < 0.5 * area]
    blocks = without_cells(without_strips(blocks))
    if len(blocks) > _MOST_BLOCKS:
        return []
    return without_shadows(without_twins(blocks))


def path_to_block(path: Path) -> Block | None:
    """A path that is a box, its corners rounded or not."""
    points = path.points
    if len(points) < 4 or len(points) > 80:
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    if x1 - x0 <= 0 or y1 - y0 <= 0 or area_of(points) < _FULL * (x1 - x0) * (y1 - y0):
        return None
    if path.fill is not None and path.fill != _WHITE:
        return Block(x0, y0, x1, y1, path.fill)
    if path.stroke is not None and path.stroke != _WHITE:
        return Block(x0, y0, x1, y1, path.stroke, hollow=True)
    return None


def area_of(points: Sequence[tuple[float, float]]) -> float:
    """The area within a run of points.

    >>> area_of([(0, 0), (2, 0), (2, 3), (0, 3)])
    6.0
    """
    total = 0.0
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        total += ax * by - bx * ay
    return abs(total) / 2


def without_strips(blocks: list[Block]) -> list[Block]:
    """Thin boxes side by side, as gradients are painted, put together into one; its colour is that of the middle."""
    for turn in (False, True):
        rows: dict[tuple[int, int], list[Block]] = {}
        for block in blocks:
            span = (block.y0, block.y1) if turn else (block.x0, block.x1)
            rows.setdefault((round(span[0] * 2), round(span[1] * 2)), []).append(block)
        out: list[Block] = []
        for row in rows.values():
            if len(row) < _LEAST_STRIPS:
                out.extend(row)
                continue
            row.sort(key=lambda b: b.x0 if turn else b.y0)
            for run in touching(row, turn):
                out.extend(run_to_blocks(run, turn))
        blocks = out
    return blocks


def touching(row: Sequence[Block], turn: bool) -> Iterable[list[Block]]:
    """Runs of boxes that touch and whose colours shade into each other."""
    run: list[Block] = []
    for block in row:
        if run:
            last = run[-1]
            gap = block.x0 - last.x1 if turn else block.y0 - last.y1
            if abs(gap) > _TOUCH_PT or not shades(last.color, block.color):
                yield run
                run = []
        run.append(block)
    if run:
        yield run


def without_cells(blocks: Sequence[Block]) -> list[Block]:
    """Boxes less those of one colour and height that touch side by side: the cells of a shaded row, and no bars."""
    rows: dict[tuple[int, int, int], list[Block]] = {}
    for block in blocks:
        rows.setdefault((round(block.y0 * 2), round(block.y1 * 2), block.color), []).append(block)
    cells: set[int] = set()
    for row in rows.values():
        if len(row) >= _LEAST_CELLS:
            runs = touching(sorted(row, key=lambda b: b.x0), turn=True)
            cells.update(id(b) for run in runs if len(run) >= _LEAST_CELLS for b in run)
    return [b for b in blocks if id(b) not in cells]


def run_to_blocks(run: list[Block], turn: bool) -> list[Block]:
    thick = max((b.wide if turn else b.high) for b in run)
    whole = run[-1].x1 - run[0].x0 if turn else run[-1].y1 - run[0].y0
    if len(run) < _LEAST_STRIPS or thick > 0.3 * whole or thick > 8:
        return run
    color = run[len(run) // 2].color
    return [Block(run[0].x0, run[0].y0, run[-1].x1, run[-1].y1, color)]


def shades(one: int, other: int, most: int = 20) -> bool:
    """Whether two colours differ by so little that one may shade into the other."""
    return all(abs((one >> shift & 255) - (other >> shift & 255)) <= most for shift in (0, 8, 16))


def without_twins(blocks: list[Block]) -> list[Block]:
    """A box painted and then outlined, or painted twice, is one box with the colour that is seen: that of the last
    paint."""
    kept: dict[tuple[int, int, int, int], Block] = {}
    for block in blocks:
        key = (round(block.x0), round(block.y0), round(block.x1), round(block.y1))
        before = kept.get(key)
        if before is not None and block.hollow and not before.hollow:
            continue
        kept.pop(key, None)
        kept[key] = block
    return list(kept.values())


def without_shadows(blocks: list[Block]) -> list[Block]:
    """Boxes that are painted again, a little aside and in another colour, right after: the first is the shadow."""
    drop: set[int] = set()
    for one, other in itertools.pairwise(blocks):
        aside = (other.x0 - one.x0, other.y0 - one.y0)
        same = abs(one.wide - other.wide) < 1 and abs(one.high - other.high) < 1
        near = 0.5 < abs(aside[0]) < min(8.0, 0.4 * one.wide) and 0.5 < abs(aside[1]) < min(8.0, 0.4 * one.high)
        if same and near and one.color != other.color:
            drop.add(id(one))
    return [b for b in blocks if id(b) not in drop]
