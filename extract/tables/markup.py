"""Tables written as HTML, whole documents and fragments alike, with the place of every character kept."""

from __future__ import annotations

import html

import msgspec
import regex as re

from extract.faults import contained
from extract.model import Aside, Block, Cell, Grid, GridBlock, Location, Part, Print, Problem, Settings, Span, TextBlock
from extract.tables.broken_lines import without_broken_lines
from extract.tables.folding import fold_columns
from extract.tables.html_events import Events
from extract.tables.html_indent import Setting, levels, set_in
from extract.tables.placed_by_totals import columns_by_totals
from extract.tables.storeys import without_storeys

# A line break that the markup asks for, as against white space of the source.
_BREAK = "\u2028"
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"}
_BREAKS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}
_UNSEEN = {"script", "style", "ix:header", "head", "title"}
# What is no print at all, seen or unseen.
_CODE = {"script", "style", "head", "title"}
_DIGIT = re.compile(r"\d")
_IN_HEAD = {"base", "link", "meta", "noscript", "script", "style", "template", "title"}
# Elements whose end tag may be left out, and the tags that end them (HTML 5, "optional tags").
_ENDED_BY = {
    "td": {"td", "th", "tr", "tbody", "table"},
    "th": {"td", "th", "tr", "tbody", "table"},
    "tr": {"tr", "tbody", "table"},
    "p": {"p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"},
    "li": {"li", "ul", "ol"},
}
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
# What stands raised behind a figure: the number of a note, or several.
_NOTE = re.compile(r"^\s*[(\[（]?[*※注]{0,2}\s?\d{1,2}(?:\s?[,、・]\s?\d{1,2})*[)\]）]?\s*$")


class _Slot:
    def __init__(self, header: bool, row_span: int, column_span: int, style: str | None = None) -> None:
        self.header, self.row_span, self.column_span = header, row_span, column_span
        self.pieces: list[Span] = []
        self.setting = Setting(style)


class _Frame:
    """One open <table>: rows of slots, and the slot that is being filled."""

    def __init__(self, begins: Location) -> None:
        self.begins = begins
        self.rows: list[list[_Slot]] = []
        self.slot: _Slot | None = None
        self.head_rows = 0
        self.in_head = False


def _number(value: str | None, limit: int) -> int:
    return max(1, min(int(value), limit)) if value and re.fullmatch(r"\s*[0-9]{1,9}\s*", value) else 1


