"""PDF → pages of blocks: prose and tables as printed, every word with its page and box.

Contract: `read_pdf(data, name, settings)` gives the reading and the problems met on the way. Boxes are in points from
the top left corner of the page as displayed, rounded to 2 decimals. Text that nobody sees is counted in a problem
and stands in no block. Pages are read one after the other and let go. Raises UnreadableDocument for what cannot be
opened at all; a page that fails is a problem and the others are read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from extract.errors import UnreadableDocument
from extract.faults import contained
from extract.model import Block, Box, Grid, GridBlock, Location, Page, Print, Problem, Reading, Settings, Source, Span
from extract.model.layout import Layout, Word
from extract.model.stage import Problems
from extract.problems import problem
from extract.read import _camelot, _mupdf
from extract.read.pdf_callouts import callout_to_block, find_callouts
from extract.read.pdf_layout import MAX_PAGES, is_number, page_to_layout
from extract.read.pdf_prose import (
    Paragraph,
    bullet_edges,
    paragraph_to_block,
    paragraph_to_span,
    words_to_paragraphs,
)
from extract.read.pdf_turned import blocks_back, page_with, sideways_parts
from extract.read.scan import Readers, layout_to_paper, page_to_scan, page_turned_back
from extract.tables.aligned import page_to_halves
from extract.tables.pdf_continue import (
    MOST_ROWS,
    Foot,
    continues,
    foot_of,
    joined,
    mark_page,
    parted_at_heads,
    repeats_headings,
    residue_of,
    rows_at_head,
    with_foot,
    with_header,
)
from extract.tables.pdf_grid import Found, found_to_grid, rounded
from extract.tables.pdf_lines import words_to_chunked
from extract.tables.pdf_runs import is_page_line
from extract.tables.proposals import layout_to_tables

MEDIA_TYPE = "application/pdf"
_ABOVE_PT = 130.0
_BELOW_PT = 60.0
_MOST_CAPTIONS = 8
_LONGEST_SUBTITLE = 40
_SAME_ROWS = 0.8
_PICTURE_SHARE = 0.12
_WORDS_ON_PICTURE = 3
_MOST_WORDS_ASKED = 5_000
_LARGEST_ASKED_PT2 = 20_000_000
_FEW_WORDS = 16
_PARTED = 2.5  # of the type: between two parts of one table
_NOTE_STARTS = ("(", "（", "*", "※", "†", "注", "Note", "NOTE", "Source", "[", "¹", "²", "³", "＊", "出所")


class Story(msgspec.Struct):
    """What one page needs to know of those before it: letters by font size, the last table with the page it was last
    seen on and how far that was turned, and what was found out of fonts.

    `block` is the block of the last table, if rows of later pages may go into it: the block of page `origin`. `grown`
    is what becomes of it when they do, `repeated` what was printed on both pages. `foot` is what stands below the last
    table.
    """

    sizes: dict[float, int]
    last: Found | None = None
    page: int = 0
    turn: int = 0
    fonts: dict[int, bool] = {}
    block: GridBlock | None = None
    origin: int = 0
    foot: Foot | None = None
    grown: tuple[int, GridBlock, GridBlock] | None = None
    repeated: list[Word] = []


def read_pdf(data: bytes, name: str, settings: Settings, *, second_opinions: bool = True) -> tuple[Reading, Problems]:
    """The reading of a PDF. `second_opinions` allows the models in PyMuPDF on pages where geometry is unsure."""
    if len(data) > settings.max_bytes:
        raise UnreadableDocument(
            f"has {len(data)} bytes, more than the limit of {settings.max_bytes}",
            name=name,
            remedy="Raise max_bytes or split the file.",
        )
    problems: list[Problem] = []
    document = _mupdf.open_pdf(data, name)
    try:
        count = document.page_count
        metadata = _mupdf.metadata_of(document)
        if document.is_repaired:
            problems.append(problem("file_repaired", "The file is damaged; its page list was rebuilt."))
        if count > MAX_PAGES:
            problems.append(
                problem(
                    "too_large",
                    f"The document has {count} pages; the first {MAX_PAGES} were read.",
                    data={"pages": str(count), "limit": str(MAX_PAGES)},
                )
            )
        off = _mupdf.layers_off(document)
        if off:
            problems.append(
                problem(
                    "hidden_text",
                    f"{off} layers of the file are switched off; what is on them was not read.",
                    data={"layers": str(off)},
                )
            )
        pages: list[Page] = []
        story = Story({})
        readers = Readers(settings)
        for index in range(min(count, MAX_PAGES)):
            page, found = read_page(document, index, story, data if second_opinions else None, readers)
            problems.extend(found)
            if story.grown is not None:
                origin, old, new = story.grown
                blocks = tuple(new if block is old else block for block in pages[origin - 1].blocks)
                pages[origin - 1] = msgspec.structs.replace(pages[origin - 1], blocks=blocks)
            pages.append(page)
            for k in (index - 1, index) if story.repeated else ():
                pages[k] = without_repeated(pages[k], story.repeated)
            story.grown, story.repeated = None, []
            if index % 32 == 31:
                _mupdf.library().TOOLS.store_shrink(100)
    finally:
        document.close()
    if not any(page.blocks for page in pages):
        problems.append(problem("empty_document", "No page holds text that can be read."))
    source = Source(
        name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=MEDIA_TYPE, bytes=len(data), pages=count
    )
    return Reading(source=source, pages=tuple(pages), metadata=metadata), tuple(problems)


def read_page(
    document: Any, index: int, story: Story, data: bytes | None, readers: Readers
) -> tuple[Page, list[Problem]]:
    """One page and its problems; whatever the library raises on it is a problem of this page alone.

    With `data`, the bytes of the file, costly proposers may be asked. A page that is a picture is given to `readers`.
    """
    number = index + 1
    try:
        raw = _mupdf.load_page(document, index)
        layout, problems = page_to_layout(document, raw, number, story.fonts)
        scan = page_to_scan(raw, layout, readers)
        if scan is not None:
            layout = scan.layout
            problems.extend(scan.problems)
        with contained(problems, f"page {number}", Location(page=number)):
            if scan is not None:
                return page_turned_back(read_layout(None, layout, story, data), scan), problems
            problems.extend(layout_to_problems(layout))
            aside: list[Block] = []
            for part, turn in sideways_parts(document, raw, layout, story.fonts):
                turned = read_layout(raw, part, story, data, turn)
                aside += blocks_back(turned.blocks, turn, layout.width, layout.height)
            return page_with(read_layout(raw, layout, story, data), aside), problems
        return Page(number=number, printed=tuple(layout_to_print(layout, ()))), problems
    except _mupdf.PageError as error:
        bad = problem(
            "page_unreadable",
            f"The page cannot be read: {error}",
            location=Location(page=number),
        )
        return Page(number=number), [bad]


def read_layout(raw: Any | None, layout: Layout, story: Story, data: bytes | None, turn: int = 0) -> Page:
    """The blocks of one layout; `raw` is its page unless it was read from a picture, `turn` how far that is turned."""
    plain = raw is not None and not turn
    if plain and story.last is not None and story.page == layout.number - 1 and story.turn == turn:
        residue = {id(word) for word in residue_of(story.last, layout.words)}
        layout.words = [word for word in layout.words if id(word) not in residue]
    opinion = None if data is None or not may_be_asked(layout) else lambda: second_opinion(raw, layout, data)
    tables, _ = layout_to_tables(layout, opinion)
    return layout_to_page(layout, tables, story, turn, plain=plain)


def may_be_asked(layout: Layout) -> bool:
    """Whether the costly proposers stay within bounds on a page: they draw it, and look at all its words at once."""
    return (
        not layout.costly
        and len(layout.words) <= _MOST_WORDS_ASKED
        and layout.width * layout.height <= _LARGEST_ASKED_PT2
    )


def second_opinion(raw: Any | None, layout: Layout, data: bytes) -> Sequence[Box]:
    """Where the layout model sees tables on a page, or camelot if the model sees none.

    Without `raw` the page is a picture, and the model is shown what was read in it.
    """
    if raw is None:
        return _mupdf.table_boxes(layout_to_paper(layout))
    boxes = _mupdf.table_boxes(raw)
    if boxes or raw.rotation or raw.cropbox != raw.mediabox:
        return boxes
    return _camelot.table_boxes(data, layout.number, raw.rect.width, raw.rect.height)


def without_repeated(page: Page, words: Sequence[Word]) -> Page:
    """The page, words of a line that was printed on two pages told to be seen on the other."""
    boxes = {(word.text, rounded(word.x0, word.y0, word.x1, word.y1)) for word in words}
    printed = tuple(
        msgspec.structs.replace(piece, aside="hidden") if (piece.text, piece.location.box) in boxes else piece
        for piece in page.printed
    )
    return msgspec.structs.replace(page, printed=printed)


def layout_to_problems(layout: Layout) -> list[Problem]:
    """What is to be said of a page before anything is made of it."""
    place = Location(page=layout.number)
    out: list[Problem] = []
    if layout.hidden:
        out.append(
            problem(
                "hidden_text",
                f"{layout.hidden} words are drawn but cannot be seen; they were left out.",
                location=place,
                data={"words": str(layout.hidden)},
            )
        )
    if layout.images:
        out.extend(pictures_to_problems(layout, place))
    disputed = [word for word in layout.words if word.rival and (is_number(word.text) or is_number(word.rival))]
    if disputed:
        out.append(
            problem(
                "two_readings",
                f"{len(disputed)} numbers have two readings: what is drawn (`{disputed[0].text}`), and what the file"
                f" says or shows of it (`{disputed[0].rival}`); neither was taken.",
                location=place,
                data={"words": str(len(disputed)), "drawn": disputed[0].text, "other": disputed[0].rival},
            )
        )
    lost = sum(word.text.count("\ufffd") for word in layout.words)
    if lost:
        out.append(
            problem(
                "text_without_unicode",
                f"{lost} characters are set in a font that does not say which they are.",
                location=place,
                data={"characters": str(lost)},
            )
        )
    return out


def pictures_to_problems(layout: Layout, place: Location) -> list[Problem]:
    """Large pictures with no text on them: a chart or a table may have been lost with each."""
    out = []
    for x0, y0, x1, y1 in layout.images:
        left, top, right, bottom = max(x0, 0.0), max(y0, 0.0), min(x1, layout.width), min(y1, layout.height)
        share = max(0.0, right - left) * max(0.0, bottom - top) / (layout.width * layout.height)
        if share < _PICTURE_SHARE:
            continue
        inside = sum(left < (w.x0 + w.x1) / 2 < right and top < (w.y0 + w.y1) / 2 < bottom for w in layout.words)
        if inside > _WORDS_ON_PICTURE:
            continue
        box = (round(left, 2), round(top, 2), round(right, 2), round(bottom, 2))
        out.append(
            problem(
                "page_without_text" if share > 0.35 and len(layout.words) - inside <= _FEW_WORDS else "chart_lost",
                f"A picture covers {share:.0%} of the page and holds no text; what it shows was not read.",
                location=Location(page=place.page, box=box),
                data={"share": f"{share:.2f}"},
            )
        )
    return out


def layout_to_page(
    layout: Layout, tables: Sequence[Found], story: Story, turn: int = 0, *, plain: bool = False
) -> Page:
    """Blocks of prose and tables in reading order; rows of a table on the page before go into that.

    Where a page is `plain`, places on it are those of its words; a picture or a turned part has its own.
    """
    sizes = story.sizes
    for word in layout.words:
        key = round(word.size * 2) / 2
        sizes[key] = sizes.get(key, 0) + len(word.text)
    body = max(sizes, key=lambda k: (sizes[k], -k)) if sizes else 0.0
    tables = with_parts_joined(tables, layout)
    rest, tables = rows_of_before(layout, tables, story, turn, plain=plain)
    repeated = {id(word) for word in story.repeated}
    free = [word for word in free_words(layout, tables) if id(word) not in repeated]
    halves = page_to_halves(layout.words, layout.width)
    paragraphs: list[tuple[int, Paragraph]] = []
    for k, (left, right) in enumerate(halves):
        mine = [w for w in free if left <= (w.x0 + w.x1) / 2 < right]
        paragraphs.extend((k, p) for p in words_to_paragraphs(mine))
    edges = bullet_edges([p for _, p in paragraphs])
    blocks: list[tuple[tuple[int, float, float], Block]] = []
    named = {id(name): figure for name, figure in find_callouts([p for _, p in paragraphs], layout.across)}
    told = {id(figure) for figure in named.values()}
    for k, p in paragraphs:
        if id(p) in told:
            continue
        figure = named.get(id(p))
        block = (
            callout_to_block(p, figure, layout.number)
            if figure is not None
            else paragraph_to_block(p, layout.number, body, edges)
        )
        blocks.append(((k, p.lines[0].base - 0.8 * p.size, p.x0), block))
    prose = [p for _, p in paragraphs]
    if rest is not None and story.last is not None and story.block is not None:
        grid = found_to_grid(story.last, story.origin, story.block.grid.caption, story.block.grid.after)
        grown = msgspec.structs.replace(grid, after=(*grid.after, *notes_of(rest, tables, prose, layout.number)))
        story.grown = (story.origin, story.block, GridBlock(grown))
        story.block, story.page = story.grown[2], layout.number
    for table in (t for t in tables if t is not rest):
        middle = (table.box[0] + table.box[2]) / 2
        half = next((k for k, (left, right) in enumerate(halves) if left <= middle < right), 0)
        grid_block = GridBlock(table_to_grid(table, tables, prose, layout))
        blocks.append(((half, table.box[1], table.box[0]), grid_block))
        story.last, story.page, story.turn = table, layout.number, turn
        story.block, story.origin = (grid_block, layout.number) if plain else (None, 0)
    if not tables and story.page != layout.number:
        story.last = story.block = None
        story.page = layout.number
    story.foot = foot_of(layout, tables, free) if plain else None
    blocks.sort(key=lambda item: item[0])
    return Page(
        number=layout.number,
        width_pt=round(layout.width, 2),
        height_pt=round(layout.height, 2),
        blocks=tuple(block for _, block in blocks),
        origin="ocr" if layout.scanned else "words",
        printed=tuple(layout_to_print(layout, tables)),
    )


def with_parts_joined(tables: Sequence[Found], layout: Layout) -> list[Found]:
    """The tables of a page, those of which two finders have each taken a part as one."""
    out: list[Found] = []
    for table in (part for whole in tables for part in ([whole] if whole.form == "chart" else parted_at_heads(whole))):
        above = out[-1] if out else None
        if (
            above is not None
            and "chart" not in (above.form, table.form)
            and is_right_below(above, table, layout)
            and continues(above, table)
        ):
            joined(above, table)
            box, other = above.box, table.box
            above.box = (min(box[0], other[0]), box[1], max(box[2], other[2]), other[3])
        else:
            out.append(table)
    return out


def rows_of_before(
    layout: Layout, tables: list[Found], story: Story, turn: int, *, plain: bool
) -> tuple[Found | None, list[Found]]:
    """The table at the head of a page whose rows went into the table of the page before, if any; and the tables of the
    page, that among them.

    Where its rows cannot go there, or prose stands between, it gets the headings of that one.
    """
    last = story.last if story.page == layout.number - 1 and story.turn == turn else None
    foot = story.foot if story.page == layout.number - 1 else None
    first = tables[0] if tables and tables[0].form != "chart" else None
    if first is not None and foot is not None and is_at_head(layout, first, tables):
        with_foot(foot, first, layout.number - 1)
    if last is None or last.form == "chart":
        return None, tables
    grows = plain and story.block is not None and foot is not None and foot.ends and last.rows < MOST_ROWS
    if grows:
        roof = first.box[1] if first is not None else layout.height
        lone = rows_at_head(layout, last, free_words(layout, tables), roof)
        tables = tables if lone is None else [lone, *tables]
        first = lone or first
    again = first is not None and grows and is_at_head(layout, first, tables) and repeats_headings(last, first)
    if first is None or not (again or continues(last, first)):
        return None, tables
    if not grows:
        with_header(last, first, story.page)
        return None, tables
    first, *others = parted_at_heads(first, last)
    mark_page(first.slots, layout.number)
    story.repeated = joined(last, first)
    return first, [first, *others, *tables[1:]]


def is_at_head(layout: Layout, table: Found, tables: Sequence[Found]) -> bool:
    """Whether no line of words stands above a table but such as count the pages."""
    above = [w for w in free_words(layout, tables) if w.base < table.box[1]]
    return all(is_page_line(line) for line in words_to_chunked(above))


def is_right_below(above: Found, below: Found, layout: Layout) -> bool:
    """Whether one table begins where another ends, with no word between: two finders have each taken a part of it."""
    gap = below.box[1] - above.box[3]
    size = below.slots[0].words[0].size if below.slots and below.slots[0].words else 10.0
    return -size < gap < _PARTED * size and not any(
        above.box[3] + 1 < (w.y0 + w.y1) / 2 < below.box[1] - 1 and w.x0 < below.box[2] and w.x1 > below.box[0]
        for w in layout.words
    )


def layout_to_print(layout: Layout, tables: Sequence[Found]) -> Iterator[Print]:
    """The words of a page that hold digits; the labels of axes that were measured stand beside the chart's cells."""
    ticks: set[int] = set()
    for table in tables:
        known = {tick.value for scale in (table.drawn.scales if table.drawn else ()) for tick in scale.ticks}
        ticks |= {id(word) for word in table.aside if _decimal_of(word.text) in known}
    for word in layout.words:
        if is_number(word.text):
            where = Location(page=layout.number, box=rounded(word.x0, word.y0, word.x1, word.y1))
            yield Print(word.text, where, "axis" if id(word) in ticks else "")


