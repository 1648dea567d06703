"""A document as a PDF release or a deck in one style, with the place of every truth."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

from tests.bench.printed.paper import Ink, PdfPaper, Spot
from tests.bench.printed.rows import Bit, Inks, PrintRow, Slot, breakable, header_lines, sheet_to_rows, wrap
from tests.bench.printed.style import Style
from tests.bench.sheet import Document, Prose, Sheet

PAD = 4.0
GREY = 0x7F7F7F


def print_document(document: Document, style: Style) -> PdfPaper:
    """The document on paper; the same document and style give the same bytes."""
    press = Press(document, style)
    press.run()
    return press.paper


class Press:
    """Fills frame after frame, page after page."""

    def __init__(self, document: Document, style: Style) -> None:
        self.document, self.style = document, style
        self.japanese = document.language == "ja"
        self.rng = Random(f"print {document.name} {style.name}")
        self.paper = PdfPaper(*style.page, rotate=style.rotate)
        self.inks = Inks(style, style.size, self.japanese)
        wide = style.page[0] - 2 * style.margin - (style.frames - 1) * style.gutter
        self.frame_width = wide / style.frames
        self.frame = style.frames
        self.y = 0.0
        self.title: Prose | None = None
        self.issuer = next((i for i in document.items if isinstance(i, Prose)), Prose([])).pieces[0].text

    # --- pages and frames ----------------------------------------------------------------------------------------

    @property
    def left(self) -> float:
        return self.style.margin + self.frame * (self.frame_width + self.style.gutter)

    @property
    def right(self) -> float:
        return self.left + self.frame_width

    @property
    def top(self) -> float:
        return self.style.margin + (46.0 if self.style.slide else 0.0)

    @property
    def foot(self) -> float:
        return self.style.page[1] - self.style.margin - 14.0

    def next_frame(self) -> None:
        self.frame += 1
        if self.frame >= self.style.frames:
            self.paper.page()
            self.frame = 0
            self.draw_furniture()
        self.y = self.top

    def room(self, height: float) -> None:
        if self.frame >= self.style.frames or self.y + height > self.foot:
            self.next_frame()

    def draw_furniture(self) -> None:
        """Page number, and on slides the footer and a coloured line under the title."""
        width, height = self.style.page
        base = height - 0.45 * self.style.margin
        small = Ink("Helvetica", 7.0, GREY)
        if self.style.slide:
            self.paper.fill(
                (0, height - 0.9 * self.style.margin, width, height - 0.9 * self.style.margin + 1.2), 0x2E75B6
            )
            self.paper.text(self.style.margin, base, "Copyright All Rights Reserved", small)
            self.paper.text(width - self.style.margin, base, str(self.paper.number), small)
        elif self.style.frames > 1 and not self.style.own_frame:
            for n in range(self.style.frames):
                middle = self.style.margin + n * (self.frame_width + self.style.gutter) + self.frame_width / 2
                self.paper.text(middle, base, f"- {2 * self.paper.number - 1 + n} -", small)
        else:
            self.paper.text(width / 2, base, f"- {self.paper.number} -", small)

    # --- items ---------------------------------------------------------------------------------------------------

    def run(self) -> None:
        if self.style.slide:
            self.cover()
        callouts: list[Prose] = []
        for item in self.document.items:
            if isinstance(item, Sheet):
                self.sheet(item)
            elif item.heading == 2 and self.leads_a_sheet(item):
                self.title = item
            elif self.style.slide and self.frame < self.style.frames:
                callouts.append(item)
                self.callout(item) if self.style.callouts else self.prose(item)
            elif not self.style.slide:
                self.prose(item)
        assert self.paper.number

    def leads_a_sheet(self, item: Prose) -> bool:
        return any(a is item and isinstance(b, Sheet) for a, b in pairwise(self.document.items))

    def cover(self) -> None:
        """A title slide with the opening lines of the document."""
        self.paper.page()
        self.frame = 0
        self.draw_furniture()
        self.y = 0.3 * self.style.page[1]
        for item in self.document.items:
            if isinstance(item, Sheet) or self.leads_a_sheet(item):
                break
            self.prose(item)
        self.frame = self.style.frames

    def prose(self, item: Prose) -> None:
        """A paragraph or heading, wrapped; a truth that is broken over two lines has two places."""
        scale = {0: 1.0, 1: 1.5, 2: 1.2}.get(item.heading, 1.0)
        lead = self.style.size * scale * self.style.leading
        words = [(part, piece.truth) for piece in item.pieces for part in breakable(piece.text)]
        self.room(lead * 2)
        x, first = self.left, True
        for text, truth in words:
            bits = self.inks.bits(text, truth, bold=item.heading > 0, scale=scale)
            wide = sum(bit.width for bit in bits)
            if first or (x + wide > self.right and x > self.left):
                self.room(lead)
                self.y += lead
                x, first = self.left, False
            x = self.write(x, self.y - 0.3 * lead, bits)
        self.y += 0.5 * lead

    def callout(self, item: Prose) -> None:
        """A sentence in a coloured box under the table."""
        lines = self.wrapped(item, self.frame_width - 16)
        height = len(lines) * self.style.size * 1.4 + 10
        self.room(height + 4)
        box = (self.left, self.y + 2, self.right, self.y + 2 + height)
        self.paper.fill(box, 0xFFF2CC, radius=5, edge=0xBF9000)
        for n, line in enumerate(lines):
            self.write(self.left + 8, self.y + 4 + (n + 1) * self.style.size * 1.4, line)
        self.y += height + 8

    def wrapped(self, item: Prose, room: float) -> list[list[Bit]]:
        lines: list[list[Bit]] = [[]]
        for piece in item.pieces:
            for part in breakable(piece.text):
                bits = self.inks.bits(part, piece.truth)
                if lines[-1] and sum(b.width for b in (*lines[-1], *bits)) > room:
                    lines.append([])
                lines[-1] += bits
        return lines

    def write(self, x: float, base: float, bits: list[Bit]) -> float:
        for bit in bits:
            x = self.paper.text(x, base, bit.text, bit.ink, bit.truth)
        return x

    # --- tables --------------------------------------------------------------------------------------------------

    def sheet(self, sheet: Sheet) -> None:
        style = self.style
        if style.own_frame:
            self.next_frame()
        plan = fit(sheet, style, self.inks, self.rng, self.frame_width, self.slide_room())
        head = sum(plan.height(row) for row in plan.rows if row.kind == "head")
        self.room(min(self.foot - self.top, self.caption_height(sheet) + head + 5 * plan.lead))
        self.caption(sheet, self.left + plan.width)
        start, page = self.y, self.paper.number
        heads = [row for row in plan.rows if row.kind == "head"]
        body = [row for row in plan.rows if row.kind != "head"]
        self.heads(plan, heads)
        for n, row in enumerate(body):
            height = plan.height(row)
            if self.y + height > self.foot:
                self.keep_sheet(sheet, start, page)
                self.close(plan)
                self.next_frame()
                start, page = self.y, self.paper.number
                if style.repeat_head:
                    self.heads(plan, heads)
            if style.zebra is not None and n % 2:
                self.paper.fill((self.left, self.y, self.left + plan.width, self.y + height), style.zebra)
            self.draw_row(plan, row, last=n == len(body) - 1)
        self.keep_sheet(sheet, start, page)
        self.close(plan)
        if style.marks:
            small = replace(self.inks.ink(""), size=0.75 * style.size)
            self.paper.text(self.left, self.y + 8, "*1 Restated.   *2 Unaudited.   (1) See notes.", small)
            self.y += 10
        self.y += 1.6 * self.style.size

    def slide_room(self) -> float | None:
        """The height a table should fit into: slides are not continued."""
        share = 0.72 if self.style.callouts else 0.94
        return share * (self.foot - self.top) - 2.2 * self.style.size if self.style.slide else None

    def keep_sheet(self, sheet: Sheet, start: float, page: int) -> None:
        box = (self.left, start, self.right, self.y)
        self.paper.sheets.setdefault(sheet.key, []).append(Spot(page, box))

    def caption_height(self, sheet: Sheet) -> float:
        return 4.2 * self.style.size

    def caption(self, sheet: Sheet, right: float) -> None:
        """Title and unit line over the table; on a slide the title heads the page."""
        style, title = self.style, self.title
        if title is not None and style.slide and style.frames == 1:
            bits = [b for p in title.pieces for b in self.inks.bits(p.text, p.truth, bold=True, scale=2.0)]
            self.write(style.margin, style.margin + 12, bits)
        elif title is not None:
            lead = style.size * 1.2 * style.leading
            room = self.frame_width
            for line in wrap("".join(p.text for p in title.pieces), self.inks, room, bold=True, scale=1.2):
                self.y += lead
                self.write(self.left, self.y - 0.3 * lead, line)
        self.title = None
        if sheet.unit and (style.unit != "corner" or not sheet.header):
            bits = self.inks.bits(sheet.unit, scale=0.9)
            self.y += style.size * 1.3
            at = self.left if style.unit == "left" else max(self.left, right - sum(b.width for b in bits))
            self.write(at, self.y - 3, bits)
        self.y += 2

    def heads(self, plan: Plan, heads: list[PrintRow]) -> None:
        style, top = self.style, self.y
        height = sum(plan.height(row) for row in heads)
        if heads and style.head_fill is not None:
            self.paper.fill((self.left, top, self.left + plan.width, top + height), style.head_fill)
        if style.rules in ("header", "grid", "rows"):
            self.rule(plan, self.y, 0.8)
        for row in heads:
            self.draw_row(plan, row)
        if heads and style.rules in ("header", "rows", "totals", "grid"):
            self.rule(plan, self.y, 0.6)

    def close(self, plan: Plan) -> None:
        if self.style.rules in ("header", "rows", "grid"):
            self.rule(plan, self.y, 0.8)

    def rule(self, plan: Plan, y: float, width: float) -> None:
        self.paper.line(self.left, y, self.left + plan.width, y, width)

    def draw_row(self, plan: Plan, row: PrintRow, last: bool = False) -> None:
        style, height = self.style, plan.height(row)
        at = 0
        for n, slot in enumerate(row.slots):
            x0, x1 = self.left + plan.edges[at], self.left + plan.edges[at + slot.span]
            self.draw_slot(plan, row, slot, x0, x1, first=n == 0)
            if style.rules == "grid":
                for x in (x0, x1):
                    self.paper.line(x, self.y, x, self.y + height, 0.4)
                self.paper.line(x0, self.y, x1, self.y, 0.4)
            if style.rules in ("header", "totals") and row.kind == "head" and slot.span > 1:
                self.paper.line(x0 + 3, self.y + height - 1, x1 - 3, self.y + height - 1, 0.4)
            if style.rules == "totals" and row.kind == "total" and n and slot.lines:
                self.paper.line(x0 + 4, self.y + 1, x1 - 2, self.y + 1, 0.4)
                if last:
                    for down in (1.5, 3.0):
                        self.paper.line(x0 + 4, self.y + height + down, x1 - 2, self.y + height + down, 0.4)
            at += slot.span
        if row.extra:
            self.write(self.left + plan.edges[-1] + PAD, self.y + height - 0.35 * plan.lead, row.extra)
        self.y += height
        if style.rules == "rows" and row.kind != "head":
            self.paper.line(self.left, self.y, self.left + plan.width, self.y, 0.3, 0xA0A0A0)

    def draw_slot(self, plan: Plan, row: PrintRow, slot: Slot, x0: float, x1: float, first: bool) -> None:
        style, lead = self.style, plan.lead
        spare = row.depth - len(slot.lines)
        if row.kind != "head" and not first:
            spare = {"first": 0, "last": spare, "middle": spare / 2}[style.label_line]
        for n, line in enumerate(slot.lines):
            base = self.y + (spare + n + 1) * lead - 0.35 * lead + (1 if style.rules == "totals" else 0)
            wide = sum(bit.width for bit in line)
            if first and row.kind == "head":
                x = x0 + PAD
            elif first:
                x = x0 + PAD + row.level * plan.indent + (6 if n else 0)
            elif row.kind == "head" and (style.head_align == "centre" or slot.span > 1):
                x = (x0 + x1 - wide) / 2
            else:
                x = x1 - PAD - plan.hang - wide
            end = self.write(x, base, line)
            if first and style.leaders and row.kind in ("item", "total") and n == len(slot.lines) - 1:
                dot = self.inks.bits(".")[0].width
                count = int((x1 - PAD - end - 4) / dot)
                if count > 2:
                    self.write(x1 - PAD - count * dot, base, plan.inks.bits("." * count))
            if n == 0 and slot.sign:
                self.write(x0 + PAD + 2, base, [slot.sign])
            if n == 0 and slot.hang:
                self.write(end, base, slot.hang)


class Plan:
    """Rows of one sheet with the edges of its columns, measured."""

    def __init__(self, rows: list[PrintRow], edges: list[float], inks: Inks, style: Style, extra: float) -> None:
        self.rows, self.edges, self.inks = rows, edges, inks
        self.width = edges[-1] + extra
        self.lead = inks.size * style.leading
        self.hang = max((sum(b.width for b in s.hang) for r in rows for s in r.slots), default=0.0)
        self.indent = style.indent * inks.size / style.size

    def height(self, row: PrintRow) -> float:
        return row.depth * self.lead + (2.5 if row.kind == "head" else 1.5)


def fit(sheet: Sheet, style: Style, inks: Inks, rng: Random, room: float, height: float | None) -> Plan:
    """The sheet in the style's size, or in the largest one in which it fits the frame; five points at the least."""
    state = rng.getstate()
    size = style.size
    while True:
        rng.setstate(state)
        plan = measure(sheet, style, Inks(style, size, inks.japanese), rng, room)
        high = sum(plan.height(row) for row in plan.rows)
        if size <= 5.0 or (plan.width <= room + 0.5 and (height is None or high <= height)):
            return plan
        size -= 0.5


