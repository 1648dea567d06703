"""The command line: exit codes, what goes where, and that no argument and no document ends in a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import types
from pathlib import Path

import pytest

from extract.batch import Options, run_many
from extract.cli import commands, main
from extract.cli.exits import EXIT_CODES
from extract.emit import result_from_json, shipped_schema
from extract.errors import ExtractError, UnreadableDocument
from extract.model import Result
from tests.results import LINES, small_result

ROOT = Path(__file__).parents[1]


def run(*arguments: object) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def _answer(name: str) -> Result:
    if "broken" in name:
        raise ZeroDivisionError("our fault")
    if "gone" in name:
        raise UnreadableDocument("cannot be opened", name=name, remedy="fetch it again")
    status = next((s for s in ("complete", "failed") if s in name), "partial")
    return small_result(status=status)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipeline that answers by the name of the document."""
    fake = types.ModuleType("extract.pipeline")
    fake.read = lambda source, **_: _answer(Path(source).name)  # type: ignore[attr-defined]
    fake.read_document = lambda data, name, settings, corrections=(): _answer(name)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "extract.pipeline", fake)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("complete", "partial", "failed", "broken", "gone"):
        (tmp_path / f"{name}.txt").write_text("\n".join(LINES))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("pipeline", "folder")
@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        (["complete.txt"], 0),
        (["complete.txt", "partial.txt"], 1),
        (["complete.txt", "failed.txt"], 3),
        (["gone.txt", "complete.txt"], 3),
        (["missing.txt", "complete.txt"], 3),
        (["broken.txt", "complete.txt", "failed.txt"], 4),
    ],
)
def test_run_ends_with_the_worst_and_loses_no_sibling(
    inputs: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("run", *inputs, "--out", "out", "--json", "--jobs", "0") == code
    streams = capsys.readouterr()
    summary = json.loads(streams.out)
    assert summary["exit"] == code
    assert [Path(row["input"]).name for row in summary["documents"]] == inputs
    result_from_json(Path("out/complete.json").read_bytes())
    assert "Traceback" not in streams.err
    for row in summary["documents"]:
        assert (row["output"] is None) == (row["error"] is not None)
        assert row["error"] is None or (row["input"] in row["error"] and row["error"] in streams.err)


@pytest.mark.usefixtures("pipeline", "folder")
def test_run_tells_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("run", ".", "--out", "out", "--jobs", "0") == 4
    streams = capsys.readouterr()
    out = " ".join(streams.out.split())
    counts = "1 4: 4 trusted 1 hold 1 warning"
    assert f"partial.txt partial results release 2006-04-01 / 2007-03-31 {counts}" in out
    assert "our fault" in out and "fetch it again" in out
    assert "partial.txt: partial, 4 facts" in streams.err and "\x1b[" not in streams.out


@pytest.mark.usefixtures("pipeline", "folder")
def test_quiet_is_quiet_but_not_about_failures(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("run", "complete.txt", "--out", "out", "--quiet", "-j", "0") == 0
    assert capsys.readouterr() == ("", "")
    assert run("run", "gone.txt", "--out", "out", "--quiet", "-j", "0") == 3
    assert "gone.txt: cannot be opened (fetch it again)" in capsys.readouterr().err


@pytest.mark.usefixtures("pipeline", "folder")
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_facts_are_flattened_on_demand(form: str) -> None:
    assert run("run", "complete.txt", "partial.txt", "--out", "out", "--format", form, "-q", "-j0") == 1
    lines = Path(f"out/facts.{form}").read_text("utf-8-sig").splitlines()
    assert len(lines) == 8 + (form == "csv")
    assert run("run", "complete.txt", "--out", "only", "-q", "-j0") == 0
    assert sorted(path.name for path in Path("only").iterdir()) == [".ir-extract", "complete.json", "manifest.jsonl"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["run"],
        ["run", "x.txt"],
        ["run", "--out"],
        ["run", "x", "--out", "o", "--format", "xml"],
        ["show"],
        ["golden"],
        ["golden", "accept"],
        ["truth"],
    ],
)
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    err = capsys.readouterr().err
    assert "Usage" in err or "Error" in err


def test_show_reads_layouts_in_json_as_run_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = {"size": 9, "text": "Revenue in 2031 was EUR 14,120 thousand.", "bbox": [60, 92, 260, 102]}
    page = {"width": 595, "height": 842, "blocks": [{"type": 0, "lines": [{"dir": [1, 0], "spans": [words]}]}]}
    (tmp_path / "layout.json").write_text(json.dumps(page))
    assert run("show", tmp_path / "layout.json") in (0, 1)
    assert "14,120" in capsys.readouterr().out


@pytest.mark.usefixtures("pipeline", "folder")
def test_show_shows_documents_and_results_alike(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "partial.txt") == 1
    of_document = capsys.readouterr().out
    run("run", "partial.txt", "--out", "out", "-q", "-j0")
    assert run("show", "out/partial.json") == 1
    assert capsys.readouterr().out == of_document and "/46,000" in of_document
    assert run("show", "out/partial.json", "--json") == 1
    assert capsys.readouterr().out.encode() == Path("out/partial.json").read_bytes()


@pytest.mark.usefixtures("pipeline", "folder")
def test_show_names_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "partial.txt", "--table", "t9") == 2
    assert "no table t9; its tables are: t1" in capsys.readouterr().err
    Path("bad.json").write_text('{"schema": "https://ir-extract.example/schemas/result/2"}')
    assert run("show", "bad.json", "--json") == 3
    streams = capsys.readouterr()
    assert "bad.json" in streams.err and json.loads(streams.out)["exit"] == 3
    assert run("show", "nowhere.json") == 3
    assert "nowhere.json: cannot be opened: No such file or directory (check" in capsys.readouterr().err
    assert run("show", "broken.txt") == 4
    assert "internal error, ZeroDivisionError" in capsys.readouterr().err


