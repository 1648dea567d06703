"""Lines of a screen to chunks: runs of text two blanks (or dot leaders) apart, and where they stand."""

from __future__ import annotations

import unicodedata

import regex as re

from extract.lex.fold import fold_figures as fold
from extract.lex.numbers import is_year, read_cell
from extract.model import Span
from extract.tables.delimited import Numbered

# A blank that does not break between a digit and three others keeps thousands apart: `79 807`.
_KEPT = r"(?:\S|(?<=\d)[\u00a0\u2007-\u200a\u202f](?=\d{3}(?!\d)))+"
CHUNK = re.compile(rf"{_KEPT}(?: {_KEPT})*")
_LEADERS = re.compile(r"(?:\s?\.){3,}")
_SPACED = re.compile(r"\(?[-–−+]?\s?\d{1,3}(?: \d{3})+(?:[.]\d+)?\)?")
_COMMAS = re.compile(r"\d,\d{3}")
_BLANK_INSIDE = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
# `3.80% - 4.95%`, `2024 - 2044`: what lies between two percentages, or two years, is one cell.
_RANGE = re.compile(r"\(?\d+(?:\.\d+)?\s?% [-–—~] \d+(?:\.\d+)?\s?%\)?|(?:19|20)\d\d [-–—~] (?:19|20)\d\d")
# `4, 6`: marks of notes; figures of two columns have no comma between them.
_NOTES = re.compile(r"\d{1,2}(?:, \d{1,2}){1,6}")
_HANG = "%)*"
# `－ 4,541`: a cell that holds nothing, and the next one. A minus stands at its figure, and is no dash of this width.
_NIL_AND_FIGURE = re.compile(r"([－―—]) (?=[\d(△][\d,.]*\)?$)")
MONEY = ("$", "¥", "€", "£", "₩", "US$")


class Chunk:
    """A run of text on a line, and where its last digit ends, in columns of a screen."""

    def __init__(self, span: Span, start: int, end: int) -> None:
        self.span, self.start, self.end = span, start, end
        reading = read_cell(span.text)
        self.value = reading.kind in ("figure", "nil") or span.text in MONEY or _RANGE.fullmatch(span.text) is not None
        self.sign = span.text in (*MONEY, "(", "%", ")")
        folded = fold(span.text)
        self.edge = end - (len(folded) - len(folded.rstrip(_HANG)))


def screen_columns(text: str, ambiguous: int) -> list[int]:
    """The screen column at which each character begins, and the one after the last.

    Characters such as △ are `ambiguous` columns wide; 0 says that the writer counted characters.
    """
    if not ambiguous or text.isascii():
        return list(range(len(text) + 1))
    columns = [0]
    for character in text:
        kind = unicodedata.east_asian_width(character) if character > "\x7f" else "Na"
        columns.append(columns[-1] + (2 if kind in "WF" else ambiguous if kind == "A" else 1))
    return columns


def with_thousands(lines: list[Numbered]) -> list[Numbered]:
    """The lines of a table that sets blanks between thousands with blanks there that do not break: figures such as
    `2 845.3` stand in it, and none with commas."""
    found = [chunk[0] for _, text in lines for chunk in CHUNK.finditer(text)]
    if sum(map(bool, map(_SPACED.fullmatch, found))) < 2 or any(_COMMAS.search(text) for text in found):
        return lines
    return [(number, CHUNK.sub(_unbroken, text)) for number, text in lines]


def _unbroken(chunk: re.Match[str]) -> str:
    return _BLANK_INSIDE.sub("\u00a0", chunk[0]) if _SPACED.fullmatch(chunk[0]) else chunk[0]


def line_to_chunks(number: int, text: str, ambiguous: int) -> list[Chunk]:
    """Runs of text two blanks (or dot leaders) apart; a lone currency sign or bracket joins its figure."""
    at = screen_columns(text, ambiguous)
    masked = _LEADERS.sub(lambda found: " " * len(found[0]), text)
    raw: list[Chunk] = []
    for found in CHUNK.finditer(masked):
        pieces = [(found.start(), found.end())]
        inner = found[0]
        # `Net sales 1,234`: one blank before a figure at the end is still a gap when the line is a table's.
        if (nil := _NIL_AND_FIGURE.match(inner)) is not None:
            pieces = [(found.start(), found.start() + 1), (found.start() + nil.end(), found.end())]
        elif read_cell(inner).kind == "figures" and not (_RANGE.fullmatch(inner) or _NOTES.fullmatch(inner)):
            pieces = [(found.start() + m.start(), found.start() + m.end()) for m in re.finditer(r"\S+", inner)]
            pieces = _close_signs(masked, pieces)
        for start, end in pieces:
            raw.append(Chunk(Span.of(text[start:end], line=number, start=start), at[start], at[end]))
    joined: list[Chunk] = []
    for chunk in raw:
        previous = joined[-1] if joined else None
        opens = previous is not None and previous.sign and previous.span.text not in ("%", ")")
        closes = chunk.span.text in ("%", ")", ")%") and previous is not None and previous.value
        # `2031  2030  %`: the percent sign behind a year is the heading of the next column.
        closes = closes and not (chunk.span.text == "%" and previous is not None and is_year(previous.span.text))
        near = previous is not None and (previous.span.text in MONEY or chunk.start - previous.end < 14)
        if previous is not None and ((opens and near and chunk.value) or closes):
            span = Span.join([previous.span, chunk.span], " " * (1 if opens else 0))
            merged = Chunk(span, previous.start, chunk.end)
            merged.edge = chunk.edge if opens else previous.edge
            merged.value = True
            merged.sign = False
            joined[-1] = merged
        else:
            joined.append(chunk)
    return joined


def _close_signs(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`( 53 )` and `+ 14.5%` are one figure each, though blanks stand inside."""
    out: list[tuple[int, int]] = []
    for start, end in pieces:
        if out and (text[out[-1][0] : out[-1][1]] in ("(", "+", "-", "△", *MONEY) or text[start:end] in (")", "%")):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out
