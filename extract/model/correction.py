"""What a person says of a fact: that it is right, what it is instead, or that it is wrong; by whom, when and why.

A correction belongs to a document by its bytes and to a fact by where it is printed and how, never by an id: ids are
counted anew with every version of the program, places and print are the document's own.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from extract.model.place import Location
from extract.model.result import Fact, Period

CORRECTION_SCHEMA = "https://ir-extract.example/schemas/correction/1"
PERSON = "person"
"""The rank of a ground that a person gave: no place of the document is nearer."""

Action = Literal["accept", "change", "reject"]
Text = Annotated[str, Meta(min_length=1, max_length=4000)]
Digits = Annotated[str, Meta(pattern=r"^-?(0|[1-9][0-9]{0,59})(\.[0-9]{1,60})?\Z", max_length=122)]
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z")]

Moment = Annotated[
    str,
    Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2}))?\Z"),
]


class Days(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A period with its days: an instant has a last day only."""

    kind: Literal["instant", "duration"]
    start: Day | None = None
    end: Day


class Aspects(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Aspects of a fact that a person speaks of: right where it accepts or changes, wrong where it rejects."""

    value: Digits | UnsetType = UNSET
    sign: Literal["+", "-"] | UnsetType = UNSET
    unit: Text | UnsetType = UNSET
    period: Days | UnsetType = UNSET
    label: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=40)] | UnsetType = UNSET
    scenario: Text | UnsetType = UNSET

    def items(self) -> list[tuple[str, object]]:
        """The aspects that are spoken of, by name."""
        pairs = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return [(name, value) for name, value in pairs if value is not UNSET]


class Seen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the fact was when the person saw it: tells apart facts that are printed at one place."""

    label: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    period: Period | None = None
    row: int | None = None
    column: int | None = None


class Correction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of a corrections file. `document` is the SHA-256 of its bytes, `name` its file name."""

    schema: Literal["https://ir-extract.example/schemas/correction/1"]
    document: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
    name: str
    place: Location
    printed: str | None
    seen: Seen
    action: Action
    aspects: Aspects
    reason: Text
    who: Text
    when: Moment


def is_attested(fact: Fact, *aspects: str) -> bool:
    """Whether a person vouches for one of these aspects of a fact.

    >>> from extract.model import Ground, Location
    >>> ground = Ground(rank=PERSON, rule="changed")
    >>> is_attested(Fact(id="f1", status="verbatim", location=Location(), grounds={"unit": (ground,)}), "unit", "value")
    True
    """
    return any(ground.rank == PERSON for aspect in aspects for ground in fact.grounds.get(aspect, ()))
