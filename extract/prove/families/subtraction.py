"""Subtraction chains: revenues - costs = gross margin - SG&A = operating income ... net income.

Signs are those the presentation needs: a cost printed positive is taken away, one printed in brackets is added.
"""

from __future__ import annotations

from collections.abc import Iterable

from extract.prove.identity import Identity
from extract.prove.sums import identities_of
from extract.prove.view import View

NAME = "subtraction"


def find(view: View) -> Iterable[Identity]:
    """Every line that is the difference of those before it, one identity per column."""
    return identities_of(view, NAME)
