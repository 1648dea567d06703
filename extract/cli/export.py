"""`ir-extract export`: results for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extract.cli.exits import OK, print_json

if TYPE_CHECKING:
    from extract.store import Stored

FORMS = {
    "xlsx": "a workbook a document: tables as printed, numbers as numbers, doubts in colour and sign, what is open",
    "xbrl-json": "xBRL-JSON (OIM 1.0) and its schema a document; only figures that are trusted",
    "csv": "all facts as rows of one file",
    "jsonl": "all facts as lines of one file",
}


@click.command()
@click.argument("results", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(list(FORMS)), default="xlsx", show_default=True, help="What to write."
)
@click.option(
    "--to",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write into; what is there under the same name is replaced.",
)
@click.option(
    "--pick",
    metavar="TEXT",
    multiple=True,
    help="Instead of a workbook a document: the rows of all documents that are called so, in one, by period. A part of "
    "a label or of a table's title, or a concept (Revenues); may be given several times.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def export(results: Path, form: str, folder: Path, pick: tuple[str, ...], as_json: bool) -> int:
    """Write results that `run` wrote in a form for other programs.

    xlsx: a workbook a document, with its tables as printed, each figure linked to its review page where `review` has
    written one, else to the page of a PDF beside the workbook; xbrl-json: a report that processors of XBRL load; csv
    and jsonl: all facts as rows of one file. --pick writes picked.xlsx: one sheet with the rows that are meant, a
    column for each period.
    """
    if pick and form != "xlsx":
        raise click.UsageError("--pick makes a workbook; leave --format out")
    from extract.batch import write_whole
    from extract.errors import ExtractError
    from extract.store import stored_results

    written = []
    reviewed = _reviewed(results, folder)
    found = stored_results(results)
    for name, data, told in _picked(found, pick, reviewed) if pick else _files(found, form, reviewed):
        path = folder / name
        try:
            write_whole(path, data)
        except OSError as error:
            raise ExtractError(error.strerror or str(error), name=str(path), remedy="name a folder to write") from error
        written.append({"file": str(path), **told})
        if not as_json:
            from extract.lex.harmless import harmless

            counted = ", ".join(f"{count:,} {what.replace('_', ' ')}" for what, count in told.items())
            click.echo(harmless(f"{path}: {counted}" if counted else f"{path}"))
    if as_json:
        print_json({"files": written})
    return OK


def _reviewed(results: Path, folder: Path) -> Callable[[str], str | None]:
    """Where the review page of a document lies, seen from its workbook, if there is one."""
    import os

    from extract.review.folder import FOLDER
    from extract.review.one_document import page_name

    def page(name: str) -> str | None:
        path = results / FOLDER / f"{page_name(f'{name}.json')}.html"
        if not results.is_dir() or not path.is_file():
            return None
        return Path(os.path.relpath(path.resolve(), (folder / name).resolve().parent)).as_posix()

    return page


def _picked(
    found: Iterator[Stored], words: tuple[str, ...], reviewed: Callable[[str], str | None]
) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    from extract.export.picked import picked_to_xlsx

    data, rows = picked_to_xlsx(found, words, reviewed)
    yield "picked.xlsx", data, {"rows": rows}


def _files(
    found: Iterator[Stored], form: str, reviewed: Callable[[str], str | None]
) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Names below the folder, their content, and counts of what is in them."""
    from extract.emit import facts_to_csv, facts_to_jsonl, value_to_json

    if form in ("csv", "jsonl"):
        results = [each.result for each in found]
        data = facts_to_csv(results) if form == "csv" else facts_to_jsonl(results)
        yield f"facts.{form}", data, {"facts": sum(len(result.facts) for result in results)}
        return
    for each in found:
        if form == "xlsx":
            from extract.export.workbook import result_to_xlsx

            yield (
                f"{each.name}.xlsx",
                result_to_xlsx(each.result, review=reviewed(each.name)),
                {"facts": len(each.result.facts)},
            )
            continue
        from extract.export.xbrl_json import result_to_xbrl

        schema = f"{each.name.rpartition('/')[2]}.xsd"
        made = result_to_xbrl(each.result, schema)
        yield f"{each.name}.xsd", made.schema.encode(), {}
        yield f"{each.name}.json", value_to_json(made.report), {"facts": made.facts, "left_out": made.left_out}
