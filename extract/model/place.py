"""Where something stands in a document, and text that knows where each of its characters came from.

Contract: a `Span` never holds a visible character that is not at the place its parts name. Lines are counted
from 1, characters of a line from 0 and `end` is exclusive (a Python slice of the decoded line). Pages are
counted from 1; boxes are (left, top, right, bottom) in points from the top left corner of the page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter

import msgspec

Box = tuple[float, float, float, float]
_end = attrgetter("end")


class Location(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place in the source: line and characters (text, HTML), or page and box (PDF)."""

    line: int | None = None
    start: int | None = None
    end: int | None = None
    page: int | None = None
    box: Box | None = None


class Part(msgspec.Struct, frozen=True):
    """`Span.text[start:end]` stands at `location`. `rival` is another reading of it that the document itself gives."""

    start: int
    end: int
    location: Location
    rival: str = ""


class Span(msgspec.Struct, frozen=True):
    """Text with the places of its parts. Characters outside every part are joints, not print."""

    text: str
    parts: tuple[Part, ...] = ()

    @property
    def location(self) -> Location:
        """The hull of the parts on the first line (or page) the span touches."""
        return hull(part.location for part in self.parts)

    @property
    def rivals(self) -> tuple[str, ...]:
        """Other readings of its parts that the document itself gives."""
        return tuple(dict.fromkeys(part.rival for part in self.parts if part.rival))

    def within(self, start: int, end: int) -> Iterator[Part]:
        """The parts that have characters in `text[start:end]`; parts stand in the order of the text."""
        for at in range(bisect_right(self.parts, start, key=_end), len(self.parts)):
            part = self.parts[at]
            if part.start >= end:
                return
            if max(part.start, start) < min(part.end, end):
                yield part

    def cut(self, start: int, end: int) -> Span:
        """The span of `text[start:end]`; a part is cut exactly where it is one to one with its line.

        >>> Span.of("80.6% 46.0", line=240, start=11).cut(6, 10).location.start
        17
        """
        parts = []
        for part in self.within(start, end):
            left, right = max(part.start, start), min(part.end, end)
            where = part.location
            if (
                where.line is not None
                and where.start is not None
                and where.end is not None
                and where.end - where.start == part.end - part.start
            ):
                where = Location(
                    line=where.line,
                    start=where.start + left - part.start,
                    end=where.start + right - part.start,
                    page=where.page,
                )
            parts.append(Part(left - start, right - start, where, part.rival))
        return Span(self.text[start:end], tuple(parts))

    def strip(self) -> Span:
        """Without white space at both ends."""
        left = len(self.text) - len(self.text.lstrip())
        if not left and self.text == self.text.rstrip() and self.text:
            return self
        return self.cut(left, max(left, len(self.text.rstrip())))

    @staticmethod
    def of(text: str, *, line: int, start: int = 0) -> Span:
        """A span that stands whole on one line of a text."""
        if not text:
            return Span("", ())
        where = Location(line=line, start=start, end=start + len(text))
        return Span(text, (Part(0, len(text), where),))

    @staticmethod
    def join(spans: Iterable[Span], joint: str = " ") -> Span:
        """The spans one after the other, with `joint` between those that are not empty."""
        text = ""
        parts: list[Part] = []
        for span in spans:
            if not span.text:
                continue
            if text:
                text += joint
            offset = len(text)
            text += span.text
            parts.extend(Part(p.start + offset, p.end + offset, p.location, p.rival) for p in span.parts)
        return Span(text, tuple(parts))


def hull(locations: Iterable[Location]) -> Location:
    """The smallest place that holds all locations of the first line, or of the first page, among them."""
    first: Location | None = None
    start = end = 0
    box: Box | None = None
    for where in locations:
        if first is None:
            first, start, end, box = where, where.start or 0, where.end or 0, where.box
        elif first.line is not None and where.line == first.line:
            start, end = min(start, where.start or 0), max(end, where.end or 0)
        elif first.line is None and where.page == first.page and box and where.box:
            box = (
                min(box[0], where.box[0]),
                min(box[1], where.box[1]),
                max(box[2], where.box[2]),
                max(box[3], where.box[3]),
            )
    if first is None:
        return Location()
    if first.line is not None:
        return Location(line=first.line, start=start, end=end, page=first.page)
    return Location(page=first.page, box=box)
