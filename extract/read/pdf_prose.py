"""Words that stand in no table → headings, paragraphs and bullets, wrapped lines joined, in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from extract.lex.heading_pieces import text_to_pieces
from extract.lex.periods import find_periods
from extract.lex.units import find_units
from extract.model import Span, TextBlock
from extract.model.layout import Word
from extract.tables.pdf_grid import words_to_span
from extract.tables.pdf_lines import Chunk, is_cjk, run_to_chunk, words_to_chunked
from extract.tables.pdf_sideways import sideways_chunks

_BULLETS = frozenset("•·‣▪▫■□●○◦・◆◇➢➤✓✔►▶–—-*»❖")
_HEADING_RATIO = 1.13
_LONGEST_HEADING = 24
_SPACE = 1.3
_TITLE = 1.3  # of the usual type of a page
_TITLE_PT = 18.0  # whatever is usual on a slide of few words
_LONG_PIECE = 14
_SET_OFF = 6.0
_LONGEST_UNIT = 60
_LONGEST_PERIOD = 60
_OPENS = re.compile(
    r"[0-9０-９]{1,2}．\s*(?:(?![0-9０-９\s])|(?:19|20)\d\d)|（注|※"
    r"|[(（][%％](?:\s*(?:表示|indicates?|figures?|changes?|represents?|shows?))",
    re.I,
)
_COUNTS = re.compile(
    r"[0-9０-９]{1,2}[.．]\s+(?:(?=\w)(?![0-9０-９\s])|(?:19|20)\d\d)|[(（][0-9０-９]{1,2}[)）]\s*(?![0-9０-９\s])"
)
_CLOSES = (")", "）", "]", "］", "〕", ".", "。", ":", "：")
_EXCEPT = re.compile(r",?\s*(?:except|unless|other than)\b", re.I)


class Paragraph(msgspec.Struct, gc=False):
    """Lines of one paragraph; the box is theirs."""

    x0: float
    y0: float
    x1: float
    y1: float
    lines: list[Chunk]
    bullet: bool = False

    @property
    def words(self) -> list[Word]:
        return [word for line in self.lines for word in line.words]

    @property
    def size(self) -> float:
        return max(line.size for line in self.lines)


def words_to_paragraphs(words: Sequence[Word]) -> list[Paragraph]:
    """Paragraphs from top to bottom. Text that does not run from left to right makes one for each of its lines."""
    done: list[Paragraph] = []
    live: list[Paragraph] = []
    margin = max((word.x1 for word in words), default=0.0)
    sizes = sorted(word.size for word in words)
    titled = min(_TITLE * sizes[len(sizes) // 2], _TITLE_PT) if sizes else 0.0
    for line in words_to_chunked(words):
        for chunk in with_bullets(with_spaces(line.chunks, titled)):
            live, old = still_open(live, chunk)
            done.extend(old)
            home = next((p for p in reversed(live) if goes_on(p, chunk, margin) and not between(p, chunk, live)), None)
            if home is None:
                live.append(
                    Paragraph(
                        chunk.x0,
                        chunk.y0,
                        chunk.x1,
                        chunk.y1,
                        [chunk],
                        chunk.words[0].text[0] in _BULLETS and any(map(str.isalpha, chunk.text)),
                    )
                )
            else:
                home.lines.append(chunk)
                home.x0, home.x1 = min(home.x0, chunk.x0), max(home.x1, chunk.x1)
                home.y1 = max(home.y1, chunk.y1)
    done.extend(live)
    done.extend(Paragraph(c.x0, c.y0, c.x1, c.y1, [c]) for c in sideways_chunks(words))
    done.sort(key=lambda p: (p.lines[0].base, p.x0))
    return done


def with_spaces(chunks: Sequence[Chunk], titled: float) -> list[Chunk]:
    """Pieces of a line of Japanese prose as one: a full-width space in it (`第２　事業の状況`) is no gap.

    A line is prose if one of the pieces is long, and a title if its type is `titled` or larger and it begins with its
    period: `2031年3月期　第2四半期　業績`. Names and figures of a slide that stand apart are short.
    """
    runs: list[list[Chunk]] = []
    for chunk in chunks:
        last = runs[-1][-1] if runs else None
        if last is not None and chunk.x0 - last.x1 < _SPACE * chunk.size and abs(chunk.size - last.size) < 0.3:
            runs[-1].append(chunk)
        else:
            runs.append([chunk])
    out: list[Chunk] = []
    for run in runs:
        prose = len(run) > 1 and any(is_cjk(c.text) and len(c.text) >= _LONG_PIECE for c in run)
        titles = len(run) > 1 and run[0].size >= titled and begins_with_period(run)
        out.extend([run_to_chunk([w for c in run for w in c.words])] if prose or titles else run)
    return out


def begins_with_period(run: Sequence[Chunk]) -> bool:
    """Whether pieces are one period, in one piece or two, and Japanese words behind it; periods side by side are the
    categories of a chart."""
    periods = [bool(text_to_pieces(c.text)) for c in run]
    words = run[periods.index(False) :] if False in periods else []
    alone = sum(periods) == len(run) - len(words) in (1, 2) and bool(words)
    return alone and all(is_cjk(c.text) and not any(map(str.isdigit, c.text)) for c in words)


def with_bullets(chunks: Sequence[Chunk]) -> list[Chunk]:
    """A bullet that stands apart goes with the text it leads."""
    out: list[Chunk] = []
    for chunk in chunks:
        if (
            out
            and out[-1].text in _BULLETS
            and any(map(str.isalpha, chunk.text))
            and chunk.x0 - out[-1].x1 < 5 * chunk.size
        ):
            lead = out.pop()
            chunk = Chunk(
                lead.x0,
                min(lead.y0, chunk.y0),
                chunk.x1,
                max(lead.y1, chunk.y1),
                chunk.base,
                chunk.size,
                lead.words + chunk.words,
                lead.text + " " + chunk.text,
                "text",
            )
        out.append(chunk)
    return out


def still_open(live: Sequence[Paragraph], chunk: Chunk) -> tuple[list[Paragraph], list[Paragraph]]:
    """Paragraphs that a line this far down may still go on, and the others."""
    near = [p for p in live if chunk.base - p.lines[-1].base <= 2.2 * max(p.size, chunk.size)]
    far = [p for p in live if chunk.base - p.lines[-1].base > 2.2 * max(p.size, chunk.size)]
    return near, far


def between(paragraph: Paragraph, chunk: Chunk, live: Sequence[Paragraph]) -> bool:
    """Whether other text stands between a paragraph and a line below it: large figures with small words among them."""
    last = paragraph.lines[-1]
    return any(
        last.base + 0.3 * chunk.size < other.lines[-1].base < chunk.base - 0.1 * chunk.size
        and min(other.x1, chunk.x1) - max(other.x0, chunk.x0) > 0.5 * min(chunk.x1 - chunk.x0, other.x1 - other.x0)
        for other in live
        if other is not paragraph
    )


def goes_on(paragraph: Paragraph, chunk: Chunk, margin: float) -> bool:
    """Whether a line is the next line of a paragraph: same size and weight, the same pace, under it.

    No line is longer than `margin`, so that one that ends well before it was ended on purpose.
    """
    last = paragraph.lines[-1]
    step = chunk.base - last.base
    if chunk.words[0].text[0] in _BULLETS or abs(last.size - chunk.size) > 0.1 * chunk.size + 0.3:
        return False
    if last.words[-1].bold != chunk.words[0].bold and last.words[0].bold != chunk.words[-1].bold:
        return False
    if not 0.5 * chunk.size < step <= 1.75 * chunk.size:
        return False
    if len(paragraph.lines) > 1:
        pace = last.base - paragraph.lines[-2].base
        if step > 1.25 * pace + 0.5:
            return False
    if is_set_off(last, chunk) or is_unit(chunk.text):
        return False
    if opens_item(chunk.text, last.text) or (is_period(chunk.text) and not is_full(last, chunk, margin)):
        return False
    shared = min(last.x1, chunk.x1) - max(last.x0, chunk.x0)
    return shared > 0.5 * min(last.x1 - last.x0, chunk.x1 - chunk.x0)


def is_unit(text: str) -> bool:
    """Whether a line is nothing but the unit of what follows: `GBP million` below the title of a statement.

    >>> is_unit("GBP million"), is_unit("Dollars in millions, except per share data"), is_unit("the GBP million")
    (True, True, False)
    """
    units = find_units(text) if len(text) <= _LONGEST_UNIT else ()
    return any(
        u.declared and u.scale and u.start == 0 and (u.end == len(text.rstrip()) or _EXCEPT.match(text, u.end))
        for u in units
    )


def is_period(text: str) -> bool:
    """Whether a line is nothing but the period of what follows.

    >>> is_period("For the six months ended June 30, 2031"), is_period("rose in the first half of 2031")
    (True, False)
    """
    text = text.strip()
    if not any(map(str.isdigit, text)) or len(text) > _LONGEST_PERIOD:
        return False
    return any(m.start == 0 and m.end >= len(text) - 1 and m.finish for m in find_periods(text))


def opens_item(text: str, above: str) -> bool:
    """Whether a line begins as a numbered heading, a note, or a remark on percentages does, and does not go on with the
    line above.

    >>> opens_item("３．2025年３月期の業績予想", "有無：無"), opens_item("(1) Operating results", "(rounded down)")
    (True, True)
    >>> opens_item("（％表示は、対前期増減率）", "連結業績予想"), opens_item("(% indicates changes)", "Results")
    (True, True)
    >>> opens_item("3.5 million more", "by"), opens_item("(2) to sell", "(1) to buy;"), opens_item("3. The", "Note")
    (False, False, False)
    """
    text = text.strip()
    return _OPENS.match(text) is not None or (_COUNTS.match(text) is not None and above.rstrip().endswith(_CLOSES))


def is_full(line: Chunk, following: Chunk, margin: float) -> bool:
    """Whether a line goes on in the next for want of room: the beginning of that had no place before the margin."""
    word = following.words[0]
    first = word.size if is_cjk(word.text[:1]) else word.x1 - word.x0
    return line.x1 + first + 0.3 * line.size > margin


def is_set_off(above: Chunk, chunk: Chunk) -> bool:
    """Whether a line stands neither below the beginning nor below the middle or the end of the line above it: a centred
    line between lines that begin at the margin."""
    off = (above.x0 - chunk.x0, above.middle - chunk.middle, above.x1 - chunk.x1)
    return abs(off[0]) > _SET_OFF * chunk.size and min(map(abs, off[1:])) > chunk.size


def paragraph_to_block(paragraph: Paragraph, page: int, body: float, edges: Sequence[float]) -> TextBlock:
    """The block of a paragraph; `body` is the size of running text, `edges` the left edges of the page's bullets."""
    words = paragraph.words
    span = words_to_span(words, page)
    if paragraph.bullet and len(words) > 1:
        level = 1 + sum(1 for edge in edges if edge < paragraph.x0 - 0.6 * paragraph.size)
        return TextBlock("bullet", span, level)
    ratio = paragraph.size / body if body else 1.0
    if len(words) <= _LONGEST_HEADING and any(map(str.isalpha, span.text)):
        if ratio >= _HEADING_RATIO:
            return TextBlock("heading", span, 1 if ratio >= 1.8 else 2 if ratio >= 1.35 else 3)
        bold = all(word.bold for word in words)
        if bold and len(paragraph.lines) <= 2 and not span.text.endswith((".", "。", ",")) and ratio >= 0.97:
            return TextBlock("heading", span, 0)
    return TextBlock("paragraph", span)


def bullet_edges(paragraphs: Sequence[Paragraph]) -> list[float]:
    """The distinct left edges of bullets, from left to right."""
    out: list[float] = []
    for p in sorted((p for p in paragraphs if p.bullet), key=lambda p: p.x0):
        if not out or p.x0 - out[-1] > 0.6 * p.size:
            out.append(p.x0)
    return out


def paragraph_to_span(paragraph: Paragraph, page: int) -> Span:
    return words_to_span(paragraph.words, page)
