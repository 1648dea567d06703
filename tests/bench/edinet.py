"""Tables of real Japanese annual reports with known cells, from an optional corpus folder beside the repository.

Each becomes a document of one sheet; truths are the cells whose value the corpus gives. All else in the table is
print without truth, so a fact there is neither right nor wrong.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from tests.bench.sheet import Cell, Column, Document, Piece, Prose, Row, Sheet, Truth

FOLDER = Path(__file__).parents[3] / "shared" / "corpora" / "edinet-tables-ufo2024"
NUMBER = re.compile(r"[△▲(-]*\d[\d,.]*\)?%?％?$")
NILS = {"－", "―", "-", "—", "–", "‐", "ー", "−"}


def available() -> bool:
    return (FOLDER / "tables.jsonl.gz").exists()


def records(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(FOLDER / name, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def truth_of(gold: dict[str, Any], row: int, column: int, label: str) -> Truth | None:
    """The truth of a gold cell: percent as printed, money and counts in base units; None when it gives no number.

    The sign is that of the print: the corpus turns some round, following its taxonomy.
    """
    text = "".join(gold["cell_text"].split())
    scale = gold["implied_scale_log10"]
    if text in NILS:
        value, unit = None, "any"
    elif (number := NUMBER.search(text)) is None:
        return None
    else:
        try:
            value = Decimal(gold["gold_value"])
        except InvalidOperation:
            return None
        shown = Decimal("".join(c for c in number[0] if c.isdigit() or c == "."))
        if scale is None:
            scale = -2 if shown == abs(value) * 100 and value else 0
        value = -abs(value) if number[0][0] in "△▲-" else abs(value)
        unit = "percent" if scale == -2 else "JPY" if scale >= 6 else "any"
        if scale == -2:
            value *= 100
    return Truth(
        id=gold["cell"],
        sheet="t0",
        row=row,
        column=column,
        label=label,
        header="",
        printed=text,
        value=value,
        unit=unit,
        period=None,
        scale=scale or 0,
    )


def one_line(text: str) -> str:
    """A cell of several lines as one: a triangle stays with its number, other lines are joined by spaces."""
    return " ".join(text.replace("△\n", "△").split())


def table_to_document(table: dict[str, Any], golds: dict[str, dict[str, Any]]) -> Document | None:
    grid: list[list[Cell]] = []
    truths: dict[str, Truth] = {}
    open_spans: dict[int, int] = {}  # column -> rows still covered by a cell from above
    for i, cells in enumerate(table["rows"]):
        row: list[Cell] = []
        queue = list(cells)
        at = 0
        while queue or open_spans.get(at, 0):
            if open_spans.get(at, 0):
                open_spans[at] -= 1
                row.append(Cell())
                at += 1
                continue
            cell = queue.pop(0)
            text, span = one_line(cell["t"]), cell.get("cs") or 1
            label = row[0].text if row else ""
            truth = truth_of(golds[cell["id"]], i, at, label) if cell["id"] in golds else None
            if truth is not None and at > 0:
                truths[truth.id] = truth
                row.append(Cell(printed_pieces(text, truth), span))
            else:
                row.append(Cell.of(text, span=span))
            for k in range(at, at + span):
                open_spans[k] = max(open_spans.get(k, 0), (cell.get("rs") or 1) - 1)
            at += span
        grid.append(row)
    if not truths:
        return None
    size = max(sum(cell.span for cell in row) for row in grid)
    rows = [
        Row(row[0] if row else Cell(), row[1:], "item" if any(c.truths for c in row) else "heading", 0, i)
        for i, row in enumerate(grid)
    ]
    for line in rows:
        if line.label.span > 1:
            line.cells[:0] = [Cell() for _ in range(line.label.span - 1)]
            line.label.span = 1
    columns = [Column("amount", ("",), None) for _ in range(size - 1)]
    sheet = Sheet("t0", "", "", columns, [], rows, "edinet")
    context = [part.replace("\n", " ") for part in table["context_before"].split(" ¶ ") if part.count("\n") < 6][-3:]
    prose: list[Sheet | Prose] = [Prose([Piece(text)]) for text in context if text.strip()]
    return Document(f"{table['table_id']}.txt", "ja", [*prose, sheet], truths, partial=True)


def printed_pieces(text: str, truth: Truth) -> list[Piece]:
    """The number of a cell as the piece of its truth; note marks before or after it as pieces without."""
    at = text.find(truth.printed)
    if at < 0:
        tail = text.split(" ")[-1]
        at = text.rfind(tail)
        return [piece for piece in (Piece(text[:at]), Piece(tail, truth.id)) if piece.text]
    end = at + len(truth.printed)
    return [piece for piece in (Piece(text[:at]), Piece(text[at:end], truth.id), Piece(text[end:])) if piece.text]


def documents(count: int, skip: int = 0) -> Iterator[Document]:
    """Every so many-th table of the corpus that has gold cells, up to `count`."""
    golds: dict[str, dict[str, dict[str, Any]]] = {}
    for gold in records("gold.jsonl.gz"):
        golds.setdefault(gold["table_id"], {})[gold["cell"]] = gold
    step = max(1, len(golds) // max(1, count))
    made = 0
    for n, table in enumerate(t for t in records("tables.jsonl.gz") if t["table_id"] in golds):
        if n % step == skip % step and made < count:
            document = table_to_document(table, golds[table["table_id"]])
            if document is not None:
                made += 1
                yield document
