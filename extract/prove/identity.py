"""An identity: facts that arithmetic binds together, and what can be computed from it.

Three forms, all exact over the integers of a `View` (`one` is the integer for 1):

* linear:  sum of coefficient x value = 0, coefficients being integers over a common `divisor`
* ratio:   result = factor x numerator / denominator              (shares, margins, per-share figures)
* growth:  result = factor x (later - earlier) / |earlier|        (changes in percent)

A printed value stands for an interval; an identity *holds* when some values inside the intervals satisfy it, is
*forced* when it misses that by no more than the one last place issuers shift to make rounded figures foot, and
*fails* otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple, TypeVar

import msgspec

from extract.model import Verdict

T = TypeVar("T")

Form = Literal["linear", "ratio", "complement", "growth"]


class Range(NamedTuple):
    """A closed interval of integers of the view."""

    low: int
    high: int


class Outcome(NamedTuple):
    """Residual and allowance in the unit of the identity's result, and the verdict."""

    residual: int
    allowance: int
    verdict: Verdict


class Identity(msgspec.Struct, frozen=True, gc=False):
    """Facts bound by arithmetic.

    `nodes` are node indexes and `coefficients` theirs; for the other forms `nodes` is (result, numerator or later,
    denominator or earlier) and `coefficients` is (1, factor, 1). `support` counts the bits of evidence from *other*
    places that this really is an identity of the document; below `STRONG` it may detect but never repair. `scope`
    names the table and family, for judging how exactly figures foot there. `basis` is said in explanations. `exact`
    identities bind the printed figures themselves (the same figure printed twice to the same place).
    """

    family: str
    form: Form
    nodes: tuple[int, ...]
    coefficients: tuple[int, ...]
    divisor: int = 1
    support: int = 0
    scope: str = ""
    basis: str = ""
    exact: bool = False

    @property
    def strong(self) -> bool:
        return self.support >= STRONG


STRONG = 14
"""Bits of independent evidence from which an identity may repair: a coincidence in fewer than 16,000 tries."""

DETECT = 8
"""Bits of evidence from other places below which a failing identity is taken for none."""

LOST_SIGN = 10
"""Support of a sum or a growth that fails by one lost sign only: enough to detect, and to restore the sign."""

Bounds = Callable[[int], Range]


def linear(
    family: str,
    terms: list[tuple[int, int]],
    *,
    divisor: int = 1,
    support: int = 0,
    scope: str = "",
    basis: str = "",
    exact: bool = False,
) -> Identity:
    """A linear identity over (node, coefficient) terms."""
    nodes, coefficients = zip(*terms, strict=True)
    return Identity(family, "linear", nodes, coefficients, divisor, support, scope, basis, exact)


def linear_range(identity: Identity, bounds: Bounds, skip: int = -1) -> Range:
    """The interval of the sum over all terms but `skip`, times the divisor."""
    low = high = 0
    for node, coefficient in zip(identity.nodes, identity.coefficients, strict=True):
        if node == skip:
            continue
        left, right = bounds(node)
        if coefficient > 0:
            low, high = low + coefficient * left, high + coefficient * right
        else:
            low, high = low + coefficient * right, high + coefficient * left
    return Range(low, high)


def floor_div(a: int, b: int) -> int:
    return a // b


