"""Which lines of a table add up to which: sums discovered from the numbers, over all lanes at once.

A *line* is a row (or a column, when the table is turned), a *lane* a column of figures that can be added up. A sum
is a line that equals, in every lane, the signed sum of a run of lines next to it. What has been summed is taken out,
so that totals of totals are found too. A slot without value counts as nothing while that lets the sum hold exactly, and
speaks neither for nor against it otherwise. A coincidence in one lane is not taken for a sum: each lane in which a
sum holds gives as many bits of evidence as its figures have beyond the allowance, and the number of combinations
tried is paid for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from math import log2
from typing import NamedTuple

import msgspec

from extract.prove.broken_rows import BrokenLane, broken_row
from extract.prove.identity import DETECT
from extract.prove.moves import move_holds
from extract.prove.readings import digit_edits
from extract.prove.view import Lane, Node

_ACCEPT = 8.0
_HELD_ACCEPT = 4.0  # what columns in which a sum holds must tell, whatever those tell in which it nearly does
_MAX_RUN = 60
_LONG_TABLE = 300
_LONG_RUN = 24
_MAX_SIGNED = 6
_MAX_SIGNED_LINES = 160
_LABEL_BITS = 6.0
_SECTION_BITS = 8.0
_RESULT_BITS = 4.0
_STAGE_BITS = 8.0
_LEAD_BITS = 5.0  # what the labels of two results, and of all lines between them, tell at the least
_OWNERS = 2
_SIGN_BITS = 2.0
_READINGS = 60
_MOST_SLACK = 12
_MOST_BROKEN = 12  # lines of a sum that holds in no lane
_BROKEN_ACCEPT = 10.0


class Name(msgspec.Struct, frozen=True):
    """What the label of a line says of its place in a sum.

    `opens` says that a heading stands over the line, `stage` that the lines below make a new start, `left` that it is
    what a statement of income leaves in the end, `attributed` that it is the part of a result that some owners have,
    `moved` that it is by how much cash grew or shrank, `moves` that it is an activity or a rate of exchange that did
    so.
    """

    total: bool = False
    result: bool = False
    deduction: bool = False
    begins: bool = False
    ends: bool = False
    opens: bool = False
    stage: bool = False
    left: bool = False
    attributed: bool = False
    moved: bool = False
    moves: bool = False


_EPSILON = 1e-9  # what floats lose when a lane's bits are taken out of a sum of bits


class Turned(Enum):
    """A sign that a figure lost, or gained, or of which nothing tells which of both."""

    LOST = "lost"
    GAINED = "gained"
    OPEN = "open"


class Sum(NamedTuple):
    """`total` equals the sum of `parts` (line, sign). `held` and `failed` are lanes, `bits` the evidence: of the held
    by what their figures tell, of the near ones by what is left of it when all readings are counted that come near.

    `near` are the failed lanes that fail by what one misprint leaves, `lost_signs` those of them that fail by the sign
    of one part, which is printed in another lane; `open_signs` those of them where as many lanes speak for a bracket
    that was gained there. A sum is `said` by a total of all lines of its section, and `broken` where it holds in no
    lane.
    """

    total: int
    parts: tuple[tuple[int, int], ...]
    held: tuple[int, ...]
    failed: tuple[int, ...]
    bits: dict[int, float]
    cost: float
    lost_signs: tuple[int, ...] = ()
    near: tuple[int, ...] = ()
    said: bool = False
    open_signs: tuple[int, ...] = ()
    broken: bool = False

    @property
    def shape(self) -> frozenset[tuple[int, int]]:
        """The same for two sums that are one identity rearranged."""
        terms = [(self.total, -1), *self.parts]
        first = min(terms)
        return frozenset((line, sign * first[1]) for line, sign in terms)

    def supports(self, lanes: int) -> list[int]:
        """For each lane the bits of evidence for this sum that do not come from its holding there."""
        if self.broken:
            return [DETECT] * lanes
        told, near = sum(self.bits.values()) - self.cost, frozenset(self.near)
        return [int(told - (0.0 if lane in near else self.bits.get(lane, 0.0)) + _EPSILON) for lane in range(lanes)]


class _Column(NamedTuple):
    """A lane over the lines: values (0 where none), whether one is missing, the last place usual in it, and how much
    a figure may be off in all (the same, but for figures translated from coarser ones); `printed` are the values of
    its slot of whatever period by place, None where there are none; `dashes` tells which lines print a dash."""

    values: list[int]
    missing: list[bool]
    last: int
    room: int
    share: bool
    printed: list[int | None]
    dashes: list[bool]


class _Grid:
    """Lanes as dense columns over the lines, for the search; `place` is where a line stands among all of the table."""

    def __init__(self, lines: Sequence[int], lanes: Sequence[Lane], nodes: Sequence[Node]) -> None:
        self.lines = list(lines)
        self.columns: list[_Column] = []
        order = sorted({*self.lines, *(line for lane in lanes for line in lane.beside)})
        self.place = [bisect_left(order, line) for line in self.lines]
        for lane in lanes:
            values, missing, dashes = [], [], []
            lasts: Counter[int] = Counter()
            rooms: Counter[int] = Counter()
            for line in self.lines:
                index = lane.nodes.get(line)
                value = nodes[index].value if index is not None else None
                missing.append(value is None)
                dashes.append(index is not None and nodes[index].nil)
                values.append(value or 0)
                if index is not None and value:
                    lasts[nodes[index].last] += 1
                    rooms[nodes[index].high - nodes[index].low] += 1
            usual = min((-count, last) for last, count in lasts.items())[1] if lasts else 1
            room = max(usual, min((-count, room) for room, count in rooms.items())[1] if rooms else 1)
            slot = lane.nodes | lane.beside
            printed = [nodes[slot[line]].value if line in slot else None for line in order]
            self.columns.append(_Column(values, missing, usual, room, lane.kind == "share", printed, dashes))

    def value(self, lane: int, position: int) -> int | None:
        column = self.columns[lane]
        return None if column.missing[position] else column.values[position]


@lru_cache(maxsize=4096)
def _bits(places: int, terms: int) -> float:
    """Evidence in bits of a figure of so many last places meeting a sum of so many rounded terms."""
    return max(0.0, log2(max(places, 1) / (terms + 1)))


def near_miss(residual: int, last: int, figures: Sequence[int], slack: int = 0, *, signs: bool = True) -> bool:
    """Whether a residual is what one misprint leaves: one of the figures, read otherwise, makes it vanish.

    A digit misread, lost or doubled, two digits exchanged, or (`signs`) a lost sign; up to `slack` last places of
    rounding.

    >>> near_miss(30000, 1, [12437437]), near_miss(31234, 1, [12437437]), near_miss(2096, 1, [1740, 1048, 692])
    (True, False, True)
    >>> near_miss(232953 - 22953, 1, [226021, 22953]), near_miss(5999, 1, [2076406], slack=2)
    (True, True)
    """
    if residual % last or abs(residual) <= slack * last:
        return False
    for shift in range(-slack, slack + 1):
        places = abs(residual) // last + shift
        for figure in figures:
            printed = abs(figure) // last
            if signs and places == 2 * printed:
                return True
            for wanted in (printed + places, abs(printed - places)):
                edit = digit_edits(str(printed), str(wanted))
                if edit is not None and 0 < edit[0] <= 2 and printed > 9:
                    return True
    return False


def discover(
    lines: Sequence[int], lanes: Sequence[Lane], nodes: Sequence[Node], name: Callable[[int], Name]
) -> list[Sum]:
    """All sums among the lines. What the `name` of a line says makes a sum cheaper that fits it.

    A total of all lines of a section over which a heading stands is what a reader expects: said, and not only found.

    Two searches: one for hierarchies (parents above their parts, totals below), one for signed chains such as
    revenues - costs = margin. A sum found by both is given once, as the chain if a sign is negative.
    """
    if len(lines) < 3 or not lanes:
        return []
    grid = _Grid(lines, lanes, nodes)
    search = _Search(grid, [name(line) for line in grid.lines])
    everything = list(range(len(grid.lines)))
    below = search.fixpoint(everything, signed=False, upwards=False)
    above = search.fixpoint(search.rest(everything, below), signed=False, upwards=True)
    mixed = search.fixpoint(search.rest(everything, [*below, *above]), signed=False, upwards=False)
    other = search.fixpoint(everything, signed=False, upwards=True)
    chain: list[Sum] = []
    if len(lines) <= _MAX_SIGNED_LINES:
        chain = search.fixpoint(everything, signed=True, upwards=False)
        chain += search.fixpoint(search.rest(everything, above), signed=True, upwards=False)
    unique: dict[frozenset[tuple[int, int]], Sum] = {}
    for found in (*below, *above, *mixed, *chain, *other):
        unique.setdefault(found.shape, found)
    kept = _without_rivals(without_lost_signs(list(unique.values()), grid.value))
    return [search.named(found) for found in kept]


def _without_rivals(sums: Sequence[Sum]) -> list[Sum]:
    """Of sums of the same lines arranged otherwise, only those that fail nowhere, if there are such.

    `274 + 5 = 279` and `279 + (-5) = 274` cannot both be meant; of the columns in which a line is nothing both hold.
    """
    whole = {frozenset(line for line, _ in ((each.total, 1), *each.parts)) for each in sums if not each.failed}
    return [
        each for each in sums if not each.failed or frozenset((each.total, *(p for p, _ in each.parts))) not in whole
    ]


class _Search:
    def __init__(self, grid: _Grid, names: Sequence[Name]) -> None:
        self.grid = grid
        self.names = names
        self.opens = [at == 0 or name.opens or names[at - 1].stage for at, name in enumerate(names)]
        self.signed = [any(column.values[at] < 0 for column in grid.columns) for at in range(len(grid.lines))]
        self.natural = [-1 if name.deduction and not self.signed[at] else 1 for at, name in enumerate(names)]
        self.max_run = _MAX_RUN if len(grid.lines) <= _LONG_TABLE else _LONG_RUN
        self.price = log2(max(2, len(grid.lines)))

    def named(self, found: Sum) -> Sum:
        """A sum over positions as a sum over line numbers."""
        lines = self.grid.lines
        return found._replace(
            total=lines[found.total], parts=tuple((lines[position], sign) for position, sign in found.parts)
        )

    def rest(self, active: list[int], found: list[Sum]) -> list[int]:
        gone = {position for each in found for position, _ in each.parts}
        return [position for position in active if position not in gone]

    def fixpoint(self, active: list[int], *, signed: bool, upwards: bool) -> list[Sum]:
        """Sums found when each found sum stands for its parts; `upwards` looks for parts below their parent."""
        order = active[::-1] if upwards else active
        stack: list[int] = []
        found: list[Sum] = []
        begins: dict[int, int] = {}
        for position in order:
            sums_up = not signed and not upwards and self.names[position].total
            sections = self._sections(stack, begins) if sums_up else set()
            hit = self._best_run(stack, position, sections, signed=signed, upwards=upwards)
            if hit is not None:
                found.append(hit)
                begins[position] = begins.get(hit.parts[0][0], hit.parts[0][0])
                del stack[len(stack) - len(hit.parts) :]
            elif not upwards and stack and self.names[position].total and self._only_part(stack[-1], position):
                del stack[-1]
            stack.append(position)
        return found

    def _only_part(self, line: int, total: int) -> bool:
        """Whether a total repeats the one line of its section: that is in it, and no part of anything else."""
        pairs = [
            (column.values[line], column.values[total])
            for column in self.grid.columns
            if not column.missing[line] or not column.missing[total]
        ]
        return self.opens[line] and all(one == other for one, other in pairs) and any(one for one, _ in pairs)

    def _sections(self, stack: list[int], begins: dict[int, int]) -> set[int]:
        """How many lines at the top of the stack a heading stands over, sections that are summed within them counted
        as one line; none when they are fewer than two. A profit on the first line under a heading either makes a new
        start or, in a statement of cash flows, is a part like the others."""
        for length in range(1, len(stack) + 1):
            part = stack[-length]
            first = begins.get(part, part)
            if self.opens[first] and (part not in begins or length == len(stack)):
                leads = first - 1 in stack[-length - 1 : -length] and self.names[first - 1].stage
                led = leads and (first == 1 or self.names[first - 1].opens)
                return {each for each in (length, length + led) if each > 1}
        return set()

    def _best_run(self, stack: list[int], total: int, sections: set[int], *, signed: bool, upwards: bool) -> Sum | None:
        """The run at the top of the stack that the line sums, if the evidence suffices."""
        if len(stack) < 2:
            return None
        lengths = self._plain_candidates(stack, total, min(len(stack), self.max_run))
        lengths |= {length for length in sections if self._cancel(stack[-length:], total)}
        patterns = [(1,) * length for length in sorted(lengths)]
        if signed:
            patterns += self._signed_candidates(stack, total, min(len(stack), _MAX_SIGNED))
        best: Sum | None = None
        best_score = 0.0
        for signs in patterns:
            parts = tuple(zip(stack[len(stack) - len(signs) :], signs, strict=True))
            if self._counts_twice(total, parts):
                continue
            rolls = not upwards and self._rolls(total, parts)
            leads = not upwards and self._leads(total, parts)
            expected = rolls or len(signs) in sections or (upwards and self._shared_out(total, parts))
            expected = expected or (not upwards and self._moved_by(total, parts))
            weighed = self._weigh(total, parts, expected=expected, leads=leads, upwards=upwards)
            if weighed is not None:
                score = sum(weighed.bits.values()) - weighed.cost - 4 * len(weighed.failed) - 0.01 * len(parts)
                if best is None or score > best_score:
                    best, best_score = weighed, score
        if best is None and not upwards and (self.names[total].total or (signed and self.names[total].result)):
            return self._broken(stack, total, signed=signed)
        return best

    def _broken(self, stack: list[int], total: int, *, signed: bool) -> Sum | None:
        """The run that a total or a result would sum in all lanes, were the figures of one row other ones."""
        for length in range(2, min(len(stack), _MOST_BROKEN) + 1):
            lines = stack[-length:]
            rest = [self.natural[line] for line in lines[1:]]
            if signed != (-1 in rest):
                continue
            parts = tuple(zip(lines, (1, *rest), strict=True))
            lanes, told = broken_row([self._figures(lane, total, parts) for lane in range(len(self.grid.columns))])
            if lanes and told - self._cost(total, parts, upwards=False) >= _BROKEN_ACCEPT:
                return Sum(total, parts, (), lanes, {}, 0.0, near=lanes, broken=True)
        return None

    def _figures(self, lane: int, total: int, parts: Sequence[tuple[int, int]]) -> BrokenLane | None:
        """The figures of a sum in a lane, each with its sign, the total last; None where that says nothing."""
        column = self.grid.columns[lane]
        figures = [None if column.missing[p] else sign * column.values[p] for p, sign in parts]
        living = sum(1 for figure in figures if figure)
        whole = None if column.missing[total] else -column.values[total]
        if column.share or whole == 0 or living < len(parts) - 1:
            return None
        return BrokenLane((*figures, whole), column.room)

    def _plain_candidates(self, stack: list[int], total: int, limit: int) -> set[int]:
        """Lengths of runs whose plain sum meets the line in some lane."""
        lengths: set[int] = set()
        for column in self.grid.columns:
            target = column.values[total]
            if column.missing[total] or target == 0:
                continue
            values, last = column.values, column.room
            beyond = values[stack[-1]] - target
            for length in range(2, limit + 1):
                beyond += values[stack[-length]]
                if abs(beyond) * 2 <= (length + 1) * last:
                    lengths.add(length)
        return lengths

    def _cancel(self, parts: Sequence[int], total: int) -> bool:
        """Whether in some lane several figures of lines cancel each other and the total prints nothing left."""
        return any(
            not column.missing[total]
            and column.values[total] == 0
            and sum(1 for p in parts if column.values[p]) > 1
            and abs(sum(column.values[p] for p in parts)) * 2 <= (len(parts) + 1) * column.room
            for column in self.grid.columns
        )

    def _signed_candidates(self, stack: list[int], total: int, limit: int) -> list[tuple[int, ...]]:
        """Sign patterns, the first part positive and one negative at least, that meet the line in some lane."""
        found: dict[tuple[int, ...], None] = {}
        for column in self.grid.columns:
            target = column.values[total]
            if column.share or column.missing[total] or target == 0:
                continue
            later = [0]
            for length in range(1, limit + 1):
                value = column.values[stack[-length]]
                if length > 1:
                    room = (length + 1) * column.room // 2
                    low, high = target - value - room, target - value + room
                    for code, partial in enumerate(later):
                        if code and low <= partial <= high:
                            found[_signs(code, length)] = None
                later = [x + value for x in later] + [x - value for x in later]
        return list(found)

    def _weigh(
        self, total: int, parts: tuple[tuple[int, int], ...], *, expected: bool, leads: bool, upwards: bool
    ) -> Sum | None:
        """The sum with its evidence, or None if that does not suffice; an expected one is not paid for."""
        held: list[int] = []
        failed: dict[int, int] = {}
        bits: dict[int, float] = {}
        terms = len(parts) + 1
        for lane, column in enumerate(self.grid.columns):
            values, missing = column.values, column.missing
            if missing[total]:
                continue
            residual, largest, living, hollow = -values[total], abs(values[total]), 0, False
            for part, sign in parts:
                value = values[part]
                if value:
                    residual += sign * value
                    largest = max(largest, abs(value))
                    living += 1
                elif missing[part]:
                    hollow = True
            if largest == 0:
                continue
            if abs(residual) * 2 <= (0 if hollow else (living + 3) * column.room):
                held.append(lane)
                if living > 1:  # x + 0 = x tells nothing
                    bits[lane] = _bits(largest // column.room, terms)
            elif not column.share and not hollow:
                failed[lane] = residual
        if not held or (not bits and not expected):
            return None
        turned = self._turned(parts, held, failed, upwards=upwards)
        if turned is None:
            return None
        idle = [p for p, _ in parts if self._lives(p, failed) and not self._lives(p, held)]
        if idle and not (expected and all(self._stands(p, held) for p in idle)):
            return None  # a part that is zero wherever the sum holds is known to belong to it by place or name only
        cost = -_SECTION_BITS if expected else self._cost(total, parts, upwards=upwards)
        cost = min(cost, self.price - _STAGE_BITS, -_LEAD_BITS) if leads else cost
        near, almost = self._nearly(total, parts, failed, turned)
        lost = tuple(lane for lane, way in turned.items() if way is not Turned.GAINED)
        open_ = tuple(lane for lane, way in turned.items() if way is Turned.OPEN)
        said = expected or leads
        found = Sum(total, parts, tuple(held), tuple(failed), bits | almost, cost, lost, near, said, open_)
        return found if _borne_out(found, len(bits)) else None

    def _nearly(
        self,
        total: int,
        parts: tuple[tuple[int, int], ...],
        failed: Mapping[int, int],
        turned: Mapping[int, Turned],
    ) -> tuple[tuple[int, ...], dict[int, float]]:
        """Of the lanes in which a sum fails by so much: those in which one misprint, a sign or two swapped figures
        explain it, and what these lanes still tell of the sum, in bits."""
        near: list[int] = []
        almost: dict[int, float] = {}
        terms = len(parts) + 1
        coefficients = {self.grid.place[line]: sign for line, sign in ((total, -1), *parts)}
        for lane, residual in failed.items():
            column = self.grid.columns[lane]
            figures = [column.values[total], *(column.values[p] for p, _ in parts)]
            whole = _bits(max(map(abs, figures)) // column.room, terms)
            slack = min(_MOST_SLACK, (terms + 1) * column.room // (2 * column.last))
            if lane in turned:
                near.append(lane)
                almost[lane] = max(0.0, whole - _SIGN_BITS)
            elif near_miss(residual, column.last, figures, slack=slack, signs=False):
                near.append(lane)
                almost[lane] = max(0.0, whole - log2(terms * _READINGS * (terms + 1)))
            elif tried := move_holds(coefficients, column.printed, residual, (terms + 2) * column.room // 2):
                near.append(lane)
                almost[lane] = max(0.0, whole - log2(tried))
        return tuple(near), almost

    def _lives(self, position: int, lanes: Iterable[int]) -> bool:
        """Whether a line has a value other than zero in one of these lanes."""
        return any(self.grid.columns[lane].values[position] for lane in lanes)

    def _stands(self, position: int, lanes: Iterable[int]) -> bool:
        """Whether a figure of a line stands in each of these lanes, be it zero."""
        columns = [self.grid.columns[lane] for lane in lanes]
        return not any(column.missing[position] or column.dashes[position] for column in columns)

    def _turned(
        self, parts: tuple[tuple[int, int], ...], held: Sequence[int], failed: Mapping[int, int], *, upwards: bool
    ) -> dict[int, Turned] | None:
        """The lanes that fail by the sign of one part, which has the other one where the sum holds, and whether it is
        lost or gained there. None where a part rather has the other sign in this sum.

        A cost printed positive here, where it is taken away, and in brackets there, where it is added, lost them here
        or gained them there. More columns tell; of as many, what is printed of other costs does.
        """
        turned: dict[int, Turned] = {}
        contested: dict[tuple[int, int], list[int]] = {}
        for lane, residual in failed.items():
            values = self.grid.columns[lane].values
            for part, sign in parts:
                value = values[part]
                if not value or residual != 2 * sign * value:
                    continue
                there = [v for at in held if (v := self.grid.columns[at].values[part])]
                if not there or any((v < 0) == (value < 0) for v in there):
                    if sign < 0 and value < 0:
                        return None
                elif sign > 0 > value:
                    if upwards:
                        return None  # a subtraction rearranged: in the lane where it holds the sign is not read yet
                    turned[lane] = Turned.GAINED
                elif sign > 0 or value < 0:
                    contested.setdefault((part, 1 if value > 0 else -1), []).append(lane)
        for (part, lost), lanes in contested.items():
            living = sum(1 for at in held if self.grid.columns[at].values[part])
            way = living - len(lanes) or lost * self._brackets(part, parts, held, upwards)
            if way < 0 or (way == 0 and lost < 0):
                return None
            own = Turned.GAINED if lost < 0 else Turned.LOST if way else Turned.OPEN
            turned |= dict.fromkeys(lanes, own)
        return turned

    def _brackets(self, part: int, parts: tuple[tuple[int, int], ...], held: Sequence[int], upwards: bool) -> int:
        """Whether costs are printed in brackets and added (1) or printed positive and taken away (-1), as far as the
        other lines show (0 where they do not): first those of this sum, then all of the table."""
        costs: set[int] = set()
        others: set[int] = set()
        for line, sign in parts:
            for lane in held if line != part else ():
                value = self.grid.columns[lane].values[line]
                cost = self.names[line].deduction and not self.names[line].result  # no `Profit before tax`
                if value > 0 and (sign < 0 or (upwards and cost)):
                    (costs if cost else others).add(-1)
                elif value < 0 < sign:
                    (costs if cost else others).add(1)
        told = (
            costs
            or others
            or {
                -1 if value > 0 else 1
                for line, name in enumerate(self.names)
                if name.deduction and not name.result and line != part
                for lane in held
                if (value := self.grid.columns[lane].values[line])
            }
        )
        if told == {-1} and not (costs or others or self.names[part].deduction):
            return 0
        if len(told) == 1:
            return told.pop()
        return 0 if upwards else 1  # damage loses brackets far more often than it puts them round a figure

    def _cost(self, total: int, parts: tuple[tuple[int, int], ...], *, upwards: bool) -> float:
        """What a sum costs in bits: the number of others that might have been tried, less what the labels say.

        A total stands above its parts or below them; what is left of others stands below them.
        """
        name = self.names[total]
        told = 0.0
        if name.total and all(sign > 0 for _, sign in parts):
            told = _LABEL_BITS
        elif not upwards and name.result and any(self._deducts(p) for p, _ in parts):
            told = _RESULT_BITS
        if any(sign < 0 for _, sign in parts):
            return self.price - told + sum(0.3 if sign == self.natural[line] else 2.0 for line, sign in parts[1:])
        return self.price - told + log2(len(parts))

    def _rolls(self, total: int, parts: Sequence[tuple[int, int]]) -> bool:
        """Whether a closing balance is made of its opening balance and what stands between or above them; nobody takes
        away what was there, or by how much it grew."""
        opening = any(self.names[p].begins for p, _ in parts)
        added = all(sign > 0 for p, sign in parts if self.names[p].begins or self.names[p].moved)
        return self.names[total].ends and opening and added

    def _counts_twice(self, total: int, parts: Sequence[tuple[int, int]]) -> bool:
        """Whether a closing balance would be made of what cash grew by and of what stands above that, which is in it
        already: of figures of one digit such a sum comes out by rounding alone. Nor is it made of an opening balance
        and of another that closes: cost, depreciation and carrying amount are each rolled forward."""
        closes = (p for p, _ in parts if self.names[p].ends and not self.names[p].begins)
        if self.names[total].ends and any(self.names[p].begins for p, _ in parts) and any(True for _ in closes):
            return True
        moved = [p for p, _ in parts if self.names[p].moved]
        above = (p for p, _ in parts if moved and p < max(moved) and not self.names[p].begins)
        return self.names[total].ends and any(above)

    def _moved_by(self, total: int, parts: Sequence[tuple[int, int]]) -> bool:
        """Whether what cash grew by is made of nothing but the activities, and exchange rates, that moved it."""
        return self.names[total].moved and all(self.names[p].moves and sign > 0 for p, sign in parts)

    def _shared_out(self, total: int, parts: Sequence[tuple[int, int]]) -> bool:
        """Whether a result stands over the two parts of it that the owners of the parent and the others have."""
        shared = all(self.names[p].attributed and sign > 0 for p, sign in parts)
        return len(parts) == _OWNERS and shared and self.names[total].result and not self.names[total].attributed

    def _leads(self, total: int, parts: Sequence[tuple[int, int]]) -> bool:
        """Whether a result is made of the result before it and the one or two lines between, with the signs of the
        words: operating profit, other income, less other expenses, ordinary profit."""
        first, rest = parts[0][0], parts[1:]
        if len(rest) > 2:
            return False
        between = not any(self.names[line].stage for line, _ in rest)
        said = all(sign == self.natural[line] for line, sign in rest)
        result = self.names[total].stage or self.names[total].left
        return result and self.names[first].stage and between and said

    def _deducts(self, position: int) -> bool:
        """Whether a line is one from which, or with which, a result is made: a deduction, or another result."""
        name = self.names[position]
        return name.deduction or name.result or self.signed[position]


def _borne_out(found: Sum, solid: int) -> bool:
    """Whether the evidence for a sum suffices, in so many lanes that tell something. One that is `said` is believed
    where it fails, too: three columns in which one digit is misread leave one that holds."""
    far = len(found.failed) - len(found.near)
    whole = sum(found.bits.values()) - found.cost
    if whole < _ACCEPT:
        return False
    if found.said:
        return far <= solid
    if whole - sum(found.bits[lane] for lane in found.near) < _HELD_ACCEPT:
        return False
    if far * 2 > solid or len(found.failed) > solid:
        return False
    return not far or whole >= 2 * _ACCEPT


@lru_cache(maxsize=1024)
def _signs(code: int, length: int) -> tuple[int, ...]:
    """The signs of a run, first part first; bit i of the code is set when the part i places before the end is
    subtracted.

    >>> _signs(1, 3), _signs(2, 3)
    ((1, 1, -1), (1, -1, 1))
    """
    return (1, *(-1 if code >> place & 1 else 1 for place in range(length - 2, -1, -1)))


def without_lost_signs(sums: Sequence[Sum], value_at: Callable[[int, int], int | None]) -> list[Sum]:
    """Of two sums that differ in the sign of one part only, the one in which brackets are lost and not invented.

    A line printed (1,107) in one column and 1,048 in the other satisfies "+" in the first and "-" in the second.
    Damage loses brackets and does not add them, so "+" is kept, and the second column fails until it is repaired.
    """
    dropped: set[int] = set()
    groups: dict[tuple[int, frozenset[int]], list[int]] = {}
    for at, found in enumerate(sums):
        groups.setdefault((found.total, frozenset(line for line, _ in found.parts)), []).append(at)
    for group in groups.values():
        for first in group:
            for second in group:
                plus, minus = dict(sums[first].parts), dict(sums[second].parts)
                differing = [line for line in plus if plus[line] != minus[line]]
                if len(differing) != 1 or plus[differing[0]] < 0 or not sums[first].failed:
                    continue
                printed = [value_at(lane, differing[0]) for lane in sums[first].held]
                if printed and all(value is not None and value < 0 for value in printed):
                    dropped.add(second)
    return [found for at, found in enumerate(sums) if at not in dropped]
