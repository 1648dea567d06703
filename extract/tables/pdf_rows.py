"""Lines of a table → rows: wrapped labels joined, headings kept alone, headers stacked.

Contract: lines come from top to bottom with their chunks placed in columns; a row is a list of consecutive lines.
No line is lost and none stands in two rows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from statistics import median

from extract.lex.units import find_units
from extract.model.layout import Rule
from extract.tables.pdf_lines import Chunk, Line, is_cjk, is_year

_STUB_HEAD = re.compile(r"\b(?:ended|ending|as of|as at)\b[^0-9]*(?:[0-9]{1,2},?)?$", re.I)
Divided = Callable[[float, float], bool]


def never(_above: float, _below: float) -> bool:
    """No edge between any two lines."""
    return False


def is_anchor(line: Line) -> bool:
    """Whether a line holds values of its own, beside or without a label."""
    return any(c.kind != "text" and c.first > 0 for c in line.chunks) or (
        len(line.chunks) > 1 and any(c.kind == "value" for c in line.chunks)
    )


def lines_to_rows(
    lines: Sequence[Line],
    divided: Divided = never,
    columns: int = 2,
    ruled: Divided = never,
    edges: Sequence[Rule] = (),
) -> tuple[list[list[Line]], int]:
    """Rows, and how many of them stand above the first row with values.

    `divided` tells of any edge between two base lines, `ruled` of drawn lines only; `edges` part headings.
    """
    if not lines:
        return [], 0
    anchors = [i for i, line in enumerate(lines) if is_anchor(line)]
    if not anchors:
        rows = text_to_rows(lines, divided, columns)
        return rows, 1 if len(rows) > 1 else 0
    first = anchors[0]
    first = header_end(lines, anchors)
    first = first_row_start(lines, first, ruled)
    while first and laps(lines[first - 1], lines[first]):
        first -= 1
    header = header_to_rows(lines[:first], divided, edges)
    body = lines[first:]
    framed = first > 0 and divided(lines[first - 1].base, lines[first].base)
    return header + (bands_to_rows(body, divided, framed) or body_to_rows(body, divided)), len(header)


def header_end(lines: Sequence[Line], anchors: list[int]) -> int:
    """The first line of values; a line of years or units above the others is header, not value.

    Where most lines of values have a label, those above the first labelled one are header.
    """
    labelled = [i for i in anchors if has_label(lines[i])]
    if len(labelled) >= 3 and len(labelled) >= 0.6 * len(anchors) and labelled[0] != anchors[0]:
        above = [i for i in anchors if i < labelled[0]]
        if all(short_numbers(lines[i]) and not is_hugged(lines, i) for i in above):
            return labelled[0]
    for i in anchors:
        line = lines[i]
        stub_head = i == anchors[0] and has_label(line) and is_head_with_stub(line)
        if (has_label(line) and not stub_head) or not heading_like(line) or i == anchors[-1]:
            return i
    return anchors[0]


def is_head_with_stub(line: Line) -> bool:
    """Whether a labelled line of years is a line of headings: its label is a stub head, or words head other columns."""
    return is_stub_head(line.chunks[0].text) or any(c.kind == "text" for c in line.chunks[1:])


def is_stub_head(text: str) -> bool:
    """Whether a text before years is the head of the labels: a unit, anything in brackets, or what the years are of.

    >>> is_stub_head("(In millions)"), is_stub_head("Three Months Ended June 30,"), is_stub_head("Founded in")
    (True, True, False)
    >>> is_stub_head("in millions, except per share data")
    True
    """
    if text[0] in "(（[［" or _STUB_HEAD.search(text):
        return True
    return any(unit.declared and unit.scale and not unit.start for unit in find_units(text))


def is_hugged(lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands between the lines of a wrapped label: nearer to one than lines of one column can be."""
    near = [lines[k] for k in (at - 1, at + 1) if 0 <= k < len(lines)]
    return any(is_label(line) and abs(line.base - lines[at].base) < 0.8 * lines[at].size for line in near)


