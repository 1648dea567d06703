"""The sums of all tables of a view, found once: what the families of totals and chains choose from.

Tables with the same lines (one per year, say) are searched together, so that a table of one column is held against
the structure its sisters show.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

import msgspec

from extract.lex.names import plain
from extract.prove.families.share import columns_of_shares
from extract.prove.identity import DETECT, LOST_SIGN, Identity, linear
from extract.prove.labels import (
    names_attributed,
    names_begin,
    names_deduction,
    names_end,
    names_left,
    names_result,
    names_stage,
    names_total,
)
from extract.prove.structure import Name, Sum, discover
from extract.prove.view import Lane, Node, Sheet, View

_HELD_PER_FAILED = 3
_MOST_LACKING = 2
_MOST_DEAD = 6
_CASH_MOVED = "NetIncreaseDecreaseInCashAndCashEquivalents"
_MOVES_CASH = frozenset(
    {
        "NetCashProvidedByUsedInOperatingActivities",
        "NetCashProvidedByUsedInInvestmentActivities",
        "NetCashProvidedByUsedInFinancingActivities",
        "EffectOfExchangeRateChangeOnCashAndCashEquivalents",
    }
)


class Found(NamedTuple):
    """A sum in one lane: node of the total, nodes of the parts with signs, and what is known of its evidence."""

    sum: Sum
    lane: Lane
    turned: bool
    total: int
    parts: tuple[tuple[int, int], ...]
    support: int
    labels: dict[int, str]


class Sums:
    """All sums of a view, lane by lane."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.found: list[Found] = []
        self.shares = columns_of_shares(view)
        for group in _sisters(view):
            self._upright(group)
        for sheet in view.sheets.values():
            self._turned(sheet)

    def _upright(self, sheets: list[Sheet]) -> None:
        view = self.view
        lanes: list[Lane] = []
        labels: dict[int, str] = {}
        parents: dict[int, tuple[str, ...]] = {}
        for sheet in sheets:
            order = {row: at for at, row in enumerate(sheet.rows)}
            for lane in view.lanes(sheet):
                if not self._may_add_up(lane):
                    continue
                nodes, beside = ({order[row]: n for row, n in rows.items()} for rows in (lane.nodes, lane.beside))
                lanes.append(msgspec.structs.replace(lane, nodes=nodes, beside=beside))
        for lane in lanes:
            for line, node in lane.nodes.items():
                if view.nodes[node].value is not None or view.nodes[node].fact.printed:
                    label = view.nodes[node].fact.label
                    labels.setdefault(line, label[-1] if label else "")
                    parents.setdefault(line, label[:-1])
        self._search(sorted(labels), lanes, labels, _opened(parents), turned=False)

    def _turned(self, sheet: Sheet) -> None:
        if len(sheet.columns) < 3:
            return
        view = self.view
        lanes = [lane for lane in view.lanes(sheet, turned=True) if lane.kind != "share" and len(lane.nodes) > 2]
        by_unit: dict[tuple[str | None, str], list[Lane]] = {}
        for lane in lanes:
            by_unit.setdefault((lane.unit, lane.kind), []).append(lane)
        for alike in by_unit.values():
            labels: dict[int, str] = {}
            for lane in alike:
                for line, node in lane.nodes.items():
                    header = view.nodes[node].fact.header
                    labels.setdefault(line, header[-1] if header else "")
            lines = sorted(labels)
            self._search(lines, alike, labels, turned=True)
            for together in _same_time(view, alike, lines):
                self._search(together, alike, labels, turned=True)

    def _search(
        self,
        lines: list[int],
        lanes: list[Lane],
        labels: dict[int, str],
        opened: frozenset[int] = frozenset(),
        *,
        turned: bool,
    ) -> None:
        nodes = self.view.nodes
        sums = discover(
            lines,
            lanes,
            nodes,
            lambda line: self._name(line, lanes, labels.get(line, ""), opens=line in opened),
        )
        sums = _completed([found for found in sums if not turned or self._timely(found, lanes)])
        sums = [found for found in sums if not self._cancelled(found, lanes)]
        credible = _credible_lanes(sums, len(lanes))
        credible -= {at for at, lane in enumerate(lanes) if lane.kind == "share" and not self._adds_up(sums, lane, at)}
        for found in sums:
            loose = turned and self._loose(found, lanes)
            held, failed, near = frozenset(found.held), frozenset(found.failed), frozenset(found.near)
            idle = self._idle(found, lanes, lines) if failed and not loose else []
            supports = found.supports(len(lanes))
            dated = all(lanes[other].period is not None for other in held or failed)
            for at, lane in enumerate(lanes):
                if at in failed and (loose or self._lacks(found, lane, idle)):
                    continue  # the lane has another structure
                if turned and at in failed and at not in near and not self._placed(found, lane):
                    continue
                if not turned and at in failed and lane.period is None and dated:
                    continue  # no column of one time: growth without its sign, most often
                if at not in held and at not in credible and not (found.said or found.broken):
                    continue
                support = max(supports[at], LOST_SIGN) if at in found.lost_signs else supports[at]
                if at in found.open_signs:
                    support = min(support, DETECT)
                instance = self._in_lane(found, lane, support, at in held)
                if instance is not None:
                    self.found.append(instance._replace(turned=turned, labels=labels))

    def _name(self, line: int, lanes: list[Lane], label: str, *, opens: bool) -> Name:
        """What the label and the day of a line say of its place in a sum."""
        begins, ends = names_begin(label), names_end(label)
        concepts = {self.view.nodes[lane.nodes[line]].fact.concept for lane in lanes if line in lane.nodes}
        for lane in lanes:
            node = self.view.nodes[lane.nodes[line]] if line in lane.nodes else None
            if node is not None and node.period and lane.period and node.period[0] != lane.period[0] == "duration":
                begins, ends = node.period[2] != lane.period[2], node.period[2] == lane.period[2]
                break
        return Name(
            total=names_total(label),
            result=names_result(label),
            deduction=names_deduction(label),
            begins=begins,
            ends=ends,
            opens=opens,
            stage=names_stage(label),
            left=names_left(label),
            attributed=names_attributed(label),
            moved=_CASH_MOVED in concepts,
            moves=not _MOVES_CASH.isdisjoint(concepts),
        )

    def _may_add_up(self, lane: Lane) -> bool:
        """Whether a column may have sums: percents only if they are shares of one whole. Margins and rates of growth
        are each of another base."""
        if lane.kind != "share" or (lane.table, lane.slot) in self.shares:
            return True
        nodes = [self.view.nodes[lane.nodes[line]] for line in sorted(lane.nodes)]
        return any(node.fact.measure == "share" for node in nodes) or self._holds_whole(nodes)

    def _holds_whole(self, nodes: Sequence[Node]) -> bool:
        """Whether one of the percents is the whole of the others: 100 that is called a total, that stands first or last
        and once, or that those before it make up. Occupancy or ownership may be 100 in any row."""
        hundred = 100 * self.view.one
        wholes = [at for at, node in enumerate(nodes) if node.value == hundred]
        if len(wholes) == 1 and wholes[0] in (0, len(nodes) - 1):
            return True
        before = (sum(node.value or 0 for node in nodes[:at]) for at in wholes)
        return any(names_total(nodes[at].fact.label[-1]) for at in wholes if nodes[at].fact.label) or hundred in before

    def _adds_up(self, sums: list[Sum], lane: Lane, at: int) -> bool:
        """Whether a column of percents is one of shares: growth rates and margins do not add up."""
        return (lane.table, lane.slot) in self.shares or any(at in found.held for found in sums)

    def _timely(self, found: Sum, lanes: list[Lane]) -> bool:
        """Whether a sum across columns adds up figures of one time, or of times of which none is met twice.

        Segments are added up within a year and quarters over the year; of two segments in two years each, beside the
        whole in both, a sum over all six columns is an accident of rows in which some are nothing.
        """
        lines = [found.total, *(line for line, _ in found.parts)]
        for at in found.held:
            nodes = [self.view.nodes[index] for line in lines if (index := lanes[at].nodes.get(line)) is not None]
            periods = [node.period for node in nodes if node.period is not None and node.value]
            if 1 < len(set(periods)) < len(periods):
                return False
            if len(set(periods)) > 2 and any(sign < 0 for _, sign in found.parts):
                return False  # times are added up, and of two of them the difference is taken
        return all(self._within(found, lanes[at]) for at in found.held)

    def _within(self, found: Sum, lane: Lane) -> bool:
        """Whether dated spans that are added up lie in the span of their sum: a half of this year and one of the year
        before are no year, though some rows may add up so."""
        spans = [
            node.period
            for line in (found.total, *(line for line, _ in found.parts))
            if (index := lane.nodes.get(line)) is not None and (node := self.view.nodes[index]).period is not None
        ]
        dated = [
            span for span in spans if span is not None and span[0] == "duration" and span[1] and span[1] != "label"
        ]
        if len(dated) < len(found.parts) + 1 or len(set(dated)) < 2 or any(sign < 0 for _, sign in found.parts):
            return True
        whole = dated[0]
        return all(whole[1] <= span[1] and span[2] <= whole[2] for span in dated[1:])

    def _cancelled(self, found: Sum, lanes: list[Lane]) -> bool:
        """Whether a sum only holds because a figure that is added and one that is taken away are the same.

        `5,542 + 12 - 12 + 727,329`: the two in the middle say nothing, and elsewhere the sum will fail by them.
        """

        def values(line: int) -> list[int]:
            nodes = self.view.nodes
            return [nodes[index].value or 0 for at in found.held if (index := lanes[at].nodes.get(line)) is not None]

        plus, minus = ([line for line, sign in found.parts if sign == way] for way in (1, -1))
        return len(found.parts) > 2 and any(any(values(p)) and values(p) == values(m) for p in plus for m in minus)

    def _placed(self, found: Sum, lane: Lane) -> bool:
        """Whether a figure of a sum was not printed alone in its slot: where it belongs was read from its row, and a
        row that does not add up as the others do speaks against that."""
        slots = (lane.nodes.get(line) for line in (found.total, *(line for line, _ in found.parts)))
        return any(self.view.nodes[slot].fact.status == "split" for slot in slots if slot is not None)

    def _loose(self, found: Sum, lanes: list[Lane]) -> bool:
        """Whether a sum across columns fails too often where two parts live: something is left out between them.

        Segments whose dealings with each other are eliminated add up in the rows that only one of them has.
        """
        parts = [line for line, _ in found.parts]
        whole = 0
        for at in found.held:
            values = [
                self.view.nodes[index].value for line in parts if (index := lanes[at].nodes.get(line)) is not None
            ]
            whole += sum(1 for value in values if value) > 1
        far = set(found.failed) - set(found.near)
        return len(far) > 1 and _HELD_PER_FAILED * len(found.failed) > whole

    def _idle(self, found: Sum, lanes: list[Lane], lines: list[int]) -> list[int]:
        """The lines that have no part in a sum and are nothing wherever it holds."""
        own = {found.total, *(line for line, _ in found.parts)}
        held = [lanes[at] for at in found.held]
        return [line for line in lines if line not in own and not any(self._figure(lane, line) for lane in held)]

    def _figure(self, lane: Lane, line: int) -> int:
        index = lane.nodes.get(line)
        return (self.view.nodes[index].value or 0) if index is not None else 0

    def _lacks(self, found: Sum, lane: Lane, idle: Sequence[int]) -> bool:
        """Whether a sum fails in a lane by figures of lines that are nothing wherever it holds: they belong to it.

        Statements of changes in equity: rows of changes hold without the capital, which did not change.
        """
        dead = [figure for line in idle if (figure := self._figure(lane, line))]
        missing = self._figure(lane, found.total) - sum(sign * self._figure(lane, line) for line, sign in found.parts)
        index = lane.nodes.get(found.total)
        terms = len({found.total, *(line for line, _ in found.parts)})
        room = self.view.nodes[index].last * (terms + 1) // 2 if index is not None else 0
        return any(
            abs(sum(chosen) - missing) <= room
            for size in range(1, min(len(dead), _MOST_LACKING) + 1)
            for chosen in combinations(dead[:_MOST_DEAD], size)
        )

    def _in_lane(self, found: Sum, lane: Lane, support: int, held: bool) -> Found | None:
        """A sum in one lane; in a lane where it holds without them, slots that stand empty are left out."""
        nodes = self.view.nodes
        total = lane.nodes.get(found.total)
        parts = [(lane.nodes.get(line), sign) for line, sign in found.parts]
        if held:
            parts = [
                (s, sign) for s, sign in parts if s is not None and (nodes[s].value is not None or self._marked(s))
            ]
        whole = tuple((slot, sign) for slot, sign in parts if slot is not None)
        if total is None or len(whole) < len(parts) or len(whole) < 2:
            return None
        if not any(nodes[slot].value for slot in (total, *(slot for slot, _ in whole))):
            return None
        if not held and all(nodes[slot].nil for slot, _ in whole):
            return None
        if not held and (nodes[total].nil or self._gap_in_chain(whole)):
            return None
        return Found(found, lane, False, total, whole, support, {})

    def _marked(self, slot: int) -> bool:
        """Whether a fragment is printed in an empty slot."""
        return bool((self.view.nodes[slot].fact.printed or "").strip())

    def _gap_in_chain(self, parts: tuple[tuple[int, int], ...]) -> bool:
        """Whether a dash stands in a chain of revenues and costs: there it says "not given" and not "zero"."""
        facts = [self.view.nodes[slot].fact for slot, _ in parts]
        less = {names_deduction(fact.label[-1]) for fact in facts if fact.label}
        chain = len(less) == 2 or any(sign < 0 for _, sign in parts)
        return chain and any(self.view.nodes[slot].nil for slot, _ in parts)


