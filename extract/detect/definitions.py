"""What the document says of its own words: which dates a period's name means, who "the Company" is, how amounts are
rounded, what a bracket or a triangle means, what a percentage is a change of.

A period is named in quotes or brackets beside its dates, or in a sentence that says so:

    ("3Q16", from April 1, 2016 to December 31, 2016)          3Q16        2016-04-01/2016-12-31
    the six months ended June 30, 2024 (the "First Half")      First Half  2024-01-01/2024-06-30
    (2023年４月１日～2023年６月30日、以下「当四半期」という)   当四半期    2023-04-01/2023-06-30
    Fiscal 2023 refers to the 53 weeks ended February 3, 2024  Fiscal 2023 2023-01-29/2024-02-03

Nothing is a definition that only stands near: the name is in the bracket that holds or follows the dates, or a verb
of meaning stands between the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import msgspec
import regex as re

from extract import model
from extract.calendar.fiscal_year import year_ends_said
from extract.calendar.terms import dates_of, key_of
from extract.detect.currency import CUT_OFF, ROUNDED
from extract.detect.passages import Passage
from extract.lex.calendar_words import MONTH_IN_FULL
from extract.lex.dates import first_day, is_month_end
from extract.lex.mention import PARTS, Mention
from extract.lex.periods import find_periods, fiscal_year_of

Of = str
Resolve = Callable[[Mention], model.Period]


class Named(NamedTuple):
    """A name and the mention that it is said to mean, with the words that say so."""

    name: str
    means: Mention
    passage: Passage
    start: int
    end: int


# --- names of periods -------------------------------------------------------------------------------------------

_QUOTED = re.compile(r"\"(?P<en>[^\"()]{2,40})\"|「(?P<ja>[^「」()]{2,30})」")
_COVER = "\u25a1"
# What may stand between the bracket, or the dates, and the name.
_LEADS = re.compile(
    r"[\s,、;:]*(?:or\s+)?"
    r"(?:(?:hereinafter|hereafter|herein|referred to(?: herein)? as|collectively|also called|called)[\s,:]*)*"
    r"(?:the|our)?\s*|[\s、,]*以下、?\s*",
    re.IGNORECASE,
)
_TRAILS = re.compile(r"\s*(?:と(?:いう|いいます|呼ぶ|呼びます|記載|表記|略)\S{0,8})?[\s,、;:]*")
_PERIOD_NAME = re.compile(
    r"\d|\b(?:quarters?|half|year|period|months?|term|fiscal|interim|FY|YTD)\b|[期年月]|四半期|上半|下半|中間",
    re.IGNORECASE,
)
_LONGEST_ASIDE = 160
_MOST_TERMS = 60
# A name without quotes, a verb of meaning, and dates: `Fiscal 2026 ends January 31, 2026`.
_MEANS = re.compile(
    r"[\s\"”」,]*(?:(?:which|that)\s+)?(?:will\s+)?"
    r"(?:ends?|ended|refers?\s+to|means?|denotes?|represents?|stands?\s+for|is\s+defined\s+as|corresponds\s+to"
    r"|(?:was|is)(?:\s+(?:the|a|an)\b)?|consists?\s+of|comprises|covers|runs)"
    r"\s*(?:on|for|the|a|an|our|to|period|fiscal|year)?\s*(?:the\s+)?(?:(?:fiscal|financial)\s+)?(?:period\s+)?(?:from\s+)?",
    re.IGNORECASE,
)
# `of 2031 and 2030`, read as one mention and its year or as a mention alone, up to the verb.
_AND = re.compile(r"\s+and\s+(?:of\s+)?", re.IGNORECASE)
_AND_YEAR = re.compile(r"\s+and\s+(?:of\s+)?(?:(?:fiscal|FY)\s*(?:years?\s+)?)?(?:19|20)\d\d(?=\s)", re.IGNORECASE)
_MEANS_JA = re.compile(r"[\s」]*(?:とは|は)、?")
_ENDS_MEANING_JA = re.compile(r"(?:まで)?の?(?:\S{0,8})?(?:を(?:指|意味|示|いい|表)|のこと)")
_IN_BRACKET = re.compile(r"\s*\(\s*(?:the\s+)?(?:\d+[- ]weeks?\s+)?$", re.IGNORECASE)


def named_periods(passages: Iterable[Passage]) -> list[Named]:
    """Names of periods and the mentions that say their dates, in document order."""
    found: list[Named] = []
    for passage in passages:
        if any(map(str.isdigit, passage.text)):
            found += _quoted(passage)
            found += _in_words(passage)
            found += _begun_and_ended(passage)
            found += () if passage.cell else _labelled_ja(passage)
            found += _dated_years(passage)
    return _without_whole_years(found)


def _quoted(passage: Passage) -> Iterator[Named]:
    text = passage.text
    quotes = list(_QUOTED.finditer(text))
    if not quotes:
        return
    mentions = [m for m in find_periods(_covered(text, quotes)) if m.finish is not None]
    named = [quote for quote in quotes if _PERIOD_NAME.search(_name(quote))]
    for quote in named:
        means: Mention | None = _beside(text, quote, mentions)
        together = [other for other in named if _share_bracket(text, quote, other)]
        first = _beside(text, together[0], mentions) if means is None and len(together) > 1 else means
        if first is not None and first.end <= together[0].start() and (others := _shorter(text, first)):
            means = _meant_of(_name(quote), together.index(quote), len(together), [*others, first])
        if means is not None:
            start = min(means.start, quote.start())
            yield Named(_name(quote), means, passage, start, max(means.end, quote.end()))


def _name(quote: re.Match[str]) -> str:
    return (quote["en"] or quote["ja"]).strip()


def _share_bracket(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    opened = _opening(text, one.start())
    return one is other or (opened is not None and opened == _opening(text, other.start()))


_LENGTHS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}
_SHORTER = re.compile(
    r"(?P<n>three|six|nine|twelve|[369]|12)(?:[\s-]*months?)?(?:\s+periods?)?\s*(?:,\s*(?:and\s+)?|\band\s+|&\s*)(?:the\s+)?$",
    re.IGNORECASE,
)


def _shorter(text: str, means: Mention) -> list[Mention]:
    """The lengths before that of a mention, up to the same day: `three and six months ended June 30, 2024`."""
    found: list[Mention] = []
    start, last = means.start, date.fromisoformat(means.finish or "")
    while is_month_end(last) and (before := _SHORTER.search(text, max(0, start - _LONGEST_ASIDE), start)) is not None:
        months = _LENGTHS.get(before["n"].lower()) or int(before["n"])
        start = before.start()
        begin = first_day(last, months).isoformat()
        found.append(msgspec.structs.replace(means, start=start, begin=begin, months=months, part=None, label=None))
    return found[::-1]


def _meant_of(name: str, at: int, names: int, lengths: Sequence[Mention]) -> Mention | None:
    """Which of several lengths a name means: that of the part of a year it names, `"Q2 2024"` the three months of them;
    any other name by its place, where there are as many names as lengths."""
    read = find_periods(name)
    part = read[0].part if len(read) == 1 and read[0].printed == name else None
    if part in PARTS and part != "FY":
        return next((each for each in lengths if each.months == PARTS[part][1]), None)
    return lengths[at] if names == len(lengths) else None


def _covered(text: str, quotes: Iterable[re.Match[str]]) -> str:
    """The text with its quoted names hidden, so that they do not join the dates beside them."""
    pieces, at = [], 0
    for quote in quotes:
        pieces += [text[at : quote.start() + 1], _COVER * (quote.end() - quote.start() - 2)]
        at = quote.end() - 1
    return "".join([*pieces, text[at:]])


def _beside(text: str, quote: re.Match[str], mentions: list[Mention]) -> Mention | None:
    """The mention that a quoted name stands for: behind a verb of meaning, in its bracket, or right before that."""
    opened = _opening(text, quote.start())
    behind = next((m for m in mentions if m.start >= quote.end()), None)
    if behind is not None and _MEANS.fullmatch(text[quote.end() : behind.start]):
        return behind
    if behind is not None and _MEANS_JA.fullmatch(text[quote.end() : behind.start]):
        return behind if _ENDS_MEANING_JA.match(text, behind.end) else None
    if opened is None:
        return None
    closed = text.find(")", quote.end())
    inside = behind is not None and (closed < 0 or behind.end <= closed + 1)
    if inside and behind is not None and _TRAILS.fullmatch(text[quote.end() : behind.start]):
        return behind
    before = [m for m in mentions if m.end <= quote.start()]
    if before and before[-1].start >= opened - _LONGEST_ASIDE and _leads(text[before[-1].end : quote.start()]):
        return before[-1]
    return None


def _leads(gap: str) -> bool:
    """Whether nothing but a bracket and `the`, `hereinafter`, `以下` stands between dates and name."""
    return _LEADS.fullmatch(_ENDS_OF_DATES.sub("", gap).lstrip("(")) is not None


# `までの６ヶ月間（`: what follows the last day, before the bracket.
_ENDS_OF_DATES = re.compile(
    r"^\s*(?:まで)?(?:の?\s*(?:\d{1,2}\s*(?:[カヵか箇個ケヶ]\s*)?(?:月|年|週)間?(?:の期間)?|期間|間))?\s*[()]{0,2}"
)


def _opening(text: str, at: int) -> int | None:
    """Where the bracket opens in which a place lies; None outside of brackets."""
    depth = 0
    for index in range(at - 1, max(-1, at - _LONGEST_ASIDE), -1):
        depth += (text[index] == ")") - (text[index] == "(")
        if depth < 0:
            return index
    return None


def _in_words(passage: Passage) -> Iterator[Named]:
    """`Fiscal 2026 ends January 31, 2026`, `fiscal 2023 (the 53-week period ended February 3, 2024)`."""
    text = passage.text
    mentions = find_periods(text)
    for name, means in pairwise(_without_second_years(text, mentions)):
        undated = name.finish is None and name.year is not None and name.part is not None and not name.torn
        if not undated or means.finish is None or means.start < name.end:
            continue
        gap = _AND_YEAR.sub("", text[name.end : means.start], count=1)
        said = _MEANS.fullmatch(gap)
        ends = said is not None and "end" in said[0]
        if means.kind == "instant" and not ends:
            continue
        if said is not None or _IN_BRACKET.fullmatch(gap):
            yield Named(name.printed, means, passage, name.start, means.end)


_BEGINS = re.compile(
    r"\s*(?:(?:which|that)\s+)?(?:began|begins?|started|starts?|commenced?|commences)\s+(?:on\s+)?", re.IGNORECASE
)
_AND_ENDS = re.compile(r",?\s*and\s+(?:will\s+)?(?:ends?|ended|closes?|closed)\s+(?:on\s+)?", re.IGNORECASE)


def _begun_and_ended(passage: Passage) -> Iterator[Named]:
    """`Our fiscal year 2024 began on July 1, 2023 and ended on June 30, 2024.`"""
    mentions = find_periods(passage.text) if _BEGINS.search(passage.text) else ()
    for name, first, last in zip(mentions, mentions[1:], mentions[2:], strict=False):
        undated = name.finish is None and name.year is not None and name.part is not None and not name.torn
        days = first.kind == last.kind == "instant" and first.finish is not None and last.finish is not None
        begins = _BEGINS.fullmatch(passage.text[name.end : first.start]) is not None
        if undated and days and begins and _AND_ENDS.fullmatch(passage.text[first.end : last.start]):
            printed = passage.text[first.start : last.end]
            means = msgspec.structs.replace(
                last, start=first.start, printed=printed, kind="duration", begin=first.finish
            )
            yield Named(name.printed, means, passage, name.start, means.end)


def _without_second_years(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions but for the second year of `the second quarters of 2031 and 2030 represent the three-month periods
    ended March 31, 2031 and 2030`: the first name is of the first day."""
    beside = {
        n
        for n, (one, other) in enumerate(pairwise(mentions), start=1)
        if (one.finish is None) == (other.finish is None) and _AND.fullmatch(text[one.end : other.start])
    }
    return [m for n, m in enumerate(mentions) if n not in beside]


