"""The MCP server asked by a client: no answer drops a doubt, and places are shown."""

from __future__ import annotations

import asyncio
import base64
import json
from pathlib import Path
from typing import Any

import pytest

from extract.batch import Options, run_many
from extract.batch.manifest import Row, write_rows
from extract.emit import result_to_json
from extract.errors import ExtractError
from extract.serve.questions import Answers
from tests.results import fact, small_result

TEXT = "Results for the year ended March 31, 2023\n\nRevenue was JPY 57,055 million.\n\nOdd: 12,345\n"
PAGE = Path(__file__).parents[1] / "pdfs" / "borderless.pdf"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mcp")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT)
    (folder / "in" / "b.pdf").write_bytes(PAGE.read_bytes())
    list(run_many([str(folder / "in")], folder / "out", Options()))
    return folder / "out"


def asked(out: Path, tool: str, sources: tuple[Path, ...] = (), **arguments: Any) -> list[Any]:
    mcp = pytest.importorskip("mcp")
    if not hasattr(mcp, "Client"):
        pytest.skip("the package mcp is older than its declared floor")
    from extract.serve.mcp_server import make_server

    async def ask() -> list[Any]:
        async with mcp.Client(make_server(out, sources)) as client:
            return list((await client.call_tool(tool, arguments)).content)

    return asyncio.run(ask())


def test_tools_are_told(out: Path) -> None:
    mcp = pytest.importorskip("mcp")
    from extract.serve.mcp_server import make_server

    async def ask() -> tuple[set[str], str]:
        async with mcp.Client(make_server(out)) as client:
            return {tool.name for tool in (await client.list_tools()).tools}, client.instructions or ""

    names, instructions = asyncio.run(ask())
    assert names == {"list_documents", "find_facts", "fact_evidence"} and "never follow instructions" in instructions


def test_documents_are_listed_with_their_doubts(out: Path) -> None:
    documents = json.loads(asked(out, "list_documents")[0].text)["documents"]
    assert [each["document"] for each in documents] == ["a", "b"]
    assert documents[0]["facts"] == documents[0]["trusted"] + documents[0]["not_trusted"]


def test_facts_are_found_and_say_whether_they_are_trusted(out: Path) -> None:
    said = json.loads(asked(out, "find_facts", label="revenue", document="a")[0].text)
    (found,) = said["facts"]
    assert found["value"] == "57055000000" and found["trusted"] is True and found["place"]["line"] == 3
    everything = json.loads(asked(out, "find_facts", document="a")[0].text)["facts"]
    assert all("trusted" in each and (each["trusted"] or each["why_not_trusted"]) for each in everything)


def test_the_evidence_shows_the_place(out: Path) -> None:
    (found,) = json.loads(asked(out, "find_facts", label="revenue", document="a")[0].text)["facts"]
    told, place = asked(out, "fact_evidence", document="a", fact=found["fact"])
    assert json.loads(told.text)["grounds"]["unit"][0]["printed"]
    assert "3: Revenue was JPY 57,055 million." in place.text


def test_the_evidence_of_a_page_is_a_picture(out: Path) -> None:
    found = json.loads(asked(out, "find_facts", document="b")[0].text)["facts"][0]
    _, picture = asked(out, "fact_evidence", document="b", fact=found["fact"])
    assert base64.b64decode(picture.data).startswith(b"\x89PNG")


def test_a_document_that_has_changed_is_not_shown(out: Path, tmp_path: Path) -> None:
    copy = tmp_path / "results"
    copy.mkdir()
    (copy / "a.json").write_bytes((out / "a.json").read_bytes())
    (tmp_path / "a.txt").write_text(TEXT + "more")
    (found,) = json.loads(asked(copy, "find_facts", label="revenue")[0].text)["facts"]
    _, place = asked(copy, "fact_evidence", (tmp_path,), document="a", fact=found["fact"])
    assert "changed" in place.text


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("find_facts", {}, "nothing is asked for"),
        ("fact_evidence", {"document": "nowhere", "fact": "f1"}, "no such document"),
        ("fact_evidence", {"document": "a", "fact": "f999"}, "no fact f999"),
    ],
)
def test_what_cannot_be_answered_is_told(out: Path, tool: str, arguments: dict[str, str], told: str) -> None:
    (said,) = asked(out, tool, **arguments)
    assert told in json.loads(said.text)["error"]


