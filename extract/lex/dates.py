"""Calendar arithmetic on dates, and years as printed."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from extract.lex.calendar_words import BEFORE_ERA, ERA, ERA_LETTER
from extract.lex.fold import fold

_YEAR = re.compile(rf"(?:({ERA}|{ERA_LETTER})\s*)?('?)(\d{{1,4}}|元)", re.I)


def year_of(printed: str) -> int | None:
    """A year as printed: four digits, two digits (2000 and after up to 70, then 1900), or of a Japanese era.

    >>> [year_of(y) for y in ("2007", "'07", "99", "平成28", "令和元", "R6")]
    [2007, 2007, 1999, 2016, 2019, 2024]
    """
    match = _YEAR.fullmatch(fold(printed).strip())
    if match is None:
        return None
    era, _, digits = match.groups()
    number = 1 if digits == "元" else int(digits)
    if era:
        return BEFORE_ERA[era.upper()] + number if 0 < number < 100 else None
    if len(digits) == 4:
        return number if 1850 <= number <= 2150 else None
    if len(digits) != 2:
        return None
    return number + (2000 if number <= 70 else 1900)


def last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def day_of(year: int, month: int, day: int | None = None) -> date | None:
    """A date, or the last of the month when no day is given; None if there is no such day."""
    if not (1 <= month <= 12 and 1850 <= year <= 2150):
        return None
    try:
        return date(year, month, last_day(year, month) if day is None else day)
    except ValueError:
        return None


def is_month_end(day: date) -> bool:
    return day.day == last_day(day.year, day.month)


def months_later(day: date, months: int) -> date:
    """The same day `months` later; the last of a month stays the last of a month.

    >>> months_later(date(2007, 6, 30), -3).isoformat()
    '2007-03-31'
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = last_day(year, month + 1)
    return date(year, month + 1, last if is_month_end(day) else min(day.day, last))


def first_day(finish: date, months: int) -> date:
    """The first day of the `months` months that end with `finish`.

    >>> first_day(date(2007, 6, 30), 3).isoformat()
    '2007-04-01'
    """
    return months_later(finish, -months) + timedelta(days=1)


def months_between(begin: date, finish: date) -> int | None:
    """How many whole months the days from `begin` to `finish` make; None if they make no whole number.

    >>> months_between(date(2006, 4, 1), date(2007, 3, 31))
    12
    """
    months = (finish.year - begin.year) * 12 + finish.month - begin.month + (1 if finish.day >= begin.day else 0)
    return months if 0 < months <= 1200 and first_day(finish, months) == begin else None
