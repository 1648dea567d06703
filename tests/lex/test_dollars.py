"""Whose dollars a bare `$` means."""

from __future__ import annotations

from textwrap import dedent

import pytest

from extract.lex.dollars import dollar_of
from extract.pipeline import read

RELEASE = """
    {head}

    Key figures ({unit})

    | | Year ended June 30, 2031 | Year ended June 30, 2030 |
    |---|---|---|
    | Revenue | $4,812 | $4,377 |
    | EBITDA | 613 | 598 |

    Revenue was $4.8 million.
    """


@pytest.mark.parametrize(
    ("head", "unit", "expected"),
    [
        ("Brisling Pumps Inc. announces results", "in thousands of dollars", "USD"),
        ("Brisling Pumps Inc. (TSX: BPI) announces results", "in thousands of Canadian dollars", "CAD"),
        ("Brisling Pumps Inc. (TSX: BPI) announces results", "in thousands of dollars", None),
        ("Brisling Pumps Inc. (TSX: BPI; NYSE: BPI)", "all amounts in thousands of US dollars", "USD"),
        ("HALIFAX, Nova Scotia, Aug. 3 /CNW/ - Brisling Pumps Inc.", "$ thousands", None),
        ("Wombat Rail Limited ABN 12 345 678 901. Final dividend fully franked", "$'000", None),
        ("Wombat Rail Limited (ASX: WBR)", "A$'000", "AUD"),
        ("Kauri Power Limited, listed on the NZX", "$ thousands", None),
        ("Brisling Pumps Inc., a Delaware corporation with a listing on the TSX", "in thousands of dollars", "USD"),
    ],
)
def test_a_bare_dollar_is_of_the_country_that_the_document_speaks_of(
    head: str, unit: str, expected: str | None
) -> None:
    facts = read(dedent(RELEASE.format(head=head, unit=unit)).strip().encode(), name="release.md").facts
    assert {fact.unit for fact in facts} == {expected}
    assert all(fact.trusted for fact in facts if fact.table) is (expected is not None)


def test_another_country_in_passing_changes_nothing() -> None:
    assert dollar_of(["Sales in Canada rose to $5 million", "the Canadian dollar weakened"]) == "USD"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("All amounts are in Canadian dollars.", "CAD"),
        ("Figures are presented in Australian dollars.", "AUD"),
        ("Our sales in Canadian dollars rose.", "USD"),
    ],
)
def test_what_is_said_of_all_amounts_needs_no_exchange(text: str, unit: str) -> None:
    page = f"Glenmore Corp.\n\n{text}\n\nNet sales for the quarter ended July 31, 2023 were $412.6 million."
    assert next(f for f in read(page.encode(), name="a.txt").facts if f.printed == "412.6").unit == unit
