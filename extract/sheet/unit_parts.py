"""A scale declared on one line and its currency on another: `(in millions)` over `Amounts in U.S. dollars`.

Either is a part, and parts that complete each other are one declaration, whichever stands nearer to the table. Two
scales, or two currencies, are no parts of one.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import regex as re

from extract.lex.units import UnitMention
from extract.sheet.parts import Declared

_CURRENCY = re.compile(r"[A-Z]{3}")


def completed(near: tuple[Declared, ...], farther: Sequence[UnitMention]) -> tuple[Declared, ...]:
    """The declarations of a table with the part that a farther line adds to the only one of them that is a part.

    >>> from extract.lex.units import find_units
    >>> from extract.model import Location
    >>> near = tuple(Declared(mention=m, location=Location()) for m in find_units("(Amounts in U.S. dollars)"))
    >>> [(d.mention.unit, d.mention.scale) for d in completed(near, find_units("(in millions)"))]
    [('USD', 6)]
    """
    parts = [d for d in near if _is_currency(d.mention) or _is_scale(d.mention)]
    wanted = [m for m in farther if m.declared and not m.garbled and (_is_currency(m) or _is_scale(m))]
    if len(parts) != 1 or len({(m.unit, m.scale) for m in wanted}) != 1:
        return near
    part, other = parts[0].mention, wanted[0]
    if _is_currency(part) == _is_currency(other):
        return near
    joint = msgspec.structs.replace(
        part, unit=part.unit or other.unit, scale=part.scale or other.scale, excepts=part.excepts or other.excepts
    )
    return tuple(msgspec.structs.replace(d, mention=joint) if d is parts[0] else d for d in near)


def _is_currency(mention: UnitMention) -> bool:
    return mention.scale == 0 and mention.unit is not None and _CURRENCY.fullmatch(mention.unit) is not None


def _is_scale(mention: UnitMention) -> bool:
    return mention.unit is None and mention.scale > 0
