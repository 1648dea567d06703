"""Claims about the unit of a figure, and what they settle: nearer places first, parts that complete each other."""

from __future__ import annotations

import pytest

from extract import read
from extract.facts.value import Valued, value_of
from extract.lex.label_units import unit_of_label
from extract.lex.numbers import read_cell
from extract.lex.units import find_units
from extract.model import Fact, Location
from extract.sheet.parts import Column, Declared, Row


def valued(printed: str, label: str, over: str | None = None, *declared: str) -> Valued:
    row = Row(index=0, path=(label,), level=0, kind="item", unit=unit_of_label(label))
    column = Column(index=1, path=(over,), unit=find_units(over)[0]) if over else None
    units = tuple(Declared(mention=m, location=Location()) for text in declared for m in find_units(text))
    return value_of(read_cell(printed).figure, row, column, units)


@pytest.mark.parametrize(
    ("printed", "label", "over", "declared", "unit", "value"),
    [
        ("5.1 million", "Number of shares issued", None, ("(JPY million)",), "count", "5100000"),
        ("5.2", "Annual recurring revenue (in millions)", None, ("(USD in thousands)",), "USD", "5200000"),
        ("5", "Sales", "(in thousands)", ("(USD in millions)",), "USD", "5000"),
        ("$5", "Sales", None, ("(JPY million)", "(thousands of U.S. dollars)"), "USD", "5000"),
        ("$5", "Sales", None, ("(CAD in thousands)",), "CAD", "5000"),
        ("5", "Sales", None, ("(in thousands)",), None, None),
        ("1,234", "Sales", "%", ("(JPY million)",), None, None),
        ("$1,234", "Sales", "%", ("(USD in millions)",), "USD", "1234000000"),
        ("0.5", "Return on equity", None, (), None, None),
        ("5", "Sales", None, (), None, None),
    ],
)
def test_parts_complete_each_other_and_the_nearer_wins(
    printed: str, label: str, over: str | None, declared: tuple[str, ...], unit: str | None, value: str | None
) -> None:
    found = valued(printed, label, over, *declared)
    assert (found.unit, None if found.value is None else format(found.value.normalize(), "f")) == (unit, value)


def test_grounds_are_the_places_that_settled_it_and_against_those_that_contradict() -> None:
    found = valued("$5", "Sales", "(thousands of yen)", "(USD in millions)")
    assert [claim.rank.name for claim in found.grounds] == ["FIGURE", "CAPTION"]
    assert [(claim.rule, claim.printed) for claim in found.against] == [("unit_of_column", "thousands of yen")]


def test_a_scale_that_is_open_for_shares_gives_both_readings() -> None:
    found = valued("612", "Number of shares issued", None, "($ in millions, except per share data)")
    assert (found.unit, [reading.value for reading in found.readings]) == ("count", ["612000000", "612"])


def facts(text: str) -> list[Fact]:
    return list(read(text.encode(), name="results.md").facts)


TABLE = """Fiscal year ended March 31, 2024 (JPY million)

| | FY2024 | FY2023 |
|---|---|---|
| Net sales | 1,234 | 1,187 |
| Operating income | 145 | 131 |
| {label} | {figure} | {figure} |
"""


@pytest.mark.parametrize(
    ("label", "figure"), [("ROE", "12.3"), ("Inventory turnover", "3.4"), ("自己資本比率", "45.6")]
)
def test_a_ratio_by_its_name_and_print_takes_no_unit_of_amounts(label: str, figure: str) -> None:
    found = next(f for f in facts(TABLE.format(label=label, figure=figure)) if f.label == (label,))
    assert found.value is None and not found.trusted and len(found.candidates) == 2


@pytest.mark.parametrize("label", ["Turnover", "Expected return on plan assets", "Impairment of margin loans"])
def test_amounts_whose_names_hint_at_ratios_stay_amounts(label: str) -> None:
    found = next(f for f in facts(TABLE.format(label=label, figure="1,024")) if f.label == (label,))
    assert (found.value, found.unit) == ("1024000000", "JPY")
