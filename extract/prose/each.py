"""Numbers that belong in turn to what is enumerated beside them: `$1 and $2 at March 31, 2024 and 2023, respectively`.

Net sales and operating income were $5 million and $1 million, respectively.
デリバティブ負債は、前連結会計年度末及び当連結会計年度末においてそれぞれ318百万円及び449百万円であります。
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

import msgspec
import regex as re

from extract.lex.dates import first_day, is_month_end
from extract.lex.measure_names import names_measure
from extract.prose.passages import Dated
from extract.prose.period_claims import said_by
from extract.prose.told import Sentence, Told
from extract.prose.words import Sign, comparisons
from extract.vocab import Vocabulary, made_of_words

T = TypeVar("T")

_EACH = re.compile(r"\brespectively\b|それぞれ", re.IGNORECASE)
_JOINT = re.compile(
    r"[\s,、]*(?:\b(?:and|&|or)\b|及び|および|並びに|ならびに|と|・)?\s*(?:by|at|in|to)?\s*", re.IGNORECASE
)
_ENUMERATED = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+|及び|および|並びに|ならびに|、")


@made_of_words
def _joint_names(vocabulary: Vocabulary) -> frozenset[str]:
    """Names of one thing that hold an `and`: `Sales and marketing expense`, `現金及び預金`."""
    labels = (label for concept in vocabulary.concepts for label in concept.labels)
    return frozenset(label.lower().rstrip("s") for label in labels if _ENUMERATED.search(label))


_WITH = re.compile(r"と(?!して|も|なっ)|、")
_AT = re.compile(r"\s*(?:shares\s+)?(?:(?:at|as of|as at|in|for)\s+)?")
_AND_DAY = re.compile(r",?\s*(?:and|及び|および)\s*(?:at |as of |in )?")


def distribute(sentence: Sentence, statements: list[Told]) -> None:
    """`JPY 1 and JPY 2 at June 30, 2007 and March 31, 2007, respectively`; and one value at two days."""
    words = sentence.plain[sentence.start : sentence.end]
    if _EACH.search(words):
        before: list[list[Told]] = []
        for run in _runs(sentence, statements, key=lambda told: (told.number.start, told.number.end)):
            if len(run) > 1:
                _give_in_turn(sentence, run, statements, before)
                before.append(run)
        return
    levels = [told for told in statements if told.role != "change"]
    if len(levels) != 1:
        return
    after = [d for d in sentence.dated if not d.base and d.mention.start >= levels[0].number.end]
    if len(after) == 2 and _is_joined(sentence, levels[0], after[0], after[1]):
        level = levels[0]
        level.period, level.second, level.explicit = after[0].period, after[1].period, True
        level.dated_by, level.second_by = (said_by(sentence, dated) for dated in after)


def _runs(sentence: Sentence, things: Iterable[T], key: Callable[[T], tuple[int, int]]) -> list[list[T]]:
    """Things of a sentence between which nothing but `and` or a comma stands."""
    runs: list[list[T]] = []
    for thing in things:
        if runs and _JOINT.fullmatch(sentence.plain[key(runs[-1][-1])[1] : key(thing)[0]]):
            runs[-1].append(thing)
        else:
            runs.append([thing])
    return runs


def _give_in_turn(sentence: Sentence, run: list[Told], statements: list[Told], before: list[list[Told]]) -> None:
    """Gives the numbers of one run the periods, or else the subjects, that are enumerated as they are."""
    days = _runs(sentence, sentence.dated, key=lambda dated: (dated.mention.start, dated.mention.end))
    enumerated = [lengths for group in days if len(lengths := _with_lengths(sentence, group)) > 1]
    fitting = [group for group in enumerated if len(group) == len(run)]
    if len(fitting) > 1:  # `$8 and $4 for A and B, and $15 and $10 for C and D, respectively`: each its own
        behind = [group for group in fitting if group[0].mention.start >= run[-1].number.end]
        others = [told.number.start for told in statements if told.number.start > run[-1].number.end]
        fitting = [group for group in behind[:1] if not any(at < group[0].mention.start for at in others)]
    at = run[0].number.start
    taken = [group for group in fitting if any(other[-1].number.end < group[-1].mention.start < at for other in before)]
    if taken and len(taken) == len(fitting):
        for told in run:  # `$1 and $3 for A and B, respectively, compared to $2 and $4 for the same periods in 2030`
            told.period = told.dated_by = None
    elif len(fitting) == 1:
        for told, dated in zip(run, fitting[0], strict=True):
            told.period, told.explicit, told.prior = dated.period, True, False
            told.dated_by = said_by(sentence, dated)
    elif enumerated:
        for told in run:
            told.period = told.dated_by = None  # two numbers and three days: which belongs to which is not said
    else:
        _give_one(sentence, run)
    named = _names_before(sentence, run) or _names_compared(sentence, run, before)
    named = named or _enumerated(run[0].subject or "", len(run))
    if named and not fitting:
        for told, name in zip(run, named, strict=True):
            told.subject = name.strip()
    elif len(run) >= _MANY and not fitting and _ENUMERATED.search(run[0].subject or ""):
        for told in run:
            told.subject = None  # three figures and two names: which is whose is not said


_IN_ONE = re.compile(r",?\s*respectively,?\s+(?:in|for|during|as of|as at|at)\s+(?:the\s+)?", re.IGNORECASE)
_VERB = re.compile(
    r"\s+(?:was|were|amounted to|totall?ed|came (?:in at|to)|stood at|reached"
    r"|(?:increased|decreased|rose|fell|grew|declined|climbed|dropped)\s+by)"
    r"\s+(?:(?:US|HK|NT|[ACSR])?[$¥€£]|[A-Z]{3})?\s*$"
)


def _give_one(sentence: Sentence, run: list[Told]) -> None:
    """`were $5 million and $1 million, respectively, in the third quarter`: the one period of all of them."""
    end = run[-1].number.end
    behind = next((dated for dated in sentence.dated if dated.mention.start >= end and not dated.base), None)
    if behind is None or _IN_ONE.fullmatch(sentence.plain[end : behind.mention.start]) is None:
        return
    for told in run:
        told.period, told.explicit, told.prior = behind.period, True, False
        told.dated_by = said_by(sentence, behind)


def _names_before(sentence: Sentence, run: list[Told]) -> list[str]:
    """As many measures as there are figures, with which the sentence begins: `Net sales, operating income and net
    income were $9 million, $2 million and $1 million, respectively`."""
    ends = [dated.mention.end for dated in sentence.dated if dated.mention.end <= run[0].number.start]
    lead = max([sentence.start, *(end for end in ends if sentence.plain[end : end + 1] == ",")])
    words = sentence.plain[lead : run[0].number.start]
    verb = _VERB.search(words)
    if verb is None or len(run) < _MANY:
        return []
    named = [part.strip() for part in _ENUMERATED.split(words[: verb.start()]) if part.strip()]
    return named if len(named) == len(run) and all(map(names_measure, named)) else []


_COMPARED = re.compile(r"\b(?:compared (?:to|with)|versus|vs\.?|against|from)\b", re.IGNORECASE)


def _names_compared(sentence: Sentence, run: list[Told], before: list[list[Told]]) -> list[str]:
    """The names of the run with which this one is compared, figure by figure."""
    last = before[-1] if before else []
    words = sentence.plain[last[-1].number.end : run[0].number.start] if last else ""
    named = [told.subject for told in last if told.subject is not None]
    fits = len(set(named)) == len(last) == len(run) and _COMPARED.search(words) is not None
    return named if fits else []


_MANY = 3  # two names are told by the subject, which knows the names of one thing that hold an `and`


# `the three and nine months ended September 30, 2031`, up to the `nine`.
_SHORTER = re.compile(
    r"\b(three|six|nine|[369])(?:-month|\s+months?)?-?\s+(?:and|&)\s+(?:for\s+)?(?:the\s+)?$", re.IGNORECASE
)
_COUNTS = {"three": 3, "six": 6, "nine": 9}


def _with_lengths(sentence: Sentence, group: list[Dated]) -> list[Dated]:
    """The days of an enumeration; a length that shares the last day of the one behind it is one of its own.

    Lengths and years crossed (`the three and nine months ended September 30, 2031 and 2030`) are told in either order:
    one more than there are is of no run, and its figures stay open.
    """
    first = group[0]
    printed = sentence.plain[first.mention.start : first.mention.end]
    before = sentence.plain[: first.mention.start + len(printed) - len(_LEAD.sub("", printed))]
    found = _SHORTER.search(before)
    if found is None or first.period.end is None or first.mention.months is None:
        return group
    months = _COUNTS.get(found[1].lower()) or int(found[1])
    if months >= first.mention.months:
        return group
    last = date.fromisoformat(first.period.end)
    begin = first_day(last, months).isoformat() if first.period.start is not None and is_month_end(last) else None
    shorter = msgspec.structs.replace(first.period, start=begin, label=None)
    return [msgspec.structs.replace(first, period=shorter), *group]


_LEAD = re.compile(r"^(?:for\s+)?(?:the\s+)?", re.IGNORECASE)


def _enumerated(subject: str, count: int) -> list[str]:
    """So many things that a subject enumerates; none where it does not.

    >>> _enumerated("現金及び預金と有利子負債", 2), _enumerated("net sales and income", 2)
    (['現金及び預金', '有利子負債'], ['net sales', 'income'])
    """
    if subject.lower().rstrip("s") in _joint_names():
        return []
    for joints in (_WITH, _ENUMERATED):  # `と` stands between names, `及び` within them as well
        named = [part for part in joints.split(subject) if part.strip()]
        if len(named) == count:
            named = _with_shared_noun(named)
            return named if _are_names(named) else []
    return []


_SHARED_JA = re.compile(r"の[^\sの、]{1,14}$")
_SHARED_EN = re.compile(r"(?<=[a-z])\s(?P<noun>[a-z]+)$")
_ADJECTIVE = re.compile(r"\p{L}[\p{L}-]*")


def _with_shared_noun(named: list[str]) -> list[str]:
    """The names, where the last one says what all of them measure.

    >>> _with_shared_noun(["国内", "海外の売上高"]), _with_shared_noun(["Domestic", "overseas sales"])
    (['国内の売上高', '海外の売上高'], ['Domestic sales', 'overseas sales'])
    >>> _with_shared_noun(["net sales", "operating income"]), _with_shared_noun(["Asia", "Europe"])
    (['net sales', 'operating income'], ['Asia', 'Europe'])
    """
    *others, last = (name.strip() for name in named)
    if any(map(names_measure, others)):
        return named
    shared = _SHARED_JA.search(last)
    if shared is None and all(_ADJECTIVE.fullmatch(name) and name.isascii() for name in others):
        shared = _SHARED_EN.search(last)
    if shared is None or not names_measure(shared[0].lstrip(" の")) or names_measure(last[: shared.start()]):
        return named
    return [*(f"{name}{shared[0]}" for name in others), last]


def _are_names(parts: list[str]) -> bool:
    """Whether each part can stand alone: in `selling and administrative expenses` the first needs the noun of the last,
    in `net sales and income` and `North America and Europe` none does.

    >>> [_are_names(p) for p in (["net sales", "income"], ["Selling", "administrative expenses"], ["Asia", "Europe"])]
    [True, False, True]
    """
    starts = [part.strip()[0] for part in parts]
    return not all(map(str.isascii, starts)) or all(map(str.isupper, starts)) or all(map(names_measure, parts))


def _is_joined(sentence: Sentence, told: Told, first: Dated, second: Dated) -> bool:
    gap = sentence.plain[told.number.end : first.mention.start]
    between = sentence.plain[first.mention.end : second.mention.start]
    return _AT.fullmatch(gap) is not None and _AND_DAY.fullmatch(between) is not None


_MEMBER_JA = re.compile(r"^、\s*[^、。()\d]{1,24}[はが]\s*(?:約|およそ)?\s*$")


def share_direction(sentence: Sentence, statements: list[Told]) -> None:
    """`前年同期と比べ、売上は384億円、営業利益は16億円減少しております`: the verb at the end is that of all members.

    Only where the comparison stands before the first of them, and before that nothing but changes with verbs of their
    own: else a level and a change may stand side by side.
    """
    _share_verb(sentence, statements)
    for last in range(len(statements) - 1, 0, -1):
        told = statements[last]
        if told.role != "change" or told.word is None or told.number.sign:
            continue
        first = last
        while first > 0 and _is_member(sentence, statements[first - 1], statements[first]):
            first -= 1
        lead = sentence.plain[sentence.start : statements[first].number.start]
        compared = comparisons(lead)
        moved = {told.number.start for told in statements[:first] if told.role == "change"}
        levels = [n for n in sentence.numbers if n.end <= statements[first].number.start and n.start not in moved]
        if first == last:
            continue
        if not compared or levels:
            _may_be_shared(statements[first:last], told.word)
            continue
        for member in statements[first:last]:
            member.role, member.word, member.sign = "change", told.word, told.word
            member.comparison = member.comparison or compared[-1].name


def _may_be_shared(members: list[Told], word: Sign) -> None:
    """`有利子負債は24億円、在庫は３億円減少しました`, with nothing that they are compared with: the debt may have moved
    as well, or stand there."""
    for member in members:
        if member.value is not None:
            member.readings = ((member.value, "a level"), (word * member.value, "moved as the one behind it"))
            member.value = None


_BY = re.compile(r"\b(?:increased|decreased|rose|fell|grew|declined|climbed|dropped)\s+by\s+\S{0,4}\s?$", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\s*,?\s*respectively\b", re.IGNORECASE)


def _share_verb(sentence: Sentence, statements: list[Told]) -> None:
    """`Sales, profit and orders increased by $5 million, $2 million and $1 million, respectively`: the verb before the
    first of them is that of all."""
    for n, told in enumerate(statements):
        if told.role != "change" or told.word is None or not _BY.search(sentence.plain, 0, told.number.start):
            continue
        end = n + 1
        while end < len(statements) and _goes_on(sentence, statements[end - 1], statements[end]):
            end += 1
        if end - n > 1 and _RESPECTIVELY.match(sentence.plain, statements[end - 1].number.end):
            for member in statements[n + 1 : end]:
                member.role, member.word, member.sign = "change", told.word, told.sign
                member.comparison = member.comparison or told.comparison


def _goes_on(sentence: Sentence, before: Told, told: Told) -> bool:
    """Whether a figure without a word or a sign of its own is the next one of an enumeration."""
    bare = told.role == "level" and not told.number.sign and told.number.kind == before.number.kind
    return bare and _JOINT.fullmatch(sentence.plain[before.number.end : told.number.start]) is not None


def _is_member(sentence: Sentence, told: Told, after: Told) -> bool:
    """Whether a figure is one of an enumeration, bare but for its subject: `売上は384億円、`."""
    bare = told.role == "level" and not told.number.sign and told.number.kind == after.number.kind
    return bare and _MEMBER_JA.match(sentence.plain[told.number.end : after.number.start]) is not None
