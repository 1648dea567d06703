"""One job in a process of its own: whatever it does, it ends in an outcome, and the next job finds a worker."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from pathlib import Path

import msgspec
import pytest

from extract.batch.isolate import MOST_JOBS, Slot, run_here, run_in, run_isolated
from tests.batch.tasks import SMALL, job

QUICK = msgspec.structs.replace(SMALL, seconds=0.5)
LITTLE_CPU = msgspec.structs.replace(SMALL, cpu_seconds=1)


def test_a_job_runs_elsewhere_and_returns_its_value() -> None:
    outcome = run_isolated(job("pid"))
    assert outcome.kind == "ok" and outcome.value != os.getpid() and outcome.attempts == 1
    assert outcome.usage.peak_bytes > 0
    assert run_isolated(job("pid")).value == outcome.value, "the worker is kept"


def test_no_worker_builds_what_the_product_builds_on_first_use() -> None:
    assert run_isolated(job("is_warm")).value
    told = "import sys, extract.batch.isolate; sys.exit('extract.batch.warm' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0


def test_a_slot_that_ends_while_its_worker_starts_waits_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pool that is stopped before it has taken up a task never answers."""
    slot = Slot(SMALL)

    class Stopped:
        def schedule(self, *_: object, **__: object) -> Future[object]:
            slot.end()
            return Future()

        def stop(self) -> None: ...

        def join(self) -> None: ...

    monkeypatch.setattr(Slot, "_ready", lambda _: Stopped())
    outcome = run_in(slot, job("pid"))
    assert (outcome.kind, outcome.reason, outcome.again) == ("crash", "the run was ended", True)


@pytest.mark.parametrize(
    ("task", "limits", "kind", "told"),
    [
        ("hang", QUICK, "timeout", "longer than 0.5 s"),
        ("hang_in_c", QUICK, "timeout", "longer than 0.5 s"),
        ("spin", LITTLE_CPU, "timeout", "1 s of CPU time"),
        ("segfault", SMALL, "crash", "SIGSEGV"),
        ("killed", SMALL, "crash", "killed from outside"),
        ("leave_at_once", SMALL, "crash", "exit code 7"),
        ("hog", SMALL, "memory", "1,024 MiB"),
        ("leave", SMALL, "error", "SystemExit: leaving"),
        ("unreadable", SMALL, "error", "x.pdf: nothing in it (fetch it again)"),
        ("fault", SMALL, "error", "internal error, ZeroDivisionError: our fault"),
        ("nowhere", SMALL, "error", "internal error, AttributeError"),
    ],
)
def test_a_job_that_misbehaves_costs_itself_only(task: str, limits: object, kind: str, told: str) -> None:
    outcome = run_isolated(job(task, 7, limits))  # type: ignore[arg-type]
    assert (outcome.kind, outcome.value) == (kind, None)
    assert outcome.reason is not None and told in outcome.reason
    assert outcome.ours == ("internal error" in outcome.reason)
    assert run_isolated(job("echo", "next")).value == "next"


def test_a_worker_that_leaves_without_a_word_is_noticed() -> None:
    outcome = run_isolated(job("leave_at_once", 0, QUICK))
    assert outcome.kind in ("timeout", "crash")
    assert run_isolated(job("echo", "next")).value == "next"


def test_a_worker_killed_by_somebody_is_replaced_and_the_job_done(tmp_path: Path) -> None:
    outcome = run_isolated(job("killed_once", str(tmp_path / "mark")))
    assert (outcome.kind, outcome.value, outcome.attempts) == ("ok", "done", 2)
    assert run_isolated(job("killed")).again and not run_isolated(job("segfault")).again


def test_an_idle_worker_may_be_killed() -> None:
    before = run_isolated(job("pid")).value
    os.kill(before, 9)
    time.sleep(0.3)
    outcome = run_isolated(job("pid"))
    assert outcome.kind == "ok" and outcome.value != before


def test_output_is_bounded_and_noise_is_swallowed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    outcome = run_isolated(job("write_much", str(tmp_path / "big")))
    assert outcome.kind == "error" and "File too large" in (outcome.reason or "")
    assert (tmp_path / "big").stat().st_size <= SMALL.output_bytes
    assert run_isolated(job("talk")).value == "done"
    assert capfd.readouterr() == ("", "")


def test_every_thread_has_a_worker_of_its_own() -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(run_isolated(job("pid")).value)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({*found, os.getpid()}) == 3


def test_here_nothing_is_isolated_but_outcomes_are_the_same() -> None:
    assert run_here(job("pid")).value == os.getpid()
    assert run_here(job("fault")).reason == run_isolated(job("fault")).reason
    assert MOST_JOBS > 100


def test_what_was_ended_tells_the_cpu_time_it_used() -> None:
    """CPU time is enforced by the kernel; a wall clock that runs out tells how much of it was work."""
    assert run_isolated(job("spin", limits=LITTLE_CPU)).usage.cpu_seconds >= 1
    run_isolated(job("echo"))
    hung = run_isolated(job("hang", limits=QUICK))
    assert hung.usage.cpu_seconds < 0.4 and "s of it CPU time" in (hung.reason or "")


def test_a_worker_that_holds_on_to_memory_is_renewed() -> None:
    first = run_isolated(job("pid"))
    room = SMALL.memory_bytes // 4 - first.usage.kept_bytes  # what a worker has built by itself depends on libraries
    assert room > 0
    assert run_isolated(job("hold", room // 2)).usage.kept_bytes < SMALL.memory_bytes // 4
    assert run_isolated(job("pid")).value == first.value
    assert run_isolated(job("hold", room)).usage.kept_bytes > SMALL.memory_bytes // 4
    assert run_isolated(job("pid")).value != first.value


def test_a_machine_that_starts_no_worker_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Slot) -> None:
        raise OSError("no semaphores here")

    monkeypatch.setattr(Slot, "_ready", broken)
    outcome = run_in(Slot(SMALL), job("pid"))
    assert outcome.kind == "crash" and outcome.again
    assert outcome.reason == "no worker process could be started (OSError: no semaphores here)"
