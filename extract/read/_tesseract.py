"""The only door to Tesseract, a program of the machine: reads a page by itself, or a sheet of cut-out words again.

Called as a subprocess with the picture on its standard input; nothing is written to disk. One thread. What it says on
standard error is kept for the message of an EngineError.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
from collections.abc import Sequence

from extract.read._image import Array, Pixels, cv2, numpy
from extract.read.engine import EngineError, Glimpse

_SECONDS = 120
_SHEET_PX = 12_000
_AIR_PX = 28
_HIGH_PX = (28, 36)  # words in figures of this height are read best; a second try for what is no number
_NUMBER = re.compile(r"[(△▲A+-]{0,2}[0-9][0-9,]*(?:\.[0-9]+)?%?\)?%?")
_FIGURES = ("-c", "tessedit_char_whitelist=0123456789.,()-+%A△")
_CJK = re.compile(r"(?<=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]) (?=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])")


@functools.cache
def version() -> str | None:
    """The version of the program; None when it is not installed or cannot read English."""
    if shutil.which("tesseract") is None:
        return None
    try:
        told = _run(["--version"], b"").decode("utf-8", "replace").split()
    except EngineError:
        return None
    return told[1] if len(told) > 1 and "eng" in languages() else None


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages it can read among those we want."""
    try:
        there = _run(["--list-langs"], b"").decode("utf-8", "replace").split()
    except EngineError:
        return ()
    return tuple(name for name in ("jpn", "eng") if name in there)


class TesseractReader:
    """Whole pages, or words that another engine has found."""

    def __init__(self) -> None:
        self.name = f"tesseract {version()} ({'+'.join(languages())})"

    def page(self, page: Array) -> list[tuple[Pixels, Glimpse]]:
        """The words of a page with their boxes, in its own order."""
        return _words(page, "+".join(languages()))

    def read(self, crops: Sequence[Array], *, japanese: bool) -> list[Glimpse]:
        """What each cut-out word says, letters only where `japanese`; asked again, larger, for what is no number."""
        out = _read(crops, _HIGH_PX[0], japanese=japanese)
        odd = [k for k, seen in enumerate(out) if not japanese and not _NUMBER.fullmatch(seen.text.replace(" ", ""))]
        for k, seen in zip(odd, _read([crops[k] for k in odd], _HIGH_PX[1], japanese=japanese), strict=True):
            out[k] = seen
        return out


def _read(crops: Sequence[Array], high: int, *, japanese: bool) -> list[Glimpse]:
    """Words on sheets, one on a line, so that the program starts seldom."""
    out: list[Glimpse] = []
    start, height = 0, _AIR_PX
    scaled = [_of_one_height(crop, high) for crop in crops]
    for at, crop in enumerate(scaled):
        height += crop.shape[0] + _AIR_PX
        if height > _SHEET_PX or at == len(scaled) - 1:
            out += _sheet(scaled[start : at + 1], japanese=japanese)
            start, height = at + 1, _AIR_PX
    return out


def _of_one_height(crop: Array, high: int) -> Array:
    """A picture of a word with a given height."""
    scale = high / max(1, crop.shape[0])
    cv = cv2()
    return cv.resize(crop, None, fx=scale, fy=scale, interpolation=cv.INTER_AREA if scale < 1 else cv.INTER_CUBIC)


def _sheet(crops: Sequence[Array], *, japanese: bool) -> list[Glimpse]:
    """Words one under the other on a white sheet, read, and told apart by their height on it."""
    np = numpy()
    wide = max(crop.shape[1] for crop in crops) + 4 * _AIR_PX
    high = sum(crop.shape[0] + _AIR_PX for crop in crops) + _AIR_PX
    sheet = np.full((high, wide), 255, dtype="uint8")
    spans, y = [], _AIR_PX
    for crop in crops:
        sheet[y : y + crop.shape[0], 2 * _AIR_PX : 2 * _AIR_PX + crop.shape[1]] = crop
        spans.append((y - _AIR_PX / 2, y + crop.shape[0] + _AIR_PX / 2))
        y += crop.shape[0] + _AIR_PX
    texts: list[list[tuple[int, str]]] = [[] for _ in crops]
    scores = [1.0] * len(crops)
    seen_words = _words(sheet, "+".join(languages())) if japanese else _words(sheet, "eng", *_FIGURES)
    for (x0, y0, _, y1), seen in seen_words:
        middle = (y0 + y1) / 2
        for k, (top, bottom) in enumerate(spans):
            if top <= middle < bottom:
                texts[k].append((x0, seen.text))
                scores[k] = min(scores[k], seen.score)
    return [
        Glimpse(_CJK.sub("", " ".join(text for _, text in sorted(said))), score if said else 0.0)
        for said, score in zip(texts, scores, strict=True)
    ]


def _words(page: Array, language: str, *more: str) -> list[tuple[Pixels, Glimpse]]:
    done, png = cv2().imencode(".png", page)
    if not done:
        raise EngineError("the picture cannot be encoded")
    told = _run(["stdin", "stdout", "-l", language, "--psm", "6", "--dpi", "300", *more, "tsv"], png.tobytes())
    out = []
    for row in told.decode("utf-8", "replace").splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        x, y, w, h = (int(cell) for cell in cells[6:10])
        out.append(((x, y, x + w, y + h), Glimpse(cells[11].strip(), max(0.0, float(cells[10]) / 100))))
    return out


def _run(arguments: Sequence[str], given: bytes) -> bytes:
    try:
        done = subprocess.run(
            ["tesseract", *arguments],
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError, MemoryError) as error:
        raise EngineError(str(error)[:200]) from error
    if done.returncode:
        raise EngineError(done.stderr.decode("utf-8", "replace").strip()[-200:] or f"exit code {done.returncode}")
    return done.stdout
