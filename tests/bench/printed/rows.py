"""A sheet as rows of printed cells, before anything is measured: what a style adds to the cells is added here."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Literal

from tests.bench.printed.english import ENGLISH
from tests.bench.printed.paper import CJK_FACES, Ink, face_for, is_wide, width_of
from tests.bench.printed.style import Style
from tests.bench.sheet import Cell, Row, Sheet

SIGNS = ("$", "£", "€", "¥")


@dataclass(frozen=True)
class Bit:
    """Text in one ink; `truth` when it is the print of one."""

    text: str
    ink: Ink
    truth: str | None = None

    @property
    def width(self) -> float:
        return width_of(self.text, self.ink)


@dataclass
class Slot:
    """A cell of one or more lines. `sign` is printed at the left edge and `hang` beyond the right one."""

    lines: list[list[Bit]] = field(default_factory=list)
    span: int = 1
    sign: Bit | None = None
    hang: list[Bit] = field(default_factory=list)

    @property
    def width(self) -> float:
        wide = max((sum(bit.width for bit in line) for line in self.lines), default=0.0)
        return wide + (self.sign.width + 3 if self.sign else 0.0)

    @property
    def text(self) -> str:
        return " ".join("".join(bit.text for bit in line) for line in self.lines)


@dataclass
class PrintRow:
    """`slots[0]` is the label; `extra` the English label at the other end of the row."""

    slots: list[Slot]
    kind: Literal["head", "heading", "item", "total", "extra"]
    level: int = 0
    extra: list[Bit] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return max((len(slot.lines) for slot in self.slots), default=1) or 1


class Inks:
    """Faces of a style at its size."""

    def __init__(self, style: Style, size: float, japanese: bool) -> None:
        self.style, self.size, self.japanese = style, size, japanese

    def ink(self, text: str, bold: bool = False, color: int = 0, scale: float = 1.0, lift: float = 0.0) -> Ink:
        style = self.style
        latin = style.japanese if self.japanese and not style.mixed else style.latin
        return Ink(face_for(text, latin, style.japanese, bold), self.size * scale, color, lift)

    def bits(
        self,
        text: str,
        truth: str | None = None,
        *,
        bold: bool = False,
        color: int = 0,
        scale: float = 1.0,
        lift: float = 0.0,
    ) -> list[Bit]:
        """The text in runs of one face each."""
        if truth is not None or not is_wide(text) or (self.japanese and not self.style.mixed):
            return [Bit(text, self.ink(text, bold, color, scale, lift), truth)] if text else []
        runs: list[str] = []
        for char in text:
            if runs and is_wide(char) == is_wide(runs[-1]):
                runs[-1] += char
            else:
                runs.append(char)
        return [Bit(run, self.ink(run, bold, color, scale, lift)) for run in runs]


def breakable(text: str) -> list[str]:
    """Pieces between which a line may be broken: words with their space, Japanese characters one by one.

    >>> breakable("Total 売上高")
    ['Total ', '売', '上', '高']
    """
    pieces: list[str] = []
    for char in text:
        if pieces and not is_wide(char) and not is_wide(pieces[-1]) and not pieces[-1].endswith(" "):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def wrap(text: str, inks: Inks, room: float, bold: bool = False, color: int = 0, scale: float = 1.0) -> list[list[Bit]]:
    """Lines no wider than `room`, broken between words."""
    lines: list[str] = [""]
    for piece in breakable(text):
        longer = lines[-1] + piece
        if lines[-1] and sum(b.width for b in inks.bits(longer.rstrip(), bold=bold, scale=scale)) > room:
            lines.append("")
        lines[-1] += piece
    return [inks.bits(line.strip(), bold=bold, color=color, scale=scale) for line in lines if line.strip()]


def value_slot(cell: Cell, inks: Inks, style: Style, bold: bool, mark: str) -> Slot:
    """A figure with its sign, brackets and footnote mark as the style sets them."""
    bits: list[Bit] = []
    sign: Bit | None = None
    hang: list[Bit] = []
    for piece in cell.pieces:
        if style.apart and piece.truth is None and piece.text in SIGNS:
            sign = inks.bits(piece.text, bold=bold)[0]
            continue
        bits += inks.bits(piece.text, piece.truth, bold=bold)
    if style.apart and bits and bits[-1].truth is not None and bits[-1].text.endswith(")"):
        last = bits.pop()
        bits.append(Bit(last.text[:-1], last.ink, last.truth))
        hang.append(Bit(")", last.ink, last.truth))
    if mark and bits:
        hang += inks.bits(mark, scale=0.6, lift=0.35 * inks.size)
    return Slot([bits] if bits else [], cell.span, sign, hang)


def header_lines(text: str, inks: Inks, room: float, style: Style, color: int) -> list[list[Bit]]:
    return wrap(text, inks, room, bold=style.latin not in CJK_FACES, color=color)


def sheet_to_rows(sheet: Sheet, style: Style, inks: Inks, rng: Random, unit_at_corner: bool) -> list[PrintRow]:
    """All rows of a sheet, headings first, labels and headings not yet wrapped."""
    rows: list[PrintRow] = []
    color = style.head_color
    for n, cells in enumerate(sheet.header):
        slots = [Slot([inks.bits(c.text, bold=True, color=color)] if c.text else [], c.span) for c in cells]
        if n == len(sheet.header) - 1 and unit_at_corner and sheet.unit and not slots[0].lines:
            slots[0].lines = [inks.bits(sheet.unit, color=color, scale=0.85)]
        rows.append(PrintRow(slots, "head"))
    for row in sheet.rows:
        rows.append(body_row(row, style, inks, rng))
    if style.notes:
        add_note_column(rows, inks, rng, color)
    return rows


def body_row(row: Row, style: Style, inks: Inks, rng: Random) -> PrintRow:
    bold = row.kind == "total" and style.latin == "Helvetica"
    slots = [Slot([inks.bits(row.label.text, bold=bold)] if row.label.text else [])]
    for cell in row.cells:
        mark = rng.choice(("*1", "*2", "(1)")) if style.marks and cell.truths and rng.random() < 0.12 else ""
        slots.append(value_slot(cell, inks, style, bold, mark))
    extra = ENGLISH.get(row.label.text, "") if style.english_after else ""
    return PrintRow(slots, row.kind, row.level, inks.bits(extra))


def add_note_column(rows: list[PrintRow], inks: Inks, rng: Random, color: int) -> None:
    """A column of note numbers between labels and figures, with its heading where there is a last row of headings."""
    heads = [row for row in rows if row.kind == "head"]
    for row in rows:
        slot = Slot()
        if row.kind == "head" and row is heads[-1]:
            slot.lines = [inks.bits("注記" if inks.japanese else "Notes", bold=True, color=color)]
        elif row.kind == "item" and rng.random() < 0.4:
            slot.lines = [inks.bits(rng.choice(("3", "5", "7", "12", "5, 12", "18")))]
        row.slots.insert(1, slot)
