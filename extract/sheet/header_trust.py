"""Whether the headings over a table's columns can be trusted: damage that no repair put right, and figures that speak
against the dates.

What turns into what: a sheet and its columns as read → doubts, each with the columns it touches. A column in doubt
keeps its figures, but gets no period, and where not even the kind of its figures is sure (`role`), no unit either.
A heading is never moved here; that is the work of the repairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise, permutations

import msgspec
import regex as re

from extract.lex.calendar_words import ERA, MONTH
from extract.lex.headings import half_bracketed, heading_kind, headings_of
from extract.lex.periods import find_periods
from extract.lex.torn import torn_piece
from extract.model import Cell, Location
from extract.sheet.parts import Column
from extract.sheet.periods import ILLEGIBLE
from extract.sheet.sheet import Sheet
from extract.sheet.wording import PERIODISH
from extract.tables.shape import shape_of

_BEGIN = re.compile(r"\bbeginning of\b|期首残高", re.I)
_END = re.compile(r"\bend of\b|期末残高", re.I)
_LENGTH = re.compile(r"\bmonths?\b|\bend(?:ed|ing)\b|四半期|累計|月", re.I)
_MONTH_DAY = re.compile(rf"\b({MONTH})\s+\d{{1,2}}\b", re.I)
_FIRST_DAY = re.compile(r"^\s*[(（]?\s*自\s*\d")
_ERA = rf"\s*(?:[\d０-９]|{ERA}|元年)"
_FROM_DAY, _TO_DAY = re.compile("自" + _ERA), re.compile("至" + _ERA)
_OPENED, _CLOSED = re.compile(r"[(（][^()（）]*$"), re.compile(r"[)）]")
_ENOUGH = 3
_NEAREST = 3


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Why the headings over some columns are not trusted, and where the damage stands."""

    code: str
    message: str
    location: Location
    columns: frozenset[int]
    role: bool = False
    """Whether what the column measures is open as well, not only its period."""


