"""A fault of ours costs the part of a document in which it happens, never the document.

    with contained(problems, "a rule of repair", grid.location):
        grid = rule(grid)          # whatever it raises becomes a problem `internal`, and the grid stays as it was

The problem carries a trace id, made of the kind of the error and the way the call took through the product: the same
fault has the same id everywhere. The traceback goes to the log of the library at level DEBUG, never into a result.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from traceback import walk_tb

from extract.errors import ExtractError
from extract.model import Location, Problem
from extract.problems import problem

# What is no fault of ours: the document's own limits, the machine, and what a host raises out of its signal handlers.
_NOT_OURS = (ExtractError, OSError, MemoryError)
_log = logging.getLogger("extract")


@contextmanager
def contained(problems: list[Problem], what: str, where: Location | None = None) -> Iterator[None]:
    """Whatever the block raises that is a fault of ours is told as a problem; what it did so far stands."""
    try:
        yield
    except Exception as error:
        if not is_ours(error):
            raise
        problems.append(fault_to_problem(error, what, where))


def is_ours(error: BaseException) -> bool:
    """Whether an exception is a fault of this program, and not of the document, the machine or the host."""
    return isinstance(error, Exception) and not isinstance(error, _NOT_OURS)


def fault_to_problem(error: Exception, what: str, where: Location | None) -> Problem:
    """An exception as a problem `internal`: the part that was given up, the kind of the error, its trace id."""
    trace = trace_id(error)
    _log.debug("fault %s in %s", trace, what, exc_info=error)
    return problem(
        "internal",
        f"a fault of this program in {what}: {type(error).__name__} (trace {trace}); what stands there was not read"
        " further. Please report it.",
        location=where if where is not None and where != Location() else None,
        data={"trace": trace, "error": type(error).__name__, "part": what},
    )


def trace_id(error: BaseException) -> str:
    """Twelve hexadecimal digits that are the same for the same fault at the same place of the program."""
    way = [type(error).__name__]
    for frame, line in walk_tb(error.__traceback__):
        code = frame.f_code
        way.append(f"{PurePath(code.co_filename).stem}:{code.co_name}:{line}")
    return hashlib.sha256("\n".join(way[:1] + way[-_DEPTH:]).encode()).hexdigest()[:12]


_DEPTH = 12