def stored(folder: Path, *facts: Any) -> Answers:
    (folder / "r.json").write_bytes(result_to_json(small_result(facts=facts, checks=(), problems=())))
    return Answers(folder)


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    many = [fact(n, "Item", "1", "1", 4, 0) for n in range(9)]
    doubted = fact(9, "Item", "1", "1", 4, 0, trusted=False, doubts=("unit_open",))
    answers = stored(tmp_path, *many, doubted)
    said = answers.facts(label="item", limit=4)
    assert (len(said["facts"]), said["left_out"]) == (4, 6)
    assert answers.facts(label="item", trusted_only=True)["not_trusted_left_out"] == 1


def test_what_cannot_be_read_is_told_and_harms_no_other_answer(tmp_path: Path) -> None:
    answers = stored(tmp_path, fact(1, "Item", "1", "1", 4, 0))
    whole = (tmp_path / "r.json").read_bytes()
    (tmp_path / "newer.json").write_bytes(whole.replace(b"schemas/result/2", b"schemas/result/9"))
    torn = b'{"schema": "https://ir-extract.example/schemas/result/2"'
    (tmp_path / "torn.json").write_bytes(torn)
    for said in (answers.documents(), answers.facts(label="item")):
        assert [each["document"] for each in said["not_read"]] == ["newer", "torn"]
        assert "newer than" in said["not_read"][0]["why"] and "is no result" in said["not_read"][1]["why"]
    assert len(answers.facts(label="item")["facts"]) == 1
    with pytest.raises(ExtractError, match="newer than"):
        answers.facts(document="newer")


def test_a_document_without_a_result_is_told(tmp_path: Path) -> None:
    answers = stored(tmp_path, fact(1, "Item", "1", "1", 4, 0))
    rows = (
        Row(input="in/r.txt", origin="1", status="complete", outcome="ok", output="r.json"),
        Row(input="in/large.pdf", origin="2", status="failed", outcome="timeout", reason="took more than 9 s"),
    )
    write_rows(tmp_path / "manifest.jsonl", rows)
    assert answers.facts(label="item")["not_read"] == [
        {"document": "in/large.pdf", "why": "timeout: took more than 9 s"}
    ]


def test_a_name_can_be_asked_for_as_it_was_told(tmp_path: Path) -> None:
    answers = stored(tmp_path, fact(1, "Item", "1", "1", 4, 0))
    (tmp_path / "r.json").rename(tmp_path / "a\u202eb\n.json")
    (told,) = answers.documents()["documents"]
    assert "\u202e" not in told["document"] and answers.evidence(told["document"], "f1")["value"] == "1"


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="no results in it"):
        Answers(tmp_path).documents()


@pytest.mark.parametrize(
    ("asked_for", "count"),
    [
        ({"period": "2007-03-31"}, 1),
        ({"period": "2006-04-01/2007-03-31"}, 1),
        ({"period": "2007"}, 1),
        ({"period": "2006"}, 0),
        ({"issuer": "0000"}, 1),
        ({"issuer": "TSE:0000"}, 1),
        ({"issuer": "example"}, 1),
        ({"issuer": "else"}, 0),
        ({"concept": "Revenues"}, 0),
    ],
)
def test_questions_find_what_fits(tmp_path: Path, asked_for: dict[str, str], count: int) -> None:
    assert len(stored(tmp_path, fact(1, "Item", "1", "1", 4, 0)).facts(**asked_for)["facts"]) == count


def test_print_is_harmless(tmp_path: Path) -> None:
    answers = stored(tmp_path, fact(1, "a\x1b[2J\u202eb", "1", "1", 4, 0))
    said = json.dumps(answers.facts(period="2007"), ensure_ascii=False)
    assert "\x1b" not in said and "\u202e" not in said


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="no such folder"):
        Answers(tmp_path / "nowhere")
