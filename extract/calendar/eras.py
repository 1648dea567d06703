"""Years of two digits in Japanese: `20年3月期` is 2008 where the document counts in 平成, 2020 where it counts in 西暦.

Which it is, the whole document tells: the years it prints in full. Where it prints none, or both kinds, the year is
left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from extract.lex.calendar_words import BEFORE_ERA, ERA, ERA_LETTER
from extract.lex.dates import year_of
from extract.lex.fold import fold
from extract.lex.mention import Mention

ShortYears = Literal["western", "昭和", "平成", "令和"]

_SHORT = re.compile(r"[^\d元]{0,3}(?P<year>[1-9]\d?)\s*[年/.]\s*\d{1,2}\s*月?期")
_ERA_WORD = re.compile(rf"{ERA}|{ERA_LETTER}(?=\d)")
_FULL = re.compile(r"(?P<era>昭和|平成|令和)\s*(?:\d{1,2}|元)\s*年|(?<![\d０-９])(?P<western>20\d\d)\s*[年/.]")


def short_years(texts: Iterable[str]) -> ShortYears | None:
    """How a document counts its years: by the only era, or as 西暦, that its full years show; else None.

    >>> short_years(["平成20年3月期", "19年3月期"]), short_years(["2022年3月期"]), short_years(["22年3月期"])
    ('平成', 'western', None)
    """
    seen: dict[ShortYears, int] = {}
    for text in texts:
        for found in _FULL.finditer(fold(text)):
            kind: ShortYears = found["era"] or "western"  # type: ignore[assignment]
            seen[kind] = seen.get(kind, 0) + 1
    if not seen:
        return None
    ranked = sorted(seen.items(), key=lambda item: -item[1])
    # A bond due in 2010 or a plan of 平成 in passing does not change how a document counts.
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= 4 * ranked[1][1] else None


def of_document(mention: Mention, counted: ShortYears | None) -> Mention:
    """The mention with the year its document means; without dates where that is open."""
    printed = fold(mention.printed)
    short = None if counted == "western" or mention.year is None else _SHORT.match(printed)
    if short is None or mention.year is None or _ERA_WORD.search(printed) or year_of(short["year"]) != mention.year:
        return mention
    if counted is None:
        return msgspec.structs.replace(mention, begin=None, finish=None, year=None, label=mention.printed)
    year = BEFORE_ERA[counted] + int(short["year"])
    months = 12 * (year - mention.year)
    return msgspec.structs.replace(
        mention,
        year=year,
        label=(mention.label or "").replace(str(mention.year), str(year)),
        begin=_moved(mention.begin, months),
        finish=_moved(mention.finish, months),
    )


def _moved(iso: str | None, months: int) -> str | None:
    if iso is None:
        return None
    return f"{int(iso[:4]) + months // 12:04d}{iso[4:]}"
