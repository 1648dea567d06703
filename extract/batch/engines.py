"""Who calls `run_isolated`, and where. An engine is an executor of the standard library and a width.

Threads on this machine, each with a worker process of its own; the threads of a Dask cluster, each likewise. The
engine schedules; here is only the map. Whatever else offers `concurrent.futures.Executor` will do as well.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any, TypeVar

from extract.batch.document import ToRead
from extract.batch.isolate import Job, Outcome, close_workers, run_here, run_isolated, warm_up
from extract.batch.places import is_address
from extract.batch.product import product
from extract.errors import ExtractError
from extract.read import SNIFFED, sniff

T = TypeVar("T")
RETRIES = 3
# A worker that dies while the cluster is asked what it runs: how often all are asked, and the pause between.
ASKED_AGAIN = 5
PAUSE_SECONDS = 1.0


class Inline(Executor):
    """Runs plain text in this process: no start-up, no protection. All else goes to one isolated worker."""

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Runs it at once; the future is done when it is handed out."""
        future: Future[Any] = Future()
        (job,) = arguments
        future.set_result(run_here(job) if _is_plain(job) else call(job))
        return future


@contextlib.contextmanager
def local(jobs: int) -> Iterator[tuple[Executor, int]]:
    """This machine, with so many workers; 0 is this process itself, for plain text only."""
    if jobs == 0:
        try:
            yield Inline(), 1
        finally:
            close_workers()
        return
    warm_up()
    executor = ThreadPoolExecutor(jobs, thread_name_prefix="ir-extract")
    try:
        yield executor, 2 * jobs
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        close_workers()


@contextlib.contextmanager
def dask(scheduler: str) -> Iterator[tuple[Executor, int]]:
    """An existing Dask cluster. A worker that dies costs a retry elsewhere; results are written by the workers."""
    try:
        from distributed import Client
    except ImportError as error:
        remedy = "install it: pip install 'ir-extract[distributed]'"
        raise ExtractError("--engine dask needs the package distributed", remedy=remedy) from error
    try:
        client = Client(scheduler, timeout=20, set_as_default=False)
    except (OSError, ValueError) as error:
        remedy = "check --scheduler and that the cluster is up"
        raise ExtractError(f"no Dask scheduler answers: {error}", name=scheduler, remedy=remedy) from error
    try:
        _demand_same_product(_products_of_workers(client), scheduler)
        threads = sum(client.nthreads().values())
        yield client.get_executor(pure=False, retries=RETRIES), 4 * max(1, threads)
    finally:
        client.close()


def _products_of_workers(client: Any) -> dict[str, str]:
    """Worker → the product it runs, of the workers that answer; one that dies while it is asked is let go.

    A cluster starts and ends workers as it pleases, so one that is gone is no reason to refuse the cluster; all are
    asked again, for the worker that takes its place may be another product's. What a worker answers with an error is
    told as its product.
    """
    answers: dict[str, Any] = {}
    for attempt in range(ASKED_AGAIN):
        if attempt:
            time.sleep(PAUSE_SECONDS)
        answers = client.run(product, on_error="return")
        if answers and not any(isinstance(each, OSError) for each in answers.values()):
            break
    return {
        worker: f"{type(answer).__name__}: {str(answer)[:200]}" if isinstance(answer, Exception) else answer
        for worker, answer in answers.items()
        if not isinstance(answer, OSError)
    }


def _demand_same_product(found: dict[str, str], scheduler: str) -> None:
    others = sorted({each for each in found.values() if each != product()})
    if not found or others:
        told = f"its workers run {', '.join(others)}, and this is {product()}" if others else "it has no workers"
        raise ExtractError(told, name=scheduler, remedy="install the same ir-extract everywhere and start workers")


def spread(items: Iterable[tuple[T, Job | None]], executor: Executor, width: int) -> Iterator[tuple[T, Outcome | None]]:
    """Runs each job, at most `width` at a time; yields what became of it as it ends. Without a job, yields at once."""
    pending: dict[Future[Outcome], T] = {}
    for item, job in items:
        if job is None:
            yield item, None
            continue
        pending[executor.submit(run_isolated, job)] = item
        if len(pending) >= width:
            yield from _ended(pending)
    while pending:
        yield from _ended(pending)


def _ended(pending: dict[Future[Outcome], T]) -> Iterator[tuple[T, Outcome]]:
    for future in wait(pending, return_when=FIRST_COMPLETED).done:
        item = pending.pop(future)
        try:
            outcome = future.result()
        except Exception as error:  # the engine lost it, with all its retries
            reason = f"the engine lost it: {type(error).__name__}: {str(error)[:300]} (run again)"
            outcome = Outcome(kind="crash", reason=reason, again=True)
        yield item, outcome


def count_of_cores() -> int:
    """How many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _is_plain(job: Job) -> bool:
    """Whether this is a file of text; what cannot be told is not."""
    given = job.payload
    if not isinstance(given, ToRead) or given.place.members:
        return False
    if given.data is not None:
        return sniff(given.data[:SNIFFED]) != "application/pdf"
    if is_address(given.place.where):
        return False
    try:
        with Path(given.place.where).open("rb") as file:
            return sniff(file.read(SNIFFED)) != "application/pdf"
    except OSError:
        return True
