"""`ir-extract show`: one document in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from extract.cli.exits import FINDINGS, INTERNAL, OK, SOME_FAILED, console, write_json

if TYPE_CHECKING:
    from extract.model import Settings


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--table", metavar="ID", help="Only this table.")
@click.option("--problems", is_flag=True, help="Only what is wrong: failing checks and problems.")
@click.option("--page", type=click.IntRange(min=1), help="The page of a PDF that --image draws; the first by default.")
@click.option(
    "--image",
    metavar="OUT.png",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw a page of a PDF with the boxes of its tables, cells and flagged facts.",
)
@click.option(
    "--ocr",
    type=click.Choice(["auto", "off"]),
    default="auto",
    show_default=True,
    help="Whether pages that are pictures are read by the engines at hand.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as canonical JSON.")
def show(
    file: Path,
    table: str | None,
    problems: bool,
    page: int | None,
    image: Path | None,
    ocr: Literal["auto", "off"],
    as_json: bool,
) -> int:
    """Show a document, or a result that `run` wrote, as it was understood.

    Values that are not simply as printed carry a mark and a colour; the legend says which.
    """
    from extract.emit import calls_itself_result, result_from_json, result_to_json, without_refused
    from extract.model import Settings

    settings = Settings(ocr=ocr)
    if image is not None:
        _draw(file, page or 1, image, settings)
        return OK
    if page is not None:
        raise click.UsageError("--page names the page that --image draws; give --image OUT.png too")
    if file.suffix == ".json" and calls_itself_result(data := _bytes_of(file)):
        result = result_from_json(data, name=file.name)
    else:
        from extract.pipeline import read

        result = without_refused(read(file, settings=settings))
    if table is not None and table not in {known.id for known in result.tables}:
        ids = ", ".join(known.id for known in result.tables) or "none"
        raise click.UsageError(f"{file}: there is no table {table}; its tables are: {ids}")
    if as_json:
        write_json(result_to_json(result).decode())
    else:
        from extract.lex.harmless import harmless_struct
        from extract.show import result_to_renderables

        screen = console()
        shown = harmless_struct(result)
        for part in result_to_renderables(shown, table=table, only_problems=problems, width=screen.width):
            screen.print(part)
    if any(problem.code == "internal" for problem in result.problems):
        return INTERNAL
    return {"complete": OK, "partial": FINDINGS, "failed": SOME_FAILED}[result.status]


def _bytes_of(file: Path) -> bytes:
    from extract.errors import ExtractError

    try:
        return file.read_bytes()
    except OSError as error:
        told = f"cannot be opened: {error.strerror or error}"
        raise ExtractError(told, name=str(file), remedy="check the path and its permissions") from error


def _draw(file: Path, page: int, image: Path, settings: Settings) -> None:
    """Write a page of a PDF with what was understood drawn over it."""
    from extract.errors import ExtractError
    from extract.lex.harmless import harmless
    from extract.pipeline import read_document
    from extract.read import read_pages, sniff
    from extract.read.render import Overlay, page_to_overlay, render_page

    data = _bytes_of(file)
    if sniff(data) != "application/pdf":
        raise click.UsageError(f"{file}: is no PDF, so it has no pages to draw; leave --image out")
    reading, _ = read_pages(data, file.name, settings)
    drawn = [box for each in reading.pages if each.number == page for box in page_to_overlay(each)]
    for fact in read_document(data, file.name, settings).facts:
        if fact.location.page == page and fact.location.box is not None:
            if fact.status in ("conflict", "unresolved"):
                drawn.append(Overlay(fact.location.box, "flag", fact.status))
            elif fact.status in ("repaired", "inferred"):
                drawn.append(Overlay(fact.location.box, "repair", fact.status))
    picture = render_page(data, page, drawn, name=file.name)
    try:
        image.write_bytes(picture)
    except OSError as error:
        raise ExtractError(error.strerror or str(error), name=str(image), remedy="Name a file to write.") from error
    click.echo(harmless(f"{image}: page {page} of {file}"))
