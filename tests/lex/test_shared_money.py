"""Whose rupees and pesos a document means by names that several countries have for their money."""

from __future__ import annotations

from textwrap import dedent

import pytest

from extract.lex.shared_money import whose
from extract.lex.style import Style, reading_as
from extract.lex.units import find_units
from extract.pipeline import read

STATEMENT = """
    # Brisling Mills Limited

    {said}

    Statement of profit or loss ({unit})

    | | Year ended June 30, 2031 | Year ended June 30, 2030 |
    |---|---|---|
    | Revenue | 4,812 | 4,377 |
    | Gross profit | 613 | 598 |
    """


@pytest.mark.parametrize(
    ("said", "unit", "expected"),
    [
        ("Listed on the Pakistan Stock Exchange.", "Rupees in thousand", "PKR"),
        ("Registered office: Mill Road, Lahore.", "Rs. '000", "PKR"),
        ("Prepared under SLFRS and the Companies Act, No. 07 of 2007.", "Rs.'000", "LKR"),
        ("Listed on the BSE and the NSE; a mill in Sri Lanka was opened.", "Rs. in million", "INR"),
        ("The company reports to its members.", "Rs. in lakhs", "INR"),
        ("The company reports to its members.", "Rs. '000", None),
        ("Offices in India and in Nepal.", "Rs. '000", None),
        ("All figures are in Argentine pesos (Ps.). Debt is US$ 5 million.", "Ps. million", "ARS"),
        ("Bolsa Mexicana de Valores: BRIS. Debt is US$ 5 million.", "millions of pesos", "MXN"),
        ("Plants in Chile and Colombia. Debt is US$ 5 million.", "Ps. million", None),
        ("Debt is US$ 5 million.", "in millions of pesos", None),
        ("Debt is US$ 5 million.", "Ch$ million", "CLP"),
        ("Debt is US$ 5 million.", "N$'000", "NAD"),
        ("Debt is US$ 5 million.", "kr million", None),
    ],
)
def test_money_whose_name_several_countries_have(said: str, unit: str, expected: str | None) -> None:
    facts = read(dedent(STATEMENT.format(said=said, unit=unit)).strip().encode(), name="statement.md").facts
    told = [fact for fact in facts if fact.table]
    assert len(told) == 4
    assert {fact.unit for fact in told} == {expected}
    assert all(fact.trusted for fact in told) is (expected is not None)


def test_a_document_that_speaks_of_no_rupees_says_nothing_of_them() -> None:
    assert whose("rupee", ["Sales in Pakistan rose."]) == "INR"
    assert whose("peso", ["Sales in Mexico rose."]) is None


def test_amounts_per_share_of_open_money_name_no_money() -> None:
    with reading_as(Style(rupee=None, dollar=None)):
        units = [mention.unit for text in ("Rs. per share", "$ per share") for mention in find_units(text)]
    assert units == ["per_share", "per_share"]
