"""The geometry of a PDF page: words, rules and fills, as the page is displayed.

Contract: everything is in points, the origin is the top left corner of the page as it is displayed (crop box and
rotation applied), x grows to the right and y downwards. Table finders see nothing else of a PDF.
"""

from __future__ import annotations

import msgspec

from extract.model.place import Box


class Word(msgspec.Struct, gc=False):
    """Characters without white space between them. `base` is the y of the base line, `size` the font size.

    `mark` says it was set as a superscript; `upright` is False for text that does not run from left to right, and
    `turn` is by how many degrees the page must be turned clockwise until it does (0 for text that runs aslant).
    `apart` says that it is another cell's than the word before it, however near that is.
    `rival` is what the file itself says stands here where that is another number than the one drawn. `page` is set
    where a table over several pages is read with the first of them and the word is printed on another.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float
    base: float
    bold: bool = False
    color: int = 0
    mark: bool = False
    upright: bool = True
    glued: bool = False
    rival: str = ""
    turn: int = 0
    apart: bool = False
    page: int | None = None


class Rule(msgspec.Struct, gc=False):
    """A drawn line, or a filled box thin enough to be one: from `low` to `high` along its axis, at `at` across. One
    that is `soft` is the edge of a filled box; `part` says that this is a part of a band of headings."""

    at: float
    low: float
    high: float
    width: float = 1.0
    soft: bool = False
    part: bool = False


class Fill(msgspec.Struct, gc=False):
    """A filled box and its colour as 0xRRGGBB."""

    x0: float
    y0: float
    x1: float
    y1: float
    color: int


class Path(msgspec.Struct, gc=False):
    """One outline or line of a drawing, bends taken as runs of short straight pieces; what charts are made of.

    `fill` and `stroke` are colours as 0xRRGGBB, None where there is none; `bends` are the stretches of points (first,
    last) that lie on curves.
    """

    points: list[tuple[float, float]]
    fill: int | None
    stroke: int | None
    width: float
    bends: tuple[tuple[int, int], ...] = ()


class Layout(msgspec.Struct, gc=False):
    """A page before anything is made of it. `curves` are the boxes of drawings with slanted or bent lines, the
    stuff of charts, and `paths` all that is filled or drawn with more than level lines, in the order of painting;
    `hidden` counts the words that nobody would see on it; a `costly` page would take too long to be drawn, so nobody
    looks at its picture."""

    number: int
    width: float
    height: float
    words: list[Word]
    across: list[Rule]
    down: list[Rule]
    fills: list[Fill]
    images: list[Box]
    curves: list[Box]
    hidden: int = 0
    scanned: bool = False
    paths: list[Path] = []
    costly: bool = False
