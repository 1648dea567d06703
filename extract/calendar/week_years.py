"""Years of 52 or 53 weeks: where they close, and where their parts begin.

Such a year closes on one day of the week: the last one in a month, or the one nearest to the end of a month. A day on
which the document closes a year tells which of the two are possible; they tell on which day any other year closed.
Where both are possible and give different days, and where a part may hold the year's long quarter, nothing is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Literal

import msgspec

from extract.lex.dates import day_of, last_day

_QUARTER, _NEAREST = 13, 3  # weeks; days
_NEXT_MONTH = 7  # a day of the first week: the Saturday or Sunday that is nearest to a month's end, or the first after


def month_closed_by(finish: date) -> date:
    """The end of the month that a period of weeks closes: one of its last days, or one of the first of the next.

    >>> [month_closed_by(date(2024, *day)).isoformat() for day in ((11, 2), (10, 26), (10, 31))]
    ['2024-10-31', '2024-10-31', '2024-10-31']
    """
    last = finish - timedelta(days=finish.day) if finish.day < _NEXT_MONTH else finish
    return last.replace(day=last_day(last.year, last.month))


_MONTHS_OF_WEEKS = {13: 3, 14: 3, 26: 6, 27: 6, 39: 9, 40: 9, 52: 12, 53: 12}


def months_of_weeks(begin: date, finish: date) -> int | None:
    """The months of a span of whole quarters of weeks; None for any other.

    >>> months_of_weeks(date(2024, 8, 4), date(2024, 11, 2)), months_of_weeks(date(2024, 8, 1), date(2024, 10, 31))
    (3, None)
    """
    weeks, days = divmod((finish - begin).days + 1, 7)
    return None if days else _MONTHS_OF_WEEKS.get(weeks)


class _Custom(msgspec.Struct, frozen=True):
    """On which day years close: the `which` day of its name in, or about the end of, a month."""

    which: Literal["last", "nearest"]
    month: int
    weekday: int

    def closing(self, year: int) -> date:
        end = day_of(year, self.month)
        assert end is not None
        before = end - timedelta(days=(end.weekday() - self.weekday) % 7)
        late = self.which == "nearest" and (end - before).days > _NEAREST
        return before + timedelta(days=7) if late else before


def _customs_of(closing: date) -> Iterator[_Custom]:
    to_come = last_day(closing.year, closing.month) - closing.day
    if to_come < 7:
        yield _Custom("last", closing.month, closing.weekday())
    if to_come <= _NEAREST:
        yield _Custom("nearest", closing.month, closing.weekday())
    if closing.day <= _NEAREST:
        yield _Custom("nearest", (closing.month - 2) % 12 + 1, closing.weekday())


def closings_of(days: Collection[date], finish: date | None, months: int) -> set[date]:
    """The days among those of a document on which a year closed: so many whole weeks before the end of the `months`
    months since then (6 or 9, which are told from a year's first day only). Without that end, `finish`, it is the
    latest day that the document holds against the same one of the year before.

    >>> days = [date(2022, 7, 31), date(2023, 1, 29), date(2023, 7, 30)]
    >>> [day.isoformat() for day in closings_of(days, None, 6)]
    ['2023-01-29']
    """
    held = (day for day in days if day - timedelta(weeks=52) in days or day - timedelta(weeks=53) in days)
    last = finish or max(held, default=None)
    weeks = months * _QUARTER // 3
    return {day for day in days if last is not None and last - day in map(_weeks, (weeks, weeks + 1))}


def _weeks(number: int) -> timedelta:
    return timedelta(weeks=number)


def first_day_in_week_year(finish: date, months: int, closings: Collection[date]) -> date | None:
    """The first day of the `months` months that end with `finish`, by the days on which the document closes years.

    >>> closed = [date(2023, 1, 29)]  # a Sunday, the last of its month and the nearest to its end
    >>> [first_day_in_week_year(date(2022, 7, 31), months, closed).isoformat() for months in (3, 6)]
    ['2022-05-02', '2022-01-31']
    >>> first_day_in_week_year(date(2023, 4, 1), 3, [date(2022, 12, 31)])  # may be of 13 or of 14 weeks: it is told
    datetime.date(2023, 1, 1)
    >>> first_day_in_week_year(date(2022, 4, 2), 3, [date(2022, 12, 31)])  # closed on December 25, or on January 1
    """
    customs = [frozenset(_customs_of(day)) for day in closings]
    if not customs:
        return None
    starts = {start for custom in frozenset.intersection(*customs) for start in _starts(custom, finish, months)}
    return starts.pop() if len(starts) == 1 else None


def _starts(custom: _Custom, finish: date, months: int) -> Iterator[date | None]:
    """The first day by one custom; None where a long quarter may be in it, nothing where the custom does not fit."""
    if finish.weekday() != custom.weekday:
        return
    year = max(day for y in (finish.year - 2, finish.year - 1, finish.year) if (day := custom.closing(y)) < finish)
    quarters, over = divmod((finish - year).days // 7, _QUARTER)
    if over > 1 or not 1 <= quarters <= 4:
        return
    if months == 3 * quarters:
        yield year + timedelta(days=1)
    elif months < 3 * quarters:
        yield None if over else finish - timedelta(weeks=months * _QUARTER // 3) + timedelta(days=1)
