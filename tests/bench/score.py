"""Fact by fact: what the product says against what was printed before the damage.

    right     the value and all that it is said to be are those of the truth, and the status says so
    flagged   conflict, unresolved, supported by preference only, without unit or period, or a problem at its place
    silent    a trusted status over a wrong value, unit, period, row, column, label, path, scenario or scope, or over a
              difference given as a level; a trusted number that is no truth, or that is given twice
    lost      no fact, and no problem at its place

An inferred value within its tolerance is right only if that is no wider than the print and its rounding make it;
else it says too little and counts as flagged (`wide`).

A fact is matched with a truth by where it stands in the text; one without print by its row's label and its column.
A truth that the damage made ambiguous is right only when it is flagged; a trusted value for it is a guess.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from math import exp
from typing import Any, Literal
from unicodedata import normalize

import msgspec

from extract.model import Fact, Problem, Result
from tests.bench.sheet import Document, Truth
from tests.bench.write_forms import Paper

Outcome = Literal["right", "flagged", "silent", "lost"]
TRUSTED = frozenset({"verbatim", "split", "repaired", "inferred"})
OF_A_SUM = re.compile(r"^total\s|(?:合計|計)$", re.I)
IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
MONEY = re.compile(r"[A-Z]{3}$")


@dataclass(frozen=True)
class Verdict:
    """What became of one truth (or, without one, of a fact that has none)."""

    truth: str | None
    outcome: Outcome
    status: str  # of the fact, "none" when there is no fact
    reason: str
    ambiguous: bool
    touched: bool
    fact: Fact | None = None
    told: bool = False  # a warning names the fact, whatever its status says


def plain(text: str) -> str:
    """Letters and digits only, one form of each: for comparing labels."""
    return "".join(c for c in normalize("NFKC", text).casefold() if c.isalnum())


def overlap(fact: Fact, line: int, start: int, end: int) -> int:
    where = fact.location
    if where.line != line or where.start is None or where.end is None:
        return 0
    return min(where.end, end) - max(where.start, start)


class Scorer:
    def __init__(self, document: Document, paper: Paper, result: Result) -> None:
        self.document, self.paper, self.result = document, paper, result
        self.found: dict[str, list[Fact]] = defaultdict(list)
        self.spare: list[Fact] = []
        self.labels: dict[str, set[str]] = defaultdict(set)
        self.headers: dict[str, set[str]] = defaultdict(set)
        for truth in document.truths.values():
            self.labels[truth.sheet].add(plain(truth.label))
            self.headers[truth.sheet].add(plain(truth.header))
        self.headings = {sheet.key: {plain(h) for h in sheet.headings} for sheet in document.sheets}
        self.terms: Counter[str] = Counter()
        self.totals: dict[str, set[str]] = defaultdict(set)
        for sheet in document.sheets:
            kinds = {row.home: row.kind for row in sheet.rows}
            for kind, members in sheet.relations:
                for member in members:
                    self.terms[member] = max(self.terms[member], len(members))
                if kind == "footing":
                    total = max((document.truths[m] for m in members), key=lambda t: t.row)
                    for member in members if kinds.get(total.row) == "total" else ():
                        self.totals[member] |= {plain(total.label)} if member != total.id else set()
        self.match_places()
        self.rows = self.modes("row")
        self.columns = self.modes("column")
        self.match_labels()

    # --- matching ------------------------------------------------------------------------------------------------

    def match_places(self) -> None:
        for fact in self.result.facts:
            hits = [] if fact.status == "inferred" else self.truths_at(fact)
            if not hits:
                self.spare.append(fact)
            elif len(hits) > 1 and fact.value is not None:
                digits = plain(fact.printed or "")
                same = [t for t in hits if plain(self.document.truths[t].printed) == digits]
                self.found[(same or hits)[0]].append(fact)
            else:
                for truth in hits:
                    self.found[truth].append(fact)

    def truths_at(self, fact: Fact) -> list[str]:
        """The truths printed where the fact stands."""
        line = fact.location.line or 0
        return [truth for start, end, truth in self.by_line.get(line, []) if overlap(fact, line, start, end) > 0]

    @cached_property
    def by_line(self) -> dict[int, list[tuple[int, int, str]]]:
        found: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for truth, places in self.paper.places.items():
            for place in places:
                found[place.line].append((place.start, place.end, truth))
        return found

    def modes(self, axis: Literal["row", "column"]) -> dict[tuple[str, int], Counter[tuple[str | None, int | None]]]:
        """For each row (column) of a sheet, the table and row (column) in which its facts stand."""
        votes: dict[tuple[str, int], Counter[tuple[str | None, int | None]]] = defaultdict(Counter)
        for truth_id, facts in self.found.items():
            truth = self.document.truths[truth_id]
            for fact in facts:
                if fact.table is not None:
                    votes[(truth.sheet, getattr(truth, axis))][(fact.table, getattr(fact, axis))] += 1
        return votes

    def match_labels(self) -> None:
        """Facts without print of their own: by the label of their row and their column."""
        tables: dict[str, str] = {}
        for (sheet, _), votes in self.rows.items():
            for (table, _), _count in votes.most_common(1):
                tables.setdefault(str(table), sheet)
        homes: dict[tuple[str, str], list[Truth]] = defaultdict(list)
        for truth in self.document.truths.values():
            homes[(truth.sheet, plain(truth.label))].append(truth)
        left = []
        for fact in self.spare:
            home = tables.get(fact.table or "") or self.sheet_at(fact)
            label = plain(fact.label[-1]) if fact.label else ""
            near = [t for t in homes.get((home, label), []) if self.same_column(fact, t)]
            if fact.printed:
                near = [t for t in near if t.id not in self.found and t.value is not None and not self.document.partial]
            near.sort(key=lambda t: t.id in self.found)
            rows = [t for t in near if self.is_mode(self.rows[(t.sheet, t.row)], fact.table, fact.row)]
            if near:
                self.found[(rows or near)[0].id].append(fact)
            else:
                left.append(fact)
        self.spare = left

    def sheet_at(self, fact: Fact) -> str:
        """The sheet on which a fact of an unknown table stands; a text has no need to ask."""
        return ""

    @staticmethod
    def is_mode(votes: Counter[tuple[str | None, int | None]], table: str | None, index: int | None) -> bool:
        best = [count for (name, _), count in votes.items() if name == table]
        return bool(best) and votes[(table, index)] == max(best)

    def same_column(self, fact: Fact, truth: Truth) -> bool:
        votes = self.columns[(truth.sheet, truth.column)]
        if any(table == fact.table for table, _ in votes):
            return self.is_mode(votes, fact.table, fact.column)
        return period_fault(fact, truth) == "" and unit_fault(fact, truth) == ""

    # --- judging -------------------------------------------------------------------------------------------------

    def verdicts(self) -> list[Verdict]:
        made = [self.judge(truth) for truth in self.document.truths.values() if truth.label or truth.id in self.found]
        if not self.document.partial:
            made += [
                Verdict(None, "silent", fact.status, "invented", False, bool(self.document.touched), fact)
                for fact in self.spare
                if fact.status in TRUSTED and fact.value is not None and fact.basis is None and not fact.doubts
            ]
        made += [verdict for truth, facts in self.found.items() if (verdict := self.given_twice(truth, facts))]
        named = {fact for problem in self.result.problems if problem.severity != "info" for fact in problem.facts}
        return [replace(v, told=v.fact is not None and v.fact.id in named) for v in made]

    def given_twice(self, truth_id: str, facts: list[Fact]) -> Verdict | None:
        """A trusted figure that stands beside another trusted one of the same number."""
        trusted = [f for f in facts if f.status in TRUSTED and f.value is not None and not f.doubts and f.basis is None]
        if len(trusted) < 2 or len(self.paper.places.get(truth_id, [])) > 1:
            return None
        return Verdict(None, "silent", trusted[1].status, "twice", False, truth_id in self.document.touched, trusted[1])

    def judge(self, truth: Truth) -> Verdict:
        facts = self.found.get(truth.id, [])
        ambiguous, touched = truth.id in self.document.ambiguous, truth.id in self.document.touched
        ranked = [(*self.judge_fact(fact, truth), fact) for fact in facts]
        for outcome in ("silent", "right", "flagged"):
            for found, reason, fact in ranked:
                if found == outcome:
                    if found == "right" and ambiguous and truth.value is not None:
                        return Verdict(truth.id, "silent", fact.status, "guess", True, touched, fact)
                    if found == "flagged" and ambiguous:
                        return Verdict(truth.id, "right", fact.status, "flagged", True, touched, fact)
                    return Verdict(truth.id, found, fact.status, reason, ambiguous, touched, fact)
        told = self.problem_near(truth)
        if ambiguous and told:
            return Verdict(truth.id, "right", "none", "flagged", True, touched)
        if truth.value is None:
            return Verdict(truth.id, "flagged", "none", "nil", ambiguous, touched)
        return Verdict(truth.id, "flagged" if told else "lost", "none", "problem" if told else "", ambiguous, touched)

    def judge_fact(self, fact: Fact, truth: Truth) -> tuple[Outcome, str]:
        if fact.status in ("conflict", "unresolved"):
            return "flagged", fact.status
        if fact.basis is not None or fact.doubts:
            outcome, reason = self.judge_fact(msgspec.structs.replace(fact, basis=None, doubts=()), truth)
            return "flagged", f"{' '.join(fact.doubts) or fact.basis}, {reason or outcome}"
        if fact.value is None or truth.value is None:
            same = fact.value is None and truth.value is None
            return ("right", "") if same else ("silent", "nil" if fact.value is None else "value for nil")
        place = self.row_fault(fact, truth) or self.column_fault(fact, truth)
        place = place or self.label_fault(fact, truth) or self.path_fault(fact, truth) or sense_fault(fact, truth)
        if place:
            return "silent", place
        if fact.unit is None:
            return "flagged", "no unit"
        for fault in (unit_fault(fact, truth), value_fault(fact, truth), period_fault(fact, truth)):
            if fault == "no period":
                return "flagged", fault
            if fault:
                return "silent", fault
        if self.is_wide(fact, truth):
            return "flagged", "wide"
        return "right", ""

    def is_wide(self, fact: Fact, truth: Truth) -> bool:
        """Whether its tolerance is wider than the rounding of the longest relation that holds it, and than 2 %."""
        assert truth.value is not None
        place = Decimal(1).scaleb(truth.scale - len(truth.printed.strip("()%").partition(".")[2]))
        return Decimal(fact.tolerance or 0) > max(place * (self.terms[truth.id] + 1), abs(truth.value) / 50)

    def label_fault(self, fact: Fact, truth: Truth) -> str:
        """A label that names no row, or not this one alone.

        Where the damage tore or joined the labels themselves, the larger part of the row's own words is enough, if no
        other row has them too.
        """
        own, bare = plain(truth.label), plain(IN_BRACKETS.sub("", truth.label))
        if self.document.partial or not own:
            return ""
        parts = [part for part in map(plain, fact.label) if part]
        if not parts:
            return "no label"
        whole = "".join(parts)
        summed = plain(OF_A_SUM.sub("", truth.label))
        if parts[-1] in (own, bare) or whole.endswith(own) or (parts[-1] == summed and truth.sheet == "prose"):
            return ""
        torn, others = truth.id in self.document.relabelled, self.labels[truth.sheet] - {own}
        if own in whole:
            rest = parts[-1].replace(own, "")
            return "label" if not torn and any(len(label) > 3 and label in rest for label in others) else ""
        if torn and parts[-1] in own and 5 * len(parts[-1]) >= 3 * len(own):
            return "label" if any(parts[-1] in label for label in others) else ""
        return "label"

    def path_fault(self, fact: Fact, truth: Truth) -> str:
        """A parent that is another row or a heading of other rows; or no parent where only that tells rows apart. The
        total that adds up a row may stand over it: a part of it is what the row is."""
        if self.document.partial or truth.sheet == "prose" or not fact.label:
            return ""
        over, own = [plain(part) for part in fact.label[:-1]], plain(truth.label)
        allowed = {plain(heading) for heading in truth.parents} | self.totals[truth.id]
        strange = (self.labels[truth.sheet] | self.headings[truth.sheet]) - allowed - {own}
        if any(part in strange for part in over):
            return "path"
        said = "".join([*over, *map(plain, fact.dimensions.values())])
        told = truth.needed is None or plain(truth.needed) in said or not self.totals[truth.id].isdisjoint(over)
        return "" if told else "path"

    def row_fault(self, fact: Fact, truth: Truth) -> str:
        """The fact's label is that of another row, or it stands in a row where none of its siblings stands."""
        if truth.sheet == "prose" or self.document.partial:
            return ""
        if truth.id not in self.document.relabelled and fact.label:
            here, own = plain(fact.label[-1]), plain(truth.label)
            if here != own and here in self.labels[truth.sheet]:
                return "row"
        votes = self.rows[(truth.sheet, truth.row)].copy()
        votes[(fact.table, fact.row)] -= 1
        if sum(votes.values()) >= 2 and votes[(fact.table, fact.row)] == 0 and len(+votes) == 1:
            return (
                "row"
                if next(iter(+votes))[0] == fact.table and fact.label and plain(fact.label[-1]) != plain(truth.label)
                else ""
            )
        return ""

    def column_fault(self, fact: Fact, truth: Truth) -> str:
        """Where headings and not periods tell columns apart: the fact's heading is that of another column."""
        if truth.sheet == "prose" or self.document.partial:
            return ""
        if truth.member:
            return self.member_fault(fact, truth)
        if not fact.header:
            return ""
        here, own = [plain(part) for part in fact.header], plain(truth.header)
        if own in here or own == "".join(here):
            return ""
        return "column" if here[-1] in self.headers[truth.sheet] else ""

    def member_fault(self, fact: Fact, truth: Truth) -> str:
        """Where the heading alone says of whom a figure is: it must say so, and name nobody else."""
        named = [fact.dimensions[name] for name in ("segment", "product", "region") if name in fact.dimensions]
        own, said = plain(truth.header), "".join(map(plain, (*fact.header, *named)))
        others = {h for h in self.headers[truth.sheet] if h not in own and own not in h and len(h) > 1}
        return "" if own in said and not any(other in said for other in others) else "column"

    def problem_near(self, truth: Truth) -> bool:
        """Whether a warning or an error stands at the truth's print, or on the line of its row."""
        places = self.paper.places.get(truth.id, [])
        if places:
            return any(touches(p, place.line, place.start, place.end) for p in self.result.problems for place in places)
        siblings = [
            place.line
            for other in self.document.truths.values()
            if other.sheet == truth.sheet and other.row == truth.row
            for place in self.paper.places.get(other.id, [])
        ]
        if siblings:
            return any(touches(p, line, None, None) for p in self.result.problems for line in siblings)
        first, last = self.paper.sheets.get(truth.sheet, (0, -1))
        lines = {p.location.line for p in self.result.problems if p.location and p.location.line is not None}
        return any(first <= line <= last + 1 for line in lines)


