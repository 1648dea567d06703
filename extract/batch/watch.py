"""A drop folder: documents are taken up as they land, whole.

A file counts as whole when its size and its time of change have stayed the same for as long as `settle_s`. A copy
that pauses for longer is read half and, once it has grown, read again: the manifest knows results by content.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from extract.batch.inputs import walk
from extract.batch.run import Batch, Done, Options

State = tuple[int, int, int]


class Landing:
    """What has landed in a folder. `whole()` gives each document once it is whole, and again when it has changed."""

    def __init__(self, folder: Path, settle_s: float) -> None:
        self.folder, self.settle_s = folder, settle_s
        self._seen: dict[str, tuple[State, float]] = {}
        self._taken: dict[str, State] = {}
        self.gone: OSError | None = None

    def whole(self, now: float) -> list[str]:
        """Paths below the folder, sorted; `now` is in seconds of any clock that does not jump.

        None while the folder is away (a share that is mounted anew, a folder that is made anew): `gone` says why.
        """
        found: dict[str, tuple[State, float]] = {}
        ready = []
        try:
            there, self.gone = list(walk(self.folder, "")), None
        except OSError as error:
            there, self.gone = [], error
        for inside in there:
            state = _state(self.folder / inside)
            if state is None or self._taken.get(inside) == state:
                continue
            before = self._seen.get(inside)
            since = before[1] if before is not None and before[0] == state else now
            found[inside] = (state, since)
            if now - since >= self.settle_s:
                ready.append(inside)
        self._seen = found
        return ready

    def take(self, inside: str) -> None:
        """The document was handed on in the state that was seen."""
        state, _ = self._seen.pop(inside)
        self._taken[inside] = state


def watch(
    folder: Path,
    out: Path,
    options: Options,
    *,
    settle_s: float = 2.0,
    every_s: float = 1.0,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Done]:
    """Reads documents as they land in the folder; yields each as it ends, for as long as it is asked.

    Holds the output for itself all the while. Raises ExtractError when it cannot be written. That the folder is away,
    and that it is back, is told once.
    """
    landing = Landing(folder, settle_s)
    away = False
    with Batch(out, options) as batch:
        while True:
            ready = landing.whole(clock())
            if away != (landing.gone is not None):
                away = not away
                reason = f"cannot be opened ({landing.gone.strerror}); waiting for it" if landing.gone else "is back"
                tell(f"{folder}: {reason}")
            for inside in ready:
                landing.take(inside)
            if ready:
                yield from batch.documents(ready, below=folder)
            sleep(every_s)


def _state(path: Path) -> State | None:
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_size, facts.st_mtime_ns, facts.st_ino
