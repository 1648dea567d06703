"""Lines of chunks → columns: where white space runs down through the rows of a table."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Container, Sequence

import regex as re

from extract.model.layout import Word
from extract.tables.pdf_lines import Chunk, Line, is_cjk, is_sign_of_money, is_year, kind_of, run_to_chunk

_BRIDGE_SHARE = 0.07
_SPACE = 0.45
_OF_TEXT = 0.36
_MEET = 0.15
_NARROW = 0.7
_LEAST_MEETS = 2
_SLIT_PT = 2.0
_QUARTER = re.compile(r"[1-4１-４]\s?[QＱ]|[QＱ]\s?[1-4１-４]|第?\s?[1-4１-４一二三四]\s?四半期")


def lines_to_gaps(lines: Sequence[Line], low: float, high: float) -> list[float]:
    """The x in the middle of every gap between two columns that lie between `low` and `high`.

    Rows that hold values say where the columns are; only where there are fewer than two of them do all rows with
    several chunks. A few rows may bridge a gap (a label that runs over); headings that stand alone do not count.
    """
    rows = [[(c.x0, c.x1) for c in line.chunks if low <= c.middle <= high] for line in lines]
    bare = [[(figures_from(c), c.x1) for c in line.chunks if low <= c.middle <= high] for line in lines]
    valued = [
        row
        for row, line in zip(bare, lines, strict=True)
        if len(row) > 1
        and any(c.kind != "text" and low <= c.middle <= high and not is_year(c.text) for c in line.chunks)
    ]
    lone = [
        row
        for row, line in zip(bare, lines, strict=True)
        if len(row) == 1
        and any(c.kind == "value" and low <= c.middle <= high for c in line.chunks if not is_year(c.text))
    ]
    several = [row for row in rows if len(row) > 1]
    if len(valued) == 1 and (paired := one_to_one(rows)):
        return paired
    if len(valued) >= 2 and 3 * len(valued) >= len(several):
        voters = valued + lone
    elif len(valued) == 1 and len(several) <= 3:
        voters = valued
    else:
        voters = several
    if not voters or (len(voters) < 2 and len(several) < 1):
        return []
    allowed = int(_BRIDGE_SHARE * len(voters))
    size = min((line.size for line in lines), default=8.0)
    gaps = sweep(voters, allowed, 0.35 * size)
    beside = label_gap(lines, low, high)
    if beside and not any(a < beside[1] and b > beside[0] for a, b in gaps):
        gaps.insert(0, beside)
    figures = [figure_spans(line, low, high) for line in lines if line.values]
    borders = [clearest(a, b, rows) for a, b in gaps]
    return sorted(borders + [at for at in touching(figures, size) if not any(a <= at <= b for a, b in gaps)])


def figure_spans(line: Line, low: float, high: float) -> list[tuple[float, float]]:
    """The pieces of a row, each figure by itself: `8,614 (341)` may be a figure with an aside, or two columns."""
    out: list[tuple[float, float]] = []
    for chunk in line.chunks:
        if low <= chunk.middle <= high:
            bare = all(kind_of(w.text) == "value" for w in chunk.words)
            out.extend([(w.x0, w.x1) for w in chunk.words] if bare else [(figures_from(chunk), chunk.x1)])
    return out


def touching(rows: Sequence[Sequence[tuple[float, float]]], size: float) -> list[float]:
    """Borders of columns that stand so near that no white space runs down between them: where pieces of several rows
    meet, and none of another row crosses.

    >>> touching([[(0, 30), (36, 66)], [(-6, 30), (30, 66)], [(9, 30), (44, 66)]], 10)
    [30.0]
    """
    slack = _MEET * size
    meets = sorted(
        (other[0] - one[1], (one[1] + other[0]) / 2)
        for row in rows
        for one, other in itertools.pairwise(row)
        if -slack < other[0] - one[1] < _NARROW * size
    )
    out: list[float] = []
    for _, at in meets:
        if any(abs(at - other) < size for other in out) or any(
            x0 < at - slack and x1 > at + slack for row in rows for x0, x1 in row
        ):
            continue
        near = sum(
            any(at - size < one[1] <= at + slack and at - slack <= other[0] for one, other in itertools.pairwise(row))
            for row in rows
        )
        if near >= max(_LEAST_MEETS, 0.5 * len(rows)):
            out.append(at)
    return out


def label_gap(lines: Sequence[Line], low: float, high: float) -> tuple[float, float] | None:
    """The gap between labels and figures where no line holds both: every label is wrapped around its figures."""
    rows = [[c for c in line.chunks if low <= c.middle <= high] for line in lines]
    valued = [k for k, row in enumerate(rows) if any(c.kind == "value" and not is_year(c.text) for c in row)]
    if not valued or any(rows[k][0].kind == "text" for k in valued):
        return None
    left = min(rows[k][0].x0 for k in valued)
    labels = [row[0] for row in rows[valued[0] : valued[-1] + 2] if len(row) == 1 and row[0].kind == "text"]
    if len(labels) < len(valued) or any(c.x1 > left - c.size for c in labels):
        return None
    return max(c.x1 for c in labels), left


def one_to_one(rows: Sequence[Sequence[tuple[float, float]]]) -> list[float]:
    """The borders of columns where every row has as many pieces, each clear of the next column's; else none.

    A heading at the head of its box and the value at the foot of it need not overlap.

    >>> one_to_one([[(10, 30), (60, 80)], [(35, 50), (90, 99)]]), one_to_one([[(10, 30), (60, 80)], [(35, 50)]])
    ([55.0], [])
    """
    if len({len(row) for row in rows}) != 1:
        return []
    ends = [max(piece[1] for piece in column) for column in zip(*rows, strict=True)]
    starts = [min(piece[0] for piece in column) for column in zip(*rows, strict=True)]
    gaps = list(zip(ends, starts[1:], strict=False))
    return [(a + b) / 2 for a, b in gaps] if all(a < b for a, b in gaps) else []


def figures_from(chunk: Chunk) -> float:
    """Where a piece begins, a currency sign that stands in a column of its own left aside."""
    if len(chunk.words) > 1 and is_sign_of_money(chunk.words[0].text):
        start = chunk.words[1].x0
        return start if start - chunk.words[0].x1 > 0.45 * chunk.size else chunk.x0
    return chunk.x0


def clearest(low: float, high: float, rows: Sequence[Sequence[tuple[float, float]]]) -> float:
    """Where in a gap to draw the border: in the middle of the widest stretch that the fewest pieces cross.

    Values leave a wide gap, but headings reach into it; between two headings is where the columns part.

    >>> clearest(40, 100, [[(20, 70), (80, 120)]])
    75.0
    """
    pieces = [piece for row in rows for piece in row if piece[0] < high and piece[1] > low]
    edges = sorted({low, high, *(x for piece in pieces for x in piece if low < x < high)})
    best = (1 << 30, 0.0, (low + high) / 2)
    for a, b in itertools.pairwise(edges):
        if b - a < min(_SLIT_PT, (high - low) / 4):
            continue  # where a heading ends a hair's breadth before the figures begin
        middle = (a + b) / 2
        crossed = sum(x0 < middle < x1 for x0, x1 in pieces)
        best = min(best, (crossed, a - b, middle))
    return best[2]


def sweep(rows: Sequence[Sequence[tuple[float, float]]], allowed: int, least: float) -> list[tuple[float, float]]:
    """Gaps crossed by at most `allowed` rows, with something on both sides.

    >>> sweep([[(0, 40), (60, 80)], [(0, 30), (55, 80)]], 0, 2.0)
    [(40, 55)]
    """
    events: list[tuple[float, int]] = []
    for row in rows:
        for x0, x1 in row:
            events.append((x0, 1))
            events.append((x1, -1))
    events.sort(key=lambda e: (e[0], e[1]))
    gaps: list[tuple[float, float]] = []
    depth = 0
    open_at: float | None = None
    seen = False
    for x, step in events:
        before = depth
        depth += step
        if before > allowed >= depth:
            open_at = x
        elif before <= allowed < depth:
            if open_at is not None and seen and x - open_at >= least:
                gaps.append((open_at, x))
            open_at, seen = None, True
    kept = []
    for a, b in gaps:
        middle = (a + b) / 2
        both = sum(1 for row in rows if row[0][0] < middle < row[-1][1])
        if both or len(rows) > 1:
            kept.append((a, b))
    return pruned(kept, rows) if allowed else kept


def pruned(gaps: list[tuple[float, float]], rows: Sequence[Sequence[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Gaps without those that part off a column which only bridging rows fill."""
    kept: list[tuple[float, float]] = []
    for gap in gaps:
        low, middle = kept[-1][1] if kept else -1e9, (gap[0] + gap[1]) / 2
        filled = sum(1 for row in rows if any(low <= (a + b) / 2 <= middle for a, b in row))
        if filled or not kept:
            kept.append(gap)
    return kept


