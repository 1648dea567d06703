"""Rows into a DuckDB database, or into a folder of Parquet files: whole or not at all, and the same when done twice."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from extract.errors import ExtractError
from extract.store.rows import DIGITS, PLACES, RELATIONS, Relation, rows_with_dates
from extract.store.stored import Stored

# Documents whose rows are in memory at once: some 20,000 rows of facts.
AT_ONCE = 16


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What was loaded: how many documents, how many of them stood there before, and rows by table."""

    documents: int
    replaced: int
    rows: dict[str, int]


def load_duckdb(found: Iterable[Stored], database: Path, *, prefix: str = "") -> Loaded:
    """Loads results into a database, made if it is not there. A document is known by its name (with `prefix` before
    it): loading it again replaces its rows. All in one transaction. Raises ExtractError."""
    duckdb = _needed("duckdb")
    _needed("pyarrow")
    try:
        connection = duckdb.connect(str(database))
    except duckdb.Error as error:
        told = " ".join(str(error).split())
        remedy = "name a new file, a database of DuckDB, or close what holds it open"
        raise ExtractError(f"cannot be opened: {told}", name=str(database), remedy=remedy) from error
    counts = dict.fromkeys((relation.name for relation in RELATIONS), 0)
    documents = replaced = 0
    with connection:
        try:
            connection.begin()
            _demand_tables(connection, database)
            for some in _portions(found):
                names = [prefix + each.name for each in some]
                documents += len(names)
                replaced += connection.execute(
                    "SELECT count(*) FROM documents WHERE list_contains(?, document)", [names]
                ).fetchone()[0]
                for relation in RELATIONS:
                    connection.execute(f"DELETE FROM {relation.name} WHERE list_contains(?, document)", [names])
                    rows = _to_arrow(relation, some, prefix)
                    counts[relation.name] += rows.num_rows
                    connection.register("incoming", rows)
                    connection.execute(f"INSERT INTO {relation.name} BY NAME SELECT * FROM incoming")
                    connection.unregister("incoming")
            connection.commit()
        except duckdb.Error as error:
            connection.rollback()
            told = " ".join(str(error).split())
            raise ExtractError(f"nothing was loaded: {told}", name=str(database), remedy="see the message") from error
        except BaseException:
            connection.rollback()
            raise
    return Loaded(documents=documents, replaced=replaced, rows=counts)


def load_parquet(found: Iterable[Stored], folder: Path, *, prefix: str = "") -> Loaded:
    """Writes one Parquet file a table into a folder, in place of those that were there. Raises ExtractError."""
    _needed("pyarrow")
    import pyarrow.parquet

    counts = dict.fromkeys((relation.name for relation in RELATIONS), 0)
    documents = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".unfinished-") as scratch:
            files = {relation.name: Path(scratch) / f"{relation.name}.parquet" for relation in RELATIONS}
            writers = {
                relation.name: pyarrow.parquet.ParquetWriter(
                    files[relation.name], _arrow_schema(relation), compression="zstd"
                )
                for relation in RELATIONS
            }
            try:
                for some in _portions(found):
                    documents += len(some)
                    for relation in RELATIONS:
                        rows = _to_arrow(relation, some, prefix)
                        counts[relation.name] += rows.num_rows
                        writers[relation.name].write_table(rows)
            finally:
                for writer in writers.values():
                    writer.close()
            for path in files.values():
                path.replace(folder / path.name)
    except OSError as error:
        raise ExtractError(error.strerror or str(error), name=str(folder), remedy="name a folder to write") from error
    return Loaded(documents=documents, replaced=0, rows=counts)


def _needed(package: str) -> Any:
    import importlib

    try:
        return importlib.import_module(package)
    except ImportError as error:
        told = f"the package {package} is not installed"
        raise ExtractError(told, name="load", remedy="pip install 'ir-extract[tables]'") from error


def _portions(found: Iterable[Stored]) -> Iterator[list[Stored]]:
    source = iter(found)
    while some := list(islice(source, AT_ONCE)):
        yield some


def _arrow_schema(relation: Relation) -> Any:
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "decimal": pyarrow.decimal128(DIGITS, PLACES),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    return pyarrow.schema([(column.name, types[column.type]) for column in relation.columns])


def _to_arrow(relation: Relation, some: list[Stored], prefix: str) -> Any:
    import pyarrow

    rows = [{"document": prefix + each.name, **row} for each in some for row in rows_with_dates(relation, each.result)]
    columns = {column.name: [row[column.name] for row in rows] for column in relation.columns}
    return pyarrow.table(columns, schema=_arrow_schema(relation))


_SQL = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "decimal": f"DECIMAL({DIGITS}, {PLACES})",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


def table_in_sql(relation: Relation) -> str:
    """`CREATE TABLE` of one table."""
    columns = ", ".join(f'"{column.name}" {_SQL[column.type]}' for column in relation.columns)
    return f"CREATE TABLE IF NOT EXISTS {relation.name} ({columns})"


def _demand_tables(connection: Any, database: Path) -> None:
    """The tables, made where they are missing; one of other columns is a database of another version, or not ours."""
    for relation in RELATIONS:
        connection.execute(table_in_sql(relation))
        there = connection.execute(f"SELECT name FROM pragma_table_info('{relation.name}')").fetchall()
        if [name for (name,) in there] != [column.name for column in relation.columns]:
            told = f"its table {relation.name} has other columns"
            remedy = "another version of ir-extract, or something else, made it: load into a new file"
            raise ExtractError(told, name=str(database), remedy=remedy)
