"""Damage to what stands around the numbers: headings, units and labels."""

from __future__ import annotations

from random import Random

from tests.bench.damage_base import damage_class, pick, touch, touch_columns
from tests.bench.sheet import Cell, Document, Piece, Row


@damage_class
def header_fused(document: Document, rng: Random, rate: float) -> bool:
    """`**1Q07** 1Q06`: two headings in one cell, the other cell empty."""
    targets = [
        (s, h, n)
        for s in document.sheets
        for h in s.header
        for n in range(1, len(h) - 1)
        if h[n].text and h[n + 1].text and h[n].span == h[n + 1].span == 1
    ]
    if not targets:
        return False
    sheet, head, n = rng.choice(targets)
    bold = rng.random() < 0.5
    first = [Piece("**"), *head[n].pieces, Piece("**")] if bold else head[n].pieces
    fused, empty = Cell([*first, Piece(" "), *head[n + 1].pieces]), Cell()
    head[n : n + 2] = [fused, empty] if rng.random() < 0.5 else [empty, fused]
    touch_columns(document, "header_fused", sheet)
    return True


@damage_class
def header_torn(document: Document, rng: Random, rate: float) -> bool:
    """`As of` + `June 30, 2007`: headings in two pieces, one below the other or in neighbouring cells."""
    targets = [(s, k) for s in document.sheets for k, h in enumerate(s.header) if any(" " in c.text for c in h[1:])]
    if not targets:
        return False
    sheet, k = rng.choice(targets)
    head = sheet.header[k]
    upper, lower = [head[0]], [Cell()]
    for cell in head[1:]:
        words = cell.text.split(" ")
        cut = rng.randint(1, len(words) - 1) if len(words) > 1 else 0
        if cut:
            upper.append(Cell.of(" ".join(words[:cut]), span=cell.span))
            lower.append(Cell.of(" ".join(words[cut:]), span=cell.span))
        else:
            upper.append(Cell(span=cell.span))
            lower.append(cell)
    sheet.header[k : k + 1] = [upper, lower]
    touch_columns(document, "header_torn", sheet)
    return True


@damage_class
def header_shifted(document: Document, rng: Random, rate: float) -> bool:
    """The empty heading over the labels is lost, so every heading stands one column too far left."""
    targets = [(s, h) for s in document.sheets for h in s.header if not h[0].text and len(h) > 2]
    if not targets:
        return False
    sheet, head = rng.choice(targets)
    head.append(head.pop(0))
    touch_columns(document, "header_shifted", sheet)
    return True


@damage_class
def header_contradicts_period(document: Document, rng: Random, rate: float) -> bool:
    """A label of another year beside the dates of a heading: the dates win."""
    targets = []
    for sheet in document.sheets:
        for head in sheet.header:
            at = 0
            for cell in head[1:]:
                column = sheet.columns[at] if at < sheet.width else None
                at += cell.span
                if (
                    column
                    and column.period
                    and column.period.start
                    and len(column.header) == 1
                    and "FY" not in cell.text
                ):
                    year = str(column.period.end.year)
                    if year in cell.text and ("/" in cell.text or ("月" in cell.text and "期" not in cell.text)):
                        targets.append((sheet, cell, column.period.start.year - 3))
    if not targets:
        return False
    sheet, cell, wrong = rng.choice(targets)
    text = cell.text.strip("()")
    label = f"{wrong}年度" if document.language == "ja" else f"FY{wrong}"
    inner = text[text.index("(") + 1 :] if "(" in text else text
    cell.pieces = [Piece(f"{label} ({inner})")]
    touch_columns(document, "header_contradicts_period", sheet)
    return True


@damage_class
def unit_lost(document: Document, rng: Random, rate: float) -> bool:
    """The line that declares the unit is gone."""
    sheets = [s for s in document.sheets if s.unit]
    for sheet in pick(rng, sheets, rate):
        sheet.unit = ""
        touch_columns(document, "unit_lost", sheet)
    return bool(sheets)


GARBLE = {
    "i": "l",
    "n": "ri",
    "m": "rn",
    "s": "a",
    "l": "1",
    "o": "0",
    "t": "f",
    "d": "cl",
    "e": "c",
    "I": "0",
    "百": "白",
    "万": "方",
    "円": "日",
    "千": "干",
    "単": "早",
    "億": "憶",
}


