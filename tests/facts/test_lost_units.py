"""Units that a table does not declare: from equal figures, all of which agree, or by preference, or not at all."""

from __future__ import annotations

import msgspec
import pytest

from extract import read
from extract.emit.integrity import broken_references
from extract.facts.lost_units import units_from_equals
from extract.model import ColumnHeader, Fact, Location, Period, Table, Unit

WHERE = Location(line=1, start=0, end=1)
PERIOD = Period(kind="duration", start="2007-04-01", end="2007-06-30")


def fact(table: str, label: str, printed: str, unit: str | None = None, value: str | None = None) -> Fact:
    return Fact(
        id="", table=table, row=1, column=1, label=(label,), period=PERIOD, unit=unit, value=value, printed=printed,
        status="verbatim" if unit else "unresolved", location=WHERE,
    )  # fmt: skip


def table(name: str, unit: Unit | None = None) -> Table:
    return Table(id=name, location=WHERE, unit=unit, rows=2, columns=2)


SHOWN = [
    fact("t1", "Total revenues", "13,696", "JPY", "13696000000"),
    fact("t1", "Costs", "12,437", "JPY", "12437000000"),
]


def found(*facts: Fact) -> list[tuple[str | None, str | None, str, str | None]]:
    tables = [table("t1", Unit(unit="JPY", scale=6)), table("t2")]
    _, done, _ = units_from_equals(tables, [*SHOWN, *facts], [], {})
    return [(f.unit, f.value, f.status, f.basis) for f in done if f.table == "t2"]


def test_equal_figures_under_the_same_words_show_the_unit() -> None:
    shown = found(fact("t2", "Revenues", "13,696"), fact("t2", "Other", "(15)"))
    assert shown == [("JPY", "13696000000", "verbatim", None), ("JPY", "-15000000", "verbatim", None)]


@pytest.mark.parametrize("facts", [[fact("t2", "Guests", "13,696")], [fact("t2", "Revenues", "99")]])
def test_without_equal_figures_nothing_is_shown(facts: list[Fact]) -> None:
    assert found(*facts) == [(None, None, "unresolved", None)]


def test_figures_that_disagree_show_nothing() -> None:
    tables = [table("t1", Unit(unit="JPY", scale=6)), table("t2"), table("t3", Unit(unit="USD", scale=3))]
    other = fact("t3", "Total revenues", "13,696", "USD", "13696000")
    _, done, _ = units_from_equals(tables, [*SHOWN, other, fact("t2", "Revenues", "13,696")], [], {})
    assert [(f.unit, f.value) for f in done if f.table == "t2"] == [(None, None)]


def test_blanks_take_the_unit_of_their_table_and_candidates_stay_open() -> None:
    open_fact = msgspec.structs.replace(fact("t2", "Other", "5 6"))
    tables = [table("t1", Unit(unit="JPY", scale=6)), table("t2")]
    facts = [*SHOWN, fact("t2", "Revenues", "13,696"), open_fact]
    done_tables, done, blanks = units_from_equals(tables, facts, [fact("t2", "Tax", "")], {})
    assert [(b.unit, b.value) for b in blanks] == [("JPY", None)]
    assert (done[-1].unit, done[-1].value, done[-1].status) == ("JPY", None, "unresolved")
    assert done_tables[1].unit == Unit(unit="JPY", scale=6)


def test_an_amount_per_share_takes_the_currency_of_its_table_and_not_its_scale() -> None:
    diluted = msgspec.structs.replace(fact("t2", "Diluted", "0.99"), measure="per_share")
    assert found(fact("t2", "Revenues", "13,696"), diluted)[1][:2] == ("JPY_per_share", "0.99")


def of_undeclared(signed: str, other_scale: str = "1234000000") -> list[tuple[str | None, str | None, str | None]]:
    """What `t3` is in, beside `t1`, which declares millions, and `t2`, which shows its unit by equal figures."""
    unit = Unit(unit="USD", scale=6, printed="in millions")
    declared = msgspec.structs.replace(
        table("t1", unit), column_headers=(ColumnHeader(column=1, path=("2007",), measure="amount"),)
    )
    facts = [
        fact("t1", "Total revenues", "$ 1,234", "USD", other_scale),
        fact("t2", "Revenues", "$ 1,234"),
        fact("t3", "Income taxes", signed),
        fact("t3", "Interest expense", "(26)"),
    ]
    costs = msgspec.structs.replace(table("t3"), title="Costs of plans")
    _, done, _ = units_from_equals([declared, table("t2"), costs], facts, [], {})
    return [(f.unit, f.value, f.basis) for f in done if f.table == "t3"]


@pytest.mark.parametrize("signed", ["$ 31", "31"])
def test_a_table_that_declares_nothing_has_the_common_unit_by_preference_only(signed: str) -> None:
    assert of_undeclared(signed) == [("USD", "31000000", "preference"), ("USD", "-26000000", "preference")]


def test_a_table_shown_in_another_scale_leaves_the_common_unit_a_preference() -> None:
    assert of_undeclared("$ 31", other_scale="1234000") == [
        ("USD", "31000000", "preference"),
        ("USD", "-26000000", "preference"),
    ]


def test_a_whole_return_on_plan_assets_is_one_of_the_amounts_and_a_rate_is_not() -> None:
    rows = [fact("t2", "Revenues", "13,696"), fact("t2", "Expected return on plan assets", "(5)")]
    rows += [fact("t2", "Expected return on plan assets", "6.5"), fact("t2", "Return on equity", "12")]
    assert [f[:2] for f in found(*rows)[1:]] == [("JPY", "-5000000"), (None, None), (None, None)]


TORN = """Northfield Foods, Inc.
Results for the year ended December 31, 2031 (in millions)

| | 2031 | 2030 |
|---|---|---|
| Total revenues | $220.6 | $224.9 |
| Cost of revenues | 147.2 | 149.6 |
| Gross profit | 73.4 | 75.3 |

Segment note

| | 2031 | 2030 |
|---|---|---|
| Frozen meals | 34.4 | 32.9 |
| Dairy | 53.5 | 60.1 |
| Bakery | 49.0 | 56.3 |
| Private label | 48.4 | 43.1 |
| Catering | 35.3 | 30, |
| Total revenues | 220.6 | 224.9 |
| Cost of revenues | 147.2 | 149.6 |
| Gross profit | 73.4 | 75.3 |
"""


def test_what_is_left_of_a_torn_figure_has_no_value_in_the_unit_that_other_figures_show() -> None:
    """It was believed at `30`, in a sum that then named a fact that was not in the result."""
    result = read(TORN.encode(), name="page.md")
    assert not broken_references(result)
    torn = [fact for fact in result.facts if fact.printed == "30,"]
    assert [(fact.status, fact.value) for fact in torn] == [("inferred", "32500000")]


def test_one_weight_does_not_make_a_table_one_of_kilograms() -> None:
    text = (
        "# Ekdal Mines plc\n\nResults for the quarter ended June 30, 2031\n\n| | Q2 2031 |\n|---|---|\n"
        "| Ore mined | 4,511 |\n| Gold mined | 2,728 |\n| Grade mined | 6.05 |\n| Backfill | 67,381 |\n\n"
        "Gold mined was 2,728kg in the quarter.\n"
    )
    facts = {f.printed: f for f in read(text.encode(), name="a.md").facts if f.table}
    assert {facts[printed].unit for printed in ("4,511", "6.05", "67,381")} == {None}
