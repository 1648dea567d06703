"""The only door to PyMuPDF: bytes become raw pages, and nothing of the library leaves this file but plain data.

The library is imported when the first PDF comes, without the layout models it loads by itself (0.5 s and 80 MiB
that most documents never need); they are loaded when a page first asks for them.
"""

from __future__ import annotations

import contextlib
import importlib
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from extract.errors import ExtractError, UnreadableDocument

T = TypeVar("T")
Box = tuple[float, float, float, float]
Color = tuple[float, float, float]

_HEAVY = ("pymupdf.layout", "pymupdf4llm")
# keep white space, and nothing more: collecting styles compares every letter with every thin box of the page
TEXT_FLAGS = 2
_IGNORE_ACTUAL_TEXT = 2048
_WITHOUT_CLIPPED = 64
_CLIPS = re.compile(rb"\bW\*?\s+n\b")


def library() -> Any:
    """PyMuPDF without its models; its messages are silenced, for they would go to standard output. Raises
    UnreadableDocument where it is not installed."""
    if "pymupdf" not in sys.modules:
        missing = [name for name in _HEAVY if name not in sys.modules]
        for name in missing:
            sys.modules[name] = None  # type: ignore[assignment]
        try:
            pymupdf = importlib.import_module("pymupdf")
        except ImportError as error:
            told = "PDFs need the package pymupdf, which is not installed"
            raise UnreadableDocument(told, remedy="pip install 'ir-extract[pages]'") from error
        finally:
            for name in missing:
                sys.modules.pop(name, None)
        pymupdf.TOOLS.mupdf_display_errors(False)
        pymupdf.TOOLS.mupdf_display_warnings(False)
    pymupdf = sys.modules["pymupdf"]
    # what a host has loaded of it besides (its writers of Markdown) changes how it measures letters
    pymupdf.TOOLS.unset_quad_corrections(False)
    pymupdf.TOOLS.set_small_glyph_heights(False)
    return pymupdf


class PageError(ExtractError):
    """The library could not read a page; the text says what it said."""


def guarded(call: Callable[[], T]) -> T:
    """What a call into the library gives; whatever it raises becomes a PageError, so that our own slips do not."""
    try:
        return call()
    except MemoryError as error:
        raise PageError("not enough memory") from error
    except Exception as error:
        raise PageError(str(error)[:200] or type(error).__name__) from error


_LONGEST_TOLD = 300


def open_pdf(data: bytes, name: str) -> Any:
    """The document; raises UnreadableDocument when it is damaged beyond repair, empty or asks for a password."""
    pymupdf = library()
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
        locked = bool(document.needs_pass) and not document.authenticate("")
        pages = 0 if locked else document.page_count
    except Exception as error:
        raise UnreadableDocument(
            f"cannot be opened as PDF: {str(error)[:200]}", name=name, remedy="Fetch the file again."
        ) from error
    if locked:
        document.close()
        raise UnreadableDocument("is encrypted with a password", name=name, remedy="Remove the password and try again.")
    if not pages:
        document.close()
        raise UnreadableDocument("has no pages", name=name, remedy="Fetch the file again.")
    return document


def metadata_of(document: Any) -> tuple[str, ...]:
    """Title and subject as the file's own description has them, without blanks at their ends and never long."""
    told = document.metadata or {}
    return tuple(text for name in ("title", "subject") if (text := str(told.get(name) or "").strip()[:_LONGEST_TOLD]))


def layers_off(document: Any) -> int:
    """How many layers (optional content) of the file are switched off."""
    try:
        if document.xref_get_key(document.pdf_catalog(), "OCProperties")[0] in ("null", ""):
            return 0
        return len(set(document.get_layer().get("off", ())))
    except Exception:
        return 0


def content_bytes(document: Any, page: Any) -> int:
    """The packed size of a page's drawing commands; 0 when it cannot be told."""
    total = 0
    try:
        for xref in page.get_contents():
            kind, value = document.xref_get_key(xref, "Length")
            if kind == "xref":
                kind, value = "int", document.xref_object(int(value.split()[0])).strip()
            total += int(value) if kind == "int" else 0
    except Exception:
        return 0
    return total


