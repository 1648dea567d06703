"""Fiscal years of 52 or 53 weeks, as a document tells them: on which days they closed, and how long their quarters are.

What turns into what: texts of a document → `WeekYears`; the label of a year or of a part of it → its days. `Fiscal
2030` beside `52 Weeks Ended January 25, 2031` is the year that closed on that day. Where no day of the document closes
a year or a part, its days stay open: years of weeks close on another day each year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

import msgspec
import regex as re

from extract.calendar.week_years import first_day_in_week_year
from extract.lex.dates import day_of, is_month_end
from extract.lex.heading_pieces import text_to_pieces
from extract.lex.mention import PARTS, PeriodPart
from extract.lex.periods import find_periods
from extract.lex.piece import Piece

_WEEKS_OF_YEAR, _EVEN, _UNEVEN = (52, 53), (13, 26, 39), (12, 16, 24, 36, 40)
_LONG = re.compile(r"\b(?:53|fifty[\s-]three)[\s-]weeks?\b|\b53rd[\s-]week\b", re.I)
_LONG_YEAR = 53  # only a year of whole weeks has so many; 52 may be the weeks of a share's price
_LONGEST_HEADING = 200
_SLIP = 7  # days by which a year of weeks may close before or after the end of its month
_WEEKS = re.compile(r"\bweeks?\b|\bmonths\b|\byears?\b", re.I)
_TRAILING = re.compile(r"\btrailing\b|\blast twelve\b|\bLTM\b|\bTTM\b|\brolling\b|\bpast\b", re.I)
_ENDED = re.compile(r"\bended\b\s*$", re.I)


class WeekYears(msgspec.Struct, frozen=True, kw_only=True):
    """The `month` about the end of which years close, the days on which they closed, all days of headings, and whether
    quarters are told to have 13 weeks."""

    month: int
    closings: tuple[date, ...]
    days: tuple[date, ...] = ()
    even: bool = False


def week_years(texts: Iterable[str]) -> WeekYears | None:
    """How a document tells years of weeks; None where it tells none, or none amid a month.

    >>> found = week_years(["52 Weeks Ended January 25, 2031", "52 Weeks Ended January 26, 2030"])
    >>> found.month, [day.isoformat() for day in found.closings]
    (1, ['2030-01-26', '2031-01-25'])
    >>> week_years(["the year ended August 31, 2030", "fiscal 2030 included 53 weeks"]) is None
    False
    >>> week_years(["for the fiscal year ended November 20, 2023"])  # on the 20th of each November, for all we know
    """
    closings: Counter[date] = Counter()
    days: set[date] = set()
    lengths: set[int] = set()
    for text in texts:
        if not any(map(str.isdigit, text)):
            continue
        if len(text) <= _LONGEST_HEADING:
            found = (m.finish for m in find_periods(text) if m.finish and m.day is not None)
            days.update(date.fromisoformat(day) for day in found)
        if not _WEEKS.search(text) or _TRAILING.search(text):
            continue
        pieces = text_to_pieces(text)
        lengths.update(p.weeks for p in pieces if p.weeks is not None)
        if _LONG.search(text):
            lengths.add(_LONG_YEAR)
        closings.update(_closings(text, pieces))
    months = Counter(_month_closed(day) for day in closings)
    if not months:
        return None
    month = months.most_common(1)[0][0]
    closed = sorted(day for day in closings if _month_closed(day) == month)
    if (all(map(is_month_end, closed)) and _LONG_YEAR not in lengths) or not (
        _apart_by_weeks(closed) or lengths & set(_WEEKS_OF_YEAR)
    ):
        return None
    even = bool(lengths & set(_EVEN)) and not lengths & set(_UNEVEN)
    return WeekYears(month=month, closings=tuple(closed), days=tuple(sorted(days)), even=even)


def _closings(text: str, pieces: tuple[Piece, ...]) -> Iterator[date]:
    """The days on which a text says that years closed."""
    for mention in find_periods(text):
        if mention.part == "FY" and mention.kind == "duration" and mention.day is not None and mention.finish:
            yield date.fromisoformat(mention.finish)
    year_long = False
    for piece in pieces:
        long = piece.weeks in _WEEKS_OF_YEAR or piece.months == 12
        whole = piece.year is not None and piece.month is not None and piece.day is not None
        if whole and (long or (year_long and _ENDED.search(text[: piece.start]))):
            day = day_of(piece.year or 0, piece.month or 0, piece.day)
            if day is not None:
                yield day
        year_long = (long or (year_long and not piece.has_length)) and not whole


def _month_closed(day: date) -> int:
    """The month about whose end a year closed: January 2 closes December's."""
    return (day.month - 2) % 12 + 1 if day.day <= _SLIP else day.month


def _apart_by_weeks(closed: list[date]) -> bool:
    """Whether two years closed whole years of weeks apart, and on different days of the month."""
    pairs = ((a, b) for a in closed for b in closed if a < b and a.day != b.day)
    return any((b - a).days % 7 == 0 and round((b - a).days / 365.25) * 52 <= (b - a).days // 7 for a, b in pairs)


def closing_of(year: int, month: int, closings: Collection[date]) -> date | None:
    """The day on which the year closed that ends about the end of this month; None where the document tells none.

    >>> closing_of(2031, 12, [date(2031, 1, 3), date(2032, 1, 2)])
    datetime.date(2032, 1, 2)
    """
    end = day_of(year, month)
    near = [day for day in closings if end is not None and abs((day - end).days) <= _SLIP]
    return near[0] if len(near) == 1 else None


def part_of_week_year(
    part: PeriodPart, last: date, closings: Collection[date], days: Collection[date], *, even: bool
) -> tuple[date | None, date | None]:
    """First and last day of a part of the year that closed on `last`, as far as the document's days tell.

    >>> closed = [date(2030, 1, 26), date(2031, 1, 25)]
    >>> [day.isoformat() for day in part_of_week_year("Q2", closed[1], closed, (), even=True)]
    ['2030-04-28', '2030-07-27']
    >>> part_of_week_year("Q2", closed[1], closed, (), even=False)
    (None, None)
    """
    before, months = PARTS[part]
    prior = _prior(last, closings)
    finish = _end_after(before + months, last, prior, days, even=even)
    if finish is None:
        return None, None
    if before == 0:
        return (prior + timedelta(days=1) if prior is not None else None), finish
    start = _end_after(before, last, prior, days, even=even)
    if start is not None:
        return start + timedelta(days=1), finish
    return first_day_in_week_year(finish, months, closings), finish


def _prior(last: date, closings: Collection[date]) -> date | None:
    """The day on which the year before closed: told, or by the one custom that all days told of allow."""
    told = [day for day in closings if (last - day).days in (364, 371)]
    if len(told) == 1:
        return told[0]
    first = first_day_in_week_year(last, 12, closings)
    return first - timedelta(days=1) if first is not None else None


def _end_after(months: int, last: date, prior: date | None, days: Collection[date], *, even: bool) -> date | None:
    """The last day of the first so many months of a year."""
    if months == 12:
        return last
    if prior is None:
        return None
    quarters = months // 3
    spans = {day: (day - prior).days for day in days}
    printed = [day for day, run in spans.items() if run % 7 == 0 and 12 * quarters <= run // 7 <= 13 * quarters + 1]
    if printed:
        return printed[0] if len(printed) == 1 else None
    return prior + timedelta(weeks=13 * quarters) if even and (last - prior).days == 364 else None
