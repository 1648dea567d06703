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
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The documents, and the results of a run that nobody disturbed."""
    folder = tmp_path_factory.mktemp("faults")
    source = documents(folder / "in", DOCUMENTS)
    assert start(source, folder / "out").wait() == 0
    return source, tree(folder / "out")


def come_to(moment: int, process: subprocess.Popen[bytes], out: Path) -> None:
    """Waits until so many documents are done, or the run is over; before the first, until there is a process below.

    What is done tells the moment and not the clock: a busy machine is killed where an idle one is.
    """
    manifest = out / "manifest.jsonl"
    while process.poll() is None:
        done = manifest.read_bytes().count(b"\n") if manifest.exists() else 0
        if done >= moment and (moment or descendants(process.pid)):
            return
        time.sleep(0.001)


# How many documents are done when somebody is killed: before the first, within, and when the rows are put in order.
MOMENTS = {"run": (0, 1, 4, 8, 12, 16), "worker": (0, 1, 3, 7, 11, 15)}


@pytest.mark.parametrize(("whom", "moment"), [(whom, each) for whom, moments in MOMENTS.items() for each in moments])
def test_a_run_that_was_killed_ends_the_same(
    whom: str, moment: int, undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    source, expected = undisturbed
    chance = random.Random(f"{whom} {moment}")
    out = tmp_path / "out"
    process = start(source, out)
    come_to(moment, process, out)
    time.sleep(chance.uniform(0, 0.02))
    workers = descendants(process.pid)
    if whom == "worker" and workers:  # or the server that makes them: the run goes on without it
        kill(chance.choice(workers))
    elif whom == "run":
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


def test_no_worker_outlives_its_parent(undisturbed: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    source, _ = undisturbed
    process = start(source, tmp_path / "out")
    workers: list[int] = []
    while len(workers) < 3 and process.poll() is None:
        workers = descendants(process.pid)
    kill(process.pid)
    process.wait()
    left = workers
    while left:
        left = [each for each in left if _runs(each)]
        time.sleep(0.05)
    assert not left


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
