"""One job in a process of its own that can be killed, and what became of it.

`run_isolated(job) -> Outcome` is all an engine needs to know: it never raises for a job and never hangs. It can be
mapped by threads on this machine, by Dask, by Ray, or by anything that calls a function.

Every thread that calls it keeps one worker, a pebble pool of one process. A pool shared by several workers would have
one pipe and one lock for all of them, and a worker that is killed while it holds the lock would stop the others and
their time limits too. Workers come from a fork server that has the product loaded, and built what it builds on first
use (`batch/warm.py`), so that a new one costs 10 ms.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeout
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from extract.batch.bare import deaf_to_interrupts, without_main
from extract.batch.limits import (
    Limits,
    Usage,
    confine_process,
    cpu_of,
    peak_and_kept_bytes,
    start_clock,
    stop_clock,
)
from extract.errors import ExtractError

if TYPE_CHECKING:
    from pebble import ProcessPool

Kind = Literal["ok", "error", "timeout", "crash", "memory"]

PRELOAD = (
    "extract.batch.isolate",
    "extract.batch.document",
    "extract.pipeline",
    "extract.emit",
    "pebble",
    "extract.batch.warm",
)
MOST_JOBS = 2_000
ATTEMPTS = 2
BROKEN_ATTEMPTS = 4
# the worker ends itself by the kernel's timer; these only count when that fails
_POOL_GRACE_S, _LAST_GRACE_S = 5.0, 30.0
# how often the CPU time of a worker is looked at while a document is read: what is killed can tell nothing itself
_LOOK_EVERY_S = 1.0


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A function to call in a worker: `task` is "module:function", `payload` its one argument."""

    task: str
    payload: Any
    limits: Limits = Limits()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a job. `value` is what the task returned; `reason` says why there is none.

    `ours` marks a defect of this program. `again` says that the cause lay outside of the document (a worker was
    killed by somebody), so that a later run should try again. `stop` says that no other job would fare better: the
    output cannot be written.
    """

    kind: Kind
    value: Any = None
    reason: str | None = None
    ours: bool = False
    again: bool = False
    stop: bool = False
    attempts: int = 1
    usage: Usage = Usage()


class OutputFailed(ExtractError):
    """The place for results cannot be written. Ends a batch, for no other document would fare better."""


class LimitReached(ExtractError):
    """A document ran into one of its limits, other than time and memory."""


def run_isolated(job: Job) -> Outcome:
    """Runs a job in the worker of this thread. A worker that was killed is replaced and the job tried once more."""
    return run_in(_slot_for(job.limits), job)


def run_in(slot: Slot, job: Job) -> Outcome:
    """Runs a job in the worker of a slot, likewise."""
    attempt = broken = 0
    while True:
        outcome = slot.run(job)
        if outcome is None:  # the pool broke before the job was started: that is no attempt
            broken += 1
            if broken < BROKEN_ATTEMPTS:
                continue
            reason = f"no worker process could be started ({slot.why_broken or 'for no reason that was told'})"
            outcome = Outcome(kind="crash", reason=reason, again=True)
        attempt += 1
        if outcome.kind != "crash" or attempt >= ATTEMPTS:
            return msgspec.structs.replace(outcome, attempts=attempt)


def run_here(job: Job) -> Outcome:
    """Runs a job in this process, without any protection. For tasks that are trusted, and to look for faults."""
    return _answer(job, limited=False)


def close_workers() -> None:
    """Ends the workers of all threads, and waits a little until nothing of them is left: a thread that is still about
    to give a lock back when Python ends would be stopped halfway, and the lock be told as leaked on stderr."""
    with _lock:
        slots, _slots[:] = list(_slots), []
    for slot in slots:
        slot.end()
    _own.__dict__.clear()
    last = time.monotonic() + _MOST_JOINING_S
    with _lock:
        joining, _joining[:] = list(_joining), []
    for thread in joining:
        thread.join(max(0.0, last - time.monotonic()))


class Slot:
    """Room for one worker process: started when first needed, replaced when it dies or has grown.

    It has grown when a document took half of the memory it may have, or when the worker still holds a quarter after
    it: a worker that reads a thousand documents stays as small as one that reads ten.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._pool: ProcessPool | None = None
        self._future: Future[Any] | None = None
        self._over = False
        self.why_broken = ""
        self._pid = 0
        self._used = self._before = 0.0

    def run(self, job: Job) -> Outcome | None:
        """The outcome of a job; None when it could not be handed to a worker."""
        from pebble import ProcessExpired

        if self._over:
            return _run_ended()
        seconds = job.limits.seconds
        started = time.monotonic()
        try:
            pool = self._ready()
            self._know_worker(pool)
            outcome = self._awaited(self._scheduled(pool, in_worker, (job,), seconds + _POOL_GRACE_S), seconds)
        except ProcessExpired as expired:
            return _ended(expired.exitcode, job.limits, self._usage(started))
        except (FutureTimeout, CancelledError):
            self.close()
            return _run_ended() if self._over else _too_long(job.limits, self._usage(started))
        except (OSError, RuntimeError, EOFError) as error:  # the pool broke: pebble raises kinds of RuntimeError
            self.why_broken = f"{type(error).__name__}: {error}"[:_LONGEST_REASON]
            self.close()
            return None
        usage, most = outcome.usage, job.limits.memory_bytes
        if outcome.kind == "memory" or usage.peak_bytes > most // 2 or usage.kept_bytes > most // 4:
            self.close()
        return outcome

    def _know_worker(self, pool: ProcessPool) -> None:
        """Which process the worker is, and what it has used before the next document."""
        before = cpu_of(self._pid) if self._pid else None
        if before is None:
            self._pid = self._scheduled(pool, os.getpid, (), _LAST_GRACE_S).result()
            before = cpu_of(self._pid)
        self._before = self._used = before or 0.0

    def _scheduled(self, pool: ProcessPool, call: Any, arguments: tuple[Any, ...], seconds: float) -> Future[Any]:
        """What a worker was asked, for as long as the slot is there: a pool that is stopped answers nobody."""
        future: Future[Any] = pool.schedule(call, args=arguments, timeout=seconds)
        self._future = future
        if self._over:  # ended between two steps of ours: who ended it knew an earlier future, or another pool
            future.cancel()
        return future

    def _awaited(self, future: Future[Any], seconds: float) -> Outcome:
        """The outcome, once it is there; meanwhile the CPU time of the worker is looked at."""
        last = time.monotonic() + seconds + _LAST_GRACE_S
        while True:
            try:
                outcome: Outcome = future.result(timeout=min(_LOOK_EVERY_S, seconds / 8))
                return outcome
            except FutureTimeout:
                if future.done() or time.monotonic() > last:
                    raise
                self._used = max(self._used, cpu_of(self._pid) or 0.0)

    def _usage(self, started: float) -> Usage:
        """What a document had used that was ended."""
        return Usage(seconds=time.monotonic() - started, cpu_seconds=self._used - self._before)

    def end(self) -> None:
        """Ends the worker for good: what comes now is not done."""
        self._over = True
        self.close()

    def close(self) -> None:
        """Ends the worker without waiting for it."""
        pool, self._pool, self._pid = self._pool, None, 0
        if pool is not None:
            if self._future is not None:
                self._future.cancel()  # a thread may still wait for it
            pool.stop()
            # joining can block for ever when a worker died with a lock in its hands
            thread = threading.Thread(target=pool.join, daemon=True)
            thread.start()
            with _lock:
                _joining[:] = [*(each for each in _joining if each.is_alive()), thread]

    def _ready(self) -> ProcessPool:
        if self._pool is None:
            from pebble import ProcessPool

            _allow_children()
            limits = self.limits
            self._pool = ProcessPool(
                max_workers=1,
                max_tasks=MOST_JOBS,
                initializer=confine_process,
                initargs=(limits.memory_bytes, limits.output_bytes),
                context=_context(),
            )
        return self._pool


