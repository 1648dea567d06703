"""What is believed of every node at a moment of the proof: its value and the interval around it."""

from __future__ import annotations

from extract.prove.identity import Identity, Outcome, Range, evaluate
from extract.prove.view import View


class State:
    """Values and intervals by node index. `value[i] is None` while nothing is known of a node."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.value: list[int | None] = [node.value for node in view.nodes]
        self.low: list[int] = [node.low for node in view.nodes]
        self.high: list[int] = [node.high for node in view.nodes]
        self.last: list[int] = [0 if node.nil else node.last for node in view.nodes]

    def bounds(self, index: int) -> Range:
        return Range(self.low[index], self.high[index])

    def at(self, index: int) -> int:
        value = self.value[index]
        if value is None:
            raise ValueError(f"node {index} has no value yet")
        return value

    def set_print(self, index: int, value: int) -> None:
        """Take a value as if it had been printed: rounded to the node's last place."""
        last = self.view.nodes[index].last
        self.value[index] = value
        self.low[index], self.high[index] = self.view.rounding(self.view.nodes[index].fact, value, last)

    def set_interval(self, index: int, value: int, low: int, high: int) -> None:
        self.value[index], self.low[index], self.high[index] = value, low, high

    def set_nothing(self, index: int) -> None:
        """Take it that nothing stood there: exactly zero in a sum."""
        self.set_interval(index, 0, 0, 0)
        self.last[index] = 0

    def known(self, identity: Identity) -> bool:
        return all(self.value[index] is not None for index in identity.nodes)

    def outcome(self, identity: Identity) -> Outcome | None:
        """The identity on what is believed now; None when a value is missing or it cannot be computed."""
        if not self.known(identity):
            return None
        return evaluate(identity, self.bounds, self.at, self.last.__getitem__, self.view.one)

    def outcome_with(self, identity: Identity, index: int, value: int) -> Outcome | None:
        """The identity if a node had been printed with another value."""
        kept = self.value[index], self.low[index], self.high[index]
        self.set_print(index, value)
        try:
            return self.outcome(identity)
        finally:
            self.value[index], self.low[index], self.high[index] = kept

    def forget(self, index: int) -> None:
        """Nothing is known of a node any more."""
        self.value[index] = None
