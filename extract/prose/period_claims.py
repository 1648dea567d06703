"""Who says of which time a figure of prose is: a claim for each place, the nearest first.

    Net sales in 2Q07 were JPY 692 million, compared to JPY 478 million in 2Q06. Costs rose to JPY 120 million.
    692   sentence    in 2Q07          said
    478   sentence    in 2Q06          said, behind the figure; were it not, what is compared with would be open
    120   paragraph   2Q07             said by the sentence before

A rule looks at one kind of place. It yields a claim, or nothing where that place is silent. An illegible claim says
that the place speaks of a time and not of which: nothing from farther away is lent over it. `extract.sheet.resolve`
settles the claims, as it does those of tables; the claim that settled a period is its ground.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec
import regex as re

from extract import model
from extract.lex.calendar_words import MONTH, MONTH_IN_FULL
from extract.model.claim import Claim, Rank
from extract.prose.insertions import is_inside_insertion
from extract.prose.labels import JAPANESE
from extract.prose.measures import flows
from extract.prose.numbers import Number
from extract.prose.passages import Dated, dates_of, months_named, tells
from extract.prose.period_places import PeriodClaim, claim_of_section, nearest
from extract.prose.relative import length_of
from extract.prose.sections import compares_quarters
from extract.prose.told import Sentence, Told
from extract.prose.years import prior_of, year_moved
from extract.sheet.balances import names_balance


class Site(NamedTuple):
    """Where a figure stands: its sentence, the figures before it there, where the next one begins, and what the
    sentence before was of."""

    sentence: Sentence
    told: Told
    earlier: list[Told]
    following: int
    current: PeriodClaim | None


Rule = Callable[[Site], Iterable[PeriodClaim]]


def claims_of_period(site: Site) -> Iterator[PeriodClaim]:
    """The claims about the period of a figure, nearest first. A farther place is asked after the nearer ones."""
    for rule in RULES:
        yield from rule(site)


def said_by(sentence: Sentence, dated: Dated, period: model.Period | None = None) -> PeriodClaim:
    """What a period named in the sentence says: its own dates, or a `period` told by its distance from another one."""
    span = sentence.passage.block.span.cut(dated.mention.start, dated.mention.end).strip()
    return Claim(
        rank=Rank.SENTENCE, rule="period_of_sentence", values=(period or dated.period,), printed=span.text,
        where=span.location,
    )  # fmt: skip


def _illegible(rank: Rank, rule: str) -> PeriodClaim:
    return Claim(rank=rank, rule=rule, said="illegible")


def _open(kind: Literal["instant", "duration"], rule: str) -> PeriodClaim:
    """A place that says that the figure is of a time of its own, which nothing dates."""
    return Claim(rank=Rank.SENTENCE, rule=rule, values=(model.Period(kind=kind),))


# --- behind the figure ----------------------------------------------------------------------------------------

_PERIOD_AFTER = re.compile(
    r"^[\s)]*(?:\([^()]{0,24}\)\s*)?"
    r"(?:(?:(?!\b(?:from|to|by|due|because|mainly|compared|versus|than|was|were|and|while)\b)[^,;()。:]){0,48}?\b)?"
    r"(?:in|for|during|as of|as at|at|on|of)\s+(?:the\s+)?(?:end of\s+)?$",
    re.IGNORECASE,
)
_REST_OF_ASIDE = re.compile(r"^[^(),;:.。\d]{0,40}\)")
_DECIDED = re.compile(r"\b(?:approved|declared|authori[sz]ed|announced|proposed|agreed|signed)\b", re.IGNORECASE)
_AGO = re.compile(r"\b(?:ago|earlier)$", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:in|for|during|as of|as at|at|on)\b", re.IGNORECASE)
# `(previous year: $4.1 million)`, `(PY 12.3)`, `(2023: $4.1 million)` is told of by its own year.
_PRIOR_ASIDE = re.compile(
    r"\(\s*(?:(?:in|for|from|vs\.?|versus|compared (?:to|with))\s+)?(?:the\s+)?"
    r"(?P<prior>(?:previous|prior|last|preceding)[- ]year(?:'s)?(?:\s+(?:period|quarter))?|year[- ]ago|PY|LY)"
    r"\s*[:=,]?\s*[^()\d]{0,24}$",
    re.IGNORECASE,
)
# `(2002: $4.1 million)`, `(2002: loss of $4 million)`: the year alone, beside a figure of the year after it.
_YEAR_ASIDE = re.compile(
    r"\(\s*(?:(?:FY|in|for)\s*)?(?P<year>(?:19|20)\d\d)(?:\s+restated)?\s*[:=–-]?\s*[^()\d]{0,24}$", re.IGNORECASE
)
_COMMA = re.compile(r"[\s)]*,\s*(?:(?:in|for|during)\s+(?:the\s+)?)?", re.IGNORECASE)
YEAR_BEFORE_IN_BRACKETS = "year_before_in_brackets"
PRIOR = frozenset(("brackets_defined", YEAR_BEFORE_IN_BRACKETS, "year_before_ja"))
"""Rules by which a figure is of an earlier time than the one before it."""
UNDATED = "undated_period_of_sentence"
"""`For the quarter, sales were $5 million. Costs were $2 million.`: both are of a time that nothing dates."""
EXPLICIT = frozenset(("brackets_defined", YEAR_BEFORE_IN_BRACKETS, "year_before", "span_of_sentence"))
"""Rules by which the sentence itself says when, though the dates stand elsewhere."""


def _brackets_beside(site: Site) -> Iterator[PeriodClaim]:
    """`SEK 1,240 million (985)`: of the year before where the document says so of its brackets; else open."""
    if not site.told.number.beside or not site.earlier:
        return
    beside = site.earlier[-1]
    period, rule = beside.period, "brackets_defined"
    if period is None or period.kind != "duration" or not site.sentence.voice.brackets_prior:
        yield _open(period.kind if period is not None else "duration", rule)
    else:
        yield _year_before_that(beside, rule) or _open("duration", rule)


def _year_before_that(beside: Told, rule: str) -> PeriodClaim | None:
    """The same period a year before that of another figure, dated where that one is."""
    moved = year_moved(beside.period, -1) if beside.period is not None else None
    if moved is None:
        return None
    found = beside.dated_by or Claim[model.Period](rank=Rank.SENTENCE, rule=rule)
    return msgspec.structs.replace(found, values=(moved,), rule=rule)


def outside(told: Told, earlier: list[Told]) -> Told | None:
    """The figure of the same kind before the brackets in which a figure stands."""
    beside = next((other for other in reversed(earlier) if other.role == "level" and not other.aside), None)
    same = beside is not None and beside.period is not None and beside.number.kind == told.number.kind
    return beside if same else None


def _prior_in_bracket(site: Site) -> Iterator[PeriodClaim]:
    """`revenue was $5 million (previous year: $4 million)`: the same period a year before the figure outside."""
    told, before = site.told, site.sentence.before(site.told)
    year = _YEAR_ASIDE.search(before)
    if told.role == "change" or not told.aside or not (year or _PRIOR_ASIDE.search(before)):
        return
    beside = outside(told, site.earlier)
    if year is not None and any(d.mention.end <= told.number.start for d in _dated_since(site, year["year"])):
        return  # the year is dated itself
    if beside is None or beside.period is None:
        yield _open("duration", YEAR_BEFORE_IN_BRACKETS)
    elif year is not None and int((beside.period.end or "0")[:4]) != int(year["year"]) + 1:
        yield _open(beside.period.kind, YEAR_BEFORE_IN_BRACKETS)
    else:
        moved = _year_before_that(beside, YEAR_BEFORE_IN_BRACKETS)
        yield moved or _open(beside.period.kind, YEAR_BEFORE_IN_BRACKETS)


def _dated_since(site: Site, year: str) -> Iterator[Dated]:
    """The periods behind the last bracket that opens before a figure, which name a year."""
    opened = site.sentence.plain.rfind("(", site.sentence.start, site.told.number.start)
    return (d for d in site.sentence.dated if d.mention.start >= opened and year in d.mention.printed)


def is_year_before(dated: Dated) -> bool:
    """`in the prior year period`, `last year`: named by its distance from what it is compared with, without a date."""
    if dated.relative is not None:
        return dated.relative.which == "year_before" and dated.relative.months == 0
    mention = dated.mention
    english = mention.printed.isascii() and mention.kind == "duration"
    return english and mention.relative == "prior" and mention.year is None and mention.finish is None


# `for the three months and the fiscal year ended June 30, 2031`: two times that end on one day.
_ANOTHER_LENGTH = re.compile(
    r"\b(?:quarter|half(?:[\s-]year)?|months)\s+(?:and|&)\s+(?:for\s+)?(?:the\s+)?$", re.IGNORECASE
)


def _is_of_two_lengths(site: Site, dated: Dated) -> bool:
    """Whether a period is the second of two that end on one day, and its sentence tells of several figures: which of
    them is of which, only an enumeration of both tells (see `each`)."""
    text, start = site.sentence.plain, dated.mention.start
    lead = re.match(r"(?:for\s+)?(?:the\s+)?", dated.mention.printed, re.IGNORECASE)
    start += lead.end() if lead is not None else 0
    return _ANOTHER_LENGTH.search(text, site.sentence.start, start) is not None


def is_adjacent(sentence: Sentence, number: Number, dated: Dated) -> bool:
    """`JPY 692 million | in 1Q07`; the preposition may be part of the period's own print."""
    gap = sentence.plain[number.end : dated.mention.start]
    if sentence.plain.count("(", sentence.start, number.start) > sentence.plain.count(
        ")", sentence.start, number.start
    ):
        gap = _REST_OF_ASIDE.sub("", gap)  # `($1.04 per share on a diluted basis) for the third quarter`
    if _PREPOSITION.match(dated.mention.printed) or _AGO.search(dated.mention.printed):
        gap += " in "
    return _PERIOD_AFTER.match(gap) is not None


