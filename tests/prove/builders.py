"""Statements for tests: from small tables written by hand, and from truth files where those are present."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extract.model import Document, Fact, Location, Period, Profile, Settings, Statement, Table

SHARED = Path(__file__).parents[3] / "shared"
SETTINGS = Settings()
_NUMBER = re.compile(r"^\(?[-△▲+]?\s*(?:JPY|US\$|\$)?\s*\d[\d,]*(?:\.\d+)?\s*%?\)?$")


def period(name: str | None) -> Period | None:
    """A period from a test's shorthand: an ISO date, `start/end`, or a label without dates."""
    if name is None:
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", name):
        return Period(kind="instant", end=name, label=name)
    if "/" in name:
        start, end = name.split("/")
        return Period(kind="duration", start=start, end=end, label=name)
    quarter = re.fullmatch(r"([1-4])Q(\d\d)", name)
    if quarter:
        number, year = int(quarter[1]), 2000 + int(quarter[2])
        month = 4 + 3 * (number - 1)
        first = (year, month) if month <= 12 else (year + 1, month - 12)
        final = {4: "06-30", 7: "09-30", 10: "12-31", 1: "03-31"}[first[1]]
        return Period(kind="duration", start=f"{first[0]}-{first[1]:02d}-01", end=f"{first[0]}-{final}", label=name)
    fiscal = re.fullmatch(r"FY(\d{4})", name)
    if fiscal:
        year = int(fiscal[1])
        return Period(kind="duration", start=f"{year}-04-01", end=f"{year + 1}-03-31", label=name)
    return Period(kind="duration", label=name)


def number(printed: str, scale: int) -> tuple[str, int] | None:
    """A printed figure as (value in base units, decimals); None when it cannot be read as one number."""
    text = printed.strip()
    if not _NUMBER.match(text):
        return None
    digits = re.sub(r"[^\d.]", "", text)
    groups = text.strip("()△▲-+% ").split(",")
    if len(groups) > 1 and any(len(re.sub(r"\..*|\D", "", g)) != 3 for g in groups[1:]):
        return None
    if text.count("(") != text.count(")"):
        return None
    places = len(digits.partition(".")[2])
    negative = text[0] in "(-△▲"
    whole = int(digits.replace(".", "")) * 10 ** max(scale - places, 0)
    if places > scale:
        value = f"{digits.partition('.')[0]}.{digits.partition('.')[2]}" if scale == 0 else None
        if value is None:
            return None
    else:
        value = str(whole)
    return (f"-{value}" if negative and whole else value), places - scale


def table(
    rows: Sequence[tuple[str, Sequence[str | None]]],
    *,
    columns: Sequence[tuple[str, str, str]],
    scale: int = 6,
    id: str = "t1",
    kind: str | None = None,
    first: int = 1,
    units: dict[str, str] | None = None,
) -> tuple[Table, list[Fact], list[Fact]]:
    """A table and its facts. `columns` are (period, unit, measure); a cell None is empty, "—" a nil."""
    facts: list[Fact] = []
    blanks: list[Fact] = []
    number_of = first
    for row, (label, cells) in enumerate(rows):
        for column, printed in enumerate(cells):
            when, unit, measure = columns[column]
            unit = (units or {}).get(label, unit)
            percent = unit in ("percent", "percentage_point")
            power = 0 if percent or unit == "count" or unit.endswith("_per_share") else scale
            common: dict[str, Any] = {
                "id": f"f{number_of:04d}",
                "table": id,
                "row": row,
                "column": column,
                "label": (label,),
                "header": (when,),
                "measure": measure,
                "period": period(when),
                "unit": unit,
                "printed": printed or "",
                "location": Location(line=row + 1, start=column * 10, end=column * 10 + 9),
            }
            number_of += 1
            if printed in ("—", "-", "–"):
                facts.append(Fact(status="nil", **common))
                continue
            read = number(printed, power) if printed else None
            if read is not None:
                facts.append(Fact(status="verbatim", value=read[0], decimals=read[1], **common))
                continue
            expected = 1 if percent else -power
            target = facts if printed and len(re.sub(r"\D", "", printed)) > 2 else blanks
            target.append(Fact(status="unresolved", decimals=expected, **common))
    made = Table(id=id, kind=kind, location=Location(line=1), rows=len(rows), columns=len(columns))
    return made, facts, blanks


