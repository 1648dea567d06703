"""Two groupings of one total: the parts of an old classification and of a new one add up to the same.

Where the totals of both are the same fact, the parts of the one balance the parts of the other even if a total is
lost. Found from the sums of different tables whose totals share label, unit and period.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from extract.prove.identity import STRONG, Identity, linear
from extract.prove.sums import Found, sums_of
from extract.prove.view import View

NAME = "regrouping"


def find(view: View) -> Iterable[Identity]:
    """Parts of one table's total against parts of another's, when the totals are printed alike or one is lost."""
    totals: dict[tuple[str, str | None, object], list[Found]] = defaultdict(list)
    for found in sums_of(view).found:
        node = view.nodes[found.total]
        if not found.turned and found.support >= STRONG and node.period is not None and node.fact.measure != "share":
            totals[(node.key, node.fact.unit, node.period)].append(found)
    for group in totals.values():
        first = group[0]
        for other in group[1:]:
            if other.lane.table == first.lane.table or _labels(view, other) == _labels(view, first):
                continue
            a, b = view.nodes[first.total], view.nodes[other.total]
            if a.value is None or b.value is None or a.value != b.value:
                continue
            terms = [*first.parts, *((part, -sign) for part, sign in other.parts)]
            scope = f"{first.lane.table}/{other.lane.table}/regrouping"
            yield linear(NAME, terms, support=min(first.support, other.support), scope=scope)


def _labels(view: View, found: Found) -> set[str]:
    return {view.nodes[part].key for part, _ in found.parts}
