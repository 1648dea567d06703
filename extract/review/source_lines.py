"""The lines of a text or a web page as rows to be shown, every piece of which knows its place.

A row is a flat list of pieces, three items each: line, first character, text. In a web page, tags part pieces and
blocks part rows; a cell begins with a piece that is a tab.

    `<tr><td>Sales</td><td>1,234</td></tr>` on line 7  →  [7, 8, "Sales", 7, 18, "\\t", 7, 22, "1,234"]
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from typing import Any

import regex as re

MOST_CHARACTERS = 4_000_000
_PIECE = 1_000
_NAME = re.compile(r"</?\s*([A-Za-z][\w:.-]{0,40})")
_ENTITY = re.compile(r"(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});)")
_BLOCKS = frozenset(
    (
        *("p", "div", "tr", "br", "hr", "li", "ul", "ol", "dl", "dt", "dd", "pre", "blockquote", "figure", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tfoot", "caption", "title"),
        *("body", "section", "article", "header", "footer", "main", "nav", "aside"),
    )
)
_CELLS = frozenset(("td", "th"))
_OUTER = frozenset(("tr", "table", "thead", "tbody", "tfoot", "body"))
_SILENT = ("script", "style", "ix:header", "noscript", "template")
_ENDS = {name: re.compile(f"</{name}", re.I) for name in _SILENT} | {"comment": re.compile("-->")}
Row = list[Any]


def text_to_rows(lines: Sequence[str]) -> Iterator[Row]:
    """The lines of a text, long ones in several rows."""
    for number, line in enumerate(lines, start=1):
        for start in range(0, max(len(line), 1), _PIECE):
            yield [number, start, line[start : start + _PIECE]]


def page_to_rows(lines: Sequence[str]) -> Iterator[Row]:
    """What a web page says, row by row, without its tags."""
    row: Row = []
    silent = ""
    in_cell = False
    for number, line in enumerate(lines, start=1):
        at = 0
        while at < len(line):
            if silent:
                end = _ENDS[silent].search(line, at)
                if end is None:
                    break
                at, silent = end.start() if silent in _SILENT else end.end(), ""
                continue
            begin = line.find("<", at)
            begin = len(line) if begin < 0 else begin
            _add(row, number, at, line[at:begin])
            if begin == len(line):
                break
            if line.startswith("<!--", begin):
                silent, at = "comment", begin + 4
                continue
            close = line.find(">", begin)
            name = _NAME.match(line, begin)
            tag = name[1].lower() if name else ""
            at = len(line) if close < 0 else close + 1
            opens = line[begin + 1 : begin + 2] != "/"
            if tag in _CELLS:
                in_cell = opens
                if opens and row and row[-1] != "\t":
                    row += [number, begin, "\t"]
            elif tag in _BLOCKS and in_cell and tag not in _OUTER:
                if row and row[-1] not in ("\t", " "):  # lines within a cell are of its row
                    row += [number, begin, " "]
            elif tag in _BLOCKS:
                in_cell = False
                yield from _rows(row)
                row = []
            elif tag in _SILENT and opens:
                silent = tag
    yield from _rows(row)


def _add(row: Row, line: int, start: int, text: str) -> None:
    """The pieces of print between two tags; characters that are written by their names stand apart."""
    for part in _ENTITY.split(text):
        if part:
            row += [line, start, html.unescape(part) if part[0] == "&" and part[-1] == ";" else part]
        start += len(part)


def _rows(row: Row) -> Iterator[Row]:
    """The row, if anything can be seen in it; one that is very long in several."""
    kept: Row = []
    size = 0
    for at in range(0, len(row), 3):
        line, start, text = row[at : at + 3]
        if not kept and not text.strip():
            continue
        for begin in range(0, len(text), _PIECE):
            if size > 2 * _PIECE:
                yield kept
                kept, size = [], 0
            kept += [line, start + begin, text[begin : begin + _PIECE]]
            size += _PIECE if len(text) > _PIECE else len(text)
    if kept:
        yield kept


def bounded(rows: Iterator[Row], needed: frozenset[int]) -> tuple[list[Row], int]:
    """The rows up to a size; beyond it only those on lines that something was read on. And how many were left out."""
    kept: list[Row] = []
    size = left = 0
    for row in rows:
        length = sum(len(text) for text in row[2::3])
        if size + length > MOST_CHARACTERS and (row[0] not in needed or size > 2 * MOST_CHARACTERS):
            left += 1
            continue
        kept.append(row)
        size += length
    return kept, left
