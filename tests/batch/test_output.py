"""Outputs: names that stay inside and never collide, files whole or not at all, one run at a time."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.batch.isolate import LimitReached, OutputFailed
from extract.batch.output import (
    LONGEST_PART,
    STATE,
    Names,
    Target,
    known_sources,
    locked,
    remember_sources,
    safe_name,
    write_whole,
)
from extract.errors import ExtractError

HOSTILE = ["../../x.txt", "/etc/passwd", "a/../../b", "..", "", ".", "c:\\x\\y.txt", "a\x00b", "." * 300, "決算" * 99]


@given(st.one_of(st.sampled_from(HOSTILE), st.text(), st.lists(st.text()).map("/".join)))
def test_no_name_leaves_its_folder(name: str) -> None:
    safe = PurePosixPath(safe_name(name))
    assert not safe.is_absolute() and ".." not in safe.parts and safe.parts
    assert not any(part.startswith(".") or len(part.encode()) > LONGEST_PART for part in safe.parts)
    assert (os.fsencode(str(safe)) and safe.as_posix().isprintable()) or any(not c.isprintable() for c in name)


@given(st.lists(st.sampled_from(["a/x.txt", "a/X.txt", "a/x.pdf", "a/x.json", "a", "a/x.txt.txt", "a/x.json/y.txt"])))
def test_names_never_collide(names: list[str]) -> None:
    given_out = Names()
    claimed = [given_out.claim(name) for name in names]
    folded = [name.casefold() for name in claimed]
    assert len(set(folded)) == len(names)
    for one in folded:
        assert not any(other.startswith(f"{one}/") for other in folded), "a file where a folder must be"


def test_names_are_short_where_they_can_be() -> None:
    names = Names()
    assert [names.claim(n) for n in ("x.txt", "x.pdf", "d/x.txt", "x.pdf", "y")] == [
        "x.json",
        "x.pdf.json",
        "d/x.json",
        "x.pdf-2.json",
        "y.json",
    ]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    write_whole(target, b"old")
    with pytest.raises(TypeError):
        write_whole(target, "no bytes")  # type: ignore[arg-type]
    assert target.read_bytes() == b"old" and [path.name for path in tmp_path.iterdir()] == ["x.json"]


def test_a_target_keeps_inside(tmp_path: Path) -> None:
    target = Target(str(tmp_path / "out"))
    target.write("deep/a.json", b"{}")
    assert target.read("deep/a.json") == b"{}" and target.read("b.json") is None
    with pytest.raises(ExtractError, match="outside"):
        target.write("../x.json", b"")
    assert not (tmp_path / "x.json").exists()
    target.remove("deep/a.json")
    target.remove("deep/a.json")
    assert target.read("deep/a.json") is None


def test_a_growing_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    target = Target(str(tmp_path))
    with pytest.raises(KeyError), target.growing("facts.csv") as file:
        file.write(b"half")
        raise KeyError
    assert target.read("facts.csv") is None
    with target.growing("facts.csv") as file:
        file.write(b"whole")
        assert target.read("facts.csv") is None
    assert target.read("facts.csv") == b"whole"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, OutputFailed),
        (errno.EROFS, OutputFailed),
        (errno.EACCES, OutputFailed),
        (errno.EFBIG, LimitReached),
    ],
)
def test_errors_of_the_system_say_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, kind: type[Exception]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code), str(tmp_path))

    monkeypatch.setattr("extract.batch.output.write_whole", fail)
    with pytest.raises(kind, match=r"free space|raise --output-size"):
        Target(str(tmp_path)).write("a.json", b"{}")


def test_stores_are_written_through_fsspec() -> None:
    pytest.importorskip("fsspec")
    target = Target("memory://out/deep")
    target.write("x/a.json", b"{}")
    assert target.read("x/a.json") == b"{}" and target.read("gone") is None
    assert target.holds("x/a.json", "", 2) and not target.holds("x/a.json", "", 3) and not target.holds("gone", "", 1)
    target.remove("x/a.json")
    assert target.read("x/a.json") is None


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with locked(tmp_path):
        with pytest.raises(ExtractError, match=f"another run .process {os.getpid()}. is writing here .*--wait"):
            locked(tmp_path).__enter__()
        (tmp_path / STATE / "unfinished").mkdir()
        (tmp_path / STATE / "unfinished" / ".x.part").touch()
    with locked(tmp_path):
        assert not (tmp_path / STATE / "unfinished").exists()


def test_a_lock_can_be_waited_for_and_dies_with_its_holder(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from extract.batch.output import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); time.sleep(1000)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
    with pytest.raises(ExtractError, match=f"process {holder.pid}"):
        locked(tmp_path).__enter__()
    holder.kill()
    with locked(tmp_path, wait=True):
        pass
    holder.wait()
    holder.stdout.close()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ExtractError, match=r"cannot be written.*choose another --out|cannot be written.*run again"):
        locked(tmp_path / "file").__enter__()


def test_the_folders_of_inputs_are_kept_beside_the_lock_and_in_no_result(tmp_path: Path) -> None:
    for folder in ("one/in", "two"):
        (tmp_path / folder).mkdir(parents=True)
    out = tmp_path / "out"
    remember_sources(out, [str(tmp_path / "one" / "in"), str(tmp_path / "two" / "*.pdf")])
    assert known_sources(out) == (tmp_path, tmp_path / "one")
    remember_sources(out, [str(tmp_path / "two" / "deep" / "a.pdf")])
    assert known_sources(out) == (tmp_path, tmp_path / "one", tmp_path / "two" / "deep")
    assert [path.name for path in out.iterdir()] == [STATE]


def test_what_cannot_be_kept_is_no_fault_of_the_run(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / STATE).write_text("in the way")
    remember_sources(out, ["a"])
    assert known_sources(out) == ()
