"""Rows between two counts of shares, in a table of amounts: what is added to the first to make the second is one.

Average shares, basic      1,090.1   1,085.6    (in millions, except per share amounts)
Convertible notes             19.0      19.0    shares, not dollars: 1,090.1 + 19.0 + 1.2 = 1,110.3, and so beside it
Stock options                  1.2       1.4
Average shares, diluted    1,110.3   1,106.0

Where they do not add up, what such a row counts is open: the table's unit is not lent to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from extract.sheet.nature import nature_of
from extract.sheet.parts import Row

if TYPE_CHECKING:
    from extract.sheet.sheet import Sheet

_MOST = 8  # rows between the two
_FEWEST_DIGITS = 3


def with_rows_between_counts(sheet: Sheet, rows: dict[int, Row]) -> dict[int, Row]:
    """Rows, those between two counts of shares as counts where they add up, else with a unit that is open."""
    out = dict(rows)
    for above, between, below in _runs(sheet, rows):
        proved = _adds_up(sheet, above, between, below)
        for index in between:
            if proved:
                total = rows[below]
                out[index] = msgspec.structs.replace(
                    rows[index], unit=total.unit, unit_place=total.unit_place, counted_by="unit_of_sum"
                )
            else:
                out[index] = msgspec.structs.replace(rows[index], counted_by="between_counts")
    return out


def _runs(sheet: Sheet, rows: dict[int, Row]) -> Iterator[tuple[int, list[int], int]]:
    """The count above, the rows without a unit of their own, the count below."""
    above: int | None = None
    between: list[int] = []
    for index in sorted(rows):
        if _counts_shares(rows[index]):
            if above is not None and 0 < len(between) <= _MOST:
                yield above, between, index
            above, between = index, []
        elif above is not None and _may_count(sheet, rows[index]):
            between.append(index)
        else:
            above, between = None, []


def _counts_shares(row: Row) -> bool:
    return row.unit is not None and row.unit.unit == "count" and row.unit.noun == "shares" and not row.change


def _may_count(sheet: Sheet, row: Row) -> bool:
    """Whether nothing at a row, in its name or at its figures, says that it holds amounts."""
    if row.unit is not None or row.change or any(nature_of(part) is not None for part in row.path[-1:]):
        return False
    readings = [sheet.readings[row.index, column] for column in sheet.value_columns]
    figures = [figure for reading in readings for figure in reading.figures]
    return bool(figures) and not any(f.currency is not None or f.percent or f.word is not None for f in figures)


def _adds_up(sheet: Sheet, above: int, between: list[int], below: int) -> bool:
    """Whether the sum holds in every column that has the total, and says more than that nothing was added."""
    held, digits = 0, 0
    for column in sheet.value_columns:
        readings = [sheet.readings[row, column] for row in (above, *between, below)]
        if readings[-1].kind != "figure" or readings[0].kind != "figure":
            continue
        if any(reading.kind not in ("figure", "nil", "empty") for reading in readings):
            return False
        figures = [reading.figure for reading in readings if reading.kind == "figure"]
        *parts, total = figures
        last = Decimal(1).scaleb(-max(figure.digits for figure in figures))
        if abs(sum((part.value for part in parts), -total.value)) > last * (len(parts) - 1) / 2:
            return False
        if sum(1 for part in parts if part.value) > 1:
            held += 1
            digits = max(digits, len(str(int(abs(total.value.scaleb(total.digits))))))
    return held > 0 and digits >= _FEWEST_DIGITS
