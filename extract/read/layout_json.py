"""Layouts that other tools wrote as JSON to pages: what PyMuPDF says of a page, and the documents of docling.

    page.get_text("dict" | "json" | "rawdict" | "rawjson"), one page or a list of pages
                                 → words with their boxes, and from there on as the words of a PDF
    DoclingDocument.export_to_dict()
                                 → its tables cell by cell, with the spans that docling saw, and its texts

Contract: places are pages and boxes in points from the top left corner, as in a PDF, and they are those of the PDF
that the tool read. JSON of any other shape is refused by name: it is not read as a text. Numbers of docling's cells
without a place of their own, and of texts and tables that its body does not lead to (heads and feet of pages), are
counted: what nothing else says of them, they are unread.
Sources: https://pymupdf.readthedocs.io/en/latest/textpage.html (structure of dictionary outputs);
https://docling-project.github.io/docling/concepts/docling_document/.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec
import regex as re

from extract.errors import UnreadableDocument
from extract.model import (
    Block,
    Box,
    Cell,
    Grid,
    GridBlock,
    Location,
    Page,
    Print,
    Problem,
    Reading,
    Source,
    Span,
    TextBlock,
)
from extract.model.layout import Layout, Word
from extract.model.place import Part
from extract.model.stage import Problems
from extract.read.pdf import Story, layout_to_problems, read_layout
from extract.read.pdf_cuts import words_to_cells
from extract.read.pdf_words import mark_raised
from extract.tables.chunks import screen_columns

MEDIA_TYPE = "application/json"
Kind = Literal["pymupdf", "docling"]
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\S+")
_RAISED, _BOLD = 1, 16
_GAP = 0.25
"""Of the type: what is nearer than this to the piece before it is the same word."""
_LISTS = ("texts", "tables")
_MOST_PAGES = 5_000
_MOST_DEEP = 64
_MOST_ROWS, _MOST_COLUMNS = 20_000, 1_000
_LETTER = (612.0, 792.0)
_FARTHEST = 20_000
"""Points; a page of a PDF may have 14,400."""
_SMALLEST = 0.1
_LARGEST = 2**31 - 1


def kind_of(data: object) -> Kind | None:
    """Which tool's layout a value is.

    >>> kind_of({"width": 595, "height": 842, "blocks": []}), kind_of({"schema_name": "DoclingDocument"}), kind_of([1])
    ('pymupdf', 'docling', None)
    """
    if isinstance(data, dict) and data.get("schema_name") == "DoclingDocument":
        return "docling"
    return "pymupdf" if _pages_of(data) else None


def read_layout_json(data: object, source: Source, encoding: str) -> tuple[Reading, Problems]:
    """The reading of a layout. Raises UnreadableDocument for JSON of another shape."""
    kind = kind_of(data)
    if kind is None:
        raise UnreadableDocument(
            'this is JSON, but neither a page of PyMuPDF\'s get_text("dict") nor a DoclingDocument',
            name=source.name,
            remedy="give the document itself, or export it as one of these, as Markdown or as HTML",
        )
    pages, problems = _docling(data) if kind == "docling" else _pymupdf(data)
    source = msgspec.structs.replace(source, media_type=MEDIA_TYPE, pages=len(pages))
    return Reading(source=source, pages=tuple(pages), encoding=encoding), tuple(problems)


# --- PyMuPDF -----------------------------------------------------------------------------------------------------


def _pages_of(data: object) -> list[Mapping[str, Any]]:
    """The pages of a layout of PyMuPDF; none where it is something else."""
    if isinstance(data, dict):
        data = data["pages"] if isinstance(data.get("pages"), list) else [data]
    pages = data if isinstance(data, list) else []
    layouts = all(isinstance(page, dict) and isinstance(page.get("blocks"), list) and "width" in page for page in pages)
    return pages if layouts else []


def _pymupdf(data: object) -> tuple[list[Page], list[Problem]]:
    pages: list[Page] = []
    problems: list[Problem] = []
    story = Story({})
    for number, page in enumerate(_pages_of(data)[:_MOST_PAGES], start=1):
        words = list(_words(page))
        mark_raised(words)
        pictures = [box for block in _dicts(page.get("blocks")) if block.get("type") == 1 and (box := _box(block))]
        width, height = _number(page.get("width"), _LETTER[0]), _number(page.get("height"), _LETTER[1])
        layout = Layout(number, width, height, words_to_cells(words, []), [], [], [], pictures, [])
        problems += layout_to_problems(layout)
        pages.append(read_layout(None, layout, story, None))
    return pages, problems


def _words(page: Mapping[str, Any]) -> Iterator[Word]:
    """The words of a page: pieces of a line that touch are one, whatever spans they are in."""
    for block in _dicts(page.get("blocks")):
        for line in _dicts(block.get("lines")):
            course = line.get("dir")
            upright = not isinstance(course, list) or not course or course[0] == 1
            last: Word | None = None
            for span in _dicts(line.get("spans")):
                for text, box in _pieces(span):
                    word = _word(span, text, box, upright=upright)
                    near = last is not None and upright and -1 < word.x0 - last.x1 < _GAP * word.size
                    if last is not None and near and word.mark == last.mark and not text[:1].isspace():
                        last.text, last.x1, last.y1 = last.text + text, word.x1, max(last.y1, word.y1)
                        continue
                    if last is not None:
                        yield last
                    last = word
            if last is not None:
                yield last


def _word(span: Mapping[str, Any], text: str, box: Box, *, upright: bool) -> Word:
    size = _number(span.get("size"), 0)
    size = size if size >= _SMALLEST else max(box[3] - box[1], _SMALLEST)
    origin = span.get("origin")
    base = _number(origin[1], box[3]) if isinstance(origin, list) and len(origin) > 1 else box[3] - 0.2 * size
    flags, color = _whole(span.get("flags"), 0), _whole(span.get("color"), 0)
    x0, y0, x1, y1 = box
    bold, raised = bool(flags & _BOLD), bool(flags & _RAISED)
    return Word(x0, y0, x1, y1, text, size, base if upright else y1, bold, color, raised, upright)


def _pieces(span: Mapping[str, Any]) -> Iterator[tuple[str, Box]]:
    """The words of a span with their boxes: by its characters, or where it has none by how wide letters usually are."""
    chars = _dicts(span.get("chars"))
    if chars:
        piece: list[tuple[str, Box]] = []
        for char in [*chars, {"c": " "}]:
            text, box = str(char.get("c", "")), _box(char)
            if text.strip() and box is not None:
                piece.append((text, box))
            elif piece:
                boxes = [box for _, box in piece]
                yield "".join(text for text, _ in piece), _around(boxes)
                piece = []
        return
    whole = _box(span)
    said = span.get("text")
    if not isinstance(said, str) or whole is None:
        return
    at = screen_columns(said, 1)
    for found in _WORD.finditer(said):
        left, right = (whole[0] + (whole[2] - whole[0]) * at[i] / at[-1] for i in found.span())
        yield found[0], (left, whole[1], right, whole[3])


# --- docling -----------------------------------------------------------------------------------------------------


def _docling(data: Any) -> tuple[list[Page], list[Problem]]:
    sizes: dict[int, tuple[float, float]] = {}
    told = data.get("pages")
    for key, page in told.items() if isinstance(told, dict) else ():
        size = page.get("size") if isinstance(page, dict) else None
        number = _ordinal(str(key))
        if number and isinstance(size, dict):
            sizes[number] = _number(size.get("width"), _LETTER[0]), _number(size.get("height"), _LETTER[1])
    blocks: dict[int, list[Block]] = {number: [] for number in sorted(sizes) or [1]}
    apart: dict[int, list[Print]] = {}
    items = list(_in_order(data))
    seen = {id(item) for item in items}
    for item in items:
        where = _where(item, sizes)
        held = blocks.setdefault(where.page or 1, [])
        if isinstance(item.get("data"), dict):
            cells, left = _cells(item, where, sizes)
            apart.setdefault(where.page or 1, []).extend(left)
            held += [_grid(cells)] if cells else []
        elif (found := _text(item, where)) is not None:
            held.append(found)
    for item in (each for name in _LISTS for each in _dicts(data.get(name)) if id(each) not in seen):
        where = _where(item, sizes)
        blocks.setdefault(where.page or 1, [])
        apart.setdefault(where.page or 1, []).extend(_prints_apart(item, where, sizes))
    pages = [
        Page(
            number=number,
            width_pt=round(sizes.get(number, _LETTER)[0], 2),
            height_pt=round(sizes.get(number, _LETTER)[1], 2),
            blocks=tuple(held),
            origin="words",
            printed=(*_prints(held), *apart.get(number, ())),
        )
        for number, held in sorted(blocks.items())
    ]
    return pages, []


def _in_order(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The texts and tables of a document as its body lists them, groups opened; each once."""
    seen: set[str] = set()
    stack: list[tuple[Any, int]] = [(data.get("body"), 0)]
    while stack:
        node, depth = stack.pop()
        if not isinstance(node, dict) or depth > _MOST_DEEP:
            continue
        if "text" in node or isinstance(node.get("data"), dict):
            yield node
        for child in reversed(_dicts(node.get("children"))):
            reference = str(child.get("$ref") or child.get("cref") or "")
            if reference and reference not in seen:
                seen.add(reference)
                stack.append((_referred(data, reference), depth + 1))


