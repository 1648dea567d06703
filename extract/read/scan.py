"""A page that is a picture → its layout: read by an engine, its numbers read again by a second one.

Contract: which pages are read so is said by `why_to_read`; all others stay as they are. What comes out is the layout of
the straightened page, with words and rules in points like those of a born-digital page, and a witness for each word
that holds a number: what the second engine reads at the same place, or None without one. Nothing is believed here;
the prover decides with the witnesses which number can be trusted.

Engines: RapidOCR first, Tesseract second; Tesseract alone; or neither. A layer of invisible text that somebody's OCR
has left on the page is a reader as well, the last in the row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import msgspec

from extract.model import Block, Box, GridBlock, Page, Problem, Settings, Span, TextBlock, Witness
from extract.model.layout import Layout, Rule, Word
from extract.model.place import Location
from extract.problems import problem
from extract.read import _image, _mupdf, _rapidocr, _tesseract
from extract.read._image import Array, Piece, Pixels
from extract.read.engine import EngineError, Glimpse
from extract.read.memory import has_room
from extract.read.pdf_layout import covers
from extract.read.scan_words import Seen, digits_in, is_spaced_out, joined_numbers, seen_once
from extract.read.variants import japanese_forms

_DPI = 300
_LEAST_DPI = 120
_PAPER_PT2 = 595.0 * 842.0
_SPREAD = 1.45  # two sheets of paper side by side are 1.41 times as large, and so is nothing on them
_MOST_PIXELS = 20_000_000
_FEW_WORDS = 16
_PICTURE_SHARE = 0.12
_MANY_CURVES = 40
_UNREADABLE_SHARE = 0.3
_MOST_LINES = 1_500
_DIGIT_SHARE_OF_EM = 0.72
_LETTER_SHARE_OF_EM = 0.9
_GAPS = ((_image.GAP, 0.0), (_image.GAP, _image.GAP_AFTER_COMMA), (0.34, 0.0), (0.5, 0.0), (0.6, 0.0))
_GAPS_OF_WIDE_LETTERS = ((_image.GAP_OF_WIDE_LETTERS, 0.0), (_image.GAP, 0.0), (0.6, 0.0), (1.3, 0.0))
_INSTALL = (
    "Install an engine that reads pictures: `pip install 'ir-extract[ocr]'`, or the Debian packages tesseract-ocr and "
    "tesseract-ocr-jpn."
)
_HIGH = re.compile(r"[A-Z0-9bdfhklt]")
_SMALL_LETTERS = 0.74
_NOTE = re.compile(r"[0-9]{1,2}(?:,[0-9]{1,2})?")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Readers:
    """The engines at hand, and how many pages they may still be asked to read."""

    def __init__(self, settings: Settings) -> None:
        self.on = settings.ocr == "auto"
        self.limit = self.left = settings.max_ocr_pages

    @cached_property
    def rapid(self) -> _rapidocr.RapidReader | None:
        return _rapidocr.RapidReader() if self.on and _rapidocr.version() else None

    @cached_property
    def tesseract(self) -> _tesseract.TesseractReader | None:
        return _tesseract.TesseractReader() if self.on and _tesseract.version() else None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(reader.name for reader in (self.rapid, self.tesseract) if reader is not None)


class Scan(msgspec.Struct, frozen=True):
    """What was made of a page: its layout, the angle it was straightened by, and who read it."""

    layout: Layout
    witnesses: tuple[Witness, ...] = ()
    engines: tuple[str, ...] = ()
    angle: float = 0.0
    problems: tuple[Problem, ...] = ()


def why_to_read(layout: Layout) -> str | None:
    """Why the text of a page cannot be trusted or is not there; None for a page that is not to be read by an engine."""
    covered = any(covers(box, layout.width, layout.height) for box in layout.images)
    if layout.scanned:
        return "its text is an invisible layer over a picture"
    if not layout.words:
        if any(share_of(box, layout) >= _PICTURE_SHARE for box in layout.images):
            return "it is a picture"
        return "its letters are drawn as curves" if len(layout.curves) >= _MANY_CURVES else None
    if covered and len(layout.words) <= _FEW_WORDS:
        return "it is a picture"
    letters = sum(len(word.text) for word in layout.words)
    lost = sum(word.text.count("\ufffd") for word in layout.words)
    return (
        "its fonts do not say which letters they draw" if letters > 50 and lost > _UNREADABLE_SHARE * letters else None
    )


def share_of(box: Box, layout: Layout) -> float:
    """The part of the page that a box covers."""
    wide = min(box[2], layout.width) - max(box[0], 0.0)
    high = min(box[3], layout.height) - max(box[1], 0.0)
    return max(0.0, wide) * max(0.0, high) / max(1.0, layout.width * layout.height)


def page_to_scan(raw: Any, layout: Layout, readers: Readers) -> Scan | None:
    """What the engines make of a page; None for a page whose own text is to be taken.

    Raises PageError when the page cannot be drawn.
    """
    why = why_to_read(layout)
    if why is None:
        return None
    place = Location(page=layout.number)
    if not readers.names:
        return without_engine(layout, why, place, on=readers.on)
    if readers.left <= 0:
        told = f"The page must be read by OCR, for {why}; no more than {readers.limit} pages of a document are."
        bad = problem("too_large", told, location=place, data={"limit": str(readers.limit)})
        return Scan(kept(layout), layer_to_witnesses(layout), layer_names(layout), problems=(bad,))
    readers.left -= 1
    try:
        if not has_room():
            raise EngineError("not enough memory is allowed for it (raise --memory to 3G)")
        if layout.costly:
            raise EngineError("it takes too long to be drawn")
        return read_picture(raw, layout, readers, why)
    except EngineError as error:
        bad = problem(
            "ocr_failed", f"The page must be read by OCR, for {why}, and could not be: {error}", location=place
        )
        return Scan(kept(layout), layer_to_witnesses(layout), layer_names(layout), problems=(bad,))


def without_engine(layout: Layout, why: str, place: Location, *, on: bool) -> Scan:
    """A page that nobody reads: what its own layer of text says, if it has one, and what to do."""
    what = "no engine is installed. " + _INSTALL if on else "OCR is switched off (--ocr auto)."
    if layout.scanned:
        told = f"The text of the page is an invisible layer over a picture, by an unknown reader; {what}"
        bad = problem("read_by_ocr", told, location=place, data={"engines": "text layer"})
    else:
        told = f"The page must be read by OCR, for {why}, and nothing on it was read: {what}"
        bad = problem("page_without_text", told, location=place)
    return Scan(kept(layout), layer_to_witnesses(layout), layer_names(layout), problems=(bad,))


def kept(layout: Layout) -> Layout:
    """The layout without words that cannot be read."""
    words = [word for word in layout.words if "\ufffd" not in word.text]
    return msgspec.structs.replace(layout, words=words, scanned=True)


def layer_names(layout: Layout) -> tuple[str, ...]:
    return ("text layer",) if layout.words else ()


def layer_to_witnesses(layout: Layout) -> tuple[Witness, ...]:
    """The words of a layer with numbers, which nobody has read a second time."""
    return tuple(
        Witness(box=(w.x0, w.y0, w.x1, w.y1), text=w.text) for w in layout.words if any(map(str.isdigit, w.text))
    )


def read_picture(raw: Any, layout: Layout, readers: Readers, why: str) -> Scan:
    """Draws a page, straightens it and has it read."""
    area = max(1.0, layout.width * layout.height)
    dpi = min(_DPI, int(72 * (_MOST_PIXELS / area) ** 0.5))
    page = _image.grey(*_mupdf.grey_pixels(raw, max(8, dpi)))
    scale = page.shape[1] / layout.width
    angle = _image.skew_of(page)
    if angle:
        page = _image.turned(page, angle)
    strokes, page = _image.strokes_of(page, scale * enlarged(area))
    words = first_reading(page, readers, strokes)
    if readers.rapid is not None and readers.tesseract is not None:
        read_again(page, words, readers.tesseract)
    layer = layout.words if layout.scanned else []
    if layer and readers.tesseract is None:
        ask_layer(words, layer, scale, angle, layout)
    japanese = any("\u3040" <= c <= "\u30ff" for word in words for c in word.text)
    out, witnesses = [], []
    stamps = [] if layout.scanned else kept(layout).words
    for seen in words:
        text = japanese_forms(seen.text) if japanese else seen.text
        word = seen_to_word(seen, text, scale)
        if any(s.x0 < (word.x0 + word.x1) / 2 < s.x1 and s.y0 < (word.y0 + word.y1) / 2 < s.y1 for s in stamps):
            continue
        out.append(word)
        if any(map(str.isdigit, text + (seen.second or ""))):
            second = "" if seen.doubted and seen.second is not None else seen.second
            witnesses.append(Witness((word.x0, word.y0, word.x1, word.y1), word.text, second))
    names = readers.names + (("text layer",) if layer and readers.tesseract is None else ())
    told = f"The page was read by {' and '.join(names)}, for {why}."
    data = {"engines": ", ".join(names), "dpi": str(dpi), "skew_degrees": f"{angle:.2f}"}
    problems = [problem("read_by_ocr", told, location=Location(page=layout.number), data=data)]
    if not words:
        told = f"{' and '.join(names)} found no text on the page, which must be read by OCR, for {why}."
        problems.append(problem("page_without_text", told, location=Location(page=layout.number), severity="warning"))
    if dpi < _LEAST_DPI:
        told = f"The page is so large that it was drawn at {dpi} dpi only; small print on it is lost."
        problems.append(problem("too_large", told, location=Location(page=layout.number), data={"dpi": str(dpi)}))
    across, down = strokes_to_rules(strokes, scale)
    done = msgspec.structs.replace(
        layout, words=[*stamps, *snapped(out)], across=across, down=down, fills=[], curves=[], hidden=0, scanned=True
    )
    return Scan(done, tuple(witnesses), names, angle, tuple(problems))


def enlarged(area: float) -> float:
    """How much larger than on paper everything on a page is: slides are measured in pixels as often as in points.

    >>> enlarged(595.0 * 842.0), round(enlarged(1920.0 * 1080.0), 2)
    (1.0, 2.03)
    """
    times = float((area / _PAPER_PT2) ** 0.5)
    return times if times > _SPREAD else 1.0


def first_reading(page: Array, readers: Readers, strokes: Sequence[_image.Stroke] = ()) -> list[Seen]:
    """The words of a page as the first engine reads them; a line is read part by part where a rule parts it."""
    if readers.rapid is None:
        assert readers.tesseract is not None
        return [Seen(whole(page, box), glimpse.text, glimpse.score) for box, glimpse in readers.tesseract.page(page)]
    found = readers.rapid.find(page)[:_MOST_LINES]
    lines = [part for line in found for part in _image.cut_at_rules(page, line, strokes)]
    boxes = [_image.widened(page, line, [other for other in lines if other is not line]) for line in lines]
    out: list[Seen] = []
    for box, glimpse in zip(boxes, readers.rapid.read([_image.crop_of(page, box) for box in boxes]), strict=True):
        out += line_to_words(page, box, glimpse, readers.rapid)
    out = seen_once(out)
    heights = sorted(seen.piece.tall for seen in out)
    if heights:
        tall = heights[len(heights) // 2]
        for dash in _image.dashes_of(page, [seen.piece.box for seen in out], tall):
            out.append(Seen(Piece(dash, dash[3] + 0.3 * tall, tall), "-", 0.0))
    return out


def line_to_words(page: Array, box: Pixels, line: Glimpse, reader: _rapidocr.RapidReader) -> list[Seen]:
    """The words of a line with the ink that is theirs.

    Where the ink falls into as many pieces as the text has words, they belong together. Where it does not, a line with
    figures is read again piece by piece: a mark of a footnote before a number must not become its first digit.
    """
    parts = line.text.split()
    if not parts:
        return []
    wide = any(unicodedata.east_asian_width(c) == "W" for c in line.text)
    for gap, after_comma in _GAPS_OF_WIDE_LETTERS if wide else _GAPS:
        pieces = _image.line_to_pieces(page, box, gap, after_comma)
        if len(pieces) == len(parts) and (gap <= 1.0 or not any(piece.raised for piece in pieces)):
            grown = 1.0 if wide or _HIGH.search(line.text) else 1 / _SMALL_LETTERS
            sized = [msgspec.structs.replace(piece, tall=piece.tall * grown) for piece in pieces]
            return joined_numbers([Seen(p, part, line.score) for p, part in zip(sized, parts, strict=True)])
    if not any(map(str.isdigit, line.text)):
        return word_by_word(Seen(whole(page, box), line.text, line.score))
    usual = _image.GAP_OF_WIDE_LETTERS if wide else _image.GAP
    pieces = _image.line_to_pieces(page, box, usual, _image.GAP_AFTER_COMMA)
    if is_spaced_out(pieces, line.text):
        return word_by_word(Seen(whole(page, box), line.text, line.score))
    again = reader.read([_image.crop_of(page, with_air(piece, box)) for piece in pieces])
    found = [Seen(piece, seen.text, seen.score) for piece, seen in zip(pieces, again, strict=True) if seen.text]
    found = joined_numbers(found)
    if digits_in(line.text) != "".join(digits_in(seen.text) for seen in found):
        for seen in found:
            seen.doubted = True  # the engine contradicts itself
    return [seen for one in found for seen in word_by_word(one)]


def with_air(piece: Piece, line: Pixels) -> Pixels:
    """The box of a piece with a little white around it, as high as its line."""
    air = max(2, int(0.18 * piece.tall))
    return (max(0, piece.box[0] - air), min(line[1], piece.box[1]), piece.box[2] + air, max(line[3], piece.box[3]))


def whole(page: Array, box: Pixels) -> Piece:
    """A box as one piece, whatever gaps are in it."""
    pieces = _image.line_to_pieces(page, box)
    tallest = max(pieces, key=lambda p: p.tall, default=None)
    if tallest is None:
        return Piece(box, box[3] - 0.15 * (box[3] - box[1]), 0.7 * (box[3] - box[1]))
    return Piece(box, tallest.base, tallest.tall)


def word_by_word(seen: Seen) -> list[Seen]:
    """A text with spaces as its words, each with its share of the box by the width of its letters."""
    parts = seen.text.split()
    if len(parts) < 2:
        return [Seen(seen.piece, "".join(parts), seen.score, doubted=seen.doubted)] if parts else []
    x0, y0, x1, y1 = seen.piece.box
    widths = [sum(width_of(c) for c in part) for part in parts]
    step = (x1 - x0) / (sum(widths) + 0.5 * (len(parts) - 1))
    out, at = [], float(x0)
    for part, width in zip(parts, widths, strict=True):
        box = (int(at), y0, int(at + width * step), y1)
        out.append(
            Seen(
                Piece(box, seen.piece.base, seen.piece.tall, seen.piece.raised), part, seen.score, doubted=seen.doubted
            )
        )
        at += (width + 0.5) * step
    return out


def width_of(letter: str) -> float:
    """About how wide a letter is, in ems."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.28 if letter in ".,:;'|!ilj()" else 0.8 if letter in "mwMW%" else 0.55


