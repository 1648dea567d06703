"""A page of an open PDF → its layout: words, rules and fills; every limit that was met is a problem."""

from __future__ import annotations

from typing import Any

from extract.model import Location, Problem
from extract.model.layout import Fill, Layout, Word
from extract.problems import problem
from extract.read import _fonts, _mupdf
from extract.read.pdf_actual import rivals_of
from extract.read.pdf_cuts import words_to_cells
from extract.read.pdf_digits import as_drawn as drawn_digits
from extract.read.pdf_digits import digits_drawn
from extract.read.pdf_glyphs import has_unknown, plain_blocks, plain_words, with_signs, without_guesses
from extract.read.pdf_hidden import (
    LEAST_SIZE_PT,
    Painted,
    clipped_words,
    covered_words,
    near,
    opaque_boxes,
    without_repeats,
    words_to_visible,
)
from extract.read.pdf_paint import MAX_PAINTED_PIXELS, is_costly
from extract.read.pdf_paths import drawings_to_paths
from extract.read.pdf_rules import Marks, drawings_to_marks
from extract.read.pdf_words import Matrix, mark_raised, raw_to_words, turned_box

MAX_PAGES = 2_000
MAX_WORDS = 100_000
MAX_DRAWINGS = 100_000
SMALL_PACKED_BYTES = 3_000  # Flate packs at most 1032 to 1, so what is smaller stays within the limits below
MAX_PACKED_BYTES = 24_000_000
MAX_DRAWN_BYTES = 3_000_000
MAX_CONTENT_BYTES = 60_000_000
_EDGE_PT = 1.0


def page_to_layout(
    document: Any, page: Any, number: int, fonts: _fonts.Known | None = None
) -> tuple[Layout, list[Problem]]:
    """The layout of one page; `number` counts from 1, `fonts` keeps what was found out of the document's fonts."""
    fonts = {} if fonts is None else fonts
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
    raw, blocks, rivals, clipped = raw_to_readable(document, page, fonts)
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
    too_many = False
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
        too_many = True
    marks: Marks = drawings_to_marks(drawings, matrix, width, height)
    images = [turned_box(box, matrix) for box in _mupdf.raw_images(page, inline=not raw)]
    costly = is_costly(page, None if too_many else drawings, raw, images, size)
    if costly:
        problems.append(
            problem(
                "too_large",
                "The page is painted over too often to be drawn; words that may be hidden were left out.",
                location=place,
                data={"limit_pixels": str(MAX_PAINTED_PIXELS)},
            )
        )
    painted, unseen = raw_to_words(raw, blocks, matrix)
    painted = without_repeats(painted)
    mark_raised(painted)
    mark_rivals(painted, [(turned_box(raw[k][:4], matrix), text) for k, text in rivals.items()])
    painted, gone = without_clipped(painted, [turned_box(raw[k][:4], matrix) for k in clipped])
    unseen += gone
    mark_cut_by_edge(painted, width)
    boxes = [(at, turned_fill(box, matrix)) for at, box in opaque_boxes(drawings)]
    covered = covered_words(
        painted,
        boxes,
        [turned_box(box, matrix) for box in _mupdf.opaque_images(page)] if images else [],
        lambda: [(kind, turned_box(box, matrix)) for kind, box in _mupdf.paint_log(page)],
    )
    solid = [box for _, box in boxes]
    visible, hidden = words_to_visible(
        painted,
        marks.fills,
        images,
        width,
        height,
        covered,
        solid,
        None if costly else lambda dpi: _mupdf.pixels(page, dpi),
    )
    below = [w for w in (*unseen, *hidden) if 0 <= w.x0 <= width and 0 <= w.y0 <= height and w.size >= LEAST_SIZE_PT]
    scanned = not visible and bool(below) and any(covers(box, width, height) for box in images)
    if scanned:
        visible, unseen, hidden = below, [], []
    layout = Layout(
        number,
        width,
        height,
        words_to_cells(visible, marks.down),
        marks.across,
        marks.down,
        marks.fills,
        images,
        marks.curves,
        len(hidden) + len(unseen),
        scanned,
        drawings_to_paths(drawings, matrix) if visible and (marks.fills or marks.curves or marks.strokes) else [],
        costly,
    )
    return layout, problems


