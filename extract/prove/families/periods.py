"""Periods: quarters add up to halves, and halves and quarters to years.

Within a table the columns say so; across tables the dates do: durations of one label and unit that tile another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from extract.prove.identity import Identity, linear
from extract.prove.structure import near_miss
from extract.prove.sums import identities_of
from extract.prove.view import View, additive_kind

NAME = "periods"
_MOST_TABLES = 12
_Series = dict[tuple[str, str], int]


def find(view: View) -> Iterable[Identity]:
    """Sums over columns of one row, and over tables of one label."""
    yield from identities_of(view, NAME)
    yield from _across_tables(view)


def _across_tables(view: View) -> Iterable[Identity]:
    """Shorter periods of one table that tile a period of another table, backed by the other rows of the two.

    A label may name two things in two tables, so one that fails is believed only as one misprint.
    """
    series: dict[tuple[str, str, str | None, str], _Series] = defaultdict(dict)
    for node in view.nodes:
        fact, period = node.fact, node.period
        if fact.table is None or not node.key or period is None or period[0] != "duration" or period[1] == "label":
            continue
        if additive_kind(fact) != "amount" or not period[1]:
            continue
        key = (node.key, fact.table, fact.unit, fact.dimensions.get("scenario", ""))
        series[key].setdefault((period[1], period[2]), node.index)
    by_label: dict[tuple[str, str | None, str], list[tuple[str, _Series]]] = defaultdict(list)
    for (label, table, unit, scenario), spans in series.items():
        by_label[(label, unit, scenario)].append((table, spans))
    found: dict[tuple[str, str, str, str], list[list[tuple[int, int]]]] = defaultdict(list)
    for tables in by_label.values():
        for table, spans in tables[:_MOST_TABLES]:
            for other, smaller in tables[:_MOST_TABLES]:
                if other == table:
                    continue
                for span, whole in spans.items():
                    parts = tile(span, {s: n for s, n in smaller.items() if s != span})
                    if parts:
                        found[(table, other, *span)].append([*((part, 1) for part in parts), (whole, -1)])
    for (table, other, *_), group in found.items():
        yield from _supported(view, group, f"{table}/{other}/periods")


def _supported(view: View, group: list[list[tuple[int, int]]], scope: str) -> Iterable[Identity]:
    """Identities of rows whose neighbours add up likewise; one that fails alone is no identity."""
    held = []
    for terms in group:
        known = view.known(node for node, _ in terms)
        residual = sum(sign * (view.nodes[node].value or 0) for node, sign in terms)
        room = sum(view.nodes[node].last for node, _ in terms)
        held.append(known and abs(residual) * 2 <= room and bool(view.nodes[terms[-1][0]].value))
    total = sum(held)
    for terms, holds in zip(group, held, strict=True):
        others = total - holds
        figures = [view.nodes[node].value or 0 for node, _ in terms]
        residual = sum(sign * figure for (_, sign), figure in zip(terms, figures, strict=True))
        believed = not view.known(n for n, _ in terms) or near_miss(residual, view.nodes[terms[-1][0]].last, figures)
        if holds or (others >= 2 and believed):
            yield linear(NAME, terms, support=7 * others, scope=scope)


def tile(span: tuple[str, str], pieces: _Series) -> list[int]:
    """The pieces that fill a span end to end without gap, the shortest ones; empty if they do not.

    >>> tile(("2006-04-01", "2006-09-30"), {("2006-04-01", "2006-06-30"): 7, ("2006-07-01", "2006-09-30"): 8})
    [7, 8]
    """
    start, end = span
    starts: dict[str, tuple[str, int]] = {}
    for (begin, finish), node in pieces.items():
        if begin >= start and finish <= end and (begin not in starts or finish < starts[begin][0]):
            starts[begin] = (finish, node)
    chosen: list[int] = []
    while start <= end and len(chosen) < 13:
        step = starts.get(start)
        if step is None:
            return []
        chosen.append(step[1])
        try:
            start = (date.fromisoformat(step[0]) + timedelta(days=1)).isoformat()
        except ValueError:
            return []
    return chosen if len(chosen) > 1 else []
