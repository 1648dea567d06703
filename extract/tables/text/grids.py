"""Rows of a stream and their headings to a grid.

What turns into what: rows (words, figures) and the headings found → cells: labels in column 0, a unit and a note of
their own behind them, then the figures. What is not believed carries `basis`; figures without columns stand behind
the last one.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import msgspec
import regex as re

from extract.lex.headings import heading_kind
from extract.lex.label_names import one_label
from extract.lex.numbers import read_cell
from extract.model import Cell, Grid, Span
from extract.tables.text.atoms import Atom
from extract.tables.text.heads import Heads, is_declaration, sort_of
from extract.tables.text.runs import Row

_LABEL = 160
# So few rows may be of any other arrangement as well.
_FEW = 2
# A unit and a head of words before the times; so many rows with two names each show a column of words.
_UNIT_AND_HEAD, _DOUBLED = 2, 4
_TOTAL = re.compile(r"\btotals?\b", re.I)
_TURN = re.compile(r"\b(?:up|down)\b|\bYoY\b|\by/y\b", re.I)
# `1,651 and 1,645; shares outstanding`: figures of a label that began on the line above.
_CONTINUES = re.compile(r"\d[\d,]*\sand\s\d[\d,]*[;,)]?(?:\s|$)")
# `(excluding temporary staff)` under a label says more of it.
_NAME = 24
# Of so many lines may one label be, broken within its words.
_PIECES = 4
_ENDS = re.compile(r"[)）:：]$")
_LAST_BRACKET = re.compile(r".*[^\s(（]([(（][^()（）]+[)）])")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")


def rows_to_grid(rows: list[Row], width: int, heads: Heads | None, *, scattered: bool) -> Grid:
    """Rows to a grid of `width` columns of figures. In a `scattered` table words before a label are no headings of
    rows: their own figures stand elsewhere."""
    rows = _with_units_of_labels(rows)
    units = [_unit_of(row) for row in rows]
    notes = 2 if any(unit is not None for unit in units) else 1
    second = _second_column(rows, heads) if heads is not None and not scattered and not any(units) else None
    offset = notes + (second is not None or any(row.note is not None for row in rows))
    decimals = Counter(digits for row in rows for span in row.cells if (digits := digits_of(span)) is not None)
    usual: set[int | None] = {digits for digits, _ in decimals.most_common(1)}
    placed = heads is not None or width == 1 or (len(rows) > _FEW and all(map(_tells_itself, rows)))
    cells = [] if heads is None else _headings(heads, rows[0].words, offset, notes, scattered=scattered)
    at = headers = max((cell.row + 1 for cell in cells), default=0)
    if second is not None and at:
        cells.append(Cell(row=at - 1, column=1, span=second))
    used = heads.after if heads is not None else first_label(rows[0].words)
    for n, (row, unit) in enumerate(zip(rows, units, strict=True)):
        words = row.words[used:] if n == 0 else row.words
        lines = _labels(words[:-1] if unit is not None else words)
        if second is not None and _is_doubled(lines):
            cells.append(Cell(row=at + len(lines) - 2, column=1, span=lines.pop()))
        for span, below in pairwise(lines):
            aside = scattered and not (span.text.endswith((":", "：")) and _touches(span, below))
            cells.append(Cell(row=at, column=0, span=span, role="noise" if aside else "unknown"))
            at += 1
        if lines:
            cells.append(Cell(row=at, column=0, span=lines[-1]))
        if unit is not None:
            cells.append(Cell(row=at, column=1, span=unit))
        if row.note is not None:
            cells.append(Cell(row=at, column=notes, span=row.note, role="note"))
        # Amounts per share have their own heading, which may stand anywhere.
        odd = scattered and {digits_of(span) for span in row.cells} - usual - {None} != set()
        doubted = not row.sure or row.doubted or odd or not placed
        for k, span in enumerate(row.cells):
            column = offset + k + (0 if row.known else width)
            basis = "preference" if doubted else None
            cells.append(Cell(row=at, column=column, span=span, split=row.split, basis=basis))
        at += 1
    columns = max(cell.column + cell.column_span for cell in cells)
    ordered = tuple(sorted((c for c in cells if c.span.text), key=lambda c: (c.row, c.column)))
    return Grid(form="tokens", rows=at, columns=columns, cells=ordered, headers=headers or None)


def _second_column(rows: list[Row], heads: Heads) -> Span | None:
    """The head of a column of words between labels and figures, `(in millions)`, `Line of the balance sheet`, `2031`:
    it stands between the unit and the times, and each row but totals has two names, its label and that column's."""
    words = rows[0].words
    if heads.first < _UNIT_AND_HEAD or sort_of(words[heads.first - 1].text):
        return None
    if sort_of(words[heads.first - 2].text) != "unit" or any(not row.known or row.note is not None for row in rows):
        return None
    named = [_labels(words[heads.after :]), *(_labels(row.words) for row in rows[1:])]
    others = [lines for lines in named if not _is_doubled(lines)]
    if len(named) - len(others) < _DOUBLED or not all(lines and _TOTAL.search(lines[-1].text) for lines in others):
        return None
    return words[heads.first - 1].span


