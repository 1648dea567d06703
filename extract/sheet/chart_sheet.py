"""A chart that was understood, as a sheet: its finder knows which rows and columns hold values, printed or drawn."""

from __future__ import annotations

from functools import cached_property

import msgspec

from extract.model import Cell, Grid, Location
from extract.sheet.parts import Row
from extract.sheet.sheet import Sheet

_TOTAL = "Total"


class ChartSheet(Sheet):
    """The sheet of a chart's grid: headers over all columns but the first, a series before each row.

    A lone series without a name is named by the chart's title; the totals of stacked bars, by what they are.
    """

    @cached_property
    def shape(self) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        """First row of values, columns of values, columns of labels."""
        drawn = self.grid.drawn
        columns = {m.column for s in drawn.scales for m in s.marks} if drawn is not None else set()
        return self.grid.headers or 0, tuple(sorted(columns)), (0,)

    def _over(self, column: int) -> list[Cell]:
        """The names over a column: all of them, also those that look like figures (`2012/7-9`)."""
        return [c for c in self.header_cells if c.column <= column < c.column + c.column_span]

    def has_values(self, row: int) -> bool:
        """Rows with marks have values, printed or not."""
        drawn = self.grid.drawn
        return drawn is not None and any(m.row == row for s in drawn.scales for m in s.marks)

    @cached_property
    def rows(self) -> dict[int, Row]:
        """Rows with marks, each with its name."""
        drawn = self.grid.drawn
        rows = dict(super().rows)
        totals = drawn.totals if drawn is not None else ()
        named = [r for r in rows.values() if r.path[-1]]
        for index, row in rows.items():
            if index in totals:
                rows[index] = msgspec.structs.replace(row, path=(_TOTAL,), kind="total")
            elif not row.path[-1] and not named and len(rows) - len(totals) == 1 and self.title:
                rows[index] = msgspec.structs.replace(row, path=(self.title,))
        return rows


def marks_of(grid: Grid) -> dict[tuple[int, int], Location]:
    """Where the mark of each slot is drawn."""
    if grid.drawn is None:
        return {}
    page = grid.location.page
    return {
        (m.row, m.column): Location(page=page, box=tuple(round(v, 2) for v in m.box))  # type: ignore[arg-type]
        for s in grid.drawn.scales
        for m in s.marks
    }
