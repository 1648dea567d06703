"""A result as an Excel workbook: each table as printed, numbers as numbers, doubts in colour and sign, what is open.

A number is in base units and its format shows it as printed: 57055000000 with the format of millions reads `57,055`.
Text of the document is always text and never a formula; the same result gives the same bytes.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from extract.errors import ExtractError
from extract.lex.harmless import harmless
from extract.model import Fact, Location, Result, Table
from extract.show import DOUBTED, MARKS, check_in_words
from extract.summary import doubts_in_words, period_in_words

# What Excel holds: more is cut, and the first sheet says so.
LONGEST_TEXT, MOST_ROWS, MOST_COLUMNS, MOST_LINKS, MOST_SHEETS = 32_000, 1_048_000, 16_000, 60_000, 500
MOST_DIGITS = 15
_WHITE, _SPLIT, _PROVED, _DOUBTED = "", "#DDF3F5", "#FFF3C4", "#FBD9D3"
_FILLS = {
    "split": _SPLIT,
    **dict.fromkeys(("repaired", "inferred", "corrected"), _PROVED),
    **dict.fromkeys(("conflict", "unresolved"), _DOUBTED),
}
_WHY = (("Unit", 14), ("Why", 70), ("Place", 20))
_DATES: dict[str, object] = {"font_color": "#666666", "align": "right", "font_size": 8, "text_wrap": True}
_TARGET = re.compile(rb'Target="[^"]*"')
_CREATED = datetime.datetime(2000, 1, 1)  # the same bytes for the same result, whenever it is written


def result_to_xlsx(result: Result, *, review: str | None = None) -> bytes:
    """The workbook of a result: contents, one sheet a table, the figures of the prose, and what is open. `review` is
    where its review page lies, seen from the workbook. Raises ExtractError when the package that writes workbooks is
    not installed."""
    out = io.BytesIO()
    with new_workbook(out, result.document.title or result.source.name) as book:
        Book(book, result, review).write()
    return with_slashes(out.getvalue())


def new_workbook(out: io.BytesIO, title: str) -> Any:
    """A workbook to be written into `out`, in which text is text. Raises ExtractError without the package for it."""
    try:
        import xlsxwriter
    except ImportError as error:
        told = "the package xlsxwriter is not installed"
        raise ExtractError(told, name="export", remedy="pip install 'ir-extract[sheets]'") from error
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": harmless(title), "created": _CREATED})
    return book


def with_slashes(data: bytes) -> bytes:
    """The workbook with `/` in the links to other files, which Excel and LibreOffice follow on every system. The
    package writes `\\`, which is a folder on Windows only."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename.endswith(".rels"):
                content = _TARGET.sub(lambda found: found[0].replace(b"\\", b"/"), content)
            new.writestr(part, content)
    return out.getvalue()


