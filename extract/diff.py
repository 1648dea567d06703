"""Two results to typed differences.

Contract: `differences(x, x)` is empty, and what is lost from `a` to `b` is gained from `b` to `a`. Facts are paired by
what they mean (table, labels, headers, period, measure), then by what remains of it, and never by their ids, which
change when a table is inserted. A fact that only stands elsewhere is *moved*, not changed. Values are compared as
decimals: `1.50` is `1.5`; a factor of minus one is a *sign*, a power of ten a *scale*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from decimal import Decimal
from typing import Any, Literal, TypeVar

import msgspec

from extract.model import Check, Fact, Location, Problem, Result, Table
from extract.summary import period_in_words, unit_in_words

Kind = Literal[
    "lost", "gained", "moved", "value", "scale", "sign", "unit", "period", "status", "tolerance", "proof", "printed",
    "label", "header", "concept", "trust", "grounds", "table", "changed",
]  # fmt: skip
Subject = Literal["source", "document", "table", "fact", "check", "problem"]
T = TypeVar("T")
Key = Callable[[T], Hashable]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One difference: what it is about, where it stands, and both sides of it. `fact` is the id of the fact, in the
    result after or, of a lost one, in the result before."""

    kind: Kind
    subject: Subject
    name: str
    before: str | None = None
    after: str | None = None
    line: int | None = None
    page: int | None = None
    fact: str | None = None

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else f"page {self.page}: " if self.page else ""
        change = f": {self.before or 'nothing'} -> {self.after or 'nothing'}"
        return f"{self.kind} {self.subject} {where}{self.name}{change}"


def differences(before: Result, after: Result) -> tuple[Difference, ...]:
    """All differences, document first, then tables, facts, checks and problems in the order of `after`."""
    facts = _pair_facts(before, after)
    # facts of one result named by their partners in the other, so that checks and problems can be compared
    names = {old.id: new.id for old, new in facts if old is not None and new is not None}
    return (
        *_compare_heads(before, after),
        *_compare_tables(before.tables, after.tables),
        *(difference for old, new in facts for difference in _compare_facts(old, new)),
        *_compare_proofs(before, after, facts, names),
        *_compare_checks(before.checks, after.checks, names),
        *_compare_problems(before.problems, after.problems, names),
    )


def facts_that_differ(found: Iterable[Difference]) -> int:
    """How many facts differ: one with another value and another status is one, one that only moved is none."""
    return len({(each.kind == "lost", each.fact) for each in found if each.subject == "fact" and each.kind != "moved"})


def pair(before: Sequence[T], after: Sequence[T], keys: Iterable[Key[T]]) -> list[tuple[T | None, T | None]]:
    """Pairs of equal key, strictest key first and in order of occurrence; the rest with None on one side.

    >>> pair("abc", "cad", [lambda x: x])
    [('a', 'a'), ('c', 'c'), ('b', None), (None, 'd')]
    """
    left, right = dict(enumerate(before)), dict(enumerate(after))
    pairs: list[tuple[int, int]] = []
    for key in keys:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for index in sorted(left, reverse=True):
            waiting[key(left[index])].append(index)
        for index in list(right):
            same = waiting.get(key(right[index]))
            if same:
                pairs.append((same.pop(), index))
                del left[pairs[-1][0]], right[index]
    pairs.sort()
    return [
        *((before[i], after[j]) for i, j in pairs),
        *((item, None) for item in left.values()),
        *((None, item) for item in right.values()),
    ]


def _pair_facts(before: Result, after: Result) -> list[tuple[Fact | None, Fact | None]]:
    anchors = _anchors(before, after)

    def meaning(fact: Fact) -> Hashable:
        dimensions = tuple(sorted(fact.dimensions.items()))
        return anchors[id(fact)], fact.label, fact.header, _dates(fact), fact.measure, dimensions

    def labelled(fact: Fact) -> Hashable:
        return anchors[id(fact)], fact.label, fact.header

    def place(fact: Fact) -> Hashable:
        where = fact.location
        return where.line, where.start, where.page, where.box

    keys: list[Key[Fact]] = [
        lambda fact: (meaning(fact), fact.printed, fact.value, place(fact)),
        lambda fact: (meaning(fact), fact.printed, fact.value),
        lambda fact: (meaning(fact), place(fact)),
        meaning,
        lambda fact: (labelled(fact), place(fact)),
        lambda fact: (labelled(fact), fact.printed),
        lambda fact: (place(fact), fact.printed),
        lambda fact: (fact.label, fact.printed, _dates(fact)),
    ]
    return pair(before.facts, after.facts, keys)


