"""Failing checks are felt: which figures may have broken them, and are not as sure as the rest.

    3,418 + 2,760 + 1,905 = 8,246 does not hold      none of the four is borne out by anything else: all are in doubt
    14,822 + 71,207 + ... = 66,479 does not hold     the total is borne out by the next one: its parts are in doubt
    two sums fail that share one figure              that one is the suspect

Where a decision has named the figure that is wrong, or those of which one is, no more is in doubt; but what one failing
check alone has named is only the likeliest, and others that one misprint would put right are in doubt with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set

from extract.prove.checks import Checked
from extract.prove.decision import Decision
from extract.prove.fill import edit_of
from extract.prove.identity import DETECT, Identity, sharing_figures
from extract.prove.readings import ONE_EDIT
from extract.prove.state import State
from extract.prove.view import View
from extract.prove.words import said

DOUBT = "check_fails"
_NAMED = ("conflict", "unresolved")


def doubts_of(
    view: View, checked: Sequence[Checked], decisions: Mapping[int, Decision], state: State
) -> dict[int, str]:
    """Printed figures that a failing check puts in doubt, and why in words."""
    failing = [each.identity for each in checked if each.outcome.verdict == "fails"]
    if not failing:
        return {}
    named = {index for index, decision in decisions.items() if decision.status in _NAMED}
    borne = _borne(checked, state)
    suspected = [
        pair
        for group in sharing_figures(
            [identity for identity in failing if named.isdisjoint(identity.nodes)], lambda each: each
        )
        for pair in _suspects(group, state, borne, view.certain)
    ]
    suspected += [
        (identity, _as_likely(view, failing, those, state, borne))
        for identity in failing
        if (those := named.intersection(identity.nodes)) and all(decisions[i].status == "conflict" for i in those)
    ]
    found: dict[int, str] = {}
    for identity, suspects in suspected:
        shown = {index: state.at(index) for index in identity.nodes}
        words = f"{said(view, identity, shown)} does not hold"
        why = "and nothing else bears this figure out" if len(suspects) == 1 else "and nothing tells which is wrong"
        for index in suspects:
            found.setdefault(index, f"{words}, {why}")
    beyond = decisions.keys() | view.certain
    return {index: why for index, why in found.items() if index < view.first_blank and index not in beyond}


def _as_likely(
    view: View, failing: Sequence[Identity], named: Set[int], state: State, borne: Mapping[int, int]
) -> list[int]:
    """Figures that nothing else bears out and that one misprint would put right, but for rounding, in all sums that
    those break which were named."""
    broken = [identity for identity in failing if not named.isdisjoint(identity.nodes)]
    likely = [set(_explaining(view, identity, state)) for identity in broken if identity.form == "linear"]
    if len(likely) < len(broken):
        return []
    return sorted(index for index in set[int].intersection(*likely) if not borne.get(index))


def _explaining(view: View, identity: Identity, state: State) -> Iterator[int]:
    """Figures of a sum of which one misprint, or a sign lost or gained, explains why it fails."""
    terms = list(zip(identity.nodes, identity.coefficients, strict=True))
    residual = sum(coefficient * state.at(index) for index, coefficient in terms)
    slack = (len(terms) + 1) // 2
    for index, coefficient in terms:
        last, wanted = view.nodes[index].last, state.at(index) - residual // coefficient
        if wanted == -state.at(index) or any(
            _one_misprint(view, index, wanted + shift * last) for shift in range(-slack, slack + 1)
        ):
            yield index


def _one_misprint(view: View, index: int, wanted: int) -> bool:
    edit = edit_of(view, index, wanted)
    return edit is not None and edit.single and 0 < edit.cost <= ONE_EDIT


def _borne(checked: Sequence[Checked], state: State) -> Counter[int]:
    """How many checks that hold bear out each figure; one that binds a single living figure to a copy says nothing."""
    borne: Counter[int] = Counter()
    for each in checked:
        if each.outcome.verdict == "fails" or each.identity.support < DETECT:
            continue
        living = [index for index in each.identity.nodes if state.at(index)]
        if len(living) > 2 or len(each.identity.nodes) == 2:
            borne.update(living)
    return borne


def _suspects(
    group: Sequence[Identity], state: State, borne: Mapping[int, int], certain: frozenset[int]
) -> Iterator[tuple[Identity, list[int]]]:
    """For each failing identity of a group, the figures that may have broken it; what a person vouches for
    has not.

    One figure that all of them share is the suspect; else those that nothing else bears out; else all.
    """
    fails: dict[int, int] = defaultdict(int)
    for identity in group:
        for index in set(identity.nodes):
            fails[index] += 1
    doubtful = {index for index in fails if state.at(index)} - certain
    shared = [index for index in fails if fails[index] == len(group) and index in doubtful]
    for identity in group:
        printed = [index for index in identity.nodes if index in doubtful]
        alone = [index for index in printed if borne.get(index, 0) < fails[index]]
        if len(group) > 1 and len(shared) == 1:
            yield identity, shared
        else:
            yield identity, alone or printed