def unpacked_bytes(page: Any) -> int:
    """The size of a page's drawing commands as they are carried out."""
    try:
        return len(page.read_contents())
    except Exception:
        return 0


def load_page(document: Any, index: int) -> Any:
    """A page, counted from 0."""
    return guarded(lambda: document[index])


def raw_text(page: Any, *, as_drawn: bool = False) -> tuple[list[tuple[Any, ...]], list[dict[str, Any]]]:
    """Words (x0, y0, x1, y1, text, block, line, number) and blocks of lines of spans, from one interpretation.

    `as_drawn` reads the glyphs alone, without the text that the file says stands in their place (ActualText).
    """

    def read() -> tuple[list[tuple[Any, ...]], list[dict[str, Any]]]:
        text = page.get_textpage(flags=TEXT_FLAGS | (_IGNORE_ACTUAL_TEXT if as_drawn else 0))
        return text.extractWORDS(), text.extractDICT()["blocks"]

    return guarded(read)


def commands(document: Any, page: Any) -> bytes | None:
    """The drawing commands of a page and of the forms it may draw, for a look at what occurs in them; None unknown."""
    try:
        parts = [page.read_contents()]
        for form in page.get_xobjects():
            parts.append(document.xref_stream(form[0]) or b"")
            if b"/BBox" in document.xref_object(form[0]).encode():
                parts.append(b" W n ")  # a form is cut to its box
        return b"\n".join(parts)
    except Exception:
        return None


def may_replace_text(document: Any, found: bytes | None) -> bool:
    """Whether the file can say of the page's glyphs that another text stands in their place: it is tagged, or the
    drawing commands mark content with properties."""
    try:
        kind, _ = document.xref_get_key(document.pdf_catalog(), "StructTreeRoot")
    except Exception:
        return True
    return kind not in ("null", "") or found is None or b"BDC" in found


def may_clip(found: bytes | None) -> bool:
    """Whether drawing commands clip anything away."""
    return found is None or _CLIPS.search(found) is not None


def raw_words(page: Any, *, as_drawn: bool = False, within_clips: bool = False) -> list[tuple[Any, ...]]:
    """The words of `raw_text` alone; `within_clips` leaves out the letters that a clip cuts away."""
    flags = TEXT_FLAGS | (_IGNORE_ACTUAL_TEXT if as_drawn else 0) | (_WITHOUT_CLIPPED if within_clips else 0)
    return guarded(lambda: page.get_textpage(flags=flags).extractWORDS())


def paint_log(page: Any) -> list[tuple[str, Box]]:
    """What is painted on the page, in order: its kind (`fill-text`, `fill-path`, `fill-image`, …) and its box."""
    return guarded(lambda: [(kind, tuple(box)) for kind, box in page.get_bboxlog()])


def opaque_images(page: Any) -> list[Box]:
    """The boxes of pictures without a mask, through which nothing is seen."""
    return guarded(lambda: [tuple(image["bbox"]) for image in page.get_image_info() if not image["has-mask"]])


def pixels(page: Any, dpi: int) -> tuple[int, int, bytes]:
    """The page as displayed: its width and height in pixels, and three bytes for each of them."""

    def draw() -> tuple[int, int, bytes]:
        picture = page.get_pixmap(dpi=dpi, colorspace=library().csRGB, alpha=False)
        assert picture.stride == 3 * picture.width
        return picture.width, picture.height, bytes(picture.samples)

    return guarded(draw)


def raw_drawings(page: Any) -> list[dict[str, Any]]:
    """Vector paths as plain dictionaries of tuples."""
    drawings: list[dict[str, Any]] = guarded(page.get_cdrawings)
    return drawings


def raw_images(page: Any, *, inline: bool) -> list[Box]:
    """The boxes of pictures. Those that stand within the drawing commands are looked for only with `inline`."""

    def read() -> list[Box]:
        if not inline and not page.get_images() and not page.get_xobjects():
            return []  # spares a second run over the page
        return [tuple(image["bbox"]) for image in page.get_image_info()]

    return guarded(read)


