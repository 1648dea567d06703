"""A repaired grid as a person reads it: a title, a unit, columns with headers, rows with labels.

What turns into what: grid → `Sheet`. The sheet decides nothing about single cells; `facts.py` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec
import regex as re

from extract.calendar.piece_dates import Known
from extract.lex.events import labels_event, tells_event
from extract.lex.label_units import counts_alone, unit_of_label
from extract.lex.numbers import VALUE_KINDS, Figure
from extract.lex.periods import find_periods
from extract.lex.piece import Piece
from extract.lex.share_scale import mention_of_counted
from extract.lex.units import UnitMention, find_units
from extract.model import Calendar, Cell, Grid, Location, Measure, Period, Span
from extract.model.claim import Claim, Rank
from extract.sheet.beside_amounts import named_by_amounts
from extract.sheet.between_counts import with_rows_between_counts
from extract.sheet.between_versions import are_versions, differ_by
from extract.sheet.first_units import (
    Said,
    never_signed,
    percents_sometimes,
    signs_sometimes,
    unit_before_first_figure,
    units_of_first_row,
)
from extract.sheet.lent_periods import (
    compared_under_year,
    current_period,
    is_of_own_time,
    is_year_before,
    period_compared,
)
from extract.sheet.nature import flow_by
from extract.sheet.nouns_of_money import without_nouns_of_money
from extract.sheet.parts import Column, Declared, Lent, Row
from extract.sheet.parts_of_last import are_parts_of_last
from extract.sheet.periods import SheetPeriods, claims_of
from extract.sheet.plans import plan_over
from extract.sheet.proved_shares import are_shares, are_shares_of_hundred, differ_by_amounts, grow_by_percent
from extract.sheet.ratios_below import line_of_ratios, with_ratios_below
from extract.sheet.running_quarters import may_run_on, runs_on
from extract.sheet.running_text import tells_of_a_day
from extract.sheet.stub import Stub
from extract.sheet.titles import texts_that_may_name, title_of
from extract.sheet.unit_parts import completed
from extract.sheet.wording import (
    BASE_RATE,
    CHANGE,
    GROWTH_RATE,
    HEADS_UNITS,
    LEADERS,
    MARGIN,
    PERCENT_NOTE,
    POINTS_ALONE,
    RATE,
    RATIO,
    SHARE,
    SHARE_ALONE,
    SHARE_JA,
    SIGNS_OF_ALL,
    STATEMENT,
    YIELD,
    bare_unit,
    dateline,
    declarations,
    declares_for_rows,
    is_end_of_date,
    is_end_of_unit,
    is_unit_only,
    lists_units,
    money_per_share,
    only_units,
    period_in,
    shown,
    units_said,
)
from extract.tables.shape import heads_year, readings_of, shape_of

# How many lines above a declaration may hold the other part of it.
_NAME = re.compile(r"[^\W\d_]{2}")  # words, and nothing in brackets
_LINES_OF_UNIT = 2
_WITH_PARTS = 4  # columns: two parts between two of different times


# `前期比/増減`, `YoY/Change`: in some rows a ratio, in others a difference.
_EITHER = re.compile(r"比\s*[/／・]\s*増減|増減\s*[/／・]\s*\w*比(?!率)|\bYoY\s*/\s*change\b", re.I)


# A plan for several years is not the plan of the year beside it.
_LATER = re.compile(r"中計|中期|長期|\b(?:mid|medium|long)[\s-]?term\b", re.I)
# `Growth` over a column without `%`: by so many percent, or by so much.
_GROWTH = re.compile(r"\bgrowth\b|成長|伸[び长長]", re.I)
_THINGS_HELD = re.compile(r"\b(?:shares|stocks|units|number|no\.)(?!\s+(?:capital|premium|price))", re.I)
_NUMBER_OF_SHARES = re.compile(
    r"^\W*(?:number\s+of\s+)?shares(?:\s+held)?\s+(?!in\b|of\b|at\b|outstanding\b)|^\W*株式数", re.I
)
_NUMBER_OF = re.compile(r"\bnumbers?\s+of\b|\bNo\.\s+of\b|の数|員数|人数|件数", re.I)


class Sheet:
    """A grid and everything that can be read off it before its cells: computed once, in one place."""

    def __init__(
        self,
        grid: Grid,
        calendar: Calendar,
        inherited: tuple[Declared, ...] = (),
        above: Lent | None = None,
        relatives: dict[str, Period] | None = None,
        running: frozenset[str] = frozenset(),
        title_above: str | None = None,
        reign: Lent | None = None,
        known: Known | None = None,
    ) -> None:
        self.grid, self.inherited = grid, inherited
        self._calendar = calendar
        self.above, self.relatives, self.running = above, relatives or {}, running
        self.title_above, self.reign, self.known = title_above, reign, known or Known()
        self.readings = readings_of(grid)
        self._heads: dict[int, tuple[Cell, ...]] = {}
        self.rows_of: dict[int, list[Cell]] = {}
        for cell in grid.cells:
            if not cell.aside:
                self.rows_of.setdefault(cell.row, []).append(cell)

    @cached_property
    def calendar(self) -> Calendar:
        """The document's, with what this table says of its quarters."""
        cumulative = runs_on(*self._told_of_quarters, self._calendar.cumulative)
        return msgspec.structs.replace(self._calendar, cumulative=cumulative)

    @cached_property
    def leaves_quarters_open(self) -> bool:
        """Whether a quarter that the table names is that quarter, or all since the first day of its year."""
        return not self.calendar.cumulative and may_run_on(*self._told_of_quarters)

    @cached_property
    def _told_of_quarters(self) -> tuple[list[str], list[str]]:
        headings = [shown(c.span) for c in self.header_cells] + [shown(span) for span in self.grid.caption]
        return headings, [shown(c.span) for c in self.grid.cells if c.column == 0 and c.row >= self.first_data_row]

    # -- which rows and columns ----------------------------------------------------------------------------
    @cached_property
    def shape(self) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        shape = shape_of(self.grid)
        return shape.first_data_row, tuple(shape.value_columns), tuple(shape.label_columns)

    @property
    def first_data_row(self) -> int:
        return self.shape[0]

    @property
    def value_columns(self) -> tuple[int, ...]:
        return self.shape[1]

    @property
    def label_columns(self) -> tuple[int, ...]:
        return self.shape[2]

    @cached_property
    def header_cells(self) -> list[Cell]:
        return [c for c in self.grid.cells if c.row < self.first_data_row and not c.aside]

    @cached_property
    def is_contents(self) -> bool:
        """A table of contents: labels that run out in leaders, and page numbers that never fall."""
        if len(self.value_columns) != 1:
            return False
        column = self.value_columns[0]
        pages = [d.figure for (r, c), d in sorted(self.readings.items()) if c == column and d.kind == "figure"]
        led = sum(1 for c in self.grid.cells if c.column < column and LEADERS.search(c.text))
        numbers = [p.value for p in pages]
        small = all(p.digits == 0 and 0 < p.value < 2000 for p in pages)
        return led * 2 > len(pages) > 1 and small and numbers == sorted(numbers)

    def has_values(self, row: int) -> bool:
        return any(
            (r := self.readings.get((row, c))) is not None and (r.kind in VALUE_KINDS or r.figures)
            for c in self.value_columns
        )

    # -- title and unit ------------------------------------------------------------------------------------
    @cached_property
    def title_spans(self) -> list[Span]:
        """Texts that may name the table, the most likely first."""
        return texts_that_may_name(self)

    @cached_property
    def opens_subject(self) -> bool:
        """Whether words stand between the table above and this one that are no furniture of pages."""
        return any(len(s.text) > 1 and shown(s) not in self.running for s in self.grid.caption)

    @property
    def _has_title_row(self) -> bool:
        return any(c.column == 0 for c in self.header_cells)

    @cached_property
    def title(self) -> str | None:
        """What the table is called."""
        return title_of(self)

    @cached_property
    def declared(self) -> tuple[Declared, ...]:
        """Units declared for the whole table: in its own title rows and corner, then before it, then inherited."""
        own = self._declared_in_grid()
        lines = [find_units(span.text) for span in self.grid.caption]
        damaged = None if own else self._damaged_in_grid()
        if damaged is not None:
            return (damaged,)
        if own:
            return completed(own, [mention for line in lines[-_LINES_OF_UNIT:] for mention in line])
        for n, span in reversed(list(enumerate(self.grid.caption))):
            damaged = damaged or _damaged(span, Rank.CAPTION)
            found = tuple(
                Declared(mention=m, location=span.cut(m.start, m.end).location, of_flow=flow_by(span.text))
                for m in declarations(span.text)
            )
            name = all(d.mention.noun and not d.mention.scale and d.mention.printed == shown(span) for d in found)
            if (found and name) or HEADS_UNITS.fullmatch(span.text):
                continue  # `銘柄`: what the labels are names of; `Units`: what stands behind them
            if self._is_of_another_row(n, found):
                continue
            # A bare sign is what a row above the table has lost, `（％）` is a declaration.
            alone = is_unit_only(span.text) and span.text.strip() not in ("%", "％")
            rates = found and (alone or (RATIO.search(span.text) and len(span.text) < 60))
            if any(d.mention.unit != "percent" for d in found) or rates:
                if damaged is not None and all(d.mention.scale != damaged.mention.scale for d in found):
                    return (damaged,)  # it seems to say something else than what is legible farther away
                return completed(found, [mention for line in lines[max(0, n - _LINES_OF_UNIT) : n] for mention in line])
        if damaged is not None:
            return (damaged,)
        for span in self.title_spans[:1] if self._has_title_row else self.title_spans[:3]:
            noun = None if HEADS_UNITS.fullmatch(span.text) else unit_of_label(span.text)
            if noun is not None and noun.unit == "count" and not noun.hint:
                counted = mention_of_counted(noun, [d.mention for d in self.inherited])
                return () if counted is None else (Declared(mention=counted, location=span.location),)
        # Nothing stands between this table and the one before: the declaration still holds. Words between them may
        # open another subject.
        return () if self.opens_subject else tuple(_from_above(d) for d in self.inherited)

    def _is_of_another_row(self, line: int, found: tuple[Declared, ...]) -> bool:
        """Whether a line over the table names an amount per share, `Diluted earnings per share (yen)`, and other words
        stand between it and the table: it is what is left of a table that got lost."""
        span, nearer = self.grid.caption[line], self.grid.caption[line + 1 :]
        named = not is_unit_only(span.text) and all((d.mention.unit or "").endswith("per_share") for d in found)
        return bool(found) and named and any(_NAME.match(shown(other)) for other in nearer)

    def _damaged_in_grid(self) -> Declared | None:
        """A declaration in the corner, or in a header row of its own, that cannot be read."""
        for cell in reversed(self.header_cells):
            corner = cell.column in self.label_columns
            alone = sum(c.row == cell.row for c in self.header_cells) == 1
            if (corner or alone) and (damaged := _damaged(cell.span, Rank.STUB_HEAD if corner else Rank.CAPTION)):
                return damaged
        return None

    def _declared_in_grid(self) -> tuple[Declared, ...]:
        """Declarations in header rows that speak of no column: in the corner, over words, or alone in their row."""
        found: list[Declared] = []
        for cell in self.header_cells:
            mentions = [] if is_end_of_date(cell.text) or is_end_of_unit(cell.text) else declarations(cell.text)
            if not mentions or (all(m.unit == "percent" for m in mentions) and not is_unit_only(cell.text)):
                continue
            if cell.column in self.label_columns and all(m.printed == shown(cell.span) and m.noun for m in mentions):
                continue  # `銘柄`, `Stores`: the corner says what the labels are names of
            if HEADS_UNITS.fullmatch(cell.text) and cell.column not in self.value_columns:
                continue  # it heads the units of the rows
            if self._is_of_rows_below(cell):
                continue
            if cell.span == self.line_of_ratios and all(m.unit == "percent" for m in mentions):
                continue  # `(前期比 YoY(%))` below `(百万円)`: what every second row holds
            row = [c for c in self.header_cells if c.row == cell.row and c.column > 0]
            over_value = any(cell.column <= c < cell.column + cell.column_span for c in self.value_columns)
            alone = all(only_units([c]) for c in row)
            below = any(c.row > cell.row and c.column in self.value_columns for c in self.header_cells)
            whole = cell.column_span >= len(self.value_columns)
            if (
                cell.column in self.label_columns
                or not over_value
                or (alone and below and len(row) == 1)
                or (whole and len(self.value_columns) > 1)
            ):
                rank = Rank.STUB_HEAD if cell.column in self.label_columns else Rank.CAPTION
                places = [(m, cell.span.cut(m.start, m.end).location) for m in mentions]
                found += [Declared(mention=m, location=place, rank=rank) for m, place in places]
        return tuple(found)

    def _is_of_rows_below(self, cell: Cell) -> bool:
        """Whether a unit stands behind the name of what the first rows tell, below the headings of columns, and other
        rows that head some say other units: `Subscribers (thousands)` above `ARPU (EUR)`."""
        if not self._heads_rows(cell):
            return False
        below = (r for r in self.rows_of if r > cell.row and not self.has_values(r))
        return any(declares_for_rows(self._words_of_heading(r)) for r in below)

    def _heads_rows(self, cell: Cell) -> bool:
        """Whether a cell is of a name with its unit, in a row of its own below all headings of columns."""
        if cell.column not in self.label_columns or not declares_for_rows(self._words_of_heading(cell.row)):
            return False
        over = [c.row for c in self.header_cells if c.column > 0 and c.column not in self.label_columns]
        return bool(over) and cell.row > max(over)

    def _words_of_heading(self, row: int) -> str:
        """The words of a row in the columns of labels."""
        return " ".join(shown(c.span) for c in self.rows_of.get(row, ()) if c.column in self.label_columns)

    # -- columns -------------------------------------------------------------------------------------------
    @cached_property
    def columns(self) -> dict[int, Column]:
        return self._lend_periods(named_by_amounts({index: self._column(index) for index in self.value_columns}))

    @cached_property
    def periods(self) -> SheetPeriods:
        """What the sheet says of time."""
        return SheetPeriods(self, self.calendar, self.known)

    def heads_over(self, column: int) -> tuple[Cell, ...]:
        """Header cells over a column of values, outermost first, without those of the labels."""
        known = self._heads.get(column)
        if known is None:
            known = self._heads[column] = tuple(self._find_heads(column))
        return known

    def _find_heads(self, column: int) -> list[Cell]:
        line = self.line_of_ratios
        return [
            c
            for c in self._over(column)
            if not (c.column == 0 and column != 0 and 0 not in self.value_columns)
            and (line is None or c.span != line)
            and not self._is_percent_of_others(c, column)
        ]

    def _is_percent_of_others(self, cell: Cell, column: int) -> bool:
        """Whether a heading over several columns says percent, of which some print `%` at each figure and this one at
        none: `% Change` set amid a block of amounts and rates is of the rates."""
        if cell.column_span < 2 or not any(m.unit == "percent" for m in find_units(cell.text)):
            return False
        below = [i for i in self.value_columns if cell.column <= i < cell.column + cell.column_span]
        signs = {i: [f.percent for f in self._figures_of(i)] for i in below}
        return not any(signs.get(column, (True,))) and any(told and all(told) for told in signs.values())

    def _figures_of(self, column: int) -> list[Figure]:
        rows = (r for r in self.rows_of if r >= self.first_data_row)
        read = (self.readings.get((r, column)) for r in rows)
        return [figure for reading in read if reading is not None for figure in reading.figures]

    @cached_property
    def line_of_ratios(self) -> Span | None:
        """The line over all columns which says that rows of ratios stand below those of amounts."""
        return line_of_ratios(self)

    def label_place(self, row: int) -> Location:
        """Where the label of a row stands, or the title that names the only row; empty where nothing names it."""
        cells = [c for c in self.rows_of.get(row, ()) if c.column in self.label_columns]
        if cells or not self.title:
            return cells[0].span.location if cells else Location()
        return next((s.location for s in self.title_spans if shown(s) == self.title), Location())

    def _over(self, column: int) -> list[Cell]:
        """Header cells over a column, outermost first."""
        return [
            c
            for c in self.header_cells
            if c.column <= column < c.column + c.column_span
            and (any(ch.isalnum() or ch in "%％" for ch in c.text) or bare_unit(c.text))
            and (heads_year(c.text) or self.readings[c.row, c.column].kind not in ("figure", "figures"))
            and c.row not in self.doubtful_rows
            and not (c.row in self.rows_of_events and len(self.value_columns) == 1)
            and not PERCENT_NOTE.search(c.text)
            and not dateline(c.text)
            and not tells_event(shown(c.span))
        ]

    @cached_property
    def rows_of_events(self) -> frozenset[int]:
        """Rows above the figures that tell on which day something happened: `Established | December 3, 1992` in a
        profile heads nothing, 決議年月日 names the issues of which columns are, and neither dates a figure."""
        return frozenset(c.row for c in self.header_cells if c.column == 0 and labels_event(shown(c.span)))

    @cached_property
    def doubtful_rows(self) -> set[int]:
        """Header rows that stand one column off: a period in the corner, others over values, the last column bare."""
        rows: set[int] = set()
        for row in {c.row for c in self.header_cells}:
            line = [c for c in self.header_cells if c.row == row]
            cells = [c for c in line if period_in(c.text) is not None]
            over = [c for c in cells if c.column in self.value_columns]
            reach = max((c.column + c.column_span - 1 for c in line), default=-1)
            if over and any(c.column == 0 for c in cells) and self.value_columns[-1] > reach and self.label_columns:
                rows.add(row)
        return rows

    def _column(self, index: int) -> Column:
        cells = self.heads_over(index)
        table_wide = {d.location for d in self._declared_in_grid()}
        path = tuple(
            t
            for c in cells
            if (t := shown(c.span))
            and not self._lists_units_of_all(c)
            and not self._tells_signs_of_all(c)
            and not (
                only_units([c]) and any(c.span.cut(m.start, m.end).location in table_wide for m in find_units(c.text))
            )
        )
        joined = " ".join(path)
        unit, place = self._column_unit(cells)
        if unit is None:
            unit, place = self._unit_of_first_figure(index)
        signed = unit is None and self._signed_once(index) is not None
        if signed:
            unit, place = next((m for m in find_units("%")), None), self._signed_once(index)
        counts = unit is not None and unit.unit == "count" and unit.noun != "shares"
        if unit is not None and counts and self._names_a_category(index, unit):
            unit, place = None, None
        if unit is not None and money_per_share(unit, joined, self.title):
            unit = msgspec.structs.replace(unit, unit=f"{unit.unit}_per_share")
        change = bool(CHANGE.search(joined))
        if not change and unit is not None and unit.unit == "percent" and self._percents_are_changes:
            change = True
        if unit is None and self._is_rate_by_its_decimals(index, joined, change=change):
            unit = next((m for m in find_units("%")), None)
        told = percents_sometimes(self.readings, index, self.first_data_row) if unit is None else None
        if told is not None and YIELD.search(joined):
            unit, place = next((m for m in find_units("%")), None), self._place_of(told, index)
        grows = unit is None and change and _GROWTH.search(joined) is not None
        if grows and grow_by_percent(self.readings, sorted(self.rows), self.value_columns, index):
            unit, grows = next((m for m in find_units("%")), None), False
        scored: str | None = None
        if unit is not None and not change and unit.unit == "percentage_point" and POINTS_ALONE.fullmatch(unit.printed):
            scored = unit.printed
            unit = None  # points that are given or won: `Points per stay`, `付与ポイント`
        rate = RATE.search(joined)
        rates = GROWTH_RATE.search(joined) or (BASE_RATE.search(joined) and self._has_decimals(index))
        if rates and unit is None and self._says_percent:
            unit = next((m for m in find_units("%")), None)
        alone = not change and bool(path) and SHARE_ALONE.fullmatch(path[-1]) is not None  # `Ratio` beside `Amount`
        ratio = MARGIN.search(joined) or SHARE_JA.search(joined) or (change and self._grows(index))
        ratio = ratio or (alone and self._shares_of_amounts(index))
        if unit is None and self._says_percent and ratio:
            unit = next((m for m in find_units("%")), None)
        grows = grows or (unit is None and not change and MARGIN.search(joined) is not None)
        grows = grows or (unit is None and change and self._may_grow(index))
        if rate and unit is not None and unit.unit not in ("percent", "percentage_point", "times"):
            # A scale printed over growth rates cannot be theirs.
            unit, place = next((m for m in find_units("%")), None), None
        named = SHARE.search(joined) or (SHARE_ALONE.fullmatch(joined) and unit is not None and unit.unit == "percent")
        share = not change and (signed or bool(named) or self._are_shares(index, cells, unit))
        meant, plan = plan_over(cells, self.title)
        measure: Measure | None = "change" if change else "share" if share else None
        dated = self.periods.of_column(index)
        return Column(
            index=index, path=path,
            period=dated.period, time=self.periods.claims_over(index), grounds=dated.grounds,
            unit=unit, unit_place=place, measure=measure, change=change, share=share, scenario=meant, plan=plan,
            own_period=bool(self.periods.claims_over(index)),
            garbled=scored or self._garbled(path),
            open_role=unit is None
            and (grows or bool(_EITHER.search(joined)) or self._percent_of_first_alone(index)),
            some_signs=signs_sometimes(self.readings, index, self.first_data_row),
            unsigned=never_signed(self.readings, index, self.value_columns, self.first_data_row),
        )  # fmt: skip

    def _lists_units_of_all(self, cell: Cell) -> bool:
        """Whether a cell over all columns only lists in which units the figures below are."""
        return cell.column_span >= len(self.value_columns) > 1 and lists_units(cell.text)

    def _tells_signs_of_all(self, cell: Cell) -> bool:
        """Whether a cell over all columns of a statement only says which figures are printed with a minus: under
        `Increase/(Decrease)` net income is no change."""
        over_all = cell.column_span >= len(self.value_columns) > 1
        signs = over_all and SIGNS_OF_ALL.fullmatch(cell.text) is not None
        return signs and STATEMENT.search(self.title or "") is not None

    def _garbled(self, path: tuple[str, ...]) -> str | None:
        """A unit over a column that cannot be read; one that seems to be in the scale of the table is a piece of what
        is declared for all of it: `Y thousand)` of `(JPY thousand)`."""
        scales = {d.mention.scale for d in self.declared}
        found = (m for words in path for m in find_units(words) if m.garbled and m.scale not in scales)
        return next((m.printed for m in found), None) or self._of_two_units(path)

    def _of_two_units(self, path: tuple[str, ...]) -> str | None:
        """A heading that names a count and an amount, `株式数（株） 計上額（千円）`: of which a figure is, it does not
        say. So it is with two headings, one over the other, where the rows below stand in pairs of which only the
        first has a name."""
        heads = [*path, " ".join(path)] if len(path) > 1 and self._rows_in_pairs else path
        for words in heads:
            said = [m for m in units_said(words) if m.unit != "percent"]
            counts = any(m.unit == "count" for m in said) or _NUMBER_OF_SHARES.search(words) is not None
            # `Shares` over `Value (JPY million)`, over two lines of figures for each name
            counts = counts or (self._rows_in_pairs and _THINGS_HELD.search(words) is not None)
            if counts and any(m.unit != "count" for m in said):
                return " ".join(m.printed for m in said)
        return None

    @cached_property
    def _rows_in_pairs(self) -> bool:
        """Whether every second row has a name, and the one below it none."""
        named = [bool(row.path[-1]) for _, row in sorted(self.rows.items())]
        return len(named) > 1 and len(named) % 2 == 0 and all(named[::2]) and not any(named[1::2])

    def _are_shares(self, index: int, over: Sequence[Cell], unit: UnitMention | None) -> bool:
        """Whether a column under a bare `%` holds the shares of the amounts in the column before it."""
        if unit is None or unit.unit != "percent" or not only_units(over):
            return False
        return self._shares_of_amounts(index)

    def _is_rate_by_its_decimals(self, index: int, heading: str, *, change: bool) -> bool:
        """Whether a column of changes or shares has decimals, and no other column has, in a table that declares amounts
        and `%`."""
        if not self._says_percent or not (change or SHARE.search(heading) or SHARE_ALONE.fullmatch(heading)):
            return False
        rates = [i for i in self.value_columns if self._has_decimals(i)]
        whole = [i for i in self.value_columns if i not in rates]
        return index in rates and bool(whole) and not any(self._has_some_decimals(i) for i in whole)

    def _grows(self, index: int) -> bool:
        """Whether the figures of a column are growth rates by the amounts before them, and no differences."""
        rows = sorted(self.rows)
        before = self.readings, rows, self.value_columns, index
        return grow_by_percent(*before) and not differ_by_amounts(*before)

    def _may_grow(self, index: int) -> bool:
        """Whether figures with decimals under `Change`, in a table that declares amounts and `%`, are no differences of
        the amounts before them, so that they may be either."""
        if not self._says_percent or not self._has_some_decimals(index):
            return False
        return not differ_by_amounts(self.readings, sorted(self.rows), self.value_columns, index)

    def _has_some_decimals(self, index: int) -> bool:
        return any(f.digits > 0 and not f.percent for f in self._figures_of(index))

    def _shares_of_amounts(self, index: int, amounts: int | None = None) -> bool:
        """Whether the figures of a column are by their sizes the shares of the amounts in the column before it, or in
        another one."""
        return are_shares(self._beside(index, index - 1 if amounts is None else amounts))

    def _beside(self, index: int, amounts: int) -> list[tuple[Figure, Figure]]:
        """The figures of two columns that stand in one row: (amount, what stands beside it)."""
        data = [r for r in self.rows_of if r >= self.first_data_row]
        pairs = [(self.readings[r, amounts], self.readings[r, index]) for r in data]
        return [
            (amount.figure, percent.figure)
            for amount, percent in pairs
            if amount.kind == percent.kind == "figure" and not amount.figure.percent
        ]

    def _percent_of_first_alone(self, index: int) -> bool:
        """Whether a column begins with a percentage beside an amount and bare figures follow it: `$ 640`, `20 %`, over
        `1,280`, `40`. In what these are, nothing says, unless they are shares."""
        if index - 1 not in self.value_columns:
            return False
        beside = self._beside(index, index - 1)
        bare = [figure for _, figure in beside[1:] if not figure.percent]
        return len(bare) > 1 and beside[0][1].percent and not any(f.currency or "," in f.printed for f in bare)

    def _signed_once(self, index: int) -> Location | None:
        """The first figure of a column of shares that alone, or with the total, has its `%`: `16%`, `40`, `100%`."""
        if index - 1 not in self.value_columns:
            return None
        rows = [
            r for r in sorted(self.rows_of) if r >= self.first_data_row and self.readings[r, index].kind == "figure"
        ]
        signs = [self.readings[r, index].figure.percent for r in rows]
        if len(rows) < 3 or not signs[0] or all(signs):
            return None
        if not self._shares_of_amounts(index) and not are_shares_of_hundred(self._beside(index, index - 1)):
            return None
        return self._place_of(rows[0], index)

    def _place_of(self, row: int, column: int) -> Location | None:
        cell = self.grid.at(row, column)
        return cell.span.location if cell is not None else None

    def _names_a_category(self, index: int, unit: UnitMention) -> bool:
        """Whether a noun over a column of amounts says whose they are and not what they count: `Stores` beside
        `Online`, in a table that declares its unit."""
        if not any(d.mention.unit not in (None, "count", "percent") or d.mention.scale for d in self.declared):
            return False
        heads = {i: " ".join(shown(c.span) for c in self.heads_over(i)) for i in self.value_columns}
        if unit.end - unit.start < len(heads[index].strip(" ()（）")) or _NUMBER_OF.search(heads[index]):
            return False  # `Number of stores`, `Stores (units)`
        return any(
            text and not units_said(text) and not self.periods.claims_over(i) for i, text in heads.items() if i != index
        ) or all(counts_alone(text) for text in heads.values())

    @cached_property
    def _percents_are_changes(self) -> bool:
        """`（％表示は、対前期増減率）` above the table: its percentages are growth rates."""
        spans = (*self.grid.caption, *(c.span for c in self.header_cells))
        return any(PERCENT_NOTE.search(span.text) for span in spans)

    def _has_decimals(self, index: int) -> bool:
        """Whether all figures of a column have decimals, as rates do in a table of whole amounts."""
        figures = self._figures_of(index)
        return bool(figures) and all(f.digits > 0 and "," not in f.printed for f in figures)

    @cached_property
    def _says_percent(self) -> bool:
        """`(単位：百万円、％)`: the table declares that some of its figures are percentages."""
        return any(d.mention.unit == "percent" for d in self.declared)

    def _column_unit(self, cells: Sequence[Cell]) -> tuple[UnitMention | None, Location | None]:
        # What is declared for the table, exceptions and all, is no column's own.
        cells = [c for c in cells if not any(m.excepts for m in find_units(c.text))]
        # `Thousands of` over `U.S. Dollars`: the words of one unit may stand in two rows.
        bare = [c for c in cells if period_in(c.text) is None and not is_end_of_date(c.text)]
        together = units_said("".join(shown(c.span) if is_end_of_unit(c.text) else " " + shown(c.span) for c in bare))
        for cell in reversed(cells):
            mentions = units_said(cell.text)
            if len(mentions) == 1 and not (len(together) == 1 and together[0].scale > mentions[0].scale):
                mentions[0] = _scaled(mentions[0], [c for c in bare if c is not cell])
                return mentions[0], cell.span.cut(mentions[0].start, mentions[0].end).location
        if len(together) == 1 and bare:
            return together[0], bare[-1].span.location
        for cell in reversed(bare):
            if any(mention.excepts for mention in find_units(cell.text)):
                continue  # `(In millions, except number of shares)`
            said = unit_of_label(cell.text)
            if said is not None and said.unit == "count" and not said.hint and not said.garbled:
                return said, cell.span.cut(said.start, said.end).location  # `Number of shares` over `Carrying amount`
        for cell in reversed(bare):
            said = unit_of_label(cell.text)
            if said is not None and said.unit is None and declares_for_rows(cell.text):
                return said, cell.span.cut(said.start, said.end).location  # `Notional (millions)` over `€ 120`
        return None, None

    def _unit_of_first_figure(self, column: int) -> tuple[UnitMention | None, Location | None]:
        rows = [row for row in self.rows_of if row >= self.first_data_row]
        said = unit_before_first_figure(self.grid, self.readings, rows, column) or self._first_units.get(column)
        return said if said is not None else (None, None)

    @cached_property
    def _first_units(self) -> dict[int, Said]:
        if self.declared:
            return {}  # what is declared for the table needs no help
        return units_of_first_row(self.grid, self.readings, self.first_data_row, self.value_columns)

    def _lend_periods(self, columns: dict[int, Column]) -> dict[int, Column]:
        """Columns that compare and name no period of their own speak of the table's current one."""
        dated = [
            c
            for c in columns.values()
            if c.own_period and c.period is not None and c.period.end and not is_year_before(c)
        ]
        shape = shape_of(self.grid)
        columns = {index: self._between_versions(index, columns) for index in columns}
        out = {}
        # A level whose heading names a period that could not be settled may be the current one.
        unsettled = any(
            c.own_period
            and (c.period is None or c.period.end is None)
            and not (c.share or shape.content(i) == "percent")
            for i, c in columns.items()
        )
        for index, column in columns.items():
            compares = column.change or column.share or column.scenario is not None
            compares = compares or shape.content(index) == "percent"
            # `Second Quarter Ended` over `July 2, 2023 | % of sales | July 3, 2022 | % of sales`
            dayless = column.own_period and (column.period is None or column.period.end is None)
            compares = compares and not (is_of_own_time(column) or (column.scenario and _LATER.search(column.path[-1])))
            compared = compared_under_year(columns, index)
            lenders = _under_one_spanner(dated, column) if dayless else dated
            if column.beside or index in self.periods.plans_of_part_or_year:
                pass  # what it lies between said when it is; or that is open
            elif compared is not None:
                beside = period_compared(compared)
                column = _planned_as(
                    [compared], msgspec.structs.replace(column, period=compared.period, beside=beside, grounds=beside)
                )
            elif lenders and compares and (dayless or not (column.own_period or unsettled)):
                before = [c for c in lenders if c.index < index] or lenders
                if not (column.change or column.share) and before[-1].index == index - 1:
                    # `July 29, 2023` over an amount and over its share of the first row
                    share = shape.content(index) == "percent" and self._shares_of_amounts(index)
                    column = msgspec.structs.replace(column, share=share, measure="share" if share else column.measure)
                lent = self._period_shared(before, index) if column.share else current_period(lenders, index)
                if dayless and _of_another_year(column, [c for c in lenders if c.period == lent]):
                    out[index] = column
                    continue
                beside = _said_beside(lenders, lent)
                grounds = (*beside, *column.grounds) if dayless else beside
                column = _planned_as(
                    [c for c in lenders if c.period == lent],
                    msgspec.structs.replace(column, period=lent, beside=beside, grounds=grounds),
                )
            elif not column.own_period and column.period is None:
                around = _dated_around(columns, index)
                if around is not None and around[0].period is not None and _same_days(*(c.period for c in around)):
                    # `As reported | Tax | Restructuring | Adjusted`, the first and the last of one year
                    beside = claims_of(around[0].period, "period_on_both_sides", Rank.SPANNER, place_of(around[0]))
                    column = msgspec.structs.replace(column, period=around[0].period, beside=beside, grounds=beside)
            out[index] = column
        return self._as_parts_of_last(out)

    def _as_parts_of_last(self, columns: dict[int, Column]) -> dict[int, Column]:
        """Columns, those between the first and the last with the time of the last, which they add up to; a hint."""
        if len(columns) < _WITH_PARTS:
            return columns
        first, *parts, last = (columns[index] for index in sorted(columns))
        bare = [c for c in parts if not c.own_period and c.period is None and any(c.path)]
        told = first.own_period and last.own_period and not _same_days(first.period, last.period)
        if not told or last.period is None or len(bare) < len(parts):
            return columns
        rows = [index for index, row in self.rows.items() if row.unit is None and not row.change]
        if not are_parts_of_last(self.readings, rows, first.index, [c.index for c in bare], last.index):
            return columns
        beside = claims_of(last.period, "period_of_sum", Rank.DOCUMENT, place_of(last))
        lent = {"period": last.period, "beside": beside, "grounds": beside}
        return columns | {c.index: msgspec.structs.replace(c, **lent) for c in bare}

    def _period_shared(self, before: list[Column], index: int) -> Period | None:
        """The period of the amounts whose shares a column holds: those right before it, else those that its figures
        are shares of by their sizes."""
        if before[-1].index >= index - 1 or len(before) == 1:
            return before[-1].period if before[-1].index < index else current_period(before, index)
        fitting = [c for c in before if self._shares_of_amounts(index, c.index)]
        return fitting[0].period if len(fitting) == 1 else None

    def _between_versions(self, index: int, columns: dict[int, Column]) -> Column:
        """A column between two of one period whose figures are their difference: it is of that period, whatever else
        the table compares, and a change where the two are versions of one thing."""
        column, sides = columns[index], (index - 1, index + 1)
        one, other = columns.get(sides[0]), columns.get(sides[1])
        if one is None or other is None or not (one.own_period and other.own_period):
            return column
        versions = are_versions(" ".join(one.path), " ".join(other.path))
        rows = [row for row in self.rows_of if row >= self.first_data_row]
        if not (versions or column.change) or not _same_days(one.period, other.period):
            return column
        if not differ_by(self.readings, rows, index, sides):
            return column
        if versions:
            column = msgspec.structs.replace(column, change=True, share=False, measure="change")
        if column.own_period or one.period is None:
            return column
        beside = claims_of(one.period, "period_on_both_sides", Rank.SPANNER, place_of(one))
        return msgspec.structs.replace(column, period=one.period, beside=beside, grounds=beside)

    @cached_property
    def period_told(self) -> Lent | None:
        """The one period that the title rows or the words before the table name, or a heading over several tables;
        with nothing between this table and the one before, that table's."""
        found = self._named_in_caption() or self.reign
        return found if found is not None or self.opens_subject else self.above

    def _named_in_caption(self) -> Lent | None:
        spans = [span for span in self.title_spans[:6] if not tells_event(shown(span))]
        for n, span in enumerate(spans):
            found, whole = [m for m in find_periods(span.text) if m.finish or m.year is not None], None
            if not found and n and any(m.torn for m in find_periods(span.text)):
                # `前連結会計年度（自 平成24年４月１日` on one line, `至 平成25年３月31日）` on the next.
                whole = Span.join([span, spans[n - 1]])
                found = [m for m in find_periods(whole.text) if m.finish]
            if len({(m.begin, m.finish) if m.finish else (m.year, m.part) for m in found}) > 1:
                return None
            if found and not (found[0].kind == "instant" and tells_of_a_day(found[0], span.text.strip())):
                place = span if whole is None else whole
                return Lent(mention=found[0], where=place.cut(found[0].start, found[0].end).location)
        return None

    # -- rows ----------------------------------------------------------------------------------------------
    @cached_property
    def rows(self) -> dict[int, Row]:
        """Rows with values, each with the headings it stands under."""
        rows = without_nouns_of_money(self, Stub(self).rows)
        return with_rows_between_counts(self, with_ratios_below(self, rows))

    def compared_with(self, column: Column) -> tuple[str, ...]:
        """The headings of the column from which another one tells the change, where no word over that one does."""
        return ()

    def is_headed(self, column: int) -> bool:
        """Whether a heading stands over a column that is not the first."""
        over = (c for c in self.header_cells if 0 < c.column <= column < c.column + c.column_span)
        return any(c.text.strip() and not self._heads_rows(c) for c in over)


