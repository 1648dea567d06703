"""A count and an amount in one heading, over two lines of figures for each name: which is which, it does not say."""

from __future__ import annotations

import pytest

import extract


@pytest.mark.parametrize("heading", ["Shares Value (JPY million)", "Shares Amount (JPY million)"])
def test_the_unit_of_one_measure_is_not_said_of_both_lines(heading: str) -> None:
    rows = [
        f"Issuer\t{heading}",
        "Kobe Bearing\t120,400",
        "\t318",
        "Ise Seal\t88,000",
        "\t204",
        "Uji Foundry\t9,500",
        "\t77",
        "",
    ]
    text = "Holdings at 31 March 2031\n\n" + "\n".join(rows)
    facts = extract.read(text.encode(), name="a.txt").facts
    assert {fact.printed for fact in facts} >= {"120,400", "318", "88,000", "204", "9,500"}
    assert not any(fact.trusted for fact in facts)