def statement(
    *tables: tuple[Table, list[Fact], list[Fact]],
    rates: tuple[tuple[str, str, str], ...] = (),
    truncated: bool = False,
    prose: Sequence[Fact] = (),
) -> Statement:
    profile = Profile(document=Document(), exchange_rates=rates, truncated=truncated)
    return Statement(
        profile=profile,
        tables=tuple(t for t, _, _ in tables),
        facts=(*(f for _, facts, _ in tables for f in facts), *prose),
        blanks=tuple(f for _, _, blanks in tables for f in blanks),
    )


def truth_statement(name: str) -> tuple[Statement, dict[str, dict[str, Any]]]:
    """A truth file as a statement in which the print is what the seed prints, and the truth by fact id."""
    data = json.loads((SHARED / "truth" / f"{name}.json").read_text(encoding="utf-8"))
    tables: list[Table] = []
    facts: list[Fact] = []
    blanks: list[Fact] = []
    truth: dict[str, dict[str, Any]] = {}
    for entry in data:
        parents: list[str] = []
        for row, line in enumerate(entry["rows"]):
            indent = line.get("indent") or 0
            parents = [*parents[:indent], line["label"]]
            for column, cell in enumerate(line["cells"]):
                if _is_text(cell):
                    continue
                fact = _truth_fact(entry, tuple(parents), row, column, cell, f"f{len(truth) + 1:04d}")
                truth[fact.id] = cell
                (blanks if fact.value is None and fact.status != "nil" else facts).append(fact)
        tables.append(
            Table(
                id=entry["table_id"],
                title=entry["title"],
                kind=entry["kind"],
                location=Location(line=entry["line_start"]),
                rows=len(entry["rows"]),
                columns=len(entry["columns"]),
            )
        )
    profile = Profile(document=Document(), exchange_rates=(("USD", "JPY", "123.39"),) if name == "003" else ())
    return Statement(profile=profile, tables=tuple(tables), facts=tuple(facts), blanks=tuple(blanks)), truth


def _is_text(cell: dict[str, Any]) -> bool:
    """Words where no figure can have stood."""
    raw = cell.get("raw") or ""
    return isinstance(cell.get("value"), str) or (
        len(re.sub(r"[^A-Za-z\u3040-\u9fff]", "", raw)) > 2 and cell["status"] == "not_applicable"
    )


def _truth_fact(
    entry: dict[str, Any], label: tuple[str, ...], row: int, column: int, cell: dict[str, Any], id: str
) -> Fact:
    meta = (entry.get("column_meta") or [{}] * 99)[column]
    header = tuple(entry["columns"][column])
    unit = cell.get("unit") if cell.get("unit") not in (None, "none", "text") else meta.get("unit")
    percent = unit in ("percent", "percentage_point")
    heading = " ".join(header).casefold()
    measure: Any = "amount"
    if percent:
        measure = "change" if "yoy" in heading or "change" in heading or "to target" in heading else "share"
        if re.search(r"\bratio\b", label[-1], re.IGNORECASE):
            measure = "ratio"
    elif "change" in heading or heading == "yoy":
        measure = "change"
    elif unit == "count":
        measure = "count"
    elif unit and "per_" in unit:
        measure = "per_share"
    scale = entry.get("scale") or 1
    power = 0 if percent or unit in ("count",) or "per_" in (unit or "") else len(str(scale)) - 1
    if meta.get("scale"):
        power = 0 if percent else len(str(meta["scale"])) - 1
    raw = cell.get("raw")
    status: Any = "verbatim"
    value = decimals = None
    if raw is not None and raw.strip() in ("—", "-", "–", "_"):
        status = "nil"
    elif raw is not None and cell["status"] in ("verbatim", "split", "unmerged") and cell["value"] is not None:
        text = f"{cell['value']}"
        value = text.removesuffix(".0") if not percent else text
        places = len(re.sub(r"[^\d.]", "", raw).partition(".")[2])
        decimals = places - power if not percent else places
    else:
        read = number(raw, power) if raw else None
        status = "unresolved" if read is None else "verbatim"
        value, decimals = read if read is not None else (None, 1 if percent else -power)
    return Fact(
        id=id,
        table=entry["table_id"],
        row=row,
        column=column,
        label=label,
        header=header,
        measure=measure,
        period=period(cell.get("period") or meta.get("period")),
        unit=unit,
        value=value,
        decimals=decimals,
        printed=raw or "",
        status=status,
        location=Location(line=entry["line_start"] + row, start=column, end=column + 1),
    )
