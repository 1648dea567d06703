"""Footing: the parts of a total add up to it, down a column or across the columns of one period.

Total current assets = cash + inventories + ...; consolidated = segment A + segment B + eliminations.
"""

from __future__ import annotations

from collections.abc import Iterable

from extract.prove.identity import Identity
from extract.prove.sums import identities_of
from extract.prove.view import View

NAME = "footing"


def find(view: View) -> Iterable[Identity]:
    """Every total of every table with its parts, one identity per column."""
    return identities_of(view, NAME)
