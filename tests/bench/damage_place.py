"""Values that stand in the wrong cell, rows that are gone, and tables upside down or lost."""

from __future__ import annotations

from random import Random

from tests.bench.damage_base import (
    apart,
    column_runs,
    damage_class,
    hidden_by_moving,
    numeric,
    pick,
    told_elsewhere,
    touch,
    touch_columns,
)
from tests.bench.sheet import Cell, Document, Piece, Row, Sheet


@damage_class
def percent_amount_fused(document: Document, rng: Random, rate: float) -> bool:
    """`80.6% 46.0`: share and amount of a row in one cell; a whole column pair, or single cells."""
    pairs = [(s, j) for s in document.sheets for j, c in enumerate(s.columns) if c.kind == "share"]
    if not pairs:
        return False
    sheet, j = rng.choice(pairs)
    base = sheet.columns[j].base
    assert base is not None
    rows = [r for r in sheet.rows if len(r.cells) == sheet.width and r.cells[j].truths and r.cells[base].truths]
    whole = rng.random() < 0.5
    first = rng.random() < 0.5
    for row in rows if whole else pick(rng, rows, rate):
        share, amount = row.cells[j], row.cells[base]
        touch(document, "percent_amount_fused", share, amount)
        two = (share.pieces, amount.pieces) if first else (amount.pieces, share.pieces)
        row.cells[base] = Cell([*two[0], Piece(" "), *two[1]])
        row.cells[j] = Cell()
    return bool(rows)


@damage_class
def layers_fused(document: Document, rng: Random, rate: float) -> bool:
    """`616 2,045`: two rows' values of one column in one cell, the other cell empty."""
    targets = column_runs(document)
    for sheet, i, j in apart(pick(rng, targets, rate)):
        upper, lower = sheet.rows[i].cells[j], sheet.rows[i + 1].cells[j]
        touch(document, "layers_fused", upper, lower)
        fused = Cell([*upper.pieces, Piece(" "), *lower.pieces])
        keep = rng.random() < 0.5
        sheet.rows[i].cells[j] = fused if keep else Cell()
        sheet.rows[i + 1].cells[j] = Cell() if keep else fused
    return bool(targets)


@damage_class
def row_drift(document: Document, rng: Random, rate: float) -> bool:
    """In one column the values of a run of rows stand in each other's lines."""
    targets = column_runs(document)
    for sheet, i, j in apart(pick(rng, targets, rate)):
        end = i + 1
        while end + 1 < len(sheet.rows) and end - i < 3 and j < len(sheet.rows[end + 1].cells):
            if not numeric(document, sheet.rows[end + 1].cells[j]):
                break
            end += 1
        run = [sheet.rows[k].cells[j] for k in range(i, end + 1)]
        touch(document, "row_drift", *run)
        document.ambiguous.update(hidden_by_moving(document, [t for cell in run for t in cell.truths]))
        for k, cell in zip(range(i, end + 1), [*run[1:], run[0]], strict=True):
            sheet.rows[k].cells[j] = cell
    return bool(targets)


@damage_class
def pair_torn(document: Document, rng: Random, rate: float) -> bool:
    """`(7.0%)` on one line, its amount on the next, which has no label."""
    targets = [(s, r) for s in document.sheets for r in s.rows if len(r.truths) >= 2]
    for sheet, row in pick(rng, targets, rate):
        j = rng.choice([n for n, c in enumerate(row.cells) if c.truths])
        touch(document, "pair_torn", row.cells[j])
        cells = [Cell() for _ in row.cells]
        cells[j], row.cells[j] = row.cells[j], Cell()
        at = next(n for n, r in enumerate(sheet.rows) if r is row)
        sheet.rows.insert(at + 1, Row(Cell(), cells, "extra"))
    return bool(targets)


@damage_class
def merged_cells(document: Document, rng: Random, rate: float) -> bool:
    """`(144) (28,524)`: two values of one row in one cell; the other cell empty, or gone and the rest moved up."""
    targets = [
        (r, j)
        for s in document.sheets
        for r in s.rows
        for j in range(len(r.cells) - 1)
        if numeric(document, r.cells[j]) and numeric(document, r.cells[j + 1])
    ]
    for row, j in pick(rng, targets, rate):
        if not (numeric(document, row.cells[j]) and numeric(document, row.cells[j + 1])):
            continue
        touch(document, "merged_cells", *row.cells[j:])
        fused = Cell([*row.cells[j].pieces, Piece(" "), *row.cells[j + 1].pieces])
        rest = [Cell(), *row.cells[j + 2 :]] if rng.random() < 0.5 else [*row.cells[j + 2 :], Cell()]
        row.cells[j:] = [fused, *rest]
    return bool(targets)


