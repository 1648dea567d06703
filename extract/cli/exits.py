"""Exit codes, and how commands print."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

OK, FINDINGS, USAGE, SOME_FAILED, INTERNAL, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 3, 4, 130, 141

EXIT_CODES = {
    OK: "all is well",
    FINDINGS: "findings (a partial document, a golden difference, a truth that does not hold)",
    USAGE: "wrong usage",
    SOME_FAILED: "some input failed",
    INTERNAL: "internal error",
    INTERRUPTED: "interrupted",
    PIPE_CLOSED: "the reader of our output went away",
}


def print_json(value: object) -> None:
    """One JSON value on stdout, in the canonical form."""
    from extract.emit import value_to_json

    write_json(value_to_json(value).decode())
    sys.stdout.flush()


def write_json(text: str) -> None:
    """JSON, or a piece of it, to stdout: byte for byte for a program, with what acts on a terminal escaped for a
    terminal."""
    if sys.stdout.isatty():
        from extract.lex.harmless import harmless_json

        text = harmless_json(text)
    sys.stdout.write(text)


def console(*, err: bool = False) -> Console:
    """A console for people: colours only on a terminal and without NO_COLOR; wide when nobody looks."""
    from rich.console import Console

    class Screen(Console):
        def on_broken_pipe(self) -> None:  # rich would leave with an exit code of its own
            raise

    stream = sys.stderr if err else sys.stdout
    return Screen(file=stream, highlight=False, soft_wrap=False, width=None if stream.isatty() else 200)