def _behind_figure(site: Site) -> Iterator[PeriodClaim]:
    """`JPY 692 million in 1Q07`, `compared with $5 million in the prior year period`."""
    sentence, told, end = site.sentence, site.told, site.told.number.end
    if _is_named_before(sentence, told.number):
        return
    behind = next((d for d in sentence.dated if end <= d.mention.start < site.following), None)
    close = behind is not None and (_is_behind_comma(site, behind) or is_adjacent(sentence, told.number, behind))
    adjacent = behind if close else None
    if adjacent is None:
        return
    undated = adjacent.mention.relative == "prior" and adjacent.period.end is None
    if length_of(adjacent.period) == 1 and _DECIDED.search(sentence.plain, sentence.start, told.number.start):
        yield _illegible(Rank.SENTENCE, "month_of_decision")  # `approved a dividend of $0.41 per share in April 2030`
        return
    if not adjacent.base and is_year_before(adjacent) and (told.role == "base" or adjacent.relative is not None):
        beside = next((other for other in reversed(site.earlier) if other.role == "level"), None)
        moved = _year_before_that(beside, "year_before") if beside is not None else None
        yield moved or _illegible(Rank.SENTENCE, "year_before")
    elif told.role == "base" or not (adjacent.base or undated):
        if _is_of_two_lengths(site, adjacent):
            yield _illegible(Rank.SENTENCE, "two_lengths")
        else:
            yield said_by(sentence, adjacent)


