"""Inputs: what is named is found, in one order, once; what leads to nothing is said."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from extract.batch import Limits
from extract.batch.inputs import NO_FILE, Found, count, find, walk
from extract.batch.isolate import run_isolated
from extract.batch.output import Target
from extract.batch.places import Place, fetch, hash_of, is_address, without_secrets
from extract.errors import ExtractError

LIMIT = 10_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("in/b.txt", "in/a.txt", "in/deep/a.txt", "in/notes.docx", "in/.h.txt", "in/.git/x.txt", "in/p.HTML"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*inputs: object) -> list[Found]:
    return list(find(map(str, inputs), run_isolated, Limits()))


def labels(*inputs: object) -> list[str]:
    return [f"! {each.error}" if each.error else each.label for each in found(*inputs)]


def pack(path: Path, members: Iterable[tuple[str, bytes]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def test_folders_give_documents_in_order_and_once(folder: Path) -> None:
    everything = ["in/a.txt", "in/b.txt", "in/deep/a.txt", "in/p.HTML"]
    assert labels("in") == everything
    assert labels("in/b.txt", "in", folder / "in") == ["in/b.txt", "in/a.txt", "in/deep/a.txt", "in/p.HTML"]
    assert [each.inside for each in found("in")] == ["a.txt", "b.txt", "deep/a.txt", "p.HTML"]
    assert count(["in", "in/b.txt", "in/*.txt"]) == 7


def test_no_label_tells_where_a_folder_is(folder: Path) -> None:
    os.chdir(folder / "in")
    told = labels(folder / "in", "../in/deep", folder / "in" / "notes.docx")
    assert told == ["in/a.txt", "in/b.txt", "in/deep/a.txt", "in/p.HTML", "notes.docx"]


@pytest.mark.usefixtures("folder")
def test_patterns_and_files_take_what_they_name() -> None:
    assert labels("in/*.docx") == ["in/notes.docx"]
    assert labels("in/**/a.txt") == ["in/a.txt", "in/deep/a.txt"]
    assert [each.inside for each in found("in/**/a.txt")] == ["a.txt", "deep/a.txt"]


def test_names_that_look_like_something_else(folder: Path) -> None:
    for name in ("x[1].txt", "@x.txt", "a\udcff.txt", "n\nl.txt"):
        (folder / name).write_text("x")
    assert labels("x[1].txt", "@x.txt") == ["x[1].txt", "@x.txt"]
    (bad,) = found("a\udcff.txt")
    assert bad.name == "a\ufffd.txt" and fetch(bad.place, LIMIT) == b"x"
    assert found("n\nl.txt")[0].error is None


def test_what_leads_to_nothing_is_a_row(folder: Path) -> None:
    (folder / "empty").mkdir()
    gone, empty, none = labels("gone.txt", "empty", "in/*.xyz")
    assert "gone.txt: no such file" in gone and "holds no document" in empty and "no such file" in none
    assert "(name a file, a folder" in gone


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "in" / "pipe.txt")
    assert "is no file" in labels("pipe.txt")[0] and len(labels("in")) == 4


def test_pipes_and_devices_in_a_folder_are_counted(folder: Path) -> None:
    os.mkfifo(folder / "in" / "pipe.txt")
    (folder / "in" / "zero.md").symlink_to("/dev/zero")
    skipped: Counter[str] = Counter()
    names = list(walk(folder / "in", "", skipped))
    assert skipped[NO_FILE] == 2 and not {"pipe.txt", "zero.md"} & set(names)


def test_lists_name_inputs(folder: Path) -> None:
    (folder / "list").write_text("# comment\n\nin/b.txt\n@more\nin/deep\n", "utf-8-sig")
    (folder / "more").write_text("gone.txt\n@list\n@nolist\n")
    told = labels("@list")
    assert told[0] == "in/b.txt" and told[-1] == "in/deep/a.txt"
    assert "gone.txt" in told[1] and "names itself" in told[2] and "nolist" in told[3]
    assert count(["@list"]) is None


def test_links_do_not_lead_in_circles(folder: Path) -> None:
    (folder / "in" / "loop").symlink_to(folder / "in")
    (folder / "in" / "dead.txt").symlink_to(folder / "nowhere")
    assert labels("in") == ["in/a.txt", "in/b.txt", "in/deep/a.txt", "in/p.HTML"]


def test_archives_are_looked_into(folder: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deep/c.txt", "c")
    members = [
        ("q1/a.txt", b"a"),
        ("../../b.txt", b"b"),
        ("readme.docx", b"-"),
        ("q1/.hidden.txt", b"-"),
        ("__MACOSX/a.txt", b"-"),
        ("inner.zip", inner.getvalue()),
        ("q1/a.txt", b"again"),
    ]
    with pytest.warns(UserWarning, match="Duplicate"):
        pack(folder / "in" / "z.zip", members)
    here = found("in/z.zip")
    assert [each.label for each in here] == [
        "in/z.zip!/q1/a.txt",
        "in/z.zip!/../../b.txt",
        "in/z.zip!/inner.zip!/deep/c.txt",
        "in/z.zip!/q1/a.txt",
    ]
    assert [fetch(each.place, LIMIT) for each in here] == [b"a", b"b", b"c", b"again"]
    assert [each.inside for each in here][:2] == ["z/q1/a.txt", "z/../../b.txt"]
    assert [each.name for each in here] == ["a.txt", "b.txt", "c.txt", "a.txt"]
    assert len(labels("in")) == 8


def test_archives_that_bite(folder: Path) -> None:
    (folder / "no.zip").write_bytes(b"PK\x03\x04 no archive")
    pack(folder / "none.zip", [("a.docx", b"")])
    data = b"x"
    for _ in range(5):
        data = pack(folder / "nest.zip", [("n.zip", data)]).read_bytes()
    bad, none, nest = labels("no.zip", "none.zip", "nest.zip")
    assert "cannot be read as a zip archive" in bad and "holds no document" in none and "nested more than 3" in nest


def test_bombs_stop_at_the_limit(folder: Path) -> None:
    pack(folder / "bomb.zip", [("bomb.txt", bytes(50_000_000)), ("good.txt", b"good")])
    raw = bytearray((folder / "bomb.zip").read_bytes())
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):  # the size it claims is a lie
        struct.pack_into("<L", raw, raw.find(mark) + at, 5)
    (folder / "liar.zip").write_bytes(raw)
    for name in ("bomb.zip", "liar.zip"):
        bomb, good = found(name)
        with pytest.raises(ExtractError):
            fetch(bomb.place, LIMIT)
        assert fetch(good.place, LIMIT) == b"good"


def test_bytes_are_bounded_and_errors_name_the_file(folder: Path) -> None:
    big = folder / "big.txt"
    big.write_bytes(bytes(LIMIT + 1))
    with pytest.raises(ExtractError, match=r"big\.txt: more bytes than the limit"):
        fetch(Place(where=str(big)), LIMIT)
    assert hash_of(Place(where=str(big)), LIMIT) is None
    with pytest.raises(ExtractError, match=r"gone\.txt: cannot be opened: No such file"):
        fetch(Place(where=str(folder / "gone.txt")), LIMIT)


def test_an_encrypted_member_says_so(folder: Path) -> None:
    raw = bytearray(pack(folder / "e.zip", [("a.txt", b"secret")]).read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.find(mark) + at] |= 1
    (folder / "e.zip").write_bytes(raw)
    (member,) = found("e.zip")
    with pytest.raises(ExtractError, match="is encrypted"):
        fetch(member.place, LIMIT)


def test_stores_are_read_through_fsspec(folder: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    for name in ("/box/a.txt", "/box/deep/b.txt", "/box/c.docx", "/box/.h/d.txt"):
        store.pipe_file(name, name.encode())
    here = found("memory://box")
    assert [each.inside for each in here] == ["a.txt", "deep/b.txt"]
    assert all(each.private for each in here) and fetch(here[1].place, LIMIT) == b"/box/deep/b.txt"
    assert [each.inside for each in found("memory://box/*.txt")] == ["a.txt"]
    assert "no such object" in labels("memory://box/gone.txt")[0]
    assert labels(f"file://{folder}/in/deep") == ["deep/a.txt"]
    store.rm("/box", recursive=True)


def test_a_store_without_its_package_says_what_to_install() -> None:
    (told,) = labels("gs://bucket/folder") if not _installed("gcsfs") else ["ir-extract[gs]"]
    assert "ir-extract[gs]" in told
    (told,) = labels("nonsense://x")
    assert "Protocol not known" in told


def _installed(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None


def test_addresses_are_told_from_paths_and_keep_secrets() -> None:
    assert is_address("s3://b/x") and is_address("file:///x") and not is_address("in/a.txt") and not is_address("a:b")
    assert without_secrets("s3://key:secret@bucket/a?token=1") == "s3://bucket/a"


def test_what_cannot_be_looked_into_is_a_row_and_the_rest_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, gone = os.scandir, folder / "in" / "deep"

    def scandir(path: object) -> object:
        if isinstance(path, Path) and path.absolute() == gone and gone.exists():  # it goes while we look
            gone.rename(folder / "away")
        return whole(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", scandir)
    told = labels("in", "x" * 5_000, "in/b.txt")
    assert told[:2] == ["in/a.txt", "in/b.txt"] and "in/deep/: this folder cannot be looked into" in told[2]
    assert told[3] == "in/p.HTML" and "File name too long" in told[4] and len(told) == 5
    assert count(["x" * 5_000]) is None


def test_a_store_that_does_not_answer_is_a_row(folder: Path) -> None:
    fsspec = pytest.importorskip("fsspec")

    class Silent(fsspec.AbstractFileSystem):  # type: ignore[misc]
        protocol = "silent"

        def info(self, *_: object, **__: object) -> None:
            raise RuntimeError("no route to host")

        isdir = exists = find = cat_file = open = info

    fsspec.register_implementation("silent", Silent, clobber=True)
    store, file = labels("silent://box", "in/a.txt")
    assert "silent://box: " in store and "the store cannot be reached: RuntimeError: no route to host" in store
    assert file == "in/a.txt"
    with pytest.raises(ExtractError, match="cannot be reached"):
        fetch(Place(where="silent://box/a.txt"), LIMIT)
    with pytest.raises(ExtractError, match="cannot be reached"):
        Target("silent://box").read("manifest.jsonl", sure=True)
    assert Target("silent://box").read("manifest.jsonl") is None


def test_only_the_end_of_a_line_parts_names_of_a_list(folder: Path) -> None:
    (folder / "a\u2028b\x0cc.txt").write_text("x")
    (folder / "list").write_text("a\u2028b\x0cc.txt\r\nin/b.txt", "utf-8")
    assert [each.error for each in found("@list")] == [None, None]
