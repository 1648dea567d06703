"""A part's figures under the name of the whole: `Total revenues` of one service is not the company's.

Facts in, the same facts out; rows that bear a concept of the whole company and say other values than the statements of
the document do lose that concept, with their label and value as they are:

    income statement     Total revenues   11,929   14,007
    a trend               Total revenues   11,929   14,007      agrees: the company's as well
    a page on a service   Total revenues    5,767    6,156      contradicts, and agrees nowhere: a part's, of no concept

Two rows of one table that bear one concept and say different values have none.
Of statements that contradict each other the one value is the company's that several places print; where there is none,
and where no statement prints the figure, nothing is decided. Statements
and summaries of six rows and more keep theirs where several contradict: they are the group's and the parent's, or of
two standards.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec
import regex as re

from extract.facts.named_concepts import PARTS, statement_of, titled_statement
from extract.model import Fact, Table

_STATEMENTS = frozenset({"income_statement", "balance_sheet", "cash_flow", "forecast"})
# Sales, cost, gross profit, expenses, operating income: what a page on a segment prints of them is less.
_ROWS_OF_A_STATEMENT = 6
_RESULTS = frozenset(
    (
        "Revenues", "OperatingIncome", "OrdinaryIncome", "ProfitLossBeforeTax", "ProfitLoss", "ComprehensiveIncome",
        "ProfitLossAttributableToOwnersOfParent", "Assets", "Liabilities", "NetAssets", "Equity",
        "LiabilitiesAndNetAssets", "NetCashProvidedByUsedInOperatingActivities",
        "NetCashProvidedByUsedInInvestmentActivities", "NetCashProvidedByUsedInFinancingActivities",
    )
)  # fmt: skip
# What an income statement prints in several lines, of which one may bear its name.
_IN_SEVERAL_LINES = frozenset(
    ("DepreciationAndAmortization", "AmortizationOfIntangibleAssets", "ShareBasedCompensation")
)
# Powers of ten between two scales that are used; of fewer digits two figures are alike by chance.
_SCALES, _LEAST_DIGITS = (1, 2, 3, 4, 5, 6, 8, 9), 3
_Slot = tuple[object, ...]
_Row = tuple[str | None, int | None, str]


def without_concepts_of_parts(facts: Sequence[Fact], tables: Sequence[Table]) -> list[Fact]:
    """Facts with the concepts of the whole company on those rows only that do not contradict its statements."""
    statements = {table.id for table in tables if table.kind in _STATEMENTS or titled_statement(table) in _STATEMENTS}
    rows: dict[_Row, list[int]] = defaultdict(list)
    for at, fact in enumerate(facts):
        if _tells_the_whole(fact):
            rows[fact.table, fact.row if fact.table else -at, fact.concept or ""].append(at)
    twice = _named_twice(facts, rows)
    rows = {row: told for row, told in rows.items() if row not in twice}
    vouched = _vouched(facts, rows, statements)
    beside: dict[_Slot, list[int]] = defaultdict(list)
    for slot, prints in vouched.items():
        beside[slot[1:]] += prints
    # What agrees with a statement where both speak is the whole as well, and tells more periods of it.
    for row, told in rows.items():
        if row[0] not in statements and _verdict(facts, told, vouched, beside) > 0:
            for at in told:
                vouched.setdefault(_slot(facts[at]), [at])
    verdicts = {row: _verdict(facts, told, vouched, beside) for row, told in rows.items()}
    of_whole = {row[0] for row, verdict in verdicts.items() if verdict > 0}
    # A table that is a part's in one row is so in all of them.
    of_part = {row[0] for row, verdict in verdicts.items() if verdict < 0} - of_whole - {None}
    long = _long_tables(rows) - {table.id for table in tables if table.kind == "segment"}
    kept = long if _contradict(facts, rows, statements | long) else set()
    parts = {
        at
        for row, told in rows.items()
        if row[0] not in kept and (verdicts[row] < 0 or row[0] in of_part)
        for at in told
    }
    parts |= {at for told in twice.values() for at in told}
    flows = {table.id for table in tables if statement_of(table) == "cash_flow"}
    parts |= _lines_of_costs(facts, rows, flows)
    return _without(facts, parts)


def _lines_of_costs(facts: Sequence[Fact], rows: dict[_Row, list[int]], flows: set[str]) -> set[int]:
    """Depreciation of an income statement that is less than that of the statement of cash flows: the line holds what is
    in no other line of costs, and not all of it."""
    all_of_it: dict[_Slot, int] = {}
    for (table, _, concept), told in rows.items():
        if table in flows and concept in _IN_SEVERAL_LINES:
            all_of_it |= {_slot(facts[at]): at for at in told}
    return {
        at
        for (table, _, concept), told in rows.items()
        if table not in flows and concept in _IN_SEVERAL_LINES
        for at in told
        if (whole := all_of_it.get(_slot(facts[at]))) is not None and _is_less(facts[at], facts[whole])
    }


def _is_less(one: Fact, other: Fact) -> bool:
    return _differ(one, other) and 0 < Decimal(one.value or 0) < Decimal(other.value or 0)


def _without(facts: Sequence[Fact], parts: set[int]) -> list[Fact]:
    return [msgspec.structs.replace(f, concept=None) if at in parts else f for at, f in enumerate(facts)]


def _contradict(facts: Sequence[Fact], rows: dict[_Row, list[int]], statements: set[str]) -> bool:
    """Whether two statements say different values of one thing."""
    first: dict[_Slot, int] = {}
    stated = (at for row, told in rows.items() if row[0] in statements for at in told)
    return any(_differ(facts[first.setdefault(_slot(facts[at]), at)], facts[at]) for at in stated)


def _long_tables(rows: dict[_Row, list[int]]) -> set[str]:
    """Tables that print more of a company than a page on a segment does: statements, and summaries of results. Both
    have a result or a total of their own, which a list of charges by the lines they are in has not."""
    counts = Counter(table for table, _, _ in rows)
    resulting = {table for table, _, concept in rows if concept in _RESULTS}
    return {table for table in resulting if table is not None and counts[table] >= _ROWS_OF_A_STATEMENT}


def _vouched(facts: Sequence[Fact], rows: dict[_Row, list[int]], statements: set[str]) -> dict[_Slot, list[int]]:
    """The prints that say a figure of the whole company, by what it is: those of the statements where they agree, else
    those of the one value that several places say. Where there is none, the slot holds no prints."""
    everywhere: dict[_Slot, list[int]] = defaultdict(list)
    stated: dict[_Slot, list[int]] = defaultdict(list)
    for (table, _, _), told in rows.items():
        for at in told:
            everywhere[_slot(facts[at])].append(at)
            if table in statements:
                stated[_slot(facts[at])].append(at)
    return {
        slot: told
        if not any(_differ(facts[at], facts[told[0]]) for at in told)
        else _said_twice(facts, everywhere[slot])
        for slot, told in stated.items()
    }


def _tells_the_whole(fact: Fact) -> bool:
    return (
        fact.concept is not None
        and fact.measure in ("amount", "target", "ratio", "count", "per_share")
        and fact.value is not None
        and fact.period is not None
        and fact.period.end is not None
        and PARTS.isdisjoint(fact.dimensions)
    )


def _said_twice(facts: Sequence[Fact], told: Sequence[int]) -> list[int]:
    """Of prints that contradict each other those of the one value that several places say; none where there is none, or
    more than one."""
    groups: list[list[int]] = []
    for at in told:
        group = next((g for g in groups if not _differ(facts[g[0]], facts[at])), None)
        if group is None:
            groups.append([at])
        else:
            group.append(at)
    places = [
        {(facts[at].table, facts[at].location.line if facts[at].table is None else None) for at in g} for g in groups
    ]
    several = [group for group, where in zip(groups, places, strict=True) if len(where) > 1]
    return several[0] if len(several) == 1 else []


def _named_twice(facts: Sequence[Fact], rows: dict[_Row, list[int]]) -> dict[_Row, list[int]]:
    """Rows of one table that bear one concept and print different values for a period: `Total cost` and `Total cost and
    expenses` of one statement cannot both be the costs and expenses, and nothing tells which is. Where one of them is
    called the total and the others are not, it is the one."""
    slots: dict[tuple[str, _Slot], dict[_Row, int]] = defaultdict(dict)
    for row, told in rows.items():
        for at in told if row[0] is not None else ():
            slots[row[0] or "", _slot(facts[at])].setdefault(row, at)
    found: dict[_Row, list[int]] = {}
    for beside in slots.values():
        first = next(iter(beside.values()))
        if any(_differ(facts[at], facts[first]) for at in beside.values()):
            totals = [row for row, at in beside.items() if _is_called_total(facts[at])]
            found |= {row: rows[row] for row in beside if [row] != totals}
    return found


_TOTAL = re.compile(r"\W*total\b|.*(?:合計|総計)\W*", re.I)


def _is_called_total(fact: Fact) -> bool:
    return bool(fact.label) and _TOTAL.match(fact.label[-1]) is not None


def _slot(fact: Fact) -> _Slot:
    """What two figures of the whole company share if they must be equal."""
    assert fact.period is not None
    said = tuple(sorted((k, v) for k, v in fact.dimensions.items() if k in ("scope", "scenario", "standard")))
    return (fact.concept, fact.unit, fact.period.start, fact.period.end, said)


def _verdict(
    facts: Sequence[Fact], told: Iterable[int], vouched: dict[_Slot, list[int]], beside: dict[_Slot, list[int]]
) -> int:
    """1 where a row agrees with the statements wherever both speak, -1 where it contradicts them and agrees nowhere.

    A figure that is the statement's in another scale, with another sign, or but for a slip of the pen, is no part's: it
    is the same figure told wrongly, and its concept is what lets that be found.
    """
    compared = []
    for at in told:
        others = vouched.get(_slot(facts[at]), ())
        differing = [other for other in others if _differ(facts[at], facts[other])]
        if any(_told_wrongly(facts[at], facts[other]) for other in differing):
            return 0
        if differing and any(_alike(facts[at], facts[i]) for i in beside.get(_slot(facts[at])[1:], ())):
            return 0  # what the statement says of another row: the two are exchanged
        if others:
            compared.append(not any(_differ(facts[at], facts[other]) for other in others))
    if not compared or (any(compared) and not all(compared)):
        return 0
    return 1 if all(compared) else -1


def _alike(one: Fact, other: Fact) -> bool:
    """Whether two figures are one by more than chance: fine enough both, and equal."""
    return min(_figures(one), _figures(other)) >= _LEAST_DIGITS and not _differ(one, other)


def _figures(fact: Fact) -> int:
    """How many figures a value is printed in: 3 for 15.8 billion, 1 for 0.4 billion."""
    value = abs(Decimal(fact.value or 0)).scaleb(fact.decimals or 0)
    return len(str(int(value))) if value >= 1 else 0


def _told_wrongly(one: Fact, other: Fact) -> bool:
    """Whether two values may be one figure: but for its scale, its sign, one digit, or the order of its digits."""
    first, second = (abs(Decimal(fact.value or 0)) for fact in (one, other))
    if not first or not second:
        return False
    if min(_figures(one), _figures(other)) < 2:
        return False
    places = [Decimal(1).scaleb(-fact.decimals) if fact.decimals is not None else Decimal(0) for fact in (one, other)]
    for power in (0, *_SCALES):
        up = Decimal(10) ** power
        if (
            abs(first * up - second) <= places[0] * up + places[1]
            or abs(second * up - first) <= places[1] * up + places[0]
        ):
            return True
    if first.adjusted() != second.adjusted() or min(_figures(one), _figures(other)) < _LEAST_DIGITS:
        return False
    digits = ["".join(map(str, value.normalize().as_tuple().digits)) for value in (first, second)]
    length = max(map(len, digits))
    digits = [each.ljust(length, "0") for each in digits]
    return sum(a != b for a, b in zip(*digits, strict=True)) == 1 or sorted(digits[0]) == sorted(digits[1])


def _differ(one: Fact, other: Fact) -> bool:
    """Whether neither rounding nor cut-off explains the difference of two values; a half more is a slip's due."""
    places = [Decimal(1).scaleb(-fact.decimals) if fact.decimals is not None else Decimal(0) for fact in (one, other)]
    return abs(Decimal(one.value or 0) - Decimal(other.value or 0)) > sum(places, Decimal(0))