@damage_class
def column_shift(document: Document, rng: Random, rate: float) -> bool:
    """A value is gone and those after it in the row moved one column to the left; or all moved to the right."""
    rows = [r for s in document.sheets for r in s.rows if len([c for c in r.cells if c.truths]) >= 2]
    redundancy = document.redundancy()
    for row in pick(rng, rows, rate):
        full = [n for n, c in enumerate(row.cells) if c.truths]
        touch(document, "column_shift", *row.cells)
        if rng.random() < 0.6:
            j = rng.choice(full[:-1])
            document.ambiguous.update(t for t in row.cells[j].truths if redundancy[t] == 0)
            del row.cells[j]
            row.cells.append(Cell())
        else:
            row.cells.insert(rng.choice(full), Cell())
    return bool(rows)


@damage_class
def bleed_fragment(document: Document, rng: Random, rate: float) -> bool:
    """The feet of the row above stand where the value was."""
    targets = column_runs(document)
    redundancy = document.redundancy()
    for sheet, i, j in apart(pick(rng, targets, rate)):
        above, cell = sheet.rows[i].cells[j], sheet.rows[i + 1].cells[j]
        touch(document, "bleed_fragment", cell)
        document.ambiguous.update(t for t in cell.truths if redundancy[t] == 0)
        sheet.rows[i + 1].cells[j] = Cell.of(feet(rng, above.text))
    return bool(targets)


def feet(rng: Random, text: str) -> str:
    """What is read of the lower edge of a number."""
    out = "".join("+" if c == "4" else rng.choice("1,.") if c.isdigit() and rng.random() < 0.5 else c for c in text)
    return out if out != text else "," + out[1:]


@damage_class
def label_value_swap(document: Document, rng: Random, rate: float) -> bool:
    """Two rows' values exchanged, in all columns or in one."""
    targets = [
        (s, i)
        for s in document.sheets
        for i in range(len(s.rows) - 1)
        if s.rows[i].kind == s.rows[i + 1].kind == "item" and s.rows[i].truths and s.rows[i + 1].truths
    ]
    whole = rng.random() < 0.5
    done: set[int] = set()
    for sheet, i in pick(rng, targets, rate):
        upper, lower = sheet.rows[i], sheet.rows[i + 1]
        if id(upper) in done or id(lower) in done:
            continue
        done.update((id(upper), id(lower)))
        both = [j for j in range(min(len(upper.cells), len(lower.cells))) if upper.cells[j].truths]
        for j in both if whole else [rng.choice(both)]:
            cells = (*upper.cells[j].truths, *lower.cells[j].truths)
            touch(document, "label_value_swap", upper.cells[j], lower.cells[j])
            whole_rows = {t for t in cells if whole and not told_elsewhere(document, t)}
            document.ambiguous.update(whole_rows | hidden_by_moving(document, cells))
            upper.cells[j], lower.cells[j] = lower.cells[j], upper.cells[j]
    return bool(targets)


@damage_class
def merged_cell_printed_once(document: Document, rng: Random, rate: float) -> bool:
    """A cell merged over rows of equal value is printed on one of them only."""
    targets: list[tuple[Sheet, int, int]] = [
        (s, i, j) for s, i, j in column_runs(document) if s.rows[i].cells[j].text == s.rows[i + 1].cells[j].text
    ]
    for sheet, i, j in apart(pick(rng, targets, rate)):
        touch(document, "merged_cell_printed_once", sheet.rows[i].cells[j], sheet.rows[i + 1].cells[j])
        sheet.rows[i].cells[j] = Cell()
    return bool(targets)


@damage_class
def reading_order_bottom_up(document: Document, rng: Random, rate: float) -> bool:
    """A chart poured out upside down: rows from last to first, the axis at the end."""
    sheets = [s for s in document.sheets if s.statement in ("quarterly", "segment", "matrix")]
    for sheet in pick(rng, sheets, rate):
        sheet.rows.reverse()
        sheet.header_last = rng.random() < 0.7
        touch_columns(document, "reading_order_bottom_up", sheet)
    return bool(sheets)


@damage_class
def chart_lost(document: Document, rng: Random, rate: float) -> bool:
    """Nothing of a table is left but its legend. It must not become numbers."""
    sheet = rng.choice(document.sheets)
    touch_columns(document, "chart_lost", sheet)
    sheet.lost = True
    elsewhere = {(document.truths[t].value, document.truths[t].unit) for t in document.printed()}
    gone = [document.truths[t] for row in sheet.rows for t in row.truths]
    document.ambiguous.update(t.id for t in gone if (t.value, t.unit) not in elsewhere)
    return True


@damage_class
def row_dropped(document: Document, rng: Random, rate: float) -> bool:
    """A whole row is gone, label and all."""
    targets = [(s, i) for s in document.sheets for i, r in enumerate(s.rows) if r.truths]
    for sheet, i in reversed(pick(rng, targets, rate)):
        for cell in sheet.rows[i].cells:
            touch(document, "row_dropped", cell)
            document.ambiguous.update(cell.truths)
        del sheet.rows[i]
    return bool(targets)