def in_worker(job: Job) -> Outcome:
    """What runs in the worker: the task, timed and watched by the kernel."""
    start_clock(job.limits)
    try:
        return _answer(job, limited=True)
    finally:
        stop_clock()


def _answer(job: Job, *, limited: bool) -> Outcome:
    wall, cpu = time.perf_counter(), time.process_time()

    def outcome(kind: Kind, **more: Any) -> Outcome:
        peak, kept = peak_and_kept_bytes() if limited else (0, 0)
        usage = Usage(
            seconds=time.perf_counter() - wall,
            cpu_seconds=time.process_time() - cpu,
            peak_bytes=peak,
            kept_bytes=kept,
        )
        return Outcome(kind=kind, usage=usage, **more)

    try:
        module, _, function = job.task.partition(":")
        value = getattr(importlib.import_module(module), function)(job.payload)
    except OutputFailed as error:
        return outcome("error", reason=str(error), stop=True)
    except ExtractError as error:
        return outcome("error", reason=str(error), ours=type(error).__name__ == "SchemaViolation")
    except MemoryError:
        return outcome("memory", reason=_memory_told(job.limits))
    except (Exception, SystemExit) as error:
        told = f"internal error, {type(error).__name__}: {str(error)[:500]} (report it; other documents are unharmed)"
        return outcome("error", reason=told, ours=True)
    return outcome("ok", value=value)


