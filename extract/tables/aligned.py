"""Aligned tables: no rule down parts the columns, only white space does.

lines of chunks → blocks between rules across, and runs of lines with values → columns → rows → slots. A run needs
two lines whose values stand below each other; prose has none.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

from extract.model import Box
from extract.model.layout import Layout, Rule, Word
from extract.tables.pdf_axis import has_axis
from extract.tables.pdf_columns import lines_to_gaps, place_chunks, tight
from extract.tables.pdf_grid import Found, Slot, notes_to_labels
from extract.tables.pdf_lattice import fills_to_rules, is_drawing
from extract.tables.pdf_lines import Chunk, Line, chunks_to_line, is_cjk, words_to_chunked
from extract.tables.pdf_rows import is_anchor, lines_to_rows

_LEAST_VALUES = 3
_FAR = 3.4
_RULED_FAR = 3.4
_MOST_HEADER_LINES = 16


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
    edges = fills_to_rules(layout.fills, layout.width, layout.height)[0]
    found: list[Found] = []
    for left, right in page_to_halves(words, layout.width):
        mine = [w for w in words if left <= (w.x0 + w.x1) / 2 < right]
        rules = [r for r in across if r.low < right and r.high > left]
        found.extend(words_to_tables(mine, rules, joined_edges(edges)))
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
    edges = joined_edges(fills_to_rules(layout.fills, layout.width, layout.height)[0])
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
    spans = lines_to_runs(lines, rules) + lines_to_blocks(lines, rules)
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


def lines_to_blocks(lines: Sequence[Line], rules: Sequence[Rule]) -> list[tuple[int, int, str]]:
    """Spans of lines that stand between two rules of one width and look like rows."""
    out: list[tuple[int, int, str]] = []
    for top, bottom, low, high in rules_to_blocks(rules):
        inside = [
            k
            for k, ln in enumerate(lines)
            if top - 1 < ln.base - 0.3 * ln.size < bottom + 1 and ln.x0 < high and ln.x1 > low
        ]
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
    """The page, or its two halves where a gutter parts text that shares no base lines (spreads, two columns)."""
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
    left = sorted({round(w.base) for w in level if w.x1 < x})
    right = {round(w.base) for w in level if w.x0 > x}
    if len(left) < 6 or len(right) < 6:
        return whole
    shared = sum(1 for base in left if base in right or base - 1 in right or base + 1 in right)
    if shared > 0.5 * min(len(left), len(right)):
        return whole
    return [(-1e9, x), (x, 1e9)]


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
    return last > 0 or line.values > 1


def lined_up(one: Line, other: Line) -> int:
    """How many values of two lines stand below each other: right edges, left edges or middles meet."""
    count = 0
    for c in one.chunks:
        if c.kind == "text":
            continue
        slack = 0.9 * c.size
        for d in other.chunks:
            if d.kind != "text" and (
                abs(c.x1 - d.x1) < slack
                or abs(c.edge - d.edge) < slack
                or abs(c.middle - d.middle) < slack
                or abs(c.x0 - d.x0) < 0.4 * slack
            ):
                count += 1
                break
    return count


def lines_to_runs(lines: Sequence[Line], rules: Sequence[Rule]) -> list[tuple[int, int, str]]:
    """Spans of lines that make a table by their values, header lines included."""
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
            far = gap > max(_FAR * max(line.size, lines[i - 1].size), 1.9 * pitch)
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
                or i - last > 6
                or (not starts_run(line) and repeats(line, lines[max(0, start - 4) : last]))
            ):
                close()
                start, anchors = -1, []
        if not starts_run(line):
            continue
        if start >= 0:
            near = [lines[k] for k in anchors[-4:]]
            if any(lined_up(line, other) for other in near):
                anchors.append(i)
                last = i
                continue
            close()
        start, last, anchors = i, i, [i]
    close()
    out: list[tuple[int, int, str]] = []
    floor = 0
    for a, b in runs:
        top = header_start(lines, a, b, floor, rules)
        bottom = tail_end(lines, a, b)
        out.append((top, bottom, "white space"))
        floor = bottom + 1
    return out


def repeats(line: Line, above: Sequence[Line]) -> bool:
    """Whether a line of several headings was printed above word by word: another table begins."""
    if len(line.chunks) < 2:
        return False
    texts = [c.text for c in line.chunks]
    return any(not other.values and [c.text for c in other.chunks] == texts for other in above)


def headed(lines: Sequence[Line], at: int, floor: int, rules: Sequence[Rule]) -> bool:
    """Whether a single row of values has headings right over two or more of them."""
    values = [c for c in lines[at].chunks[1:] if c.kind != "text"]
    top = header_start(lines, at, at, floor, rules)
    heads = [c for line in lines[top:at] for c in line.chunks]
    return sum(any(h.x0 < v.x1 and h.x1 > v.x0 for h in heads) for v in values) >= 2


def run_pitch(anchors: Sequence[Line]) -> float:
    steps = [b.base - a.base for a, b in itertools.pairwise(anchors)]
    return median(steps) if steps else 0.0


def header_start(lines: Sequence[Line], first: int, last: int, floor: int, rules: Sequence[Rule]) -> int:
    """The first line above a run that stands over its value columns."""
    body = [line for line in lines[first : last + 1] if starts_run(line)]
    edge = min(c.x0 for line in body for c in line.chunks[1:] if c.kind != "text")
    right = max(line.x1 for line in body)
    label = median(line.chunks[0].x1 for line in body)
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
            or is_prose(line, right - body[0].x0)
            or is_sentence(line)
        ):
            break
        over = [
            c for c in line.chunks if c.x1 > edge - 2 * c.size and c.x0 < right + 2 * c.size and c.x0 > label - c.size
        ]
        wide = [c for c in line.chunks if c.x0 < min(edge, label) and c.x1 > edge + 6 * c.size]
        if wide:
            break
        if over and (len(line.chunks) > 1 or over[0].x0 > label - over[0].size):
            top = k
        k -= 1
    if (
        top == first
        and first - 1 >= floor
        and leads_rows(lines[first - 1], body[0], body[0].base - lines[first - 1].base, pitch)
    ):
        top = first - 1
    return top


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


def tail_end(lines: Sequence[Line], first: int, last: int) -> int:
    """The last line of a run with the lines its last label is wrapped into."""
    body = [line for line in lines[first : last + 1] if starts_run(line)]
    edge = min(c.x0 for line in body for c in line.chunks[1:] if c.kind != "text")
    end = last
    while end + 1 < len(lines):
        line, above = lines[end + 1], lines[end]
        chunk = line.chunks[0]
        between = above.chunks[0].x0 >= edge and line.base - above.base < 0.9 * line.size
        if between and len(line.chunks) == 1 and chunk.x1 < edge:
            end += 1
            continue
        if (
            len(line.chunks) > 1
            or chunk.x1 > edge
            or line.base - above.base > 1.25 * max(line.size, above.size)
            or abs(chunk.size - above.chunks[0].size) > 0.6
            or above.chunks[0].kind != "text"
            or not (chunk.words[0].text[0].islower() or chunk.words[0].text[0] in "(&")
        ):
            break
        end += 1
    return end


def lines_to_founds(lines: list[Line], rules: Sequence[Rule], by: str) -> list[Found]:
    """The table, or the tables side by side, that lines make."""
    low = min(line.x0 for line in lines) - 1
    high = max(line.x1 for line in lines) + 1
    walls = [low, *lines_to_gaps(lines, low, high), high]
    if len(walls) < 3:
        return []
    place_chunks(lines, walls)
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

    rows, headers = lines_to_rows(lines, divided, columns, ruled)
    spread_headers(rows[:headers], rows[headers:], walls, rules)
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
    values = sum(c.kind == "value" for line in lines for c in line.chunks if c.first > 0)
    box = (walls[0], min(ln.y0 for ln in lines), walls[-1], max(ln.y1 for ln in lines))
    if len(rows) < 2 or columns < 2 or (by != "rules across" and values < (2 if headers else _LEAST_VALUES)):
        return None
    if has_axis(lines):
        return None
    if by == "white space" and not sound(rows[headers:], columns, 1 if headers else 2):
        return None
    notes_to_labels(slots)
    return Found(box, "aligned", by, len(rows), columns, slots, headers, 0.0, "", tuple(walls), tuple(ys))


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


def spread_headers(
    header: Sequence[Sequence[Line]], body: Sequence[Sequence[Line]], walls: Sequence[float], rules: Sequence[Rule]
) -> None:
    """Headings over several columns take them: a rule below says which, or they stand between two columns' middles."""
    columns = len(walls) - 1
    ground: list[tuple[float, float] | None] = [None] * columns
    for row in body:
        for line in row:
            for c in line.chunks:
                if c.first == c.last:
                    was = ground[c.first]
                    ground[c.first] = (min(was[0], c.x0), max(was[1], c.x1)) if was else (c.x0, c.x1)
    for r, row in enumerate(header):
        taken = {k for line in row for c in line.chunks for k in range(c.first, c.last + 1)}
        for line in row:
            for chunk in line.chunks:
                if chunk.first == 0 or r + 1 >= len(header):
                    continue
                by_rule = ruled_columns(chunk, walls, ground, rules)
                if by_rule:
                    chunk.first, chunk.last = by_rule
                elif chunk.first == chunk.last:
                    widen(chunk, taken, ground, header[r + 1])


