"""Margins and other ratios of two rows: a percent row that is one amount row over another, column by column.

Operating margin = operating income / revenues; gross margin ratio = (revenues - cost) / revenues. A flow over a balance
(return on equity, on assets) is taken of the average of two balances, of which one stands elsewhere: no identity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import regex

from extract.prove.evidence import best, outcome
from extract.prove.identity import Identity
from extract.prove.view import Sheet, View

NAME = "margin"
_EQUITY_RATIO = regex.compile(r"equity.*ratio|ratio.*equity|自己資本比率|持分比率|株主資本比率", regex.IGNORECASE)
_NET_ASSETS = regex.compile(r"net assets|total equity|純資産|資本合計", regex.IGNORECASE)
_ABOVE = 10
_BELOW = 3


def find(view: View) -> Iterable[Identity]:
    """Percent rows of all tables with the two amount rows they are made of."""
    for sheet in view.sheets.values():
        yield from _margin_rows(view, sheet)


def _margin_rows(view: View, sheet: Sheet) -> Iterable[Identity]:
    amounts: dict[int, dict[int, int]] = defaultdict(dict)
    ratios: dict[int, dict[int, int]] = defaultdict(dict)
    for (row, column), indexes in sheet.at.items():
        for index in indexes:
            fact = view.nodes[index].fact
            if fact.unit == "percent" and fact.measure in ("ratio", "share", "rate", "other"):
                ratios[row].setdefault(column, index)
            elif fact.measure in ("amount", "target"):
                amounts[row].setdefault(column, index)
    for row, cells in sorted(ratios.items()):
        if row in amounts or len(cells) < 2:
            continue
        near = [r for r in range(row - _ABOVE, row + _BELOW + 1) if r in amounts]
        scope = f"{sheet.id}/row{row}/margin"
        found = best(
            view,
            [
                _guess(view, cells, amounts[top], amounts[bottom], form, scope)
                for form in ("ratio", "complement")
                for top in near
                for bottom in near
                if top != bottom
            ],
        )
        yield from (identity for identity in found if not _of_another_equity(view, identity))


def _of_another_equity(view: View, identity: Identity) -> bool:
    """Whether an equity ratio disagrees with net assets: it is taken of the owners' equity, without the minority's."""
    names = [view.nodes[index].fact.label[-1:] for index in identity.nodes[:2]]
    if not all(names) or not _EQUITY_RATIO.search(names[0][0]) or not _NET_ASSETS.search(names[1][0]):
        return False
    seen = outcome(view, identity)
    return seen is not None and seen.verdict == "fails"


def _guess(
    view: View, cells: dict[int, int], top: dict[int, int], bottom: dict[int, int], form: str, scope: str
) -> list[Identity]:
    """One identity per column in which the ratio and both amounts have a slot, both being flows or both balances."""
    return [
        Identity(
            NAME,
            "ratio" if form == "ratio" else "complement",
            (index, top[column], bottom[column]),
            (1, 100, 1),
            scope=scope,
        )
        for column, index in cells.items()
        if column in top and column in bottom and _comparable(view, top[column], bottom[column])
    ]


def _comparable(view: View, top: int, bottom: int) -> bool:
    """Whether one amount can be a part of the other: in one unit, unlike days and yen, both flows or balances."""
    one_unit = view.nodes[top].fact.unit == view.nodes[bottom].fact.unit
    return one_unit and not _flow_over_balance(view, top, bottom)


def _flow_over_balance(view: View, top: int, bottom: int) -> bool:
    kinds = [period[0] for index in (top, bottom) if (period := view.nodes[index].period) is not None]
    return kinds == ["duration", "instant"]