def _ended(code: int, limits: Limits, usage: Usage) -> Outcome:
    """What the exit code of a worker says: negative is the signal that ended it."""
    if code == -signal.SIGALRM:
        return _too_long(limits, usage)
    if code == -signal.SIGXCPU:
        usage = msgspec.structs.replace(usage, cpu_seconds=max(usage.cpu_seconds, limits.cpu_seconds))
        reason = f"took more than {limits.cpu_seconds:g} s of CPU time (raise --cpu-seconds, or split the document)"
        return Outcome(kind="timeout", reason=reason, usage=usage)
    if code == -signal.SIGKILL:
        reason = "its worker was killed from outside, perhaps because the machine ran out of memory (run again)"
        return Outcome(kind="crash", reason=reason, again=True, usage=usage)
    if code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return Outcome(kind="crash", reason=f"its worker crashed with {name} (report the document)", usage=usage)
    # the code of a worker whose fork server went away is not known
    again = code == 255
    return Outcome(kind="crash", reason=f"its worker ended with exit code {code}", again=again, usage=usage)


def _run_ended() -> Outcome:
    return Outcome(kind="crash", reason="the run was ended", again=True)


def _too_long(limits: Limits, usage: Usage) -> Outcome:
    used = f"{usage.cpu_seconds:.1f} s of it CPU time"
    reason = f"took longer than {limits.seconds:g} s, {used} (raise --seconds, or split the document)"
    return Outcome(kind="timeout", reason=reason, usage=usage)


def _memory_told(limits: Limits) -> str:
    return f"needs more than {limits.memory_bytes / 1024**2:,.0f} MiB of memory (raise --memory, or split the document)"


_LONGEST_REASON = 200
_own = threading.local()
_slots: list[Slot] = []
_joining: list[threading.Thread] = []
_MOST_JOINING_S = 3.0  # a worker that died with a lock in its hands is joined by nobody
_lock = threading.Lock()


def _slot_for(limits: Limits) -> Slot:
    """The slot of this thread; a new one when the limits of the process itself have changed."""
    slot: Slot | None = getattr(_own, "slot", None)
    with _lock:
        alive = slot in _slots
    if slot is not None and alive:
        if (slot.limits.memory_bytes, slot.limits.output_bytes) == (limits.memory_bytes, limits.output_bytes):
            return slot
        slot.close()
    _own.slot = slot = Slot(limits)
    with _lock:
        _slots.append(slot)
    return slot


def warm_up() -> None:
    """Starts the fork server, which takes a few seconds, while the caller does something else."""
    from multiprocessing import forkserver

    _context()
    with deaf_to_interrupts():
        forkserver.ensure_running()


def _context() -> Any:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = without_main(method)
    if method == "forkserver":
        context.set_forkserver_preload(list(PRELOAD))
    return context


def _allow_children() -> None:
    """Prepares a process that was started by another program, such as a Dask worker, to have workers of its own.

    It is often a daemon, which Python forbids to have children; ours die with their parent all the same. And when it
    ends, Python waits for its children, so they are ended before.
    """
    process = multiprocessing.current_process()
    if process.daemon and sys.platform == "linux":
        process._config["daemon"] = False  # type: ignore[attr-defined]
    if multiprocessing.parent_process() is not None and not getattr(_allow_children, "done", False):
        _allow_children.done = True  # type: ignore[attr-defined]
        Finalize(None, close_workers, exitpriority=100)
