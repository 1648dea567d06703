"""Nouns that can be counted and stand alone: under amounts they say whose, elsewhere in a table of money nothing."""

from __future__ import annotations

import pytest

from extract.pipeline import read

STATEMENT = """# Alder Hotels, Inc.: results for the year ended December 31, 2023

Statement of operations (in thousands of dollars)

| | 2023 | 2022 |
|---|---|---|
| {heading} | | |
| Rooms | 897,943 | 636,130 |
| Food and beverage | 712,304 | 547,218 |
"""


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("Revenues", ("897943000", "USD", True)), ("Key figures", (None, None, False))],
)
def test_a_bare_noun_in_a_table_of_money(heading: str, expected: tuple[str | None, str | None, bool]) -> None:
    facts = read(STATEMENT.format(heading=heading).encode(), name="a.md").facts
    fact = next(f for f in facts if f.printed == "897,943")
    assert (fact.value, fact.unit, fact.trusted) == expected


def test_what_is_taken_off_is_no_count() -> None:
    page = STATEMENT.format(heading="Key figures").replace("897,943", "-897,943").replace("636,130", "-636,130")
    fact = next(f for f in read(page.encode(), name="a.md").facts if f.printed == "-897,943")
    assert (fact.value, fact.unit, fact.trusted) == ("-897943000", "USD", True)


def test_a_change_may_be_one_of_a_count() -> None:
    page = (
        STATEMENT.format(heading="Key figures")
        .replace("897,943", "(12)")
        .replace("| 2023 | 2022 |", "| Change | 2022 |")
    )
    fact = next(f for f in read(page.encode(), name="a.md").facts if f.printed == "(12)")
    assert not fact.trusted