def _is_named_before(sentence: Sentence, number: Number) -> bool:
    """`As of June 30, 2031: ¥39 million As of March 31, 2031: ¥38 million`: each of what stands before its colon."""
    before = next((d for d in reversed(sentence.dated) if d.mention.end <= number.start), None)
    return before is not None and _NAMED_BEFORE.fullmatch(sentence.plain[before.mention.end : number.start]) is not None


_NAMED_BEFORE = re.compile(r"\s*[:：]\s*")


def _is_behind_comma(site: Site, behind: Dated) -> bool:
    """`compared to $0.14 per share, in the third quarter`; `$6.82 per share, for the year ended June 30, 2031.`"""
    sentence, mention = site.sentence, behind.mention
    gap = sentence.plain[site.told.number.end : mention.start]
    if _COMMA.fullmatch(gap) is None:
        return False
    led = f"{gap.lstrip(' ),')}{mention.printed}".lower().startswith("for ")
    return site.told.role == "base" or (led and _CLOSES.match(sentence.plain, mention.end) is not None)


_CLOSES = re.compile(r"\s*(?:[.;]|$|,?\s*(?:as\s+)?(?:compared|versus|vs)\b)")


def _compared_with(site: Site) -> Iterator[PeriodClaim]:
    """Of what time an earlier level is, only its own words say: `compared to 2Q06 sales of $5 million, or $0.50 per
    share`. Behind it, `and a loss of $2 million` may go on with either of the two."""
    sentence, told = site.sentence, site.told
    before = next(iter(reversed([other for other in site.earlier if other.role == "base"])), None)
    if told.role == "base":
        opened = told.number.start - len(told.before)
        inside = [d for d in sentence.dated if opened <= d.mention.start and d.mention.end <= told.number.start]
        own = [d for d in inside if d.base or _COMPARED.search(sentence.text, opened, d.mention.start)]
        if own:
            yield said_by(sentence, own[-1])
        elif before is not None and before.dated_by is not None and _IN_OTHER_WORDS.fullmatch(told.before):
            yield before.dated_by
        yield _illegible(Rank.SENTENCE, "level_compared_with")
    elif told.role == "level" and before is not None and not _COMPARED.search(told.after):
        since = sentence.text[before.number.end : told.number.start]
        own_verb = _OWN_VERB.search(since) or JAPANESE.search(since)
        if _GOES_ON.search(since) and not own_verb:
            yield _illegible(Rank.SENTENCE, "joined_to_level_compared_with")


_IN_OTHER_WORDS = re.compile(r"\s*(?:per\s[^,;()]{0,30})?,?\s*(?:or|\()\s*\(?\s*", re.IGNORECASE)
_GOES_ON = re.compile(r"\band\s[^;:]*$", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:compared|versus|vs|against|from|than)\b", re.IGNORECASE)
_OWN_VERB = re.compile(
    r"\b(?:was|were|is|are|has|have|had|totall?ed|amounted|increased|decreased|rose|fell|grew|declined|improved|came"
    r"|reached|reported|recorded|generated|achieved|posted|delivered|earned|includes?|included|remained|stood|represent\w*"
    r"|ended|closed|used|provided|paid|spent|incurred|recogni[sz]ed)\b",
    re.IGNORECASE,
)


# --- before the figure, in its sentence -----------------------------------------------------------------------

_PRIOR_JA = re.compile(
    r"(?P<prior>前(?:年同(?:四半)?期|年同月|期|年|連結会計年度|事業年度|会計年度)末?(?:は|の|、|:|\s|において|における|で(?!あ)))\s*[^、。()]{0,16}$"
)
# `(前期末111円/米ドル、130円/ユーロ)`: all that stands in the bracket is of the earlier time.
_PRIOR_ASIDE_JA = re.compile(
    r"\(\s*(?P<prior>前(?:年同(?:四半)?期|年同月|期|連結会計年度|事業年度|会計年度)末?)(?!比|末?に対|末?と|末?から)[^()]*$"
)
_HEADS_CLAUSE = re.compile(r"(?:^|,)\s*(?:(?:while|and|but)\s+)?(?:(?:in|for|during)\s*)?(?:the\s*)?$", re.IGNORECASE)
_FAR, _NEAR_JA, _LEAD_JA, _QUARTER, _YEAR = 120, 24, 40, 3, 12
_THEN = re.compile(r"\s*,?\s*and\s")
_BARE_YEAR = re.compile(r"\b(?:in|during|since)\s+(?:19|20)\d\d(?![\d.,%]*\d)", re.IGNORECASE)
_BARE_YEAR_BEHIND = re.compile(rf"[^.;:()]{{0,60}}?{_BARE_YEAR.pattern}", re.IGNORECASE)
_LEADS = ("", "as of", "at", "in", "for", "during", "on")


def _prior_ja(site: Site) -> Iterator[PeriodClaim]:
    """`前年同期は`, `（前期末`: of an earlier time, dated by the figure beside it or by the report."""
    sentence, told, at = site.sentence, site.told, site.told.number.start
    lead = sentence.plain[max(sentence.start, at - _LEAD_JA) : at]
    opened = sentence.plain[max(sentence.start, at - _FAR) : at]
    earlier_time = _PRIOR_JA.search(lead) or _PRIOR_ASIDE_JA.search(opened)
    if told.role != "level" or earlier_time is None:
        return
    prior = [d for d in sentence.dated if 0 <= at - d.mention.end <= _NEAR_JA]
    if prior and prior[-1].period.end:
        said = said_by(sentence, prior[-1])
        lent = prior[-1].base and prior[-1].lent
        yield msgspec.structs.replace(said, rank=Rank.PARAGRAPH) if lent else said
        return
    beside = next((other for other in reversed(site.earlier) if other.role == "level" and not other.prior), None)
    period = prior_of(earlier_time["prior"], beside.period if beside is not None else None, sentence.voice.period)
    if period is None:
        yield _illegible(Rank.SENTENCE, "year_before_ja")
        return
    told_at = beside.dated_by if beside is not None and period.kind == "duration" else None
    found = told_at or Claim[model.Period](rank=Rank.DOCUMENT, rule="", printed=earlier_time["prior"].strip("は、: "))
    yield msgspec.structs.replace(found, values=(period,), rule="year_before_ja")