def read_again(page: Array, words: Sequence[Seen], reader: _tesseract.TesseractReader) -> None:
    """Has the second engine read the words that hold numbers, Japanese ones apart from bare figures."""
    for japanese in (False, True):
        mine = [
            seen
            for seen in words
            if any(map(str.isdigit, seen.text))
            and japanese == any(unicodedata.east_asian_width(c) == "W" for c in seen.text)
        ]
        if not mine:
            continue
        crops = [_image.crop_of(page, with_air(seen.piece, seen.piece.box)) for seen in mine]
        kept_ones = [(seen, crop) for seen, crop in zip(mine, crops, strict=True) if crop.size]
        glimpses = reader.read([crop for _, crop in kept_ones], japanese=japanese)
        for (seen, _), glimpse in zip(kept_ones, glimpses, strict=True):
            seen.second = glimpse.text


def ask_layer(words: Sequence[Seen], layer: Sequence[Word], scale: float, angle: float, layout: Layout) -> None:
    """What the page's own layer says at the place of each word with a number."""
    for seen in words:
        if not any(map(str.isdigit, seen.text)):
            continue
        x0, y0, x1, y1 = back_box(tuple(v / scale for v in seen.piece.box), angle, layout)  # type: ignore[arg-type]
        there = [w for w in layer if x0 - 1 < (w.x0 + w.x1) / 2 < x1 + 1 and y0 - 2 < (w.y0 + w.y1) / 2 < y1 + 2]
        seen.second = "".join(w.text for w in sorted(there, key=lambda w: w.x0))


