"""Labels of classes of capital, with their particulars: par value, shares authorized and issued."""

from __future__ import annotations

import regex as re

_CAPITAL = re.compile(
    r"^\W*(?!.{0,20}\b(?:number|average)\b)(?:[\w/-]+[\s,]+){0,5}?(?:stock|shares|capital)\b.*"
    r"\b(?:(?:par|stated|nominal)\s+value|authori[sz]ed)\b",
    re.I | re.S,
)


def is_capital(label: str) -> bool:
    """Whether a label is a class of capital with its particulars: an amount, whatever it says of shares.

    >>> is_capital("Common stock, $0.01 par value per share"), is_capital("Number of shares authorized")
    (True, False)
    """
    return _CAPITAL.match(label) is not None
