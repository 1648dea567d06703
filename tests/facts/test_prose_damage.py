"""Damaged prints are flagged with their readings and never given a value."""

import pytest

from tests.facts.telling import facts, told

HOUSE = "Costs were JPY 1,234 million, JPY 22,000 million and JPY 4,111 million.\n\n"


@pytest.mark.parametrize(
    ("text", "printed", "readings"),
    [
        ("Operating Income: JPYO.4 billion", "O.4", ["400000000"]),
        (HOUSE + "Current Assets JPY11.021 million", "11.021", ["11021000000", "11021000"]),
        ("Acquired 1.600 clients", "1.600", ["1600", "1.600"]),
        ("dividend of JPY29.255 per share", "29.255", ["29.25", "29.255"]),
        ("Costs\n\nUnit: JPY million\n\nFY09: 10.544", "10.544", ["10544000000", "10544000"]),
    ],
)
def test_readings_instead_of_a_value(text: str, printed: str, readings: list[str]) -> None:
    found, problems = told(text)
    fact = found[-1]
    assert (fact.printed, fact.value, fact.status) == (printed, None, "unresolved")
    assert [candidate.value for candidate in fact.candidates] == readings
    assert [problem.code for problem in problems] == ["unreadable_value"]


def test_three_decimals_are_fine_where_the_document_prints_them() -> None:
    assert [f.value for f in facts("Revenue of $1.025 billion and $1.035 million")] == ["1025000000", "1035000"]


def test_a_damaged_label_of_a_period_leaves_the_period_open() -> None:
    [fact] = facts("1011 Revenue: JPY6.5 billion")
    assert fact.value == "6500000000" and fact.period is None


def test_figures_glued_to_words_are_no_figures() -> None:
    assert facts("Net profit3 and YoY2 and OEM4") == ()
