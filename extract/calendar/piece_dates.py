"""Pieces of periods into dates, as far as pieces, calendar and document go.

What a piece leaves open stays open: a period without a first day, or without any day. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

import msgspec

from extract import model
from extract.calendar.closing_day import prints_day
from extract.calendar.dating import resolve
from extract.calendar.moved_year import before_move
from extract.calendar.week_years import first_day_in_week_year
from extract.lex.dates import day_of, first_day, is_month_end, last_day, months_later
from extract.lex.mention import PARTS, Mention
from extract.lex.piece import Piece

_replace = msgspec.structs.replace
_FEBRUARY, _LEAP_DAY = 2, 29
Need = Literal["instant", "duration"]


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What the document dates for its tables: `relative` years by word, `/duration` or `/instant` behind it, and the
    `days` of its balances (ISO 8601), on which years and quarters begin and end. `of_weeks`: some of its spans end
    amid a month, so that none is reckoned by months; `closings` are the days on which such years closed.
    `reported`: the fiscal year of what the document reports on, `until` the day by which that had happened,
    `came_out` the day on which it came out, and `so_far` that year from its first day to the last of what is reported
    on."""

    relative: Mapping[str, model.Period] = {}
    days: frozenset[str] = frozenset()
    closings: frozenset[str] = frozenset()
    of_weeks: bool = False
    reported: Piece | None = None
    until: str | None = None
    came_out: str | None = None
    so_far: Piece | None = None


def piece_to_period(
    piece: Piece, need: Need | None, calendar: model.Calendar, known: Known | None = None
) -> model.Period:
    """The period that a piece is. `need` is what the figure asks for: a balance stands at a day, a flow over a span.

    >>> from extract.lex.heading_pieces import text_to_pieces
    >>> weeks = text_to_pieces("13 weeks ended July 29, 2023")[0]
    >>> piece_to_period(weeks, "duration", model.Calendar()).start
    '2023-04-30'
    >>> day = text_to_pieces("March 31, 2024")[0]
    >>> [piece_to_period(day, need, model.Calendar()).kind for need in ("instant", "duration", None)]
    ['instant', 'duration', 'instant']
    """
    known = known or Known()
    period = _dated(piece, need, calendar, known)
    if piece.names_year_end and not prints_day(piece.printed):
        period = before_move(period, piece.part, calendar)
    if need == "instant" and period.kind == "duration":
        return _replace(period, kind="instant", start=None)
    if need == "duration" and period.kind == "instant" and piece.kind is None:
        return _replace(period, kind="duration", start=None)
    return period


def is_settled(
    piece: Piece, need: Need | None, calendar: model.Calendar, known: Known | None = None, *, near: bool = False
) -> bool:
    """Whether nothing more has to be said: the last day is known and, for a span, the first one.

    A bare day may end a span; of a figure that may be a balance as well only a `near` place can say so.
    """
    period = piece_to_period(piece, need, calendar, known)
    if period.end is None or piece.bare is not None:
        return False  # which stretch of a bare year is meant, a farther place may say
    if need is None and piece.kind is None and not piece.has_length and near:
        return False
    return period.kind == "instant" or period.start is not None


def _dated(piece: Piece, need: Need | None, calendar: model.Calendar, known: Known) -> model.Period:
    kind: Need = piece.kind or ("duration" if piece.has_length or piece.month is None else "instant")
    if piece.edge and piece.begin is not None and kind == "instant":
        return _period(piece, "instant", None, piece.begin)
    if piece.has_day:
        return _on_day(piece, kind, need, calendar, known)
    if piece.month is not None and piece.fiscal is not None and piece.part in (None, "FY"):
        return _month_of_fiscal_year(piece, kind, need, calendar)
    if piece.month is not None:
        return _part_with_month(piece, kind, calendar)
    if piece.fiscal is not None or piece.bare is not None:
        if piece.part is None and (piece.weeks not in (None, 52, 53) or piece.months not in (None, 12)):
            return _period(piece, kind, None, None)  # `Six Months Ended` over `2023`: no whole year, and which part?
        return resolve(_as_mention(piece, kind), calendar)
    if piece.relative is not None and piece.part in (None, "FY"):
        return _relative(piece, kind, known)
    return _period(piece, kind, None, None)