# `当第２四半期連結累計期間（2031年４月１日～2031年９月30日）`: the name by which the following sentences call it.
_LABELLED_JA = re.compile(r"[当前]第[1-4]四半期(?:連結)?(?:累計|会計)期間|[当前]中間(?:連結)?会計期間")


def _labelled_ja(passage: Passage) -> Iterator[Named]:
    for mention in find_periods(passage.text) if "期間" in passage.text else ():
        name = _LABELLED_JA.match(mention.printed)
        dated = mention.begin is not None and mention.finish is not None and not mention.contradicts
        if name is not None and dated and mention.printed[name.end() :].lstrip().startswith("("):
            yield Named(name[0], mention, passage, mention.start, mention.end)


_DATED_YEAR = re.compile(r"の[^\d。()]{1,24}\(\s*")


def _dated_years(passage: Passage) -> Iterator[Named]:
    """`2024年12月期の連結業績（2024年４月１日～2024年12月31日）`: the year is as long as its dates say. They end with
    the month of its name; dates that end otherwise are of something else."""
    mentions = find_periods(passage.text) if "月期" in passage.text else ()
    for said in mentions:
        in_brackets = passage.text[said.start : said.end].rstrip().endswith((")", "）"))
        if _names_year(said) and said.begin is not None and in_brackets and _ends_as_named(said, said):
            yield Named(said.label or "", said, passage, said.start, said.end)
    for said, means in pairwise(mentions):
        dated = means.begin is not None and means.part is None and passage.text[means.end : means.end + 1] == ")"
        between = _DATED_YEAR.fullmatch(passage.text[said.end : means.start])
        if _names_year(said) and dated and between is not None and _ends_as_named(said, means):
            yield Named(said.label or "", means, passage, said.start, means.end)


