"""Fiscal years of 52 or 53 weeks, and such as end amid a month: no column of their tables begins on the first of one.

`Twelve Months Ended September 30, 2023` beside `September 24, 2022` began on the day after the year before it ended.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

import msgspec
import regex as re

from extract.lex.dates import is_month_end
from extract.model import Period
from extract.sheet.parts import Column

_YEARS = (364, 365, 366, 371)
_ENDED = re.compile(r"\b(?:months?|years?|quarters?)\b.*\bended\b", re.IGNORECASE)
Key = TypeVar("Key")


def in_weeks(columns: Mapping[Key, Column]) -> dict[Key, Column]:
    """The columns with the first days that the table itself tells; those that only a calendar of months would give
    are taken away."""
    spans = [(c.mention.months, date.fromisoformat(c.period.end)) for c in columns.values() if _has_length(c)]  # type: ignore[union-attr, arg-type]
    if all(is_month_end(end) for _, end in spans):
        return dict(columns)
    years = {end for months, end in spans if months == 12}
    return {key: _begun(column, years) if _has_length(column) else column for key, column in columns.items()}


def _has_length(column: Column) -> bool:
    period, mention = column.period, column.mention
    return (
        period is not None
        and mention is not None
        and period.kind == "duration"
        and period.end is not None
        and mention.months is not None
        and _ENDED.search(period.printed or "") is not None
    )


def _begun(column: Column, years: set[date]) -> Column:
    assert column.period is not None and column.period.end is not None and column.mention is not None
    end = date.fromisoformat(column.period.end)
    before = [year for year in years if (end - year).days in _YEARS] if column.mention.months == 12 else []
    start = (before[0] + timedelta(days=1)).isoformat() if len(before) == 1 else None
    period: Period = msgspec.structs.replace(column.period, start=start)
    return msgspec.structs.replace(column, period=period)
