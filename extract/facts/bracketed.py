"""A figure and a remark in brackets in one cell: `58(1)`, `18,880 〔2,345〕`, `882,140 (415.11㎡)`.

In Japanese reports brackets are no sign: the figure is the cell's value, and the one in brackets tells of something
beside it (temporary staff beside employees, square metres beside the price of land).
"""

from __future__ import annotations

import regex as re

from extract.lex.numbers import CellReading, Figure
from extract.model import Grid

# Texts that a converter made may have fused two columns in a cell; cells that were drawn or tagged hold what they hold.
_SOUND = frozenset({"html", "ruled", "aligned"})
# The percent sign of the second figure tells it from a column of its own: cells of pipes and tabs are as sound.
_CELLS = _SOUND | {"pipe", "tab"}
_ASIDE = re.compile(r"\s*[〔\[［(（]\s?[^〔〕()（）\[\]［］△▲-]{1,20}[)）〕\]］]\s*")


def value_and_aside(
    grid: Grid, text: str, reading: CellReading, *, named: bool = False
) -> tuple[Figure, Figure] | None:
    """The value of a cell and the figure in brackets behind it; None where the cell is not of that form. `named`: a
    label says what stands in brackets, so that they are no column of their own.

    >>> from extract.model import Grid
    >>> from extract.lex.numbers import read_cell
    >>> pair = value_and_aside(Grid(form="html", rows=1, columns=1, cells=()), "58(1)", read_cell("58(1)"))
    >>> pair is not None and [figure.printed for figure in pair]
    ['58', '(1)']
    """
    if not (named or grid.form in _SOUND) or len(reading.figures) != 2 or reading.fragments:
        return None
    value, aside = reading.figures
    if value.bracketed or value.open_bracket or value.percent != aside.percent or aside.signed:
        return None
    return (value, aside) if _ASIDE.fullmatch(text[value.end :]) else None


def amount_and_percent(grid: Grid, text: str, reading: CellReading) -> tuple[Figure, Figure] | None:
    """The amount of a cell and the percentage in round brackets behind it: `412.0 (41.2%)`; None for other cells.

    >>> from extract.model import Grid
    >>> from extract.lex.numbers import read_cell
    >>> grid = Grid(form="pipe", rows=1, columns=1, cells=())
    >>> [amount_and_percent(grid, t, read_cell(t)) is None for t in ("412.0 (41.2%)", "412.0 (-1.2%)", "58(1)")]
    [False, True, True]
    """
    if grid.form not in _CELLS or len(reading.figures) != 2 or reading.fragments:
        return None
    amount, percent = reading.figures
    if amount.percent or amount.bracketed or amount.open_bracket or not percent.percent:
        return None
    if not percent.bracketed or percent.signed or percent.currency is not None:
        return None
    return (amount, percent) if _ASIDE.fullmatch(text[amount.end :]) else None