def place_chunks(lines: Sequence[Line], walls: Sequence[float]) -> None:
    """Tells every chunk the columns it takes; `walls` are the inner and outer borders of the columns.

    A chunk takes a column if it covers some of the column's own ground, not only its margin.
    """
    for line in lines:
        for chunk in line.chunks:
            chunk.first, chunk.last = columns_of(chunk, walls)


def columns_of(chunk: Chunk, walls: Sequence[float]) -> tuple[int, int]:
    """First and last column between `walls` that a chunk stands in."""
    last_column = len(walls) - 2
    middle = chunk.middle
    home = last_column
    for k in range(last_column + 1):
        if middle < walls[k + 1]:
            home = k
            break
    first = last = home
    slack = 0.25 * chunk.size
    while first > 0 and chunk.x0 < walls[first] - slack:
        first -= 1
    while last < last_column and chunk.x1 > walls[last + 1] + slack:
        last += 1
    return first, last


def empty_columns(lines: Sequence[Line], walls: Sequence[float]) -> list[float]:
    """Borders of columns that have a heading and no values: it stands beside all other headings, over no figure.

    `Change (%)` to the right of `2016 2015`, over rows whose change is left blank.
    """
    start = next((k for k, line in enumerate(lines) if line.values and not is_heading_line(line)), 0)
    ground = extents([line for line in lines[start:] if line.values], len(walls) - 1)
    out: set[float] = set()
    filled = {k for k, own in enumerate(ground) if own and k}
    headings = [line for line in lines[:start] if filled <= {c.first for c in line.chunks}]
    pairs = [pair for line in headings for pair in itertools.pairwise(line.chunks)]
    pairs += [pair for line in lines[:start] for pair in itertools.pairwise(line.chunks) if all(map(_is_quarter, pair))]
    for one, other in pairs:
        own = ground[one.first]
        if own is None or not 0 < one.first == one.last == other.first == other.last or other.x0 - one.x1 < one.size:
            continue
        slack = 0.5 * one.size
        if (one.x1 > own[0] and other.x0 > own[1] + slack) or (other.x0 < own[1] and one.x1 < own[0] - slack):
            out.add((max(one.x1, own[1]) + other.x0) / 2 if other.x0 > own[1] else (one.x1 + min(own[0], other.x0)) / 2)
    return sorted(out | _beside_quarters(lines[:start], ground))


