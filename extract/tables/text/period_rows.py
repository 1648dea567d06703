"""Rows that are periods below names of measures, poured cell by cell.

What turns into what:

    Net sales / Operating profit / Profit attributable to / owners of parent        one to a line, or all on one
    Six months ended
    Million yen / % / Million yen / % / Million yen / %
    September 30, 2031 / 101,601 / 13.0 / 7,714 / 114.0 / 5,424 / 115.8

→ names over one column of amounts and one of rates each, the units below them, rows. How many columns there are, the
figures of the rows tell, which are as many in each. Names that were wrapped come in pieces: which pieces are one name
is known where the vocabulary knows all of the names and they can be made in one way only; else there must be a line for
each column. Where neither holds, there is no table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex as re

from extract.lex.fold import fold
from extract.lex.headings import heading_kind
from extract.lex.periods import find_periods
from extract.model import Cell, Grid, Span
from extract.tables.text.atoms import Atom
from extract.tables.text.heads import is_declaration, sort_of
from extract.tables.text.runs import Run
from extract.vocab import Vocabulary, made_of_words

# So many figures has a row at the most; so many pieces may names come in, and so many lines is a name wrapped into.
_MOST_COLUMNS, _MOST_PIECES = 16, 24
_LONGEST_NAME = 60
_PERIODS = ("year", "day", "date", "length", "name")
_RATE = re.compile(r"[(（]?[%％][)）]?")
_ENDING = re.compile(r"end(?:ed|ing)\b", re.I)
_WORD = re.compile(r"[^\W_]+")
_NO_NAME = re.compile(r"^\s*[(（\[]|[.。:：;]\s*$|\d{2}|^\s*\d")
# What may stand beside the period in the label of a row: `(forecast)`, `As of`.
_BESIDE, _LEAST_SHARE = 24, 0.5


class Placed(NamedTuple):
    """A table and the runs it is made of: their first, the one after the last, and how many words of that one are the
    end of its last label."""

    first: int
    after: int
    taken: int
    begins: tuple[int, int]
    ends: tuple[int, int]
    grid: Grid


class _Head(NamedTuple):
    names: list[tuple[Span, int]]
    units: list[Span]
    stub: Span | None
    begins: tuple[int, int]


class _Line(NamedTuple):
    label: Span
    cells: tuple[Span, ...]


def tables_of_period_rows(runs: Sequence[Run], atoms: Sequence[Atom]) -> Iterator[Placed]:
    """The tables among runs whose rows are periods, top to bottom. Of the atoms that the runs are made of, the last
    words, which no figures follow, may end a label."""
    last = next((n for n in range(len(atoms), 0, -1) if atoms[n - 1].kind != "words"), 0)
    walled = last > 0 and atoms[last - 1].kind == "wall"
    runs = [*runs, Run(words=list(atoms[last:]), figures=[], walled=walled)]
    at = 0
    while at < len(runs):
        found = _table(runs, at)
        if found is None:
            at += 1
            continue
        yield found
        at = max(found.after, at + 1)


def _table(runs: Sequence[Run], first: int) -> Placed | None:
    run = runs[first]
    width = len(run.figures)
    if not 2 <= width <= _MOST_COLUMNS or not run.words:
        return None
    head, label = _head_and_label(run)
    lines: list[_Line] = []
    at, taken = first, 0
    while at < len(runs) and len(runs[at].figures) == width:
        words = [atom.span for atom in runs[at].words[taken:]] if at > first else [label] if label is not None else []
        if len(words) != 1:
            break
        below = runs[at + 1] if at + 1 < len(runs) and not runs[at + 1].walled else None
        rest = below.words if below is not None and (len(below.words) > 1 or not below.figures) else []
        whole, taken = _whole_label(words[0], rest)
        if whole is None:
            break
        lines.append(_Line(whole, tuple(atom.whole for atom in runs[at].figures)))
        at += 1
        if at < len(runs) and runs[at].walled:
            break
    if not lines:
        return None
    found = _names(head, width, lines)
    if found is None or (len(lines) < 2 and not found.units):
        return None
    taken = taken if at < len(runs) else 0
    last = runs[at - 1]
    ends = runs[at].words[taken - 1].ends if taken else last.bottom
    return Placed(first, at, taken, found.begins, ends, _grid(found, lines, width))


def _head_and_label(run: Run) -> tuple[list[Span], Span | None]:
    """The words before the first row, and its label, which may stand behind names on their line."""
    spans = [atom.span for atom in run.words]
    if sort_of(spans[-1].text) in _PERIODS and (_is_period(spans[-1].text) or not _is_dated(spans[-1].text)):
        return spans[:-1], spans[-1]
    text = spans[-1].text
    found = find_periods(text)
    if not found or text[found[-1].end :].strip():
        return spans, None
    start = found[-1].start
    for mention in reversed(found[:-1]):
        if text[mention.end : start].strip(" ,") in ("", "of", "of the"):
            start = mention.start
    return [*spans[:-1], spans[-1].cut(0, start).strip()], spans[-1].cut(start, len(text)).strip()


def _whole_label(label: Span, rest: Sequence[Atom]) -> tuple[Span | None, int]:
    """The label of a row, and how many words below its figures are the end of it: `2nd Quarter of the Year`, figures,
    `Ending March, 2031`."""
    if rest and not _is_dated(label.text):
        joined = Span.join([label, rest[0].span])
        goes_on = _ENDING.match(rest[0].text) is not None or not _is_dated(rest[0].text)
        if goes_on and _is_dated(joined.text) and _is_period(joined.text):
            return joined, 1
    return (label, 0) if _is_period(label.text) else (None, 0)


def _is_dated(text: str) -> bool:
    """Whether a text names one period whose year it tells."""
    found = find_periods(text)
    return len(found) == 1 and not found[0].torn and (found[0].finish is not None or found[0].year is not None)


def _is_period(text: str) -> bool:
    """Whether a label is a period and little else.

    >>> [_is_period(t) for t in ("September 30, 2031", "As of March 31, 2031", "Net sales", "Sales of fiscal 2031")]
    [True, True, False, False]
    """
    if sort_of(text) not in _PERIODS:
        return False
    covered = sum(mention.end - mention.start for mention in find_periods(text)) or len(text)
    beside = len(text) - covered
    return (
        beside <= _BESIDE and covered >= _LEAST_SHARE * len(text) and not re.match(r"\p{L}+\s+of\s+(?:fiscal|FY)", text)
    )


# --- names --------------------------------------------------------------------------------------------------------


def _names(words: list[Span], width: int, lines: list[_Line]) -> _Head | None:
    """Names, units and the head of the labels among the words before the first row."""
    rest = [part for word in words for part in _units_apart(word)]
    stub = rest.pop() if rest and _is_stub(rest[-1].text) else None
    units: list[Span] = []
    while rest and len(units) < width and heading_kind(rest[-1].text) == "unit" and not is_declaration(rest[-1].text):
        units.insert(0, rest.pop())
    if units and len(units) != width:
        return None
    if stub is None and rest and _is_stub(rest[-1].text):
        stub = rest.pop()
    if not units and _declares_units(rest):
        return None
    candidates: list[Span] = []
    while rest and len(candidates) < _MOST_PIECES and _may_be_name(rest[-1].text):
        candidates.insert(0, rest.pop())
    for rates in (frozenset[int](), _rates(units, lines, width)):
        owners = [column for column in range(width) if column not in rates]
        named = _known_names(candidates, len(owners)) or _a_line_each(candidates, len(owners))
        if named is None:
            continue
        bounds = [*owners, width]
        names = [(span, after - column) for span, (column, after) in zip(named, pairwise(bounds), strict=True)]
        begins = min(_begin(span) for span in named)
        return _Head(names, units, stub, begins)
    return None


def _units_apart(line: Span) -> list[Span]:
    """The pieces of a line that holds nothing but units, behind the head of the labels: `Nine months ended`, `Million
    yen`, `%`, `Yen`. A line of anything else is one piece.

    >>> [piece.text for piece in _units_apart(Span.of("As of Million yen %", line=1))]
    ['As of', 'Million yen', '%']
    """
    words = [found.span() for found in re.finditer(r"\S+", line.text)]
    for lead in range(min(_LONGEST_UNIT, len(words)) + 1):
        stub = line.cut(0, words[lead - 1][1]) if lead else None
        if stub is not None and not _is_stub(stub.text):
            continue
        cuts = list(_cut_into_units(line.text, words[lead:]))
        if len(cuts) > 1:
            return [*([stub] if stub is not None else []), *(line.cut(a, b) for a, b in cuts)]
    return [line]


def _cut_into_units(text: str, words: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where the units stand, the longest first, if words are nothing but units; else nowhere."""
    cuts: list[tuple[int, int]] = []
    n = 0
    while n < len(words):
        ends = range(min(n + _LONGEST_UNIT, len(words)), n, -1)
        end = next((e for e in ends if heading_kind(text[words[n][0] : words[e - 1][1]]) == "unit"), None)
        if end is None:
            return []
        cuts.append((words[n][0], words[end - 1][1]))
        n = end
    return cuts


