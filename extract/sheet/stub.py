"""The stub of a table: what each row of values is called, and which headings it stands under.

What turns into what: the label columns of a sheet → one `Row` for each row with values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Literal

import msgspec
import regex as re

from extract.lex.asides import in_brackets
from extract.lex.key_figures import heads_key_figures
from extract.lex.label_units import unit_of_label
from extract.model import Cell, Location
from extract.sheet.between_balances import Line, times_between
from extract.sheet.parts import Row, with_share_currency
from extract.sheet.row_headings import Heading, StubLine, headings_over
from extract.sheet.wording import (
    HEADS_UNITS,
    REMARK,
    ROW_CHANGE,
    TOTAL,
    bare_period,
    bare_unit,
    counts_by_name,
    indent_of,
    is_unit_only,
    row_period,
    row_unit,
    shown,
    unit_at_end,
    unit_of_row,
    unmarked,
    without_leaders,
)

if TYPE_CHECKING:
    from extract.sheet.sheet import Sheet

_IN_BRACKETS = re.compile(r"[(（](?P<said>[^()（）]{1,12})[)）]\s*$")
_AMONG_OTHERS = re.compile(
    r"(?<=\w)(?:,\s*(?:and\s+)?|\s+(?:and|&)\s+)(?:(?:basic|diluted|adjusted)\s+){0,2}(?:EPS|earnings per share)\b.*$",
    re.I,
)
_UNIT_HEAD = re.compile(r"units?(?: of measure(?:ment)?)?|単位", re.I)
_DITTO = re.compile(r"[〃”\"ゝ々]|同上|ditto|do\.", re.I)
_CELLS = ("html", "ruled", "pipe")  # forms in which a label in a further column stands further in
_COLUMN = 8  # what a column counts for, in blanks: more than any indentation within one
_LINES = ("tab", "fixed")  # forms in which a row is a line of the text


class _Printed(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the stub: its line, the cells of its label, the one that says its unit, and the groups it is of."""

    line: StubLine
    cells: tuple[Cell, ...]
    said: Cell | None = None
    groups: tuple[str, ...] = ()


