"""Years over the columns of a table that cannot be right as they stand."""

from __future__ import annotations

from extract.pipeline import read

TITLE = "# Ostrava Filters Inc. results for the year ended December 31, 2031\n\n(In thousands of U.S. dollars)\n\n"
ROWS = [
    ("Revenue", "577,978", "881,125", "540,739"),
    ("Cost of sales", "332,677", "505,805", "354,557"),
    ("Gross profit", "245,301", "375,320", "186,182"),
]


def doubted(*years: int) -> list[int]:
    """The columns in which a figure is not trusted."""
    heads = " | ".join(f"Year ended December 31, {year}" for year in years)
    rows = "".join(f"| {row[0]} | {' | '.join(row[1 : len(years) + 1])} |\n" for row in ROWS)
    text = f"{TITLE}| | {heads} |\n|---|{'---|' * len(years)}\n{rows}"
    facts = read(text.encode(), name="a.md").facts
    return sorted({fact.column or 0 for fact in facts if not fact.trusted})


def test_years_that_rise_or_fall() -> None:
    assert doubted(2031, 2030, 2029) == doubted(2029, 2030, 2031) == doubted(2031, 2030) == doubted(2030, 2031) == []


def test_years_that_leave_some_out() -> None:
    assert doubted(2031, 2030, 2021) == doubted(2031, 2021) == doubted(2020, 2031) == doubted(2031, 2027, 2026) == []


def test_two_heads_exchanged_among_three() -> None:
    assert doubted(2030, 2031, 2029) == doubted(2031, 2029, 2030) == [1, 2, 3]


def test_a_year_misread_for_the_one_next_to_the_other() -> None:
    assert doubted(2037, 2030, 2029) == [1]
    assert doubted(2029, 2030, 2081) == [3]


def test_of_two_years_far_apart_nothing_tells_which_is_misread() -> None:
    assert doubted(2031, 2080) == doubted(2081, 2030) == doubted(2030, 2011) == [1, 2]
