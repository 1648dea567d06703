"""Terms of the document for periods: `3Q16`, `the First Half`, `当四半期`, where the document itself says their dates.

A term holds wherever it is printed whole, before any custom of ours; what contains it (`3Q16` within `2Q-3Q16`) is
another name. Words without a digit are terms only as they are written: `the First Half` is not `the first half`.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import msgspec
import regex as re

from extract import model
from extract.lex.cumulative import as_cumulative
from extract.lex.dates import first_day, months_between
from extract.lex.fold import fold
from extract.lex.mention import PARTS, Mention
from extract.lex.period_labels import CUMULATIVE
from extract.lex.periods import find_periods

_replace = msgspec.structs.replace
_DIGIT = re.compile(r"\d")
_COVER = "\u25a1"  # stands where a term was, one for each character
_ALONE = re.compile(
    r"\bthree[- ]months?\b|\b3[- ]months?\b|\bquarterly\b|\b(?:single|stand-?alone|individual|each)[- ]quarters?\b"
    r"|\bfor the quarter\b|四半期(?:別|毎|ごと)|会計期間|[3３三]か月|[3３三]ヶ月",
    re.IGNORECASE,
)


_LED = re.compile(r"^\W*(?:the|our)\s+(?=\S)", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\s\"'「」*_]+")


@lru_cache(maxsize=4096)
def key_of(printed: str) -> str:
    """A term as it is compared: without blanks and articles; letters stand as they are where no digit is among them.

    >>> key_of("the “3Q 16”"), key_of("The First Half")
    ('3q16', 'FirstHalf')
    """
    bare = _LED.sub("", fold(printed))
    bare = _NO_LETTER.sub("", bare)
    return bare.casefold() if _DIGIT.search(bare) else bare


def term_of(printed: str, calendar: model.Calendar) -> model.Term | None:
    """The term of the document that is printed so."""
    if not calendar.terms:
        return None
    key = key_of(printed)
    return next((term for term in calendar.terms if term.key == key), None)


def tells_single_quarters(text: str) -> bool:
    """Whether words say that quarters are told one by one, in a document whose terms run from the first day of a year.

    >>> tells_single_quarters("3Q18 three-month revenue growth"), tells_single_quarters("Revenues in 3Q18")
    (True, False)
    """
    return _ALONE.search(text) is not None


def by_terms(mention: Mention, calendar: model.Calendar) -> Mention:
    """The mention as the document's terms have it: a `3Q15` beside a defined `3Q16` of nine months is nine months.

    >>> from extract.model import Calendar, Term
    >>> calendar = Calendar(end_month=3, end_day=31, label="start",
    ...                     terms=(Term(key="3q16", kind="duration", start="2016-04-01", end="2016-12-31", part="Q3"),))
    >>> [by_terms(find_periods(text)[0], calendar).part for text in ("3Q15", "2Q16")]
    ['9M', 'Q2']
    """
    unmarked = mention.finish is None and not mention.torn and mention.year is not None and not mention.cumulative
    if not unmarked or not any(term.part == mention.part and _runs_from_first_day(term) for term in calendar.terms):
        return mention
    return _replace(as_cumulative(mention), label=mention.label)


def _runs_from_first_day(term: model.Term) -> bool:
    part = CUMULATIVE.get(term.part or "")
    if part is None or term.start is None or term.end is None:
        return False
    months = months_between(date.fromisoformat(term.start), date.fromisoformat(term.end))
    return months == PARTS[part][1]


def find_named(text: str, calendar: model.Calendar) -> list[Mention]:
    """The periods of a text, with the document's terms among them.

    >>> from extract.model import Calendar, Term
    >>> calendar = Calendar(terms=(Term(key="1q-3q21", kind="duration", start="2021-07-01", end="2022-03-31"),))
    >>> [m.printed for m in find_named("Highlights for 1Q-3Q21", calendar)]
    ['1Q-3Q21']
    """
    if not calendar.terms:
        return list(find_periods(text))
    folded = fold(text)
    found = [(m.start(), m.end(), term) for term in calendar.terms for m in _occurrences(term, folded)]
    if not found:
        return list(find_periods(text))
    whole = find_periods(text)
    kept: list[tuple[int, int, model.Term]] = []
    for start, end, term in sorted(found, key=lambda entry: (entry[0], entry[0] - entry[1])):
        if kept and start < kept[-1][1]:
            continue
        quoted = _is_quoted(folded, start, end)
        if quoted or not any(
            m.start < start - _ARTICLE or m.end > end for m in whole if m.start < end and start < m.end
        ):
            kept.append((start, end, term))
    pieces, at = [], 0
    for start, end, _ in kept:
        pieces += [text[at:start], _COVER * (end - start)]
        at = end
    others = list(find_periods("".join([*pieces, text[at:]])))
    # `fiscal 2031 and 2030, respectively`: what is enumerated behind a term is named by the words of the term
    taken = [*((start, end) for start, end, _ in kept), *((m.start, m.end) for m in others)]
    behind = (m for m in whole if m.printed.isdecimal() and m.finish is None)
    others += [m for m in behind if not any(m.start < end and start < m.end for start, end in taken)]
    return sorted([*(_mention(text, *entry) for entry in kept), *others], key=lambda mention: mention.start)


_ARTICLE = len("during the ")


def _occurrences(term: model.Term, folded: str) -> list[re.Match[str]]:
    return list(_form_of(term.key).finditer(folded))


@lru_cache(maxsize=512)
def _form_of(key: str) -> re.Pattern[str]:
    """A term as it may be printed: blanks may stand between its letters."""
    letters = r"\s?".join(map(re.escape, key))
    flags = re.IGNORECASE if _DIGIT.search(key) else 0
    edge = r"[A-Za-z0-9]" if key.isascii() else r"[A-Za-z0-9一-龥]"
    before = rf"(?<!{edge})" if re.match(edge, key) else ""
    after = rf"(?!{edge})" if re.search(rf"{edge}$", key) else ""
    return re.compile(before + letters + after, flags)


def _is_quoted(folded: str, start: int, end: int) -> bool:
    return folded[max(0, start - 1) : start] in ('"', "「") or folded[end : end + 1] in ('"', "」")


def _mention(text: str, start: int, end: int, term: model.Term) -> Mention:
    """The name as our own custom reads it, which `resolve` dates by the term; else a mention with the term's dates."""
    read = find_periods(text[start:end])
    if len(read) == 1 and read[0].printed == text[start:end]:
        return _replace(read[0], start=start, end=end)
    months = None
    if term.start is not None and term.end is not None:
        months = months_between(date.fromisoformat(term.start), date.fromisoformat(term.end))
    return Mention(
        start=start, end=end, printed=text[start:end], kind=term.kind, label=text[start:end], begin=term.start,
        finish=term.end, months=months, torn=term.end is None,
    )  # fmt: skip


def dates_of(mention: Mention) -> tuple[str | None, str | None]:
    """First and last day that a mention itself gives, and a first day for a year or a part of known length.

    >>> dates_of(find_periods("the fiscal year ended March 31, 2024")[0])
    ('2023-04-01', '2024-03-31')
    """
    if mention.finish is None or mention.begin is not None or not mention.months:
        return mention.begin, mention.finish
    return first_day(date.fromisoformat(mention.finish), mention.months).isoformat(), mention.finish
