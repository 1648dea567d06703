"""Figures without a unit that add up to one that has it: a unit printed at the total, or at both ends of a column.

    1 year or less   2 to 5 years        Total            Statutory rate         30.6%
               962            418   1,380百万円            Entertainment           0.7
              △955           △307   △1,262〃              Dividends received     △1.4
                                                          Effective rate         29.9%

What adds up is of one unit and scale. One sum proves nothing by chance: all rows (or columns) of the table in which
such a total stands must hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from extract.lex.numbers import find_figures
from extract.lex.numerals import plain
from extract.model import Fact, Ground

_FEWEST_DIGITS = 3


class Bare(msgspec.Struct, frozen=True):
    """A figure as printed: its place among the facts, its number, and the digits behind its point."""

    at: int
    number: Decimal
    digits: int


def with_units_of_sums(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, those without unit in the unit of the total that they add up to."""
    out = list(facts)
    tables: dict[str, list[int]] = defaultdict(list)
    for at, fact in enumerate(facts):
        if fact.table is not None and fact.row is not None and fact.column is not None:
            tables[fact.table].append(at)
    for places in tables.values():
        if not any(_is_open(facts[at]) for at in places):
            continue
        for line, order in (("row", "column"), ("column", "row")):
            sums = list(_sums([out[at] for at in places], places, line, order))
            if sums and all(_holds(parts, total) for parts, total in sums) and any(_tells(p) for p, _ in sums):
                for parts, total in sums:
                    for part in parts:
                        if _is_open(out[part.at]):
                            out[part.at] = _in_unit_of(out[part.at], part, out[total.at], total)
    return out


def _is_open(fact: Fact) -> bool:
    return fact.unit is None and fact.status == "unresolved" and not fact.candidates


def _sums(facts: Sequence[Fact], places: Sequence[int], line: str, order: str) -> Iterable[tuple[list[Bare], Bare]]:
    """In each line of a table the bare figures before the one that has a unit, and that; the first may have it too."""
    lines: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for fact, at in zip(facts, places, strict=True):
        if fact.status != "nil":
            lines[getattr(fact, line)].append((getattr(fact, order), at))
    by_place = dict(zip(places, facts, strict=True))
    for members in lines.values():
        members.sort()
        group = [at for _, at in members]
        total = by_place[group[-1]]
        bare = [_bare(at, by_place[at]) for at in group]
        if total.unit is None or total.value is None or len(group) < 3 or any(b is None for b in bare):
            continue
        parts = group[:-1] if _is_open(by_place[group[0]]) else group[1:-1]
        first = by_place[group[0]]
        same = first.unit == total.unit and _scale(first, bare[0]) == _scale(total, bare[-1])
        if parts and all(_is_open(by_place[at]) for at in parts) and (len(parts) == len(group) - 1 or same):
            yield [b for b in bare[:-1] if b is not None], bare[-1] or Bare(0, Decimal(0), 0)


def _bare(at: int, fact: Fact) -> Bare | None:
    figures = find_figures(fact.printed or "")
    return Bare(at, figures[0].value, figures[0].digits) if len(figures) == 1 else None


def _scale(fact: Fact, bare: Bare | None) -> Decimal | None:
    """How many times its printed number a value is."""
    if fact.value is None or bare is None or not bare.number:
        return None
    return abs(Decimal(fact.value) / bare.number)


def _holds(parts: Sequence[Bare], total: Bare) -> bool:
    """Whether the parts add up to the total, but for what rounding takes."""
    last = Decimal(1).scaleb(-max(total.digits, *(p.digits for p in parts)))
    return abs(sum((p.number for p in parts), -total.number)) <= last * (len(parts) + 1) / 2


def _tells(parts: Sequence[Bare]) -> bool:
    """Whether a sum says more than that something and nothing are something."""
    longest = max(len(str(int(abs(p.number.scaleb(p.digits))))) for p in parts)
    return sum(1 for p in parts if p.number) > 1 and longest >= _FEWEST_DIGITS


def _in_unit_of(fact: Fact, part: Bare, total: Fact, whole: Bare) -> Fact:
    scale = _scale(total, whole)
    if scale is None:
        return fact
    power = scale.normalize().adjusted()
    said = next(iter(total.grounds.get("unit", ())), None)
    ground = Ground(rank="table", rule="unit_of_sum", printed=total.printed, location=total.location)
    measure = total.measure if fact.measure == "amount" else fact.measure
    return msgspec.structs.replace(
        fact, unit=total.unit, value=plain(part.number.scaleb(power)), decimals=part.digits - power, status="verbatim",
        measure=measure, grounds=fact.grounds | {"unit": (ground, *((said,) if said is not None else ()))},
    )  # fmt: skip