def _dated_around(columns: Mapping[int, Column], index: int) -> tuple[Column, Column] | None:
    """The nearest columns on both sides that have periods of their own, where all between them have headings."""
    before = next((c for i, c in sorted(columns.items(), reverse=True) if i < index and c.own_period), None)
    after = next((c for i, c in sorted(columns.items()) if i > index and c.own_period), None)
    if before is None or after is None:
        return None
    between = (c for i, c in columns.items() if before.index < i < after.index)
    return (before, after) if after.index - before.index == 2 or all(any(c.path) for c in between) else None


def _scaled(unit: UnitMention, beside: list[Cell]) -> UnitMention:
    """A unit with the scale that stands in a cell of its own over the same column: `Shares` over `(thousands)`."""
    if unit.scale or not (unit.unit == "count" or re.fullmatch("[A-Z]{3}", unit.unit or "")):
        return unit
    found = [
        m
        for cell in beside
        if cell.column_span == 1
        for m in find_units(cell.text)
        if m.unit is None and m.scale > 0 and m.declared and not (m.hint or m.excepts)
    ]
    return msgspec.structs.replace(unit, scale=found[0].scale) if len(found) == 1 else unit


def _under_one_spanner(dated: list[Column], column: Column) -> list[Column]:
    """The dated columns that share all spanners of a column, or else most of them: `June 30, 2026`, `June 30, 2025` and
    `Change` under `Six Months Ended`."""
    alike = [c for c in dated if c.path[:-1] == column.path[:-1]]
    if alike:
        return alike
    shared = {c.index: _shared_spanners(c.path, column.path) for c in dated}
    most = max(shared.values(), default=0)
    return [c for c in dated if most and shared[c.index] == most]


