"""A page of an open PDF → its layout: words, rules and fills; every limit that was met is a problem."""

from __future__ import annotations

from typing import Any

from extract.model import Location, Problem
from extract.model.layout import Layout
from extract.problems import problem
from extract.read import _mupdf
from extract.read.pdf_paths import drawings_to_paths
from extract.read.pdf_rules import Marks, drawings_to_marks
from extract.read.pdf_words import raw_to_words, turned_box, words_to_visible

MAX_PAGES = 2_000
MAX_WORDS = 100_000
MAX_DRAWINGS = 100_000
SMALL_PACKED_BYTES = 3_000  # Flate packs at most 1032 to 1, so what is smaller stays within the limits below
MAX_PACKED_BYTES = 24_000_000
MAX_DRAWN_BYTES = 3_000_000
MAX_CONTENT_BYTES = 60_000_000


def page_to_layout(document: Any, page: Any, number: int) -> tuple[Layout, list[Problem]]:
    """The layout of one page; `number` counts from 1."""
    problems: list[Problem] = []
    place = Location(page=number)
    width, height = page.rect.width, page.rect.height
    matrix = _mupdf.display_matrix(page)
    size = commands_bytes(document, page)
    if size > MAX_CONTENT_BYTES:
        problems.append(
            problem(
                "too_large",
                "The page has more drawing commands than are read; it was left out.",
                location=place,
                data={"limit_bytes": str(MAX_CONTENT_BYTES)},
            )
        )
        return Layout(number, width, height, [], [], [], [], [], []), problems
    raw, blocks = _mupdf.raw_text(page)
    if len(raw) > MAX_WORDS:
        problems.append(
            problem(
                "too_large",
                "The page has more words than are read; the page was left out.",
                location=place,
                data={"words": str(len(raw)), "limit": str(MAX_WORDS)},
            )
        )
        return Layout(number, width, height, [], [], [], [], [], []), problems
    drawings = _mupdf.raw_drawings(page) if size <= MAX_DRAWN_BYTES else []
    if size > MAX_DRAWN_BYTES or len(drawings) > MAX_DRAWINGS:
        problems.append(
            problem(
                "too_large",
                "The page has more drawings than are read; its tables were looked for without rules.",
                location=place,
                data={"bytes": str(size), "limit_bytes": str(MAX_DRAWN_BYTES), "limit_drawings": str(MAX_DRAWINGS)},
            )
        )
        drawings = []
    marks: Marks = drawings_to_marks(drawings, matrix, width, height)
    images = [turned_box(box, matrix) for box in _mupdf.raw_images(page, inline=not raw)]
    painted, unseen = raw_to_words(raw, blocks, matrix)
    visible, hidden = words_to_visible(painted, marks.fills, images, width, height)
    scanned = not visible and bool(unseen) and any(covers(box, width, height) for box in images)
    if scanned:
        visible, unseen = [w for w in unseen if 0 <= w.x0 <= width and 0 <= w.y0 <= height], []
    layout = Layout(
        number,
        width,
        height,
        visible,
        marks.across,
        marks.down,
        marks.fills,
        images,
        marks.curves,
        len(hidden) + len(unseen),
        scanned,
        drawings_to_paths(drawings, matrix) if visible and (marks.fills or marks.curves or marks.bent) else [],
    )
    return layout, problems


def commands_bytes(document: Any, page: Any) -> int:
    """The size of a page's drawing commands: as packed where that is small or already too much, else unpacked."""
    packed = _mupdf.content_bytes(document, page)
    if packed <= SMALL_PACKED_BYTES:
        return packed
    return packed * 1032 if packed > MAX_PACKED_BYTES else _mupdf.unpacked_bytes(page)


def covers(box: tuple[float, float, float, float], width: float, height: float) -> bool:
    """Whether a picture covers most of the page."""
    wide = min(box[2], width) - max(box[0], 0)
    high = min(box[3], height) - max(box[1], 0)
    return wide > 0 and high > 0 and wide * high > 0.6 * width * height