def measure(sheet: Sheet, style: Style, inks: Inks, rng: Random, room: float) -> Plan:
    """Column edges from the widths of what is printed; labels and headings wrapped to fit."""
    rows = sheet_to_rows(sheet, style, inks, rng, style.unit == "corner")
    indent = style.indent * inks.size / style.size
    count = max(sum(slot.span for slot in row.slots) for row in rows)
    hang = max((sum(b.width for b in s.hang) for r in rows for s in r.slots), default=0.0)
    widths = [0.0] * count
    for row in rows:
        at = 0
        for n, slot in enumerate(row.slots):
            if slot.span == 1 and row.kind != "head":
                level = row.level * indent if n == 0 else hang + 6
                widths[at] = max(widths[at], slot.width + level + 2 * PAD)
            elif slot.span == 1:
                widths[at] = max(widths[at], widest_word(slot, inks) + 2 * PAD + hang)
            at += slot.span
    widths[0] = min(widths[0], style.label_share * room)
    spare = room - sum(widths) - extra_width(rows)
    if spare > 0:
        give = min(spare / count, 5.0 * inks.size)
        widths[1:] = [w + give for w in widths[1:]]
        widths[0] += (
            min(max(0.0, room - sum(widths) - extra_width(rows)), 0.15 * room) if style.label_share > 0.4 else 0.0
        )
    wrap_cells(rows, widths, style, inks, indent)
    edges = [0.0]
    for wide in widths:
        edges.append(edges[-1] + wide)
    return Plan(rows, edges, inks, style, extra_width(rows))


def extra_width(rows: list[PrintRow]) -> float:
    wide = max((sum(bit.width for bit in row.extra) for row in rows), default=0.0)
    return wide + 2 * PAD if wide else 0.0


def widest_word(slot: Slot, inks: Inks) -> float:
    """What a heading needs at least: its longest word, or five characters of Japanese."""
    text = slot.text
    parts = (
        breakable(text) if not any(ord(c) > 0x2FFF for c in text) else [text[i : i + 5] for i in range(0, len(text), 5)]
    )
    return max((sum(b.width for b in inks.bits(part.strip(), bold=True)) for part in parts), default=0.0)


def wrap_cells(rows: list[PrintRow], widths: list[float], style: Style, inks: Inks, indent: float) -> None:
    for row in rows:
        at = 0
        for n, slot in enumerate(row.slots):
            room = sum(widths[at : at + slot.span]) - 2 * PAD
            if row.kind == "head" and slot.lines:
                color = slot.lines[0][0].ink.color
                slot.lines = header_lines(slot.text, inks, room, style, color)
            elif n == 0 and slot.lines:
                bold = "Bold" in slot.lines[0][0].ink.face
                slot.lines = wrap(slot.text, inks, room - row.level * indent - 6, bold=bold)
            at += slot.span
