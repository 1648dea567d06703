"""Tables that go on over the page: rows without headings that stand in the columns of the table before are its rows,
and headings alone at the foot of a page head the rows at the top of the next.

    page 3                                   page 4
    Net sales      4,120     3,987           Gross profit    1,810     1,731     → one table, headed as on page 3
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from extract.model.layout import Layout, Rule, Word
from extract.tables.pdf_columns import place_chunks
from extract.tables.pdf_grid import Found, Slot
from extract.tables.pdf_heads import add_head, has_headings, head_of
from extract.tables.pdf_lines import Chunk, Line, is_year, kind_of, words_to_chunked
from extract.tables.pdf_rows import lines_to_rows
from extract.tables.pdf_runs import is_page_line, starts_run

_EDGE_PT = 8.0
_LEAST_SHARED = 2  # columns that meet, where the tables have not the same number of them
_FOOT_PT = 160.0
_GAP_PT = 4.0
_PITCH = 6.0  # of the type: further apart than the rows of one table stand
_MOST_LINES = 40
MOST_ROWS = 1_500  # of one table over several pages, which is put together anew with each of them


def continues(above: Found, below: Found) -> bool:
    """Whether a table without headings stands in the columns of a table that has some."""
    return not has_headings(below) and bool(above.headers) and columns_in(above, below) is not None


def repeats_headings(above: Found, below: Found) -> bool:
    """Whether a table has the headings of the table above, word by word, and stands in its columns: they are printed
    again on each page."""
    count = above.headers or 0
    one, other = texts_of(above), texts_of(below)
    return (
        0 < count == below.headers
        and has_headings(below)
        and all(one.get(r) == other.get(r) for r in range(count))
        and columns_in(above, below) is not None
    )


def without_repeated_headings(above: Found, below: Found) -> list[Word]:
    """Drops the headings of a table that goes on one with the same, and gives their words."""
    if not repeats_headings(above, below):
        return []
    count = above.headers or 0
    gone = [w for s in below.slots if s.row < count for w in (*s.words, *s.notes)]
    below.slots = [s for s in below.slots if s.row >= count]
    for slot in below.slots:
        slot.row -= count
    below.rows -= count
    below.headers = 0
    return gone


def columns_in(above: Found, below: Found) -> dict[int, int] | None:
    """For each column of a table the one of the table before that it goes on; None if it stands in others."""
    first, second = edges(above), edges(below)
    if not second or above.columns < 2:
        return None
    if not first and above.columns == below.columns:  # headings alone
        meet = bool(above.xs) and all(abs(a - b) <= _EDGE_PT for a, b in zip(above.xs, below.xs, strict=False))
        return {c: c for c in range(below.columns)} if meet else None
    if above.columns == below.columns and first.keys() >= second.keys():
        meet = all(abs(first[c] - second[c]) <= _EDGE_PT for c in second)
        return {c: c for c in range(below.columns)} if meet else None
    if len(second) < _LEAST_SHARED:
        return None
    out: dict[int, int] = {0: 0}
    for slot in below.slots:
        if slot.words and slot.column not in out:
            found = home_of(slot, first, second, above.xs)
            if found is None:
                return None
            out[slot.column] = found
    ordered = [out[c] for c in sorted(out)]
    return out if all(a < b for a, b in pairwise(ordered)) else None


def home_of(slot: Slot, first: dict[int, float], second: dict[int, float], xs: Sequence[float]) -> int | None:
    """The column of the table before in which a cell stands: figures end where those do, words stand between its
    borders."""
    if slot.column in second:
        near = [(abs(edge - second[slot.column]), c) for c, edge in first.items()]
        return min(near)[1] if near and min(near)[0] <= _EDGE_PT else None
    middle = (min(w.x0 for w in slot.words) + max(w.x1 for w in slot.words)) / 2
    return next((k for k in range(len(xs) - 1) if xs[k] <= middle < xs[k + 1]), None)


def edges(table: Found) -> dict[int, float]:
    """The right edge of the values of each column."""
    out: dict[int, float] = {}
    for slot in table.slots:
        if slot.column and slot.words and slot.row >= (table.headers or 0) and kind_of(slot.text) == "value":
            right = max(word.x1 for word in slot.words)
            out[slot.column] = max(out.get(slot.column, 0.0), right)
    return out


def joined(above: Found, below: Found) -> list[Word]:
    """Makes the rows of a table the last of the one above.

    A row cut by the end of a page is whole again: the rest of its words is no row of its own; and where a line is
    printed on both pages, each time in part, the words that show less of it are given back.
    """
    place = columns_in(above, below) or {}
    gone = without_repeated_headings(above, below) + without_repeated_row(above, below)
    rows = above.rows - (1 if above.open_below and below.open_above and is_rest(below) else 0)
    last = {slot.column: slot for slot in above.slots if slot.row == above.rows - 1}
    added: list[Slot] = []
    for slot in below.slots:
        end = place.get(slot.column + slot.column_span - 1, above.columns - 1)
        slot.column = place.get(slot.column, slot.column)
        slot.column_span = max(1, end - slot.column + 1)
        slot.row += rows
        if slot.row == above.rows - 1 and slot.column in last:
            last[slot.column].words = last[slot.column].words + slot.words
        else:
            added.append(slot)
    above.slots = [*above.slots, *added]
    above.rows = rows + below.rows
    above.open_below = below.open_below
    return gone


def without_repeated_row(above: Found, below: Found) -> list[Word]:
    """Drops the row with which one table ends and the next begins from one of them, and gives its words.

    A line that a printer cut in two stands on both pages: `18 970` with the commas below the edge, then `18,970`.
    """
    last = [s for s in above.slots if s.row == above.rows - 1 and s.words]
    first = [s for s in below.slots if s.row == 0 and s.words]
    if below.rows < 2 or not any(kind_of(s.text) == "value" for s in last) or bare(last) != bare(first):
        return []
    if shown(last) >= shown(first):
        below.slots = [s for s in below.slots if s.row]
        for slot in below.slots:
            slot.row -= 1
        below.rows -= 1
        return [w for s in first for w in s.words]
    above.slots = [s for s in above.slots if s.row != above.rows - 1]
    above.rows -= 1
    return [w for s in last for w in s.words]


def shown(row: Sequence[Slot]) -> int:
    """How many characters of a row are seen."""
    return sum(len(word.text) for slot in row for word in slot.words)


def residue_of(above: Found, words: Sequence[Word]) -> list[Word]:
    """The first line of a page, if it is what the page before left of its last row: brackets and commas that reach
    below the edge, right below the words they are of."""
    top = min((w.base for w in words), default=0.0)
    line = [w for w in words if w.base - top < 0.5 * w.size]
    row = [w for s in above.slots if s.row == above.rows - 1 for w in s.words]
    of_row = all(
        not any(map(str.isdigit, w.text))
        and any(o.x0 - 1 <= w.x0 and w.x1 <= o.x1 + 1 and set(w.text) <= set(o.text) and w.text != o.text for o in row)
        for w in line
    )
    return line if row and of_row else []


def bare(row: Sequence[Slot]) -> list[str]:
    """The letters and digits of a row: what is seen of a line that is cut near its middle."""
    texts = ("".join(c for c in slot.text if c.isalnum()) for slot in sorted(row, key=lambda s: s.column))
    return [text for text in texts if text]


def parted_at_heads(table: Found, above: Found | None = None) -> list[Found]:
    """The table, or the tables it is made of where headings are printed again among its rows: its own, or those of the
    table `above` that it goes on."""
    heads = texts_of(above or table)
    count = (above or table).headers or 0
    if not count or len(heads.get(0, {})) < _LEAST_SHARED:
        return [table]
    rows = texts_of(table)
    first = count if above is None else 0
    starts = [
        r for r in range(max(1, first), table.rows) if rows.get(r) == heads[0] and len(set(heads[0].values())) > 1
    ]
    if starts:
        return parts_of(table, starts, count)
    parts = parts_of(table, headed_anew(rows, heads, count), count)
    for part in parts[1:]:
        headed_like(part, parts[0], count)
    return parts


def headed_anew(rows: dict[int, dict[int, str]], heads: dict[int, dict[int, str]], count: int) -> list[int]:
    """The rows at which headings of several lines begin again with other words over the labels, or over all columns:
    `Full Year` over `2022`, `2021`, `Change` below the rows of `Q4` over `2022`, `2021`, `Change`."""
    last = heads.get(count - 1, {})
    if len(set(last.values())) < _LEAST_SHARED:
        return []
    return [
        end - count + 1
        for end in range(2 * count, max(rows, default=0) + 1)
        if rows.get(end) == last
        and all(
            len(rows.get(end - up, {})) == len(heads.get(count - 1 - up, {}))
            and all(kind_of(text) == "text" or is_year(text) for text in rows.get(end - up, {}).values())
            for up in range(1, count)
        )
    ]


def headed_like(part: Found, first: Found, count: int) -> None:
    """Headings that come again stand over the columns over which they stood before."""
    for row in range(count):
        over = sorted((s for s in first.slots if s.row == row and s.words), key=lambda s: s.column)
        mine = sorted((s for s in part.slots if s.row == row and s.words), key=lambda s: s.column)
        for slot, like in zip(mine, over, strict=False) if len(mine) == len(over) else ():
            if slot.text == like.text:
                slot.column, slot.column_span = like.column, like.column_span


def texts_of(table: Found) -> dict[int, dict[int, str]]:
    """The texts of a table by row and column."""
    out: dict[int, dict[int, str]] = {}
    for slot in table.slots:
        if slot.words:
            out.setdefault(slot.row, {})[slot.column] = slot.text
    return out


def parts_of(table: Found, starts: Sequence[int], headers: int) -> list[Found]:
    """A table cut above some of its rows; each part but the first has so many rows of headings."""
    out: list[Found] = []
    for start, end in pairwise([0, *starts, table.rows]):
        slots = [msgspec.structs.replace(s, row=s.row - start) for s in table.slots if start <= s.row < end]
        words = [w for s in slots for w in s.words]
        ys = table.ys[start : end + 1]
        box = (
            table.box[0],
            table.box[1] if not start else min((w.y0 for w in words), default=table.box[1]),
            table.box[2],
            table.box[3] if end == table.rows else max((w.y1 for w in words), default=table.box[3]),
        )
        part = msgspec.structs.replace(
            table,
            box=box,
            rows=end - start,
            slots=slots,
            ys=ys,
            headers=min(headers, end - start) if start else table.headers,
            open_above=table.open_above and not start,
            open_below=table.open_below and end == table.rows,
        )
        out.append(part)
    return out if starts else [table]


def is_rest(table: Found) -> bool:
    """Whether the first row of a table holds nothing but words: what the end of a page left of the row before."""
    return all(kind_of(slot.text) == "text" for slot in table.slots if slot.row == 0 and slot.words)


def with_header(above: Found, below: Found, page: int) -> None:
    """Sets the headings of the page before on top of a table; they keep the page on which they are printed."""
    place = {b: a for a, b in (columns_in(above, below) or {}).items()}
    headers = above.headers or 0
    head = [
        Slot(s.row, place[s.column], s.words, min(s.row_span, headers - s.row), s.column_span)
        for s in above.slots
        if s.row < headers and s.column in place
    ]
    mark_page(head, page)
    for slot in below.slots:
        slot.row += headers
    below.slots = head + below.slots
    below.rows += headers
    below.headers = headers


def mark_page(slots: Sequence[Slot], page: int) -> None:
    """Tells the words of cells on which page they are printed, if that is not told yet."""
    for word in (word for slot in slots for word in (*slot.words, *slot.notes)):
        word.page = word.page or page


class Foot(msgspec.Struct):
    """What stands at the foot of a page below its last table, or below its last line of prose: it may be the head of a
    table that begins on the next page. `ends` says that the page ends with its last table."""

    words: list[Word]
    across: list[Rule]
    ends: bool


def foot_of(layout: Layout, tables: Sequence[Found], free: Sequence[Word]) -> Foot:
    """The foot of a page: its last lines outside of tables, save those that count the pages."""
    floor = max((table.box[3] for table in tables), default=0.0)
    lines = [line for line in words_to_chunked(w for w in free if w.base > floor) if not is_page_line(line)]
    low = max((line.base for line in lines), default=0.0) - _FOOT_PT
    kept = {id(w) for line in lines if line.base > low for c in line.chunks for w in (*c.words, *c.notes)}
    words = [w for w in free if id(w) in kept]
    top = min((w.y0 for w in words), default=layout.height)
    return Foot(words, [r for r in layout.across if r.at > top], bool(tables) and not lines)


def with_foot(foot: Foot, table: Found, page: int) -> None:
    """Sets headings at the foot of the page before on top of the table with which a page begins."""
    if not foot.words or not table.xs or (has_headings(table) and not table.open_above):
        return
    down = table.box[1] - _GAP_PT - max(w.base for w in foot.words)
    copies = [msgspec.structs.replace(w, y0=w.y0 + down, y1=w.y1 + down, base=w.base + down) for w in foot.words]
    printed = {id(copy): word for copy, word in zip(copies, foot.words, strict=True)}
    across = [Rule(r.at + down, r.low, r.high, r.width, r.soft) for r in foot.across]
    lines = words_to_chunked([*copies, *(w for w in table.words if w.page is None)])
    first = next((k for k, line in enumerate(lines) if line.base > table.box[1] - _GAP_PT + 1), 0)
    head = head_of(lines, first, across)
    if not head:
        return
    box, ys = table.box, table.ys
    add_head(table, head, lines[first:], across)
    table.box, table.ys = box, ys
    for slot in table.slots:
        mine = [w for w in (*slot.words, *slot.notes) if id(w) in printed]
        slot.words = [printed.get(id(w), w) for w in slot.words]
        slot.notes = [printed.get(id(w), w) for w in slot.notes]
        for word in mine:
            printed[id(word)].page = page


def rows_at_head(layout: Layout, above: Found, free: Sequence[Word], roof: float) -> Found | None:
    """The first lines of a page as rows of the table with which the page before ends, if they stand in its columns.

    A row or two that are cut off from their table look like none by themselves. `roof` is where the first table of the
    page begins, if there is one.
    """
    lines = [line for line in words_to_chunked(w for w in free if w.base < roof) if not is_page_line(line)]
    ends = edges(above)
    label = min(above.xs[c] for c in ends) if ends and above.xs else 0.0
    rows: list[Line] = []
    for line in lines[:_MOST_LINES]:
        if not stands_in(line, ends, label) or (rows and line.base - rows[-1].base > _PITCH * line.size):
            break
        rows.append(line)
    while rows and not rows[-1].values and rows[-1].base - rows[max(0, len(rows) - 2)].base > 1.3 * rows[-1].size:
        rows.pop()
    values = sum(line.values for line in rows)
    if not any(starts_run(line) or line.values > 1 for line in rows) or values < min(_LEAST_SHARED, len(ends)):
        return None
    place_chunks(rows, above.xs)

    def divided(over: float, under: float) -> bool:
        return any(
            over - 1 < r.at < under - 2 and r.high - r.low > 0.5 * (above.xs[-1] - above.xs[0]) for r in layout.across
        )

    bodies = lines_to_rows(rows, divided, above.columns, divided)[0]
    slots = [
        Slot(r, chunk.first, list(chunk.words), 1, chunk.last - chunk.first + 1, chunk.notes)
        for r, body in enumerate(bodies)
        for chunk in one_each(body)
    ]
    box = (min(ln.x0 for ln in rows), rows[0].y0, max(ln.x1 for ln in rows), rows[-1].y1)
    return Found(box, above.form, "rows of the page before", len(bodies), above.columns, slots, 0, 0.0, "", above.xs)


def stands_in(line: Line, ends: dict[int, float], label: float) -> bool:
    """Whether figures end where those of a table do, and words stand before them."""
    figures = [c for c in line.chunks if c.kind != "text"]
    words = [c for c in line.chunks if c.kind == "text"]
    return all(
        any(min(abs(c.x1 - end), abs(c.edge - end)) <= _EDGE_PT for end in ends.values()) or (c.x1 < label)
        for c in figures
    ) and all(c.x1 <= label + c.size for c in words)


def one_each(row: Sequence[Line]) -> list[Chunk]:
    """The pieces of a row, those of one column as one."""
    out: dict[tuple[int, int], Chunk] = {}
    for chunk in (c for line in row for c in line.chunks):
        key = next((k for k in out if k[0] <= chunk.last and chunk.first <= k[1]), None)
        if key is None:
            out[chunk.first, chunk.last] = chunk
        else:
            out[key].words = out[key].words + chunk.words
            out[key].notes = out[key].notes + chunk.notes
    return list(out.values())
