"""The stub of a table: what each row of values is called, and which headings it stands under.

What turns into what: the label columns of a sheet → one `Row` for each row with values.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from extract.model import Cell
from extract.sheet.between_balances import Line, times_between
from extract.sheet.parts import Row, with_share_currency
from extract.sheet.wording import (
    REMARK,
    ROW_CHANGE,
    TOTAL,
    bare_period,
    bare_unit,
    closed_by,
    indent_of,
    is_unit_only,
    rank_of,
    row_period,
    shown,
    unit_of_row,
    unmarked,
)

if TYPE_CHECKING:
    from extract.sheet.sheet import Sheet


class Stub:
    """The rows of a sheet as a reader names them."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.grid = sheet, sheet.grid
        self.label_columns, self.first_data_row = sheet.label_columns, sheet.first_data_row

    @cached_property
    def _grouped(self) -> bool:
        """Whether a first column of labels names groups, once each, and a second one the rows that all groups have."""
        if len(self.label_columns) != 2 or self.grid.form in ("fixed", "aligned"):
            return False
        first, second = self.label_columns
        rows = [r for r in self.sheet.rows_of if r >= self.first_data_row and self.sheet.has_values(r)]
        heads = {r for r in rows if self.grid.at(r, first) is not None}
        inner = [shown(cell.span) for r in rows if (cell := self.grid.at(r, second)) is not None]
        # Pieces of torn labels are of all sorts; the rows of groups come again in each of them.
        return 0 < len(heads) < len(rows) == len(inner) and len(set(inner)) <= len(inner) - len(heads) + 1

    @cached_property
    def rows(self) -> dict[int, Row]:
        """Rows with values, each with the headings it stands under."""
        out: dict[int, Row] = {}
        headings: list[tuple[int, str, int]] = []
        spanning = [c for c in self.grid.cells if c.row_span > 1 and c.column in self.label_columns]
        # Words between the last header row and the first values head rows: `CURRENT ASSETS:`.
        heads = max((c.row + c.row_span for c in self.sheet.header_cells if c.column > 0), default=self.first_data_row)
        corner = next((shown(c.span) for c in reversed(self.sheet.header_cells) if c.column in self.label_columns), "")
        whole, group = self.sheet.caption_mention, ""
        for index in range(heads if self.sheet.value_columns else self.grid.rows, self.grid.rows):
            cells = [c for c in self.sheet.rows_of.get(index, []) if c.column in self.label_columns]
            if index < self.first_data_row:
                cells = [c for c in cells if not is_unit_only(c.text)]
            cells = [*(c for c in spanning if c.row < index < c.row + c.row_span), *cells]
            # `純資産の部の合計額 | 百万円`: the unit of the row in a column of its own.
            said = next((c for c in cells[1:] if is_unit_only(c.text) or bare_unit(c.text)), None)
            cells = [c for c in cells if c is not said]
            if len(cells) > 1 and self.sheet.has_values(index) and bare_period(cells[-1].text) is not None:
                cells = cells[:-1]  # the period of the figure behind it
            if self._grouped:
                group = next((shown(c.span) for c in cells if c.column == self.label_columns[0]), group)
                cells = [c for c in cells if c.column != self.label_columns[0]] or cells
            label = " ".join(shown(c.span) for c in cells)
            if REMARK.fullmatch(label) and headings and index - 1 not in out and self.sheet.has_values(index):
                label = f"{headings.pop()[1]} {label}"  # `Average diluted shares` over `(in thousands)`
            margin = indent_of(cells[0].text) if cells else 0
            if not self.sheet.has_values(index):
                if label:
                    rank = rank_of(label)
                    headings = [h for h in headings if h[2] < rank or (h[2] == rank and h[0] < margin)]
                    headings.append((margin, label, rank))
                continue
            total = bool(TOTAL.search(label))
            parents = tuple(h[1].rstrip(":：") for h in headings if not (margin and h[0] >= margin))
            own = label.rstrip(":：") or self._name_of_all
            parents += (group,) if group and group != label else ()
            place = said.span if said is not None else cells[-1].span if cells else None
            out[index] = Row(
                index=index,
                path=(*parents, own),
                level=len(parents) + margin // 2,
                kind="total" if total else "item",
                unit=unit_of_row(label, said, margin, headings),
                unit_place=place.location if place is not None else None,
                mention=None if any(map(self._of_event, cells)) else row_period(label, corner, whole),
                under=next((m for h in reversed(headings) if (m := bare_period(h[1])) is not None), None),
                change=bool(label) and bool(ROW_CHANGE.match(label)),
            )
            if total:
                headings = closed_by(headings, label)
        times = times_between({index: Line(row.path[-1], row.mention) for index, row in out.items()})
        out |= {index: msgspec.structs.replace(out[index], between=time) for index, time in times.items()}
        return with_share_currency(out)

    def _of_event(self, cell: Cell) -> bool:
        """Whether a cell is a day or months in a further column of labels with a heading: `発行時期`, `Maturity`."""
        dated = bare_period(cell.text) is not None and cell.column > self.label_columns[0]
        return dated and self.sheet.is_headed(cell.column)

    @cached_property
    def _name_of_all(self) -> str:
        """What the figures of a single row without label below headings are: the title of the table says it."""
        bare = not self.label_columns and 0 < self.first_data_row == self.grid.rows - 1
        return unmarked(self.sheet.title or "") if bare else ""
