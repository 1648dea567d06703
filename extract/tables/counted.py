"""Tables in wide letters whose figures are counted, for the places at which they stand tell little.

What turns into what: lines → label and figures of each row, taken from its end → a column for each of as many figures
as every row has → grid. A page that a converter poured out moves what stands behind a wide letter by one place or two,
and a mark of a note (`※１ 316,934`) moves it again. Headings that a narrow column broke within a date are made whole,
and those that a page says again at its top are said once:

                   前連結会計年度     当連結会計年度
                   (自 令和６年４月１ (自 令和７年４月１       (自 令和６年４月１日至 令和７年３月31日)
                   日           日                          (自 令和７年４月１日至 令和８年３月31日)
                     至 令和７年３月31 至 令和８年３月31
                   日)          日)
    売上高            ※１ 316,934  323,609

Contract: where rows have others than as many figures, or no headings of so many periods stand over them, None: the
places have to tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import msgspec
import regex as re

from extract.lex.periods import find_periods
from extract.lex.units import find_units
from extract.model import Cell, Grid, Span
from extract.tables.chunks import CHUNK
from extract.tables.delimited import Numbered
from extract.tables.ragged import is_value
from extract.tables.text.atoms import joint_of

_NIL_ASIDE = r"[(（]\s?[-－―—–]\s?[)）]"
_TOKEN = re.compile(rf"{_NIL_ASIDE}|\S+")
_WIDE = re.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_MARK = re.compile(r"(?:※\s?\d{0,2}[、,]?)+")
_NUMBER_OF_MARK = re.compile(r"\d{1,2}")
_BRACKETED = re.compile(r"[(（\[［].*[)）\]］]|[-－―—]")
# The head of the labels, before the names of periods.
_STUB_HEAD = re.compile(r"(?<!\S)(?:回次|決算年月|会計期間|区\s?分|科\s?目|期\s?別|項\s?目)(?!\S)")
# What names and dates of periods are made of, and pieces of them.
_PERIOD_LETTERS = re.compile(r"[自至第前当連結会計年度中間四半期事業累末日月令和平成昭移行\d()（）.／/\s、現在]+")
_PERIOD_SIGN = re.compile(r"[年月日期自至]")
_PIECE = re.compile(r"[年月日期]?[)）]?(?:現在[)）]?)?|[(（]?[自至]?|.*\d.*")
_NAME = re.compile(r"[(（]?(?:前|当)[^\d自至]{0,8}?(?:期|年度|期間)(?:末)?[)）]?|第\s?\d{1,3}期(?:中)?|移行日")
_FROM, _UNTIL = re.compile(r"(?=[(（]?\s?自)"), re.compile(r"(?=至)")
_IN_ONE_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
# The unit of a row in a column of its own, whole or broken: `(百万円)`; `(百万` or `百万 (` over `円)`.
_UNIT = re.compile(r"[(（]\s?(?:百万|千|億|十億)?\s?(?:円|％|%|倍|人|株|名|口)\s?[)）]$")
_UNIT_OPENS = re.compile(r"(?P<before>[(（])\s?(?P<a>百万|千|十億)$|(?P<b>百万|千|十億)\s*(?P<behind>[(（])$")
_BARE_UNIT = re.compile(r"(?<=\S\s{2,})(?:百万円|千円|億円|円|％|%|倍|人|株|千株)$")
_UNIT_CLOSES = re.compile(r"(?:円|株|人)\s?[)）]$")
# So many rows tell how many figures each has.
_ROWS = 3
# Lines that end a table, longer ones, and so many without a figure.
_ENDS = re.compile(r"[。…]|^\s*(?:[（(]注|【|[①-⑳]|[(（][１-９1-9][）)]|第[１-９1-9一二三])|】")
_LONGEST, _BETWEEN = 46, 8
# No headings are in more lines, no table is looked for in more, and none goes over more pages.
_MOST_HEADS, _MOST_LINES, _MOST_PAGES = 8, 600, 8
# One row in so many may have others than as many figures, for one may be blank.
_FEW, _FEW_OF_UNITS = 6, 2
# So many lines below a row may its asides stand.
_NEAR = 3


_Level = tuple[Span, ...]
"""One heading for each column."""


class _Line(msgspec.Struct, frozen=True):
    """A line of a table: its label and the figures that end it."""

    number: int
    text: str
    label: Span
    values: tuple[Span, ...]
    unit: Span | None = None
    """The unit that stands between them, or the piece of it that does."""
    open: bool = False
    """The unit goes on in the line below."""
    above: int = 0
    """How many lines of the label stand above that of the figures, where the unit, set in the middle, stands there."""

    doubted: bool = False
    """A line beside it may be of its label, or of that of its neighbour."""

    @property
    def compact(self) -> str:
        return "".join(self.text.split())


def counted_at(lines: Sequence[Numbered], i: int) -> tuple[int, Grid] | None:
    """The index after the table whose headings, or the unit above them, begin on line i, and its grid; None where none
    begins there."""
    head = i
    caption: list[Span] = []
    if _is_declaration(lines[i][1]):
        caption.append(Span.of(lines[i][1], line=lines[i][0]).strip())
        head = next((n for n in range(i + 1, min(len(lines), i + _NEAR)) if lines[n][1].strip()), i)
    after = head
    while after < len(lines) and after - head <= _MOST_HEADS and _is_heading(lines[after][1]):
        after += 1
    if not head < after <= head + _MOST_HEADS:
        return None
    above = [_line_of(number, text) for number, text in lines[head:after]]
    end, rows = _rows_below(lines, after, [row.compact for row in above])
    counts = Counter(len(row.values) for row in rows if row.values)
    width = max(counts, key=lambda n: (counts[n], -n), default=0)
    if width < 2 or counts[width] < _ROWS or sum(1 for row in rows if _WIDE.search(row.label.text)) * 2 < len(rows):
        return None
    levels = _headings(above, width)
    body = _body(rows, width) if levels else None
    if not levels or body is None:
        return None
    return end, _grid(levels, body, width, tuple(caption))


def _rows_below(lines: Sequence[Numbered], start: int, heads: Sequence[str]) -> tuple[int, list[_Line]]:
    """The index after the last row below headings, and the lines of the rows; headings that a page says again are left
    out. What no table holds ends it: a sentence, a remark, a title, other headings, many lines without a figure."""
    rows: list[_Line] = []
    end, last, i, again = start, 0, start, 0
    while i < min(len(lines), start + _MOST_LINES):
        number, text = lines[i]
        if not text.strip():
            i += 1
            continue
        here = [(n, "".join(t.split())) for n, (_, t) in enumerate(lines[i : i + 2 * len(heads)], start=i) if t.strip()]
        if again < _MOST_PAGES and [compact for _, compact in here[: len(heads)]] == list(heads):
            again += 1
            i = here[len(heads) - 1][0] + 1
            continue
        row = _line_of(number, text)
        bare = not row.values and row.unit is None
        if bare and (_ENDS.search(text) or len(text.strip()) > _LONGEST or len(rows) - last >= _BETWEEN):
            break
        if bare and len(CHUNK.findall(text)) > 1:
            break  # headings of other columns
        if "|" in text or "\t" in text or (bare and _is_heading(text)):
            break
        if row.values or not _is_declaration(text):
            rows.append(row)
        if row.values:
            end, last = i + 1, len(rows)
        i += 1
    if last and end < len(lines) and last < len(rows) and rows[last].number == lines[end][0]:
        rest = rows[last]  # directly below the last figures: the end of their label, or no more than may be
        if joint_of(rows[last - 1].label.text, rest.label.text) is not None or rest.text.strip() == "ー":
            end, last = end + 1, last + 1
    return end, rows[:last]


def _grid(levels: Sequence[_Level], body: Sequence[_Line], width: int, caption: tuple[Span, ...]) -> Grid:
    units = 1 if any(row.unit is not None for row in body) else 0
    cells = [
        Cell(row=r, column=column + units, span=span)
        for r, level in enumerate(levels)
        for column, span in enumerate(level, start=1)
    ]
    for r, row in enumerate(body, start=len(levels)):
        if row.label.text:
            cells.append(Cell(row=r, column=0, span=row.label))
        if row.unit is not None:
            cells.append(Cell(row=r, column=1, span=row.unit))
        whole = len(row.values) in (0, width)
        basis = None if whole and not row.doubted else "preference"
        at = 1 + units if whole else 1 + units + width  # figures of no column in particular
        cells += [Cell(row=r, column=at + n, span=value, basis=basis) for n, value in enumerate(row.values)]
    return Grid(
        form="fixed", rows=len(levels) + len(body), columns=max(c.column for c in cells) + 1, cells=tuple(cells),
        headers=len(levels), caption=caption,
    )  # fmt: skip


def _line_of(number: int, text: str) -> _Line:
    """The label, the unit and the figures of a line; the mark of a note stands with the figure behind it."""
    tokens = [token.span() for token in _TOKEN.finditer(text)]
    found: list[tuple[int, int]] = []
    n = len(tokens) if text.strip() != "ー" else 0  # the end of a word
    while n and _is_figure(text[slice(*tokens[n - 1])]):
        start, end = tokens[n - 1]
        n -= 1
        if n > 1 and text[slice(*tokens[n - 2])] == "※" and _NUMBER_OF_MARK.fullmatch(text[slice(*tokens[n - 1])]):
            n -= 2
            start = tokens[n][0]
        while n and _MARK.fullmatch(text[slice(*tokens[n - 1])]):
            n -= 1
            start = tokens[n][0]
        found.insert(0, (start, end))
    whole = Span.of(text, line=number)
    values = tuple(whole.cut(a, b) for a, b in found)
    label = whole.cut(0, found[0][0] if found else len(text)).strip()
    if (opens := _UNIT_OPENS.search(label.text)) is not None and not values:
        name, sign = ("a", "before") if opens["a"] else ("b", "behind")
        unit = Span.join([label.cut(*opens.span(sign)), label.cut(*opens.span(name))], "")
        return _Line(number, text, label.cut(0, opens.start()).strip(), (), unit, open=True)
    piece = _UNIT.search(label.text) or _UNIT_CLOSES.search(label.text) or _BARE_UNIT.search(label.text)
    if piece is None:
        return _Line(number, text, label, values)
    return _Line(number, text, label.cut(0, piece.start()).strip(), values, label.cut(*piece.span()))


def _is_figure(text: str) -> bool:
    """Whether a word is a figure, or a dash: `)` alone is none."""
    if text[0] in "(（" and re.fullmatch(_NIL_ASIDE, text):
        return True
    return is_value(text) and any(c.isdigit() or c in "-‐–—―−－ー─" for c in text)


def _body(lines: Sequence[_Line], width: int) -> list[_Line] | None:
    """The rows of a table; None where too many have others than `width` figures."""
    if any(row.unit is not None for row in lines):
        whole = _with_units(lines)
        if whole is None:
            return None
        lines = whole
    rows = _whole_rows(lines, width)
    counts = [len(row.values) for row in rows if row.values]
    # Where each row has its unit, figures that a page set below each other are told from rows.
    if any(n > width for n in counts):
        return None
    few = _FEW_OF_UNITS if any(row.unit is not None for row in rows) else _FEW
    return rows if sum(1 for n in counts if n != width) * few <= len(counts) else None


def _whole_rows(lines: Sequence[_Line], width: int) -> list[_Line]:
    """Rows with `width` figures each, or none, as far as that can be done in one way."""
    out: list[_Line] = []
    for row in lines:
        above = out[-1] if out else None
        if above is not None and 0 < len(above.values) < width and _is_broken(above, row, width):
            label = Span.join([above.label, row.label], "")
            out[-1] = msgspec.structs.replace(above, label=label, values=(*above.values, *row.values))
        elif row.values and above is not None and len(above.values) == len(row.values) and _are_asides(above, row):
            both = tuple(Span.join(pair) for pair in zip(above.values, row.values, strict=True))
            label = Span.join([above.label, row.label], "")
            out[-1] = msgspec.structs.replace(above, label=label, values=both, unit=above.unit or row.unit)
        elif row.values and not row.label.text:
            out.append(msgspec.structs.replace(row, doubted=True))
        else:
            out.append(row)
    return out


def _with_units(lines: Sequence[_Line]) -> list[_Line] | None:
    """The rows of a table in which a unit stands behind labels: lines of one label, above the line of the figures and
    below it, joined, and so the pieces of its unit. Where a line may be of either of two rows, both are doubted.

        潜在株式調整後１                       a line above the figures, so one below
        株当たり当期純利 (円)  3.55  8.94
        益金額
    """
    out: list[_Line] = []
    pending: list[_Line] = []
    doubted = False
    gaps = [b.number - a.number > 1 for a, b in pairwise(lines)]
    figures = sum(1 for row in lines if row.values)
    parted = 2 * sum(gaps) > figures  # blank lines stand between rows, and not at the end of a page alone
    for n, row in enumerate(lines):
        if row.values:
            joined = _joined([*pending, row])
            if joined is None:
                return None
            out.append(msgspec.structs.replace(joined, doubted=doubted))
            pending, doubted = [], False
            continue
        if row.unit is None and not pending and out:
            ends = _ends_label(out[-1], row, lines[n + 1 : n + 3], parted=parted)
            if ends is not False:
                label = Span.join([out[-1].label, row.label], "")
                doubted = ends is None
                above = msgspec.structs.replace(out[-1], label=label, above=0, number=row.number)
                out[-1] = msgspec.structs.replace(above, doubted=above.doubted or doubted)
                continue
        pending.append(row)
    return [*out, *pending]


def _joined(lines: Sequence[_Line]) -> _Line | None:
    """Lines above that of the figures, and this, as one row."""
    row = lines[-1]
    units = [line for line in lines if line.unit is not None]
    if len(units) > 2 or (len(units) == 2 and not units[0].open) or (units and units[-1].open):
        return None
    closes = [line for line in units if line.unit and not line.open and _UNIT_CLOSES.fullmatch(line.unit.text)]
    if closes and (len(units) < 2 or not units[0].open):
        return None
    unit = Span.join([line.unit for line in units if line.unit is not None], "") if units else None
    label = Span.join([line.label for line in lines], "")
    return msgspec.structs.replace(row, label=label, unit=unit, above=len(lines) - 1 if row.unit is not None else 0)


def _ends_label(row: _Line, line: _Line, below: Sequence[_Line], *, parted: bool) -> bool | None:
    """Whether a line without unit or figures ends the label of the row above; False where it begins the next, None
    where it may be either. `parted`: blank lines stand between rows."""
    if not below:
        return None
    if joint_of(row.label.text, line.label.text) is not None:
        return True
    near, far = line.number - row.number, below[0].number - line.number
    if parted and near != far and 1 in (near, far):
        return near == 1
    if joint_of(line.label.text, below[0].label.text) is not None:
        return False
    if row.above:
        return True if row.above == 1 and (below[0].values or below[0].unit is not None) else None
    both = below[0].values and below[0].unit is not None and len(below) > 1
    return False if both and not below[1].values and below[1].unit is None else None


def _is_broken(row: _Line, below: _Line, width: int) -> bool:
    """Whether a label is broken within a bracket, so that the first figures stand in its first line and the others in
    the next, further to the right: `増減額（△は減 35,744` / `少）        17,081`."""
    if len(row.values) + len(below.values) != width or not below.values:
        return False
    label = row.label.text
    opened = sum(label.count(c) for c in "(（") - sum(label.count(c) for c in ")）")
    closes = sum(below.label.text.count(c) for c in ")）") - sum(below.label.text.count(c) for c in "(（")
    last, first = row.values[-1].location, below.values[0].location
    return opened == closes == 1 and (last.end or 0) < (first.start or 0) + len(label)


def _are_asides(above: _Line, row: _Line) -> bool:
    """Whether figures in brackets stand directly below others: `3,796` / `(383)`."""
    return (
        row.number - above.number <= _NEAR
        and any(value.text[0] in "(（[［" for value in row.values)
        and all(_BRACKETED.fullmatch(value.text) for value in row.values)
        and not any(_BRACKETED.fullmatch(value.text) for value in above.values)
    )


def _is_declaration(text: str) -> bool:
    plain = text.strip()
    return _IN_ONE_BRACKET.fullmatch(plain) is not None and any(m.declared for m in find_units(plain))


def _headings(rows: Sequence[_Line], width: int) -> list[_Level]:
    """The headings of `width` periods that lines hold, row by row; none where pieces cannot be made whole."""
    levels: list[_Level] = []
    dates: list[_Line] = []
    for row in rows:
        names = _words(row)
        if dates or not all(_NAME.fullmatch(name.text) for name in names):
            dates.append(row)
        elif len(names) == width:
            levels.append(tuple(names))
        else:
            return []
    found = _whole(dates, width) if dates else ()
    if found is None:
        return []
    if found and len(levels) == 1 and all(span.text[0] in "(（" for span in found):
        # `当中間会計期間` / `(令和８年９月30日)` is one heading: the day, and not what would end with it.
        found = [Span.join(pair, "\n") for pair in zip(levels.pop(), found, strict=True)]
    return [*levels, tuple(found)] if found else levels


def _is_heading(text: str) -> bool:
    """Whether a line holds nothing but names and dates of periods, or pieces of them, and the head of the labels."""
    text = _STUB_HEAD.sub("", text)
    if _PERIOD_SIGN.search(text) is None or _PERIOD_LETTERS.fullmatch(text) is None or _is_declaration(text):
        return False
    return all(_NAME.fullmatch(word) or _PIECE.fullmatch(word) for word in text.split())


def _whole(rows: Sequence[_Line], width: int) -> list[Span] | None:
    """The dates of `width` columns, in pieces over some lines: column by column, or one after the other."""
    by_column = [_pieces(row) for row in rows]
    if all(len(pieces) == width for pieces in by_column):
        joined = [Span.join(pieces, "") for pieces in zip(*by_column, strict=True)]
        if all(map(_is_one_period, joined)):
            return joined
    flow = Span.join((word for row in rows for word in _words(row)), "")
    found = find_periods(flow.text)
    edges = [0, *(m.start for m in found[1:]), len(flow.text)]
    pieces = [flow.cut(a, b) for a, b in pairwise(edges)]
    return pieces if len(found) == width and all(map(_is_one_period, pieces)) else None


def _words(row: _Line) -> list[Span]:
    whole = Span.of(row.text, line=row.number)
    return [whole.cut(*token.span()) for token in _TOKEN.finditer(row.text) if not _STUB_HEAD.fullmatch(token[0])]


def _pieces(row: _Line) -> list[Span]:
    """The pieces of a line of dates, one for each column: before each `自`, each `至`, or each blank."""
    whole = Span.of(row.text, line=row.number)
    for seam in (_FROM, _UNTIL):
        cuts = [found.start() for found in seam.finditer(row.text)]
        cuts = [at for n, at in enumerate(cuts) if not n or row.text[cuts[n - 1] : at].strip(" (（")]
        if cuts and not row.text[: cuts[0]].strip():
            return [whole.cut(a, b).strip() for a, b in pairwise([*cuts, len(row.text)])]
    return _words(row)


def _is_one_period(span: Span) -> bool:
    """Whether a text is one period whose year is said, and nothing else."""
    found = find_periods(span.text)
    if len(found) != 1 or found[0].torn or (found[0].year is None and found[0].finish is None):
        return False
    rest = span.text[: found[0].start] + span.text[found[0].end :]
    return not rest.strip("()（）自至現在 ")
