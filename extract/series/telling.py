"""A series as lines: for people, with one line a period, and as rows of a CSV with one row a print."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from extract.lex.harmless import harmless
from extract.model import Location
from extract.series.model import Key, Point, Series, Sighting

CSV_COLUMNS = (
    "issuer", "codes", "concept", "segment", "product", "region", "scope", "unit", "start", "end", "span", "state",
    "role", "scenario", "version", "value", "first", "restated", "printed", "tolerance", "trusted", "doubts", "source",
    "fact", "line", "page", "published", "standard",
)  # fmt: skip
_SCALES = ((9, "billion"), (6, "million"), (3, "thousand"))
_WORDS = {"inferred": "≈", "conflict": "≠", "doubtful": "?", "gap": "–", "forecast": "", "printed": ""}


def shown_scale(series: Series) -> tuple[int, str]:
    """The power of ten in which most values of a series are printed, or a coarser one with a name, and that name.

    13,696 and 12,437 million beside 57.1 billion are shown in millions.
    """
    if series.key is None or series.key.measure not in ("amount", "count"):
        return 0, ""
    counts = Counter(-p.decimals for p in series.points if p.value is not None and p.decimals is not None)
    power = max(counts, key=lambda each: (counts[each], -each)) if counts else 0
    return next(((scale, name) for scale, name in _SCALES if scale <= power), (0, ""))


def shown_value(value: str | None, power: int) -> str:
    """
    >>> shown_value("13696000000", 6), shown_value("-57100000000", 9), shown_value(None, 6)
    ('13,696', '-57.1', '')
    """
    if value is None:
        return ""
    return f"{Decimal(value).scaleb(-power).normalize():,f}"


def shown_place(where: Location) -> str:
    """`line 240`, `page 3`, or nothing."""
    if where.page is not None:
        return f"page {where.page}"
    return f"line {where.line}" if where.line is not None else ""


def shown_period(point: Point) -> str:
    """`2007-04-01/2007-06-30`, or the day of a balance."""
    return f"{point.start}/{point.end}" if point.start else point.end


def point_to_cells(point: Point, power: int) -> tuple[str, str, str, str, str, str]:
    """Period, value, first reported, restated, expected, where it stands."""
    mark = _WORDS[point.state]
    if point.state == "conflict":
        values = dict.fromkeys(
            shown_value(each.value, power)
            for each in point.sightings
            if each.told in ("first", "repeated", "contradicts")
        )
        value = f"{mark} {' | '.join(values)}" if values else mark
    elif point.state == "doubtful":
        value = f"{mark} {' | '.join(dict.fromkeys(shown_value(each.value, power) for each in point.sightings))}"
    else:
        about = f" ± {shown_value(point.tolerance, power)}" if point.state == "inferred" and point.tolerance else ""
        value = f"{mark} {shown_value(point.value, power)}{about}".strip() if point.state != "gap" else "– gap"
    restated = shown_value(point.restated, power)
    return (
        shown_period(point),
        value,
        shown_value(point.first, power) if point.restated is not None else "",
        restated,
        _expected(point, power),
        "; ".join(_places(point)),
    )


def key_to_words(key: Key) -> str:
    """What a figure is of in one line: `Revenues, segment systems integration, JPY`."""
    named = (("segment", key.segment), ("product", key.product), ("region", key.region), ("scope", key.scope))
    parts = [f"{name} {value}" for name, value in (*named, *key.others) if value]
    measure = key.measure if key.measure != "amount" else None
    return ", ".join(filter(None, (key.what, *parts, key.basis, measure, key.unit, key.currency)))


def _expected(point: Point, power: int) -> str:
    """`forecast 25,000 → 26,400`: what was expected, each revision once."""
    said: dict[str, list[str]] = {}
    for each in point.forecasts:
        if each.told in ("first", "revised"):
            said.setdefault(each.scenario, []).append(shown_value(each.sighting.value, power))
        elif each.told == "doubtful":
            said.setdefault(f"{each.scenario}?", []).append(shown_value(each.sighting.value, power))
    return "; ".join(f"{scenario} {' → '.join(values)}" for scenario, values in said.items())


def _places(point: Point) -> Iterator[str]:
    """Where the point stands: each file once, with its places; for a derived one, what it follows from."""
    files: dict[str, dict[str, None]] = {}
    for each in (*point.sightings, *(forecast.sighting for forecast in point.forecasts)):
        told = f" ({each.told})" if each.told in ("restated", "corrected", "contradicts", "doubtful") else ""
        files.setdefault(each.source, {})[f"{shown_place(each.location)}{told}"] = None
    for file, places in files.items():
        yield f"{file}: {', '.join(filter(None, places))}"
    held = sum(each.verdict == "holds" for each in point.derivations)
    if held:
        yield f"borne out by other periods ({held})"
    for derivation in point.derivations:
        if derivation.verdict == "holds":
            continue
        terms = " ".join(f"{'-' if sign == '-1' else '+'} {start}/{end}" for sign, start, end, _ in derivation.terms)
        verdict = f" {derivation.verdict}" if derivation.verdict else ""
        yield f"= {terms.removeprefix('+ ')}{verdict}"
    yield from point.notes


def series_to_csv(series: Series) -> bytes:
    """One row for each print of a period, and one for what follows from others, or is missing. UTF-8 with a mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    key = series.key
    head = (
        series.issuer,
        " ".join(series.codes),
        key.what if key else None,
        key.segment if key else None,
        key.product if key else None,
        key.region if key else None,
        key.scope if key else None,
        key.unit if key else None,
    )
    for point in series.points:
        period = (point.start, point.end, point.span, point.state)
        if point.derivations or point.state == "gap" or not (point.sightings or point.forecasts):
            values = (point.value, point.first, point.restated, None, point.tolerance)
            writer.writerow([*head, *period, "point", None, None, *values, *[None] * 8])
        for sighting in point.sightings:
            writer.writerow([*head, *period, sighting.told, None, None, *_row(point, sighting)])
        for each in point.forecasts:
            writer.writerow([*head, *period, each.told, each.scenario, each.version, *_row(point, each.sighting)])
    return "\ufeff".encode() + out.getvalue().encode()


def _row(point: Point, each: Sighting) -> tuple[object, ...]:
    printed = harmless(" ".join((each.printed or "").split()))
    return (
        each.value,
        point.first,
        point.restated,
        f"'{printed}" if printed.startswith(("=", "+", "-", "@", "|", "%")) else printed,
        None,
        each.trusted,
        " ".join(each.doubts),
        harmless(each.source),
        each.fact,
        each.location.line,
        each.location.page,
        each.published,
        each.standard,
    )
