"""One identity, one value: facts that say they are the same and are not cannot both be trusted.

Judged facts in, the same facts out, with a doubt on those that another fact of the same aspects contradicts:

    Consulting   690   718          the same row twice in one table: what tells them apart was missed
    Consulting   690   778
    Operating income 826 | 862      in two tables that agree in all else
    total assets were $482.6 million | Total assets 482,603 (in millions)          one of the two scales is wrong
    1,571 in the first quarter       | 2Q21 1,571, 1Q21 1,673                       two headings are exchanged

What something else vouches for (a sum, a further place that says the same) stays as it is; the other is doubted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

import msgspec
import regex as re

from extract.facts.scales import Contradiction, digits_of, last_place, names_of, of_other_scales
from extract.lex.headings import folded, heading_kind
from extract.lex.names import label_key
from extract.model import Candidate, Fact, Judgement, Problem, Problems, Settings
from extract.model.correction import is_attested
from extract.problems import problem

_TRUSTED = ("verbatim", "split", "repaired", "inferred", "corrected")
DOUBT = "facts_disagree"
_DIGITS = 3  # figures of fewer digits agree by chance
_FEW_DIGITS = 2  # but seldom where they stand in one of the next rows,
_NEAR = 3  # so many rows away at most
_MOST_PLACES = 12  # tables that print one fact; more are compared with the first ones only
_AGREE_PER_CONTRADICTION = 3  # two tables that differ more often than that speak of different things
_POINT = re.compile(r"[.．](\d+)")
_NOT_DIGIT = re.compile(r"\D")

Aspects = tuple[object, ...]


_TablePlace = tuple[str | None, int | None]  # a table and a row of it
_Row = dict[object, int]  # figures of one row by period
_TableRow = tuple[str, _Row]
_Saying = tuple[int, object]  # a fact of prose and its period


class _Place(NamedTuple):
    """Where facts agree or disagree together: a table, or one figure in prose."""

    table: str | None
    fact: int


def one_value_each(judgement: Judgement, settings: Settings) -> tuple[Judgement, Problems]:
    """Facts of the same aspects and different values, as doubtful; a problem names each pair."""
    del settings
    facts = judgement.statement.facts
    told = [i for i, f in enumerate(facts) if f.status in _TRUSTED and f.value is not None]
    found: dict[int, Contradiction] = {}
    meetings = _meetings(facts, told)
    rules = (
        _in_one_table(facts, told),
        _below_a_lost_heading(facts, told),
        _below_a_spanner_alone(facts, told),
        _between_places(facts, meetings),
        _of_one_concept(facts, told),
        of_other_scales(facts, told),
        _other_columns(facts, told),
        _other_rows(facts, told, _tied_to_their_row(judgement)),
    )
    for each in (contradiction for rule in rules for contradiction in rule):
        found.setdefault(each.fact, each)
    if not found:
        return judgement, ()
    doubted = tuple(
        _doubted(fact, facts[found[i].other], found[i].why) if i in found else fact for i, fact in enumerate(facts)
    )
    statement = msgspec.structs.replace(judgement.statement, facts=doubted)
    return msgspec.structs.replace(judgement, statement=statement), tuple(_problems(facts, found.values()))


def _doubted(fact: Fact, other: Fact, why: str) -> Fact:
    candidates = (
        Candidate(value=fact.value or "", why="as printed here"),
        Candidate(value=other.value or "", why=why),
    )
    said = f"printed `{fact.printed or ''}`; {why}: `{other.printed or ''}`"
    return msgspec.structs.replace(
        fact,
        doubts=(*fact.doubts, DOUBT),
        candidates=fact.candidates or candidates,
        explanation=f"{fact.explanation}; {said}" if fact.explanation else said,
    )


def _problems(facts: Sequence[Fact], found: Iterable[Contradiction]) -> Iterator[Problem]:
    """One problem for all facts that are doubted for one reason by one fact's place."""
    groups: dict[tuple[str, str | None], list[Contradiction]] = defaultdict(list)
    for each in found:
        groups[(each.why, facts[each.fact].table)].append(each)
    for (why, _), group in groups.items():
        ids = dict.fromkeys(facts[i].id for each in group for i in (each.fact, each.other))
        first = facts[group[0].fact]
        name = first.label[-1] if first.label else "(no label)"
        more = f" and {len(group) - 1} more" if len(group) > 1 else ""
        yield problem("facts_disagree", f"{name}{more}: {why}", location=first.location, facts=tuple(ids))


