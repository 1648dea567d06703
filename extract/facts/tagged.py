"""Facts beside the tags of inline XBRL at their places: witnesses that agree, or that contradict.

A tag that says of an aspect what the print says vouches for it (`grounds` of rank `tag`), and one that says something
else is told: both readings stand in a problem, and the fact is not trusted. What the print leaves open the tag settles.
Of which concept, entity and part of the entity a figure is, the tag says alone. Its sign is that of its element, not of
the print, and is no witness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

import msgspec
import regex as re

from extract.facts.statement import open_questions
from extract.lex.numbers import read_cell
from extract.model import Fact, Ground, Period, Problem, Problems, Statement, Status, Tag
from extract.problems import problem
from extract.vocab import Vocabulary, made_of_words

RANK, RULE, DOUBT = "tag", "inline_tag", "tag_contradicts"
# Members by the dimension that their axis is, by local name (US-GAAP, IFRS, EDINET, TDnet). Other axes keep their name.
_AXES = {
    "StatementBusinessSegmentsAxis": "segment", "SegmentsAxis": "segment", "OperatingSegmentsAxis": "segment",
    "ProductOrServiceAxis": "product", "ProductsAndServicesAxis": "product",
    "StatementGeographicalAxis": "region", "GeographicalAreasAxis": "region",
    "StatementEquityComponentsAxis": "component", "ComponentsOfEquityAxis": "component",
    "ConsolidatedOrNonConsolidatedAxis": "scope", "ConsolidatedNonconsolidatedAxis": "scope",
    "ConsolidatedAndSeparateFinancialStatementsAxis": "scope",
    "ResultForecastAxis": "scenario", "PreviousCurrentAxis": "version",
}  # fmt: skip
# Members that say what a figure without them says, and those that have a word of ours.
_PLAIN = {"Consolidated", "Result", "Current", "Annual"}
# Members of all segments together: beside a segment they say nothing, alone they are a sum before what is eliminated.
_ALL_SEGMENTS = {"OperatingSegments", "ReportableSegments"}
_WORDS = {"NonConsolidated": "non_consolidated", "Nonconsolidated": "non_consolidated", "Separate": "non_consolidated",
          "Forecast": "forecast", "Previous": "previous"}  # fmt: skip
_TOLD = frozenset(("segment", "product", "region", "component", "scope"))
_UNDATED = "FilingDate"  # the contexts that EDINET gives to whatever is of another day than those of the report
_MONEY = re.compile(r"[A-Z]{3}(?:_|$)")
_ANY_UNIT = frozenset(("percent", "ratio", "times", "count", "basis_points"))


def beside_tags(statement: Statement, tags: Sequence[Tag]) -> tuple[Statement, Problems]:
    """The facts of a document with what the tags at their places say, and a problem for each contradiction."""
    lines: dict[int, list[Tag]] = {}
    for tag in tags:
        lines.setdefault(tag.location.line or 0, []).append(tag)
    problems: list[Problem] = []
    facts = []
    for fact in statement.facts:
        here = [tag for tag in lines.get(fact.location.line or 0, ()) if _covers(fact, tag)]
        facts.append(_beside(fact, here, problems) if here else fact)
    return msgspec.structs.replace(statement, facts=tuple(facts)), tuple(problems)


def without_settled(problems: Problems, facts: Sequence[Fact]) -> Problems:
    """What is still unknown of units and periods when tags have been heard, in the place of what was before."""
    kept = tuple(found for found in problems if found.code not in ("unit_unknown", "period_unknown"))
    return (*kept, *open_questions(facts))


def _covers(fact: Fact, tag: Tag) -> bool:
    start, end = fact.location.start, fact.location.end
    if start is None or end is None or tag.location.start is None or tag.location.end is None:
        return False
    return tag.location.start < end and start < tag.location.end and _digits(tag.printed) in _digits(fact.printed or "")


def _digits(text: str) -> str:
    return re.sub(r"[^\d.]", "", text).strip(".")


def _beside(fact: Fact, tags: list[Tag], problems: list[Problem]) -> Fact:
    """A fact with what its tags say. Where several stand in one place, what they say in different ways is left out."""
    for settle in (_value, _period, _scenario):
        fact = settle(fact, tags, problems)
    return _of_whom(_concept(fact, tags), tags)


# --- aspects on which print and tag both speak ------------------------------------------------------------------


def _value(fact: Fact, tags: list[Tag], problems: list[Problem]) -> Fact:
    said = [(tag, reading) for tag in tags for reading in _readings(tag)]
    if said and fact.unit is None and not fact.candidates:
        return _valued(fact, said)
    if not said or fact.value is None:
        return fact
    own = abs(Decimal(fact.value))
    for tag, (unit, value) in said:
        if value == own and _same_unit(unit, fact.unit):
            return _vouched(fact, tag, "value", "unit")
    tag, (unit, value) = said[-1]
    aspect = "unit" if value == own else "value"
    return _told(fact, tag, aspect, f"{value:f} {unit}", f"{fact.value} {fact.unit}", problems)


def _valued(fact: Fact, said: list[tuple[Tag, tuple[str | None, Decimal]]]) -> Fact:
    """A fact of open unit with that of its tag, and the value that follows, signed as printed."""
    tag, (unit, value) = said[0]
    read = read_cell(fact.printed or "")
    if (
        unit is None
        or read.figure is None
        or any(reading != (unit, value) for _, reading in said if reading[0] != "pure")
    ):
        return fact
    if abs(read.figure.value).scaleb(0 if unit == "percent" else tag.scale) != value:
        return fact
    signed = -value if read.figure.value < 0 else value
    decimals = -tag.scale - min(0, int(read.figure.value.as_tuple().exponent)) if unit != "percent" else None
    status: Status = "verbatim" if fact.status == "unresolved" else fact.status
    number = format(signed.normalize(), "f")
    valued = msgspec.structs.replace(fact, unit=unit, value=number, decimals=decimals, status=status)
    return _vouched(valued, tag, "value", "unit")


def _readings(tag: Tag) -> Iterator[tuple[str | None, Decimal]]:
    """What a tag says that its figure is: its value, and for a ratio that is scaled by a hundredth, the percentage."""
    if tag.value is None:
        return
    value = abs(Decimal(tag.value))
    if tag.unit == "pure":
        yield "percent", value * 100
    yield tag.unit, value


def _same_unit(said: str | None, own: str | None) -> bool:
    """XBRL's `pure` is a ratio, a multiple or a count; a unit that the tag does not tell is none of its claims."""
    if said == "pure":
        return own is None or (own != "percent" and _MONEY.match(own) is None)
    return said is None or said == own or (own is not None and _plain(said) == _plain(own))


