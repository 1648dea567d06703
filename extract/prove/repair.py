"""Misprints corrected: where identities fail, which single figure explains all the failures.

A hypothesis is one fact and one value that makes every failing identity of its group hold and breaks none that holds.
It becomes a repair only when it is the only one, and when either two independent identities want the same value, or
one does and a single misprint makes what is printed of it; or when of several only one is visibly damaged print.
Otherwise everything stays as printed, and the figure that must be wrong, if only one can be, is called a conflict.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from typing import NamedTuple

import msgspec
import regex

from extract.prove.decision import Decision, Option
from extract.prove.exactness import Exactness
from extract.prove.families.same_fact import CROSSED
from extract.prove.fill import edit_of, wanted_digits
from extract.prove.identity import DETECT, LOST_SIGN, STRONG, Identity, ceil_div, independent, result_range
from extract.prove.infer import bound_of, wider_bound_of
from extract.prove.readings import CHEAP, ONE_EDIT, Edit, malformed
from extract.prove.rivals import contested
from extract.prove.solver import solve_group, unexplained
from extract.prove.state import State
from extract.prove.stood import figure_in_label, nameless
from extract.prove.view import Sheet, View, measure_group
from extract.prove.words import figure, name_of, said

_MAX_VALUES = 41
_WHOLE = regex.compile(r"\D")
_MOST_SUSPECTS = 8
_MOST_GROUPS = 300
_NEIGHBOURS_PER_DIGIT = 30
_CHANCE = 0.02


class Hypothesis(msgspec.Struct, frozen=True):
    """One fact read otherwise, which makes all its failing identities hold.

    `value` is None when several values would do and none is nearest to the print. `chance` is how often a figure that
    stands there for another reason would be as near to one of the values that would do.
    """

    node: int
    value: int | None
    edit: Edit | None
    failing: tuple[Identity, ...]
    chance: float = 1.0

    @property
    def cost(self) -> int:
        return _cost(self.edit)

    @property
    def explains(self) -> frozenset[int]:
        return frozenset(id(identity) for identity in self.failing)


class Repairer:
    """Failing identities, and for each of their facts the values that would put them right."""

    def __init__(self, view: View, identities: Sequence[Identity], state: State, exactness: Exactness) -> None:
        self.view, self.state, self.exactness = view, state, exactness
        self.binding: dict[int, list[Identity]] = defaultdict(list)
        self.failing: dict[int, list[Identity]] = defaultdict(list)
        self.failures: list[Identity] = []
        suspects: set[int] = set()
        believed = [i for i in identities if i.support >= DETECT and i.basis != CROSSED]
        for identity in believed:
            seen = state.outcome(identity)
            if seen is not None and seen.verdict == "fails":
                self.failures.append(identity)
                suspects.update(identity.nodes)
                for index in identity.nodes:
                    self.failing[index].append(identity)
        for identity in believed if suspects else ():
            if state.outcome(identity) is not None:
                for index in suspects.intersection(identity.nodes):
                    self.binding[index].append(identity)

    def hypotheses(self) -> list[Hypothesis]:
        """For each fact of a failing identity, the reading that puts all its failing identities right, if one does."""
        found = []
        for index in sorted(self.failing):
            if self.state.last[index] == 0 or self.view.nodes[index].value is None or index in self.view.certain:
                continue
            left = self._left(index, bent=True)
            if left is not None:
                found.append(self._settled(index, left))
        return found

    def _settled(self, index: int, bent: tuple[int, int]) -> Hypothesis:
        """The value that the identities want taken strictly; none when taken as rounded they allow a likelier one.

        Of two sums of rounded figures one may come out to the last place with a figure and the other only with its
        neighbour; the print says which of them it was, if it is one misprint away from one of them.
        """
        strict = self._nearest(index, *(self._left(index, bent=False) or bent))
        if strict.value is not None and self._disputed(index, strict.value, strict.edit):
            return msgspec.structs.replace(strict, value=None)
        rounded = self._nearest(index, *(self._left(index, bent=True, exact=False) or bent))
        if strict.value is None or rounded.value == strict.value or rounded.cost >= strict.cost:
            return strict
        return rounded if not _rivals(rounded.edit, strict.edit) else msgspec.structs.replace(strict, value=None)

    def _disputed(self, index: int, value: int, edit: Edit | None) -> bool:
        """Whether one of its sums comes out exactly with another figure, for which the print speaks as much."""
        wanted = {
            left[0]
            for identity in self.failing[index]
            if identity.form == "linear"
            and (left := bound_of(self.view, identity, index, self.state.printed, binding=True)) is not None
            and left[0] == left[1]
        }
        return any(_rivals(edit, edit_of(self.view, index, other)) for other in wanted - {value})

    def _left(self, index: int, *, bent: bool, exact: bool = True) -> tuple[int, int] | None:
        """The printed values that make the failing identities of a fact hold and break none of its others.

        `bent` allows for a shift by one place to foot where rounding is all there is; not `exact`, for rounding where
        sums are known to come out to the last place as well.
        """
        low, high = None, None
        either_sign: list[tuple[int, int]] = []
        for identity in self.binding[index]:
            hard = (exact or identity.exact) and self.exactness.binds(identity)
            if hard:
                left = bound_of(self.view, identity, index, self.state.printed, binding=True)
            elif bent or identity not in self.failing[index]:
                left = wider_bound_of(self.view, identity, index, self.state.bounds)
            else:
                left = bound_of(self.view, identity, index, self.state.bounds, binding=False)
            if left is None:
                if identity in self.failing[index]:
                    return None
                continue
            if identity.family == "same_fact":
                either_sign.append(left)
                continue
            low = left[0] if low is None else max(low, left[0])
            high = left[1] if high is None else min(high, left[1])
        return _overlap(low, high, either_sign)

    def _nearest(self, index: int, low: int, high: int) -> Hypothesis:
        """The value nearest to the print; none when others are about as near, or when its decimals are lost too."""
        last, failing = self.view.meant_last(index), tuple(self.failing[index])
        own = self.view.nodes[index].last
        low, high = ceil_div(low - (last - own) // 2, last) * last, high + (last - own) // 2
        values = range(low, high + 1, last)
        if not 0 < len(values) <= _MAX_VALUES or last > self.view.usual_last(index):
            return Hypothesis(index, None, None, failing)
        rated = sorted(((edit_of(self.view, index, value), value) for value in values), key=lambda r: _cost(r[0]))
        best, value = rated[0]
        if len(rated) > 1 and (_cost(best) > ONE_EDIT or _rivals(best, rated[1][0])):
            return Hypothesis(index, None, best, failing)
        digits = len(wanted_digits(self.view, index, value))
        near = 1 if best is not None and best.why == "lost sign" else _NEIGHBOURS_PER_DIGIT * digits
        chance = len(values) * near / 10**digits
        return Hypothesis(index, value, best, failing, chance)

    def clear(self, hypothesis: Hypothesis) -> bool:
        """Whether the other facts of its failing identities fail nowhere else."""
        return all(
            id(identity) in hypothesis.explains
            for failing in hypothesis.failing
            for index in failing.nodes
            for identity in self.failing[index]
        )


def _overlap(low: int | None, high: int | None, either_sign: list[tuple[int, int]]) -> tuple[int, int] | None:
    """A range narrowed by others that may apply with their signs turned; None when nothing is left."""
    for left in either_sign:
        if low is None or high is None:
            low, high = left
        elif max(low, left[0]) <= min(high, left[1]):
            low, high = max(low, left[0]), min(high, left[1])
        elif max(low, -left[1]) <= min(high, -left[0]):
            low, high = max(low, -left[1]), min(high, -left[0])
        else:
            return None
    return None if low is None or high is None or low > high else (low, high)


def _rivals(best: Edit | None, second: Edit | None) -> bool:
    """Whether the print leaves open which of two figures it was: both as likely, or both one misprint away."""
    if best is None or not best.single:
        return second is not None
    return second is not None and second.single and second.cost < best.cost + 2


def _cost(edit: Edit | None) -> int:
    return edit.cost if edit is not None else 99


def repairs(
    view: View, identities: Sequence[Identity], state: State, exactness: Exactness, budget: Budget
) -> list[Decision]:
    """Repairs and conflicts for the failing identities that one figure, or a unique few together, explain."""
    decisions = lost_signs(view, identities, state)
    repairer = Repairer(view, identities, state, exactness)
    if not repairer.failures:
        return decisions
    taken = {index for decision in decisions for i in repairer.failing[decision.node] for index in i.nodes}
    hypotheses = [h for h in repairer.hypotheses() if h.node not in taken]
    alike: dict[int, list[Hypothesis]] = defaultdict(list)
    for hypothesis in hypotheses:
        for identity in hypothesis.failing:
            alike[id(identity)].append(hypothesis)
    explained: set[int] = set()
    for hypothesis in hypotheses:
        explains = hypothesis.explains
        if len(explains) > 1 and contested(view, state, exactness, repairer.failing, hypothesis.node, explains):
            continue
        explained |= explains
        rivals = [h for h in alike[id(hypothesis.failing[0])] if h is not hypothesis and h.explains >= explains]
        decision = _chosen(view, state, hypothesis, rivals, clear=repairer.clear(hypothesis))
        if decision is not None:
            decisions.append(decision)
    decisions += _suspects(view, state, hypotheses, {decision.node for decision in decisions})
    for group in unexplained(repairer.failures, explained):
        if taken.isdisjoint(i for identity in group for i in identity.nodes):
            decisions += _together(repairer, group, budget)
    return decisions


class Budget:
    """Work the solver may spend on each group of failing identities, and the groups that were given up.

    Groups are counted too, so that a long document damaged everywhere ends. What was given up once is not tried again.
    """

    def __init__(self, work: int) -> None:
        self.work = work
        self.groups = _MOST_GROUPS
        self.given_up: list[Identity] = []


def _together(repairer: Repairer, group: list[Identity], budget: Budget) -> list[Decision]:
    """Repairs of a group in which several figures are wrong, if the smallest correction is unique and plausible."""
    view, state = repairer.view, repairer.state
    binding = {i: repairer.binding[i] for identity in group for i in identity.nodes}
    known = {id(identity) for identity in budget.given_up}
    if all(id(identity) in known for identity in group):
        return []
    budget.groups -= 1
    work = budget.work if budget.groups >= 0 else 0
    outlook = solve_group(view, group, binding, state, repairer.exactness, work)
    if outlook.exhausted:
        budget.given_up += group
    if outlook.correction is None:
        return []
    values = outlook.correction.values
    decisions = []
    for index, value in sorted(values.items()):
        failing = tuple(identity for identity in group if index in identity.nodes)
        best = Hypothesis(index, value, edit_of(view, index, value), failing)
        if best.cost > (CHEAP if len(independent(failing, index)) > 1 else ONE_EDIT):
            return []
        decisions.append(_repair(view, state, best, [], values))
    return decisions


def _chosen(view: View, state: State, best: Hypothesis, others: list[Hypothesis], *, clear: bool) -> Decision | None:
    """The decision about one hypothesis: a repair, a conflict, or None when others would explain as much.

    It is taken when its print is visibly damaged and that of no other is. Else it must be the only one that a
    misprint explains at all; and two separate identities must want the value, or one in a figure long enough that this
    is no chance. `clear` says that nothing else is wrong with the figures it is held against.
    """
    witnesses = independent(best.failing, best.node)
    strong = witnesses[0].support >= STRONG
    placed = best.value is not None and not misplaced(view, best) and not _turns_presentation(view, best)
    single = best.edit is not None and best.edit.single
    shows = strong and visibly_damaged(view, best.node) and not any(visibly_damaged(view, h.node) for h in others)
    if placed and single and shows and best.cost <= CHEAP:
        return _repair(view, state, best, others)
    if any(rival.edit is not None for rival in others):
        return None
    likely = single and clear and best.cost <= ONE_EDIT
    if placed and len(witnesses) >= 2:
        enough = sum(min(i.support, STRONG) for i in witnesses) >= STRONG + DETECT
        if likely or (enough and not others):
            return _repair(view, state, best, [])
    if placed and strong and likely and best.chance <= _CHANCE:
        return _repair(view, state, best, [])
    return _conflict(view, state, best) if strong and clear else None


def _turns_presentation(view: View, best: Hypothesis) -> bool:
    """Whether only a sign is lost that nothing beside the figure has: a cost printed positive in all columns is
    presentation. Of a change the column tells, of a line that is added up its row."""
    if best.edit is None or best.edit.why != "lost sign":
        return False
    return not any(
        negative_sister(view, identity, best.node, down=identity.family == "change") for identity in best.failing
    )


def _suspects(view: View, state: State, hypotheses: list[Hypothesis], decided: set[int]) -> list[Decision]:
    """Conflicts for the few figures one of which is misprinted, though nothing tells which.

    A figure is suspected when one misprint in it would make an identity hold that nothing else explains better.
    """
    groups: dict[int, list[Hypothesis]] = defaultdict(list)
    strong: dict[int, Identity] = {}
    settled: set[int] = set()
    for hypothesis in hypotheses:
        for identity in hypothesis.failing:
            if identity.support >= STRONG:
                strong[id(identity)] = identity
                groups[id(identity)].append(hypothesis)
            if hypothesis.node in decided:
                settled.add(id(identity))
    found: dict[int, Decision] = {}
    for key, group in groups.items():
        most = max(len(hypothesis.failing) for hypothesis in group)
        suspected = [h for h in group if len(h.failing) == most and h.cost <= ONE_EDIT]
        if key in settled or not 1 < len(suspected) <= _MOST_SUSPECTS:
            continue
        for hypothesis in suspected:
            found.setdefault(hypothesis.node, _conflict(view, state, hypothesis, others=len(suspected) - 1))
    return [found[node] for node in sorted(found)]


def contradicted(
    view: View, identities: Sequence[Identity], state: State, exactness: Exactness, decided: Container[int]
) -> list[Decision]:
    """Conflicts for figures that two separate identities contradict and no more bear out."""
    repairer = Repairer(view, identities, state, exactness)
    found = []
    for index, failing in sorted(repairer.failing.items()):
        strong = independent([identity for identity in failing if identity.support >= STRONG], index)
        outweighed = 2 * len(failing) > len(repairer.binding[index])
        if index in decided or index in view.certain or view.nodes[index].value is None:
            continue
        if len(strong) >= 2 and outweighed:
            found.append(_conflict(view, state, Hypothesis(index, None, None, tuple(strong)), unique=False))
    return found


def misplaced(view: View, best: Hypothesis) -> bool:
    """Whether a well printed figure stands where quite another is wanted, or figures of its row in its label.

    Then figures have changed their places, and what the identities of a place want is worth no more than the place. So
    it is in a row without a label, and where the wanted figure is printed in the next row.
    """
    printed = view.nodes[best.node].fact.printed or ""
    if nameless(view, best.node) or figure_in_label(view, best.node) or next_door(view, best):
        return True
    return best.cost > CHEAP and not malformed(printed)


def next_door(view: View, best: Hypothesis) -> list[int]:
    """Figures of the rows above and below that are the one wanted, and not what it is computed from."""
    fact = view.nodes[best.node].fact
    sheet = view.sheets.get(fact.table or "")
    if sheet is None or fact.row is None or fact.column is None:
        return []
    used = {index for identity in best.failing for index in identity.nodes}
    return [
        index
        for row in (fact.row - 1, fact.row + 1)
        for index in sheet.at.get((row, fact.column), ())
        if index not in used and view.nodes[index].value == best.value and view.nodes[index].fact.unit == fact.unit
    ]


def visibly_damaged(view: View, index: int) -> bool:
    """Whether the print of a figure is malformed, or unlike its column: more decimals, or no thousands separator."""
    node = view.nodes[index]
    printed = node.fact.printed or ""
    if malformed(printed) or node.last < view.usual_last(index):
        return True
    return len(_WHOLE.sub("", printed.partition(".")[0])) > 3 and "," not in printed and view.separates(index)


def _repair(
    view: View,
    state: State,
    best: Hypothesis,
    others: list[Hypothesis],
    together: dict[int, int] | None = None,
) -> Decision:
    group = best.failing
    value = best.value if best.value is not None else 0
    printed = (view.nodes[best.node].fact.printed or "").strip()
    sums = "; ".join(
        said(view, identity, _shown(state, identity, {**(together or {}), best.node: value})) for identity in group[:4]
    )
    how = best.edit.why if best.edit is not None else "another figure stands in its place"
    second = (
        f"next best: {name_of(view, others[0].node)} misread, whose print shows no damage"
        if others
        else "no other single figure satisfies them all"
    )
    if together and len(together) > 1:
        second = f"corrected together with {len(together) - 1} more; no other set of so many figures satisfies them all"
    return Decision(
        node=best.node,
        status="repaired",
        value=value,
        tolerance=0,
        proof=group,
        options=(Option(state.at(best.node), "as printed; " + _off(view, state, group)),),
        explanation=f"{name_of(view, best.node)}: printed `{printed}` ({how}); {sums}; {second}",
    )


def _conflict(view: View, state: State, best: Hypothesis, *, unique: bool = True, others: int = 0) -> Decision:
    """A figure that is contradicted, or the only one that can be wrong, while what it was is not certain enough."""
    group = best.failing
    why = "every other figure in them is borne out elsewhere" if unique else "no one correction satisfies them all"
    if others:
        why = (
            f"one misprint here would explain it, and so would one in {others} other figure{'s' if others > 1 else ''}"
        )
    options = (Option(best.value, "what the identities want"),) if best.value is not None else ()
    return Decision(
        node=best.node,
        status="conflict",
        value=state.at(best.node),
        options=options,
        explanation=(
            f"{name_of(view, best.node)}: printed `{(view.nodes[best.node].fact.printed or '').strip()}`; "
            f"{_off(view, state, group)}; {why}"
        ),
    )


def _shown(state: State, identity: Identity, values: dict[int, int]) -> dict[int, int]:
    return {i: values[i] if i in values else state.at(i) for i in identity.nodes}


def _off(view: View, state: State, group: Sequence[Identity]) -> str:
    parts = []
    for identity in group[:3]:
        seen = state.outcome(identity)
        if seen is not None:
            shown = {i: state.at(i) for i in identity.nodes}
            where = identity.nodes[-1] if identity.form == "linear" else identity.nodes[0]
            parts.append(f"{said(view, identity, shown)} is then {figure(view, where, abs(seen.residual))} off")
    return "; ".join(parts)


def lost_signs(view: View, identities: Sequence[Identity], state: State) -> list[Decision]:
    """A deduction printed positive here and in brackets in another column of its row, where the sum demands it; a fall
    printed positive in a column that prints another with its sign, where the two figures it compares demand it."""
    decisions: dict[int, Decision] = {}
    for identity in identities:
        if identity.form not in ("linear", "growth") or identity.support < DETECT or not state.known(identity):
            continue
        seen = state.outcome(identity)
        if seen is None or seen.verdict != "fails":
            continue
        parts = identity.nodes[:1] if identity.form == "growth" else identity.nodes[:-1]
        flips = [index for index in parts if _flip_holds(view, identity, state, index)]
        if len(flips) == 1 and flips[0] not in decisions:
            index = flips[0]
            best = Hypothesis(index, -state.at(index), Edit(1, "lost sign"), (identity,))
            if identity.support < LOST_SIGN:
                decisions |= _open_sign(view, state, best)
            elif _keeps(identities, state, index, -state.at(index), identity):
                decisions[index] = _repair(view, state, best, [])
    return list(decisions.values())


def _open_sign(view: View, state: State, best: Hypothesis) -> dict[int, Decision]:
    """Conflicts for a figure of a sum that lost its sign, or else for the one of its row that gained one."""
    if best.failing[0].form != "linear" or "/across/" in best.failing[0].scope:
        return {}
    fact = view.facts[best.node]
    sheet = view.sheets.get(fact.table or "")
    beside = (i for column in sheet.columns for i in sheet.at.get((fact.row or 0, column), ())) if sheet else ()
    found = {best.node: _conflict(view, state, best)}
    for index in beside:
        other = view.facts[index]
        if (state.value[index] or 0) < 0 and (other.unit, measure_group(other)) == (fact.unit, measure_group(fact)):
            found[index] = Decision(
                node=index,
                status="conflict",
                value=state.at(index),
                options=(Option(-state.at(index), "as the other column of its row has it"),),
                explanation=(
                    f"{name_of(view, index)}: printed {figure(view, index)}, and {figure(view, best.node)} in another "
                    "column of its row, where a sum holds with the other sign: this gained one, or that lost it"
                ),
            )
    return found


def _flip_holds(view: View, identity: Identity, state: State, index: int) -> bool:
    """Whether turning the sign of one positive part makes the sum hold, its line being negative elsewhere."""
    value, node = state.at(index), view.nodes[index]
    growth = identity.form == "growth"
    if value <= 0 or index in view.certain or not negative_sister(view, identity, index, down=growth):
        return False
    if growth and (state.at(identity.nodes[1]) < 0 or state.at(identity.nodes[2]) <= 0):
        return False
    if growth and not _tells_size(view, identity, state, value):
        return False
    if node.last != view.usual_last(index) or malformed(node.fact.printed or ""):
        return False  # a fragment of another figure
    seen = state.outcome_with(identity, index, -value)
    return seen is not None and seen.verdict == "holds"


def _tells_size(view: View, identity: Identity, state: State, value: int) -> bool:
    """Whether two figures say how far the one fell, and not only that it did: from 10 to 9, each rounded, is a fall by
    anything up to 18 %, and so no witness that a growth of 1.2 % was meant to be one of -1.2 %."""
    left = result_range(identity, state.bounds, view.one)
    return left is not None and left.high - left.low <= value


def negative_sister(view: View, identity: Identity, index: int, *, down: bool = False) -> bool:
    """Whether the line that is added up (a row, or `down` and when sums run across a column) is negative elsewhere: in
    figures of its kind, for a fall is no negative amount."""
    fact = view.nodes[index].fact
    sheet = view.sheets.get(fact.table or "")
    if sheet is None or fact.row is None or fact.column is None:
        return False
    across = down or "/across/" in identity.scope
    own = _LineKind(*(("column", fact.column) if across else ("row", fact.row)), fact.unit, measure_group(fact))
    return _negatives(view, sheet)[own] > ((view.nodes[index].value or 0) < 0)


class _LineKind(NamedTuple):
    """The figures of one unit and kind in a row or a column."""

    way: str
    at: int
    unit: str | None
    group: str


def _negatives(view: View, sheet: Sheet) -> Counter[_LineKind]:
    """How many figures of each kind are negative in each row and column of a table."""
    key = f"negatives {sheet.id}"
    found = view.memo.get(key)
    if not isinstance(found, Counter):
        found = view.memo[key] = Counter(
            _LineKind(way, at, fact.unit, measure_group(fact))
            for (row, column), indexes in sheet.at.items()
            for index in indexes
            if (view.nodes[index].value or 0) < 0 and (fact := view.facts[index])
            for way, at in (("row", row), ("column", column))
        )
    return found


def _keeps(identities: Sequence[Identity], state: State, index: int, value: int, but: Identity) -> bool:
    """Whether all identities of a fact that are evidence hold with another value, also those that fail with the printed
    one: what one sum wants and another contradicts is another's figure, and not one that lost its sign."""
    for identity in identities:
        if identity is but or identity.support < DETECT or identity.basis == CROSSED:
            continue
        if index not in identity.nodes or not state.known(identity):
            continue
        after = state.outcome_with(identity, index, value)
        if state.outcome(identity) is not None and (after is None or after.verdict == "fails"):
            return False
    return True
