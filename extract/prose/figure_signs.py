"""The sign of a number of a sentence: as printed, as brackets say, or as words do. Where a printed sign and a word
disagree, both are readings."""

from __future__ import annotations

import regex as re

from extract.prose.numbers import Number
from extract.prose.roles import MOVED_BY
from extract.prose.told import Sentence, Told
from extract.prose.words import comparisons

# `diluted EPS was ($0.03)`, `a margin of (2.6%)`: brackets around what a verb or preposition leads to are a minus.
_LEADS_TO = re.compile(
    r"\b(?:was|were|is|are|of|to|at|with|from|versus|vs\.?|reached|totall?ed|and|or|approximately|about)\s*\(\s*$",
    re.IGNORECASE,
)
# Nobody sells less than nothing: `Revenue totaled ($ 111.0 million)` is an amount in brackets.
_NEVER_NEGATIVE = re.compile(r"\b(?:revenues?|sales|bookings|backlog|orders|proceeds)\s+\w+\s*\(\s*$", re.IGNORECASE)
_OUTFLOW = re.compile(
    r"\bnet cash (?:flows? )?used (?:in|for|by)\b|(?:に使用した|により使用した|支出した)資金$|使用した(?:資金|現金)",
    re.IGNORECASE,
)
_WAS_A_LOSS = re.compile(
    r"\b(?:was|were|is|are|be|to|at|showed|of|with|in)\s+an?\s+(?:\w+\s+){0,2}?(?:loss|deficit|shortfall)\s+of\s*"
    r"(?:(?:about|approximately|around|some|nearly|roughly)\s+)?$",
    re.IGNORECASE,
)
_LOSS = re.compile(r"\b(?:loss(?:es)?|deficits?|shortfall)\b|損失|赤字", re.IGNORECASE)
_IN_OR_OUT = re.compile(r"\(used", re.IGNORECASE)
_LOOSE_DASH = re.compile(r"(?P<lead>.*?)-\s*$", re.DOTALL)


def is_negative_in_brackets(sentence: Sentence, number: Number) -> bool:
    """Whether brackets around a number alone say that it is below zero."""
    if number.sign or number.kind not in ("money", "percent", "bare") or number.beside:
        return False
    lead = sentence.plain[sentence.start : number.start]
    if sentence.plain[number.end : number.end + 1] != ")" or not _LEADS_TO.search(lead):
        return False
    return number.kind != "money" or not _NEVER_NEGATIVE.search(lead)


def set_sign(sentence: Sentence, told: Told) -> None:
    """The sign that words give an unsigned number; where a printed sign and a word disagree, both readings."""
    number = told.number
    if told.role == "change":
        if not number.sign:
            told.sign = told.word or 1
            if told.word is None and told.value is not None and MOVED_BY.search(told.before):
                told.readings = ((told.value, "more"), (-told.value, "less"))  # `deleveraged by 170 basis points`
                told.value = None
        elif told.value is not None and told.word is not None and (number.sign == "+") != (told.word > 0):
            told.readings = ((told.value, "by the printed sign"), (-told.value, "by the word"))
            told.value = None
    elif told.negative:
        told.sign = -1
    elif told.cash is not None:
        told.sign, told.outflow = told.cash, told.cash < 0
    elif not number.sign and _is_said_to_be_a_loss(told):
        told.sign = -1
    elif not number.sign and number.kind in ("money", "scaled") and _flows_out(told.subject or ""):
        told.sign, told.outflow = -1, True
    if not number.sign and told.word is None:
        _read_loose_dash(sentence, told)


def _is_said_to_be_a_loss(told: Told) -> bool:
    """`Adjusted EBITDA was a loss of €11 million`: what may be earned as well was lost. A loss is no negative loss."""
    return _WAS_A_LOSS.search(told.before) is not None and _LOSS.search(told.subject or "loss") is None


def _flows_out(subject: str) -> bool:
    return _OUTFLOW.search(subject) is not None and not _IN_OR_OUT.search(subject)


def _read_loose_dash(sentence: Sentence, told: Told) -> None:
    """`(YoY - 6.1%)` is negative, `Revenue - JPY 5 million` and `1% - 2%` are not, `margin - 6.1%` may be either."""
    match = _LOOSE_DASH.match(sentence.before(told))
    if match is None or told.value is None:
        return
    lead = match["lead"].rstrip()
    before = comparisons(lead)
    printed = sentence.passage.block.span.text[told.number.start - 3 : told.number.start]
    if lead.endswith("(") or (before and len(lead) - before[-1].end <= 2):
        told.role, told.sign = "change" if before else told.role, -1 if told.sign > 0 else 1
    elif lead and told.number.kind in ("percent", "points") and "-" in printed and not lead[-1].isdigit():
        told.readings = ((told.value, "the dash divides"), (-told.value, "the dash is a minus"))
        told.value = None
