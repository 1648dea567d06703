"""HTML filings (EDINET, TDnet, SEC): prose and tables with the place of every character in the source."""

from __future__ import annotations

from extract.model import Page, Problems, Reading, Settings, Source
from extract.read.text import split_lines
from extract.tables.markup import markup_to_parser


def read_html(text: str, source: Source, encoding: str, settings: Settings) -> tuple[Reading, Problems]:
    """A decoded HTML document to a reading of one page. Hidden elements are left out."""
    # The parser counts only \n as the end of a line; places must be those an editor shows.
    lines = split_lines(text)
    heard = markup_to_parser("\n".join(lines), settings)
    page = Page(blocks=tuple(heard.blocks), printed=tuple(heard.printed))
    return Reading(source=source, pages=(page,), lines=tuple(lines), encoding=encoding), tuple(heard.faults)
