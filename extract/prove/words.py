"""Sentences a person understands: what an identity says, what a repair rests on."""

from __future__ import annotations

from extract.prove.identity import Identity
from extract.prove.view import View

_MAX_TERMS = 12


def name_of(view: View, index: int) -> str:
    """A fact by its label and its header or period: `1Q06 Total revenues`."""
    fact = view.nodes[index].fact
    label = fact.label[-1] if fact.label else "(no label)"
    period = fact.period
    when = (period.label or period.printed or period.end) if period else None
    return f"{when} {label}" if when else label


def figure(view: View, index: int, value: int | None = None) -> str:
    """A value as the table would print it: in its scale, with thousands separated.

    A fact printed in millions with the value -161000000 is shown as -161, one of 57.1 billion as 57.1, one of 57.1
    hundred million as 57.1.
    """
    node = view.nodes[index]
    number = node.value if value is None else value
    if number is None:
        return f"`{node.fact.printed}`" if node.fact.printed else "(nothing)"
    decimals = node.fact.decimals or 0
    coarser = len(str(view.meant_last(index) // node.last)) - 1
    if coarser and not number % view.meant_last(index):
        decimals -= coarser
    scale = view.usual_scale(index)
    if scale is None:
        scale = 0 if decimals > 0 else -(decimals // 3) * 3
    if scale and number % 10 ** (view.places - decimals):
        scale = 0
    sign, whole = ("-" if number < 0 else ""), abs(number)
    head, rest = divmod(whole, 10 ** (view.places + scale))
    places = max(decimals + scale, 0)
    tail = str(rest).rjust(view.places + scale, "0").rstrip("0").ljust(places, "0")
    return f"{sign}{head:,}.{tail}" if tail else f"{sign}{head:,}"


def said(view: View, identity: Identity, value: dict[int, int] | None = None) -> str:
    """The identity with its figures: `5,863,929 + 6,031,963 + 541,545 = 12,437,437`."""
    known = value or {}

    def show(index: int) -> str:
        return figure(view, index, known.get(index))

    if identity.form != "linear":
        result, top, bottom = (show(index) for index in identity.nodes)
        if identity.form == "growth":
            return f"({top} - {bottom}) / {bottom} = {result}%"
        if identity.form == "complement":
            return f"({top} - {bottom}) / {top} = {result}%"
        percent = "%" if identity.coefficients[1] == 100 else ""
        return f"{top} / {bottom} = {result}{percent}"
    if identity.family == "currency":
        base, quote = identity.nodes
        return f"{show(base)} {identity.basis} = {show(quote)}"
    if identity.family == "dilution":
        less, more = identity.nodes
        return f"{show(less)} <= {show(more)}"
    total = identity.nodes[-1]
    parts = list(zip(identity.nodes[:-1], identity.coefficients[:-1], strict=True))
    flip = -1 if identity.coefficients[-1] > 0 else 1
    words = ""
    for index, coefficient in parts[:_MAX_TERMS]:
        sign = "-" if coefficient * flip < 0 else "+"
        text = show(index)
        words += f" {sign} {f'({text})' if text.startswith('-') else text}" if words or sign == "-" else text
    if len(parts) > _MAX_TERMS:
        words += f" + {len(parts) - _MAX_TERMS} more"
    return f"{words.strip()} = {show(total)}"