# -- one table ---------------------------------------------------------------------------------------------
def _in_one_table(facts: Sequence[Fact], told: Sequence[int]) -> Iterator[Contradiction]:
    """Figures of one table, or of one passage, with the same path, heading, period, unit and dimensions; with them all
    others of rows that are told apart by nothing else, for `(14.8%)` is one of two Groceries as `329.7` is."""
    groups: dict[Aspects, list[int]] = defaultdict(list)
    for i in told:
        fact = facts[i]
        named = bool(fact.label) and bool(fact.table or (fact.period and fact.period.end))
        if named:
            path, header = (tuple(folded(part).casefold() for part in names) for names in (fact.label, fact.header))
            groups[(fact.table, path, header, *_aspects(fact))].append(i)
    doubted: dict[_TablePlace, list[Contradiction]] = defaultdict(list)
    for group in groups.values():
        if len(group) > 1:
            where = "the same row and heading are printed again" if facts[group[0]].table else "it is told again"
            for found in _disagreeing(facts, group, f"{where} with another value"):
                yield found
                if _row_of(facts[found.fact]) != _row_of(facts[found.other]):
                    doubted[_row_of(facts[found.fact])].append(found)
    met = {i for group in groups.values() if len(group) > 1 for i in group}
    yield from _rest_of_rows(facts, [i for i in told if i not in met], doubted)


def _row_of(fact: Fact) -> _TablePlace:
    return fact.table, fact.row


def _rest_of_rows(
    facts: Sequence[Fact], alone: Sequence[int], doubted: Mapping[_TablePlace, Sequence[Contradiction]]
) -> Iterator[Contradiction]:
    """Of the figures that no other meets, those of rows in which at least as many contradict a row of the same name."""
    rows: dict[_TablePlace, list[int]] = defaultdict(list)
    for i in alone if doubted else ():
        if facts[i].table is not None and facts[i].row is not None and _row_of(facts[i]) in doubted:
            rows[_row_of(facts[i])].append(i)
    why = "another row has the same name, and nothing tells which of them this is"
    for row, figures in rows.items():
        if len(doubted[row]) >= len(figures):
            yield from (Contradiction(i, doubted[row][0].other, why) for i in figures)


def _below_a_lost_heading(facts: Sequence[Fact], told: Sequence[int]) -> Iterator[Contradiction]:
    """Rows that stand below nothing, one behind the other, with the names of rows that stand below a heading further
    up: the heading of the second block has run into the row before it, and what the figures are of is not said."""
    tables: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i in told:
        fact = facts[i]
        if fact.table is not None and fact.row is not None and fact.label:
            tables[fact.table][fact.row].append(i)
    why = "a row of this name stands below a heading further up, and this one below none"
    for rows in tables.values():
        headed: dict[str, int] = {}
        run: list[tuple[int, int]] = []  # a row that stands below nothing, and a figure of its namesake
        for row in (*sorted(rows), None):
            of_row = facts[rows[row][0]] if row is not None else None
            name = folded(of_row.label[-1]).casefold() if of_row is not None else ""
            if of_row is not None and row is not None and len(of_row.label) == 1 and name in headed:
                run.append((row, headed[name]))
                continue
            if len(run) > 1:
                yield from (Contradiction(i, other, why) for bare, other in run for i in rows[bare])
            run = []
            if of_row is not None and row is not None and len(of_row.label) > 1:
                headed.setdefault(name, rows[row][0])


def _below_a_spanner_alone(facts: Sequence[Fact], told: Sequence[int]) -> Iterator[Contradiction]:
    """Figures below a heading that spans columns and below nothing else, beside another of their row for which a column
    says the same time below that heading: which column they are of is not said."""
    rows: dict[Aspects, list[int]] = defaultdict(list)
    for i in told:
        fact = facts[i]
        if fact.table is not None and fact.row is not None and fact.header:
            rows[(fact.table, fact.row, fact.label, *_aspects(fact))].append(i)
    why = "a column below the same heading says this time for another value, and none says it for this one"
    for group in rows.values():
        for i in group if len(group) > 1 else ():
            own = facts[i].header
            under = (
                k for k in group
                if len(facts[k].header) > len(own) and facts[k].header[: len(own)] == own
                and all(heading_kind(part) == "period" for part in facts[k].header[len(own) :])
            )  # fmt: skip
            other = next((k for k in under if _differ(facts[i], facts[k])), None)
            if other is not None:
                yield Contradiction(i, other, why)


