"""A drop folder: documents are taken whole, once, and again when they change."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from extract.batch import Options
from extract.batch.watch import Landing, watch
from tests.batch.tasks import REVENUE, tree


def put(path: Path, text: str, when: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (when, when))


def test_a_file_is_taken_when_it_rests(tmp_path: Path) -> None:
    landing = Landing(tmp_path, settle_s=2)
    put(tmp_path / "a.txt", "half", 1)
    assert landing.whole(0) == []
    put(tmp_path / "a.txt", "half and more", 2)
    assert landing.whole(1.9) == [] and landing.whole(3.8) == [] and landing.whole(4) == ["a.txt"]
    landing.take("a.txt")
    assert landing.whole(9) == []
    put(tmp_path / "a.txt", "and even more", 3)
    put(tmp_path / "deep" / "b.pdf", "x", 3)
    put(tmp_path / ".c.txt", "x", 3)
    put(tmp_path / "d.txt.part", "x", 3)
    assert landing.whole(10) == [] and landing.whole(12) == ["a.txt", "deep/b.pdf"]
    (tmp_path / "a.txt").unlink()
    assert landing.whole(13) == ["deep/b.pdf"]


def test_new_filings_are_read_as_they_land(tmp_path: Path) -> None:
    drop, out = tmp_path / "drop", tmp_path / "out"
    put(drop / "old.txt", REVENUE, 1)
    events = [
        lambda: put(drop / "q1" / "a.txt", REVENUE[:40], 2),
        lambda: put(drop / "q1" / "a.txt", REVENUE, 3),
        lambda: None,
        lambda: None,
        lambda: None,
        lambda: put(drop / "q1" / "a.txt", REVENUE + "late", 4),
        *[lambda: None] * 4,
    ]
    now = iter(range(1000))
    clock: list[float] = [0]

    class Over(Exception):
        pass

    def sleep(_: float) -> None:
        if not events:
            raise Over
        events.pop(0)()
        clock[0] = next(now) + 1

    seen = []
    try:
        for done in watch(drop, out, Options(jobs=1), settle_s=2, sleep=sleep, clock=lambda: clock[0]):
            seen.append((done.row.input, done.row.bytes, done.fresh))
    except Over:
        pass
    assert seen == [
        ("drop/old.txt", len(REVENUE), True),
        ("drop/q1/a.txt", len(REVENUE), True),
        ("drop/q1/a.txt", len(REVENUE) + 4, True),
    ]
    assert sorted(tree(out)) == ["old.json", "q1/a.json"]


def test_a_folder_that_goes_away_is_waited_for(tmp_path: Path) -> None:
    drop, told = tmp_path / "drop", []
    put(drop / "a.txt", REVENUE, 1)
    events = [lambda: shutil.rmtree(drop), lambda: None, lambda: put(drop / "b.txt", REVENUE + "b", 2), lambda: None]

    class Over(Exception):
        pass

    def sleep(_: float) -> None:
        if not events:
            raise Over
        events.pop(0)()

    seen = []
    with pytest.raises(Over):
        for done in watch(drop, tmp_path / "out", Options(jobs=0), settle_s=0, sleep=sleep, tell=told.append):
            seen.append(done.row.input)
    assert seen == ["drop/a.txt", "drop/b.txt"]
    assert [line.removeprefix(f"{drop}: ") for line in told] == [
        "cannot be opened (No such file or directory); waiting for it",
        "is back",
    ]
