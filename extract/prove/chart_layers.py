"""Which layer a figure of a column is: order of reading against the legend, and continuity from column to column.

Sums prove the total and what belongs to it; they say nothing about layers. What is found here is preference, and is
marked so by the caller. Where the legend can be read in several orders and they disagree, a layer has several names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from math import inf, log

import msgspec

from extract.model import Table
from extract.prove.chart_stack import Read
from extract.prove.chart_tokens import Chart
from extract.prove.labels import names_total

_MOST_LAYERS = 12
_MARGIN = 0.05
_NEAR_LINES = 15
_LONGEST_NAME = 60
_SHARE = re.compile(r"%|\bratio\b|率|比$", re.IGNORECASE)
_BULLET = re.compile(r"^[\s■□●○◆◇▲△▼▽・•·*-]+")
_NO_NAME = re.compile(r"\d|[:：]|\bunit\b|単位|。$|[■□●○◆◇].*[■□●○◆◇]", re.IGNORECASE)


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """The layers of a column from the top of the print down. `reads[i]` is None where the layer is lost.

    `doubtful` are the positions where continuity wants another order than the print has.
    """

    reads: tuple[Read | None, ...]
    doubtful: frozenset[int] = frozenset()


def usual_count(sizes: Sequence[int], proved: Sequence[int]) -> int | None:
    """How many layers the columns of a chart have: what most of the proved ones have, at least two of them."""
    counts = [n for n in proved if n]
    if len(counts) < 2:
        return None
    most = max(set(counts), key=lambda n: (counts.count(n), n))
    enough = counts.count(most) >= 2 and counts.count(most) * 2 > len(counts)
    return most if enough and most <= _MOST_LAYERS and max(sizes) <= most else None


def columns_to_layers(
    chart: Chart, totals: Mapping[int, Decimal], layers: Mapping[int, Sequence[Read]], count: int
) -> dict[int, Column]:
    """Positions for all columns that have their layers, or all but one of them."""
    ordered = {c: sorted(reads, key=lambda r: r.token.place) for c, reads in layers.items()}
    full = {c: tuple(float(r.value) for r in reads) for c, reads in ordered.items() if len(reads) == count}
    placed: dict[int, Column] = {}
    for column, reads in ordered.items():
        beside = _beside(chart, column, full)
        size = float(totals[column])
        if len(reads) == count:
            placed[column] = Column(reads=tuple(reads), doubtful=_doubtful(full[column], beside, size))
        elif len(reads) == count - 1 and beside:
            gap = float(totals[column] - sum((r.value for r in reads), Decimal(0)))
            at = _place_of_gap([float(r.value) for r in reads], max(gap, 0.0), beside, size)
            if at is not None:
                amounts = [float(r.value) for r in reads]
                amounts.insert(at, max(gap, 0.0))
                doubtful = _doubtful(tuple(amounts), beside, size)
                placed[column] = Column(reads=(*reads[:at], None, *reads[at:]), doubtful=doubtful)
    return placed


def _beside(chart: Chart, column: int, full: Mapping[int, tuple[float, ...]]) -> list[tuple[float, ...]]:
    """The nearest whole column on each side."""
    at = chart.columns.index(column)
    left = next((full[c] for c in reversed(chart.columns[:at]) if c in full), None)
    right = next((full[c] for c in chart.columns[at + 1 :] if c in full), None)
    return [amounts for amounts in (left, right) if amounts is not None]


def _step(one: float, other: float, size: float) -> float:
    """How far a layer would jump between two columns; small layers may jump more."""
    small = size / 100 or 1.0
    return log((max(one, 0.0) + small) / (max(other, 0.0) + small)) ** 2


def _doubtful(amounts: tuple[float, ...], beside: Sequence[tuple[float, ...]], size: float) -> frozenset[int]:
    """Positions that another order of a column would fill more smoothly."""
    if not beside:
        return frozenset()
    steps = [[sum(_step(a, other[i], size) for other in beside) for i in range(len(amounts))] for a in amounts]
    smoothest, cost = _assignment(steps)
    printed = sum(steps[i][i] for i in range(len(amounts)))
    if printed - cost <= _MARGIN:
        return frozenset()
    return frozenset(i for i, at in enumerate(smoothest) if at != i)


def _assignment(steps: list[list[float]]) -> tuple[tuple[int, ...], float]:
    """The cheapest one-to-one assignment of rows to columns, exactly, by dynamic programming over sets.

    >>> _assignment([[2.0, 1.0], [1.0, 5.0]])
    ((1, 0), 2.0)
    """
    size = len(steps)

    @cache
    def best(row: int, taken: int) -> tuple[float, tuple[int, ...]]:
        if row == size:
            return 0.0, ()
        found: tuple[float, tuple[int, ...]] = (inf, ())
        for column in range(size):
            if not taken >> column & 1:
                cost, rest = best(row + 1, taken | 1 << column)
                found = min(found, (cost + steps[row][column], (column, *rest)))
        return found

    cost, assigned = best(0, 0)
    return assigned, cost


def _place_of_gap(
    amounts: list[float], gap: float, beside: Sequence[tuple[float, ...]], size: float
) -> int | None:  # fmt: skip
    """Where in a column a lost layer stood: the smoothest place, if no other is nearly as smooth."""
    costs = []
    for at in range(len(amounts) + 1):
        tried = [*amounts[:at], gap, *amounts[at:]]
        costs.append((sum(_step(a, other[i], size) for other in beside for i, a in enumerate(tried)), at))
    costs.sort()
    return costs[0][1] if costs[1][0] - costs[0][0] > _MARGIN and costs[1][0] > 2 * costs[0][0] else None


def upright(chart: Chart, totals: Mapping[int, Read], layers: Mapping[int, Sequence[Read]]) -> bool:
    """Whether the print runs down the columns: totals before their layers, the axis below."""
    above = below = 0
    for column, total in totals.items():
        for read in layers.get(column, ()):
            above += total.token.place < read.token.place
            below += total.token.place > read.token.place
    return above > 4 * below and chart.axis_row > max(t.row for t in chart.amounts if not t.odd)


def layer_names(
    captions: Sequence[str], tables: Sequence[Table], chart: Chart, count: int, *, down: bool
) -> tuple[tuple[str, ...], ...]:
    """The names each layer may have, from the top of the print down; empty when no legend of that length is found.

    A list is read downwards where the print runs downwards; a legend of several columns, or a chart that was poured
    out upside down, can be read in several orders.
    """
    orders = _lists(captions, count)
    if not orders:
        for table in tables:
            found = _grids(table, chart, count)
            orders += found
            down = down and (not found or len({c.column for c in table.cells if _name(c.text) is not None}) == 1)
    if not orders:
        return ()
    if not down:
        orders += [order[::-1] for order in orders]
    return tuple(tuple(dict.fromkeys(order[i] for order in orders)) for i in range(count))


def _lists(captions: Sequence[str], count: int) -> list[tuple[str, ...]]:
    """The nearest run of lines before the chart that are names, if there are as many as layers."""
    run: list[str] = []
    for line in reversed(captions):
        name = _name(line)
        if name is not None:
            run.append(name)
        elif run:
            break
    return [tuple(reversed(run))] if len(run) == count and len(set(run)) == count else []


def _grids(table: Table, chart: Chart, count: int) -> list[tuple[str, ...]]:
    """The words of a table before the chart, read by rows and by columns, if there are as many as layers."""
    start, before = chart.table.location, table.location
    if before.page != start.page or (before.line or 0) > (start.line or 0):
        return []
    if start.line is not None and before.line is not None and start.line - before.line > _NEAR_LINES:
        return []
    words = [(cell.row, cell.column, name) for cell in table.cells if (name := _name(cell.text)) is not None]
    names = [name for _, _, name in words]
    if len(words) != count or len(set(names)) != count or len(table.cells) > 3 * count:
        return []
    by_rows = tuple(name for _, _, name in sorted(words))
    by_columns = tuple(name for _, _, name in sorted(words, key=lambda w: (w[1], w[0])))
    return list(dict.fromkeys((by_rows, by_columns)))


def _name(text: str) -> str | None:
    """A line or cell as the name of a layer; None for figures, units, shares, totals and sentences."""
    name = _BULLET.sub("", text).strip()
    if not name or len(name) > _LONGEST_NAME or _NO_NAME.search(name) or _SHARE.search(name) or names_total(name):
        return None
    return name if sum(map(str.isalpha, name)) >= 2 else None


def share_name(tables: Sequence[Table], captions: Sequence[str]) -> str | None:
    """What the legend calls the percents: `% of Revenues`; None when it does not say, or says two things."""
    found = {text.strip() for text in captions if text.strip().startswith("%") and len(text) < _LONGEST_NAME}
    for table in tables:
        found |= {c.text.strip() for c in table.cells if c.text.strip().startswith("%") and len(c.text) > 2}
    return found.pop() if len(found) == 1 else None