def _beside_quarters(headings: Sequence[Line], ground: Sequence[tuple[float, float] | None]) -> set[float]:
    """Borders beside the names of quarters that stand clear of the figures of their column, and of the heading that
    stands over these: `Q4` of a year that is not over, before `Total`."""
    out = set()
    for line in (line for line in headings if sum(map(_is_quarter, line.chunks)) > 1):
        for name in filter(_is_quarter, line.chunks):
            own = ground[name.first]
            others = [
                c for each in headings if each is not line for c in each.chunks if c.first == c.last == name.first
            ]
            if own is None or not any(c.x0 < own[1] and c.x1 > own[0] for c in others):
                continue
            low, high = min(own[0], *(c.x0 for c in others)), max(own[1], *(c.x1 for c in others))
            if name.x1 < low - 0.5 * name.size:
                out.add((name.x1 + low) / 2)
            elif name.x0 > high + 0.5 * name.size:
                out.add((high + name.x0) / 2)
    return out


def _is_quarter(chunk: Chunk) -> bool:
    """Whether a chunk names a quarter and no more: two of them are never one heading."""
    return chunk.first > 0 and _QUARTER.fullmatch(chunk.text) is not None


def is_heading_line(line: Line) -> bool:
    return all(c.kind == "text" or is_year(c.text) for c in line.chunks)


