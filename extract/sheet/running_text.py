"""What a document says as a whole that its tables lean on: running heads, dated year words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

import msgspec
import regex as re

from extract.calendar.dating import first_of_year, resolve
from extract.calendar.piece_dates import Known
from extract.calendar.week_years import closings_of
from extract.lex.dates import day_of, is_month_end, months_later
from extract.lex.periods import Mention, find_periods
from extract.lex.piece import Piece
from extract.model import Calendar, Period, Profile, Reading, TextBlock
from extract.sheet.wording import relative_key, shown


def running_texts(reading: Reading, profile: Profile) -> frozenset[str]:
    """Short texts that stand on many pages (running heads, logos) and the issuer's name: they title no table."""
    counts = Counter(shown(b.span) for b in reading.blocks if isinstance(b, TextBlock) and len(b.span.text) < 60)
    name = (profile.document.issuer.name or "").lower()
    return frozenset(
        text for text, count in counts.items() if count >= 4 or (len(text) > 3 and name.startswith(text.lower()))
    )


def running_heads(reading: Reading) -> frozenset[int]:
    """Which text blocks, counted from 0, stand again at the edge of a page, or count the pages there."""
    seen: dict[str, list[tuple[int, str]]] = {}
    count = 0
    for page in reading.pages if len(reading.pages) > 1 else ():
        blocks = [(count + n, b) for n, b in enumerate(b for b in page.blocks if isinstance(b, TextBlock))]
        count += len(blocks)
        for index, block in dict((*blocks[:_EDGE], *blocks[-_EDGE:])).items():
            text = shown(block.span)
            if len(text) < _LONGEST_HEAD:
                seen.setdefault(_DIGITS.sub("0", text), []).append((index, text))
    found: set[int] = set()
    for places in seen.values():
        counts_pages = len(places) > 1 and len({text for _, text in places}) == len(places)
        found |= {index for index, _ in (places if counts_pages else places[1:])}
    return frozenset(found)


_DIGITS, _LONGEST_HEAD = re.compile(r"\d+"), 80
_EDGE = 2  # text blocks at the top and the bottom of a page among which a running head is looked for


_PAGE = re.compile(r"^\W*(?P<head>\d{1,4})\b|\b(?P<tail>\d{1,4})\W*$")
_FEWEST_PAGES = 3