def touches(problem: Problem, line: int, start: int | None, end: int | None) -> bool:
    where = problem.location
    if problem.severity == "info" or where is None or where.line != line:
        return False
    if start is None or end is None or where.start is None or where.end is None:
        return True
    return min(where.end, end) > max(where.start, start)


def value_fault(fact: Fact, truth: Truth) -> str:
    assert fact.value is not None and truth.value is not None
    value = Decimal(fact.value)
    if abs(value - truth.value) <= Decimal(fact.tolerance or 0):
        return ""
    if value == -truth.value:
        return "sign"
    if truth.value and value:
        ratio = abs(value / truth.value)
        if any(ratio == Decimal(1).scaleb(k) for k in range(-12, 13)):
            return "scale"
    return "value"


def unit_fault(fact: Fact, truth: Truth) -> str:
    unit = fact.unit or ""
    if truth.unit == "any" or unit == truth.unit:
        return ""
    if truth.unit == "count" and not MONEY.match(unit) and unit != "percent" and not unit.endswith("_per_share"):
        return ""
    return "unit"


def sense_fault(fact: Fact, truth: Truth) -> str:
    """A difference given as a level or the other way round, a plan as a fact, the parent's figure as the group's."""
    sense, said = truth.sense, fact.dimensions
    change = fact.measure == "change" or "comparison" in said
    if truth.sheet != "prose" and change != (sense.kind == "change"):
        return "sense"
    scenario, _, version = said.get("scenario", "actual").partition(":")
    planned = scenario not in ("actual", "results")
    if sense.scenario is not None and planned != (sense.scenario == "forecast"):
        return "scenario"
    if sense.version is not None and version != sense.version:
        return "scenario"
    return "scope" if said.get("scope", "consolidated") != sense.scope else ""


