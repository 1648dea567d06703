"""What the engines that read pictures have in common."""

from __future__ import annotations

import msgspec

from extract.model import Settings


class EngineError(Exception):
    """An engine could not read a picture; the text says what it said."""


class Glimpse(msgspec.Struct, frozen=True):
    """What an engine reads in a picture of a line, and how sure it says it is (0 to 1)."""

    text: str
    score: float


def engines_at_hand(settings: Settings) -> tuple[str, ...]:
    """The engines of this machine that may read pictures, with their versions: a result depends on them."""
    from extract.read.scan import Readers  # which imports this module

    return Readers(settings).names
