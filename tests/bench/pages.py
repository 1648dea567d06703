"""Single pages and decks, page by page: `python -m tests.bench.pages [--misses] [--ocr]`.

A page of a summary report with two tables is compared with its CSV, value by value: right, flagged (no value, or no
period), silently wrong, lost. For decks, whose truth nobody has written down, the facts of each page are counted by
status; look at the pages with `ir-extract show FILE --page N --image OUT.png`. Nothing is done without the corpora.
"""

from __future__ import annotations

import argparse
import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.model import Fact, Result, Settings
from extract.pipeline import read

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
OUTCOMES = ("right", "flagged", "silent", "lost")
MILLION = 1_000_000
OPENING, YEAR, CLOSING = (None, "2012-03-31"), ("2012-04-01", "2013-03-31"), (None, "2013-03-31")


@dataclass(frozen=True)
class Expected:
    """A cell of the CSV: the table on the page (from 0), its row label and column, and what is printed in it."""

    table: int
    label: str
    column: int
    printed: str

    @property
    def value(self) -> str | None:
        bare = self.printed.replace(",", "")
        if bare in ("―", "－"):
            return None
        return str(int(bare.replace("△", "-")) * MILLION)

    @property
    def period(self) -> tuple[str | None, str]:
        return OPENING if "首残高" in self.label else CLOSING if "末残高" in self.label else YEAR


def available() -> bool:
    return (CORPORA / "pages" / "twotables.csv").exists()


def plain(text: str) -> str:
    """Without spaces and widths, which the CSV and the page set differently."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def expected_cells(path: Path) -> Iterator[Expected]:
    """The values of the CSV. A row without label is part of a heading, and the first of them opens a table."""
    table, headed = -1, False
    for row in csv.reader(path.read_text(encoding="utf-8").splitlines(keepends=True)):
        if not row[0].strip():
            table, headed = table + (not headed), True
            continue
        headed = False
        for column, printed in enumerate(row[1:], 1):
            if printed.strip():
                yield Expected(table, plain(row[0]), column, printed.strip())


def compared(expected: Expected, result: Result) -> str:
    """What became of a value."""
    table = result.tables[expected.table].id if expected.table < len(result.tables) else None
    places = [f for f in result.facts if f.table == table and f.column == expected.column]
    at = [f for f in places if f.label and plain(f.label[-1]) == expected.label]
    return min((outcome(expected, f) for f in at), key=OUTCOMES.index, default="lost")


def outcome(expected: Expected, fact: Fact) -> str:
    if fact.status in ("conflict", "unresolved") or fact.period is None or fact.period.end is None:
        return "flagged"
    period = (fact.period.start, fact.period.end)
    nil = expected.value is None and fact.status == "nil"
    same = nil or (fact.value is not None and expected.value is not None and int(fact.value) == int(expected.value))
    return (
        "right" if same and fact.unit == "JPY" and fact.measure == "amount" and period == expected.period else "silent"
    )


def page_counts(result: Result) -> dict[int, Counter[str]]:
    """How many facts of each status stand on each page; those without a dated period are counted as undated too."""
    pages: dict[int, Counter[str]] = {}
    for fact in result.facts:
        counts = pages.setdefault(fact.location.page or 0, Counter())
        counts[fact.status] += 1
        counts["undated"] += fact.period is None or fact.period.end is None
    return pages


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list what did not come out right")
    parser.add_argument("--ocr", action="store_true", help="read pages that are pictures (7 s a page)")
    arguments = parser.parse_args()
    if not available():
        print("the pages are not there; nothing was done")
        return 0
    page = CORPORA / "pages" / "twotables.pdf"
    result = read(page.read_bytes(), name=page.name)
    cells = list(expected_cells(page.with_suffix(".csv")))
    outcomes = {cell: compared(cell, result) for cell in cells}
    totals = Counter(outcomes.values())
    print(f"{page.name}: {len(cells)} values, " + ", ".join(f"{name} {totals[name]}" for name in OUTCOMES))
    for cell, said in outcomes.items():
        if arguments.misses and said != "right":
            print(f"  {said}: table {cell.table} `{cell.label}` column {cell.column} `{cell.printed}`")
    settings = Settings(ocr="auto" if arguments.ocr else "off")
    for path in sorted([*(CORPORA / "decks").glob("*.pdf"), *(CORPORA / "pages").glob("*.pdf")]):
        print(path.name)
        for number, counts in sorted(page_counts(read(path.read_bytes(), name=path.name, settings=settings)).items()):
            print(
                f"  page {number}: " + ", ".join(f"{name} {count}" for name, count in sorted(counts.items()) if count)
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
