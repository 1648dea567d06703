"""How often chance admits an identity that is none: `python -m tests.bench.chance`.

python -m tests.bench.chance                   tables of random figures, by length and width, with and without totals
python -m tests.bench.chance --tables 400      so many of each kind
python -m tests.bench.chance --redrawn 200     tables of real annual reports with the digits of all figures drawn anew
python -m tests.bench.chance --json            the counts for machines

Nothing adds up in a table of random figures, so each check that holds in one is an accident, and so is each that fails:
an identity was believed that is none. Whatever the proof then says of a figure (repaired, inferred, in conflict, in
doubt) is harm done by chance. Given are tables in which it happened in 10,000, with the upper end of a 95 % interval.

Tables with totals have a line called so after every few, which is what makes a sum cheap to believe. Real tables
with other digits keep their labels, the signs and sizes of their figures, their zeros and their dashes.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random
from typing import NamedTuple

import msgspec

from extract.facts.statement import normalise
from extract.model import Fact, Judgement, Settings
from extract.pipeline import profile_of
from extract.prove import judge
from extract.read import read_pages
from extract.repairs import repair_grids
from tests.bench import edinet
from tests.bench.score import upper_bound
from tests.bench.sheet import Document
from tests.bench.write_forms import write
from tests.prove.builders import statement, table

ROWS = (6, 20, 60)
COLUMNS = (1, 2, 4)
PERIODS = ("FY2023", "FY2022", "FY2021", "FY2020")
_SECTION = 6
KINDS = ("holds", "fails", "repaired", "inferred", "conflict", "doubted")


class Shape(NamedTuple):
    """How a table of random figures looks: its lines and columns, digits at the most, and whether totals are named."""

    rows: int
    columns: int
    digits: int
    totals: bool

    def __str__(self) -> str:
        totals = ", totals" if self.totals else ""
        return f"{self.rows} x {self.columns}, {self.digits} digits{totals}"


def shapes() -> Iterator[Shape]:
    for totals in (False, True):
        for digits in (3, 5, 7):
            yield from (Shape(rows, columns, digits, totals) for rows in ROWS for columns in COLUMNS)


def random_table(shape: Shape, dice: Random) -> Judgement:
    """What the proof makes of a table of random figures, every third of them of fewer digits, some negative."""

    def figure() -> str:
        digits = shape.digits - (dice.random() < 1 / 3)
        value = dice.randrange(10 ** (digits - 1), 10**digits)
        return f"({value:,})" if dice.random() < 0.1 else f"{value:,}"

    rows = []
    for line in range(shape.rows):
        total = shape.totals and line % _SECTION == _SECTION - 1
        rows.append((f"{'Total ' if total else ''}Line {line}", [figure() for _ in range(shape.columns)]))
    columns = [(period, "JPY", "amount") for period in PERIODS[: shape.columns]]
    return judge(statement(table(rows, columns=columns)), Settings())[0]


def redrawn(document: Document, dice: Random) -> Judgement:
    """What the proof makes of a real table of which the digits of each figure are drawn anew, as many as it had."""
    settings = Settings()
    reading, _ = read_pages(write(document, "html").bytes(), f"{document.name}.html", settings)
    reading, _ = repair_grids(reading, settings)
    profile, _ = profile_of(reading, settings)
    whole, _ = normalise(reading, profile, settings)
    facts = tuple(_redrawn(fact, dice) for fact in whole.facts)
    return judge(msgspec.structs.replace(whole, facts=facts), settings)[0]


def _redrawn(fact: Fact, dice: Random) -> Fact:
    value = Decimal(fact.value or 0)
    if not value or fact.decimals is None or fact.printed is None:
        return fact
    digits = len(str(abs(int(value.scaleb(fact.decimals)))))
    drawn = str(dice.randrange(10 ** (digits - 1), 10**digits))
    places = iter(drawn.rjust(sum(c.isdigit() for c in fact.printed), "0"))
    printed = "".join(next(places) if c.isdigit() else c for c in fact.printed)
    other = Decimal(drawn).scaleb(-fact.decimals).copy_sign(value)
    return msgspec.structs.replace(fact, value=format(other, "f"), printed=printed)


def harm_of(judgement: Judgement) -> set[str]:
    """What chance has done in a table: kinds of checks, and of decisions about figures."""
    done = {check.verdict if check.verdict != "forced" else "holds" for check in judgement.checks}
    done |= {fact.status for fact in judgement.statement.facts}
    if any(fact.doubts for fact in judgement.statement.facts):
        done.add("doubted")
    return done & set(KINDS)


def counted(shape: Shape, tables: int, seed: int) -> Counter[str]:
    """In how many of so many tables of a shape each kind of harm is done."""
    dice = Random(f"chance {seed} {shape}")
    counts: Counter[str] = Counter(tables=tables)
    for _ in range(tables):
        counts.update(harm_of(random_table(shape, dice)))
    return counts


def counted_redrawn(tables: int, seed: int) -> Counter[str]:
    """The same of real tables with other digits."""
    dice = Random(f"redrawn {seed}")
    counts: Counter[str] = Counter()
    for document in edinet.documents(tables, seed) if edinet.available() else ():
        counts["tables"] += 1
        counts.update(harm_of(redrawn(document, dice)))
    return counts


def row(name: str, counts: Counter[str]) -> str:
    """One line: of 10,000 tables, how many, and how many at the most."""
    tables = max(1, counts["tables"])
    rates = (f"{10_000 * counts[k] / tables:8.0f} <{10_000 * upper_bound(counts[k], tables):5.0f}" for k in KINDS)
    return f"{name:28}{tables:7}" + "".join(rates)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.chance", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tables", type=int, default=20, help="tables of each shape")
    parser.add_argument("--redrawn", type=int, default=0, help="so many real tables with other digits instead")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
    if given.redrawn:
        found = {"real tables, redrawn": counted_redrawn(given.redrawn, given.seed)}
    else:
        by_shape = {shape: counted(shape, given.tables, given.seed) for shape in shapes()}
        found = {str(shape): counts for shape, counts in by_shape.items()}
        for name, totals in (("all without totals", False), ("all with totals", True)):
            found[name] = sum((counts for shape, counts in by_shape.items() if shape.totals == totals), Counter())
    if given.json:
        print(json.dumps({name: dict(sorted(counts.items())) for name, counts in found.items()}, indent=1))
        return 0
    print(f"{'of 10,000 tables':28}{'tables':>7}" + "".join(f"{kind:>15}" for kind in KINDS))
    for name, counts in found.items():
        print(row(name, counts))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
