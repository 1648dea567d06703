"""Tables drawn with blanks: fixed-width ASCII as in EDGAR text, columns told apart by where figures end.

What turns into what: lines → chunks (runs of text two blanks apart) → value columns (clusters of right edges)
→ grid. Figures of a column are set flush right, so their last digits share a place; brackets and percent
signs may hang one or two characters over.
"""

from __future__ import annotations

from collections import Counter

import msgspec
import regex as re

from extract.lex.fold import fold_figures as fold
from extract.lex.headings import heading_kind
from extract.lex.label_names import one_word
from extract.lex.numbers import is_year
from extract.lex.periods import find_periods
from extract.lex.units import find_units
from extract.model import Cell, Grid, Span
from extract.tables.chunks import CHUNK, Chunk, line_to_chunks, with_thousands
from extract.tables.delimited import Numbered
from extract.tables.joints import headings_to_rows, pieces_over
from extract.tables.ragged import is_value
from extract.tables.records import blank_lines_to_rows, records_to_grid
from extract.tables.shape import header_term
from extract.tables.stops import stops_to_grid
from extract.tables.text.heads import sort_of
from extract.tables.tracks import Extent, extents_to_tracks

_RULE = re.compile(r"^[\s\-=_.*|+]+$")
_TAG = re.compile(r"^\s*</?(?:TABLE|CAPTION|S|C|FN|PAGE)>(?:\s*<C>)*\s*$", re.I)
_CLOSING = re.compile(r"^\s*</TABLE>\s*$", re.I)
_FIGURES = re.compile(
    r"(?:(?:^|\s{2,}|\.{2,}\s*|[¥$€£₩]\s*)(?:\(?[¥$€£₩△(+–-]?\s?\d[\d,.'’]*(?:\s\d{3}(?:[.,]\d+)?)*(?:\s?[)%]{0,2}|\s{2,4}%\)?)|[-–—―−ー－]{1,3}))+\s*$"
)
# Figures with words behind them: three blanks on both sides, since justified prose has two between its words; or two
# figures of several parts, two blanks apart.
_INSIDE = r"\(?[¥$€£₩△(+-]?\s?\d[\d,.'’]*\s?[)%]{0,2}"
_GROUPED = r"\(?[△(-]?\d{1,3}(?:[,.]\d+)+\)?"
_FIGURES_INSIDE = re.compile(
    rf"(?:(?:\s{{3,}}|\.{{3,}}\s*)(?:[¥$€£₩]\s*)?{_INSIDE}\s{{3,}}|\s{{2,}}{_GROUPED}\s{{2,}}{_GROUPED}\s{{2,}})"
    r"(?=\S)(?P<words>.{1,160})$"
)
_MONTHS = re.compile(r"\bmonths?\b|\bend(?:ed|ing)\b|\bas (?:of|at)\b|\bfiscal\b|\byears?\b|\bquarters?\b", re.I)
# What stands between the tables of a report: remarks at the margin (far from it, `（注）` heads a column), and the
# chapters that the exchange's form gives every summary.
_DIVIDES = re.compile(
    r"^\s{0,12}(?:[（(]\s?(?:注|参考|注記|Notes?|Reference)\s?\d{0,2}\s?[）)]|※)"
    r"|^\s*(?:[（(]?\s?[％%]\s?(?:表示は|indicates?\b|figures?\b)"
    r"|(?:[１-９1-9][．.]|[（(][１-９1-9][）)])\s*(?=\S.*(?:業績|経営成績|財政状態|キャッシュ・?フローの状況|配当の状況|株式数"
    r"|Financial Results|Operating Results|Financial Position|Cash Flows\s*$|Dividends\s*$|Forecasts?)))",
    re.I,
)

_UNIT_AT_END = re.compile(r"\d\s?[^\W\d_]{1,8}\s*$")
_WORD = re.compile(r"\S+")
_NAME_JA = re.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー・、()（）％／]+")
_PERIODS = ("year", "day", "date", "length", "name")

# A mark of a note, and how far behind the end of its label it may be drawn where letters are not equally wide.
_MARK = re.compile(r"(?:[(（](?:[a-z]|\d{1,2})[)）]\s?){1,3}|[*†‡]{1,3}")
_RAISED = 24

# So many rows tell of a second column of names, which have so many letters each.
_NAMES, _LETTERS = 3, 4

# So many blanks behind its last word tell that a line was drawn to the width of a table.
_PADDED = 20

_LONGEST_ROW = 2_000
_SENTENCE = 40

