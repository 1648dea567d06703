"""Decisions become facts: statuses, proofs as check ids, explanations, and a problem for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from extract.model import Candidate, Fact, Problem
from extract.problems import problem
from extract.prove.checks import Checked
from extract.prove.decision import Decision, Option
from extract.prove.doubts import DOUBT
from extract.prove.identity import Identity
from extract.prove.state import State
from extract.prove.stood import stood
from extract.prove.view import View
from extract.prove.words import name_of

_CODES = {"repaired": "repaired", "inferred": "inferred", "unresolved": "unresolved", "conflict": "facts_disagree"}


def ghost_decisions(view: View, ghosts: dict[int, int]) -> dict[int, Decision]:
    """Figures of ghost rows: read from a neighbour row a second time, never values."""
    return {
        index: Decision(
            node=index,
            status="unresolved",
            options=(Option(view.nodes[index].value or 0, "the print, if it were a figure of its own"),)
            if view.nodes[index].value is not None
            else (),
            explanation=(
                f"{name_of(view, index)}: `{view.nodes[index].fact.printed}` repeats "
                f"{name_of(view, other) if other != index else 'the row beside it'} with digits faded to 0"
            ),
        )
        for index, other in ghosts.items()
    }


def stray_decisions(view: View, strays: Sequence[int]) -> dict[int, Decision]:
    """Stray marks in a column of shares: no values, as far as can be told."""
    return {
        index: Decision(
            node=index,
            status="unresolved",
            options=(Option(view.nodes[index].value or 0, "the print, if it were a share"),),
            explanation=(
                f"{name_of(view, index)}: `{view.nodes[index].fact.printed}` stands alone in its row and has not the "
                "decimals of its column"
            ),
        )
        for index in strays
    }


def unresolved_of(
    view: View, identities: Sequence[Identity], state: State, decided: dict[int, Decision]
) -> dict[int, Decision]:
    """Slots in which a figure stood that nothing determines, as unresolved facts."""
    if all(value is not None for value in state.value):
        return {}
    reasons = stood(view, identities, state, set(), state.settled)
    return {
        index: Decision(
            node=index, status="unresolved", explanation=f"{name_of(view, index)}: {reason}, but nothing determines it"
        )
        for index, reason in sorted(reasons.items())
        if index >= view.first_blank and index not in decided and state.value[index] is None
    }


def facts_of(
    view: View, decisions: dict[int, Decision], checked: Sequence[Checked], doubts: Mapping[int, str] | None = None
) -> tuple[tuple[Fact, ...], list[Problem]]:
    """Printed facts and decided slots, in the order of the statement, with proofs and doubts; and the problems to
    report.

    A verbatim fact lists all checks that bear it out; a repaired or inferred one only those that force it.
    """
    proofs: dict[int, list[str]] = defaultdict(list)
    ids: dict[int, str] = {}
    for each in checked:
        ids[id(each.identity)] = each.check.id
        if each.outcome.verdict != "fails":
            for index in each.identity.nodes:
                proofs[index].append(each.check.id)
    facts: list[Fact] = []
    notes: list[Problem] = []
    for index, fact in enumerate(view.facts):
        decision = decisions.get(index)
        if decision is None:
            if index < view.first_blank:
                facts.append(_as_printed(fact, proofs.get(index, ()), (doubts or {}).get(index)))
            continue
        decision = _standing(decision, fact, ids)
        if decision.value is not None and decision.status == "inferred" and decision.tolerance is None:
            raise AssertionError(f"inferred without tolerance: {decision.explanation}")
        decided = _fact(view, fact, decision, ids)
        facts.append(decided)
        if decision.status in _CODES:
            notes.append(
                problem(
                    _CODES[decision.status],
                    decision.explanation,
                    location=fact.location,
                    facts=(fact.id,),
                    data={"printed": fact.printed or "", "value": decided.value or ""},
                )
            )
    return tuple(facts), notes


def _standing(decision: Decision, fact: Fact, ids: Mapping[int, str]) -> Decision:
    """A decision as it is; but where no check stands any more that would force it, because a figure in it turned out
    to be open itself, what was found is a candidate and no value; and a conflict over a figure that was open before is
    no more than that: it has no value that could be in conflict."""
    if decision.status == "conflict" and fact.value is None:
        return msgspec.structs.replace(decision, status="unresolved", value=None, tolerance=None)
    forced = decision.status in ("repaired", "inferred") and decision.basis is None
    if not forced or any(id(identity) in ids for identity in decision.proof):
        return decision
    found = (
        () if decision.value is None else (Option(decision.value, "what would follow, were the other figures sure"),)
    )
    return msgspec.structs.replace(
        decision,
        status="unresolved",
        value=None,
        tolerance=None,
        proof=(),
        options=decision.options or found,
        explanation=f"{decision.explanation}; but a figure in it is open itself",
    )


def _as_printed(fact: Fact, proof: Sequence[str], doubt: str | None) -> Fact:
    """A fact that nothing was decided about, with the checks that bear it out and the doubt that one casts on it."""
    if proof:
        fact = msgspec.structs.replace(fact, proof=tuple(proof))
    if doubt is None:
        return fact
    why = f"{fact.explanation}; {doubt}" if fact.explanation else doubt
    return msgspec.structs.replace(fact, doubts=(*fact.doubts, DOUBT), explanation=why)


def _fact(view: View, fact: Fact, decision: Decision, ids: dict[int, str]) -> Fact:
    """A fact with what was decided about it."""
    value = None if decision.value is None else view.printed(decision.value)
    if decision.status == "conflict":
        value = fact.value
    tolerance = None if decision.tolerance is None or decision.value is None else view.printed(decision.tolerance)
    decimals = fact.decimals
    if decision.status == "repaired" and decimals is not None:
        decimals -= len(str(view.meant_last(decision.node) // view.nodes[decision.node].last)) - 1
    return msgspec.structs.replace(
        fact,
        status=decision.status,
        decimals=decimals,
        value=value,
        tolerance=tolerance,
        basis=decision.basis,
        proof=tuple(ids[id(identity)] for identity in decision.proof if id(identity) in ids),
        candidates=tuple(Candidate(value=view.printed(o.value), why=o.why) for o in decision.options)
        or (() if decision.status == "verbatim" else fact.candidates),
        explanation=decision.explanation,
    )
