"""Per-share figures: net income over the number of shares, wherever the three stand.

Several incomes and several share counts may be printed for a period (basic, diluted, ADS equivalents); a row of
per-share figures is bound to the pair of rows that bears it out in every period it is printed for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import regex

from extract.prove.evidence import best
from extract.prove.identity import Identity
from extract.prove.view import Node, PeriodKey, View, is_money

NAME = "per_share"
_INCOME = regex.compile(
    r"net (?:income|loss|profit|earnings)|profit (?:for|attributable)|純利益|純損失|当期利益", regex.IGNORECASE
)
_SHARES = regex.compile(r"\bshares?\b|\bADS\b|\bunits?\b|株式数|株数", regex.IGNORECASE)
_MAX_ROWS = 12
_Row = tuple[str, str, str | None]


def find(view: View) -> Iterable[Identity]:
    """Rows of per-share figures with the income and the share count they are made of."""
    per_share: dict[_Row, dict[PeriodKey, Node]] = defaultdict(dict)
    income: dict[_Row, dict[PeriodKey, Node]] = defaultdict(dict)
    shares: dict[_Row, dict[PeriodKey, Node]] = defaultdict(dict)
    for node in view.nodes:
        fact = node.fact
        if node.period is None or not fact.label or fact.table is None:
            continue
        row = (fact.table, node.key, fact.unit)
        label = fact.label[-1]
        if fact.unit is not None and fact.unit.endswith("_per_share") and fact.measure != "change":
            per_share[row].setdefault(node.period, node)
        elif is_money(fact.unit) and fact.measure == "amount" and _INCOME.search(label):
            income[row].setdefault(node.period, node)
        elif fact.unit in ("count", "shares") and _SHARES.search(label):
            shares[row].setdefault(node.period, node)
    for row, figures in per_share.items():
        currency = (row[2] or "").removesuffix("_per_share")
        tops = [cells for key, cells in list(income.items())[: _MAX_ROWS * 2] if key[2] == currency]
        bottoms = list(shares.values())[:_MAX_ROWS]
        yield from best(view, [_guess(figures, top, bottom, str(row[0])) for top in tops for bottom in bottoms])


def _guess(
    figures: dict[PeriodKey, Node], income: dict[PeriodKey, Node], shares: dict[PeriodKey, Node], table: str
) -> list[Identity]:
    return [
        Identity(
            NAME,
            "ratio",
            (figure.index, income[period].index, shares[period].index),
            (1, 1, 1),
            scope=f"{table}/per_share",
        )
        for period, figure in figures.items()
        if period in income and period in shares
    ]
