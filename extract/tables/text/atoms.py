"""Lines of a text to atoms: the smallest pieces that are one cell, or a piece of one.

What turns into what: `Net sales 1,234 987` → words, figure, figure; `Net sales1,234987` → words and figures that can
be cut further once it is known how many there are; `$` → a sign that belongs to the next figure. A line of prose is a
wall: no table goes through it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

import msgspec
import regex as re

from extract.lex.fold import fold_figures as fold
from extract.lex.markup import drop_markup
from extract.lex.numbers import is_nil, is_year, read_cell
from extract.lex.periods import find_periods
from extract.model import Span
from extract.tables.delimited import Numbered

Kind = Literal["words", "figure", "nil", "open", "close", "wall"]

_CURRENCY = r"(?:US\$|HK\$|NT\$|[ACS]\$|R\$|[$¥€£₩]|(?:JPY|USD|EUR|GBP|CHF|CNY|RMB)(?=\s?[\d(△-]))"
# `up 3.9% YoY`: the words of a change are part of its cell.
_TURN = r"(?:\b|(?<=[a-z\d)]))(?:up|down)\s+"
_AGAINST = r"(?:YoY|QoQ|y/y|q/q)"
_OPENS = re.compile(rf"{_CURRENCY}?\s?[(△]?\s?{_CURRENCY}?|(?:JPY|USD|EUR|GBP|CHF|CNY|RMB)|up|down", re.I)
_CLOSES = re.compile(rf"[)%‰]{{1,2}}|{_AGAINST}\d?", re.I)
_SCALES = r"(?:thousand|million|billion|trillion|bn|mn)(?:s?\b|(?=up\b|down\b))|兆円|億円|百万円|千円|万円|円|株|倍"
# A figure as print sets it, glued or not; what its digits are is settled later.
_FIGURE = re.compile(
    rf"(?:{_TURN})?(?:{_CURRENCY}\s*)?(?:[(]\s*)?(?:[△+]\s?|[-–]|(?<![\p{{L}}\d)%])—)?(?:{_CURRENCY}\s*)?(?:[(]\s*)?"
    rf"(?P<digits>\.?\d(?:[\d,.]*\d)?)(?:\s?[%‰])?(?:\s?[)])?(?:\s?[%‰])?(?:\s?(?:{_SCALES}))?"
    rf"(?:\s{{0,2}}{_AGAINST}\d?(?!\w))?"
)
_NIL = re.compile(
    rf"(?:{_CURRENCY}\s*)?(?:(?<![^\s)%\d])[-–―－]{{1,2}}(?=\s|$)|(?<![\s][-–]|—)—{{1,2}}(?=\s*(?:{_CURRENCY}|[—–(\d]|$)|\s))%?"
)
_TOKEN = re.compile(rf"(?P<figure>{_FIGURE.pattern})|(?P<nil>{_NIL.pattern})")
# Digits that are part of a name or a reference.
_NAMED = re.compile(
    r"\((?:see\s)?(?:[Nn]otes?|NOTES?|注)[^()]{0,30}\)|\b(?:[Nn]otes?|NOTES?|[Ll]evel|[Tt]ier|[Ii]tem|[Pp]art|[Rr]ule|[Ff]orm|[Ss]ection|No\.)"
    r"\s(?:\d{1,3}[A-Za-z]?(?:-[A-Z])?)(?!\d|,\d|\.\d)|\b\d{1,3}-[A-Z]\b|\b(?:FY|CY|[QH])\d{1,4}\b|\b[1-4][QH]\d{0,4}\b|第\d{1,3}期?"
    r"|(?<![\d.,])\d{2,}(?:-\d+)+|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?"
)
# `January 29, 202390`: the digits of a year are four, what touches them begins another figure.
_DATED = re.compile(r"(?<=\p{L}{3,9}\.?\s\d{1,2},\s?)(?:19|20)\d\d(?=\d)")
_YEARS = re.compile(r"(?<!\d)(?:(?:19|20)\d\d){2,6}(?!\d)")
# Where glued words part: a digit, bracket or sign before a capital, a small letter before a capitalised word.
_SEAMS = re.compile(
    r"(?<=[\d)%])(?=\p{Lu}\p{L})|(?<=\p{Ll}{3})(?=\p{Lu}\p{Ll}{2})|(?<=[:：])(?=\p{L})|(?<=\p{Ll}{4}[)])(?=\p{Lu})"
    r"|(?<=\p{L}{3,9}\.?\s\d{1,2},\s?(?:19|20)\d\d)(?=\p{L})|(?<=\p{Lu}{4})(?=\p{Lu}\p{Ll}{3})|(?<=\p{Ll}{4})(?=\p{Lu}{4})|(?<=\p{L})(?=[(]in\s)|(?<=[\d)%])(?=[\p{Han}\p{Katakana}]{2})"
)
_WALL = re.compile(r"^\s*(?:#{1,6}\s|[|<]|(?:[-*+•·●○◆◇■□►▶➤➢>≻※]|[-*]\s*[▶➤➢>≻◆])\s+\p{L}|[-=_*—]{3,}\s*$)|\t|\|.*\|")
_SENTENCE = re.compile(r"\p{L}.*[.。;]\s*$|(?:\p{Ll}+\s+){14}")
_LONGEST = 320
_GROUPED = re.compile(r"(?<!\d)\d{1,3},\d{3}(?!\d)")
_LETTER = re.compile(r"\p{L}")
_GOES_ON = re.compile(r"\s*(?:[;,.&/]|\p{Ll}(?!\p{Lu}))|\s*[-–—]\s?\p{L}")
# A line that holds so many figures behind as many labels is a table of its own.
_POURED = 6


class Atom(msgspec.Struct, frozen=True, kw_only=True):
    """A cell, or a piece of one. `line` counts the lines handed in; `first` and `last` are its characters there.

    `inline` tells that words of the same line stand before the figure: it may belong to them. `digits` are those of a
    figure that may be several, glued: `75,18338,798`. `uncut` is the line of a label and its inline figures as words.
    """

    kind: Kind
    span: Span
    line: int
    first: int
    last: int
    inline: bool = False
    digits: str = ""
    lead: Span | None = None
    uncut: Span | None = None

    @property
    def text(self) -> str:
        return self.span.text

    @property
    def whole(self) -> Span:
        """With the signs that stood before it in cells of their own."""
        if self.lead is None:
            return self.span
        return Span.join([self.lead, self.span], " " if self.lead.text[-1:].islower() else "")


def lines_to_atoms(lines: list[Numbered]) -> list[Atom]:
    """All lines to atoms, signs joined to their figures.

    >>> [a.whole.text for a in lines_to_atoms([(1, "Net sales"), (2, "$"), (3, "1,234"), (4, "(55"), (5, ")%")])]
    ['Net sales', '$1,234', '(55)%']
    """
    atoms: list[Atom] = []
    # Where commas group thousands, a blank that does not break only keeps a figure at the end of its cell.
    commas = any(_GROUPED.search(text) for _, text in lines)
    for index, (number, text) in enumerate(lines):
        for atom in _line_to_atoms(index, number, text.replace("\u00a0", " ") if commas else text):
            _append(atoms, atom)
    return [_as_words(atom) if atom.kind in ("open", "close") else atom for atom in atoms]


def _append(atoms: list[Atom], atom: Atom) -> None:
    last = atoms[-1] if atoms else None
    if last is not None and atom.kind == "close" and last.kind in ("figure", "nil"):
        joined = Span.join([last.span, atom.span], " " if atom.text[0].isalpha() else "")
        atoms[-1] = msgspec.structs.replace(last, span=joined, line=atom.line, last=atom.last)
    elif last is not None and last.kind == "open" and atom.kind in ("figure", "nil", "open"):
        lead = last.span if last.lead is None else Span.join([last.lead, last.span], "")
        atoms[-1] = msgspec.structs.replace(atom, lead=lead)
    elif last is not None and last.kind == "words" and atom.kind == "words" and _hangs(atom, last):
        joined = Span.join([last.span, atom.span], "")
        atoms[-1] = msgspec.structs.replace(last, span=joined, line=atom.line, last=atom.last, uncut=None)
    else:
        if last is not None and last.kind == "open":
            atoms[-1] = _as_words(last)
        atoms.append(atom)


def _hangs(atom: Atom, last: Atom) -> bool:
    """Whether words are no more than a mark that belongs to the words before: `®`, `:`, `*`."""
    return len(atom.text) < 4 and atom.line - last.line <= 2 and not any(c.isalnum() or c in "☐☒" for c in atom.text)


def _as_words(atom: Atom) -> Atom:
    return msgspec.structs.replace(atom, kind="words")


def _line_to_atoms(index: int, number: int, text: str) -> list[Atom]:
    stripped = text.strip()
    if not stripped:
        return []
    start = text.index(stripped)
    span = Span.of(stripped, line=number, start=start)
    if _WALL.search(text):
        return [Atom(kind="wall", span=span, line=index, first=start, last=start + len(stripped))]
    if "<" in stripped or "*" in stripped or "&" in stripped:
        span = drop_markup(span)
    plain = fold(span.text)
    kind: Kind = "words"
    if _OPENS.fullmatch(plain):
        kind = "open"
    elif _CLOSES.fullmatch(plain):
        kind = "close"
    elif is_nil(plain):
        kind = "nil"
    else:
        years = [m.span() for m in re.finditer(r"\S+", plain)] if plain[:2] in ("19", "20") else []
        if years and all(is_year(plain[a:b]) for a, b in years):
            return [_atom("words", span, a, b, index, start) for a, b in years]
        if any(c.isdigit() for c in plain):
            found = read_cell(span.text)
            if found.kind in ("figure", "fragment"):
                held = _FIGURE.fullmatch(plain)
                return [_atom("figure", span, 0, len(plain), index, start, digits=held["digits"] if held else "")]
            if _LETTER.search(plain) or found.kind == "figures":
                return _cut(span, plain, index, start, len(text.rstrip()))
        if len(plain) > _LONGEST or (_SENTENCE.search(plain) and len(plain) > 60):
            kind = "wall"
    return [Atom(kind=kind, span=span, line=index, first=start, last=start + len(stripped))]


def _atom(kind: Kind, span: Span, a: int, b: int, line: int, start: int, **more: object) -> Atom:
    """The piece of a line between two characters, white space left out."""
    text = span.text[a:b]
    a += len(text) - len(text.lstrip())
    piece = span.cut(a, max(a, a + len(text.strip())))
    where = piece.location
    first = start + a if where.start is None else where.start
    last = first + len(piece.text) if where.end is None else where.end
    return Atom(kind=kind, span=piece, line=line, first=first, last=last, **more)  # type: ignore[arg-type]


def _cut(span: Span, plain: str, index: int, start: int, end: int) -> list[Atom]:
    """A line that holds words and digits: one label and its figures, many of them, or words alone."""
    pieces = _pieces(plain)
    figures = [piece for piece in pieces if piece[0] != "words"]
    rows = sum(1 for left, right in pairwise(pieces) if left[0] == "words" != right[0])
    tail = pieces[-1][0] != "words"
    poured = rows > 1 and len(figures) >= _POURED and "。" not in plain
    listed = rows == 1 and plain[: figures[0][1]].rstrip().endswith((",", ";", "、"))  # a sentence
    if poured or (rows <= 1 and tail and not listed):
        inline = rows == 1 and pieces[0][0] == "words"
        return [
            _atom(
                kind, span, a, b, index, start, digits=digits,
                inline=inline and kind != "words", uncut=span if inline and kind == "words" else None,
            )
            for kind, a, b, digits in pieces
            if plain[a:b].strip()
        ]  # fmt: skip
    wall = len(plain) > _LONGEST or (_SENTENCE.search(plain) is not None and len(plain) > 60)
    return [Atom(kind="wall" if wall else "words", span=span, line=index, first=start, last=end)]


Piece = tuple[Kind, int, int, str]


def _pieces(plain: str) -> list[Piece]:
    """(kind, start, end, digits) of the words and figures of a line, in order."""
    out: list[Piece] = []
    parted = {m.start() for m in _SEAMS.finditer(plain)} | {m.end() for m in _DATED.finditer(plain)}
    parted |= {at for m in _YEARS.finditer(plain) for at in range(m.start(), m.end() + 1, 4)} - {0, len(plain)}
    seams = [0, *sorted(parted), len(plain)]
    for left, right in pairwise(seams):
        out += _fragment(plain, left, right)
    return out


def _fragment(plain: str, left: int, right: int) -> list[Piece]:
    """The pieces between two seams. Figures that words of the same sentence follow are part of those words."""
    text = plain[left:right]
    if is_year(text):
        return [("words", left, right, "")]
    closed = [(m.start(), m.end()) for form in (_NAMED, _YEARS) for m in form.finditer(text)]
    closed += [(m.start, m.end) for m in find_periods(text)] if any(c.isdigit() for c in text) else []
    inside = {i for a, b in closed for i in range(a, b)}
    out: list[Piece] = []
    at = 0
    tokens = [m for m in _TOKEN.finditer(text) if not inside.intersection(range(m.start(), m.end()))]
    groups: list[list[re.Match[str]]] = []
    for token in tokens:
        if groups and not text[groups[-1][-1].end() : token.start()].strip():
            groups[-1].append(token)
        else:
            groups.append([token])
    for group in groups:
        a, b = group[0].start(), group[-1].end()
        lone_nil = len(group) == 1 and group[0]["figure"] is None
        if _GOES_ON.match(text, b) or (lone_nil and text[b:].strip()):
            continue
        if text[at:a].strip():
            out.append(("words", left + at, left + a, ""))
        for token in group:
            kind: Kind = "nil" if token["figure"] is None else "figure"
            out.append((kind, left + token.start(), left + token.end(), token["digits"] or ""))
        at = b
    if text[at:].strip():
        out.append(("words", left + at, right, ""))
    return out
