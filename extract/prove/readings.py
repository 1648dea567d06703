"""What a printed token may have been, and what each guess costs.

Two directions: `edits` says how a wanted figure could have come to be printed so (the usual question, for the
identities say what they want), and `readings` lists what a token may have been. Costs are counted in misprints:
a known confusion of glyphs costs 1, any other changed digit 2, a lost or doubled digit 2, a lost sign 1.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import regex

CHEAP = 3
"""The most a correction may cost and still be called a reading of the print."""

ONE_EDIT = 2
"""What one changed, lost or doubled digit costs."""

_GLYPHS = {
    "O": "0", "o": "0", "D": "0", "Q": "0", "l": "1", "I": "1", "|": "1", "i": "1", "!": "1", "Z": "2", "z": "2",
    "S": "5", "s": "5", "b": "6", "G": "6", "B": "8", "g": "9", "q": "9", "+": "4",
}  # fmt: skip
_ALIKE = {
    frozenset(pair)
    for pair in ("03", "05", "06", "08", "09", "38", "56", "58", "68", "89", "17", "14", "47", "27", "35", "69", "49")
}
_NEGATIVE = "(-△▲−–‐"
_MONEY = regex.compile(r"^(?:[A-Z]{2,3}\s?)?\p{Sc}?\s*|\s*(?:\p{Sc}|円)$")


class Reading(NamedTuple):
    """A figure a token may have been: its digits without sign, whether negative, the cost and the damage's name."""

    digits: str
    negative: bool
    cost: int
    why: str


class Edit(NamedTuple):
    """How a wanted figure differs from what is printed. `single`: by one misprint, however it is counted."""

    cost: int
    why: str
    single: bool = True


def digits_of(token: str) -> str:
    """The digits of a token, confusable letters read as the digits they resemble.

    >>> digits_of("JPYO.4"), digits_of("1O,3l1"), digits_of("(200,993")
    ('04', '10311', '200993')
    """
    text = unicodedata.normalize("NFKC", token).removeprefix("JPY").removeprefix("US$")
    return "".join(c if c.isdigit() else _GLYPHS.get(c, "") for c in text)


def is_negative(token: str) -> bool:
    """Whether the print bears a sign of a negative number, even if a bracket is missing."""
    text = token.strip()
    return text[:1] in _NEGATIVE or text.endswith(")") if text else False


def edits(token: str, wanted: str, negative: bool) -> Edit | None:
    """The cost of `wanted` (digits without sign) having been printed as `token`; None when they are not alike.

    >>> edits("(200,993", "266993", True)
    Edit(cost=2, why='misread digits', single=False)
    >>> edits("1,907,27", "1907271", False)
    Edit(cost=2, why='truncated digits', single=True)
    >>> edits("1,048", "1048", True)
    Edit(cost=1, why='lost sign', single=True)
    >>> edits(",", "12437437", False) is None, edits("(1,048)", "1048", False) is None
    (True, True)
    """
    printed = digits_of(token)
    if len(printed) < 2:
        return None
    sign = 0 if is_negative(token) == negative else 1
    if sign and not negative and not malformed(token):
        return None  # damage loses brackets and does not put them round a figure
    found = digit_edits(printed, wanted)
    if found is None:
        return None
    cost, why = found
    single = not (sign and cost) and _is_single(printed, wanted)
    if sign:
        why = f"{why}, lost sign" if cost else "lost sign"
    if cost + sign == 0:
        why = "glyph confusion" if any(c in _GLYPHS for c in token) else "stray mark"
    return Edit(cost + sign, why, single)


def _is_single(printed: str, wanted: str) -> bool:
    """Whether two strings of digits are one misprint apart: one digit misread, lost or doubled, or two exchanged."""
    if len(printed) != len(wanted):
        return abs(len(printed) - len(wanted)) == 1
    wrong = [(a, b) for a, b in zip(printed, wanted, strict=True) if a != b]
    return len(wrong) < 2 or (len(wrong) == 2 and wrong[0] == wrong[1][::-1])


def malformed(token: str) -> bool:
    """Whether a token is visibly damaged print: bad groups of thousands, one bracket only, a stray sign or letter.

    >>> [malformed(t) for t in ("1,907,27", "(200,993", "1,1+7", "12.345.678", "1,907", "(0.3)", "△161", "£2,324")]
    [True, True, True, True, False, False, False, False]
    """
    text = unicodedata.normalize("NFKC", token).strip()
    if text.count("(") != text.count(")"):
        return True
    core = _MONEY.sub("", text.strip("()-△▲−–+% ")).strip("()-△▲−–+% ")
    if any(not (c.isdigit() or c in ".,") for c in core):
        return any(map(str.isdigit, core))
    head, *groups = core.split(".")[0].split(",")
    return core.count(".") > 1 or (bool(groups) and (not 1 <= len(head) <= 3 or any(len(g) != 3 for g in groups)))


def digit_edits(printed: str, wanted: str) -> tuple[int, str] | None:
    """Cost and name of the change between two strings of digits."""
    if len(printed) == len(wanted):
        return _substitutions(printed, wanted)
    short, long = sorted((printed, wanted), key=len)
    if len(long) - len(short) == 1:
        for at in range(len(long)):
            if long[:at] + long[at + 1 :] == short:
                lost = len(printed) < len(wanted)
                ends = lost and at == len(long) - 1
                return 2, "truncated digits" if ends else "lost digit" if lost else "doubled digit"
    if len(short) >= 3 and len(printed) < len(wanted) <= len(printed) + 2 and wanted.startswith(printed):
        return 3, "truncated digits"
    return None


def _substitutions(printed: str, wanted: str) -> tuple[int, str] | None:
    wrong = [(a, b) for a, b in zip(printed, wanted, strict=True) if a != b]
    if not wrong:
        return 0, ""
    if len(wrong) == 2 and wrong[0] == wrong[1][::-1]:
        return 2, "exchanged digits"
    if len(wrong) > max(1, len(printed) // 2):
        return None
    cost = sum(1 if frozenset(pair) in _ALIKE else 2 for pair in wrong)
    return cost, "misread digits"


def readings(token: str) -> Iterator[Reading]:
    """What a token may have been with one misprint: cheapest first, each figure once.

    >>> [r.digits for r in readings("17") if r.why == "lost sign"]
    ['17']
    """
    printed, negative = digits_of(token), is_negative(token)
    if not printed:
        return
    seen = {(printed, negative)}
    options: list[Reading] = []
    if not negative:
        options.append(Reading(printed, True, 1, "lost sign"))
    for at, digit in enumerate(printed):
        for other in "0123456789":
            if other != digit and not (at == 0 and other == "0" and len(printed) > 1):
                cost = 1 if frozenset((digit, other)) in _ALIKE else 2
                options.append(Reading(printed[:at] + other + printed[at + 1 :], negative, cost, "misread digits"))
        if at and printed[at] == printed[at - 1]:
            options.append(Reading(printed[:at] + printed[at + 1 :], negative, 2, "doubled digit"))
    for at in range(len(printed) + 1):
        for other in "0123456789":
            if not (at == 0 and other == "0"):
                options.append(Reading(printed[:at] + other + printed[at:], negative, 2, "lost digit"))
    for option in sorted(options, key=lambda r: r.cost):
        if (option.digits, option.negative) not in seen:
            seen.add((option.digits, option.negative))
            yield option