# `Thousands of U.S. dollars`
_LONGEST_UNIT = 4


def _begin(span: Span) -> tuple[int, int]:
    where = span.parts[0].location
    return where.line or 0, where.start or 0


def _is_stub(text: str) -> bool:
    """`Six months ended`, `As of`: what the labels of rows begin with."""
    return _AS_OF.fullmatch(text.strip()) is not None or (sort_of(text) in ("length", "day") and not _is_dated(text))


_AS_OF = re.compile(r"as\s+(?:of|at)", re.I)


def _declares_units(words: Sequence[Span]) -> bool:
    """Whether a heading of columns that is a unit stands right above: then these are others than were looked for."""
    return bool(words) and heading_kind(words[-1].text) == "unit" and not is_declaration(words[-1].text)


def _may_be_name(text: str) -> bool:
    words = _key(text)
    if words and set(words) <= _OF_DIVIDENDS:
        return True
    return (
        len(text) <= 4 * _LONGEST_NAME
        and any(map(str.isalpha, text))
        and _NO_NAME.search(text) is None
        and sort_of(text) == ""
        and not is_declaration(text)
    )


def _rates(units: list[Span], lines: list[_Line], width: int) -> frozenset[int]:
    """The columns of rates that stand behind amounts: below a sign of percent, or with it in all their cells."""
    if units:
        signs = [_RATE.fullmatch(unit.text) is not None for unit in units]
    else:
        signs = [all(_PERCENT.search(line.cells[column].text) for line in lines) for column in range(width)]
    return frozenset(column for column in range(1, width) if signs[column] and not signs[column - 1])