def _before_figure(site: Site) -> Iterator[PeriodClaim]:
    """`In 1Q07, revenue was JPY 692 million`: the nearest period before the figure that belongs to it."""
    sentence, told = site.sentence, site.told
    for dated in reversed([d for d in sentence.dated if d.mention.end <= told.number.start]):
        if _is_of_another(site, dated):
            continue
        if dated.period.end is None:
            heads = _HEADS_CLAUSE.search(sentence.plain[sentence.start : dated.mention.start]) is not None
            heads = heads or _STATES.match(sentence.plain, dated.mention.end) is not None
            if dated.mention.relative == "prior" and not (is_year_before(dated) and heads):
                continue  # what is told of as a reason
            yield _illegible(Rank.SENTENCE, UNDATED)
            return
        if _belongs_to_the_one_before(sentence, dated, told):
            return
        if _is_of_two_lengths(site, dated):
            yield _illegible(Rank.SENTENCE, "two_lengths")
            return
        if _is_one_of_two_heads(sentence, dated) or _UNREAD_TIME.search(
            sentence.text, dated.mention.end, told.number.start
        ):
            yield _illegible(Rank.SENTENCE, "period_of_sentence")
            return
        if _tells_bare_year(site, dated.mention.end):
            yield _illegible(Rank.SENTENCE, "period_of_sentence")
            return
        if _is_time_of_figure_outside(site, dated):
            yield _illegible(Rank.SENTENCE, YEAR_BEFORE_IN_BRACKETS)
        else:
            yield said_by(sentence, dated)
        return


# `Revenue in the same period last year | was`: what the verb states is of that time.
_STATES = re.compile(
    r"\s*(?:was|were|had\s+been|totall?ed|amounted\s+to|came\s+to|stood\s+at|reached)\b", re.IGNORECASE
)


def _is_time_of_figure_outside(site: Site, dated: Dated) -> bool:
    """Whether a bracket dates its figure as the one before it is dated: `revenue of £62m (H1 2030: £60m)` compares with
    another half, whatever half a custom takes that name for."""
    told = site.told
    opened = site.sentence.plain.rfind("(", site.sentence.start, told.number.start)
    if told.role == "change" or not told.aside or dated.mention.start < opened:
        return False
    beside = outside(told, site.earlier)
    same = beside is not None and beside.period is not None and dates_of(beside.period) == dates_of(dated.period)
    return same and beside is not None and beside.subject == told.subject and beside.value != told.value


def _is_of_another(site: Site, dated: Dated) -> bool:
    """Whether a period before a figure is that of something else: compared with, in another clause, of an event."""
    closed = _is_closed_off(site.sentence, dated, site.told.number) or _falls_due(site.sentence, dated)
    return dated.base or closed or _belongs_to_base(site.sentence, dated, site.earlier)


def _falls_due(sentence: Sentence, dated: Dated) -> bool:
    """Whether a day or a month is that on which something is to be paid or ends: `final maturity in May 2039`. Of a
    year, what falls due in it is told: `$14 million due in fiscal year 2033`."""
    mention = dated.mention
    if _DUE.search(sentence.plain, max(sentence.start, mention.start - _LEAD_JA), mention.start) is None:
        return False
    return mention.kind == "instant" or _MONTH.fullmatch(mention.printed) is not None


_MONTH = re.compile(rf"{MONTH}\s+(?:of\s+)?\d{{4}}", re.IGNORECASE)
_DUE = re.compile(r"\b(?:due|matur(?:es?|ing|ity)|expir(?:es?|ing|y))\s+(?:(?:in|on|by)\s+)?$", re.IGNORECASE)


def _tells_bare_year(site: Site, since: int) -> bool:
    """Whether a year without more stands nearer to the number than the period: `the redemption of $54 million of bonds
    in 2009 and 2010`. Of which part of it the number is, is not said."""
    text, number = site.sentence.text, site.told.number
    return (
        _BARE_YEAR.search(text[since : number.start]) is not None
        or _BARE_YEAR_BEHIND.match(text[number.end : site.following]) is not None
    )


def _belongs_to_the_one_before(sentence: Sentence, dated: Dated, told: Told) -> bool:
    """`206,478 shares at June 30, 2007 and 204,300 shares at ...`: each day belongs to what it follows."""
    number = told.number
    if told.role != "level" or not _THEN.match(sentence.plain[dated.mention.end : number.start]):
        return False
    before = [n for n in sentence.numbers if n.end <= dated.mention.start]
    return bool(before) and before[-1].kind == number.kind and is_adjacent(sentence, before[-1], dated)


def _is_one_of_two_heads(sentence: Sentence, dated: Dated) -> bool:
    """`Results for 1Q-3Q22 FY22 Targets Revenue JPY 71 billion …`: heads of two columns that came as one line."""
    for other in sentence.dated:
        first, second = sorted((dated, other), key=lambda each: each.mention.start)
        touching = not sentence.plain[first.mention.end : second.mention.start].strip()
        spans = other.period.kind == dated.period.kind == "duration"
        if touching and spans and dates_of(other.period) != dates_of(dated.period):
            return True
    return False


def _belongs_to_base(sentence: Sentence, dated: Dated, earlier: list[Told]) -> bool:
    """`compared to JPY 478 million in 1Q06, ...`: the period of an earlier level is not that of the next."""
    before = [told for told in earlier if told.number.end <= dated.mention.start][-1:]
    if before and before[0].role == "base":
        gap = sentence.plain[before[0].number.end : dated.mention.start]
        if not _BROKEN_OFF.search(gap) or is_adjacent(sentence, before[0].number, dated):
            return True
    bases = [told for told in earlier if told.role == "base"][-1:]
    if any(told.number.start - len(told.before) <= dated.mention.start < told.number.start for told in bases):
        return True  # `compared to the backlog at June 30, 2030 of $497 million and decreased by $17 million`
    return any(told.number.end <= dated.mention.start and told.period == dated.period for told in bases)


