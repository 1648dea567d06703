"""The second pass: documents of one issuer are judged together, always from their first results."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from extract.batch import Batch, Options
from extract.batch import second as room
from extract.batch.manifest import Row
from extract.batch.second import FIRST, groups_of
from extract.model import Problem, Result
from tests.batch.tasks import REVENUE, tree


def row(output: str, issuer: str | None, *securities: str) -> Row:
    summary = {"issuer": issuer, "securities": list(securities)}
    origin = f"{abs(hash(output)):016x}"[:15]
    return Row(
        input=output, origin=origin, status="complete", outcome="ok", output=output, output_sha256="0", summary=summary
    )


def test_groups_share_a_security_or_a_name_and_know_no_order() -> None:
    rows = [
        row("d", "Ｅxample Corp."),
        row("a", "Example Corp", "TSE:1234"),
        row("b", "エグザンプル", "TSE:1234", "NASDAQ:EX"),
        row("c", "Other", "TSE:9"),
        row("e", None),
    ]
    found = [group.outputs for group in groups_of(rows)]
    assert sorted(found) == [("a", "b", "d"), ("c",)]
    assert [(g.outputs, g.digest) for g in groups_of(rows[::-1])] == [(g.outputs, g.digest) for g in groups_of(rows)]


def count_fellows(results: Sequence[Result]) -> list[Result]:
    """Stands in for the prover: says in every result which others there were."""
    told = " ".join(result.source.name for result in results)
    note = Problem(code="inferred", severity="info", message=told)
    return [msgspec.structs.replace(result, problems=(*result.problems, note)) for result in results]


@pytest.fixture
def fellows(monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = dict(room.second_pass.__kwdefaults__ or {}, judge="tests.batch.test_second:count_fellows")
    monkeypatch.setattr(room.second_pass, "__kwdefaults__", defaults)
    monkeypatch.setattr(room, "_marks", lambda row: frozenset({"one issuer"}))


def run(source: Path, out: Path, *, together: bool = True) -> int:
    """How many documents were done anew."""
    with Batch(out, Options(jobs=1, together=together)) as batch:
        done = sum(done.fresh for done in batch.documents([str(source)]))
        assert batch.notes == []
        return done


@pytest.mark.usefixtures("fellows")
def test_the_order_of_arrival_changes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number, name in enumerate("abc"):
        (source / f"{name}.txt").write_text(REVENUE + name)
        assert run(source, tmp_path / "bit by bit") == 1, number
    assert run(source, tmp_path / "at once") == 3
    expected = tree(tmp_path / "at once")
    assert tree(tmp_path / "bit by bit") == expected and len(expected) == 6
    assert b"a.txt b.txt c.txt" in expected["b.json"] and b"a.txt b.txt" not in expected[f"{FIRST}/b.json"]
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "at once").rglob("*.json")}
    assert run(source, tmp_path / "at once") == 0
    assert times == {path: path.stat().st_mtime_ns for path in times}
    (tmp_path / "at once" / "b.json").write_text("damaged")
    assert run(source, tmp_path / "at once") in (0, 1)
    assert tree(tmp_path / "at once") == expected
    with Batch(tmp_path / "at once", Options(jobs=1, together=True)) as batch:
        list(batch.documents([str(source)]))
        assert [(each.summary or {})["problems"]["info"] > 0 for each in batch.rows()] == [True] * 3


@pytest.mark.usefixtures("fellows")
def test_without_together_documents_stand_for_themselves_again(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for name in "ab":
        (source / f"{name}.txt").write_text(REVENUE + name)
    run(source, tmp_path / "alone", together=False)
    run(source, tmp_path / "out")
    assert run(source, tmp_path / "out", together=False) == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "alone")


def test_the_seeds_are_judged_together(tmp_path: Path) -> None:
    """All five are of one issuer; what the prover makes of that satisfies the schema."""
    source = Path(__file__).parents[2] / "seeds"
    given = sorted(source.glob("*.txt"))[:2]
    with Batch(tmp_path / "out", Options(jobs=1, together=True)) as batch:
        rows = [done.row for done in batch.documents(map(str, given))]
    assert batch.notes == [] and len(rows) == 2
    assert (tmp_path / "out" / ".ir-extract" / "groups.jsonl").read_bytes()
