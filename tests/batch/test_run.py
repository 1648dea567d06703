"""The batch as a whole: what is done is not done again, what changes is, and a bad document is a row."""

from __future__ import annotations

import zipfile
from pathlib import Path

import msgspec
import pytest

from extract.batch import Batch, Limits, Options, Row, run_many
from extract.batch.isolate import OutputFailed
from extract.batch.manifest import Manifest, read_rows
from extract.batch.output import STATE, locked
from extract.emit import result_from_json
from extract.errors import ExtractError
from tests.batch.tasks import REVENUE, documents, tree

ONE = Options(jobs=1)


def run(inputs: object, out: object, options: Options = ONE) -> dict[str, tuple[Row, bool]]:
    """Rows by label, and whether they are fresh."""
    with Batch(str(out), options) as batch:
        return {done.row.input: (done.row, done.fresh) for done in batch.documents([str(inputs)])}


def fresh(rows: dict[str, tuple[Row, bool]]) -> list[str]:
    return sorted(name.rpartition("/")[2] for name, (_, is_fresh) in rows.items() if is_fresh)


def test_results_and_rows_are_there(tmp_path: Path) -> None:
    rows = list(run_many([str(documents(tmp_path / "in", 3))], tmp_path / "out", Options(jobs=2)))
    assert {row.input for row in rows} == {f"in/d{n:03}.txt" for n in range(3)}
    assert sorted(tree(tmp_path / "out")) == ["d000.json", "d001.json", "d002.json"]
    for row in rows:
        result = result_from_json((tmp_path / "out" / str(row.output)).read_bytes())
        assert row.summary is not None and row.summary["facts"]["total"] == len(result.facts)
        assert (row.sha256, row.bytes) == (result.source.sha256, result.source.bytes)
    told = (tmp_path / "out" / "manifest.jsonl").read_text()
    assert str(tmp_path) not in told and len(told.splitlines()) == 3


def test_a_second_run_does_only_what_is_new_or_changed(tmp_path: Path) -> None:
    source, out = documents(tmp_path / "in", 4), tmp_path / "out"
    assert len(fresh(run(source, out))) == 4
    before = tree(out)
    assert fresh(run(source, out)) == [] and tree(out) == before
    (source / "d001.txt").write_text(REVENUE + "changed")
    (source / "new.txt").write_text(REVENUE)
    (out / "d002.json").write_text("damaged")
    (out / "d003.json").unlink()
    assert fresh(run(source, out)) == ["d001.txt", "d002.txt", "d003.txt", "new.txt"]
    after = tree(out)
    assert {name for name in before if before[name] != after[name]} == {"d001.json"} and "new.json" in after
    assert len(fresh(run(source, out, Options(jobs=1, force=True)))) == 5
    settings = msgspec.structs.replace(ONE.settings, fiscal_year_end="03-31")
    assert len(fresh(run(source, out, Options(jobs=1, settings=settings)))) == 5


def test_a_folder_that_was_moved_is_known(tmp_path: Path) -> None:
    source, out = documents(tmp_path / "a" / "in", 2), tmp_path / "out"
    run(source, out)
    (tmp_path / "b").mkdir()
    source = source.rename(tmp_path / "b" / "in")
    (source / "d000.txt").write_text("another")
    assert fresh(run(source, out)) == ["d000.txt"]
    assert sorted(tree(out)) == ["d000.json", "d000.txt.json", "d001.json"], "of two documents no result is lost"
    assert fresh(run(source, out)) == []


def test_number_of_workers_and_isolation_change_nothing(tmp_path: Path) -> None:
    source = documents(tmp_path / "in", 5)
    for jobs in (0, 1, 2):
        run(source, tmp_path / f"out{jobs}", Options(jobs=jobs))
    assert tree(tmp_path / "out0") == tree(tmp_path / "out1") == tree(tmp_path / "out2")


def test_bad_documents_are_rows(tmp_path: Path) -> None:
    source = documents(tmp_path / "in", 1)
    (source / "empty.txt").touch()
    (source / "locked.txt").mkdir()
    (source / "locked.txt" / "x.txt").touch()
    (source / "slow.txt").write_text(REVENUE)
    (source / "no.pdf").write_bytes(b"%PDF-1.4 nothing")
    rows = run(source, tmp_path / "out")
    assert {name.rpartition("/")[2]: row.status for name, (row, _) in rows.items() if row.status != "complete"} == {
        "empty.txt": "failed",
        "no.pdf": "failed",
        "x.txt": "failed",
    }
    assert "empty" in (rows["in/empty.txt"][0].reason or "")


