"""The figures of a chart as tokens: where each stands, what it says, and whether its print is whole.

A chart is k columns under an axis of periods; its tokens are all figures that are not the axis. Values are Decimals in
base units. A token is *odd* when its print or its cell is broken: other decimals than the chart has, brackets that do
not close, words beside it. Odd tokens prove nothing and are never taken for a layer unless arithmetic asks for them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal, InvalidOperation
from itertools import pairwise

import msgspec

from extract.calendar.dating import resolve
from extract.lex.periods import find_periods
from extract.model import Fact, Period, Statement, Table

MAX_COLUMNS = 40
MAX_TOKENS = 400
_NEAR_LINES = 15
_COMMA = re.compile(r"^\D*(\d{1,3}(?:\.\d{3})+)\D*$")
_WHOLE = re.compile(r"^[^\d,.]*(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?[^\d,.]*$")
_WORD = re.compile(r"[^\W\d_]{4,}")
_LEAST_AXIS = 3


class Token(msgspec.Struct, frozen=True):
    """One printed figure. `index` is its place among the facts, `comma` its value if its points were commas."""

    index: int
    fact: Fact
    row: int
    column: int
    value: Decimal
    comma: Decimal | None
    odd: bool

    @property
    def place(self) -> tuple[int, int, float]:
        """Where it stands in the order of reading."""
        where = self.fact.location
        return (self.row, self.column, where.start if where.start is not None else where.box[0] if where.box else 0)


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A chart ready for arithmetic. `columns` are those the axis names, from the left; `last` is one printed place."""

    table: Table
    columns: tuple[int, ...]
    periods: dict[int, Period]
    axis_row: int
    amounts: tuple[Token, ...]
    percents: tuple[Token, ...]
    unit: str | None
    decimals: int
    last: Decimal
    truncated: bool

    def home(self, column: int) -> list[Token]:
        """The amounts printed under an axis label, in the order of reading."""
        return [t for t in self.amounts if t.column == column]

    def foots(self, total: Decimal, parts: Iterable[Decimal]) -> bool:
        """Whether a printed total is the sum of printed parts, as far as rounding lets one tell.

        Rounded figures may be half a place off each; truncated ones less than one place, all in one direction.
        """
        values = list(parts)
        return self.within(total - sum(values, Decimal(0)), len(values))

    def within(self, residual: Decimal, count: int) -> bool:
        """Whether a printed total may differ so much from the sum of `count` printed parts."""
        if self.whole:
            return residual == 0
        if self.truncated:
            return -self.last < residual < count * self.last
        return abs(residual) <= self.allowance(count)

    def allowance(self, count: int) -> Decimal:
        """How far the sum of `count` printed parts may be from its printed total.

        Half a place each at most; of many parts rarely more than three times their usual error, which is all that is
        granted, for a total that is off by more is as likely misread.
        """
        if self.whole:
            return Decimal(0)
        if self.truncated:
            return self.last * count
        usual = 3 * (Decimal(count) / 12).sqrt() + Decimal("0.5")
        return self.last * min(Decimal(count + 1) / 2, usual.quantize(Decimal("0.5"), ROUND_DOWN))

    @property
    def whole(self) -> bool:
        """Counts of things printed to the last one are not rounded."""
        return self.unit == "count" and self.last == 1

    def window(self, count: int) -> Decimal:
        """How many printed totals would foot with `count` parts, in base units."""
        return 2 * self.allowance(count) + self.last


def charts_of(statement: Statement, facts: tuple[Fact, ...]) -> list[Chart]:
    """The charts of a document whose axis names three columns or more."""
    tokens: dict[str, list[tuple[int, Fact]]] = {}
    for index, fact in enumerate(facts):
        if fact.table is not None and fact.status == "unresolved" and fact.candidates:
            tokens.setdefault(fact.table, []).append((index, fact))
    found = []
    for table in statement.tables:
        if table.kind == "chart" and table.id in tokens:
            chart = _chart(statement, table, tokens[table.id])
            if chart is not None:
                found.append(chart)
    return found


def _chart(statement: Statement, table: Table, given: list[tuple[int, Fact]]) -> Chart | None:
    axis = axis_of(statement, table)
    if axis is None:
        return None
    row, periods = axis
    tokens = [token for index, fact in given if fact.row != row and (token := _token(index, fact)) is not None]
    amounts = [t for t in tokens if t.fact.unit != "percent"]
    usual = Counter((t.fact.unit, t.fact.decimals) for t in amounts).most_common(1)
    if not usual or usual[0][0][1] is None:
        return None
    unit, decimals = usual[0][0]
    assert decimals is not None
    cells = {(c.row, c.column): c.text for c in table.cells}
    return Chart(
        table=table,
        columns=tuple(sorted(periods)),
        periods=periods,
        axis_row=row,
        amounts=tuple(_judged(t, unit, decimals, cells.get((t.row, t.column), "")) for t in amounts),
        percents=tuple(_judged(t, "percent", t.fact.decimals or 0, cells.get((t.row, t.column), ""))
                       for t in tokens if t.fact.unit == "percent"),
        unit=unit,
        decimals=decimals,
        last=Decimal(1).scaleb(-decimals),
        truncated=statement.profile.truncated and unit is not None and len(unit) == 3 and unit.isupper(),
    )  # fmt: skip


