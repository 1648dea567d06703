"""One printed figure to a value in base units: which unit, which scale, which sign.

The order in which a unit is looked for: the figure itself, the row's label, the column's header, the table's
declaration. The nearer word wins; where a nearer word contradicts a farther one, that is told to the caller.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec
import regex as re

from extract.facts.share_counts import is_share_count, may_be_paid_for_shares
from extract.lex.capital import is_capital
from extract.lex.label_units import is_exchange_rate, mentions_per_share, unit_of_label
from extract.lex.numbers import Figure
from extract.lex.share_scale import scales_of_shares
from extract.lex.unit_words import Meaning, currencies_of, currency_of
from extract.lex.units import UnitMention
from extract.model import Measure
from extract.sheet.nature import nature_of
from extract.sheet.parts import Column, Declared, Row

_RATIO_LABEL = re.compile(r"\bratio\b|\bmargin\b|\brate\b|\bROE\b|\bROA\b|率|比", re.I)
_SHARE_DATA = re.compile(
    r"(?:(?:number of|common|ordinary)\s+)*shares?(?:\s+(?:data|amounts|numbers|information))?", re.I
)
_CODE = re.compile(r"[A-Z]{3}")
_POINTS = re.compile(r"\bpoints?\b|\bpp\b|ポイント", re.I)
_OF_POINTS = ("percentage_point", "basis_point")


class Valued(msgspec.Struct, frozen=True, kw_only=True):
    """A figure in base units. `unit` is None when nothing declares one; then `value` is None as well."""

    unit: str | None
    value: Decimal | None
    decimals: int | None
    measure: Measure
    misleading: bool = False


def per_share_row(row: Row | None, declared: Declared | None) -> bool:
    """Whether the row speaks of amounts per share, or is named by the declaration's exceptions."""
    if row is None or is_capital(" ".join(row.path[-1:])):
        return False
    if row.unit is not None and row.unit.unit == "count":
        return False  # `shares used in computing net loss per share`
    if row.unit is not None and (row.unit.unit or "").endswith("per_share"):
        return True
    label = " ".join(row.path[-1:]).lower()
    if mentions_per_share(label):
        return False
    return declared is not None and any(_excepted(words, label) for words in declared.mention.excepts)


def _per_share_column(row: Row | None, column: Column | None) -> bool:
    """Whether the header speaks of amounts per share (`１株当たり当期純利益`), and the row of no other unit."""
    if column is None or (row is not None and (row.unit is not None or row.change)):
        return False
    said = (unit_of_label(words) for words in (" ".join(column.path), *column.path[-1:]))
    return any(unit is not None and (unit.unit or "").endswith("per_share") for unit in said)


def _excepted(words: str, label: str) -> bool:
    """`net income per share` excepts "Net Income attributable to IIJ per Share" too: all its words stand there. `share
    data` excepts counts of shares, and no `shareholders' equity`."""
    if _SHARE_DATA.fullmatch(words):
        return False
    return ("per share" in label and set(words.lower().split()) <= set(label.split())) or words.lower() in label


def value_of(figure: Figure, row: Row | None, column: Column | None, declared: tuple[Declared, ...]) -> Valued:
    """The figure as a value, by the nearest unit that speaks of it."""
    if figure.percent:
        points = _POINTS.search(" ".join(column.path)) if column is not None else None
        return _scaled(figure, "percentage_point" if points else "percent", 0, _percent_measure(row, column))
    said = figure.said
    if said is not None and said.unit in _OF_POINTS:
        return _scaled(figure, said.unit, 0, "change")
    amount = amount_declared(declared)
    shares = per_share_row(row, amount) or _per_share_column(row, column)
    power = said.power if said is not None and (said.unit is None or figure.currency is not None) else None
    if said is not None and said.hundredth:
        return _hundredths(figure, said, shares, row, column, amount)
    if said is not None and figure.currency is None and said.unit is not None:
        return _by_word(figure, said, shares, row, column)
    if column is not None and column.open_role and figure.currency is None:
        return Valued(unit=None, value=None, decimals=None, measure="other")
    if row is not None and row.unit is None and row.path and is_exchange_rate(row.path[-1]):
        return Valued(unit=None, value=None, decimals=None, measure="other")  # of which currency for which is not said
    if figure.currency is not None:
        return _with_currency(
            figure, power, shares, row, column, amount, contested=amount is None and _scales(declared)
        )
    return _by_headers(figure, power, shares, row, column, declared, amount)