def seen_to_word(seen: Seen, text: str, scale: float) -> Word:
    """A word in points; its size is told from the height of its figures or letters."""
    x0, _, x1, _ = (v / scale for v in seen.piece.box)
    wide = sum(unicodedata.east_asian_width(c) == "W" for c in text) * 2 > len(text)
    size = seen.piece.tall / scale / (_LETTER_SHARE_OF_EM if wide else _DIGIT_SHARE_OF_EM)
    base = seen.piece.base / scale - (0.1 * size if wide else 0.0)
    mark = seen.piece.raised
    shown = text.translate(_RAISED) if mark and _NOTE.fullmatch(text) else text
    return Word(
        round(x0, 2), round(base - 0.85 * size, 2), round(x1, 2), round(base + 0.12 * size, 2), shown,
        round(size, 2), round(base, 2), mark=mark,
    )  # fmt: skip


def snapped(words: list[Word]) -> list[Word]:
    """Words of nearly the page's usual size get it, and those of one line get one base: ink is not that exact."""
    if not words:
        return words
    sizes = sorted(word.size for word in words)
    usual = sizes[len(sizes) // 2]
    out: list[Word] = []
    line: list[Word] = []
    for word in sorted(words, key=lambda w: (w.base, w.x0)):
        if line and word.base - line[0].base > 0.09 * usual:
            out += on_one_base(line)
            line = []
        line.append(word)
    out += on_one_base(line)
    return [
        msgspec.structs.replace(word, size=usual) if 0.9 * usual < word.size < 1.11 * usual else word for word in out
    ]


def on_one_base(line: list[Word]) -> list[Word]:
    """Words whose bases are less than a pixel or two apart, on the base of most of them."""
    bases = sorted(word.base for word in line)
    return [msgspec.structs.replace(word, base=bases[len(bases) // 2]) for word in line]


def strokes_to_rules(strokes: Sequence[_image.Stroke], scale: float) -> tuple[list[Rule], list[Rule]]:
    """Drawn rules in points, across and down."""
    across, down = [], []
    for stroke in strokes:
        x0, y0, x1, y1 = (v / scale for v in stroke.box)
        if stroke.across:
            across.append(Rule((y0 + y1) / 2, x0, x1, max(0.3, y1 - y0)))
        else:
            down.append(Rule((x0 + x1) / 2, y0, y1, max(0.3, x1 - x0)))
    return across, down


def back_box(box: Box, angle: float, layout: Layout) -> Box:
    """A box of the straightened page on the page as displayed: as large, about the place where its middle was."""
    if not angle:
        return box
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    there = _image.turned_back(x, y, angle, layout.width, layout.height)
    return (
        round(box[0] + there[0] - x, 2),
        round(box[1] + there[1] - y, 2),
        round(box[2] + there[0] - x, 2),
        round(box[3] + there[1] - y, 2),
    )


def layout_to_paper(layout: Layout) -> Any:
    """A page with the words and rules of a picture, for those who look at pages and not at layouts."""
    lines = [(rule.low, rule.at, rule.high, rule.at) for rule in layout.across]
    lines += [(rule.at, rule.low, rule.at, rule.high) for rule in layout.down]
    words = [(word.x0, word.base, word.size, word.text) for word in layout.words]
    return _mupdf.reset_page((layout.width, layout.height), words, lines)


def page_turned_back(page: Page, scan: Scan) -> Page:
    """A page whose places are those of the page as displayed, with the engines that read it and its witnesses."""

    def turn(span: Span) -> Span:
        parts = tuple(msgspec.structs.replace(part, location=turned(part.location)) for part in span.parts)
        return Span(span.text, parts)

    def turned(where: Location) -> Location:
        if where.box is None or where.page != page.number:
            return where
        return Location(page=where.page, box=back_box(where.box, scan.angle, scan.layout))

    blocks: list[Block] = []
    for block in page.blocks if scan.angle else ():
        if isinstance(block, TextBlock):
            blocks.append(msgspec.structs.replace(block, span=turn(block.span)))
            continue
        grid = block.grid
        cells = tuple(msgspec.structs.replace(cell, span=turn(cell.span)) for cell in grid.cells)
        caption, after = tuple(map(turn, grid.caption)), tuple(map(turn, grid.after))
        blocks.append(GridBlock(msgspec.structs.replace(grid, cells=cells, caption=caption, after=after)))
    witnesses = tuple(
        msgspec.structs.replace(each, box=back_box(each.box, scan.angle, scan.layout)) for each in scan.witnesses
    )
    return msgspec.structs.replace(
        page, blocks=tuple(blocks) if scan.angle else page.blocks, engines=scan.engines, witnesses=witnesses
    )
