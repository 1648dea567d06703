"""The columns of a table without headings, dated by a row that a dated table prints as well.

    Balance sheet            June 30, 2023   December 31, 2022
    Long-term debt                  32,723              30,694

    (page break)
    4.450% notes due 2038              750                 750     June 30, 2023 and December 31, 2022
    Long-term debt, net             32,723              30,694     by this row

Every figure of the row has to be found in one row of the other table, under words that they share, each of another
period; all rows that are found so must agree. A figure that by its name cannot be of that kind of period stays open.
Under spans, what an opening balance leads to stands on their last day, and a row of which a longer span tells no more
than a shorter one may stand on that day as well: it stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

from extract.facts.lost_units import digits_of, words_of
from extract.model import Fact, Ground, Period, Table
from extract.sheet.balances import as_balance, names_balance, names_closing, names_opening
from extract.sheet.nature import nature_of
from extract.sheet.roll_forwards import roll_forwards
from extract.sheet.stub_words import balance_of_a_day

_LEAST_DIGITS = 7
"""Digits of all figures of a row together: fewer may be alike by chance."""


class _Row(NamedTuple):
    """The figures of one row, by column."""

    words: frozenset[str]
    figures: dict[int, tuple[str, Fact]]


class _Edges(NamedTuple):
    """The rows of a table to which opening balances lead, and those that tell the same of two spans of one last day."""

    closing: frozenset[int]
    alike: frozenset[int]


Dates = dict[int, tuple[Period, Ground]]


def with_shared_periods(
    tables: Sequence[Table], facts: list[Fact], blanks: list[Fact]
) -> tuple[list[Table], list[Fact], list[Fact]]:
    """Tables, facts and blanks with the columns dated that have no heading and share a row with a dated table."""
    by_table: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.table is not None and fact.column is not None:
            by_table[fact.table].append(fact)
    bare = {t.id for t in tables if t.id in by_table and _is_bare(t, by_table[t.id])}
    if not bare:
        return list(tables), facts, blanks
    dated = _dated_rows([row for t in tables if t.id not in bare for row in _rows(by_table[t.id])])
    dates = {name: found for name in bare if (found := _dates(_rows(by_table[name]), dated))}
    edges = {name: _edges(by_table[name], found) for name, found in dates.items()}
    facts = [_with_date(fact, dates, edges) for fact in facts]
    return (
        [_with_dates(table, dates) for table in tables],
        _with_rates(facts, dates),
        [_with_date(blank, dates, edges) for blank in blanks],
    )


def _edges(facts: Sequence[Fact], dates: Dates) -> _Edges:
    """What stands on a day among the rows of a table that spans date."""
    labels: dict[int, str] = {}
    figures: dict[int, dict[int, Decimal]] = defaultdict(dict)
    places = max((fact.decimals for fact in facts if fact.decimals is not None and fact.measure == "amount"), default=0)
    for fact in facts:
        if fact.row is None or fact.column is None:
            continue
        labels[fact.row] = fact.label[-1] if fact.label else ""
        if fact.value is not None and fact.measure == "amount":  # in units of the last place that is printed
            figures[fact.row][fact.column] = Decimal(fact.value).scaleb(places).to_integral_value()
    rows = dict(sorted(labels.items()))
    closing = {flow.closing for flow in roll_forwards(rows, {row: figures[row] for row in rows})}
    by_end: dict[str | None, list[int]] = defaultdict(list)
    for column, (period, _) in dates.items():
        by_end[period.end].append(column)
    sets = [columns for columns in by_end.values() if len(columns) > 1]
    alike = {
        row
        for row in rows
        if sets and all(_is_one_amount([figures[row].get(column) for column in columns]) for columns in sets)
    }
    return _Edges(frozenset(closing), frozenset(alike))


def _is_one_amount(values: Sequence[Decimal | None]) -> bool:
    """Whether there are figures, none of them nought, and all the same."""
    return all(values) and len(set(values)) == 1


def _is_bare(table: Table, facts: Sequence[Fact]) -> bool:
    """Whether nothing stands over the columns, and nothing dates a figure of the table."""
    return not any(h.path for h in table.column_headers) and all(
        f.period is None or f.period.end is None for f in facts
    )


def _rows(facts: Iterable[Fact]) -> list[_Row]:
    found: dict[int | None, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.row].append(fact)
    rows = []
    for row in found.values():
        figures = {f.column: (d, f) for f in row if f.column is not None and (d := digits_of(f.printed)) is not None}
        whole = {column: pair for column, pair in figures.items() if "." not in pair[0]}
        figures = whole or figures  # rates stand between amounts, and other tables do without them
        if len(figures) > 1:
            rows.append(_Row(words_of(row[0]), figures))
    return rows


def _dated_rows(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    """Rows all of whose figures have a period of their own, by the digits of each figure."""
    out: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        periods = [f.period for _, f in row.figures.values()]
        ends = {(p.kind, p.start, p.end) for p in periods if p is not None and p.end is not None}
        if len(ends) == len(periods):
            for digits in {d for d, _ in row.figures.values()}:
                out[digits].append(row)
    return out


def _dates(rows: Sequence[_Row], dated: Mapping[str, Sequence[_Row]]) -> Dates:
    """The period of each column on which all shared rows agree; nothing where two of them differ."""
    found: dict[int, dict[tuple[str, str | None, str | None], tuple[Period, Ground]]] = defaultdict(dict)
    for row in rows:
        for column, period, ground in _shared(row, dated):
            found[column].setdefault((period.kind, period.start, period.end), (period, ground))
    if any(len(periods) > 1 for periods in found.values()):
        return {}
    dates = {column: next(iter(periods.values())) for column, periods in found.items()}
    kinds = {period.kind for period, _ in dates.values()}
    return dates if len(kinds) == 1 and len({p.end for p, _ in dates.values()}) > 1 else {}


def _shared(row: _Row, dated: Mapping[str, Sequence[_Row]]) -> list[tuple[int, Period, Ground]]:
    """Column, period and place of each figure of a row, from the one dated row that prints all of them."""
    printed = [digits for digits, _ in row.figures.values()]
    if len(set(printed)) < len(printed) or sum(len(d.replace(".", "")) for d in printed) < _LEAST_DIGITS:
        return []
    others = [o for o in dated.get(printed[0], ()) if row.words & o.words]
    settled: dict[tuple[object, ...], list[tuple[int, Period, Ground]]] = {}
    for other in others:
        pairs = []
        for column, (digits, _) in row.figures.items():
            same = [f for d, f in other.figures.values() if d == digits and f.period is not None]
            if len(same) != 1 or same[0].period is None:
                break
            ground = Ground(rank="table_above", rule="shared_row", printed=same[0].printed, location=same[0].location)
            pairs.append((column, same[0].period, ground))
        else:
            settled.setdefault(tuple((c, p.kind, p.start, p.end) for c, p, _ in pairs), pairs)
    return next(iter(settled.values())) if len(settled) == 1 else []


def _with_date(fact: Fact, dates: Mapping[str, Dates], edges: Mapping[str, _Edges]) -> Fact:
    found = dates.get(fact.table or "", {}).get(fact.column if fact.column is not None else -1)
    if found is None:
        return fact
    period, ground = found
    edge = edges[fact.table or ""]
    if period.kind == "duration" and fact.row in edge.closing:
        period = msgspec.structs.replace(period, kind="instant", start=None)
    elif period.kind == "duration" and fact.row in edge.alike:
        return fact
    nature = nature_of(fact.label[-1]) if fact.label else None
    if nature not in (None, period.kind):
        return fact
    if period.kind == "duration" and fact.label and _of_a_day(fact.label[-1]):
        at_edge = names_opening(fact.label[-1]) or names_closing(fact.label[-1])
        day = as_balance(period, fact.label[-1]) if at_edge else None
        if day is None or day.kind != "instant" or day.end is None:
            return fact
        period = day
    return msgspec.structs.replace(fact, period=period, grounds={**fact.grounds, "period": (ground,)})


def _of_a_day(label: str) -> bool:
    """Whether a row is what there was when a period began or ended: a span is not its period."""
    return balance_of_a_day(label) or names_opening(label) or names_closing(label) or names_balance(label)


def _with_dates(table: Table, dates: Mapping[str, Dates]) -> Table:
    found = dates.get(table.id)
    if not found:
        return table
    headers = tuple(
        msgspec.structs.replace(h, period=found[h.column][0]) if h.column in found else h for h in table.column_headers
    )
    return msgspec.structs.replace(table, column_headers=headers)


def _with_rates(facts: Iterable[Fact], dates: Mapping[str, Dates]) -> list[Fact]:
    """A rate in the label of a row that has been dated so holds at the days of the row's figures."""
    facts = list(facts)
    days: dict[tuple[str, ...], dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        period = fact.period
        if fact.table in dates and period is not None and period.kind == "instant" and period.end is not None:
            days[fact.label].setdefault(period.end, fact)
    out: list[Fact] = []
    for fact in facts:
        rows = days.get(fact.label[:-1], {}) if fact.table is None and fact.period is None else {}
        if fact.unit != "percent" or not rows:
            out.append(fact)
            continue
        out += [
            msgspec.structs.replace(fact, period=f.period, grounds={**fact.grounds, "period": f.grounds["period"]})
            for f in rows.values()
        ]
    return out
