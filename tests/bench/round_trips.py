"""Results in other forms, read back: `python -m tests.bench.round_trips RESULTS [--json]`.

RESULTS is a folder that `ir-extract run` wrote. Each form is written by the command, read by a program that is not
ours (openpyxl, DuckDB, PyArrow, pandas, polars, Arelle) and held against the facts of the results, fact by fact: value,
print, unit, period, status, whether it is trusted and why not. Told are facts written, equal, and different with
examples.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import logging
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.cli import main as command
from extract.model import Fact, Result
from extract.store import stored_results

Told = dict[str, Any]
Stored = dict[str, Result]


def told_of(name: str, written: int, different: list[str]) -> Told:
    return {"form": name, "facts": written, "equal": written - len(different), "different": different[:10]}


def run(*words: str) -> None:
    """Runs the command; what it says is not shown."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            command([*words])
        except SystemExit as ended:
            if ended.code not in (0, None):
                raise RuntimeError(f"{' '.join(words)} ended with {ended.code}") from ended


def as_row(name: str, fact: Fact) -> tuple[object, ...]:
    """What a row of a table of facts must say."""
    period = fact.period
    return (
        *(name, fact.id, Decimal(fact.value) if fact.value is not None else None, fact.value, fact.printed),
        *(fact.unit, period.start if period else None, period.end if period else None, fact.decimals),
        *(fact.status, fact.trusted, " ".join(fact.doubts) or None, " > ".join(fact.label) or None, fact.concept),
    )


NAMES = (
    *("document", "fact_id", "value", "value_text", "printed", "unit", "period_start", "period_end", "decimals"),
    *("status", "trusted", "doubts", "label", "concept"),
)


def compared(form: str, results: Stored, rows: list[dict[str, Any]]) -> Told:
    """Rows that were read back, against the facts."""
    back = {(row["document"], row["fact_id"]): tuple(_bare(row[name]) for name in NAMES) for row in rows}
    wanted = {(name, fact.id): as_row(name, fact) for name, result in results.items() for fact in result.facts}
    different = [f"{key} {back.get(key)} is not {row}" for key, row in wanted.items() if back.get(key) != row]
    different += [f"{key} is no fact" for key in back.keys() - wanted.keys()]
    if len(rows) != len(back):
        different.append(f"{len(rows) - len(back)} rows are there twice")
    return told_of(form, len(wanted), different)


def _bare(value: object) -> object:
    """A cell of any library as plain Python: nothing for what is missing, days as text."""
    if value is None or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.item() if hasattr(value, "item") else value


def duckdb_rows(folder: Path, results: Stored, scratch: Path) -> Iterator[Told]:
    import duckdb

    run("load", str(folder), str(scratch / "facts.duckdb"))
    run("load", str(folder), str(scratch / "facts.duckdb"))
    with duckdb.connect(str(scratch / "facts.duckdb"), read_only=True) as database:
        asked = database.execute(f"SELECT {', '.join(NAMES)} FROM facts")
        yield compared(
            "duckdb, loaded twice", results, [dict(zip(NAMES, row, strict=True)) for row in asked.fetchall()]
        )


def parquet_rows(folder: Path, results: Stored, scratch: Path) -> Iterator[Told]:
    import pyarrow.parquet

    run("load", str(folder), str(scratch / "parquet"))
    table = pyarrow.parquet.read_table(scratch / "parquet" / "facts.parquet")
    yield compared("parquet", results, table.select(list(NAMES)).to_pylist())


def frames(folder: Path, results: Stored, scratch: Path) -> Iterator[Told]:
    pandas_rows: list[dict[str, Any]] = []
    polars_rows: list[dict[str, Any]] = []
    for name, result in results.items():
        for rows, records in (
            (pandas_rows, result.to_pandas().astype(object).to_dict("records")),
            (polars_rows, result.to_polars().to_dicts()),
        ):
            rows += [{"document": name, **{str(key): value for key, value in row.items()}} for row in records]
    yield compared("pandas", results, pandas_rows)
    yield compared("polars", results, polars_rows)


