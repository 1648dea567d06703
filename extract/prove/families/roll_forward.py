"""Roll-forward: what was there at the beginning, and the change, give what is there at the end.

Within a statement: cash at beginning + change = cash at end. Across periods: the end of one period is the beginning
of the next, and cash at the end is the cash of the balance sheet at that date when both tables say so.
"""

from __future__ import annotations

from collections.abc import Iterable

from extract.lex.names import plain
from extract.prove.identity import Identity, linear
from extract.prove.labels import names_begin, names_end
from extract.prove.sums import identities_of
from extract.prove.view import View, day_before

NAME = "roll_forward"


def find(view: View) -> Iterable[Identity]:
    """Beginning + change = end in each column; and the end of a period as the beginning of the next."""
    yield from identities_of(view, NAME)
    yield from _carried(view)


def _carried(view: View) -> Iterable[Identity]:
    """End of one period = beginning of the next, in rows of one table that differ in that word only."""
    ends: dict[tuple[str, str | None, str, str], int] = {}
    begins: list[tuple[tuple[str, str | None, str, str], int]] = []
    for node in view.nodes:
        fact, period = node.fact, node.period
        if fact.table is None or not fact.label or period is None or period[0] != "duration" or period[1] == "label":
            continue
        label = fact.label[-1]
        name = plain(label).split(" ")[0]
        if names_end(label) and not names_begin(label):
            ends[(fact.table, fact.unit, name, period[2])] = node.index
        elif names_begin(label):
            before = day_before(period[1])
            if before:
                begins.append(((fact.table, fact.unit, name, before), node.index))
    for key, begin in begins:
        end = ends.get(key)
        if end is not None and view.known((begin, end)):
            yield linear(NAME, [(end, 1), (begin, -1)], scope=f"{key[0]}/carried", exact=True)
