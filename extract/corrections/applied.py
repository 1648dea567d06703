"""Corrections laid over facts: before the proof, so that they bear witness in it, and after it, so that they stand.

    `1,048` at line 221, "change: value -1048000000, the bracket is lost"
      before: the fact has the value, its ground is a person; the proof corrects others in its light, never it
      after:  status `corrected`, its doubts about the figure are gone; a problem `corrected` says who, when and why

What was corrected is found by its place and its print. A fact that is not there any more, or one of several that
nothing tells apart, is told and not touched; so is every correction of a document of this name and other bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from extract.corrections.corrections_file import contradict
from extract.model import Candidate, Fact, Ground, Location, Period, Problem, Statement, Status
from extract.model.correction import PERSON, Aspects, Correction, Days, Seen, is_attested
from extract.problems import problem

DOUBT = "rejected"
ACTUAL = "actual"
_NEAR = 0.6  # points by which versions of the PDF library place the same print differently
_RULES = {"accept": "accepted", "change": "changed"}
_PRINTED: frozenset[Status] = frozenset({"verbatim", "split", "repaired", "inferred", "corrected"})
# which aspects a person has to vouch for so that a doubt is no more; of any other doubt, all
_ALL = ("value", "label", "unit", "period")
_SETTLES = {
    "check_fails": ("value",),
    "two_readings": ("value",),
    "conflict": ("value",),
    "unresolved": ("value",),
    "preference": ("value",),
    "value_open": ("value",),
    "sign_open": ("value",),
    "facts_disagree": ("value", "label", "period"),
    "unit_open": ("unit",),
    "unit_hinted": ("unit",),
    "period_open": ("period",),
    "period_hinted": ("period",),
    "scenario_open": ("scenario",),
    "label_open": ("label",),
}


class Laid(msgspec.Struct, frozen=True):
    """Corrections on their way through the proof: by the fact they were laid over, and those not placed yet. `taken`
    are facts of which something was rejected before the proof."""

    placed: tuple[tuple[str, Correction], ...] = ()
    taken: frozenset[str] = frozenset()
    waiting: tuple[Correction, ...] = ()
    others: tuple[Correction, ...] = ()


def lay_over(statement: Statement, corrections: Sequence[Correction], sha256: str) -> tuple[Statement, Laid]:
    """The statement with what the corrections say of its facts, before anything is proved.

    A slot in which a value may have stood becomes a fact where a person says which.
    """
    mine = [each for each in corrections if each.document == sha256]
    others = tuple(each for each in corrections if each.document != sha256)
    if not mine:
        return statement, Laid(others=others)
    facts = {fact.id: fact for fact in (*statement.facts, *statement.blanks)}
    places = _Places(facts.values())
    placed: list[tuple[str, Correction]] = []
    waiting: list[Correction] = []
    for each in mine:
        found = places.find(each)
        if isinstance(found, str) or _disputed(found.id, each, placed):
            waiting.append(each)
            continue
        placed.append((found.id, each))
        facts[found.id] = corrected(facts[found.id], each)
    filled = {fact.id for fact in statement.blanks if facts[fact.id].value is not None}
    changed = msgspec.structs.replace(
        statement,
        facts=tuple(facts[fact.id] for fact in (*statement.facts, *(b for b in statement.blanks if b.id in filled))),
        blanks=tuple(facts[fact.id] for fact in statement.blanks if fact.id not in filled),
    )
    taken = frozenset(name for name, _ in placed if DOUBT in facts[name].doubts)
    return changed, Laid(tuple(placed), taken, tuple(waiting), others)


def settle(facts: tuple[Fact, ...], laid: Laid) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """Judged facts as the corrections say they are, and a problem for each correction: applied, or why not."""
    if laid == Laid():
        return facts, ()
    known = {fact.id: fact for fact in facts}
    places = _Places(facts)
    told: list[Problem] = []
    done: list[tuple[str, Correction]] = []
    for name, each in (*laid.placed, *((None, each) for each in laid.waiting)):
        found = known.get(name) if name is not None else places.find(each)
        if found is None or isinstance(found, str):
            told.append(_refused(each, found or _GONE))
            continue
        before = known[found.id]
        if _disputed(before.id, each, done):
            told.append(_refused(each, _DISPUTED, before))
            continue
        if each.action == "reject" and before.id not in laid.taken and not _rejects(before, each):
            told.append(_refused(each, _OTHERWISE, before))
            continue
        if before.value is None and [name for name, _ in each.aspects.items()] == ["sign"]:
            told.append(_refused(each, _NO_FIGURE, before))
            continue
        done.append((before.id, each))
        known[before.id] = _standing(corrected(before, each), each)
        told.append(_applied(before, each))
    if laid.others:
        told.append(_of_another(laid.others))
    return tuple(known[fact.id] for fact in facts), tuple(told)


# --- which fact -------------------------------------------------------------------------------------------

_GONE = "no fact is printed so at this place any more"
_SEVERAL = "several facts are printed so at this place, and nothing tells which was meant"
_DISPUTED = "another correction says otherwise of the same fact"
_NO_FIGURE = "it has no value that could have this sign"
_OTHERWISE = "what was rejected is not read any more"


class _Places:
    """Facts by where they are printed, and how."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_print: dict[tuple[int | None, int | None, str | None], list[Fact]] = {}
        for fact in facts:
            self._by_print.setdefault((fact.location.line, fact.location.page, fact.printed), []).append(fact)

    def find(self, correction: Correction) -> Fact | str:
        """The fact that a correction means, or why there is none."""
        place, seen = correction.place, correction.seen
        left = [
            fact
            for fact in self._by_print.get((place.line, place.page, correction.printed), ())
            if _is_there(fact.location, place)
        ]
        if not left:
            return _GONE
        for alike in (_same_path, _same_days, _same_slot):
            if len(left) > 1:
                left = [fact for fact in left if alike(fact, seen)] or left
        return left[0] if len(left) == 1 else _SEVERAL


