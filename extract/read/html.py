"""HTML filings (EDINET, TDnet, SEC): prose and tables with the place of every character in the source.

What stands in `<pre>` was laid out with blanks and line ends: it is read as a text is, line by line.
"""

from __future__ import annotations

from html import unescape

import regex as re

from extract.model import Block, Page, Problem, Problems, Reading, Settings, Source
from extract.read.inline_tags import text_to_tags
from extract.read.text import lines_to_blocks, split_lines
from extract.tables.html_events import closed
from extract.tables.markup import BlockParser

Point = tuple[int, int]
# Characters written by name or number in laid out text; the blanks behind keep its columns where they are.
_WRITTEN = re.compile(r"&(?:nbsp|#160|amp|#38|lt|gt|quot);")
_MEANT = {"&amp;": "&", "&#38;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}


class PageParser(BlockParser):
    """Hears a whole document. Where laid out text begins, it notes the place and hears nothing until that ends."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.laid_out: list[tuple[int, Point, Point]] = []
        self._begun: Point | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """As any tag, but for `<pre>` outside of tables."""
        if self._begun is not None:
            return
        if tag == "pre" and not self.frames and not self.unseen:
            self.flush()
            line, column = self.getpos()
            lines = (self.get_starttag_text() or "").split("\n")
            self._begun = (line + len(lines) - 1, len(lines[-1]) + (column if len(lines) == 1 else 0))
            return
        super().handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """As any tag; `</pre>` ends the laid out text, and so does the end of the document."""
        if self._begun is None:
            super().handle_endtag(tag)
        elif tag in ("pre", "body", "html"):
            self._end()

    def _end(self) -> None:
        assert self._begun is not None
        self.laid_out.append((len(self.blocks), self._begun, self.getpos()))
        self._begun = None

    def handle_data(self, data: str) -> None:
        """Print outside of laid out text; within, it is only accounted for."""
        if self._begun is None:
            super().handle_data(data)
        else:
            self.account(data)

    def handle_entityref(self, name: str) -> None:
        """A character by its name, outside of laid out text."""
        if self._begun is None:
            super().handle_entityref(name)

    def handle_charref(self, name: str) -> None:
        """A character by its number, outside of laid out text."""
        if self._begun is None:
            super().handle_charref(name)

    def close(self) -> None:
        """Laid out text that was never closed ends with the document."""
        super().close()
        if self._begun is not None:
            self._end()


def read_html(text: str, source: Source, encoding: str, settings: Settings) -> tuple[Reading, Problems]:
    """A decoded HTML document to a reading of one page. Hidden elements are left out."""
    # The parser counts only \n as the end of a line; places must be those an editor shows.
    lines = split_lines(text)
    parser = PageParser(settings)
    whole = closed("\n".join(lines))
    parser.feed(whole)
    parser.close()
    blocks: list[Block] = []
    done = 0
    for index, start, end in parser.laid_out:
        blocks += parser.blocks[done:index]
        blocks += lines_to_blocks(lines_between(lines, start, end, settings), settings, parser.faults)
        done = index
    blocks += parser.blocks[done:]
    page = Page(blocks=tuple(blocks), printed=tuple(parser.printed))
    faults: tuple[Problem, ...] = tuple(parser.faults)
    tags = text_to_tags(whole, settings)
    return Reading(
        source=source, pages=(page,), lines=tuple(lines), encoding=encoding, tags=tags, metadata=_title_of(whole)
    ), faults


# `<title>` stands at the head, and is never long.
_TITLE = re.compile(r"<title\b[^<>]{0,200}>(?P<title>[^<>]{1,300})</title", re.I)
_HEAD_CHARS = 20_000


def _title_of(text: str) -> tuple[str, ...]:
    """The title that a page gives itself; it is no print."""
    found = _TITLE.search(text, 0, _HEAD_CHARS)
    told = " ".join(unescape(found["title"]).split()) if found is not None else ""
    return (told,) if told else ()


def lines_between(lines: list[str], start: Point, end: Point, settings: Settings) -> list[tuple[int, str]]:
    """The numbered lines from one place to another, all their characters in their columns."""
    found: list[tuple[int, str]] = []
    for number in range(start[0], min(end[0], len(lines)) + 1):
        line = lines[number - 1][: settings.max_line_chars]
        line = line[: end[1]] if number == end[0] else line
        line = " " * start[1] + line[start[1] :] if number == start[0] else line
        found.append((number, _WRITTEN.sub(lambda code: _MEANT.get(code[0], " ").ljust(len(code[0])), line)))
    return found
