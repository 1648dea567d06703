"""Tables set in columns flush left, as text browsers draw markup tables: cells begin at stops.

What turns into what: lines → the screen columns at which figures begin → cells → grid. A text browser sets every cell
of a column at one place, words and figures alike, and a cell may fill its column so that one blank parts it from the
next. Some forget how many columns a cell covered; then cells of one column are found by their order.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec
import regex as re

from extract.lex.asides import in_brackets, is_aside
from extract.lex.numbers import is_year
from extract.model import Cell, Grid, Span
from extract.tables.chunks import CHUNK, MONEY, Chunk, line_to_chunks, screen_columns
from extract.tables.delimited import Numbered
from extract.tables.folding import fold_columns
from extract.tables.joints import goes_on, headings_to_rows, spread_over
from extract.tables.ragged import cells_to_row, columns_of, is_value, ragged_to_grid

# A blank that does not break is the cell's own.
_TOKEN = re.compile(r"[^ ]+")
_RUN = re.compile(r"[^ ]+(?: [^ ]+)*")
_SIGNS = "".join(MONEY)
_DRAWN = re.compile(r"[\s\-=_.*|+]*")
_LEAST_ROWS = 3
# A stop is where a tenth of the rows begin a figure; fewer are figures pushed out of their column.
_SHARE = 10

Piece = tuple[int, int, Span]
"""Start and end on the screen, and text."""


def stops_to_grid(lines: list[Numbered]) -> Grid | None:
    """Lines to a grid by the places at which cells begin; None where figures do not stand flush left."""
    lines = [(number, "" if _DRAWN.fullmatch(text) else text) for number, text in lines]
    for ambiguous in (1, 2, 0):
        rows = [chunks for number, text in lines if (chunks := line_to_chunks(number, text, ambiguous))]
        stops = find_stops(rows)
        if stops:
            return _cut(lines, sorted({*stops, *_heading_stops(lines, stops[0], ambiguous)}), ambiguous)
    return None


def find_stops(rows: Sequence[Sequence[Chunk]]) -> list[int]:
    """The places at which figures and dashes begin, where they share these and not the places at which they end."""
    data = [row for row in rows if any(_is_figure(chunk) for chunk in row)]
    if len(data) < _LEAST_ROWS:
        return []
    figures = [chunk for row in data for chunk in row if chunk.value and not chunk.sign and chunk.start > 0]
    begins, ends = Counter(chunk.start for chunk in figures), Counter(chunk.edge for chunk in figures)
    # Signs in front of figures that stand flush right begin in one place as well.
    bare = [chunk for chunk in figures if chunk.span.text[0] not in _SIGNS]
    fewer = len({chunk.start for chunk in bare}) * 3 <= len({chunk.edge for chunk in bare}) * 2
    least = max(2, len(data) // _SHARE)
    often = [start for start, times in begins.items() if times >= least]
    if len(begins) >= len(ends) or not fewer or sum(begins[s] for s in often) * 6 < len(figures) * 5:
        return []
    # Words beside the labels that begin where most rows have them: units, notes.
    first = min(often)
    words = Counter(chunk.start for row in data for chunk in row if 0 < chunk.start < first)
    beside = [start for start, times in words.items() if times * 2 >= len(data)]
    return sorted({*often, *beside})


def _heading_stops(lines: list[Numbered], first: int, ambiguous: int) -> set[int]:
    """The places at which the pieces of headings begin, from the first column on, where no figure's cell does."""
    stops: set[int] = set()
    for number, text in lines:
        chunks = line_to_chunks(number, text, ambiguous)
        if any(_is_figure(chunk) for chunk in chunks):
            break
        at = screen_columns(text, ambiguous)
        starts = [at[found.start()] for found in _RUN.finditer(text)]
        if len(starts) > 1:
            stops |= {start for start in starts if start >= first}
    return stops


def _is_figure(chunk: Chunk) -> bool:
    return chunk.start > 0 and is_value(chunk.span.text) and any(map(str.isdigit, chunk.span.text))