def extents(lines: Sequence[Line], columns: int) -> list[tuple[float, float] | None]:
    """Left and right edge of what stands in each column alone."""
    out: list[tuple[float, float] | None] = [None] * columns
    for line in lines:
        for chunk in line.chunks:
            if chunk.first == chunk.last:
                was = out[chunk.first]
                out[chunk.first] = (min(was[0], chunk.x0), max(was[1], chunk.x1)) if was else (chunk.x0, chunk.x1)
    return out


def part_headings(
    header: Sequence[Line], body: Sequence[Line], walls: Sequence[float], whole: Container[int] = ()
) -> None:
    """Headings of neighbouring columns that stand a space apart are parted where their columns part.

    `Bakery Subtotal` over two columns is cut only if each piece stands as its own column's figures stand: flush
    right or left, or centred over them; or where the gap is wider than a space. A heading over both columns stands so
    over neither. `whole` holds the ids of headings that a rule below makes one.
    """
    ground = extents([line for line in body if line.values], len(walls) - 1)
    for line in header:
        line.chunks = [
            piece
            for chunk in line.chunks
            for piece in ([chunk] if id(chunk) in whole else heading_to_pieces(chunk, ground, walls))
        ]


def heading_to_pieces(
    chunk: Chunk, ground: Sequence[tuple[float, float] | None], walls: Sequence[float]
) -> list[Chunk]:
    """A heading over several columns as one piece for each, or whole."""
    columns = range(chunk.first, chunk.last + 1)
    if chunk.first == 0 < chunk.last and (end := bracket_end(chunk.words)) and chunk.words[end].x1 > walls[1]:
        pieces = [run_to_chunk(chunk.words[:end]), run_to_chunk(chunk.words[end:])]
        for piece in pieces:
            piece.first, piece.last = columns_of(piece, walls)
        return pieces if pieces[0].last == 0 < pieces[1].first else [chunk]
    if not 1 < len(columns) <= len(chunk.words) or chunk.first == 0:
        return [chunk]

    def stands(words: Sequence[Word], end: int, column: int) -> bool:
        spread = end == len(words) or is_spread(words[end - 1], words[end])
        return stands_over(run_to_chunk(list(words[:end])), ground[column], spread)

    def parted(words: Sequence[Word], end: int, column: int) -> bool:
        return end == len(words) or is_cut(words, end, walls[column + 1])

    return words_to_pieces(chunk.words, columns, stands) or words_to_pieces(chunk.words, columns, parted) or [chunk]


def is_spread(last: Word, following: Word) -> bool:
    """Whether two words are further apart than the words of one heading; those of Japanese ones touch."""
    gap = following.x0 - last.x1
    return gap > _OF_TEXT * following.size or (gap > 0 and is_cjk(last.text) and is_cjk(following.text))