def display_matrix(page: Any) -> tuple[float, float, float, float, float, float]:
    """What takes a point of the page as drawn to the page as displayed."""
    a, b, c, d, e, f = page.rotation_matrix
    return a, b, c, d, e, f


@contextlib.contextmanager
def turned(page: Any, degrees: int) -> Iterator[None]:
    """Within it the page is displayed turned clockwise; afterwards as before."""
    before = page.rotation
    guarded(lambda: page.set_rotation((before + degrees) % 360))
    try:
        yield
    finally:
        guarded(lambda: page.set_rotation(before))


def table_boxes(page: Any) -> list[tuple[float, float, float, float]]:
    """Where the model sees tables, on the page as displayed."""
    a, b, c, d, e, f = page.rotation_matrix
    out = []
    for x0, y0, x1, y1 in layout_boxes(page):
        xs = sorted((x0 * a + y0 * c + e, x1 * a + y1 * c + e))
        ys = sorted((x0 * b + y0 * d + f, x1 * b + y1 * d + f))
        out.append((xs[0], ys[0], xs[1], ys[1]))
    return out


def layout_boxes(page: Any) -> list[tuple[float, float, float, float]]:
    """Where the model in PyMuPDF's wheel sees tables, as drawn; empty when the model is missing or fails."""
    pymupdf = library()
    try:
        if not callable(getattr(pymupdf, "_get_layout", None)):
            importlib.import_module("pymupdf.layout").activate()
        page.layout_information = None
        page.get_layout()
        return [tuple(map(float, box[:4])) for box in page.layout_information or () if box[4] == "table"]  # type: ignore[misc]
    except Exception:
        return []


def draw_boxes(page: Any, boxes: Sequence[tuple[Box, Color, float, str]]) -> None:
    """Draws boxes of the page as displayed, each with its colour, width and a small text above it."""

    def draw() -> None:
        pymupdf = library()
        back = page.derotation_matrix
        shape = page.new_shape()
        for box, color, width, text in boxes:
            shape.draw_rect(pymupdf.Rect(box) * back)
            shape.finish(color=color, width=width)
            if text:
                corner = pymupdf.Point(box[0], box[1] - 2) * back
                shape.insert_text(corner, text, fontsize=6, color=color, rotate=page.rotation)
        shape.commit()

    guarded(draw)


def png(page: Any, dpi: int, part: Box | None = None) -> bytes:
    """The page, or a part of it, as a picture; in shades of grey, at half the size, where it has no colour."""

    def draw() -> bytes:
        picture = page.get_pixmap(dpi=dpi, alpha=False, clip=library().Rect(part) if part else None)
        red, green, blue = (picture.samples[colour :: picture.n] for colour in range(3))
        if red == green == blue:
            picture = library().Pixmap(library().csGRAY, picture)
        encoded: bytes = picture.tobytes("png")
        return encoded

    return guarded(draw)


def grey_pixels(page: Any, dpi: int) -> tuple[bytes, int, int, int]:
    """The page as displayed in shades of grey: its bytes, width, height and the bytes of a row."""

    def draw() -> tuple[bytes, int, int, int]:
        picture = page.get_pixmap(dpi=dpi, colorspace=library().csGRAY, alpha=False)
        return bytes(picture.samples), picture.width, picture.height, picture.stride

    return guarded(draw)


def reset_page(
    size: tuple[float, float], words: Sequence[tuple[float, float, float, str]], lines: Sequence[Box]
) -> Any:
    """A page of its own with words (x, base, size, text) and lines: a picture set again from what was read in it."""

    def draw() -> Any:
        document = library().open()
        page = document.new_page(width=size[0], height=size[1])
        for x, base, height, text in words:
            font = "helv" if all(ord(c) < 256 for c in text) else "japan"
            page.insert_text((x, base), text, fontsize=max(1.0, height), fontname=font)
        for x0, y0, x1, y1 in lines:
            page.draw_line((x0, y0), (x1, y1), width=0.5)
        return document[0]

    return guarded(draw)
