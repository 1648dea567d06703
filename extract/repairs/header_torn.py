"""A header torn over cells: `As of` + `June 30, 2007` → one cell over both columns; `% of` over `total` → one cell."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from extract.lex.heading_pieces import text_to_pieces
from extract.lex.headings import heading_kind
from extract.model import Cell, Grid, Repair, Span
from extract.tables.joints import broken_quarter
from extract.tables.shape import Shape, periods_of, shape_of
from extract.tables.text.heads import sort_of

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATES = ("year", "day", "date", "length", "name")


def header_torn(grid: Grid) -> Grid:
    """Join neighbouring header cells whose text is one period only together, and cells one below the other whose
    text is one heading of a share, a change or a unit only together."""
    if grid.form == "ruled":
        return grid
    shape = shape_of(grid)
    cells = dict(grid.slots)
    touched = _join_upright(shape, cells)
    for row in shape.header_rows if grid.form != "html" else ():
        i, line = 0, [c for c in shape.row_cells(row) if c.column > 0 or not shape.label_columns]
        line = [c for c in line if cells.get((c.row, c.column)) is c]
        while i + 1 < len(line):
            left, right = line[i], line[i + 1]
            joined = _joined(left, right)
            if joined is None:
                i += 1
                continue
            span = right.column + right.column_span - left.column
            whole = msgspec.structs.replace(left, span=joined, column_span=span, split=True)
            cells.pop((row, right.column), None)
            cells[row, left.column] = whole
            line[i : i + 2] = [whole]
            touched.append((row, left.column))
    if not touched:
        return grid
    why = "pieces of one header stand in neighbouring cells"
    return grid.with_cells(cells.values(), repair=Repair(rule="header_torn", cells=tuple(touched), why=why))


def _join_upright(shape: Shape, cells: dict[tuple[int, int], Cell]) -> list[tuple[int, int]]:
    """Joins the pieces of `cells` that stand one below the other, into the lower cell; returns where.

    Periods are left out: `Year ended March 31,` over `2020` may stand for the columns beside it as well.
    """
    touched = []
    for above, row in pairwise(shape.header_rows):
        for upper in shape.row_cells(above):
            lower = shape.grid.at(row, upper.column)
            if lower is None or upper.column not in shape.value_columns or lower.column_span + upper.column_span > 2:
                continue
            if broken_quarter(upper.text, lower.text):
                cells[row, upper.column] = msgspec.structs.replace(
                    lower, span=Span.join([cells.pop((above, upper.column)).span, lower.span], ""), split=True
                )
                touched.append((row, upper.column))
                continue
            if sort_of(upper.text) in _DATES and sort_of(lower.text) in _DATES:
                continue
            span = Span.join([cells[above, upper.column].span, lower.span])
            kind, pieces = heading_kind(span.text), (heading_kind(upper.text), heading_kind(lower.text))
            if kind in ("growth", "share") or (kind not in (None, "period") and None in pieces):
                del cells[above, upper.column]
                cells[row, upper.column] = msgspec.structs.replace(lower, span=span, split=True)
                touched.append((row, upper.column))
    return touched


def _joined(left: Cell, right: Cell) -> Span | None:
    """Both texts as one when they say a period together that neither says alone."""
    if left.row_span != right.row_span:
        return None
    if (_dated(left.text) and _dated(right.text)) or _both_whole(left.text, right.text):
        return None
    for joint in (" ", ""):
        span = Span.join([left.span, right.span], joint)
        found = periods_of(span.text)
        seam = len(left.text)
        for mention in found:
            crosses = mention.start < seam < mention.end
            whole = mention.finish is not None or mention.year is not None
            if crosses and whole and len(found) == 1:
                return span
    return None


def _both_whole(left: str, right: str) -> bool:
    """Whether two headings each say a year, or a day: `Total 2031`, `1Q 2032`; `Feb. 28`, `May 31`."""
    pieces = [text_to_pieces(text) for text in (left, right)]
    years = [any(p.has_year for p in of) or _YEAR.search(text) for of, text in zip(pieces, (left, right), strict=True)]
    return all(years) or all(any(p.month and p.day for p in of) for of in pieces)


def _dated(text: str) -> bool:
    """Whether a header cell already names a period of a year."""
    found = periods_of(text)
    return any(m.finish is not None or m.year is not None for m in found) and not text.rstrip().endswith(",")
