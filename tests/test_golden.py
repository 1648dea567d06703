"""Goldens: each proof fails when it should, and accept writes only what it may."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import msgspec
import pytest

from extract.emit import result_to_json
from extract.errors import ExtractError
from extract.golden import Reader, Refused, accept, check, find_cases, misplaced_prints
from extract.model import Location, Result
from tests.results import LINES, small_result

SEED = ("\n".join(LINES) + "\n").encode()


def answering(result: Result) -> Reader:
    """A reader that understands every document as this result."""
    return lambda data, name: result


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one document, its golden and its truth, all committed."""
    for folder in ("seeds", "golden", "tests/truth"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "seeds" / "small.txt").write_bytes(SEED)
    (tmp_path / "seeds" / "SHA256SUMS").write_text("not a document")
    (tmp_path / "golden" / "small.json").write_bytes(result_to_json(small_result()))
    cell = {
        "raw": "57,055",
        "value": "57055000000",
        "unit": "JPY",
        "period": "2006-04-01/2007-03-31",
        "status": "verbatim",
    }
    table = {
        "title": "Results",
        "line_start": 3,
        "line_end": 6,
        "rows": [{"label": "Revenues", "line": 4, "cells": [cell]}],
    }
    (tmp_path / "tests" / "truth" / "small.json").write_text(json.dumps({"tables": [table]}))
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "start")
    return tmp_path


def with_fact(index: int, **change: object) -> Result:
    result = small_result()
    facts = list(result.facts)
    facts[index] = msgspec.structs.replace(facts[index], **change)
    return msgspec.structs.replace(result, facts=tuple(facts))


def only_case(root: Path):  # type: ignore[no-untyped-def]
    (case,) = find_cases(root)
    return case


def test_what_is_as_recorded_is_good(root: Path) -> None:
    report = check(only_case(root), answering(small_result()))
    assert report.good and report.facts == report.places == 4


@pytest.mark.parametrize(
    ("result", "proofs", "kinds"),
    [
        (with_fact(1, value="80.7"), [], ["value"]),
        (with_fact(0, value="57056000000"), ["truth"], ["value"]),
        (with_fact(0, location=Location(line=4, start=0, end=5)), ["place"], ["moved"]),
        (with_fact(0, location=Location(line=400, start=0, end=5)), ["place", "truth"][:1], ["moved"]),
        (with_fact(0, value="57,055"), ["schema"], []),
    ],
)
def test_each_proof_fails_by_name(root: Path, result: Result, proofs: list[str], kinds: list[str]) -> None:
    report = check(only_case(root), answering(result))
    assert [failure.proof for failure in report.failures] == proofs
    assert [difference.kind for difference in report.differences] == kinds
    assert not report.good


def test_a_second_run_that_differs_is_told(root: Path) -> None:
    answers = iter([small_result(), small_result(product="2")])
    report = check(only_case(root), lambda data, name: next(answers))
    assert [failure.proof for failure in report.failures] == ["second_run"]


def test_a_missing_golden_is_a_failure(root: Path) -> None:
    (root / "golden" / "small.json").unlink()
    report = check(only_case(root), answering(small_result()))
    assert [failure.proof for failure in report.failures] == ["golden"]


def test_a_golden_that_is_no_result_is_a_failure(root: Path) -> None:
    (root / "golden" / "small.json").write_text("{}")
    report = check(only_case(root), answering(small_result()))
    assert [failure.proof for failure in report.failures] == ["golden"]


def test_a_golden_without_document_is_a_failure(root: Path) -> None:
    (root / "golden" / "ghost.json").write_text("{}")
    reports = {case.name: check(case, answering(small_result())) for case in find_cases(root)}
    assert reports["small"].good and not reports["ghost"].good


def test_check_writes_nothing(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".git" not in path.parts}
    check(only_case(root), answering(with_fact(0, value="1")))
    assert before == {
        path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".git" not in path.parts
    }


def test_accept_records_by_name(root: Path) -> None:
    better = with_fact(1, value="80.7")
    assert accept(root, ["small"], answering(better)) == ("small",)
    assert check(only_case(root), answering(better)).good


def test_accept_asks_for_a_name_that_is_there(root: Path) -> None:
    with pytest.raises(Refused, match="without a name"):
        accept(root, [], answering(small_result()))
    with pytest.raises(ExtractError, match="no such golden: other"):
        accept(root, ["other"], answering(small_result()))


def test_accept_refuses_on_uncommitted_goldens(root: Path) -> None:
    (root / "golden" / "small.json").write_text("{}")
    with pytest.raises(Refused, match=r"uncommitted changes: golden/small\.json"):
        accept(root, ["small"], answering(small_result()))
    assert (root / "golden" / "small.json").read_text() == "{}"


def test_accept_refuses_outside_git(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    for part in ("seeds", "golden"):
        (root / part).rename(outside / part)
    with pytest.raises(Refused, match="not under git"):
        accept(outside, ["small"], answering(small_result()))


LOST = small_result(facts=small_result().facts[:1] + small_result().facts[2:], problems=())


@pytest.mark.parametrize(
    ("result", "why"),
    [
        (LOST, "lost fact"),
        (with_fact(0, value="57056000000"), "silently wrong"),
        (with_fact(0, status="conflict"), "no longer right"),
        (with_fact(0, unit="USD"), "no longer right"),
    ],
)
def test_accept_wants_a_reason_for_a_loss_and_keeps_it(root: Path, result: Result, why: str) -> None:
    before = (root / "golden" / "small.json").read_bytes()
    with pytest.raises(Refused, match=why):
        accept(root, ["small"], answering(result))
    with pytest.raises(Refused, match=why):
        accept(root, ["small"], answering(result), because="  ")
    assert (root / "golden" / "small.json").read_bytes() == before
    accept(root, ["small"], answering(result), because="read\nagain")
    assert (root / "golden" / "small.json").read_bytes() == result_to_json(result)
    assert "`small` (1): read again" in (root / "golden" / "because.md").read_text()


def test_accept_writes_all_or_none(root: Path) -> None:
    (root / "seeds" / "next.txt").write_bytes(SEED)
    with pytest.raises(Refused):
        accept(root, ["next", "small"], lambda data, name: LOST if name == "small.txt" else small_result())
    assert not (root / "golden" / "next.json").exists()


def test_no_documents_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="no documents in seeds/"):
        find_cases(tmp_path)


def test_prints_are_looked_up_without_markup() -> None:
    lines = (*LINES[:3], "Revenues\t<u>57,055</u>", *LINES[4:])
    tagged = with_fact(0, location=Location(line=4, start=9, end=22))
    assert misplaced_prints(tagged, lines) == ((), 4)
    underscore = with_fact(0, printed="_", location=Location(line=1, start=0, end=1))
    assert misplaced_prints(underscore, ("_", *LINES[1:]))[0] == ()
    found, _ = misplaced_prints(with_fact(0, location=Location(line=4, start=9, end=9)), lines)
    assert len(found) == 1 and "57,055" in found[0]


def test_accept_wants_a_reason_for_a_golden_of_another_form(root: Path) -> None:
    golden = root / "golden" / "small.json"
    golden.write_bytes(golden.read_bytes().replace(b'"against"', b'"earlier_name"', 1))
    git(root, "commit", "-qam", "a golden of another form")
    with pytest.raises(Refused, match="cannot be compared"):
        accept(root, ["small"], answering(small_result()))
    accept(root, ["small"], answering(small_result()), because="the result has new keys")
    assert golden.read_bytes() == result_to_json(small_result())