# So far from the margin begins what heads columns, and no row.
_FAR = 20

# How many lines may stand between two rows that end in the same places.
_GAP = 8


def is_fixed(line: str) -> bool:
    """A line that ends in at least one figure set off from what precedes it by two blanks or dot leaders, or has one
    set wide apart between a label and a last column of words.

    >>> is_fixed("Net sales ..........  1,234   (987)"), is_fixed("We sold 12 units in 2007")
    (True, False)
    >>> is_fixed("Common stock        78,050,000   Tokyo Stock Exchange"), is_fixed("in  2007  12  units  were")
    (True, False)
    >>> is_fixed("Dividend per share (pence)      9.75p     9.30p")
    True
    """
    if "\t" in line or ("  " not in line.strip() and ".." not in line):
        return False
    folded = fold(line)
    found = _FIGURES.search(folded) or _FIGURES_INSIDE.search(folded)
    if not found:
        return _ends_in_units(line)
    if not line[: found.start()].strip():
        return False
    if any(map(str.isdigit, found[0])):
        return True
    # Dashes at the end: `Cash    $ 25,337   $ —   $ —` has figures before them.
    return len(line) < _LONGEST_ROW and any(
        c.value and any(map(str.isdigit, c.span.text)) for c in line_to_chunks(0, line, 1)[1:]
    )


def is_padded(line: str) -> bool:
    """Whether blanks fill a line up to a width: a row of a table that a screen drew, be it one of empty cells."""
    return len(line) - len(line.rstrip()) >= _PADDED


def _ends_in_units(line: str) -> bool:
    """`Basic earnings per share      24.6p      23.4p`: a label, and figures that all bear their units."""
    if len(line) >= _LONGEST_ROW or line[:1].isspace() or not _UNIT_AT_END.search(line):
        return False
    label, *cells = line_to_chunks(0, line, 1)
    return not label.value and len(cells) > 1 and all(cell.value for cell in cells)


def divides(line: str) -> bool:
    """A line that belongs to no table and ends the one above it.

    >>> divides("(注) 包括利益  29年３月期 1,661百万円"), divides("１．流動資産"), divides("（１）連結経営成績")
    (True, False, True)
    """
    return _DIVIDES.match(line) is not None


def _declares(line: str) -> bool:
    """A line that declares a unit and says nothing else: the tables below it begin here."""
    text = line.strip()
    return text[:1] in "(（[" and len(text) < 60 and any(m.declared and m.scale for m in find_units(text))


def _heads_anew(lines: list[Numbered], first: int, i: int) -> bool:
    """Whether line i begins the headings of other columns: pieces that all tell of periods, set apart behind a gap for
    labels, with rows of figures below them. The headings of the table above, said again, begin no other."""
    text = lines[i][1]
    pieces = CHUNK.findall(text)
    if len(pieces) < 2 or not text.startswith(" ") or not all(sort_of(piece) in _PERIODS for piece in pieces):
        return False
    # What stands over the first row begins before it.
    above = (CHUNK.findall(line) for _, line in lines[max(0, first - _GAP) : i])
    if any([head for head in heads if sort_of(head) in _PERIODS] == pieces for heads in above if len(heads) > 1):
        return False
    return any(is_fixed(line) for _, line in lines[i + 1 : i + _GAP])


def _spans_anew(lines: list[Numbered], i: int) -> bool:
    """Whether line i is a length alone, far from the margin, over a line of periods: the same columns of another time
    begin in the middle of a table, whatever the headings above its rows were.

                             For Six Months Ended June 30,
                             2031                 2030
    """
    text = lines[i][1]
    if len(text) - len(text.lstrip()) < _FAR or i + 1 == len(lines):
        return False
    pieces, below = CHUNK.findall(text), CHUNK.findall(lines[i + 1][1])
    return (
        len(pieces) == 1
        and sort_of(pieces[0]) in ("length", "date")
        and _MONTHS.search(pieces[0]) is not None
        and len(below) > 1
        and all(sort_of(piece) in _PERIODS for piece in below)
    )


def is_lone_row(lines: list[Numbered], i: int) -> bool:
    """Whether line i is a whole table of one row: two figures or more under a line of units."""
    above = next((text for _, text in reversed(lines[max(0, i - 2) : i]) if text.strip()), "")
    heads = [found[0] for found in CHUNK.finditer(above)]
    units = [u for head in heads for u in find_units(head) if u.declared]
    row = line_to_chunks(*lines[i], 1)
    return len(units) > 1 and len(units) >= len(heads) and sum(chunk.value for chunk in row) > 1


