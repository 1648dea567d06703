"""Numbers read off a picture are believed only with a second witness.

Contract: runs last, on judged facts; facts that no engine read stay untouched. A fact with a sighting gets the basis
"ocr". It keeps its value when two engines read the same characters at its place, or when an identity that holds bears
the print out: one that fits to the last digit, or one that refutes every misreading of the print that looks alike.
Two prints of one figure by one engine bear each other out only if one of them is borne out otherwise, for an engine
makes its mistakes twice. What was repaired or computed stands only if all other figures of its proof are borne out
without it. Everything else is `unresolved`, without value, with what the engines read as candidates, and a problem
of its page says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from extract.lex.numbers import find_figures
from extract.model import Candidate, Fact, Judgement, Location, Problem, Sighting
from extract.problems import problem
from extract.prove.checks import Checked
from extract.prove.identity import DETECT, Identity
from extract.prove.readings import digits_of, readings
from extract.prove.state import State
from extract.prove.view import View

BASIS = "ocr"
_PRINTED = ("verbatim", "split", "conflict")
_COMPUTED = ("repaired", "inferred")
_LIKELY = 2


def attest(
    judgement: Judgement, view: View, state: State, checked: Sequence[Checked]
) -> tuple[Judgement, list[Problem]]:
    """The judgement with every fact that was read off a picture confirmed or left open, and a problem for each page."""
    sightings = judgement.statement.sightings
    if not sightings:
        return judgement, []
    facts = judgement.statement.facts
    index_of = {fact.id: index for index, fact in enumerate(view.facts)}
    computed = {index_of[f.id] for f in facts if f.status in _COMPUTED and f.id in index_of}
    holding = [
        each
        for each in checked
        if each.outcome.verdict == "holds"
        and each.identity.support >= DETECT
        and computed.isdisjoint(each.identity.nodes)
    ]
    sure = {
        index
        for fact, index in ((f, index_of.get(f.id)) for f in facts)
        if index is not None and (fact.id not in sightings or sightings[fact.id].agreed)
    }
    sure |= view.certain
    sure |= borne_out(view, state, holding, sure)
    proofs = {each.check.id: each.identity.nodes for each in checked}
    out, open_ones = [], defaultdict(list)
    for fact in facts:
        sighting = sightings.get(fact.id)
        if sighting is None:
            out.append(fact)
            continue
        index = index_of.get(fact.id, -1)
        proved = all(node in sure or node == index for check in fact.proof for node in proofs.get(check, (-1,)))
        done = attested(fact, sighting, index in sure, proved)
        if done.status == "unresolved" and fact.status != "unresolved":
            open_ones[fact.location.page].append(done.id)
        out.append(done)
    statement = msgspec.structs.replace(judgement.statement, facts=tuple(out))
    return msgspec.structs.replace(judgement, statement=statement), [
        problem(
            "ocr_unconfirmed",
            f"{len(ids)} numbers of the page were read by OCR, and neither arithmetic nor a second engine confirms "
            "them; they have no value, and what was read is their candidate.",
            location=Location(page=page),
            facts=tuple(ids),
            data={"numbers": str(len(ids))},
        )
        for page, ids in open_ones.items()
    ]


def attested(fact: Fact, sighting: Sighting, sure: bool, proved: bool) -> Fact:
    """A fact that was read off a picture with the status its witnesses leave it."""
    basis = fact.basis or BASIS
    if fact.status in _PRINTED and not sure:
        return left_open(fact, sighting, basis)
    if fact.status in _COMPUTED and not (proved and fact.proof):
        return left_open(fact, sighting, basis)
    if fact.status == "unresolved" and fact.printed is None:
        return fact
    return msgspec.structs.replace(fact, basis=basis)


def left_open(fact: Fact, sighting: Sighting, basis: str) -> Fact:
    """A fact without value whose candidates are what the engines read, the first engine's first."""
    told = f"{sighting.engines[0] if sighting.engines else 'OCR'} reads `{sighting.first}`"
    candidates = [Candidate(value=fact.value or fact.printed or "", why=told)]
    if fact.status in _COMPUTED:
        candidates = [Candidate(value=fact.value or "", why="computed from figures that nothing confirms")]
    said = "nothing confirms it"
    if sighting.second is not None and not sighting.agreed:
        name = sighting.engines[1] if len(sighting.engines) > 1 else "the second engine"
        other = f"{name} reads `{sighting.second}`"
        said = other if sighting.second else f"{name} reads nothing there"
        value = value_of(sighting.second, fact, sighting.first)
        if value is not None and value != fact.value:
            candidates.append(Candidate(value=value, why=other))
    return msgspec.structs.replace(
        fact,
        status="unresolved",
        value=None,
        tolerance=None,
        basis=basis,
        proof=(),
        candidates=tuple(candidates),
        explanation=f"{told}; {said}",
    )


def value_of(second: str, fact: Fact, first: str) -> str | None:
    """What the second engine's reading would mean, in the scale of the first one's."""
    mine, theirs = find_figures(first), find_figures(second)
    if len(mine) != 1 or len(theirs) != 1 or fact.value is None or not mine[0].value:
        return None
    scale = Decimal(fact.value) / mine[0].value
    return format((theirs[0].value * scale).normalize(), "f")


def borne_out(view: View, state: State, holding: Sequence[Checked], sure: set[int]) -> set[int]:
    """The nodes whose print arithmetic confirms, `sure` being those that are confirmed already."""
    found: set[int] = set()
    pairs: list[tuple[int, ...]] = []
    loose: dict[int, list[Identity]] = defaultdict(list)
    for each in holding:
        identity = each.identity
        if identity.form != "linear" or each.outcome.residual:
            for index in identity.nodes:
                loose[index].append(identity)
            continue
        real = tuple(index for index in identity.nodes if state.value[index])
        if len(real) > 2:
            found.update(identity.nodes)
        else:
            pairs.append(identity.nodes)
    for index, identities in loose.items():
        if index not in sure and index not in found and only_reading(view, state, index, identities):
            found.add(index)
    grown = True
    while grown:
        grown = False
        for nodes in pairs:
            known = [index for index in nodes if index in sure or index in found]
            if known and len(known) < len(nodes):
                found.update(nodes)
                grown = True
    return found


def only_reading(view: View, state: State, index: int, identities: Sequence[Identity]) -> bool:
    """Whether every misreading of a print that looks like it is refuted by one of the identities that hold."""
    fact, value = view.nodes[index].fact, state.value[index]
    digits = digits_of(fact.printed or "")
    if not value or not digits or not int(digits):
        return False
    unit = Decimal(abs(value)) / int(digits)
    for reading in readings(fact.printed or ""):
        if reading.cost > _LIKELY:
            break
        other = int(int(reading.digits) * unit) * (-1 if reading.negative else 1)
        if other != value and not any(refutes(state, identity, index, other) for identity in identities):
            return False
    return True


def refutes(state: State, identity: Identity, index: int, other: int) -> bool:
    seen = state.outcome_with(identity, index, other)
    return seen is not None and seen.verdict != "holds"
