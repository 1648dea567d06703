"""Headings over several columns: which columns they take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.lex.calendar_words import ERA, MONTH
from extract.model.layout import Rule
from extract.tables.pdf_columns import extents, stands_over
from extract.tables.pdf_lines import Chunk, Line, is_year
from extract.tables.pdf_runs import ends_in_date, is_unit_line
from extract.tables.shape import declares_amounts

_YEARLESS = re.compile(
    rf"(?:\b(?:ended|ending|as of|as at)|\b{MONTH}\s*[0-9]{{1,2}}),?$|月\s*[0-9０-９]{{1,2}}日|月期$",
    re.I,
)
_OFF_MARGIN = 4.0  # of the type: further from the margin than a head of the labels begins
_HUNG = 2.3  # of the type: how far apart the lines of one heading are
_DATED = re.compile(r"(?:19|20)[0-9]{2}|[0-9０-９元]年")
_YEAR_JA = re.compile(rf"(?:[12][0-9]{{3}}|{ERA}[0-9０-９元]{{1,2}})年度?")


def one_for_each(header: Sequence[Line], body: Sequence[Line], columns: int) -> None:
    """As many dated headings in a line as there are columns of values are one for each, from left to right, though
    they stand so far from their figures that two of them seem to be in one column.

    `July 29, 2031` and `July 30, 2030`, set from the sign of their column on, over `41 %` and `42 %` set right.
    """
    ground = extents([line for line in body if line.values], columns)
    filled = [k for k, own in enumerate(ground) if own and k]
    for line in header:
        heads = [c for c in line.chunks if c.first > 0]
        if len(heads) != len(filled) or len({c.first for c in heads}) == len(heads) or len(heads) < len(line.chunks):
            continue
        if not all(ends_in_date(c.text) for c in heads):
            continue
        if all(_between_others(c, k, ground) for c, k in zip(heads, filled, strict=True)):
            for chunk, column in zip(heads, filled, strict=True):
                chunk.first = chunk.last = column


def _between_others(chunk: Chunk, column: int, ground: Sequence[tuple[float, float] | None]) -> bool:
    """Whether a heading stands between the figures of the column before its own and those of the one behind."""
    before, after = ground[column - 1], ground[column + 1] if column + 1 < len(ground) else None
    return (column == 1 or before is None or chunk.x0 > before[1]) and (after is None or chunk.x1 < after[0])


def is_heading(line: Line) -> bool:
    """A line whose values are all years, as a line of headings may be, without a label or with the unit of amounts in
    its place: `EUR million   2023   2022   Change`."""
    if not all(c.kind == "text" or is_year(c.text) for c in line.chunks):
        return False
    return line.chunks[0].first > 0 or (len(line.chunks) > 2 and declares_amounts(line.chunks[0].text))


def spread_headers(header: Sequence[Line], body: Sequence[Line], walls: Sequence[float], rules: Sequence[Rule]) -> None:
    """Headings over several columns take them: a rule below says which, or they stand between two columns' middles."""
    ground = extents(body, len(walls) - 1)
    for chunk in (c for line in header for c in line.chunks if c.first == 0 < c.last):
        clear_of_labels(chunk, ground)
    spread_upper(header, ground, walls, rules)
    for line in header:
        spread_unit(line, len(walls) - 2)
    for line, below in pairwise(header):
        hang(line, below)
    for above, line in reversed([*pairwise(header)]):
        hang(line, above)


def ruled_headings(
    header: Sequence[Line], body: Sequence[Line], walls: Sequence[float], rules: Sequence[Rule]
) -> frozenset[int]:
    """The ids of the headings over several columns that have a rule of their own below, however their words stand."""
    ground = extents(body, len(walls) - 1)
    return frozenset(
        id(chunk)
        for line in header
        for chunk in line.chunks
        if chunk.last > chunk.first > 0
        and (span := ruled_columns(chunk, line, walls, ground, rules)) is not None
        and span[0] <= chunk.first < chunk.last <= span[1]
    )


def clear_of_labels(chunk: Chunk, ground: Sequence[tuple[float, float] | None]) -> None:
    """A heading that laps over long labels from the right, set as the figures of its column are, is of that column."""
    labels = ground[0]
    if labels is not None and chunk.x0 > labels[0] + _OFF_MARGIN * chunk.size:
        own = next((k for k in range(1, chunk.last + 1) if stands_over(chunk, ground[k], spread=False)), None)
        if own is not None:
            chunk.first = chunk.last = own


