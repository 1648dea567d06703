"""A column of percentages under a bare `%`, told by arithmetic to be the shares of the amounts on its left.

Year ended June 30, 2024      %        each percentage is its amount's share of one and the same whole (1,840.6),
Net sales        1,840.6  100.0        which a growth rate or a margin of another base is in no three rows
Cost of sales   -1,103.4  -59.9
Gross margin       737.2   40.1
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extract.lex.numbers import Figure

_LEAST = 3
_HUNDRED = Decimal(100)


def are_shares(rows: Iterable[tuple[Figure, Figure]]) -> bool:
    """Whether there is one whole of which each percentage is the share that its amount has, as far as they are rounded.

    Rows of 100 % are no more than the whole itself; of others there must be some, and not all alike.
    """
    low, high = Decimal(0), Decimal("Infinity")
    told: set[Decimal] = set()
    for amount, percent in rows:
        size, share = abs(amount.value), abs(percent.value)
        if not size and not share:
            continue
        half, about = Decimal(5).scaleb(-amount.digits - 1), Decimal(5).scaleb(-percent.digits - 1)
        low = max(low, (size - half) * _HUNDRED / (share + about))
        high = min(high, (size + half) * _HUNDRED / (share - about)) if share > about else high
        if low > high:
            return False
        told.add(share)
    return len(told) >= _LEAST and len(told - {_HUNDRED}) >= _LEAST - 1 and low > 0


def are_shares_of_hundred(rows: Iterable[tuple[Figure, Figure]]) -> bool:
    """Whether percentages are the shares that their amounts have of the one that is 100 %, as issuers print them: of
    many, one in four may be off by one last place, so that rounded ones add up."""
    figures = [(amount, percent) for amount, percent in rows if amount.value or percent.value]
    whole = next((abs(amount.value) for amount, percent in figures if percent.value == _HUNDRED), Decimal(0))
    others = [(amount, percent) for amount, percent in figures if abs(percent.value) != _HUNDRED]
    if not whole or len(others) < _LEAST:
        return False
    off = [
        abs((abs(amount.value) * _HUNDRED / whole - abs(percent.value)).scaleb(percent.digits))
        for amount, percent in others
    ]
    forced = sum(1 for places in off if places > _ROUNDED)
    return max(off) <= _ROUNDED + 1 and forced * _ONE_IN <= len(off) and (not forced or len(off) >= _MANY)


# Half a last place, and what rounding of the amounts adds; so many shares are many, of which one in so many is forced.
_ROUNDED, _MANY, _ONE_IN = Decimal("0.55"), 6, 4