class Stub:
    """The rows of a sheet as a reader names them."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.grid = sheet, sheet.grid
        self.label_columns, self.first_data_row = sheet.label_columns, sheet.first_data_row

    @cached_property
    def rows(self) -> dict[int, Row]:
        """Rows with values, each with the headings it stands under."""
        printed = self._printed
        corner = next((shown(c.span) for c in reversed(self.sheet.header_cells) if c.column in self.label_columns), "")
        units_above = any(HEADS_UNITS.fullmatch(span.text) for span in self.grid.caption[-1:])
        told = self.sheet.period_told
        handed = not self._columns_tell_units
        out: dict[int, Row] = {}
        named: dict[str, int] = {}
        beside = _rows_with_asides([p.line for p in printed])
        for item, over in zip(printed, headings_over([p.line for p in printed]), strict=True):
            if not item.line.valued:
                continue
            key = item.line.label.casefold().rstrip(":：")
            whole = all(figure is None or figure == int(figure) for figure in item.line.figures)
            before = named.get(key)
            if whole:  # with decimals of its own, a first row is no other measure than the second
                named.setdefault(key, item.line.row)
            label, cells, said = item.line.label, item.cells, item.said
            parents = (*(h.line.label.rstrip(":：") for h in over), *(g for g in item.groups if g and g != label))
            parents = (*parents, *beside.get(item.line.row, ()))
            place = said.span if said is not None else cells[-1].span if cells else None
            # `EBIT, Net income and EPS` names what stands in all columns, of which one holds amounts per share.
            alone = label if handed else _AMONG_OTHERS.sub("", label)
            unit = unit_of_row(alone, said, item.line.margin, _as_units(over) if handed else [])
            if unit is None and (HEADS_UNITS.fullmatch(corner) or units_above):
                unit = unit_at_end(label)
            headed_at = tuple(self.sheet.label_place(h.line.row) for h in over)
            handed_down = unit is not None and over and row_unit(alone, said) is None
            out[item.line.row] = Row(
                index=item.line.row,
                path=(*parents, label.rstrip(":：") or self._name_of_all),
                level=len(parents) + (indent_of(cells[0].text) // 2 if cells else 0),
                kind="total" if TOTAL.search(label) else "item",
                unit=unit,
                unit_place=self._place_of_unit(unit.printed, over[-1].line.row)
                if unit is not None and handed_down
                else place.location
                if place is not None
                else None,
                headed_at=headed_at,
                maybe_under=next((h.line.label for h in over if h.doubted is not None), None),
                among_key_figures=any(map(heads_key_figures, (*parents, corner))),
                again=bool(over) and before is not None and before < over[-1].line.row,
                mention=None
                if any(map(self._of_event, cells))
                else row_period(label, corner, told.mention if told is not None else None),
                under=next((m for h in reversed(over) if (m := bare_period(h.line.label)) is not None), None),
                change=bool(label) and bool(ROW_CHANGE.match(label)),
                of_event=any(map(self._of_event, cells)),
            )
        times = times_between({index: Line(row.path[-1], row.mention) for index, row in out.items()})
        out |= {index: msgspec.structs.replace(out[index], between=time) for index, time in times.items()}
        return with_share_currency(out)

    def _place_of_unit(self, printed: str, row: int) -> Location:
        """Where a heading of rows prints their unit: in its own words, or in a cell behind them."""
        cells = (c for c in self.sheet.rows_of.get(row, ()) if c.column in self.label_columns)
        said = next((c.span.location for c in cells if printed in c.text), None)
        return self.sheet.label_place(row) if said is None else said

    @cached_property
    def _columns_tell_units(self) -> bool:
        """Whether some columns say that they hold amounts per share and others do not: `Net income` `Shares` `EPS`. A
        heading `Basic EPS:` over the rows is then of one of the columns."""
        over = [[unit_of_label(shown(c.span)) for c in self.sheet.heads_over(i)] for i in self.sheet.value_columns]
        return len({any(u is not None and (u.unit or "").endswith("per_share") for u in units) for units in over}) > 1

    # -- lines ---------------------------------------------------------------------------------------------
    @cached_property
    def _printed(self) -> list[_Printed]:
        """The rows of the stub in their order, a remark on a line of its own joined to the words before it."""
        out: list[_Printed] = []
        for item in self._rows_of_words():
            last = out[-1].line if out else None
            if last is not None and not last.valued and item.line.valued and REMARK.fullmatch(item.line.label):
                # `Average diluted shares` over `(in thousands)`
                joined = f"{out.pop().line.label} {item.line.label}"
                item = msgspec.structs.replace(item, line=msgspec.structs.replace(item.line, label=joined))
            out.append(item)
        apart = _apart([self._rows_printed(item.line.row) for item in out])
        return [
            msgspec.structs.replace(item, line=msgspec.structs.replace(item.line, apart=far))
            for item, far in zip(out, apart, strict=True)
        ]

    def _rows_printed(self, index: int) -> _Stretch | None:
        """From where to where down the page, the text or the web table a row stands, and on which page."""
        if self.grid.form == "html":
            return _Stretch(0, index, index, 0.0)  # rows without text are counted
        places = [cell.span.location for cell in self.sheet.rows_of.get(index, ()) if cell.text.strip()]
        boxes = [(place.page, place.box) for place in places if place.page is not None and place.box is not None]
        if boxes:
            page, low, high = boxes[0][0], min(box[1] for _, box in boxes), max(box[3] for _, box in boxes)
            return _Stretch(page, low, high, high - low)
        lines = [place.line for place in places if place.line is not None]
        return _Stretch(0, min(lines), max(lines), 0.0) if lines else None

    def _rows_of_words(self) -> Iterator[_Printed]:
        spanning = [c for c in self.grid.cells if c.row_span > 1 and c.column in self.label_columns]
        # Words between the last header row and the first values head rows: `CURRENT ASSETS:`.
        over = (c for c in self.sheet.header_cells if c.column > 0 and c.column not in self.label_columns)
        heads = max((c.row + c.row_span for c in over), default=self.first_data_row)
        group, last = "", None
        in_label: Cell | None = None  # the unit that the label above bears in brackets
        for index in range(heads if self.sheet.value_columns else self.grid.rows, self.grid.rows):
            valued = self.sheet.has_values(index)
            cells = [c for c in self.sheet.rows_of.get(index, []) if c.column in self.label_columns]
            if index < self.first_data_row:
                names = [c for c in cells if not is_unit_only(c.text) or counts_by_name(c.text)]
                cells = cells if names and not valued else names  # `Production | (kt)` heads the rows below
            cells = [*(c for c in spanning if c.row < index < c.row + c.row_span), *cells]
            # `純資産の部の合計額 | 百万円`: the unit of the row in a column of its own.
            said = next((c for c in cells[1:] if c.column in self._unit_columns and self._tells_unit(c)), None)
            cells = [c for c in cells if c is not said or not valued]
            if said is None:
                ditto = next((c for c in cells[1:] if c.column in self._unit_columns and _says_ditto(c)), None)
                cells, said = [c for c in cells if c is not ditto], last if ditto is not None else None
            last = said if said is not None else last
            if said is None and cells:
                named = _unit_in_brackets(cells[-1])
                said, in_label = (in_label, in_label) if named == "ditto" else (None, named)
            if len(cells) > 1 and valued and bare_period(cells[-1].text) is not None:
                cells = cells[:-1]  # the period of the figure behind it
            if self._grouped:
                group = next((shown(c.span) for c in cells if c.column == self.label_columns[0]), group)
                cells = [c for c in cells if c.column != self.label_columns[0]] or cells
            if valued:
                cells = [c for c in cells if c.column not in self._attributes] or cells
            held = tuple(c for c in cells[:-1] if c.row_span > 1)
            cells = [c for c in cells if c not in held]
            label = without_leaders(" ".join(shown(c.span) for c in cells))
            if not valued and not label:
                continue
            line = StubLine(
                row=index, label=label, margin=self._margin(cells), valued=valued, figures=self._figures(index)
            )
            groups = (*((group,) if group else ()), *(shown(c.span) for c in held))
            yield _Printed(line=line, cells=tuple(cells), said=said, groups=groups)

    def _margin(self, cells: list[Cell]) -> int:
        """How far the words of a row stand in, in blanks: where lines of a text are rows, their place says it."""
        if not cells:
            return 0
        first = cells[0]
        place = first.span.location
        if self.grid.form in _LINES and place.line is not None and place.start is not None:
            return place.start
        right = self.label_columns.index(first.column) if first.column in self.label_columns else 0
        return indent_of(first.text) + (_COLUMN * right if self.grid.form in _CELLS and not self._grouped else 0)

    def _figures(self, index: int) -> tuple[Decimal | None, ...]:
        readings = (self.sheet.readings.get((index, column)) for column in self.sheet.value_columns)
        return tuple(r.figure.value if r is not None and r.kind == "figure" else None for r in readings)

    @cached_property
    def _grouped(self) -> bool:
        """Whether a first column of labels names groups, once each, and a second one the rows that all groups have."""
        if len(self.label_columns) != 2 or self.grid.form in ("fixed", "aligned"):
            return False
        first, second = self.label_columns
        rows = [r for r in self.sheet.rows_of if r >= self.first_data_row and self.sheet.has_values(r)]
        heads = {r for r in rows if self.grid.at(r, first) is not None}
        inner = [shown(cell.span) for r in rows if (cell := self.grid.at(r, second)) is not None]
        # Pieces of torn labels are of all sorts; the rows of groups come again in each of them.
        return 0 < len(heads) < len(rows) == len(inner) and len(set(inner)) <= len(inner) - len(heads) + 1

    def _tells_unit(self, cell: Cell) -> bool:
        """Whether a cell of a column of units is one: whatever stands under `Unit` but a ditto mark, `number` too."""
        return _is_unit(cell) or (cell.column in self._headed_units and not _says_ditto(cell))

    @cached_property
    def _headed_units(self) -> frozenset[int]:
        heads = (c for c in self.grid.cells if c.row < self.first_data_row and c.column in self.label_columns[1:])
        return frozenset(c.column for c in heads if _UNIT_HEAD.fullmatch(c.text.strip()))

    @cached_property
    def _unit_columns(self) -> frozenset[int]:
        """Label columns that hold units: `Tickets` beside `Freight` is a name, though tickets can be counted."""
        held: dict[int, list[bool]] = {}
        for cell in self.grid.cells:
            if cell.row < self.first_data_row or cell.aside or _DITTO.fullmatch(cell.text.strip()):
                continue
            if cell.column in self.label_columns:
                held.setdefault(cell.column, []).append(_is_unit(cell))
        found = {column for column, units in held.items() if sum(units) * 2 > len(units)}
        return frozenset(found | self._headed_units)

    @cached_property
    def _attributes(self) -> frozenset[int]:
        """Further columns of words with headings of their own, where the first one names each row: `住所`, `Line item`.

        A first column that says the same in one row after the other names groups.
        """
        first, rest = self.label_columns[:1], [c for c in self.label_columns[1:] if self.sheet.is_headed(c)]
        if not rest or self._grouped or any(c.row_span > 1 and c.column in first for c in self.grid.cells):
            return frozenset()
        rows = [r for r in self.sheet.rows_of if r >= self.first_data_row and self.sheet.has_values(r)]
        names = [shown(cell.span) for r in sorted(rows) if (cell := self.grid.at(r, first[0])) is not None]
        named = len(names) == len(rows) and all(any(map(str.isalpha, name)) or len(name) > 2 for name in names)
        return frozenset(rest) if named and all(a != b for a, b in pairwise(names)) else frozenset()

    def _of_event(self, cell: Cell) -> bool:
        """Whether a cell is a day or months in a further column of labels with a heading: `発行時期`, `Maturity`."""
        dated = bare_period(cell.text) is not None and cell.column > self.label_columns[0]
        return dated and self.sheet.is_headed(cell.column)

    @cached_property
    def _name_of_all(self) -> str:
        """What the figures of a single row without label below headings are: the title of the table says it."""
        bare = not self.label_columns and 0 < self.first_data_row == self.grid.rows - 1
        return unmarked(self.sheet.title or "") if bare else ""


def _rows_with_asides(lines: Sequence[StubLine]) -> dict[int, tuple[str, ...]]:
    """The rows above those that stand in brackets under one name again and again: `（構成比）` below `冷蔵庫` and below
    `洗濯機` tells of each of them."""
    asides: dict[str, list[tuple[int, str]]] = {}
    above: StubLine | None = None
    for line in lines:
        if line.valued and in_brackets(line.label):
            if above is not None:
                asides.setdefault(line.label, []).append((line.row, above.label))
        else:
            above = line if line.valued and line.label else None
    again = (rows for rows in asides.values() if len({label for _, label in rows}) == len(rows) > 1)
    return {row: (label,) for rows in again for row, label in rows}


class _Stretch(msgspec.Struct, frozen=True):
    """Where a row stands: its page, its first and last line or edge (points on a page), and how high it is set."""

    page: int
    first: float
    last: float
    height: float


def _apart(rows: Sequence[_Stretch | None]) -> list[bool]:
    """For each row, whether more room is left above it than above most rows: an empty line, or half of the type."""
    gaps = [
        below.first - above.last if above is not None and below is not None and above.page == below.page else None
        for above, below in pairwise(rows)
    ]
    told = [gap for gap in gaps if gap is not None]
    if not told:
        return [False] * len(rows)
    heights = [row.height for row in rows if row is not None]
    usual, least = median(told), _ROOM * median(heights) or _ROOM
    return [False, *(gap is not None and gap > usual + least for gap in gaps)]


_ROOM = 0.45


def _is_unit(cell: Cell) -> bool:
    return is_unit_only(cell.text) or bare_unit(cell.text)


def _unit_in_brackets(cell: Cell) -> Cell | Literal["ditto"] | None:
    """The unit in brackets at the end of a label, as a cell of its own; `ditto` for `営業利益（〃）`."""
    found = _IN_BRACKETS.search(cell.span.text)
    if found is None:
        return None
    if _DITTO.fullmatch(found["said"].strip()):
        return "ditto"
    inner = msgspec.structs.replace(cell, span=cell.span.cut(*found.span("said")))
    return inner if _is_unit(inner) else None


def _says_ditto(cell: Cell) -> bool:
    """`〃` in the column of units: the unit of the row above."""
    return _DITTO.fullmatch(cell.text.strip()) is not None


def _as_units(over: tuple[Heading, ...]) -> list[tuple[int, str, int]]:
    """Headings as the words about units want them: how far in, the words, the rank."""
    return [(h.line.margin, h.line.label, h.rank) for h in over]