def _referred(data: Mapping[str, Any], reference: str) -> Any:
    """What a reference such as `#/tables/3` names."""
    found: Any = data
    for step in reference.removeprefix("#/").split("/"):
        if isinstance(found, list):
            at = _ordinal(step)
            found = found[at] if at is not None and at < len(found) else None
        elif isinstance(found, dict):
            found = found.get(step)
        else:
            return None
    return found


def _where(item: Mapping[str, Any], sizes: Mapping[int, tuple[float, float]]) -> Location:
    """The page and the box of an item."""
    for place in _dicts(item.get("prov")):
        page = _ordinal(str(place.get("page_no")))
        if page:
            return Location(page=page, box=_turned(place.get("bbox"), sizes.get(page)))
    return Location(page=1)


def _turned(box: Any, size: tuple[float, float] | None) -> Box | None:
    """A box from the top left corner, whichever corner it is told from."""
    if not isinstance(box, dict):
        return None
    left, right = _number(box.get("l"), 0), _number(box.get("r"), 0)
    top, bottom = _number(box.get("t"), 0), _number(box.get("b"), 0)
    if box.get("coord_origin") != "TOPLEFT":
        if size is None:
            return None
        top, bottom = size[1] - top, size[1] - bottom
    return round(left, 2), round(min(top, bottom), 2), round(right, 2), round(max(top, bottom), 2)