def ceil_div(a: int, b: int) -> int:
    return -(-a // b)


def quotient(a: Range, b: Range, factor: int) -> Range | None:
    """The interval of factor x a / b, rounded outwards; None when b may be zero.

    >>> quotient(Range(10, 20), Range(4, 5), 1)
    Range(low=2, high=5)
    """
    if b.low <= 0 <= b.high:
        return None
    first, last = factor * a.low, factor * a.high
    least, most = b
    return Range(
        min(first // least, first // most, last // least, last // most),
        -min(-first // least, -first // most, -last // least, -last // most),
    )


def result_range(identity: Identity, bounds: Bounds, one: int) -> Range | None:
    """The interval the result of a ratio, complement or growth must lie in, from its other two nodes."""
    _, top, bottom = identity.nodes
    factor = identity.coefficients[1]
    if identity.form == "ratio":
        return quotient(bounds(top), bounds(bottom), factor * one)
    if identity.form == "complement":
        part = quotient(bounds(bottom), bounds(top), factor * one)
        return None if part is None else Range(factor * one - part.high, factor * one - part.low)
    earlier = bounds(bottom)
    part = quotient(bounds(top), earlier, factor * one)
    if part is None:
        return None
    whole = factor * one
    if earlier.low > 0:
        return Range(part.low - whole, part.high - whole)
    return Range(whole - part.high, whole - part.low)


def evaluate(
    identity: Identity, bounds: Bounds, value: Callable[[int], int], last: Callable[[int], int], one: int
) -> Outcome | None:
    """Whether the identity holds in the print; None when it cannot be computed (a denominator of zero).

    The place that may be forced is the coarsest last place among the terms; for the other forms the result's.
    """
    if identity.form == "linear":
        span = linear_range(identity, bounds)
        terms = list(zip(identity.nodes, identity.coefficients, strict=True))
        point = sum(c * value(n) for n, c in terms)
        place = 0 if plain_copy(identity, last) else max(abs(c) * last(n) for n, c in terms)
        if identity.exact:
            return Outcome(_part(point, identity.divisor), 0, _verdict(abs(point), place))
        slack = point - span.low if point > 0 else span.high - point
        over = max(span.low, -span.high, 0)
        return Outcome(_part(point, identity.divisor), slack // identity.divisor, _verdict(over, place))
    target = result_range(identity, bounds, one)
    if target is None:
        return None
    result = identity.nodes[0]
    own, point = bounds(result), value(result)
    middle = (target.low + target.high) // 2
    over = max(target.low - own.high, own.low - target.high, 0)
    allowance = (own.high - own.low + target.high - target.low + 1) // 2
    return Outcome(point - middle, allowance, _verdict(over, last(result)))


def plain_copy(identity: Identity, last: Callable[[int], int]) -> bool:
    """Whether all but two figures of a sum are dashes: one repeats the other, and there is nothing to make foot."""
    living = [last(n) * abs(c) for n, c in zip(identity.nodes, identity.coefficients, strict=True) if last(n)]
    return len(identity.nodes) > 2 and len(living) == 2 and living[0] == living[1]


def _verdict(over: int, place: int) -> Verdict:
    return "holds" if over == 0 else "forced" if over <= place else "fails"


def _part(point: int, divisor: int) -> int:
    return point // divisor if point >= 0 else -(-point // divisor)


def solve_for(identity: Identity, node: int, bounds: Bounds, one: int) -> Range | None:
    """The interval the identity leaves for one node when the others are inside their bounds; None if it says nothing.

    For a linear identity this is the exact value before rounding; the interval is rounded outwards.
    """
    if identity.form == "linear":
        at = identity.nodes.index(node)
        coefficient = identity.coefficients[at]
        rest = linear_range(identity, bounds, skip=node)
        if coefficient > 0:
            return Range(floor_div(-rest.high, coefficient), ceil_div(-rest.low, coefficient))
        return Range(floor_div(rest.low, -coefficient), ceil_div(rest.high, -coefficient))
    if node == identity.nodes[0]:
        return result_range(identity, bounds, one)
    return _solve_inside(identity, node, bounds, one)


def _solve_inside(identity: Identity, node: int, bounds: Bounds, one: int) -> Range | None:
    """Numerator or denominator of a ratio, complement or growth from its result and the other one."""
    result, top, bottom = identity.nodes
    whole = identity.coefficients[1] * one
    rate = bounds(result)
    if identity.form == "complement":  # result = whole - whole * bottom / top
        rate = Range(whole - rate.high, whole - rate.low)
        top, bottom = bottom, top
    elif identity.form == "growth":  # result + whole = whole * top / bottom, for a positive base only
        base = bounds(bottom) if node == top else Range(1, 1)
        if base.low <= 0:
            return None
        rate = Range(rate.low + whole, rate.high + whole)
    if node == top:  # top = rate * bottom / whole
        other = bounds(bottom)
        corners = [r * b for r in rate for b in other]
        return Range(floor_div(min(corners), whole), ceil_div(max(corners), whole))
    if rate.low <= 0 <= rate.high:
        return None
    return quotient(bounds(top), rate, whole)  # bottom = whole * top / rate


def independent(identities: Sequence[Identity], index: int) -> list[Identity]:
    """Identities that share nothing but one fact: separate witnesses against its print, the strongest first."""
    used: set[int] = set()
    chosen = []
    for identity in sorted(identities, key=lambda i: (-min(i.support, STRONG), len(i.nodes))):
        others = set(identity.nodes) - {index}
        if used.isdisjoint(others):
            used |= others
            chosen.append(identity)
    return chosen


def sharing_figures(items: Iterable[T], of: Callable[[T], Identity]) -> list[list[T]]:
    """What holds identities, in groups whose identities share figures, directly or through others."""
    groups: list[tuple[set[int], list[T]]] = []
    for item in items:
        nodes, members = set(of(item).nodes), [item]
        apart = []
        for other, theirs in groups:
            if other.isdisjoint(nodes):
                apart.append((other, theirs))
            else:
                nodes |= other
                members = [*theirs, *members]
        groups = [*apart, (nodes, members)]
    return [members for _, members in groups]
