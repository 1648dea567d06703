"""What costs cash, printed as if it brought some in: `Net cash used in investing activities   0.1   (0.3)`.

In figures of few digits a sum holds with either sign, as far as they are rounded. The words say that the line costs
something, and the other column prints it so; then nothing tells that this year was another one, or that its bracket got
lost. Where a sum holds with the sign that is printed only, it stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import regex as re

from extract.prove.decision import Decision, Option
from extract.prove.identity import DETECT, Identity
from extract.prove.state import State
from extract.prove.view import View, is_money
from extract.prove.words import figure, name_of

# Lines of a cash flow statement that cost some, whatever the year.
COSTS = re.compile(
    r"^(?:purchases?|acquisitions?|payments?|repayments?|redemptions?|repurchases?|capital expenditures?)\b|\bpaid$"
    r"|(?:支出|支払額)$",
    re.I,
)
_USED = re.compile(r"^net cash (?:flows? )?used (?:in|for|by)\b", re.I)


def _at_another_time(view: View, one: int, other: int) -> bool:
    """Whether two figures of a row may be of two times: what is eliminated tells no other segment's sign."""
    first, second = view.nodes[one].period, view.nodes[other].period
    return first is None or second is None or first != second


def signs_against_words(view: View, identities: Sequence[Identity], state: State) -> list[Decision]:
    """Conflicts for amounts above zero of lines that cost some, where the line is below zero in another column and no
    sum tells."""
    rows: dict[tuple[str, int], list[int]] = defaultdict(list)
    for node in view.nodes[: view.first_blank]:
        fact = node.fact
        if node.value and fact.table is not None and fact.row is not None and fact.measure == "amount":
            name = fact.label[-1].strip() if fact.label else ""
            if is_money(fact.unit) and (COSTS.search(name) or _USED.search(name)):
                rows[(fact.table, fact.row)].append(node.index)
    suspects = {
        index
        for row in rows.values()
        for index in row
        if state.at(index) > 0 and any(state.at(i) < 0 and _at_another_time(view, i, index) for i in row)
    }
    if not suspects:
        return []
    told: set[int] = set()
    for identity in identities:
        mine = suspects.intersection(identity.nodes) if identity.support >= DETECT else set()
        for index in mine if state.outcome(identity) is not None else ():
            turned = state.outcome_with(identity, index, -state.at(index))
            if turned is None or turned.verdict == "fails":
                told.add(index)
    return [
        Decision(
            node=index,
            status="conflict",
            value=state.at(index),
            options=(Option(-state.at(index), "with the sign that the line has in the other column"),),
            explanation=(
                f"{name_of(view, index)}: printed {figure(view, index)} without a sign; its words say that it costs "
                "some, the other column prints it so, and no sum tells"
            ),
        )
        for index in sorted(suspects - told)
    ]
