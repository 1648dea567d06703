"""What the chart finders of one page share: its boxes, lines, texts and legend, each computed once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from extract.model.layout import Layout, Word
from extract.tables.charts.axis import Ticks, flats_to_ticks
from extract.tables.charts.legend import layout_to_legend
from extract.tables.charts.lines import Polyline, layout_to_polylines
from extract.tables.charts.shapes import Block, layout_to_blocks
from extract.tables.charts.texts import Flat, Label, View, chunk_to_flat, flat_to_label, layout_to_chunks
from extract.tables.pdf_lines import Chunk, kind_of, run_to_chunk


class ChartPage:
    """A page as the chart finders see it."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._flats: dict[bool, list[Flat]] = {}
        self._ticks: dict[bool, list[Ticks]] = {}
        self._labels: dict[int, Label | None] = {}

    @cached_property
    def blocks(self) -> list[Block]:
        """The painted boxes."""
        return layout_to_blocks(self.layout)

    @cached_property
    def chunks(self) -> list[Chunk]:
        """The pieces of text."""
        return [part for chunk in layout_to_chunks(self.layout) for part in parted(chunk, self.blocks)]

    @cached_property
    def legend(self) -> dict[int, list[Chunk]]:
        """The texts beside swatches, by colour."""
        return layout_to_legend(self.layout, self.blocks, self.chunks)

    @cached_property
    def named(self) -> set[int]:
        """The ids of the texts of the legend."""
        return {id(c) for names in self.legend.values() for c in names}

    @cached_property
    def polylines(self) -> list[Polyline]:
        """The lines of charts."""
        return layout_to_polylines(self.layout)

    def view(self, lying: bool) -> View:
        """How standing or lying bars are looked at."""
        return View(lying, self.layout.height)

    def flats(self, lying: bool) -> list[Flat]:
        """All texts beside standing or lying bars."""
        if lying not in self._flats:
            self._flats[lying] = [chunk_to_flat(c, self.view(lying)) for c in self.chunks]
        return self._flats[lying]

    def ticks(self, lying: bool) -> list[Ticks]:
        """The value axes beside standing, or below lying bars."""
        if lying not in self._ticks:
            self._ticks[lying] = flats_to_ticks(self.flats(lying), self.layout, self.view(lying))
        return self._ticks[lying]

    def label_of(self, flat: Flat) -> Label | None:
        """The figure of one of the `flats`, if it is one."""
        if id(flat) not in self._labels:
            self._labels[id(flat)] = flat_to_label(flat)
        return self._labels[id(flat)]

    def name_of(self, color: int | None, box: tuple[float, float, float, float]) -> Chunk | None:
        """The name a legend gives to a colour: the only one, or the one nearest to a chart when several are shown."""
        names = self.legend.get(color, []) if color is not None else []
        if len(names) < 2:
            return names[0] if names else None
        if len({c.text for c in names}) == 1:
            return min(names, key=lambda c: away(c, box))
        near = sorted((away(c, box), k) for k, c in enumerate(names))
        return names[near[0][1]] if near[0][0] < 60 and near[1][0] > near[0][0] + 60 else None


def parted(chunk: Chunk, blocks: Sequence[Block]) -> list[Chunk]:
    """A piece of text cut where the edge of a bar parts its words, and where figures stand close to each other.

    `1Q07 2,460` is a name and the figure in its bar; `12,290 11,749` are the figures of two bars.
    """
    words = chunk.words
    if len(words) < 2 or not words[0].upright or not any(map(str.isdigit, chunk.text)):
        return [chunk]
    apart = chunk.kind == "text" and all(kind_of(w.text) == "value" and len(w.text) > 1 for w in words)
    y = chunk.base - 0.36 * chunk.size
    edges = [x for b in blocks if b.y0 <= y <= b.y1 for x in (b.x0, b.x1) if chunk.x0 < x < chunk.x1]
    runs: list[list[Word]] = [[words[0]]]
    for last, word in pairwise(words):
        figure = word if kind_of(word.text) == "value" else last if kind_of(last.text) == "value" else None
        over = figure is not None and any(figure.x0 <= x <= figure.x1 for x in edges) and chunk.kind == "text"
        if apart or over or any(last.x1 - 1 <= x <= word.x0 + 1 for x in edges):
            runs.append([])
        runs[-1].append(word)
    return [chunk] if len(runs) == 1 else [run_to_chunk(run) for run in runs]


def away(chunk: Chunk, box: tuple[float, float, float, float]) -> float:
    """How far a text is from a box."""
    across = max(box[0] - chunk.x1, chunk.x0 - box[2], 0.0)
    down = max(box[1] - chunk.y1, chunk.y0 - box[3], 0.0)
    return across + down
