"""The issuer's fiscal year, voted by what the document says.

A vote is a mention that ties a part of the fiscal year to dates: `FY2006 (2006/4-2007/3)`, `fiscal year ending
March 31, 2008 ("FY2007")`, `2025年3月期`, `第１四半期累計期間（自 4月1日 …`. One contradicting header among several
is outvoted; a tie decides nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

import msgspec

from extract import model
from extract.calendar.closing_day import whole_months, year_closed_by
from extract.calendar.eras import short_years
from extract.calendar.week_calendar import week_years
from extract.calendar.week_years import month_closed_by, months_of_weeks
from extract.lex.calendar_words import MONTH_IN_FULL
from extract.lex.dates import is_month_end, last_day, months_between, months_later
from extract.lex.mention import PARTS
from extract.lex.period_days import month_of
from extract.lex.periods import Mention, combine, find_periods, fiscal_year_of

YearName = Literal["start", "end"]

_MOST_SPANS = 200
_TIED, _DATED, _LOOSE = 6, 4, 1
"""Weights: label and dates in one mention; a year or part of a year with its dates; any twelve or three months."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a user says of an issuer's years. It outranks customs and hints, and not what a document says."""

    end: tuple[int, int] | None = None
    label: YearName | None = None


class _Vote(msgspec.Struct, frozen=True):
    choice: object
    weight: int
    printed: str


def infer_calendar(
    texts: Iterable[str],
    ties: Iterable[tuple[Mention, Mention]] = (),
    compared: Iterable[tuple[Mention, Mention]] = (),
    told: Told | None = None,
    reported: Iterable[tuple[Mention, date]] = (),
) -> tuple[model.Calendar, tuple[str, ...]]:
    """End of the fiscal year and the naming of years, with the printed evidence of both. A tie leaves None, or what
    was `told`.

    `ties` are names of periods and what the document says that they mean (see `detect.definitions`); `compared` are
    names of years in tables and the year that they must be (see `detect.compared_years`); `reported` are the names of
    what the document reports on, and the day by which that had ended (see `detect.reported`).

    >>> calendar, evidence = infer_calendar(["FY2006 (2006/4-2007/3)", "1Q07"])
    >>> (calendar.end_month, calendar.end_day, calendar.label), evidence
    ((3, 31, 'start'), ('FY2006 (2006/4-2007/3)',))
    """
    texts, ties, reported = list(texts), list(ties), list(reported)
    mentions = _rejoined(mention for text in texts for mention in find_periods(text))
    told_of = _rejoined(m for text in texts for m in find_periods(text) if not _is_compared(text, m))
    said = [vote for text in texts for vote in _said_votes(text)]
    counted = short_years(texts)
    said += [vote for name, means in ties for vote in _tied_months(name, means)]
    dated = (vote for mention in mentions for vote in _month_votes(mention))
    months = [*said, *dated, *_closing_votes(mentions), *_half_votes(mentions), *_half_year_votes(texts)]
    months += _named_votes(mentions) if not months else []
    month = _winner([*months, *_reported_months(reported, {vote.choice for vote in months})])
    told = told or Told()
    weeks = week_years(texts)
    end_day: int | None
    evidence: tuple[str, ...] = ()
    if told.end is not None and (month is None or (month.weight < _DATED and month.choice != told.end[0])):
        end_month, end_day = told.end
    elif month is not None:
        assert isinstance(month.choice, int)
        end_month, evidence = month.choice, month.evidence
        end_day = _end_day(mentions, end_month) or (month_length(end_month) if said else None)
        if _of_weeks(mentions) and not any(vote.choice == end_month for vote in said):
            end_day = _end_day(mentions, end_month, of_weeks=True)
    elif weeks is not None:
        end_month, end_day = weeks.month, None
        evidence = tuple(day.isoformat() for day in weeks.closings)
    else:
        return model.Calendar(short_years=counted), ()
    if weeks is not None and {end_month, end_month % 12 + 1} & {weeks.month, weeks.month % 12 + 1} and not said:
        end_month, end_day = weeks.month, None
    else:
        weeks = None
    named = [vote for name, means in ties for vote in _tied_labels(name, means, end_month)]
    named += [vote for name, means in compared for vote in _tied_labels(name, means, end_month, _LOOSE)]
    named += _reported_labels(reported, end_month)
    label = _winner([*named, *_label_votes(mentions), *_matching_votes(told_of, end_month)])
    name = told.label
    if label is not None and (told.label is None or label.weight >= _DATED):
        name = "start" if label.choice == "start" else "end"
        evidence = _merged(label.evidence, evidence)
    spans = _spans(mentions) if end_day is None else ()
    fiscal = end_month != 12 and any(
        mention.in_year and any(vote.choice == end_month for vote in _tied_months(mention, means))
        for mention, means in ties
    )
    calendar = model.Calendar(
        end_month=end_month, end_day=end_day, label=name, short_years=counted, spans=spans, counts_fiscal=fiscal
    )
    if weeks is not None:
        calendar = msgspec.structs.replace(
            calendar, closings=weeks.closings, days=weeks.days, even_quarters=weeks.even
        )  # fmt: skip
    return calendar, evidence[:8]


