"""Headings → pieces of periods as this document means them: its terms, its eras, its quarters, its closing days."""

from __future__ import annotations

import msgspec

from extract.calendar.closing_day import on_closing_day
from extract.calendar.eras import of_document
from extract.calendar.terms import by_terms, find_named, term_of
from extract.lex.cumulative import named_cumulative
from extract.lex.heading_pieces import pieces_of
from extract.lex.mention import Mention
from extract.lex.piece import Piece
from extract.model import Calendar

_replace = msgspec.structs.replace


class PieceReader:
    """Reads headings by the calendar of their document; each text once.

    >>> read = PieceReader(Calendar(end_month=11, end_day=20))
    >>> [(p.year, p.month, p.day) for p in read("2021年11月期")]
    [(2021, 11, 20)]
    """

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._read: dict[str, tuple[Piece, ...]] = {}

    def __call__(self, text: str) -> tuple[Piece, ...]:
        if text not in self._read:
            mentions = tuple(self._meant(m) for m in find_named(text, self.calendar))
            self._read[text] = pieces_of(text, mentions)
        return self._read[text]

    def _meant(self, mention: Mention) -> Mention:
        term = term_of(mention.printed, self.calendar)
        if term is not None and term.end is not None:
            return _replace(
                mention,
                kind=term.kind,
                begin=term.start,
                finish=term.end,
                torn=False,
                months=None,
                part=None,
                year=None,
            )
        mention = by_terms(of_document(mention, self.calendar.short_years), self.calendar)
        if self.calendar.cumulative:
            mention = named_cumulative(mention)
        if mention.finish is None or mention.torn:
            return mention
        begin, finish = on_closing_day(mention, self.calendar)
        return _replace(mention, begin=begin, finish=finish)
