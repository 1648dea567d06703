"""Claims about one aspect of a figure → what they settle, for periods and units alike: one order of ranks.

Nearer claims speak first. A nearer claim that leaves something open is completed by a farther one that fits it; one
that contradicts it is kept and told. Nothing is lent from afar over a claim that is illegible, and two different
claims that fit equally settle nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import msgspec
import regex as re

from extract.lex import piece as of_time
from extract.lex.mention import PARTS
from extract.lex.piece import Piece, without_year
from extract.lex.scenarios import plan_words
from extract.lex.unit_part import UnitPart, join
from extract.model.claim import Claim, Rank, Resolved

T = TypeVar("T")
Grounds = Sequence[Claim[T]]
_replace = msgspec.structs.replace


def resolve(
    claims: Iterable[Claim[T]],
    fitting: Callable[[T | None, Grounds[T], Claim[T]], tuple[T, ...]],
    settled: Callable[[T, Rank], bool],
    completed: Callable[[T, Grounds[T], Claim[T]], T | None],
    opens: Callable[[T, Grounds[T], Claim[T]], bool] = lambda value, grounds, claim: False,
) -> Resolved[T]:
    """What claims of all ranks settle, the nearest first as they come.

    `fitting`: the readings of a claim that go with what nearer ones have said, each joined with it. `settled`: nothing
    more has to be said that a claim of this rank could say. `completed`: what a claim adds to what is settled, or
    though it does not fit. `opens`: after such a claim, what is settled is open again.
    """
    value: T | None = None
    grounds: list[Claim[T]] = []
    against: list[Claim[T]] = []
    for claim in claims:
        done = value is not None and settled(value, claim.rank)
        if claim.said == "illegible":
            if not done:
                return Resolved(value=value, grounds=tuple(grounds), against=(*against, claim), illegible=True)
            continue
        if value is not None and opens(value, grounds, claim):
            return Resolved(value=value, grounds=tuple(grounds), against=(*against, claim), illegible=True)
        found = fitting(value, grounds, claim)
        more = completed(value, grounds, claim) if value is not None and (done or not found) else None
        if more is not None:
            found = (more,)
        elif done:
            against += [] if found else [claim]
            continue
        if len(found) > 1:
            return Resolved(value=value, grounds=tuple(grounds), against=tuple(against), candidates=found)
        if not found:
            against.append(claim)
            continue
        value = found[0]
        grounds.append(claim)
    return Resolved(value=value, grounds=tuple(grounds), against=tuple(against))


def resolve_period(claims: Iterable[Claim[Piece]], settled: Callable[[Piece, Rank], bool]) -> Resolved[Piece]:
    """The period that claims of all ranks settle; `settled` says when nothing more has to be said
    that a claim of the next rank could say.

    >>> from extract.lex.heading_pieces import text_to_pieces
    >>> at = lambda rank, text: Claim(rank=rank, rule="test", values=text_to_pieces(text), printed=text)
    >>> claims = [at(Rank.COLUMN, "2022"), at(Rank.STUB_HEAD, "Three Months Ended December 31,")]
    >>> found = resolve_period(claims, lambda piece, rank: piece.has_day and piece.has_length).value
    >>> found.year, found.month, found.day, found.months
    (2022, 12, 31, 3)
    """
    return resolve(sorted(claims, key=lambda claim: claim.rank), _fitting, settled, _part_of, _leaves_part_open)


def resolve_unit(claims: Iterable[Claim[UnitPart]]) -> Resolved[UnitPart]:
    """The unit and scale that claims of all ranks settle. A column of rates speaks before the rows: whatever these
    measure, it is a percentage of it. What rests on hints alone does not outweigh what is said anywhere.

    >>> says = lambda rank, **part: Claim(rank=rank, rule="test", values=(UnitPart(**part),))
    >>> sign, caption = says(Rank.FIGURE, kind="money", unit="USD"), says(Rank.CAPTION, scale=3)
    >>> resolve_unit([caption, sign]).value.scale, resolve_unit([sign]).value.scale
    (3, None)
    """
    in_order = sorted(claims, key=_nearness)
    said = [claim for claim in in_order if claim.said != "hinted"]
    return resolve(said or in_order, _fitting_units, lambda part, rank: part.whole, _refined)


def resolve_name(claims: Iterable[Claim[str]]) -> Resolved[str]:
    """The name that claims of all ranks settle: of a scope, a segment, a company. The nearest place that says one
    decides."""

    def fitting(value: str | None, grounds: Grounds[str], claim: Claim[str]) -> tuple[str, ...]:
        return claim.values if value is None else tuple(name for name in claim.values if name == value)

    in_order = sorted(claims, key=lambda claim: claim.rank)
    return resolve(in_order, fitting, lambda value, rank: True, lambda value, grounds, claim: None)


def resolve_nearest(claims: Iterable[Claim[T]]) -> Resolved[T]:
    """What the nearest claim says, of claims that come nearest first and say all that there is to say. Those farther
    away are not asked; over an illegible one nothing is lent, and two readings settle nothing.

    >>> near = Claim(rank=Rank.SENTENCE, rule="test", said="illegible")
    >>> far = Claim(rank=Rank.HEADING, rule="test", values=(1,))
    >>> resolve_nearest([far]).value, resolve_nearest([near, far]).value
    (1, None)
    """
    for claim in claims:
        if claim.said == "illegible":
            return Resolved(against=(claim,), illegible=True)
        if len(claim.values) > 1:
            return Resolved(candidates=claim.values)
        return Resolved(value=claim.values[0], grounds=(claim,))
    return Resolved()


def _nearness(claim: Claim[UnitPart]) -> int:
    rate = any(part.rate for part in claim.values)
    return Rank.CELL if rate else claim.rank


def _refined(value: UnitPart, grounds: Grounds[UnitPart], claim: Claim[UnitPart]) -> UnitPart | None:
    """`12円` in a row of amounts per share is yen per share, `0.5%` under `Change (points)` are points."""
    if not value.own or claim.rank > Rank.COLUMN:
        return None
    finer = [
        p for p in claim.values if p.kind == "per_share" or (value.unit, p.unit) == ("percent", "percentage_point")
    ]
    joined = join(value, finer[0]) if finer else ()
    return joined[0] if joined and value.kind in ("money", "other") and joined[0] != value else None


def _fitting_units(value: UnitPart | None, grounds: Grounds[UnitPart], claim: Claim[UnitPart]) -> tuple[UnitPart, ...]:
    if value is None:
        return claim.values
    return tuple(dict.fromkeys(one for part in claim.values for one in join(value, part)))


def _fitting(value: Piece | None, grounds: Grounds[Piece], claim: Claim[Piece]) -> tuple[Piece, ...]:
    """The readings of a claim that go with what nearer ones have said, each joined with it."""
    if value is None:
        return _distinct(claim.values)
    if _is_of_part(value, grounds, claim):
        return ()
    if claim.rank >= Rank.CAPTION and value.relative is not None:
        # `Prior period` is not the period of the caption, whichever that is.
        claim = msgspec.structs.replace(claim, values=tuple(p for p in claim.values if p.relative or not p.has_year))
    over = claim.rank <= Rank.SPANNER  # a label over a column and the dates above or below it are one
    if claim.rank >= Rank.CAPTION and value.part == "FY" and value.has_year:
        # What calls itself a year is no part of one because a caption speaks of a quarter.
        claim = msgspec.structs.replace(claim, values=tuple(p for p in claim.values if p.part in (None, "FY")))
    if claim.rank >= Rank.CAPTION and value.part == "FY" and not value.has_year:
        # `通期予想` under a line on the second quarter: the year of that quarter, and not its days.
        years_alone = (_year_alone(p) if p.part in _PARTS else p for p in claim.values)
        claim = msgspec.structs.replace(claim, values=tuple(p for p in years_alone if p is not None))
    whole = [one for piece in claim.values if (one := of_time.join(value, piece, together=over)) is not None]
    if not whole and _is_short(value) and not value.has_year:
        # `Three Months Ended June 30` in a table of `fiscal 2023`: those months of that year.
        labels = [p for p in claim.values if p.fiscal is not None and p.month is None and p.part in (None, "FY")]
        whole = [_replace(value, fiscal=p.fiscal, label=p.label) for p in labels]
    if not whole and claim.rank >= Rank.CAPTION and not value.has_year and value.part in _PARTS:
        years = {year for piece in claim.values if (year := _year_alone(piece)) is not None}
        bare = msgspec.structs.replace(value, month=None, day=None, months=None)
        whole = [one for year in years if (one := of_time.join(bare, year)) is not None]
    if claim.said == "hinted" and value.has_year and not value.has_length:
        # `We opened two stores in the third quarter.` over `2023` and `2022`: the years, or that part of them.
        return (value, *whole) if any(one.has_length for one in whole) else ()
    of_other_year = value.bare is not None or (value.kind is None and value.has_day and not value.has_length)
    if whole or not claim.pattern or claim.rank < Rank.STUB_HEAD or not of_other_year:
        return _distinct(whole)
    # A caption names the current year, its columns name theirs: the caption's day and length hold for all of them, also
    # for columns that print the same day of the year before.
    pattern = {
        without_year(piece)
        for piece in claim.values
        if (piece.month is not None or piece.has_length)
        and (value.bare is not None or (piece.has_length and (piece.month, piece.day) == (value.month, value.day)))
    }
    return _distinct(one for piece in pattern if (one := of_time.join(value, piece)) is not None)


_PARTS = frozenset({"Q1", "Q2", "Q3", "Q4", "H1", "H2", "9M"})


def _year_alone(piece: Piece) -> Piece | None:
    """The fiscal year of a title that names a part of it: in `2025年２月期 第３四半期` the columns `第１四半期` and
    `第２四半期` are of that year as well."""
    if piece.fiscal is None or piece.part not in _PARTS:
        return None
    label = None if piece.label is None else _PART_OF_LABEL.sub("", piece.label)
    return Piece(
        kind="duration", fiscal=piece.fiscal, part="FY", names_year_end=piece.names_year_end, printed=piece.printed,
        label=label,
    )  # fmt: skip


_PART_OF_LABEL = re.compile(r"第\d四半期(?:累計)?$|[上下]期$")


def _one(piece: Piece, other: Piece) -> bool:
    """Whether two readings are one period: a year by its name and by its dates, or a year and the part of it."""
    if piece.has_day and other.has_day:
        lengths = {months for p in (piece, other) if (months := p.months or PARTS.get(p.part or "", (0, 0))[1])}
        return len(lengths) < 2 and of_time.join(piece, other) is not None
    years = {p.part == "FY" and p.has_year for p in (piece, other)}
    return len(years) == 2 and of_time.join(piece, other) is not None


def _part_of(value: Piece, grounds: Grounds[Piece], claim: Claim[Piece]) -> Piece | None:
    """`第２四半期末` over a row `2021年３月期`: a year that is settled, and the part of it that the column names. Or
    the corner names it over columns of years, `第３四半期累計` beside `2024年６月期` (no plans)."""
    if _is_of_part(value, grounds, claim):
        printed = f"{claim.values[0].printed} {value.printed}"
        return _replace(claim.values[0], fiscal=value.fiscal, label=value.label, printed=printed)
    if value.part != "FY" or claim.rank > Rank.STUB_HEAD or len(claim.values) != 1:
        return None
    if claim.rank == Rank.STUB_HEAD and _is_planned(grounds):
        return None
    piece = claim.values[0]
    if _WHOLE.search(value.printed):
        return None
    named = value.fiscal is not None and value.month is None and grounds[0].rank == Rank.ROW
    if named and _is_short(piece) and piece.year == value.fiscal:
        # `Net sales fiscal 2023` under `Three Months Ended June 30, 2023`: the column says which months of the year.
        return _replace(piece, label=value.label, printed=f"{piece.printed} {value.printed}")
    if value.fiscal is not None and value.month is None and not piece.has_year and _is_short(piece):
        # `Net sales fiscal year 2023` under `Three Months Ended June 30`: the months of the year that the row names.
        return _replace(piece, fiscal=value.fiscal, label=value.label, printed=f"{piece.printed} {value.printed}")
    part = piece.part not in (None, "FY") and not piece.has_year and piece.month is None
    return of_time.join(value, piece, together=True) if part else None


def _leaves_part_open(value: Piece, grounds: Grounds[Piece], claim: Claim[Piece]) -> bool:
    """`24年度` and `25年度` under `第３四半期累計`: nine months of each; which year a dated part is of is open."""
    return any(piece.has_year for piece in claim.values) and _is_of_part(value, grounds, claim)


def _is_of_part(value: Piece, grounds: Grounds[Piece], claim: Claim[Piece]) -> bool:
    """Whether the line over a table names a part of a year, and its columns nothing but years by their labels."""
    if claim.rank != Rank.CAPTION or claim.said != "said" or len(claim.values) != 1:
        return False
    if not grounds or any(ground.rank not in (Rank.COLUMN, Rank.SPANNER) for ground in grounds):
        return False
    if _is_planned(grounds):
        return False  # `FY2025 Outlook` in results of a quarter is of the year
    if not claim.pattern and any(piece.has_year for piece in claim.values):
        return False
    labelled = value.part == "FY" and value.fiscal is not None and value.month is None and not value.names_year_end
    return labelled and claim.values[0].part in _PARTS and not _WHOLE.search(value.printed)


def _is_planned(grounds: Grounds[Piece]) -> bool:
    """Whether what named the year calls it a plan: `FY2025 Outlook`."""
    return any((said := plan_words(ground.printed)) is not None and said.plan for ground in grounds)


def _is_short(piece: Piece) -> bool:
    """Whether a piece is a stretch of months that ends on a day, and is no whole year."""
    return piece.month is not None and (piece.months is not None and piece.months < 12)


def _distinct(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Pieces that say different things; where and how they are printed is no difference, and a year by its name and
    by its dates, `2018年３月期` and `2017年４月１日～2018年３月31日`, is one."""
    seen: dict[tuple[object, ...], Piece] = {}
    for piece in pieces:
        key = tuple(getattr(piece, name) for name in piece.__struct_fields__ if name not in _PLACES)
        if key in seen:
            continue
        same = next((k for k, other in seen.items() if _one(piece, other)), None)
        if same is None:
            seen[key] = piece
        else:
            seen[same] = of_time.join(seen[same], piece, together=True) or seen[same]
    return tuple(seen.values())


_WHOLE = re.compile(r"\bfull\b|通期|年間", re.I)
_PLACES = frozenset({"start", "end", "printed", "label", "in_year", "names_year_end", "cumulative"})
