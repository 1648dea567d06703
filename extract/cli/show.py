"""`ir-extract show`: one document in the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from extract.cli.exits import FINDINGS, OK, SOME_FAILED, console


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--table", metavar="ID", help="Only this table.")
@click.option("--problems", is_flag=True, help="Only what is wrong: failing checks and problems.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as canonical JSON.")
def show(file: Path, table: str | None, problems: bool, as_json: bool) -> int:
    """Show a document, or a result that `run` wrote, as it was understood.

    Values that are not simply as printed carry a mark and a colour; the legend says which.
    """
    from extract.emit import result_from_json, result_to_json

    if file.suffix == ".json":
        result = result_from_json(file.read_bytes(), name=file.name)
    else:
        from extract.pipeline import read

        result = read(file)
    if table is not None and table not in {known.id for known in result.tables}:
        ids = ", ".join(known.id for known in result.tables) or "none"
        raise click.UsageError(f"{file}: there is no table {table}; its tables are: {ids}")
    if as_json:
        sys.stdout.write(result_to_json(result).decode())
    else:
        from extract.show import result_to_renderables

        screen = console()
        for part in result_to_renderables(result, table=table, only_problems=problems):
            screen.print(part)
    return {"complete": OK, "partial": FINDINGS, "failed": SOME_FAILED}[result.status]
