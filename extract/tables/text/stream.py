"""A stream of text to its tables: where rows of one width begin and end, and what heads their columns.

Contract: lines that no table explains are left to the prose reader; a table names the characters it takes.
"""

from __future__ import annotations

from itertools import pairwise

import msgspec
import regex as re

from extract.lex.headings import heading_kind
from extract.model import Cell, Grid, Span
from extract.tables.delimited import Numbered
from extract.tables.text.atoms import Atom, Place, lines_to_atoms
from extract.tables.text.heads import Heads, heads_of, is_declaration, sort_of
from extract.tables.text.runs import Placed, Run, atoms_to_runs, fit, glued, has_notes, usual_width, without_note

# A table shows as so many rows alike; so many of another width in a row begin another table.
_ROWS, _OTHERS = 3, 3
# How far back from the first row its headings may begin.
_HEADING_WORDS = 48
# So many headings of rows may stand between the headings of columns and the first row.
_HEADED_ROWS = 6
_AMOUNT = re.compile(r"\d,\d{3}|[%％$¥€£₩()△]|\d\.\d")
_LABEL = 160


class Poured(msgspec.Struct, frozen=True, kw_only=True):
    """A table in a stream: the line and character at which it begins, those after its end, and its grid."""

    begins: Place
    ends: Place
    grid: Grid


def poured_tables(lines: list[Numbered]) -> list[Poured]:
    """The tables of lines that nobody set in columns, top to bottom."""
    atoms = lines_to_atoms(lines)
    runs = atoms_to_runs(atoms)
    found: list[Poured] = []
    for part in _parts(runs):
        found += _tables(part)
    return found


def _parts(runs: list[Run]) -> list[list[Run]]:
    """Runs cut before headings of new columns: words among which periods stand side by side."""
    parts: list[list[Run]] = []
    for run in runs:
        if not parts or run.walled or _heads_anew(run):
            parts.append([])
        parts[-1].append(run)
    return parts


def _heads_anew(run: Run) -> bool:
    """Whether the words of a run, its label left out, hold headings of columns: two periods, or one and a unit."""
    sorts = [sort_of(atom.text) for atom in run.words[:-1]]
    periods = sum(1 for sort in sorts if sort in ("year", "day", "date", "length"))
    declared = any(is_declaration(atom.text) for atom in run.words[:-2])
    return declared or periods > 1 or (periods > 0 and len(sorts) > 4)


def _tables(runs: list[Run]) -> list[Poured]:
    """The tables of runs below one set of headings: one, or more where the number of columns changes for good."""
    found: list[Poured] = []
    headed = any(sort_of(atom.text) == "notes" for atom in runs[0].words)
    notes: list[Span | None] = [None] * len(runs)
    if has_notes(runs, headed):
        bare = [without_note(run) for run in runs]
        runs, notes = [run for run, _ in bare], [note for _, note in bare]
    start = 0
    while start < len(runs):
        width = usual_width(runs[start : start + 12])
        cut = sum(map(glued, runs[start:])) > 1
        placed = [fit(run, width, cut=cut) for run in runs[start:]]
        begin = next((n for n, row in enumerate(placed) if row is not None), None)
        if width == 0 or begin is None:
            break
        end = len(placed)
        for n in range(begin, len(placed) - _OTHERS + 1):
            others = runs[start + n : start + n + _OTHERS]
            if not any(placed[n : n + _OTHERS]) and len({len(r.figures) for r in others}) == 1:
                end = n
                break
        while placed[end - 1] is None:
            end -= 1
        noted = [
            row if row is None else msgspec.structs.replace(row, note=note)
            for row, note in zip(placed[:end], notes[start:], strict=False)
        ]
        table = _table(runs[start : start + end], noted, begin, width)
        if table is not None:
            found.append(table)
        start += max(end, 1)
    return found


def _table(runs: list[Run], placed: list[Placed | None], begin: int, width: int) -> Poured | None:
    """One table, if enough of its rows agree."""
    rows = [row for row in placed if row is not None and row.words]
    if len(rows) * 2 < len(runs) - begin:
        return None
    first_words = (placed[0].words if placed[0] is not None else tuple(runs[0].words))[-_HEADING_WORDS:]
    heads = _heads(first_words, width)
    if heads is None:
        runs, placed = runs[begin:], placed[begin:]
        first_words = (placed[0].words if placed[0] is not None else ())[-_HEADING_WORDS:]
        heads = _heads(first_words, width)
    amounts = sum(1 for row in rows if any(_AMOUNT.search(cell.text) for cell in row.cells))
    need = 2 if heads is not None and width > 1 else _ROWS
    if len(rows) < need or (amounts == 0 and heads is None):
        return None
    if width == 1 and not _is_list(runs, heads):
        return None
    return _grid(runs, placed, width, first_words, heads)


