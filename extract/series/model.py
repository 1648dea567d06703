"""The types of a series: what is known of one thing an issuer reports, period by period. All are frozen."""

from __future__ import annotations

from typing import Literal

import msgspec

from extract.model import Location

Span = Literal["instant", "month", "quarter", "half", "nine_months", "year", "other"]
Told = Literal["first", "repeated", "restated", "corrected", "contradicts", "doubtful"]
State = Literal["printed", "inferred", "conflict", "doubtful", "forecast", "gap"]


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """What a figure is of, beside its period: each part in a normal form, so that equal things are equal.

    `what` is a concept, or a label where the fact has no concept. None in `segment`, `product`, `region`: the whole
    company; in `scope`: not said, which is the group where there is one. `currency`: `translated` where the amount is a
    translation for the reader's convenience. `others`: what else a document tells it apart by, as free text in normal
    form.
    """

    what: str
    of: Literal["concept", "label"]
    unit: str
    measure: str = "amount"
    scope: str | None = None
    segment: str | None = None
    product: str | None = None
    region: str | None = None
    basis: str | None = None
    currency: Literal["translated"] | None = None
    others: tuple[tuple[str, str], ...] = ()


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """One print of a figure: in which file, at which place, and what it is beside the other prints of the period."""

    source: str
    fact: str
    location: Location
    label: tuple[str, ...] = ()
    printed: str | None = None
    value: str | None = None
    decimals: int | None = None
    trusted: bool = False
    doubts: tuple[str, ...] = ()
    published: str | None = None
    standard: str | None = None
    told: Told = "repeated"


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """What a document expected for the period; `told` says whether it is new, a revision, or what was said before."""

    scenario: str
    version: str | None
    sighting: Sighting
    told: Literal["first", "revised", "repeated", "doubtful"]


class Derivation(msgspec.Struct, frozen=True, kw_only=True):
    """A period as the difference of others of the same fiscal year: `terms` are coefficient, first and last day, value.

    Beside a printed figure it is a check: `residual` is what it misses, `verdict` whether that is within `allowance`.
    """

    terms: tuple[tuple[str, str, str, str], ...]
    value: str
    allowance: str
    residual: str | None = None
    verdict: Literal["holds", "fails"] | None = None


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One period of a series. `value` is what the latest document says, or what follows from others; where documents of
    one day contradict each other there is none, and the prints stand in `sightings`.

    `first` is what was reported first, `restated` what a later document says instead, if it does.
    """

    start: str | None
    end: str
    span: Span
    state: State
    value: str | None = None
    decimals: int | None = None
    tolerance: str | None = None
    first: str | None = None
    restated: str | None = None
    sightings: tuple[Sighting, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    notes: tuple[str, ...] = ()


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of the same concept or label that belong to another series: of a segment, another scope, unit or kind."""

    key: Key
    figures: int
    files: tuple[str, ...]


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that an issuer reports, period by period, with every print of it."""

    issuer: str | None
    codes: tuple[str, ...]
    names: tuple[str, ...]
    key: Key | None
    points: tuple[Point, ...] = ()
    undated: tuple[Sighting, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    files: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def findings(self) -> int:
        """How many points are contradicted, or fail a check."""
        return sum(
            point.state == "conflict" or any(each.verdict == "fails" for each in point.derivations)
            for point in self.points
        )