def _plain(unit: str) -> str:
    """A unit of the registry as ours is written: `tCO2e` is printed as `t-CO2`."""
    return re.sub(r"[\W_]", "", unit.casefold()).replace("co2e", "co2")


def _period(fact: Fact, tags: list[Tag], problems: list[Problem]) -> Fact:
    dated = [tag for tag in tags if tag.end is not None and not tag.context.startswith(_UNDATED)]
    if not dated or fact.status == "nil":
        return fact
    own = fact.period
    if own is None or own.end is None or (own.kind == "duration" and own.start is None):
        said = {(tag.kind, tag.start, tag.end) for tag in dated}
        fits = own is None or own.end is None or all(own.end == end for _, _, end in said)
        if len(said) != 1 or not fits:
            return fact
        tag = dated[0]
        kept = own if own is not None else Period(kind=tag.kind or "instant")
        period = msgspec.structs.replace(kept, kind=tag.kind or kept.kind, start=tag.start, end=tag.end)
        fact = msgspec.structs.replace(fact, period=period)
        return _without(_vouched(fact, tag, "period"), "period_open")
    for tag in dated:
        if _same_time(tag, own, fact.unit):
            return _without(_vouched(fact, tag, "period"), "period_open")
    tag = dated[0]
    return _told(fact, tag, "period", f"{tag.start or ''}/{tag.end}", f"{own.start or ''}/{own.end}", problems)


def _same_time(tag: Tag, own: Period, unit: str | None) -> bool:
    """A balance stands at the end of a day or at the beginning of the next; a rate may be of the span to that day."""
    assert tag.end is not None and own.end is not None
    if tag.kind == "instant":
        near = abs(date.fromisoformat(tag.end) - date.fromisoformat(own.end)) <= timedelta(days=1)
        return near and (own.kind == "instant" or unit in _ANY_UNIT)
    if unit in _ANY_UNIT and own.kind == "instant":
        return tag.end == own.end
    return (tag.start, tag.end) == (own.start, own.end)


