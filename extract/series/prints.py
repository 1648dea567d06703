"""Prints of one figure to one point: what was first reported, what a later document says instead, and what
contradicts.

Two prints agree when rounding or cut-off explains the difference. Documents speak in the order in which they were
published; of one document, or of documents of one day, two values that do not agree are a conflict, and nothing is
taken between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from extract.model import Document, Fact
from extract.series.collected import Found
from extract.series.dimension_keys import scenario_of, span_of
from extract.series.model import Forecast, Point, Sighting, Told

# A document that puts an earlier one right says so in its title.
_CORRECTS = re.compile(r"訂正|\bcorrect(?:ion|ed|s)\b|\bamend(?:ment|ed|s)\b|\brestate(?:ment|d|s)\b", re.IGNORECASE)
# Concepts that are costs or payments by their name.
_DEDUCTED = re.compile(
    r"^(?:CurrentPortionOf|Purchases?|Payments?|Repayments?|Acquisitions?Of|Costs?|Depreciation|Amortization|Impairment|IncomeTax|Provision)"
    r"|(?:Expenses?|Losses|CapitalExpenditures|DividendsPaid)$"
)
# `(Earnings) loss from discontinued operations`, `Loss (income) of affiliates`.
_TURNED = re.compile(
    r"\W*(?:\((?:income|earnings|gains?|profit|benefit)\)\s*/?\s*(?:loss|expense|provision)"
    r"|(?:loss|losses|expense)\s*\((?:income|earnings|gains?|profit|benefit)\))",
    re.IGNORECASE,
)
_VERSIONS = ("initial", "previous", None, "revised")


class Vintage(msgspec.Struct, frozen=True, kw_only=True):
    """A document as a speaker in time. `when` is the day of publication, else the end of its period, else None."""

    source: str
    document: Document

    @property
    def when(self) -> str | None:
        """ISO date, or year and month, on or after which the document spoke."""
        if self.document.published is not None:
            return self.document.published
        return self.document.period.end if self.document.period is not None else None

    @property
    def corrects(self) -> bool:
        """Whether its title says that it puts an earlier document right."""
        return self.document.title is not None and _CORRECTS.search(self.document.title) is not None


def found_to_point(found: Sequence[Found], vintages: Sequence[Vintage]) -> Point:
    """All prints of one figure of one period, actual and expected, to its point."""
    period = found[0].fact.period
    assert period is not None and period.end is not None
    reached = [each for each in found if scenario_of(each.fact)[0] is None]
    expected = [each for each in found if scenario_of(each.fact)[0] is not None]
    point = Point(
        start=period.start if period.kind == "duration" else None,
        end=period.end,
        span=span_of(period),
        state="forecast",
        forecasts=_forecasts(expected, vintages),
    )
    return _with_actual(point, reached, vintages) if reached else point


def decides(found: Found, vintages: Sequence[Vintage]) -> bool:
    """Whether a print may decide a point: nothing speaks against it."""
    return found.fact.trusted and found.fact.value is not None and not _against(found, vintages)


def _against(found: Found, vintages: Sequence[Vintage]) -> tuple[str, ...]:
    """Why a trusted print decides nothing all the same: it is told as about, over or up to its value, or as reached
    before its period had ended."""
    fact, published = found.fact, vintages[found.document].document.published
    end = fact.period.end if fact.period is not None else None
    reached = scenario_of(fact)[0] is None
    early = reached and published is not None and end is not None and end[: len(published)] > published
    return tuple(
        name for name, holds in (("qualified", "qualifier" in fact.dimensions), ("before_its_end", early)) if holds
    )


def agree(one: Fact, other: Fact) -> bool:
    """Whether rounding or cut-off explains the difference of two prints: 57.1 billion and 57,055 million do agree.

    What is deducted is printed plus or minus as the statement wants it: `Depreciation 1,048` in a table and `(1,048)`
    in a reconciliation are one amount.
    """
    assert one.value is not None and other.value is not None
    first, second = Decimal(one.value), Decimal(other.value)
    if one.concept is not None and one.concept == other.concept and _DEDUCTED.search(one.concept):
        first, second = abs(first), abs(second)
    elif one.concept is not None and one.concept == other.concept and _is_turned(one) != _is_turned(other):
        second = -second
    return abs(first - second) <= may_be_off_by(_last_place(one), _last_place(other))


def _is_turned(fact: Fact) -> bool:
    """Whether a row prints what was earned with a minus, as a statement of cash flows that takes it out does."""
    return bool(fact.label) and _TURNED.match(fact.label[-1]) is not None


def may_be_off_by(place: Decimal, other: Decimal) -> Decimal:
    """How far two prints of one value may be apart: the coarser one is cut off, or rounded, and the finer one rounded.

    >>> may_be_off_by(Decimal(100), Decimal(1))
    Decimal('100.5')
    """
    return max(place, other) + min(place, other) / 2


def _last_place(fact: Fact) -> Decimal:
    """What a print may be off by at most: one of its last place, or the tolerance of what was computed."""
    place = Decimal(1).scaleb(-fact.decimals) if fact.decimals is not None else Decimal(0)
    return max(place, Decimal(fact.tolerance or 0))


def _with_actual(point: Point, reached: Sequence[Found], vintages: Sequence[Vintage]) -> Point:
    """The point with what was reached: first reported, restated, contradicted."""
    ordered = sorted(reached, key=lambda each: _order(each, vintages))
    sure = [each for each in ordered if decides(each, vintages)]
    told: dict[int, Told] = {}
    steps: list[list[Found]] = []  # values in the order in which they were said; each list agrees with its first
    conflict = False
    for each in sure:
        if not steps:
            steps.append([each])
            told[id(each)] = "first"
            continue
        if all(agree(each.fact, other.fact) for other in steps[-1]):
            steps[-1].append(each)
            told[id(each)] = "repeated"
        elif _is_later(each, steps[-1], vintages):
            steps.append([each])
            told[id(each)] = "corrected" if vintages[each.document].corrects else "restated"
        else:
            told[id(each)] = "contradicts"
            conflict = True
    sightings = tuple(fact_to_sighting(each, vintages, told.get(id(each), "doubtful")) for each in ordered)
    if not steps:
        return msgspec.structs.replace(point, state="doubtful", sightings=sightings)
    first, last = (max(step, key=lambda each: _precision(each.fact)).fact for step in (steps[0], steps[-1]))
    standards = {vintages[each.document].document.accounting_standard for each in sure} - {None}
    notes = (f"reported under {' and '.join(sorted(map(str, standards)))}",) if len(standards) > 1 else ()
    return msgspec.structs.replace(
        point,
        state="conflict" if conflict else "printed",
        value=None if conflict else last.value,
        decimals=last.decimals,
        tolerance=last.tolerance,
        first=first.value,
        restated=last.value if len(steps) > 1 else None,
        sightings=sightings,
        notes=notes,
    )


def _precision(fact: Fact) -> tuple[int, bool]:
    """The finer print tells more; of two equally fine ones that which was printed and not inferred."""
    return (fact.decimals if fact.decimals is not None else 99, fact.status != "inferred")


def _order(found: Found, vintages: Sequence[Vintage]) -> tuple[bool, str, str, str]:
    when = vintages[found.document].when
    return (when is None, when or "", vintages[found.document].source, found.fact.id)


def _is_later(found: Found, step: Sequence[Found], vintages: Sequence[Vintage]) -> bool:
    """Whether a document spoke on a later day than all that said another value."""
    when = vintages[found.document].when
    if when is None:
        return False
    for other in step:
        before = vintages[other.document].when
        # A month, `2007-06`, says neither before nor after of a day in it.
        if before is None or when[: len(before)] <= before[: len(when)]:
            return False
    return True


def fact_to_sighting(found: Found, vintages: Sequence[Vintage], told: Told) -> Sighting:
    """A fact as a print of a series: what it says and where, and what it is beside the others."""
    fact, vintage = found.fact, vintages[found.document]
    return Sighting(
        source=vintage.source,
        fact=fact.id,
        location=fact.location,
        label=fact.label,
        printed=fact.printed,
        value=fact.value,
        decimals=fact.decimals,
        trusted=fact.trusted,
        doubts=(*fact.doubts, *_against(found, vintages)),
        published=vintage.document.published,
        standard=vintage.document.accounting_standard,
        told=told,
    )


def _forecasts(expected: Sequence[Found], vintages: Sequence[Vintage]) -> tuple[Forecast, ...]:
    """What was expected, in the order in which it was said; each scenario (forecast, target) by itself."""
    last: dict[str, list[Found]] = {}
    forecasts = []
    for each in sorted(expected, key=lambda each: (*_order(each, vintages)[:3], _version(each), each.fact.id)):
        scenario, version = scenario_of(each.fact)
        assert scenario is not None
        before = last.get(scenario)
        told: Literal["first", "revised", "repeated", "doubtful"]
        if not decides(each, vintages):
            told = "doubtful"
        elif before is None:
            told, last[scenario] = "first", [each]
        elif all(agree(each.fact, other.fact) for other in before):
            told = "repeated"
            before.append(each)
        else:
            told, last[scenario] = "revised", [each]
        sighting = fact_to_sighting(each, vintages, "doubtful" if told == "doubtful" else "repeated")
        forecasts.append(Forecast(scenario=scenario, version=version, sighting=sighting, told=told))
    return tuple(forecasts)


def _version(found: Found) -> int:
    version = scenario_of(found.fact)[1]
    return _VERSIONS.index(version) if version in _VERSIONS else len(_VERSIONS)
