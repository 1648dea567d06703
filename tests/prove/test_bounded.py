"""Tables that are large, empty of meaning or at war with themselves: bounded work, flagged, never wrong."""

from __future__ import annotations

import random

import pytest

from extract.prove import judge
from tests.bench.solver import Made, contradictory, judged, made, outcomes
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


def became(given: Made) -> dict[str, int]:
    facts, problems, _, _ = judged(given.statement)
    return outcomes(given, facts, problems)


@pytest.mark.parametrize("damaged", [1, 2, 4, 8, 16])
def test_what_is_changed_is_right_however_many_figures_are_misread(damaged: int) -> None:
    every = [became(made(40, 4, damaged, seed)) for seed in range(10, 22)]
    assert sum(one["wrong"] for one in every) == 0
    assert sum(one["right"] for one in every) > damaged


def test_two_misprints_that_look_like_one_elsewhere_are_not_repaired_there() -> None:
    """A part of column B and the total of row 3 are 3,000,000 too small: B3 would put both sums right, and is right."""
    rows = [
        ("Row 1", ["4,123,429", "8,558,590", "6,565,257", "19,247,276"]),
        ("Row 2", ["1,961,430", "5,170,516", "6,921,629", "17,053,575"]),
        ("Row 3", ["9,016,215", "4,445,417", "3,375,051", "19,836,683"]),
        ("Row 4", ["7,198,934", "6,431,085", "2,860,173", "16,490,192"]),
        ("Row 5", ["9,518,392", "6,196,274", "1,181,660", "16,896,326"]),
        ("Total", ["31,818,400", "33,801,882", "20,903,770", "86,524,052"]),
    ]
    result, _ = judge(statement(table(rows, columns=[("1Q07", "JPY", "amount")] * 4, scale=3)), SETTINGS)
    facts = {(f.row, f.column): f for f in result.statement.facts}
    assert facts[2, 1].value == "4445417000"
    assert "repaired" not in {f.status for f in facts.values()}


def test_a_last_digit_on_which_row_and_column_disagree_is_not_settled() -> None:
    """The column wants 110 at the end and the row 112, for another figure of the column is off by two."""
    given = made(40, 4, 8, 15)
    facts = {(f.row, f.column): f for f in judged(given.statement)[0]}
    assert (facts[3, 2].printed, facts[3, 2].status) == ("1,975,118", "conflict")


def test_long_and_wide_tables_in_which_all_or_many_figures_are_damaged_are_never_made_wrong() -> None:
    for given in (made(40, 4, 10_000), made(600, 4, 60), made(40, 64, 60), contradictory(40, 4)):
        assert became(given)["wrong"] == 0
