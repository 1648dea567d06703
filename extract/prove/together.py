"""Several documents of one issuer: what one has lost, another may print.

Each document keeps its own checks and facts. The facts of the others are laid beside it as further tables, named
`document#t04`; a figure they print under the same name for the same date, between tables that agree in their other
figures, bounds a lost one as a second print in the same document would. Only slots that the document itself leaves
open are filled; nothing that is printed is changed. The result does not depend on the order of the documents.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extract.model import Fact, Judgement, Problems, Settings, Statement
from extract.prove.checks import Checked, checks_of, collect, failures
from extract.prove.judge import fill_all
from extract.prove.state import State
from extract.prove.verdict import facts_of
from extract.prove.view import View
from extract.vocab.register import are_of_one_issuer, issuer_marks

_TRUSTED = ("verbatim", "split", "repaired", "corrected", "nil")


def judge_together(
    judgements: Sequence[Judgement], settings: Settings, *, names: Sequence[str] = ()
) -> tuple[tuple[Judgement, Problems], ...]:
    """Judge documents of one issuer a second time, each in the light of the others, in the order given.

    `names` tell the documents apart in check terms (`name#f0123`); without them their titles or positions do. Problems
    are only the new ones. Documents of another issuer are left as they are.
    """
    del settings  # nothing is solved here, so there is no budget to keep
    named = _named(judgements, names)
    results: list[tuple[Judgement, Problems]] = []
    for at, judgement in enumerate(judgements):
        others = [
            (name, other)
            for position, (name, other) in enumerate(zip(named, judgements, strict=True))
            if position != at and _same_issuer(judgement, other)
        ]
        others.sort(key=lambda pair: pair[0])
        results.append(_in_light_of(judgement, others))
    return tuple(results)


def _named(judgements: Sequence[Judgement], names: Sequence[str]) -> list[str]:
    """One name per document, unique."""
    given = list(names) or [j.statement.profile.document.title or "document" for j in judgements]
    seen: dict[str, int] = {}
    unique = []
    for name in given:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return unique


def _same_issuer(first: Judgement, second: Judgement) -> bool:
    """Whether two documents name the same issuer: by a code, or by a name in either language."""
    one, other = (
        issuer_marks(issuer.name, [(each.exchange, each.code) for each in issuer.securities])
        for issuer in (judgement.statement.profile.document.issuer for judgement in (first, second))
    )
    return are_of_one_issuer(one, other)


def _in_light_of(judgement: Judgement, others: list[tuple[str, Judgement]]) -> tuple[Judgement, Problems]:
    """One document with its open slots filled from the others, and the checks between them."""
    own = judgement.statement
    foreign = [fact for name, other in others for fact in _foreign(name, other)]
    if not foreign:
        return judgement, ()
    joined = Statement(profile=own.profile, tables=own.tables, facts=(*own.facts, *foreign))
    view = View(joined, home=frozenset(table.id for table in own.tables))
    view.without(_untrusted(view, own))
    state = State(view)
    for index, fact in enumerate(own.facts):
        if fact.status == "inferred" and fact.tolerance and fact.tolerance != "0" and state.value[index] is not None:
            half = view.scaled(fact.tolerance) or 0
            state.set_interval(index, state.at(index), state.at(index) - half, state.at(index) + half)
    identities = collect(view)
    decisions = {i: d for i, d in fill_all(view, identities, state).items() if i < len(own.facts)}
    decisions = {i: d for i, d in decisions.items() if d.status in ("inferred", "repaired", "nil")}
    used = {id(identity) for decision in decisions.values() for identity in decision.proof}
    count = len(own.facts)
    bridging = [
        identity
        for identity in identities
        if id(identity) in used or (any(i < count for i in identity.nodes) and any(i >= count for i in identity.nodes))
    ]
    checked = _renumbered(checks_of(view, bridging, state), len(judgement.checks))
    facts, notes = facts_of(view, decisions, checked)
    statement = msgspec.structs.replace(own, facts=tuple(map(_with_earlier_proof, own.facts, facts)))
    checks = (*judgement.checks, *(each.check for each in checked))
    return msgspec.structs.replace(judgement, statement=statement, checks=checks), (*failures(view, checked), *notes)


def _with_earlier_proof(before: Fact, after: Fact) -> Fact:
    """A fact after the second judgement: one that was not decided anew keeps its earlier proof too."""
    if after.status != before.status or after.value != before.value:
        return after
    return msgspec.structs.replace(after, proof=(*before.proof, *after.proof)) if after is not before else after


def _foreign(name: str, other: Judgement) -> list[Fact]:
    """The facts of another document that are printed whole, under names of their own."""
    return [
        msgspec.structs.replace(
            fact,
            id=f"{name}#{fact.id}",
            table=f"{name}#{fact.table}" if fact.table is not None else None,
            location=msgspec.structs.replace(fact.location, line=None, page=None),
        )
        for fact in other.statement.facts
        if fact.status in _TRUSTED and fact.table is not None
    ]


def _untrusted(view: View, own: Statement) -> list[int]:
    """Own figures that contradict their tables: they are witnesses of nothing."""
    return [index for index, fact in enumerate(own.facts) if fact.status == "conflict"]


def _renumbered(checked: list[Checked], after: int) -> list[Checked]:
    """Checks numbered on from those the document has."""
    return [
        msgspec.structs.replace(each, check=msgspec.structs.replace(each.check, id=f"c{after + at}"))
        for at, each in enumerate(checked, start=1)
    ]
