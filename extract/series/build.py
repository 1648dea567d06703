"""Results to a series: the order of its steps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from extract.errors import ExtractError
from extract.model import Result
from extract.series.collected import Collected, Found, collect_figures
from extract.series.dimension_keys import day_after, day_before, normal_part, normal_region, scenario_of
from extract.series.issuers import OfIssuer, documents_to_issuers, find_issuer
from extract.series.model import Key, LeftOut, Point, Series, Sighting, Span
from extract.series.prints import Vintage, agree, fact_to_sighting, found_to_point
from extract.series.quarters import with_quarters

Every = Literal["all", "quarter", "year"]
# A hole is told if it is longer than the quarter or year of weeks that another issuer might have had there.
_LEAST_GAP_DAYS = 20
_NAMED = 6
"""Figures that one note names."""


def build_series(
    results: Iterable[Result],
    *,
    issuer: str | None = None,
    concept: str | None = None,
    label: str | None = None,
    segment: str | None = None,
    product: str | None = None,
    region: str | None = None,
    scope: str | None = None,
    unit: str | None = None,
    every: Every = "all",
) -> Series:
    """What an issuer's documents say of one concept, or of one label, period by period.

    `issuer` is a securities code or a name in either language; it may be left out where all documents are of one.
    `segment`, `product` and `region` None are the whole company. Without `unit` it is that of the most figures that
    are no translations.
    `every="quarter"` adds quarters that follow from cumulative figures. Raises ExtractError where no document, or
    more than one issuer, is meant.
    """
    if (concept is None) == (label is None):
        raise ExtractError("a series is of a concept or of a label", remedy="give one of both")
    collected = collect_figures(results, concept=concept, label=label)
    if not collected.documents:
        raise ExtractError("there are no results", remedy="hand in what `ir-extract run` wrote")
    whose = find_issuer(documents_to_issuers(collected.documents), issuer)
    own = frozenset(whose.documents)
    found = [each for each in collected.found if each.document in own]
    parts = {"segment": segment, "product": product, "region": region}
    # A row that is asked for by its name may be printed on the page of a segment as well, and may be a product's.
    wanted = {name: _part(name, said) for name, said in parts.items() if said is not None or label is None}

    def is_meant(each: Found) -> bool:
        key = each.key
        of_whom = key.scope == _scope(scope) and not _is_a_part(key, by_label=label is not None)
        return of_whom and _is_of_parts(key, wanted) and key.basis is None

    chosen = [each for each in found if is_meant(each)]
    lost = [each for each in collected.losses if each.document in own and is_meant(each)]
    key = _main_key(chosen, unit)
    chosen = _of_one_row([each for each in chosen if key is not None and _same(each.key, key)], frozenset(wanted))
    key = chosen[0].key if chosen else None
    vintages = [
        Vintage(source=name, document=document)
        for name, document in zip(collected.sources, collected.documents, strict=True)
    ]
    points, undated = _points(chosen, vintages)
    year_ends = frozenset(end for at in own if (end := collected.documents[at].fiscal_year_end) is not None)
    if every == "quarter":
        points = with_quarters(points, year_ends) if key is not None and _adds_up(key) else points
    if every != "all":
        points = tuple(point for point in points if point.span in (every, "instant"))
    return Series(
        issuer=whose.names[0] if whose.names else None,
        codes=whose.codes,
        names=whose.names,
        key=key,
        points=_with_gaps(points),
        undated=undated,
        left_out=_left_out(found, chosen, collected),
        files=tuple(sorted({collected.sources[at] for at in own})),
        notes=(
            *_notes(whose, collected, vintages, chosen, key),
            *_changed_segments(found, vintages),
            *_of_losses(lost, collected),
            *_without_unit(own, collected),
        ),
    )


def _part(name: str, said: str | None) -> str | None:
    """A part as keys have it; what nobody else calls the whole is a name."""
    if said is None:
        return None
    return (normal_region(said) if name == "region" else normal_part(said)) or said


def _is_of_parts(key: Key, wanted: Mapping[str, str | None]) -> bool:
    """Whether a figure is of the parts asked for, and of no others; a segment that is a region is one part."""
    names = {each for said in wanted.values() if said is not None for each in (said, normal_region(said))}
    for name, said in wanted.items():
        own = getattr(key, name)
        if own != said and not (said is None and {own, normal_region(own)} & names):
            return False
    return True


def _scope(scope: str | None) -> str | None:
    return None if scope in (None, "consolidated") else scope


def _is_a_part(key: Key, *, by_label: bool) -> bool:
    """Whether a figure is of another company or the like. The column of a row that is asked for by its name may be
    called so in one document and not in another."""
    return any(not (by_label and name == "column") for name, _ in key.others)


def _adds_up(key: Key) -> bool:
    """Whether periods of a figure add up: amounts and counts do, rates and figures per share do not."""
    return key.measure in ("amount", "count")


def _main_key(found: Sequence[Found], unit: str | None) -> Key | None:
    """Of what is left, the unit and measure of the most figures; a translation only if its unit is asked for."""
    counts = Counter(
        (each.key.unit, each.key.measure, each.key.currency)
        for each in found
        if (each.key.unit == unit if unit is not None else each.key.currency is None)
    )
    if not counts:
        return None
    best = min(counts, key=lambda key: (-counts[key], key[0], key[1]))
    return next(each.key for each in found if (each.key.unit, each.key.measure, each.key.currency) == best)


def _same(one: Key, other: Key) -> bool:
    return (one.unit, one.measure, one.currency) == (other.unit, other.measure, other.currency)


def _of_one_row(found: Sequence[Found], asked: frozenset[str]) -> list[Found]:
    """Of rows that are called alike in several tables, those that are one: the row printed most often, and every other
    that prints one of its figures again and contradicts it in no document. `Systems integration` is a row of revenues
    and a row of costs. `asked`: the parts by which the figures were chosen; others part rows that are called alike."""
    rows: dict[tuple[object, ...], list[Found]] = defaultdict(list)
    for each in found:
        rows[(*_parts_beside(each.key, asked), *each.key.others), each.key.what].append(each)
    if len(rows) < 2:
        return list(found)
    first = max(rows, key=lambda row: (not row[0], len(rows[row]), row))
    taken = rows.pop(first)
    for row in sorted(rows):
        agreeing, contradicting = _compared(taken, rows[row])
        if agreeing and not contradicting:
            taken += rows[row]
    return taken


def _parts_beside(key: Key, asked: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The product and region of a figure, where nobody asked for them and its row is not called so."""
    for name, part in (("product", key.product), ("region", key.region)):
        leaf = key.what.split(" > ")[-1]
        own = part in (leaf, normal_region(leaf))
        if part is not None and name not in asked and not own:
            yield name, part


