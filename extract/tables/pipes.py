"""Tables with pipes between their cells, in any arrangement a converter leaves them in.

What turns into what: lines → rows of cells → grid. A pipe is evidence of where cells part and no syntax: rows may be
framed or not, have a delimiter row, or several, or none; a cell may go on on the next line; cells may stand on lines of
their own with the pipes between them. Of two ways to give the cells their columns, by place and by order, the one is
taken in which header and rows agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extract.model import Grid, Span
from extract.tables.delimited import PIPE, Numbered, is_piped, is_rule, spans_to_grid
from extract.tables.folding import fold_columns
from extract.tables.joints import LENGTH_END, UNIT_LINE, awaits_another, goes_on
from extract.tables.packed_heads import spread_heads
from extract.tables.ragged import cells_to_row, columns_of, is_value, ragged_to_grid
from extract.tables.records import is_alike, records_to_grid, width_of
from extract.tables.storeys import without_storeys
from extract.tables.text.choice import agreement

_LONGEST = 120
_MOST_HEADINGS = 24
# A heading of a bank's statement: unit, two periods of three lines each.
_HEADING_LINES = 9
_SURELY = 3


def is_row(text: str) -> bool:
    """A line with a pipe in it that no backslash takes the meaning from."""
    return "|" in text and PIPE.search(text) is not None


def end_of_pipes(lines: list[Numbered], first: int) -> int:
    """The index after the last line of the table of pipes that begins at `first`; `first` when none begins there.

    Lines without a pipe between two rows are pieces of cells, or rows of one cell; a delimiter row below the first
    line of another table ends this one.
    """
    text = lines[first][1]
    rule = _rule_below(lines, first)
    if not is_row(text) or not (is_piped(text) or rule is not None or _run_of_rows(lines, first)):
        return first
    seen_rule = is_rule(text) or rule is not None
    i = first + 1 if rule is None else rule + 1
    last, strangers = i, 0
    framed = (
        text.lstrip().startswith("|") and text.rstrip().endswith("|") and (rule is None or is_piped(lines[rule][1]))
    )
    while i < len(lines):
        text = lines[i][1]
        if is_row(text):
            begins = i + 1 < len(lines) and is_rule(lines[i + 1][1])
            if begins and seen_rule:
                break
            if is_rule(text) or begins:
                seen_rule = True
            last, strangers = i + 1, 0
        elif not text or len(text) > _LONGEST or text.lstrip().startswith(("#", "<")) or strangers > 3:
            break
        elif framed and not strangers and lines[i - 1][1].rstrip().endswith("|"):
            break  # the frame closed the row above; nothing of it goes on here
        else:
            strangers += 1
            # What a cell's text goes on with at the very end of a table: `December 2,` / `2022`, `3,716` / `[378]`.
            if last == i and (is_value(text) or goes_on(_last_cell(lines[i - 1][1]), text)):
                last = i + 1
        i += 1
    return last


def _rule_below(lines: list[Numbered], i: int) -> int | None:
    """The delimiter row below line i, or below the lines that its last cell goes on on."""
    for n in range(i + 1, min(len(lines), i + _HEADING_LINES)):
        text = lines[n][1]
        if is_rule(text):
            return n
        if not text.strip() or is_piped(text) or len(text) > _LONGEST:
            return None
    return None


def _run_of_rows(lines: list[Numbered], first: int) -> bool:
    """Whether rows without a frame follow each other: the same number of pipes, two or more, and figures in cells. A
    row that was cut after some of these is a row yet."""
    counts = list[int]()
    figures = 0
    for _, text in lines[first : first + 8]:
        if not is_row(text):
            break
        cells = PIPE.split(text)
        if len(cells) < 3 and len(counts) >= _SURELY and len(set(counts)) == 1:
            break
        counts.append(len(cells))
        figures += any(is_value(cell) for cell in cells[1:])
    return len(counts) >= 2 and min(counts) >= 3 and (figures > 0 or len(set(counts)) == 1)


def pipes_to_grids(lines: list[Numbered]) -> list[Grid]:
    """The lines of a block to its grids; rule lines only say how many rows stand above them. Where the first heading
    is printed again below rows of figures, another table begins."""
    rules = [n for n, (_, text) in enumerate(lines) if is_rule(text)]
    framed = _is_framed(lines, rules)
    headers: int | None = None
    cut: list[list[Span]] = []
    for number, text in lines:
        if is_rule(text):
            headers = len(cut) if headers is None else headers
        else:
            cut.append(_cells(number, text, framed))
    if headers is not None and headers > 1 and not framed:
        # One row stands above a delimiter row, on however many lines.
        cut, headers = [_joined(cut[:headers]), *cut[headers:]], 1
    records = records_to_grid("pipe", _record_lines(cut, framed))
    if records is not None:
        return [records]
    starts = [0, *_headed_again(cut)]
    parts = [cut[start:end] for start, end in pairwise([*starts, len(cut)])]
    return [_part_to_grid(part, None if n else headers, framed) for n, part in enumerate(parts)]


def _headed_again(cut: list[list[Span]]) -> list[int]:
    """The lines below rows of figures that say what the first line with headings says, each with the lines directly
    above it that stand over columns as well: `Six Months Ended` in one cell above `2031` and `2030`."""
    heads = next((cells for cells in cut if sum(bool(cell.text.strip()) for cell in cells) > 1), [])
    if not heads or any(is_value(cell.text) for cell in heads):
        return []
    first = [cell.text.strip() for cell in heads]
    found: list[int] = []
    figures = False
    for n, cells in enumerate(cut):
        if figures and [cell.text.strip() for cell in cells] == first:
            start = n
            while start - 1 > (found[-1] if found else 0) and _is_over_columns(cut[start - 1]):
                start -= 1
            found.append(start)
            figures = False
        figures = figures or any(is_value(cell.text) for cell in cells[1:])
    return found


def _is_over_columns(cells: list[Span]) -> bool:
    """Whether a line has words behind the labels, and neither a label nor a figure."""
    return bool(_filled(cells)) and not cells[0].text.strip() and not any(is_value(cell.text) for cell in cells)


def _part_to_grid(cut: list[list[Span]], headers: int | None, framed: bool) -> Grid:
    rows = cut if framed else _joined_rows(cut)
    ragged = _by_order(rows)
    if ragged is not None and not framed:
        return ragged
    grid = spread_heads(spans_to_grid("pipe", rows, headers=headers))
    placed = without_storeys(fold_columns(grid)) if any(cell.column == 0 for cell in grid.cells) else grid
    if ragged is not None and agreement([ragged]).beats(agreement([placed])):
        return ragged  # `| | Cash | 3,501 | 3,913 |` below `| | | | | 2016 | 2017 |`: a frame, and cells out of place
    return placed


def _record_lines(cut: list[list[Span]], framed: bool) -> list[list[Span]]:
    """The cells with text of each line. Where no frame says where a row ends, lines of a heading that say one thing of
    all columns together are one, and so are those above them."""
    filled = [_with_text(cells) for cells in cut]
    width = next(filter(None, map(width_of, filled)), 0)
    lines: list[list[Span]] = []
    n = 0
    while n < len(cut):
        end = n
        while end < len(cut) and not any(is_value(cell.text) for cell in filled[end]):
            end += 1
        lines += filled[n:end] if framed else _heading_lines(cut[n:end], width)
        lines += filled[end : end + 1]
        n = end + 1
    return [cells for cells in lines if cells]


def _heading_lines(heads: list[list[Span]], width: int) -> list[list[Span]]:
    lines: list[list[Span]] = []
    end = len(heads)
    while end > 1:
        joined = [_with_text(_joined(heads[start:end])) for start in range(end - 1, max(0, end - 5), -1)]
        alike = next((n for n, cells in enumerate(joined) if len(cells) == width > 1 and is_alike(cells)), None)
        if alike is None:
            break
        lines.insert(0, joined[alike])
        end -= alike + 1
    return [_with_text(_joined(heads[:end])), *lines] if end else lines


def _with_text(cells: list[Span]) -> list[Span]:
    return [cell.strip() for cell in cells if cell.text.strip()]


def _is_framed(lines: list[Numbered], rules: Sequence[int]) -> bool:
    """Whether the first pipe of a line is the frame; where it is not, a line that begins with one has an empty cell."""
    if rules:
        return lines[rules[0]][1].lstrip().startswith("|")
    rows = [text.lstrip() for _, text in lines if is_row(text)]
    return sum(text.startswith("|") for text in rows) * 10 >= len(rows) * 9


def _cells(number: int, text: str, framed: bool) -> list[Span]:
    """The cells of a line. Of a framed one what stands before the first and behind the last pipe is no cell."""
    cells, at = [], 0
    cuts = [found.start() for found in PIPE.finditer(text)]
    for cut in [*cuts, len(text)]:
        cells.append(Span.of(text[at:cut], line=number, start=at))
        at = cut + 1
    if framed and cuts and not text[: cuts[0]].strip():
        cells = cells[1:]
    if framed and cuts and len(cells) > 1 and not text[cuts[-1] + 1 :].strip():
        cells = cells[:-1]
    return cells


def _last_cell(text: str) -> str:
    return PIPE.split(text)[-1]


def _joined_rows(cut: list[list[Span]]) -> list[list[Span]]:
    """Lines of cells to rows: what a line ends in may go on in the first cell of the next.

    `| July 2,` / `2023| | Percent` / `to Sales` → `| July 2, 2023| | Percent to Sales`. Where rows of one length
    prevail, lines that together have that length are a row; in a heading the figures below say how many cells it has.
    """
    lengths = Counter(len(cells) for cells in cut if any(is_value(cell.text) for cell in cells[1:]))
    common = lengths.most_common(1)[0] if lengths else (0, 0)
    whole = common[0] if common[0] > 2 and common[1] * 2 >= sum(lengths.values()) else None
    width = columns_of([row for row in map(cells_to_row, cut) if row.items])
    first = next((n for n, cells in enumerate(cut) if any(is_value(cell.text) for cell in cells[1:])), len(cut))
    bounds = _heading_bounds(cut[: min(first, _MOST_HEADINGS)], width) if width else []
    rows = [_joined(cut[n:end]) for n, end in pairwise([0, *bounds])]
    n = bounds[-1] if bounds else 0
    while n < len(cut):
        end = n + 1
        if whole is not None and len(cut[n]) < whole and any(cell.text.strip() for cell in cut[n]):
            end = _end_of_row(cut, n, whole)
        most = end + 4
        while end < min(len(cut), most) and _torn_between(cut, end):
            end += 1
        rows.append(_joined(cut[n:end]))
        n = end
    return rows


def _joined(lines: list[list[Span]]) -> list[Span]:
    """Lines of cells as one row: the last cell of each goes on in the first of the next."""
    cells = list(lines[0])
    for line in lines[1:]:
        cells = [*cells[:-1], Span.join([s for s in (cells[-1].strip(), line[0].strip()) if s.text], "\n"), *line[1:]]
    return cells


def _joint(cut: list[list[Span]], at: int) -> tuple[str, str]:
    """The texts on both sides of the line break before line `at`."""
    return cut[at - 1][-1].text.strip(), cut[at][0].text.strip()


def _torn_between(cut: list[list[Span]], at: int) -> bool:
    """Whether the line `at` begins with what the cell before it goes on with. A line that is a figure is no label."""
    above, below = _joint(cut, at)
    return goes_on(above, below) or (len(cut[at]) == 1 and len(cut[at - 1]) > 1 and is_value(below))


def _heading_bounds(cut: list[list[Span]], width: int) -> list[int]:
    """Where the rows of a heading end, of all ways to join its lines the one that costs least.

    A row of a heading has a cell for each column, or for each set of columns; a date is not torn; a line that begins
    with an empty cell begins a row.
    """
    # Empty cells on both sides of a line break are torn out of nothing, however often they meet.
    again = Counter(joint for at in range(1, len(cut)) if all(joint := _joint(cut, at)))
    cost, back = [0.0], [0]
    for end in range(1, len(cut) + 1):
        best, origin = float("inf"), end - 1
        joints = 0.0
        for start in range(end - 1, -1, -1):
            total = cost[start] + joints + _misfit(_joined(cut[start:end]), width)
            if start:
                torn = goes_on(*_joint(cut, start)) or again[_joint(cut, start)] > 1
                total += _TORN if torn else _begins(cut[start])
                closed = LENGTH_END.search(_joint(cut, start)[0]) is not None or awaits_another(*_joint(cut, start))
                joints += 0.0 if torn else _joins(cut[start]) + (_TORN if closed else 0.0)
                if not any(cell.text.strip() for cell in cut[start - 1]):
                    joints = float("inf")  # an empty line goes on in no other
            if total < best:
                best, origin = total, start
        cost.append(best)
        back.append(origin)
    bounds = []
    end = len(cut)
    while end:
        bounds.append(end)
        end = back[end]
    return bounds[::-1]


# What it costs a reading of a heading: to tear a date; to join a line that need not be; to begin a row with a word; a
# row with cells for no even sets of columns, for sets of them, for none, or with more cells than there are columns.
_TORN, _JOINED, _LABELLED, _UNEVEN, _SETS, _WORDS, _TOO_MANY = 4.0, 1.0, 1.5, 2.5, 0.5, 0.9, 4.0


def _joins(line: list[Span]) -> float:
    """The cost of taking a line for the rest of the one above; what only empty cells follow is a row by itself."""
    text = line[0].text.strip()
    if text and len(line) > 1 and not _filled(line):
        return _TORN
    return float("inf") if not text else _JOINED * (2 if UNIT_LINE.match(text) else 1)


def _begins(line: list[Span]) -> float:
    """The cost of taking a line for the beginning of a row."""
    text = line[0].text.strip()
    return 0.0 if not text or UNIT_LINE.match(text) else _WORDS if not _filled(line) else _LABELLED


def _misfit(row: list[Span], width: int) -> float:
    filled = _filled(row)
    if filled > width:
        return _TOO_MANY
    return 0.0 if filled in (0, width) else _SETS if width % filled == 0 else _UNEVEN


def _filled(cells: list[Span]) -> int:
    """How many cells behind the label have text."""
    return sum(bool(cell.text.strip()) for cell in cells[1:])


def _end_of_row(cut: list[list[Span]], n: int, whole: int) -> int:
    """The end of the lines from n on that have, joined at their ends, the cells of a whole row; n + 1 if none have."""
    total, end = len(cut[n]), n + 1
    while end < len(cut) and total < whole and len(cut[end]) < whole:
        total += len(cut[end]) - 1
        end += 1
    return end if total == whole and end > n + 1 and len(cut[n]) > 1 else n + 1


def _by_order(rows: list[list[Span]]) -> Grid | None:
    """The grid of rows read in order, where their cells do not stand in the same places."""
    data = [cells for cells in rows if any(is_value(cell.text) for cell in cells[1:])]
    lengths = {len(cells) for cells in data}
    heads = {len(cells) for cells in rows[: rows.index(data[0])] if len(cells) > 1} if data else set()
    if len(lengths) < 2 and (heads <= lengths or any(not cell.text.strip() for cells in data for cell in cells)):
        return None
    return ragged_to_grid("pipe", [cells_to_row(cells) for cells in rows])
