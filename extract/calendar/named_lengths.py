"""Years of a document that are not twelve months long, by the names that their last months give them.

    2031年12月期の運用状況（2031年７月１日～2031年12月31日）     2031年12月期   2031-07-01/2031-12-31
    2032年６月期の運用状況の予想（2032年１月１日～2032年６月30日）2032年６月期   2032-01-01/2032-06-30
                                                                2031年６月期   2031-01-01/2031-06-30

Trusts report twice a year, and a company may move the end of its year once: what one such name is dated by holds for
that name. Where several names are dated, all by halves of a year, the others are halves too; where one is, or one of
them is a whole year, nothing says of the others how long they are.
"""

from __future__ import annotations

from datetime import date

import msgspec
import regex as re

from extract.lex.dates import first_day, months_between
from extract.lex.mention import Mention
from extract.model import Calendar, Term

_NAME = re.compile(r"(?:\D{0,2}\d{1,4}|\D{2}元)年\d{1,2}月期")
_HALF, _YEAR = 6, 12
_ENOUGH = 2


def of_named_length(mention: Mention, calendar: Calendar) -> Mention:
    """A year by the name of its last month, as long as the document says; begun on an open day where it does not say.

    >>> from extract.lex.periods import find_periods
    >>> half = lambda key, start, end: Term(key=key, kind="duration", start=start, end=end, part="FY")
    >>> one = half("2031年12月期", "2031-07-01", "2031-12-31")
    >>> two = half("2032年6月期", "2032-01-01", "2032-06-30")
    >>> year = find_periods("2031年6月期")[0]
    >>> [of_named_length(year, Calendar(terms=terms)).begin for terms in ((), (one,), (one, two))]
    ['2030-07-01', None, '2031-01-01']
    """
    if mention.part != "FY" or not mention.names_year_end or mention.finish is None or mention.months not in (None, 12):
        return mention
    if not _NAME.fullmatch("".join(mention.printed.split())):
        return mention
    named = [term for term in calendar.terms if term.start and term.end and _NAME.fullmatch(term.key)]
    lengths = {term.key: _months(term) for term in named}
    if _HALF not in lengths.values():
        return mention
    own = [term for term in named if (term.end or "")[:7] == mention.finish[:7]]
    if own:
        return _dated(mention, own[0].start)
    halves = len(named) >= _ENOUGH and set(lengths.values()) == {_HALF}
    return _dated(mention, first_day(date.fromisoformat(mention.finish), _HALF).isoformat() if halves else None)


def _dated(mention: Mention, begin: str | None) -> Mention:
    months = months_between(date.fromisoformat(begin), date.fromisoformat(mention.finish or "")) if begin else None
    part = mention.part if months == _YEAR else None
    return msgspec.structs.replace(mention, begin=begin, months=months, part=part, year=None)


def _months(term: Term) -> int | None:
    return months_between(date.fromisoformat(term.start or ""), date.fromisoformat(term.end or ""))
