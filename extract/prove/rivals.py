"""Rival accounts: two figures wrong at once, which look together like one other figure that is wrong.

A row is off by a misprint of its total, a column by a misprint of one of its parts, both by the same amount. The figure
where row and column cross would put both right, and is right itself.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from extract.prove.exactness import Exactness
from extract.prove.fill import edit_of
from extract.prove.identity import Identity
from extract.prove.infer import bound_of, wider_bound_of
from extract.prove.readings import CHEAP
from extract.prove.state import State
from extract.prove.structure import near_miss
from extract.prove.view import View

_MOST_VALUES = 9


def contested(
    view: View,
    state: State,
    exactness: Exactness,
    failing: Mapping[int, Sequence[Identity]],
    node: int,
    explained: Container[int],
) -> bool:
    """Whether a failing identity of a node is put right as well by one misprint in a figure that is wrong elsewhere.

    The figure is, if the same correction puts right what fails there, or leaves one misprint of what were more.
    `failing` lists the failing identities of each node, `explained` the ids of those that the node would put right.
    """
    for identity in failing[node]:
        for index in identity.nodes:
            others = [other for other in failing.get(index, ()) if id(other) not in explained]
            if index == node or not others:
                continue
            for value in _one_misprint_away(view, state, exactness, identity, index):
                if any(_eased(view, state, other, index, value) for other in others):
                    return True
    return False


def _one_misprint_away(view: View, state: State, exactness: Exactness, identity: Identity, index: int) -> Iterator[int]:
    """The values that an identity leaves for a figure and that a single misprint makes what is printed of them."""
    if not state.last[index] or view.nodes[index].value is None:
        return
    if exactness.binds(identity):
        left = bound_of(view, identity, index, state.printed, binding=True)
    else:
        left = wider_bound_of(view, identity, index, state.bounds)
    if left is None:
        return
    for value in range(left[0], left[1] + 1, view.nodes[index].last)[:_MOST_VALUES]:
        edit = edit_of(view, index, value)
        if edit is not None and edit.single and edit.cost <= CHEAP:
            yield value


def _eased(view: View, state: State, identity: Identity, index: int, value: int) -> bool:
    """Whether another value of a figure makes a failing identity hold, or fail by one misprint where it was by more."""
    before, after = state.outcome(identity), state.outcome_given(identity, {index: value})
    if before is None or after is None or after.verdict != "fails":
        return after is not None
    if identity.form != "linear":
        return False
    figures = [value if i == index else state.at(i) for i in identity.nodes]
    last = max(state.last[i] for i in identity.nodes) or 1
    return near_miss(after.residual, last, figures) and not near_miss(
        before.residual, last, [state.at(i) for i in identity.nodes]
    )
