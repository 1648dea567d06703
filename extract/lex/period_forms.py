"""The printed forms of periods: one regular expression and one reader for each.

Every form reads a match into a `Mention`; which mentions belong together is decided in `periods`. Patterns run
over folded text (`lex.fold`), so that offsets are those of the print. No pattern begins with white space.
"""

# ruff: noqa: E501  (in the table of forms a pattern is read more safely on one line than cut to pieces)

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

import msgspec

from extract.lex.calendar_words import MONTH
from extract.lex.dates import day_of, first_day, is_month_end, months_between, year_of
from extract.lex.mention import PARTS, Mention, PeriodPart
from extract.lex.period_days import (
    DATE,
    DAY,
    EDATE,
    EMONTH,
    FREE,
    JDATE,
    JMONTH,
    JYEAR,
    MONTHS_OF_YEARS,
    Y4,
    Day,
    read_day,
)
from extract.lex.period_labels import CUMULATIVE, label_of
from extract.lex.sieve import Sieve

# --- readers --------------------------------------------------------------------------------------------------

Match = re.Match[str]
Form = Literal["range", "weak", "months", "dated", "instant", "fiscal", "label", "part", "relative", "term", "other"]
Atom = tuple[Form, Mention]


def _mention(match: Match, **parts: object) -> Mention:
    start, end = match.span()
    return msgspec.convert({"start": start, "end": end, "printed": match.group(), **parts}, Mention)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_range(match: Match) -> Mention | None:
    first, last = read_day(match["a"]), read_day(match["b"])
    if first is None or last is None:
        return None
    (year, month, day), (last_year, last_month, last_date) = first, last
    if last_year is None and year is None:
        return None
    if last_year is None:
        assert year is not None
        last_year = year if last_month >= month else year + 1
    elif year is None:
        year = last_year if month <= last_month else last_year - 1
    assert year is not None
    begin = day_of(year, month, day or 1)
    finish = day_of(last_year, last_month, last_date)
    if begin is None or finish is None or begin >= finish:
        return None
    return _mention(
        match, kind="duration", begin=_iso(begin), finish=_iso(finish), months=months_between(begin, finish)
    )


def _read_half_range(match: Match) -> Mention | None:
    """`自 2024年4月1日` or `至 2025年3月31日` alone: one end of a range, the other in the next cell."""
    printed = read_day(match["date"])
    if printed is None or printed[0] is None:
        return None
    day = _iso(day_of(printed[0], printed[1], printed[2]))
    side = "begin" if match["side"] == "自" else "finish"
    return _mention(match, kind="duration", torn=True, **{side: day})


def _read_month_range(match: Match) -> Mention | None:
    """`4-6月`: which months, not of which year."""
    first, last = read_day(match["a"]), read_day(match["b"])
    if first is None or last is None:
        return None
    months = (last[1] - first[1]) % 12 + 1
    return _mention(match, kind="duration", torn=True, month=last[1], months=months) if months % 3 == 0 else None


def _read_day_range(match: Match) -> Mention | None:
    """`April 1 to December 31`, `３月１日～11月30日`: from the first day of a month to the last of another, of no year."""
    first, last = read_day(match["a"]), read_day(match["b"])
    if first is None or last is None or first[2] != 1 or last[2] is None:
        return None
    months = (last[1] - first[1]) % 12 + 1
    closes = {day_of(year, last[1]) for year in (2000, 2001)}
    ends = any(day is not None and day.day == last[2] for day in closes)
    return _mention(match, kind="duration", torn=True, month=last[1], day=last[2], months=months) if ends else None


def _read_year_and_months(match: Match) -> Mention | None:
    """`2018 Jul-Sep`: the year over its months, as columns are headed. Months of two years are not read."""
    first, last, year = read_day(match["a"]), read_day(match["b"]), year_of(match["y"])
    if first is None or last is None or year is None or last[1] < first[1]:
        return None
    begin, finish = day_of(year, first[1], 1), day_of(year, last[1])
    return _mention(match, kind="duration", begin=_iso(begin), finish=_iso(finish), months=last[1] - first[1] + 1)


def _read_months_of_year(match: Match) -> Mention | None:
    """`4-6/2031`, as Finnish reports name the second quarter: months of a year by their numbers, where they are as many
    as reports are on."""
    first, last, year = int(match["a"]), int(match["b"]), int(match["y"])
    begin, finish = day_of(year, first, 1), day_of(year, last)
    if begin is None or finish is None or last - first + 1 not in _REPORTED:
        return None
    return _mention(match, kind="duration", begin=_iso(begin), finish=_iso(finish), months=last - first + 1)


_REPORTED = (3, 4, 6, 8, 9, 12)


def _read_months_of_two_years(match: Match) -> Mention | None:
    """`Jul-Jun 2030/2031`: from a month of the first year to one of the next."""
    first, last, year = read_day(match["a"]), read_day(match["b"]), int(match["y"])
    if first is None or last is None or int(match["z"][-2:]) != (year + 1) % 100:
        return _mention(match, kind="duration", torn=True)
    begin, finish = day_of(year, first[1], 1), day_of(year + 1, last[1])
    months = last[1] - first[1] + 13
    if begin is None or finish is None or months > _LONGEST_SPAN:
        return _mention(match, kind="duration", torn=True)
    return _mention(match, kind="duration", begin=_iso(begin), finish=_iso(finish), months=months)


