"""Runs of lines that make a table by their values, with the headings above them; prose between tables ends a run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from statistics import median

from extract.lex.calendar_words import MONTH
from extract.lex.units import find_units
from extract.model.layout import Rule
from extract.tables.pdf_lines import Chunk, Line, is_cjk, is_year

_FAR = 3.4
_RULED_FAR = 3.4
_MOST_STEP = 6.0  # of the type: between widely spaced rows
_MOST_HEADER_LINES = 16
_MOST_LEVELS = 5
_TITLE = re.compile(
    r"(?:table|figure|chart|exhibit|graph|fig\.|表|図|第[0-9０-９一二三四五六七八九]+[表図])\s*[0-9０-９A-Z(（]", re.I
)

# What browsers and printers leave between two pages: `Widget Inc. | Q2 2031 Form 10-Q | 7`, `Table of Contents`.
_PAGE_LINE = re.compile(
    r".*\bform\s+(?:10-?[QK]|20-?F|6-?K|8-?K)\b.{0,12}|(?:[-–—]|\|?\s*page)?\s*[0-9]{1,3}(?:\s+of\s+[0-9]{1,3})?\s*[-–—]?"
    r"|table\s+of\s+contents",
    re.I,
)
_ASIDE = re.compile(r"[(（\[［【〔<＜]|単位|in\s", re.I)

_DATE = re.compile(
    rf"\b{MONTH},?\s+[0-9]{{1,2}}\b|[0-9]\s?[年月]|[年月]期",
    re.I,
)


def is_prose(line: Line, width: float) -> bool:
    """A line that one long run of words fills."""
    return any(c.kind == "text" and is_long(c, 7) and c.x1 - c.x0 > 0.7 * width for c in line.chunks)


def is_long(chunk: Chunk, words: int) -> bool:
    """Whether a chunk has that many words, or as many letters as they would have in a script without spaces."""
    return len(chunk.words) >= words or (len(chunk.text) >= 3 * words and is_cjk(chunk.text))


def is_sentence(line: Line) -> bool:
    """A line of prose by its end: what introduces a table, or comments on it, and never stands within one."""
    text = line.chunks[-1].text
    if line.values or any(is_long(c, 4) for c in line.chunks[:-1]):
        return False
    return (text.endswith("。") and len(text) > 12) or (text.endswith(".") and len(line.chunks[-1].words) > 8)


def starts_run(line: Line) -> bool:
    """Whether a line looks like a row of values: a value apart from what stands before it, no long prose."""
    if not line.values or len(line.chunks) < 2:
        return False
    last = max(k for k, c in enumerate(line.chunks) if c.kind != "text")
    return (last > 0 or line.values > 1) and not is_page_line(line)


def lined_up(one: Line, other: Line) -> bool:
    """Whether values of two lines stand below each other: right edges, left edges or middles meet."""
    places = [(d.left, d.x1, d.edge, d.middle) for d in other.chunks if d.kind != "text"]
    for c in one.chunks:
        if c.kind == "text":
            continue
        slack, edge, middle = 0.9 * c.size, c.edge, c.middle
        for x0, x1, their_edge, their_middle in places:
            if (
                abs(c.x1 - x1) < slack
                or abs(edge - their_edge) < slack
                or abs(middle - their_middle) < slack
                or abs(c.left - x0) < 0.4 * slack
            ):
                return True
    return False


def table_starts(lines: Sequence[Line]) -> frozenset[int]:
    """Lines that begin another table below one: a lone title after a gap, and headings above the next labelled row.

    A heading within a table stands apart too, but no headings of columns follow it.
    """
    anchors = [i for i, line in enumerate(lines) if is_labelled(line)]
    return frozenset(
        i
        for i, line in enumerate(lines)
        if len(line.chunks) == 1 and line.chunks[0].kind == "text" and begins_table(lines, i, anchors)
    )


def is_labelled(line: Line) -> bool:
    """A row of values beside a label."""
    return starts_run(line) and line.chunks[0].kind == "text" and any(is_figure(c) for c in line.chunks[1:])


def is_figure(chunk: Chunk) -> bool:
    return chunk.kind == "nil" or (chunk.kind == "value" and not is_year(chunk.text))


def begins_table(lines: Sequence[Line], at: int, anchors: Sequence[int]) -> bool:
    above, below = [k for k in anchors if k < at][-6:], next((k for k in anchors if k > at), 0)
    if len(above) < 2 or at != above[-1] + 1 or not 1 < below - at <= _MOST_HEADER_LINES:
        return False
    rows = [lines[k] for k in above]
    edge = min(c.x0 for line in rows for c in line.chunks if is_figure(c))
    label = median(line.chunks[0].x1 for line in [*rows, lines[below]])
    gap = lines[at].base - lines[at - 1].base
    spanner = _DATE.search(lines[at].chunks[0].text) is not None  # of the columns of the next table
    if (
        (lines[at].x0 > edge and not spanner)
        or gap < 1.3 * run_pitch(lines[above[0] : at])
        or gap < 1.5 * lines[at].size
    ):
        return False
    return any(line.x0 > label or is_unit_line(line) for line in lines[at + 1 : below])


def lines_to_runs(
    lines: Sequence[Line], rules: Sequence[Rule], starts: frozenset[int] = frozenset()
) -> list[tuple[int, int, str]]:
    """Spans of lines that make a table by their values, header lines included; none reaches over a start."""
    runs: list[tuple[int, int]] = []
    start = last = -1
    anchors: list[int] = []

    def close() -> None:
        if len(anchors) >= 2 or (len(anchors) == 1 and headed(lines, start, runs[-1][1] + 1 if runs else 0, rules)):
            runs.append((start, last))

    for i, line in enumerate(lines):
        if start >= 0:
            pitch = run_pitch([lines[k] for k in anchors])
            gap = line.base - lines[i - 1].base
            far = gap > max(_FAR * max(line.size, lines[i - 1].size), 1.9 * pitch) and not keeps_step(lines, i)
            edge = min(c.x0 for k in anchors for c in lines[k].chunks[1:] if c.kind != "text") if anchors else 0.0
            prose = not starts_run(line) and (
                is_sentence(line)
                or any(
                    c.kind == "text" and is_long(c, 6) and c.x0 < edge and c.x1 > edge + 4 * c.size for c in line.chunks
                )
            )
            if (
                far
                or prose
                or is_page_line(line)
                or i in starts
                or i - last > 6
                or (not starts_run(line) and repeats(line, lines[max(0, start - 4) : last]))
                or (len(anchors) > 1 and i > last and dates_columns(line, edge))
            ):
                close()
                start, anchors = -1, []
        if not starts_run(line):
            continue
        if start >= 0:
            near = [lines[k] for k in anchors[-4:]]
            if any(lined_up(line, other) for other in near) or in_columns(line, lines, start, anchors):
                anchors.append(i)
                last = i
                continue
            close()
        start, last, anchors = i, i, [i]
    close()
    out: list[tuple[int, int, str]] = []
    floor = 0
    for a, b in without_headings(lines, runs):
        top = header_start(lines, a, b, floor, rules)
        bottom = tail_end(lines, a, b, rules)
        out.append((top, bottom, "white space"))
        floor = bottom + 1
    return out


def keeps_step(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is one of three rows of figures, each as far from the next: widely spaced rows."""
    for first in (at - 1, at - 2):
        rows = lines[max(0, first) : first + 3]
        if first < 0 or len(rows) < 3 or not all(starts_run(row) for row in rows):
            continue
        step = rows[1].base - rows[0].base
        even = abs(rows[2].base - rows[1].base - step) < 0.1 * rows[1].size
        if even and step < _MOST_STEP * rows[1].size and lined_up(rows[0], rows[1]) and lined_up(rows[1], rows[2]):
            return True
    return False


