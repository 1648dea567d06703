"""Charts for tests: written by hand as lines of cells, or drawn at random with known truth and then scrambled."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import msgspec

from extract.model import (
    Calendar,
    Candidate,
    Document,
    Fact,
    Judgement,
    Location,
    Problem,
    Profile,
    Settings,
    Statement,
    Table,
    TableCell,
)
from extract.prove.chart import judge_charts
from tests.prove.builders import period

CALENDAR = Calendar(end_month=3, end_day=31, label="start")
NAMES = ("Purchasing", "Outsourcing", "Personnel", "Network", "Circuits", "Rent", "Travel")


def chart(
    lines: list[list[str]],
    *,
    legend: tuple[str, ...] = (),
    prose: tuple[Fact, ...] = (),
    scale: int = 6,
    unit: str = "JPY",
    truncated: bool = False,
) -> Judgement:
    """A judged statement of one chart. A cell may hold several tokens; cells of periods are the axis."""
    axis = next(line for line in lines if len([c for c in line if c]) > 2 and all(not c or "Q" in c for c in line))
    cells, facts = [], []
    for row, line in enumerate(lines):
        at = 0
        for column, text in enumerate(line):
            if text:
                where = Location(line=100 + row, start=at, end=at + len(text))
                cells.append(TableCell(row=row, column=column, role="value", text=text, location=where))
            if text and line is not axis:
                facts += _tokens(text, row, column, at, axis[column], len(facts), scale, unit)
            at += len(text) + 1
    table = Table(
        id="t1", kind="chart", location=Location(line=100), rows=len(lines), columns=len(axis), cells=tuple(cells)
    )
    told = [msgspec.structs.replace(f, id=f"p{n:04d}") for n, f in enumerate(prose, start=1)]
    statement = Statement(
        profile=Profile(document=Document(), calendar=CALENDAR, truncated=truncated),
        tables=(table,),
        facts=(*facts, *told),
        captions={"t1": legend},
    )
    return Judgement(statement=statement)


def _tokens(text: str, row: int, column: int, at: int, label: str, count: int, scale: int, unit: str) -> list[Fact]:
    found = []
    for word in text.split():
        bare = word.strip("()%")
        if not bare.replace(",", "").replace(".", "").isdigit():
            at += len(word) + 1
            continue
        percent = word.endswith(("%", "%)"))
        places = len(bare.partition(".")[2])
        number = Decimal(bare.replace(",", ""))
        value = number if percent else number.scaleb(scale)
        found.append(
            Fact(
                id=f"f{count + len(found) + 1:04d}",
                table="t1",
                row=row,
                column=column,
                period=period(label) if label else None,
                unit="percent" if percent else unit,
                measure="ratio" if percent else "amount",
                decimals=places if percent else places - scale,
                printed=word,
                status="unresolved",
                candidates=(Candidate(value=f"{value:f}", why="a label of a chart"),),
                location=Location(line=100 + row, start=at, end=at + len(word)),
            )
        )
        at += len(word) + 1
    return found


def told(printed: str, when: str, value: str | None, *, unit: str = "JPY", decimals: int = -6, **more: str) -> Fact:
    """A fact told in the prose beside the chart: a year's amount, or a change with `comparison`."""
    return Fact(
        id="",
        period=period(when),
        unit=unit,
        measure="change" if "comparison" in more else "amount",
        dimensions=more,
        value=value,
        decimals=decimals,
        printed=printed,
        status="verbatim" if value is not None else "unresolved",
        location=Location(line=95, start=0, end=len(printed)),
    )


def judged(judgement: Judgement, settings: Settings | None = None) -> tuple[dict[str, list[Fact]], tuple[Problem, ...]]:
    """The facts of the chart after judgement by what was printed, and the problems."""
    after, problems = judge_charts(judgement, (), settings or Settings())
    found: dict[str, list[Fact]] = {}
    for fact in after.statement.facts:
        found.setdefault(fact.printed or "", []).append(fact)
    return found, problems