def _decimal_of(text: str) -> str:
    """`1,200`, `40%` as the ticks of an axis are kept: `1200`, `40`."""
    return text.strip("%％ ").replace(",", "")


def table_to_grid(table: Found, tables: Sequence[Found], paragraphs: Sequence[Paragraph], layout: Layout) -> Grid:
    """The grid with the texts that stand before and after it."""
    return found_to_grid(
        table,
        layout.number,
        captions_of(table, tables, paragraphs, layout),
        notes_of(table, tables, paragraphs, layout.number),
    )


def captions_of(table: Found, tables: Sequence[Found], paragraphs: Sequence[Paragraph], layout: Layout) -> list[Span]:
    """Texts above a table that may name its title, unit and periods, nearest last; the page's own title first.

    Nothing above another table that stands between counts, save the page's title.
    """
    x0, y0, x1, _ = table.box
    over = [t for t in tables if t is not table and t.box[3] <= y0 + 2 and t.box[0] < x1 and t.box[2] > x0]
    above = max(over, key=lambda t: t.box[3], default=None)
    roof = above.box[3] if above is not None else 0.0
    near = [
        p
        for p in paragraphs
        if roof - 2 <= (p.y0 + p.y1) / 2 <= y0 + 0.5 * p.size
        and y0 - p.lines[-1].base < _ABOVE_PT
        and p.x0 < x1 + 20
        and p.x1 > x0 - 20
        and sum(len(w.text) for w in p.words) < 400
    ]
    near.sort(key=lambda p: (p.lines[-1].base, p.x0))
    near = near[-_MOST_CAPTIONS:]
    if not near and above is not None and same_rows(above, table):
        return []  # the other columns of the table above: whatever was said of that one holds
    title = page_title(paragraphs, layout)
    if title is not None and title.y1 <= y0 + 2:
        said = [title, *subtitles(title, paragraphs)]
        near[:0] = [p for p in said if not any(p is known for known in near)]
    return [paragraph_to_span(p, layout.number) for p in near]