def _aspects(fact: Fact) -> Aspects:
    period = fact.period
    when = (period.kind, period.start, period.end, None if period.end else period.label) if period else None
    return (when, fact.unit, fact.measure, tuple(sorted(fact.dimensions.items())))


def _said_of(fact: Fact) -> Aspects:
    """The aspects without what a change is a change from, which sentences say and headings seldom."""
    *rest, dimensions = _aspects(fact)
    return (*rest, tuple(part for part in dimensions if part[0] != "base"))  # type: ignore[attr-defined]


def _disagreeing(facts: Sequence[Fact], group: Sequence[int], why: str) -> Iterator[Contradiction]:
    """Those of a group that others contradict; what a check bears out is spared if it is of one value only."""
    borne = [i for i in group if is_attested(facts[i], "value")] or [i for i in group if facts[i].proof]
    if borne and any(_differ(facts[borne[0]], facts[i]) for i in borne):
        borne = []
    for i in group:
        against = next((k for k in group if k != i and _differ(facts[i], facts[k])), None)
        if against is not None and i not in borne:
            yield Contradiction(i, against, why)


def _differ(one: Fact, other: Fact) -> bool:
    """Whether two prints of a figure differ by more than rounding or truncation leaves."""
    apart = abs(Decimal(one.value or 0) - Decimal(other.value or 0))
    return apart != 0 and apart >= max(last_place(one), last_place(other))


# -- two places --------------------------------------------------------------------------------------------
class _Meeting(NamedTuple):
    """Two facts of one name, period, unit and kind that stand in different places."""

    one: int
    other: int
    key: Aspects


_Meetings = Mapping[tuple[str | None, str | None], Sequence[_Meeting]]


def _meetings(facts: Sequence[Fact], told: Sequence[int]) -> _Meetings:
    """The facts that two places both print, by their tables (None: prose); a name twice in one table is left out."""
    named: dict[Aspects, dict[_Place, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i in told:
        fact = facts[i]
        name = label_key(fact.label)
        if name and fact.period is not None and fact.period.end is not None and fact.unit is not None:
            place = _Place(fact.table, -1 if fact.table else i)
            named[(name, *_aspects(fact))][place].append(i)
    found: dict[tuple[str | None, str | None], list[_Meeting]] = defaultdict(list)
    for key, places in named.items():
        single = [indexes[0] for indexes in places.values() if len(indexes) == 1][:_MOST_PLACES]
        for one, other in combinations(single, 2):
            found[(facts[one].table, facts[other].table)].append(_Meeting(one, other, key))
    return found


def _between_places(facts: Sequence[Fact], meetings: _Meetings) -> Iterator[Contradiction]:
    """Figures in which two tables disagree that agree in most; and prints of one figure that one misprint parts, in
    two tables or in a table and a sentence."""
    for (first, second), met in meetings.items():
        apart = [m for m in met if _differ(facts[m.one], facts[m.other])]
        if not apart or first is second is None:
            continue
        if first is None or second is None:
            for meeting in apart:
                if _one_misprint(facts[meeting.one], facts[meeting.other]):
                    pair = (meeting.one, meeting.other)
                    yield from _disagreeing(facts, pair, "one digit apart from what a sentence or a table tells")
            continue
        agree = Counter(m.key[0] for m in met if m not in apart)
        against = Counter(m.key[0] for m in apart)
        if agree.total() < 2 or agree.total() < _AGREE_PER_CONTRADICTION * len(apart):
            continue
        for meeting in apart:
            name = meeting.key[0]
            known = agree[name] > 0 and against[name] == 1
            if known or _one_misprint(facts[meeting.one], facts[meeting.other]):
                pair = (meeting.one, meeting.other)
                yield from _disagreeing(facts, pair, "another table that agrees in all else prints another value")


def _of_one_concept(facts: Sequence[Fact], told: Sequence[int]) -> Iterator[Contradiction]:
    """Figures of two tables that have one concept, one name, one time and nothing over them but that time: operating
    income of the year is one amount, whatever else the two tables print."""
    groups: dict[Aspects, list[int]] = defaultdict(list)
    for i in told:
        fact = facts[i]
        if fact.concept is None or fact.table is None or not _is_dated(fact) or len(fact.label) != 1:
            continue
        over = [part for part in fact.header if heading_kind(part) not in ("period", "unit")]
        if not over and not fact.dimensions and len(digits_of(fact)) >= _DIGITS:
            groups[(fact.concept, label_key(fact.label), fact.entity, *_aspects(fact))].append(i)
    for group in groups.values():
        tables = {facts[i].table for i in group}
        if len(tables) > 1 and any(_apart(facts[i], facts[group[0]]) for i in group):
            yield from _disagreeing(facts, group[:_MOST_PLACES], "another table prints another value of it")


def _apart(one: Fact, other: Fact) -> bool:
    """Whether two figures differ whatever their signs: a cost is less than nothing in one table and more in another."""
    sizes = (abs(Decimal(fact.value or 0)) for fact in (one, other))
    return abs(next(sizes) - next(sizes)) >= max(last_place(one), last_place(other))


def _one_misprint(one: Fact, other: Fact) -> bool:
    """Whether two prints differ in one digit, or in the order of two: 826 and 862, 14,220 and 14,320."""
    a, b = digits_of(one), digits_of(other)
    if len(a) != len(b) or len(a) < _DIGITS:
        return False
    apart = [k for k in range(len(a)) if a[k] != b[k]]
    return len(apart) == 1 or (len(apart) == 2 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]])


