"""A local HTTP service: a document in the body of a POST, its result as JSON, each read in a worker with limits.

It listens on this machine only and answers nobody who comes by another name or from a web page. What is read, how far
it can be trusted, and every doubt are in the answer, which is the canonical JSON of the result.
"""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import msgspec

from extract.batch.pool import DocumentFailed, Pool
from extract.errors import ExtractError
from extract.lex.harmless import harmless

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

HOSTS = ("127.0.0.1", "localhost", "[::1]")
RETRY_AFTER_S = 5
# What became of a document that its worker could not finish, as a status of HTTP.
STATUS_OF_KIND = {"timeout": 504, "memory": 507, "crash": 500, "error": 500}


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no result: what an error answer holds."""

    error: str
    kind: str


def make_app(pool: Pool, *, waiting: int = 32) -> Starlette:
    """The service over a pool. At most `waiting` documents wait for a worker; others are asked to come again."""
    from starlette.applications import Starlette
    from starlette.responses import JSONResponse, PlainTextResponse
    from starlette.responses import Response as Answer
    from starlette.routing import Route

    from extract.emit import result_to_json, shipped_schema
    from extract.serve.openapi import openapi

    under_way = 0

    def refusal(status: int, error: str, kind: str, **headers: str) -> Response:
        told = msgspec.to_builtins(Refusal(error=harmless(error), kind=kind))
        return JSONResponse(told, status_code=status, headers=headers)

    async def read(request: Request) -> Response:
        nonlocal under_way
        name = request.query_params.get("name") or "document"
        if under_way >= len(pool) + waiting:
            told = f"{under_way} documents are under way or waiting"
            return refusal(503, told, "busy", **{"Retry-After": str(RETRY_AFTER_S)})
        under_way += 1
        try:
            data = await _body(request, pool.settings.max_bytes)
            if data is None:
                told = f"{name}: it is larger than the limit of {pool.settings.max_bytes:,} bytes"
                return refusal(413, told, "too_large")
            if not data:
                return refusal(400, f"{name}: the body of the request is the document, and it is empty", "empty")
            result = await pool.aread(data, name=name)
        except DocumentFailed as error:
            return refusal(STATUS_OF_KIND.get(error.kind, 500), error.by_option, error.kind)
        except ExtractError as error:
            return refusal(503, str(error), "closed")
        finally:
            under_way -= 1
        return Answer(result_to_json(result), media_type="application/json")

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok", "workers": len(pool), "under_way": under_way})

    async def schema(_: Request) -> Response:
        return Answer(shipped_schema(), media_type="application/schema+json")

    async def describe(_: Request) -> Response:
        return JSONResponse(openapi())

    async def greet(_: Request) -> Response:
        return PlainTextResponse(
            "ir-extract\n\ncurl --data-binary @release.pdf 'http://127.0.0.1:PORT/v1/read?name=release.pdf'\n\n"
            "GET /openapi.json describes it, GET /v1/schema is the schema of a result, GET /health says how it is.\n"
        )

    app = Starlette(
        routes=[
            Route("/v1/read", read, methods=["POST"]),
            Route("/v1/schema", schema),
            Route("/openapi.json", describe),
            Route("/health", health),
            Route("/", greet),
        ]
    )
    app.add_middleware(_OnlyHere)
    return app


async def _body(request: Request, most: int) -> bytes | None:
    """The body, or nothing when it is too large; no more than the limit is ever held."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            return None
        parts.append(part)
    return b"".join(parts)


class _OnlyHere:
    """Answers who calls this machine by its own name. A web page that calls it says where it comes from, and a name
    that was made to lead here (DNS rebinding) is another name."""

    def __init__(self, app: Callable[[Any, Any, Any], Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        from starlette.responses import JSONResponse

        if scope["type"] == "http":
            headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
            host = headers.get("host", "").rsplit(":", 1)[0] if headers.get("host") != "[::1]" else "[::1]"
            origin = headers.get("origin")
            if host not in HOSTS or (origin and origin.split("://")[-1].rsplit(":", 1)[0] not in HOSTS):
                told = msgspec.to_builtins(Refusal(error="only programs of this machine are answered", kind="refused"))
                await JSONResponse(told, status_code=403)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def listen(port: int) -> socket.socket:
    """A socket of this machine only; port 0 takes one that is free. Raises ExtractError when it is taken."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind(("127.0.0.1", port))
        sock.listen(128)  # who reads the address and calls at once waits in line until the service is up
    except (OSError, OverflowError) as error:
        sock.close()
        told = getattr(error, "strerror", None) or str(error)
        remedy = "choose another --port, or 0 for one that is free"
        raise ExtractError(told, name=f"port {port}", remedy=remedy) from error
    return sock


def serve(pool: Pool, sock: socket.socket, *, waiting: int) -> None:
    """Serves until it is interrupted or told to end (SIGINT, SIGTERM)."""
    import uvicorn

    config = uvicorn.Config(make_app(pool, waiting=waiting), log_level="warning", lifespan="off", server_header=False)
    uvicorn.Server(config).run(sockets=[sock])
