"""Who says in which unit and scale a figure is: the figure itself, its row, its column, the table."""

from __future__ import annotations

from collections.abc import Iterator

from extract.facts.value import Valued, amount_declared
from extract.lex.numbers import Figure
from extract.lex.units import UnitMention
from extract.model import Location, Span
from extract.model.claim import Claim, Rank
from extract.sheet.parts import Column, Declared, Row


def unit_claims(
    figure: Figure | None, span: Span, row: Row, column: Column, declared: tuple[Declared, ...], valued: Valued
) -> Iterator[Claim[UnitMention]]:
    """The claims that settled the unit of a figure, the nearest first; none where its unit is open."""
    if valued.unit is None:
        return
    said = figure is not None and (figure.percent or figure.currency is not None or figure.word is not None)
    if said:
        yield Claim(rank=Rank.FIGURE, rule="unit_of_figure", printed=span.text, where=span.location)
    if figure is not None and (figure.percent or figure.word is not None):
        return
    unit, currency = valued.unit, valued.unit.removesuffix("_per_share")
    over = column.unit if column.unit is not None and not column.unit.hint else None
    if row.unit is not None and row.unit.unit is not None and _goes_with(row.unit, unit):
        yield _claim(Rank.ROW, "unit_of_row", row.unit, row.unit_place)
        if row.unit.unit == unit:
            return
    if over is not None and over.unit is not None and _goes_with(over, unit):
        yield _claim(Rank.COLUMN, "unit_of_column", over, column.unit_place)
        return
    amount = amount_declared(declared) or next((d for d in declared if d.mention.unit == unit), None)
    if amount is not None and amount.mention.unit in (unit, currency):
        yield _claim(Rank.CAPTION, "unit_of_table", amount.mention, amount.location)


def _goes_with(mention: UnitMention, unit: str) -> bool:
    """Whether a mention says this unit or the part of it that is no currency."""
    said = mention.unit or ""
    return said == unit or (said.endswith("per_share") and unit.endswith("per_share"))


def _claim(rank: Rank, rule: str, mention: UnitMention, where: Location | None) -> Claim[UnitMention]:
    return Claim(rank=rank, rule=rule, values=(mention,), printed=mention.printed, where=where or Location())