def _same_time(view: View, lanes: list[Lane], lines: list[int]) -> list[list[int]]:
    """The lines of each time, where a table has several columns for each of several times."""
    times: dict[object, dict[int, None]] = {}
    for lane in lanes:
        for line, index in lane.nodes.items():
            times.setdefault(view.nodes[index].period, {})[line] = None
    if len(times) < 2:
        return []
    return [sorted(own) for period, own in times.items() if period is not None and 2 < len(own) < len(lines)]


def _completed(sums: list[Sum]) -> list[Sum]:
    """The sums without those that are a part of another one, for the same total, which holds where they fail."""
    by_total: dict[int, list[Sum]] = {}
    for found in sums:
        by_total.setdefault(found.total, []).append(found)
    return [
        found
        for found in sums
        if not any(
            set(found.parts) < set(other.parts)
            and set(found.held) <= set(other.held)
            and not set(found.failed).isdisjoint(other.held)
            for other in by_total[found.total]
        )
    ]


def _opened(parents: dict[int, tuple[str, ...]]) -> frozenset[int]:
    """The lines over which a heading stands: those whose parents are others than those of the line above."""
    order = sorted(parents)
    return frozenset(
        below for above, below in pairwise(order) if parents[below] != parents[above][: len(parents[below])]
    )


