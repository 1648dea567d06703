"""Many documents: a fixed order, names that do not collide, files whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.batch import Item, inputs_to_paths, paths_to_names, run_many, write_whole
from extract.emit import result_from_json
from extract.errors import UnreadableDocument
from extract.model import Result
from tests.results import small_result


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "in/b.txt",
        "in/a.txt",
        "in/deep/a.txt",
        "in/notes.md",
        "in/.hidden.txt",
        "in/.git/x.txt",
        "in/page.HTML",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def found(inputs: list[str]) -> list[str]:
    return [path.name if isinstance(path, Path) else f"! {path.error}" for path in inputs_to_paths(inputs)]


def test_folders_give_documents_in_order_and_once(folder: Path) -> None:
    assert found([str(folder / "in")]) == ["a.txt", "b.txt", "a.txt", "page.HTML"]
    assert found([str(folder / "in" / "b.txt"), str(folder / "in")]) == ["b.txt", "a.txt", "a.txt", "page.HTML"]


def test_patterns_and_files_take_what_they_name(folder: Path) -> None:
    assert found([str(folder / "in" / "*.md")]) == ["notes.md"]
    assert found([str(folder / "in" / "**" / "a.txt")]) == ["a.txt", "a.txt"]


def test_what_leads_to_nothing_is_a_row(folder: Path) -> None:
    (folder / "empty").mkdir()
    gone, empty = found([str(folder / "gone.txt"), str(folder / "empty")])
    assert "gone.txt: no such file" in gone and "holds no document" in empty


def test_a_file_whose_name_looks_like_a_pattern_is_taken(folder: Path) -> None:
    (folder / "x[1].txt").write_text("x")
    assert found([str(folder / "x[1].txt")]) == ["x[1].txt"]


@given(
    st.lists(st.sampled_from(["a/x.txt", "b/x.txt", "c/x.txt", "X.pdf", "x.txt.txt", "x.txt-2.txt", "y"]), unique=True)
)
def test_names_never_collide(paths: list[str]) -> None:
    names = paths_to_names(map(Path, paths))
    assert len({name.casefold() for name in names.values()}) == len(paths)


def _reader(path: Path) -> Result:
    if path.name == "b.txt":
        raise UnreadableDocument("nothing in it", name=path.name, remedy="fetch it again")
    if path.suffix == ".HTML":
        raise ZeroDivisionError("our fault")
    return small_result()


def test_a_bad_document_is_a_row_and_not_a_stop(folder: Path) -> None:
    items = list(run_many([str(folder / "in"), "nowhere.txt"], folder / "out", read=_reader))
    assert [item.result is not None for item in items] == [True, False, True, False, False]
    assert [item.ours for item in items] == [False, False, False, True, False]
    assert items[1].error == "b.txt: nothing in it (fetch it again)"
    written = sorted(path.name for path in (folder / "out").iterdir())
    assert written == ["a.json", "a.txt.json"]
    assert result_from_json((folder / "out" / "a.json").read_bytes()) == small_result()


def test_an_output_that_cannot_be_written_is_a_row(folder: Path) -> None:
    (folder / "out").write_text("in the way")
    (item,) = run_many([str(folder / "in" / "a.txt")], folder / "out", read=_reader)
    assert isinstance(item, Item) and item.result is None and "out" in (item.error or "")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    write_whole(target, b"old")
    with pytest.raises(TypeError):
        write_whole(target, "no bytes")  # type: ignore[arg-type]
    assert target.read_bytes() == b"old" and [path.name for path in tmp_path.iterdir()] == ["x.json"]