class TableParser(Events):
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
        self.superscript = 0
        self.unseen: list[str] = []
        self.printed: list[Print] = []
        self.faults: list[Problem] = []

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
        self._end_implied(tag)
        hides = "display:none" in (attributes.get("style") or "").replace(" ", "").lower() and tag not in _VOID
        if tag in _UNSEEN or hides or (self.unseen and tag in (self.unseen[-1], "table")):
            self.unseen.append(tag)
        if self.unseen:
            return
        if tag == "sup":
            self.superscript += 1
        elif tag in _BREAKS or tag in ("table", "td", "th"):
            self.superscript = 0
        if tag == "table":
            if self.frames:
                self._break()
            self.frames.append(_Frame(Location(line=self._at()[0])))
        elif self.frames:
            self._table_tag(tag, attributes)
        elif tag in _BREAKS or tag in ("ul", "ol", "section", "title"):
            self.breaks(tag)

    def _end_implied(self, tag: str) -> None:
        """A head or a hidden cell without end tag ends where the next element cannot be part of it."""
        if tag == "body" or (self.unseen[-1:] == ["head"] and tag not in _IN_HEAD):
            self.unseen = [t for t in self.unseen if t not in ("head", "title")]
        while self.unseen and tag in _ENDED_BY.get(self.unseen[-1], ()):
            self.unseen.pop()

    def _break(self) -> None:
        """What follows in the open cell is set apart from what stands there."""
        slot = self.frames[-1].slot
        if slot is not None and slot.pieces:
            slot.pieces.append(Span(_BREAK))

    def _table_tag(self, tag: str, attributes: dict[str, str | None]) -> None:
        frame = self.frames[-1]
        if frame.slot is None:
            self.breaks(tag)
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
            if len(frame.rows[-1]) < limit:
                frame.slot = _Slot(tag == "th", *spans, attributes.get("style"))
                frame.rows[-1].append(frame.slot)
            else:
                # Cells beyond the limit stand together in the last one; nothing is left out.
                frame.slot = frame.rows[-1][-1]
                self._break()
        else:
            if frame.slot is not None and tag not in _VOID:
                frame.slot.setting.enter(tag, attributes.get("style"))
            if tag in _BREAKS:
                self._break()

    def handle_endtag(self, tag: str) -> None:
        if self.unseen and tag not in self.unseen and tag in _ENDED_BY.get(self.unseen[-1], ()):
            while self.unseen and tag in _ENDED_BY.get(self.unseen[-1], ()):
                self.unseen.pop()
        elif tag in self.unseen:
            while self.unseen.pop() != tag:
                pass
            return
        if self.unseen:
            return
        if tag == "sup":
            self.superscript = max(0, self.superscript - 1)
        elif tag in _BREAKS or tag in ("table", "td", "th"):
            self.superscript = 0
        if not self.frames:
            if tag in _BREAKS:
                self.breaks(tag)
            return
        frame = self.frames[-1]
        if frame.slot is None:
            self.breaks(tag)
        if tag == "table":
            self.frames.pop()
            self._close_table(frame)
        elif tag in ("td", "th"):
            frame.slot = None
        elif tag == "thead":
            frame.in_head = False
        else:
            if frame.slot is not None:
                frame.slot.setting.leave(tag)
            if tag in _BREAKS:
                self._break()

    def handle_data(self, data: str) -> None:
        if not data:
            return
        line, column = self._at()
        self.account(data)
        if self.unseen:
            return
        for n, piece in enumerate(data.split("\n")):
            if n:
                self._text(Span(" "))
            if piece.strip("\r"):
                self._text(Span.of(piece.rstrip("\r"), line=line, start=column))
            line, column = line + 1, 0

    def account(self, data: str) -> None:
        """Print with digits is told before anything is made of it, so that none of it can be lost on the way."""
        if not _DIGIT.search(data) or any(tag in _CODE for tag in self.unseen):
            return
        line, column = self._at()
        for n, piece in enumerate(data.split("\n")):
            if _DIGIT.search(piece):
                dropped: Aside = "mark" if self.superscript and _NOTE.match(piece) else ""
                start = column if n == 0 else 0
                where = Location(line=line + n, start=start, end=start + len(piece))
                self.printed.append(Print(piece, where, "hidden" if self.unseen else dropped))

    def handle_entityref(self, name: str) -> None:
        self._entity(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._entity(f"&#{name};")

    def _entity(self, source: str) -> None:
        if self.unseen:
            return
        character = html.unescape(source)
        line, column = self._at()
        if character == source or len(character) > 2:
            # `R&D`, `S&P500`: no entity but print, and without a semicolon.
            self._text(Span.of(source.rstrip(";"), line=line, start=column))
        elif character.isspace():
            if self.frames and self.frames[-1].slot is not None:
                self.frames[-1].slot.setting.hear(character)
            self._text(Span(" "))
        else:
            where = Location(line=line, start=column, end=column + len(source))
            self._text(Span(character, (Part(0, len(character), where),)))

    def _text(self, span: Span) -> None:
        if self.superscript and _NOTE.match(span.text):
            span = Span(" ")
        slot = self.frames[-1].slot if self.frames else None
        if slot is not None:
            slot.setting.hear(span.text)
            slot.pieces.append(span)
        else:
            # Text of a table that stands in no cell, its caption for one, stands before the table.
            self.prose(span)

    def close(self) -> None:
        """Tables that were never closed end with the text."""
        super().close()
        while self.frames:
            self._close_table(self.frames.pop())

    def _close_table(self, frame: _Frame) -> None:
        with contained(self.faults, "a table of the markup", frame.begins):
            grid = _frame_to_grid(frame, self.settings)
            if grid.cells:
                self.table_done(grid)


def _frame_to_grid(frame: _Frame, settings: Settings) -> Grid:
    """Rows of slots with their spans to a grid (HTML 5, "forming a table")."""
    taken: dict[tuple[int, int], bool] = {}
    cells: list[Cell] = []
    depths: dict[int, float] = {}
    headers = frame.head_rows
    leading = True
    total = 0
    for r, row in enumerate(frame.rows):
        c = 0
        for slot in row:
            while taken.get((r, c)):
                c += 1
            down = min(slot.row_span, len(frame.rows) - r)
            across = slot.column_span
            if total + down * across > settings.max_cells:
                down = across = 1
            total += down * across
            for i in range(down):
                for j in range(across):
                    taken[r + i, c + j] = True
            span = squeeze(Span.join(slot.pieces, ""))
            if span.text:
                if c == 0 and any(map(str.isalpha, span.text)):
                    depths[len(cells)] = slot.setting.depth
                role = "header" if slot.header else "unknown"
                cells.append(
                    Cell(row=r, column=c, span=span, row_span=down, column_span=across, role=role)  # type: ignore[arg-type]
                )
            c += across
        if leading and row and all(slot.header for slot in row):
            headers = max(headers, r + 1)
        else:
            leading = False
    for n, level in levels(depths).items():
        cells[n] = msgspec.structs.replace(cells[n], span=set_in(cells[n].span, level))
    width = max((c + 1 for _, c in taken), default=0)
    lengths = [0 if any(s.column_span > 1 or s.row_span > 1 for s in row) else len(row) for row in frame.rows]
    cells = _placed(cells, lengths, width)
    grid = Grid(form="html", rows=len(frame.rows), columns=width, cells=tuple(cells), headers=headers or None)
    return without_broken_lines(without_storeys(fold_columns(grid)))


def _placed(cells: list[Cell], lengths: list[int], width: int) -> list[Cell]:
    """Cells of rows that have one or two fewer than the table has columns (`lengths`; 0 for rows with spans), in the
    columns in which they add up with the other rows: the cell that is missing need not be the last."""
    short = {r for r, length in enumerate(lengths) if 1 < length < width}
    if not short or any(cell.row in short and cell.row_span > 1 for cell in cells):
        return cells
    texts = [[""] * length for length in lengths]
    for cell in cells:
        if cell.column < lengths[cell.row]:
            texts[cell.row][cell.column] = cell.text
    told = {r: columns for r in short if (columns := columns_by_totals(texts, r, width)) is not None}
    told = {r: columns for r, columns in told.items() if columns != tuple(range(1, lengths[r]))}
    return [
        msgspec.structs.replace(cell, column=told[cell.row][cell.column - 1], split=True)
        if cell.row in told and cell.column
        else cell
        for cell in cells
    ]


def squeeze(span: Span) -> Span:
    """White space runs as one blank, or as one line feed where the markup breaks the line; parts move along."""
    text, parts, at = "", [], 0
    for word in span.text.split():
        start = span.text.index(word, at)
        piece = span.cut(start, start + len(word))
        if text:
            text += "\n" if _BREAK in span.text[at:start] else " "
        parts += [Part(p.start + len(text), p.end + len(text), p.location, p.rival) for p in piece.parts]
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


class BlockParser(TableParser):
    """Hears prose and tables in document order."""

    def __init__(self, settings: Settings, first_line: int = 1, first_column: int = 0) -> None:
        super().__init__(settings, first_line, first_column)
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
        """What was heard so far is a block."""
        span = squeeze(Span.join(self.pieces, ""))
        self.pieces = []
        if span.text:
            self.blocks.append(TextBlock("heading" if self.level else "paragraph", span, self.level))
        self.level = 0

    def close(self) -> None:
        super().close()
        self.flush()


def markup_to_blocks(text: str, settings: Settings, *, line: int = 1, column: int = 0) -> list[Block]:
    """All tables of a piece of HTML, the innermost first, and the words outside their cells."""
    return markup_to_parser(text, settings, line=line, column=column).blocks


def markup_to_parser(text: str, settings: Settings, *, line: int = 1, column: int = 0) -> BlockParser:
    """The parser after a whole piece of HTML: it holds the blocks, and all print with digits that they come from."""
    parser = BlockParser(settings, line, column)
    parser.feed(text)
    parser.close()
    return parser
