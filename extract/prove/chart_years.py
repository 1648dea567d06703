"""Second proofs of the total of a column: the year it is a quarter of, the growth that is told beside the chart.

A column that does not foot, for a layer of it is lost, may still have a proved total: the tallest of its tokens is it
if it completes the year that is printed beside the chart, or if it has grown as the words near the chart say. Only
the tallest token is tried, and only where all others could be layers of it, so that few hypotheses are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from extract.calendar.dating import resolve
from extract.lex.periods import find_periods
from extract.model import Fact, Period, Statement
from extract.prove.chart_stack import Budget, Read
from extract.prove.chart_tokens import Chart, Token, columns_within, comma_reading, period_name

Beside = tuple[int, Fact]
_CHANCE = Decimal("0.01")
_MOST_OPEN = 2
_PRINTED = ("verbatim", "split", "repaired")
_YEAR_AGO = re.compile(r"\bYoY\b|year[- ](?:on|over)[- ]year|前年", re.IGNORECASE)
_QUARTER_AGO = re.compile(r"\bQoQ\b|quarter[- ](?:on|over)[- ]quarter|前四半期", re.IGNORECASE)


class Year(msgspec.Struct, frozen=True, kw_only=True):
    """A longer period printed beside the chart: the fact, the value it is read as, the columns it is made of.

    `token` is set where it stands within the chart; `totals` are filled in when it is proved.
    """

    index: int
    value: Decimal
    mended: bool
    period: Period
    columns: tuple[int, ...]
    token: Token | None = None
    totals: tuple[Read, ...] = ()


class Growth(msgspec.Struct, frozen=True):
    """Words of growth that bear out a total: the fact, the later and the earlier column."""

    index: int
    later: int
    earlier: int


class Witnesses(msgspec.Struct):
    """Totals proved from outside their column, the years that prove them, and the words that do."""

    totals: dict[int, Read]
    years: list[Year]
    growths: list[Growth]


def witnesses_of(
    chart: Chart, statement: Statement, beside: Sequence[Beside], totals: Mapping[int, Read], used: set[int],
    budget: Budget,
) -> Witnesses:  # fmt: skip
    """What years and growth, told in prose `beside` the chart, say of columns whose total `totals` does not have."""
    known = dict(totals)
    years: list[Year] = []
    candidates = [*_years_beside(chart, beside), *_years_inside(chart, statement, used)]
    for year in candidates:
        rivals = sum(other.columns == year.columns for other in candidates)
        proved = _completes(chart, year, known, used, rivals, budget)
        if proved is not None:
            years.append(proved)
            known |= dict(zip(proved.columns, proved.totals, strict=True))
    years = _agreeing(years)
    growths: list[Growth] = []
    for column in chart.columns:
        if column not in known and (tallest := tallest_of(chart, column, used)) is not None:
            told = _growth(chart, beside, column, tallest, known, budget)
            if told:
                known[column] = tallest
                growths += told
    kept = {column for year in years for column in year.columns} | {growth.later for growth in growths}
    return Witnesses({c: r for c, r in known.items() if c in kept and c not in totals}, years, growths)


def tallest_of(chart: Chart, column: int, used: set[int]) -> Read | None:
    """The token of a column that all its other whole tokens could be layers of."""
    home = [t for t in chart.home(column) if not t.odd and t.index not in used]
    if len(home) < 2:
        return None
    first, *rest = sorted(home, key=lambda t: -t.value)
    below = sum((t.value for t in rest), Decimal(0))
    if first.value <= rest[0].value or first.value < below - chart.allowance(len(rest)):
        return None
    return Read(first, first.value)


def _years_beside(chart: Chart, beside: Sequence[Beside]) -> Iterator[Year]:
    """Amounts told near the chart for a period that some of its columns make up."""
    for index, fact in beside:
        if fact.unit != chart.unit or fact.period is None:
            continue
        if fact.measure != "amount" or not (columns := columns_within(chart, fact.period)):
            continue
        if fact.status in _PRINTED and fact.value is not None and fact.decimals == chart.decimals:
            yield Year(index=index, value=Decimal(fact.value), mended=False, period=fact.period, columns=columns)
        elif fact.status == "unresolved" and fact.decimals == chart.decimals + 3:
            value = comma_reading(fact, None, chart.decimals)
            if value is not None:
                yield Year(index=index, value=value, mended=True, period=fact.period, columns=columns)


def _years_inside(chart: Chart, statement: Statement, used: set[int]) -> Iterator[Year]:
    """Tokens of the chart on a line that names such a period: `FY09: | 30,534`."""
    for cell in chart.table.cells:
        found = find_periods(cell.text) if cell.row != chart.axis_row else ()
        if len(found) != 1:
            continue
        period = resolve(found[0], statement.profile.calendar)
        columns = columns_within(chart, period)
        for token in chart.amounts if columns else ():
            if token.row == cell.row and token.index not in used:
                for value, mended in ((token.value, False), (token.comma, True)):
                    if value is not None and value > 0:
                        yield Year(
                            index=token.index, value=value, mended=mended, period=period, columns=columns, token=token
                        )


def _completes(
    chart: Chart, year: Year, known: dict[int, Read], used: set[int], rivals: int, budget: Budget
) -> Year | None:
    """The year with the totals that make it up, if they do and would rarely do so by accident."""
    totals: list[Read] = []
    lacking: list[Read] = []
    taken = used | {year.index}
    for column in year.columns:
        read = known.get(column)
        if read is None:
            read = tallest_of(chart, column, taken)
            if read is None:
                return None
            lacking.append(read)
        totals.append(read)
    if len(lacking) > _MOST_OPEN or len(lacking) == len(totals) or not budget.spend(len(totals)):
        return None
    if any(read.token.index == year.index for read in totals):
        return None
    if not chart.foots(year.value, [read.value for read in totals]):
        return None
    size = min([read.value for read in lacking] or [year.value])
    if rivals * chart.window(len(totals)) > _CHANCE * size:
        return None
    return msgspec.structs.replace(year, totals=tuple(totals))


def _agreeing(years: list[Year]) -> list[Year]:
    """Years without those whose figure another reading or another period claims too."""
    claims: dict[int, set[tuple[Decimal, tuple[int, ...]]]] = {}
    for year in years:
        claims.setdefault(year.index, set()).add((year.value, year.columns))
    seen: set[int] = set()
    kept = []
    for year in years:
        if len(claims[year.index]) == 1 and year.index not in seen:
            seen.add(year.index)
            kept.append(year)
    return kept


def _growth(
    chart: Chart, beside: Sequence[Beside], column: int, total: Read, known: dict[int, Read], budget: Budget
) -> list[Growth]:
    """The words near the chart that a total bears out, if they are too many for an accident."""
    tried, chance = 0, Decimal(1)
    told = []
    for index, fact in beside:
        if fact.measure != "change" or fact.unit != "percent" or fact.value is None:
            continue
        if fact.status not in _PRINTED or fact.period is None:
            continue
        if period_name(fact.period) != period_name(chart.periods[column]):
            continue
        earlier = _compared(chart, column, fact.dimensions.get("comparison", ""))
        if earlier is None or earlier not in known or not budget.spend():
            continue
        tried += 1
        base, last = known[earlier].value, Decimal(1).scaleb(-(fact.decimals or 0))
        expected = base * (1 + Decimal(fact.value) / 100)
        window = base * last / 200 + chart.last
        if base > 0 and abs(total.value - expected) <= window:
            told.append(Growth(index, column, earlier))
            chance *= 2 * window / total.value
    return told if told and tried * chance <= _CHANCE else []


def _compared(chart: Chart, column: int, words: str) -> int | None:
    """The column that another is compared with: a year or a quarter before it."""
    period = chart.periods[column]
    if period.start is None or period.end is None:
        return None
    if _YEAR_AGO.search(words):
        ago = date.fromisoformat(period.start)
        start = f"{ago.year - 1}{period.start[4:]}"
        found = [
            c
            for c, p in chart.periods.items()
            if p.start == start and p.end is not None and p.end[:7] == f"{int(period.end[:4]) - 1}{period.end[4:7]}"
        ]
    elif _QUARTER_AGO.search(words):
        end = (date.fromisoformat(period.start) - timedelta(days=1)).isoformat()
        found = [c for c, p in chart.periods.items() if p.end == end]
    else:
        return None
    return found[0] if len(found) == 1 else None
