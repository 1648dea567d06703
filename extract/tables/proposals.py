"""Proposals for the tables of a page, and the choice among them.

The cheap finders propose first: rules, then white space. Where both read the same words, arithmetic decides, and
the structure where arithmetic does not. Only pages on which they are unsure are shown to a costly proposer, which
gives boxes and nothing else: text always comes from the words of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec

from extract.model import Box
from extract.model.layout import Layout
from extract.tables.aligned import box_to_founds, find_aligned
from extract.tables.charts import find_charts
from extract.tables.pdf_categories import with_categories
from extract.tables.pdf_grid import Found, found_to_grid
from extract.tables.pdf_heads import with_heads
from extract.tables.pdf_lines import Line, words_to_chunked
from extract.tables.pdf_runs import starts_run
from extract.tables.pdf_score import Judge, arithmetic_score, structure_score
from extract.tables.pdf_sideways import with_sideways_headings
from extract.tables.ruled import find_ruled
from extract.tables.tiles import find_tiles

Second = Callable[[], Sequence[Box]]

_CLEAR = 0.05
_POOR = 0.62
_POOR_RULED = 0.3
_LEAST_MISSED = 3
_LEAST_ALIGNED = 3


class Verdict(msgspec.Struct, frozen=True):
    """What speaks for a proposal: its arithmetic, its structure, and the number of values it holds."""

    arithmetic: float
    structure: float
    values: int


def layout_to_tables(
    layout: Layout, second: Second | None = None, judge: Judge | None = None
) -> tuple[list[Found], list[str]]:
    """Tables of a page in reading order, and why a costly proposer was asked, if it was."""
    drawn = find_tiles(layout)
    if drawn:
        layout = without_charts(layout, drawn)
    drawn += find_charts(layout)
    if drawn:
        layout = without_charts(layout, drawn)
    ruled, charts = find_ruled(layout)
    charts += [chart.box for chart in drawn]
    sure = [t for t in ruled if not t.unsure]
    unsure = [t for t in ruled if t.unsure]
    aligned = find_aligned(layout, [t.box for t in sure] + charts)
    found = sure + choose(unsure, aligned, layout.number, judge)
    for table in found:
        table.score = structure_score(table)
    reasons = doubts(layout, found, charts)
    if second is not None and reasons:
        found = with_second_opinion(layout, found, second(), judge)
    found = with_heads(found, layout)
    with_sideways_headings(found, layout)
    with_categories(found, drawn)
    found += drawn
    found.sort(key=lambda t: (t.box[1], t.box[0]))
    return found, reasons


def without_charts(layout: Layout, charts: Sequence[Found]) -> Layout:
    """The page without the words that charts hold and the boxes drawn among them."""
    held = {id(word) for chart in charts for word in chart.words}
    return msgspec.structs.replace(
        layout,
        words=[w for w in layout.words if id(w) not in held],
        fills=[f for f in layout.fills if not any(overlap((f.x0, f.y0, f.x1, f.y1), c.box) > 0.5 for c in charts)],
    )


def judged(table: Found, page: int, judge: Judge | None) -> Verdict:
    arithmetic = judge(found_to_grid(table, page)) if judge is not None else arithmetic_score(table)
    return Verdict(arithmetic, structure_score(table), len(table.words))


def choose(one: Sequence[Found], other: Sequence[Found], page: int, judge: Judge | None) -> list[Found]:
    """Of two sets of proposals those that win where they overlap, and all that stand alone."""
    out: list[Found] = []
    left = list(other)
    for table in one:
        rivals = [t for t in left if overlap(t.box, table.box) > 0.3]
        if not rivals or better([table], rivals, page, judge):
            out.append(table)
            left = [t for t in left if all(t is not r for r in rivals)]
    return out + [t for t in left if not any(overlap(t.box, k.box) > 0.3 for k in out)]


def better(one: Sequence[Found], other: Sequence[Found], page: int, judge: Judge | None) -> bool:
    """Whether the first proposals beat the second: by arithmetic if it is clear, else by structure."""
    a, b = [judged(t, page, judge) for t in one], [judged(t, page, judge) for t in other]
    first, second = mean([v.arithmetic for v in a]), mean([v.arithmetic for v in b])
    if abs(first - second) > _CLEAR:
        return first > second
    weight_a, weight_b = sum(v.values for v in a), sum(v.values for v in b)
    share = min(weight_a, weight_b) / max(weight_a, weight_b, 1)
    if share < 0.6:
        return weight_a > weight_b
    return mean([v.structure for v in a]) >= mean([v.structure for v in b])


def mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def overlap(one: Box, other: Box) -> float:
    """The shared area as a share of the smaller box."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    areas = [(b[2] - b[0]) * (b[3] - b[1]) for b in (one, other)]
    return wide * high / max(1e-6, min(areas))


def doubts(layout: Layout, found: Sequence[Found], charts: Sequence[Box]) -> list[str]:
    """Why the cheap finders are unsure of a page; empty when they are not."""
    reasons = [
        f"{table.by}: score {table.score:.2f}"
        for table in found
        if table.score < (_POOR_RULED if table.by == "rules" else _POOR)
    ]
    held = {id(word) for table in found for word in table.words}
    boxes = [*(t.box for t in found), *charts]
    free = [
        w
        for w in layout.words
        if id(w) not in held
        and not any(b[0] <= (w.x0 + w.x1) / 2 <= b[2] and b[1] <= (w.y0 + w.y1) / 2 <= b[3] for b in boxes)
    ]
    lines = words_to_chunked(free)
    missed = sum(
        starts_run(line)
        and sum(c.kind == "value" for c in line.chunks) > 1
        and not any(len(c.words) > 6 for c in line.chunks)
        for line in lines
    )
    if missed >= _LEAST_MISSED:
        reasons.append(f"{missed} lines of values in no table")
    words = aligned_text(lines)
    if words >= _LEAST_ALIGNED:
        reasons.append(f"{words} lines of aligned words in no table")
    return reasons


def aligned_text(lines: Sequence[Line]) -> int:
    """How many lines of several short pieces begin where a neighbour's pieces begin, or are centred on them."""
    rows = [
        ln for ln in lines if len(ln.chunks) > 1 and not any(len(c.words) > 8 or len(c.text) > 60 for c in ln.chunks)
    ]
    count = 0
    for one, other in pairwise(rows):
        if other.base - one.base > 5 * one.size:
            continue
        meet = sum(any(abs(c.x0 - d.x0) < 2 or abs(c.middle - d.middle) < 2 for d in other.chunks) for c in one.chunks)
        count += meet >= 2
    return count


def with_second_opinion(
    layout: Layout, found: Sequence[Found], boxes: Sequence[Box], judge: Judge | None
) -> list[Found]:
    """The tables after a costly proposer has said where it sees some.

    What it sees and we do not is read by white space; what both see is kept in the better reading; what only we see
    is kept unless its structure is poor.
    """
    out = [t for t in found if t.score >= _POOR or any(overlap(t.box, box) > 0.3 for box in boxes)]
    for box in boxes:
        mine = [t for t in out if overlap(t.box, box) > 0.3]
        if mine and all(t.score >= _POOR for t in mine):
            continue
        theirs = box_to_founds(layout, box)
        if theirs and (not mine or not better(mine, theirs, layout.number, judge)):
            for table in theirs:
                table.score = structure_score(table)
            out = [t for t in out if all(t is not m for m in mine)] + theirs
    return out
