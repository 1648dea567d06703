"""A library of another version is seen by what it sees in the pages of `tests/pdfs`, and Python by nothing at all."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from extract.batch.product import SHAPING, libraries
from tests.bench.same import LIBRARIES, PDFS, corpus, digests, recorded, seen

RECORD = recorded()


@pytest.mark.parametrize("page", sorted(PDFS.glob("*.pdf")), ids=lambda path: path.stem)
def test_libraries_see_in_a_page_what_they_saw(page: Path) -> None:
    known = RECORD["pages"][page.name]
    otherwise = [kind for kind, digest in seen(page.read_bytes()).items() if digest not in known[kind]]
    assert not otherwise, (
        f"{[(name, version(name)) for name in LIBRARIES]} see other {otherwise} than {RECORD['versions']} saw: look at"
        " `ir-extract golden diff` and `python -m tests.bench.printed`, then `python -m tests.bench.same --record`"
    )


def test_every_library_that_shapes_a_result_is_in_its_key() -> None:
    told = dict(each.split(" ") for each in libraries())
    assert told.keys() == set(SHAPING)
    assert {name: told[name] for name in LIBRARIES} == {name: version(name) for name in LIBRARIES}


def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "in")
    for path in (*folder.glob("iij-*.txt"), *folder.glob("invented-[1-3]*.txt")):
        path.unlink()  # what reads them is held by goldens and by the other ten
    assert digests(folder, tmp_path / "one", 1) == digests(folder, tmp_path / "four", 4)