def _is_compared(text: str, mention: Mention) -> bool:
    """`£153.9 million (H1 2016: £138.2 million)`: a period in brackets before its figure is not the one told of."""
    opened = text[: mention.start].rstrip().endswith(("(", "（", "["))
    return opened and text[mention.end :].lstrip().startswith((":", "："))


def _rejoined(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions whose lines came one by one: `当第1四半期連結累計期間`, `自 2021年4月1日`, `至 2021年6月30日`."""
    whole: list[Mention] = []
    for mention in mentions:
        if whole and mention.torn and whole[-1].torn and (dates := combine(whole[-1], mention)) is not None:
            whole.pop()
            label = whole[-1] if whole else None
            dateless = label is not None and label.finish is None and not label.torn and label.kind == "duration"
            joined = combine(label, dates) if label is not None and dateless else None
            if joined is not None:
                whole.pop()
            whole.append(joined or dates)
        else:
            whole.append(mention)
    return whole


class _Won(msgspec.Struct, frozen=True):
    choice: object
    weight: int
    evidence: tuple[str, ...]


def _winner(votes: Iterable[_Vote]) -> _Won | None:
    weights: Counter[object] = Counter()
    printed: dict[object, list[_Vote]] = {}
    for vote in votes:
        weights[vote.choice] += vote.weight
        printed.setdefault(vote.choice, []).append(vote)
    ranked = weights.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    best = sorted(printed[ranked[0][0]], key=lambda vote: -vote.weight)
    return _Won(ranked[0][0], ranked[0][1], _merged(tuple(vote.printed for vote in best)))


def _merged(*evidence: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(printed.split()) for group in evidence for printed in group))


# --- the end of the year --------------------------------------------------------------------------------------


def _to_month(group: str) -> str:
    """`ends on 31 December`, `ends on the last day of March`, `ends March 31`: a pattern from behind the verb on."""
    last = r"(?:on\s+)?(?:the\s+)?(?:last\s+day\s+of\s+|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    return rf"{last}(?P<{group}>{MONTH_IN_FULL})\b"


_SAID = re.compile(
    r"(?:\b(?:fiscal|financial|business)\s+years?|\bFY)\s+(?:[\w’']+\s+){0,4}?(?:ends?|closes?|runs\s+to)\s+"
    + _to_month("month")
    + r"|\b(?:fiscal|financial|accounting)\s+years?\s+(?:runs?|covers?|is)\s+(?:the\s+period\s+)?"
    r"from\s+[^.;:]{3,24}?\s(?:to|through|until)\s+"
    + _to_month("until")
    + r"|\b(?:(?:fiscal|financial|accounting)\s+year|year)[\s-]end(?:\s+date)?\s*(?::|=|\bis\b|\bof\b)\s*"
    + _to_month("at")
    + r"|\b(?:has|have|with|having)\s+an?\s+"
    + _to_month("with")
    + r"\s+(?:\d{1,2}\s+)?(?:(?:fiscal|financial|accounting)\s+)?year[\s-]end\b"
    r"|(?:決算期|決算月|事業年度末)\D{0,6}(?P<ja>\d{1,2})月"
    # `reports on a calendar year basis`, `Fiscal year = calendar year`, `Das Geschäftsjahr entspricht dem Kalenderjahr`
    r"|(?P<calendar>(?<!\bnot\s)\b(?:operates?|reports?)\s+on\s+a\s+calendar[\s-]year\s+basis\b"
    r"|\b(?:fiscal|financial|business)\s+years?(?:\s+(?:of\s+)?(?:the\s+)?(?:group|company))?"
    r"\s*(?:=|:|(?:is|are)(?:\s+(?:the\s+same\s+as|identical\s+(?:to|with)))?|equals?|corresponds?\s+to|coincides?\s+with|follows?)"
    r"\s*(?:the|a)?\s*calendar\s+years?\b"
    r"|\bGeschäftsjahr\s*(?:=|:|ist(?:\s+gleich)?|entspricht|gleich)\s*(?:dem|das)?\s*Kalenderjahr\b"
    r"|\bexercice(?:\s+(?:social|comptable))?\s*(?:=|:|correspond\s+à|coïncide\s+avec|est)\s*(?:l['’])?\s*année\s+civile\b"
    r"|(?:会計|事業)年度は、?暦年)",
    re.I,
)


_SAYS = ("ear", "FY", "ahr", "xercice", "月", "暦年")


def month_length(month: int) -> int:
    """The last day of a month in a year that is no leap year."""
    return last_day(2001, month)


def year_ends_said(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, day as printed) of each place that says in so many words when years end, the month named.

    >>> list(year_ends_said("The Group has a 30 June year end."))
    [(10, 32, '30 June')]
    """
    for found in _SAID.finditer(text) if any(sign in text for sign in _SAYS) else ():
        name = next((name for name in ("month", "until", "at", "with") if found[name]), None)
        if name is not None:
            behind = _DAY_BEHIND.match(text, found.end(name))
            before = _DAY_BEFORE.search(text, found.start(), found.start(name))
            start = before.start() if before is not None else found.start(name)
            end = behind.end() if behind is not None else found.end(name)
            yield found.start(), max(end, found.end()), text[start:end]


_DAY_BEHIND = re.compile(r"\s\d{1,2}(?!\d)")
_DAY_BEFORE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?\Z|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?=[A-Z])")


