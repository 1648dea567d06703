"""A bracket that one column of a row has and the other has not: lost here, or gained there."""

from __future__ import annotations

import pytest

from extract.pipeline import read

HEAD = (
    "# Ostrava Filters Inc. results for the year ended December 31, 2031\n\n(In thousands of U.S. dollars)\n\n"
    "| | Year ended December 31, 2031 | Year ended December 31, 2030 |\n|---|---|---|\n"
)
INCOME = [
    ("Revenue", "577,978", "881,125"),
    ("Cost of sales", "332,677", "505,805"),
    ("Gross profit", "245,301", "375,320"),
    ("Selling expenses", "86,114", "170,882"),
    ("Research and development expenses", "28,909", "82,957"),
    ("Operating income", "130,278", "121,481"),
    ("Interest income", "735", "1,983"),
    ("Interest expense", "5,040", "8,441"),
    ("Income before income taxes", "125,973", "115,023"),
    ("Income tax expense", "37,067", "34,618"),
    ("Net income", "88,906", "80,405"),
]
INVESTING = [
    ("Purchases of equipment", "(19,443)", "(10,171)"),
    ("Acquisition of businesses", "(3,470)", "(8,504)"),
    ("Proceeds from sale of equipment", "754", "723"),
    ("Net cash used in investing activities", "(22,159)", "(17,952)"),
]

Rows = list[tuple[str, str, str]]


def facts(rows: Rows) -> dict[tuple[str, int], tuple[str, bool, str | None]]:
    text = HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows)
    found = read(text.encode(), name="a.md").facts
    return {(f.label[-1], f.column or 0): (f.status, f.trusted, f.value) for f in found}


def changed(rows: Rows, label: str, column: int, printed: str) -> Rows:
    return [
        (name, *(printed if name == label and at == column else figure for at, figure in enumerate(figures, 1)))  # type: ignore[misc]
        for name, *figures in rows
    ]


@pytest.mark.parametrize("column", [1, 2])
@pytest.mark.parametrize(
    "label",
    [
        "Cost of sales",
        "Selling expenses",
        "Research and development expenses",
        "Interest income",
        "Interest expense",
        "Income tax expense",
    ],
)
def test_a_bracket_gained_by_one_of_the_costs_that_are_printed_positive(label: str, column: int) -> None:
    sound = facts(INCOME)
    row = next(row for row in INCOME if row[0] == label)
    seen = facts(changed(INCOME, label, column, f"({row[column]})"))
    assert all(status != "repaired" for status, _, _ in seen.values())
    assert not seen[label, column][1]
    assert [key for key, (_, trusted, value) in seen.items() if trusted and value != sound[key][2]] == []


@pytest.mark.parametrize(("label", "column"), [("Purchases of equipment", 1), ("Acquisition of businesses", 2)])
def test_a_bracket_lost_by_one_of_the_costs_that_are_printed_in_brackets(label: str, column: int) -> None:
    row = next(row for row in INVESTING if row[0] == label)
    seen = facts(changed(INVESTING, label, column, row[column].strip("()")))
    assert seen[label, column] == ("repaired", True, facts(INVESTING)[label, column][2])


def test_both_are_sound() -> None:
    assert all(
        status == "verbatim" and trusted for rows in (INCOME, INVESTING) for status, trusted, _ in facts(rows).values()
    )


def test_a_profit_before_tax_is_no_cost_that_shows_how_costs_are_printed() -> None:
    """A dash that is read as no sign is lost in one column; the sum upwards would have it gained in the other."""
    text = """Larkfield Mills, Inc.: Results for the years ended March 31

| Millions of yen | Year ended March 31, 2032 | Year ended March 31, 2031 |
|---|---|---|
| Gross profit | 26,638 | 23,208 |
| Selling expenses | (19,489) | (17,009) |
| Operating profit | 7,149 | 6,199 |
| Finance costs | 446 | (379) |
| Profit before tax | 6,703 | 5,820 |
| Income taxes | (2,071) | (1,617) |
| Profit for the period | 4,632 | 4,203 |
"""
    result = read(text.encode(), name="a.md")
    values = {f.printed: f.value for f in result.facts}
    assert values["446"] == "-446000000" and all(fact.trusted for fact in result.facts)
