"""Headings that cannot be right as they stand: one dated twice, a percent sign over money, a column without one.

Judged facts in, the same facts out, with a doubt where the headings of their table contradict each other:

                 Three                                            Six months ended September 30,     %      2011
           months ended March 31,                                 Container shipping             41,545   43,863
        2021               2020                                   Warehousing                    63,004   58,870
    Amount  % of total     Amount                           the sign is torn off a heading of changes, and all the
    190     19.6%          185                              headings stand one column too far to the right
the year over two columns is dated by a sentence in one of
them and by the torn heading in the other

                 Apparel   Grocery Online             Total
    Sales        417       392               88       897         nothing but the headings says whose figures these are,
    Profit       41        36                 9        86         and two of them stand over one column

Years over columns in no order, and one that a misread digit has put far behind the others.

Headings whose lines were drawn into each other: `Prior year (March` / `Current year (March 2026` / `2025)`. One column
has the open bracket of another and the date that is its own. A row of figures that was read as a heading heads nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import msgspec
import regex as re

from extract.lex.calendar_words import ERA
from extract.lex.fold import fold
from extract.model import Fact, Ground

DOUBT = "headings_disagree"
_ONLY_PERCENT = re.compile(r"[\s(（\[]*[%％][\s)）\]]*")
_LEAST_FIGURES = 3
_LEAST_ROWS = 2  # a single figure beside a table has no column
_OVER_COLUMNS = ("column", "spanner")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONEY_SIGN = re.compile(r"[(△-]?\s?(?:[$€£¥₩]|US\$)")
_MOST_COLUMNS = 24
_FAR = 6  # years: nobody compares one with a year so far behind it that the document has not come to
_LONG_AGO = 15  # years: ten years ago is a comparison, and so are twelve
_MOST_HEADINGS = 6
_QUARTER = re.compile(r"\b([1-4])Q|\bQ([1-4])(?!\d)|第\s?([1-4１-４])\s?四半期")
_ENDED = re.compile(r"\bended\b|至|期", re.I)
# A date in brackets, or in a bracket that nothing closes; what stands between two dates is a span.
_BRACKET = re.compile(r"[（(](?P<date>[^()（）]{0,40}\d[^()（）]{0,40})(?P<end>[)）]|$)")
_AMOUNTS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
_SPAN = re.compile(r"自|至|から|まで|[~～〜]|\b(?:from|to|through)\b", re.I)
_DATED_YEAR = re.compile(rf"{ERA}\s?[\d元]{{1,2}}\s?年|(?:19|20)\d\d")


def doubted_by_headings(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts, with a doubt on those whose headings contradict what stands under them or beside them."""
    tables: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.table is not None and fact.status != "nil":
            tables[fact.table].append(fact)
    found: dict[str, str] = {}
    for table in tables.values():
        for rule in _RULES:
            for fact, why in rule(table):
                found.setdefault(fact.id, why)
    return tuple(_doubted(fact, found[fact.id]) if fact.id in found else fact for fact in facts)


def _doubted(fact: Fact, why: str) -> Fact:
    explanation = f"{fact.explanation}; {why}" if fact.explanation else why
    return msgspec.structs.replace(fact, doubts=(*fact.doubts, DOUBT), explanation=explanation)


def _dated_twice(table: Iterable[Fact]) -> Iterator[tuple[Fact, str]]:
    """Figures of one row under one printed heading with a year, each dated with other days: what completes the heading
    for one of them is not its own."""
    rows: dict[tuple[int | None, Ground], list[Fact]] = defaultdict(list)
    for fact in table:
        grounds = fact.grounds.get("period", ())
        heading = next(iter(grounds), None)
        if heading is None or heading.rank not in _OVER_COLUMNS or not _YEAR.search(heading.printed or ""):
            continue
        if heading.location is not None and fact.period is not None and fact.period.kind == "duration":
            rows[(fact.row, heading)].append(fact)
    for (_, heading), alike in rows.items():
        for one, other in combinations(alike[:_MOST_COLUMNS], 2):
            if _dates(one) != _dates(other):
                why = f"`{heading.printed or ''}` stands over columns that are dated {_told(one)} and {_told(other)}"
                yield one, why
                yield other, why


