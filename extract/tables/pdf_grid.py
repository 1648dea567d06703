"""What every finder gives: a table of slots holding words, and how it becomes a grid with its places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from extract.model import Box, Cell, Form, Grid, Location, Part, Role, Span
from extract.model.drawn import Drawn
from extract.model.layout import Word
from extract.tables.folding import fold_columns
from extract.tables.pdf_lines import is_sign_of_money, joint, kind_of
from extract.tables.storeys import without_storeys


class Slot(msgspec.Struct, gc=False):
    """A cell on its way: its first row and column, its spans and its words in reading order.

    `notes` are marks of footnotes that go to the row's label; `noise` says that its figure fits no place in the table.
    """

    row: int
    column: int
    words: list[Word]
    row_span: int = 1
    column_span: int = 1
    notes: list[Word] = []
    noise: bool = False

    @property
    def text(self) -> str:
        return text_of(self.words)


class Found(msgspec.Struct):
    """A table that a finder proposes. `box` is what it takes of the page; `by` names the finder.

    `xs` and `ys` are the borders of columns and rows, kept so that a page can be drawn with them. `drawn` is the
    geometry of a chart that was understood; `aside` its words that stand in no cell, as the labels of its axes.
    `open_above` and `open_below` say that borders of its columns go on beyond its first and last rule.
    """

    box: Box
    form: Form
    by: str
    rows: int
    columns: int
    slots: list[Slot]
    headers: int | None = None
    score: float = 0.0
    unsure: str = ""
    xs: tuple[float, ...] = ()
    ys: tuple[float, ...] = ()
    drawn: Drawn | None = None
    aside: list[Word] = []
    open_above: bool = False
    open_below: bool = False

    @property
    def words(self) -> list[Word]:
        return [word for slot in self.slots for word in (*slot.words, *slot.notes)] + self.aside


def notes_to_labels(slots: list[Slot]) -> None:
    """Marks of footnotes go to the end of their row's label, each once; without a label they stay with the value."""
    labels: dict[int, Slot] = {}
    for slot in slots:
        if slot.words and slot.column == 0 and kind_of(slot.text) == "text":
            labels.setdefault(slot.row, slot)
    for slot in slots:
        if not slot.notes:
            continue
        label = labels.get(slot.row)
        if label is None:
            slot.words = slot.words + slot.notes
            continue
        have = {word.text for word in label.words}
        label.words = label.words + [word for word in slot.notes if word.text not in have]


def rounded(x0: float, y0: float, x1: float, y1: float) -> Box:
    """A box with two decimals, as all places of a page are kept."""
    return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)


def text_of(words: Sequence[Word]) -> str:
    """The words with their joints.

    A break of line is a space, except within a CJK text or after a hyphen that parts a word.
    """
    out = ""
    for i, word in enumerate(words):
        out += (joint(words[i - 1], word) if i else "") + word.text
    return out


def words_to_span(words: Sequence[Word], page: int, indent: int = 0) -> Span:
    """Text with one part for each word; `indent` levels are leading spaces outside of every part."""
    text = "  " * indent
    parts: list[Part] = []
    for i, word in enumerate(words):
        if i:
            text += joint(words[i - 1], word)
        start = len(text)
        text += word.text
        place = Location(page=word.page or page, box=rounded(word.x0, word.y0, word.x1, word.y1))
        parts.append(Part(start, len(text), place, word.rival))
    return Span(text, tuple(parts))


def found_to_grid(found: Found, page: int, caption: Iterable[Span] = (), after: Iterable[Span] = ()) -> Grid:
    """The grid of a table: cells with roles as far as geometry tells them, labels indented as they are printed."""
    headers = found.headers or 0
    levels = indents(found)
    cells = []
    for slot in found.slots:
        if not slot.words:
            continue
        numeric = kind_of(slot.text) != "text"
        role: Role = "header" if slot.row < headers else "value" if numeric and slot.column else "label"
        if role == "label" and slot.column:
            role = "unknown"
        if slot.noise:
            role = "noise"
        span = words_to_span(slot.words, page, levels.get((slot.row, slot.column), 0))
        cells.append(
            Cell(
                row=slot.row,
                column=slot.column,
                span=span,
                row_span=slot.row_span,
                column_span=slot.column_span,
                role=role,
            )
        )
    cells.sort(key=lambda c: (c.row, c.column))
    grid = Grid(
        form=found.form,
        rows=found.rows,
        columns=found.columns,
        cells=tuple(cells),
        caption=tuple(caption),
        after=tuple(after),
        headers=found.headers,
        score=round(found.score, 4),
        drawn=found.drawn,
    )
    if found.form == "chart":
        return grid
    signs = any(is_sign_of_money(slot.text) for slot in found.slots if slot.row >= headers and slot.column)
    return without_storeys(fold_columns(grid) if signs else grid)


def indents(found: Found) -> dict[tuple[int, int], int]:
    """Levels of indentation of the labels in the first column: 0 is the leftmost, each deeper edge one more."""
    labels = [
        (min(w.x0 for w in first_line(slot.words)), slot)
        for slot in found.slots
        if slot.column == 0 and slot.words and slot.row >= (found.headers or 0) and slot.column_span == 1
    ]
    if len(labels) < 3 or found.by == "tiles":
        return {}
    step = 0.55 * min(slot.words[0].size for _, slot in labels)
    edges: list[float] = []
    for x, _ in sorted(labels, key=lambda item: item[0]):
        if not edges or x - edges[-1] > step:
            edges.append(x)
    if not 1 < len(edges) <= 6:
        return {}
    return {(slot.row, slot.column): sum(1 for edge in edges[1:] if x >= edge - 0.1) for x, slot in labels}


def first_line(words: Sequence[Word]) -> list[Word]:
    base = words[0].base
    return [w for w in words if abs(w.base - base) < 0.5 * w.size]
