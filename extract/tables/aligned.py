"""Aligned tables: no rule down parts the columns, only white space does.

lines of chunks → blocks between rules across, and runs of lines with values → columns → rows → slots. A run needs
two lines whose values stand below each other; prose has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.model import Box
from extract.model.layout import Layout, Rule, Word
from extract.tables.pdf_axis import has_axis
from extract.tables.pdf_columns import empty_columns, lines_to_gaps, part_figures, part_headings, place_chunks, tight
from extract.tables.pdf_grid import Found, Slot, notes_to_labels
from extract.tables.pdf_headings import is_heading, one_for_each, ruled_headings, spread_headers
from extract.tables.pdf_lattice import fills_to_rules, is_drawing, parts_of_bands
from extract.tables.pdf_lines import Line, chunks_to_line, is_cjk, words_to_chunked
from extract.tables.pdf_rows import is_anchor, lines_to_rows
from extract.tables.pdf_runs import (
    is_labelled,
    is_page_line,
    is_prose,
    is_sentence,
    lines_to_runs,
    starts_run,
    table_starts,
)

_LEAST_VALUES = 3


def find_aligned(layout: Layout, taken: Sequence[Box]) -> list[Found]:
    """Tables among the words that lie in no box already taken, in the order of the page."""
    words = [w for w in layout.words if not inside_any(w, taken)]
    if len(words) < 4:
        return []
    across = [
        r
        for r in layout.across
        if r.high - r.low > 20 and not any(b[1] - 2 < r.at < b[3] + 2 and b[0] - 2 < r.low < b[2] for b in taken)
    ]
    edges = [*joined_edges(fills_to_rules(layout.fills, layout.width, layout.height)[0]), *parts_of_bands(layout.fills)]
    found: list[Found] = []
    for left, right in page_to_halves(words, layout.width):
        mine = [w for w in words if left <= (w.x0 + w.x1) / 2 < right]
        rules = [r for r in across if r.low < right and r.high > left]
        found.extend(words_to_tables(mine, rules, edges))
    return [table for table in found if not is_drawing(table.box, layout.curves)]


def box_to_founds(layout: Layout, box: Box) -> list[Found]:
    """The tables in a box that another proposer has drawn, read by white space."""
    x0, y0, x1, y1 = box
    words = [
        w for w in layout.words if x0 - 2 <= (w.x0 + w.x1) / 2 <= x1 + 2 and y0 - 2 <= w.base - 0.3 * w.size <= y1 + 2
    ]
    lines = words_to_chunked(words)
    if len(lines) < 2:
        return []
    edges = [*joined_edges(fills_to_rules(layout.fills, layout.width, layout.height)[0]), *parts_of_bands(layout.fills)]
    return lines_to_founds(lines, [*layout.across, *edges], "layout model")


def joined_edges(edges: Sequence[Rule]) -> list[Rule]:
    """Edges of filled boxes side by side as one rule each: the edge of a stripe."""
    out: list[Rule] = []
    for edge in sorted(edges, key=lambda r: (round(r.at), r.low)):
        if out and abs(out[-1].at - edge.at) < 1.5 and edge.low <= out[-1].high + 3:
            last = out[-1]
            out[-1] = Rule(last.at, last.low, max(last.high, edge.high), 0.0, True)
        else:
            out.append(edge)
    return out


def words_to_tables(words: Sequence[Word], rules: Sequence[Rule], edges: Sequence[Rule]) -> list[Found]:
    """Tables of one column of a page: runs of values, and what stands between rules."""
    lines = words_to_chunked(words)
    starts = table_starts(lines)
    spans = lines_to_runs(lines, rules, starts) + lines_to_blocks(lines, rules, starts)
    found: list[Found] = []
    for top, bottom, by in merged(spans):
        found.extend(lines_to_founds(lines[top : bottom + 1], [*rules, *edges], by))
    return found


def merged(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Spans of lines that share a line as one: a table that rules cut is whole where its values go on.

    >>> merged([(0, 4, "white space"), (3, 9, "rules across"), (12, 14, "white space")])
    [(0, 9, 'white space'), (12, 14, 'white space')]
    """
    out: list[tuple[int, int, str]] = []
    for top, bottom, by in sorted(spans):
        if out and top <= out[-1][1]:
            first, last, was = out[-1]
            inside = by if (top, bottom) == (min(first, top), max(last, bottom)) else was
            out[-1] = (first, max(last, bottom), inside if max(last, bottom) == last or top == first else "white space")
        else:
            out.append((top, bottom, by))
    return out


