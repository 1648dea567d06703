"""Percentages that stand under the heading of amounts: the headings of two columns, or the columns, changed places.

                       Amount    % of total
    Container             40.0    9,088,394
    Warehousing           60.0   13,642,195        40.0 = 9,088,394 / 22,730,589
    Total                100.0   22,730,589

Taken for money, each figure looks well printed and the column even adds up. But figure by figure it is what the column
beside it makes of its total in percent, so its unit cannot be what the heading says. Where the shares are printed with
their sign (`40.0%`), the amounts beside them, without one, cannot be percentages.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from math import log2
from typing import NamedTuple

from extract.lex.numbers import find_figures
from extract.prove.decision import Decision
from extract.prove.identity import STRONG
from extract.prove.view import Sheet, View, is_money
from extract.prove.words import name_of

_LEAST_ROWS = 3
_MOST_WHOLES = 3
_MOST = 0.8
_HALF = Decimal("0.5")


class Face(NamedTuple):
    """A figure as it is printed, whatever it was taken for: its value without scale, half a last place of it, and
    whether a percent sign stands beside it."""

    node: int
    value: Decimal
    half: Decimal
    percent: bool


Column = dict[int, Face]


def shares_as_amounts(view: View) -> list[Decision]:
    """Conflicts for the figures of columns of money that are the column beside them in percent of its total, and for
    what is called a percentage in that column."""
    decided: dict[int, Decision] = {}
    for sheet in view.sheets.values():
        columns = [_faces(view, sheet, column) for column in sheet.columns]
        for one, two in pairwise(columns):
            for shares, amounts in ((one, two), (two, one)):
                whole = _whole(view, shares, amounts)
                if whole is not None:
                    decided |= {d.node: d for d in _decisions(view, shares, amounts, whole)}
    return [decided[index] for index in sorted(decided)]


def _faces(view: View, sheet: Sheet, column: int) -> Column:
    """The figures of a column by row, where it has one."""
    faces: Column = {}
    for row in sheet.rows:
        here = sheet.at.get((row, column), [])
        printed = find_figures(view.facts[here[0]].printed or "") if len(here) == 1 else ()
        if len(printed) == 1 and printed[0].value:
            figure = printed[0]
            faces[row] = Face(here[0], abs(figure.value), _HALF.scaleb(-figure.digits), figure.percent)
    return faces


def _whole(view: View, shares: Column, amounts: Column) -> Face | None:
    """The amount of which the others are given in percent by figures that are called money; None if there is none."""
    rows = [row for row in shares if row in amounts and _exchanged(view, shares[row], amounts[row])]
    if len(rows) <= _LEAST_ROWS:
        return None
    hundred = [row for row in rows if shares[row].value == 100]
    by_size = sorted(rows, key=lambda row: -amounts[row].value)
    for whole in (hundred or [row for row in by_size if not _near_hundred(amounts[row])])[:_MOST_WHOLES]:
        others = [row for row in rows if row != whole]
        held = [row for row in others if _is_share(shares[row], amounts[row], amounts[whole])]
        bits = sum(max(0.0, log2(shares[row].value / (2 * shares[row].half))) for row in held)
        if len(held) >= max(_LEAST_ROWS, _MOST * len(others)) and bits - log2(len(rows)) >= STRONG:
            return amounts[whole]
    return None


def _exchanged(view: View, share: Face, amount: Face) -> bool:
    """Whether a figure that may be a share was taken for money, or an amount beside a printed percentage for one."""
    if share.percent:
        return not amount.percent and view.facts[amount.node].unit == "percent"
    return not amount.percent and is_money(view.facts[share.node].unit)


def _near_hundred(amount: Face) -> bool:
    """Whether an amount is so near 100 that whatever resembles another figure looks like its share of this one: of 84,
    15 is 13 as one year's cost is the next one's."""
    return 50 <= amount.value <= 200


def _is_share(share: Face, part: Face, whole: Face) -> bool:
    """Whether a figure is an amount in percent of another, to its last printed place."""
    room = share.half * whole.value + 100 * (part.half + whole.half)
    return abs(share.value * whole.value - 100 * part.value) <= room


def _decisions(view: View, shares: Column, amounts: Column, whole: Face) -> Iterator[Decision]:
    for row in shares.keys() & amounts.keys():
        share, amount = view.facts[shares[row].node], view.facts[amounts[row].node]
        parts = f"`{(amount.printed or '').strip()}` in percent of `{(view.facts[whole.node].printed or '').strip()}`"
        said = f"`{(share.printed or '').strip()}` is {parts}, as in the other rows of its column"
        if is_money(share.unit) or (shares[row].percent and amount.unit == "percent"):
            yield _conflict(view, shares[row].node, f"{said}; it stands under the heading of amounts")
        if amount.unit == "percent" and amount.value is not None:
            yield _conflict(view, amounts[row].node, f"{said}; the amount stands under the heading of percentages")


def _conflict(view: View, index: int, why: str) -> Decision:
    return Decision(
        node=index, status="conflict", value=view.nodes[index].value, explanation=f"{name_of(view, index)}: {why}"
    )
