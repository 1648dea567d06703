"""A table on its way from print to one value per cell.

A grid is frozen. A repair returns a new grid and adds a line to `repairs`; nothing else may change a cell.
Rows and columns are counted from 0. Only cells with text are kept, in the order (row, column).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cached_property
from typing import Any, Literal

import msgspec

from extract.model.drawn import Drawn
from extract.model.place import Location, Span, hull

Form = Literal["tab", "pipe", "html", "fixed", "tokens", "loose", "ruled", "aligned", "chart"]
Role = Literal["title", "header", "label", "value", "unit", "note", "noise", "unknown"]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """Printed text in a slot of the grid. `split` says the text was cut out of a fused cell or moved here;
    `basis`, that it stands here by preference and not by proof."""

    row: int
    column: int
    span: Span
    row_span: int = 1
    column_span: int = 1
    role: Role = "unknown"
    split: bool = False
    basis: str | None = None

    @property
    def text(self) -> str:
        return self.span.text

    @property
    def aside(self) -> bool:
        """Whether the cell is no part of the table's columns: noise, or a reference to a note."""
        return self.role in ("noise", "note")


class Repair(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a rule did to a table: the rule's name, the cells it touched (row, column) and why."""

    rule: str
    cells: tuple[tuple[int, int], ...]
    why: str


class Grid(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A table as printed, or as repaired so far.

    `caption` holds the spans that stand before the table and may name its title, unit and periods, nearest
    last; `after` those that follow (notes). `headers` counts the rows above the first data row, when known. `drawn`
    is the geometry of a chart that was understood.
    """

    form: Form
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    caption: tuple[Span, ...] = ()
    after: tuple[Span, ...] = ()
    headers: int | None = None
    repairs: tuple[Repair, ...] = ()
    score: float | None = None
    drawn: Drawn | None = None

    @property
    def location(self) -> Location:
        return hull(part.location for cell in self.cells[:1] for part in cell.span.parts)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that begins in this slot, or None."""
        return self._by_slot.get((row, column))

    @cached_property
    def _by_slot(self) -> dict[tuple[int, int], Cell]:
        return {(cell.row, cell.column): cell for cell in self.cells}

    @cached_property
    def made(self) -> dict[Hashable, Any]:
        """What others made of this grid, by what it is and by all that it hangs on besides the grid, which never
        changes."""
        return {}

    @property
    def slots(self) -> dict[tuple[int, int], Cell]:
        """Cells by (row, column), in a dictionary of the caller's own."""
        return dict(self._by_slot)

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells that begin in this row, in their order."""
        return self._by_row.get(row, ())

    @cached_property
    def _by_row(self) -> dict[int, tuple[Cell, ...]]:
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return {row: tuple(cells) for row, cells in rows.items()}

    def with_cells(self, cells: Iterable[Cell], *, repair: Repair | None = None, columns: int | None = None) -> Grid:
        """This grid with other cells, and the line of history that says why."""
        ordered = tuple(sorted((c for c in cells if c.span.text), key=lambda c: (c.row, c.column)))
        rows = max([self.rows, *(c.row + c.row_span for c in ordered)])
        width = max([columns or self.columns, *(c.column + c.column_span for c in ordered)])
        history = self.repairs if repair is None else (*self.repairs, repair)
        return msgspec.structs.replace(self, cells=ordered, rows=rows, columns=width, repairs=history)
