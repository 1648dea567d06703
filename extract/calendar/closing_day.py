"""Years that close on a day within a month: `2021年11月期` of a company whose years end on November 20.

Such a form prints the month only. Its last day is that of the document's calendar; where that closes with the month,
or is not known, the month's last day stands.
"""

from __future__ import annotations

from datetime import date

import regex as re

from extract.lex.dates import first_day, is_month_end, last_day, months_between
from extract.lex.mention import Mention
from extract.model import Calendar

_DAY = re.compile(r"\d\s*日|[A-Za-z]\.?\s*\d{1,2}\b(?!\d)|[-/.]\d{1,2}[-/.]\d{1,2}")


def whole_months(mention: Mention) -> bool:
    """Whether the dates of a mention are those of its months, with no day printed."""
    return mention.names_year_end and mention.finish is not None and not prints_day(mention.printed)


def prints_day(printed: str) -> bool:
    """Whether a day stands in the print of a period.

    >>> prints_day("2024年1月期第1四半期"), prints_day("2024年1月20日")
    (False, True)
    """
    return _DAY.search(printed) is not None


def on_closing_day(mention: Mention, calendar: Calendar) -> tuple[str | None, str | None]:
    """The dates of a mention, moved to the day of the month on which the fiscal year closes.

    >>> year = Mention(start=0, end=8, printed="2021年11月期", kind="duration", part="FY", names_year_end=True,
    ...                begin="2020-12-01", finish="2021-11-30")
    >>> on_closing_day(year, Calendar(end_month=11, end_day=20))
    ('2020-11-21', '2021-11-20')
    """
    day = calendar.end_day
    closes = calendar.end_month is not None and day is not None and day < last_day(2001, calendar.end_month)
    if not closes or not whole_months(mention) or mention.finish is None or day is None:
        return mention.begin, mention.finish
    finish = date.fromisoformat(mention.finish)
    if not is_month_end(finish):
        return mention.begin, mention.finish
    closing = finish.replace(day=min(day, finish.day))
    begin = date.fromisoformat(mention.begin) if mention.begin is not None else None
    months = months_between(begin, finish) if begin is not None else None
    if begin is None or months is None:
        return mention.begin, closing.isoformat()
    return first_day(closing, months).isoformat(), closing.isoformat()


def year_closed_by(mention: Mention) -> tuple[date, date] | None:
    """`前連結会計年度（2021年11月20日）`: the first and the last day of the year that a balance closes."""
    closes = mention.kind == "instant" and mention.part == "FY" and mention.relative is not None
    if not closes or mention.finish is None:
        return None
    last = date.fromisoformat(mention.finish)
    return first_day(last, 12), last
