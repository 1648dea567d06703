"""A header over several columns whose span the text form cannot draw: it covers what follows up to the next one.

Under a repeated set of sub-headers (`Thousands of Yen`, `%`, `Thousands of Yen`, `%`) each outer header covers one set,
wherever the converter put it; years over parts of years cover those that lie in them. Outer headers that are lost or
illegible are taken from the caption, when it names as many periods as there are sets.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec
import regex as re

from extract.lex.heading_pieces import text_to_pieces
from extract.lex.headings import heading_kind
from extract.lex.numbers import is_year
from extract.lex.units import find_units
from extract.model import Cell, Grid, Repair, Span
from extract.tables.shape import Shape, header_term, periods_of, shape_of, shown
from extract.tables.years_among_parts import years_among_parts

_LENGTH = re.compile(
    r"\b(?:three|six|nine|twelve|\d{1,2})\s+months?\s+end(?:ed|ing)|\b(?:fiscal\s+)?years?\s+end(?:ed|ing)", re.I
)
# What is left of a period that cannot be read: digits, or pieces of the words it is made of.
_PIECE = re.compile(
    r"\d(?!\s?株)|[年月至自]|(?<!四半)期(?!純)|\b(?:thr|mon?t?h?|end|six|nin|qua|fis|yea|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.I,
)
_AMOUNT = re.compile(r"\d,\d{3}|\d\s?(?:[%％]|百万|億|千円|円|million|billion)")
_CHANGE = re.compile(r"YoY|QoQ|change|difference|variance|増減|前年", re.I)

Spread = list[tuple[Cell, int, int]]
"""Outer headers with the first column that each covers, and how many."""


def header_spanned(grid: Grid) -> Grid:
    """Give outer headers the columns they cover."""
    if grid.form in ("html", "ruled"):
        return grid
    shape = shape_of(grid)
    columns = shape.value_columns
    rows = [r for r in shape.header_rows if any(c.column > 0 for c in shape.row_cells(r))]
    if not columns or not rows:
        return grid
    # What declares the unit of all columns stands over one of them by chance, and tells none from another.
    telling = [r for r in rows if not all(_declares(c) for c in shape.row_cells(r) if c.column > 0)]
    sets = _sets(shape, [r for r in rows[1:] if r in telling], columns)
    if sets and (named := _from_caption(shape, rows[0], sets)) is not None:
        return named
    cells = dict(grid.slots)
    touched: list[tuple[int, int]] = []
    reasons: set[str] = set()
    for row in rows:
        heads = [c for c in shape.row_cells(row) if _over_values(shape, c, columns)]
        if not heads or _tile(heads, columns) or (grid.form == "aligned" and _are_nested(shape, row, heads)):
            continue
        under = [r for r in telling if r > row]
        if _years_at_two_heights(shape, heads, under, columns):
            continue
        placed = _up_to_their_total(shape, row, heads, columns) or _to_next(shape, row, heads, columns)
        placed = _short_of_change(shape, placed, under, columns)
        years = _all_years(shape, under, columns) if all(_names_year(head) for head in heads) else []
        repeated = [] if years or _well_placed(shape, placed, under, columns) else _all_sets(shape, under, columns)
        ways = [_by_sets(shape, row, heads, below) for below in (*years, *repeated)]
        spread = next((way for way in ways if way is not None), None)
        if spread is None:
            spread = _over_all(shape, row, heads, columns)
        if spread is None:
            spread = placed
        for head, column, width in spread:
            if (column, width) != (head.column, head.column_span):
                cells.pop((row, head.column), None)
                touched.append((row, column))
        for head, column, width in spread:
            if (column, width) != (head.column, head.column_span):
                cells[row, column] = msgspec.structs.replace(head, column=column, column_span=width)
                reasons.add("an outer header covers the columns up to the next one")
    if not touched:
        return grid
    why = "; ".join(sorted(reasons)) or "an outer header covers one set of sub-headers"
    return grid.with_cells(cells.values(), repair=Repair(rule="header_spanned", cells=tuple(touched), why=why))


_SEGMENTS = re.compile(r"\W*(?:報告セグメント|(?:reportable|operating)\s+segments?)\W*(?:注\W*\d{0,2})?\W*", re.I)
_THEIR_TOTAL = re.compile(r"\W*(?:小?計|(?:報告)?セグメント計|sub-?total)\W*", re.I)


def _up_to_their_total(shape: Shape, row: int, heads: list[Cell], columns: list[int]) -> Spread | None:
    """Segments stand from the first column to the one that totals them: `報告セグメント` over `海運 | 港湾 | 計`, and
    not over `その他 | 合計 | 調整額` behind it."""
    head = next((head for head in heads if _SEGMENTS.fullmatch(shown(head))), None)
    below = [r for r in shape.header_rows if r > row]
    totals = [c for c in columns if any(_is_total(shape, r, c) for r in below)]
    if head is None or len(totals) != 1 or not columns[0] <= head.column < totals[0]:
        return None
    covered = columns[: columns.index(totals[0]) + 1]
    others = [other for other in heads if other is not head]
    if any(other.column <= totals[0] for other in others) or not all(_sub_headers(shape, below, covered)):
        return None
    return [(head, columns[0], totals[0] + 1 - columns[0]), *((o, o.column, o.column_span) for o in others)]


def _is_total(shape: Shape, row: int, column: int) -> bool:
    cell = shape.grid.at(row, column)
    return cell is not None and _THEIR_TOTAL.fullmatch(shown(cell)) is not None


def _over_values(shape: Shape, cell: Cell, columns: list[int]) -> bool:
    first = columns[0]
    if cell.column < first and cell.column_span == 1:
        return cell.column > 0 and header_term(cell.text) and not _is_of_unit_column(shape, cell)
    return cell.column + cell.column_span > first


def _is_of_unit_column(shape: Shape, cell: Cell) -> bool:
    """Whether a unit stands beside the first of several headings of rows, in the column of their units: `Customers |
    ('000)` above `Revenue | (EUR m)`."""
    beside = {c.row for row in shape.by_row for c in shape.row_cells(row) if c.column == 0 and c.text.strip()}
    units = [c for row in shape.by_row for c in shape.row_cells(row) if c.column == cell.column and c.row in beside]
    return cell.row in beside and len(units) > 1 and all(_declares(c) for c in units)


def _tile(heads: list[Cell], columns: list[int]) -> bool:
    """Whether outer headers as drawn cover all columns, each of them as many: `2031` over six, `2030` over six."""
    covered = [c for head in heads for c in range(head.column, head.column + head.column_span) if c in columns]
    alike = len({head.column_span for head in heads}) == 1 and heads[0].column_span > 1
    return alike and len(heads) > 1 and sorted(covered) == columns


def _are_nested(shape: Shape, row: int, heads: list[Cell]) -> bool:
    """Whether headers over several columns stand below others over more, where the page is drawn: `% Change` over the
    last three of five columns under `Fourth quarter`."""
    outer = [c for r in shape.header_rows if r < row for c in shape.row_cells(r) if c.column_span > 1]
    return bool(heads) and all(
        head.column_span > 1
        and any(
            c.column <= head.column
            and head.column + head.column_span <= c.column + c.column_span
            and head.column_span < c.column_span
            for c in outer
        )
        for head in heads
    )


def _sub_headers(shape: Shape, rows: list[int], columns: list[int]) -> list[str]:
    """For each value column what stands over it in these rows, joined."""
    texts = []
    for column in columns:
        pieces = [shown(c) for r in rows if (c := shape.grid.at(r, column)) is not None]
        texts.append(" ".join(pieces))
    return texts


def _sets(shape: Shape, rows: list[int], columns: list[int]) -> list[list[int]]:
    """Value columns in sets within which no sub-header repeats; none when nothing repeats. Sub-headers are what stands
    in the innermost of these rows, or else in all of them, or in one: rows between may stand beside their columns."""
    return next(_all_sets(shape, rows, columns), [])


def _all_sets(shape: Shape, rows: list[int], columns: list[int]) -> Iterator[list[list[int]]]:
    tried = [rows[-1:], rows, *([row] for row in reversed(rows[:-1]))]
    for texts in (_sub_headers(shape, together, columns) for together in tried):
        if all(texts) and 1 < len(set(texts)) < len(texts):
            yield _repeating(texts, columns)


def _all_years(shape: Shape, rows: list[int], columns: list[int]) -> list[list[list[int]]]:
    """Value columns by years, for each order in which the parts of years over them may run; none where the innermost
    of these rows does not name such parts."""
    every = years_among_parts(_sub_headers(shape, rows[-1:], columns))
    return [[columns[a:b] for a, b in pairwise([*starts, len(columns)])] for starts in every]


def _names_year(head: Cell) -> bool:
    """Whether a header says a year as a whole: `FY2031`, `2031年3月期`."""
    return is_year(head.text) or any(p.has_year and p.part in (None, "FY") for p in text_to_pieces(head.text))


def _well_placed(shape: Shape, placed: Spread, rows: list[int], columns: list[int]) -> bool:
    """Whether outer headers, each up to the next one, cover all columns, several each, and no sub-header twice: they
    stand where they were printed, though the sets may not be alike (`3Q`, `4Q` of one, `2Q`, `3Q`, `4Q` of the other).
    """
    groups = [[c for c in columns if column <= c < column + width] for _, column, width in placed]
    texts = [_sub_headers(shape, rows[-1:], group) for group in groups]
    whole = sum(map(len, groups)) == len(columns) and all(len(group) > 1 for group in groups)
    return whole and all(all(of) and len(set(of)) == len(of) for of in texts)


def _short_of_change(shape: Shape, placed: Spread, rows: list[int], columns: list[int]) -> Spread:
    """Outer headers of which the last ends before what compares them all: the change behind `2031 | | 2030 | |` over
    `Amount | % | Amount | % | YoY` is none of 2030 alone, which has what 2031 has."""
    if len(placed) < 2 or not rows:
        return placed
    groups = [[c for c in columns if column <= c < column + width] for _, column, width in placed]
    *others, last = [_sub_headers(shape, rows[-1:], group) for group in groups]
    usual = len(others[0])
    behind = last[usual:]
    alike = usual > 1 and all(texts == last[:usual] for texts in others)
    if not alike or not behind or not all(_CHANGE.search(text) for text in behind):
        return placed
    head, column, _ = placed[-1]
    return [*placed[:-1], (head, column, groups[-1][usual - 1] - column + 1)]


def _years_at_two_heights(shape: Shape, heads: list[Cell], rows: list[int], columns: list[int]) -> bool:
    """`2003` one line above `2004`, for it has a word below it (`Restated`): each is over its own column."""
    if not all(is_year(head.text) for head in heads):
        return False
    over = {head.column for head in heads}
    bare = [c for c in columns if c not in over]
    return bool(bare) and all(
        any((cell := shape.grid.at(r, c)) is not None and is_year(cell.text) for r in rows) for c in bare
    )


def _repeating(texts: list[str], columns: list[int]) -> list[list[int]]:
    sets: list[list[int]] = [[]]
    seen: set[str] = set()
    for column, text in zip(columns, texts, strict=True):
        if text in seen:
            sets.append([])
            seen = set()
        seen.add(text)
        sets[-1].append(column)
    # `百万円`, `％`, `百万円`, `％`, `円 銭`: what the first set has not stands behind the last one by itself.
    usual, last = len(sets[0]), sets[-1]
    same = texts[-len(last) :][:usual] == texts[:usual]
    return [*sets[:-1], last[:usual], *([column] for column in last[usual:])] if same else sets


def _by_sets(shape: Shape, row: int, heads: list[Cell], sets: list[list[int]]) -> Spread | None:
    """Outer headers over sets, one to one, when they are as many."""
    if row == shape.header_rows[-1]:
        return None
    corner = shape.grid.at(row, 0)
    if corner is not None and _names_period(corner) and len(heads) + 1 == len(sets):
        # The whole row stands one column to the left: its first header is in the corner.
        heads = [corner, *heads]
    if len(heads) != len(sets):
        return None
    return [(h, s[0], s[-1] - s[0] + 1) for h, s in zip(heads, sets, strict=True)]


def _names_period(cell: Cell) -> bool:
    """Whether a header names a period, or a part of one, legibly."""
    return bool(periods_of(cell.text)) or heading_kind(cell.text) == "period"


def _from_caption(shape: Shape, row: int, sets: list[list[int]]) -> Grid | None:
    """The grid with its illegible outer headers replaced by the periods that the caption names, in order."""
    grid = shape.grid
    heads = [c for c in shape.row_cells(row) if c.column > 0]
    dated = [h for h in heads if any(m.finish or m.year is not None for m in periods_of(h.text))]
    if len(heads) >= len(sets) and not any(_PIECE.search(shown(h)) for h in heads):
        return None  # names, not periods gone to pieces
    if len(dated) >= len(sets) or any(_names_period(c) for r in shape.header_rows for c in shape.row_cells(r)):
        return None
    for span in reversed(grid.caption):
        found = periods_of(span.text)
        if len(found) != len(sets) or not all(m.finish or m.year is not None for m in found):
            continue
        rest = "".join(
            span.text[a:b] for a, b in zip([0, *(m.end for m in found)], [*(m.start for m in found), None], strict=True)
        )
        if _AMOUNT.search(rest):
            continue  # a remark with figures of its own: `(参考) 自己資本 26年２月期 33,010百万円 …`
        cells = [c for c in grid.cells if not (c.row == row and c.column > 0)]
        lead = _LENGTH.search(found[0].printed)
        texts = [span.cut(m.start, m.end) for m in found]
        if lead and found[-1].kind == "duration":
            # `three months ended June 30, 2007 and June 30, 2006`: the length is said once and holds for both.
            start = found[0].start
            length = span.cut(start + lead.start(), start + lead.end())
            texts[1:] = [t if _LENGTH.search(t.text) else Span.join([length, t]) for t in texts[1:]]
        outer = [
            Cell(row=row, column=s[0], column_span=s[-1] - s[0] + 1, span=text, split=True)
            for text, s in zip(texts, sets, strict=True)
        ]
        why = "outer headers are illegible; the caption names as many periods as there are sets of columns"
        touched = tuple((c.row, c.column) for c in outer)
        return grid.with_cells([*cells, *outer], repair=Repair(rule="header_spanned", cells=touched, why=why))
    return None


def _over_all(shape: Shape, row: int, heads: list[Cell], columns: list[int]) -> Spread | None:
    """A lone outer period over columns that all have headers of their own covers them all, wherever it stands; and so
    does a lone unit of amounts in a row of its own, where the others say a period for each column."""
    if len(heads) != 1:
        return None
    if _declares(heads[0]) and len(columns) > 1:
        alone = sum(c.column > 0 for c in shape.row_cells(row)) == 1
        dated = all(any(_names_period(c) for c in _heads_of(shape, column)) for column in columns)
        return [(heads[0], columns[0], columns[-1] - columns[0] + 1)] if alone and dated else None
    over = _length_above(shape, row, heads[0], columns)
    if over:
        return [(heads[0], over[0], over[-1] - over[0] + 1)]
    if not (periods_of(heads[0].text) or _LENGTH.search(heads[0].text)) or row != _outermost(shape):
        return None
    below = [r for r in shape.header_rows if r > row]
    if not all(any(_covers(shape, r, c) for r in below) for c in columns):
        return None
    return [(heads[0], columns[0], columns[-1] - columns[0] + 1)]


def _length_above(shape: Shape, row: int, head: Cell, columns: list[int]) -> list[int]:
    """The columns of the length with which a day without its year, the only heading of its row, goes on: `Nine months
    ended` over `December 31,` over `2031 2030`."""
    above = [c for c in shape.row_cells(row - 1) if c.column <= head.column < c.column + c.column_span]
    if len(above) != 1 or above[0].column_span < 2 or not _LENGTH.search(above[0].text):
        return []
    pieces = text_to_pieces(head.text)
    if len(pieces) != 1 or pieces[0].day is None or pieces[0].has_year:
        return []
    return [c for c in columns if above[0].column <= c < above[0].column + above[0].column_span]


def _heads_of(shape: Shape, column: int) -> list[Cell]:
    """The headers over a column."""
    return [c for r in shape.header_rows for c in shape.row_cells(r) if c.column <= column < c.column + c.column_span]


def _covers(shape: Shape, row: int, column: int) -> bool:
    return any(c.column <= column < c.column + c.column_span for c in shape.row_cells(row))


def _outermost(shape: Shape) -> int:
    """The first row with a header over the columns; a row that declares the table's unit is none."""
    heads = ((r, [c for c in shape.row_cells(r) if c.column > 0]) for r in shape.header_rows)
    return next((r for r, cells in heads if cells and not all(_declares(c) for c in cells) and not _titles(cells)), -1)


