"""Every class of damage that converters do, as a seeded function on a document.

A class takes a document (which it may change), a random source and a rate, and returns whether it found anything to
damage. A rate of 0 means one hit; otherwise that share of the places it could hit (at least one). It marks every
truth whose print, place, label, header or unit it hit as touched, and those that nothing left in the document can
tell any more as ambiguous: they count as right only when flagged.

The damager knows nothing of how repairs work; it follows what converters were seen to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.bench import damage_frame, damage_place, damage_print
from tests.bench.damage_base import CLASSES
from tests.bench.sheet import Document

UNDETECTABLE = frozenset({"unrepairable_digits"})


def damage(document: Document, rng: Random, names: Sequence[str], rate: float) -> Document | None:
    """A damaged copy, or None when one of the classes finds nothing in this document."""
    copy = document.copy()
    for name in names:
        if not CLASSES[name](copy, rng, rate):
            return None
    return copy


__all__ = ["CLASSES", "UNDETECTABLE", "damage", "damage_frame", "damage_place", "damage_print"]
