"""What the classes of damage share: the register, the choice of targets, and what a hit leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from tests.bench.sheet import Cell, Document, Piece, Sheet

Damage = Callable[[Document, Random, float], bool]
T = TypeVar("T")
CLASSES: dict[str, Damage] = {}


def damage_class(function: Damage) -> Damage:
    CLASSES[function.__name__] = function
    return function


def pick(rng: Random, targets: Sequence[T], rate: float) -> list[T]:
    """Which of the targets are hit, in their order."""
    if not targets:
        return []
    count = max(1, round(len(targets) * rate)) if rate else 1
    return [targets[i] for i in sorted(rng.sample(range(len(targets)), min(count, len(targets))))]


def touch(document: Document, name: str, *cells: Cell) -> None:
    for cell in cells:
        for truth in cell.truths:
            document.touched.setdefault(truth, name)


def numeric(document: Document, cell: Cell) -> bool:
    """The cell prints exactly one truth, still whole, and that is a number."""
    if len(cell.truths) != 1:
        return False
    truth = document.truths[cell.truths[0]]
    return truth.value is not None and any(p.truth == truth.id and p.text == truth.printed for p in cell.pieces)


def number_cells(document: Document, digits: int = 1) -> list[tuple[Sheet, int, int, Cell]]:
    """All cells that print one number with at least so many digits."""
    found = []
    for sheet in document.sheets:
        for i, j, cell in sheet.values():
            if numeric(document, cell) and sum(c.isdigit() for c in cell.text) >= digits:
                found.append((sheet, i, j, cell))
    return found


def reprint(cell: Cell, change: Callable[[str], str]) -> bool:
    """Changes the print of the cell's one truth; False when the text came out the same."""
    for n, piece in enumerate(cell.pieces):
        if piece.truth is not None:
            text = change(piece.text)
            cell.pieces[n] = Piece(text, piece.truth)
            return text != piece.text
    return False


def looks_whole(text: str) -> bool:
    """Whether a damaged number still looks like a well-printed one, so that only arithmetic can tell."""
    body = text.strip("()△▲-−+%")
    head, _, tail = body.partition(".")
    groups = head.split(",")
    good = all(g.isdigit() for g in groups) and 1 <= len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:])
    return good and (not tail or tail.isdigit()) and text.count("(") == text.count(")")


def column_runs(document: Document) -> list[tuple[Sheet, int, int]]:
    """(sheet, row, column) where this row and the next print a number in the column."""
    return [
        (s, i, j)
        for s in document.sheets
        for i in range(len(s.rows) - 1)
        for j in range(s.width)
        if j < len(s.rows[i].cells)
        and j < len(s.rows[i + 1].cells)
        and numeric(document, s.rows[i].cells[j])
        and numeric(document, s.rows[i + 1].cells[j])
    ]


def apart(targets: list[tuple[Sheet, int, int]]) -> list[tuple[Sheet, int, int]]:
    """Without targets that touch the one before in the same column."""
    kept: list[tuple[Sheet, int, int]] = []
    for sheet, i, j in targets:
        if not any(s is sheet and k == j and abs(r - i) < 2 for s, r, k in kept):
            kept.append((sheet, i, j))
    return kept


def touch_columns(document: Document, name: str, sheet: Sheet) -> None:
    for row in sheet.rows:
        touch(document, name, *row.cells)