def spread_unit(line: Line, last: int) -> None:
    """A lone declaration of the unit that stands over several columns is of all of them."""
    chunk = line.chunks[0]
    if 0 < chunk.first < chunk.last and is_unit_line(line):
        chunk.first, chunk.last = 1, last


def hang(line: Line, other: Line) -> None:
    """The other line of a heading over several columns, centred with the one and alone there, takes them too."""
    for chunk in line.chunks:
        same = [c for c in other.chunks if c.first <= chunk.last and c.last >= chunk.first]
        if chunk.last == chunk.first or len(same) != 1 or abs(other.base - line.base) > _HUNG * chunk.size:
            continue
        if other is not line and other.base > line.base and is_whole_period(chunk, same[0]):
            continue
        if chunk.first <= same[0].first and same[0].last <= chunk.last and centred(chunk, same[0]):
            same[0].first, same[0].last = chunk.first, chunk.last


def is_whole_period(chunk: Chunk, below: Chunk) -> bool:
    """Whether a period is said to its end, so that words right below it are no more of it: `Rigid` below `Three Months
    Ended June 30` is the first line of `Rigid Packaging`."""
    return ends_in_date(chunk.text) and below.text[0] not in "(（" and not any(map(str.isdigit, below.text))


def centred(one: Chunk, other: Chunk) -> bool:
    return abs(one.middle - other.middle) < 0.25 * one.size


def spread_upper(
    header: Sequence[Line], ground: Sequence[tuple[float, float] | None], walls: Sequence[float], rules: Sequence[Rule]
) -> None:
    """Headings that stand above others: the columns each of them takes."""
    for at, (above, (line, below)) in enumerate(zip([None, *header], pairwise(header), strict=False)):
        spans = [ruled_columns(c, line, walls, ground, rules) if c.first else None for c in line.chunks]
        ruled = all(span for chunk, span in zip(line.chunks, spans, strict=True) if chunk.first)
        lower = {id(c) for c in line.chunks if above is not None and goes_below(c, above)}
        if not ruled and len(lower) < len(line.chunks) and share_out(line, below):
            continue
        taken = {k for c in line.chunks for k in range(c.first, c.last + 1)}
        for chunk, by_rule in zip(line.chunks, spans, strict=True):
            if chunk.first == 0:
                continue
            years = year_columns(chunk, line, below)
            if by_rule or any(years):
                chunk.first, chunk.last = by_rule or years
            elif (
                chunk.first == chunk.last and id(chunk) not in lower and not goes_on_to_the_end(chunk, header[at + 1 :])
            ):
                widen(chunk, taken, ground, right_below(header[at:]), lone=sum(c.first > 0 for c in line.chunks) == 1)


def goes_on_to_the_end(chunk: Chunk, lines: Sequence[Line]) -> bool:
    """Whether a heading goes on, line by line, down to the figures of its column: `Accumulated`, `other`, `compre-`,
    `hensive income`. Then it is that column's alone, however high it begins."""
    stack = [chunk, *(c for line in lines for c in line.chunks if c.first <= chunk.first <= c.last)]
    return len(stack) > 1 and all(
        below.first == below.last
        and (below.text[:1].islower() or above.text.endswith("-"))
        and centred(above, below)
        and below.base - above.base < _HUNG * chunk.size
        for above, below in pairwise(stack)
    )


def right_below(lines: Sequence[Line]) -> list[Line]:
    """What stands below a line of headings: the next line, and those that lap over it one by one (`Q1` stands between
    the two lines of `Full` and `Year`), unless the line itself is one of these."""
    over, *others = lines
    found = [others[0]]
    for line in others[1:] if not laps(over, others[0]) else []:
        if not laps(found[-1], line):
            break
        found.append(line)
    return found


def laps(upper: Line, lower: Line) -> bool:
    """Whether a line of words begins before the one above it has ended."""
    return lower.base - upper.base < 0.9 * min(c.size for c in lower.chunks)


def goes_below(chunk: Chunk, above: Line) -> bool:
    """Whether a period stands right above a heading, over its column and others: it is no second one over all these."""
    near = chunk.base - above.base < _HUNG * chunk.size
    return near and any(c.first <= chunk.first <= c.last != c.first and is_whole_period(c, chunk) for c in above.chunks)


def year_columns(chunk: Chunk, line: Line, below: Line) -> tuple[int, int]:
    """The columns of the years that a day without its year stands over, if it is the one heading there; or none.

    `Year ended March 31,` over `2020 2019`: no year alone says what its column is.
    """
    if sum(c.first > 0 for c in line.chunks) > 1 or _DATED.search(chunk.text) or not _YEARLESS.search(chunk.text):
        return 0, 0
    years = {c.first for c in below.chunks if c.first == c.last and (is_year(c.text) or _YEAR_JA.fullmatch(c.text))}
    if chunk.first not in years:
        return 0, 0
    first, last = chunk.first, chunk.first
    while first - 1 in years:
        first -= 1
    while last + 1 in years:
        last += 1
    return first, last


