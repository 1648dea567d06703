"""The period that a column without dates speaks of: that of the dated columns before it, or the one of its year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from extract.calendar.dating import resolve
from extract.lex.periods import find_periods
from extract.model import Calendar, Period


class Dated(Protocol):
    """A column, as far as its period goes."""

    @property
    def index(self) -> int: ...

    @property
    def period(self) -> Period | None: ...

    @property
    def scenario(self) -> str | None: ...


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
