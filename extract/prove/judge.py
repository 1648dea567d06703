"""The prover: facts and blanks of a statement in, facts with statuses and the checks behind them out.

Order of work: identities are found in the print; empty slots and illegible figures are computed where the identities
leave one value; what contradicts them is corrected where exactly one smallest correction satisfies all; then every
identity is evaluated once more on what is believed, and becomes a check. Numbers read off a picture are then held
against all that.
"""

from __future__ import annotations

import msgspec

from extract.model import Judgement, Problems, Settings, Statement
from extract.prove.attest import attest
from extract.prove.bracket_signs import with_signs_settled
from extract.prove.bridges import judge_bridges
from extract.prove.chart import judge_charts
from extract.prove.checks import checks_of, collect, exhausted, failures
from extract.prove.decision import Decision
from extract.prove.doubts import doubts_of
from extract.prove.exactness import Exactness
from extract.prove.exchanged import exchanged
from extract.prove.fill import decide, is_share
from extract.prove.gaps import gaps, out_of_place
from extract.prove.geometry import judge_drawn
from extract.prove.ghosts import ghost_rows, stray_marks
from extract.prove.habits import finer_than_the_rest, unseparated
from extract.prove.identity import DETECT, STRONG, Identity
from extract.prove.infer import Found, Inference, foots_shares
from extract.prove.lying_digits import told_of, with_true_digits
from extract.prove.misread_rows import misread_rows
from extract.prove.moves import moved
from extract.prove.repair import Budget, contradicted, repairs
from extract.prove.said_signs import signs_against_words
from extract.prove.shadowed import without_shadowed
from extract.prove.shares_as_amounts import shares_as_amounts
from extract.prove.slid import slid
from extract.prove.state import State
from extract.prove.stood import stood
from extract.prove.supposed_signs import marks_refuted, told_of_signs, with_supposed_signs
from extract.prove.swaps import swaps
from extract.prove.verdict import facts_of, ghost_decisions, stray_decisions, unresolved_of
from extract.prove.view import View

_ROUNDS = 3


def judge(statement: Statement, settings: Settings) -> tuple[Judgement, Problems]:
    """Evaluate all identities of a document, repair and infer what they force, flag what they contradict.

    Signs of which half is left are supposed first; where that proves wrong, all is judged again without.
    """
    supposed = with_supposed_signs(statement)
    if not supposed.were:
        return _judged(statement, settings)
    judgement, problems = _judged(supposed.statement, settings)
    refuted = marks_refuted(supposed, judgement.statement.facts, judgement.checks)
    if refuted:
        supposed = with_supposed_signs(statement, refuted)
        judgement, problems = _judged(supposed.statement, settings)
    facts = told_of_signs(supposed, judgement.statement.facts, judgement.checks)
    judged = msgspec.structs.replace(judgement.statement, facts=facts)
    return msgspec.structs.replace(judgement, statement=judged), problems


def _judged(statement: Statement, settings: Settings) -> tuple[Judgement, Problems]:
    """All identities of a document, with the signs of its figures as they are given."""
    statement, lie = with_true_digits(statement)
    view = View(statement)
    ghosts = {index: other for index, other in ghost_rows(view).items() if index not in view.certain}
    strays = [index for index in stray_marks(view) if index not in view.certain]
    view.without((*ghosts, *strays))
    state = State(view)
    identities = without_shadowed(collect(view), state)
    decisions = ghost_decisions(view, ghosts) | stray_decisions(view, strays)
    budget = Budget(settings.solver_budget)
    decisions |= prove(view, identities, state, budget)
    signs = with_signs_settled(view, decisions)
    for decision in signs.values():
        _believe(state, decision)
    decisions |= signs
    checked = checks_of(view, identities, state)
    borne = {index for each in checked if each.outcome.verdict != "fails" for index in each.identity.nodes}
    decisions |= {d.node: d for d in unseparated(view, borne | decisions.keys()) if d.node not in view.certain}
    decisions |= {d.node: d for d in finer_than_the_rest(view, decisions.keys()) if d.node not in view.certain}
    facts, notes = facts_of(view, decisions, checked, doubts_of(view, checked, decisions, state))
    problems = [*failures(view, checked), *notes, *exhausted(view, budget.given_up)]
    if lie is not None:
        facts, told = told_of(lie, facts)
        problems.append(told)
    judged = msgspec.structs.replace(statement, facts=facts, blanks=())
    judgement = Judgement(statement=judged, checks=tuple(each.check for each in checked))
    judgement, found = judge_charts(judgement, tuple(problems), settings)
    judgement, said = judge_drawn(judgement, statement.blanks, found)
    judgement, said = judge_bridges(judgement, said)
    judgement, unconfirmed = attest(judgement, view, state, checked)
    return judgement, (*said, *unconfirmed)


