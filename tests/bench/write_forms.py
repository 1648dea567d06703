"""Writes a document as text in every form the product reads, and remembers where each truth was printed.

tab       cells between tabs                       pipe      markdown with aligned pipes
github    markdown without padding                 html      a table element over many lines
tabhtml   a table element inside one tab cell      fixed     fixed-width ASCII as in EDGAR text
tokens    one cell per line, empty cells gone
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from unicodedata import east_asian_width

from tests.bench.sheet import Cell, Document, Piece, Prose, Row, Sheet

FORMS = ("tab", "pipe", "github", "html", "tabhtml", "fixed", "tokens")


@dataclass(frozen=True)
class Place:
    """Line from 1, characters from 0, end exclusive."""

    line: int
    start: int
    end: int


@dataclass
class Paper:
    """Lines written so far and the places of truths, of traps (pieces that are no truth) and of sheets."""

    lines: list[str] = field(default_factory=list)
    places: dict[str, list[Place]] = field(default_factory=dict)
    sheets: dict[str, tuple[int, int]] = field(default_factory=dict)

    def line(self, *pieces: Piece | str) -> None:
        text = ""
        for piece in pieces:
            piece = Piece(piece) if isinstance(piece, str) else piece
            if piece.truth is not None and piece.text:
                place = Place(len(self.lines) + 1, len(text), len(text) + len(piece.text))
                self.places.setdefault(piece.truth, []).append(place)
            text += piece.text
        assert "\n" not in text
        self.lines.append(text)

    def bytes(self) -> bytes:
        return ("\n".join(self.lines) + "\n").encode()


def write(document: Document, form: str) -> Paper:
    """The document in one form. Sheets with empty cells in value rows cannot stand as tokens and fall back to tabs."""
    paper = Paper()
    for item in document.items:
        if isinstance(item, Prose):
            paper.line("#" * item.heading + " " if item.heading and form != "fixed" else "", *item.pieces)
            paper.line()
            continue
        first = len(paper.lines) + 1
        write_sheet(paper, item, form)
        paper.sheets[item.key] = (first, len(paper.lines))
        paper.line()
    return paper


def write_sheet(paper: Paper, sheet: Sheet, form: str) -> None:
    if sheet.lost:
        for row in sheet.rows:
            if row.kind == "item" and row.label.text:
                paper.line(*row.label.pieces)
                paper.line(" ")
        return
    if form == "tokens" and not fit_for_tokens(sheet):
        form = "tab"
    if sheet.unit and form != "fixed":
        paper.line(sheet.unit)
        if form != "tab":
            paper.line()
    writer = {
        "tab": write_tab,
        "pipe": write_pipe,
        "github": write_github,
        "html": write_html,
        "tabhtml": write_tabhtml,
        "fixed": write_fixed,
        "tokens": write_tokens,
    }[form]
    writer(paper, sheet)


def fit_for_tokens(sheet: Sheet) -> bool:
    """Whether every value row is full in the undamaged sheet, so that the order of cells alone tells the columns."""
    return all(row.truths or not row.cells or row.kind == "heading" for row in sheet.rows) and not any(
        0 < sum(1 for cell in row.cells if cell.pieces) < sheet.width for row in sheet.rows if row.home >= 0
    )


def lines_of(sheet: Sheet) -> list[list[Cell]]:
    """Header rows and body rows as one list, every span kept."""
    body = [[row.label, *row.cells] for row in sheet.rows]
    return [*body, *sheet.header] if sheet.header_last else [*sheet.header, *body]


def flat(cells: list[Cell]) -> list[list[Piece]]:
    """Pieces per column; the columns under a span after its first stay empty."""
    columns: list[list[Piece]] = []
    for cell in cells:
        columns.append(cell.pieces)
        columns.extend([] for _ in range(cell.span - 1))
    return columns


def write_tab(paper: Paper, sheet: Sheet) -> None:
    for cells in lines_of(sheet):
        pieces: list[Piece] = []
        for n, column in enumerate(flat(cells)):
            pieces += [Piece("\t"), *column] if n else column
        paper.line(*pieces)


def width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def measure(rows: list[list[list[Piece]]]) -> list[int]:
    count = max(len(row) for row in rows)
    sizes = [3] * count
    for row in rows:
        for n, pieces in enumerate(row):
            sizes[n] = max(sizes[n], width("".join(p.text for p in pieces)))
    return sizes


def pad(pieces: list[Piece], size: int, right: bool) -> list[Piece]:
    space = Piece(" " * max(0, size - width("".join(p.text for p in pieces))))
    return [space, *pieces] if right else [*pieces, space]


def write_pipe(paper: Paper, sheet: Sheet) -> None:
    rows = [flat(cells) for cells in lines_of(sheet)]
    sizes = measure(rows)
    for i, row in enumerate(rows):
        row = row + [[] for _ in range(len(sizes) - len(row))]
        pieces: list[Piece] = []
        for n, column in enumerate(row):
            pieces += [Piece("| "), *pad(column, sizes[n], n > 0), Piece(" ")]
        paper.line(*pieces, "|")
        if i == 0:
            paper.line("|" + "|".join("-" * (size + 1) + (":" if n else "-") for n, size in enumerate(sizes)) + "|")


def write_github(paper: Paper, sheet: Sheet) -> None:
    rows = [flat(cells) for cells in lines_of(sheet)]
    count = max(len(row) for row in rows)
    for i, row in enumerate(rows):
        row = row + [[] for _ in range(count - len(row))]
        pieces: list[Piece] = []
        for column in row:
            pieces += [Piece("|"), *column]
        paper.line(*pieces, "|")
        if i == 0:
            paper.line("|" + "|".join("---" for _ in range(count)) + "|")


def html_cell(cell: Cell, tag: str) -> list[Piece]:
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    inner = [p if p.truth or p.text.startswith("<") else Piece(escape(p.text, quote=False)) for p in cell.pieces]
    return [Piece(f"<{tag}{span}>"), *inner, Piece(f"</{tag}>")]


def write_html(paper: Paper, sheet: Sheet) -> None:
    paper.line('<table border="1">')
    heads = {id(row) for row in sheet.header}
    for cells in lines_of(sheet):
        paper.line("<tr>")
        for cell in cells:
            paper.line("  ", *html_cell(cell, "th" if id(cells) in heads else "td"))
        paper.line("</tr>")
    paper.line("</table>")


def write_tabhtml(paper: Paper, sheet: Sheet) -> None:
    pieces = [Piece(sheet.title), Piece("\t"), Piece('<table border="0">')]
    for cells in lines_of(sheet):
        pieces.append(Piece(" <tr>"))
        for cell in cells:
            pieces += [Piece(" "), *html_cell(cell, "td")]
        pieces.append(Piece(" </tr>"))
    paper.line(*pieces, " </table>", "\t")


def write_fixed(paper: Paper, sheet: Sheet) -> None:
    """EDGAR style: caption, `<S> <C>`, values to the right, labels with dotted leaders, rules around totals."""
    rows = [flat(cells) for cells in lines_of(sheet)]
    sizes = [size + 3 for size in measure([flat([row.label, *row.cells]) for row in sheet.rows])]
    for head in sheet.header:
        at = 0
        for cell in head:
            room = sum(sizes[at : at + cell.span])
            while room < width(cell.text) + 2:
                room += 1
                sizes[min(at + cell.span - 1, len(sizes) - 1)] += 1
            at += cell.span
    sizes += [12] * (max(len(row) for row in rows) - len(sizes))
    paper.line("<TABLE>")
    paper.line("<CAPTION>")
    if sheet.unit:
        paper.line(" " * max(0, (sum(sizes) - width(sheet.unit)) // 2), sheet.unit)
    paper.line()
    for cells in lines_of(sheet):
        if not sheet.header_last and sheet.rows and cells[0] is sheet.rows[0].label:
            paper.line("<S>".ljust(sizes[0]), *["<C>".rjust(size) for size in sizes[1:]])
        write_fixed_row(paper, sheet, cells, sizes)
    paper.line("</TABLE>")


def write_fixed_row(paper: Paper, sheet: Sheet, cells: list[Cell], sizes: list[int]) -> None:
    row: Row | None = next((r for r in sheet.rows if r.label is cells[0]), None)
    if row is not None and row.kind == "total":
        paper.line(" " * sizes[0], *[("-" * (size - 3)).rjust(size) for size in sizes[1:]])
    label = cells[0]
    level = "  " * row.level if row is not None else ""
    pieces: list[Piece] = [Piece(level), *label.pieces]
    room = sizes[0] - width(level + label.text)
    dots = row is not None and bool(row.truths) and room > 3
    pieces.append(Piece(" " + "." * (room - 2) + " " if dots else " " * max(0, room)))
    at = 1
    for cell in cells[1:]:
        size = sum(sizes[at : at + cell.span])
        centred = cell.span > 1
        text = pad(cell.pieces, size, True)
        if centred and cell.text:
            left = max(0, (size - width(cell.text)) // 2)
            text = [Piece(" " * left), *cell.pieces, Piece(" " * max(0, size - left - width(cell.text)))]
        pieces += text
        at += cell.span
    last = pieces[-1]
    pieces[-1] = Piece(last.text.rstrip(), last.truth) if last.truth is None else last
    paper.line(*pieces)
    if row is not None and row is sheet.rows[-1]:
        paper.line(" " * sizes[0], *[("=" * (size - 3)).rjust(size) for size in sizes[1:]])


def write_tokens(paper: Paper, sheet: Sheet) -> None:
    for cells in lines_of(sheet):
        for cell in cells:
            if cell.text.strip():
                paper.line(*cell.pieces)