def end_of_fixed(lines: list[Numbered], first: int) -> int:
    """The index after the last line of the table whose first data line is `first`; `first` when it is none.

    One blank line may stand between rows; two blank lines, or two lines of prose, end the table. Labels without
    figures directly below a row are rows of it, a handful of them at most; column headings right below the last row
    belong to it, for it was poured out upside down.
    """
    rows, last, strangers, i = 0, first, 0.0, first
    bare = 0  # lines of figures alone: the lower ones of records, totals without a label
    while i < len(lines):
        text = lines[i][1]
        if "\t" in text or text.strip().startswith(("|", "#", "<html")) or divides(text):
            break
        if rows and not lines[i - 1][1].strip() and (_declares(text) or _heads_anew(lines, first, i)):
            break
        if rows and _spans_anew(lines, i):
            return last if rows > 1 else first
        if is_fixed(text):
            rows, last, strangers = rows + 1, i + 1, 0.0
        elif not text.strip():
            # A line of blanks is a row of empty cells that a screen drew; an empty line is a gap.
            strangers += 0.25 if is_padded(text) else 1
        elif _FIGURES.search(fold(text)):
            bare += 1
            last = i + 1 if rows and bare > 1 else last
        elif not (_RULE.match(text) or _TAG.match(text)):
            label = len(text.strip()) < 75
            strangers += 0.5 if label and i > first and lines[i - 1][1].strip() else 1 if label else 3
        if strangers > 3:
            i = _row_further_down(lines, first, last) if last > first else last
            if i == last:
                break
            strangers = 0.0
            continue
        i += 1
    if rows < 2:
        return first
    if last < len(lines) and lines[last][1].strip() and not lines[last - 2][1].strip():
        return _end_of_row(lines, last)
    return _with_headings_below(lines, last)


def _row_further_down(lines: list[Numbered], first: int, end: int) -> int:
    """The index of the next row of a table beyond blank lines and headings of rows: one whose figures stand in the
    columns of one of the rows above. `end` when there is none."""
    above = [figures for line in lines[max(first, end - _GAP) : end] if (figures := _figures_of(line))]
    room = above[-1][0].start if above else 0
    for i in range(end, min(len(lines), end + 2 * _GAP)):  # a blank line may stand between any two
        text = lines[i][1]
        here = _figures_of(lines[i]) if _FIGURES.search(fold(text)) else []
        if len(here) > 1 or is_fixed(text):
            return i if any(_in_one_column(row, here) for row in above) else end
        # A label may be as long as the figures leave room for.
        if (
            divides(text)
            or _declares(text)
            or len(text.rstrip()) > max(room, 75)
            or len(CHUNK.findall(text.strip())) > 1
        ):
            return end
    return end


def _figures_of(line: Numbered) -> list[Chunk]:
    return [chunk for chunk in line_to_chunks(*line, 1) if chunk.value and not chunk.sign]


def _in_one_column(above: list[Chunk], here: list[Chunk]) -> bool:
    """Whether the figures of two rows stand in the same columns: two or more below each other, or end in the same
    places, one by one, or begin there, though one row may have more."""
    if len(above) == len(here) > 1:
        pairs = list(zip(above, here, strict=True))
        if all(abs(a.edge - b.edge) <= 3 for a, b in pairs) or all(
            a.start < b.end and b.start < a.end for a, b in pairs
        ):
            return True
    fewer, more = sorted(({chunk.start for chunk in row} for row in (above, here)), key=len)
    return len(fewer) > 1 and fewer <= more


def _end_of_row(lines: list[Numbered], end: int) -> int:
    """The index after the last row of a table whose rows blank lines part: its label, or a remark below its figures,
    may go on for a few lines."""
    for i in range(end, min(len(lines), end + 4)):
        text = lines[i][1]
        if not text.strip():
            return i
        if len(text.strip()) > 75 and "  " not in text.strip():
            return end
    return end


def _with_headings_below(lines: list[Numbered], end: int) -> int:
    """The index after the lines of column headings that follow on a table without a blank line; `end` if none do.

    One row heading may stand between, which was the first line of the table. Names are headings, too, where the tag
    that closes the table stands right below them.
    """
    last, i, rows = end, end, 1
    while i < len(lines) and lines[i][1].strip() and not _TAG.match(lines[i][1]):
        text = lines[i][1]
        if not _RULE.match(text):
            chunks = [found[0] for found in CHUNK.finditer(text)]
            if rows and len(chunks) == 1 and not text.startswith("    ") and len(text.strip()) < 60:
                rows -= 1
            elif text.startswith("    ") and (2 * sum(map(header_term, chunks)) >= len(chunks) or _closes(lines, i)):
                last = i + 1
            else:
                break
        i += 1
    return last


