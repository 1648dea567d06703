"""The same batch on a Dask cluster: the same bytes, with a worker killed and a document that does not end."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.batch import Batch, Limits, Options, engines
from extract.errors import ExtractError
from tests.batch.tasks import REVENUE, documents, job, tree

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A real cluster on this machine: a scheduler and two worker processes with their nannies."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster


def test_hung_and_crashed_jobs_block_no_slot(cluster: Any) -> None:
    limits = Limits(seconds=5, memory_bytes=1024**3)
    tasks = ["hang", "segfault", "hang_in_c", "fault", *["echo"] * 12]
    with engines.dask(cluster.scheduler_address) as (executor, width):
        jobs = ((task, job(task, task, limits)) for task in tasks)
        found = sorted((task, outcome.kind) for task, outcome in engines.spread(jobs, executor, width) if outcome)
    expected = {"hang": "timeout", "hang_in_c": "timeout", "segfault": "crash", "fault": "error", "echo": "ok"}
    assert found == sorted((task, expected[task]) for task in tasks)


def test_the_same_bytes_although_a_worker_is_killed(cluster: Any, tmp_path: Path) -> None:
    source = documents(tmp_path / "in", 24)
    (source / "slow.txt").write_text(REVENUE * 200_000)
    limits = Limits(cpu_seconds=3)
    with Batch(tmp_path / "local", Options(jobs=2, limits=limits)) as batch:
        list(batch.documents([str(source)]))

    def kill_one() -> None:
        time.sleep(1)
        victim = next(iter(cluster.workers.values()))
        os.kill(victim.process.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    options = Options(engine="dask", scheduler=cluster.scheduler_address, limits=limits)
    with Batch(tmp_path / "out", options) as batch:
        rows = {done.row.input: done.row.outcome for done in batch.documents([str(source)])}
    killer.join()
    assert rows.pop("in/slow.txt") == "timeout" and set(rows.values()) == {"ok"} and len(rows) == 24
    assert tree(tmp_path / "out") == tree(tmp_path / "local") and len(tree(tmp_path / "out")) == 24


class _Cluster:
    """A client whose workers answer as told, one round after the other; the last round for ever."""

    def __init__(self, *rounds: dict[str, Any]) -> None:
        self.rounds = list(rounds)

    def run(self, call: Any, on_error: str) -> dict[str, Any]:
        assert on_error == "return"
        return self.rounds.pop(0) if len(self.rounds) > 1 else self.rounds[0]


def test_a_worker_that_dies_while_it_is_asked_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PAUSE_SECONDS", 0)
    gone = distributed.comm.core.CommClosedError("closed")
    assert engines._products_of_workers(_Cluster({"a": gone, "b": "1"}, {"b": "1", "c": "2"})) == {"b": "1", "c": "2"}
    assert engines._products_of_workers(_Cluster({"a": gone, "b": "1"})) == {"b": "1"}
    assert engines._products_of_workers(_Cluster({}, {"a": "1"})) == {"a": "1"}
    assert engines._products_of_workers(_Cluster({"a": gone})) == {}
    with pytest.raises(ExtractError, match="ModuleNotFoundError: No module named 'extract'"):
        missing = ModuleNotFoundError("No module named 'extract'")
        engines._demand_same_product(engines._products_of_workers(_Cluster({"a": missing})), "tcp://x")


def test_no_scheduler_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="its workers run 1"):
        engines._demand_same_product({"a": "1"}, "tcp://x")
    with pytest.raises(ExtractError, match="needs --scheduler"), Batch(tmp_path, Options(engine="dask")):
        pass
