"""Which figures of a table are planned: the words of columns, rows, titles and headings → claims of a scenario.

A column or a row speaks for itself. What a title or a heading says holds for what has not happened yet: for periods
that end after the one reported on, or after the day of publication; where the document tells neither, for the table of
one period, for the years that the heading names, and for the columns beside those that say they are of the past. Where
none of this tells, the scenario is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import regex as re

from extract.calendar.dating import resolve
from extract.lex.dates import months_later
from extract.lex.periods import find_periods
from extract.lex.scenarios import ACTUAL, REACHED, PlanWords, plan_heading, plan_words, spoken_plans, version_words
from extract.model import Cell, Document, GridBlock, Period, Reading, Span, TextBlock
from extract.model.claim import Claim, Rank, Resolved
from extract.sheet.dated_headings import OpenHeadings
from extract.sheet.parts import Column, Row
from extract.sheet.wording import may_title, shown, tells_figures, titles_figures

if TYPE_CHECKING:
    from extract.sheet.sheet import Sheet

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SENTENCE = re.compile(r"[.。]$")
_STATEMENT = re.compile(
    r"\bstatements?\s+of\s+(?:consolidated\s+)?(?:comprehensive\s+)?(?:income|operations|earnings|loss|cash\s+flows?|financial\s+position)\b"
    r"|\bbalance\s+sheets?\b|損益計算書|貸借対照表|キャッシュ・フロー計算書",
    re.I,
)
_ENDING = re.compile(r"\bending\b", re.I)  # what ends, and has not ended: `Fiscal year ending June 30, 2025`
_ANNOUNCES = re.compile(r"[:：]$|\b(?:following|below)\b|次の|以下|下記|下表", re.I)


def plan_headings(reading: Reading) -> dict[int, tuple[Span, ...]]:
    """The headings that are open over each table and name a plan or what was reached, the innermost first, by the
    number of the table in the document, from 1."""
    open_now, found, number = OpenHeadings(), {}, 0
    for block in reading.blocks:
        if isinstance(block, TextBlock):
            open_now.take(block)
        elif isinstance(block, GridBlock):
            number += 1
            spans = tuple(span for span in open_now.spans() if plan_words(shown(span)) is not None)
            if spans:
                found[number] = spans
    return found


class Plans:
    """What a table says of plans, asked by figure."""

    def __init__(self, sheet: Sheet, headings: tuple[Span, ...], document: Document) -> None:
        self.sheet, self.headings = sheet, headings
        reached = (document.period.end if document.period is not None else None, document.published)
        self.known = min(filter(None, reached), default=None)

    def scenario_of(self, row: Row, column: Column, period: Period | None) -> Resolved[str]:
        """The plan that a figure is of; no value: it is actual, or, with candidates, that is open."""
        if column.plan:
            return Resolved(value=column.scenario, grounds=column.plan)
        own = self._of_row(row)
        if own is not None:
            return own
        if (versioned := self._versioned(column)) is not None:
            return versioned
        over = self._over
        if over is None or self._is_past(column):
            return Resolved()
        said, claim = over
        settled = Resolved(value=said.scenario, grounds=(claim,))
        end = (period.end if period is not None else None) or ""
        if not column.path and any(c.plan for c in self.sheet.columns.values()):
            return Resolved(candidates=(said.scenario, ACTUAL))  # its heading is lost, and with it which plan it is
        if self.known is not None and end:
            return settled if end > self.known else Resolved()
        named = None if said.both else self._is_named(claim.printed, column, end)
        if named is not None:
            return settled if named else Resolved()
        others = [c for c in self.sheet.columns.values() if c.index != column.index]
        if any(c.plan for c in others):
            return Resolved()
        alone = len(self._times) <= 1 or any(self._is_past(c) for c in others)
        if not said.both and (alone or self._all_run):
            return settled
        return Resolved(candidates=(said.scenario, ACTUAL))

    def _versioned(self, column: Column) -> Resolved[str] | None:
        """`Initial | Revised` under `Revision of Financial Targets (November 2)`: plans, also of what has passed."""
        version = version_words(" ".join(column.path))
        if version is None:
            return None
        above = ((span, Rank.CAPTION) for span in reversed(self.sheet.grid.caption))  # also beyond a logo
        for span, rank in (*self._lines(), *above):
            said = plan_words(text := shown(span))
            if said is not None and said.scenario not in REACHED and not tells_figures(text):
                rule = "scenario_of_caption" if rank == Rank.CAPTION else "scenario_of_heading"
                claim = Claim[str](rank=rank, rule=rule, printed=text, where=span.location)
                return Resolved(value=f"{said.scenario.partition(':')[0]}:{version}", grounds=(claim,))
        return None

    def _of_row(self, row: Row) -> Resolved[str] | None:
        """What a row says by itself, or a heading in the table above it: `前回発表予想（A）`, `FY2025 forecast`."""
        for depth, words in enumerate(reversed(row.path)):
            titled = depth > 0 and titles_figures(words)
            said = plan_words(words) if titled or (depth == 0 and row.mention is not None) else plan_heading(words)
            if said is None and (reached := plan_words(words)) is not None and reached.scenario == ACTUAL:
                return Resolved()  # `（ご参考）前期実績` in a table of forecasts
            if said is None:
                continue
            if said.plan is None:
                return Resolved()
            rank, rule = (Rank.ROW, "scenario_of_row") if depth == 0 else (Rank.ROW_HEADING, "scenario_of_row_heading")
            where = self.sheet.label_place(row.index)
            return Resolved(value=said.plan, grounds=(Claim(rank=rank, rule=rule, printed=words, where=where),))
        return None

    @cached_property
    def _times(self) -> frozenset[tuple[str, ...]]:
        """The different times that columns or rows of the table name."""
        columns = {tuple(claim.printed for claim in c.time) for c in self.sheet.columns.values() if c.time}
        rows = {(row.mention.printed,) for row in self.sheet.rows.values() if row.mention is not None}
        return frozenset(columns if len(columns) >= len(rows) else rows)

    def _is_named(self, heading: str, column: Column, end: str) -> bool | None:
        """Whether the period that a heading of plans names holds that of a figure, or comes before it; None where the
        heading names none, or a year of which nothing says whether it is counted as the column counts."""
        mentions = [m for m in find_periods(heading) if m.kind == "duration" and m.relative is None]
        dated = [p for m in mentions if (p := resolve(m, self.sheet.calendar)).end]
        if dated:
            return end >= min(p.start or p.end or "" for p in dated)
        years = [int(year) for year in _YEAR.findall(heading)]
        pieces = [piece for claim in column.time for piece in claim.values]
        own = [y for p in pieces if (y := p.bare or p.fiscal or (p.year if end.endswith("12-31") else None))]
        return max(own) >= min(years) if years and own else None

    @cached_property
    def _all_run(self) -> bool:
        """Whether all columns are of periods that are ending, of one year: a quarter and its year."""
        columns = self.sheet.columns.values()
        ends = [c.period.end for c in columns if c.period is not None and c.period.end is not None]
        if len(ends) < len(columns) or not all(_ENDING.search(" ".join(c.path)) for c in columns):
            return False
        first, last = (date.fromisoformat(end) for end in (min(ends), max(ends)))
        return months_later(first, 12) > last

    def _is_past(self, column: Column) -> bool:
        said = plan_words(" ".join(column.path))
        prior = any(piece.relative == "prior" for claim in column.time for piece in claim.values)
        return prior or (said is not None and said.scenario in REACHED)

    @cached_property
    def _over(self) -> tuple[PlanWords, Claim[str]] | None:
        """The nearest line over the table that speaks of plans; None where what was reached is nearer."""
        for span, rank in self._lines():
            text = shown(span)
            if rank == Rank.HEADING and self._is_statement:
                break  # statements follow the outlook of a release, under a heading of their own
            said = _said_by_line(text) if rank == Rank.CAPTION else plan_words(text)
            if (
                rank == Rank.HEADING
                and said is not None
                and said.scenario not in REACHED
                and plan_heading(text) is None
            ):
                continue  # `Indicators and targets`, far above: of what it speaks besides is not known
            if said is not None:
                rule = "scenario_of_caption" if rank == Rank.CAPTION else "scenario_of_heading"
                claim = Claim[str](rank=rank, rule=rule, printed=shown(span), where=span.location)
                return None if said.scenario in REACHED else (said, claim)
        above = self.sheet.title if not self.sheet.grid.caption else None
        said = plan_words(above) if above is not None and above == self.sheet.title_above else None
        if said is None or said.scenario in REACHED:
            return None
        return said, Claim(rank=Rank.TABLE_ABOVE, rule="scenario_of_title_above", printed=above or "")

    @cached_property
    def _is_statement(self) -> bool:
        """Whether a line right over the table calls it a financial statement."""
        lines = [shown(span) for span, rank in self._lines() if rank == Rank.CAPTION]
        return any(_STATEMENT.search(line) is not None and not tells_figures(line) for line in lines)

    def _lines(self) -> Iterator[tuple[Span, Rank]]:
        """The corner and the title in the table, the lines above it up to the first that may name it, and the headings
        that are open: one that another has closed speaks of what stood above."""
        above = {span.location for span in self.sheet.grid.caption}
        for span in self.sheet.title_spans:
            yield span, Rank.CAPTION
            if span.location in above and may_title(shown(span)):
                break
        yield from ((span, Rank.HEADING) for span in self.headings)


def _said_by_line(text: str) -> PlanWords | None:
    """What a heading says, or a sentence that announces what follows: `For the full year, we expect:`."""
    if not (_SENTENCE.search(text) or text.endswith((":", "："))):
        return None if tells_figures(text) else plan_words(text)
    if _ANNOUNCES.search(text) is None:
        return None
    spoken = next(spoken_plans(text), None)
    return plan_words(text) if spoken is None else PlanWords(scenario=spoken[2], printed=text[spoken[0] : spoken[1]])


def plan_over(cells: Iterable[Cell], title: str | None) -> tuple[str | None, tuple[Claim[str], ...]]:
    """The plan that the headings over a column name, the lowest first, with the place; in a table of plans a version
    alone names one: `Previous` and `Revised` under `FY2024 Forecast`."""
    heads = [cell for cell in cells if cell.text.strip()]
    version = version_words(" ".join(shown(cell.span) for cell in heads))
    for cell in reversed(heads):
        said = plan_words(shown(cell.span))
        if said is not None:
            return _named(said, version, cell) if said.plan is not None else (None, ())
    over = plan_words(title or "") if version is not None else None
    return _named(over, version, heads[-1]) if over is not None and over.scenario not in REACHED else (None, ())


def _named(said: PlanWords, version: str | None, cell: Cell) -> tuple[str, tuple[Claim[str], ...]]:
    kind = said.scenario.partition(":")[0]
    claim = Claim[str](rank=Rank.COLUMN, rule="scenario_of_column", printed=shown(cell.span), where=cell.span.location)
    return f"{kind}:{version}" if version is not None else kind, (claim,)