def _closes(lines: list[Numbered], i: int) -> bool:
    """Whether a line of several names is the last one before the end of the table that the document says."""
    return i + 1 < len(lines) and _CLOSING.match(lines[i + 1][1]) is not None and len(CHUNK.findall(lines[i][1])) > 1


def fixed_to_grid(lines: list[Numbered]) -> Grid | None:
    """Lines to a grid: label column first, then one column for each cluster of right edges."""
    lines = with_thousands(lines)
    chunks = [[] if _RULE.match(text) else [c.span for c in line_to_chunks(n, text, 1)] for n, text in lines]
    records = records_to_grid("fixed", blank_lines_to_rows(chunks))
    if records is not None:
        return records
    flush = stops_to_grid([(number, text) for number, text in lines if not _TAG.match(text)])
    if flush is not None:
        return flush
    drawn = [(number, text) for number, text in lines if not (_RULE.match(text) or _TAG.match(text))]
    # Characters such as △ are one or two columns wide, as the writer's screen had it, and all are one where he counted
    # characters: the width that sets the figures flush is the right one.
    tries = []
    for ambiguous in (1, 2, 0):
        rows = [row for number, text in drawn if (row := line_to_chunks(number, text, ambiguous))]
        tries.append((rows, _value_columns(rows)))
    rows, columns = min(tries, key=lambda found: (not found[1], _edges(found[0]), len(found[1])))
    if not columns:
        return None
    rows = [_figures_off_words(row, columns) for row in _with_raised_marks(rows, columns)]
    titles = _titles(rows, columns)
    rows = rows[len(titles) :]
    remarks = _remarks(rows, columns)
    margin = max((row[0].start for row in rows if len(row) > 1 and row[-1].value and not row[0].value), default=0)
    first = next((r for r, row in enumerate(rows) if any(map(_is_figure, row))), len(rows))
    stub = _second_names(rows[first:], columns)
    cells = _heading_cells([_parted(row, columns) for row in rows[:first]], columns, stub)
    rows = rows[first:]
    top = max((cell.row + 1 for cell in cells), default=0)
    begun = False
    for r, row in enumerate(rows, start=top):
        begun = begun or any(chunk.value and not is_year(chunk.span.text) for chunk in row)
        if begun and len(row) == 1 and not row[0].value and row[0].start <= margin:
            # A heading between rows may be longer than the label column is wide.
            cells.append(Cell(row=r, column=0, span=row[0].span))
            continue
        behind = [chunk for chunk in row if remarks is not None and chunk.start >= remarks]
        cells += _row_to_cells(r, [chunk for chunk in row if chunk not in behind], columns, stub)
        if behind:
            cells.append(Cell(row=r, column=len(columns) + 1, span=Span.join(chunk.span for chunk in behind)))
    if stub is not None:
        cells = [msgspec.structs.replace(c, column=1 if c.column < 0 else c.column + (c.column > 0)) for c in cells]
        cells.sort(key=lambda cell: (cell.row, cell.column))
    names = 1 if stub is None else 2
    width = max([len(columns) + names + (remarks is not None), *(c.column + c.column_span for c in cells)])
    return Grid(form="fixed", rows=top + len(rows), columns=width, cells=tuple(cells), caption=tuple(titles))


def _with_raised_marks(rows: list[list[Chunk]], columns: list[tuple[int, int]]) -> list[list[Chunk]]:
    """The rows, a raised mark of a note that the page set a line higher joined to the label it stands behind.

             (b)
    Other                  175        192
    """
    out: list[list[Chunk]] = []
    for row in rows:
        above = out[-1][0] if out and len(out[-1]) == 1 else None
        label = row[0]
        behind = row[1].start if len(row) > 1 else columns[0][0]
        raised = (
            above is not None
            and _MARK.fullmatch(above.span.text) is not None
            and not label.value
            and label.end - 1 <= above.start <= label.end + _RAISED
            and above.end < min(behind, columns[0][0])
        )
        if above is not None and raised:
            marked = Chunk(Span.join([label.span, above.span], ""), label.start, label.end)
            out[-1] = [marked, *row[1:]]
        else:
            out.append(row)
    return out