def short_numbers(line: Line) -> bool:
    """Whether the values of a line may be years, units or counts of headings: none has a separator or many digits."""
    return all(c.kind == "text" or (sum(map(str.isdigit, c.text)) <= 4 and "," not in c.text) for c in line.chunks)


def has_label(line: Line) -> bool:
    return line.chunks[0].kind == "text" and line.chunks[0].first == 0


def heading_like(line: Line) -> bool:
    """Whether all values of a line may be years or small counters, as headers hold them."""
    return all(is_year(c.text) for c in line.chunks if c.kind == "value") and not any(
        c.kind == "nil" for c in line.chunks
    )


def first_row_start(lines: Sequence[Line], first: int, divided: Divided) -> int:
    """Label lines above the first values that are rows of their own or the beginning of its label.

    They are part of the header only if a rule parts them from the values and none from the header lines above.
    """
    start = first
    while start > 0 and is_label(lines[start - 1]):
        start -= 1
    if start == first or start == 0:
        return first if start == first or first > 3 else start
    for k in range(first, start, -1):
        if divided(lines[k - 1].base, lines[k].base):
            return start if divided(lines[start - 1].base, lines[start].base) else k
    return start


def is_label(line: Line) -> bool:
    """A line that holds nothing but text in the first column."""
    return len(line.chunks) == 1 and line.chunks[0].first == line.chunks[0].last == 0 and line.chunks[0].kind == "text"


def header_to_rows(lines: Sequence[Line], divided: Divided, edges: Sequence[Rule] = ()) -> list[list[Line]]:
    """Header lines: wrapped lines of one column are one row; below a heading of several columns a new row begins."""
    rows: list[list[Line]] = []
    for line in lines:
        if (
            not rows
            or divided(rows[-1][-1].base, line.base)
            or opens(rows[-1], line)
            or is_parted(rows[-1][-1], line, edges)
        ):
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def is_parted(above: Line, line: Line, edges: Sequence[Rule]) -> bool:
    """Whether an edge lies between a heading over several columns and another over the same ones, all along both: the
    edge of a band."""
    near = [e for e in edges if above.base < e.at < line.base - 0.5 * line.size]
    return any(
        c.first < c.last
        and (c.first, c.last) == (d.first, d.last)
        and e.low <= min(c.x0, d.x0)
        and e.high >= max(c.x1, d.x1)
        for e in near
        for c in above.chunks
        for d in line.chunks
    )


def opens(row: Sequence[Line], line: Line) -> bool:
    """Whether a header line begins a new level below the row above it."""
    last = row[-1]
    if line.base - last.base > 2.1 * max(line.size, last.size):
        return True
    above = [c for other in row for c in other.chunks]
    for chunk in above:
        if chunk.last > chunk.first and any(
            c.first <= chunk.last and c.last >= chunk.first and (c.first, c.last) != (chunk.first, chunk.last)
            for c in line.chunks
        ):
            return True
    for chunk in line.chunks:
        if chunk.last > chunk.first and any(
            c.first <= chunk.last and c.last >= chunk.first and (c.first, c.last) != (chunk.first, chunk.last)
            for c in above
        ):
            return True
    return False


def pitch_of(lines: Sequence[Line]) -> float:
    """The usual distance of two base lines, in points."""
    steps = [b.base - a.base for a, b in itertools.pairwise(lines) if b.base - a.base > 1]
    return median(steps) if steps else 12.0


def bands_to_rows(lines: Sequence[Line], divided: Divided, framed: bool) -> list[list[Line]]:
    """Rows where edges part every two lines of values: what lies between two edges is one row; else nothing.

    A label may then be wrapped above, below and around its figures. Headings within a band stay rows of their own:
    they are set in other type, or end with a colon.
    """
    bands: list[list[Line]] = [[lines[0]]]
    for above, line in itertools.pairwise(lines):
        if divided(above.base, line.base) and not laps(above, line):
            bands.append([line])
        else:
            bands[-1].append(line)
    counts = [sum(is_anchor(line) for line in band) for band in bands]
    if max(counts) > 1 or (counts.count(1) < 3 and not (framed and len(counts) == sum(counts))):
        return []
    right = max((c.x1 for line in lines for c in line.chunks if c.last == 0), default=0.0)
    rows: list[list[Line]] = []
    for band, count in zip(bands, counts, strict=True):
        labels = [line for line in band if is_label(line)]
        whole = len(labels) + count == len(band) and is_wrapped(band, right)
        rows.extend([band] if whole else body_to_rows(band, divided))
    return rows


