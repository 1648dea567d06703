"""The claims that settled the aspects of a fact, as its result shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from extract.model.claim import Claim
from extract.model.result import Ground


def grounds_of(**aspects: Iterable[Claim[Any]]) -> dict[str, tuple[Ground, ...]]:
    """For each aspect that some claim settled, who said it: the nearest first.

    >>> grounds_of(period=())
    {}
    """
    return {name: tuple(map(_ground, claims)) for name, claims in aspects.items() if claims}


def _ground(claim: Claim[Any]) -> Ground:
    where = claim.where if claim.where.line is not None or claim.where.page is not None else None
    return Ground(rank=claim.rank.name.lower(), rule=claim.rule, printed=claim.printed or None, location=where)
