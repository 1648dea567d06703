"""Figures in brackets of which nothing beside them says whether the brackets are a minus: what sums say of them.

    Operating cash flow     16,122      16,122 + (7,107) = 9,015 only if (7,107) is negative
    Purchases               (7,107)

Nothing is wrong with the print, so that a figure whose sign sums settle is as printed. What they say of some figures a
document means by all its brackets, where none of them says otherwise. Brackets with a minus of their own within them,
`（△1.2）`, are none, and so are those around other figures of that unit.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import regex as re

from extract.model import Fact
from extract.prove.decision import Decision
from extract.prove.view import View
from extract.prove.words import name_of

_OPENS, _CLOSES, _BEHIND = ("(", "（"), (")", "）"), "%％ "
_ENOUGH = 3
_OWN_SIGN = re.compile(r"^\s*[(（]\s*[-−–△▲▵Δ+＋]")


def with_signs_settled(view: View, decisions: Mapping[int, Decision]) -> dict[int, Decision]:
    """Decisions about figures of open sign: those that sums force, and the others as these are, if all agree."""
    settled: dict[int, Decision] = {}
    for index, decision in decisions.items():
        size = open_sign(view, index)
        if size is not None and decision.value is not None and abs(decision.value) == size:
            settled[index] = msgspec.structs.replace(decision, status="verbatim", tolerance=None, options=())
    read = [node for node in view.nodes if node.value and not node.nil and bracketed(node.fact)]
    own = {node.index for node in read if _OWN_SIGN.match(node.fact.printed or "")}
    within = {node.fact.unit for node in read if node.index in own and node.value is not None and node.value < 0}
    signs = [decision.value < 0 for decision in settled.values() if decision.value is not None]
    signs += [node.value < 0 for node in read if node.index not in own and node.value is not None]
    minus = len(signs) >= _ENOUGH and all(signs) and not within
    for index in range(view.first_blank):
        size = open_sign(view, index)
        if size is None or index in decisions:
            continue
        if minus:
            value, why = -size, "brackets are a minus wherever sums or words of the document tell"
        elif view.nodes[index].fact.unit in within and not any(signs):
            value, why = size, "figures of this unit have a minus of their own within their brackets"
        else:
            continue
        explanation = f"{name_of(view, index)}: {why}"
        settled[index] = Decision(node=index, status="verbatim", value=value, explanation=explanation)
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
