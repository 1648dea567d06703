"""What becomes of damage that a person found in the seeds: `python -m tests.bench.known_damage`.

python -m tests.bench.known_damage              the damaged cells of the release of August 2007, and two charts
python -m tests.bench.known_damage --list       every damaged cell: what it should be, and what came
python -m tests.bench.known_damage --json

The release (`../shared/truth/003.json`) has cells whose value was damaged and is known. What can be had of each is
told by its truth: the value exactly, from the file itself; the value as an interval; the value only with another
document of the run; or nothing but a flag. Each is looked up twice, in the release read alone and in a run of all seeds
with documents of one issuer proving each other.

The charts are the stacked columns of network costs and of SG&A expenses in the deck of September 2011, poured out into
a grid. Column by column: figures that are proved, that only preference places, and that are flagged, held against
what a person read (`tests/truth`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from extract.batch.second import judge_results
from extract.model import Fact, Result
from extract.pipeline import read
from extract.summary import is_flagged
from extract.truth import Truth, TruthCell, files_to_truth
from extract.truth.match import match_tables
from extract.truth.score import judge

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
RELEASE = "iij-2007-08-results-release"
DECK = "iij-2011-09-conference-presentation"
RELEASE_TRUTH = ROOT.parent / "shared" / "truth" / "003.json"
CHARTS = ("Network Services (2) Cost of Revenues", "SG&A Expenses/R&D")
WAYS = ("exact", "interval", "together", "flag")
OUTCOMES = ("exact", "interval", "flagged", "wrong", "missing")
UNDAMAGED = ("verbatim", "not_applicable")


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A damaged cell: how its value can be had, and what came of it in one reading."""

    table: str
    row: str
    period: str
    raw: str | None
    way: str
    expected: str
    outcome: str
    status: str
    got: str


def way_of(cell: dict[str, Any]) -> str:
    """How the value of a damaged cell of a truth file can be had.

    >>> way_of({"status": "inferred", "tolerance": 62000}), way_of({"status": "ambiguous"})
    ('interval', 'flag')
    """
    if cell["status"] in ("ambiguous", "unrecoverable"):
        return "flag"
    if cell.get("evidence_scope") == "cross_document":
        return "together"
    return "interval" if cell.get("tolerance") else "exact"


def outcome_of(cell: TruthCell, fact: Fact | None) -> str:
    """What came of a cell: its value exactly or as an interval that holds it, a flag, a wrong value, or no fact."""
    if fact is None:
        return "missing"
    if cell.value is None and fact.status == "nil":
        return "exact"
    if is_flagged(fact):
        return "flagged"
    if judge(cell, fact) not in ("right", None) or (cell.value is None and fact.value is not None):
        return "wrong"
    return "interval" if Decimal(fact.tolerance or 0) else "exact"


def damaged(result: Result) -> Iterator[Known]:
    """The damaged cells of the release in the order of its truth."""
    plain = json.loads(RELEASE_TRUTH.read_text("utf-8"))
    truth = files_to_truth("003", [RELEASE_TRUTH])
    found, _ = match_tables(truth, result.facts)
    for t, (table, given) in enumerate(zip(truth.tables, plain, strict=True)):
        for r, (row, line) in enumerate(zip(table.rows, given["rows"], strict=True)):
            for c, (cell, printed) in enumerate(zip(row.cells, line["cells"], strict=True)):
                if printed["status"] in UNDAMAGED:
                    continue
                fact = found.get((t, r, c))
                yield Known(
                    table=given["table_id"],
                    row=row.label,
                    period=str(cell.period or ""),
                    raw=cell.raw,
                    way=way_of(printed),
                    expected="nothing" if cell.value is None else f"{cell.value} ±{cell.tolerance} {cell.unit}",
                    outcome=outcome_of(cell, fact),
                    status=fact.status if fact else "",
                    got=f"{fact.value} ±{fact.tolerance or 0} {fact.unit}" if fact else "",
                )


