"""Sums that miss by no more than rounding, in a document all of whose other sums come out to the last place.

    Cash 12,345 + receivables 8,421 + inventories 4,319 = 25,084      1 apart, and thirty other sums are none apart

Rounded figures need not add up, and an issuer may shift one to make them do so; but where it is seen that every other
sum is exact, and so many that rounding alone would hardly leave them so, one that is not was misread. Such a sum fails.
It does not where the document says that it rounds or cuts off, where the sums that are off are too many, or where no
one figure accounts for those that share figures. Nor does it in yen, if cutting off would leave what is missed: reports
in Japan cut off what is less than a million, and often say so on another page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log

from extract.prove.exactness import FAMILIES, log_chance
from extract.prove.identity import DETECT, Identity, Range, linear_range, sharing_figures
from extract.prove.state import State
from extract.prove.view import View, additive_kind

_CHANCE_PER_SLIP = log(0.01)  # that honest rounding leaves all others exact, for each set that is off
_FEWEST_TERMS = 3
_CUT_OFF = ("JPY",)  # what the custom of a country cuts off


def slips_of_the_last_place(view: View, identities: Iterable[Identity], state: State) -> dict[int, int]:
    """The `id` of each identity that misses by rounding where all others of its unit and last place are exact, with how
    many these are."""
    if view.truncated or any(said.of == "rounding" for said in view.statement.profile.definitions):
        return {}
    kinds: dict[tuple[str | None, int], list[tuple[Identity, int]]] = defaultdict(list)
    for identity in identities:
        if (seen := _missed(view, identity, state)) is not None:
            kinds[(view.facts[identity.nodes[-1]].unit, state.last[identity.nodes[-1]])].append((identity, seen))
    return {
        id(identity): sum(1 for _, missed in sums if not missed)
        for (unit, _), sums in kinds.items()
        if not (unit in _CUT_OFF and any(missed and _is_cut_off(identity, state) for identity, missed in sums))
        for identity in _slips(sums, state)
    }


def _is_cut_off(identity: Identity, state: State) -> bool:
    """Whether an identity holds for some figures of which what is less than the last place was cut off."""

    def bounds(index: int) -> Range:
        value, last = state.at(index), state.last[index]
        return Range(value - last * (value < 0), value + last * (value > 0))

    span = linear_range(identity, bounds)
    return span.low < 0 < span.high


def _missed(view: View, identity: Identity, state: State) -> int | None:
    """By how much a sum of amounts printed to one place misses; None for what is no such sum, or fails anyway."""
    if identity.family not in FAMILIES or identity.form != "linear" or identity.support < DETECT:
        return None
    seen = state.outcome(identity)
    living = [index for index in identity.nodes if state.value[index]]
    if seen is None or seen.verdict == "fails" or len(living) < _FEWEST_TERMS:
        return None
    alike = len({state.last[index] for index in living}) == 1 and state.inexact.isdisjoint(living)
    amounts = all(additive_kind(view.facts[index]) == "amount" for index in living)
    return seen.residual if alike and amounts else None


def _slips(sums: Sequence[tuple[Identity, int]], state: State) -> Iterator[Identity]:
    """Of the sums of one unit and last place those that are off, if all others are exact and one figure accounts for
    each set of them that share figures."""
    exact = [identity for identity, missed in sums if not missed]
    off = [(identity, missed) for identity, missed in sums if missed]
    if not off:
        return
    borne = {index for identity in exact for index in identity.nodes if state.value[index]}
    groups = sharing_figures(off, lambda each: each[0])
    chance = sum(log_chance(sum(1 for index in identity.nodes if state.value[index])) for identity in exact)
    if chance > _CHANCE_PER_SLIP * len(groups) or not all(_accounts(group, borne, state) for group in groups):
        return
    for identity, _ in off:
        yield identity


def _accounts(group: Sequence[tuple[Identity, int]], borne: set[int], state: State) -> bool:
    """Whether one figure that no exact sum bears out, moved by one step, makes all sums of a group exact."""
    weights = [dict(zip(identity.nodes, identity.coefficients, strict=True)) for identity, _ in group]
    shared = set.intersection(*(set(weight) for weight in weights)) - borne
    return any(
        len(
            {
                missed * identity.divisor * weight[index]
                for (identity, missed), weight in zip(group, weights, strict=True)
            }
        )
        == 1
        for index in shared
        if state.value[index] and all(abs(weight[index]) == 1 for weight in weights)
    )
