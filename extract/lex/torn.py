"""Pieces of headings that are headings only together with another piece: `As of`, `31, 2018`, `Thousands of`."""

from __future__ import annotations

from typing import Literal
from unicodedata import normalize

import regex as re

from extract.lex.calendar_words import MONTH_BEGUN

_MONTH = rf"{MONTH_BEGUN}\.?"
_DAY = r"\d{1,2}"
_PERIOD = re.compile(
    rf"as|as\s+(?:of|at)|(?:of|ended|ending)\s+{_MONTH}(?:\s.*)?|{_DAY},(?:\s*\d{{4}})?"
    rf"|(?:as\s+of|(?:.*\s)?(?:ended|ending))(?:\s+{_MONTH})?"
    rf"|(?:.*\s)?(?:year|half|quarter|months?|weeks?|period)\s+to(?:\s+{_MONTH})?|[自至]|{_DAY}日(?:現在)?[)]?",
    re.I,
)
_UNIT = re.compile(r"(?:in\s+)?(?:thousands?|millions?|billions?)\s+of(?:\s+U\.?S\.?)?", re.I)
_FUSED = re.compile(rf".*\b{_MONTH}\s+{_DAY},\s+(?:YoY|QoQ|%|change|growth)(?:\s.*)?", re.I)
_LONGEST = 40


def torn_piece(text: str) -> Literal["period", "unit"] | None:
    """What the text is a piece of: the name of a period, or a unit; None for whole headings and other words.

    Half a period and the heading of a change in one text are a unit torn off, for one of the columns has none.

    >>> [torn_piece(t) for t in ["As of", "31, 2018", "of December 31, 2017", "Year ended March"]]
    ['period', 'period', 'period', 'period']
    >>> [torn_piece(t) for t in ["Audited year to", "Six months to June", "Six months to June 2031", "Year to date"]]
    ['period', 'period', None, None]
    >>> [torn_piece(t) for t in ["Thousands of", "June 30, YoY %"]]
    ['unit', 'unit']
    >>> [torn_piece(t) for t in ["As of March 31, 2018", "Year ended March 31,", "2018", "% of", "Cost of"]]
    [None, None, None, None, None]
    """
    words = normalize("NFKC", text).strip(" (")
    if not words or len(words) > _LONGEST:
        return None
    return (
        "period" if _PERIOD.fullmatch(words) else "unit" if _UNIT.fullmatch(words) or _FUSED.fullmatch(words) else None
    )
