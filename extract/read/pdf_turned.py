"""Tables set sideways or upside down: the page is turned until their words run from left to right, read, turned back.

A table that is too wide for its page is set at 90°; whoever reads the page as it is displayed sees no lines in it.

    page as displayed: `Revenue` `42,183` `65,921` each run upwards, side by side
    page turned by 90: Revenue   42,183   65,921

Contract: places are those of the page as displayed. Words beside values that run from left to right, as headings set
upright over narrow columns or the names of axes, stay with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from extract.model import Block, Box, GridBlock, Page, Span, TextBlock
from extract.model.layout import Layout, Word
from extract.model.place import Location
from extract.read import _fonts, _mupdf
from extract.read.pdf_layout import is_number, page_to_layout
from extract.tables.pdf_lines import words_to_chunked
from extract.tables.pdf_runs import starts_run

_TURNS = (90, 180, 270)
_LEAST_NUMBERS = 4
_LEAST_ROWS = 3
_AMONG_OTHERS = 0.1  # a table holds hardly a word that runs another way
_MOST = 0.6  # of a page's words: then the rest are its number and running head

Move = Callable[[Box], Box]


def sideways_parts(document: Any, page: Any, layout: Layout, fonts: _fonts.Known) -> Iterator[tuple[Layout, int]]:
    """What of a page runs sideways or upside down and can be read so: the page turned, with these words alone.

    While a part is looked at the page itself is turned as well. Its words are taken out of `layout`.
    """
    for turn in _TURNS:
        mine = [word for word in layout.words if word.turn == turn]
        others = [word for word in layout.words if word.turn != turn]
        if sum(is_number(word.text) for word in mine) < _LEAST_NUMBERS or not stands_apart(mine, others):
            continue
        with _mupdf.turned(page, turn):
            part = page_to_layout(document, page, layout.number, fonts)[0]
            part.words = [word for word in part.words if word.upright]
            if len(mine) > _MOST * len(layout.words) or has_rows(part.words):
                layout.words = others
                yield part, turn


def stands_apart(words: Sequence[Word], others: Sequence[Word]) -> bool:
    """Whether hardly any other word stands among some words."""
    x0, y0 = min(w.x0 for w in words), min(w.y0 for w in words)
    x1, y1 = max(w.x1 for w in words), max(w.y1 for w in words)
    among = sum(x0 < (w.x0 + w.x1) / 2 < x1 and y0 < (w.y0 + w.y1) / 2 < y1 for w in others)
    return among <= _AMONG_OTHERS * len(words)


def has_rows(words: Sequence[Word]) -> bool:
    """Whether words that run from left to right make rows of values."""
    return sum(starts_run(line) for line in words_to_chunked(words)) >= _LEAST_ROWS


def box_back(box: Box, turn: int, width: float, height: float) -> Box:
    """A box of the page turned clockwise, on the page as displayed, which is so wide and high.

    >>> box_back((10, 20, 50, 30), 90, 600, 800), box_back((10, 20, 50, 30), 270, 600, 800)
    ((20, 750, 30, 790), (570, 10, 580, 50))
    """
    x0, y0, x1, y1 = box
    if turn == 90:
        return (y0, height - x1, y1, height - x0)
    if turn == 270:
        return (width - y1, x0, width - y0, x1)
    return (width - x1, height - y1, width - x0, height - y0)


def blocks_back(blocks: Sequence[Block], turn: int, width: float, height: float) -> tuple[Block, ...]:
    """Blocks of the turned page with their places on the page as displayed."""

    def move(box: Box) -> Box:
        x0, y0, x1, y1 = box_back(box, turn, width, height)
        return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)

    return tuple(block_moved(block, move) for block in blocks)


def block_moved(block: Block, move: Move) -> Block:
    """A block whose every box is moved."""
    if isinstance(block, TextBlock):
        return msgspec.structs.replace(block, span=span_moved(block.span, move))
    grid = block.grid
    drawn = grid.drawn
    if drawn is not None:
        scales = tuple(
            msgspec.structs.replace(
                scale, marks=tuple(msgspec.structs.replace(mark, box=move(mark.box)) for mark in scale.marks)
            )
            for scale in drawn.scales
        )
        drawn = msgspec.structs.replace(drawn, scales=scales)
    moved = msgspec.structs.replace(
        grid,
        cells=tuple(msgspec.structs.replace(cell, span=span_moved(cell.span, move)) for cell in grid.cells),
        caption=tuple(span_moved(span, move) for span in grid.caption),
        after=tuple(span_moved(span, move) for span in grid.after),
        drawn=drawn,
    )
    return GridBlock(moved)


def span_moved(span: Span, move: Move) -> Span:
    """A text whose every box is moved."""
    parts = tuple(
        part
        if part.location.box is None
        else msgspec.structs.replace(part, location=Location(page=part.location.page, box=move(part.location.box)))
        for part in span.parts
    )
    return Span(span.text, parts)


def page_with(page: Page, blocks: Sequence[Block]) -> Page:
    """The page with more blocks after its own."""
    return msgspec.structs.replace(page, blocks=(*page.blocks, *blocks))
