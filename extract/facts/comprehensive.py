"""Rows of other comprehensive income to the concept of item, stage and side of the tax that they are of.

What turns into what: `Reclassified to net earnings` below `Cash flow hedges` → the hedges' reclassification;
`Actuarial gains` below `Pension benefits` in the column `Pretax` → what arose of pensions, before tax; `Balance as of
June 30` in the column `Currency translation` → what has accumulated of it. The words and the concepts are data
(`vocab/oci_items.jsonl`, `vocab/oci_stages.jsonl`). What names two items, two stages or no side of the tax is of none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

import regex as re

from extract.facts.label_forms import forms_of
from extract.sheet.balances import names_closing, names_opening
from extract.vocab import OciItem, Vocabulary, active, made_of_words

Side = Literal["before", "tax", "after"]
_SIDES: tuple[tuple[Side, re.Pattern[str]], ...] = (
    ("before", re.compile(r"\W*(?:pre-?tax|before[- ](?:income )?tax(?:es)?)(?: amounts?)?\W*", re.I)),
    ("tax", re.compile(
        r"\W*(?:(?:income )?tax(?:es)?|tax (?:\(?expense\)?|\(?benefit\)?|effects?|amounts?|[/ ()])+)\W*", re.I
    )),
    ("after", re.compile(r"\W*(?:after[- ]tax|net[- ]of[- ]tax(?:es)?)(?: amounts?)?\W*", re.I)),
)  # fmt: skip
_SAID: tuple[tuple[Side, re.Pattern[str]], ...] = (
    ("after", re.compile(r"\b(?:net[- ]of(?:[- ]\w+){0,3}[- ]tax(?:es)?|after[- ]tax)\b", re.I)),
    ("before", re.compile(r"\b(?:before[- ](?:income )?tax(?:es)?|pre-?tax)\b", re.I)),
)
_ABOUT = re.compile(r"other\s+comprehensive|その他の包括利益", re.I)
_ALL = re.compile(r"total|accumulated other comprehensive\b.*")
_REST = re.compile(rf"{_ALL.pattern}|other|")
# Parts of an item that no concept here is of.
_PART = re.compile(r"prior service|settlement|curtailment|net investment hedge|fair value hedge|excluded component")


@lru_cache(maxsize=2048)
def side_of_tax(heading: str) -> Side | None:
    """Whether a column is of amounts before tax, of the tax on them, or of what is left.

    >>> side_of_tax("Pretax"), side_of_tax("Tax (expense) benefit"), side_of_tax("After-tax"), side_of_tax("Tax assets")
    ('before', 'tax', 'after', None)
    """
    return next((side for side, words in _SIDES if words.fullmatch(heading)), None)


def of_side(concept: str, side: Side) -> str | None:
    """An item of other comprehensive income as a column of it has it: `before` tax, the `tax`, or `after`.

    >>> of_side("OtherComprehensiveIncome", "tax"), of_side("Revenues", "after")
    ('OtherComprehensiveIncomeLossTax', None)
    """
    sides = _nets().get(concept)
    return sides.get(side, concept) if sides is not None else None


class StagesOfIncome:
    """A table that speaks of other comprehensive income: what its rows and columns together name."""

    def __init__(
        self, paths: Mapping[int, Sequence[str]], columns: Sequence[Sequence[str]], titles: Sequence[str]
    ) -> None:
        """`paths` are the label paths of the rows, `columns` what stands over each column, `titles` what stands before
        the table."""
        self.speaks = any(
            _ABOUT.search(text) for text in (*titles, *(part for path in paths.values() for part in path))
        )
        self.reclassified = {tuple(path[:-1]) for path in paths.values() if path and _says(path[-1], "reclassified")}
        self.taxes = [row for row, path in sorted(paths.items()) if path and side_of_tax(path[-1]) == "tax"]
        self.balances = [row for row, path in sorted(paths.items()) if path and _is_balance(path[-1])]
        self.after = any(_SAID[0][1].search(title) for title in titles)
        heads = [column[-1] for column in columns if column]
        named = {item.item for head in heads for item in _items_in(head)}
        # Beside columns that name something else the items are components of all equity.
        self.by_column = len(named) > 1 and all(_items_in(head) or _REST.fullmatch(_form(head)) for head in heads)

    def concept(self, label: Sequence[str], heads: Sequence[str], row: int | None) -> str | None:
        """The concept of a figure whose row and column say a stage, or a side of the tax, of one item; None where they
        do not, or not clearly. `heads` are the headings over it that name something."""
        if not self.speaks or not label or (row is None and heads):
            return None
        columns = [head for head in heads if side_of_tax(head) is None]
        named = _item(label, columns if self.by_column else ())
        if named is None or (columns and not self.by_column) or any(_PART.search(_form(text)) for text in label):
            return None
        item, own = named
        if columns and _is_balance(label[-1]):
            return item.balance
        stage, told = self._stage(label, own)
        side = _side(label, heads) or (self._side_by_order(row) if columns else None)
        if stage is None or (side is None and (columns or self.taxes or not told)):
            return None
        of_part = _part_of(item, label[-1]) if not own else None
        by_side: dict[str, str] = getattr(of_part or item, stage)
        return by_side.get(side or "after")

    def _stage(self, label: Sequence[str], own: bool) -> tuple[str | None, bool]:
        """The stage that a row says, and whether it says one: that of an item by its name alone is the net of both, and
        so is what arose where nothing was reclassified."""
        if side_of_tax(label[-1]) == "tax":
            return "net", False
        said = _said(label[-1], beneath=not own)
        if said == {"arising"} and not _says(label[-1], "arising") and tuple(label[:-1]) not in self.reclassified:
            return "net", False
        if len(said) == 1:
            return said.pop(), True
        return ("net", False) if own and not said else (None, False)

    def _side_by_order(self, row: int | None) -> Side | None:
        """Between two balances, what stands above the tax is before it and what stands below is after it."""
        if row is None:
            return None
        first = max((at for at in self.balances if at < row), default=-1)
        last = min((at for at in self.balances if at > row), default=row + 1)
        here = [at for at in self.taxes if first < at < last]
        if here:
            return "before" if row < here[0] else "after"
        return "after" if self.after else None


def _form(text: str) -> str:
    return forms_of(text)[0]


def _is_balance(label: str) -> bool:
    return names_opening(label) or names_closing(label) or _BALANCE.match(label) is not None


_BALANCE = re.compile(r"\W*balances?,?\s+(?:as\s+of|at|on|[A-Z])", re.I)


def _item(label: Sequence[str], columns: Sequence[str]) -> tuple[OciItem, bool] | None:
    """The item that the nearest text names, the row, the headings above it from near to far, or the column; and whether
    it is the row itself, below no heading of it."""
    for at, text in enumerate((*reversed(label), *columns)):
        found = _items_in(text)
        if found:
            below = any(_items_in(heading) == found for heading in label[:-1])
            return (found[0], at == 0 and not below) if len(found) == 1 else None
    if columns and all(_ALL.fullmatch(_form(column)) for column in columns):
        return next(((item, False) for item in active().oci_items if item.item == "all"), None)
    return None


def _part_of(item: OciItem, label: str) -> OciItem | None:
    """The part of an item that a row below its heading names: the actuarial gains and losses of pensions."""
    form = f" {_form(label)} "
    parts = (part for part, words in _patterns() if part.of == item.item and words.search(form))
    return next(parts, None)


@lru_cache(maxsize=4096)
def _found(_words: Vocabulary, text: str) -> tuple[OciItem, ...]:
    form = f" {_form(text)} "
    return tuple(item for item, words in _patterns() if item.of is None and words.search(form))


def _items_in(text: str) -> tuple[OciItem, ...]:
    return _found(active(), text)


@made_of_words
def _patterns(vocabulary: Vocabulary) -> list[tuple[OciItem, re.Pattern[str]]]:
    return [(item, _any_of(item.en, item.ja)) for item in vocabulary.oci_items if item.en or item.ja]


@made_of_words
def _stages(vocabulary: Vocabulary) -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    return [(stage.stage, _any_of(stage.en, ()), _any_of(stage.beneath, ())) for stage in vocabulary.oci_stages]


@made_of_words
def _nets(vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
    return {item.net["after"]: item.net for item in vocabulary.oci_items if "after" in item.net}


def _any_of(en: Sequence[str], ja: Sequence[str]) -> re.Pattern[str]:
    words = [rf"(?<= ){re.escape(word)}s?(?= )" for word in en] + [re.escape(word) for word in ja]
    return re.compile("|".join(words) or r"(?!)")


def _said(label: str, *, beneath: bool) -> set[str]:
    """The stages that a row says; words within longer ones (`before reclassification`) say nothing of their own."""
    form = f" {_form(label)} "
    spans = [
        (stage, found.span())
        for stage, words, below in _stages()
        for pattern in ((words, below) if beneath else (words,))
        for found in pattern.finditer(form)
    ]
    return {s for s, (a, b) in spans if not any(c <= a and b <= d and (c, d) != (a, b) for _, (c, d) in spans)}


def _says(label: str, stage: str) -> bool:
    """Whether a row says a stage: what was reclassified also where its heading tells the item (`Amortization`)."""
    return stage in _said(label, beneath=stage == "reclassified")


def _side(label: Sequence[str], heads: Sequence[str]) -> Side | None:
    """The side of the tax that the column says, or else the row or the nearest heading above it."""
    over = {side for head in heads if (side := side_of_tax(head)) is not None}
    if over or side_of_tax(label[-1]) == "tax":
        return over.pop() if len(over) == 1 else "tax" if not over else None
    for text in reversed(label):
        told = {side for side, words in _SAID if words.search(text)}
        if told:
            return told.pop() if len(told) == 1 else None
    return None
