"""Printed figures ↔ what is drawn: labels go to the marks whose measure bears them out.

A label may stand at several marks. The scale that most labels agree with decides; a label that agrees with none of
its marks goes to the one it stands at if there is no other, where the contradiction will be seen, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from extract.model import Box
from extract.tables.charts.proportion import Scaling, Sighting, agreeing
from extract.tables.charts.texts import Label

_LEAST_SHARE = 0.7


class Spot(msgspec.Struct, gc=False):
    """Something drawn that has a value: `at` in points along its scale, signed; in which row's colour and category.

    `near` and `far` bound it along, `low` and `high` across.
    """

    series: int
    category: int
    at: float
    low: float
    high: float
    near: float
    far: float
    box: Box
    label: Label | None = None


class Choice(msgspec.Struct, gc=False):
    """A label and the spots it may belong to, each with a rank: the lower, the closer."""

    label: Label
    spots: list[tuple[int, Spot]]


class Matched(msgspec.Struct, gc=False):
    """What came of it: how many labels agree, out of how many; labels left over; the scale, where zero is."""

    agree: int
    given: int
    left: list[Label]
    scaling: Scaling | None


def thousandths(length: float) -> int:
    """A measure in points as whole thousandths."""
    return round(length * 1000)


def sighting(label: Label, spot: Spot, slack: int) -> Sighting:
    """A label at a mark as a bound on the scale."""
    return Sighting(thousandths(spot.at), label.low, label.high, slack)


def labels_to_spots(choices: Sequence[Choice], fixed: Sequence[Sighting], slack: int, least: int) -> Matched | None:
    """Give each label its spot; None when fewer than `least` labels, or too few of them, share one scale."""
    given = [(choice, rank, spot) for choice in choices for rank, spot in choice.spots]
    found = agreeing(fixed, [sighting(c.label, s, slack) for c, _, s in given])
    if found is None:
        return None
    kept, factor = found
    agreed = {id(given[k][0]) for k in kept}
    if len(agreed) < least or len(agreed) < _LEAST_SHARE * len(choices):
        return None
    seen = [sighting(given[k][0].label, given[k][2], slack) for k in kept]
    scaling = Scaling(fixed, seen, factor)
    taken: dict[int, list[Choice]] = {}
    chosen: dict[int, Spot] = {}
    for choice in choices:
        fitting = [(rank, spot) for rank, spot in choice.spots if scaling.agrees(sighting(choice.label, spot, slack))]
        spot = only_best(fitting) if fitting else only_best(choice.spots) if len(choice.spots) == 1 else None
        if spot is not None:
            chosen[id(choice)] = spot
            taken.setdefault(id(spot), []).append(choice)
    left = []
    for choice in choices:
        spot = chosen.get(id(choice))
        if spot is None or len(taken[id(spot)]) > 1:
            rivals = taken.get(id(spot), []) if spot is not None else []
            fits = [c for c in rivals if scaling.agrees(sighting(c.label, spot, slack))] if spot is not None else []
            if len(fits) == 1 and fits[0] is choice and spot is not None:
                spot.label = choice.label
            else:
                left.append(choice.label)
        else:
            spot.label = choice.label
    return Matched(len(agreed), len(choices), left, scaling)


def only_best(spots: Sequence[tuple[int, Spot]]) -> Spot | None:
    """The spot of the lowest rank, if no other has it."""
    if not spots:
        return None
    least = min(rank for rank, _ in spots)
    best = [spot for rank, spot in spots if rank == least]
    return best[0] if len(best) == 1 else None


def exact(place: float, value: Fraction | int, slack: float) -> Sighting:
    """A place whose value is sure: the origin, or a label of an axis."""
    return Sighting(thousandths(place), Fraction(value), Fraction(value), thousandths(slack))
