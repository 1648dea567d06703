"""Shares of a total: a percent column whose figures are the amounts beside it over one row of the same column.

`% of total revenues`, `Composition`: the row that is 100.0, or the one that most rows bear out, is the whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from extract.prove.evidence import best
from extract.prove.identity import Identity
from extract.prove.view import Lane, Sheet, View

NAME = "share"
_MAX_WHOLES = 60
_MAX_FULL = 8
_LONG_COLUMN = 400


def find(view: View) -> Iterable[Identity]:
    """Share columns of all tables, one identity per row; the columns of a table first as shares of one same row."""
    found = view.memo.get(NAME)
    if not isinstance(found, tuple):
        found = view.memo[NAME] = tuple(_found(view))
    return found


def columns_of_shares(view: View) -> set[tuple[str | None, int | None]]:
    """Tables and columns whose percents are known to be shares of a row."""
    results = (view.nodes[identity.nodes[0]].fact for identity in find(view))
    return {(fact.table, fact.column) for fact in results}


def _found(view: View) -> Iterable[Identity]:
    for sheet in view.sheets.values():
        lanes = view.lanes(sheet, even=False)
        amounts = [lane for lane in lanes if lane.kind == "amount"]
        shares = [lane for lane in lanes if lane.kind == "share"]
        if not shares or not amounts:
            continue
        together = _shares(view, sheet, shares, amounts)
        yield from together
        bound = {identity.nodes[0] for identity in together}
        for lane in shares:
            if bound.isdisjoint(lane.nodes.values()):
                yield from _shares(view, sheet, [lane], amounts)


def _shares(view: View, sheet: Sheet, shares: list[Lane], amounts: list[Lane]) -> list[Identity]:
    """The columns as shares of one row, each in an amount column near it of its period."""
    scope = f"{sheet.id}/of whole"
    guesses = []
    for rank in range(3):
        paired = [(lane, near[rank]) for lane in shares if len(near := _nearest(lane, amounts)) > rank]
        for whole in _wholes(view, paired):
            guess = []
            for lane, amount in paired:
                if whole in amount.nodes:
                    guess += [
                        Identity(
                            NAME, "ratio", (index, amount.nodes[row], amount.nodes[whole]), (1, 100, 1), scope=scope
                        )
                        for row, index in lane.nodes.items()
                        if row in amount.nodes and row != whole
                    ]
            guesses.append(guess)
    return best(view, guesses)


def _nearest(shares: Lane, amounts: list[Lane]) -> list[Lane]:
    fitting = [lane for lane in amounts if lane.period == shares.period or shares.period is None]
    return sorted(fitting, key=lambda lane: (abs(lane.slot - shares.slot), lane.slot))[:3]


def _wholes(view: View, paired: list[tuple[Lane, Lane]]) -> list[int]:
    """Rows that may be the whole: those printed as 100, or else those with a positive amount, the largest first."""
    hundred = 100 * view.one
    full = {
        row
        for lane, amount in paired
        for row, index in lane.nodes.items()
        if view.nodes[index].value == hundred and row in amount.nodes
    }
    if full:
        return sorted(full)[:_MAX_FULL]
    largest: dict[int, int] = {}
    for _, amount in paired:
        for row, index in amount.nodes.items():
            largest[row] = max(largest.get(row, 0), view.nodes[index].value or 0)
    return sorted((row for row, size in largest.items() if size > 0), key=lambda row: (-largest[row], row))[
        :_MAX_WHOLES
    ]
