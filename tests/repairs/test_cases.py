"""Every rule before and after, from tests/cases/repairs/<rule>.txt, and what every rule must keep.

A case is a name behind `==`, the lines as a converter writes them (`\\t` is a tab), `--`, and the grids that the rule
makes of them: one line a row, ` | ` between columns, `->n` behind a text over n columns, `~text~` for noise, `text ?`
for a text that stands there by preference, `⏎` for a line break in a cell. The line `repairs:` names the rule and the
cells it touched, `repairs: -` that it left the grid alone. `form:`, `caption:` and `after:` show what else a rule sets.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import NamedTuple

import pytest

from extract.model import Block, Grid, GridBlock, Settings
from extract.read.text import lines_to_blocks
from extract.repairs import apply
from extract.repairs.captions import captions
from extract.repairs.continued_table import continued_table
from extract.repairs.stacked_tables import stacked_tables

FOLDER = Path(__file__).parent.parent / "cases" / "repairs"
GRID_RULES = {rule.__name__: rule for rule in (*apply.BEFORE, *apply.RULES)}
OTHER_RULES = {"captions", "continued_table", "stacked_tables"}
DROPPING = {rule.__name__ for rule in apply.DROPPING}


class Case(NamedTuple):
    rule: str
    name: str
    lines: list[str]
    after: list[str]


def read_cases() -> list[Case]:
    cases: list[Case] = []
    for path in sorted(FOLDER.glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("\n== ")[1:]:
            name, _, body = part.partition("\n")
            before, _, after = body.partition("\n--\n")
            lines = before.replace("\\t", "\t").split("\n")
            cases.append(Case(path.stem, name.strip(), lines, after.strip().split("\n")))
    return cases


CASES = read_cases()
every_case = pytest.mark.parametrize("case", CASES, ids=[f"{c.rule}: {c.name}" for c in CASES])


def drawn(case: Case) -> list[Block]:
    return lines_to_blocks(list(enumerate(case.lines, start=1)), Settings())


def grids_of(blocks: list[Block]) -> list[Grid]:
    return [block.grid for block in blocks if isinstance(block, GridBlock)]


def apply_rule(rule: str, blocks: list[Block]) -> list[Grid]:
    """The grids of the blocks after one rule; their captions are filled before, for rules that look there."""
    if rule == "continued_table":
        return grids_of(continued_table(captions(blocks)))
    grids = grids_of(captions(blocks))
    if rule == "captions":
        return grids
    if rule == "stacked_tables":
        return [part for grid in grids for part in stacked_tables(grid)]
    return [GRID_RULES[rule](grid) for grid in grids]


def shown(grid: Grid, rule: str) -> list[str]:
    out = []
    for r in range(grid.rows):
        texts = [""] * grid.columns
        for cell in grid.row(r):
            text = cell.text.replace("\n", "⏎")
            text = f"~{text}~" if cell.role == "noise" else text
            text += f" ->{cell.column_span}" if cell.column_span > 1 else ""
            texts[cell.column] = text + (" ?" if cell.basis else "")
        out.append(" | ".join(texts).strip())
    if rule == "captions":
        out += [f"caption: {span.text}" for span in grid.caption] + [f"after: {span.text}" for span in grid.after]
        return out
    if rule == "scrambled_chart":
        out.insert(0, f"form: {grid.form}")
    made = [repair for repair in grid.repairs if repair.rule == rule]
    touched = [f"{repair.rule} " + " ".join(f"{r},{c}" for r, c in repair.cells) for repair in made]
    return [*out, "repairs: " + ("; ".join(touched) or "-")]


def digits_of(grids: list[Grid]) -> set[tuple[int, int]]:
    return {place for grid in grids for place in apply._digits(cell.span for cell in grid.cells)}


def test_every_rule_has_cases_and_every_case_a_rule() -> None:
    files = {path.stem for path in (Path(apply.__file__).parent).glob("*.py")} - {"__init__", "apply"}
    assert files == GRID_RULES.keys() | OTHER_RULES
    assert files == {path.stem for path in FOLDER.glob("*.txt")}
    assert files == {case.rule for case in CASES}
    for rule in files - {"captions"}:
        assert any("repairs: -" not in case.after for case in CASES if case.rule == rule), rule


@every_case
def test_before_and_after(case: Case) -> None:
    after = [line for grid in apply_rule(case.rule, drawn(case)) for line in shown(grid, case.rule)]
    assert after == [line.strip() for line in case.after]


@every_case
def test_done_twice_is_done_once(case: Case) -> None:
    once = apply_rule(case.rule, drawn(case))
    twice = apply_rule(case.rule, [GridBlock(grid) for grid in once])
    if case.rule == "continued_table":
        twice = grids_of(continued_table(continued_table(captions(drawn(case)))))
    assert [grid.cells for grid in twice] == [grid.cells for grid in once]


@every_case
def test_no_digit_is_lost_or_invented(case: Case) -> None:
    blocks = drawn(case)
    before, after = digits_of(grids_of(blocks)), digits_of(apply_rule(case.rule, blocks))
    lent = {place for grid in grids_of(captions(blocks)) for place in apply._digits(grid.caption)}
    assert after - before <= lent
    if case.rule not in DROPPING:
        assert before <= after


@every_case
def test_every_text_stands_at_its_place(case: Case) -> None:
    for grid in apply_rule(case.rule, drawn(case)):
        for cell in grid.cells:
            covered: set[int] = set()
            for part in cell.span.parts:
                where = part.location
                assert where.line is not None
                printed = case.lines[where.line - 1][where.start : where.end]
                assert cell.text[part.start : part.end] in (printed, html.unescape(printed))
                covered |= set(range(part.start, part.end))
            assert all(i in covered for i, c in enumerate(cell.text) if not c.isspace())


@every_case
def test_all_rules_together_done_twice_are_done_once(case: Case) -> None:
    for grid in grids_of(continued_table(captions(drawn(case)))):
        for once in apply.repair_grid(grid, []):
            assert [again.cells for again in apply.repair_grid(once, [])] == [once.cells]


def test_work_that_invents_or_loses_a_digit_is_taken_back() -> None:
    (grid,) = grids_of(lines_to_blocks([(1, "Sales\t5\t6")], Settings()))

    def loses(grid: Grid) -> Grid:
        return grid.with_cells(grid.cells[:-1])

    def invents(grid: Grid) -> Grid:
        (other,) = grids_of(lines_to_blocks([(9, "Sales\t7\t8")], Settings()))
        return grid.with_cells([*grid.cells[:-1], other.cells[-1]])

    assert apply._hold(loses, grid) is grid
    assert apply._hold(invents, grid) is grid
