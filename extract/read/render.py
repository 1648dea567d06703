"""A page as a picture, with boxes of tables, cells and whatever else one wants to look at drawn on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

import msgspec

from extract.errors import ExtractError, UnreadableDocument
from extract.model import Box, Grid, GridBlock, Page
from extract.read import _mupdf
from extract.read.turns import one_at_a_time

_MOST_PIXELS = 40_000_000
_LEAST_DPI = 8

Mark = Literal["table", "header", "label", "value", "prose", "repair", "flag"]

COLOURS: dict[Mark, tuple[float, float, float]] = {
    "table": (0.85, 0.1, 0.1),
    "header": (0.1, 0.55, 0.2),
    "label": (0.45, 0.45, 0.45),
    "value": (0.1, 0.3, 0.85),
    "prose": (0.8, 0.75, 0.5),
    "repair": (0.9, 0.5, 0.0),
    "flag": (0.85, 0.0, 0.7),
}


class Overlay(msgspec.Struct, frozen=True):
    """A box to draw, in points from the top left of the page as displayed, with what it marks and a short text."""

    box: Box
    mark: Mark
    text: str = ""


def render_page(data: bytes, page: int, overlay: Sequence[Overlay] = (), *, dpi: int = 110, name: str = "") -> bytes:
    """PNG bytes of a page, counted from 1, with the overlay drawn on it.

    A page of more than 40 megapixels is drawn at a lower resolution. Raises UnreadableDocument for what cannot be
    opened and ExtractError for a page that is not there or cannot be drawn.
    """
    with one_at_a_time():
        document = _mupdf.open_pdf(data, name)
        try:
            return _picture(document, page, overlay, dpi, name).png
        finally:
            document.close()


def render_part(data: bytes, page: int, box: Box, *, margin: float, dpi: int = 150, name: str = "") -> bytes:
    """PNG bytes of the part of a page around a box, `margin` points on each side, the box drawn in it. Raises as
    `render_page` does."""
    with one_at_a_time():
        document = _mupdf.open_pdf(data, name)
        try:
            if not 1 <= page <= document.page_count:
                told = f"has {document.page_count} pages, not {page}"
                raise ExtractError(told, name=name, remedy="Name another page.")
            sheet = _mupdf.load_page(document, page - 1)
            _mupdf.draw_boxes(sheet, [(box, COLOURS["table"], 1.0, "")])
            left, top, right, bottom = box
            width, height = float(sheet.rect.width), float(sheet.rect.height)
            across, down = (left - 3 * margin, right + 3 * margin), (top - margin, bottom + margin)
            part = (max(0.0, across[0]), max(0.0, down[0]), min(width, across[1]), min(height, down[1]))
            most = (_MOST_PIXELS / max(1.0, (part[2] - part[0]) * (part[3] - part[1]))) ** 0.5 * 72
            return _mupdf.png(sheet, max(_LEAST_DPI, int(min(dpi, most))), part)
        except _mupdf.PageError as error:
            raise ExtractError(f"page {page} cannot be drawn: {error}", name=name) from error
        finally:
            document.close()


class Picture(msgspec.Struct, frozen=True):
    """A page as PNG, and its size in points as displayed."""

    png: bytes
    width: float
    height: float


def render_pages(data: bytes, pages: Iterable[int], *, dpi: int, name: str) -> Iterator[tuple[int, Picture | None]]:
    """Pictures of pages, counted from 1, drawn as they are asked for; None for one that cannot be drawn.

    Raises UnreadableDocument for what cannot be opened.
    """
    document = _mupdf.open_pdf(data, name)
    try:
        for page in pages:
            try:
                yield page, _picture(document, page, (), dpi, name)
            except UnreadableDocument:
                raise
            except ExtractError:
                yield page, None
    finally:
        document.close()


def _picture(document: Any, page: int, overlay: Sequence[Overlay], dpi: int, name: str) -> Picture:
    if not 1 <= page <= document.page_count:
        raise ExtractError(f"has {document.page_count} pages, not {page}", name=name, remedy="Name another page.")
    try:
        sheet = _mupdf.load_page(document, page - 1)
        _mupdf.draw_boxes(sheet, [(o.box, COLOURS[o.mark], 1.4 if o.mark == "table" else 0.7, o.text) for o in overlay])
        width, height = float(sheet.rect.width), float(sheet.rect.height)
        most = (_MOST_PIXELS / max(1.0, width * height)) ** 0.5 * 72
        return Picture(_mupdf.png(sheet, max(_LEAST_DPI, int(min(dpi, most)))), width, height)
    except _mupdf.PageError as error:
        raise ExtractError(f"page {page} cannot be drawn: {error}", name=name) from error


def page_to_overlay(page: Page) -> list[Overlay]:
    """The blocks of a page that was read, as boxes: tables and their cells by role, and prose."""
    out: list[Overlay] = []
    for block in page.blocks:
        if isinstance(block, GridBlock):
            out.extend(grid_to_overlay(block.grid))
        elif block.span.location.box is not None:
            out.append(Overlay(block.span.location.box, "prose"))
    return out


def grid_to_overlay(grid: Grid) -> list[Overlay]:
    """The frame of a table, its cells, and which of them repairs have touched."""
    touched = {spot for repair in grid.repairs for spot in repair.cells}
    cells: list[Overlay] = []
    for cell in grid.cells:
        box = cell.span.location.box
        if box is None:
            continue
        mark: Mark = "label"
        if (cell.row, cell.column) in touched:
            mark = "repair"
        elif cell.role in ("header", "title", "unit"):
            mark = "header"
        elif cell.role == "value":
            mark = "value"
        cells.append(Overlay(box, mark))
    if not cells:
        return []
    frame = Overlay(frame_of(o.box for o in cells), "table", f"{grid.form} {grid.rows}x{grid.columns}")
    return [frame, *cells]


def frame_of(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes, with a little air."""
    every = list(boxes)
    return (
        min(b[0] for b in every) - 3,
        min(b[1] for b in every) - 3,
        max(b[2] for b in every) + 3,
        max(b[3] for b in every) + 3,
    )
