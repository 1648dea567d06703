"""Killed at any moment, parent or worker, a run that is repeated ends with the bytes of a run that nobody disturbed."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extract.batch.manifest import read_rows
from tests.batch.tasks import documents, tree

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds processes through /proc")
DOCUMENTS = 16


def start(source: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "extract", "run", str(source), "--out", str(out), "--quiet", "--jobs", "2"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def descendants(pid: int) -> list[int]:
    try:
        found = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return found + [each for child in found for each in descendants(child)]


def kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes], float]:
    """The documents, the results of a run that nobody disturbed, and how long it took."""
    folder = tmp_path_factory.mktemp("faults")
    source = documents(folder / "in", DOCUMENTS)
    started = time.monotonic()
    assert start(source, folder / "out").wait() == 0
    return source, tree(folder / "out"), time.monotonic() - started


@pytest.mark.parametrize("seed", range(20))
def test_a_run_that_was_killed_ends_the_same(
    seed: int, undisturbed: tuple[Path, dict[str, bytes], float], tmp_path: Path
) -> None:
    source, expected, seconds = undisturbed
    chance = random.Random(seed)
    out = tmp_path / "out"
    process = start(source, out)
    time.sleep(chance.uniform(0.2, 1.0) * seconds)
    workers = descendants(process.pid)
    if seed % 2 and workers:  # a worker, or the server that makes them: the run goes on without it
        kill(chance.choice(workers))
        process.wait()
    else:
        kill(process.pid)
        process.wait()
    for name, data in tree(out).items():
        assert data == expected[name], "no result is ever half written"
    assert start(source, out).wait() == 0
    assert tree(out) == expected
    rows = list(read_rows(out / "manifest.jsonl"))
    assert len(rows) == DOCUMENTS and {row.outcome for row in rows} == {"ok"}
    state = {path.name for path in (out / ".ir-extract").rglob("*")}
    assert {"lock"} <= state <= {"lock", "sources", "unfinished"}


def test_no_worker_outlives_its_parent(undisturbed: tuple[Path, dict[str, bytes], float], tmp_path: Path) -> None:
    source, _, seconds = undisturbed
    process = start(source, tmp_path / "out")
    workers: list[int] = []
    while len(workers) < 3 and process.poll() is None:
        workers = descendants(process.pid)
    kill(process.pid)
    process.wait()
    left = workers
    while left and time.monotonic():
        left = [each for each in left if _runs(each)]
        time.sleep(0.05)
    assert seconds and not left


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
