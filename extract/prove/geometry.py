"""Charts as witnesses: printed values held against the lengths they are drawn with, and the others measured.

value = factor x length along one scale. A label that the drawing bears out has the check for its proof; one that it
contradicts is in conflict. What is drawn and not printed is inferred as an interval, never better than the drawing:
its `tolerance` covers the rounding of the labels, the slack of the lines and the rounding of the value itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from extract.lex.numbers import read_cell
from extract.model import Candidate, Check, Drawn, Fact, Judgement, Mark, Problem, Problems, Scale
from extract.problems import problem
from extract.tables.charts.proportion import Reach, Scaling, Sighting, agreeing

NAME = "geometry"
_PRINTED = ("verbatim", "split", "conflict")
_FULL_TURN = 360_000


def judge_drawn(judgement: Judgement, blanks: Sequence[Fact], problems: Problems) -> tuple[Judgement, Problems]:
    """A judged document with the values of its charts held against their drawings."""
    statement = judgement.statement
    if not statement.drawn:
        return judgement, problems
    facts, checks, notes = list(statement.facts), list(judgement.checks), list(problems)
    at: dict[tuple[str | None, int | None, int | None], list[int]] = {}
    for index, fact in enumerate(facts):
        at.setdefault((fact.table, fact.row, fact.column), []).append(index)
    slots = {(b.table, b.row, b.column): b for b in blanks}
    units = {(t.id, r.row): r.unit for t in statement.tables for r in t.row_headers}
    wide = {t.id: t.unit for t in statement.tables}
    for table, drawn in statement.drawn.items():
        for scale in drawn.scales:
            work = _Scale(table, drawn, scale, facts, at, slots, len(checks))
            row = scale.marks[0].row if scale.marks else -1
            unit = units.get((table, row)) or wide.get(table)
            work.read((unit.unit, unit.scale) if unit is not None else None)
            for index, fact in work.decided.items():
                facts[index] = fact
            for fact in work.measured:
                at.setdefault((fact.table, fact.row, fact.column), []).append(len(facts))
                facts.append(fact)
            checks += work.checks
            done = {f.id for f in work.measured}
            notes = [n for n in notes if n.code != "unresolved" or done.isdisjoint(n.facts)] + work.notes
    judged = msgspec.structs.replace(statement, facts=tuple(facts))
    return msgspec.structs.replace(judgement, statement=judged, checks=tuple(checks)), tuple(notes)


class _Scale:
    """The marks along one scale on their way into facts."""

    def __init__(
        self,
        table: str,
        drawn: Drawn,
        scale: Scale,
        facts: Sequence[Fact],
        at: dict[tuple[str | None, int | None, int | None], list[int]],
        slots: dict[tuple[str | None, int | None, int | None], Fact],
        first_check: int,
    ) -> None:
        self.table, self.drawn, self.scale, self.facts = table, drawn, scale, facts
        self.at, self.slots, self.first_check = at, slots, first_check
        self.decided: dict[int, Fact] = {}
        self.measured: list[Fact] = []
        self.checks: list[Check] = []
        self.notes: list[Problem] = []

    def read(self, declared: tuple[str, int] | None) -> None:
        """Prove, contradict and measure. `declared` is the unit and the power of ten that the chart's words name."""
        labelled = self._labelled()
        unit = self._unit(labelled, declared)
        if unit is None:
            return
        same = [(mark, index) for mark, index in labelled if self.facts[index].unit == unit[0]]
        for _, index in labelled:
            if self.facts[index].unit != unit[0]:
                self._doubt(index, "its unit is not that of the other figures along its scale")
        fixed = self._fixed(unit[1])
        given = [self._sighting(mark, self.facts[index]) for mark, index in same]
        found = agreeing(fixed, given) if given else None
        if given and (found is None or len(found[0]) + len(fixed) < 3 or 2 * len(found[0]) <= len(given)):
            for _, index in same:
                self._doubt(index, "the drawing of the chart does not bear it out")
            return
        if not given and len(fixed) < 2:
            return
        kept = found[0] if found is not None else []
        factor = found[1] if found is not None else self._slope(fixed)
        scaling = Scaling(fixed, [given[k] for k in kept], factor)
        check = self._holds([same[k] for k in kept], scaling) if kept else None
        for k, (mark, index) in enumerate(same):
            if k in kept and check is not None:
                fact = self.facts[index]
                self.decided[index] = msgspec.structs.replace(fact, proof=(*fact.proof, check))
            elif k not in kept:
                self._contradict(mark, index, scaling)
        self._measure(scaling, check, unit[0])

    def _labelled(self) -> list[tuple[Mark, int]]:
        out = []
        for mark in self.scale.marks:
            indexes = [i for i in self.at.get((self.table, mark.row, mark.column), ()) if self.facts[i].value]
            indexes = [i for i in indexes if self.facts[i].printed and self.facts[i].status in _PRINTED]
            if len(indexes) == 1:
                out.append((mark, indexes[0]))
        return out

    def _unit(self, labelled: Sequence[tuple[Mark, int]], declared: tuple[str, int] | None) -> tuple[str, int] | None:
        """The unit along the scale and its power of ten: that of most labels, else what the words declare."""
        units = Counter(u for _, index in labelled if (u := self.facts[index].unit) is not None)
        if units:
            unit = units.most_common(1)[0][0]
            powers = {
                p for _, i in labelled if self.facts[i].unit == unit and (p := power_of(self.facts[i])) is not None
            }
            return (unit, powers.pop()) if len(powers) == 1 else None if self.scale.ticks else (unit, 0)
        if self.scale.percent:
            return "percent", 0
        return declared

    def _fixed(self, power: int) -> list[Sighting]:
        """What is sure about the scale: its zero, the labels of its axis, the full turn of a pie of percents."""
        slack, fixed = self.scale.slack, []
        if self.scale.origin is not None:
            fixed.append(Sighting(self.scale.origin, Fraction(0), Fraction(0), slack))
        for tick in self.scale.ticks:
            value = Fraction(tick.value) * Fraction(10) ** power
            fixed.append(Sighting(tick.at, value, value, slack))
        if self.drawn.kind == "pie" and self.scale.percent:
            fixed.append(Sighting(_FULL_TURN, Fraction(100), Fraction(100), slack))
        return fixed

    def _slope(self, fixed: Sequence[Sighting]) -> Fraction:
        first, last = min(fixed, key=lambda s: s.at), max(fixed, key=lambda s: s.at)
        return abs((last.low - first.low) / max(1, last.at - first.at))

    def _sighting(self, mark: Mark, fact: Fact) -> Sighting:
        """A printed value with what it may stand for: rounded, or money cut off."""
        value, last = Fraction(fact.value or 0), last_place(fact)
        out = last if fact.unit != "percent" else last / 2
        low, high = (value - last / 2, value + out) if value >= 0 else (value - out, value + last / 2)
        return Sighting(mark.at, low, high, self.scale.slack)

    # -- checks and facts ----------------------------------------------------------------------------------
    def _check(self, terms: Sequence[tuple[str, str]], off: Fraction, room: Fraction, verdict: str, said: str) -> str:
        id = f"c{self.first_check + len(self.checks) + 1}"
        self.checks.append(
            Check(
                id=id, identity=NAME, terms=tuple(terms), residual=rounded(off, room), allowance=rounded(room, room),
                verdict="holds" if verdict == "holds" else "fails", explanation=said,
            )
        )  # fmt: skip
        return id

    def _holds(self, kept: Sequence[tuple[Mark, int]], scaling: Scaling) -> str:
        """The check of all values that are drawn along one scale; the coefficient of each is how far it reaches."""
        off = room = Fraction(0)
        for mark, index in kept:
            reach = scaling.at(mark.at, self.scale.slack)
            off = max(off, abs(Fraction(self.facts[index].value or 0) - (reach.low + reach.high) / 2))
            room = max(room, (reach.high - reach.low) / 2 + last_place(self.facts[index]))
        terms = [(self.facts[index].id, measure(mark.at)) for mark, index in kept]
        said = f"{len(kept)} values are in proportion to {self._drawn_as()}"
        if self.scale.origin is None and not self.scale.ticks:
            said = f"{len(kept)} values rise in even steps with {self._drawn_as()}"
        elif self.scale.ticks:
            said = f"{len(kept)} values stand where the labels of their axis put them"
        return self._check(terms, off, max(room, off), "holds", said)

    def _drawn_as(self) -> str:
        return {"bars": "the lengths of their bars", "lines": "the heights of their points",
                "pie": "the angles of their slices"}[self.drawn.kind]  # fmt: skip

    def _contradict(self, mark: Mark, index: int, scaling: Scaling) -> None:
        fact = self.facts[index]
        value, room = middle_of(scaling.at(mark.at, self.scale.slack))
        said = f"`{fact.printed}` is drawn as {value} ± {room}; the other figures of its scale agree with the drawing"
        terms = [(fact.id, measure(mark.at))]
        check = self._check(terms, Fraction(fact.value or 0) - Fraction(value), Fraction(room), "fails", said)
        self.decided[index] = msgspec.structs.replace(
            fact, status="conflict", explanation=said,
            candidates=(Candidate(value=fact.value or "", why="as printed"), Candidate(value=value, why="as drawn")),
        )  # fmt: skip
        self.notes.append(
            problem("check_fails", said, location=fact.location, facts=(fact.id,),
                    data={"check": check, "printed": fact.printed or "", "drawn": value})
        )  # fmt: skip

    def _doubt(self, index: int, why: str) -> None:
        fact = self.facts[index]
        self.decided[index] = msgspec.structs.replace(
            fact, status="unresolved", value=None, explanation=why,
            candidates=(Candidate(value=fact.value or "", why=f"as printed; {why}"),),
        )  # fmt: skip
        self.notes.append(
            problem("unresolved", f"{fact.printed}: {why}", location=fact.location, facts=(fact.id,),
                    data={"printed": fact.printed or "", "value": ""})
        )  # fmt: skip

    def _measure(self, scaling: Scaling, check: str | None, unit: str) -> None:
        """Marks without a figure, as intervals; what the identities computed for them must lie within."""
        fresh: list[tuple[Mark, Fact, Reach]] = []
        for mark in self.scale.marks:
            key = (self.table, mark.row, mark.column)
            here = [i for i in self.at.get(key, ()) if i not in self.decided]
            reach = scaling.at(mark.at, self.scale.slack)
            if any(self.facts[i].printed for i in here) or any(i in self.decided for i in self.at.get(key, ())):
                continue
            for index in here:
                self._compare(index, reach, check)
            if not here and key in self.slots:
                fresh.append((mark, self.slots[key], reach))
        if not fresh:
            return
        if check is None:
            terms = [(blank.id, measure(mark.at)) for mark, blank, _ in fresh]
            check = self._check(terms, Fraction(0), max((r.high - r.low) / 2 for _, _, r in fresh), "holds",
                                "measured by the labels of the axis")  # fmt: skip
        for _, blank, reach in fresh:
            self.measured.append(self._inferred(blank, reach, check, unit))
        self.notes.append(
            problem(
                "inferred",
                f"{len(fresh)} values of chart {self.table} are drawn and not printed; they were measured",
                location=fresh[0][1].location,
                facts=tuple(blank.id for _, blank, _ in fresh),
            )
        )

    def _inferred(self, fact: Fact, reach: Reach, check: str, unit: str) -> Fact:
        value, room = middle_of(reach)
        return msgspec.structs.replace(
            fact, status="inferred", value=value, tolerance=room, unit=unit, decimals=None, basis=None,
            proof=(check,), candidates=(),
            explanation=f"measured: drawn as {value} ± {room}, nothing is printed at it",
        )  # fmt: skip

    def _compare(self, index: int, reach: Reach, check: str | None) -> None:
        """A value that identities computed, held against the drawing; one that nothing determined is measured."""
        fact = self.facts[index]
        if fact.value is None:
            if check is not None and fact.status == "unresolved" and fact.unit is not None:
                self.decided[index] = self._inferred(fact, reach, check, fact.unit)
            return
        room, value = Fraction(fact.tolerance or 0) + last_place(fact), Fraction(fact.value)
        if reach.low <= value + room and value - room <= reach.high:
            if check is not None:
                self.decided[index] = msgspec.structs.replace(fact, proof=(*fact.proof, check))
            return
        drawn, slack = middle_of(reach)
        said = f"the sums leave {fact.value}, the drawing {drawn} ± {slack}"
        self.decided[index] = msgspec.structs.replace(
            fact, status="unresolved", value=None, tolerance=None, explanation=said,
            candidates=(Candidate(value=fact.value, why="computed"), Candidate(value=drawn, why="as drawn")),
        )  # fmt: skip
        self.notes.append(problem("unresolved", said, location=fact.location, facts=(fact.id,)))


