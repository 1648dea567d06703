"""Documents that print decimals with a comma (`1.234,5`): told, and what could be read in two ways is not read in one.
Nor is it where every point of a document stands before three digits, and nothing shows which of the two it divides.

Their figures are read as they are printed; `1.234` alone may divide thousands or decimals, and stays open with both.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import msgspec

from extract.lex.numerals import plain
from extract.lex.style import is_ambiguous, style
from extract.model import Candidate, Fact, Problem
from extract.problems import problem


def with_doubts(facts: list[Fact]) -> tuple[list[Fact], list[Problem]]:
    """The facts with `1.234` left open, and one problem, where the document prints decimals with a comma."""
    if not (style().comma or style().either) or not facts:
        return facts, []
    opened = [_open(fact) for fact in facts]
    left = sum(one is not other for one, other in zip(facts, opened, strict=True))
    if style().either:
        message = (
            f"points stand before three digits everywhere; {left} figures that may be read in two ways are left open"
        )
        return opened, [problem("points_open", message, location=facts[0].location)] if left else []
    message = f"the document prints decimals with a comma; {left} figures that may be read in two ways are left open"
    return opened, [problem("decimal_comma", message, location=facts[0].location)]


def _open(fact: Fact) -> Fact:
    if fact.value is None or fact.unit == "count" or not is_ambiguous(fact.printed or ""):
        return fact
    try:
        value = Decimal(fact.value)
    except InvalidOperation:  # pragma: no cover - values are decimals
        return fact
    pointed = "." in (fact.printed or "")
    as_thousands = pointed and style().comma  # as it has been read
    thousands, decimals = (value, value / 1000) if as_thousands else (value * 1000, value)
    sign = "point" if pointed else "comma"
    candidates = (
        Candidate(value=plain(thousands), why=f"the {sign} divides thousands"),
        Candidate(value=plain(decimals), why=f"the {sign} divides decimals"),
    )
    return msgspec.structs.replace(fact, value=None, status="unresolved", candidates=candidates)