def _scenario(fact: Fact, tags: list[Tag], problems: list[Problem]) -> Fact:
    said = {(tag.members.get("ResultForecastAxis"), tag.members.get("PreviousCurrentAxis")) for tag in tags}
    if len(said) != 1:
        return fact
    result, tag = next(iter(said))[0], tags[0]
    if result is None:
        return fact
    planned = _WORDS.get(result, "actual")
    own = fact.dimensions.get("scenario")
    if own is None and planned == "forecast":
        return _vouched(_with(fact, scenario="forecast"), tag, "scenario")
    if (own or "actual") == planned:
        return _without(_vouched(fact, tag, "scenario"), "scenario_open")
    if own is not None and planned == "forecast":
        return _vouched(fact, tag, "scenario")  # a target, a plan: forecasts by their own names
    return _told(fact, tag, "scenario", planned, own or "actual", problems)


# --- aspects that the tag says alone ------------------------------------------------------------------------------


@made_of_words
def _concepts(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The concepts that each element means."""
    found: dict[str, tuple[str, ...]] = {}
    for concept in vocabulary.concepts:
        for element in concept.elements:
            found[element] = (*found.get(element, ()), concept.id)
    return found


def _concept(fact: Fact, tags: list[Tag]) -> Fact:
    """The concept of the tag's element: that of the row if it is one of several, and the element's own name if ours
    has none."""
    elements = {tag.element for tag in tags}
    if len(elements) != 1:
        return fact
    tag = tags[0]
    known = _concepts().get(tag.element, ())
    named = fact.concept if fact.concept in known else known[0] if len(known) == 1 else tag.name
    return _vouched(msgspec.structs.replace(fact, concept=named, concept_candidates=()), tag, "concept")


def _of_whom(fact: Fact, tags: list[Tag]) -> Fact:
    """A fact with the entity of its tag, and the parts of the entity that all its tags name."""
    tag = tags[0]
    if tag.entity is not None and all(other.entity == tag.entity for other in tags):
        named = fact if fact.entity is not None else msgspec.structs.replace(fact, entity=tag.entity)
        fact = _vouched(named, tag, "entity")  # by its identifier; the print may have its name
    if any(other.members != tag.members for other in tags):
        return fact
    for axis, member in tag.members.items():
        name = _AXES.get(axis, axis)
        if name in ("scenario", "version") or member in _PLAIN or (member in _ALL_SEGMENTS and len(tag.members) > 1):
            continue
        word = _WORDS.get(member, member)
        if name in _TOLD and name != "scope" and name in fact.dimensions:
            fact = _vouched(fact, tag, name)  # in the words of the print
        else:
            fact = _vouched(_with(fact, **{name: word}), tag, name)
    return fact


# --- facts with more than they had --------------------------------------------------------------------------------


def _with(fact: Fact, **dimensions: str) -> Fact:
    return msgspec.structs.replace(fact, dimensions=fact.dimensions | dimensions)


def _without(fact: Fact, doubt: str) -> Fact:
    return msgspec.structs.replace(fact, doubts=tuple(other for other in fact.doubts if other != doubt))


def _vouched(fact: Fact, tag: Tag, *aspects: str) -> Fact:
    said = f"{tag.element} {tag.context}" if aspects != ("entity",) else tag.entity
    ground = Ground(rank=RANK, rule=RULE, printed=said, location=tag.location)
    grounds = {aspect: (*fact.grounds.get(aspect, ()), ground) for aspect in aspects}
    return msgspec.structs.replace(fact, grounds=fact.grounds | grounds)


def _told(fact: Fact, tag: Tag, aspect: str, said: str, own: str, problems: list[Problem]) -> Fact:
    """A fact in doubt, and the problem that names both readings of one of its aspects."""
    message = f"the {aspect} of `{fact.printed}` is {own} by the print and {said} by its tag {tag.element}"
    data = {"aspect": aspect, "printed": own, "tagged": said, "element": tag.element, "context": tag.context}
    problems.append(problem(DOUBT, message, location=fact.location, facts=(fact.id,), data=data))
    return msgspec.structs.replace(fact, doubts=tuple(dict.fromkeys((*fact.doubts, DOUBT))))