@pytest.mark.usefixtures("pipeline", "folder")
def test_golden_check_and_truth_end_with_findings(capsys: pytest.CaptureFixture[str]) -> None:
    Path("seeds").mkdir()
    Path("seeds/small.txt").write_text("\n".join(LINES))
    Path("truth").mkdir()
    cell = {"raw": "57,055", "value": "57055000000", "unit": "JPY", "period": None, "status": "verbatim"}
    table = {"title": "x", "line_start": 1, "line_end": 6, "rows": [{"label": "Revenues", "line": 4, "cells": [cell]}]}
    Path("truth/small.json").write_text(json.dumps({"tables": [table]}))
    assert run("golden", "check", "--json") == 1
    assert json.loads(capsys.readouterr().out)["cases"][0]["failures"][0]["proof"] == "golden"
    assert run("golden", "check", "unknown") == 3
    assert "no such golden: unknown" in capsys.readouterr().err
    assert run("golden", "accept", "small") == 1
    assert "refused" in capsys.readouterr().err
    assert run("truth", "truth") == 0
    assert "1 of 1 right (100.0 %)" in capsys.readouterr().out
    cell["value"] = "1"
    Path("truth/small.json").write_text(json.dumps({"tables": [table]}))
    assert run("truth", "truth", "--misses") == 1
    assert "silent (verbatim) line 4 [x] Revenues «57,055»: expected 1 JPY" in " ".join(capsys.readouterr().out.split())
    assert run("truth", "truth", "--json") == 1
    assert json.loads(capsys.readouterr().out)["scores"][0]["silent"] == 1


def test_schema_is_printed_as_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    assert capsys.readouterr().out.encode() == shipped_schema()
    assert run("schema", "--generate") == 0
    assert capsys.readouterr().out.encode() == shipped_schema()


def test_interrupted_is_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("extract.emit.shipped_schema", interrupted)
    assert run("schema") == 130
    assert "interrupted" in capsys.readouterr().err


def test_an_interrupt_lost_in_a_destructor_is_given_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python cannot raise out of a destructor; it would tell the interrupt on stderr, and the command go on."""
    # started in the background of a script, the tests inherit an interrupt that is ignored
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)

    class Fragile:
        def __del__(self) -> None:
            raise KeyboardInterrupt

    def command(*_: object, **__: object) -> int:
        one = Fragile()
        del one
        threading.Event().wait(60)
        return 0

    monkeypatch.setattr(commands, "main", command)
    with pytest.raises(SystemExit) as left:
        main(["schema"])
    signal.signal(signal.SIGINT, heard)
    assert left.value.code == 130
    assert capsys.readouterr().err == "ir-extract: interrupted\n"


def _python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, env={**os.environ, **environment}
    )


@pytest.mark.parametrize(
    "given",
    [
        "schema",
        "--help",
        "run --help",
        "--version",
        "status out",
        "show a.txt",
        "show a.txt --json",
        "run a.txt --out out",
    ],
)
def test_a_reader_that_goes_away_ends_in_141_and_not_a_word(given: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("(JPY million)\n\n\tFY2023\nSales\t4,318\n")
    if given.startswith("status"):
        list(run_many([str(tmp_path / "a.txt")], tmp_path / "out", Options(jobs=0)))
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "extract", *given.split()],
            cwd=tmp_path, stdout=theirs, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    finally:
        os.close(theirs)
    told = [line for line in done.stderr.splitlines() if not line.startswith("1: a.txt: ")]
    assert (done.returncode, told) == (141, [])


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from extract.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print([m for m in ('pymupdf', 'z3', 'rich', 'jsonschema', 'camelot', 'pandas') if m in sys.modules])"
    )
    assert _python("-c", code).stdout.splitlines()[-1] == "[]"


def test_version_names_the_program() -> None:
    done = _python("-m", "extract", "--version")
    assert done.returncode == 0 and done.stdout.startswith("ir-extract ")


def test_exit_codes_are_in_the_readme_and_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert run("--help") == 0
    told = " ".join(capsys.readouterr().out.split())
    for code, meaning in EXIT_CODES.items():
        assert f"| {code} | {meaning} |" in readme
        assert f"{code} {meaning}" in told


def test_every_command_and_option_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name, command in commands.commands.items():
        inner = getattr(command, "commands", {"": command})
        for inner_name, each in inner.items():
            assert f"ir-extract {name} {inner_name}".strip() in readme
            for parameter in each.params:
                for option in parameter.opts:
                    assert not option.startswith("--") or option in readme, (name, inner_name, option)


def test_errors_name_the_file_and_the_remedy() -> None:
    error = ExtractError("it is empty", name="a.txt", remedy="fetch it again")
    assert str(error) == "a.txt: it is empty (fetch it again)"
