"""Whether a number of a sentence is planned, and whether a newer plan took the place of that one."""

from __future__ import annotations

import regex as re

from extract.lex.scenarios import names_earlier_plan
from extract.prose.told import Sentence, Told
from extract.prose.words import is_target

_FAR, _NEAR, _LONGEST_HEADING = 240, 60, 120
_PLANNED_AT = re.compile(r"\bof\s+(?:approximately\s+|about\s+|up\s+|down\s+|flat\s+to\s+)*$", re.IGNORECASE)
_UP_OR_DOWN = re.compile(r"\b(?:up|down)\b", re.IGNORECASE)
_FORMERLY = re.compile(r"\W*(?:previously|formerly|prior\s+to\s+this\s+(?:update|revision))\b", re.IGNORECASE)
# `Actual results for FY2030:` below the heading of a forecast.
_REACHED = re.compile(r"\bactual\b|(?<!計画)実績", re.IGNORECASE)
_CLAUSE_STOP = re.compile(r"[;。]")
_AGAINST_TARGET_JA = re.compile(
    r"(?:予想|計画|目標|見通し|見込み)(?:比|に比べ|に対し|(?:\([^()]*\))?を(?:大きく|わずかに)?[上下]回|から|より|値|を達成)"
    r"|[をが](?:予定|計画|想定|予想)(?:し|され)て(?:いる|いた)(?=[一-龥ァ-ヶ])|(?:返済|償還)予定の"
)
_ENDS_AS_TARGET_JA = re.compile(
    r"(?:予想|見込|見通し|計画|目標|目途|目処|目安|予定|想定)(?:(?!まし(?:た|て))[^、。]){0,24}(?:。|$)"
)
_CLAUSE_AS_TARGET_JA = re.compile(
    r"[^、。]{0,36}?(?:を(?:予想|見込|計画|予定|想定|目標|目指)|と(?:予想|見込|想定))(?!ん?でいました|んでおりました|していました)"
)
# `Net sales of $120 million are expected for 2031`; `are expected to rise` says nothing of what they are.
_EXPECTED_BEHIND = re.compile(
    r"(?:(?!\b(?:that|which|who|because|as|since|while|but|compared|due)\b)[^.;,]){0,60}?\b(?:is|are)\s+(?:(?:now|currently|still)\s+)?(?:expected|planned|forecast|anticipated|projected|budgeted)\b"
    r"(?!\s+to\b(?!\s+be\b))",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:to|-|~|から)\s*", re.IGNORECASE)


def is_of_earlier_plan(sentence: Sentence, told: Told, previous: Told | None) -> bool:
    """`raised from the previous guidance of $5 million`, and what stands below `(Previous Target)`."""
    if sentence.memory.scenario == "earlier":
        return True
    if previous is not None and previous.previous and _RANGE.fullmatch(without_direction(told.before)):
        return True  # the other end of a range
    if told.role == "change":
        return (
            names_earlier_plan(sentence.before(told)[-_NEAR:]) and _PLANNED_AT.search(sentence.before(told)) is not None
        )
    opened = _FORMERLY.match(sentence.plain, sentence.start) is not None and is_planned(sentence, told)
    return opened or names_earlier_plan(sentence.before(told)[-_NEAR:])


def without_direction(words: str) -> str:
    """The words between two ends of a range without those of direction: `down 2% to up 1%`."""
    return _UP_OR_DOWN.sub("", words)


def is_planned(sentence: Sentence, told: Told) -> bool:
    """Whether the words of a sentence, or the heading over it, say that a number is planned."""
    if _REACHED.search(told.before) is not None:
        return False
    if sentence.section.target:
        return True
    lead = sentence.plain[max(sentence.start, told.number.start - _FAR) : told.number.start]
    if is_target(_AGAINST_TARGET_JA.sub("", _CLAUSE_STOP.split(lead)[-1])):
        return True
    head, colon, _ = sentence.plain[sentence.start : told.number.start].partition(":")
    if colon and is_target(head) and len(head) <= _LONGEST_HEADING:
        return True  # `Outlook for the fourth quarter: revenue of ...; gross margin of ...`
    if _EXPECTED_BEHIND.match(sentence.plain, told.number.end, sentence.end) is not None:
        return True
    last = sentence.plain[max(told.number.end, sentence.end - _NEAR) : sentence.end]
    # A Japanese sentence says at its end what all of it is, and a clause what its figures are.
    if _CLAUSE_AS_TARGET_JA.match(_AGAINST_TARGET_JA.sub("", sentence.plain[told.number.end : sentence.end][:_NEAR])):
        return True
    return _ENDS_AS_TARGET_JA.search(_AGAINST_TARGET_JA.sub("", last)) is not None


def is_past(sentence: Sentence, told: Told) -> bool:
    """Below a heading of forecasts stands what the sentence itself dates back: shares at the end of the year."""
    reported = sentence.voice.period
    if told.role == "base" and not told.previous and told.explicit and told.period and told.period.end:
        # `We expect revenue of $125 million, compared with $111 million in the third quarter of 2030`
        return reported is not None and told.period.end <= (reported.end or "")
    if not (told.explicit and sentence.section.target and told.period and reported and reported.end):
        return False
    return told.period.end is not None and told.period.end <= reported.end
