"""Tables drawn as boxes of `+`, `-` and `|`: the drawing says where every cell stands.

What turns into what: lines → the screen columns of the drawing → rows between its rules, each cell with all its lines
→ grid. Words that a narrow box broke are whole again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import regex as re

from extract.model import Cell, Grid, Span
from extract.tables.chunks import screen_columns
from extract.tables.delimited import Numbered
from extract.tables.folding import fold_columns
from extract.tables.ragged import is_value
from extract.tables.storeys import without_storeys
from extract.vocab import Vocabulary, made_of_words

# One character for one, so that places stay.
_UPRIGHT, _LEVEL, _CROSSED = "│┃║", "─━═", "┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋"
_PLAIN = str.maketrans({**dict.fromkeys(_UPRIGHT, "|"), **dict.fromkeys(_LEVEL, "-"), **dict.fromkeys(_CROSSED, "+")})
_RULE = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_WORD = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"\s*\|.*\|\s*")
_KEPT_BLANK = "\N{NO-BREAK SPACE}"
# Of the lines of a table whose rows are parted by rules at least this share are rules.
_RULED = 0.2

Box = tuple[int, int]
"""The first and the last but one boundary of a cell."""


def end_of_box(lines: list[Numbered], first: int) -> int:
    """The index after the last line of the box that begins at `first`; `first` when none begins there."""
    if not _RULE.fullmatch(lines[first][1].translate(_PLAIN)):
        return first
    end = first + 1
    while end < len(lines):
        text = lines[end][1].translate(_PLAIN)
        if not (_LINE.fullmatch(text) or _RULE.fullmatch(text)):
            break
        end += 1
    return end if end > first + 2 else first


def box_to_grid(lines: list[Numbered]) -> Grid | None:
    """The lines of a box to its grid.

    >>> lines = list(enumerate(["+------+----+", "| Fees | 12 |", "+------+----+"]))
    >>> [(cell.column, cell.text) for cell in box_to_grid(lines).cells]
    [(0, 'Fees'), (1, '12')]
    """
    drawn = [(number, text, text.translate(_PLAIN)) for number, text in lines]
    rules = [n for n, (_, _, plain) in enumerate(drawn) if _RULE.fullmatch(plain)]
    bounds, ambiguous = _bounds(drawn, rules)
    groups: list[list[int]] = [[]]
    headers: int | None = None
    for n, (_, _, plain) in enumerate(drawn):
        if not _RULE.fullmatch(plain):
            groups[-1].append(n)
            continue
        if "=" in plain and headers is None:
            headers = sum(map(bool, groups))
        groups.append([])
    kept = [group for group in groups if group]
    begun = [sum(map(_begins_row, (drawn[n][2] for n in group))) for group in kept]
    if sum(n > 1 for n in begun) > sum(n == 1 for n in begun):
        # Rules stand around the body and the heading only: every line is a row.
        headers = len(kept[0]) if len(kept) > 1 else None
        kept = [[n] for group in kept for n in group]
    rows: list[dict[Box, list[Span]]] = []
    for row in kept:
        boxes: dict[Box, list[Span]] = {}
        for n in row:
            number, text, plain = drawn[n]
            for box, span in _boxes(number, text, plain, bounds, ambiguous):
                if span.text:
                    boxes.setdefault(box, []).append(span)
        rows.append(boxes)
    words = _Words([piece.text for piece in pieces] for boxes in rows for pieces in boxes.values())
    cells: list[Cell] = []
    for r, boxes in enumerate(rows):
        for (start, end), pieces in sorted(boxes.items()):
            span = _whole(pieces, bounds[end] - bounds[start] - 3, words)
            cells.append(Cell(row=r, column=start, column_span=end - start, span=span))
    if not cells:
        return None
    grid = Grid(form="pipe", rows=len(kept), columns=len(bounds) - 1, cells=tuple(cells), headers=headers or None)
    return without_storeys(fold_columns(grid))


def _begins_row(plain: str) -> bool:
    """Whether a line has a label and a figure."""
    cells = plain.strip().strip("|").split("|")
    return bool(cells[0].strip()) and any(is_value(cell) for cell in cells[1:])


def _bounds(drawn: Sequence[tuple[int, str, str]], rules: Sequence[int]) -> tuple[list[int], int]:
    """The screen columns of the drawing's uprights, and how wide characters such as △ are in it."""
    bounds = sorted({at for n in rules for at, c in enumerate(drawn[n][2]) if c == "+"})
    inside = set(bounds)
    best = (len(drawn) + 1, 1)
    for ambiguous in (1, 2, 0):
        off = 0
        for _, text, plain in drawn:
            if "|" in plain:
                at = screen_columns(text, ambiguous)
                off += sum(at[n] not in inside for n, c in enumerate(plain) if c == "|")
        best = min(best, (off, ambiguous))
    return bounds, best[1]