def _of_another_year(column: Column, lenders: list[Column]) -> bool:
    """Whether a column that cannot be dated names another year than those that would lend it theirs: `FY 2032 guidance`
    beside `FY 2031 actual`."""
    own, theirs = (
        {p.fiscal or p.year or p.bare for c in columns for claim in c.time for p in claim.values} - {None}
        for columns in ([column], lenders)
    )
    return bool(own) and bool(theirs) and own.isdisjoint(theirs)


def _shared_spanners(path: tuple[str, ...], other: tuple[str, ...]) -> int:
    pairs = enumerate(zip(path, other, strict=False))
    return next((n for n, (one, two) in pairs if one != two), min(len(path), len(other)))


def _said_beside(lenders: list[Column], lent: Period | None) -> tuple[Claim[Piece], ...]:
    """What the column says of time whose period another one compares: of a bare day only the row tells whether a span
    ends on it."""
    if lent is None:
        return ()
    lender = next((c for c in lenders if c.period == lent), None)
    said = lender.time if lender is not None and len(lender.time) == 1 and lent.kind == "instant" else ()
    bare = [claim for claim in said if len(claim.values) == 1 and claim.values[0].kind is None]
    if bare:
        return tuple(msgspec.structs.replace(c, rank=Rank.SPANNER, rule="period_compared") for c in bare)
    return claims_of(lent, "period_compared", Rank.SPANNER, place_of(lender))