def _is_closed_off(sentence: Sentence, dated: Dated, number: Number) -> bool:
    """The period stands in brackets that were closed before the number, or in another clause than the first."""
    between = sentence.plain[dated.mention.end : number.start]
    depth = lowest = 0
    for char in between:
        depth += (char == "(") - (char == ")")
        lowest = min(lowest, depth)
    if _is_of_event(sentence, dated, between):
        return True
    if is_inside_insertion(sentence, dated.mention.start, dated.mention.end, number.start):
        return True
    lead = sentence.plain[sentence.start : dated.mention.start].strip().lower()
    heads = (
        ":" in between
        and ";" not in between.partition(":")[0]
        and not any(n.start < dated.mention.start for n in sentence.numbers)
    )  # `Outlook for the fourth quarter of 2023: revenue of ...; gross margin of ...`
    return lowest < 0 or (";" in between and lead not in _LEADS and not heads)


# `第２四半期に工場を閉鎖したが、売上高は…`, `第３四半期に実施した値上げにより、…`: what happened then.
_HAPPENED_JA = re.compile(
    r"(?:期間|中|末)?(?:に(?!は|おいて?は|おける|つい|係)|において(?![は、])|から|以降に?)[^、。]*?"
    r"(?:[しっいきりれえけせてねべめげ]た|んだ)(?:が|[^、。]*(?<![はがも]))、"
    r"|(?:期間|中)?の[^、。]*(?:により|によって|によるもの?の|に伴い|に伴って|の影響で|を受けて?|のため|の結果)、"
)
_HAPPENED = re.compile(
    r"\b(?:closed|opened|launched|acquired|divested|disposed\s+of|implemented|introduced|completed|signed|entered\s+into"
    r"|began|started|commenced|announced|established|initiated|adopted|discontinued"
    r"|closures?|launch(?:es)?|acquisitions?|opening|completion|disposals?|divestitures?|introduction|implementation)\b"
    r"(?P<rest>[^,;:()]*)$",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r"\s*(?:(?:in|during)\s+)?(?:the\s+)?", re.IGNORECASE)
_NEXT_CLAUSE = re.compile(r"[^,;:()]{0,24},")


def _is_of_event(sentence: Sentence, dated: Dated, between: str) -> bool:
    """Whether a quarter or a year is when something happened that a clause before tells of: `We closed the plant in the
    second quarter, and revenue was $5 million`. What the figure is of, that clause does not say."""
    if dated.mention.kind != "duration" or dated.mention.year is not None or dated.mention.relative is not None:
        return False
    if _HAPPENED_JA.match(between) is not None:
        return True
    happened = _HAPPENED.search(sentence.plain[sentence.start : dated.mention.start])
    if happened is None:
        return False
    return _AT_ONCE.fullmatch(happened["rest"]) is not None or _NEXT_CLAUSE.match(between) is not None


# --- farther behind, the sentences before, the headings -------------------------------------------------------

# `Since the purchase of the mill, debt was reduced by`: what has run since then is of no quarter that was named before.
_SINCE_EVENT = re.compile(r"\W*since\s+(?:the|our|its|this|that|completing|acquiring|launching)\b", re.IGNORECASE)
_BROKEN_OFF = re.compile(
    r"[;,()。]|\b(?:due|because|mainly|which|that|to|by|from|will|is|was|are|were)\b", re.IGNORECASE
)
_PLAN = re.compile(r"\bplans?\b|計画|予定", re.IGNORECASE)
_STOCK = re.compile(
    r"\b(?:end|close)[- ]of[- ](?:the[- ])?(?:period|year|quarter)\b|\b(?:period|year|quarter)[- ]end\b"
    r"|\b(?:net|gross) asset value\b|\bcash (?:holdings?|position|balance)\b|\bportfolio(?: value)?$"
    r"|\bassets under management\b|\b(?:equity|solvency|leverage|gearing|capital adequacy)[- ]ratio\b"
    r"|\b(?:pension|retirement)(?:\s\p{L}+)?\s(?:deficit|surplus|obligations?|liabilit(?:y|ies))\b|\bloans past due\b"
    r"|\bbacklog\b|\border\s?book\b|\bcapital ratio\b"
    r"|\btotal assets\b|\bnet assets\b|\b(?:share|stock)holders'? equity\b"
    r"|受注残|残高|総資産|純資産|自己資本|の数$|(?:従業員|社員|会社|子会社|店舗|会員)数$"
    r"|^(?:流動|固定)?(?:資産|負債|資本)(?:の部)?(?:合計|総額)?$|(?:資産|負債|資本|持分)合計$|有利子負債$|所有者に帰属する持分$",
    re.IGNORECASE,
)
# What no day has: where a section's figures are dated by one of its balances, these stay undated.
_INCOME = re.compile(
    r"\b(?:revenues?|sales|income|profit|loss|costs?|expenses?|dividends?|cash flows?|EBITDA)$",
    re.IGNORECASE,
)


_RETURN = re.compile(r"\breturns?\s+on\b", re.IGNORECASE)  # `return on net assets` is earned in a year


def names_stock(subject: str) -> bool:
    """Whether a subject is of what there is at a day: `order backlog`, `総資産`."""
    return _STOCK.search(subject) is not None and _RETURN.search(subject) is None