def period_fault(fact: Fact, truth: Truth) -> str:
    if truth.period is None:
        return ""
    period = fact.period
    if period is None or period.end is None:
        return "no period"
    if date.fromisoformat(period.end) != truth.period.end:
        return "period"
    if truth.period.start is None:
        return "" if period.kind == "instant" else "period"
    if period.kind != "duration":
        return "period"
    if period.start is None:
        return "no period"
    return "" if date.fromisoformat(period.start) == truth.period.start else "period"


def score(document: Document, paper: Paper, result: Result) -> list[Verdict]:
    return Scorer(document, paper, result).verdicts()


# --- counting ----------------------------------------------------------------------------------------------------


def poisson_cdf(k: int, mean: float) -> float:
    term = total = exp(-mean)
    for i in range(1, k + 1):
        term *= mean / i
        total += term
    return total


def upper_bound(events: int, trials: int, confidence: float = 0.95) -> float:
    """The rate per trial that `events` in `trials` do not exceed, with that confidence. With none it is 3 / trials.

    >>> round(upper_bound(0, 1_000_000) * 1_000_000, 1)
    3.0
    """
    if trials == 0:
        return 1.0
    low, high = 0.0, events + 10 * (events**0.5 + 1) + 10
    for _ in range(60):
        middle = (low + high) / 2
        if (events < 700 and poisson_cdf(events, middle) > 1 - confidence) or (
            events >= 700 and middle < events + 1.645 * events**0.5 + 1
        ):
            low = middle
        else:
            high = middle
    return low / trials


