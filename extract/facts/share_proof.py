"""Counts of shares whose scale a table leaves open, settled by the table's own arithmetic.

Net income divided by the shares is the amount per share that the same column prints. The readings of a count differ by
a thousand or more; the one that meets a printed amount per share, where no other does, is what was meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

import msgspec
import regex as re

from extract.model import Fact

_INCOME = re.compile(r"\b(?:income|profit|loss|earnings)\b|利益|損失", re.I)
_CURRENCY = re.compile(r"[A-Z]{3}")
Slot = tuple[str | None, int | None]


def with_proved_shares(facts: Sequence[Fact]) -> list[Fact]:
    """The facts with those counts of shares resolved that one amount per share of their column bears out."""
    incomes: dict[Slot, list[Fact]] = defaultdict(list)
    per_share: dict[Slot, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.table is None or fact.value is None or fact.unit is None:
            continue
        if fact.unit.endswith("_per_share"):
            per_share[fact.table, fact.column].append(fact)
        elif _CURRENCY.fullmatch(fact.unit) and _INCOME.search(" ".join(fact.label[-1:])):
            incomes[fact.table, fact.column].append(fact)
    return [_proved(fact, incomes[fact.table, fact.column], per_share[fact.table, fact.column]) for fact in facts]


def _proved(fact: Fact, incomes: Sequence[Fact], per_share: Sequence[Fact]) -> Fact:
    if fact.unit != "count" or fact.status != "unresolved" or len(fact.candidates) < 2 or not per_share:
        return fact
    met = [c for c in fact.candidates if any(_meets(i, Decimal(c.value), e) for i in incomes for e in per_share)]
    if len(met) != 1:
        return fact
    value = met[0].value
    whole = Decimal(value)
    printed = Decimal(next(iter(sorted((c.value for c in fact.candidates), key=Decimal))))
    shift = int((whole / printed).adjusted()) if printed else 0
    why = "net income divided by this number of shares is the amount per share that the column prints"
    return msgspec.structs.replace(
        fact, value=value, status="verbatim", candidates=(), explanation=why, decimals=(fact.decimals or 0) - shift
    )


def _meets(income: Fact, shares: Decimal, amount: Fact) -> bool:
    """Whether income over shares is the amount per share, up to the last places of both."""
    assert income.value is not None and amount.value is not None
    if shares == 0 or Decimal(amount.value) == 0:
        return False
    half = Decimal(5).scaleb(-(amount.decimals or 0) - 1)
    slack = half + Decimal(5).scaleb(-(income.decimals or 0) - 1) / shares
    close = abs(Decimal(income.value) / shares - Decimal(amount.value)) <= slack
    return close and slack * 10 <= abs(Decimal(amount.value))
