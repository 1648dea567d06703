"""Atoms to runs, and runs to rows of one width.

A run is words and the figures behind them. How many figures a row of the table has is known from the rows that agree;
a run that has others is made to fit only where that can be done in one way: figures of a label go back to it
(`Level 1 34,000 35,000`), glued digits part (`75,18338,798`), a figure and its bracket are one cell.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise, product

import msgspec
import regex as re

from extract.lex.fold import fold_figures as fold
from extract.lex.headings import heading_kind
from extract.lex.numbers import is_year, read_cell
from extract.lex.periods import find_periods
from extract.model import Span
from extract.tables.text.atoms import Atom
from extract.tables.text.heads import is_declaration

_NOTE = re.compile(r"\d{1,2}(?:\s?[,、・]\s?\d{1,2}(?!\d))*")
_NOTED, _BARE_ROWS = 3, 2
# Labels that are displaced among figures stand near them.
_WAITING = 6
# What calls itself a sum of what stands above it.
_TOTAL = re.compile(r"\btotals?\b|\bsubtotal\b|^(?:net|gross)\b|[合小]?計$|合計", re.I)
_MOST_TERMS = 8
# The same, with what it is the sum of: `Total` alone may head a column.
_LABELLED_TOTAL = re.compile(r"^total\s\p{L}[\p{L}\s,’'&-]+$|^\p{Han}[^\d:：。]{1,20}合計$", re.I)
_UNIT = re.compile(r"[(（]?[%％‰][)）]?")
_MARK = re.compile(r"[(]\d[)]")
_DIGITS = re.compile(r"\D")
_BARE = re.compile(r"\d{1,4}")
_BRACKETED = re.compile(r"[(].*[)]%?")
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_LEGAL = re.compile(r"(?:0|[1-9]\d{0,2})(?:,\d{3})*(?:\.\d+)?|\.\d+")
# Whole figures that are grouped, or have five digits and more and are not; a table prints them in one manner if so many
# are grouped for one row that has another.
_LONG = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{5,})(?![\d,])")
_ONE_MANNER = 4
# No row of a table of glued figures is longer; what is, cannot be parted with certainty.
_MOST_DIGITS, _MOST_WAYS = 60, 64


class Run(msgspec.Struct, kw_only=True):
    """Words, and the figures that follow them; `bottom` is the line and the character it ends at, `walled` tells
    that a wall stands before it."""

    words: list[Atom]
    figures: list[Atom]
    bottom: tuple[int, int] = (0, 0)
    walled: bool = False


class Row(msgspec.Struct, frozen=True):
    """The figures of a row and the words that precede them.

    `split` tells that figures were cut out of glued ones; `known`, that each stands in its column, from left to right;
    `sure`, that the words are theirs; `clean`, that no other words stand beside these; `doubted`, that the figures may
    stand in other columns. `bottom` is the line and the character the row ends at.
    """

    words: tuple[Atom, ...]
    cells: tuple[Span, ...]
    bottom: tuple[int, int]
    split: bool = False
    note: Span | None = None
    known: bool = True
    sure: bool = True
    clean: bool = True
    doubted: bool = False


def atoms_to_runs(atoms: list[Atom]) -> list[Run]:
    """Atoms to runs; a wall ends a run, and words before it belong to none."""
    runs: list[Run] = []
    now = Run(words=[], figures=[])
    for atom in atoms:
        if atom.kind == "wall":
            if now.figures:
                runs.append(now)
            now = Run(words=[], figures=[], walled=True)
        elif atom.kind == "words":
            if _goes_on(now, atom):
                now.words[-1] = _longer(now.words[-1], atom)
                now.bottom = atom.ends
                continue
            if now.figures:
                runs.append(now)
                now = Run(words=[], figures=[])
            now.words.append(atom)
        else:
            now.figures.append(atom)
            now.bottom = atom.ends
    if now.figures:
        runs.append(now)
    return runs


def _goes_on(run: Run, atom: Atom) -> bool:
    """Whether words are the rest of the label of the row above, whose figures stand in the label's first line."""
    return (
        bool(run.words and run.figures)
        and run.words[-1].uncut is not None
        and run.words[-1].begins[0] == run.figures[-1].ends[0] == atom.begins[0] - 1
        and atom.uncut is None
        and atom.text[:1].islower()
        and len(atom.text) < 80
    )


def _longer(label: Atom, rest: Atom) -> Atom:
    return msgspec.structs.replace(label, span=Span.join([label.span, rest.span]), uncut=None)


def glued(run: Run) -> bool:
    """Whether figures of the run are several without a blank between: `75,18338,798` is no figure."""
    return any(atom.digits and not _LEGAL.fullmatch(atom.digits) and "," in atom.digits for atom in run.figures)


