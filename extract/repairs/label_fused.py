"""A heading and a label in one cell: `Total current assets INVESTMENTS IN AND ADVANCES TO`, `INVESTING: Sale of land`.

Two seams are known. A change from mixed case to capitals inside a label, two capital words at the least, is where a
heading begins; the words go to the row they begin. And what looks like the other headings of the table, before the
words of a row with figures, is a heading of its own and gets a row of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import msgspec
import regex as re

from extract.model import Cell, Grid, Repair, Span
from extract.tables.shape import VALUES, Shape, shape_of

# Mixed-case words, then at least two words of capitals up to the end: these begin with the first capital behind the
# last small letter, so that there is one place to look at, however long the text is.
_SEAM = re.compile(r"^(?P<own>(?>.*[a-z)])(?>[^A-Z]*)(?<=\s))(?P<next>[A-Z][A-Z'’&/-]+(?:[\s,]+[A-Z][A-Z'’&/:-]*)+:?)$")
# What may be a heading before the words of a row: up to a colon, or in Japanese up to a blank.
_AHEAD = re.compile(r"^(?P<head>[^:：]{3,80}[:：])\s*(?P<own>\p{L}.*)$|^(?P<head>\S{5,40})[ 　](?P<own>\p{L}.*)$", re.S)
_CJK = re.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
# `Less: capital charge`: what is done with the row, and nothing that it stands under.
_OPERATION = re.compile(
    r"\W*(?:less|add(?:ed|itions?)?(?:\s+back)?|plus|minus|deduct(?:ed|ions?)?|subtract(?:ed)?|of\s+which|thereof|adjusted\s+for"
    r"|控除|加算|減算|差引|うち|内訳)\W*",
    re.I,
)
_ALIKE = 5  # characters at their ends that headings of one statement have in common: `によるキャッシュ・フロー`


def _opens_heading(tail: str, below: str) -> bool:
    """Whether capitals begin a heading, and are no name (`IIJ DSL/F`): they end with a colon, or go on below."""
    words = re.findall(r"[A-Z]{3,}", tail)
    return len(words) >= 2 and (tail.endswith(":") or bool(re.match(r"[A-Z]{3,}\b", below)))


class _Stub:
    """The first column of labels while headings are being taken out of it."""

    def __init__(self, grid: Grid, shape: Shape) -> None:
        self.grid, self.shape, self.column = grid, shape, shape.label_columns[0]
        self.cells: dict[tuple[int, int], Cell] = grid.slots
        self.apart: dict[int, Span] = {}
        """Headings that get a row of their own, before the row that is named."""
        self.changed: list[int] = []

    def at(self, row: int) -> Cell | None:
        return self.cells.get((row, self.column))

    def valued(self, row: int) -> bool:
        return any(self.shape.kind(row, c) in VALUES for c in self.shape.value_columns)

    def put(self, row: int, span: Span) -> None:
        """Other words before a row."""
        old = self.at(row)
        kept = Cell(row=row, column=self.column, span=span) if old is None else old
        self.cells[row, self.column] = msgspec.structs.replace(kept, span=span, split=True)
        self.changed.append(row)

    def endings(self) -> set[str]:
        """What the headings end in that stand alone in their rows."""
        rows = range(self.shape.first_data_row - 1, self.grid.rows)
        words = (cell.text for r in rows if (cell := self.at(r)) is not None and not self.valued(r))
        return {ending for text in words if (ending := _ending(text))}

    def rebuilt(self) -> Grid:
        """The grid with its new rows."""
        moved, new = [], sorted(self.apart)
        for cell in self.cells.values():
            down, across = bisect_right(new, cell.row), bisect_left(new, cell.row + cell.row_span)
            span = cell.row_span + max(0, across - down)
            moved.append(msgspec.structs.replace(cell, row=cell.row + down, row_span=span))
        touched = [(row + bisect_right(new, row), self.column) for row in self.changed]
        for n, row in enumerate(new):
            moved.append(Cell(row=row + n, column=self.column, span=self.apart[row], split=True))
            touched.append((row + n, self.column))
        why = "a heading stands in one cell with the label before or behind it"
        taller = msgspec.structs.replace(self.grid, rows=self.grid.rows + len(self.apart))
        repair = Repair(rule="label_fused", cells=tuple(sorted(set(touched))), why=why)
        return taller.with_cells(moved, repair=repair)


def label_fused(grid: Grid) -> Grid:
    """Give a heading that stands in the cell of a label its place: the next row's begin, or a row of its own."""
    shape = shape_of(grid)
    if not shape.label_columns:
        return grid
    stub = _Stub(grid, shape)
    for row in range(shape.first_data_row, grid.rows):
        _heading_behind(stub, row)
    known = stub.endings()
    for row in range(shape.first_data_row, grid.rows):
        _heading_ahead(stub, row, known)
    return stub.rebuilt() if stub.changed or stub.apart else grid


def _heading_behind(stub: _Stub, row: int) -> None:
    """`Total current assets INVESTMENTS IN AND ADVANCES TO`: the capitals are of the next row.

    Where words stand in a row of their own and begin in lower case, they end the label above: `Net cash provided by
    operating` over `activities INVESTING ACTIVITIES:`.
    """
    cell = stub.at(row)
    found = _SEAM.match(cell.text) if cell is not None else None
    if cell is None or found is None:
        return
    own, tail = cell.span.cut(0, len(found["own"].rstrip())), cell.span.cut(found.start("next"), found.end("next"))
    below = stub.at(row + 1)
    if row + 1 >= stub.grid.rows or not _opens_heading(tail.text, below.text if below is not None else ""):
        return
    above = stub.at(row - 1)
    if not stub.valued(row) and own.text[:1].islower() and above is not None and stub.valued(row - 1):
        stub.put(row - 1, Span.join([above.span, own]))
        stub.put(row, tail)
        return
    stub.put(row, own)
    if tail.text.endswith(":") and stub.valued(row + 1):
        stub.apart[row + 1] = tail
    else:
        stub.put(row + 1, Span.join([tail, below.span]) if below is not None else tail)


def _heading_ahead(stub: _Stub, row: int, known: set[str]) -> None:
    """`SEA ACTIVITIES: Purchase of vessels`, `投資活動によるキャッシュ・フロー 船舶の取得` in a row of figures."""
    cell = stub.at(row)
    if cell is None or row in stub.apart or not stub.valued(row):
        return
    found = _AHEAD.match(cell.text.strip())
    if found is None:
        return
    head, own = found["head"], found["own"]
    capitals = head.endswith((":", "：")) and _in_capitals(head) and len(head.split()) > 1 and not _in_capitals(own)
    if _OPERATION.fullmatch(head) or (not capitals and _ending(head) not in known):
        return
    lead = len(cell.text) - len(cell.text.lstrip())
    stub.apart[row] = cell.span.cut(lead + found.start("head"), lead + found.end("head"))
    stub.put(row, cell.span.cut(lead + found.start("own"), lead + found.end("own")))


def _in_capitals(text: str) -> bool:
    return any(c.isupper() for c in text) and not any(c.islower() for c in text)


def _ending(heading: str) -> str:
    """What a heading has in common with others of its kind: the last word before its colon, or the last characters."""
    text = heading.strip()
    if _CJK.search(text):
        return text[-_ALIKE:] if len(text) >= _ALIKE and " " not in text else ""
    return text.split()[-1].casefold() if text.endswith(":") else ""
