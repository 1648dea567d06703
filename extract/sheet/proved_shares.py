"""A column of percentages under a bare `%`, told by arithmetic to be the shares of the amounts on its left.

Year ended June 30, 2024      %        each percentage is its amount's share of one and the same whole (1,840.6),
Net sales        1,840.6  100.0        which a growth rate or a margin of another base is in no three rows
Cost of sales   -1,103.4  -59.9
Gross margin       737.2   40.1
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import permutations

from extract.lex.numbers import Figure
from extract.tables.shape import Readings

_LEAST = 3
_LEAST_GROWTHS = 2
_NEAREST = 4  # columns among which the two that are compared are looked for
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


def are_growths(rows: Iterable[tuple[Figure, Figure, Figure]]) -> bool:
    """Whether each figure is by how many percent the first amount is more than the second, as far as they are rounded:
    `1,037.4`, `1,000.1`, `3.7`. One row proves nothing."""
    told: set[Decimal] = set()
    for now, before, growth in rows:
        half, about, last = (Decimal(5).scaleb(-f.digits - 1) for f in (now, before, growth))
        if before.value <= about:
            return False
        low = ((now.value - half) / (before.value + about) - 1) * _HUNDRED
        high = ((now.value + half) / (before.value - about) - 1) * _HUNDRED
        if not low - last <= growth.value <= high + last:
            return False
        told.add(growth.value)
    return len(told - {Decimal(0)}) >= _LEAST_GROWTHS


def grow_by_percent(readings: Readings, rows: Sequence[int], columns: Sequence[int], index: int) -> bool:
    """Whether the figures of a column are by how many percent those of one column before it are more than those of
    another."""
    told = [row for row in rows if readings[row, index].kind == "figure"]
    before = [column for column in columns if column < index][-_NEAREST:]
    for now, then in permutations(before, 2):
        cells = [(readings[row, now], readings[row, then], readings[row, index]) for row in told]
        whole = all(cell.kind == "figure" for row in cells for cell in row)
        if whole and are_growths((one.figure, other.figure, growth.figure) for one, other, growth in cells):
            return True
    return False


def differ_by_amounts(readings: Readings, rows: Sequence[int], columns: Sequence[int], index: int) -> bool:
    """Whether the figures of a column are what those of one column before it are more than those of another, as far as
    they are rounded."""
    told = [row for row in rows if readings[row, index].kind == "figure"]
    before = [column for column in columns if column < index][-_NEAREST:]
    for now, then in permutations(before, 2):
        cells = [(readings[row, now], readings[row, then], readings[row, index]) for row in told]
        whole = bool(cells) and all(cell.kind == "figure" for row in cells for cell in row)
        if whole and all(_is_difference(one.figure, other.figure, more.figure) for one, other, more in cells):
            return True
    return False


def _is_difference(now: Figure, before: Figure, more: Figure) -> bool:
    last = max(Decimal(1).scaleb(-f.digits) for f in (now, before, more))
    return abs(now.value - before.value - more.value) <= last
