"""Quarters that a document names by year, and the days on which it closes them: what `the first quarter of 2024` means.

    Revenue of $5 million in the first quarter of 2024 | Three Months Ended March 31, 2024 | balances of March 31, 2024
        → the first quarter of 2024 ended on March 31, 2024, and years end on December 31

Nothing is taken from a custom that quarters are those of the calendar: the quarter that the document reports on, the
one that it names first and most often, had closed on the latest day that it prints of a span of its length. Where
spans of that length close on several days of a year, its cover must name it, or, as where only balances
are dated, the year or another quarter must have closed on one of them as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import regex as re

from extract.detect.dates import detect_published
from extract.detect.definitions import Named
from extract.detect.passages import Passage
from extract.lex.dates import is_month_end, months_later
from extract.lex.mention import PARTS, Mention
from extract.lex.periods import find_periods
from extract.lex.scenarios import spoken_plans

_QUARTERS = ("Q1", "Q2", "Q3", "Q4")
_LENGTHS = (3, 6, 9, 12)
_SENTENCE_END = re.compile(r"[.!?][\"')]*\s+(?=[A-Z\"'(])|[\n;]")
_FAR = 200

Quarter = tuple[int, str]


class _Closing(NamedTuple):
    """A day on which something closes, and where that is printed: a span of time (`months`) or a balance (0)."""

    day: date
    months: int
    mention: Mention
    passage: Passage


def closed_quarters(passages: tuple[Passage, ...], headings: Iterable[str] = ()) -> tuple[Named, ...]:
    """The latest quarter that the document names, and the place that says when it closed; none where nothing proves it.

    `headings`: the headings over the columns of tables as lines of text, whose parts stand in cells of their own.
    """
    quarters = Counter(_named(passages))
    reported = _reported(passages, quarters)
    if reported is None:
        return ()
    closings = [*_closings(passages), *_stacked(headings, passages)]
    if any(each.months and not is_month_end(each.day) for each in closings):
        return ()  # years of weeks
    before, months = PARTS[reported[1]]
    last = max((each.day for each in closings if each.months), default=None)
    days = {each.day for each in closings}
    if last is None:
        published, _ = detect_published(passages, None)
        last = max((day for day in days if published is None or day.isoformat() <= published), default=None)
        if last is None or not _bear_out(last, reported, quarters, days):
            return ()
    elif _of_which(last, months, closings) and not _on_cover(passages, reported):
        others = {each.day for each in closings if each.months != months}
        if not _bear_out(last, reported, quarters, others):
            return ()
    places = [each for each in closings if each.day == last and each.months in (0, months, before + months)]
    if not places or _end_of_year(last, reported).year - reported[0] not in (0, 1):
        return ()
    place = min(places, key=lambda each: each.months != months)
    name = next(m for passage in passages for m in _quarters_of(passage) if (m.year, m.part) == reported)
    start, end, printed = place.mention.start, place.mention.end, place.mention.printed
    means = Mention(start=start, end=end, printed=printed, kind="duration", finish=last.isoformat(), months=months)
    return (Named(_WITHIN.sub("", name.printed), means, place.passage, start, end),)


def _reported(passages: Iterable[Passage], quarters: Counter[Quarter]) -> Quarter | None:
    """The quarter that is named first on the cover, or anywhere without one there, if none is named more often but the
    one of a year before, with which it is compared."""
    if not quarters:
        return None
    first = next(_named(passage for passage in passages if passage.where == "head"), None)
    others = {q: times for q, times in quarters.items() if first is None or q != (first[0] - 1, first[1])}
    most = [quarter for quarter, times in others.items() if times == max(others.values())]
    return first if first in most else most[0] if first is None and len(most) == 1 else None


def _of_which(last: date, months: int, closings: Iterable[_Closing]) -> bool:
    """Whether spans of one length close on other days of the year as well: the quarter that is named may be any of
    them."""
    days = {each.day for each in closings if each.months == months}
    return any((last.year - day.year) * 12 + last.month - day.month not in (0, 12, 24, 36) for day in days)


def _on_cover(passages: Iterable[Passage], reported: Quarter) -> bool:
    return reported in set(_named(passage for passage in passages if passage.where == "head" and not passage.cell))


def _bear_out(last: date, reported: Quarter, quarters: Iterable[Quarter], days: set[date]) -> bool:
    """Whether another quarter that is named, or the year before, closed on a day that is printed, if the one that is
    reported on closed on the last."""
    end = _end_of_year(last, reported)
    others = (months_later(end, 12 * (year - reported[0]) + sum(PARTS[part]) - 12) for year, part in quarters)
    return any(day in days and day != last for day in (*others, months_later(end, -12)))


def _end_of_year(last: date, reported: Quarter) -> date:
    """The last day of the year of which a quarter closed on this day."""
    return months_later(last, 12 - sum(PARTS[reported[1]]))


_WITHIN = re.compile(r"^(?:(?:in|for|during|of)\s+)?(?:the\s+)?", re.I)


def _named(passages: Iterable[Passage]) -> Iterator[Quarter]:
    for passage in passages:
        for mention in _quarters_of(passage):
            if not any(spoken_plans(_sentence(passage.text, mention))):
                yield mention.year or 0, mention.part or ""


def _quarters_of(passage: Passage) -> Iterator[Mention]:
    """Quarters of a year that nothing dates in their own words."""
    if "uarter" not in passage.text and "Q" not in passage.text:
        return
    for mention in find_periods(passage.text):
        named = mention.part in _QUARTERS and mention.year is not None and mention.kind == "duration"
        if named and mention.finish is None and not mention.torn and mention.printed.isascii():
            yield mention


def _sentence(text: str, mention: Mention) -> str:
    before = _SENTENCE_END.split(text[max(0, mention.start - _FAR) : mention.start])[-1]
    return before + _SENTENCE_END.split(text[mention.end : mention.end + _FAR], maxsplit=1)[0]


def _closings(passages: Iterable[Passage]) -> Iterator[_Closing]:
    for passage in passages:
        for mention in find_periods(passage.text):
            if mention.finish is None or mention.day is None:
                continue
            if mention.kind == "instant" and is_month_end(date.fromisoformat(mention.finish)):
                yield _Closing(date.fromisoformat(mention.finish), 0, mention, passage)
            elif mention.kind == "duration" and mention.months in _LENGTHS:
                yield _Closing(date.fromisoformat(mention.finish), mention.months, mention, passage)


def _stacked(headings: Iterable[str], passages: tuple[Passage, ...]) -> Iterator[_Closing]:
    """`Three Months Ended March 31,` over `2024`: a span whose place is that of its day."""
    cells: dict[str, Passage] = {}
    for passage in passages:
        if passage.cell and len(passage.text) < _FAR and any(m.month is not None for m in find_periods(passage.text)):
            cells.setdefault(" ".join(passage.text.split()), passage)
    for line in headings:
        for mention in find_periods(line):
            if mention.kind != "duration" or mention.finish is None or mention.months not in _LENGTHS:
                continue
            over = next((text for text in cells if text in line), None)
            if over is not None:
                whole = Mention(start=0, end=len(cells[over].text), printed=over, kind="duration")
                yield _Closing(date.fromisoformat(mention.finish), mention.months or 0, whole, cells[over])
