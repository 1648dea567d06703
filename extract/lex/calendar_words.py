"""Names of months and eras as patterns, made of `vocab/months.jsonl` and `vocab/eras.jsonl`.

All patterns are groups that run over folded text (`lex.fold`) with `re.I`, and set no bounds to a word.
"""

from __future__ import annotations

import re

from extract.lex.alternatives import alternatives
from extract.vocab import eras, months


def _all_names() -> str:
    """Names in full first, so that `Sept` is not read in `September`; what is shortened may have its full stop."""
    named = [
        tuple(word) if word == month.en[0] else (*word, r"\.?")
        for month in months()
        for word in sorted(month.en, key=lambda word: (word != month.en[0], -len(word)))
    ]
    return f"(?:{alternatives(named)})"


def _beginnings(word: str, least: int) -> str:
    """A word or what is left of it when its end was cut off, `least` letters and more: `sep(?:t(?:e(?:m)?)?)?`."""
    rest = ""
    for letter in reversed(word[least:]):
        rest = f"(?:{letter}{rest})?"
    return word[:least] + rest


MONTH = _all_names()
"""A month, in full or shortened: `March`, `Sept.`, `Jan`."""

MONTH_IN_FULL = f"(?:{'|'.join(month.en[0] for month in months())})"
"""A month in full."""

MONTH_BEGUN = f"(?:{'|'.join(_beginnings(month.en[0], 3) for month in months())})"
"""A month, or the beginning of one that was cut off: `Septem`, `Dec`."""

ERA = f"(?:{'|'.join(era.era for era in eras())})"
"""An era of the Japanese calendar by its name."""

ERA_LETTER = f"[{''.join(era.letter for era in eras())}]"
"""The letter of an era: `R` of `R6.3`."""

RECENT_ERA_LETTER = f"[{''.join(era.letter for era in eras()[-3:])}]"
"""The letter of an era whose days are still printed; `M1.4` and `T5/3` are other things."""

BEFORE_ERA = {name: era.before for era in eras() for name in (era.era, era.letter)}
"""The year before the first of an era, by its name and by its letter."""

_NUMBERS = {word.casefold(): month.month for month in months() for word in month.en}
_LETTERS = re.compile(r"[^\W\d_]+")


def month_named(printed: str) -> int | None:
    """The number of the month that a word names, in full, shortened or cut off; None if it names none.

    >>> [month_named(word) for word in ("March", "sept.", "Septem", "5", "Margin")]
    [3, 9, 9, None, None]
    """
    found = _LETTERS.match(printed)
    if found is None:
        return None
    word = found[0].casefold()
    return _NUMBERS.get(word) or next(
        (number for name, number in _NUMBERS.items() if len(word) >= 3 and name.startswith(word)), None
    )
