"""Rows of ratios, each below the row of amounts that it compares: `(百万円) (前期比 %)` over `2,734,750` and, one row
down, `103.2`; or a row that is called one, `前年比` in a table of `億円、％`.

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
from extract.sheet.wording import BASE_RATE, CHANGE

if TYPE_CHECKING:
    from extract.sheet.sheet import Sheet

_LONGEST = 80
_FEWEST = 2  # rows of ratios that make it a way of print, and no accident


def with_ratios_below(sheet: Sheet, rows: dict[int, Row]) -> dict[int, Row]:
    """Rows, those of ratios with their unit and as comparisons; all as they are where the table declares none."""
    rows = _with_named(sheet, rows)
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


def _with_named(sheet: Sheet, rows: dict[int, Row]) -> dict[int, Row]:
    """Rows, those called by the base of a comparison with the percentage that the table declares beside its amounts:
    `前年比`, if all its figures have decimals, no sign and no thousands, for of amounts it may be the difference."""
    declared = next((d for d in sheet.declared if d.mention.unit == "percent"), None)
    if declared is None or all(d.mention.unit == "percent" for d in sheet.declared):
        return rows
    change = {"unit": declared.mention, "unit_place": declared.location, "change": True}
    named = (index for index, row in rows.items() if row.unit is None and row.path and _is_base_rate(row.path[-1]))
    return rows | {i: msgspec.structs.replace(rows[i], **change) for i in named if _are_bare_rates(sheet, i)}


def _is_base_rate(label: str) -> bool:
    """Whether a label is the base of a comparison and nothing else; `前 年 比` is set wide.

    >>> _is_base_rate("前 年 比"), _is_base_rate("前年比増減額")
    (True, False)
    """
    return BASE_RATE.fullmatch("".join(label.split())) is not None


def _are_bare_rates(sheet: Sheet, row: int) -> bool:
    readings = (sheet.readings.get((row, column)) for column in sheet.value_columns)
    figures = [f for r in readings if r is not None for f in r.figures]
    return bool(figures) and all(f.digits and "," not in f.printed and not f.signed and not f.percent for f in figures)


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
