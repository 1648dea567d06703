"""Statements that lead from one balance to the next: what stands between two dated balances is of the time between.

`2020年4月1日期首残高`, `当期利益`, `配当金`, `2021年3月31日期末残高`; `Balance at December 31, 2022`, `Net income`, ...
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import msgspec
import regex as re

from extract.lex.mention import Mention

_BALANCE = re.compile(
    r"\bbalances?\b|残高|\b(?:outstanding|non-?vested|unvested|awards|options|units)\b.*\b(?:as of|at)\b", re.I
)
# These change the balance that a year begins with, not the year.
_BEFORE_IT = re.compile(r"累積的影響|遡及|\bcumulative\b|\brestate|\badoption of\b|\bas (?:adjusted|restated)\b", re.I)


class Line(msgspec.Struct, frozen=True):
    """What a row says of itself: its label, and the day it is dated."""

    label: str
    mention: Mention | None


def times_between(lines: Mapping[int, Line]) -> dict[int, Mention]:
    """For rows between two dated balances, the time that leads from the one to the other.

    >>> day = lambda s: Mention(start=0, end=1, printed=s, kind="instant", finish=s)
    >>> lines = {1: Line("Balance at", day("2022-12-31")), 2: Line("Net income", None),
    ...          3: Line("Balance at", day("2023-12-31"))}
    >>> [(row, m.begin, m.finish) for row, m in times_between(lines).items()]
    [(2, '2023-01-01', '2023-12-31')]
    """
    found: dict[int, Mention] = {}
    marks = [(row, line) for row, line in sorted(lines.items()) if _is_balance(line)]
    for (first, opening), (last, closing) in pairwise(marks):
        assert opening.mention is not None and closing.mention is not None
        begin, finish = _begin(opening), closing.mention.finish
        if begin is None or finish is None or begin >= finish:
            continue
        for row, line in lines.items():
            if first < row < last and line.mention is None and not _BEFORE_IT.search(line.label):
                found[row] = Mention(
                    start=0, end=0, printed=closing.mention.printed, kind="duration", begin=begin, finish=finish
                )
    return found


def _is_balance(line: Line) -> bool:
    mention = line.mention
    return (
        mention is not None and mention.kind == "instant" and bool(mention.finish) and bool(_BALANCE.search(line.label))
    )


def _begin(opening: Line) -> str | None:
    """The day after a balance; a balance of the first of a month is the one that this day begins with."""
    assert opening.mention is not None
    try:
        day = date.fromisoformat(opening.mention.finish or "")
    except ValueError:
        return None
    return (day if day.day == 1 else day + timedelta(days=1)).isoformat()
