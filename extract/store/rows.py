"""Results as rows of eight related tables: what a database holds, with the meaning of each column.

A column of type `decimal` holds what 28 digits before and 10 after the point can hold, else null; the text beside it
is always whole.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

import msgspec

from extract.model import Location, Result

Type = Literal["text", "integer", "decimal", "boolean", "date"]
Row = Mapping[str, Any]
DIGITS, PLACES = 38, 10


class Column(msgspec.Struct, frozen=True):
    """A column: its name, its type, and what it holds."""

    name: str
    type: Type
    about: str


class Relation(msgspec.Struct, frozen=True):
    """A table of the database: its columns, and the rows that a result gives."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Result], Iterable[Row]]


def rows_with_dates(relation: Relation, result: Result) -> Iterator[Row]:
    """The rows of a result in this table, with dates as dates."""
    dates = [column.name for column in relation.columns if column.type == "date"]
    for row in relation.rows(result):
        days = {name: datetime.date.fromisoformat(row[name]) for name in dates if row[name]}
        yield {**row, **days} if days else row


def decimal_or_none(value: str | None) -> Decimal | None:
    """A value as a decimal, if the column can hold all of its digits.

    >>> decimal_or_none("46000000000"), decimal_or_none("1e40"), decimal_or_none("0.12345678901")
    (Decimal('46000000000'), None, None)
    """
    if value is None:
        return None
    number = Decimal(value)
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or -exponent > PLACES or len(digits) + exponent > DIGITS - PLACES:
        return None
    return number


def _documents(result: Result) -> Iterable[Row]:
    document, period = result.document, result.document.period
    codes = [f"{each.exchange}:{each.code}" for each in document.issuer.securities]
    yield {
        "sha256": result.source.sha256,
        "source": result.source.name,
        "media_type": result.source.media_type,
        "bytes": result.source.bytes,
        "product": result.product,
        "status": result.status,
        "kind": document.kind,
        "issuer": document.issuer.name,
        "securities": " ".join(codes) or None,
        "title": document.title,
        "published": document.published,
        "language": document.language,
        "accounting_standard": document.accounting_standard,
        "fiscal_year_end": document.fiscal_year_end,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "currency": document.currency,
        "numbers": result.coverage.get("numbers"),
        "unread": result.coverage.get("unread"),
    }


def _tables(result: Result) -> Iterable[Row]:
    for number, table in enumerate(result.tables):
        yield {
            "table_id": table.id,
            "position": number,
            "title": table.title,
            "kind": table.kind,
            "unit": table.unit.unit if table.unit else None,
            "scale": table.unit.scale if table.unit else None,
            "rows": table.rows,
            "columns": table.columns,
            "repairs": len(table.repairs),
            **_place(table.location),
        }


def _facts(result: Result) -> Iterable[Row]:
    for number, fact in enumerate(result.facts):
        period = fact.period
        yield {
            "fact_id": fact.id,
            "position": number,
            "table_id": fact.table,
            "row": fact.row,
            "column": fact.column,
            "label": " > ".join(fact.label) or None,
            "header": " > ".join(fact.header) or None,
            "concept": fact.concept,
            "entity": fact.entity,
            "measure": fact.measure,
            "period_kind": period.kind if period else None,
            "period_start": period.start if period else None,
            "period_end": period.end if period else None,
            "period_label": (period.label or period.printed) if period else None,
            "unit": fact.unit,
            "value": decimal_or_none(fact.value),
            "value_text": fact.value,
            "decimals": fact.decimals,
            "tolerance": decimal_or_none(fact.tolerance),
            "printed": fact.printed,
            "status": fact.status,
            "trusted": fact.trusted,
            "doubts": " ".join(fact.doubts) or None,
            "basis": fact.basis,
            "explanation": fact.explanation,
            **_place(fact.location),
        }


def _dimensions(result: Result) -> Iterable[Row]:
    for fact in result.facts:
        for name, value in sorted(fact.dimensions.items()):
            yield {"fact_id": fact.id, "dimension": name, "member": value}


def _grounds(result: Result) -> Iterable[Row]:
    for fact in result.facts:
        for aspect, grounds in sorted(fact.grounds.items()):
            for number, ground in enumerate(grounds):
                place = _place(ground.location) if ground.location else dict.fromkeys(_PLACES)
                yield {
                    "fact_id": fact.id,
                    "aspect": aspect,
                    "position": number,
                    "rank": ground.rank,
                    "rule": ground.rule,
                    "printed": ground.printed,
                    **place,
                }


def _checks(result: Result) -> Iterable[Row]:
    for check in result.checks:
        yield {
            "check_id": check.id,
            "identity": check.identity,
            "residual": decimal_or_none(check.residual),
            "allowance": decimal_or_none(check.allowance),
            "verdict": check.verdict,
            "explanation": check.explanation,
        }