def usual_width(runs: list[Run]) -> int:
    """The number of figures that most runs have; of two as frequent the smaller."""
    counts: Counter[int] = Counter()
    for run in runs:
        many = sum(_fewest(atom) for atom in run.figures)
        counts[many] += 1
        if many > 1 and run.figures[0].inline and _BARE.fullmatch(run.figures[0].text):
            counts[many - 1] += not _BARE.fullmatch(run.figures[1].text)  # `Net sales3 4,100 4,200`
    return max(counts, key=lambda width: (counts[width], -width), default=0)


def first_width(runs: list[Run]) -> int | None:
    """The number of figures of each of the first runs, if it is one for all of them and more than one."""
    counts = {sum(_fewest(atom) for atom in run.figures) for run in runs}
    return counts.pop() if len(runs) > 2 and len(counts) == 1 and counts != {1} else None


def _fewest(atom: Atom) -> int:
    """How many figures an atom is at the least."""
    return len(_FIGURES.findall(atom.digits)) or 1


def width_behind_notes(runs: list[Run], headed: bool) -> int | None:
    """How many figures a row has behind a column of notes; None where there is none. Rows with a note have one figure
    more, a small number in front. A heading over it settles that; without one, rows with and without are several."""
    noted = [len(run.figures) - 1 for run in runs if len(run.figures) > 1 and _is_note(run.figures[0])]
    bare = [len(run.figures) for run in runs if run.figures and not _is_note(run.figures[0])]
    width = max(set(noted), key=lambda n: (noted.count(n), n), default=0)
    if headed:
        return width or None
    return width if noted.count(width) >= _NOTED and bare.count(width) >= _BARE_ROWS else None


def _is_note(atom: Atom) -> bool:
    return not atom.inline and atom.lead is None and _NOTE.fullmatch(fold(atom.text)) is not None


def without_note(run: Run, width: int) -> tuple[Run, Span | None]:
    """A run of a table of `width` columns behind one of notes: without its note, and the note."""
    if len(run.figures) != width + 1 or not _is_note(run.figures[0]):
        return run, None
    return msgspec.structs.replace(run, figures=run.figures[1:]), run.figures[0].span


