"""A stream of text to its tables: where rows of one width begin and end, and what heads their columns.

Contract: lines that no table explains are left to the prose reader; a table names the characters it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise, zip_longest

import msgspec
import regex as re

from extract.lex.headings import heading_kind
from extract.lex.numbers import read_cell
from extract.model import Grid, Span
from extract.tables.delimited import Numbered
from extract.tables.text.apart import Apart, columns_apart
from extract.tables.text.atoms import Atom, Place, lines_to_atoms
from extract.tables.text.grids import first_label, rows_to_grid
from extract.tables.text.heads import Heads, headings, headings_off, is_declaration, sort_of
from extract.tables.text.period_rows import Placed, tables_of_period_rows
from extract.tables.text.poured_bars import bars_to_grid, find_bars
from extract.tables.text.record_lines import tables_of_record_lines
from extract.tables.text.runs import (
    Row,
    Run,
    atoms_to_runs,
    first_width,
    fit,
    glued,
    leaves_total,
    runs_to_rows,
    usual_width,
    width_behind_notes,
    with_proof,
    with_ungrouped_doubts,
    without_note,
)
from extract.tables.text.unit_lines import tables_of_unit_lines

# A table shows as so many rows alike; so many of another width in a row begin another table.
_ROWS, _OTHERS = 3, 3
# So many rows tell how many figures most have; no table is longer than this.
_NEAR, _MOST_RUNS = 12, 4000
# So far below others may the rows of a table go on.
_BETWEEN = 24
# How far back from the first row its headings may begin.
_HEADING_WORDS = 48
_AMOUNT = re.compile(r"\d,\d{3}|[%％$¥€£₩()△]|\d\.\d")


class Poured(msgspec.Struct, frozen=True, kw_only=True):
    """A table in a stream: the line and character at which it begins, those after its end, and its grid."""

    begins: Place
    ends: Place
    grid: Grid


def poured_tables(lines: list[Numbered]) -> list[Poured]:
    """The tables of lines that nobody set in columns, top to bottom."""
    return _around(tables_of_record_lines, lines, _without_record_lines)


def _without_record_lines(lines: list[Numbered]) -> list[Poured]:
    """The tables that no records of several lines are made of."""
    return _around(tables_of_unit_lines, lines, _without_unit_lines)


def _around(
    tables: Callable[[list[Numbered]], Iterable[tuple[int, int, Grid]]],
    lines: list[Numbered],
    others: Callable[[list[Numbered]], list[Poured]],
) -> list[Poured]:
    """Tables of one kind, and the others that stand between them."""
    found: list[Poured] = []
    free = 0
    for first, after, grid in tables(lines):
        found += others(lines[free:first])
        begins, ends = lines[first][0], lines[after - 1]
        found.append(Poured(begins=(begins, 0), ends=(ends[0], len(ends[1])), grid=grid))
        free = after
    return found + others(lines[free:])


def _without_unit_lines(lines: list[Numbered]) -> list[Poured]:
    """The tables whose columns no line of units heads."""
    atoms = lines_to_atoms(lines)
    found: list[Poured] = []
    for bars in reversed(list(find_bars(atoms))):
        begins, ends = bars.title.begins, atoms[bars.after - 1].ends
        found.append(Poured(begins=begins, ends=ends, grid=bars_to_grid(bars)))
        atoms[bars.first : bars.after] = [msgspec.structs.replace(bars.title, kind="wall")]
    runs = atoms_to_runs(atoms)
    placed = list(tables_of_period_rows(runs, atoms))
    found += [Poured(begins=each.begins, ends=each.ends, grid=each.grid) for each in placed]
    parts = _parts(_without(runs, placed))
    for part, below in zip_longest(parts, parts[1:]):
        apart = columns_apart(part[0]) if len(part) == 1 else None
        found += _tables(part, below[0] if below else None) if apart is None else [_of_columns(part[0], apart)]
    return sorted(found, key=lambda table: table.begins)


def _without(runs: list[Run], placed: list[Placed]) -> list[Run]:
    """The runs that no table holds; a wall stands where one stood."""
    for table in reversed(placed):
        below = runs[table.after : table.after + 1]
        below = [msgspec.structs.replace(run, words=run.words[table.taken :], walled=True) for run in below]
        runs = [*runs[: table.first], *below, *runs[table.after + 1 :]]
    return runs


def _of_columns(run: Run, apart: Apart) -> Poured:
    """The table whose columns were poured one after the other."""
    labels = [atom.begins for row in apart.rows for atom in row.words]
    begins = min([run.words[apart.heads.first].begins, *labels])
    aside = tuple(atom for atom in run.words if atom.begins >= begins and atom.begins not in labels)
    heads = msgspec.structs.replace(apart.heads, first=0, after=len(aside))
    first = msgspec.structs.replace(apart.rows[0], words=aside + apart.rows[0].words)
    grid = rows_to_grid([first, *apart.rows[1:]], apart.width, heads, scattered=True)
    return Poured(begins=begins, ends=run.bottom, grid=grid)


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


def _tables(runs: list[Run], below: Run | None = None) -> list[Poured]:
    """The tables of runs below one set of headings: one, or more where the number of columns changes for good. `below`
    is the run that follows them."""
    found: list[Poured] = []
    headed = any(sort_of(atom.text) == "notes" for atom in runs[0].words)
    notes: list[Span | None] = [None] * len(runs)
    behind = width_behind_notes(runs, headed)
    if behind is not None:
        bare = [without_note(run, behind) for run in runs]
        runs, notes = [run for run, _ in bare], [note for _, note in bare]
    start = 0
    while start < len(runs):
        width = usual_width(runs[start : start + _NEAR])
        if width == 1:  # a list of single figures below the first rows of a table is not what these are made by
            width = first_width(runs[start : start + _ROWS]) or width
        cut = sum(map(glued, runs[start : start + _NEAR])) > 1
        begin, end = _extent(runs[start : start + _MOST_RUNS], width, cut=cut)
        if end == 0:
            break
        within = slice(start, start + end)
        following = [
            *runs[start + 1 : start + end + 1],
            *([below] if below is not None and start + end == len(runs) else []),
        ]
        displaced = any(map(leaves_total, following))
        table = _table(runs[within], notes[within], begin, width, cut=cut, displaced=displaced)
        if table is not None:
            found.append(table)
        start += max(end, 1)
    return found


def _extent(runs: list[Run], width: int, *, cut: bool) -> tuple[int, int]:
    """(the first row of `width` figures, the number of runs up to the last before others begin); (0, 0) for none."""
    fits: list[bool] = []
    begun = False
    for n, run in enumerate(runs):
        fits.append(fit(run, width, cut=cut) is not None)
        begun = begun or fits[-1]
        others = {len(other.figures) for other in runs[max(0, n - _OTHERS + 1) : n + 1]}
        if begun and n >= _OTHERS and len(others) == 1 and not any(fits[-_OTHERS:]):
            if _goes_on_below(runs, n + 1, width, cut=cut):
                continue
            del fits[-_OTHERS:]
            break
    if not begun:
        return 0, 0
    end = len(fits)
    while not fits[end - 1] and len(runs[end - 1].figures) < 2 * width:
        end -= 1
    return fits.index(True), end


def _goes_on_below(runs: list[Run], start: int, width: int, *, cut: bool) -> bool:
    """Whether rows of so many figures go on below others: a unit stands behind the label of every one of them, as it
    does above. `発行済株式総数` of two kinds, each figure behind the name of its kind, is one row of such a table."""
    above = [run for run in runs[:start] if fit(run, width, cut=cut) is not None]
    below = [run for run in runs[start : start + _BETWEEN] if fit(run, width, cut=cut) is not None]
    rows = [*above, *below]
    return (
        width > 2
        and min(len(above), len(below)) >= _ROWS
        and all(run.words and _is_unit(run.words[-1]) for run in rows)
    )


def _is_unit(atom: Atom) -> bool:
    return heading_kind(atom.text) == "unit"


def _table(
    runs: list[Run], notes: list[Span | None], begin: int, width: int, *, cut: bool, displaced: bool
) -> Poured | None:
    """One table, if enough of its rows agree; where labels are `displaced`, they stand before no figures of theirs."""
    rows = runs_to_rows(runs, notes, width, cut=cut)
    scattered = (
        displaced
        or any(row.known and not row.sure and row.words for row in rows)
        or (_is_spaced(runs) and any(not row.words for row in rows))
    )
    paired = _is_paired(rows, width)
    words = _words_over(rows[0], width, paired=paired)
    heads = headings(words, width, scattered=scattered, paired=paired)
    if heads is None and begin:
        runs, notes = runs[begin:], notes[begin:]
        rows = runs_to_rows(runs, notes, width, cut=cut)
        words = _words_over(rows[0], width, paired=paired)
        heads = headings(words, width, scattered=scattered, paired=paired)
    agree = [row for row in rows if row.sure and row.words]
    amounts = sum(1 for row in agree if any(_AMOUNT.search(cell.text) for cell in row.cells))
    need = 2 if width > 1 and (heads is not None or _says_units(agree)) else _ROWS
    if len(agree) < need or len(agree) * (3 if scattered else 2) < len(rows) or (amounts == 0 and heads is None):
        return None
    if width == 1 and not _is_list(runs, heads):
        return None
    rows[0] = msgspec.structs.replace(rows[0], words=words)
    start = heads.first if heads is not None else first_label(words)
    top = words[start] if start < len(words) else runs[0].figures[0]
    rows = with_ungrouped_doubts(with_proof(rows) if scattered else rows)
    grid = rows_to_grid(rows, width, heads, scattered=scattered)
    return Poured(begins=top.begins, ends=rows[-1].bottom, grid=grid)


def _says_units(rows: list[Row]) -> bool:
    """Whether each figure of some rows says what it is, column by column the same: `JPY 5 billion`, `up 4.1 %`."""
    kinds = {
        tuple((f.currency, f.percent) for span in row.cells for f in read_cell(span.text).figures[:1]) for row in rows
    }
    return len(kinds) == 1 and all(currency or percent for kind in kinds for currency, percent in kind)


def _words_over(row: Row, width: int, *, paired: bool) -> tuple[Atom, ...]:
    """The words before the figures of a first row: headings, and its label."""
    words = row.words[-_HEADING_WORDS:]
    return (*words[:-1], *headings_off(words[-1], width, paired=paired)) if words else ()


def _is_paired(rows: list[Row], width: int) -> bool:
    """Whether an amount and a percentage stand in turn: `$715`, `16%`, `$577`, `11%`."""
    whole = [row for row in rows if row.known]
    return width % 2 == 0 and all(
        ("%" in span.text or "％" in span.text) == bool(n % 2) for row in whole for n, span in enumerate(row.cells)
    )


def _is_spaced(runs: list[Run]) -> bool:
    """Whether blank lines stand between figures: blocks of a page, not cells of rows that follow each other."""
    gaps = [b.begins[0] - a.ends[0] for run in runs for a, b in pairwise(run.figures)]
    return sum(1 for gap in gaps if gap > 1) * 2 > len(gaps)


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
