"""A printer of small PDF pages with known tables, in the styles that releases and decks use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extract.model import Grid, GridBlock, Reading, Settings
from extract.read import _mupdf
from extract.read.pdf import read_pdf

Row = tuple[str, ...]

STATEMENT: tuple[Row, ...] = (
    ("Revenues", "", ""),
    ("Connectivity services", "7,841", "6,912"),
    ("Systems integration", "5,120", "4,377"),
    ("Equipment sales", "735", "803"),
    ("Total revenues", "13,696", "12,092"),
    ("Cost of revenues", "11,021", "9,984"),
    ("Gross profit", "2,675", "2,108"),
    ("Other, net", "(53)", "-"),
    ("Income before tax", "2,622", "2,108"),
)
HEADINGS: tuple[str, ...] = ("", "1Q07", "1Q06")


class Paper:
    """One page under the pen. Coordinates in points from the top left."""

    def __init__(self, width: float = 595, height: float = 842, *, rotation: int = 0) -> None:
        self.library = _mupdf.library()
        self.document: Any = self.library.open()
        self.page: Any = self.document.new_page(width=width, height=height)
        self.rotation = rotation

    def text(
        self, x: float, y: float, text: str, *, size: float = 9, bold: bool = False, font: str = "", **more: Any
    ) -> float:
        """Text from x on the base line y; gives where it ends."""
        font = font or font_of(text, bold)
        self.page.insert_text((x, y), text, fontsize=size, fontname=font, **more)
        return x + self.width(text, size, font)

    def right(self, x: float, y: float, text: str, *, size: float = 9, bold: bool = False, font: str = "") -> None:
        """Text that ends at x."""
        font = font or font_of(text, bold)
        self.text(x - self.width(text, size, font), y, text, size=size, font=font)

    def width(self, text: str, size: float, font: str) -> float:
        length: float = self.library.get_text_length(text, fontname=font, fontsize=size)
        return length

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.7) -> None:
        self.page.draw_line((x0, y0), (x1, y1), width=width)

    def box(self, x0: float, y0: float, x1: float, y1: float, color: tuple[float, float, float]) -> None:
        self.page.draw_rect((x0, y0, x1, y1), color=None, fill=color, width=0)

    def pdf(self) -> bytes:
        if self.rotation:
            self.page.set_rotation(self.rotation)
        data: bytes = self.document.tobytes()
        return data


def font_of(text: str, bold: bool) -> str:
    """The font a text is set in when none is asked for."""
    return "japan" if any(ord(c) > 0x2FFF for c in text) else "hebo" if bold else "helv"


def grids(data: bytes, *, second: bool = False) -> list[Grid]:
    """The tables of a printed page."""
    return [block.grid for block in reading(data, second=second).blocks if isinstance(block, GridBlock)]


def reading(data: bytes, *, second: bool = False) -> Reading:
    return read_pdf(data, "page.pdf", Settings(), second_opinions=second)[0]


def rows_of(grid: Grid) -> list[Row]:
    """The rows of a grid as texts, blanks where no cell begins."""
    out = []
    for r in range(grid.rows):
        cells = {cell.column: cell.text.strip() for cell in grid.row(r)}
        out.append(tuple(cells.get(c, "") for c in range(grid.columns)))
    return out


def body(grid: Grid) -> list[Row]:
    return rows_of(grid)[grid.headers or 0 :]


def print_statement(
    paper: Paper,
    rows: Sequence[Row] = STATEMENT,
    headings: Sequence[str] = HEADINGS,
    *,
    style: str = "plain",
    left: float = 60,
    top: float = 120,
    pitch: float = 14,
    edges: Sequence[float] = (330, 420),
    size: float = 9,
) -> float:
    """Prints a statement and gives the y below it.

    Styles: plain, grid, booktabs, stripes, signs (currency signs in columns of their own), leaders, underlines.
    """
    right = edges[-1] + 6
    lines = [tuple(headings), *rows]
    for r, row in enumerate(lines):
        y = top + r * pitch
        if style == "stripes" and r % 2:
            paper.box(left - 4, y - 0.75 * pitch, right, y + 0.25 * pitch, (0.8, 0.9, 1.0))
        end = paper.text(left, y, row[0], size=size) if row[0] else left
        if style == "leaders" and row[0] and row[1]:
            dots = "." * int((edges[0] - 50 - end) / paper.width(".", size, "helv"))
            paper.text(end + 2, y, dots, size=size)
        for edge, text in zip(edges, row[1:], strict=True):
            if style == "signs" and r in (1, 2, len(lines) - 1) and any(c.isdigit() for c in text) and r:
                paper.text(edge - 62, y, "$", size=size)
            paper.right(edge, y, text, size=size)
        if style == "underlines" and row[0].startswith(("Total", "Gross", "Income")):
            for edge in edges:
                paper.line(edge - 60, y - 0.75 * pitch, edge + 2, y - 0.75 * pitch)
    bottom = top + len(rows) * pitch + 0.3 * pitch
    if style == "grid":
        walls = [left - 4, *(edge - 65 for edge in edges), right]
        for r in range(len(lines) + 1):
            y = top + (r - 0.72) * pitch
            paper.line(walls[0], y, walls[-1], y)
        for wall in walls:
            paper.line(wall, top - 0.72 * pitch, wall, top + (len(lines) - 0.72) * pitch)
    if style == "booktabs":
        for y in (top - pitch, top + 0.3 * pitch, bottom):
            paper.line(left - 4, y, right, y)
    return bottom
