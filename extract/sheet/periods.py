"""The periods of a sheet: claims of rows, columns and everything over the table, settled for each figure.

What turns into what: a sheet, and a row and column of it → the period of that figure, and the claims that settled it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import regex as re

from extract.calendar.piece_dates import Known, Need, is_settled, piece_to_period
from extract.calendar.piece_reader import PieceReader
from extract.lex.dates import day_of, is_month_end, months_later
from extract.lex.mention import Mention
from extract.lex.piece import Piece, join, mention_to_piece
from extract.lex.scenarios import plan_words
from extract.model import Calendar, Cell, Location, Period
from extract.model.claim import Claim, Rank, Resolved
from extract.sheet.between_balances import Line, times_between
from extract.sheet.claims.period_of_column import period_of_column, says_no_end
from extract.sheet.claims.period_of_row import PERIOD_OF_TITLE, period_of_row
from extract.sheet.claims.period_of_table import (
    period_of_caption,
    period_of_monthly_rows,
    period_of_monthly_title,
    period_of_quarterly_title,
    period_of_stub_head,
    period_of_surroundings,
)
from extract.sheet.parts import Column, Row
from extract.sheet.quarters_so_far import part_so_far
from extract.sheet.resolve import resolve_period
from extract.sheet.running_quarters import is_by_itself
from extract.sheet.wording import CHANGE, shown
from extract.tables.shape import shape_of

if TYPE_CHECKING:
    from extract.sheet.sheet import Sheet

_THEREAFTER = re.compile(r"\W*(?:there\s?after|later years?|and (?:there)?after|.{0,8}(?:超|以降))\W*$", re.I)
_BEGINS_SPAN = re.compile(r"\bend(?:ed|ing)\W*$", re.I)
# What is planned is the whole year: said so, or a share of it is reached.
_OF_WHOLE = re.compile(r"進捗|達成率|通期|年間|\bprogress\b|\bachiev|\bfull\b|\bcompletion\b", re.I)
_QUARTERS = ("Q1", "Q2", "Q3", "Q4")
_LATER_QUARTERS = _QUARTERS[1:]
_QUARTER = 3  # months
_STEPS = 2
Claims = tuple[Claim[Piece], ...]


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """The period of a figure or column, and how it was settled."""

    period: Period | None
    resolved: Resolved[Piece]

    @property
    def grounds(self) -> Claims:
        """The claims that settled it, the nearest first."""
        return self.resolved.grounds


class SheetPeriods:
    """All that a sheet says of time, asked by column, or by row and column."""

    def __init__(self, sheet: Sheet, calendar: Calendar, known: Known) -> None:
        self.sheet, self.calendar, self.read = sheet, calendar, PieceReader(calendar)
        self._settled: dict[tuple[Claims, Need | None], Dated] = {}
        self.known = known  # as far as the days of columns go, which say whether spans are of weeks
        self.known = msgspec.structs.replace(known, of_weeks=known.of_weeks or self._of_weeks)
        self._settled.clear()

    # -- claims --------------------------------------------------------------------------------------------
    @cached_property
    def _columns(self) -> dict[int, Claims]:
        found = {
            index: tuple(period_of_column(self._heads_that_date(index), self.read))
            for index in self.sheet.value_columns
        }
        found = _without_terms_apart(found)
        found = self._whole_beside_parts(self._months_beside_spans(self._compared_within_year(found)))
        if not self._columns_are_due:
            found = self._of_months(found)
            found = {index: self._to_date(claims, self._so_far(index, found)) for index, claims in found.items()}
            found = self._beside_quarters(found)
            return found | self._between_balances(found)
        return {index: tuple(c for c in claims if _dates_balances(c)) for index, claims in found.items()}

    def _compared_within_year(self, found: dict[int, Claims]) -> dict[int, Claims]:
        """`YoY` beside `3Q` under one year: what is compared is no whole year, and which part it is nothing says."""
        before: Claims = ()
        opened: dict[int, Claims] = {}
        for index, claims in sorted(found.items()):
            heads = self._heads_that_date(index)
            spanners = {claim.where for claim in claims if claim.rank == Rank.SPANNER}
            if claims and heads and CHANGE.search(heads[-1].text) and all(c.rank == Rank.SPANNER for c in claims):
                beside = spanners & {claim.where for claim in before}
                parted = any(p.part not in (None, "FY") for c in before if c.rank == Rank.COLUMN for p in c.values)
                if beside and parted:
                    opened[index] = tuple(
                        msgspec.structs.replace(claim, said="illegible", values=()) for claim in claims
                    )
                continue
            before = claims
        return found | opened

    def _so_far(self, index: int, found: Mapping[int, Claims]) -> Piece | None:
        """The year so far on which the document reports; where it reports on none, as on a page whose years are not the
        document's, that of the quarters that add up to a column."""
        claims = found[index]
        if self.known.so_far is not None or not claims or not says_no_end(claims[0].printed):
            return self.known.so_far
        years = {piece.fiscal for claim in claims[1:] for piece in claim.values}
        quarters = {part: at for at, other in found.items() if (part := _quarter_of(other, years)) is not None}
        in_order = [quarters[part] for part in _QUARTERS if part in quarters]
        part = part_so_far(self.sheet.readings, self.sheet.rows_of, in_order, index) if len(years) == 1 else None
        if part is None or in_order != [quarters.get(name) for name in _QUARTERS[: len(in_order)]]:
            return None
        whole = Piece(kind="duration", fiscal=years.pop(), part=part, printed=claims[0].printed)
        period = piece_to_period(whole, "duration", self.calendar, self.known)
        if period.start is None or period.end is None:
            return None
        year, month, day = map(int, period.end.split("-"))
        return msgspec.structs.replace(whole, begin=period.start, year=year, month=month, day=day, part=None)

    def _to_date(self, claims: Claims, so_far: Piece | None) -> Claims:
        """The claims of a column of the year so far, where it is known until when that is told."""
        if (
            so_far is None
            or so_far.fiscal is None
            or not claims
            or claims[0].said != "illegible"
            or not says_no_end(claims[0].printed)
        ):
            return claims
        # `累計` over `YTD`: said twice
        rest = tuple(claim for claim in claims[1:] if claim.said != "illegible" or not says_no_end(claim.printed))
        over = [piece for claim in rest for piece in claim.values]
        if any(claim.said == "illegible" for claim in rest) or any(p.fiscal != so_far.fiscal for p in over):
            return claims
        rule = "year_so_far"
        return (msgspec.structs.replace(claims[0], rule=rule, said="said", values=(so_far,)), *rest)

    def _months_beside_spans(self, found: dict[int, Claims]) -> dict[int, Claims]:
        """`Nov 2031` beside `Jan–Nov 2031`: what the months up to the last one tell, the column of a month tells of it
        alone, and of no day at its end."""
        pieces = [piece for claims in found.values() for claim in claims for piece in claim.values]
        spans = {(p.year, p.month) for p in pieces if p.kind == "duration" and p.begin is not None and p.months != 1}
        months = {
            i: (msgspec.structs.replace(c[0], values=(msgspec.structs.replace(p, kind="duration", months=1),)), *c[1:])
            for i, c in found.items()
            if c and len(c[0].values) == 1 and _is_month(p := c[0].values[0]) and (p.year, p.month) in spans
        }
        return found | months

    def _whole_beside_parts(self, found: dict[int, Claims]) -> dict[int, Claims]:
        """`2030` behind `1–6/2031` and `1–6/2030`, or behind `30 Jun 2031` and `30 Jun 2030`: the whole of a year that
        is over, whatever part the report is on. The other columns say themselves all of their time, and one to the left
        is of a part of that year."""
        dated = {i: claims for i, claims in found.items() if claims}
        alone = {i: c[0].values[0] for i, c in dated.items() if len(c) == 1 and len(c[0].values) == 1}
        bare = {i: dated[i][0] for i, piece in alone.items() if _is_bare_year(piece)}
        parts = {i: piece for i, piece in alone.items() if i not in bare and _is_part(piece)}
        years = {year for i in bare if (year := _year(alone[i])) is not None}
        of_parts = {year for piece in parts.values() if (year := _year(piece)) is not None}
        first = min(bare, default=0)
        before = {_year(piece) for i, piece in parts.items() if i < first}
        said_by_all = len(bare) + len(parts) == len(dated)
        if not said_by_all or not years & before or max(years) >= max(of_parts):
            return found
        whole = {
            i: (msgspec.structs.replace(c, rule="whole_year_beside_parts", values=(_whole_year(c.values[0]),)),)
            for i, c in bare.items()
        }
        return found | whole

    def _of_months(self, found: dict[int, Claims]) -> dict[int, Claims]:
        """Columns of months, without the years over them: `Nov. 2031` and `Feb. 2032` under `FY2031` are none of them
        that year, and whether they are months or days, their rows say."""
        bare = {
            i: c[0].values[0] for i, c in found.items() if c and len(c[0].values) == 1 and _is_month(c[0].values[0])
        }
        if len({piece.month for piece in bare.values()}) < 2:
            return found
        kept = {
            i: tuple(claim for n, claim in enumerate(found[i]) if not n or not all(map(_is_year, claim.values)))
            for i in bare
        }
        return found | kept

    def _beside_quarters(self, found: dict[int, Claims]) -> dict[int, Claims]:
        """Columns of months that go on where those of quarters end, `3Q 4Q 10月 11月`: spans of time as these are. The
        year over them is that of the quarters, so the month must be in the year of that name by either reading."""
        quarters = [c for c in found.values() if c and all(p.part in _QUARTERS for p in c[0].values)]
        months = {i: c[0].values[0] for i, c in found.items() if c and len(c[0].values) == 1 and _is_lone_month(c[0])}
        going_on = {
            index
            for one, other in pairwise(sorted(months))
            if other - one == 1 and (months[other].month or 0) - (months[one].month or 0) in (1, -11)
            for index in (one, other)
        }
        spans = {}
        for index in going_on if quarters else ():
            years = [piece for claim in found[index][1:] for piece in claim.values]
            if len(years) == 1 and years[0].bare is not None and self._is_month_of(months[index], years[0].bare):
                month = msgspec.structs.replace(months[index], kind="duration", months=1)
                spans[index] = (msgspec.structs.replace(found[index][0], values=(month,)), *found[index][1:])
        return found | spans

    def _is_month_of(self, month: Piece, year: int) -> bool:
        """Whether a month is in the fiscal year of a name and in the year of the calendar."""
        named = Piece(kind="duration", fiscal=year, part="FY", printed=str(year))
        whole = piece_to_period(named, "duration", self.calendar, self.known)
        return month.month is not None and (whole.start or "9") <= f"{year}-{month.month:02}-28" <= (whole.end or "")

    def _between_balances(self, found: dict[int, Claims]) -> dict[int, Claims]:
        """The columns between two dated balances: `Balance 12/31/2022`, `Acquisitions`, `Balance 9/9/2023`."""
        lines: dict[int, Line] = {}
        for index, claims in found.items():
            period = self._settle_said(claims, None).period if claims else None
            day = period.end if period is not None and period.kind == "instant" else None
            words = " ".join(shown(cell.span) for cell in self.sheet.heads_over(index))
            mention = (
                Mention(start=0, end=0, printed=period.printed or "", kind="instant", finish=day)
                if day and period
                else None
            )
            if claims and mention is None:
                return {}
            lines[index] = Line(words, mention)
        return {index: (_time_between(time, self._head_of(index, lines)),)
                for index, time in times_between(lines).items()}  # fmt: skip

    def _head_of(self, index: int, lines: dict[int, Line]) -> Location:
        """Where the balance is dated to which a column leads."""
        closing = next((k for k in sorted(lines) if k > index and lines[k].mention is not None), None)
        heads = self.sheet.heads_over(closing) if closing is not None else []
        return heads[-1].span.location if heads else Location()

    def _heads_that_date(self, index: int) -> list[Cell]:
        """The headings over a column without the days of events."""
        return [cell for cell in self.sheet.heads_over(index) if cell.row not in self.sheet.rows_of_events]

    @cached_property
    def _columns_are_due(self) -> bool:
        """Whether the years over the columns are those in which amounts fall due: `2024`, `2025`, `Thereafter`."""
        heads = [heads[-1] for index in self.sheet.value_columns if (heads := self.sheet.heads_over(index))]
        return self._tells_when_due([shown(cell.span) for cell in heads])

    @cached_property
    def _rows_are_due(self) -> bool:
        """Whether the rows are the years in which amounts fall due."""
        return self._tells_when_due([shown(cell.span) for cell in self._labels])

    @cached_property
    def _labels(self) -> list[Cell]:
        sheet = self.sheet
        return [c for c in sheet.grid.cells if c.column in sheet.label_columns and c.row >= sheet.first_data_row]

    def _tells_when_due(self, names: list[str]) -> bool:
        later = any(_THEREAFTER.fullmatch(name) for name in names)
        return later and sum(1 for name in names if any(p.has_year for p in self.read(name))) > 1

    @property
    def _of_weeks(self) -> bool:
        """Whether the spans of some column end amid a month, and not on a day on which years close."""
        pieces = (p for claims in self._columns.values() for claim in claims for p in claim.values)
        ends = [day_of(p.year, p.month, p.day) for p in pieces if p.year and p.month and p.day and p.months]
        return any(end is not None and not is_month_end(end) and end.day != self.calendar.end_day for end in ends)

    @cached_property
    def _table(self) -> Claims:
        sheet = self.sheet
        found = (
            *(claim for claim in period_of_stub_head(sheet, self.read) if not self._is_year_of_one_column(claim)),
            *period_of_monthly_rows(sheet, self.read),
            *period_of_caption(sheet, self.read),
            *period_of_monthly_title(sheet, self.read),
            *period_of_surroundings(sheet),
        )
        if self._columns_are_due or self._rows_are_due:
            return tuple(claim for claim in found if _dates_balances(claim))
        return tuple(msgspec.structs.replace(claim, pattern=self._is_pattern(claim)) for claim in found)

    @cached_property
    def has_torn_year(self) -> bool:
        """Whether the corner holds a year that was torn off a heading: then headings may be those of other columns."""
        return any(map(self._is_year_of_one_column, period_of_stub_head(self.sheet, self.read)))

    def _is_year_of_one_column(self, claim: Claim[Piece]) -> bool:
        """Whether the corner says a year and nothing else, and a heading another one: `2015` under `Nine months ended`,
        beside `Nine months ended September 30,` and `September 30, 2016`, is the rest of a heading that is torn."""
        alone = all(p.has_year and not p.has_day and not p.has_length and p.part is None for p in claim.values)
        years = {_year(p) for p in claim.values} - {None}
        columns = {_year(p) for claims in self._columns.values() for c in claims for p in c.values} - {None}
        return alone and bool(columns) and columns.isdisjoint(years)

    def _is_pattern(self, claim: Claim[Piece]) -> bool:
        """Whether a line over the table names a year of its columns, or none: `Years ended March 31, 2024` over `2024`
        and `2023` speaks of both, a line on another year of neither."""
        years = {_year(p) for p in claim.values} - {None}
        columns = {_year(p) for claims in self._columns.values() for c in claims for p in c.values}
        return not years or bool(years & columns)

    @cached_property
    def _any_column_dated(self) -> bool:
        """Whether the headings of some column date it, with or without what stands over the table."""
        return any(
            c.period is not None and c.period.end is not None
            for i in self._columns
            if self._columns[i] and (c := self._settle((*self._columns[i], *self._table), None)) is not None
        )

    @cached_property
    def _caption_repeats_columns(self) -> bool:
        """Whether what stands over the table is a day, and that of each column that names one: `Fair values at March
        31, 2024` over `Level 1` and `Total at March 31, 2024`."""
        over = self._settle(self._table, None).period
        if over is None or over.kind != "instant" or over.end is None or any(c.said != "said" for c in self._table):
            return False
        named = [self._settle(claims, None).period for claims in self._columns.values() if claims]
        return all(p is not None and (p.kind, p.end) == (over.kind, over.end) for p in named)

    @cached_property
    def _one_column_stands(self) -> bool:
        """Whether one column alone names a day, on which what it tells stood, below a length over the table: `Assets at
        June 30` among `Net sales` and `Segment profit`, under `Three Months Ended June 30`."""
        named = [claims for claims in self._columns.values() if claims]
        pieces = [p for claims in named for claim in claims for p in claim.values]
        stands = len(named) == 1 and all(p.kind == "instant" and not p.has_length for p in pieces)
        return stands and any(p.has_length for claim in self._table for p in claim.values)

    @cached_property
    def _headed(self) -> bool:
        """Whether a heading stands over any column, or the table has one column of amounts and needs none."""
        shape, columns = shape_of(self.sheet.grid), self.sheet.value_columns
        return any(map(self.sheet.heads_over, columns)) or sum(shape.content(i) != "percent" for i in columns) <= 1

    @cached_property
    def _months(self) -> frozenset[int]:
        """The columns named by a month each, several of them: a part of the year over the table, `3Q累計`, ends with
        one of these at the most, and none of them is so long."""
        bare = {
            i: claims[0].values[0].month
            for i, claims in self._columns.items()
            if claims and len(claims[0].values) == 1 and _is_bare_month(claims[0].values[0])
        }
        return frozenset(bare) if len(set(bare.values())) > 1 else frozenset()

    def _lends(self, index: int) -> Claims:
        """What stands over the table, as far as it speaks of a column without a period of its own."""
        if index in self._months:
            # Neither the part of a year over the table, nor its year: `2031年８月期` over `Aug. 2030`, `Feb. 2031`.
            return tuple(
                c
                for c in self._table
                if not c.values or not all(_is_part_alone(p) or _is_whole_year(p) for p in c.values)
            )
        if self._columns[index]:
            return self._table
        yeared = any(p.has_year for claims in self._columns.values() for claim in claims for p in claim.values)
        if (yeared or self._any_column_dated) and not (self._caption_repeats_columns or self._one_column_stands):
            return ()  # the others name their own
        headed = self._headed
        illegible = any(c.said == "illegible" or len(c.values) > 1 for claims in self._columns.values() for c in claims)
        bare = not self.sheet.heads_over(index)
        return self._table if headed and not (illegible and bare) else ()

    @cached_property
    def plans_of_part_or_year(self) -> frozenset[int]:
        """The columns that plan the year of which another tells the part that the title names: `2031年度予想`
        beside `2031年度実績` under `3Q累計`. That part may be planned or the whole year, and nothing says which:
        unless a heading tells of progress, which is made towards the year."""
        title = next((claim.values for claim in self._table if claim.rank >= Rank.CAPTION), ())
        parts = [piece for piece in title if piece.part not in (None, "FY")]
        heads = [shown(cell.span) for cell in (*self.sheet.header_cells, *self._labels)]
        if not parts or any(_OF_WHOLE.search(head) for head in heads):
            return frozenset()
        planned: dict[int, int | None] = {}
        actual: set[int | None] = set()
        for index, claims in self._columns.items():
            if not claims or len(claims[0].values) != 1 or not _is_year(piece := claims[0].values[0]):
                continue
            words = plan_words(" ".join(shown(cell.span) for cell in self.sheet.heads_over(index)))
            if words is not None and words.plan:
                planned[index] = piece.fiscal
            else:
                actual.add(piece.fiscal)
        return frozenset(index for index, year in planned.items() if year in actual)

    # -- periods -------------------------------------------------------------------------------------------
    def of_column(self, index: int) -> Dated:
        """The period of a column, whatever its rows say."""
        if index in self.plans_of_part_or_year:
            return _left_open(self._columns[index])
        return self._settle((*self._columns[index], *self._lends(index)), None)

    def claims_over(self, index: int) -> Claims:
        """What the headings over a column say, the innermost first."""
        return self._columns.get(index, ())

    @cached_property
    def _quarterly(self) -> Claims:
        """What a title says that calls its figures those of quarters."""
        return tuple(period_of_quarterly_title(self.sheet))

    @cached_property
    def _ends_of_quarters(self) -> frozenset[int]:
        """The columns headed by days three months apart, three or more of them, of which nothing says a length."""
        ends: dict[int, date] = {}
        for index, claims in self._columns.items() if self._quarterly else ():
            if any(p.has_length for claim in claims for p in claim.values):
                continue
            period = self._settle((*claims, *self._table), "duration").period
            if period is not None and period.end is not None and period.start is None:
                ends[index] = date.fromisoformat(period.end)
        days = sorted(set(ends.values()))
        steps = [(b.year - a.year) * 12 + b.month - a.month for a, b in pairwise(days)]
        whole = all(map(is_month_end, days))
        return frozenset(ends) if whole and len(steps) >= _STEPS and set(steps) == {_QUARTER} else frozenset()

    @cached_property
    def _columns_differ(self) -> bool:
        """Whether the headings of columns tell several periods: then a title among the rows is of none of them."""
        return len({tuple(claim.printed for claim in claims) for claims in self._columns.values() if claims}) > 1

    def names_period(self, row: Row) -> bool:
        """Whether a row is a period by its own label."""
        if self._rows_are_due:
            return False
        return any(claim.rule == "period_of_row" for claim in period_of_row(row, Location(), self.read))

    def of_figure(self, row: Row, column: Column, need: Need | None, where: Location) -> Dated:
        """The period of a figure: its row speaks before its column, and that before what stands over the table."""
        own = tuple(self._with_stub_head(row, claim) for claim in period_of_row(row, where, self.read))
        if self._rows_are_due:
            own = tuple(claim for claim in own if _dates_balances(claim))
        if self._columns_differ:
            own = tuple(claim for claim in own if claim.rule != PERIOD_OF_TITLE)
        over = (*column.time, *column.beside)
        if not own and column.index in self.plans_of_part_or_year:
            return _left_open(over)
        lent = self._lends(column.index) if column.index in self._columns else self._table
        if need == "duration" and column.index in self._ends_of_quarters:
            lent = (*lent, *self._quarterly)
        found = self._settle((*own, *over, *lent), need)
        return found if found.period is None or found.period.end is not None or over else self._by_word(found, need)

    def _with_stub_head(self, row: Row, claim: Claim[Piece]) -> Claim[Piece]:
        """`March 31, 2031` below `Fiscal year ended` in the corner: the row is that year before a column says more, and
        `2nd quarter-end` over it is of that year."""
        day = claim.values[0] if claim.rule == "period_of_row" and len(claim.values) == 1 else None
        if day is None or self._span_begun is None or day.day is None or day.has_length or day.kind is not None:
            return claim
        whole = self.read(f"{self._span_begun} {row.path[-1]}")
        if len(whole) != 1 or not (whole[0].has_length and whole[0].has_day) or whole[0].year != day.year:
            return claim
        return msgspec.structs.replace(claim, values=whole, printed=whole[0].printed)

    @cached_property
    def _span_begun(self) -> str | None:
        """The lowest words over the labels, where they begin a span that the labels end: `Six months ended`."""
        corner = [c for c in self.sheet.header_cells if c.column in self.sheet.label_columns and c.text.strip()]
        said = shown(max(corner, key=lambda cell: cell.row).span) if corner else ""
        return said if _BEGINS_SPAN.search(said) else None

    def _by_word(self, found: Dated, need: Need | None) -> Dated:
        """`前期実績` in a table of one period whose columns name none: the same stretch of the year before; `This
        half-year`: its own."""
        said = found.resolved.value
        if said is None or said.relative not in ("current", "prior") or said.has_day or said.part not in (None, "FY"):
            return found
        table = self._settle(self._table, need)
        if table.period is None or table.period.start is None or table.period.end is None:
            return found
        length = table.resolved.value.months if table.resolved.value is not None else None
        if said.months is not None and (said.relative == "prior" or said.months != length):
            return found  # `last quarter` is the one before this one
        period = a_year_before(table.period) if said.relative == "prior" else table.period
        resolved = msgspec.structs.replace(found.resolved, grounds=(*found.grounds, *table.grounds))
        return Dated(period=msgspec.structs.replace(period, printed=said.printed), resolved=resolved)

    def _settle(self, claims: Iterable[Claim[Piece]], need: Need | None) -> Dated:
        claims = tuple(claims)
        if (claims, need) not in self._settled:
            self._settled[claims, need] = self._settle_said(self._in_year_reported(claims), need)
        return self._settled[claims, need]

    def _settle_said(self, claims: Iterable[Claim[Piece]], need: Need | None) -> Dated:
        def settled(piece: Piece, rank: Rank) -> bool:
            return is_settled(piece, need, self.calendar, self.known, near=rank < Rank.CAPTION)

        resolved = resolve_period(claims, settled)
        if resolved.value is None or resolved.candidates:
            return Dated(period=_open(resolved), resolved=resolved)
        period = piece_to_period(resolved.value, need, self.calendar, self.known)
        if resolved.illegible:
            period = msgspec.structs.replace(period, start=None, end=None)
        elif period.kind == "duration" and self._may_run_on(resolved):
            period = msgspec.structs.replace(period, start=None)
        return Dated(period=period, resolved=resolved)

    def _may_run_on(self, resolved: Resolved[Piece]) -> bool:
        """Whether a period is a quarter by its name alone, in a table that leaves open since when it runs."""
        said = resolved.value
        if said is None or said.part not in _LATER_QUARTERS or said.begin is not None or said.cumulative:
            return False
        return self.sheet.leaves_quarters_open and not any(is_by_itself(claim.printed) for claim in resolved.grounds)

    def _in_year_reported(self, claims: Iterable[Claim[Piece]]) -> Claims:
        """Claims of which none names a year, completed by that on which the document reports: `3Q累計` in slides on
        the third quarter of 2031."""
        claims = tuple(claims)
        bare = claims and all(c.values and not any(p.has_year for p in c.values) for c in claims)
        return (*claims, *self._of_document) if bare else claims

    @cached_property
    def _of_document(self) -> Claims:
        """The year on which the document reports, for a table in which nothing names a year: unless its columns tell
        one part of a year twice, of which one must be of another year, or a part that was still to come."""
        year = self.known.reported
        if year is None or self._columns_are_due or self._rows_are_due:
            return ()
        columns = {claim.where: claim for claims in self._columns.values() for claim in claims}
        said = (*columns.values(), *self._table)
        pieces = [piece for claim in said for piece in claim.values]
        pieces += [piece for cell in self._labels for piece in self.read(shown(cell.span))]
        if any(claim.said == "illegible" for claim in said) or any(piece.has_year for piece in pieces):
            return ()
        heads = [piece for claim in columns.values() for piece in claim.values]
        names = [(piece.part, piece.month) for piece in heads]
        if len(set(names)) < len(names) or any(self._is_to_come(piece, year) for piece in pieces):
            return ()
        return (Claim(rank=Rank.DOCUMENT, rule="year_of_document", values=(year,), printed=year.printed),)

    def _is_to_come(self, piece: Piece, year: Piece) -> bool:
        """Whether a part of the year ends after all that the document can tell of."""
        whole = None if piece.part == "FY" else join(piece, year)
        end = piece_to_period(whole, None, self.calendar, self.known).end if whole is not None else None
        return end is not None and self.known.until is not None and end > self.known.until


