"""What a JSON Schema cannot say: ids are unique, and every id that is used names something in the same result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extract.model import Result


def broken_references(result: Result) -> tuple[str, ...]:
    """One sentence for every id that is used twice or leads nowhere; empty when the result is whole."""
    tables = {table.id for table in result.tables}
    facts = {fact.id for fact in result.facts}
    checks = {check.id for check in result.checks}
    found = [
        *_twice("table", (table.id for table in result.tables)),
        *_twice("fact", (fact.id for fact in result.facts)),
        *_twice("check", (check.id for check in result.checks)),
    ]
    for fact in result.facts:
        if fact.table is not None and fact.table not in tables:
            found.append(f"fact {fact.id} stands in table {fact.table}, which is not in the result")
        found += [
            f"fact {fact.id} is proved by check {c}, which is not in the result" for c in fact.proof if c not in checks
        ]
    for check in result.checks:
        # `name#f12` is a fact of another document of the issuer, from a run that judged them together
        lost = [term for term, _ in check.terms if term not in facts and "#" not in term]
        found += [f"check {check.id} has the term {term}, which is not a fact of the result" for term in lost]
    for problem in result.problems:
        found += [
            f"problem {problem.code} names fact {f}, which is not in the result"
            for f in problem.facts
            if f not in facts
        ]
    return tuple(found)


def _twice(noun: str, ids: Iterable[str]) -> list[str]:
    return [f"{noun} {name} is there {count} times" for name, count in sorted(Counter(ids).items()) if count > 1]