def _said_votes(text: str) -> Iterator[_Vote]:
    """`The fiscal year ends on September 30.`: the year end in so many words."""
    if not any(sign in text for sign in _SAYS):
        return
    for found in _SAID.finditer(text):
        named = (found[name] for name in ("month", "until", "at", "with", "ja"))
        month = month_of(next(filter(None, named), "12"))
        if month is not None:
            yield _Vote(month, _TIED, found[0])


def _month_votes(mention: Mention) -> Iterator[_Vote]:
    """The month in which the fiscal year ends, as far as one mention tells."""
    if mention.kind != "duration":
        return
    year = fiscal_year_of(mention)
    if year is not None:
        tied = mention.label is not None and mention.part != "FY"
        yield _Vote(year[1].month, _TIED if tied else _DATED, mention.printed)
    elif mention.part == "FY" and mention.month and mention.torn:
        yield _Vote(mention.month, _LOOSE, mention.printed)  # "fiscal year ended March 31,"
    elif mention.torn and mention.months == 12 and mention.month and mention.day and mention.part is None:
        yield _Vote(mention.month, _LOOSE, mention.printed)  # `financial year 1 January to 31 December`
    elif mention.part in PARTS and mention.month and mention.months and not mention.torn and mention.part != "FY":
        before, months = PARTS[mention.part]
        if months == mention.months:  # 第1四半期（4-6月）
            yield _Vote((mention.month - before - months - 1) % 12 + 1, _DATED, mention.printed)
    elif mention.begin and mention.finish and mention.part is None:
        run, finish = _length_of(mention), month_closed_by(date.fromisoformat(mention.finish))
        if run in (9, 12):  # what is told of nine months has run since the year began
            yield _Vote((finish.month - run - 1) % 12 + 1, _LOOSE, mention.printed)


_REPORT_SO_FAR = re.compile(
    r"\b(?:half[\s-]?year(?:ly)?|interim)\s+(?:financial\s+|management\s+|consolidated\s+)?(?:reports?|results?|statements?|announcement)"
    r"(?:\W+\w+){0,4}?\W+$",
    re.I,
)


