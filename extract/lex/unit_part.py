"""What one place says of how figures are to be read, and how two places complete each other.

A part may lack its currency (`in thousands`), its scale (`$`), or both (`per share`). Parts that complete each other
become one; parts that contradict do not.
"""

from __future__ import annotations

from typing import Literal

import msgspec
import regex as re

from extract.lex.share_scale import counts_shares, scales_of_shares
from extract.lex.unit_words import smaller_unit
from extract.lex.units import UnitMention

_CURRENCY = re.compile(r"[A-Z]{3}")
_PER_SHARE = re.compile(r"(?:(?P<currency>[A-Z]{3})_)?per_share")

Kind = Literal["money", "per_share", "other"]


class UnitPart(msgspec.Struct, frozen=True, kw_only=True):
    """`kind`: what is measured, None where a scale alone is said. `unit`: the currency of money and of amounts per
    share, else the unit itself. `scale`: the power of ten; None where another place may say it. `own`: it stands with
    the figure itself. `rate`: percentages of whatever else is said to be measured. `for_shares`: the scales that a
    declaration leaves for counts of shares (see `lex.share_scale`); `may_be`: the currencies of which a sign is, one
    of which another place must say."""

    kind: Kind | None = None
    unit: str | None = None
    scale: int | None = None
    noun: str | None = None
    own: bool = False
    rate: bool = False
    for_shares: tuple[int, ...] = (0,)
    may_be: tuple[str, ...] = ()

    @property
    def name(self) -> str | None:
        """The unit by its name in results; None while the currency is open."""
        return f"{self.unit}_per_share" if self.kind == "per_share" and self.unit else self.unit

    @property
    def whole(self) -> bool:
        """Whether nothing more has to be said."""
        return self.kind is not None and self.unit is not None and self.scale is not None

    @property
    def counts_shares(self) -> bool:
        return counts_shares(self.unit, self.noun)


def part_of(mention: UnitMention) -> UnitPart:
    """What a printed unit says.

    >>> from extract.lex.units import find_units
    >>> [(p.kind, p.unit, p.scale) for t in ("(JPY million)", "in thousands", "%") for p in map(part_of, find_units(t))]
    [('money', 'JPY', 6), (None, None, 3), ('other', 'percent', 0)]
    """
    left = scales_of_shares(mention)
    if mention.unit is None:
        kind: Kind | None = "money" if mention.may_be else None
        return UnitPart(kind=kind, scale=mention.scale or None, for_shares=left, may_be=mention.may_be)
    if per_share := _PER_SHARE.fullmatch(mention.unit):
        currency = per_share["currency"]
        scale = mention.scale if currency or mention.scale else None
        return UnitPart(kind="per_share", unit=currency, scale=scale, may_be=mention.may_be)
    if _CURRENCY.fullmatch(mention.unit):
        return UnitPart(kind="money", unit=mention.unit, scale=mention.scale, for_shares=left)
    shares = counts_shares(mention.unit, mention.noun)
    scale = None if shares and not mention.scale else mention.scale
    return UnitPart(kind="other", unit=mention.unit, scale=scale, noun=mention.noun, for_shares=left)


def join(near: UnitPart, far: UnitPart) -> tuple[UnitPart, ...]:
    """What a nearer and a farther part say together: one reading, several where the farther leaves open in which scale
    shares are counted, none where they contradict.

    >>> dollars, thousands = UnitPart(kind="money", unit="USD", own=True), UnitPart(scale=3)
    >>> [(part.unit, part.scale) for part in join(dollars, thousands)]
    [('USD', 3)]
    >>> join(dollars, UnitPart(kind="money", unit="JPY", scale=6))
    ()
    """
    if far.rate:
        return () if near.own and near.unit != far.unit else (far,)
    if near.kind is None:
        scale = far.scale if near.scale is None else near.scale
        return () if far.unit == "percent" else (_of(far, scale=scale, own=near.own),)
    if near.kind == "per_share":
        return _join_per_share(near, far)
    if near.kind == "money":
        return _join_money(near, far)
    if near.unit == "percent":
        return (_of(near, unit=far.unit) if far.unit == "percentage_point" else near,)
    if near.counts_shares and near.scale is None and far.kind != "per_share":
        scales = (far.scale,) if far.counts_shares and far.scale is not None else far.for_shares
        return tuple(_of(near, scale=scale) for scale in scales)
    return (near,) if far.kind is None or far.unit == near.unit else ()


def _join_money(near: UnitPart, far: UnitPart) -> tuple[UnitPart, ...]:
    if far.kind == "per_share":
        if near.scale is not None and near.scale > 0:
            return ()  # `5百万円` is no amount per share
        unit = near.unit or (far.unit if not near.may_be or far.unit in near.may_be else None)
        return (_of(near, kind="per_share", unit=unit, scale=_smaller(near.scale or far.scale or 0, unit)),)
    # Of which currency cents are, a table of millions does not say.
    if far.kind == "other" or far.unit not in ((None, near.unit) if near.unit else (None, *near.may_be)):
        return ()
    scale = far.scale if near.scale is None else near.scale
    unit = near.unit or far.unit
    return (_of(near, unit=unit, scale=_smaller(scale, unit), for_shares=far.for_shares),)


def _join_per_share(near: UnitPart, far: UnitPart) -> tuple[UnitPart, ...]:
    if far.kind == "other":
        return ()
    cents = far.scale if far.scale is not None and far.scale < 0 else None
    lent = far.unit if not near.may_be or far.unit in near.may_be else None
    unit, scale = near.unit or lent, cents if near.scale is None else near.scale
    return (_of(near, unit=unit, scale=_smaller(scale, unit)),)


def _smaller(scale: int | None, unit: str | None) -> int | None:
    """The scale of cents, pence or fils, once it is known of which currency they are."""
    return smaller_unit(unit) if unit is not None and scale is not None and scale < 0 else scale


def _of(part: UnitPart, **changes: object) -> UnitPart:
    return msgspec.structs.replace(part, **changes)
