"""What a figure of a table is: label, period, unit, scenario and sign, of whom, and who says each of them.

What turns into what: a figure as valued, its row and its column → a fact with its grounds and doubts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

import msgspec
import regex as re

from extract.calendar.dating import first_of_year
from extract.calendar.piece_dates import Need
from extract.facts.bracket_sense import Brackets, claims_of_sign, is_remark, signed
from extract.facts.figure_habits import Habits
from extract.facts.value import Valued, value_of
from extract.lex.asides import without_aside
from extract.lex.measure_names import names_measure
from extract.lex.numbers import Figure
from extract.lex.numerals import plain
from extract.lex.periods import find_periods
from extract.lex.piece import Piece
from extract.lex.scenarios import plan_words
from extract.model import (
    Candidate,
    Fact,
    Measure,
    Period,
    Profile,
    Span,
    Status,
)
from extract.model.claim import Claim, Rank
from extract.model.grounds import grounds_of
from extract.prose.measures import flows
from extract.sheet.balances import (
    as_balance,
    carried_in_statements,
    names_account,
    names_balance,
    names_closing,
    names_flow,
    names_movement,
    names_opening,
    names_opening_of_year,
    on_named_day,
    reconciles_balances,
    with_what_stands,
)
from extract.sheet.between_versions import ADJUSTS
from extract.sheet.chart_sheet import ChartSheet, bridged
from extract.sheet.closing_totals import closing_totals
from extract.sheet.entity_parts import OfWhom, dimensions_of
from extract.sheet.nature import nature_of, nature_of_statement, rows_of_balance_sheet
from extract.sheet.parts import Column, Declared, Row
from extract.sheet.periods import Dated
from extract.sheet.plans import Plans
from extract.sheet.rival_readings import with_rivals
from extract.sheet.roll_forwards import RollForward, may_close, roll_forwards
from extract.sheet.running_text import is_year_long
from extract.sheet.sheet import Sheet
from extract.sheet.titles import own_title
from extract.sheet.torn_labels import TornLabels
from extract.sheet.wording import (
    BASE_RATE,
    CHANGE,
    TOTAL,
    bare_unit,
    is_unit_only,
    shown,
)

T = TypeVar("T")


def _names_year(said: Piece) -> bool:
    """Whether a year is all that is said: `FY2031`, `2031`, `2031年2月期`."""
    if said.part not in (None, "FY"):
        return False
    return _is_term(said) or ((said.fiscal is not None or said.bare is not None) and said.month is None)


def _is_bare(said: Piece) -> bool:
    """Whether nothing calls what is said a whole year: `2031` may head nine months of it, and so does `2031年2月期`."""
    return said.bare is not None or _is_term(said)


_TERM = re.compile(r"\d\s?月?期\W*$")


def _is_term(said: Piece) -> bool:
    """Whether a year is called by the month of its end: `2031年2月期`, `31/2期`."""
    return said.names_year_end and said.part == "FY" and _TERM.search(said.printed) is not None


_PART_OF_YEAR = re.compile(r"\binterim\b|\bend of\b|\byear[- ]end\b|中間|期末|第\d四半期", re.I)
_ROLLS = re.compile(r"残高|変動額|\bbalances?\b|\bat (?:the )?(?:beginning|end)\b|期首|期末", re.I)
_NUMBER = re.compile(r"数\W*(?:[(（][^()（）]*[)）])?\W*$|\bnumber\b", re.I)
_OF_WHICH = re.compile(r"\W*(?:うち|内)")  # `うち中間配当額`: of the year's dividend
_AT_DAY = re.compile(r"\b(?:at|as of|on)\s+[A-Z]|\d\s*日")
# So many rows that are flows by name tell that a table is no balance sheet.
_FLOWS = 2
_MOST_PARTS = 40  # rows above a total that may be its parts
_IN_BRACKETS = re.compile(r"[(（\[［].*[)）\]］]|%|％")  # `Customers` is a unit and a name


# A day by which something is called: `Notes due May 15, 2034`, `2034年5月15日満期`.
_BY_NAME = re.compile(r"\b(?:due|matur\w*|expir\w*|until|dated|effective|series|through)\W*(?:on|at|in)?\W*$", re.I)
_WITH_DAY = re.compile(r"\d\s*日|\p{L}{3,9}\.?\s\d{1,2}(?!\d)|(?<!\d)\d{1,2}\s\p{L}{3,9}|\d[-/.]\d{1,2}[-/.]\d")
_BY_NAME_JA = re.compile(r"\s*(?:満期|償還|期限|付|発行|予定)")


def _names_other_days(label: str, period: Period | None) -> bool:
    """Whether a row is named by days, none of which is an edge of the period that its column or its table lends it:
    `11月13日` under `2031年11月30日現在`. What is nearer says otherwise, and when the figure is, is open."""
    if period is None or period.end is None or not any(map(str.isdigit, label)):
        return False
    edges = {period.end[5:], (period.start or "")[5:]}
    if period.start is not None:
        edges.add((date.fromisoformat(period.start) - timedelta(days=1)).isoformat()[5:])
    named = set[str]()
    for each in find_periods(label):
        if _BY_NAME.search(label, 0, each.start) or _BY_NAME_JA.match(label, each.end):
            continue
        if each.kind == "instant" and each.finish is not None and _WITH_DAY.search(each.printed):
            named.add(each.finish[5:])
        elif each.month is not None and each.day is not None:
            named.add(f"{each.month:02}-{each.day:02}")
    return bool(named) and not named & edges


def _naming(path: tuple[str, ...]) -> tuple[str, ...]:
    """The headings that name what stands beside or below them, without periods and units.

    >>> _naming(("2024年3月期", "百万円")), _naming(("現金及び現金同等物の中間期末残高",))
    ((), ('現金及び現金同等物の中間期末残高',))
    """
    return tuple(words for words in path if not _is_unit(words) and _says_more(words))


def _is_unit(words: str) -> bool:
    """Whether a heading is a unit and nothing else; things that are counted, in words, are a name: `Employees`."""
    if bare_unit(words):
        return not (words[:1].isascii() and names_measure(words))
    return is_unit_only(words)


_SET_WIDE = re.compile(r"(?<=\p{Han})[ 　](?=\p{Han})")
_AMOUNT_ALONE = re.compile(r"\W*(?:金額|数値|amounts?)\W*", re.I)


def _says_more(words: str) -> bool:
    """Whether a heading says more than its time, or that it is an amount: most of its letters are no part of a period.

    >>> [_says_more(words) for words in ("2031 年 度", "金 額", "Amount", "売上金額")]
    [False, False, False, True]
    """
    words = _SET_WIDE.sub("", words)
    if _AMOUNT_ALONE.fullmatch(words):
        return False
    found = find_periods(words)
    if not found:
        return True
    letters = sum(map(str.isalnum, words))
    of_time = sum(sum(map(str.isalnum, words[each.start : each.end])) for each in found)
    return of_time * 2 < letters


def _placed(claims: Iterable[Claim[T]], span: Span) -> tuple[Claim[T], ...]:
    """Claims about a figure, those of itself at its place; a slot without a figure has none of these."""
    here = {Rank.FIGURE: span.location}
    return tuple(
        msgspec.structs.replace(claim, where=here.get(claim.rank, claim.where))
        for claim in claims
        if span.text or claim.rank != Rank.FIGURE
    )


class Aspects:
    """All that the figures of one table are, asked by figure."""

    def __init__(
        self, sheet: Sheet, name: str, profile: Profile, declared: tuple[Declared, ...], brackets: Brackets,
        habits: Habits, whom: OfWhom, plans: Plans,
    ) -> None:  # fmt: skip
        self.sheet, self.grid, self.name, self.profile = sheet, sheet.grid, name, profile
        self.declared, self.brackets, self.habits, self.whom, self.plans = declared, brackets, habits, whom, plans
        self._japanese = profile.document.language == "ja"
        self.torn = TornLabels(sheet)

    def fact(
        self,
        span: Span,
        row: Row,
        column: Column,
        valued: Valued | None,
        status: Status,
        *,
        candidates: tuple[Candidate, ...] = (),
        dimensions: dict[str, str] | None = None,
    ) -> Fact:
        if self._one_row_of_figures and not any(row.path):
            row = msgspec.structs.replace(row, path=_naming(column.path))
        compares = column.change or row.change
        qualifier = (dimensions or {}).get("qualifier", "")
        if row.path and not qualifier:  # `従業員数（外、平均臨時雇用者数）`: the figure outside the brackets
            named_by = msgspec.structs.replace(row, path=(*row.path[:-1], without_aside(row.path[-1])))
        else:
            named_by = row
        named_by = msgspec.structs.replace(named_by, path=with_what_stands(named_by.path))
        label = named_by.path[-1] if named_by.path else ""
        need = self._need(named_by, column)
        dated = self.sheet.periods.of_figure(row, column, need, self.sheet.label_place(row.index))
        year_end = self.profile.calendar.end_month
        standing = dated.period if compares else self._on_day(dated.period, label)
        since = self._since_year_began(standing, row)
        period = as_balance(since, label, compares, year_end=year_end)
        if period is not None and period.kind == "instant" and need == "duration" and flows(label):
            period = msgspec.structs.replace(period, kind="duration")  # `Sales` under `At June 30`: since when is open
        if self._before_roll_forwards(row) or self._may_close(row):
            period = None  # what stands at the end of the period, or what was added in it
        if is_year_long(period) and _PART_OF_YEAR.search(qualifier) and not _OF_WHICH.match(qualifier):
            period = None  # a part of the column's period: which days, the words do not say
        meant = valued if valued is not None else self.unit_of_slot(row, column)
        sign = _placed(claims_of_sign(span.text, self.brackets), span)
        units = _placed(meant.grounds, span if valued is not None else Span(""))
        where = self.sheet.label_place(row.index)
        named: tuple[Claim[str], ...] = ()
        if label:
            named = (Claim(rank=Rank.ROW, rule="label_of_row", printed=row.path[-1], where=where),)
        measure: Measure = valued.measure if valued is not None else column.measure or "amount"
        value = plain(valued.value) if valued is not None and valued.value is not None else None
        if status in ("verbatim", "split") and meant.readings:
            status, candidates = "unresolved", meant.readings
        if status in ("verbatim", "split") and value is None:
            status = "unresolved"
        whom = self.whom.settled(row, column)
        parts = dimensions_of(whom)
        marks = parts | (dimensions or {})
        planned = self.plans.scenario_of(row, column, period)
        if planned.value is not None:
            marks["scenario"] = planned.value
        doubts = ["period_open"] if period is not None and self._may_be_a_flow(need, dated) else []
        doubts += ["period_open"] if planned.value is None and self._is_to_come(dated) else []
        doubts += ["scenario_open"] if planned.candidates else []
        if isinstance(self.sheet, ChartSheet):
            doubts += ["label_open", "period_open"] if self.sheet.mistakes_categories else []
            doubts += ["label_open"] if self.sheet.is_named_by_time(row) else []
        lent = period is not None and not any(ground.rank == Rank.ROW for ground in dated.grounds)
        torn = self.sheet.periods.has_torn_year
        doubts += ["period_open"] if lent and (torn or _names_other_days(label, period)) else []
        doubts += ["label_open"] if row.maybe_under is not None else []
        doubts += ["label_open"] if self.torn.is_torn(row) or self._names_time_alone(row, column) else []
        if measure == "change" and "comparison" not in marks:
            compared = not column.change or any(CHANGE.search(words) or ADJUSTS.search(words) for words in column.path)
            told = row.path[-1:] if row.change and not column.change else column.path or row.path[-1:]
            told = told if compared else ()
            told = self.sheet.compared_with(column) or told
            marks["comparison"] = " ".join(told) or "prior period"
        fact = Fact(
            id="", table=self.name, row=row.index, column=column.index, label=self._path(row, column),
            header=column.path, concept=None, entity=whom["entity"].value, dimensions=marks, measure=measure,
            period=period, unit=meant.unit,
            value=value if status != "unresolved" else None,
            decimals=valued.decimals if valued is not None else None,
            printed=span.text, status=status, candidates=candidates,
            grounds=grounds_of(
                label=named, period=dated.grounds, unit=units, scenario=planned.grounds, sign=sign,
                **{name: whom[name].grounds for name in ("entity", *parts)},
            ),
            against=grounds_of(period=dated.resolved.against, unit=meant.against),
            doubts=tuple(doubts) if status != "nil" else (), location=span.location,
        )  # fmt: skip
        return with_rivals(fact, span)

    def _is_to_come(self, dated: Dated) -> bool:
        """Whether a figure that is no plan is dated by the name of a year alone that was not over: until when, another
        word would have to say. What has got lost over one column has got lost over the others."""
        said = dated.resolved.value
        compared = [ground for ground in dated.resolved.grounds if ground.rule == "period_compared"]
        if compared:
            terms = any(_TERM.search(ground.printed) for ground in compared)
            return terms and self._ends_after_all(dated, term=True) and self._has_year_to_come
        if said is None or not _names_year(said):
            return False
        return self._ends_after_all(dated, term=_is_term(said)) or (_is_bare(said) and self._has_year_to_come)

    def _ends_after_all(self, dated: Dated, *, term: bool) -> bool:
        """Whether a period ends after all that the document can tell of; a `term`, after it came out."""
        known = self.sheet.periods.known
        end, until = dated.period.end if dated.period is not None else None, known.came_out if term else known.until
        return end is not None and until is not None and end > until

    @cached_property
    def _has_year_to_come(self) -> bool:
        """Whether a bare year that was not over stands over a column that holds no plan."""
        for index, column in self.sheet.columns.items():
            dated = self.sheet.periods.of_column(index)
            said = dated.resolved.value
            if said is None or not _is_bare(said) or any(map(plan_words, column.path)):
                continue
            if _names_year(said) and self._ends_after_all(dated, term=_is_term(said)):
                return True
        return False

    def _names_time_alone(self, row: Row, column: Column) -> bool:
        """Whether nothing but periods and units stands before a row and over a column, so that what they measure has
        got lost: `2024年3月期` under `百万円`."""
        if not any(row.path) or _naming((*row.path, *column.path)):
            return False
        title = self.sheet.title or ""
        if title[:1].islower() or not names_measure(title) or self._several_unnamed:
            return True
        others = (other for other in self.sheet.rows.values() if other.index != row.index)
        alone = is_unit_only(row.path[-1]) and _IN_BRACKETS.fullmatch(row.path[-1].strip()) is not None
        return alone and any(_naming(other.path) for other in others)  # nor one row of several

    @cached_property
    def _several_unnamed(self) -> bool:
        """Whether two columns stand below the same headings, none of which names what is measured: the title of the
        table cannot name them all."""
        unnamed = [c.path for c in self.sheet.columns.values() if not _naming(c.path)]
        return len(set(unnamed)) < len(unnamed)

    def signed(self, figure: Figure, row: Row, column: Column | None = None) -> Figure:
        """The figure with its sign; under a heading of shares that stands in brackets, `(% of total)`, brackets are the
        manner in which shares are set."""
        shares = column is not None and column.share and is_remark(column.path)
        remark = shares or (column is not None and column.index in self._minus_in_brackets)
        return signed(figure, row.path, "remark" if remark else self.brackets.sense, japanese=self._japanese)

    @cached_property
    def _minus_in_brackets(self) -> frozenset[int]:
        """The columns in which a figure in brackets has a minus of its own, `(-3.8%)`: there brackets are none."""
        read = self.sheet.readings.items()
        return frozenset(
            column
            for (_, column), reading in read
            for figure in reading.figures
            if figure.bracketed and figure.signed and figure.value < 0
        )

    def unit_of_slot(self, row: Row, column: Column) -> Valued:
        """The unit a value in this slot would have: that of the other figures of its column, or row."""
        return value_of(self.habits.usual_figure(column.index), row, column, self.declared)

    def row_figures(self, row: int) -> dict[int, Decimal]:
        readings = self.sheet.readings
        columns = self.sheet.value_columns
        return {c: r.figure.value for c in columns if (r := readings.get((row, c))) is not None and r.kind == "figure"}

    @cached_property
    def _one_row_of_figures(self) -> bool:
        """Whether the headings over the columns are all that can name the figures: one row, and no column of labels."""
        return not self.sheet.label_columns and len(self.sheet.rows) == 1

    @cached_property
    def _of_a_day(self) -> bool:
        return any(reconciles_balances(shown(span)) for span in self.grid.caption[-2:])

    @cached_property
    def _carried(self) -> bool:
        return any(carried_in_statements(shown(span)) for span in self.grid.caption[-2:])

    def _on_day(self, period: Period | None, label: str) -> Period | None:
        """The period of a row that names the day of its balance without the year."""
        pieces = [p for p in self.sheet.periods.read(label) if p.day is not None and not p.has_year]
        return on_named_day(period, label, pieces[0].month, pieces[0].day) if len(pieces) == 1 else period

    def _since_year_began(self, period: Period | None, row: Row) -> Period | None:
        """What leads from `Balance, beginning of year` to a bare day over the column is of the year until then."""
        label = row.path[-1] if row.path else ""
        leads = self._from_first_of_year and (names_opening(label) or row.index in self._between_edges)
        if period is None or not leads or period.kind != "duration" or period.start is not None or period.end is None:
            return period
        begin = first_of_year(date.fromisoformat(period.end), self.profile.calendar)
        return msgspec.structs.replace(period, start=begin.isoformat() if begin is not None else None)

    @cached_property
    def _from_first_of_year(self) -> bool:
        """Whether the opening balance of the table is said to be that of the beginning of the year."""
        return any(row.path and names_opening_of_year(row.path[-1]) for row in self.sheet.rows.values())

    def _need(self, row: Row, column: Column) -> Need | None:
        """Whether a figure stands at a day or over a span, by its row, its statement and, where the rows are periods,
        its column; None where nothing says so."""
        label = row.path[-1] if row.path else ""
        if row.change:
            return None
        if column.change:
            return "duration" if nature_of(label) == "duration" else None  # growth of sales is of the span of the sales
        if names_opening(label):
            return "duration"
        if self._of_a_day or (self._carried and not names_flow(label)):
            return "instant"
        heads = (words for words in reversed(column.path) if not is_unit_only(words) and not bare_unit(words))
        if row.index in self._between_edges and nature_of(label) is None:
            return "duration"
        if row.index in self._closing_accounts:
            return "instant"
        own = nature_of(label)
        if own == "duration" and row.index in self._of_balance_sheet:
            return "instant"  # `Unearned subscription sales` between `Total assets` and `Total liabilities and equity`
        if self.sheet.periods.names_period(row) or (own is None and not self._rolls_forward):
            own = next((nature for words in heads if (nature := nature_of(words)) is not None), own)
            if own == "instant" and (self._moves_alone or names_movement(label)):
                # `Dividends declared` in the column `Retained earnings`, beside `Net income`; 消却 in the column 株式数
                own = None
        if own is not None:
            return own
        if any(nature_of_statement(part) == "instant" for part in row.path[:-1]) and not names_flow(label):
            return "instant"  # `Cash and cash equivalents` under `Balance sheet data`
        counted = len(row.path) > 1 and _NUMBER.search(row.path[-2]) is not None
        moves = self._rolls_forward and not counted
        if len(row.path) > 1 and names_balance(row.path[-2]) and not (moves or names_flow(label)):
            return "instant"  # `普通株式` under `発行済株式総数`
        if names_account(label) and "キャッシュ" not in (self.sheet.title or "") and column.said_only:
            return "instant"
        if row.index in self._parts_of_balances:
            return "instant"
        return self._statement_need

    @cached_property
    def _parts_of_balances(self) -> frozenset[int]:
        """The rows that add up to a total which stands at a day: `Equities` and `Bonds` above `Total assets under
        management`. Not where a balance is led to another one, nor what is called a flow."""
        if self._rolls_forward or self._roll_forwards:
            return frozenset()
        names = {index: row.path[-1] for index, row in sorted(self.sheet.rows.items()) if row.path}
        rows, found = list(names), set[int]()
        for at, total in enumerate(rows):
            if not (TOTAL.search(names[total]) and names_balance(names[total])):
                continue
            whole, left = self._row_amounts(total), dict(self._row_amounts(total))
            for n, part in enumerate(reversed(rows[max(0, at - _MOST_PARTS) : at]), 1):
                amounts = self._row_amounts(part)
                if nature_of(names[part]) == "duration" or names_flow(names[part]) or amounts.keys() != whole.keys():
                    break
                left = {column: value - amounts[column] for column, value in left.items()}
                if whole and n > 1 and not any(left.values()):
                    found |= set(rows[at - n : at])
                    break
        return frozenset(found)

    @cached_property
    def _of_balance_sheet(self) -> frozenset[int]:
        return rows_of_balance_sheet({index: row.path[-1] for index, row in self.sheet.rows.items() if row.path})

    @cached_property
    def _between_edges(self) -> frozenset[int]:
        """The rows that lead from `Balance, beginning of year` to `Balance, end of period`: under a day as under a
        span, they tell what happened until then."""
        return frozenset(row for flow in self._roll_forwards for row in flow.between)

    @cached_property
    def _closing_accounts(self) -> frozenset[int]:
        """The rows to which an opening balance leads, named by their account: `Other capital`."""
        return frozenset(flow.closing for flow in self._roll_forwards)

    @cached_property
    def _roll_forwards(self) -> tuple[RollForward, ...]:
        return roll_forwards(*self._labels_and_figures)

    @cached_property
    def _last_before_openings(self) -> frozenset[int]:
        return may_close(*self._labels_and_figures)

    @property
    def _labels_and_figures(self) -> tuple[dict[int, str], dict[int, dict[int, Decimal]]]:
        rows = {index: row.path[-1] if row.path else "" for index, row in sorted(self.sheet.rows.items())}
        return rows, {index: self.row_figures(index) for index in rows}

    def _may_close(self, row: Row) -> bool:
        """Whether a row may be the balance that its roll-forward leads to, for nothing says that it is a movement."""
        return row.index in self._last_before_openings and nature_of(row.path[-1] if row.path else "") is None

    def _is_named_by_title(self, row: Row, column: Column) -> bool:
        """Whether neither a row, `金額` or `前年比`, nor its column says what is measured, and the title does."""
        bare = [_SET_WIDE.sub("", words) for words in row.path]
        if not bare or not all(_AMOUNT_ALONE.fullmatch(words) or BASE_RATE.fullmatch(words) for words in bare):
            return False
        return names_measure(self.sheet.title or "") and not any(map(names_measure, column.path))

    def _path(self, row: Row, column: Column) -> tuple[str, ...]:
        """The label of a row; where several have the same, below the total of its block, or the account that its
        roll-forward closes."""
        total = self._closing_totals.get(row.index)
        if total is not None:
            return (*row.path[:-1], self.sheet.rows[total].path[-1], row.path[-1])
        if self._is_named_by_title(row, column):
            return (bridged(self.sheet.title or ""), *row.path)
        accounts = {self._account(f) for f in self._roll_forwards if f.opening <= row.index < f.closing}
        if len(self._roll_forwards) < 2 or len(accounts) != 1 or not row.path:
            return row.path
        account = accounts.pop()
        return (*row.path[:-1], account, row.path[-1]) if account and account not in row.path else row.path

    @cached_property
    def _closing_totals(self) -> dict[int, int]:
        """For rows that nothing but the total of their block tells apart, the row of that total."""
        paths = {index: row.path for index, row in self.sheet.rows.items() if row.path}
        found = closing_totals(paths, {index: self._row_amounts(index) for index in paths})
        return {row: total for row, total in found.items() if not _ROLLS.search(paths[total][-1])}

    def _row_amounts(self, row: int) -> dict[int, Decimal]:
        """The amounts of a row by column: percentages do not add up."""
        columns = [c for c in self.sheet.value_columns if not self.sheet.columns[c].change]
        found = {c: r for c in columns if (r := self.sheet.readings.get((row, c))) is not None and r.kind == "figure"}
        return {c: r.figure.value for c, r in found.items() if not r.figure.percent}

    def _account(self, flow: RollForward) -> str:
        closing = self.sheet.rows[flow.closing].path
        return "" if not closing or names_closing(closing[-1]) or _AT_DAY.search(closing[-1]) else closing[-1]

    def _before_roll_forwards(self, row: Row) -> bool:
        """Whether a row stands before several roll-forwards: `Common stock issued`, an account that did not move, or
        what was issued."""
        flows, label = self._roll_forwards, row.path[-1] if row.path else ""
        before = len(flows) > 1 and row.index < min(flow.opening for flow in flows)
        return before and nature_of(label) is None and not (names_opening(label) or names_closing(label))

    @cached_property
    def _rolls_forward(self) -> bool:
        """Whether the rows lead from one balance to the next, so that a column's name is no day of theirs."""
        return any(_ROLLS.search(row.path[-1]) for row in self.sheet.rows.values() if row.path)

    @cached_property
    def _statement_need(self) -> Need | None:
        """What the statement is made of, balances or flows: its title says it, if its rows do not say otherwise."""
        own = own_title(self.sheet)
        said = nature_of_statement(own or "")
        rows = self._natures
        against = {"instant": "duration", "duration": "instant"}.get(said or "")
        if said is not None:
            return said if said in rows or against not in rows else None
        return "duration" if rows.count("duration") >= _FLOWS and "instant" not in rows else None

    @cached_property
    def _moves_alone(self) -> bool:
        """Whether the table tells what moved accounts, and not how they stood: a statement of equity without the rows
        of its balances."""
        return "duration" in self._natures and "instant" not in self._natures

    @cached_property
    def _natures(self) -> list[Need]:
        """What the rows are by their names, balances or flows, as far as these say so."""
        return [nature for row in self.sheet.rows.values() if row.path and (nature := nature_of(row.path[-1]))]

    def _may_be_a_flow(self, need: Need | None, dated: Dated) -> bool:
        """Whether a figure under a bare day or month may as well be of the span that ends there: nothing says what it
        is, and flows stand among the rows: `Other income` under `Jun-2024`, between `Net sales` and `Equity`."""
        bare = dated.resolved.value is not None and dated.resolved.value.kind is None
        flows = self._natures.count("duration")
        return need is None and bare and flows >= _FLOWS and flows * 2 >= self._natures.count("instant")