def _half_year_votes(texts: Iterable[str]) -> Iterator[_Vote]:
    """`Half-year report for the six months ended 30 September 2023`, `Interim report January – June 2031`: what is
    reported of is the first half."""
    for text in texts:
        for mention in find_periods(text):
            last = _last_month(mention)
            half = mention.kind == "duration" and mention.months == 6
            if half and last is not None and _REPORT_SO_FAR.search(text[: mention.start][-90:]):
                yield _Vote((last + 5) % 12 + 1, _DATED, mention.printed)


def _last_month(mention: Mention) -> int | None:
    if mention.month is not None or mention.finish is None:
        return mention.month
    return month_closed_by(date.fromisoformat(mention.finish)).month


def _length_of(mention: Mention) -> int | None:
    """The whole months from the first day of a mention to its last, those of whole quarters of weeks among them."""
    if mention.begin is None or mention.finish is None:
        return mention.months
    begin, finish = date.fromisoformat(mention.begin), date.fromisoformat(mention.finish)
    return months_of_weeks(begin, finish) or months_between(begin, finish)


def _of_weeks(mentions: Iterable[Mention]) -> bool:
    """Whether spans of the document run over whole quarters of weeks and end amid a month."""
    spans = ((date.fromisoformat(m.begin), date.fromisoformat(m.finish)) for m in mentions if m.begin and m.finish)
    return any(months_of_weeks(*span) is not None and not is_month_end(span[1]) for span in spans)


def _spans(mentions: Iterable[Mention]) -> tuple[tuple[str, str], ...]:
    """The first and the last day of each span of whole quarters of weeks, once each."""
    dated = ((m.begin, m.finish) for m in mentions if m.begin and m.finish and m.kind == "duration")
    held = ((a, b) for a, b in dated if months_of_weeks(date.fromisoformat(a), date.fromisoformat(b)) is not None)
    return tuple(dict.fromkeys(held))[:_MOST_SPANS]


def _closing_votes(mentions: list[Mention]) -> Iterator[_Vote]:
    """`the second quarter of 2012` in a document whose latest day, of a balance or of what it reports on, is June 30,
    2012: years are those of the calendar. In any other year that quarter would close on another day."""
    parts = [m for m in mentions if m.kind == "duration" and m.in_year and m.year is not None and m.part in PARTS]
    ends = {(m.year or 0, sum(PARTS[m.part or "FY"])): (m.printed, m.part) for m in parts if m.part != "FY"}
    if not ends:
        return
    latest = max(ends)
    printed, part = ends[latest]
    # A quarter is closed by balances, and by the headings of statements (see `detect.closed_quarters`).
    kinds = ("instant",) if part is not None and PARTS[part][1] == 3 else ("instant", "duration")
    days = [m.finish for m in mentions if m.kind in kinds and m.finish and m.day is not None and m.part is None]
    closing = date.fromisoformat(max(days)) if days else None
    if closing is not None and latest == (closing.year, closing.month) and is_month_end(closing):
        yield _Vote(12, _LOOSE, printed)


def _half_votes(mentions: list[Mention]) -> Iterator[_Vote]:
    """`Six months ended June 30, 2023` beside a balance of December 31, 2022: what has run since that balance has run
    since the year began, for the balances of a half-year are compared with those of the year before."""
    days = {m.finish for m in mentions if m.kind == "instant" and m.finish is not None and m.day is not None}
    for mention in mentions:
        if mention.kind != "duration" or mention.months != 6 or mention.begin is None or mention.finish not in days:
            continue
        before = date.fromisoformat(mention.begin) - timedelta(days=1)
        if before.isoformat() in days and is_month_end(before):
            yield _Vote(before.month, _LOOSE, mention.printed)


def _named_votes(mentions: list[Mention]) -> Iterator[_Vote]:
    """`H1 2031` and `H1 2030` in a document whose only spans of six months end on June 30: that half ends there."""
    parts = {m.part: m.printed for m in mentions if m.part in PARTS and m.part != "FY" and m.year is not None}
    parts = {part: printed for part, printed in parts.items() if part is not None}
    spans = {_last_month(m): m.months for m in mentions if m.part is None and m.months and m.finish is not None}
    if len(parts) != 1 or len(spans) != 1:
        return
    ((part, printed),), ((month, run),) = parts.items(), spans.items()
    before, months = PARTS[part]
    if run in (months, before + months) and month is not None:
        yield _Vote((month - before - months - 1) % 12 + 1, _LOOSE, printed)


