"""Ruled tables: drawn lines and filled boxes give the cells; what they leave open, the words give.

rules → regions → lattice → patches (merged cells), then words → patches, then each band between two rules is cut
into rows and each column into columns where the words demand it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extract.lex.headings import heading_kind
from extract.model import Box
from extract.model.layout import Layout, Rule, Word
from extract.tables.pdf_axis import has_axis
from extract.tables.pdf_columns import lines_to_gaps, place_chunks, tight
from extract.tables.pdf_grid import Found, Slot, notes_to_labels
from extract.tables.pdf_headings import is_heading, is_whole_period, spread_headers
from extract.tables.pdf_lattice import (
    TOUCH_PT,
    Lattice,
    Patch,
    Region,
    extended,
    fills_to_rules,
    hull_of,
    is_drawing,
    is_soft,
    lattice_to_patches,
    parts_of_bands,
    region_to_lattice,
    rules_to_regions,
    stacked,
)
from extract.tables.pdf_lines import Chunk, Line, is_year, kind_of, words_to_chunked
from extract.tables.pdf_rows import is_anchor, lines_to_rows, text_to_rows
from extract.tables.pdf_sideways import sideways_chunks

_MOST_RULES = 4_000
_MOST_SLOTS = 40_000
_LEAST_CELLS = 3
_SCALE = re.compile(r"(?:in )?(?:thousand|million|billion)s?(?: of)?", re.I)
_TEXT_GAP = 0.5  # of the type
_BOTH_SIDES = 0.6
_MIDDLE = 0.15  # of the width of the columns below
_ALIGNED_PT = 1.0
_BESIDE_PT = 40.0  # between two boxes of one table


def find_ruled(layout: Layout) -> tuple[list[Found], list[Box]]:
    """Tables that rules or filled boxes enclose, in the order of the page; and the boxes of charts among them."""
    across, down = fills_to_rules(layout.fills, layout.width, layout.height)
    across, down = layout.across + across, layout.down + down
    if len(across) + len(down) > _MOST_RULES:
        across, down = layout.across[:_MOST_RULES], layout.down[:_MOST_RULES]
    found: list[Found] = []
    charts: list[Box] = []
    boxes = [(w.x0, w.base - 0.7 * w.size, w.x1, w.base) for w in layout.words]
    parts = one_by_one(stacked(rules_to_regions(across, down), boxes), layout.words)
    taken = {id(rule) for part in parts if len(part.across) > 1 for rule in part.across}
    free = [rule for rule in across if id(rule) not in taken]
    for part in parts:
        if part.stripes > 1:
            continue  # every second row is shaded: white space knows more of such a table than its stripes do
        region = extended(part, free, boxes)
        inside = words_inside(layout.words, region)
        if len(inside) < 3:
            continue
        if is_drawing(region.box, layout.curves) or has_axis(words_to_chunked(inside)):
            charts.append(region.box)
            continue
        table = region_to_found(region, inside, parts_of_bands(layout.fills))
        if table is not None:
            found.append(table)
    return found, charts


def one_by_one(regions: Sequence[Region], words: Sequence[Word]) -> list[Region]:
    """Boxes side by side as one region where the right one holds figures only: their labels stand in the left one."""
    out: list[Region] = []
    for region in sorted(regions, key=lambda r: (round(r.box[1] / TOUCH_PT), r.box[0])):
        left = out[-1] if out else None
        if left is not None and may_go_on(left, region) and shares_labels(left, region, words):
            across, down = left.across + region.across, left.down + region.down
            out[-1] = Region(hull_of(across, down), across, down)
        else:
            out.append(region)
    return sorted(out, key=lambda r: (r.box[1], r.box[0]))


def may_go_on(left: Region, right: Region) -> bool:
    """Whether two boxes are as high as each other, side by side and not far apart."""
    level = all(abs(left.box[k] - right.box[k]) < TOUCH_PT for k in (1, 3))
    return level and 0 <= right.box[0] - left.box[2] < _BESIDE_PT and left.stripes == right.stripes == 1


def shares_labels(left: Region, right: Region, words: Sequence[Word]) -> bool:
    """Whether no row of the right box begins with a label, and each has one at its height in the left box."""
    rows = [line for line in words_to_chunked(words_inside(words, right)) if is_row(line)]
    if len(rows) < 2 or any(line.chunks[0].kind == "text" for line in rows):
        return False
    labelled = [line.base for line in words_to_chunked(words_inside(words, left)) if line.chunks[0].kind == "text"]
    return all(any(abs(line.base - base) < 0.3 * line.size for base in labelled) for line in rows)


def is_row(line: Line) -> bool:
    """Whether figures stand in a line that are no years over columns."""
    return any(c.kind == "value" and not is_year(c.text) for c in line.chunks)


def words_inside(words: Sequence[Word], region: Region) -> list[Word]:
    """Words whose middle lies in the region."""
    x0, y0, x1, y1 = region.box
    return [w for w in words if x0 <= (w.x0 + w.x1) / 2 <= x1 and y0 <= (w.y0 + w.y1) / 2 <= y1]


def centre(word: Word) -> tuple[float, float]:
    """The middle of a word, its height taken about the base line, for boxes of fonts reach far beyond their ink."""
    x = (word.x0 + word.x1) / 2
    return x, word.base - 0.3 * word.size if word.upright else (word.y0 + word.y1) / 2


def region_to_found(region: Region, words: list[Word], heads: Sequence[Rule] = ()) -> Found | None:
    """The table of a region, or None if it is a frame, a chart or a box of prose; `heads`: see `parts_of_bands`."""
    lattice = region_to_lattice(region, [centre(w) for w in words])
    if lattice.rows * lattice.columns > _MOST_SLOTS or lattice.rows < 1 or lattice.columns < 1:
        return None
    patches = lattice_to_patches(lattice)
    held = words_to_patches(words, lattice, patches)
    xs, marks = lattice_to_columns(lattice, patches, held)
    if len(xs) < 3:
        return None
    bands = lattice_to_bands(lattice, patches, held, xs, heads)
    slots, rows, ys, headers = bands_to_slots(lattice, patches, held, xs, bands)
    if rows < 2 or not slots:
        return None
    xs = without_empty_columns(slots, xs)
    notes_to_labels(slots)
    narrowed(slots, xs, headers)
    columns = len(xs) - 1
    found = Found(region.box, "ruled", "rules", rows, columns, slots, headers, 0.0, "", tuple(xs), tuple(ys))
    hard = [rule for rule in region.down if not rule.soft]
    tops, ends = [rule.low for rule in hard], [rule.high for rule in hard]
    found.open_above = min(tops, default=1e9) < min(rule.at for rule in region.across) - TOUCH_PT
    found.open_below = max(ends, default=0.0) > max(rule.at for rule in region.across) + TOUCH_PT
    found.unsure = marks or ("edges of fills" if is_soft(region) else "")
    return found if plausible(found, lattice, patches, held) else None


def plausible(found: Found, lattice: Lattice, patches: Sequence[Patch], held: Sequence[Sequence[Word]]) -> bool:
    """Whether a lattice holds a table: several columns and rows in use, no prose, not mostly void as charts are."""
    columns = {slot.column for slot in found.slots}
    rows = {slot.row for slot in found.slots}
    if len(columns) < 2 or len(rows) < 2:
        return False
    covered = sum(slot.row_span * slot.column_span for slot in found.slots)
    if covered < 0.22 * found.rows * found.columns:
        return False
    values = sum(kind_of(slot.text) != "text" for slot in found.slots)
    if not values and (len(rows) < 3 or covered < 0.6 * found.rows * found.columns):
        return False
    if ragged(lattice):
        return False
    begins: dict[int, int] = {}
    for slot in found.slots:
        begins[slot.column] = begins.get(slot.column, 0) + 1
    lonely = sum(begins.get(k, 0) <= max(1, 0.12 * found.rows) for k in range(found.columns))
    if found.rows > 3 and lonely > 0.4 * found.columns:
        return False
    longest = max(len(slot.words) for slot in found.slots)
    total = sum(len(slot.words) for slot in found.slots)
    return not (longest > 60 and longest > 0.6 * total)


def ragged(lattice: Lattice) -> bool:
    """Whether most borders of columns are drawn in few rows only: then the boxes are bars, not cells."""
    inner = range(1, lattice.columns)
    if lattice.rows < 4 or lattice.columns < 4:
        return False
    short = sum(sum(lattice.before[i][j] for i in range(lattice.rows)) <= max(1, 0.25 * lattice.rows) for j in inner)
    return short > 0.6 * len(inner)


def words_to_patches(words: Sequence[Word], lattice: Lattice, patches: Sequence[Patch]) -> list[list[Word]]:
    """The words of each patch."""
    owner = [[-1] * lattice.columns for _ in range(lattice.rows)]
    for k, patch in enumerate(patches):
        for i in range(patch.top, patch.bottom + 1):
            for j in range(patch.left, patch.right + 1):
                owner[i][j] = k
    held: list[list[Word]] = [[] for _ in patches]
    for word in words:
        x, y = centre(word)
        i, j = slot_of(lattice.ys, y), slot_of(lattice.xs, x)
        held[owner[i][j]].append(word)
    return held


def slot_of(borders: Sequence[float], at: float) -> int:
    """The band between two borders in which a point lies; beyond the last border, the last band."""
    for k in range(1, len(borders) - 1):
        if at < borders[k]:
            return k - 1
    return len(borders) - 2


def lattice_to_columns(
    lattice: Lattice, patches: Sequence[Patch], held: Sequence[Sequence[Word]]
) -> tuple[list[float], str]:
    """Borders of columns: the drawn ones, and those the words show within one drawn column."""
    xs = list(lattice.xs)
    added = 0
    for j in range(lattice.columns):
        words = [
            w for patch, inside in zip(patches, held, strict=True) if patch.left == patch.right == j for w in inside
        ]
        if len(words) < 4:
            continue
        lines = words_to_chunked(words)
        several = [line for line in lines if len(line.chunks) > 1 and (line.values or names_units(line))]
        if len(several) < max(2, 0.3 * len(lines)):
            xs.extend(text_gaps([held[k] for k in rows_of_column(j, patches, held)]))
            continue
        for gap in lines_to_gaps(lines, lattice.xs[j], lattice.xs[j + 1]):
            xs.append(gap)
            added += 1
    return sorted(xs), "columns by words" if added else ""


def rows_of_column(column: int, patches: Sequence[Patch], held: Sequence[Sequence[Word]]) -> list[int]:
    """The cells of one drawn column that have a value in their row."""
    valued = {
        patch.top
        for patch, inside in zip(patches, held, strict=True)
        if patch.left > column and any(kind_of(w.text) == "value" and not is_year(w.text) for w in inside)
    }
    return [k for k, patch in enumerate(patches) if patch.left == patch.right == column and patch.top in valued]


def text_gaps(cells: Sequence[Sequence[Word]]) -> list[float]:
    """Where white space runs down through the texts of one drawn column, with words on both sides in most cells.

    `売上高` and its `(百万円)`, which may stand on lines of their own.
    """
    spans = [[(w.x0, w.x1) for w in words if w.upright] for words in cells]
    spans = [row for row in spans if row]
    if len(spans) < _LEAST_CELLS:
        return []
    least = _TEXT_GAP * max(w.size for words in cells for w in words)
    out: list[float] = []
    end = min(x0 for row in spans for x0, _ in row)
    for x0, x1 in sorted(span for row in spans for span in row):
        if x0 - end >= least:
            at = (end + x0) / 2
            both = sum(any(b < at for _, b in row) and any(a > at for a, _ in row) for row in spans)
            if both >= _BOTH_SIDES * len(spans):
                out.append(at)
        end = max(end, x1)
    return out


def lattice_to_bands(
    lattice: Lattice,
    patches: Sequence[Patch],
    held: Sequence[Sequence[Word]],
    xs: Sequence[float],
    heads: Sequence[Rule],
) -> list[list[list[Line]]]:
    """For each band between two rules the rows of lines in it."""
    bands: list[list[Line]] = []
    cells = {id(word): k for k, inside in enumerate(held) for word in inside}
    for i in range(lattice.rows):
        words = [
            w for patch, inside in zip(patches, held, strict=True) if patch.top == patch.bottom == i for w in inside
        ]
        lines = words_to_chunked(words, xs, cells)
        place_chunks(lines, xs)
        tight(lines, list(xs), xs)
        bands.append(lines)
    head = next(
        (i for i, lines in enumerate(bands) if any(is_anchor(line) and not is_heading(line) for line in lines)), 0
    )
    below = [line for lines in bands[head:] for line in lines]
    spread_headers([line for lines in bands[:head] for line in lines], below, xs, heads)
    for above, under in itertools.pairwise(bands[: head + 1]):
        spread_in_cells(above, under, patches, cells, xs, lattice)
    return [band_to_rows(lines, lattice, i, len(xs) - 1) for i, lines in enumerate(bands)]


def spread_in_cells(
    lines: Sequence[Line],
    under: Sequence[Line],
    patches: Sequence[Patch],
    cells: dict[int, int],
    xs: Sequence[float],
    lattice: Lattice,
) -> None:
    """A heading alone in its drawn cell, near the middle of it or of columns that each have a heading below, takes them
    all.

    `Q4` in a shaded band over `2022` `2021` `% Change`: no rule parts the columns in its box.
    """
    inside: dict[int, list[Chunk]] = {}
    for line in lines:
        for chunk in line.chunks:
            inside.setdefault(cells[id(chunk.words[0])], []).append(chunk)
    heads = {c.first: c for line in under for c in line.chunks if c.first == c.last}
    for k, chunks in inside.items():
        low, high = lattice.xs[patches[k].left], lattice.xs[patches[k].right + 1]
        mine = [j for j in sorted(heads) if j and low - 1 < xs[j] and xs[j + 1] < high + 1]
        if len(chunks) != 1 or len(mine) < 2 or mine != list(range(mine[0], mine[-1] + 1)):
            continue
        (chunk,) = chunks
        left, right = heads[mine[0]].x0, heads[mine[-1]].x1
        centred = (abs(chunk.middle - (a + b) / 2) < _MIDDLE * (b - a) for a, b in ((left, right), (low, high)))
        if mine[0] <= chunk.first and any(centred):
            chunk.first, chunk.last = mine[0], mine[-1]


def band_to_rows(lines: list[Line], lattice: Lattice, band: int, columns: int) -> list[list[Line]]:
    """Rows in one band: one, unless values stand below each other in it."""
    if len(lines) < 2:
        return [lines] if lines else []
    stacked: dict[int, int] = {}
    for line in lines:
        for chunk in line.chunks:
            if chunk.kind == "value" and (chunk.first or columns < 2):
                stacked[chunk.first] = stacked.get(chunk.first, 0) + 1
    deepest = max(stacked.values(), default=0)
    anchors = sum(is_anchor(line) for line in lines)
    if all(is_aside(line) for line in lines[1:]) or is_broken_in_bracket(lines) or is_labelled_aside(lines):
        return [lines]
    if anchors == 1 and (under := units_above(lines)):
        return [lines[:under], *band_to_rows(lines[under:], lattice, band, columns)]
    if not anchors and (under := storey(lines)):
        return [lines[:under], lines[under:]]
    if deepest >= 2 and anchors >= 2:
        return lines_to_rows(lines, columns=columns)[0]
    if (
        lattice.rows <= 3
        and len(lines) >= 4
        and lattice.ys[band + 1] - lattice.ys[band] > 0.5 * (lattice.ys[-1] - lattice.ys[0])
    ):
        full = sum(len(line.chunks) * 2 >= columns for line in lines)
        if 3 * full >= 2 * len(lines):
            return text_to_rows(lines, lambda _a, _b: False, columns)
    return [lines]


def names_units(line: Line) -> bool:
    """Whether a line holds units and nothing else: `百万円 ％` over an amount and its change; `Millions of`."""
    units = [heading_kind(c.text) == "unit" for c in line.chunks]
    return any(units) and all(u or _SCALE.fullmatch(c.text) for u, c in zip(units, line.chunks, strict=True))


def units_above(lines: Sequence[Line]) -> int:
    """How many lines of units stand above the only row of figures in a band; 0 if its first line is none."""
    under = 0
    for line in lines[:-1]:
        if any(c.first == 0 or c.kind == "value" for c in line.chunks):
            break
        under += 1
    return under if any(len(line.chunks) > 1 and names_units(line) for line in lines[:under]) else 0


def is_broken_in_bracket(lines: Sequence[Line]) -> bool:
    """Whether a label breaks within a bracket beside bracketed figures below others: asides of one row.

    Dividend a share (of                    12.00
    it interim dividend)        (yen)      (5.00)
    """
    labels = [c.text for line in lines for c in line.chunks if c.first == 0 and c.kind == "text"]
    text = ""
    cut = False
    for label in labels[:-1]:
        text += label
        cut = cut or text.count("(") + text.count("（") > text.count(")") + text.count("）")
    valued = [[c for c in line.chunks if c.first and c.kind != "text"] for line in lines]
    below = [row for row in valued if row][1:]
    return cut and bool(below) and all(c.text[0] in "(（" for row in below for c in row)


def is_labelled_aside(lines: Sequence[Line]) -> bool:
    """Whether the last line of a label and all the figures below the first stand in brackets: asides of one row.

    Employees                      3,796
    [besides, temporary ones]      [383]
    """
    labels = [c.text for line in lines for c in line.chunks if c.first == 0 and c.kind == "text"]
    valued = [[c for c in line.chunks if c.first and c.kind != "text"] for line in lines]
    rows = [row for row in valued if row]
    return (
        len(labels) == len(rows) == 2
        and labels[1][0] in "(（[［"
        and labels[1][-1] in ")）]］"
        and not any(c.text[0] in "(（[［" for c in rows[0])
        and all(c.text[0] in "(（[［" for c in rows[1])
    )


def storey(lines: Sequence[Line]) -> int:
    """The line at which headings of single columns begin below one that stands over them; 0 if there is none."""
    for k, line in enumerate(lines):
        for span in (c for above in lines[:k] for c in above.chunks if c.last > c.first):
            here = [d for d in line.chunks if d.first == d.last and span.first <= d.first <= span.last]
            below = {d.first for other in lines[k:] for d in other.chunks if d.first == d.last}
            if len(below.intersection(range(span.first, span.last + 1))) > 1 and here and not is_hung(span, here):
                return k
    return 0


def is_hung(span: Chunk, below: Sequence[Chunk]) -> bool:
    """Whether a lone text below a heading over several columns is its next line: centred under it."""
    one = below[0]
    if is_whole_period(span, one):
        return False
    return len(below) == 1 and abs(one.middle - span.middle) < 0.5 * span.size and one.base - span.base < 1.7 * one.size


def is_aside(line: Line) -> bool:
    """Whether all of a line stands in brackets: `(332)` below `3,285`, the aside of one cell."""
    return all(c.text[0] in "(（[［" and c.text[-1] in ")）]］" for c in line.chunks)


def bands_to_slots(
    lattice: Lattice,
    patches: Sequence[Patch],
    held: Sequence[Sequence[Word]],
    xs: Sequence[float],
    bands: Sequence[list[list[Line]]],
) -> tuple[list[Slot], int, list[float], int]:
    """Cells in their final rows and columns, the number of rows, their borders, and how many are headers."""
    firsts: list[int] = []
    ys: list[float] = []
    count = 0
    for i, rows in enumerate(bands):
        firsts.append(count)
        ys.append(lattice.ys[i])
        for above, below in itertools.pairwise(rows):
            ys.append((max(line.y1 for line in above) + min(line.y0 for line in below)) / 2)
        count += max(1, len(rows))
    firsts.append(count)
    ys.append(lattice.ys[-1])
    owner: dict[int, int] = {}
    for k, inside in enumerate(held):
        for word in inside:
            owner[id(word)] = k
    starts = [slot_index(xs, x) for x in lattice.xs]
    slots: list[Slot] = []
    for i, rows in enumerate(bands):
        for r, row in enumerate(rows):
            slots.extend(row_to_slots(row, firsts[i] + r, patches, owner, starts))
    for k, patch in enumerate(patches):
        if patch.top == patch.bottom or not held[k]:
            continue
        slots.extend(tall_to_slots(patch, held[k], firsts, starts, ys, xs))
    for k, patch in enumerate(patches):
        if patch.top == patch.bottom:
            with_sideways(slots, held[k], firsts[patch.top], starts[patch.left], starts[patch.right + 1] - 1)
    slots, count, ys = without_empty(slots, count, ys)
    return slots, count, ys, header_rows(slots, count)


def with_sideways(slots: list[Slot], words: Sequence[Word], row: int, left: int, right: int) -> None:
    """Adds what runs up or down in a merged cell: a heading set upright over a narrow column."""
    for chunk in sideways_chunks(words):
        home = next((s for s in slots if s.row == row and s.column == left), None)
        if home is not None:
            home.words.extend(chunk.words)
        else:
            slots.append(Slot(row, left, chunk.words, 1, max(1, right - left + 1)))


def without_empty_columns(slots: list[Slot], xs: list[float]) -> list[float]:
    """Columns in which no cell begins are dropped, as the strips between filled boxes; spans over them shrink."""
    used = sorted({slot.column for slot in slots if slot.words})
    place = {column: k for k, column in enumerate(used)}
    for slot in slots:
        end = slot.column + slot.column_span
        slot.column_span = max(1, sum(1 for column in used if slot.column <= column < end))
        slot.column = place.get(slot.column, slot.column)
    return [xs[0], *(xs[column] for column in used[1:]), xs[-1]]


def slot_index(borders: Sequence[float], at: float) -> int:
    return min(range(len(borders)), key=lambda k: abs(borders[k] - at))


def row_to_slots(
    row: Sequence[Line], at: int, patches: Sequence[Patch], owner: dict[int, int], starts: Sequence[int]
) -> list[Slot]:
    """The cells of one row: what one merged cell holds is one cell unless values in it stand side by side."""
    by_patch: dict[int, list[Chunk]] = {}
    for line in row:
        for chunk in line.chunks:
            by_patch.setdefault(owner[id(chunk.words[0])], []).append(chunk)
    out: list[Slot] = []
    for k, chunks in by_patch.items():
        left, right = starts[patches[k].left], starts[patches[k].right + 1] - 1
        spots = {(c.first, c.last) for c in chunks}
        by_words = patches[k].left == patches[k].right  # the columns within it are drawn nowhere
        apart = not overlapping(spots) if len(spots) > 1 else by_words
        if left == right or not apart:
            out.append(chunks_to_slot(chunks, at, left, max(left, right)))
            continue
        cells: dict[tuple[int, int], list[Chunk]] = {}
        for c in chunks:
            spot = (max(c.first, left), min(max(c.last, c.first, left), right))
            cells.setdefault(merged(spot, cells), []).append(c)
        for (first, last), inside in cells.items():
            out.append(chunks_to_slot(inside, at, first, last))
    return out


def chunks_to_slot(chunks: Sequence[Chunk], row: int, first: int, last: int) -> Slot:
    words = [w for c in chunks for w in c.words]
    return Slot(row, first, words, 1, last - first + 1, [w for c in chunks for w in c.notes])


def overlapping(spots: set[tuple[int, int]]) -> bool:
    ordered = sorted(spots)
    return all(b[0] <= a[1] for a, b in itertools.pairwise(ordered))


def merged(spot: tuple[int, int], cells: dict[tuple[int, int], list[Chunk]]) -> tuple[int, int]:
    for other in cells:
        if other[0] <= spot[1] and spot[0] <= other[1]:
            return other
    return spot


def tall_to_slots(
    patch: Patch,
    words: Sequence[Word],
    firsts: Sequence[int],
    starts: Sequence[int],
    ys: Sequence[float],
    xs: Sequence[float],
) -> list[Slot]:
    """A cell over several bands: one cell, unless values stand below each other in it, one in each row."""
    top, bottom = firsts[patch.top], firsts[patch.bottom + 1]
    left, right = starts[patch.left], starts[patch.right + 1] - 1
    lines = words_to_chunked(words, xs)
    place_chunks(lines, xs)
    level = [w for line in lines for c in line.chunks for w in (*c.words, *c.notes)]
    rest = [w for chunk in sideways_chunks(words) for w in chunk.words]
    valued = [line for line in lines if line.values]
    homes = [slot_of(ys, line.base - 0.3 * line.size) for line in lines]
    if len(valued) > 1 and len(set(homes)) == len(lines) and 2 * len(valued) > len(lines):
        out = []
        for line, home in zip(lines, homes, strict=True):
            for chunk in line.chunks:
                first = min(max(chunk.first, left), right)
                out.append(chunks_to_slot([chunk], home, first, max(first, min(chunk.last, right))))
        return out
    return [Slot(top, left, level + rest, bottom - top, right - left + 1)]


def without_empty(slots: list[Slot], count: int, ys: list[float]) -> tuple[list[Slot], int, list[float]]:
    """Rows in which no cell begins are dropped, and those in which only cells of several rows begin; these begin
    where the others of their rows do."""
    whole = {slot.row for slot in slots if slot.words and slot.row_span == 1}
    used = sorted(whole | {s.row for s in slots if s.words and not whole & set(range(s.row, s.row + s.row_span))})
    for slot in slots:
        rows = [k for k, row in enumerate(used) if slot.row <= row < slot.row + slot.row_span]
        slot.row_span = max(1, len(rows))
        slot.row = rows[0] if rows else slot.row
    return slots, len(used), [ys[row] for row in used] + [ys[-1]]


def narrowed(slots: Sequence[Slot], xs: Sequence[float], headers: int) -> None:
    """Headings that stand alone in a row of the body and fit their first column take that column only; those over the
    columns of figures that begin right of the labels do not stand over these, though no line parts them. A figure in
    a wide cell that stands where the figures of one column do is of that column."""
    for slot in slots:
        if slot.row >= headers and slot.column_span > 1 and kind_of(slot.text) == "value":
            column = column_of_figure(slot, slots, xs, headers)
            if column is not None:
                slot.column, slot.column_span = column, 1
    for slot in slots:
        wide = slot.row < headers and slot.column == 0 and slot.column_span > 1 and slot.words
        if wide and min(w.x0 for w in slot.words) > xs[1] - 1:
            slot.column, slot.column_span = 1, slot.column_span - 1
    count: dict[int, int] = {}
    for slot in slots:
        count[slot.row] = count.get(slot.row, 0) + 1
    for slot in slots:
        if (
            slot.row >= headers
            and slot.column == 0
            and count[slot.row] == 1
            and slot.column_span > 1
            and (
                slot.words
                and max(w.x1 for w in slot.words) <= xs[1]
                and slot.words[0].x0 < xs[0] + 0.4 * (xs[1] - xs[0])
            )
        ):
            slot.column_span = 1


def column_of_figure(slot: Slot, slots: Sequence[Slot], xs: Sequence[float], headers: int) -> int | None:
    """The one column of a wide cell in whose line its figure stands: it ends, or has its middle, where the figures of
    that column do, and off the middle of the cell."""
    x0, x1 = min(w.x0 for w in slot.words), max(w.x1 for w in slot.words)
    last = slot.column + slot.column_span
    inside = [c for c in range(slot.column, last) if xs[c] - 1 <= x0 and x1 <= xs[c + 1] + 1]
    if len(inside) != 1 or abs(x0 + x1 - xs[slot.column] - xs[last]) < x1 - x0:
        return None
    for other in slots:
        if other.column == inside[0] and other.column_span == 1 and other.row >= headers and other.words:
            left, right = min(w.x0 for w in other.words), max(w.x1 for w in other.words)
            alike = abs(right - x1) < _ALIGNED_PT or abs(left + right - x0 - x1) < 2 * _ALIGNED_PT
            if alike and kind_of(other.text) == "value":
                return inside[0]
    return None


def header_rows(slots: Sequence[Slot], rows: int) -> int:
    """Rows above the first one that has a value beside its label."""
    first = rows
    for slot in slots:
        if slot.column and slot.row < first:
            text = slot.text
            if kind_of(text) == "value" and not is_year(text):
                first = slot.row
    if first == rows:
        return min(1, rows - 1)
    beside = {slot.row for slot in slots if slot.column}
    top = first
    while top > 0 and top - 1 not in beside:
        top -= 1
    return top if top else first


def lone_rules(across: Sequence[Rule], down: Sequence[Rule]) -> list[Rule]:
    """Rules across that no rule down touches."""
    return [
        rule
        for rule in across
        if not any(
            rule.low - 3 <= other.at <= rule.high + 3 and other.low - 3 <= rule.at <= other.high + 3 for other in down
        )
    ]
