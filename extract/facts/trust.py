"""Whether a fact can be trusted, said once, after all that can be known of it is known.

A fact is trusted only if its figure stands as printed or proved, its label names it, its unit and its period are
settled, its identity is its own and no failing check points at it. What stands in the way is a doubt with a name.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import msgspec
import regex as re

from extract.facts.figure_habits import WHOLE_CURRENCIES
from extract.lex.fold import fold
from extract.model import Fact, Period, Status
from extract.model.correction import is_attested

PROVED_OR_PRINTED: frozenset[Status] = frozenset({"verbatim", "split", "repaired", "inferred", "corrected"})

Doubt = Callable[[Fact], bool]


def _is_open(period: Period | None) -> bool:
    """Whether a day of a period is missing: the last one, or the first one of a span."""
    return period is None or period.end is None or (period.kind == "duration" and period.start is None)


_SHARES = re.compile(r"\b(?:shares?|stock|treasury|repurchase[sd]?|buy-?backs?)\b|株式", re.I)


def _bracketed_shares(fact: Fact) -> bool:
    """Whether a number of shares stands in brackets: what is taken off, shown so, or what is less than nothing.

    Statements of equity print the shares that are held back in brackets; as a number of shares they are no negative.
    """
    if is_attested(fact, "value", "sign"):
        return False
    bracketed = (fact.printed or "").lstrip("$ ").startswith("(") and (fact.value or "").startswith("-")
    return bracketed and fact.unit == "count" and bool(_SHARES.search(" ".join((*fact.label, *fact.header))))


def _hinted(fact: Fact) -> bool:
    """Whether nothing nearer than the document as a whole says of when a figure is, or of which year: `3Q` on a slide
    of a subsidiary may be of another year than the cover's."""
    grounds = fact.grounds.get("period", ())
    dated = fact.period is not None and fact.period.end is not None and fact.status != "nil"
    if not dated or not grounds:
        return False
    return all(ground.rank == "document" for ground in grounds) or any(g.rule == "year_of_document" for g in grounds)


def _lent_by_document(fact: Fact) -> bool:
    """Whether the unit is the document's own currency, and nothing near the figure says that it is money of it: a
    scale beside it (`7,221 million`) says nothing of the kind."""
    rules = [ground.rule for ground in fact.grounds.get("unit", ())]
    lent = "currency_of_document" in rules and set(rules) <= {"currency_of_document", "scale_of_figure"}
    return fact.status != "nil" and lent


# The tail of a name whose head stands elsewhere: `少）`. Marks such as `a)` and `Revenue 2)` have no head.
_TAIL = re.compile(r"[^()（）]*(?<!(?:^|\W)[\dA-Za-z]{1,3})[)）]")
# Words that go on, and words that lead on: `の増減額`, `に係る負債`; `Purchases of`. のれん is a name.
_GOES_ON = re.compile(
    r"(?:の(?!れん)(?=[\p{Han}\p{Katakana}])|を|に(?:係る|よる|対する|関する|伴う|おける)|への|からの|及び|並びに|又は|ー(?=\p{Katakana})"
    r"|[々ぁぃぅぇぉっゃゅょァィゥェォッャュョ])"
)
_LEADS_ON = re.compile(
    r"(?:及び|並びに|又は|に係る|による|に対する|への|、)$|\w\s(?:of|and|or|the|to|for|from|by)$|,$", re.I
)
# A cell of figures at the end of a name: `売掛金 ※１ 77,058`.
_RUN_IN = re.compile(r"\p{L}\s?※\s?\d{1,2}(?:[、,]\s?※?\s?\d{1,2}){0,4}\s+[(△-]?\d{1,3}(?:,\d{3})+\)?$")