class Drawn(msgspec.Struct):
    """A random chart: the judgement before, what each token is, and what was printed before it was damaged.

    A role is (column, layer), layer -1 for the total; a misread token has the role it had, noise has none.
    """

    judgement: Judgement
    roles: dict[str, tuple[int, int] | None]
    printed: dict[tuple[int, int], int]
    axis: list[str]
    legend: tuple[str, ...]


def draw(random: Random, *, damage: int, years: bool = False) -> Drawn:
    """A stacked chart of random figures with `damage` tokens lost, moved, misread or put in from nowhere."""
    columns, layers = random.randint(3, 9), random.randint(2, 6)
    axis = [f"{i % 4 + 1}Q{8 + i // 4:02d}" for i in range(columns)]
    size = 10 ** random.choice((2, 3, 4, 5))
    level = [Decimal(random.randint(size // 50, size)) for _ in range(layers)]
    grid: dict[tuple[int, int], list[tuple[str, tuple[int, int] | None]]] = {}
    whole: dict[tuple[int, int], int] = {}
    sums: list[Decimal] = []
    for column in range(columns):
        exact = [x * random.randint(800, 1250) / 1000 for x in level]
        sums.append(sum(exact, Decimal(0)))
        row = random.randint(0, 2)
        for at, amount in enumerate([sums[-1], *exact]):
            printed = f"{round(amount):,}"
            whole[(column, at - 1)] = round(amount)
            grid.setdefault((row, column), []).append((printed, (column, at - 1)))
            row += random.choice((0, 1, 1))
    for _ in range(damage):
        _damage(random, grid, columns, size)
    height = max(row for row, _ in grid) + 1
    lines = [[" ".join(p for p, _ in grid.get((row, c), [])) for c in range(columns)] for row in range(height)]
    roles: dict[str, tuple[int, int] | None] = {}
    for row in range(height):
        for c in range(columns):
            for _, role in grid.get((row, c), []):
                roles[f"f{len(roles) + 1:04d}"] = role
    judgement = chart([*lines, axis], legend=NAMES[:layers], prose=_years(random, sums) if years else ())
    return Drawn(judgement, roles, whole, axis, NAMES[:layers])


def _years(random: Random, sums: list[Decimal]) -> tuple[Fact, ...]:
    """Each whole year of a chart as prose tells it, and a figure of the same year that means something else."""
    found = []
    for first in range(0, len(sums) - 3, 4):
        whole = round(sum(sums[first : first + 4], Decimal(0)))
        for amount in (whole, random.randint(1, whole)):
            found.append(told(f"{amount:,}", f"FY{2008 + first // 4}", str(amount * 10**6)))
    return tuple(found)


def _damage(
    random: Random, grid: dict[tuple[int, int], list[tuple[str, tuple[int, int] | None]]], columns: int, size: int
) -> None:  # fmt: skip
    place = random.choice(sorted(grid))
    tokens = grid[place]
    if not tokens:
        return
    at = random.randrange(len(tokens))
    kind = random.choice(("lost", "beside", "comma", "noise", "misread", "row"))
    printed, role = tokens[at]
    if kind == "noise":
        tokens.append((f"{random.randint(0, size):,}", None))
        return
    if kind == "comma":
        tokens[at] = (printed.replace(",", "."), role)
        return
    del tokens[at]
    if kind == "misread":
        digits = list(printed)
        spot = random.choice([i for i, ch in enumerate(digits) if ch.isdigit()])
        digits[spot] = random.choice("0123456789".replace(digits[spot], ""))
        tokens.insert(at, ("".join(digits), role))
    elif kind != "lost":
        row, column = place
        moved = (
            (row, min(max(column + random.choice((-1, 1)), 0), columns - 1)) if kind == "beside" else (row + 1, column)
        )
        grid.setdefault(moved, []).append((printed, role))
