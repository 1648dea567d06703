"""The HTTP service: results equal to the library's, clear refusals, and a bomb that harms nobody else."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import extract
from extract.batch.pool import Pool
from extract.emit import result_to_json
from extract.errors import ExtractError

httpx = pytest.importorskip("httpx")
pytest.importorskip("uvicorn")

from extract.serve.service import listen, make_app  # noqa: E402

ROOT = Path(__file__).parents[2]
TEXT = b"Results for the year ended March 31, 2023\n\nRevenue was JPY 57,055 million.\n"
BOMB = b"Revenue | 1,234 | 5,678 |\n" * 300_000


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    command = (sys.executable, "-m", "extract", "serve", "--port", "0", "--cpu-seconds", "2", "--json")
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    told = ""
    for line in server.stdout:
        told += line
        if line == "}\n":
            break
    yield json.loads(told)["address"]
    server.send_signal(signal.SIGINT)
    server.wait()


def posted(address: str, data: bytes, name: str, **more: Any) -> Any:
    return httpx.post(f"{address}/v1/read", content=data, params={"name": name}, timeout=None, **more)


def test_the_answer_is_the_result(address: str) -> None:
    answer = posted(address, TEXT, "a.txt")
    assert answer.status_code == 200
    assert answer.content == result_to_json(extract.read(TEXT, name="a.txt"))


def test_pages_are_read_too(address: str) -> None:
    data = (ROOT / "tests" / "pdfs" / "borderless.pdf").read_bytes()
    assert posted(address, data, "a.pdf").content == result_to_json(extract.read(data, name="a.pdf"))


def test_eight_at_once_and_one_of_them_a_bomb(address: str) -> None:
    documents = [TEXT] * 7
    documents.insert(3, BOMB)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda each: posted(address, each[1], f"{each[0]}.txt"), enumerate(documents)))
    assert [answer.status_code for answer in answers] == [200, 200, 200, 504, 200, 200, 200, 200]
    told = answers[3].json()
    assert told["kind"] == "timeout" and told["error"].startswith("3.txt: ")
    assert "(raise --cpu-seconds, or " in told["error"] and "pool" not in told["error"]
    assert all(answer.json()["facts"] for answer in answers if answer.status_code == 200)


def test_what_cannot_be_understood_is_a_failed_result(address: str) -> None:
    answer = posted(address, b"\x89PNG\r\n\x1a\n" + bytes(99), "a.png")
    assert (answer.status_code, answer.json()["status"]) == (200, "failed")


def test_an_empty_body_is_told(address: str) -> None:
    assert posted(address, b"", "a.txt").status_code == 400


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://example.org"}, {"Host": "evil.example:80"}, {"Origin": "null"}]
)
def test_others_are_refused(address: str, headers: dict[str, str]) -> None:
    assert posted(address, TEXT, "a.txt", headers=headers).status_code == 403


def test_it_describes_itself(address: str) -> None:
    said = httpx.get(f"{address}/openapi.json").json()
    assert said["openapi"].startswith("3.1") and "post" in said["paths"]["/v1/read"]
    schemas = said["components"]["schemas"]
    assert {"Result", "Fact", "Refusal"} <= schemas.keys()
    wanted = {text.rpartition("/")[2] for text in _references(said)}
    assert wanted <= schemas.keys()
    assert httpx.get(f"{address}/health").json()["workers"] == 2
    assert httpx.get(f"{address}/v1/schema").json()["$defs"]
    assert "curl" in httpx.get(address).text


def _references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "$ref":
                yield inner
            else:
                yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def test_too_large_and_too_many_are_told() -> None:
    from starlette.testclient import TestClient

    with Pool(workers=1, settings=extract.Settings(max_bytes=100)) as pool:
        asked = TestClient(make_app(pool, waiting=0), base_url="http://127.0.0.1")
        assert asked.post("/v1/read", content=b"x" * 101).status_code == 413
        assert asked.post("/v1/read", content=TEXT).status_code == 200
    with Pool(workers=1) as pool:
        asked = TestClient(make_app(pool, waiting=-1), base_url="http://127.0.0.1")
        busy = asked.post("/v1/read", content=TEXT)
        assert busy.status_code == 503 and busy.headers["Retry-After"] == "5" and busy.json()["kind"] == "busy"


def test_a_pool_that_is_closed_is_told() -> None:
    from starlette.testclient import TestClient

    pool = Pool(workers=1)
    pool.close()
    asked = TestClient(make_app(pool), base_url="http://127.0.0.1")
    assert asked.post("/v1/read", content=TEXT).json()["kind"] == "closed"


def test_a_port_that_is_taken_is_told() -> None:
    sock = listen(0)
    with pytest.raises(ExtractError, match="choose another --port"):
        listen(sock.getsockname()[1])
    sock.close()
