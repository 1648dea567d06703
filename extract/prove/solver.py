"""Several misprints at once: the smallest set of figures whose correction satisfies every identity, proved unique.

Each connected group of failing identities is given to an exact solver (z3, integers only) with every identity its
facts take part in. The number of corrected figures is minimised; then the solver must refute every other set of that
size and every other value for the set found. The answer is checked again by elimination over fractions, and each
corrected figure must be wanted by two separate identities or be one misprint away from its print. What is not
unique, or beyond the budget of work, stays as printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from extract.prove.elimination import Equation, determined
from extract.prove.exactness import Exactness
from extract.prove.identity import DETECT, STRONG, Identity
from extract.prove.state import State
from extract.prove.view import View

if TYPE_CHECKING:
    pass

_MOST_CHANGES = 4
_MOST_CELLS = 300


class Correction(msgspec.Struct, frozen=True):
    """New values by node, and the failing identities they put right."""

    values: dict[int, int]
    failing: tuple[Identity, ...]


class Outlook(msgspec.Struct, frozen=True):
    """What came of a group: a correction that is proved unique, or none, and whether the budget ran out."""

    correction: Correction | None
    exhausted: bool = False


def solve_group(
    view: View,
    failing: Sequence[Identity],
    binding: dict[int, list[Identity]],
    state: State,
    exactness: Exactness,
    budget: int,
) -> Outlook:
    """The unique smallest correction of a group of failing identities; `binding` lists the identities of each fact."""
    bound = {i for identity in failing for i in identity.nodes if state.last[i] and not view.nodes[i].nil}
    cells = sorted(bound - view.certain)
    if len(cells) > _MOST_CELLS:
        return Outlook(None, exhausted=True)
    if budget <= 0:
        return Outlook(None, exhausted=True)
    problem = _Problem(view, cells, failing, binding, state, exactness, budget)
    for size in range(1, min(_MOST_CHANGES, len(failing), len(cells)) + 1):
        answer = problem.solve(size)
        if answer == "unknown":
            return Outlook(None, exhausted=True)
        if isinstance(answer, dict):
            unique = problem.unique(answer, size)
            if unique is None:
                return Outlook(None, exhausted=True)
            if not unique or not problem.certified(answer):
                return Outlook(None)
            return Outlook(Correction(answer, tuple(failing)))
    return Outlook(None)


class _Problem:
    """The identities of a group as constraints over the change of each figure, in its last places."""

    def __init__(
        self,
        view: View,
        cells: list[int],
        failing: Sequence[Identity],
        binding: dict[int, list[Identity]],
        state: State,
        exactness: Exactness,
        budget: int,
    ) -> None:
        import z3  # loaded only when there is something to solve

        self.z3, self.view, self.state, self.exactness = z3, view, state, exactness
        self.cells, self.failing = cells, list(failing)
        self.identities = list({id(i): i for cell in cells for i in binding[cell]}.values())
        self.delta = {cell: z3.Int(f"d{cell}") for cell in cells}
        self.changed = {cell: z3.Bool(f"c{cell}") for cell in cells}
        self.solver = z3.Solver()
        self.solver.set("rlimit", budget)
        for cell in cells:
            self.solver.add(z3.Or(self.changed[cell], self.delta[cell] == 0))
        for identity in self.identities:
            self.solver.add(self._constraint(identity))

    def _binds(self, identity: Identity) -> bool:
        """Whether a sum holds to the last place, and all its figures are known to the last place."""
        return self.exactness.binds(identity) and self.state.inexact.isdisjoint(identity.nodes)

    def _amount(self, index: int) -> Any:
        """A figure with its change; a plain integer where it cannot change."""
        value = self.state.at(index)
        return value + self.delta[index] * self.view.nodes[index].last if index in self.delta else value

    def _constraint(self, identity: Identity) -> Any:
        z3 = self.z3
        if identity.form == "linear":
            total = sum(c * self._amount(i) for i, c in zip(identity.nodes, identity.coefficients, strict=True))
            if self._binds(identity):
                return total == 0
            room = sum(
                abs(c) * (self.state.high[i] - self.state.low[i])
                for i, c in zip(identity.nodes, identity.coefficients, strict=True)
            )
            place = max(abs(c) * self.state.last[i] for i, c in zip(identity.nodes, identity.coefficients, strict=True))
            slack = room // 2 + (0 if identity in self.failing else place)
            return z3.And(total <= slack, total >= -slack)
        return self._ratio(identity)

    def _ratio(self, identity: Identity) -> Any:
        """A ratio with its result as printed, or its result among the changed figures and then free."""
        z3, one = self.z3, self.view.one
        result, top, bottom = identity.nodes
        whole = identity.coefficients[1] * one
        slack = self.view.nodes[result].last * (1 if identity in self.failing else 2)
        low, high = self.state.low[result] - slack, self.state.high[result] + slack
        if identity.form == "complement":
            low, high, top, bottom = whole - high, whole - low, bottom, top
        if identity.form == "growth":
            low, high = low + whole, high + whole
        a, b = self._amount(top), self._amount(bottom)
        room = whole * (self.view.nodes[top].last + self.view.nodes[bottom].last)
        inside = z3.And(b * low <= a * whole + room, a * whole - room <= b * high, b > 0)
        return z3.Or(self.changed[result], inside) if result in self.changed else inside

    def _at_most(self, size: int) -> Any:
        return self.z3.PbLe([(self.changed[cell], 1) for cell in self.cells], size)

    def solve(self, size: int) -> dict[int, int] | str:
        """Values of a smallest correction of at most so many figures; "none" or "unknown"."""
        self.solver.push()
        self.solver.add(self._at_most(size))
        verdict = self.solver.check()
        answer: dict[int, int] | str
        if verdict == self.z3.sat:
            model = self.solver.model()
            answer = {}
            for cell in self.cells:
                step = model.eval(self.delta[cell], model_completion=True).as_long()
                if step or self.z3.is_true(model.eval(self.changed[cell])):
                    answer[cell] = self.state.at(cell) + step * self.view.nodes[cell].last
        else:
            answer = "none" if verdict == self.z3.unsat else "unknown"
        self.solver.pop()
        return answer

    def unique(self, answer: dict[int, int], size: int) -> bool | None:
        """Whether no other correction of that size exists, in other figures or other values; None out of budget."""
        z3 = self.z3
        self.solver.push()
        self.solver.add(self._at_most(size))
        same = [
            self.delta[cell] == (value - self.state.at(cell)) // self.view.nodes[cell].last
            for cell, value in answer.items()
        ]
        self.solver.add(z3.Not(z3.And(*same)))
        verdict = self.solver.check()
        self.solver.pop()
        return None if verdict == z3.unknown else bool(verdict == z3.unsat)

    def certified(self, answer: dict[int, int]) -> bool:
        """Whether elimination over fractions finds the same values from the exact identities alone."""
        equations: list[Equation] = []
        for identity in self.identities:
            if identity.form != "linear" or not self._binds(identity):
                continue
            row: dict[int, int] = defaultdict(int)
            right = 0
            for index, coefficient in zip(identity.nodes, identity.coefficients, strict=True):
                if index in answer:
                    row[index] += coefficient
                else:
                    right -= coefficient * self.state.at(index)
            if row:
                equations.append((row, right))
        values = determined(equations)
        return values is not None and all(values.get(cell) == value for cell, value in answer.items())


def unexplained(failures: Sequence[Identity], explained: set[int]) -> list[list[Identity]]:
    """Failing identities connected by the facts they share, where no single figure explains one of them."""
    leader: dict[int, int] = {}

    def find(at: int) -> int:
        while leader.setdefault(at, at) != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for identity in failures:
        first = find(identity.nodes[0])
        for index in identity.nodes[1:]:
            leader[find(index)] = first
    groups: dict[int, list[Identity]] = defaultdict(list)
    for identity in failures:
        groups[find(identity.nodes[0])].append(identity)
    return [
        group
        for group in groups.values()
        if len(group) > 1
        and any(id(identity) not in explained for identity in group)
        and any(identity.support >= STRONG for identity in group)
        and all(identity.support >= DETECT for identity in group)
    ]
