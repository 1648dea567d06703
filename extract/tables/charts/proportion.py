"""Values in proportion to lengths: which printed values a drawing bears out, and what it says of the others.

A drawing has one scale: value = (at - origin) x factor, `at` in thousandths of a point. Each printed value bounds the
scale through the interval its rounding leaves and through the slack of the drawing; values that share one scale agree.
Everything here is exact (fractions), and what is predicted is an interval that holds for every scale that agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

_MOST_PAIRED = 24
_SLACKS = Fraction(3, 2)


class Sighting(NamedTuple):
    """A value that stands for anything from `low` to `high`, and the place `at` which it is drawn, give or take
    `slack`."""

    at: int
    low: Fraction
    high: Fraction
    slack: int


class Reach(NamedTuple):
    """A closed interval of values."""

    low: Fraction
    high: Fraction


class Scaling:
    """The scales that agree with all of the sightings given.

    `fixed` are sure (the origin, the labels of an axis); `seen` are those that were found to agree.
    """

    def __init__(self, fixed: Sequence[Sighting], seen: Sequence[Sighting], factor: Fraction) -> None:
        self.points = [widened(s, factor) for s in (*fixed, *seen)]
        self.low, self.high = factors(self.points, factor)

    def at(self, place: int, slack: int) -> Reach:
        """What a mark at a place stands for."""
        low = high = None
        for point in self.points:
            away = place - point.at
            ends = (self.low * away, self.high * away)
            least, most = point.low + min(ends), point.high + max(ends)
            low = least if low is None else max(low, least)
            high = most if high is None else min(high, most)
        assert low is not None and high is not None
        if low > high:  # the slack of single points was taken too narrowly; the middle still says what is meant
            low, high = high, low
        return Reach(low - slack * self.high, high + slack * self.high)

    def agrees(self, seen: Sighting) -> bool:
        """Whether a value may be drawn where it is."""
        reach = self.at(seen.at, seen.slack)
        return reach.low <= seen.high and seen.low <= reach.high


def widened(seen: Sighting, factor: Fraction) -> Sighting:
    """A sighting without slack: what its place may be off is given to its value."""
    room = seen.slack * abs(factor) * _SLACKS
    return Sighting(seen.at, seen.low - room, seen.high + room, 0)


def factors(points: Sequence[Sighting], usual: Fraction) -> tuple[Fraction, Fraction]:
    """The factors that all pairs of points leave; all bounds on one unknown, for the other is eliminated."""
    low, high = Fraction(0), usual * 4
    for i, one in enumerate(points):
        for other in points[i + 1 :]:
            near, far = (one, other) if one.at < other.at else (other, one)
            away = far.at - near.at
            if not away:
                continue
            low = max(low, (far.low - near.high) / away)
            high = min(high, (far.high - near.low) / away)
    return (low, high) if low <= high else (high, low)


def agreeing(fixed: Sequence[Sighting], given: Sequence[Sighting]) -> tuple[list[int], Fraction] | None:
    """The largest set of values that share one growing scale with the fixed ones, and its factor; None without any.

    >>> half = Fraction(1, 2)
    >>> zero = Sighting(0, Fraction(0), Fraction(0), 300)
    >>> seen = [Sighting(at, v - half, v + half, 300) for at, v in ((52000, 52), (40000, 40), (61000, 16))]
    >>> agreeing([zero], seen)[0]
    [0, 1]
    """
    best: tuple[list[int], float] | None = None
    rank = (0, 0.0)
    for factor, start in lines_through(fixed, given):
        if factor <= 0 or not all(close(s, factor, start) for s in fixed):
            continue
        kept = [k for k, s in enumerate(given) if close(s, factor, start)]
        missed = sum(abs(middle(given[k]) - start - factor * given[k].at) for k in kept) / factor
        if (len(kept), -missed) > rank or best is None:
            best, rank = (kept, factor), (len(kept), -missed)
    if best is None or not best[0]:
        return None
    return best[0], Fraction(best[1])


def middle(seen: Sighting) -> float:
    return float(seen.low + seen.high) / 2


def close(seen: Sighting, factor: float, start: float) -> bool:
    room = float(seen.high - seen.low) / 2 + float(_SLACKS) * seen.slack * factor
    return abs(start + factor * seen.at - middle(seen)) <= room * 1.0001


def lines_through(fixed: Sequence[Sighting], given: Sequence[Sighting]) -> list[tuple[float, float]]:
    """Scales (factor, start) through pairs: of fixed points if there are two, else with one, else of the values."""
    firm, loose = spaced(fixed), spaced(given)
    if len(fixed) > 1:
        pairs = [(min(fixed, key=lambda s: s.at), max(fixed, key=lambda s: s.at))]
    elif firm:
        pairs = [(firm[0], s) for s in loose]
    else:
        pairs = [(a, b) for i, a in enumerate(loose) for b in loose[i + 1 :]]
    lines = []
    for one, other in pairs:
        away = other.at - one.at
        if abs(away) <= 2 * (one.slack + other.slack):
            continue
        factor = (middle(other) - middle(one)) / away
        lines.append((factor, middle(one) - factor * one.at))
    return lines


def spaced(points: Sequence[Sighting]) -> list[Sighting]:
    """At most two dozen of the points, those farthest from each other's neighbourhood kept by taking every nth."""
    if len(points) <= _MOST_PAIRED:
        return list(points)
    ordered = sorted(points, key=lambda s: (s.at, s.low))
    return [ordered[k * (len(ordered) - 1) // (_MOST_PAIRED - 1)] for k in range(_MOST_PAIRED)]
