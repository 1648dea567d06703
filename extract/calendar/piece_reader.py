"""Headings → pieces of periods as this document means them: its terms, its eras, its quarters, its closing days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

import msgspec
import regex as re

from extract.calendar.closing_day import on_closing_day
from extract.calendar.eras import of_document
from extract.calendar.named_lengths import of_named_length
from extract.calendar.terms import by_terms, find_named, term_of
from extract.lex.cumulative import named_cumulative
from extract.lex.dates import day_of, months_between
from extract.lex.heading_pieces import pieces_of
from extract.lex.mention import Mention
from extract.lex.piece import Piece
from extract.model import Calendar

_replace = msgspec.structs.replace
SLASHED = re.compile(r"(?<![\d/.])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>(?:19|20)\d\d)(?![\d/])")


def months_first(texts: Iterable[str]) -> bool | None:
    """Whether a document writes the month before the day, by those of its days that can be read in one way only.

    >>> months_first(["9/3/2022", "12/31/2022"]), months_first(["31/12/2022"]), months_first(["9/3/2022"])
    (True, False, None)
    """
    seen = {int(m["a"]) <= 12 for text in texts for m in SLASHED.finditer(text) if max(int(m["a"]), int(m["b"])) > 12}
    return seen.pop() if len(seen) == 1 else None


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
            mentions = [self._meant(m) for m in find_named(text, self.calendar)]
            self._read[text] = pieces_of(text, [*mentions, *self._days_of_slashes(text)])
        return self._read[text]

    def _days_of_slashes(self, text: str) -> Iterator[Mention]:
        """Days such as `9/3/2022`, in the order of month and day that the document keeps."""
        if self.calendar.month_first is None:
            return
        for match in SLASHED.finditer(text):
            one, two = int(match["a"]), int(match["b"])
            month, day = (one, two) if self.calendar.month_first else (two, one)
            finish = day_of(int(match["y"]), month, day) if one != two and max(one, two) <= 12 else None
            if finish is not None:
                yield Mention(
                    start=match.start(), end=match.end(), printed=match[0], kind="instant", finish=finish.isoformat(),
                    month=month, day=day,
                )  # fmt: skip

    def _meant(self, mention: Mention) -> Mention:
        term = term_of(mention.printed, self.calendar)
        if term is not None and term.end is not None:
            return self._as_term(mention, term.kind, term.start, term.end)
        mention = by_terms(of_document(mention, self.calendar.short_years), self.calendar)
        mention = of_named_length(mention, self.calendar)
        if self.calendar.cumulative:
            mention = named_cumulative(mention)
        if mention.finish is None or mention.torn:
            return mention
        begin, finish = on_closing_day(mention, self.calendar)
        return _replace(mention, begin=begin, finish=finish)

    def _as_term(self, mention: Mention, kind: Literal["instant", "duration"], start: str | None, end: str) -> Mention:
        """The mention with the dates that the document gives this name; a whole year stays one, so that its parts can
        be named beside it."""
        months = months_between(date.fromisoformat(start), date.fromisoformat(end)) if start else None
        part = "FY" if mention.part == "FY" and months == 12 else None
        dates = {"kind": kind, "begin": start, "finish": end, "torn": False}
        return _replace(mention, **dates, months=months, part=part, year=None, month=None, day=None)
