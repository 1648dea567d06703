"""The words around a table: those before it may name its title, unit and periods, those after it are notes."""

from __future__ import annotations

import msgspec

from extract.model import Block, GridBlock, Span, TextBlock
from extract.tables.shape import Shape, periods_of

_BEFORE, _AFTER, _LONGEST = 14, 5, 400


def captions(blocks: list[Block]) -> list[Block]:
    """Fill `caption` (nearest last) and `after` of every grid from the blocks around it.

    Words belong to the table they precede; they reach back to the table before, or `_BEFORE` blocks.
    """
    out: list[Block] = []
    waiting: list[Span] = []
    for i, block in enumerate(blocks):
        if isinstance(block, TextBlock):
            if block.kind == "heading":
                # A heading opens a section: what stood before it speaks of something else.
                waiting = [s for s in waiting[-2:] if len(s.text) < 60] if block.level > 1 else []
            if block.kind != "bullet" or len(block.span.text) < 60 or _heads(block.span.text):
                waiting.append(block.span)
            out.append(block)
            continue
        grid = block.grid
        caption = (*(s for s in waiting[-_BEFORE:] if len(s.text) <= _LONGEST), *grid.caption)
        following: list[Span] = []
        for later in blocks[i + 1 : i + 1 + _AFTER]:
            if not isinstance(later, TextBlock) or later.kind == "heading":
                break
            following.append(later.span)
        after = grid.after or tuple(s for s in following if len(s.text) <= 2 * _LONGEST)
        out.append(GridBlock(msgspec.structs.replace(grid, caption=caption, after=after)))
        if Shape(grid).value_columns:
            # A grid without figures (a legend, a profile) takes no words away from the table that follows it.
            waiting = []
        elif len(words := [c.span for c in grid.cells if c.text.strip()]) <= 2:
            # A table of one cell (`（単位：億円）` set to the right) is a line of words in a frame.
            waiting.extend(words)
    return out


def _heads(text: str) -> bool:
    """Whether a numbered line is the heading of a chapter: it names a period and is no sentence."""
    dated = any(mention.kind == "duration" and mention.finish for mention in periods_of(text))
    return dated and not text.rstrip().endswith((".", "。", ";"))