def _names_year(said: Mention) -> bool:
    return said.part == "FY" and said.names_year_end and said.label is not None


def _ends_as_named(said: Mention, means: Mention) -> bool:
    if means.finish is None or means.months is None:
        return False
    last = date.fromisoformat(means.finish)
    return (last.year, last.month) == (said.year, said.month) and is_month_end(last)


def _without_whole_years(found: Sequence[Named]) -> list[Named]:
    """Names of whole years need no dates of their own, unless those of other lengths stand beside them."""
    years = [each for each in found if _names_year_alone(each.name)]
    whole = [each for each in years if each.means.months == _WHOLE]
    return list(found) if len(whole) < len(years) else [each for each in found if each not in whole]


def _names_year_alone(name: str) -> bool:
    read = find_periods(name)
    return len(read) == 1 and _names_year(read[0]) and read[0].printed == name


_WHOLE = 12


def ties(found: Iterable[Named]) -> list[tuple[Mention, Mention]]:
    """Names that are a year or a part of one by custom, with what they are said to mean: evidence for the calendar."""
    pairs = []
    for each in found:
        read = find_periods(each.name)
        if len(read) == 1 and read[0].year is not None and read[0].finish is None:
            pairs.append((read[0], each.means))
    return pairs


def to_terms(found: Iterable[Named], resolve: Resolve) -> tuple[model.Term, ...]:
    """Terms with their dates. A name with two meanings keeps none of them."""
    terms: dict[str, model.Term] = {}
    for each in found:
        term = _term(each, resolve)
        if term is None:
            continue
        known = terms.get(term.key)
        if known is not None and (known.start, known.end) != (term.start, term.end):
            if known.end == term.end and None in (known.start, term.start):
                term = known if known.start is not None else term
            else:
                term = msgspec.structs.replace(term, start=None, end=None)
        terms[term.key] = term
    return tuple(terms.values())[:_MOST_TERMS]


