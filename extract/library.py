"""What a program does with a result: JSON and back, frames, a statement of its own, a view in a notebook.

`Result.to_json()`, `.to_pandas()`, `.to_polars()`, `.statement(kind)` and `_repr_html_` call these when they are asked.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from extract.emit import result_from_json, result_to_json
from extract.errors import ExtractError
from extract.lex.harmless import harmless
from extract.model import Fact, Result
from extract.summary import doubts_in_words, period_in_words

if TYPE_CHECKING:
    import pandas
    import polars

MOST_SHOWN = 30


def loads(data: str | bytes, *, name: str = "result") -> Result:
    """The result that canonical JSON describes. Raises SchemaViolation when it is not one."""
    return result_from_json(data.encode() if isinstance(data, str) else data, name=name)


def to_json(result: Result) -> str:
    """The canonical JSON of a result, as `run` writes it. Raises SchemaViolation when it breaks the schema."""
    return result_to_json(result).decode()


def to_pandas(result: Result, *, trusted: bool = False) -> pandas.DataFrame:
    """One row a fact, columns as in the database (docs/database.md) and one a dimension. Values are `Decimal`, dates
    `datetime.date`, what is not known `None`. With `trusted`, only facts that are."""
    made = _needed("pandas")
    columns, rows = _rows(result, trusted)
    frame: pandas.DataFrame = made.DataFrame(rows, columns=columns, dtype=object)
    return frame


def to_polars(result: Result, *, trusted: bool = False) -> polars.DataFrame:
    """The same for Polars, with typed columns; values are `Decimal(38, 10)`."""
    made = _needed("polars")
    from extract.store.rows import DIGITS, PLACES, RELATIONS

    types = {
        "text": made.String,
        "integer": made.Int64,
        "decimal": made.Decimal(DIGITS, PLACES),
        "boolean": made.Boolean,
        "date": made.Date,
    }
    known = {column.name: types[column.type] for each in RELATIONS if each.name == "facts" for column in each.columns}
    columns, rows = _rows(result, trusted)
    schema = {name: known.get(name, made.String) for name in columns}
    frame: polars.DataFrame = made.DataFrame(rows, schema=schema, orient="row")
    return frame


def _rows(result: Result, trusted: bool) -> tuple[list[str], list[list[Any]]]:
    from extract.store.rows import RELATIONS, rows_with_dates

    relation = next(each for each in RELATIONS if each.name == "facts")
    names = [column.name for column in relation.columns if column.name != "document"]
    dimensions = sorted({name for fact in result.facts for name in fact.dimensions})
    columns = [*names, *(f"dimension_{name}" for name in dimensions)]
    rows = []
    for fact, row in zip(result.facts, rows_with_dates(relation, result), strict=True):
        if fact.trusted or not trusted:
            rows.append([*(row[name] for name in names), *(fact.dimensions.get(name) for name in dimensions)])
    return columns, rows


def _needed(package: str) -> Any:
    import importlib

    try:
        return importlib.import_module(package)
    except ImportError as error:
        told = f"the package {package} is not installed"
        raise ExtractError(told, name=f"to_{package}", remedy=f"pip install {package}") from error


class StatementColumn(msgspec.Struct, frozen=True, kw_only=True):
    """What a column of a statement holds: a period, a measure, and dimensions such as a forecast."""

    period: str
    measure: str
    dimensions: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """`2022-04-01/2023-03-31`, with the measure where it is no amount, and the dimensions."""
        more = [] if self.measure in ("amount", "per_share", "count") else [self.measure]
        return " ".join([self.period or "period open", *more, *(f"{name}={value}" for name, value in self.dimensions)])


class StatementRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a statement and its facts, one a column at most; None where nothing is printed."""

    label: tuple[str, ...]
    unit: str | None
    concept: str | None
    facts: tuple[Fact | None, ...]