def test_failures_by_limits_are_known_and_tried_again_when_limits_change(tmp_path: Path) -> None:
    source, out = documents(tmp_path / "in", 1), tmp_path / "out"
    few = Options(jobs=1, limits=Limits(output_bytes=100))
    ((row, _),) = run(source, out, few).values()
    assert row.status == "failed" and "raise --output-size" in (row.reason or "") and row.output is None
    ((row, is_fresh),) = run(source, out).values()
    assert row.status != "failed" and is_fresh
    short = Options(jobs=1, limits=Limits(seconds=0.0001), force=True)
    ((row, _),) = run(source, out, short).values()
    assert row.outcome == "timeout" and tree(out) == {}, "an old result is no result of a failed document"
    again = msgspec.structs.replace(short, force=False)
    assert fresh(run(source, out, again)) == []
    assert fresh(run(source, out, msgspec.structs.replace(again, retry_failed=True))) == ["d000.txt"]
    assert fresh(run(source, out)) == ["d000.txt"]


def test_archives_lead_to_results_inside_the_output(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        for name in ("../../evil.txt", "/abs.txt", "q/a.txt", "q/b.pdf/../c.txt"):
            archive.writestr(name, REVENUE + name)
        archive.writestr("bomb.txt", bytes(ONE.settings.max_bytes + 10), zipfile.ZIP_DEFLATED)
    rows = run(tmp_path / "z.zip", tmp_path / "out")
    assert sorted(tree(tmp_path / "out")) == ["z/abs.json", "z/evil.json", "z/q/a.json", "z/q/b.pdf/c.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "z.zip"]
    assert rows["z.zip!/bomb.txt"][0].status == "failed" and "limit" in (rows["z.zip!/bomb.txt"][0].reason or "")
    assert fresh(run(tmp_path / "z.zip", tmp_path / "out")) == ["bomb.txt"]


def test_stores_hold_inputs_and_outputs(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    local = documents(tmp_path / "in", 2)
    for path in local.iterdir():
        store.pipe_file(f"/in/{path.name}", path.read_bytes())
    run(local, tmp_path / "out")
    rows = run("memory://in", "memory://out")
    assert {store.cat_file(f"/out/d00{n}.json") for n in (0, 1)} == set(tree(tmp_path / "out").values())
    assert b"d001" in store.cat_file("/out/manifest.jsonl") and len(fresh(rows)) == 2
    assert fresh(run("memory://in", "memory://out")) == []
    assert len(fresh(run(f"file://{local}", f"file://{tmp_path}/remote"))) == 2
    assert tree(tmp_path / "remote") == tree(tmp_path / "out")
    assert fresh(run(f"file://{local}", f"file://{tmp_path}/remote")) == []


def test_nothing_is_written_where_another_run_writes(tmp_path: Path) -> None:
    with locked(tmp_path / "out"), pytest.raises(ExtractError, match="another run"):
        run(documents(tmp_path / "in", 1), tmp_path / "out")


@pytest.mark.skipif(not Path("/sys").is_dir(), reason="needs a folder in which nobody can write")
@pytest.mark.parametrize("jobs", [0, 1])
def test_an_output_that_cannot_be_written_ends_the_run(tmp_path: Path, jobs: int) -> None:
    source, out = documents(tmp_path / "in", 3), tmp_path / "out"
    out.mkdir()
    (out / STATE).mkdir()
    (out / STATE / "lock").touch()
    (out / STATE / "unfinished").symlink_to("/sys")
    with pytest.raises(OutputFailed, match=r"cannot be written.*it goes on from here"):
        run(source, out, Options(jobs=jobs))
    (out / STATE / "unfinished").unlink()
    assert len(fresh(run(source, out))) == 3


def test_a_full_disk_for_the_manifest_ends_the_run_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out, write = documents(tmp_path / "in", 3), tmp_path / "out", Manifest._write
    calls = []

    def full(manifest: Manifest, data: bytes) -> int:
        calls.append(data)
        if len(calls) == 2:
            write(manifest, data[:40])
        if len(calls) >= 2:
            raise OSError(28, "No space left on device")
        return write(manifest, data)

    monkeypatch.setattr(Manifest, "_write", full)
    with pytest.raises(OutputFailed, match="No space left on device"):
        run(source, out, Options(jobs=0))
    monkeypatch.undo()
    assert fresh(run(source, out, Options(jobs=0))) == ["d001.txt", "d002.txt"]
    assert len(list(read_rows(out / "manifest.jsonl"))) == 3


def test_a_foreign_file_in_the_way_costs_one_document(tmp_path: Path) -> None:
    source, out = documents(tmp_path / "in" / "deep", 1).parent, tmp_path / "out"
    documents(source, 1)
    out.mkdir()
    (out / "deep").touch()
    rows = run(source, out)
    assert {name: row.status == "failed" for name, (row, _) in rows.items()} == {
        "in/d000.txt": False,
        "in/deep/d000.txt": True,
    }


def test_rows_are_told_in_the_order_of_the_inputs(tmp_path: Path) -> None:
    source = documents(tmp_path / "in", 6)
    given = [str(source / f"d00{n}.txt") for n in (5, 1, 3)]
    with Batch(tmp_path / "out", Options(jobs=2)) as batch:
        list(batch.documents(given))
        assert [row.input for row in batch.rows()] == ["d005.txt", "d001.txt", "d003.txt"]
