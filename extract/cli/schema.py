"""`ir-extract schema`: the JSON Schema of a result."""

from __future__ import annotations

import sys

import click

from extract.cli.exits import OK, print_json


@click.command()
@click.option("--generate", is_flag=True, help="Generate it from the model instead of printing the shipped file.")
@click.option("--json", "as_json", is_flag=True, help="Accepted for uniformity: the schema is JSON either way.")
def schema(generate: bool, as_json: bool) -> int:
    """Print the JSON Schema (2020-12) that every result satisfies."""
    from extract.emit import schema_of_results, shipped_schema

    if generate:
        print_json(schema_of_results())
    else:
        sys.stdout.write(shipped_schema().decode())
    return OK
