"""Cumulative figures to quarters, and quarters to checks: within one fiscal year, never over its end.

nine months 40,900 and first half 26,444   →   third quarter 14,456, inferred; beside a printed one it is a check
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from extract.series.dimension_keys import day_after, day_before
from extract.series.model import Derivation, Point, Span

_DURATIONS: tuple[Span, ...] = ("month", "quarter", "half", "nine_months", "year")
# Of many ways to put a period together the first few are enough; a year has at most twelve months.
_MOST_TILES, _MOST_WAYS = 12, 4


def with_quarters(points: Sequence[Point], year_ends: frozenset[str]) -> tuple[Point, ...]:
    """The points with quarters that follow from cumulative figures, and with checks of those that are printed.

    `year_ends`: last days of fiscal years as the documents say (`03-31`); a period takes part only if its fiscal year
    begins after one of them. Points that are contradicted, doubted or restated take no part: their neighbours
    may not have been restated with them.
    """
    known = [p for p in points if p.state == "printed" and p.span in _DURATIONS and p.value and p.restated is None]
    starting: dict[str, list[Point]] = {}
    for point in known:
        starting.setdefault(point.start or "", []).append(point)
    of = {(point.start, point.end): point for point in points}
    derived: dict[tuple[str, str], list[Derivation]] = {}
    for whole in known:
        if whole.span not in ("quarter", "month") and _begins_a_year(whole, year_ends):
            for start, end in _quarters_within(whole, known):
                for derivation in _derive(whole, start, end, starting):
                    derived.setdefault((start, end), []).append(derivation)
    out = dict(of)
    for (start, end), derivations in derived.items():
        printed = out.get((start, end))
        if printed is not None and printed.state != "forecast":
            out[start, end] = _checked(printed, derivations)
        else:
            out[start, end] = _inferred(start, end, derivations, printed)
    return tuple(sorted(out.values(), key=lambda point: (point.end, point.start or point.end)))


def _begins_a_year(point: Point, year_ends: frozenset[str]) -> bool:
    """Whether a period begins on the day after a fiscal year; years of weeks end within a week of the day named."""
    if not year_ends or point.start is None:
        return True
    before = date.fromisoformat(day_before(point.start))
    for year_end in year_ends:
        month, day = map(int, year_end.split("-"))
        for year in (before.year - 1, before.year, before.year + 1):
            named = date(year, month, min(day, 28) if month == 2 else day)
            if abs((before - named).days) <= 7:
                return True
    return False


def _quarters_within(whole: Point, known: Iterable[Point]) -> list[tuple[str, str]]:
    """Periods as long as a quarter that begin and end where known periods do, within a longer one."""
    assert whole.start is not None
    inside = [p for p in known if p.start is not None and whole.start <= p.start and p.end <= whole.end]
    starts = sorted({day for p in inside for day in (p.start or "", day_after(p.end)) if day < whole.end})
    ends = sorted({day for p in inside for day in (p.end, day_before(p.start or "")) if day > whole.start})
    return [
        (start, end)
        for start in starts
        for end in ends
        if start < end and 77 <= (date.fromisoformat(end) - date.fromisoformat(start)).days + 1 <= 119
    ]


def _derive(whole: Point, start: str, end: str, starting: dict[str, list[Point]]) -> list[Derivation]:
    """The ways in which a quarter is a longer period less what lies before and after it."""
    assert whole.start is not None and whole.value is not None
    ways = []
    for before in _tilings(whole.start, start, starting, whole):
        for after in _tilings(day_after(end), day_after(whole.end), starting, whole):
            parts = [*before, *after]
            if not parts or any(_standards(part) - _standards(whole) for part in parts if _standards(whole)):
                continue
            value = Decimal(whole.value) - sum(Decimal(part.value or 0) for part in parts)
            terms = [("1", whole), *(("-1", part) for part in parts)]
            ways.append(
                Derivation(
                    terms=tuple((sign, p.start or "", p.end, p.value or "") for sign, p in terms),
                    value=format(value, "f"),
                    allowance=format(_allowance(whole, parts), "f"),
                )
            )
    return ways[:_MOST_WAYS]


def _tilings(start: str, stop: str, starting: dict[str, list[Point]], but: Point) -> list[list[Point]]:
    """Rows of known periods that fill all days from `start` up to, and without, `stop`; the fewest periods first."""
    found: list[list[Point]] = []
    rows: list[tuple[str, list[Point]]] = [(start, [])]
    while rows and len(found) < _MOST_WAYS:
        at, row = rows.pop(0)
        if at == stop:
            found.append(row)
        elif len(row) < _MOST_TILES and len(rows) < 200:
            rows += [
                (day_after(p.end), [*row, p]) for p in starting.get(at, ()) if day_after(p.end) <= stop and p is not but
            ]
    return found


def _standards(point: Point) -> set[str]:
    return {each.standard for each in point.sightings if each.standard is not None and each.told != "doubtful"}


def _allowance(whole: Point, parts: Sequence[Point]) -> Decimal:
    """What rounding, or cut-off, of the terms can make of the difference."""
    own = _place(whole)
    others = sum((_place(part) for part in parts), Decimal(0))
    return max((own + others) / 2, own, others)


def _place(point: Point) -> Decimal:
    place = Decimal(1).scaleb(-point.decimals) if point.decimals is not None else Decimal(0)
    return max(place, Decimal(point.tolerance or 0))


def _checked(printed: Point, derivations: Sequence[Derivation]) -> Point:
    """A printed quarter with what other periods say of it."""
    if printed.value is None:
        return msgspec.structs.replace(printed, derivations=tuple(derivations))
    checks = []
    for each in derivations:
        residual = Decimal(printed.value) - Decimal(each.value)
        allowance = max(Decimal(each.allowance), _place(printed)) + _place(printed) / 2
        verdict = "holds" if abs(residual) <= allowance else "fails"
        checks.append(
            msgspec.structs.replace(
                each, residual=format(residual, "f"), allowance=format(allowance, "f"), verdict=verdict
            )
        )
    return msgspec.structs.replace(printed, derivations=tuple(checks))


def _inferred(start: str, end: str, derivations: Sequence[Derivation], beside: Point | None) -> Point:
    """A quarter that nobody printed: the most exact way gives its value, if all ways agree."""
    best = min(derivations, key=lambda each: Decimal(each.allowance))
    agreed = all(
        abs(Decimal(each.value) - Decimal(best.value)) <= Decimal(each.allowance) + Decimal(best.allowance)
        for each in derivations
    )
    point = beside or Point(start=start, end=end, span="quarter", state="inferred")
    return msgspec.structs.replace(
        point,
        state="inferred" if agreed else "conflict",
        value=best.value if agreed else None,
        tolerance=best.allowance,
        derivations=tuple(derivations),
    )
