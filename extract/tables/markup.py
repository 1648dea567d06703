"""Tables written as HTML, whole documents and fragments alike, with the place of every character kept."""

from __future__ import annotations

import html
from html.parser import HTMLParser

from extract.model import Cell, Grid, Location, Part, Settings, Span

# A line break that the markup asks for, as against white space of the source.
_BREAK = "\u2028"
_VOID = {"br", "img", "input", "hr", "meta", "link", "col"}
_BREAKS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}


class _Slot:
    def __init__(self, header: bool, row_span: int, column_span: int) -> None:
        self.header, self.row_span, self.column_span = header, row_span, column_span
        self.pieces: list[Span] = []


class _Frame:
    """One open <table>: rows of slots, and the slot that is being filled."""

    def __init__(self) -> None:
        self.rows: list[list[_Slot]] = []
        self.slot: _Slot | None = None
        self.head_rows = 0
        self.in_head = False


def _number(value: str | None, limit: int) -> int:
    return min(int(value), limit) if value and value.strip().isdigit() and int(value) > 0 else 1


class TableParser(HTMLParser):
    """Collects tables, and the prose between them, from HTML. Subclassed by the HTML reader.

    `first_line` and `first_column` say where the fed text begins in its document. A table inside a cell is
    a table of its own, and the text of its cells is not repeated in the outer one.
    """

    def __init__(self, settings: Settings, first_line: int = 1, first_column: int = 0) -> None:
        super().__init__(convert_charrefs=False)
        self.settings = settings
        self.first_line, self.first_column = first_line, first_column
        self.frames: list[_Frame] = []
        self.tables: list[Grid] = []
        self.skip = 0
        self.superscript = 0
        self.hidden: list[str] = []

    # -- places --------------------------------------------------------------------------------------------
    def _at(self) -> tuple[int, int]:
        line, column = self.getpos()
        return self.first_line + line - 1, column + (self.first_column if line == 1 else 0)

    # -- what subclasses hear ------------------------------------------------------------------------------
    def prose(self, span: Span) -> None:
        """Text outside every table."""

    def breaks(self, tag: str) -> None:
        """A block element begins or ends outside every table."""

    def table_done(self, grid: Grid) -> None:
        self.tables.append(grid)

    # -- parser events -------------------------------------------------------------------------------------
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        hides = "display:none" in (attributes.get("style") or "").replace(" ", "").lower()
        if tag in ("script", "style", "ix:header", "head", "title"):
            self.skip += 1
        elif (hides and tag not in _VOID) or (self.hidden and tag == self.hidden[-1]):
            self.skip += 1
            self.hidden.append(tag)
        if self.skip:
            return
        if tag == "sup":
            self.superscript += 1
        if tag == "table":
            self.frames.append(_Frame())
        elif self.frames:
            self._table_tag(tag, attributes)
        elif tag in _BREAKS or tag in ("ul", "ol", "section", "title"):
            self.breaks(tag)

    def _table_tag(self, tag: str, attributes: dict[str, str | None]) -> None:
        frame = self.frames[-1]
        if tag == "thead":
            frame.in_head = True
        elif tag == "tr":
            frame.slot = None
            if len(frame.rows) < self.settings.max_cells:
                frame.rows.append([])
                frame.head_rows += frame.in_head
        elif tag in ("td", "th"):
            if not frame.rows:
                frame.rows.append([])
            limit = self.settings.max_columns
            spans = _number(attributes.get("rowspan"), 1000), _number(attributes.get("colspan"), limit)
            frame.slot = _Slot(tag == "th", *spans)
            if len(frame.rows[-1]) < limit:
                frame.rows[-1].append(frame.slot)
        elif tag in _BREAKS and frame.slot is not None and frame.slot.pieces:
            frame.slot.pieces.append(Span(_BREAK))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "ix:header", "head", "title") and self.skip:
            self.skip -= 1
            return
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()
            self.skip -= 1
            return
        if self.skip:
            return
        if tag == "sup":
            self.superscript = max(0, self.superscript - 1)
        if not self.frames:
            if tag in _BREAKS:
                self.breaks(tag)
            return
        frame = self.frames[-1]
        if tag == "table":
            self.frames.pop()
            grid = _frame_to_grid(frame, self.settings)
            if grid.cells:
                self.table_done(grid)
        elif tag in ("td", "th"):
            frame.slot = None
        elif tag == "thead":
            frame.in_head = False
        elif tag in _BREAKS and frame.slot is not None and frame.slot.pieces:
            frame.slot.pieces.append(Span(_BREAK))

    def handle_data(self, data: str) -> None:
        if self.skip or not data:
            return
        line, column = self._at()
        for piece in data.split("\n"):
            if piece.strip("\r"):
                self._text(Span.of(piece.rstrip("\r"), line=line, start=column))
            else:
                self._text(Span(" "))
            line, column = line + 1, 0

    def handle_entityref(self, name: str) -> None:
        self._entity(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._entity(f"&#{name};")

    def _entity(self, source: str) -> None:
        if self.skip:
            return
        character = html.unescape(source)
        line, column = self._at()
        where = Location(line=line, start=column, end=column + len(source))
        if len(character) == 1 and not character.isspace():
            self._text(Span(character, (Part(0, 1, where),)))
        else:
            self._text(Span(" "))

    def _text(self, span: Span) -> None:
        if self.superscript and span.text.strip().isdigit():
            span = Span(" ")
        if not self.frames:
            self.prose(span)
        elif self.frames[-1].slot is not None:
            self.frames[-1].slot.pieces.append(span)

    def close(self) -> None:
        """Tables that were never closed end with the text."""
        super().close()
        while self.frames:
            frame = self.frames.pop()
            grid = _frame_to_grid(frame, self.settings)
            if grid.cells:
                self.table_done(grid)


def _frame_to_grid(frame: _Frame, settings: Settings) -> Grid:
    """Rows of slots with their spans to a grid (HTML 5, "forming a table")."""
    taken: dict[tuple[int, int], bool] = {}
    cells = []
    headers = frame.head_rows
    leading = True
    total = 0
    for r, row in enumerate(frame.rows):
        c = 0
        for slot in row:
            while taken.get((r, c)):
                c += 1
            down = min(slot.row_span, len(frame.rows) - r)
            total += down * slot.column_span
            if total > settings.max_cells:
                break
            for i in range(down):
                for j in range(slot.column_span):
                    taken[r + i, c + j] = True
            span = squeeze(Span.join(slot.pieces, ""))
            if span.text:
                role = "header" if slot.header else "unknown"
                cells.append(
                    Cell(row=r, column=c, span=span, row_span=down, column_span=slot.column_span, role=role)  # type: ignore[arg-type]
                )
            c += slot.column_span
        if leading and row and all(slot.header for slot in row):
            headers = max(headers, r + 1)
        else:
            leading = False
    width = max((c + 1 for _, c in taken), default=0)
    return Grid(form="html", rows=len(frame.rows), columns=width, cells=tuple(cells), headers=headers or None)


def squeeze(span: Span) -> Span:
    """White space runs as one blank, or as one line feed where the markup breaks the line; parts move along."""
    text, parts, at = "", [], 0
    for word in span.text.split():
        start = span.text.index(word, at)
        piece = span.cut(start, start + len(word))
        if text:
            text += "\n" if _BREAK in span.text[at:start] else " "
        parts += [Part(p.start + len(text), p.end + len(text), p.location) for p in piece.parts]
        text += word
        at = start + len(word)
    return Span(text, _merge(parts))


def _merge(parts: list[Part]) -> tuple[Part, ...]:
    """Neighbouring parts that continue each other in the source, blank between them included, as one."""
    merged: list[Part] = []
    for part in parts:
        last = merged[-1] if merged else None
        here, there = part.location, last.location if last else None
        if (
            last is not None
            and there is not None
            and there.line is not None
            and here.line == there.line
            and there.end is not None
            and here.start is not None
            and part.start - last.end == here.start - there.end
            and there.end - (there.start or 0) == last.end - last.start
            and (here.end or 0) - here.start == part.end - part.start
        ):
            where = Location(line=here.line, start=there.start, end=here.end)
            merged[-1] = Part(last.start, part.end, where)
        else:
            merged.append(part)
    return tuple(merged)


def markup_to_grids(text: str, settings: Settings, *, line: int = 1, column: int = 0) -> tuple[Grid, ...]:
    """All tables of a piece of HTML, the innermost first."""
    parser = TableParser(settings, line, column)
    parser.feed(text)
    parser.close()
    return tuple(parser.tables)
