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