_PERCENT = re.compile(r"[%％]")


def _a_line_each(candidates: list[Span], count: int) -> list[Span] | None:
    """The candidates, if there is one for each column and each stands on a line of its own."""
    if len(candidates) != count or any(len(span.text) > _LONGEST_NAME for span in candidates):
        return None
    apart = all(_begin(a)[0] < _begin(b)[0] for a, b in pairwise(candidates))
    # A capital shows that a line begins a name; nothing does in Japanese, where a name may be wrapped anywhere.
    return candidates if apart and all(span.text[:1].isupper() for span in candidates) else None


def _known_names(candidates: list[Span], count: int) -> list[Span] | None:
    """The names that the vocabulary knows, made of all pieces from one of the candidates on, in one way."""
    for start in range(len(candidates)):
        if 0 < start < len(candidates) - 1 and _key(candidates[start - 1].text) in _known_words().names:
            return None  # there are more names than columns
        pieces = candidates[start:]
        if len(pieces) >= count:
            ways = list(_ways(pieces, count, apart=True))
            if ways:
                return ways[0] if len(ways) == 1 else None
        words = [span.cut(*found.span()) for span in pieces for found in re.finditer(r"\S+", span.text)]
        if len(words) <= 3 * _MOST_PIECES and (ways := list(_ways(words, count, apart=False))):
            return ways[0] if len(ways) == 1 else None
    return None


