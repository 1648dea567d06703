"""Translated currency: an amount in one currency times the stated rate is the amount beside it in another.

`For convenience, at JPY 123.39 = US$1.00`: every dollar figure of the tables is then a second print of a yen figure,
good to half a last place of the dollar column. Without a stated rate one is inferred when all rows agree on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from extract.prove.evidence import best, weighed
from extract.prove.identity import Identity, linear
from extract.prove.view import Sheet, View, is_money

NAME = "currency"
_PER_SHARE = "_per_share"


def find(view: View) -> Iterable[Identity]:
    """Rows of tables with two currencies, and prose that gives an amount and its translation."""
    stated = _stated_rates(view)
    for sheet in view.sheets.values():
        yield from _columns(view, sheet, stated)
    yield from _prose(view, stated)


def _stated_rates(view: View) -> dict[tuple[str, str], list[Fraction]]:
    """Rates by (base, quote): one base is worth so much of quote."""
    rates: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for base, quote, rate in view.statement.profile.exchange_rates:
        try:
            value = Fraction(rate)
        except (ValueError, ZeroDivisionError):
            continue
        if value > 0 and value not in rates[(base, quote)]:
            rates[(base, quote)].append(value)
    return rates


def _currency(unit: str | None) -> tuple[str, str] | None:
    """A unit as (currency, what it is per)."""
    if unit is None:
        return None
    money, suffix = (unit.removesuffix(_PER_SHARE), _PER_SHARE) if unit.endswith(_PER_SHARE) else (unit, "")
    return (money, suffix) if is_money(money) else None


def _columns(view: View, sheet: Sheet, stated: dict[tuple[str, str], list[Fraction]]) -> Iterable[Identity]:
    """Pairs of columns of one period and two currencies, row by row."""
    columns: dict[tuple[int, str, object], dict[int, int]] = defaultdict(dict)
    for (row, column), indexes in sheet.at.items():
        for index in indexes:
            node = view.nodes[index]
            money = _currency(node.fact.unit)
            if money is not None and node.fact.measure in ("amount", "per_share", "target", "other"):
                columns[(column, node.fact.unit or "", node.period)][row] = index
    keys = sorted(columns, key=str)
    for base_key in keys:
        for quote_key in keys:
            base, quote = _currency(base_key[1]), _currency(quote_key[1])
            if base is None or quote is None or base[0] == quote[0] or base[1] != quote[1]:
                continue
            if base_key[2] != quote_key[2]:
                continue
            pairs = [
                (columns[base_key][row], columns[quote_key][row])
                for row in columns[base_key]
                if row in columns[quote_key]
            ]
            rates = stated.get((base[0], quote[0]))
            if rates is None:
                if (quote[0], base[0]) in stated:
                    continue
                rates = _common_rate(view, pairs)
            scope = f"{sheet.id}/{base_key[0]}/{quote_key[0]}/currency"
            yield from best(view, ([_identity(b, q, rate, scope) for b, q in pairs] for rate in rates))


def _identity(base: int, quote: int, rate: Fraction, scope: str) -> Identity:
    return linear(
        NAME,
        [(base, rate.numerator), (quote, -rate.denominator)],
        divisor=rate.denominator,
        scope=scope,
        basis=f"at {float(rate):g}",
    )


def _common_rate(view: View, pairs: list[tuple[int, int]]) -> list[Fraction]:
    """The roundest rate (two decimals at least) that lies in every row's interval; empty if the rows disagree."""
    low, high, rows = Fraction(0), None, 0
    for base, quote in pairs:
        b, q = view.nodes[base], view.nodes[quote]
        if not b.value or not q.value or b.low <= 0 or q.low <= 0:
            continue
        if q.value < b.value:  # the same rate the other way round would be written as a small fraction
            return []
        low = max(low, Fraction(q.low, b.high))
        high = Fraction(q.high, b.low) if high is None else min(high, Fraction(q.high, b.low))
        rows += 1
    if high is None or rows < 5 or low > high:
        return []
    for places in range(2, 7):
        scale = 10**places
        rounded = Fraction(round((low + high) / 2 * scale), scale)
        if low <= rounded <= high:
            return [rounded]
    return []


def _prose(view: View, stated: dict[tuple[str, str], list[Fraction]]) -> Iterable[Identity]:
    """`JPY 13,696 million ($111.0 million)`: two currencies of one label and period on one line."""
    if not stated:
        return
    lines: dict[tuple[str, object, object], list[int]] = defaultdict(list)
    for node in view.nodes:
        if node.fact.table is None and node.period is not None and node.fact.measure in ("amount", "per_share"):
            lines[(node.key, node.period, node.fact.location.line)].append(node.index)
    for (base, quote), rates in stated.items():
        pairs: list[tuple[int, int]] = []
        for indexes in lines.values():
            of_base = [i for i in indexes if view.nodes[i].fact.unit == base]
            of_quote = [i for i in indexes if view.nodes[i].fact.unit == quote]
            if len(of_base) == len(of_quote) == 1:
                pairs.append((of_base[0], of_quote[0]))
        for rate in rates:
            yield from weighed(view, [_identity(b, q, rate, "prose/currency") for b, q in pairs], len(rates))[1]