def a_year_before(period: Period) -> Period:
    """The same stretch of time, or day, a year earlier."""
    start, end = (
        months_later(date.fromisoformat(day), -12).isoformat() if day else None for day in (period.start, period.end)
    )
    return msgspec.structs.replace(period, start=start, end=end, label=None)


ILLEGIBLE: Claims = (Claim(rank=Rank.COLUMN, rule="damaged_heading", said="illegible"),)
"""What a heading that is damaged says: something, and nobody can read it."""


def _time_between(time: Mention, where: Location) -> Claim[Piece]:
    """What two balances on either side say of the column between them."""
    values = (mention_to_piece(time),)
    return Claim(rank=Rank.COLUMN, rule="period_between_balances", values=values, printed=time.printed, where=where)


def _is_month(piece: Piece) -> bool:
    """Whether a piece is a month of a year and nothing more."""
    return piece.has_day and piece.day is None and not piece.has_length and piece.fiscal is None


def _without_terms_apart(found: dict[int, Claims]) -> dict[int, Claims]:
    """`第80期` and `第79期` over columns, undated: they are two years, so what stands over the table dates neither."""
    terms = {
        i: claims[0].values[0].term
        for i, claims in found.items()
        if len(claims) == 1 and len(claims[0].values) == 1 and _is_term_alone(claims[0].values[0])
    }
    if len(set(terms.values())) < 2:
        return found
    return found | {i: (msgspec.structs.replace(found[i][0], said="illegible", values=()),) for i in terms}


