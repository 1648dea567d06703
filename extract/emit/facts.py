"""Facts flattened to one row each, for spreadsheets and line-wise tools. The JSON of the result stays the record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import msgspec

from extract.lex.harmless import harmless
from extract.model import Fact, Result

FACT_COLUMNS = (
    "source", "issuer", "code", "kind", "id", "table", "title", "row", "column", "label", "header", "concept",
    "entity", "dimensions", "measure", "period_kind", "period_start", "period_end", "unit", "value", "decimals",
    "tolerance", "printed", "status", "trusted", "doubts", "basis", "proof", "line", "start", "end", "page", "box",
)  # fmt: skip


# With these a spreadsheet begins a formula, or a command; their full-width forms do as well.
_FORMULA = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "␉", "␍")


def facts_to_jsonl(results: Iterable[Result]) -> bytes:
    """One JSON object per line and fact, keys as in FACT_COLUMNS."""
    return b"".join(msgspec.json.encode(row) + b"\n" for result in results for row in fact_rows(result))


def facts_to_csv(results: Iterable[Result]) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read it right; null is an empty field.

    A text that a spreadsheet would take for a formula is set off by an apostrophe; a decimal number never is. What
    would act on a terminal is made visible, and a row is one line.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, FACT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for result in results:
        for row in fact_rows(result):
            writer.writerow({key: _harmless(key, value) for key, value in row.items()})
    return "\ufeff".encode() + out.getvalue().encode()


def fact_rows(result: Result) -> Iterable[dict[str, str | int | bool | None]]:
    """The facts of a result as flat rows; paths are joined by ` > `, proofs by a space."""
    titles = {table.id: table.title for table in result.tables}
    document = result.document
    head: dict[str, str | int | bool | None] = {
        "source": result.source.name,
        "issuer": document.issuer.name,
        "code": next((s.code for s in document.issuer.securities), None),
        "kind": document.kind,
    }
    for fact in result.facts:
        yield {**head, **_row(titles.get(fact.table or ""), fact)}


def _row(title: str | None, fact: Fact) -> dict[str, str | int | bool | None]:
    period, where = fact.period, fact.location
    return {
        "id": fact.id,
        "table": fact.table,
        "title": title,
        "row": fact.row,
        "column": fact.column,
        "label": " > ".join(fact.label),
        "header": " > ".join(fact.header),
        "concept": fact.concept,
        "entity": fact.entity,
        "dimensions": "; ".join(f"{k}={v}" for k, v in sorted(fact.dimensions.items())) or None,
        "measure": fact.measure,
        "period_kind": period.kind if period else None,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "unit": fact.unit,
        "value": fact.value,
        "decimals": fact.decimals,
        "tolerance": fact.tolerance,
        "printed": fact.printed,
        "status": fact.status,
        "trusted": fact.trusted,
        "doubts": " ".join(fact.doubts) or None,
        "basis": fact.basis,
        "proof": " ".join(fact.proof) or None,
        "line": where.line,
        "start": where.start,
        "end": where.end,
        "page": where.page,
        "box": " ".join(f"{edge:g}" for edge in where.box) if where.box else None,
    }


def _harmless(key: str, value: str | int | bool | None) -> str | int | bool | None:
    if not isinstance(value, str) or key in ("value", "tolerance"):
        return value
    shown = harmless(" ".join(value.split("\n")))
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown
