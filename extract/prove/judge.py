"""The prover: facts and blanks of a statement in, facts with statuses and the checks behind them out.

Order of work: identities are found in the print; empty slots and illegible figures are computed where the identities
leave one value; what contradicts them is corrected where exactly one smallest correction satisfies all; then every
identity is evaluated once more on what is believed, and becomes a check.
"""

from __future__ import annotations

import msgspec

from extract.model import Judgement, Problems, Settings, Statement
from extract.prove.checks import checks_of, collect, failures
from extract.prove.decision import Decision
from extract.prove.exactness import Exactness
from extract.prove.fill import decide
from extract.prove.ghosts import ghost_rows
from extract.prove.identity import DETECT, STRONG, Identity
from extract.prove.infer import Inference
from extract.prove.repair import repairs
from extract.prove.state import State
from extract.prove.stood import stood
from extract.prove.swaps import swaps
from extract.prove.verdict import facts_of, ghost_decisions, unresolved_of
from extract.prove.view import View

_ROUNDS = 3


def judge(statement: Statement, settings: Settings) -> tuple[Judgement, Problems]:
    """Evaluate all identities of a document, repair and infer what they force, flag what they contradict."""
    view = View(statement)
    ghosts = ghost_rows(view)
    view.without(ghosts)
    state = State(view)
    identities = collect(view)
    decisions = ghost_decisions(view, ghosts)
    decisions |= prove(view, identities, state)
    checked = checks_of(view, identities, state)
    facts, notes = facts_of(view, decisions, checked)
    problems = [*failures(view, checked), *notes]
    judged = msgspec.structs.replace(statement, facts=facts, blanks=())
    return Judgement(statement=judged, checks=tuple(each.check for each in checked)), tuple(problems)


def prove(view: View, identities: list[Identity], state: State) -> dict[int, Decision]:
    """Decisions about lost, illegible and contradicted figures; `state` holds what is believed afterwards."""
    decided: dict[int, Decision] = {}
    for _ in range(_ROUNDS):
        exactness = Exactness(identities, state)
        new = _filled(view, identities, state, exactness)
        new |= {d.node: d for d in repairs(view, identities, state, exactness)}
        new = {index: decision for index, decision in new.items() if decided.get(index) != decision}
        if not new:
            break
        decided |= new
        for decision in new.values():
            _believe(state, decision)
    decided |= {d.node: d for d in swaps(view, identities, state) if d.node not in decided}
    return decided | unresolved_of(view, identities, state, decided)


def doubted(identities: list[Identity], state: State) -> frozenset[int]:
    """Nodes of identities that fail: one of each is wrong."""
    found: set[int] = set()
    for identity in identities:
        if identity.support >= DETECT:
            seen = state.outcome(identity)
            if seen is not None and seen.verdict == "fails":
                found.update(identity.nodes)
    return frozenset(found)


def _filled(view: View, identities: list[Identity], state: State, exactness: Exactness) -> dict[int, Decision]:
    """Decisions about slots without value. Shares are set first as rounded, then held against their column."""
    if all(value is not None for value in state.value):
        return {}
    doubts = doubted(identities, state)
    found = Inference(view, identities, state, exactness, doubts).run()
    if not found:
        return {}
    reasons = stood(view, identities, state, set(doubts))
    decisions: dict[int, Decision] = {}
    shares = []
    for index, left in found.items():
        if any(bound.identity.family == "share" for bound in left.bounds):
            shares.append(left)
            continue
        decision = decide(view, state, left, reasons.get(index, ""), ())
        if decision is not None:
            decisions[index] = decision
            _believe(state, decision)
    tentative = [left for left in shares if left.exact and reasons.get(left.node) and left.low]
    for left in tentative:
        state.set_print(left.node, left.low)
    sums: dict[int, list[Identity]] = {}
    for identity in identities:
        if identity.support >= STRONG and identity.scope.endswith("share") and identity.family != "share":
            for index in identity.nodes:
                sums.setdefault(index, []).append(identity)
    for left in shares:
        decision = decide(view, state, left, reasons.get(left.node, ""), sums.get(left.node, ()))
        if decision is not None:
            decisions[left.node] = decision
    for left in tentative:
        kept = decisions.get(left.node)
        if kept is None or kept.value is None:
            state.forget(left.node)
    return decisions


def _believe(state: State, decision: Decision) -> None:
    """Take a decision into the state, so that further identities can be evaluated."""
    if decision.status == "nil":
        state.set_nothing(decision.node)
    elif decision.value is not None and decision.tolerance is not None:
        if decision.tolerance:
            low, high = decision.value - decision.tolerance, decision.value + decision.tolerance
            state.set_interval(decision.node, decision.value, low, high)
        else:
            state.set_print(decision.node, decision.value)