def _edges(rows: list[list[Chunk]]) -> int:
    """At how many places figures end: few where they stand flush."""
    return len({chunk.edge for row in rows for chunk in row if _is_figure(chunk)})


def _is_figure(chunk: Chunk) -> bool:
    return chunk.value and not chunk.sign and is_value(chunk.span.text)


def _figures_off_words(row: list[Chunk], columns: list[tuple[int, int]]) -> list[Chunk]:
    """The chunks of a line, figures set off from the words before them that stand one blank away where a column runs.

    `General and administrative expenses (5,289)    (6,951)`: the label leaves room for one blank before its figure.
    """
    if not any(chunk.value and not chunk.sign for chunk in row):
        return _whole_row(row, len(columns))
    taken = {_column_of(chunk.start, chunk.end, columns) for chunk in row if chunk.value}
    out: list[Chunk] = []
    for chunk in row:
        off: list[Chunk] = []
        words = list(_WORD.finditer(chunk.span.text)) if not chunk.value and chunk.start < columns[0][0] else []
        while len(words) > 1 and is_value(words[-1][0]) and not is_year(words[-1][0]):
            after = len(chunk.span.text)  # figures take one column of the screen for each character, words may take two
            start, end = chunk.end - after + words[-1].start(), chunk.end - after + words[-1].end()
            column = _column_of(start, end, columns)
            listed = words[-2][0].endswith(",")  # `4, 6`: the last of several marks of notes
            if column is None or column in taken or listed:
                break
            taken.add(column)
            off.insert(0, Chunk(chunk.span.cut(*words.pop().span()), start, end))
        if off:
            out.append(Chunk(chunk.span.cut(0, words[-1].end()), chunk.start, off[0].start - 1))
        out += off or [chunk]
    return out


def _whole_row(row: list[Chunk], width: int) -> list[Chunk]:
    """A line of one chunk that is a label and a figure for each column, one blank apart, where the other rows leave
    more room: `外部売上高 109,851 14,118`."""
    words = list(_WORD.finditer(row[0].span.text)) if len(row) == 1 else []
    figures = words[-width:]
    if len(words) <= width or width < 2 or not all(is_value(w[0]) and not is_year(w[0]) for w in figures):
        return row
    if is_value(words[-width - 1][0]):
        return row  # one figure too many: which is the label's?
    return _cut_at(row[0], [(0, words[-width - 1].end()), *(word.span() for word in figures)])


def _cut_at(chunk: Chunk, pieces: list[tuple[int, int]]) -> list[Chunk]:
    """Pieces of a chunk, placed as far from its end as they stand in its text."""
    after = len(chunk.span.text)
    return [Chunk(chunk.span.cut(a, b), chunk.end - after + a, chunk.end - after + b) for a, b in pieces]


def _column_of(start: int, end: int, columns: list[tuple[int, int]]) -> int | None:
    """The first column that something between two places stands over."""
    return next((n for n, (left, right) in enumerate(columns) if start < right and left < end), None)


def _parted(row: list[Chunk], columns: list[tuple[int, int]]) -> list[Chunk]:
    """The chunks of a heading, one that holds a heading for each of the columns below it in pieces.

    `（自 2023年 （自 2024年` over two columns: of words alike but for their digits, each is a column's. `Three months
    ended June 30 Six months ended June 30` over four: of words that are so many periods, each is two columns'.
    `通信機器 計測機器 計 合計` over four, and `（千株） 有株式数の割` over two: a Japanese name has no blank in it.
    """
    words = list(_WORD.finditer(row[0].span.text)) if len(row) == 1 and len(columns) > 2 else []
    if len(words) == len(columns) and all(_NAME_JA.fullmatch(word[0]) for word in words):
        over = zip(words, columns, strict=True)
        return [Chunk(row[0].span.cut(*word.span()), left, right) for word, (left, right) in over]
    over_columns = [chunk for chunk in row if chunk.end > columns[0][0]]
    out: list[Chunk] = []
    for chunk in row:
        if over_columns == [chunk] and (names := _names_ja(chunk.span.text, len(columns))):
            out += [Chunk(chunk.span.cut(*at), *place) for at, place in zip(names, columns, strict=True)]
            continue
        below = [n for n, (left, right) in enumerate(columns) if chunk.start < right and left < chunk.end]
        pieces = pieces_over(chunk.span.text, len(below)) if len(below) > 1 else []
        if not pieces:
            out.append(chunk)
        size = len(below) // len(pieces) if pieces else 0
        for n, (start, end) in enumerate(pieces):
            covered = below[n * size : (n + 1) * size]
            out.append(Chunk(chunk.span.cut(start, end), columns[covered[0]][0], columns[covered[-1]][1]))
    return out


