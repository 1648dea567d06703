"""Unit and value of a number in its sentence; a number whose unit nothing says is none.

What is printed beside the number decides. A `$` is the dollar of the document, small money in a sentence on
dividends is per share, a bare figure is a count where its label counts, or of the unit declared for its section.
"""

from __future__ import annotations

from decimal import Decimal

import regex as re

from extract.prose.labels import subject_of
from extract.prose.measures import counts_things, names_money
from extract.prose.numbers import Number
from extract.prose.period_claims import is_adjacent
from extract.prose.told import Sentence, Told

_COUNTED = re.compile(
    r"\b(?:number|no\.|nos\.) of\b|\bheadcount\b|\bemployees\b|\bcontracts\b"
    r"|人数|社員数|員数|店舗数|件数|社数|台数|株式数|契約数|会員数",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^(?:[^()]{0,40}[,、]|[^()]{0,40}\band)\s*$")
_PER_SHARE = re.compile(
    r"\bper[- ]share\b|\bEPS\b|\bper (?:\w+ )?(?:diluted|basic|common|ordinary) share\b|\bdividends?\b"
    r"|1株当たり|一株当たり|配当",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:exchange|conversion|translation|buying)?\s?rates?(?: of| was| is|:)?\s*$|レート\S{0,6}$|換算\S{0,4}$",
    re.IGNORECASE,
)


def quotes_rate(before: str) -> bool:
    """Whether what stands before an amount says that it is a rate of exchange: `at the rate of JPY 123.39`."""
    return _RATE.search(before) is not None


