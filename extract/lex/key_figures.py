"""Names of key figures that are no amounts of their table: `Vessel days`, `Leverage ratio`, `Average realised price`.

What a table declares, thousands of dollars, is said of its amounts. A row of which the name tells that it holds none is
not in that unit, nor in that scale, and where nothing else says in which, it is open. The words are data
(`key_figures.jsonl`).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import regex as re

from extract.lex.fold import fold
from extract.lex.unit_words import any_of
from extract.vocab import Vocabulary, made_of_words, remembered

_LONGEST = 120
_NO_RATIO = 1_000
"""`Tax at the statutory tax rate | 12,330` is no percentage, whatever its name ends in."""

Kind = Literal["ratio", "price", "measured"]

_ASIDE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|[*†‡]+|[¹²³⁴-⁹]+)")
# `Share price at year end`, `Headcount, end of period`, `Occupancy as at 30 June`
_TIME = re.compile(
    r"[,;]?\s+(?:(?:(?:as\s+)?(?:at|of)\s+)?(?:the\s+)?(?:end\s+of\s+(?:the\s+)?(?:period|quarter|year)"
    r"|(?:period|quarter|year)[\s-]?end)|as\s+(?:at|of)\s+.*|at\s+\d{1,2}\s+\p{L}{3,9}|for\s+the\s+(?:period|quarter|year))\W*$",
    re.I,
)
# `Ounces sold`, `Tonnes milled`, `Acres leased`: what is done with what is measured.
_DONE = (
    r"(?:\s+(?:sold|produced|mined|milled|treated|processed|shipped|delivered|flown|operated|available|leased|owned|generated"
    r"|consumed|used|worked|billed|occupied|drilled|stacked|recovered|poured|installed|outstanding))?"
)


# `Sale of frequent flyer miles`, `Cost of carbon tonnes`: money that what is measured brought or took.
_OF_MONEY = re.compile(
    r"\b(?:sales?\s+of|purchases?\s+of|revenues?(?!\s+days)|costs?|expenses?|income|proceeds|deferred|value\s+of|provisions?)\b",
    re.I,
)


# `Income tax at the statutory tax rate`: an amount, by whatever rate it was reckoned.
_AT_A_RATE = re.compile(r"\S\s+(?:at|by|using)\s+(?:the\s+|an?\s+)?(?:[\w.%-]+\s+){0,4}(?:rates?|ratios?)\W*$", re.I)


@made_of_words
def _forms(vocabulary: Vocabulary) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    forms = []
    for each in vocabulary.key_figures:
        if each.kind == "heading":
            continue
        done = _DONE if each.kind == "measured" else ""
        ways = [rf"\W*(?:{any_of(each.names)})"] if each.names else []
        ways += [rf"\W*(?:{any_of(each.begins)})\b.*"] if each.begins else []
        ways += [rf"(?:[^\d]*[^\p{{L}}\d])?(?:{any_of(each.ends)}){done}"] if each.ends else []
        forms.append((each.kind, re.compile(rf"(?:{'|'.join(ways)})\W*", re.I)))
    return tuple(forms)


@remembered(8192)
def key_figure(label: str) -> Kind | None:
    """The kind of a key figure that a label names; None where it may name an amount of money.

    >>> [key_figure(t) for t in ("Vessel days", "Leverage ratio (x)", "Average realised price", "Tonnes milled")]
    ['measured', 'ratio', 'price', 'measured']
    >>> [key_figure(t) for t in ("Gross margin", "Purchase price", "Loans past due 30 days", "Deferred tax", "Yields")]
    [None, None, None, None, None]
    """
    if len(label) > _LONGEST:
        return None
    plain = _TIME.sub("", _ASIDE.sub("", fold(label)).strip()).strip(" .:,")
    if _AT_A_RATE.search(plain):
        return None
    kind = next((kind for kind, form in _forms() if form.fullmatch(plain)), None)
    return None if kind == "measured" and _OF_MONEY.search(plain) else kind


@made_of_words
def _headings(vocabulary: Vocabulary) -> re.Pattern[str]:
    names = any_of([name for each in vocabulary.key_figures if each.kind == "heading" for name in each.names])
    return re.compile(
        rf"\W*(?:(?:selected|other|key|main|principal|summary|supplement(?:al|ary)|additional|consolidated|group"
        rf"|quarterly|annual|certain)\s+(?:and\s+)?)*(?:{names})(?:\s+and\s+(?:{names}))?\W*",
        re.I,
    )


@remembered(8192)
def heads_key_figures(heading: str) -> bool:
    """Whether a heading is over key figures of all sorts, of which the unit of the table is not said.

    >>> [heads_key_figures(t) for t in ("Other operating data:", "Key metrics", "Operating data (USD million)")]
    [True, True, False]
    """
    return len(heading) <= _LONGEST and _headings().fullmatch(fold(heading)) is not None


def is_no_amount(label: str, value: Decimal) -> bool:
    """Whether a figure is none of the amounts of its table by the name of its row, and of the size that such have.

    >>> is_no_amount("Effective tax rate", Decimal(21)), is_no_amount("Tax at the statutory tax rate", Decimal(12330))
    (True, False)
    """
    kind = key_figure(label)
    return kind is not None and not (kind == "ratio" and abs(value) >= _NO_RATIO)