def _anchors(before: Result, after: Result) -> dict[int, Hashable]:
    """For each fact, by identity of the object, the pair of tables that it stands in: the same on both sides, wherever
    a table was put in or left out. None for a fact of the prose."""
    numbers: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for number, pair_of_tables in enumerate(_pair_tables(before.tables, after.tables)):
        for known, table in zip(numbers, pair_of_tables, strict=True):
            if table is not None:
                known[table.id] = number
    sides = zip(numbers, (before, after), strict=True)
    return {id(fact): known.get(fact.table or "") for known, result in sides for fact in result.facts}


def _compare_facts(before: Fact | None, after: Fact | None) -> Iterable[Difference]:
    if before is None or after is None:
        fact = before or after
        if fact is not None:
            kind: Kind = "lost" if after is None else "gained"
            sides = (_value(fact), None) if after is None else (None, _value(fact))
            yield _of_fact(kind, fact, *sides)
        return
    kind_of_value = value_change(before.value, after.value)
    if kind_of_value:
        yield _of_fact(kind_of_value, after, _value(before), _value(after))
    for kind, old, new in (
        ("unit", before.unit, after.unit),
        ("period", _told_period(before), _told_period(after)),
        ("status", _told_status(before), _told_status(after)),
        ("tolerance", _told_number(before.tolerance), _told_number(after.tolerance)),
        ("printed", before.printed, after.printed),
        ("label", " > ".join(before.label), " > ".join(after.label)),
        ("header", " > ".join(before.header), " > ".join(after.header)),
        ("concept", _told_concept(before), _told_concept(after)),
        ("trust", _told_trust(before), _told_trust(after)),
        ("grounds", _told_grounds(before), _told_grounds(after)),
        ("changed", _told_rest(before), _told_rest(after)),
        ("moved", _told_slot(before), _told_slot(after)),
    ):
        if old != new:
            yield _of_fact(kind, after, old, new)


def _told_concept(fact: Fact) -> str | None:
    """The concept, or the candidates between which nothing decides."""
    return fact.concept or " or ".join(fact.concept_candidates) or None


def _told_trust(fact: Fact) -> str:
    """`trusted`, or what stands in the way."""
    return "trusted" if fact.trusted else f"not trusted: {', '.join(fact.doubts)}"


def _told_grounds(fact: Fact) -> str:
    """Which rules settled which aspects, from which print."""
    return "; ".join(
        f"{aspect}: " + ", ".join(f"{ground.rule} «{ground.printed or ''}»" for ground in grounds)
        for aspect, grounds in sorted(fact.grounds.items())
    )


def value_change(before: str | None, after: str | None) -> Kind | None:
    """How a value changed; None when it did not.

    >>> value_change("1.50", "1.5"), value_change("5", "-5"), value_change("13", "13000"), value_change("5", None)
    (None, 'sign', 'scale', 'value')
    """
    if before is None or after is None:
        return None if before is after else "value"
    old, new = Decimal(before), Decimal(after)
    if old == new:
        return None
    if old == new.copy_negate():  # unary minus would round to the context's precision
        return "sign"
    same_digits = bool(old and new) and _digits(old) == _digits(new) and old.is_signed() == new.is_signed()
    return "scale" if same_digits else "value"


def _digits(number: Decimal) -> str:
    return "".join(map(str, number.as_tuple().digits)).strip("0")