def in_columns(line: Line, lines: Sequence[Line], start: int, anchors: Sequence[int]) -> bool:
    """Whether a row whose figures meet no figure above still stands in the columns of a run.

    Its label begins where the others do, and each of its figures stands below a figure or a heading:

        Europe              1,204
        Asia        1,999
    """
    first = line.chunks[0]
    if first.kind != "text" or not any(abs(first.x0 - lines[k].x0) < 0.5 * first.size for k in anchors):
        return False
    above = [c for other in lines[max(0, start - _MOST_LEVELS) : start] if len(other.chunks) > 1 for c in other.chunks]
    above += [c for k in anchors for c in lines[k].chunks if c.kind != "text"]
    return all(any(c.x0 < d.x1 and d.x0 < c.x1 for d in above) for c in line.chunks if c.kind != "text")


def without_headings(lines: Sequence[Line], runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs less those that hold nothing but years, right above another run: they are its headings."""
    return [
        (a, b)
        for (a, b), following in zip_longest(runs, runs[1:])
        if following is None
        or following[0] - b > _MOST_LEVELS
        or lines[following[0]].base - lines[b].base > 2 * _MOST_LEVELS * lines[b].size
        or not all(only_years(line) for line in lines[a : b + 1] if starts_run(line))
    ]


def only_years(line: Line) -> bool:
    """Whether all values of a line are years, as in headings."""
    return all(c.kind == "text" or is_year(c.text) for c in line.chunks)


def repeats(line: Line, above: Sequence[Line]) -> bool:
    """Whether a line of several headings was printed above word by word: another table begins."""
    if len(line.chunks) < 2:
        return False
    texts = [c.text for c in line.chunks]
    return any(not other.values and [c.text for c in other.chunks] == texts for other in above)


def ends_in_date(text: str) -> bool:
    """Whether a text says a whole day or month at its end.

    >>> ends_in_date("Three Months Ended June 30"), ends_in_date("Three Months Ended"), ends_in_date("Rigid")
    (True, False, False)
    """
    return any(match.end() >= len(text) - 6 for match in _DATE.finditer(text))


def dates_columns(line: Line, edge: float) -> bool:
    """Whether a line over the values holds nothing but words of several dates: another table begins with it."""
    return (
        len(line.chunks) > 1
        and all(c.x1 > edge for c in line.chunks)
        and all(c.kind == "text" and not is_long(c, 6) for c in line.chunks)
        and sum(_DATE.search(c.text) is not None for c in line.chunks) > 1
    )


def headed(lines: Sequence[Line], at: int, floor: int, rules: Sequence[Rule]) -> bool:
    """Whether a single row of values has headings right over two or more of them."""
    values = [c for c in lines[at].chunks if c.kind != "text"]
    top = header_start(lines, at, at, floor, rules)
    heads = [c for line in lines[top:at] for c in line.chunks]
    if sum(any(h.x0 < v.x1 and h.x1 > v.x0 for h in heads) for v in values) >= 2:
        return True
    return len(values) > 1 and any(stands_over(line, values) for line in lines[top:at])


def stands_over(line: Line, values: Sequence[Chunk]) -> bool:
    """Whether a line holds a date for each of several values, at the head of its box: to the left of it."""
    heads = line.chunks
    if len(heads) != len(values) or sum(_DATE.search(c.text) is not None for c in heads) < len(heads):
        return False
    ends = [*(c.x0 for c in heads[1:]), float("inf")]
    return all(h.x0 <= v.x0 and v.x1 <= end for h, v, end in zip(heads, values, ends, strict=True))


def run_pitch(anchors: Sequence[Line]) -> float:
    steps = [b.base - a.base for a, b in pairwise(anchors)]
    return median(steps) if steps else 0.0


def header_start(lines: Sequence[Line], first: int, last: int, floor: int, rules: Sequence[Rule]) -> int:
    """The first line above a run that stands over its value columns."""
    body = [line for line in lines[first : last + 1] if starts_run(line)]
    body = [line for line in body if not only_years(line)] or body  # a line of years may be the last of the headings
    left = min(line.x0 for line in body)
    labelled = any(line.chunks[0].kind == "text" for line in body)
    edge = min(c.x0 for line in body for c in line.chunks[labelled:] if c.kind != "text")
    right = max(line.x1 for line in body)
    label = median([line.chunks[0].x1 for line in body if line.chunks[0].kind == "text"] or [body[0].chunks[0].x1])
    pitch = run_pitch(body) or 2 * body[0].size
    top = first
    k = first - 1
    while k >= floor and first - k <= _MOST_HEADER_LINES:
        line, below = lines[k], lines[k + 1]
        gap = below.base - line.base
        ruled = top == first and any(line.base < r.at < below.base and r.low < right and r.high > edge for r in rules)
        least = _RULED_FAR if ruled else 2.3
        if (
            gap > max(least * max(line.size, below.size), 1.35 * pitch)
            or is_prose(line, right - left)
            or is_sentence(line)
            or is_page_line(line)
            or (top < first and len(line.chunks) == 1 and is_ruled_off(line, below, left, right, rules))
            or (len(line.chunks) == 1 and is_title(line.chunks[0], left, edge, right))
        ):
            break
        over = [
            c for c in line.chunks if c.x1 > edge - 2 * c.size and c.x0 < right + 2 * c.size and c.x0 > label - c.size
        ]
        wide = [c for c in line.chunks if c.x0 < min(edge, label) and c.x1 > edge + 6 * c.size]
        if wide or (is_unit_line(line) and line.x1 > right - line.size):
            break
        if over and (len(line.chunks) > 1 or over[0].x0 > label - over[0].size):
            top = k
        k -= 1
    while top < first and (is_tail_of_title(lines, top, floor) or is_unit_line(lines[top])):
        top += 1
    if (
        top == first
        and first - 1 >= floor
        and leads_rows(lines[first - 1], body[0], body[0].base - lines[first - 1].base, pitch)
    ):
        top = first - 1
    return top


def is_page_line(line: Line) -> bool:
    """Whether a line counts the pages or leads back to the contents: it stands between two pages, in no table.

    `Fiscal Q2 2031 Form 10-Q        7`: the form, and a page number of three digits at the most.
    """
    if len(line.chunks) > 3 or sum(len(c.text) for c in line.chunks) > 80:
        return False
    return _PAGE_LINE.fullmatch(" ".join(c.text for c in line.chunks)) is not None


def is_title(chunk: Chunk, left: float, edge: float, right: float) -> bool:
    """Whether a lone line is centred over labels and figures together, and not over the figures."""
    slack = 2 * chunk.size
    of_table, of_figures = abs(chunk.middle - (left + right) / 2), abs(chunk.middle - (edge + right) / 2)
    if len(chunk.words) < 2 or not of_table < slack < of_figures:
        return False
    return chunk.x0 < edge - slack or (of_table < 0.5 * chunk.size and not _DATE.search(chunk.text))


def is_ruled_off(line: Line, below: Line, left: float, right: float, rules: Sequence[Rule]) -> bool:
    """Whether a rule over labels and figures alike parts two lines: above the head of a table stands its title."""
    return any(
        line.base < r.at < below.base and r.low <= left + line.size and r.high >= right - line.size and not r.soft
        for r in rules
    )


def is_unit_line(line: Line) -> bool:
    """A lone declaration of the unit, which is of the whole table even where it stands right over its last column."""
    text = line.chunks[0].text
    return (
        len(line.chunks) == 1
        and _ASIDE.match(text) is not None
        and len(text) < 80
        and any(unit.declared for unit in find_units(text))
    )


def is_tail_of_title(lines: Sequence[Line], at: int, floor: int) -> bool:
    """Whether a lone piece at the head of a header is a title: it says so, or goes on from a line that is not in it."""
    line = lines[at]
    if len(line.chunks) > 1:
        return False
    chunk = line.chunks[0]
    if _TITLE.match(chunk.text):
        return True
    if at - 1 < floor or len(lines[at - 1].chunks) > 1 or len(chunk.words) < 3:
        return False
    above = lines[at - 1].chunks[0]
    return (
        line.base - lines[at - 1].base < 1.4 * chunk.size
        and abs(above.size - chunk.size) < 0.3
        and above.words[-1].bold == chunk.words[0].bold
        and min(above.x1, chunk.x1) - max(above.x0, chunk.x0) > 0.5 * (chunk.x1 - chunk.x0)
    )


def leads_rows(line: Line, first: Line, step: float, pitch: float) -> bool:
    """Whether a lone heading above the first values of a table without header is its first row: they hang from it."""
    head, label = line.chunks[0], first.chunks[0]
    return (
        len(line.chunks) == 1
        and head.kind == label.kind == "text"
        and step <= 1.3 * pitch
        and abs(head.size - label.size) < 0.6
        and 0.4 * head.size < label.x0 - head.x0 < 5 * head.size
        and not is_long(head, 8)
    )


def tail_end(lines: Sequence[Line], first: int, last: int, rules: Sequence[Rule]) -> int:
    """The last line of a run with the lines its last label is wrapped into."""
    body = [line for line in lines[first : last + 1] if starts_run(line)]
    edge = min(c.x0 for line in body for c in line.chunks[1:] if c.kind != "text")
    pitch = run_pitch(body)
    end = last
    while end + 1 < len(lines) and goes_on(lines[end], lines[end + 1], edge, pitch, rules):
        end += 1
    return end


def goes_on(above: Line, line: Line, edge: float, pitch: float, rules: Sequence[Rule]) -> bool:
    """Whether a line of words is the rest of the label of the row above it.

    It begins small, hangs from the label, stands between the figures and the rule that ends the table, or is the half
    of a label that its figures stand in the middle of.
    """
    chunk, label = line.chunks[0], above.chunks[0]
    step = line.base - above.base
    if len(line.chunks) > 1:
        return False
    if label.kind != "text":
        return chunk.x1 < label.x0 and step < 0.9 * line.size
    size = max(line.size, above.size)
    if chunk.x1 > edge or step > 1.7 * size or abs(chunk.size - label.size) > 0.6:
        return False
    if chunk.words[0].text[0].islower() or chunk.words[0].text[0] in "(&":
        return step <= 1.25 * size
    hangs = 0.3 * size < chunk.x0 - label.x0 < 3 * size and step < 0.86 * pitch
    return hangs or (step <= 1.25 * size and chunk.x0 >= label.x0 - 1 and ends_table(above, line, rules))


def ends_table(above: Line, line: Line, rules: Sequence[Rule]) -> bool:
    """Whether a rule over both label and figures lies right below a line, and none between it and the line above."""
    low, high = above.x0 + line.size, above.x1 - line.size
    over = [rule for rule in rules if rule.low <= low and rule.high >= high and not rule.soft]
    return any(line.base < rule.at < line.base + line.size for rule in over) and not any(
        above.base - 1 < rule.at < line.base - 0.5 * line.size for rule in over
    )