class _View:
    """A sheet as its headings are judged: header cells, the kind of content of a column, single figures."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.grid = sheet, sheet.grid
        self.header_cells, self.doubtful_rows = sheet.header_cells, sheet.doubtful_rows
        self.content = shape_of(sheet.grid).content
        self.data_rows = sorted(sheet.rows)

    def label(self, row: int) -> str:
        return self.sheet.rows[row].path[-1]

    def figure(self, row: int, column: int) -> tuple[Decimal, Decimal] | None:
        """The one figure of a slot and the size of its last place; None where there is none, or several."""
        reading = self.sheet.readings.get((row, column))
        if reading is None or reading.kind != "figure":
            return None
        return reading.figure.value, Decimal(1).scaleb(-reading.figure.digits)


def header_doubts(sheet: Sheet) -> tuple[Doubt, ...]:
    """All doubts about the headings of a table, in the order they are found."""
    columns, view = sheet.columns, _View(sheet)
    if len(columns) < 2:
        return ()
    if not any(column.path for column in columns.values()):
        return tuple(_headless(view, columns))
    found = (
        _fused,
        _bare,
        _cornered,
        _corner_dated,
        _corner_repeated,
        _alike,
        _in_pieces,
        _interleaved,
        _two_days,
        _torn,
        _strays,
        _against_figures,
        _against_balances,
    )
    return tuple(doubt for check in found for doubt in check(view, columns))


# --- what the print shows -------------------------------------------------------------------------------------------


def _heads(view: _View, column: int) -> list[Cell]:
    return [c for c in view.header_cells if c.column <= column < c.column + c.column_span]


def _fused(view: _View, columns: dict[int, Column]) -> Iterator[Doubt]:
    """Several whole headings in one cell, beside columns that have none."""
    for cell in view.header_cells:
        if cell.column_span > 1 or not headings_of(cell.text) or (cell.column == 0 and cell.column not in columns):
            continue
        row = [c for c in view.header_cells if c.row == cell.row and c is not cell]
        bare = {k for k in columns if not any(c.column <= k < c.column + c.column_span for c in row)}
        touched = frozenset(bare | ({cell.column} & columns.keys()))
        if len(touched) > 1:
            said = " ".join(cell.text.split())
            message = f"the headings `{said}` stand in one cell; which columns they head is not printed"
            yield _lost(message, cell, touched)


def _lost(message: str, cell: Cell, columns: Iterable[int], role: bool = True) -> Doubt:
    return Doubt(
        code="header_lost", message=message, location=cell.span.location, columns=frozenset(columns), role=role
    )


def _bare(view: _View, columns: dict[int, Column]) -> Iterator[Doubt]:
    """A column without any heading among columns that have some, and dates."""
    headed = [k for k, column in columns.items() if column.path]
    dated = [k for k in headed if columns[k].time]
    bare = [
        k for k, column in columns.items() if not column.path and not _heads(view, k) and view.content(k) != "percent"
    ]
    if len(headed) >= 2 and dated and bare:
        cell = _heads(view, headed[-1])[-1]
        yield _lost(f"{len(bare)} of {len(columns)} columns of values have no heading", cell, bare)


def _headless(view: _View, columns: dict[int, Column]) -> Iterator[Doubt]:
    """No heading at all, over columns of which some print decimals and others none: those hold different things."""
    decimals = {k: _decimals(view, k) for k in columns}
    if len(set(decimals.values()) - {None}) > 1:
        odd = frozenset(k for k, digits in decimals.items() if digits)
        message = "no column has a heading, and what those with decimals measure is not printed"
        yield Doubt(code="header_lost", message=message, location=view.grid.location, columns=odd, role=True)


def _decimals(view: _View, column: int) -> Decimal | None:
    """The exponent of the last place that all figures of a column share, when there are several; else None."""
    places = [figure[1] for row in view.data_rows if (figure := view.figure(row, column)) is not None]
    return Decimal(places[0].adjusted()) if len(places) >= _ENOUGH and len(set(places)) == 1 else None


def _cornered(view: _View, columns: dict[int, Column]) -> Iterator[Doubt]:
    """As many headings as columns, the first over the labels and none over the last column: all may be shifted."""
    last = max(columns)
    if _heads(view, last) or min(columns) == 0:
        return
    for row in sorted({c.row for c in view.header_cells}):
        line = [c for c in view.header_cells if c.row == row]
        covered = {k for c in line for k in range(c.column, c.column + c.column_span)}
        if {0, *columns} - {last} <= covered and len(line) == len(columns) and not _names_the_labels(line[0]):
            message = "as many headings as columns, but the first stands over the labels and none over the last column"
            yield _lost(message, line[0], columns)


def _corner_dated(view: _View, columns: dict[int, Column]) -> Iterator[Doubt]:
    """A date over the labels in one row with other dates over values: all may stand one column off."""
    for row in sorted({c.row for c in view.header_cells}) if 0 not in columns else ():
        corner, *others = [c for c in view.header_cells if c.row == row]
        days = [{m.finish for m in find_periods(c.text) if m.finish is not None} for c in (corner, *others)]
        if (
            corner.column == 0
            and others
            and all(len(day) == 1 for day in days)
            and days[0].isdisjoint(set().union(*days[1:]))
        ):
            message = "a date stands over the labels beside those over the columns: they may stand one column off"
            yield _lost(message, corner, columns, role=False)


def _corner_repeated(view: _View, columns: dict[int, Column]) -> Iterator[Doubt]:
    """A period over the labels that also heads a column of its row, whose last column is bare: `HY24 | HY23 | Change |
    HY24 | HY23 | Change` has lost its corner, and all may stand one column off."""
    for row in sorted({c.row for c in view.header_cells}) if 0 not in columns else ():
        corner, *others = [c for c in view.header_cells if c.row == row]
        words = corner.text.strip()
        again = any(c.text.strip() == words and c.column in columns for c in others)
        if columns and max(columns) in {c.column + c.column_span - 1 for c in others if c.text.strip()}:
            continue  # every column has its heading, and the corner says when the balances beside it are
        if corner.column == 0 and again and PERIODISH.search(words) and heading_kind(words) != "unit":
            message = f"`{words}` stands over the labels and over a column: all headings may stand one column off"
            yield _lost(message, corner, columns, role=False)


def _two_days(view: _View, columns: dict[int, Column]) -> Iterator[Doubt]:
    """Days of two months, or the first day of a period, over one column of balances: a piece is another column's."""
    for k, column in columns.items():
        heads = _heads(view, k)
        months = {month.lower()[:3] for cell in heads for month in _MONTH_DAY.findall(cell.text)}
        torn = len(months) > 1 or any(_FIRST_DAY.search(cell.text) for cell in heads)
        if torn and column.period is not None and column.period.kind == "instant":
            yield _lost(f"`{' '.join(column.path)}` names two days", heads[-1], (k,), role=False)


# Words that head the labels themselves.
_CORNER = re.compile(
    r"^\W*$|\bitems?\b|\baccounts?\b|\bsegments?\b|\bdescriptions?\b|\bcategor|\bname\b|\bindicator|\bnotes?\b|\bin\s"
    r"|科目|区分|項目|名称|種類|種別|回次|内訳|単位|セグメント|会社|名$|分類|摘要|対象",
    re.I,
)


def _names_the_labels(cell: Cell) -> bool:
    return bool(_CORNER.search(cell.text)) or heading_kind(cell.text) == "unit"


