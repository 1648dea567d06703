"""Headings pushed together: a converter that forgets how many columns a heading covered writes one cell for each,
from the left on, and leaves the places behind them empty.

What turns into what: `| 2031 | 2030 | Changes | | | | |` above `| Quarter | € million | % | € million | % | € million |
% |` → each heading over two columns. The line below proves it, in which the same names return as often as there are
headings. Where it does not, headings that cannot stand where they are printed are noise: told, and over no column.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from extract.lex.numbers import is_year
from extract.lex.periods import find_periods
from extract.model import Cell, Grid
from extract.tables.ragged import is_value


def spread_heads(grid: Grid) -> Grid:
    """The grid with its pushed headings over the columns that they head."""
    rows = [grid.row(r) for r in range(grid.rows)]
    first = next((r for r, cells in enumerate(rows) if any(c.column and is_value(c.text) for c in cells)), 0)
    if first < 2:
        return grid
    names = {cell.column: cell.text.strip() for cell in rows[first - 1] if not cell.aside}
    spread = _spread(rows[first - 2], [names.get(c, "") for c in range(1, grid.columns)])
    if spread is None:
        return grid
    below = [cell for row in rows[first:] for cell in _unproved(row, sum(cell.split or cell.aside for cell in spread))]
    cells = [*(c for row in rows[: first - 2] for c in row), *spread, *rows[first - 1], *below]
    return msgspec.structs.replace(grid, cells=tuple(cells))


def _spread(heads: Sequence[Cell], names: Sequence[str]) -> list[Cell] | None:
    """The headings over as many of the names each; None where they are not pushed together."""
    label = [cell for cell in heads if cell.column == 0 and not _names_period(cell.text)]
    over = heads[len(label) :]
    start = over[0].column if over else 0
    packed = [cell.column for cell in over] == list(range(start, start + len(over))) and start == len(label)
    left = len(names) + 1 - start - len(over)
    if len(over) < 2 or left < 1 or not all(names) or not packed:
        return None
    wide, rest = divmod(len(names), len(over))
    if not rest and wide > 1 and all(name == names[n % wide] for n, name in enumerate(names)):
        moved = [
            msgspec.structs.replace(cell, column=1 + n * wide, column_span=wide, split=True)
            for n, cell in enumerate(over)
        ]
        return [*label, *moved]
    headed, bare = names[max(0, start - 1) : start - 1 + len(over)], names[start - 1 + len(over) :]
    if start and not set(headed) & set(bare):
        return None
    return [*label, *(msgspec.structs.replace(cell, role="noise") for cell in over)]


def _unproved(row: Sequence[Cell], heads: int) -> Sequence[Cell]:
    """The cells of a row; where it has no more figures than there are headings, and those from the left on, it may be
    pushed together as they were, and its figures stand where they do by preference."""
    figures = [cell.column for cell in row if cell.column and is_value(cell.text)]
    if not figures or len(figures) > heads or figures != list(range(1, len(figures) + 1)):
        return row
    return [msgspec.structs.replace(cell, basis="preference") if cell.column in figures else cell for cell in row]


def _names_period(text: str) -> bool:
    return is_year(text.strip()) or bool(find_periods(text))
