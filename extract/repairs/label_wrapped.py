"""A label wrapped over rows, its values on one of them → the whole label on the row of the values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

import msgspec
import regex as re

from extract.lex.headings import heading_kind
from extract.lex.label_names import one_label, rest_of_known
from extract.model import Cell, Grid, Repair, Span
from extract.tables.shape import Shape, shape_of, shown

# Ends in the middle of a phrase: `親会社株主に帰属する` over `当期純利益`.
_OPEN = (
    r"[,—–&/(]|\b(?:and|or|of|for|with|from|by|the|a|an|than|between)"
    r"|[一-龥](?:する|した|による|に対する|における|に係る|に関する|当たり|及び|並びに|又は)"
)
_HANGING = re.compile(
    rf"(?:{_OPEN}|-|\b(?:to|in|on|at|per|net|before|after|under|including|minority|other|attributable))$", re.I
)
# Begins as no name does.
_LINKS = re.compile(r"(?:及び|並びに|又は|若しくは|による|に対する|における|に係る|に関する)(?=[一-龥ァ-ヶ])")
# `する当期純利益`: the rest of a verb of which the line above has the begin.
_REST_OF_VERB = re.compile(r"(?:する|した|される|された|しない)(?=[\p{Han}ァ-ヶ])")
_UNIT_BEHIND = re.compile(r"\s*[(（](?:百万|千|億)?(?:円|株|人|名|%|％|倍)[)）]\s*$")
# Above its last line a label may have so many more, broken within its words.
_PIECES = 3
_UNFINISHED = re.compile(rf"(?:{_OPEN})$", re.I)


def label_wrapped(grid: Grid) -> Grid:
    """Join the rows of words that belong to a row of values.

    Before it: a row that ends in the middle of a phrase, or is followed by a label that begins in lower case. After
    it: a row of words that begins in lower case, or what a label goes on with that ends in the middle of a phrase.
    """
    shape = shape_of(grid)
    if not shape.label_columns or not all(_of_units(shape, c) for c in shape.label_columns[1:]):
        return grid
    column = shape.label_columns[0]
    cells: dict[tuple[int, int], Cell] = grid.slots
    data = {r for r in range(grid.rows) if _has_values(shape, r)}
    touched: list[tuple[int, int]] = []
    # Words over no column are the begin of the first label, not a header.
    heads = [r for r in shape.header_rows if any(c.column != column for c in shape.row_cells(r))]
    row = heads[-1] + 1 if heads else shape.first_data_row
    labels = Counter(shown(c) for r in data if (c := cells.get((r, column))) is not None)
    pending: list[int] = []
    last: int | None = None
    while row < grid.rows:
        cell = cells.get((row, column))
        if cell is None:
            if row in data:
                pending, last = [], row
            row += 1
            continue
        text = shown(cell)
        if row in data:
            others = labels.keys() if labels[text] > 1 else labels.keys() - {text}
            lines = _belonging(cells, column, pending, text, others)
            if lines:
                spans = [*(cells.pop((r, column)).span for r in lines), cell.span]
                whole = _is_one([span.text for span in spans], others) or _REST_OF_VERB.match(text) is not None
                joint = "" if whole else " "
                cells[row, column] = msgspec.structs.replace(cell, span=Span.join(spans, joint), split=True)
                touched += [(r, column) for r in lines] + [(row, column)]
            pending, last = [], row
        elif (
            last is not None
            and not pending
            and (last, column) in cells
            and _goes_on(shown(cells[last, column]), text, labels)
        ):
            begun = cells[last, column]
            cells.pop((row, column))
            pieces = [shown(begun), text]
            broken = _is_one(pieces, labels) and _UNFINISHED.search(shown(begun)) is None
            joint = "" if broken or _LINKS.match(text) else " "
            cells[last, column] = msgspec.structs.replace(
                begun, span=Span.join([begun.span, cell.span], joint), split=True
            )
            touched += [(last, column), (row, column)]
        elif pending and pending[-1] == row - 1 and text[-1:] in ":：" and text[:1].islower():
            begun = cells[pending[-1], column]  # a heading on two lines: `Shares used in earnings per` over `share:`
            cells.pop((row, column))
            cells[pending[-1], column] = msgspec.structs.replace(
                begun, span=Span.join([begun.span, cell.span]), split=True
            )
            touched += [(pending[-1], column), (row, column)]
        else:
            pending.append(row)
        row += 1
    if not touched:
        return grid
    why = "the words of one label stand on several rows, its values on one"
    return grid.with_cells(cells.values(), repair=Repair(rule="label_wrapped", cells=tuple(touched), why=why))


def _is_one(lines: Sequence[str], labels: Container[str]) -> bool:
    """Whether lines are one label that is known, given the labels of the other rows."""
    return one_label(lines) or rest_of_known(lines, labels)


def _goes_on(above: str, below: str, labels: Container[str]) -> bool:
    """Whether a row of words is the rest of the label above it: `営業活動による` over `キャッシュ・フロー`, `販売費`
    over `及び一般管理費`."""
    return (
        below[:1].islower()
        or (_LINKS.match(below) is not None and below[-1:] not in ":：")
        or _is_one([above, below], labels)
        or _in_bracket(above, below)
        or (_UNFINISHED.search(_UNIT_BEHIND.sub("", above)) is not None and below[-1:] not in ":：")
    )


def _of_units(shape: Shape, column: int) -> bool:
    """Whether a column beside the labels says units: `(百万円)`, `(％)`."""
    texts = [shown(c) for r in shape.data_rows for c in shape.row_cells(r) if c.column == column]
    return bool(texts) and all(heading_kind(text) == "unit" for text in texts)


def _has_values(shape: Shape, row: int) -> bool:
    return any(shape.kind(row, c) in ("figure", "figures", "nil", "fragment") for c in shape.value_columns)


def _belonging(
    cells: dict[tuple[int, int], Cell], column: int, pending: list[int], text: str, labels: Container[str]
) -> list[int]:
    """Which of the rows of words before a row of values are the begin of its label: the last ones, unbroken."""
    for count in range(min(_PIECES, len(pending)), 0, -1):
        if _is_one([*(shown(cells[r, column]) for r in pending[-count:]), text], labels):
            return pending[-count:]
    lines: list[int] = []
    below = text
    for row in reversed(pending):
        above = shown(cells[row, column])
        if above.endswith(":") or (_in_capitals(above) and not _in_capitals(below)):
            break  # `ACCOUNTS RECEIVABLE, NET` over `North America` is a heading
        if not (
            _HANGING.search(above)
            or _in_bracket(above, below)
            or _REST_OF_VERB.match(below)
            or (below[:1].islower() and not above.endswith("."))
        ):
            break
        lines.insert(0, row)
        below = above
    return lines


def _in_capitals(text: str) -> bool:
    return len(text.split()) > 1 and any(c.isupper() for c in text) and not any(c.islower() for c in text)


def _in_bracket(above: str, below: str) -> bool:
    """`(外、平均臨時` over `雇用者数)`: a bracket that one row opens and the next one closes."""
    return _open(above) > 0 and _open(below) < 0 and _open(above) + _open(below) == 0


def _open(text: str) -> int:
    return sum(text.count(c) for c in "(（") - sum(text.count(c) for c in ")）")
