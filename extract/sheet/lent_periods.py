"""The period that a column without dates speaks of: that of the dated columns before it, or the one of its year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from extract.calendar.dating import resolve
from extract.lex.periods import find_periods
from extract.lex.piece import Piece
from extract.model import Calendar, Location, Period
from extract.model.claim import Claim, Rank
from extract.sheet.parts import Column
from extract.sheet.periods import claims_of

_WEEK = 7


class Dated(Protocol):
    """A column, as far as its period goes."""

    @property
    def index(self) -> int: ...

    @property
    def period(self) -> Period | None: ...

    @property
    def scenario(self) -> str | None: ...


def is_of_own_time(column: Column) -> bool:
    """Whether the nearest heading of a column names a year or part of one that nothing dates: `FY33 target` beside
    `2032` is of another time, whichever."""
    open_ = column.period is None or column.period.end is None
    own = [piece for claim in column.time if claim.rank == Rank.COLUMN for piece in claim.values]
    return open_ and any(piece.has_year or piece.part is not None for piece in own)


def is_year_before(column: Column) -> bool:
    """Whether a column is called the year before, `Prior year`: it lends its time to no other."""
    pieces = [piece for claim in column.time for piece in claim.values]
    return bool(pieces) and all(piece.relative == "prior" for piece in pieces)


def current_period(dated: Sequence[Dated], index: int) -> Period | None:
    """The period a change or a bare column speaks of: the newer of two columns a year apart before it, else the
    newest actual period before it, else the newest of all."""
    before = [c for c in dated if c.index < index]
    for newer in reversed(before):
        for older in reversed(before):
            if newer.period is not None and older.period is not None and _year_apart(newer.period, older.period):
                return newer.period
    for group in ([c for c in before if c.scenario is None], before, dated):
        ended = [c.period for c in group if c.period is not None and c.period.end]
        if ended:
            return max(ended, key=lambda p: p.end or "")
    return None


def _year_apart(newer: Period, older: Period) -> bool:
    """The same stretch of the year, one year later."""
    if newer.end is None or older.end is None or newer.kind != older.kind:
        return False
    shifted = f"{int(older.end[:4]) + 1}{older.end[4:7]}"
    starts = (newer.start or "")[5:7] == (older.start or "")[5:7]
    return newer.end[:7] == shifted and starts


def years_named(texts: Iterable[str], calendar: Calendar) -> dict[int, Period]:
    """What each bare year means below a title such as `Years ended March 31, 2020 and 2021`; years that the texts use
    for two periods are left out."""
    found: dict[int, set[Period]] = {}
    for text in texts:
        for m in find_periods(text):
            if m.finish is not None and (m.kind == "duration" or "of" in m.printed or "at" in m.printed.lower()):
                found.setdefault(int(m.finish[:4]), set()).add(resolve(m, calendar))
    return {year: next(iter(periods)) for year, periods in found.items() if len(periods) == 1}


def compared_under_year(columns: Mapping[int, Column], index: int) -> Column | None:
    """The column whose period another one compares, that stands right of it under one heading of a year and names
    none of its own: `YTD`, `YoY`, `Forecast`, `YoY` under `FY2031`. Not the last of several quarters or months."""
    column, before, first = columns[index], columns.get(index - 1), columns.get(index - 2)
    if not column.change or not column.time or _names_its_own(column):
        return None
    if before is None or before.change or before.share or not _names_its_own(before):
        return None
    if column.path[:-1] != before.path[:-1]:
        return None
    one_of_several = first is not None and not first.change and first.path[:-1] == before.path[:-1]
    return None if one_of_several and first is not None and _as_long(first.period, before.period) else before


def period_compared(compared: Column) -> tuple[Claim[Piece], ...]:
    """What a column that another one compares says of the time of that one: its period, or that nobody can tell."""
    where = next((claim.where for claim in compared.grounds), Location())
    if compared.period is not None and compared.period.end is not None:
        return claims_of(compared.period, "period_compared", Rank.COLUMN, where)
    printed = " ".join(compared.path)
    return (Claim(rank=Rank.COLUMN, rule="period_compared", said="illegible", printed=printed, where=where),)


def _names_its_own(column: Column) -> bool:
    """Whether the nearest heading of a column, and not only what stands over several, says a period."""
    return any(claim.rank == Rank.COLUMN for claim in column.time)


def _as_long(one: Period | None, other: Period | None) -> bool:
    """Whether two periods have one length, or nothing tells."""
    if one is None or other is None or not (one.start and one.end and other.start and other.end):
        return True
    lengths = [(date.fromisoformat(p.end or "") - date.fromisoformat(p.start or "")).days for p in (one, other)]
    return abs(lengths[0] - lengths[1]) < _WEEK