def runs_to_rows(runs: list[Run], notes: list[Span | None], width: int, *, cut: bool) -> list[Row]:
    """Runs to rows of `width` figures.

    Figures of whole rows behind one label are its row and rows whose labels stand elsewhere. Labels between figures of
    rows that are whole only together are given in order, and not believed. What is left has no columns.
    """
    rows: list[Row] = []
    waiting: list[Run] = []

    def give_up() -> None:
        rows.extend(
            Row(tuple(run.words), tuple(a.whole for a in run.figures), run.bottom, known=False, sure=False)
            for run in waiting
        )
        waiting.clear()

    for run, note in zip(runs, notes, strict=True):
        row = fit(run, width, cut=cut)
        if row is not None:
            give_up()
            # A sign that stands before the words and not before its figure: the words are not its label.
            torn = any(not any(map(str.isalnum, atom.text)) and not _UNIT.fullmatch(atom.text) for atom in row.words)
            clean = _is_clean(row.words) or not rows
            rows.append(msgspec.structs.replace(row, note=note or row.note, sure=not torn, clean=clean and not torn))
            continue
        waiting.append(run)
        figures = [atom for held in waiting for atom in held.figures]
        several = len(figures) > width > 1 and len(figures) % width == 0 and not any(map(glued, waiting))
        if several and any(len(held.figures) > width for held in waiting):
            sure = len(waiting) == 1 and bool(rows) and _one_block(waiting[0].words)
            for n in range(0, len(figures), width):
                held = waiting[n // width] if n // width < len(waiting) else None
                bottom = figures[n + width - 1].ends
                cells = tuple(a.whole for a in figures[n : n + width])
                rows.append(Row(tuple(held.words) if held else (), cells, bottom, sure=sure and held is not None))
            waiting.clear()
        elif len(waiting) > _WAITING:
            give_up()
    give_up()
    return rows


def with_ungrouped_doubts(rows: list[Row]) -> list[Row]:
    """The rows of a table that groups digits in threes: where one of five digits or more is not (`$13667`
    for `$13` and `667`), digits of two cells may have run together, and its row is not believed."""
    long = [[digits for span in row.cells for digits in _LONG.findall(fold(span.text))] for row in rows]
    grouped = sum("," in digits for found in long for digits in found)
    bare = [any("," not in digits for digits in found) for found in long]
    if sum(bare) * _ONE_MANNER > grouped:
        return rows
    return [msgspec.structs.replace(row, doubted=row.doubted or odd) for row, odd in zip(rows, bare, strict=True)]


def _is_clean(words: tuple[Atom, ...]) -> bool:
    """Whether a row has one label, and what stands directly above it heads rows: `Current assets:`."""
    if not words or words[-1].text[:1].islower() or not _one_block(list(words)):
        return False
    return all(atom.text.endswith((":", "：")) for atom in words[:-1])


def with_proof(rows: list[Row]) -> list[Row]:
    """The rows of a table in which labels stand away from figures: labels are believed where totals are the sums of
    rows above them.

    One label too many at the head of a stretch, and one too few at its end, shift all others: then sums stand at rows
    that do not call themselves totals. If some do so, only what a total proves is believed, stretch by stretch.
    """
    clean = [row.clean and row.sure and row.known and bool(row.words) for row in rows]
    totals = [_is_total(row) for row in rows]
    sums = [_is_sum(rows, n) for n in range(len(rows))]
    proven = {n for n in range(len(rows)) if clean[n] and totals[n] and sums[n]}
    shifted = any(clean[n] and not totals[n] and sums[n] for n in range(len(rows)))
    believed = set(range(len(rows))) if proven and not shifted else set[int]()
    for n in proven if shifted else ():
        start = n
        while start > 0 and clean[start - 1]:
            start -= 1
        believed |= set(range(start, n + 1))
    return [msgspec.structs.replace(row, sure=clean[n] and n in believed) for n, row in enumerate(rows)]


def _is_total(row: Row) -> bool:
    return bool(row.words) and _TOTAL.search(row.words[-1].text) is not None


def leaves_total(run: Run) -> bool:
    """Whether the label of a total begins a run and another label follows it, so that no figures stand behind it:
    `流動資産合計` / `固定資産` / `土地` / `8,120`. Then figures stand before their labels, or elsewhere."""
    if len(run.words) < 2 or heading_kind(run.words[1].text) == "unit":
        return False
    return _LABELLED_TOTAL.search(run.words[0].text) is not None and not is_declaration(run.words[0].text)


def _is_sum(rows: list[Row], at: int) -> bool:
    """Whether a row is, in every column, the sum of two to eight rows above it."""
    width = len(rows[at].cells)
    above = [row for row in rows[max(0, at - _MOST_TERMS) : at] if len(row.cells) == width]
    columns = [[_amount(row.cells[c]) for row in above] for c in range(width)]
    sums = [_amount(span) for span in rows[at].cells]
    return width > 1 and any(
        all(total == sum(column[-terms:]) != 0 for total, column in zip(sums, columns, strict=True))
        for terms in range(2, len(above) + 1)
    )


def _amount(span: Span) -> Decimal:
    figures = read_cell(span.text).figures
    return figures[0].value if figures else Decimal(0)


def _one_block(words: list[Atom]) -> bool:
    """Whether words stand line below line, so that the last of them is the label of what follows."""
    return all(a.ends[0] + 1 >= b.begins[0] for a, b in pairwise(words))


def fit(run: Run, width: int, *, cut: bool = False) -> Row | None:
    """The run as a row of `width` figures, or None where it is none or can be made one in several ways; `cut` tells
    that figures of this table are glued, so that a legal one (`643614`) may be two.

    >>> from extract.tables.text.atoms import lines_to_atoms
    >>> [[s.text for s in fit(r, 2).cells] for r in atoms_to_runs(lines_to_atoms([(1, "Tax 18,380 97,202")]))]
    [['18,380', '97,202']]
    """
    figures = run.figures
    if len(figures) == width and not glued(run):
        return Row(tuple(run.words), tuple(a.whole for a in figures), run.bottom)
    found = _back_to_label(run, width) or _marked(run, width) or _pairs(run, width) or _like_year(run, width)
    return found or (_parted(run, width) if cut else None)


def _marked(run: Run, width: int) -> Row | None:
    """`Total inventories`, `(1)`, `8,698`, `8,454`, `(1)`: the mark of a note behind a label, and the same mark before
    the note, which follows the figures."""
    figures = run.figures
    if (
        not figures
        or not run.words
        or _MARK.fullmatch(figures[0].text) is None
        or len(figures) not in (width + 1, width + 2)
    ):
        return None
    amounts, after = figures[1 : width + 1], figures[width + 1 :]
    if any(atom.text != figures[0].text for atom in after) or any(len(_DIGITS.sub("", a.text)) < 3 for a in amounts):
        return None
    return Row(tuple(run.words), tuple(a.whole for a in amounts), amounts[-1].ends, note=figures[0].span)


def _like_year(run: Run, width: int) -> Row | None:
    """`Tax`, `1951`, `1661.4`, `2192.7`: what looks like a year is the figure that the row lacks. It may be the heading
    of the row as well, where a figure is missing: so the row is not believed on its own."""
    if width < _SEVERAL or len(run.figures) != width - 1 or len(run.words) < _SEVERAL:
        return None
    label, year = run.words[-2:]
    if not is_year(year.text) or is_declaration(label.text) or not any(map(str.isalpha, label.text)):
        return None
    if find_periods(label.text):
        return None
    cells = (year.span, *(atom.whole for atom in run.figures))
    return Row(tuple(run.words[:-1]), cells, run.bottom, doubted=True)


# So few figures of a row, or words before them, tell nothing.
_SEVERAL = 2


def _back_to_label(run: Run, width: int) -> Row | None:
    """Figures that are too many and stand in the line of the words: the label's own."""
    over = len(run.figures) - width
    if over <= 0 or not run.words:
        return None
    lead = run.figures[:over]
    inline = sum(1 for atom in run.figures if atom.inline)
    label = run.words[-1]
    if inline == over and label.uncut is not None:
        whole = msgspec.structs.replace(label, span=label.uncut)
        return Row((*run.words[:-1], whole), tuple(a.whole for a in run.figures[over:]), run.bottom)
    same_line = all(a.begins[0] == label.ends[0] for a in lead)
    if same_line and all(_BARE.fullmatch(a.text) for a in lead) and len(lead) <= 2:
        after = run.figures[over]
        if after.begins[0] == label.ends[0] and "," not in after.text and _BARE.fullmatch(after.text):
            return None  # `Note 5 12 9`: which is the label's
        joint = "" if lead[0].begins == label.ends else " "
        whole = msgspec.structs.replace(label, span=Span.join([label.span, *(a.span for a in lead)], joint))
        return Row((*run.words[:-1], whole), tuple(a.whole for a in run.figures[over:]), run.bottom)
    return None


def _pairs(run: Run, width: int) -> Row | None:
    """`3,285` `(332)` `3,501` `(355)`: two columns whose cells hold a figure and a figure in brackets."""
    figures = run.figures
    if len(figures) != 2 * width or width < 2:
        return None
    if any(_BRACKETED.fullmatch(fold(a.text)) is None for a in figures[1::2]):
        return None
    if any(_BRACKETED.fullmatch(fold(a.text)) is not None for a in figures[::2]):
        return None
    pairs = zip(figures[::2], figures[1::2], strict=True)
    return Row(tuple(run.words), tuple(Span.join([a.whole, b.whole]) for a, b in pairs), run.bottom)


def _parted(run: Run, width: int) -> Row | None:
    """Glued figures parted where that gives the number of columns in exactly one way.

    Digits stand in groups of three behind commas; parts of one figure have as many decimals each.
    """
    missing = width - len(run.figures)
    glued = [n for n, a in enumerate(run.figures) if len(a.digits) > 1]
    total = sum(len(a.digits) for a in run.figures)
    if missing < 0 or not glued or total > _MOST_DIGITS or width > 12:
        return None
    ways: list[list[Span]] = []
    options = [_partings(a, missing + 1) for a in run.figures]
    if any(not found for found in options):
        return None
    size = 1
    for found in options:
        size *= len(found)
    if size > _MOST_WAYS * 16:
        return None
    for choice in product(*options):
        if sum(map(len, choice)) == width:
            ways.append([span for spans in choice for span in spans])
    if len(ways) != 1:
        return None
    return Row(tuple(run.words), tuple(ways[0]), run.bottom, split=True)


def _partings(atom: Atom, most: int) -> list[list[Span]]:
    """All ways to part a figure into one to `most` legal ones: `643614` whole, or `643`, `614` and others.

    >>> from extract.tables.text.atoms import lines_to_atoms
    >>> [[s.text for s in way] for way in _partings(lines_to_atoms([(1, "Net 75,18338,798")])[1], 2)]
    [['75,183', '38,798']]
    """
    digits, text = atom.digits, fold(atom.text)
    if not digits:
        return [[atom.whole]]
    at = text.index(digits)
    found: list[list[tuple[int, int]]] = []
    grouped = "," in digits or len(digits) <= 6

    def go(start: int, cuts: list[tuple[int, int]]) -> None:
        if start == len(digits):
            found.append(list(cuts))
            return
        if len(cuts) == most or len(found) > _MOST_WAYS:
            return
        for end in range(start + 1, len(digits) + 1):
            piece = digits[start:end]
            if _LEGAL.fullmatch(piece) or (end - start == len(digits) and not grouped):
                go(end, [*cuts, (start, end)])

    go(0, [])
    ways: list[list[Span]] = []
    for cuts in found:
        decimals = {len(digits[a:b].partition(".")[2]) for a, b in cuts}
        if len(cuts) > 1 and len(decimals) > 1:
            continue
        edges = [0, *(at + b for _, b in cuts[:-1]), len(text)]
        spans = [atom.span.cut(a, b).strip() for a, b in pairwise(edges)]
        if atom.lead is not None:
            spans[0] = Span.join([atom.lead, spans[0]], "")
        ways.append(spans)
    return ways