def _alike(view: _View, columns: dict[int, Column]) -> Iterator[Doubt]:
    """Two columns of amounts under two cells of one and the same text: one of them has lost what told them apart."""
    seen: dict[tuple[object, ...], int] = {}
    for k, column in sorted(columns.items()):
        heads = _heads(view, k)
        if (
            not column.path
            or column.period is None
            or column.period.end is None
            or any(c.column_span > 1 for c in heads)
        ):
            continue
        unit = column.unit.unit if column.unit is not None else None
        key = (column.path, column.period.end, column.period.start, unit, view.content(k))
        if key in seen and heads and not _copied(view, seen[key], k):
            message = f"two columns stand under `{' '.join(column.path)}`; what tells them apart is lost"
            yield _lost(message, heads[-1], (seen[key], k), role=False)
        seen.setdefault(key, k)


def _copied(view: _View, one: int, other: int) -> bool:
    """Whether two columns print the same in all rows: a cell over two columns that a converter wrote into both."""
    printed = [{c.row: c.text.strip() for c in view.grid.cells if c.column == k} for k in (one, other)]
    return printed[0] == printed[1]


def _in_pieces(view: _View, columns: dict[int, Column]) -> Iterator[Doubt]:
    """A piece of a period over a column whose period does not hold it: half a bracket, a length without its count."""
    for k, column in columns.items():
        if not column.time or column.period is None or column.period.end is None:
            continue
        joined = " ".join(column.path)
        for cell in _heads(view, k):
            text = " ".join(cell.text.split())
            piece = half_bracketed(text) and half_bracketed(joined) and bool(PERIODISH.search(text))
            said = _in_grounds(column, text)
            if not piece and not said and heading_kind(text) is None and _LENGTH.search(text):
                found = find_periods(text)
                piece = not any(m.finish or m.year is not None or m.part or m.relative for m in found)
                piece = piece and bool(PERIODISH.search(text))
            if piece:
                yield _lost(f"`{text}` is a piece of a period whose rest is not printed", cell, (k,), role=False)
                break


def _interleaved(view: _View, columns: dict[int, Column]) -> Iterator[Doubt]:
    """Pieces of headings of several columns over one: two first days or two last days, or a name of a period inside a
    bracket that another line opened: `（令和８年３月`, `当連結会計年度31`, `日）`."""
    for k, column in columns.items():
        if not column.time or column.period is None or column.period.end is None:
            continue
        cells = _heads(view, k)
        joined = " ".join(cell.text for cell in cells)
        mixed = len(_FROM_DAY.findall(joined)) > 1 or len(_TO_DAY.findall(joined)) > 1
        named = any(
            half_bracketed(above.text) and _OPENED.search(above.text) and _named_within(below.text)
            for above, below in pairwise(cells)
        )
        if mixed or named:
            said = " ".join(joined.split())
            yield _lost(f"in `{said}` stand pieces of several headings", cells[-1], (k,), role=False)


def _named_within(text: str) -> bool:
    """Whether a name of a period stands in a text before any bracket closes."""
    head = _CLOSED.split(text, maxsplit=1)[0]
    return any(mention.relative is not None for mention in find_periods(head))


def _torn(view: _View, columns: dict[int, Column]) -> Iterator[Doubt]:
    """A piece of a heading that no column's period or unit holds: nobody can tell which of the others its rest is."""
    pieces = [(c.span, c.column, c.column + c.column_span) for c in view.header_cells]
    pieces += [(span, 0, 0) for span in view.grid.caption[-_NEAREST:]]
    for span, first, last in pieces:
        text = " ".join(span.text.split())
        kind = torn_piece(text)
        under = [columns[k] for k in range(first, last) if k in columns]
        dated = [column for column in columns.values() if column.time]
        if kind is None or not (dated or kind == "unit") or (first == 0 and _ends_in_rows(view, text)):
            continue
        if all(_holds(column, kind, text) for column in under or (dated if kind == "period" else columns.values())):
            continue
        message = f"`{text}` is a piece of a heading whose rest stands elsewhere"
        yield Doubt(
            code="header_lost", message=message, location=span.location, columns=frozenset(columns), role=kind == "unit"
        )
        return


def _ends_in_rows(view: _View, text: str) -> bool:
    """Whether the labels end a span that the words over them begin: `Fiscal year ended` over `March 31, 2031`."""
    heads = max((c.row for c in view.header_cells), default=-1)
    labels = [cell.text for cell in view.grid.cells if cell.column == 0 and cell.row > heads]
    whole = (find_periods(f"{text} {label}") for label in labels[:_NEAREST])
    return any(len(found) == 1 and found[0].finish is not None and found[0].start == 0 for found in whole)


def _holds(column: Column, kind: str, text: str) -> bool:
    """Whether a column's period or unit was read with the piece."""
    if kind == "unit":
        return column.unit is None or column.unit.scale > 0
    return _in_grounds(column, text)


