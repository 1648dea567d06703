"""Who says in which unit and scale a figure of prose is: a claim for each place.

    The dividend was $0.50 per share, $0.05 more than in 2030.
    0.50   figure     $0.50 per share     dollars per share
    0.05   figure     $0.05               dollars; of what, the sentence says: per share
           sentence   dividend            per share
           document   $0.05               whole dollars, where nothing says a scale

A rule looks at one kind of place and yields what that says, or nothing. `extract.sheet.resolve` settles the claims as
it does those of tables: the nearest speaks first, a farther one completes what it leaves open, and over an illegible
one nothing is lent. The claims that settled the unit are its grounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

import msgspec
import regex as re

from extract import model
from extract.lex.unit_part import UnitPart
from extract.lex.unit_words import currencies_of
from extract.model.claim import Claim, Rank
from extract.prose.measures import counts_things, names_money
from extract.prose.numbers import Number
from extract.prose.period_claims import is_adjacent
from extract.prose.printed_words import place_of_words
from extract.prose.told import Sentence, Told, UnitClaim
from extract.sheet.resolve import resolve_unit


class Measured(NamedTuple):
    """A figure whose unit is asked for: its sentence, what is known of it, and the figure before it."""

    sentence: Sentence
    told: Told
    previous: Told | None


Rule = Callable[[Measured], Iterator[UnitClaim]]


def claims_of_unit(site: Measured) -> tuple[UnitClaim, ...]:
    """All that speaks of the unit of a figure, the nearest place first."""
    return tuple(claim for rule in RULES for claim in rule(site))


def settle_unit(told: Told, claims: tuple[UnitClaim, ...]) -> None:
    """Gives a figure the unit and the value that claims settle; what they leave open has readings and no value."""
    number, found = told.number, resolve_unit(claims)
    part = found.value
    told.unit_claims, told.measured_by = claims, found.grounds
    told.unit = part.name if part is not None else None
    scale = part.scale if part is not None and part.scale is not None else number.scale
    told.value, told.decimals = _in_scale(number, scale), number.decimals - (scale - number.scale)
    told.readings = number.readings
    if told.value is None:
        return
    if part is None or part.kind is None:
        told.readings = ((told.value, "no unit is printed"),)
    elif found.candidates:
        told.readings = tuple(_reading(number, one.scale or 0) for one in found.candidates)
    elif found.illegible:
        told.readings = ((told.value, "as printed"),)
    elif told.declared and scale >= _THOUSANDS and _POINT_FOR_COMMA.fullmatch(said := _digits(number)):
        comma = Decimal(said.replace(".", "")).scaleb(scale)
        told.readings = ((comma, "the point is a misread comma"), (told.value, "as printed"))
    if told.readings:
        told.value = None


def in_scale_of(told: Told, sentence: Sentence, other: Told, rule: str, *, or_whole: bool = False) -> None:
    """Settles a figure anew with the scale that stands beside another figure; `or_whole`: it may as well be in whole
    units."""
    scales = (0, other.number.scale) if or_whole else (other.number.scale,)
    beside = _span(sentence, other.number.start, other.number.end)
    claim = _claim(Rank.SENTENCE, rule, beside, *(UnitPart(scale=scale) for scale in scales))
    settle_unit(told, (*told.unit_claims, claim))


def _in_scale(number: Number, scale: int) -> Decimal | None:
    """The value of a number in a scale, be it another one than it is printed with."""
    return number.value if number.value is None or scale == number.scale else number.value.scaleb(scale - number.scale)


def _reading(number: Number, scale: int) -> tuple[Decimal, str]:
    why = "in the scale of what it is compared with" if scale else "as printed"
    return _in_scale(number, scale) or Decimal(0), why


def _digits(number: Number) -> str:
    """A bare number as it is printed, but for its sign."""
    return f"{abs(number.value or 0):f}"


def _claim(rank: Rank, rule: str, span: model.Span, *parts: UnitPart) -> UnitClaim:
    cut = span.strip()
    return Claim(rank=rank, rule=rule, values=parts, printed=cut.text, where=cut.location)


def _span(sentence: Sentence, start: int, end: int) -> model.Span:
    return sentence.passage.block.span.cut(start, end)


_POINT_FOR_COMMA = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_THOUSANDS = 3


# --- the figure itself ----------------------------------------------------------------------------------------

SCALE_OF_FIGURE = "scale_of_figure"
"""`7,221 million`: a scale beside the figure, and no word of what it is a scale of."""


def _symbol_of(sentence: Sentence, number: Number) -> str:
    """What is printed before the digits of a number, as far as it belongs to it."""
    return sentence.plain[number.start : number.at]


def _shares_unit(site: Measured) -> Iterator[UnitClaim]:
    """`SEK 1,240 million (985)`: alone in brackets behind another figure, and in its unit."""
    if _stands_beside(site) and site.previous is not None:
        yield from site.previous.unit_claims


def _stands_beside(site: Measured) -> bool:
    """Whether a figure in brackets has the unit and the scale of the one before; `$7.2 million ($0.09 per share)` has
    its own."""
    number, previous = site.told.number, site.previous
    if not number.beside or previous is None:
        return False
    return (number.scale, number.per_share) == (previous.number.scale, previous.number.per_share)


def _unit_of_figure(site: Measured) -> Iterator[UnitClaim]:
    """Currency, percent sign, thing or scale that is printed with the figure."""
    sentence, number = site.sentence, site.told.number
    if number.kind == "bare" or _stands_beside(site):
        return
    span = _span(sentence, number.start, number.end)
    if number.kind == "scaled":
        yield _claim(Rank.FIGURE, SCALE_OF_FIGURE, span, UnitPart(scale=number.scale, own=True))
    elif number.kind == "money":
        yield _claim(Rank.FIGURE, "unit_beside_figure", span, _money(site))
    else:
        part = UnitPart(kind="other", unit=number.unit, scale=number.scale, noun=number.noun, own=True)
        yield _claim(Rank.FIGURE, "unit_beside_figure", span, part)


def _money(site: Measured) -> UnitPart:
    number, currency = site.told.number, _currency_said(site)
    symbol = _symbol_of(site.sentence, number).strip("( ")
    return UnitPart(
        kind="per_share" if number.per_share else "money",
        unit=currency,
        scale=number.scale if number.scale_at is None and (number.scale or number.per_share) else None,
        own=True,
        may_be=currencies_of(symbol) if currency is None and symbol else (),
    )


def _currency_said(site: Measured) -> str | None:
    """The currency that a figure's own sign or word says: of a `$`, the dollar of the document; None for cents, which
    several currencies have, and for a sign of which nothing says whose it is."""
    number = site.told.number
    unit = (number.unit or "").removesuffix("_per_share") or None
    symbol = _symbol_of(site.sentence, number)
    return site.sentence.voice.dollar if unit == "USD" and "$" in symbol and "US" not in symbol else unit


def _scale_behind_bracket(site: Measured) -> Iterator[UnitClaim]:
    """`EUR 41.4 (39.3) million`: of both figures."""
    number = site.told.number
    if number.scale_at is not None and not _stands_beside(site):
        span = _span(site.sentence, *number.scale_at)
        yield _claim(Rank.SENTENCE, "scale_behind_bracket", span, UnitPart(scale=number.scale))


def _cut_off(site: Measured) -> Iterator[UnitClaim]:
    """An amount at the very end of a label, without a scale: the scale may stand on the row below."""
    sentence, number = site.sentence, site.told.number
    if not (sentence.passage.extra and _is_plain(number)) or site.told.rate or any(_per_share(site)):
        return
    if "," in sentence.plain[number.at : number.to] and not sentence.plain[number.end :].strip():
        span = _span(sentence, number.start, number.end)
        yield msgspec.structs.replace(_claim(Rank.CELL, "amount_cut_off", span), said="illegible")


def _is_plain(number: Number) -> bool:
    """Whether a number is an amount of money without a scale of its own."""
    return number.kind == "money" and number.scale <= 0 and not number.per_share


# --- its sentence ---------------------------------------------------------------------------------------------

_PER_SHARE = re.compile(
    r"\bper[- ]share\b|\bEPS\b|\bDPU\b|\b(?:NAV|NTA|value|distributions?) per (?:unit|security)\b"
    r"|\bper (?:\w+ )?(?:diluted|basic|common|ordinary) share\b|\bdividends?\b"
    r"|1株当たり|一株当たり|配当",
    re.IGNORECASE,
)
_MOST_PER_SHARE, _LEAST_WHOLE = 1_000_000, 10_000


def speaks_of_shares(text: str) -> bool:
    """Whether a text speaks of dividends or of amounts per share: `diluted EPS`."""
    return _PER_SHARE.search(text) is not None


def _per_share(site: Measured) -> Iterator[UnitClaim]:
    """Small money of a subject, or in a sentence, that speaks of dividends or of amounts per share is per share."""
    sentence, told, number = site.sentence, site.told, site.told.number
    small = number.value is not None and abs(number.value) < _MOST_PER_SHARE and not number.readings
    if not (_is_plain(number) and small) or told.rate or _stands_beside(site) or _currency(site) is None:
        return
    by_subject = speaks_of_shares(told.subject or "")
    if not by_subject and not (sentence.per_share and not _is_whole_amount(told)):
        return
    found = list(_PER_SHARE.finditer(sentence.plain, sentence.start, sentence.end))
    nearest = min(found, key=lambda match: abs(match.start() - number.start), default=None)
    part = UnitPart(kind="per_share")
    rule = "per_share_of_subject" if by_subject else "per_share_of_sentence"
    if nearest is None:
        yield Claim(rank=Rank.SENTENCE, rule=rule, values=(part,), printed=told.subject or "")
    else:
        yield _claim(Rank.SENTENCE, rule, _span(sentence, *nearest.span()), part)


def _currency(site: Measured) -> str | None:
    """The currency of an amount, as it or the document says it."""
    said = _currency_said(site)
    return site.sentence.voice.currency if said is None and _is_of_document(site) else said


def _is_whole_amount(told: Told) -> bool:
    """`Net income was $435,000, and earnings per share were $0.10`: a large amount of money is of no share."""
    value = told.number.value
    return value is not None and abs(value) >= _LEAST_WHOLE and names_money(told.subject or "")


_COUNTED = re.compile(
    r"\b(?:number|no\.|nos\.) of\b|\bheadcount\b|\bemployees\b|\bcontracts\b"
    r"|人数|社員数|員数|店舗数|件数|社数|台数|株式数|契約数|会員数",
    re.IGNORECASE,
)
_LISTED = re.compile(r"^(?:[^()]{0,40}[,、]|[^()]{0,40}\band)\s*$")
_VALUE_FOLLOWS = re.compile(
    r"(?:[:(~+]|\b(?:was|were|is|are|reached|to|totaled|of|over|approx\.?|about|around|by))$", re.IGNORECASE
)
_COUNT = UnitPart(kind="other", unit="count")
_WHOLE_COUNT = UnitPart(kind="other", unit="count", scale=0)


def _counted_before(site: Measured) -> Iterator[UnitClaim]:
    """`63 contracts (up 170 YoY)`, `60 graduates in FY2010, 77 in FY2009`: what the figure before counts."""
    told, previous = site.told, site.previous
    if told.number.kind != "bare" or previous is None or previous.unit != "count":
        return
    listed = _LISTED.match(told.before) and _has_own_period(site.sentence, told.number)
    if _is_changed(told) or listed:
        said = previous.measured_by[0] if previous.measured_by else Claim[UnitPart](rank=Rank.SENTENCE, rule="")
        yield msgspec.structs.replace(said, rank=Rank.SENTENCE, rule="counted_before", values=(_WHOLE_COUNT,))


def _counted_subject(site: Measured) -> Iterator[UnitClaim]:
    """`Number of employees: 40`, `customer base of 1.2 million`: the subject, or the heading, names what is counted."""
    sentence, told, subject = site.sentence, site.told, site.told.subject or ""
    named = any(_COUNTED.search(words) for words in (subject, sentence.headings))
    scaled = told.number.kind == "scaled" and (named or counts_things(subject))
    if not scaled and not (told.number.kind == "bare" and named and _states_count(site)):
        return
    part = _COUNT if scaled else _WHOLE_COUNT
    place = place_of_words(subject, sentence.passage, told.number.start) if subject else sentence.memory.local_at
    rank = Rank.SENTENCE if subject else Rank.HEADING
    if place is None:
        yield Claim(rank=rank, rule="counted_subject", values=(part,), printed=subject or sentence.headings)
    else:
        yield _claim(rank, "counted_subject", place, part)


def _states_count(site: Measured) -> bool:
    """Whether a bare number stands where a count of its label stands, or says how many more there are."""
    printed = site.sentence.plain[site.told.number.at : site.told.number.to].lstrip("+-△▲")
    if "." in printed:
        return False
    return _is_changed(site.told) or (not _YEAR.fullmatch(printed) and _is_stated(site.sentence, site.told))


def _is_changed(told: Told) -> bool:
    return told.role == "change" and (told.word is not None or bool(told.number.sign))


def _has_own_period(sentence: Sentence, number: Number) -> bool:
    following = next((dated for dated in sentence.dated if dated.mention.start >= number.end), None)
    return following is not None and is_adjacent(sentence, number, following)


def _is_stated(sentence: Sentence, told: Told) -> bool:
    """The number stands where a value of its label stands: at the end, behind a colon, a verb or a bracket."""
    words = told.before.rstrip()
    if _VALUE_FOLLOWS.search(words):
        return True
    return not sentence.plain[told.number.end :].strip(" .)*") and bool(words)


# --- the section and the document -----------------------------------------------------------------------------

_COLON = re.compile(r":\s*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_CHART_LINE, _LEAST_DIGITS = 160, 3
UNIT_OF_SECTION = "unit_of_section"


def _unit_of_section(site: Measured) -> Iterator[UnitClaim]:
    """`FY10: 41,678` under `Unit: JPY million`."""
    sentence, told, section = site.sentence, site.told, site.sentence.section
    if told.number.kind != "bare" or section.unit is None or section.unit_at is None or told.role == "change":
        return
    printed = sentence.plain[told.number.at : told.number.to].lstrip("+-△▲")
    digits = sum(character.isdigit() for character in printed)
    chart = _COLON.search(told.before) and len(sentence.plain) <= _LONGEST_CHART_LINE
    if chart and digits >= _LEAST_DIGITS and not _YEAR.fullmatch(printed):
        part = UnitPart(kind="money", unit=section.unit, scale=section.scale)
        yield _claim(Rank.CAPTION, UNIT_OF_SECTION, section.unit_at, part)


_EACH = re.compile(r"\s*(?:per\b|/|an?\b|each\b|apiece\b)", re.IGNORECASE)
_CENTS = re.compile(r"\.\d\d$")


def _scale_of_section(site: Measured) -> Iterator[UnitClaim]:
    """`$237` below `(Dollars in millions, except per share data)`: in millions, as the tables there. What is printed to
    the cent, in full, or by the piece is as it stands."""
    sentence, number = site.sentence, site.told.number
    declared = sentence.voice.of_sections.get(sentence.passage.block.span.location)
    if declared is None or not (number.kind == "money" and number.scale == 0 and not number.per_share):
        return
    printed = sentence.plain[number.at : number.to]
    whole = _CENTS.search(printed) or sum(map(str.isdigit, printed)) > _MOST_DIGITS
    if whole or _EACH.match(sentence.plain, number.to) or _stands_beside(site):
        return
    (part,) = declared.values
    if _currency(site) != part.unit:
        return
    said = msgspec.structs.replace(declared, rule="scale_of_section", values=(UnitPart(scale=part.scale),))
    yield msgspec.structs.replace(said, said="illegible", values=()) if any(_per_share(site)) else said


_MOST_DIGITS = 6


def _is_of_document(site: Measured) -> bool:
    """Whether a figure is money whose currency only the document can say: of cents without their currency, and of a
    scale whose subject names money."""
    number = site.told.number
    if number.kind == "money":
        return number.unit is None and not _symbol_of(site.sentence, number).strip("( ")
    return number.kind == "scaled" and names_money(site.told.subject or site.sentence.headings)


def _currency_of_document(site: Measured) -> Iterator[UnitClaim]:
    """The currency in which the document reports."""
    currency = site.sentence.voice.currency
    if currency is not None and _is_of_document(site):
        part = UnitPart(kind="money", unit=currency)
        yield Claim(rank=Rank.DOCUMENT, rule="currency_of_document", values=(part,), printed=currency)


def _whole_units(site: Measured) -> Iterator[UnitClaim]:
    """`$1,943`: in whole dollars, where nothing says a scale."""
    number = site.told.number
    if number.kind == "money" and number.scale == 0 and not number.per_share and not _stands_beside(site):
        span = _span(site.sentence, number.start, number.end)
        yield _claim(Rank.DOCUMENT, "whole_units", span, UnitPart(scale=0))


RULES: tuple[Rule, ...] = (
    _shares_unit,
    _unit_of_figure,
    _scale_behind_bracket,
    _cut_off,
    _counted_before,
    _counted_subject,
    _per_share,
    _unit_of_section,
    _scale_of_section,
    _currency_of_document,
    _whole_units,
)
"""One rule for each kind of place, the nearest first."""