def _quarters_alike(table: Iterable[Fact]) -> Iterator[tuple[Fact, str]]:
    """Figures of one row under headings of several quarters that are dated alike: what dates them is not of them."""
    rows: dict[tuple[int | None, tuple[str | None, str | None]], list[tuple[Fact, str]]] = defaultdict(list)
    for fact in table:
        heading = next(iter(fact.grounds.get("period", ())), None)
        own = heading is not None and heading.rule != "period_compared"  # else it is another column's
        quarter = _QUARTER.search(heading.printed or "") if heading is not None and own else None
        if quarter is not None and heading is not None and heading.rank in _OVER_COLUMNS and None not in _dates(fact):
            rows[(fact.row, _dates(fact))].append((fact, next(filter(None, quarter.groups()))))
    for alike in rows.values():
        if len({quarter for _, quarter in alike}) > 1:
            yield from ((fact, f"columns of other quarters are dated {_told(fact)} as well") for fact, _ in alike)


def _dates(fact: Fact) -> tuple[str | None, str | None]:
    return (fact.period.start, fact.period.end) if fact.period is not None else (None, None)


def _told(fact: Fact) -> str:
    return "/".join(day or "?" for day in _dates(fact))


def _years_apart(table: Sequence[Fact]) -> Iterator[tuple[Fact, str]]:
    """Amounts under two headings that each name a year, and not the same: `2021` under `Year ended May 31, 2020`; with
    them all that stands under one of the two."""
    apart: dict[str, str] = {}
    for header in dict.fromkeys(fact.header for fact in table if fact.measure == "amount"):
        for one, other in combinations(header[:_MOST_HEADINGS], 2):
            years = [set(_YEAR.findall(part)) for part in (one, other)]
            if all(years) and years[0].isdisjoint(years[1]) and _ENDED.search(one) and _YEAR.fullmatch(other.strip()):
                apart[one] = apart[other] = f"`{other}` stands under `{one}`: two headings are one or have slipped"
    for fact in table:
        why = next((apart[part] for part in fact.header if part in apart), None)
        if why is not None:
            yield fact, why


def _years_in_disorder(table: Sequence[Fact]) -> Iterator[tuple[Fact, str]]:
    """Amounts under years that follow each other in no order (2030, 2031, 2029), and those under a year far from all
    the others that one digit parts from the one next to them (2081 or 2011 beside 2030)."""
    spans: dict[tuple[str, str, str], dict[int, list[tuple[int, Fact]]]] = defaultdict(lambda: defaultdict(list))
    for fact in table:
        heading = next(iter(fact.grounds.get("period", ())), None)
        over = heading is not None and heading.rank in _OVER_COLUMNS and bool(_YEAR.search(heading.printed or ""))
        period = fact.period
        if not over or fact.column is None or period is None or period.end is None or "scenario" in fact.dimensions:
            continue
        start = period.start or ""
        length = str(int(period.end[:4]) - int(start[:4])) if start else ""
        spans[length, start[5:], period.end[5:]][fact.column].append((int(period.end[:4]), fact))
    for columns in spans.values():
        years = {column: {year for year, _ in own} for column, own in sorted(columns.items())}
        order = [next(iter(own)) for own in years.values()]
        if any(len(own) > 1 for own in years.values()) or len(set(order)) < max(2, len(order)):
            continue
        rising = sorted(order)
        if len(order) > 2 and order not in (rising, rising[::-1]) and rising[-1] - rising[0] == len(order) - 1:
            why = f"the years {', '.join(map(str, order))} stand over columns in no order"
            yield from ((fact, why) for own in columns.values() for _, fact in own)
        ends = ((rising[-1], rising[-2], _FAR), (rising[0], rising[1], _LONG_AGO))
        for odd, beside, far in ends:
            decade = abs(abs(odd - beside) - 10) <= 1
            if abs(odd - beside) >= far and not decade and any(_one_digit_apart(odd, beside + way) for way in (1, -1)):
                why = f"the year {odd} stands beside {beside}, and is one digit from the one next to that"
                yield from ((fact, why) for own in columns.values() for year, fact in own if year == odd)


def _one_digit_apart(one: int, other: int) -> bool:
    return sum(a != b for a, b in zip(str(one), str(other), strict=True)) == 1