def _sisters(view: View) -> list[list[Sheet]]:
    """Tables grouped by their labels, row by row; tables without sisters stand alone."""
    groups: dict[tuple[str, ...], list[Sheet]] = {}
    for sheet in view.sheets.values():
        names = {}
        for (row, _), indexes in sheet.at.items():
            label = view.nodes[indexes[0]].fact.label
            names[row] = plain(label[-1]) if label else ""
        key = tuple(names[row] for row in sheet.rows)
        if len(key) < 3 or not all(key):
            key = (sheet.id,)
        groups.setdefault(key, []).append(sheet)
    return list(groups.values())


def _credible_lanes(sums: list[Sum], lanes: int) -> set[int]:
    """Lanes in which the sums hold at least as often as they fail by more than one misprint would leave."""
    held = [0] * lanes
    failed = [0] * lanes
    for found in sums:
        for lane in found.held:
            held[lane] += 1
        for lane in set(found.failed) - set(found.near):
            failed[lane] += 1
    touched = {lane for lane in range(lanes) if held[lane] + failed[lane]}
    return {lane for lane in range(lanes) if lane not in touched or held[lane] >= failed[lane]}


def family_of(found: Found, view: View) -> str:
    """Which family a sum belongs to, by its signs and by what its lines are called."""
    total = found.labels.get(found.sum.total, "")
    names = [found.labels.get(line, "") for line, _ in found.sum.parts]
    if found.turned:
        return "periods" if _tiles(found, view) else "footing"
    if names_end(total) and any(names_begin(name) for name in names):
        return "roll_forward"
    signed = any(sign < 0 for _, sign in found.sum.parts)
    less = [names_deduction(name) for name in names]
    if signed or (len(names) == 2 and not names_deduction(total) and less[0] != less[1]):
        return "subtraction"
    return "footing"


def _tiles(found: Found, view: View) -> bool:
    """Whether the parts' periods differ, so that the sum is one over time."""
    periods = {view.nodes[node].period for node, _ in found.parts}
    return len(periods) > 1 and view.nodes[found.total].period not in periods


def identities_of(view: View, family: str) -> list[Identity]:
    """The sums of one family as identities, one per lane."""
    result = []
    for found in sums_of(view).found:
        if family_of(found, view) != family:
            continue
        node = view.nodes[found.total]
        if family == "periods" and node.period is not None and node.period[0] == "instant":
            continue
        terms = [*((part, sign) for part, sign in found.parts), (found.total, -1)]
        scope = f"{found.lane.table}/{'across' if found.turned else 'down'}/{found.lane.kind}"
        result.append(linear(family, terms, support=found.support, scope=scope))
    return result


def sums_of(view: View) -> Sums:
    """The sums of a view, searched on first use."""
    sums = view.memo.get("sums")
    if not isinstance(sums, Sums):
        sums = view.memo["sums"] = Sums(view)
    return sums