def _compared(one: Sequence[Found], other: Sequence[Found]) -> tuple[int, int]:
    """How many figures of two rows are the same, and how many of one document are not."""
    slots: dict[tuple[object, ...], list[Found]] = defaultdict(list)
    for each in one:
        slots[_slot(each)].append(each)
    agreeing = contradicting = 0
    for each in other:
        for beside in slots.get(_slot(each), ()):
            if each.fact.value is not None and beside.fact.value is not None:
                same = agree(each.fact, beside.fact)
                agreeing += same
                contradicting += not same and each.document == beside.document
    return agreeing, contradicting


def _slot(found: Found) -> tuple[object, ...]:
    period = found.fact.period
    return (period and period.start, period and period.end, scenario_of(found.fact))


def _points(found: Sequence[Found], vintages: Sequence[Vintage]) -> tuple[tuple[Point, ...], tuple[Sighting, ...]]:
    periods: dict[tuple[str | None, str], list[Found]] = defaultdict(list)
    undated = []
    for each in found:
        period = each.fact.period
        if period is None or period.end is None or (period.kind == "duration" and period.start is None):
            if scenario_of(each.fact)[0] is None:
                undated.append(fact_to_sighting(each, vintages, "doubtful"))
        else:
            periods[period.start if period.kind == "duration" else None, period.end].append(each)
    points = [found_to_point(group, vintages) for group in periods.values()]
    return tuple(sorted(points, key=lambda point: (point.end, point.start or point.end))), tuple(undated)


