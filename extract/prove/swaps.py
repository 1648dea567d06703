"""Two rows' figures exchanged: one table says A 187, B 315, another A 315, B 187.

Both tables foot either way, so no arithmetic of theirs tells which is right. The pair that other tables bear out
stays as it is; the other pair is a conflict. Where nothing bears out either, all four figures are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extract.prove.decision import Decision, Option
from extract.prove.families.same_fact import CROSSED
from extract.prove.identity import Identity
from extract.prove.state import State
from extract.prove.view import View
from extract.prove.words import figure, name_of


def swaps(view: View, identities: Sequence[Identity], state: State) -> list[Decision]:
    """Conflicts for figures that stand crosswise to another table's."""
    crossed = [identity for identity in identities if identity.basis == CROSSED]
    if not crossed:
        return []
    witnesses: dict[int, int] = defaultdict(int)
    for identity in identities:
        if identity.family == "same_fact" and identity.basis == "":
            seen = state.outcome(identity)
            if seen is not None and seen.verdict == "holds":
                for index in identity.nodes:
                    witnesses[index] += 1
    against: dict[int, list[int]] = defaultdict(list)
    for identity in crossed:
        first, second = identity.nodes
        if witnesses[first] <= witnesses[second]:
            against[first].append(second)
        if witnesses[second] <= witnesses[first]:
            against[second].append(first)
    return [
        Decision(
            node=index,
            status="conflict",
            value=state.at(index),
            options=(Option(state.at(others[0]), f"as {name_of(view, others[0])} is printed in another table"),),
            explanation=(
                f"{name_of(view, index)}: printed {figure(view, index)}, but {figure(view, others[0])} in "
                f"{len(others)} other place(s), where the row it changed places with is printed with this figure; "
                "the sums hold either way, so nothing says where the labels were exchanged"
            ),
        )
        for index, others in sorted(against.items())
    ]