def _further_behind(site: Site) -> Iterator[PeriodClaim]:
    """The day of a rate, or the only period of a sentence with one number."""
    sentence, told = site.sentence, site.told
    end = told.number.end
    behind = [dated for dated in sentence.dated if dated.mention.start >= end]
    if len(behind) != 1:
        return
    (only,) = behind
    if told.rate:
        if only.period.kind == "instant" and only.period.end:
            yield said_by(sentence, only)
    elif site.earlier or len(sentence.numbers) != 1 or only.base:
        return
    elif (
        not _is_of_two_lengths(site, only)
        and not _BROKEN_OFF.search(gap := sentence.plain[end : only.mention.start])
        and not _BEST_SINCE.search(gap)
    ):
        yield said_by(sentence, only)


_BEST_SINCE = re.compile(r"\b(?:since|until|before|after|than)\s+(?:the\s+)?$", re.IGNORECASE)


def _since_event(site: Site) -> Iterator[PeriodClaim]:
    if _SINCE_EVENT.match(site.sentence.plain, site.sentence.start):
        yield _illegible(Rank.SENTENCE, "since_event")


# `In July, net sales were $3 million`: of no quarter or half that a heading names.
_BARE_MONTH = re.compile(rf"\W*(?i:in|during|for)\s+{MONTH_IN_FULL}(?:\s+alone)?\s*,")


# `Shares closed at $31.20 on Thursday`: a price of that day, and of no quarter.
_SHARE_PRICE = re.compile(
    r"\b(?:shares?|stock|scrip)\b[^.;]{0,60}?\b(?:closed|closing|traded|trading|settled|quoted)\s+(?:up\s|down\s)?(?:at\b|by\b|\W*$)",
    re.IGNORECASE,
)


_BARE_MONTH_BEHIND = re.compile(
    rf"[^.;:(),\d]{{0,80}}?\s(?:in|during)\s+{MONTH_IN_FULL}(?=\s*(?:[,.;)]|$))", re.IGNORECASE
)


def _share_price(site: Site) -> Iterator[PeriodClaim]:
    sentence = site.sentence
    if _SHARE_PRICE.search(sentence.text, sentence.start, site.told.number.start) is not None:
        yield _illegible(Rank.SENTENCE, "share_price")


def _bare_month(site: Site) -> Iterator[PeriodClaim]:
    text, end = site.sentence.text, site.told.number.end
    if (
        _BARE_MONTH.match(text, site.sentence.start) is not None
        or _BARE_MONTH_BEHIND.match(text, end, site.following) is not None
    ):
        yield _illegible(Rank.SENTENCE, "bare_month")


# Words of time that no period was read of: a figure beside them is of no time that is told farther away.
_TIME = (
    r"(?:annual|yearly)\s(?!(?:recurring|contract|premium|report|general|meeting|bas[ei]s?|run)\b)|(?:annually|yearly)\b|to\s+date\b"
    r"|(?:an?|each|every|per)\s+(?:year|annum|month|week|day)\b(?!\s*(?:ago|earlier|before))"
    r"|since\s+(?:the\s+)?(?:beginning|start|end)\s+of"
    r"|since\s+(?:(?:its|their|our|the)\s+)?(?:inception|launch|listing)\b"
    rf"|(?:in|during|through|since|until|from|to|of)\s+(?:(?:early|mid|late)[\s-]+)?(?:{MONTH_IN_FULL})(?![\s,]*\d)"
    r"|(?:past|last|previous|next|first|final|coming)\s+(?:\p{Ll}+\s+)?(?:weeks|months)\s+of\b"
    r"|(?:\d{1,2}|\p{Ll}+)\s+(?:weeks|months)\s+(?:to|through|ended|ending|following|since)\b"
    r"|(?:(?:past|last|previous|next|coming)\s+(?:\p{Ll}+\s+)?(?:decades?|years|months|weeks|days)|decades?|yesterday|lifetime)\b"
)
_UNREAD_TIME = re.compile(rf"(?<![\p{{L}}-])(?:{_TIME})", re.IGNORECASE)
_OPENER = re.compile(r"\W*(?:in|for|over|during|through|since|within)\s[^,;:]{2,60},", re.IGNORECASE)
_OF_CLAUSE = re.compile(r"[;:()]|,(?!\d)|\s(?:while|whereas|but)\s")


def _unread_time(site: Site) -> Iterator[PeriodClaim]:
    """`annual revenue of $63 million`, `investment to date of £2 million`: of a time of its own, and not of the one
    that a heading or the sentence before names."""
    sentence, told = site.sentence, site.told
    start = max((n.end for n in sentence.numbers if n.end <= told.number.start), default=sentence.start)
    before = _OF_CLAUSE.split(sentence.text[start : told.number.start])[-1]
    behind = _OF_CLAUSE.split(sentence.text[told.number.end : site.following])[0]
    opener = _OPENER.match(sentence.text, sentence.start, told.number.start)
    if any(_UNREAD_TIME.search(words) for words in (before, behind, opener[0] if opener is not None else "")):
        yield _illegible(Rank.SENTENCE, "unread_time_of_clause")


def _bare_year(site: Site) -> Iterator[PeriodClaim]:
    if _tells_bare_year(site, site.sentence.start):
        yield _illegible(Rank.SENTENCE, "bare_year")


def _two_lengths(site: Site) -> Iterator[PeriodClaim]:
    """`34.7% and 33.2% for the three months and the fiscal year ended June 30, 2031`: no heading tells which."""
    if any(_is_of_two_lengths(site, dated) for dated in site.sentence.dated if not dated.base):
        yield _illegible(Rank.SENTENCE, "two_lengths")


