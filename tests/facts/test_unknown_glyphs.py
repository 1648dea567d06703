"""A character nobody can name beside a figure: the figure is no value, in tables and in prose."""

from __future__ import annotations

import pytest

from extract.model import Fact, Location, Part, Span
from extract.pipeline import read
from extract.prose.numbers import find_numbers
from extract.sheet.rival_readings import with_rivals


@pytest.mark.parametrize("printed", ("\ufffd234", "\ufffd,234", "12\ufffd", "\uf02d234", "\ufffd 234", "(234\ufffd"))
def test_a_figure_beside_an_unknown_character_is_flagged(printed: str) -> None:
    text = f"Results\n\nUnit: JPY million\n\n\tFY2007\tFY2006\nSales\t1,111\t1,000\nRent\t{printed}\t300\nTax\t30\t20\n"
    facts = {fact.printed: fact for fact in read(text.encode(), name="page.txt").facts if fact.label[-1:] == ("Rent",)}
    assert facts.pop("300").value == "300000000"
    assert facts and all(fact.status == "unresolved" and fact.value is None for fact in facts.values())


@pytest.mark.parametrize("text", ("was \ufffd1,234 million yen", "was $\ufffd,234 million", "was 12\ufffd million yen"))
def test_a_number_of_prose_beside_an_unknown_character_is_not_read(text: str) -> None:
    assert find_numbers(f"Revenue {text}", (), frozenset()) == []


def test_a_rival_in_another_form_is_told_in_the_unit_of_the_fact() -> None:
    fact = Fact(
        id="", value="-1500000", decimals=-5, unit="USD", printed="(1.5)", status="verbatim", location=Location()
    )
    span = Span("(1.5)", (Part(0, 5, Location(), "(1.25)"),))
    told = with_rivals(fact, span)
    assert (told.value, told.status) == (None, "unresolved")
    assert [c.value for c in told.candidates] == ["-1500000", "-1250000"]
    assert with_rivals(fact, Span("(1.5)", (Part(0, 5, Location()),))) is fact
    assert span.cut(1, 3).rivals == ("(1.25)",)
