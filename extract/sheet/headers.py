"""Columns and rows of a sheet as the result gives them."""

from __future__ import annotations

from extract.model import ColumnHeader, RowHeader, Unit
from extract.sheet.claims.unit_of_row import is_called_by_currency
from extract.sheet.parts import Column, Declared, Row


def column_header(column: Column) -> ColumnHeader:
    """Path, period, unit and measure of a column of values; a unit without name is left out."""
    unit = None
    if column.unit is not None and column.unit.unit is not None:
        unit = Unit(
            unit=column.unit.unit, scale=column.unit.scale, printed=column.unit.printed, location=column.unit_place
        )
    marks = {"scenario": column.scenario} if column.scenario else {}
    return ColumnHeader(
        column=column.index, path=column.path, measure=column.measure or "amount", period=column.period, unit=unit,
        dimensions=marks,
    )  # fmt: skip


def row_header(row: Row) -> RowHeader:
    """Path, level and unit of a row of values; a unit that is only hinted at is left out, and so is a currency that is
    all of its name."""
    unit = None
    said = row.unit is not None and row.unit.unit is not None and not row.unit.hint
    if row.unit is not None and said and not is_called_by_currency(row):
        unit = Unit(unit=row.unit.unit or "", scale=row.unit.scale, printed=row.unit.printed, location=row.unit_place)
    return RowHeader(
        row=row.index, path=row.path, level=row.level, kind="total" if row.kind == "total" else "item", unit=unit
    )


def sheet_unit(declared: Declared | None) -> Unit | None:
    """The unit of a table as it is emitted."""
    if declared is None or declared.mention.unit is None:
        return None
    m = declared.mention
    return Unit(unit=m.unit or "", scale=m.scale, printed=m.printed, location=declared.location)