def _with_gaps(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points with one line for each hole between two quarters, or two years, of what was reached."""
    gaps = []
    spans: tuple[Span, ...] = ("quarter", "year")
    for span in spans:
        reached = [point for point in points if point.span == span and point.state != "forecast"]
        until: str | None = None
        for point in reached:
            assert point.start is not None
            if until is not None:
                days = (date.fromisoformat(point.start) - date.fromisoformat(until)).days - 1
                if days > _LEAST_GAP_DAYS:
                    gaps.append(Point(start=day_after(until), end=day_before(point.start), span=span, state="gap"))
            until = max(until or "", point.end)
    return tuple(sorted((*points, *gaps), key=lambda point: (point.end, point.start or point.end)))


def _left_out(found: Sequence[Found], chosen: Sequence[Found], collected: Collected) -> tuple[LeftOut, ...]:
    taken = {id(each) for each in chosen}
    others: dict[Key, list[Found]] = defaultdict(list)
    for each in found:
        if id(each) not in taken:
            others[each.key].append(each)
    return tuple(
        LeftOut(
            key=key,
            figures=len(group),
            files=tuple(sorted({collected.sources[each.document] for each in group})),
        )
        for key, group in sorted(others.items(), key=lambda item: (-len(item[1]), repr(item[0])))
    )


def _notes(
    whose: OfIssuer, collected: Collected, vintages: Sequence[Vintage], chosen: Sequence[Found], key: Key | None
) -> tuple[str, ...]:
    """What a reader must know who compares the periods: changes of year end, standard and currency, and copies."""
    notes = [f"{copy} holds the same document as {first}" for copy, first in collected.copies]
    ordered = sorted(whose.documents, key=lambda at: (vintages[at].when or "9999", vintages[at].source))
    for what, of in (
        ("the fiscal year ends on", "fiscal_year_end"),
        ("figures are under", "accounting_standard"),
        ("amounts are in", "currency"),
    ):
        told = [(value, vintages[at]) for at in ordered if (value := getattr(vintages[at].document, of)) is not None]
        changes = [each for at, each in enumerate(told) if at == 0 or each[0] != told[at - 1][0]]
        if len(changes) > 1:
            notes.append(f"{what} " + ", ".join(f"{value} in {vintage.source}" for value, vintage in changes))
    if any(vintages[at].when is None for at in {each.document for each in chosen}):
        silent = sorted({vintages[each.document].source for each in chosen if vintages[each.document].when is None})
        notes.append(f"no day of publication: {', '.join(silent)}; what it says differently cannot be told to be later")
    return tuple(notes)


def _changed_segments(found: Sequence[Found], vintages: Sequence[Vintage]) -> tuple[str, ...]:
    """What a reader must know of segments: from one document to the next some are gone and others have come. A document
    that names fewer, and no new ones, only prints less."""
    named: dict[int, set[str]] = defaultdict(set)
    for each in found:
        if each.key.segment is not None:
            named[each.document].add(each.key.segment)
    ordered = sorted(named, key=lambda at: (vintages[at].when or "9999", vintages[at].source))
    notes, before = [], None
    for at in ordered:
        if before is not None and (gone := named[before] - named[at]) and (come := named[at] - named[before]):
            told = f"segments are others in {vintages[at].source} than in {vintages[before].source}: "
            notes.append(f"{told}{', '.join(sorted(come))}; no longer {', '.join(sorted(gone))}")
        before = at
    return tuple(notes)


def _of_losses(lost: Sequence[Found], collected: Collected) -> Iterator[str]:
    """What a reader must know of losses that are printed as amounts: that they are not among the figures of an income,
    whose sign is the other one."""
    if lost:
        named = [f"{each.fact.label[-1]} {each.fact.printed} in {collected.sources[each.document]}" for each in lost]
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        yield f"losses printed without a minus are not among the figures: {'; '.join(named[:_NAMED])}{more}"


def _without_unit(own: frozenset[int], collected: Collected) -> Iterator[str]:
    """What a reader must know of figures of which no document says in what they are: that they are in no series."""
    counts = {collected.sources[at]: count for at, count in collected.unitless.items() if at in own}
    if counts:
        named = ", ".join(f"{count} in {source}" for source, count in sorted(counts.items())[:_NAMED])
        more = f" and {len(counts) - _NAMED} more files" if len(counts) > _NAMED else ""
        yield f"figures without a unit are not among these: {named}{more}"