class Tally:
    """Counts of one class: for the facts the damage hit, and for those beside them."""

    def __init__(self) -> None:
        self.hit: Counter[tuple[str, str]] = Counter()  # (outcome, status)
        self.beside: Counter[tuple[str, str]] = Counter()
        self.reasons: Counter[str] = Counter()
        self.documents = self.bad_documents = self.failures = self.blind = self.told = self.gone = 0

    def add(self, verdicts: Iterable[Verdict]) -> None:
        verdicts = list(verdicts)
        self.documents += 1
        for verdict in verdicts:
            (self.hit if verdict.touched else self.beside)[(verdict.outcome, verdict.status)] += 1
            if verdict.outcome != "right":
                self.reasons[f"{verdict.outcome}: {verdict.reason}" if verdict.reason else verdict.outcome] += 1
            if verdict.outcome == "silent" and verdict.ambiguous:
                self.blind += 1
            if verdict.outcome == "lost" and verdict.ambiguous:
                self.gone += 1
            if verdict.outcome == "silent" and verdict.told and not verdict.ambiguous:
                self.told += 1
        self.bad_documents += any(v.outcome == "silent" for v in verdicts)

    def total(self, outcome: str | None = None, hit: bool | None = None) -> int:
        parts = [self.hit] if hit else [self.beside] if hit is False else [self.hit, self.beside]
        return sum(n for part in parts for (kind, _), n in part.items() if outcome in (None, kind))

    def by_status(self) -> dict[str, dict[str, int]]:
        table: dict[str, dict[str, int]] = {}
        for part in (self.hit, self.beside):
            for (outcome, status), count in part.items():
                row = table.setdefault(status, {"right": 0, "flagged": 0, "silent": 0, "lost": 0})
                row[outcome] += count
        return dict(sorted(table.items()))

    def as_json(self) -> dict[str, Any]:
        facts, silent = self.total(), self.total("silent")
        hits = {name: self.total(name, True) for name in ("right", "flagged", "silent", "lost")}
        return {
            "documents": self.documents,
            "documents_with_silent": self.bad_documents,
            "failures": self.failures,
            "facts": facts,
            "hit": hits,
            "beside": {n: self.total(n, False) for n in ("right", "flagged", "silent", "lost")},
            "recovered": round(hits["right"] / max(1, sum(hits.values())), 4),
            "silent": silent,
            "silent_ambiguous": self.blind,
            "lost_ambiguous": self.gone,
            "silent_told": self.told,
            "silent_per_million": round(silent / max(1, facts) * 1_000_000),
            "silent_per_million_at_most": round(upper_bound(silent, facts) * 1_000_000),
            "by_status": self.by_status(),
            "reasons": dict(sorted(self.reasons.items(), key=lambda item: (-item[1], item[0]))),
        }


def merge(tallies: Sequence[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.hit += tally.hit
        whole.beside += tally.beside
        whole.reasons += tally.reasons
        whole.documents += tally.documents
        whole.bad_documents += tally.bad_documents
        whole.failures += tally.failures
        whole.blind += tally.blind
        whole.gone += tally.gone
        whole.told += tally.told
    return whole