def _cut(lines: list[Numbered], stops: list[int], ambiguous: int) -> Grid | None:
    """The grid of lines cut at stops."""
    cut = _behind_labels(_rows_apart([_cells(number, text, stops, ambiguous) for number, text in lines]))
    first = next((n for n, cells in enumerate(cut) if _has_figure(cells)), len(cut))
    filled = Counter(c for cells in cut[first:] for c in cells if c)
    figures = Counter(c for cells in cut[first:] for c, span in cells.items() if c and is_value(span.text))
    columns = {c for c, times in figures.items() if times * 2 > filled[c]}
    names = {c for c, times in filled.items() if c not in columns and times >= _LEAST_ROWS}
    titles = _titles(cut[:first])
    headings = [spread_over(line, sorted(columns)) for line in _over_figures(cut[len(titles) : first], columns, names)]
    rows = [*headings_to_rows(headings, columns), *cut[first:]]
    caption = tuple(Span.join(cells[c] for c in sorted(cells)) for cells in titles)
    placed = [
        Cell(row=r, column=column, span=cells[column]) for r, cells in enumerate(rows) for column in sorted(cells)
    ]
    grid = fold_columns(Grid(form="fixed", rows=len(rows), columns=len(stops) + 1, cells=tuple(placed)))
    in_order = [cells_to_row([cells.get(c, Span("")) for c in range(len(stops) + 1)]) for cells in rows]
    width = columns_of([row for row in in_order if row.items])
    stub = max((len({at for at, _ in row.stub}) for row in in_order if row.items), default=1)
    if width is not None and grid.columns > stub + width and not _same_columns(cut[first:], width):
        grid = ragged_to_grid("fixed", in_order, drawn=True) or grid
    return msgspec.structs.replace(grid, caption=caption)


def _behind_labels(rows: Sequence[dict[int, Span]]) -> list[dict[int, Span]]:
    """Rows whose label ends its line, the first figure at the margin below it, made one: `Dividends payable` above
    `526        529`. Its figures are as many as other rows have, and stand in the same columns."""
    whole = Counter(tuple(sorted(cells)) for cells in rows if _has_figure(cells) and not is_value(_first(cells).text))
    margin, *columns = max(whole, key=lambda filled: (whole[filled], filled), default=(0,))
    out: list[dict[int, Span]] = []
    for cells in rows:
        label = out[-1] if out else {}
        torn = (
            margin in cells
            and len(cells) == len(columns) > 1
            and set(label) == {margin}
            and not is_value(_first(label).text)
        )
        if torn and any(all(kind(span.text) for span in cells.values()) for kind in (is_value, is_year)):
            figures = [cells[c] for c in sorted(cells)]
            out[-1] = {**label, **dict(zip(columns, figures, strict=True))}
        else:
            out.append(cells)
    return out


def _first(cells: dict[int, Span]) -> Span:
    return cells[min(cells)]


def _same_columns(rows: Sequence[dict[int, Span]], width: int) -> bool:
    """Whether all rows of so many figures have them in the same columns; a column that few rows fill (notes)
    then stands beside theirs."""
    placed = [tuple(c for c, span in cells.items() if c and is_value(span.text)) for cells in rows]
    full = Counter(columns for columns in placed if len(columns) == width)
    if not full:
        return False
    usual, times = full.most_common(1)[0]
    wider = all(set(usual) <= set(columns) for columns in placed if len(columns) > width)
    # What stands before them is of the column of notes.
    narrower = all(c in usual or c < usual[0] for columns in placed if len(columns) < width for c in columns)
    return wider and narrower and times == full.total()


def _over_figures(headings: Sequence[dict[int, Span]], columns: set[int], names: set[int]) -> Sequence[dict[int, Span]]:
    """The lines of a heading over the columns of figures, those over columns of names beside the labels left there. A
    browser that forgets how many columns a cell covered sets the headings one place to the left for each column of
    words beside the labels that the heading of the labels covered."""
    over = sorted(columns)
    headings = [line if {c for c in line if c} <= columns | names else _in_order(line, over) for line in headings]
    shifts = {
        over[0] - min(c for c in line if c)
        for line in headings
        if sum(map(bool, line)) == len(over) and sorted(c for c in line if c) != over
    }
    shift = next(iter(shifts)) if len(shifts) == 1 else 0
    last = max((c for line in headings for c in line), default=0)
    if shift <= 0 or not over or last + shift > over[-1]:
        return headings
    return [{c + shift if c else 0: span for c, span in line.items()} for line in headings]


def _in_order(line: dict[int, Span], columns: Sequence[int]) -> dict[int, Span]:
    """A line of as many headings as there are columns, set apart but at places of its own: each over its column."""
    pieces = [span.cut(part.start, part.end) for c, span in sorted(line.items()) if c for part in span.parts]
    placed = sorted(c for c in line if c)
    if len(pieces) != len(columns) or len(pieces) < 2 or placed == list(columns):
        return line
    return {**{c: span for c, span in line.items() if not c}, **dict(zip(columns, pieces, strict=True))}


