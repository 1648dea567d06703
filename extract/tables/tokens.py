"""Tables a converter poured out one token a line: header tokens, then each label followed by its figures."""

from __future__ import annotations

from collections import Counter

import msgspec
import regex as re

from extract.lex.headings import half_bracketed, headings_of
from extract.lex.markup import drop_markup
from extract.lex.numbers import is_year, read_cell
from extract.lex.periods import find_periods
from extract.lex.units import find_units
from extract.model import Cell, Grid, Span
from extract.tables.delimited import Numbered
from extract.tables.shape import header_term, periods_of

_LONGEST = 90
# A currency sign on a line of its own belongs to the figure on the next line.
_MONEY = re.compile(r"(?:US|HK|NT|[ACS])?[$¥€£₩＄￥]")
_DRAWN = re.compile(r"[-=_]{5,}|\.{5,}|</?[a-z]+[^<>]*>\s*$|^\S+\s*\|", re.I)


def _kind(text: str) -> str:
    """figure, label or none (prose, heading, blank)."""
    stripped = text.strip()
    if _MONEY.fullmatch(stripped):
        return "sign"
    if not stripped or len(stripped) > _LONGEST or stripped.startswith(("#", "|", "<")):
        return "none"
    if "\t" in stripped or "  " in stripped or _DRAWN.search(stripped):
        # A line that is drawn as several cells, or as a rule, is no single token.
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
        elif kind != "sign":
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
    tokens = [(i, kind) for i, kind in present if kind not in ("none", "sign")]
    runs = _runs(tokens)
    width = _width(runs)
    if width is None:
        return None
    first = next((n for n, (label, places) in enumerate(runs) if label is not None and len(places) == width), None)
    if first is None:
        return None
    before = [label for label, places in runs[:first] if label is not None and not places]
    levels, headings = _heads(lines, before, width)
    cells: list[Cell] = []
    row = 0
    used = {part.location.line for level in levels for span, _, _ in level for part in span.parts}
    used |= {lines[place][0] for place in headings}
    # Figures before the first whole row fit no column; they are kept as noise with their label.
    for label, places in runs[:first]:
        for offset, place in enumerate([p for p in (label, *places) if p is not None] if places else []):
            cells.append(msgspec.structs.replace(_cell(lines, place, row, width + 1 + offset), role="noise"))
        row += bool(places)
    # Words before the headers (a title, a unit) keep a row each above them.
    for place in [p for p in before if lines[p][0] not in used]:
        cells.append(_cell(lines, place, row, 0))
        row += 1
    for level in levels:
        for text, column, wide in level:
            cells.append(Cell(row=row, column=column, span=text, column_span=wide))
        row += 1
    headers = row or None
    for place in headings:
        cells.append(_cell(lines, place, row, 0))
        row += 1
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
    return Grid(form="tokens", rows=row, columns=columns, cells=ordered, headers=headers)


Level = list[tuple[Span, int, int]]
"""Headers of one row: text, column, columns covered."""


def _heads(lines: list[Numbered], before: list[int], width: int) -> tuple[list[Level], list[int]]:
    """(rows of headers, outermost first; row headings) among the words before the first row.

    Headers are the last unbroken run of words that speak of periods, units or kinds of column: as many as there are
    columns, or outer ones before them that divide the columns. A line may hold several. What follows heads rows.
    """
    pieces = {place: _pieces(lines, place) for place in before}
    runs = _unbroken(before, [len(pieces[p]) > 1 or _speaks(lines[p][1]) for p in before])

    def texts(run: tuple[int, int]) -> list[Span]:
        return [piece for place in before[run[0] : run[1]] for piece in pieces[place]]

    start, end = next((r for r in reversed(runs) if len(texts(r)) >= width), runs[-1] if runs else (0, 0))
    run, headings = texts((start, end)), before[end:]
    if len(run) < width:
        # One column's headers may be plain words; without a period among them nothing says which words they are.
        return [], headings if run else []
    outer, inner = run[:-width], run[-width:]
    levels = _spread(outer, inner)
    return ([], headings) if levels is None else (levels, headings)


