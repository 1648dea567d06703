"""Rows of ratios, each below the row of amounts that it compares: `(百万円) (前期比 %)` over `2,734,750` and, one row
down, `103.2`.

The table declares both units and says of what the percentage is one; which rows hold it shows in their print: all their
figures have one decimal, and those of the row above them have none, or another number.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from extract.lex.units import find_units
from extract.model import Span
from extract.sheet.parts import Row
from extract.sheet.wording import CHANGE

if TYPE_CHECKING:
    from extract.sheet.sheet import Sheet

_LONGEST = 80
_FEWEST = 2  # rows of ratios that make it a way of print, and no accident


def with_ratios_below(sheet: Sheet, rows: dict[int, Row]) -> dict[int, Row]:
    """Rows, those of ratios with their unit and as comparisons; all as they are where the table declares none."""
    said = sheet.line_of_ratios
    if said is None:
        return rows
    digits = {index: _digits(sheet, index) for index in rows}
    below = [
        index
        for above, index in pairwise(sorted(rows))
        if digits[index] == {1} and digits[above] not in (set(), {1}) and rows[index].unit is None
    ]
    if len(below) < _FEWEST:
        return rows
    percent = next(m for m in find_units(said.text) if m.unit == "percent")
    place = said.cut(percent.start, percent.end).location
    change = {"unit": percent, "unit_place": place, "change": True}
    return rows | {index: msgspec.structs.replace(rows[index], **change) for index in below}


def line_of_ratios(sheet: Sheet) -> Span | None:
    """The line over the table that declares amounts and a percentage which compares periods."""
    wide = [c.span for c in sheet.header_cells if not c.column or c.column_span >= len(sheet.value_columns) > 1]
    lines = [*(c.span for c in sheet.header_cells), *sheet.grid.caption]
    for span in (*wide, *sheet.grid.caption):
        if len(span.text) <= _LONGEST and CHANGE.search(span.text):
            units = {m.unit for m in find_units(span.text)}
            amounts = (m for line in lines for m in find_units(line.text))
            if "percent" in units and any(m.unit != "percent" for m in amounts):
                return span
    return None


def _digits(sheet: Sheet, row: int) -> set[int]:
    """How many decimals the figures of a row have; ratios of a thousand and more are none."""
    readings = (sheet.readings.get((row, column)) for column in sheet.value_columns)
    figures = [f for r in readings if r is not None for f in r.figures if not f.percent]
    return {f.digits if "," not in f.printed or not f.digits else -1 for f in figures}
