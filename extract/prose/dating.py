"""The period of each number of a sentence, and what a change is a change from.

The claims about the period of a figure are settled as those of tables are (see `period_claims`): the nearest place that
speaks of a time decides, and over one that leaves the time open nothing is lent from afar.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

import msgspec
import regex as re

from extract import model
from extract.model.claim import Claim, Rank
from extract.prose.each import distribute
from extract.prose.measures import flows
from extract.prose.passages import Dated
from extract.prose.period_claims import (
    EXPLICIT,
    PRIOR,
    UNDATED,
    YEAR_BEFORE_IN_BRACKETS,
    Site,
    claims_of_period,
    names_stock,
    outside,
)
from extract.prose.period_places import PeriodClaim
from extract.prose.told import Sentence, Told
from extract.prose.words import comparisons
from extract.prose.years import names_opening, opening_of
from extract.sheet.balances import names_balance
from extract.sheet.resolve import resolve_nearest

_IN_OTHER_WORDS = re.compile(r"\s*(?:per\s[^,;()]{0,30})?,?\s*(?:or|\()\s*", re.IGNORECASE)
# Below a heading of balances stands what moved them as well, and that is of a year.
_OF_A_YEAR = re.compile(
    r"(?:利益|損失|売上高|収益|費用|配当(?:金)?(?:の支払)?額?|支払額?|計上)$|\bincome$|\bdividends?\b", re.IGNORECASE
)
# `ended the quarter with cash of $85.2 million and debt of`, `leaving $12 million of capacity`: what there is then.
_STANDS_AT_END = re.compile(
    r"\b(?:end(?:ed|ing)|clos(?:ed|ing)|finish(?:ed|ing)|exit(?:ed|ing))\s+(?:the\s+)?[^.;,]{0,40}?\bwith\b(?:[^.;]|\.(?=\d))*$|\bleaving\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
# `compared with $54.8 million at the end of the prior quarter`
_AT_YEAR_END_BEHIND = re.compile(r"[\s)]*at\s+(?:the\s+)?(?:year|quarter|period|half-year)[\s-]end\b", re.IGNORECASE)
_AT_END_BEHIND = re.compile(r"[\s)]*(?:at|as of|as at|by)\s+(?:the\s+)?(?:end|close)\s+of\s", re.IGNORECASE)
_CARRIED = re.compile(r"貸借対照表(?:に計上|計上額|価額)")
_FLOW = re.compile(r"^(?:net )?(?:increase|decrease|change)s? in\b|の(?:増加|減少)$", re.IGNORECASE)
# What there is of it is there on a day; as a row of cash flows the same words are what has moved.
_WHAT_IS_THERE = re.compile(
    r"(?:(?:the|its|our|total|gross|available|undrawn|unrestricted|short-term|long-term|bank|trade|accounts|customer)\s)*"
    r"(?:debt|indebtedness|borrowings|inventor(?:y|ies)|receivables?|payables?"
    r"|(?:net )?cash(?:,? (?:and )?(?:cash )?equivalents)?"
    r"(?:,? (?:and )?(?:short-term |marketable )?(?:investments|securities|deposits))*"
    r"|cash position|liquidity(?: headroom)?"
    r"|deposits|loans(?: and advances)?)"
    r"|(?:the\s)?(?:total\s)?(?:number of\s(?:[a-z-]+\s)?"
    r"(?:stores|shops|restaurants|outlets|branches|employees|staff|subscribers|members|subsidiaries)"
    r"|headcount|workforce)",
    re.IGNORECASE,
)
# `Debt was`, `decreased to`: the level; `Cash of $12 million was paid`, `Loans totaling $9 million were repaid` moved.
_STANDS_AT_LEVEL = re.compile(
    r"(?:\b(?:was|were|is|are|totall?ed|reached|stood at|amounted to)"
    r"|\b(?:increased|decreased|rose|fell|grew|declined|climbed|dropped|expanded)\b[^.;,]{0,60}?\bto)"
    r"\s+(?:(?:US|HK|NT|[ACSR])?[$¥€£]|[A-Z]{3})?\s*$",
    re.IGNORECASE,
)
# `The Company has | $89 million in cash`, `liquidity of $389 million, including cash of`: it is there.
_IS_HAD = re.compile(
    r"\b(?:has|had|have|holds?|held|including|comprising|consisting\s+of|made\s+up\s+of|with)\s"
    r"(?:(?!\b(?:paid|used|spent|generated|received|raised|repaid|provided|invested|proceeds|been)\b)[^.;,]){0,60}$",
    re.IGNORECASE,
)
# `Cash at the end of the quarter was`
_AT_CLOSE = re.compile(
    r"\bat\s+(?:the\s+)?(?:end|close)\s+of\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?[\u2423\s]*(?:was|were|is|stood\s+at|totall?ed|amounted\s+to"
    r"|increased\s+to|decreased\s+to)\s+\P{L}*$",
    re.IGNORECASE,
)
# `We employ 1,200 people`, `bringing the total to 340 customers`: so many there are, and not in the course of a year.
_ARE_COUNTED = re.compile(
    r"\b(?:employ(?:s|ed)?|(?:bringing|taking)\s+(?:the|our|its)\s+(?:[\w-]+\s+){0,3}(?:total|number|count)(?:\s+of\s+[\w\s-]{1,40})?\s+to)\s+"
    r"(?:(?:about|approximately|some|around|over|more\s+than|nearly)\s+)*$",
    re.IGNORECASE,
)
# `Inventory decreased $12 million, or 6%, | to $188 million`
_MOVED_TO = re.compile(r"^[\s,)]*to\s+(?:(?:US|HK|NT|[ACSR])?[$¥€£]|[A-Z]{3})?\s*$")
# `Net cash of $11 million` is there, `net cash of $11 million was used in operations` moved.
_NET_CASH = re.compile(r"(?:the\s|its\s|our\s)?net\scash(?:\sposition)?", re.IGNORECASE)
_MOVES_CASH = re.compile(
    r"\s*(?:(?:was|were|has\sbeen)\s+)?(?:used|generated|provided|paid|spent|received|raised|inflows?|outflows?|flows?|from|by)\b",
    re.IGNORECASE,
)
_CASH_MOVED = re.compile(
    r"\b(?:generat|us|provid|produc|rais|spend|receiv)(?:ed|es?|ing)\s+(?:\w+\s+){0,2}?net\s+cash\b", re.IGNORECASE
)
# `Borrowings of $9 million will end in August`: what remains, or will change, is there.
_STAYS = re.compile(r"[^.;]{0,80}\b(?:will|remains?|remained)\s", re.IGNORECASE)
_EQUIVALENT = re.compile(r"^\s*(?:=|represents?\b|equals?\b|corresponds?\b)", re.IGNORECASE)
_STOP = re.compile(r"[;。]")
_BESIDE_HEAD = re.compile(
    r"^(?:the\s+)?(?:consolidated|group|closing|our)\s+|\s+(?:of\s+(?:the|our)|as\s+(?:on|at|of))\s.*$", re.IGNORECASE
)
_BRACKET_OPEN = re.compile(r"\(\s*\D*$")
_ONLY_COMMA = re.compile(r"\s*,\s*")
_AND_CLAUSE = re.compile(r"^\s*and\b")
_BREAK = re.compile(r"[,;()]")


def set_periods(sentence: Sentence, statements: list[Told], current: PeriodClaim | None) -> None:
    """Gives each statement of a sentence its period and its comparison; `current`: what the sentence before was of."""
    _compare(sentence, statements)
    for index, told in enumerate(statements):
        if told.unit == "count" and _EQUIVALENT.match(sentence.behind(told)):
            continue  # how many of one thing make one of another is of no period
        # `4,214 (3,920) for the second quarter`: what follows the figure of the year before is told of both
        beside = sum(1 for _ in takewhile(lambda other: other.number.beside, statements[index + 1 :]))
        following = _next_start(sentence, statements, index + beside)
        _settle(Site(sentence, told, statements[:index], following, current))
    for told in statements:
        if told.of_thing:
            told.period, told.dated_by, told.explicit = None, None, False
    for told, other in reversed(list(pairwise(statements))):
        # `compared with $51.8 million, or $1.05 per share ($1.04 diluted) for the third quarter`: in other words
        said_of_both = told.role == other.role == "base" and told.period is None
        if told.role == other.role == "level":
            said_of_both = not (told.explicit or told.aside or other.aside) and "or" in other.before.split()
        if said_of_both and other.explicit and _IN_OTHER_WORDS.fullmatch(other.before):
            told.period, told.dated_by, told.explicit = other.period, other.dated_by, True
    for told, other in pairwise(statements):
        # `$120 to $130 million for the full year 2031`: what follows a range is told of both of its ends
        if (told.bound, other.bound) == ("lower", "upper") and other.explicit and not told.explicit:
            told.period, told.dated_by, told.explicit = other.period, other.dated_by, True
    for told, after in zip(statements, [*statements[1:], None], strict=False):
        _name_comparison(sentence, told, after)
    distribute(sentence, statements)
    if sentence.passage.extra:
        _share_day(statements)
    for told in statements:
        told.period = _at_its_moment(sentence, told)
    for told, other in pairwise(statements):
        if told.period is not None and _stands_like_the_one_beside(told, told.period, other):
            told.period = msgspec.structs.replace(told.period, kind="instant", start=None)


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


def _settle(site: Site) -> None:
    """Gives a figure the period that the claims about it settle."""
    told = site.told
    found = resolve_nearest(claims_of_period(site))
    told.period = found.value
    told.dated_by = claim = next(iter(found.grounds), None)
    if claim is None:
        told.left_open = any(each.rule == UNDATED for each in found.against)
        return
    told.prior = told.prior or claim.rule in PRIOR
    told.explicit = claim.rank <= Rank.SENTENCE or claim.rule in EXPLICIT
    beside = outside(told, site.earlier)
    if claim.rule == YEAR_BEFORE_IN_BRACKETS and beside is not None and not _turned(told, beside):
        told.subject = beside.subject


def _turned(told: Told, beside: Told) -> bool:
    """`a profit of $5 million (2030: loss of $4 million)`: a loss is called one, though what it is compared with was
    a profit."""
    names = (told.before, beside.subject or "")
    return any(_LOSS.search(a) and not _LOSS.search(b) and _PROFIT.search(b) for a, b in (names, names[::-1]))


_LOSS = re.compile(r"\b(?:loss(?:es)?|deficit)\b", re.IGNORECASE)
_PROFIT = re.compile(r"\b(?:profits?|income|earnings|surplus|result|EBIT\w*)\b", re.IGNORECASE)


def settled(told: Told) -> PeriodClaim | None:
    """What a figure says of the time of those after it."""
    if told.left_open:
        return Claim(rank=Rank.PARAGRAPH, rule=UNDATED, said="illegible")
    if told.period is None or told.dated_by is None:
        return None
    return msgspec.structs.replace(told.dated_by, values=(told.period,))


def _share_day(statements: list[Told]) -> None:
    """In a note of a label: `authorized, 377,600 shares; issued, 206,478 shares at June 30, 2007`."""
    for told, after in pairwise(statements):
        if told.period is None and told.number.kind == after.number.kind and after.explicit:
            told.period, told.dated_by = after.period, after.dated_by


def _stands_like_the_one_beside(told: Told, period: model.Period, beside: Told) -> bool:
    """`Net cash £86.3 million (31 July 2023: £104.9 million)`: what stood on a day then stands on one now."""
    if period.kind == "instant" or period.end is None or told.explicit or told.target:
        return False
    other = beside.period
    dated = other is not None and other.kind == "instant" and beside.aside and (other.end or "") < period.end
    alike = beside.subject == told.subject and beside.unit == told.unit and not flows(told.subject or "")
    return told.role == "level" and dated and alike


def _moves_cash(before: str, behind: str) -> bool:
    """`generated net cash of $5 million`, `net cash of $11 million was used in operations`: what moved is not there."""
    return _CASH_MOVED.search(before) is not None or _MOVES_CASH.match(behind) is not None


def names_what_is_there(subject: str) -> bool:
    """Whether a subject names what there is of on a day, or what has moved of it, and says nothing of which.

    >>> [names_what_is_there(s) for s in ("total debt", "cash and cash equivalents", "cash flow", "revenue")]
    [True, True, False, False]
    """
    return _WHAT_IS_THERE.fullmatch(_BESIDE_HEAD.sub("", subject)) is not None


def _at_its_moment(sentence: Sentence, told: Told) -> model.Period | None:
    """A balance is of the last day of the period it is told for."""
    period = told.period
    happened = told.named_by == "event_counted"  # `As of July 31, the Company had repurchased 2 million shares`
    if period is not None and period.kind == "instant" and (happened or flows(told.subject or "")):
        return msgspec.structs.replace(period, kind="duration")  # `income at 30 June 2023`: since when is not said
    if period is None or period.kind == "instant" or period.end is None or told.target:
        return period
    subject = told.subject or sentence.memory.local or ""
    if told.role != "change" and told.explicit and _AT_END_BEHIND.match(sentence.behind(told)):
        return msgspec.structs.replace(period, kind="instant", start=None)
    if told.role != "change" and _AT_YEAR_END_BEHIND.match(sentence.behind(told)):
        return msgspec.structs.replace(period, kind="instant", start=None)
    if told.role == "level" and _STANDS_AT_END.search(sentence.text, sentence.start, told.number.start):
        return msgspec.structs.replace(period, kind="instant", start=None)
    if told.number.kind == "count" and told.role == "level" and _ARE_COUNTED.search(told.before):
        return msgspec.structs.replace(period, kind="instant", start=None)
    so_far = sentence.text[sentence.start : told.number.start]
    if told.role == "level" and not flows(subject) and _AT_CLOSE.search(so_far) is not None:
        return msgspec.structs.replace(period, kind="instant", start=None)
    if names_opening(subject):
        return opening_of(subject, period, sentence.voice.period)
    balance = (
        sentence.section.balance and not told.explicit and _OF_A_YEAR.search(f"{subject}{told.noun or ''}") is None
    )
    carried = _CARRIED.search(sentence.plain, sentence.start, told.number.start) is not None
    head = _BESIDE_HEAD.sub("", subject)  # `total deposits of the bank`, `consolidated order book as on June 30`
    before = sentence.text[sentence.start : told.number.start]
    stands = (
        _STANDS_AT_LEVEL.search(before)
        or _STAYS.match(sentence.behind(told))
        or (_MOVED_TO.search(told.before) and told.named_by == "subject_that_holds")
        or (_NET_CASH.fullmatch(head) and not _moves_cash(before, sentence.behind(told)))
    )
    there = _WHAT_IS_THERE.fullmatch(head) is not None
    named_here = subject in before or told.reach > 0
    stands = stands or told.unit == "times"  # `Debt was $610 million, or 1.6x EBITDA`
    stands = stands or (there and _IS_HAD.search(before) is not None)
    amount = there and named_here and stands
    known = names_balance(subject) or names_balance(head)
    known = known and (_NET_CASH.fullmatch(head) is None or bool(stands))
    named = (told.role == "level" and bool(amount)) or (told.role != "change" and known)
    if balance or carried or named or (names_stock(subject) and not _FLOW.search(subject)):
        return msgspec.structs.replace(period, kind="instant", start=None)
    return period