def _period(piece: Piece, kind: Need, start: str | None, end: str | None) -> model.Period:
    return model.Period(kind=kind, start=start, end=end, printed=piece.printed or None, label=piece.label)


def _as_mention(piece: Piece, kind: Need) -> Mention:
    part = piece.part if piece.part is not None else ("FY" if piece.fiscal is not None else None)
    return Mention(
        start=piece.start, end=piece.end, printed=piece.printed, kind=kind, label=piece.label,
        year=piece.fiscal if piece.fiscal is not None else piece.bare, part=part,
        names_year_end=piece.names_year_end, cumulative=piece.cumulative, in_year=piece.in_year,
    )  # fmt: skip


def _on_day(piece: Piece, kind: Need, need: Need | None, calendar: model.Calendar, known: Known) -> model.Period:
    assert piece.year is not None and piece.month is not None
    day = piece.day or _closing_day(piece, calendar)
    if piece.month == _FEBRUARY and day == _LEAP_DAY:
        day = None  # the day of the years of a table: the last of the month in each of them
    finish = day_of(piece.year, piece.month, day)
    if finish is None:
        return _period(piece, kind, None, None)
    if kind == "instant" and need is None and piece.kind is None and piece.day is None and not piece.names_year_end:
        return _period(piece, "duration", None, finish.isoformat())  # `Jan 2024`: the month, or its last day
    if kind == "instant" and not (need == "duration" and piece.kind is None):
        return _period(piece, "instant", None, finish.isoformat())
    start = piece.begin or _first_day(piece, finish, calendar, known)
    return _period(piece, "duration", start, finish.isoformat())


def _closing_day(piece: Piece, calendar: model.Calendar) -> int | None:
    """The day of the month on which a year closes that prints its month only."""
    day, month = calendar.end_day, piece.month
    if day is None or month is None or not piece.names_year_end or calendar.end_month != month:
        return None
    return day if day < last_day(2001, month) else None


def _first_day(piece: Piece, finish: date, calendar: model.Calendar, known: Known) -> str | None:
    if piece.weeks is not None:
        return (finish - timedelta(weeks=piece.weeks) + timedelta(days=1)).isoformat()
    months = piece.months or (PARTS[piece.part][1] if piece.part in PARTS else None)
    if months is None:
        return _first_of_year(finish, calendar) if piece.cumulative else None
    of_weeks = known.of_weeks or (calendar.end_month is not None and calendar.end_day is None)
    amid = not is_month_end(finish) and not _closes_on(finish, calendar)
    weekly = piece.day is not None and (of_weeks or amid)
    if not weekly:
        return first_day(finish, months).isoformat()
    start = _first_day_in_weeks(finish, months, known)
    return start.isoformat() if start is not None else None


def _first_of_year(finish: date, calendar: model.Calendar) -> str | None:
    """The first day of the fiscal year in which a day lies, if the years are known to close at the end of a month."""
    month, day = calendar.end_month, calendar.end_day
    if month is None or day is None or day < last_day(2001, month) or calendar.moved_in is not None:
        return None
    opening = months_later(finish.replace(day=1), (month - finish.month) % 12 - 11)
    return opening.isoformat()


def in_weeks(period: model.Period, mention: Mention, known: Known) -> model.Period:
    """A span of months in a document whose years have 52 or 53 weeks: its first day by their closings, else open.

    `the quarter ended January 31, 2004` ends a month by chance, beside `the year ended February 1, 2003`.
    """
    months = mention.months or (12 if mention.part == "FY" else 0)
    ends = period.kind == "duration" and period.end is not None and mention.finish == period.end and mention.day
    if not (known.of_weeks and ends) or months == 0 or months % 3:
        return period
    start = _first_day_in_weeks(date.fromisoformat(period.end or ""), months, known)
    return _replace(period, start=start.isoformat() if start is not None else None)


