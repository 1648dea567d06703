"""A result as the data of its page: everything that repeats stands once, and is referred to by its number.

    facts[128].grounds.period[0] = {"rank": "column", "location": {...}, ...}  →  grounds[41], places[310]

What a person must look at comes with its order: first what contradicts, then what is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from extract.model import Check, Fact, Ground, Location, Problem, Result, Table
from extract.review.arithmetic import check_to_sum
from extract.review.spoken import words_of_page
from extract.show import as_printed, is_printed_so
from extract.summary import DOUBTS_IN_WORDS, period_in_words, unit_in_words

MOST_FACTS = 20_000
MOST_CELLS = 120_000
MOST_SLOTS = 2_000_000
MOST_TEXT = 2_000
MOST_DEFINITIONS = 200
_SEVERITIES = ("error", "warning", "info")
_ORDER = {name: number for number, name in enumerate(DOUBTS_IN_WORDS)}


class Shared:
    """Values that many parts of a page refer to, each once."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self._known: dict[bytes, int] = {}

    def number(self, value: Any) -> int | None:
        """The number of a value; None for none."""
        if value is None:
            return None
        key = msgspec.json.encode(value)
        if key not in self._known:
            self._known[key] = len(self.items)
            self.items.append(value)
        return self._known[key]


class Pools:
    """What the facts, cells and problems of one page share."""

    def __init__(self) -> None:
        self.places, self.grounds, self.paths, self.periods = Shared(), Shared(), Shared(), Shared()

    def place(self, location: Location | None) -> int | None:
        """`[line, start, end]` of a text, `[page, left, top, right, bottom]` of a PDF, `[page]` or `[line]` alone."""
        if location is None:
            return None
        if location.page is not None:
            return self.places.number([location.page, *(location.box or ())])
        if location.line is not None:
            known = location.start is not None and location.end is not None
            return self.places.number([location.line, *((location.start, location.end) if known else ())])
        return None


def needs_a_person(fact: Fact) -> bool:
    """Whether somebody has to look at the fact: it is not trusted, and it is no nil of which nothing is in doubt."""
    return not fact.trusted and (fact.status != "nil" or bool(fact.doubts))


def urgency(fact: Fact) -> int:
    """How early a fact that needs a person is shown: what contradicts before what is open."""
    return min((_ORDER.get(doubt, len(_ORDER)) for doubt in fact.doubts), default=len(_ORDER))


def result_to_payload(result: Result) -> dict[str, Any]:
    """The data of a page, without its source."""
    pools = Pools()
    facts = _bounded(result.facts)
    index = {fact.id: number for number, fact in enumerate(facts)}
    by_id = {fact.id: fact for fact in result.facts}
    tables, left = _tables(result.tables, _slots_of(facts), pools)
    waiting = sorted((n for n, fact in enumerate(facts) if needs_a_person(fact)), key=lambda n: (urgency(facts[n]), n))
    return {
        "name": result.source.name,
        "sha256": result.source.sha256,
        "paged": result.source.media_type == "application/pdf",
        "status": result.status,
        "product": result.product,
        "document": _document(result),
        "coverage": result.coverage,
        "definitions": [
            [each.term, each.of, each.value, pools.place(each.location)]
            for each in result.definitions[:MOST_DEFINITIONS]
        ],
        "words": words_of_page(),
        "tables": tables,
        "facts": [_fact(fact, pools) for fact in facts],
        "needs": waiting,
        "checks": {check.id: _check(check, by_id, index) for check in result.checks},
        "problems": [_problem(problem, pools, index) for problem in _by_severity(result.problems)],
        "left": {"facts": len(result.facts) - len(facts), "tables": left},
        "places": pools.places.items,
        "grounds": pools.grounds.items,
        "paths": pools.paths.items,
        "periods": pools.periods.items,
    }


def _bounded(facts: Sequence[Fact]) -> Sequence[Fact]:
    """The facts of a page: all of them, or so many, those that need a person before the others."""
    if len(facts) <= MOST_FACTS:
        return facts
    order = sorted(range(len(facts)), key=lambda n: (not needs_a_person(facts[n]), n))[:MOST_FACTS]
    return [facts[n] for n in sorted(order)]


def _document(result: Result) -> list[list[str]]:
    document = result.document
    codes = ", ".join(f"{each.exchange} {each.code}" for each in document.issuer.securities)
    told = {
        "issuer": " ".join(filter(None, (document.issuer.name, f"({codes})" if codes else ""))),
        "kind": (document.kind or "").replace("_", " "),
        "title": document.title,
        "published": document.published,
        "period": period_in_words(document.period),
        "fiscal year ends": document.fiscal_year_end,
        "standard": document.accounting_standard,
        "currency": document.currency,
        "read by": f"ir-extract {result.product}",
    }
    return [[name, value] for name, value in told.items() if value]


