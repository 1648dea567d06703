"""Workers that do not run the program which started them.

Python has a new process import the main module of its parent, so that a script whose first line makes a pool starts a
pool in each worker, and fails. Our workers need nothing of it: what they run is named and lies in this package.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import context, resource_tracker
from types import ModuleType
from typing import Any

_starting = threading.Lock()


class _Unnamed(ModuleType):
    """The main module for all who look something up in it, but without a file or a name from which to import it."""

    def __init__(self, main: ModuleType) -> None:
        super().__init__("__main__")
        self.__dict__["_main"] = main

    def __getattr__(self, name: str) -> Any:
        if name == "__file__":
            raise AttributeError(name)
        return getattr(self.__dict__["_main"], name)


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """What is started here does not hear an interrupt, not even while it is loaded: a terminal sends one to all of
    its processes, and a server of workers would end in a traceback of imports. It ends with its parent.

    No handler changes; an interrupt that comes meanwhile reaches this thread when it is over. Python's tracker of
    resources is started before: what starts it hears interrupts again, whether it did before or not.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _bare(start: Callable[[Any], Any], process: Any) -> Any:
    with _starting, deaf_to_interrupts():
        main = sys.modules["__main__"]
        sys.modules["__main__"] = _Unnamed(main)
        try:
            return start(process)
        finally:
            sys.modules["__main__"] = main


class _Spawned(context.SpawnProcess):
    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - the name that multiprocessing asks for
        return _bare(context.SpawnProcess._Popen, process_obj)


if sys.platform != "win32":

    class _Forked(context.ForkServerProcess):
        @staticmethod
        def _Popen(process_obj: Any) -> Any:  # noqa: N802
            return _bare(context.ForkServerProcess._Popen, process_obj)


def without_main(method: str) -> Any:
    """The context of multiprocessing, by `spawn` or `forkserver`, whose processes leave the main module alone."""
    made = type(multiprocessing.get_context(method))()
    made.Process = _Spawned if method == "spawn" else _Forked  # type: ignore[attr-defined]
    return made


__all__ = ["deaf_to_interrupts", "without_main"]