def _is_there(location: Location, place: Location) -> bool:
    if (location.start, location.end) != (place.start, place.end):
        return False
    if location.box is None or place.box is None:
        return location.box is None and place.box is None
    return all(abs(one - other) <= _NEAR for one, other in zip(location.box, place.box, strict=True))


def _same_path(fact: Fact, seen: Seen) -> bool:
    return (fact.label, fact.header) == (seen.label, seen.header)


def _same_days(fact: Fact, seen: Seen) -> bool:
    return _days(fact.period) == _days(seen.period)


def _same_slot(fact: Fact, seen: Seen) -> bool:
    return (fact.row, fact.column) == (seen.row, seen.column)


def _days(period: Period | None) -> tuple[str | None, ...]:
    return (period.kind, period.start, period.end, None if period.end else period.label) if period else ()


def _disputed(name: str, correction: Correction, placed: Sequence[tuple[str, Correction]]) -> bool:
    mine = dict(correction.aspects.items())
    return any(
        aspect in mine and contradict(other.action, value, correction.action, mine[aspect])
        for known, other in placed
        if known == name
        for aspect, value in other.aspects.items()
    )


# --- what it becomes --------------------------------------------------------------------------------------


def corrected(fact: Fact, correction: Correction) -> Fact:
    """A fact as a correction says it is; its figure is as sure as if it were printed so."""
    if correction.action == "reject":
        return _rejected(fact, correction)
    aspects = correction.aspects
    by = Ground(rank=PERSON, rule=_RULES[correction.action])
    kept = fact.grounds if correction.action == "accept" else {}
    named = [name for name, _ in aspects.items()]
    if "sign" in named and "value" not in named and fact.value is None:
        named.remove("sign")  # there is no figure that could have it
    grounds = {**fact.grounds, **{name: (by, *_without_person(kept.get(name, ()))) for name in named}}
    fact = msgspec.structs.replace(fact, grounds=grounds)
    value = _value(fact, aspects)
    if value is not None:
        fact = _with_value(fact, value)
    if isinstance(aspects.unit, str):
        fact = msgspec.structs.replace(fact, unit=aspects.unit)
    if isinstance(aspects.period, Days):
        fact = msgspec.structs.replace(fact, period=_period(fact.period, aspects.period))
    if isinstance(aspects.label, tuple):
        fact = msgspec.structs.replace(fact, label=aspects.label)
    if isinstance(aspects.scenario, str):
        fact = msgspec.structs.replace(fact, dimensions=_planned(fact.dimensions, aspects.scenario))
    return fact


