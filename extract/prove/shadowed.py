"""Sums that fail only because another row stands where theirs should: what explains the total is printed beside it.

`Gross profit + Cost = Revenue` holds in both columns. `Income before tax + Cost = Revenue` holds in the column in which
nothing stands between gross profit and income, and fails in the other: nobody said it.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.prove.identity import Identity
from extract.prove.state import State

Pair = tuple[int, int]


def without_shadowed(identities: Sequence[Identity], state: State) -> list[Identity]:
    """The identities without those failing ones of which one term, exchanged for another, makes a sum that holds."""
    linear = [i for i in identities if i.form == "linear" and len(i.nodes) > 2]
    outcomes = {id(i): state.outcome(i) for i in linear}
    holding: dict[tuple[frozenset[Pair], int], set[int]] = {}
    for identity in linear:
        seen = outcomes[id(identity)]
        if seen is None or seen.verdict == "fails":
            continue
        for rest, coefficient, node in _with_one_out(identity):
            holding.setdefault((rest, coefficient), set()).add(node)
    return [
        identity
        for identity in identities
        if not (
            (seen := outcomes.get(id(identity))) is not None
            and seen.verdict == "fails"
            and any(holding.get((rest, c), {n}) - {n} for rest, c, n in _with_one_out(identity))
        )
    ]


_MOST_TERMS = 12


def _with_one_out(identity: Identity) -> list[tuple[frozenset[Pair], int, int]]:
    """Each term of a sum, with the others; the sum written so that the figure it explains has the coefficient -1."""
    pairs = list(zip(identity.nodes, identity.coefficients, strict=True))
    if len(pairs) > _MOST_TERMS:
        return []
    if sum(1 for _, c in pairs if c < 0) * 2 > len(pairs):
        pairs = [(n, -c) for n, c in pairs]
    return [(frozenset(p for p in pairs if p != (n, c)), c, n) for n, c in pairs if c > 0]