def between_blank_lines(lines: Sequence[dict[int, Span]]) -> list[list[dict[int, Span]]]:
    """Lines of cells in groups, each between two lines without any; the last group may be empty."""
    groups: list[list[dict[int, Span]]] = [[]]
    for cells in lines:
        if cells:
            groups[-1].append(cells)
        elif groups[-1]:
            groups.append([])
    return groups


def _rows_apart(lines: Sequence[dict[int, Span]]) -> list[dict[int, Span]]:
    """Lines of cells to rows. Where blank lines part all rows, the lines between two of them are one: a wrapped label,
    a remark below a figure."""
    groups = between_blank_lines(lines)
    figures = [1 if _has_asides(group) else sum(map(_has_value, group)) for group in groups]
    if figures.count(1) < max(_LEAST_ROWS, 4 * sum(count > 1 for count in figures)):
        return [cells for cells in lines if cells]
    rows: list[dict[int, Span]] = []
    for group, count in zip(groups, figures, strict=True):
        labels = [span.text for cells in group for column, span in cells.items() if not any(c for c in cells)]
        one_label = len(labels) == len(group) and not any(text.endswith((":", "：")) for text in labels)
        if count != 1 and not one_label:
            rows += group
            continue
        row: dict[int, Span] = {}
        for cells in group:
            for column, span in cells.items():
                row[column] = Span.join([row[column], span], "\n") if column in row else span
        rows.append(row)
    return rows


def _has_asides(group: Sequence[dict[int, Span]]) -> bool:
    """Whether figures in brackets stand below those of one row, and its label says so: `3,796` over `(383)` beside
    `従業員数` over `(外、臨時従業員数)`."""
    figures = [[s.text.strip() for c, s in cells.items() if c and is_value(s.text)] for cells in group]
    figures = [texts for texts in figures if texts]
    named = any(is_aside(cells[0].text) for cells in group if 0 in cells)
    if len(figures) != 2 or not named:
        return False
    return all(map(in_brackets, figures[1])) and not any(map(in_brackets, figures[0]))


def _has_value(cells: dict[int, Span]) -> bool:
    return any(c and is_value(span.text) for c, span in cells.items())


def _has_figure(cells: dict[int, Span]) -> bool:
    return any(c and is_value(span.text) and any(map(str.isdigit, span.text)) for c, span in cells.items())


def _cells(number: int, text: str, stops: list[int], ambiguous: int) -> dict[int, Span]:
    """The cells of a line by stop: a token that begins at a stop begins a cell, others go on in it."""
    at = screen_columns(text, ambiguous)
    column = {stop: n for n, stop in enumerate(stops, start=1)}
    begins: list[tuple[int, int]] = []
    for found in _TOKEN.finditer(text):
        start = found.start()
        n = column.get(at[start])
        if not begins:
            begins.append((start, bisect(stops, at[start]) if n is None else n))
        elif n is not None and n > begins[-1][1] and not _meets(text, begins[-1][0], start):
            begins.append((start, n))
    bounds = [*(start for start, _ in begins), len(text.rstrip())]
    cells = {}
    for (_, n), (start, end) in zip(begins, pairwise(bounds), strict=True):
        span = _squeezed(Span.of(text[start:end], line=number, start=start))
        if span.text:
            cells[n] = span
    return cells


def _meets(text: str, begin: int, start: int) -> bool:
    """Whether a word meets a stop by chance: one blank behind words that it goes on, and no figure."""
    above, below = text[begin:start], text[start:].split("  ")[0]
    return not above.endswith("  ") and not is_value(below) and goes_on(above, below)


def _squeezed(span: Span) -> Span:
    """A cell with one blank where several stand: `$     4,631`."""
    found = [span.cut(*run.span()) for run in CHUNK.finditer(span.text)]
    return Span.join(found, " ") if len(found) > 1 else span.strip()


def _titles(lines: Sequence[dict[int, Span]]) -> Sequence[dict[int, Span]]:
    """The lines before a table's heading: those above its first line with cells over columns."""
    first = next((n for n, cells in enumerate(lines) if any(cells)), None)
    if first is None:
        first = len(lines) - 1 if lines else 0
    return lines[: max(0, first)]