def _pieces(lines: list[Numbered], place: int) -> list[Span]:
    """The headings of a line, one or several: `Amount`, `2Q07 3Q07`."""
    number, text = lines[place]
    span = Span.of(text, line=number).strip()
    plain = drop_markup(span)
    return [plain.cut(a, b) for a, b in headings_of(plain.text)] or [span]


def _spread(outer: list[Span], inner: list[Span]) -> list[Level] | None:
    """Headers over the columns: the inner ones over one each, outer ones over one set each within which no inner
    header repeats (`Millions of yen`, `Thousands of U.S. dollars`, `Millions of yen` are two sets), or evenly; a lone
    one before these covers all. None where they fit in no such way."""
    width = len(inner)
    if len(outer) > 1 and _length(whole := Span.join(outer)):
        outer = [whole]  # `Three Months Ended` and `March 31,` on two lines
    levels: list[Level] = [[(span, 1 + n, 1) for n, span in enumerate(inner)]]
    starts, seen = [0], set[str]()
    for n, span in enumerate(inner):
        if span.text in seen:
            starts.append(n)
            seen = set()
        seen.add(span.text)
    if outer and len(starts) > 1 and len(outer) in (len(starts), len(starts) + 1):
        ends = [*starts[1:], width]
        over = outer[-len(starts) :]
        levels.insert(0, [(span, 1 + a, b - a) for span, a, b in zip(over, starts, ends, strict=True)])
        outer = outer[: -len(starts)]
    elif len(outer) > 1:
        if len(starts) > 1 or width % len(outer):
            return None
        wide = width // len(outer)
        levels.insert(0, [(span, 1 + n * wide, wide) for n, span in enumerate(outer)])
        outer = []
    if outer:
        levels.insert(0, [(outer[0], 1, width)])
    return levels


def _length(span: Span) -> bool:
    """Whether words are one period without its year: `Three Months Ended March 31,`."""
    mentions = find_periods(span.text)
    return len(mentions) == 1 and mentions[0].months is not None and mentions[0].finish is None


def _speaks(text: str) -> bool:
    return (header_term(text) or _torn(text)) and not _unit_line(text) and not text.rstrip().endswith((":", "："))


def _unbroken(places: list[int], speaking: list[bool]) -> list[tuple[int, int]]:
    """Runs (start, end) of places that speak of columns."""
    runs: list[tuple[int, int]] = []
    for n in range(len(places)):
        if not speaking[n]:
            continue
        if runs and runs[-1][1] == n:
            runs[-1] = (runs[-1][0], n + 1)
        else:
            runs.append((n, n + 1))
    return runs


def _torn(text: str) -> bool:
    """`(自 2019年4月1日 至`: a piece of a period, one bracket of which stands on another line."""
    if any(mention.torn and mention.month for mention in find_periods(text)):
        return True  # `March 31,` over lines of years
    return half_bracketed(text) and any(ch.isdigit() or ch in "自至" for ch in text)


def _unit_line(text: str) -> bool:
    """`(In millions of U.S. dollars)`: a declaration for the whole table."""
    return any(m.declared for m in find_units(text)) and not periods_of(text) and text.strip()[:1] in "(（[Uu単"


def _cell(lines: list[Numbered], place: int, row: int, column: int) -> Cell:
    number, text = lines[place]
    stripped = text.strip()
    span = Span.of(stripped, line=number, start=text.index(stripped))
    if place > 0 and column > 0 and _MONEY.fullmatch(lines[place - 1][1].strip()):
        above, sign = lines[place - 1]
        span = Span.join([Span.of(sign, line=above).strip(), span])
    return Cell(row=row, column=column, span=span)