def _is_term_alone(piece: Piece) -> bool:
    return piece.term is not None and piece.begin is None and piece.month is None and not piece.has_year


def _is_bare_year(piece: Piece) -> bool:
    """Whether a piece is a year of which nothing says whose it is, and nothing more."""
    return piece.bare is not None and piece.month is None and not piece.has_length


def _is_part(piece: Piece) -> bool:
    """Whether a piece is a part of a year, or a day or month in it, and says the year."""
    return (piece.has_length or piece.has_day) and piece.part != "FY"


def _whole_year(piece: Piece) -> Piece:
    """A bare year as the fiscal year of its name."""
    return msgspec.structs.replace(piece, kind="duration", fiscal=piece.bare, bare=None, part="FY")


def _is_whole_year(piece: Piece) -> bool:
    """Whether a piece is a year, by its name or by its length and its last month."""
    return (piece.part in (None, "FY") and piece.fiscal is not None) or (piece.months == _YEAR and piece.has_year)


_YEAR = 12


def _is_bare_month(piece: Piece) -> bool:
    """Whether a piece is the name of a month, with or without its year."""
    return piece.month is not None and piece.day is None and not piece.has_length and piece.fiscal is None


def _quarter_of(claims: Claims, years: Collection[int | None]) -> str | None:
    """The quarter that a heading names, of the one year that is named over it."""
    if not claims or len(claims[0].values) != 1 or claims[0].values[0].part not in _QUARTERS:
        return None
    own = {piece.fiscal for claim in claims for piece in claim.values} - {None}
    return claims[0].values[0].part if own == set(years) else None