def _in_grounds(column: Column, text: str) -> bool:
    """Whether a heading is among what settled the period of a column."""
    words = text.split()
    return any(all(word in claim.printed for word in words) for claim in column.grounds)


def _strays(view: _View, columns: dict[int, Column]) -> Iterator[Doubt]:
    """Headings of periods that stand one column off: what the caption lends is then no column's own period."""
    lent = [k for k, column in columns.items() if not column.own_period and column.period is not None]
    for row in sorted(view.doubtful_rows):
        cell = next(c for c in view.header_cells if c.row == row)
        if lent:
            yield _lost("the headings stand one column off", cell, lent, role=False)
            return


# --- what the figures say -------------------------------------------------------------------------------------------


def _against_figures(view: _View, columns: dict[int, Column]) -> Iterator[Doubt]:
    """A column of changes that computes the newer figures less the older ones the other way round."""
    changes = [k for k, column in columns.items() if column.change]
    dated = [k for k, c in columns.items() if not c.change and not c.share and c.scenario is None and _day(c)]
    for change in changes:
        for later, earlier in permutations(dated[:8], 2):
            a, b = columns[later].period, columns[earlier].period
            if a is None or b is None or (a.end or "") >= (b.end or "") or a.kind != b.kind:
                continue
            if _computes(view, change, later, earlier) and not _computes(view, change, earlier, later):
                said = " ".join(columns[change].path)
                message = f"`{said}` takes the figures of {a.end} less those of {b.end}: the headings may be exchanged"
                yield _contradiction(view, message, later, (later, earlier, change))


def _contradiction(view: _View, message: str, column: int, columns: Iterable[int]) -> Doubt:
    heads = _heads(view, column)
    where = heads[-1].span.location if heads else view.grid.location
    return Doubt(code="header_contradicts_period", message=message, location=where, columns=frozenset(columns))


def _day(column: Column) -> str | None:
    return column.period.end if column.period is not None else None


def _computes(view: _View, change: int, later: int, earlier: int) -> bool:
    """Whether the column is the difference of the two, or the growth of one over the other, in nearly all rows."""
    held = failed = 0
    for row in view.data_rows:
        figures = [view.figure(row, k) for k in (change, later, earlier)]
        if any(figure is None for figure in figures):
            continue
        (c, c_last), (a, a_last), (b, b_last) = (figure for figure in figures if figure is not None)
        if not c:
            continue
        differs = abs(a - b - c) <= max(c_last, a_last, b_last) * 2
        growth = bool(b) and abs((a - b) / abs(b) * 100 - c) <= c_last + abs(a_last / b) * 100
        held, failed = held + (differs or growth), failed + (not differs and not growth)
    return held >= _ENOUGH and held >= 4 * failed


def _against_balances(view: _View, columns: dict[int, Column]) -> Iterator[Doubt]:
    """Cash at the beginning of a period is that at the end of the one before; here, of two periods that follow one
    another, it is the other way round."""
    begins = [row for row in view.data_rows if _BEGIN.search(view.label(row))]
    ends = [row for row in view.data_rows if _END.search(view.label(row))]
    dated = [k for k, c in columns.items() if not c.change and not c.share and c.scenario is None and _day(c)]
    if len(begins) != 1 or len(ends) != 1 or len(dated) != 2:
        return
    for later, earlier in permutations(dated, 2):
        a, b = columns[later].period, columns[earlier].period
        if a is None or b is None or a.end is None or b.start is None or not _next_day(a.end, b.start):
            continue
        opening, closing = view.figure(begins[0], later), view.figure(ends[0], earlier)
        other = view.figure(begins[0], earlier), view.figure(ends[0], later)
        if opening is not None and opening == closing and other[0] != other[1] and opening[0] > 100 * opening[1]:
            message = f"the period to {a.end} begins with the balance at the end of the one to {b.end}"
            yield _contradiction(view, message, later, (later, earlier))


def without_doubted(columns: dict[int, Column], doubts: tuple[Doubt, ...]) -> dict[int, Column]:
    """The columns with what is in doubt left open: period and heading, and the unit where the role is open too."""
    out = dict(columns)
    for doubt in doubts:
        for k in doubt.columns:
            column = msgspec.structs.replace(
                out[k], period=None, path=(), own_period=True, time=ILLEGIBLE, beside=(), grounds=()
            )
            if doubt.role:
                column = msgspec.structs.replace(
                    column, unit=None, unit_place=None, measure=None, change=False, share=False, scenario=None, plan=(),
                    open_role=True,
                )  # fmt: skip
            out[k] = column
    return out


def _next_day(day: str, following: str) -> bool:
    return (date.fromisoformat(following) - date.fromisoformat(day)).days == 1