def power_of(fact: Fact) -> int | None:
    """The power of ten between a figure as printed and its value."""
    figures = read_cell(fact.printed or "").figures
    if len(figures) != 1 or not figures[0].value or not fact.value:
        return None
    ratio = abs(Decimal(fact.value) / figures[0].value)
    power = ratio.adjusted()
    return power if ratio == Decimal(1).scaleb(power) else None


def last_place(fact: Fact) -> Fraction:
    """One last printed place of a fact, in base units; nothing for a value that was computed."""
    return Fraction(Decimal(1).scaleb(-fact.decimals)) if fact.decimals is not None else Fraction(0)


def measure(at: int) -> str:
    """A measure in thousandths as a decimal string.

    >>> measure(52400), measure(-7)
    ('52.4', '-0.007')
    """
    text = format(Decimal(at).scaleb(-3), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def middle_of(reach: Reach) -> tuple[str, str]:
    """The middle of an interval to as many places as it deserves, and the half-width that still covers it.

    >>> middle_of(Reach(Fraction(5180), Fraction(5260)))
    ('5220', '40')
    """
    half = (reach.high - reach.low) / 2
    middle = (reach.high + reach.low) / 2
    if half == 0:
        return plain(Decimal(middle.numerator) / Decimal(middle.denominator)), "0"
    place = Decimal(1).scaleb(Decimal(half.numerator).adjusted() - Decimal(half.denominator).adjusted() - 2)
    value = (
        (Decimal(middle.numerator) / Decimal(middle.denominator)).quantize(place)
        if place < 1
        else ((Decimal(middle.numerator) / Decimal(middle.denominator) / place).quantize(Decimal(1)) * place)
    )
    need = max(reach.high - Fraction(value), Fraction(value) - reach.low)
    steps = -(-need // Fraction(place))
    return plain(value), plain(Decimal(int(steps)) * place)


def rounded(value: Fraction, by: Fraction) -> str:
    """A number of a check to a few places of what it is allowed."""
    if value == 0:
        return "0"
    size = abs(by) or abs(value)
    place = Decimal(1).scaleb(Decimal(size.numerator).adjusted() - Decimal(size.denominator).adjusted() - 3)
    steps = round(value / Fraction(place))
    return plain(Decimal(steps) * place)


def plain(value: Decimal) -> str:
    """A decimal without exponent and trailing zeros."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
