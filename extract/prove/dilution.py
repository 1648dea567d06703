"""What is earned per share grows by no dilution: a diluted figure above the basic one beside it is a check that fails.

    Basic earnings per share      1.20
    Diluted earnings per share    1.28      one of the two is misread, or each stands in the other's line

Only profits: the diluted loss of a year in which what goes on earned something may be the smaller one. More shares are
diluted than basic ones, likewise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extract.prove.identity import DETECT, Identity, Outcome
from extract.prove.state import State
from extract.prove.view import View

NAME = "dilution"
_NO_MORE = {
    "EarningsPerShareDiluted": "EarningsPerShareBasic",
    "IncomeLossFromContinuingOperationsPerDilutedShare": "IncomeLossFromContinuingOperationsPerBasicShare",
    "WeightedAverageNumberOfSharesIssuedBasic": "WeightedAverageNumberOfDilutedSharesOutstanding",
}
"""A concept, and the one that is at least as much."""
_BOTH = frozenset((*_NO_MORE, *_NO_MORE.values()))


def contradictions(view: View, state: State) -> Iterator[tuple[Identity, Outcome]]:
    """Pairs of one table, period and kind of which the one that is never more is more, by more than rounding."""
    pairs: dict[tuple[object, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for node in view.nodes[: view.first_blank]:
        fact = node.fact
        if fact.concept in _BOTH and fact.measure != "change" and fact.table and node.period and not node.nil:
            same = (fact.table, node.period, fact.unit, fact.entity, *sorted(fact.dimensions.items()))
            pairs[same][fact.concept or ""].append(node.index)
    for found in pairs.values():
        for less, more in _NO_MORE.items():
            if len(found[less]) != 1 or len(found[more]) != 1:
                continue
            low, high = found[less][0], found[more][0]
            if state.value[low] is None or state.value[high] is None or state.at(high) <= 0:
                continue
            above = state.bounds(low).low - state.bounds(high).high
            if above > 0:
                residual = state.at(low) - state.at(high)
                identity = Identity(NAME, "linear", (low, high), (1, -1), support=DETECT)
                yield identity, Outcome(residual, residual - above, "fails")
