"""`ir-extract run`: documents in, one JSON each out, and a summary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.cli.exits import FINDINGS, INTERNAL, OK, SOME_FAILED, console, print_json

if TYPE_CHECKING:
    from extract.batch import Item


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for the results.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl", "csv"]),
    default="json",
    show_default=True,
    help="Besides one JSON per document, write all facts as rows into facts.jsonl or facts.csv.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
@click.option("--quiet", "-q", is_flag=True, help="No progress on stderr, no summary table.")
def run(inputs: tuple[str, ...], out: Path, form: str, as_json: bool, quiet: bool) -> int:
    """Read documents and write one JSON per document into a folder.

    INPUT is a file, a folder (all .txt, .htm, .html and .pdf files in it) or a quoted pattern. A document that
    cannot be read is a row in the summary and does not stop the others.
    """
    from extract.batch import run_many
    from extract.pipeline import read

    items = []
    for number, item in enumerate(run_many(inputs, out, read=read), start=1):
        items.append(item)
        if item.error:
            click.echo(f"ir-extract: {item.error}", err=True)
        elif not quiet and item.result is not None:
            click.echo(f"{number}: {item.input}: {item.result.status}, {len(item.result.facts)} facts", err=True)
    if form != "json":
        _write_facts(items, out, form)
    code = exit_code(items)
    if as_json:
        print_json({"documents": [_row(item) for item in items], "exit": code})
    elif not quiet:
        from extract.show import summary_to_renderable

        console().print(summary_to_renderable(items))
    return code


def exit_code(items: list[Item]) -> int:
    """The worst that happened to any document."""
    if any(item.ours for item in items):
        return INTERNAL
    if any(item.result is None or item.result.status == "failed" for item in items):
        return SOME_FAILED
    return OK if all(item.result is not None and item.result.status == "complete" for item in items) else FINDINGS


def _row(item: Item) -> dict[str, object]:
    from extract.summary import result_to_summary

    summary = result_to_summary(item.result) if item.result is not None else {"status": "failed"}
    return {"input": item.input, "output": item.output, "error": item.error, **summary}


def _write_facts(items: list[Item], out: Path, form: str) -> None:
    from extract.batch import write_whole
    from extract.emit import facts_to_csv, facts_to_jsonl

    results = [item.result for item in items if item.result is not None]
    write_whole(out / f"facts.{form}", facts_to_csv(results) if form == "csv" else facts_to_jsonl(results))
