"""Words of a page that are the contents of several cells → one word for each cell.

A text without white space is one word to the library, even where a drawn rule runs through it or where two figures
touch because their columns do:

    令和６年４月|令和７年３月     a rule stands between two letters
    (33,273)(47,024)          two figures that can be parted in one way only
    10月11月12月              the names of months below the points of a chart
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from extract.model.layout import Rule, Word
from extract.tables.pdf_lines import is_cjk

_FIGURE = re.compile(
    r"\([0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?\)|[-−△▲]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2}(?=\(|$))?"
)
_FIGURES = re.compile(rf"(?:{_FIGURE.pattern}){{2,12}}")
_MONTH = re.compile(r"(?:1[0-2]|[1-9])月")
_MONTHS = re.compile(rf"(?:{_MONTH.pattern}){{2,12}}")
_LEAST_LETTERS = 4
_OFF_EM = 0.3  # how far a rule may stand from where two letters meet; letters are measured by their kind only


def words_to_cells(words: Iterable[Word], down: Sequence[Rule]) -> list[Word]:
    """The words, those that rules cut or that hold several figures in pieces."""
    ordered = sorted(down, key=lambda r: r.at)
    ats = [rule.at for rule in ordered]
    out: list[Word] = []
    for word in words:
        if not word.upright or len(word.text) < _LEAST_LETTERS:
            out.append(word)
            continue
        cuts = figures_of(word.text)
        if not cuts and ats:
            near = ordered[bisect_left(ats, word.x0 + 0.3 * word.size) : bisect_right(ats, word.x1 - 0.3 * word.size)]
            level = word.base - 0.3 * word.size
            cuts = letters_at(word, [r.at for r in near if r.low < level < r.high])
        out.extend(pieces_of(word, cuts) if cuts else [word])
    return out


def figures_of(text: str) -> list[int]:
    """Where to cut a text that is nothing but several figures with groups of thousands or brackets, or several months.

    >>> figures_of("(33,273)(47,024)"), figures_of("19,44835,553"), figures_of("19,448"), figures_of("9月10月11月")
    ([8], [6], [], [2, 5])
    """
    if _MONTHS.fullmatch(text):
        return [found.start() for found in _MONTH.finditer(text)][1:]
    if not _FIGURES.fullmatch(text):
        return []
    return [found.start() for found in _FIGURE.finditer(text)][1:]


def letters_at(word: Word, rules: Sequence[float]) -> list[int]:
    """Before which letters the rules stand that run through a word; none if one of them runs through a letter.

    Neither a number nor a word of Latin letters is ever cut: it may stick out of its cell.
    """
    edges = edges_of(word)
    cuts: list[int] = []
    for at in rules:
        k = min(range(len(edges)), key=lambda i: abs(edges[i] - at))
        if not may_part(word.text[:k], word.text[k:]) or abs(edges[k] - at) > _OFF_EM * word.size:
            return []
        if k not in cuts:
            cuts.append(k)
    return cuts


def may_part(before: str, after: str) -> bool:
    """Whether two texts that touch may be of two cells: they meet at a Japanese letter or at brackets.

    >>> may_part("令和６年４月", "令和７年"), may_part("20", "23年"), may_part("(12)", "(34)")
    (True, False, True)
    """
    if not before or not after:
        return False
    if is_cjk(before[-1]) or (is_cjk(after[0]) and not before[-1].isdigit()):
        return True
    return before[-1] in ")）" and after[0] in "(（"


def edges_of(word: Word) -> list[float]:
    """Where the letters of a word begin, and where the last ends, by the breadth of their kind."""
    widths = [breadth(c) for c in word.text]
    step = (word.x1 - word.x0) / sum(widths)
    edges = [word.x0]
    for width in widths:
        edges.append(edges[-1] + width * step)
    return edges


def breadth(letter: str) -> float:
    """About how wide a letter is, in ems."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.28 if letter in ".,:;'|!ilj" else 0.33 if letter in "()-" else 0.5


def pieces_of(word: Word, cuts: Sequence[int]) -> list[Word]:
    """A word cut before some of its letters."""
    edges = edges_of(word)
    bounds = [0, *sorted(cuts), len(word.text)]
    return [
        msgspec.structs.replace(
            word,
            text=word.text[start:end],
            x0=word.x0 if not start else edges[start],
            x1=word.x1 if end == len(word.text) else edges[end],
            glued=word.glued and not start,
            apart=bool(start),
        )
        for start, end in pairwise(bounds)
    ]
