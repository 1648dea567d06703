"""A chart that was understood, as a sheet: its finder knows which rows and columns hold values, printed or drawn."""

from __future__ import annotations

from functools import cached_property

import msgspec
import regex as re

from extract.lex.numbers import is_year
from extract.model import Cell, Grid, Location
from extract.model.claim import Rank
from extract.sheet.parts import Column, Row
from extract.sheet.periods import claims_of
from extract.sheet.sheet import Sheet, place_of
from extract.sheet.wording import PERIODISH, shown

_TOTAL = "Total"
_OF_TIME = re.compile(r"(?:\d|[年月期度四半上下末\s./'-]|FY|CY|[QH])+", re.I)


class ChartSheet(Sheet):
    """The sheet of a chart's grid: headers over all columns but the first, a series before each row.

    A lone series without a name is named by the chart's title; the totals of stacked bars, by what they are.
    """

    @cached_property
    def shape(self) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        """First row of values, columns of values, columns of labels."""
        drawn = self.grid.drawn
        columns = {m.column for s in drawn.scales for m in s.marks} if drawn is not None else set()
        columns |= set(drawn.bridge.columns) if drawn is not None and drawn.bridge is not None else set()
        return self.grid.headers or 0, tuple(sorted(columns)), (0,)

    def _over(self, column: int) -> list[Cell]:
        """The names over a column: all of them, also those that look like figures (`2012/7-9`)."""
        return [c for c in self.header_cells if c.column <= column < c.column + c.column_span]

    def has_values(self, row: int) -> bool:
        """Rows with marks have values, printed or not."""
        drawn = self.grid.drawn
        return drawn is not None and any(m.row == row for s in drawn.scales for m in s.marks)

    @cached_property
    def rows(self) -> dict[int, Row]:
        """Rows with marks, each with its name."""
        drawn = self.grid.drawn
        rows = dict(super().rows)
        totals = drawn.totals if drawn is not None else ()
        named = [r for r in rows.values() if r.path[-1]]
        for index, row in rows.items():
            if index in totals:
                rows[index] = msgspec.structs.replace(row, path=(_TOTAL,), kind="total")
            elif not row.path[-1] and not named and len(rows) - len(totals) == 1 and self.title:
                bridge = drawn is not None and drawn.bridge is not None
                rows[index] = msgspec.structs.replace(row, path=(bridged(self.title) if bridge else self.title,))
        return rows

    @cached_property
    def mistakes_categories(self) -> bool:
        """Whether two categories have one name: a line of it that tells them apart (`3Q` and `4Q` below `FY2031`, the
        year below `1Q`) was not read. Or one is a figure: what was taken for their line is another one."""
        heads = [c for c in self.header_cells if c.column > 0 and c.text.strip()]
        spans = {column: tuple(shown(c.span) for c in self._over(column)) for column in {c.column for c in heads}}
        names = list(spans.values())
        figures = (c for c in heads if not is_year(c.text) and self.readings[c.row, c.column].kind == "figure")
        return len(set(names)) < len(names) or any(figures)

    @cached_property
    def columns(self) -> dict[int, Column]:
        """The columns of a chart; the steps of a waterfall are changes from what its first bar stands for, and of the
        time of its last."""
        columns = super().columns
        bridge = self.grid.drawn.bridge if self.grid.drawn is not None else None
        if bridge is None:
            return columns
        first, last = columns[bridge.columns[0]], columns[bridge.columns[-1]]
        if not (first.own_period and last.own_period):
            return columns  # parts of one sum, and no changes of what both ends are
        beside = claims_of(last.period, "period_of_last_bar", Rank.SPANNER, place_of(last)) if last.period else ()
        steps = (columns[index] for index in bridge.columns[1:-1])
        return columns | {
            step.index: msgspec.structs.replace(
                step, change=True, share=False, measure="change", period=last.period, beside=beside, grounds=beside
            )
            for step in steps
            if not step.own_period
        }

    def compared_with(self, column: Column) -> tuple[str, ...]:
        """What the first bar of a waterfall stands for, of which its steps are changes."""
        bridge = self.grid.drawn.bridge if self.grid.drawn is not None else None
        inner = bridge is not None and column.index in bridge.columns[1:-1]
        return self.columns[bridge.columns[0]].path if bridge is not None and inner else ()

    def is_named_by_time(self, row: Row) -> bool:
        """Whether a series has a period for its name while the categories are periods: that stands for something
        else beside the chart."""
        name = row.path[-1] if row.path else ""
        named = bool(name) and PERIODISH.search(name) is not None and _OF_TIME.fullmatch(name) is not None
        return named and any(map(self.periods.claims_over, self.value_columns))


# What a waterfall tells of the measure that it is named by.
_OF_BRIDGE = re.compile(
    r"^(?:(?:yoy|year[- ]on[- ]year|factors? of)\s+)?(?:changes?|movements?|analysis) (?:in|of)\s+"
    r"|\s*(?:の\s?)?(?:(?:前年(?:同期)?|前期|計画|予想|予算|当初計画)[比差](?:異)?|対?前年(?:同期)?|増減(?:額)?|差異?|変動)?"
    r"(?:の\s?)?(?:要因)?(?:分析)?$"
    r"|\s+(?:yoy\s+|year[- ]on[- ]year\s+)?(?:bridge|walk|waterfall|changes?|variance)(?:\s+analysis)?$",
    re.I,
)


def bridged(title: str) -> str:
    """The measure that a waterfall leads from one value of to another.

    >>> [bridged(title) for title in ("営業利益前年差", "営業利益の増減要因", "EBITDA bridge", "Change in net sales")]
    ['営業利益', '営業利益', 'EBITDA', 'net sales']
    """
    return _OF_BRIDGE.sub("", title).strip() or title


def marks_of(grid: Grid) -> dict[tuple[int, int], Location]:
    """Where the mark of each slot is drawn."""
    if grid.drawn is None:
        return {}
    page = grid.location.page
    return {
        (m.row, m.column): Location(page=page, box=tuple(round(v, 2) for v in m.box))  # type: ignore[arg-type]
        for s in grid.drawn.scales
        for m in s.marks
    }