def _closes_on(finish: date, calendar: model.Calendar) -> bool:
    """Whether years, and so their parts, close on this day of the month by the document's calendar."""
    return calendar.end_day == finish.day and calendar.end_month is not None


def _first_day_in_weeks(finish: date, months: int, known: Known) -> date | None:
    """The first day of a part of a year of 52 or 53 weeks, where the days that the document prints leave one.

    Years have 52 weeks, or 53 with one quarter of 14, and two long years never follow each other. So the day after a
    balance of the document so many weeks before begins the part; and a part holds no long quarter if its year has run
    whole quarters of 13 weeks since it began, if the long one comes after it in its year, or if it comes in the next.
    """
    days = {date.fromisoformat(day) for day in known.days}
    weeks = months * 13 // 3
    begun = [w for w in (weeks, weeks + 1) if finish - timedelta(weeks=w) in days]
    if len(begun) == 1:
        return finish - timedelta(weeks=begun[0]) + timedelta(days=1)
    if begun:
        return None
    by_custom = first_day_in_week_year(finish, months, [date.fromisoformat(day) for day in known.closings])
    if by_custom is not None or months > 9:
        return by_custom
    elapsed = {(finish - day).days // 7 for day in days if (finish - day).days % 7 == 0 and day < finish}
    to_come = {(day - finish).days // 7 for day in days if (day - finish).days % 7 == 0 and day > finish}
    even = months == 3 and any(w in elapsed for w in (26, 39))
    long_later = any(w in to_come for w in (14, 27, 40)) or 53 in to_come
    return finish - timedelta(weeks=weeks) + timedelta(days=1) if even or long_later else None


def _part_with_month(piece: Piece, kind: Need, calendar: model.Calendar) -> model.Period:
    """`３Q累計（３月１日～11月30日）` of FY2025: the part of that year, if it ends in the month that is printed."""
    if piece.fiscal is None or piece.part not in PARTS:
        return _period(piece, kind, None, None)
    period = resolve(_as_mention(_replace(piece, month=None), kind), calendar)
    agrees = period.end is not None and date.fromisoformat(period.end).month == piece.month
    return period if agrees else _period(piece, kind, None, None)


def _month_of_fiscal_year(piece: Piece, kind: Need, need: Need | None, calendar: model.Calendar) -> model.Period:
    """`April` of FY2024: the month of that name in the fiscal year."""
    assert piece.month is not None
    year = resolve(_as_mention(_replace(piece, part="FY", kind="duration", month=None), "duration"), calendar)
    if year.end is None:
        return _period(piece, kind, None, None)
    last = date.fromisoformat(year.end)
    finish = months_later(last, -((last.month - piece.month) % 12))
    if piece.day is not None:
        exact = day_of(finish.year, finish.month, piece.day)
        if exact is not None and piece.months is not None:
            return _period(piece, "duration", first_day(exact, piece.months).isoformat(), exact.isoformat())
        return _period(piece, "instant", None, exact.isoformat() if exact else None)
    months = piece.months or (1 if need == "duration" and is_month_end(finish) else None)
    start = first_day(finish, months).isoformat() if months is not None and kind == "duration" else None
    return _period(piece, kind, start, finish.isoformat())


def _lasts(period: model.Period, months: int | None) -> bool:
    """Whether a period runs for so many months."""
    if period.start is None or period.end is None or months is None:
        return False
    return first_day(date.fromisoformat(period.end), months).isoformat() == period.start


def _relative(piece: Piece, kind: Need, known: Known) -> model.Period:
    span = known.relative.get(f"{piece.relative}/span") if piece.part is None else None
    found = span or known.relative.get(f"{piece.relative}/{kind}")
    same = piece.months in (None, 12) or (piece.relative == "current" and found and _lasts(found, piece.months))
    if found is None or not same:
        return _period(piece, kind, None, None)  # `last quarter` is not that of the year before
    return _replace(found, printed=piece.printed or None, label=piece.label)
