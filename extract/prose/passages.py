"""A text block of prose with its periods: which it names, what dates them, and what it is only compared with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import takewhile

import msgspec
import regex as re

from extract import model
from extract.calendar.dating import resolve
from extract.calendar.piece_dates import Known, in_weeks
from extract.calendar.terms import find_named, tells_single_quarters
from extract.lex.calendar_words import MONTH
from extract.lex.dates import first_day, is_month_end, last_day
from extract.lex.fold import fold
from extract.lex.headings import heading_kind
from extract.lex.mention import PARTS, Mention
from extract.lex.period_labels import CUMULATIVE
from extract.lex.unit_words import words
from extract.prose.labels import masked
from extract.prose.relative import Relative, dated_by, find_relative, latest_of_its_kind, length_of, only_of_length
from extract.prose.words import is_base, is_target, told_by_brackets
from extract.prose.years import next_of, of_the_report, year_moved
from extract.sheet.wording import dateline, relative_key
from extract.vocab import Vocabulary, made_of_words


class Dated(msgspec.Struct, frozen=True):
    """A period as a block names it, with its dates, and whether something is only compared with it. `lent` says that
    the dates stand elsewhere in the document. `relative`: it is named by where it stands, and dated by `anchored`."""

    mention: Mention
    period: model.Period
    base: bool
    lent: bool = False
    relative: Relative | None = None


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A text block, its folded text and its periods. `extra` marks words that were cut out of a table."""

    block: model.TextBlock
    text: str
    dated: tuple[Dated, ...]
    title: bool = False
    extra: bool = False


