"""Tables a converter poured out one token a line: header tokens, then each label followed by its figures."""

from __future__ import annotations

from collections import Counter

from extract.model import Cell, Grid, Span
from extract.tables.delimited import Numbered
from extract.terms.markup import drop_markup
from extract.terms.numbers import is_year, read_cell

_LONGEST = 90


def _kind(text: str) -> str:
    """figure, label or none (prose, heading, blank)."""
    stripped = text.strip()
    if not stripped or len(stripped) > _LONGEST or "\t" in stripped or stripped.startswith(("#", "|")):
        return "none"
    kind = read_cell(drop_markup(Span(stripped)).text).kind
    return "figure" if kind in ("figure", "nil") and not is_year(stripped) else "label"


def end_of_tokens(lines: list[Numbered], first: int) -> tuple[int, int]:
    """(end of the table that begins at `first`, or `first` when there is none; end of the run that was looked at).

    A table shows as labels that are each followed by the same number of figures, three times at the least. No line
    of a run that is no table need be asked again.
    """
    i, figures = first, 0
    tokens: list[tuple[int, str]] = []
    blanks = 0
    while i < len(lines) and i - first < 5000:
        kind = _kind(lines[i][1])
        if kind == "none":
            if lines[i][1].strip():
                break
            blanks += 1
            if blanks > 1:
                break
        else:
            blanks = 0
            tokens.append((i, kind))
            figures += kind == "figure"
        i += 1
    if figures < 6:
        return first, i
    runs = _runs(tokens)
    width = _width(runs)
    if width is None:
        return first, i
    last = max((places[-1] for label, places in runs if label is not None and len(places) == width), default=first)
    return last + 1, i


def _runs(tokens: list[tuple[int, str]]) -> list[tuple[int | None, list[int]]]:
    """(label, its figures) in order; figures without label come with None."""
    runs: list[tuple[int | None, list[int]]] = []
    label: int | None = None
    for place, kind in tokens:
        if kind == "label":
            label = place
            runs.append((place, []))
        elif runs:
            runs[-1][1].append(place)
        else:
            runs.append((label, [place]))
    return runs


def _width(runs: list[tuple[int | None, list[int]]]) -> int | None:
    counts = Counter(len(places) for label, places in runs if label is not None and places)
    if not counts:
        return None
    width, often = counts.most_common(1)[0]
    if often < 3 or often * 3 < sum(counts.values()) * 2:
        return None
    return width


def tokens_to_grid(lines: list[Numbered]) -> Grid | None:
    """One token a line to a grid. A row with fewer or more figures than the table has columns cannot be placed:
    its figures are kept as noise, flagged later, and not assigned to a column."""
    present = [(i, _kind(text)) for i, (_, text) in enumerate(lines) if text.strip()]
    tokens = [(i, kind) for i, kind in present if kind != "none"]
    runs = _runs(tokens)
    width = _width(runs)
    if width is None:
        return None
    first = next((n for n, (label, places) in enumerate(runs) if label is not None and len(places) == width), None)
    if first is None:
        return None
    heads = [label for label, places in runs[:first] if label is not None and not places]
    cells: list[Cell] = []
    row = 0
    if heads:
        # The last `width` labels before the first row are its headers; one more is the corner.
        for offset, place in enumerate(heads[-width:]):
            column = offset + 1 + width - len(heads[-width:])
            cells.append(_cell(lines, place, 0, column))
        if len(heads) > width:
            cells.append(_cell(lines, heads[-width - 1], 0, 0))
        row = 1
    for label, places in runs[first:]:
        if label is not None:
            cells.append(_cell(lines, label, row, 0))
        for offset, place in enumerate(places):
            cell = _cell(lines, place, row, offset + 1 if len(places) == width else width + 1 + offset)
            if len(places) != width:
                cell = Cell(row=cell.row, column=cell.column, span=cell.span, role="noise")
            cells.append(cell)
        row += 1
    columns = max(cell.column for cell in cells) + 1
    ordered = tuple(sorted(cells, key=lambda c: (c.row, c.column)))
    return Grid(form="tokens", rows=row, columns=columns, cells=ordered, headers=1 if heads else None)


def _cell(lines: list[Numbered], place: int, row: int, column: int) -> Cell:
    number, text = lines[place]
    stripped = text.strip()
    start = text.index(stripped)
    return Cell(row=row, column=column, span=Span.of(stripped, line=number, start=start))
