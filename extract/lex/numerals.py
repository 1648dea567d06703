"""The part of a print that makes a number: figures, points, brackets and signs."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

_ALIKE = str.maketrans({"∆": "△", "Δ": "△", "ム": "△", "▲": "△", "−": "-", "–": "-", "—": "-", "‐": "-", "ー": "-"})
_NUMERAL = frozenset(".,()△-+%")


def numerals(text: str) -> str:
    """The figures, points, brackets and signs of a text, signs that mean the same written the same.

    >>> numerals("△1,234百万円"), numerals("（１２．５％）")
    ('△1,234', '(12.5%)')
    """
    folded = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    return "".join(c for c in folded if c.isdigit() or c in _NUMERAL)


def same_numerals(one: str, other: str) -> bool:
    """Whether two readings of a print hold the same number. An engine without `△` writes `A` for it.

    >>> same_numerals("△1,234", "A1,234"), same_numerals("1,234円", "1,234丹"), same_numerals("1,234", "1.234")
    (True, True, False)
    """
    if one[:1] in "△▲" and other[:1] in "A4^&":
        other = "△" + other[1:] if other[:1] != "4" else other
    return numerals(one) == numerals(other)


def is_scale_alone(token: str) -> bool:
    """Whether digits are no number but what a unit is told in: `000` of `CHF 000`.

    >>> is_scale_alone("000"), is_scale_alone("0"), is_scale_alone("0.00"), is_scale_alone("1,000")
    (True, False, False, False)
    """
    return len(token) > 1 and set(token) == {"0"}


def plain(value: Decimal) -> str:
    """A decimal as its shortest plain digits: no exponent, no trailing zeros behind the point.

    >>> plain(Decimal("1.2E+10")), plain(Decimal("14.50")), plain(Decimal("-0"))
    ('12000000000', '14.5', '0')
    """
    if value == 0:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