def _compare_heads(before: Result, after: Result) -> Iterable[Difference]:
    heads: list[tuple[Subject, Any, Any]] = [
        ("source", before.source, after.source),
        ("document", before.document, after.document),
        ("document", {"status": before.status}, {"status": after.status}),
        ("document", {"definitions": before.definitions}, {"definitions": after.definitions}),
        ("document", before.coverage, after.coverage),
    ]
    for subject, old, new in heads:
        old_keys, new_keys = msgspec.to_builtins(old), msgspec.to_builtins(new)
        for key in sorted({*old_keys, *new_keys}):
            was, now = old_keys.get(key), new_keys.get(key)
            if was != now:
                yield Difference(kind="changed", subject=subject, name=key, before=str(was), after=str(now))


def _pair_tables(before: tuple[Table, ...], after: tuple[Table, ...]) -> list[tuple[Table | None, Table | None]]:
    """Tables by what stands in them, then by their labels, title and place."""

    def content(table: Table) -> Hashable:
        return table.title, tuple((cell.row, cell.column, cell.text) for cell in table.cells)

    def names(table: Table) -> Hashable:
        return table.title, tuple(row.path for row in table.row_headers)

    keys: list[Key[Table]] = [
        lambda table: (content(table), table.location.line),
        content,
        names,
        lambda table: table.title,
        lambda table: (table.location.line, table.location.page, table.location.box),
    ]
    return pair(before, after, keys)


def _compare_tables(before: tuple[Table, ...], after: tuple[Table, ...]) -> Iterable[Difference]:
    for old, new in _pair_tables(before, after):
        table = new or old
        if table is None:
            continue
        name, line = table.title or "without title", table.location.line
        if old is None or new is None:
            kind: Kind = "lost" if new is None else "gained"
            was_size, now_size = (f"{side.rows} x {side.columns}" if side else None for side in (old, new))
            yield Difference(kind=kind, subject="table", name=name, line=line, before=was_size, after=now_size)
            continue
        for kind, was, now in _table_sides(old, new):
            if was != now:
                yield Difference(kind=kind, subject="table", name=name, line=line, before=str(was), after=str(now))


def _table_sides(old: Table, new: Table) -> Iterable[tuple[Kind, object, object]]:
    yield "changed", old.title, new.title
    yield "changed", old.kind, new.kind
    yield "changed", (old.rows, old.columns), (new.rows, new.columns)
    yield "unit", _told_unit(old), _told_unit(new)
    cells = [{(c.row, c.column): (c.role, c.text, c.row_span, c.column_span) for c in t.cells} for t in (old, new)]
    for slot in sorted(cells[0].keys() | cells[1].keys()):
        was, now = cells[0].get(slot), cells[1].get(slot)
        if was != now:
            yield "changed", f"cell {slot}: {was}", f"cell {slot}: {now}"
    for was_head, now_head in (
        (_heads(old.column_headers), _heads(new.column_headers)),
        (_heads(old.row_headers), _heads(new.row_headers)),
    ):
        for slot_ in sorted(was_head.keys() | now_head.keys()):
            yield "header", was_head.get(slot_), now_head.get(slot_)
    yield "changed", [(r.rule, r.cells) for r in old.repairs], [(r.rule, r.cells) for r in new.repairs]
    yield "moved", _told_place(old.location), _told_place(new.location)


def _heads(heads: Sequence[Any]) -> dict[int, dict[str, Any]]:
    """Headers by row or column, without the place of their unit."""
    found = {}
    for head in heads:
        plain = msgspec.to_builtins(head)
        (plain["unit"] or {}).pop("location", None)
        found[plain.get("row", plain.get("column"))] = plain
    return found


def _compare_proofs(
    before: Result, after: Result, facts: list[tuple[Fact | None, Fact | None]], names: dict[str, str]
) -> Iterable[Difference]:
    """Facts of equal status that are now proved by other identities."""
    old_checks = {check.id: str(_check_key(check, names)) for check in before.checks}
    new_checks = {check.id: str(_check_key(check, None)) for check in after.checks}
    for old, new in facts:
        if old is None or new is None:
            continue
        was = sorted(old_checks.get(name, name) for name in old.proof)
        now = sorted(new_checks.get(name, name) for name in new.proof)
        if was != now:
            yield _of_fact("proof", new, "; ".join(was), "; ".join(now))


