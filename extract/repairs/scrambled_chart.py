"""Labels of a chart poured into a grid: figures in every column, the first included, and no words before them.

Such a grid has no rows of one quantity; its figures are tokens, and only arithmetic can say what they measure.
The rule marks the grid as a chart, so that no figure of it is taken for a table value.
"""

from __future__ import annotations

import msgspec

from extract.model import Grid, Repair
from extract.tables.shape import Shape, periods_of, shape_of


def scrambled_chart(grid: Grid) -> Grid:
    """Mark a grid of loose figures over an axis of periods as a chart."""
    if grid.form in ("chart", "html", "ruled", "aligned"):
        return grid
    shape = shape_of(grid)
    if not shape.value_columns or shape.value_columns[0] != 0 or len(shape.value_columns) < 3:
        return grid
    axis = [r for r in range(grid.rows) if _is_axis(shape, r)]
    rows = [r for r in shape.data_rows if r not in axis]
    # Numbers of lines before words are no figures without labels.
    without_label = [r for r in rows if shape.kind(r, 0) != "text" and shape.kind(r, 1) != "text"]
    if not axis or len(without_label) * 2 <= len(rows):
        return grid
    why = "figures without labels over an axis of periods: the labels of a chart"
    marked = msgspec.structs.replace(grid, form="chart", headers=axis[0] + 1 if axis[0] == 0 else None)
    return marked.with_cells(grid.cells, repair=Repair(rule="scrambled_chart", cells=((axis[0], 0),), why=why))


def _is_axis(shape: Shape, row: int) -> bool:
    cells = shape.row_cells(row)
    return len(cells) >= 3 and all(len(periods_of(c.text)) == 1 and len(c.text) < 25 for c in cells)