def raw_to_readable(
    document: Any, page: Any, fonts: _fonts.Known
) -> tuple[list[tuple[Any, ...]], list[dict[str, Any]], dict[int, str], list[int]]:
    """Words and blocks of a page; by word another reading of its number, which the file says (see `pdf_actual`) or a
    clip leaves; and the words that a clip takes away."""
    raw, blocks = _mupdf.raw_text(page)
    rivals: dict[int, str] = {}
    if not raw or len(raw) > MAX_WORDS:
        return raw, blocks, rivals, []
    found = _mupdf.commands(document, page)
    may_clip, may_say = _mupdf.may_clip(found), _mupdf.may_replace_text(document, found)
    # most pages have both and are changed by neither: one look tells
    if may_clip and may_say and raw == _mupdf.raw_words(page, as_drawn=True, within_clips=True):
        may_clip = may_say = False
    if may_say:
        rivals = rivals_of(plain_words(raw), plain_words(_mupdf.raw_words(page, as_drawn=True)))
    as_drawn = bool(rivals)
    if as_drawn:
        raw, blocks = _mupdf.raw_text(page, as_drawn=True)
    cut: dict[int, str] = {}
    if may_clip:
        cut = clipped_words(raw, _mupdf.raw_words(page, as_drawn=as_drawn, within_clips=True))
        rivals |= {k: text for k, text in cut.items() if text and is_number(raw[k][4])}
    lying = {} if bool(rivals) else digits_drawn(document, page, fonts)
    if lying:
        raw, said = drawn_digits(page, raw, blocks, lying)
        rivals |= said
    guessed = _fonts.has_guessed_font(document, page, fonts)
    doubtful = _fonts.characters_guessed(document, page, fonts, as_drawn=as_drawn) if guessed else []
    if has_unknown(raw) and not as_drawn:
        raw, blocks = with_signs(raw, blocks, _fonts.names_of_glyphs(document, page))
    if guessed:
        raw, blocks = without_guesses(raw, blocks, doubtful)
    return plain_words(raw), plain_blocks(blocks), rivals, [k for k, text in cut.items() if not text]


def turned_fill(fill: Fill, matrix: Matrix) -> Fill:
    """A box of the page as drawn on the page as displayed."""
    return Fill(*turned_box((fill.x0, fill.y0, fill.x1, fill.y1), matrix), fill.color)


def without_clipped(words: list[Word], boxes: list[tuple[float, float, float, float]]) -> tuple[list[Word], list[Word]]:
    """The words that stand in none of the boxes, and those that do."""
    if not boxes:
        return words, []
    at = Painted(words)
    around = ((box, at.within((box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1))) for box in boxes)
    gone = {id(w) for box, places in around for w in (words[k] for k in places) if near((w.x0, w.y0, w.x1, w.y1), box)}
    return [w for w in words if id(w) not in gone], [w for w in words if id(w) in gone]


def mark_cut_by_edge(words: list[Word], width: float) -> None:
    """Numbers that touch the side of the page may go on beyond it, where the library reads nothing."""
    for word in words:
        if (word.x0 < _EDGE_PT or word.x1 > width - _EDGE_PT) and is_number(word.text):
            word.rival = word.rival or (f"…{word.text}" if word.x0 < _EDGE_PT else f"{word.text}…")


def is_number(text: str) -> bool:
    """Whether a word holds a digit."""
    return any(map(str.isdigit, text))


def mark_rivals(words: list[Word], rivals: list[tuple[tuple[float, float, float, float], str]]) -> None:
    """Gives each word the rival whose box it stands in."""
    at = Painted(words if rivals else [])
    for box, text in rivals:
        for k in at.within(box):
            words[k].rival = text


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