def place_of(column: Column | None) -> Location:
    """Where the period of a column is printed: its nearest heading that says so."""
    return next((claim.where for claim in column.grounds), Location()) if column is not None else Location()


def _planned_as(lenders: list[Column], column: Column) -> Column:
    """A column that compares, planned as the columns are of whose period it is: `YoY` beside `FY08 Target`."""
    plans = {lender.scenario: lender.plan for lender in lenders}
    if column.scenario is not None or len(plans) != 1:
        return column
    ((scenario, claims),) = plans.items()
    beside = tuple(msgspec.structs.replace(claim, rank=Rank.SPANNER, rule="plan_compared") for claim in claims)
    return msgspec.structs.replace(column, scenario=scenario, plan=beside)


def _damaged(span: Span, rank: Rank) -> Declared | None:
    """The declaration of a line that cannot be read, where it declares nothing else."""
    if not (mentions := find_units(span.text)) or not all(m.garbled for m in mentions):
        return None
    mention = mentions[0]
    place = span.cut(mention.start, mention.end).location
    return Declared(mention=msgspec.structs.replace(mention, unit=None), location=place, rank=rank)


def _from_above(declared: Declared) -> Declared:
    return msgspec.structs.replace(declared, rank=Rank.TABLE_ABOVE)


def _same_days(one: Period | None, other: Period | None) -> bool:
    return one is not None and other is not None and bool(one.end) and (one.start, one.end) == (other.start, other.end)