def is_wrapped(band: Sequence[Line], right: float) -> bool:
    """Whether the labels of a band are the lines of one: each but the last is full, or has figures beside or below."""
    texts = [line.chunks[0] for line in band if has_label(line)]
    if any(
        a.words[-1].bold != b.words[0].bold
        or abs(a.size - b.size) > 0.8
        or b.x0 < a.x0 - 1
        or a.text.endswith((":", "："))
        for a, b in itertools.pairwise(texts)
    ):
        return False
    return all(a.x1 + first_unit(b) >= right - 0.5 * a.size for a, b in itertools.pairwise(texts))


def first_unit(chunk: Chunk) -> float:
    """The width of what could not stand on the line before: a letter of Japanese, else a word and its space."""
    word = chunk.words[0]
    return chunk.size if is_cjk(word.text[:1]) else word.x1 - word.x0 + 0.3 * chunk.size


def body_to_rows(lines: Sequence[Line], divided: Divided) -> list[list[Line]]:
    """Rows of the body: one for each line with values, and what belongs to it."""
    owner = list(range(len(lines)))
    anchored = [is_anchor(line) for line in lines]
    pairs = [
        b.base - a.base
        for (a, x), (b, y) in zip(
            zip(lines, anchored, strict=True), list(zip(lines, anchored, strict=True))[1:], strict=False
        )
        if x and y
    ]
    pitch = median(pairs) if pairs else pitch_of(lines) * 1.3
    right = max((c.x1 for line in lines for c in line.chunks if c.last == 0), default=0.0)
    for i, line in enumerate(lines):
        if anchored[i]:
            if (
                i
                and not anchored[i - 1]
                and complementary(lines[i - 1], line)
                and not divided(lines[i - 1].base, line.base)
            ) or (i and laps(lines[i - 1], line)):
                owner[i] = owner[i - 1]
            continue
        up = i > 0 and not divided(lines[i - 1].base, line.base)
        down = i + 1 < len(lines) and not divided(line.base, lines[i + 1].base)
        if up and laps(lines[i - 1], line):
            owner[i] = owner[i - 1]
            continue
        if down and laps(line, lines[i + 1]) and anchored[i + 1]:
            continue
        above = line.base - lines[i - 1].base if up else 1e9
        below = lines[i + 1].base - line.base if down else 1e9
        if up and continues(lines[i - 1], line, above, below, pitch, right):
            owner[i] = owner[i - 1]
    for i in range(len(lines) - 1):
        if anchored[i] or owner[i] != i:
            continue
        line, following = lines[i], lines[i + 1]
        if divided(line.base, following.base) or owner[i + 1] != i + 1:
            continue
        if begins_list(line, following, lines[i + 2 : i + 3], pitch):
            continue
        if leads(line, following, following.base - line.base, pitch, right, anchored[i + 1]):
            root = owner[i]
            owner[i + 1] = root
            for k in range(i + 2, len(lines)):
                if owner[k] == i + 1:
                    owner[k] = root
    rows: dict[int, list[Line]] = {}
    for i, line in enumerate(lines):
        rows.setdefault(owner[i], []).append(line)
    return list(rows.values())


def laps(above: Line, below: Line) -> bool:
    """Whether two lines overlap so far that they can only be one row, set on different heights."""
    return below.base - above.base < 0.72 * min(above.size, below.size) and disjoint(above, below)


def disjoint(one: Line, other: Line) -> bool:
    taken = {k for c in one.chunks for k in range(c.first, c.last + 1)}
    return not any(k in taken for c in other.chunks for k in range(c.first, c.last + 1)) or (
        other.base - one.base < 0.72 * other.size
        and all(
            c.first > 0 or c.last > 0 or not any(d.first == 0 and d.kind != "text" for d in one.chunks)
            for c in other.chunks
        )
        and not any(
            c.kind != "text" and d.kind != "text" and c.first == d.first for c in one.chunks for d in other.chunks
        )
    )