def _check_key(check: Check, names: dict[str, str] | None) -> Hashable:
    return check.identity, tuple(sorted((_renamed(term, names), coefficient) for term, coefficient in check.terms))


def _renamed(fact: str, names: dict[str, str] | None) -> str:
    """The id of the fact's partner in the other result; a name of its own when it has none."""
    return fact if names is None else names.get(fact, f"lost {fact}")


def _compare_checks(before: tuple[Check, ...], after: tuple[Check, ...], names: dict[str, str]) -> Iterable[Difference]:
    olds = [(_check_key(check, names), check) for check in before]
    news = [(_check_key(check, None), check) for check in after]
    for old, new in pair(olds, news, [lambda item: (item[0], item[1].verdict), lambda item: item[0]]):
        was, now = old[1] if old else None, new[1] if new else None
        check = now or was
        if check is None or (was and now and _told_check(was) == _told_check(now)):
            continue
        kind: Kind = "lost" if now is None else "gained" if was is None else "changed"
        yield Difference(
            kind=kind,
            subject="check",
            name=f"{check.identity} over {len(check.terms)} terms",
            before=_told_check(was) if was else None,
            after=_told_check(now) if now else None,
        )


def _compare_problems(
    before: tuple[Problem, ...], after: tuple[Problem, ...], names: dict[str, str]
) -> Iterable[Difference]:
    """Problems by code, severity, line and facts; their wording may change freely."""

    def key(problem: Problem, known: dict[str, str] | None) -> Hashable:
        facts = tuple(sorted(_renamed(fact, known) for fact in problem.facts))
        return problem.code, problem.severity, problem.location and problem.location.line, facts

    olds = [(key(problem, names), problem) for problem in before]
    news = [(key(problem, None), problem) for problem in after]
    for old, new in pair(olds, news, [lambda item: item[0]]):
        problem = new[1] if new else old[1] if old else None
        if problem is None or (old and new):
            continue
        kind: Kind = "lost" if new is None else "gained"
        line = problem.location.line if problem.location else None
        was, now = (side[1].message if side else None for side in (old, new))
        yield Difference(kind=kind, subject="problem", name=problem.code, line=line, before=was, after=now)


def _of_fact(kind: Kind, fact: Fact, before: str | None, after: str | None) -> Difference:
    name = " > ".join(fact.label) or "value"
    head = " > ".join(fact.header)
    full = f"{name} | {head or period_in_words(fact.period)}"
    where = fact.location
    return Difference(
        kind=kind, subject="fact", name=full, before=before, after=after, line=where.line, page=where.page, fact=fact.id
    )


def _value(fact: Fact) -> str:
    return f"{fact.value or 'no value'} {fact.unit or ''}".strip()


def _dates(fact: Fact) -> Hashable:
    period = fact.period
    return period and (period.kind, period.start, period.end, period.label if period.end is None else None)


def _told_period(fact: Fact) -> str | None:
    return f"{fact.period.kind} {period_in_words(fact.period)}" if fact.period else None


def _told_status(fact: Fact) -> str:
    return f"{fact.status} ({fact.basis})" if fact.basis else fact.status


def _told_number(value: str | None) -> str | None:
    if value is None or "." not in value:
        return value
    return value.rstrip("0").rstrip(".")


def _told_rest(fact: Fact) -> str:
    candidates = ", ".join(candidate.value for candidate in fact.candidates)
    return f"{fact.measure}, decimals {fact.decimals}, {sorted(fact.dimensions.items())}, candidates [{candidates}]"


def _told_unit(table: Table) -> str | None:
    return unit_in_words(table.unit) or None


def _told_place(where: Location) -> str:
    if where.line is not None:
        return f"line {where.line} {where.start}-{where.end}"
    return f"page {where.page} {where.box}"


def _told_slot(fact: Fact) -> str:
    slot = f", row {fact.row} column {fact.column}" if fact.row is not None else ""
    return _told_place(fact.location) + slot


def _told_check(check: Check) -> str:
    residual, allowance = (_told_number(number) for number in (check.residual, check.allowance))
    return f"{check.verdict}, off by {residual}, allowed {allowance}"
