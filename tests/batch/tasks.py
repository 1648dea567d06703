"""Tasks that misbehave, run in workers by name, and helpers for tests of the batch."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from extract.batch import Job, Limits
from extract.errors import UnreadableDocument

SMALL = Limits(seconds=100, cpu_seconds=10, memory_bytes=1024**3, output_bytes=1024**2)
REVENUE = "Example Corp\nUnit: JPY million\n\tFY2006\nRevenues\t57,055\nCosts\t46,000\nNet income\t11,055\n"


def job(task: str, payload: Any = None, limits: Limits = SMALL) -> Job:
    """A job for one of the tasks below."""
    return Job(task=f"tests.batch.tasks:{task}", payload=payload, limits=limits)


def echo(payload: Any) -> Any:
    return payload


def pid(_: Any) -> int:
    return os.getpid()


def is_warm(_: Any) -> bool:
    """Whether what the product builds on first use was built before this process was forked."""
    return "extract.batch.warm" in sys.modules and gc.get_freeze_count() > 0


def hang(_: Any) -> None:
    time.sleep(1000)


def hang_in_c(_: Any) -> None:
    """Holds the interpreter's lock, as C libraries do: no signal handler of Python would run."""
    ctypes.PyDLL(None).sleep(1000)


def spin(_: Any) -> None:
    while True:
        pass


def segfault(_: Any) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def killed_once(path: str) -> str:
    """Is killed by somebody the first time."""
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def killed(_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hog(_: Any) -> int:
    kept = []
    while True:
        kept.append(bytearray(64 * 1024**2))


def hold(count: int) -> None:
    """Keeps memory for ever, as a cache does that nothing bounds."""
    KEPT.append(b"x" * count)


KEPT: list[bytes] = []


def leave(_: Any) -> None:
    sys.exit("leaving")


def leave_at_once(code: int) -> None:
    os._exit(code)


def unreadable(_: Any) -> None:
    raise UnreadableDocument("nothing in it", name="x.pdf", remedy="fetch it again")


def fault(_: Any) -> None:
    raise ZeroDivisionError("our fault")


def write_much(path: str) -> None:
    Path(path).write_bytes(bytes(2 * SMALL.output_bytes))


def talk(_: Any) -> str:
    print("noise")
    os.write(2, b"noise of a C library")
    return "done"


def read_bytes(data: bytes) -> bytes:
    """The JSON of a document, as a program reads it that imports the library."""
    import extract
    from extract.emit import result_to_json

    return result_to_json(extract.read(data, name="a.txt"))


def documents(folder: Path, count: int, *, text: str = REVENUE) -> Path:
    """Small documents, every one another."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"d{number:03}.txt").write_text(f"{text}Note {number}\n")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """All results in an output folder, by name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.json"))}
