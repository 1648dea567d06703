"""Raw text of a page → words with size, weight and colour, as the page is displayed; what nobody sees is set apart."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

from extract.model.layout import Word

Matrix = tuple[float, float, float, float, float, float]
_SEEN = 16 | 32  # filled or stroked: FZ_STEXT_FILLED, FZ_STEXT_STROKED
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"[(\[]?(?:[0-9]{1,2}|[a-z]|[*†‡§]{1,3})[)\]]?(?:,[(\[]?(?:[0-9]{1,2}|[a-z])[)\]]?){0,3}")
_SMALLER, _LARGEST = 0.8, 2.5  # how much larger than a mark the word is that it hangs on
_RISE = (0.15, 0.75)  # of the larger type
_MOST_HOSTS = 200
_LOOK_AHEAD = 8
_LEVEL = 0.99
_RUNS = {90: (0, -1), 180: (-1, 0), 270: (0, 1)}  # where text runs that is level when the page is turned so far


class Style:
    """What the words of one span share."""

    __slots__ = ("base", "bold", "color", "mark", "seen", "size", "text", "x0", "x1")

    def __init__(self, span: dict[str, Any]) -> None:
        flags = span["flags"]
        self.size = span["size"]
        self.bold = bool(flags & 16)
        self.mark = bool(flags & 1)
        self.color = span["color"]
        self.seen = bool(span["char_flags"] & _SEEN) and span.get("alpha", 255) > 8
        self.base = span["origin"]
        self.text = letters(span["text"])
        box = span["bbox"]
        self.x0, self.x1 = box[0], box[2]


def raw_to_words(
    raw: list[tuple[Any, ...]], blocks: list[dict[str, Any]], matrix: Matrix
) -> tuple[list[Word], list[Word]]:
    """Words that are painted, and words that are not (invisible or fully transparent)."""
    words: list[Word] = []
    unseen: list[Word] = []
    plain = matrix[0] == 1 and matrix[1] == 0 and matrix[4] == 0 and matrix[5] == 0
    for group, line in words_with_lines(raw, blocks):
        spans = [Style(span) for span in line["spans"]]
        upright, turn = how_it_runs(line, matrix)
        if len(spans) > 1:
            spans = [span for span in spans if span.text]
        pieces = [(*item[:5], spans[0], False) for item in group] if len(spans) == 1 else line_to_pieces(group, spans)
        for x0, y0, x1, y1, text, style, glued in pieces:
            base = style.base[1]
            if not plain:
                base = style.base[0] * matrix[1] + style.base[1] * matrix[3] + matrix[5]
                x0, y0, x1, y1 = turned_box((x0, y0, x1, y1), matrix)
            if not upright:
                base = y1
            word = Word(x0, y0, x1, y1, text, style.size, base, style.bold, style.color, style.mark, upright, glued)
            word.turn = turn
            (words if style.seen else unseen).append(word)
    return words, unseen


def mark_raised(words: list[Word]) -> None:
    """Small figures and letters right behind a larger word and above its base line are raised marks, whatever the file
    calls them: `Total` and, by itself, `(3)`."""
    small = [w for w in words if w.upright and not w.mark and _MARK.fullmatch(w.text)]
    if not small:
        return
    hosts = sorted((w for w in words if w.upright and not w.mark), key=lambda w: w.base)
    bases = [w.base for w in hosts]
    for word in small:
        near = hosts[bisect_left(bases, word.base) : bisect_right(bases, word.base + _RISE[1] * _LARGEST * word.size)]
        if any(is_raised(word, host) for host in near[:_MOST_HOSTS]):
            word.mark = True
            word.text = word.text.translate(_RAISED) if word.text.isdigit() else word.text


def is_raised(word: Word, host: Word) -> bool:
    """Whether a word stands as a mark behind another: smaller, a little above its base line, touching it."""
    low, high = _RISE
    return (
        word.size <= _SMALLER * host.size <= _SMALLER * _LARGEST * word.size
        and low * host.size <= host.base - word.base <= high * host.size
        and -0.1 * host.size <= word.x0 - host.x1 <= 0.4 * host.size
    )


def how_it_runs(line: dict[str, Any], matrix: Matrix) -> tuple[bool, int]:
    """Whether a line runs from left to right on the page as displayed, and by how much to turn the page if not."""
    if line["wmode"]:
        return False, 0
    x, y = turned(line["dir"], matrix)
    turn = next((turn for turn, (a, b) in _RUNS.items() if a * x + b * y > _LEVEL), 0)
    return x > _LEVEL, turn


def words_with_lines(
    raw: list[tuple[Any, ...]], blocks: list[dict[str, Any]]
) -> Iterator[tuple[list[tuple[Any, ...]], dict[str, Any]]]:
    """The words of each line with its spans.

    Both lists are in the same order, but the numbers of blocks in them need not agree: lines are matched by their
    letters, and a line that finds no match takes the spans of the place where it should be.
    """
    lines = [
        (key, line)
        for block in blocks
        for line in block["lines"]
        if (key := letters("".join(span["text"] for span in line["spans"])))
    ]
    at = start = 0
    for i in range(1, len(raw) + 1):
        if i < len(raw) and raw[i][5] == raw[start][5] and raw[i][6] == raw[start][6]:
            continue
        group = [item for item in raw[start:i] if letters(item[4])]
        start = i
        if not group or not lines:
            continue
        key = "".join(letters(item[4]) for item in group)
        match = next((k for k in range(at, min(at + _LOOK_AHEAD, len(lines))) if lines[k][0] == key), None)
        if match is None:
            yield group, lines[min(at, len(lines) - 1)][1]
            continue
        at = match + 1
        yield group, lines[match][1]


def letters(text: str) -> str:
    """A text without white space and characters of no width."""
    return "".join(text.split()).strip("\u200b\u200c\u200d\ufeff\u00ad")


def line_to_pieces(raw: list[tuple[Any, ...]], spans: list[Style]) -> list[tuple[Any, ...]]:
    """Words of one line, each with its span; a raised mark becomes a piece of its own.

    `Revenue²` set as `Revenue` and a raised `2` gives the pieces `Revenue` and `²`, so that no reader of the text
    takes the mark for a digit.
    """
    owners = [k for k, span in enumerate(spans) for _ in span.text]
    pieces: list[tuple[Any, ...]] = []
    at = 0
    for x0, y0, x1, y1, text, *_ in raw:
        size = len(letters(text))
        mine = owners[at : at + size] or owners[-1:]
        at += size
        if size != len(text):
            mine = mine[:1]
        if mine[0] == mine[-1]:
            pieces.append((x0, y0, x1, y1, raised(text, spans[mine[0]]), spans[mine[0]], False))
            continue
        begin, edge = 0, x0
        for i in range(1, len(mine) + 1):
            style = spans[mine[begin]]
            if i < len(mine) and (spans[mine[i]].mark, spans[mine[i]].seen) == (style.mark, style.seen):
                continue
            end = x1 if i == len(mine) else min(max(edge, spans[mine[i]].x0), x1)
            run = text[begin:i] if i < len(mine) else text[begin:]
            pieces.append((edge, y0, end, y1, raised(run, style), style, begin > 0))
            begin, edge = i, end
    return pieces


def raised(text: str, style: Style) -> str:
    """A raised figure as Unicode writes it; other text as it is."""
    return text.translate(_RAISED) if style.mark and len(text) <= 2 and text.isdigit() else text


def turned(direction: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    """A direction of the page as drawn on the page as displayed."""
    x, y = direction
    return x * matrix[0] + y * matrix[2], x * matrix[1] + y * matrix[3]


def turned_box(box: tuple[float, float, float, float], matrix: Matrix) -> tuple[float, float, float, float]:
    """A box of the page as drawn on the page as displayed.

    >>> turned_box((24, 400, 38, 442), (0, 1, -1, 0, 842, 0))
    (400, 24, 442, 38)
    """
    a, b, c, d, e, f = matrix
    xs = sorted((box[0] * a + box[1] * c + e, box[2] * a + box[3] * c + e))
    ys = sorted((box[0] * b + box[1] * d + f, box[2] * b + box[3] * d + f))
    return xs[0], ys[0], xs[1], ys[1]