def workbooks(folder: Path, results: Stored, scratch: Path) -> Iterator[Told]:
    """Each figure of a workbook is found by its comment, which names print and value; numbers must be numbers."""
    import openpyxl

    run("export", str(folder), "--to", str(scratch / "sheets"))
    different, written = [], 0
    books = {path.stem: path for path in (scratch / "sheets").rglob("*.xlsx")}
    for name, result in results.items():
        book = openpyxl.load_workbook(books[Path(name).stem])
        cells: dict[tuple[str, str], list[object]] = {}
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.comment is not None:
                        first, second, *_ = cell.comment.text.splitlines()
                        cells.setdefault((first, second), []).append(cell.value)
        count = sum(map(len, cells.values()))
        if count != len(result.facts):
            different.append(f"{name}: {count} figures for {len(result.facts)} facts")
        for fact in result.facts:
            written += 1
            value = f"{fact.value or 'no value'} {fact.unit or 'unit open'}"
            there = cells.get((f"printed {fact.printed}" if fact.printed else "not printed", value), [])
            digits = 0 if fact.value is None else len(Decimal(fact.value).normalize().as_tuple().digits)
            if fact.value is None or digits > 15:
                right = [each for each in there if isinstance(each, str) or each is None]
            else:
                right = [each for each in there if isinstance(each, int | float) and each == float(Decimal(fact.value))]
            if not right:
                different.append(f"{name} {fact.id}: {fact.value} is {there}")
    yield told_of("xlsx", written, different)


def xbrl(folder: Path, results: Stored, scratch: Path) -> Iterator[Told]:
    """What Arelle loads and validates, against the facts that are trusted and dated."""
    from arelle.api.Session import Session
    from arelle.RuntimeOptions import RuntimeOptions

    run("export", str(folder), "--format", "xbrl-json", "--to", str(scratch / "xbrl"))
    different, written, left = [], 0, 0
    reports = {path.stem: path for path in (scratch / "xbrl").rglob("*.json")}
    for name, result in results.items():
        options = RuntimeOptions(
            entrypointFile=str(reports[Path(name).stem]),
            internetConnectivity="offline",
            keepOpen=True,
            plugins="loadFromOIM",
            validate=True,
            disablePersistentConfig=True,
            logFile="logToBuffer",
        )
        with Session() as session:
            session.run(options)
            said = [each for each in session.get_log_messages() if each["level"] not in ("info", "debug")]
            different += [f"{name}: {each['message']['text']}" for each in said]
            (model,) = session.get_models()
            back = {each.id: each for each in model.facts}
            wanted = {
                fact.id: fact
                for fact in result.facts
                if fact.trusted and fact.value is not None and fact.unit and fact.period and fact.period.end
            }
            wanted = {k: f for k, f in wanted.items() if f.period and (f.period.kind == "instant" or f.period.start)}
            left += len(result.facts) - len(wanted)
            different += [f"{name} {key} is no fact" for key in back.keys() - wanted.keys()]
            for key, fact in wanted.items():
                written += 1
                if key not in back or _of_arelle(back[key]) != _of_fact(fact):
                    there = _of_arelle(back[key]) if key in back else None
                    different.append(f"{name} {key}: {there} is not {_of_fact(fact)}")
    yield {**told_of("xbrl-json by Arelle", written, different), "not trusted or not dated": left}


def _of_fact(fact: Fact) -> tuple[object, ...]:
    assert fact.period is not None and fact.value is not None and fact.unit is not None
    factor = Decimal("0.01") if fact.unit in ("percent", "percentage_points") else Decimal(1)
    start = fact.period.start if fact.period.kind == "duration" else None
    known = re.fullmatch("([A-Z]{3})(_per_share)?", fact.unit)
    unit = known[1] if known else "shares" if fact.unit == "shares" else None
    return (Decimal(fact.value) * factor, start, fact.period.end, unit)


def _of_arelle(fact: Any) -> tuple[object, ...]:
    context = fact.context
    end = (context.endDatetime - timedelta(days=1)).date().isoformat()
    start = None if context.isInstantPeriod else context.startDatetime.date().isoformat()
    above = fact.unit.measures[0] if fact.unit is not None else []
    named = [each.localName for each in above if each.namespaceURI.endswith(("iso4217", "instance"))]
    unit = next((each for each in named if each != "pure"), None)
    return (Decimal(fact.value), start, end, unit)


FORMS: tuple[Callable[[Path, Stored, Path], Iterator[Told]], ...] = (
    *(workbooks, parquet_rows, duckdb_rows, frames, xbrl),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    logging.disable(logging.INFO)
    results = {each.name: each.result for each in stored_results(given.results)}
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="ir-extract-") as scratch:
        for form in FORMS:
            for told in form(given.results, results, Path(scratch)):
                wrong += told["facts"] - told["equal"]
                print(json.dumps(told, ensure_ascii=False) if given.json else told, flush=True)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