def share_out(line: Line, below: Line) -> bool:
    """Headings above a row of headings that repeats itself take one period each; says whether it did so.

    `2007` and `2006` over `Amount Ratio Amount Ratio` take two columns each.
    """
    heads = [c for c in below.chunks if c.first > 0]
    for period in range(2, len(heads) // 2 + 1):
        groups, rest = divmod(len(heads), period)
        texts = [c.text for c in heads]
        over = line.chunks[-groups:] if groups else []
        if rest or len(over) < groups or texts[period:] != texts[:-period]:
            continue
        parts = [heads[k * period : (k + 1) * period] for k in range(groups)]
        if period == 2 and all(any(centred(c, h) for h in g) for c, g in zip(over, parts, strict=True)):
            continue  # first lines of headings of one column each
        own = [{h.first for h in g} for g in parts]
        if any(c.first == c.last and c.first not in at for c, at in zip(over, own, strict=True)):
            continue  # the first lines of headings of columns between those
        if all(g[0].x0 - c.size < c.middle < g[-1].x1 + c.size for c, g in zip(over, parts, strict=True)):
            for chunk, group in zip(over, parts, strict=True):
                chunk.first, chunk.last = group[0].first, group[-1].last
            return True
    return False


def ruled_columns(
    chunk: Chunk,
    line: Line,
    walls: Sequence[float],
    ground: Sequence[tuple[float, float] | None],
    rules: Sequence[Rule],
) -> tuple[int, int] | None:
    """The columns over which the rule below a heading reaches, if it reaches less than the whole table.

    A rule may be drawn in a piece for each column; those that the heading stands over are its own. A rule below
    several headings of one line is no heading's own. The lower edge of a part of a shaded band is such a rule; that of
    a whole band, over the labels too, says nothing beside a rule that is drawn.
    """
    near = [r for r in rules if 0 < r.at - chunk.base < 1.4 * chunk.size and r.low < chunk.x1 and r.high > chunk.x0]
    if not all(r.soft for r in near):
        near = [r for r in near if not r.soft or r.part or r.low >= (walls[0] + walls[1]) / 2]
    top = min((r.at for r in near), default=0.0)
    mine = [r for r in near if r.part] or [r for r in near if r.at - top < 1]
    low, high = min((r.low for r in mine), default=0.0), max((r.high for r in mine), default=0.0)
    if not mine or not low - 3 <= chunk.middle <= high + 3:
        return None
    if low < (walls[0] + walls[1]) / 2 or any(low < other.middle < high for other in line.chunks if other is not chunk):
        return None
    over = [k for k, own in enumerate(ground) if own and min(own[1], high) - max(own[0], low) > 0.5 * (own[1] - own[0])]
    return (over[0], over[-1]) if over and over[0] > 0 else None


def widen(
    chunk: Chunk,
    taken: set[int],
    ground: Sequence[tuple[float, float] | None],
    below: Sequence[Line],
    *,
    lone: bool = False,
) -> None:
    """A heading that stands in the middle over two or more columns with headings of their own takes them all; the only
    one of its line as many as it can."""
    heads = {k for line in below for c in line.chunks for k in range(c.first, c.last + 1)}
    home = chunk.first
    best: tuple[float, int, int] | None = None
    for a in range(max(1, home - 6), home + 1):
        for b in range(home, min(len(ground), home + 7)):
            if (
                a == b
                or any(k != home and k in taken for k in range(a, b + 1))
                or not heads.issuperset(range(a, b + 1))
            ):
                continue
            left, right = ground[a], ground[b]
            if left is None or right is None:
                continue
            off = abs((left[0] + right[1]) / 2 - chunk.middle)
            wider = best is not None and lone and b - a > best[2] - best[1]
            if off < 1.2 * chunk.size and (best is None or wider or (off < best[0] - 0.5 and not lone)):
                best = (off, a, b)
    own = ground[home]
    alone = abs((own[0] + own[1]) / 2 - chunk.middle) if own else 1e9
    if best and best[0] + 1 < alone and (own is None or abs(own[1] - chunk.x1) > 0.4 * chunk.size):
        chunk.first, chunk.last = best[1], best[2]
        taken.update(range(best[1], best[2] + 1))