def lines_to_blocks(
    lines: Sequence[Line], rules: Sequence[Rule], starts: frozenset[int] = frozenset()
) -> list[tuple[int, int, str]]:
    """Spans of lines that stand between two rules of one width and look like rows; none reaches over a start."""
    out: list[tuple[int, int, str]] = []
    for top, bottom, low, high in rules_to_blocks(rules):
        inside = [
            k
            for k, ln in enumerate(lines)
            if top - 1 < ln.base - 0.3 * ln.size < bottom + 1 and ln.x0 < high and ln.x1 > low
        ]
        if any(k in starts or is_page_line(lines[k]) for k in inside[1:]):
            continue
        block = [lines[k] for k in inside]
        outside = sum(ln.x0 < low - 6 or ln.x1 > high + 6 for ln in block)
        if outside > 0.1 * len(block) or not tabular(block, low, high):
            continue
        out.append((inside[0], inside[-1], "rules across"))
    return out


def inside_any(word: Word, boxes: Sequence[Box]) -> bool:
    x, y = (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
    return any(b[0] - 1 <= x <= b[2] + 1 and b[1] - 1 <= y <= b[3] + 1 for b in boxes)


def page_to_halves(words: Sequence[Word], width: float) -> list[tuple[float, float]]:
    """The page, or its two halves where a gutter parts text that shares no base lines, or two tables with labels and
    headings of their own (spreads, two columns, slides)."""
    whole = [(-1e9, 1e9)]
    level = [w for w in words if w.upright]
    if len(level) < 40:
        return whole
    steps = 64
    crossing = [0] * (steps + 1)
    for w in level:
        for k in range(max(0, int(w.x0 / width * steps) + 1), min(steps, int(w.x1 / width * steps)) + 1):
            crossing[k] += 1
    best: tuple[int, int, float] | None = None
    for k in range(int(steps * 0.3), int(steps * 0.7) + 1):
        if crossing[k] <= 0.004 * len(level):
            score = (crossing[k], abs(k - steps // 2), k * width / steps)
            best = min(best, score) if best else score
    if best is None:
        return whole
    x = best[2]
    left = {round(w.base) for w in level if w.x1 < x}
    right = {round(w.base) for w in level if w.x0 > x}
    if not is_column(left, [w for w in level if w.x1 < x]) or not is_column(right, [w for w in level if w.x0 > x]):
        return whole
    shared = sum(1 for base in left if base in right or base - 1 in right or base + 1 in right)
    sides = [w for w in level if w.x1 < x], [w for w in level if w.x0 > x]
    if shared > 0.5 * min(len(left), len(right)) and not all(is_own_table(side) for side in sides):
        return whole
    return [(-1e9, x), (x, 1e9)]


def is_own_table(words: Sequence[Word]) -> bool:
    """Whether one side of a gutter holds a table by itself: most rows of values have a label, all columns a heading."""
    lines = words_to_chunked(words)
    rows = [k for k, line in enumerate(lines) if starts_run(line)]
    labelled = [k for k in rows if is_labelled(lines[k])]
    if len(labelled) < 3 or len(labelled) < 0.6 * len(rows):
        return False
    first = labelled[0]
    edge = lines[first].chunks[0].x1
    heads = [c for line in lines[max(0, first - 6) : first] for c in line.chunks if c.x1 > edge]
    return all(any(h.x0 < v.x1 and h.x1 > v.x0 for h in heads) for v in lines[first].chunks[1:])


def is_column(bases: set[int], words: Sequence[Word]) -> bool:
    """Whether what stands on one side of a gutter is a column of its own: six lines, or a few of prose."""
    letters = sum(w.x1 - w.x0 for w in words if is_cjk(w.text)) / max((w.size for w in words), default=1.0)
    return len(bases) >= 6 or (len(bases) >= 2 and (len(words) >= 5 * len(bases) or letters >= 12 * len(bases)))


def rules_to_blocks(rules: Sequence[Rule]) -> list[tuple[float, float, float, float]]:
    """What lies between the first and the last of several rules of one width: (top, bottom, left, right)."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        for group in groups:
            if abs(group[0].low - rule.low) < 4 and abs(group[0].high - rule.high) < 4:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [
        (g[0].at, g[-1].at, g[0].low, g[0].high)
        for g in groups
        if len(g) >= 2 and g[-1].at - g[0].at > 16 and g[0].high - g[0].low > 60
    ]


def tabular(lines: Sequence[Line], low: float, high: float) -> bool:
    """Whether most lines of a block have several pieces and hardly any is prose."""
    if len(lines) < 2 or any(is_sentence(line) for line in lines):
        return False
    several = sum(len(line.chunks) > 1 for line in lines)
    valued = sum(starts_run(line) and line.chunks[0].kind == "text" for line in lines)
    if valued < 2 and (several < 3 or valued + several < 4):
        return False
    prose = sum(is_prose(line, high - low) for line in lines)
    return several >= max(2, 0.5 * len(lines)) and prose <= 0.1 * len(lines)


def lines_to_founds(lines: list[Line], rules: Sequence[Rule], by: str) -> list[Found]:
    """The table, or the tables side by side, that lines make."""
    low = min(line.x0 for line in lines) - 1
    high = max(line.x1 for line in lines) + 1
    walls = [low, *lines_to_gaps(lines, low, high), high]
    if len(walls) < 3:
        return []
    place_chunks(lines, walls)
    part_figures(lines, walls)
    added = empty_columns(lines, walls)
    if added:
        walls = sorted({*walls, *added})
        place_chunks(lines, walls)
    inner = without_bystanders(lines, walls)
    if inner is not None:
        return lines_to_founds(inner, rules, by)
    cut = side_by_side(lines, walls)
    if cut:
        out = []
        for a, b in ((low, cut), (cut, high)):
            half = [chunks_to_line(cs) for line in lines if (cs := [c for c in line.chunks if a <= c.middle < b])]
            if len(half) >= 2:
                out.extend(lines_to_founds(half, rules, by))
        return out
    found = lines_to_found(lines, walls, rules, by)
    return [found] if found is not None else []


def without_bystanders(lines: Sequence[Line], walls: Sequence[float]) -> list[Line] | None:
    """The lines without what only happens to stand beside some rows, far from them and under no heading: callouts.

    None if there is nothing of the kind.
    """
    columns = len(walls) - 1
    start = next((k for k, line in enumerate(lines) if is_anchor(line)), 0)
    anchors = [line for line in lines[start:] if is_anchor(line)]
    if columns < 3 or len(anchors) < 4:
        return None
    last = [c for line in lines for c in line.chunks if c.first == columns - 1]
    before = max((c.x1 for line in lines for c in line.chunks if c.last < columns - 1), default=0.0)
    usual = median(c.size for line in anchors for c in line.chunks)
    headed = any(c.last == columns - 1 for line in lines[:start] for c in line.chunks)
    gap = min((c.x0 for c in last), default=0.0) - before
    few = len(last) <= max(1, 0.34 * len(anchors))
    odd = any(not 0.75 * usual <= c.size <= 1.33 * usual for c in last)
    if not last or headed or not few or gap < 4 * usual or not (odd or all(c.kind == "text" for c in last)):
        return None
    edge = min(c.x0 for c in last) - 1
    return [chunks_to_line(kept) for line in lines if (kept := [c for c in line.chunks if c.x0 < edge])]


def side_by_side(lines: Sequence[Line], walls: Sequence[float]) -> float:
    """Where a second column of labels begins that has values of its own to its right; 0 when there is none."""
    columns = len(walls) - 1
    if columns < 4:
        return 0.0
    texts, values = [0] * columns, [0] * columns
    for line in lines:
        for c in line.chunks:
            if c.first == c.last and is_anchor(line):
                if c.kind == "text":
                    texts[c.first] += 1
                else:
                    values[c.first] += 1
    rows = sum(is_anchor(line) for line in lines)
    for k in range(2, columns - 1):
        labels = texts[k] >= 0.5 * rows and texts[k] > 3 * values[k]
        before = texts[0] >= 0.5 * rows and any(values[j] >= 0.4 * rows for j in range(1, k))
        if labels and before and any(values[j] >= 0.4 * rows for j in range(k + 1, columns)) and k >= 0.3 * columns:
            return walls[k]
    return 0.0


def lines_to_found(lines: list[Line], walls: list[float], rules: Sequence[Rule], by: str) -> Found | None:
    """One table from lines whose columns are known, or None if too few values stand in it."""
    tight(lines, walls, walls)
    columns = len(walls) - 1
    width = walls[-1] - walls[0]

    def divided(above: float, below: float) -> bool:
        return any(
            above - 1 < r.at < below - 2 and min(r.high, walls[-1]) - max(r.low, walls[0]) > 0.5 * width for r in rules
        )

    def ruled(above: float, below: float) -> bool:
        return any(
            above - 1 < r.at < below - 2 and min(r.high, walls[-1]) - max(r.low, walls[0]) > 0.5 * width
            for r in rules
            if not r.soft
        )

    start = next((k for k, line in enumerate(lines) if is_anchor(line) and not is_heading(line)), 0)
    header, below = lines[:start], lines[start:]
    part_headings(header, below, walls, ruled_headings(header, below, walls, rules))
    one_for_each(header, below, len(walls) - 1)
    spread_headers(header, below, walls, rules)
    rows, headers = lines_to_rows(lines, divided, columns, ruled, rules)
    slots: list[Slot] = []
    ys = [lines[0].y0]
    for r, row in enumerate(rows):
        cells: dict[tuple[int, int], Slot] = {}
        for line in row:
            for chunk in line.chunks:
                a, b = meeting((chunk.first, chunk.last), cells)
                slot = cells.setdefault((a, b), Slot(r, a, [], 1, b - a + 1))
                slot.words.extend(chunk.words)
                slot.notes = slot.notes + chunk.notes
        slots.extend(slot for _, slot in sorted(cells.items()))
        ys.append(max(line.y1 for line in row))
    labelled = any(c.kind == "text" and c.first == 0 for row in rows[headers:] for line in row for c in line.chunks)
    values = sum(c.kind == "value" and (c.first > 0 or not labelled) for line in lines for c in line.chunks)
    box = (walls[0], min(ln.y0 for ln in lines), walls[-1], max(ln.y1 for ln in lines))
    several = sum(len(row) > 0 and len({c.first for line in row for c in line.chunks}) > 1 for row in rows)
    if by == "layout model" and not values and 2 * several >= len(rows) >= 2:
        values = _LEAST_VALUES
    if len(rows) < 2 or columns < 2 or (by != "rules across" and values < (2 if headers else _LEAST_VALUES)):
        return None
    if has_axis(lines) or is_contents(rows, headers, columns):
        return None
    if by == "white space" and not sound(rows[headers:], columns, 1 if headers else 2):
        return None
    notes_to_labels(slots)
    walls = without_half_columns(slots, headers, walls)
    return Found(box, "aligned", by, len(rows), len(walls) - 1, slots, headers, 0.0, "", tuple(walls), tuple(ys))


def without_half_columns(slots: Sequence[Slot], headers: int, walls: Sequence[float]) -> list[float]:
    """Two neighbours as one column where no row fills both and one heading stands over both and none over either:
    figures that begin where the mark of a note before them ends are of one column, however far apart they stand."""
    out = list(walls)
    column = 1
    while column < len(out) - 2:
        both = (column, column + 1)
        rows: list[set[int]] = [{s.row for s in slots if s.column == k and s.row >= headers} for k in both]
        ends = [(s.column, s.column + s.column_span - 1) for s in slots if s.row < headers]
        headed = any(a <= column and column + 1 <= b for a, b in ends) and not any(
            a in both and a == b for a, b in ends
        )
        if not headed or not rows[0] or not rows[1] or rows[0] & rows[1] or any(b == column for _, b in ends):
            column += 1
            continue
        del out[column + 1]
        for slot in slots:
            if slot.column <= column < slot.column + slot.column_span - 1:
                slot.column_span -= 1
            elif slot.column > column:
                slot.column -= 1
    return out


def is_contents(rows: Sequence[Sequence[Line]], headers: int, columns: int) -> bool:
    """Whether rows are a table of contents: titles, and page numbers that never fall."""
    if columns != 2 or headers > 1 or len(rows) < 4:
        return False
    pages = [c.text for row in rows[headers:] for line in row for c in line.chunks if c.first == 1]
    if len(pages) < 4 or not all(page.isdecimal() and len(page) < 4 for page in pages):
        return False
    numbers = [int(page) for page in pages]
    return all(a <= b for a, b in pairwise(numbers)) and len(set(numbers)) > 0.5 * len(numbers)


def meeting(spot: tuple[int, int], cells: dict[tuple[int, int], Slot]) -> tuple[int, int]:
    """The cell of this row that shares a column with `spot`, or `spot` itself."""
    for other in cells:
        if other[0] <= spot[1] and spot[0] <= other[1]:
            return other
    return spot


def sound(body: Sequence[Sequence[Line]], columns: int, least: int) -> bool:
    """Whether columns of values are columns of values: most of what stands in one of them is a value."""
    kinds: list[list[bool]] = [[] for _ in range(columns)]
    for row in body:
        for line in row:
            for chunk in line.chunks:
                if chunk.first == chunk.last:
                    kinds[chunk.first].append(chunk.kind != "text")
    good = [len(k) >= least and sum(k) >= 0.7 * len(k) for k in kinds]
    return any(good[1:]) or sum(good) >= 2
