"""The commands of the batch: what they print, how they end, and that they can be interrupted."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extract.cli import main
from tests.batch.tasks import REVENUE, documents, tree

ROOT = Path(__file__).parents[2]


def run(*arguments: object) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def start(*arguments: object, **streams: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "extract", *map(str, arguments)]
    # started in the background of a script, the tests inherit an interrupt that is ignored, and a run would rightly too
    return subprocess.Popen(command, cwd=ROOT, preexec_fn=_heed_interrupts, **streams)  # type: ignore[call-overload,no-any-return]


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_status_reads_the_manifest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = documents(tmp_path / "in", 2)
    (source / "empty.txt").touch()
    code = run("run", source, "--out", tmp_path / "out", "--jobs", 1, "--json", "-q")
    told = json.loads(capsys.readouterr().out)
    assert run("status", tmp_path / "out", "--json") == code == 3
    later = json.loads(capsys.readouterr().out)
    assert later["documents"] == told["documents"]
    assert later["counts"] == {
        name: count for name, count in told["counts"].items() if name not in ("new", "changed", "facts_changed")
    }
    assert (told["counts"]["new"], told["counts"]["changed"], told["counts"]["facts_changed"]) == (3, 0, 0)
    assert told["counts"]["documents"] == 3 and told["counts"]["failed"] == 1
    assert run("status", tmp_path / "out", "--failed", "--json") == 3
    assert [row["input"] for row in json.loads(capsys.readouterr().out)["documents"]] == ["in/empty.txt"]
    assert run("status", tmp_path / "out") == 3
    assert "3 documents: 2 complete, 1 failed" in " ".join(capsys.readouterr().out.split())
    assert run("status", tmp_path) == 3
    assert "holds no manifest" in capsys.readouterr().err


def test_a_large_batch_shows_what_needs_eyes_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = documents(tmp_path / "in", 60)
    (source / "empty.txt").touch()
    assert run("run", source, "--out", tmp_path / "out") == 3
    streams = capsys.readouterr()
    assert "d000.txt" not in streams.out and "and 60 more documents" in streams.out and "empty.txt" in streams.out
    assert run("run", source, "--out", tmp_path / "out") == 3
    assert "61 documents (61 unchanged): 60 complete, 1 failed" in capsys.readouterr().out


@pytest.mark.parametrize("size", ["0", "x", "12q", "-1M", "inf"])
def test_sizes_that_are_none_are_wrong_usage(size: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("run", "x", "--out", "o", "--memory", size) == 2
    assert "is not a size like 500M or 2G" in capsys.readouterr().err


def test_a_terminal_sees_a_bar(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    environment.pop("NO_COLOR", None)
    source = documents(tmp_path / "in", 3)
    process = start("run", source, "--out", tmp_path / "out", stderr=theirs, stdout=subprocess.DEVNULL, env=environment)
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(ours)
    assert process.wait() == 0 and b"3/3" in seen and b"/s" in seen


def test_an_interrupted_run_says_so_and_goes_on_later(tmp_path: Path) -> None:
    source = documents(tmp_path / "in", 400)
    process = start("run", source, "--out", tmp_path / "out", "-q", stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    manifest = tmp_path / "out" / "manifest.jsonl"
    while not (manifest.exists() and manifest.stat().st_size) and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130 and err.decode().strip() == "ir-extract: interrupted"
    assert 0 < len(tree(tmp_path / "out")) < 400
    assert run("run", source, "--out", tmp_path / "out", "-q") == 0
    assert len(tree(tmp_path / "out")) == 400


def test_an_interrupt_while_workers_are_loaded_gives_one_line(tmp_path: Path) -> None:
    """A terminal sends it to all processes of the command, also to the server of workers that still imports."""
    source = documents(tmp_path / "in", 400)
    streams = {"stderr": subprocess.PIPE, "stdout": subprocess.DEVNULL, "start_new_session": True}
    process = start("run", source, "--out", tmp_path / "out", "-q", **streams)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not any(map(_serves_workers, children.read_text().split())):
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130 and err.decode().strip() == "ir-extract: interrupted"


def _serves_workers(pid: str) -> bool:
    """Whether a process is the server, and amid its imports."""
    try:
        serves = b"multiprocessing.forkserver" in Path(f"/proc/{pid}/cmdline").read_bytes()
        return serves and b"msgspec" in Path(f"/proc/{pid}/maps").read_bytes()
    except OSError:
        return False


def test_watch_reads_what_lands_until_it_is_ended(tmp_path: Path) -> None:
    drop = documents(tmp_path / "drop", 1)
    process = start(
        "watch", drop, "--out", tmp_path / "out", "--settle", 0.1, "--json", "-j", 1, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["input"] == "drop/d000.txt"
    (drop / "late.txt").write_text(REVENUE)
    assert json.loads(process.stdout.readline())["output"] == "late.json"
    process.terminate()
    rest, _ = process.communicate()
    assert process.returncode == 0 and rest == b""
    assert sorted(tree(tmp_path / "out")) == ["d000.json", "late.json"]


def test_a_terminal_shows_what_is_being_read(tmp_path: Path) -> None:
    from rich.console import Console

    from extract.batch import Batch, Options
    from extract.batch.report import Progress

    stream = io.StringIO()
    screen = Console(file=stream, force_terminal=True, width=100)
    with Batch(tmp_path / "out", Options(jobs=0)) as batch, Progress(screen, total=2) as progress:
        for done in batch.documents([str(documents(tmp_path / "in", 2))], begun=progress.begin):
            progress._bar.refresh()
            progress.tell(done)
    assert "d000.txt" in stream.getvalue() and "2/2" in stream.getvalue()


def test_lines_of_a_pipe_say_how_many_are_to_come_and_how_much_is_trusted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("run", documents(tmp_path / "in", 2), "--out", tmp_path / "out", "-j", 0) == 0
    streams = capsys.readouterr()
    assert "1 of 2: " in streams.err and " trusted" in streams.err
    assert " trusted" in streams.out


def test_names_of_years_that_nothing_dates_are_told_with_the_option_that_dates_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Sales (JPY million)\n\n| | FY2022 | FY2023 |\n|---|---|---|\n| Paper | 12 | 14 |\n| Ink | 3 | 5 |\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    run("run", tmp_path / "a.txt", "--out", tmp_path / "out", "-j", 0)
    told = " ".join(capsys.readouterr().out.split())
    assert "0 trusted, 4 in doubt in doubt because the period is open (4)" in told
    assert "4 figures stand under the name of a period" in told and "--fiscal-year-end MM-DD" in told
    run(
        "run",
        tmp_path / "a.txt",
        "--out",
        tmp_path / "out",
        "-j",
        0,
        "--fiscal-year-end",
        "03-31",
        "--fiscal-year-label",
        "end",
    )
    told = " ".join(capsys.readouterr().out.split())
    assert "4 trusted" in told and "--fiscal-year-end" not in told