# -- columns -----------------------------------------------------------------------------------------------
def _other_columns(facts: Sequence[Fact], told: Sequence[int]) -> Iterator[Contradiction]:
    """Figures that another place gives for the period of another column of their row.

    Where two columns stand crosswise to what is told elsewhere, their headings are exchanged and all their figures
    are in doubt; where only one does, the two facts that contradict each other are.
    """
    rows, sayings = _rows(facts, told)
    by_kind: dict[Aspects, list[tuple[str, _Row]]] = defaultdict(list)
    for (name, *kind), tables in rows.items():
        by_kind[tuple(kind)] += [(table, row) for table, row in tables.items()]
        for table, row in tables.items():
            yield from _strayed(facts, told, table, row, sayings.get((name, *kind), ()))
    for (_, *kind), said in sayings.items():
        for table, row in _crosswise(facts, by_kind[tuple(kind)], said):
            yield from _strayed(facts, told, table, row, said)


def _crosswise(facts: Sequence[Fact], rows: Sequence[tuple[str, _Row]], said: Sequence[_Saying]) -> list[_TableRow]:
    """Rows of whatever name that hold two of the figures told, each to the digit under the period of the other."""
    if not 1 < len(said) <= _MOST_PLACES:
        return []
    values = [{facts[i].value: when for when, i in row.items()} for _, row in rows]
    return [
        each
        for each, own in zip(rows, values, strict=True)
        if any(
            own.get(facts[i].value) == then and own.get(facts[k].value) == when != then
            for (i, when), (k, then) in combinations(said, 2)
        )
    ]


def _rows(
    facts: Sequence[Fact], told: Sequence[int]
) -> tuple[dict[Aspects, dict[str, _Row]], dict[Aspects, list[_Saying]]]:
    """Figures by name, unit and kind: those of each table by period, and those of prose with theirs."""
    rows: dict[Aspects, dict[str, _Row]] = defaultdict(lambda: defaultdict(dict))
    sayings: dict[Aspects, list[_Saying]] = defaultdict(list)
    for i in told:
        fact = facts[i]
        if fact.period is None or fact.period.end is None or len(digits_of(fact)) < _DIGITS or not fact.label:
            continue
        when, *rest = _said_of(fact)
        key = (label_key(fact.label), *rest)
        if fact.table is None:
            sayings[key].append((i, when))
        else:
            rows[key][fact.table].setdefault(when, i)
    return rows, sayings


