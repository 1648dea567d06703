"""What tells that two lines are one cell, and the rows of a heading that follow from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

import regex as re

from extract.lex.calendar_words import MONTH
from extract.lex.fold import fold_figures as fold
from extract.lex.periods import find_periods
from extract.model import Span
from extract.tables.ragged import is_value

_OPEN_END = re.compile(r"(?:[,、(（自至]|\b(?:of|the|and|to|for|at))\s*$", re.I)
LENGTH_END = re.compile(r"\b(?:ended|ending|months|weeks|quarter|year)\s*$", re.I)
_YEAR_FIRST = re.compile(r"\s*(?:19|20)\d\d\b")
UNIT_LINE = re.compile(r"[(（]|in (?:thousand|million|billion)s", re.I)
_MONTH_END = re.compile(rf"\b{MONTH}\s*$", re.I)
_DAY_FIRST = re.compile(r"\s*\d{1,2}\s?(?:,|$)")
_DAY_END = re.compile(rf"\b{MONTH}\s{{0,3}}\d{{1,2}}\s{{0,3}},\s*$", re.I)
_QUARTER_END = re.compile(r"第\s?(?:[1-4１-４一二三四]四?)?\s*$|[1-4１-４]\s?四\s*$")
_QUARTER_REST = re.compile(r"\s*(?:[1-4１-４一二三四]?\s?四)?半期|\s*[1-4１-４一二三四]四半期")
_WORD = re.compile(r"\S+")
_DIGITS = re.compile(r"\d+")
_AND_FIRST = re.compile(r"(?:and|or|to|through|&|[-–—])\s", re.I)
_OPENING, _CLOSING = "(（[［", ")）]］"

Line = Mapping[int, Span]
"""The cells of a line by column; column 0 is the labels'."""


def goes_on(above: str, below: str) -> bool:
    """Whether two lines are one cell: the first is the open beginning of a period, or of a phrase.

    >>> goes_on("September 1,", "2023"), goes_on("Three Months", "Ended"), goes_on("2023", "Revenue:")
    (True, True, False)
    """
    above, below = above.strip(), below.strip()
    if not above or not below or is_value(above) or awaits_another(above, below):
        return False
    if broken_quarter(above, below):
        return True
    if _OPEN_END.search(above):
        return not UNIT_LINE.match(below)
    if LENGTH_END.search(above) and (LENGTH_END.match(below) or find_periods(below)):
        return True
    if below[0] in _CLOSING or (_depth(above) > 0 and below[0] not in _OPENING):
        return True
    if _MONTH_END.search(above) and _DAY_FIRST.match(below):
        return True
    torn = any(mention.torn and mention.month for mention in find_periods(above))
    return torn and bool(_YEAR_FIRST.match(below))


def broken_quarter(above: str, below: str) -> bool:
    """Whether a line ends within the word of a quarter and the line below goes on with its rest: what the first says by
    itself, a year, is not what both say.

    >>> broken_quarter("2025年3月期第3四", "半期累計期間"), broken_quarter("2025年3月期", "第3四半期")
    (True, False)
    """
    return _QUARTER_END.search(above) is not None and _QUARTER_REST.match(below) is not None


def awaits_another(above: str, below: str) -> bool:
    """Whether a day is open for its year and the line below is none: the year stands under it, in a row of its own.

    >>> [awaits_another("December 31,", line) for line in ("Consolidated Balance Sheets", "2023", "and June 30,")]
    [True, False, False]
    """
    return bool(_DAY_END.search(above)) and not (_YEAR_FIRST.match(below) or _AND_FIRST.match(below))


def _depth(text: str) -> int:
    """How many brackets a text leaves open."""
    return sum(text.count(c) for c in _OPENING) - sum(text.count(c) for c in _CLOSING)


def pieces_over(text: str, columns: int) -> list[tuple[int, int]]:
    """Where the headings of so many columns begin and end in a text, as many columns for each; none where it is one.

    >>> [text[a:b] for text in ["（自 2023年 （自 2024年"] for a, b in pieces_over(text, 2)]
    ['（自 2023年', '（自 2024年']
    """
    words = list(_WORD.finditer(text))
    alike = [_DIGITS.sub("0", fold(word[0])) for word in words]
    size = len(words) // columns
    if size and not len(words) % columns and alike == alike[:size] * columns:
        return [(words[n * size].start(), words[(n + 1) * size - 1].end()) for n in range(columns)]
    spans = [(mention.start, mention.end) for mention in find_periods(text)]
    if len(spans) < 2 or columns % len(spans) or text[: spans[0][0]].strip() or text[spans[-1][1] :].strip():
        return []
    apart = all(not text[left[1] : right[0]].strip() for left, right in pairwise(spans))
    return spans if apart else []


def spread_over(line: Line, columns: Sequence[int]) -> dict[int, Span]:
    """A line of headings whose cells stand over the columns to their right as well: `July 1, June 25,` in the first of
    two columns is a heading for each of them."""
    out = dict(line)
    for column in sorted(column for column in line if column in columns):
        behind = [c for c in columns if c > column]
        free = [column, *takewhile(lambda c: c not in line, behind)]
        for count in range(len(free), 1, -1):
            pieces = pieces_over(line[column].text, count)
            if len(pieces) == count:
                out |= {c: line[column].cut(*piece) for c, piece in zip(free, pieces, strict=False)}
                break
    return out


def headings_to_rows(lines: Sequence[dict[int, Span]], columns: set[int]) -> list[dict[int, Span]]:
    """Lines of a heading to its rows: `July 30,` | `January` / `2023` | `29,` / `2023` → `July 30, 2023` | `January 29,
    2023`. Two lines are one row where a cell goes on in the line below and no cell below stands under none, or where
    each fills the columns that the other leaves free.
    """
    rows: list[dict[int, Span]] = []
    for line in lines:
        if rows and _same_row(rows[-1], line, columns):
            row = rows[-1]
            for column, span in line.items():
                row[column] = Span.join([row[column], span], "\n") if column in row else span
        else:
            rows.append(dict(line))
    return rows


def _same_row(above: Line, below: Line, columns: set[int]) -> bool:
    upper, lower = {c for c in above if c > 0}, {c for c in below if c > 0}
    if not upper or not lower:
        return False
    if not upper & lower:
        return len(upper | lower) > 2 and upper | lower == columns
    if not lower <= upper or (0 in above and 0 in below):
        return False
    if any(goes_on(above[c].text, below[c].text) for c in lower):
        return True
    return len(lower) > 1 and all(_one_period(above[c].text, below[c].text) for c in lower)


def _one_period(above: str, below: str) -> bool:
    """Whether two lines name one period together: `令和６年度` / `中間連結会計期間`."""
    whole = f"{above}{below}"
    return any(m.start < len(above) < m.end for m in find_periods(whole))
