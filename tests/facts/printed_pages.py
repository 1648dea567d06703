"""Made pages of headings and tables, printed as PDF: A4, in the ways in which summary reports are printed."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Literal, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from tests.bench.printed.paper import face_for, load_faces

Way = Literal["boxed", "ruled", "open"]
"""`boxed`: a line around every cell; `ruled`: lines between what headings span, above and below the headings, and at
the end, as summary reports are printed; `open`: no lines at all."""
_WIDE, _HIGH, _EDGE, _LINE = 595.0, 842.0, 40.0, 14.0
_PARTS = re.compile(r"<p>(.*?)</p>|<table>(.*?)</table>", re.S)
_ROWS, _CELLS = re.compile(r"<tr>(.*?)</tr>", re.S), re.compile(r'<td(?: colspan="(\d+)")?>(.*?)</td>', re.S)
_FIGURE = re.compile(r"[\d.,()△▲－\-%％ ]+")


class _Cell(NamedTuple):
    text: str
    first: int
    span: int


def to_pdf(page: bytes, way: Way, size: float = 8.0) -> bytes:
    """A page of paragraphs and tables, as the helpers of the tests make them in HTML, on paper."""
    load_faces()
    out = BytesIO()
    canvas = Canvas(out, pagesize=(_WIDE, _HIGH), invariant=1)
    y = _EDGE
    for line, rows in _PARTS.findall(page.decode()):
        table = [_cells(row) for row in _ROWS.findall(rows)]
        if y + _LINE * (len(table) + 2) > _HIGH - _EDGE:
            canvas.showPage()
            y = _EDGE
        if table:
            y = _print_table(canvas, table, y, way, size) + _LINE / 2
        else:
            for part in _broken(line, size):
                _print(canvas, part, _EDGE, y + _LINE - 4, size)
                y += _LINE
    canvas.save()
    return out.getvalue()


def _cells(row: str) -> list[_Cell]:
    cells, at = [], 0
    for span, text in _CELLS.findall(row):
        cells.append(_Cell(text, at, int(span or 1)))
        at += int(span or 1)
    return cells


def _print_table(canvas: Canvas, rows: list[list[_Cell]], y: float, way: Way, size: float) -> float:
    """The table from `y` on; returns where it ends. Text too wide for its cell is broken over lines."""
    columns = max(cell.first + cell.span for row in rows for cell in row)
    stub = min(190.0, max(110.0, 8 + max(_width(row[0].text, size) for row in rows)))
    width = (_WIDE - 2 * _EDGE - stub) / max(columns - 1, 1)
    edges = [_EDGE, *(_EDGE + stub + width * n for n in range(columns))]
    heads = next((at for at, row in enumerate(rows) if _has_figures(row)), len(rows)) - 1
    groups = {cell.first for row in rows[: max(heads, 1)] for cell in row}
    for at, row in enumerate(rows):
        texts = [_fitted(cell.text, edges[cell.first + cell.span] - edges[cell.first] - 4, size) for cell in row]
        high = _LINE * max(len(lines) for lines in texts)
        for cell, lines in zip(row, texts, strict=True):
            left, right = edges[cell.first], edges[cell.first + cell.span]
            if way == "boxed":
                canvas.rect(left, _HIGH - y - high, right - left, high)
            figure = bool(cell.first) and (_FIGURE.fullmatch(cell.text) is not None or at == heads)
            for n, line in enumerate(lines):
                _print(canvas, line, left + 2, y + _LINE * (n + 1) - 4, size, right - 2, figure, bool(cell.first))
        if way == "ruled":
            if at in (0, heads):
                canvas.line(edges[0], _HIGH - y, edges[-1], _HIGH - y)
            for cell in row if 0 < at < heads else ():
                if cell.text:
                    canvas.line(edges[cell.first], _HIGH - y, edges[cell.first + cell.span], _HIGH - y)
            own = {cell.first for cell in row} if at < heads else groups
            for edge in (*(edges[n] for n in sorted(own)), edges[-1]):
                canvas.line(edge, _HIGH - y, edge, _HIGH - y - high)
        y += high
    if way == "ruled":
        canvas.line(edges[0], _HIGH - y, edges[-1], _HIGH - y)
    return y


def _has_figures(row: list[_Cell]) -> bool:
    return any(re.search(r"\d", cell.text) and _FIGURE.fullmatch(cell.text) for cell in row[1:])


def _print(
    canvas: Canvas, text: str, left: float, baseline: float, size: float, right: float = 0.0, figure: bool = False,
    centred: bool = False,
) -> None:  # fmt: skip
    face = face_for(text, "Helvetica", "HeiseiMin-W3")
    canvas.setFont(face, size)
    if figure:
        canvas.drawRightString(right, _HIGH - baseline, text)
    elif centred:
        canvas.drawCentredString((left + right) / 2, _HIGH - baseline, text)
    else:
        canvas.drawString(left, _HIGH - baseline, text)


def _fitted(text: str, room: float, size: float) -> list[str]:
    """The lines of a cell: broken at blanks in English, anywhere in Japanese."""
    if _width(text, size) <= room:
        return [text]
    words = text.split(" ") if text.isascii() else list(text)
    glue = " " if text.isascii() else ""
    lines = [words[0]]
    for word in words[1:]:
        if _width(lines[-1] + glue + word, size) <= room:
            lines[-1] += glue + word
        else:
            lines.append(word)
    return lines


def _broken(text: str, size: float) -> list[str]:
    return _fitted(text, _WIDE - 2 * _EDGE, size)


def _width(text: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, face_for(text, "Helvetica", "HeiseiMin-W3"), size))
