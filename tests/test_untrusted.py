"""What documents and file names bring along does not reach a terminal, a log or a spreadsheet as it came."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import extract
from extract.cli import main
from extract.emit import facts_to_csv

HEAD = "Results for the Year Ended March 31, 2024\n\n(JPY million)\n\n\tFY2023\n"
EVIL = HEAD + "\x1b[2J\x1b[31mSales\u202e987\t4,318\n=HYPERLINK(1)\t527\n"
ACTS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Done(NamedTuple):
    """How a command ended and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


Call = Callable[..., Done]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "evil\x1b[1m\nname.txt").write_text(EVIL, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def call(folder: Path, capfd: pytest.CaptureFixture[str]) -> Call:
    """Runs a command in the folder, in this process: what is written is all that these tests look at."""

    def run(*arguments: str) -> Done:
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        streams = capfd.readouterr()
        assert isinstance(left.value.code, int)
        return Done(left.value.code, streams.out, streams.err)

    return run


def test_escapes_do_not_act_on_what_reads_the_program_itself(folder: Path) -> None:
    command = [sys.executable, "-m", "extract", "show", str(next((folder / "in").iterdir()))]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert "evil\u241b[1m\u240aname.txt" in done.stdout and "\u241b[31mSales" in done.stdout
    assert not ACTS.search(done.stdout + done.stderr)


def test_escapes_in_documents_and_names_are_shown_and_do_not_act(folder: Path, call: Call) -> None:
    shown = call("show", str(next((folder / "in").iterdir())))
    run = call("run", "in", "--out", "out", "--jobs", "0")
    status = call("status", "out")
    for done in (shown, run, status):
        assert done.stdout and not ACTS.search(done.stdout + done.stderr), (done.stdout, done.stderr)
    for done in (shown, status):
        assert "evil\u241b[1m\u240aname.txt" in done.stdout
    assert "in/evil\u241b[1m\u240aname.txt: partial" in run.stderr
    assert "\u241b[31mSales" in shown.stdout and "\\u202e987" in shown.stdout


@pytest.mark.parametrize(
    "arguments", [("show", "no\x1b[31mfile.txt"), ("run", "in", "--out", "o", "--jobs", "\x1b[31m")]
)
def test_errors_about_names_are_harmless(call: Call, arguments: tuple[str, ...]) -> None:
    done = call(*arguments)
    assert done.returncode in (2, 3) and not ACTS.search(done.stderr)


def test_a_row_of_csv_is_a_line_and_no_formula() -> None:
    data = facts_to_csv([extract.read(EVIL.encode(), name="=cmd|' -C calc'!A0.txt")]).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data)))
    assert len(data.splitlines()) == 1 + len(rows) == 3
    assert not ACTS.search(data)
    assert all(row["source"].startswith("'=") for row in rows) and rows[1]["label"].startswith("'=")
    assert [row["value"] for row in rows] == ["4318000000", "527000000"]


def test_an_output_without_a_name_is_refused(folder: Path, call: Call) -> None:
    done = call("run", "in", "--out", "")
    assert done.returncode == 2 and "empty" in done.stderr and not (folder / "manifest.jsonl").exists()


def test_folders_name_what_they_hold_besides_documents(folder: Path, call: Call) -> None:
    for name in ("a.docx", "b.docx", "c.png", "notes.md", "t.tsv", "t.csv"):
        (folder / "in" / name).write_text("Sales\t1\n")
    done = call("run", "in", "--out", "out", "--jobs", "0")
    assert "not taken from folders: 2 .docx, 1 .png" in done.stderr
    listed = json.loads(call("status", "out", "--json").stdout)["documents"]
    assert {each["input"] for each in listed} >= {"in/notes.md", "in/t.tsv", "in/t.csv"}


def test_patterns_and_folders_do_not_take_our_own_results(folder: Path, call: Call) -> None:
    (folder / "in" / "a.txt").write_text("Sales\t1\n")
    call("run", "in", "--out", "in/out", "--jobs", "0")
    (folder / "in" / "out" / "left.txt").write_text("Sales\t1\n")
    for given in ("in", "in/**"):
        done = call("run", given, "--out", "other", "--jobs", "0", "--json", "-q")
        assert not [each["input"] for each in json.loads(done.stdout)["documents"] if "/out/" in each["input"]]


