"""Which of many patterns a text can hold at all, told by a few signs that each of them needs.

What turns into what: a folded text → the signs in it, each looked for once → the patterns that need no other. A
pattern that is left out would not have matched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Generic, TypeVar

from extract.lex.calendar_words import MONTH

# Written with the flags of the patterns that need them, so that `\d` and `Q` are the same characters here and there.
_SIGNS: dict[str, str] = {
    "digit": r"\d",
    "month": MONTH,
    "年": "年",
    "月": "月",
    "期": "期",
    "末": "末",
    "終": "終",
    "今": "[当前今昨次翌来]",
    "至": "[自至]",
    "to": r"[~\-至か]|to|through|thru|until",
    "dash": r"[~\-]",
    "slash": "[/.]",
    "joint": rf"[/.\-年]|{MONTH}",
    "Q": "[QH]",
    "M": "[QHM]",
    "FY": "FY|fiscal|financial",
    "CY": "CY|calendar",
    "year": "year|YTD",
    "quarter": "quarter|qtr|half",
    "length": "quarter|half|period",
    "months": r"m\s?o\s?n\s?t",
    "weeks": "week",
    "ended": r"e\s?n\s?d",
    "end": "end",
    "first": "first|nine|full",
    "trailing": "LTM|TTM|last|trailing|rolling",
    "which": "current|this|latest|previous|prior|preceding|last|next|coming",
}

T = TypeVar("T")


class Sieve(Generic[T]):
    """Forms in their order, each with the names of all signs that a text must hold for it, blanks between."""

    def __init__(self, forms: Iterable[tuple[str, T]]) -> None:
        listed = [(frozenset(needs.split()), form) for needs, form in forms]
        self.all = tuple(form for _, form in listed)
        names = [name for name in _SIGNS if any(name in needs for needs, _ in listed)]
        self._signs = [(1 << bit, re.compile(_SIGNS[name], re.I).search) for bit, name in enumerate(names)]
        bits = {name: 1 << bit for bit, name in enumerate(names)}
        needed = [(sum(bits[name] for name in needs), form) for needs, form in listed]
        self._with = cache(lambda held: tuple(form for needs, form in needed if needs & held == needs))

    def of(self, folded: str) -> tuple[T, ...]:
        """The forms that may match somewhere in a text.

        >>> Sieve([("digit", 1), ("digit 年", 2), ("month", 3), ("", 4)]).of("5 May")
        (1, 3, 4)
        """
        held = 0
        for bit, search in self._signs:
            if search(folded):
                held |= bit
        return self._with(held)