def _names_ja(text: str, count: int) -> list[tuple[int, int]]:
    """Where so many Japanese names stand in a text that is made of them; none where it is not, or of one."""
    words = [word.span() for word in _WORD.finditer(text)]
    return words if len(words) == count > 1 and all(_NAME_JA.fullmatch(text[a:b]) for a, b in words) else []


def _second_names(rows: list[list[Chunk]], columns: list[tuple[int, int]]) -> int | None:
    """Where a second column of names begins between the labels and the figures; None where there is none.

        Holder         Address                 Shares
        Aster Bank     4-2 Harbour Street       1,204

    Marks and units that stand behind labels are parts of these.
    """
    starts: Counter[int] = Counter()
    for row in rows:
        before = [chunk for chunk in row if not chunk.value and chunk.end < columns[0][0]]
        if len(before) == 2 and _is_name(before[1].span.text) and any(map(_is_figure, row)):
            starts[before[1].start] += 1
    if not starts:
        return None
    start, times = starts.most_common(1)[0]
    placed = [row for row in rows if any(map(_is_figure, row))]
    across = sum(1 for row in placed if any(c.start < start - 1 < c.end and not c.value for c in row))
    return start if times >= _NAMES and times * 2 > len(placed) and not across else None


def _is_name(text: str) -> bool:
    """Whether a text names something: no mark, no unit, no reference to a note."""
    return sum(map(str.isalpha, text)) >= _LETTERS and heading_kind(text) is None and sort_of(text) == ""


def _heading_cells(rows: list[list[Chunk]], columns: list[tuple[int, int]], stub: int | None) -> list[Cell]:
    """The cells of a heading's lines over the columns; lines that are one row by what they say are one."""
    lines = [_row_to_cells(r, row, columns, stub) for r, row in enumerate(rows)]
    cells: list[Cell] = []
    run: list[dict[int, Span]] = []
    top = 0

    def close() -> None:
        nonlocal top
        for row in headings_to_rows(run, set(range(1, len(columns) + 1))):
            cells.extend(Cell(row=top, column=column, span=row[column]) for column in sorted(row))
            top += 1
        run.clear()

    for line in lines:
        if all(cell.column_span == 1 for cell in line):
            run.append({cell.column: cell.span for cell in line})
            continue
        close()
        cells.extend(msgspec.structs.replace(cell, row=top) for cell in line)
        top += 1
    close()
    return cells


def _titles(rows: list[list[Chunk]], columns: list[tuple[int, int]]) -> list[Span]:
    """The lines at the top that stand before the table, as they do in print: names, units and remarks set across it.

    A line that tells of a period heads columns, and so does one that begins over the first of them. A unit alone on
    the first line is that of all columns, wherever it stands.
    """
    alone: list[Chunk] = []
    for row in rows:
        text = row[0].span.text
        page = row[0].value and text.isdigit() and len(text) < 4  # the number of the page above
        # A sentence that leads to the table heads no column, whatever day it names.
        leads = text[-1] in ":：.。" and len(text) > _SENTENCE and row[0].start < columns[0][0] - 2
        dated = bool(find_periods(text) or _MONTHS.search(text))
        if len(row) > 1 or (row[0].value and not page) or (dated and not leads):
            break
        alone.append(row[0])
    # A short name set in the middle may stand over a column by chance: the longer lines below it tell.
    across: list[int] = []
    for n, chunk in enumerate(alone):
        of_all = len(columns) > 1 and len(across) == n and _declares(chunk.span.text)
        if chunk.start < columns[0][0] - 2 or of_all:
            across.append(n)
    last = across[-1] + 1 if across else 0
    while across and last < len(alone) and alone[last].span.text[0] in "(（":
        last += 1  # `(In millions)`, `(Unaudited)`
    titles = [chunk.span for chunk in alone[:last]]
    if len(titles) >= len(rows):
        return []
    if titles and not titles[-1].text.startswith("(") and any(chunk.value for chunk in rows[len(titles)]):
        titles.pop()  # directly above the first figures: the heading of the rows
    return titles


