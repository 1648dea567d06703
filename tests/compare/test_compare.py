"""Folders of results held against each other, and what a second run says of the first."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from extract.batch import Options, Row, run_many
from extract.batch.report import Progress
from extract.batch.run import Batch
from extract.cli import main
from extract.compare import Counts, compare, counts_of, told_in_a_line
from extract.compare.page import comparison_to_html
from extract.diff import differences, facts_that_differ
from extract.emit import result_to_json
from extract.errors import ExtractError
from extract.model import Result
from extract.pipeline import read
from tests.results import fact, small_result

TABLE = """Consolidated results (JPY million)

| | FY2021 | FY2022 |
|---|---|---|
| Revenues | {first} | 2,400 |
| Employees' bonuses | 31 | 35 |
"""
OTHER = """Segment results (JPY million)

| | FY2021 | FY2022 |
|---|---|---|
| Paper | 120 | 130 |

"""


def stored(folder: Path, name: str, result: Result) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.json"
    path.write_bytes(result_to_json(result))
    return path


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    told = capsys.readouterr()
    return int(str(ended.value.code)), told.out, told.err


def test_one_digit_in_one_of_a_hundred_documents_names_one_fact(tmp_path: Path) -> None:
    for number in range(100):
        text = TABLE.format(first=f"{2000 + number:,}")
        stored(tmp_path / "a", f"d{number:03}", read(text.encode(), name=f"d{number}.txt"))
        planted = text.replace("2,057", "2,058")
        stored(tmp_path / "b", f"d{number:03}", read(planted.encode(), name=f"d{number}.txt"))
    found = compare(tmp_path / "a", tmp_path / "b")
    assert counts_of(found.documents) == Counts(same=99, changed=1, facts=1)
    (changed,) = [each for each in found.documents if each.state == "changed"]
    values = [each for each in changed.differences if each.subject == "fact" and each.kind == "value"]
    assert changed.name == "d057"
    assert [(each.before, each.after) for each in values] == [("2057000000 JPY", "2058000000 JPY")]


def test_a_table_that_was_put_in_changes_no_fact_after_it() -> None:
    before = read(TABLE.format(first="2,000").encode(), name="a.txt")
    after = read((OTHER + TABLE.format(first="2,000")).encode(), name="a.txt")
    found = differences(before, after)
    assert facts_that_differ(found) == sum("Paper" in fact.label for fact in after.facts) == 2
    assert {each.kind for each in found if each.subject == "fact"} == {"gained", "moved"}


def test_what_is_new_and_gone_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored(tmp_path / "a", "kept", small_result())
    stored(tmp_path / "a", "left", small_result())
    stored(tmp_path / "b", "kept", small_result())
    stored(tmp_path / "b" / "deep", "come", small_result())
    code, out, _ = called(capsys, "diff", str(tmp_path / "a"), str(tmp_path / "b"))
    assert code == 1
    assert "left: gone" in out and "deep/come: new" in out and "1 new, 1 gone" in out
    code, out, _ = called(capsys, "diff", str(tmp_path / "a"), str(tmp_path / "a"))
    assert (code, out.strip()) == (0, "nothing differs")


def test_json_holds_all_differences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = msgspec.structs.replace(small_result(), facts=(fact(1, "Revenues", "57,055", "5", 4, 9),), checks=())
    a = stored(tmp_path, "a", small_result())
    b = stored(tmp_path, "b", msgspec.structs.replace(changed, problems=()))
    code, out, _ = called(capsys, "diff", str(a), str(b), "--json")
    said = json.loads(out)
    assert code == 1 and said["counts"]["changed"] == 1
    assert {each["kind"] for each in said["documents"][0]["differences"]} >= {"value", "lost"}


def test_lines_beyond_the_limit_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = tuple(fact(n, f"Item {n}", "1", "1", 4, 0) for n in range(30))
    fewer = tuple(fact(n, f"Item {n}", "1", "2", 4, 0) for n in range(30))
    a = stored(tmp_path, "a", small_result(facts=many, checks=(), problems=()))
    b = stored(tmp_path, "b", small_result(facts=fewer, checks=(), problems=()))
    _, out, _ = called(capsys, "diff", str(a), str(b), "--limit", "10")
    assert "20 more lines: --limit 30" in out and out.count("->") == 10


def test_a_page_holds_no_markup_of_a_document(tmp_path: Path) -> None:
    evil = fact(1, '<script>alert("x")</script>\u202e', "1", "1", 4, 0)
    a = stored(tmp_path, "a", small_result(facts=(evil,), checks=(), problems=()))
    b = stored(tmp_path, "b", small_result(facts=(msgspec.structs.replace(evil, value="2"),), checks=(), problems=()))
    page = comparison_to_html(compare(a, b))
    assert "<script" not in page and "&lt;script&gt;" in page and "\u202e" not in page


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda folder: folder / "nowhere", "no such file or folder"),
        (lambda folder: folder, "no results in it"),
    ],
)
def test_bad_sides_are_told(tmp_path: Path, make: object, told: str) -> None:
    with pytest.raises(ExtractError, match=told):
        compare(make(tmp_path), make(tmp_path))  # type: ignore[operator]


def test_a_file_is_not_compared_with_a_folder(tmp_path: Path) -> None:
    path = stored(tmp_path / "a", "x", small_result())
    with pytest.raises(ExtractError, match="one is a folder"):
        compare(path, tmp_path)


def test_a_result_of_another_version_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = stored(tmp_path, "x", small_result())
    path.write_bytes(path.read_bytes().replace(b"schemas/result/2", b"schemas/result/9"))
    code, _, err = called(capsys, "diff", str(path), str(path))
    assert code == 3 and "x.json" in err and "version 9, which is newer" in err and "update ir-extract" in err


def test_the_manifest_leads_to_nothing_outside(tmp_path: Path) -> None:
    stored(tmp_path / "outside", "x", small_result())
    row = Row(input="x", origin="1", status="complete", outcome="ok", output="../outside/x.json")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "manifest.jsonl").write_bytes(msgspec.json.encode(row) + b"\n")
    with pytest.raises(ExtractError, match="no results"):
        compare(inside, inside)


def test_told_in_a_line() -> None:
    assert told_in_a_line(Counts(changed=1, facts=1)) == "1 changed: 1 fact differs"


def test_a_second_run_says_what_differs(tmp_path: Path) -> None:
    from rich.console import Console

    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    for name in ("a", "b", "c"):
        (inputs / f"{name}.txt").write_text(TABLE.format(first="2,000"))
    list(run_many([str(inputs)], out, Options()))
    (inputs / "b.txt").write_text(TABLE.format(first="2,001"))
    (inputs / "d.txt").write_text(TABLE.format(first="2,000"))
    with (
        Batch(out, Options()) as batch,
        Progress(Console(quiet=True), quiet=True) as progress,
    ):
        for done in batch.documents([str(inputs)]):
            progress.tell(done)
    counted = progress.tally.plain()
    assert (counted["new"], counted["changed"], counted["facts_changed"]) == (1, 1, 1)
    assert counted["unchanged"] == 2