def _tied_months(name: Mention, means: Mention) -> Iterator[_Vote]:
    """`("3Q18", from April 1, 2018 to December 31, 2018)`: three quarters from the first day of the year."""
    if name.part not in PARTS or means.finish is None:
        return
    before, months = PARTS[name.part]
    finish = date.fromisoformat(means.finish)
    if name.part == "FY":
        yield _Vote(finish.month, _TIED, f"{name.printed} = {means.printed}")
    begin = date.fromisoformat(means.begin) if means.begin is not None else None
    length = months_between(begin, finish) if begin is not None else means.months
    if name.part != "FY" and length in (months, before + months):
        yield _Vote((finish.month - before - months - 1) % 12 + 1, _TIED, f"{name.printed} = {means.printed}")


def _end_day(mentions: Iterable[Mention], month: int, *, of_weeks: bool = False) -> int | None:
    """The day of the last month. None where years end on a weekday, so that the day differs from year to year, and in
    a document `of_weeks` that prints no year's last day."""
    days: Counter[int] = Counter()
    years: dict[int, set[int]] = {}
    for mention in mentions:
        if whole_months(mention):
            continue  # 2021年11月期: the day is not printed
        year = fiscal_year_of(mention) or year_closed_by(mention)
        if year is not None and year[1].month == month:
            day = last_day(2001, month) if is_month_end(year[1]) else year[1].day
            days[day] += 1
            years.setdefault(day, set()).add(year[1].year)
    if not days:
        return None if of_weeks or any(map(_closes_by_weeks, mentions)) else last_day(2001, month)
    (day, votes), *others = days.most_common(2)
    if len(years[day]) == 1 and _is_near_month_end(day, month):
        return None  # `fiscal year ended March 30, 2003`: on that day of every year, or on the Sunday next to its end
    return day if not others or others[0][1] < votes / 4 else None


_NEAR = 7
"""Days by which years of weeks may close before or after the end of a month."""


def _is_near_month_end(day: int, month: int) -> bool:
    return day != last_day(2001, month) and (day <= _NEAR or day >= last_day(2001, month) - _NEAR)


def _closes_by_weeks(mention: Mention) -> bool:
    """`six months ended 25 September 2031`: a span that closes next to the end of a month."""
    ends = mention.kind == "duration" and mention.day is not None and mention.months in (3, 6, 9, 12)
    if not ends or mention.finish is None:
        return False
    finish = date.fromisoformat(mention.finish)
    return not is_month_end(finish) and _is_near_month_end(finish.day, finish.month)


# --- the naming of years --------------------------------------------------------------------------------------


def _label_votes(mentions: Iterable[Mention]) -> Iterator[_Vote]:
    """Labels with dates beside them: is the printed year that of the first day or of the last?"""
    for mention in mentions:
        year = fiscal_year_of(mention)
        if year is None or mention.year is None or mention.names_year_end or year[0].year == year[1].year:
            continue
        if mention.year == year[0].year:
            yield _Vote("start", _TIED, mention.printed)
        elif mention.year == year[1].year:
            yield _Vote("end", _TIED, mention.printed)


def _tied_labels(name: Mention, means: Mention, end_month: int, weight: int = _TIED) -> Iterator[_Vote]:
    """Whether the year of a name that the document dates is the one in which its fiscal year begins or ends."""
    if name.year is None or means.finish is None or name.names_year_end or end_month == 12:
        return
    finish = date.fromisoformat(means.finish)
    ends = finish.year + (finish.month > end_month)
    if name.year in (ends - 1, ends):
        yield _Vote("start" if name.year == ends - 1 else "end", weight, f"{name.printed} = {means.printed}")