def _brackets_apart(table: Sequence[Fact]) -> Iterator[tuple[Fact, str]]:
    """Figures over which a bracket opens with one year and is not closed, and another bracket has another year."""
    apart: dict[tuple[str, ...], str] = {}
    for header in dict.fromkeys(fact.header for fact in table):
        found = [held for part in header[:_MOST_HEADINGS] for held in _BRACKET.finditer(part)]
        dates = [held for held in found if not _SPAN.search(held["date"])]
        years = [(held, set(_DATED_YEAR.findall(fold(held["date"])))) for held in dates]
        for (one, first), (other, second) in combinations([each for each in years if each[1]], 2):
            if first.isdisjoint(second) and not (one["end"] and other["end"]):
                apart[header] = f"`{one[0]}` and `{other[0]}` stand over one column: pieces of two headings"
    yield from ((fact, apart[fact.header]) for fact in table if fact.header in apart)


def _row_over_columns(table: Sequence[Fact]) -> Iterator[tuple[Fact, str]]:
    """Figures under a heading that is a row of figures: `Sales 109,851 152,607 40,358`."""
    rows = {part for fact in table for part in fact.header if len(_AMOUNTS.findall(part)) > 1}
    for fact in table if rows else ():
        over = next((part for part in fact.header if part in rows), None)
        if over is not None:
            yield fact, f"`{over}` is a row of figures and heads no column"


def _percent_over_money(table: Sequence[Fact]) -> Iterator[tuple[Fact, str]]:
    """All figures of a table in which a column is headed by a percent sign and holds money without one."""
    columns: dict[tuple[int | None, str], list[Fact]] = defaultdict(list)
    for fact in table:
        if fact.header and _ONLY_PERCENT.fullmatch(fact.header[-1]):
            columns[(fact.column, fact.header[-1])].append(fact)
    for (_, heading), under in columns.items():
        if len(under) >= _LEAST_FIGURES and all(fact.measure == "amount" and fact.unit != "percent" for fact in under):
            why = f"`{heading}` stands over amounts: the headings are not those of their columns"
            yield from ((fact, why) for fact in table)
            return


def _shares_over_money(table: Sequence[Fact]) -> Iterator[tuple[Fact, str]]:
    """Counts under a heading that says so, where money stands in the same column with its sign: the headings of a
    converter that leaves out how many columns a cell covers have slipped."""
    columns: dict[int, list[Fact]] = defaultdict(list)
    for fact in table:
        if fact.column is not None:
            columns[fact.column].append(fact)
    for under in columns.values():
        if not any(_MONEY_SIGN.match(fact.printed or "") and fact.measure == "amount" for fact in under):
            continue
        for fact in under:
            ground = next(iter(fact.grounds.get("unit", ())), None)
            if fact.unit == "count" and ground is not None and ground.rank in _OVER_COLUMNS:
                yield (
                    fact,
                    f"`{ground.printed or ''}` stands over amounts of money: it is not the heading of its column",
                )


def _without_heading(table: Sequence[Fact]) -> Iterator[tuple[Fact, str]]:
    """Figures of a column without a heading beside columns that nothing but their headings tells from it; and those of
    the columns next to it under a heading of several words, one of which may be its own."""
    rows: dict[tuple[int | None, object], list[Fact]] = defaultdict(list)
    for fact in table:
        if fact.column is not None:
            rows[(fact.row, (_dates(fact), fact.unit, fact.measure, _told_of(fact)))].append(fact)
    bare: dict[int, int] = defaultdict(int)
    for alike in rows.values():
        if any(fact.header for fact in alike):
            for fact in alike:
                bare[fact.column or 0] += not fact.header
    lost = {column for column, count in bare.items() if count >= _LEAST_ROWS}
    if not lost:
        return
    for fact in table:
        column = fact.column
        if column in lost and not fact.header:
            yield fact, "nothing is printed over its column, and headings alone tell the columns of its row apart"
        elif column is not None and not lost.isdisjoint((column - 1, column + 1)) and _may_be_two(fact.header):
            yield fact, f"`{fact.header[-1]}` may be the headings of two columns: the one beside it has none"


def _may_be_two(header: Sequence[str]) -> bool:
    return bool(header) and len(header[-1].split()) > 1


def _told_of(fact: Fact) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, said) for name, said in fact.dimensions.items() if name != "segment"))


_RULES = (
    _dated_twice, _quarters_alike, _years_apart, _years_in_disorder, _brackets_apart, _row_over_columns,
    _percent_over_money, _shares_over_money, _without_heading,
)  # fmt: skip