def counted(cells: Sequence[Known]) -> dict[str, dict[str, int]]:
    """Outcomes by way, and by status within each."""
    told: dict[str, dict[str, int]] = {}
    for way in WAYS:
        own = [cell for cell in cells if cell.way == way]
        counts = Counter(cell.outcome for cell in own)
        statuses = Counter(cell.status or "no fact" for cell in own)
        told[way] = {"cells": len(own), **{name: counts[name] for name in OUTCOMES}, **dict(sorted(statuses.items()))}
    return told


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a chart: its figures by how far they can be trusted, and how many of them a person read otherwise."""

    name: str
    total: str
    proved: int
    preferred: int
    flagged: int
    right: int
    wrong: int


def columns_of(result: Result, truth: Truth, title: str) -> list[Column]:
    """The columns of a chart, from the left."""
    lines = next((t.line_start, t.line_end) for t in truth.tables if t.title == title)
    tables = {t.id for t in result.tables if t.kind == "chart" and lines[0] - 3 <= (t.location.line or 0) <= lines[1]}
    facts = [f for f in result.facts if f.table in tables]
    found, _ = match_tables(truth, result.facts)
    verdicts = {
        fact.id: judge(truth.tables[t].rows[r].cells[c], fact)
        for (t, r, c), fact in found.items()
        if truth.tables[t].title == title
    }
    columns = []
    for at in sorted({f.column for f in facts if f.column is not None}):
        own = [f for f in facts if f.column == at]
        names = Counter((f.period.label or f.period.printed or "") for f in own if f.period is not None)
        totals = [f for f in own if f.label == ("Total",) and f.unit != "percent"]
        columns.append(
            Column(
                name=names.most_common(1)[0][0] if names else f"column {at}",
                total=_trust(totals[0]) if totals else "none",
                proved=sum(_trust(f) == "proved" for f in own),
                preferred=sum(_trust(f) == "preferred" for f in own),
                flagged=sum(_trust(f) == "flagged" for f in own),
                right=sum(verdicts.get(f.id) in ("right", "preferred") for f in own if _trust(f) != "flagged"),
                wrong=sum(
                    verdicts.get(f.id) not in ("right", "preferred", None) for f in own if _trust(f) != "flagged"
                ),
            )
        )
    return columns


def _trust(fact: Fact) -> str:
    if fact.basis == "preference" and fact.status not in ("conflict", "unresolved"):
        return "preferred"
    return "flagged" if is_flagged(fact) else "proved" if fact.proof else "printed"


def show_cells(name: str, cells: Sequence[Known], *, every: bool) -> None:
    print(f"{name}\n{'can be had':12}{'cells':>6}" + "".join(f"{o:>10}" for o in OUTCOMES) + "   by status")
    for way, counts in counted(cells).items():
        rest = {k: v for k, v in counts.items() if k not in ("cells", *OUTCOMES)}
        said = ", ".join(f"{status} {count}" for status, count in rest.items())
        print(f"{way:12}{counts['cells']:6}" + "".join(f"{counts[o]:10}" for o in OUTCOMES) + f"   {said}")
        for cell in cells if every else ():
            if cell.way == way:
                print(
                    f"    {cell.outcome:9}{cell.status:11}{cell.table} {cell.row[:40]} {cell.period} "
                    f"`{cell.raw or ''}`: {cell.expected}; came {cell.got or 'nothing'}"
                )
    print()


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.known_damage",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--list", action="store_true", help="every damaged cell")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
    paths = sorted(SEEDS.glob("*.txt"))
    results = {path.stem: read(path) for path in paths}
    report: dict[str, Any] = {"charts": {}}
    if RELEASE_TRUTH.exists():
        together = dict(zip(results, judge_results(list(results.values())), strict=True))
        for name, result in (("alone", results[RELEASE]), ("together", together[RELEASE])):
            cells = list(damaged(result))
            report[name] = {"counts": counted(cells), "cells": [msgspec.to_builtins(cell) for cell in cells]}
            if not given.json:
                show_cells(f"release, {name}: {len(cells)} damaged cells", cells, every=given.list)
    truth = files_to_truth(DECK, [ROOT / "tests" / "truth" / f"{DECK}.json"])
    for title in CHARTS:
        columns = columns_of(results[DECK], truth, title)
        report["charts"][title] = [msgspec.to_builtins(column) for column in columns]
        if not given.json:
            print(
                f"{title}\n{'column':10}{'total':>10}{'proved':>8}{'preferred':>11}{'flagged':>9}{'right':>7}{'wrong':>7}"
            )
            for column in columns:
                print(
                    f"{column.name:10}{column.total:>10}{column.proved:8}{column.preferred:11}{column.flagged:9}"
                    f"{column.right:7}{column.wrong:7}"
                )
            print()
    if given.json:
        print(json.dumps(report, indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
