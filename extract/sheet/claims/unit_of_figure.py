"""What a figure says of its own unit: the percent sign, currency and words printed with it."""

from __future__ import annotations

from collections.abc import Iterator

import regex as re

from extract.lex.numbers import Figure
from extract.lex.unit_part import Kind, UnitPart
from extract.lex.unit_words import Meaning, currencies_of, currency_of
from extract.model.claim import Claim, Rank

_CURRENCY = re.compile(r"[A-Z]{3}")


def unit_of_figure(figure: Figure) -> Iterator[Claim[UnitPart]]:
    """The claim of the figure itself, if anything is printed with it."""
    part = _part(figure, figure.said)
    if part is not None:
        yield Claim(rank=Rank.FIGURE, rule="unit_of_figure", values=(part,), printed=figure.printed)


def customs_of_figure(figure: Figure, *, alone: bool) -> Iterator[Claim[UnitPart]]:
    """What holds for a currency sign where nothing says otherwise: `$` is the US dollar and, where no scale is
    declared (`alone`), `$ 1,943` is in whole dollars."""
    part = _part(figure, figure.said)
    if part is None or part.kind != "money" or figure.currency is None:
        return
    if part.unit is None:
        usual = UnitPart(kind="money", unit=currency_of(figure.currency))
        yield Claim(rank=Rank.DOCUMENT, rule="usual_currency_of_sign", values=(usual,), printed=figure.currency)
    if alone and part.scale is None:
        yield Claim(rank=Rank.DOCUMENT, rule="whole_units", values=(UnitPart(scale=0),), printed=figure.printed)


def _part(figure: Figure, said: Meaning | None) -> UnitPart | None:
    power = said.power if said is not None else None
    if figure.percent:
        return UnitPart(kind="other", unit="percent", scale=0, own=True)
    if said is not None and said.hundredth:  # `18.4p`, `12.5c`: pence, and cents of a currency that others say
        return UnitPart(kind="money", unit=said.unit, scale=power or -2, own=True)
    if figure.currency is not None:
        may_be = currencies_of(figure.currency)
        if len(may_be) > 1:
            return UnitPart(kind="money", scale=power, own=True, may_be=may_be)
        return UnitPart(kind="money", unit=currency_of(figure.currency), scale=power, own=True)
    if said is None:
        return None
    if said.unit is None:
        return UnitPart(scale=power, own=True)
    money = _CURRENCY.fullmatch(said.unit)
    kind: Kind = "money" if money else "other"
    return UnitPart(kind=kind, unit=said.unit, scale=power or 0, noun=said.noun, own=True)