def _titles(cells: list[Cell]) -> bool:
    """A line set across the table that names no period: its title."""
    return len(cells) == 1 and not (
        periods_of(cells[0].text) or _LENGTH.search(cells[0].text) or _PIECE.search(cells[0].text)
    )  # fmt: skip


def _of_percents(shape: Shape, row: int, column: int) -> bool:
    """Whether a header above says that the column holds shares or growth rates."""
    above = (c for r in shape.header_rows if r < row for c in shape.row_cells(r) if c.column == column)
    return any(heading_kind(c.text) in ("share", "growth") for c in above)


def _declares(cell: Cell) -> bool:
    units = find_units(cell.text)
    return any(m.declared for m in units) and cell.text.strip()[:1] in "(（" and not periods_of(cell.text)


def _told_apart(shape: Shape, row: int, one: int, other: int) -> bool:
    """Whether each of two columns has a heading of its own above this row: `Balance` and `Acquired` over `12/31/2022`,
    which is the first one's."""
    above = ((shape.grid.at(r, one), shape.grid.at(r, other)) for r in shape.header_rows if r < row)
    pairs = [(shown(a), shown(b)) for a, b in above if a is not None and b is not None]
    return one != other and any(a != b for a, b in pairs)


def _is_day_of_its_year(shape: Shape, row: int, head: Cell) -> bool:
    """Whether a header is a day without its year, which stands below it."""
    pieces = text_to_pieces(head.text)
    day = len(pieces) == 1 and pieces[0].day is not None and not (pieces[0].has_year or pieces[0].has_length)
    return day and _year_below(shape, row, head.column)


