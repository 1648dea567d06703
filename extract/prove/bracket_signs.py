"""Figures in brackets of which nothing beside them says whether the brackets are a minus: what sums say of them.

    Operating cash flow     16,122      16,122 + (7,107) = 9,015 only if (7,107) is negative
    Purchases               (7,107)

Nothing is wrong with the print, so that a figure whose sign sums settle is as printed. What they say of some figures a
document means by all its brackets, where none of them says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from extract.model import Fact
from extract.prove.decision import Decision
from extract.prove.view import View
from extract.prove.words import name_of

_OPENS, _CLOSES, _BEHIND = ("(", "（"), (")", "）"), "%％ "
_ENOUGH = 3


def with_signs_settled(view: View, decisions: Mapping[int, Decision]) -> dict[int, Decision]:
    """Decisions about figures of open sign: those that sums force, and the others as these are, if all agree."""
    settled: dict[int, Decision] = {}
    for index, decision in decisions.items():
        size = open_sign(view, index)
        if size is not None and decision.value is not None and abs(decision.value) == size:
            settled[index] = msgspec.structs.replace(decision, status="verbatim", tolerance=None, options=())
    signs = [decision.value < 0 for decision in settled.values() if decision.value is not None]
    signs += [node.value < 0 for node in view.nodes if node.value and not node.nil and bracketed(node.fact)]
    if len(signs) < _ENOUGH or not all(signs):
        return settled
    for index in range(view.first_blank):
        size = open_sign(view, index)
        if size is not None and index not in decisions:
            settled[index] = Decision(
                node=index,
                status="verbatim",
                value=-size,
                explanation=f"{name_of(view, index)}: brackets are a minus wherever sums or words of the document tell",
            )
    return settled


def open_sign(view: View, index: int) -> int | None:
    """The size of a figure of which only the sign is open; None of others."""
    fact = view.nodes[index].fact
    if fact.value is not None or len(fact.candidates) != 2 or not bracketed(fact):
        return None
    one, other = (view.scaled(candidate.value) for candidate in fact.candidates)
    return abs(one) if one is not None and other is not None and one == -other else None


def bracketed(fact: Fact) -> bool:
    """Whether a figure is printed in round brackets, both of them: `(1,234)`, `(7.0)%`."""
    printed = (fact.printed or "").strip()
    return printed.startswith(_OPENS) and printed.rstrip(_BEHIND).endswith(_CLOSES)
