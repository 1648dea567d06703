"""Tables as printed → the tables and facts of a statement, one fact for each figure, nothing left out.

Every figure of a table becomes a fact, a blank (a slot in which a value may have stood), or noise that a problem
names. A figure whose unit, place or digits are in doubt is unresolved and carries its candidates. What a figure is, and
who says so, is settled in `facts.figure_aspects`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

import msgspec
import regex as re

from extract.calendar.dating import resolve
from extract.calendar.page_calendar import calendars_of_pages
from extract.calendar.piece_dates import Known, piece_to_period
from extract.facts.beside import digits_lost, doubts_beside
from extract.facts.bracket_sense import bracket_sense, open_sign
from extract.facts.bracketed import amount_and_percent, value_and_aside
from extract.facts.concepts import names_measure
from extract.facts.draft import Draft, empty_draft, unread_table
from extract.facts.figure_aspects import Aspects
from extract.facts.figure_habits import Habits
from extract.facts.label_lists import placed, value_of_particular
from extract.facts.ranges import range_of
from extract.facts.table_doubts import doubts_of
from extract.facts.value import Valued, value_of
from extract.faults import contained
from extract.lex.asides import NotedAside, name_of_aside, noted_aside
from extract.lex.heading_pieces import text_to_pieces
from extract.lex.label_units import thing_counted, unit_of_label
from extract.lex.named_in_cell import named_figures
from extract.lex.numbers import LETTERS_FOR_DIGITS, CellReading, Figure, find_figures
from extract.lex.numerals import plain
from extract.lex.particulars import Particular, find_particulars
from extract.lex.periods import find_periods
from extract.lex.units import find_units
from extract.model import (
    Candidate,
    Cell,
    ColumnHeader,
    Fact,
    GridBlock,
    Location,
    Period,
    Profile,
    Reading,
    RowHeader,
    Settings,
    Span,
    Status,
    Table,
    TableCell,
    TextBlock,
)
from extract.problems import problem
from extract.sheet.chart_sheet import ChartSheet, marks_of
from extract.sheet.claims.unit_of_table import amount_declared
from extract.sheet.dated_headings import dated_headings
from extract.sheet.entity_parts import OfWhom, names_group_statements
from extract.sheet.header_trust import header_doubts, without_doubted
from extract.sheet.headers import column_header, row_header, sheet_unit
from extract.sheet.parts import Column, Declared, Lent, Row
from extract.sheet.periods import a_year_before
from extract.sheet.plans import Plans, plan_headings
from extract.sheet.proved_shares import are_shares
from extract.sheet.running_text import known_to, page_furniture, relative_periods, running_texts
from extract.sheet.sheet import Sheet
from extract.sheet.statement_kind import statement_kind
from extract.sheet.wording import (
    CHANGE,
    bare_period,
    bare_unit,
    row_unit,
    shown,
)

_FIGURES_IN_COLUMN = 3
_CURRENCY = re.compile(r"[A-Z]{3}")
_DITTO = re.compile(r"^\s*[〃々\"”]\s*$")
_UP = re.compile(r"\b(?:up|increase[sd]?|rose|grew|gain(?:ed)?|improved|higher)\b|増|上昇", re.I)
_DOWN = re.compile(r"\b(?:down|decrease[sd]?|fell|declined?|dropped|lower)\b|減|下落|低下", re.I)
# `3.2％減`: Japanese says the direction behind the figure.
_SAID_AFTER = re.compile(r"\s?の?(?:増|減|上昇|下落|低下)")
# Print beside a figure that makes it another one: an inexact figure, or what is left of a bracket, sign or percent.
_EDGES = " ()（）:;,、"
_COMPARISON = re.compile(r"\bYoY\b|\bQoQ\b", re.I)


def grids_to_facts(reading: Reading, profile: Profile, settings: Settings) -> Draft:
    """All tables of a document, in reading order."""
    draft = empty_draft()
    inherited: tuple[Declared, ...] = ()
    above: Lent | None = None
    title: str | None = None
    scope, group_named = None, names_group_statements(reading)
    relatives, running = relative_periods(reading, profile), running_texts(reading, profile) | page_furniture(reading)
    reigns, known = dated_headings(reading), known_to(reading, profile, relatives)
    headings = plan_headings(reading)
    number = 0
    whole, calendars = profile, calendars_of_pages(reading.pages, profile.calendar, profile.document.issuer.name)
    for page in reading.pages:
        own = calendars.get(page.number)
        profile = whole if own is None else msgspec.structs.replace(whole, calendar=own)
        dates, words = (known, relatives) if own is None else (_without_years(known), {})
        for block in page.blocks:
            if isinstance(block, TextBlock):
                if block.kind == "heading" and block.level == 1:
                    inherited, above, title, scope = (), None, None, None
                continue
            assert isinstance(block, GridBlock)
            if len(draft.facts) >= settings.max_facts:
                draft.problems.append(
                    problem("too_large", f"more than {settings.max_facts:,} figures; the tables from here on were not"
                            " read. Split the document, or raise max_facts.", location=block.grid.location)
                )  # fmt: skip
                return draft
            number += 1
            kind = Sheet if block.grid.drawn is None else ChartSheet
            name, part, reign = f"t{number:02d}", empty_draft(), reigns.get(number)
            with contained(draft.problems, f"table {name}", block.grid.location):
                sheet = kind(block.grid, profile.calendar, inherited, above, words, running, title, reign, dates)
                whom = OfWhom(sheet, scope, group_named, profile.document, names_measure)
                plans = Plans(sheet, headings.get(number, ()), profile.document)
                inherited = _Reader(sheet, name, profile, part, whom, plans).read()
                above, title, scope = sheet.period_told, sheet.title, whom.scope
                draft.take(part)
                continue
            inherited, above, title = (), None, None
            draft.tables.append(unread_table(block.grid, name))
    return draft


def _without_years(known: Known) -> Known:
    """What the document dates, without its own years: on pages that have others."""
    return msgspec.structs.replace(known, relative={}, reported=None, until=None, so_far=None)


class _Reader:
    """One table on its way into the draft."""

    def __init__(self, sheet: Sheet, name: str, profile: Profile, draft: Draft, whom: OfWhom, plans: Plans) -> None:
        self.sheet, self.grid, self.name, self.profile, self.draft = sheet, sheet.grid, name, profile, draft
        self.declared = tuple(self._with_currency(d) for d in self.sheet.declared)
        self.brackets, self._japanese = bracket_sense(sheet, profile), profile.document.language == "ja"
        self.taken: set[tuple[int, int]] = set()
        self.misled: set[tuple[int, int]] = set()
        self.header_doubts = header_doubts(sheet) if sheet.grid.drawn is None and not sheet.is_contents else ()
        self.columns = without_doubted(sheet.columns, self.header_doubts)
        self.habits = Habits(sheet)
        self.of = Aspects(sheet, name, profile, self.declared, self.brackets, self.habits, whom, plans)

    def _with_currency(self, declared: Declared) -> Declared:
        """`in thousands`: a scale without currency speaks of the document's currency."""
        mention, currency = declared.mention, self.profile.document.currency
        if not declared.legible:
            return declared
        if mention.unit is None and currency is not None and currency in (mention.may_be or (currency,)):
            named = msgspec.structs.replace(mention, unit=currency)
            return msgspec.structs.replace(declared, mention=named, lent=True)
        if self._of_shares and mention.scale == 0 and _CURRENCY.fullmatch(mention.unit or ""):
            named = msgspec.structs.replace(mention, unit=f"{mention.unit}_per_share")
            return msgspec.structs.replace(declared, mention=named)
        return declared

    @cached_property
    def _of_shares(self) -> bool:
        """Whether the table is called one of amounts per share: `Key figures per share` over `(euro)`."""
        spans = (*self.grid.caption[-2:], *(c.span for c in self.sheet.header_cells if c.column == 0))
        said = [unit_of_label(text) for span in spans if not find_figures(text := shown(span)) and len(text) < 80]
        return any(unit is not None and unit.unit == "per_share" for unit in said)

    def read(self) -> tuple[Declared, ...]:
        if self.grid.form == "chart" and self.grid.drawn is None:
            self._chart()
        elif self.sheet.is_contents:
            self.taken |= {(c.row, c.column) for c in self.grid.cells}
        elif self.sheet.value_columns:
            self._values()
        self._words()
        self._noise()
        self.draft.doubts += doubts_of(self.sheet, self.name, self.declared, self.header_doubts, self.misled)
        self.draft.tables.append(self._table())
        return self.declared if self.sheet.value_columns else ()

    # -- values --------------------------------------------------------------------------------------------
    def _values(self) -> None:
        sheet = self.sheet
        columns, rows = self.columns, sheet.rows
        marks = marks_of(self.grid)
        if self.grid.drawn is not None:
            self.draft.drawn[self.name] = self.grid.drawn
        for row in rows.values():
            for index in sheet.value_columns:
                cell = self.grid.at(row.index, index)
                reading = sheet.readings.get((row.index, index))
                if cell is None or reading is None:
                    if cell is None and (self.grid.drawn is None or (row.index, index) in marks):
                        self._blank(row, columns[index], "", marks.get((row.index, index), Location()))
                    continue
                self._cell(cell, reading, self._counted_elsewhere(row, columns[index]), columns[index])

    def _counted_elsewhere(self, row: Row, column: Column) -> Row:
        """A row without its unit where the headings give what it counts a column of its own, and this column another
        unit: `Shares disposed of` under `Shares` and under `Proceeds (yen)`."""
        own, over = row.unit, column.unit
        if own is None or own.declared or own.unit != "count":
            return row
        if over is None or over.unit in (None, "count", "percent"):
            return row
        units = [c.unit for c in self.columns.values() if c.unit is not None and c is not column]
        counts = own.noun is not None and any(
            u.unit == "count" and thing_counted(u.noun) == thing_counted(own.noun) for u in units
        )
        return msgspec.structs.replace(row, unit=None, unit_place=None) if counts else row

    def _cell(self, cell: Cell, reading: CellReading, row: Row, column: Column) -> None:
        self.taken.add((cell.row, cell.column))
        kind = reading.kind
        beside = self.grid.at(cell.row, column.index + 1)
        if beside is not None and column.index + 1 not in self.sheet.value_columns and bare_unit(beside.text):
            # `1,234 | 千円`: the unit of this figure stands in the next cell.
            row = msgspec.structs.replace(row, unit=row_unit(row.path[-1], beside), unit_place=beside.span.location)
        before = self.grid.at(cell.row, column.index - 1)
        own = column.index > 1 and not self.sheet.is_headed(column.index - 1)  # a column of maturities has a header
        if before is not None and own and (mention := bare_period(before.text)) is not None:
            # `2022年３月期１Ｑ | 21,800,000株`: the period of this figure stands in the cell before.
            row = msgspec.structs.replace(row, cell_period=mention)
        if kind == "figure" and _DITTO.search(reading.rest):
            row, reading = self._as_above(row, column), msgspec.structs.replace(reading, rest="")
        if kind == "nil":
            self._add(self.of.fact(cell.span, row, column, None, "nil"))
        elif kind == "figure":
            self._figure(cell, reading, row, column)
        elif kind == "fragment" or self._read_as_letters(cell, reading, row):
            self._blank(row, column, shown(cell.span), cell.span.location)
        elif named := named_figures(cell.text, reading.figures):
            self._named(cell, named, row, column)
        elif kind == "figures":
            self._figures(cell, reading, row, column)
        elif reading.figures and any(f.currency or f.percent for f in reading.figures):
            self._figures_in_words(cell, reading, row, column)
        else:
            self.taken.discard((cell.row, cell.column))

    def _read_as_letters(self, cell: Cell, reading: CellReading, row: Row) -> bool:
        """Whether a cell among figures holds what letters for digits left of one: `S5`, `12.O%`, `lO`."""
        if reading.kind != "text" or not LETTERS_FOR_DIGITS.fullmatch(cell.text.strip()) or not row.path[-1]:
            return False
        sheet, column = self.sheet, cell.column
        above = sum(1 for at in sheet.rows if sheet.readings[at, column].kind == "figure")
        beside = any(sheet.readings[cell.row, at].kind == "figure" for at in sheet.value_columns if at != column)
        return above >= _FIGURES_IN_COLUMN and (beside or len(sheet.value_columns) == 1)

    def _as_above(self, row: Row, column: Column) -> Row:
        """`1,262 〃` below `1,380百万円`: the row in the unit that the figure above it prints."""
        for index in range(row.index - 1, self.sheet.first_data_row - 1, -1):
            reading, cell = self.sheet.readings[index, column.index], self.grid.at(index, column.index)
            if reading.kind != "figure" or cell is None:
                return row
            word = "%" if reading.figure.percent else reading.figure.word
            if word is not None:
                said = next((m for m in find_units(f"({word})") if m.unit is not None), None)
                return msgspec.structs.replace(row, unit=said, unit_place=cell.span.location) if said else row
            if not _DITTO.search(reading.rest):
                return row
        return row

    def _figure(self, cell: Cell, reading: CellReading, row: Row, column: Column) -> None:
        figure = self.of.signed(reading.figure, row, column)
        span = cell.span.cut(figure.start, figure.end)
        valued = value_of(figure, row, column, self.declared)
        status: Status = "split" if cell.split or (reading.rest.strip(".,:;'\"") == "" and reading.rest) else "verbatim"
        finest = self.habits.finest_in(row.index)
        doubts = doubts_beside(reading.rest, valued) or digits_lost(cell.text, figure, valued, finest)
        doubts = doubts or open_sign(figure, valued, self.brackets.sense, row, column)
        doubts = doubts or self.habits.doubts_of(figure, column.index, valued)
        doubts = doubts or self.habits.per_share_doubts(figure, row, column, valued)
        doubts = doubts or self.habits.stray_doubts(figure, row, column.index, valued)
        if valued.misleading:
            self.misled.add((cell.row, cell.column))
        if column.open_role and valued.unit is None:
            doubts = (Candidate(value=plain(figure.value), why="the heading of its column is damaged"),)
        if not doubts and not row.path[-1] and self._labelled and valued.value is not None:
            doubts = (Candidate(value=plain(valued.value), why="no label stands before this figure"),)
        if doubts:
            self._add(self.of.fact(span, row, column, valued, "unresolved", candidates=doubts))
            return
        fact = self.of.fact(span, row, column, valued, status)
        self._add(msgspec.structs.replace(fact, basis=cell.basis) if cell.basis else fact)

    @cached_property
    def _labelled(self) -> bool:
        """Whether the rows of the table have labels, as a rule."""
        rows = self.sheet.rows.values()
        return sum(1 for r in rows if r.path[-1]) * 5 >= 4 * len(rows)

    def _figures(self, cell: Cell, reading: CellReading, row: Row, column: Column) -> None:
        """Several figures in one slot that no rule could place: each is kept, none is taken for the value."""
        if self._range(cell, reading, row, column):
            return
        pair = None
        noted = None
        if len(reading.figures) == 2 and not reading.fragments:
            first, second = reading.figures
            valued = value_of(self.of.signed(first, row), row, column, self.declared)
            noted = self._noted(cell.text[first.end : second.end], valued)
        if self._japanese or self.brackets.sense != "minus" or noted is not None:
            named = noted is not None or name_of_aside((*row.path[-1:], *column.path)) is not None
            pair = value_and_aside(self.grid, cell.text, reading, named=named)
        if pair is not None:
            self._pair(cell, pair, row, column)
            return
        if (pair := amount_and_percent(self.grid, cell.text, reading)) is not None:
            self._pair(cell, pair, row, column, share=column.index in self._columns_with_shares)
            return
        for figure in reading.figures:
            span = cell.span.cut(figure.start, figure.end)
            valued = value_of(self.of.signed(figure, row), row, column, self.declared)
            value = plain(valued.value) if valued.value is not None else figure.printed
            doubt = (
                Candidate(value=value, why=f"one of {len(reading.figures)} figures in the cell `{shown(cell.span)}`"),
            )
            self._add(self.of.fact(span, row, column, valued, "unresolved", candidates=doubt))

    def _named(self, cell: Cell, named: tuple[tuple[str, Figure], ...], row: Row, column: Column) -> None:
        """`Full-time: 68.3` over `Part-time: 74.9`: each figure under the name that stands before it."""
        for name, figure in named:
            under = msgspec.structs.replace(row, path=(*row.path, name))
            valued = value_of(self.of.signed(figure, row), under, column, self.declared)
            span = cell.span.cut(figure.start, figure.end)
            self._add(self.of.fact(span, under, column, valued, "split", dimensions={"qualifier": name}))

    def _range(self, cell: Cell, reading: CellReading, row: Row, column: Column) -> bool:
        """The two ends of a range as facts of their own; False when the cell holds none."""
        ends = range_of(cell.text, reading.figures)
        if ends is None:
            return False
        for bound, figure in zip(("lower", "upper"), ends, strict=True):
            valued = value_of(self.of.signed(figure, row), row, column, self.declared)
            span = cell.span.cut(figure.start, figure.end)
            self._add(self.of.fact(span, row, column, valued, "split", dimensions={"bound": bound}))
        return True

    @cached_property
    def _columns_with_shares(self) -> frozenset[int]:
        """The columns whose amounts have their shares of one whole in brackets behind them, as the figures tell."""
        pairs: dict[int, list[tuple[Figure, Figure]]] = {}
        for (at, index), reading in self.sheet.readings.items():
            cell = self.grid.at(at, index) if at in self.sheet.rows and reading.kind == "figures" else None
            if cell is not None and (pair := amount_and_percent(self.grid, cell.text, reading)) is not None:
                pairs.setdefault(index, []).append(pair)
        return frozenset(index for index, found in pairs.items() if are_shares(found))

    def _pair(self, cell: Cell, pair: tuple[Figure, Figure], row: Row, column: Column, *, share: bool = False) -> None:
        """`58(1)`: the value, and in brackets what a label may or may not name, or what is its `share` of the whole."""
        value, aside = pair
        valued = value_of(value, row, column, self.declared)
        self._add(self.of.fact(cell.span.cut(value.start, value.end), row, column, valued, "split"))
        noted = self._noted(cell.text[value.end : aside.end], valued)
        if noted is not None and CHANGE.search(noted.name):
            column = msgspec.structs.replace(column, change=True, measure="change")
        beside = value_of(msgspec.structs.replace(aside, value=abs(aside.value)), row, column, self.declared)
        span, name = cell.span.cut(aside.start, aside.end), name_of_aside((*row.path[-1:], *column.path))
        if share:
            column = msgspec.structs.replace(column, share=True, measure="share")
            self._add(self.of.fact(span, row, column, beside, "split"))
            return
        if name is not None or noted is not None:
            said = name or (noted.name if noted is not None else "")
            fact = self.of.fact(span, row, column, beside, "split", dimensions={"qualifier": said})
            if noted is not None:
                fact = msgspec.structs.replace(fact, period=self._of_note(noted, fact.period))
            self._add(fact)
            return
        printed = plain(beside.value) if beside.value is not None else aside.printed
        doubt = Candidate(value=printed, why=f"in brackets beside `{value.printed}`; what it tells of is not said")
        self._add(self.of.fact(span, row, column, beside, "unresolved", candidates=(doubt,)))

    def _of_note(self, noted: NotedAside, beside: Period | None) -> Period | None:
        """The period of a figure in brackets, by what the note says of it and by that of the figure beside it: a year
        before that, or the one that the note dates."""
        if noted.prior:
            return None if beside is None else a_year_before(beside)
        named = text_to_pieces(noted.name)
        if not named:
            return beside
        told = piece_to_period(named[0], beside.kind if beside else None, self.profile.calendar)
        if len(named) > 1 or told.end is None:
            return None  # which period is meant, cannot be read
        return msgspec.structs.replace(told, printed=noted.name)

    def _noted(self, words: str, value: Valued) -> NotedAside | None:
        """What the notes around the table say of figures in brackets like those in `words`, beside such a value: a
        note of temporary staff says nothing of amounts."""
        bracket = next((c for c in words if c in "(（[［〔【"), None)
        notes = (noted_aside(shown(span), bracket) for span in (*self.grid.after, *self.grid.caption) if bracket)
        found = {note for note in notes if note is not None}
        note = found.pop() if len(found) == 1 else None
        said = unit_of_label(note.name) if note is not None else None
        return note if said is None or said.unit == value.unit else None

    def _figures_in_words(self, cell: Cell, reading: CellReading, row: Row, column: Column) -> None:
        """`JPY2,000 (Annual)`, `(up 47.7% YoY)`: figures that carry their own unit among words."""
        text = cell.text
        if not (_UP.search(text) or _DOWN.search(text)) and self._range(cell, reading, row, column):
            return
        for n, figure in enumerate(reading.figures):
            if not (figure.currency or figure.percent):
                continue
            words = text[reading.figures[n - 1].end if n else 0 : figure.start]
            said = _SAID_AFTER.match(text, figure.end)
            words += said[0] if said else ""
            changes = bool(_UP.search(words) or _DOWN.search(words))
            if changes:
                sign = -1 if _DOWN.search(words) else 1
                figure = msgspec.structs.replace(figure, value=abs(figure.value) * sign)
                column = msgspec.structs.replace(column, change=True, measure="change")
            span = cell.span.cut(figure.start, figure.end)
            valued = value_of(self.of.signed(figure, row) if not changes else figure, row, column, self.declared)
            after = text[figure.end : reading.figures[n + 1].start if n + 1 < len(reading.figures) else len(text)]
            note = "" if changes else (words.strip(_EDGES) or after.strip(_EDGES))
            dimensions = {"qualifier": " ".join(note.split())} if note else {}
            compared = _COMPARISON.search(text)
            if compared and changes:
                dimensions = {"comparison": compared[0]}
            self._add(self.of.fact(span, row, column, valued, "split", dimensions=dimensions))

    def _blank(self, row: Row, column: Column, printed: str, where: Location) -> None:
        """A slot without legible value. The prover fills, flags or drops it."""
        if column.change and not printed:
            return
        unit = self.of.unit_of_slot(row, column)
        if where.line is None and where.page is None:
            neighbours = [c for c in self.sheet.rows_of.get(row.index, []) if c.column <= column.index]
            where = neighbours[-1].span.location if neighbours else self.grid.location
        fact = self.of.fact(Span(printed), row, column, unit, "unresolved")
        self.draft.blanks.append(
            msgspec.structs.replace(fact, value=None, printed=printed or None, location=where, candidates=())
        )

    def _add(self, fact: Fact) -> None:
        self.draft.facts.append(fact)

    # -- charts --------------------------------------------------------------------------------------------
    def _chart(self) -> None:
        """Every figure of a scrambled chart is a token: unresolved, under the axis label of its column."""
        lines: dict[int, dict[int, str]] = {}
        for cell in self.grid.cells:
            found = find_periods(cell.text)
            if len(found) == 1 and len(cell.text) < 25 and not find_figures(cell.text):
                lines.setdefault(cell.row, {})[cell.column] = cell.text
        # A title beside the columns (`FY09: (Gross Ma`) names a period too: the line that names most is the axis.
        axis = max(lines.values(), key=len, default={})
        self.draft.captions[self.name] = tuple(shown(span) for span in self.grid.caption)
        for cell in self.grid.cells:
            self.taken.add((cell.row, cell.column))
            if cell.row < (self.grid.headers or 0):
                continue  # the name of a category
            if cell.text == axis.get(cell.column):
                continue
            label = axis.get(cell.column)
            column = Column(
                index=cell.column, path=(label,) if label else (),
                period=resolve(find_periods(label)[0], self.profile.calendar) if label else None,
            )  # fmt: skip
            row = Row(index=cell.row, path=(), level=0, kind="item")
            for figure in self.sheet.readings[cell.row, cell.column].figures:
                plainly = msgspec.structs.replace(figure, value=abs(figure.value)) if figure.bracketed else figure
                valued = value_of(plainly, row, column, self.declared)
                value = plain(valued.value) if valued.value is not None else figure.printed
                doubt = (Candidate(value=value, why="a label of a chart; which layer it measures is not printed"),)
                span = cell.span.cut(figure.start, figure.end)
                self._add(self.of.fact(span, row, column, valued, "unresolved", candidates=doubt))

    # -- the rest ------------------------------------------------------------------------------------------
    def _words(self) -> None:
        """Words in cells may hold facts of their own (`net of allowance of JPY 29,115 thousand`): prose reads them."""
        profile = not self.sheet.value_columns
        dated = next((c.span for c in self.grid.row(0) if profile and len(self.grid.row(0)) == 1), None)
        for cell in self.grid.cells:
            if cell.aside or (cell.row, cell.column) in self.taken or not find_figures(cell.text):
                continue
            span = cell.span
            if not profile and cell.column in self.sheet.label_columns and (row := self.sheet.rows.get(cell.row)):
                self.draft.labels.append((span, row.path))
                self._particulars(span, row)
            label = self.grid.at(cell.row, 0)
            if profile and label is not None and cell.column > 0 and len(label.text) < 80:
                # A row of a profile says what its words are about: `Number of Employees | Consolidated: 1,953`.
                spans = [label.span, cell.span]
                if dated is not None and dated is not label.span and not find_periods(label.text + cell.text):
                    spans.append(dated)
                span = Span.join(spans, ": ")
            self.draft.words.append(TextBlock("paragraph", span))
            self.draft.declared.append(amount_declared(self.declared))

    def _particulars(self, span: Span, row: Row) -> None:
        """What the label of a row tells of it: `net of allowances of $18 and $23` under two days, in their order."""
        found = find_particulars(span.text)
        if not found:
            return
        columns = {i: self.columns[i] for i in self.sheet.value_columns if not self.columns[i].change}
        periods = {i: self.of.fact(span, row, column, None, "nil").period for i, column in columns.items()}
        for particular in found:
            for figure, index, period in placed(particular, periods, self.profile.calendar):
                self._particular(particular, figure, span, row, columns[index], period)

    def _particular(self, of: Particular, figure: Figure, span: Span, row: Row, column: Column, at: Period) -> None:
        amount = amount_declared(self.declared)
        if amount is None and column.unit is not None:
            amount = Declared(mention=column.unit, location=column.unit_place or Location())
        beside = max(map(abs, self.of.row_figures(row.index).values()), default=Decimal(0))
        valued, doubts = value_of_particular(of, figure, value_of(figure, None, None, self.declared), amount, beside)
        status: Status = "unresolved" if doubts else "split"
        place, plainly = span.cut(figure.start, figure.end), msgspec.structs.replace(row, unit=None)
        fact = self.of.fact(place, plainly, column, valued, status, candidates=doubts)
        label = (*row.path, of.name)
        self._add(
            msgspec.structs.replace(
                fact, table=None, row=None, column=None, header=(), label=label, measure=valued.measure, period=at
            )
        )

    def _noise(self) -> None:
        for cell in self.grid.cells:
            if cell.role == "noise" and any(map(str.isdigit, cell.text)):
                self.draft.problems.append(
                    problem(
                        "noise_token",
                        f"`{shown(cell.span)}` fits no place in the table; it was not taken for a value",
                        location=cell.span.location,
                        data={"table": self.name},
                    )
                )

    def _table(self) -> Table:
        sheet, grid = self.sheet, self.grid
        legible = [d for d in self.declared if d.legible]
        amount = next((d for d in legible if d.mention.unit != "percent"), next(iter(legible), None))
        self.draft.before[self.name] = tuple(shown(span) for span in grid.caption[-3:])
        columns: tuple[ColumnHeader, ...] = ()
        rows: tuple[RowHeader, ...] = ()
        kind: str | None = "chart" if grid.form == "chart" else "contents" if sheet.is_contents else None
        if kind is None and sheet.value_columns:
            columns = tuple(column_header(c) for c in self.columns.values())
            rows = tuple(row_header(r) for r in sheet.rows.values())
            labels = tuple(r.path[-1] for r in sheet.rows.values())
            kind = statement_kind(sheet.title, labels, tuple(" ".join(c.path) for c in self.columns.values()))
        return Table(
            id=self.name, title=sheet.title, kind=kind, location=grid.location, unit=sheet_unit(amount),
            rows=grid.rows, columns=grid.columns, column_headers=columns, row_headers=rows,
            cells=tuple(self._table_cell(c) for c in grid.cells), repairs=grid.repairs,
        )  # fmt: skip

    def _table_cell(self, cell: Cell) -> TableCell:
        sheet = self.sheet
        role = cell.role
        if role == "unknown":
            if (cell.row, cell.column) in self.taken and cell.row >= sheet.first_data_row:
                role = "value"
            elif cell.row < sheet.first_data_row:
                role = "header"
            elif cell.column in sheet.label_columns:
                role = "label"
            else:
                role = "note"
        return TableCell(
            row=cell.row, column=cell.column, row_span=cell.row_span, column_span=cell.column_span, role=role,
            text=shown(cell.span), location=cell.span.location,
        )  # fmt: skip