def prove(view: View, identities: list[Identity], state: State, budget: Budget) -> dict[int, Decision]:
    """Decisions about lost, illegible and contradicted figures; `state` holds what is believed afterwards."""
    slips = {d.node: d for d in slid(view, identities, state)}
    decided: dict[int, Decision] = {d.node: d for d in misread_rows(view, identities, state)}
    for decision in decided.values():
        _believe(state, decision)
    for shares in (False, True):
        for _ in range(_ROUNDS):
            exactness = Exactness(identities, state)
            new = _filled(view, identities, state, exactness, shares=shares)
            new |= {d.node: d for d in repairs(view, identities, state, exactness, budget)}
            new = {index: decision for index, decision in new.items() if decided.get(index) != decision}
            if not new:
                break
            decided |= new
            for decision in new.values():
                _believe(state, decision)
    decided |= {d.node: d for d in swaps(view, identities, state) if d.node not in decided}
    decided |= {d.node: d for d in moved(view, identities, state) if d.node not in decided}
    decided |= {d.node: d for d in exchanged(view, identities, state) if d.node not in decided}
    decided |= {d.node: d for d in signs_against_words(view, identities, state) if d.node not in decided}
    decided |= {d.node: d for d in shares_as_amounts(view) if d.node not in decided}
    decided |= {d.node: d for d in contradicted(view, identities, state, exactness, decided)}
    decided |= {d.node: d for d in gaps(view, identities, state) if d.node not in decided}
    decided |= unresolved_of(view, identities, state, decided) | slips
    return {index: decision for index, decision in decided.items() if index not in view.certain}


def fill_all(view: View, identities: list[Identity], state: State) -> dict[int, Decision]:
    """Decisions about slots without value only; nothing that is printed is questioned."""
    decided: dict[int, Decision] = {}
    for shares in (False, True):
        for _ in range(_ROUNDS):
            new = _filled(view, identities, state, Exactness(identities, state), shares=shares)
            new = {index: decision for index, decision in new.items() if decided.get(index) != decision}
            if not new:
                break
            decided |= new
            for decision in new.values():
                _believe(state, decision)
    return decided


def doubted(identities: list[Identity], state: State) -> frozenset[int]:
    """Nodes that may be wrong: those that are in at least as many failing identities as in holding ones."""
    balance: dict[int, int] = {}
    failing: set[int] = set()
    for identity in identities:
        seen = state.outcome(identity) if identity.support >= DETECT else None
        if seen is None:
            continue
        fails = seen.verdict == "fails"
        for index in identity.nodes:
            balance[index] = balance.get(index, 0) + (1 if fails else -1)
        if fails:
            failing.update(identity.nodes)
    return frozenset(index for index in failing if balance[index] >= 0)


def _filled(
    view: View, identities: list[Identity], state: State, exactness: Exactness, *, shares: bool
) -> dict[int, Decision]:
    """Decisions about slots without value: first of amounts, then of the shares rounded from them.

    What is left for them is believed first, so that shares can be held against their column and explanations can
    show all figures; what is then not decided is forgotten again.
    """
    if all(value is not None for value in state.value):
        return {}
    doubts = doubted(identities, state) | frozenset(out_of_place(view, identities, state))
    settled = state.settled
    found: dict[int, Found] = {}
    reasons: dict[int, str] = {}
    while True:
        for index, reason in stood(view, identities, state, set(doubts), settled).items():
            reasons.setdefault(index, reason)
        run = Inference(view, identities, state, exactness, doubts, reasons).run()
        more = {i: left for i, left in run.items() if i not in found and is_share(left) == shares}
        if not more:
            break
        found |= more
        for left in more.values():
            if left.exact:
                state.set_print(left.node, left.low)
            elif not left.contradictory:
                state.set_interval(left.node, left.middle(view.nodes[left.node].last), left.low, left.high)
    sums: dict[int, list[Identity]] = {}
    for identity in identities if shares else ():
        if identity.support >= STRONG and foots_shares(identity):
            for index in identity.nodes:
                sums.setdefault(index, []).append(identity)
    decisions = {
        index: decision
        for index, left in found.items()
        if (decision := decide(view, state, left, reasons.get(index, ""), sums.get(index, ()))) is not None
    }
    for index in found:
        decided = decisions.get(index)
        if decided is None or decided.value is None:
            state.forget(index)
    return decisions


def _believe(state: State, decision: Decision) -> None:
    """Take a decision into the state, so that further identities can be evaluated."""
    if decision.status == "nil":
        state.set_nothing(decision.node)
    elif decision.value is not None and decision.tolerance:
        low, high = decision.value - decision.tolerance, decision.value + decision.tolerance
        state.set_interval(decision.node, decision.value, low, high)
    elif decision.value is not None and decision.status != "conflict":
        state.set_print(decision.node, decision.value)
