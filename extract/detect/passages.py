"""The document as passages: every run of text with its place, and where in the document it stands.

Contract: `fold` replaces character by character, so a position in the folded text is a position in the span.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from extract import model
from extract.lex.fold import fold

Where = Literal["head", "opening", "body", "close"]

# A cover and its first page: what a reader sees before the story begins.
HEAD_PASSAGES, HEAD_CHARS = 40, 2_000
OPENING_CHARS, CLOSE_PASSAGES = 40_000, 40
_LONGEST_HEADING = 100


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One text block, or one cell of a table. `order` counts passages from 0."""

    span: model.Span
    text: str
    order: int
    where: Where
    heading: bool
    bullet: bool = False
    level: int = 0
    cell: bool = False

    def evidence(self, name: str, value: str, start: int, end: int) -> model.Evidence:
        """The words `text[start:end]` as a witness for a property of the document."""
        cut = self.span.cut(start, end).strip()
        return model.Evidence(property=name, value=value, printed=cut.text, location=cut.location)


def to_passages(reading: model.Reading) -> tuple[Passage, ...]:
    """All text of the document in reading order; empty runs are left out."""
    runs = list(_runs(reading))
    passages: list[Passage] = []
    chars = 0
    for order, (span, block) in enumerate(runs):
        if order < HEAD_PASSAGES and chars < HEAD_CHARS:
            where: Where = "head"
        elif chars < OPENING_CHARS:
            where = "opening"
        else:
            where = "close" if order >= len(runs) - CLOSE_PASSAGES else "body"
        chars += len(span.text)
        passages.append(
            Passage(
                span=span,
                text=fold(span.text),
                order=order,
                where=where,
                heading=block is not None and (block.kind == "heading" or _stands_alone(block)),
                bullet=block is not None and block.kind == "bullet",
                level=block.level if block is not None else 0,
                cell=block is None,
            )
        )
    return tuple(passages)


def _stands_alone(block: model.TextBlock) -> bool:
    """A short line that is no sentence reads as a heading, also where the converter did not mark it as one."""
    text = block.span.text.strip()
    return block.kind == "paragraph" and len(text) <= _LONGEST_HEADING and not text.endswith((".", "。", ";", ":", ","))


def _runs(reading: model.Reading) -> Iterator[tuple[model.Span, model.TextBlock | None]]:
    for block in reading.blocks:
        if isinstance(block, model.TextBlock):
            if block.span.text.strip():
                yield block.span, block
        else:
            for cell in block.grid.cells:
                if cell.text.strip():
                    yield cell.span, None