def _boxes(number: int, text: str, plain: str, bounds: list[int], ambiguous: int) -> list[tuple[Box, Span]]:
    """The cells of a line between the uprights that stand on boundaries."""
    at = screen_columns(text, ambiguous)
    column = {bound: n for n, bound in enumerate(bounds)}
    cuts = [n for n, c in enumerate(plain) if c == "|" and at[n] in column]
    found = []
    for left, right in pairwise(cuts):
        box = (column[at[left]], column[at[right]])
        found.append((box, Span.of(text[left + 1 : right], line=number, start=left + 1).strip()))
    return found


class _Words:
    """The words of a table: `all` of them, and those that are `whole`, for they do not begin a line of a cell that
    another line precedes."""

    def __init__(self, cells: Iterable[Sequence[str]]) -> None:
        self.all: set[str] = set()
        self.whole: set[str] = set()
        for lines in cells:
            for n, line in enumerate(lines):
                found = _WORD.findall(line)
                self.all.update(found)
                self.whole.update(found[1:] if n else found)


@made_of_words
def _known(vocabulary: Vocabulary) -> frozenset[str]:
    """The words of the names of concepts, in small letters, and the one that ends labels of counts at two times."""
    named = (word for entry in vocabulary.concepts for name in entry.en for word in _WORD.findall(name.lower()))
    return frozenset(named) | {"respectively"}


def _whole(pieces: Sequence[Span], room: int, words: _Words) -> Span:
    """The lines of a cell as one text. A word too long for its box is broken so that its rest fills a line, and its
    beginning stands on a line of its own: `cash` / `e` / `quivalents` → `cash equivalents`. Blanks that must not break
    make one word of several, which fills line after line: `(In milli` / `ons, excep` / `t amounts)`. Or the table
    prints the word whole elsewhere, and the rest nowhere else: `a` / `ctivities:` → `activities:`."""
    if not pieces:
        return Span("")
    whole = pieces[0]
    broken = False
    for n, (above, below) in enumerate(pairwise(pieces), start=1):
        head, rest = above.text, below.text.split(" ")[0]
        before = len(pieces[n - 2].text) if n > 1 else room
        full = len(rest) == room and rest[:1].isalpha() and " " not in head
        # There was room for the beginning in the line above, were it a word.
        drawn = broken or ((before + 1 + len(head) <= room or n == 1) and _may_be_one(head, rest))
        one = _are_one_word(head, rest)
        broken = full and (drawn if one is None else one)
        whole = Span.join([whole, below], "" if broken or _torn(head, rest, words) else "\n")
    return whole


def _are_one_word(head: str, rest: str) -> bool | None:
    """Whether what ends a line and what begins the next are one word, or two; None where neither is known."""
    above, below = _WORD.findall(head)[-1:], _WORD.match(rest)
    if not above or below is None or not head.endswith(above[0]):
        return None
    if (above[0] + below[0]).lower() in _known():
        return True
    return False if below[0].lower() in _known() else None


def _may_be_one(head: str, rest: str) -> bool:
    """Whether a word may go on so in the next line: in small letters, all in capitals, or with blanks in it that must
    not break."""
    if _KEPT_BLANK in head + rest:
        return head[-1:].isalpha()
    return head.isalpha() and (rest[:1].islower() or (head + rest).isupper())


def _torn(head: str, rest: str, words: _Words) -> bool:
    """Whether the last word above and the first below are one."""
    above, below = _WORD.findall(head)[-1:], _WORD.match(rest)
    if not above or below is None or not below[0].islower() or not head.endswith(above[0]):
        return False
    return above[0] + below[0] in words.all and below[0] not in words.whole
