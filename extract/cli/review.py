"""`ir-extract review`: pages on which a person sees, and says, what is right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from extract.cli.exits import FINDINGS, OK, SOME_FAILED, console, print_json


@click.command()
@click.argument("out", metavar="DIR")
@click.option(
    "--source",
    "sources",
    metavar="FOLDER",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Where the documents are, if not where the run found them; may be given several times.",
)
@click.option("--only", metavar="PATTERN", help="Only documents whose name is like this: `*.pdf`, `in/2024/*`.")
@click.option(
    "--to",
    "into",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write the pages there; DIR/review by default.",
)
@click.option("--no-pictures", is_flag=True, help="Draw no pages of PDFs: small and quick.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="Worker processes; one per core if not given.")
@click.option("--open", "show", is_flag=True, help="Open the index in the browser.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written as one JSON object.")
def review(
    out: str,
    sources: tuple[Path, ...],
    only: str | None,
    into: Path | None,
    no_pictures: bool,
    jobs: int | None,
    show: bool,
    as_json: bool,
) -> int:
    """Write a page for each document of a run into DIR, and an index of them, to be opened from disk.

    A page shows the document beside its rebuilt tables: where each figure, its label, its unit and its period were
    printed, what its value rests on, and what needs a person first. What the person says is saved from the page as a
    file for `run --corrections`. A document that is not found, or has changed, is told; its page is without pictures.
    """
    from extract.review.folder import write_review

    made = write_review(out, sources=sources, into=into, only=only, pictures=not no_pictures, jobs=jobs)
    code = exit_of(made)
    if as_json:
        print_json({"index": str(made.index), "documents": [_plain(each) for each in made.documents], "exit": code})
    else:
        _tell(made)
    if show:
        import webbrowser

        webbrowser.open(made.index.resolve().as_uri())
    return code


def exit_of(made: Any) -> int:
    """3 when a page could not be made of a result, 1 when a document is missing or there is none, else 0."""
    if any(each.error and each.row.output for each in made.documents):
        return SOME_FAILED
    missing = any(each.written is None or each.written.source != "found" for each in made.documents)
    return FINDINGS if missing or not made.documents else OK


def _plain(each: Any) -> dict[str, Any]:
    written = each.written
    return {
        "input": each.row.input,
        "status": each.row.status,
        "page": f"{each.page}.html" if written else None,
        "error": each.error,
        "source": written.source if written else None,
        **{name: getattr(written, name) if written else 0 for name in _COUNTS},
    }


_COUNTS = ("facts", "trusted", "needs", "problems", "pictures", "picture_bytes", "bytes")


def _tell(made: Any) -> None:
    from extract.lex.harmless import harmless

    documents = made.documents
    screen = console(err=True)
    for each in documents:
        if each.error:
            screen.print(f"ir-extract: {harmless(each.row.input)}: {harmless(each.error)}", markup=False)
        elif each.written.source != "found":
            told = "was not found" if each.written.source == "missing" else "has changed since it was read"
            screen.print(
                f"ir-extract: {harmless(each.row.input)}: the document {told}; its page is without it", markup=False
            )
    if not documents:
        screen.print("ir-extract: there is no document to review: the run has read none, or --only leaves all out")
    pages = [each.written for each in documents if each.written]
    size = sum(each.bytes + each.picture_bytes for each in pages) / 1e6
    needs = sum(each.needs for each in pages)
    count = "1 document" if len(pages) == 1 else f"{len(pages):,} documents"
    waiting = "1 fact needs" if needs == 1 else f"{needs:,} facts need"
    click.echo(harmless(f"{made.index}: {count}, {waiting} a person ({size:,.1f} MB)"))