_EQUALS_BEFORE = re.compile(r"(?:=|\bto|\bper)\s*$")
_EQUALS_AFTER = re.compile(r"^\s*(?:=|to\b|per\b)\s*")
_VALUE_FOLLOWS = re.compile(
    r"(?:[:(~+]|\b(?:was|were|is|are|reached|to|totaled|of|over|approx\.?|about|around|by))$", re.IGNORECASE
)
_COLON = re.compile(r":\s*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_POINT_FOR_COMMA = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_MOST_PER_SHARE, _LEAST_WHOLE = 1_000_000, 10_000
_LONGEST_CHART_LINE = 160


def set_unit(sentence: Sentence, told: Told, previous: Told | None) -> bool:
    """Gives the number its unit and value; False when nothing says what it measures."""
    number = told.number
    told.unit, told.value = number.unit, number.value
    told.decimals, told.readings = number.decimals, number.readings
    counted = _COUNTED.search(told.subject or "") is not None or _COUNTED.search(sentence.headings) is not None
    if number.kind == "points" and number.noun and told.role != "change":
        return False
    if number.kind == "times":
        return told.subject is not None
    if number.kind == "money":
        return _set_money(sentence, told)
    if number.kind == "bandwidth":
        return not _names_a_class(told)
    if number.kind == "scaled":
        return _set_scaled(sentence, told, counted)
    if number.kind == "bare":
        return _set_bare(sentence, told, previous, counted)
    return True


def _names_a_class(told: Told) -> bool:
    """`contracts for over 1Gbps`: a limit that names a service, not a width that was measured."""
    return told.role != "change" and told.qualifier in ("over", "under", "up to")


def _set_scaled(sentence: Sentence, told: Told, counted: bool) -> bool:
    """`7,221 million`: of what is counted, or, where the subject names money, of the document's currency; else open."""
    if sentence.passage.extra and told.subject is None:
        return False  # words cut out of a table without their label: only the table knows what they are of
    subject = told.subject or ""
    if counted or counts_things(subject):
        told.unit = "count"
    elif sentence.voice.currency is not None and names_money(subject or sentence.headings):
        told.unit = sentence.voice.currency
    else:
        told.readings = ((told.number.value or Decimal(0), "no unit is printed"),)
        told.value = None
    return True


def _set_money(sentence: Sentence, told: Told) -> bool:
    number = told.number
    if sentence.passage.extra and told.subject is None and number.scale == 0 and not number.per_share:
        return False
    symbol = sentence.plain[number.start : number.at]
    if number.unit is not None and number.unit.startswith("USD") and "$" in symbol and "US" not in symbol:
        told.unit = number.unit.replace("USD", sentence.voice.dollar)
    if number.unit is None and not symbol.strip("( "):  # cents, which several currencies have: the document's
        told.unit = sentence.voice.currency
        if told.unit is not None and number.per_share:
            told.unit = f"{told.unit}_per_share"
    if _is_rate(sentence, told):
        told.rate = True
        return told.rate_of is not None or number.value != 1
    plain = number.scale <= 0 and not number.per_share
    if (
        plain
        and told.unit is not None
        and _is_small(number)
        and (speaks_of_shares(told.subject or "") or (sentence.per_share and not _is_whole_amount(told)))
    ):
        told.unit = f"{told.unit}_per_share"
    elif sentence.passage.extra and plain and _is_cut_off(sentence, number):
        told.readings = ((number.value, "as printed"),) if number.value is not None else ()
        told.value = None
    return True


def _is_whole_amount(told: Told) -> bool:
    """`Net income was $435,000, and earnings per share were $0.10`: a large amount of money is of no share."""
    value = told.number.value
    return value is not None and abs(value) >= _LEAST_WHOLE and names_money(told.subject or "")


def speaks_of_shares(text: str) -> bool:
    return _PER_SHARE.search(text) is not None


def _is_small(number: Number) -> bool:
    return number.value is not None and abs(number.value) < _MOST_PER_SHARE and not number.readings


def _is_cut_off(sentence: Sentence, number: Number) -> bool:
    """An amount at the very end of a label, without a scale: the scale may stand on the row below."""
    return "," in sentence.plain[number.at : number.to] and not sentence.plain[number.end :].strip()


def _is_rate(sentence: Sentence, told: Told) -> bool:
    """`JPY 123.39 = US$1.00`: one of the two is a rate, the other its base."""
    number = told.number
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
        return 1 in (partner.value, number.value)
    return _RATE.search(told.before) is not None and number.scale == 0 and not number.per_share


def _set_bare(sentence: Sentence, told: Told, previous: Told | None, counted: bool) -> bool:
    """`(up 170 YoY)` after a count, `Number of employees: 40`, `60 graduates in FY2010, 77 in FY2009`."""
    number = told.number
    printed = sentence.plain[number.at : number.to].lstrip("+-△▲")
    after_count = previous is not None and previous.unit == "count"
    changed = told.role == "change" and (told.word is not None or bool(number.sign))
    whole = "." not in printed
    if (
        (changed and (after_count or (counted and whole)))
        or (after_count and _LISTED.match(told.before) and _has_own_period(sentence, number))
        or (counted and whole and not _YEAR.fullmatch(printed) and _is_stated(sentence, told))
    ):
        told.unit = "count"
        return True
    return _by_declared_unit(sentence, told, printed)


def _has_own_period(sentence: Sentence, number: Number) -> bool:
    following = next((dated for dated in sentence.dated if dated.mention.start >= number.end), None)
    return following is not None and is_adjacent(sentence, number, following)


def _is_stated(sentence: Sentence, told: Told) -> bool:
    """The number stands where a value of its label stands: at the end, behind a colon, a verb or a bracket."""
    words = told.before.rstrip()
    if _VALUE_FOLLOWS.search(words):
        return True
    return not sentence.plain[told.number.end :].strip(" .)*") and bool(words)


def _by_declared_unit(sentence: Sentence, told: Told, printed: str) -> bool:
    """`FY10: 41,678` under `Unit: JPY million`."""
    section = sentence.section
    if section.unit is None or told.role == "change" or len(sentence.plain) > _LONGEST_CHART_LINE:
        return False
    digits = sum(character.isdigit() for character in printed)
    if not _COLON.search(told.before) or digits < 3 or _YEAR.fullmatch(printed):
        return False
    value = (told.number.value or Decimal(0)).scaleb(section.scale)
    told.unit, told.declared = section.unit, True
    told.decimals = told.number.decimals - section.scale
    if _POINT_FOR_COMMA.fullmatch(printed) and section.scale >= 3:
        comma = Decimal(printed.replace(".", "")).scaleb(section.scale)
        told.readings = ((comma, "the point is a misread comma"), (value, "as printed"))
        told.value = None
    else:
        told.value = value
    return True
