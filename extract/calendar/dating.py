"""Mentions of periods into dates, by the fiscal calendar of the document.

Contract: dates are ISO 8601. What the text and the calendar leave open stays None; nothing is guessed.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from extract import model
from extract.calendar.closing_day import on_closing_day, whole_months
from extract.calendar.eras import of_document
from extract.calendar.moved_year import before_move
from extract.calendar.named_lengths import of_named_length
from extract.calendar.terms import by_terms, term_of
from extract.calendar.week_calendar import closing_of, part_of_week_year
from extract.calendar.week_years import month_closed_by, months_of_weeks
from extract.lex.cumulative import named_cumulative
from extract.lex.dates import day_of, first_day, last_day, months_later
from extract.lex.mention import PARTS, Mention, PeriodPart

_replace = msgspec.structs.replace


def resolve(mention: Mention, calendar: model.Calendar) -> model.Period:
    """Real dates where text and calendar decide them; else a period without dates, kind, print and label kept.


    >>> from extract.lex.periods import find_periods
    >>> starts = model.Calendar(end_month=3, end_day=31, label="start")
    >>> period = resolve(find_periods("1Q07")[0], starts)
    >>> period.start, period.end
    ('2007-04-01', '2007-06-30')

    What the document itself calls so comes before any custom (see `calendar.terms`).
    """
    term = term_of(mention.printed, calendar)
    if term is not None:
        return model.Period(
            kind=term.kind, start=term.start, end=term.end, printed=mention.printed or None, label=mention.label
        )
    mention = of_named_length(by_terms(of_document(mention, calendar.short_years), calendar), calendar)
    if calendar.cumulative:
        mention = named_cumulative(mention)
    begin, finish = _dates_of(mention, calendar)
    if mention.kind == "instant":
        begin = None
    period = model.Period(
        kind=mention.kind, start=begin, end=finish, printed=mention.printed or None, label=mention.label
    )
    by_name = mention.finish is None or whole_months(mention)
    return before_move(period, mention.part, calendar) if by_name else period


def _dates_of(mention: Mention, calendar: model.Calendar) -> tuple[str | None, str | None]:
    if mention.torn:
        return None, None
    if mention.finish is not None:
        return on_closing_day(mention, calendar)
    if mention.year is None:
        return None, None
    if mention.part == "CY":
        return f"{mention.year}-01-01", f"{mention.year}-12-31"
    last = _fiscal_end(mention, calendar)
    if last is None or (mention.part or "FY") not in PARTS:
        return None, None
    before, months = PARTS[mention.part or "FY"]
    finish = months_later(last, before + months - 12)
    if calendar.end_day is None and (calendar.spans or calendar.closings):
        printed = _printed_span(calendar, finish, months)
        return printed if printed[1] is not None else _by_closings(mention.part or "FY", last, calendar)
    return first_day(finish, months).isoformat(), finish.isoformat()


def _by_closings(part: PeriodPart, last: date, calendar: model.Calendar) -> tuple[str | None, str | None]:
    """A part of the year that closes about a day, by the days on which the document closes years."""
    closing = closing_of(last.year, last.month, calendar.closings)
    if closing is None:
        return None, None
    first, end = part_of_week_year(part, closing, calendar.closings, calendar.days, even=calendar.even_quarters)
    return first.isoformat() if first is not None else None, end.isoformat() if end is not None else None


def _printed_span(calendar: model.Calendar, finish: date, months: int) -> tuple[str | None, str | None]:
    """The one span of weeks of the document that closes with this month; none where it prints two of this length, or
    none."""
    held = {
        (begin, end)
        for begin, end in calendar.spans
        if months_of_weeks(date.fromisoformat(begin), date.fromisoformat(end)) == months
        and month_closed_by(date.fromisoformat(end)) == finish
    }
    return held.pop() if len(held) == 1 else (None, None)


def _fiscal_end(mention: Mention, calendar: model.Calendar) -> date | None:
    """The last day of the fiscal year that a printed year names; None where the calendar does not decide it."""
    month, day = calendar.end_month, calendar.end_day
    if month is not None and day is None and (calendar.spans or calendar.closings):
        day = last_day(2001, month)  # about then: the document's own days tell on which
    if month is None and mention.in_year and mention.part in ("H1", "H2") and "half" in mention.printed.lower():
        month, day = 12, 31  # `first half of 2024`, where no fiscal year is spoken of, is of the year it names
    if mention.year is None or month is None or day is None:
        return None
    year = mention.year
    december = (month, day) == (12, 31)
    if (mention.part is None or (mention.in_year and not calendar.counts_fiscal)) and not december:
        return None  # such a year may be the calendar's
    if not mention.names_year_end and not december:
        if calendar.label is None:
            return None
        year += calendar.label == "start"
    # "31" and, in February, "28" stand for the last day of the month, whatever the year
    return day_of(year, month) if day >= last_day(2001, month) else day_of(year, month, day)


def first_of_year(day: date, calendar: model.Calendar) -> date | None:
    """The first day of the fiscal year in which a day lies; None where years close on a day that differs.

    >>> first_of_year(date(2023, 6, 30), model.Calendar(end_month=3, end_day=31))
    datetime.date(2023, 4, 1)
    """
    month, end_day = calendar.end_month, calendar.end_day
    if month is None or end_day is None:
        return None
    closing = None if end_day >= last_day(2001, month) else end_day
    before = [day_of(year, month, closing) for year in (day.year, day.year - 1)]
    ends = [end for end in before if end is not None and end < day]
    return max(ends) + timedelta(days=1) if ends else None


def contradicts_calendar(mention: Mention, calendar: model.Calendar) -> bool:
    """Whether the label of a dated mention names another period than its dates, by the document's calendar.

    >>> from extract.lex.periods import find_periods
    >>> calendar = model.Calendar(end_month=3, end_day=31, label="start")
    >>> contradicts_calendar(find_periods("FY12 (11/4~12/3)")[0], calendar)
    True
    """
    if mention.contradicts:
        return True
    if mention.finish is None or mention.year is None or mention.part not in PARTS or mention.names_year_end:
        return False
    _, finish = _dates_of(_replace(mention, begin=None, finish=None), calendar)
    return finish is not None and finish != mention.finish
