"""Who says what about a figure, and where: claims, and what they settle.

A claim is said, hinted or illegible; silence is the absence of a claim. Nearer places speak before farther ones.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Generic, Literal, TypeVar

import msgspec

from extract.model.place import Location

T = TypeVar("T")

Said = Literal["said", "hinted", "illegible"]


class Rank(IntEnum):
    """How far from the figure a claim stands; the smaller, the nearer. Tables and prose have one order: a figure stands
    in a row and a column, or in a sentence and a paragraph."""

    FIGURE = 0
    CELL = 1
    SENTENCE = 2
    PARAGRAPH = 3
    ROW = 4
    ROW_HEADING = 5
    COLUMN = 6
    SPANNER = 7
    STUB_HEAD = 8
    CAPTION = 9
    TABLE_ABOVE = 10
    HEADING = 11
    DOCUMENT = 12


class Claim(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One place that speaks of an aspect of a figure. `values` holds one reading, or the several that the place names
    side by side (`2025 and 2024`) and among which another place must choose; an illegible claim holds none. `pattern`:
    what it says of one year holds for the other years that nearer places name."""

    rank: Rank
    rule: str
    values: tuple[T, ...] = ()
    said: Said = "said"
    printed: str = ""
    where: Location = Location()
    pattern: bool = True


class Resolved(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """What the claims settle: a value or None, the claims that decided, those that contradict, and the rivals."""

    value: T | None = None
    grounds: tuple[Claim[T], ...] = ()
    against: tuple[Claim[T], ...] = ()
    candidates: tuple[T, ...] = ()
    illegible: bool = False