def _term(each: Named, resolve: Resolve) -> model.Term | None:
    start, end = dates_of(each.means)
    kind = each.means.kind
    read = find_periods(each.name)
    part = read[0].part if len(read) == 1 and read[0].printed == each.name else None
    if part == "FY" and each.means.part not in (None, "FY"):
        # `first quarter of the fiscal year ending March 31, 2008 ("FY2007")`: the name is that of the year
        year = fiscal_year_of(each.means)
        if year is None:
            return None
        return model.Term(
            key=key_of(each.name), kind="duration", start=year[0].isoformat(), end=year[1].isoformat(), part=part
        )
    if start is None and kind == "duration":
        period = resolve(each.means)
        start, end = period.start, period.end or end
    if kind == "instant":
        if part is None:
            return model.Term(key=key_of(each.name), kind="instant", end=end, part=None)
        # `Fiscal 2026 ends January 31, 2026`: years of months begin where they must, years of weeks do not.
        kind, last = "duration", date.fromisoformat(end or "")
        start = first_day(last, 12).isoformat() if is_month_end(last) and part in ("FY", "CY") else None
    if end is None:
        return None
    return model.Term(key=key_of(each.name), kind=kind, start=start, end=end, part=part)


# --- everything else that a document says of its words ------------------------------------------------------------

