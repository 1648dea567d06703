"""What the proof costs: `python -m tests.bench.solver`.

python -m tests.bench.solver                           tables of the seeds and corpora at hand, then made tables
python -m tests.bench.solver --real seeds edinet       only these; also tanshin, filings, tis; `--real none` for none
python -m tests.bench.solver --tables 50               so many tables of the corpus of annual reports
python -m tests.bench.solver --made none               without the made tables
python -m tests.bench.solver --json                    the figures for machines

Real tables: each table's facts are judged by themselves. Given is processor time in milliseconds, and as a multiple of
what reading the same facts cost (everything from the bytes to the facts, by the table's part of the facts); then the
groups of contradictions that were given to the solver, the figures in them, its calls, and the groups that were given
up at the budget of work.

Made tables: statements of known figures that add up down the rows and across the columns, longer, wider and more
damaged (single digits misread). After the costs it says what became of the damaged figures: right; flagged (by their
status); warned (a problem names them); unseen (nothing says so: no sum is left that could tell, or it is off by less
than rounding); and wrong, which counts every trusted value that the proof changed and that is not the true one.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

import msgspec
import z3

from extract.facts.statement import normalise
from extract.model import Fact, Problems, Settings, Statement
from extract.pipeline import profile_of
from extract.prove import repair
from extract.prove.judge import judge
from extract.read import read_pages
from extract.repairs import repair_grids
from tests.bench import edinet
from tests.bench.write_forms import write
from tests.prove.builders import statement, table

ROOT = Path(__file__).parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
REAL = ("seeds", "tanshin", "filings", "edinet", "tis")
MOST_TIS_PAGES = 6


class Work(msgspec.Struct):
    """What the solver was asked: groups, figures in them, calls; groups given up."""

    groups: int = 0
    cells: int = 0
    calls: int = 0
    given_up: int = 0


class Cost(NamedTuple):
    """One table: its facts, milliseconds of proof, the multiple of reading it, and the solver's work."""

    name: str
    facts: int
    ms: float
    ratio: float
    work: Work


@contextmanager
def watched() -> Iterator[Work]:
    """Counts what the solver is asked while it lasts."""
    work = Work()
    solve, check = repair.solve_group, z3.Solver.check

    def solving(view: Any, failing: Any, *rest: Any) -> Any:
        outlook = solve(view, failing, *rest)
        work.groups += 1
        work.cells += len({index for identity in failing for index in identity.nodes})
        work.given_up += outlook.exhausted
        return outlook

    def checking(self: z3.Solver, *assumptions: Any) -> Any:
        work.calls += 1
        return check(self, *assumptions)

    with patch.object(repair, "solve_group", solving), patch.object(z3.Solver, "check", checking):
        yield work


def judged(given: Statement) -> tuple[tuple[Fact, ...], Problems, float, Work]:
    """The facts after the proof and its problems, its milliseconds, and the solver's work."""
    with watched() as work:
        start = time.process_time()
        result, problems = judge(given, Settings())
        spent = (time.process_time() - start) * 1000
    return result.statement.facts, problems, spent, work


# -- real tables ---------------------------------------------------------------------------------------------
def documents(corpus: str, tables: int) -> Iterator[tuple[str, bytes]]:
    """(name, content) of the documents of a corpus that is at hand."""
    if corpus == "seeds":
        yield from ((path.name, path.read_bytes()) for path in sorted((ROOT / "seeds").glob("*.txt")))
    elif corpus == "tanshin":
        yield from ((p.name, p.read_bytes()) for p in sorted((CORPORA / "jpx-tanshin-html").glob("*.htm*")))
    elif corpus == "filings":
        yield from ((p.parent.name, p.read_bytes()) for p in sorted((CORPORA / "filings").glob("*/plain.html")))
    elif corpus == "edinet" and edinet.available():
        yield from ((d.name.replace(".txt", ".html"), write(d, "html").bytes()) for d in edinet.documents(tables))
    elif corpus == "tis":
        files = sorted((CORPORA / "tis-yuho-fy2016").rglob("*.pdf"))
        yield from ((path.name, path.read_bytes()) for path in files[:MOST_TIS_PAGES])


