"""Tables that are large, empty of meaning or at war with themselves: bounded work, flagged, never wrong."""

from __future__ import annotations

import random

from extract.prove import judge
from tests.prove.builders import SETTINGS, statement, table

COLUMNS = [("1Q06", "JPY", "amount"), ("1Q07", "JPY", "amount"), ("2Q07", "JPY", "amount")]


def test_a_table_of_zeros_proves_nothing() -> None:
    rows = [(f"Row {i}", ["0", "0", "0"]) for i in range(60)]
    result, problems = judge(statement(table(rows, columns=COLUMNS, scale=0)), SETTINGS)
    assert result.checks == ()
    assert problems == ()


def test_small_figures_that_add_up_by_chance_are_no_identities() -> None:
    dice = random.Random(7)
    rows = [(f"Row {i}", [str(dice.randrange(10)) for _ in COLUMNS]) for i in range(40)]
    result, _ = judge(statement(table(rows, columns=COLUMNS, scale=0)), SETTINGS)
    assert [check for check in result.checks if check.verdict == "fails"] == []
    assert {f.status for f in result.statement.facts} == {"verbatim"}


def test_a_long_table_is_judged_and_nothing_in_it_changes() -> None:
    dice = random.Random(3)
    rows = []
    for block in range(500):
        parts = [[dice.randrange(10_000, 9_999_999) for _ in COLUMNS] for _ in range(9)]
        rows += [(f"Item {block}-{i}", [f"{v:,}" for v in part]) for i, part in enumerate(parts)]
        rows.append((f"Total {block}", [f"{sum(column):,}" for column in zip(*parts, strict=True)]))
    result, problems = judge(statement(table(rows, columns=COLUMNS, scale=3)), SETTINGS)
    assert len(result.statement.facts) == 15_000
    assert len(result.checks) >= 1_500
    assert problems == ()


def test_a_table_in_which_every_cell_is_damaged_stays_as_printed() -> None:
    dice = random.Random(5)
    rows = [(f"Item {i}", [f"{dice.randrange(10_000, 9_999_999):,}" for _ in COLUMNS]) for i in range(20)]
    rows.append(("Total", [f"{dice.randrange(10_000, 99_999_999):,}" for _ in COLUMNS]))
    result, _ = judge(statement(table(rows, columns=COLUMNS, scale=3)), SETTINGS)
    assert {f.status for f in result.statement.facts} == {"verbatim"}


def test_identities_that_cannot_all_hold_are_reported_and_not_solved() -> None:
    """Two tables of one issuer that disagree in a third of their figures, each footing in itself."""
    first = [("A", ["120,111", "130,222", "140,333"]), ("B", ["230,444", "250,555", "270,666"])]
    second = [("A", ["120,111", "131,222", "140,333"]), ("B", ["230,444", "249,555", "270,666"])]
    totals = [("Total", ["350,555", "380,777", "410,999"])]
    tables = [
        table([*rows, *totals], columns=COLUMNS, scale=3, id=f"t{n}", first=50 * n)
        for n, rows in enumerate((first, second), start=1)
    ]
    result, _ = judge(statement(*tables), SETTINGS)
    changed = [f for f in result.statement.facts if f.status in ("repaired", "inferred")]
    assert changed == []
