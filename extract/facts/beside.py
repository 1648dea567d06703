"""What stands beside a figure in its cell and may be a part of it: half a bracket, a sign, a character without name."""

from __future__ import annotations

import regex as re

from extract.facts.value import Valued
from extract.lex.numbers import Figure
from extract.lex.numerals import plain
from extract.model import Candidate

_UNKNOWN = re.compile(r"[\ufffd\p{Co}]|(?![\t\n\r])\p{Cc}")
# `1,234-` is what ledgers print for `-1,234`.
_FOREIGN_MINUS = re.compile(r"^[\p{Cc}\ufffd\p{Co}¬?–−-]$")
_NIL_ASIDE = re.compile(r"[(（〔\[［]\s*[–—―ー－-]\s*[)）〕\]］]")  # `1.00 (-)`: of which, nothing
_SEPARATORS = (",", ".")
_EDGES = " )]}）％%"
_NO_ORDINAL = 100
_BESIDE = re.compile(r"[±<>≤≥≦≧≒≈~%‰^{}–—―ー+-]")


def doubts_beside(rest: str, valued: Valued) -> tuple[Candidate, ...]:
    """Readings of a figure beside which half a bracket or a sign is left: `1,234)`, `± 3`, `— 5`."""
    if valued.value is None:
        return ()
    if rest.count(")") != rest.count("("):
        return (
            Candidate(value=plain(valued.value.copy_abs().copy_negate()), why="one bracket is lost: a negative figure"),
            Candidate(value=plain(valued.value), why="the bracket belongs to something else"),
        )
    if _FOREIGN_MINUS.search(rest.strip()):
        why = f"the character {rest.strip()!a} beside the figure may be a minus"
        return (
            Candidate(value=plain(valued.value.copy_abs().copy_negate()), why=why),
            Candidate(value=plain(valued.value), why="the character is nothing of the figure"),
        )
    if _UNKNOWN.search(rest):
        why = "a character beside the figure of which the font does not say which it is may be a digit or sign of it"
        return (Candidate(value=plain(valued.value), why=why),)
    if _BESIDE.search(_NIL_ASIDE.sub("", rest)):
        return (Candidate(value=plain(valued.value), why=f"`{rest}` beside the figure may be part of it"),)
    return ()


def digits_lost(text: str, figure: Figure, valued: Valued, finest: int) -> tuple[Candidate, ...]:
    """Readings of a figure that ends or begins with a separator: `247.` where `247.9` stood, `,234` where `1,234` did.

    An ordinal (`2.`) is no such figure, but where another figure of the row has decimals (`finest`) it is none.
    """
    behind, before = text[figure.end : figure.end + 1], text[max(0, figure.start - 1) : figure.start]
    ends = (
        behind in _SEPARATORS
        and not text[figure.end + 1 :].lstrip(_EDGES)
        and (finest or abs(figure.value) >= _NO_ORDINAL)
    )
    begins = before in _SEPARATORS and not text[: figure.start - 1].strip(_EDGES)
    if valued.value is None or figure.digits or not ((behind and ends) or (before and begins)):
        return ()
    return (Candidate(value=plain(valued.value), why="a digit is lost beside the separator that is left of it"),)
