"""The manifest: rows are appended, torn lines cost only themselves, and the last row of a document counts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extract.batch.manifest import Manifest, Row, read_rows


def row(number: int, **more: object) -> Row:
    given = {"input": f"d{number}.txt", "origin": f"{number:016x}", "status": "complete", "outcome": "ok", **more}
    return Row(**given)  # type: ignore[arg-type]


def test_rows_come_back(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    with Manifest(path) as manifest:
        for number in (3, 1, 2):
            manifest.append(row(number))
        manifest.append(row(1, status="failed", reason="百万円\nx" * 5000))
        assert [each.input for each in manifest.rows([2, 3, 9])] == ["d2.txt", "d3.txt"]
    with Manifest(path) as manifest:
        assert len(manifest) == 3 and manifest.get(9) is None
        kept = manifest.get(1)
        assert kept is not None and kept.status == "failed" and kept.reason == "百万円\nx" * 5000
    assert sorted(each.input for each in read_rows(path)) == ["d1.txt", "d2.txt", "d3.txt"]


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_torn_end_costs_one_row(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "manifest.jsonl"
    with Manifest(path) as manifest:
        manifest.append(row(1))
        manifest.append(row(2))
    path.write_bytes(path.read_bytes()[:-cut])
    with Manifest(path) as manifest:
        assert manifest.get(1) == row(1)
        assert manifest.get(2) == (row(2) if cut == 1 else None)
        manifest.append(row(3))
    assert {each.input for each in read_rows(path)} >= {"d1.txt", "d3.txt"}


def test_lines_that_are_no_rows_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    with Manifest(path) as manifest:
        manifest.append(row(1))
    path.write_bytes(bytes(300) + b"\n{}\n[1]\n" + path.read_bytes() + b'{"origin": "no number"}\n')
    with Manifest(path) as manifest:
        assert [each.input for each in manifest.rows()] == ["d1.txt"]


def test_compact_leaves_one_row_per_document_in_order(tmp_path: Path) -> None:
    path = tmp_path / "manifest.jsonl"
    with Manifest(path) as manifest:
        for number in (3, 1, 2, 1):
            manifest.append(row(number, seconds=float(number)))
        manifest.forget(2)
        manifest.compact()
        assert manifest.get(3) == row(3, seconds=3.0)
        manifest.append(row(0))
        manifest.compact()
    assert [each.input for each in read_rows(path)] == ["d0.txt", "d1.txt", "d3.txt"]
    assert len(path.read_bytes().splitlines()) == 3


def test_an_interrupt_while_it_is_written_anew_ends_the_run_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "manifest.jsonl"
    opened = os.open

    def interrupted(where: object, flags: int, *more: int) -> int:
        if where == path and len(list(read_rows(path))) == 1:
            raise KeyboardInterrupt
        return opened(where, flags, *more)  # type: ignore[arg-type]

    with pytest.raises(KeyboardInterrupt), Manifest(path) as manifest:
        manifest.append(row(1))
        monkeypatch.setattr(os, "open", interrupted)
        manifest.compact()
    monkeypatch.undo()
    with Manifest(path) as manifest:
        assert manifest.get(1) is not None