def _remarks(rows: list[list[Chunk]], columns: list[tuple[int, int]]) -> int | None:
    """Where a last column of words begins, behind all columns of figures; None when there is none.

    Footnote marks that hang on a figure, and figures of a column too short to be one, are no words.
    """
    right = columns[-1][1]
    starts = [
        chunk.start
        for row in rows
        for chunk in row
        if chunk.start >= right + 3 and not chunk.value and any(map(str.isalpha, chunk.span.text))
        if any(other.value and other.edge <= right + 2 for other in row)
    ]
    return min(starts) - 1 if starts else None


def _value_columns(rows: list[list[Chunk]]) -> list[tuple[int, int]]:
    """Extents (left, right) of the columns that figures stand in, from left to right."""
    data = [r for r, row in enumerate(rows) if any(c.value and not is_year(c.span.text) for c in row)]
    placed = [(chunk, r) for r in data for chunk in rows[r] if chunk.value and not chunk.sign]
    beside = Counter(r for _, r in placed)
    # A figure under no other and beside none is one of a sentence; so is a dash that stands alone.
    dashes = {(chunk.start, r) for chunk, r in placed if not any(map(str.isdigit, chunk.span.text))}
    tracks = [
        track
        for track in extents_to_tracks([Extent(chunk.start, chunk.end, r) for chunk, r in placed])
        if len(data) < 3
        or len(track.rows) > 1
        or (beside[track.rows[0]] > 1 and (track.start, track.rows[0]) not in dashes)
    ]
    # Figures that a page set a little out of their column make none of their own: the fullest rows count the columns.
    counts = Counter(beside.values())
    most = max((n for n, times in counts.items() if times * 10 >= len(data)), default=0)
    if 0 < most < len(tracks) and max(counts) <= most:
        full = sorted(tracks, key=lambda track: -len(track.rows))[:most]
        if min(len(track.rows) for track in full) * 4 >= len(data):
            tracks = sorted(full)
    return [(track.start, track.end) for track in tracks]


def _row_to_cells(r: int, row: list[Chunk], columns: list[tuple[int, int]], stub: int | None) -> list[Cell]:
    """The chunks of a line over the columns: figures by their right edge, headers by what they stand over. Column -1
    holds the second names, which begin at `stub`."""
    second = [c for c in row if stub is not None and c.start >= stub - 2 and c.end <= columns[0][0] and not c.value]
    row = [chunk for chunk in row if chunk not in second]
    data = any(chunk.value and not is_year(chunk.span.text) for chunk in row)
    heads = [c for c in row if c.end > columns[0][0] - 3] if not data else []
    figures = [c for c in row if c.value and not c.sign] if data else []
    if len(figures) == len(columns) > 1:
        placed = [(chunk, n, 1) for n, chunk in enumerate(figures)]
    elif heads and len(heads) == len(columns):
        placed = [(chunk, n, 1) for n, chunk in enumerate(heads)]
    elif not data and _one_each(row, columns):
        placed = [(chunk, n, 1) for n, chunk in enumerate(row)]
    elif (wide := _even_sets(heads, columns)) > 1:
        placed = [(chunk, n * wide, wide) for n, chunk in enumerate(heads)]
    else:
        placed = _alike(
            [(c, *where) for c in row if (where := _place(c, columns, data=data)) is not None], len(columns)
        )
    cells = [Cell(row=r, column=n + 1, span=c.span, column_span=width) for c, n, width in placed]
    taken = {id(chunk) for chunk, _, _ in placed}
    label = [chunk.span for chunk in row if id(chunk) not in taken and chunk.start <= columns[-1][1]]
    beyond = [chunk.span for chunk in row if id(chunk) not in taken and chunk.start > columns[-1][1]]
    if beyond:  # pushed out of the table on its right
        cells.append(Cell(row=r, column=len(columns) + 1, span=Span.join(beyond)))
    if second:
        cells.insert(0, Cell(row=r, column=-1, span=Span.join(chunk.span for chunk in second)))
    if label:
        cells.insert(0, Cell(row=r, column=0, span=_as_label(label)))
    return _apart(cells)


def _as_label(pieces: list[Span]) -> Span:
    """The pieces of a row's label as one, a word that was torn joined: `Cash at beg ..... inning of period`."""
    label = pieces[0]
    for piece in pieces[1:]:
        label = Span.join([label, piece], "" if one_word(label.text, piece.text) else " ")
    return label


