"""Unit and scale of a figure of prose are settled by claims, and its grounds are those that decided."""

from __future__ import annotations

import pytest

from extract import model, read

HEAD = "Results of Ferngrove Networks for the year ended March 31, 2018. All amounts are in US dollars.\n\n"


def fact(text: str, printed: str) -> model.Fact:
    return next(f for f in read((HEAD + text).encode(), name="a.txt").facts if f.printed == printed)


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit", "rules"),
    [
        ("Revenue was $5.6 million.", "5.6", "5600000", "USD", ["unit_beside_figure"]),
        ("Fees of $1,943 were paid.", "1,943", "1943", "USD", ["unit_beside_figure", "whole_units"]),
        (
            "The dividend was $0.50, against $0.45.",
            "0.50",
            "0.50",
            "USD_per_share",
            ["unit_beside_figure", "per_share_of_subject"],
        ),
        ("Net income was $0.09 per share.", "0.09", "0.09", "USD_per_share", ["unit_beside_figure"]),
        ("Sales were 7,221 million.", "7,221", "7221000000", "USD", ["scale_of_figure", "currency_of_document"]),
        ("Our customer base grew to 1.2 million.", "1.2", "1200000", "count", ["scale_of_figure", "counted_subject"]),
        (
            "We expect revenue of $186 to $189 million.",
            "186",
            "186000000",
            "USD",
            ["unit_beside_figure", "scale_of_range"],
        ),
        ("Revenue was USD 5.6 million (5.1).", "5.1", "5100000", "USD", ["unit_beside_figure"]),
        ("Staff: 63 employees (up 17 from 2017).", "17", "17", "count", ["counted_before"]),
    ],
)
def test_a_unit_says_which_places_settled_it(text: str, printed: str, value: str, unit: str, rules: list[str]) -> None:
    found = fact(text, printed)
    assert (found.value, found.unit) == (value, unit)
    assert [ground.rule for ground in found.grounds["unit"]] == rules


def test_a_scale_that_only_the_amount_compared_with_has_leaves_two_readings() -> None:
    found = fact("Revenue was $7.0 million compared to $1.1 in the year ended March 31, 2017.", "1.1")
    assert (found.value, found.status) == (None, "unresolved")
    assert sorted(candidate.value for candidate in found.candidates) == ["1.1", "1100000"]


def test_a_scale_beside_a_figure_does_not_say_that_it_is_money() -> None:
    assert "unit_hinted" in fact("Sales were 7,221 million.", "7,221").doubts
    found = fact("The range was 7,221 million.", "7,221")
    assert (found.value, found.unit, found.status) == (None, None, "unresolved")
