"""`ir-extract run`, `watch` and `status`: documents in, one JSON each out, and what became of each."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from extract.cli.exits import FINDINGS, INTERNAL, OK, SOME_FAILED, console, write_json

if TYPE_CHECKING:
    from extract.batch import Batch, Options
    from extract.batch.manifest import Row
    from extract.batch.report import Tally

C = TypeVar("C", bound=Callable[..., Any])
UNITS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}


class Size(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A number of bytes: `500M`, `2G`."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Bytes; fails for what is no positive size."""
        if isinstance(value, int):
            return value
        text = str(value).strip().lower().removesuffix("b").removesuffix("i")
        digits = text.rstrip("kmg")
        try:
            size = int(float(digits) * UNITS[text[len(digits) :]])
        except (ValueError, KeyError, OverflowError):
            size = 0
        if size <= 0:
            self.fail(f"{value!r} is not a size like 500M or 2G", param, ctx)
        return size


def work_options(command: C) -> C:
    """The options that `run` and `watch` share."""
    seconds = click.FloatRange(min=0.01)
    for option in (
        click.option("--quiet", "-q", is_flag=True, help="No progress on stderr, no summary table."),
        click.option("--retry-failed", is_flag=True, help="Try documents again that ran into a limit or crashed."),
        click.option(
            "--together", is_flag=True, help="Let documents of one issuer prove each other, in a second pass."
        ),
        click.option("--wait", is_flag=True, help="Wait while another run writes into the same folder."),
        click.option(
            "--corrections",
            metavar="FILE",
            multiple=True,
            type=click.Path(exists=True, dir_okay=False),
            help="What a person says of facts, as saved from a review page; may be given several times.",
        ),
        click.option(
            "--vocab",
            metavar="FOLDER",
            type=click.Path(exists=True, file_okay=False),
            help="Words of an issuer or a language (currencies, scales, units, counted things), added to ours.",
        ),
        click.option(
            "--fiscal-year-label",
            type=click.Choice(["start", "end"]),
            help="The year by which fiscal years are named, where a document does not say it.",
        ),
        click.option(
            "--fiscal-year-end",
            metavar="MM-DD",
            callback=_day_of_year,
            help="The last day of fiscal years, where a document does not say it.",
        ),
        click.option(
            "--tags",
            type=click.Choice(["beside", "off"]),
            default="beside",
            show_default=True,
            help="Whether the tags of inline XBRL are read beside the print, as witnesses.",
        ),
        click.option(
            "--ocr-pages",
            type=click.IntRange(min=0),
            default=12,
            show_default=True,
            help="Most pages of a document that are read by OCR, about 7 s of CPU time each.",
        ),
        click.option(
            "--ocr",
            type=click.Choice(["auto", "off"]),
            default="auto",
            show_default=True,
            help="Whether pages that are pictures are read by the engines at hand.",
        ),
        click.option("--output-size", type=Size(), default="256M", show_default=True, help="Largest result."),
        click.option("--memory", type=Size(), default="2G", show_default=True, help="Memory for one document."),
        click.option("--cpu-seconds", type=seconds, default=120, show_default=True, help="CPU time for one document."),
        click.option("--seconds", type=seconds, default=240, show_default=True, help="Time for one document."),
        click.option("--scheduler", metavar="ADDRESS", help="The scheduler of --engine dask."),
        click.option(
            "--engine",
            type=click.Choice(["local", "dask"]),
            default="local",
            show_default=True,
            help="Who does the work.",
        ),
        click.option(
            "--jobs", "-j", type=click.IntRange(min=0), help="Worker processes; one per core if not given, 0 for none."
        ),
        click.option(
            "--out",
            required=True,
            metavar="DIR",
            callback=_named,
            help="Folder, or s3:// or gs:// address, for the results.",
        ),
    ):
        command = option(command)
    return command


def _day_of_year(context: click.Context, option: click.Parameter, given: str | None) -> str | None:
    """A month and a day that every year has."""
    from extract.detect.told_years import month_and_day

    if given is not None and month_and_day(given) is None:
        raise click.BadParameter(f"{given!r} is no day of the year like 03-31", ctx=context, param=option)
    return given


