"""Legends: the text beside a small box, line or marker that has the colour of a series."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model.layout import Layout
from extract.tables.charts.shapes import Block
from extract.tables.pdf_lines import Chunk

_WIDE_PT = (2.0, 42.0)
_HIGH_PT = 16.0


def layout_to_legend(layout: Layout, blocks: Sequence[Block], chunks: Sequence[Chunk]) -> dict[int, list[Chunk]]:
    """The texts beside swatches of each colour. Several texts for one colour name none for sure."""
    swatches = [(b.x0, b.y0, b.x1, b.y1, b.color) for b in blocks if is_swatch(b.wide, b.high)]
    for path in layout.paths:
        xs, ys = [p[0] for p in path.points], [p[1] for p in path.points]
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        color = path.stroke if path.fill in (None, 0xFFFFFF) else path.fill
        if color is not None and is_swatch(x1 - x0, y1 - y0):
            swatches.append((x0, y0, x1, y1, color))
    texts = sorted((c for c in chunks if c.kind == "text" and c.words[0].upright), key=lambda c: c.base)
    found: dict[int, list[Chunk]] = {}
    for x0, y0, x1, y1, color in swatches[:2_000]:
        name = text_beside(x0, y0, x1, y1, texts)
        if name is not None and not any(c is name for c in found.get(color, ())):
            found.setdefault(color, []).append(name)
    return found


def is_swatch(wide: float, high: float) -> bool:
    """Whether a drawing is small enough for the sample of a legend."""
    return _WIDE_PT[0] <= wide <= _WIDE_PT[1] and high <= _HIGH_PT


def text_beside(x0: float, y0: float, x1: float, y1: float, texts: Sequence[Chunk]) -> Chunk | None:
    """The text right of a swatch and level with it."""
    middle = (y0 + y1) / 2
    best: Chunk | None = None
    for chunk in texts:
        if chunk.base < middle - 2:
            continue
        if chunk.base > middle + 2 * chunk.size:
            break
        level = abs(chunk.base - 0.36 * chunk.size - middle) < 0.6 * chunk.size
        near = -1 <= chunk.x0 - x1 < 1.7 * chunk.size
        if level and near and (best is None or chunk.x0 < best.x0):
            best = chunk
    return best