def _text(item: Mapping[str, Any], where: Location) -> Block | None:
    text = item.get("text")
    if not isinstance(text, str) or not text.strip():
        return None
    label, span = item.get("label"), _span(text, where)
    if label in ("section_header", "title"):
        return TextBlock("heading", span, _whole(item.get("level"), 1))
    return TextBlock("bullet", span, 1) if label == "list_item" else TextBlock("paragraph", span)


class _Placed(msgspec.Struct, frozen=True):
    """A cell, and whether docling took it for a head of a column."""

    cell: Cell
    head: bool


def _cells(
    item: Mapping[str, Any], where: Location, sizes: Mapping[int, tuple[float, float]]
) -> tuple[list[_Placed], list[Print]]:
    """The cells of a table, each where its first row and column say, as wide and as high as docling saw it; and the
    numbers of those that name no place, one beyond all tables, or one that another cell has."""
    taken: set[tuple[int, int]] = set()
    cells: list[_Placed] = []
    left: list[Print] = []
    for cell in _dicts(item["data"].get("table_cells")):
        text = cell.get("text")
        if not isinstance(text, str) or not text.strip():
            continue
        box = _turned(cell.get("bbox"), sizes.get(where.page or 0)) or where.box
        span = _span(text, Location(page=where.page, box=box))
        row, column = (_ordinal(str(cell.get(f"start_{name}_offset_idx"))) for name in ("row", "col"))
        inside = row is not None and column is not None and row < _MOST_ROWS and column < _MOST_COLUMNS
        if row is None or column is None or not inside or (row, column) in taken:
            left += _prints_of(span)
            continue
        taken.add((row, column))
        high, wide = _whole(cell.get("row_span"), 1), _whole(cell.get("col_span"), 1)
        placed = Cell(row=row, column=column, row_span=high, column_span=wide, span=span)
        cells.append(_Placed(placed, bool(cell.get("column_header"))))
    return cells, left


