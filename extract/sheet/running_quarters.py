"""Whether the quarters that a table names run from the first day of their fiscal year, or whether that is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import regex as re

from extract.lex.dates import months_between
from extract.lex.mention import PARTS
from extract.lex.period_labels import CUMULATIVE
from extract.lex.periods import find_periods

_LONGEST = 80
_PROGRESS = re.compile(r"進捗率?|達成率|progress", re.I)


def runs_on(headings: Sequence[str], labels: Sequence[str], custom: bool) -> bool:
    """Whether the named quarters of a table run from the first day of the year: by custom of the document, by a word
    over the table or in its rows (`四半期累計`), or because it tells how much of the year's forecast they make; never
    where several quarters stand side by side.

    >>> runs_on(["24/3期2Q", "25/3期2Q", "通期予想", "進捗率"], [], False), runs_on(["25/3期1Q", "2Q"], [], True)
    (True, False)
    """
    if len(_parts((*headings, *labels)) & CUMULATIVE.keys()) > 1:
        return False
    return (
        custom
        or any(_PROGRESS.search(text) for text in headings)
        or any("累計" in text and "会計期間" not in text for text in headings)
        or any("四半期累計" in text for text in labels)
    )


def may_run_on(headings: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether a Japanese table that no word tells to run on leaves open what its one quarter is: `2031年３月期 2Q`
    over a column is that quarter, or all since the first day of the year. Quarters side by side, or a quarter beside
    the half of a year, stand alone.

    >>> may_run_on(["30/3期 2Q", "31/3期 2Q"], ["売上高"]), may_run_on(["30/3期 1Q", "2Q"], ["売上高"])
    (True, False)
    >>> may_run_on(["1Q15", "2Q15"], ["Revenues"]), may_run_on(["第２四半期連結会計期間"], ["売上高"])
    (False, False)
    """
    texts = [text for text in (*headings, *labels) if len(text) <= _LONGEST]
    parts = _parts(texts) - {"FY", "CY"}
    japanese = any(_JAPANESE.search(text) for text in texts)
    alone = any(_BY_ITSELF.search(text) for text in headings) or any(map(_dates_a_quarter, headings))
    return japanese and len(parts) <= 1 and not alone


def is_by_itself(printed: str) -> bool:
    """Whether what names a quarter says its months, too, or that it stands alone.

    >>> [is_by_itself(text) for text in ("2031年3月期 第2四半期", "第2四半期（7-9月）", "2Q単独", "2Q")]
    [False, True, True, False]
    """
    return _BY_ITSELF.search(printed) is not None or "月" in _YEAR_BY_MONTH.sub("", printed)


def _dates_a_quarter(heading: str) -> bool:
    """Whether a heading gives the first and the last day of three months: `（2031年７月１日～2031年９月30日）`."""
    told = (m for m in find_periods(heading) if m.printed.count("月") > 1) if len(heading) <= _LONGEST else ()
    spans = ((m.begin, m.finish) for m in told)
    days = ((date.fromisoformat(first), date.fromisoformat(last)) for first, last in spans if first and last)
    return any(months_between(first, last) == _QUARTER for first, last in days)


def _parts(texts: Iterable[str]) -> set[str]:
    found = (m for text in texts if len(text) <= _LONGEST for m in find_periods(text))
    return {m.part for m in found if m.kind == "duration" and m.part in PARTS and m.part is not None}


_QUARTER = 3  # months
_JAPANESE = re.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_BY_ITSELF = re.compile(
    r"会計期間|四半期(?:のみ|単独)|\dQ\s?[(（]?(?:のみ|単独)|[3３三]\s?[ヶケかカヵ箇]月|\d\s?月?\s?[~～〜－–-]\s?\d{1,2}\s?月"
)
_YEAR_BY_MONTH = re.compile(r"\d{1,2}\s?月\s?期")
