"""How days and months are printed: patterns to build the forms of periods from, and the reader of what they match.

Patterns run over folded text (`lex.fold`).
"""

from __future__ import annotations

import re

from extract.lex.calendar_words import ERA, MONTH, RECENT_ERA_LETTER, month_named
from extract.lex.dates import day_of, year_of

DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)(?:\s?(?:st|nd|rd|th)\b)?"
Y4 = r"(?:19|20)\d{2}"
FREE = r"(?!\d|[.,]\d|%|\s%(?!\s+of\b))"
"""What must not follow a year: more of a number. `2022 % of sales` is the year over a column of shares."""
JYEAR = rf"(?:{ERA}\s*(?:\d{{1,2}}|元)|{Y4})"

JDATE = rf"{JYEAR}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日"
JMONTH = rf"{JYEAR}\s*年\s*\d{{1,2}}\s*月(?!\s*期|\s*\d{{1,2}}\s*日)"
_NDATE = rf"(?:{Y4}|{RECENT_ERA_LETTER}\d{{1,2}})(?:/\d{{1,2}}/|\.\s?\d{{1,2}}\.\s?|-\d{{1,2}}-)\d{{1,2}}(?!\d|[./-]\d)"
# `31-Dec-24`, `30/Sep/2024`, `31 Dec '24`, `31 Dec 24`: nothing but a day can be written so.
_DASHED_DAY = (
    rf"(?<![\d/.-]){DAY}(?:[-/]{MONTH}[-/'’]|\s{MONTH}(?:[-'’]|\s['’]?(?=\d\d\s*(?:$|[()（）,;:|]))))(?:{Y4}|\d{{2}}){FREE}"
    r"(?![-/]\d|,?\s(?:19|20)\d\d)"
)
EDATE = rf"(?:{MONTH}\s*{DAY}\s?,?\s*{Y4}{FREE}|(?<![\d/.]){DAY}\s+(?:of\s+)?{MONTH},?\s+{Y4}{FREE}|{_DASHED_DAY})"
EMONTH = rf"{MONTH}(?:,?\s+(?:of\s+)?|-){Y4}{FREE}"
DATE = rf"(?:{JDATE}|{_NDATE}|{EDATE})"
_NMONTH = rf"{Y4}[/.]\d{{1,2}}(?!\d|[/.]\d)"
MONTHS_OF_YEARS = rf"(?:{JMONTH}|{EMONTH}|{_NMONTH})"

_DAY_READERS = (
    re.compile(rf"(?P<y>{JYEAR})\s*年\s*(?P<m>\d{{1,2}})\s*月(?:\s*(?P<d>\d{{1,2}})\s*日)?", re.I),
    re.compile(
        rf"(?P<y>(?:19|20)\d{{2}}|{RECENT_ERA_LETTER}\d{{1,2}})[/.-]\s?(?P<m>\d{{1,2}})(?:[/.-]\s?(?P<d>\d{{1,2}}))?",
        re.I,
    ),
    re.compile(rf"(?P<m>{MONTH})\s*(?P<d>{DAY})?(?:\s?,?\s*(?P<y>{Y4}))?", re.I),
    re.compile(rf"(?P<d>{DAY})\s+(?:of\s+)?(?P<m>{MONTH})(?:,?\s+(?P<y>{Y4}))?", re.I),
    re.compile(rf"(?P<d>{DAY})[-/\s](?P<m>{MONTH})(?:[-/\s]|\s?['’])['’]?(?P<y>{Y4}|\d{{2}})", re.I),
    re.compile(rf"(?P<m>{MONTH})(?:,?\s+(?:of\s+)?|-)(?P<y>{Y4})", re.I),
    re.compile(r"(?P<y>'?\d{2})/(?P<m>\d{1,2})", re.I),
    re.compile(r"(?P<m>\d{1,2})\s*月(?:\s*(?P<d>\d{1,2})\s*日)?"),
    re.compile(r"(?P<m>\d{1,2})"),
)

Day = tuple[int | None, int, int | None]
"""Year, month, day; what is not printed is None."""


def read_day(printed: str) -> Day | None:
    """A day or a month as printed in any of the forms, with or without its year."""
    for reader in _DAY_READERS:
        match = reader.fullmatch(printed.strip())
        if match is None:
            continue
        groups = match.groupdict()
        month = month_of(groups["m"])
        year = year_of(groups["y"]) if groups.get("y") else None
        day = int(re.sub(r"\D", "", groups["d"])) if groups.get("d") else None
        if month is None or (groups.get("y") and year is None):
            return None
        if day_of(year or 2000, month, day) is None:
            return None
        return year, month, day
    return None


def month_of(printed: str) -> int | None:
    """The number of a month by its name or number; None for a number that is no month."""
    if printed[0].isdigit():
        return int(printed) if 1 <= int(printed) <= 12 else None
    return month_named(printed)