_COMPANY = (
    r"(?:Company|Group|Corporation|Bank|Issuer|Registrant|Firm|Trust|Fund|Partnership|Parent|Companies|we|us|our)"
)
_ENTITY = re.compile(
    rf"(?P<name>[A-Z][\w&.'/-]*(?:[ ,]+(?:[A-Z&][\w&.'/-]*|and|of|the|plc|[sS]\.?[aA]\.?))*)"
    rf"[\s,]*\(\s*(?:(?:hereinafter|hereafter|together with its \w+|collectively|referred to as)[\s,:]*)*(?:the\s+)?"
    rf"\"(?P<term>{_COMPANY}|[A-Z][\w&-]{{1,20}})\"",
)
_LEGAL_FORM = re.compile(
    r"\b(?:Inc|Corp(?:oration)?|Co|Ltd|Limited|LLC|plc|PLC|N\.?V|S\.?A|AG|SE|Holdings?|Group|Company|Bank|Trust|Partners)\b"
)
_ENTITY_JA = re.compile(
    r"(?P<name>(?:株式会社)?[^\s、。()「」]{2,30})\(以下、?(?:総称して)?「(?P<term>当社(?:グループ)?|当行|当グループ|[^「」]{2,12})」"
)
_MARK = r"(?:\"?(?:△|▲|[(\[]\s*[)\]]|-)\"?(?:\s*(?:印|内|書き|表示))?)"
_SIGN = re.compile(
    rf"(?P<term>{_MARK}|(?:(?:figures?|amounts?|numbers?|values?|items?)\s+)?(?:shown\s+)?(?:in|within)\s+(?:parenthes[ei]s|brackets)|括弧内?|カッコ内?)"
    r"(?:の数(?:字|値))?\s*(?:は|(?:is|are|(?:should|shall)\s+be)?\s*(?:used\s+to\s+)?(?:denotes?|indicates?|represents?|means?|shows?|signif(?:y|ies)|negative))\s*:?\s*"
    r"(?P<value>[^.。;()]{0,60})",
    re.IGNORECASE,
)
_MEANINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("prior_year", r"previous|prior|last year|year[- ]ago|前(?:年|期|連結会計年度|事業年度)"),
        ("share", r"composition|percentage of|share of|ratio|構成比|割合|比率"),
        ("change", r"increase or decrease|change|増減"),
        (
            "negative",
            r"negative|loss|decrease|deduct|deficit|outflow|minus|unfavou?rable|損失|減少|マイナス|控除|赤字|負の?",
        ),
    )
)
_COMPARISON = re.compile(
    r"(?P<term>(?:percentages?|%|％|パーセント)(?:\s*(?:figures?|changes?|表示|は))?)[^.。;]{0,60}?"
    r"(?P<value>対?前(?:年同(?:四半)?期|期|年度?)(?:比)?(?:増減)?率?"
    r"|year[- ]on[- ]year|year[- ]over[- ]year"
    r"|changes? (?:from|over|against|compared (?:with|to)) (?:the )?"
    r"(?:same|corresponding|previous|prior|preceding)[\w ]{0,40})",
    re.IGNORECASE,
)
_YEAR_ENDS = re.compile(
    r"(?:fiscal|financial|business)\s+years?\s+(?:\w+\s+){0,3}?(?:ends?|closes?)\s+(?:on\s+)?"
    rf"(?P<value>(?:the\s+)?[\w ,]{{0,60}}?\b{MONTH_IN_FULL}(?:\s+\d{{1,2}}\b)?)(?!\s*,?\s*\d)"
    r"|(?:決算期|決算月|決算日|事業年度末)\D{0,6}(?P<ja>\d{1,2}月(?:末日?|\d{1,2}日)?)",
    re.IGNORECASE,
)
_MOST = 200