def _matching_votes(mentions: list[Mention], end_month: int) -> Iterator[_Vote]:
    """Labels in one place, dates in another: the latest `1Q07` is the latest first quarter that is dated.

    Only parts of years are matched, because whole years are printed for the future as well.
    """
    dated: dict[str, tuple[date, str]] = {}
    labelled: dict[str, tuple[int, str]] = {}
    for mention in mentions:
        part: str | None = mention.part
        if mention.kind != "duration" or part == "FY":
            continue
        finish = date.fromisoformat(mention.finish) if mention.finish else None
        if finish is not None and _ends_week_quarter(mention):
            finish = month_closed_by(finish)
        if finish is not None and part is None:
            part = _part_ending(mention, finish, end_month)
        if part not in PARTS:
            continue
        if finish is None and mention.year is not None and not mention.names_year_end:
            labelled[part] = max(labelled.get(part, (0, "")), (mention.year, mention.printed))
        elif finish is not None and (mention.year is None or mention.names_year_end):
            dated[part] = max(dated.get(part, (date.min, "")), (finish, mention.printed))
    for name, (year, printed) in labelled.items():
        if name not in dated:
            continue
        before, months = PARTS[name]
        last = months_later(dated[name][0], 12 - before - months)
        first = months_later(last, -12)
        evidence = f"{printed} = {dated[name][1]}"
        if last.month != end_month or (last.month, last.day) == (12, 31):
            continue
        if year == first.year:
            yield _Vote("start", _LOOSE, evidence)
        elif year == last.year:
            yield _Vote("end", _LOOSE, evidence)


def _ends_week_quarter(mention: Mention) -> bool:
    """`thirteen weeks ended November 2, 2024`, `fiscal quarter ended November 2, 2024`: the quarter to October."""
    finish = date.fromisoformat(mention.finish or "")
    return mention.day is not None and not is_month_end(finish) and _length_of(mention) in (3, 6, 9)


_SOON, _AT_LAST = 92, 200
"""Days after the end of a quarter, and of any period, within which results of it come out."""


def _reported_months(reported: list[tuple[Mention, date]], choices: set[object]) -> Iterator[_Vote]:
    """`2031年度 第3四半期` on a cover of January 8, 2032: of the ends of years that the document tells, the one by
    which that quarter was the last to have ended."""
    fits: dict[int, str] = {}
    for month in (choice for choice in choices if isinstance(choice, int)):
        for mention, day in reported:
            runs = [run for ahead in (0, 1) if (run := _run_since(mention, day, month, ahead)) is not None]
            if any(0 <= run <= _SOON for run in runs):
                fits.setdefault(month, f"{mention.printed} ({day.isoformat()})")
    if len(fits) == 1:
        ((month, printed),) = fits.items()
        yield _Vote(month, _LOOSE, printed)


def _reported_labels(reported: list[tuple[Mention, date]], end_month: int) -> Iterator[_Vote]:
    """`Fourth Quarter Fiscal 2030` on a cover of March 7, 2031, of a company whose years end in January: named by the
    year in which they begin, for by the other name that quarter had ended more than a year before."""
    if end_month == 12:
        return
    fits: dict[str, str] = {}
    for name, ahead in (("start", 1), ("end", 0)):
        for mention, day in reported:
            run = _run_since(mention, day, end_month, ahead)
            if run is not None and -_SLIP <= run <= _AT_LAST:
                fits.setdefault(name, f"{mention.printed} ({day.isoformat()})")
    if len(fits) == 1:
        ((name, printed),) = fits.items()
        yield _Vote(name, _DATED, printed)


_SLIP = 7  # days by which years of weeks may close after their month


def _run_since(mention: Mention, day: date, end_month: int, ahead: int) -> int | None:
    """Days since the end of what a label names, if its year ends so many calendar years after the one it prints."""
    if mention.year is None or (mention.part or "FY") not in PARTS:
        return None
    before, months = PARTS[mention.part or "FY"]
    last = date(mention.year + ahead, end_month, last_day(mention.year + ahead, end_month))
    return (day - months_later(last, before + months - 12)).days


def _part_ending(mention: Mention, finish: date, end_month: int) -> str | None:
    """Which part of the fiscal year `three months ended June 30, 2007` is."""
    after_start = (finish.month - end_month - 1) % 12 + 1
    length = _length_of(mention)
    for part, (before, months) in PARTS.items():
        if part != "FY" and months == length and before + months == after_start:
            return part
    return None
