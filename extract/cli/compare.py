"""`ir-extract diff`: what differs between two results, or two folders of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.cli.exits import FINDINGS, OK, console, print_json

if TYPE_CHECKING:
    from extract.compare import Comparison


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Also what follows from it: moves, tables, grounds, checks.")
@click.option("--limit", type=click.IntRange(min=0), default=200, show_default=True, help="Most lines to print.")
@click.option(
    "--html", metavar="OUT.html", type=click.Path(path_type=Path, dir_okay=False), help="Also write a page of it."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, with every difference.")
def diff(before: Path, after: Path, everything: bool, limit: int, html: Path | None, as_json: bool) -> int:
    """Compare two results that `run` wrote, or two folders of results.

    Documents are paired by name, facts by what they mean, so that a table put in changes no fact after it. Exit code 1
    when something differs.
    """
    from extract.compare import compare, counts_of, told_in_a_line
    from extract.compare.page import comparison_to_html
    from extract.compare.screen import comparison_to_renderables
    from extract.errors import ExtractError

    found = compare(before, after)
    counts = counts_of(found.documents)
    if html is not None:
        try:
            html.write_text(comparison_to_html(found), "utf-8")
        except OSError as error:
            raise ExtractError(error.strerror or str(error), name=str(html), remedy="name a file to write") from error
    if as_json:
        _print_json(found)
    else:
        screen = console()
        for part in comparison_to_renderables(found, everything=everything, limit=limit):
            screen.print(part)
        screen.print(told_in_a_line(counts))
    return FINDINGS if counts.changed or counts.new or counts.gone else OK


def _print_json(found: Comparison) -> None:
    import msgspec

    from extract.compare import counts_of, told_in_a_line

    counts = counts_of(found.documents)
    print_json(
        {
            "before": found.before,
            "after": found.after,
            "told": told_in_a_line(counts),
            "counts": msgspec.to_builtins(counts),
            "documents": [msgspec.to_builtins(each) for each in found.documents if each.state != "same"],
        }
    )
