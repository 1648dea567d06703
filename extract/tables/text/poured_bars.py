"""A chart of one series poured onto lines: the labels of its bars, its categories and the marks of its axis, in blocks.

    Revenue (EUR million)   12.3   14.1   17.8        FY2022   FY2023   FY2024        0   5   10   15   20

What turns into what: a title, as many figures as periods, and steps of an axis between which the figures lie → a table
of one row, the marks of the axis beside it. Only where one reading is there: the axis is told by its even steps from
nought, the figures by their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import msgspec

from extract.lex.numbers import read_cell
from extract.model import Cell, Grid
from extract.tables.text.atoms import Atom
from extract.tables.text.heads import sort_of

_LEAST_BARS, _LEAST_STEPS, _MOST = 3, 4, 60
_CATEGORY = ("date", "year", "name", "length")
_LONGEST_TITLE = 90


class Bars(msgspec.Struct, frozen=True):
    """A chart among atoms: the number of its title and of the one after its last, and its parts."""

    first: int
    after: int
    title: Atom
    categories: tuple[Atom, ...]
    figures: tuple[Atom, ...]
    axis: tuple[Atom, ...]


def find_bars(atoms: Sequence[Atom]) -> Iterator[Bars]:
    """The charts among atoms, in order."""
    n = 0
    while n < len(atoms):
        end = n
        while end < len(atoms) and end - n <= _MOST and _sort(atoms[end]) is not None:
            end += 1
        title = atoms[n - 1] if n else None
        if title is not None and title.kind == "words" and len(title.text) <= _LONGEST_TITLE:
            found = _parted(n - 1, end, title, atoms[n:end])
            if found is not None:
                yield found
        n = max(end, n + 1)


def _sort(atom: Atom) -> str | None:
    """Whether an atom, alone on its line, is a figure or a category of a chart."""
    if atom.kind == "figure" and not atom.inline:
        return "figure"
    return "category" if atom.kind == "words" and sort_of(atom.text) in _CATEGORY else None


def _parted(first: int, after: int, title: Atom, stretch: Sequence[Atom]) -> Bars | None:
    """The parts of a stretch of figures and categories, if there is one way to see a chart in it."""
    blocks: list[list[Atom]] = []
    for atom in stretch:
        if not blocks or _sort(blocks[-1][0]) != _sort(atom):
            blocks.append([])
        blocks[-1].append(atom)
    categories = [block for block in blocks if _sort(block[0]) == "category"]
    if len(categories) != 1 or len({atom.text for atom in categories[0]}) < max(_LEAST_BARS, len(categories[0])):
        return None
    count = len(categories[0])
    ways = [
        (figures, axis)
        for figures, axis in _ways([block for block in blocks if block is not categories[0]], count)
        if _is_axis(axis, figures) and not _is_even(figures)
    ]
    if len(ways) != 1:
        return None
    figures, axis = ways[0]
    return Bars(first, after, title, tuple(categories[0]), tuple(figures), tuple(axis))


def _ways(blocks: Sequence[Sequence[Atom]], count: int) -> Iterator[tuple[Sequence[Atom], Sequence[Atom]]]:
    """The ways to see so many figures and an axis in one block or two."""
    if len(blocks) == 1:
        block = blocks[0]
        yield block[:count], block[count:]
        yield block[-count:], block[:-count]
    elif len(blocks) == 2:
        for figures, axis in (blocks, blocks[::-1]):
            if len(figures) == count:
                yield figures, axis


def _values(atoms: Sequence[Atom]) -> list[Decimal]:
    return [read.figures[0].value for atom in atoms if (read := read_cell(atom.whole.text)).kind == "figure"]


def _is_even(atoms: Sequence[Atom]) -> bool:
    """Whether figures are steps of one width."""
    values = _values(atoms)
    return len(values) == len(atoms) > 1 and len({b - a for a, b in pairwise(values)} - {Decimal(0)}) == 1


def _is_axis(axis: Sequence[Atom], figures: Sequence[Atom]) -> bool:
    """Whether figures are the marks of an axis along which the others lie: even steps, nought among them."""
    marks, values = _values(axis), _values(figures)
    if len(marks) < _LEAST_STEPS or len(values) != len(figures) or not _is_even(axis) or Decimal(0) not in marks:
        return False
    return min(marks) <= min(values) and max(values) <= max(marks) <= 2 * max(map(abs, values))


def bars_to_grid(bars: Bars) -> Grid:
    """A chart as a table of one row; the marks of its axis stand aside."""
    cells = [Cell(row=0, column=n, span=atom.span) for n, atom in enumerate(bars.categories, start=1)]
    cells.append(Cell(row=1, column=0, span=bars.title.span))
    cells += [Cell(row=1, column=n, span=atom.whole) for n, atom in enumerate(bars.figures, start=1)]
    cells += [Cell(row=2, column=n, span=atom.whole, role="note") for n, atom in enumerate(bars.axis, start=1)]
    columns = 1 + max(len(bars.figures), len(bars.axis))
    return Grid(form="tokens", rows=3, columns=columns, cells=tuple(cells), headers=1)
