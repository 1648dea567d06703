"""Lost figures computed from the identities that bind them.

Every strong identity leaves an interval for what was *printed* in an empty slot: one value where sums come out to the
last place, a band of half last places elsewhere (a translated amount is good to half a place of the other currency).
The intervals of one slot are intersected, and what is learned of one slot helps the next, until nothing changes.

A slot is only filled when something says that a figure stood there (see `evidence`): a fragment of print, the same
quantity in another currency, or a sum that cannot come out without it. Shares are rounded from amounts and may be
shifted by one place to make their column foot; they are filled when rounding and footing agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from extract.prove.exactness import Exactness
from extract.prove.identity import (
    STRONG,
    Bounds,
    Identity,
    Range,
    ceil_div,
    floor_div,
    linear_range,
    plain_copy,
    solve_for,
)
from extract.prove.state import State
from extract.prove.view import View

_MAX_ROUNDS = 12


class Bound(msgspec.Struct, frozen=True):
    """What one identity leaves for one slot: the printed values from `low` to `high`.

    `hard` bounds are those of sums that come out to the last place. The others rest on rounding, which issuers bend
    by one place to make columns foot: `wide_low` to `wide_high` is what they leave then, and `low` to `high` too
    where other rows show such shifts, or are too few to tell. `direct` bounds rest on printed figures only.
    """

    identity: Identity
    low: int
    high: int
    wide_low: int
    wide_high: int
    hard: bool
    direct: bool


class Found(msgspec.Struct, frozen=True):
    """A slot that was computed: the printed values left, the bounds behind it, and whether they leave just one."""

    node: int
    low: int
    high: int
    bounds: tuple[Bound, ...]

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def contradictory(self) -> bool:
        return self.low > self.high

    def middle(self, last: int) -> int:
        """The middle of what is left, on the grid of last places."""
        return (self.low + self.high) // 2 // last * last


def is_share_of(identity: Identity, index: int) -> bool:
    """Whether a node is the share that an identity rounds from two amounts."""
    return identity.family == "share" and identity.nodes[0] == index


def foots_shares(identity: Identity) -> bool:
    """Whether an identity is a sum down a column of shares."""
    return identity.form == "linear" and identity.scope.endswith("/share")


class Inference:
    """Bounds propagation over the nodes without value."""

    def __init__(
        self,
        view: View,
        identities: Sequence[Identity],
        state: State,
        exactness: Exactness,
        doubted: frozenset[int],
        wanted: Iterable[int],
    ) -> None:
        """Only the wanted nodes are computed; identities that bind a doubted node are not used."""
        self.view, self.state, self.exactness = view, state, exactness
        self.of_node: dict[int, list[Identity]] = defaultdict(list)
        slots = set(wanted) - view.excluded
        for identity in identities:
            if identity.support < STRONG or not doubted.isdisjoint(identity.nodes):
                continue
            for index in identity.nodes:
                if index in slots and state.value[index] is None:
                    self.of_node[index].append(identity)
        for index, bound in self.of_node.items():
            if any(is_share_of(identity, index) for identity in bound):
                # a column of shares is made to foot by shifting them, so footing only confirms a share
                self.of_node[index] = [identity for identity in bound if not foots_shares(identity)]
        self.bounds: dict[int, dict[int, Bound]] = defaultdict(dict)

    def run(self) -> dict[int, Found]:
        """All slots for which some identity leaves an interval."""
        waiting = sorted(self.of_node)
        for _ in range(_MAX_ROUNDS):
            changed: set[int] = set()
            for index in waiting:
                if self._tighten(index):
                    changed.add(index)
            if not changed:
                break
            waiting = sorted(
                {other for index in changed for identity in self.of_node[index] for other in identity.nodes}
                & set(self.of_node)
            )
        return {index: found for index in sorted(self.of_node) if (found := self.found(index)) is not None}

    def found(self, index: int) -> Found | None:
        """What the bounds leave together: the hard ones first; rounding is then only held against them."""
        bounds = tuple(self.bounds[index].values())
        if not bounds:
            return None
        hard = [b for b in bounds if b.hard]
        if hard:
            low, high = max(b.low for b in hard), min(b.high for b in hard)
            if low == high:
                bent = any(not b.wide_low <= low <= b.wide_high for b in bounds)
                return Found(index, low + bent, high, bounds)
        low, high = max(b.low for b in bounds), min(b.high for b in bounds)
        if low > high and any(b.identity.form == "linear" for b in bounds):
            # one share shifted to foot, in a column of honest ones: the amounts themselves decide
            wide = [(b.wide_low, b.wide_high) if b.identity.form != "linear" else (b.low, b.high) for b in bounds]
            wide_low, wide_high = max(w[0] for w in wide), min(w[1] for w in wide)
            if wide_low <= wide_high:
                low, high = wide_low, wide_high
        return Found(index, low, high, bounds)

    def _tighten(self, index: int) -> bool:
        changed = False
        for at, identity in enumerate(self.of_node[index]):
            bound = self._bound(identity, index)
            if bound is not None and bound != self.bounds[index].get(at):
                self.bounds[index][at] = bound
                changed = True
        return changed

    def _printed_range(self, index: int) -> Range | None:
        """The printed values a node may have: its print, or what is known of a slot so far."""
        if self.state.value[index] is not None:
            return self.state.printed(index)
        found = self.found(index)
        if found is None or found.contradictory:
            return None
        return Range(found.low, found.high)

    def _true_range(self, index: int) -> Range | None:
        """The true values a node may have: the printed ones with their rounding."""
        if self.state.value[index] is not None:
            return self.state.bounds(index)
        printed = self._printed_range(index)
        if printed is None:
            return None
        node = self.view.nodes[index]
        low, _ = self.view.rounding(node.fact, printed.low, node.last)
        _, high = self.view.rounding(node.fact, printed.high, node.last)
        return Range(low, high)

    def _bound(self, identity: Identity, index: int) -> Bound | None:
        """The printed values the identity leaves for a node; None while others of its nodes are unknown."""
        hard = self.exactness.binds(identity)
        ranges: dict[int, Range] = {}
        direct = True
        for other in identity.nodes:
            if other == index:
                continue
            known = self._printed_range(other) if hard else self._true_range(other)
            if known is None:
                return None
            direct = direct and self.state.value[other] is not None and other not in self.state.inexact
            ranges[other] = known
        left = bound_of(self.view, identity, index, ranges.__getitem__, binding=hard)
        if left is None:
            return None
        wide = left if hard else wider_bound_of(self.view, identity, index, ranges.__getitem__) or left
        if not hard and not is_share_of(identity, index) and not self.exactness.unbent(identity):
            left = wide
        return Bound(identity, *left, *wide, hard, direct)


def wider_bound_of(view: View, identity: Identity, index: int, bounds: Bounds) -> tuple[int, int] | None:
    """The bound if the coarsest figure of a sum, or the result of a ratio, may be off by one more place."""
    nodes = view.nodes
    if identity.form == "linear" and plain_copy(identity, lambda i: 0 if nodes[i].nil else nodes[i].last):
        return bound_of(view, identity, index, bounds, binding=False)
    pairs = zip(identity.nodes, identity.coefficients, strict=True)
    bent = max(pairs, key=lambda pair: abs(pair[1]) * nodes[pair[0]].last)[0]
    if identity.form != "linear":
        bent = identity.nodes[0]
    step = nodes[bent].last
    if bent == index:
        left = bound_of(view, identity, index, bounds, binding=False)
        return None if left is None else (left[0] - step, left[1] + step)

    def moved(other: int) -> Range:
        low, high = bounds(other)
        return Range(low - step, high + step) if other == bent else Range(low, high)

    return bound_of(view, identity, index, moved, binding=False)


def bound_of(view: View, identity: Identity, index: int, bounds: Bounds, *, binding: bool) -> tuple[int, int] | None:
    """The printed values an identity leaves for a node; `bounds` are printed values if binding, else true ones."""
    left = solve_for(identity, index, bounds, view.one)
    if left is None:
        return None
    return _on_grid(left, view.nodes[index].last) if binding else _printable(view, index, left)


def _on_grid(left: Range, last: int) -> tuple[int, int]:
    """The multiples of a last place inside an interval."""
    return ceil_div(left.low, last) * last, floor_div(left.high, last) * last


def _printable(view: View, index: int, true: Range) -> tuple[int, int]:
    """The values that may be printed for a true value in an interval."""
    node = view.nodes[index]
    below, above = view.rounding(node.fact, 0, node.last)
    if not view.truncated:
        return _on_grid(Range(true.low - above, true.high - below), node.last)
    return _on_grid(Range(true.low - node.last + 1, true.high + node.last - 1), node.last)


def residual_without(identity: Identity, state: State, absent: Iterable[int]) -> Range:
    """The sum of a linear identity if some slots held nothing; others without value count as nothing too."""
    nothing = set(absent)

    def bounds(index: int) -> Range:
        if index in nothing or state.value[index] is None:
            return Range(0, 0)
        return state.bounds(index)

    return linear_range(identity, bounds)
