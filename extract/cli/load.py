"""`ir-extract load`: results into a database or Parquet files."""

from __future__ import annotations

from pathlib import Path

import click

from extract.cli.exits import OK, print_json


@click.command()
@click.argument("results", type=click.Path(path_type=Path))
@click.argument("into", type=click.Path(path_type=Path))
@click.option("--prefix", default="", metavar="TEXT", help="Put before the names of documents, to tell folders apart.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def load(results: Path, into: Path, prefix: str, as_json: bool) -> int:
    """Load results that `run` wrote into a DuckDB database, or into a folder of Parquet files.

    INTO ends with `.duckdb`, or is the name of a folder. A document is known by its name: loading it again replaces its
    rows, so that loading twice changes nothing. docs/database.md lists the tables and shows questions in SQL.
    """
    import msgspec

    from extract.store import stored_results
    from extract.store.database import load_duckdb, load_parquet

    if into.suffix not in ("", ".duckdb"):
        raise click.UsageError(f"{into}: give a name that ends with .duckdb, or a folder for Parquet files")
    loader = load_duckdb if into.suffix else load_parquet
    loaded = loader(stored_results(results), into, prefix=prefix)
    if as_json:
        print_json({"into": str(into), **msgspec.to_builtins(loaded)})
    else:
        from extract.lex.harmless import harmless

        replaced = f" ({loaded.replaced:,} replaced)" if loaded.replaced else ""
        told = f"{loaded.documents:,} documents{replaced}, {loaded.rows['facts']:,} facts"
        click.echo(harmless(f"{into}: {told}"))
    return OK