def words_to_pieces(
    words: list[Word], columns: Sequence[int], ends: Callable[[Sequence[Word], int, int], bool]
) -> list[Chunk]:
    """One piece for each column, each ending where `ends` says that it may; nothing unless all words are dealt out."""
    pieces: list[Chunk] = []
    balanced = not is_open(words)
    for n, column in enumerate(columns):
        left = len(columns) - n - 1
        cut = next(
            (k for k in range(1, len(words) - left + 1) if (left or k == len(words)) and ends(words, k, column)), 0
        )
        if not cut or (balanced and is_open(words[:cut])):
            return []
        piece = run_to_chunk(words[:cut])
        piece.first = piece.last = column
        pieces.append(piece)
        words = words[cut:]
    return pieces


def part_figures(lines: Sequence[Line], walls: Sequence[float]) -> None:
    """Figures that stand a space apart and in two columns are parted where these part: `8,614 (341)`."""
    for line in lines:
        if any(c.last > c.first and len(c.words) > 1 for c in line.chunks):
            line.chunks = [piece for chunk in line.chunks for piece in figures_to_pieces(chunk, walls)]


def figures_to_pieces(chunk: Chunk, walls: Sequence[float]) -> list[Chunk]:
    """A piece of nothing but figures as one for each column."""
    words = chunk.words
    if chunk.first == chunk.last or any(kind_of(w.text) == "text" for w in words):
        return [chunk]
    runs: list[list[Word]] = [[words[0]]]
    for last, word in itertools.pairwise(words):
        if any(last.x1 - 0.5 <= wall <= word.x0 + 0.5 for wall in walls):
            runs.append([])
        runs[-1].append(word)
    pieces = [run_to_chunk(run) for run in runs]
    for piece in pieces:
        piece.first, piece.last = columns_of(piece, walls)
    return pieces if len(pieces) > 1 else [chunk]


def is_open(words: Sequence[Word]) -> bool:
    """Whether a bracket is opened in some words that is not closed in them: `(In millions, except`."""
    text = "".join(w.text for w in words)
    return text.count("(") + text.count("（") != text.count(")") + text.count("）")


def bracket_end(words: Sequence[Word]) -> int:
    """How many words the bracket takes with which a heading begins, if others follow it; else 0.

    `(dollars in millions) Aerospace`: the head of the labels, and near it that of the first column.
    """
    if words[0].text[0] not in "(（":
        return 0
    end = next((k for k in range(1, len(words) + 1) if not is_open(words[:k])), 0)
    return end if end < len(words) else 0


def is_cut(words: Sequence[Word], end: int, wall: float) -> bool:
    """Whether the gap after so many words is wider than a space and lies where two columns part."""
    last, following = words[end - 1], words[end]
    size = max(last.size, following.size)
    return following.x0 - last.x1 > _SPACE * size and last.x1 - size < wall < following.x0 + size


def stands_over(chunk: Chunk, own: tuple[float, float] | None, spread: bool) -> bool:
    """Whether a heading is flush with the right edge of a column's figures, or centred over them; or flush with the
    left edge, if it is `spread`: further from the next heading than a space."""
    slack = 0.3 * chunk.size
    return own is not None and (
        abs(own[1] - chunk.x1) < slack
        or (spread and abs(own[0] - chunk.x0) < slack)
        or abs((own[0] + own[1]) / 2 - chunk.middle) < slack
    )


def tight(lines: Sequence[Line], walls: list[float], gap_walls: Sequence[float]) -> None:
    """Chunks that bridge columns without covering the ground of more than one stay in that one.

    A column's ground is what its rows with values cover. A heading may lap over a gap's middle and yet stand over
    one column only.
    """
    columns = len(walls) - 1
    valued = [line for line in lines if line.values]
    ground = extents(valued or lines, columns)
    for line in lines:
        for chunk in line.chunks:
            if chunk.first == chunk.last:
                continue
            covered = [
                k
                for k in range(chunk.first, chunk.last + 1)
                if (own := ground[k]) is not None
                and min(chunk.x1, own[1]) - max(chunk.x0, own[0]) > min(0.3 * chunk.size, 0.5 * (own[1] - own[0]))
            ]
            if covered:
                chunk.first, chunk.last = covered[0], covered[-1]
