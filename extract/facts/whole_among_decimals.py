"""Rows of whole numbers among amounts with decimals: what they count, the unit over their column does not say.

£m            2031     2030
Revenue      141.2    133.9
Net debt      55.0     61.2
Colleagues   1,204    1,180      no million pounds, whatever the heading declares
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extract.lex.measure_names import names_amount, names_counted_only
from extract.lex.numbers import find_figures
from extract.model import Fact

_LEAST_ROWS = 2  # of amounts with decimals: two show a habit, one may be an accident
_NEAR = ("figure", "cell", "row", "row_heading", "tag")  # what a figure or its row says itself holds
Row = tuple[str | None, int | None]
"""A table, and a row of it."""


def without_lent_units(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, those in doubt of their unit (`unit_open`) whose row is printed in whole numbers, names nothing that
    is measured in money, and has its money from afar, where every amount of the table has decimals."""
    by_row: dict[Row, list[Fact]] = {}
    for fact in facts:
        if fact.table is not None and _is_lent_money(fact):
            by_row.setdefault((fact.table, fact.row), []).append(fact)
    tables: dict[str | None, list[Row]] = {}
    for row in by_row:
        tables.setdefault(row[0], []).append(row)
    doubted: set[Row] = set()
    for rows in tables.values():
        whole = [row for row in rows if not any(map(_has_decimals, by_row[row]))]
        named = any(_names_money(fact) for row in whole for fact in by_row[row])
        if len(rows) - len(whole) >= _LEAST_ROWS and not named:
            doubted.update(whole)
    return [
        msgspec.structs.replace(fact, doubts=(*fact.doubts, "unit_open"))
        if (fact.table, fact.row) in doubted and _is_lent_money(fact) and "unit_open" not in fact.doubts
        else fact
        for fact in facts
    ]


def _is_lent_money(fact: Fact) -> bool:
    """Whether a fact is an amount whose unit stands over its column or table, and not beside it."""
    unit = fact.unit or ""
    money = len(unit) == 3 and unit.isupper()
    return money and fact.value is not None and not any(g.rank in _NEAR for g in fact.grounds.get("unit", ()))


def _has_decimals(fact: Fact) -> bool:
    return any(figure.digits for figure in find_figures(fact.printed or ""))


def _names_money(fact: Fact) -> bool:
    counted = bool(fact.label) and names_counted_only(fact.label[-1])
    return fact.concept is not None or (not counted and any(names_amount(part) for part in fact.label))
