"""Years told by their place only: the same period a year before, the fiscal year after, the day a year began.

Nothing is taken from a calendar that the document does not state: each period follows from one with dates.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import regex as re

from extract.lex.dates import months_between, months_later
from extract.model import Period
from extract.sheet.running_text import is_year_long

_SAME_OF_PRIOR_YEAR = re.compile(r"前年(?:同(?:四半)?期|同月|同(?:四半)?期間)?(?:累計)?(?:間)?")
_PRIOR_YEAR = re.compile(r"前(?:期|年度?|(?:連結|事業)?会計年度|(?:連結|事業)年度)(?P<end>末)?")
_PRIOR_OPENING = re.compile(r"前(?:期|連結会計年度|事業年度|年度)の?期?首")
_OPENING = re.compile(r"期首")


def year_moved(period: Period, years: int) -> Period | None:
    """The same period so many years later; None for one without an end, and for weeks: their days differ by the year.

    >>> year_moved(Period(kind="duration", start="2023-03-01", end="2024-02-29"), -1).end
    '2023-02-28'
    >>> year_moved(Period(kind="duration", start="2022-09-25", end="2023-09-30"), -1) is None
    True
    """
    if period.end is None:
        return None
    last = date.fromisoformat(period.end)
    if period.start is not None and months_between(date.fromisoformat(period.start), last) is None:
        return None
    end = months_later(last, 12 * years)
    start = None if period.start is None else date.fromisoformat(period.start) - timedelta(days=1)
    begin = None if start is None else (months_later(start, 12 * years) + timedelta(days=1)).isoformat()
    return Period(kind=period.kind, start=begin, end=end.isoformat())


def prior_of(words: str, period: Period | None, reported: Period | None) -> Period | None:
    """What `前年同期` or `前期末` means beside a figure of `period`, in a document that reports on `reported`.

    `前年同期` is the same stretch or day a year before. `前期` is that only beside a whole year, and `前期末` the day
    before the year that is reported on began.

    >>> half = Period(kind="duration", start="2021-09-01", end="2022-02-28")
    >>> prior_of("前年同期は", half, half).end, prior_of("前期は", half, half), prior_of("前期末は", None, half).end
    ('2021-02-28', None, '2021-08-31')
    """
    same, prior = _SAME_OF_PRIOR_YEAR.match(words), _PRIOR_YEAR.match(words)
    if prior is not None and prior["end"]:
        if reported is None or reported.start is None:
            return None
        return Period(kind="instant", end=_day_before(reported.start))
    if period is None or period.end is None:
        return None
    if same is not None and (same[0] != "前年" or is_year_long(period)):
        return year_moved(period, -1)
    return year_moved(period, -1) if prior is not None and is_year_long(period) else None


def next_of(reported: Period | None) -> Period | None:
    """`次期`: the fiscal year after the one that is reported on whole."""
    return year_moved(reported, 1) if reported is not None and is_year_long(reported) else None


def of_the_report(relative: str | None, kind: str, reported: Period | None) -> Period | None:
    """What `当期末`, `前期末`, `当期` or `前期` means in a document that dates it nowhere but reports on a whole year.

    >>> year = Period(kind="duration", start="2021-04-01", end="2022-03-31")
    >>> of_the_report("prior", "instant", year).end, of_the_report("current", "duration", year).start
    ('2021-03-31', '2021-04-01')
    """
    if reported is None or not is_year_long(reported) or relative not in ("current", "prior"):
        return None
    own = reported if relative == "current" else year_moved(reported, -1)
    return own if own is None or kind == "duration" else Period(kind="instant", end=own.end)


def opening_of(subject: str, period: Period, reported: Period | None) -> Period | None:
    """The day on which `期首` stands: the one before the period of the figure began; None where nothing dates it."""
    span = period if period.start is not None else reported
    if span is None or span.start is None or span.end != period.end or _PRIOR_OPENING.search(subject):
        return None
    return msgspec.structs.replace(period, kind="instant", start=None, end=_day_before(span.start))


def names_opening(subject: str) -> bool:
    """Whether a subject is of the day on which a year began: `利益剰余金の当期首残高`."""
    return _OPENING.search(subject) is not None or _PRIOR_OPENING.search(subject) is not None


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