def axis_of(statement: Statement, table: Table) -> tuple[int, dict[int, Period]] | None:
    """The row that names most columns by a period alone, and the period of each; None for fewer than three."""
    rows: dict[int, dict[int, Period]] = {}
    for cell in table.cells:
        if len(cell.text) < 25 and len(found := find_periods(cell.text)) == 1:
            rest = cell.text.replace(found[0].printed, "")
            if not any(map(str.isdigit, rest)):
                rows.setdefault(cell.row, {})[cell.column] = resolve(found[0], statement.profile.calendar)
    if not rows:
        return None
    row = max(rows, key=lambda r: len(rows[r]))
    keys = Counter(period_name(p) for p in rows[row].values())
    periods = {column: period for column, period in rows[row].items() if keys[period_name(period)] == 1}
    return (row, periods) if len(periods) >= _LEAST_AXIS else None


def period_name(period: Period) -> tuple[str | None, ...]:
    """What tells one period from another: its dates, or its words where it has none."""
    return (period.kind, period.start, period.end) if period.end else (period.kind, period.label, period.printed)


def _token(index: int, fact: Fact) -> Token | None:
    try:
        value = Decimal(fact.candidates[0].value)
    except InvalidOperation:
        return None
    if fact.row is None or fact.column is None or not value.is_finite():
        return None
    return Token(index, fact, fact.row, fact.column, value, None, False)


def _judged(token: Token, unit: str | None, decimals: int, cell: str) -> Token:
    """A token with what is odd about it, and its reading with commas for points where that would fit the chart."""
    fact, comma = token.fact, None
    broken = cell.count("(") != cell.count(")") or _WORD.search(cell) is not None
    broken = broken or _WHOLE.match(fact.printed or "") is None
    bracketed = (fact.printed or "").startswith("(") and unit != "percent"
    odd = broken or bracketed or token.value < 0 or fact.unit != unit or fact.decimals != decimals
    if fact.unit == unit and unit != "percent" and not broken and not bracketed:
        comma = comma_reading(fact, token.value, decimals)
    return msgspec.structs.replace(token, odd=odd, comma=comma)


def comma_reading(fact: Fact, value: Decimal | None, decimals: int) -> Decimal | None:
    """`3.180` as 3,180 where the figures around it have no decimals; None when it cannot be read so.

    `value` is that of the print; without it the printed digits are taken in the scale of `decimals`.
    """
    printed = _COMMA.match(fact.printed or "")
    if printed is None:
        return None
    groups = printed[1].count(".")
    if value is None:
        return Decimal(printed[1].replace(".", "")).scaleb(-decimals)
    return value.scaleb(3 * groups) if groups == 1 and fact.decimals == decimals + 3 else None


class Prose:
    """The facts that stand in no table, by their place, so that those near a chart are found without reading all."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        outside = [(index, fact.location) for index, fact in enumerate(facts) if fact.table is None]
        self.lines = sorted((place.line, index) for index, place in outside if place.line is not None)
        self.pages: dict[int, list[int]] = defaultdict(list)
        for index, place in outside:
            if place.page is not None:
                self.pages[place.page].append(index)

    def near(self, chart: Chart) -> list[int]:
        """The indexes of the facts that may speak of a chart: on its page, or a few lines away."""
        lines = [c.location.line for c in chart.table.cells if c.location.line is not None]
        if lines:
            first = bisect_left(self.lines, (min(lines) - _NEAR_LINES, -1))
            end = bisect_left(self.lines, (max(lines) + _NEAR_LINES + 1, -1))
            return sorted(index for _, index in self.lines[first:end])
        page = chart.table.location.page
        return list(self.pages.get(page, ())) if page is not None else []


def columns_within(chart: Chart, whole: Period) -> tuple[int, ...]:
    """The columns that make up a longer period without gap, in order; empty when they do not."""
    if whole.kind != "duration" or whole.start is None or whole.end is None:
        return ()
    inside = sorted(
        (p.start, p.end, column)
        for column, p in chart.periods.items()
        if p.kind == "duration" and p.start and p.end and whole.start <= p.start and p.end <= whole.end
    )
    if len(inside) < 2 or inside[0][0] != whole.start or inside[-1][1] != whole.end:
        return ()
    for (_, end, _), (start, _, _) in pairwise(inside):
        if date.fromisoformat(end) + timedelta(days=1) != date.fromisoformat(start):
            return ()
    return tuple(column for _, _, column in inside)
