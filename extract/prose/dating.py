"""The period of each number of a sentence, and what a change is a change from.

The nearest period that belongs to the number wins: behind it (`JPY 692 million in 1Q07`), then before it in the
sentence. What is only compared with (`compared to 1Q06`) is never a period of the number. Without one in the
sentence, the period of the sentence before, of the heading above or of the section is carried. Else there is none.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import msgspec
import regex as re

from extract import model
from extract.lex.dates import months_between
from extract.prose.each import distribute
from extract.prose.labels import JAPANESE
from extract.prose.measures import flows
from extract.prose.numbers import Number
from extract.prose.passages import Dated, dates_of
from extract.prose.relative import length_of
from extract.prose.sections import compares_quarters
from extract.prose.told import Sentence, Told
from extract.prose.words import comparisons
from extract.prose.years import names_opening, opening_of, prior_of, year_moved
from extract.sheet.balances import names_balance

_PERIOD_AFTER = re.compile(
    r"^[\s)]*(?:\([^()]{0,24}\)\s*)?"
    r"(?:(?:(?!\b(?:from|to|by|due|because|mainly|compared|versus|than|was|were|and|while)\b)[^,;()。:]){0,48}?\b)?"
    r"(?:in|for|during|as of|as at|at|on|of)\s+(?:the\s+)?(?:end of\s+)?$",
    re.IGNORECASE,
)
_IN_OTHER_WORDS = re.compile(r"\s*(?:per\s[^,;()]{0,30})?,?\s*(?:or|\()\s*", re.IGNORECASE)
_REST_OF_ASIDE = re.compile(r"^[^(),;:.。\d]{0,40}\)")
_AGO = re.compile(r"\b(?:ago|earlier)$", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:in|for|during|as of|as at|at|on)\b", re.IGNORECASE)
_PRIOR_JA = re.compile(
    r"(?P<prior>前(?:年同(?:四半)?期|年同月|期|年|連結会計年度|事業年度|会計年度)末?(?:は|の|、|:|\s|において|における|で(?!あ)))\s*[^、。()]{0,16}$"
)
# `(前期末111円/米ドル、130円/ユーロ)`: all that stands in the bracket is of the earlier time.
_PRIOR_ASIDE_JA = re.compile(
    r"\(\s*(?P<prior>前(?:年同(?:四半)?期|年同月|期|連結会計年度|事業年度|会計年度)末?)(?!比|末?に対|末?と|末?から)[^()]*$"
)
# `(previous year: $4.1 million)`, `(PY 12.3)`, `(2023: $4.1 million)` is told of by its own year.
_PRIOR_ASIDE = re.compile(
    r"\(\s*(?:(?:in|for|from|vs\.?|versus|compared (?:to|with))\s+)?(?:the\s+)?"
    r"(?P<prior>(?:previous|prior|last|preceding)[- ]year(?:'s)?(?:\s+(?:period|quarter))?|year[- ]ago|PY|LY)"
    r"\s*[:=,]?\s*[^()\d]{0,24}$",
    re.IGNORECASE,
)
_HEADS_CLAUSE = re.compile(r"(?:^|,)\s*(?:(?:while|and|but)\s+)?(?:(?:in|for|during)\s*)?(?:the\s*)?$", re.IGNORECASE)
_PLAN = re.compile(r"\bplans?\b|計画|予定", re.IGNORECASE)
_STOCK = re.compile(
    r"\b(?:end|close)[- ]of[- ](?:the[- ])?(?:period|year|quarter)\b|\b(?:period|year|quarter)[- ]end\b"
    r"|\bbacklog\b|\btotal assets\b|\bnet assets\b|\b(?:share|stock)holders'? equity\b"
    r"|受注残|残高|総資産|純資産|自己資本|の数$|(?:従業員|社員|会社|子会社|店舗|会員)数$"
    r"|^(?:流動|固定)?(?:資産|負債|資本)(?:の部)?(?:合計|総額)?$|(?:資産|負債|資本|持分)合計$|有利子負債$|所有者に帰属する持分$",
    re.IGNORECASE,
)
# Below a heading of balances stands what moved them as well, and that is of a year.
_OF_A_YEAR = re.compile(
    r"(?:利益|損失|売上高|収益|費用|配当(?:金)?(?:の支払)?額?|支払額?|計上)$|\bincome$|\bdividends?\b", re.IGNORECASE
)
# What no day has: where a section's figures are dated by one of its balances, these stay undated.
_INCOME = re.compile(
    r"\b(?:revenues?|sales|income|profit|loss|costs?|expenses?|dividends?|cash flows?|EBITDA)$",
    re.IGNORECASE,
)
# `ended the quarter with cash of $85.2 million and debt of`, `leaving $12 million of capacity`: what there is then.
# `Since the purchase of the mill, debt was reduced by`: what has run since then is of no quarter that was named before.
_SINCE_EVENT = re.compile(r"\W*since\s+(?:the|our|its|this|that|completing|acquiring|launching)\b", re.IGNORECASE)
_STANDS_AT_END = re.compile(
    r"\b(?:ended|closed|finished|exited)\s+(?:the\s+)?[^.;,]{0,40}?\bwith\b(?:[^.;]|\.(?=\d))*$|\bleaving\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
# `compared with $54.8 million at the end of the prior quarter`
_AT_END_BEHIND = re.compile(r"[\s)]*(?:at|as of|as at|by)\s+(?:the\s+)?(?:end|close)\s+of\s", re.IGNORECASE)
_CARRIED = re.compile(r"貸借対照表(?:に計上|計上額|価額)")
_FLOW = re.compile(r"^(?:net )?(?:increase|decrease|change)s? in\b|の(?:増加|減少)$", re.IGNORECASE)
_FAR = 120
_EQUIVALENT = re.compile(r"^\s*(?:=|represents?\b|equals?\b|corresponds?\b)", re.IGNORECASE)
_STOP = re.compile(r"[;。]")
_BROKEN_OFF = re.compile(
    r"[;,()。]|\b(?:due|because|mainly|which|that|to|by|from|will|is|was|are|were)\b", re.IGNORECASE
)
_BRACKET_OPEN = re.compile(r"\(\s*\D*$")
_ONLY_COMMA = re.compile(r"\s*,\s*")
_AND_CLAUSE = re.compile(r"^\s*and\b")
_BREAK = re.compile(r"[,;()]")
_THEN = re.compile(r"\s*,?\s*and\s")
_BARE_YEAR = re.compile(r"\b(?:in|during|since)\s+(?:19|20)\d\d(?![\d.,%]*\d)", re.IGNORECASE)
_BARE_YEAR_BEHIND = re.compile(rf"[^.;:()]{{0,60}}?{_BARE_YEAR.pattern}", re.IGNORECASE)
_LEADS = ("", "as of", "at", "in", "for", "during", "on")


def set_periods(sentence: Sentence, statements: list[Told], current: model.Period | None) -> None:
    """Gives each statement of a sentence its period and its comparison."""
    _compare(sentence, statements)
    for index, told in enumerate(statements):
        if told.unit == "count" and _EQUIVALENT.match(sentence.behind(told)):
            continue  # how many of one thing make one of another is of no period
        following = _next_start(sentence, statements, index)
        told.period, told.explicit = _period(sentence, told, following, current, statements[:index])
    for told in statements:
        if told.of_thing:
            told.period, told.explicit = None, False
    for told, other in reversed(list(pairwise(statements))):
        # `compared with $51.8 million, or $1.05 per share ($1.04 diluted) for the third quarter`: in other words
        both = told.role == other.role == "base" and told.period is None and other.explicit
        if both and _IN_OTHER_WORDS.fullmatch(other.before):
            told.period, told.explicit = other.period, True
    for told, after in zip(statements, [*statements[1:], None], strict=False):
        _name_comparison(sentence, told, after)
    distribute(sentence, statements)
    if sentence.passage.extra:
        _share_day(statements)
    for told in statements:
        told.period = _at_its_moment(sentence, told)


def _next_start(sentence: Sentence, statements: list[Told], index: int) -> int:
    return statements[index + 1].number.start if index + 1 < len(statements) else sentence.end


# --- what a change is compared with ---------------------------------------------------------------------------


def _compare(sentence: Sentence, statements: list[Told]) -> None:
    changes = [told for told in statements if told.role == "change"]
    for index, told in enumerate(statements):
        if told.role != "change" and not told.is_ratio:
            continue
        _compare_by_name(sentence, told, _next_start(sentence, statements, index))
        if told.role == "change":
            _compare_with_period(sentence, told, changes)
    for told, after in reversed(list(pairwise(statements))):
        # `+758, +4.9% from 1Q06`: what follows the last of a list holds for all of it
        both = told.role == "change" and after.role == "change"
        if both and told.comparison is None and _ONLY_COMMA.fullmatch(after.before):
            told.comparison, told.base = after.comparison, after.base
    for index, told in enumerate(statements):
        if told.role == "change":
            _compare_like_the_one_before(told, statements[:index])


def _compare_by_name(sentence: Sentence, told: Told, following: int) -> None:
    after = sentence.plain[told.number.end : following]
    named = comparisons(after)
    if named and not _STOP.search(after[: named[0].start]):
        told.comparison = named[0].name
    before = comparisons(sentence.before(told))
    if not before:
        return
    distance = len(told.before) - before[-1].end
    if (told.comparison is None and distance <= 30) or distance <= 3:
        told.comparison = before[-1].name


def _compare_with_period(sentence: Sentence, told: Told, changes: list[Told]) -> None:
    """`compared to 1Q06`, behind the change or, where nothing stands between, before it."""
    number = told.number
    for dated in sentence.dated:
        if dated.period.end is None and told.comparison is not None:
            continue
        if dated.base and number.end <= dated.mention.start:
            gap = sentence.plain[number.end : dated.mention.start]
            between = any(number.end <= change.number.start < dated.mention.start for change in changes)
            if "each from" in gap or (not _STOP.search(gap) and (not between or _and_only(gap))):
                told.base, told.comparison = _base_name(dated), "period"
            return
    earlier = [d for d in sentence.dated if d.base and d.period.end and d.mention.end <= number.start]
    if told.comparison is None and earlier:
        last = earlier[-1].mention.end
        if not any(last <= other.start < number.start for other in sentence.numbers):
            told.base, told.comparison = _base_name(earlier[-1]), "period"


def _and_only(gap: str) -> bool:
    """`revenues increased by 10.1% and operating income by 23.7% compared to 1Q06`: both with 1Q06."""
    return _AND_CLAUSE.search(gap) is not None and _BREAK.search(gap) is None


def _compare_like_the_one_before(told: Told, earlier: list[Told]) -> None:
    """`up JPY678 million YoY (up 10.3%)`, `（前期比64億円増）…（同60億円増）`."""
    if told.comparison is not None or not earlier:
        return
    before = next((other for other in reversed(earlier) if other.comparison), None)
    if before is None:
        return
    same = before is earlier[-1] and before.role == "change" and _BRACKET_OPEN.search(told.before)
    listed = before is earlier[-1] and before.role == "change" and _ONLY_COMMA.fullmatch(told.before)
    if same or listed or told.before.rstrip().endswith("同"):
        told.comparison, told.base = before.comparison, before.base


def _name_comparison(sentence: Sentence, told: Told, after: Told | None) -> None:
    """Puts a name to the distance between a period and its base."""
    from_base = told.role == "change" and after is not None and after.role == "base"
    base = after.period if from_base and after is not None else None
    if told.comparison is None and base is not None and base.end is not None:
        told.base = base.label or base.end
        told.comparison = _name_of_distance(base, told.period)
    if told.comparison == "period":
        dated = next((d for d in sentence.dated if d.base and _base_name(d) == told.base), None)
        told.comparison = _name_of_distance(dated.period, told.period) if dated is not None else "base period"


def _name_of_distance(base: model.Period, period: model.Period | None) -> str:
    """How far back the base lies: a year, a quarter, or neither."""
    if period is None or not period.end or not base.end or period.kind != base.kind:
        return "base period"
    (y1, m1), (y2, m2) = ((int(day[:4]), int(day[5:7])) for day in (base.end, period.end))
    months = (y2 - y1) * 12 + m2 - m1
    return "YoY" if months == 12 else "QoQ" if months == 3 else "base period"


def _base_name(dated: Dated) -> str:
    return dated.period.label or dated.period.end or dated.mention.printed


# --- periods --------------------------------------------------------------------------------------------------


def _period(
    sentence: Sentence, told: Told, following: int, current: model.Period | None, earlier: list[Told]
) -> tuple[model.Period | None, bool]:
    """The period, and whether the sentence itself names it."""
    number = told.number
    if number.beside and earlier:
        return _in_bracket_beside(sentence, told, earlier[-1]), True
    aside_of_prior = _prior_in_bracket(sentence, told, earlier)
    if aside_of_prior is not None:
        return aside_of_prior, True
    behind = next((d for d in sentence.dated if number.end <= d.mention.start < following), None)
    adjacent = behind if behind is not None and is_adjacent(sentence, number, behind) else None
    before = adjacent is not None and not adjacent.base and _is_year_before(adjacent)
    if before and adjacent is not None and (told.role == "base" or adjacent.relative is not None):
        return _year_before(earlier), True
    if told.role == "base":
        return (adjacent.period, True) if adjacent is not None else (None, False)
    aside = adjacent is not None and adjacent.mention.relative == "prior" and adjacent.period.end is None
    if adjacent is not None and not adjacent.base and not aside:
        return adjacent.period, True
    lead = sentence.plain[max(sentence.start, number.start - 40) : number.start]
    opened = sentence.plain[max(sentence.start, number.start - _FAR) : number.start]
    earlier_time = _PRIOR_JA.search(lead) or _PRIOR_ASIDE_JA.search(opened)
    if told.role == "level" and earlier_time is not None:
        prior = [d for d in sentence.dated if 0 <= number.start - d.mention.end <= 24]
        told_for = bool(prior) and not (prior[-1].base and prior[-1].lent)
        if prior and prior[-1].period.end:
            return prior[-1].period, told_for
        beside = next((other.period for other in reversed(earlier) if other.role == "level" and not other.prior), None)
        told.prior = True
        return prior_of(earlier_time["prior"], beside, sentence.voice.period), False
    of_other_clause: Dated | None = None
    for dated in reversed([d for d in sentence.dated if d.mention.end <= number.start]):
        closed = _is_closed_off(sentence, dated, number)
        if dated.base or closed or _belongs_to_base(dated, earlier):
            of_other_clause = of_other_clause or (dated if closed and not dated.base else None)
            continue
        if dated.period.end is None:
            heads = _HEADS_CLAUSE.search(sentence.plain[sentence.start : dated.mention.start]) is not None
            if dated.mention.relative == "prior" and not (_is_year_before(dated) and heads):
                continue  # what is told of as a reason
            return None, False
        if _belongs_to_the_one_before(sentence, dated, told):
            break
        if _is_one_of_two_heads(sentence, dated) or _tells_bare_year(sentence, told, dated.mention.end, following):
            return None, False
        return dated.period, True
    later = _later(sentence, told, earlier)
    if later is None and _SINCE_EVENT.match(sentence.plain, sentence.start):
        return None, False
    if later is not None:
        return later, True
    if _tells_bare_year(sentence, told, sentence.start, following):
        return None, False
    carried = _carried(sentence, told, current)
    if of_other_clause is not None and carried is not None and current is None:
        quarter = length_of(of_other_clause.period) or of_other_clause.mention.months
        if of_other_clause.period.kind == "duration" and quarter != length_of(carried):
            return (
                None,
                False,
            )  # a clause before tells of a quarter, the heading of a year: nothing says which this is of
    return carried, False


def _tells_bare_year(sentence: Sentence, told: Told, since: int, following: int) -> bool:
    """Whether a year without more stands nearer to the number than the period: `the redemption of $54 million of bonds
    in 2009 and 2010`. Of which part of it the number is, is not said."""
    before = sentence.text[since : told.number.start]
    return (
        _BARE_YEAR.search(before) is not None
        or _BARE_YEAR_BEHIND.match(sentence.text[told.number.end : following]) is not None
    )


def _is_year_before(dated: Dated) -> bool:
    """`in the prior year period`, `last year`: named by its distance from what it is compared with, without a date."""
    if dated.relative is not None:
        return dated.relative.which == "year_before" and dated.relative.months == 0
    mention = dated.mention
    english = mention.printed.isascii() and mention.kind == "duration"
    return english and mention.relative == "prior" and mention.year is None and mention.finish is None


def _year_before(earlier: list[Told]) -> model.Period | None:
    beside = next((told for told in reversed(earlier) if told.role == "level"), None)
    period = beside.period if beside is not None else None
    return None if period is None else year_moved(period, -1)


def _prior_in_bracket(sentence: Sentence, told: Told, earlier: list[Told]) -> model.Period | None:
    """`revenue was $5 million (previous year: $4 million)`: the same period a year before the figure outside."""
    if told.role == "change" or not told.aside or not _PRIOR_ASIDE.search(sentence.before(told)):
        return None
    told.prior = True
    beside = next((other for other in reversed(earlier) if other.role == "level" and not other.aside), None)
    if beside is None or beside.period is None or beside.number.kind != told.number.kind:
        return model.Period(kind="duration")
    told.subject = beside.subject
    return year_moved(beside.period, -1) or model.Period(kind=beside.period.kind)


def _in_bracket_beside(sentence: Sentence, told: Told, beside: Told) -> model.Period:
    """`SEK 1,240 million (985)`: of the year before where the document says so of its brackets; else open."""
    told.prior = True
    period = beside.period
    if period is None or period.kind != "duration" or not sentence.voice.brackets_prior:
        return model.Period(kind=period.kind if period is not None else "duration")
    return year_moved(period, -1) or model.Period(kind="duration")


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


def _belongs_to_base(dated: Dated, earlier: list[Told]) -> bool:
    """`compared to JPY 478 million in 1Q06, ...`: the period of an earlier level is not that of the next."""
    return any(
        told.role == "base" and told.number.end <= dated.mention.start and told.period == dated.period
        for told in [told for told in earlier if told.role == "base"][-1:]
    )


def _is_closed_off(sentence: Sentence, dated: Dated, number: Number) -> bool:
    """The period stands in brackets that were closed before the number, or in another clause than the first."""
    between = sentence.plain[dated.mention.end : number.start]
    depth = lowest = 0
    for char in between:
        depth += (char == "(") - (char == ")")
        lowest = min(lowest, depth)
    if _is_of_event(sentence, dated, between):
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


def _later(sentence: Sentence, told: Told, earlier: list[Told]) -> model.Period | None:
    """A period further behind: the day of a rate, or the only period of a sentence with one number."""
    end = told.number.end
    behind = [dated for dated in sentence.dated if dated.mention.start >= end]
    if len(behind) != 1:
        return None
    if told.rate:
        return behind[0].period if behind[0].period.kind == "instant" and behind[0].period.end else None
    if earlier or len(sentence.numbers) != 1 or behind[0].base:
        return None
    return None if _BROKEN_OFF.search(sentence.plain[end : behind[0].mention.start]) else behind[0].period


def _carried(sentence: Sentence, told: Told, current: model.Period | None) -> model.Period | None:
    memory, section = sentence.memory, sentence.section
    # No day has what flows: a balance told before says nothing of it.
    of_no_day = flows(told.subject or "")
    if current is not None and not (of_no_day and current.kind == "instant"):
        return current
    if sentence.passage.extra or told.declared:
        return None
    if memory.heading_period is not None:
        return None if of_no_day and memory.heading_period.kind == "instant" else memory.heading_period
    heading = memory.local or "".join(section.path[-1:])
    if (told.target and not section.target) or (_PLAN.search(heading) and not section.target):
        return None  # what is planned is of no period that has been reported on
    quarter = section.quarter
    if quarter is not None and compares_quarters(sentence.passage, quarter) and not _is_quarter(section.period):
        return quarter
    if section.period is None and memory.heads_results:
        return sentence.voice.period
    if section.of_a_day and not _may_have_a_day(sentence, told):
        return None
    return None if of_no_day and section.period is not None and section.period.kind == "instant" else section.period


def _may_have_a_day(sentence: Sentence, told: Told) -> bool:
    """Whether a figure may be of the one day that a section names, though its own sentence does not say so."""
    subject = f"{told.subject or ''}{told.noun or ''}"
    if JAPANESE.search(sentence.plain[sentence.start : sentence.end]):
        return _STOCK.search(subject) is not None
    return _INCOME.search(subject) is None


def _is_quarter(period: model.Period | None) -> bool:
    if period is None or period.start is None or period.end is None:
        return False
    return months_between(date.fromisoformat(period.start), date.fromisoformat(period.end)) == 3


def _share_day(statements: list[Told]) -> None:
    """In a note of a label: `authorized, 377,600 shares; issued, 206,478 shares at June 30, 2007`."""
    for told, after in pairwise(statements):
        if told.period is None and told.number.kind == after.number.kind and after.explicit:
            told.period = after.period


def _at_its_moment(sentence: Sentence, told: Told) -> model.Period | None:
    """A balance is of the last day of the period it is told for."""
    period = told.period
    if period is not None and period.kind == "instant" and flows(told.subject or ""):
        return msgspec.structs.replace(period, kind="duration")  # `income at 30 June 2023`: since when is not said
    if period is None or period.kind == "instant" or period.end is None or told.target:
        return period
    subject = told.subject or sentence.memory.local or ""
    if told.role != "change" and told.explicit and _AT_END_BEHIND.match(sentence.behind(told)):
        return msgspec.structs.replace(period, kind="instant", start=None)
    if told.role == "level" and _STANDS_AT_END.search(sentence.text, sentence.start, told.number.start):
        return msgspec.structs.replace(period, kind="instant", start=None)
    if names_opening(subject):
        return opening_of(subject, period, sentence.voice.period)
    balance = (
        sentence.section.balance and not told.explicit and _OF_A_YEAR.search(f"{subject}{told.noun or ''}") is None
    )
    carried = _CARRIED.search(sentence.plain, sentence.start, told.number.start) is not None
    named = told.role == "level" and names_balance(subject)
    if balance or carried or named or (_STOCK.search(subject) and not _FLOW.search(subject)):
        return msgspec.structs.replace(period, kind="instant", start=None)
    return period