def _by_word(figure: Figure, said: Meaning, shares: bool, row: Row | None, column: Column | None) -> Valued:
    """`1,234百万円`, `50 yen`, `1,234㎡`, `1,200 contracts`: the word behind the figure is its unit."""
    power = said.power or 0
    if said.unit == "times":
        return _scaled(figure, "times", power, "ratio")
    if said.unit is not None and _CODE.fullmatch(said.unit):
        if (shares or _below_per_share(row)) and power <= 0:
            return _scaled(figure, f"{said.unit}_per_share", power, "per_share")
        return _scaled(figure, said.unit, power, _measure(row, column, "amount"))
    kind: Measure = "count" if said.unit == "count" else "other"
    return _scaled(figure, said.unit, power, _measure(row, column, kind))


def _below_per_share(row: Row | None) -> bool:
    """Whether the row stands under a heading of amounts per share: `継続事業` under `1株当たり利益`."""
    said = [unit_of_label(part) for part in row.path[:-1]] if row is not None else []
    return any(mention is not None and (mention.unit or "").endswith("per_share") for mention in said)


def _hundredths(
    figure: Figure, said: Meaning, shares: bool, row: Row | None, column: Column | None, amount: Declared | None
) -> Valued:
    """`18.4p`, `12.5c`: pence, and cents of the table's currency where the row speaks of amounts per share."""
    currency = said.unit or (_currency_over(None, amount) if shares else None)
    unit = f"{currency}_per_share" if currency and shares else currency
    return _scaled(figure, unit, said.power or -2, _measure(row, column, "per_share" if shares else "amount"))


def _with_currency(
    figure: Figure,
    power: int | None,
    shares: bool,
    row: Row | None,
    column: Column | None,
    amount: Declared | None,
    *,
    contested: bool,
) -> Valued:
    """`JPY 26,519`: with a scale word it speaks for itself; without one the table's scale holds, unless the figure
    is per share. `$ 1,943` over plain figures, as statements print it, speaks of the currency and not of the scale."""
    unit = _currency_of(figure, row, column, amount)
    if shares:
        return _scaled(figure, f"{unit}_per_share" if unit else None, power or 0, _measure(row, column, "per_share"))
    if power is not None:
        return _scaled(figure, unit, power, _measure(row, column, "amount"))
    said = row.unit if row is not None and row.unit is not None and row.unit.scale else None
    if said is not None and said.unit not in (unit, None):
        said = None
    mention = said or _column_amount(column) or (amount.mention if amount is not None else None)
    if mention is None and (contested or (column is not None and column.some_signs)):
        return Valued(unit=None, value=None, decimals=None, measure=_measure(row, column, "amount"))
    same = mention is not None and mention.unit in (unit, None)
    scale = mention.scale if mention is not None and same else 0
    return _scaled(figure, unit, scale, _measure(row, column, "amount"))


def _currency_of(figure: Figure, row: Row | None, column: Column | None, amount: Declared | None) -> str | None:
    """The currency beside a figure. `$`, `¥` and `kr` are signs of several: the nearest that is declared decides."""
    printed = figure.currency or ""
    own, may_be = currency_of(printed), currencies_of(printed)
    if len(may_be) < 2:
        return own
    mentions = (row.unit if row is not None else None, column.unit if column is not None else None)
    near = next((code for m in mentions if m is not None and (code := _currency_over(m, None))), None)
    near = near or _currency_over(None, amount)
    return near if near in may_be else own


def _is_bare_noun(row: Row) -> bool:
    """Whether a row is called by a noun that can be counted and by nothing else: `Rooms`, `Stores`."""
    said, label = row.unit, row.path[-1] if row.path else ""
    bare = said is not None and said.unit == "count" and said.declared and said.noun not in (None, "shares")
    return bare and said is not None and said.end - said.start >= len(label.strip(" ()（）:：*"))


