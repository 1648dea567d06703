"""Two digits exchanged in all figures of a page: what a font's table of characters makes of `3` and `8`.

    Revenue        34,479   instead of   84,479        hardly a sum of the table comes out as it is read,
    Cost of sales (25,597)              (25,597)       all do when 3 and 8 change places
    Gross profit   53,332               58,882

Each figure looks well printed, so nothing but arithmetic tells. The figures of tables are turned back; those that a
check then bears out are repaired, all others in which one of the two digits stands are in doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

import msgspec

from extract.model import Candidate, Fact, Problem, Statement
from extract.problems import problem
from extract.prove.sums import Sums
from extract.prove.view import View, is_money

DOUBT = "two_readings"
_LEAST_FIGURES = 12
_MOST_FIGURES = 100
_MOST_TABLES = 12  # tables of which one that adds up shows that the font does not lie
_MOST_TURNED = 2  # tables that are tried with digits exchanged; fonts are those of the whole document
_TELLS = 40.0  # bits of sums that a table tells as it should be read


class Lie(msgspec.Struct, frozen=True):
    """Two digits that are exchanged, and the facts (by id) in which one of them is printed."""

    one: str
    other: str
    facts: frozenset[str]


def with_true_digits(statement: Statement) -> tuple[Statement, Lie | None]:
    """The statement with the figures of its tables turned back, if two digits are exchanged in them."""
    lie = _lie(statement)
    if lie is None:
        return statement, None
    facts = tuple(
        _turned(fact, lie.one, lie.other)
        if fact.id in lie.facts and fact.table is not None and _is_whole(fact)
        else fact
        for fact in statement.facts
    )
    return msgspec.structs.replace(statement, facts=facts), lie


def told_of(lie: Lie, facts: Sequence[Fact]) -> tuple[tuple[Fact, ...], Problem]:
    """Judged facts with what the exchange means for each, and one problem that names them all."""
    said = f"the sums come out if {lie.one} and {lie.other} are exchanged in all figures, and do not as they are read"
    place = next((fact.location for fact in facts if fact.id in lie.facts), None)
    named = tuple(fact.id for fact in facts if fact.id in lie.facts)
    judged = tuple(_judged(fact, lie, said) if fact.id in lie.facts else fact for fact in facts)
    return judged, problem("two_readings", said, location=place, facts=named)


def _judged(fact: Fact, lie: Lie, said: str) -> Fact:
    if fact.table is not None and fact.status == "verbatim" and fact.proof and not fact.doubts:
        refuted = Candidate(value=_turned(fact, lie.one, lie.other).value or "", why="as printed; no sum comes out so")
        return msgspec.structs.replace(fact, status="repaired", tolerance="0", explanation=said, candidates=(refuted,))
    return msgspec.structs.replace(fact, doubts=(*fact.doubts, DOUBT), explanation=fact.explanation or said)


def _is_whole(fact: Fact) -> bool:
    return fact.status == "verbatim" and fact.value is not None and fact.decimals is not None


def _lie(statement: Statement) -> Lie | None:
    tables: dict[str, list[Fact]] = defaultdict(list)
    for fact in statement.facts:
        if fact.table is not None and fact.location.page is not None and _is_whole(fact) and is_money(fact.unit):
            tables[fact.table].append(fact)
    fitting = [facts for facts in tables.values() if _LEAST_FIGURES <= len(facts) <= _MOST_FIGURES][:_MOST_TABLES]
    as_read = [_told(statement, facts) for facts in fitting]
    if any(told >= _TELLS for told in as_read):
        return None
    for facts, told in list(zip(fitting, as_read, strict=True))[:_MOST_TURNED]:
        ranked = sorted(
            (_told(statement, [_turned(fact, one, other) for fact in facts]), one, other)
            for one, other in combinations("0123456789", 2)
        )
        best, one, other = ranked[-1]
        if best >= _TELLS and best >= 2 * max(told, ranked[-2][0]):
            printed = [fact for fact in statement.facts if fact.location.page is not None and fact.printed]
            touched = (fact.id for fact in printed if one in (fact.printed or "") or other in (fact.printed or ""))
            return Lie(one, other, frozenset(touched))
    return None


def _turned(fact: Fact, one: str, other: str) -> Fact:
    """A fact with two digits of its print exchanged; the zeros of its scale stay."""
    decimals = fact.decimals or 0
    digits = str(int(abs(Decimal(fact.value or 0)).scaleb(decimals)))
    turned = Decimal(int(digits.translate(str.maketrans(one + other, other + one)))).scaleb(-decimals)
    sign = "-" if (fact.value or "").startswith("-") else ""
    return msgspec.structs.replace(fact, value=f"{sign}{turned:f}")


def _told(statement: Statement, facts: Sequence[Fact]) -> float:
    """What the sums among some figures tell, in bits."""
    view = View(msgspec.structs.replace(statement, facts=tuple(facts), blanks=()))
    best: dict[tuple[int, tuple[int, ...]], float] = {}
    for found in Sums(view).found:
        each = found.sum
        worth = sum(each.bits[k] for k in each.held if k in each.bits) - max(each.cost, 0.0)
        best[(each.total, tuple(line for line, _ in each.parts))] = worth
    return sum(worth for worth in best.values() if worth > 0)
