"""Tiles of a slide → a table of one row a tile: a name, a large figure, and how it changed.

    Revenue            Operating margin            Revenue           $1,284M   +8.2%
    $1,284M            14.6%                 →     Operating margin  14.6%     +0.5pt
    +8.2% YoY          +0.5pt YoY

Boxes of one size in one colour are tiles if each holds its words around one figure in larger type.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extract.model.layout import Fill, Layout, Word
from extract.tables.pdf_grid import Found, Slot
from extract.tables.pdf_lines import Chunk, kind_of, run_to_chunk, words_to_chunked

_LEAST_TILES = 2
_MOST_LINES = 5
_LARGER = 1.3
_LEAST_PT = (50.0, 24.0)
_ALIKE_PT = 2.0
_MOST_FILLS = 200


class Tile(msgspec.Struct, frozen=True):
    """The words of a box: what is counted, the figure, and the figure of its change with the words behind it."""

    name: Chunk
    figure: Chunk
    change: tuple[Word, ...]
    since: tuple[Word, ...]
    box: Fill


def find_tiles(layout: Layout) -> list[Found]:
    """The table of the tiles of each size on a page, in reading order."""
    sizes: dict[tuple[int, int, int], list[Fill]] = {}
    for fill in layout.fills[:_MOST_FILLS]:
        wide, high = fill.x1 - fill.x0, fill.y1 - fill.y0
        if wide >= _LEAST_PT[0] and high >= _LEAST_PT[1]:
            sizes.setdefault((round(wide / _ALIKE_PT), round(high / _ALIKE_PT), fill.color), []).append(fill)
    found = []
    for fills in sizes.values():
        tiles = [box_to_tile(fill, layout.words) for fill in fills]
        whole = [tile for tile in tiles if tile is not None]
        if len(whole) == len(tiles) >= _LEAST_TILES and not any_meet(fills):
            found.append(tiles_to_found(sorted(whole, key=lambda t: (round(t.box.y0), t.box.x0))))
    return found


def any_meet(fills: Sequence[Fill]) -> bool:
    """Whether two boxes touch, as the cells of a table do."""
    return any(
        a.x0 < b.x1 + 1 and b.x0 < a.x1 + 1 and a.y0 < b.y1 + 1 and b.y0 < a.y1 + 1
        for k, a in enumerate(fills)
        for b in fills[k + 1 :]
    )


def box_to_tile(box: Fill, words: Sequence[Word]) -> Tile | None:
    """The tile that a box is, or None: one large figure, one name without a figure, at most one line of change."""
    inside = [w for w in words if box.x0 <= (w.x0 + w.x1) / 2 <= box.x1 and box.y0 <= w.base - 0.3 * w.size <= box.y1]
    lines = words_to_chunked(inside)
    if not 2 <= len(lines) <= _MOST_LINES or any(len(line.chunks) != 1 for line in lines):
        return None
    chunks = [line.chunks[0] for line in lines]
    figure = max(chunks, key=lambda c: c.size)
    small = [c for c in chunks if c is not figure]
    names = [c for c in small if not any(map(str.isdigit, c.text))]
    changes = [c for c in small if all(c is not name for name in names)]
    if (
        figure.kind != "value"
        or len(names) != 1
        or len(changes) > 1
        or any(figure.size < _LARGER * c.size for c in small)
    ):
        return None
    change, since = parted(changes[0]) if changes else ((), ())
    if changes and not change:
        return None
    return Tile(names[0], figure, change, since, box)


def parted(chunk: Chunk) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """A figure and the words beside it: `+8.2%`, `YoY`; `前期比 +6.4%`; nothing if a line neither begins nor ends with
    one."""
    words = chunk.words
    end = next((k for k in range(len(words), 0, -1) if kind_of(run_to_chunk(words[:k]).text) == "value"), 0)
    if end == 0:
        start = next((k for k in range(1, len(words)) if kind_of(run_to_chunk(words[k:]).text) == "value"), len(words))
        return tuple(words[start:]), tuple(words[:start])
    return tuple(words[:end]), tuple(words[end:])


def tiles_to_found(tiles: Sequence[Tile]) -> Found:
    """One row a tile; what all changes are since heads their column, else it stays with each."""
    since = {" ".join(w.text for w in tile.since) for tile in tiles if tile.change}
    headed = len(since) == 1 and "" not in since
    slots: list[Slot] = []
    aside: list[Word] = []
    for k, tile in enumerate(tiles):
        row = k + headed
        slots += [Slot(row, 0, tile.name.words), Slot(row, 1, tile.figure.words)]
        if tile.change:
            slots.append(Slot(row, 2, list(tile.change if headed else (*tile.change, *tile.since))))
    if headed:
        first, *others = [tile.since for tile in tiles if tile.change]
        slots.append(Slot(0, 2, list(first)))
        aside = [word for words in others for word in words]
    hull = (min(t.box.x0 for t in tiles), min(t.box.y0 for t in tiles),
            max(t.box.x1 for t in tiles), max(t.box.y1 for t in tiles))  # fmt: skip
    columns = 3 if any(tile.change for tile in tiles) else 2
    found = Found(hull, "ruled", "tiles", len(tiles) + headed, columns, slots, int(headed), 1.0)
    found.aside = aside
    return found