def _one_each(row: list[Chunk], columns: list[tuple[int, int]]) -> bool:
    """Whether a line has a heading for each column, the first one set in the middle over a sign and narrow figures:
    nearer to them than to the labels' edge, and the others each between the column before and the end of its own."""
    if len(row) != len(columns) or len(row) < 2 or columns[0][0] - row[0].end > row[0].start:
        return False
    behind = zip(row[1:], columns, columns[1:], strict=False)
    return all(
        left < chunk.end and chunk.start > left - 2 and chunk.start < right for chunk, (_, left), (_, right) in behind
    )


def _alike(placed: list[tuple[Chunk, int, int]], width: int) -> list[tuple[Chunk, int, int]]:
    """Headings that come again in their order (`2023 | 2022 | 2023 | 2022`), the first of them each over the same one
    of its own set of columns, stand so in the second half too, though figures there were pushed aside by a column."""
    half, odd = divmod(len(placed), 2)
    wide, over = divmod(width, len(placed)) if placed else (0, 0)
    texts = [chunk.span.text for chunk, _, _ in placed]
    if odd or half < 2 or over or wide < 2 or texts[:half] != texts[half:]:
        return placed
    first, again = placed[:half], placed[half:]
    moved = [(chunk, n + width // 2, size) for (_, n, size), (chunk, _, _) in zip(first, again, strict=True)]
    aside = [abs(to - n) for (_, n, _), (_, to, _) in zip(again, moved, strict=True)]
    within = [n - k * wide for k, (_, n, _) in enumerate(first)]
    fits = len(set(within)) == 1 and 0 <= within[0] < wide and max(aside) <= 1
    return [*first, *moved] if fits else placed


def _even_sets(heads: list[Chunk], columns: list[tuple[int, int]]) -> int:
    """How many columns each of several headings stands over: equal sets of them, each heading within its own, all of
    them set alike; 0 where they do not."""
    wide, over = divmod(len(columns), len(heads)) if len(heads) > 1 else (0, 0)
    if wide < 2 or over:
        return 0
    sets = [columns[n * wide : (n + 1) * wide] for n in range(len(heads))]
    before = [columns[0][0] - 4, *(held[-1][1] for held in sets)]
    within = all(
        chunk.start >= left - 2 and chunk.end <= held[-1][1] + 2
        for chunk, held, left in zip(heads, sets, before, strict=False)
    )
    # `2023 | 2022` over amounts, and nothing over their percentages: over the first column of each set, or over both.
    first = [chunk.start < held[1][0] for chunk, held in zip(heads, sets, strict=True)]
    return wide if within and len(set(first)) == 1 else 0


def _place(chunk: Chunk, columns: list[tuple[int, int]], *, data: bool) -> tuple[int, int] | None:
    """(first column, number of columns) that a chunk stands over; None for the label column."""
    nearest = min(range(len(columns)), key=lambda n: abs(columns[n][1] - chunk.edge))
    if chunk.value and data and not chunk.sign:
        shared = [(min(right, chunk.end) - max(left, chunk.start), -n) for n, (left, right) in enumerate(columns)]
        if (most := max(shared))[0] > 0:
            return -most[1], 1
    if chunk.value and (data or is_year(chunk.span.text)) and abs(columns[nearest][1] - chunk.edge) <= 2:
        return nearest, 1
    covered = [n for n, (left, right) in enumerate(columns) if chunk.start - 1 <= (left + right) / 2 <= chunk.end + 1]
    if len(covered) > 1:
        return covered[0], len(covered)
    if chunk.start < columns[0][0] - 4 and chunk.end < columns[0][1] - 1:
        return None
    if abs(columns[nearest][1] - chunk.edge) <= 2:
        return nearest, 1
    if covered:
        return covered[0], 1
    over = [n for n, (left, right) in enumerate(columns) if chunk.start < right + 2 and chunk.end > left - 2]
    if over or data or chunk.start <= columns[0][1]:
        return (over[0], len(over)) if over else None
    # A header between two columns is set over the middle of both.
    behind = next((n for n, (left, _) in enumerate(columns) if left >= chunk.end), None)
    return (behind - 1, 2) if behind else None


def _apart(cells: list[Cell]) -> list[Cell]:
    """Two chunks over one column stand in one cell; no text is lost."""
    slots: dict[int, Cell] = {}
    for cell in cells:
        if cell.column in slots:
            first = slots[cell.column]
            slots[cell.column] = Cell(
                row=first.row,
                column=first.column,
                span=Span.join([first.span, cell.span]),
                column_span=max(first.column_span, cell.column_span),
            )
        else:
            slots[cell.column] = cell
    return [slots[c] for c in sorted(slots)]
