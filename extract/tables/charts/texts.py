"""Texts of a page beside bars that stand or lie: pieces with their place across and along, and what they say."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import msgspec

from extract.lex.numbers import read_cell
from extract.model import Box
from extract.model.layout import Layout
from extract.tables.pdf_lines import Chunk, is_year, words_to_chunked
from extract.tables.pdf_sideways import sideways_chunks


class View(msgspec.Struct, frozen=True, gc=False):
    """How a chart is looked at: `across` the bars and `along` them, the way the values grow."""

    lying: bool
    height: float

    def span(self, box: Box) -> tuple[float, float, float, float]:
        """A box of the page as (low, high) across and (near, far) along."""
        x0, y0, x1, y1 = box
        return (y0, y1, x0, x1) if self.lying else (x0, x1, self.height - y1, self.height - y0)

    def box(self, low: float, high: float, near: float, far: float) -> Box:
        """The way back of `span`."""
        return (near, low, far, high) if self.lying else (low, self.height - far, high, self.height - near)


class Flat(msgspec.Struct, gc=False):
    """A piece of text with its extent across and along."""

    low: float
    high: float
    near: float
    far: float
    chunk: Chunk

    @property
    def across(self) -> float:
        return (self.low + self.high) / 2

    @property
    def along(self) -> float:
        return (self.near + self.far) / 2

    @property
    def size(self) -> float:
        return self.chunk.size

    @property
    def text(self) -> str:
        return self.chunk.text


class Label(msgspec.Struct, gc=False):
    """A figure printed in a chart: what its print stands for at the least and at the most."""

    flat: Flat
    value: Decimal
    low: Fraction
    high: Fraction
    percent: bool


def layout_to_chunks(layout: Layout) -> list[Chunk]:
    """All pieces of text of a page, those that are turned included."""
    chunks = [c for line in words_to_chunked(layout.words) for c in line.chunks]
    return chunks + sideways_chunks(layout.words)


def chunk_to_flat(chunk: Chunk, view: View) -> Flat:
    """A piece of text as it is seen beside bars; its box is that of its letters and not of its line."""
    upright = chunk.words[0].upright
    top, foot = (chunk.base - 0.75 * chunk.size, chunk.base + 0.05 * chunk.size) if upright else (chunk.y0, chunk.y1)
    low, high, near, far = view.span((chunk.x0, top, chunk.x1, foot))
    return Flat(low, high, near, far, chunk)


def flat_to_label(flat: Flat) -> Label | None:
    """The figure of a piece of text that is nothing else; a year is none."""
    if flat.chunk.kind != "value" or is_year(flat.text):
        return None
    return text_to_label(flat, flat.text)


def text_to_label(flat: Flat, text: str) -> Label | None:
    """The one figure of a text, with the interval that rounding or truncation leaves of what was rounded."""
    reading = read_cell(text)
    figures = reading.figures
    if len(figures) == 2 and figures[0].percent != figures[1].percent:
        figures = figures[:1]
    if len(figures) != 1 or figures[0].open_bracket:
        return None
    figure = figures[0]
    last = Fraction(Decimal(1).scaleb(-figure.digits))
    value = Fraction(figure.value)
    out = last if not figure.percent else last / 2
    low, high = (value - last / 2, value + out) if value >= 0 else (value - out, value + last / 2)
    return Label(flat, figure.value, low, high, figure.percent)
