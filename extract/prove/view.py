"""A statement made ready for arithmetic: every fact a node with an exact integer value and an interval.

Contract: one node per fact and blank, in the order facts, blanks. All numbers are integers in units of
`10 ** -places` of the base unit, so half a last place is an integer too and no comparison is ever rounded. A nil
counts as exactly zero in a sum. A node without value (`value is None`) is a slot in which a value may have stood.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property, lru_cache

import msgspec

from extract.lex.names import label_key
from extract.model import Fact, Statement
from extract.model.correction import is_attested
from extract.prove.labels import names_balance

_MAX_PLACES = 12
PERCENT = ("percent", "percentage_point")
PeriodKey = tuple[str, str, str]


class Node(msgspec.Struct, frozen=True, gc=False):
    """One fact. `last` is one last printed place; `low` and `high` bound what the print can stand for."""

    index: int
    fact: Fact
    value: int | None
    low: int
    high: int
    last: int
    period: PeriodKey | None
    key: str
    nil: bool

    @property
    def id(self) -> str:
        return self.fact.id


class Lane(msgspec.Struct, frozen=True, gc=False):
    """The nodes of one table that may be added up along one axis, by line (row, or column when turned).

    `beside` are all nodes of its slot and unit, of whatever period: its figures may have strayed among them.
    """

    table: str
    slot: int
    kind: str
    unit: str | None
    period: PeriodKey | None
    nodes: dict[int, int]
    beside: dict[int, int] = {}


class Sheet(msgspec.Struct, frozen=True, gc=False):
    """A table as slots: `at[(row, column)]` lists the nodes there; rows and columns in order."""

    id: str
    at: dict[tuple[int, int], list[int]]
    rows: list[int]
    columns: list[int]
    kind: str | None


def _places(value: str) -> int:
    _, point, rest = value.partition(".")
    return len(rest) if point else 0


def period_key(fact: Fact) -> PeriodKey | None:
    """What makes two periods the same: their dates, or their label where there are none."""
    period = fact.period
    if period is None:
        return None
    if period.end is not None:
        return (period.kind, period.start or "", period.end)
    name = period.label or period.printed
    return (period.kind, "label", name) if name else None


def _bounds(value: int, last: int, truncated: bool) -> tuple[int, int]:
    """The interval a printed value stands for: half a place each way, or up to one place away from zero.

    >>> _bounds(50, 10, False), _bounds(50, 10, True), _bounds(-50, 10, True)
    ((45, 55), (50, 60), (-60, -50))
    """
    if not truncated:
        return value - last // 2, value + last // 2
    return (value if value > 0 else value - last), (value if value < 0 else value + last)


class View:
    """Facts of a statement as nodes, and the indexes that the families of identities look through."""

    def __init__(self, statement: Statement, home: frozenset[str] | None = None) -> None:
        """`home` are the tables to look into; the facts of others are only met by name. None means all."""
        self.statement = statement
        self.home = home
        self.facts: tuple[Fact, ...] = (*statement.facts, *statement.blanks)
        self.first_blank = len(statement.facts)
        self.places = self._common_places()
        self.one = 10**self.places
        self.nodes: list[Node] = [self._node(i, fact) for i, fact in enumerate(self.facts)]
        self._widen_translations()
        self.excluded: frozenset[int] = frozenset()
        self.memo: dict[str, object] = {}

    def _common_places(self) -> int:
        most = max((min(_places(f.value), _MAX_PLACES) for f in self.facts if f.value), default=0)
        finest = max((min(f.decimals, _MAX_PLACES) for f in self.facts if f.decimals), default=0)
        return max(most, finest, 0) + 1

    def scaled(self, value: str) -> int | None:
        """A decimal string as an integer of this view; None for what is no number or finer than the view."""
        try:
            number = Decimal(value).scaleb(self.places)
        except InvalidOperation:
            return None
        if not number.is_finite():
            return None
        whole = int(number)
        return whole if whole == number else None

    def printed(self, value: int) -> str:
        """An integer of this view as a decimal string in base units: the way back of `scaled`."""
        sign, digits = ("-" if value < 0 else ""), str(abs(value)).rjust(self.places + 1, "0")
        whole, rest = digits[: -self.places], digits[-self.places :].rstrip("0")
        return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}" if whole != "0" else "0"

    def _node(self, index: int, fact: Fact) -> Node:
        nil = fact.status == "nil"
        value = 0 if nil else self.scaled(fact.value) if fact.value is not None else None
        decimals = fact.decimals
        if decimals is None:
            decimals = _places(fact.value or "")
        last = 10 ** max(self.places - decimals, 0) if decimals <= self.places else 1
        low, high = (0, 0) if nil or value is None else self.rounding(fact, value, last)
        key = label_key(fact.label)
        return Node(index, fact, value, low, high, last, period_key(fact), key, nil)

    def _widen_translations(self) -> None:
        """Figures translated from coarser print are no better than it: dollars in thousands out of yen in millions."""
        rates = {
            (base, quote): Fraction(rate)
            for base, quote, rate in self.statement.profile.exchange_rates
            if _is_rate(rate)
        }
        if not rates:
            return
        rows: dict[tuple[str | None, int | None, PeriodKey | None], list[int]] = defaultdict(list)
        for node in self.nodes:
            if node.value and is_money(node.fact.unit) and node.fact.table is not None:
                rows[(node.fact.table, node.fact.row, node.period)].append(node.index)
        for alike in rows.values():
            for index in alike:
                for other in alike:
                    rate = rates.get((self.nodes[index].fact.unit or "", self.nodes[other].fact.unit or ""))
                    if rate is not None:
                        self._widen(index, int(self.nodes[other].last / rate))

    def _widen(self, index: int, last: int) -> None:
        node = self.nodes[index]
        if last > node.last and node.value is not None:
            room = (last + node.last) // 2
            self.nodes[index] = msgspec.structs.replace(node, low=node.value - room, high=node.value + room)

    def rounding(self, fact: Fact, value: int, last: int) -> tuple[int, int]:
        """The interval a printed value of this fact stands for; only money is truncated, ratios are rounded."""
        return _bounds(value, last, self.truncated and is_money(fact.unit))

    @cached_property
    def certain(self) -> frozenset[int]:
        """Figures that a person vouches for: witnesses that no arithmetic corrects or doubts."""
        return frozenset(node.index for node in self.nodes if is_attested(node.fact, "value", "sign"))

    @property
    def truncated(self) -> bool:
        return self.statement.profile.truncated

    def without(self, indexes: Iterable[int]) -> View:
        """This view with some nodes taken out of their tables, so that no identity binds them."""
        self.excluded = self.excluded | frozenset(indexes)
        self.__dict__.pop("sheets", None)
        self.__dict__.pop("by_key", None)
        self.memo.clear()
        return self

    @cached_property
    def sheets(self) -> dict[str, Sheet]:
        """All tables that hold facts; charts are left out that were not understood: their labels are no rows."""
        read = {name for name, drawn in self.statement.drawn.items() if drawn.bridge is None}  # see `prove.bridges`
        charts = {t.id for t in self.statement.tables if t.kind == "chart" and t.id not in read}
        kinds = {t.id: t.kind for t in self.statement.tables}
        empty = self._headings()
        slots: dict[str, dict[tuple[int, int], list[int]]] = defaultdict(dict)
        for node in self.nodes:
            fact = node.fact
            if node.index in self.excluded or (fact.table, fact.row) in empty:
                continue
            if self.home is not None and fact.table not in self.home:
                continue
            if fact.table is None or fact.table in charts or fact.row is None or fact.column is None:
                continue
            slots[fact.table].setdefault((fact.row, fact.column), []).append(node.index)
        return {
            table: Sheet(
                table, at, sorted({row for row, _ in at}), sorted({column for _, column in at}), kinds.get(table)
            )
            for table, at in slots.items()
        }

    def _headings(self) -> set[tuple[str | None, int | None]]:
        """Rows without any value that are headings by their role or by how they end: no figure belongs there."""
        named = {(t.id, r.row) for t in self.statement.tables for r in t.row_headers if r.kind == "heading"}
        filled = {(n.fact.table, n.fact.row) for n in self.nodes if n.value is not None}
        return {
            (fact.table, fact.row)
            for fact in self.facts
            if fact.table is not None
            and (fact.table, fact.row) not in filled
            and ((fact.table, fact.row) in named or (fact.label and fact.label[-1].rstrip().endswith((":", "："))))
        }

    def lanes(self, sheet: Sheet, *, turned: bool = False, even: bool = True) -> list[Lane]:
        """The columns (or, turned, the rows) of a table split into nodes that can be added up.

        One lane holds one unit and one kind of measure; upright also one period, so that a table with a line
        per quarter is not taken for a list of parts. The balances with which a period opens and closes stand in its
        lane: they and its flows add up. `even` leaves stray marks out of columns of shares.
        """
        found: dict[tuple[int, str, str | None, PeriodKey | None], dict[int, int]] = {}
        beside: dict[tuple[int, str | None], dict[int, int]] = defaultdict(dict)
        spans = {} if turned else self._spans(sheet)
        for (row, column), indexes in sheet.at.items():
            for index in indexes:
                node = self.nodes[index]
                kind = additive_kind(node.fact)
                if kind is None:
                    continue
                slot, line = (row, column) if turned else (column, row)
                period = None if turned else self._rolled(node, spans.get(column, ()))
                found.setdefault((slot, kind, node.fact.unit, period), {}).setdefault(line, index)
                beside[(slot, node.fact.unit)].setdefault(line, index)
        lanes = [
            Lane(
                sheet.id,
                slot,
                kind,
                unit,
                period,
                self._even(nodes) if even and kind == "share" else nodes,
                beside[(slot, unit)],
            )
            for (slot, kind, unit, period), nodes in found.items()
            if len(nodes) > 1
        ]
        return sorted(lanes, key=lambda lane: (lane.slot, lane.kind, str(lane.unit), str(lane.period)))

    def _spans(self, sheet: Sheet) -> dict[int, set[PeriodKey]]:
        """The durations of each column, by the days on which their opening and closing balances stand."""
        spans: dict[int, set[PeriodKey]] = defaultdict(set)
        for (_, column), indexes in sheet.at.items():
            for index in indexes:
                period = self.nodes[index].period
                if period is not None and period[0] == "duration" and period[1] != "label":
                    spans[column].add(period)
        return spans

    def _rolled(self, node: Node, spans: Iterable[PeriodKey]) -> PeriodKey | None:
        """The period of a figure; for a balance that opens or closes the one period of its column, that period."""
        if node.period is None or node.period[0] != "instant" or not names_balance(node.fact.label[-1:]):
            return node.period
        rolled = [span for span in spans if node.period[2] in (span[2], day_before(span[1]))]
        return rolled[0] if len(rolled) == 1 else node.period

    def coarse(self, nodes: Iterable[int]) -> set[int]:
        """Of a column of shares, those printed without the decimals that all others have: stray marks, most likely.

        A column of fewer than four shares says nothing.
        """
        printed = [i for i in nodes if self.nodes[i].value is not None and not self.nodes[i].nil]
        finest = min((self.nodes[i].last for i in printed), default=1)
        odd = {i for i in printed if self.nodes[i].last > finest}
        return odd if len(printed) - len(odd) >= 4 and len(odd) * 4 <= len(printed) else set()

    def usual_last(self, index: int) -> int:
        """The last place most figures of the same column and unit are printed to; its own for a figure in prose."""
        fact = self.nodes[index].fact
        usual = self._usual_lasts.get((fact.table, fact.column, fact.unit))
        return self.nodes[index].last if fact.table is None or usual is None else usual

    def meant_last(self, index: int) -> int:
        """The last place a misprinted figure was meant to have: its column's, where its own is finer.

        A comma read as a point (`1.234` among `1,234`s) makes a figure look finer than its column.
        """
        return max(self.nodes[index].last, self.usual_last(index))

    def usual_scale(self, index: int) -> int | None:
        """The power of ten that figures of the same column and unit are printed in: 8 for hundreds of millions; None
        where no figure tells."""
        fact = self.nodes[index].fact
        return self._usual_scales.get((fact.table, fact.column, fact.unit)) if fact.table is not None else None

    @cached_property
    def _usual_scales(self) -> dict[tuple[str | None, int | None, str | None], int]:
        scales: dict[tuple[str | None, int | None, str | None], Counter[int]] = defaultdict(Counter)
        for node in self.nodes:
            fact = node.fact
            if node.value and fact.table is not None and fact.printed and fact.decimals is not None:
                digits = sum(map(str.isdigit, fact.printed.partition(".")[2]))
                scales[(fact.table, fact.column, fact.unit)][digits - fact.decimals] += 1
        return {key: min((-count, scale) for scale, count in each.items())[1] for key, each in scales.items()}

    def separates(self, index: int) -> bool:
        """Whether the other long figures of the column are all printed with separators between thousands."""
        fact = self.nodes[index].fact
        marks = self._separators.get((fact.table, fact.column, fact.unit), [])
        return len(marks) > 3 and sum(marks) >= len(marks) - 1

    @cached_property
    def _separators(self) -> dict[tuple[str | None, int | None, str | None], list[bool]]:
        marks: dict[tuple[str | None, int | None, str | None], list[bool]] = defaultdict(list)
        for node in self.nodes:
            printed = (node.fact.printed or "").partition(".")[0]
            if node.value is not None and sum(map(str.isdigit, printed)) > 3:
                marks[(node.fact.table, node.fact.column, node.fact.unit)].append("," in printed)
        return marks

    @cached_property
    def _usual_lasts(self) -> dict[tuple[str | None, int | None, str | None], int]:
        lasts: dict[tuple[str | None, int | None, str | None], Counter[int]] = defaultdict(Counter)
        for node in self.nodes:
            if node.value:
                lasts[(node.fact.table, node.fact.column, node.fact.unit)][node.last] += 1
        return {key: min((-count, last) for last, count in each.items())[1] for key, each in lasts.items()}

    def _even(self, nodes: dict[int, int]) -> dict[int, int]:
        odd = self.coarse(nodes.values())
        return {line: index for line, index in nodes.items() if index not in odd} if odd else nodes

    def known(self, indexes: Iterable[int]) -> bool:
        return all(self.nodes[i].value is not None for i in indexes)

    @cached_property
    def by_key(self) -> dict[tuple[str, str | None, PeriodKey], list[int]]:
        """Nodes by what they say they are: label key, unit, period."""
        found: dict[tuple[str, str | None, PeriodKey], list[int]] = defaultdict(list)
        for node in self.nodes:
            if node.period is not None and node.key:
                found[(node.key, node.fact.unit, node.period)].append(node.index)
        return found


@lru_cache(maxsize=4096)
def day_before(day: str) -> str | None:
    """The day before an ISO date; None for what is none.

    >>> day_before("2024-03-01"), day_before("")
    ('2024-02-29', None)
    """
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except ValueError:
        return None


def _is_rate(text: str) -> bool:
    try:
        return Fraction(text) > 0
    except (ValueError, ZeroDivisionError):
        return False


def additive_kind(fact: Fact) -> str | None:
    """The kind of measure that may be added up with its like: amounts, shares, changes in an amount; else None."""
    if fact.unit in PERCENT:
        return "share" if fact.measure in ("share", "ratio") else None
    if fact.unit == "year":
        return None  # terms to maturity and ages are means, and add up to nothing
    if fact.measure in ("amount", "target", "count", "other"):
        return "amount"
    return "change" if fact.measure == "change" else None


def measure_group(fact: Fact) -> str:
    """Measures that name the same kind of quantity: an amount may be called a count, an amount or a target."""
    if fact.measure in ("amount", "count", "target", "other"):
        return "amount"
    return "share" if fact.measure in ("share", "ratio") and fact.unit in PERCENT else fact.measure


def is_money(unit: str | None) -> bool:
    """An ISO 4217 code: three capitals, so neither a per-share unit nor a count."""
    return unit is not None and len(unit) == 3 and unit.isupper()
