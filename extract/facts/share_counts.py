"""Counts of shares and amounts in the words of a table whose amounts are scaled: both readings where theirs is open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from extract.lex.share_scale import scales_of_shares
from extract.model import Box, Candidate, Fact, Location, TextBlock
from extract.sheet.parts import Declared

_CURRENCY = re.compile(r"[A-Z]{3}")
_NO_DIGIT = re.compile(r"[^\d.]")
_PAR = re.compile(r"\bpar\b|額面", re.I)
_SHARES = re.compile(r"\bshares\b", re.I)


def with_share_scale(
    facts: Sequence[Fact], words: Sequence[TextBlock], declared: Sequence[Declared | None]
) -> tuple[Fact, ...]:
    """Counts of shares that words in a table tell (`50,400 shares authorized`) in the scale it leaves for shares.

    `declared` says for each block of words what its table declares. Where the scale is open, both readings are told.
    """
    scales: dict[tuple[int | None, Box | None], list[tuple[Location, tuple[int, ...], int]]] = {}
    for block, amount in zip(words, declared, strict=True):
        left = scales_of_shares(amount.mention) if amount is not None else (0,)
        money = amount.mention.scale if amount is not None else 0
        for part in block.span.parts if left != (0,) or money else ():
            where = part.location
            scales.setdefault((where.line, where.box), []).append((where, left, money))
    out = []
    for fact in facts:
        at = fact.location
        near = scales.get((at.line, at.box), ())
        left, money = next(
            ((s, m) for where, s, m in near if where.page == at.page and is_within(at, where)), ((0,), 0)
        )
        out.append(scaled_money(scaled_count(fact, left), money))
    return tuple(out)


def is_within(inner: Location, outer: Location) -> bool:
    """Whether one place of a line lies in another; boxes are the same already."""
    if inner.start is None or inner.end is None or outer.start is None or outer.end is None:
        return inner.start == outer.start
    return outer.start <= inner.start and inner.end <= outer.end


def scaled_money(fact: Fact, scale: int) -> Fact:
    """A bare amount in the words of a scaled table: `less allowance of $412` may be in thousands as the table is, or in
    dollars; both readings. Par values are in dollars."""
    if not scale or fact.value is None or fact.printed is None or _CURRENCY.fullmatch(fact.unit or "") is None:
        return fact
    bare = fact.value.lstrip("-") == _NO_DIGIT.sub("", fact.printed)
    if not bare or abs(Decimal(fact.value)) < 1 or _PAR.search(" ".join(fact.label)):
        return fact
    readings = (
        Candidate(value=format(Decimal(fact.value).scaleb(scale), "f"), why="in the scale that the table declares"),
        Candidate(value=fact.value, why="as printed"),
    )
    return msgspec.structs.replace(fact, value=None, status="unresolved", candidates=readings)


def scaled_count(fact: Fact, scales: tuple[int, ...]) -> Fact:
    """A count of shares times the power of ten that is left; with two of them, without value."""
    if scales == (0,) or fact.unit != "count" or fact.value is None or not _SHARES.search(" ".join(fact.label[-1:])):
        return fact
    if fact.printed is None or fact.value.lstrip("-") != fact.printed.replace(",", ""):
        return fact  # a scale is printed with it
    values = [format(Decimal(fact.value).scaleb(scale), "f") for scale in scales]
    if len(values) == 1:
        return msgspec.structs.replace(fact, value=values[0], decimals=-scales[0])
    readings = tuple(Candidate(value=value, why="the table leaves the scale of shares open") for value in values)
    return msgspec.structs.replace(fact, value=None, status="unresolved", candidates=readings)
