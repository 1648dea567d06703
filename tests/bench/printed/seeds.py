"""What a person read off the source documents, as a document that can be printed in any style.

Only what the truth files hold for certain is printed: a cell that is ambiguous, or whose scale is not that of its
column, stays empty. Headings name the dates they mean and units stand where the figures need them, so that what comes
back can be held against the truth by value, unit and period.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from extract.truth.files import NIL, OPEN, text_to_period
from tests.bench.make_tables import header_rows
from tests.bench.sheet import Cell, Column, Document, Piece, Prose, Row, Sheet, Span, Truth

SCALES = (0, 3, 6, 8, 9)
SCALE_WORDS = {0: "", 3: "thousand", 6: "million", 9: "billion"}
DATED = re.compile(r"\d{2,4}/\d|[A-Z][a-z]+ \d{1,2}, \d{4}")
CHANGE = re.compile(r"YoY|change|% to Target", re.IGNORECASE)
NOT_TABLES = frozenset({"profile", "list"})


def truth_documents(folders: list[Path]) -> list[Document]:
    """One document for each truth file of tables in the folders."""
    found = []
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            if not path.stem.endswith(("-facts", "-lost")):
                found.append(file_to_document(path))
    return found


def file_to_document(path: Path) -> Document:
    content = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    tables = content["tables"] if isinstance(content, dict) else content
    document = Document(f"truth-{path.stem}.pdf", "en", [], {}, partial=False)
    document.items += [
        Prose([Piece("Internet Initiative Japan Inc. Reports Consolidated Financial Results")], 1),
        Prose([Piece("Internet Initiative Japan Inc. (TSE: 3774). The fiscal year ends on March 31.")]),
    ]
    for number, table in enumerate(tables):
        if table.get("kind") in NOT_TABLES:
            continue
        sheet = table_to_sheet(f"t{number}", table, document.truths)
        if sheet is not None:
            document.items += [Prose([Piece(sheet.title)], 2), sheet]
    return document


def table_to_sheet(key: str, table: dict[str, Any], truths: dict[str, Truth]) -> Sheet | None:
    """The table, or None when less than half of its cells are known for certain."""
    count = len(table["columns"])
    means = table.get("periods") or {}
    rows = [row for row in table["rows"] if len(row["cells"]) == count]
    cells = [[Known.of(cell, means) for cell in row["cells"]] for row in rows]
    every = [cell for row in cells for cell in row if cell is not None]
    if not any(cell.value is not None for cell in every) or len(every) * 2 < len(rows) * count:
        return None
    columns = [column_of(table["columns"][j], [row[j] for row in cells if row[j]]) for j in range(count)]
    money = Counter((c.unit, c.scale) for c in every if c.unit in ("JPY", "USD") and c.value is not None)
    scales = [Counter(c.scale for row in cells if (c := row[j]) and c.unit in ("JPY", "USD")) for j in range(count)]
    own_units = len({unit for unit, _ in money}) > 1
    made: list[Row] = []
    for i, (row, known) in enumerate(zip(rows, cells, strict=True)):
        label = labelled(row["label"] or "", [cell for cell in known if cell])
        printed = []
        for j, cell in enumerate(known):
            scale = scales[j].most_common(1)[0][0] if scales[j] else 0
            text = cell.print(columns[j].header[-1], scale) if cell and row["label"] else None
            if cell is None or text is None:
                printed.append(Cell())
                continue
            truth = cell.truth(f"{key}.{i}.{j}", key, i, j, label, columns[j], text)
            truths[truth.id] = truth
            printed.append(Cell([Piece(text, truth.id)]))
        kind = "total" if label.lower().startswith("total") else "item"
        made.append(Row(Cell.of(label), printed, kind if any(c.pieces for c in printed) else "heading", 0, i))
    if own_units:
        columns = [
            with_unit(column, [row[j] for row in cells if row[j]], scales[j]) for j, column in enumerate(columns)
        ]
        rename(truths, key, columns)
    unit = "" if own_units or not money else unit_words(*money.most_common(1)[0][0], every)
    return Sheet(key, table["title"] or "", unit, columns, header_rows(columns), made, table.get("kind") or "other")


def rename(truths: dict[str, Truth], sheet: str, columns: list[Column]) -> None:
    for truth in [t for t in truths.values() if t.sheet == sheet]:
        fields = {**truth.__dict__, "header": " ".join(columns[truth.column].header)}
        truths[truth.id] = Truth(**fields)


def unit_words(unit: str, scale: int, cells: list[Known]) -> str:
    shares = any(cell.unit.endswith("_per_share") for cell in cells)
    words = f"{unit} in {SCALE_WORDS[scale]}s" if scale else unit
    return f"({words}{', except per share data' if shares else ''})"


def with_unit(column: Column, cells: list[Known], scales: Counter[int]) -> Column:
    """A column of a table in two currencies, whose heading names the scale its own figures have."""
    if not scales:
        return column
    name = {"JPY": "Yen", "USD": "U.S. Dollars"}[next(c.unit for c in cells if c.unit in ("JPY", "USD"))]
    scale = SCALE_WORDS[scales.most_common(1)[0][0]]
    words = f"{scale.capitalize()}s of {name}" if scale else name
    return Column(column.kind, (*column.header[:-1], words), column.period)


def labelled(label: str, cells: list[Known]) -> str:
    """A row of per-share figures names its unit, as far as it is one."""
    label = " ".join(re.sub(r"<[^<>]+>|\*\*", " ", label).split())
    units = {cell.unit for cell in cells if cell.unit.endswith("_per_share")}
    if len(units) == 1 and not re.search(r"\((JPY|yen|US)", label, re.IGNORECASE):
        label += f" ({units.pop().removesuffix('_per_share')})"
    rates = {cell.unit for cell in cells if cell.unit.endswith("bps")}
    return f"{label} ({rates.pop()})" if len(rates) == 1 and "bps)" not in label else label


def column_of(path: list[str], cells: list[Known]) -> Column:
    """The column with a heading that names its dates."""
    header = tuple(part for part in path if part)
    periods = Counter(cell.period for cell in cells if cell.period is not None)
    if not header or CHANGE.search(header[0]) or CHANGE.search(header[-1]) or not periods:
        return Column("change", header or ("",), None)
    period = periods.most_common(1)[0][0]
    if not DATED.search(" ".join(header)):
        named = 0 if len(header) == 1 or not re.fullmatch(r"[1-4]Q|Full Year", header[-1]) else len(header) - 1
        words = f"{header[named]} ({dates_of(period)})"
        header = (*header[:named], words, *header[named + 1 :])
    return Column("amount", header, period)


def dates_of(period: Span) -> str:
    end = f"{period.end.year}/{period.end.month}"
    return f"{period.start.year}/{period.start.month}-{end}" if period.start else f"as of {end}/{period.end.day}"


class Known:
    """A cell that is known for certain; `value` is None for a dash."""

    def __init__(
        self, raw: str, value: Decimal | None, unit: str, period: Span | None, scale: int, places: int
    ) -> None:
        self.raw, self.value, self.unit, self.period = raw, value, unit, period
        self.scale, self.places = scale, places

    @staticmethod
    def of(cell: dict[str, Any], means: dict[str, str]) -> Known | None:
        unit, status = cell.get("unit") or "", cell.get("status") or "verbatim"
        if unit in ("none", "text", "date", "") or status in OPEN or cell.get("tolerance") not in (None, 0, "0"):
            return None
        raw = " ".join(re.sub(r"<[^<>]+>|\*", " ", cell["raw"] or "").split())
        stated = cell.get("instant") if isinstance(cell.get("instant"), str) else cell.get("period")
        told = text_to_period(means.get(stated, stated)) if stated else None
        period = None
        if told is not None:
            period = Span(date.fromisoformat(told.start) if told.start else None, date.fromisoformat(told.end))
        if status in NIL or cell["value"] is None:
            return Known(raw, None, unit, period, 0, 0) if re.fullmatch("[-–—]+", raw) else None
        value = Decimal(str(cell["value"]))
        number = number_in(raw)
        for scale in SCALES if unit in ("JPY", "USD") else (0,):
            if number is not None and number.scaleb(scale) == abs(value):
                places = max(0, -int(number.as_tuple().exponent))
                return Known(raw, value, unit, period, scale, places)
        return Known("", value, unit, period, -1, 0)

    def print(self, header: str, scale: int) -> str | None:
        """The text in the column, or None when the figure cannot stand there."""
        if self.value is None:
            return self.raw
        money = self.unit in ("JPY", "USD")
        if money and self.scale not in (scale, -1):
            return None
        if self.scale == -1:
            number = self.value.scaleb(-scale if money else 0)
            text = f"{abs(number):,f}" if number == number.to_integral() or not money else None
            if text is None:
                return None
            text = text.split(".")[0] if money else text
            text = f"({text})" if self.value < 0 else text
        else:
            text = re.sub(r"[^0-9.,()+%△▲-]", "", self.raw)
        if self.unit == "percent" and "%" not in text and "%" not in header:
            text += "%"
        return text

    def truth(self, key: str, sheet: str, row: int, at: int, label: str, column: Column, text: str) -> Truth:
        period = self.period if column.period is not None else None
        header = " ".join(column.header)
        return Truth(key, sheet, row, at, label, header, text, self.value, self.unit, period, max(0, self.scale))


def number_in(raw: str) -> Decimal | None:
    """The one number in a cell.

    >>> number_in("(1,021)"), number_in("+ 14.5%"), number_in("144) (28,524)")
    (Decimal('1021'), Decimal('14.5'), None)
    """
    found = re.findall(r"\d[\d,.]*", raw)
    if len(found) != 1:
        return None
    try:
        return Decimal(found[0].strip(".,").replace(",", ""))
    except InvalidOperation:
        return None