def find_definitions(
    passages: Iterable[Passage], named: Iterable[Named], terms: Iterable[model.Term]
) -> tuple[model.Definition, ...]:
    """Everything the document defines, in its order, each once."""
    dated = {term.key: term for term in terms}
    found: dict[tuple[str, str, str], tuple[int, int, model.Definition]] = {}

    def add(passage: Passage, of: Of, term: str, value: str, start: int, end: int) -> None:
        span = passage.span.cut(start, end).strip()
        made = model.Definition(term=term, of=of, value=value, printed=span.text, location=span.location)  # type: ignore[arg-type]
        found.setdefault((of, term, value), (passage.order, start, made))

    for each in named:
        meant = dated.get(key_of(each.name))
        if meant is not None:
            value = "/".join(day for day in (meant.start, meant.end) if day) or "two meanings"
            add(each.passage, "period", each.name, value, each.start, each.end)
    for passage in passages:
        if len(found) >= _MOST:
            break
        for of, term, value, start, end in _said(passage.text):
            add(passage, of, term, value, start, end)
    return tuple(made for _, _, made in sorted(found.values(), key=lambda entry: entry[:2]))


def _said(text: str) -> Iterator[tuple[Of, str, str, int, int]]:
    """(of, term, value, start, end) of each definition in a text that is not a period's name."""
    for match in _ENTITY.finditer(text) if '"' in text else ():
        if re.fullmatch(_COMPANY, match["term"]) or _LEGAL_FORM.search(match["name"]):
            yield "entity", match["term"], match["name"].strip(" ,"), *match.span()
    for match in _ENTITY_JA.finditer(text) if "以下" in text else ():
        if not _PERIOD_NAME.search(match["term"]):
            yield "entity", match["term"], match["name"], *match.span()
    for match in _SIGN.finditer(text):
        meaning = next((name for name, words in _MEANINGS if words.search(match[0][len(match["term"]) :])), None)
        if meaning is not None:
            yield "sign", match["term"].strip(), meaning, *match.span()
    for match in _COMPARISON.finditer(text):
        yield "comparison", match["term"].strip(), match["value"].strip(), *match.span()
    worded = [(match.start(), match.end(), match["value"] or match["ja"]) for match in _YEAR_ENDS.finditer(text)]
    taken = {place for start, end, _ in worded for place in range(start, end)}
    worded += [said for said in year_ends_said(text) if said[0] not in taken]
    for start, end, day in worded:
        yield "fiscal_year", "fiscal year", day.strip(), start, end
    for value, words in (("truncated", CUT_OFF), ("rounded", ROUNDED)):
        for said in words.finditer(text):
            yield "rounding", "amounts", value, *said.span()