def _named(context: click.Context, option: click.Parameter, given: str) -> str:
    """A place for results that has a name; `""` would be the folder we happen to stand in."""
    if not given.strip():
        raise click.BadParameter("is empty; name a folder, `.` for this one", ctx=context, param=option)
    return given


def _options(given: dict[str, Any]) -> Options:
    from extract.batch import Limits, Options
    from extract.corrections import load_corrections
    from extract.model import Settings

    limits = Limits(
        seconds=given["seconds"],
        cpu_seconds=given["cpu_seconds"],
        memory_bytes=given["memory"],
        output_bytes=given["output_size"],
    )
    names = ("jobs", "engine", "scheduler", "retry_failed", "wait", "together")
    said = ("ocr", "vocab", "tags", "fiscal_year_end", "fiscal_year_label")
    settings = Settings(max_ocr_pages=given["ocr_pages"], **{name: given[name] for name in said})
    return Options(
        settings=settings,
        limits=limits,
        corrections=load_corrections(given["corrections"]),
        force=given.get("force", False),
        **{name: given[name] for name in names},
    )


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@work_options
@click.option("--force", is_flag=True, help="Do everything again, also what has not changed.")
@click.option("--prune", is_flag=True, help="Drop rows and results of documents that the inputs no longer lead to.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl", "csv"]),
    default="json",
    show_default=True,
    help="Besides one JSON per document, write all facts as rows into facts.jsonl or facts.csv.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
def run(inputs: tuple[str, ...], out: str, form: str, as_json: bool, quiet: bool, prune: bool, **given: Any) -> int:
    """Read documents and write one JSON per document into a folder, and a row for each into its manifest.jsonl.

    INPUT is a file, a folder (all texts, tables, web pages, PDFs and zip archives in it), a quoted pattern, a zip
    archive, an address like s3://bucket/folder, or @FILE with one input per line (@- is stdin). What is done and has
    not changed is not done again, so a run that was interrupted goes on when it is repeated. A document that cannot be
    read, takes too long, needs too much memory or crashes is a row in the summary and does not stop the others.
    """
    from extract.batch import Batch
    from extract.batch.inputs import count
    from extract.batch.report import Progress, rows_to_renderable

    with Batch(out, _options(given)) as batch:
        screen = console(err=True)
        with Progress(screen, quiet=quiet, total=count(inputs)) as progress:
            for done in batch.documents(inputs, begun=progress.begin):
                progress.tell(done)
        if prune:
            _prune(batch, quiet=quiet)
        if batch.skipped and not quiet:
            _say(f"not taken from folders: {_kinds(batch.skipped)}")
        if unused := batch.unused_corrections():
            _say(f"corrections of documents that are not in this run: {unused}")
        for note in batch.notes:
            _say(f"not judged together: {note}")
        if form != "json":
            _write_facts(batch, form)
        code = exit_code(progress.tally)
        if as_json:
            _print(batch.rows(), progress.tally, code)
        elif not quiet:
            console().print(rows_to_renderable(batch.rows(), progress.tally))
    return code


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@work_options
@click.option("--settle", type=click.FloatRange(min=0), default=2, show_default=True, help="Seconds a file must rest.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per document, a line each.")
def watch(folder: Path, out: str, settle: float, as_json: bool, quiet: bool, **given: Any) -> int:
    """Read documents as they land in FOLDER, once they are whole, until interrupted.

    A file is whole when it has not changed for --settle seconds; one that changes later is read again. A folder that
    goes away is waited for.
    """
    import signal

    from extract.batch.report import Tally, line_of, row_to_plain
    from extract.batch.watch import watch as watch_folder

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    tally = Tally()
    try:
        for done in watch_folder(folder, Path(out), _options(given), settle_s=settle, tell=_say):
            tally.add(done.row, fresh=done.fresh)
            if as_json:
                import msgspec

                write_json(msgspec.json.encode(row_to_plain(done.row), order="sorted").decode() + "\n")
                sys.stdout.flush()
            elif not quiet or done.row.status == "failed":
                click.echo(line_of(done), err=True)
    except KeyboardInterrupt:
        pass
    return exit_code(tally)


