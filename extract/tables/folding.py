"""Columns that only set figures apart, folded into those of the figures.

What turns into what: `Cash |  | $ | 6,601 |  |  | $ | 4,236 |` above `Debt |  | 915 |  |  |  | 1,860 |  |` → a label
and two columns. Currency signs, brackets and percent signs in cells of their own go to their figures; spacers go; a
heading stands over the columns it covers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from extract.lex.fold import fold_figures as fold
from extract.lex.numbers import find_figures
from extract.model import Cell, Grid, Span
from extract.tables.ragged import CLOSES, OPENS, is_value
from extract.tables.tracks import Extent, Track, extents_to_tracks
from extract.tables.unit_columns import unit_columns


class _Piece(NamedTuple):
    """A cell with the signs beside it: what it covers."""

    cell: Cell
    start: int
    end: int
    value: bool


def fold_columns(grid: Grid) -> Grid:
    """The grid with a column for each column of figures and for each column of words; columns of labels stay."""
    rows: list[list[Cell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        if cell.aside:
            return grid
        rows[cell.row].append(cell)
    units = unit_columns(grid)
    pieces = [_with_signs(sorted(row, key=lambda c: c.column), units) for row in rows]
    data = [r for r, row in enumerate(pieces) if any(p.value and p.start > 0 for p in row)]
    figures = [Extent(p.start, p.end, r) for r in data for p in pieces[r] if p.value and p.start > 0]
    tracks = extents_to_tracks(figures)
    if not tracks:
        return grid
    first = tracks[0].start
    words = [
        Extent(p.start, p.end, r)
        for r in data
        for p in pieces[r]
        if not p.value and p.start >= first and not _over(p, tracks)
    ]
    tracks = sorted([*tracks, *extents_to_tracks(words)])
    fused = any(len(find_figures(p.cell.text)) > 1 for r in data for p in pieces[r] if p.start >= first)
    if grid.form == "html" and data and not fused:  # the figures of an empty column may stand in the one before it
        tracks = sorted([*tracks, *extents_to_tracks(_headed_only(pieces[: data[0]], tracks))])
    stub = sorted({p.start for row in pieces for p in row if p.start < first})
    cells: list[Cell] = []
    for row in pieces:
        behind = [*(p.start for p in row[1:]), grid.columns][: len(row)]
        placed = [_placed(p, reach, stub, tracks, grid.form == "html") for p, reach in zip(row, behind, strict=True)]
        cells += _one_each(placed)
    width = max([len(stub) + len(tracks), *(c.column + c.column_span for c in cells)])
    if len(cells) == len(grid.cells) and width >= grid.columns:
        return grid
    return msgspec.structs.replace(grid, columns=width, cells=tuple(cells))


def _with_signs(row: Sequence[Cell], units: frozenset[int]) -> list[_Piece]:
    """The cells of a row, each sign with the figure it stands beside; in a column of `units` a sign stays apart."""
    pieces: list[_Piece] = []
    sign: _Piece | None = None
    for cell in row:
        text = fold(cell.text).strip()
        start, end = cell.column, cell.column + cell.column_span
        value = is_value(cell.text)
        last = pieces[-1] if pieces else None
        if last is not None and last.value and last.start > 0 and CLOSES.fullmatch(text) and start <= last.end + 1:
            joined = msgspec.structs.replace(last.cell, span=Span.join([last.cell.span, cell.span], ""))
            pieces[-1] = _Piece(joined, last.start, end, True)
            continue
        if sign is not None:
            if value and start <= sign.end + 1:
                joined = msgspec.structs.replace(cell, span=Span.join([sign.cell.span, cell.span], " "))
                pieces.append(_Piece(joined, sign.start, end, True))
                sign = None
                continue
            pieces.append(sign)
            sign = None
        piece = _Piece(cell, start, end, value)
        if start > 0 and text and start not in units and OPENS.fullmatch(text):
            sign = piece
        else:
            pieces.append(piece)
    return pieces if sign is None else [*pieces, sign]


def _headed_only(heads: Sequence[Sequence[_Piece]], tracks: Sequence[Track]) -> list[Extent]:
    """Columns that have a heading and no figure yet: a fourth quarter that is still to come. Its heading stands over
    no column of figures, between two that do, and the nearest column has one of its own."""
    found: list[Extent] = []
    for r, row in enumerate(heads):
        narrow = [p for p in row if p.cell.text.strip() and p.cell.column_span == 1 and p.start >= tracks[0].start]
        for before, piece, after in zip(narrow, narrow[1:], narrow[2:], strict=False):
            if not _over(piece, tracks) and _over(before, tracks) and _over(after, tracks):
                near = min(range(len(tracks)), key=lambda n: _gap(piece, tracks[n]))
                if near in (*_over(before, tracks), *_over(after, tracks)):
                    found.append(Extent(piece.start, piece.end, r))
    return found


def _over(piece: _Piece, tracks: Sequence[Track]) -> list[int]:
    return [n for n, track in enumerate(tracks) if piece.start < track.end and track.start < piece.end]


def _placed(piece: _Piece, reach: int, stub: Sequence[int], tracks: Sequence[Track], spans_known: bool) -> Cell:
    """The cell over the tracks it covers. Where the source cannot draw spans, a heading beside its column stands over
    the next one before the heading behind it."""
    over = _over(piece, tracks)
    if piece.value and len(over) > 1 and piece.cell.column_span == 1:
        over = [max(over, key=lambda n: min(piece.end, tracks[n].end) - max(piece.start, tracks[n].start))]
    if piece.start in stub and piece.start < tracks[0].start:
        column = stub.index(piece.start)
        inner = sum(start < piece.end for start in stub[column:])
        return msgspec.structs.replace(piece.cell, column=column, column_span=inner + len(over))
    if not over:
        end = piece.end if spans_known else reach
        ahead = [n for n, track in enumerate(tracks) if piece.end <= track.start < end]
        over = ahead[:1] or [min(range(len(tracks)), key=lambda n: (_gap(piece, tracks[n]), n))]
    return msgspec.structs.replace(piece.cell, column=len(stub) + over[0], column_span=len(over))


def _gap(piece: _Piece, track: Track) -> int:
    return max(track.start - piece.end, piece.start - track.end)


def _one_each(row: Sequence[Cell]) -> list[Cell]:
    """Cells that came to stand in one place as one cell."""
    cells: list[Cell] = []
    for cell in sorted(row, key=lambda c: c.column):
        last = cells[-1] if cells else None
        if last is not None and last.column == cell.column:
            span = Span.join([last.span, cell.span])
            cells[-1] = msgspec.structs.replace(last, span=span, column_span=max(last.column_span, cell.column_span))
        else:
            cells.append(cell)
    return cells
