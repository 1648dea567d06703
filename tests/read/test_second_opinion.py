"""Costly proposers: asked for boxes only, and whatever they raise means no opinion."""

from __future__ import annotations

import importlib
import subprocess
import sys
import types
from pathlib import Path

import pytest

from extract.read import _camelot, _mupdf
from tests.read.pdf_pages import Paper, grids, print_statement, rows_of

WORDS = (
    ("Brand", "Maker", "Segment"),
    ("Ariel", "Procter", "Upper"),
    ("Skip", "Lever", "Upper"),
    ("Omo", "Lever", "Middle"),
)


def words_without_rules() -> bytes:
    paper = Paper()
    for r, row in enumerate((*WORDS, ("Dash", "Procter", "Middle"))):
        for c, word in enumerate(row):
            paper.text(80 + 150 * c, 200 + 16 * r, word)
    return paper.pdf()


def test_a_table_of_words_is_read_where_a_proposer_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_mupdf, "table_boxes", lambda page: [(70, 180, 480, 280)])
    assert grids(words_without_rules()) == []
    (grid,) = grids(words_without_rules(), second=True)
    assert rows_of(grid)[: len(WORDS)] == list(WORDS)


def test_camelot_is_asked_when_the_model_has_no_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_mupdf, "table_boxes", lambda page: [])
    monkeypatch.setattr(_camelot, "table_boxes", lambda data, page, width, height: [(70, 180, 480, 280)])
    assert len(grids(words_without_rules(), second=True)) == 1


@pytest.mark.parametrize("error", (IndexError, TypeError, MemoryError, RecursionError))
def test_what_camelot_raises_is_no_opinion(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    broken = types.ModuleType("camelot")

    def read_pdf(*_args: object, **_more: object) -> None:
        print("noise")
        raise error("broken")

    broken.read_pdf = read_pdf  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "camelot", broken)
    assert _camelot.table_boxes(words_without_rules(), 1, 595, 842) == []


def test_camelot_counts_from_the_foot_and_we_from_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("camelot")
    module.read_pdf = lambda *_a, **_k: [types.SimpleNamespace(_bbox=(70.0, 562.0, 480.0, 662.0))]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "camelot", module)
    assert _camelot.table_boxes(b"", 1, 595, 842) == [(70.0, 180.0, 480.0, 280.0)]


def test_the_library_is_loaded_without_its_models() -> None:
    code = (
        "import sys\nfrom extract.read import _mupdf\n_mupdf.library()\n"
        "assert 'onnxruntime' not in sys.modules, 'models were loaded'\n"
        "assert 'pymupdf.layout' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_sure_page_never_loads_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object) -> None:
        raise AssertionError("asked")

    monkeypatch.setattr(_mupdf, "table_boxes", never)
    paper = Paper()
    print_statement(paper)
    assert len(grids(paper.pdf(), second=True)) == 1
    assert importlib.import_module("extract.read.pdf")


def test_reading_a_sure_document_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    paper = Paper()
    print_statement(paper)
    (tmp_path / "sure.pdf").write_bytes(paper.pdf())
    code = (
        "import sys\nfrom extract import read\nassert read(sys.argv[1]).facts\n"
        "heavy = {'cv2', 'onnxruntime', 'rapidocr', 'camelot', 'z3', 'numpy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "sure.pdf")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
