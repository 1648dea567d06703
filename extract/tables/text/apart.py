"""Columns poured one after the other: all labels, then the headings, then the figures of one column, then the next.

What turns into what: one run of words and figures → rows, where the figures themselves say how they were poured. Down
the columns or along the rows: the arrangement in which figures beside each other have the same sign and decimals, and
in which sums hold in all columns at once. Where both explain the figures, or neither, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import log2

import msgspec
import regex as re

from extract.lex.numbers import read_cell
from extract.model import Span
from extract.tables.text.atoms import Atom
from extract.tables.text.heads import Heads, headings, is_declaration, sort_of
from extract.tables.text.runs import Row, Run

_LEAST, _MOST_COLUMNS = 6, 8
_STATEMENT = re.compile(
    r"(?:(?:condensed|consolidated|interim|unaudited|group|company|the)\s+)*(?:balance\s+sheets?|(?:income|cash\s+flow)\s+statements?"
    r"|statements?\s+of\s+(?:[\w'’-]+\s?){1,8})(?:\s?\([^()]*\))?|(?:要約|四半期|中間|連結|個別|単体|の)*(?:貸借対照表|損益計算書"
    r"|包括利益計算書|株主資本等変動計算書|キャッシュ・?フロー計算書|財政状態計算書)",
    re.I,
)
_MOST_TERMS = 6
# Bits beyond what as many tries make by chance: one row that adds up in two columns of four digits.
_ENOUGH = 16.0
_LEAST_SIGNED = 3
_NOTE = re.compile(r"\d{1,2}(?:\.\d)?(?:\s?[,/&]\s?\d{1,2})*")
_MONEY = re.compile(r"[(△-]?\s?(?:\p{Sc}|US\$|[A-Z]{1,3}\$)")
_MARKED = re.compile(r"(?P<figure>[(△-]?\d{1,3}(?:,\d{3})+)(?P<mark>\d)")
_SENTENCE = re.compile(r"\.\s*$|。")

Arranged = tuple[tuple[int, ...], ...]
"""For each row the numbers of its figures, from left to right."""


class Apart(msgspec.Struct, frozen=True):
    """A table whose columns were apart: its rows, and the headings over its columns."""

    rows: tuple[Row, ...]
    heads: Heads
    width: int


def columns_apart(run: Run) -> Apart | None:
    """A run that is a whole table, if its figures tell in which order they were poured."""
    figures = _without_notes(run)
    if len(figures) < _LEAST or len(run.words) < 2:
        return None
    words = tuple(run.words)
    for width in range(_MOST_COLUMNS, 1, -1):
        count, rest = divmod(len(figures), width)
        if rest or count < 2:
            continue
        heads = headings(words, width, scattered=True)
        if heads is None or heads.after < len(words) - count - 1:
            continue
        cells = [_without_mark(atom) for atom in figures]
        order = _arrangement([_value(span) for span in cells], width) or _signed_heads(figures, width)
        if order is None:
            continue
        labels = _labels(words, heads, count)
        rows = []
        for n, numbers in enumerate(order):
            named = (labels[n],) if labels else ()
            spans = tuple(cells[i] for i in numbers)
            split = any(spans[k].text != figures[i].text for k, i in enumerate(numbers))
            rows.append(Row(named, spans, run.bottom, split=split, sure=bool(labels)))
        return Apart(tuple(rows), heads, width)
    return None


def _without_notes(run: Run) -> Sequence[Atom]:
    """The figures without the column of notes before them: under `Note`, small numbers that stand before all others."""
    if not any(sort_of(atom.text) == "notes" for atom in run.words):
        return run.figures
    first = next((n for n, atom in enumerate(run.figures) if not _NOTE.fullmatch(atom.text.strip())), 0)
    later = run.figures[first:]
    return later if not any(_NOTE.fullmatch(atom.text.strip()) for atom in later) else run.figures


def _without_mark(atom: Atom) -> Span:
    """`45,4041`: groups of three leave a digit over, the mark of a note."""
    found = _MARKED.fullmatch(atom.whole.text)
    return atom.whole if found is None else atom.whole.cut(0, found.end("figure"))


def _value(span: Span) -> tuple[Decimal, int] | None:
    """(value, decimals); None for a dash."""
    figures = read_cell(span.text).figures
    return (figures[0].value, figures[0].digits) if figures else None


def _arrangement(values: Sequence[tuple[Decimal, int] | None], width: int) -> Arranged | None:
    """How the figures stand in rows, if exactly one of the two ways is borne out."""
    count = len(values) // width
    down: Arranged = tuple(tuple(c * count + r for c in range(width)) for r in range(count))
    along: Arranged = tuple(tuple(r * width + c for c in range(width)) for r in range(count))
    sums = [_sums(values, order) for order in (down, along)]
    alike = [_alike(values, order) for order in (down, along)]
    for n, order in enumerate((down, along)):
        if sums[n] >= 2 and not sums[1 - n] and alike[n] >= alike[1 - n]:
            return order
        if sums[n] and not sums[1 - n] and alike[n] == count > alike[1 - n]:
            return order
        if sums[n] and not sums[1 - n] and alike[n] >= alike[1 - n] and _told(values, order) >= _ENOUGH:
            return order
    return None


def _told(values: Sequence[tuple[Decimal, int] | None], order: Arranged) -> float:
    """Bits by which the sums of an arrangement speak: a sum of n in the last place comes by chance once in n tries."""
    bits = 0.0
    for r in _rows_that_add_up(values, order):
        for i in order[r]:
            value = values[i]
            bits += log2(float(abs(value[0]).scaleb(value[1])) + 1) if value is not None else 0.0
    return bits - log2(len(order) * _MOST_TERMS)


def _signed_heads(figures: Sequence[Atom], width: int) -> Arranged | None:
    """Down the columns, where the first figure of each column has the sign of its money, and no figure but the last of
    a column has one else."""
    count = len(figures) // width
    if count < _LEAST_SIGNED:
        return None
    signed = {n for n, atom in enumerate(figures) if _MONEY.match(atom.whole.text)}
    tops = {c * count for c in range(width)}
    if not tops <= signed or not signed <= tops | {n + count - 1 for n in tops}:
        return None
    return tuple(tuple(c * count + r for c in range(width)) for r in range(count))


def _alike(values: Sequence[tuple[Decimal, int] | None], order: Arranged) -> int:
    """In how many rows all figures have one sign and as many decimals."""
    shapes = [{(v[0] < 0, v[1]) for i in row if (v := values[i]) is not None} for row in order]
    return sum(1 for shape in shapes if len(shape) <= 1)


def _sums(values: Sequence[tuple[Decimal, int] | None], order: Arranged) -> int:
    """How many rows are, in every column, the sum of the two to six rows above."""
    return len(_rows_that_add_up(values, order))


def _rows_that_add_up(values: Sequence[tuple[Decimal, int] | None], order: Arranged) -> list[int]:
    columns = [
        [v[0] if (v := values[row[c]]) is not None else Decimal(0) for row in order] for c in range(len(order[0]))
    ]
    return [
        r
        for r in range(2, len(order))
        if any(
            all(column[r] == sum(column[r - terms : r]) != 0 for column in columns)
            for terms in range(2, min(r, _MOST_TERMS) + 1)
        )
    ]


def _labels(words: tuple[Atom, ...], heads: Heads, count: int) -> tuple[Atom, ...]:
    """The labels of the rows, if as many words stand together before the headings, or behind them."""
    before: list[Atom] = []
    for atom in words[: heads.first]:
        if sort_of(atom.text) == "notes":
            continue
        if is_declaration(atom.text) or sort_of(atom.text) or _STATEMENT.fullmatch(atom.text.strip()):
            before = []
        elif not _SENTENCE.search(atom.text):
            before.append(atom)
    for block in (before, list(words[heads.after :])):
        named = [atom for atom in block if not atom.text.endswith((":", "："))]
        for labels in (block, named):
            if len(labels) == count:
                return tuple(labels)
    return ()
