"""Claims about one aspect of a figure → what they settle. One table of ranks for tables and prose.

Nearer claims speak first. A nearer claim that leaves something open is completed by a farther one that fits it; one
that contradicts it is kept and told. Nothing is lent from afar over a claim that is illegible, and two different
claims that fit equally settle nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from extract.lex.piece import Piece, join, without_year
from extract.model.claim import Claim, Rank, Resolved

T = TypeVar("T")


def resolve_period(claims: Iterable[Claim[Piece]], settled: Callable[[Piece], bool]) -> Resolved[Piece]:
    """The period that claims of all ranks settle; `settled` says when nothing more has to be said.

    >>> from extract.lex.heading_pieces import text_to_pieces
    >>> at = lambda rank, text: Claim(rank=rank, rule="test", values=text_to_pieces(text), printed=text)
    >>> claims = [at(Rank.COLUMN, "2022"), at(Rank.STUB_HEAD, "Three Months Ended December 31,")]
    >>> found = resolve_period(claims, lambda piece: piece.has_day and piece.has_length).value
    >>> found.year, found.month, found.day, found.months
    (2022, 12, 31, 3)
    """
    value: Piece | None = None
    grounds: list[Claim[Piece]] = []
    against: list[Claim[Piece]] = []
    for claim in sorted(claims, key=lambda c: c.rank):
        done = value is not None and settled(value)
        if claim.said == "illegible":
            if not done:
                return Resolved(value=value, grounds=tuple(grounds), against=(*against, claim), illegible=True)
            continue
        fitting = _fitting(value, claim)
        if done:
            if not fitting:
                against.append(claim)
            continue
        if len(fitting) > 1:
            rest = tuple(against)
            return Resolved(value=value, grounds=tuple(grounds), against=rest, candidates=fitting)
        if not fitting:
            against.append(claim)
            continue
        value = fitting[0]
        grounds.append(claim)
    return Resolved(value=value, grounds=tuple(grounds), against=tuple(against))


def _fitting(value: Piece | None, claim: Claim[Piece]) -> tuple[Piece, ...]:
    """The readings of a claim that go with what nearer ones have said, each joined with it."""
    if value is None:
        return _distinct(claim.values)
    whole = [one for piece in claim.values if (one := join(value, piece)) is not None]
    if whole or claim.rank < Rank.STUB_HEAD or not value.has_year:
        return _distinct(whole)
    # A caption names the current year, its columns name theirs: the caption's day and length hold for all of them.
    pattern = {without_year(piece) for piece in claim.values if piece.month is not None or piece.has_length}
    return _distinct(one for piece in pattern if (one := join(value, piece)) is not None)


def _distinct(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Pieces that say different things; where and how they are printed is no difference."""
    seen: dict[tuple[object, ...], Piece] = {}
    for piece in pieces:
        key = tuple(getattr(piece, name) for name in piece.__struct_fields__ if name not in _PLACES)
        seen.setdefault(key, piece)
    return tuple(seen.values())


_PLACES = frozenset({"start", "end", "printed", "label", "in_year", "names_year_end", "cumulative"})
