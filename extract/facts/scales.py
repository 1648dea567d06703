"""Scales and currencies of two places held against each other: thousands read as millions, dollars as yen.

Judged facts in, contradictions out:

    revenue was $5.2 billion             | (In thousands)  Total revenue  5,214      one of the two scales is wrong
    (In millions)    Cash    812,440     | (In thousands)  Cash at end of year  812,440
    (In thousands)   Net income  612     | earnings per share 6.12, 100,012,000 shares
    revenue was JPY 5,214 million        | (In millions of U.S. dollars)  Revenue  5,214

A heading prints the scale of a whole table once, so what contradicts it contradicts all figures under it; a sentence
prints its scale beside each figure. Of two places that contradict each other the one that more further places agree
with is spared. Figures of two digits agree by chance now and then, and are believed of sentences, where both say a
concept, or twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple, TypeVar

import regex as re

from extract.lex.names import label_key
from extract.model import Fact

_SCALES = (2, 3, 4, 5, 6, 8)  # powers of ten between two scales that are used: 千, 万, 百万, 億, thousand to trillion
_THOUSANDS = (3, 6)  # powers between two scales that are declared for tables in most countries
_DIGITS = 3  # figures of fewer digits agree by chance
_FEW_DIGITS = 2
_LONG = 4  # digits of a figure that is found again whatever it is called
_MOST_PLACES = 12  # tables that print one fact; more are compared with the first ones only
_NEAR = Decimal("0.01")
_OF_WHAT = re.compile(r"^total |(?<=\w) (?:expenses?|costs?|amount|balance)$")
_POINT = re.compile(r"[.．](\d+)")
_NOT_DIGIT = re.compile(r"\D")
_INCOME = ("ProfitLoss", "ProfitLossAttributableToOwnersOfParent", "NetIncomeLoss")
_PER_SHARE = ("EarningsPerShareBasic", "EarningsPerShareDiluted")
_SHARES = re.compile(r"\b(?:weighted|average)\b.*\bshares?\b|\bshares?\b.*\b(?:average|outstanding)\b|平均株式数", re.I)

_T = TypeVar("_T")

WHY_SCALE = "the same digits are printed elsewhere in another scale"
WHY_CURRENCY = "the same amount is printed elsewhere in another currency"
WHY_PER_SHARE = "the amount per share times the number of shares is of another scale"


class Contradiction(NamedTuple):
    """A fact (by its position), the one that contradicts it, and what that shows."""

    fact: int
    other: int
    why: str


class _Place(NamedTuple):
    """What has one scale: the figures of a table in one unit and power of ten, or one figure of a sentence."""

    table: str | None
    unit: str | None
    power: int
    fact: int


def of_other_scales(facts: Sequence[Fact], told: Sequence[int]) -> Iterator[Contradiction]:
    """Figures whose scale or currency another place contradicts, with all that stand under the same heading."""
    held = _Held(facts, told)
    doubted: set[_Place] = set()
    for pair in held.apart:
        for own, other in (pair, pair[::-1]):
            if own not in doubted and held.support(own, other) <= held.support(other, own):
                doubted.add(own)
                yield from held.against(own, other)


class _Held:
    """Pairs of places by what their figures say of each other's scale."""

    def __init__(self, facts: Sequence[Fact], told: Sequence[int]) -> None:
        self.facts = facts
        self.agree: dict[_Place, set[_Place]] = defaultdict(set)
        self.apart: dict[tuple[_Place, _Place], list[tuple[int, int, int]]] = {}
        self.why: dict[tuple[_Place, _Place], str] = {}
        self.under: dict[_Place, list[int]] = defaultdict(list)
        for i in told:
            if is_amount(facts[i]):
                self.under[self.place(i)].append(i)
        for one, other in {**dict.fromkeys(_namesakes(facts, told)), **dict.fromkeys(_twins(facts, told))}:
            self._hold(one, other)
        sure = {places: pairs for places, pairs in self.apart.items() if self._sure(pairs)}
        self.apart = sure
        for one, other in _shares_apart(facts, told):
            places = self.place(one), self.place(other)
            self.apart.setdefault(places, []).append((one, other, 0))
            self.why[places] = WHY_PER_SHARE
        self.contradicting: dict[_Place, dict[_Place, frozenset[int]]] = defaultdict(dict)
        for (a, b), pairs in self.apart.items():
            powers = frozenset(power for _, _, power in pairs)
            for own, against in ((a, b), (b, a)):
                self.contradicting[own][against] = self.contradicting[own].get(against, frozenset()) | powers

    def place(self, i: int) -> _Place:
        fact = self.facts[i]
        return _Place(fact.table, fact.unit, power_of(fact), -1 if fact.table is not None else i)

    def _hold(self, one: int, other: int) -> None:
        a, b = self.facts[one], self.facts[other]
        places = self.place(one), self.place(other)
        power = scales_apart(a, b)
        if power is None:
            return
        if power == 0 and a.unit == b.unit:
            self.agree[places[0]].add(places[1])
            self.agree[places[1]].add(places[0])
        elif power == 0 and min(len(digits_of(a)), len(digits_of(b))) >= _DIGITS:
            self.apart.setdefault(places, []).append((one, other, power))
            self.why[places] = WHY_CURRENCY
        elif power and a.unit == b.unit:
            self.apart.setdefault(places, []).append((one, other, power))
            self.why[places] = WHY_SCALE

    def _sure(self, pairs: Sequence[tuple[int, int, int]]) -> bool:
        """Whether the figures of two places that are a scale apart are too many, or too long, to be so by chance."""
        shown = {
            (min(digits_of(self.facts[one]), digits_of(self.facts[other]), key=len), power)
            for one, other, power in pairs
        }
        if len(shown) > 1 and len({power for _, power in shown}) == 1:
            return True
        one, other, power = pairs[0]
        a, b = self.facts[one], self.facts[other]
        if min(len(digits_of(a)), len(digits_of(b))) >= _DIGITS:
            return bool(names_of(a) & names_of(b)) or _concept(a) == _concept(b) != ""
        return power in _THOUSANDS and None in (a.table, b.table)

    def support(self, own: _Place, other: _Place) -> int:
        """How many further places agree with one against another: that print the same, or that contradict the other in
        the same way."""
        powers = self.contradicting[other].get(own, frozenset())
        with_it = {place for place, theirs in self.contradicting[other].items() if theirs & powers}
        return len((self.agree[own] | with_it) - {own, other})

    def against(self, own: _Place, other: _Place) -> Iterator[Contradiction]:
        places = (own, other) if (own, other) in self.apart else (other, own)
        one, two, _ = self.apart[places][0]
        shown = two if self.place(one) == own else one
        for i in self.under[own]:
            yield Contradiction(i, shown, self.why[places])