def _is_lone_month(claim: Claim[Piece]) -> bool:
    """Whether a heading is the name of a month and nothing more."""
    piece = claim.values[0]
    return claim.rank == Rank.COLUMN and _is_bare_month(piece) and piece.year is None and piece.kind is None


def _is_part_alone(piece: Piece) -> bool:
    """Whether a piece is a part of a year, of whichever."""
    return piece.part not in (None, "FY") and not piece.has_year and piece.month is None


def _is_year(piece: Piece) -> bool:
    """Whether a piece is the name of a fiscal year and nothing more."""
    return piece.fiscal is not None and piece.part in (None, "FY") and piece.month is None


def _dates_balances(claim: Claim[Piece]) -> bool:
    """Whether a claim is the day on which amounts stand that fall due later."""
    return bool(claim.values) and all(p.has_day and p.day is not None and not p.has_length for p in claim.values)


def _year(piece: Piece) -> int | None:
    """The year that a piece prints, whatever it is of."""
    return next((y for y in (piece.year, piece.fiscal, piece.bare) if y is not None), None)


def _open(resolved: Resolved[Piece]) -> Period | None:
    """A period without dates where several stand side by side, so that the print is kept."""
    piece = resolved.value
    if piece is None:
        return None
    return Period(kind=piece.kind or "duration", printed=piece.printed or None, label=piece.label)


def _left_open(claims: Claims) -> Dated:
    """What is named by claims that may mean two things."""
    resolved = Resolved[Piece](value=claims[0].values[0], against=claims, illegible=True)
    return Dated(period=_open(resolved), resolved=resolved)


def claims_of(period: Period, rule: str, rank: Rank, where: Location) -> Claims:
    """A period that another column has, as a claim for the one beside it; `where` that one's heading stands."""
    if period.end is None:
        return ()
    year, month, day = map(int, period.end.split("-"))
    piece = Piece(
        kind=period.kind, begin=period.start, year=year, month=month, day=day, printed=period.printed or "",
        label=period.label,
    )  # fmt: skip
    return (Claim(rank=rank, rule=rule, values=(piece,), printed=period.printed or "", where=where),)