class WideStatement(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with lines in the order of print and a column for each period. Its cells are facts, doubts and all;
    `values` leaves out what is not trusted."""

    kind: str
    columns: tuple[StatementColumn, ...]
    rows: tuple[StatementRow, ...]

    def values(self) -> dict[tuple[str, ...], dict[str, str | None]]:
        """Label path → name of a column → value; None where there is none that is trusted."""
        return {
            row.label: {
                column.name: fact.value if fact is not None and fact.trusted else None
                for column, fact in zip(self.columns, row.facts, strict=True)
            }
            for row in self.rows
        }

    def to_pandas(self) -> pandas.DataFrame:
        """Lines as rows, indexed by label and unit; trusted values as `Decimal`, else None."""
        from decimal import Decimal

        made = _needed("pandas")
        cells = [
            [Decimal(fact.value) if fact and fact.trusted and fact.value is not None else None for fact in row.facts]
            for row in self.rows
        ]
        index = made.MultiIndex.from_tuples(
            [(" > ".join(row.label), row.unit) for row in self.rows] or [("", "")], names=["label", "unit"]
        )[: len(self.rows)]
        names = [column.name for column in self.columns]
        frame: pandas.DataFrame = made.DataFrame(cells, index=index, columns=names, dtype=object)
        return frame

    def _repr_html_(self) -> str:
        heads = "".join(f"<th>{_escaped(column.name)}</th>" for column in self.columns)
        lines = "".join(
            f"<tr><th>{_escaped(' > '.join(row.label))}</th><td>{_escaped(row.unit or 'open')}</td>"
            + "".join(_cell(fact) for fact in row.facts)
            + "</tr>"
            for row in self.rows
        )
        return f"<table><thead><tr><th></th><th>unit</th>{heads}</tr></thead><tbody>{lines}</tbody></table>"


def statement(result: Result, kind: str) -> WideStatement:
    """The statement of this kind, such as `income_statement`: all tables of the kind, lines in the order of print.

    A line of the same label and unit in several tables is one line, as long as no column of it is taken twice. Raises
    ExtractError when the document has no table of this kind.
    """
    tables = [table.id for table in result.tables if table.kind == kind]
    if not tables:
        kinds = ", ".join(sorted({table.kind for table in result.tables if table.kind})) or "none"
        told = f"there is no {kind}; its tables are of the kinds: {kinds}"
        raise ExtractError(told, name=result.source.name, remedy="ask for one of these, or look into result.tables")
    of_kind = [fact for table in tables for fact in result.facts if fact.table == table]
    columns = tuple(dict.fromkeys(_column(fact) for fact in of_kind))
    at = {column: number for number, column in enumerate(columns)}
    lines: list[tuple[tuple[str, ...], str | None, dict[int, Fact]]] = []
    last: dict[tuple[tuple[str, ...], str | None], dict[int, Fact]] = {}
    for fact in of_kind:
        key, number = (fact.label, fact.unit), at[_column(fact)]
        if key not in last or number in last[key]:
            last[key] = {}
            lines.append((*key, last[key]))
        last[key][number] = fact
    rows = tuple(
        StatementRow(
            label=label,
            unit=unit,
            concept=next((fact.concept for fact in facts.values() if fact.concept), None),
            facts=tuple(facts.get(number) for number in range(len(columns))),
        )
        for label, unit, facts in lines
    )
    return WideStatement(kind=kind, columns=columns, rows=rows)


def _column(fact: Fact) -> StatementColumn:
    return StatementColumn(
        period=period_in_words(fact.period), measure=fact.measure, dimensions=tuple(sorted(fact.dimensions.items()))
    )


def result_to_html(result: Result) -> str:
    """A result as a notebook shows it: what it is, how far it can be trusted, and its first figures."""
    trusted = sum(fact.trusted for fact in result.facts)
    head = " · ".join(
        filter(None, (result.document.issuer.name, result.document.title, period_in_words(result.document.period)))
    )
    counted = f"{len(result.facts)} figures, {trusted} trusted, {result.coverage.get('unread', 0)} numbers unread"
    lines = "".join(_lines(result))
    more = len(result.facts) - MOST_SHOWN
    rest = f"<p>{more} more: <code>result.facts</code>, <code>result.to_pandas()</code></p>" if more > 0 else ""
    return (
        f"<div><p><b>{_escaped(result.source.name)}</b> ({result.status})<br>{_escaped(head)}<br>{counted}</p><table>"
        "<thead><tr><th>label</th><th>period</th><th>unit</th><th>value</th><th>printed</th><th>place</th></tr></thead>"
        f"<tbody>{lines}</tbody></table>{rest}</div>"
    )


def _lines(result: Result) -> Iterator[str]:
    for fact in result.facts[:MOST_SHOWN]:
        where = f"line {fact.location.line}" if fact.location.line else f"page {fact.location.page}"
        texts = (" > ".join(fact.label), period_in_words(fact.period), fact.unit or "open")
        told = "".join(f"<td>{_escaped(text)}</td>" for text in texts)
        yield f"<tr>{told}{_cell(fact)}<td>{_escaped(fact.printed or '')}</td><td>{where}</td></tr>"


def _cell(fact: Fact | None) -> str:
    """A value; what is not trusted is marked by a sign, and its doubts are told."""
    if fact is None:
        return "<td></td>"
    value = _escaped(fact.value or "")
    if fact.trusted or fact.status == "nil":
        return f'<td style="text-align:right">{value}</td>'
    return f'<td style="text-align:right" title="{_escaped(doubts_in_words(fact))}"><i>{value or "?"}°</i></td>'


def _escaped(text: str) -> str:
    return html.escape(harmless(text))
