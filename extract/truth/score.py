"""How well a result agrees with a truth: right, wrong in one respect, flagged, silently wrong, or lost.

A *silent error* is the worst defect: a value that differs from the truth and is not flagged. *Wrong* is a trusted
value that is right under another unit, period, label or scenario. *Preferred* is a value that is right and says of
itself that only preference supports it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Literal, get_args

import msgspec

from extract.model import Fact, Result
from extract.summary import is_flagged, period_in_words
from extract.truth.files import AS_PRINTED, NIL, OPEN, Truth, TruthCell
from extract.truth.match import figures, match_prose, match_tables, names, same_period, squashed, tokens

Verdict = Literal[
    "right", "preferred", "wrong_unit", "wrong_period", "wrong_label", "wrong_scenario", "flagged", "silent", "lost"
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
DOCUMENT_KEYS = ("kind", "published", "title", "language", "accounting_standard", "fiscal_year_end", "currency")


class Miss(msgspec.Struct, frozen=True, kw_only=True):
    """One value that did not come out right, said so that a person finds it."""

    verdict: Verdict
    status: str
    place: str
    line: int | None
    label: str
    raw: str | None
    expected: str
    got: str
    fact: str | None = None
    trusted: bool = False


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Counts by truth status and verdict for tables and prose, the misses, and facts in no truth."""

    name: str
    tables: dict[str, dict[Verdict, int]]
    prose: dict[str, dict[Verdict, int]]
    document: dict[str, tuple[str | None, str | None]]
    misses: tuple[Miss, ...]
    extra: tuple[Miss, ...]

    @property
    def silent(self) -> int:
        """Silent errors, in tables and in prose."""
        return sum(counts.get("silent", 0) for part in (self.tables, self.prose) for counts in part.values())

    @property
    def wrong(self) -> int:
        """Trusted values under a wrong unit, period, label or scenario."""
        return sum(miss.trusted and miss.verdict.startswith("wrong") for miss in self.misses)

    @property
    def legible(self) -> tuple[int, int]:
        """Of the values in tables that are legible: how many are right, and how many there are."""
        return _legible(self.tables)

    @property
    def legible_prose(self) -> tuple[int, int]:
        """The same for prose."""
        return _legible(self.prose)


def _legible(part: dict[str, dict[Verdict, int]]) -> tuple[int, int]:
    counts = [part[status] for status in AS_PRINTED if status in part]
    return sum(c.get("right", 0) + c.get("preferred", 0) for c in counts), sum(sum(c.values()) for c in counts)


def score(result: Result, truth: Truth, *, lines: tuple[str, ...] = ()) -> Score:
    """The result held against the truth; `lines` are the decoded lines of the document, to place prose in them."""
    found, used = match_tables(truth, result.facts)
    titles = {table.id: table.title or "" for table in result.tables}
    tables: dict[str, Counter[Verdict]] = {}
    prose: dict[str, Counter[Verdict]] = {}
    misses: list[Miss] = []
    for t, table in enumerate(truth.tables):
        for r, row in enumerate(table.rows):
            for c, cell in enumerate(row.cells):
                verdict = judge(cell, found.get((t, r, c)), row.label)
                if verdict is None:
                    continue
                tables.setdefault(cell.status, Counter())[verdict] += 1
                if verdict not in ("right", "preferred"):
                    line = cell.line or (row.lines[0] if row.lines else None)
                    misses.append(_miss(verdict, cell, found.get((t, r, c)), table.title, line, row.label))
    in_prose = match_prose(truth, [fact for fact in result.facts if fact.id not in used], lines)
    for index, statement in enumerate(truth.facts):
        fact = in_prose.get(index)
        title = titles.get(fact.table or "", "") if fact is not None else ""
        verdict = judge(statement.cell, fact, statement.metric, title=title, prose=True)
        if verdict is None:
            continue
        prose.setdefault(statement.cell.status, Counter())[verdict] += 1
        if verdict != "right":
            misses.append(
                _miss(verdict, statement.cell, in_prose.get(index), "prose", statement.line, statement.metric)
            )
    used |= {fact.id for fact in in_prose.values()}
    return Score(
        name=truth.name,
        tables={status: dict(counts) for status, counts in tables.items()},
        prose={status: dict(counts) for status, counts in prose.items()},
        document=_document_differences(result, truth.document),
        misses=tuple(misses),
        extra=tuple(_extra(truth, result.facts, used)),
    )


def judge(
    cell: TruthCell, fact: Fact | None, label: str = "", *, title: str = "", prose: bool = False
) -> Verdict | None:
    """What became of one value; None for a cell that holds no number and for which none was claimed. Labels and
    scenarios are judged where the fact is trusted: one that says of itself that they are open misleads nobody."""
    if cell.status in OPEN and (fact is None or is_flagged(fact)):
        return "right" if cell.value is not None or fact is not None else None
    if cell.value is None:
        return _judge_without_value(cell, fact)
    if fact is None:
        return "lost"
    if is_flagged(fact):
        same = _agrees(cell, cell.value, fact) and fact.unit == cell.unit and same_period(cell, fact)
        return "preferred" if fact.basis == "preference" and same else "flagged"
    if fact.value is None or not any(_agrees(cell, value, fact) for value in (cell.value, cell.stated)):
        return "silent"
    if fact.unit != cell.unit:
        return "wrong_unit"
    if not same_period(cell, fact):
        return "wrong_period"
    if fact.trusted and label and not names(label, fact, title=title, prose=prose):
        return "wrong_label"
    planned = fact.dimensions.get("scenario", "actual") != "actual"
    return "wrong_scenario" if fact.trusted and cell.planned not in (None, planned) else "right"


def _judge_without_value(cell: TruthCell, fact: Fact | None) -> Verdict | None:
    """A dash, or a number that nobody can tell, must not become a value. Text may hold any number."""
    if fact is None or cell.status not in (*NIL, *OPEN, "inferred"):
        return None
    return "right" if fact.value is None else "flagged" if is_flagged(fact) else "silent"


def _agrees(cell: TruthCell, value: Decimal | None, fact: Fact) -> bool:
    if value is None or fact.value is None:
        return False
    computed = fact.status in ("inferred", "repaired")
    slack = Decimal(fact.tolerance or 0) + cell.tolerance if computed else Decimal(0)
    return abs(Decimal(fact.value) - value) <= slack


def _miss(verdict: Verdict, cell: TruthCell, fact: Fact | None, place: str, line: int | None, label: str) -> Miss:
    expected = f"{cell.value if cell.value is not None else 'no value'} {cell.unit} {cell.period or ''}".strip()
    return Miss(
        verdict=verdict,
        status=cell.status,
        place=place,
        line=line,
        label=label,
        raw=cell.raw,
        expected=expected,
        got=_told(fact),
        fact=fact.id if fact else None,
        trusted=fact is not None and fact.trusted,
    )


def _told(fact: Fact | None) -> str:
    if fact is None:
        return "nothing"
    tolerance = f" ±{fact.tolerance}" if fact.tolerance not in (None, "0") else ""
    value = "no value" if fact.value is None else f"{fact.value}{tolerance}"
    what = f"{value} {fact.unit or '?'} {period_in_words(fact.period) or '?'} [{fact.status}]"
    return f"{what} {' > '.join(fact.label)} «{fact.printed or ''}»"


def _extra(truth: Truth, facts: Iterable[Fact], used: set[str]) -> Iterable[Miss]:
    """Values claimed within the lines of a truth table that the truth does not have."""
    for fact in facts:
        line = fact.location.line
        if fact.id in used or fact.value is None or is_flagged(fact) or line is None:
            continue
        tables = [table for table in truth.tables if table.line_start <= line <= table.line_end]
        if not tables or _in_text(truth, line, fact):
            continue
        label = " > ".join(fact.label)
        yield Miss(
            verdict="silent",
            status="extra",
            place=tables[0].title,
            line=line,
            label=label,
            raw=fact.printed,
            expected="nothing",
            got=_told(fact),
            fact=fact.id,
        )


def _in_text(truth: Truth, line: int, fact: Fact) -> bool:
    """Whether the number stands in a cell, a label or a statement that the truth gives as words."""
    printed = squashed(fact.printed or "")
    for statement in truth.facts:
        if statement.line <= line <= statement.line_end and printed in squashed(statement.text):
            return True
    for table in truth.tables:
        for row in table.rows:
            if line not in row.lines:
                continue
            texts = [row.label, *(cell.raw or "" for cell in row.cells if cell.value is None)]
            if any(printed in squashed(text) for text in texts):
                return True
            quoted = [numbers for cell in row.cells if len(numbers := tokens(cell.raw or "")) > 1]
            if any(figures(printed) in numbers for numbers in quoted):
                return True
    return False


def _document_differences(result: Result, wanted: dict[str, Any]) -> dict[str, tuple[str | None, str | None]]:
    """Properties of the document that differ from what a person read: key -> (expected, got)."""
    document = result.document
    got: dict[str, str | None] = {key: getattr(document, key) for key in DOCUMENT_KEYS}
    expected: dict[str, str | None] = {key: wanted.get(key) for key in DOCUMENT_KEYS}
    got["issuer"], expected["issuer"] = document.issuer.name, wanted.get("issuer")
    got["securities"] = " ".join(sorted(f"{s.exchange}:{s.code}" for s in document.issuer.securities)) or None
    expected["securities"] = (
        " ".join(sorted(f"{s['exchange']}:{s['code']}" for s in wanted.get("securities") or [])) or None
    )
    return {key: (expected[key], got[key]) for key in got if expected[key] is not None and expected[key] != got[key]}