def _year_below(shape: Shape, row: int, column: int) -> bool:
    below = (shape.grid.at(r, column) for r in shape.header_rows if r > row)
    return any(cell is not None and is_year(shown(cell)) for cell in below)


def _to_next(shape: Shape, row: int, heads: list[Cell], columns: list[int]) -> Spread:
    """Each header covers its own column and those that follow without header in this row."""
    spread = []
    innermost = max(r for r in shape.header_rows if any(c.column > 0 for c in shape.row_cells(r)))
    every = [c for c in shape.row_cells(row) if c.column > 0]
    for head in heads:
        following = [c.column for c in every if c.column > head.column]
        limit = min(following, default=shape.grid.columns)
        covered = [c for c in columns if head.column <= c < limit]
        if heading_kind(head.text) == "unit":
            # `Millions of yen` under `Amount` does not reach the `% of total` beside it.
            percents = [c for c in covered if c > head.column and _of_percents(shape, row, c)]
            covered = [c for c in covered if c < min(percents, default=limit)]
        own_row_below = any(shape.grid.at(r, c) is not None for r in shape.header_rows if r > row for c in covered)
        if row == innermost and not _CHANGE.search(head.text):
            # Nothing stands below that could tell the columns apart: a further column has lost its header.
            covered = [c for c in covered if c < head.column + head.column_span]
        if _is_day_of_its_year(shape, row, head):
            # `30 Jun | 31 Dec |` over `2031 | 2030 | Change`: the change is not of the last day of the year before.
            covered = [c for c in covered if c == head.column or _year_below(shape, row, c)]
        apart = next((c for c in covered if _told_apart(shape, row, head.column, c)), limit)
        covered = [c for c in covered if c < apart]
        if len(covered) <= 1 or (head.column not in covered and not own_row_below):
            spread.append((head, head.column, max(head.column_span, 1)))
            continue
        spread.append((head, head.column, max(covered[-1] - head.column + 1, head.column_span)))
    return spread