_LONGEST_SPAN = 12  # months: `Oct-Dec 2030/31` may be a quarter of that year


_COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "one": 1, "two": 2, "four": 4, "five": 5, "seven": 7,
           "eight": 8, "ten": 10, "eleven": 11}  # fmt: skip
_WEEKS = {"twelve": 12, "sixteen": 16, "seventeen": 17, "twenty-four": 24, "twenty-eight": 28, "thirty-six": 36, "thirteen": 13, "fourteen": 14, "twenty-six": 26, "twenty-seven": 27, "thirty-nine": 39, "forty": 40,
          "fifty-two": 52, "fifty-three": 53}  # fmt: skip
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "latter": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}


def _length_of(match: Match) -> tuple[int | None, PeriodPart | None]:
    """Months and part of a duration that says by which date it ends."""
    groups = match.groupdict()
    if groups["n"]:
        count = groups["n"].lower()
        return (_COUNTS[count] if count in _COUNTS else int(count)), None
    if groups["quarter"]:
        ordinal = groups["ordinal"]
        return 3, _part("Q", _ORDINALS[_plain(ordinal)]) if ordinal else None
    if groups["half"]:
        ordinal = groups["ordinal"]
        return 6, _part("H", _ORDINALS[_plain(ordinal)]) if ordinal else None
    if groups["year"]:
        return 12, "FY"
    return None, None


def _plain(ordinal: str) -> str:
    return re.sub(r"<[^>]*>|\s", "", ordinal.lower())


def _part(letter: str, number: int) -> PeriodPart | None:
    name = f"{letter}{number}"
    return msgspec.convert(name, PeriodPart) if name in PARTS else None


def _read_dated(match: Match) -> Mention | None:
    months, part = _length_of(match)
    printed = match["date"]
    day = read_day(printed) if printed else None
    if printed and day is None:
        return None
    fiscal = part == "FY"
    if day is None or day[0] is None:
        month, number = (day[1], day[2]) if day else (None, None)
        return _mention(
            match, kind="duration", torn=True, month=month, day=number, months=months, part=part, names_year_end=fiscal
        )
    return dated(_mention(match, kind="duration"), day, months=months, part=part, weeks=match.groupdict().get("weeks"))


def dated(
    mention: Mention, day: Day, *, months: int | None, part: PeriodPart | None = None, weeks: str | None = None
) -> Mention | None:
    """The duration of so many months (or weeks) that ends on this day.

    Without a last day of a month its first day is not known: the year may be one of 52 weeks.
    """
    finish = day_of(day[0] or 0, day[1], day[2])
    if finish is None:
        return None
    begin: date | None = None
    if weeks:
        begin = finish - timedelta(days=7 * (_WEEKS.get(weeks.lower().replace(" ", "-")) or int(weeks)) - 1)
    elif months and is_month_end(finish):
        begin = first_day(finish, months)
    fiscal = part == "FY"
    return msgspec.structs.replace(
        mention,
        begin=_iso(begin),
        finish=_iso(finish),
        months=months,
        part=part,
        year=finish.year if fiscal else None,
        names_year_end=fiscal,
        month=finish.month,
        day=finish.day,
        torn=False,
    )


def _read_torn_length(match: Match) -> Mention:
    """`Three Months En`: the rest of the word, and the date, are in the next cell or lost."""
    count = match["n"].lower()
    return _mention(match, kind="duration", torn=True, months=_COUNTS[count] if count in _COUNTS else int(count))


def _read_ended_ja(match: Match) -> Mention | None:
    day = read_day(match["date"])
    months = int(match["n"]) * (12 if match["unit"] == "年" else 1)
    return dated(_mention(match, kind="duration"), day, months=months) if day and day[0] else None


def _read_instant(match: Match) -> Mention | None:
    day = read_day(match["date"])
    if day is None or day[0] is None:
        return None
    finish = day_of(*(day[0], day[1], day[2]))
    return _mention(match, kind="instant", finish=_iso(finish), month=day[1], day=day[2], part=None if day[2] else "M")


