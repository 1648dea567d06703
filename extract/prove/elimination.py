"""Exact elimination over fractions: which unknowns a set of linear equations determines, and to what.

A small independent checker: the solver's answers are believed only when elimination finds the same values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

Equation = tuple[Mapping[int, int], int]
"""Coefficients by unknown, and the right-hand side."""


def determined(equations: Sequence[Equation]) -> dict[int, Fraction] | None:
    """The unknowns that the equations leave one value, with it; None when the equations contradict each other.

    >>> determined([({1: 1, 2: 1}, 10), ({1: 1}, 4)])
    {1: Fraction(4, 1), 2: Fraction(6, 1)}
    >>> determined([({1: 1, 2: 1}, 10)])
    {}
    >>> determined([({1: 1}, 10), ({1: 2}, 10)]) is None
    True
    """
    unknowns = sorted({unknown for row, _ in equations for unknown in row})
    rows = [[Fraction(row.get(unknown, 0)) for unknown in unknowns] + [Fraction(right)] for row, right in equations]
    pivots: list[int] = []
    rank = 0
    for column in range(len(unknowns)):
        pivot = next((at for at in range(rank, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        head = rows[rank][column]
        rows[rank] = [value / head for value in rows[rank]]
        for at, row in enumerate(rows):
            if at != rank and row[column]:
                factor = row[column]
                rows[at] = [a - factor * b for a, b in zip(row, rows[rank], strict=True)]
        pivots.append(column)
        rank += 1
    if any(row[-1] for row in rows[rank:]):
        return None
    return {
        unknowns[column]: rows[at][-1]
        for at, column in enumerate(pivots)
        if not any(rows[at][other] for other in range(len(unknowns)) if other != column)
    }