def _is_doubled(lines: list[Span]) -> bool:
    """Whether two names stand directly before the figures, and neither heads rows."""
    return len(lines) > 1 and not any(span.text.endswith((":", "：")) for span in lines[-2:])


def _with_units_of_labels(rows: list[Row]) -> list[Row]:
    """Rows with the unit on a line below a label as the end of it, where the labels of most rows end with theirs:
    `包括利益` / `（百万円）` among `売上高（百万円）` and `純資産額（百万円）`."""
    inline = sum(1 for row in rows if row.words and _ends_with_unit(row.words[-1].text))
    if inline * 2 <= len(rows):
        return rows
    out = []
    for row in rows:
        unit, words = _unit_of(row), row.words
        if unit is not None and _BRACKETED.fullmatch(unit.text):
            whole = msgspec.structs.replace(words[-2], span=Span.join([words[-2].span, unit], ""), uncut=None)
            row = msgspec.structs.replace(row, words=(*words[:-2], whole))
        out.append(row)
    return out


def _ends_with_unit(label: str) -> bool:
    found = _LAST_BRACKET.fullmatch(label)
    return found is not None and heading_kind(found[1]) == "unit"


def _tells_itself(row: Row) -> bool:
    """Whether a row needs no headings: one amount with its money, and changes that say that they are some.
    `EUR 2,318.4 million`, `up 6.2%`."""
    readings = [read_cell(span.text) for span in row.cells]
    if any(len(reading.figures) != 1 for reading in readings):
        return False
    changes = [bool(_TURN.search(span.text)) and r.figure.percent for span, r in zip(row.cells, readings, strict=True)]
    amounts = [r.figure for r, change in zip(readings, changes, strict=True) if not change]
    return len(amounts) == 1 and amounts[0].currency is not None and amounts[0].word is not None


def digits_of(span: Span) -> int | None:
    """How many decimals the figure of a cell has; None for a dash."""
    figures = read_cell(span.text).figures
    return figures[0].digits if figures else None


def _headings(heads: Heads, words: tuple[Atom, ...], offset: int, notes: int, *, scattered: bool) -> list[Cell]:
    """The headings over the columns; above them what stands among them and speaks of the whole table."""
    cells: list[Cell] = []
    row = 0
    parts = [part.location for level in heads.levels for span, _, _ in level for part in span.parts]
    taken = {(where.line, where.start) for where in parts}
    for atom in words[heads.first : heads.after]:
        span = _before(atom.span, taken)
        if not span.text:
            continue
        noting = sort_of(atom.text) == "notes" and offset > notes
        aside = scattered and not is_declaration(atom.text) and sort_of(atom.text) != "unit"
        column = notes if noting else 0
        cells.append(Cell(row=row, column=column, span=span, role="noise" if aside else "unknown"))
        row += 1
    for level in heads.levels:
        for span, column, wide in level:
            at = 0 if column < 0 else column + offset
            cells.append(Cell(row=row, column=at, span=span, column_span=wide))
        row += 1
    return cells


def _before(span: Span, taken: set[tuple[int | None, int | None]]) -> Span:
    """What of some words stands before the first heading that was cut out of them; all if none was."""
    if any((part.location.line, part.location.start) in taken for part in span.parts):
        return Span("")
    where = span.parts[0].location
    inside = [at for line, at in taken if line == where.line and at and (where.start or 0) < at < (where.end or 0)]
    return span.cut(0, min(inside) - (where.start or 0)).strip() if inside else span


def _touches(above: Span, below: Span) -> bool:
    """Whether a line stands directly above another."""
    return (above.parts[-1].location.line or 0) + 1 >= (below.parts[0].location.line or 0)


def _unit_of(row: Row) -> Span | None:
    """The unit in a cell of its own between a label and its figures: `(百万円)`."""
    if len(row.words) < 2 or heading_kind(row.words[-1].text) != "unit":
        return None
    return row.words[-1].span


def first_label(words: tuple[Atom, ...]) -> int:
    """Where the words of the first row begin in a table without headings: its label, and headings before it."""
    start = max(len(words) - 1, 0)
    if start > 0 and heading_kind(words[start].text) == "unit":
        start -= 1
    while start > 0 and words[start - 1].text.endswith((":", "：")) and not is_declaration(words[start - 1].text):
        start -= 1
    if start > 0 and words[start].text[:1].islower():
        start -= 1
    return start


def _labels(words: tuple[Atom, ...]) -> list[Span]:
    """Words before figures to lines of the label column: what goes on in small letters, or was broken off, is one."""
    out: list[Span] = []
    for atom in words:
        text = atom.text
        above = out[-1].text if out else ""
        torn = text[:1].islower() or above.endswith((",", "-", "(", "の")) or above.count("(") > above.count(")")
        torn = torn or _CONTINUES.match(text) is not None
        torn = torn or (_BRACKETED.fullmatch(text) is not None and len(above) < _NAME and not _ENDS.search(above))
        if out and torn and len(above) + len(text) <= 2 * _LABEL:
            out[-1] = Span.join([out[-1], atom.span])
        else:
            out.append(atom.span)
    for count in range(min(_PIECES, len(out)), 1, -1):
        if one_label([span.text for span in out[-count:]]):
            return [*out[:-count], Span.join(out[-count:], "")]
    return out
