"""Rows that are called by a noun which can be counted and hold money: `Vehicles | 96 | 184 | 280 thousand euros`.

Where one figure of a row has a currency of its own, the noun says of what the amounts are, and the others beside it are
no count of it; in what they are, a total or another place must say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import regex as re

from extract.sheet.parts import Row

if TYPE_CHECKING:
    from extract.sheet.sheet import Sheet

_CURRENCY = re.compile(r"[A-Z]{3}")


def without_nouns_of_money(sheet: Sheet, rows: dict[int, Row]) -> dict[int, Row]:
    """Rows, those without the unit of their noun beside whose figures money is printed that no column declares."""
    named = (index for index, row in rows.items() if _is_called_by_noun(row))
    return rows | {i: msgspec.structs.replace(rows[i], unit=None) for i in named if _has_money_of_its_own(sheet, i)}


def _is_called_by_noun(row: Row) -> bool:
    said, label = row.unit, row.path[-1] if row.path else ""
    bare = said is not None and said.unit == "count" and said.declared and said.noun not in (None, "shares")
    return bare and said is not None and said.end - said.start >= len(label.strip(" ()（）:：*"))


def _has_money_of_its_own(sheet: Sheet, row: int) -> bool:
    readings = (sheet.readings.get((row, column)) for column in sheet.value_columns)
    figures = (figure for r in readings if r is not None for figure in r.figures)
    return any(f.word and f.said is not None and _CURRENCY.fullmatch(f.said.unit or "") for f in figures)