class Book:
    """The workbook under way: its sheets by name, and its formats, each made once."""

    def __init__(self, book: Any, result: Result, review: str | None) -> None:
        self.book, self.result, self.review = book, result, review
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self.names: set[str] = set()
        self.links = 0
        self.by_table: dict[str | None, list[Fact]] = defaultdict(list)
        for fact in result.facts:
            self.by_table[fact.table].append(fact)

    def write(self) -> None:
        contents = self.book.add_worksheet(self._name("Contents"))
        tables = self.result.tables[:MOST_SHEETS]
        sheets = [(table, self._name(f"{table.id} {table.title or ''}")) for table in tables]
        places: dict[str, str] = {}
        for table, name in sheets:
            self._table(table, self.book.add_worksheet(name), name, places)
        loose = [fact for fact in self.result.facts if fact.id not in places]
        if loose:
            name = self._name("Prose")
            self._list(self.book.add_worksheet(name), name, loose, places)
        self._open(self.book.add_worksheet(self._name("Open")), places)
        self._contents(contents, sheets, bool(loose))

    # --- the sheets ---------------------------------------------------------------------------------------------------

    def _contents(self, sheet: Any, sheets: Sequence[tuple[Table, str]], prose: bool) -> None:
        document, facts = self.result.document, self.result.facts
        doubtful = sum(not fact.trusted and fact.status != "nil" for fact in facts)
        codes = ", ".join(f"{each.exchange} {each.code}" for each in document.issuer.securities)
        head = (
            ("Document", self.result.source.name),
            ("Issuer", " ".join(filter(None, (document.issuer.name, codes and f"({codes})")))),
            ("Title", document.title),
            ("Kind", document.kind),
            ("Published", document.published),
            ("Period", period_in_words(document.period)),
            ("Status", self.result.status),
            ("Figures", f"{len(facts)}, of which {doubtful} are not trusted"),
            ("Unread", f"{self.result.coverage.get('unread', 0)} numbers of the document are in no figure"),
            ("SHA-256", self.result.source.sha256),
            ("Read by", f"ir-extract {self.result.product}"),
        )
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 80)
        row = 0
        for name, value in head:
            sheet.write_string(row, 0, name, self._format(bold=True))
            sheet.write_string(row, 1, text_of_cell(value or "not known"))
            row += 1
        row += 1
        for mark, fill, meaning in _legend():
            sheet.write_string(row, 0, mark, self._format(bg_color=fill, align="center"))
            sheet.write_string(row, 1, meaning)
            row += 1
        row += 1
        named = [(name, table.title or "without title", table.unit) for table, name in sheets]
        extra = [("Prose", "figures of sentences", None)] if prose else []
        for name, title, unit in (*named, *extra, ("Open", "what needs a person, and every problem", None)):
            sheet.write_url(row, 0, f"internal:'{name}'!A1", self._format(font_color="#0563C1", underline=1), name)
            printed = f" ({unit.printed})" if unit and unit.printed else ""
            sheet.write_string(row, 1, text_of_cell(title + printed))
            row += 1
        left = len(self.result.tables) - len(sheets)
        if left:
            sheet.write_string(row, 1, f"{left} more tables have no sheet; their figures are on the sheet Prose")

    def _table(self, table: Table, sheet: Any, name: str, places: dict[str, str]) -> None:
        """The table as printed; a slot of several figures takes as many columns."""
        slots: dict[tuple[int, int], list[Fact]] = defaultdict(list)
        for fact in self.by_table[table.id]:
            if fact.row is not None and fact.column is not None:
                slots[fact.row, fact.column].append(fact)
        widths = dict.fromkeys(range(table.columns), 1)
        for (_, column), facts in slots.items():
            widths[column] = max(widths.get(column, 1), len(facts))
        starts, at = {}, 0
        for column in sorted(widths):
            starts[column] = at
            at += widths[column]
        top = 3
        sheet.write_string(0, 0, text_of_cell(table.title or "without title"), self._format(bold=True, font_size=13))
        printed = table.unit.printed if table.unit else None
        sheet.write_string(
            1, 0, text_of_cell(" · ".join(filter(None, (printed, _place(table.location))))), self._faint()
        )
        if table.rows + top > MOST_ROWS or at > MOST_COLUMNS:
            sheet.write_string(top, 0, "larger than a sheet: see the sheet Prose")
            return
        for head in table.column_headers:
            if head.period is not None and head.column in starts:
                dates = period_in_words(head.period)
                sheet.write_string(2, starts[head.column], text_of_cell(dates), self._format(**_DATES))
        heads = 0
        lines: dict[int, int] = defaultdict(lambda: 1)
        for cell in table.cells:
            if (cell.row, cell.column) in slots:
                continue
            bold = cell.role == "header"
            heads = max(heads, cell.row + 1) if cell.role == "header" else heads
            if bold:
                lines[cell.row] = max(lines[cell.row], min(6, -(-len(cell.text) // (14 * cell.column_span))))
            form = self._format(bold=bold, text_wrap=bold, valign="top", align="center" if bold else "left")
            sheet.write_string(top + cell.row, starts.get(cell.column, at), text_of_cell(cell.text), form)
        for (row, column), facts in sorted(slots.items()):
            for number, fact in enumerate(facts):
                self.figure(sheet, top + row, starts[column] + number, fact)
                places[fact.id] = f"internal:'{name}'!{_a1(top + row, starts[column] + number)}"
        labels = [len(cell.text) for cell in table.cells if cell.role == "label"]
        sheet.set_column(0, 0, min(60, max((*labels, 12))))
        sheet.set_column(1, max(1, at - 1), 16)
        for row, count in lines.items():
            sheet.set_row(top + row, 15 * count)
        sheet.freeze_panes(top + heads, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _list(self, sheet: Any, name: str, facts: Sequence[Fact], places: dict[str, str]) -> None:
        self.heads(sheet, ("Label", 50), ("Period", 24), ("Figure", 18), ("Unit", 16), ("Place", 18))
        for row, fact in enumerate(facts[: MOST_ROWS - 1], start=1):
            sheet.write_string(row, 0, text_of_cell(" > ".join(fact.label)))
            sheet.write_string(row, 1, text_of_cell(period_in_words(fact.period)))
            self.figure(sheet, row, 2, fact)
            sheet.write_string(row, 3, text_of_cell(fact.unit or "open"))
            sheet.write_string(row, 4, _place(fact.location))
            places[fact.id] = f"internal:'{name}'!C{row + 1}"

    def _open(self, sheet: Any, places: dict[str, str]) -> None:
        """What needs a person: figures that are not trusted, checks that fail, problems."""
        self.heads(sheet, ("What", 18), ("Label", 46), ("Period", 24), ("Printed", 18), ("Value", 20), *_WHY)
        row = 1
        for fact in self.result.facts:
            if fact.trusted or fact.status == "nil":
                continue
            why = ". ".join(filter(None, (doubts_in_words(fact), fact.explanation or "")))
            shown = (
                *("figure", " > ".join(fact.label), period_in_words(fact.period), fact.printed or ""),
                *(fact.value or "", fact.unit or "", why, _place(fact.location)),
            )
            for column, text in enumerate(shown):
                sheet.write_string(row, column, text_of_cell(text))
            if fact.id in places and self.links < MOST_LINKS:
                self.links += 1
                form = self._format(font_color="#0563C1", underline=1)
                sheet.write_url(row, 0, places[fact.id], form, "figure")
            row += 1
        facts = {fact.id: fact for fact in self.result.facts}
        for check in self.result.checks:
            if check.verdict == "fails":
                sheet.write_string(row, 0, "check that fails")
                sheet.write_string(row, 6, text_of_cell(check_in_words(check, facts)))
                row += 1
        for problem in self.result.problems:
            sheet.write_string(row, 0, text_of_cell(f"{problem.severity}: {problem.code}"))
            sheet.write_string(row, 6, text_of_cell(problem.message))
            sheet.write_string(row, 7, _place(problem.location) if problem.location else "")
            row += 1
        if row == 1:
            sheet.write_string(1, 0, "Nothing is open.")

    def heads(self, sheet: Any, *heads: tuple[str, int]) -> None:
        """The first row of a list: the names of its columns and their widths."""
        for column, (head, width) in enumerate(heads):
            sheet.write_string(0, column, head, self._format(bold=True))
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)

    # --- a figure -----------------------------------------------------------------------------------------------------

    def figure(self, sheet: Any, row: int, column: int, fact: Fact) -> None:
        """A figure in its cell: number or text, with its mark, its link and its comment."""
        mark = _mark(fact)
        fill = _FILLS.get(fact.status, "" if fact.trusted or fact.status == "nil" else _DOUBTED)
        look: dict[str, object] = {"align": "right", "valign": "top", **({"bg_color": fill} if fill else {})}
        link = self._link(fact)
        if link and self.links < MOST_LINKS:
            self.links += 1
            sheet.write_url(row, column, link)
        number = _number(fact.value)
        if number is None:
            text = (fact.value or fact.printed or "") + (f" {mark}" if mark else "")
            sheet.write_string(row, column, text_of_cell(text), self._format(**look))
        else:
            sheet.write_number(row, column, number, self._format(num_format=number_format(fact, mark), **look))
        sheet.write_comment(row, column, text_of_cell(_comment(fact)), {"x_scale": 2.2, "y_scale": 1.6, "author": ""})

    def _link(self, fact: Fact) -> str | None:
        """To the figure on its review page, or to its page of a PDF that lies beside the workbook."""
        if self.review is not None:
            return f"external:{quote(self.review)}#{quote(fact.id)}"
        page = fact.location.page
        if page is None or self.result.source.media_type != "application/pdf":
            return None
        return f"external:{quote(PurePosixPath(self.result.source.name).name)}#page={page}"

    # --- names and formats --------------------------------------------------------------------------------------------

    def _name(self, wanted: str) -> str:
        """A name of at most 31 characters that Excel admits and no other sheet has."""
        clean = " ".join(re.sub(r"[\[\]:*?/\\]", " ", harmless(wanted)).split()).strip("'")[:31] or "sheet"
        name, number = clean, 2
        while name.casefold() in self.names or name.casefold() == "history":
            name = f"{clean[:27]} {number}"
            number += 1
        self.names.add(name.casefold())
        return name

    def _format(self, **look: object) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({name: value for name, value in look.items() if value != ""})
        return self.formats[key]

    def _faint(self) -> Any:
        return self._format(font_color="#666666")


def number_format(fact: Fact, mark: str = "") -> str:
    """How a figure in base units is shown as it was printed: its scale, its decimals, its unit, and its mark.

    >>> from extract.model import Location
    >>> def format_of(value, unit, decimals):
    ...     return number_format(Fact(id="f", status="verbatim", value=value, unit=unit, decimals=decimals,
    ...                               location=Location(line=1)))
    >>> format_of("57055000000", "JPY", -6), format_of("80.6", "percent", 1), format_of("113600000000", "JPY", -8)
    ('#,##0,,', '#,##0.0"%"', '#,##0.0,,,')
    """
    decimals = fact.decimals if fact.decimals is not None else _places(fact.value)
    scale = next((scale for scale in (9, 6, 3) if decimals <= 3 - scale), 0) if decimals < 0 else 0
    if decimals == -6 or decimals == -3:
        scale = -decimals
    shown = max(0, min(10, decimals + scale))
    tail = {"percent": "%", "percentage_points": "pp"}.get(fact.unit or "", "") + (f" {mark}" if mark else "")
    point = "." + "0" * shown if shown else ""
    return f"#,##0{point}{',' * (scale // 3)}" + (f'"{tail}"' if tail else "")


def _places(value: str | None) -> int:
    return len(value.partition(".")[2]) if value else 0


def _number(value: str | None) -> float | None:
    """The value as Excel holds it, if none of its digits is lost."""
    if value is None or len(Decimal(value).normalize().as_tuple().digits) > MOST_DIGITS:
        return None
    number = float(value)
    return number if abs(number) < 1e300 else None


def _mark(fact: Fact) -> str:
    mark = MARKS.get(fact.status, ("", "", ""))[0]
    return mark if fact.trusted or fact.status == "nil" or mark in ("!", "?") else mark + DOUBTED[0]


def _legend() -> list[tuple[str, str, str]]:
    shown = [(mark, _FILLS.get(status, _WHITE), meaning) for status, (mark, _, meaning) in MARKS.items() if mark]
    return [*shown, (DOUBTED[0], _DOUBTED, DOUBTED[1])]


def _comment(fact: Fact) -> str:
    lines = [
        f"printed {fact.printed}" if fact.printed else "not printed",
        f"{fact.value or 'no value'} {fact.unit or 'unit open'}",
        period_in_words(fact.period) or "period open",
        fact.status + ("" if fact.trusted else ", not trusted"),
        doubts_in_words(fact),
        fact.explanation or "",
        _place(fact.location),
    ]
    return "\n".join(line for line in lines if line)


def _place(where: Location) -> str:
    return f"line {where.line}" if where.line is not None else f"page {where.page}" if where.page is not None else ""


def text_of_cell(text: str) -> str:
    """Text of a document as Excel can hold it: nothing that acts, no more than a cell takes."""
    return harmless(text, lines=True)[:LONGEST_TEXT]


def _a1(row: int, column: int) -> str:
    """`B3` for row 2 and column 1, both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
