"""A fact of ours that the schema refuses costs that fact, never the document.

facts[128] says `inferred` without a proof  →  the result without it, its number unread, and a problem `internal`
"""

from __future__ import annotations

import hashlib
from collections import Counter

import msgspec
import regex as re

from extract.emit.schema import Refusal, refusals
from extract.model import Fact, Problem, Result
from extract.problems import problem

_FACT = re.compile(r"\$\.facts\[(\d+)\]")


def without_refused(result: Result) -> Result:
    """The result as it is; where the schema refuses some of its facts, without these and without what rests on them.

    What else the schema refuses is left for `result_to_json` to say.
    """
    while found := refusals(msgspec.json.decode(msgspec.json.encode(result))):
        refused = {int(match[1]): each for each in reversed(found) if (match := _FACT.match(each.path))}
        if not refused:
            break
        result = _without(result, refused)
    return result


def _without(result: Result, refused: dict[int, Refusal]) -> Result:
    gone = {result.facts[at].id for at in refused}
    checks = tuple(check for check in result.checks if gone.isdisjoint(term for term, _ in check.terms))
    left = {check.id for check in checks}
    facts = tuple(
        msgspec.structs.replace(fact, proof=tuple(c for c in fact.proof if c in left))
        for fact in result.facts
        if fact.id not in gone
    )
    told = tuple(
        msgspec.structs.replace(each, facts=tuple(fact for fact in each.facts if fact not in gone))
        for each in result.problems
    )
    faults = tuple(_told(result.facts[at], refusal) for at, refusal in sorted(refused.items()))
    printed = sum(result.facts[at].printed is not None for at in refused)
    return msgspec.structs.replace(
        result,
        status="partial",
        facts=facts,
        checks=checks,
        problems=(*told, *faults),
        coverage=_unread(result.coverage, printed),
    )


def _told(fact: Fact, refusal: Refusal) -> Problem:
    part = _FACT.sub("a fact", refusal.path)
    trace = hashlib.sha256(f"{part} {fact.status}".encode()).hexdigest()[:12]
    return problem(
        "internal",
        f"a fault of this program in {part}: {refusal.message} (trace {trace}); it is withheld. Please report it.",
        location=fact.location,
        data={"trace": trace, "error": "SchemaViolation", "part": part},
    )


def _unread(coverage: dict[str, int], printed: int) -> dict[str, int]:
    """The account, with so many numbers less in facts."""
    moved = min(printed, coverage.get("facts", 0))
    counted = Counter(coverage)
    counted.update({"facts": -moved, "unread": moved} if coverage else {})
    return dict(counted)
