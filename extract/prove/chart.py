"""Scrambled charts: the figures poured out of a stacked column chart, given back their columns and their layers.

A sum proves which figure is the total of a column and what belongs to it; so does a year that is printed beside the
chart. Totals proved so are facts without reserve. Which layer a figure is, is preference (`basis`): the order of
reading held against the legend, and continuity. A figure whose layer could have two names stays unresolved, and says
so; one that fits no column is noise. Nothing is changed in a chart of which no column can be proved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from extract.model import Candidate, Check, Fact, Ground, Judgement, Location, Problem, Problems, Settings, Table
from extract.problems import problem
from extract.prove.chart_layers import Column, columns_to_layers, layer_names, share_name, upright, usual_count
from extract.prove.chart_percents import last_of, pair_percents
from extract.prove.chart_stack import Budget, Read, Stack, stacks_of
from extract.prove.chart_tokens import MAX_COLUMNS, MAX_TOKENS, Chart, Prose, Token, charts_of
from extract.prove.chart_years import Witnesses, witnesses_of

_TOTAL = ("Total",)
_PREFERENCE = "preference"


def judge_charts(judgement: Judgement, problems: Problems, settings: Settings) -> tuple[Judgement, Problems]:
    """A judged document with the figures of its charts decided as far as sums reach."""
    statement = judgement.statement
    facts, checks = list(statement.facts), list(judgement.checks)
    notes: list[Problem] = []
    done: set[str] = set()
    budget = Budget(settings.solver_budget)
    blanks = max([len(statement.blanks), *(int(f.id[1:]) for f in facts if f.id[:1] == "b" and f.id[1:].isdigit())])
    prose = Prose(statement.facts)
    for chart in charts_of(statement, statement.facts):
        if len(chart.columns) > MAX_COLUMNS or len(chart.amounts) + len(chart.percents) > MAX_TOKENS:
            notes.append(_too_much(chart))
            continue
        work = _Reading(chart, judgement, facts, prose.near(chart), len(checks), blanks, budget)
        if not work.read():
            notes += [_too_much(chart)] if work.exhausted else []
            continue
        for index, fact in work.decided.items():
            facts[index] = fact
        facts += work.lost
        blanks += len(work.lost)
        checks += work.checks
        notes += work.notes
        done |= {fact.id for fact in work.decided.values()}
    before = [note for note in problems if note.code != "unresolved" or done.isdisjoint(note.facts)]
    judged = msgspec.structs.replace(statement, facts=tuple(facts))
    return msgspec.structs.replace(judgement, statement=judged, checks=tuple(checks)), (*before, *notes)


def _too_much(chart: Chart) -> Problem:
    tokens = (*chart.amounts, *chart.percents)
    return problem(
        "budget_exhausted",
        f"the {len(tokens)} figures of chart {chart.table.id} stay unresolved: too many to try all sums of",
        location=chart.table.location,
        facts=tuple(t.fact.id for t in tokens),
    )


class _Reading:
    """One chart on its way into facts. `decided` are facts by their index, `lost` are new ones.

    `beside` are the indexes of the facts in prose near the chart; `checks` and `blanks` say how many there are so far.
    """

    def __init__(
        self, chart: Chart, judgement: Judgement, facts: Sequence[Fact], beside: Sequence[int], checks: int,
        blanks: int, budget: Budget,
    ) -> None:  # fmt: skip
        self.chart, self.statement, self.facts, self.budget = chart, judgement.statement, facts, budget
        self.beside, self.first_check, self.first_blank = beside, checks, blanks
        self.decided: dict[int, Fact] = {}
        self.lost: list[Fact] = []
        self.checks: list[Check] = []
        self.notes: list[Problem] = []
        self.exhausted = False
        self.totals: dict[int, Read] = {}
        self.layers: dict[int, Sequence[Read]] = {}
        self.stacks: dict[int, Stack] = {}
        self.proofs: dict[int, list[str]] = defaultdict(list)
        self.said: dict[int, list[str]] = defaultdict(list)

    def read(self) -> bool:
        """Decide what can be decided; False when no column is proved, and then nothing was touched."""
        found = stacks_of(self.chart, self.budget)
        self.exhausted = found.exhausted
        if not found.stacks or found.exhausted:
            return False
        self.stacks = found.stacks
        self.totals = {c: s.total for c, s in self.stacks.items()}
        self.layers = {c: s.layers for c, s in self.stacks.items()}
        used = {index for stack in self.stacks.values() for index in stack.tokens}
        near = [(index, self.facts[index]) for index in self.beside]
        seen = witnesses_of(self.chart, self.statement, near, self.totals, used, self.budget)
        open_columns = set(found.rivals) & set(seen.totals)
        years = {y.index for y in seen.years}
        for column, total in seen.totals.items():
            self.totals[column] = total
            self.layers[column] = [
                Read(t, t.value) for t in self.chart.home(column)
                if not t.odd and t.index not in used | years | {total.token.index}
            ]  # fmt: skip
        if self.budget.left < 0:
            self.exhausted = True
            return False
        self._stack_checks()
        self._year_checks(seen)
        self._growth_checks(seen)
        self._total_facts()
        self._layer_facts(open_columns)
        self._noise()
        return True

    # -- checks --------------------------------------------------------------------------------------------
    def _check(
        self, identity: str, terms: Iterable[tuple[str, str]], residual: Decimal, allowance: Decimal, said: str
    ) -> str:
        id = f"c{self.first_check + len(self.checks) + 1}"
        self.checks.append(
            Check(
                id=id, identity=identity, terms=tuple(terms), residual=_plain(residual), allowance=_plain(allowance),
                verdict="holds", explanation=said,
            )
        )  # fmt: skip
        return id

    def _stack_checks(self) -> None:
        for column, stack in sorted(self.stacks.items()):
            total, layers = stack.total, stack.layers
            terms = [*((r.token.fact.id, "1") for r in layers), (total.token.fact.id, "-1")]
            residual = sum((r.value for r in layers), Decimal(0)) - total.value
            said = f"{' + '.join(self._shown(r.value) for r in layers)} = {self._shown(total.value)}"
            if residual:
                said += f" but for {self._shown(abs(residual))} of rounding"
            id = self._check("stack", terms, residual, self.chart.allowance(len(layers)), said)
            self.proofs[total.token.index].append(id)
            for at, read in enumerate(layers):
                # A layer of 0, or of less than the rounding, is borne out by its place and not by the sum.
                if not self.chart.foots(total.value, [r.value for r in (*layers[:at], *layers[at + 1 :])]):
                    self.proofs[read.token.index].append(id)
            self.said[column].append(f"column {self._name(column)}: {said}")

    def _year_checks(self, seen: Witnesses) -> None:
        for year in seen.years:
            terms = [*((r.token.fact.id, "1") for r in year.totals), (self.facts[year.index].id, "-1")]
            residual = sum((r.value for r in year.totals), Decimal(0)) - year.value
            when = year.period.label or year.period.printed or year.period.end
            said = f"{' + '.join(self._shown(r.value) for r in year.totals)} = {self._shown(year.value)} of {when}"
            id = self._check("periods", terms, residual, self.chart.allowance(len(year.totals)), said)
            for column, read in zip(year.columns, year.totals, strict=True):
                self.proofs[read.token.index].append(id)
                self.said[column].append(said)
            self._year_fact(year.index, year.value, year.mended, id, said, inside=year.token is not None)
            if year.token is not None:
                self.decided[year.index] = msgspec.structs.replace(
                    self.decided[year.index], period=year.period, label=_TOTAL, header=(),
                    grounds=self.facts[year.index].grounds
                    | self._grounds(year.columns, self.facts[year.index], _TOTAL),
                )  # fmt: skip

    def _year_fact(self, index: int, value: Decimal, mended: bool, id: str, said: str, *, inside: bool) -> None:
        fact = self.facts[index]
        if mended:
            self.decided[index] = self._mended(fact, value, (*fact.proof, id), said)
        elif inside:
            self.decided[index] = msgspec.structs.replace(
                fact, status="split", value=_plain(value), proof=(id,), candidates=(), explanation=f"a year: {said}"
            )
        else:
            self.decided[index] = msgspec.structs.replace(fact, proof=(*fact.proof, id))

    def _growth_checks(self, seen: Witnesses) -> None:
        for growth in seen.growths:
            told, later, earlier = self.facts[growth.index], self.totals[growth.later], self.totals[growth.earlier]
            rate = Decimal(told.value or 0)
            exact = (later.value / earlier.value - 1) * 100
            half = Decimal(1).scaleb(-(told.decimals or 0)) / 2
            slack = half + 100 * self.chart.last * (earlier.value + later.value) / (2 * earlier.value**2)
            said = f"{self._shown(later.value)} / {self._shown(earlier.value)} is a change of {rate}%"
            terms = (
                (told.id, "result"),
                (later.token.fact.id, "later"),
                (earlier.token.fact.id, "earlier"),
            )
            id = self._check("change", terms, round(exact - rate, 4), round(slack, 4), said)
            self.proofs[later.token.index].append(id)
            self.said[growth.later].append(said)

    # -- facts ---------------------------------------------------------------------------------------------
    def _total_facts(self) -> None:
        for column, total in sorted(self.totals.items()):
            self._give(column, total, _TOTAL, None, f"total of its column: {'; '.join(self.said[column])}")

    def _give(self, column: int, read: Read, label: tuple[str, ...], basis: str | None, said: str) -> None:
        """A figure with its column, its value and its name."""
        fact = msgspec.structs.replace(
            read.token.fact, label=label, period=self.chart.periods[column], basis=basis, column=column,
            grounds=read.token.fact.grounds | self._grounds((column,), read.token.fact, label),
        )  # fmt: skip
        proof = tuple(self.proofs[read.token.index])
        if read.mended:
            self.decided[read.token.index] = self._mended(fact, read.value, proof, said)
        else:
            self.decided[read.token.index] = msgspec.structs.replace(
                fact, status="split", value=_plain(read.value), proof=proof, candidates=(), explanation=said
            )

    def _grounds(self, columns: Sequence[int], fact: Fact, label: tuple[str, ...]) -> dict[str, tuple[Ground, ...]]:
        """What shows the period of a figure, the labels on the axis below its columns, and that it is the total: its
        sum."""
        axis = [c for c in self.chart.table.cells if c.row == self.chart.axis_row and c.column in columns]
        found = {}
        if axis:
            found["period"] = tuple(
                Ground(rank="column", rule="axis_of_chart", printed=c.text, location=c.location) for c in axis
            )
        if label == _TOTAL:
            sum_of = Ground(rank="figure", rule="sum_of_column", printed=fact.printed, location=fact.location)
            found["label"] = (sum_of,)
        return found

    def _mended(self, fact: Fact, value: Decimal, proof: tuple[str, ...], said: str) -> Fact:
        why = f"`{fact.printed}` shows a point where {self._shown(value)} has a comma: {said}"
        refuted = tuple(Candidate(value=c.value, why="the print as it stands; the sum refutes it")
                        for c in fact.candidates if c.value != _plain(value))  # fmt: skip
        self.notes.append(
            problem("repaired", why, location=fact.location, facts=(fact.id,),
                    data={"printed": fact.printed or "", "value": _plain(value)})
        )  # fmt: skip
        return msgspec.structs.replace(
            fact, status="repaired", value=_plain(value), decimals=self.chart.decimals, tolerance="0", proof=proof,
            candidates=refuted, explanation=why,
        )  # fmt: skip

    def _layer_facts(self, doubted: set[int]) -> None:
        count = usual_count([len(x) for x in self.layers.values()], [len(s.layers) for s in self.stacks.values()])
        captions = self.statement.captions.get(self.chart.table.id, ())
        tables = self._tables_before()
        names: tuple[tuple[str, ...], ...] = ()
        columns: dict[int, Column] = {}
        if count is not None:
            down = upright(self.chart, self.totals, self.layers)
            names = layer_names(captions, tables, self.chart, count, down=down)
            columns = columns_to_layers(
                self.chart, {c: t.value for c, t in self.totals.items()}, self.layers, count
            )  # fmt: skip
        share = share_name(tables, captions)
        for column, reads in sorted(self.layers.items()):
            placed = columns.get(column) if column not in doubted else None
            calls: dict[int, str] = {}
            for at, read in enumerate(placed.reads if placed is not None else ()):
                here = names[at] if names else ()
                if read is not None and len(here) == 1 and placed is not None and at not in placed.doubtful:
                    calls[read.token.index] = here[0]
            for read in reads:
                if read.token.index in calls:
                    self._give(column, read, (calls[read.token.index],), _PREFERENCE, self._why_layer(column, read))
                else:
                    self._nameless(column, read, names, placed)
            if placed is not None and None in placed.reads and column not in self.stacks:
                self._lost_layer(column, placed, names)
            self._percent_facts(column, reads, calls, share)

    def _why_layer(self, column: int, read: Read) -> str:
        how = "the sum proves" if self.proofs[read.token.index] else "its place says"
        return f"{how} that it belongs to column {self._name(column)}; which layer, only the order of the legend"

    def _nameless(self, column: int, read: Read, names: Sequence[Sequence[str]], placed: Column | None) -> None:
        """A figure whose column is known and whose layer is not: unresolved, with the names it may have."""
        fact = read.token.fact
        possible: Sequence[str] = ()
        if placed is not None and names and read in placed.reads:
            at = placed.reads.index(read)
            possible = (
                names[at] if at not in placed.doubtful else list(dict.fromkeys(n for some in names for n in some))
            )
        proof = "the sum of its column" if self.proofs[read.token.index] else "its place"
        why = [f"{name}: one order of the legend" for name in possible] or [
            "a layer whose name is not printed beside it"
        ]
        said = f"a layer of {self._name(column)} by {proof}, but nothing says which"
        self.decided[read.token.index] = msgspec.structs.replace(
            fact, period=self.chart.periods[column], value=None, explanation=said,
            candidates=tuple(Candidate(value=_plain(read.value), why=reason) for reason in why),
        )  # fmt: skip
        self._unresolved(fact, said)

    def _unresolved(self, fact: Fact, said: str) -> None:
        self.notes.append(
            problem("unresolved", f"{fact.printed or 'a lost figure'}: {said}", location=fact.location,
                    facts=(fact.id,), data={"printed": fact.printed or "", "value": ""})
        )  # fmt: skip

    def _lost_layer(self, column: int, placed: Column, names: Sequence[Sequence[str]]) -> None:
        """The amount that a column lacks of its total, as an interval; its name only by preference."""
        total, reads = self.totals[column], [r for r in placed.reads if r is not None]
        amount = total.value - sum((r.value for r in reads), Decimal(0))
        slack = self.chart.allowance(len(reads))
        if amount <= slack:
            return
        at = placed.reads.index(None)
        possible = names[at] if names and at not in placed.doubtful else ()
        shown = " - ".join(self._shown(v) for v in (total.value, *(r.value for r in reads)))
        said = (
            f"a layer of {self._name(column)} is lost: {shown} leaves {self._shown(amount)} within {self._shown(slack)}"
        )
        id = f"b{self.first_blank + len(self.lost) + 1:04d}"
        where = max((r.token for r in (total, *reads)), key=lambda t: t.place).fact.location
        fact = Fact(
            id=id, table=self.chart.table.id, row=total.token.row, column=column, label=(), measure="amount",
            period=self.chart.periods[column], unit=self.chart.unit, decimals=self.chart.decimals, printed=None,
            status="unresolved", location=Location(line=where.line, page=where.page, box=where.box), explanation=said,
        )  # fmt: skip
        if len(possible) == 1:
            terms = [*((r.token.fact.id, "1") for r in reads), (id, "1"), (total.token.fact.id, "-1")]
            check = self._check(
                "stack", terms, Decimal(0), slack, f"{said}; it was used to infer and bears out nothing"
            )
            fact = msgspec.structs.replace(
                fact, label=(possible[0],), status="inferred", value=_plain(amount), tolerance=_plain(slack),
                basis=_PREFERENCE, proof=(check, *self.proofs[total.token.index]),
            )  # fmt: skip
            self.notes.append(problem("inferred", said, location=fact.location, facts=(id,),
                                      data={"printed": "", "value": _plain(amount)}))  # fmt: skip
        else:
            why = [f"{name}: one order of the legend" for name in possible] or ["a layer without a name"]
            fact = msgspec.structs.replace(
                fact, candidates=tuple(Candidate(value=_plain(amount), why=f"{w}; within {_plain(slack)}") for w in why)
            )
            self._unresolved(fact, said)
        self.lost.append(fact)

    def _percent_facts(self, column: int, layers: Sequence[Read], calls: dict[int, str], share: str | None) -> None:
        total = self.totals[column]
        pairing = pair_percents(self.chart, column, [total, *layers], self.budget)
        share = share or "%"
        for percent, amount in pairing.pairs:
            is_total = amount.token.index == total.token.index
            name = _TOTAL[0] if is_total else calls.get(amount.token.index)
            grounds = percent.fact.grounds | self._grounds((column,), percent.fact, (name,) if name else ())
            fact = msgspec.structs.replace(percent.fact, period=self.chart.periods[column], grounds=grounds)
            beside = f"{percent.fact.printed} goes with {self._shown(amount.value)}"
            if name is None:
                said = f"{beside}, but nothing says which layer that is"
                self.decided[percent.index] = msgspec.structs.replace(fact, explanation=said)
                self._unresolved(fact, said)
                continue
            proof: tuple[str, ...] = ()
            if pairing.proved:
                proof = (self._proportion(percent, amount, pairing.pairs),)
                said = f"{beside}: the percents of {self._name(column)} are in proportion to no other amounts"
            else:
                said = f"{beside}, beside which it is printed"
            self.decided[percent.index] = msgspec.structs.replace(
                fact, label=(name, share), status="split", value=_plain(percent.value), proof=proof, candidates=(),
                basis=None if is_total and pairing.proved else _PREFERENCE, explanation=said,
            )  # fmt: skip

    def _proportion(self, percent: Token, amount: Read, pairs: Sequence[tuple[Token, Read]]) -> str:
        """The check that a percent is to another of its column as their amounts are."""
        other, base = max((p for p in pairs if p[0] is not percent), key=lambda p: (p[1].value, p[0].index))
        ratio = amount.value / base.value
        allowance = last_of(percent) / 2 + ratio * last_of(other) / 2 + percent.value * self.chart.last / amount.value
        said = f"{other.value}% x {self._shown(amount.value)} / {self._shown(base.value)} = {percent.value}%"
        return self._check(
            "proportion",
            (
                (percent.fact.id, "result"), (amount.token.fact.id, "numerator"),
                (base.token.fact.id, "denominator"), (other.fact.id, "factor"),
            ),
            round(percent.value - other.value * ratio, 4), round(allowance, 4), said,
        )  # fmt: skip

    def _noise(self) -> None:
        """Figures of proved columns that were not used: they fit no role there."""
        for token in (*self.chart.amounts, *self.chart.percents):
            if token.index in self.decided or not (token.odd or token.column in self.totals):
                continue
            said = f"`{token.fact.printed}` fits no place in chart {self.chart.table.id}; it was not taken for a value"
            self.decided[token.index] = msgspec.structs.replace(token.fact, explanation=said)
            self.notes.append(
                problem("noise_token", said, location=token.fact.location, facts=(token.fact.id,),
                        data={"table": self.chart.table.id})
            )  # fmt: skip

    # -- words ---------------------------------------------------------------------------------------------
    def _tables_before(self) -> list[Table]:
        ids = [table.id for table in self.statement.tables]
        at = ids.index(self.chart.table.id)
        return list(self.statement.tables[max(0, at - 3) : at])

    def _name(self, column: int) -> str:
        period = self.chart.periods[column]
        return period.label or period.printed or period.end or f"{column + 1}"

    def _shown(self, value: Decimal) -> str:
        """A value in the scale of the chart, as it would be printed."""
        decimals = self.chart.decimals
        scale = max(0, -decimals)
        return f"{value.scaleb(-scale):,.{max(0, decimals)}f}"


def _plain(value: Decimal) -> str:
    """A Decimal as a string without exponent or trailing zeros.

    >>> _plain(Decimal("3.18E+9")), _plain(Decimal("8.0")), _plain(Decimal("-0"))
    ('3180000000', '8', '0')
    """
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
