"""How good a proposed table is: by its structure, and by its arithmetic.

Both scores lie between 0 and 1. The structure says whether cells look like cells; the arithmetic says how much of
the table its own sums hold together, and outranks the structure, for a wrong reading of a page does not add up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation

from extract.model import Grid
from extract.tables.pdf_grid import Found, Slot
from extract.tables.pdf_lines import Kind, is_sign_of_money, kind_of

Judge = Callable[[Grid], float]

_MOST_TERMS = 14
_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_TAIL = re.compile(r"\s[(△▲]?[$¥€£]?\s?[0-9]{1,3}(?:,[0-9]{3})+\)?$")


def structure_score(found: Found) -> float:
    """Whether values stand alone in columns of values and every row of values has a label."""
    body = [slot for slot in found.slots if slot.row >= (found.headers or 0) and slot.words]
    if not body:
        return 0.0
    kinds = {id(slot): kind_of(slot.text) for slot in body}
    columns: dict[int, list[Slot]] = {}
    for slot in body:
        if slot.column:
            columns.setdefault(slot.column, []).append(slot)
    valued = [c for c, slots in columns.items() if sum(kinds[id(s)] != "text" for s in slots) >= 0.5 * len(slots)]
    if not valued:
        return 0.5
    inside = [s for c in valued for s in columns[c]]
    pure = sum(kinds[id(s)] != "text" for s in inside) / len(inside)
    fused = sum(is_fused(s, kinds[id(s)]) for s in body) / len(body)
    rows = {s.row for s in inside if kinds[id(s)] == "value"}
    labels = {s.row + k for s in body if s.column < min(valued) and kinds[id(s)] == "text" for k in range(s.row_span)}
    labelled = len(rows & labels) / len(rows) if rows else 0.0
    if is_headed_throughout(found, kinds):
        labelled = 1.0
    spanned = sum(s.column_span > 1 and kinds[id(s)] != "text" for s in body) / len(body)
    spots = Counter((s.row, s.column) for s in body if kinds[id(s)] == "value")
    crowded = sum(count - 1 for count in spots.values()) / len(body)
    lonely = sum(is_sign_of_money(s.text.strip()) for s in body) / len(body)
    headed = 1.0 if found.headers else 0.9
    fused = min(1.0, 3 * (fused + crowded))
    return max(0.0, pure * (1 - fused) * (0.4 + 0.6 * labelled) * (1 - spanned) * (1 - lonely) * headed)


def is_headed_throughout(found: Found, kinds: dict[int, Kind]) -> bool:
    """Whether nothing but values stands below headings of their own: such a table has no labels to miss."""
    if "text" in kinds.values():
        return False
    headed = {s.column for s in found.slots if s.words and s.row < (found.headers or 0) and s.column_span == 1}
    return headed.issuperset(range(found.columns))


def is_fused(slot: Slot, kind: str) -> bool:
    """Whether a cell holds a value beside something else, or two values."""
    return kind == "text" and _TAIL.search(slot.text) is not None and slot.column_span == 1 and len(slot.text) < 90


def arithmetic_score(found: Found) -> float:
    """The share of rows and columns of values that sums within the table explain.

    A row is explained if in every column that has it the value is the sum of the rows right above it, of the same
    number of rows in each column; a column if it is the sum of columns beside it in every row.
    """
    values = found_to_values(found)
    columns = sorted({c for _, c in values})
    rows = sorted({r for r, _ in values})
    if len(rows) < 2 or not columns:
        return 0.0
    explained = {r for r in rows if is_total(values, rows, columns, r)}
    across = sum(is_cross_total(values, rows, columns, c) for c in columns)
    return min(1.0, len(explained) / max(1.0, 0.25 * len(rows)) * 0.8 + 0.4 * across / len(columns))


def found_to_values(found: Found) -> dict[tuple[int, int], Decimal]:
    """The numbers of a table by row and column; only for sums, never for output."""
    out: dict[tuple[int, int], Decimal] = {}
    for slot in found.slots:
        if slot.row < (found.headers or 0) or not slot.column or kind_of(slot.text) != "value":
            continue
        text = slot.text.replace(" ", "")
        match = _DIGITS.search(text)
        if not match:
            continue
        try:
            number = Decimal(match[0].replace(",", ""))
        except InvalidOperation:
            continue
        negative = any(sign in text for sign in "△▲−(-（")
        out[slot.row, slot.column] = -number if negative else number
    return out


def is_total(values: dict[tuple[int, int], Decimal], rows: Sequence[int], columns: Sequence[int], row: int) -> bool:
    """Whether a row is the sum of the rows right above it, in at least two columns or over at least three rows."""
    at = rows.index(row)
    for terms in range(2, min(_MOST_TERMS, at) + 1):
        above = rows[at - terms : at]
        held = failed = 0
        for c in columns:
            total = values.get((row, c))
            parts = [values[r, c] for r in above if (r, c) in values]
            if total is None or len(parts) < 2:
                continue
            if abs(sum(parts) - total) <= Decimal(terms) / 2 * unit_of(total) and total:
                held += 1
            else:
                failed += 1
        if held and not failed and (held > 1 or terms > 2):
            return True
    return False


def unit_of(number: Decimal) -> Decimal:
    """The last place a number is printed with, when sums may be off by rounding; whole numbers must be near."""
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal("0.5")


def is_cross_total(
    values: dict[tuple[int, int], Decimal], rows: Sequence[int], columns: Sequence[int], column: int
) -> bool:
    """Whether a column is the sum of all columns before it in two rows or more and in no row is not."""
    before = [c for c in columns if c < column]
    held = failed = 0
    for r in rows:
        parts = [values[r, c] for c in before if (r, c) in values]
        total = values.get((r, column))
        if total is None or len(parts) < 2:
            continue
        if abs(sum(parts) - total) <= 1:
            held += 1
        else:
            failed += 1
    return held >= 2 and failed <= 0.2 * held