def _joined_to_other(site: Site) -> Iterator[PeriodClaim]:
    """`volumes rose 32% and prices were up 26% in the first half`: the first is of the half as well where a heading
    says so too; else it is open."""
    sentence, end = site.sentence, site.told.number.end
    after = next((n for n in sentence.numbers if n.start >= end), None)
    if after is None or not _AND_NO_PAUSE.fullmatch(sentence.text[end : after.start]):
        return
    dated = next((d for d in sentence.dated if d.mention.start >= after.end), None)
    if dated is None or dated.base or dated.period.kind != "duration" or not is_adjacent(sentence, after, dated):
        return
    nearer = site.current.values if site.current is not None else ()
    if any(dates_of(period) == dates_of(dated.period) for period in nearer):
        return
    others = nearer or tuple(period for claim in _lent(site) for period in claim.values)
    if others and all(dates_of(period) == dates_of(dated.period) for period in others):
        yield said_by(sentence, dated)
    else:
        yield _illegible(Rank.SENTENCE, "period_of_joined_clause")


_AND_NO_PAUSE = re.compile(r"[^,;:.()]*\band\s[^,;:.()]*", re.IGNORECASE)


# `For the half year, sales were`, `8.4 percent for the year`, where nothing dates that span of time.
_SPAN = re.compile(
    r"[^\w()]*(?:(?:for|in|during|over)\s+the\s+(?:full\s+|entire\s+|first\s+|current\s+)?(?:fiscal\s+|financial\s+)?"
    r"(?P<span>half(?:[\s-]year)?|year|(?:six|nine|three)[\s-]months?(?:\s+period)?|quarter)"
    r"|(?P<so_far>year[\s-]to[\s-]date))\b(?!\s+(?:to|before|ago|ahead|end))",
    re.IGNORECASE,
)
_MONTHS_OF_SPAN = {"half": 6, "year": 12, "six": 6, "nine": 9, "three": 3, "quarter": 3}


def _span_of_sentence(site: Site) -> Iterator[PeriodClaim]:
    """A sentence that begins with a span of time is of no span of another length, which the one before it or a heading
    names."""
    yield from _of_span(site, _SPAN.match(site.sentence.text, site.sentence.start, site.sentence.end))


def _span_behind(site: Site) -> Iterator[PeriodClaim]:
    """`increased 13.7 percent in the quarter, 8.4 percent for the year`: nor is what such a span follows."""
    yield from _of_span(site, _SPAN.match(site.sentence.text, site.told.number.end, site.following))


def _of_span(site: Site, said: re.Match[str] | None) -> Iterator[PeriodClaim]:
    if said is None:
        return
    months = _MONTHS_OF_SPAN.get(re.split(r"[\s-]", said["span"] or "")[0].lower())
    near = [site.current] if site.current is not None and site.current.values else []
    for claim in (*near, *_lent(site)):
        if claim.values and length_of(claim.values[0]) == months:
            yield msgspec.structs.replace(claim, rule="span_of_sentence")
            return
    yield _illegible(Rank.SENTENCE, UNDATED)


_YEAR_OF_NAME = re.compile(
    r"^(?:fiscal\s+)?(?P<lead>(?:19|20)\d\d)\s+\p{L}|\s(?:for|in|of)\s+(?P<tail>(?:19|20)\d\d)$", re.I
)


def _year_of_name(site: Site) -> Iterator[PeriodClaim]:
    """`2031 earnings were $3.29` is of no quarter of that year, which the sentence before it or a heading names."""
    named = _YEAR_OF_NAME.search(site.told.subject or "")
    if named is None or site.told.target:
        return
    near = [site.current] if site.current is not None and site.current.values else []
    for claim in (*near, *_lent(site)):
        period = claim.values[0] if claim.values else None
        if period is not None and period.end is not None:
            year = named["lead"] or named["tail"]
            if length_of(period) != _YEAR or year not in (period.end[:4], (period.start or "")[:4]):
                yield _illegible(Rank.SENTENCE, "year_of_name")
            return


_OF_WHOLE_YEAR = re.compile(
    r"期末配当|年間(?:配当)?|通期|\b(?:annual|full[- ]year|final|year-end|total) (?:[a-z]+ )?dividends?\b", re.I
)


def _of_whole_year(site: Site) -> Iterator[PeriodClaim]:
    """`中間配当12円、期末配当13円の年間25円` in a report on half a year: a whole year is not of it."""
    if _OF_WHOLE_YEAR.search(f"{site.told.subject or ''} {site.told.noun or ''}") is None:
        return
    near = [site.current] if site.current is not None and site.current.values else []
    for claim in (*near, *_lent(site)):
        months = length_of(claim.values[0]) if claim.values else None
        if months is not None and months < _YEAR:
            yield _illegible(Rank.SENTENCE, "whole_year_of_name")
        return


def _sentence_before(site: Site) -> Iterator[PeriodClaim]:
    """What the sentence before was of. No day has what flows: a balance told before says nothing of it."""
    if site.current is None:
        return
    if site.current.said == "illegible":
        yield site.current
    elif _is_still_to_come(site):
        return  # `We expect sales of $9 million for the year. Costs rose by 2%`: what was done is of no such time
    elif _is_month_of_more(site):
        yield _illegible(Rank.PARAGRAPH, "month_of_sentence_before")
    elif not (_flows(site) and site.current.values[0].kind == "instant"):
        yield msgspec.structs.replace(site.current, rank=max(site.current.rank, Rank.PARAGRAPH))


def _is_still_to_come(site: Site) -> bool:
    """Whether the sentence before told of a plan for a time that ends after the report, and this one tells of none."""
    reported, current = site.sentence.voice.period, site.current
    if site.told.target or reported is None or reported.end is None or current is None:
        return False
    ends = current.values[0].end
    return ends is not None and ends > reported.end


def _is_month_of_more(site: Site) -> bool:
    """Whether the sentence before told of a single month in what does not report on one: `A bond was placed in May
    2031. Headcount was 3,410.` It is when something happened, and the next sentence is of the report's own time."""
    reported, current = site.sentence.voice.period, site.current
    if current is None or current.rank != Rank.SENTENCE or length_of(current.values[0]) != 1:
        return False
    if reported is not None and length_of(reported) == 1:
        return False
    return not any(length_of(claim.values[0]) == 1 for claim in _lent(site) if claim.values)