def _grid(placed: list[_Placed]) -> GridBlock:
    heads: dict[int, bool] = {}
    for each in placed:
        heads[each.cell.row] = heads.get(each.cell.row, True) and each.head
    cells = _within(sorted((each.cell for each in placed), key=lambda cell: (cell.row, cell.column)))
    headers = next((row for row in sorted(heads) if not heads[row]), 0)
    return GridBlock(
        Grid(
            form="html",
            rows=max(cell.row + cell.row_span for cell in cells),
            columns=max(cell.column + cell.column_span for cell in cells),
            cells=tuple(cells),
            headers=headers or None,
        )
    )


def _prints_apart(
    item: Mapping[str, Any], where: Location, sizes: Mapping[int, tuple[float, float]]
) -> Iterator[Print]:
    """The numbers of a text or a table that the body of the document does not lead to."""
    if isinstance(item.get("data"), dict):
        cells, left = _cells(item, where, sizes)
        yield from left
        for each in cells:
            yield from _prints_of(each.cell.span)
    elif (found := _text(item, where)) is not None and isinstance(found, TextBlock):
        yield from _prints_of(found.span)


def _within(cells: list[Cell]) -> list[Cell]:
    """The cells, none of which spans rows or columns in which no cell begins."""
    rows, columns = max(cell.row for cell in cells) + 1, max(cell.column for cell in cells) + 1
    return [
        msgspec.structs.replace(
            cell,
            row_span=min(cell.row_span, rows - cell.row),
            column_span=min(cell.column_span, columns - cell.column),
        )
        for cell in cells
    ]


def _span(text: str, where: Location) -> Span:
    text = text.strip()
    return Span(text, (Part(0, len(text), where),))


def _prints(blocks: Sequence[Block]) -> Iterator[Print]:
    """The words with digits of texts and cells, each once."""
    for block in blocks:
        spans = [cell.span for cell in block.grid.cells] if isinstance(block, GridBlock) else [block.span]
        for span in spans:
            yield from _prints_of(span)


def _prints_of(span: Span) -> Iterator[Print]:
    for found in _WORD.finditer(span.text):
        if _DIGIT.search(found[0]):
            yield Print(found[0], span.parts[0].location)


# --- what both have in common ------------------------------------------------------------------------------------


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _number(value: Any, otherwise: float) -> float:
    """A length in points, none longer than a page can be."""
    return float(min(max(value, -_FARTHEST), _FARTHEST)) if _is_number(value) else otherwise


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _whole(value: Any, least: int) -> int:
    return min(max(value, least), _LARGEST) if isinstance(value, int) and not isinstance(value, bool) else least


def _ordinal(text: str) -> int | None:
    """The number of a page or of an item.

    >>> _ordinal("12"), _ordinal("²"), _ordinal("-1")
    (12, None, None)
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else None


def _box(item: Mapping[str, Any]) -> Box | None:
    found = item.get("bbox")
    if not isinstance(found, list) or len(found) != 4 or not all(map(_is_number, found)):
        return None
    x0, y0, x1, y1 = (_number(edge, 0) for edge in found)
    return x0, y0, x1, y1


def _around(boxes: Iterable[Box]) -> Box:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)