def complementary(label: Line, values: Line) -> bool:
    """A line of label only, right above a line of values only."""
    return (
        len(label.chunks) == 1
        and label.chunks[0].last == 0
        and not any(c.first == 0 for c in values.chunks)
        and values.base - label.base < 1.5 * values.size
    )


def continues(above: Line, line: Line, up: float, down: float, pitch: float, right: float) -> bool:
    """Whether a line without values goes on from the row above."""
    head, last = line.chunks[0], above.chunks[0]
    if head.first > 0:
        return up <= 1.45 * max(line.size, above.size) or up < 0.8 * down
    if len(line.chunks) > 1 or head.last > 0 or last.first > 0 or last.kind != "text":
        return False
    if head.words[0].bold != last.words[-1].bold or abs(head.size - last.size) > 0.8:
        return False
    word = head.words[0].text
    small = word[0].islower() or word[0] in "(&/–-）)" or word[0] in "のをにがはとでー"
    full = last.x1 + (head.words[0].x1 - head.words[0].x0) * 0.9 >= right - 0.5 * line.size
    if up < 0.86 * pitch and up <= 0.92 * down and up < 1.6 * line.size:
        return head.x0 >= last.x0 - 1
    return (
        small or (full and len(last.words) > 1 and head.x0 >= last.x0 - 1 and up < down * 0.97)
    ) and up <= down * 1.1


def begins_list(line: Line, below: Line, after: Sequence[Line], pitch: float) -> bool:
    """Whether a label without values heads the row below it: that is set in, a row's height further down, and so is the
    row after it.

        Selling and administrative expenses
            Depreciation                          12
            Other                                 40
    """
    head, first = line.chunks[0], below.chunks[0]
    return (
        not first.words[0].text[0].islower()
        and first.x0 - head.x0 > 0.5 * head.size
        and below.base - line.base > 0.95 * pitch
        and any(is_anchor(row) and abs(row.chunks[0].x0 - first.x0) < 0.2 * head.size for row in after)
    )


def leads(line: Line, below: Line, step: float, pitch: float, right: float, anchored: bool) -> bool:
    """Whether a line without values is the beginning of the label of the row below."""
    head, next_ = line.chunks[0], below.chunks[0]
    if len(line.chunks) > 1 or head.last > 0 or head.first > 0 or next_.first > 0 or next_.kind != "text":
        return False
    if not anchored or step > 1.75 * max(line.size, below.size):
        return False
    word = next_.words[0].text
    tight_below = step < 0.86 * pitch and next_.x0 >= head.x0 - 1
    # `shares issued:` breaks off before its number; `Notes due:` stands a row above `2031`
    heads = head.text.endswith((":", "：")) and not (word[0].isdigit() and tight_below)
    if head.words[-1].bold != next_.words[0].bold or abs(head.size - next_.size) > 0.8 or heads:
        return False
    if word[0].islower() or (word[0] in "(&" and step < 1.5 * line.size):
        return True
    full = head.x1 + (next_.words[0].x1 - next_.words[0].x0) * 0.9 >= right - 0.3 * line.size
    return (full and len(head.words) > 2 and next_.x0 >= head.x0 - 1) or (tight_below and step < 1.35 * line.size)


def text_to_rows(lines: Sequence[Line], divided: Divided, columns: int) -> list[list[Line]]:
    """Rows of a table of words: a new one where the first column has text after a step no smaller than usual."""
    rows: list[list[Line]] = []
    steps = [b.base - a.base for a, b in itertools.pairwise(lines)]
    least = min(steps) if steps else 0.0
    wide = [s for s in steps if s > 1.2 * least]
    paced = len(wide) >= max(1, len(steps) // 5)
    for i, line in enumerate(lines):
        if not rows or divided(lines[i - 1].base, line.base):
            rows.append([line])
            continue
        step = line.base - lines[i - 1].base
        fresh = line.chunks[0].first == 0 and (len(line.chunks) > 1 or columns < 2)
        if (step > 1.2 * least) if paced else fresh:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows
