"""The words around a table: those before it may name its title, unit and periods, those after it are notes.

Where a page ends between the words and their table, they are those at the foot of the page before; a table that goes on
over the page has the words of its beginning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from extract.lex.units import find_units
from extract.model import Block, Grid, GridBlock, Location, Page, Span, TextBlock
from extract.tables.shape import periods_of, shape_of

_BEFORE, _AFTER, _LONGEST = 14, 5, 400
_EDGE = 2  # blocks at the top and the foot of a page that may be running heads
_DIGITS = re.compile(r"\d+")
_FIGURE = r"[$¥€£]?\s?[(△▲-]?\s?\d{1,3}(?:(?:,\d{3})+(?:\.\d+)?|\.\d+)\s?[%％]?\)?"
_AMOUNT = re.compile(_FIGURE)
# `Diluted earnings per share (yen) 9.43 10.26`: a row that no table took.
_ROW = re.compile(rf"\D.{{1,80}}?(?:\s{_FIGURE})+")


class Carried(msgspec.Struct):
    """What a page leaves to the next one: the words behind its last table, those over that table, and its headings."""

    waiting: list[Span] = []
    caption: tuple[Span, ...] = ()
    headings: tuple[str, ...] = ()
    head: Location | None = None


def pages_to_heads(pages: Sequence[Page]) -> frozenset[str]:
    """Texts that stand, but for a number that counts, at the top or the foot of several pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        texts = [_furniture(block) for block in page.blocks if isinstance(block, TextBlock)]
        seen.update({*texts[:_EDGE], *texts[-_EDGE:]})
    return frozenset(text for text, count in seen.items() if count > 1)


def _furniture(block: TextBlock) -> str:
    return _DIGITS.sub("0", block.span.text.strip())


def begins_with_table(page: Page, heads: frozenset[str]) -> bool:
    """Whether a page begins with a table, running heads aside. A slide speaks for itself."""
    if (page.width_pt or 0.0) > (page.height_pt or 0.0):
        return False
    first = next((b for b in page.blocks if isinstance(b, GridBlock) or _furniture(b) not in heads), None)
    return isinstance(first, GridBlock)


def captions(blocks: list[Block], carried: Carried | None = None) -> list[Block]:
    """Fill `caption` (nearest last) and `after` of every grid from the blocks around it.

    Words belong to the table they precede; they reach back to the table before, or `_BEFORE` blocks. `carried` comes
    from the page before and leaves with what this one has for the next.
    """
    out: list[Block] = []
    carried = carried or Carried()
    waiting = carried.waiting
    for i, block in enumerate(blocks):
        if isinstance(block, TextBlock):
            if block.kind == "heading":
                # A heading opens a section: what stood before it speaks of something else.
                waiting = [s for s in waiting[-2:] if len(s.text) < 60] if block.level > 1 else []
            if _AMOUNT.fullmatch(block.span.text.strip()):
                # Figures on lines of their own close a row: what stands above them is its label, and no caption.
                if waiting and i and isinstance(above := blocks[i - 1], TextBlock) and waiting[-1] is above.span:
                    waiting = waiting[:-1]
                out.append(block)
                continue
            row = _ROW.fullmatch(block.span.text.strip()) is not None and not _declares_at_end(block.span.text)
            if not row and (block.kind != "bullet" or len(block.span.text) < 60 or _heads(block.span.text)):
                waiting.append(block.span)
            out.append(block)
            continue
        grid = block.grid
        caption = (*(s for s in waiting[-_BEFORE:] if len(s.text) <= _LONGEST), *grid.caption)
        headings = tuple(c.text for c in grid.cells if c.row < (grid.headers or 0))
        if headings == carried.headings and _began_before(grid):
            caption = carried.caption or caption
        head = grid.cells[0].span.location if headings else None
        if head is not None and headings == carried.headings and (i == 0 or head == carried.head):
            # the headings are printed again at the head of the page, or are those of the table right above
            caption = (*carried.caption, *(s for s in caption if s not in carried.caption))
        carried.caption, carried.headings, carried.head = caption, headings, head
        following: list[Span] = []
        for later in blocks[i + 1 : i + 1 + _AFTER]:
            if not isinstance(later, TextBlock) or later.kind == "heading":
                break
            following.append(later.span)
        after = grid.after or tuple(s for s in following if len(s.text) <= 2 * _LONGEST)
        out.append(GridBlock(msgspec.structs.replace(grid, caption=caption, after=after)))
        if shape_of(grid).value_columns:
            # A grid without figures (a legend, a profile) takes no words away from the table that follows it.
            waiting = []
        elif len(words := [c.span for c in grid.cells if c.text.strip()]) <= 2:
            # A table of one cell (`（単位：億円）` set to the right) is a line of words in a frame.
            waiting.extend(words)
    carried.waiting = waiting
    return out


def _declares_at_end(text: str) -> bool:
    """Whether the number that ends a line is a unit's own: `in CHF 1,000`."""
    return any(m.declared and m.end == len(text.rstrip()) for m in find_units(text))


def _began_before(grid: Grid) -> bool:
    """Whether the header of a table is printed on an earlier page than its first row."""
    headers = grid.headers or 0
    head = next((c.span.location.page for c in grid.cells if c.row < headers), None)
    first = next((c.span.location.page for c in grid.cells if c.row >= headers), None)
    return head is not None and first is not None and head < first


def _heads(text: str) -> bool:
    """Whether a numbered line is the heading of a chapter: it names a period and is no sentence."""
    dated = any(mention.kind == "duration" and mention.finish for mention in periods_of(text))
    return dated and not text.rstrip().endswith((".", "。", ";"))
