"""A fiscal year whose end was moved.

`2024年１月期より決算日を３月31日から１月31日に変更`, `changed its fiscal year end from June 30 to December 31`.

The year of the move is shorter or longer than twelve months, and its parts stand where those of the old calendar do. So
what is only named, and not dated, up to that year is not dated by the calendar of today. A name by its own month
(`2023年3月期`) is of the old calendar and keeps its dates.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec
import regex as re

from extract.lex.calendar_words import MONTH_IN_FULL
from extract.lex.dates import months_later
from extract.lex.fold import fold
from extract.lex.mention import PARTS
from extract.model import Calendar, Period

UNKNOWN = "9999-12"
"""Where no year is said from which on years end otherwise: all that is only named may lie before it."""

_MONTH = (
    rf"{MONTH_IN_FULL}"
    r"(?:\s+\d{1,2})?(?:st|th)?"
)
_MOVED = re.compile(
    r"(?:決算(?:日|期|月)|事業年度の?(?:末日|終了日|終期|期間)?|会計期間)(?:について)?[をは、]{1,2}[^。]{0,24}?"
    r"\d{1,2}月(?:\d{1,2}日|末日?)?から"
    r"[^。]{0,16}?\d{1,2}月(?:\d{1,2}日|末日?)?[にへ](?:それぞれ)?(?:変更|移行)"
    r"|\bchang(?:ed|es?|ing)\s+(?:of\s+|in\s+)?(?:its|our|the|their)\s+(?:[\w’']+\s+){0,2}?(?:fiscal|financial|accounting)\s+year(?:[\s-]end)?"
    rf"(?:\s+date)?\s+(?:from\s+(?:the\s+last\s+\w+\s+(?:in|of)\s+)?(?:\d{{1,2}}(?:st|th)?\s+)?{_MONTH}|from\s+a\s)",
    re.IGNORECASE,
)
_FROM_YEAR = re.compile(r"(?P<y>(?:19|20)\d\d)年\s?(?P<m>\d{1,2})月期?(?:の?期首)?(?:より|から)(?!\d)")
_OF_OTHERS = re.compile(
    r"子会社|関連会社|関係会社|\bsubsidiar|\baffiliate|\binvestees?\b|\bjoint venture", re.IGNORECASE
)
_NEAR = 60


def moved_in(texts: Iterable[str]) -> str | None:
    """The last month of the first year that ended as years do now (`2024-01`); `UNKNOWN` if a move is said and no
    year; None if none is said of the company itself.

    >>> moved_in(["2024年１月期より決算日を３月31日から１月31日に変更いたしました。"])
    '2024-01'
    >>> moved_in(["The Company changed its fiscal year end from June 30 to December 31."]) == UNKNOWN
    True
    >>> moved_in(["連結子会社１社は、決算日を12月31日から３月31日に変更しております。"]) is None
    True
    """
    for text in texts:
        if "変更" not in text and "移行" not in text and "chang" not in text.lower():
            continue
        folded = fold(text)
        for said in _MOVED.finditer(folded):
            before = folded[max(0, said.start() - _NEAR) : said.start()].rpartition("。")[2]
            if _OF_OTHERS.search(before) or _OF_OTHERS.search(said[0]):
                continue
            years = list(_FROM_YEAR.finditer(f"{before}{said[0]}"))
            return f"{years[-1]['y']}-{int(years[-1]['m']):02}" if years else UNKNOWN
    return None


def before_move(period: Period, part: str | None, calendar: Calendar) -> Period:
    """A period that the calendar of today dated by its name, with those dates taken away that are of the years before.

    A whole year keeps its last day, on which it ends by either calendar; of its parts nothing is known.
    """
    if calendar.moved_in is None or period.end is None or part not in (None, *PARTS):
        return period
    reach, months = PARTS[part or "FY"]
    closing = months_later(date.fromisoformat(period.end), 12 - reach - months)
    if closing.month != calendar.end_month or closing.isoformat()[:7] > calendar.moved_in:
        return period
    if part in (None, "FY"):
        return msgspec.structs.replace(period, start=None)
    return msgspec.structs.replace(period, start=None, end=None)