def _by_headers(
    figure: Figure,
    power: int | None,
    shares: bool,
    row: Row | None,
    column: Column | None,
    declared: tuple[Declared, ...],
    amount: Declared | None,
) -> Valued:
    over = column.unit if column is not None else None
    own = row.unit.unit if row is not None and row.unit is not None else None
    currency = own.removesuffix("_per_share") if own and len(own) == 13 else _currency_over(over, amount)
    if shares and not (over is not None and over.unit == "percent"):
        misleading = over is not None and over.scale > 0
        mentions = (row.unit if row is not None else None, over, amount.mention if amount is not None else None)
        scale = next((m.scale for m in mentions if m is not None and m.scale < 0), 0)  # cents
        return _scaled(figure, f"{currency}_per_share" if currency else None, scale,
                       _measure(row, column, "per_share"), misleading=misleading)  # fmt: skip
    if row is not None and amount is not None and over is None and _is_bare_noun(row) and amount.mention.scale > 0:
        # `Rooms` under `Revenues`, in thousands of dollars: whose amounts they are. Under no such heading, either.
        if not any(nature_of(part) == "duration" for part in row.path[:-1]):
            return Valued(unit=None, value=None, decimals=None, measure=_measure(row, column, "amount"))
        scale = amount.mention.scale if power is None else power
        return _scaled(figure, amount.mention.unit, scale, _measure(row, column, "amount"))
    if over is None and may_be_paid_for_shares(row, amount):
        return Valued(unit=None, value=None, decimals=None, measure=_measure(row, column, "amount"))
    if row is not None and row.unit is not None and row.unit.unit is not None and not row.unit.hint:
        said = row.unit
        contradicts = over is not None and over.unit not in (None, said.unit) and over.unit != "percent"
        if over is None or over.unit != "percent":
            kind: Measure = "count" if said.unit == "count" else "ratio" if said.unit == "percent" else "amount"
            misleading = contradicts and said.unit in ("count", "percent")
            scale = said.scale
            if is_share_count(row) and over is None and power is None:
                scale = scales_of_shares(amount.mention if amount is not None else None)[0]
            return _scaled(figure, said.unit, scale, _measure(row, column, kind), misleading=misleading)
    if over is not None and over.unit is not None:
        if over.unit == "percent":
            if "," in figure.printed and figure.digits == 0:
                # Whole thousands are no percentage: the header is not this figure's.
                return Valued(unit=None, value=None, decimals=None, measure=_measure(row, column, "amount"))
            return _scaled(figure, "percent", 0, _percent_measure(row, column))
        if over.unit == "per_share":
            return _scaled(figure, f"{currency}_per_share" if currency else None, over.scale,
                           _measure(row, column, "per_share"))  # fmt: skip
        kind = "count" if over.unit == "count" else "per_share" if over.unit.endswith("_per_share") else "amount"
        scale = over.scale if power is None else power
        if over.noun == "shares" and scale == 0 and power is None:
            # `Shares` beside `Amount` in a table `in millions, except per share amounts`.
            scale = scales_of_shares(amount.mention if amount is not None else None)[0]
        return _scaled(figure, over.unit, scale, _measure(row, column, kind))
    if amount is not None:
        unit = amount.mention.unit
        if unit is None and over is None:
            unit = None
        kind = "count" if unit == "count" else "amount"
        scale = amount.mention.scale if power is None else power
        return _scaled(figure, unit, scale, _measure(row, column, kind))
    only = [d for d in declared if d.mention.unit == "percent"]
    if only and len(declared) == 1:
        return _scaled(figure, "percent", 0, _percent_measure(row, column))
    hinted = row.unit if row is not None and row.unit is not None and row.unit.hint else None
    if hinted is not None and hinted.unit == "count" and not declared and figure.digits == 0:
        return _scaled(figure, "count", 0, _measure(row, column, "count"))  # a table of counts declares no unit
    return Valued(unit=None, value=None, decimals=None, measure=_measure(row, column, "amount"))


def _scales(declared: tuple[Declared, ...]) -> bool:
    """Whether a scale is declared for amounts, be it one of several that are at odds."""
    return any(d.mention.scale > 0 and d.mention.unit not in ("count", "percent") for d in declared)


def amount_declared(declared: tuple[Declared, ...]) -> Declared | None:
    """The declaration that figures without a word of their own follow: the only one that is not a percent."""
    amounts = [d for d in declared if d.mention.unit not in ("percent", "percentage_point", "times")]
    amounts = [d for d in amounts if not (d.mention.unit or "").endswith("_per_share")] or amounts
    distinct = {(d.mention.unit, d.mention.scale) for d in amounts}
    return amounts[0] if len(distinct) == 1 else None


def _column_amount(column: Column | None) -> UnitMention | None:
    if column is None or column.unit is None or column.unit.unit in ("percent", "count"):
        return None
    return column.unit


def _currency_over(over: UnitMention | None, amount: Declared | None) -> str | None:
    for mention in (over, amount.mention if amount is not None else None):
        if mention is not None and mention.unit is not None:
            name = mention.unit.removesuffix("_per_share")
            if _CODE.fullmatch(name):
                return name
    return None


def _measure(row: Row | None, column: Column | None, usual: Measure) -> Measure:
    if (column is not None and column.change) or (row is not None and row.change):
        return "change"
    if column is not None and column.scenario is not None and usual == "amount":
        return "target"
    return usual


def _percent_measure(row: Row | None, column: Column | None) -> Measure:
    if (column is not None and column.change) or (row is not None and row.change):
        return "change"
    if column is not None and column.share:
        return "share"
    label = row.path[-1] if row is not None and row.path else ""
    return (
        "ratio" if _RATIO_LABEL.search(label) or column is None else "share" if column.measure == "share" else "ratio"
    )


def _scaled(figure: Figure, unit: str | None, scale: int, measure: Measure, *, misleading: bool = False) -> Valued:
    if unit is None:
        return Valued(unit=None, value=None, decimals=None, measure=measure)
    value = figure.value.scaleb(scale)
    return Valued(
        unit=unit, value=value, decimals=figure.digits - scale, measure=measure, misleading=misleading,
    )  # fmt: skip