# -- figures that are the same ----------------------------------------------------------------------------------
def is_amount(fact: Fact) -> bool:
    """Whether a fact is an amount of money that shows digits."""
    unit = fact.unit or ""
    return fact.measure == "amount" and len(unit) == 3 and unit.isupper() and bool(digits_of(fact))


def digits_of(fact: Fact) -> str:
    """The digits of a figure as printed, without leading zeros."""
    return _NOT_DIGIT.sub("", fact.printed or "").lstrip("0")


def power_of(fact: Fact) -> int:
    """The power of ten that a figure is printed in.

    >>> from extract.model import Location
    >>> power_of(Fact(id="f", status="verbatim", printed="23.4", decimals=-8, location=Location()))
    9
    """
    point = _POINT.search(fact.printed or "")
    return (len(point.group(1)) if point else 0) - (fact.decimals or 0)


def last_place(fact: Fact) -> Decimal:
    """One last printed place, in base units; for a computed value, what it is good to."""
    own = Decimal(1).scaleb(-fact.decimals) if fact.decimals is not None else Decimal(0)
    return max(own, Decimal(fact.tolerance or 0))


def scales_apart(one: Fact, other: Fact) -> int | None:
    """By which power of ten two figures with the same leading digits are apart: 0 where they are the same; None where
    they are other figures, or show too few digits to tell."""
    a, b = abs(Decimal(one.value or 0)), abs(Decimal(other.value or 0))
    if not a or not b or min(len(digits_of(one)), len(digits_of(other))) < _FEW_DIGITS:
        return None
    small, large = (one, other) if a < b else (other, one)
    low, high = min(a, b), max(a, b)
    if high - low < max(last_place(small), last_place(large)):
        return 0
    for power in _SCALES:
        room = max(last_place(small).scaleb(power), last_place(large))
        if abs(low.scaleb(power) - high) < room and room * 10 ** (_FEW_DIGITS - 1) <= high:
            return power
    return None


