"""Tables that sentences put right: two headings exchanged, commas read as points.

    … were JPY 1,571 million in the first quarter and JPY 1,673 million in the second      2Q21    1Q21    3Q21
                                                                                    Total  1,571   1,673   1,895

A sentence alone contradicts a table, and which of them is wrong is open. Here the table is wrong by itself as well: its
periods are out of order, and what the sentence tells of two of them puts them in order; its amounts have three decimals
each, and one of them is told with a comma in the point's place. Judged are facts before any arithmetic.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import NamedTuple

import msgspec
import regex as re

from extract.lex.fold import fold_figures
from extract.lex.names import label_key
from extract.lex.numerals import plain
from extract.model import Fact, Problem, Problems, Statement
from extract.problems import problem

_MOST_SAYINGS = 12
_LEAST_POINTS = 4
_THREE_DECIMALS = re.compile(r"[^\d\p{L}]{0,3}\d{1,3}\.\d{3}[^\d\p{L}]{0,2}")
_DIGIT = re.compile(r"\d")
Kind = tuple[object, ...]


class _Saying(NamedTuple):
    """A fact of prose, and when it is."""

    fact: Fact
    when: tuple[str | None, str]


def told_right(statement: Statement) -> tuple[Statement, Problems]:
    """The statement with tables put right that are wrong by themselves and by what sentences tell."""
    told = [f for f in statement.facts if f.status in ("verbatim", "split") and f.value is not None and f.label]
    sayings: dict[Kind, list[_Saying]] = defaultdict(list)
    for fact in told:
        when = _when(fact)
        if fact.table is None and when is not None and fact.measure == "amount":
            sayings[(label_key(fact.label), *_kind(fact))].append(_Saying(fact, when))
    if not sayings:
        return statement, ()
    tables: dict[str, list[Fact]] = defaultdict(list)
    for fact in told:
        if fact.table is not None and fact.measure == "amount":
            tables[fact.table].append(fact)
    changed: dict[str, Fact] = {}
    problems: list[Problem] = []
    for facts in tables.values():
        for rule in (_with_commas, _with_headings_back):
            better, said = rule(facts, sayings)
            if better:
                changed |= better
                problems.append(problem("repaired", said, location=facts[0].location, facts=tuple(better)))
                break
    if not changed:
        return statement, ()
    return msgspec.structs.replace(statement, facts=tuple(changed.get(f.id, f) for f in statement.facts)), tuple(
        problems
    )


def _when(fact: Fact) -> tuple[str | None, str] | None:
    period = fact.period
    return (period.start, period.end) if period is not None and period.end is not None else None


def _kind(fact: Fact) -> Kind:
    return fact.unit, tuple(sorted(fact.dimensions.items()))


# -- commas ------------------------------------------------------------------------------------------------
def _with_commas(facts: Sequence[Fact], sayings: Mapping[Kind, Sequence[_Saying]]) -> tuple[dict[str, Fact], str]:
    """Amounts of a table that have three decimals each, a thousand times as large, where a sentence tells one so."""
    if len(facts) < _LEAST_POINTS or not all(_THREE_DECIMALS.fullmatch(fold_figures(f.printed or "")) for f in facts):
        return {}, ""
    for fact in facts:
        for said in sayings.get((label_key(fact.label), *_kind(fact)), ()):
            same = _digits(fact) == _digits(said.fact) and "," in (said.fact.printed or "")
            if same and said.when == _when(fact) and _value(said.fact) == 1000 * _value(fact):
                why = f"its points group thousands, as a sentence tells: `{said.fact.printed}` for `{fact.printed}`"
                return {f.id: _times_thousand(f, why) for f in facts}, f"the amounts of a table: {why}"
    return {}, ""


def _times_thousand(fact: Fact, why: str) -> Fact:
    decimals = None if fact.decimals is None else fact.decimals - 3
    return msgspec.structs.replace(fact, value=plain(1000 * _value(fact)), decimals=decimals, explanation=why)


def _digits(fact: Fact) -> str:
    return "".join(_DIGIT.findall(fact.printed or ""))


def _value(fact: Fact) -> Decimal:
    return Decimal(fact.value or 0)


# -- headings ----------------------------------------------------------------------------------------------
def _with_headings_back(
    facts: Sequence[Fact], sayings: Mapping[Kind, Sequence[_Saying]]
) -> tuple[dict[str, Fact], str]:
    """The figures of two columns with their periods exchanged, where sentences tell them so, and the periods of the
    table are in order only then."""
    rows: dict[int | None, list[Fact]] = defaultdict(list)
    for fact in facts:
        if _when(fact) is not None and fact.column is not None:
            rows[fact.row].append(fact)
    found = {
        pair: saying
        for row in rows.values()
        for said in sayings.values()
        for pair, saying in _crosswise(row, said[:_MOST_SAYINGS])
        if _in_order(row, pair) and not _in_order(row, None)
    }
    if len(found) != 1:
        return {}, ""
    (one, other), saying = next(iter(found.items()))
    why = f"the headings of two columns are exchanged: a sentence tells `{saying.fact.printed}` of the other period"
    better: dict[str, Fact] = {}
    for row in rows.values():
        pair = [next((f for f in row if f.column == column), None) for column in (one, other)]
        for own, instead in zip(pair, reversed(pair), strict=True):
            if own is not None:
                grounds = {**own.grounds, "period": saying.fact.grounds.get("period", ())}
                period = instead.period if instead is not None else None
                better[own.id] = msgspec.structs.replace(own, period=period, grounds=grounds, explanation=why)
    return better, why


def _crosswise(row: Sequence[Fact], said: Sequence[_Saying]) -> Iterator[tuple[tuple[int, int], _Saying]]:
    """The columns of two figures of a row each of which is told for the period of the other."""
    for one, other in combinations(said, 2):
        if one.when == other.when or _kind(one.fact) != _kind(row[0]):
            continue
        left = [f for f in row if _value(f) == _value(one.fact) and _when(f) == other.when]
        right = [f for f in row if _value(f) == _value(other.fact) and _when(f) == one.when]
        if len(left) == len(right) == 1 and left[0].value != right[0].value:
            a, b = sorted((left[0].column or 0, right[0].column or 0))
            yield (a, b), one


def _in_order(row: Sequence[Fact], exchanged: tuple[int, int] | None) -> bool:
    """Whether the periods of a row follow each other from left to right, either way, with two columns exchanged."""
    ends = {f.column: (_when(f) or ("", ""))[1] for f in row}
    if exchanged is not None:
        one, other = exchanged
        ends[one], ends[other] = ends[other], ends[one]
    line = [ends[column] for column in sorted(ends, key=lambda column: column or 0)]
    return all(a < b for a, b in pairwise(line)) or all(a > b for a, b in pairwise(line))
