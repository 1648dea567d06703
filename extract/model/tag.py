"""A figure's tag of inline XBRL: what the filing itself says that the figure is, at the place of its print."""

from __future__ import annotations

from typing import Literal

import msgspec

from extract.model.place import Location


class Tag(msgspec.Struct, frozen=True, kw_only=True):
    """One `ix:nonFraction`. `element` has the prefix of its taxonomy, `members` are member by axis (both as local
    names), `value` is scaled and has the sign of the tag, which is that of the element and not of the print.

    What the document leaves to another file (EDINET's contexts stand in its header file) is None; `kind` is known
    from the name of the context even then.
    """

    element: str
    context: str
    printed: str
    value: str | None
    scale: int = 0
    unit: str | None = None
    kind: Literal["instant", "duration"] | None = None
    start: str | None = None
    end: str | None = None
    entity: str | None = None
    members: dict[str, str] = {}
    location: Location

    @property
    def name(self) -> str:
        """The element without its prefix."""
        return self.element.rpartition(":")[2]