def page_furniture(reading: Reading) -> frozenset[str]:
    """Lines that stand between pages: the same words again and again with page numbers that rise, and their likes.

    `Form 10-Q | 7`, `Form 10-Q | 8`: such a line opens no subject between the two halves of a table or of a note.
    """
    seen: dict[str, list[tuple[int, str]]] = {}
    plain: Counter[str] = Counter()
    for block in reading.blocks:
        if not isinstance(block, TextBlock) or len(block.span.text) >= 80:
            continue
        text = shown(block.span)
        plain[text] += 1
        match = _PAGE.search(text)
        if match is not None:
            number = int(match["head"] or match["tail"])
            seen.setdefault(text[: match.start()] + text[match.end() :], []).append((number, text))
    rising = (
        pages for pages in seen.values() if len(pages) >= _FEWEST_PAGES and all(a[0] < b[0] for a, b in pairwise(pages))
    )
    numbered = {text for pages in rising for _, text in pages}
    pages = len(numbered)
    again = {
        text for text, count in plain.items() if count >= max(_FEWEST_PAGES, pages // 2) and _CONTENTS.search(text)
    }
    return frozenset(numbered | again)


_CONTENTS = re.compile(r"^\W*(?:table of contents|contents|目次)\W*$", re.I)


def relative_periods(reading: Reading, profile: Profile) -> dict[str, Period]:
    """What `前連結会計年度` and its like mean in this document: the dates that stand beside them in headers.

    Keys end in /instant or /duration; words that stand beside two different dates are left out.
    """
    seen: dict[str, set[Period]] = {}
    for block in reading.blocks:
        texts = [block.span.text] if isinstance(block, TextBlock) else [c.text for c in block.grid.cells[:60]]
        for text in texts:
            if len(text) > 80:
                continue
            for mention in find_periods(text):
                if mention.relative is None or mention.finish is None:
                    continue
                period = resolve(mention, profile.calendar)
                bare = msgspec.structs.replace(period, printed=None, label=None)
                seen.setdefault(f"{relative_key(mention.printed)}/{period.kind}", set()).add(bare)
    return {key: next(iter(periods)) for key, periods in seen.items() if len(periods) == 1}


def is_year_long(period: Period | None) -> bool:
    """Whether a period is a year: twelve months, or 52 or 53 weeks."""
    if period is None or period.start is None or period.end is None:
        return False
    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days in range(350, 381)


_AS_AT = re.compile(r"(?:現在|時点)\s?[)）]?$")


def tells_of_a_day(mention: Mention, text: str) -> bool:
    """A line that is a date and nothing else dates the document, and the day in a sentence is that of an event
    (`６月20日に下記のとおり修正しております。`): neither dates the table. `前連結会計年度（平成28年３月31日）` and
    `2024年４月30日現在` do."""
    if mention.relative is not None or _AS_AT.search(text):
        return text.endswith("。")
    return len(mention.printed) * 10 >= len(text) * 8 or text.endswith("。")


_LONGEST_DATED, _MOST_CELLS = 200, 80


def known_to(reading: Reading, profile: Profile, relatives: Mapping[str, Period]) -> Known:
    """What the document dates for its tables: years by the words `current` and `prior`, and the days of balances."""
    relative: dict[str, Period] = {}
    seen: dict[str, set[Period]] = {}
    for key, period in relatives.items():
        word, kind = key.split("/")
        named = next((m.relative for m in find_periods(word) if m.relative), None)
        if named is not None:
            seen.setdefault(f"{named}/{kind}", set()).add(period)
    relative |= {key: next(iter(periods)) for key, periods in seen.items() if len(periods) == 1}
    years = _years_of(profile.document.period)
    if profile.calendar.moved_in is not None:
        years = {key: period for key, period in years.items() if not key.startswith("prior/")}
    relative |= {key: period for key, period in years.items() if key not in relative}
    for name in ("current", "prior", "next"):
        year = relative.get(f"{name}/duration")
        if year is not None and year.end is not None:
            relative.setdefault(f"{name}/instant", msgspec.structs.replace(year, kind="instant", start=None))
    of_weeks = any(_of_weeks(m, profile.calendar) for m in _printed(reading) if m.kind == "duration")
    days = frozenset(_days(reading))
    balances = days | frozenset(_days_of_balances(reading))
    return Known(
        relative=relative, days=balances, of_weeks=of_weeks, closings=_closings(reading, profile, days),
        reported=_year_reported(profile), until=_until(profile), came_out=_came_out(profile), so_far=_so_far(profile),
    )  # fmt: skip


def _year_reported(profile: Profile) -> Piece | None:
    """The fiscal year in which lies what the document reports on by its title, by its name and by its days; None where
    years close on a day that differs."""
    period, calendar = profile.document.period, profile.calendar
    if period is None or period.end is None or period.kind != "duration" or calendar.closings:
        return None
    end = date.fromisoformat(period.end)
    first = first_of_year(end, calendar)
    if first is None:
        return None
    last = months_later(first, 12) - timedelta(days=1)
    fiscal = last.year if calendar.label == "end" else first.year if calendar.label == "start" else None
    return Piece(
        kind="duration", begin=first.isoformat(), year=last.year, month=last.month, day=last.day, part="FY", months=12,
        fiscal=fiscal if last.month != _DECEMBER else last.year, printed=period.printed or "",
    )  # fmt: skip


def _so_far(profile: Profile) -> Piece | None:
    year, period = _year_reported(profile), profile.document.period
    if year is None or period is None or period.end is None:
        return None
    end = date.fromisoformat(period.end)
    return msgspec.structs.replace(year, year=end.year, month=end.month, day=end.day, part=None, months=None)


_DECEMBER = 12


def _until(profile: Profile) -> str | None:
    """The last day of which the document can tell what has happened: that before it came out, or of its period."""
    period = profile.document.period
    return _came_out(profile) or (period.end if period is not None else None)


def _came_out(profile: Profile) -> str | None:
    """The day on which the document came out, where it is known to the day."""
    published = profile.document.published
    return published if published is not None and len(published) == len("2032-01-08") else None


def _closings(reading: Reading, profile: Profile, days: frozenset[str]) -> frozenset[str]:
    """The days on which years of whole weeks closed: told as such, or so many weeks before the end of what is told of
    the year so far."""
    told = {m.finish for m in _of_years(reading) if m.finish is not None}
    months = max((m.months for m in _printed(reading) if m.months in (6, 9)), default=None)
    if told or months is None:
        return frozenset(told)
    period = profile.document.period
    finish = date.fromisoformat(period.end) if period is not None and period.end is not None else None
    found = closings_of({date.fromisoformat(day) for day in days}, finish, months)
    return frozenset(day.isoformat() for day in found)


def _of_years(reading: Reading) -> Iterator[Mention]:
    """`the fiscal year ended January 1, 2023`, wherever it stands."""
    texts = (block.span.text for block in reading.blocks if isinstance(block, TextBlock))
    for text in texts:
        if "ear" in text:
            yield from (m for m in find_periods(text) if m.part == "FY" and m.kind == "duration" and m.day is not None)


def _of_weeks(mention: Mention, calendar: Calendar) -> bool:
    """Whether a span of months ends amid a month, on no day on which the years of the document close."""
    months = mention.months or (12 if mention.part == "FY" else 0)
    if mention.finish is None or mention.day is None or not months or months % 3:
        return False
    last = date.fromisoformat(mention.finish)
    return not is_month_end(last) and last.day != calendar.end_day


def _years_of(period: Period | None) -> dict[str, Period]:
    """The document's own period, the one a year before and the one after, by word; `span` whatever its length."""
    if period is None or period.start is None or period.end is None:
        return {}
    out: dict[str, Period] = {}
    bare = msgspec.structs.replace(period, printed=None, label=None)
    for name, years in (("current", 0), ("prior", -1), ("next", 1)):
        moved = _moved(bare, years)
        if moved is None:
            continue
        out[f"{name}/span"] = moved
        if is_year_long(period):
            out[f"{name}/duration"] = moved
    return out


def _moved(period: Period, years: int) -> Period | None:
    """The same stretch of another year; None where its days do not stand at the ends of months."""
    if years == 0:
        return period
    first, last = date.fromisoformat(period.start or ""), date.fromisoformat(period.end or "")
    if first.day != 1 or not is_month_end(last):
        return None
    start, end = first.replace(year=first.year + years), day_of(last.year + years, last.month)
    return None if end is None else msgspec.structs.replace(period, start=start.isoformat(), end=end.isoformat())


def _days(reading: Reading) -> Iterator[str]:
    """All days that headings print in full."""
    return (m.finish for m in _printed(reading) if m.finish and m.day is not None)


_BALANCE = re.compile(
    r"\b(?:balances?|revenues?|obligations?|liabilit(?:y|ies)|assets?|receivables?|inventor(?:y|ies)|debt|borrowings?|cash"
    r"|equivalents|securities|deposits|backlog)(?:\s+(?:balances?|outstanding))?\s+(?P<at>as\s+of|at)\s+(?:the\s+)?$",
    re.I,
)
_AT_DAY = re.compile(r"(?:as\s+of|at)\s", re.I)


def _days_of_balances(reading: Reading) -> Iterator[str]:
    """The days at which sentences say that a balance stood: `which was included in deferred revenue as of April 1,
    2023`. A statement of balances is drawn up where a part of the year closes."""
    for block in reading.blocks:
        text = block.span.text if isinstance(block, TextBlock) else ""
        if len(text) <= _LONGEST_DATED or not any(map(str.isdigit, text)):
            continue
        for mention in find_periods(text):
            inner = _AT_DAY.match(text, mention.start)
            before = text[: inner.end() if inner is not None else mention.start]
            if mention.finish and mention.day is not None and mention.kind == "instant" and _BALANCE.search(before):
                yield mention.finish


def _printed(reading: Reading) -> Iterator[Mention]:
    """All periods of headings: short lines, and the first cells of tables."""
    for block in reading.blocks:
        texts = [block.span.text] if isinstance(block, TextBlock) else [c.text for c in block.grid.cells[:_MOST_CELLS]]
        for text in texts:
            if len(text) <= _LONGEST_DATED:
                yield from find_periods(text)
