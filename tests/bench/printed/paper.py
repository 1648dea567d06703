"""A PDF under the pen, and where each truth came to stand on it.

Everything is given in points from the top left corner of the page as it is displayed, y downwards; the paper turns
that into the PDF's own coordinates. The same strokes give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

Box = tuple[float, float, float, float]
Align = Literal["left", "right", "centre"]
CJK_FACES = ("HeiseiMin-W3", "HeiseiKakuGo-W5")
TTF_FACES = ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSerif", "DejaVuSansMono")
BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "DejaVuSans": "DejaVuSans-Bold"}


@dataclass(frozen=True)
class Spot:
    """Page from 1, box in points from the top left corner as displayed."""

    page: int
    box: Box


@dataclass(frozen=True)
class Ink:
    """A face with its size and colour. `lift` raises text above its line, as footnote marks are."""

    face: str
    size: float
    color: int = 0
    lift: float = 0.0


@cache
def load_faces() -> None:
    """Makes the faces known that no PDF reader brings along: Japanese ones by name, DejaVu embedded."""
    for name in CJK_FACES:
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    folder = files("matplotlib") / "mpl-data" / "fonts" / "ttf"
    for name in TTF_FACES:
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))


def is_wide(text: str) -> bool:
    """Whether the text holds characters that only a Japanese face has."""
    return any(c >= "\u3000" or c in "△▲※" for c in text)


def face_for(text: str, latin: str, japanese: str, bold: bool = False) -> str:
    """The face that can print the text: the wanted one, or DejaVu for what its encoding lacks."""
    if is_wide(text):
        return japanese
    if latin not in CJK_FACES and latin not in TTF_FACES:
        try:
            text.encode("cp1252")
        except UnicodeEncodeError:
            latin = "DejaVuSans"
    return BOLD.get(latin, latin) if bold else latin


def width_of(text: str, ink: Ink) -> float:
    load_faces()
    return float(pdfmetrics.stringWidth(text, ink.face, ink.size))


@dataclass
class PdfPaper:
    """Pages drawn so far. `places` and `sheets` are what a text's paper has too, with boxes instead of lines."""

    width: float
    height: float
    rotate: int = 0
    places: dict[str, list[Spot]] = field(default_factory=dict)
    sheets: dict[str, list[Spot]] = field(default_factory=dict)
    number: int = 0

    def __post_init__(self) -> None:
        load_faces()
        self._out = BytesIO()
        self._canvas = Canvas(self._out, pagesize=(self.width, self.height), invariant=1, pageCompression=1)

    def page(self) -> None:
        """Begins a page; the first one too."""
        if self.number:
            self._canvas.showPage()
        self.number += 1
        if self.rotate:
            self._canvas.setPageRotation(self.rotate)  # which exchanges the sides of the media box as well
            self._canvas.transform(0, 1, -1, 0, self.height, 0)

    def text(self, x: float, base: float, text: str, ink: Ink, truth: str | None = None) -> float:
        """Writes to the right of `x` and returns where the text ends."""
        wide = width_of(text, ink)
        if text.strip():
            self._canvas.setFillColor(HexColor(ink.color))
            self._canvas.setFont(ink.face, ink.size)
            self._canvas.drawString(x, self.height - base + ink.lift, text)
        if truth is not None and text:
            self.keep(truth, (x, base - ink.lift - 0.8 * ink.size, x + wide, base - ink.lift + 0.2 * ink.size))
        return x + wide

    def keep(self, truth: str, box: Box) -> None:
        self.places.setdefault(truth, []).append(Spot(self.number, box))

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5, color: int = 0) -> None:
        self._canvas.setStrokeColor(HexColor(color))
        self._canvas.setLineWidth(width)
        self._canvas.line(x0, self.height - y0, x1, self.height - y1)

    def fill(self, box: Box, color: int, radius: float = 0.0, edge: int | None = None) -> None:
        """A filled box, with an edge if a colour is given for it."""
        x0, y0, x1, y1 = box
        self._canvas.setFillColor(HexColor(color))
        self._canvas.setStrokeColor(HexColor(color if edge is None else edge))
        self._canvas.setLineWidth(0.6)
        at = (x0, self.height - y1, x1 - x0, y1 - y0)
        if radius:
            self._canvas.roundRect(*at, radius, stroke=int(edge is not None), fill=1)
        else:
            self._canvas.rect(*at, stroke=int(edge is not None), fill=1)

    def wedge(self, box: Box, start: float, extent: float, color: int) -> None:
        """A slice of a pie in the box, degrees counterclockwise from three o'clock."""
        x0, y0, x1, y1 = box
        self._canvas.setFillColor(HexColor(color))
        self._canvas.setStrokeColor(HexColor(0xFFFFFF))
        self._canvas.wedge(x0, self.height - y1, x1, self.height - y0, start, extent, stroke=1, fill=1)

    def bytes(self) -> bytes:
        self._canvas.save()
        return self._out.getvalue()
