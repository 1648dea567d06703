"""Which numbers of a sentence are figures, and which amounts are rates of exchange.

What a figure is measured in, `unit_claims` says. A number whose unit nothing says is none.
"""

from __future__ import annotations

import regex as re

from extract.prose.labels import subject_of
from extract.prose.told import Sentence, Told

_RATE = re.compile(
    r"\b(?:exchange|conversion|translation|buying)?\s?rates?(?: of| was| is|:)?\s*$|レート\S{0,6}$|換算\S{0,4}$",
    re.IGNORECASE,
)


def quotes_rate(before: str) -> bool:
    """Whether what stands before an amount says that it is a rate of exchange: `at the rate of JPY 123.39`."""
    return _RATE.search(before) is not None


def is_figure(sentence: Sentence, told: Told) -> bool:
    """Whether a number states something: not a limit that names a service (`contracts for over 1Gbps`), points that
    are no change, times of nothing, the one unit of which a rate is told, or money cut out of a table without its
    label (only the table knows what it is)."""
    number = told.number
    if number.kind == "points" and number.noun and told.role != "change":
        return False
    if number.kind == "times":
        return told.subject is not None
    if number.kind == "bandwidth":
        return told.role == "change" or told.qualifier not in ("over", "under", "up to")
    nameless = sentence.passage.extra and told.subject is None
    if number.kind == "scaled":
        return not nameless
    if number.kind == "money":
        whole = nameless and number.scale == 0 and not number.per_share
        return not whole and (not told.rate or told.rate_of is not None or number.value != 1)
    return True


_EQUALS_BEFORE = re.compile(r"(?:=|\bto|\bper)\s*$")
_EQUALS_AFTER = re.compile(r"^\s*(?:=|to\b|per\b)\s*")


# `$45.20 per barrel`, `£21 per sq ft`; amounts per share are units of their own
_PER = re.compile(
    r"\s?(?:per|/)\s?(?!(?:\p{L}+\s+){0,3}(?:shares?|ADS|ADR|unit|security|cent|annum)\b|(?:year|quarter|month|week|day)\b)"
    r"(?P<of>(?:(?:sq|square|metric|dry|wet|available|occupied|passenger|therapy|tonne|ton)\.?\s)?\p{L}[\p{L}-]*)"
    r"|\s(?:a|an)\s(?P<of>barrel|tonne|ton|ounce|pound|gallon|bushel|kilo(?:gram)?)\b",
    re.IGNORECASE,
)


# `52,000 barrels | of oil equivalent per day`
_A_DAY = re.compile(r"\s?(?:of\s(?:\p{L}+\s){1,3})?(?:per|a)\s(?P<of>day|hour|week|month)\b", re.IGNORECASE)


def set_rate(sentence: Sentence, told: Told) -> None:
    """`JPY 123.39 = US$1.00`: one of the two is a rate, the other its base, whose price it is; `$45 per barrel`."""
    number = told.number
    if number.kind != "money":
        daily = _A_DAY.match(sentence.plain, number.end) if number.kind not in ("percent", "points", "times") else None
        told.rate_of = daily["of"].lower() if daily is not None else None
        return
    partner = None
    if _EQUALS_BEFORE.search(told.before):
        partner = next((n for n in sentence.numbers if n.end <= number.start and number.start - n.end <= 5), None)
    elif _EQUALS_AFTER.match(sentence.plain[number.end : number.end + 24]):
        partner = next((n for n in sentence.numbers if n.start >= number.end and n.start - number.end <= 5), None)
    if partner is not None and partner.kind == "money" and partner.unit != number.unit:
        if partner.value == 1 and number.value != 1:
            told.rate_of = partner.unit
            lead = sentence.text[sentence.start : min(partner.start, number.start)]
            told.subject = subject_of(lead) or told.subject
        told.rate = 1 in (partner.value, number.value)
        return
    told.rate = quotes_rate(told.before) and number.scale == 0 and not number.per_share
    per = _PER.match(sentence.plain, number.end) if not number.per_share else None
    if per is not None and not told.rate:
        told.rate_of = " ".join(per["of"].split())
