"""Rows of figures right below a chart, set under its categories, have these for their headings.

  bars of the chart              a strip of figures has no heading of its own: the
North    South    Other          names under the bars are those of its columns too
1,785    1,529      175     ←    Amount
 97.6     97.5    852.4     ←    Ratio to last year
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.model.layout import Word
from extract.tables.pdf_grid import Found, Slot
from extract.tables.pdf_heads import has_headings
from extract.tables.pdf_lines import kind_of

_FARTHEST = 4.0  # of the type: from the names of a chart to the first row below
_OFF = 0.3  # of the distance of two categories
_LEAST = 3
_MOST_SHARE = 0.7


def with_categories(tables: Sequence[Found], charts: Sequence[Found]) -> None:
    """Sets the categories of charts over the columns of the tables without headings that stand right below them."""
    for table in tables:
        if table.form == "chart" or not table.xs or not table.ys or has_headings(table):
            continue
        for chart in charts:
            heads = names_over(table, chart)
            if heads:
                set_over(table, heads)
                break


def names_over(table: Found, chart: Found) -> dict[int, list[Word]]:
    """The name of a category for each column of a table; nothing where it does not stand below the chart, or where its
    figures and the categories do not stand under each other one by one."""
    names = [s.words for s in chart.slots if not s.row and s.column and s.words]
    if len(names) < _LEAST or chart.headers != 1:
        return {}
    foot = max(w.base for words in names for w in words)
    size = max(w.size for words in names for w in words)
    if not 0 < table.box[1] + size - foot < _FARTHEST * size:
        return {}
    middles = sorted((middle_of(words), k) for k, words in enumerate(names))
    pitch = min((b[0] - a[0] for a, b in pairwise(middles)), default=0.0)
    found: dict[int, list[Word]] = {}
    figures = [s for s in table.slots if s.column and s.column_span == 1 and kind_of(s.text) != "text"]
    for column in sorted({s.column for s in figures}):
        here = [middle_of(s.words) for s in figures if s.column == column]
        across = sum(here) / len(here)
        off, nearest = min((abs(at - across), k) for at, k in middles)
        if off > _OFF * pitch or any(names[nearest] is words for words in found.values()):
            return {}
        found[column] = names[nearest]
    return found if len(found) >= max(_LEAST, _MOST_SHARE * len(names)) else {}


def middle_of(words: Sequence[Word]) -> float:
    """Where a run of words has its middle across."""
    return (min(w.x0 for w in words) + max(w.x1 for w in words)) / 2


def set_over(table: Found, heads: dict[int, list[Word]]) -> None:
    """Sets names over the columns of a table as its first row."""
    top = min(w.y0 for words in heads.values() for w in words)
    for slot in table.slots:
        slot.row += 1
    table.slots = [*(Slot(0, column, list(words)) for column, words in sorted(heads.items())), *table.slots]
    table.rows += 1
    table.headers = 1 + (table.headers or 0)
    table.ys = (top, *table.ys)
    table.box = (table.box[0], min(top, table.box[1]), table.box[2], table.box[3])
