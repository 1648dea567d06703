"""Lines that are a period and nothing else, and the tables they hold for: `当連結会計年度（自 … 至 …）` above
`１．製品ごとの情報`, `２．地域ごとの情報`, each with its tables.

A line holds until the next one, or until a heading of the kind that it stands under itself. For a table below further
headings it holds only where another period, before or behind it, has a part under the same headings: so the headings
are seen to stand below the periods, and not beside them.
"""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import normalize

import msgspec
import regex as re

from extract.lex.mention import Mention
from extract.lex.periods import find_periods
from extract.model import GridBlock, Location, Reading, Span, TextBlock
from extract.sheet.parts import Lent
from extract.sheet.wording import is_unit_only

_NOTE = re.compile(r"^\s*[(（]?注|^\s*(?:note|source)s?\b|^\s*[※*]|単位|^\s*\d+\s+\S.*[。、]", re.I)
_STYLES = (
    ("【】", re.compile(r"【[^】]+】$")),
    ("()", re.compile(r"\([^()]{2,}\)$")),
    ("<>", re.compile(r"[<〈《][^>〉》]+[>〉》]$")),
    ("1.", re.compile(r"\d{1,2}\s*[.．、]\s*\D")),
    ("(1)", re.compile(r"\(\s*\d{1,2}\s*\)")),
    ("1)", re.compile(r"\d{1,2}\s*\)")),
    ("I.", re.compile(r"[IVXⅠ-Ⅻ]{1,4}\s*[.．、]")),
    ("①", re.compile(r"[①-⑳]")),
    ("a.", re.compile(r"\(?\s*[a-zア-ン]\s*[.．)]")),
)
_STANDS = re.compile(r"(?:資産|負債|残高)$|\b(?:property, plant (?:and|&) equipment|assets|liabilities)$", re.I)
_LONGEST_HEADING, _MOST_MENTIONED = 40, 12


class _Open(NamedTuple):
    """A heading that is open: its style, its words, where they stand, and for a period the number of the line."""

    style: str
    text: str
    span: Span
    line: int = -1


class _Part(NamedTuple):
    """What stood open above a table: the headings over the period, the period's line, the headings below it."""

    parents: tuple[str, ...]
    line: int
    below: tuple[str, ...]


def dated_headings(reading: Reading) -> dict[int, Lent]:
    """The period that reigns over a table, by the number of the table in the document, from 1."""
    headings = OpenHeadings()
    stack, periods = headings.stack, headings.periods
    parts: dict[int, _Part] = {}
    number = 0
    for block in reading.blocks:
        if isinstance(block, TextBlock):
            headings.take(block)
        elif isinstance(block, GridBlock):
            number += 1
            at = next((i for i, entry in enumerate(stack) if entry.line >= 0), None)
            if at is not None:
                over, below = stack[:at], stack[at + 1 :]
                parts[number] = _Part(tuple(e.text for e in over), stack[at].line, tuple(e.text for e in below))
    return {
        table: Lent(mention=_meant(periods[part.line], part.below), where=headings.places[part.line])
        for table, part in parts.items()
        if _mirrored(part, parts, periods)
    }


def dated_notes(reading: Reading) -> dict[Location, tuple[Mention, Span]]:
    """The period that reigns over the text behind a table over which it reigns, and the line that names it, by the
    place of the text: the notes below the first of two tables, each under the period of its own."""
    dated, headings, number = dated_headings(reading), OpenHeadings(), 0
    found: dict[Location, tuple[Mention, Span]] = {}
    reigns = -1
    for block in reading.blocks:
        if isinstance(block, GridBlock):
            number += 1
            reigns = max(entry.line for entry in headings.stack) if number in dated else -1
        elif isinstance(block, TextBlock) and dated:
            headings.take(block)
            line = next((entry for entry in headings.stack if entry.line >= 0), None)
            if line is not None and line.line == reigns:
                found[block.span.location] = headings.periods[reigns], line.span
    return found


def _meant(period: Mention, below: tuple[str, ...]) -> Mention:
    """Under `(2) 有形固定資産` stands what there was on the last day."""
    stands = bool(below) and _STANDS.search(below[-1]) is not None
    return msgspec.structs.replace(period, kind="instant", begin=None) if stands else period


class OpenHeadings:
    """The headings under which a reader of the blocks so far stands, the outermost first; `periods`: those of lines
    that are a period and nothing else, open or not, and their `places`."""

    def __init__(self) -> None:
        self.stack: list[_Open] = []
        self.periods: list[Mention] = []
        self.places: list[Location] = []

    def take(self, block: TextBlock) -> None:
        """Opens a heading and closes those of its kind and all below them; a sentence, unit or note changes nothing."""
        text = " ".join(normalize("NFKC", block.span.text).split())
        if not text or is_unit_only(text) or _NOTE.search(text):
            return
        mention = _whole_period(block.span.text)
        style = "period" if mention is not None else _style(block, text)
        if style is None:
            return
        stack = self.stack
        at = next((i for i, entry in enumerate(stack) if entry.style == style), len(stack))
        if style.startswith("h"):
            at = next((i for i, e in enumerate(stack) if e.style >= style or not e.style.startswith("h")), at)
        del stack[at:]
        if mention is not None:
            self.periods.append(mention)
            self.places.append(block.span.cut(mention.start, mention.end).location)
        stack.append(_Open(style, text, block.span, len(self.periods) - 1 if mention is not None else -1))
        del stack[:-_MOST_MENTIONED]

    def spans(self) -> tuple[Span, ...]:
        """The headings that are open, the innermost first."""
        return tuple(entry.span for entry in reversed(self.stack))


def _whole_period(printed: str) -> Mention | None:
    """The period that a line is and nothing else."""
    if len(printed) > 2 * _LONGEST_HEADING:
        return None
    found = [m for m in find_periods(printed) if m.finish]
    if len(found) != 1 or found[0].kind != "duration":
        return None
    rest = printed[: found[0].start] + printed[found[0].end :]
    return None if re.search(r"[^\W\d_]{3}", rest) else found[0]


def _style(block: TextBlock, text: str) -> str | None:
    """The kind of heading a line is; None for a sentence."""
    if block.kind == "heading":
        return f"h{block.level}"
    if text.endswith(("。", ".", "、", ",")) or len(text) > _LONGEST_HEADING:
        return None
    return next((name for name, form in _STYLES if form.match(text)), "plain")


def _mirrored(part: _Part, parts: dict[int, _Part], periods: list[Mention]) -> bool:
    own = periods[part.line]
    return any(
        other.below == part.below
        and other.parents == part.parents
        and abs(other.line - part.line) == 1
        and periods[other.line].finish != own.finish
        for other in parts.values()
    )
