"""A row the converter read twice, the second time with 3, 5, 6, 8, 9 as 0, or only its feet.

`41,210 0,000,240 0.0` under `41,213 5,085,243 9.8`: a witness of the row above, never a source of values. The
ghost's figures become noise; its label stays.
"""

from __future__ import annotations

import msgspec
import regex as re

from extract.model import Grid, Repair
from extract.tables.shape import VALUES, Shape, shape_of

_ROUNDED = frozenset("35689")
_WORDS = re.compile(r"[^\W\d_]{3,}")


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def likeness(ghost: str, source: str) -> float:
    """Share of digits of `ghost` that are those of `source`, or 0 where a round digit stands in `source`.

    >>> likeness("10,000,701", "13,695,751"), likeness("2,686", "141,601")
    (1.0, 0.0)
    """
    left, right = _digits(ghost), _digits(source)
    if not left or abs(len(left) - len(right)) > 1:
        return 0.0
    same = sum(1 for a, b in zip(left, right, strict=False) if a == b or (a == "0" and b in _ROUNDED))
    return same / max(len(left), len(right))


def ghost_row(grid: Grid) -> Grid:
    """Rows that repeat a neighbour with round digits misread become noise."""
    shape = shape_of(grid)
    ghosts: dict[int, int] = {}
    for row in range(shape.first_data_row, grid.rows):
        label = " ".join(c.text for c in shape.row_cells(row) if c.column in shape.label_columns).strip()
        heading = not label or label[:1].islower() or label.endswith(":")
        for neighbour in (row - 1, row + 1):
            if neighbour not in ghosts and _is_ghost(shape, row, neighbour, label, strict=not heading):
                ghosts[row] = neighbour
                break
    if not ghosts:
        return grid
    touched, cells = [], []
    for cell in grid.cells:
        if (
            cell.row in ghosts
            and shape.kind(cell.row, cell.column) in VALUES
            and cell.column not in shape.label_columns
        ):
            touched.append((cell.row, cell.column))
            cell = msgspec.structs.replace(cell, role="noise")
        cells.append(cell)
    rows = ", ".join(f"{g} of {s}" for g, s in sorted(ghosts.items()))
    return grid.with_cells(
        cells,
        repair=Repair(rule="ghost_row", cells=tuple(touched), why=f"row read twice, damaged the second time: {rows}"),
    )


def _is_ghost(shape: Shape, row: int, neighbour: int, label: str, *, strict: bool) -> bool:
    compared, exact, inexact, rounder, digits, illegal = [], 0, 0, 0, 0, False
    for column in shape.value_columns:
        mine, other = shape.grid.at(row, column), shape.grid.at(neighbour, column)
        if mine is None:
            continue
        if shape.kind(row, column) == "nil":
            return False
        if _WORDS.search(mine.text):
            continue  # `5.150% notes due 2033` over `5.375% notes due 2053` names two things, and is no misread figure
        illegal = illegal or shape.kind(row, column) == "fragment"
        if other is not None and not any(map(str.isdigit, mine.text)) and shape.kind(neighbour, column) == "figure":
            # The feet of a figure: separators only.
            compared.append(1.0)
            inexact, rounder = inexact + 1, rounder + 1
            continue
        if other is None or not any(map(str.isdigit, mine.text)):
            continue
        if not any(map(str.isdigit, other.text)):
            # The neighbour lost this value; the ghost cannot be compared here, and does not speak against.
            continue
        compared.append(likeness(mine.text, other.text))
        rounder += _rounder(mine.text, other.text)
        digits += sum(map(str.isdigit, mine.text))
        exact += mine.text == other.text
        inexact += mine.text != other.text
    if len(compared) < 2 or not inexact or rounder <= 0:
        return False
    enough = sum(compared) / len(compared) >= (0.8 if strict else 0.65)
    if strict:
        # A row with a label of its own is a row of its own unless a figure in it cannot be one (`010,102`).
        return enough and min(compared) >= 0.5 and illegal
    alike = min(compared) >= 0.9 and digits >= 5 and not label
    return enough and min(compared) >= 0.5 and (illegal or digits >= 12 or alike or (exact > 0 and digits >= 8))


def _rounder(ghost: str, source: str) -> int:
    """How many more digits lost their shape to 0 in `ghost` than in `source`; a ghost loses, a source does not."""
    left, right = _digits(ghost), _digits(source)
    pairs = list(zip(left, right, strict=False))
    lost = sum(1 for a, b in pairs if a == "0" and b in _ROUNDED)
    return lost - sum(1 for a, b in pairs if b == "0" and a in _ROUNDED)
