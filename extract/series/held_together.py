"""The same figure in several documents of one issuer, held against each other.

Results in, the same results out, with a problem in both where two documents say different values of one thing and
period beyond rounding and cut-off: the closing balance of one year and the opening balance of the next, the column of
the year before, a forecast told again, the summary report and the deck of one quarter, in either language.

    report  2024-05-10   Revenues FY2023   13,696 million      deck 2024-05-10   13,969 million   → documents_disagree
    report  2024-05-10   Revenues FY2023   13,696 million      report 2025-05-09 12,900 million   → restated

Only figures with a concept are compared, for labels of two documents may be alike and mean different things. Where the
documents agree in most of what both print, figures that disagree in papers of one day or report are in doubt in both;
where they do not, nothing is said of them: their keys do not tell apart what differs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

import msgspec

from extract.model import Fact, Problem, Result
from extract.model.correction import is_attested
from extract.problems import problem
from extract.series.collected import Found
from extract.series.dimension_keys import key_of, scenario_of
from extract.series.model import Key
from extract.series.prints import Vintage, agree, decides

DOUBT = "documents_disagree"
# Two documents that contradict each other more often than once in so many figures speak of different things.
_AGREE_PER_CONTRADICTION, _LEAST_AGREEING = 3, 3
_Slot = tuple[Key, str | None, str, str | None]
# What a later document calls the forecast before is what the earlier one called its forecast.
_BEFORE = frozenset({"previous", "initial"})


class _Clash(msgspec.Struct, frozen=True, kw_only=True):
    """Two facts of two documents, by number and position, that cannot both be right; whether one is later."""

    one: tuple[int, int]
    other: tuple[int, int]
    restated: bool


def hold_together(results: Sequence[Result], names: Sequence[str]) -> list[Result]:
    """Results of one issuer, each with the problems that the others raise; `names` tell the documents apart."""
    vintages = [Vintage(source=name, document=each.document) for name, each in zip(names, results, strict=True)]
    slots = [_slots(at, each, vintages) for at, each in enumerate(results)]
    clashes = [
        clash
        for one, other in combinations(range(len(results)), 2)
        for clash in _clashes(results, slots, vintages, one, other)
    ]
    return [
        _told(at, results, names, [c for c in clashes if at in (c.one[0], c.other[0])]) for at in range(len(results))
    ]


def _slots(document: int, result: Result, vintages: Sequence[Vintage]) -> dict[_Slot, list[int]]:
    """What a document says, by what it is of: only what it says for sure."""
    slots: dict[_Slot, list[int]] = defaultdict(list)
    for at, fact in enumerate(result.facts):
        period = fact.period
        if fact.concept is None or period is None or period.end is None:
            continue
        key = key_of(fact, result.document)
        if key is not None and decides(Found(fact=fact, key=key, document=document), vintages):
            scenario, version = scenario_of(fact)
            slots[key, period.start, period.end, f"{scenario}:{version or ''}" if scenario else None].append(at)
    return slots


def _clashes(
    results: Sequence[Result],
    slots: Sequence[dict[_Slot, list[int]]],
    vintages: Sequence[Vintage],
    one: int,
    other: int,
) -> list[_Clash]:
    """Where two documents contradict each other, if they agree in most of what both print."""
    agreeing = 0
    found = []
    order = _order(vintages[one], vintages[other])
    for slot, told in slots[one].items():
        for beside in _beside(slot, slots[other], order):
            pairs = [(a, b) for a in told for b in beside]
            if any(agree(results[one].facts[a], results[other].facts[b]) for a, b in pairs):
                agreeing += 1
            else:
                found.append(
                    _Clash(one=(one, pairs[0][0]), other=(other, pairs[0][1]), restated=order not in (None, 0))
                )
    if agreeing < max(_LEAST_AGREEING, _AGREE_PER_CONTRADICTION * len(found)):
        return []
    return found


def _beside(slot: _Slot, others: dict[_Slot, list[int]], order: int | None) -> Iterable[list[int]]:
    """What the other document says of the same thing. A plan may be another one later; but what the later document
    calls the plan before is the earlier document's plan."""
    key, start, end, scenario = slot
    if scenario is None or not order:
        if slot in others:
            yield others[slot]
        return
    name, _, version = scenario.partition(":")
    for (key_of_other, first, last, told), facts in others.items():
        if (key_of_other, first, last) != (key, start, end) or told is None:
            continue
        other_name, _, other_version = told.partition(":")
        later, earlier = (other_version, version) if order < 0 else (version, other_version)
        if name == other_name and later == "previous" and earlier not in _BEFORE:
            yield facts


def _order(one: Vintage, other: Vintage) -> int | None:
    """-1 where the first document spoke before the second, 0 where both are of one day or report, else 1 or None."""
    same = one.document.period is not None and one.document.period == other.document.period
    if same or (one.when is not None and one.when == other.when):
        return 0
    if one.when is None or other.when is None:
        return None
    length = min(len(one.when), len(other.when))
    first, second = one.when[:length], other.when[:length]
    return None if first == second else -1 if first < second else 1


def _told(at: int, results: Sequence[Result], names: Sequence[str], clashes: Sequence[_Clash]) -> Result:
    """One result with what the others say against it."""
    if not clashes:
        return results[at]
    result = results[at]
    facts = list(result.facts)
    problems: list[Problem] = []
    for clash in clashes:
        (_, own), (where, theirs) = (clash.one, clash.other) if clash.one[0] == at else (clash.other, clash.one)
        mine, foreign = result.facts[own], results[where].facts[theirs]
        problems.append(_problem(mine, foreign, names[where], restated=clash.restated))
        if not clash.restated and DOUBT not in facts[own].doubts and not is_attested(mine, "value", "sign"):
            doubted = facts[own]
            facts[own] = msgspec.structs.replace(doubted, doubts=(*doubted.doubts, DOUBT), trusted=False)
    return msgspec.structs.replace(result, facts=tuple(facts), problems=(*result.problems, *problems))


def _problem(mine: Fact, foreign: Fact, name: str, *, restated: bool) -> Problem:
    label = mine.label[-1] if mine.label else mine.concept or ""
    said = f"{label}: `{mine.printed or mine.value}` here, `{foreign.printed or foreign.value}` in {name}"
    data = {"document": name, "fact": foreign.id, "value": mine.value or "", "other": foreign.value or ""}
    where = foreign.location
    data |= {key: str(value) for key, value in (("line", where.line), ("page", where.page)) if value is not None}
    return problem("restated" if restated else DOUBT, said, location=mine.location, facts=(mine.id,), data=data)
