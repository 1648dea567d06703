"""What reading a document gives: pages of blocks, every character with its place."""

from __future__ import annotations

from typing import Literal

import msgspec

from extract.model.grid import Grid
from extract.model.place import Box, Location, Span
from extract.model.tag import Tag

BlockKind = Literal["heading", "paragraph", "bullet", "lost"]


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The document as it came in. `name` is a bare file name, never a path."""

    name: str
    sha256: str
    media_type: str
    bytes: int
    pages: int | None = None


class TextBlock(msgspec.Struct, frozen=True, tag="text"):
    """One run of prose: a heading, a paragraph or a bullet, wrapped lines already joined.

    `level` is the depth of a heading (1 is outermost, 0 unknown) or of a bullet. `kind == "lost"` marks a
    place where the converter dropped a picture or chart and left nothing but white space or a stub.
    """

    kind: BlockKind
    span: Span
    level: int = 0


class GridBlock(msgspec.Struct, frozen=True, tag="grid"):
    """A table as the source draws it; `grid.caption` is filled by the table finders."""

    grid: Grid


Block = TextBlock | GridBlock


class Witness(msgspec.Struct, frozen=True):
    """A word with a number that an engine read off a picture, and what a second one reads at its place.

    `second` is None when no second engine was asked, and empty when it saw nothing there.
    """

    box: Box
    text: str
    second: str | None = None


Aside = Literal["", "mark", "hidden", "axis"]


class Print(msgspec.Struct, frozen=True, gc=False):
    """A piece of print that holds digits, as the source has it before anything is made of it, and its place.

    `aside` says why no block holds it: the raised mark of a note, what nobody sees, the tick of an axis that was
    measured. What is said of all other pieces has to be said by what was read.
    """

    text: str
    location: Location
    aside: Aside = ""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Blocks in reading order. A text conversion, whose pages run together, is one page without number.

    `printed` are all pieces of print with digits in them, so that every number can be accounted for, also those
    that a finder dropped. A page of origin "ocr" names the engines that read it, and has a witness for each of its
    words with a number.
    """

    number: int | None = None
    width_pt: float | None = None
    height_pt: float | None = None
    blocks: tuple[Block, ...] = ()
    origin: Literal["text", "words", "ocr"] = "text"
    engines: tuple[str, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    printed: tuple[Print, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A document that has been read: its source, its pages, and the decoded lines that places refer to; `supposed` are
    places whose characters were told by nothing but custom, `tags` those of inline XBRL beside the print, `metadata`
    what the file says of itself outside its print, its title first."""

    source: Source
    pages: tuple[Page, ...]
    lines: tuple[str, ...] = ()
    encoding: str | None = None
    supposed: tuple[Location, ...] = ()
    tags: tuple[Tag, ...] = ()
    metadata: tuple[str, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks of all pages in reading order."""
        return tuple(block for page in self.pages for block in page.blocks)


def place_of(block: Block) -> Location:
    """Where a block begins."""
    return block.span.location if isinstance(block, TextBlock) else block.grid.location
