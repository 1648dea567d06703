"""The command line: arguments in, one library call, an exit code out.

What a program may read goes to stdout, all else to stderr. Commands import what they need when they run, so that
`--help` is quick. The exit codes are the same for all commands; see EXIT_CODES.
"""

from __future__ import annotations

import _thread
import io
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from extract.cli import compare, export, golden, load, review, run, schema, series, serve, show, truth
from extract.cli.exits import EXIT_CODES, INTERNAL, INTERRUPTED, PIPE_CLOSED, SOME_FAILED, USAGE

_AGAIN_S = 0.01

EPILOG = "Exit codes: " + "; ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES.items()) + "."


def _version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if not asked or context.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    def of(package: str) -> str:
        try:
            return version(package)
        except PackageNotFoundError:
            return "not installed"

    others = ", ".join(f"{name} {of(name)}" for name in ("msgspec", "z3-solver", "pymupdf"))
    click.echo(f"ir-extract {of('ir-extract')} (Python {sys.version.split()[0]}, {others})")
    context.exit()


class _ReaderGone(Exception):
    """The reader of our output went away; click would make an exit code of its own of a broken pipe."""


@contextmanager
def _reader_watched() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise _ReaderGone from error


class _Commands(click.Group):
    def make_context(self, *given: Any, **named: Any) -> click.Context:
        with _reader_watched():
            return super().make_context(*given, **named)

    def invoke(self, ctx: click.Context) -> Any:
        with _reader_watched():
            return super().invoke(ctx)


@click.group(
    cls=_Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Print versions.")
def commands() -> None:
    """Numbers from results releases and slide decks: as printed, repaired with a proof, or flagged. Never guessed."""


for command in (
    run.run,
    run.watch,
    run.status,
    show.show,
    review.review,
    compare.diff,
    load.load,
    export.export,
    series.series,
    serve.serve,
    serve.mcp,
    schema.schema,
    golden.golden,
    truth.truth,
):
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs a command and leaves with its exit code; no document and no argument ends in a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _demand_streams()
    try:
        with _lost_interrupts_heeded():
            code = commands.main(given, prog_name="ir-extract", standalone_mode=False)
            sys.stdout.flush()
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        _tell(shown.getvalue().rstrip("\n"), lines=True)
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        _tell("ir-extract: interrupted")
        code = INTERRUPTED
    except (BrokenPipeError, _ReaderGone):
        _forget_output()
        code = PIPE_CLOSED
    except Exception as error:
        told, code = _failed(error)
        _tell(f"ir-extract: {told}")
        _end_output({"error": told, "exit": code} if "--json" in given else None)
    sys.exit(code if isinstance(code, int) else 0)


@contextmanager
def _lost_interrupts_heeded() -> Iterator[None]:
    """An interrupt that Python raises while an object is taken down is told on stderr and forgotten, and the command
    would go on: it is given again a moment later."""
    before = sys.unraisablehook

    def hook(lost: sys.UnraisableHookArgs) -> None:
        if lost.exc_type is not KeyboardInterrupt:
            before(lost)
            return
        again = threading.Timer(_AGAIN_S, _thread.interrupt_main)
        again.daemon = True
        again.start()

    sys.unraisablehook = hook
    try:
        yield
    finally:
        sys.unraisablehook = before


def _forget_output() -> None:
    """What reads us has gone, or takes no more; Python would complain again when it flushes stdout at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _demand_streams() -> None:
    """Streams that were closed before we began are as if nobody read them."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - it lives as long as we


_LONGEST_TOLD = 1_000  # a name that fills a screen hides what is said of it


def _failed(error: Exception) -> tuple[str, int]:
    """What is said of an error, in one line, and the exit code."""
    from extract.errors import ExtractError
    from extract.lex.harmless import within

    if os.environ.get("IR_EXTRACT_DEBUG"):
        raise error
    if isinstance(error, OSError) and error.filename is None and error.strerror:
        told, code = f"reading or writing failed: {error.strerror}", SOME_FAILED
    elif isinstance(error, ExtractError | OSError):
        told, code = within(str(error), _LONGEST_TOLD), SOME_FAILED
    else:
        told = f"internal error, {type(error).__name__}: {error} (set IR_EXTRACT_DEBUG=1 to see where, and report it)"
        code = INTERNAL
    return told, code


def _tell(text: str, *, lines: bool = False) -> None:
    """What ends us, to stderr, in one line unless it is ours; where nobody can take it, the exit code says the rest."""
    from extract.lex.harmless import harmless

    with suppress(OSError):
        click.echo(harmless(text, lines=lines), err=True)


def _end_output(last: object | None) -> None:
    """What remains to be said on stdout, unless the output itself is what failed: a full device, a reader that went."""
    from extract.cli.exits import print_json

    try:
        if last is not None:
            print_json(last)
        sys.stdout.flush()
    except OSError:
        _forget_output()