def names_of(fact: Fact) -> set[str]:
    """The name of a fact, and what it is called with fewer words: `selling expenses` and `selling`.

    >>> from extract.model import Location
    >>> fact = Fact(id="f", status="verbatim", label=("Selling expenses",), location=Location())
    >>> sorted(names_of(fact))
    ['selling', 'selling expenses']
    """
    name = label_key(fact.label)
    return {name, _OF_WHAT.sub("", name)} - {""}


def _concept(fact: Fact) -> str:
    return fact.concept or ""


def _when(fact: Fact) -> tuple[str, str | None, str] | None:
    period = fact.period
    return (period.kind, period.start, period.end) if period is not None and period.end is not None else None


def _namesakes(facts: Sequence[Fact], told: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of amounts of one name, or concept, and one period that two places print."""
    named: dict[tuple[object, ...], dict[tuple[str | None, int], list[int]]] = defaultdict(lambda: defaultdict(list))
    for i in told:
        fact, when = facts[i], _when(facts[i])
        if when is None or not is_amount(fact):
            continue
        of = tuple(sorted(fact.dimensions.items()))
        for name in sorted(names_of(fact) | {f"={_concept(fact)}"} - {"="}):
            named[(name, when, of)][(fact.table, -1 if fact.table else i)].append(i)
    for places in named.values():
        single = [indexes[0] for indexes in places.values() if len(indexes) == 1][:_MOST_PLACES]
        yield from combinations(single, 2)


def _twins(facts: Sequence[Fact], told: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of amounts of one day and one currency whose digits two tables print alike, whatever they call them."""
    alike: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for i in told:
        fact, when = facts[i], _when(facts[i])
        if fact.table is not None and when is not None and is_amount(fact) and len(digits_of(fact)) >= _LONG:
            alike[(digits_of(fact), when[2], fact.unit or "")].setdefault(fact.table, i)
    for tables in alike.values():
        yield from combinations(list(tables.values())[:_MOST_PLACES], 2)


# -- amounts per share --------------------------------------------------------------------------------------------
def _shares_apart(facts: Sequence[Fact], told: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Net income of a table and an amount per share, wherever it stands, where these and the number of shares are a
    scale apart in every period, and in no reading of the figures the same. A table that prints both itself, and the
    number of shares, is held against nothing else."""
    income: dict[str, dict[object, list[int]]] = defaultdict(lambda: defaultdict(list))
    per_share: dict[object, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    shares: dict[object, dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    for i, fact in enumerate(facts):
        when = _when(fact)
        if fact.table is None or when is None:
            continue
        if fact.concept in _INCOME and is_amount(fact):
            income[fact.table][when].append(i)
        elif fact.concept in _PER_SHARE and (fact.unit or "").endswith("_per_share") and fact.value is not None:
            per_share[when][fact.table].append(i)
        elif fact.unit == "count" and fact.label and _SHARES.search(fact.label[-1]):
            values = [fact.value] if fact.value is not None else [each.value for each in fact.candidates]
            shares[when][fact.table] += [abs(Decimal(value)) for value in values if Decimal(value)]
    believed = {*told}
    for table, periods in sorted(income.items()):
        found = [
            _one_scale_off(facts, own, _in_or_out(per_share[when], table), _in_or_out(shares[when], table))
            for when, own in periods.items()
            if when in per_share and when in shares
        ]
        pairs = [pair for pair in found if pair is not None]
        if len(pairs) == len(found) > 1:
            yield from (pair for pair in pairs if pair[0] in believed)


def _in_or_out(found: Mapping[str, list[_T]], table: str) -> list[_T]:
    """What a table prints of something, or else what all others print."""
    return found[table] if table in found else [each for other in found.values() for each in other][:_MOST_PLACES]


def _one_scale_off(
    facts: Sequence[Fact], income: Sequence[int], per_share: Sequence[int], shares: Sequence[Decimal]
) -> tuple[int, int] | None:
    """An income and an amount per share of which the product with a number of shares is thousands of times as much or
    as little; None where any income is what some product comes to."""
    off = None
    for i in income:
        for k in per_share:
            each = abs(Decimal(facts[k].value or 0))
            room = last_place(facts[k]) / each + _NEAR if each else Decimal(0)
            for number in shares:
                ratio = abs(Decimal(facts[i].value or 0)) / (each * number) if each else Decimal(0)
                if abs(ratio - 1) <= room:
                    return None
                if any(abs(ratio.scaleb(power) - 1) <= room for power in (-6, -3, 3, 6)):
                    off = off or (i, k)
    return off