def _days_of(match: Match) -> set[date]:
    """The days that `6/30/2007` or `6.5.2007` can be, whichever of the first two numbers is the month."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    return {d for d in (day_of(year, a, b), day_of(year, b, a)) if d is not None}


def _read_us_date(match: Match) -> Mention | None:
    """`6/30/2007`, `30.6.2007`: read where only one order of day and month is possible."""
    days = _days_of(match)
    if not days:
        return None
    return _mention(match, kind="instant", finish=_iso(days.pop()) if len(days) == 1 else None)


def _read_dated_in_numbers(match: Match) -> Mention | None:
    """`half-year ended 30.6.2007`: of a day that may be two, only the length is known."""
    days = _days_of(match)
    months, part = _length_of(match)
    mention = _mention(match, kind="duration")
    if len(days) != 1:
        return msgspec.structs.replace(mention, months=months, part=part) if days else None
    day = days.pop()
    return dated(mention, (day.year, day.month, day.day), months=months, part=part, weeks=match["weeks"])


def _read_range_in_numbers(match: Match) -> Mention | None:
    """`01.01.-31.03.2022`, `4/1/2022 - 6/30/2022`: read where one order of day and month makes a span of whole months,
    or is the only possible one."""
    last_year = int(match["z"])
    spans: set[tuple[date, date]] = set()
    for month_first in (False, True):
        (a, b), (c, d) = (int(match["a"]), int(match["b"])), (int(match["c"]), int(match["d"]))
        (month, day), (last_month, last) = ((a, b), (c, d)) if month_first else ((b, a), (d, c))
        year = int(match["y"]) if match["y"] else last_year - (month > last_month)
        begin, finish = day_of(year, month, day), day_of(last_year, last_month, last)
        if begin is not None and finish is not None and begin < finish:
            spans.add((begin, finish))
    whole = {(begin, finish) for begin, finish in spans if begin.day == 1 and is_month_end(finish)}
    found = whole if len(whole) == 1 else spans
    if len(found) != 1:
        return _mention(match, kind="duration", torn=True) if found else None
    begin, finish = found.pop()
    return _mention(
        match, kind="duration", begin=_iso(begin), finish=_iso(finish), months=months_between(begin, finish)
    )


def _read_torn_date(match: Match) -> Mention | None:
    day = read_day(match["date"])
    if day is None or day[2] is None:
        return None
    return _mention(match, kind="instant", torn=True, month=day[1], day=day[2])


def _read_fiscal_month(match: Match) -> Mention | None:
    """`2025年3月期`, `25/3期`, `FY3/2025`, `FY2025/3`: the year by the month of its end."""
    groups = match.groupdict()
    style = "FY" if groups.get("fy") else "期"
    if groups.get("fy") and _read_two_years(match) is not None:
        return None
    if groups.get("y") and groups.get("m"):
        year, month = year_of(groups["y"]), int(groups["m"])
    else:
        pair = _month_and_year(groups["p"], groups["q"])
        if pair is None:
            return _mention(match, kind="duration", part="FY", label=match.group().strip())
        month, year = pair
    if year is None or not 1 <= month <= 12:
        return None
    end = bool(groups.get("end"))
    finish = day_of(year, month)
    if finish is None:
        return None
    return _mention(
        match,
        kind="instant" if end else "duration",
        begin=None if end else _iso(first_day(finish, 12)),
        finish=_iso(finish),
        year=year,
        part="FY",
        month=month,
        months=None if end else 12,
        names_year_end=True,
        label=f"FY{month}/{year}" if style == "FY" else f"{year}年{month}月期",
    )


def _month_and_year(first: str, second: str) -> tuple[int, int | None] | None:
    """Which of two numbers is the month of `FY3/25` or `FY25/3`; None when both could be.

    >>> _month_and_year("3", "25"), _month_and_year("2025", "3"), _month_and_year("03", "08")
    ((3, 2025), (3, 2025), None)
    """

    def is_year(digits: str) -> bool:
        return len(digits) == 4 or (len(digits) == 2 and (int(digits) > 12 or int(digits) == 0))

    if is_year(first) != is_year(second):
        return (int(second), year_of(first)) if is_year(first) else (int(first), year_of(second))
    if len(first) != len(second):  # a year has two digits, so the single digit is the month
        return (int(first), year_of(second)) if len(first) == 1 else (int(second), year_of(first))
    return None


def _read_two_years(match: Match) -> Mention | None:
    """`FY2023/24`: the year by both ends. `FY2011/12` may as well be one ended in December: no year is taken."""
    first, last = match.groupdict().get("y") or match["p"], match.groupdict().get("z") or match["q"]
    year, second = year_of(first), int(last[-2:])
    if len(first) != 4 or len(last) < 2 or year is None or second != (year + 1) % 100:
        return None
    label = f"FY{year}/{second:02d}"
    if len(last) == 2 and 1 <= second <= 12:
        return _mention(match, kind="duration", part="FY", label=label)
    return _mention(match, kind="duration", year=year + 1, part="FY", names_year_end=True, label=label)


def _read_two_years_alone(match: Match) -> Mention | None:
    """`2023/24`, `2022-23`: a year by both ends. `2011/12` may as well be a December, and is none."""
    mention = _read_two_years(match)
    return mention if mention is not None and mention.year is not None else None


def _read_fiscal(match: Match) -> Mention | None:
    """`FY2006`, `fiscal 2007`, `2024年度`: the year as the issuer counts, by its first or its last day."""
    year = year_of(match["y"])
    if year is None:
        return None
    ja = "年度" in match.group()
    return _mention(
        match,
        kind="instant" if match.groupdict().get("end") else "duration",
        year=year,
        part="FY",
        label=f"{year}年度" if ja else f"FY{year}",
    )


def _read_calendar_year(match: Match) -> Mention | None:
    year = year_of(match["y"] or match["y2"])
    return _mention(match, kind="duration", year=year, part="CY", label=f"CY{year}") if year else None


_SO_FAR: dict[str, PeriodPart] = {"3": "Q1", "6": "H1", "12": "FY"}


def _read_label(match: Match) -> Mention | None:
    """`1Q07`, `Q1'24`, `1H08`, `9M FY2024`, `third quarter of 2022`: a part and its year in one token."""
    groups = match.groupdict()
    year = year_of(groups["y"])
    part: PeriodPart | None
    if groups.get("nine"):
        part = "9M"
    elif groups.get("so_far"):
        part = _SO_FAR[groups["so_far"]]
    elif groups.get("six"):
        part = "H1"
    elif groups.get("full"):
        part = "FY"
    else:
        part = _worded(groups) if groups.get("span") else _numbered(groups)
    if year is None or part is None:
        return None
    worded = bool(groups.get("span") or groups.get("full") or groups.get("six"))
    worded = worded and "fiscal" not in match.group().lower()
    return _mention(
        match, kind="duration", year=year, part=part, label=label_of(f"FY{year}", year, part), in_year=worded
    )


def _read_quarter_range(match: Match) -> Mention | None:
    """`1Q-3Q21`, `Q1-Q3 2021`: the quarters since the first day of the year, told as one."""
    groups = match.groupdict()
    last = groups["n1"] or groups["n2"]
    part = CUMULATIVE[f"Q{last}"]
    year = year_of(groups["y"]) if groups["y"] else None
    if groups["y"] and year is None:
        return None
    label = label_of(f"FY{year}" if year else None, year, part)
    return _mention(match, kind="duration", year=year, part=part, cumulative=True, months=PARTS[part][1], label=label)


def _read_month_quarter(match: Match) -> Mention | None:
    """`June 2023 quarter`, `September quarter 2023`: the three months that end with a month."""
    groups = match.groupdict()
    printed = read_day(groups.get("date") or groups["month"])
    if printed is None:
        return None
    year = year_of(groups["y"]) if groups["y"] else printed[0]
    if year is None:
        return _mention(match, kind="duration", torn=True, month=printed[1], months=3)
    return dated(_mention(match, kind="duration"), (year, printed[1], None), months=3)


def _numbered(groups: dict[str, str | None]) -> PeriodPart | None:
    letter, number = groups.get("letter") or groups.get("letter2"), groups.get("number") or groups.get("number2")
    return _part(letter.upper(), int(number)) if letter and number else None


def _worded(groups: dict[str, str | None]) -> PeriodPart | None:
    letter = "Q" if (groups["span"] or "").lower().startswith("quarter") else "H"
    return _part(letter, _ORDINALS[_plain(groups["ordinal"] or "")])


def _read_part(match: Match) -> Mention | None:
    groups = match.groupdict()
    part: PeriodPart | None
    if groups.get("nine"):
        part = "9M"
    elif groups.get("six"):
        part = "H1"
    elif groups.get("full"):
        part = "FY"
    elif not groups.get("span"):
        part = _numbered(groups)
    else:
        part = _worded(groups)
    return _mention(match, kind="duration", part=part, label=label_of(None, None, part)) if part else None


def _read_end_of_part(match: Match) -> Mention | None:
    """`2nd quarter-end`, `end of the second quarter`: the last day of that part of the year."""
    groups = match.groupdict()
    ordinal, span = groups["ordinal"] or groups["ordinal2"], groups["span"] or groups["span2"]
    part = _worded({"ordinal": ordinal, "span": span})
    return _mention(match, kind="instant", part=part, label=label_of(None, None, part)) if part else None


_KANJI = {"一": 1, "二": 2, "三": 3, "四": 4}


def _read_part_ja(match: Match) -> Mention | None:
    groups = match.groupdict()
    cumulative = bool(groups["cumulative"])
    part: PeriodPart | None
    if groups["quarter"]:
        number = _KANJI[groups["quarter"]] if groups["quarter"] in _KANJI else int(groups["quarter"])
        part = _part("Q", number)
        if cumulative:
            part = CUMULATIVE.get(part or "", part)
    elif groups["nine"]:
        part, cumulative = "9M", True
    else:
        part = "H1" if groups["half"] in ("中間", "上") else "H2" if groups["half"] else "FY"
    relative = {"当": "current", "前": "prior"}.get(groups["relative"] or "")
    return _mention(
        match,
        kind="instant" if groups["end"] else "duration",
        part=part,
        label=label_of(None, None, part),
        cumulative=cumulative,
        relative=relative,
    )


_RELATIVE_JA = {
    "当": "current",
    "今": "current",
    "前": "prior",
    "昨": "prior",
    "次": "next",
    "翌": "next",
    "来": "next",
}
_RELATIVE_EN = {"current": "current", "previous": "prior", "prior": "prior", "preceding": "prior", "last": "prior",
                "next": "next"}  # fmt: skip


def _read_relative(match: Match) -> Mention | None:
    groups = match.groupdict()
    word = groups.get("ja") or groups.get("en") or ""
    relative = _RELATIVE_JA.get(word) or _RELATIVE_EN.get(word.lower())
    return _mention(
        match,
        kind="instant" if groups.get("end") or groups.get("end2") else "duration",
        part="FY",
        relative=relative,
        label=None,
    )


def _read_term(match: Match) -> Mention | None:
    return _mention(
        match,
        kind="instant" if match["end"] else "duration",
        part="H1" if match["half"] else "FY",
        term=int(match["n"]),
        label=f"第{match['n']}期{'中' if match['half'] else ''}",
    )


def _read_month_end(match: Match) -> Mention | None:
    """`2022/12末`, `23/3末`."""
    year = int(match["y"].lstrip("'"))
    finish = day_of(year + 2000 if year < 100 else year, int(match["m"]))
    if finish is None:
        return None
    return _mention(match, kind="instant", finish=finish.isoformat(), month=finish.month, part="M")


def _read_trailing(match: Match) -> Mention | None:
    return _mention(match, kind="duration", part="LTM", months=12, label="LTM")


# --- the forms ------------------------------------------------------------------------------------------------

_B = r"(?<![A-Za-z0-9])"
# `£9m`, `EUR 9m` and `€161.9m` are millions.
_NINE = r"(?<!\d[.,])(?<![$€£¥₹])(?<![$€£¥₹]\s)(?<!(?-i:[A-Z]{3})\s(?=(?-i:9m)))(?P<nine>9M)"
_ORD = r"(?:first|second|latter|third|fourth|[1-4]\s?(?:<sup>)?(?:st|nd|rd|th)(?:</sup>)?)"
_SPACED_ENDED = r"e\s?n\s?d\s?(?:e\s?d|i\s?n\s?g)"
_SPACED_MONTHS = r"m\s?o\s?n\s?t\s?[hnb]\s?s?"
_TO = r"\s*(?:~|-|to\b|through\b|thru\b|until\b|から)\s*"

_RANGE = (
    rf"(?:自\s*|from\s+)?(?P<a>{DATE}|{MONTHS_OF_YEARS}|(?<![A-Za-z]){MONTH}(?:\s*{DAY})?"
    rf"|(?<![\d.,/-]){DAY}\s+{MONTH}(?![A-Za-z])),?"
    rf"(?:{_TO}|\s*至\s*)(?:至\s*)?"
    rf"(?P<b>{DATE}|{MONTHS_OF_YEARS}|\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?(?!\s*期)|(?<=[-~])\s?\d{{1,2}}(?![\d/.,年%]))"
    r"(?:\s*まで)?"
)
_EDAY = rf"(?:{MONTH}\s*{DAY}|{DAY}\s+{MONTH}(?![A-Za-z]))"
_JDAY = r"\d{1,2}\s*月\s*\d{1,2}\s*日"
_WEAK_RANGE = r"(?<![\d/])(?P<a>'?\d{2}/\d{1,2})\s*[~-]\s*(?P<b>'?\d{2}/\d{1,2})(?![\d/])"
_LENGTH = (
    rf"(?:(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])[\s-]+{_SPACED_MONTHS}(?:[\s-]+(?:fiscal\s+)?periods?)?"
    rf"|(?P<weeks>\d\d|{'|'.join(_WEEKS)})[\s-]+weeks?(?:[\s-]+(?:fiscal\s+)?(?:period|quarter|year)s?)?"
    rf"|(?:(?P<ordinal>{_ORD})\s+)?(?:(?:fiscal|consolidated)\s+)?(?:(?P<quarter>quarters?(?:ly\s+period)?)|(?P<half>half(?:[\s-]year)?))"
    rf"|(?P<year>(?:full\s+)?(?:(?:consolidated|fiscal|financial|business)\s+)*years?|FYE?)"
    rf"|(?P<other>(?:interim|semi-?annual|fiscal)?\s?periods?))"
)
_DATED = rf"{_B}(?:for\s+the\s+|the\s+)?{_LENGTH}[\s-]+{_SPACED_ENDED}(?:\s+on)?\s*"
# `In the year to 31 December 2031`; without its article it may be how long something was put off, but for quarters,
# halves and years of weeks: `26 weeks to 26 February 2031`.
_IN_WEEKS = r"(?=(?:1[34]|2[67]|39|40|5[23])[\s-]+weeks?\s+to\s)"
_DATED_TO = rf"{_B}(?:for\s+)?(?:the\s+|{_IN_WEEKS}){_LENGTH}\s+to\s+"
_DATED_DAY = (
    rf"(?P<date>{DATE}|{EMONTH}|{MONTH}\s*{DAY}(?!\s*,?\s*\d{{3}})"
    rf"|{DAY}\s+(?:of\s+)?{MONTH}(?![A-Za-z])(?!,?\s*\d))"
)
_NUMBERED_DAY = rf"(?P<a>\d{{1,2}})(?P<by>[./])(?P<b>\d{{1,2}})(?P=by)(?P<y>{Y4})(?![\d/]|[.,]\d)"
# `2022/23` stands anywhere; `2014-15` in a sentence may be the number of a standard, and is a year where it stands alone
# or behind its part.
_TWO_YEARS = (
    rf"(?<![\d./,'-])(?<![A-Za-z])(?P<y>{Y4})(?:\s?/\s?|(?:(?<!.{{5}})|(?<=[QH][1-4]\s.{{4}})|(?<=[1-4][QH]\s.{{4}}))-(?=\d\d(?:年度|\s*(?:$|\)))))"
    r"(?P<z>(?:19|20)\d\d|\d\d)(?![\d/%]|[.,-]\d)"
)

_RANGE_IN_NUMBERS = (
    rf"(?<![\d./-])(?:from\s+)?(?P<a>\d{{1,2}})(?P<by>[./])(?P<b>\d{{1,2}})(?:(?P=by)(?P<y>{Y4})?)?{_TO}"
    rf"(?P<c>\d{{1,2}})(?P=by)(?P<d>\d{{1,2}})(?P=by)(?P<z>{Y4})(?![\d/]|[.,]\d)"
)

# `H1 24` over a column, in quotes, in a bracket of its own: the year in two figures. In a sentence, `in Q1 24 stores
# opened`, the figure is none.
_PART_24 = r"(?:[QH][1-4]|[1-4][QH]|9M)\s(?:1[5-9]|[2-4]\d)"
# What may be said of a column besides its period: `H1 24 Restated`, `Q3 24 (unaudited)`.
_STATE = (
    r"(?i:reported|restated|adjusted|adj|actuals?|unaudited|audited|pro[\s-]?forma|underlying|organic|guidance|forecast"
    r"|budget|plan|targets?|results?|IFRS|GAAP)"
)
_PART_AND_TWO_FIGURES = (
    rf"(?<!\w)(?<![^\W\d]\s)(?<![,;]\s)"
    rf"(?:(?P<letter>[QH])(?P<number>[1-4])|(?P<number2>[1-4])(?P<letter2>[QH])|(?P<nine>9M))\s(?P<y>1[5-9]|[2-4]\d)"
    rf"(?=[^\w%]{{0,3}}$|\s+{_PART_24}(?![\w.,])|[:)\"]|\s+\(?{_STATE}\b)"
)

_FORMS: tuple[tuple[Form, str, str, Callable[[Match], Mention | None]], ...] = (
    ("range", "digit month dash slash", rf"{_B}(?P<a>{MONTH})\s?[-~]\s?(?P<b>{MONTH}),?\s+(?P<y>{Y4})\s?/\s?(?P<z>{Y4}|\d\d)(?![\d/%]|[.,]\d)", _read_months_of_two_years),
    ("range", "digit dash slash", rf"(?<![\w./,-])(?P<a>1[0-2]|[1-9])\s?[-~]\s?(?P<b>1[0-2]|[1-9])\s?/\s?(?P<y>{Y4})(?![\d/%]|[.,]\d)", _read_months_of_year),
    ("range", "digit to", _RANGE, _read_range),
    ("dated", "digit 至", rf"(?P<side>[自至])\s*(?P<date>{JDATE})(?:\s*まで)?", _read_half_range),
    ("range", "digit to slash", _RANGE_IN_NUMBERS, _read_range_in_numbers),
    ("weak", "digit dash slash", _WEAK_RANGE, _read_range),
    ("range", "digit month dash", rf"{_B}(?P<y>{Y4})\s+(?P<a>{MONTH})\s?[-~]\s?(?P<b>{MONTH})(?![A-Za-z]|,?\s*\d)", _read_year_and_months),
    ("range", "digit 年 月 dash", rf"(?P<y>{JYEAR})\s*年\s*(?P<a>\d{{1,2}})\s*月?\s*[-~]\s*(?P<b>\d{{1,2}}\s*月)(?!\s*\d)", _read_year_and_months),
    ("months", "digit month to", rf"(?:from\s+)?{_B}(?P<a>{_EDAY}){_TO}(?P<b>{_EDAY})(?!\s*,?\s*\d)", _read_day_range),
    ("months", "digit 月 to", rf"(?<![\d年/])(?:自\s*)?(?P<a>{_JDAY})(?:{_TO}|\s*至\s*)(?P<b>{_JDAY})(?:\s*まで)?", _read_day_range),
    ("months", "month dash", rf"{_B}(?P<a>{MONTH})\s?[-~]\s?(?P<b>{MONTH})(?![A-Za-z]|\s*\d)", _read_month_range),
    ("months", "digit 月 dash", r"(?<![\d/.年])(?P<a>\d{1,2})\s*月?\s*[-~]\s*(?P<b>\d{1,2}\s*月)(?!\s*(?:期|\d))", _read_month_range),
    ("dated", "digit ended", _DATED + _DATED_DAY, _read_dated),
    ("dated", "digit to", _DATED_TO + rf"(?P<date>{DATE})", _read_dated),
    ("dated", "digit ended slash", _DATED + _NUMBERED_DAY, _read_dated_in_numbers),
    ("dated", "ended", _DATED + r"(?P<date>(?!.))?(?=\s*(?:$|\)|\|))", _read_dated),
    ("dated", "months", rf"{_B}(?P<n>three|six|nine|twelve|[369]|12)\s+{_SPACED_MONTHS}\s+e(?:\s?n(?:\s?d(?:\s?e)?)?)?(?![a-z])", _read_torn_length),
    ("dated", "digit 終", rf"(?P<date>{JDATE})\s*に?\s*終\s*了\s*(?:し\s*た|す\s*る)\s*(?P<n>\d{{1,2}})\s*(?:[カヵか箇ケヶ]\s*)?(?P<unit>年|月)間?", _read_ended_ja),
    ("dated", "month quarter", rf"{_B}(?:(?:for|in|during)\s+)?(?:the\s+)?(?:(?P<date>{EMONTH})[\s-]+(?:quarter|qtr)|(?P<month>{MONTH})[\s-]+(?:quarter|qtr)(?:,?\s+(?:of\s+)?(?P<y>{Y4}){FREE})?)(?![A-Za-z])", _read_month_quarter),
    ("dated", "digit month Q", rf"{_B}(?P<month>{MONTH})[\s-]+Q\s+(?P<y>{Y4}){FREE}", _read_month_quarter),
    ("label", "digit Q dash", rf"{_B}(?:1Q|Q1)\s?[-~]\s?(?:(?P<n1>[234])Q|Q(?P<n2>[234]))(?:(?:\s?[-/]?\s?(?:FY|CY)\s?'?|\s?'|\s)?(?P<y>\d{{4}}|\d{{2}}))?(?![\d/%A-Za-z]|[.,]\d)", _read_quarter_range),
    ("fiscal", "digit 年 月 期", rf"(?P<y>{JYEAR}|(?<!\d)'?\d{{2}})\s*年\s*(?P<m>\d{{1,2}})\s*月\s*期(?P<end>\s*末)?", _read_fiscal_month),
    ("fiscal", "digit 期 slash", rf"(?<![\d/.])(?P<y>'?{Y4}|'?\d{{2}})[/.](?P<m>\d{{1,2}})\s*期(?P<end>末)?", _read_fiscal_month),
    ("fiscal", "digit FY slash", rf"{_B}(?P<fy>FYE?)\s?'?(?P<p>\d{{4}}|\d{{1,2}})[/.](?P<q>\d{{4}}|\d{{1,2}})(?![\d/%]|[.,]\d)", _read_fiscal_month),
    ("fiscal", "digit FY", rf"{_B}(?:FY|(?:fiscal|financial)(?:\s+years?)?)\s?(?P<y>{Y4})\s?[-/]\s?(?P<z>{Y4}|\d\d)(?![\d/%]|[.,]\d)", _read_two_years),
    ("fiscal", "digit", _TWO_YEARS, _read_two_years_alone),
    ("fiscal", "digit FY", rf"{_B}(?:full[\s-]+)?(?:(?:year\s+)?FY|(?:fiscal|financial)(?:\s+years?)?)\s?'?(?P<y>{Y4}|\d{{2}})(?![\d/%]|[.,]\d)", _read_fiscal),
    ("fiscal", "年", rf"(?P<y>{JYEAR}|(?<![\d'])'?\d{{2}})\s*年度(?P<end>末)?", _read_fiscal),
    ("instant", "digit joint", rf"(?:{_B}(?:as\s+(?:of|at)|at)\s+(?:the\s+end\s+of\s+)?)?(?P<date>(?<![\d./-])(?:{DATE})|{_B}(?:{EDATE}|{EMONTH})|{JMONTH})(?:\s*(?:現在|時点|末))?", _read_instant),
    ("instant", "digit slash", rf"(?<![\d./-]){_NUMBERED_DAY}", _read_us_date),
    ("instant", "digit month", rf"{_B}(?:as\s+(?:of|at)|at)\s+(?P<date>{_EDAY})(?!\s*,?\s*\d{{3}})", _read_torn_date),
    ("instant", "digit month", rf"{_B}(?P<date>{MONTH}\s*{DAY})(?=\s*,?\s*(?:$|\)))", _read_torn_date),
    ("instant", "digit 月", r"(?<![\d年])(?P<date>\d{1,2}\s*月\s*\d{1,2}\s*日)(?=\s*(?:現在|時点|$|\)))", _read_torn_date),
    ("instant", "digit 末 slash", rf"(?<![\d/.])(?P<y>{Y4}|'?\d{{2}})[/.](?P<m>\d{{1,2}})\s*月?末", _read_month_end),
    ("other", "digit CY", rf"{_B}CY\s?'?(?P<y>{Y4}|\d{{2}})(?![\d/%]|[.,]\d)|{_B}calendar(?:\s+year)?\s+(?P<y2>{Y4}){FREE}", _read_calendar_year),
    ("label", "digit Q", rf"{_B}(?P<number>[1-4])(?P<letter>[QH])(?:\s?[-/]?\s?(?:FY|CY)\s?'?|\s?'|[-/])?(?P<y>\d{{4}}|\d{{2}})(?![\d/%A-Za-z]|[.,]\d|-\d\d(?!\d))", _read_label),
    ("label", "digit Q", rf"{_B}(?P<letter>[QH])(?P<number>[1-4])(?:\s?[-/]?\s?(?:FY|CY)\s?'?|\s?'|[-/])(?P<y>\d{{4}}|\d{{2}})(?![\d/%A-Za-z]|[.,]\d|-\d\d(?!\d))", _read_label),
    ("label", "digit M", rf"{_B}(?:(?P<number>[1-4])(?P<letter>[QH])|(?P<letter2>[QH])(?P<number2>[1-4])|{_NINE})\s(?P<y>{Y4})(?![\d/%]|[.,]\d|-\d\d(?!\d))", _read_label),
    ("label", "digit Q", rf"{_B}(?:FY|CY)?\s?'?(?P<y>{Y4}|(?<=[Yy])\d{{2}}|(?<=[Yy]\s)\d{{2}})\s?[-/.]?\s?(?:(?P<letter>[QH])(?P<number>[1-4])|(?P<number2>[1-4])(?P<letter2>[QH]))(?![A-Za-z0-9]|\s+(?:[1-4][QH]|[QH][1-4])\b)", _read_label),
    ("label", "digit M", rf"{_B}{_NINE}(?:\s?[-/]?\s?(?:FY|CY)\s?'?|\s?'|[-/])?(?P<y>\d{{4}}|\d{{2}})(?![\d/%A-Za-z]|[.,]\d|-\d\d(?!\d))", _read_label),
    ("label", "digit M", rf"{_B}(?<!\d[.,])(?<![$€£¥₹])(?<![$€£¥₹]\s)(?P<so_far>3|6|12)(?-i:M)(?:\s?[-/]?\s?(?:FY|CY)\s?'?|\s?'|[-/])?(?P<y>\d{{4}}|\d{{2}})(?![\d/%A-Za-z]|[.,]\d|-\d\d(?!\d))", _read_label),
    ("label", "digit M", rf"{_B}(?<!\d[.,])(?<![$€£¥₹])(?<![$€£¥₹]\s)(?P<so_far>6|12)(?-i:M)\s(?P<y>{Y4})(?![\d/%]|[.,]\d|-\d\d(?!\d))", _read_label),
    ("label", "digit M", _PART_AND_TWO_FIGURES, _read_label),
    ("part", "digit M", rf"{_B}(?:(?P<number>[1-4])(?P<letter>[QH])|(?P<letter2>[QH])(?P<number2>[1-4])|{_NINE})(?![A-Za-z0-9])", _read_part),
    ("label", "digit quarter", rf"{_B}(?P<ordinal>{_ORD})[\s-]+(?P<span>quarters?|half)(?:[\s-]year)?(?:\s+results)?,?\s+(?:of\s+|in\s+)?(?:the\s+year\s+|calendar\s+)?(?P<y>{Y4})(?![\d/%年]|[.,]\d|-\d)", _read_label),
    ("label", "digit first", rf"{_B}(?:(?P<nine>first\s+(?:nine\s+months|three\s+quarters))|(?P<six>first\s+(?:six\s+months|two\s+quarters))|(?P<full>full[\s-]year))\s+(?:(?:of|in)\s+)?(?:the\s+)?(?:fiscal\s+(?:year\s+)?)?(?P<y>{Y4})(?![\d/%年]|[.,]\d|-\d)", _read_label),
    ("part", "quarter", rf"{_B}(?:(?P<ends>end\s+of\s+(?:the\s+)?)(?P<ordinal>{_ORD})[\s-]+(?P<span>quarter|half)(?:[\s-]year)?(?![A-Za-z]|\s+of\b)|(?P<ordinal2>{_ORD})[\s-]+(?P<span2>quarter|half)[\s-]end(?![A-Za-z]))", _read_end_of_part),
    ("part", "quarter", rf"{_B}(?P<ordinal>{_ORD})[\s-]+(?:fiscal\s+)?(?P<span>quarters(?=\s+of\s+(?:the\s+)?(?:fiscal|FY))|quarter|half)(?:[\s-]year)?(?![A-Za-z])", _read_part),
    ("part", "first", rf"{_B}(?:(?P<nine>first\s+(?:nine\s+months|three\s+quarters)|nine[\s-]month\s+period)|(?P<six>first\s+(?:six\s+months|two\s+quarters))|(?P<full>full[\s-](?:fiscal\s+)?year))(?![A-Za-z])", _read_part),
    ("part", "", r"(?P<relative>[当前])?(?:第\s*(?P<quarter>[1-4一二三四])\s*四半期|(?P<nine>9\s*[カヵかケヶ]\s*月)間?|(?<!(?:最近|直近|過去)\d)(?<!(?:最近|直近|過去)\d\d)(?P<half>中間|上|下)(?:半?期|(?=(?:連結)?会計期間))|(?P<full>通期))(?:\s*連結)?(?:\s*(?P<cumulative>\(累計(?:期間)?\)|累計(?:期間)?)|会計期間|期間)?(?P<end>末)?", _read_part_ja),
    ("relative", "今 年", r"(?<![対一-龥])(?P<ja>[当前今昨次翌来])(?:連結会計年度|事業年度|会計年度|年度|年同期|年同四半期)(?P<end>末)?(?!\s*(?:比|差|増減|純|利益|損|間))", _read_relative),
    ("relative", "今 期", r"(?<![対一-龥])(?P<ja>[当前今次翌来])期(?P<end>末)?(?!\s*(?!実績|予想|計画|見込|目標|累計|通期|上期|下期|第|\(|現在|残高|の|において|における)[一-龥ぁ-んァ-ヶ])", _read_relative),
    ("relative", "year", rf"{_B}(?:(?P<end>end\s+of\s+(?:the\s+)?)?(?P<en>current|previous|prior|preceding|last|next)\s+(?:fiscal\s+)?year(?P<end2>[\s-]end)?)(?![A-Za-z]|\s+FY)", _read_relative),
    ("term", "期", r"第\s*(?P<n>\d{1,3})\s*期(?:(?P<end>末)|(?P<half>中間?)(?!計|旬|に|の|で))?", _read_term),
    ("other", "trailing", rf"{_B}(?:LTM|TTM|(?:last|trailing|rolling)\s+(?:twelve|12)[\s-]+months)(?![A-Za-z])", _read_trailing),
)  # fmt: skip

FORMS = Sieve(
    (needs, (rank, form, re.compile(pattern, re.I), reader))
    for rank, (form, needs, pattern, reader) in enumerate(_FORMS)
)
"""The forms that a folded text may hold: rank, name, pattern and reader of each."""
