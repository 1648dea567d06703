"""One PDF at a time in a process: MuPDF is not made for threads, and a host may read from several."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator

_turn = threading.RLock()


def _renew() -> None:
    """A child that was forked while a thread of its parent read a PDF has no such thread; the turn is free."""
    global _turn
    _turn = threading.RLock()


os.register_at_fork(after_in_child=_renew)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """What is done inside waits for other threads that do the like; the same thread may do it within itself."""
    with _turn:
        yield