# Figures of rows that were read as words of labels: two side by side (`Share-based compensation 45.2 45.2`), dashes of
# empty cells (`— — Common stock`), a bracketed one alone, one of tenths before a name (`583.5 Common stock`) or behind
# one (`and other 55.1`). A name has figures behind words that lead to them: `par value of 0.5`.
_DIGITS = r"\d{1,3}(?:(?:,\d{3})+(?:\.\d+)?|\.\d+)"
_AMOUNT = rf"[(△-]?{_DIGITS}\)?"
_LEADS_TO = r"(?<!\b(?:of|at|to|by|from|than|and|or|value|over|under|above|below|about|level|version|rate|rates))"
_FIGURES_OF_ROWS = re.compile(
    rf"(?:^|\s){_AMOUNT}\s{_AMOUNT}$|^[—–]\s[—–]\s|^[(△]{_DIGITS}\)?$"
    rf"|^\d{{1,3}}(?:,\d{{3}})*\.\d\s\p{{Lu}}\p{{Ll}}+\s|\p{{Ll}}{{3}}{_LEADS_TO}\s\d{{1,3}}(?:,\d{{3}})*\.\d$",
)
# Figures of other columns in what a line of prose calls the figure: `Group share 88.0 79.9`.
_OTHER_FIGURES = re.compile(
    r"(?<![\w.,])\d{1,3}(?:,\d{3})*(?:\.\d+)?%?\s+\(?[-△]?\d{1,3}(?:,\d{3})*(?:\.\d+)?%?\)?(?![\w])"
)


def _torn_label(fact: Fact) -> bool:
    """Whether a label has lost what it begins or ends with, or a figure of its row has run into it."""
    if any(_FIGURES_OF_ROWS.search(part.strip()) for part in fact.label):
        return True
    leaf = fold(fact.label[-1]).strip() if fact.label else ""
    torn = _TAIL.match(leaf) or _GOES_ON.match(leaf) or _LEADS_ON.search(leaf) or _RUN_IN.search(leaf)
    if fact.table is None and _OTHER_FIGURES.search(leaf):
        return True
    return bool(leaf) and torn is not None


def _finer_than_coins(fact: Fact) -> bool:
    """Whether an amount is of less than the smallest coin of its currency: it is per something that is not said. A
    price or a rate that is printed with its currency (`132.34円`) says itself what it is."""
    beside = any(ground.rank == "figure" for ground in fact.grounds.get("unit", ()))
    if fact.unit not in WHOLE_CURRENCIES or beside or is_attested(fact, "unit", "scale"):
        return False
    return fact.value is not None and Decimal(fact.value) % 1 != 0


DOUBTS: dict[str, Doubt] = {
    "conflict": lambda fact: fact.status == "conflict",
    "unresolved": lambda fact: fact.status == "unresolved",
    "preference": lambda fact: fact.basis == "preference",
    "value_open": lambda fact: fact.value is None and fact.status in PROVED_OR_PRINTED,
    "unit_open": lambda fact: (fact.unit is None or _finer_than_coins(fact)) and fact.status != "nil",
    "unit_hinted": lambda fact: _lent_by_document(fact),
    "period_open": lambda fact: _is_open(fact.period) and fact.status != "nil",
    "period_hinted": lambda fact: _hinted(fact),
    "sign_open": lambda fact: _bracketed_shares(fact),
    "label_open": lambda fact: (
        (not any(part.strip() for part in fact.label) or _torn_label(fact)) and fact.status != "nil"
    ),
}
"""What is in doubt, and how a fact shows it. Stages before may have added doubts of their own."""


def with_trust(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts with their doubts and the verdict that follows from them.

    >>> from extract.model import Fact, Location
    >>> bare = Fact(id="f1", label=("Sales",), value="5", printed="5", status="verbatim", location=Location())
    >>> [(f.trusted, f.doubts) for f in with_trust((bare,))]
    [(False, ('unit_open', 'period_open'))]
    """
    return tuple(_with_doubts(fact) for fact in facts)


def _with_doubts(fact: Fact) -> Fact:
    found = tuple(dict.fromkeys((*fact.doubts, *(name for name, holds in DOUBTS.items() if holds(fact)))))
    trusted = fact.status in PROVED_OR_PRINTED and not found
    return msgspec.structs.replace(fact, doubts=found, trusted=trusted)
