"""Worker processes kept warm for a program that reads documents as they come: a service, a notebook, an event loop.

    with extract.Pool(workers=2, seconds=60) as pool:
        result = pool.read("release.pdf")               # in a worker; blocks
        results = await asyncio.gather(*(pool.aread(path) for path in paths))

A document that takes too long, needs too much memory or crashes its worker is one `DocumentFailed`; the worker is
replaced, and other documents are not touched. Any number of threads may share a pool.
"""

from __future__ import annotations

import asyncio
import os
import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

import msgspec

from extract.batch.isolate import Job, Outcome, Slot, run_in
from extract.batch.limits import GIB, Limits
from extract.errors import ExtractError
from extract.model import Result, Settings

TASK = "extract.batch.pool:read_to_json"


class DocumentFailed(ExtractError):
    """A document that its worker could not finish: `kind` is timeout, memory, crash or error. The message names the
    argument of the pool that may be raised, `by_option` the option of the command line."""

    def __init__(self, reason: str, *, name: str, kind: str) -> None:
        super().__init__(_for_programs(reason), name=name)
        self.kind = kind
        self.by_option = f"{name}: {reason}"


class ToParse(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it is sent to a worker."""

    data: bytes
    name: str
    settings: Settings


def read_to_json(given: ToParse) -> bytes:
    """What a worker does: the canonical JSON of a document."""
    from extract.emit import result_to_json, without_refused
    from extract.pipeline import read_document

    return result_to_json(without_refused(read_document(given.data, given.name, given.settings)))


class Pool:
    """Warm workers, at most `workers` documents at once; who calls while all are busy waits. A pool is a context
    manager, and `close` ends its workers, also under way.

    Limits are those of one document: `seconds` from its start in a worker, `cpu_seconds`, and `memory_bytes` of its
    worker. What it needs beyond them is a `DocumentFailed`, whose `kind` is `timeout` or `memory`; a worker that
    dies is one of kind `crash`. `settings` are those of `extract.read`.
    """

    def __init__(
        self,
        workers: int = 2,
        *,
        settings: Settings | None = None,
        seconds: float = 240.0,
        cpu_seconds: float = 120.0,
        memory_bytes: int = 2 * GIB,
    ) -> None:
        if workers < 1:
            raise ExtractError("a pool needs a worker", name="Pool", remedy="give workers=1 or more")
        self.settings = settings or Settings()
        self.limits = Limits(seconds=seconds, cpu_seconds=cpu_seconds, memory_bytes=memory_bytes)
        self._slots = [Slot(self.limits) for _ in range(workers)]
        self._free: queue.SimpleQueue[Slot] = queue.SimpleQueue()
        for slot in self._slots:
            self._free.put(slot)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="ir-extract")
        self._closed = threading.Event()

    def __len__(self) -> int:
        return len(self._slots)

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, source: str | os.PathLike[str] | bytes, *, name: str | None = None) -> Result:
        """Reads a document in a worker: a path, or its bytes. Raises ExtractError when the file cannot be opened,
        DocumentFailed when a limit ended it; a document that cannot be understood is a result of status `failed`."""
        given = self._payload(source, name)
        if self._closed.is_set():
            raise ExtractError("the pool is closed", name=given.name, remedy="read before it is closed")
        slot = self._free.get()
        try:
            outcome = run_in(slot, Job(task=TASK, payload=given, limits=self.limits))
        finally:
            self._free.put(slot)
        return _result(outcome, given.name)

    async def aread(self, source: str | os.PathLike[str] | bytes, *, name: str | None = None) -> Result:
        """The same for an event loop, which goes on meanwhile."""
        if self._closed.is_set():
            raise ExtractError("the pool is closed", name=name or "", remedy="read before it is closed")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: self.read(source, name=name))

    def close(self) -> None:
        """Ends the workers; documents under way fail. Can be called twice."""
        self._closed.set()
        for slot in self._slots:
            slot.end()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _payload(self, source: str | os.PathLike[str] | bytes, name: str | None) -> ToParse:
        if isinstance(source, bytes):
            return ToParse(data=source, name=name or "document", settings=self.settings)
        path = Path(source)
        try:
            data = path.read_bytes()
        except OSError as error:
            told = f"cannot be opened: {error.strerror}"
            raise ExtractError(told, name=str(path), remedy="check the path and its permissions") from error
        return ToParse(data=data, name=name or path.name, settings=self.settings)


def _result(outcome: Outcome, name: str) -> Result:
    if outcome.kind != "ok":
        raise DocumentFailed(outcome.reason or "it could not be read", name=name, kind=outcome.kind)
    return msgspec.json.decode(outcome.value, type=Result)


def _for_programs(reason: str) -> str:
    """A reason with the limit that may be raised as a pool calls it, and not as the command line does."""
    for option, argument in (("--cpu-seconds", "cpu_seconds"), ("--seconds", "seconds"), ("--memory", "memory_bytes")):
        reason = reason.replace(f"raise {option}", f"raise {argument} of the pool")
    return reason


_default: Pool | None = None
_lock = threading.Lock()


def default_pool() -> Pool:
    """The pool of `extract.aread` when none is given: as many workers as CPUs, four at most, ended with the process."""
    global _default
    with _lock:
        if _default is None or _default._closed.is_set():
            import atexit

            _default = Pool(min(4, os.cpu_count() or 1))
            atexit.register(_default.close)
        return _default


async def aread(source: str | os.PathLike[str] | bytes, *, name: str | None = None, pool: Pool | None = None) -> Result:
    """Reads a document in a worker process while the event loop goes on; in `pool`, or in one that is kept warm."""
    return await (pool or default_pool()).aread(source, name=name)
