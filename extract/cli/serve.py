"""`ir-extract serve` and `ir-extract mcp`: the library for other processes."""

from __future__ import annotations

from pathlib import Path

import click

from extract.cli.exits import OK, print_json


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any that is free.")
@click.option("--workers", type=click.IntRange(min=1), default=2, show_default=True, help="Documents read at once.")
@click.option("--waiting", type=click.IntRange(min=0), default=32, show_default=True, help="Most documents that wait.")
@click.option("--seconds", type=click.FloatRange(min=1), default=240, show_default=True, help="Time for a document.")
@click.option("--cpu-seconds", type=click.FloatRange(min=1), default=120, show_default=True, help="CPU time for one.")
@click.option("--memory", type=click.IntRange(min=256), default=2048, show_default=True, help="MiB for a document.")
@click.option("--json", "as_json", is_flag=True, help="Print the address as one JSON object.")
def serve(port: int, workers: int, waiting: int, seconds: float, cpu_seconds: float, memory: int, as_json: bool) -> int:
    """Serve the library to programs of this machine: POST a document to /v1/read?name=…, get its result as JSON.

    Each document is read in a worker with the limits given; one that goes beyond them is an answer that says so and
    harms no other. It listens on 127.0.0.1 only, until it is interrupted. /openapi.json describes it.
    """
    from extract.batch.pool import Pool
    from extract.errors import ExtractError

    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        told = f"the package {error.name} is not installed"
        raise ExtractError(told, name="serve", remedy="pip install 'ir-extract[serve]'") from error
    from extract.serve.service import listen
    from extract.serve.service import serve as serve_on

    sock = listen(port)
    address = f"http://127.0.0.1:{sock.getsockname()[1]}"
    if as_json:
        print_json({"address": address, "workers": workers})
    else:
        click.echo(f"ir-extract: {address} (POST /v1/read, GET /openapi.json); interrupt to end", err=True)
    with Pool(workers, seconds=seconds, cpu_seconds=cpu_seconds, memory_bytes=memory * 1024**2) as pool:
        serve_on(pool, sock, waiting=waiting)
    return OK


@click.command()
@click.argument("results", type=click.Path(path_type=Path))
@click.option(
    "--source",
    "sources",
    metavar="FOLDER",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Where the documents are, if not where the run found them; may be given several times.",
)
def mcp(results: Path, sources: tuple[Path, ...]) -> int:
    """Answer questions about results that `run` wrote, as an MCP server on standard input and output.

    Tools: list_documents, find_facts, fact_evidence. Every answer says whether a figure is trusted, and why not.
    """
    from extract.serve.mcp_server import make_server

    make_server(results, sources).run()
    return OK
