"""What is believed of every node at a moment of the proof: its value and the interval around it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from extract.prove.identity import Identity, Outcome, Range, evaluate
from extract.prove.view import View


class State:
    """Values and intervals by node index. `value[i] is None` while nothing is known of a node.

    Outcomes of identities are remembered until one of their nodes changes.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.value: list[int | None] = [node.value for node in view.nodes]
        self.low: list[int] = [node.low for node in view.nodes]
        self.high: list[int] = [node.high for node in view.nodes]
        self.last: list[int] = [0 if node.nil else node.last for node in view.nodes]
        self.inexact: set[int] = set()
        self._outcomes: dict[int, tuple[Identity, Outcome | None]] = {}
        self._users: dict[int, list[int]] = {}

    def bounds(self, index: int) -> Range:
        return Range(self.low[index], self.high[index])

    def printed(self, index: int) -> Range:
        """The values that may stand in print: the one that does, or what is left of a lost one."""
        if index in self.inexact:
            return Range(self.low[index], self.high[index])
        value = self.at(index)
        return Range(value, value)

    def at(self, index: int) -> int:
        value = self.value[index]
        if value is None:
            raise ValueError(f"node {index} has no value yet")
        return value

    def set_print(self, index: int, value: int) -> None:
        """Take a value as if it had been printed: rounded to the last place that is meant."""
        self._changed(index)
        self.inexact.discard(index)
        self.value[index] = value
        self.last[index] = self.view.meant_last(index)
        self.low[index], self.high[index] = self.view.rounding(self.view.nodes[index].fact, value, self.last[index])

    def set_interval(self, index: int, value: int, low: int, high: int) -> None:
        """Take it that a value between two bounds stood there, and one of them for it."""
        self._changed(index)
        if low < high:
            self.inexact.add(index)
        else:
            self.inexact.discard(index)
        self.value[index], self.low[index], self.high[index] = value, low, high

    def set_nothing(self, index: int) -> None:
        """Take it that nothing stood there: exactly zero in a sum."""
        self.set_interval(index, 0, 0, 0)
        self.last[index] = 0

    def forget(self, index: int) -> None:
        """Nothing is known of a node any more."""
        self._changed(index)
        self.inexact.discard(index)
        self.value[index] = None

    @property
    def settled(self) -> frozenset[int]:
        """The nodes that have a value now."""
        return frozenset(index for index, value in enumerate(self.value) if value is not None)

    def known(self, identity: Identity) -> bool:
        value = self.value
        return all(value[index] is not None for index in identity.nodes)

    def outcome(self, identity: Identity) -> Outcome | None:
        """The identity on what is believed now; None when a value is missing or it cannot be computed."""
        key = id(identity)
        kept = self._outcomes.get(key)
        if kept is not None:
            return kept[1]
        seen = None
        if self.known(identity):
            identity_now = self.turned(identity)
            seen = evaluate(identity_now, self.bounds, self.at, self.last.__getitem__, self.view.one)
        self._outcomes[key] = (identity, seen)
        for index in identity.nodes:
            self._users.setdefault(index, []).append(key)
        return seen

    def turned(self, identity: Identity) -> Identity:
        """A second print of a figure with its sign turned: a deduction is negative here and positive there."""
        if identity.family != "same_fact" or identity.coefficients != (1, -1):
            return identity
        first, second = (self.at(index) for index in identity.nodes)
        if first * second >= 0:
            return identity
        return msgspec.structs.replace(identity, coefficients=(1, 1), basis="with the sign turned")

    def outcome_with(self, identity: Identity, index: int, value: int) -> Outcome | None:
        """The identity if a node had been printed with another value."""
        moved = Range(*self.view.rounding(self.view.nodes[index].fact, value, self.view.meant_last(index)))
        if any(self.value[i] is None for i in identity.nodes if i != index):
            return None
        return evaluate(
            identity,
            lambda i: moved if i == index else self.bounds(i),
            lambda i: value if i == index else self.at(i),
            self.last.__getitem__,
            self.view.one,
        )

    def outcome_given(self, identity: Identity, values: Mapping[int, int]) -> Outcome | None:
        """The identity if other values had been printed for some nodes."""
        nodes = self.view.nodes

        def bounds(index: int) -> Range:
            if index not in values:
                return self.bounds(index)
            return Range(*self.view.rounding(nodes[index].fact, values[index], nodes[index].last))

        if not self.known(identity):
            return None
        return evaluate(
            identity,
            bounds,
            lambda i: values[i] if i in values else self.at(i),
            self.last.__getitem__,
            self.view.one,
        )

    def _changed(self, index: int) -> None:
        for key in self._users.pop(index, ()):
            self._outcomes.pop(key, None)
