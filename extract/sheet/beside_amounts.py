"""Columns of rates that stand each beside the amounts they are of: `Sales`, `%`, `Profit`, `%`.

The heading of such a column says what kind of figure it holds and not of what: that says the heading before it.

    Sales | % | Profit | %        ->        Sales | Sales, % | Profit | Profit, %
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from extract.sheet.parts import Column


def named_by_amounts(columns: Mapping[int, Column]) -> dict[int, Column]:
    """The columns, those of rates under one and the same heading named by the columns of amounts before them; all as
    they are where one of them stands beside none, or where a heading tells a time."""
    named = dict(columns)
    for path in {column.path for column in columns.values() if column.path}:
        rates = [k for k, column in columns.items() if column.path == path]
        before = [columns.get(k - 1) for k in rates]
        if len(rates) < 2 or not all(map(_is_of_rates, (columns[k] for k in rates))):
            continue
        amounts = [column for column in before if column is not None and _names_amounts(column)]
        if len(amounts) == len(rates) == len({column.path for column in amounts}):
            for k, column in zip(rates, amounts, strict=True):
                named[k] = msgspec.structs.replace(columns[k], path=(*column.path, *path))
    return named


def _is_of_rates(column: Column) -> bool:
    rate = column.unit is not None and column.unit.unit in ("percent", "percentage_point")
    return (rate or column.change or column.share) and not column.time and column.scenario is None


def _names_amounts(column: Column) -> bool:
    percent = column.unit is not None and column.unit.unit in ("percent", "percentage_point")
    return bool(column.path) and not (percent or column.change or column.share or column.time)