def _terms(result: Result) -> Iterable[Row]:
    proves = {(check, fact.id) for fact in result.facts for check in fact.proof}
    for check in result.checks:
        for number, (fact, coefficient) in enumerate(check.terms):
            yield {
                "check_id": check.id,
                "position": number,
                "fact_id": fact,
                "coefficient": coefficient,
                "proves": (check.id, fact) in proves,
            }


def _problems(result: Result) -> Iterable[Row]:
    for number, problem in enumerate(result.problems):
        place = _place(problem.location) if problem.location else dict.fromkeys(_PLACES)
        yield {
            "position": number,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "facts": " ".join(problem.facts) or None,
            **place,
        }


_PLACES = ("line", "start", "end", "page", "box")


def _place(where: Location) -> dict[str, Any]:
    box = " ".join(f"{edge:g}" for edge in where.box) if where.box else None
    return {"line": where.line, "start": where.start, "end": where.end, "page": where.page, "box": box}


def _columns(*given: str) -> tuple[Column, ...]:
    """Columns from `name type what it holds`."""
    return tuple(Column(*line.split(" ", 2)) for line in ("document text name of the document", *given))  # type: ignore[arg-type]


_PLACE = (
    "line integer line of a text, from 1",
    "start integer first character in the line, from 0",
    "end integer character after the last",
    "page integer page of a PDF, from 1",
    "box text left, top, right, bottom in points, from the top left",
)
RELATIONS: tuple[Relation, ...] = (
    Relation(
        "documents",
        "one row a document",
        _columns(
            "sha256 text SHA-256 of its bytes",
            "source text its file name",
            "media_type text what it is by its content",
            "bytes integer its size",
            "product text the version that read it",
            "status text complete, partial or failed",
            "kind text kind of document",
            "issuer text name of the issuer",
            "securities text exchange:code, parted by blanks",
            "title text its title",
            "published text date of publication, or its month",
            "language text language",
            "accounting_standard text accounting standard",
            "fiscal_year_end text month and day",
            "period_start date first day of the period reported",
            "period_end date last day of the period reported",
            "currency text currency",
            "numbers integer numbers printed in it",
            "unread integer numbers of which nothing was read",
        ),
        _documents,
    ),
    Relation(
        "tables",
        "one row a table of a document",
        _columns(
            "table_id text id in the document",
            "position integer order in the document, from 0",
            "title text title",
            "kind text kind of statement",
            "unit text unit in force",
            "scale integer power of ten in which figures are printed",
            "rows integer rows",
            "columns integer columns",
            "repairs integer how many repairs were made to its grid",
            *_PLACE,
        ),
        _tables,
    ),
    Relation(
        "facts",
        "one row a figure",
        _columns(
            "fact_id text id in the document",
            "position integer order in the document, from 0",
            "table_id text table, null in prose",
            "row integer row in the table",
            "column integer column in the table",
            "label text label path, outermost first, parted by ' > '",
            "header text header path, likewise",
            "concept text concept, where the label names one",
            "entity text whose figure it is, where said",
            "measure text amount, ratio, share, change, count …",
            "period_kind text instant or duration",
            "period_start date first day",
            "period_end date last day, or the day",
            "period_label text period as the document calls it",
            "unit text unit",
            "value decimal value in base units, where it fits",
            "value_text text value, all digits",
            "decimals integer decimals as in XBRL",
            "tolerance decimal half width of an inferred interval",
            "printed text as it stood",
            "status text verbatim, split, repaired, inferred, corrected, conflict, unresolved, nil",
            "trusted boolean the one thing to look at",
            "doubts text what stands in the way, parted by blanks",
            "basis text null, preference or ocr",
            "explanation text why, in words",
            *_PLACE,
        ),
        _facts,
    ),
    Relation(
        "dimensions",
        "one row a dimension of a figure",
        _columns("fact_id text fact", "dimension text segment, scope, scenario …", "member text its value"),
        _dimensions,
    ),
    Relation(
        "grounds",
        "one row a place that settled an aspect of a figure",
        _columns(
            "fact_id text fact",
            "aspect text label, period, unit …",
            "position integer order, from 0",
            "rank text how near it stands",
            "rule text the rule that read it",
            "printed text the words",
            *_PLACE,
        ),
        _grounds,
    ),
    Relation(
        "checks",
        "one row an identity that was checked",
        _columns(
            "check_id text id in the document",
            "identity text family of the identity",
            "residual decimal by how much it is off",
            "allowance decimal by how much rounding lets it be off",
            "verdict text holds, forced or fails",
            "explanation text in words",
        ),
        _checks,
    ),
    Relation(
        "terms",
        "one row a figure in a check",
        _columns(
            "check_id text check",
            "position integer order, from 0",
            "fact_id text fact",
            "coefficient text coefficient, or role",
            "proves boolean whether the check is part of the proof of the figure",
        ),
        _terms,
    ),
    Relation(
        "problems",
        "one row a problem",
        _columns(
            "position integer order, from 0",
            "code text code",
            "severity text info, warning or error",
            "message text in words",
            "facts text ids of facts concerned, parted by blanks",
            *_PLACE,
        ),
        _problems,
    ),
)
