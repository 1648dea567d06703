"""Scans with known text: pages drawn as pictures, and readers who see what they are told to see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from extract.model import Settings
from extract.read import _mupdf, _rapidocr, _tesseract, scan
from extract.read._image import Array, Piece
from extract.read.pdf_layout import page_to_layout


def without_engines(monkeypatch: pytest.MonkeyPatch, *, rapid: bool = False, tesseract: bool = False) -> None:
    """As on a machine that has only the engines named."""
    if not rapid:
        monkeypatch.setattr(_rapidocr, "version", lambda: None)
    if not tesseract:
        monkeypatch.setattr(_tesseract, "version", lambda: None)


def with_readers(
    monkeypatch: pytest.MonkeyPatch,
    born: bytes,
    first: Mapping[str, str] | None = None,
    second: Mapping[str, str] | None = None,
) -> None:
    """Engines that see the words of a born-digital PDF, but for the words they are told to misread."""
    monkeypatch.setattr(_rapidocr, "version", lambda: "0")
    monkeypatch.setattr(_tesseract, "version", (lambda: "0") if second is not None else (lambda: None))
    document = _mupdf.open_pdf(born, "born.pdf")
    pages = iter([page_to_layout(document, document[k], k + 1)[0].words for k in range(document.page_count)])

    def seen(page: Array, readers: scan.Readers, strokes: object = ()) -> list[scan.Seen]:
        scale = page.shape[1] / 595
        out = []
        for word in next(pages):
            tall = 0.72 * word.size * scale
            box = (int(word.x0 * scale), int(word.base * scale - tall), int(word.x1 * scale), int(word.base * scale))
            said = (first or {}).get(word.text, word.text)
            out.append(scan.Seen(Piece(box, word.base * scale, tall), said, 1.0))
            out[-1].second = None if second is None else second.get(word.text, word.text)
        return out

    monkeypatch.setattr(scan, "first_reading", seen)
    monkeypatch.setattr(scan, "read_again", lambda *given: None)


def picture_of(data: bytes, dpi: int = 60) -> bytes:
    """The same pages as pictures, for readers who do not look closely."""
    from tests.bench.scans import scanned

    return scanned(data, dpi, 0.0, 0)


def result_of(data: bytes, **settings: Any) -> Any:
    """What the whole product makes of a document."""
    from extract.pipeline import read

    return read(data, name="scan.pdf", settings=Settings(**settings))
