"""A column that counts the rows, or calls them by codes: `1, 2, 3 ...` under `No.`, `110, 140 ...` under `Code`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec
import regex as re

from extract.lex.headings import folded
from extract.model import Cell, Grid, Repair
from extract.tables.shape import shape_of

_HEADING = re.compile(
    r"\W*(?:(?:line|item|row|ref(?:erence)?|s(?:r|l|erial)?)\b\.?\s?)?(?:nos?|numbers?)?\W*|\W*(?:line|row)s?\W*|#|№"
    r"|(?:行|項|項目|整理)?\s?番号?|項番|行番",
    re.I,
)
# Forms of statements that a law prescribes give each row a code, in any order.
_CODES = re.compile(
    r"\W*(?:(?:item|account|line|row|statement)\s)?codes?(?:\s(?:nos?\.?|numbers?))?\W*|コード|科目コード", re.I
)
_A_CODE = re.compile(r"\d{2,4}[a-z]?|\d{5,8}")
_NUMBER = re.compile(r"[(（]?(\d{1,3})[)）.．]?")
_WORDS = re.compile(r"\p{L}{2}|[\p{Han}\p{Hiragana}\p{Katakana}]")
_FIGURE = re.compile(r"[^\p{L}]*\d[^\p{L}]*\p{L}{0,3}\W*")
_LEAST = 3
_BARE_LEAST = 5  # rows that are counted without a heading that says so
_MOST_SKIPPED = 0.4  # of the steps: rows that were left out when they were numbered


def line_number_column(grid: Grid) -> Grid:
    """Mark the numbers of the rows as notes; they stay in the table and are no figures."""
    shape = shape_of(grid)
    below: dict[int, list[Cell]] = {}
    heads: dict[int, Cell] = {}
    for cell in grid.cells:
        if cell.role == "noise":
            continue
        if cell.row >= shape.first_data_row:
            below.setdefault(cell.column, []).append(cell)
        elif cell.column_span == 1:
            heads[cell.column] = cell
    columns = [
        column
        for column, cells in below.items()
        if _counts(cells, heads.get(column)) and (column > 0 or _labelled(cells, below.get(1, ())))
    ]
    if not columns or len(columns) >= len(below):
        return grid
    found = {(c.row, c.column) for column in columns for c in below[column]}
    found |= {(heads[column].row, column) for column in columns if column in heads}
    found -= {(c.row, c.column) for c in grid.cells if c.role == "note"}
    if not found:
        return grid
    cells = [msgspec.structs.replace(c, role="note") if (c.row, c.column) in found else c for c in grid.cells]
    why = "the column counts the rows and holds no values"
    return grid.with_cells(cells, repair=Repair(rule="line_number_column", cells=tuple(sorted(found)), why=why))


def _labelled(numbers: list[Cell], beside: Sequence[Cell]) -> bool:
    """Whether words stand behind the numbers of a first column, in every row: these are its labels."""
    words = {cell.row for cell in beside if _WORDS.search(cell.text) and not _FIGURE.fullmatch(cell.text)}
    return all(cell.row in words for cell in numbers)


def _counts(cells: list[Cell], head: Cell | None) -> bool:
    """Whether the cells of a column number its rows: whole numbers that rise by one, but where rows were left out.

    Without a heading that says so, they must begin at one and leave none out. Codes are all that stands below `Code`.
    """
    if head is not None and _CODES.fullmatch(folded(head.text)):
        texts = [folded(cell.text).strip() for cell in cells]
        return len(texts) > 1 and len(set(texts)) == len(texts) and all(map(_A_CODE.fullmatch, texts))
    matches = [_NUMBER.fullmatch(folded(cell.text)) for cell in sorted(cells, key=lambda c: c.row)]
    if len(matches) < _LEAST or not all(matches):
        return False
    numbers = [int(match.group(1)) for match in matches if match is not None]
    steps = [after - before for before, after in pairwise(numbers)]
    if head is not None and folded(head.text).strip():
        said = _HEADING.fullmatch(folded(head.text)) is not None
        skipped = sum(1 for step in steps if step != 1)
        return said and min(steps) > 0 and skipped <= _MOST_SKIPPED * len(steps)
    return len(numbers) >= _BARE_LEAST and numbers[0] == 1 and set(steps) == {1}