@damage_class
def unit_garbled(document: Document, rng: Random, rate: float) -> bool:
    """`(01 i thoucana)`: the declaration is there but misread."""
    sheets = [s for s in document.sheets if s.unit]
    for sheet in pick(rng, sheets, rate):
        at = [i for i, c in enumerate(sheet.unit) if c in GARBLE]
        chosen = set(rng.sample(at, min(len(at), max(2, len(at) // 4))))
        sheet.unit = "".join(GARBLE[c] if i in chosen else c for i, c in enumerate(sheet.unit))
        touch_columns(document, "unit_garbled", sheet)
    return bool(sheets)


@damage_class
def misleading_unit(document: Document, rng: Random, rate: float) -> bool:
    """A scale printed over rows it cannot hold for: the exception clause is lost, the scale stands over each column."""
    sheets = [
        s
        for s in document.sheets
        if s.unit and any(document.truths[t].unit.endswith("per_share") for r in s.rows for t in r.truths)
    ]
    for sheet in pick(rng, sheets, rate):
        name = sheet.unit.split(",")[0].strip("（）()").removeprefix("単位：").removeprefix("In ")
        cells = [Cell.of(name[0].upper() + name[1:]) if c.kind == "amount" else Cell() for c in sheet.columns]
        sheet.header.append([Cell(), *cells])
        sheet.unit = ""
        touch_columns(document, "misleading_unit", sheet)
    return bool(sheets)


def relabel(document: Document, name: str, *rows: Row) -> None:
    for row in rows:
        for cell in row.cells:
            touch(document, name, cell)
        document.relabelled.update(row.truths)


@damage_class
def label_fused(document: Document, rng: Random, rate: float) -> bool:
    """`Total current assets INVESTMENTS IN`: a label carries the heading, or the first words, of the next row."""
    targets = [
        (s, i) for s in document.sheets for i in range(len(s.rows) - 1) if s.rows[i].truths and s.rows[i + 1].label.text
    ]
    for sheet, i in reversed(pick(rng, targets, rate)):
        row, below = sheet.rows[i], sheet.rows[i + 1]
        relabel(document, "label_fused", row, below)
        if below.kind == "heading":
            row.label = Cell([*row.label.pieces, Piece(" " + below.label.text)])
            del sheet.rows[i + 1]
            continue
        words = below.label.text.split(" ")
        if len(words) == 1:
            half = max(1, len(words[0]) // 2)
            words = [words[0][:half], words[0][half:]]
        row.label = Cell([*row.label.pieces, Piece(" " + words[0])])
        below.label = Cell.of(" ".join(words[1:]))
    return bool(targets)


def cut_label(rng: Random, text: str) -> tuple[str, str]:
    spaces = [i for i, c in enumerate(text) if c == " "]
    if spaces:
        i = rng.choice(spaces)
        return text[:i], text[i + 1 :]
    i = rng.randint(1, len(text) - 1)
    return text[:i], text[i:]


@damage_class
def label_wrapped(document: Document, rng: Random, rate: float) -> bool:
    """A label on two lines; its values stand on the last, or on the first."""
    targets = [(s, i) for s in document.sheets for i, r in enumerate(s.rows) if r.truths and len(r.label.text) > 5]
    for sheet, i in reversed(pick(rng, targets, rate)):
        row = sheet.rows[i]
        relabel(document, "label_wrapped", row)
        head, tail = cut_label(rng, row.label.text)
        empty = [Cell() for _ in row.cells]
        if rng.random() < 0.7:
            sheet.rows[i : i + 1] = [Row(Cell.of(head), empty, "extra"), row]
            row.label = Cell.of(tail)
        else:
            sheet.rows[i : i + 1] = [row, Row(Cell.of(tail), empty, "extra")]
            row.label = Cell.of(head)
    return bool(targets)


@damage_class
def label_split(document: Document, rng: Random, rate: float) -> bool:
    """`Revenue E | Breakdown a | nd Cost`: a label torn over two cells; the values move one column on."""
    targets = [(s, r) for s in document.sheets for r in s.rows if r.truths and len(r.label.text) > 5]
    for _, row in pick(rng, targets, rate):
        relabel(document, "label_split", row)
        i = rng.randint(2, len(row.label.text) - 2)
        head, tail = row.label.text[:i], row.label.text[i:]
        row.label = Cell.of(head)
        row.cells.insert(0, Cell.of(tail))
    return bool(targets)