def _slots_of(facts: Sequence[Fact]) -> dict[str, tuple[int, int]]:
    """How many rows and columns of each table its facts reach."""
    reach: dict[str, tuple[int, int]] = {}
    for fact in facts:
        if fact.table is not None and fact.row is not None and fact.column is not None:
            rows, columns = reach.get(fact.table, (0, 0))
            reach[fact.table] = max(rows, fact.row + 1), max(columns, fact.column + 1)
    return reach


def _tables(
    tables: Sequence[Table], reach: dict[str, tuple[int, int]], pools: Pools
) -> tuple[list[dict[str, Any]], int]:
    """The tables of a page, and how many were left without cells because the page would hold too many."""
    out, room, left = [], MOST_CELLS, 0
    for table in tables:
        rows, columns = _extent(table, *reach.get(table.id, (0, 0)))
        whole = len(table.cells) <= room and rows * columns <= MOST_SLOTS
        left += not whole
        room -= len(table.cells) if whole else 0
        out.append(_table(table, pools, rows, columns, whole=whole))
    return out, left


def _extent(table: Table, rows: int, columns: int) -> tuple[int, int]:
    """The rows and columns of a table that hold something, whatever it says of its size."""
    rows = max([rows, *(cell.row + 1 for cell in table.cells)])
    columns = max([columns, *(cell.column + 1 for cell in table.cells)])
    return rows, columns


def _table(table: Table, pools: Pools, rows: int, columns: int, *, whole: bool) -> dict[str, Any]:
    return {
        "id": table.id,
        "title": table.title,
        "kind": table.kind,
        "at": pools.place(table.location),
        "unit": unit_in_words(table.unit) or None,
        "rows": rows,
        "columns": columns,
        "whole": whole,
        "heads": [
            [
                head.column,
                period_in_words(head.period),
                unit_in_words(head.unit),
            ]
            for head in table.column_headers
        ],
        "lines": [[head.row, head.level, head.kind] for head in table.row_headers if head.level or head.kind != "item"],
        "cells": [
            [
                cell.row,
                cell.column,
                cell.row_span,
                cell.column_span,
                cell.role,
                cell.text[:MOST_TEXT],
                pools.place(cell.location),
            ]
            for cell in (table.cells if whole else ())
        ],
        "repairs": [[repair.rule.replace("_", " "), repair.why] for repair in table.repairs],
    }


def _fact(fact: Fact, pools: Pools) -> dict[str, Any]:
    told = {
        "id": fact.id,
        "table": fact.table,
        "row": fact.row,
        "column": fact.column,
        "label": pools.paths.number(list(fact.label)),
        "header": pools.paths.number(list(fact.header)),
        "concept": fact.concept,
        "entity": fact.entity,
        "dimensions": fact.dimensions or None,
        "measure": fact.measure,
        "period": pools.periods.number(fact.period and msgspec.to_builtins(fact.period)),
        "when": period_in_words(fact.period),
        "unit": fact.unit,
        "value": fact.value,
        "decimals": fact.decimals,
        "tolerance": fact.tolerance,
        "printed": fact.printed,
        "shown": as_printed(fact) if _is_shown(fact) else None,
        "status": fact.status,
        "trusted": fact.trusted,
        "doubts": list(fact.doubts) or None,
        "basis": fact.basis,
        "proof": list(fact.proof) or None,
        "candidates": [[each.value, each.why] for each in fact.candidates] or None,
        "why": fact.explanation,
        "grounds": _grounds(fact.grounds, pools),
        "against": _grounds(fact.against, pools) or None,
        "at": pools.place(fact.location),
        "place": msgspec.to_builtins(fact.location),
    }
    return {key: value for key, value in told.items() if value is not None and value != ""}


def _grounds(told: dict[str, tuple[Ground, ...]], pools: Pools) -> dict[str, list[int | None]]:
    return {
        aspect: [
            pools.grounds.number([each.rank, each.rule, (each.printed or "")[:MOST_TEXT], pools.place(each.location)])
            for each in found
        ]
        for aspect, found in told.items()
    }


def _is_shown(fact: Fact) -> bool:
    """Whether the value is shown in place of the print, which then stands beside it."""
    return fact.status in ("repaired", "inferred") or (fact.status == "corrected" and not is_printed_so(fact))


def _check(check: Check, facts: dict[str, Fact], index: dict[str, int]) -> dict[str, Any]:
    return {
        "family": check.identity,
        "sum": check_to_sum(check, facts),
        "terms": [[index.get(name, -1), role] for name, role in check.terms],
        "residual": check.residual,
        "allowance": check.allowance,
        "verdict": check.verdict,
        "why": check.explanation,
    }


def _problem(problem: Problem, pools: Pools, index: dict[str, int]) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "at": pools.place(problem.location),
        "facts": [index[name] for name in problem.facts if name in index],
    }


def _by_severity(problems: Sequence[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda each: _SEVERITIES.index(each.severity))
