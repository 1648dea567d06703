"""One printed figure to a value in base units: the unit and scale that the claims about it settle, and its measure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec
import regex as re

from extract.lex.numbers import Figure
from extract.lex.numerals import plain
from extract.lex.unit_part import UnitPart
from extract.model import Candidate, Measure
from extract.model.claim import Claim, Rank, Resolved
from extract.sheet.claims.unit_of_column import unit_of_column
from extract.sheet.claims.unit_of_figure import customs_of_figure, unit_of_figure
from extract.sheet.claims.unit_of_row import unit_of_row
from extract.sheet.claims.unit_of_table import amount_declared, declares_scale, unit_of_table
from extract.sheet.parts import Column, Declared, Row
from extract.sheet.resolve import resolve_unit

_RATIO_LABEL = re.compile(r"\bratio\b|\bmargin\b|\brate\b|\bROE\b|\bROA\b|率|比", re.I)
_POINTS = ("percentage_point", "basis_point")

Claims = tuple[Claim[UnitPart], ...]


class Valued(msgspec.Struct, frozen=True, kw_only=True):
    """A figure in base units. `unit` is None when nothing settles one; then `value` is None as well. `grounds` settled
    it, `against` contradict them; `misleading`: the heading over it cannot be its own. `readings`: its values where
    only the scale is open, for want of a word on the scale of shares."""

    unit: str | None
    value: Decimal | None
    decimals: int | None
    measure: Measure
    misleading: bool = False
    grounds: Claims = ()
    against: Claims = ()
    readings: tuple[Candidate, ...] = ()


def value_of(figure: Figure, row: Row | None, column: Column | None, declared: tuple[Declared, ...]) -> Valued:
    """The figure as a value, by what it says itself and what its row, its column and its table say of it."""
    claims = tuple(unit_claims(figure, row, column, declared))
    resolved = resolve_unit(claims)
    part = _settled(resolved, figure, declared)
    measure = _measure(part, resolved, row, column)
    against = tuple(claim for claim in resolved.against if _contradicts(claim, part))
    if part is None or part.name is None:
        return Valued(unit=None, value=None, decimals=None, measure=measure, against=against)
    scale, open_ = part.scale or 0, resolved.candidates
    return Valued(
        unit=part.name, value=figure.value.scaleb(scale), decimals=figure.digits - scale, measure=measure,
        misleading=_misleads(part, claims, resolved.grounds), grounds=resolved.grounds, against=against,
        readings=tuple(_reading(figure, one.scale or 0) for one in open_),
    )  # fmt: skip


def unit_claims(
    figure: Figure, row: Row | None, column: Column | None, declared: tuple[Declared, ...]
) -> Iterator[Claim[UnitPart]]:
    """All that speaks of the unit of a figure."""
    amount = amount_declared(declared)
    signs_differ = column is not None and column.some_signs
    alone = (amount is not None or not declares_scale(declared)) and not (signs_differ and amount is None)
    yield from unit_of_figure(figure)
    if row is not None:
        rates = amount is not None and any(d.mention.unit == "percent" for d in declared)
        yield from unit_of_row(figure, row, column, amount, rates=rates)
    if column is not None:
        yield from unit_of_column(figure, row, column, scaled=declares_scale(declared))
    yield from unit_of_table(declared)
    yield from customs_of_figure(figure, alone=alone)


def _reading(figure: Figure, scale: int) -> Candidate:
    why = "in the scale that the table declares" if scale else "as printed: the table's scale is that of its amounts"
    return Candidate(value=plain(figure.value.scaleb(scale)), why=f"shares {why}")


def _settled(resolved: Resolved[UnitPart], figure: Figure, declared: tuple[Declared, ...]) -> UnitPart | None:
    """The part that is settled; None where it is open, or rests on a hint that a table of counts does not bear out."""
    part = resolved.value
    if resolved.candidates and len({(one.kind, one.name) for one in resolved.candidates}) == 1:
        part = resolved.candidates[0]
        return part if part.counts_shares else None
    if resolved.candidates or resolved.illegible or part is None or part.kind is None:
        return None
    if any(claim.said == "hinted" for claim in resolved.grounds):
        counts = part.unit == "count" and not declared and figure.digits == 0
        return part if counts else None
    return None if part.kind == "money" and part.scale is None else part


def _misleads(part: UnitPart, claims: Claims, grounds: Claims) -> bool:
    """Whether the unit printed over a figure cannot be its own: thousands over amounts per share, yen over a count."""
    if part.kind == "money" or not grounds or grounds[0].rank not in (Rank.ROW, Rank.ROW_HEADING):
        return False
    over = [value for claim in claims if claim.rule == "unit_of_column" for value in claim.values]
    if part.kind == "per_share":
        return any((value.scale or 0) > 0 for value in over)
    return part.unit in ("count", "percent") and any(value.unit not in (None, part.unit) for value in over)


def _contradicts(claim: Claim[UnitPart], part: UnitPart | None) -> bool:
    """Whether a claim that goes against what is settled was meant for such a figure: what is declared for the amounts
    of a table does not speak of its counts."""
    kinds = {value.kind for value in claim.values}
    return claim.rank <= Rank.SPANNER or (part is not None and part.kind in kinds)


def _measure(part: UnitPart | None, resolved: Resolved[UnitPart], row: Row | None, column: Column | None) -> Measure:
    changes = (column is not None and column.change) or (row is not None and row.change)
    if part is not None and part.unit in _POINTS and part.own:
        return "change"
    if part is not None and part.unit == "percent":
        return "change" if changes else _ratio_or_share(row, column)
    usual = _usual(part, resolved)
    if changes:
        return "change"
    return "target" if column is not None and column.scenario is not None and usual == "amount" else usual


def _usual(part: UnitPart | None, resolved: Resolved[UnitPart]) -> Measure:
    """What a figure of such a unit measures."""
    if part is None:
        illegible = {claim.rule for claim in resolved.against if claim.said == "illegible"}
        return "other" if illegible & {"rate_of_exchange", "damaged_heading", "no_amount_by_name"} else "amount"
    if part.kind == "per_share":
        return "per_share"
    if part.kind == "money":
        return "amount"
    if part.unit == "times":
        return "ratio"
    return "count" if part.unit == "count" else "other" if part.own else "amount"


def _ratio_or_share(row: Row | None, column: Column | None) -> Measure:
    if column is not None and column.share:
        return "share"
    label = row.path[-1] if row is not None and row.path else ""
    if _RATIO_LABEL.search(label) or column is None:
        return "ratio"
    return "share" if column.measure == "share" else "ratio"
