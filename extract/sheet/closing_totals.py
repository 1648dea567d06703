"""Rows of the same name in one table, told apart by the totals that close their blocks.

    Aerospace                 7,860      of Total segment revenues
    Power                     4,152
    Total segment revenues   12,012
    Aerospace                 1,479      of Total segment profit
    Power                       377
    Total segment profit      1,856

No heading stands over the blocks. A row closes a block if it is the sum of the rows since the block before, or of the
total of that and the rows behind it, in every column that it fills; one that is called a total, of any rows before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

import regex as re

_TOTAL = re.compile(r"\btotals?\b|合計|小計|計$|\bsumme\b|\bgesamt", re.I)
_LONGEST = 40
"""Rows of a block at most: the figures of all of them are added for each row that may close it."""
Figures = Mapping[int, Decimal]
Path = tuple[str, ...]


def closing_totals(paths: Mapping[int, Path], figures: Mapping[int, Figures]) -> dict[int, int]:
    """For rows whose path is that of another row too, the row of the total that closes their block.

    >>> paths = dict(enumerate([("A",), ("B",), ("Total sales",), ("A",), ("B",), ("Total profit",)]))
    >>> amounts = [5, 4, 9, 2, 1, 3]
    >>> closing_totals(paths, {row: {1: Decimal(amount)} for row, amount in enumerate(amounts)})
    {0: 2, 1: 2, 3: 5, 4: 5}
    """
    often = {path for path, count in Counter(paths.values()).items() if count > 1 and path}
    if not often:
        return {}
    rows = [row for row in sorted(paths) if figures.get(row)]
    closed: dict[int, int] = {}
    begin = 0
    for n, row in enumerate(rows):
        last = n - 1 if _TOTAL.search(paths[row][-1]) else begin + 1  # what is called a total may close a part
        starts = range(max(0, begin - 1, n - _LONGEST), min(last, n - 1))
        start = next((s for s in starts if _is_sum(figures[row], [figures[r] for r in rows[s:n]])), None)
        if start is None:
            continue
        closed |= {r: row for r in rows[start:n] if r not in closed}
        begin = n + 1
    found = {row: total for row, total in closed.items() if paths[row] in often and paths[total] != paths[row]}
    told = Counter((paths[row], paths[total]) for row, total in found.items())
    return {row: total for row, total in found.items() if told[paths[row], paths[total]] == 1}


def _is_sum(total: Figures, parts: Sequence[Figures]) -> bool:
    """Whether parts add up to a total in every column that it fills, as far as they are rounded, and exactly in one."""
    exact = False
    for column, whole in total.items():
        own = [part[column] for part in parts if column in part]
        if len(own) < 2:
            return False
        off = abs(sum(own) - whole)
        last = Decimal(1).scaleb(int(whole.as_tuple().exponent))
        if off > last * max(1, len(own) // 2):
            return False
        exact = exact or (off == 0 and sum(bool(value) for value in own) > 1)
    return exact
