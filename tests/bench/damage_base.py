"""What the classes of damage share: the register, the choice of targets, and what a hit leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
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


def hidden_by_moving(document: Document, moved: Sequence[str]) -> set[str]:
    """Of truths of one column that change their rows, those of which nothing tells: a sum of all of them comes out as
    before, and no other relation and no second print knows them; so it is where all of them are printed alike. Where
    two change places, a relation that knows one of them and misses by no more than its rounding tells nothing."""
    if len({document.truths[truth].printed for truth in moved}) == 1:
        return set(moved)
    items = {t for sheet in document.sheets for row in sheet.rows if row.kind == "item" for t in row.truths}
    told: set[str] = set()
    for sheet in document.sheets:
        for kind, members in sheet.relations:
            if kind != "footing" or not members.issuperset(moved) or not items.issuperset(moved):
                told |= {truth for truth in members if _misses(document, kind, members, truth, moved)}
    return {truth for truth in moved if truth not in told and not told_elsewhere(document, truth)}


def _misses(document: Document, kind: str, members: frozenset[str], truth: str, moved: Sequence[str]) -> bool:
    """Whether a relation shows that one of two truths is printed in the other's place."""
    if truth not in moved or len(moved) != 2 or members.issuperset(moved):
        return True
    other = next(each for each in moved if each != truth)
    mine, theirs = document.truths[truth].value, document.truths[other].value
    return mine is None or theirs is None or _fails(document, kind, members, truth, abs(mine - theirs))


def told_elsewhere(document: Document, truth: str) -> bool:
    """Whether the same quantity, by its name, is printed a second time, in prose or another table."""
    one = document.truths[truth]
    others = (t for t in document.truths.values() if t.sheet != one.sheet and t.label == one.label)
    return any(t.value == one.value and t.unit == one.unit and t.period == one.period for t in others)


def touch_columns(document: Document, name: str, sheet: Sheet) -> None:
    for row in sheet.rows:
        touch(document, name, *row.cells)


def shows(document: Document, truth_id: str, text: str) -> bool:
    """Whether some identity of the document fails by more than its rounding when the number is printed as `text`.

    Coarse, and in favour of the damage: a sum of n figures hides n last places, a share or a growth rate a tenth of a
    percent of what it is taken of, a translation half a last place of the yen.
    """
    truth = document.truths[truth_id]
    digits = "".join(c for c in text if c.isdigit() or c == ".")
    if truth.value is None or not digits.strip("."):
        return True
    off = abs(Decimal(digits).scaleb(truth.scale) - abs(truth.value))
    for sheet in document.sheets:
        for kind, members in sheet.relations:
            if truth_id in members and _fails(document, kind, members, truth_id, off):
                return True
    return told_elsewhere(document, truth_id)


def _fails(document: Document, kind: str, members: frozenset[str], truth_id: str, off: Decimal) -> bool:
    """Whether one relation fails by more than its rounding when one of its members is off by so much."""
    truth = document.truths[truth_id]
    places = len(truth.printed.strip("()%").partition(".")[2])
    place = Decimal(1).scaleb(truth.scale - places)
    others = sizes(document, members - {truth_id})
    if kind in ("footing", "signed", "across", "quarters", "difference"):
        return off > place * (len(members) + 1)
    if truth.unit == "percent":
        coarse = max((document.truths[m].scale for m in members), default=0)
        return off > Decimal("0.2") and min(others) >= 500 * Decimal(1).scaleb(coarse - places)
    if kind == "translated":
        return bool(truth.value) and off / abs(truth.value or Decimal(1)) > Decimal("0.02")
    return off > max(others) / 500


def sizes(document: Document, members: frozenset[str]) -> list[Decimal]:
    return [abs(document.truths[member].value or Decimal(0)) for member in members]