def costs_of(name: str, data: bytes) -> Iterator[Cost]:
    """The cost of every table of a document that holds facts."""
    settings = Settings()
    start = time.process_time()
    reading, _ = read_pages(data, name, settings)
    reading, _ = repair_grids(reading, settings)
    profile, _ = profile_of(reading, settings)
    whole, _ = normalise(reading, profile, settings)
    reading_ms = (time.process_time() - start) * 1000
    by_table: dict[str, list[Fact]] = {}
    blanks: dict[str, list[Fact]] = {}
    for facts, into in ((whole.facts, by_table), (whole.blanks, blanks)):
        for fact in facts:
            into.setdefault(fact.table or "", []).append(fact)
    for printed in whole.tables:
        own = tuple(by_table.get(printed.id, ()))
        if own:
            alone = msgspec.structs.replace(
                whole, tables=(printed,), facts=own, blanks=tuple(blanks.get(printed.id, ()))
            )
            _, _, ms, work = judged(alone)
            yield Cost(f"{name}/{printed.id}", len(own), ms, ms / (reading_ms * len(own) / len(whole.facts)), work)


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which that part of the values lies; the upper one of two."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def summary(costs: Sequence[Cost]) -> dict[str, Any]:
    """Median, 95th percentile and worst of time and ratio, and the solver's work in all."""
    found: dict[str, Any] = {"tables": len(costs), "facts": sum(cost.facts for cost in costs)}
    for key in ("ms", "ratio"):
        values = [getattr(cost, key) for cost in costs]
        found[key] = {"median": quantile(values, 0.5), "p95": quantile(values, 0.95), "worst": max(values)}
    for key in Work.__struct_fields__:
        found[key] = sum(getattr(cost.work, key) for cost in costs)
    worst = max(costs, key=lambda cost: cost.ms)
    found["worst_table"] = f"{worst.name} ({worst.facts} facts)"
    return found


# -- made tables ---------------------------------------------------------------------------------------------
class Made(NamedTuple):
    """A statement, the true values of its facts by id, and the ids of those that were damaged."""

    statement: Statement
    truth: dict[str, str | None]
    damaged: frozenset[str]


