"""What is declared for all figures of a table: in its corner, before it, above the table before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from extract.lex.unit_part import UnitPart, part_of
from extract.model.claim import Claim, Rank
from extract.sheet.parts import Declared

_OF_NO_AMOUNTS = ("percent", "percentage_point", "times")


def unit_of_table(declared: Sequence[Declared]) -> Iterator[Claim[UnitPart]]:
    """The declaration that figures without a word of their own follow. Several that differ are one claim of several
    values: among them a nearer place must choose. One that cannot be read is illegible: nothing speaks over it."""
    damaged = next((d for d in declared if not d.legible), None)
    if damaged is not None:
        said = damaged.mention.printed
        yield Claim(
            rank=damaged.rank, rule="garbled_declaration", said="illegible", printed=said, where=damaged.location
        )
        return
    amounts = _of_amounts(declared)
    rates = [d for d in declared if d.mention.unit == "percent"]
    if not amounts and len(rates) == len(declared) == 1:
        yield _claim(rates)
    if not amounts:
        return
    yield _claim([_without_lent(d) for d in amounts])
    if any(d.lent for d in amounts):
        currencies = tuple(dict.fromkeys(d.mention.unit for d in amounts if d.lent))
        money = tuple(UnitPart(kind="money", unit=currency) for currency in currencies)
        yield Claim(rank=Rank.DOCUMENT, rule="currency_of_document", values=money, printed=currencies[0] or "")


def amount_declared(declared: Sequence[Declared]) -> Declared | None:
    """The declaration that figures without a word of their own follow: the only one that is not a percent."""
    amounts = _of_amounts([d for d in declared if d.legible])
    distinct = {(d.mention.unit, d.mention.scale) for d in amounts}
    return amounts[0] if len(distinct) == 1 else None


def declares_scale(declared: Sequence[Declared]) -> bool:
    """Whether a scale is declared for amounts, be it one of several that are at odds."""
    return any(d.mention.scale > 0 and d.mention.unit not in ("count", "percent") for d in declared)


def _of_amounts(declared: Sequence[Declared]) -> list[Declared]:
    amounts = [d for d in declared if d.mention.unit not in _OF_NO_AMOUNTS]
    return [d for d in amounts if not (d.mention.unit or "").endswith("_per_share")] or amounts


def _without_lent(declared: Declared) -> Declared:
    if not declared.lent:
        return declared
    return msgspec.structs.replace(declared, mention=msgspec.structs.replace(declared.mention, unit=None))


def _claim(declared: Sequence[Declared]) -> Claim[UnitPart]:
    parts = tuple(dict.fromkeys(part_of(d.mention) for d in declared))
    first = declared[0]
    rule = "unit_of_table" if first.rank != Rank.TABLE_ABOVE else "unit_of_table_above"
    return Claim(rank=first.rank, rule=rule, values=parts, printed=first.mention.printed, where=first.location)
