"""A label cut in two cells, its values one column on: `Total li | abilities and equity | 26,100 | 28,374`.

Only where the row then has as many figures as the table has value columns, in order: nothing else fits.
"""

from __future__ import annotations

import msgspec

from extract.lex.label_names import one_word
from extract.model import Cell, Grid, Repair, Span
from extract.tables.shape import Shape, shape_of


def label_split(grid: Grid) -> Grid:
    """Join the label and move the row's values back under their headers.

    Where a row has fewer values than columns their places are open: they move by one column, by preference.
    """
    shape = shape_of(grid)
    columns, labels = [c for c in shape.value_columns if c in shape.headed], shape.label_columns
    if not columns or labels != [0]:
        return grid
    cells = grid.slots
    touched: list[tuple[int, int]] = []
    for row in range(shape.first_data_row, grid.rows):
        line = shape.row_cells(row)
        words = [c for c in line if _is_word(shape, c)]
        values = [c for c in line if c not in words and shape.kind(row, c.column) in ("figure", "nil")]
        if len(words) < 2 or not values or len(words) + len(values) != len(line):
            continue
        if [c.column for c in words] != list(range(len(words))):
            continue
        if len(values) < len(columns) and not _is_cut(grid, words[1].text):
            continue
        placed = _placed(grid, values, columns, len(words) - 1)
        if placed is None:
            continue
        for cell in line:
            cells.pop((row, cell.column))
        torn = one_word(words[0].text, words[1].text) or not _whole(words[0].text)
        joint = "" if words[1].text[:1].islower() and torn else " "
        cells[row, 0] = msgspec.structs.replace(words[0], span=Span.join([c.span for c in words], joint), split=True)
        cells |= {(row, cell.column): cell for cell in placed}
        touched += [(row, 0), *((row, cell.column) for cell in placed)]
    if not touched:
        return grid
    why = "a label stands in two cells and pushes its values on"
    return _trimmed(grid.with_cells(cells.values(), repair=Repair(rule="label_split", cells=tuple(touched), why=why)))


def _is_word(shape: Shape, cell: Cell) -> bool:
    """Whether a cell holds words: in the label column whatever is spelt (`Na` is the head of a label there)."""
    kind = shape.kind(cell.row, cell.column)
    if cell.column == 0:
        return kind == "text" or (kind == "nil" and cell.text.strip().isalpha())
    return kind == "text" and not shape.readings[cell.row, cell.column].figures


def _placed(grid: Grid, values: list[Cell], columns: list[int], pushed: int) -> list[Cell] | None:
    """The values of a row in the columns they come from, or None where it is not this damage.

    Cells of HTML and ruled tables keep their columns, unless a row is pushed out of its table.
    """
    if len(values) == len(columns):
        out = [c.column for c in values] != columns and (
            grid.form not in ("html", "ruled") or values[-1].column > columns[-1]
        )
        if not out:
            return None
        return [msgspec.structs.replace(c, column=n, split=True) for c, n in zip(values, columns, strict=True)]
    if len(values) > len(columns) or pushed != 1 or not {c.column - 1 for c in values} <= set(columns):
        return None
    return [msgspec.structs.replace(c, column=c.column - 1, split=True, basis="preference") for c in values]


def _is_cut(grid: Grid, second: str) -> bool:
    """Whether words beside a label may be the rest of it: they begin amid a word. `See note` and `*` stand where a
    figure would, and cells of HTML hold what they hold."""
    return grid.form not in ("html", "ruled") and not second[:1].isupper() and second[:1].isalpha()


def _whole(text: str) -> bool:
    """Whether a piece ends at the end of a word, as far as its length tells."""
    last = text.split()[-1] if text.split() else ""
    return len(last) > 3


def _trimmed(grid: Grid) -> Grid:
    """Without the columns that nothing stands in any more."""
    cells: tuple[Cell, ...] = grid.cells
    width = max((c.column + c.column_span for c in cells), default=0)
    return msgspec.structs.replace(grid, columns=min(grid.columns, width))