def _flows(site: Site) -> bool:
    return flows(site.told.subject or "")


def _grows(site: Site) -> bool:
    """Whether a figure is growth of what is not known to stand at a day: `Transaction value up 3.2%` below the day of a
    report is of the time that it reports on."""
    subject = site.told.subject or ""
    return site.told.role == "change" and not (names_balance(subject) or names_stock(subject))


def _far_from_headings(site: Site) -> Iterator[PeriodClaim]:
    """Words cut out of a table, and what takes its unit from a line of the section, take no period from afar."""
    if site.sentence.passage.extra or site.told.declared:
        yield _illegible(Rank.PARAGRAPH, "no_heading_over_it")


def _headings(site: Site) -> Iterator[PeriodClaim]:
    """The line above, the heading of the section, the document: the first that says anything. A clause before that is
    of a quarter, below a heading of a year, leaves open of which the figure is."""
    for claim in _lent(site):
        if claim.values and site.current is None and _is_of_other_length(site, claim.values[0]):
            yield _illegible(Rank.SENTENCE, "period_of_another_clause")
        if claim.values and claim.rank >= Rank.HEADING and _follows_another_length(site, claim.values[0]):
            yield _of_paragraph_before(site, claim)
        yield claim


def _follows_another_length(site: Site, lent: model.Period) -> bool:
    """Whether a paragraph above, below the same heading, told of a time of another length: below `Revenue in the second
    quarter was 1,245` in a report on the half year, `EBITDA amounted to 312` may be of either."""
    part = site.sentence.memory.part
    another = part is not None and lent.kind == "duration" and months_named(part) != length_of(lent)
    return another and _flows(site) and tells(site.sentence.passage)


def _of_paragraph_before(site: Site, claim: PeriodClaim) -> PeriodClaim:
    """What is known where two times are meant: their last day, if they have the same."""
    part, lent = site.sentence.memory.part, claim.values[0]
    rule = "period_of_paragraph_before"
    if part is None or part.period.end != lent.end:
        return _illegible(Rank.PARAGRAPH, rule)
    known = msgspec.structs.replace(lent, start=None, label=None)
    return msgspec.structs.replace(claim, rank=Rank.PARAGRAPH, rule=rule, values=(known,))


def _is_of_other_length(site: Site, lent: model.Period) -> bool:
    sentence, at = site.sentence, site.told.number.start
    before = reversed(
        [
            dated
            for dated in sentence.dated
            if dated.mention.end <= at and not is_inside_insertion(sentence, dated.mention.start, dated.mention.end, at)
        ]
    )
    closed = (d for d in before if not d.base and _is_closed_off(site.sentence, d, site.told.number))
    other = next(closed, None)
    if other is None or other.period.kind != "duration":
        return False
    return (length_of(other.period) or other.mention.months) != length_of(lent)


def _lent(site: Site) -> Iterator[PeriodClaim]:
    sentence, told = site.sentence, site.told
    memory, section, voice = sentence.memory, sentence.section, sentence.voice
    of_no_day = _flows(site) or _grows(site)
    if memory.heading is not None and told.target and not section.target and _is_over(memory.heading, voice.period):
        yield _illegible(Rank.HEADING, "plan")  # what is planned is of no time that is over
    if memory.heading is not None:
        day = of_no_day and memory.heading.values[0].kind == "instant"
        yield _illegible(Rank.HEADING, "day_of_heading") if day else _near(site, memory.heading)
    heading = memory.local or "".join(section.path[-1:])
    if (told.target and not section.target) or (_PLAN.search(heading) and not section.target):
        yield _illegible(Rank.HEADING, "plan")  # what is planned is of no period that has been reported on
    quarter = section.quarter
    if quarter is not None and compares_quarters(sentence.passage, quarter) and length_of(section.period) != _QUARTER:
        yield _near(site, claim_of_section(section, quarter))
    if section.period is None and memory.heads_results and voice.period is not None:
        yield _near(site, claim_of_section(section, voice.period))
    if section.period is None:
        return
    day = (section.of_a_day and not _may_have_a_day(site)) or (of_no_day and section.period.kind == "instant")
    yield _illegible(Rank.HEADING, "day_of_section") if day else _near(site, claim_of_section(section, section.period))


def _is_over(claim: PeriodClaim, reported: model.Period | None) -> bool:
    end = claim.values[0].end
    return reported is not None and end is not None and end <= (reported.end or "")


def _near(site: Site, claim: PeriodClaim) -> PeriodClaim:
    """A claim from afar, at the place in the passage itself that names the same period, if there is one."""
    own = nearest(site.sentence.passage.dated, claim.values[0], site.told.number.start)
    if own is None:
        return claim
    return msgspec.structs.replace(said_by(site.sentence, own, claim.values[0]), rank=Rank.PARAGRAPH)


def _may_have_a_day(site: Site) -> bool:
    """Whether a figure may be of the one day that a section names, though its own sentence does not say so."""
    subject = f"{site.told.subject or ''}{site.told.noun or ''}"
    if JAPANESE.search(site.sentence.plain[site.sentence.start : site.sentence.end]):
        return names_stock(subject)
    return _INCOME.search(subject) is None


RULES: tuple[Rule, ...] = (
    _brackets_beside,
    _prior_in_bracket,
    _behind_figure,
    _span_behind,
    _compared_with,
    _prior_ja,
    _before_figure,
    _further_behind,
    _since_event,
    _share_price,
    _bare_month,
    _unread_time,
    _bare_year,
    _two_lengths,
    _joined_to_other,
    _span_of_sentence,
    _year_of_name,
    _of_whole_year,
    _sentence_before,
    _far_from_headings,
    _headings,
)
"""One rule for each kind of place, the nearest first."""
