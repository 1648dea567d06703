"""Families of identities: each file finds one kind in a `View`; `FAMILIES` gives the order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extract.prove.families import (
    balance,
    change,
    currency,
    equity,
    footing,
    margin,
    per_share,
    periods,
    regrouping,
    roll_forward,
    same_fact,
    share,
    subtraction,
)
from extract.prove.identity import Identity
from extract.prove.view import View

FAMILIES: tuple[Callable[[View], Iterable[Identity]], ...] = (
    footing.find,
    subtraction.find,
    roll_forward.find,
    equity.find,
    balance.find,
    periods.find,
    regrouping.find,
    currency.find,
    share.find,
    margin.find,
    change.find,
    per_share.find,
    same_fact.find,
)

__all__ = ["FAMILIES"]
