"""A check as the sum a person would write: `1,740 + (-1,048) = 692`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from extract.model import Check, Fact

_MOST_TERMS = 14


def check_to_sum(check: Check, facts: Mapping[str, Fact]) -> str:
    """The identity with its figures in one scale, the one in which its finest figure is printed.

    (f1, 1), (f2, 1), (f3, -1) with 1740000000, -1048000000, 692000000 in millions → `1,740 + (-1,048) = 692`
    """
    terms = [(facts[name], role) for name, role in check.terms if name in facts]
    if len(terms) < 2 or len(terms) < len(check.terms):
        return ""
    roles = {role: fact for fact, role in terms}
    if "result" in roles and len(roles) == 3:
        return _ratio(roles)
    return _linear(terms)


def _ratio(roles: Mapping[str, Fact]) -> str:
    result, (top, bottom) = roles["result"], [fact for role, fact in roles.items() if role != "result"]
    scale = _scale(top, bottom)
    over, under = _shown(top, scale), _shown(bottom, scale)
    told = _shown(result, _scale(result)) + ("%" if result.unit in ("percent", "percentage_point") else "")
    if "later" in roles:
        return f"({over} - {under}) / {under} = {told}"
    return f"{over} / {under} = {told}"


def _linear(terms: list[tuple[Fact, str]]) -> str:
    scale = _scale(*(fact for fact, _ in terms))
    *parts, (total, last) = terms
    turned = not last.startswith("-")
    words = ""
    for fact, coefficient in parts[:_MOST_TERMS]:
        minus = coefficient.startswith("-") != turned
        size = coefficient.removeprefix("-")
        figure = _shown(fact, scale)
        text = f"({figure})" if figure.startswith("-") and (words or minus) else figure
        text = text if size == "1" else f"{size} × {text}"
        words += f" {'-' if minus else '+'} {text}" if words else f"-{text}" if minus else text
    if len(parts) > _MOST_TERMS:
        words += f" + {len(parts) - _MOST_TERMS} more"
    size = last.removeprefix("-")
    return f"{words} = {'' if size == '1' else f'{size} × '}{_shown(total, scale)}"


def _scale(*facts: Fact) -> int:
    """The power of ten of the figures: that of the finest, as it is printed."""
    return max((min(fact.decimals, 0) for fact in facts if fact.decimals is not None and fact.value), default=0)


def _shown(fact: Fact, scale: int) -> str:
    if fact.value is None:
        return "0" if fact.status == "nil" else "?"
    number = Decimal(fact.value).scaleb(scale)
    plain = f"{number:,f}"
    return plain.rstrip("0").rstrip(".") if scale and "." in plain else plain
