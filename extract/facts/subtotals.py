"""Columns that total only a part of a table: `計` of the regions abroad beside `合計` of all.

A column that is called a sum is that of the table where it stands alone, and that of a part beside one that is called
the total.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from extract.model import Fact

_TOTAL = frozenset(("total", "totals", "grandtotal", "合計", "総計", "総合計"))
_SUM = frozenset(("subtotal", "sub-total", "計", "小計"))
Column = tuple[str, int]


def subtotal_columns(facts: Iterable[Fact]) -> frozenset[Column]:
    """The columns, by table and number, that are called a sum in a row and a period that have a total as well.

    >>> from extract.model import Fact, Location
    >>> cells = ((3, "アジア"), (4, "計"), (5, "合計"))
    >>> made = [Fact(id=head, table="t1", row=1, column=at, header=(head,), status="verbatim", location=Location())
    ...         for at, head in cells]
    >>> subtotal_columns(made), subtotal_columns(made[:2])
    (frozenset({('t1', 4)}), frozenset())
    """
    sums: dict[tuple[object, ...], set[Column]] = defaultdict(set)
    totals: set[tuple[object, ...]] = set()
    for fact in facts:
        if fact.table is None or fact.column is None or not fact.header:
            continue
        called = "".join(unicodedata.normalize("NFKC", fact.header[-1]).casefold().split()).strip(":")
        span = (fact.period.start, fact.period.end) if fact.period is not None else None
        row = (fact.table, fact.row, span, fact.unit, fact.measure)
        if called in _SUM:
            sums[row].add((fact.table, fact.column))
        elif called in _TOTAL:
            totals.add(row)
    return frozenset(column for row, columns in sums.items() if row in totals for column in columns)