def made(rows: int, columns: int, damaged: int, seed: int = 1) -> Made:
    """Sections of nine items and their total, and a grand total; three segments and their total for each quarter."""
    dice = Random(seed)
    headers = _headers(columns)
    lines: list[tuple[str, list[int]]] = []
    totals: list[list[int]] = []
    for section in range(max(1, rows // 10)):
        parts = [_across(dice, columns) for _ in range(9)]
        totals.append([sum(column) for column in zip(*parts, strict=True)])
        lines += [(f"Item {section}-{at}", part) for at, part in enumerate(parts)]
        lines.append((f"Total section {section}", totals[-1]))
    lines.append(("Grand total", [sum(column) for column in zip(*totals, strict=True)]))
    printed = [[f"{value:,}" for value in values] for _, values in lines]
    hit = dice.sample([(r, c) for r in range(len(lines)) for c in range(columns)], min(damaged, len(lines) * columns))
    for row, column in hit:
        printed[row][column] = misread(printed[row][column], dice)
    return _made(lines, printed, headers, set(hit))


def _headers(columns: int) -> list[tuple[str, str, str]]:
    """Four columns to a quarter."""
    return [(f"{1 + at // 4 % 4}Q{5 + at // 16:02}", "JPY", "amount") for at in range(columns)]


def _across(dice: Random, columns: int) -> list[int]:
    """Figures of which every fourth is the sum of the three before it."""
    values: list[int] = []
    for at in range(columns):
        values.append(sum(values[-3:]) if at % 4 == 3 else dice.randrange(10_000, 9_999_999))
    return values


def _made(
    lines: Sequence[tuple[str, Sequence[int]]], printed: list[list[str]], headers: list[Any], hit: set[tuple[int, int]]
) -> Made:
    cells = [(label, row) for (label, _), row in zip(lines, printed, strict=True)]
    given = statement(table(cells, columns=headers, scale=3))
    truth = {f.id: f"{lines[f.row or 0][1][f.column or 0]}000" for f in given.facts}
    return Made(given, truth, frozenset(f.id for f in given.facts if (f.row, f.column) in hit))


def misread(text: str, dice: Random) -> str:
    """A figure with one digit misread."""
    at = dice.choice([place for place, char in enumerate(text) if char.isdigit()])
    return text[:at] + dice.choice([d for d in "123456789" if d != text[at]]) + text[at + 1 :]


def zeros(rows: int, columns: int) -> Made:
    """A table of nothing but zeros."""
    lines = [(f"Item {row}", [0] * columns) for row in range(rows)]
    found = _made(lines, [["0"] * columns for _ in lines], _headers(columns), set())
    return found._replace(truth=dict.fromkeys(found.truth, "0"))


def contradictory(rows: int, columns: int) -> Made:
    """A statement printed a second time with every other item moved by a round amount: it foots neither way."""
    first = made(rows, columns, 0)
    dice = Random(9)
    facts = []
    for fact in first.statement.facts:
        twin = f"{int((fact.printed or '').replace(',', '')) + dice.choice((0, 10_000, 200_000)):,}"
        facts.append(
            msgspec.structs.replace(
                fact, id=f"g{fact.id}", table="t2", printed=twin, value=twin.replace(",", "") + "000"
            )
        )
    second = msgspec.structs.replace(first.statement.tables[0], id="t2")
    both = msgspec.structs.replace(
        first.statement, tables=(*first.statement.tables, second), facts=(*first.statement.facts, *facts)
    )
    return Made(both, first.truth | {fact.id: fact.value for fact in facts}, frozenset())


SHAPES: tuple[tuple[str, Callable[[], Made]], ...] = (
    *((f"{rows} rows x 4 columns, 2 damaged", partial(made, rows, 4, 2)) for rows in (40, 160, 640)),
    *((f"40 rows x {columns} columns, 2 damaged", partial(made, 40, columns, 2)) for columns in (16, 64)),
    *((f"40 rows x 4 columns, {hit} damaged", partial(made, 40, 4, hit)) for hit in (0, 1, 2, 4, 8, 16)),
    ("40 rows x 4 columns, all damaged", partial(made, 40, 4, 10_000)),
    ("640 rows x 4 columns, all damaged", partial(made, 640, 4, 10_000)),
    ("5,000 rows x 4 columns, 0 damaged", partial(made, 5_000, 4, 0)),
    ("5,000 rows x 4 columns, 500 damaged", partial(made, 5_000, 4, 500)),
    ("5,000 rows x 4 columns of zeros", partial(zeros, 5_000, 4)),
    ("two of 40 rows x 4, contradictory", partial(contradictory, 40, 4)),
)


def outcomes(given: Made, facts: Sequence[Fact], problems: Problems) -> dict[str, int]:
    """What became of the damaged figures, and how many trusted values the proof changed to what is not true."""
    before = {fact.id: fact for fact in given.statement.facts}
    named = {id for each in problems if each.severity != "info" for id in each.facts}
    found = {"damaged": len(given.damaged), "right": 0, "flagged": 0, "warned": 0, "unseen": 0, "wrong": 0}
    for fact in facts:
        truth = given.truth.get(fact.id)
        trusted = fact.status in ("verbatim", "split", "repaired", "inferred") and not fact.basis
        if trusted and fact.value != truth and (fact.id not in before or fact.value != before[fact.id].value):
            found["wrong"] += 1
        elif fact.id in given.damaged and not trusted:
            found["flagged"] += 1
        elif fact.id in given.damaged:
            found["right" if fact.value == truth else "warned" if fact.id in named else "unseen"] += 1
    return found


# -- the command ---------------------------------------------------------------------------------------------
def show_real(name: str, told: dict[str, Any]) -> None:
    ms, ratio = told["ms"], told["ratio"]
    print(
        f"{name:10}{told['tables']:7}{told['facts']:8}"
        f"{ms['median']:9.1f}{ms['p95']:9.1f}{ms['worst']:9.0f}"
        f"{ratio['median']:9.2f}{ratio['p95']:9.2f}{ratio['worst']:9.1f}"
        f"{told['groups']:8}{told['cells']:7}{told['calls']:7}{told['given_up']:9}   {told['worst_table']}",
        flush=True,
    )


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.solver", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--real", nargs="+", default=list(REAL), choices=(*REAL, "none"))
    parser.add_argument("--tables", type=int, default=200, help="so many tables of the corpus of annual reports")
    parser.add_argument("--made", nargs="+", default=[""], help="made tables whose name holds one of these")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
    report: dict[str, Any] = {"real": {}, "made": {}}
    judged(made(40, 4, 2).statement)  # what is only loaded once counts for nobody
    if not given.json:
        print(
            f"{'':25}{'ms: median':>9}{'p95':>8}{'worst':>9}{'x reading':>9}{'p95':>9}{'worst':>9}"
            f"{'groups':>8}{'cells':>7}{'calls':>7}{'given up':>9}"
        )
    for corpus in (name for name in given.real if name != "none"):
        costs = [cost for name, data in documents(corpus, given.tables) for cost in costs_of(name, data)]
        if costs:
            report["real"][corpus] = summary(costs)
            if not given.json:
                show_real(corpus, report["real"][corpus])
    if not given.json:
        print(
            f"\n{'':40}{'facts':>7}{'ms':>8}{'ms/fact':>9}{'groups':>8}{'cells':>7}{'calls':>7}{'given up':>9}"
            f"{'damaged':>9}{'right':>7}{'flagged':>9}{'warned':>8}{'unseen':>8}{'wrong':>7}"
        )
    for name, make in SHAPES:
        if not any(part in name for part in given.made):
            continue
        one = make()
        facts, problems, ms, work = judged(one.statement)
        told = {"facts": len(facts), "ms": ms, **msgspec.structs.asdict(work), **outcomes(one, facts, problems)}
        report["made"][name] = told
        if not given.json:
            print(
                f"{name:40}{told['facts']:7}{ms:8.0f}{ms / len(facts):9.3f}{work.groups:8}{work.cells:7}{work.calls:7}"
                f"{work.given_up:9}{told['damaged']:9}{told['right']:7}{told['flagged']:9}{told['warned']:8}"
                f"{told['unseen']:8}{told['wrong']:7}",
                flush=True,
            )
    if given.json:
        print(json.dumps(report, indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