def _ways(pieces: list[Span], count: int, *, apart: bool) -> Iterator[list[Span]]:
    """The ways, two at the most, in which pieces make so many known names in the order in which these begin. Pieces of
    names that stand side by side follow each other line by line (`apart`); words follow each other."""
    known = _known_words()
    keys = [_key(piece.text) for piece in pieces]
    seen: set[tuple[tuple[str, ...], ...]] = set()
    work = 0
    stack: list[tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]] = [(tuple(range(len(pieces))), ())]
    while stack and len(seen) < 2 and work < _MOST_WORK:
        left, chosen = stack.pop()
        work += 1
        if not left:
            names = tuple(tuple(word for n in group for word in keys[n]) for group in chosen)
            if len(chosen) == count and names not in seen:  # two lines `per share` may be either's
                seen.add(names)
                yield [Span.join([pieces[n] for n in group]) for group in chosen]
            continue
        if len(chosen) == count:
            continue
        for group in _groups(left, keys, known, apart=apart):
            stack.append((tuple(n for n in left if n not in group), (*chosen, group)))


_MOST_WORK = 4000


def _groups(
    left: tuple[int, ...], keys: list[tuple[str, ...]], known: _Known, *, apart: bool
) -> Iterator[tuple[int, ...]]:
    """Groups that begin with the first piece left and are a name."""
    stack: list[tuple[tuple[int, ...], tuple[str, ...]]] = [((left[0],), keys[left[0]])]
    while stack:
        group, words = stack.pop()
        if words in known.names:
            yield group
        if len(group) >= (4 if apart else _MOST_WORDS):
            continue
        after = [n for n in left if n > group[-1]]
        for n in after if apart else after[:1]:
            longer = words + keys[n]
            if longer in known.beginnings:
                stack.append(((*group, n), longer))


_MOST_WORDS = 9


# The columns of dividends in the summary of results, as the exchange's form and its translations name them.
_TIMES_OF_DIVIDENDS = (
    "1st quarter-end", "2nd quarter-end", "3rd quarter-end", "first quarter-end", "second quarter-end",
    "third quarter-end", "end of first quarter", "end of second quarter", "end of third quarter", "year-end",
    "fiscal year-end", "end of year", "end of fiscal year", "total", "annual", "full year",
)  # fmt: skip


class _Known(NamedTuple):
    """All names as words, and all beginnings of names."""

    names: frozenset[tuple[str, ...]]
    beginnings: frozenset[tuple[str, ...]]


@made_of_words
def _known_words(vocabulary: Vocabulary) -> _Known:
    labels = [*(label for concept in vocabulary.concepts for label in concept.labels), *_TIMES_OF_DIVIDENDS]
    names = {_key(label) for label in labels} - {()}
    return _Known(frozenset(names), frozenset(name[:n] for name in names for n in range(1, len(name) + 1)))


def _key(text: str) -> tuple[str, ...]:
    """The words of a name without case, punctuation and endings of the plural; `the` says nothing.

    >>> _key("Profit attributable to owners of the Parent")
    ('profit', 'attributable', 'to', 'owner', 'of', 'parent')
    """
    words = (word.lower() for word in _WORD.findall(fold(text)))
    return tuple(word.removesuffix("s") if len(word) > 3 else word for word in words if word != "the")


_OF_DIVIDENDS = frozenset(word for name in _TIMES_OF_DIVIDENDS for word in _key(name))


def _grid(head: _Head, lines: list[_Line], width: int) -> Grid:
    cells: list[Cell] = []
    column = 1
    for span, wide in head.names:
        cells.append(Cell(row=0, column=column, column_span=wide, span=span))
        column += wide
    headers = 1 + bool(head.units)
    if head.stub is not None:
        cells.append(Cell(row=headers - 1, column=0, span=head.stub))
    cells += [Cell(row=1, column=1 + n, span=span) for n, span in enumerate(head.units)]
    for row, line in enumerate(lines, start=headers):
        cells.append(Cell(row=row, column=0, span=line.label))
        cells += [Cell(row=row, column=1 + n, span=span) for n, span in enumerate(line.cells)]
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return Grid(form="tokens", rows=headers + len(lines), columns=1 + width, cells=ordered, headers=headers)
