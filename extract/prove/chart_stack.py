"""Which figure of a chart is the total of which column: an exact search over column sums.

A hypothesis says of one column: this token is the total, those are its layers. It costs one for each departure from
the print: a token left out, one fetched from the column beside, an odd one taken in; points of odd tokens are read as
commas first, which costs nothing where it makes the whole column foot. The
cheapest hypotheses that foot win, if they agree on the total, if no other total foots for one departure more, and if
so many hypotheses would rarely foot by accident. No token serves two columns. Work is counted, never time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

import msgspec

from extract.prove.chart_tokens import Chart, Token

_CHANCE = Decimal("0.01")
_CHANCE_LOOSE = Decimal("0.002")
_CHANCE_TOGETHER = Decimal("0.0001")
_CHANCE_EACH = Decimal("0.05")
_MOST_IN_COLUMN = 24
_MOST_ODD = 4
_MOST_COST = 2


class Read(msgspec.Struct, frozen=True):
    """A token and the value it is read as."""

    token: Token
    value: Decimal

    @property
    def mended(self) -> bool:
        return self.value != self.token.value


class Stack(msgspec.Struct, frozen=True, kw_only=True):
    """A column whose total is the sum of its layers. `chance` is how often it would foot by accident."""

    column: int
    total: Read
    layers: tuple[Read, ...]
    cost: int
    chance: Decimal

    @property
    def tokens(self) -> tuple[int, ...]:
        return (self.total.token.index, *(r.token.index for r in self.layers))


class Budget:
    """Hypotheses that may still be looked at."""

    def __init__(self, work: int) -> None:
        self.left = work

    def spend(self, work: int = 1) -> bool:
        self.left -= work
        return self.left >= 0


class Found(msgspec.Struct):
    """Columns that foot, and those in which two totals would."""

    stacks: dict[int, Stack]
    rivals: dict[int, tuple[Read, ...]]
    exhausted: bool = False


def stacks_of(chart: Chart, budget: Budget) -> Found:
    """The columns whose total is proved by their sum."""
    found = Found({}, {})
    plain = {c: s for c in chart.columns if (s := _as_printed(chart, c, found, budget)) is not None}
    found.stacks = _believable(chart, plain)
    layers = _usual_layers(found.stacks)
    for cost in range(_MOST_COST + 1):
        if cost == 1:
            found.stacks |= _disjoint(_moved(chart, layers, found, budget))
        used = {index for stack in found.stacks.values() for index in stack.tokens}
        new = {}
        for column in chart.columns:
            if column in found.stacks or column in found.rivals:
                continue
            stack = _departing(chart, column, cost, used, layers, found, budget)
            if stack is not None:
                new[column] = stack
        found.stacks |= _disjoint(new)
    found.exhausted = budget.left < 0
    return found


def _foot(chart: Chart, reads: Sequence[Read]) -> Iterator[tuple[Read, tuple[Read, ...]]]:
    """Each token that is the sum of all others, at least two of which are not zero."""
    whole = sum((r.value for r in reads), Decimal(0))
    for at, total in enumerate(reads):
        if total.value > 0 and chart.within(2 * total.value - whole, len(reads) - 1):
            layers = (*reads[:at], *reads[at + 1 :])
            if sum(layer.value != 0 for layer in layers) >= 2 and all(x.value < total.value for x in layers):
                yield total, layers


def _chance(chart: Chart, total: Read, layers: int, hypotheses: int) -> Decimal:
    return min(Decimal(1), hypotheses * chart.window(layers) / total.value)


def _regular(chart: Chart, column: int) -> list[Read]:
    return [Read(t, t.value) for t in chart.home(column) if not t.odd]


def _as_printed(chart: Chart, column: int, found: Found, budget: Budget) -> Stack | None:
    """A column all of whose whole tokens foot, none left over."""
    reads = _regular(chart, column)
    if not 3 <= len(reads) <= _MOST_IN_COLUMN or not budget.spend(len(reads) ** 2):
        return None
    hits = list(_foot(chart, reads))
    if not hits:
        return None
    totals = {total.token.index: total for total, _ in hits}
    for at in range(len(reads)):
        for total, _ in _foot(chart, [*reads[:at], *reads[at + 1 :]]):
            totals.setdefault(total.token.index, total)
    if len(totals) > 1:
        found.rivals[column] = tuple(totals.values())
        return None
    total, layers = hits[0]
    return Stack(
        column=column, total=total, layers=layers, cost=0, chance=_chance(chart, total, len(layers), 1)
    )  # fmt: skip


def _believable(chart: Chart, stacks: dict[int, Stack]) -> dict[int, Stack]:
    """Columns that would hardly foot by accident: each alone, or nearly all columns of the chart together."""
    usual = _usual_layers(stacks)
    alone = {
        c: s for c, s in stacks.items()
        if s.chance <= (_CHANCE if usual in (None, len(s.layers)) else _CHANCE_LOOSE)
    }  # fmt: skip
    filled = [c for c in chart.columns if len(_regular(chart, c)) >= 3]
    together = Decimal(1)
    for stack in stacks.values():
        together *= stack.chance
    alike = len({len(stack.layers) for stack in stacks.values()}) == 1
    likely = all(stack.chance <= _CHANCE_EACH for stack in stacks.values())
    if together <= _CHANCE_TOGETHER and likely and alike and len(stacks) == len(filled):
        return dict(stacks)
    return alone


def _usual_layers(stacks: dict[int, Stack]) -> int | None:
    """How many layers a column has, if two columns or more were proved and most agree."""
    counts = [len(stack.layers) for stack in stacks.values()]
    if len(counts) < 2:
        return None
    most = max(set(counts), key=lambda n: (counts.count(n), n))
    return most if counts.count(most) * 2 > len(counts) else None


def _departing(
    chart: Chart, column: int, cost: int, used: set[int], layers: int | None, found: Found, budget: Budget
) -> Stack | None:
    """A column that foots with `cost` departures, when all that do agree on the total and on its layers."""
    home = [r for r in _regular(chart, column) if r.token.index not in used]
    if not 2 <= len(home) <= _MOST_IN_COLUMN:
        return None
    hypotheses = 0
    hits: list[tuple[Read, tuple[Read, ...]]] = []
    for reads in _departures(chart, column, home, cost, used):
        hypotheses += 1
        if not budget.spend(len(reads)):
            return None
        hits += _foot(chart, reads)
    if not hits:
        return None
    expected = [hit for hit in hits if layers is not None and len(hit[1]) == layers]
    totals = {(total.token.index, total.value): total for total, _ in hits}
    for reads in _departures(chart, column, home, 1, used) if cost == 0 else ():
        totals |= {(total.token.index, total.value): total for total, _ in _foot(chart, reads)}
    if len(totals) > 1:
        found.rivals[column] = tuple(totals.values())
        return None
    total, parts = (expected or hits)[0]
    chance = _chance(chart, total, len(parts), hypotheses)
    sets = {tuple(sorted((r.token.index, r.value) for r in parts)) for _, parts in expected or hits}
    if len(sets) > 1 or chance > (_CHANCE if expected else _CHANCE_LOOSE):
        return None
    return Stack(column=column, total=total, layers=parts, cost=cost, chance=chance)


def _moved(chart: Chart, usual: int | None, found: Found, budget: Budget) -> dict[int, Stack]:
    """Neighbours that do not foot, and both do when one token is moved from one to the other."""
    open_columns = [c for c in chart.columns if c not in found.stacks and c not in found.rivals]
    moved: dict[int, Stack] = {}
    for one, other in pairwise(chart.columns):
        if one not in open_columns or other not in open_columns:
            continue
        left, right = _regular(chart, one), _regular(chart, other)
        count = len(left) + len(right)
        if not 5 <= count <= _MOST_IN_COLUMN or not budget.spend(count**2):
            continue
        pairs = []
        for source, target in ((left, right), (right, left)):
            for at, read in enumerate(source):
                rest = [*source[:at], *source[at + 1 :]]
                grown = sorted([*target, read], key=lambda r: r.token.place)
                lines = (rest, grown) if source is left else (grown, rest)
                pairs += [(a, b) for a in _foot(chart, lines[0]) for b in _foot(chart, lines[1])]
        if len(pairs) != 1:
            continue
        # One of the two may foot for a better reason (its extra token is noise), so each must be unlikely by itself.
        hits = [(hit, _chance(chart, hit[0], len(hit[1]), 1)) for hit in pairs[0]]
        if count * hits[0][1] * hits[1][1] > _CHANCE_LOOSE:
            continue
        if any(chance > (_CHANCE if len(hit[1]) == usual else _CHANCE_LOOSE) for hit, chance in hits):
            continue
        for column, ((total, layers), chance) in zip((one, other), hits, strict=True):
            moved[column] = Stack(column=column, total=total, layers=layers, cost=1, chance=chance)
    return moved


def _departures(chart: Chart, column: int, home: list[Read], cost: int, used: set[int]) -> Iterator[list[Read]]:
    """All readings of a column with so many departures from the print; points read as commas alone count as none."""
    odd = [t for t in chart.home(column) if t.odd and t.index not in used][:_MOST_ODD]
    if cost == 0:
        mended = [Read(t, t.comma) for t in odd if t.comma is not None]
        for count in range(1, len(mended) + 1):
            for some in combinations(mended, count):
                yield sorted([*home, *some], key=lambda r: r.token.place)
        return
    at = chart.columns.index(column)
    beside = {chart.columns[i] for i in (at - 1, at + 1) if 0 <= i < len(chart.columns)}
    more: list[Read] = []
    for token in odd:
        more += [Read(token, token.comma)] if token.comma is not None else []
        more += [Read(token, token.value)] if token.value > 0 else []
    more += [Read(t, t.value) for t in chart.amounts if t.column in beside and not t.odd and t.index not in used]
    for add in range(cost + 1):
        if len(home) - (cost - add) < 1:
            continue
        for fetched in combinations(more, add):
            if len({r.token.index for r in fetched}) < add:
                continue
            for left in combinations(home, cost - add):
                out = {r.token.index for r in left}
                reads = [r for r in home if r.token.index not in out]
                yield sorted([*reads, *fetched], key=lambda r: r.token.place)


def _disjoint(stacks: dict[int, Stack]) -> dict[int, Stack]:
    """Columns that share no token with another one; those that do are left open, both."""
    kept = {}
    for column, stack in stacks.items():
        others = {i for c, other in stacks.items() if c != column for i in other.tokens}
        if others.isdisjoint(stack.tokens):
            kept[column] = stack
    return kept
