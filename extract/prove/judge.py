"""The prover: facts and blanks of a statement in, facts with statuses and the checks behind them out.

Order of work: identities are found in the print; blanks and illegible figures are computed where the identities
leave one value; what contradicts them is corrected where exactly one smallest correction satisfies all; then every
identity is evaluated once more on what is believed, and becomes a check.
"""

from __future__ import annotations

import msgspec

from extract.model import Fact, Judgement, Problem, Problems, Settings, Statement
from extract.prove.checks import Checked, checks_of, collect, failures
from extract.prove.ghosts import ghost_rows
from extract.prove.state import State
from extract.prove.view import View


def judge(statement: Statement, settings: Settings) -> tuple[Judgement, Problems]:
    """Evaluate all identities of a document, repair and infer what they force, flag what they contradict."""
    view = View(statement)
    ghosts = ghost_rows(view)
    view.without(ghosts)
    state = State(view)
    identities = collect(view)
    checked = checks_of(view, identities, state)
    facts = _with_proof(view, checked)
    problems: list[Problem] = failures(view, checked)
    judged = msgspec.structs.replace(statement, facts=facts, blanks=())
    return Judgement(statement=judged, checks=tuple(each.check for each in checked)), tuple(problems)


def _with_proof(view: View, checked: list[Checked]) -> tuple[Fact, ...]:
    """The printed facts, each with the ids of the checks that bear it out."""
    proofs: dict[int, list[str]] = {}
    for each in checked:
        if each.outcome.verdict != "fails":
            for index in each.identity.nodes:
                proofs.setdefault(index, []).append(each.check.id)
    return tuple(
        msgspec.structs.replace(fact, proof=tuple(proofs[index])) if index in proofs else fact
        for index, fact in enumerate(view.statement.facts)
    )
