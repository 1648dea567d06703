"""Tiles of a slide → a table of one row a tile: a name, a large figure, and how it changed.

    Revenue            Operating margin            Revenue           $1,284M   +8.2%
    $1,284M            14.6%                 →     Operating margin  14.6%     +0.5pt
    +8.2% YoY          +0.5pt YoY

Boxes of one size, filled in one colour or drawn as outlines, are tiles if each holds its words around one figure. So
are figures in large type side by side, each with a name in smaller type right above it, or each right below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
import regex as re

from extract.lex.periods import find_periods
from extract.model.layout import Fill, Layout, Rule, Word
from extract.tables.pdf_grid import Found, Slot
from extract.tables.pdf_lines import Chunk, Line, is_year, kind_of, run_to_chunk, words_to_chunked

_LEAST_TILES = 2
_MOST_LINES = 6
_LARGER = 1.3
_LEAST_PT = (50.0, 24.0)
_ALIKE_PT = 2.0
_MOST_FILLS = 200
_DRAWN = -1  # the colour of what is not filled
_ROUND = 0.4  # of a box's shorter side: its round corners at the most
_MOST_WORDS = 400  # of a slide; a page of text has no figures side by side in larger type
_APART = 2.2  # of the type: words of one line stand nearer, `前期比` and `+6.4%` within a full-width blank
_EVEN = 1.8
_NEAR = 1.6  # lines of a tile: of the larger type of the two
_OFF = 0.6  # of the type: by how much the middle of a name may miss that of its figure
_SIGNED = "+-−–±△▲＋－"
# What is counted stands behind its number; what a change is since is no such thing: `+1,022 YoY`.
_COUNTED = re.compile(
    r"[約~〜～≈+\-−–±△▲＋]{0,2}\s?\d[\d,.]*\s?(?![年月日期半Q]|(?i:[yqhm]o[yqhm]|ytd)\b)[^\W\d_]{1,4}\+?"
)


class Tile(msgspec.Struct, frozen=True):
    """The words of a tile: what is counted, the figure, and the figure of its change with the words beside it;
    `bracketed` are these as they are printed, if brackets stand around them."""

    name: tuple[Word, ...]
    figure: Chunk
    change: tuple[Word, ...]
    since: tuple[Word, ...]
    box: Fill
    bracketed: tuple[Word, ...] = ()


def find_tiles(layout: Layout) -> list[Found]:
    """The tables of the tiles on a page: of boxes of each size, and of figures side by side, in reading order."""
    found: list[Found] = []
    for boxes in boxes_alike([*layout.fills[:_MOST_FILLS], *outlines(layout)]):
        tiles = [box_to_tile(box, layout.words) for box in boxes]
        whole = [tile for tile in tiles if tile is not None]
        if len(whole) == len(tiles) >= _LEAST_TILES and not any_meet(boxes):
            found += tiles_to_founds(sorted(whole, key=lambda t: (round(t.box.y0), t.box.x0)))
    held = {id(word) for table in found for word in table.words}
    free = [word for word in layout.words if id(word) not in held]
    if len(free) <= _MOST_WORDS:
        for run in (*rows_of_tiles(free, layout), *lists_of_tiles(free)):
            found += tiles_to_founds(run)
    return found


def outlines(layout: Layout) -> Iterator[Fill]:
    """Boxes that are drawn as outlines, and boxes with round corners."""
    by_ends: dict[tuple[int, int], list[Rule]] = {}
    for rule in layout.across[:_MOST_FILLS]:
        if not rule.soft:
            by_ends.setdefault((round(rule.low), round(rule.high)), []).append(rule)
    sides = {(round(r.at), round(r.low), round(r.high)) for r in layout.down[:_MOST_FILLS] if not r.soft}
    for (left, right), rules in by_ends.items():
        for top, bottom in pairwise(sorted(rules, key=lambda r: r.at)):
            span = round(top.at), round(bottom.at)
            if (left, *span) in sides and (right, *span) in sides:
                yield Fill(top.low, top.at, top.high, bottom.at, _DRAWN)
    for path in layout.paths[:_MOST_FILLS]:
        if len(path.bends) == 4:
            xs, ys = [x for x, _ in path.points], [y for _, y in path.points]
            box = Fill(min(xs), min(ys), max(xs), max(ys), _DRAWN if path.fill is None else path.fill)
            corner = _ROUND * min(box.x1 - box.x0, box.y1 - box.y0)
            if all(
                min(x - box.x0, box.x1 - x) < corner and min(y - box.y0, box.y1 - y) < corner for x, y in path.points
            ):
                yield box


def boxes_alike(boxes: Sequence[Fill]) -> list[list[Fill]]:
    """Boxes large enough for words, those of one size and colour together; what is filled and drawn is one box."""
    groups: list[list[Fill]] = []
    for box in boxes:
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        if wide < _LEAST_PT[0] or high < _LEAST_PT[1]:
            continue
        alike = [group for group in groups if are_alike(group[0], box)]
        if any(near(other, box) for group in alike for other in group):
            continue
        group = next((group for group in alike if group[0].color == box.color), None)
        if group is None:
            groups.append([box])
        else:
            group.append(box)
    return groups


def are_alike(one: Fill, other: Fill) -> bool:
    """Whether two boxes are of one size."""
    wide, high = one.x1 - one.x0, one.y1 - one.y0
    return abs(other.x1 - other.x0 - wide) < _ALIKE_PT and abs(other.y1 - other.y0 - high) < _ALIKE_PT


def near(one: Fill, other: Fill) -> bool:
    """Whether two boxes begin at one place."""
    return abs(one.x0 - other.x0) < _ALIKE_PT and abs(one.y0 - other.y0) < _ALIKE_PT


def any_meet(fills: Sequence[Fill]) -> bool:
    """Whether two boxes touch, as the cells of a table do."""
    return any(
        a.x0 < b.x1 + 1 and b.x0 < a.x1 + 1 and a.y0 < b.y1 + 1 and b.y0 < a.y1 + 1
        for k, a in enumerate(fills)
        for b in fills[k + 1 :]
    )


def box_to_tile(box: Fill, words: Sequence[Word]) -> Tile | None:
    """The tile that a box is, or None."""
    inside = [w for w in words if box.x0 <= (w.x0 + w.x1) / 2 <= box.x1 and box.y0 <= w.base - 0.3 * w.size <= box.y1]
    lines = [[w for chunk in line.chunks for w in (*chunk.words, *chunk.notes)] for line in words_to_chunked(inside)]
    if any(b.x0 - a.x1 > _APART * a.size for words in lines for a, b in pairwise(words)):
        return None
    return chunks_to_tile([run_to_chunk(words) for words in lines], box)


def chunks_to_tile(chunks: Sequence[Chunk], box: Fill) -> Tile | None:
    """The tile that lines below each other are: one figure, in larger type than any other, a name without a figure on
    one side of it, and at most one line of change."""
    if not 2 <= len(chunks) <= _MOST_LINES:
        return None
    figure = max(chunks, key=lambda c: (is_figure(c.text) and bare(c) is None, c.size))
    others = [c for c in chunks if c is not figure]
    names = [c for c in others if is_name(c)]
    changes = [c for c in others if all(c is not name for name in names)]
    if not is_figure(figure.text) or not names or len(changes) > 1:
        return None
    places = [k for k, c in enumerate(chunks) if any(c is name for name in names)]
    if places[-1] - places[0] + 1 != len(places):
        return None
    if any(figure.size < _LARGER * c.size for c in changes if bare(c) is None):
        return None  # two figures, of which neither stands out
    if len(chunks) > 2 and any(c.size > 1.1 * figure.size for c in names):
        return None  # a title over a line of figures
    change, since = parted(changes[0]) if changes else ((), ())
    if changes and not change:
        return None
    printed = tuple(changes[0].words) if changes and bare(changes[0]) is not None else ()
    return Tile(tuple(w for c in names for w in c.words), figure, change, since, box, printed)


def is_figure(text: str) -> bool:
    """Whether a text is one figure, be it of a thing that has no sign: `$1,284M`, `1,208店`, `～19分`; no date.

    >>> [is_figure(text) for text in ("$1,284M", "1,208店", "～19分", "2031", "2031年", "12月", "Q3", "+12 YoY")]
    [True, True, True, False, False, False, False, False]
    """
    if kind_of(text) == "value":
        return not is_year(text)
    return _COUNTED.fullmatch(text) is not None and not find_periods(text)


def is_name(chunk: Chunk) -> bool:
    """Whether words can name a figure: they hold no number but those of periods (`Q3 2031 revenue`)."""
    text = chunk.text
    if not any(map(str.isalpha, text)):
        return False
    for mention in find_periods(text):
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return not any(map(str.isdigit, text))


def bare(chunk: Chunk) -> tuple[Word, ...] | None:
    """What stands in brackets around a signed figure, or around a figure and words: `(+0.3pt)`, `(3Q30: 389)`; None for
    all else. Brackets around a figure alone may be its sign."""
    text = chunk.text
    if not (text[0] in "(（" and text[-1] in ")）" and len(text) > 2):
        return None
    inner = text[1:-1].strip()
    if inner[:1] not in _SIGNED and (is_figure(inner) or not any(map(str.isdigit, inner))):
        return None
    words = list(chunk.words)
    words[0] = msgspec.structs.replace(words[0], text=words[0].text[1:])
    words[-1] = msgspec.structs.replace(words[-1], text=words[-1].text[:-1])
    return tuple(word for word in words if word.text)


def parted(chunk: Chunk) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """A figure and the words beside it: `+8.2%`, `YoY`; `前期比 +6.4%`; nothing if a line neither begins nor ends with
    one."""
    words = bare(chunk) or tuple(chunk.words)
    end = next((k for k in range(len(words), 0, -1) if is_figure(run_to_chunk(list(words[:k])).text)), 0)
    if end == 0:
        start = next((k for k in range(1, len(words)) if is_figure(run_to_chunk(list(words[k:])).text)), len(words))
        return words[start:], words[:start]
    return words[:end], words[end:]


# -- tiles without boxes ----------------------------------------------------------------------------------------
def rows_of_tiles(words: Sequence[Word], layout: Layout) -> Iterator[list[Tile]]:
    """Figures in one large type side by side, each with its lines above and below."""
    lines = words_to_chunked(words)
    for at, line in enumerate(lines):
        for run in runs_of_figures(line):
            tiles = figures_to_tiles(run, lines, at, layout)
            if tiles:
                yield tiles


def runs_of_figures(line: Line) -> Iterator[list[Chunk]]:
    """Figures that are neighbours on a line, set in one type and about evenly apart; none where words of that line
    stand before them as the label of a row does."""
    runs: list[list[Chunk]] = [[]]
    for chunk in line.chunks:
        if not is_figure(chunk.text):
            runs.append([])
        elif runs[-1] and (
            abs(chunk.size - runs[-1][0].size) > 0.1 * chunk.size
            or (len(runs[-1]) > 1 and chunk.middle - runs[-1][-1].middle > _EVEN * room_of(runs[-1]))
        ):
            runs.append([chunk])
        else:
            runs[-1].append(chunk)
    for run in runs:
        if len(run) < _LEAST_TILES:
            continue
        near = run[0].middle - 1.5 * room_of(run)
        if not any(near < c.x1 < run[0].x0 and not is_figure(c.text) for c in line.chunks):
            yield run


def room_of(run: Sequence[Chunk]) -> float:
    """How far apart the first two figures of a run stand."""
    return run[1].middle - run[0].middle


def figures_to_tiles(figures: Sequence[Chunk], lines: Sequence[Line], at: int, layout: Layout) -> list[Tile]:
    """The tiles of figures side by side; none unless each has a name, all of them on the same side."""
    above, below = ([*lines_beside(figures, lines, at, step)] for step in (-1, 1))
    sides = [side for side in (above, below) if side and all(is_name(c) for c in side[0])]
    if len(sides) != 1:
        return []
    tiles = []
    for k, figure in enumerate(figures):
        chunks = sorted([figure, *(row[k] for row in (*above, *below))], key=lambda c: c.base)
        box = Fill(min(c.x0 for c in chunks), chunks[0].y0, max(c.x1 for c in chunks), chunks[-1].y1, 0)
        tile = chunks_to_tile(chunks, box)
        if tile is None or any(is_parted(upper, lower, layout) for upper, lower in pairwise(chunks)):
            return []
        tiles.append(tile)
    return tiles


def lines_beside(figures: Sequence[Chunk], lines: Sequence[Line], at: int, step: int) -> Iterator[list[Chunk]]:
    """The lines above or below figures, cut into a piece for each, as far as each line is near the one before, in
    smaller type than the figures, and set as they are."""
    base, size = figures[0].base, figures[0].size
    for k in range(at + step, at + 3 * step * _MOST_LINES, step):
        pieces = shared_out(figures, lines[k]) if 0 <= k < len(lines) else []
        if not pieces:
            if k < 0 or k >= len(lines) or pieces is None:
                return
            continue  # nothing of that line stands above or below the figures
        own = pieces[0].size
        upper, lower = (pieces[0].base, base - 0.75 * size) if step < 0 else (base, pieces[0].base - 0.75 * own)
        if lower - upper > max(_NEAR * own, size) or own * _LARGER > figures[0].size:
            return
        yield pieces
        base, size = pieces[0].base, own


def shared_out(figures: Sequence[Chunk], line: Line) -> list[Chunk] | None:
    """The words of a line as one piece for each figure, set as the figures are; None where they are not, and empty
    where all words of the line stand elsewhere."""
    rooms = [after.middle - before.middle for before, after in pairwise(figures)]
    left, right = figures[0].middle - rooms[0] / 2, figures[-1].middle + rooms[-1] / 2
    held: list[list[Word]] = [[] for _ in figures]
    for word in (w for chunk in line.chunks for w in (*chunk.words, *chunk.notes)):
        middle = (word.x0 + word.x1) / 2
        if left <= middle <= right:
            held[min(range(len(figures)), key=lambda k: abs(figures[k].middle - middle))].append(word)
    if not all(held):
        return None if any(held) else []
    pieces = [run_to_chunk(sorted(words, key=lambda w: w.x0)) for words in held]
    for edge in ("middle", "x0", "x1"):
        if all(abs(getattr(p, edge) - getattr(f, edge)) < _OFF * p.size for p, f in zip(pieces, figures, strict=True)):
            return pieces
    return None


def lists_of_tiles(words: Sequence[Word]) -> Iterator[list[Tile]]:
    """Figures in one large type below each other, each with its name in smaller type right of it: `17` `vessels`."""
    run: list[Tile] = []
    for line in words_to_chunked(words):
        tile = line_to_tile(line)
        if run and (tile is None or not goes_on(run[-1], tile)):
            if len(run) > _LEAST_TILES:
                yield run
            run = []
        if tile is not None:
            run.append(tile)
    if len(run) > _LEAST_TILES:
        yield run


def line_to_tile(line: Line) -> Tile | None:
    """A line that is a figure and a name in smaller type behind it."""
    words = [w for chunk in line.chunks for w in (*chunk.words, *chunk.notes)]
    large = words[0].size
    end = next((k for k, word in enumerate(words) if word.size * _LARGER < large), 0)
    if not end or any(word.size * _LARGER > large for word in words[end:]):
        return None
    figure, name = run_to_chunk(words[:end]), run_to_chunk(words[end:])
    if not is_figure(figure.text) or not is_name(name) or name.x0 - figure.x1 > 2 * large:
        return None
    return Tile(tuple(name.words), figure, (), (), Fill(figure.x0, line.y0, name.x1, line.y1, 0))


def goes_on(above: Tile, below: Tile) -> bool:
    """Whether a figure and its name stand below another figure and its name."""
    names = abs(above.name[0].x0 - below.name[0].x0) < _ALIKE_PT
    return names and abs(above.figure.size - below.figure.size) < 0.1 * above.figure.size


def is_parted(upper: Chunk, lower: Chunk, layout: Layout) -> bool:
    """Whether a rule is drawn between two lines of a tile."""
    left, right = max(upper.x0, lower.x0), min(upper.x1, lower.x1)
    return any(
        upper.base < r.at < lower.base - 0.7 * lower.size and r.low < right and r.high > left for r in layout.across
    )


def tiles_to_founds(tiles: Sequence[Tile]) -> list[Found]:
    """The table of tiles, and that of what they print of another time: `(3Q30: 389)` below `517`."""
    if not all(any(find_periods(" ".join(w.text for w in tile.since))) for tile in tiles):
        return [tiles_to_found(tiles)]
    own = [msgspec.structs.replace(tile, change=(), since=(), bracketed=()) for tile in tiles]
    before = [
        msgspec.structs.replace(tile, figure=run_to_chunk(list(tile.change)), change=(), bracketed=tile.bracketed)
        for tile in tiles
    ]
    return [tiles_to_found(own), tiles_to_found(before)]


def tiles_to_found(tiles: Sequence[Tile]) -> Found:
    """One row a tile. What all changes are since heads their column, or the figures; where each is since something
    else, a change has a row of its own: `Revenue` `412`, `Revenue YoY` `+6%`."""
    since = {" ".join(w.text for w in tile.since) for tile in tiles if tile.change or tile.since}
    headed = len(since) == 1 and "" not in since
    changed = any(tile.change for tile in tiles)
    slots: list[Slot] = []
    row = int(headed)
    for tile in tiles:
        slots += [Slot(row, 0, list(tile.name)), Slot(row, 1, tile.figure.words)]
        if tile.change and len(since) > 1:
            row += 1
            slots += [Slot(row, 0, [*tile.name, *tile.since]), Slot(row, 1, list(tile.change))]
        elif tile.change:
            slots.append(Slot(row, 2, list(tile.change)))
        row += 1
    if headed:
        slots.append(Slot(0, 2 if changed else 1, list(next(tile.since for tile in tiles if tile.since))))
    hull = (min(t.box.x0 for t in tiles), min(t.box.y0 for t in tiles),
            max(t.box.x1 for t in tiles), max(t.box.y1 for t in tiles))  # fmt: skip
    found = Found(hull, "ruled", "tiles", row, 1 + max(slot.column for slot in slots), slots, int(headed), 1.0)
    held = {id(word) for slot in slots for word in slot.words}
    found.aside = [word for tile in tiles for word in (*tile.since, *tile.bracketed) if id(word) not in held]
    return found
