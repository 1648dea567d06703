"""Figures beside which half a bracket or a character without a name stands: a minus, where the sums say so.

    Revenue           73,351     A sign that got lost leaves something behind, but what is left may be anything. Taken
    Cost of sales    ?44,871     as minus the sums come out in which the marked figures stand, row by row, and marks
    Gross profit      28,480     stand on what is deducted and nowhere else: then that is what they are.
    Tax               ?3,338

One figure more or less in a sum proves no custom: two rows at least are borne out, and none is contradicted. Half a
bracket is custom enough, so that one row will do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

import msgspec
import regex as re

from extract.model import Check, Fact, Statement
from extract.prove.bracket_signs import bracketed

_LEAST_ROWS, _HALF_A_BRACKET = 2, "one bracket is lost"
_COEFFICIENT = re.compile(r"-?\d+")
Mark = tuple[str | None, str]
"""A table, and what is said of the figures that bear one mark in it."""


class Supposed(msgspec.Struct, frozen=True):
    """A statement with marked figures taken as negative, and those as they were, by id."""

    statement: Statement
    were: dict[str, Fact]


def with_supposed_signs(statement: Statement, but: frozenset[Mark] = frozenset()) -> Supposed:
    """The statement with figures of which only the sign is open taken as negative, where enough rows bear the same
    mark; those of the marks `but` stay as they are."""
    rows: dict[Mark, set[int | None]] = defaultdict(set)
    for fact in statement.facts:
        if _is_open(fact):
            rows[_mark(fact)].add(fact.row)
    were = {
        fact.id: fact
        for fact in statement.facts
        if _is_open(fact) and _mark(fact) not in but and len(rows[_mark(fact)]) >= _least(_mark(fact))
    }
    facts = tuple(_negative(fact) if fact.id in were else fact for fact in statement.facts)
    return Supposed(msgspec.structs.replace(statement, facts=facts) if were else statement, were)


def marks_refuted(supposed: Supposed, facts: Sequence[Fact], checks: Sequence[Check]) -> frozenset[Mark]:
    """The marks that sums do not show to be a minus: fewer than two rows are borne out, or one is contradicted."""
    failing = {id for check in checks if check.verdict == "fails" for id, _ in check.terms}
    borne = _borne_out(supposed, checks)
    proved: dict[Mark, set[int | None]] = defaultdict(set)
    against: set[Mark] = set()
    for fact in facts:
        were = supposed.were.get(fact.id)
        if were is None:
            continue
        if fact.id in failing or fact.status != "verbatim":
            against.add(_mark(were))
        elif fact.id in borne:
            proved[_mark(were)].add(fact.row)
    marks = {_mark(fact) for fact in supposed.were.values()}
    return frozenset(mark for mark in marks if mark in against or len(proved[mark]) < _least(mark))


def told_of_signs(supposed: Supposed, facts: Sequence[Fact], checks: Sequence[Check]) -> tuple[Fact, ...]:
    """Judged facts with what was supposed of their signs: repaired where sums bear a figure out, else as they were."""
    borne, were = _borne_out(supposed, checks), supposed.were
    return tuple(
        fact if fact.id not in were else _told(fact, were[fact.id]) if fact.id in borne else were[fact.id]
        for fact in facts
    )


def _borne_out(supposed: Supposed, checks: Sequence[Check]) -> frozenset[str]:
    """The marked figures in sums that hold as supposed and would not with the other sign: others without a mark stand
    in them, and it is not said of them that they hold with the sign turned."""
    found: set[str] = set()
    for check in checks:
        marked = {id for id, _ in check.terms if id in supposed.were}
        linear = all(_COEFFICIENT.fullmatch(coefficient) for _, coefficient in check.terms)
        turned = check.identity == "same_fact" and len({coefficient for _, coefficient in check.terms}) == 1
        if check.verdict == "holds" and 0 < len(marked) < len(check.terms) and linear and not turned:
            found |= marked
    return frozenset(found)


def _told(fact: Fact, were: Fact) -> Fact:
    if fact.doubts:
        return were
    why = f"{were.candidates[0].why}: the sums hold with it, here and in other rows"
    refuted = msgspec.structs.replace(were.candidates[1], why="no sum holds so among figures with this mark")
    return msgspec.structs.replace(fact, status="repaired", tolerance="0", explanation=why, candidates=(refuted,))


def _is_open(fact: Fact) -> bool:
    """Whether all that is open of a fact is its sign, of which half is left; what whole brackets mean is no damage."""
    if (
        bracketed(fact)
        or fact.status != "unresolved"
        or fact.value is not None
        or fact.unit is None
        or len(fact.candidates) != 2
    ):
        return False
    minus, plus = (Decimal(candidate.value) for candidate in fact.candidates)
    return minus == -plus < 0 and fact.table is not None and fact.decimals is not None


def _mark(fact: Fact) -> Mark:
    return fact.table, fact.candidates[0].why


def _least(mark: Mark) -> int:
    """How many rows sums must bear out."""
    return 1 if mark[1].startswith(_HALF_A_BRACKET) else _LEAST_ROWS


def _negative(fact: Fact) -> Fact:
    return msgspec.structs.replace(fact, status="verbatim", value=fact.candidates[0].value, candidates=())
