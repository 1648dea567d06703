"""Units and scales as declared in headers, captions, corners and row labels.

Contract: a unit is an ISO 4217 code, `percent`, `percentage_point`, `basis_point`, `count`, `times`,
`<currency>_per_share`, a bandwidth (`Gbps`, `Mbps`) ...; `scale` is the power of ten of the printed figures.
"""

from __future__ import annotations

from typing import Literal

import msgspec


class UnitMention(msgspec.Struct, frozen=True, kw_only=True):
    """A unit as printed at `text[start:end]`.

    `unit` is None where only a scale is printed ("in thousands"). `excepts` are the label words the declaration
    leaves out. `declared`: the text declares a unit for other figures; otherwise it merely stands there.
    `hint`: the words suggest the unit (a "ratio" is in percent) but do not print it.
    """

    start: int
    end: int
    printed: str
    unit: str | None
    scale: int = 0
    excepts: tuple[str, ...] = ()
    noun: str | None = None
    declared: bool = False
    rounding: Literal["truncated", "rounded"] | None = None
    garbled: bool = False
    hint: bool = False


def find_units(text: str) -> tuple[UnitMention, ...]:
    """All units a header, caption, corner or row label prints, left to right."""
    return ()


def unit_of_label(label: str) -> UnitMention | None:
    """The unit a row label itself says, printed or (with `hint`) implied by its words; None if it says none."""
    return None


def scale_word(text: str) -> int | None:
    """The power of ten of a scale word of either language, else None.

    >>> scale_word("million"), scale_word("億"), scale_word("lion")
    (6, 8, None)
    """
    return None