def _heads(words: tuple[Atom, ...], width: int) -> Heads | None:
    """The headings among the words before the first row; other words between them and the label are few."""
    heads = heads_of(list(words[:-1]), width)
    if heads is None or sum(1 for a in words[heads.after :] if not a.text.endswith((":", "："))) > _HEADED_ROWS:
        return None
    return heads


def _is_list(runs: list[Run], heads: Heads | None) -> bool:
    """Whether labels with one figure each are a table: little else stands between them, and words of sentences do not
    follow the figures. What heads the column says so; without it each stands on a line of its own."""
    follows = sum(1 for a, b in pairwise(runs) if a.bottom[0] == b.words[0].begins[0])
    words = sum(len(run.words) for run in runs[1:])
    amounts = sum(1 for run in runs if _AMOUNT.search(run.figures[0].text))
    worded = any(c.isalpha() for run in runs for a in run.figures for c in a.text)
    if follows * 2 > len(runs) or worded or amounts < _ROWS or amounts * 3 < len(runs) * 2:
        return False
    if heads is not None:
        return words <= 2 * len(runs) and not any(sort_of(a.text) for run in runs[1:] for a in run.words[:-1])
    return len(runs) > _ROWS and words <= len(runs) and not any(a.inline for run in runs for a in run.figures)


def _grid(
    runs: list[Run], placed: list[Placed | None], width: int, first_words: tuple[Atom, ...], heads: Heads | None
) -> Poured:
    units = [_unit_of(row) for row in placed]
    notes = 2 if any(unit is not None for unit in units) else 1
    offset = notes + any(row is not None and row.note is not None for row in placed)
    cells: list[Cell] = []
    row = 0
    start = heads.first if heads is not None else _first_heading(first_words)
    if heads is not None:
        parts = [part.location for level in heads.levels for span, _, _ in level for part in span.parts]
        taken = {(where.line, where.start) for where in parts}
        for atom in first_words[start : heads.after]:
            # A unit or a title among the headings speaks of the whole table.
            if not any((part.location.line, part.location.start) in taken for part in atom.span.parts):
                noting = sort_of(atom.text) == "notes" and offset > notes
                cells.append(Cell(row=row, column=notes if noting else 0, span=atom.span))
                row += 1
    for level in heads.levels if heads is not None else ():
        for span, column, wide in level:
            at = 0 if column < 0 else column + offset
            cells.append(Cell(row=row, column=at, span=span, column_span=wide))
        row += 1
    used = heads.after if heads is not None else start
    headers = row or None
    undated = heads is None and width > 1
    for n, (run, fits) in enumerate(zip(runs, placed, strict=True)):
        words = first_words[used:] if n == 0 else fits.words if fits is not None else tuple(run.words)
        unit = units[n]
        lines = _labels(words[:-1] if unit is not None else words)
        for words_of in lines[:-1]:
            cells.append(Cell(row=row, column=0, span=words_of))
            row += 1
        if lines:
            cells.append(Cell(row=row, column=0, span=lines[-1]))
        if unit is not None:
            cells.append(Cell(row=row, column=1, span=unit))
        if fits is not None and fits.note is not None:
            cells.append(Cell(row=row, column=notes, span=fits.note, role="note"))
        figures = fits.cells if fits is not None else tuple(a.whole for a in run.figures)
        for k, span in enumerate(figures):
            at = offset + k + (0 if fits is not None else width)
            basis = "preference" if fits is None or undated else None
            split = fits is not None and fits.split
            cells.append(Cell(row=row, column=at, span=span, split=split, basis=basis))
        row += 1
    columns = max(cell.column + cell.column_span for cell in cells)
    ordered = tuple(sorted((c for c in cells if c.span.text), key=lambda c: (c.row, c.column)))
    grid = Grid(form="tokens", rows=row, columns=columns, cells=ordered, headers=headers)
    top = first_words[start] if start < len(first_words) else runs[0].figures[0]
    return Poured(begins=top.begins, ends=runs[-1].bottom, grid=grid)


def _unit_of(row: Placed | None) -> Span | None:
    """The unit in a cell of its own between a label and its figures: `(百万円)`."""
    if row is None or len(row.words) < 2 or heading_kind(row.words[-1].text) != "unit":
        return None
    return row.words[-1].span


def _first_heading(words: tuple[Atom, ...]) -> int:
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
        torn = text[:1].islower() or above.endswith((",", "-", "(")) or above.count("(") > above.count(")")
        if out and torn and len(above) + len(text) <= 2 * _LABEL:
            out[-1] = Span.join([out[-1], atom.span])
        else:
            out.append(atom.span)
    return out
