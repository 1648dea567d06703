"""HTML filings (EDINET, TDnet, SEC): prose and tables with the place of every character in the source."""

from __future__ import annotations

from extract.model import Block, Grid, GridBlock, Page, Problems, Reading, Settings, Source, Span, TextBlock
from extract.read.text import split_lines
from extract.tables.markup import TableParser, squeeze

_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


class _PageParser(TableParser):
    """Hears prose and tables in document order."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.blocks: list[Block] = []
        self.pieces: list[Span] = []
        self.level = 0

    def prose(self, span: Span) -> None:
        self.pieces.append(span)

    def breaks(self, tag: str) -> None:
        self.flush()
        self.level = _LEVELS.get(tag, 0)

    def table_done(self, grid: Grid) -> None:
        self.flush()
        self.blocks.append(GridBlock(grid))

    def flush(self) -> None:
        span = squeeze(Span.join(self.pieces, ""))
        self.pieces = []
        if span.text:
            self.blocks.append(TextBlock("heading" if self.level else "paragraph", span, self.level))
        self.level = 0


def read_html(text: str, source: Source, encoding: str, settings: Settings) -> tuple[Reading, Problems]:
    """A decoded HTML document to a reading of one page. Hidden elements are left out."""
    # The parser counts only \n as the end of a line; places must be those an editor shows.
    lines = split_lines(text)
    parser = _PageParser(settings)
    parser.feed("\n".join(lines))
    parser.close()
    parser.flush()
    page = Page(blocks=tuple(parser.blocks))
    return Reading(source=source, pages=(page,), lines=tuple(lines), encoding=encoding), ()
