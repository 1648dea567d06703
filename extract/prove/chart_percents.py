"""Percents beside the amounts of a column: which percent belongs to which amount.

All percents of a column are shares of one whole that is not printed in the chart. So the amounts they belong to
stand in their proportion, and where only one pairing does, it is proved without knowing the whole. With fewer than
three percents that is no proof, and a percent goes, by preference, with the amount alone in its cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations
from math import perm

import msgspec

from extract.prove.chart_stack import Budget, Read
from extract.prove.chart_tokens import Chart, Token

_CHANCE = Decimal("0.01")
_LEAST_PROVED = 3
_MOST_PAIRINGS = 50_000


class Pairing(msgspec.Struct, frozen=True):
    """Percents with their amounts; `proved` when no other pairing is in proportion."""

    pairs: tuple[tuple[Token, Read], ...]
    proved: bool


def pair_percents(chart: Chart, column: int, amounts: Sequence[Read], budget: Budget) -> Pairing:
    """The percents printed under a column with the amounts of its stack."""
    percents = [t for t in chart.percents if t.column == column and not t.odd and t.value > 0]
    positive = [r for r in amounts if r.value > 0]
    if _LEAST_PROVED <= len(percents) <= len(positive):
        count = perm(len(positive), len(percents))
        if count <= _MOST_PAIRINGS and budget.spend(count):
            fitting = [some for some in permutations(positive, len(percents)) if in_proportion(chart, percents, some)]
            if len(fitting) == 1 and count * _accident(percents) <= _CHANCE:
                return Pairing(tuple(zip(percents, fitting[0], strict=True)), True)
            if not fitting:
                return Pairing((), False)
    return Pairing(tuple(_adjacent(percents, positive)), False)


def in_proportion(chart: Chart, percents: Sequence[Token], amounts: Sequence[Read]) -> bool:
    """Whether one whole exists of which all amounts are the shares printed, as far as rounding lets one tell."""
    low, high = Decimal(0), None
    for percent, amount in zip(percents, amounts, strict=True):
        half = last_of(percent) / 2
        lowest = max(amount.value - chart.last, Decimal(0)) / (percent.value + half)
        low = max(low, lowest)
        if percent.value > half:
            highest = (amount.value + chart.last) / (percent.value - half)
            high = highest if high is None else min(high, highest)
    return high is None or low <= high


def last_of(percent: Token) -> Decimal:
    """One last printed place of a percent."""
    return Decimal(1).scaleb(-(percent.fact.decimals or 0))


def _accident(percents: Sequence[Token]) -> Decimal:
    """How often figures that have nothing to do with each other would be in such proportion."""
    chance = Decimal(1)
    widths = sorted(last_of(p) / p.value for p in percents)
    for width in widths[:-1]:
        chance *= min(Decimal(1), 2 * width)
    return chance


def _adjacent(percents: Sequence[Token], amounts: Sequence[Read]) -> list[tuple[Token, Read]]:
    """Percents that share their cell with one amount, and are alone with it there."""
    pairs = []
    for percent in percents:
        cell = (percent.row, percent.column)
        here = [r for r in amounts if (r.token.row, r.token.column) == cell]
        others = [p for p in percents if (p.row, p.column) == cell]
        if len(here) == 1 and len(others) == 1:
            pairs.append((percent, here[0]))
    return pairs
