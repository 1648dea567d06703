"""What the headings over a column say of the unit of its figures."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import regex as re

from extract.lex.label_units import unit_of_label
from extract.lex.numbers import Figure
from extract.lex.unit_part import UnitPart, part_of
from extract.lex.units import UnitMention
from extract.model import Location
from extract.model.claim import Claim, Rank
from extract.sheet.nature import nature_of
from extract.sheet.parts import Column, Row

_SIGN = re.compile(r"\W*\p{Sc}\W*")
_POINTS = re.compile(r"\bpoints?\b|\bpp\b|ポイント", re.I)


def unit_of_column(
    figure: Figure, row: Row | None, column: Column, *, scaled: bool = False
) -> Iterator[Claim[UnitPart]]:
    """The claims of a column; `scaled`: a scale is declared for the amounts of its table. A heading that is damaged is
    illegible, and so are a unit that was misread and a percent sign over whole thousands: it is none of this figure."""
    over, where = column.unit, column.unit_place or Location()
    heading = " ".join(column.path)
    if column.open_role and figure.currency is None:
        yield Claim(rank=Rank.CELL, rule="damaged_heading", said="illegible", printed=heading, where=where)
    if column.garbled is not None:
        yield Claim(rank=Rank.COLUMN, rule="garbled_unit", said="illegible", printed=column.garbled, where=where)
    if column.unsigned and over is None and figure.currency is None and not figure.percent:
        yield Claim(rank=Rank.COLUMN, rule="no_sign_beside_signs", said="illegible", printed=heading, where=where)
    if figure.percent and _POINTS.search(heading):
        points = UnitPart(kind="other", unit="percentage_point", scale=0)
        yield Claim(rank=Rank.COLUMN, rule="points_of_column", values=(points,), printed=heading, where=where)
    if over is not None and over.unit == "percent":
        if "," in figure.printed and figure.digits == 0 and figure.currency is None:
            yield Claim(
                rank=Rank.CELL, rule="thousands_under_percent", said="illegible", printed=over.printed, where=where
            )
        rate = UnitPart(kind="other", unit="percent", scale=0, rate=True)
        yield Claim(rank=Rank.COLUMN, rule="rate_of_column", values=(rate,), printed=over.printed, where=where)
    elif per_share := _per_share(row, column):
        yield Claim(rank=Rank.COLUMN, rule="per_share_of_column", values=(per_share,), printed=heading, where=where)
    elif over is not None and _scales_what(figure, row, column, over):
        yield Claim(rank=Rank.COLUMN, rule="scale_of_what", said="illegible", printed=heading, where=where)
    elif over is not None:
        part = part_of(over)
        # `$` over a column, or `Dollar change`: in which scale, the table says
        if scaled and (_SIGN.fullmatch(over.printed) or (column.change and part.kind == "money" and part.scale == 0)):
            part = msgspec.structs.replace(part, scale=None)
        yield Claim(rank=Rank.COLUMN, rule="unit_of_column", values=(part,), printed=over.printed, where=where)


def _scales_what(figure: Figure, row: Row | None, column: Column, over: UnitMention) -> bool:
    """Whether a heading says a scale and no unit, and neither it nor the row names an amount of money."""
    if over.unit is not None or figure.currency is not None or (row is not None and row.unit is not None):
        return False
    named = (*column.path, *(row.path if row is not None else ()))
    return all(nature_of(part) is None for part in named)


def _per_share(row: Row | None, column: Column) -> UnitPart | None:
    """Amounts per share by the words of a heading (`１株当たり当期純利益`), in its currency; over a
    row of no other unit."""
    if row is not None and (row.unit is not None or row.change):
        return None
    said = (unit_of_label(words) for words in (" ".join(column.path), *column.path[-1:]))
    found = next((unit for unit in said if unit is not None and (unit.unit or "").endswith("per_share")), None)
    if found is None:
        return None
    own = part_of(column.unit) if column.unit is not None else UnitPart()
    if own.kind == "other":
        return None  # `Shares` below `Basic EPS:` counts shares
    part = part_of(found)
    cents = own.scale if own.scale is not None and own.scale < 0 else None
    return UnitPart(kind="per_share", unit=part.unit or own.unit, scale=part.scale if cents is None else cents)