def ruled_columns(
    chunk: Chunk, walls: Sequence[float], ground: Sequence[tuple[float, float] | None], rules: Sequence[Rule]
) -> tuple[int, int] | None:
    """The columns over which the rule below a heading reaches, if it reaches less than the whole table."""
    for rule in rules:
        if not (0 < rule.at - chunk.base < 1.4 * chunk.size and rule.low - 3 <= chunk.middle <= rule.high + 3):
            continue
        if rule.low < (walls[0] + walls[1]) / 2:
            continue
        over = [
            k
            for k, own in enumerate(ground)
            if own and min(own[1], rule.high) - max(own[0], rule.low) > 0.5 * (own[1] - own[0])
        ]
        if over and over[0] > 0:
            return over[0], over[-1]
    return None


def widen(chunk: Chunk, taken: set[int], ground: Sequence[tuple[float, float] | None], below: Sequence[Line]) -> None:
    """A heading that stands in the middle over two or more columns with headings of their own takes them all."""
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
            if off < 1.2 * chunk.size and (best is None or off < best[0] - 0.5):
                best = (off, a, b)
    own = ground[home]
    alone = abs((own[0] + own[1]) / 2 - chunk.middle) if own else 1e9
    if best and best[0] + 1 < alone and (own is None or abs(own[1] - chunk.x1) > 0.4 * chunk.size):
        chunk.first, chunk.last = best[1], best[2]
        taken.update(range(best[1], best[2] + 1))
