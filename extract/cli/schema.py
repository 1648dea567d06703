"""`ir-extract schema`: the JSON Schema of a result."""

from __future__ import annotations

import sys

import click

from extract.cli.exits import OK, print_json


@click.command()
@click.option(
    "--of",
    "what",
    type=click.Choice(["result", "corrections"]),
    default="result",
    show_default=True,
    help="The schema of a result, or that of a line of a corrections file.",
)
@click.option("--generate", is_flag=True, help="Generate it from the model instead of printing the shipped file.")
@click.option("--json", "as_json", is_flag=True, help="Accepted for uniformity: the schema is JSON either way.")
def schema(what: str, generate: bool, as_json: bool) -> int:
    """Print the JSON Schema (2020-12) that every result satisfies, or every line of a file of corrections."""
    from extract.corrections import CORRECTION_SCHEMA_FILE, schema_of_corrections
    from extract.emit import SCHEMA_FILE, schema_of_results, shipped_schema

    made, file = schema_of_results, SCHEMA_FILE
    if what == "corrections":
        made, file = schema_of_corrections, CORRECTION_SCHEMA_FILE
    if generate:
        print_json(made())
    else:
        sys.stdout.write(shipped_schema(file).decode())
    return OK
