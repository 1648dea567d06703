"""Columns poured one after the other: all labels, then the headings, then the figures of one column, then the next.

What turns into what: one run of words and figures → rows, where the figures themselves say how they were poured. Down
the columns or along the rows: the arrangement in which figures beside each other have the same sign and decimals, and
in which sums hold in all columns at once. Where both explain the figures, or neither, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec
import regex as re

from extract.lex.numbers import read_cell
from extract.model import Span
from extract.tables.text.atoms import Atom
from extract.tables.text.heads import Heads, headings, is_declaration, sort_of
from extract.tables.text.runs import Row, Run

_LEAST, _MOST_COLUMNS = 6, 8
_MOST_TERMS = 6
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
    if len(run.figures) < _LEAST or len(run.words) < 2:
        return None
    words = tuple(run.words)
    for width in range(_MOST_COLUMNS, 1, -1):
        count, rest = divmod(len(run.figures), width)
        if rest or count < 2:
            continue
        heads = headings(words, width, scattered=True)
        if heads is None or heads.after < len(words) - count - 1:
            continue
        cells = [_without_mark(atom) for atom in run.figures]
        order = _arrangement([_value(span) for span in cells], width)
        if order is None:
            continue
        labels = _labels(words, heads, count)
        rows = []
        for n, numbers in enumerate(order):
            named = (labels[n],) if labels else ()
            spans = tuple(cells[i] for i in numbers)
            split = any(spans[k].text != run.figures[i].text for k, i in enumerate(numbers))
            rows.append(Row(named, spans, run.bottom, split=split, sure=bool(labels)))
        return Apart(tuple(rows), heads, width)
    return None


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
    return None


def _alike(values: Sequence[tuple[Decimal, int] | None], order: Arranged) -> int:
    """In how many rows all figures have one sign and as many decimals."""
    shapes = [{(v[0] < 0, v[1]) for i in row if (v := values[i]) is not None} for row in order]
    return sum(1 for shape in shapes if len(shape) <= 1)


def _sums(values: Sequence[tuple[Decimal, int] | None], order: Arranged) -> int:
    """How many rows are, in every column, the sum of the two to six rows above."""
    columns = [
        [v[0] if (v := values[row[c]]) is not None else Decimal(0) for row in order] for c in range(len(order[0]))
    ]
    found = 0
    for r in range(2, len(order)):
        for terms in range(2, min(r, _MOST_TERMS) + 1):
            if all(column[r] == sum(column[r - terms : r]) != 0 for column in columns):
                found += 1
                break
    return found


def _labels(words: tuple[Atom, ...], heads: Heads, count: int) -> tuple[Atom, ...]:
    """The labels of the rows, if as many words stand together before the headings, or behind them."""
    before: list[Atom] = []
    for atom in words[: heads.first]:
        if is_declaration(atom.text) or sort_of(atom.text):
            before = []
        elif not _SENTENCE.search(atom.text):
            before.append(atom)
    for block in (before, list(words[heads.after :])):
        named = [atom for atom in block if not atom.text.endswith((":", "："))]
        for labels in (block, named):
            if len(labels) == count:
                return tuple(labels)
    return ()