Dates = tuple[str | None, str | None]
CHAPTER = re.compile(r"^\W*(?:[IVX]{1,4}|\d{1,2})?\s*-?\s*\d{1,2}\s*[.．]\s*[^\W\d]")
NUMBERED_PART = re.compile(r"^\W*(?P<part>[IVX]{1,4})\s*[.．)]\s+\S")
# `CLEVELAND, October 19, 2023 – Lakeshore Bancorp …`: where and when a release is issued.
_PLACE = re.compile(r"[\s*_]*(?:[A-Z][\w.'’&() -]{0,30},\s*){0,4}")
_STORY_BEGINS = re.compile(r"[\s*_)]*(?:-{1,2}|[–—:/]|\()\s*(?=\S)")
# `16 May 2031 Corran plc announces interim results for the six months ended 31 March 2031`
_ANNOUNCES = re.compile(r"\s+\p{Lu}[^.;:]{0,80}?\s(?:announces?|reports?|publish(?:es)?|releases?)\s")
_THROUGH = re.compile(r"\bthrough\s+(?:the\s+end\s+of\s+)?(?:the\s+)?$", re.IGNORECASE)
_AT_END = re.compile(r"\b(?:at|as\s+of|as\s+at)\s+(?:the\s+)?end\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_AS_OF = re.compile(r"\b(?:as\s+of|as\s+at)\s*$", re.IGNORECASE)  # `as of the fiscal years ended June 30, 2031`
_UNTIL = re.compile(r"\s?末?(?:まで|迄)の")  # `2030年度までの1,000店舗の純増`, not `2030年度までに10店舗`
_PART_OF = re.compile(
    r"\b(?:weeks?|days?|months|part|rest|remainder|balance|most)\s+of\s+(?:the\s+|its\s+|our\s+)?$", re.IGNORECASE
)
_ENDED = re.compile(r"\bend(?:ed|ing)\s*(?:on\s*)?$", re.IGNORECASE)
_WHOLE = re.compile(r"100\s?%")  # "100% owned" says which, not how much
_NO_TITLE = re.compile(r"^\s*(?:[-–—>→•·*○●◎■□◆◇♦▶►➤➢≻(<(\[]|\d+[.)]\s)|[.;,:。、]\s*$|->")
_STORY = re.compile(r"[.]\s+[A-Z]|。\s*\S")
LONGEST_TITLE, _MOST_WORDS, _FAR = 90, 12, 200


def _is_range(mention: Mention) -> bool:
    """`from Sep 2010 to March 2011` is a period, not what something is compared with."""
    return mention.begin is not None and mention.label is None


_EVENT = re.compile(
    r"(?:established|founded|incorporated|announced|introduced|opened|launched|completed|signed|listed|acquired|disclosed|since|effective|filed"
    r"|dated|resolved|until|will end|ends|begin \w+ \w+|began|started)\s*(?:on|in|from)?\s*$|設立|開始|締結|発表",
    re.IGNORECASE,
)


# What is named by the month or year of its issue; only as a name, in capitals.
_NAMES_DEBT = re.compile(
    r"\s+(?:(?:Senior|Convertible|Subordinated|Unsecured|Secured)\s+)*"
    r"(?:Notes|Bonds|Debentures|Term\s+Loans?|Credit\s+(?:Facility|Agreement)|Offering)\b"
)
_IS_NEXT = re.compile(r"(?:次|来)(?:期|年度|連結会計年度|事業年度)$")
_OF_NEXT = re.compile(r"\s*(?:の|における|は|につ|[(、:)]|$)")
_DAY_JA = re.compile(r"\d\s*[月日]$")
_OF_A_BALANCE_JA = re.compile(
    r"\s*(?:末|現在|時点|の(?!「)(?:(?!により|による|によって|ため|に伴)[^、。()「]){1,20}?(?:は|が|\d)|における|は|[):])"
)


def _happens(mention: Mention, text: str) -> bool:
    """`2021年４月、譲渡を完了し`: a Japanese day is of a figure only where it is the day of a balance."""
    return _DAY_JA.search(mention.printed) is not None and not _OF_A_BALANCE_JA.match(text, mention.end)


def to_passage(
    block: model.TextBlock, profile: model.Profile, years: dict[str, model.Period], known: Known | None = None
) -> Passage:
    """A text block as a passage: its periods with their dates, but for days on which something only happened."""
    text = fold(block.span.text)
    dated: list[Dated] = []
    relatives = find_relative(text)
    looks_ahead: bool | None = None
    issued = dateline(text.strip())  # `Paris, July 29, 2031` on a line of its own: when it was issued dates no figure
    for mention in find_named(block.span.text, profile.calendar):
        at = bisect_left(relatives, mention.end, key=lambda each: each.start) - 1
        if at >= 0 and mention.start < relatives[at].end:
            continue  # `prior year` in `the prior year quarter`
        before = text[max(0, mention.start - 80) : mention.start]
        begins = (
            mention.end < 120 and _PLACE.fullmatch(text[: mention.start]) and _STORY_BEGINS.match(text, mention.end)
        )
        begins = begins or (not text[: mention.start].strip() and _ANNOUNCES.match(text, mention.end))
        if _PART_OF.search(before):  # `the first four weeks of the third quarter` are not the quarter
            plain = Mention(start=mention.start, end=mention.end, printed=mention.printed, kind="duration")
            dated.append(Dated(plain, model.Period(kind="duration", printed=mention.printed), base=False))
            continue
        if mention.kind == "instant" and (issued or begins or _EVENT.search(before) or _happens(mention, text)):
            continue  # the day of an event is no period of a figure; it stays out of the numbers all the same
        if _NAMES_DEBT.match(text, mention.end):
            continue  # `the April 2022 Notes`
        base = is_base(before, text[mention.end : mention.end + 12]) and not _is_range(mention)
        base = base or told_by_brackets(text, mention.start, mention.end)
        alone = tells_single_quarters(sentence_around(text, mention))
        period = in_weeks(_resolved(mention, before, profile, alone=alone), mention, known or Known())
        until = _THROUGH.search(before) or (_UNTIL.match(text, mention.end) and not _is_range(mention))
        if mention.part in PARTS and mention.kind == "duration" and until:
            period = msgspec.structs.replace(period, start=None)  # `through the end of the third quarter`: since when?
        at_end = mention.part in PARTS and _AT_END.search(before)
        if mention.kind == "duration" and (at_end or _stands_on_last(mention, dated, text)):
            period = msgspec.structs.replace(period, kind="instant", start=None)
        if _IS_NEXT.match(mention.printed) and period.end is None and _OF_NEXT.match(text, mention.end):
            period = next_of(profile.document.period) or period
        # A sentence that looks ahead speaks of another year than the one it names.
        if period.end is None and looks_ahead is None:
            looks_ahead = is_target(text)
        lent = None if period.end or looks_ahead else _dated_elsewhere(mention, text, years, profile.document.period)
        if lent is not None:
            period = lent
            base = base or (mention.relative == "prior" and not _TOPIC.match(text, mention.end))
        within = _part_of_named_year(mention, dated, text)
        if within is not None:
            period = within
        elif mention.year is None and mention.finish is None and period.end is not None:
            period = _beside_others(mention, period, dated, text, profile)
        dated.append(Dated(mention, period, base, lent is not None))
    dated += [_undated(each, text) for each in relatives]
    dated += _years_in_brackets(text, dated)
    dated.sort(key=lambda each: each.mention.start)
    dated = list(_ended_together(dated, text))
    return Passage(block=block, text=text, dated=tuple(dated), title=_is_title(block, text, dated))


def _stands_on_last(mention: Mention, dated: Sequence[Dated], text: str) -> bool:
    """`as of the fiscal years ended June 30, 2032 and 2031`: what is told is there on either last day."""
    if _AS_OF.search(text, max(0, mention.start - _WORDS_BEFORE), mention.start):
        return _ENDED_ON.search(mention.printed) is not None
    before = dated[-1] if dated else None
    if before is None or before.mention.part != mention.part or before.period.kind != "instant":
        return False
    return before.mention.kind == "duration" and _LISTS.fullmatch(text, before.mention.end, mention.start) is not None


_WORDS_BEFORE = 16
_LISTS = re.compile(r"\s*(?:,|,?\s*and|,?\s*&)\s*", re.IGNORECASE)


def _ended_together(dated: Sequence[Dated], text: str) -> Iterator[Dated]:
    """`the fourth quarter and full year ended December 31, 2031`: both ended on that day, for a fourth quarter does so
    with its twelve months. Where years are of weeks, its first day stays open."""
    for each, after in zip(dated, [*dated[1:], None], strict=False):
        part = each.mention.part if each.period.end is None and not each.base and each.relative is None else None
        if part not in PARTS or after is None or after.period.end is None:
            yield each
            continue
        run = after.mention.months or PARTS.get(after.mention.part or "", (0, 0))[1]
        joined = _AND_YEAR.fullmatch(text[each.mention.end : after.mention.start])
        if joined is None or run != sum(PARTS[part or ""]) or not _ENDED_ON.search(after.mention.printed):
            yield each
            continue
        finish = date.fromisoformat(after.period.end)
        start = first_day(finish, PARTS[part or ""][1]).isoformat() if is_month_end(finish) else None
        yield msgspec.structs.replace(
            each, period=msgspec.structs.replace(each.period, start=start, end=after.period.end)
        )


_ENDED_ON = re.compile(r"\bend(?:ed|ing)\b", re.IGNORECASE)
_AND_YEAR = re.compile(r"\s*(?:,?\s*and|&)\s+(?:for\s+)?(?:the\s+)?", re.IGNORECASE)


def _years_in_brackets(text: str, dated: Sequence[Dated]) -> list[Dated]:
    """`six months ended June 30, 2024 … EUR 14.4 million (2023: EUR 13.8 million)`: the same months of that year.

    So it is behind a period that lies within one year: what is called 2023 where years run into the next, is open.
    """
    found = []
    for match in _YEAR_IN_BRACKETS.finditer(text):
        before = [d for d in dated if d.mention.end <= match.start() and not d.base and d.period.end is not None]
        if not before or any(d.mention.start <= match.start(1) < d.mention.end for d in dated):
            continue
        own = max(before, key=lambda d: d.mention.end).period
        start, end, year = (own.start or own.end or "")[:4], (own.end or "")[:4], int(match[1])
        period = year_moved(own, year - int(end)) if start == end and year < int(end) else None
        mention = Mention(start=match.start(1), end=match.end(1), printed=match[1], kind=own.kind, year=year)
        undated = model.Period(kind=own.kind, printed=match[1])
        found.append(Dated(mention, msgspec.structs.replace(period or undated, printed=match[1]), base=False))
    return found


_YEAR_IN_BRACKETS = re.compile(r"(?:[(\[]\s?(?:in\s)?|(?<=[(\[][^()\[\]]{0,60});\s)((?:19|20)\d\d)\s?:\s")


def _undated(relative: Relative, text: str) -> Dated:
    """A quarter named by where it stands, before anything says which it is."""
    printed = text[relative.start : relative.end]
    mention = Mention(
        start=relative.start, end=relative.end, printed=printed, kind="duration", months=relative.months,
        relative={"current": "current", "reported": "current", "other": None}.get(relative.which, "prior"),
    )  # fmt: skip
    before = text[max(0, relative.start - 80) : relative.start]
    base = is_base(before, text[relative.end : relative.end + 12])
    return Dated(mention, model.Period(kind="duration", printed=printed), base, relative=relative)


def anchored(passages: Iterable[Passage], reported: model.Period | None) -> list[Passage]:
    """The passages with `the current quarter` and `the prior year quarter` dated by the nearest place that names one.

    That is a quarter named earlier in the passage, else in the last title before it, else what the document reports
    on, else the only quarter, of whatever year, that was named so far. A sentence that looks ahead may mean the quarter
    after that one: there only its own passage or title counts.
    """
    told: list[Passage] = []
    headed = reported if length_of(reported) == 3 else None
    ahead = False
    seen: dict[tuple[str | None, str | None], model.Period] = {}
    parts: dict[str, dict[Dates, model.Period]] = {}
    for passage in passages:
        passage = _with_parts_named_before(passage, parts)
        if any(d.relative is not None and d.relative.which == "reported" for d in passage.dated):
            passage = _with_period_reported(passage, reported if headed is None else None)
        own = [d.period for d in passage.dated if not d.base and d.relative is None and not _is_beside(passage, d)]
        if any(d.relative is not None for d in passage.dated):
            passage = _with_anchors(passage, headed or latest_of_its_kind(seen.values()), ahead=ahead)
        quarters = {dates_of(period) for period in own if length_of(period) == 3}
        heads = passage.title or _is_period_alone(passage)
        if quarters and (heads or (headed is None and speaks_of_results(passage.text))):
            headed, ahead = only_of_length(own, 3), is_target(passage.text)
        if not is_target(passage.text):
            seen |= {dates_of(period): period for period in own if length_of(period) == 3}
        told.append(passage)
    return told


def _is_beside(passage: Passage, dated: Dated) -> bool:
    """Whether a period stands in a bracket with its figure: `(NOK 1,180 million in Q2 2030)` is what another figure is
    compared with, and `the quarter` of a later sentence is not that one."""
    opened = passage.text.rfind("(", max(0, dated.mention.start - _LONGEST_BRACKET), dated.mention.start)
    inside = passage.text[opened + 1 : dated.mention.start] if opened >= 0 else ""
    return ")" not in inside and any(map(str.isdigit, inside))


_LONGEST_BRACKET = 60


PARTS_OF_YEAR = (3, 6, 9)


def months_named(dated: Dated) -> int | None:
    """The months of the duration that a passage names, also of one without dates: 3 of `the second quarter`."""
    mention = dated.mention
    return length_of(dated.period) or mention.months or PARTS.get(mention.part or "", (0, None))[1]


_SENTENCE_ENDS = re.compile(r"(?:[^\W\d]{2}|\d%?|[%)])[.。][\s\"')]*$")


def tells(passage: Passage) -> bool:
    """Whether it is told in sentences: no line of a chart, and no point of a list."""
    return _SENTENCE_ENDS.search(passage.text) is not None


def _with_parts_named_before(passage: Passage, parts: dict[str, dict[Dates, model.Period]]) -> Passage:
    """`the second quarter ended June 30, 2031. For the second quarter, sales were …`, `January - September` below
    `January - September 2031`: the one that was dated before, as long as no other year's was. `parts` holds what was
    dated so far. What looks ahead may mean the next year's, and what is compared with the one before."""
    told: list[Dated] = []
    ahead = is_target(passage.text)
    for each in passage.dated:
        part = _part_of_year(each)
        seen = parts.setdefault(part, {}) if part is not None else {}
        if part is not None and each.period.end is not None and not (ahead or each.base):
            seen[dates_of(each.period)] = each.period
        if part is not None and each.period.end is None and each.mention.year is not None and not each.base:
            seen.clear()  # `H1 2031`, of which the days are not known, is what a bare `H1` behind it means
        undated = each.period.end is None and each.mention.year is None and not each.base
        if undated and not (ahead and is_target(sentence_around(passage.text, each.mention))):
            named = latest_of_its_kind(seen.values())
            period = named and msgspec.structs.replace(named, printed=each.mention.printed, label=each.mention.label)
            each = msgspec.structs.replace(each, period=period or each.period)
        told.append(each)
    return msgspec.structs.replace(passage, dated=tuple(told))


def _part_of_year(each: Dated) -> str | None:
    """Which part of a year a period is, by its name (`Q2`) or its months (`9/9`: nine months to September)."""
    mention, period = each.mention, each.period
    if mention.kind != "duration" or each.relative is not None or mention.relative is not None or mention.cumulative:
        return None
    if mention.part in PARTS:
        return None if mention.torn else mention.part
    month = mention.month or (int(period.end[5:7]) if period.end is not None else None)
    return f"{month}/{mention.months}" if month is not None and mention.months is not None else None


def _with_anchors(passage: Passage, headed: model.Period | None, *, ahead: bool) -> Passage:
    named: model.Period | None = None
    dated: list[Dated] = []
    for each in passage.dated:
        if each.relative is not None:
            looks_ahead = not ahead and is_target(sentence_around(passage.text, each.mention))
            period = dated_by(each.relative, named or (None if looks_ahead else headed))
            if period is not None:
                period = msgspec.structs.replace(period, printed=each.mention.printed, label=None)
                each = msgspec.structs.replace(each, period=period)
        tells = not each.base and length_of(each.period) == 3 and (each.relative is None or named is None)
        # A quarter beside the same one of a later year is what that one is compared with.
        reference = named or headed
        if tells and not (reference is not None and (_before(each.period, reference) or _is_compared(passage, each))):
            named = each.period
        dated.append(each)
    return msgspec.structs.replace(passage, dated=tuple(dated))


def _is_compared(passage: Passage, dated: Dated) -> bool:
    """Whether a period stands behind what another is compared with, in one clause: `compared with $38.0 million, or
    $0.76 per share, for the quarter ended June 30`. The linked quarter of a later sentence is not before that."""
    return _COMPARED_IN_CLAUSE.search(passage.text, max(0, dated.mention.start - _FAR), dated.mention.start) is not None


_FAR = 160
_COMPARED_IN_CLAUSE = re.compile(
    r"\b(?:compared\s+(?:with|to)|versus|vs\.?|against|(?:up|down|increased|decreased|rose|fell|improved|declined)\s+from)"
    r"\s(?:[^.;]|\.(?=\d))*$",
    re.IGNORECASE,
)


def _is_period_alone(passage: Passage) -> bool:
    """Whether a line is nothing but the name of a time, and so heads what follows: `Third quarter 2031`."""
    named = [each.mention for each in passage.dated]
    return len(named) == 1 and len(passage.text.strip(" .:")) <= named[0].end - named[0].start


def _with_period_reported(passage: Passage, reported: model.Period | None) -> Passage:
    """`Revenues for the period` in a report on `January – June 2031`: of those months, and not of the quarter of which
    the sentence before told. Where a title is of a quarter, or the report is, the words add nothing."""
    spans = length_of(reported) in _SO_FAR
    dated = []
    for each in passage.dated:
        if each.relative is not None and each.relative.which == "reported":
            if reported is None or not spans or is_target(sentence_around(passage.text, each.mention)):
                continue
            period = msgspec.structs.replace(reported, printed=each.mention.printed, label=None)
            each = msgspec.structs.replace(each, period=period)
        dated.append(each)
    return msgspec.structs.replace(passage, dated=tuple(dated))


_SO_FAR = (6, 9, 12)


def _before(period: model.Period, later: model.Period) -> bool:
    """Whether a period is the same one of an earlier year."""
    return (period.end or "") < (later.end or "") and latest_of_its_kind((period, later)) is not None


def speaks_of_results(title: str) -> bool:
    """A heading over results without a period of its own speaks of the results that the document reports."""
    return _RESULTS.search(title) is not None and not is_target(title)


_RESULTS = re.compile(
    r"\bresults\b(?! in\b)|(?<!\ba )\bresult\b(?! (?:of|in|from)\b)|\bearnings\b|決算|業績|経営成績", re.IGNORECASE
)


# What makes an earlier year the one a sentence tells of, and not what it compares with or explains by: its statements,
# what was shown in it, or a figure right behind it.
_TOPIC = re.compile(
    r"末?(?:の?(?:連結)?(?:財務諸表|貸借対照表|損益計算書|包括利益計算書|キャッシュ・フロー計算書|株主資本等変動計算書)"
    r"|において、?[「『]|については?、?[^、。\d]{0,20}\d|は、?[^、。\d]{0,14}\d|の[^、。\d]{1,20}は、?[^、。\d]{0,30}\d"
    r"|(?=\d)|[)）])"
)
_STATEMENT_OF_A_DAY = re.compile(r"\s*(?:末|の?(?:連結)?貸借対照表)")


def _dated_elsewhere(
    mention: Mention, text: str, years: dict[str, model.Period], reported: model.Period | None
) -> model.Period | None:
    """`前連結会計年度の連結損益計算書`: the year that the document dates elsewhere or reports on, or its last day."""
    if mention.relative is None or mention.finish is not None or mention.year is not None:
        return None
    key = relative_key(mention.printed)
    year, day = years.get(f"{key}/duration"), years.get(f"{key}/instant")
    if mention.kind == "instant" or mention.printed.endswith("末") or _STATEMENT_OF_A_DAY.match(text, mention.end):
        period = day or (year and msgspec.structs.replace(year, kind="instant", start=None))
        period = period or of_the_report(mention.relative, "instant", reported)
    else:
        period = year or of_the_report(mention.relative, "duration", reported)
    return period and msgspec.structs.replace(period, printed=mention.printed or None, label=mention.label)


_SENTENCE_END = re.compile(r"[.!?][\"')]*\s+(?=[A-Z\"'(])|。")


def sentence_around(text: str, mention: Mention) -> str:
    """The words of the sentence in which a mention stands, at most `_FAR` characters to either side."""
    before = _SENTENCE_END.split(text[max(0, mention.start - _FAR) : mention.start])[-1]
    after = _SENTENCE_END.split(text[mention.end : mention.end + _FAR], maxsplit=1)[0]
    return f"{before}{mention.printed}{after}"


def _resolved(mention: Mention, before: str, profile: model.Profile, *, alone: bool = False) -> model.Period:
    """The period of a mention, with what its words and the document add.

    An interim period that ends in the middle of the fiscal year is its first half; `for April 2011` is a month;
    a quarter without a year lies in the fiscal year of the document's period. `alone`: its sentence tells quarters one
    by one, whatever the document calls by their names elsewhere.
    """
    calendar = profile.calendar
    if alone and mention.year is not None and mention.part in CUMULATIVE:
        calendar = msgspec.structs.replace(calendar, terms=())
    period = resolve(mention, calendar)
    if period.end is None:
        period = _in_document_year(mention, period, profile)
        may_run_on = not alone and mention.part in CUMULATIVE and _BARE_QUARTER_JA.fullmatch(mention.printed)
        return msgspec.structs.replace(period, start=None) if may_run_on else period
    end = date.fromisoformat(period.end)
    if (
        not (alone or calendar.cumulative)
        and mention.part in CUMULATIVE
        and _QUARTER_OF_YEAR_JA.fullmatch(mention.printed)
    ):
        return msgspec.structs.replace(period, start=None)  # that quarter, or all since the first day of its year
    if period.kind == "instant":
        if _ENDED.search(before):
            # `fiscal year (52 weeks) ended February 1, 2025`: how long it was, the words do not say here.
            return msgspec.structs.replace(period, kind="duration", start=None, end=None)
        over = re.search(r"\b(?:for|in|during)\s*(?:the month of\s*)?$", before, re.IGNORECASE)
        over = over or re.match(r"(?:for|in|during)\b", mention.printed, re.IGNORECASE)
        if mention.part == "M" and over:
            return msgspec.structs.replace(period, kind="duration", start=first_day(end, 1).isoformat())
        return period
    if (
        period.start is None
        and calendar.end_month is not None
        and re.search(r"interim", mention.printed, re.IGNORECASE)
    ) and (end.month - calendar.end_month) % 12 == 6:
        return msgspec.structs.replace(period, start=first_day(end, 6).isoformat())
    return period


_QUARTER_OF_YEAR_JA = re.compile(r"[^()]{0,12}年\s*\d{1,2}\s*月\s*期\s*第?\s?[2-4２-４二三四]\s?四半期\s*")
_BARE_QUARTER_JA = re.compile(r"\s*第?\s?[2-4二三四]\s?四半期\s*")


def _beside_others(
    mention: Mention, period: model.Period, earlier: list[Dated], text: str, profile: model.Profile
) -> model.Period:
    """A part without a year beside a year (`2023年３月期における通期業績予想`), or in a forecast, may be"
    " another year's."""
    undated = resolve(mention, profile.calendar)
    named = [entry for entry in earlier if entry.mention.year is not None and entry.period.end is not None]
    if named and mention.relative is None:
        last = named[-1]
        return last.period if mention.part == "FY" and last.mention.part == "FY" else undated
    document = profile.document.period
    over = document is not None and document.end is not None and (period.end or "") <= document.end
    return undated if over and mention.relative is None and is_target(text) else period


def _part_of_named_year(mention: Mention, earlier: list[Dated], text: str) -> model.Period | None:
    """`2024年３月期の四半期別の利益率は、第１四半期6.1％、…`: a quarter of the year that its sentence names.

    One quarter alone may be called so for all months since the first day of its year; several are told one by one.
    """
    plain = mention.part in PARTS and mention.part not in ("FY", "9M") and mention.year is None
    if not plain or mention.relative is not None or mention.finish is not None or mention.cumulative or mention.torn:
        return None
    opened = text[max(0, mention.start - 2 * _FAR) : mention.start]
    sentence = mention.start - len(_SENTENCE_END.split(opened)[-1])
    within = takewhile(lambda d: d.mention.start >= sentence, reversed(earlier))
    named = [d for d in within if not d.base and d.mention.year is not None]
    if len({dates_of(d.period) for d in named}) != 1 or named[0].mention.part != "FY" or named[0].period.end is None:
        return None
    if not tells_single_quarters(sentence_around(text, mention)) and not _ONE_BY_ONE.search(text, mention.end):
        return None
    before, months = PARTS[mention.part or "FY"]
    finish = last_day_of_month(date.fromisoformat(named[0].period.end), before + months - 12)
    return model.Period(
        kind="duration", start=first_day(finish, months).isoformat(), end=finish.isoformat(),
        printed=mention.printed, label=mention.label,
    )  # fmt: skip


_ONE_BY_ONE = re.compile(r"\G[^。.;]{0,40}(?:第[1-4]四半期|[1-4]Q|\b(?:second|third|fourth)[ -]quarter)", re.IGNORECASE)


def _in_document_year(mention: Mention, period: model.Period, profile: model.Profile) -> model.Period:
    document, calendar = profile.document.period, profile.calendar
    if mention.torn and mention.months and mention.month and mention.part is None and mention.kind == "duration":
        return _months_reported(mention, period, document)
    plain = mention.part in PARTS and mention.year is None and mention.term is None and not mention.torn
    if not plain or mention.relative not in (None, "current"):
        return period
    if document is None or document.end is None or calendar.end_month is None or calendar.end_day is None:
        return period
    last = date.fromisoformat(document.end)
    while last.month != calendar.end_month:
        last = last_day_of_month(last, 1)
    before, months = PARTS[mention.part or "FY"]
    finish = last_day_of_month(last, before + months - 12)
    if calendar.end_day < last_day(2001, calendar.end_month):
        finish = finish.replace(day=min(finish.day, calendar.end_day))  # years that close within a month
    if mention.kind == "instant":
        return msgspec.structs.replace(period, end=finish.isoformat())
    start = first_day(finish, months).isoformat()
    runs = calendar.cumulative and mention.part in CUMULATIVE and not _BY_ITSELF.search(mention.printed)
    if runs and document.end == finish.isoformat() and document.start is not None:
        start = min(start, document.start)  # `第２四半期` in a document that reports on the quarters so far
    return msgspec.structs.replace(period, start=start, end=finish.isoformat())


def _months_reported(mention: Mention, period: model.Period, document: model.Period | None) -> model.Period:
    """`July - September` in a report on `January - September 2031`: those of the months that it is on."""
    if document is None or document.start is None or document.end is None or length_of(document) not in (6, 9, 12):
        return period
    end = date.fromisoformat(document.end)
    later = (end.month - (mention.month or 0)) % 12
    finish = last_day_of_month(end, -later)
    start = first_day(finish, mention.months or 0)
    if start < date.fromisoformat(document.start) or not is_month_end(end):
        return period
    return msgspec.structs.replace(period, start=start.isoformat(), end=finish.isoformat())


_BY_ITSELF = re.compile(r"会計期間|\bquarter\b|Q", re.IGNORECASE)


def last_day_of_month(day: date, later: int) -> date:
    """The last day of the month so many months later.

    >>> last_day_of_month(date(2008, 9, 30), 6).isoformat()
    '2009-03-31'
    """
    months = day.year * 12 + day.month + later
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


@made_of_words
def _value(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What a title does not hold: an amount, a share, a figure."""
    known = words()
    return re.compile(
        rf"{known.drawn}\s*\d|{known.code}\s*[+-]?\d|\d\s*(?:%|{known.money_ja}|万|億|[GM]bps)"
        r"|:\s*[~+-]?\d[\d,.]*\s*\)?$|^[(+-]?\d|\d{1,3}(?:,\d{3})+"
    )


def _is_title(block: model.TextBlock, text: str, dated: Iterable[Dated]) -> bool:
    if block.kind == "heading":
        return True
    if block.kind != "paragraph" or not 2 <= len(text.strip()) <= LONGEST_TITLE:
        return False
    if CHAPTER.match(text) or NUMBERED_PART.match(text):
        return True
    if re.search(r":\s*\S|=", text) or _NO_TITLE.search(text) or _STORY.search(text):
        return False
    text = masked(text, [(each.mention.start, each.mention.end) for each in dated])
    if _value().search(_WHOLE.sub("", text)):
        return False
    return len(text.split()) <= _MOST_WORDS and re.search(r"[^\W\d_]", text) is not None and not is_note(text)


_NOTE = re.compile(r"^\W*(?:unit|note|source|単位|注|出所|copyright|©)|^\s*[※*＊]|^\s*etc|^\s*\(", re.IGNORECASE)


# `(国内店舗事業)` on a line of its own is the part of which the next lines tell.
_PART_IN_BRACKETS = re.compile(r"[(<]\s?[^()<>\d、。:]{2,24}(?:事業|部門|セグメント|地域|分野|関連)\s?[)>]")


def is_part_in_brackets(text: str) -> bool:
    """Whether a line is the name of a part of the company in brackets: `（部品事業）`."""
    return _PART_IN_BRACKETS.fullmatch(fold(text).strip()) is not None


# Lines of the front page of a Japanese report, which head nothing.
_FRONT_JA = re.compile(
    r"役職名|[（(]氏名|上場会社名|上場取引所|コード番号|問合せ先|の有無|予定日|未満(?:切捨|四捨)|[:：]\s?[有無]"
)


_PAGE_OF = re.compile(rf"\W*(?:page\s+\d{{1,4}}\s+of\s+\d{{1,4}}|{MONTH}\.?)\W*", re.IGNORECASE)
_OF_COLUMNS = frozenset({"difference", "growth", "share"})


def is_note(text: str) -> bool:
    """Whether a line is a note, a source or a unit, one of a front page, the number of a page or the heading of a
    column (`% Variance`, `March`), which head nothing.

    >>> [is_note(t) for t in ("Source: company", "Page 3 of 15", "% Variance", "Variance analysis")]
    [True, True, True, False]
    """
    if _PART_IN_BRACKETS.fullmatch(text.strip()):
        return False
    if _PAGE_OF.fullmatch(text) or heading_kind(text) in _OF_COLUMNS:
        return True
    return _NOTE.search(text) is not None or _FRONT_JA.search(text) is not None


def only_period(dated: Iterable[Dated]) -> model.Period | None:
    """The period all mentions agree on; None if they name none with dates, or two."""
    found: dict[tuple[str | None, str | None], model.Period] = {}
    for entry in dated:
        if not entry.base and entry.period.end is not None:
            found.setdefault(dates_of(entry.period), entry.period)
    return next(iter(found.values())) if len(found) == 1 else None


def dates_of(period: model.Period) -> tuple[str | None, str | None]:
    """The first and the last day of a period, as far as they are known."""
    return period.start, period.end
