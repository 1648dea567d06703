"""Real engines on scans that the tests make: no number is silently wrong, and most are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from extract.read import _rapidocr, _tesseract
from extract.read._image import Array
from extract.read.engine import Glimpse
from tests.bench.make_tables import make_document
from tests.bench.scans import Press, known_of, scanned, score
from tests.read.scans import result_of, without_engines

rapid = pytest.mark.skipif(_rapidocr.version() is None, reason="rapidocr is not installed")
both = pytest.mark.skipif(
    _rapidocr.version() is None or _tesseract.version() is None, reason="rapidocr or tesseract is not installed"
)


def outcomes(number: int, dpi: int, skew: float, noise: int) -> tuple[Counter[str], Counter[str]]:
    """What becomes of the numbers of a page born digital, and of the same page scanned."""
    document, press = make_document(11, number), Press(number)
    data = press.printed(document)
    known = known_of(document, press.places)
    born, _ = score(known, result_of(data))
    count, _ = score(known, result_of(scanned(data, dpi, skew, noise)), skew)
    return born, count


@pytest.fixture(autouse=True, scope="module")
def _each_line_is_read_once() -> Iterator[None]:
    """The engine says the same of the same picture: a page that two tests scan is read by it once."""
    known: dict[tuple[object, bytes], Glimpse] = {}
    read = _rapidocr.RapidReader.read

    def once(reader: _rapidocr.RapidReader, crops: Sequence[Array]) -> list[Glimpse]:
        for crop in crops:
            if (crop.shape, crop.tobytes()) not in known:
                (known[crop.shape, crop.tobytes()],) = read(reader, [crop])
        return [known[crop.shape, crop.tobytes()] for crop in crops]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_rapidocr.RapidReader, "read", once)
        yield


@rapid
@pytest.mark.parametrize(("number", "dpi", "skew", "noise"), [(0, 300, 0.0, 0), (1, 200, 1.2, 8)])
def test_one_engine_reads_a_scan(
    monkeypatch: pytest.MonkeyPatch, number: int, dpi: int, skew: float, noise: int
) -> None:
    without_engines(monkeypatch, rapid=True)
    born, count = outcomes(number, dpi, skew, noise)
    assert count["silent"] == count["invented"] == 0
    assert count["right"] + count["flagged"] >= 0.9 * sum(count.values())
    assert count["right"] >= 0.25 * born["right"]


@both
def test_two_engines_confirm_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    born, count = outcomes(0, 300, 0.0, 0)
    assert count["silent"] == count["invented"] == 0 and count["right"] >= 0.9 * born["right"]


@rapid
def test_figures_are_not_turned_upside_down(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.read.pdf_pages import Paper, body, grids, print_statement

    without_engines(monkeypatch, rapid=True)
    paper = Paper()
    rows = (("Stores", "666", "999"), ("Staff", "1,669", "9,961"), ("Total", "2,335", "10,960"))
    print_statement(paper, rows, style="grid")
    (grid,) = grids(scanned(paper.pdf(), 300, 0.0, 0))
    assert [row[1:] for row in body(grid)] == [row[1:] for row in rows]
