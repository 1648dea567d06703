"""A row that is short of a cell, among rows that add up: the columns in which its figures fit the totals.

East    2,318   2,406   2,571   2,690
West    1,207   1,389   1,442              1,207 + 2,318 = 3,525, 1,389 + 2,571 = 3,960: the second is missing
Total   3,525   3,662   3,960   4,132
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from extract.lex.numbers import is_year, read_cell

_MOST_COLUMNS, _MOST_MISSING, _MOST_ROWS, _FEWEST_PLACED = 14, 2, 40, 2


def columns_by_totals(rows: Sequence[Sequence[str]], short: int, width: int) -> tuple[int, ...] | None:
    """The columns of the figures of a short row; None where no total tells, or two placings fit.

    >>> rows = [["", "Q1", "Q2", "Q3"], ["A", "10", "20", "30"], ["B", "5", "7"], ["Sum", "15", "29", "37"]]
    >>> columns_by_totals(rows, 2, 4)
    (1, 3)
    """
    figures = [_number(text) for text in rows[short][1:]]
    missing = width - 1 - len(figures)
    if not 0 < missing <= _MOST_MISSING or width > _MOST_COLUMNS or len(figures) < _FEWEST_PLACED or None in figures:
        return None
    fitting: set[tuple[int, ...]] = set()
    for rest in _open_totals(rows, short, width):
        for columns in combinations(range(1, width), len(figures)):
            if all(figure == rest[column - 1] for figure, column in zip(figures, columns, strict=True)):
                fitting.add(columns)
    return fitting.pop() if len(fitting) == 1 else None


def _open_totals(rows: Sequence[Sequence[str]], short: int, width: int) -> Iterator[tuple[Decimal | None, ...]]:
    """What is left in each column for the short row, for each row below it that may be a total of the rows above."""
    numbers: dict[int, list[Decimal | None]] = {}
    for at, row in enumerate(rows[: short + _MOST_ROWS]):
        if len(row) == width and at != short and at > short - _MOST_ROWS:
            # `2020 | 2021 | 2022`, `Q1 2022 | Q2 2022 | 2022` head the columns
            years = all(is_year(text) or _number(text) is None for text in row[1:])
            numbers[at] = [None if years else _number(text) for text in row[1:]]
    first = next((at for at in sorted(numbers) if any(n is not None for n in numbers[at])), short)
    for total in (at for at in sorted(numbers) if at > short):
        parts = [numbers[at] for at in range(first, total) if at in numbers]
        if all(at in numbers or at == short for at in range(first, total)):
            yield tuple(_less(numbers[total][c], [part[c] for part in parts]) for c in range(width - 1))


def _less(total: Decimal | None, parts: Sequence[Decimal | None]) -> Decimal | None:
    if total is None or any(part is None for part in parts):
        return None
    return total - sum((part for part in parts if part is not None), Decimal(0))


def _number(text: str) -> Decimal | None:
    reading = read_cell(text)
    return Decimal(0) if reading.kind == "nil" else reading.figure.value if reading.kind == "figure" else None
