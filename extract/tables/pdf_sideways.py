"""Text that runs up or down: put together, and given to the columns of the table over which it stands as headings.

narrow columns:   each heading is set upright, from the foot to the top: `Year ended March 31, 2025`
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.model.layout import Layout, Word
from extract.tables.pdf_grid import Found, Slot
from extract.tables.pdf_lines import Chunk, kind_of

_FOLLOWS = 0.6  # of the type: what follows at a space
_NEAR = 2.5  # lines above a table
_LEAST = 2


def sideways_chunks(words: Iterable[Word]) -> list[Chunk]:
    """Words that run up or down, put together where they stand in one column and follow each other.

    Columns come from left to right, for text that runs down from right to left: as they are read.
    """
    chunks: list[Chunk] = []
    for word in sorted((w for w in words if not w.upright), key=reading_place):
        last = chunks[-1] if chunks else None
        if last is not None and follows(last.words[-1], word):
            last.words.append(word)
            last.y0, last.y1 = min(last.y0, word.y0), max(last.y1, word.y1)
            last.text = f"{last.text} {word.text}"
            last.kind = kind_of(last.text)
        else:
            kind = kind_of(word.text)
            chunks.append(Chunk(word.x0, word.y0, word.x1, word.y1, word.y1, word.size, [word], word.text, kind))
    return chunks


def reading_place(word: Word) -> tuple[int, int, float]:
    """Where a word that runs up or down comes among others of its kind."""
    down = word.turn == 270
    return word.turn, round(-word.x0 if down else word.x0), word.y0 if down else -word.y1


def follows(last: Word, word: Word) -> bool:
    """Whether a word goes on from another in one column."""
    gap = word.y0 - last.y1 if word.turn == 270 else last.y0 - word.y1
    return word.turn == last.turn and abs(last.x0 - word.x0) < 1 and -1 <= gap < _FOLLOWS * word.size


def with_sideways_headings(tables: Sequence[Found], layout: Layout) -> None:
    """Gives tables the text that runs up or down within them, or right over their columns as headings."""
    held = {id(word) for table in tables for word in table.words}
    chunks = sideways_chunks(w for w in layout.words if w.turn in (90, 270) and id(w) not in held)
    for table in tables:
        if table.form == "chart" or not table.xs or not table.ys:
            continue
        inside = [c for c in chunks if table.box[1] < (c.y0 + c.y1) / 2 < table.box[3] and column_of(table, c) >= 0]
        for chunk in inside:
            take_in(table, chunk, row_of(table, chunk), column_of(table, chunk))
        over = headings_over(table, chunks)
        if len({column_of(table, c) for c in over}) >= _LEAST:
            add_headings(table, over)
        chunks = [c for c in chunks if c not in inside and c not in over]


def headings_over(table: Found, chunks: Sequence[Chunk]) -> list[Chunk]:
    """Texts over columns of figures: the lowest ends right above them, the others stand beside it."""
    top = table.ys[table.headers or 0]
    over = [c for c in chunks if column_of(table, c) > 0 and c.y1 < top + 0.5 * c.size]
    lowest = max(over, key=lambda c: c.y1, default=None)
    if lowest is None or top - lowest.y1 > _NEAR * lowest.size:
        return []
    return [c for c in over if c.y1 > lowest.y0]


def column_of(table: Found, chunk: Chunk) -> int:
    """The column in which a text stands; -1 for none."""
    xs = table.xs
    return next((k for k in range(len(xs) - 1) if xs[k] <= chunk.middle < xs[k + 1]), -1)


def row_of(table: Found, chunk: Chunk) -> int:
    """The row in which the middle of a text stands."""
    middle = (chunk.y0 + chunk.y1) / 2
    return next((k for k in range(table.rows) if middle < table.ys[k + 1]), table.rows - 1)


def take_in(table: Found, chunk: Chunk, row: int, column: int) -> None:
    """The text goes to the cell that covers a place, or becomes one."""
    for slot in table.slots:
        if slot.row <= row < slot.row + slot.row_span and slot.column <= column < slot.column + slot.column_span:
            slot.words = slot.words + chunk.words
            return
    table.slots.append(Slot(row, column, list(chunk.words)))


def add_headings(table: Found, chunks: Sequence[Chunk]) -> None:
    """A new row of headings, nearest to the figures."""
    at = table.headers or 0
    for slot in table.slots:
        if slot.row >= at:
            slot.row += 1
        elif slot.row + slot.row_span > at:
            slot.row_span += 1
    table.rows += 1
    table.headers = at + 1
    top, foot = min(c.y0 for c in chunks), max(c.y1 for c in chunks)
    table.box = (table.box[0], min(table.box[1], top), table.box[2], table.box[3])
    table.ys = (*table.ys[:at], min(table.ys[at], top), max(foot, table.ys[at]), *table.ys[at + 1 :])
    for chunk in chunks:
        take_in(table, chunk, at, column_of(table, chunk))