def test_prune_drops_results_of_documents_that_are_gone(folder: Path, call: Call) -> None:
    (folder / "in" / "a.txt").write_text("Sales\t1\n")
    call("run", "in", "--out", "out", "--jobs", "0")
    (folder / "in" / "a.txt").unlink()
    kept = call("run", "in", "--out", "out", "--jobs", "0")
    assert (folder / "out" / "a.json").exists() and "dropped" not in kept.stderr
    call("run", "in", "--out", "out", "--jobs", "0", "--prune")
    assert not (folder / "out" / "a.json").exists()
    listed = json.loads(call("status", "out", "--json").stdout)["documents"]
    assert len(listed) == 1


def test_status_tells_rows_of_removed_inputs_apart(folder: Path, call: Call) -> None:
    (folder / "in" / "bad.txt").write_bytes(bytes(range(256)) * 40)
    assert call("run", "in", "--out", "out", "--jobs", "0").returncode == 3
    kept = (folder / "in" / "bad.txt").read_bytes()
    (folder / "in" / "bad.txt").unlink()
    run = call("run", "in", "--out", "out", "--jobs", "0", "--json")
    status = call("status", "out", "--json")
    assert run.returncode == status.returncode == 1
    told = json.loads(status.stdout)
    assert told["counts"]["documents"] == told["counts"]["earlier"] == 1
    assert {each["input"]: each["earlier"] for each in told["documents"]}["in/bad.txt"]
    assert "1 more of earlier runs" in call("status", "out").stdout
    (folder / "in" / "bad.txt").write_bytes(kept)
    assert call("run", "in", "--out", "out", "--jobs", "0").returncode == 3
    assert json.loads(call("status", "out", "--json").stdout)["counts"]["earlier"] == 0


def test_prune_drops_nothing_when_an_input_could_not_be_opened(folder: Path, call: Call) -> None:
    call("run", "in", "--out", "out", "--jobs", "0")
    (folder / "in").rename(folder / "away")
    done = call("run", "in", "--out", "out", "--jobs", "0", "--prune")
    assert done.returncode == 3 and "nothing was dropped" in done.stderr
    assert len(list((folder / "out").glob("*.json"))) == 1


@pytest.mark.parametrize(
    "given", ["show a.txt", "show a.txt --json", "run a.txt --out out --jobs 0 -q --json", "schema"]
)
def test_a_full_device_gives_one_line(given: str, folder: Path) -> None:
    next((folder / "in").iterdir()).rename(folder / "a.txt")
    with Path("/dev/full").open("w") as device:
        command = [sys.executable, "-m", "extract", *given.split()]
        full = subprocess.run(command, cwd=folder, stdout=device, stderr=subprocess.PIPE, check=False)
        assert full.returncode == 3, full.stderr
        assert full.stderr == b"ir-extract: reading or writing failed: No space left on device\n"


def test_a_name_of_many_thousand_characters_fills_no_screen(folder: Path) -> None:
    name = "q" * 40_000
    run = [sys.executable, "-m", "extract", "run", name, "in", "--out", "out", "--jobs", "0"]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
    shown = done.stdout + done.stderr
    assert done.returncode == 3 and len(shown) < 5_000, shown[:2_000]
    assert "(40,000 characters): cannot be opened: File name too long" in "".join(done.stderr.splitlines())
    assert name in (folder / "out" / "manifest.jsonl").read_text("utf-8")
    show = [sys.executable, "-m", "extract", "show", name]
    told = subprocess.run(show, cwd=folder, capture_output=True, text=True, check=False)
    assert told.returncode == 3 and len(told.stderr) < 2_000 and len(told.stderr.splitlines()) == 1


@pytest.mark.parametrize("given", ["run a.txt --out out --jobs 0 -q --json", "schema"])
def test_full_devices_on_both_sides_give_none(given: str, folder: Path) -> None:
    next((folder / "in").iterdir()).rename(folder / "a.txt")
    with Path("/dev/full").open("w") as device:
        command = [sys.executable, "-m", "extract", *given.split()]
        mute = subprocess.run(command, cwd=folder, stdout=device, stderr=device, check=False)
    assert mute.returncode == 3


def test_closed_streams_are_as_if_nobody_read_them(folder: Path) -> None:
    name = str(next((folder / "in").iterdir()))
    closed = f'exec "{sys.executable}" -m extract show --json "$1" >&- 2>&-'
    assert subprocess.run(["bash", "-c", closed, "x", name], check=False).returncode in (0, 1)


def test_an_interrupt_while_the_program_is_loaded_gives_one_line() -> None:
    early = (
        "import sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'extract.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupt())\n"
        "from extract.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", early], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (130, "ir-extract: interrupted\n")
