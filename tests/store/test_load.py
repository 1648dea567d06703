"""Results in a database and in Parquet: equal to the facts, the same when loaded twice, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from extract.cli import main
from extract.emit import result_to_json
from extract.errors import ExtractError
from extract.model import Result
from extract.store import Stored, stored_results
from extract.store.database import load_duckdb, load_parquet
from extract.store.examples import EXAMPLES
from extract.store.rows import RELATIONS
from tests.results import fact, small_result

duckdb = pytest.importorskip("duckdb")
parquet = pytest.importorskip("pyarrow.parquet")


def stored(name: str, result: Result) -> Stored:
    return Stored(name=name, path=Path(name), result=result)


def asked(database: Path, question: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(question).fetchall()  # type: ignore[no-any-return]


def held(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    return {each.name: asked(database, f"SELECT * FROM {each.name} ORDER BY ALL") for each in RELATIONS}


def facts_as_rows(result: Result) -> list[tuple[Any, ...]]:
    return sorted(
        (each.id, each.printed, None if each.value is None else Decimal(each.value), each.unit, each.trusted)
        for each in result.facts
    )


QUESTION = "SELECT fact_id, printed, value, unit, trusted FROM facts ORDER BY ALL"


def test_a_database_holds_every_fact(tmp_path: Path) -> None:
    loaded = load_duckdb([stored("a", small_result())], tmp_path / "f.duckdb")
    assert loaded.rows["facts"] == len(small_result().facts) and loaded.replaced == 0
    assert asked(tmp_path / "f.duckdb", QUESTION) == facts_as_rows(small_result())


def test_parquet_holds_every_fact_in_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        load_parquet([stored("a", small_result())], tmp_path / name)
    for relation in RELATIONS:
        one, two = ((tmp_path / name / f"{relation.name}.parquet").read_bytes() for name in ("one", "two"))
        assert one == two
        assert parquet.read_table(tmp_path / "one" / f"{relation.name}.parquet").column_names == [
            column.name for column in relation.columns
        ]
    question = QUESTION.replace("FROM facts", f"FROM '{tmp_path}/one/facts.parquet'")
    assert duckdb.sql(question).fetchall() == facts_as_rows(small_result())


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    database = tmp_path / "f.duckdb"
    load_duckdb([stored("a", small_result()), stored("b", small_result())], database)
    before = held(database)
    assert load_duckdb([stored("a", small_result()), stored("b", small_result())], database).replaced == 2
    assert held(database) == before


def test_a_document_is_replaced_and_others_stay(tmp_path: Path) -> None:
    database = tmp_path / "f.duckdb"
    load_duckdb([stored("a", small_result()), stored("b", small_result())], database)
    load_duckdb([stored("a", small_result(facts=(), checks=(), problems=()))], database)
    assert asked(database, "SELECT DISTINCT document FROM facts") == [("b",)]
    load_duckdb([stored("a", small_result())], database, prefix="other/")
    assert asked(database, "SELECT document FROM documents ORDER BY 1") == [("a",), ("b",), ("other/a",)]


def test_nothing_is_loaded_when_one_result_is_bad(tmp_path: Path) -> None:
    results, database = tmp_path / "results", tmp_path / "f.duckdb"
    results.mkdir()
    for name in range(40):
        (results / f"{name:02}.json").write_bytes(result_to_json(small_result()))
    (results / "39.json").write_bytes(result_to_json(small_result()).replace(b'"unit"', b'"unti"', 1))
    with pytest.raises(ExtractError, match=r"39\.json"):
        load_duckdb(stored_results(results), database)
    assert not database.exists() or asked(database, "SELECT count(*) FROM duckdb_tables()") == [(0,)]
    with pytest.raises(ExtractError, match=r"39\.json"):
        load_parquet(stored_results(results), tmp_path / "parquet")
    assert list((tmp_path / "parquet").iterdir()) == []


def test_digits_that_do_not_fit_stay_as_text(tmp_path: Path) -> None:
    long = fact(1, "Long", "1", "1" + "0" * 40, 4, 0)
    load_duckdb([stored("a", small_result(facts=(long,), checks=(), problems=()))], tmp_path / "f.duckdb")
    assert asked(tmp_path / "f.duckdb", "SELECT value, value_text FROM facts") == [(None, "1" + "0" * 40)]


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: path.write_bytes(b"no database at all, " * 999), "cannot be opened"),
        (lambda path: duckdb.connect(str(path)).execute("CREATE TABLE facts (a INTEGER)").close(), "other columns"),
        (
            lambda path: duckdb.connect(str(path)).execute("CREATE VIEW facts AS SELECT 1").close(),
            "other columns|nothing was loaded",
        ),
        (lambda path: path.mkdir(), "cannot be opened"),
    ],
)
def test_what_is_no_database_of_ours_is_told(tmp_path: Path, make: Callable[[Path], object], told: str) -> None:
    make(tmp_path / "f.duckdb")
    with pytest.raises(ExtractError, match=told):
        load_duckdb([stored("a", small_result())], tmp_path / "f.duckdb")


@pytest.mark.parametrize(("title", "question"), EXAMPLES)
def test_the_questions_of_the_pages_are_answered(tmp_path: Path, title: str, question: str) -> None:
    facts = small_result().facts
    proof = small_result().checks[0].id
    repaired = msgspec.structs.replace(facts[0], status="repaired", proof=(proof,), concept="Revenues")
    doubted = msgspec.structs.replace(facts[1], trusted=False, doubts=("unit_open",))
    result = small_result(facts=(repaired, doubted, *facts[2:]))
    load_duckdb([stored("a", result), stored("b", result)], tmp_path / "f.duckdb")
    rows = asked(tmp_path / "f.duckdb", question)
    assert rows or ("unit" in title and not any("unit" in each.grounds for each in result.facts))


def test_the_command_tells_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "r.json").write_bytes(result_to_json(small_result()))
    for into, code, told in ((tmp_path / "f.duckdb", 0, "1 documents"), (tmp_path / "f.csv", 2, "ends with .duckdb")):
        with pytest.raises(SystemExit) as ended:
            main(["load", str(tmp_path / "r.json"), str(into)])
        out = capsys.readouterr()
        assert ended.value.code == code and told in out.out + out.err
    with pytest.raises(SystemExit) as ended:
        main(["load", str(tmp_path / "nowhere"), str(tmp_path / "g.duckdb")])
    assert ended.value.code == 3 and "no such file or folder" in capsys.readouterr().err