def same_rows(one: Found, other: Found) -> bool:
    """Whether two tables have the same labels, all but a few: one table too wide for its page."""
    labels, others = (
        {slot.text for slot in t.slots if not slot.column and slot.words and slot.row >= (t.headers or 0)}
        for t in (one, other)
    )
    return len(labels & others) >= max(3, _SAME_ROWS * max(len(labels), len(others)))


def subtitles(title: Paragraph, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """What stands right below the title of a page, or in the corner beside it: it holds for all tables of the page."""
    return [
        p
        for p in paragraphs
        if p is not title
        and p.size < title.size
        and sum(len(w.text) for w in p.words) <= _LONGEST_SUBTITLE
        and len(p.lines) == 1
        and (
            (p.x0 > title.x1 and abs(p.lines[0].base - title.lines[-1].base) < title.size)
            or (p.x0 < title.x1 and 0 < p.lines[0].base - title.lines[-1].base < 1.25 * title.size)
        )
    ]


def page_title(paragraphs: Sequence[Paragraph], layout: Layout) -> Paragraph | None:
    """The largest text in the top quarter of the page, if it is larger than the text that is usual on it."""
    if not paragraphs:
        return None
    top = [p for p in paragraphs if p.lines[0].base < 0.25 * layout.height and len(p.words) <= 24]
    if not top:
        return None
    best = max(top, key=lambda p: (p.size, -p.y0))
    usual = sorted(w.size for w in layout.words)[len(layout.words) // 2]
    return best if best.size > 1.2 * usual else None


def notes_of(table: Found, tables: Sequence[Found], paragraphs: Sequence[Paragraph], page: int) -> list[Span]:
    """Notes right below a table."""
    x0, _, x1, y1 = table.box
    floor = min(
        (t.box[1] for t in tables if t is not table and t.box[1] >= y1 - 2 and t.box[0] < x1 and t.box[2] > x0),
        default=1e9,
    )
    usual = table.slots[0].words[0].size if table.slots and table.slots[0].words else 10.0
    out = []
    bottom = y1
    for p in paragraphs:
        middle = (p.y0 + p.y1) / 2
        if not (y1 - 2 < middle < floor and p.x0 < x1 and p.x1 > x0) or p.lines[0].base - bottom > _BELOW_PT:
            continue
        text = p.words[0].text
        if text.startswith(_NOTE_STARTS) or p.size < 0.92 * usual:
            out.append(paragraph_to_span(p, page))
            bottom = p.y1
    return out


def free_words(layout: Layout, tables: Sequence[Found]) -> list[Word]:
    """The words of a page that stand in none of its tables."""
    held = {id(word) for table in tables for word in table.words}
    return [word for word in layout.words if id(word) not in held]
