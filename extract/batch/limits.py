"""What one document may use. A document that wants more is ended, and only that document.

The kernel enforces the limits, not Python: C code that loops or allocates holds the interpreter's lock, so nothing
that runs inside the interpreter could stop it.
"""

from __future__ import annotations

import math
import os
import resource
import signal
import sys

import msgspec

GIB = 1024**3
MIB = 1024**2


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Limits of one document: wall time and CPU time in seconds, memory and the size of its result in bytes."""

    seconds: float = 240.0
    cpu_seconds: float = 120.0
    memory_bytes: int = 2 * GIB
    output_bytes: int = 256 * MIB


class Usage(msgspec.Struct, frozen=True, kw_only=True):
    """What one document used. `peak_bytes` is the largest resident memory of its process while it was read,
    `kept_bytes` what the process still held when it was done."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    kept_bytes: int = 0


def confine_process(memory_bytes: int, output_bytes: int) -> None:
    """Limits that hold for the whole life of a worker. Runs first thing in the worker.

    The worker dies with its parent (Linux), writes nothing to the terminal, leaves no core file, and can be ended by
    SIGTERM at any moment, also inside C code.
    """
    _die_with_parent()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _lower(resource.RLIMIT_AS, memory_bytes)
    _lower(resource.RLIMIT_FSIZE, output_bytes)
    _lower(resource.RLIMIT_CORE, 0)
    if not os.environ.get("IR_EXTRACT_DEBUG"):
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        os.close(nowhere)


def start_clock(limits: Limits) -> None:
    """Starts the time of one document: the kernel ends this process when it is over, whatever it is doing."""
    _reset_peak()
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime + limits.cpu_seconds)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)


def stop_clock() -> None:
    """The document is done; the process may wait for the next as long as it likes."""
    signal.setitimer(signal.ITIMER_REAL, 0)


def peak_and_kept_bytes() -> tuple[int, int]:
    """The peak of resident memory since `start_clock`, where the system tells, else of the whole process; and what is
    resident now."""
    found = {}
    try:
        with open("/proc/self/status", "rb") as file:  # noqa: PTH123 - read once for every document
            for line in file:
                if line.startswith((b"VmHWM:", b"VmRSS:")):
                    found[line[:5]] = int(line.split()[1]) * 1024
        return found[b"VmHWM"], found[b"VmRSS"]
    except (OSError, KeyError):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return (peak if sys.platform == "darwin" else peak * 1024), 0


def cpu_of(pid: int) -> float | None:
    """The CPU time that a process has used so far, in seconds; None where the system does not tell."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123
            fields = file.read().rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def _lower(kind: int, limit: int) -> None:
    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (limit if hard < 0 else min(limit, hard), hard))


def _reset_peak() -> None:
    try:
        with open("/proc/self/clear_refs", "wb") as file:  # noqa: PTH123
            file.write(b"5")
    except OSError:
        pass


def _die_with_parent() -> None:
    if sys.platform != "linux":
        return
    import ctypes

    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, int(signal.SIGKILL))
