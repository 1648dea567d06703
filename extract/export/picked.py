"""Rows of many results that are called alike, as one sheet: a line for each row as printed, a column for each period.

What turns into what: results and words → `PickedRow`s → a workbook. Words are compared without case, spaces and width;
a row is picked by its label, by one above it, by the title of its table, or by the concept of any of these.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from extract.errors import ExtractError
from extract.export.workbook import Book, new_workbook, text_of_cell, with_slashes
from extract.facts.concepts import concept_of
from extract.model import Fact, Result
from extract.store import Stored
from extract.summary import period_in_words

_LEADING = (("Document", 30), ("Table", 34), ("Row", 44), ("Of", 24), ("Unit", 16))
_MARKS = ("segment", "scope", "scenario", "comparison")


class PickedRow(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of one printed row that differ in their period alone, by its words, in the order of print."""

    document: str
    table: str
    label: str
    of: str
    unit: str
    figures: tuple[tuple[str, Fact], ...]


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """What the figures of one row share. `beside`: their heading, where the row has several of one period."""

    title: str
    row: int
    label: tuple[str, ...]
    of: str
    unit: str
    measure: str
    table: str | None
    beside: str = ""


def pick_rows(result: Result, document: str, words: Sequence[str]) -> list[PickedRow]:
    """The rows of a result that are called so, in the order of print."""
    wanted = [_plain(word) for word in words]
    titles = {table.id: table.title or table.id for table in result.tables}
    lines: dict[_Line, dict[str, Fact]] = {}
    for fact in result.facts:
        title = titles.get(fact.table or "", "")
        if fact.row is None or fact.status == "nil" or not _is_called(fact, title, wanted):
            continue
        line = _Line(
            title=title,
            row=fact.row,
            label=fact.label,
            of=", ".join(fact.dimensions[name] for name in _MARKS if name in fact.dimensions),
            unit=fact.unit or "open",
            measure=fact.measure or "",
            table=fact.table,
        )
        period = _heading(fact)
        if period in lines.get(line, {}):
            line = msgspec.structs.replace(line, beside=" > ".join(fact.header))
        lines.setdefault(line, {})[period] = fact
    return [
        PickedRow(
            document=document,
            table=line.title,
            label=" > ".join(line.label),
            of=", ".join(filter(None, (line.of, line.beside))),
            unit=line.unit,
            figures=tuple(figures.items()),
        )
        for line, figures in lines.items()
    ]


def picked_to_xlsx(
    results: Iterable[Stored], words: Sequence[str], review: Callable[[str], str | None]
) -> tuple[bytes, int]:
    """The workbook of all rows that are called so, and how many these are. Raises ExtractError where none is, or when
    the package that writes workbooks is not installed."""
    picked: list[tuple[Stored, PickedRow]] = []
    kept: dict[str, Stored] = {}
    for each in results:
        rows = pick_rows(each.result, each.result.source.name, words)
        picked += [(each, row) for row in rows]
    if not picked:
        said = ", ".join(words)
        raise ExtractError(
            f"no row is called {said}",
            name="--pick",
            remedy="give a part of a label, of a table's title, or a concept, as `ir-extract show` prints them",
        )
    headings = _in_order(pair for _, row in picked for pair in row.figures)
    out = io.BytesIO()
    with new_workbook(out, ", ".join(words)) as book:
        sheet = book.add_worksheet("Picked")
        books: dict[str, Book] = {}
        for each, _ in picked:
            kept.setdefault(each.name, each)
        for name, each in kept.items():
            books[name] = Book(book, each.result, review(name))
        first = next(iter(books.values()))
        first.heads(sheet, *_LEADING, *((heading, 20) for heading in headings))
        at = {heading: len(_LEADING) + n for n, heading in enumerate(headings)}
        for line, (each, row) in enumerate(picked, start=1):
            for column, text in enumerate((row.document, row.table, row.label, row.of, row.unit)):
                sheet.write_string(line, column, text_of_cell(text))
            for heading, fact in row.figures:
                books[each.name].figure(sheet, line, at[heading], fact)
        sheet.freeze_panes(1, 3)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.autofilter(0, 0, len(picked), len(_LEADING) + len(headings) - 1)
    return with_slashes(out.getvalue()), len(picked)


def _is_called(fact: Fact, title: str, wanted: Sequence[str]) -> bool:
    texts = [*map(_plain, fact.label), _plain(title)]
    if any(word in text for word in wanted for text in texts):
        return True
    concepts = {fact.concept, *(concept_of((part,), None) for part in fact.label)} - {None}
    local = {_plain(concept.rpartition(":")[2]) for concept in concepts if concept}
    return any(word in local for word in wanted)


def _heading(fact: Fact) -> str:
    """The dates of a figure, or what stands over it where it has none."""
    period = fact.period
    dated = period is not None and period.end is not None
    return period_in_words(period) if dated else " > ".join(fact.header) or "period open"


def _in_order(figures: Iterable[tuple[str, Fact]]) -> list[str]:
    """The headings of periods: dated ones by their end, then by their length; the others as they come."""
    found: dict[str, Any] = {}
    for heading, fact in figures:
        end = fact.period.end if fact.period is not None else None
        start = (fact.period.start if fact.period is not None else None) or end
        order = (1, "", "", len(found)) if end is None else (0, end, _reversed(start or end), 0)
        found.setdefault(heading, order)
    return sorted(found, key=lambda heading: found[heading])


def _reversed(day: str) -> str:
    """Later days first: the shorter of two spans that end together stands before the longer."""
    return "".join(chr(ord("9") - int(c)) if c.isdigit() else c for c in day)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
