"""What a sheet is read into: its columns, its rows, and the units declared for all of it."""

from __future__ import annotations

import re

import msgspec

from extract.lex.periods import Mention
from extract.lex.piece import Piece
from extract.lex.unit_words import smaller_unit
from extract.lex.units import UnitMention
from extract.model import Location, Measure, Period
from extract.model.claim import Claim, Rank


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """What stands over a column of values and what follows from it."""

    index: int
    path: tuple[str, ...]
    period: Period | None = None
    unit: UnitMention | None = None
    unit_place: Location | None = None
    measure: Measure | None = None
    change: bool = False
    share: bool = False
    scenario: str | None = None
    plan: tuple[Claim[str], ...] = ()
    own_period: bool = True
    time: tuple[Claim[Piece], ...] = ()
    beside: tuple[Claim[Piece], ...] = ()
    grounds: tuple[Claim[Piece], ...] = ()

    @property
    def said_only(self) -> bool:
        """Whether the header names a year without dates: `当連結会計年度`."""
        pieces = [piece for claim in self.time for piece in claim.values]
        return any(p.relative for p in pieces) and not any(p.has_day for p in pieces)

    garbled: str | None = None
    """A unit over the column that cannot be read."""
    open_role: bool = False
    """The heading is damaged, or only the first figure is a percentage, so that what the others measure is open."""
    some_signs: bool = False
    """Some of its amounts have a currency sign and others none: the sign tells the currency and not the scale."""
    unsigned: bool = False
    """It has no sign where most columns have theirs: it holds no amounts."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What stands before a row of values; `between`: the time from the dated balance above to the one below;
    `under`: the period that heads it and the rows around it; `headed_at`: where the first parts of the path stand,
    those that are headings of rows."""

    index: int
    path: tuple[str, ...]
    level: int
    kind: str
    unit: UnitMention | None = None
    unit_place: Location | None = None
    mention: Mention | None = None
    under: Mention | None = None
    change: bool = False
    between: Mention | None = None
    of_event: bool = False
    cell_period: Mention | None = None
    headed_at: tuple[Location, ...] = ()
    maybe_under: str | None = None
    """A heading of its path that may have ended above it: room says so, and no word."""
    again: bool = False
    """A row above its headings has the same name: what it is a second time, the heading says."""
    among_key_figures: bool = False
    """What stands over it, in the corner or over rows, is a heading of key figures of all sorts."""
    counted_by: str | None = None
    """The rule by which a row between two counts of shares is one itself, or that it stands between them."""


class Lent(msgspec.Struct, frozen=True, kw_only=True):
    """A period that is told of elsewhere than at a table, and where: in a heading above it, over the table before."""

    mention: Mention
    where: Location


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """A unit declared for a whole table, and where. `lent`: its currency is that of the document. `of_flow`: the same
    line says what is measured, and by what it is told: `Revenue by customer (SEK million)`."""

    mention: UnitMention
    location: Location
    rank: Rank = Rank.CAPTION
    lent: bool = False
    of_flow: bool = False

    @property
    def legible(self) -> bool:
        """Whether the declaration can be read; what cannot is no silence, and nothing from afar speaks over it."""
        return not self.mention.garbled


def contradict(one: Period | None, other: Period | None) -> bool:
    """Whether two stretches of time, both dated in full, are not the same."""
    whole = [p for p in (one, other) if p is not None and p.start is not None and p.end is not None]
    return len(whole) == 2 and (whole[0].start, whole[0].end) != (whole[1].start, whole[1].end)


def with_share_currency(rows: dict[int, Row]) -> dict[int, Row]:
    """`１株当たり配当額` beside `１株当たり純資産額（円）`: amounts per share of one table are in one currency, cents
    of it where a row says cents."""
    said = {r.unit.unit: r for r in rows.values() if r.unit is not None and (r.unit.unit or "").endswith("_per_share")}
    if not said:
        return _with_cents(rows)
    if len(said) != 1:
        return rows
    other = next(iter(said.values()))
    bare = {k: r.unit for k, r in rows.items() if r.unit is not None and r.unit.unit == "per_share"}
    return rows | {
        k: msgspec.structs.replace(rows[k], unit=other.unit, unit_place=other.unit_place)
        if own.scale == 0 or other.unit is None
        else msgspec.structs.replace(rows[k], unit=_cents_of(own, other.unit.unit))  # `cents`
        for k, own in bare.items()
    }


def _with_cents(rows: dict[int, Row]) -> dict[int, Row]:
    """`Basic EPS (cents)` below `Revenue (A$ million)`: cents are of the one currency that rows of the table name."""
    said = {k: r.unit for k, r in rows.items() if r.unit is not None}
    money = {unit.unit for unit in said.values() if _CURRENCY.fullmatch(unit.unit or "")}
    if len(money) != 1:
        return rows
    (currency,) = money
    cents = {
        k: r.unit for k, r in rows.items() if r.unit is not None and r.unit.unit == "per_share" and r.unit.scale < 0
    }
    return rows | {
        k: msgspec.structs.replace(rows[k], unit=_cents_of(unit, f"{currency}_per_share")) for k, unit in cents.items()
    }


def _cents_of(cents: UnitMention, unit: str | None) -> UnitMention:
    """Cents or fils per share, of a currency that another row names."""
    return msgspec.structs.replace(cents, unit=unit, scale=smaller_unit((unit or "").removesuffix("_per_share")))


_CURRENCY = re.compile(r"[A-Z]{3}")