def _without_person(grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
    return tuple(ground for ground in grounds if ground.rank != PERSON)


def _value(fact: Fact, aspects: Aspects) -> str | None:
    """The value that is attested; None where the correction does not speak of it."""
    value = aspects.value if isinstance(aspects.value, str) else fact.value
    if aspects.sign in ("+", "-") and value is not None:
        size = value.removeprefix("-")
        return f"-{size}" if aspects.sign == "-" and Decimal(size) else size
    return aspects.value if isinstance(aspects.value, str) else None


def _with_value(fact: Fact, value: str) -> Fact:
    read = () if fact.value in (None, value) else (Candidate(value=fact.value or "", why="as it was read"),)
    return msgspec.structs.replace(
        fact,
        value=value,
        decimals=_decimals(fact.decimals, value),
        tolerance=None,
        basis=None if fact.basis == "preference" else fact.basis,
        status="split" if fact.status == "split" else "verbatim",
        candidates=(*read, *fact.candidates),
    )


def _decimals(decimals: int | None, value: str) -> int:
    """The last place of the figure as printed, or a finer one where the value has it.

    >>> _decimals(-6, "-1048000000"), _decimals(-6, "1048500000"), _decimals(None, "12.50")
    (-6, -5, 2)
    """
    exponent = Decimal(value).as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    if decimals is None:
        return places
    if places > 0 or not Decimal(value):
        return max(decimals, places)
    digits = value.lstrip("-")
    return max(decimals, -(len(digits) - len(digits.rstrip("0"))))


def _period(before: Period | None, said: Days) -> Period:
    same = before is not None and (before.kind, before.start, before.end) == (said.kind, said.start, said.end)
    return Period(
        kind=said.kind,
        start=said.start,
        end=said.end,
        printed=before.printed if before is not None else None,
        label=before.label if before is not None and same else None,
    )


def _planned(dimensions: dict[str, str], scenario: str) -> dict[str, str]:
    """The dimensions with this scenario; actual figures have none."""
    others = {name: value for name, value in dimensions.items() if name != "scenario"}
    return others if scenario == ACTUAL else {**others, "scenario": scenario}


def _rejects(fact: Fact, correction: Correction) -> set[str]:
    """The aspects of a fact that are as the person says they are not."""
    now = read_aspects(fact)
    return {name for name, value in correction.aspects.items() if now.get(name) == value}


def read_aspects(fact: Fact) -> dict[str, object]:
    """What a fact is said to be, aspect by aspect, as a correction would say it."""
    period = fact.period
    told: dict[str, object] = {"scenario": fact.dimensions.get("scenario", ACTUAL)}
    if fact.value is not None:
        told |= {"value": fact.value, "sign": "-" if fact.value.startswith("-") else "+"}
    if fact.unit is not None:
        told["unit"] = fact.unit
    if fact.label:
        told["label"] = fact.label
    if period is not None and period.end is not None and (period.kind == "instant" or period.start is not None):
        told["period"] = Days(kind=period.kind, start=period.start, end=period.end)
    return told


def _rejected(fact: Fact, correction: Correction) -> Fact:
    """A fact without what a person says is wrong: a figure without value, or with an open aspect."""
    wrong = _rejects(fact, correction)
    if not wrong:
        return fact
    grounds = {name: found for name, found in fact.grounds.items() if name not in wrong}
    fact = msgspec.structs.replace(fact, grounds=grounds, doubts=tuple(dict.fromkeys((*fact.doubts, DOUBT))))
    if wrong & {"value", "sign"}:
        why = f"rejected: {correction.reason}"
        candidates = (Candidate(value=fact.value or "", why=why), *fact.candidates)
        fact = msgspec.structs.replace(fact, value=None, tolerance=None, status="unresolved", candidates=candidates)
    if "unit" in wrong:
        fact = msgspec.structs.replace(fact, unit=None)
    if "period" in wrong:
        fact = msgspec.structs.replace(fact, period=None)
    if "label" in wrong:
        fact = msgspec.structs.replace(fact, label=())
    if "scenario" in wrong:
        dimensions = _planned(fact.dimensions, ACTUAL)
        doubts = tuple(dict.fromkeys((*fact.doubts, "scenario_open")))
        fact = msgspec.structs.replace(fact, dimensions=dimensions, doubts=doubts)
    return fact


def _standing(fact: Fact, correction: Correction) -> Fact:
    """A corrected fact after the proof: its status, without doubts about what a person vouches for, and its story."""
    said = _said(correction)
    explanation = f"{said}; {fact.explanation}" if fact.explanation else said
    if correction.action == "reject":
        return msgspec.structs.replace(fact, explanation=explanation, proof=() if fact.value is None else fact.proof)
    doubts = tuple(name for name in fact.doubts if not _is_settled(fact, name))
    status: Status = "corrected" if fact.value is not None and fact.status in _PRINTED else fact.status
    return msgspec.structs.replace(fact, status=status, doubts=doubts, explanation=explanation)


_PAST = {"accept": "accepted", "change": "changed", "reject": "rejected"}


def _said(correction: Correction) -> str:
    """`changed by A. Reader on 2026-11-30: the bracket is lost`."""
    return f"{_PAST[correction.action]} by {correction.who} on {correction.when[:10]}: {correction.reason}"


def _is_settled(fact: Fact, doubt: str) -> bool:
    needed = _SETTLES.get(doubt, _ALL)
    return doubt != DOUBT and all(is_attested(fact, *(("value", "sign") if n == "value" else (n,))) for n in needed)


# --- what is told -----------------------------------------------------------------------------------------


def _applied(before: Fact, correction: Correction) -> Problem:
    named = ", ".join(name for name, _ in correction.aspects.items())
    printed = f"`{correction.printed}`" if correction.printed is not None else "a figure that is not legible"
    return problem(
        "corrected",
        f"{printed}: {named} {_said(correction)}",
        location=before.location,
        facts=(before.id,),
        data=_data(correction) | {"before": _plain(read_aspects(before), correction)},
    )


def _refused(correction: Correction, why: str, fact: Fact | None = None) -> Problem:
    printed = f"`{correction.printed}`" if correction.printed is not None else "a figure that is not legible"
    return problem(
        "correction_refused",
        f"a correction of {printed} by {correction.who} was not applied: {why}",
        location=correction.place,
        facts=(fact.id,) if fact is not None else (),
        data=_data(correction) | {"why": why},
    )


def _of_another(corrections: Sequence[Correction]) -> Problem:
    return problem(
        "correction_of_another",
        f"not applied, for they are of a document of this name and other bytes, which has changed since or is another"
        f" one: {len(corrections)} corrections",
        data={
            "corrections": str(len(corrections)),
            "documents": ", ".join(sorted({each.document for each in corrections})[:8]),
        },
    )


def _data(correction: Correction) -> dict[str, str]:
    return {
        "action": correction.action,
        "aspects": msgspec.json.encode(correction.aspects).decode(),
        "who": correction.who,
        "when": correction.when,
        "reason": correction.reason,
        "printed": correction.printed or "",
    }


def _plain(told: dict[str, object], correction: Correction) -> str:
    spoken = {name for name, _ in correction.aspects.items()}
    return msgspec.json.encode({name: value for name, value in told.items() if name in spoken}, order="sorted").decode()