def _say(text: str) -> None:
    from extract.lex.harmless import harmless

    click.echo(f"ir-extract: {harmless(text)}", err=True)


@click.command()
@click.argument("out", metavar="DIR")
@click.option("--failed", is_flag=True, help="Only the documents that failed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def status(out: str, failed: bool, as_json: bool) -> int:
    """Say what became of the documents of a run into DIR, from its manifest; also while it runs.

    The exit code is that of the run. Rows of earlier runs, to whose documents the inputs of the last one did not lead,
    are told apart and do not count.
    """
    from extract.batch.report import Tally, rows_to_renderable

    tally = Tally(_rows_of(out))
    rows = (row for row in _rows_of(out) if not failed or row.status == "failed")
    code = exit_code(tally)
    if as_json:
        _print(rows, tally, code)
    else:
        console().print(rows_to_renderable(rows, tally))
    return code


def _prune(batch: Batch, *, quiet: bool) -> None:
    from extract.errors import ExtractError

    try:
        gone = batch.prune()
    except ExtractError as error:
        _say(str(error))
        return
    if gone and not quiet:
        _say(f"dropped {gone} results of documents that are no longer there")


def _kinds(skipped: Counter[str]) -> str:
    """`3 .docx, 1 without suffix`, the most frequent first."""
    kinds = sorted(skipped.items(), key=lambda item: (-item[1], item[0]))
    more = f" and {len(kinds) - 12} kinds more" if len(kinds) > 12 else ""
    return ", ".join(f"{count} {kind or 'without suffix'}" for kind, count in kinds[:12]) + more


def exit_code(tally: Tally) -> int:
    """The worst that happened to any document."""
    if tally.ours:
        return INTERNAL
    if tally.status["failed"]:
        return SOME_FAILED
    return FINDINGS if tally.status["partial"] else OK


def _rows_of(out: str) -> Iterable[Row]:
    """The rows of the manifest of this output. Raises ExtractError when there is none."""
    import tempfile

    from extract.batch.manifest import read_rows
    from extract.batch.output import MANIFEST, Target
    from extract.errors import ExtractError

    target = Target(out)
    data = target.read(MANIFEST, sure=True) if target.remote else None
    missing = ExtractError("holds no manifest", name=out, remedy="name the folder that `run` wrote into with --out")
    if target.remote:
        if data is None:
            raise missing
        with tempfile.NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            yield from read_rows(Path(file.name))
        return
    if not target.path(MANIFEST).is_file():
        raise missing
    yield from read_rows(target.path(MANIFEST))


def _print(rows: Iterable[Row], tally: Tally, code: int) -> None:
    """The rows as one JSON object, written as they come: there may be many."""
    from extract.batch.report import plain_rows
    from extract.emit import value_to_json

    head, tail = value_to_json({"counts": tally.plain(), "documents": [], "exit": code}).decode().split("[]")
    sys.stdout.write(head + "[")
    for number, plain in enumerate(plain_rows(rows)):
        text = value_to_json(plain).decode().rstrip().replace("\n", "\n  ")
        write_json(("," if number else "") + "\n  " + text)
    sys.stdout.write("\n ]" + tail)
    sys.stdout.flush()


def _write_facts(batch: Batch, form: str) -> None:
    """All facts of the run in one file, written whole, one document in memory at a time."""
    from extract.batch.output import Target
    from extract.emit import facts_to_csv, facts_to_jsonl, result_from_json

    head = facts_to_csv(()) if form == "csv" else b""
    target: Target = batch.target
    with target.growing(f"facts.{form}") as file:
        file.write(head)
        for row in batch.rows():
            data = target.read(row.output) if row.output else None
            if data is not None:
                results = (result_from_json(data, name=row.output or ""),)
                file.write(facts_to_csv(results)[len(head) :] if form == "csv" else facts_to_jsonl(results))
