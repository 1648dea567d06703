"""Truth files of both shapes, read into one.

Ours: an object with `document`, `tables` and `facts`; values are decimal strings in base units, periods are
`start/end` for a duration or one date for an instant. The independent shape: `NNN.json` is a list of tables and
`NNN-facts.json` a list of statements, values are JSON numbers, periods are labels (`1Q07`, `FY2006`) of a fiscal year
that ends in March and is named by the year it begins in, unless the table says what a label means.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import msgspec

from extract.errors import ExtractError

NOT_NUMBERS = frozenset({"text", "date", "none", ""})
FIRST_MONTH = 4

# statuses of truth files, theirs and ours
AS_PRINTED = ("verbatim", "split", "unmerged")  # what is legible, so that nothing but "right" will do
OPEN = ("ambiguous", "unrecoverable", "conflict", "unresolved")  # what nobody can tell; a flag is the right answer
NIL = ("not_applicable", "nil")


class Expected(msgspec.Struct, frozen=True):
    """A period: an instant when `start` is None."""

    end: str
    start: str | None = None

    def __str__(self) -> str:
        return f"{self.start}/{self.end}" if self.start else self.end


class TruthCell(msgspec.Struct, frozen=True, kw_only=True):
    """One value as a person read it. `value` is None when there is none, or when it is no number."""

    raw: str | None
    value: Decimal | None
    unit: str
    period: Expected | None
    status: str
    tolerance: Decimal = Decimal(0)
    line: int | None = None
    stated: Decimal | None = None
    note: str = ""
    planned: bool | None = None  # None where the file does not say whether it is a plan


class TruthRow(msgspec.Struct, frozen=True, kw_only=True):
    label: str
    lines: tuple[int, ...]
    cells: tuple[TruthCell, ...]


class TruthTable(msgspec.Struct, frozen=True, kw_only=True):
    title: str
    line_start: int
    line_end: int
    rows: tuple[TruthRow, ...]


class TruthFact(msgspec.Struct, frozen=True, kw_only=True):
    """A statement in prose: the words, and the value they state."""

    line: int
    line_end: int
    text: str
    metric: str
    cell: TruthCell


class Truth(msgspec.Struct, frozen=True, kw_only=True):
    """What a person read off one document."""

    name: str
    document: dict[str, Any] = {}
    tables: tuple[TruthTable, ...] = ()
    facts: tuple[TruthFact, ...] = ()


def find_truth_files(given: Iterable[Path]) -> dict[str, list[Path]]:
    """Files and folders to truth files by document: `003.json` and `003-facts.json` belong together."""
    found: dict[str, list[Path]] = {}
    for path in given:
        if not path.exists():
            raise ExtractError("no such file", name=str(path), remedy="name a truth file or a folder of them")
        for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
            if not file.stem.endswith("-lost"):
                found.setdefault(str(file.parent / file.stem.removesuffix("-facts")), []).append(file)
    return found


def find_source(stem: str) -> Path:
    """The document a truth file speaks of: `seeds/<stem>.*` or `seeds/<stem>_*` in a folder above it."""
    here = Path(stem)
    for folder in here.resolve().parents:
        hits = sorted([*folder.glob(f"seeds/{here.name}.*"), *folder.glob(f"seeds/{here.name}_*")])
        if hits:
            return hits[0]
    raise ExtractError("no document for this truth", name=stem, remedy="name the document with --source FILE")


def files_to_truth(name: str, paths: Iterable[Path]) -> Truth:
    """All truth files of one document as one truth. Raises ExtractError for a file of neither shape."""
    document: dict[str, Any] = {}
    tables: list[TruthTable] = []
    facts: list[TruthFact] = []
    for path in paths:
        try:
            value = json.loads(path.read_text("utf-8"), parse_float=Decimal)
            if isinstance(value, dict):
                document |= value.get("document", {})
                tables += [_table(table) for table in value.get("tables", [])]
                facts += [_fact(fact) for fact in value.get("facts", [])]
            else:
                tables += [_table(each) for each in value if "rows" in each]
                facts += [_fact(each) for each in value if "rows" not in each]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            told = f"not a truth file ({type(error).__name__}: {error})"
            raise ExtractError(told, name=str(path), remedy="see extract/truth/files.py for its shape") from error
    return Truth(name=name, document=document, tables=tuple(tables), facts=tuple(facts))


def _table(table: dict[str, Any]) -> TruthTable:
    means = table.get("periods") or {}
    rows = tuple(
        TruthRow(
            label=row["label"] or "",
            lines=tuple(row["lines"]) if "lines" in row else (row["line"],) if row.get("line") else (),
            cells=tuple(_cell(cell, means) for cell in row["cells"]),
        )
        for row in table["rows"]
    )
    return TruthTable(title=table["title"] or "", line_start=table["line_start"], line_end=table["line_end"], rows=rows)


def _fact(fact: dict[str, Any]) -> TruthFact:
    line = fact["line"]
    cell = _cell({"raw": fact["text"], **fact}, {})
    return TruthFact(
        line=line, line_end=fact.get("line_end") or line, text=fact["text"], metric=fact["metric"] or "", cell=cell
    )


def _cell(cell: dict[str, Any], means: dict[str, str]) -> TruthCell:
    period = cell.get("period")
    if isinstance(cell.get("instant"), str):
        period = cell["instant"]
    unit = cell.get("unit") or ""
    return TruthCell(
        raw=cell["raw"],
        value=None if unit in NOT_NUMBERS else _number(cell.get("value")),
        unit=unit,
        period=text_to_period(means.get(period, period)) if period else None,
        status=cell.get("status") or "verbatim",
        tolerance=_number(cell.get("tolerance")) or Decimal(0),
        line=cell.get("line"),
        stated=_number(cell.get("value_as_stated")),
        note=cell.get("note") or "",
        planned=cell.get("forecast"),
    )


def _number(value: object) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def text_to_period(text: str) -> Expected | None:
    """A period of a truth file; None when it is none we know.

    >>> str(text_to_period("1Q07")), str(text_to_period("FY2006")), str(text_to_period("2007-03-31 (instant)"))
    ('2007-04-01/2007-06-30', '2006-04-01/2007-03-31', '2007-03-31')
    """
    text = text.removesuffix("(instant)").strip()
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)", text):
        return Expected(match[2], match[1])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return Expected(text)
    if match := re.fullmatch(r"([1-4])Q(\d\d)", text):
        return _months(2000 + int(match[2]), 3 * int(match[1]) - 3, 3)
    if match := re.fullmatch(r"([12])H(\d\d)", text):
        return _months(2000 + int(match[2]), 6 * int(match[1]) - 6, 6)
    if match := re.fullmatch(r"FY(\d{4})", text):
        return _months(int(match[1]), 0, 12)
    if match := re.fullmatch(r"(\d{4})-(\d\d)", text):
        return _months(int(match[1]), int(match[2]) - FIRST_MONTH, 1)
    if re.fullmatch(r"\d{4}", text):
        return Expected(f"{text}-12-31", f"{text}-01-01")
    return None


def _months(year: int, offset: int, count: int) -> Expected:
    first, last = FIRST_MONTH - 1 + offset, FIRST_MONTH - 1 + offset + count - 1
    start = f"{year + first // 12}-{first % 12 + 1:02}-01"
    end_year, end_month = year + last // 12, last % 12 + 1
    return Expected(f"{end_year}-{end_month:02}-{calendar.monthrange(end_year, end_month)[1]}", start)