def _column_of(facts: Sequence[Fact], index: int, row: _Row, when: object) -> int | None:
    """The one figure of another period that is what is told for this one, whose own figure is another."""
    if not _differ(facts[index], facts[row[when]]):
        return None
    alike = [i for other, i in row.items() if other != when and not _differ(facts[index], facts[i])]
    return alike[0] if len(alike) == 1 else None


def _strayed(
    facts: Sequence[Fact], told: Sequence[int], table: str, row: _Row, said: Sequence[_Saying]
) -> Iterator[Contradiction]:
    """What is told of a row for one period and stands in it under another."""
    found = [
        (i, row[when], instead)
        for i, when in said
        if when in row and (instead := _column_of(facts, i, row, when)) is not None
    ]
    why = "elsewhere it is told for the period of another column"
    pairs = {(own, instead) for _, own, instead in found}
    for index, own, instead in found:
        yield Contradiction(index, own, "the table prints it under another period")
        if (instead, own) not in pairs:
            yield Contradiction(own, index, why)
            continue
        columns = {facts[own].column, facts[instead].column}
        for i in told:
            if facts[i].table == table and facts[i].column in columns:
                yield Contradiction(i, index, f"{why}, as another figure is for this one: two headings are exchanged")


# -- rows --------------------------------------------------------------------------------------------------
# Relations between figures of one row: a figure that has changed places with that of another row breaks them.
_ALONG_A_ROW = frozenset(("change", "share", "margin", "per_share"))


def _tied_to_their_row(judgement: Judgement) -> frozenset[str]:
    """Facts that a relation along their own row bears out."""
    along = {check.id for check in judgement.checks if check.identity in _ALONG_A_ROW and check.verdict == "holds"}
    return frozenset(fact.id for fact in judgement.statement.facts if not along.isdisjoint(fact.proof))


def _other_rows(facts: Sequence[Fact], told: Sequence[int], tied: frozenset[str]) -> Iterator[Contradiction]:
    """Figures that a sentence gives for another row of their column, with those between the two rows: values of
    neighbouring rows have changed places, and the column foots either way. What is tied to its row has not; then the
    sentence alone is in doubt. A figure of two digits stands in many rows by chance, in one of the next rows seldom."""
    sayings = [i for i in told if facts[i].table is None and _may_tell(facts[i])]
    printed: dict[Aspects, list[int]] = defaultdict(list)
    columns: dict[tuple[str | None, int | None], list[int]] = defaultdict(list)
    named: dict[Aspects, list[int]] = defaultdict(list)
    for i in told if sayings else ():
        fact = facts[i]
        if fact.table is not None and _is_dated(fact):
            columns[(fact.table, fact.column)].append(i)
            for name in names_of(fact):
                named[(fact.table, fact.column, name)].append(i)
            if _may_tell(fact):
                printed[(fact.value, *_said_of(fact))].append(i)
    for index in sayings:
        names = names_of(facts[index])
        places = printed[(facts[index].value, *_said_of(facts[index]))][:_MOST_PLACES]
        if any(names & names_of(facts[i]) for i in places):
            continue
        for place in places:
            column = (facts[place].table, facts[place].column)
            rows = {i for name in names for i in named[(*column, name)] if _differ(facts[index], facts[i])}
            if len(digits_of(facts[index])) < _DIGITS:
                rows = {i for i in rows if abs((facts[i].row or 0) - (facts[place].row or 0)) <= _NEAR}
            if len(rows) == 1:
                own = rows.pop()
                yield Contradiction(index, own, "the table prints it in another row")
                for i in _between(facts, columns[column], own, place):
                    if facts[i].id not in tied:
                        yield Contradiction(i, index, "a sentence tells the figure of one row for another")


def _may_tell(fact: Fact) -> bool:
    """Whether a fact has a name, a day and digits enough that it is not found in another row by chance."""
    return _is_dated(fact) and len(digits_of(fact)) >= _FEW_DIGITS


def _is_dated(fact: Fact) -> bool:
    return bool(fact.label) and fact.period is not None and fact.period.end is not None


def _between(facts: Sequence[Fact], column: Sequence[int], one: int, other: int) -> Iterator[int]:
    """The figures of a column from one row to another."""
    first, last = sorted((facts[one].row or 0, facts[other].row or 0))
    yield from (i for i in column if first <= (facts[i].row or 0) <= last)
